import type { Delivery, Failure, Outcome } from "../model/outcome.ts";
import { type Deadline, startDeadline } from "./deadline.ts";
import type { DeliveryWorld, Order, Run } from "./exchange.ts";
import { AT_ONCE } from "./limits/limiter.ts";
import { createQueue, type Queue } from "./queue.ts";
import { createSettle, type Settle } from "./settle.ts";
import { createSlots, type Slots } from "./slots.ts";
import { createRun } from "./start-session.ts";
import { type Submitted, submitUnit } from "./submit.ts";
import { createSearches, half, notInParts, partsOf, type Unit, unitOf } from "./work-item.ts";

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
  const searches = createSearches();
  const progress = { submitted: 0, settled: 0, batches: batches.length, requests: 0 };
  const submitted = new AbortController();
  const run = createRun(order, world, {
    deadline,
    submitted: submitted.signal,
    onRequest: () => progress.requests++,
    ahead: () => queue.size(),
  });
  const slots = createSlots(order.plan, order.capabilities);
  const settle = createSettle(run, slots);
  const settling: { readonly unit: Unit; readonly outcome: Promise<Outcome | undefined> }[] = [];
  const { guarded, rethrow } = createGuard(deadline);
  const queue: Queue<Unit> = createQueue(
    batches.map((batch) => unitOf(batch, searches)),
    { atOnce: AT_ONCE, stopped: run.stop.signal, work: async (unit) => void (await guarded(() => turn(unit))) },
  );
  let mostItems = Number.POSITIVE_INFINITY;

  function report(): void {
    order.onProgress?.({ ...progress });
  }

  function inParts(unit: Unit, most: number, whole = unit.whole): void {
    const parts = partsOf(unit, most, whole);
    progress.batches += parts.length - 1;
    queue.first(parts);
  }

  async function turn(unit: Unit): Promise<void> {
    const { length } = unit.batch.items;
    if (length > mostItems) return inParts(unit, mostItems);
    const sent = await submitOne({ run, slots, settle }, unit);
    switch (sent.is) {
      case "not-begun":
        return queue.last(unit);
      case "later":
        return queue.last(sent.unit);
      case "too-large":
        // What this provider does not take now, it takes of no other batch.
        mostItems = Math.min(mostItems, half(unit));
        return inParts(unit, half(unit), sent.unit.last);
      case "split":
        unit.search.split();
        return inParts(unit, half(unit), sent.unit.last);
      case "through":
        progress.submitted += 1;
        report();
        settling.push({ unit, outcome: guarded(() => settleOne(sent)) });
    }
  }

  async function settleOne({ settling: wait }: { settling(): Promise<Outcome> }): Promise<Outcome> {
    const outcome = await wait();
    progress.settled += 1;
    report();
    return outcome;
  }

  return {
    async submitAll() {
      await queue.run();
      submitted.abort();
    },
    async settleAll() {
      const outcomes = await Promise.all(settling.map(async ({ unit, outcome }) => ({ unit, outcome: await outcome })));
      rethrow();
      return inPlanOrder(
        [...outcomes, ...queue.rest().map((unit) => ({ unit, outcome: undefined }))],
        run.stop.failure(),
      );
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

/** `not-begun`: the run ended before its turn. */
async function submitOne(
  { run, slots, settle }: { readonly run: Run; readonly slots: Slots; readonly settle: Settle },
  unit: Unit,
): Promise<
  | Exclude<Submitted, { is: "through" }>
  | { readonly is: "through"; settling(): Promise<Outcome> }
  | { readonly is: "not-begun" }
> {
  const waitMs = unit.notBeforeMs - run.world.clock.monotonicMs();
  if (waitMs > 0) await run.world.clock.sleep(waitMs, run.stop.signal);
  if (!(await slots.enter(unit.load, run.stop.signal))) return { is: "not-begun" };
  const submitted = await submitUnit(run, unit);
  if (submitted.is !== "through") {
    slots.leave(unit.load);
    return submitted;
  }
  return {
    is: "through",
    async settling() {
      try {
        return await settle(submitted.submission);
      } finally {
        slots.leave(unit.load);
      }
    },
  };
}

/** One outcome per unit; what never had its turn is filled in, and says how much that is. */
function inPlanOrder(
  ended: readonly { readonly unit: Unit; readonly outcome: Outcome | undefined }[],
  reason: Failure | undefined,
): readonly Outcome[] {
  const isUnsent = ({ unit, outcome }: (typeof ended)[number]): boolean =>
    outcome === undefined ? unit.tries === 0 && unit.whole === undefined : outcome.state === "unsent";
  const left = ended.filter(isUnsent).reduce((sum, { unit }) => sum + unit.batch.items.length, 0);
  const { fault, says } = reason ?? { fault: "cancelled", says: "the delivery has ended" };
  const unsent: Failure = { fault, says: `${says} (${left} ${left === 1 ? "purge was" : "purges were"} not sent)` };
  return ended
    .toSorted((a, b) => a.unit.batch.index - b.unit.batch.index || a.unit.offset - b.unit.offset)
    .map((one) => {
      if (one.outcome !== undefined && one.outcome.state !== "unsent") return one.outcome;
      const { batch, tries, last, whole } = one.unit;
      const state = isUnsent(one) ? "unsent" : "failed";
      const failed = last ?? whole;
      const failure =
        state === "unsent" || failed === undefined
          ? unsent
          : failed === whole
            ? notInParts(failed, { fault, says })
            : { fault, says: `${says}; before that: ${failed.says}` };
      return { batch, state, confirmed: false, refused: [], taskIds: [], failure, attempts: tries };
    });
}
