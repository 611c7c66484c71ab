import type { Failure, Outcome } from "../model/outcome.ts";
import type { Batch, Item } from "../model/plan.ts";
import type { Receipt } from "../model/provider.ts";
import { type Load, loadOf } from "./limits/rate-meter.ts";

/** A batch of the plan under delivery, or a part of one that was refused as a whole. */
export interface WorkItem {
  readonly batch: Batch;
  /** The same for every attempt at these items. See `Batch.key` of the provider contract. */
  readonly key: string;
  readonly load: Load;
  /** Where its first item stands in the plan's batch. */
  readonly offset: number;
  readonly splitBudget: SplitBudget;
  /** Attempts over all passes; the breaker's probes are not counted. */
  readonly attempts: number;
  /** Requests made for it, probes included. */
  readonly tries: number;
  /** The server's answer when it accepted the item. */
  readonly accepted?: Accepted;
  /** Failure of its last request, if that failed. */
  readonly last?: Failure;
  /** Of a part: the failure with which the undivided request was refused. */
  readonly undividedFailure?: Failure;
  /** Earliest time of the next attempt, on the monotonic clock. */
  readonly notBeforeMs: number;
}

/** A server's answer when it accepted a batch. */
export interface Accepted {
  /** `done`: there is nothing to poll. */
  readonly kind: "done" | "pending";
  readonly receipt: Receipt;
  readonly refused: Outcome["refused"];
  /** Time of the answer, on the monotonic clock. */
  readonly atMs: number;
  /** Milliseconds that must pass before the first poll. */
  readonly waitMs: number;
  /** How long the vendor says that this one takes to arrive, in milliseconds. */
  readonly settlesMs?: number | undefined;
  /** What it said, in its own words. */
  readonly message?: string | undefined;
}

const FRESH = { attempts: 0, tries: 0, notBeforeMs: 0 } as const;

/** @param runKey new for every delivery: what is sent again in a later one is another purge. */
export function workItemOf(batch: Batch, runKey: string, splitBudgets: SplitBudgets): WorkItem {
  const splitBudget = splitBudgets.start(batch.items.length);
  return { ...FRESH, batch, key: `${runKey}-${batch.index}`, load: loadOf(batch), offset: 0, splitBudget };
}

/** The same items in parts of at most so many. @param undividedFailure with which they were refused together, if they were. */
export function partsOf(
  { batch, key, offset, splitBudget }: WorkItem,
  most: number,
  undividedFailure?: Failure,
): readonly WorkItem[] {
  const { index, items } = batch;
  return Array.from({ length: Math.ceil(items.length / most) }, (_, at) => {
    const some: readonly Item[] = items.slice(at * most, (at + 1) * most);
    const partBatch = { index, items: some };
    const start = offset + at * most;
    const partKey = `${key.split("-").slice(0, 2).join("-")}-${start}-${some.length}`;
    const part = { ...FRESH, batch: partBatch, key: partKey, load: loadOf(partBatch), offset: start, splitBudget };
    return undividedFailure === undefined ? part : { ...part, undividedFailure };
  });
}

/** The failure of a part that was never sent: the refusal of the undivided request explains more than the end of the run. */
export function notInParts(undividedFailure: Failure, { fault, message }: Failure): Failure {
  if (fault === "cancelled") return { fault, message: `${message}; before that: ${undividedFailure.message}` };
  return {
    fault: undividedFailure.fault,
    message: `${undividedFailure.message}. It was refused as a whole, and could not be sent in parts: ${message}`,
  };
}

export function half({ batch }: WorkItem): number {
  return Math.ceil(batch.items.length / 2);
}

/** Bounds the search for the one bad item of a refused batch, by sending halves; given up where no item is to blame. */
interface SplitBudget {
  /** May a part that was refused be halved? */
  maySplit(): boolean;
  split(): void;
  /** So many items were refused and will not be halved: a single one is to blame. */
  blame(items: number): void;
  /** A part was taken. */
  taken(): void;
}

/** The budgets of one run's searches: what one search learns of the provider saves the others requests. */
export interface SplitBudgets {
  start(items: number): SplitBudget;
}

/** Each halving costs two requests. */
const REQUESTS_PER_SPLIT = 2;

/**
 * One bad item among n is found by at most 2·log2 n requests more. Each one found buys as many again, but only once a part
 * has been taken: where every part is refused, the fault is the request's, not an item's, and the run stops looking.
 */
export function createSplitBudgets(): SplitBudgets {
  let anyTaken = false;
  let pointless = false;
  return {
    start(items) {
      const budget = REQUESTS_PER_SPLIT * Math.ceil(Math.log2(Math.max(1, items)));
      let spent = 0;
      let blamed = 0;
      let fruitful = false;
      return {
        maySplit: () => !pointless && spent + REQUESTS_PER_SPLIT <= budget * (1 + (fruitful ? blamed : 0)),
        split() {
          spent += REQUESTS_PER_SPLIT;
        },
        blame(refused) {
          if (refused === 1) blamed += 1;
          else if (!anyTaken) pointless = true;
        },
        taken() {
          anyTaken = true;
          fruitful = true;
        },
      };
    },
  };
}
