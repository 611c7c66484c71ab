/** Bad input of change sources and memory: one clear error, no request to anybody, and what is remembered stays as it is. */
import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import { startSandbox } from "../../sandbox/start.ts";
import { type CacheServer, startCacheServer } from "../support/cache-server.ts";
import { type GitServer, startGitServer } from "../support/git-server.ts";
import { createRepository, gitIn, type TestRepository, temporaryFolder } from "../support/repository.ts";
import { BUILD_DIR, inputsFor } from "../support/site.ts";
import { reportOf } from "../support/stage.ts";
import { type ActionRun, GITHUB_TOKEN, runAction } from "./runner.ts";

type Inputs = Readonly<Record<string, string>>;

const REPOSITORY = "octo-org/site";

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

const record = () => join(disk.path, "record");

async function step(inputs: Inputs = {}, run: Partial<ActionRun> = {}) {
  const result = await runAction({
    workspace: repository.root,
    event: { name: "workflow_dispatch", payload: {} },
    with: { ...inputsFor(sandbox), changes: "git", state: `file:${record()}`, "wait-for": "accepted", ...inputs },
    ...run,
  });
  const { problems, message } = await reportOf(result);
  await result.cleanUp();
  return { ...result, text: [message, ...problems.map(({ input, message }) => `${input}: ${message}`)].join("\n") };
}

interface Case {
  readonly what: string;
  readonly code: "E_CONFIG" | "E_STATE";
  readonly message: RegExp;
  /** Made when the servers are up. */
  readonly inputs: () => Inputs;
  readonly run?: () => Partial<ActionRun>;
}

const CASES: readonly Case[] = [
  {
    what: "a base that is an option",
    code: "E_CONFIG",
    message: /^base: "--output=x" is no commit/m,
    inputs: () => ({ base: "--output=x" }),
  },
  {
    what: "a base that is a range",
    code: "E_CONFIG",
    message: /^base: .*not a range/m,
    inputs: () => ({ base: "HEAD~1..HEAD" }),
  },
  {
    what: "a head that is an option",
    code: "E_CONFIG",
    message: /^head: "--all" is no commit/m,
    inputs: () => ({ head: "--all" }),
  },
  {
    what: "an environment with control characters",
    code: "E_CONFIG",
    message: /^environment: has control characters/m,
    inputs: () => ({ environment: "a\u0007b" }),
  },
  {
    what: "a state that is a folder",
    code: "E_STATE",
    message: /folder.*is a folder/,
    inputs: () => ({ state: `file:${disk.path}/folder` }),
  },
  {
    what: "an environment in two lines",
    code: "E_CONFIG",
    message: /^environment: has control characters/m,
    inputs: () => ({ environment: "a\u2028b" }),
  },
  {
    what: "a base that is git's own language",
    code: "E_CONFIG",
    message: /^base: "\^HEAD" is no commit/m,
    inputs: () => ({ base: "^HEAD" }),
  },
  {
    what: "a state that is a device",
    code: "E_STATE",
    message: /could not be remembered.*is not a file, but a pipe, a socket or a device/,
    inputs: () => ({ state: `file:${disk.path}/device` }),
  },
  {
    what: "a state below a file",
    code: "E_STATE",
    message: /could not be remembered in the file ".*below".*Nothing was sent/,
    inputs: () => ({ state: `file:${record()}/below` }),
  },
  {
    what: "a state that nobody may write",
    code: "E_STATE",
    message: /could not be remembered/,
    inputs: () => ({ state: "file:/proc/deploy-purge" }),
  },
  {
    what: "a ref without the permission",
    code: "E_STATE",
    message: /contents: write/,
    inputs: () => ({ state: "git-ref" }),
    run: () => ({ github: { server_url: server.url, repository: REPOSITORY } }),
  },
  {
    what: "a build without a memory",
    code: "E_CONFIG",
    message: /^state: changes: build .*state is none.*git-ref/m,
    inputs: () => ({ changes: "build", state: "none" }),
  },
  {
    what: "a tag's run with the cache",
    code: "E_CONFIG",
    message: /^state: is cache, but this run belongs to a tag/m,
    inputs: () => ({ state: "cache" }),
    run: () => ({ env: cache.environment, github: { ref: "refs/tags/v1" } }),
  },
  {
    what: "an empty build-dir",
    code: "E_CONFIG",
    message: /^build-dir: "empty" is empty/m,
    inputs: () => ({ changes: "build", "build-dir": "empty" }),
  },
  {
    what: "a sitemap that is none",
    code: "E_CONFIG",
    message: /sitemap\.xml.*(?:no sitemap|cannot be read)/,
    inputs: () => ({ changes: "sitemap", "build-dir": "html" }),
  },
  {
    what: "no sitemap at all",
    code: "E_CONFIG",
    message: /sitemap/,
    inputs: () => ({ changes: "sitemap", "build-dir": "elsewhere" }),
  },
  {
    what: "a sitemap of another site",
    code: "E_CONFIG",
    message: /sitemap/,
    inputs: () => ({ changes: "sitemap", "build-dir": "foreign" }),
  },
];

describe("bad input gets a clear error, no request, and the memory as it was", () => {
  it.each(CASES)("$what", async ({ code, message, inputs, run }) => {
    const [requests, uploads] = [sandbox.api.requests.length, cache.calls.length];
    const result = await step(inputs(), run?.());

    expect([result.exitCode, result.conclusion]).toEqual([1, "failure"]);
    expect(result.outputs).toMatchObject({ verdict: "failed", "error-code": code, "request-count": "0" });
    expect(result.text).toMatch(message);
    expect([sandbox.api.requests.length, cache.calls.length]).toEqual([requests, uploads]);
    expect(await readFile(record(), "utf8")).toBe(before);
    expect((await readdir(disk.path)).toSorted()).toEqual(["device", "folder", REPOSITORY.split("/")[0], "record"]);
    expect(await readdir(join(disk.path, "folder"))).toEqual([]);
    expect(await gitIn(join(disk.path, REPOSITORY), "for-each-ref")).toBe("");
  });

  it("and the next good run goes on from there", async () => {
    expect((await step()).outputs["verdict"]).toBe("nothing-to-purge");
    await writeFile(record(), before);
  });
});
