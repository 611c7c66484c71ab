import type { Problem } from "../model/errors.ts";
import type { Plan } from "../model/plan.ts";
import type { Selector } from "../model/selector.ts";
import type { StaleUrl } from "../model/stale.ts";
import { basesOf, inPlace } from "./addressing.ts";
import type { Chosen } from "./auto/candidate.ts";
import { bareRootInstructions } from "./bare-root.ts";
import { cutBatches, rateFloorMs } from "./batches.ts";
import { instructionsForChanges } from "./changed.ts";
import type { PlanContext, PlanOptions } from "./context.ts";
import { instructionsForEverything } from "./everything.ts";
import { instructionsForUser } from "./explicit.ts";
import { type Instruction, kindOrder, mergeEqual, summariseTranslations } from "./instruction.ts";
import { fitPlan, lateProblems, limitProblems } from "./limits.ts";
import { type CoverContext, coveredBy, dropCovered } from "./redundant.ts";
import { singleForm, staleAt } from "./single-url.ts";

/**
 * Turns what must be purged into requests that the provider takes. Pure: the same order, in any sequence, gives the same
 * plan.
 *
 * @returns the plan, or why nothing may be sent: what the provider cannot express, and limits that the plan exceeds.
 */
export function makePlan(options: PlanOptions): { readonly plan: Plan } | { readonly problems: readonly Problem[] } {
  const single = singleForm(options);
  const context: PlanContext = {
    ...options,
    bases: basesOf(options.siteUrls, options.capabilities.wants),
    single,
    translations: [],
    notes: [],
    problems: single.problem === undefined ? [] : [{ input: "query-strings", message: single.problem }],
  };
  const requested = mergeEqual(instructionsForUser(context));
  const bareRoot = bareRootInstructions(context);
  const chosen = instructionsFor(context, requested, context.maxPurges - bareRoot.length);
  const fromChanges = [...chosen.instructions, ...bareRoot];
  if (single.note !== undefined && options.stale.length > 0) context.notes.push(single.note);
  const coverContext = contextOf(options);
  const wanted = fromChanges.length === 0 ? requested : mergeEqual([...requested, ...fromChanges]);
  const { instructions, deferred, unsendable } = fitPlan(options, dropCovered(wanted, coverContext), requested);
  const items = instructions.toSorted(kindOrder);
  const batches = cutBatches(items, options.capabilities);
  const floorMs = rateFloorMs(batches, options.capabilities);
  const problems = [
    ...context.problems,
    ...limitProblems(options, items.length, floorMs),
    ...lateProblems(options, deferred),
  ];
  if (problems.length > 0) return { problems };
  const translations = summariseTranslations(context.translations);
  return {
    plan: {
      batches,
      translations,
      instructions: items.length,
      collateral: chosen.collateral ?? translations.reduce((sum, { collateral }) => sum + (collateral ?? 0), 0),
      floorMs,
      notes: context.notes,
      ...(chosen.alternatives === undefined ? {} : { alternatives: chosen.alternatives }),
      ...(deferred.length === 0 ? {} : { deferred: deferred.filter((one) => one.requested === "changes") }),
      ...(unsendable.length === 0 ? {} : { unsendable }),
    },
  };
}

/** What changed, beside what the user's own selectors purge anyway: that is theirs already, and needs no plan. */
function instructionsFor(context: PlanContext, requested: readonly Instruction[], most: number): Chosen {
  if (context.everything !== undefined) return { instructions: instructionsForEverything(context, context.everything) };
  if (context.stale.length === 0) return { instructions: [] };
  if (requested.length === 0) return instructionsForChanges(context, Math.max(0, most));
  const coverOf = coveredBy(requested, contextOf(context));
  const askedPaths = new Set(requested.flatMap(({ selector }) => (selector.by === "path" ? [placed(selector)] : [])));
  const isTheirs = ({ url }: StaleUrl) =>
    context.bases.every((base) => {
      const path = inPlace("path", url, base);
      return coverOf(path) !== undefined || (context.single.form === "path" && askedPaths.has(placed(path)));
    });
  const theirs = Map.groupBy(context.stale, isTheirs);
  const covered = context.bases.flatMap((base) =>
    staleAt({ stale: theirs.get(true) ?? [] }, base).map(
      ({ target }): Instruction => ({ selector: target.selector, targets: [target] }),
    ),
  );
  const left = Math.max(0, most - requested.length);
  const chosen = instructionsForChanges({ ...context, stale: theirs.get(false) ?? [] }, left);
  return { ...chosen, instructions: [...covered, ...chosen.instructions] };
}

function placed({ origin, value }: Selector): string {
  return `${origin ?? ""}${value}`;
}

function contextOf({ siteUrls, capabilities, queryStrings }: PlanOptions): CoverContext {
  return {
    hosts: [...new Set(siteUrls.map(({ origin }) => new URL(origin).hostname))],
    accepts: capabilities.accepts,
    queryStrings,
  };
}
