import type { Change } from "./change.ts";
import type { Selector } from "./selector.ts";

/** Something that must be purged, and why: the user requested it, or these changes made it stale. */
export type Target = RequestedTarget | StaleTarget;

/** The target of everything that the user requested. One for all: there may be a hundred thousand, and the selector says what. */
interface RequestedTarget {
  readonly requested: "user";
  readonly because: readonly [];
  readonly page?: never;
}

export interface StaleTarget {
  readonly selector: Selector;
  readonly requested: "changes";
  readonly because: readonly Change[];
  /** The one URL that it is about, below the site's base path and encoded; absent for what selects many. */
  readonly page?: string;
}

/** One instruction to the provider, in a form it accepts, and the targets that it serves. */
export interface Item {
  readonly selector: Selector;
  readonly targets: readonly Target[];
  /** How many of `targets`, from the first on, called for it; it serves the others along. Absent: all. */
  readonly causes?: number;
}

/** What goes out in one request. */
export interface Batch {
  /** Position in the plan, from 0. */
  readonly index: number;
  readonly items: readonly Item[];
}

/** How a target became something that the provider takes, when it did not take it as it was. */
export interface Translation {
  /** `equivalent`: selects the same. `expansion`: the same, spelled out over the known URLs. `widening`: selects more. */
  readonly how: "equivalent" | "expansion" | "widening";
  /** As `describeSelector` writes it, or a phrase such as `everything under https://www.example.com/`. */
  readonly from: string;
  readonly to: string;
  /** How many instructions it became. */
  readonly count: number;
  readonly why: string;
  /** `widening`: known objects that are evicted although they did not change. */
  readonly collateral?: number;
  /** It selects whatever is cached, and only what is known was sent for it: other cached copies stay. */
  readonly leavesUnknown?: true;
}

/** What a plan costs at one price of the vendor. */
export interface PlanCost {
  readonly unit: "request" | "item";
  readonly count: number;
  /** How many of them are free in each `per`. */
  readonly free: number;
  readonly per: "day" | "month";
  /** US dollars, if nothing else of the account has used what is free. */
  readonly usd: number;
  /** US dollars, if all that is free is used up already. */
  readonly atMostUsd: number;
}

/** One candidate for what changed, in numbers. */
export interface Alternative {
  /** What it is made of: `paths`, `paths and prefixes`, `ext:css, paths and prefixes`, `patterns`, `everything`. */
  readonly name: string;
  readonly instructions: number;
  readonly requests: number;
  /** Known objects that it evicts although they did not change. */
  readonly collateral: number;
  /** Instructions that may hit objects nobody knows of: each counts as one more evicted object. */
  readonly broad: number;
  /** What it costs beyond what is free, in US dollars; absent where the vendor charges nothing. */
  readonly usd?: number;
  /** Why it was not chosen; empty for the one that was. */
  readonly why: string;
}

/** A changed URL that no request of the provider can name, and why. */
export interface Unsendable {
  readonly selector: Selector;
  readonly targets: readonly Target[];
  readonly message: string;
}

/** Everything that will be sent to one provider, as data. Nothing is sent that is not in here. */
export interface Plan {
  readonly batches: readonly Batch[];
  readonly translations: readonly Translation[];
  /** Number of instructions over all batches. */
  readonly instructions: number;
  /** Known objects that will be evicted although they did not change. */
  readonly collateral: number;
  /** Least time in milliseconds that this plan takes at the rates in `Capabilities.rates`. */
  readonly floorMs: number;
  /** One sentence each for the log and the summary: what was left out, what was assumed. */
  readonly notes: readonly string[];
  /** One for each price that the vendor has; absent where it charges nothing. */
  readonly costs?: readonly PlanCost[];
  /** `purge-by: auto`: the candidates that were compared, the chosen one first. */
  readonly alternatives?: readonly Alternative[] | undefined;
  /** `over-limit: defer`: what did not fit, in the order in which later runs should send it. */
  readonly deferred?: readonly StaleTarget[];
  /** What must be purged and cannot be sent. */
  readonly unsendable?: readonly Unsendable[];
}
