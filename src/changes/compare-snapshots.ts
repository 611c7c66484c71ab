import type { Change } from "../model/change.ts";
import { compareListings, toListing } from "../model/file-list/file-list.ts";
import type { Snapshot } from "../model/snapshot.ts";

/**
 * What the second build does not share with the first one: files by path, pages by URL, in path order.
 *
 * Commits are compared by git and by GitHub, not here: for those it is empty. Without a build before, everything was added.
 */
export function compareSnapshots(before: Snapshot | undefined, after: Snapshot): readonly Change[] {
  const changes = [
    ...compareListings(toListing(before?.files ?? new Map()), toListing(after.files ?? new Map())),
    ...compareMaps(before?.pages ?? new Map(), after.pages ?? new Map()),
  ];
  return changes.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function compareMaps(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): Change[] {
  const changes: Change[] = [];
  for (const [path, now] of after) {
    const old = before.get(path);
    if (old === undefined) changes.push({ kind: "added", path, after: now });
    else if (old !== now) changes.push({ kind: "modified", path, before: old, after: now });
  }
  for (const [path, old] of before) {
    if (!after.has(path)) changes.push({ kind: "deleted", path, before: old });
  }
  return changes;
}
