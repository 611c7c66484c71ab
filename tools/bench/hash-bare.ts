/**
 * `node tools/bench/hash-bare.ts <folder>`: the system calls that hashing files takes at least, in as many threads as sha256sum gets
 * processes, and nothing else: each file is opened, looked at, read, hashed, looked at again and closed. Prints the time of that.
 */
import { hash } from "node:crypto";
import { closeSync, fstatSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

const THREADS = 2;
let held: Buffer | undefined;

if (isMainThread) await measure(process.argv[2] ?? "");
else {
  for (const path of workerData as readonly string[]) read(path);
  parentPort?.postMessage("done");
}

async function measure(folder: string): Promise<void> {
  const start = performance.now();
  const files = readdirSync(folder).flatMap((name) =>
    readdirSync(join(folder, name)).map((file) => join(folder, name, file)),
  );
  const shares = Array.from({ length: THREADS }, (_, at) => files.filter((_, n) => n % THREADS === at));
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
