import { readdir, stat } from "node:fs/promises";
import { escapeControlCharacters } from "../../lib/escape.ts";
import { configError } from "../../model/errors.ts";
import { pathBytes, pathFromBytes, type RepoPath } from "../../model/path.ts";

/** Files of a work tree that git opens by their name, in every folder. */
const READ_BY_GIT: ReadonlySet<string> = new Set([".gitattributes", ".gitignore", ".gitmodules"]);
/** So long git may take before it is looked for what holds it up, in milliseconds: a scan costs about as much as git itself. */
const PATIENCE_MS = 3_000;

/**
 * Runs a command of git that reads the work tree. Git waits for ever for a pipe in place of its own files: when it takes
 * long, one is searched for, and git is ended.
 *
 * @param root absolute path of the work tree, and `folder` the part of it that git compares.
 * @throws {PurgeError} config, naming the pipe; and whatever the work throws.
 */
export async function withoutBlockingFiles<T>(
  root: string,
  folder: RepoPath,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const ended = new AbortController();
  let pipe: RepoPath | undefined;
  let isOver = false;
  const search = async (): Promise<void> => {
    pipe = await findPipe(root, folder, () => isOver);
    if (pipe !== undefined) ended.abort();
  };
  const timer = setTimeout(() => void search(), PATIENCE_MS);
  try {
    return await work(ended.signal);
  } catch (error) {
    if (pipe === undefined) throw error;
    const message =
      `cannot be compared with the commit: "${escapeControlCharacters(pipe, 200)}" in the checkout is a pipe, and git waits for ` +
      "what comes out of it. Remove it, or set changes: build.";
    throw configError([{ input: "build-dir", message }]);
  } finally {
    isOver = true;
    clearTimeout(timer);
  }
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
