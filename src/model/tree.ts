import type { RepoPath } from "./path.ts";

/**
 * A tree in which some files have another content, or are gone (undefined): the tree below is looked at and not copied,
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
  const whole: Tree = {
    size,
    get: (path) => (changed.has(path) ? changed.get(path) : tree.get(path)),
    has: (path) => (changed.has(path) ? changed.get(path) !== undefined : tree.has(path)),
    entries,
    keys: () => entries().map(([path]) => path),
    values: () => entries().map(([, content]) => content),
    [Symbol.iterator]: entries,
    forEach: (tell) => {
      for (const [path, content] of entries()) tell(content, path, whole);
    },
  };
  return whole;
}

/** Every file of one build, by path, with the identity of its content. */
export type Tree = ReadonlyMap<RepoPath, string>;
