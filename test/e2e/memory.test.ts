import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type CacheServer, startCacheServer } from "../support/cache-server.ts";
import { startGitServer } from "../support/git-server.ts";
import { gitIn, temporaryFolder } from "../support/repository.ts";
import { staleOf, urlsOf } from "../support/site.ts";
import { repeatDeploys } from "./repeated-deploys.ts";
import type { ActionResult, ActionRun } from "./runner.ts";

const A = { "index.html": "home", "a.html": "old", "d/index.html": "same" };
const B = { ...A, "a.html": "new" };
const PATHS = Object.keys(A).flatMap(urlsOf);

const site = repeatDeploys("file:record");
const deploy = (build: Readonly<Record<string, string>>) => site.deploy(build, PATHS);
const step = (inputs: Readonly<Record<string, string>> = {}, run: Partial<ActionRun> = {}) =>
  site.step({ ...run, with: { ...inputs, ...run.with } });
const logText = (result: ActionResult) => result.log.join("\n");
const submits = () => site.sandbox.api.requests.length;

describe("a memory in a file", () => {
  it("knows rules beside the build that are not read, by their identity alone, and says when they changed", async () => {
    const config = join(site.folder, "firebase.json");
    await writeFile(config, '{"secret": 1}');
    await deploy({ ...A, ".htaccess": "old" });
    expect((await step()).log.join()).not.toContain("not read");
    expect(await readFile(join(site.folder, "record"), "utf8")).not.toContain("secret");

    await writeFile(config, "{}");
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
    await deploy(A);
    const first = await step();
    expect(first.outputs).toMatchObject({ verdict: "purged", "error-code": "" });
    expect(logText(first)).toMatch(
      /nothing is remembered in the file "record" yet.*Everything under site-url is purged once/i,
    );
    expect(first.summary).toMatch(/\*\*Memory\.\*\* Kept in the file.*Nothing is owed/);

    await deploy(B);
    const second = await step();
    expect(second.outputs).toMatchObject({ verdict: "purged", "changed-files": "1", "purged-count": "1" });
    expect(await staleOf(site.sandbox, PATHS)).toEqual([]);

    const before = submits();
    expect((await step()).outputs).toMatchObject({ verdict: "nothing-to-purge" });
    expect(submits()).toBe(before);
  });

  it("makes good what a failed run left, also after a rollback to the build before", async () => {
    await deploy(A);
    await step();
    await deploy(B);
    site.sandbox.api.fault([{ do: "answer", status: 401, body: "{}" }]);
    const failed = await step();
    expect(failed.outputs).toMatchObject({ verdict: "failed", "error-code": "E_AUTH", "owed-count": "1" });
    expect(failed.summary).toMatch(/A later run owes the purge of 1 changed file/);

    await deploy(A);
    expect(await staleOf(site.sandbox, PATHS)).toEqual(["/a.html"]);
    expect((await step()).outputs).toMatchObject({ verdict: "purged" });
    expect(await staleOf(site.sandbox, PATHS)).toEqual([]);
  });

  it("remembers a deploy before it happens, and sends nothing", async () => {
    await deploy(A);
    await step();
    await deploy(B);
    const before = submits();
    const announced = await step({ phase: "before-deploy" });
    expect(announced.outputs).toMatchObject({ verdict: "skipped", "error-code": "" });
    expect(submits()).toBe(before);

    await deploy(A);
    expect((await step()).outputs).toMatchObject({ verdict: "purged" });
    expect(await staleOf(site.sandbox, PATHS)).toEqual([]);
  });

  it("adopts a build without a purge, where on-missing-state says so", async () => {
    await deploy(A);
    expect((await step({ "on-missing-state": "adopt", purge: "/feed.xml" })).outputs).toMatchObject({
      verdict: "adopted",
    });
    expect(submits()).toBe(0);
    expect((await step()).outputs).toMatchObject({ verdict: "nothing-to-purge" });
  });

  it("sends what is owed in a run that reads no build", async () => {
    await deploy(A);
    await step();
    await deploy(B);
    site.sandbox.api.fault([{ do: "answer", status: 401, body: "{}" }]);
    await step();

    expect((await step({ changes: "none" })).outputs).toMatchObject({ verdict: "purged", "purged-count": "1" });
    expect(await staleOf(site.sandbox, PATHS)).toEqual([]);
    expect((await step({ changes: "none" })).outputs).toMatchObject({ verdict: "nothing-to-purge" });
    expect((await step()).outputs).toMatchObject({ verdict: "nothing-to-purge" });
  });

  it("stays as it is in a dry run", async () => {
    await deploy(A);
    await step();
    const record = await readFile(join(site.folder, "record"), "utf8");
    await deploy(B);

    expect((await step({ "dry-run": "true", "api-key": "" })).outputs).toMatchObject({
      verdict: "dry-run",
      "changed-files": "1",
    });
    expect(await readFile(join(site.folder, "record"), "utf8")).toBe(record);
  });

  it("purges everything when the URLs of files are others than before", async () => {
    await deploy(A);
    await step();
    const moved = await step({ "url-style": "exact" });

    expect(moved.outputs).toMatchObject({ verdict: "purged", widened: "true" });
    expect(logText(moved)).toMatch(
      /Memory: What decides which URLs a file has .* is not what it was at the last deploy/,
    );
  });

  it("purges everything when an option of the provider decides URLs anew, and not for how requests are made", async () => {
    const options = (text: string) => ({ "provider-options": `propagation-seconds: 0\n${text}` });
    await deploy(A);
    await step(options("batch-size: 50"));
    const paced = await step(options("batch-size: 20"));
    expect(paced.outputs).toMatchObject({ verdict: "nothing-to-purge" });

    const anchored = await step(options("query: strip\npattern-anchor: loose"));
    expect(anchored.outputs).toMatchObject({ verdict: "purged", widened: "true" });
    expect(logText(anchored)).toMatch(/provider-options\) is not what it was at the last deploy/);
    const sorted = await step(options("pattern-anchor: loose\nquery: strip"));
    expect(sorted.outputs).toMatchObject({ verdict: "nothing-to-purge" });
    expect((await step(options(""))).outputs).toMatchObject({ verdict: "purged", widened: "true" });

    const { apiKey } = site.sandbox.api.account;
    expect(await readFile(join(site.folder, "record"), "utf8")).not.toContain(apiKey);
  });

  it("is worthless under another state-key, which is never shown", async () => {
    await deploy(A);
    await step({ "state-key": "first-s3cret-key" });
    expect((await step({ "state-key": "first-s3cret-key" })).outputs).toMatchObject({ verdict: "nothing-to-purge" });
    const rotated = await step({ "state-key": "other-s3cret-key" });

    expect(rotated.outputs).toMatchObject({ verdict: "purged", widened: "true" });
    expect(logText(rotated)).toMatch(/sealed with another state-key.*change it only when/);
    expect(rotated.rawStdout.replaceAll(/::add-mask::.*/g, "")).not.toContain("s3cret");
    expect(await readFile(join(site.folder, "record"), "utf8")).not.toContain("s3cret");
  });

  it("says in the log and in the summary what became of it, what is done, and how to keep it", async () => {
    const torn = async () => {
      const path = join(site.folder, "record");
      await writeFile(path, (await readFile(path, "utf8")).slice(0, 200));
    };
    const done = "Everything under site-url is purged once";
    const cases: readonly (readonly [Readonly<Record<string, string>>, readonly string[], (() => Promise<void>)?])[] = [
      [{}, ["this is the first run for this site and environment", done, "Later runs compare with this one"]],
      [{}, ["what is there is damaged", done, "give state-key, and see who else has access"], torn],
      [{ "url-style": "exact" }, ["is not what it was at the last deploy", done, "Later runs compare with this one"]],
      [{ "state-key": "one-s3cret-key" }, ["what is there has no seal", done, "keep state-key as it is"]],
      [{ "state-key": "two-s3cret-key" }, ["sealed with another state-key", done, "change it only when"]],
      [{}, ["is sealed, and no state-key is given", done, "Give the same state-key in every run"]],
    ];
    await deploy(A);
    for (const [inputs, sentences, prepare] of cases) {
      await prepare?.();
      const run = await step(inputs);
      expect(run.outputs).toMatchObject({ verdict: "purged", widened: "true" });
      const memory = run.log.filter((line) => line.includes("Memory: ")).join("\n");
      for (const sentence of sentences) {
        expect(memory).toContain(sentence);
        expect(run.summary.replaceAll(/\\(?=[^\w\s])/g, "")).toContain(sentence);
      }
    }
  });

  it.each(["torn", "somebody else's", "of a newer version"])("that is %s counts as lost", async (what) => {
    await deploy(A);
    await step();
    const path = join(site.folder, "record");
    const record = await readFile(path, "utf8");
    await writeFile(
      path,
      what === "torn"
        ? record.slice(0, 300)
        : what === "somebody else's"
          ? "{}"
          : record.replace("record 1", "record 2"),
    );

    const next = await step();
    expect(next.outputs).toMatchObject({ verdict: "purged", widened: "true" });
    expect(logText(next)).toMatch(/nothing can be remembered from the file "record"/i);
    expect((await step({ "on-missing-state": "fail" })).outputs).toMatchObject({ verdict: "nothing-to-purge" });
  });

  it("keeps what is owed when the run is cancelled", async () => {
    await deploy(A);
    await step();
    await deploy(B);
    site.sandbox.api.fault([{ do: "hang" }]);
    const cancelled = await step({}, { signalAfter: { signal: "SIGTERM", when: /Plan: 1 changed URL / } });
    expect(cancelled.exitCode).toBe(143);

    expect((await step()).outputs).toMatchObject({ verdict: "purged" });
    expect(await staleOf(site.sandbox, PATHS)).toEqual([]);
  });
});

describe("bad input sends nothing", () => {
  it.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ["a state that is a folder", { state: "file:public" }, /E_STATE|is a folder/],
    ["a build without a memory", { state: "none" }, /changes: build compares with the last deploy.*state: git-ref/],
    ["no cache service", { state: "cache" }, /offers no cache service.*state: git-ref/],
    ["a build where auto finds no store", { state: "auto" }, /offers no cache service.*state: git-ref/],
    [
      "an announcement that nobody remembers",
      { state: "none", phase: "before-deploy", changes: "build" },
      /phase: is before-deploy/,
    ],
    ["an environment with control characters", { environment: "a\u0007b" }, /environment: has control characters/],
    ["a state that is none", { state: "redis" }, /state: knows no "redis".*file:PATH/],
    ["nothing remembered where that is to fail", { "on-missing-state": "fail" }, /on-missing-state: fail.*purge-all/],
  ])("%s", async (_, more, message) => {
    await deploy(A);
    const result = await step(more);

    expect(result.exitCode).toBe(1);
    expect(logText(result)).toMatch(message);
    expect(submits()).toBe(0);
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
  let cache: CacheServer;
  beforeEach(async () => {
    cache = await startCacheServer();
  });
  afterEach(() => cache[Symbol.asyncDispose]());

  it("is the cache where there is one, and red before anything is sent where it is read-only", async () => {
    const env = { ...cache.environment };
    await deploy(A);
    expect((await step({ state: "auto" }, { env })).outputs).toMatchObject({ verdict: "purged" });
    await deploy(B);
    expect((await step({ state: "auto" }, { env })).outputs).toMatchObject({ verdict: "purged", "changed-files": "1" });

    cache.denyWrites();
    await deploy(A);
    const before = submits();
    const denied = await step({ state: "auto" }, { env });
    expect(denied.outputs).toMatchObject({ verdict: "failed", "error-code": "E_STATE" });
    expect(logText(denied)).toMatch(/could not be remembered in the cache: .*cache write denied/);
    expect(submits()).toBe(before);
  });

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
