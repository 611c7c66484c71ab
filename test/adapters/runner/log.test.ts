import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { foreignCommands, parseCommand, splitLines } from "../../e2e/commands.ts";
import { runAction } from "../../e2e/runner.ts";
import { nastyText } from "../../report/nasty.ts";
import { makeTempFolder } from "../../support/temp-folder.ts";

let workspace: string;
beforeAll(async () => {
  workspace = await makeTempFolder("log-");
});

/** A real process that makes these calls, as the runner sees it. */
async function logged(calls: readonly (readonly string[])[]) {
  const file = join(workspace, `${crypto.randomUUID()}.json`);
  await writeFile(file, JSON.stringify(calls));
  const entry = new URL("log-process.ts", import.meta.url).pathname;
  const result = await runAction({ with: {}, workspace, entry, args: [file] });
  await result.cleanUp();
  expect(result.rawStderr).toBe("");
  expect(result.exitCode).toBe(0);
  return result;
}

describe("log", () => {
  it("prints lines, groups and annotations as the runner reads them", async () => {
    const { log, annotations } = await logged([
      ["info", "one\ntwo\r\nthree\rfour"],
      ["group", "Purge at Batoff", "inside"],
      ["warning", "50 % done: a,b", "Title: x, y"],
      ["error", "first\nsecond"],
    ]);
    expect(log).toEqual([
      ..."one two three four".split(" "),
      "##[group]Purge at Batoff",
      "inside",
      "##[endgroup]",
      "##[warning]50 % done: a,b",
      "##[error]first",
      "second",
      'counts {"notice":0,"warning":1,"error":1}',
    ]);
    expect(annotations).toEqual([
      { kind: "warning", title: "Title: x, y", message: "50 % done: a,b" },
      { kind: "error", title: "", message: "first\nsecond" },
    ]);
  });

  it("makes 8 annotations of a kind and prints the rest as lines", async () => {
    const calls = Array.from({ length: 11 }, (_, index) => ["warning", `w${index}`, "T"]);
    const { annotations, dropped, log } = await logged([...calls, ["notice", "n"]]);
    expect(annotations.map(({ message }) => message)).toEqual(["w0", "w1", "w2", "w3", "w4", "w5", "w6", "w7", "n"]);
    expect(dropped).toEqual([]);
    expect(log).toContain("Warning: T: w10");
  });

  it("cuts what the runner would cut, and says so", async () => {
    const { annotations } = await logged([
      ["error", "x".repeat(9000)],
      ["error", Array.from({ length: 500 }, (_, index) => `line number ${index}`).join("\n")],
    ]);
    expect(annotations.map(({ message }) => message.length <= 4000)).toEqual([true, true]);
    expect(annotations[0]?.message).toContain("(9000 characters in all)");
    expect(annotations[1]?.message).toMatch(/line number \d+\n… \(cut: the rest is in the report file\)$/);
  });

  it("masks a secret before and after it is sent to the runner", async () => {
    const secret = "s3cr3t-%-tok3n";
    const hex = Buffer.from(secret).toString("hex");
    const { rawStdout } = await logged([
      ["secret", secret],
      ["secret", "true"],
      ["info", `a ${secret} b ${hex} c true`],
      ["warning", `w ${secret}`, `t ${secret}`],
      ["group", `g ${secret}`, secret.slice(0, 9)],
    ]);
    const commands = splitLines(rawStdout).flatMap((line) => parseCommand(line) ?? []);
    const masked = commands.filter(({ name }) => name === "add-mask").map(({ data }) => data);
    expect(masked[0]).toBe(secret);
    expect(masked).toContain(hex);
    expect(masked).not.toContain("true");
    const rest = splitLines(rawStdout).filter((line) => !line.startsWith("::add-mask::"));
    expect(rest.slice(0, 4)).toEqual(["a *** b *** c true", "::warning title=t ***::w ***", "::group::g ***", "***"]);
  });

  it("lets no text become a command, in any call", async () => {
    const kinds = ["info", "debug", "notice", "warning", "error", "group"];
    const texts = fc.sample(fc.tuple(fc.constantFrom(...kinds), nastyText, nastyText), {
      numRuns: 10_000,
      seed: 20261120,
    });
    const result = await logged(texts);
    expect(foreignCommands(result)).toEqual([]);
    const count = (kind: string) => result.commands.filter(({ name }) => name === kind).length;
    expect([count("notice"), count("warning"), count("error")]).toEqual([8, 8, 8]);
    expect(count("group")).toBe(texts.filter(([kind]) => kind === "group").length);
    expect(result.conclusion).toBe("success");
  });
});
