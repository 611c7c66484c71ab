import type { Clock } from "../../ports/clock.ts";
import type { Breaker, BreakerTransition, Heard } from "./circuit-breaker.ts";
import type { RateLimit } from "./rate-limit-headers.ts";
import type { Load, RateMeter } from "./rate-meter.ts";
import type { SharedLimits } from "./shared-limits.ts";

/** May an exchange go out? `granted` until `done` is called; `too-late` when its time lies beyond the deadline. */
export type Turn =
  | { readonly kind: "granted"; readonly probe: boolean; done(heard?: Heard): void }
  | { readonly kind: "too-late"; readonly waitMs: number; readonly because: "rate" | "pause" | "outage" }
  | { readonly kind: "ended" };

/**
 * The one gate in front of everything that a delivery sends: a healthy run never meets the provider's limits, and a
 * provider that is down or asks for a pause is left alone by all workers. What it learns of the limits stays in `pace`, for
 * the next delivery with the same credential.
 */
export interface Limiter {
  /** Waits for a turn, in order of asking wherever two want the same. Resolves with `ended` when the signal aborts. */
  turn(load: Load, signal: AbortSignal): Promise<Turn>;
  /** Nothing goes out for so many milliseconds: the provider asked for it, and it means everyone. */
  pause(ms: number): void;
  /** What an answer told of its rate limits. */
  heed(limits: readonly RateLimit[]): void;
}

interface Waiter {
  readonly needs: readonly { readonly meter: RateMeter; readonly cost: number }[];
  settle(turn: Turn): void;
}

/** Exchanges at one time. Purge APIs are not built for more; 500 batches on loopback need no more. */
export const AT_ONCE = 8;

export function createLimiter(options: {
  readonly sharedLimits: SharedLimits;
  readonly clock: Clock;
  /** What is left of the run's time, in milliseconds. */
  readonly remainingMs: () => number;
  readonly breaker: Breaker;
  /** Exchanges that are known to be still to come, besides those that wait for their turn. */
  readonly ahead?: () => number;
  readonly onBreaker?: (change: BreakerTransition) => void;
}): Limiter {
  const { clock, remainingMs, breaker } = options;
  const { meters, allowance, pause } = options.sharedLimits;
  const waiting = new Set<Waiter>();
  let running = 0;
  let alarm: AbortController | undefined;

  function ahead(): number {
    return waiting.size + (options.ahead?.() ?? 0);
  }

  function grant(waiter: Waiter, nowMs: number): void {
    running += 1;
    allowance.sent(ahead(), nowMs);
    const probe = breaker.sent(nowMs);
    for (const { meter, cost } of waiter.needs) meter.sent(cost);
    waiter.settle({ kind: "granted", probe, done: (heard = "answer") => finish(waiter, probe, heard) });
  }

  function finish({ needs }: Waiter, probe: boolean, heard: Heard): void {
    running -= 1;
    const nowMs = clock.monotonicMs();
    for (const { meter, cost } of needs) meter.answered(cost, nowMs);
    const change = breaker.heard(heard, probe, nowMs);
    if (change !== undefined) options.onBreaker?.(change);
    advance();
  }

  /** What holds up everyone, whatever they want to send. */
  function hold(nowMs: number): { readonly waitMs: number; readonly because: "pause" | "outage" } {
    const outageMs = breaker.waitMs(nowMs, remainingMs());
    const pauseMs = Math.max(0, pause.untilMs - nowMs);
    if (outageMs > pauseMs) return { waitMs: outageMs, because: "outage" };
    const toldMs = allowance.waitMs(ahead(), nowMs, remainingMs());
    return { waitMs: Math.max(pauseMs, toldMs), because: "pause" };
  }

  /** Grants all turns that are due, and sets the alarm for the next one. */
  function advance(): void {
    alarm?.abort();
    const nowMs = clock.monotonicMs();
    const taken = new Set<RateMeter>();
    let nextMs = Number.POSITIVE_INFINITY;
    for (const waiter of waiting) {
      if (running >= AT_ONCE) break;
      const held = hold(nowMs);
      const waitMs = held.waitMs > 0 ? held.waitMs : wait(waiter, nowMs, taken);
      if (waitMs <= 0) grant(waiter, nowMs);
      else if (Number.isFinite(waitMs) && waitMs >= remainingMs()) {
        waiter.settle({ kind: "too-late", waitMs, because: held.waitMs > 0 ? held.because : "rate" });
      } else {
        nextMs = Math.min(nextMs, waitMs);
        // What holds up one of them for this reason holds up all.
        if (held.waitMs > 0) break;
      }
      if (taken.size > 0 && taken.size === meters.length) break;
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
      if (signal.aborted) return Promise.resolve({ kind: "ended" });
      const needs = meters.map((meter) => ({ meter, cost: meter.costOf(load) })).filter(({ cost }) => cost > 0);
      const { promise, resolve } = Promise.withResolvers<Turn>();
      const waiter: Waiter = { needs, settle };
      const leave = (): void => settle({ kind: "ended" });
      function settle(turn: Turn): void {
        waiting.delete(waiter);
        signal.removeEventListener("abort", leave);
        resolve(turn);
      }
      waiting.add(waiter);
      advance();
      // Most are granted at once, and need not listen.
      if (waiting.has(waiter)) signal.addEventListener("abort", leave, { once: true });
      return promise;
    },
    pause(ms) {
      pause.untilMs = Math.max(pause.untilMs, clock.monotonicMs() + ms);
      advance();
    },
    heed(limits) {
      allowance.heed(limits, Math.max(0, running - 1), clock.monotonicMs());
    },
  };
}

/** The longest of its waits. What it must wait for, nobody behind it may take. */
function wait(waiter: Waiter, nowMs: number, taken: Set<RateMeter>): number {
  let longest = 0;
  for (const { meter, cost } of waiter.needs) {
    const waitMs = taken.has(meter) ? Number.POSITIVE_INFINITY : meter.waitMs(cost, nowMs);
    if (waitMs > 0) taken.add(meter);
    longest = Math.max(longest, waitMs);
  }
  return longest;
}
