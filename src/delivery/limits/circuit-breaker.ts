import type { Failure } from "../../model/outcome.ts";

/**
 * Stops the sending while the provider is down. Shared by all that is sent with one credential, so that an outage costs
 * some dozens of requests, however many batches wait, and none of them uses up its attempts.
 */
export interface Breaker {
  /** Milliseconds until something may go out: 0 is now, Infinity while a probe is under way. */
  waitMs(nowMs: number, remainingMs: number): number;
  /** Something goes out. True: it is a probe. */
  sent(nowMs: number): boolean;
  /** @returns what changed by it. */
  observe(health: HealthSignal, wasProbe: boolean, nowMs: number): BreakerTransition | undefined;
  /** The outage that is under way, and its last failure. */
  outage(): { readonly failures: number; readonly last: Failure } | undefined;
  /** Has the provider answered anything yet? */
  answered(): boolean;
}

/** What an exchange shows of the provider's health: it answers, it fails, or nothing is known since the run ended it. */
export type HealthSignal = "answer" | "nothing" | Failure;

export type BreakerTransition =
  | { readonly kind: "opened"; readonly failures: number; readonly last: Failure }
  | { readonly kind: "closed"; readonly afterMs: number };

/** Failures in a row, over all workers, that mean an outage. At 30 % random errors it happens once in 170,000 requests. */
const FAILURES_TO_OPEN = 10;
/** First and longest pause between two probes, in milliseconds; doubled from one to the other. */
const FIRST_PROBE_MS = 1_000;
const LAST_PROBE_MS = 20_000;
/** Kept for a last probe before the deadline, in milliseconds, instead of sleeping past it. */
const BEFORE_THE_END_MS = 2_000;

interface State {
  failures: number;
  last: Failure | undefined;
  /** When the outage began; undefined while there is none. */
  openedMs: number | undefined;
  probing: boolean;
  pauseMs: number;
  probeAtMs: number;
  hadLastProbe: boolean;
  answered: boolean;
}

export function createBreaker(): Breaker {
  const state: State = {
    failures: 0,
    last: undefined,
    openedMs: undefined,
    probing: false,
    pauseMs: FIRST_PROBE_MS,
    probeAtMs: 0,
    hadLastProbe: false,
    answered: false,
  };
  return {
    waitMs: (nowMs, remainingMs) => waitMs(state, nowMs, remainingMs),
    sent(nowMs) {
      const isProbe = state.openedMs !== undefined;
      if (isProbe) state.probing = true;
      if (isProbe && nowMs < state.probeAtMs) state.hadLastProbe = true;
      return isProbe;
    },
    observe(health, wasProbe, nowMs) {
      if (wasProbe) state.probing = false;
      if (health === "nothing") return undefined;
      if (health !== "answer") return fail(state, health, wasProbe, nowMs);
      state.answered = true;
      return close(state, nowMs);
    },
    outage() {
      const { openedMs, failures, last } = state;
      return openedMs === undefined || last === undefined ? undefined : { failures, last };
    },
    answered: () => state.answered,
  };
}

function waitMs({ openedMs, probing, probeAtMs, hadLastProbe }: State, nowMs: number, remainingMs: number): number {
  if (openedMs === undefined) return 0;
  if (probing) return Number.POSITIVE_INFINITY;
  const untilProbeMs = Math.max(0, probeAtMs - nowMs);
  const isCut = untilProbeMs >= remainingMs && !hadLastProbe;
  return isCut ? Math.max(0, remainingMs - BEFORE_THE_END_MS) : untilProbeMs;
}

function close(state: State, nowMs: number): BreakerTransition | undefined {
  const { openedMs } = state;
  state.failures = 0;
  state.openedMs = undefined;
  state.pauseMs = FIRST_PROBE_MS;
  return openedMs === undefined ? undefined : { kind: "closed", afterMs: nowMs - openedMs };
}

function fail(state: State, failure: Failure, wasProbe: boolean, nowMs: number): BreakerTransition | undefined {
  state.failures += 1;
  state.last = failure;
  if (state.openedMs === undefined) {
    if (state.failures < FAILURES_TO_OPEN) return undefined;
    state.openedMs = nowMs;
    state.probeAtMs = nowMs + state.pauseMs;
    return { kind: "opened", failures: state.failures, last: failure };
  }
  // What was under way when it opened says nothing new.
  if (!wasProbe) return undefined;
  state.pauseMs = Math.min(state.pauseMs * 2, LAST_PROBE_MS);
  state.probeAtMs = nowMs + state.pauseMs;
  return undefined;
}
