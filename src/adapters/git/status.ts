import { readdirSync } from "node:fs";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { PurgeError } from "../../model/errors.ts";
import { pathBytes, pathFromBytes, type RepoPath } from "../../model/path.ts";
import type { TreeEntry } from "../../ports/git.ts";
import { errorCode } from "../files/error-code.ts";
import { inWorkTree, withoutPipes } from "./blocking-files.ts";
import { isWithin, openCheckout } from "./checkout.ts";
import { readIndex, type TrackedEntry } from "./index-file.ts";
import { type OwnRepository, openOwnRepository } from "./own-repository.ts";
import { parseStatus, parseTrackedEntry } from "./parse-output.ts";
import { type GitRunOptions, nulRecords } from "./process.ts";
import { lastOf } from "./read-settings.ts";

const STATUS = [
  "status",
  "--porcelain=v1",
  "-z",
  "--no-renames",
  "--untracked-files=all",
  "--ignored=traditional",
  // A submodule is another repository with a configuration of its own: git compares its commit alone.
  "--ignore-submodules=dirty",
];

/**
 * Files below a folder that git does not track, and tracked ones that are not on the disk as HEAD has them.
 *
 * A file that the index takes for unchanged (`assume-unchanged`) or for absent (`skip-worktree`, as in a sparse checkout) is
 * compared as well, in a copy of the index without these marks.
 *
 * @param most as many paths at most.
 * @param onTracked gets every tracked file, in the order of the index.
 */
export function listUntrackedOrModified(
  repository: OwnRepository,
  folder: RepoPath,
  most: number,
  onTracked?: (entry: TreeEntry) => void,
): Promise<readonly RepoPath[]> {
  const { root } = repository.checkout;
  return withoutPipes(inWorkTree(root, folder), (signal) =>
    compareFiles(repository, folder, { most, onTracked, signal }),
  );
}

interface CompareOptions {
  readonly most: number;
  readonly onTracked: ((entry: TreeEntry) => void) | undefined;
  readonly signal: AbortSignal;
}

async function compareFiles(
  repository: OwnRepository,
  folder: RepoPath,
  { most, onTracked, signal }: CompareOptions,
): Promise<readonly RepoPath[]> {
  const below = pathsBelow(folder);
  const paths = new Set<RepoPath>();
  const take = (record: string, isAscii: boolean): void => {
    if (paths.size < most) paths.add(parseStatus(record, isAscii));
  };
  const [{ hidden, submodules }] = await Promise.all([
    listTracked(repository, folder, onTracked),
    readRecords(repository, [...STATUS, ...below], take, { signal }),
  ]);
  for (const path of submodules) for (const one of await listInSubmodule(repository, path, most)) paths.add(one);
  if (hidden.length > 0) {
    const index = await indexWithoutMarks(repository, hidden, signal);
    await readRecords(repository, [...STATUS, ...below], take, { signal, variables: { GIT_INDEX_FILE: index } });
  }
  const folders = new Set(submodules);
  return [...paths]
    .map((path) => (folders.has(path) ? `${path}/` : path))
    .flatMap((path) => (path.endsWith("/") ? filesBelow(repository, path, most) : [path]))
    .slice(0, most);
}

/** Git names a folder with a `.git` in it and does not list its files. Here they are files like any others. */
function filesBelow({ checkout }: OwnRepository, folder: RepoPath, most: number): readonly RepoPath[] {
  const files: RepoPath[] = [];
  const folders = [folder];
  for (let next = folders.pop(); next !== undefined && files.length < most; next = folders.pop()) {
    const directory = Buffer.concat([Buffer.from(`${checkout.root}/`), pathBytes(next)]);
    for (const entry of entriesOf(directory)) {
      const path = next + pathFromBytes(entry.name);
      if (entry.isDirectory() && !path.endsWith("/.git")) folders.push(`${path}/`);
      else if (!entry.isDirectory()) files.push(path);
    }
  }
  return files;
}

/** A folder that is gone has none: git names it as deleted. */
function entriesOf(folder: Buffer) {
  try {
    return readdirSync(folder, { withFileTypes: true, encoding: "buffer" });
  } catch (error) {
    if (errorCode(error) === "ENOENT") return [];
    throw error;
  }
}

/** Mode of a submodule in the index. */
const SUBMODULE = "160000";

/** Reads what git tracks, and finds what it does not compare: files that a mark hides, and those of submodules. */
async function listTracked(
  repository: OwnRepository,
  folder: RepoPath,
  onTracked: ((entry: TreeEntry) => void) | undefined,
) {
  const hidden: RepoPath[] = [];
  const submodules: RepoPath[] = [];
  const take = ({ isPlain, ...entry }: TrackedEntry): void => {
    onTracked?.(entry);
    if (!isPlain) hidden.push(entry.path);
    if (entry.mode === SUBMODULE) submodules.push(entry.path);
  };
  const { checkout, settings } = repository;
  const index = await readIndex(checkout, lastOf(settings, "extensions.objectformat") === "sha256" ? 32 : 20);
  if (index !== undefined) {
    for (const entry of index) if (folder === "" || isWithinFolder(entry.path, folder)) take(entry);
  } else {
    const args = ["ls-files", "-v", "--stage", "-z", ...pathsBelow(folder)];
    // `S` is skip-worktree, a lower-case letter assume-unchanged, `M` a merge under way.
    await readRecords(repository, args, (record, isAscii) =>
      take({ ...parseTrackedEntry(record, isAscii), isPlain: record.startsWith("H ") }),
    );
  }
  return { hidden, submodules };
}

function pathsBelow(folder: RepoPath): readonly string[] {
  return ["--", folder === "" ? "." : folder];
}

function isWithinFolder(path: RepoPath, folder: RepoPath): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/**
 * The same of a submodule, whose git directory has to be one of the checkout's own. One that is not checked out, or that
 * cannot be read, is named with a slash at its end: whatever files it has are not git's.
 */
async function listInSubmodule(
  { checkout, options }: OwnRepository,
  path: RepoPath,
  most: number,
): Promise<readonly RepoPath[]> {
  const owned = [checkout.gitDirectory, checkout.commonDirectory].map((folder) => join(folder, "modules"));
  const opened = await openCheckout(join(checkout.root, path)).catch(() => undefined);
  if (opened === undefined || !owned.some((folder) => isWithin(folder, opened.commonDirectory))) return [`${path}/`];
  const own = await openOwnRepository(opened, options).catch(() => undefined);
  const found = own === undefined ? [""] : await listUntrackedOrModified(own, "", most);
  return found.map((one) => `${path}/${one}`);
}

async function indexWithoutMarks(
  { checkout, directory, run }: OwnRepository,
  paths: readonly RepoPath[],
  signal: AbortSignal,
): Promise<string> {
  const index = join(directory, "index-without-marks");
  await copyFile(join(checkout.gitDirectory, "index"), index);
  const input = Buffer.concat(paths.flatMap((path) => [pathBytes(path), Buffer.from("\0")]));
  for (const mark of ["--no-assume-unchanged", "--no-skip-worktree"]) {
    const args = ["update-index", mark, "-z", "--stdin"];
    const { ok, message } = await run(args, { input, signal, variables: { GIT_INDEX_FILE: index } });
    if (!ok) throw new PurgeError("diff", `git update-index failed, so it is unknown what changed: ${message}.`);
  }
  return index;
}

/** Runs a command whose output is records that end with NUL. */
export async function readRecords(
  { run }: OwnRepository,
  args: readonly string[],
  onRecord: (record: string, isAscii: boolean) => void,
  options: GitRunOptions = {},
): Promise<void> {
  const records = nulRecords(onRecord);
  const ended = await run(args, { ...options, onOutput: records.push });
  if (!ended.ok)
    throw new PurgeError("diff", `git ${args[0]} failed, so it is unknown what changed: ${ended.message}.`);
  records.finish();
}
