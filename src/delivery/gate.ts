import { formatSeconds } from "../lib/format.ts";
import { configError } from "../model/errors.ts";
import type { Failure } from "../model/outcome.ts";
import type { Io } from "../model/provider.ts";
import type { World } from "../ports/world.ts";
import { type ClockSkew, createClockSkew } from "./clock-skew.ts";
import type { Deadline } from "./deadline.ts";
import { type Breaker, type BreakerTransition, createBreaker } from "./limits/circuit-breaker.ts";
import { createLimiter, type Limiter } from "./limits/limiter.ts";
import { readRateLimits } from "./limits/rate-limit-headers.ts";
import type { SharedLimits } from "./limits/shared-limits.ts";
import { randomUuid } from "./nonce.ts";

export type DeliveryWorld = Pick<World, "clock" | "random" | "http" | "identity" | "log">;

/** What every exchange with one server passes: limits, circuit breaker, clock correction and deadline. */
export interface Gate {
  readonly world: DeliveryWorld;
  readonly deadline: Deadline;
  readonly limiter: Limiter;
  readonly breaker: Breaker;
  readonly clockSkew: ClockSkew;
  readonly stop: Stop;
  /** What the provider sends its requests with. */
  readonly io: Io;
  /** Who was waited for when the deadline ended everything, each once; nobody before that. */
  readonly unanswered: () => readonly string[];
}

/** Ends all submitting; what is under way is still waited for. */
interface Stop {
  /** Aborts with the deadline, too. */
  readonly signal: AbortSignal;
  failure(): Failure | undefined;
  raise(failure: Failure): void;
}

export interface GateOptions {
  readonly deadline: Deadline;
  readonly sharedLimits: SharedLimits;
  /** Which server, where there are several. */
  readonly name?: string | undefined;
  readonly onRequest?: () => void;
  /** Exchanges that are known to be still to come. */
  readonly ahead?: () => number;
}

export function createGate(options: GateOptions, world: DeliveryWorld): Gate {
  const { deadline, sharedLimits, ahead = () => 0 } = options;
  const breaker = createBreaker();
  const clockSkew = createClockSkew();
  const limiter = createLimiter({
    sharedLimits,
    clock: world.clock,
    remainingMs: deadline.remainingMs,
    breaker,
    ahead,
    onBreaker: logTransitions(world.log, options.name),
  });
  const parts = { world, deadline, limiter, breaker, clockSkew };
  const { awaited, unanswered } = createWaits(deadline);
  return { ...parts, stop: createStop(deadline), io: createIo({ ...parts, awaited }, options.onRequest), unanswered };
}

/** Remembers whose answers are under way when the deadline cuts them off. */
function createWaits(deadline: Deadline) {
  const cutOff = new Set<string>();
  return {
    async awaited<T>(who: () => string, answer: Promise<T>): Promise<T> {
      try {
        return await answer;
      } catch (error) {
        if (deadline.failure() !== undefined) cutOff.add(who());
        throw error;
      }
    },
    unanswered: () => [...cutOff],
  };
}

function createIo(
  {
    world,
    deadline,
    limiter,
    clockSkew,
    awaited,
  }: Pick<Gate, "world" | "deadline" | "limiter" | "clockSkew"> & Pick<ReturnType<typeof createWaits>, "awaited">,
  onRequest: GateOptions["onRequest"],
): Io {
  const { clock, log, http, identity, random } = world;
  return {
    now: () => new Date(clock.now().getTime() + clockSkew.offsetMs()),
    nonce: () => randomUuid(random),
    identity: (audience) =>
      identity === undefined
        ? Promise.reject(configError([NO_IDENTITY]))
        : awaited(() => "GitHub's service of identity tokens", identity(audience, deadline.signal)),
    async send(request) {
      for (const secret of request.secrets ?? []) log.secret(secret);
      onRequest?.();
      const response = await awaited(() => new URL(request.url).origin, http.send(request, deadline.signal));
      const limits = readRateLimits(response.headers, clock.now());
      if (limits.length > 0) limiter.heed(limits);
      if (response.dateMs !== undefined && (response.status === 401 || response.status === 403))
        clockSkew.seen(response.dateMs, clock.now().getTime());
      return response;
    },
  };
}

const NO_IDENTITY = {
  input: "api-key",
  message: "is missing: this build cannot ask GitHub for the workflow's identity. Give a key or a token",
};

function createStop(deadline: Deadline): Stop {
  const controller = new AbortController();
  let failure: Failure | undefined;
  return {
    signal: AbortSignal.any([controller.signal, deadline.signal]),
    failure: () => failure ?? deadline.failure(),
    raise(reason) {
      failure ??= reason;
      controller.abort(failure);
    },
  };
}

/** The first outage is a warning; a provider that comes and goes makes no more of them. */
function logTransitions(log: DeliveryWorld["log"], name = "the provider"): (change: BreakerTransition) => void {
  let outages = 0;
  return (change) => {
    if (change.kind === "closed") {
      log.info(`${name} answers again, after ${formatSeconds(change.afterMs)}: sending goes on`);
      return;
    }
    outages += 1;
    const { failures, last } = change;
    const text = `${failures} requests in a row have failed (${last.message}). Sending stops; single requests find out when ${name} is back.`;
    if (outages === 1) log.warning(text, `${name.charAt(0).toUpperCase()}${name.slice(1)} does not answer`);
    else log.info(text);
  };
}
