import type { Failure, Outcome } from "../model/outcome.ts";
import type { Connection } from "../model/provider.ts";
import { type ConcurrencyLimit, createConcurrencyLimit } from "./concurrency-limit.ts";
import type { DeliverOptions, DeliverySession, SharedByServers } from "./delivery-session.ts";
import type { Gate } from "./gate.ts";
import { AT_ONCE } from "./limits/limiter.ts";
import type { PartOutcome } from "./merge-outcomes.ts";
import { createQueue, type Queue } from "./queue.ts";
import { createSettle, type Settle } from "./settle.ts";
import { type Submitted, submitWorkItem } from "./submit.ts";
import { createTaskIds } from "./task-ids.ts";
import { createSplitBudgets, half, notInParts, partsOf, type WorkItem, workItemOf } from "./work-item.ts";

/** The delivery of a plan to one server. */
export interface ConnectionDelivery {
  readonly name: string | undefined;
  submitAll(): Promise<void>;
  settleAll(): Promise<readonly PartOutcome[]>;
  /** Requests that are still to be sent, as far as is known. */
  ahead(): number;
}

interface ConnectionOptions {
  readonly options: DeliverOptions;
  readonly gate: Gate;
  readonly connection: Connection;
  readonly shared: SharedByServers;
  /** New for every delivery. */
  readonly runKey: string;
}

/** Work that was sent to one server and is followed to its outcome. */
interface InFlight {
  readonly workItem: WorkItem;
  readonly outcome: Promise<Outcome | undefined>;
}

interface Work extends SharedByServers {
  readonly session: DeliverySession;
  readonly concurrency: ConcurrencyLimit;
  readonly settle: Settle;
  readonly queue: Queue<WorkItem>;
  readonly inFlight: InFlight[];
  /** Most items that this server takes at once, as far as is known. */
  maxItems: number;
}

export function deliverToConnection(connectionOptions: ConnectionOptions): ConnectionDelivery {
  const submitted = new AbortController();
  const work = startWork(connectionOptions, submitted.signal);
  const { session, queue } = work;
  return {
    name: session.connection.name,
    async submitAll() {
      await queue.drain();
      submitted.abort("nothing more will be submitted");
    },
    settleAll: () => settleAll(work),
    ahead: () => queue.size(),
  };
}

function startWork({ options, gate, connection, shared, runKey }: ConnectionOptions, submitted: AbortSignal): Work {
  const { promise: reached, resolve } = Promise.withResolvers<void>();
  submitted.addEventListener("abort", () => resolve(), { once: true });
  const session: DeliverySession = {
    options,
    gate,
    connection,
    taskIds: createTaskIds(),
    submitted: { signal: AbortSignal.any([submitted, gate.deadline.signal]), reached },
  };
  const splitBudgets = createSplitBudgets();
  const { batches } = options.plan;
  const queue: Queue<WorkItem> = createQueue(
    batches.map((batch) => workItemOf(batch, runKey, splitBudgets)),
    {
      atOnce: AT_ONCE,
      stopped: gate.stop.signal,
      work: async (workItem) => void (await shared.guard.guarded(() => takeTurn(work, workItem))),
    },
  );
  const concurrency = createConcurrencyLimit(options.plan, options.capabilities);
  const settle = createSettle(session, concurrency);
  const work: Work = {
    ...shared,
    session,
    concurrency,
    settle,
    queue,
    inFlight: [],
    maxItems: Number.POSITIVE_INFINITY,
  };
  shared.progress.add({ batches: batches.length });
  return work;
}

async function takeTurn(work: Work, workItem: WorkItem): Promise<void> {
  const { queue, progress, guard } = work;
  const { length } = workItem.batch.items;
  if (length > work.maxItems) return queueParts(work, workItem, work.maxItems);
  const sent = await submitOne(work, workItem);
  switch (sent.kind) {
    case "not-begun":
      return queue.last(workItem);
    case "later":
      return queue.last(sent.workItem);
    case "too-large":
      // A size that this provider refuses now, it refuses for every other batch.
      work.maxItems = Math.min(work.maxItems, half(workItem));
      return queueParts(work, workItem, half(workItem), sent.workItem.last);
    case "split":
      workItem.splitBudget.split();
      return queueParts(work, workItem, half(workItem), sent.workItem.last);
    case "through":
      progress.add(sent.isTaken ? { accepted: 1 } : { failed: 1 });
      work.inFlight.push({ workItem, outcome: guard.guarded(() => settleOne(work, sent)) });
  }
}

function queueParts(
  { progress, queue }: Work,
  workItem: WorkItem,
  most: number,
  undividedFailure = workItem.undividedFailure,
): void {
  const parts = partsOf(workItem, most, undividedFailure);
  progress.add({ batches: parts.length - 1 });
  queue.first(parts);
}

interface Through {
  readonly kind: "through";
  readonly isTaken: boolean;
  settling(): Promise<Outcome>;
}

async function settleOne({ progress }: Work, sent: Through): Promise<Outcome> {
  const outcome = await sent.settling();
  if (outcome.state === "completed") progress.add({ completed: 1 });
  return outcome;
}

/** `not-begun`: the run ended before its turn. */
async function submitOne(
  { session, concurrency, settle }: Work,
  workItem: WorkItem,
): Promise<Exclude<Submitted, { kind: "through" }> | Through | { readonly kind: "not-begun" }> {
  const { world, stop } = session.gate;
  const waitMs = workItem.notBeforeMs - world.clock.monotonicMs();
  if (waitMs > 0) await world.clock.sleep(waitMs, stop.signal);
  if (!(await concurrency.enter(workItem.load, stop.signal))) return { kind: "not-begun" };
  const submitted = await submitWorkItem(session, workItem);
  if (submitted.kind !== "through") {
    concurrency.leave(workItem.load);
    return submitted;
  }
  return {
    kind: "through",
    isTaken: submitted.submission.failure === undefined,
    async settling() {
      try {
        return await settle(submitted.submission);
      } finally {
        concurrency.leave(workItem.load);
      }
    },
  };
}

async function settleAll({ inFlight, queue, session }: Work): Promise<readonly PartOutcome[]> {
  const ended: EndedItem[] = [];
  // All are under way: to wait for one after another takes no longer, and less memory.
  for (const { workItem, outcome } of inFlight) ended.push({ workItem, outcome: await outcome });
  const never = queue.rest().map((workItem) => ({ workItem, outcome: undefined }));
  return inPlanOrder([...ended, ...never], session.gate.stop.failure());
}

interface EndedItem {
  readonly workItem: WorkItem;
  readonly outcome: Outcome | undefined;
}

/** One outcome per work item, in the plan's order; items that never had a turn get one that says how many they are. */
function inPlanOrder(ended: readonly EndedItem[], reason: Failure | undefined): readonly PartOutcome[] {
  const left = ended.filter(isUnsent).reduce((sum, { workItem }) => sum + workItem.batch.items.length, 0);
  const over = reason ?? { fault: "cancelled", message: "the delivery has ended" };
  return ended
    .toSorted((a, b) => a.workItem.batch.index - b.workItem.batch.index || a.workItem.offset - b.workItem.offset)
    .map((one) => ({ offset: one.workItem.offset, outcome: filledIn(one, over, left) }));
}

function isUnsent({ workItem, outcome }: EndedItem): boolean {
  return outcome === undefined
    ? workItem.tries === 0 && workItem.undividedFailure === undefined
    : outcome.state === "unsent";
}

function filledIn(one: EndedItem, over: Failure, left: number): Outcome {
  if (one.outcome !== undefined && one.outcome.state !== "unsent") return one.outcome;
  const { batch, tries } = one.workItem;
  const state = isUnsent(one) ? "unsent" : "failed";
  const failure = failureOf(one.workItem, state, over, left);
  return { batch, state, confirmed: false, refused: [], taskIds: [], failure, attempts: tries };
}

function failureOf(
  { last, undividedFailure }: WorkItem,
  state: "unsent" | "failed",
  over: Failure,
  left: number,
): Failure {
  const { fault, message } = over;
  const failed = last ?? undividedFailure;
  if (state === "unsent" || failed === undefined)
    return { fault, message: `${message} (${left} ${left === 1 ? "purge was" : "purges were"} not sent)` };
  if (failed === undividedFailure) return notInParts(failed, over);
  return { fault, message: `${message}; before that: ${failed.message}` };
}
