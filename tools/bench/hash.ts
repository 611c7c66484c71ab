import { execFile } from "node:child_process";
import { closeSync, mkdirSync, openSync, statfsSync, statSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { startSandbox } from "../../sandbox/start.ts";
import { temporaryFolder } from "../../test/support/repository.ts";
import { accountInputs } from "../../test/support/site.ts";
import { ROOT } from "../build/compile.ts";
import { type Figure, inTurn, medians, timed } from "./measure.ts";
import { runStep } from "./step.ts";

const run = promisify(execFile);

const ROUNDS = 5;
const SMALL_FILES = 100_000;
/** Our goal, over the bare loop. */
const MAX_OVER_BARE_LOOP = 1.2;
const LARGE_FILES = 20;
const LARGE_BYTES = 100 << 20;
const MAX_FILES = 1_000_000;
const MAX_CHANGED = 1_000;
const STATE = "state";
/** A slow disk takes its time for a million files. */
const LONGEST_RUN_MS = 600_000;
const MAX_BYTES = 512e6;

interface Measured {
  readonly ms: number;
  readonly files: number;
  readonly peakBytes: number;
}

/** The hashes of a build, against two processes of sha256sum over the same files. */
export async function benchHash(): Promise<readonly Figure[]> {
  const lack = lackOfRoom(tmpdir());
  if (lack !== undefined)
    return [{ what: "Hashes of a build", result: "not measured", goal: "none", reached: false, detail: lack }];
  return [await comparedWithBareLoop(), await compared("2 GB in large files", writeLarge)];
}

/** What a million files take in memory. */
export async function benchMillion(): Promise<readonly Figure[]> {
  const lack = lackOfRoom(tmpdir());
  if (lack !== undefined)
    return [{ what: "A million files", result: "not measured", goal: "none", reached: false, detail: lack }];
  return aMillion();
}

/** Room for a million files of a block each, their folders and the records of three runs, with a half to spare. */
const ROOM_BYTES = 7e9;

/** A benchmark that cannot be run is no reason to lose what the others measured. */
function lackOfRoom(folder: string): string | undefined {
  const { bavail, bsize, files, ffree } = statfsSync(folder);
  // Some file systems make what they need, and say 0.
  if (bavail * bsize >= ROOM_BYTES && (files === 0 || ffree > 1.1 * MAX_FILES)) return undefined;
  return `needs ${ROOM_BYTES / 1e9} GB and ${MAX_FILES.toLocaleString("en-GB")} files of room in ${folder}: set TMPDIR`;
}

async function compared(what: string, write: (folder: string) => void): Promise<Figure> {
  await using folder = await largeFolder();
  write(folder.path);
  const peaks: number[] = [];
  const { ours, reference } = await medians(
    ROUNDS,
    () => oursMs(folder.path, peaks),
    () => timed(() => sha256sum(folder.path)),
  );
  return {
    what: `Hash ${what}, against \`find … -print0 | xargs -0 -P2 sha256sum\``,
    result: `${(ours / reference).toFixed(2)} × sha256sum`,
    goal: "≤ 1 × sha256sum",
    reached: ours <= reference,
    detail: `${Math.round(ours)} ms, sha256sum ${Math.round(reference)} ms; at most ${megabytes(Math.max(...peaks))} of memory`,
  };
}

async function oursMs(folder: string, peaks: number[]): Promise<number> {
  const { ms, peakBytes } = await hashed(folder);
  peaks.push(peakBytes);
  return ms;
}

/**
 * Of small files, the system calls are nearly all of the cost, and Node's cost more than those of C. So the limit is a loop of the same
 * calls in Node, without order, links, notes or a list.
 */
async function comparedWithBareLoop(): Promise<Figure> {
  await using folder = await largeFolder();
  writeSmall(folder.path, SMALL_FILES, 300);
  const peaks: number[] = [];
  const { ours, bare, c } = await inTurn(ROUNDS, {
    ours: () => oursMs(folder.path, peaks),
    bare: () => bareLoopMs(folder.path),
    c: () => timed(() => sha256sum(folder.path)),
  });
  return {
    what: `Hash ${SMALL_FILES.toLocaleString("en-GB")} small files, against a bare loop of the same system calls in two threads of Node`,
    result: `${(ours / bare).toFixed(2)} ×`,
    goal: `≤ ${MAX_OVER_BARE_LOOP} ×`,
    reached: ours <= MAX_OVER_BARE_LOOP * bare,
    detail:
      `${Math.round(ours)} ms, bare loop ${Math.round(bare)} ms, two processes of sha256sum ${Math.round(c)} ms; at most ` +
      `${megabytes(Math.max(...peaks))} of memory`,
  };
}

/** @param what `stat`: the files are looked at and not read. */
export async function bareLoopMs(folder: string, ...what: readonly "stat"[]): Promise<number> {
  const { stdout } = await run(process.execPath, [join(import.meta.dirname, "hash-bare.ts"), folder, ...what]);
  return (JSON.parse(stdout) as { readonly ms: number }).ms;
}

/** A million files alone, and in the whole action: hashed, compared with the last deploy, remembered, planned, purged. */
async function aMillion(): Promise<readonly Figure[]> {
  await using workspace = await largeFolder();
  const site = join(workspace.path, "site");
  mkdirSync(site);
  writeSmall(site, MAX_FILES, 1);
  const { ms, files, peakBytes } = await hashed(site);
  const hashing: Figure = {
    what: `Memory to hash ${MAX_FILES.toLocaleString("en-GB")} files`,
    result: megabytes(peakBytes),
    goal: `≤ ${megabytes(MAX_BYTES)}`,
    reached: peakBytes <= MAX_BYTES && files === MAX_FILES,
    detail: `${(ms / 1000).toFixed(1)} s`,
  };
  const first = await wholeRun(workspace.path, {});
  change(site, MAX_CHANGED);
  const dry = await wholeRun(workspace.path, { "dry-run": "true" });
  const real = await wholeRun(workspace.path, {});
  const peak = Math.max(first, dry, real);
  const record = statSync(join(workspace.path, STATE)).size;
  return [
    hashing,
    {
      what: `Memory of a whole run with \`changes: build\` and that many files, ${MAX_CHANGED.toLocaleString("en-GB")} of them changed`,
      result: megabytes(peak),
      goal: `≤ ${megabytes(MAX_BYTES)}`,
      reached: peak <= MAX_BYTES,
      detail: `first run ${megabytes(first)}, dry run ${megabytes(dry)}, run ${megabytes(real)}; record of ${megabytes(record)}`,
    },
  ];
}

/** @returns the peak memory of the built action. */
async function wholeRun(workspace: string, more: Readonly<Record<string, string>>): Promise<number> {
  const sandbox = await startSandbox({ provider: "batoff" });
  try {
    const given = { "build-dir": "site", changes: "build", state: `file:${STATE}` };
    const order = { workspace, timeoutMs: LONGEST_RUN_MS, with: { ...accountInputs(sandbox), ...given, ...more } };
    return (await runStep(order)).probe.peakBytes;
  } finally {
    await sandbox.close();
  }
}

/** A temporary folder that is removed by `rm`: Node's own removal of a million files takes minutes and gigabytes. */
export async function largeFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const folder = await temporaryFolder();
  return {
    path: folder.path,
    async [Symbol.asyncDispose]() {
      await run("rm", ["-rf", folder.path]);
    },
  };
}

export async function hashed(folder: string): Promise<Measured> {
  const { stdout } = await run(process.execPath, [
    join(import.meta.dirname, "hash-process.ts"),
    folder,
    join(ROOT, "lib"),
  ]);
  return JSON.parse(stdout) as Measured;
}

async function sha256sum(folder: string): Promise<void> {
  await run("sh", ["-c", 'find "$0" -type f -print0 | xargs -0 -P2 sha256sum > /dev/null', folder]);
}

/** Of one line up to `lines` lines each, in a thousand folders. @param from as many are there already. */
export function writeSmall(folder: string, count: number, lines: number, from = 0): void {
  for (let n = from; n < count; n++) {
    const section = join(folder, `section-${n % 1000}`);
    if (n < 1000) mkdirSync(section, { recursive: true });
    writeFileSync(join(section, `page-${n}.html`), `<p>${n}</p>\n`.repeat(1 + (n % lines)));
  }
}

/** Gives the first files another content. */
export function change(folder: string, count: number): void {
  for (let n = 0; n < count; n++)
    writeFileSync(join(folder, `section-${n % 1000}`, `page-${n}.html`), `<p>${n} new</p>\n`);
}

function writeLarge(folder: string): void {
  const block = Buffer.alloc(1 << 20);
  for (let n = 0; n < LARGE_FILES; n++) {
    const file = openSync(join(folder, `video-${n}.mp4`), "w");
    for (let written = 0; written < LARGE_BYTES; written += block.length) {
      writeSync(file, block.fill(`${n} ${written} `));
    }
    closeSync(file);
  }
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
