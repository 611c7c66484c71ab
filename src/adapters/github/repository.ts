import { escapeControlCharacters } from "../../lib/escape.ts";
import { configError } from "../../model/errors.ts";
import type { Git, RawChange, Repository, TreeEntry } from "../../ports/git.ts";
import { type ApiOptions, apiError, type Call, createCall, fieldOf, rethrow, statusOf, unreadable } from "./api.ts";
import { type ApiEntry, compareTrees } from "./compare-trees.ts";

/** `contents: read` is enough for the token. */
export interface GitHubOptions extends ApiOptions {
  /** The commit that stands for HEAD: there is no checkout. */
  readonly head: string;
  /** Are changes of the whole repository needed? Otherwise only those below the folder that is opened. */
  readonly isWhole: boolean;
}

/** A tree as the API lists it, by path below it. Folders are in it too, with the ids that make equal ones known. */
interface Listing {
  readonly entries: ReadonlyMap<string, ApiEntry>;
  readonly isCut: boolean;
}

const FULL_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/**
 * The repository as GitHub's API shows it, in the manner of git: commits and trees, no checkout, no contents.
 *
 * Trees are read whole and compared here; one that is too large for an answer is read folder by folder, and folders with
 * equal ids are passed over. The API that compares commits is not used: it ends at 300 files without a word.
 *
 * @see https://docs.github.com/en/rest/git/trees
 */
export function createGitHub(options: GitHubOptions): Git {
  return {
    checkouts: async () => [],
    async open(folder) {
      const get = await createCall(options);
      const prefix = folderInRepository(folder);
      const trees = createTrees(get);
      const repository: Repository = {
        roots: [],
        prefix,
        folder: prefix,
        resolve: (ref) => resolveRef(get, ref === "HEAD" ? options.head : ref),
        has: async (commit) => (await resolveRef(get, commit)) !== undefined,
        // What GitHub does not have cannot be brought from GitHub.
        fetch: async () => ({ ok: false, message: "GitHub does not have it" }),
        parents: (commit) => readParents(get, commit),
        isWhole: async () => true,
        diffFolders: (before, after) => diffFolders(trees, before, after, ""),
        diff: (base, head) => diffCommits(trees, base, head, options.isWhole ? "" : prefix),
        entry: (commit, path) => entryAt(trees, commit, path),
        tree: (commit, below, onEntry) => listFiles(trees, commit, below, onEntry),
        untrackedOrModified: async () => [],
        blob: (id) => readBlob(get, id),
        // Each would be a request.
        blobs: async () => new Map(),
        // Large ones would come as base64 inside JSON, and GitHub gives none above 100 MB.
        fingerprint: async () => undefined,
      };
      return repository;
    },
  };
}

/** @throws {PurgeError} config, when the folder cannot be one of the repository. */
function folderInRepository(folder: string): string {
  const segments = folder.split("/").filter((segment) => segment !== "" && segment !== ".");
  if (!folder.startsWith("/") && !segments.includes("..")) return segments.join("/");
  const message = `"${escapeControlCharacters(folder, 100)}" lies outside the repository, which is all that changes: github can see.`;
  throw configError([{ input: "build-dir", message }]);
}

async function resolveRef(get: Call, ref: string): Promise<string | undefined> {
  try {
    const commit = FULL_ID.test(ref)
      ? await get("GET /repos/{owner}/{repo}/git/commits/{ref}", { ref })
      : await get("GET /repos/{owner}/{repo}/commits/{ref}", { ref, per_page: "1" });
    return idOf(commit);
  } catch (error) {
    // 404: there is none; 409: an empty repository; 422: not a name.
    if ([404, 409, 422].includes(statusOf(error))) return undefined;
    throw apiError(error);
  }
}

async function readParents(get: Call, commit: string): Promise<readonly string[]> {
  const parents = fieldOf(
    await get("GET /repos/{owner}/{repo}/git/commits/{commit}", { commit }).catch(rethrow),
    "parents",
  );
  return Array.isArray(parents) ? parents.flatMap((parent) => idOf(parent) ?? []) : [];
}

interface Trees {
  readonly of: (commit: string) => Promise<string>;
  /** @param isWhole with everything below the folders in it. */
  readonly list: (tree: string, isWhole: boolean) => Promise<Listing>;
}

function createTrees(get: Call): Trees {
  return {
    async of(commit) {
      const data = await get("GET /repos/{owner}/{repo}/git/commits/{commit}", { commit }).catch(rethrow);
      return idOf(fieldOf(data, "tree")) ?? unreadable("a commit without a tree");
    },
    async list(tree, isWhole) {
      const recursive: Record<string, string> = isWhole ? { recursive: "1" } : {};
      const data = await get("GET /repos/{owner}/{repo}/git/trees/{tree}", { tree, ...recursive }).catch(rethrow);
      const listed = fieldOf(data, "tree");
      if (!Array.isArray(listed)) return unreadable("a tree without a list");
      const entries = new Map(listed.map((entry) => readEntry(entry)));
      return { entries, isCut: fieldOf(data, "truncated") === true };
    },
  };
}

function readEntry(entry: unknown): readonly [string, ApiEntry] {
  const [path, mode, type, sha] = ["path", "mode", "type", "sha"].map((key) => fieldOf(entry, key));
  if (typeof path !== "string" || typeof mode !== "string" || typeof type !== "string" || typeof sha !== "string")
    return unreadable("an entry without a name");
  if (path.includes("\ufffd")) return unreadable("a file whose name is not UTF-8: use a checkout and changes: git");
  return [path, { mode, type, sha }];
}

/** Everything below a tree, but for folders that `isKnown` calls equal. */
async function collect(
  trees: Trees,
  tree: string,
  at: string,
  isKnown: (path: string, sha: string) => boolean,
  found: Map<string, ApiEntry>,
): Promise<void> {
  const whole = await trees.list(tree, true);
  const { entries, isCut } = whole.isCut ? await trees.list(tree, false) : whole;
  if (whole.isCut && isCut)
    return unreadable(`more files in the folder "${escapeControlCharacters(at, 200)}" than GitHub lists`);
  for (const [name, entry] of entries) {
    const path = at === "" ? name : `${at}/${name}`;
    found.set(path, entry);
    if (whole.isCut && entry.type === "tree" && !isKnown(path, entry.sha)) {
      await collect(trees, entry.sha, path, isKnown, found);
    }
  }
}

async function diffCommits(trees: Trees, base: string, head: string, prefix: string): Promise<readonly RawChange[]> {
  const [before, after] = await Promise.all(
    [base, head].map(async (commit) => findFolder(trees, await trees.of(commit), prefix)),
  );
  return diffFolders(trees, before, after, prefix);
}

/** @param prefix where both lie, in front of each path. */
async function diffFolders(
  trees: Trees,
  before: string | undefined,
  after: string | undefined,
  prefix: string,
): Promise<readonly RawChange[]> {
  if (before === after) return [];
  const now = new Map<string, ApiEntry>();
  const old = new Map<string, ApiEntry>();
  if (after !== undefined) await collect(trees, after, "", () => false, now);
  const isEqual = (path: string, sha: string): boolean => now.get(path)?.sha === sha;
  if (before !== undefined) await collect(trees, before, "", isEqual, old);
  return compareTrees(old, now, prefix);
}

/** The tree of a folder; undefined where the commit has none there. */
async function findFolder(trees: Trees, root: string, folder: string): Promise<string | undefined> {
  let tree = root;
  for (const segment of folder === "" ? [] : folder.split("/")) {
    const { entries, isCut } = await trees.list(tree, false);
    const entry = entries.get(segment);
    if (entry === undefined && isCut)
      return unreadable(`more files beside "${escapeControlCharacters(segment, 200)}" than GitHub lists`);
    if (entry?.type !== "tree") return undefined;
    tree = entry.sha;
  }
  return tree;
}

async function listFiles(
  trees: Trees,
  commit: string,
  folder: string,
  onEntry: (entry: TreeEntry) => void,
): Promise<void> {
  const tree = await findFolder(trees, await trees.of(commit), folder);
  if (tree === undefined) return;
  const found = new Map<string, ApiEntry>();
  await collect(trees, tree, "", () => false, found);
  for (const [path, { type, mode, sha }] of found) {
    if (type !== "tree") onEntry({ path: folder === "" ? path : `${folder}/${path}`, mode, id: sha });
  }
}

/** @param path of a file or folder from the repository's root. */
async function entryAt(trees: Trees, commit: string, path: string): Promise<TreeEntry | undefined> {
  const slash = path.lastIndexOf("/");
  const folder = await findFolder(trees, await trees.of(commit), path.slice(0, Math.max(slash, 0)));
  if (folder === undefined) return undefined;
  const { entries, isCut } = await trees.list(folder, false);
  const entry = entries.get(path.slice(slash + 1));
  if (entry === undefined && isCut)
    return unreadable(`more files beside "${escapeControlCharacters(path, 200)}" than GitHub lists`);
  return entry === undefined ? undefined : { path, mode: entry.mode, id: entry.sha };
}

async function readBlob(get: Call, id: string): Promise<Uint8Array> {
  const data = await get("GET /repos/{owner}/{repo}/git/blobs/{id}", { id }).catch(rethrow);
  const content = fieldOf(data, "content");
  return typeof content === "string" ? Buffer.from(content, "base64") : unreadable("a file without content");
}

function idOf(data: unknown): string | undefined {
  const sha = fieldOf(data, "sha");
  return typeof sha === "string" && FULL_ID.test(sha) ? sha : undefined;
}
