import { ShortList } from "../../lib/short-list.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Breaker, BreakerTransition, HealthSignal } from "./circuit-breaker.ts";
import type { RateLimit } from "./rate-limit-headers.ts";
import type { Load, RateMeter } from "./rate-meter.ts";
import type { SharedLimits } from "./shared-limits.ts";

/** May an exchange go out? `granted` until `done` is called; `too-late` when its time lies beyond the deadline. */
export type Turn =
  | {
      readonly kind: "granted";
      readonly probe: boolean;
      /** @param arrived false when no connection came about: what never left does not count against a rate. */
      done(health?: HealthSignal, arrived?: boolean): void;
    }
  | { readonly kind: "too-late"; readonly waitMs: number; readonly because: "rate" | "pause" | "outage" }
  | { readonly kind: "ended" };

/**
 * The one gate in front of everything that a delivery sends: a healthy run never meets the provider's limits, and a
 * provider that is down or asks for a pause is left alone by all workers. What it learns of the limits stays in the shared
 * limits, for the next delivery with the same credential.
 */
export interface Limiter {
  /** Waits for a turn, first come first served within one limit. Resolves with `ended` when the signal aborts. */
  turn(load: Load, signal: AbortSignal): Promise<Turn>;
  /** Sends nothing for so many milliseconds: the provider requested it, and it applies to everything that is sent. */
  pause(ms: number): void;
  /** Takes the rate limits of an answer's headers into account. */
  heed(limits: readonly RateLimit[]): void;
}

export interface LimiterOptions {
  readonly sharedLimits: SharedLimits;
  readonly clock: Clock;
  /** What is left of the run's time, in milliseconds. */
  readonly remainingMs: () => number;
  readonly breaker: Breaker;
  /** Exchanges that are known to be still to come, besides those that wait for their turn. */
  readonly ahead?: () => number;
  readonly onBreaker?: (change: BreakerTransition) => void;
}

/** Exchanges at one time. Purge APIs are not built for more; 500 batches on loopback need no more. */
export const AT_ONCE = 8;

interface Waiter {
  readonly needs: readonly { readonly meter: RateMeter; readonly cost: number }[];
  end(turn: Turn): void;
}

interface State extends LimiterOptions {
  /** First come first. */
  readonly waiting: ShortList<Waiter>;
  running: number;
  alarm: Alarm | undefined;
}

/** When the next turn may be due, by the monotonic clock. */
interface Alarm {
  readonly dueMs: number;
  readonly off: AbortController;
}

export function createLimiter(options: LimiterOptions): Limiter {
  const state: State = { ...options, waiting: new ShortList(), running: 0, alarm: undefined };
  const { clock } = options;
  const { pause, allowance } = options.sharedLimits;
  return {
    turn: (load, signal) => turn(state, load, signal),
    pause(ms) {
      pause.untilMs = Math.max(pause.untilMs, clock.monotonicMs() + ms);
      advance(state);
    },
    heed: (limits) => allowance.heed(limits, Math.max(0, state.running - 1), clock.monotonicMs()),
  };
}

function turn(state: State, load: Load, signal: AbortSignal): Promise<Turn> {
  if (signal.aborted) return Promise.resolve({ kind: "ended" });
  const { meters } = state.sharedLimits;
  const needs = meters.map((meter) => ({ meter, cost: meter.costOf(load) })).filter(({ cost }) => cost > 0);
  const { promise, resolve } = Promise.withResolvers<Turn>();
  const waiter: Waiter = { needs, end };
  const leave = (): void => end({ kind: "ended" });
  let isWaiting = true;
  function end(turn: Turn): void {
    isWaiting = false;
    state.waiting.delete(waiter);
    signal.removeEventListener("abort", leave);
    resolve(turn);
  }
  state.waiting.add(waiter);
  advance(state);
  // Most are granted at once, and need not listen.
  if (isWaiting) signal.addEventListener("abort", leave, { once: true });
  return promise;
}

/** Grants all turns that are due, and sets the alarm for the next one. */
function advance(state: State): void {
  const { clock, remainingMs, waiting } = state;
  const { meters } = state.sharedLimits;
  const nowMs = clock.monotonicMs();
  const taken = new Set<RateMeter>();
  let nextMs = Number.POSITIVE_INFINITY;
  for (const waiter of waiting) {
    if (state.running >= AT_ONCE) break;
    const held = hold(state, nowMs);
    const waitMs = held.waitMs > 0 ? held.waitMs : rateWaitMs(waiter, nowMs, taken);
    if (waitMs <= 0) grant(state, waiter, nowMs);
    else if (Number.isFinite(waitMs) && waitMs >= remainingMs()) {
      waiter.end({ kind: "too-late", waitMs, because: held.waitMs > 0 ? held.because : "rate" });
    } else {
      nextMs = Math.min(nextMs, waitMs);
      // What holds up one of them for this reason holds up all.
      if (held.waitMs > 0) break;
    }
    if (taken.size > 0 && taken.size === meters.length) break;
  }
  setAlarm(state, nowMs, nextMs);
}

/** An alarm that rings in time stays: one that is too early only looks again. `ms` is infinite when no turn needs one. */
function setAlarm(state: State, nowMs: number, ms: number): void {
  const { alarm } = state;
  const dueMs = nowMs + Math.ceil(ms);
  if (alarm !== undefined && alarm.dueMs <= dueMs && Number.isFinite(ms)) return;
  state.alarm = undefined;
  // With a reason, since the default one is an error whose stack nobody reads.
  alarm?.off.abort(REPLACED);
  if (!Number.isFinite(ms)) return;
  const mine: Alarm = { dueMs, off: new AbortController() };
  state.alarm = mine;
  void state.clock.sleep(Math.ceil(ms), mine.off.signal).then(() => {
    if (mine.off.signal.aborted) return;
    state.alarm = undefined;
    advance(state);
  });
}

const REPLACED = "another alarm rings, or none is needed";

function ahead({ waiting, ahead }: State): number {
  return waiting.size + (ahead?.() ?? 0);
}

/** What holds up everyone, whatever they want to send. */
function hold(state: State, nowMs: number): { readonly waitMs: number; readonly because: "pause" | "outage" } {
  const { breaker, remainingMs } = state;
  const { pause, allowance } = state.sharedLimits;
  const outageMs = breaker.waitMs(nowMs, remainingMs());
  const pauseMs = Math.max(0, pause.untilMs - nowMs);
  if (outageMs > pauseMs) return { waitMs: outageMs, because: "outage" };
  const reportedMs = allowance.waitMs(ahead(state), nowMs, remainingMs());
  return { waitMs: Math.max(pauseMs, reportedMs), because: "pause" };
}

/** The longest of its waits. What it must wait for, nobody behind it may take. */
function rateWaitMs(waiter: Waiter, nowMs: number, taken: Set<RateMeter>): number {
  let longest = 0;
  for (const { meter, cost } of waiter.needs) {
    const waitMs = taken.has(meter) ? Number.POSITIVE_INFINITY : meter.waitMs(cost, nowMs);
    if (waitMs > 0) taken.add(meter);
    longest = Math.max(longest, waitMs);
  }
  return longest;
}

function grant(state: State, waiter: Waiter, nowMs: number): void {
  state.running += 1;
  state.sharedLimits.allowance.sent(ahead(state), nowMs);
  const probe = state.breaker.sent(nowMs);
  for (const { meter, cost } of waiter.needs) meter.sent(cost);
  waiter.end({
    kind: "granted",
    probe,
    done: (health = "answer", arrived = true) => finish(state, waiter, { probe, health, arrived }),
  });
}

function finish(
  state: State,
  { needs }: Waiter,
  { probe, health, arrived }: { readonly probe: boolean; readonly health: HealthSignal; readonly arrived: boolean },
): void {
  state.running -= 1;
  const nowMs = state.clock.monotonicMs();
  for (const { meter, cost } of needs) {
    if (arrived) meter.answered(cost, nowMs);
    else meter.released(cost);
  }
  if (!arrived) state.sharedLimits.allowance.released();
  const change = state.breaker.observe(health, probe, nowMs);
  if (change !== undefined) state.onBreaker?.(change);
  advance(state);
}
