import { closeSync, constants, mkdirSync, mkdtempSync, openSync, writeSync } from "node:fs";
import { open, opendir, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, isAbsolute, join, resolve, sep } from "node:path";
import { escapeControlCharacters } from "../../lib/escape.ts";
import { configError } from "../../model/errors.ts";
import { pathBytes, type RepoPath } from "../../model/path.ts";
import type { Files, Fingerprint } from "../../ports/files.ts";
import { errorCode } from "./error-code.ts";
import { createFingerprint } from "./fingerprint.ts";
import { isInside, leadsOutside } from "./inside.ts";
import { readAtMost } from "./read-at-most.ts";

export interface FilesOptions {
  /** Absolute path of the workspace: what a user's relative paths start from. */
  readonly workspace: string;
  /** The runner's temporary folder; empty or absent outside a runner: the system's. */
  readonly temp?: string;
  /** A folder of the machine's that outlives the job, where the machine is the user's own: see `read-earlier.ts`. */
  readonly keptIn?: string;
  /** Time for trying the patterns of `ignore-content`, in milliseconds; default 2,000. */
  readonly patternLimitMs?: number;
}

/** Where a machine of the user's own keeps what jobs leave for later ones; empty elsewhere: GitHub's machines keep nothing. */
export function keptFolder(environment: NodeJS.ProcessEnv): string {
  const tools = environment["RUNNER_TOOL_CACHE"] ?? "";
  const isKept =
    environment["RUNNER_ENVIRONMENT"] === "self-hosted" && isAbsolute(tools) && process.platform === "linux";
  return isKept ? join(tools, "deploy-purge") : "";
}

export function createFiles({ workspace, temp, keptIn, patternLimitMs }: FilesOptions): Files {
  let ownFolder: string | undefined;

  /** A folder for this run alone: a job may use the action several times, and each report must outlive the next step. */
  function tempFolder(): string {
    ownFolder ??= makeFolder(temp || tmpdir());
    return ownFolder;
  }

  async function writeTemp(name: string, fill: (write: (piece: string) => void) => void): Promise<string> {
    const path = join(tempFolder(), basename(name));
    writePieces(path, fill);
    return path;
  }

  return {
    resolve: (path) => resolve(workspace, path),
    kind: (path) => kindOf(resolve(workspace, path)),
    insideWorkspace: (path) => isInside(workspace, resolve(workspace, path)),
    leadsOutside: (path) => leadsOutside(workspace, path),
    holdsFiles: (folder) => holdsFiles(resolve(workspace, folder)),
    hashes: async (folder, options) => {
      // Loaded when it is needed: most runs compare commits and hash nothing.
      const { hashFolder } = await import("./hash-folder.ts");
      return hashFolder(resolve(workspace, folder), options, workspace, keptIn);
    },
    patternFault: async (ignore) => {
      if (ignore.length === 0) return undefined;
      const { findPatternFault } = await import("./try-patterns.ts");
      return findPatternFault(ignore, patternLimitMs);
    },
    fingerprint: (folder, path, signal) => fingerprintOf(resolve(workspace, folder), path, signal),
    find: async (pattern) => {
      const { findFiles } = await import("./find-files.ts");
      return findFiles(workspace, pattern);
    },
    read: (path, maxBytes) => readBounded(workspace, path, maxBytes),
    writeTemp,
  };
}

function makeFolder(parent: string): string {
  mkdirSync(parent, { recursive: true });
  return mkdtempSync(join(parent, "deploy-purge-"));
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
    return ["ENOENT", "ENOTDIR", "ELOOP", "ENAMETOOLONG", "ERR_INVALID_ARG_VALUE"].includes(errorCode(error))
      ? "missing"
      : "other";
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

async function readBounded(workspace: string, givenPath: string, maxBytes: number): Promise<Uint8Array> {
  const path = resolve(workspace, givenPath);
  if ((await leadsOutside(workspace, path)) || (await leadsOutside(dirname(path), path).catch(() => false))) {
    throw unreadable(givenPath, "is a link that leads elsewhere, and such a one is not followed: give the file itself");
  }
  const file = await readAtMost(path, maxBytes).catch((error: unknown) => {
    const code = errorCode(error);
    throw unreadable(givenPath, code === "ENOENT" ? "does not exist" : `cannot be read (${code})`);
  });
  if (file.kind === "no-file") throw unreadable(givenPath, "is not a file");
  if (file.kind === "too-large") throw unreadable(givenPath, `is larger than ${maxBytes} bytes`);
  return file.bytes;
}

function unreadable(path: string, why: string) {
  return configError([{ input: escapeControlCharacters(path, 300), message: `${why}. Paths start at the workspace.` }]);
}
