import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { visible } from "../report/escape.ts";
import type { Loaded, Saved, Store } from "../state/store.ts";

export interface CacheStoreOptions {
  /** Hex name of the record. */
  readonly key: string;
  /** The runner's temporary folder; empty: the system's. */
  readonly temp: string;
  /** Gets what the toolkit says, which it would print itself. */
  readonly debug: (text: string) => void;
  /** Ends the wait for the service. The toolkit itself cannot be ended, and its sockets keep nothing of ours. */
  readonly signal?: AbortSignal;
}

/** Name of the record inside an entry. It decides, with the way of compression, which entries are seen: never change it. */
const RECORD = "deploy-purge-record";
/** Milliseconds for one call, the toolkit's own retries included: it has no limit of its own for a body that stops. */
const CALL_LIMIT_MS = 120_000;

/** Which variables say that a cache service is there: those that the toolkit itself reads. */
export function hasCacheService(environment: NodeJS.ProcessEnv): boolean {
  if (!environment["ACTIONS_RUNTIME_TOKEN"]) return false;
  return Boolean(
    environment["ACTIONS_CACHE_SERVICE_V2"] ? environment["ACTIONS_RESULTS_URL"] : environment["ACTIONS_CACHE_URL"],
  );
}

/**
 * A record in GitHub's cache. Entries cannot be replaced, so each save makes one with a new name, and the newest is
 * loaded. Two runs at the same time may both save: that is for `git-ref` to refuse.
 */
export function createCacheStore({ key, ...place }: CacheStoreOptions): Store {
  const prefix = `deploy-purge-${key.slice(0, 32)}-`;
  return {
    name: "the cache",
    kind: "cache",
    isLocal: false,
    compares: false,
    load: (version) => inFolder(place, (toolkit, folder) => load(toolkit, folder, { prefix, version })),
    save: (bytes) => inFolder(place, (toolkit, folder) => save(toolkit, folder, { prefix, bytes })),
  };
}

type Cache = typeof import("@actions/cache");

/** The toolkit, and what it has said since it was asked. */
interface Toolkit {
  readonly cache: Cache;
  readonly said: () => readonly string[];
}

async function load(
  { cache, said }: Toolkit,
  folder: string,
  { prefix, version }: { readonly prefix: string; readonly version: string | undefined },
): Promise<Loaded> {
  // Entries are found by a name, or by how names start: then it is the newest of them.
  const [name, others] = version === undefined ? [`${prefix}newest`, [prefix]] : [version, []];
  const found = await cache.restoreCache([RECORD], name, others, {}, true);
  if (found === undefined) {
    const why = said().find((line) => /failed to restore|does not permit reads/i.test(line));
    return why === undefined ? { is: "missing" } : failed(why);
  }
  return { is: "found", bytes: await readFile(join(folder, RECORD)), version: found };
}

async function save(
  { cache, said }: Toolkit,
  folder: string,
  { prefix, bytes }: { readonly prefix: string; readonly bytes: Uint8Array },
): Promise<Saved> {
  await writeFile(join(folder, RECORD), bytes);
  const name = `${prefix}${Date.now()}-${crypto.randomUUID().slice(0, 8)}`;
  const id = await cache.saveCache([RECORD], name, {}, true);
  // The toolkit takes a cache for a nicety: it says -1 where it could not save, and goes on.
  if (id !== -1) return { is: "saved", version: name };
  const why = said().find((line) => /failed to save|does not permit writes|reservation failed|finaliz/i.test(line));
  return failed(readOnlyHint(why ?? "the cache service did not take it"));
}

function readOnlyHint(why: string): string {
  if (!/denied|read-only|does not permit|unable to reserve/i.test(why)) return why;
  return (
    `${why}. Runs that others can start (pull requests of forks, for example) have a cache that they can only read, and ` +
    "cache-mode may forbid writing: use state: git-ref"
  );
}

/**
 * Lets the toolkit work in an empty folder. It names files relative to the workspace, and the full path would be part of
 * an entry's identity: so for the time of the call this folder is the workspace, and the user's own is left alone.
 */
async function inFolder<T extends Loaded | Saved>(
  { temp, debug, signal }: Omit<CacheStoreOptions, "key">,
  work: (toolkit: Toolkit, folder: string) => Promise<T>,
): Promise<T | Failed> {
  const folder = await mkdtemp(join(temp || tmpdir(), "deploy-purge-cache-"));
  const before = { cwd: process.cwd(), workspace: process.env["GITHUB_WORKSPACE"], temp: process.env["RUNNER_TEMP"] };
  const output = captureOutput();
  try {
    // Loaded here, since most of it is a client for one storage service.
    const cache = await import("@actions/cache");
    process.chdir(folder);
    process.env["GITHUB_WORKSPACE"] = folder;
    process.env["RUNNER_TEMP"] = folder;
    return await withLimit(work({ cache, said: output.lines }, folder), signal);
  } catch (error) {
    return failed(visible(error instanceof Error ? error.message : String(error), 300));
  } finally {
    process.chdir(before.cwd);
    restore("GITHUB_WORKSPACE", before.workspace);
    restore("RUNNER_TEMP", before.temp);
    output.end();
    // Whole answers stay out: they hold signed addresses.
    for (const line of output.lines()) if (!/^(?:Body|Raw Body|Headers):/.test(line)) debug(line);
    await rm(folder, { recursive: true, force: true });
  }
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}

/**
 * What the toolkit prints, kept from the log: it prints names and answers as they come, and makes warnings of what this
 * action tells better. Only the masking of signed addresses goes through.
 */
function captureOutput(): { readonly lines: () => readonly string[]; readonly end: () => void } {
  const write = process.stdout.write.bind(process.stdout);
  const lines: string[] = [];
  process.stdout.write = (chunk: string | Uint8Array): boolean => {
    const text = typeof chunk === "string" ? chunk : new TextDecoder().decode(chunk);
    for (const line of text.split(/[\r\n]+/)) {
      if (line.startsWith("::add-mask::")) write(`${line}\n`);
      else if (line !== "") lines.push(visible(line.replace(/^::[a-z-]+(?: [^:]*)?::/, ""), 300));
    }
    return true;
  };
  return {
    lines: () => lines,
    end: () => {
      process.stdout.write = write;
    },
  };
}

async function withLimit<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T | Failed> {
  const { promise, resolve } = Promise.withResolvers<Failed>();
  const cancel = (): void => resolve(failed("the run was cancelled"));
  const timer = setTimeout(
    () => resolve(failed(`the cache service did not answer within ${CALL_LIMIT_MS / 1000} s`)),
    CALL_LIMIT_MS,
  );
  if (signal?.aborted) cancel();
  else signal?.addEventListener("abort", cancel, { once: true });
  // What comes of it after its end is nobody's any more.
  work.catch(() => undefined);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", cancel);
  }
}

type Failed = { readonly is: "failed"; readonly says: string };

function failed(says: string): Failed {
  return { is: "failed", says };
}
