import { extensionAsWritten } from "../../lib/url-path.ts";
import type { Capabilities } from "../../model/capabilities.ts";
import { mayWiden } from "../../model/plan-options.ts";
import type { Selector } from "../../model/selector.ts";
import { reachesOneHost } from "../addressing.ts";
import type { PlanContext } from "../context.ts";
import { isLoose, prefixKind, translateExactly } from "../equivalents.ts";
import { endsLikePage, PAGES_PATTERN } from "../patterns.ts";
import {
  type BroadSelector,
  collateralBelow,
  countInventory,
  type InventoryCounts,
  MAX_BROAD_SELECTORS,
} from "./inventory-counts.ts";
import { chooseFew, offersOf } from "./limited-prefixes/choose-prefixes.ts";
import { type Cover, cheapest, coverOf, coverTree, readCover, UNKNOWN_OBJECTS } from "./optimal-cover.ts";
import { type Frontier, join, NOTHING, type Trace } from "./pareto-frontier.ts";
import { growTree, prefixOf, type UrlTree } from "./url-trie.ts";

/** The changed URLs among the known ones, and what may be used to purge them. */
export interface SearchSpace {
  readonly tree: UrlTree;
  readonly counts: InventoryCounts;
  readonly broadSelectors: readonly (BroadSelector & { readonly selectors: readonly Selector[] })[];
  /** Instructions that changes may use: what the user's own selectors leave. */
  readonly budget: number;
  /** Set where patterns are anchored loosely: the base path in front of each. */
  readonly looseBase?: string;
}

/** Lays out what is to be weighed. URLs are below the base path, which is the same at every place or does not matter. */
export function createSearchSpace(context: PlanContext, urls: readonly string[], budget: number): SearchSpace {
  const { capabilities } = context;
  const tree = growTree(urls, capabilities.accepts.prefix?.match.prefix ?? "string");
  const broadSelectors = broadSelectorsFor(context, urls);
  const looseBase = isLoose(capabilities) ? (context.bases[0]?.basePath ?? "/") : undefined;
  const strays = prefixKind(capabilities) === "regex" ? looseBase : undefined;
  const counts = countInventory(tree, context.inventory(), broadSelectors, strays);
  return { tree, counts, broadSelectors, budget, ...(looseBase === undefined ? {} : { looseBase }) };
}

/** The most frequent extensions, and all pages: they reach the whole host, so they need its leave. */
function broadSelectorsFor(
  { widenTo, capabilities, bases }: PlanContext,
  urls: readonly string[],
): SearchSpace["broadSelectors"] {
  if (!mayWiden(widenTo, "host")) return [];
  const counts = new Map<string, number>();
  for (const url of urls) {
    const extension = extensionAsWritten(url);
    if (extension !== undefined) counts.set(extension, (counts.get(extension) ?? 0) + 1);
  }
  const frequent = [...counts].filter(([, count]) => count > 1).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const onHosts = (selector: Selector): readonly Selector[] =>
    reachesOneHost(selector.by, capabilities)
      ? [...new Set(bases.map(({ origin }) => origin))].map((origin) => ({ ...selector, ...(origin && { origin }) }))
      : [selector];
  const broadSelectors = frequent.slice(0, MAX_BROAD_SELECTORS - 1).flatMap(([value]) => {
    const selector = translateExactly({ by: "extension", value }, capabilities);
    return selector === undefined
      ? []
      : [{ name: `ext:${value}`, selectors: onHosts(selector), matches: (url: string) => url.endsWith(`.${value}`) }];
  });
  const pages: Selector = { by: "regex", value: PAGES_PATTERN };
  if (translateExactly(pages, capabilities) === undefined || urls.filter(endsLikePage).length < 2)
    return broadSelectors;
  return [...broadSelectors, { name: "all pages", selectors: onHosts(pages), matches: endsLikePage }];
}

/** One way to purge it all with some sweeps, and paths and prefixes for the rest. */
export interface Evaluation {
  /** Sweeps that are sent, as bits. */
  readonly broadSelectors: number;
  /** For each place. */
  readonly covers: readonly Cover[];
  readonly instructions: number;
  readonly prefixes: number;
  readonly collateral: number;
  readonly broad: number;
  /** Set where the search for the best was cut short: no such way costs less, collateral and `broad` together. */
  readonly bound?: number;
}

/** The best cover beside the given sweeps; undefined when none fits. */
export function evaluate(
  context: PlanContext,
  space: SearchSpace,
  broadSelectors: number,
  useless: number,
): Evaluation | undefined {
  const sent = space.broadSelectors.filter((_, bit) => broadSelectors & (1 << bit));
  const count = sent.reduce((sum, { selectors }) => sum + selectors.length, 0);
  const swept = sweptBy(space, broadSelectors) * context.bases.length;
  if (count > space.budget || swept + count * UNKNOWN_OBJECTS >= useless) return undefined;
  const evicts = collateralBelow(space.tree, space.counts, broadSelectors);
  const measured = (covers: readonly Cover[] | undefined): Evaluation | undefined => {
    if (covers === undefined) return undefined;
    const prefixes = covers.flatMap((cover) => cover.prefixes);
    const paths = covers.reduce((sum, cover) => sum + cover.paths.length, 0);
    return {
      broadSelectors,
      covers,
      instructions: count + prefixes.length + paths,
      prefixes: prefixes.length,
      collateral: swept + prefixes.reduce((sum, node) => sum + (evicts[node] as number), 0),
      broad: count + prefixes.length,
    };
  };
  const budget = space.budget - count;
  const most = prefixCap(context);
  // Where only prefixes purge a URL wholly, all instructions are prefixes, and there is one limit.
  if (context.single.form === "prefix")
    return measured(bestCovers(context, space, broadSelectors, Math.min(budget, most)));
  if (most >= budget || budget <= EXACT_BUDGET) {
    const found = measured(bestCovers(context, space, broadSelectors, budget));
    if (found === undefined || found.prefixes <= most) return found;
  }
  const few = fewPrefixes(context, space, broadSelectors, { budget, most, evicts });
  const found = measured(few?.covers);
  if (found === undefined || few === undefined) return undefined;
  const bound = few.bound + swept + count * UNKNOWN_OBJECTS;
  return bound < found.collateral + found.broad * UNKNOWN_OBJECTS ? { ...found, bound } : found;
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
): readonly Cover[] | undefined {
  const root = rootOf(context, space, broadSelectors, budget);
  const all = context.bases.reduce((joined) => join(joined, root, budget), NOTHING);
  const chosen = cheapest(all);
  if (chosen < 0) return undefined;
  return waysOf(all.trace, chosen, context.bases.length).map(([trace, way]) =>
    readCover(space.tree, space.counts, broadSelectors, trace, way),
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

/** Every cover of one place that is worth its instructions, up to `budget`; the last evicts least. */
export function coversUpTo(context: PlanContext, space: SearchSpace, budget: number) {
  const root = rootOf(context, space, 0, budget);
  return {
    count: root.counts.length,
    at: (index: number): Cover => readCover(space.tree, space.counts, 0, root.trace, index),
  };
}

/** Takes the joined frontiers of several places apart again. */
function waysOf(all: Trace, chosen: number, bases: number): readonly (readonly [Trace, number])[] {
  const ways: (readonly [Trace, number])[] = [];
  let at = all;
  let way = chosen;
  for (let base = bases - 1; base > 0; base--) {
    if (at.left === undefined || at.right === undefined) return Array(bases).fill([NOTHING.trace, 0]);
    ways.unshift([at.right, at.fromRight[way] as number]);
    [at, way] = [at.left, at.fromLeft[way] as number];
  }
  return [[at, way], ...ways];
}

/** Which prefixes may be sent: as `widen-to` allows, and as far as the provider takes their length. */
function prefixGate({ widenTo, bases, capabilities }: PlanContext, tree: UrlTree): (node: number) => boolean {
  if (!mayWiden(widenTo, "prefix")) return () => false;
  if (translateExactly({ by: "prefix", value: "/a/" }, capabilities) === undefined) return () => false;
  const hasBase = bases.every(({ basePath }) => basePath !== "/");
  const wholeSite = hasBase || mayWiden(widenTo, "host");
  const longestBase = Math.max(...bases.map(({ basePath, origin = "" }) => basePath.length + origin.length));
  return (node) => {
    const length = tree.cut[node] as number;
    if (length <= 1 && !wholeSite) return false;
    // Escaping at most doubles a path: only what may be too long is looked at more closely.
    if (2 * (length + longestBase) + SLACK <= shortestLimit(capabilities.accepts)) return true;
    return bases.every(({ basePath }) => {
      const value = basePath + prefixOf(tree, node).slice(1);
      return translateExactly({ by: "prefix", value }, capabilities) !== undefined;
    });
  };
}

/** Room for what stands around a path in a pattern. */
const SLACK = 16;

function shortestLimit(accepts: Capabilities["accepts"]): number {
  const limits = (["prefix", "starts_with", "regex"] as const).map((kind) => accepts[kind]?.maxLength);
  return Math.min(...limits.map((limit) => limit ?? Number.POSITIVE_INFINITY));
}

/**
 * Most prefixes: what the provider's own limit for one run is, and no more than a rate of their own lets through within the
 * timeout, a sixth of it kept for retries.
 */
function prefixCap({ capabilities, timeoutMs, settleMs }: PlanContext): number {
  const kind = prefixKind(capabilities);
  const own = capabilities.rates.filter(({ unit, kinds }) => unit === "item" && kinds?.includes(kind));
  const leftMs = Math.max(0, timeoutMs - settleMs) * (5 / 6);
  const caps = own.map(({ amount, perSeconds, burst }) =>
    burst === undefined
      ? amount * (1 + Math.floor(leftMs / (perSeconds * 1000)))
      : burst + Math.floor((leftMs / (perSeconds * 1000)) * amount),
  );
  return Math.min(capabilities.accepts[kind]?.perRun ?? Number.POSITIVE_INFINITY, ...caps);
}

export function sweptBy({ counts }: SearchSpace, broadSelectors: number): number {
  let count = 0;
  for (const [set, objects] of counts.swept.entries()) if ((set & broadSelectors) !== 0) count += objects;
  return count;
}
