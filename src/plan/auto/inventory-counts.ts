import { descend, type UrlTree } from "./url-trie.ts";

/** A selector that takes URLs by something else than where they lie: an extension, or all pages. */
export interface BroadSelector {
  readonly name: string;
  matches(url: string): boolean;
}

/** Known URLs that need no purge, counted where a prefix would hit them; by the set of broad selectors that hit them anyway. */
export interface InventoryCounts {
  /** By set of broad selectors, as bits: for each node, how many such URLs lie below its prefix and below no deeper one. */
  readonly below: readonly (Int32Array | undefined)[];
  /** The same for URLs that a loosely anchored pattern hits elsewhere; deeper nodes are not counted in. */
  readonly astray: readonly (Int32Array | undefined)[];
  /** For every changed URL, by its index in the tree, the broad selectors that hit it. */
  readonly ofChanged: Uint8Array;
  /** By set of broad selectors: known URLs that need no purge and that just this set hits. */
  readonly evicted: readonly number[];
}

/** Most broad selectors that are tried together: their subsets are all tried. */
export const MAX_BROAD_SELECTORS = 4;

/**
 * Counts the inventory on the tree, in one pass.
 *
 * @param looseBase base path of the site where patterns are anchored loosely, so that `/docs/` hits `/old/docs/` too.
 */
export function countInventory(
  tree: UrlTree,
  inventory: Iterable<string>,
  broadSelectors: readonly BroadSelector[],
  looseBase: string | undefined,
): InventoryCounts {
  const below: (Int32Array | undefined)[] = [];
  const astray: (Int32Array | undefined)[] = [];
  const evicted: number[] = Array(1 << broadSelectors.length).fill(0);
  const stray = looseBase === undefined ? undefined : strayCounter(tree, looseBase);
  for (const url of inventory) {
    const node = descend(tree, url, 0);
    if (node >= 0) continue;
    const hit = matchingSelectors(broadSelectors, url);
    evicted[hit] = (evicted[hit] as number) + 1;
    increment(below, tree, hit, -1 - node);
    stray?.(url, -1 - node, (elsewhere) => increment(astray, tree, hit, elsewhere));
  }
  return {
    below,
    astray,
    evicted,
    ofChanged: Uint8Array.from(tree.urls, (url) => matchingSelectors(broadSelectors, url)),
  };
}

function matchingSelectors(broadSelectors: readonly BroadSelector[], url: string): number {
  let set = 0;
  for (let bit = 0; bit < broadSelectors.length; bit++)
    if ((broadSelectors[bit] as BroadSelector).matches(url)) set |= 1 << bit;
  return set;
}

function increment(counts: (Int32Array | undefined)[], { size }: UrlTree, set: number, node: number): void {
  counts[set] ??= new Int32Array(size);
  const of = counts[set];
  of[node] = (of[node] as number) + 1;
}

/** Calls back once for every node whose loosely anchored prefix hits a URL that does not lie below it. */
function strayCounter(tree: UrlTree, base: string) {
  const seen = new Int32Array(tree.size).fill(-1);
  let turn = 0;
  return (url: string, own: number, found: (node: number) => void): void => {
    const path = base + url.slice(1);
    turn++;
    for (let node = own; node > 0; node = tree.parent[node] as number) seen[node] = turn;
    for (let slash = path.indexOf("/", 1); slash >= 0; slash = path.indexOf("/", slash + 1)) {
      if (!path.startsWith(base, slash)) continue;
      const reached = descend(tree, path, slash + base.length - 1);
      for (let node = reached < 0 ? -1 - reached : reached; node > 0; node = tree.parent[node] as number) {
        if (seen[node] === turn) continue;
        seen[node] = turn;
        found(node);
      }
    }
  };
}

/** For each node, what its prefix would evict needlessly when these broad selectors are sent too. */
export function collateralBelow(
  tree: UrlTree,
  { below, astray }: InventoryCounts,
  broadSelectors: number,
): Float64Array {
  const total = new Float64Array(tree.size);
  const addAll = (counts: Int32Array | undefined, set: number) => {
    if (counts === undefined || (set & broadSelectors) !== 0) return;
    for (let node = 0; node < total.length; node++) add(total, node, counts[node] as number);
  };
  below.forEach(addAll);
  for (let node = tree.size - 1; node > 0; node--) {
    add(total, tree.parent[node] as number, total[node] as number);
  }
  astray.forEach(addAll);
  return total;
}

function add(to: Float64Array, index: number, amount: number): void {
  to[index] = (to[index] as number) + amount;
}
