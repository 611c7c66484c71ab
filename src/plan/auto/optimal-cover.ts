import { collateralBelow, type InventoryCounts } from "./inventory-counts.ts";
import { type Frontier, join, NOTHING, rooted, type Trace, WHOLE } from "./pareto-frontier.ts";
import type { UrlTree } from "./url-trie.ts";

/** What a prefix costs beside the known objects that it evicts: it is never free, it counts one that nobody knows. */
export const UNKNOWN_OBJECTS = 1;

/** What may be used to purge the URLs of a tree. */
export interface CoverRules {
  /** Broad selectors that are sent anyway, as bits: what they hit needs nothing more, and is no collateral. */
  readonly broadSelectors: number;
  /** Most instructions. */
  readonly budget: number;
  /** What a prefix costs besides the known objects that it evicts, in objects. */
  readonly prefixPrice: number;
  /** Does a path purge its URL wholly? If not (copies with query strings), only a prefix does. */
  readonly pathSuffices: boolean;
  /** May this node's prefix be sent? */
  readonly allows: (node: number) => boolean;
}

/**
 * The exact optimum over paths and prefixes, by dynamic programming from the leaves to the root: at each node either its
 * prefix, or the best split of the budget among its branches.
 */
export function coverTree(tree: UrlTree, counts: InventoryCounts, rules: CoverRules): Frontier {
  const evicts = collateralBelow(tree, counts, rules.broadSelectors);
  const waiting = new Map<number, Frontier>();
  const paths = new Int32Array(tree.size);
  const live = new Int32Array(tree.size);
  for (let node = tree.size - 1; node >= 0; node--) {
    const parent = tree.parent[node] as number;
    if (isLive(tree, counts, rules, node)) {
      live[node] = (live[node] as number) + 1;
      paths[node] = (paths[node] as number) + 1;
    }
    const below = live[node] as number;
    if (below === 0) continue;
    if (parent >= 0) live[parent] = (live[parent] as number) + below;
    if (below === 1 && rules.pathSuffices) {
      // One URL: its path is exact, and no prefix can be better.
      if (parent < 0) return rooted(node, NOTHING, 1, undefined, rules.budget);
      paths[parent] = (paths[parent] as number) + 1;
      continue;
    }
    const whole =
      (tree.cut[node] as number) > 0 && rules.allows(node) ? (evicts[node] as number) + rules.prefixPrice : undefined;
    const branches = waiting.get(node) ?? NOTHING;
    waiting.delete(node);
    const own = rules.pathSuffices || tree.isUrl[node] === 0 || paths[node] === 0;
    const choices = rooted(node, own ? branches : DEAD_END, paths[node] as number, whole, rules.budget);
    if (parent < 0) return choices;
    waiting.set(parent, join(waiting.get(parent) ?? NOTHING, choices, rules.budget));
  }
  return NOTHING;
}

/** Nothing that would do. */
const DEAD_END: Frontier = { counts: [], costs: [], trace: { fromLeft: [], fromRight: [], node: -1 } };

function isLive(tree: UrlTree, counts: InventoryCounts, { broadSelectors }: CoverRules, node: number): boolean {
  return tree.isUrl[node] === 1 && ((counts.ofChanged[tree.from[node] as number] as number) & broadSelectors) === 0;
}

/** What one choice of a frontier sends. */
export interface Cover {
  /** Nodes whose prefix is sent. */
  readonly prefixes: readonly number[];
  /** URLs that are sent by themselves, as indices into the tree's. */
  readonly paths: readonly number[];
}

/** Reads one choice back, from the root to what it sends. */
export function readCover(
  tree: UrlTree,
  counts: InventoryCounts,
  broadSelectors: number,
  root: Trace,
  index: number,
): Cover {
  const prefixes: number[] = [];
  const open: (readonly [Trace, number])[] = [[root, index]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [trace, choice] = next;
    if (trace === NOTHING.trace) continue;
    const from = trace.fromLeft[choice] as number;
    if (from === WHOLE) {
      prefixes.push(trace.node);
      continue;
    }
    if (trace.left !== undefined) open.push([trace.left, from]);
    if (trace.right !== undefined) open.push([trace.right, trace.fromRight[choice] as number]);
  }
  prefixes.sort((a, b) => (tree.from[a] as number) - (tree.from[b] as number));
  return coverOf(tree, counts, broadSelectors, prefixes);
}

/** These prefixes, and a path for every URL that they and the broad selectors leave. */
export function coverOf(
  tree: UrlTree,
  counts: InventoryCounts,
  broadSelectors: number,
  prefixes: readonly number[],
): Cover {
  const covered = new Uint8Array(tree.urls.length);
  for (const node of prefixes) covered.fill(1, tree.from[node], tree.to[node]);
  const paths: number[] = [];
  for (let url = 0; url < covered.length; url++) {
    const isSwept = ((counts.ofChanged[url] as number) & broadSelectors) !== 0;
    if (covered[url] === 0 && !isSwept) paths.push(url);
  }
  return { prefixes, paths };
}

/**
 * The choice with the lowest cost, and of those the one with the fewest instructions; -1 when nothing fits.
 *
 * @param priceOf what so many instructions cost besides, in objects.
 */
export function cheapest({ counts, costs }: Frontier, priceOf: (instructions: number) => number): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, count] of counts.entries()) {
    const cost = (costs[index] as number) + priceOf(count);
    if (cost >= least) continue;
    best = index;
    least = cost;
  }
  return best;
}
