import type { RepoPath } from "../../model/path.ts";
import type { RawChange, Repository } from "../../ports/git.ts";
import { below } from "./commit-files.ts";
import { createLocator, FOLDER, LINK, SUBMODULE } from "./locate.ts";

/** Two commits, and perhaps a third one that was live in between. */
export interface ComparedCommits {
  readonly base: string;
  readonly between?: string | undefined;
  readonly head: string;
}

export interface Comparison {
  /** Named from the root of the repository as the head has it. */
  readonly changes: readonly RawChange[];
  /** Where `build-dir` lies in the base; undefined where the base does not have it. */
  readonly baseFolder: RepoPath | undefined;
}

/**
 * What changed since the base, and since a commit that was live in between. What changed between the two
 * and stayed is in the first list; what was changed back is in the second.
 *
 * @param folder `build-dir` as it is named, and `headFolder` where that leads to in the head: the diff does not wait for it.
 */
export async function compareCommits(
  repository: Repository,
  { base, between, head }: ComparedCommits,
  folder: RepoPath,
  headFolder: () => Promise<RepoPath>,
): Promise<Comparison> {
  const first = await compareTwo(repository, base, head, folder, headFolder);
  if (between === undefined) return first;
  const second = await compareTwo(repository, between, head, folder, headFolder);
  const known = new Set(first.changes.map(({ path }) => path));
  return {
    changes: [...first.changes, ...second.changes.filter(({ path }) => !known.has(path))],
    baseFolder: second.baseFolder === undefined ? undefined : first.baseFolder,
  };
}

async function compareTwo(
  repository: Repository,
  base: string,
  head: string,
  folder: RepoPath,
  headFolderSoon: () => Promise<RepoPath>,
): Promise<Comparison> {
  const diff = await repository.diff(base, head);
  const [headFolder, changes] = [await headFolderSoon(), await intoSubmodules(repository, diff)];
  // Nothing is known of the files of a build that is a submodule whose commits are not here.
  if (changes.some((one) => isSubmodule(one) && isAbove(one.path, headFolder)))
    return { changes, baseFolder: undefined };
  const isPlain =
    headFolder === folder && !changes.some(({ path, oldMode }) => oldMode === LINK && isAbove(path, folder));
  if (isPlain) return { changes, baseFolder: folder };
  const [before, after] = [
    await createLocator(repository, base)(folder),
    await createLocator(repository, head)(folder),
  ];
  if (before.kind !== "entry" || after.kind !== "entry") return { changes, baseFolder: undefined };
  const baseFolder = before.entry.path;
  if (baseFolder === headFolder) return { changes, baseFolder };
  if (before.entry.mode !== FOLDER || after.entry.mode !== FOLDER) return { changes, baseFolder: undefined };
  const moved = await intoSubmodules(repository, await repository.diffFolders(before.entry.id, after.entry.id));
  const outside = changes.filter(({ path }) => below(headFolder, path) === undefined);
  return { changes: [...outside, ...moved.map((one) => ({ ...one, path: `${headFolder}/${one.path}` }))], baseFolder };
}

function isAbove(path: RepoPath, folder: RepoPath): boolean {
  return path === folder || folder.startsWith(`${path}/`);
}

/**
 * Submodules that came, went or point to another commit, compared as folders where the checkout has their commits, those in
 * them too. The others stay what they are.
 */
export async function intoSubmodules(
  repository: Repository,
  changes: readonly RawChange[],
): Promise<readonly RawChange[]> {
  if (!changes.some(isSubmodule)) return changes;
  const all: RawChange[] = [];
  for (const change of changes) {
    const within = isSubmodule(change) ? await compareSubmodule(repository, change) : undefined;
    if (within === undefined) all.push(change);
    else for (const one of within) all.push({ ...one, path: `${change.path}/${one.path}` });
  }
  return all;
}

function isSubmodule({ oldMode, newMode }: RawChange): boolean {
  return oldMode === SUBMODULE || newMode === SUBMODULE;
}

/** Undefined where a commit is not here, or one of the ends is a file. */
async function compareSubmodule(
  repository: Repository,
  { oldMode, newMode, oldId, newId }: RawChange,
): Promise<readonly RawChange[] | undefined> {
  const isThere = (mode: string): boolean => Number(mode) !== 0;
  const ends = [
    { mode: oldMode, id: oldId },
    { mode: newMode, id: newId },
  ];
  for (const { mode, id } of ends) {
    if (isThere(mode) && (mode !== SUBMODULE || !(await repository.has(id)))) return undefined;
  }
  const [before, after] = ends.map(({ mode, id }) => (isThere(mode) ? id : undefined));
  return intoSubmodules(repository, await repository.diffFolders(before, after));
}
