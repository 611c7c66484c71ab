import type { Rate } from "../providers/provider.ts";
import type { Clock } from "../world/clock.ts";
import { createGauge, type Gauge, type Load } from "./gauge.ts";

/** May an exchange go out? `granted` until `done` is called; `too-late` when its time lies beyond the deadline. */
export type Turn =
  | { readonly is: "granted"; done(): void }
  | { readonly is: "too-late"; readonly waitMs: number; readonly paused: boolean }
  | { readonly is: "ended" };

/** Paces everything that is sent with one credential, so that a healthy run never meets the provider's limits. */
export interface Limiter {
  /** Waits for a turn, in order of asking wherever two want the same. Resolves with `ended` when the signal aborts. */
  turn(load: Load, signal: AbortSignal): Promise<Turn>;
  /** Nothing goes out for so many milliseconds: the provider asked for it, and it means everyone. */
  pause(ms: number): void;
}

interface Waiter {
  readonly needs: readonly { readonly gauge: Gauge; readonly cost: number }[];
  settle(turn: Turn): void;
}

/** Exchanges at one time. Purge APIs are not built for more; 500 batches on loopback need no more. */
export const AT_ONCE = 8;

export function createLimiter(options: {
  readonly rates: readonly Rate[];
  readonly clock: Clock;
  /** What is left of the run's time, in milliseconds. */
  readonly remainingMs: () => number;
}): Limiter {
  const { clock, remainingMs } = options;
  const gauges = options.rates.map(createGauge);
  const waiting = new Set<Waiter>();
  let running = 0;
  let pausedUntilMs = 0;
  let alarm: AbortController | undefined;

  function grant(waiter: Waiter): void {
    running += 1;
    for (const { gauge, cost } of waiter.needs) gauge.sent(cost);
    waiter.settle({
      is: "granted",
      done() {
        running -= 1;
        const nowMs = clock.monotonicMs();
        for (const { gauge, cost } of waiter.needs) gauge.answered(cost, nowMs);
        advance();
      },
    });
  }

  /** Grants all turns that are due, and sets the alarm for the next one. */
  function advance(): void {
    alarm?.abort();
    const nowMs = clock.monotonicMs();
    const pauseMs = pausedUntilMs - nowMs;
    const taken = new Set<Gauge>();
    let nextMs = Number.POSITIVE_INFINITY;
    for (const waiter of waiting) {
      if (running >= AT_ONCE) break;
      const waitMs = pauseMs > 0 ? pauseMs : wait(waiter, nowMs, taken);
      if (waitMs <= 0) grant(waiter);
      else if (Number.isFinite(waitMs) && waitMs >= remainingMs()) {
        waiter.settle({ is: "too-late", waitMs, paused: pauseMs > 0 });
      } else nextMs = Math.min(nextMs, waitMs);
      if (taken.size > 0 && taken.size === gauges.length) break;
    }
    if (Number.isFinite(nextMs)) ringIn(nextMs);
  }

  function ringIn(ms: number): void {
    const mine = new AbortController();
    alarm = mine;
    void clock.sleep(Math.ceil(ms), mine.signal).then(() => {
      if (!mine.signal.aborted) advance();
    });
  }

  return {
    turn(load, signal) {
      if (signal.aborted) return Promise.resolve({ is: "ended" });
      const needs = gauges.map((gauge) => ({ gauge, cost: gauge.costOf(load) })).filter(({ cost }) => cost > 0);
      const { promise, resolve } = Promise.withResolvers<Turn>();
      const waiter: Waiter = { needs, settle };
      const leave = (): void => settle({ is: "ended" });
      function settle(turn: Turn): void {
        waiting.delete(waiter);
        signal.removeEventListener("abort", leave);
        resolve(turn);
      }
      signal.addEventListener("abort", leave, { once: true });
      waiting.add(waiter);
      advance();
      return promise;
    },
    pause(ms) {
      pausedUntilMs = Math.max(pausedUntilMs, clock.monotonicMs() + ms);
      advance();
    },
  };
}

/** The longest of its waits. What it must wait for, nobody behind it may take. */
function wait(waiter: Waiter, nowMs: number, taken: Set<Gauge>): number {
  let longest = 0;
  for (const { gauge, cost } of waiter.needs) {
    const waitMs = taken.has(gauge) ? Number.POSITIVE_INFINITY : gauge.waitMs(cost, nowMs);
    if (waitMs > 0) taken.add(gauge);
    longest = Math.max(longest, waitMs);
  }
  return longest;
}
