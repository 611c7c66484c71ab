import { readdir, stat } from "node:fs/promises";
import { escapeControlCharacters } from "../../lib/escape.ts";
import { configError, PurgeError } from "../../model/errors.ts";
import { pathBytes, pathFromBytes, type RepoPath } from "../../model/path.ts";
import type { Checkout } from "./checkout.ts";

/** Files of a work tree that git opens by their name, in every folder. */
const READ_BY_GIT: ReadonlySet<string> = new Set([".gitattributes", ".gitignore", ".gitmodules"]);
/** So long git may take before it is looked for what holds it up, in milliseconds: a scan costs about as much as git itself. */
const PATIENCE_MS = 3_000;

/** Where a pipe may be that git waits for, and what is to be said of one. */
interface PipeSearch {
  readonly find: (isOver: () => boolean) => Promise<string | undefined>;
  readonly fault: (pipe: string) => PurgeError;
}

/**
 * Runs git, which waits for ever for a pipe in place of a file: when it takes long, one is searched for, and git is ended.
 *
 * @throws {PurgeError} the search's fault, naming the pipe; and whatever the work throws.
 */
export async function withoutPipes<T>(
  { find, fault }: PipeSearch,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const ended = new AbortController();
  let pipe: string | undefined;
  let isOver = false;
  const search = async (): Promise<void> => {
    pipe = await find(() => isOver);
    if (pipe !== undefined) ended.abort();
  };
  const timer = setTimeout(() => void search(), PATIENCE_MS);
  try {
    const done = await work(ended.signal);
    if (pipe === undefined) return done;
  } catch (error) {
    if (pipe === undefined) throw error;
  } finally {
    isOver = true;
    clearTimeout(timer);
  }
  throw fault(escapeControlCharacters(pipe, 200));
}

/** The files of a work tree that git reads by their name, in `folder` and above it. */
export function inWorkTree(root: string, folder: RepoPath): PipeSearch {
  const fault = (pipe: string): PurgeError => {
    const message =
      `cannot be compared with the commit: "${pipe}" in the checkout is a pipe, and git waits for what comes out of it. ` +
      "Remove it, or set changes: build.";
    return configError([{ input: "build-dir", message }]);
  };
  return { find: (isOver) => findPipe(root, folder, isOver), fault };
}

/** All that git opens of a git directory. It is searched once. */
export function inGitDirectory({ root, gitDirectory, commonDirectory }: Checkout): PipeSearch {
  let found: Promise<string | undefined> | undefined;
  const fault = (pipe: string): PurgeError =>
    new PurgeError("diff", `The git repository at ${root} cannot be read: "${pipe}" in its git directory is a pipe.`);
  return { find: () => (found ??= findInGitDirectories([gitDirectory, commonDirectory])), fault };
}

async function findInGitDirectories(directories: readonly string[]): Promise<string | undefined> {
  for (const directory of new Set(directories)) {
    const folders = ["", "refs", "objects"];
    for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
      for (const entry of await readdir(`${directory}/${next}`, { withFileTypes: true }).catch(() => [])) {
        const path = join(next, entry.name);
        if (entry.isDirectory() && next !== "") folders.push(path);
        else if (!entry.isFile() && (await isPipe(directory, path))) return path;
      }
    }
  }
  return undefined;
}

/** In the folders from the root down to `folder`, and in all below it. */
async function findPipe(root: string, folder: RepoPath, isOver: () => boolean): Promise<RepoPath | undefined> {
  const names = folder === "" ? [] : folder.split("/");
  const above = names.map((_, at) => names.slice(0, at).join("/"));
  const folders = [folder];
  const files = above.flatMap((one) => [...READ_BY_GIT].map((name) => join(one, name)));
  for (let next = folders.pop(); next !== undefined && !isOver(); next = folders.pop()) {
    const entries = await readdir(onDisk(root, next), { withFileTypes: true, encoding: "buffer" }).catch(() => []);
    for (const entry of entries) {
      const path = join(next, pathFromBytes(entry.name));
      if (entry.isDirectory()) folders.push(path);
      else if (READ_BY_GIT.has(entry.name.toString())) files.push(path);
    }
    for (const path of files.splice(0)) if (await isPipe(root, path)) return path;
  }
  return undefined;
}

function join(folder: RepoPath, name: string): RepoPath {
  return folder === "" ? name : `${folder}/${name}`;
}

/** Old versions of git follow a link there. */
async function isPipe(root: string, path: RepoPath): Promise<boolean> {
  return (await stat(onDisk(root, path)).catch(() => undefined))?.isFIFO() === true;
}

function onDisk(root: string, path: RepoPath): Buffer {
  return Buffer.concat([Buffer.from(`${root}/`), pathBytes(path)]);
}
