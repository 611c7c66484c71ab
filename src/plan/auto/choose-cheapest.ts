import { grouped } from "../../lib/format.ts";
import type { Alternative } from "../../model/plan.ts";
import { describeSelector, type Kind } from "../../model/selector.ts";
import { requestsFor } from "../batches.ts";
import type { Planning } from "../context.ts";
import type { Draft } from "../draft.ts";
import { lowerExactly } from "../equivalents.ts";
import { everythingWithin } from "../everything.ts";
import { single, staleAt } from "../single-url.ts";
import type { Chosen, Way } from "./candidate.ts";
import { countEvicted } from "./collateral.ts";
import { coverDrafts, widened } from "./cover-drafts.ts";
import { type Field, survey, type Weighed, weigh } from "./evaluate-cover.ts";
import { foldedWays, mixedWays } from "./folded-patterns.ts";

/**
 * The plan with the least collateral that fits: one path each while they fit, else the best of paths and prefixes, with
 * extensions or all pages beside them, patterns, and everything under the site's URL.
 *
 * @param budget instructions that are left for what changed.
 */
export function draftsByPlanner(planning: Planning, budget: number): Chosen {
  const singles = pathsWay(planning);
  if (planning.single.form === "path" && singles.instructions <= budget) {
    return { drafts: singles.drafts(), alternatives: [told(singles, "")] };
  }
  const field = survey(
    planning,
    planning.stale.map(({ url }) => url),
    budget,
  );
  const plain = planning.single.form === "pattern" ? [strayingPaths(planning, field, singles)] : [singles];
  const ways = [
    ...(planning.single.form === "prefix" ? [] : plain),
    ...withPatterns(planning, field),
    ...everythingWay(planning, field),
  ];
  const known = ways.filter(({ instructions }) => instructions <= budget).map(costOf);
  ways.push(...coverWays(planning, field, Math.min(Number.POSITIVE_INFINITY, ...known)));
  const isBound = planning.single.form === "prefix" && ways.length === 0;
  if (isBound) planning.problems.push({ input: "widen-to", says: unreachable(planning) });
  return choose(ways, singles, budget);
}

function unreachable({ widenTo, providerName }: Planning): string {
  return (
    `is ${widenTo}, and with query-strings: cached ${providerName} needs something broader: only a prefix of the changed ` +
    `pages reaches their copies with query strings. Widen it, or leave query-strings at ignored`
  );
}

/** Patterns for all of it; where those are too many, prefixes take some of it off them. */
function withPatterns(planning: Planning, field: Field): readonly Way[] {
  const folded = foldedWays(planning, field);
  const fits = folded.some(({ instructions }) => instructions <= field.budget);
  return fits ? folded : [...folded, ...mixedWays(planning, field)];
}

function choose(ways: readonly Way[], singles: Way, budget: number): Chosen {
  const [best, ...others] = ways.filter(({ instructions }) => instructions <= budget).sort(better);
  const tooMany = ways
    .filter(({ instructions }) => instructions > budget)
    .map((way) => told(way, `more than the ${grouped(budget)} instructions that are left`));
  if (best === undefined) return { drafts: singles.drafts(), alternatives: tooMany };
  const rejected = others.map((way) => told(way, costOf(way) > costOf(best) ? "evicts more" : "no better"));
  return {
    drafts: best.drafts(),
    collateral: best.collateral,
    alternatives: [told(best, ""), ...rejected, ...tooMany],
  };
}

/** A prefix is never free: what may hit objects that nobody knows of counts as one more of them. */
function costOf({ collateral, broad }: Way): number {
  return collateral + broad;
}

function better(a: Way, b: Way): number {
  return costOf(a) - costOf(b) || a.instructions - b.instructions || a.requests - b.requests;
}

function told({ name, instructions, requests, collateral, broad }: Way, why: string): Alternative {
  return { name, instructions, requests, collateral, broad, why };
}

function pathsWay(planning: Planning): Way {
  const { places, stale, capabilities } = planning;
  const instructions = places.length * stale.length;
  const kind = planning.single.form === "pattern" ? "regex" : "path";
  return {
    name: "paths",
    instructions,
    requests: requestsFor(new Map([[kind, instructions]]), capabilities),
    collateral: 0,
    broad: 0,
    drafts: () => places.flatMap((place) => staleAt(planning, place).map((one) => single(planning, one))),
  };
}

/** Paths that are sent as patterns hit more than themselves where patterns are anchored loosely. */
function strayingPaths({ inventory }: Planning, { tree, looseBase }: Field, paths: Way): Way {
  if (looseBase === undefined) return paths;
  const reach = { prefixes: new Set<number>(), patterns: () => true, sweeps: [] };
  return { ...paths, collateral: countEvicted(tree, inventory(), reach, looseBase) };
}

function everythingWay(planning: Planning, { tree }: Field): readonly Way[] {
  const broad = everythingWithin(planning);
  if (broad === undefined) return [];
  const unaffected = Math.max(0, planning.inventory().size - tree.urls.length);
  const kinds = Map.groupBy(broad, ({ selector }) => selector.by);
  return [
    {
      name: "everything",
      instructions: broad.length,
      requests: requestsFor(new Map([...kinds].map(([by, of]) => [by, of.length])), planning.capabilities),
      collateral: unaffected * planning.places.length,
      broad: broad.length,
      drafts: () =>
        broad.map(({ place, selector }): Draft => {
          const targets = staleAt(planning, place).map(({ target }) => target);
          widened(planning, targets.length, describeSelector(selector), unaffected);
          return { selector, targets };
        }),
    },
  ];
}

/** The best cover of each sort: paths and prefixes alone, with extensions, with all pages. */
function coverWays(planning: Planning, field: Field, known: number): readonly Way[] {
  const best = new Map<string, { readonly way: Way; readonly found: Weighed }>();
  let useless = known;
  for (let sweeps = 0; sweeps < 1 << field.sweeps.length; sweeps++) {
    // The plain cover is always worked out, so that the report can show it.
    const found = weigh(planning, field, sweeps, sweeps === 0 ? Number.POSITIVE_INFINITY : useless);
    if (found === undefined) continue;
    const way = coverWay(planning, field, found);
    const sort = sortOf(field, sweeps);
    const rival = best.get(sort)?.way;
    if (rival === undefined || better(way, rival) < 0) best.set(sort, { way, found });
    useless = Math.min(useless, costOf(way));
  }
  return Array.from(best.values(), ({ way, found }) => exactly(planning, field, way, found));
}

function sortOf({ sweeps: all }: Field, sweeps: number): string {
  if (sweeps === 0) return "paths and prefixes";
  return all.some(({ name }, bit) => name === "all pages" && (sweeps & (1 << bit)) !== 0) ? "pages" : "extensions";
}

function coverWay(planning: Planning, field: Field, found: Weighed): Way {
  const chosen = field.sweeps.filter((_, bit) => (found.sweeps & (1 << bit)) !== 0);
  const { accepts } = planning.capabilities;
  const prefixKind = lowerExactly({ by: "prefix", value: "/a/" }, accepts)?.by ?? "prefix";
  const kinds = new Map<Kind, number>();
  const count = (kind: Kind, amount: number) => kinds.set(kind, (kinds.get(kind) ?? 0) + amount);
  for (const { selector } of chosen) count(selector.by, 1);
  count(prefixKind, found.prefixes);
  count(planning.single.form === "pattern" ? "regex" : "path", found.instructions - chosen.length - found.prefixes);
  const paths = found.prefixes > 0 || chosen.length === 0 ? "paths and prefixes" : "paths";
  return {
    name: [...chosen.map(({ name }) => name), paths].join(", "),
    instructions: found.instructions,
    requests: requestsFor(new Map([...kinds].filter(([, amount]) => amount > 0)), planning.capabilities),
    collateral: found.collateral,
    broad: found.broad,
    drafts() {
      if (found.bound !== undefined) planning.notes.push(unproven(planning, found, found.bound));
      return coverDrafts(planning, field, found);
    },
  };
}

/** What is known of a plan that was searched for under two limits, and not to the end. */
function unproven({ providerName }: Planning, { prefixes, collateral, broad }: Weighed, bound: number): string {
  return (
    `The plan uses ${prefixes} prefixes, which ${providerName} limits by themselves. Its cost is ${grouped(collateral + broad)} ` +
    `objects; no plan within the limits costs less than ${grouped(bound)}.`
  );
}

/** Loosely anchored patterns may hit the same object twice: then it is counted once. */
function exactly(planning: Planning, { tree, sweeps, looseBase }: Field, way: Way, found: Weighed): Way {
  if (looseBase === undefined) return way;
  const chosen = sweeps.filter((_, bit) => (found.sweeps & (1 << bit)) !== 0);
  const isPattern = planning.single.form === "pattern";
  const counts = found.covers.map(({ prefixes, paths }) => {
    const alone = new Set(isPattern ? paths : []);
    const reach = { prefixes: new Set(prefixes), patterns: (url: number) => alone.has(url), sweeps: chosen };
    return countEvicted(tree, planning.inventory(), reach, looseBase);
  });
  return { ...way, collateral: counts.reduce((sum, count) => sum + count, 0) };
}
