import type { Rate } from "../../model/capabilities.ts";
import type { Batch } from "../../model/plan.ts";
import type { Kind } from "../../model/selector.ts";

/** How many instructions of each kind an exchange carries. A poll carries none. */
export type Load = ReadonlyMap<Kind, number>;

export const POLL: Load = new Map();

export function loadOf(batch: Batch): Load {
  const load = new Map<Kind, number>();
  for (const { selector } of batch.items) load.set(selector.by, (load.get(selector.by) ?? 0) + 1);
  return load;
}

/** What is left of one documented rate. */
export interface RateMeter {
  costOf(load: Load): number;
  /**
   * Milliseconds until so much may go out: 0 is now. Infinity when it depends on the answer to something under way, since
   * the provider may count it at any moment until then.
   */
  waitMs(cost: number, nowMs: number): number;
  sent(cost: number): void;
  answered(cost: number, nowMs: number): void;
  /** It never left this side: nobody has counted it. */
  released(cost: number): void;
}

/**
 * A rate counts an exchange when it arrives, which is somewhere between sending and answer. So what is under way counts
 * as taken, and time runs from the answer: the provider never sees more than it allows, however slow the network is.
 */
export function createRateMeter(rate: Rate): RateMeter {
  const meter = rate.burst === undefined ? slidingWindow(rate) : tokenBucket(rate, rate.burst);
  return { costOf: (load) => costOf(rate, load), ...meter };
}

function costOf({ unit, kinds }: Rate, load: Load): number {
  if (unit === "request" && kinds === undefined) return 1;
  let instructions = 0;
  for (const [kind, count] of load) if (kinds === undefined || kinds.includes(kind)) instructions += count;
  return unit === "item" ? instructions : Math.min(1, instructions);
}

type Meter = Omit<RateMeter, "costOf">;

/** At most `amount` in any window. More than that in one exchange can only go out alone. */
function slidingWindow({ amount, perSeconds }: Rate): Meter {
  const windowMs = perSeconds * 1000;
  let counted: { readonly atMs: number; readonly cost: number }[] = [];
  let sum = 0;
  let underWay = 0;
  let first = 0;

  function forget(nowMs: number): void {
    for (let old = counted[first]; old !== undefined && old.atMs + windowMs <= nowMs; old = counted[first]) {
      sum -= old.cost;
      first += 1;
    }
    if (first > 1000) {
      counted = counted.slice(first);
      first = 0;
    }
  }

  return {
    waitMs(cost, nowMs) {
      forget(nowMs);
      let missing = Math.min(cost, amount) + sum + underWay - amount;
      if (missing <= 0) return 0;
      for (let at = first; at < counted.length; at++) {
        const { atMs, cost: freed } = counted[at] as { atMs: number; cost: number };
        missing -= freed;
        if (missing <= 0) return atMs + windowMs - nowMs;
      }
      return Number.POSITIVE_INFINITY;
    },
    sent(cost) {
      underWay += Math.min(cost, amount);
    },
    answered(cost, nowMs) {
      underWay -= Math.min(cost, amount);
      sum += Math.min(cost, amount);
      counted.push({ atMs: nowMs, cost: Math.min(cost, amount) });
    },
    released(cost) {
      underWay -= Math.min(cost, amount);
    },
  };
}

/** GCRA: up to `burst` at once, further ones as fast as the bucket fills. `fullAtMs` is when it will be full again. */
function tokenBucket({ amount, perSeconds }: Rate, burst: number): Meter {
  const tokenMs = (perSeconds * 1000) / amount;
  let fullAtMs = Number.NEGATIVE_INFINITY;
  let underWay = 0;
  return {
    waitMs(cost, nowMs) {
      const wanted = underWay + Math.min(cost, burst);
      const missingMs = Math.max(fullAtMs, nowMs) - nowMs + (wanted - burst) * tokenMs;
      if (missingMs <= 0) return 0;
      return wanted > burst ? Number.POSITIVE_INFINITY : missingMs;
    },
    sent(cost) {
      underWay += Math.min(cost, burst);
    },
    answered(cost, nowMs) {
      underWay -= Math.min(cost, burst);
      fullAtMs = Math.max(fullAtMs, nowMs) + Math.min(cost, burst) * tokenMs;
    },
    released(cost) {
      underWay -= Math.min(cost, burst);
    },
  };
}
