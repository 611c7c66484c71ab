import type { Capabilities } from "../model/capabilities.ts";
import type { Plan } from "../model/plan.ts";
import type { Kind } from "../model/selector.ts";
import { type Load, loadOf } from "./limits/rate-meter.ts";

/** Bounds how many purges of a kind are unfinished at one time, where the provider does. */
export interface ConcurrencyLimit {
  /** Must a purge like this one be finished before the plan's last can start? */
  bind(load: Load): boolean;
  /** Waits for room. False when the signal aborts first. */
  enter(load: Load, signal: AbortSignal): Promise<boolean>;
  leave(load: Load): void;
}

export function createConcurrencyLimit(plan: Plan, capabilities: Capabilities): ConcurrencyLimit {
  const bounds = tightBounds(plan, capabilities);
  const used = new Map<Kind, number>();
  const waiting: (() => boolean)[] = [];

  function shares(load: Load): [Kind, number][] {
    // More than the bound in one request can only go alone.
    return [...load].flatMap(([kind, count]) => {
      const most = bounds.get(kind);
      return most === undefined ? [] : [[kind, Math.min(count, most)] as [Kind, number]];
    });
  }

  function add(load: Load, sign: 1 | -1): void {
    for (const [kind, count] of shares(load)) used.set(kind, (used.get(kind) ?? 0) + sign * count);
  }

  function fits(load: Load): boolean {
    return shares(load).every(([kind, count]) => (used.get(kind) ?? 0) + count <= (bounds.get(kind) ?? 0));
  }

  return {
    bind: (load) => shares(load).length > 0,
    enter(load, signal) {
      if (signal.aborted) return Promise.resolve(false);
      const { promise, resolve } = Promise.withResolvers<boolean>();
      const attempt = (): boolean => {
        if (!signal.aborted && !fits(load)) return false;
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

/** The bounds that this plan can reach; the others need no watching. */
function tightBounds(plan: Plan, { accepts, done }: Capabilities): ReadonlyMap<Kind, number> {
  // Without a status nobody knows what is unfinished.
  if (done.by !== "poll") return new Map();
  const bounded = Object.entries(accepts).flatMap(([kind, { inFlight }]) =>
    inFlight === undefined ? [] : [[kind as Kind, inFlight] as const],
  );
  if (bounded.length === 0) return new Map();
  const totals = new Map<Kind, number>();
  for (const batch of plan.batches) {
    for (const [kind, count] of loadOf(batch)) totals.set(kind, (totals.get(kind) ?? 0) + count);
  }
  return new Map(bounded.filter(([kind, inFlight]) => (totals.get(kind) ?? 0) > inFlight));
}
