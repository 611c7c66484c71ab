import { formatSeconds } from "../lib/format.ts";
import type { Capabilities } from "../model/capabilities.ts";
import { PurgeError } from "../model/errors.ts";
import type { Failure } from "../model/outcome.ts";
import type { Plan } from "../model/plan.ts";
import type { Connection, Io, ProviderResult } from "../model/provider.ts";
import { isNetworkFailure } from "../ports/http.ts";
import type { World } from "../ports/world.ts";
import type { ClockSkew } from "./clock-skew.ts";
import type { Deadline } from "./deadline.ts";
import type { Breaker, Heard } from "./limits/circuit-breaker.ts";
import type { Limiter, Turn } from "./limits/limiter.ts";
import type { Load } from "./limits/rate-meter.ts";
import type { SharedLimits } from "./limits/shared-limits.ts";
import { type FailedExchange, tooLong } from "./retry-policy.ts";

/** What is to be delivered, and how far. */
export interface DeliverOptions {
  readonly plan: Plan;
  readonly capabilities: Capabilities;
  connect(io: Io): readonly Connection[];
  /** What earlier deliveries with the same credential left of its limits. Absent: there are none, before or after. */
  readonly sharedLimits?: SharedLimits;
  /** How far it must come: `accepted` by the provider, or `completed` as far as it can say. */
  readonly level: "accepted" | "completed";
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Batches of the plan that went out, batches that are through, and exchanges made so far. */
  onProgress?(progress: {
    readonly submitted: number;
    readonly settled: number;
    readonly batches: number;
    readonly requests: number;
  }): void;
}

export type DeliveryWorld = Pick<World, "clock" | "random" | "http" | "log">;

/** What submitting and settling share while one order is delivered. */
export interface DeliverySession {
  readonly options: DeliverOptions;
  readonly world: DeliveryWorld;
  readonly connections: readonly Connection[];
  readonly deadline: Deadline;
  readonly limiter: Limiter;
  readonly breaker: Breaker;
  readonly clockSkew: ClockSkew;
  readonly stop: Stop;
  /** Resolves when nothing more will be submitted. */
  readonly submitted: { readonly signal: AbortSignal; readonly reached: Promise<void> };
}

/** The end of all submitting; what is under way is still waited for. */
export interface Stop {
  /** Aborts with the deadline, too. */
  readonly signal: AbortSignal;
  failure(): Failure | undefined;
  raise(failure: Failure): void;
}

export function createStop(deadline: Deadline): Stop {
  const controller = new AbortController();
  let failure: Failure | undefined;
  return {
    signal: AbortSignal.any([controller.signal, deadline.signal]),
    failure: () => failure ?? deadline.failure(),
    raise(reason) {
      failure ??= reason;
      controller.abort();
    },
  };
}

/** No answer, and none will come: the run is over, before the request went out or while it was under way. */
export interface Ended {
  readonly kind: "ended";
  readonly sent: boolean;
  readonly failure: Failure;
}

type Accepted = Exclude<ProviderResult, { kind: "failed" }>;
type Failed = { readonly kind: "failed" } & FailedExchange;
export type ExchangeResult = Accepted | (Failed & { readonly probe: boolean }) | Ended;

/**
 * One exchange, in its turn. The network's failures become values here.
 *
 * @throws {PurgeError} what is wrong with the configuration, and whatever is a bug.
 */
export async function ask(
  session: DeliverySession,
  load: Load,
  signal: AbortSignal,
  call: () => Promise<ProviderResult>,
): Promise<ExchangeResult> {
  const turn = await session.limiter.turn(load, signal);
  if (turn.kind === "too-late") return { kind: "ended", sent: false, failure: lateFailure(session, turn) };
  if (turn.kind === "ended") return { kind: "ended", sent: false, failure: session.stop.failure() ?? NOTHING_LEFT };
  const corrections = session.clockSkew.corrections();
  let heard: Heard = "nothing";
  try {
    const requested = await exchange(session, call);
    heard = heardFrom(requested);
    if (requested.kind !== "failed") return requested;
    const corrected = requested.fault === "auth" && isClockCorrected(session, corrections);
    return { ...requested, probe: turn.probe, ...(corrected ? { clockCorrected: true } : {}) };
  } finally {
    turn.done(heard);
  }
}

const NOTHING_LEFT: Failure = { fault: "cancelled", message: "the delivery has ended" };

async function exchange(
  session: DeliverySession,
  call: () => Promise<ProviderResult>,
): Promise<Accepted | Failed | Ended> {
  try {
    return await call();
  } catch (error) {
    return failedOrThrow(session, error);
  }
}

const REFUSALS: ReadonlySet<Failed["fault"]> = new Set(["auth", "site", "quota", "invalid"]);

/** A refusal is an answer as good as any: the provider is there. */
function heardFrom(requested: Accepted | Failed | Ended): Heard {
  if (requested.kind === "ended") return "nothing";
  if (requested.kind !== "failed") return "answer";
  const { fault, message } = requested;
  return REFUSALS.has(fault) ? "answer" : { fault, message };
}

/** Was it signed by a wrong clock that is right by now? The first to find out sets it right for all. */
function isClockCorrected({ clockSkew, world }: DeliverySession, correctionsBefore: number): boolean {
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

function lateFailure(session: DeliverySession, { waitMs, because }: Extract<Turn, { kind: "too-late" }>): Failure {
  const message = tooLong(waitMs, session.deadline.remainingMs());
  const outage = session.breaker.outage();
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

function failedOrThrow(session: DeliverySession, error: unknown): Failed | Ended {
  const over = session.deadline.failure();
  if (isNetworkFailure(error)) {
    if (over !== undefined) return { kind: "ended", sent: true, failure: over };
    const { message, retryable, maxAttempts } = error;
    const most = maxAttempts === undefined ? {} : { maxAttempts };
    return { kind: "failed", fault: "unavailable", message: message, retryable, ...most };
  }
  throw error instanceof PurgeError ? error : new PurgeError("bug", "a provider failed in itself", { cause: error });
}
