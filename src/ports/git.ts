import type { RepoPath } from "../model/path.ts";
import type { Fingerprint } from "./files.ts";

/** Git in the repository that holds a folder. No call runs hooks, filters or prompts, or writes to the configuration. */
export interface Git {
  /** The repository that holds `folder` (absolute or relative to the workspace), or undefined when none does. */
  open(folder: string): Promise<Repository | undefined>;
}

export interface Repository {
  /** Absolute path of the work tree's root. */
  readonly root: string;
  /** `folder` relative to the root, without slashes at its ends; empty for the root itself. */
  readonly prefix: RepoPath;
  /**
   * A user-given name (commit, tag, branch) as one hex commit id.
   *
   * @returns undefined when the repository does not have it, or the name is anything but one commit.
   */
  resolve(ref: string): Promise<string | undefined>;
  /** Does the object database hold this commit? */
  has(commit: string): Promise<boolean>;
  /** Brings one commit and its trees from the remote, leaving the user's configuration as it was. */
  fetch(
    commit: string,
    options: { token?: string; serverUrl: string },
  ): Promise<{ ok: true } | { ok: false; message: string }>;
  /** `diff-tree -r --raw -z --no-renames`, limited to nothing. */
  diff(base: string, head: string): Promise<readonly RawChange[]>;
  /** `ls-tree -r -z` below a folder, told entry by entry: there may be a million. */
  tree(commit: string, folder: RepoPath, tell: (entry: TreeEntry) => void): Promise<void>;
  /** One file of a commit, by its path from the root; undefined when there is none. */
  entry(commit: string, path: RepoPath): Promise<TreeEntry | undefined>;
  /** Files below a folder that git does not track, or tracked ones that differ from HEAD: at most `most` of them. */
  untrackedOrModified(folder: RepoPath, most: number): Promise<readonly RepoPath[]>;
  /** Content of a blob, for the text of a symbolic link and for the rules of a host. */
  blob(id: string): Promise<Uint8Array>;
  /** Contents of those blobs that are at hand, for what is good to know and no more. */
  blobs(ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  /** What is kept of a file by its blob id; undefined where its content is not at hand, or the signal aborts. */
  fingerprint(id: string, signal: AbortSignal): Promise<Fingerprint | undefined>;
}

export interface RawChange {
  /** Octal modes as git prints them: `100644`, `120000` a link, `160000` a submodule, `000000` absent. */
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
