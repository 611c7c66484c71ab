/** The harness is right where the runner is: cases from the rules that `commands.ts` and `file-commands.ts` name. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { makeTempFolder } from "../support/temp-folder.ts";
import { createCommandReader, foreignCommands, parseCommand, splitLines } from "./commands.ts";
import { parseKeyValues, readSummary } from "./file-commands.ts";
import { createMasker } from "./masker.ts";
import { GITHUB_TOKEN, runAction } from "./runner.ts";

/** Name, properties and data in one line, or undefined. */
function parsed(line: string): string | undefined {
  const command = parseCommand(line);
  if (command === undefined) return undefined;
  const properties = [...command.properties].map(([key, value]) => `${key}=${value}`).join(";");
  return `${command.syntax} ${command.name} [${properties}] ${JSON.stringify(command.data)}`;
}

describe("workflow commands", () => {
  it.each([
    ["::warning::x", 'v2 warning [] "x"'],
    ["  \u00a0\u3000::warning::x", 'v2 warning [] "x"'],
    ["\t::WARNING::x", 'v2 WARNING [] "x"'],
    ["::error title=a,file=b.ts,line=1::m", 'v2 error [title=a;file=b.ts;line=1] "m"'],
    ["::error title=a%3Ab%2Cc%25,file=::m%0An%25", 'v2 error [title=a:b,c%] "m\\nn%"'],
    ["::error title=a=b,=c,d::m", 'v2 error [title=a=b] "m"'],
    ["::notice::%253B and %3A", 'v2 notice [] "%3B and %3A"'],
    ["::endgroup::", 'v2 endgroup [] ""'],
    ["::set-output name=a::b::c", 'v2 set-output [name=a] "b::c"'],
    ["##[error]x", 'v1 error [] "x"'],
    ["text before ##[error title=a;b=c%5D]x%3By", 'v1 error [title=a;b=c]] "x;y"'],
    ["##[group]x ##[error]y", 'v1 group [] "x ##[error]y"'],
    ["x ::warning::y", undefined],
    ["\ufeff::warning::y", undefined],
    ["::warning:x", undefined],
    ["::unknown::x ##[error]y", 'v1 error [] "y"'],
    ["##[unknown]x ##[error]y", undefined],
    ["##[error x", undefined],
    [":: warning::x", undefined],
    ["", undefined],
  ])("%j is %s", (line, command) => {
    expect(parsed(line)).toBe(command);
  });

  it("end their lines as .NET does", () => {
    expect(splitLines("a\nb\r\nc\rd\n\ne")).toEqual(["a", "b", "c", "d", "", "e"]);
    expect(splitLines("a\n")).toEqual(["a"]);
    expect(splitLines("a\u2028b\u0085c")).toEqual(["a\u2028b\u0085c"]);
  });

  it("pause at stop-commands until the token", () => {
    const reader = createCommandReader([]);
    for (const line of ["::stop-commands::Tok3n", "::error::no", "::tok3n::", "::error::yes"]) reader.read(line);
    expect(reader.state.annotations.map(({ message }) => message)).toEqual(["yes"]);
  });

  it("keep ten annotations of a kind, cut at 4,096 characters", () => {
    const reader = createCommandReader([]);
    for (let count = 0; count < 12; count++) reader.read(`::warning::${"x".repeat(5000)}`);
    reader.read("::error::one");
    expect(reader.state.annotations.map(({ message }) => message.length)).toEqual([...Array(10).fill(4096), 3]);
    expect(reader.state.dropped).toHaveLength(2);
  });

  it("fail the step when they are disabled", () => {
    const reader = createCommandReader([]);
    reader.read("::set-env name=PATH::x");
    expect(reader.state.failures).toHaveLength(1);
  });

  it("hide a masked value from then on, each of its lines too", () => {
    const reader = createCommandReader(["given"]);
    for (const line of ["is given", "soon", "::add-mask::soon%0Alater", "soon later"]) reader.read(line);
    expect(reader.state.log).toEqual(["is ***", "soon", "*** ***"]);
  });

  it("know what the action did not mean", () => {
    const foreign = (rawStdout: string, rawStderr = "") =>
      foreignCommands({ rawStdout, rawStderr }).map(({ name }) => name);
    expect(foreign("::group::a\n::add-mask::::error::x\n::warning title=t::m\n::endgroup::\ntext")).toEqual([]);
    expect(foreign("::set-output name=a::b")).toEqual(["set-output"]);
    expect(foreign("file ##[error]x")).toEqual(["error"]);
    expect(foreign("  ::warning::x")).toEqual(["warning"]);
    expect(foreign("a\r::debug::x\r::echo::on")).toEqual(["echo"]);
    expect(foreign("", "::stop-commands::x")).toEqual(["stop-commands"]);
    expect(foreign("::warning::a%0A::add-mask::b")).toEqual(["warning"]);
    expect(foreign("::group::x ##[add-mask]b")).toEqual(["group"]);
  });
});

describe("masking", () => {
  it("joins what overlaps and knows the runner's encodings", () => {
    const masker = createMasker(["abcdef", "defghi", "pa ss/word"]);
    expect(masker.mask("xabcdefghix abcdefabcdef")).toBe("x***x ***");
    expect(masker.mask(`pa%20ss%2Fword ${Buffer.from("pa ss/word").toString("base64")}`)).toMatch(
      /^\*\*\* \*\*\*.?=*$/,
    );
    expect(masker.mask(Buffer.from("pa ss/word").toString("hex"))).toBe("70612073732f776f7264");
  });
});

describe("file commands", () => {
  it.each([
    ["", {}],
    ["\n\nA=1\n\n", { A: "1" }],
    ["A=1=2\nB=\nC==3", { A: "1=2", B: "", C: "=3" }],
    ["A= 1 \r\n", { A: " 1 \r" }],
    ["A=x<<EOF\n", { A: "x<<EOF" }],
    ["A<<EOF\none\ntwo\nEOF\n", { A: "one\ntwo" }],
    ["A<<EOF\nEOF", { A: "" }],
    ["A<<EOF\n\nEOF\n", { A: "" }],
    ["A<<EOF\n\n\nEOF\n", { A: "\n" }],
    ["A<<=E\nx=y\n EOF\n=E\nB=1", { A: "x=y\n EOF", B: "1" }],
    ["A<<<E\nx\n<E\n", { A: "x" }],
    ["a=1\nA=2\n", { A: "2" }],
    ["\ufeffA=1", { A: "1" }],
    ["__proto__=1\n", JSON.parse('{"__proto__":"1"}')],
  ])("%j", (text, entries) => {
    expect([...parseKeyValues(text)]).toEqual(Object.entries(entries));
  });

  it.each([
    ["A", "Invalid format 'A'"],
    ["=1", "Name must not be empty"],
    ["<<EOF\nx\nEOF", "Name must not be empty"],
    ["A<<\nx\n", "delimiter must not be empty"],
    ["A<<EOF\none\n", "Matching delimiter not found 'EOF'"],
    ["A<<EOF one EOF", "Matching delimiter not found"],
    ["A<<EOF\none EOF", "EOF marker missing new line"],
  ])("%j fails the step", (text, reason) => {
    expect(() => parseKeyValues(text)).toThrow(reason);
  });

  it("take a summary of up to 1 MiB, whole or not at all", () => {
    expect(readSummary(Buffer.alloc(1_048_576, "x"))).toEqual({ text: "x".repeat(1_048_576) });
    expect(readSummary(Buffer.alloc(1_048_577, "x"))).toMatchObject({
      text: "",
      error: expect.stringContaining("1024k"),
    });
  });
});

describe("a step", () => {
  let workspace: string;
  beforeAll(async () => {
    workspace = await makeTempFolder("workspace-");
  });

  async function step(script: string, run: Partial<Parameters<typeof runAction>[0]> = {}) {
    const entry = join(workspace, `${crypto.randomUUID()}.mjs`);
    await writeFile(entry, script);
    const result = await runAction({ with: {}, workspace, entry, ...run });
    await result.cleanUp();
    return result;
  }

  it("gets inputs, contexts and nothing of the test's own environment", async () => {
    process.env["HARNESS_LEAK"] = "leaked";
    const { log } = await step(
      "console.log(JSON.stringify(process.env)); console.log(process.cwd(), process.argv.length)",
      {
        with: { "Site-URL": "https://x", "a b": "c" },
        env: { MINE: "1", GITHUB_SHA: "mine" },
        event: {
          name: "push",
          payload: { after: "f".repeat(40), ref: "refs/heads/x", repository: { full_name: "o/r" } },
        },
        github: { run_id: undefined },
      },
    );
    const environment = JSON.parse(log[0] ?? "") as Record<string, string>;
    expect(environment).toMatchObject({
      "INPUT_SITE-URL": "https://x",
      INPUT_A_B: "c",
      MINE: "1",
      GITHUB_SHA: "f".repeat(40),
      GITHUB_REF: "refs/heads/x",
      GITHUB_REPOSITORY: "o/r",
      GITHUB_ACTIONS: "true",
    });
    for (const name of ["HARNESS_LEAK", "GITHUB_TOKEN", "GITHUB_RUN_ID", "NODE_OPTIONS", "VITEST"]) {
      expect(environment).not.toHaveProperty(name);
    }
    expect(log[1]).toMatch(/ 2$/);
    delete process.env["HARNESS_LEAK"];
  });

  it("has its input closed, its event on disk and its files empty", async () => {
    const { log, exitCode } = await step(
      `import { readFileSync as read } from "node:fs";
      for await (const chunk of process.stdin) console.log("input", chunk);
      console.log(read(process.env.GITHUB_EVENT_PATH, "utf8"), JSON.stringify(read(process.env.GITHUB_OUTPUT, "utf8")));`,
      { event: { name: "push", payload: { a: 1 } } },
    );
    expect(log).toEqual(['{"a":1} ""']);
    expect(exitCode).toBe(0);
  });

  it("gives back outputs, state, summary and annotations, masked", async () => {
    const result = await step(
      `import { appendFileSync as append } from "node:fs";
      append(process.env.GITHUB_OUTPUT, "a=1\\nb<<E\\n2\\n3\\nE\\n");
      append(process.env.GITHUB_STATE, "s=t\\n");
      append(process.env.GITHUB_STEP_SUMMARY, "# hello hidden\\n");
      process.stdout.write("one ${GITHUB_TOKEN}\\r::warning title=T::hidden\\r\\ntwo");
      process.stderr.write("  ::error::from stderr");`,
      { secrets: ["hidden"] },
    );
    expect(result).toMatchObject({
      outputs: { a: "1", b: "2\n3" },
      state: { s: "t" },
      summary: "# hello ***\n",
      conclusion: "success",
      exitCode: 0,
      errors: [],
    });
    expect(result.log.toSorted()).toEqual(["##[error]from stderr", "##[warning]***", "one ***", "two"]);
    expect(result.annotations).toContainEqual({ kind: "warning", title: "T", message: "***" });
  });

  it("fails on an unreadable file and on a disabled command, whatever its exit code", async () => {
    const broken = await step(
      `(await import("node:fs")).appendFileSync(process.env.GITHUB_OUTPUT, "nonsense"); console.log("::add-path::/x")`,
    );
    expect(broken).toMatchObject({ exitCode: 0, conclusion: "failure" });
    expect(broken.errors).toHaveLength(2);
    expect(await step("process.exit(3)")).toMatchObject({ exitCode: 3, conclusion: "failure" });
    expect(await step("console.log('::error::x')")).toMatchObject({ exitCode: 0, conclusion: "success" });
  });

  it("is signalled when a line matches, or when the test says so", async () => {
    const script = `process.on("SIGINT", () => { console.log("bye"); process.exit(130); }); console.log("ready"); setInterval(() => {}, 1e6);`;
    const byLine = await step(script, { signalAfter: { signal: "SIGINT", when: /^ready$/ } });
    expect(byLine).toMatchObject({ exitCode: 130, log: ["ready", "bye"], timedOut: false });
    const unhandled = await step(script, { signalAfter: { signal: "SIGTERM", when: /^ready$/ } });
    expect(unhandled.exitCode).toBe(143);
    const hanging = await step(script, { timeoutMs: 1500 });
    expect(hanging).toMatchObject({ exitCode: 137, timedOut: true, conclusion: "failure" });
  });

  it("gets declared inputs with their defaults once action.yml has some", async () => {
    const { parse } = await import("yaml");
    const action = parse(await readFile(new URL("../../action.yml", import.meta.url), "utf8").catch(() => "{}"));
    const declared = Object.entries((action.inputs ?? {}) as Record<string, { default?: string }>);
    const { rawStdout } = await step("console.log(JSON.stringify(process.env))");
    const environment = JSON.parse(rawStdout) as Record<string, string>;
    for (const [name, { default: value }] of declared) {
      const expected = value?.includes("github.token") ? GITHUB_TOKEN : (value ?? "");
      expect(environment[`INPUT_${name.toUpperCase()}`]).toBe(String(expected));
    }
  });
});
