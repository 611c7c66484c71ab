import type { Dir, Dirent } from "node:fs";
import { lstat, opendir, readlink, realpath, stat } from "node:fs/promises";
import { pathFromBytes, type RepoPath } from "../changes/change.ts";
import { configError, type PurgeError } from "../errors.ts";
import { grouped } from "../plan/grouped.ts";
import { visible } from "../report/escape.ts";

/** What a walk passed over, by the first path of each kind and their number. */
export interface PassedOver {
  readonly count: number;
  readonly first: RepoPath;
}

export interface WalkNotes {
  /** Named pipes, sockets and devices: never opened. */
  readonly special?: PassedOver;
  /** Links to themselves or to a folder that they lie in. */
  readonly loops?: PassedOver;
  /** Links that lead nowhere. */
  readonly broken?: PassedOver;
  /** Links out of the folder: what they lead to is not read. */
  readonly outside?: PassedOver;
}

/** Told of every file: its path below the folder, and where its content lies, as an absolute path in `latin1`. */
export type OnFile = (path: RepoPath, place: string) => Promise<void> | undefined;
/** Told of every link out of the folder: its path and the bytes of its text. */
export type OnOutside = (path: RepoPath, text: Buffer) => void;

/**
 * Most entries of a walk, ours: links to folders that hold links to folders multiply, and without a bound such a walk never
 * ends. Ten times the files of the largest site that we know of.
 */
const MOST_ENTRIES = 5_000_000;
/** Entries that the system is asked for at once. */
const READ_AT_ONCE = 256;
/** In ASCII, a byte and its character are one. */
const IS_PLAIN = /^[ -~]*$/;

interface Walk {
  readonly root: Buffer;
  readonly onFile: OnFile;
  readonly onOutside: OnOutside;
  readonly passed: Map<keyof WalkNotes, { count: number; first: RepoPath }>;
  readonly folders: Folder[];
  entries: number;
}

interface Folder {
  /** Below the root, as bytes with a slash at the end; empty for the root itself. */
  readonly name: string;
  /** Where it really lies: absolute, in `latin1`. */
  readonly place: string;
  /** The real places of the folders above it on the way here. */
  readonly above: readonly string[];
}

/**
 * Every file below a folder, in no particular order.
 *
 * Links are followed within the folder, as an upload that copies content does, and never out of it. `.git` is not entered:
 * it is never deployed.
 *
 * @param folder absolute.
 * @throws {PurgeError} config, naming the path, for a folder that cannot be read.
 */
export async function walk(folder: string, onFile: OnFile, onOutside: OnOutside): Promise<WalkNotes> {
  const root = await realpath(Buffer.from(folder), { encoding: "buffer" }).catch((error: unknown) => {
    throw folderError(error, "");
  });
  const place = root.toString("latin1");
  const all: Walk = { root, onFile, onOutside, passed: new Map(), folders: [], entries: 0 };
  all.folders.push({ name: "", place, above: [] });
  for (let next = all.folders.pop(); next !== undefined; next = all.folders.pop()) await readFolder(all, next);
  return Object.fromEntries(all.passed);
}

async function readFolder(all: Walk, folder: Folder): Promise<void> {
  try {
    const listing = await opendir(fromLatin1(folder.place), { bufferSize: READ_AT_ONCE, encoding: "buffer" as never });
    try {
      // Entry by entry without a promise each: the system is still asked for many at once.
      for (let entry = nextOf(listing); entry !== null; entry = nextOf(listing)) {
        const name = entry.name.toString("latin1");
        if (name === ".git") continue;
        all.entries += 1;
        if (all.entries > MOST_ENTRIES) throw tooMany(folder.name);
        const wait = takeEntry(all, folder, { entry, name });
        if (wait !== undefined) await wait;
      }
    } finally {
      await listing.close();
    }
  } catch (error) {
    throw folderError(error, folder.name);
  }
}

/** The types know of no listing in bytes. */
function nextOf(listing: Dir): Dirent<Buffer> | null {
  return listing.readSync() as unknown as Dirent<Buffer> | null;
}

/** A file of the most usual kind costs no promise. */
function takeEntry(
  all: Walk,
  folder: Folder,
  { entry, name }: { entry: Dirent<Buffer>; name: string },
): Promise<void> | undefined {
  const path = folder.name + name;
  const place = `${folder.place}/${name}`;
  return entry.isFile() ? all.onFile(toPath(path), place) : takeOther(all, folder, { entry, path, place });
}

async function takeOther(
  all: Walk,
  folder: Folder,
  { entry, path, place }: { entry: Dirent<Buffer>; path: string; place: string },
): Promise<void> {
  const kind = kindOf(entry) ?? kindOf(await lstat(fromLatin1(place)));
  if (kind === "folder") all.folders.push({ name: `${path}/`, place, above: [...folder.above, folder.place] });
  else if (kind === "link") await takeLink(all, folder, path, place);
  else if (kind === "file") {
    const wait = all.onFile(toPath(path), place);
    if (wait !== undefined) await wait;
  } else pass(all, "special", path);
}

async function takeLink(all: Walk, folder: Folder, path: string, place: string): Promise<void> {
  const target = await realPlace(fromLatin1(place));
  if (target === "ENOENT" || target === "ENOTDIR") return pass(all, "broken", path);
  if (target === "ELOOP") return pass(all, "loops", path);
  if (!isWithin(all.root, target)) {
    all.onOutside(toPath(path), await readlink(fromLatin1(place), { encoding: "buffer" }));
    return pass(all, "outside", path);
  }
  const at = target.toString("latin1");
  const kind = kindOf(await stat(target));
  if (kind === "file") await all.onFile(toPath(path), at);
  else if (kind !== "folder") pass(all, "special", path);
  else if ([...folder.above, folder.place].includes(at) || `${folder.place}/`.startsWith(`${at}/`)) {
    pass(all, "loops", path);
  } else all.folders.push({ name: `${path}/`, place: at, above: [...folder.above, folder.place] });
}

async function realPlace(place: Buffer): Promise<Buffer | "ENOENT" | "ENOTDIR" | "ELOOP"> {
  try {
    return await realpath(place, { encoding: "buffer" });
  } catch (error) {
    const code = codeOf(error);
    if (code === "ENOENT" || code === "ENOTDIR" || code === "ELOOP") return code;
    throw error;
  }
}

/** Undefined where the file system does not say what an entry is. */
function kindOf(
  entry: Pick<
    Dirent,
    "isFile" | "isDirectory" | "isSymbolicLink" | "isFIFO" | "isSocket" | "isBlockDevice" | "isCharacterDevice"
  >,
): "file" | "folder" | "link" | "special" | undefined {
  if (entry.isFile()) return "file";
  if (entry.isDirectory()) return "folder";
  if (entry.isSymbolicLink()) return "link";
  const isSpecial = entry.isFIFO() || entry.isSocket() || entry.isBlockDevice() || entry.isCharacterDevice();
  return isSpecial ? "special" : undefined;
}

function pass(all: Walk, why: keyof WalkNotes, path: string): void {
  const known = all.passed.get(why);
  if (known === undefined) all.passed.set(why, { count: 1, first: toPath(path) });
  else known.count += 1;
}

function isWithin(root: Buffer, target: Buffer): boolean {
  const slash = 0x2f;
  if (!target.subarray(0, root.length).equals(root)) return false;
  return target.length === root.length || target[root.length] === slash || root.at(-1) === slash;
}

function fromLatin1(place: string): Buffer {
  return Buffer.from(place, "latin1");
}

function toPath(name: string): RepoPath {
  return IS_PLAIN.test(name) ? name : pathFromBytes(fromLatin1(name));
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

function folderError(error: unknown, name: string): unknown {
  const code = codeOf(error);
  if (!/^E[A-Z]+$/.test(code)) return error;
  const folder = `"${visible(toPath(name === "" ? "." : name), 200)}"`;
  const says = `the folder ${folder} in it cannot be read (${code}). Run this step after the build, as a user that may read all of it.`;
  return configError([{ input: "build-dir", says }]);
}

function tooMany(name: string): PurgeError {
  const says =
    `more than ${grouped(MOST_ENTRIES)} entries, the last ones in "${visible(toPath(name), 200)}". Links ` +
    "that lead to folders with further links multiply: remove them, or give a smaller folder.";
  return configError([{ input: "build-dir", says }]);
}
