import { availableParallelism } from "node:os";
import { SHARE_ENV, Worker } from "node:worker_threads";
import type { RepoPath } from "../../model/path.ts";
import { type HashRequest, type HashResponse, type HashSettings, UNCHANGED } from "./hash-worker.ts";

/** Hashes files in threads. What goes in comes out in the same order. */
export interface HashPool {
  /** @returns a promise when so many files wait that the caller should too. */
  add(path: RepoPath, location: string, known?: ReadFile): Promise<void> | undefined;
  /** Lets an identity through in its turn that takes no reading. */
  pass(path: RepoPath, identity: string): void;
  /** Resolves when everything is hashed. */
  finish(): Promise<void>;
  close(): Promise<void>;
}

/** What was read of a file. */
export interface ReadFile {
  /** SHA-256 in base64url. */
  readonly identity: string;
  /** Was text left out of it? */
  readonly isCut: boolean;
  /** How the file stood; empty where that is not asked for. */
  readonly stat: string;
}

export interface HashPoolOptions {
  readonly settings: HashSettings;
  /** Gets each file in its turn. */
  readonly onHash: (path: RepoPath, file: ReadFile) => void;
  /** What to throw for a file that cannot be hashed. */
  readonly failure: (path: RepoPath, code: string) => Error;
}

/** Threads beyond this wait for the disk more than they help. Our own bound. */
const MAX_WORKERS = 4;
/** Files that wait for a thread before the walk waits too, and most of them in one message: memory stays flat. */
const MAX_WAITING = 2048;
const MAX_AT_ONCE = 256;
/** Batches that are through and wait for one before them, with a large file for example. */
const MAX_BATCHES = 1024;
/** Messages that a thread has at the same time: the next one is there when it is through with one. */
const BATCHES_AHEAD = 2;
/** Files that wait before any of them is sent: where the threads are faster than the walk, each would be a message of its own. */
const WORTH_SENDING = 1024;
/** Waiting files that make a further thread worth its start. */
const WORTH_A_WORKER = 64;
/** Megabytes of short-lived objects in a thread: it makes few. */
const YOUNG_MB = 4;
/** How often files are tried again when the process has too many files open, and the pause before, in milliseconds. */
const MAX_TRIES = 50;
const TRY_AGAIN_MS = 40;

const TOO_MANY_OPEN = new Set(["EMFILE", "ENFILE"]);

interface Job {
  readonly path: RepoPath;
  readonly location: string;
  /** Where nothing has to be read. */
  readonly identity?: string;
  /** What an earlier run read of it. */
  readonly known?: ReadFile | undefined;
}

/** Files that go to a thread together. */
interface Batch {
  readonly jobs: readonly Job[];
  /** By position, as far as it is known. */
  readonly identities: (string | undefined)[];
  readonly stats: string[];
  readonly cut: Set<number>;
  /** Positions of the files that still have to be read. */
  open: readonly number[];
  tries: number;
}

interface Thread {
  readonly worker: Worker;
  /** Batches that it got and has not answered yet. */
  readonly batches: Batch[];
  /** Has it answered? */
  isUp: boolean;
}

export function createHashPool(options: HashPoolOptions): HashPool {
  return new Pool(options);
}

class Pool implements HashPool {
  readonly #options: HashPoolOptions;
  readonly #waiting: Job[] = [];
  /** Batches in the order of their files, until they are through. */
  readonly #under: Batch[] = [];
  readonly #again: Batch[] = [];
  readonly #threads: Thread[] = [];
  readonly #broken = Promise.withResolvers<never>();
  #least = WORTH_SENDING;
  #wake = Promise.withResolvers<void>();
  #allowed = Math.min(MAX_WORKERS, Math.max(1, availableParallelism()));

  constructor(options: HashPoolOptions) {
    this.#options = options;
    this.#broken.promise.catch(() => undefined);
  }

  add(path: RepoPath, location: string, known?: ReadFile): Promise<void> | undefined {
    return this.#put({ path, location, known });
  }

  pass(path: RepoPath, identity: string): void {
    void this.#put({ path, location: "", identity });
  }

  finish(): Promise<void> {
    this.#least = 1;
    this.#dispatch();
    return this.#until(() => this.#waiting.length === 0 && this.#under.length === 0);
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
  }

  #put(job: Job): Promise<void> | undefined {
    this.#waiting.push(job);
    this.#dispatch();
    const hasRoom = (): boolean => this.#waiting.length < MAX_WAITING && this.#under.length < MAX_BATCHES;
    return hasRoom() ? undefined : this.#until(hasRoom);
  }

  async #until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await Promise.race([this.#wake.promise, this.#broken.promise]);
  }

  #start(): Thread {
    const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_MB };
    const worker = new Worker(workerFile(), { workerData: this.#options.settings, env: SHARE_ENV, resourceLimits });
    const thread: Thread = { worker, batches: [], isUp: false };
    worker.on("error", (error) => this.#lose(thread, error));
    worker.on("message", (answer: HashResponse) => {
      thread.isUp = true;
      this.#take(thread.batches.shift() as Batch, answer);
    });
    this.#threads.push(thread);
    return thread;
  }

  /**
   * A thread that could not start gives back what it got: for want of descriptors it fails in many ways. What ends one that
   * was at work is a defect.
   */
  #lose(thread: Thread, error: unknown): void {
    const batches = thread.batches.splice(0);
    if (thread.isUp || batches.some(({ tries }) => tries === MAX_TRIES)) {
      this.#broken.reject(error);
      return;
    }
    this.#threads.splice(this.#threads.indexOf(thread), 1);
    for (const batch of batches) this.#backOff(batch);
  }

  /** The thread with the least to do. */
  #nextThread(): Thread | undefined {
    const free = this.#threads.slice(0, this.#allowed).filter(({ batches }) => batches.length < BATCHES_AHEAD);
    const idle = free.find(({ batches }) => batches.length === 0);
    const isWorth = this.#threads.length === 0 || this.#waiting.length >= WORTH_A_WORKER;
    return idle ?? (this.#threads.length < this.#allowed && isWorth ? this.#start() : free[0]);
  }

  #dispatch(): void {
    while (this.#waiting.length >= this.#least || this.#again.length > 0) {
      const thread = this.#nextThread();
      if (thread === undefined) return;
      const batch = this.#again.pop() ?? this.#nextBatch();
      if (batch.open.length === 0) {
        this.#letThrough();
        continue;
      }
      thread.batches.push(batch);
      thread.worker.postMessage(requestFor(batch, this.#options.settings));
    }
  }

  /** A share of what waits, so that large files spread over the threads. */
  #nextBatch(): Batch {
    const jobs = this.#waiting.splice(0, Math.min(MAX_AT_ONCE, Math.ceil(this.#waiting.length / (2 * this.#allowed))));
    const open = jobs.flatMap(({ identity }, position) => (identity === undefined ? [position] : []));
    const identities = jobs.map(({ identity }) => identity);
    const batch: Batch = { jobs, identities, stats: [], cut: new Set(), open, tries: 0 };
    this.#under.push(batch);
    return batch;
  }

  #take(batch: Batch, { hashes, stats, cut, failed }: HashResponse): void {
    const requested = batch.open;
    for (const [at, hash] of hashes.split(" ").entries()) batch.identities[requested[at] as number] = hash;
    if (this.#options.settings.withStats)
      for (const [at, stat] of stats.split(" ").entries()) batch.stats[requested[at] as number] = stat;
    for (const at of cut) batch.cut.add(requested[at] as number);
    const final = failed.find(({ code }) => !TOO_MANY_OPEN.has(code) || batch.tries === MAX_TRIES);
    if (final !== undefined) {
      this.#broken.reject(
        this.#options.failure(batch.jobs[requested[final.position] as number]?.path ?? "", final.code),
      );
      return;
    }
    batch.open = failed.map(({ position }) => requested[position] as number);
    if (batch.open.length > 0) this.#backOff(batch);
    this.#letThrough();
    this.#dispatch();
    this.#wake.resolve();
    this.#wake = Promise.withResolvers();
  }

  #letThrough(): void {
    for (let batch = this.#under[0]; batch !== undefined && batch.open.length === 0; batch = this.#under[0]) {
      this.#under.shift();
      const { jobs, identities, stats, cut } = batch;
      for (const [position, { path, known }] of jobs.entries()) {
        const identity = identities[position] as string;
        const read = { identity, isCut: cut.has(position), stat: stats[position] ?? "" };
        this.#options.onHash(path, identity === UNCHANGED && known !== undefined ? known : read);
      }
    }
  }

  /** Too many open files: fewer threads from now on, and a pause for whoever else has them open. */
  #backOff(batch: Batch): void {
    this.#allowed = 1;
    batch.tries += 1;
    setTimeout(() => {
      this.#again.push(batch);
      this.#dispatch();
    }, TRY_AGAIN_MS);
  }
}

function requestFor({ jobs, open }: Batch, { withStats }: HashSettings): HashRequest {
  const locations = open.map((position) => jobs[position]?.location).join("\0");
  return { locations, stats: withStats ? open.map((position) => jobs[position]?.known?.stat ?? "").join(" ") : "" };
}

/** Beside this file: as it is written, or as it is built. The build finds the second name in the text. */
function workerFile(): URL {
  if (import.meta.url.endsWith(".ts")) return new URL(import.meta.resolve("./hash-worker.ts"));
  return new URL("./hash-worker.js", import.meta.url);
}
