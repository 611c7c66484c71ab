import { formatCount } from "../../lib/format.ts";
import type { Alternative } from "../../model/plan.ts";
import { mayWiden } from "../../model/plan-options.ts";
import type { PlanContext } from "../context.ts";
import type { Candidate, Chosen } from "./candidate.ts";
import { better, costOf, whyNot } from "./compare-candidates.ts";
import { coverCandidates } from "./cover-candidates.ts";
import { foldedCandidates, mixedCandidates } from "./folded-patterns.ts";
import { everythingCandidate, pathsCandidate, strayingPaths } from "./plain-candidates.ts";
import { createSearchSpace, moneyBeside, type SearchSpace } from "./search-space.ts";

/**
 * The plan with the least collateral that fits: one path each while they fit and cost nothing, else the best of paths and prefixes, with
 * extensions or all pages beside them, patterns, and everything under the site's URL.
 *
 * @param budget instructions that are left for what changed.
 */
export function instructionsByPlanner(context: PlanContext, budget: number): Chosen {
  const singles = pathsCandidate(context);
  const usd = moneyBeside(context, budget);
  const isFree = usd(singles.instructions, singles.requests) === 0;
  if (context.single.form === "path" && singles.instructions <= budget && isFree) {
    return { ...singles.build(), alternatives: [described(singles, "", { usd })] };
  }
  const space = createSearchSpace(
    context,
    context.stale.map(({ url }) => url),
    budget,
    singles,
  );
  const plain = context.single.form === "pattern" ? [strayingPaths(context, space, singles)] : [singles];
  const candidates = [
    ...(context.single.form === "prefix" ? [] : plain),
    ...withPatterns(context, space),
    ...everythingCandidate(context, space),
  ];
  const known = candidates.filter(({ instructions }) => instructions <= budget).map((one) => costOf(one, space));
  candidates.push(...coverCandidates(context, space, Math.min(Number.POSITIVE_INFINITY, ...known)));
  const chosen = choose(candidates, singles, space);
  const isBound = context.single.form === "prefix" && candidates.length === 0;
  return isBound ? { ...chosen, problems: [{ input: "widen-to", message: unreachable(context) }] } : chosen;
}

function unreachable({ widenTo, providerName }: PlanContext): string {
  return (
    `is ${widenTo}, and with query-strings: cached ${providerName} needs something broader: only a prefix of the changed ` +
    `pages reaches their copies with query strings. Widen it, or leave query-strings at ignored`
  );
}

/** Patterns for all of it; where those are too many, prefixes take some of it off them. */
function withPatterns(context: PlanContext, space: SearchSpace): readonly Candidate[] {
  // Patterns that hit unchanged objects may hit them anywhere on a host, and need its leave.
  const isLeft = ({ collateral, broad }: Candidate) =>
    mayWiden(context.widenTo, "host") || broad > 0 || collateral === 0;
  const folded = foldedCandidates(context, space).filter(isLeft);
  const fits = folded.some(({ instructions }) => instructions <= space.budget);
  return fits ? folded : [...folded, ...mixedCandidates(context, space).filter(isLeft)];
}

function choose(candidates: readonly Candidate[], singles: Candidate, space: SearchSpace): Chosen {
  const { budget } = space;
  const [best, ...others] = candidates
    .filter(({ instructions }) => instructions <= budget)
    .sort((a, b) => better(a, b, space));
  const tooMany = candidates
    .filter(({ instructions }) => instructions > budget)
    .map((candidate) => described(candidate, `more than the ${formatCount(budget)} instructions that are left`, space));
  if (best === undefined) return { ...singles.build(), alternatives: tooMany };
  const rejected = others.map((candidate) => described(candidate, whyNot(candidate, best, space), space));
  return {
    ...best.build(),
    collateral: best.collateral,
    alternatives: [described(best, "", space), ...rejected, ...tooMany],
  };
}

function described(
  { name, instructions, requests, collateral, broad }: Candidate,
  why: string,
  space: Pick<SearchSpace, "usd">,
): Alternative {
  const usd = space.usd(instructions, requests);
  return { name, instructions, requests, collateral, broad, ...(usd > 0 && { usd }), why };
}
