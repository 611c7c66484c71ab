import { configError, type Problem } from "../errors.ts";
import { visible } from "../report/escape.ts";
import type { Files, World } from "../world/world.ts";
import type { ChangeSet, RepoPath } from "./change.ts";
import { type GitOrder, openRepository, readGitChanges } from "./git.ts";

export interface ChangesOrder extends GitOrder {
  readonly changes: "auto" | "git" | "none";
  /** Does `purge` ask for anything? */
  readonly hasSelectors: boolean;
  /** Are there `routes`, which need no `build-dir`? */
  readonly hasRoutes?: boolean;
}

const NOTHING_SAYS =
  "Nothing says what was deployed. Give build-dir (the folder you upload: dist, _site, public), routes (source files to " +
  "URLs) or purge (a fixed list). If the repository itself is the site: build-dir: .";

/** Names that a message shows. */
const MAX_NAMED = 3;
/** Uncommitted files that are looked through for ones that are deployed: one is enough, and dotfiles are none. */
const MAX_UNCOMMITTED = 100_000;

/**
 * What this deploy changed, from the source that `changes` names or that `auto` finds.
 *
 * @throws {PurgeError} config, when nothing says what was deployed, or `build-dir` is not a folder that git can compare;
 *   diff, when git fails.
 */
export async function readChanges(
  order: ChangesOrder,
  world: Pick<World, "git" | "runner" | "files">,
): Promise<ChangeSet> {
  if (chooseSource(order) === "none") return { source: "none", changes: [], ignored: 0, tree: new Map(), notes: [] };
  const buildDir = order.buildDir ?? "";
  if (buildDir === "" && order.hasRoutes === true) {
    const { buildDir: _, ...routesAlone } = order;
    return readGitChanges(routesAlone, world);
  }
  if (buildDir === "") throw configError([{ input: "build-dir", says: NOTHING_SAYS }]);
  const problem = await folderProblem(buildDir, world.files);
  if (problem !== undefined) throw configError([problem]);
  const uncommitted = await findUncommitted(buildDir, order.include, world);
  if (order.changes === "auto" && uncommitted.length > 0) throw configError([notCommitted(buildDir, uncommitted)]);
  const set = await readGitChanges({ ...order, buildDir }, world);
  if (uncommitted.length === 0) return set;
  const note = `${uncommitted.length} files of build-dir differ from the commit or are not in it: git does not see what changed in them.`;
  return { ...set, notes: [...set.notes, note] };
}

/**
 * Where the changes come from. `auto` is `git` as soon as there is a `build-dir` or a route, and `none` where only `purge` says what
 * to do.
 */
export function chooseSource({
  changes,
  buildDir,
  hasSelectors,
  hasRoutes = false,
}: Pick<ChangesOrder, "changes" | "buildDir" | "hasSelectors" | "hasRoutes">): "git" | "none" {
  if (changes !== "auto") return changes;
  return (buildDir === undefined || buildDir === "") && hasSelectors && !hasRoutes ? "none" : "git";
}

async function folderProblem(buildDir: string, files: Files): Promise<Problem | undefined> {
  const name = `"${visible(buildDir, 100)}"`;
  const kind = buildDir.includes("\0") ? "missing" : await files.kind(buildDir);
  const says = await (async () => {
    if (kind === "missing")
      return `${name} does not exist. Run this step after the build, or correct the path: it is relative to the workspace.`;
    if (kind !== "folder")
      return `${name} is not a folder. Give the folder that you upload, for example build-dir: dist.`;
    if (!(await files.insideWorkspace(buildDir)))
      return `${name} lies outside the workspace. Give a folder inside it, for example build-dir: dist.`;
    if (!(await files.holdsFiles(buildDir)))
      return `${name} is empty: nothing to compare is not nothing changed. Run this step after the build.`;
    return undefined;
  })();
  return says === undefined ? undefined : { input: "build-dir", says };
}

/** Deployed files that are not as the commit has them, relative to `build-dir`. */
async function findUncommitted(
  buildDir: string,
  include: (path: RepoPath) => boolean,
  world: Pick<World, "git">,
): Promise<readonly RepoPath[]> {
  const repository = await openRepository(buildDir, world);
  const { prefix } = repository;
  const paths = await repository.untrackedOrModified(prefix, MAX_UNCOMMITTED);
  const inFolder = paths.map((path) => (prefix === "" ? path : path.slice(prefix.length + 1)));
  return inFolder.filter(include);
}

function notCommitted(buildDir: string, paths: readonly RepoPath[]): Problem {
  const named = paths.slice(0, MAX_NAMED).map((path) => `"${visible(path, 100)}"`);
  const rest = paths.length > MAX_NAMED ? ` and ${paths.length - MAX_NAMED} more` : "";
  const says =
    `files in "${visible(buildDir, 100)}" are not committed (${named.join(", ")}${rest}), so git cannot say what this ` +
    "deploy changed, and comparing builds (changes: build) is not in this version. Commit the built site, or leave " +
    "build-dir out and list what to purge under purge. If only the committed files count: changes: git.";
  return { input: "build-dir", says };
}
