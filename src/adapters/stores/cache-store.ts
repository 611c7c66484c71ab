import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Loaded, Saved, Store } from "../../ports/store.ts";
import type { CacheToolkit, Toolkit } from "./cache-client.ts";
import { loadRecord } from "./load-record.ts";

export interface CacheStoreOptions {
  /** Hex name of the record. */
  readonly key: string;
  readonly toolkit: CacheToolkit;
  /** Gives up what is under way, and lets nothing more begin. */
  readonly signal?: AbortSignal;
}

/** Name of the record inside an entry. It decides which entries are seen: never change it. */
const RECORD = "deploy-purge-record";

/**
 * Which variables say that a cache service is there: those that the toolkit itself reads. A GitHub Enterprise Server has
 * the first generation of the service, whatever the second one's variable says.
 */
export function hasCacheService(environment: NodeJS.ProcessEnv): boolean {
  if (!environment["ACTIONS_RUNTIME_TOKEN"]) return false;
  const isSecond = environment["ACTIONS_CACHE_SERVICE_V2"] && !isEnterpriseServer(environment["GITHUB_SERVER_URL"]);
  return Boolean(environment[isSecond ? "ACTIONS_RESULTS_URL" : "ACTIONS_CACHE_URL"]);
}

/** As the toolkit decides it: neither github.com nor a tenant of GHE.com nor a name below localhost. */
function isEnterpriseServer(serverUrl: string | undefined): boolean {
  if (!serverUrl || !URL.canParse(serverUrl)) return false;
  return !/^github\.com$|\.ghe\.com$|\.localhost$/i.test(new URL(serverUrl).hostname);
}

/**
 * A record in GitHub's cache. Entries cannot be replaced, so each save makes one with a new name, and the newest is
 * loaded. Two runs at the same time may both save: that is for `git-ref` to refuse.
 */
export function createCacheStore({ key, toolkit, signal }: CacheStoreOptions): Store {
  const prefix = `deploy-purge-${key.slice(0, 32)}-`;
  const nextVersion = () => `${prefix}${Date.now()}-${crypto.randomUUID().slice(0, 8)}`;
  return {
    name: "the cache",
    kind: "cache",
    isLocal: false,
    compares: false,
    load: (version) => toolkit.call<Loaded>((given) => load(given, prefix, version), signal),
    nextVersion,
    save: (bytes, _, version = nextVersion()) => toolkit.call<Saved>((given) => save(given, version, bytes), signal),
  };
}

async function load({ cache, output, folder }: Toolkit, prefix: string, version: string | undefined): Promise<Loaded> {
  // Entries are found by a name, or by how names start: then it is the newest of them.
  const [name, others] = version === undefined ? [`${prefix}newest`, [prefix]] : [version, []];
  const found = await cache.restoreCache([RECORD], name, others, {}, true);
  if (found === undefined) {
    const why = output().find((line) => /failed to restore|does not permit reads/i.test(line));
    return why === undefined ? { kind: "missing" } : failed(explain(why, output()));
  }
  // The entry is an archive of somebody's making: it may lack the record, or hold anything else under that name.
  return loadRecord(join(folder, RECORD), found).catch(() => failed("its entry in the cache holds no record"));
}

async function save({ cache, output, folder }: Toolkit, name: string, bytes: Uint8Array): Promise<Saved> {
  await writeFile(join(folder, RECORD), bytes);
  const id = await cache.saveCache([RECORD], name, {}, true);
  // The toolkit treats a failed save as harmless: it returns -1, or only prints a warning.
  const why = output().find((line) =>
    /failed to save|does not permit writes|reservation failed|finaliz.*fail/i.test(line),
  );
  if (id !== -1 && why === undefined) return { kind: "saved", version: name };
  return failed(explain(why ?? "the cache service did not take it", output()));
}

function explain(why: string, output: readonly string[]): string {
  return statusMessage(output) ?? toolsHint(readOnlyHint(why));
}

/** The toolkit takes any refusal for another job that saves at the same time; the status is in what it says for debugging. */
function statusMessage(output: readonly string[]): string | undefined {
  const line = output.findLast((one) => /Failed request: \(\d{3}\)|responded with \d{3}/.test(one)) ?? "";
  const [, status] = /(?:request: \(|responded with )(\d{3})/.exec(line) ?? [];
  // The toolkit's own message explains these: an entry of that name is there, or writing is not allowed.
  if (status === undefined || ["400", "403", "409"].includes(status)) return undefined;
  const host = ["ACTIONS_RESULTS_URL", "ACTIONS_CACHE_URL"].map((name) => URL.parse(process.env[name] ?? "")?.host);
  const service = host.find((one) => one !== undefined);
  return `the cache service${service === undefined ? "" : ` at ${service}`} answers with status ${status}. Where it is not there for good, use state: git-ref`;
}

function readOnlyHint(why: string): string {
  if (!/denied|read-only|does not permit|unable to reserve/i.test(why)) return why;
  return (
    `${why}. Runs that others can start (pull requests of forks, for example) have a cache that they can only read, and ` +
    "cache-mode may forbid writing: use state: git-ref"
  );
}

function toolsHint(why: string): string {
  if (!/\btar\b/i.test(why)) return why;
  return `${why}. The cache needs GNU tar and gzip on the runner's PATH: install them, or use state: git-ref`;
}

function failed(message: string): { readonly kind: "failed"; readonly message: string } {
  return { kind: "failed", message };
}
