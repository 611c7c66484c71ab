import { UNKNOWN_OBJECTS } from "../optimal-cover.ts";
import type { UrlTree } from "../url-trie.ts";
import { subsetOf, walk } from "./branch-and-bound.ts";
import {
  type Choice,
  COSTS_ARE_WHOLE,
  type Limits,
  leastWith,
  type Offers,
  type Priced,
  priced,
} from "./lagrangian-bound.ts";

/** Most offers that the first walk considers, the likeliest ones. Our own bound. */
const CORE = 500;
/** Choices in the making that it keeps side by side: it only has to find a good one. Ours. */
const NARROW = 300;
/** Steps after which the second walk is cut short: about a tenth of a second. Ours. */
const MAX_STEPS = 200_000;

export interface FewPrefixes {
  /** Indices of the offers that are taken. */
  readonly taken: readonly number[];
  readonly cost: number;
  /** No choice costs less than this. Equal to `cost` unless the search was cut short. */
  readonly bound: number;
}

/**
 * The cheapest choice of at most `most` prefixes, none below another, that saves at least `needed` instructions; undefined
 * where there is none.
 *
 * First an instruction saved gets a price, and the price is sought that bounds the cost of every choice from below most
 * tightly (the Lagrangian dual). It shows which offers are likely, and a narrow walk past those finds a good choice. That one
 * rules out most offers, and a wide walk searches what is left. Where it takes too long, the good choice stands, and the
 * bound says how good it is.
 */
export function chooseFew(offers: Offers, limits: Limits): FewPrefixes | undefined {
  const first = priced(offers, limits);
  if (first === undefined) return undefined;
  const least = leastWith(offers, limits, first);
  const core = Array.from(least, (_, offer) => offer).sort(
    (a, b) => (least[a] as number) - (least[b] as number) || a - b,
  );
  const good = walkAmong(
    offers,
    core.slice(0, CORE).sort((a, b) => a - b),
    limits,
    first.found,
    NARROW,
  );
  const rest = core.filter((offer) => (least[offer] as number) <= good.best.cost - 1 + COSTS_ARE_WHOLE);
  const wide = walkAmong(
    offers,
    rest.sort((a, b) => a - b),
    limits,
    good.best,
    Number.POSITIVE_INFINITY,
  );
  const { taken, cost } = wide.best;
  const bound = Math.max(lowest(first, limits), wide.bound);
  return { taken, cost, bound: wide.isComplete ? cost : Math.min(cost, bound) };
}

/** Searches some of the offers for a choice that is cheaper than `best`. */
function walkAmong(offers: Offers, some: readonly number[], limits: Limits, best: Choice, width: number) {
  const fewer = subsetOf(offers, some);
  const prices = priced(fewer, limits);
  if (prices === undefined) return { best, isComplete: true, bound: best.cost };
  const named = (choice: Choice): Choice => ({ ...choice, taken: choice.taken.map((offer) => some[offer] as number) });
  const known = prices.found.cost < best.cost ? named(prices.found) : best;
  const { found, isComplete } = walk(fewer, limits, prices, known.cost, {
    width,
    steps: width === NARROW ? Infinity : MAX_STEPS,
  });
  return { best: found === undefined ? known : named(found), isComplete, bound: lowest(prices, limits) };
}

/** What no choice undercuts, by the price that was found. */
function lowest({ price, worth }: Priced, { most, needed }: Limits): number {
  return Math.ceil(price * needed + (worth[most] as number) - COSTS_ARE_WHOLE);
}

/** Prefixes that may be sent, with the tree's node for each. */
export interface NodeOffers extends Offers {
  readonly nodes: readonly number[];
  /** Are these all? Beyond a bound on memory, those that save least are left out. */
  readonly isWhole: boolean;
}

/** Most offers times prefixes that are compared: beyond, those over the fewest URLs are left out. 64 MiB of bounds. */
const MAX_ROOM = 2 ** 23;

/**
 * The prefixes of a tree that save instructions, for so many bases.
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
  { bases, most }: { readonly bases: number; readonly most: number },
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
  const kept = mostSaving(nodes, saved, Math.floor(MAX_ROOM / (bases * (most + 1))));
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
  const all = Array.from({ length: bases }, (_, base) => base * kept.length);
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
