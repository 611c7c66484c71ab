import { seconds } from "../lib/format.ts";
import type { Capabilities } from "../model/capabilities.ts";
import { PurgeError } from "../model/errors.ts";
import type { Failure } from "../model/outcome.ts";
import type { Plan } from "../model/plan.ts";
import type { Answer, Connection, Io } from "../model/provider.ts";
import { isNetworkFailure } from "../ports/http.ts";
import type { World } from "../ports/world.ts";
import type { Skew } from "./clock-skew.ts";
import type { Deadline } from "./deadline.ts";
import type { Breaker, Heard } from "./limits/circuit-breaker.ts";
import type { Limiter, Turn } from "./limits/limiter.ts";
import type { Load } from "./limits/rate-meter.ts";
import type { Pace } from "./limits/shared-limits.ts";
import { type FailedExchange, tooLong } from "./retry-policy.ts";

/** What is to be delivered, and how far. */
export interface Order {
  readonly plan: Plan;
  readonly capabilities: Capabilities;
  connect(io: Io): readonly Connection[];
  /** What earlier deliveries with the same credential left of its limits. Absent: there are none, before or after. */
  readonly pace?: Pace;
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
export interface Run {
  readonly order: Order;
  readonly world: DeliveryWorld;
  readonly connections: readonly Connection[];
  readonly deadline: Deadline;
  readonly limiter: Limiter;
  readonly breaker: Breaker;
  readonly skew: Skew;
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
  readonly is: "ended";
  readonly sent: boolean;
  readonly failure: Failure;
}

type Accepted = Exclude<Answer, { is: "failed" }>;
type Failed = { readonly is: "failed" } & FailedExchange;
export type Asked = Accepted | (Failed & { readonly probe: boolean }) | Ended;

/**
 * One exchange, in its turn. The network's failures become values here.
 *
 * @throws {PurgeError} what is wrong with the configuration, and whatever is a bug.
 */
export async function ask(run: Run, load: Load, signal: AbortSignal, call: () => Promise<Answer>): Promise<Asked> {
  const turn = await run.limiter.turn(load, signal);
  if (turn.is === "too-late") return { is: "ended", sent: false, failure: lateFailure(run, turn) };
  if (turn.is === "ended") return { is: "ended", sent: false, failure: run.stop.failure() ?? NOTHING_LEFT };
  const corrections = run.skew.corrections();
  let heard: Heard = "nothing";
  try {
    const asked = await exchange(run, call);
    heard = heardFrom(asked);
    if (asked.is !== "failed") return asked;
    const corrected = asked.fault === "auth" && isClockCorrected(run, corrections);
    return { ...asked, probe: turn.probe, ...(corrected ? { clockCorrected: true } : {}) };
  } finally {
    turn.done(heard);
  }
}

const NOTHING_LEFT: Failure = { fault: "cancelled", says: "the delivery has ended" };

async function exchange(run: Run, call: () => Promise<Answer>): Promise<Accepted | Failed | Ended> {
  try {
    return await call();
  } catch (error) {
    return failedOrThrow(run, error);
  }
}

const REFUSALS: ReadonlySet<Failed["fault"]> = new Set(["auth", "site", "quota", "invalid"]);

/** A refusal is an answer as good as any: the provider is there. */
function heardFrom(asked: Accepted | Failed | Ended): Heard {
  if (asked.is === "ended") return "nothing";
  if (asked.is !== "failed") return "answer";
  const { fault, says } = asked;
  return REFUSALS.has(fault) ? "answer" : { fault, says };
}

/** Was it signed by a wrong clock that is right by now? The first to find out sets it right for all. */
function isClockCorrected({ skew, world }: Run, correctionsBefore: number): boolean {
  if (skew.corrections() > correctionsBefore) return true;
  const wrongByMs = skew.correct();
  if (wrongByMs === undefined) return false;
  const direction = wrongByMs > 0 ? "behind" : "ahead of";
  world.log.warning(
    `This runner's clock is ${seconds(Math.abs(wrongByMs))} ${direction} the provider's, which refuses what is signed by it. ` +
      "This run goes on by the provider's clock; set the runner's clock right.",
    "The runner's clock is wrong",
  );
  return true;
}

function lateFailure(run: Run, { waitMs, because }: Extract<Turn, { is: "too-late" }>): Failure {
  const says = tooLong(waitMs, run.deadline.remainingMs());
  const outage = run.breaker.outage();
  if (because === "outage" && outage !== undefined) {
    return { fault: outage.last.fault, says: `${outage.last.says} (${outage.failures} failures in a row). ${says}` };
  }
  return because === "pause"
    ? { fault: "throttled", says: `the provider asks for a pause. ${says}` }
    : { fault: "deadline", says: `the provider's rate limit leaves no room. ${says}` };
}

function failedOrThrow(run: Run, error: unknown): Failed | Ended {
  const over = run.deadline.failure();
  if (isNetworkFailure(error)) {
    if (over !== undefined) return { is: "ended", sent: true, failure: over };
    const { message, retryable, mostAttempts } = error;
    const most = mostAttempts === undefined ? {} : { mostAttempts };
    return { is: "failed", fault: "unavailable", says: message, retryable, ...most };
  }
  throw error instanceof PurgeError ? error : new PurgeError("bug", "a provider failed in itself", { cause: error });
}
