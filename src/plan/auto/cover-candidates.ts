import { formatCount } from "../../lib/format.ts";
import type { Kind } from "../../model/selector.ts";
import { requestsFor } from "../batches.ts";
import type { PlanContext } from "../context.ts";
import { prefixKind } from "../equivalents.ts";
import type { StageResult } from "../stage-result.ts";
import type { Candidate } from "./candidate.ts";
import { countEvicted, mayStray } from "./collateral.ts";
import { better, costOf } from "./compare-candidates.ts";
import { coverInstructions } from "./cover-instructions.ts";
import { type Evaluation, evaluate } from "./evaluate-cover.ts";
import { asPatterns } from "./plain-candidates.ts";
import type { SearchSpace } from "./search-space.ts";

/** The best cover of each sort: paths and prefixes alone, with extensions, with all pages. */
export function coverCandidates(context: PlanContext, space: SearchSpace, known: number): readonly Candidate[] {
  const best = new Map<string, { readonly candidate: Candidate; readonly found: Evaluation }>();
  let useless = known;
  for (let broadSelectors = 0; broadSelectors < 1 << space.broadSelectors.length; broadSelectors++) {
    // The plain cover is always worked out, so that the report can show it.
    const found = evaluate(context, space, broadSelectors, broadSelectors === 0 ? Number.POSITIVE_INFINITY : useless);
    if (found === undefined) continue;
    const candidate = coverCandidate(context, space, found);
    const sort = sortOf(space, broadSelectors);
    const rival = best.get(sort)?.candidate;
    if (rival === undefined || better(candidate, rival, space) < 0) best.set(sort, { candidate, found });
    useless = Math.min(useless, costOf(candidate, space));
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

/** Patterns may hit an object of another base, or the same object twice: then it is counted once. */
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
    const reported = built.translations.reduce((sum, one) => sum + (one.collateral ?? 0), 0);
    const urls = found.covers.reduce((sum, { paths }) => sum + paths.length, 0);
    const patterns = isPattern ? asPatterns(urls, Math.max(0, collateral - reported)) : [];
    return { ...built, translations: [...built.translations, ...patterns] };
  };
  return { ...candidate, collateral, build };
}
