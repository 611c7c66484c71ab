import { type Change, folderChange } from "../../model/change.ts";
import type { RepoPath } from "../../model/path.ts";
import type { Repository, TreeEntry } from "../../ports/git.ts";
import { below } from "./commit-files.ts";
import { intoSubmodules } from "./compare-commits.ts";
import { createLocator, FOLDER, type Located, SUBMODULE } from "./locate.ts";
import { toChange } from "./sort-changes.ts";

/** A link of the build, named from the repository's root. */
export interface LinkAtEnds {
  /** Relative to `build-dir`. */
  readonly path: RepoPath;
  /** From the root, as the head and the base have it. */
  readonly now: RepoPath;
  readonly before: RepoPath;
  /** Is its text another one, or is it a link at one end alone? */
  readonly isMoved: boolean;
}

export interface TargetChanges {
  readonly changes: readonly Change[];
  /** Links that lead out of the repository. */
  readonly outside: readonly RepoPath[];
  readonly everything?: string;
}

/** Links that are followed: each takes some calls of git. */
const MAX_FOLLOWED = 500;

/**
 * What changed behind links that lead out of `build-dir`, or that changed themselves: what each leads to in one commit is
 * compared with what it leads to in the other, file or folder.
 */
export async function compareLinkTargets(
  repository: Repository,
  { base, head }: { readonly base: string; readonly head: string },
  links: readonly LinkAtEnds[],
): Promise<TargetChanges> {
  const [locateNow, locateBefore] = [createLocator(repository, head), createLocator(repository, base)];
  const changes: Change[] = [];
  const outside: RepoPath[] = [];
  if (links.length > MAX_FOLLOWED) {
    const everything = `more than ${MAX_FOLLOWED} symbolic links changed, or lead out of build-dir`;
    return { changes, outside, everything };
  }
  for (const { path, now, before, isMoved } of links) {
    const [old, after] = [await locateBefore(before), await locateNow(now)];
    if (after.kind === "outside") outside.push(path);
    // What lies outside of the repository is compared by its content alone, which git does not have.
    if (!isMoved && old.kind === "outside" && after.kind === "outside") continue;
    for (const change of await compareTargets(repository, path, old, after)) changes.push(change);
  }
  return { changes, outside };
}

/** Where it is not known what changed, it is everything below the link's path. */
async function compareTargets(
  repository: Repository,
  path: RepoPath,
  before: Located,
  after: Located,
): Promise<readonly Change[]> {
  if (before.kind === "outside" || after.kind === "outside") return [folderChange(path)];
  const [old, now] = [before, after].map((one) => (one.kind === "entry" ? one.entry : undefined));
  if (old?.id === now?.id) return [];
  if (isTree(old) || isTree(now)) return compareFolders(repository, path, old, now);
  if (old === undefined) return now === undefined ? [] : [{ kind: "added", path, after: now.id }];
  if (now === undefined) return [{ kind: "deleted", path, before: old.id }];
  return [{ kind: "modified", path, before: old.id, after: now.id }];
}

/** A folder at one end at least. */
async function compareFolders(
  repository: Repository,
  path: RepoPath,
  old: TreeEntry | undefined,
  now: TreeEntry | undefined,
): Promise<readonly Change[]> {
  for (const one of [old, now]) {
    if (one?.mode === SUBMODULE && !(await repository.has(one.id))) return [folderChange(path)];
  }
  const [before, after] = [old, now].map((one) => (isTree(one) ? one?.id : undefined));
  const raw = await intoSubmodules(repository, await repository.diffFolders(before, after));
  const files = raw.flatMap((one) => toChange(one, `${path}/${one.path}`) ?? []);
  // A file gave way to the folder, or took its place.
  if (now !== undefined && !isTree(now)) return [...files, { kind: "added", path, after: now.id }];
  return old === undefined || isTree(old) ? files : [...files, { kind: "deleted", path, before: old.id }];
}

function isTree(entry: TreeEntry | undefined): boolean {
  return entry !== undefined && (entry.mode === FOLDER || entry.mode === SUBMODULE);
}

/**
 * Is a file deployed that only a link leads to? The tree of a build has no file behind a link to a folder.
 *
 * @param repository whose `prefix` is the build.
 * @param links of the build, relative to it.
 */
export async function anyBehindLinks(
  repository: Repository,
  head: string,
  links: readonly TreeEntry[],
  include: (path: RepoPath) => boolean,
): Promise<boolean> {
  const locate = createLocator(repository, head);
  for (const { path } of links.slice(0, MAX_FOLLOWED)) {
    const target = await locate(repository.prefix === "" ? path : `${repository.prefix}/${path}`);
    // What lies outside of the repository cannot be listed, and may be anything.
    if (target.kind === "outside") return true;
    if (target.kind !== "entry" || target.entry.mode !== FOLDER) continue;
    const folder = target.entry.path;
    let found = false;
    await repository.tree(head, folder, (entry) => {
      found ||= include(`${path}/${below(folder, entry.path) ?? ""}`);
    });
    if (found) return true;
  }
  return false;
}
