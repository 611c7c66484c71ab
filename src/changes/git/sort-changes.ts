import type { Change } from "../../model/change.ts";
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
  /** Submodules below `build-dir` whose files could not be compared. */
  readonly submodules: readonly RepoPath[];
  readonly ignored: number;
}

/** What of a diff lies below `build-dir` and is deployed. A mode that changed alone is no change. */
export function sortChanges(
  raw: readonly RawChange[],
  prefix: RepoPath,
  include: (path: RepoPath) => boolean,
): SortedChanges {
  const outside: Change[] = [];
  const found = { below: [] as Change[], deployed: [] as Change[], links: [] as ChangedLink[] };
  const submodules: RepoPath[] = [];
  for (const entry of raw) {
    const path = below(prefix, entry.path);
    const change = toChange(entry, path ?? entry.path);
    if (change === undefined) continue;
    const isSubmodule = entry.oldMode === SUBMODULE || entry.newMode === SUBMODULE;
    // A submodule stands for files of unknown names: any of them may be deployed.
    if (path !== undefined && isSubmodule) submodules.push(path);
    const isDeployed = path !== undefined && !isSubmodule && include(path);
    if (!isDeployed) {
      outside.push({ ...change, path: entry.path, isOutside: true, ...(isSubmodule ? { isFolder: true } : {}) });
    }
    if (path === undefined || isSubmodule) continue;
    found.below.push(change);
    if (isDeployed) found.deployed.push(change);
    if (entry.oldMode === LINK || entry.newMode === LINK) found.links.push({ ...entry, path });
  }
  return { outside, ...found, submodules, ignored: outside.length };
}

/** @throws {PurgeError} diff, for a status that git gives only with options that are not used here. */
export function toChange({ status, oldMode, newMode, oldId, newId }: RawChange, path: RepoPath): Change | undefined {
  const before = identity(oldMode, oldId);
  const after = identity(newMode, newId);
  if (status === "A") return { kind: "added", path, after };
  if (status === "D") return { kind: "deleted", path, before };
  if (status !== "M" && status !== "T")
    throw new PurgeError("diff", `git reports a change of a kind unknown here: ${status}.`);
  return before === after ? undefined : { kind: "modified", path, before, after };
}
