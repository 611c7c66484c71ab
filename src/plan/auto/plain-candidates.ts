import type { Translation } from "../../model/plan.ts";
import { describeSelector } from "../../model/selector.ts";
import { requestsFor } from "../batches.ts";
import type { PlanContext } from "../context.ts";
import { everythingWithin } from "../everything.ts";
import { patternTranslation } from "../patterns-for-changes.ts";
import { single, staleAt } from "../single-url.ts";
import { type StageResult, stageResult } from "../stage-result.ts";
import type { Candidate } from "./candidate.ts";
import { countEvicted, mayStray } from "./collateral.ts";
import { widened } from "./cover-instructions.ts";
import type { SearchSpace } from "./search-space.ts";

/** One instruction for each changed URL. */
export function pathsCandidate(context: PlanContext): Candidate {
  const { bases, stale, capabilities } = context;
  const instructions = bases.length * stale.length;
  const kind = context.single.form === "pattern" ? "regex" : "path";
  return {
    name: "paths",
    instructions,
    requests: requestsFor(new Map([[kind, instructions]]), capabilities),
    collateral: 0,
    broad: 0,
    build: () =>
      stageResult({ instructions: bases.flatMap((base) => staleAt(context, base).map((one) => single(context, one))) }),
  };
}

/** Paths that are sent as patterns may hit more than themselves. */
export function strayingPaths(context: PlanContext, { tree }: SearchSpace, paths: Candidate): Candidate {
  if (!mayStray(context)) return paths;
  const reach = { prefixes: new Set<number>(), patterns: () => true, broadSelectors: [] };
  const collateral = countEvicted(
    context,
    tree,
    context.bases.map(() => reach),
  );
  const build = () => {
    const { instructions } = paths.build();
    const patterns = instructions.filter(({ selector }) => selector.by === "regex").length;
    return stageResult({ instructions, translations: asPatterns(patterns, collateral) });
  };
  return { ...paths, collateral, build };
}

/** Single URLs as patterns, so that their copies with query strings go: reported where they hit more. */
export function asPatterns(urls: number, collateral: number): readonly Translation[] {
  return collateral > 0 ? [patternTranslation(urls, urls, "query-strings is cached", collateral)] : [];
}

/** Everything under the site's URL, as far as `widen-to` allows. */
export function everythingCandidate(context: PlanContext, space: SearchSpace): readonly Candidate[] {
  const broad = everythingWithin(context);
  if (broad === undefined) return [];
  const unaffected = Math.max(0, context.inventory().size - space.tree.urls.length);
  const kinds = Map.groupBy(broad, ({ selector }) => selector.by);
  return [
    {
      name: "everything",
      instructions: broad.length,
      requests: requestsFor(new Map([...kinds].map(([by, of]) => [by, of.length])), context.capabilities),
      collateral: unaffected * context.bases.length,
      broad: broad.length,
      build: () => everythingResult(context, space, broad, unaffected),
    },
  ];
}

function everythingResult(
  context: PlanContext,
  space: SearchSpace,
  broad: NonNullable<ReturnType<typeof everythingWithin>>,
  unaffected: number,
): StageResult {
  return stageResult({
    instructions: broad.map(({ base, selector }) => ({
      selector,
      targets: staleAt(context, base).map(({ target }) => target),
    })),
    translations: broad.map(({ selector }) =>
      widened(space, context.stale.length, describeSelector(selector), unaffected),
    ),
  });
}
