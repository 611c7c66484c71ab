import type { Capabilities, Kind, Selector } from "../providers/provider.ts";
import { extensionAsWritten, mayWiden } from "./by.ts";
import { type Cover, type CoverRules, cheapest, coverTree, readCover, UNKNOWN_OBJECTS } from "./cover.ts";
import { type Frontier, join, NOTHING } from "./frontier.ts";
import { looseBase, lowerExactly } from "./lower.ts";
import type { Planning } from "./make-plan.ts";
import { isPageUrl, PAGES_PATTERN } from "./pattern.ts";
import { collateralBelow, countInventory, MOST_SWEEPS, type Sweep, type Tally } from "./tally.ts";
import { growTree, prefixOf, type UrlTree } from "./url-tree.ts";

/** The changed URLs among the known ones, and what may be used to purge them. */
export interface Field {
  readonly tree: UrlTree;
  readonly tally: Tally;
  readonly sweeps: readonly (Sweep & { readonly selector: Selector })[];
  /** Instructions that changes may use: what the user's own selectors leave. */
  readonly budget: number;
  /** Set where patterns are anchored loosely: the base path before each. */
  readonly looseBase?: string;
}

/** Lays out what is to be weighed. URLs are below the base path, which is the same at every place or does not matter. */
export function survey(planning: Planning, urls: readonly string[], budget: number): Field {
  const { capabilities } = planning;
  const tree = growTree(urls, capabilities.accepts.prefix?.match.prefix ?? "string");
  const sweeps = sweepsFor(planning, urls);
  const base = looseBase(planning);
  const prefixKind = lowerExactly({ by: "prefix", value: "/a/" }, capabilities.accepts)?.by;
  const tally = countInventory(tree, planning.inventory(), sweeps, prefixKind === "regex" ? base : undefined);
  return { tree, tally, sweeps, budget, ...(base === undefined ? {} : { looseBase: base }) };
}

/** The most frequent extensions, and all pages: they reach the whole host, so they need its leave. */
function sweepsFor({ widenTo, capabilities: { accepts } }: Planning, urls: readonly string[]): Field["sweeps"] {
  if (!mayWiden(widenTo, "host")) return [];
  const counts = new Map<string, number>();
  for (const url of urls) {
    const extension = extensionAsWritten(url);
    if (extension !== undefined) counts.set(extension, (counts.get(extension) ?? 0) + 1);
  }
  const frequent = [...counts].filter(([, count]) => count > 1).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const sweeps = frequent.slice(0, MOST_SWEEPS - 1).flatMap(([value]) => {
    const selector = lowerExactly({ by: "extension", value }, accepts);
    return selector === undefined
      ? []
      : [{ name: `ext:${value}`, selector, matches: (url: string) => url.endsWith(`.${value}`) }];
  });
  const pages: Selector = { by: "regex", value: PAGES_PATTERN };
  if (lowerExactly(pages, accepts) === undefined || urls.filter(isPageUrl).length < 2) return sweeps;
  return [...sweeps, { name: "all pages", selector: pages, matches: isPageUrl }];
}

/** One way to purge it all with some sweeps, and paths and prefixes for the rest. */
export interface Weighed {
  /** Sweeps that are sent, as bits. */
  readonly sweeps: number;
  /** For each place. */
  readonly covers: readonly Cover[];
  readonly instructions: number;
  readonly prefixes: number;
  readonly collateral: number;
  readonly broad: number;
}

/** The best cover beside the given sweeps; undefined when none fits. */
export function weigh(planning: Planning, field: Field, sweeps: number, useless: number): Weighed | undefined {
  const count = field.sweeps.filter((_, bit) => sweeps & (1 << bit)).length;
  const swept = sweptBy(field, sweeps) * planning.places.length;
  if (count > field.budget || swept + count * UNKNOWN_OBJECTS >= useless) return undefined;
  const budget = field.budget - count;
  const attempt = (rules: Counted): Weighed | undefined => {
    const covers = bestCovers(planning, field, sweeps, rules);
    if (covers === undefined) return undefined;
    const evicts = collateralBelow(field.tree, field.tally, sweeps);
    const prefixes = covers.flatMap((cover) => cover.prefixes);
    const paths = covers.reduce((sum, cover) => sum + cover.paths.length, 0);
    return {
      sweeps,
      covers,
      instructions: count + prefixes.length + paths,
      prefixes: prefixes.length,
      collateral: swept + prefixes.reduce((sum, node) => sum + (evicts[node] as number), 0),
      broad: count + prefixes.length,
    };
  };
  const most = prefixCap(planning);
  if (most >= budget || budget <= EXACT_BUDGET) {
    const found = attempt({ counts: "instructions", budget, pathPrice: 0 });
    if (found === undefined || found.prefixes <= most) return found;
  }
  return fewPrefixes((pathPrice) => attempt({ counts: "prefixes", budget: most, pathPrice }), field.budget);
}

/**
 * Prefixes have a limit of their own: they are counted, and paths get a price instead, the lowest at which few enough are
 * left. The result is the optimum of some budget close to the one that was asked for.
 */
function fewPrefixes(attempt: (price: number) => Weighed | undefined, budget: number): Weighed | undefined {
  let best: Weighed | undefined;
  let [low, high] = [LOWEST_PRICE, HIGHEST_PRICE];
  for (let step = 0; step < PRICE_STEPS; step++) {
    const price = step === 0 ? high : Math.sqrt(low * high);
    const found = attempt(price);
    const fits = found !== undefined && found.instructions <= budget;
    if (step === 0 && !fits) return undefined;
    if (fits && (best === undefined || costOf(found) <= costOf(best))) best = found;
    if (fits) high = price;
    else low = price;
  }
  return best;
}

function costOf({ collateral, broad }: Weighed): number {
  return collateral + broad * UNKNOWN_OBJECTS;
}

/** Budgets up to which instructions are tried first although prefixes have a limit: beyond, it takes seconds. */
const EXACT_BUDGET = 2_000;
/** Prices of a path, in objects: from hardly any to more than any site has. */
const LOWEST_PRICE = 0.01;
const HIGHEST_PRICE = 1e8;
/** Each halves the logarithm of the range: after twelve, the price is known to a percent. */
const PRICE_STEPS = 13;

function bestCovers(planning: Planning, field: Field, sweeps: number, counted: Counted): readonly Cover[] | undefined {
  const { rules, root } = rootOf(planning, field, sweeps, counted);
  const all = planning.places.reduce((joined) => join(joined, root, counted.budget), NOTHING);
  const chosen = cheapest(all);
  if (chosen < 0) return undefined;
  return waysOf(all, chosen, planning.places.length).map(([frontier, way]) =>
    readCover(field.tree, field.tally, rules, frontier, way),
  );
}

type Counted = Pick<CoverRules, "counts" | "budget" | "pathPrice">;

function rootOf(planning: Planning, field: Field, sweeps: number, counted: Counted) {
  const rules: CoverRules = {
    ...counted,
    sweeps,
    pathSuffices: planning.single.form !== "prefix",
    allows: prefixGate(planning, field.tree),
  };
  return { rules, root: coverTree(field.tree, field.tally, rules) };
}

/** Every cover of one place that is worth its instructions, up to `budget`; the last evicts least. */
export function coversUpTo(planning: Planning, field: Field, budget: number) {
  const { rules, root } = rootOf(planning, field, 0, { counts: "instructions", budget, pathPrice: 0 });
  return {
    count: root.counts.length,
    at: (index: number): Cover => readCover(field.tree, field.tally, rules, root, index),
  };
}

/** Takes the joined frontiers of several places apart again. */
function waysOf(all: Frontier, chosen: number, places: number): readonly (readonly [Frontier, number])[] {
  const ways: (readonly [Frontier, number])[] = [];
  let at = all;
  let way = chosen;
  for (let place = places - 1; place > 0; place--) {
    if (at.left === undefined || at.right === undefined) return Array(places).fill([NOTHING, 0]);
    ways.unshift([at.right, at.fromRight[way] as number]);
    [at, way] = [at.left, at.fromLeft[way] as number];
  }
  return [[at, way], ...ways];
}

/** Which prefixes may be sent: as `widen-to` allows, and as far as the provider takes their length. */
function prefixGate(
  { widenTo, places, capabilities: { accepts } }: Planning,
  tree: UrlTree,
): (node: number) => boolean {
  if (!mayWiden(widenTo, "prefix")) return () => false;
  if (lowerExactly({ by: "prefix", value: "/a/" }, accepts) === undefined) return () => false;
  const hasBase = places.every(({ basePath }) => basePath !== "/");
  const wholeSite = hasBase || mayWiden(widenTo, "host");
  const longestBase = Math.max(...places.map(({ basePath, origin = "" }) => basePath.length + origin.length));
  return (node) => {
    const length = tree.cut[node] as number;
    if (length <= 1 && !wholeSite) return false;
    // Escaping at most doubles a path: only what may be too long is looked at more closely.
    if (2 * (length + longestBase) + SLACK <= shortestLimit(accepts)) return true;
    return places.every(({ basePath }) => {
      const value = basePath + prefixOf(tree, node).slice(1);
      return lowerExactly({ by: "prefix", value }, accepts) !== undefined;
    });
  };
}

/** Room for what stands around a path in a pattern. */
const SLACK = 16;

function shortestLimit(accepts: Capabilities["accepts"]): number {
  const limits = (["prefix", "starts_with", "regex"] as const).map((kind) => accepts[kind]?.maxLength);
  return Math.min(...limits.map((limit) => limit ?? Number.POSITIVE_INFINITY));
}

/** Most prefixes that a rate of their own lets through within the timeout, a sixth of it kept for retries. */
function prefixCap({ capabilities, timeoutMs, settleMs }: Planning): number {
  const kind = lowerExactly({ by: "prefix", value: "/a/" }, capabilities.accepts)?.by;
  const own = capabilities.rates.filter(({ unit, kinds }) => unit === "item" && kinds?.includes(kind as Kind));
  const leftMs = Math.max(0, timeoutMs - settleMs) * (5 / 6);
  const caps = own.map(({ amount, perSeconds, burst }) =>
    burst === undefined
      ? amount * (1 + Math.floor(leftMs / (perSeconds * 1000)))
      : burst + Math.floor((leftMs / (perSeconds * 1000)) * amount),
  );
  return Math.min(Number.POSITIVE_INFINITY, ...caps);
}

export function sweptBy({ tally }: Field, sweeps: number): number {
  let count = 0;
  for (const [set, objects] of tally.swept.entries()) if ((set & sweeps) !== 0) count += objects;
  return count;
}
