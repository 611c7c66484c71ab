import { formatCount } from "../../lib/format.ts";
import type { Alternative } from "../../model/plan.ts";
import { describeSelector, type Kind } from "../../model/selector.ts";
import { requestsFor } from "../batches.ts";
import type { PlanContext } from "../context.ts";
import { translateExactly } from "../equivalents.ts";
import { everythingWithin } from "../everything.ts";
import type { Instruction } from "../instruction.ts";
import { single, staleAt } from "../single-url.ts";
import type { Candidate, Chosen } from "./candidate.ts";
import { countEvicted } from "./collateral.ts";
import { coverInstructions, widened } from "./cover-instructions.ts";
import { createSearchSpace, type Evaluation, evaluate, type SearchSpace } from "./evaluate-cover.ts";
import { foldedCandidates, mixedCandidates } from "./folded-patterns.ts";

/**
 * The plan with the least collateral that fits: one path each while they fit, else the best of paths and prefixes, with
 * extensions or all pages beside them, patterns, and everything under the site's URL.
 *
 * @param budget instructions that are left for what changed.
 */
export function instructionsByPlanner(context: PlanContext, budget: number): Chosen {
  const singles = pathsCandidate(context);
  if (context.single.form === "path" && singles.instructions <= budget) {
    return { instructions: singles.toInstructions(), alternatives: [described(singles, "")] };
  }
  const space = createSearchSpace(
    context,
    context.stale.map(({ url }) => url),
    budget,
  );
  const plain = context.single.form === "pattern" ? [strayingPaths(context, space, singles)] : [singles];
  const candidates = [
    ...(context.single.form === "prefix" ? [] : plain),
    ...withPatterns(context, space),
    ...everythingCandidate(context, space),
  ];
  const known = candidates.filter(({ instructions }) => instructions <= budget).map(costOf);
  candidates.push(...coverCandidates(context, space, Math.min(Number.POSITIVE_INFINITY, ...known)));
  const isBound = context.single.form === "prefix" && candidates.length === 0;
  if (isBound) context.problems.push({ input: "widen-to", message: unreachable(context) });
  return choose(candidates, singles, budget);
}

function unreachable({ widenTo, providerName }: PlanContext): string {
  return (
    `is ${widenTo}, and with query-strings: cached ${providerName} needs something broader: only a prefix of the changed ` +
    `pages reaches their copies with query strings. Widen it, or leave query-strings at ignored`
  );
}

/** Patterns for all of it; where those are too many, prefixes take some of it off them. */
function withPatterns(context: PlanContext, space: SearchSpace): readonly Candidate[] {
  const folded = foldedCandidates(context, space);
  const fits = folded.some(({ instructions }) => instructions <= space.budget);
  return fits ? folded : [...folded, ...mixedCandidates(context, space)];
}

function choose(candidates: readonly Candidate[], singles: Candidate, budget: number): Chosen {
  const [best, ...others] = candidates.filter(({ instructions }) => instructions <= budget).sort(better);
  const tooMany = candidates
    .filter(({ instructions }) => instructions > budget)
    .map((candidate) => described(candidate, `more than the ${formatCount(budget)} instructions that are left`));
  if (best === undefined) return { instructions: singles.toInstructions(), alternatives: tooMany };
  const rejected = others.map((candidate) =>
    described(candidate, costOf(candidate) > costOf(best) ? "evicts more" : "no better"),
  );
  return {
    instructions: best.toInstructions(),
    collateral: best.collateral,
    alternatives: [described(best, ""), ...rejected, ...tooMany],
  };
}

/** A prefix is never free: what may hit objects that nobody knows of counts as one more of them. */
function costOf({ collateral, broad }: Candidate): number {
  return collateral + broad;
}

function better(a: Candidate, b: Candidate): number {
  return costOf(a) - costOf(b) || a.instructions - b.instructions || a.requests - b.requests;
}

function described({ name, instructions, requests, collateral, broad }: Candidate, why: string): Alternative {
  return { name, instructions, requests, collateral, broad, why };
}

function pathsCandidate(context: PlanContext): Candidate {
  const { bases, stale, capabilities } = context;
  const instructions = bases.length * stale.length;
  const kind = context.single.form === "pattern" ? "regex" : "path";
  return {
    name: "paths",
    instructions,
    requests: requestsFor(new Map([[kind, instructions]]), capabilities),
    collateral: 0,
    broad: 0,
    toInstructions: () => bases.flatMap((base) => staleAt(context, base).map((one) => single(context, one))),
  };
}

/** Paths that are sent as patterns hit more than themselves where patterns are anchored loosely. */
function strayingPaths({ inventory }: PlanContext, { tree, looseBase }: SearchSpace, paths: Candidate): Candidate {
  if (looseBase === undefined) return paths;
  const reach = { prefixes: new Set<number>(), patterns: () => true, broadSelectors: [] };
  return { ...paths, collateral: countEvicted(tree, inventory(), reach, looseBase) };
}

function everythingCandidate(context: PlanContext, { tree }: SearchSpace): readonly Candidate[] {
  const broad = everythingWithin(context);
  if (broad === undefined) return [];
  const unaffected = Math.max(0, context.inventory().size - tree.urls.length);
  const kinds = Map.groupBy(broad, ({ selector }) => selector.by);
  return [
    {
      name: "everything",
      instructions: broad.length,
      requests: requestsFor(new Map([...kinds].map(([by, of]) => [by, of.length])), context.capabilities),
      collateral: unaffected * context.bases.length,
      broad: broad.length,
      toInstructions: () =>
        broad.map(({ base, selector }): Instruction => {
          const targets = staleAt(context, base).map(({ target }) => target);
          widened(context, targets.length, describeSelector(selector), unaffected);
          return { selector, targets };
        }),
    },
  ];
}

/** The best cover of each sort: paths and prefixes alone, with extensions, with all pages. */
function coverCandidates(context: PlanContext, space: SearchSpace, known: number): readonly Candidate[] {
  const best = new Map<string, { readonly candidate: Candidate; readonly found: Evaluation }>();
  let useless = known;
  for (let broadSelectors = 0; broadSelectors < 1 << space.broadSelectors.length; broadSelectors++) {
    // The plain cover is always worked out, so that the report can show it.
    const found = evaluate(context, space, broadSelectors, broadSelectors === 0 ? Number.POSITIVE_INFINITY : useless);
    if (found === undefined) continue;
    const candidate = coverCandidate(context, space, found);
    const sort = sortOf(space, broadSelectors);
    const rival = best.get(sort)?.candidate;
    if (rival === undefined || better(candidate, rival) < 0) best.set(sort, { candidate, found });
    useless = Math.min(useless, costOf(candidate));
  }
  return Array.from(best.values(), ({ candidate, found }) => exactly(context, space, candidate, found));
}

function sortOf({ broadSelectors: all }: SearchSpace, broadSelectors: number): string {
  if (broadSelectors === 0) return "paths and prefixes";
  return all.some(({ name }, bit) => name === "all pages" && (broadSelectors & (1 << bit)) !== 0)
    ? "pages"
    : "extensions";
}

function coverCandidate(context: PlanContext, space: SearchSpace, found: Evaluation): Candidate {
  const chosen = space.broadSelectors.filter((_, bit) => (found.broadSelectors & (1 << bit)) !== 0);
  const { accepts } = context.capabilities;
  const prefixKind = translateExactly({ by: "prefix", value: "/a/" }, accepts)?.by ?? "prefix";
  const kinds = new Map<Kind, number>();
  const count = (kind: Kind, amount: number) => kinds.set(kind, (kinds.get(kind) ?? 0) + amount);
  for (const { selector } of chosen) count(selector.by, 1);
  count(prefixKind, found.prefixes);
  count(context.single.form === "pattern" ? "regex" : "path", found.instructions - chosen.length - found.prefixes);
  const paths = found.prefixes > 0 || chosen.length === 0 ? "paths and prefixes" : "paths";
  return {
    name: [...chosen.map(({ name }) => name), paths].join(", "),
    instructions: found.instructions,
    requests: requestsFor(new Map([...kinds].filter(([, amount]) => amount > 0)), context.capabilities),
    collateral: found.collateral,
    broad: found.broad,
    toInstructions() {
      if (found.bound !== undefined) context.notes.push(unproven(context, found, found.bound));
      return coverInstructions(context, space, found);
    },
  };
}

/** What is known of a plan that was searched for under two limits, and not to the end. */
function unproven({ providerName }: PlanContext, { prefixes, collateral, broad }: Evaluation, bound: number): string {
  return (
    `The plan uses ${prefixes} prefixes, which ${providerName} limits by themselves. Its cost is ${formatCount(collateral + broad)} ` +
    `objects; no plan within the limits costs less than ${formatCount(bound)}.`
  );
}

/** Loosely anchored patterns may hit the same object twice: then it is counted once. */
function exactly(
  context: PlanContext,
  { tree, broadSelectors, looseBase }: SearchSpace,
  candidate: Candidate,
  found: Evaluation,
): Candidate {
  if (looseBase === undefined) return candidate;
  const chosen = broadSelectors.filter((_, bit) => (found.broadSelectors & (1 << bit)) !== 0);
  const isPattern = context.single.form === "pattern";
  const counts = found.covers.map(({ prefixes, paths }) => {
    const alone = new Set(isPattern ? paths : []);
    const reach = { prefixes: new Set(prefixes), patterns: (url: number) => alone.has(url), broadSelectors: chosen };
    return countEvicted(tree, context.inventory(), reach, looseBase);
  });
  return { ...candidate, collateral: counts.reduce((sum, count) => sum + count, 0) };
}
