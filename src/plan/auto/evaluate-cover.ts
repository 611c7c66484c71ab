import { OBJECTS_PER_USD } from "../budgets.ts";
import type { PlanContext } from "../context.ts";
import { collateralBelow } from "./inventory-counts.ts";
import { chooseFew, offersOf } from "./limited-prefixes/choose-prefixes.ts";
import { type Cover, cheapest, coverOf, coverTree, readCover, UNKNOWN_OBJECTS } from "./optimal-cover.ts";
import { type Frontier, join, NOTHING, type Trace } from "./pareto-frontier.ts";
import { prefixCap, prefixGate } from "./prefix-limits.ts";
import { countBroadlyEvicted, type SearchSpace } from "./search-space.ts";

/** Everything that changed purged by some broad selectors, and by paths and prefixes for the rest. */
export interface Evaluation {
  /** Broad selectors that are sent, as bits. */
  readonly broadSelectors: number;
  /** For each base. */
  readonly covers: readonly Cover[];
  readonly instructions: number;
  readonly prefixes: number;
  readonly collateral: number;
  readonly broad: number;
  /** Set where the search for the best was cut short: no such cover costs less, collateral and `broad` together. */
  readonly bound?: number;
}

/** The best cover beside the given broad selectors; undefined when none fits. */
export function evaluate(
  context: PlanContext,
  space: SearchSpace,
  broadSelectors: number,
  useless: number,
): Evaluation | undefined {
  const sent = space.broadSelectors.filter((_, bit) => broadSelectors & (1 << bit));
  const count = sent.reduce((sum, { selectors }) => sum + selectors.length, 0);
  const evicted = countBroadlyEvicted(space, broadSelectors) * context.bases.length;
  if (count > space.budget || evicted + count * UNKNOWN_OBJECTS >= useless) return undefined;
  const evicts = collateralBelow(space.tree, space.counts, broadSelectors);
  const sum = (covers: readonly Cover[] | undefined) =>
    covers === undefined ? undefined : addUp(covers, { broadSelectors, count, evicted, evicts });
  // More than one for each URL are of no use.
  const budget = Math.min(space.budget - count, context.bases.length * space.tree.urls.length);
  const most = prefixCap(context);
  // Where only prefixes purge a URL wholly, all instructions are prefixes, and there is one limit.
  if (context.single.form === "prefix")
    return sum(bestCovers(context, space, broadSelectors, Math.min(budget, most), count));
  if (most >= budget || budget <= EXACT_BUDGET) {
    const found = sum(bestCovers(context, space, broadSelectors, budget, count));
    if (found === undefined || found.prefixes <= most) return found;
  }
  const found = budgetsWorthATry(space, budget, count).flatMap((budget): Evaluation[] => {
    const few = fewPrefixes(context, space, broadSelectors, { budget, most, evicts });
    const evaluation = sum(few?.covers);
    if (few === undefined || evaluation === undefined) return [];
    const bound = few.bound + evicted + count * UNKNOWN_OBJECTS;
    return [bound < costOf(evaluation) ? { ...evaluation, bound } : evaluation];
  });
  const price = (one: Evaluation) => costOf(one) + space.usd(one.instructions, 0) * OBJECTS_PER_USD;
  return found.toSorted((a, b) => price(a) - price(b))[0];
}

/** What covers evict and how many instructions they are, beside broad selectors. */
function addUp(
  covers: readonly Cover[],
  beside: { broadSelectors: number; count: number; evicted: number; evicts: Float64Array },
): Evaluation {
  const { broadSelectors, count, evicted, evicts } = beside;
  const prefixes = covers.flatMap((cover) => cover.prefixes);
  const paths = covers.reduce((sum, cover) => sum + cover.paths.length, 0);
  return {
    broadSelectors,
    covers,
    instructions: count + prefixes.length + paths,
    prefixes: prefixes.length,
    collateral: evicted + prefixes.reduce((sum, node) => sum + (evicts[node] as number), 0),
    broad: count + prefixes.length,
  };
}

function costOf({ collateral, broad }: Evaluation): number {
  return collateral + broad * UNKNOWN_OBJECTS;
}

/** Numbers of instructions between what is free and what fits: where each costs, fewer may be worth more evicted objects. */
function budgetsWorthATry({ usd }: SearchSpace, most: number, sent: number): readonly number[] {
  if (usd(sent + most, 0) === 0) return [most];
  let free = 0;
  for (let high = most; free < high; ) {
    const middle = (free + high + 1) >> 1;
    if (usd(sent + middle, 0) === 0) free = middle;
    else high = middle - 1;
  }
  return [...new Set([0, 1, 2, 3, 4].map((step) => free + Math.floor(((most - free) * step) / 4)))];
}

/** Budgets up to which instructions alone are counted first although prefixes have a limit: beyond, it takes seconds. */
const EXACT_BUDGET = 2_000;

/** The best covers where prefixes have a limit of their own; undefined when none fits both. */
function fewPrefixes(
  context: PlanContext,
  { tree, counts }: SearchSpace,
  broadSelectors: number,
  { budget, most, evicts }: { readonly budget: number; readonly most: number; readonly evicts: Float64Array },
): { readonly covers: readonly Cover[]; readonly bound: number } | undefined {
  const { bases } = context;
  const isLive = (url: number) => ((counts.ofChanged[url] as number) & broadSelectors) === 0;
  const live = tree.urls.reduce((sum, _, url) => sum + (isLive(url) ? 1 : 0), 0);
  const gate = prefixGate(context, tree);
  const offers = offersOf(tree, evicts, isLive, gate, { bases: bases.length, most });
  const needed = bases.length * live - budget;
  const few = needed <= 0 ? { taken: [], bound: 0 } : chooseFew(offers, { most, needed });
  if (few === undefined) return undefined;
  const each = offers.nodes.length;
  const covers = bases.map((_, base) => {
    const here = few.taken.filter((offer) => Math.floor(offer / each) === base);
    return coverOf(
      tree,
      counts,
      broadSelectors,
      here.map((offer) => offers.nodes[offer % each] as number),
    );
  });
  // With some prefixes left out, nothing is proven of the others.
  return { covers, bound: offers.isWhole ? few.bound : 0 };
}

function bestCovers(
  context: PlanContext,
  space: SearchSpace,
  broadSelectors: number,
  budget: number,
  sent: number,
): readonly Cover[] | undefined {
  const root = rootOf(context, space, broadSelectors, budget);
  const all = context.bases.reduce((joined) => join(joined, root, budget), NOTHING);
  const chosen = cheapest(all, (instructions) => space.usd(sent + instructions, 0) * OBJECTS_PER_USD);
  if (chosen < 0) return undefined;
  return choicesOf(all.trace, chosen, context.bases.length).map(([trace, choice]) =>
    readCover(space.tree, space.counts, broadSelectors, trace, choice),
  );
}

function rootOf(context: PlanContext, space: SearchSpace, broadSelectors: number, budget: number): Frontier {
  return coverTree(space.tree, space.counts, {
    broadSelectors,
    budget,
    prefixPrice: UNKNOWN_OBJECTS,
    pathSuffices: context.single.form !== "prefix",
    allows: prefixGate(context, space.tree),
  });
}

/** Every cover of one base that is worth its instructions, up to `budget`; the last evicts least. */
export function coversUpTo(context: PlanContext, space: SearchSpace, budget: number) {
  const root = rootOf(context, space, 0, budget);
  return {
    count: root.counts.length,
    at: (index: number): Cover => readCover(space.tree, space.counts, 0, root.trace, index),
  };
}

/** Splits the joined frontiers of several bases again. */
function choicesOf(all: Trace, chosen: number, bases: number): readonly (readonly [Trace, number])[] {
  const choices: (readonly [Trace, number])[] = [];
  let at = all;
  let choice = chosen;
  for (let base = bases - 1; base > 0; base--) {
    if (at.left === undefined || at.right === undefined) return Array(bases).fill([NOTHING.trace, 0]);
    choices.unshift([at.right, at.fromRight[choice] as number]);
    [at, choice] = [at.left, at.fromLeft[choice] as number];
  }
  return [[at, choice], ...choices];
}
