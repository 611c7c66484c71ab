import { availableParallelism } from "node:os";
import { SHARE_ENV, Worker } from "node:worker_threads";
import type { RepoPath } from "../../model/path.ts";
import {
  type Batch,
  createBatch,
  type Job,
  type ReadFile,
  readFilesOf,
  requestFor,
  takeResponse,
} from "./hash-batch.ts";
import type { HashResponse, HashSettings } from "./hash-messages.ts";
import { hashFiles, TOO_LARGE, workFor } from "./hash-worker.ts";

/** Hashes files, in threads where there are many. What goes in comes out in the same order. */
export interface HashPool {
  /** @returns a promise when so many files wait that the caller should too. */
  add(path: RepoPath, location: string, known?: ReadFile): Promise<void> | undefined;
  /** Lets an identity through in its turn that takes no reading. */
  pass(path: RepoPath, identity: string): void;
  /** Resolves when everything is hashed. */
  finish(): Promise<void>;
  close(): Promise<void>;
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
/** Waiting files that make a thread worth its start, the first one too. */
const WORTH_A_WORKER = 64;
/**
 * Bytes of the largest file that is hashed without a thread: signals wait for about a millisecond. As many files as are hashed like
 * this at most, each of this size, take about as long as a thread takes to start.
 */
const SMALL_BYTES = (1 << 20) - 1;
/** Megabytes of short-lived objects in a thread: it makes few. */
const YOUNG_MB = 4;
/** How often files are tried again when the process has too many files open, and the pause before, in milliseconds. */
const MAX_TRIES = 50;
const TRY_AGAIN_MS = 40;

const TOO_MANY_OPEN = new Set(["EMFILE", "ENFILE"]);

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

  async finish(): Promise<void> {
    const { ignore } = this.#options.settings;
    // A pattern may backtrack, and then nothing else gets its turn until its limit is over: that is left to threads.
    const isFew = this.#threads.length === 0 && this.#waiting.length < WORTH_A_WORKER && ignore.length === 0;
    if (isFew) await this.#hashHere();
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
    const batch = createBatch(jobs);
    this.#under.push(batch);
    return batch;
  }

  /** One file after the other, and whatever else waits for its turn in between. What is too large for it is left to a thread. */
  async #hashHere(): Promise<void> {
    const { settings } = this.#options;
    const work = workFor(settings, SMALL_BYTES);
    for (const job of this.#waiting.splice(0)) {
      const batch = createBatch([job]);
      this.#under.push(batch);
      if (batch.open.length > 0) this.#take(batch, hashFiles(requestFor(batch, settings), work));
      else this.#letThrough();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  #take(batch: Batch, response: HashResponse): void {
    const failed = takeResponse(batch, response, this.#options.settings);
    const final = failed.find(
      ({ code }) => code !== TOO_LARGE && (!TOO_MANY_OPEN.has(code) || batch.tries === MAX_TRIES),
    );
    if (final !== undefined) {
      this.#broken.reject(this.#options.failure(final.path, final.code));
      return;
    }
    if (failed.some(({ code }) => code === TOO_LARGE)) this.#again.push(batch);
    else if (failed.length > 0) this.#backOff(batch);
    this.#letThrough();
    this.#dispatch();
    this.#wake.resolve();
    this.#wake = Promise.withResolvers();
  }

  #letThrough(): void {
    for (let batch = this.#under[0]; batch !== undefined && batch.open.length === 0; batch = this.#under[0]) {
      this.#under.shift();
      for (const { path, file } of readFilesOf(batch)) this.#options.onHash(path, file);
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

/** Beside this file: as it is written, or as it is built. The build finds the second name in the text. */
function workerFile(): URL {
  if (import.meta.url.endsWith(".ts")) return new URL(import.meta.resolve("./hash-worker.ts"));
  return new URL("./hash-worker.js", import.meta.url);
}
