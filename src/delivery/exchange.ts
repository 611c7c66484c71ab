import { formatSeconds } from "../lib/format.ts";
import { PurgeError } from "../model/errors.ts";
import type { Failure } from "../model/outcome.ts";
import type { Failed as FailedAnswer } from "../model/provider.ts";
import { isNetworkFailure } from "../ports/http.ts";
import type { Gate } from "./gate.ts";
import type { HealthSignal } from "./limits/circuit-breaker.ts";
import type { Turn } from "./limits/limiter.ts";
import type { Load } from "./limits/rate-meter.ts";
import { type FailedExchange, tooLong } from "./retry-policy.ts";

/** No answer, and none will come: the run is over, before the request went out or while it was under way. */
export interface Ended {
  readonly kind: "ended";
  readonly sent: boolean;
  readonly failure: Failure;
  /** Who was waited for when it ended. */
  readonly waitedFor?: readonly string[];
}

/** Why an exchange ended, and who had not answered where it was under way. */
export function endedMessage({ failure, sent, waitedFor = [] }: Ended): string {
  const who = waitedFor.length === 0 ? "" : ` (${waitedFor.join(", ")})`;
  return sent ? `${failure.message}, and the request under way had no answer yet${who}` : failure.message;
}

type Failed = { readonly kind: "failed" } & FailedExchange;
/** `probe`: it was sent to see whether the server is back. */
export type FailedAttempt = Failed & { readonly probe: boolean };
/** What came of an exchange whose good answers are of one kind or another. */
export type ExchangeResult<Answer extends { readonly kind: string }> =
  | Exclude<Answer, FailedAnswer>
  | FailedAttempt
  | Ended;

/**
 * One exchange, in its turn. The network's failures become values here.
 *
 * @throws {PurgeError} what is wrong with the configuration, and whatever is a bug.
 */
export async function exchange<Answer extends { readonly kind: string }>(
  gate: Gate,
  load: Load,
  signal: AbortSignal,
  call: () => Promise<Answer>,
): Promise<ExchangeResult<Answer>> {
  const turn = await gate.limiter.turn(load, signal);
  if (turn.kind === "too-late") return { kind: "ended", sent: false, failure: lateFailure(gate, turn) };
  if (turn.kind === "ended") return { kind: "ended", sent: false, failure: gate.stop.failure() ?? NOTHING_LEFT };
  const corrections = gate.clockSkew.corrections();
  let health: HealthSignal = "nothing";
  let arrived = true;
  try {
    const result: Answer | Failed | Ended = await callSafely(gate, call);
    health = healthSignalOf(result);
    if (!isFailed(result)) return result as ExchangeResult<Answer>;
    arrived = result.neverLeft !== true;
    const corrected = result.fault === "auth" && arrived && isClockCorrected(gate, corrections);
    return { ...result, probe: turn.probe, ...(corrected ? { mended: true } : {}) };
  } finally {
    turn.done(health, arrived);
  }
}

const NOTHING_LEFT: Failure = { fault: "cancelled", message: "the delivery has ended" };

async function callSafely<Answer>(gate: Gate, call: () => Promise<Answer>): Promise<Answer | Failed | Ended> {
  try {
    return await call();
  } catch (error) {
    return failedOrThrow(gate, error);
  }
}

function isFailed(result: { readonly kind: string }): result is Failed {
  return result.kind === "failed";
}

const REFUSALS: ReadonlySet<Failed["fault"]> = new Set(["auth", "site", "quota", "invalid"]);

/** A refusal is an answer as good as any: the provider is there. */
function healthSignalOf(result: { readonly kind: string }): HealthSignal {
  if (result.kind === "ended") return "nothing";
  if (!isFailed(result)) return "answer";
  const { fault, message, neverLeft } = result;
  if (!REFUSALS.has(fault)) return { fault, message };
  return neverLeft === true ? "nothing" : "answer";
}

/** Was it signed by a wrong clock that is right by now? The first to find out sets it right for all. */
function isClockCorrected({ clockSkew, world }: Gate, correctionsBefore: number): boolean {
  if (clockSkew.corrections() > correctionsBefore) return true;
  const wrongByMs = clockSkew.correct();
  if (wrongByMs === undefined) return false;
  const direction = wrongByMs > 0 ? "behind" : "ahead of";
  world.log.warning(
    `This runner's clock is ${formatSeconds(Math.abs(wrongByMs))} ${direction} the provider's, which refuses what is signed by it. ` +
      "This run goes on by the provider's clock; set the runner's clock right.",
    "The runner's clock is wrong",
  );
  return true;
}

function lateFailure(gate: Gate, { waitMs, because }: Extract<Turn, { kind: "too-late" }>): Failure {
  const message = tooLong(waitMs, gate.deadline.remainingMs());
  const outage = gate.breaker.outage();
  if (because === "outage" && outage !== undefined) {
    return {
      fault: outage.last.fault,
      message: `${outage.last.message} (${outage.failures} failures in a row). ${message}`,
    };
  }
  return because === "pause"
    ? { fault: "throttled", message: `the provider asks for a pause. ${message}` }
    : { fault: "deadline", message: `the provider's rate limit leaves no room. ${message}` };
}

function failedOrThrow(gate: Gate, error: unknown): Failed | Ended {
  const over = gate.deadline.failure();
  if (isNetworkFailure(error)) {
    if (over !== undefined) return { kind: "ended", sent: true, failure: over, waitedFor: gate.unanswered() };
    const { message, retryable, maxAttempts, neverLeft } = error;
    return { kind: "failed", fault: "unavailable", message, retryable, maxAttempts, neverLeft };
  }
  throw error instanceof PurgeError ? error : new PurgeError("bug", "a provider failed in itself", { cause: error });
}
