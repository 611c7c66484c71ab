import { formatSeconds } from "../lib/format.ts";
import { PurgeError } from "../model/errors.ts";
import type { Failure } from "../model/outcome.ts";
import type { Failed, Io, Memo, Opened } from "../model/provider.ts";
import type { Deadline } from "./deadline.ts";
import { endedMessage, exchange } from "./exchange.ts";
import { createGate, type DeliveryWorld, type Gate } from "./gate.ts";
import { POLL } from "./limits/rate-meter.ts";
import type { SharedLimits } from "./limits/shared-limits.ts";
import { decide } from "./retry-policy.ts";

/** Keeps what a provider's `open` found out, for all deliveries of a run to one destination. */
export interface Opener {
  /** The current session, opened again where it has expired. Concurrent callers get the same one. */
  current(deadline: Deadline): Promise<Current>;
  /** Requests that opening has sent since this was last called: the run's report counts each once. */
  takeRequests(): number;
  /** Is this what holds now? */
  holds(session: unknown): boolean;
  /**
   * After a refused credential: opens again, once in a run.
   *
   * @param used the session that was refused.
   * @returns is there another one now?
   */
  renew(used: unknown, deadline: Deadline): Promise<boolean>;
}

type Current =
  | { readonly kind: "open"; readonly session: unknown }
  | { readonly kind: "failed"; readonly failure: Failure };

export interface OpenerOptions {
  /** One exchange of the provider's `open`. */
  readonly open: (io: Io, memo?: Memo) => Promise<Opened<unknown>>;
  /** What is left of the credential's limits: these exchanges count, too. */
  readonly sharedLimits: SharedLimits;
}

/** Most exchanges of one opening: a look-up, a token, a token of a token, and one more. */
const MAX_EXCHANGES = 4;
/** A session is opened again this long before it expires, at most: a request must still arrive with it. */
const MARGIN_MS = 60_000;
/** And at most this part of its life before. */
const MARGIN_PART = 0.1;

/** A session and when it ends, on the monotonic clock. */
interface Held {
  readonly session: unknown;
  readonly untilMs: number;
}

export function createOpener(options: OpenerOptions, world: DeliveryWorld): Opener {
  let held: Held | undefined;
  let opening: Promise<Current> | undefined;
  let failure: Failure | undefined;
  let wasRenewed = false;
  const { onRequest, takeRequests } = createRequestCounter();

  async function openAnew(deadline: Deadline): Promise<Current> {
    const gate = createGate({ deadline, sharedLimits: options.sharedLimits, onRequest }, world);
    const opened = await openThrough(gate, options.open);
    if ("fault" in opened) {
      failure = opened;
      return { kind: "failed", failure };
    }
    held = opened;
    return { kind: "open", session: opened.session };
  }

  function isFresh(one: Held | undefined): one is Held {
    return one !== undefined && world.clock.monotonicMs() < one.untilMs;
  }

  function open(deadline: Deadline): Promise<Current> {
    opening ??= openAnew(deadline).finally(() => {
      opening = undefined;
    });
    return opening;
  }

  return {
    async current(deadline) {
      if (failure !== undefined) return { kind: "failed", failure };
      if (opening !== undefined) return opening;
      return isFresh(held) ? { kind: "open", session: held.session } : open(deadline);
    },
    takeRequests,
    holds: (session) => isFresh(held) && held.session === session,
    async renew(used, deadline) {
      if (opening !== undefined) await opening;
      if (failure !== undefined) return false;
      if (held !== undefined && held.session !== used) return true;
      if (wasRenewed) return false;
      wasRenewed = true;
      const renewed = await open(deadline);
      // The same found out again, a zone's id for example, is refused again.
      return renewed.kind === "open" && JSON.stringify(renewed.session) !== JSON.stringify(used);
    },
  };
}

function createRequestCounter() {
  let count = 0;
  return {
    onRequest() {
      count += 1;
    },
    takeRequests() {
      const taken = count;
      count = 0;
      return taken;
    },
  };
}

/** All exchanges of one opening, each as often as the policy allows. */
async function openThrough(gate: Gate, open: OpenerOptions["open"]): Promise<Held | Failure> {
  let memo: Memo | undefined;
  for (let count = 0; count < MAX_EXCHANGES; count++) {
    const opened = await openOnce(gate, () => open(gate.io, memo));
    if ("fault" in opened) return opened;
    if (opened.kind === "open") return heldFrom(gate, opened);
    memo = opened.memo;
  }
  throw new PurgeError("bug", `a provider asks for more than ${MAX_EXCHANGES} exchanges before the first purge`);
}

type Step = Exclude<Opened<unknown>, Failed>;

async function openOnce(gate: Gate, open: () => Promise<Opened<unknown>>): Promise<Step | Failure> {
  for (let attempts = 1, tries = 1; ; tries++) {
    const result = await exchange(gate, POLL, gate.stop.signal, open);
    if (result.kind === "ended") return { ...result.failure, message: endedMessage(result) };
    if (result.kind !== "failed") {
      for (const secret of result.secrets ?? []) gate.world.log.secret(secret);
      return result;
    }
    if (result.fault === "throttled" && result.waitMs !== undefined) gate.limiter.pause(result.waitMs);
    const decision = decide(result, {
      attempts,
      tries,
      probe: result.probe,
      answered: gate.breaker.answered(),
      parts: false,
      remainingMs: gate.deadline.remainingMs(),
      jitter: gate.world.random(),
    });
    if ("failure" in decision) return decision.failure;
    const delayMs = decision.kind === "split" ? 0 : decision.delayMs;
    gate.world.log.debug(`before the first purge: ${result.message}; again in ${formatSeconds(delayMs)}`);
    await gate.world.clock.sleep(delayMs, gate.stop.signal);
    if (!result.probe && result.mended !== true) attempts += 1;
  }
}

function heldFrom({ world }: Gate, { session, expiresMs }: Extract<Step, { kind: "open" }>): Held {
  if (expiresMs === undefined) return { session, untilMs: Number.POSITIVE_INFINITY };
  const marginMs = Math.min(MARGIN_MS, expiresMs * MARGIN_PART);
  return { session, untilMs: world.clock.monotonicMs() + expiresMs - marginMs };
}
