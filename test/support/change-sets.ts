import type { Change, ChangeSet } from "../../src/model/change.ts";

/** The change set between two builds, each an object of path to content: the content is its own identity. */
export function changesBetween(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): ChangeSet {
  const changes: Change[] = [];
  for (const path of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, now] = [before[path], after[path]];
    if (old === now) continue;
    if (old === undefined) changes.push({ kind: "added", path, after: now as string });
    else if (now === undefined) changes.push({ kind: "deleted", path, before: old });
    else changes.push({ kind: "modified", path, before: old, after: now });
  }
  return { source: "git", changes, ignored: 0, tree: new Map(Object.entries(after)), notes: [] };
}
