import { closeSync, constants, openSync, writeSync } from "node:fs";
import { type FileHandle, mkdir, mkdtemp, open, opendir, realpath, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { escapeControlCharacters } from "../../lib/escape.ts";
import { configError } from "../../model/errors.ts";
import { pathBytes, type RepoPath } from "../../model/path.ts";
import type { Files, Fingerprint } from "../../ports/files.ts";
import { createFingerprint } from "./fingerprint.ts";

export interface FilesOptions {
  /** Absolute path of the workspace: what a user's relative paths start from. */
  readonly workspace: string;
  /** The runner's temporary folder; empty or absent outside a runner: the system's. */
  readonly temp?: string;
}

export function createFiles({ workspace, temp }: FilesOptions): Files {
  let ownFolder: Promise<string> | undefined;

  /** A folder for this run alone: a job may use the action several times, and each report must outlive the next step. */
  function tempFolder(): Promise<string> {
    ownFolder ??= makeFolder(temp || tmpdir());
    return ownFolder;
  }

  async function writeTemp(name: string, fill: (write: (piece: string) => void) => void): Promise<string> {
    const path = join(await tempFolder(), basename(name));
    writePieces(path, fill);
    return path;
  }

  return {
    resolve: (path) => resolve(workspace, path),
    kind: (path) => kindOf(resolve(workspace, path)),
    insideWorkspace: (path) => isInside(workspace, resolve(workspace, path)),
    holdsFiles: (folder) => holdsFiles(resolve(workspace, folder)),
    hashes: async (folder, options) => {
      // Loaded when asked for: most runs compare commits and hash nothing.
      const { hashFolder } = await import("./hash-folder.ts");
      return hashFolder(resolve(workspace, folder), options);
    },
    fingerprint: (folder, path, signal) => fingerprintOf(resolve(workspace, folder), path, signal),
    read: (path, maxBytes) => readBounded(resolve(workspace, path), path, maxBytes),
    writeTemp,
  };
}

async function makeFolder(parent: string): Promise<string> {
  await mkdir(parent, { recursive: true });
  return mkdtemp(join(parent, "deploy-purge-"));
}

/** Through one buffer, so that the file's text is never in memory: 100,000 short lines are some hundred writes. */
function writePieces(path: string, fill: (write: (piece: string) => void) => void): void {
  const buffer = Buffer.allocUnsafe(64 * 1024);
  const file = openSync(path, "w", 0o600);
  let used = 0;
  const flush = (): void => {
    writeAll(file, buffer.subarray(0, used));
    used = 0;
  };
  try {
    fill((piece) => {
      // A UTF-16 unit becomes three bytes at most.
      if (used + 3 * piece.length > buffer.length) flush();
      if (3 * piece.length > buffer.length) writeAll(file, Buffer.from(piece));
      else used += buffer.write(piece, used);
    });
    flush();
  } finally {
    closeSync(file);
  }
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

async function kindOf(path: string): Promise<"file" | "folder" | "other" | "missing"> {
  try {
    const found = await stat(path);
    if (found.isFile()) return "file";
    return found.isDirectory() ? "folder" : "other";
  } catch (error) {
    // A link that leads nowhere, or to itself, is no folder to deploy either.
    return ["ENOENT", "ENOTDIR", "ELOOP", "ENAMETOOLONG", "ERR_INVALID_ARG_VALUE"].includes(codeOf(error))
      ? "missing"
      : "other";
  }
}

async function isInside(workspace: string, path: string): Promise<boolean> {
  const [root, target] = await Promise.all([realpath(workspace), realpathOfExisting(path)]);
  if (target === undefined) return false;
  const way = relative(root, target);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** The path with links resolved as far as it exists. Undefined when it cannot be told where it leads. */
async function realpathOfExisting(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch (error) {
    const parent = dirname(path);
    if (codeOf(error) !== "ENOENT" || parent === path) return undefined;
    const above = await realpathOfExisting(parent);
    return above === undefined ? undefined : join(above, basename(path));
  }
}

/** Folders are walked one by one and links are not followed, so that a loop ends. What `.git` holds is not deployed. */
async function holdsFiles(folder: string): Promise<boolean> {
  const folders = [folder];
  for (let current = folders.pop(); current !== undefined; current = folders.pop()) {
    for await (const entry of await opendir(current)) {
      if (entry.name === ".git") continue;
      if (entry.isFile() || entry.isSymbolicLink()) return true;
      if (entry.isDirectory()) folders.push(join(current, entry.name));
    }
  }
  return false;
}

/** What was hashed a moment ago and cannot be read now is as good as not there: then there is nothing to compare with. */
async function fingerprintOf(folder: string, path: RepoPath, signal: AbortSignal): Promise<Fingerprint | undefined> {
  const name = Buffer.concat([Buffer.from(`${folder}${sep}`), pathBytes(path)]);
  const handle = await open(name, constants.O_RDONLY | constants.O_NONBLOCK).catch(() => undefined);
  try {
    if (handle === undefined || !(await handle.stat()).isFile()) return undefined;
    const { update, finish } = createFingerprint();
    for await (const chunk of handle.createReadStream({ autoClose: false, highWaterMark: 1024 * 1024 })) {
      if (signal.aborted) return undefined;
      update(chunk);
    }
    return finish();
  } catch {
    return undefined;
  } finally {
    await handle?.close();
  }
}

async function readBounded(path: string, givenPath: string, maxBytes: number): Promise<Uint8Array> {
  const handle = await openFile(path, givenPath);
  try {
    const found = await handle.stat();
    if (!found.isFile()) throw unreadable(givenPath, "is not a file");
    const content = await readAtMost(handle, maxBytes + 1);
    if (content.length > maxBytes) throw unreadable(givenPath, `is larger than ${maxBytes} bytes`);
    return content;
  } finally {
    await handle.close();
  }
}

async function openFile(path: string, givenPath: string): Promise<FileHandle> {
  try {
    // Without O_NONBLOCK, opening a named pipe waits for a writer that never comes.
    return await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    throw unreadable(givenPath, codeOf(error) === "ENOENT" ? "does not exist" : `cannot be read (${codeOf(error)})`);
  }
}

/** Reads to the end or to the bound, whatever size the file claimed before: it may grow meanwhile. */
async function readAtMost(handle: FileHandle, most: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  const chunkBytes = 64 * 1024;
  for (let total = 0; total < most; ) {
    const chunk = Buffer.alloc(Math.min(chunkBytes, most - total));
    const { bytesRead } = await handle.read(chunk, 0, chunk.length);
    if (bytesRead === 0) break;
    chunks.push(chunk.subarray(0, bytesRead));
    total += bytesRead;
  }
  return Buffer.concat(chunks);
}

function unreadable(path: string, why: string) {
  return configError([{ input: escapeControlCharacters(path, 300), message: `${why}. Paths start at the workspace.` }]);
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}
