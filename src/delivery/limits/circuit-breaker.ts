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
  heard(heard: Heard, wasProbe: boolean, nowMs: number): BreakerTransition | undefined;
  /** The outage that is under way, and what was last heard in it. */
  outage(): { readonly failures: number; readonly last: Failure } | undefined;
  /** Has the provider answered anything yet? */
  answered(): boolean;
}

/** What an exchange tells of the provider: that it answers, that it does not, or nothing, since the run ended it. */
export type Heard = "answer" | "nothing" | Failure;

export type BreakerTransition =
  | { readonly kind: "opened"; readonly failures: number; readonly last: Failure }
  | { readonly kind: "closed"; readonly afterMs: number };

/** Failures in a row, over all workers, that mean an outage. At 30 % random errors it happens once in 170,000 requests. */
export const FAILURES_TO_OPEN = 10;
/** First and longest pause between two probes, in milliseconds; doubled from one to the other. */
const FIRST_PROBE_MS = 1_000;
const LAST_PROBE_MS = 20_000;
/** Kept for a last probe before the deadline, in milliseconds, instead of sleeping past it. */
const BEFORE_THE_END_MS = 2_000;

export function createBreaker(): Breaker {
  let failures = 0;
  let last: Failure | undefined;
  let openedMs: number | undefined;
  let probing = false;
  let pauseMs = FIRST_PROBE_MS;
  let probeAtMs = 0;
  let hadLastProbe = false;
  let answered = false;

  function close(nowMs: number): BreakerTransition | undefined {
    const change = openedMs === undefined ? undefined : ({ kind: "closed", afterMs: nowMs - openedMs } as const);
    failures = 0;
    openedMs = undefined;
    pauseMs = FIRST_PROBE_MS;
    return change;
  }

  function fail(failure: Failure, wasProbe: boolean, nowMs: number): BreakerTransition | undefined {
    failures += 1;
    last = failure;
    if (openedMs === undefined) {
      if (failures < FAILURES_TO_OPEN) return undefined;
      openedMs = nowMs;
      probeAtMs = nowMs + pauseMs;
      return { kind: "opened", failures, last };
    }
    // What was under way when it opened says nothing new.
    if (!wasProbe) return undefined;
    pauseMs = Math.min(pauseMs * 2, LAST_PROBE_MS);
    probeAtMs = nowMs + pauseMs;
    return undefined;
  }

  return {
    waitMs(nowMs, remainingMs) {
      if (openedMs === undefined) return 0;
      if (probing) return Number.POSITIVE_INFINITY;
      const waitMs = Math.max(0, probeAtMs - nowMs);
      const isCut = waitMs >= remainingMs && !hadLastProbe;
      return isCut ? Math.max(0, remainingMs - BEFORE_THE_END_MS) : waitMs;
    },
    sent(nowMs) {
      const isProbe = openedMs !== undefined;
      if (isProbe) probing = true;
      if (isProbe && nowMs < probeAtMs) hadLastProbe = true;
      return isProbe;
    },
    heard(heard, wasProbe, nowMs) {
      if (wasProbe) probing = false;
      if (heard === "nothing") return undefined;
      if (heard !== "answer") return fail(heard, wasProbe, nowMs);
      answered = true;
      return close(nowMs);
    },
    outage: () => (openedMs === undefined || last === undefined ? undefined : { failures, last }),
    answered: () => answered,
  };
}
