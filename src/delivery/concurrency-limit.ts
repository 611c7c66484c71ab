import type { Capabilities, Pool } from "../model/capabilities.ts";
import type { Plan } from "../model/plan.ts";
import type { Kind } from "../model/selector.ts";
import { type Load, loadOf } from "./limits/rate-meter.ts";

/** Bounds how many purges are unfinished at one time, of a kind or of several together, where the provider does. */
export interface ConcurrencyLimit {
  /** Must a purge like this one be finished before the plan's last can start? */
  bind(load: Load): boolean;
  /** Waits for room. False when the signal aborts first. */
  enter(load: Load, signal: AbortSignal): Promise<boolean>;
  leave(load: Load): void;
}

interface PoolUse extends Pool {
  used: number;
}

export function createConcurrencyLimit(plan: Plan, capabilities: Capabilities): ConcurrencyLimit {
  const pools: readonly PoolUse[] = tightPools(plan, capabilities).map((pool) => ({ ...pool, used: 0 }));
  const waiting: (() => boolean)[] = [];

  function add(load: Load, sign: 1 | -1): void {
    for (const pool of pools) pool.used += sign * shareOf(pool, load);
  }

  return {
    bind: (load) => pools.some((pool) => shareOf(pool, load) > 0),
    enter(load, signal) {
      if (signal.aborted) return Promise.resolve(false);
      const { promise, resolve } = Promise.withResolvers<boolean>();
      const attempt = (): boolean => {
        if (!signal.aborted && !fits(pools, load)) return false;
        if (!signal.aborted) add(load, 1);
        signal.removeEventListener("abort", attempt);
        resolve(!signal.aborted);
        return true;
      };
      if (!attempt()) {
        waiting.push(attempt);
        signal.addEventListener("abort", attempt, { once: true });
      }
      return promise;
    },
    leave(load) {
      add(load, -1);
      // In order, so that a large batch is not overtaken for ever.
      while (waiting.length > 0 && waiting[0]?.()) waiting.shift();
    },
  };
}

/** How much of a pool a request takes. More than the pool holds can only go alone. */
function shareOf({ kinds, inFlight }: Pool, load: Load): number {
  return Math.min(
    kinds.reduce((sum, kind) => sum + (load.get(kind) ?? 0), 0),
    inFlight,
  );
}

function fits(pools: readonly PoolUse[], load: Load): boolean {
  return pools.every((pool) => pool.used + shareOf(pool, load) <= pool.inFlight);
}

/** The pools that this plan can fill; the others need no watching. */
function tightPools(plan: Plan, { accepts, done, pools = [] }: Capabilities): readonly Pool[] {
  // Without a status nobody knows what is unfinished.
  if (done.by !== "poll") return [];
  const single = Object.entries(accepts).flatMap(([kind, { inFlight }]) =>
    inFlight === undefined ? [] : [{ kinds: [kind as Kind], inFlight }],
  );
  const all = [...single, ...pools];
  if (all.length === 0) return [];
  const totals = new Map<Kind, number>();
  for (const batch of plan.batches) {
    for (const [kind, count] of loadOf(batch)) totals.set(kind, (totals.get(kind) ?? 0) + count);
  }
  return all.filter(({ kinds, inFlight }) => kinds.reduce((sum, kind) => sum + (totals.get(kind) ?? 0), 0) > inFlight);
}
