import type { RawChange } from "../../ports/git.ts";

/** A file, link, folder or submodule as the API lists it. */
export interface ApiEntry {
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
}

const NOTHING = { mode: "000000", sha: "0".repeat(40) } as const;

/** What differs between two trees of one folder, in the order of paths. What lies below equal folders may be left out of either. */
export function compareTrees(
  old: ReadonlyMap<string, ApiEntry>,
  now: ReadonlyMap<string, ApiEntry>,
  prefix: string,
): readonly RawChange[] {
  const changes: RawChange[] = [];
  const unchanged = equalFolders(old, now);
  const add = (
    path: string,
    status: string,
    before: Pick<ApiEntry, "mode" | "sha">,
    after: Pick<ApiEntry, "mode" | "sha">,
  ) =>
    changes.push({
      path: prefix === "" ? path : `${prefix}/${path}`,
      status,
      oldMode: before.mode,
      newMode: after.mode,
      oldId: before.sha,
      newId: after.sha,
    });
  for (const [path, after] of now) {
    if (after.type === "tree" || isBelow(path, unchanged)) continue;
    const before = old.get(path);
    if (before === undefined || before.type === "tree") add(path, "A", NOTHING, after);
    else if (before.sha !== after.sha || before.mode !== after.mode) add(path, "M", before, after);
  }
  for (const [path, before] of old) {
    const after = now.get(path);
    if (before.type !== "tree" && (after === undefined || after.type === "tree")) add(path, "D", before, NOTHING);
  }
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function equalFolders(old: ReadonlyMap<string, ApiEntry>, now: ReadonlyMap<string, ApiEntry>): ReadonlySet<string> {
  const equal = new Set<string>();
  for (const [path, { type, sha }] of old) if (type === "tree" && now.get(path)?.sha === sha) equal.add(path);
  return equal;
}

function isBelow(path: string, folders: ReadonlySet<string>): boolean {
  for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
    if (folders.has(path.slice(0, end))) return true;
  }
  return false;
}
