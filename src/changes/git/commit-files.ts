import { byBytes, startListing } from "../../model/file-list/file-list.ts";
import type { RepoPath } from "../../model/path.ts";
import { overlay, type Tree } from "../../model/tree.ts";
import type { Repository, TreeEntry } from "../../ports/git.ts";
import { LINK, SUBMODULE } from "./locate.ts";

/** The files of a commit below `build-dir`, with paths relative to it. */
export interface GitBuild {
  /** What is deployed. */
  readonly tree: Tree;
  /** Links, deployed or not. */
  readonly links: readonly TreeEntry[];
  /** Regular files that are not deployed. */
  readonly left: Tree;
  /** Submodules whose commits are not here: of the files in them only the commit is known. */
  readonly unread: number;
  readonly notes: readonly string[];
}

/** What a commit has below a folder, known before the changes are read. */
export interface CheckedBuild {
  readonly head: string;
  /** From the repository's root. */
  readonly folder: RepoPath;
  readonly build: GitBuild;
}

export const NO_BUILD: GitBuild = { tree: new Map(), links: [], left: new Map(), unread: 0, notes: [] };

/** The build of a commit. A submodule is read as a folder, where the checkout has its commit. */
export async function readGitBuild(
  repository: Repository,
  head: string,
  folder: RepoPath,
  include: (path: RepoPath) => boolean,
): Promise<GitBuild> {
  const build = startGitBuild(folder, include);
  await repository.tree(head, folder, build.add);
  return build.end(repository);
}

/** A build that is made of the files of a commit as they come. */
export interface StartedGitBuild {
  /** Takes a file, named from the repository's root. */
  add(entry: TreeEntry): void;
  end(repository: Pick<Repository, "has" | "tree">): Promise<GitBuild>;
}

/** Takes the files entry by entry: as a list of objects, a million of them would take half a gigabyte. */
export function startGitBuild(folder: RepoPath, include: (path: RepoPath) => boolean): StartedGitBuild {
  const [tree, left] = [startTree(), startTree()];
  const links: TreeEntry[] = [];
  const submodules: TreeEntry[] = [];
  const take = (entry: TreeEntry, path: RepoPath): void => {
    if (entry.mode === SUBMODULE) {
      submodules.push({ ...entry, path });
      return;
    }
    if (entry.mode === LINK) links.push({ ...entry, path });
    if (include(path)) tree.add(path, identity(entry.mode, entry.id));
    else if (entry.mode !== LINK) left.add(path, entry.id);
  };
  return {
    add(entry) {
      const path = below(folder, entry.path);
      if (path !== undefined) take(entry, path);
    },
    async end(repository) {
      let unread = 0;
      for (const { path, id } of submodules) {
        if (await repository.has(id)) await repository.tree(id, "", (entry) => take(entry, `${path}/${entry.path}`));
        else unread += 1;
      }
      return { tree: tree.end(), links, left: left.end(), unread, notes: unread === 0 ? [] : [unreadNote(unread)] };
    },
  };
}

/** A build that is, as a whole, a submodule whose commit is not here. */
export const UNREAD_BUILD: GitBuild = { ...NO_BUILD, unread: 1, notes: [unreadNote(1)] };

function unreadNote(count: number): string {
  const are = count === 1 ? "1 submodule of build-dir is" : `${count} submodules of build-dir are`;
  return `${are} not checked out: the files in them are not listed, and compared by their commit alone.`;
}

/** Files as they come: in the order of their bytes, as git keeps them. What is not, as in trees that tools made, stays aside. */
function startTree(): { add(path: RepoPath, content: string): void; end(): Tree } {
  const listing = startListing();
  const aside = new Map<RepoPath, string>();
  let last = "";
  return {
    add(path, content) {
      if (byBytes(last, path) >= 0) {
        aside.set(path, content);
        return;
      }
      listing.add(path, content);
      last = path;
    },
    end: () => (aside.size === 0 ? listing.end() : overlay(listing.end(), aside)),
  };
}

/** A link and a file with the link's text are one blob, but not one answer. */
export function identity(mode: string, id: string): string {
  return mode === LINK ? `${LINK_IDENTITY}${id}` : id;
}

const LINK_IDENTITY = "link:";

/** Does this identity, as `identity` makes it, belong to a symbolic link? */
export function isLink(content: string | undefined): boolean {
  return content?.startsWith(LINK_IDENTITY) === true;
}

/** Is this a regular file of the build, deployed or not? */
export function isFile({ tree, left }: Pick<GitBuild, "tree" | "left">, path: RepoPath): boolean {
  return left.has(path) || (tree.has(path) && !isLink(tree.get(path)));
}

/** A path relative to the folder; undefined outside of it: `dist2/a` is not below `dist`. */
export function below(prefix: RepoPath, path: RepoPath): RepoPath | undefined {
  if (prefix === "") return path;
  return path.startsWith(`${prefix}/`) ? path.slice(prefix.length + 1) : undefined;
}
