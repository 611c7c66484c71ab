import type { Batch, Item } from "../plan/plan.ts";
import type { Connection, Receipt } from "../providers/provider.ts";
import { type Load, loadOf } from "./gauge.ts";
import type { Outcome } from "./outcome.ts";
import type { Failure } from "./retry.ts";
import type { Search, Searches } from "./search.ts";

/** A batch of the plan on its way, or a part of one that could not be taken as a whole. */
export interface Unit {
  readonly batch: Batch;
  readonly load: Load;
  /** Where its first item stands in the plan's batch. */
  readonly offset: number;
  readonly search: Search;
  /** Attempts over all passes; the breaker's probes are not counted. */
  readonly attempts: number;
  /** Requests made for it, probes included. */
  readonly tries: number;
  /** One per connection that took it, in their order. */
  readonly accepted: readonly Accepted[];
  /** What its last request came to, if that failed. */
  readonly last?: Failure;
  /** What the request was refused with of which this is a part. */
  readonly whole?: Failure;
  /** Not again before, on the monotonic clock. */
  readonly notBeforeMs: number;
}

/** What one connection said when it took the batch. */
export interface Accepted {
  readonly connection: Connection;
  /** `done`: nothing is left to ask for. */
  readonly is: "done" | "pending";
  readonly receipt: Receipt;
  readonly refused: Outcome["refused"];
  readonly atMs: number;
}

const FRESH = { attempts: 0, tries: 0, accepted: [], notBeforeMs: 0 } as const;

export function unitOf(batch: Batch, searches: Searches): Unit {
  return { ...FRESH, batch, load: loadOf(batch), offset: 0, search: searches.start(batch.items.length) };
}

/** The same items in parts of at most so many. @param whole what they were refused with together, if they were. */
export function partsOf({ batch, offset, search }: Unit, most: number, whole?: Failure): readonly Unit[] {
  const { index, items } = batch;
  return Array.from({ length: Math.ceil(items.length / most) }, (_, at) => {
    const some: readonly Item[] = items.slice(at * most, (at + 1) * most);
    const partBatch = { index, items: some };
    const part = { ...FRESH, batch: partBatch, load: loadOf(partBatch), offset: offset + at * most, search };
    return whole === undefined ? part : { ...part, whole };
  });
}

/** Of a part that was never sent by itself: the whole's refusal says more than why there was no turn for it. */
export function notInParts(whole: Failure, { fault, says }: Failure): Failure {
  if (fault === "cancelled") return { fault, says: `${says}; before that: ${whole.says}` };
  return {
    fault: whole.fault,
    says: `${whole.says}. It was refused as a whole, and could not be sent in parts: ${says}`,
  };
}

export function half({ batch }: Unit): number {
  return Math.ceil(batch.items.length / 2);
}
