import { readdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Store } from "../../src/state/store.ts";
import { createCacheStore, hasCacheService } from "../../src/world/state-cache.ts";
import { type CacheServer, startCacheServer } from "../support/cache-server.ts";
import { temporaryFolder } from "../support/repository.ts";

const KEY = "abcdef0123456789".repeat(4);
const VARIABLES = [
  "ACTIONS_CACHE_SERVICE_V2",
  "ACTIONS_RESULTS_URL",
  "ACTIONS_RUNTIME_TOKEN",
  "ACTIONS_CACHE_MODE",
  "PATH",
];

let server: CacheServer;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let said: string[];
const before = Object.fromEntries(VARIABLES.map((name) => [name, process.env[name]]));

beforeEach(async () => {
  folder = await temporaryFolder();
  server = await startCacheServer();
  said = [];
  Object.assign(process.env, server.environment);
});
afterEach(async () => {
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  await server[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

const open = (key = KEY) => createCacheStore({ key, temp: folder.path, debug: (text) => said.push(text) });
const bytes = (text: string) => new TextEncoder().encode(text);
const contentOf = async (store: Store, version?: string) => {
  const found = await store.load(version);
  return found.is === "found" ? new TextDecoder().decode(found.bytes) : found;
};

describe("the cache", () => {
  it("gives back the newest of what was saved under this key, and a saved one by its own name", async () => {
    expect(await open().load()).toEqual({ is: "missing" });
    const first = await open().save(bytes("one"), undefined);
    await open("0".repeat(64)).save(bytes("other"), undefined);
    await open().save(bytes("two"), undefined);

    expect(await contentOf(open())).toBe("two");
    expect(await contentOf(open(), first.is === "saved" ? first.version : "")).toBe("one");
    expect(new Set(server.names()).size).toBe(3);
  });

  it("leaves folder, environment and log of the step as they were", async () => {
    const [cwd, workspace] = [process.cwd(), process.env["GITHUB_WORKSPACE"]];
    await open().save(bytes("one"), undefined);
    await open().load();

    expect(process.cwd()).toBe(cwd);
    expect(process.env["GITHUB_WORKSPACE"]).toBe(workspace);
    expect(await readdir(folder.path)).toEqual([]);
    expect(said.join("\n")).toContain("Cache hit");
  });

  it("says that it could not save, where the toolkit says -1 and goes on", async () => {
    server.denyWrites();

    expect(await open().save(bytes("one"), undefined)).toMatchObject({
      is: "failed",
      says: expect.stringMatching(/cache write denied.*state: git-ref/s),
    });
  });

  it("says that cache-mode forbids writing, or reading", async () => {
    process.env["ACTIONS_CACHE_MODE"] = "read";
    expect(await open().save(bytes("one"), undefined)).toMatchObject({
      is: "failed",
      says: expect.stringMatching(/does not permit writes/),
    });
    process.env["ACTIONS_CACHE_MODE"] = "write-only";
    expect(await open().load()).toMatchObject({ is: "failed", says: expect.stringMatching(/does not permit reads/) });
  });

  it("tells a service that fails from an entry that is not there", async () => {
    server.breakWith(404);

    expect(await open().load()).toMatchObject({ is: "failed", says: expect.stringMatching(/Failed to restore/) });
    expect(await open().save(bytes("one"), undefined)).toMatchObject({ is: "failed" });
  });

  it("tells an archive that was cut", async () => {
    await open().save(bytes("one"), undefined);
    server.spoil();

    expect(await open().load()).toMatchObject({ is: "failed" });
  });

  it("that was written by a runner with zstd is missing on one without, and damaged nothing", async () => {
    await open().save(bytes("one"), undefined);
    await using tools = await temporaryFolder();
    for (const name of ["tar", "gzip"]) await symlink(`/usr/bin/${name}`, join(tools.path, name));
    process.env["PATH"] = tools.path;

    expect(await open().load()).toEqual({ is: "missing" });
    await open().save(bytes("two"), undefined);
    expect(await contentOf(open())).toBe("two");
  });

  it("shows no signed address, not even to who debugs", async () => {
    await open().save(bytes("one"), undefined);
    await open().load();

    expect(said.join("\n")).not.toContain("sig=s1gn4ture");
  });
});

it("is there when the runner's variables say so, in both generations of the service", () => {
  expect(hasCacheService({})).toBe(false);
  expect(hasCacheService({ ACTIONS_RUNTIME_TOKEN: "t" })).toBe(false);
  expect(hasCacheService({ ACTIONS_RUNTIME_TOKEN: "t", ACTIONS_CACHE_URL: "u" })).toBe(true);
  expect(hasCacheService({ ACTIONS_RUNTIME_TOKEN: "t", ACTIONS_CACHE_SERVICE_V2: "1", ACTIONS_CACHE_URL: "u" })).toBe(
    false,
  );
  expect(hasCacheService({ ...server.environment })).toBe(true);
});
