import { formatSeconds } from "../lib/format.ts";
import { configError } from "../model/errors.ts";
import { createClockSkew } from "./clock-skew.ts";
import type { Deadline } from "./deadline.ts";
import { createStop, type DeliverOptions, type DeliverySession, type DeliveryWorld } from "./exchange.ts";
import { type BreakerTransition, createBreaker } from "./limits/circuit-breaker.ts";
import { createLimiter } from "./limits/limiter.ts";
import { readRateLimits } from "./limits/rate-limit-headers.ts";
import { createSharedLimits } from "./limits/shared-limits.ts";
import { randomUuid } from "./nonce.ts";

/** What submitting and settling of one order share: its connections, and the one gate in front of them. */
export function createRun(
  options: DeliverOptions,
  world: DeliveryWorld,
  {
    deadline,
    submitted,
    onRequest,
    ahead,
  }: {
    readonly deadline: Deadline;
    readonly submitted: AbortSignal;
    readonly onRequest: () => void;
    readonly ahead: () => number;
  },
): DeliverySession {
  const { clock, log } = world;
  const { promise: reached, resolve } = Promise.withResolvers<void>();
  submitted.addEventListener("abort", () => resolve(), { once: true });
  const breaker = createBreaker();
  const clockSkew = createClockSkew();
  const limiter = createLimiter({
    sharedLimits: options.sharedLimits ?? createSharedLimits(options.capabilities.rates),
    clock,
    remainingMs: deadline.remainingMs,
    breaker,
    ahead,
    onBreaker: logTransitions(log),
  });
  const connections = options.connect({
    nonce: () => randomUuid(world.random),
    identity: () => Promise.reject(configError([NO_IDENTITY])),
    now: () => new Date(clock.now().getTime() + clockSkew.offsetMs()),
    async send(request) {
      for (const secret of request.secrets ?? []) log.secret(secret);
      onRequest();
      const response = await world.http.send(request, deadline.signal);
      const limits = readRateLimits(response.headers, clock.now());
      if (limits.length > 0) limiter.heed(limits);
      if (response.dateMs !== undefined && (response.status === 401 || response.status === 403))
        clockSkew.seen(response.dateMs, clock.now().getTime());
      return response;
    },
  });
  return {
    options,
    world,
    connections,
    deadline,
    limiter,
    breaker,
    clockSkew,
    stop: createStop(deadline),
    submitted: { signal: AbortSignal.any([submitted, deadline.signal]), reached },
  };
}

const NO_IDENTITY = {
  input: "api-key",
  message: "is missing: this build cannot ask GitHub for the workflow's identity. Give a key or a token",
};

/** The first outage is a warning; a provider that comes and goes makes no more of them. */
function logTransitions(log: DeliveryWorld["log"]): (change: BreakerTransition) => void {
  let outages = 0;
  return (change) => {
    if (change.kind === "closed") {
      log.info(`the provider answers again, after ${formatSeconds(change.afterMs)}: sending goes on`);
      return;
    }
    outages += 1;
    const { failures, last } = change;
    const text = `${failures} requests in a row have failed (${last.message}). Sending stops; single requests find out when the provider is back.`;
    if (outages === 1) log.warning(text, "The provider does not answer");
    else log.info(text);
  };
}
