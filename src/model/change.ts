import type { RepoPath } from "./path.ts";
import type { Snapshot, Source } from "./snapshot.ts";
import { overlay, type Tree } from "./tree.ts";

/** One file that two builds do not share. A rename is a deletion and an addition: the old URL must be purged too. */
export interface Change {
  readonly kind: "added" | "modified" | "deleted";
  /**
   * A file, relative to `build-dir`; or a page that has no file, by its URL: a percent-encoded path below the site's base
   * path. A page's starts with a slash, as no file's does.
   */
  readonly path: RepoPath;
  /** Identity of the old content (a git blob id or a hash); absent when added. */
  readonly before?: string;
  /** Identity of the new content; absent when deleted. */
  readonly after?: string;
  /** A file that is not deployed, named from the repository's root: only `routes` say which URLs depend on it. */
  readonly isOutside?: true;
  /**
   * A folder whose files could not be compared: a submodule without its commits, a link to what is not known. Any file below
   * the path may have changed, and there may be a file of that name; `before` is `UNKNOWN_CONTENT`, and there is no `after`.
   */
  readonly isFolder?: true;
}

/**
 * Stands for content that some edge may hold and nobody remembers: equal to no identity that a source makes. Whether the
 * file was there at all is unknown with it.
 */
export const UNKNOWN_CONTENT = "?";

/** Is this a page of the sitemap, known by its URL alone? */
export function isPageUrl(path: RepoPath): boolean {
  return path.startsWith("/");
}

/** A small file that says how the host answers, `_redirects` for example. */
export interface RuleFile {
  readonly id: string;
  /** Absent when it cannot be read: a fetch without contents does not bring the old one. */
  readonly text?: string;
}

/** Names of the files that say how a host answers. */
export interface RuleNames {
  /** At the root of the build. */
  readonly inBuild: readonly string[];
  /** At the root of the build, else of the repository. */
  readonly anywhere: readonly string[];
}

/** By name, without a folder. */
export type RuleFiles = ReadonlyMap<string, RuleFile>;

/**
 * What a deploy changed, and what is known of the site before and after it.
 *
 * `everything` is set when there is nothing to compare with: then all that lies under the site's URL counts as changed,
 * and the sentence says why. A diff that failed is never an empty one.
 */
export interface ChangeSet {
  /** Where it comes from, in the words of the `changes` input: the first one, where there are several. */
  readonly source: Source | "none";
  /** The two ends that were compared, as hex commit ids, where the source has such. */
  readonly base?: string | undefined;
  readonly head?: string | undefined;
  /** Changes below `build-dir`, with paths relative to it, in path order. */
  readonly changes: readonly Change[];
  /** Pages that were added, removed or given another date, by URL and in its order; absent where no source reads pages. */
  readonly pages?: readonly Change[] | undefined;
  /** Every page of the new build, by URL, where a source reads pages. */
  readonly pageUrls?: ReadonlySet<string> | undefined;
  /** How many changed files lie outside `build-dir` or are excluded by `include`: counted, not purged. */
  readonly ignored: number;
  /** Files of the new build, relative to `build-dir`, after `include`. Empty for `none`. */
  readonly tree: Tree;
  /** Changed files that are not deployed, named from the repository's root: for `routes`, and for the host's rules. */
  readonly outside?: readonly Change[];
  /** Where `build-dir` lies below the repository's root; empty for the root itself. */
  readonly prefix?: RepoPath | undefined;
  /** The rule files that the url style reads, in both builds; absent where the source cannot read them. */
  readonly rules?: { readonly before: RuleFiles; readonly after: RuleFiles } | undefined;
  /** Changed files with rules of some host that are not read, and that no route matches, from the repository's root. */
  readonly unreadRules?: readonly RepoPath[];
  readonly everything?: string | undefined;
  /** One sentence each, for the log: which base was chosen and why, what was fetched, what was left out. */
  readonly notes: readonly string[];
}

/** What was read in this run: the changes of all sources as one, and what a later run compares with. */
export interface ChangesRead extends ChangeSet {
  /** Every source that was read; empty for `none`. */
  readonly sources: readonly Source[];
  /** Changed files that are not deployed, that no route matches and that nothing is purged for. */
  readonly unmatched?: readonly RepoPath[];
  /** Sources that were compared with what the memory holds of another one. */
  readonly across?: readonly Source[];
  /** This build, once for each source. */
  readonly snapshots: readonly Snapshot[];
}

/** The old build, derived: the new one with every change taken back. */
export function oldTree(set: ChangeSet): Tree {
  const files = set.changes.filter(({ isFolder }) => isFolder !== true);
  return overlay(set.tree, new Map(files.map(({ path, before }) => [path, before])));
}

/** Everything below a path, and whatever may be at it. */
export function folderChange(path: RepoPath): Change {
  return { kind: "modified", path, before: UNKNOWN_CONTENT, isFolder: true };
}

/** A change's path as people read it: a folder's with a slash at the end. */
export function shownPath({ path, isFolder }: Change): string {
  return isFolder === true ? `${path}/` : path;
}

/** May the old build have had any content here, or no such file at all? */
export function hasUnknownBefore({ before }: Change): boolean {
  return before === UNKNOWN_CONTENT;
}
