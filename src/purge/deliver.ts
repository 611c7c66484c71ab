import type { Batch } from "../plan/plan.ts";
import { type Deadline, startDeadline } from "./deadline.ts";
import { createStop, type DeliveryWorld, type Order, type Run } from "./exchange.ts";
import { loadOf } from "./gauge.ts";
import { AT_ONCE, createLimiter } from "./limiter.ts";
import type { Delivery, Outcome } from "./outcome.ts";
import type { Failure } from "./retry.ts";
import { createSettle, type Settle } from "./settle.ts";
import { createSlots, type Slots } from "./slots.ts";
import { submitBatch } from "./submit.ts";

export type { DeliveryWorld, Order } from "./exchange.ts";

/**
 * Sends a plan to one provider and follows it to the level that was asked for.
 *
 * A provider's failure is a value: every batch has its own outcome, and what was not sent says why. Ends with the
 * timeout or the signal, whatever hangs. A plan without batches sends nothing.
 *
 * @throws {PurgeError} config (a client certificate that cannot be used) and bug; everything under way has ended then.
 */
export async function deliver(order: Order, world: DeliveryWorld): Promise<Delivery> {
  const { level } = order;
  if (order.plan.batches.length === 0) return { level, outcomes: [], requests: 0, submitMs: 0, settleMs: 0 };
  const { clock } = world;
  const startMs = clock.monotonicMs();
  const deadline = startDeadline({ clock, timeoutMs: order.timeoutMs, signal: order.signal });
  try {
    const work = startWork(order, world, deadline);
    await work.submitAll();
    const submittedMs = clock.monotonicMs();
    const outcomes = await work.settleAll();
    return {
      level,
      outcomes,
      requests: work.requests(),
      submitMs: submittedMs - startMs,
      settleMs: clock.monotonicMs() - submittedMs,
    };
  } finally {
    // Timers and connections hang on it, and would keep the process alive.
    deadline.end();
  }
}

interface Work {
  submitAll(): Promise<void>;
  settleAll(): Promise<readonly Outcome[]>;
  requests(): number;
}

function startWork(order: Order, world: DeliveryWorld, deadline: Deadline): Work {
  const { batches } = order.plan;
  const progress = { submitted: 0, settled: 0, requests: 0 };
  const submitted = new AbortController();
  const run = createRun(order, world, { deadline, submitted: submitted.signal, onRequest: () => progress.requests++ });
  const slots = createSlots(order.plan, order.capabilities);
  const settle = createSettle(run, slots);
  const settling: (Promise<Outcome | undefined> | undefined)[] = batches.map(() => undefined);
  const { guarded, rethrow } = createGuard(deadline);
  let next = 0;

  function report(): void {
    order.onProgress?.({ ...progress, batches: batches.length });
  }

  async function submitInOrder(): Promise<void> {
    while (next < batches.length && !run.stop.signal.aborted) {
      const at = next++;
      const batch = batches[at] as Batch;
      const sent = await submitOne({ run, slots, settle }, batch);
      if (sent === undefined) return;
      progress.submitted += 1;
      report();
      settling[at] = guarded(async () => {
        const outcome = await sent.settling();
        progress.settled += 1;
        report();
        return outcome;
      });
    }
  }

  return {
    async submitAll() {
      const workers = Array.from({ length: Math.min(AT_ONCE, batches.length) }, () => guarded(submitInOrder));
      await Promise.all(workers);
      submitted.abort();
    },
    async settleAll() {
      const outcomes = await Promise.all(settling);
      rethrow();
      return withUnsent(batches, outcomes, run.stop.failure());
    },
    requests: () => progress.requests,
  };
}

/** Lets work end in order when part of it throws: an error ends everything at once, and is thrown when all has ended. */
function createGuard(deadline: Deadline): {
  guarded<T>(work: () => Promise<T>): Promise<T | undefined>;
  rethrow(): void;
} {
  const crash: { error?: unknown } = {};
  return {
    async guarded(work) {
      try {
        return await work();
      } catch (error) {
        if (!("error" in crash)) crash.error = error;
        deadline.end();
        return undefined;
      }
    },
    rethrow() {
      if ("error" in crash) throw crash.error;
    },
  };
}

/** @returns undefined when the run ended before the batch's turn. */
async function submitOne(
  { run, slots, settle }: { readonly run: Run; readonly slots: Slots; readonly settle: Settle },
  batch: Batch,
): Promise<{ settling(): Promise<Outcome> } | undefined> {
  const load = loadOf(batch);
  if (!(await slots.enter(load, run.stop.signal))) return undefined;
  const submission = await submitBatch(run, batch, load);
  return {
    async settling() {
      try {
        return await settle(submission);
      } finally {
        slots.leave(load);
      }
    },
  };
}

function createRun(
  order: Order,
  world: DeliveryWorld,
  {
    deadline,
    submitted,
    onRequest,
  }: { readonly deadline: Deadline; readonly submitted: AbortSignal; readonly onRequest: () => void },
): Run {
  const { clock, http, log } = world;
  const { promise: reached, resolve } = Promise.withResolvers<void>();
  submitted.addEventListener("abort", () => resolve(), { once: true });
  const connections = order.connect({
    now: () => clock.now(),
    send(request) {
      for (const secret of request.secrets ?? []) log.secret(secret);
      onRequest();
      return http.send(request, deadline.signal);
    },
  });
  return {
    order,
    world,
    connections,
    deadline,
    limiter: createLimiter({ rates: order.capabilities.rates, clock, remainingMs: deadline.remainingMs }),
    stop: createStop(deadline),
    submitted: { signal: AbortSignal.any([submitted, deadline.signal]), reached },
  };
}

/** Fills in what never had its turn, and says with each how much that is. */
function withUnsent(
  batches: readonly Batch[],
  outcomes: readonly (Outcome | undefined)[],
  reason: Failure | undefined,
): readonly Outcome[] {
  const isUnsent = (outcome: Outcome | undefined): boolean => outcome === undefined || outcome.state === "unsent";
  const left = batches.reduce((sum, { items }, at) => (isUnsent(outcomes[at]) ? sum + items.length : sum), 0);
  const { fault, says } = reason ?? { fault: "cancelled", says: "the delivery has ended" };
  const failure: Failure = { fault, says: `${says} (${left} ${left === 1 ? "purge was" : "purges were"} not sent)` };
  return batches.map((batch, at) => {
    const outcome = outcomes[at];
    if (outcome !== undefined && outcome.state !== "unsent") return outcome;
    return { batch, state: "unsent", confirmed: false, refused: [], taskIds: [], failure, attempts: 0 };
  });
}
