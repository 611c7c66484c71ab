import { readdirSync } from "node:fs";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { PurgeError } from "../../model/errors.ts";
import { pathBytes, pathFromBytes, type RepoPath } from "../../model/path.ts";
import type { OwnRepository } from "./own-repository.ts";
import { parseStatus, toPath } from "./parse-output.ts";
import { type GitRunOptions, nulRecords } from "./process.ts";

const STATUS = [
  "status",
  "--porcelain=v1",
  "-z",
  "--no-renames",
  "--untracked-files=all",
  "--ignored=traditional",
  // A submodule is another repository with a configuration of its own: only its commit is compared.
  "--ignore-submodules=dirty",
];

/**
 * Files below a folder that git does not track, and tracked ones that are not on the disk as HEAD has them.
 *
 * A file that the index takes for unchanged (`assume-unchanged`) or for absent (`skip-worktree`, as in a sparse checkout) is
 * compared as well, in a copy of the index without these marks.
 *
 * @param most as many paths at most.
 */
export async function listUntrackedOrModified(
  repository: OwnRepository,
  folder: RepoPath,
  most: number,
): Promise<readonly RepoPath[]> {
  const below = ["--", folder === "" ? "." : folder];
  const paths = new Set<RepoPath>();
  const take = (record: string, isAscii: boolean): void => {
    if (paths.size < most) paths.add(parseStatus(record, isAscii));
  };
  const [hidden] = await Promise.all([
    listHidden(repository, below),
    readRecords(repository, [...STATUS, ...below], take),
  ]);
  if (hidden.length > 0) {
    const index = await indexWithoutMarks(repository, hidden);
    await readRecords(repository, [...STATUS, ...below], take, { variables: { GIT_INDEX_FILE: index } });
  }
  return [...paths]
    .flatMap((path) => (path.endsWith("/") ? filesBelow(repository, path, most) : [path]))
    .slice(0, most);
}

/** Git names a folder with a `.git` in it and does not list its files. Here they are files like any others. */
function filesBelow({ checkout }: OwnRepository, folder: RepoPath, most: number): readonly RepoPath[] {
  const files: RepoPath[] = [];
  const folders = [folder];
  for (let next = folders.pop(); next !== undefined && files.length < most; next = folders.pop()) {
    const directory = Buffer.concat([Buffer.from(`${checkout.root}/`), pathBytes(next)]);
    for (const entry of readdirSync(directory, { withFileTypes: true, encoding: "buffer" })) {
      const path = next + pathFromBytes(entry.name);
      if (entry.isDirectory() && !path.endsWith("/.git")) folders.push(`${path}/`);
      else if (!entry.isDirectory()) files.push(path);
    }
  }
  return files;
}

/** Tracked files that git does not compare: `S` marks skip-worktree, a lower-case letter assume-unchanged. */
async function listHidden(repository: OwnRepository, below: readonly string[]): Promise<readonly RepoPath[]> {
  const hidden: RepoPath[] = [];
  await readRecords(repository, ["ls-files", "-v", "-z", ...below], (record, isAscii) => {
    if (!record.startsWith("H ")) hidden.push(toPath(record.slice(2), isAscii));
  });
  return hidden;
}

async function indexWithoutMarks(
  { checkout, directory, run }: OwnRepository,
  paths: readonly RepoPath[],
): Promise<string> {
  const index = join(directory, "index-without-marks");
  await copyFile(join(checkout.gitDirectory, "index"), index);
  const input = Buffer.concat(paths.flatMap((path) => [pathBytes(path), Buffer.from("\0")]));
  for (const mark of ["--no-assume-unchanged", "--no-skip-worktree"]) {
    const args = ["update-index", mark, "-z", "--stdin"];
    const { ok, message } = await run(args, { input, variables: { GIT_INDEX_FILE: index } });
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
