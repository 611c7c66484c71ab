import { escapeControlCharacters } from "../../lib/escape.ts";
import type { Change } from "../../model/change.ts";
import type { RepoPath } from "../../model/path.ts";
import type { RawChange, Repository } from "../../ports/git.ts";
import { createLocator, FOLDER, type Located, SUBMODULE } from "./locate.ts";
import { toChange } from "./sort-changes.ts";

/** A link of the build, named from the repository's root. */
export interface OutwardLink {
  /** Relative to `build-dir`. */
  readonly path: RepoPath;
  /** From the root, as the head and the base have it. */
  readonly now: RepoPath;
  readonly before: RepoPath;
}

export interface OutwardChanges {
  readonly changes: readonly Change[];
  /** Links that lead out of the repository. */
  readonly outside: readonly RepoPath[];
  readonly everything?: string;
}

/** Links that are followed: each takes some calls of git. */
const MAX_FOLLOWED = 500;

/**
 * What changed behind links of the build that lead out of `build-dir`: what each leads to in one commit is compared with
 * what it leads to in the other, file or folder.
 */
export async function followOutwardLinks(
  repository: Repository,
  { base, head }: { readonly base: string; readonly head: string },
  links: readonly OutwardLink[],
): Promise<OutwardChanges> {
  const [locateNow, locateBefore] = [createLocator(repository, head), createLocator(repository, base)];
  const changes: Change[] = [];
  const outside: RepoPath[] = [];
  if (links.length > MAX_FOLLOWED) {
    return { changes, outside, everything: `more than ${MAX_FOLLOWED} symbolic links lead out of build-dir` };
  }
  for (const { path, now, before } of links) {
    const after = await locateNow(now);
    if (after.kind === "outside") outside.push(path);
    else {
      const compared = await compareTargets(repository, path, await locateBefore(before), after);
      if (compared === undefined) {
        const everything = `the symbolic link "${escapeControlCharacters(path, 200)}" leads to something else than before, and it may be a whole folder`;
        return { changes, outside, everything };
      }
      for (const change of compared) changes.push(change);
    }
  }
  return { changes, outside };
}

/** Undefined where it is not known what changed. */
async function compareTargets(
  repository: Repository,
  path: RepoPath,
  before: Located,
  after: Located,
): Promise<readonly Change[] | undefined> {
  if (before.kind === "missing" && after.kind === "missing") return [];
  const [old, now] = [before, after].map((one) => (one.kind === "entry" ? one.entry : undefined));
  if (before.kind === "outside" || isTree(old) !== isTree(now)) {
    return before.kind !== "outside" && !isTree(old) && !isTree(now) ? [] : undefined;
  }
  if (old?.id === now?.id) return [];
  if (isTree(old) && isTree(now)) {
    if (old?.mode !== FOLDER || now?.mode !== FOLDER) return undefined;
    const raw = await repository.diffFolders(old.id, now.id);
    return raw.some(hasSubmodule) ? undefined : raw.flatMap((one) => toChange(one, `${path}/${one.path}`) ?? []);
  }
  if (old === undefined) return now === undefined ? [] : [{ kind: "added", path, after: now.id }];
  if (now === undefined) return [{ kind: "deleted", path, before: old.id }];
  return [{ kind: "modified", path, before: old.id, after: now.id }];
}

function isTree(entry: { readonly mode: string } | undefined): boolean {
  return entry !== undefined && (entry.mode === FOLDER || entry.mode === SUBMODULE);
}

function hasSubmodule({ oldMode, newMode }: RawChange): boolean {
  return oldMode === SUBMODULE || newMode === SUBMODULE;
}
