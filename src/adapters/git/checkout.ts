import { lstat, readdir, realpath, stat } from "node:fs/promises";
import { dirname, join, relative, resolve as resolvePath, sep } from "node:path";
import { PurgeError } from "../../model/errors.ts";
import type { RepoPath } from "../../model/path.ts";
import { readAtMost } from "../files/read-at-most.ts";

/** A work tree with its git directory. */
export interface Checkout {
  /** Absolute path of the work tree, links resolved. */
  readonly root: string;
  /** Where HEAD and the index of this work tree lie. */
  readonly gitDirectory: string;
  /** Where objects, refs and the configuration lie: another folder for a linked work tree. */
  readonly commonDirectory: string;
}

/** A folder in its checkout. */
export interface FolderInCheckout {
  readonly root: string;
  /** As it is given, from the root, links in it not resolved. */
  readonly given: RepoPath;
  /** Where it lies on the disk, from the root. */
  readonly resolved: RepoPath;
}

/**
 * The work tree that a folder of the workspace belongs to: that of the nearest folder above it with a `.git`, or the
 * workspace itself. A `.git` in the folder or below it is part of what is deployed and never a repository.
 *
 * @param workspace absolute, links resolved.
 * @param folder absolute; links in it are followed.
 * @returns undefined where no checkout of the workspace holds the folder.
 */
export async function findCheckout(workspace: string, folder: string): Promise<FolderInCheckout | undefined> {
  const at = await realpath(folder).catch(() => undefined);
  if (at === undefined) return undefined;
  const given = isWithin(workspace, folder) ? folder : at;
  const start = given === workspace ? given : dirname(given);
  for (let above = start; isWithin(workspace, above); above = dirname(above)) {
    if ((await lstat(join(above, ".git")).catch(() => undefined)) !== undefined) {
      const root = await realpath(above);
      if (!isWithin(workspace, root) || !isWithin(root, at)) return undefined;
      return { root, given: slashes(relative(above, given)), resolved: slashes(relative(root, at)) };
    }
    if (above === workspace) break;
  }
  return undefined;
}

/** Names of the folders right below the workspace with a `.git`, in order. */
export async function listCheckouts(workspace: string): Promise<readonly string[]> {
  const names: string[] = [];
  for (const entry of await readdir(workspace, { withFileTypes: true }).catch(() => [])) {
    const hasGit = entry.isDirectory() && (await lstat(join(workspace, entry.name, ".git")).catch(() => undefined));
    if (hasGit) names.push(entry.name);
  }
  return names.sort();
}

export function isWithin(root: string, path: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
}

/** A path of this system with `/` between folders, as git writes it. */
export function slashes(path: string): RepoPath {
  return path.split(sep).join("/");
}

/** @throws {PurgeError} diff, when `.git` is no git directory, or one that holds a pipe instead of a file. */
export async function openCheckout(root: string): Promise<Checkout> {
  try {
    const gitDirectory = await followGitFile(join(root, ".git"));
    const commonDirectory = await followCommonFile(gitDirectory);
    await assertPlainFiles(gitDirectory, commonDirectory);
    const [head, objects] = await Promise.all([
      stat(join(gitDirectory, "HEAD")),
      stat(join(commonDirectory, "objects")),
    ]);
    if (!head.isFile() || !objects.isDirectory()) throw new Error("no git directory");
    return { root, gitDirectory, commonDirectory };
  } catch {
    throw new PurgeError("diff", `The git repository at ${root} cannot be read: its .git is not a git directory.`);
  }
}

async function followCommonFile(gitDirectory: string): Promise<string> {
  const file = await readAtMost(join(gitDirectory, "commondir"), MAX_PATH_BYTES).catch(() => undefined);
  if (file !== undefined && file.kind !== "read") throw new Error("no git directory");
  const common = file === undefined ? "." : new TextDecoder().decode(file.bytes).trim();
  return realpath(resolvePath(gitDirectory, common));
}

/** What git and this action open as they find it: a pipe there would be waited for, and a device never ends. */
async function assertPlainFiles(gitDirectory: string, commonDirectory: string): Promise<void> {
  const shared = (await readdir(gitDirectory)).filter((name) => name.startsWith("sharedindex."));
  const paths = [
    ...["HEAD", "index", ...shared].map((name) => join(gitDirectory, name)),
    ...["config", "packed-refs", "shallow", "objects/info/alternates"].map((name) => join(commonDirectory, name)),
  ];
  for (const path of paths) {
    const found = await stat(path).catch(() => undefined);
    if (found?.isFile() === false) throw new Error("no git directory");
  }
}

/** Longest file with one path in it. */
const MAX_PATH_BYTES = 8192;

/** A linked work tree and a submodule have a file there that says where the directory lies. */
async function followGitFile(path: string): Promise<string> {
  const found = await stat(path);
  if (found.isDirectory()) return realpath(path);
  const file = await readAtMost(path, MAX_PATH_BYTES);
  if (file.kind !== "read") throw new Error("no git file");
  const [, target = ""] = /^gitdir: (.+?)\r?\n*$/s.exec(new TextDecoder().decode(file.bytes)) ?? [];
  return realpath(resolvePath(dirname(path), target));
}

/** Folders of submodules below `modules` that are searched, and how deep: names of submodules may have slashes. */
const MAX_MODULES = 200;
const MAX_DEPTH = 8;

/** The objects of the submodules that the checkout brought, as absolute paths. */
export async function submoduleObjects({ gitDirectory, commonDirectory }: Checkout): Promise<readonly string[]> {
  const found: string[] = [];
  const pending = [...new Set([gitDirectory, commonDirectory])].map((folder) => ({
    folder,
    depth: 0,
    names: ["modules"],
  }));
  for (let next = pending.pop(), left = MAX_MODULES; next !== undefined && left > 0; next = pending.pop(), left -= 1) {
    for (const name of next.names) {
      const folder = join(next.folder, name);
      const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
      const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
      const isRepository = folders.includes("objects") && entries.some((entry) => entry.name === "HEAD");
      if (isRepository) found.push(join(folder, "objects"));
      const below = isRepository ? folders.filter((one) => one === "modules") : folders;
      if (next.depth < MAX_DEPTH && below.length > 0) pending.push({ folder, depth: next.depth + 1, names: below });
    }
  }
  return found;
}
