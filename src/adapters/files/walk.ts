import { type Dirent, lstatSync, opendirSync } from "node:fs";
import { access, constants, readlink, realpath, stat } from "node:fs/promises";
import { escapeControlCharacters } from "../../lib/escape.ts";
import { formatCount } from "../../lib/format.ts";
import { configError, type PurgeError } from "../../model/errors.ts";
import { pathFromBytes, type RepoPath } from "../../model/path.ts";
import { errorCode } from "./error-code.ts";

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
  /** Links to folders elsewhere, and to files that cannot be read: what they lead to is not compared. */
  readonly outside?: PassedOver;
}

/** Gets every file: its path below the folder, and where its content lies, as an absolute path in `latin1`. */
export type OnFile = (path: RepoPath, location: string) => Promise<void> | undefined;
/** Gets every link whose target is not compared: its path and the bytes of its text. */
export type OnOutside = (path: RepoPath, text: Buffer) => void;

/**
 * Most entries of a walk, ours: links to folders that hold links to folders multiply, and without a bound such a walk never
 * ends. Ten times the files of the largest site that we know of.
 */
const MAX_ENTRIES = 5_000_000;
/** Entries that are requested of the system at once. */
const READ_AT_ONCE = 256;
/** Entries after which signals and threads get their turn, if nothing else gave it to them. */
const TURN_AFTER = 4096;
/** Paths whose content the system makes up when it is read, and paths that are never deployed. `/dev/shm` has ordinary files, in memory. */
const NO_CONTENT = /^\/(?:proc|sys|dev(?!\/shm(?:\/|$)))(?:\/|$)|\/\.git(?:\/|$)/;
/** In ASCII, a byte and its character are one. */
const IS_PLAIN = /^[ -~]*$/;

interface Walk {
  /** Folders below it are followed, real and with links resolved. */
  readonly within: Buffer;
  readonly passed: Map<keyof WalkNotes, { count: number; first: RepoPath }>;
  /** The folders that are being walked, each within the one before. */
  readonly folders: Folder[];
  entries: number;
}

interface Folder {
  /** Below the root, as bytes with a slash at the end; empty for the root itself. */
  readonly name: string;
  /** Its real path, absolute, in `latin1`. */
  readonly location: string;
  /** Names in it, those of folders with a slash at the end, in the order in which whole paths follow each other. */
  entries: string[];
  /** Of links by their entry: where they lead to within the root, or the text of those that lead out of it. */
  readonly links: Map<string, { readonly location: string } | { readonly text: Buffer }>;
  next: number;
}

/**
 * Every file below a folder, in the order of the bytes of their paths.
 *
 * Links are followed, as an upload that copies content does: to folders that lie `within`, and to files that lie anywhere.
 * `.git` is not entered: it is never deployed. Folders are read by synchronous calls, which cost a fraction of the others.
 *
 * @param folder absolute, and so is `within`: the workspace, where it holds the folder, else the folder itself.
 * @throws {PurgeError} config, naming the path, for a folder that cannot be read.
 */
export async function walk(folder: string, within: string, onFile: OnFile, onOutside: OnOutside): Promise<WalkNotes> {
  const [root, limit] = await Promise.all(
    [folder, within].map((path) => realpath(Buffer.from(path), { encoding: "buffer" })),
  ).catch((error: unknown) => {
    throw folderError(error, "");
  });
  if (root === undefined || limit === undefined) return {};
  const all: Walk = { within: isWithin(limit, root) ? limit : root, passed: new Map(), folders: [], entries: 0 };
  await enter(all, "", root.toString("latin1"));
  let turn = TURN_AFTER;
  for (let at = all.folders.at(-1); at !== undefined; at = all.folders.at(-1)) {
    const entry = at.entries[at.next];
    at.next += 1;
    // A file of the most usual kind costs no promise.
    const wait = entry === undefined ? leave(all) : visit(all, at, entry, { onFile, onOutside });
    if (wait !== undefined) await wait;
    if (all.entries < turn) continue;
    turn = all.entries + TURN_AFTER;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return Object.fromEntries(all.passed);
}

function leave({ folders }: Walk): undefined {
  folders.pop();
}

function visit(
  all: Walk,
  { name, location, links }: Folder,
  entry: string,
  { onFile, onOutside }: { readonly onFile: OnFile; readonly onOutside: OnOutside },
): Promise<void> | undefined {
  const path = name + entry;
  const link = links.get(entry);
  if (link !== undefined && "text" in link) {
    onOutside(toPath(path), link.text);
    return undefined;
  }
  if (entry.endsWith("/")) return enter(all, path, link?.location ?? `${location}/${entry.slice(0, -1)}`);
  return onFile(toPath(path), link?.location ?? `${location}/${entry}`);
}

async function enter(all: Walk, name: string, location: string): Promise<void> {
  const folder: Folder = { name, location, entries: [], links: new Map(), next: 0 };
  all.folders.push(folder);
  try {
    for (const link of list(all, folder)) await takeLink(all, folder, link);
  } catch (error) {
    throw folderError(error, name);
  }
  // One character for each byte: the order of the text is the order of the bytes.
  folder.entries.sort();
}

/** Lists files and folders. @returns the names of links, which have to be resolved. */
function list(all: Walk, folder: Folder): readonly string[] {
  const links: string[] = [];
  const listing = opendirSync(fromLatin1(folder.location), { bufferSize: READ_AT_ONCE, encoding: "latin1" });
  try {
    for (let entry = listing.readSync(); entry !== null; entry = listing.readSync()) {
      const { name } = entry;
      if (name === ".git") continue;
      all.entries += 1;
      if (all.entries > MAX_ENTRIES) throw tooMany(folder.name);
      const kind = kindOf(entry) ?? kindOf(lstatSync(fromLatin1(`${folder.location}/${name}`)));
      if (kind === "file") folder.entries.push(name);
      else if (kind === "folder") folder.entries.push(`${name}/`);
      else if (kind === "link") links.push(name);
      else pass(all, "special", folder.name + name);
    }
  } finally {
    listing.closeSync();
  }
  return links;
}

async function takeLink(all: Walk, folder: Folder, name: string): Promise<void> {
  const path = folder.name + name;
  const link = fromLatin1(`${folder.location}/${name}`);
  const target = await resolveTarget(link);
  if (target === "ENOENT" || target === "ENOTDIR") return pass(all, "broken", path);
  if (target === "ELOOP") return pass(all, "loops", path);
  const location = target.toString("latin1");
  const kind = kindOf(await stat(target));
  if (!(await isCompared(all, target, kind))) {
    folder.entries.push(name);
    folder.links.set(name, { text: await readlink(link, { encoding: "buffer" }) });
    return pass(all, "outside", path);
  }
  if (kind !== "file" && kind !== "folder") return pass(all, "special", path);
  const isLoop =
    all.folders.some((above) => above.location === location) || `${folder.location}/`.startsWith(`${location}/`);
  if (kind === "folder" && isLoop) return pass(all, "loops", path);
  const entry = kind === "file" ? name : `${name}/`;
  folder.entries.push(entry);
  folder.links.set(entry, { location });
}

async function isCompared({ within }: Walk, target: Buffer, kind: ReturnType<typeof kindOf>): Promise<boolean> {
  if (NO_CONTENT.test(target.toString("latin1"))) return false;
  if (isWithin(within, target)) return true;
  return (
    kind === "file" &&
    (await access(target, constants.R_OK).then(
      () => true,
      () => false,
    ))
  );
}

async function resolveTarget(link: Buffer): Promise<Buffer | "ENOENT" | "ENOTDIR" | "ELOOP"> {
  try {
    return await realpath(link, { encoding: "buffer" });
  } catch (error) {
    const code = errorCode(error);
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

function fromLatin1(text: string): Buffer {
  return Buffer.from(text, "latin1");
}

function toPath(name: string): RepoPath {
  return IS_PLAIN.test(name) ? name : pathFromBytes(fromLatin1(name));
}

function folderError(error: unknown, name: string): unknown {
  const code = errorCode(error);
  if (!/^E[A-Z]+$/.test(code)) return error;
  const folder = `"${escapeControlCharacters(toPath(name === "" ? "." : name), 200)}"`;
  const message = `the folder ${folder} in it cannot be read (${code}). Run this step after the build, as a user that may read all of it.`;
  return configError([{ input: "build-dir", message }]);
}

function tooMany(name: string): PurgeError {
  const message =
    `more than ${formatCount(MAX_ENTRIES)} entries, the last ones in "${escapeControlCharacters(toPath(name), 200)}". Links ` +
    "that lead to folders with further links multiply: remove them, or give a smaller folder.";
  return configError([{ input: "build-dir", message }]);
}
