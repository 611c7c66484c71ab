import { createHash } from "node:crypto";
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { type Listing, readListing, startListing } from "../../model/file-list/file-list.ts";
import type { RepoPath } from "../../model/path.ts";
import type { ReadFile } from "./hash-batch.ts";

/**
 * What was read of the files of a folder in an earlier run on this machine, so that a file which nobody has touched since is not
 * read again. See docs/adr/0146.
 */
export interface ReadEarlier {
  find(path: RepoPath): ReadFile | undefined;
  /** In the order of the names' bytes. */
  add(path: RepoPath, file: ReadFile): void;
  /** Writes down what was read in this run. Where that fails, the next one reads everything. */
  save(): void;
}

/**
 * File systems that keep a time of the last change of every file which no program can set, from the statfs of Linux: ext, XFS,
 * Btrfs, F2FS, tmpfs, ZFS. A network's tells of changes on another machine only after a while.
 */
const LOCAL = new Set([0xef53, 0x58465342, 0x9123683e, 0xf2f52010, 0x01021994, 0x2fc12fc1]);
/**
 * A file that changed so shortly before it was read may change again without another time: the clock of a file system stands still for
 * some milliseconds at a time. The same rule as git's for its index, with a margin.
 */
const YOUNG_MS = 2_000;
const FIRST_LINE = /^deploy-purge files 1 ([0-9a-f]{64}) ([0-9a-f]{64}) (\d{1,9}) (\d{1,16})\n/;
const LONGEST_FIRST_LINE = 200;
/** A million files of 250 bytes. */
const MAX_BYTES = 1 << 28;
/** What was read, whether text was left out of it, and what the system says of the file: `<identity>.<0 or 1>.<stat>`. */
const IDENTITY_LENGTH = 43;

/**
 * @param keptIn folder that outlives the job, absolute.
 * @param patterns what `ignore-content` leaves out: other ones make other hashes.
 * @returns undefined where the file system is none that can be relied on.
 */
export function openReadEarlier(folder: string, keptIn: string, patterns: readonly string[]): ReadEarlier | undefined {
  try {
    const place = realpathSync(folder);
    if (!LOCAL.has(statfsSync(place).type)) return undefined;
    const { dev } = statSync(place);
    const about = createHash("sha256")
      .update(JSON.stringify([place, dev, patterns]))
      .digest("hex");
    const file = join(keptIn, `files-${about.slice(0, 32)}`);
    return keepReading(file, about, load(file, about, Date.now()), dev);
  } catch {
    return undefined;
  }
}

function keepReading(file: string, about: string, known: Listing | undefined, dev: number): ReadEarlier {
  const startMs = Date.now();
  const lines = startListing();
  return {
    find: (path) => {
      const entry = known?.get(path);
      return entry === undefined ? undefined : parseEntry(entry);
    },
    add(path, file) {
      if (isKept(file)) return lines.add(path, file.entry);
      const { identity, isCut, stat } = file;
      // What another file system is mounted at keeps its own times.
      if (stat.startsWith(`${dev.toString(36)}.`) && isSettled(stat, startMs))
        lines.add(path, `${identity}.${isCut ? 1 : 0}.${stat}`);
    },
    save: () => save(file, about, lines.end(), startMs),
  };
}

/** A file as an earlier run kept it: what was kept once can be kept again. */
interface KeptFile extends ReadFile {
  readonly entry: string;
}

function isKept(file: ReadFile): file is KeptFile {
  return "entry" in file;
}

/** By positions, since there may be a million. */
function parseEntry(entry: string): KeptFile | undefined {
  const [cut, stat] = [entry[IDENTITY_LENGTH + 1], entry.slice(IDENTITY_LENGTH + 3)];
  const isInForm = entry[IDENTITY_LENGTH] === "." && entry[IDENTITY_LENGTH + 2] === "." && stat !== "";
  return isInForm ? { identity: entry.slice(0, IDENTITY_LENGTH), isCut: cut === "1", stat, entry } : undefined;
}

/** Did the file change long enough before this run, by a clock that is finer than a millisecond? */
export function isSettled(stat: string, startMs: number): boolean {
  const changedMs = Number.parseInt(stat.slice(stat.lastIndexOf(".") + 1), 36) / TICKS_PER_MS;
  return changedMs < startMs - YOUNG_MS && !Number.isInteger(changedMs);
}

/** A number of milliseconds since 1970 is a multiple of 1/4096 in double precision: a quarter of a microsecond. */
const TICKS_PER_MS = 4096;

/** Only a file of our own, whole, and not of a time to come: then the clock was set back since. */
function load(file: string, about: string, nowMs: number): Listing | undefined {
  const bytes = readOwn(file);
  const line = bytes?.toString("latin1", 0, LONGEST_FIRST_LINE) ?? "";
  const [first = "", of, sum, count, savedMs] = FIRST_LINE.exec(line) ?? [];
  if (bytes === undefined || of !== about || Number(savedMs) > nowMs) return undefined;
  const listed = bytes.subarray(first.length);
  return sum === sha256(listed) ? readListing(listed, Number(count)) : undefined;
}

function readOwn(file: string): Buffer | undefined {
  let opened: number | undefined;
  try {
    opened = openSync(file, "r");
    const found = fstatSync(opened);
    const isOwn = found.isFile() && found.uid === process.getuid?.() && (found.mode & 0o022) === 0;
    return isOwn && found.size <= MAX_BYTES ? readFileSync(opened) : undefined;
  } catch {
    return undefined;
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
}

function save(file: string, about: string, { lines, size }: Listing, startMs: number): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(join(file, ".."), { recursive: true, mode: 0o700 });
    const line = `deploy-purge files 1 ${about} ${sha256(lines)} ${size} ${startMs}\n`;
    writeFileSync(temporary, Buffer.concat([Buffer.from(line), lines]), { mode: 0o600, flag: "wx" });
    renameSync(temporary, file);
  } catch {
    rmSync(temporary, { force: true });
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
