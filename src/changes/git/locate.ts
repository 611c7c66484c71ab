import { PurgeError } from "../../model/errors.ts";
import { pathFromBytes, type RepoPath } from "../../model/path.ts";
import type { Repository, TreeEntry } from "../../ports/git.ts";

/** Git's modes of a symbolic link, a submodule and a folder. */
export const LINK = "120000";
export const SUBMODULE = "160000";
export const FOLDER = "040000";

/** Where a path leads in a commit. */
export type Located =
  | { readonly kind: "entry"; readonly entry: TreeEntry }
  /** Out of the repository, or to something that the checkout does not have. */
  | { readonly kind: "outside" }
  | { readonly kind: "missing" };

/** Links that one path may lead through, as on Linux. */
const MAX_LINKS = 40;

/**
 * Finds what a path leads to in a commit, links of that very commit followed, and submodules entered whose commits are here.
 * What lies in one that is not here is that submodule. Each entry is read once.
 */
export function createLocator(repository: Pick<Repository, "entry" | "blob" | "has" | "roots">, commit: string) {
  const entryAt = createEntries(repository, commit);

  return async function locate(path: RepoPath): Promise<Located> {
    const pending = path.split("/");
    const at: string[] = [];
    const submodules: Submodule[] = [];
    let found: TreeEntry | undefined;
    let links = 0;
    for (let name = pending.shift(); name !== undefined; name = pending.shift()) {
      if (name === "" || name === ".") continue;
      if (name === "..") {
        if (at.pop() === undefined) return { kind: "outside" };
        if ((submodules.at(-1)?.depth ?? 0) > at.length) submodules.pop();
        found = undefined;
        continue;
      }
      at.push(name);
      found = await entryAt(at, submodules);
      if (found === undefined) return { kind: "missing" };
      if (found.mode === SUBMODULE) {
        if (!(await repository.has(found.id))) return { kind: "entry", entry: { ...found, path: at.join("/") } };
        submodules.push({ id: found.id, depth: at.length });
      }
      if (found.mode !== LINK) continue;
      links += 1;
      const target = await targetOf(repository, found.id);
      if (target === undefined) return { kind: "outside" };
      if (links > MAX_LINKS) return { kind: "missing" };
      at.pop();
      found = undefined;
      if (target.isFromRoot) [at.length, submodules.length] = [0, 0];
      pending.unshift(...target.path.split("/"));
    }
    // The root itself is no entry of any folder: its tree is the commit's.
    if (at.length === 0) return { kind: "entry", entry: { mode: FOLDER, id: commit, path: "" } };
    const entry = found ?? (await entryAt(at, submodules));
    return entry === undefined ? { kind: "missing" } : { kind: "entry", entry: { ...entry, path: at.join("/") } };
  };
}

/** Reads each entry of a commit once; what lies in a submodule, in that one's commit. */
function createEntries(repository: Pick<Repository, "entry">, commit: string) {
  const entries = new Map<RepoPath, Promise<TreeEntry | undefined>>();
  return (path: readonly string[], submodules: readonly Submodule[]): Promise<TreeEntry | undefined> => {
    const name = path.join("/");
    const { id, depth } = submodules.findLast((one) => one.depth < path.length) ?? { id: commit, depth: 0 };
    const known = entries.get(name) ?? repository.entry(id, path.slice(depth).join("/"));
    entries.set(name, known);
    return known;
  };
}

/** Does a link's text name a place of the machine that it was made on? */
export function isAbsolute(text: string): boolean {
  return /^(?:\/|[A-Za-z]:[\\/])/.test(text);
}

/** Where a link leads, from its own folder or from the root; undefined where that is not in the repository or unknown. */
async function targetOf({ roots, ...repository }: Pick<Repository, "blob" | "roots">, id: string) {
  const path = await linkText(repository, id);
  if (path === undefined || !isAbsolute(path)) return path === undefined ? undefined : { path, isFromRoot: false };
  const root = roots.find((one) => path === one || path.startsWith(`${one}/`));
  return root === undefined ? undefined : { path: path.slice(root.length), isFromRoot: true };
}

/** A submodule on the way: what lies deeper than it is in this commit. */
interface Submodule {
  readonly id: string;
  readonly depth: number;
}

/** Undefined when the object is not here: a fetch without contents does not bring the old text of a link. */
export async function linkText(repository: Pick<Repository, "blob">, id: string): Promise<string | undefined> {
  try {
    return pathFromBytes(await repository.blob(id));
  } catch (error) {
    if (error instanceof PurgeError && error.fault === "diff") return undefined;
    throw error;
  }
}
