import { extensionOf } from "../../lib/url-path.ts";
import { descend, type UrlTree } from "./url-trie.ts";

/** What a set of selectors hits, in a form that a million URLs can be held against. */
export interface Reach {
  /** Nodes of the tree whose prefix is sent. */
  readonly prefixes: ReadonlySet<number>;
  /** URLs of the tree that are sent by a pattern, by index: loosely anchored, it hits the same path elsewhere. */
  readonly patterns: (url: number) => boolean;
  readonly broadSelectors: readonly { matches(url: string): boolean }[];
}

/**
 * Known URLs that need no purge and are hit anyway, each counted once.
 *
 * @param looseBase base path of the site where patterns are anchored loosely; undefined where they are not.
 */
export function countEvicted(
  tree: UrlTree,
  inventory: Iterable<string>,
  reach: Reach,
  looseBase: string | undefined,
): number {
  let evicted = 0;
  for (const url of inventory) {
    const node = descend(tree, url, 0);
    if (node >= 0) continue;
    const isHit =
      reach.broadSelectors.some((broadSelector) => broadSelector.matches(url)) ||
      isBelow(tree, -1 - node, reach.prefixes) ||
      (looseBase !== undefined && isAstray(tree, looseBase + url.slice(1), looseBase, reach));
    if (isHit) evicted++;
  }
  return evicted;
}

function isBelow(tree: UrlTree, node: number, prefixes: ReadonlySet<number>): boolean {
  if (prefixes.size === 0) return false;
  for (let at = node; at > 0; at = tree.parent[at] as number) if (prefixes.has(at)) return true;
  return false;
}

/** Does a later part of the path look like something that is sent? */
function isAstray(tree: UrlTree, path: string, base: string, { prefixes, patterns }: Reach): boolean {
  for (let slash = path.indexOf("/", 1); slash >= 0; slash = path.indexOf("/", slash + 1)) {
    if (!path.startsWith(base, slash)) continue;
    const reached = descend(tree, path, slash + base.length - 1);
    if (reached >= 0 && patterns(tree.from[reached] as number)) return true;
    if (isBelow(tree, reached < 0 ? -1 - reached : reached, prefixes)) return true;
  }
  return false;
}

/** For each URL of the tree, how many known URLs a loosely anchored pattern for it hits besides. */
export function countStrays(tree: UrlTree, inventory: Iterable<string>, base: string): Int32Array {
  const strays = new Int32Array(tree.urls.length);
  for (const url of inventory) {
    if (descend(tree, url, 0) >= 0) continue;
    const path = base + url.slice(1);
    for (let slash = path.indexOf("/", 1); slash >= 0; slash = path.indexOf("/", slash + 1)) {
      if (!path.startsWith(base, slash)) continue;
      const reached = descend(tree, path, slash + base.length - 1);
      if (reached < 0) continue;
      const hit = tree.from[reached] as number;
      strays[hit] = (strays[hit] as number) + 1;
    }
  }
  return strays;
}

/**
 * How many paths each folder or extension hits.
 *
 * @param loose set where a folder is sent as a loosely anchored pattern, which hits it below other folders too.
 */
export function countHits(
  values: ReadonlySet<string>,
  paths: Iterable<string>,
  loose: string | undefined,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const hit = new Set<string>();
    const extension = extensionOf(path);
    if (extension !== undefined && values.has(extension)) hit.add(extension);
    for (let start = 0; start >= 0; start = loose === undefined ? -1 : path.indexOf("/", start + 1)) {
      for (let slash = path.indexOf("/", start); slash >= 0; slash = path.indexOf("/", slash + 1)) {
        const folder = path.slice(start, slash + 1);
        if (values.has(folder)) hit.add(folder);
      }
    }
    for (const value of hit) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}
