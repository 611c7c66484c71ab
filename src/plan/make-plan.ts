import type { Problem } from "../model/errors.ts";
import type { Plan, PlanCost } from "../model/plan.ts";
import type { Selector } from "../model/selector.ts";
import type { StaleUrl } from "../model/stale.ts";
import { atBase, basesOf } from "./addressing.ts";
import type { Chosen } from "./auto/candidate.ts";
import { bareRootInstructions } from "./bare-root.ts";
import { cutBatches, rateFloorMs } from "./batches.ts";
import { costsOf, instructionLimit } from "./budgets.ts";
import { instructionsForChanges } from "./changed.ts";
import type { PlanContext, PlanOptions } from "./context.ts";
import { instructionsForEverything } from "./everything.ts";
import { instructionsForUser } from "./explicit.ts";
import { type Instruction, kindOrder, mergeEqual, summariseTranslations } from "./instruction.ts";
import { type Fitted, fitPlan, lateProblems, limitProblems } from "./limits.ts";
import { type CoverContext, coveredBy, dropCovered } from "./redundant.ts";
import { singleForm, singleNotes, staleAt } from "./single-url.ts";
import { EMPTY_RESULT, type StageResult } from "./stage-result.ts";

/**
 * Turns what must be purged into requests that the provider takes. Pure: the same options, in any sequence, give the same
 * plan.
 *
 * @returns the plan, or why nothing may be sent: what the provider cannot express, and limits that the plan exceeds.
 */
export function makePlan(given: PlanOptions): { readonly plan: Plan } | { readonly problems: readonly Problem[] } {
  const limit = instructionLimit(given.maxPurges, given.maxCostUsd, given.capabilities);
  const options: PlanOptions = { ...given, maxPurges: limit.most };
  const single = singleForm(options);
  const bases = basesOf(options.siteUrls, options.capabilities.wants);
  const context: PlanContext = { ...options, bases, single, limit };
  const user = instructionsForUser(context);
  const requested = mergeEqual(user.instructions);
  const bareRoot = bareRootInstructions(context);
  const chosen = instructionsFor(context, requested, Math.max(0, context.maxPurges - bareRoot.length));
  const fromChanges = [...chosen.instructions, ...bareRoot];
  const wanted = fromChanges.length === 0 ? requested : mergeEqual([...requested, ...fromChanges]);
  const fitted = fitPlan(options, dropCovered(wanted, coverContextOf(options)), requested);
  const items = fitted.instructions.toSorted(kindOrder);
  const batches = cutBatches(items, options.capabilities);
  const floorMs = rateFloorMs(batches, options.capabilities);
  const problems: readonly Problem[] = [
    ...(single.problem === undefined ? [] : [{ input: "query-strings", message: single.problem }]),
    ...user.problems,
    ...chosen.problems,
    ...limitProblems(context, { instructions: items.length, requests: batches.length, floorMs }),
    ...lateProblems(options, fitted.deferred),
  ];
  if (problems.length > 0) return { problems };
  const notes = options.stale.length > 0 ? singleNotes(single, items) : [];
  return {
    plan: {
      ...accountOf(user, chosen, notes),
      batches,
      instructions: items.length,
      floorMs,
      ...priceOf(costsOf(items.length, batches.length, options.capabilities)),
      ...leftOver(fitted),
    },
  };
}

/** How the plan came about, and what it evicts besides. */
function accountOf(
  user: StageResult,
  chosen: Chosen,
  notes: readonly string[],
): Pick<Plan, "translations" | "collateral" | "notes" | "alternatives"> {
  const evictedBy = (translations: StageResult["translations"]) =>
    translations.reduce((sum, { collateral = 0 }) => sum + collateral, 0);
  return {
    translations: summariseTranslations([...user.translations, ...chosen.translations]),
    collateral: evictedBy(user.translations) + (chosen.collateral ?? evictedBy(chosen.translations)),
    notes: [...user.notes, ...chosen.notes, ...notes],
    alternatives: chosen.alternatives,
  };
}

function priceOf(costs: readonly PlanCost[]): Pick<Plan, "costs"> {
  return costs.length === 0 ? {} : { costs };
}

function leftOver({ deferred, unsendable }: Fitted): Pick<Plan, "deferred" | "unsendable"> {
  return {
    ...(deferred.length === 0 ? {} : { deferred: deferred.filter((one) => one.requested === "changes") }),
    ...(unsendable.length === 0 ? {} : { unsendable }),
  };
}

/** The instructions for what changed. What the user's own selectors purge anyway needs none. */
function instructionsFor(context: PlanContext, requested: readonly Instruction[], most: number): Chosen {
  if (context.everything !== undefined) return instructionsForEverything(context, context.everything);
  if (context.stale.length === 0) return EMPTY_RESULT;
  if (requested.length === 0) return instructionsForChanges(context, most);
  const coverOf = coveredBy(requested, coverContextOf(context));
  const requestedPaths = new Set(
    requested.flatMap(({ selector }) => (selector.by === "path" ? [addressOf(selector)] : [])),
  );
  const isPurgedAnyway = ({ url }: StaleUrl) =>
    context.bases.every((base) => {
      const path = atBase("path", url, base);
      return coverOf(path) !== undefined || (context.single.form === "path" && requestedPaths.has(addressOf(path)));
    });
  const byPurgedAnyway = Map.groupBy(context.stale, isPurgedAnyway);
  const covered = context.bases.flatMap((base) =>
    staleAt({ stale: byPurgedAnyway.get(true) ?? [] }, base).map(
      ({ target }): Instruction => ({ selector: target.selector, targets: [target] }),
    ),
  );
  const left = Math.max(0, most - requested.length);
  const inventory = without(context.inventory, byPurgedAnyway.get(true) ?? []);
  const chosen = instructionsForChanges({ ...context, stale: byPurgedAnyway.get(false) ?? [], inventory }, left);
  return { ...chosen, instructions: [...covered, ...chosen.instructions] };
}

/** The known URLs but those that changed and that the user's own selectors purge: they are no collateral of anything. */
function without(inventory: PlanContext["inventory"], stale: readonly StaleUrl[]): PlanContext["inventory"] {
  if (stale.length === 0) return inventory;
  const left = new Set(stale.map(({ url }) => url));
  return () => {
    const all = inventory();
    return {
      size: Math.max(0, all.size - left.size),
      *[Symbol.iterator]() {
        for (const url of all) if (!left.has(url)) yield url;
      },
    };
  };
}

function addressOf({ origin, value }: Selector): string {
  return `${origin ?? ""}${value}`;
}

function coverContextOf({ siteUrls, capabilities, queryStrings }: PlanOptions): CoverContext {
  return {
    hosts: [...new Set(siteUrls.map(({ origin }) => new URL(origin).hostname))],
    accepts: capabilities.accepts,
    queryStrings,
  };
}
