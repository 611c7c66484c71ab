import type { RepoPath } from "../model/path.ts";
import type { Fingerprint } from "./files.ts";

/** Git in the repository that holds a folder. No call starts a program that a configuration names, or writes to a checkout. */
export interface Git {
  /**
   * The repository that holds `folder` (absolute or relative to the workspace), or undefined when none does. A repository
   * in the folder itself counts only where the folder is the workspace: elsewhere it is part of what is deployed.
   *
   * @throws {PurgeError} diff, when there is one that cannot be read.
   */
  open(folder: string): Promise<Repository | undefined>;
  /** Names of the folders right below the workspace that are checkouts of their own. */
  checkouts(): Promise<readonly string[]>;
}

export interface Repository {
  /** Absolute paths by which the work tree's root is known here, `/` between folders; empty where there is none. */
  readonly roots: readonly string[];
  /** Where the folder lies on the disk, from the root, without slashes at its ends; empty for the root itself. */
  readonly prefix: RepoPath;
  /** The folder as it is named, from the root: links in it are not resolved, since each commit has its own. */
  readonly folder: RepoPath;
  /**
   * A user-given name (commit, tag, branch) as one hex commit id.
   *
   * @returns undefined when the repository does not have it, or the name is anything but one commit.
   */
  resolve(ref: string): Promise<string | undefined>;
  /** Does the object database hold this commit? */
  has(commit: string): Promise<boolean>;
  /** Ids of the commits that it was made from, in their order, though the checkout may not have them. */
  parents(commit: string): Promise<readonly string[]>;
  /** Are all trees of this commit here, or does a partial clone still have to bring some? */
  isWhole(commit: string): Promise<boolean>;
  /** Brings one commit and its trees from the remote, leaving the checkout as it was. */
  fetch(
    commit: string,
    options: { token?: string | undefined; serverUrl: string },
  ): Promise<{ ok: true } | { ok: false; message: string }>;
  /** What changed between two commits, in the whole repository. Links and submodules are entries, and not followed. */
  diff(base: string, head: string): Promise<readonly RawChange[]>;
  /**
   * What changed between two folders by the ids of their trees, or of submodules' commits; paths start below them.
   * Undefined: there is none.
   */
  diffFolders(before: string | undefined, after: string | undefined): Promise<readonly RawChange[]>;
  /** The files below a folder of a commit, entry by entry: there may be a million. */
  tree(commit: string, folder: RepoPath, onEntry: (entry: TreeEntry) => void): Promise<void>;
  /** One file, link, submodule or folder of a commit, by its path from the root; undefined when there is none. */
  entry(commit: string, path: RepoPath): Promise<TreeEntry | undefined>;
  /**
   * Files below a folder that git does not track, or tracked ones that are not on the disk as in HEAD: at most `most`.
   *
   * @param onTracked gets what git tracks there, as `tree` would. It is what HEAD has where the result is empty.
   */
  untrackedOrModified(
    folder: RepoPath,
    most: number,
    onTracked?: (entry: TreeEntry) => void,
  ): Promise<readonly RepoPath[]>;
  /** Content of a blob, for the text of a symbolic link and for the rules of a host. */
  blob(id: string): Promise<Uint8Array>;
  /** Contents of those blobs that are at hand; what is not is left out. */
  blobs(ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  /** What is kept of a file by its blob id; undefined where its content is not at hand, or the signal aborts. */
  fingerprint(id: string, signal: AbortSignal): Promise<Fingerprint | undefined>;
}

export interface RawChange {
  /** Octal modes as git prints them: `100644`, `040000` a folder, `120000` a link, `160000` a submodule, `000000` absent. */
  readonly oldMode: string;
  readonly newMode: string;
  readonly oldId: string;
  readonly newId: string;
  readonly status: string;
  readonly path: RepoPath;
}

export interface TreeEntry {
  readonly mode: string;
  readonly id: string;
  readonly path: RepoPath;
}
