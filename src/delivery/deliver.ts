import type { Delivery, Failure, Outcome } from "../model/outcome.ts";
import { type ConcurrencyLimit, createConcurrencyLimit } from "./concurrency-limit.ts";
import { type Deadline, startDeadline } from "./deadline.ts";
import type { DeliverOptions, DeliverySession, DeliveryWorld } from "./exchange.ts";
import { AT_ONCE } from "./limits/limiter.ts";
import { randomUuid } from "./nonce.ts";
import { createQueue, type Queue } from "./queue.ts";
import { createSettle, type Settle } from "./settle.ts";
import { createRun } from "./start-session.ts";
import { type Submitted, submitWorkItem } from "./submit.ts";
import { createSplitBudgets, half, notInParts, partsOf, type WorkItem, workItemOf } from "./work-item.ts";

export type { DeliverOptions, DeliveryWorld } from "./exchange.ts";

/**
 * Sends a plan to one provider and follows it to the level that was asked for.
 *
 * A provider's failure is a value: every batch has its own outcome, and what was not sent says why. Ends with the
 * timeout or the signal, whatever hangs. A plan without batches sends nothing.
 *
 * @throws {PurgeError} config (a client certificate that cannot be used) and bug; everything under way has ended then.
 */
export async function deliver(options: DeliverOptions, world: DeliveryWorld): Promise<Delivery> {
  const { level } = options;
  if (options.plan.batches.length === 0) return { level, outcomes: [], requests: 0, submitMs: 0, settleMs: 0 };
  const { clock } = world;
  const startMs = clock.monotonicMs();
  const deadline = startDeadline({ clock, timeoutMs: options.timeoutMs, signal: options.signal });
  try {
    const work = startWork(options, world, deadline);
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

function startWork(options: DeliverOptions, world: DeliveryWorld, deadline: Deadline): Work {
  const { batches } = options.plan;
  const splitBudgets = createSplitBudgets();
  const runKey = randomUuid(world.random).replaceAll("-", "");
  const progress = { submitted: 0, settled: 0, batches: batches.length, requests: 0 };
  const submitted = new AbortController();
  const session = createRun(options, world, {
    deadline,
    submitted: submitted.signal,
    onRequest: () => progress.requests++,
    ahead: () => queue.size(),
  });
  const concurrency = createConcurrencyLimit(options.plan, options.capabilities);
  const settle = createSettle(session, concurrency);
  const settling: { readonly workItem: WorkItem; readonly outcome: Promise<Outcome | undefined> }[] = [];
  const { guarded, rethrow } = createGuard(deadline);
  const queue: Queue<WorkItem> = createQueue(
    batches.map((batch) => workItemOf(batch, runKey, splitBudgets)),
    {
      atOnce: AT_ONCE,
      stopped: session.stop.signal,
      work: async (workItem) => void (await guarded(() => turn(workItem))),
    },
  );
  let maxItems = Number.POSITIVE_INFINITY;

  function report(): void {
    options.onProgress?.({ ...progress });
  }

  function inParts(workItem: WorkItem, most: number, whole = workItem.whole): void {
    const parts = partsOf(workItem, most, whole);
    progress.batches += parts.length - 1;
    queue.first(parts);
  }

  async function turn(workItem: WorkItem): Promise<void> {
    const { length } = workItem.batch.items;
    if (length > maxItems) return inParts(workItem, maxItems);
    const sent = await submitOne({ session, concurrency, settle }, workItem);
    switch (sent.kind) {
      case "not-begun":
        return queue.last(workItem);
      case "later":
        return queue.last(sent.workItem);
      case "too-large":
        // What this provider does not take now, it takes of no other batch.
        maxItems = Math.min(maxItems, half(workItem));
        return inParts(workItem, half(workItem), sent.workItem.last);
      case "split":
        workItem.splitBudget.split();
        return inParts(workItem, half(workItem), sent.workItem.last);
      case "through":
        progress.submitted += 1;
        report();
        settling.push({ workItem, outcome: guarded(() => settleOne(sent)) });
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
      await queue.session();
      submitted.abort();
    },
    async settleAll() {
      const outcomes = await Promise.all(
        settling.map(async ({ workItem, outcome }) => ({ workItem, outcome: await outcome })),
      );
      rethrow();
      return inPlanOrder(
        [...outcomes, ...queue.rest().map((workItem) => ({ workItem, outcome: undefined }))],
        session.stop.failure(),
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
  {
    session,
    concurrency,
    settle,
  }: { readonly session: DeliverySession; readonly concurrency: ConcurrencyLimit; readonly settle: Settle },
  workItem: WorkItem,
): Promise<
  | Exclude<Submitted, { kind: "through" }>
  | { readonly kind: "through"; settling(): Promise<Outcome> }
  | { readonly kind: "not-begun" }
> {
  const waitMs = workItem.notBeforeMs - session.world.clock.monotonicMs();
  if (waitMs > 0) await session.world.clock.sleep(waitMs, session.stop.signal);
  if (!(await concurrency.enter(workItem.load, session.stop.signal))) return { kind: "not-begun" };
  const submitted = await submitWorkItem(session, workItem);
  if (submitted.kind !== "through") {
    concurrency.leave(workItem.load);
    return submitted;
  }
  return {
    kind: "through",
    async settling() {
      try {
        return await settle(submitted.submission);
      } finally {
        concurrency.leave(workItem.load);
      }
    },
  };
}

/** One outcome per unit; what never had its turn is filled in, and says how much that is. */
function inPlanOrder(
  ended: readonly { readonly workItem: WorkItem; readonly outcome: Outcome | undefined }[],
  reason: Failure | undefined,
): readonly Outcome[] {
  const isUnsent = ({ workItem, outcome }: (typeof ended)[number]): boolean =>
    outcome === undefined ? workItem.tries === 0 && workItem.whole === undefined : outcome.state === "unsent";
  const left = ended.filter(isUnsent).reduce((sum, { workItem }) => sum + workItem.batch.items.length, 0);
  const { fault, message } = reason ?? { fault: "cancelled", message: "the delivery has ended" };
  const unsent: Failure = {
    fault,
    message: `${message} (${left} ${left === 1 ? "purge was" : "purges were"} not sent)`,
  };
  return ended
    .toSorted((a, b) => a.workItem.batch.index - b.workItem.batch.index || a.workItem.offset - b.workItem.offset)
    .map((one) => {
      if (one.outcome !== undefined && one.outcome.state !== "unsent") return one.outcome;
      const { batch, tries, last, whole } = one.workItem;
      const state = isUnsent(one) ? "unsent" : "failed";
      const failed = last ?? whole;
      const failure =
        state === "unsent" || failed === undefined
          ? unsent
          : failed === whole
            ? notInParts(failed, { fault, message })
            : { fault, message: `${message}; before that: ${failed.message}` };
      return { batch, state, confirmed: false, refused: [], taskIds: [], failure, attempts: tries };
    });
}
