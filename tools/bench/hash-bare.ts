/**
 * `node tools/bench/hash-bare.ts <folder> [stat]`: the system calls that hashing files takes at least, in as many threads as sha256sum
 * gets processes, and nothing else: each file is opened, looked at, read, hashed, looked at again and closed. With `stat`, those that it
 * takes at least to see that a file stands as it stood: it is looked at. Prints the time of that.
 */
import { hash } from "node:crypto";
import { closeSync, fstatSync, lstatSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

const THREADS = 2;
let held: Buffer | undefined;

interface Share {
  readonly paths: readonly string[];
  readonly isStat: boolean;
}

if (isMainThread) await measure(process.argv[2] ?? "", process.argv[3] === "stat");
else {
  const { paths, isStat } = workerData as Share;
  for (const path of paths) isStat ? lstatSync(path) : read(path);
  parentPort?.postMessage("done");
}

async function measure(folder: string, isStat: boolean): Promise<void> {
  const start = performance.now();
  const files = readdirSync(folder).flatMap((name) =>
    readdirSync(join(folder, name)).map((file) => join(folder, name, file)),
  );
  const shares = Array.from(
    { length: THREADS },
    (_, at): Share => ({ paths: files.filter((_, n) => n % THREADS === at), isStat }),
  );
  const workers = shares.map((share) => new Worker(new URL(import.meta.url), { workerData: share }));
  await Promise.all(workers.map((worker) => new Promise((resolve) => worker.once("message", resolve))));
  process.stdout.write(JSON.stringify({ ms: performance.now() - start, files: files.length }));
}

function read(path: string): string {
  const file = openSync(path, "r");
  fstatSync(file);
  const length = readSync(file, buffer(), 0, buffer().length, null);
  const sum = hash("sha256", buffer().subarray(0, length), "base64url");
  fstatSync(file);
  closeSync(file);
  return sum;
}

function buffer(): Buffer {
  held ??= Buffer.allocUnsafeSlow(1 << 20);
  return held;
}
