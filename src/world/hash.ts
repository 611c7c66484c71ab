import { createHash } from "node:crypto";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { pathBytes, type RepoPath } from "../changes/change.ts";
import { configError, type PurgeError } from "../errors.ts";
import { visible } from "../report/escape.ts";
import type { HashOrder, HashResult, HashSettings } from "./hash-worker.ts";
import { type PassedOver, type WalkNotes, walk } from "./walk.ts";

export interface HashOptions {
  /** Is this file, named relative to the folder, deployed? Others are not opened. */
  readonly include: (path: RepoPath) => boolean;
  /** Regular expressions whose matches do not count in text files, as source text. */
  readonly ignore: readonly string[];
  /** Time for these in some hundred files, in milliseconds; default 10,000. */
  readonly matchLimitMs?: number;
}

/** All deployed files of a folder. */
export interface Hashes {
  /** SHA-256 in base64url by path; `link:…` for a link out of the folder, by the hash of its text. */
  readonly files: ReadonlyMap<RepoPath, string>;
  /** Files that are there, deployed or not. */
  readonly seen: number;
  /** Files out of which text was left. */
  readonly cut: number;
  /** One sentence for each kind of thing that was not read. */
  readonly notes: readonly string[];
}

/** Threads beyond this wait for the disk more than they help. Our own bound. */
const MOST_WORKERS = 4;
/** Files that wait for a thread before the walk waits too, and most of them in one message: memory stays flat. */
const MOST_WAITING = 2048;
const MOST_AT_ONCE = 256;
/** Waiting files that make a further thread worth its start. */
const WORTH_A_WORKER = 64;
/** How often a file is tried again when the process has too many files open, and the pause before, in milliseconds. */
const MOST_TRIES = 50;
const TRY_AGAIN_MS = 40;

const MATCH_LIMIT_MS = 10_000;

const TOO_MANY_OPEN = new Set(["EMFILE", "ENFILE"]);

interface Job {
  readonly path: RepoPath;
  readonly place: HashOrder;
  tries: number;
}

interface Pool {
  add(path: RepoPath, place: string): Promise<void> | undefined;
  /** Resolves when everything is hashed. */
  finish(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Hashes every deployed file below a folder, in threads: the content of a file may be of any size, and signals must get
 * through.
 *
 * @param folder absolute.
 * @throws {PurgeError} config, naming the file, when one cannot be read or changes while it is read.
 */
export async function hashFolder(folder: string, { include, ignore, matchLimitMs }: HashOptions): Promise<Hashes> {
  const files = new Map<RepoPath, string>();
  let seen = 0;
  let cut = 0;
  const settings: HashSettings = {
    is: "deploy-purge hashes",
    ignore,
    matchLimitMs: matchLimitMs ?? MATCH_LIMIT_MS,
  };
  const pool = createPool(settings, (path, { hash, isCut }) => {
    files.set(path, hash);
    if (isCut) cut += 1;
  });
  try {
    const passedOver = await walk(
      folder,
      (path, place) => {
        seen += 1;
        return include(path) ? pool.add(path, place) : undefined;
      },
      (path, text) => {
        seen += 1;
        if (include(path)) files.set(path, `link:${createHash("sha256").update(text).digest("base64url")}`);
      },
    );
    await pool.finish();
    return { files: inByteOrder(files), seen, cut, notes: describePassedOver(passedOver) };
  } finally {
    await pool.close();
  }
}

function describePassedOver({ special, loops, broken, outside }: WalkNotes): readonly string[] {
  const tell = (passed: PassedOver | undefined, what: string): readonly string[] => {
    if (passed === undefined) return [];
    const more = passed.count > 1 ? ` and ${passed.count - 1} more` : "";
    return [`"${visible(passed.first, 200)}"${more} in build-dir: ${what}.`];
  };
  return [
    ...tell(special, "no file (a named pipe, socket or device), so it was left out"),
    ...tell(loops, "a link that leads back to where it lies, so it was not followed"),
    ...tell(broken, "a link that leads nowhere, so it was left out"),
    ...tell(outside, "a link out of build-dir: what it leads to is not compared, only where it leads"),
  ];
}

function createPool(
  settings: HashSettings,
  onHash: (path: RepoPath, result: { hash: string; isCut: boolean }) => void,
): Pool {
  const waiting: Job[] = [];
  const idle: Worker[] = [];
  const workers: Worker[] = [];
  const most = Math.min(MOST_WORKERS, Math.max(1, availableParallelism()));
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => undefined);
  let busy = 0;
  let wake = Promise.withResolvers<void>();
  let allowed = most;

  function start(): Worker {
    const worker = new Worker(workerFile(), { workerData: settings });
    worker.on("error", failure.reject);
    workers.push(worker);
    return worker;
  }

  function dispatch(): void {
    while (waiting.length > 0 && busy < allowed) {
      const isWorth = workers.length === 0 || waiting.length >= WORTH_A_WORKER;
      const worker = idle.pop() ?? (workers.length < allowed && isWorth ? start() : undefined);
      if (worker === undefined) return;
      // A share of what waits, so that large files spread over the threads.
      const jobs = waiting.splice(0, Math.min(MOST_AT_ONCE, Math.ceil(waiting.length / (2 * allowed))));
      busy += 1;
      worker.once("message", (results: readonly HashResult[]) => take(worker, jobs, results));
      worker.postMessage(jobs.map(({ place }) => place));
    }
  }

  function take(worker: Worker, jobs: readonly Job[], results: readonly HashResult[]): void {
    busy -= 1;
    idle.push(worker);
    const again: Job[] = [];
    for (const [position, job] of jobs.entries()) {
      const result = results[position] as HashResult;
      if ("hash" in result) onHash(job.path, result);
      else if (TOO_MANY_OPEN.has(result.code) && job.tries < MOST_TRIES) again.push(job);
      else failure.reject(fileError(job.path, result.code));
    }
    if (again.length > 0) backOff(again);
    dispatch();
    wake.resolve();
    wake = Promise.withResolvers();
  }

  /** Too many open files: fewer threads from now on, and a pause for whoever else has them open. */
  function backOff(again: readonly Job[]): void {
    allowed = 1;
    busy += 1;
    setTimeout(() => {
      busy -= 1;
      for (const job of again) waiting.push({ ...job, tries: job.tries + 1 });
      dispatch();
      wake.resolve();
      wake = Promise.withResolvers();
    }, TRY_AGAIN_MS);
  }

  async function until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await Promise.race([wake.promise, failure.promise]);
  }

  return {
    add(path, place) {
      waiting.push({ path, place, tries: 0 });
      dispatch();
      return waiting.length < MOST_WAITING ? undefined : until(() => waiting.length < MOST_WAITING);
    },
    finish: () => until(() => waiting.length === 0 && busy === 0),
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

/** Beside this file: as it is written, or as it is built. The build finds the second name in the text. */
function workerFile(): URL {
  if (import.meta.url.endsWith(".ts")) return new URL(import.meta.resolve("./hash-worker.ts"));
  return new URL("./hash-worker.js", import.meta.url);
}

/** Empties `files` on the way: of a million files, two whole maps would be half of the memory. */
function inByteOrder(files: Map<RepoPath, string>): Map<RepoPath, string> {
  const paths = [...files.keys()].sort((a, b) => (a === b ? 0 : comesFirst(a, b) ? -1 : 1));
  const ordered = new Map<RepoPath, string>();
  for (const path of paths) {
    ordered.set(path, files.get(path) as string);
    files.delete(path);
  }
  return ordered;
}

/** Text order is byte order, except where surrogates meet the characters behind them. */
function comesFirst(a: RepoPath, b: RepoPath): boolean {
  const isPlain = !/[\ud800-\uffff]/.test(a) || !/[\ud800-\uffff]/.test(b);
  return isPlain ? a < b : Buffer.compare(pathBytes(a), pathBytes(b)) < 0;
}

function fileError(path: RepoPath, code: string): PurgeError {
  const file = `"${visible(path, 300)}"`;
  if (code === "SLOW") {
    const says = `a pattern does not end in time in ${file}: it backtracks. Write it without a repetition inside a repetition, for example built at [^<]{1,40}`;
    return configError([{ input: "ignore-content", says }]);
  }
  const why =
    code === "CHANGED"
      ? `${file} changed while it was read, twice. Run this step when the build has ended`
      : `${file} cannot be read (${code}). Run this step as a user that may read the whole build`;
  return configError([{ input: "build-dir", says: `${why}: what is not read cannot be compared.` }]);
}
