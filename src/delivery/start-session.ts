import { seconds } from "../lib/format.ts";
import { createSkew } from "./clock-skew.ts";
import type { Deadline } from "./deadline.ts";
import { createStop, type DeliveryWorld, type Order, type Run } from "./exchange.ts";
import { type Change, createBreaker } from "./limits/circuit-breaker.ts";
import { createLimiter } from "./limits/limiter.ts";
import { readRateLimits } from "./limits/rate-limit-headers.ts";
import { createPace } from "./limits/shared-limits.ts";

/** What submitting and settling of one order share: its connections, and the one gate in front of them. */
export function createRun(
  order: Order,
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
): Run {
  const { clock, log } = world;
  const { promise: reached, resolve } = Promise.withResolvers<void>();
  submitted.addEventListener("abort", () => resolve(), { once: true });
  const breaker = createBreaker();
  const skew = createSkew();
  const limiter = createLimiter({
    pace: order.pace ?? createPace(order.capabilities.rates),
    clock,
    remainingMs: deadline.remainingMs,
    breaker,
    ahead,
    onBreaker: createTeller(log),
  });
  const connections = order.connect({
    now: () => new Date(clock.now().getTime() + skew.offsetMs()),
    async send(request) {
      for (const secret of request.secrets ?? []) log.secret(secret);
      onRequest();
      const response = await world.http.send(request, deadline.signal);
      const limits = readRateLimits(response.headers, clock.now());
      if (limits.length > 0) limiter.heed(limits);
      if (response.dateMs !== undefined && (response.status === 401 || response.status === 403))
        skew.seen(response.dateMs, clock.now().getTime());
      return response;
    },
  });
  return {
    order,
    world,
    connections,
    deadline,
    limiter,
    breaker,
    skew,
    stop: createStop(deadline),
    submitted: { signal: AbortSignal.any([submitted, deadline.signal]), reached },
  };
}

/** The first outage is a warning; a provider that comes and goes makes no more of them. */
function createTeller(log: DeliveryWorld["log"]): (change: Change) => void {
  let outages = 0;
  return (change) => {
    if (change.is === "closed") {
      log.info(`the provider answers again, after ${seconds(change.afterMs)}: sending goes on`);
      return;
    }
    outages += 1;
    const { failures, last } = change;
    const text = `${failures} requests in a row have failed (${last.says}). Sending stops; single requests find out when the provider is back.`;
    if (outages === 1) log.warning(text, "The provider does not answer");
    else log.info(text);
  };
}
