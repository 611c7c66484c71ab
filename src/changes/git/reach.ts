import { escapeControlCharacters } from "../../lib/escape.ts";
import { type Change, shownPath } from "../../model/change.ts";
import type { RepoPath } from "../../model/path.ts";
import type { Repository } from "../../ports/git.ts";
import { type GitBuild, isFile } from "./commit-files.ts";
import type { ComparedCommits } from "./compare-commits.ts";
import { findMovedLinks, followLinks, type Link, linkTarget, readLinks } from "./follow-links.ts";
import { compareLinkTargets, type LinkAtEnds, type TargetChanges } from "./link-targets.ts";
import type { SortedChanges } from "./sort-changes.ts";

/** How far a diff reaches beyond the files that it lists. */
export interface Reach {
  /** Changes at paths that are served through a link. */
  readonly linked: readonly Change[];
  /** Why everything counts as changed, where the paths cannot be listed. */
  readonly everything?: string;
  readonly notes: readonly string[];
}

/** What the diff means beyond the files that it lists. */
export async function reachOf(
  repository: Repository,
  build: GitBuild,
  sorted: SortedChanges,
  ends: ComparedCommits & { readonly baseFolder: RepoPath | undefined },
): Promise<Reach> {
  if (ends.baseFolder === undefined) {
    return {
      linked: [],
      everything: "the commit before does not have build-dir, or the checkout does not have what it leads to",
      notes: [],
    };
  }
  const links = build.links.length === 0 ? [] : await readLinks(repository, build.links);
  const moved = await findMovedLinks(repository, (path) => isFile(build, path), sorted);
  const targets = await targetChanges(repository, { links, moved }, sorted, { ...ends, baseFolder: ends.baseFolder });
  const notes = targets.outside.length === 0 ? [] : [leadOut(targets.outside)];
  if (targets.everything !== undefined) return { linked: [], everything: targets.everything, notes };
  const reach = followChangedLinks(links, [...sorted.below, ...targets.changes]);
  const linked = [...targets.changes, ...reach.linked];
  const unknown = [...sorted.deployed, ...linked].filter(({ isFolder }) => isFolder === true);
  return { ...reach, linked, notes: [...reach.notes, ...notes, ...unknownNote(unknown)] };
}

/** Changes that show through symbolic links: a link's URL serves the content of its target. */
function followChangedLinks(links: readonly Link[], below: readonly Change[]): Reach {
  if (below.length === 0 || links.length === 0) return { linked: [], notes: [] };
  const { changes } = followLinks(links, below);
  if (changes === undefined) {
    return { linked: [], everything: "symbolic links lead to more changed files than can be listed", notes: [] };
  }
  const note = `Symbolic links below build-dir: ${links.length}. Further paths that changed through them: ${changes.length}.`;
  return { linked: changes, notes: [note] };
}

/** Links that lead out of `build-dir`, and those that changed and may lead to a folder. */
async function targetChanges(
  repository: Repository,
  { links, moved }: { readonly links: readonly Link[]; readonly moved: readonly RepoPath[] },
  sorted: SortedChanges,
  { base, between, head, baseFolder }: ComparedCommits & { readonly baseFolder: RepoPath },
): Promise<TargetChanges> {
  const changed = new Set(sorted.links.map(({ path }) => path));
  const at = (folder: RepoPath, path: RepoPath): RepoPath => (folder === "" ? path : `${folder}/${path}`);
  const atEnds = (path: RepoPath, isMoved: boolean): LinkAtEnds => {
    return { path, now: at(repository.prefix, path), before: at(baseFolder, path), isMoved };
  };
  const outward = links.filter(
    ({ path, text }) => text !== undefined && linkTarget(path, text) === undefined && !changed.has(path),
  );
  const all = [...outward.map(({ path }) => atEnds(path, false)), ...moved.map((path) => atEnds(path, true))];
  const found = await compareLinkTargets(repository, { base, head }, all);
  if (between === undefined || all.length === 0) return found;
  const also = await compareLinkTargets(repository, { base: between, head }, all);
  const known = new Set(found.changes.map(({ path }) => path));
  return { ...found, ...also, changes: [...found.changes, ...also.changes.filter(({ path }) => !known.has(path))] };
}

/** Folders that this sentence names. */
const MAX_NAMED = 3;

function unknownNote(folders: readonly Change[]): readonly string[] {
  if (folders.length === 0) return [];
  const named = folders.slice(0, MAX_NAMED).map((one) => `"${escapeControlCharacters(shownPath(one), 200)}"`);
  const more = folders.length > MAX_NAMED ? ` and ${folders.length - MAX_NAMED} more` : "";
  return [
    `Everything below ${named.join(", ")}${more} counts as changed: a submodule or a link points elsewhere, and the checkout does ` +
      "not have both ends. With submodules: true and fetch-depth: 0, actions/checkout brings a submodule's commits.",
  ];
}

function leadOut([first = "", ...more]: readonly RepoPath[]): string {
  const named = `"${escapeControlCharacters(first, 200)}"${more.length === 0 ? "" : ` and ${more.length} more`}`;
  return `Symbolic links that lead out of the repository: ${named}. Git does not compare what they lead to; changes: build does.`;
}
