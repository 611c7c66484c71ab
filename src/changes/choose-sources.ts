import { escapeControlCharacters } from "../lib/escape.ts";
import type { ChangesWord } from "../model/config.ts";
import { configError, type Problem } from "../model/errors.ts";
import type { RepoPath } from "../model/path.ts";
import type { Source } from "../model/snapshot.ts";
import type { Repository } from "../ports/git.ts";
import type { World } from "../ports/world.ts";
import { faultProblem } from "./build/ignore-content.ts";
import { type CheckedBuild, startGitBuild } from "./git/commit-files.ts";
import { FOLDER, SUBMODULE } from "./git/locate.ts";

export interface SourceOptions {
  readonly changes: readonly ChangesWord[];
  readonly buildDir?: string | undefined;
  /** Regular expressions whose matches are no content of a built file, as source text. */
  readonly ignoreContent?: readonly string[];
  /** Does `purge` request anything, or are there routes from source files to URLs? */
  readonly hasSelectors: boolean;
  readonly hasRoutes?: boolean;
  /** Is this file, named relative to `build-dir`, deployed? */
  readonly include: (path: RepoPath) => boolean;
}

/** The sources of this run, and why it is these. */
export interface ChosenSources {
  readonly sources: readonly Source[];
  readonly notes: readonly string[];
  /** What the head has below `build-dir`, where the check of the files on the disk showed that already. */
  readonly checked?: CheckedBuild;
}

const NOTHING_SAYS =
  "Nothing says what was deployed. Give build-dir (the folder you upload: dist, _site, public), routes (source files to " +
  "URLs) or purge (a fixed list). If the repository itself is the site: build-dir: .";

/** Names that a message shows. */
const MAX_NAMED = 3;
/** Most uncommitted files that are searched for deployed ones: one is enough, and dotfiles are not deployed. */
const MAX_UNCOMMITTED = 100_000;

type ChoiceWorld = Pick<World, "git" | "files">;

/**
 * Where the changes come from. `auto` is `none` where only `purge` says what to do; with a `build-dir` it is `git` where
 * git tracks every deployed file as it is, else `build`; with routes alone it is `git`, or `github` without a checkout.
 *
 * @throws {PurgeError} config, when nothing says what was deployed, `build-dir` is no folder with files, or a pattern of
 *   `ignore-content` cannot be used.
 */
export async function chooseSources(options: SourceOptions, world: ChoiceWorld): Promise<ChosenSources> {
  const chosen = await findSources(options, world);
  const fault = chosen.sources.includes("build")
    ? await world.files.patternFault(options.ignoreContent ?? [])
    : undefined;
  if (fault !== undefined) throw configError([faultProblem(fault)]);
  return chosen;
}

async function findSources(options: SourceOptions, world: ChoiceWorld): Promise<ChosenSources> {
  const { buildDir = "", changes } = options;
  if (changes.includes("none")) return { sources: [], notes: [] };
  const isAuto = changes.includes("auto");
  if (buildDir === "" && isAuto) return withoutFolder(options, world);
  const named = [...new Set(changes.filter((word) => word !== "auto" && word !== "none").map(sourceOf))];
  const needsFolder = named.includes("build") || named.includes("sitemap");
  if (buildDir === "" && (needsFolder || options.hasRoutes !== true))
    throw configError([{ input: "build-dir", message: NOTHING_SAYS }]);
  const isRead = isAuto || named.some((source) => source !== "github");
  const problem = isRead && buildDir !== "" ? await folderProblem(buildDir, named, world) : undefined;
  if (problem !== undefined) throw configError([problem]);
  return isAuto ? automatic(options, buildDir, world) : { sources: named, notes: [] };
}

function sourceOf(word: Exclude<ChangesWord, "auto" | "none">): Source {
  return word === "sitemap-lastmod" ? "sitemap" : word;
}

async function withoutFolder(options: SourceOptions, { git }: ChoiceWorld): Promise<ChosenSources> {
  if (options.hasRoutes === true) {
    const hasCheckout = (await git.open(".")) !== undefined;
    if (hasCheckout) return { sources: ["git"], notes: [] };
    const [name] = await git.checkouts();
    const where = name === undefined ? "" : ` itself: one lies in "${escapeControlCharacters(name, 100)}"`;
    return { sources: ["github"], notes: [`Changes: github, since the workspace holds no checkout${where}.`] };
  }
  if (options.hasSelectors) return { sources: [], notes: [] };
  throw configError([{ input: "build-dir", message: NOTHING_SAYS }]);
}

async function automatic({ include }: SourceOptions, buildDir: string, world: ChoiceWorld): Promise<ChosenSources> {
  const repository = await world.git.open(buildDir);
  if (repository === undefined) {
    return { sources: ["build"], notes: ["Changes: build, since no git repository holds build-dir."] };
  }
  const { uncommitted, checked } = await checkBuild(repository, include);
  const [first, ...more] = uncommitted;
  if (first === undefined) return { sources: ["git"], notes: [], ...(checked === undefined ? {} : { checked }) };
  const named = [first, ...more.slice(0, MAX_NAMED - 1)]
    .map((path) => `"${escapeControlCharacters(path, 100)}"`)
    .join(", ");
  const rest = more.length >= MAX_NAMED ? ` and ${more.length + 1 - MAX_NAMED} more` : "";
  const note = `Changes: build, since git does not track these files of build-dir as they are: ${named}${rest}.`;
  return { sources: ["build"], notes: [note] };
}

/**
 * Deployed files that are not as the commit has them, relative to `build-dir`; undefined when no repository of the
 * workspace holds it.
 */
export async function findUncommitted(
  buildDir: string,
  include: (path: RepoPath) => boolean,
  world: Pick<World, "git">,
): Promise<readonly RepoPath[] | undefined> {
  const repository = await world.git.open(buildDir);
  if (repository === undefined) return undefined;
  const paths = await repository.untrackedOrModified(repository.prefix, MAX_UNCOMMITTED);
  return deployedOf(repository, paths, include);
}

/** The same, and what the head has there: where no file differs, that is what git tracks. */
async function checkBuild(
  repository: Repository,
  include: (path: RepoPath) => boolean,
): Promise<{ readonly uncommitted: readonly RepoPath[]; readonly checked: CheckedBuild | undefined }> {
  const { prefix, folder } = repository;
  const build = startGitBuild(prefix, include);
  const paths = await repository.untrackedOrModified(prefix, MAX_UNCOMMITTED, build.add);
  const head = paths.length === 0 ? await repository.resolve("HEAD") : undefined;
  const isSame = head !== undefined && prefix === folder;
  const checked = isSame ? { head, folder, build: await build.end(repository) } : undefined;
  return { uncommitted: deployedOf(repository, paths, include), checked };
}

function deployedOf(
  { prefix }: Repository,
  paths: readonly RepoPath[],
  include: (path: RepoPath) => boolean,
): readonly RepoPath[] {
  return paths.map((path) => (prefix === "" ? path : path.slice(prefix.length + 1))).filter(include);
}

async function folderProblem(
  buildDir: string,
  named: readonly Source[],
  { files, git }: ChoiceWorld,
): Promise<Problem | undefined> {
  const name = `"${escapeControlCharacters(buildDir, 100)}"`;
  const kind = buildDir.includes("\0") ? "missing" : await files.kind(buildDir);
  const message = await (async () => {
    if (kind === "missing" && (await isInCommit(buildDir, git)))
      return `${name} exists in the commit, not on this disk: the checkout is a sparse one. Name the folder under sparse-checkout of actions/checkout, or set changes: github.`;
    if (kind === "missing")
      return `${name} does not exist. Run this step after the build, or correct the path: it is relative to the workspace.`;
    if (kind !== "folder")
      return `${name} is not a folder. Give the folder that you upload, for example build-dir: dist.`;
    if (await files.leadsOutside(buildDir))
      return `${name} leads out of the workspace by a link. Give the absolute path of the folder that is meant.`;
    if (named.includes("git") && !(await files.insideWorkspace(buildDir)))
      return `${name} lies outside the workspace, where git knows no files. Give a folder inside it, or set changes: build.`;
    if (await files.holdsFiles(buildDir)) return undefined;
    const isSubmodule = await isOnlySubmodules(buildDir, git);
    // Git knows by the commit whether such a folder changed.
    if (isSubmodule && !named.includes("build") && !named.includes("sitemap")) return undefined;
    const remedy = isSubmodule
      ? "It is a submodule that is not checked out: give actions/checkout submodules: true, or set changes: git."
      : "Run this step after the build.";
    return `${name} is empty: nothing to compare is not nothing changed. ${remedy}`;
  })();
  return message === undefined ? undefined : { input: "build-dir", message };
}

/** Does the commit have submodules in this folder and nothing else, or one in its place? */
async function isOnlySubmodules(folder: string, git: World["git"]): Promise<boolean> {
  const repository = await git.open(folder).catch(() => undefined);
  const head = await repository?.resolve("HEAD");
  if (repository === undefined || head === undefined) return false;
  const { prefix } = repository;
  const entry = prefix === "" ? undefined : await repository.entry(head, prefix);
  const modes = new Set(entry === undefined ? [] : [entry.mode]);
  await repository.tree(head, prefix, ({ mode }) => modes.add(mode));
  modes.delete(FOLDER);
  return modes.size === 1 && modes.has(SUBMODULE);
}

async function isInCommit(folder: string, git: World["git"]): Promise<boolean> {
  const repository = await git.open(".").catch(() => undefined);
  const head = await repository?.resolve("HEAD");
  const path = folder
    .split("/")
    .filter((name) => name !== "" && name !== ".")
    .join("/");
  const isPlain = !folder.startsWith("/") && !path.split("/").includes("..") && !path.includes("\0") && path !== "";
  return isPlain && head !== undefined && (await repository?.entry(head, path)) !== undefined;
}
