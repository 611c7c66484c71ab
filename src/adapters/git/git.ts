import { lstat, realpath } from "node:fs/promises";
import { dirname, relative, resolve as resolvePath, sep } from "node:path";
import { PurgeError } from "../../model/errors.ts";
import type { RepoPath } from "../../model/path.ts";
import type { Fingerprint } from "../../ports/files.ts";
import type { Git, RawChange, Repository, TreeEntry } from "../../ports/git.ts";
import { createFingerprint } from "../files/fingerprint.ts";
import { readBlob, readBlobs } from "./blobs.ts";
import { configEnvironment, gitEnvironment, safeArguments } from "./environment.ts";
import { fetchCommit, type Run } from "./fetch-commit.ts";
import { parseRawChange, parseStatus, parseTreeEntry, toPath } from "./parse-output.ts";
import { boundedOutput, type GitCommand, type GitEnd, nulRecords, runGit } from "./process.ts";

export interface GitOptions {
  /** Absolute path; no repository above it is looked at. */
  readonly workspace: string;
  /** The runner's environment. What steers git is left out of it. */
  readonly environment: NodeJS.ProcessEnv;
  /** Told every secret that is made here (the encoded form of a token), before its first use. */
  readonly onSecret: (value: string) => void;
  /** Milliseconds for one command, default 60,000, and for a fetch, default 120,000: a hang is an end. */
  readonly commandLimitMs?: number;
  readonly fetchLimitMs?: number;
  /** Ends whatever is under way, and what comes after it. */
  readonly signal?: AbortSignal;
}

type Settings = readonly (readonly [name: string, value: string])[];

interface RunOptions extends Pick<GitCommand, "input" | "onOutput" | "signal"> {
  readonly settings?: Settings;
  readonly limitMs?: number;
  readonly lazy?: boolean;
}

interface Place {
  readonly root: string;
  readonly run: (args: readonly string[], options?: RunOptions) => Promise<GitEnd>;
  /** Runs a command whose output is short, and returns that. */
  readonly read: Run;
}

const COMMAND_LIMIT_MS = 60_000;
const FETCH_LIMIT_MS = 120_000;
/** One commit id, of SHA-1 or SHA-256, and nothing else: `rev-parse` answers `^HEAD` with an id behind a `^`. */
const COMMIT_LINE = /^(?:[0-9a-f]{40}|[0-9a-f]{64})\n$/;
const FULL_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
/**
 * Names that are an option, a range, a path in a commit, a search or a pattern, or that no branch or tag can have
 * (git-check-ref-format). Steps back from a name, as in `HEAD~1`, are allowed.
 */
const NO_COMMIT_NAME = /^-|^$|\.\.|@\{|\^[{@!-]|[\p{Cc} :?*[\\{}]/u;

/** Git in repositories at or below the workspace. Git must be on the PATH; that it is not shows when it is used. */
export function createGit(options: GitOptions): Git {
  return {
    async open(folder) {
      const workspace = await realpath(options.workspace);
      const at = await realpath(resolvePath(workspace, folder)).catch(() => undefined);
      const root = at === undefined ? undefined : await findRoot(at, workspace);
      if (at === undefined || root === undefined) return undefined;
      const place = createPlace(root, options);
      await assertReadable(place);
      return openRepository(place, relative(root, at).split(sep).join("/"), options);
    },
  };
}

function createPlace(root: string, options: GitOptions): Place {
  const base = { ...gitEnvironment(options.environment), GIT_CEILING_DIRECTORIES: dirname(root) };
  const run: Place["run"] = (args, { settings = [], limitMs, lazy = false, signal, ...streams } = {}) =>
    runGit({
      cwd: root,
      args: [...safeArguments(root), ...args],
      environment: { ...base, ...(lazy ? {} : { GIT_NO_LAZY_FETCH: "1" }), ...configEnvironment(settings) },
      limitMs: limitMs ?? options.commandLimitMs ?? COMMAND_LIMIT_MS,
      ...streams,
      signal: AbortSignal.any([options.signal, signal].filter((one) => one !== undefined)),
    });
  const read: Run = async (args, readOptions) => {
    const output = boundedOutput();
    const ended = await run(args, { ...readOptions, onOutput: output.push });
    return { ...ended, text: output.bytes().toString("utf8") };
  };
  return { root, run, read };
}

/** The nearest folder at or above `at` with a `.git`, not above the workspace. */
async function findRoot(at: string, workspace: string): Promise<string | undefined> {
  const isBelow = (folder: string): boolean => folder === workspace || folder.startsWith(workspace + sep);
  for (let folder = at; isBelow(folder); folder = dirname(folder)) {
    const found = await lstat(resolvePath(folder, ".git")).catch(() => undefined);
    if (found !== undefined) return folder;
    if (folder === dirname(folder)) return undefined;
  }
  return undefined;
}

async function assertReadable({ root, read }: Place): Promise<void> {
  const { ok, message, text } = await read(["rev-parse", "--show-toplevel"]);
  if (!ok) throw new PurgeError("diff", `The git repository at ${root} cannot be read: ${message}.`);
  if (resolvePath(text.replace(/\n$/, "")) !== root) {
    throw new PurgeError("diff", `The git repository at ${root} keeps its files elsewhere (core.worktree).`);
  }
}

function openRepository(place: Place, prefix: RepoPath, options: GitOptions): Repository {
  return {
    root: place.root,
    prefix,
    resolve: (ref) => resolveRef(place, ref),
    has: async (commit) => FULL_ID.test(commit) && (await place.run(["cat-file", "-e", `${commit}^{commit}`])).ok,
    async fetch(commit, { token, serverUrl }) {
      if (!FULL_ID.test(commit)) return { ok: false, message: "only a full commit id can be fetched" };
      const limitMs = options.fetchLimitMs ?? FETCH_LIMIT_MS;
      const order = { commit, serverUrl, limitMs, onSecret: options.onSecret };
      return fetchCommit(place.read, token === undefined ? order : { ...order, token });
    },
    diff: (base, head) => diffTrees(place, base, head),
    tree: (commit, folder, tell) => listTree(place, commit, folder, tell),
    entry: (commit, path) => readEntry(place, commit, path),
    untrackedOrModified: (folder, most) => listUntrackedOrModified(place, folder, most),
    blob: (id) => readBlob(place.run, assertId(id)),
    blobs: (ids) => readBlobs(place.run, ids.map(assertId)),
    fingerprint: (id, signal) => fingerprintOf(place, id, signal),
  };
}

async function resolveRef({ read }: Place, ref: string): Promise<string | undefined> {
  if (NO_COMMIT_NAME.test(ref) || !ref.isWellFormed()) return undefined;
  // A checkout of one branch knows the others by their remote name only.
  const remoteName = `refs/remotes/origin/${ref.replace(/^refs\/heads\//, "")}`;
  for (const name of [ref, remoteName]) {
    const { ok, text } = await read(["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`]);
    if (ok && COMMIT_LINE.test(text)) return text.trim();
  }
  return undefined;
}

async function diffTrees(place: Place, base: string, head: string): Promise<readonly RawChange[]> {
  const changes: RawChange[] = [];
  let raw: string | undefined;
  const args = ["diff-tree", "-r", "--raw", "-z", "--no-renames", "--no-abbrev", "--no-ext-diff", "--no-textconv"];
  await readRecords(
    place,
    [...args, "--ignore-submodules=none", assertId(base), assertId(head), "--"],
    (record, isAscii) => {
      if (raw === undefined) raw = record;
      else {
        changes.push(parseRawChange(raw, record, isAscii));
        raw = undefined;
      }
    },
  );
  if (raw !== undefined) throw new PurgeError("diff", "The diff ends without a file name.");
  return changes;
}

async function listTree(
  place: Place,
  commit: string,
  folder: RepoPath,
  tell: (entry: TreeEntry) => void,
): Promise<void> {
  const below = folder === "" ? [] : [`${folder}/`];
  const args = ["ls-tree", "-r", "-z", "--full-tree", assertId(commit), "--", ...below];
  await readRecords(place, args, (record, isAscii) => tell(parseTreeEntry(record, isAscii)));
}

async function readEntry(place: Place, commit: string, path: RepoPath): Promise<TreeEntry | undefined> {
  const entries: TreeEntry[] = [];
  await readRecords(place, ["ls-tree", "-z", "--full-tree", assertId(commit), "--", path], (record, isAscii) => {
    entries.push(parseTreeEntry(record, isAscii));
  });
  return entries.find((entry) => entry.path === path);
}

async function listUntrackedOrModified(place: Place, folder: RepoPath, most: number): Promise<readonly RepoPath[]> {
  const paths: RepoPath[] = [];
  const args = ["status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--ignored=traditional"];
  // A submodule is another repository with a configuration of its own: only its commit is looked at.
  const all = [...args, "--ignore-submodules=dirty", "--", folder === "" ? "." : folder];
  const settings = await withoutFilters(place);
  await readRecords(
    place,
    all,
    (record, isAscii) => paths.length < most && paths.push(parseStatus(record, isAscii)),
    settings,
  );
  return paths;
}

/** Comparing a file with its commit runs the clean filter that the configuration names: here it names none. */
async function withoutFilters({ run }: Place): Promise<Settings> {
  const drivers = new Set<string>();
  const records = nulRecords((key, isAscii) => drivers.add(toPath(key, isAscii).replace(/\.[^.]*$/, "")));
  // Exit code 1: there is none.
  await run(["config", "-z", "--name-only", "--get-regexp", "^filter\\."], { onOutput: records.push });
  records.finish();
  if (![...drivers].every((driver) => driver.isWellFormed())) {
    throw new PurgeError(
      "diff",
      "The git configuration names a filter that is not UTF-8, so it cannot be switched off.",
    );
  }
  return [...drivers].flatMap((driver) => [
    [`${driver}.clean`, ""] as const,
    [`${driver}.process`, ""] as const,
    [`${driver}.required`, "false"] as const,
  ]);
}

async function fingerprintOf({ run }: Place, id: string, signal: AbortSignal): Promise<Fingerprint | undefined> {
  const { update, finish } = createFingerprint();
  const { ok } = await run(["cat-file", "blob", assertId(id)], { onOutput: update, signal });
  return ok ? finish() : undefined;
}

/** Lists may bring trees that a treeless clone left out; they never look at the content of a file. */
async function readRecords(
  { run }: Place,
  args: readonly string[],
  onRecord: (record: string, isAscii: boolean) => void,
  settings: Settings = [],
): Promise<void> {
  const records = nulRecords(onRecord);
  const ended = await run(args, { onOutput: records.push, settings, lazy: args[0] !== "status" });
  if (!ended.ok)
    throw new PurgeError("diff", `git ${args[0]} failed, so it is unknown what changed: ${ended.message}.`);
  records.finish();
}

/** Ids come from git itself; one that does not look like it must not become an option. */
function assertId(id: string): string {
  if (!FULL_ID.test(id)) throw new PurgeError("bug", "not a full object id");
  return id;
}
