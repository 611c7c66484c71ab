import type { Kind } from "../../model/selector.ts";
import { requestsFor } from "../batches.ts";
import type { Planning } from "../context.ts";
import type { Draft } from "../draft.ts";
import { lowerExactly, patternLimit } from "../equivalents.ts";
import { foldedDrafts } from "../patterns-for-changes.ts";
import type { Way } from "./candidate.ts";
import { countEvicted, countStrays } from "./collateral.ts";
import { coverDrafts } from "./cover-drafts.ts";
import { coversUpTo, type Field } from "./evaluate-cover.ts";
import { collateralBelow } from "./inventory-counts.ts";
import type { Cover } from "./optimal-cover.ts";

/** The shortest that one more path can make a pattern: a character and a bar. */
const LEAST_PER_PATH = 2;

/** All changed paths folded into patterns that match just them; none where the provider takes no patterns. */
export function foldedWays(planning: Planning, field: Field): readonly Way[] {
  const { accepts } = planning.capabilities;
  const { tree, budget, looseBase } = field;
  if (accepts.regex === undefined || planning.single.form === "prefix") return [];
  if (tree.urls.length * LEAST_PER_PATH > budget * patternLimit(accepts)) return [];
  const strays = looseBase === undefined ? undefined : countStrays(tree, planning.inventory(), looseBase);
  const attempts = [
    // Loosely anchored, some patterns hit more than their path: those URLs are sent as paths while there is room.
    ...(strays === undefined || planning.single.form !== "path" ? [] : [(url: number) => (strays[url] as number) > 0]),
    ...(strays === undefined ? [] : [(url: number) => tree.urls[url] === "/"]),
    () => false,
  ].map((alone) => folding(planning, field, alone));
  const [way = attempts.at(-1)] = attempts.filter(({ instructions }) => instructions <= budget);
  return way === undefined ? [] : [way];
}

function folding(planning: Planning, { tree, looseBase }: Field, alone: (url: number) => boolean): Way {
  const isAlone = new Set(tree.urls.filter((_, url) => alone(url)));
  const drafts = foldedDrafts(planning, (url) => !isAlone.has(url));
  const kinds = new Map([...Map.groupBy(drafts, ({ selector }) => selector.by)].map(([by, of]) => [by, of.length]));
  const reach = {
    prefixes: new Set<number>(),
    patterns: (url: number) => !isAlone.has(tree.urls[url] as string),
    sweeps: [],
  };
  return {
    name: isAlone.size === 0 ? "patterns" : "patterns and paths",
    instructions: drafts.length,
    requests: requestsFor(kinds, planning.capabilities),
    collateral: looseBase === undefined ? 0 : countEvicted(tree, planning.inventory(), reach, looseBase),
    broad: 0,
    drafts() {
      planning.lowerings.push({
        how: "equivalent",
        from: `${tree.urls.length - isAlone.size} changed paths`,
        to: `${kinds.get("regex") ?? 0} patterns`,
        count: kinds.get("regex") ?? 0,
        why: "one path each would be more than max-purges",
      });
      return drafts;
    },
  };
}

/** How many paths a pattern of the shortest limit holds at most, by experience: bounds the covers that are looked at. */
const PATHS_PER_PATTERN = 40;
/** Most instructions of a cover whose paths are then folded: above, finding it takes seconds. */
const LARGEST_COVER = 5_000;

/**
 * The narrowest prefixes that leave few enough paths for patterns: covers for larger budgets, tried by halving, since the
 * patterns hold several paths each.
 */
export function mixedWays(planning: Planning, field: Field): readonly Way[] {
  const { accepts } = planning.capabilities;
  const { tree, budget } = field;
  if (accepts.regex === undefined || planning.single.form === "prefix") return [];
  const largest = Math.max(budget, Math.min(PATHS_PER_PATTERN * budget, LARGEST_COVER, tree.urls.length));
  const covers = coversUpTo(planning, field, largest);
  let best: Mixture | undefined;
  let [low, high] = [0, covers.count];
  while (low < high) {
    const middle = (low + high) >> 1;
    const mixture = mixed(planning, field, covers.at(middle));
    if (mixture.instructions <= budget) {
      best = mixture;
      low = middle + 1;
    } else high = middle;
  }
  return best === undefined ? [] : [mixedWay(planning, field, best)];
}

interface Mixture extends Cover {
  readonly patterns: readonly Draft[];
  readonly instructions: number;
}

function mixed(planning: Planning, { tree, looseBase }: Field, { prefixes, paths }: Cover): Mixture {
  const left = new Set(paths.map((url) => tree.urls[url]));
  const rest = { ...planning, stale: planning.stale.filter(({ url }) => left.has(url)) };
  // The pattern for the root would, loosely anchored, hit every folder.
  const patterns = foldedDrafts(rest, (url) => looseBase === undefined || url !== "/");
  return { prefixes, paths, patterns, instructions: patterns.length + planning.places.length * prefixes.length };
}

function mixedWay(planning: Planning, field: Field, { prefixes, paths, patterns, instructions }: Mixture): Way {
  const { tree, tally, looseBase } = field;
  const { places, capabilities } = planning;
  const evicts = collateralBelow(tree, tally, 0);
  const alone = new Set(paths.filter((url) => tree.urls[url] !== "/"));
  const reach = { prefixes: new Set(prefixes), patterns: (url: number) => alone.has(url), sweeps: [] };
  const known =
    looseBase === undefined
      ? prefixes.reduce((sum, node) => sum + (evicts[node] as number), 0)
      : countEvicted(tree, planning.inventory(), reach, looseBase);
  const kinds = new Map<Kind, number>();
  const prefixKind = lowerExactly({ by: "prefix", value: "/a/" }, capabilities.accepts)?.by ?? "prefix";
  const broad = places.length * prefixes.length;
  kinds.set(prefixKind, broad);
  for (const { selector } of patterns) kinds.set(selector.by, (kinds.get(selector.by) ?? 0) + 1);
  const covers = places.map(() => ({ prefixes, paths: [] }));
  return {
    name: "prefixes and patterns",
    instructions,
    requests: requestsFor(kinds, capabilities),
    collateral: places.length * known,
    broad,
    drafts: () => [...coverDrafts(planning, field, { sweeps: 0, covers }), ...patterns],
  };
}
