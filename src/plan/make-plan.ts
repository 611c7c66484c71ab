import type { Problem } from "../errors.ts";
import type { StaleUrl } from "../mapping/need.ts";
import type { Capabilities } from "../providers/provider.ts";
import { type Place, placesOf } from "./address.ts";
import { cutBatches, rateFloorMs } from "./batch.ts";
import type { PurgeBy } from "./by.ts";
import { draftsForChanges } from "./changed.ts";
import { type Draft, dropCovered, kindOrder, mergeEqual, summariseLowerings } from "./draft.ts";
import { draftsForEverything } from "./everything.ts";
import type { Lowering, Plan } from "./plan.ts";
import type { Selector } from "./selector.ts";
import { draftsForUser } from "./user.ts";

/** All that a plan hangs on. */
export interface PlanOrder {
  /** The vendor's name, for sentences. */
  readonly providerName: string;
  readonly capabilities: Capabilities;
  readonly siteUrls: readonly { readonly origin: string; readonly basePath: string }[];
  /** What the user asks for on every run. */
  readonly asked: readonly Selector[];
  /** What changed, below the base path. */
  readonly stale: readonly StaleUrl[];
  /** Why all that lies under the site's URL counts as changed; absent when a diff says what did. */
  readonly everything?: string;
  readonly purgeBy: PurgeBy;
  readonly maxPurges: number;
  /** What must fit into `timeoutMs`: the rates' floor, and the propagation window when it is waited for. */
  readonly timeoutMs: number;
  readonly settleMs: number;
  /** Known URLs of the old and the new build, and of the new one alone, below the base path. */
  readonly inventory: () => ReadonlySet<string>;
  readonly current: () => ReadonlySet<string>;
}

/** What the stages of planning share: the order, where the site lives, and what there is to tell. */
export interface Planning extends PlanOrder {
  readonly places: readonly Place[];
  readonly lowerings: Lowering[];
  readonly notes: string[];
  readonly problems: Problem[];
}

/**
 * Turns what must be purged into requests that the provider takes. Pure: the same order, in any sequence, gives the same
 * plan.
 *
 * @returns the plan, or why nothing may be sent: what the provider cannot express, and limits that the plan exceeds.
 */
export function makePlan(order: PlanOrder): { readonly plan: Plan } | { readonly problems: readonly Problem[] } {
  const planning: Planning = {
    ...order,
    places: placesOf(order.siteUrls, order.capabilities.wants),
    lowerings: [],
    notes: [],
    problems: [],
  };
  const changed =
    order.everything === undefined ? draftsForChanges(planning) : draftsForEverything(planning, order.everything);
  const drafts: readonly Draft[] = dropCovered(mergeEqual([...draftsForUser(planning), ...changed]));
  const items = drafts.toSorted(kindOrder);
  const batches = cutBatches(items, order.capabilities);
  const floorMs = rateFloorMs(batches, order.capabilities);
  const problems = [...planning.problems, ...limitProblems(order, items.length, floorMs)];
  if (problems.length > 0) return { problems };
  const lowerings = summariseLowerings(planning.lowerings);
  return {
    plan: {
      batches,
      lowerings,
      instructions: items.length,
      collateral: lowerings.reduce((sum, { collateral }) => sum + (collateral ?? 0), 0),
      floorMs,
      notes: planning.notes,
    },
  };
}

function limitProblems(order: PlanOrder, instructions: number, floorMs: number): readonly Problem[] {
  const { providerName, maxPurges, timeoutMs, settleMs } = order;
  if (instructions > maxPurges) {
    return [
      {
        input: "max-purges",
        says:
          `the plan has ${instructions} instructions, and one run at ${providerName} may send ${maxPurges}. Nothing was sent. ` +
          `Raise max-purges, or purge in fewer, broader instructions (purge-by)`,
      },
    ];
  }
  const neededMs = floorMs + settleMs;
  if (neededMs <= timeoutMs) return [];
  return [
    {
      input: "timeout",
      says:
        `the plan needs at least ${Math.ceil(neededMs / 1000)} seconds at the rate that ${providerName} documents, and ` +
        `timeout is ${Math.floor(timeoutMs / 1000)}. Nothing was sent. Set timeout: ${roundUp(neededMs)}`,
    },
  ];
}

/** The needed time and a fifth, in whole minutes, for retries and slow answers. */
function roundUp(neededMs: number): string {
  return `${Math.ceil((neededMs * 1.2) / 60_000)}m`;
}
