import { realpath } from "node:fs/promises";
import { join, resolve as resolvePath } from "node:path";
import { PurgeError } from "../../model/errors.ts";
import type { RepoPath } from "../../model/path.ts";
import type { Fingerprint } from "../../ports/files.ts";
import type { Git, RawChange, Repository, TreeEntry } from "../../ports/git.ts";
import { createFingerprint } from "../files/fingerprint.ts";
import { readBlob, readBlobs } from "./blobs.ts";
import { type FolderInCheckout, findCheckout, listCheckouts, openCheckout, slashes } from "./checkout.ts";
import { type Fetched, fetchCommit } from "./fetch-commit.ts";
import { addAlternate, makeEmptyDirectory, type OwnRepository, openOwnRepository } from "./own-repository.ts";
import { parseRawChange, parseTreeEntry } from "./parse-output.ts";
import { listUntrackedOrModified, readRecords } from "./status.ts";
import { readTreeEntry } from "./tree-entry.ts";

export interface GitOptions {
  /** Absolute path; no repository above it is opened. */
  readonly workspace: string;
  /** The runner's environment. What steers git is left out of it. */
  readonly environment: NodeJS.ProcessEnv;
  /** Called with every secret that is made here (the encoded form of a token), before its first use. */
  readonly onSecret: (value: string) => void;
  /** Milliseconds for one command, default 60,000, and for a fetch, default 120,000. */
  readonly commandLimitMs?: number;
  readonly fetchLimitMs?: number;
  /** Ends whatever is under way, and what comes after it. */
  readonly signal?: AbortSignal;
}

const COMMAND_LIMIT_MS = 60_000;
const FETCH_LIMIT_MS = 120_000;
const FULL_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
/**
 * Names that are an option, a range, a path in a commit, a search or a pattern, or that no branch or tag can have
 * (git-check-ref-format). Steps back from a name, as in `HEAD~1`, are allowed.
 */
const NO_COMMIT_NAME = /^-|^$|\.\.|@\{|\^[{@!-]|[\p{Cc} :?*[\\{}]/u;

/** Git in the checkouts of the workspace. Git must be on the PATH; that it is not shows when it is used. */
export function createGit(options: GitOptions): Git {
  const opened = new Map<string, Promise<OwnRepository>>();

  /** Once for each checkout: a run opens it several times. */
  function open(root: string): Promise<OwnRepository> {
    const known = opened.get(root);
    if (known !== undefined) return known;
    const { environment, signal, commandLimitMs = COMMAND_LIMIT_MS } = options;
    const repository = openCheckout(root).then((checkout) =>
      openOwnRepository(checkout, { environment, commandLimitMs, signal }),
    );
    opened.set(root, repository);
    return repository;
  }

  return {
    async open(folder) {
      const workspace = await realpath(options.workspace);
      const found = await findCheckout(workspace, resolvePath(workspace, folder));
      if (found === undefined) return undefined;
      const given = resolvePath(options.workspace) + found.root.slice(workspace.length);
      const roots = new Set([found.root, given].map(slashes));
      return repositoryOf(await open(found.root), found, [...roots], options);
    },
    checkouts: () => listCheckouts(options.workspace),
  };
}

function repositoryOf(
  own: OwnRepository,
  { given, resolved }: FolderInCheckout,
  roots: readonly string[],
  options: GitOptions,
): Repository {
  return {
    roots,
    prefix: resolved,
    folder: given,
    resolve: (ref) => resolveRef(own, ref),
    has: (commit) => hasCommit(own, commit),
    parents: (commit) => readParents(own, commit),
    fetch: (commit, access) => fetchMissing(own, commit, access, options),
    isWhole: (commit) => isWhole(own, commit),
    diff: (base, head) => diffTrees(own, base, head),
    diffFolders: (before, after) => diffFolders(own, before, after),
    tree: (commit, folder, onEntry) => listTree(own, commit, folder, onEntry),
    entry: (commit, path) => readTreeEntry(own.objects.read, assertId(commit), path),
    untrackedOrModified: (folder, most, onTracked) => listUntrackedOrModified(own, folder, most, onTracked),
    blob: (id) => readBlob(own.objects.read, assertId(id)),
    blobs: (ids) => readBlobs(own.objects.read, ids.map(assertId)),
    fingerprint: (id, signal) => fingerprintOf(own, id, signal),
  };
}

async function resolveRef({ objects, head, commits }: OwnRepository, ref: string): Promise<string | undefined> {
  if (NO_COMMIT_NAME.test(ref) || !ref.isWellFormed()) return undefined;
  if (ref === "HEAD" && head !== undefined) return head;
  if (commits.has(ref)) return ref;
  // A checkout of one branch knows the others by their remote name only.
  const remoteName = `refs/remotes/origin/${ref.replace(/^refs\/heads\//, "")}`;
  const answer = await objects.read([ref, remoteName].map(asCommit));
  const commit = answer.ok ? answer.objects.find((one) => one !== undefined)?.id : undefined;
  if (commit !== undefined) commits.add(commit);
  return commit;
}

function asCommit(name: string): string {
  return `${name}^{commit}`;
}

async function hasCommit({ objects }: Pick<OwnRepository, "objects">, commit: string): Promise<boolean> {
  if (!FULL_ID.test(commit)) return false;
  const answer = await objects.read([asCommit(commit)]);
  return answer.ok && answer.objects[0] !== undefined;
}

/** Of the object itself: the history of a shallow checkout says that its last commit has none. */
async function readParents({ objects }: OwnRepository, commit: string): Promise<readonly string[]> {
  const chunks: Buffer[] = [];
  const keepFirst = (chunk: Buffer): void => void (chunks.length < 4 && chunks.push(chunk));
  await objects.read([asCommit(assertId(commit))], () => keepFirst);
  const [header = ""] = Buffer.concat(chunks).toString("latin1").split("\n\n");
  return Array.from(header.matchAll(/^parent ([0-9a-f]+)$/gm), ([, id]) => assertId(id as string));
}

/** Are all trees of a commit here? Those that a partial clone left out would have to be brought first. */
async function isWhole({ isPartial, run }: OwnRepository, commit: string): Promise<boolean> {
  return !isPartial || (await run(["ls-tree", "-r", "-d", "--full-tree", assertId(commit)])).ok;
}

async function fetchMissing(
  own: OwnRepository,
  commit: string,
  access: { readonly token?: string | undefined; readonly serverUrl: string },
  { environment, onSecret, fetchLimitMs: limitMs = FETCH_LIMIT_MS }: GitOptions,
): Promise<Fetched> {
  if (!FULL_ID.test(commit)) return { ok: false, message: "only a full commit id can be fetched" };
  const options = { ...access, commit, environment, onSecret, limitMs };
  // The server assumes that all objects of a commit that is here are here too.
  const into = (await hasCommit(own, commit)) ? makeEmptyDirectory(own) : undefined;
  const fetched = await fetchCommit(own, { ...options, into });
  if (fetched.ok && into !== undefined) await addAlternate(own.directory, join(into, "objects"));
  own.objects.refresh();
  return fetched;
}

async function diffTrees(own: OwnRepository, base: string, head: string): Promise<readonly RawChange[]> {
  const changes: RawChange[] = [];
  let raw: string | undefined;
  const args = ["diff-tree", "-r", "--raw", "-z", "--no-renames", "--no-abbrev", "--no-ext-diff", "--no-textconv"];
  await readRecords(
    own,
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

async function diffFolders(
  own: OwnRepository,
  before: string | undefined,
  after: string | undefined,
): Promise<readonly RawChange[]> {
  if (before !== undefined && after !== undefined) return diffTrees(own, before, after);
  const changes: RawChange[] = [];
  const list = async (tree: string, toChange: (entry: TreeEntry) => RawChange): Promise<void> =>
    listTree(own, tree, "", (entry) => changes.push(toChange(entry)));
  if (before !== undefined) await list(before, (entry) => ({ ...NO_FILE, ...oldEnd(entry), status: "D" }));
  if (after !== undefined) await list(after, (entry) => ({ ...NO_FILE, ...newEnd(entry), status: "A" }));
  return changes;
}

const NO_FILE = { oldMode: "000000", newMode: "000000", oldId: "0".repeat(40), newId: "0".repeat(40) };
const oldEnd = ({ mode, id, path }: TreeEntry) => ({ oldMode: mode, oldId: id, path });
const newEnd = ({ mode, id, path }: TreeEntry) => ({ newMode: mode, newId: id, path });

async function listTree(
  own: OwnRepository,
  commit: string,
  folder: RepoPath,
  onEntry: (entry: TreeEntry) => void,
): Promise<void> {
  const below = folder === "" ? [] : [`${folder}/`];
  const args = ["ls-tree", "-r", "-z", "--full-tree", assertId(commit), "--", ...below];
  await readRecords(own, args, (record, isAscii) => onEntry(parseTreeEntry(record, isAscii)));
}

async function fingerprintOf(
  { objects }: OwnRepository,
  id: string,
  signal: AbortSignal,
): Promise<Fingerprint | undefined> {
  const { update, finish } = createFingerprint();
  const answer = await objects.read([assertId(id)], () => update, signal);
  return answer.ok && answer.objects[0]?.type === "blob" ? finish() : undefined;
}

/** Ids come from git itself; a text that is no id must not become an option. */
function assertId(id: string): string {
  if (!FULL_ID.test(id)) throw new PurgeError("bug", "not a full object id");
  return id;
}
