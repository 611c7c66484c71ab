import { overlay } from "./overlay.ts";
import type { Snapshot, Source } from "./snapshot.ts";

/**
 * A path as git or the disk names it: `/` between segments, none at the start, relative to the root it was read from.
 *
 * Names are bytes. Valid UTF-8 is plain text here; each byte that is not is one lone surrogate U+DC80–U+DCFF, so that no
 * two names become one and `pathBytes` gives the bytes back.
 */
export type RepoPath = string;

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
  /** A file that is not deployed, named from the repository's root: only `routes` say what hangs on it. */
  readonly isOutside?: true;
}

/** Every file of one build, by path, with the identity of its content. */
export type Tree = ReadonlyMap<RepoPath, string>;

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
  readonly base?: string;
  readonly head?: string;
  /** Changes below `build-dir`, with paths relative to it, in path order. */
  readonly changes: readonly Change[];
  /** Pages that joined, left or were stamped anew, by URL and in its order; absent where no source looks for them. */
  readonly pages?: readonly Change[];
  /** Every page of the new build, by URL, where a source looks for pages. */
  readonly pageUrls?: ReadonlySet<string>;
  /** How many changed files lie outside `build-dir` or are excluded by `include`: counted, not purged. */
  readonly ignored: number;
  /** Files of the new build, relative to `build-dir`, after `include`. Empty for `none`. */
  readonly tree: Tree;
  /** Changed files that are not deployed, named from the repository's root: for `routes`, and for the host's rules. */
  readonly outside?: readonly Change[];
  /** Where `build-dir` lies below the repository's root; empty for the root itself. */
  readonly prefix?: RepoPath;
  /** The files of rules that the url style asks for, in both builds; absent where the source cannot read them. */
  readonly rules?: { readonly before: RuleFiles; readonly after: RuleFiles };
  /** Changed files with rules of some host that are not read, and that no route matches, from the repository's root. */
  readonly unreadRules?: readonly RepoPath[];
  readonly everything?: string;
  /** One sentence each, for the log: which base was chosen and why, what was fetched, what was left out. */
  readonly notes: readonly string[];
}

/** What was read in this run: the changes of all sources as one, and what a later run compares with. */
export interface ChangesRead extends ChangeSet {
  /** Every source that was read; empty for `none`. */
  readonly sources: readonly Source[];
  /** Changed files that are not deployed, that no route matches and that nothing is purged for. */
  readonly unmatched?: readonly RepoPath[];
  /** This build, once for each source. */
  readonly snapshots: readonly Snapshot[];
}

/** The old build, derived: the new one with every change taken back. */
export function oldTree(set: ChangeSet): Tree {
  return overlay(set.tree, new Map(set.changes.map(({ path, before }) => [path, before])));
}

const ESCAPE_BASE = 0xdc00;
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** Bytes of a name to a path; see `RepoPath` for how bytes that are not UTF-8 survive. */
export function pathFromBytes(bytes: Uint8Array): RepoPath {
  try {
    return decoder.decode(bytes);
  } catch {
    return decodeLossless(bytes);
  }
}

/** The bytes of a path, exactly as the name was read. */
export function pathBytes(path: RepoPath): Uint8Array {
  if (path.isWellFormed()) return encoder.encode(path);
  const parts: number[] = [];
  for (const character of path) {
    const code = character.codePointAt(0) as number;
    if (code >= ESCAPE_BASE + 0x80 && code <= ESCAPE_BASE + 0xff) parts.push(code - ESCAPE_BASE);
    else parts.push(...encoder.encode(character));
  }
  return Uint8Array.from(parts);
}

function decodeLossless(bytes: Uint8Array): string {
  let text = "";
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) {
      text += String.fromCharCode(ESCAPE_BASE + (bytes[at] as number));
      at += 1;
    } else {
      text += decoder.decode(bytes.subarray(at, at + length));
      at += length;
    }
  }
  return text;
}

/** How many bytes from `at` are one valid UTF-8 character: 0 when none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  for (let length = 1; length <= 4 && at + length <= bytes.length; length++) {
    try {
      decoder.decode(bytes.subarray(at, at + length));
      return length;
    } catch {
      // Not a character yet: one byte more may complete it.
    }
  }
  return 0;
}
