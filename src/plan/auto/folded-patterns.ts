import type { Kind } from "../../model/selector.ts";
import { requestsFor } from "../batches.ts";
import type { PlanContext } from "../context.ts";
import { patternLimit, prefixKind } from "../equivalents.ts";
import type { Instruction } from "../instruction.ts";
import { foldedInstructions, patternTranslation } from "../patterns-for-changes.ts";
import { joinResults, stageResult } from "../stage-result.ts";
import type { Candidate } from "./candidate.ts";
import { countEvicted, countStrays, mayStray } from "./collateral.ts";
import { coverInstructions } from "./cover-instructions.ts";
import { coversUpTo } from "./evaluate-cover.ts";
import { collateralBelow } from "./inventory-counts.ts";
import type { Cover } from "./optimal-cover.ts";
import type { SearchSpace } from "./search-space.ts";

/** The shortest that one more path can make a pattern: a character and a bar. */
const MIN_PER_PATH = 2;

/** All changed paths folded into patterns that match just them; none where the provider takes no patterns. */
export function foldedCandidates(context: PlanContext, space: SearchSpace): readonly Candidate[] {
  const { accepts } = context.capabilities;
  const { tree, budget, looseBase } = space;
  if (accepts.regex === undefined || context.single.form === "prefix") return [];
  if (tree.urls.length * MIN_PER_PATH > budget * patternLimit(accepts)) return [];
  const strays = looseBase === undefined ? undefined : countStrays(tree, context.inventory(), looseBase);
  const attempts = [
    // Loosely anchored, some patterns hit more than their path: those URLs are sent as paths while there is room.
    ...(strays === undefined || context.single.form !== "path" ? [] : [(url: number) => (strays[url] as number) > 0]),
    ...(strays === undefined ? [] : [(url: number) => tree.urls[url] === "/"]),
    () => false,
  ].map((alone) => folding(context, space, alone));
  const [candidate = attempts.at(-1)] = attempts.filter(({ instructions }) => instructions <= budget);
  return candidate === undefined ? [] : [candidate];
}

function folding(context: PlanContext, { tree, why }: SearchSpace, alone: (url: number) => boolean): Candidate {
  const isAlone = new Set(tree.urls.filter((_, url) => alone(url)));
  const instructions = foldedInstructions(context, (url) => !isAlone.has(url));
  const kinds = countKinds(instructions);
  const patterns = kinds.get("regex") ?? 0;
  const reach = {
    prefixes: new Set<number>(),
    patterns: (url: number) => context.single.form === "pattern" || !isAlone.has(tree.urls[url] as string),
    broadSelectors: [],
  };
  const collateral = mayStray(context)
    ? countEvicted(
        context,
        tree,
        context.bases.map(() => reach),
      )
    : 0;
  return {
    name: isAlone.size === 0 ? "patterns" : "patterns and paths",
    instructions: instructions.length,
    requests: requestsFor(kinds, context.capabilities),
    collateral,
    broad: 0,
    build: () =>
      stageResult({
        instructions,
        translations: [patternTranslation(tree.urls.length - isAlone.size, patterns, why, collateral)],
      }),
  };
}

function countKinds(instructions: readonly Instruction[]): Map<Kind, number> {
  const kinds = new Map<Kind, number>();
  for (const { selector } of instructions) kinds.set(selector.by, (kinds.get(selector.by) ?? 0) + 1);
  return kinds;
}

/** How many paths a pattern of the shortest limit holds at most, by experience: bounds the covers that are compared. */
const PATHS_PER_PATTERN = 40;
/** Most instructions of a cover whose paths are then folded: above, finding it takes seconds. */
const LARGEST_COVER = 5_000;

/**
 * The narrowest prefixes that leave few enough paths for patterns: covers for larger budgets, tried by halving, since the
 * patterns hold several paths each.
 */
export function mixedCandidates(context: PlanContext, space: SearchSpace): readonly Candidate[] {
  const { accepts } = context.capabilities;
  const { tree, budget } = space;
  if (accepts.regex === undefined || context.single.form === "prefix") return [];
  const largest = Math.max(budget, Math.min(PATHS_PER_PATTERN * budget, LARGEST_COVER, tree.urls.length));
  const covers = coversUpTo(context, space, largest);
  let best: Mixture | undefined;
  let [low, high] = [0, covers.count];
  while (low < high) {
    const middle = (low + high) >> 1;
    const mixture = mixed(context, space, covers.at(middle));
    if (mixture.instructions <= budget) {
      best = mixture;
      low = middle + 1;
    } else high = middle;
  }
  return best === undefined ? [] : [mixedCandidate(context, space, best)];
}

interface Mixture extends Cover {
  readonly patterns: readonly Instruction[];
  readonly instructions: number;
}

function mixed(context: PlanContext, { tree, looseBase }: SearchSpace, { prefixes, paths }: Cover): Mixture {
  const left = new Set(paths.map((url) => tree.urls[url]));
  const rest = { ...context, stale: context.stale.filter(({ url }) => left.has(url)) };
  // The pattern for the root would, loosely anchored, hit every folder.
  const patterns = foldedInstructions(rest, (url) => looseBase === undefined || url !== "/");
  return { prefixes, paths, patterns, instructions: patterns.length + context.bases.length * prefixes.length };
}

function mixedCandidate(
  context: PlanContext,
  space: SearchSpace,
  { prefixes, paths, patterns, instructions }: Mixture,
): Candidate {
  const { tree, counts } = space;
  const { bases, capabilities } = context;
  const evicts = collateralBelow(tree, counts, 0);
  // What is not folded is a pattern of its own where single URLs are.
  const alone = new Set(paths.filter((url) => context.single.form === "pattern" || tree.urls[url] !== "/"));
  const reach = { prefixes: new Set(prefixes), patterns: (url: number) => alone.has(url), broadSelectors: [] };
  const byPrefixes = bases.length * prefixes.reduce((sum, node) => sum + (evicts[node] as number), 0);
  const reaches = bases.map(() => reach);
  const collateral = mayStray(context) ? countEvicted(context, tree, reaches) : byPrefixes;
  const kinds = countKinds(patterns);
  const broad = bases.length * prefixes.length;
  const kind = prefixKind(capabilities);
  kinds.set(kind, (kinds.get(kind) ?? 0) + broad);
  const covers = bases.map(() => ({ prefixes, paths: [] }));
  return {
    name: "prefixes and patterns",
    instructions,
    requests: requestsFor(kinds, capabilities),
    collateral,
    broad,
    build: () =>
      joinResults([
        coverInstructions(context, space, { broadSelectors: 0, covers }),
        stageResult({
          instructions: patterns,
          translations: [
            patternTranslation(paths.length, patterns.length, space.why, Math.max(0, collateral - byPrefixes)),
          ],
        }),
      ]),
  };
}
