import { escapeControlCharacters } from "../../lib/escape.ts";
import { type Change, type ChangeSet, type RuleNames, UNKNOWN_CONTENT } from "../../model/change.ts";
import { configError, PurgeError } from "../../model/errors.ts";
import type { RepoPath } from "../../model/path.ts";
import { overlay, type Tree } from "../../model/tree.ts";
import type { RawChange, Repository } from "../../ports/git.ts";
import type { World } from "../../ports/world.ts";
import { wrongCheckout } from "../event.ts";
import { chooseBase, userCommit } from "./choose-base.ts";
import { below, type GitBuild, identity, isFile, NO_BUILD, readGitBuild, SUBMODULE } from "./commit-files.ts";
import { type ChangedLink, followChangedLinks, LINK, type Reach } from "./follow-links.ts";
import type { Deployed } from "./last-deployment.ts";
import { readRuleFiles } from "./rule-files.ts";

export interface GitOptions {
  /** Absent: nothing is deployed from the repository itself, all changes are for `routes`. */
  readonly buildDir?: string | undefined;
  /** The user's own ends, as commit, tag or branch. */
  readonly base?: string | undefined;
  readonly head?: string | undefined;
  /** Is this file, named relative to `build-dir`, deployed? */
  readonly include: (path: RepoPath) => boolean;
  /** The memory, where there is one, and the commit that it holds, where it holds one. */
  readonly remembered?: { readonly commit?: string };
  /** Files whose text the url style asks for. */
  readonly ruleNames?: RuleNames;
  /** GitHub's deployments, where they may stand for a memory that is not there. */
  readonly deployed?: Deployed | undefined;
  /** For fetching a base from a private repository whose checkout kept no credential. */
  readonly token?: string | undefined;
}

type GitWorld = Pick<World, "git" | "runner">;

/**
 * What changed below `build-dir` between two commits of the repository that holds it.
 *
 * A base that cannot be found makes `everything`; a diff that fails throws: it is never an empty one.
 *
 * @throws {PurgeError} config, when `base`, `head` or `build-dir` are not what git knows; diff, when git fails.
 */
export async function readGitChanges(options: GitOptions, world: GitWorld): Promise<ChangeSet> {
  const { buildDir } = options;
  const repository = await openRepository(buildDir ?? ".", world);
  const include = buildDir === undefined ? () => false : options.include;
  const { commit: head, notes } = await findHead(options, repository, world);
  const other = wrongCheckout(world.runner, head);
  if (other !== undefined && (options.head ?? "") === "") throw configError([other]);
  // Side by side: neither needs the other, and git has a process for each.
  const [build, { base, diff }] = await Promise.all([
    buildDir === undefined ? NO_BUILD : readGitBuild(repository, head, include),
    compare(options, head, repository, world),
  ]);
  const start = { source: "git", head, tree: build.tree, prefix: repository.prefix } as const;
  if ("none" in base) {
    if (buildDir !== undefined && build.tree.size === 0) throw nothingTracked(buildDir, build, head);
    const all = [...notes, ...(base.notes ?? []), ...build.notes];
    return { ...start, changes: [], ignored: 0, everything: base.none, notes: all };
  }
  const sorted = sortChanges(diff, repository.prefix, include);
  if (buildDir !== undefined && build.tree.size === 0 && sorted.deployed.length === 0) {
    throw nothingTracked(buildDir, build, head);
  }
  if (buildDir === undefined) {
    return {
      ...start,
      base: base.commit,
      changes: [],
      outside: sorted.outside,
      ignored: sorted.ignored,
      notes: [...notes, ...base.notes],
    };
  }
  const reach = await reachOf(repository, build, sorted);
  const linked = reach.linked.filter(({ path }) => include(path));
  const sure = base.between === undefined;
  const changes = inPathOrder([...sorted.deployed, ...linked]);
  return {
    ...start,
    base: base.commit,
    tree: treeWith(build.tree, linked),
    outside: sure ? sorted.outside : sorted.outside.map(unsure),
    rules: await readRuleFiles(repository, { head, tree: build.tree, diff }, options.ruleNames),
    changes: sure ? changes : changes.map(unsure),
    ignored: sorted.ignored,
    ...(reach.everything === undefined ? {} : { everything: reach.everything }),
    notes: [...notes, ...base.notes, ...build.notes, ...reach.notes],
  };
}

async function compare(options: GitOptions, head: string, repository: Repository, { runner }: GitWorld) {
  const base = await chooseBase({ ...options, head, repository, runner });
  return { base, diff: "none" in base ? [] : await diffs(repository, base, head) };
}

/**
 * What changed since the base, and since a commit that was live in between. What changed on the way from one to the other
 * and stayed is in the first list; what was changed back is in the second.
 */
async function diffs(
  repository: Repository,
  { commit, between }: { readonly commit: string; readonly between?: string },
  head: string,
): Promise<readonly RawChange[]> {
  const changes = await repository.diff(commit, head);
  if (between === undefined) return changes;
  const known = new Set(changes.map(({ path }) => path));
  return [...changes, ...(await repository.diff(between, head)).filter(({ path }) => !known.has(path))];
}

/** Of two commits that may have been live, neither is the old build: what either had may be cached. */
function unsure(change: Change): Change {
  return { ...change, before: UNKNOWN_CONTENT };
}

/** What the diff means beyond the files that it lists. */
async function reachOf(repository: Repository, build: GitBuild, sorted: Sorted): Promise<Reach> {
  const [submodule] = sorted.submodules;
  if (submodule === undefined) {
    return followChangedLinks(repository, { links: build.links, isFile: (path) => isFile(build, path) }, sorted);
  }
  const everything = `the submodule "${escapeControlCharacters(submodule, 200)}" points to another commit, and its files cannot be compared`;
  return { linked: [], everything, notes: [] };
}

/** @throws {PurgeError} config, when no repository holds the folder. */
export async function openRepository(buildDir: string, { git }: Pick<World, "git">): Promise<Repository> {
  const repository = await git.open(buildDir);
  if (repository !== undefined) return repository;
  const message =
    `no git repository in the workspace holds "${escapeControlCharacters(buildDir, 100)}", so git cannot say what changed. Run ` +
    "actions/checkout before this step, or compare builds by their content: changes: build.";
  throw configError([{ input: "build-dir", message }]);
}

async function findHead(
  { head, token }: GitOptions,
  repository: Repository,
  { runner }: GitWorld,
): Promise<{ readonly commit: string; readonly notes: readonly string[] }> {
  if (head !== undefined && head !== "") {
    return userCommit("head", head, { repository, runner, ...(token === undefined ? {} : { token }) });
  }
  const commit = await repository.resolve("HEAD");
  if (commit === undefined) throw new PurgeError("diff", "The repository that holds build-dir has no commit yet.");
  return { commit, notes: [] };
}

interface Sorted {
  /** Changed files that are not deployed, named from the repository's root. */
  readonly outside: Change[];
  /** Every change below `build-dir`, deployed or not: a deployed link may lead to a file that is not. */
  readonly below: Change[];
  readonly deployed: Change[];
  readonly links: ChangedLink[];
  readonly submodules: RepoPath[];
  ignored: number;
}

/** What of a diff lies below `build-dir` and is deployed. A mode that changed alone is no change. */
function sortChanges(raw: readonly RawChange[], prefix: RepoPath, include: GitOptions["include"]): Sorted {
  const sorted: Sorted = { outside: [], below: [], deployed: [], links: [], submodules: [], ignored: 0 };
  for (const entry of raw) {
    const path = below(prefix, entry.path);
    const change = toChange(entry, path ?? entry.path);
    if (change === undefined) continue;
    const isDeployed = path !== undefined && include(path);
    if (!isDeployed) {
      sorted.ignored += 1;
      sorted.outside.push({ ...change, path: entry.path, isOutside: true });
    }
    if (path === undefined) continue;
    if (entry.oldMode === SUBMODULE || entry.newMode === SUBMODULE) {
      if (isDeployed) sorted.submodules.push(path);
      continue;
    }
    sorted.below.push(change);
    if (isDeployed) sorted.deployed.push(change);
    if (entry.oldMode === LINK || entry.newMode === LINK) sorted.links.push({ ...entry, path });
  }
  return sorted;
}

function toChange({ status, oldMode, newMode, oldId, newId }: RawChange, path: RepoPath): Change | undefined {
  const before = identity(oldMode, oldId);
  const after = identity(newMode, newId);
  if (status === "A") return { kind: "added", path, after };
  if (status === "D") return { kind: "deleted", path, before };
  if (status !== "M" && status !== "T")
    throw new PurgeError("diff", `git reports a change of a kind unknown here: ${status}.`);
  return before === after ? undefined : { kind: "modified", path, before, after };
}

function treeWith(tree: Tree, linked: readonly Change[]): Tree {
  if (linked.length === 0) return tree;
  return overlay(tree, new Map(linked.flatMap(({ path, after }) => (after === undefined ? [] : [[path, after]]))));
}

function inPathOrder(changes: readonly Change[]): readonly Change[] {
  return changes.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** Without this, a build that git ignores would look like one that never changes. */
function nothingTracked(buildDir: string, { links, left }: GitBuild, head: string): PurgeError {
  const folder = escapeControlCharacters(buildDir, 100);
  const commit = head.slice(0, 10);
  const tracked = left.size + links.length;
  if (tracked > 0) {
    const message = `leaves out all ${tracked} files of build-dir. Patterns are relative to build-dir: write blog/**, not ${folder}/blog/**.`;
    return configError([{ input: "include", message }]);
  }
  const message =
    `commit ${commit} has no files below "${folder}", so git cannot say what changed in it. Commit the built site, or ` +
    "list what to purge under purge and set changes: none.";
  return configError([{ input: "build-dir", message }]);
}
