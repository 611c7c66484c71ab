import { formatSeconds } from "../lib/format.ts";
import type { Failure } from "../model/outcome.ts";
import type { Failed, ProviderResult } from "../model/provider.ts";
import { type DeliverySession, exchangeInSession } from "./delivery-session.ts";
import { type Ended, endedMessage, type FailedAttempt } from "./exchange.ts";
import type { Gate } from "./gate.ts";
import { type Decision, decide } from "./retry-policy.ts";
import { notInParts, type WorkItem } from "./work-item.ts";

type Taken = Exclude<ProviderResult, Failed>;

/** Result of a work item's turn: it is through (accepted, or failed for good), or is sent again, as a whole or in halves. */
export type Submitted =
  | { readonly kind: "through"; readonly submission: Submission }
  | { readonly kind: "later" | "split"; readonly workItem: WorkItem }
  | { readonly kind: "too-large"; readonly workItem: WorkItem };

/** A work item that the server has taken, or has not. */
export interface Submission {
  readonly workItem: WorkItem;
  readonly failure: Failure | undefined;
}

/** Sends one work item, as often as the policy allows. A failure is a value, and never hides another one's. */
export async function submitWorkItem(session: DeliverySession, workItem: WorkItem): Promise<Submitted> {
  const { connection, gate, taskIds } = session;
  for (let state = workItem; ; ) {
    const { load, key, batch } = state;
    const result = await exchangeInSession(session, load, gate.stop.signal, async (opened) =>
      taskIds.bound(key, await connection.submit({ ...batch, key }, opened)),
    );
    if (result.kind === "ended") return through(state, endedFailure(gate, result, state), result.sent ? 1 : 0);
    state = { ...state, tries: state.tries + 1 };
    if (result.kind !== "failed") {
      state.splitBudget.taken();
      return through(withReceipt(state, result, gate.world.clock.monotonicMs()), undefined);
    }
    state = {
      ...state,
      attempts: state.attempts + (result.probe || result.mended === true ? 0 : 1),
      last: { fault: result.fault, message: result.message },
    };
    const next = await follow(session, state, { decision: judge(session, result, state), failed: result });
    if (next.kind !== "again") return next;
    state = next.workItem;
    if (gate.stop.signal.aborted) return through(state, interrupted(gate, state));
  }
}

function judge({ gate, options }: DeliverySession, failed: FailedAttempt, workItem: WorkItem): Decision {
  const { attempts, tries, batch, splitBudget } = workItem;
  if (failed.fault === "throttled" && failed.waitMs !== undefined) gate.limiter.pause(failed.waitMs);
  return decide(failed, {
    attempts,
    tries,
    probe: failed.probe,
    answered: gate.breaker.answered(),
    parts: batch.items.length > 1 && (failed.suspect === "size" || splitBudget.maySplit()),
    maxAttempts: options.capabilities.attempts,
    remainingMs: gate.deadline.remainingMs(),
    jitter: gate.world.random(),
  });
}

/** Carries the decision out: waits for the next attempt, or says what becomes of the work item. */
async function follow(
  { gate }: DeliverySession,
  workItem: WorkItem,
  { decision, failed }: { readonly decision: Decision; readonly failed: FailedAttempt },
): Promise<Submitted | { readonly kind: "again"; readonly workItem: WorkItem }> {
  const { batch, splitBudget } = workItem;
  const { world, stop } = gate;
  const request = `request ${batch.index + 1}, attempt ${workItem.tries}: ${failed.message}`;
  switch (decision.kind) {
    case "stop":
      stop.raise(decision.failure);
      return through(workItem, decision.failure);
    case "give-up":
      if (failed.suspect === "item") splitBudget.blame(batch.items.length);
      return through(workItem, decision.failure);
    case "split":
      world.log.info(`${request}; its ${batch.items.length} instructions are sent in halves`);
      return { kind: failed.suspect === "size" ? "too-large" : "split", workItem };
    case "later":
      world.log.debug(`${request}; again behind the others`);
      return {
        kind: "later",
        workItem: { ...workItem, notBeforeMs: world.clock.monotonicMs() + decision.delayMs },
      };
    case "again": {
      const text = `${request}; again in ${formatSeconds(decision.delayMs)}`;
      if (failed.waitMs === undefined) world.log.debug(text);
      else world.log.info(text);
      await world.clock.sleep(decision.delayMs, stop.signal);
      return { kind: "again", workItem };
    }
  }
}

function through(workItem: WorkItem, failure: Failure | undefined, more = 0): Submitted {
  const state = { ...workItem, tries: workItem.tries + more };
  return { kind: "through", submission: { workItem: state, failure } };
}

/** The run ended while a work item waited for its next attempt. Its last failure explains most, unless the run was cancelled. */
function interrupted({ deadline }: Gate, { last }: WorkItem): Failure | undefined {
  const over = deadline.failure();
  if (over?.fault !== "cancelled" || last === undefined) return last ?? over;
  return { ...over, message: `${over.message}; before that: ${last.message}` };
}

function endedFailure({ stop }: Gate, ended: Ended, { last, undividedFailure }: WorkItem): Failure {
  const { failure, sent } = ended;
  stop.raise(failure);
  if (undividedFailure !== undefined && last === undefined && !sent) return notInParts(undividedFailure, failure);
  if (last !== undefined && !failure.message.includes(last.message)) {
    return { ...failure, message: `${failure.message}; before that: ${last.message}` };
  }
  return { ...failure, message: endedMessage(ended) };
}

function withReceipt(workItem: WorkItem, taken: Taken, atMs: number): WorkItem {
  const { kind, receipt, refused = [], waitMs = 0, settlesMs, message } = taken;
  const { last: _, ...rest } = workItem;
  return { ...rest, accepted: { kind, receipt, refused, atMs, waitMs, settlesMs, message } };
}
