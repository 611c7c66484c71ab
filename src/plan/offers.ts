import { UNKNOWN_OBJECTS } from "./cover.ts";
import type { Offers } from "./offer-prices.ts";
import type { UrlTree } from "./url-tree.ts";

/** Prefixes that may be sent, with the tree's node for each. */
export interface NodeOffers extends Offers {
  readonly nodes: readonly number[];
  /** Are these all? Beyond a bound on memory, those that save least are left out. */
  readonly isWhole: boolean;
}

/** Most offers times prefixes that are weighed: beyond, those over the fewest URLs are left out. 64 MiB of bounds. */
const MOST_ROOM = 2 ** 23;

/**
 * The prefixes of a tree that save instructions, at so many places.
 *
 * @param evicts for each node, what its prefix evicts needlessly.
 * @param isLive by URL of the tree: does it still need an instruction?
 * @param most prefixes that may be sent together.
 */
export function offersOf(
  tree: UrlTree,
  evicts: Float64Array,
  isLive: (url: number) => boolean,
  allows: (node: number) => boolean,
  { places, most }: { readonly places: number; readonly most: number },
): NodeOffers {
  const liveBefore = new Int32Array(tree.urls.length + 1);
  for (let url = 0; url < tree.urls.length; url++) {
    liveBefore[url + 1] = (liveBefore[url] as number) + (isLive(url) ? 1 : 0);
  }
  const from = (node: number) => tree.from[node] as number;
  const to = (node: number) => tree.to[node] as number;
  const saved = (node: number) => (liveBefore[to(node)] as number) - (liveBefore[from(node)] as number) - 1;
  const nodes: number[] = [];
  for (let node = 1; node < tree.size; node++) {
    if ((tree.cut[node] as number) > 0 && saved(node) > 0 && allows(node)) nodes.push(node);
  }
  const kept = mostSaving(nodes, saved, Math.floor(MOST_ROOM / (places * (most + 1))));
  // As a walk from the root meets them: what begins at the same URL is nested, and the outer one has the lower number.
  kept.sort((a, b) => from(a) - from(b) || a - b);
  const after = new Int32Array(kept.length);
  const open: number[] = [];
  for (const [offer, node] of kept.entries()) {
    while (open.length > 0 && to(kept[open.at(-1) as number] as number) <= from(node))
      after[open.pop() as number] = offer;
    open.push(offer);
  }
  for (const offer of open) after[offer] = kept.length;
  const all = Array.from({ length: places }, (_, place) => place * kept.length);
  return {
    nodes: kept,
    isWhole: kept.length === nodes.length,
    saves: Int32Array.from(all.flatMap(() => kept.map(saved))),
    costs: Float64Array.from(all.flatMap(() => kept.map((node) => (evicts[node] as number) + UNKNOWN_OBJECTS))),
    after: Int32Array.from(all.flatMap((start) => Array.from(after, (offer) => start + offer))),
  };
}

function mostSaving(nodes: number[], saved: (node: number) => number, room: number): number[] {
  if (nodes.length <= room) return nodes;
  return nodes.toSorted((a, b) => saved(b) - saved(a) || a - b).slice(0, Math.max(1, room));
}
