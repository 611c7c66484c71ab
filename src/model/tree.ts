import type { RepoPath } from "./path.ts";

/** Every file of one build, by path, with the identity of its content. */
export type Tree = ReadonlyMap<RepoPath, string>;

/**
 * A tree in which some files have another content, or are gone (undefined): the tree below is read through and not copied,
 * since it may hold a million files.
 */
export function overlay(tree: Tree, changed: ReadonlyMap<RepoPath, string | undefined>): Tree {
  let size = tree.size;
  for (const [path, content] of changed) {
    if (tree.has(path)) size -= 1;
    if (content !== undefined) size += 1;
  }
  function* entries(): MapIterator<[RepoPath, string]> {
    for (const entry of tree) if (!changed.has(entry[0])) yield entry;
    for (const [path, content] of changed) if (content !== undefined) yield [path, content];
  }
  return view(size, (path) => (changed.has(path) ? changed.get(path) : tree.get(path)), entries);
}

/** The same files one folder deeper. Nothing is copied. */
export function inFolder(tree: Tree, folder: string): Tree {
  const start = `${folder}/`;
  function* entries(): MapIterator<[RepoPath, string]> {
    for (const [path, content] of tree) yield [start + path, content];
  }
  return view(tree.size, (path) => (path.startsWith(start) ? tree.get(path.slice(start.length)) : undefined), entries);
}

function view(
  size: number,
  get: (path: RepoPath) => string | undefined,
  entries: () => MapIterator<[RepoPath, string]>,
): Tree {
  const whole: Tree = {
    size,
    get,
    has: (path) => get(path) !== undefined,
    entries,
    keys: () => entries().map(([path]) => path),
    values: () => entries().map(([, content]) => content),
    [Symbol.iterator]: entries,
    forEach: (visit) => {
      for (const [path, content] of entries()) visit(content, path, whole);
    },
  };
  return whole;
}
