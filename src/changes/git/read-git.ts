import { escapeControlCharacters } from "../../lib/escape.ts";
import { type Change, type ChangeSet, type RuleNames, UNKNOWN_CONTENT } from "../../model/change.ts";
import { configError, PurgeError } from "../../model/errors.ts";
import type { RepoPath } from "../../model/path.ts";
import { overlay, type Tree } from "../../model/tree.ts";
import type { Repository } from "../../ports/git.ts";
import type { World } from "../../ports/world.ts";
import { wrongCheckout } from "../event.ts";
import { chooseBase, userCommit } from "./choose-base.ts";
import { type CheckedBuild, type GitBuild, NO_BUILD, readGitBuild, UNREAD_BUILD } from "./commit-files.ts";
import { compareCommits } from "./compare-commits.ts";
import type { Deployed } from "./last-deployment.ts";
import { anyBehindLinks } from "./link-targets.ts";
import { createLocator, SUBMODULE } from "./locate.ts";
import { type Reach, reachOf } from "./reach.ts";
import { readRuleFiles } from "./rule-files.ts";
import { type SortedChanges, sortChanges } from "./sort-changes.ts";

export interface GitOptions {
  /** Absent: nothing is deployed from the repository itself, all changes are for `routes`. */
  readonly buildDir?: string | undefined;
  /** The user's own ends, as commit, tag or branch. */
  readonly base?: string | undefined;
  readonly head?: string | undefined;
  /** Is this file, named relative to `build-dir`, deployed? */
  readonly include: (path: RepoPath) => boolean;
  /** The memory, where there is one, and the commit that it holds, where it holds one. */
  readonly remembered?: { readonly commit?: string | undefined };
  /** Rule files whose text the url style reads. */
  readonly ruleNames?: RuleNames;
  /** GitHub's deployments, where they may stand for a memory that is not there. */
  readonly deployed?: Deployed | undefined;
  /** What was found out already of the build in the head. */
  readonly checked?: CheckedBuild | undefined;
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
  const { commit: head, notes } = await findHead(options, repository, world);
  const other = wrongCheckout(world.runner, head);
  if (other !== undefined && (options.head ?? "") === "") throw configError([other]);
  const include = buildDir === undefined ? undefined : options.include;
  // Side by side: neither needs the other, and git has a process for each.
  const buildRead = readBuildOf(repository, head, options);
  const [{ build, folder }, { base, compared }] = await Promise.all([
    buildRead,
    compareWithBase(options, repository, head, buildRead, world),
  ]);
  const sorted = sortChanges(compared?.changes ?? [], folder, include);
  if (buildDir !== undefined && build.tree.size + build.unread + sorted.deployed.length === 0) {
    const isServed = await anyBehindLinks({ ...repository, prefix: folder }, head, build.links, options.include);
    if (!isServed) throw nothingTracked(buildDir, build, head);
  }
  const start = { source: "git", head, tree: build.tree, prefix: folder } as const;
  if ("none" in base || compared === undefined) {
    const everything = "none" in base ? { everything: base.none } : {};
    const all = [...notes, ...(base.notes ?? []), ...build.notes];
    return { ...start, changes: [], ignored: 0, ...everything, notes: all };
  }
  const common = { ...start, base: base.commit, ignored: sorted.ignored };
  if (buildDir === undefined) {
    return { ...common, changes: [], outside: sorted.outside, notes: [...notes, ...base.notes] };
  }
  const at = { ...repository, prefix: folder };
  const commits = { base: base.commit, between: base.between, head };
  const reach = await reachOf(at, build, sorted, { ...commits, baseFolder: compared.baseFolder });
  const ends = { ...commits, baseFolder: compared.baseFolder, tree: build.tree, diff: compared.changes };
  const rules = await readRuleFiles(at, ends, options.ruleNames);
  const all = [...notes, ...base.notes, ...build.notes, ...reach.notes];
  return {
    ...common,
    ...changesOf(build, sorted, reach, { ...options, isBaseCertain: base.between === undefined }),
    rules,
    notes: all,
  };
}

/** The changes of files, those that are served through a link among them. */
function changesOf(
  build: GitBuild,
  sorted: SortedChanges,
  reach: Reach,
  { include, isBaseCertain }: Pick<GitOptions, "include"> & { readonly isBaseCertain: boolean },
): Pick<ChangeSet, "tree" | "outside" | "changes" | "everything"> {
  const linked = reach.linked.filter(({ path, isFolder }) => isFolder === true || include(path));
  const changes = inPathOrder([...sorted.deployed, ...linked]);
  return {
    tree: treeWith(build.tree, linked),
    outside: isBaseCertain ? sorted.outside : sorted.outside.map(withUnknownBefore),
    changes: isBaseCertain ? changes : changes.map(withUnknownBefore),
    everything: reach.everything,
  };
}

async function compareWithBase(
  options: GitOptions,
  repository: Repository,
  head: string,
  build: ReturnType<typeof readBuildOf>,
  { runner }: GitWorld,
) {
  const base = await chooseBase({ ...options, head, repository, runner });
  if ("none" in base) return { base, compared: undefined };
  const commits = { base: base.commit, between: base.between, head };
  return {
    base,
    compared: await compareCommits(repository, commits, repository.folder, async () => (await build).folder),
  };
}

/** The build in the head, and where it lies there: `build-dir` may be a link, or lie below one. */
async function readBuildOf(
  repository: Repository,
  head: string,
  { buildDir, include, checked }: Pick<GitOptions, "buildDir" | "include" | "checked">,
): Promise<{ readonly build: GitBuild; readonly folder: RepoPath }> {
  const { folder } = repository;
  if (buildDir === undefined) return { build: NO_BUILD, folder };
  const isChecked = checked?.head === head && checked.folder === folder;
  const build = isChecked ? checked.build : await readGitBuild(repository, head, folder, include);
  if (folder === "" || build.tree.size + build.left.size + build.links.length + build.unread > 0)
    return { build, folder };
  const located = await createLocator(repository, head)(folder);
  if (located.kind !== "entry") return { build, folder };
  const { path, mode, id } = located.entry;
  if (mode === SUBMODULE) {
    const build = (await repository.has(id)) ? await readGitBuild(repository, id, "", include) : UNREAD_BUILD;
    return { build, folder: path };
  }
  if (path === folder) return { build, folder };
  return { build: await readGitBuild(repository, head, path, include), folder: path };
}

/** Of two commits that may have been live, neither is the old build: what either had may be cached. */
function withUnknownBefore(change: Change): Change {
  return { ...change, before: UNKNOWN_CONTENT };
}

/** @throws {PurgeError} config, when no repository holds the folder. */
async function openRepository(buildDir: string, { git }: Pick<World, "git">): Promise<Repository> {
  const repository = await git.open(buildDir);
  if (repository !== undefined) return repository;
  const [first] = await git.checkouts();
  if (first !== undefined && buildDir === ".") {
    const where = escapeControlCharacters(first, 100);
    const message =
      `is to say where the checkout lies: the workspace itself is none, "${where}" is one. Leave path out of actions/checkout, or ` +
      `set changes: github (without a build-dir), or give a folder of it, for example build-dir: ${where}/dist.`;
    throw configError([{ input: "build-dir", message }]);
  }
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
    return userCommit("head", head, { repository, runner, token });
  }
  const commit = await repository.resolve("HEAD");
  if (commit === undefined) throw new PurgeError("diff", "The repository that holds build-dir has no commit yet.");
  // What cannot be brought is missed by git itself, which says so.
  if (!(await repository.isWhole(commit))) {
    await repository.fetch(commit, { serverUrl: runner.serverUrl, token });
  }
  return { commit, notes: [] };
}

function treeWith(tree: Tree, linked: readonly Change[]): Tree {
  if (linked.length === 0) return tree;
  return overlay(tree, new Map(linked.flatMap(({ path, after }) => (after === undefined ? [] : [[path, after]]))));
}

function inPathOrder(changes: readonly Change[]): readonly Change[] {
  return changes.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** Without this check, a build that git ignores would be taken for one that never changes. */
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
