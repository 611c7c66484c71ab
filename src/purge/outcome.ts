import type { Fault } from "../errors.ts";
import type { Batch } from "../plan/plan.ts";

/** How far one batch came. A provider's failure is a value: one batch cannot hide another. */
export interface Outcome {
  readonly batch: Batch;
  /**
   * `completed`: the provider says that it is gone, or its propagation window has passed. `accepted`: it took it.
   * `failed`: it did not, or not provably. `unsent`: the run ended before its turn.
   */
  readonly state: "completed" | "accepted" | "failed" | "unsent";
  /** True only when a status, or an answer that means "gone", said so. */
  readonly confirmed: boolean;
  /** Items of an accepted or completed batch that the provider did not take, by index in the batch. */
  readonly refused: readonly { readonly item: number; readonly why: string }[];
  /** The vendor's ids for this batch, as text. */
  readonly taskIds: readonly string[];
  /** Why it failed or was not sent. */
  readonly failure?: { readonly fault: Fault; readonly says: string };
  /** Submits made for this batch, repeats included. */
  readonly attempts: number;
}

/** What came of a whole plan at one destination. */
export interface Delivery {
  /** One per batch, in plan order. */
  readonly outcomes: readonly Outcome[];
  /** HTTP exchanges made, polls included. */
  readonly requests: number;
  readonly submitMs: number;
  readonly settleMs: number;
}
