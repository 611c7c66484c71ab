import { mkdir, readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { once } from "../../src/lib/once.ts";
import { accountInputs, BUILD_DIR } from "../support/site.ts";
import { everythingWritten, type RunOptions, reportOf, type Stage, setStage } from "../support/stage.ts";
import { foreignCommands } from "./commands.ts";
import type { ActionResult } from "./runner.ts";
import {
  inGroups,
  WITH_PASSWORD,
  type WithPassword,
  WRONG_ALONE,
  WRONG_BY_THEMSELVES,
  WRONG_DESTINATIONS,
  WRONG_LINES,
  type WrongInput,
} from "./wrong-inputs.ts";

const OF_FILE = WITH_PASSWORD.find(({ value }) => value === "file:with-password");

let stage: Stage;
let declared: readonly string[];

beforeAll(async () => {
  stage = await setStage("batoff");
  await stage.site.repository.write({
    "some-file": "x",
    "bad-list": "/fine\nmailto:x\n",
    "with-password": `https://user:${OF_FILE?.password}@www.example.com/x\n`,
  });
  const action = parse(await readFile(new URL("../../action.yml", import.meta.url), "utf8")) as {
    outputs: Record<string, unknown>;
  };
  declared = Object.keys(action.outputs);
});
afterAll(async () => {
  // Here, since the tests run side by side: whatever they did, the API never heard of it.
  expect(stage.sandbox.api.requests).toEqual([]);
  await stage[Symbol.asyncDispose]();
});

/** The place in a configuration file that stands before an input's name: `destinations.yml:3:5 name.input`. */
const PLACE = /^destinations\S*\.yml:\d+:\d+ /;

/** What every answer to bad input is, with one problem for each of these inputs and no other. */
async function expectProblems(run: ActionResult, inputs: readonly string[]) {
  expect([run.exitCode, run.conclusion, run.errors]).toEqual([1, "failure", []]);
  expect(run.outputs).toMatchObject({ verdict: "failed", "error-code": "E_CONFIG", "request-count": "0" });
  expect(Object.keys(run.outputs).toSorted()).toEqual(declared.toSorted());
  const { problems } = await reportOf(run);
  expect(problems.map(({ input }) => input.replace(PLACE, "")).toSorted()).toEqual(inputs.toSorted());
  const errors = run.annotations
    .filter(({ kind }) => kind === "error")
    .map(({ message }) => message.replace(PLACE, ""));
  expect(errors).toHaveLength(inputs.length);
  for (const input of inputs) expect(errors.filter((message) => message.startsWith(`${input}: `))).toHaveLength(1);
  expect(run.summary).toContain("What is wrong with the inputs");
  expect(foreignCommands(run)).toEqual([]);
  return problems;
}

type Inputs = Readonly<Record<string, string | undefined>>;

/** Each of them with the others of its group, and the group's one start, made when the first of its tests needs it. */
function startedTogether<T>(all: readonly T[], inputsOf: (one: T) => Inputs, more: RunOptions = {}) {
  const groups = inGroups(all, (one) => Object.keys(inputsOf(one)));
  return groups.flatMap((group) => {
    const run = once(() => stage.run({ ...more, with: Object.assign({}, ...group.map(inputsOf)) }));
    return group.map((one) => ({ one, group, run }));
  });
}

/** One start for all of these, a destination of its configuration file for each. */
async function startInAFile(wrong: readonly WrongInput[]): Promise<ActionResult> {
  const account = { ...accountInputs(stage.sandbox), "build-dir": BUILD_DIR };
  const keys: Record<string, string> = {};
  const destinations = wrong.map(([, inputs], at) => {
    const own: Inputs = { ...account, ...inputs };
    keys[`KEY_${at}`] = own["api-key"] ?? "";
    const given = Object.entries(own).filter(([, value]) => value !== undefined);
    return { name: `cache-${at}`, ...Object.fromEntries(given), "api-key": `\${KEY_${at}}` };
  });
  const config = `destinations-${crypto.randomUUID()}.yml`;
  await stage.site.repository.write({ [config]: stringify({ destinations }) });
  const left = Object.fromEntries(Object.keys(account).map((name) => [name, undefined]));
  return stage.run({ with: { ...left, config }, env: keys, secrets: Object.values(keys) });
}

describe.concurrent("bad input gets one clear error and no request", () => {
  it.each(
    startedTogether(WRONG_BY_THEMSELVES, ([, inputs]) => inputs).map((started) => ({
      what: started.one[0],
      ...started,
    })),
  )("$what", async ({ one: [, , input, message], group, run }) => {
    const named = group.map(([, , other]) => other);
    const problems = await expectProblems(await run(), named);

    expect(problems).toContainEqual({ input, message: expect.stringMatching(message) });
  });

  it.each(WRONG_ALONE)("%s", async (_, inputs, input, message) => {
    const problems = await expectProblems(await stage.run({ with: inputs }), [input]);

    expect(problems).toEqual([{ input, message: expect.stringMatching(message) }]);
  });

  describe.each(Object.entries(WRONG_DESTINATIONS))("of destinations that are found wrong %s", (_, all) => {
    const run = once(() => startInAFile(all));
    const named = all.map(([, , input], at) => `cache-${at}.${input}`);

    it.each(all.map((wrong, at) => [wrong[0], at, wrong[3]] as const))("%s", async (_what, at, message) => {
      const problems = await expectProblems(await run(), named);

      const own = problems.filter(({ input }) => input.replace(PLACE, "") === named[at]);
      expect(own).toEqual([expect.objectContaining({ message: expect.stringMatching(message) })]);
    });
  });

  describe("of several lines", () => {
    const purge = WRONG_LINES.map(([, line]) => line).join("\n");
    const [together] = startedTogether([purge], () => ({ purge }));

    it.each(WRONG_LINES.map((wrong, at) => [wrong[0], at, wrong[2]] as const))("%s", async (_, at, message) => {
      const [problem] = await expectProblems((await together?.run()) as ActionResult, ["purge"]);
      const texts = WRONG_LINES.map(([, line]) => `\`${line}\` `);
      const starts = texts.map((text) => problem?.message.indexOf(text) ?? -1);
      const own = problem?.message.slice(starts[at], starts[at + 1]);

      expect(starts).toEqual(starts.toSorted((one, other) => one - other));
      expect(own).toMatch(message);
    });
  });

  it("a key with line breaks, of which nothing is shown", async () => {
    const lines = ["first-half-of-the-key", "second-half-of-the-key"];
    const run = await stage.run({ with: { "api-key": lines.join("\n") }, secrets: [] });

    expect([run.exitCode, run.outputs["error-code"]]).toEqual([1, "E_CONFIG"]);
    expect((await reportOf(run)).problems).toEqual([
      { input: "api-key", message: expect.stringMatching(/line break/) },
    ]);
    const written = await everythingWritten(run);
    for (const line of lines) expect(written).not.toContain(line);
  });

  const own = ({ input, value }: WithPassword) => ({ [input]: value });
  it.each(
    [
      WITH_PASSWORD.filter(({ isReadLater }) => !isReadLater),
      ...WITH_PASSWORD.filter(({ isReadLater }) => isReadLater).map((one) => [one]),
    ]
      .flatMap((some) => startedTogether(some, own, { secrets: [] }))
      .map((started) => ({ ...started, ...started.one })),
  )("an address with a password, of which nothing is shown: $input: $what", async ({ input, password, run: start }) => {
    const run = await start();

    expect([run.exitCode, run.outputs["error-code"]]).toEqual([1, "E_CONFIG"]);
    expect((await reportOf(run)).problems.map((one) => one.input.split(".")[0])).toContain(input);
    const written = await everythingWritten(run);
    expect(written).not.toContain(password);
    expect(written).not.toContain(decodeURIComponent(password));
  });

  it("no key, although something is to be sent", async () => {
    const run = await stage.run({ with: { "api-key": undefined } });

    expect([run.exitCode, run.outputs["error-code"]]).toEqual([1, "E_CONFIG"]);
    expect((await reportOf(run)).problems).toEqual([
      { input: "api-key", message: expect.stringMatching(/is missing/) },
    ]);
  });

  it("several at once, all of them named", async () => {
    const run = await stage.run({ with: { site: "a b", "url-style": "jekyll", timeout: "-1", purgee: "/x" } });

    const { problems } = await reportOf(run);
    expect(problems.map(({ input }) => input).toSorted()).toEqual(["purgee", "site", "timeout", "url-style"]);
    expect(run.log.join("\n")).toMatch(/purgee.*site.*|site.*purgee/s);
  });

  it("an empty build-dir", async () => {
    await using empty = await setStage("batoff", { before: new Map(), after: new Map() });
    await mkdir(`${empty.site.repository.root}/public`);
    const run = await empty.run();

    expect([run.exitCode, run.outputs["error-code"]]).toEqual([1, "E_CONFIG"]);
    expect((await reportOf(run)).problems).toEqual([
      { input: "build-dir", message: expect.stringMatching(/is empty/) },
    ]);
    expect(empty.sandbox.api.requests).toEqual([]);
  });
});
