import type { Problem } from "../model/errors.ts";
import type { Plan } from "../model/plan.ts";
import type { Selector } from "../model/selector.ts";
import type { StaleUrl } from "../model/stale.ts";
import { inPlace, placesOf } from "./addressing.ts";
import type { Chosen } from "./auto/candidate.ts";
import { cutBatches, rateFloorMs } from "./batches.ts";
import { draftsForChanges } from "./changed.ts";
import type { Planning, PlanOrder } from "./context.ts";
import { type Draft, kindOrder, mergeEqual, summariseLowerings } from "./draft.ts";
import { draftsForEverything } from "./everything.ts";
import { draftsForUser } from "./explicit.ts";
import { fitPlan, lateProblems, limitProblems } from "./limits.ts";
import { type CoverContext, coveredBy, dropCovered } from "./redundant.ts";
import { singleForm, staleAt } from "./single-url.ts";

/**
 * Turns what must be purged into requests that the provider takes. Pure: the same order, in any sequence, gives the same
 * plan.
 *
 * @returns the plan, or why nothing may be sent: what the provider cannot express, and limits that the plan exceeds.
 */
export function makePlan(order: PlanOrder): { readonly plan: Plan } | { readonly problems: readonly Problem[] } {
  const single = singleForm(order);
  const planning: Planning = {
    ...order,
    places: placesOf(order.siteUrls, order.capabilities.wants),
    single,
    lowerings: [],
    notes: [],
    problems: single.problem === undefined ? [] : [{ input: "query-strings", says: single.problem }],
  };
  const asked = mergeEqual(draftsForUser(planning));
  const chosen = draftsFor(planning, asked);
  if (single.note !== undefined && order.stale.length > 0) planning.notes.push(single.note);
  const context = contextOf(order);
  const wanted = chosen.drafts.length === 0 ? asked : mergeEqual([...asked, ...chosen.drafts]);
  const { drafts, deferred, unsendable } = fitPlan(order, dropCovered(wanted, context), asked);
  const items = drafts.toSorted(kindOrder);
  const batches = cutBatches(items, order.capabilities);
  const floorMs = rateFloorMs(batches, order.capabilities);
  const problems = [
    ...planning.problems,
    ...limitProblems(order, items.length, floorMs),
    ...lateProblems(order, deferred),
  ];
  if (problems.length > 0) return { problems };
  const lowerings = summariseLowerings(planning.lowerings);
  return {
    plan: {
      batches,
      lowerings,
      instructions: items.length,
      collateral: chosen.collateral ?? lowerings.reduce((sum, { collateral }) => sum + (collateral ?? 0), 0),
      floorMs,
      notes: planning.notes,
      ...(chosen.alternatives === undefined ? {} : { alternatives: chosen.alternatives }),
      ...(deferred.length === 0 ? {} : { deferred: deferred.filter((one) => one.asked === "changes") }),
      ...(unsendable.length === 0 ? {} : { unsendable }),
    },
  };
}

/** What changed, beside what the user's own selectors purge anyway: that is theirs already, and needs no plan. */
function draftsFor(planning: Planning, asked: readonly Draft[]): Chosen {
  if (planning.everything !== undefined) return { drafts: draftsForEverything(planning, planning.everything) };
  if (planning.stale.length === 0) return { drafts: [] };
  if (asked.length === 0) return draftsForChanges(planning, planning.maxPurges);
  const coverOf = coveredBy(asked, contextOf(planning));
  const askedPaths = new Set(asked.flatMap(({ selector }) => (selector.by === "path" ? [placed(selector)] : [])));
  const isTheirs = ({ url }: StaleUrl) =>
    planning.places.every((place) => {
      const path = inPlace("path", url, place);
      return coverOf(path) !== undefined || (planning.single.form === "path" && askedPaths.has(placed(path)));
    });
  const theirs = Map.groupBy(planning.stale, isTheirs);
  const covered = planning.places.flatMap((place) =>
    staleAt({ stale: theirs.get(true) ?? [] }, place).map(
      ({ target }): Draft => ({ selector: target.selector, targets: [target] }),
    ),
  );
  const left = Math.max(0, planning.maxPurges - asked.length);
  const chosen = draftsForChanges({ ...planning, stale: theirs.get(false) ?? [] }, left);
  return { ...chosen, drafts: [...covered, ...chosen.drafts] };
}

function placed({ origin, value }: Selector): string {
  return `${origin ?? ""}${value}`;
}

function contextOf({ siteUrls, capabilities, queryStrings }: PlanOrder): CoverContext {
  return {
    hosts: [...new Set(siteUrls.map(({ origin }) => new URL(origin).hostname))],
    accepts: capabilities.accepts,
    queryStrings,
  };
}
