import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startGitServer } from "../support/git-server.ts";
import { gitIn, temporaryFolder } from "../support/repository.ts";
import { staleOf, urlsOf } from "../support/site.ts";
import { repeatDeploys, until } from "./repeated-deploys.ts";
import type { ActionResult, ActionRun } from "./runner.ts";

const PAGES = { "index.html": "home", "a.html": "old", "d/index.html": "same" };
const A = { ...PAGES, ".htaccess": "old" };
const B = { ...A, "a.html": "new" };
const PATHS = Object.keys(PAGES).flatMap(urlsOf);

const site = repeatDeploys("file:record");
const deploy = (build: Readonly<Record<string, string>>) => site.deploy(build, PATHS);
const step = (inputs: Readonly<Record<string, string>> = {}, run: Partial<ActionRun> = {}) =>
  site.step({ ...run, with: { ...inputs, ...run.with } });
const logText = (result: ActionResult) => result.log.join("\n");
const readRecord = () => readFile(join(site.folder, "record"), "utf8");
const writeRecord = (text: string) => writeFile(join(site.folder, "record"), text);
const writeRules = (text: string) => writeFile(join(site.folder, "firebase.json"), text);

/** A first deploy, with rules in the build and beside it. */
const first = site.beginning(async () => {
  await writeRules('{"secret": 1}');
  await deploy(A);
  return step();
});

/** The next one, whose purge is refused. */
const refused = site.beginning(async () => {
  await first();
  await deploy(B);
  site.sandbox.api.fault([{ do: "answer", status: 401, body: "{}" }]);
  return step();
});

const withOptions = (text: string) => ({ "provider-options": `propagation-seconds: 0\n${text}` });

/** A first deploy that is adopted, with options of the provider. */
const adopted = site.beginning(async () => {
  await deploy(A);
  const result = await step({ "on-missing-state": "adopt", purge: "/feed.xml", ...withOptions("batch-size: 50") });
  expect(site.requests).toEqual([]);
  return result;
});

/** The same build again, at another pace. */
const paced = site.beginning(async () => {
  await adopted();
  return step(withOptions("batch-size: 20"));
});

describe("a memory in a file", () => {
  it("knows rules beside the build that are not read, by their identity alone, and says when they changed", async () => {
    expect((await first()).log.join()).not.toContain("not read");
    expect(await readRecord()).not.toContain("secret");

    await writeRules("{}");
    await deploy({ ...A, ".htaccess": "new" });
    const changed = await step();
    expect(changed.outputs).toMatchObject({ verdict: "nothing-to-purge" });
    expect(changed.log.filter((line) => line.includes("not read"))).toEqual([
      expect.stringContaining(".htaccess, firebase.json changed, and the rules in them are not read."),
    ]);
    expect(changed.summary).toContain("rules in them are not read");
    expect((await step()).summary).not.toContain("not read");
  });

  it("purges everything once, then what changed, then nothing", async () => {
    const everything = await first();
    expect(everything.outputs).toMatchObject({ verdict: "purged", "error-code": "" });
    expect(logText(everything)).toMatch(
      /nothing is remembered in the file "record" yet.*Everything under site-url is purged once/i,
    );
    expect(everything.summary).toMatch(/\*\*Memory\.\*\* Kept in the file.*Nothing is owed/);

    await deploy(B);
    const second = await step();
    expect(second.outputs).toMatchObject({ verdict: "purged", "changed-files": "1", "purged-count": "1" });
    expect(await staleOf(site.sandbox, PATHS)).toEqual([]);

    const before = site.requests.length;
    expect((await step()).outputs).toMatchObject({ verdict: "nothing-to-purge" });
    expect(site.requests).toHaveLength(before);
  });

  it("makes good what a failed run left, also after a rollback to the build before", async () => {
    const failed = await refused();
    expect(failed.outputs).toMatchObject({ verdict: "failed", "error-code": "E_AUTH", "owed-count": "1" });
    expect(failed.summary).toMatch(/A later run owes the purge of 1 changed file/);

    await deploy(B);
    await deploy(A);
    expect(await staleOf(site.sandbox, PATHS)).toEqual(["/a.html"]);
    expect((await step()).outputs).toMatchObject({ verdict: "purged" });
    expect(await staleOf(site.sandbox, PATHS)).toEqual([]);
  });

  it("remembers a deploy before it happens, and sends nothing", async () => {
    await first();
    await deploy(B);
    const announced = await step({ phase: "before-deploy" });
    expect(announced.outputs).toMatchObject({ verdict: "skipped", "error-code": "" });
    expect(site.requests).toEqual([]);

    await deploy(A);
    expect((await step()).outputs).toMatchObject({ verdict: "purged" });
    expect(await staleOf(site.sandbox, PATHS)).toEqual([]);
  });

  it("adopts a build without a purge, where on-missing-state says so", async () => {
    expect((await adopted()).outputs).toMatchObject({ verdict: "adopted" });
    expect((await paced()).outputs).toMatchObject({ verdict: "nothing-to-purge" });
  });

  it("sends what is owed in a run that reads no build", async () => {
    await refused();
    await deploy(B);

    expect((await step({ changes: "none" })).outputs).toMatchObject({ verdict: "purged", "purged-count": "1" });
    expect(await staleOf(site.sandbox, PATHS)).toEqual([]);
    expect((await step({ changes: "none" })).outputs).toMatchObject({ verdict: "nothing-to-purge" });
    expect((await step()).outputs).toMatchObject({ verdict: "nothing-to-purge" });
  });

  it("stays as it is in a dry run", async () => {
    await first();
    const record = await readRecord();
    await deploy(B);

    expect((await step({ "dry-run": "true", "api-key": "" })).outputs).toMatchObject({
      verdict: "dry-run",
      "changed-files": "1",
    });
    expect(await readRecord()).toBe(record);
  });

  it("purges everything when an option of the provider decides URLs anew, and not for how requests are made", async () => {
    expect((await paced()).outputs).toMatchObject({ verdict: "nothing-to-purge" });

    const anchored = await step(withOptions("query: strip\npattern-anchor: loose"));
    expect(anchored.outputs).toMatchObject({ verdict: "purged", widened: "true" });
    expect(logText(anchored)).toMatch(/provider-options\) is not what it was at the last deploy/);
    const sorted = await step(withOptions("pattern-anchor: loose\nquery: strip"));
    expect(sorted.outputs).toMatchObject({ verdict: "nothing-to-purge" });
    expect((await step(withOptions(""))).outputs).toMatchObject({ verdict: "purged", widened: "true" });

    const { apiKey } = site.sandbox.api.account;
    expect(await readRecord()).not.toContain(apiKey);
  });

  it("keeps what is owed when the run is cancelled", async () => {
    await first();
    await deploy(B);
    site.sandbox.api.fault([{ do: "hang" }]);
    const when = until(() => site.requests.length > 0);
    const cancelled = await step({}, { signalAfter: { signal: "SIGTERM", when } });
    expect(cancelled.exitCode).toBe(143);

    expect((await step()).outputs).toMatchObject({ verdict: "purged" });
    expect(await staleOf(site.sandbox, PATHS)).toEqual([]);
  });
});

/** What makes a record worthless, and a word on each: what became of it, what is done, and how to keep it. */
interface Loss {
  readonly name: string;
  readonly spoil?: (record: string) => string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly sentences: readonly string[];
  readonly log?: RegExp;
  /** Does another run show that the record is whole again? */
  readonly isRunAgain?: boolean;
}

const UNREADABLE = /nothing can be remembered from the file "record"/i;
const LOSSES: readonly Loss[] = [
  {
    name: "torn after 200 characters",
    spoil: (record) => record.slice(0, 200),
    sentences: ["what is there is damaged", "give state-key, and see who else has access"],
    log: UNREADABLE,
  },
  {
    name: "torn after 300 characters",
    spoil: (record) => record.slice(0, 300),
    sentences: ["what is there is damaged", "give state-key, and see who else has access"],
    log: UNREADABLE,
    isRunAgain: true,
  },
  { name: "somebody else's", spoil: () => "{}", sentences: [], log: UNREADABLE, isRunAgain: true },
  {
    name: "of a newer version",
    spoil: (record) => record.replace("record 1", "record 2"),
    sentences: [],
    log: UNREADABLE,
    isRunAgain: true,
  },
  {
    name: "of a site whose files had other URLs",
    inputs: { "url-style": "exact" },
    sentences: ["is not what it was at the last deploy", "Later runs compare with this one"],
    log: /Memory: What decides which URLs a file has .* is not what it was at the last deploy/,
  },
  {
    name: "without a seal where one is expected",
    inputs: { "state-key": "first-s3cret-key" },
    sentences: ["what is there has no seal", "keep state-key as it is"],
    isRunAgain: true,
  },
  {
    name: "sealed with another state-key, which is never shown",
    inputs: { "state-key": "other-s3cret-key" },
    sentences: ["sealed with another state-key", "change it only when"],
    log: /sealed with another state-key.*change it only when/,
  },
  {
    name: "sealed where no state-key is given",
    sentences: ["is sealed, and no state-key is given", "Give the same state-key in every run"],
  },
];

/** One site that loses its memory in each of these ways, one after the other. */
async function loseAll() {
  await first();
  const runs = new Map<
    string,
    { readonly lost: ActionResult; readonly next?: ActionResult; readonly record: string }
  >();
  for (const { name, spoil, inputs = {}, isRunAgain } of LOSSES) {
    if (spoil !== undefined) await writeRecord(spoil(await readRecord()));
    const lost = await step(inputs);
    const next = isRunAgain && (await step({ ...inputs, "on-missing-state": "fail" }));
    runs.set(name, { lost, ...(next && { next }), record: await readRecord() });
  }
  return runs;
}

describe("a memory that is lost", () => {
  let losses: ReturnType<typeof loseAll> | undefined;
  const DONE = "Everything under site-url is purged once";

  /** Each sentence is in the lines about the memory, and in the summary. */
  function expectSaid(run: ActionResult, sentences: readonly string[]): void {
    const memory = run.log.filter((line) => line.includes("Memory: ")).join("\n");
    for (const sentence of [...sentences, DONE]) {
      expect(memory).toContain(sentence);
      expect(run.summary.replaceAll(/\\(?=[^\w\s])/g, "")).toContain(sentence);
    }
  }

  it("or was never there is told from the other ways", async () => {
    const everything = await first();
    expect(everything.outputs).toMatchObject({ verdict: "purged", widened: "true" });
    expectSaid(everything, ["this is the first run for this site and environment", "Later runs compare with this one"]);
  });

  it.each(LOSSES)(
    "counts as none, is purged once and kept anew: $name",
    async ({ name, sentences, log = / /, isRunAgain }) => {
      losses ??= loseAll();
      const run = (await losses).get(name);
      if (run === undefined) throw new Error("There was no such run");
      expect(run.lost.outputs).toMatchObject({ verdict: "purged", widened: "true" });
      expectSaid(run.lost, sentences);
      expect(logText(run.lost)).toMatch(log);
      if (isRunAgain) expect(run.next?.outputs).toMatchObject({ verdict: "nothing-to-purge" });
      expect(run.lost.rawStdout.replaceAll(/::add-mask::.*/g, "")).not.toContain("s3cret");
      expect(run.record).not.toContain("s3cret");
    },
  );
});

describe("bad input sends nothing", () => {
  it.each<[string, Readonly<Record<string, string>>, ...RegExp[]]>([
    ["a state that is a folder", { state: "file:public" }, /E_STATE|is a folder/],
    ["a build without a memory", { state: "none" }, /changes: build compares with the last deploy.*state: git-ref/],
    ["no cache service", { state: "cache" }, /offers no cache service.*state: git-ref/],
    ["a build where auto finds no store", { state: "auto" }, /offers no cache service.*state: git-ref/],
    [
      "an announcement that nobody remembers",
      { state: "none", phase: "before-deploy", changes: "build" },
      /phase: is before-deploy/,
    ],
    [
      "an environment with control characters, and a state that is none",
      { environment: "a\u0007b", state: "redis" },
      /environment: has control characters/,
      /state: knows no "redis".*file:PATH/,
    ],
    ["nothing remembered where that is to fail", { "on-missing-state": "fail" }, /on-missing-state: fail.*purge-all/],
  ])("%s", async (_, more, ...messages) => {
    await deploy(A);
    const result = await step(more);

    expect(result.exitCode).toBe(1);
    for (const message of messages) expect(logText(result)).toMatch(message);
    expect(site.requests).toEqual([]);
  });

  it("a folder that is missing, before any store is read", async () => {
    await using server = await startGitServer(site.folder);
    const github = { server_url: server.url, repository: "octo-org/site" };
    const result = await step({ state: "git-ref", "build-dir": "dist" }, { github });

    expect(logText(result)).toMatch(/build-dir: "dist" does not exist/);
    expect(server.requests).toEqual([]);
  });

  it("a run of a tag with the cache", async () => {
    await deploy(A);
    const result = await step({ state: "cache" }, { github: { ref: "refs/tags/v1" } });

    expect(logText(result)).toMatch(/state: is cache, but this run belongs to a tag/);
    expect(result.outputs["error-code"]).toBe("E_CONFIG");
  });
});

describe("a memory that others keep", () => {
  it("is a ref of the repository, without a checkout; and names the permission that is missing", async () => {
    await using repositories = await temporaryFolder();
    const bare = join(repositories.path, "octo-org/site");
    await mkdir(bare, { recursive: true });
    await gitIn(bare, "init", "--quiet", "--bare", ".");
    await gitIn(bare, "config", "http.receivepack", "true");
    await using server = await startGitServer(repositories.path, "ghs_harness0123456789abcdefghijklmnop");
    const github = { server_url: server.url, repository: "octo-org/site" };
    await deploy(A);
    expect((await step({ state: "git-ref" }, { github })).outputs).toMatchObject({ verdict: "purged" });
    await deploy(B);
    expect((await step({ state: "git-ref" }, { github })).outputs).toMatchObject({ "changed-files": "1" });
    expect(await gitIn(bare, "for-each-ref", "--format=%(refname)")).toMatch(/^refs\/deploy-purge\/[0-9a-f]{16}$/);

    await gitIn(bare, "config", "http.receivepack", "false");
    const refused = await step({ state: "git-ref" }, { github });
    expect(refused.outputs).toMatchObject({ "error-code": "E_STATE" });
    expect(logText(refused)).toMatch(/contents: write/);
  });
});
