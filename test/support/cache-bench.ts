import { afterEach, beforeEach } from "vitest";
import { createCacheToolkit } from "../../src/adapters/stores/cache-client.ts";
import { createCacheStore } from "../../src/adapters/stores/cache-store.ts";
import type { Store } from "../../src/ports/store.ts";
import { type CacheServer, type CacheServerOptions, startCacheServer } from "./cache-server.ts";
import { temporaryFolder } from "./repository.ts";
import { loaded } from "./stored-text.ts";

/** Variables that the toolkit reads out of the process, and that a test may set. */
const VARIABLES = [
  "ACTIONS_CACHE_SERVICE_V2",
  "ACTIONS_RESULTS_URL",
  "ACTIONS_CACHE_URL",
  "ACTIONS_RUNTIME_TOKEN",
  "ACTIONS_CACHE_MODE",
  "GITHUB_SERVER_URL",
  "PATH",
];
const KEY = "abcdef0123456789".repeat(4);

/** A cache service for each test, and stores that use it as a step on its runner would. */
export interface CacheBench {
  readonly server: () => CacheServer;
  /** The runner's temporary folder. */
  readonly temp: () => string;
  /** What the toolkit said, for who debugs. */
  readonly lines: string[];
  /** A store of a new run. */
  open(more?: { readonly key?: string; readonly limitMs?: number; readonly signal?: AbortSignal }): Store;
  contentOf(store: Store, version?: string): Promise<unknown>;
}

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** @param serverUrl as the runner says it: GitHub's own, or an Enterprise Server's. */
export function setUpCacheBench(options: CacheServerOptions = {}, serverUrl = "https://github.com"): CacheBench {
  const before = VARIABLES.map((name): [string, string | undefined] => [name, process.env[name]]);
  const lines: string[] = [];
  let server: CacheServer;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeEach(async () => {
    folder = await temporaryFolder();
    server = await startCacheServer(options);
    lines.length = 0;
    Object.assign(process.env, server.environment, { GITHUB_SERVER_URL: serverUrl });
  });
  afterEach(async () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    await server[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });
  return {
    server: () => server,
    temp: () => folder.path,
    lines,
    open({ key = KEY, ...more } = {}) {
      const toolkit = createCacheToolkit({ temp: folder.path, debug: (text) => lines.push(text), ...more });
      return createCacheStore({ key, toolkit, ...more });
    },
    contentOf: loaded,
  };
}
