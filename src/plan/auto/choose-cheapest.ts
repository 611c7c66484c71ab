import { formatCount } from "../../lib/format.ts";
import type { Alternative, Translation } from "../../model/plan.ts";
import { describeSelector, type Kind } from "../../model/selector.ts";
import { requestsFor } from "../batches.ts";
import type { PlanContext } from "../context.ts";
import { prefixKind } from "../equivalents.ts";
import { everythingWithin } from "../everything.ts";
import { patternTranslation } from "../patterns-for-changes.ts";
import { single, staleAt } from "../single-url.ts";
import { type StageResult, stageResult } from "../stage-result.ts";
import type { Candidate, Chosen } from "./candidate.ts";
import { countEvicted, mayStray } from "./collateral.ts";
import { coverInstructions, widened } from "./cover-instructions.ts";
import { type Evaluation, evaluate } from "./evaluate-cover.ts";
import { foldedCandidates, mixedCandidates } from "./folded-patterns.ts";
import { createSearchSpace, type SearchSpace } from "./search-space.ts";

/**
 * The plan with the least collateral that fits: one path each while they fit, else the best of paths and prefixes, with
 * extensions or all pages beside them, patterns, and everything under the site's URL.
 *
 * @param budget instructions that are left for what changed.
 */
export function instructionsByPlanner(context: PlanContext, budget: number): Chosen {
  const singles = pathsCandidate(context);
  if (context.single.form === "path" && singles.instructions <= budget) {
    return { ...singles.build(), alternatives: [described(singles, "")] };
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
  const chosen = choose(candidates, singles, budget);
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
  const folded = foldedCandidates(context, space);
  const fits = folded.some(({ instructions }) => instructions <= space.budget);
  return fits ? folded : [...folded, ...mixedCandidates(context, space)];
}

function choose(candidates: readonly Candidate[], singles: Candidate, budget: number): Chosen {
  const [best, ...others] = candidates.filter(({ instructions }) => instructions <= budget).sort(better);
  const tooMany = candidates
    .filter(({ instructions }) => instructions > budget)
    .map((candidate) => described(candidate, `more than the ${formatCount(budget)} instructions that are left`));
  if (best === undefined) return { ...singles.build(), alternatives: tooMany };
  const rejected = others.map((candidate) => described(candidate, whyNot(candidate, best)));
  return {
    ...best.build(),
    collateral: best.collateral,
    alternatives: [described(best, ""), ...rejected, ...tooMany],
  };
}

/** A prefix is never free: what may hit objects that nobody knows of counts as one more of them. */
function costOf({ collateral, broad }: Candidate): number {
  return collateral + broad;
}

/** The number that decided between a candidate and the best one: as `better` compares them. */
function whyNot(candidate: Candidate, best: Candidate): string {
  const [cost, least] = [costOf(candidate), costOf(best)];
  const compared = (what: string, own: number, other: number) =>
    `${what}: ${formatCount(own)}, the chosen one ${formatCount(other)}`;
  if (cost > least) return compared("evicted objects and broad instructions together", cost, least);
  if (candidate.instructions > best.instructions)
    return compared("evicts as much, with more instructions", candidate.instructions, best.instructions);
  if (candidate.requests > best.requests)
    return compared("evicts as much, with more requests", candidate.requests, best.requests);
  return "as good, and looked at later";
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
    build: () =>
      stageResult({ instructions: bases.flatMap((base) => staleAt(context, base).map((one) => single(context, one))) }),
  };
}

/** Paths that are sent as patterns may hit more than themselves. */
function strayingPaths(context: PlanContext, { tree }: SearchSpace, paths: Candidate): Candidate {
  if (!mayStray(context)) return paths;
  const reach = { prefixes: new Set<number>(), patterns: () => true, broadSelectors: [] };
  const collateral = countEvicted(
    context,
    tree,
    context.bases.map(() => reach),
  );
  const build = () => {
    const { instructions } = paths.build();
    return stageResult({ instructions, translations: asPatterns(tree.urls.length, collateral) });
  };
  return { ...paths, collateral, build };
}

/** Single URLs as patterns, so that their copies with query strings go: worth telling where they hit more. */
function asPatterns(urls: number, collateral: number): readonly Translation[] {
  return collateral > 0 ? [patternTranslation(urls, urls, "query-strings is cached", collateral)] : [];
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
      build: () => everythingResult(context, broad, unaffected),
    },
  ];
}

function everythingResult(
  context: PlanContext,
  broad: NonNullable<ReturnType<typeof everythingWithin>>,
  unaffected: number,
): StageResult {
  return stageResult({
    instructions: broad.map(({ base, selector }) => ({
      selector,
      targets: staleAt(context, base).map(({ target }) => target),
    })),
    translations: broad.map(({ selector }) =>
      widened(context, context.stale.length, describeSelector(selector), unaffected),
    ),
  });
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
  const kinds = new Map<Kind, number>();
  const count = (kind: Kind, amount: number) => kinds.set(kind, (kinds.get(kind) ?? 0) + amount);
  const broad = chosen.flatMap(({ selectors }) => selectors);
  for (const { by } of broad) count(by, 1);
  count(prefixKind(context.capabilities), found.prefixes);
  count(context.single.form === "pattern" ? "regex" : "path", found.instructions - broad.length - found.prefixes);
  const paths = found.prefixes > 0 || chosen.length === 0 ? "paths and prefixes" : "paths";
  return {
    name: [...chosen.map(({ name }) => name), paths].join(", "),
    instructions: found.instructions,
    requests: requestsFor(new Map([...kinds].filter(([, amount]) => amount > 0)), context.capabilities),
    collateral: found.collateral,
    broad: found.broad,
    build: () => {
      const notes = found.bound === undefined ? [] : [unproven(context, found, found.bound)];
      return { ...coverInstructions(context, space, found), notes };
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

/** Patterns may hit an object of another place, or the same object twice: then it is counted once. */
function exactly(
  context: PlanContext,
  { tree, broadSelectors }: SearchSpace,
  candidate: Candidate,
  found: Evaluation,
): Candidate {
  if (!mayStray(context)) return candidate;
  const chosen = broadSelectors.filter((_, bit) => (found.broadSelectors & (1 << bit)) !== 0);
  const isPattern = context.single.form === "pattern";
  const reaches = found.covers.map(({ prefixes, paths }) => {
    const alone = new Set(isPattern ? paths : []);
    return { prefixes: new Set(prefixes), patterns: (url: number) => alone.has(url), broadSelectors: chosen };
  });
  const collateral = countEvicted(context, tree, reaches);
  const build = (): StageResult => {
    const built = candidate.build();
    const told = built.translations.reduce((sum, one) => sum + (one.collateral ?? 0), 0);
    const urls = found.covers.reduce((sum, { paths }) => sum + paths.length, 0);
    const patterns = isPattern ? asPatterns(urls, Math.max(0, collateral - told)) : [];
    return { ...built, translations: [...built.translations, ...patterns] };
  };
  return { ...candidate, collateral, build };
}
