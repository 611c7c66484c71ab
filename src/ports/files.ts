import type { RepoPath } from "../model/path.ts";
import type { Tree } from "../model/tree.ts";

/** Bytes at each end of a file that are compared where the whole of it is too much: more than any format's header and index head. */
export const EDGE_BYTES = 64 * 1024;

/** What is kept of a file of any size, so that another copy of it is recognised by a few of its bytes. */
export interface Fingerprint {
  /** Its length. */
  readonly bytes: number;
  /** The first and the last 64 KiB; all of it, twice, where it is shorter. */
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
  /** In base64url, as a comparison of builds has it. */
  readonly sha256: string;
  /** In lower-case hex: what object stores give as the ETag of a file that was uploaded in one piece. */
  readonly md5: string;
}

export interface HashOptions {
  /** Is this file, named relative to the folder, deployed? Others are not opened. */
  readonly include: (path: RepoPath) => boolean;
  /** Regular expressions whose matches do not count in text files, as source text. */
  readonly ignore: readonly string[];
  /** Time for these in some hundred files, in milliseconds; default 10,000. */
  readonly matchLimitMs?: number | undefined;
  /** Called for each file that is done. */
  readonly onHash?: (() => void) | undefined;
}

/** All deployed files of a folder. */
export interface Hashes {
  /** SHA-256 in base64url by path; `link:…` for a link whose target is not read, by the hash of its text. */
  readonly files: Tree;
  /** Files that are there, deployed or not. */
  readonly seen: number;
  /** Files out of which text was left. */
  readonly cut: number;
  /** One sentence for each kind of thing that was not read. */
  readonly notes: readonly string[];
}

/** Why a pattern must not be used: it hides any change, it does not end in time, or the engine cannot hold it. */
export interface PatternFault {
  readonly source: string;
  readonly kind: "matches-all" | "endless" | "too-large";
}

export interface Files {
  /** Absolute path of a folder or file given by the user, relative to the workspace. */
  resolve(path: string): string;
  kind(path: string): Promise<"file" | "folder" | "other" | "missing">;
  /** Is the path, links resolved, inside the workspace? */
  insideWorkspace(path: string): Promise<boolean>;
  /** Is the path written as one of the workspace, and leads out of it by a link? */
  leadsOutside(path: string): Promise<boolean>;
  /** Does the folder hold at least one file, at any depth? */
  holdsFiles(folder: string): Promise<boolean>;
  /**
   * Hashes of all deployed files of a folder, which may lie outside the workspace.
   *
   * @throws {PurgeError} config, naming the file, when one cannot be read or changes while it is read.
   */
  hashes(folder: string, options: HashOptions): Promise<Hashes>;
  /** The first of these patterns that must not be given to `hashes` as `ignore`; takes a few seconds at most. */
  patternFault(ignore: readonly string[]): Promise<PatternFault | undefined>;
  /** What is kept of one file of a folder; undefined when it cannot be read, or the signal aborts. */
  fingerprint(folder: string, path: RepoPath, signal: AbortSignal): Promise<Fingerprint | undefined>;
  /**
   * The files that a pattern names, sorted, as paths for `read`: `*`, `?`, `[…]` and `**`. Links to folders are not followed.
   *
   * @throws {PurgeError} config, naming the pattern and the folder, when it names none or more than 1,000.
   */
  find(pattern: string): Promise<readonly string[]>;
  /**
   * Reads a file. A link is not followed out of the workspace, nor out of the folder of a file that lies elsewhere.
   *
   * @throws {PurgeError} config, naming the path, when it cannot be read or is larger than `maxBytes`.
   */
  read(path: string, maxBytes: number): Promise<Uint8Array>;
  /** Makes a file in the runner's temporary folder, which `fill` writes piece by piece, and returns its absolute path. */
  writeTemp(name: string, fill: (write: (piece: string) => void) => void): Promise<string>;
}
