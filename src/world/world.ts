import type { RepoPath } from "../changes/change.ts";
import type { HttpRequest, HttpResponse } from "../providers/provider.ts";
import type { Stores } from "../state/store.ts";
import type { Clock } from "./clock.ts";
import type { Span } from "./content-range.ts";
import type { Fingerprint } from "./fingerprint.ts";
import type { Hashes, HashOptions } from "./hash.ts";

export type { Clock } from "./clock.ts";

/** Everything outside: handed to the pipeline by `main`, so that nothing else touches process, network, disk or clock. */
export interface World {
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly log: Log;
  readonly http: Http;
  readonly visitor: Visitor;
  readonly git: Git;
  /** The repository as GitHub's API shows it, for jobs without a checkout. `head` stands for HEAD. */
  readonly gitHub: (order: { readonly token: string; readonly head: string; readonly isWhole: boolean }) => Git;
  /** What GitHub lists as deployed, for runs whose user trusts it. */
  readonly deployments: (token: string | undefined) => Deployments;
  readonly files: Files;
  readonly stores: Stores;
  readonly runner: Runner;
}

/** The job's log. Every text passes one escaping function and the redactor; nothing in it can become a command. */
export interface Log {
  info(text: string): void;
  debug(text: string): void;
  /** Annotations: for what the user should act on. Bounded per kind; what exceeds the bound is still logged. */
  notice(text: string, title?: string): void;
  warning(text: string, title?: string): void;
  error(text: string, title?: string): void;
  group<T>(name: string, body: () => Promise<T>): Promise<T>;
  /** From now on this value, and what derives from it (base64, hex, percent-encoded …), is never shown anywhere. */
  secret(value: string): void;
}

/** One client for a whole run. */
export interface Http {
  /**
   * One exchange: no redirects, identity encoding, bounded body, limits per attempt.
   *
   * @throws {NetworkFailure} when no complete answer came. When `signal` aborts it rejects at once, whatever hangs.
   */
  send(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse>;
  /** Ends every connection; later calls reject. */
  close(): Promise<void>;
}

/** Looks at the site as a browser does: GET only, and never with a credential. */
export interface Visitor {
  /**
   * One exchange: a redirect is an answer like any other, and a compressed body stays as it came.
   *
   * @throws {NetworkFailure} when no complete answer came. When `signal` aborts it rejects at once, whatever hangs.
   */
  get(url: string, options: VisitOptions): Promise<Page>;
  /**
   * One exchange for one range of a file.
   *
   * @throws {NetworkFailure} as above.
   */
  piece(url: string, span: Span, options: Omit<VisitOptions, "isLong">): Promise<Piece>;
  /** Ends every connection; later calls reject. */
  close(): Promise<void>;
}

export interface VisitOptions {
  readonly signal: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
  /** Read it to the end also where it is long: see `Page.contentNames`. */
  readonly isLong?: boolean;
}

/** What came of asking for a part of a file: the part; all of it, which is not read; or what cannot be used. */
export type Piece =
  | {
      readonly is: "piece";
      readonly bytes: Uint8Array;
      /** Length of the whole file. */
      readonly total: number;
      readonly headers: Page["headers"];
    }
  | { readonly is: "whole"; readonly headers: Page["headers"] }
  | { readonly is: "odd"; readonly why: string };

export interface Page {
  readonly status: number;
  /** Names in lower case; several headers of one name are joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * What a diff may call its content; of a 200 only, and absent when it is longer than what is read: 8 MiB, and 64 MiB
   * where `isLong` asks for it and the answer tells its length.
   */
  readonly contentNames?: readonly string[];
}

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
  ): Promise<{ ok: true } | { ok: false; says: string }>;
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

/** The deployments of the repository. What cannot be asked is a value: another rule decides then. */
export interface Deployments {
  /** One page of them, newest first. @param page counts from 1. */
  list(environment: string, page: number): Promise<Listed<Deployment>>;
  /** What was ever said of one of them: a deployment that is replaced gets one more status and loses none. */
  statuses(deployment: number): Promise<Listed<DeploymentStatus>>;
}

export type Listed<T> =
  | { readonly ok: true; readonly items: readonly T[]; readonly hasMore: boolean }
  /** `says`: a clause; untrusted text in it is made visible. */
  | { readonly ok: false; readonly says: string };

export interface Deployment {
  /** Grows with time. */
  readonly id: number;
  /** Full id of the commit that it was made for. */
  readonly commit: string;
  /** `deploy`, unless whoever made it says otherwise. */
  readonly task: string;
  /** In an environment that does not stay: a preview. */
  readonly isTransient: boolean;
}

export interface DeploymentStatus {
  /** `success`, `failure`, `in_progress` … */
  readonly state: string;
  /** Of the job that made it, where one did; else whatever its maker says. */
  readonly logUrl: string;
}

export interface Files {
  /** Absolute path of a folder or file given by the user, relative to the workspace. */
  resolve(path: string): string;
  kind(path: string): Promise<"file" | "folder" | "other" | "missing">;
  /** Is the path, links resolved, inside the workspace? */
  insideWorkspace(path: string): Promise<boolean>;
  /** Does the folder hold at least one file, at any depth? */
  holdsFiles(folder: string): Promise<boolean>;
  /**
   * Hashes of all deployed files of a folder, which may lie outside the workspace.
   *
   * @throws {PurgeError} config, naming the file, when one cannot be read or changes while it is read.
   */
  hashes(folder: string, options: HashOptions): Promise<Hashes>;
  /** What is kept of one file of a folder; undefined when it cannot be read, or the signal aborts. */
  fingerprint(folder: string, path: RepoPath, signal: AbortSignal): Promise<Fingerprint | undefined>;
  /** @throws {PurgeError} config, naming the path, when it cannot be read or is larger than `mostBytes`. */
  read(path: string, mostBytes: number): Promise<Uint8Array>;
  /** Makes a file in the runner's temporary folder, which `fill` writes piece by piece, and returns its absolute path. */
  writeTemp(name: string, fill: (write: (piece: string) => void) => void): Promise<string>;
}

/** What the runner tells of the run. */
export interface Runner {
  readonly event: { readonly name: string; readonly payload: Readonly<Record<string, unknown>> };
  readonly sha: string;
  readonly ref: string;
  readonly repository: string;
  readonly serverUrl: string;
  readonly runId: string;
  /** 1 for a run, 2 for its first re-run. */
  readonly runAttempt: number;
  readonly workspace: string;
  /** Is the machine the user's own? What does not say so counts as GitHub's. */
  readonly isSelfHosted?: boolean;
}
