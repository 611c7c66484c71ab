import { type Change, folderChange } from "../../model/change.ts";
import { PurgeError } from "../../model/errors.ts";
import type { RepoPath } from "../../model/path.ts";
import type { RawChange } from "../../ports/git.ts";
import { below, identity } from "./commit-files.ts";
import type { ChangedLink } from "./follow-links.ts";
import { LINK, SUBMODULE } from "./locate.ts";

export interface SortedChanges {
  /** Changed files that are not deployed, named from the repository's root. */
  readonly outside: readonly Change[];
  /** Every change below `build-dir`, deployed or not: a deployed link may lead to a file that is not. */
  readonly below: readonly Change[];
  readonly deployed: readonly Change[];
  readonly links: readonly ChangedLink[];
  readonly ignored: number;
}

/**
 * What of a diff lies below `build-dir` and is deployed. A mode that changed alone is no change. A submodule stands for files
 * of unknown names: any of them may be deployed.
 *
 * @param include absent: nothing is deployed.
 */
export function sortChanges(
  raw: readonly RawChange[],
  prefix: RepoPath,
  include: ((path: RepoPath) => boolean) | undefined,
): SortedChanges {
  const outside: Change[] = [];
  const found = { below: [] as Change[], deployed: [] as Change[], links: [] as ChangedLink[] };
  for (const entry of raw) {
    const path = include === undefined ? undefined : below(prefix, entry.path);
    const change = toChange(entry, path ?? entry.path);
    if (change === undefined) continue;
    const isDeployed = path !== undefined && (change.isFolder === true || include?.(path) === true);
    if (!isDeployed) outside.push({ ...change, path: entry.path, isOutside: true });
    if (path === undefined) continue;
    found.below.push(change);
    if (isDeployed) found.deployed.push(change);
    if (entry.oldMode === LINK || entry.newMode === LINK) found.links.push({ ...entry, path });
  }
  return { outside, ...found, ignored: outside.length };
}

/** @throws {PurgeError} diff, for a status that git gives only with options that are not used here. */
export function toChange({ status, oldMode, newMode, oldId, newId }: RawChange, path: RepoPath): Change | undefined {
  if (oldMode === SUBMODULE || newMode === SUBMODULE) return oldId === newId ? undefined : folderChange(path);
  const before = identity(oldMode, oldId);
  const after = identity(newMode, newId);
  if (status === "A") return { kind: "added", path, after };
  if (status === "D") return { kind: "deleted", path, before };
  if (status !== "M" && status !== "T")
    throw new PurgeError("diff", `git reports a change of a kind unknown here: ${status}.`);
  return before === after ? undefined : { kind: "modified", path, before, after };
}
