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

/** A submodule that points to another commit is compared as a folder, where the checkout has both commits. */
async function intoSubmodules(repository: Repository, changes: readonly RawChange[]): Promise<readonly RawChange[]> {
  const isMoved = ({ oldMode, newMode }: RawChange): boolean => oldMode === SUBMODULE && newMode === SUBMODULE;
  if (!changes.some(isMoved)) return changes;
  const all: RawChange[] = [];
  for (const change of changes) {
    const isHere = isMoved(change) && (await repository.has(change.oldId)) && (await repository.has(change.newId));
    if (!isHere) all.push(change);
    else {
      const within = await repository.diffFolders(change.oldId, change.newId);
      for (const one of within) all.push({ ...one, path: `${change.path}/${one.path}` });
    }
  }
  return all;
}
