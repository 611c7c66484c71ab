import { PurgeError } from "../errors.ts";
import { visible } from "../report/escape.ts";
import type { RawChange, Repository, TreeEntry } from "../world/world.ts";
import { type Change, pathFromBytes, type RepoPath } from "./change.ts";
import { followLinks, type Link, linkTarget } from "./links.ts";

/** Git's mode of a symbolic link. */
export const LINK = "120000";

/** A change with a link at one end or at both. */
export type ChangedLink = Pick<RawChange, "path" | "oldMode" | "newMode" | "oldId" | "newId">;

/** How far a diff reaches beyond the files that it lists. */
export interface Reach {
  /** Changes at paths that are served through a link. */
  readonly linked: readonly Change[];
  /** Why everything counts as changed, where the paths cannot be listed. */
  readonly everything?: string;
  readonly notes: readonly string[];
}

/** Changes that show through symbolic links: a link's URL serves the content of its target. */
export async function followChangedLinks(
  repository: Repository,
  build: { readonly links: readonly TreeEntry[]; readonly isFile: (path: RepoPath) => boolean },
  diff: { readonly below: readonly Change[]; readonly links: readonly ChangedLink[] },
): Promise<Reach> {
  const moved = await findMovedFolder(repository, build.isFile, diff);
  if (moved !== undefined) {
    const everything = `the symbolic link "${visible(moved, 200)}" changed, and it may lead to a whole folder`;
    return { linked: [], everything, notes: [] };
  }
  if (diff.below.length === 0 || build.links.length === 0) return { linked: [], notes: [] };
  const { changes, unknown } = followLinks(await readLinks(repository, build.links), diff.below);
  if (changes === undefined) {
    return { linked: [], everything: "symbolic links lead to more changed files than can be listed", notes: [] };
  }
  const outside = unknown === 0 ? "" : ` ${unknown} lead out of build-dir: what they lead to is not compared.`;
  const note = `Symbolic links below build-dir: ${build.links.length}. Further paths that changed through them: ${changes.length}.`;
  return { linked: changes, notes: [note + outside] };
}

/**
 * A link to a folder that came, went or moved changes every URL below it, and git lists none of them. Only a link whose
 * old and new targets are known to be files is certain to change one URL.
 */
async function findMovedFolder(
  repository: Repository,
  isFile: (path: RepoPath) => boolean,
  { below, links }: { readonly below: readonly Change[]; readonly links: readonly ChangedLink[] },
): Promise<RepoPath | undefined> {
  if (links.length === 0) return undefined;
  const changed = new Set(below.map(({ path }) => path));
  for (const { path } of links) changed.delete(path);
  for (const { path, oldMode, newMode, oldId, newId } of links) {
    for (const [mode, id] of [[oldMode, oldId] as const, [newMode, newId] as const]) {
      if (mode !== LINK) continue;
      const text = await linkText(repository, id);
      const target = text === undefined ? undefined : linkTarget(path, text);
      if (target === undefined || !(isFile(target) || changed.has(target))) return path;
    }
  }
  return undefined;
}

async function readLinks(repository: Repository, links: readonly TreeEntry[]): Promise<readonly Link[]> {
  const read: Link[] = [];
  for (const { path, id } of links) read.push({ path, text: await linkText(repository, id) });
  return read;
}

/** Undefined when the object is not here: a fetch without contents does not bring the old text of a link. */
async function linkText(repository: Repository, id: string): Promise<string | undefined> {
  try {
    return pathFromBytes(await repository.blob(id));
  } catch (error) {
    if (error instanceof PurgeError && error.fault === "diff") return undefined;
    throw error;
  }
}
