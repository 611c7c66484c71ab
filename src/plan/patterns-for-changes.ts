import type { Target, Translation } from "../model/plan.ts";
import { reachesOneHost, type SiteBase } from "./addressing.ts";
import type { PlanContext } from "./context.ts";
import { patternLimit } from "./equivalents.ts";
import { countPaths, type Instruction } from "./instruction.ts";
import { foldPaths } from "./patterns.ts";
import { type Stale, single, staleAt } from "./single-url.ts";

/**
 * Changed paths as patterns: over all bases at once where a pattern reaches all hosts, else for each host. What is too long
 * for a pattern, and what `folds` leaves out, is sent by itself.
 */
export function foldedInstructions(context: PlanContext, folds: (url: string) => boolean): readonly Instruction[] {
  if (!reachesOneHost("regex", context.capabilities)) return foldedAt(context, context.bases, folds);
  const hosts = Map.groupBy(context.bases, ({ origin }) => origin);
  return [...hosts].flatMap(([origin, bases]) => foldedAt(context, bases, folds, origin));
}

function foldedAt(
  context: PlanContext,
  bases: readonly SiteBase[],
  folds: (url: string) => boolean,
  origin?: string,
): readonly Instruction[] {
  const { accepts } = context.capabilities;
  const byPath = new Map<string, Stale[]>();
  const rest: Stale[] = [];
  for (const one of bases.flatMap((base) => staleAt(context, base))) {
    if (!folds(one.url)) rest.push(one);
    else byPath.set(one.path, [...(byPath.get(one.path) ?? []), one]);
  }
  const anchor = accepts.regex?.match.anchor ?? "path";
  const folded = foldPaths([...byPath.keys()], anchor, patternLimit(accepts)).map(({ pattern, paths }): Instruction => {
    const targets: Target[] = [];
    for (const path of paths) {
      for (const { target } of byPath.get(path) ?? []) targets.push(target);
      byPath.delete(path);
    }
    return { selector: { by: "regex", value: pattern, ...(origin !== undefined && { origin }) }, targets };
  });
  return [...folded, ...[...rest, ...[...byPath.values()].flat()].map((one) => single(context, one))];
}

/**
 * How changed paths became patterns: an equivalent, or a widening where the patterns hit known objects that did not change.
 *
 * @param why what called for patterns.
 */
export function patternTranslation(paths: number, patterns: number, why: string, collateral: number): Translation {
  const translation = {
    from: countPaths(paths, "changed "),
    to: `${patterns} ${patterns === 1 ? "pattern" : "patterns"}`,
    count: patterns,
  };
  if (collateral === 0) return { how: "equivalent", ...translation, why };
  return {
    how: "widening",
    ...translation,
    why: `${why}; a pattern hits what looks like its path elsewhere too`,
    collateral,
  };
}
