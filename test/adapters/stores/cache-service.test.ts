import { readdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { hasCacheService } from "../../../src/adapters/stores/cache-store.ts";
import { bytes, setUpCacheBench } from "../../support/cache-bench.ts";
import type { Breakage } from "../../support/cache-server.ts";
import { temporaryFolder } from "../../support/repository.ts";

/** Long enough for a service in order, far below the toolkit's own pauses. */
const LIMIT_MS = 1_500;

describe("runners with and without zstd", () => {
  const { open, contentOf } = setUpCacheBench();

  /** A PATH that has what the cache needs, and no zstd. */
  async function withoutZstd(): Promise<AsyncDisposable & { readonly path: string }> {
    const tools = await temporaryFolder();
    for (const name of ["tar", "gzip", "sh"]) await symlink(`/usr/bin/${name}`, join(tools.path, name));
    return tools;
  }

  it("find what the other one saved", async () => {
    const withZstd = process.env["PATH"] as string;
    await using tools = await withoutZstd();
    await open().save(bytes("with"), undefined);
    process.env["PATH"] = tools.path;
    expect(await contentOf(open())).toBe("with");
    await open().save(bytes("without"), undefined);
    process.env["PATH"] = withZstd;

    expect(await contentOf(open())).toBe("without");
  });

  it("that have no tar either get a message that names what is missing", async () => {
    await using tools = await temporaryFolder();
    process.env["PATH"] = tools.path;

    expect(await open().save(bytes("one"), undefined)).toEqual({
      kind: "failed",
      message: expect.stringMatching(/needs GNU tar and gzip.*state: git-ref/),
    });
  });
});

describe("the cache of a GitHub Enterprise Server", () => {
  const bench = setUpCacheBench({ generation: 1 }, "https://github.example");
  const { open, contentOf } = bench;

  it("gives back the newest of what was saved, and a saved one by its own name", async () => {
    expect(await open().load()).toEqual({ kind: "missing" });
    const first = await open().save(bytes("one"), undefined);
    await open().save(bytes("two"), undefined);

    expect(await contentOf(open())).toBe("two");
    expect(await contentOf(open(), first.kind === "saved" ? first.version : "")).toBe("one");
    expect(bench.server().calls).toContain("POST caches");
    expect(bench.lines.join("\n")).not.toContain("sig=s1gn4ture");
  });

  it("says that it could not save", async () => {
    bench.server().denyWrites();

    expect(await open().save(bytes("one"), undefined)).toMatchObject({
      kind: "failed",
      message: expect.stringMatching(/cache write denied.*state: git-ref/s),
    });
  });

  it("did not save what could not be uploaded, though the toolkit gives its number", async () => {
    const store = open();
    await store.load();
    bench.server().breakWith(400, { only: "blob" });

    expect(await store.save(bytes("one"), undefined)).toMatchObject({
      kind: "failed",
      message: expect.stringMatching(/responded with 400/),
    });
  });

  it("is distinguished from an entry that is not there when it fails", async () => {
    bench.server().breakWith(404);

    expect(await open().load()).toMatchObject({
      kind: "failed",
      message: expect.stringMatching(/answers with status 404/),
    });
  });
});

describe("a cache service that", () => {
  const bench = setUpCacheBench();
  const BREAKAGES: readonly Breakage[] = ["hang", "drip", "garbage", 503];

  // The first of them, since what is given up here goes on: a later one would see what an earlier one prints.
  it("fails when nobody waits for it any more prints nothing", async ({ onTestFinished }) => {
    bench.server().breakWith("hang");
    const printed: string[] = [];
    const write = process.stdout.write;
    onTestFinished(() => {
      process.stdout.write = write;
    });
    process.stdout.write = (chunk: string | Uint8Array): boolean => printed.push(String(chunk)) > 0;
    expect(await bench.open({ limitMs: 200 }).load()).toMatchObject({ kind: "failed" });
    process.stdout.write("ours");
    await bench.server()[Symbol.asyncDispose]();
    await sleep(300);

    expect(printed).toEqual(["ours"]);
  });

  it.each(BREAKAGES)("fails with %s is given up in time, and not waited for once more", async (how) => {
    await bench.open().save(bytes("one"), undefined);
    bench.server().breakWith(how);
    const store = bench.open({ limitMs: LIMIT_MS });
    expect(await store.load()).toEqual({ kind: "failed", message: "the cache service did not answer within 1.5 s" });
    const requested = bench.server().calls.length;

    expect(await store.save(bytes("two"), undefined)).toMatchObject({ kind: "failed" });
    expect(bench.server().calls).toHaveLength(requested);
  });

  it.each([429, 403])("answers %i gets no second request", async (status) => {
    bench.server().breakWith(status);

    expect(await bench.open().load()).toMatchObject({
      kind: "failed",
      message: expect.stringContaining(String(status)),
    });
    expect(bench.server().calls).toHaveLength(1);
  });

  it("hands out an entry that never arrives is given up in time", async () => {
    await bench.open().save(bytes("one"), undefined);
    bench.server().breakWith("drip", { only: "blob" });

    expect(await bench.open({ limitMs: LIMIT_MS }).load()).toMatchObject({ kind: "failed" });
  });

  it("hangs is given up at once when the run is cancelled, and the step's folder is its own again", async () => {
    const [cwd, path] = [process.cwd(), process.env["PATH"]];
    bench.server().breakWith("hang");
    const controller = new AbortController();
    const store = bench.open({ signal: controller.signal });
    const loading = store.load();
    while (bench.server().calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
    controller.abort();

    expect(await loading).toEqual({
      kind: "failed",
      message: "the run had no time left to wait for the cache service",
    });
    expect([process.cwd(), process.env["PATH"]]).toEqual([cwd, path]);
  });

  it("answers leaves nothing behind", async () => {
    await bench.open().save(bytes("one"), undefined);
    expect(await readdir(bench.temp())).toEqual([]);
  });
});

it("is there when the runner's variables say so, in both generations of the service", () => {
  const has = (environment: Record<string, string>) => hasCacheService({ ACTIONS_RUNTIME_TOKEN: "t", ...environment });
  const both = { ACTIONS_CACHE_SERVICE_V2: "1", ACTIONS_RESULTS_URL: "u" };

  expect(hasCacheService({ ACTIONS_CACHE_URL: "u" })).toBe(false);
  expect(has({})).toBe(false);
  expect(has({ ACTIONS_CACHE_URL: "u" })).toBe(true);
  expect(has({ ACTIONS_CACHE_SERVICE_V2: "1", ACTIONS_CACHE_URL: "u" })).toBe(false);
  expect(has(both)).toBe(true);
  expect(has({ ...both, GITHUB_SERVER_URL: "https://octo.ghe.com" })).toBe(true);
  // An Enterprise Server is asked by the first protocol, whatever else is set.
  expect(has({ ...both, GITHUB_SERVER_URL: "https://github.example" })).toBe(false);
  expect(has({ ...both, GITHUB_SERVER_URL: "https://github.example", ACTIONS_CACHE_URL: "u" })).toBe(true);
});
