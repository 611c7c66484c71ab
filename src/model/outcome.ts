import type { Fault } from "./errors.ts";
import type { Batch, Item, Target } from "./plan.ts";
import type { Proof } from "./proof.ts";

/** The outcome of one batch. A provider's failure is a value: one batch cannot hide another. */
export interface Outcome {
  /** Of the plan, or a part of one that was not taken as a whole: with the plan's index, and its own items. */
  readonly batch: Batch;
  /**
   * `completed`: the provider says that it is gone, or its propagation window has passed. `accepted`: it took it.
   * `failed`: it did not, or not provably. `unsent`: the run ended before its turn.
   */
  readonly state: "completed" | "accepted" | "failed" | "unsent";
  /** True only when a status, or an answer that means "gone", confirmed it. */
  readonly confirmed: boolean;
  /**
   * Items of an accepted or completed batch that the provider did not take, by index in the batch; and, with a fault of
   * their own, those that the live site shows not to be done, or not to be provable, or had no time to show.
   */
  readonly refused: readonly {
    readonly item: number;
    readonly why: string;
    readonly fault?: "stale" | "unproven" | "cancelled";
  }[];
  /** The vendor's ids for this batch, as text. */
  readonly taskIds: readonly string[];
  /** Why it failed or was not sent. */
  readonly failure?: { readonly fault: Fault; readonly message: string } | undefined;
  /** Submits made for this batch, repeats included, over all servers. */
  readonly attempts: number;
  /** What was answered to a purge that was taken, in the server's own words. */
  readonly answer?: string | undefined;
  /** What each named server made of it: the state above is that of the one that came least far. */
  readonly servers?: readonly ServerOutcome[];
}

/** What one server made of a batch. */
export interface ServerOutcome {
  /** Its host and port. */
  readonly name: string;
  readonly state: Outcome["state"];
  /** In its own words, or why there is no answer; empty where it said nothing. */
  readonly answer: string;
}

/** The outcome of a whole plan at one destination. */
export interface Delivery {
  /** The level that was requested. */
  readonly level: "accepted" | "completed" | "verified";
  /** One per batch or part of one, in plan order: each item of the plan is in exactly one. */
  readonly outcomes: readonly Outcome[];
  /** HTTP exchanges made, polls included. */
  readonly requests: number;
  readonly submitMs: number;
  readonly settleMs: number;
  /** What the live site and its origin showed. */
  readonly proof?: Proof;
}

/** Has an instruction in this state reached the requested level? */
function hasReached(state: Outcome["state"], level: Delivery["level"]): boolean {
  return state === "completed" || (state === "accepted" && level === "accepted");
}

/** How many instructions have reached the requested level. */
export function countReached({ outcomes, level }: Pick<Delivery, "outcomes" | "level">): number {
  const reached = outcomes.filter(({ state }) => hasReached(state, level));
  return reached.reduce((sum, { batch, refused }) => sum + batch.items.length - refused.length, 0);
}

/** The targets of the instructions that did not reach the level: they may still be served old. */
export function unreachedTargets(delivery: Delivery): readonly Target[] {
  return itemsOf(delivery, false).flatMap(({ targets }) => targets);
}

/** Has an `all` reached the level? Then nothing old is left at the provider, whatever else became of the plan. */
export function isPurgedByAll(delivery: Delivery): boolean {
  return itemsOf(delivery, true).some(({ selector }) => selector.by === "all");
}

function itemsOf({ outcomes, level }: Delivery, isReached: boolean): readonly Item[] {
  return outcomes.flatMap(({ batch, state, refused }) => {
    const notTaken = new Set(refused.map(({ item }) => item));
    return batch.items.filter((_, at) => (hasReached(state, level) && !notTaken.has(at)) === isReached);
  });
}

/** Why something did not reach its goal, as `Outcome` keeps it. */
export interface Failure {
  readonly fault: Fault;
  readonly message: string;
}
