import type { Target } from "../model/plan.ts";
import type { PlanContext } from "./context.ts";
import { patternLimit } from "./equivalents.ts";
import type { Instruction } from "./instruction.ts";
import { foldPaths } from "./patterns.ts";
import { type Stale, single, staleAt } from "./single-url.ts";

/**
 * Changed paths as patterns, over all places at once: a pattern knows no host. What is too long for a pattern, and what
 * `folds` leaves out, is sent by itself.
 */
export function foldedInstructions(context: PlanContext, folds: (url: string) => boolean): readonly Instruction[] {
  const { accepts } = context.capabilities;
  const byPath = new Map<string, Stale[]>();
  const rest: Stale[] = [];
  for (const one of context.bases.flatMap((base) => staleAt(context, base))) {
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
    return { selector: { by: "regex", value: pattern }, targets };
  });
  return [...folded, ...[...rest, ...[...byPath.values()].flat()].map((one) => single(context, one))];
}
