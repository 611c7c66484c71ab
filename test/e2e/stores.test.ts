import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { once } from "../../src/lib/once.ts";
import { type Breakage, type CacheServer, startCacheServer } from "../support/cache-server.ts";
import { FAULTS, startRawServer } from "../support/raw-server.ts";
import { temporaryFolder } from "../support/repository.ts";
import { staleOf } from "../support/site.ts";
import { repeatDeploys, until } from "./repeated-deploys.ts";
import type { ActionResult } from "./runner.ts";

const PAGE = "/a.html";
const GHES = { server_url: "https://github.example" };

// Several processes in a row, on a machine that may be busy.
vi.setConfig({ testTimeout: 90_000 });

const site = repeatDeploys("cache");
const { step } = site;
const deploy = (text: string) => site.deploy({ "index.html": "home", "a.html": text }, ["/", PAGE]);
const logText = (result: ActionResult) => result.log.join("\n");

describe("a cache service that", () => {
  let cache: CacheServer;
  let env: Readonly<Record<string, string>>;
  beforeEach(async () => {
    cache = await startCacheServer();
    env = cache.environment;
    await deploy("old");
  });
  afterEach(() => cache[Symbol.asyncDispose]());

  it.each<Breakage>(["hang", "drip", "garbage", 503])(
    "answers with %s does not keep a run that is cancelled",
    async (how) => {
      cache.breakWith(how);
      const when = until(() => cache.calls.length > 0);
      const run = await step({ env, signalAfter: { signal: "SIGTERM", when }, timeoutMs: 30_000 });

      // Said in order, so the run ended by itself, and not because its two seconds were over.
      expect([run.exitCode, run.timedOut]).toEqual([143, false]);
      expect(run.outputs["error-code"]).toBe("E_CANCELLED");
      expect(run.summary).not.toBe("");
      expect(site.requests).toEqual([]);
    },
  );

  it.each([429, 403])("answers %i makes the run red before anything is sent", async (status) => {
    cache.breakWith(status);
    const run = await step({ env });

    expect(run.outputs).toMatchObject({ verdict: "failed", "error-code": "E_STATE" });
    expect(logText(run)).toMatch(/could not be remembered in the cache: .*Run the step again before the next deploy/);
    expect(site.requests).toEqual([]);
  });

  it("hangs when all is purged is waited for until the timeout is over, keeps nothing, and loses nothing", async () => {
    // Look up, reserve, upload, finish, look up, download: the write-ahead.
    cache.breakWith("hang", { after: 6 });
    // Long enough for one request on any machine.
    const run = await step({ env, with: { timeout: "10" }, timeoutMs: 50_000 });

    expect([run.exitCode, run.timedOut, run.outputs["verdict"]]).toEqual([0, false, "purged"]);
    expect(logText(run)).toMatch(/could not be noted in the cache \(the run had no time left .*purges it once more/);
    expect(await staleOf(site.sandbox, [PAGE])).toEqual([]);
    cache.breakWith("hang", { count: 0 });
    expect((await step({ env })).outputs).toMatchObject({ verdict: "purged" });
    expect((await step({ env })).outputs).toMatchObject({ verdict: "nothing-to-purge" });
  });
});

/** One site that is remembered in a cache service, which fails once and then takes nothing more. */
const cached = once(async () => {
  await using cache = await startCacheServer();
  const env = cache.environment;
  await using tools = await temporaryFolder();
  for (const name of ["tar", "gzip", "sh"]) await symlink(`/usr/bin/${name}`, join(tools.path, name));
  const auto = { state: "auto" };
  await deploy("old");
  const first = await step({ env, with: auto });
  await deploy("new");
  const withoutZstd = await step({ env: { ...env, PATH: tools.path }, with: auto });
  const withZstd = await step({ env });
  cache.breakWith(403, { count: 1 });
  const blind = await step({ env });
  const seeing = await step({ env });
  cache.denyWrites();
  await deploy("old");
  const sent = site.requests.length;
  const denied = await step({ env, with: auto });
  return { first, withoutZstd, withZstd, blind, seeing, denied, sentByDenied: site.requests.length - sent };
});

describe("a cache service", () => {
  it("is what auto takes, and is read with and without zstd", async () => {
    const { first, withoutZstd, withZstd } = await cached();
    expect(first.outputs).toMatchObject({ verdict: "purged" });
    expect(withoutZstd.outputs).toMatchObject({ verdict: "purged", "changed-files": "1" });
    expect(withZstd.outputs).toMatchObject({ verdict: "nothing-to-purge" });
  });

  it("that cannot be reached when it is read counts as one without a record; the next run finds the record again", async () => {
    const { blind, seeing } = await cached();
    expect(blind.outputs).toMatchObject({ verdict: "purged", widened: "true" });
    expect(logText(blind)).toMatch(
      /nothing can be remembered from the cache: .*403.*Everything under site-url is purged/i,
    );
    expect(seeing.outputs).toMatchObject({ verdict: "nothing-to-purge" });
  });

  it("that is read-only makes the run red before anything is sent", async () => {
    const { denied, sentByDenied } = await cached();
    expect(denied.outputs).toMatchObject({ verdict: "failed", "error-code": "E_STATE" });
    expect(logText(denied)).toMatch(/could not be remembered in the cache: .*cache write denied/);
    expect(sentByDenied).toBe(0);
  });
});

describe("a GitHub Enterprise Server", () => {
  it("has a cache of the first generation, which remembers", async () => {
    await using cache = await startCacheServer({ generation: 1 });
    const options = { env: cache.environment, github: GHES };
    await deploy("old");
    expect((await step(options)).outputs).toMatchObject({ verdict: "purged", widened: "true" });
    await deploy("new");

    expect((await step(options)).outputs).toMatchObject({ verdict: "purged", "changed-files": "1" });
    expect(await staleOf(site.sandbox, [PAGE])).toEqual([]);
    expect((await step(options)).outputs).toMatchObject({ verdict: "nothing-to-purge" });
    expect(cache.calls).toContain("POST caches");
  });

  it("without a cache service gets a message that says so, and what to use", async () => {
    const second = {
      ACTIONS_CACHE_SERVICE_V2: "1",
      ACTIONS_RESULTS_URL: "http://127.0.0.1:9/",
      ACTIONS_RUNTIME_TOKEN: "t",
    };
    await deploy("old");

    expect(logText(await step({ env: second, github: GHES }))).toMatch(/offers no cache service.*state: git-ref/);
  });
});

it("a ref's server that hangs does not keep a run that is cancelled, nor git", async ({ onTestFinished }) => {
  const server = await startRawServer(FAULTS.hang);
  onTestFinished(() => server.close());
  await deploy("old");
  const run = await step({
    with: { state: "git-ref" },
    github: { server_url: server.url },
    signalAfter: { signal: "SIGTERM", when: until(() => server.requests.length > 0) },
    timeoutMs: 30_000,
  });

  expect([run.exitCode, run.timedOut, run.outputs["error-code"]]).toEqual([143, false, "E_CANCELLED"]);
  await server.idle();
});
