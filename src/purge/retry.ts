import type { Fault } from "../errors.ts";
import type { AnswerFault } from "../providers/provider.ts";

/** Why something did not reach its goal, as `Outcome` keeps it. */
export interface Failure {
  readonly fault: Fault;
  readonly says: string;
}

/** An exchange that failed: by the provider's answer, or because no answer came. */
export interface FailedExchange {
  readonly fault: AnswerFault;
  readonly says: string;
  /** Not again before so many milliseconds have passed. */
  readonly waitMs?: number;
  /** False when the network says that asking again cannot help. Absent for answers: the fault decides. */
  readonly retryable?: boolean;
  /** Most attempts that make sense, where that is fewer than usual. */
  readonly mostAttempts?: number;
}

export interface Situation {
  /** Attempts made, the failed one included. */
  readonly attempts: number;
  /** `Capabilities.attempts`, where the provider has a number of its own. */
  readonly mostAttempts?: number;
  /** What is left of the timeout, in milliseconds. */
  readonly remainingMs: number;
  /** Uniform in [0, 1). */
  readonly jitter: number;
}

/** `again` after a delay in milliseconds; `give-up` on this batch; `stop` everything, since no other batch can do better. */
export type Decision =
  | { readonly is: "again"; readonly delayMs: number }
  | { readonly is: "give-up" | "stop"; readonly failure: Failure };

/** Attempts at one batch, the first included. Five ride out some seconds; more only add load to a provider in trouble. */
export const MOST_ATTEMPTS = 5;
/** First step of the backoff in milliseconds; a throttled client backs off further. Near AWS's retry rules of 2026. */
const BASE_MS = { transient: 250, throttled: 1_000 };
/** Longest backoff in milliseconds, as in AWS's retry rules. What the provider itself asks for is not capped. */
const CAP_MS = 20_000;

/**
 * What to do after a failed exchange. A purge may be repeated without harm, so an unknown outcome counts as "not done".
 *
 * Full jitter: a random part of an exponential step, so that workers which failed together do not return together. What
 * the provider asks for comes on top of it and is never cut short: a wait that does not fit the timeout ends it at once.
 */
export function decide(failed: FailedExchange, situation: Situation): Decision {
  const { fault, says } = failed;
  if (fault === "auth" || fault === "quota" || failed.retryable === false)
    return { is: "stop", failure: { fault, says } };
  const most = Math.min(failed.mostAttempts ?? Number.POSITIVE_INFINITY, situation.mostAttempts ?? MOST_ATTEMPTS);
  if (fault === "invalid" || situation.attempts >= most) {
    const tried = situation.attempts > 1 ? ` (${situation.attempts} attempts)` : "";
    return { is: "give-up", failure: { fault, says: `${says}${tried}` } };
  }
  const delayMs = (failed.waitMs ?? 0) + situation.jitter * backoffMs(fault, situation.attempts);
  if (delayMs < situation.remainingMs) return { is: "again", delayMs };
  // Whoever is throttled is throttled for all batches; anything else may still work for another one.
  const is = fault === "throttled" && failed.waitMs !== undefined ? "stop" : "give-up";
  return { is, failure: { fault, says: `${says}. ${tooLong(delayMs, situation.remainingMs)}` } };
}

function backoffMs(fault: AnswerFault, attempts: number): number {
  const base = fault === "throttled" ? BASE_MS.throttled : BASE_MS.transient;
  return Math.min(CAP_MS, base * 2 ** (attempts - 1));
}

/** Why there is no point in waiting: both numbers, so that the reader can choose a better timeout. */
export function tooLong(waitMs: number, remainingMs: number): string {
  return `The next attempt may be made in ${seconds(waitMs)}, and ${seconds(remainingMs)} are left of the timeout`;
}

/** `0.3 s`, `12 s`: short enough for a sentence. */
export function seconds(ms: number): string {
  const value = Math.max(0, ms) / 1000;
  return `${value < 10 ? Math.round(value * 10) / 10 : Math.round(value)} s`;
}
