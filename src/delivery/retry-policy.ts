import { formatSeconds } from "../lib/format.ts";
import type { Failure } from "../model/outcome.ts";
import type { AnswerFault } from "../model/provider.ts";

/** An exchange that failed: by the provider's answer, or because no answer came. */
export interface FailedExchange {
  readonly fault: AnswerFault;
  readonly message: string;
  /** Least wait before a repeat, in milliseconds. */
  readonly waitMs?: number | undefined;
  /** Refused as a whole, perhaps because of one item or of its size: its parts may pass. */
  readonly suspect?: "item" | "size" | undefined;
  /** False when the network failure shows that a repeat cannot help. Absent for answers: the fault decides. */
  readonly retryable?: boolean | undefined;
  /** Most tries at a host that has never answered, where that is fewer than usual. */
  readonly maxAttempts?: number | undefined;
  /** No connection was made: the request was not sent. */
  readonly neverLeft?: boolean | undefined;
  /** The cause is corrected already: the clock that signed it, or the session that it was sent with. */
  readonly mended?: boolean;
}

export interface Situation {
  /** Attempts made over all passes, the failed one included; the breaker's probes are not. */
  readonly attempts: number;
  /** Requests made for this batch, the failed one and probes included. */
  readonly tries: number;
  /** It was the breaker's probe: sent to see whether the provider is back. */
  readonly probe: boolean;
  /** Has the provider answered anything in this run? */
  readonly answered: boolean;
  /** May the batch be sent in parts? */
  readonly parts: boolean;
  /** `Capabilities.attempts`, where the provider has a number of its own. */
  readonly maxAttempts?: number | undefined;
  /** What is left of the timeout, in milliseconds. */
  readonly remainingMs: number;
  /** Uniform in [0, 1). */
  readonly jitter: number;
}

/**
 * `again` after a delay in milliseconds; `later` the same, behind all other batches; `split` into halves; `give-up` on
 * this batch; `stop` everything, since no other batch can do better.
 */
export type Decision =
  | { readonly kind: "again" | "later"; readonly delayMs: number }
  | { readonly kind: "split" }
  | { readonly kind: "give-up" | "stop"; readonly failure: Failure };

/** Attempts at one batch in one pass, the first included. Five ride out some seconds; then others have their turn. */
export const ATTEMPTS_PER_PASS = 5;
/**
 * How often a batch has its turn: twice more at the end of the queue. At 30 % random errors fifteen attempts miss 1 in 70
 * million.
 */
export const MAX_PASSES = 3;
/** First step of the backoff in milliseconds; a throttled client backs off further. Near AWS's retry rules of 2026. */
const BASE_MS = { transient: 250, throttled: 1_000 };
/** Longest backoff in milliseconds, as in AWS's retry rules. The wait that the provider itself requests is not capped. */
const CAP_MS = 20_000;

/**
 * What to do after a failed exchange. A purge may be repeated without harm, so an unknown outcome counts as "not done".
 *
 * Full jitter: a random part of an exponential step, so that workers which failed together do not return together. What
 * the provider requests comes on top of it and is never cut short: a wait that does not fit the timeout ends it at once.
 */
export function decide(failed: FailedExchange, situation: Situation): Decision {
  if (failed.mended === true) return { kind: "again", delayMs: 0 };
  const { fault, message } = failed;
  if (isHopeless(failed, situation))
    return { kind: "stop", failure: { fault, message: `${message}${tried(situation)}` } };
  if (failed.suspect !== undefined && situation.parts) return { kind: "split" };
  const perPass = situation.maxAttempts ?? ATTEMPTS_PER_PASS;
  const most = situation.maxAttempts ?? ATTEMPTS_PER_PASS * MAX_PASSES;
  if (fault === "invalid" || situation.attempts >= most) {
    return { kind: "give-up", failure: { fault, message: `${message}${tried(situation)}` } };
  }
  const attempts = Math.max(1, situation.attempts);
  const step = ((attempts - 1) % perPass) + 1;
  const delayMs = (failed.waitMs ?? 0) + situation.jitter * backoffMs(fault, step);
  if (delayMs < situation.remainingMs)
    return { kind: step === perPass && !situation.probe ? "later" : "again", delayMs };
  // Whoever is throttled is throttled for all batches; anything else may still work for another one.
  const kind = fault === "throttled" && failed.waitMs !== undefined ? "stop" : "give-up";
  return { kind, failure: { fault, message: `${message}. ${tooLong(delayMs, situation.remainingMs)}` } };
}

/** No other batch can do better: a credential, a site, a quota, a network that must not be trusted, a host that is none. */
function isHopeless({ fault, retryable, maxAttempts }: FailedExchange, { tries, answered }: Situation): boolean {
  if (fault === "auth" || fault === "site" || fault === "quota" || retryable === false) return true;
  return maxAttempts !== undefined && !answered && tries >= maxAttempts;
}

function tried({ tries }: Situation): string {
  return tries > 1 ? ` (${tries} attempts)` : "";
}

function backoffMs(fault: AnswerFault, step: number): number {
  const base = fault === "throttled" ? BASE_MS.throttled : BASE_MS.transient;
  return Math.min(CAP_MS, base * 2 ** (step - 1));
}

/** Why there is no point in waiting: both numbers, so that the reader can choose a better timeout. */
export function tooLong(waitMs: number, remainingMs: number): string {
  return `The next attempt may be made in ${formatSeconds(waitMs)}, and ${formatSeconds(remainingMs)} are left of the timeout`;
}
