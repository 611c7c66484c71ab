/** Bad input of change sources and memory: one clear error, no request to anybody, and what is remembered stays as it is. */
import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import { startSandbox } from "../../sandbox/start.ts";
import { type CacheServer, startCacheServer } from "../support/cache-server.ts";
import { type GitServer, startGitServer } from "../support/git-server.ts";
import { createRepository, gitIn, type TestRepository, temporaryFolder } from "../support/repository.ts";
import { BUILD_DIR, inputsFor } from "../support/site.ts";
import { reportOf } from "../support/stage.ts";
import { BAD_SOURCES, type BadSource, REPOSITORY } from "./bad-sources.ts";
import { type ActionRun, GITHUB_TOKEN, runAction } from "./runner.ts";

type Inputs = Readonly<Record<string, string>>;

let sandbox: Sandbox;
let repository: TestRepository;
let disk: Awaited<ReturnType<typeof temporaryFolder>>;
let cache: CacheServer;
let server: GitServer;
let before: string;

beforeAll(async () => {
  sandbox = await startSandbox({ provider: "paradarum", propagationMs: 0 });
  repository = await createRepository({
    [`${BUILD_DIR}/index.html`]: "home",
    "elsewhere/page.html": "no sitemap here",
    "html/sitemap.xml": "<!doctype html><html><body>404</body></html>",
    "foreign/sitemap.xml": "<urlset><url><loc>https://elsewhere.example/</loc></url></urlset>",
  });
  await mkdir(join(repository.root, "empty/too"), { recursive: true });
  disk = await temporaryFolder();
  await mkdir(join(disk.path, "folder"));
  await mkdir(join(disk.path, "records"));
  await symlink("/dev/null", join(disk.path, "device"));
  await mkdir(join(disk.path, REPOSITORY), { recursive: true });
  await gitIn(join(disk.path, REPOSITORY), "init", "--quiet", "--bare", ".");
  server = await startGitServer(disk.path, GITHUB_TOKEN);
  cache = await startCacheServer();
  expect((await step()).outputs["verdict"]).toBe("purged");
  before = await readFile(record(), "utf8");
});
afterAll(async () => {
  await Promise.all([sandbox.close(), repository.close(), cache[Symbol.asyncDispose](), server[Symbol.asyncDispose]()]);
  await disk[Symbol.asyncDispose]();
});

const bench = () => ({ disk: disk.path, cache, server });
const record = () => join(disk.path, "record");

const GOOD = () => ({ ...inputsFor(sandbox), changes: "git", "wait-for": "accepted" });

async function step(inputs: Inputs = {}, run: Partial<ActionRun> = {}) {
  const result = await runAction({
    workspace: repository.root,
    event: { name: "workflow_dispatch", payload: {} },
    with: { ...GOOD(), state: `file:${record()}`, ...inputs },
    ...run,
  });
  const { problems, message } = await reportOf(result);
  await result.cleanUp();
  return { ...result, message, problems };
}

/** One step for all of these cases, a destination of its configuration file for each, with a memory of its own. */
async function stepFor(cases: readonly BadSource[], inputsOf: (one: BadSource) => Inputs) {
  const destinations = cases.map((one) => {
    const name = nameOf(one);
    return { ...GOOD(), name, "api-key": "${KEY}", state: `file:${disk.path}/records/${name}`, ...inputsOf(one) };
  });
  await repository.write({ "destinations.yml": stringify({ destinations }) });
  const result = await runAction({
    workspace: repository.root,
    event: { name: "workflow_dispatch", payload: {} },
    with: { config: "destinations.yml" },
    env: { KEY: sandbox.api.account.apiKey },
  });
  const { problems, message } = await reportOf(result);
  await result.cleanUp();
  return { ...result, message, problems };
}

function nameOf({ what }: BadSource): string {
  return what.replace(/[^\w-]+/g, "-");
}

/** What every file of the folder has, by its name. */
async function contentsOf(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder);
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), "utf8")])),
  );
}

/** Whatever was wrong: nobody heard of it, and every memory is as it was. */
async function expectUntouched(
  [requests, uploads]: readonly [number, number],
  records: Readonly<Record<string, string>>,
) {
  expect([sandbox.api.requests.length, cache.calls.length]).toEqual([requests, uploads]);
  expect(await readFile(record(), "utf8")).toBe(before);
  expect(await contentsOf(join(disk.path, "records"))).toEqual(records);
  expect((await readdir(disk.path)).toSorted()).toEqual([
    "device",
    "folder",
    REPOSITORY.split("/")[0],
    "record",
    "records",
  ]);
  expect(await readdir(join(disk.path, "folder"))).toEqual([]);
  expect(await gitIn(join(disk.path, REPOSITORY), "for-each-ref")).toBe("");
}

const counts = () => [sandbox.api.requests.length, cache.calls.length] as const;

describe("bad input gets a clear error, no request, and the memory as it was", () => {
  const together = BAD_SOURCES.filter(({ when }) => when !== undefined);
  let records: Awaited<ReturnType<typeof contentsOf>>;
  beforeAll(async () => {
    const seed = await stepFor(together, () => ({}));
    records = await contentsOf(join(disk.path, "records"));
    expect([seed.exitCode, Object.keys(records).length]).toEqual([0, together.length]);
  });

  describe.each(["parsed", "read", "remembered"] as const)("found when it is %s", (when) => {
    const cases = together.filter((one) => one.when === when);
    let result: Awaited<ReturnType<typeof stepFor>>;
    beforeAll(async () => {
      const counted = counts();
      result = await stepFor(cases, ({ inputs }) => inputs(bench()));
      await expectUntouched(counted, records);
    });

    it.each(cases)("$what", (one) => {
      const { code, message } = one;
      expect([result.exitCode, result.conclusion]).toEqual([1, "failure"]);
      expect(result.outputs).toMatchObject({ verdict: "failed", "error-code": code, "request-count": "0" });
      expect(messageOf(result, nameOf(one))).toMatch(message);
    });

    it("names nothing else", () => {
      // What cannot be remembered is no problem of an input: the message says it.
      expect(result.problems).toHaveLength(when === "remembered" ? 0 : cases.length);
    });
  });

  it.each(BAD_SOURCES.filter(({ when }) => when === undefined))("$what", async ({ code, message, inputs, run }) => {
    const counted = counts();
    const result = await step(inputs(bench()), run?.(bench()));

    expect([result.exitCode, result.conclusion]).toEqual([1, "failure"]);
    expect(result.outputs).toMatchObject({ verdict: "failed", "error-code": code, "request-count": "0" });
    const text = [result.message, ...result.problems.map((one) => `${one.input}: ${one.message}`)].join("\n");
    expect(text).toMatch(message);
    await expectUntouched(counted, records);
  });

  it("and the next good run goes on from there", async () => {
    expect((await step()).outputs["verdict"]).toBe("nothing-to-purge");
    await writeFile(record(), before);
  });
});

/** What the step says of one destination: a problem of its inputs, or a sentence of the message that begins with its name. */
function messageOf({ problems, message }: Awaited<ReturnType<typeof stepFor>>, name: string): string {
  if (problems.length > 0) {
    const own = problems.filter(({ input }) => input.includes(`${name}.`));
    return own
      .map((one) => `${one.input.slice(one.input.indexOf(`${name}.`) + name.length + 1)}: ${one.message}`)
      .join("\n");
  }
  const others = BAD_SOURCES.map(nameOf).filter((other) => other !== name);
  const [, own = ""] = message.split(`${name}: `);
  return others.reduce((text, other) => text.split(`${other}: `)[0] ?? "", own);
}
