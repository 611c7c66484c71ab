import { formatSeconds } from "../lib/format.ts";
import type { Failure } from "../model/outcome.ts";
import type { Connection } from "../model/provider.ts";
import { ask, type DeliverySession, type ExchangeResult } from "./exchange.ts";
import { type Decision, decide } from "./retry-policy.ts";
import { type Accepted, notInParts, type WorkItem } from "./work-item.ts";

/** What came of a unit's turn: it is through (taken by every connection, or failed), or is sent again, whole or halved. */
export type Submitted =
  | { readonly kind: "through"; readonly submission: Submission }
  | { readonly kind: "later" | "split"; readonly workItem: WorkItem }
  | { readonly kind: "too-large"; readonly workItem: WorkItem };

/** A unit that every connection has taken, or that one has not. */
export interface Submission {
  readonly workItem: WorkItem;
  readonly failure?: Failure;
}

/** Sends one unit to every connection, as often as the policy allows. A failure is a value, and never hides another unit. */
export async function submitWorkItem(session: DeliverySession, workItem: WorkItem): Promise<Submitted> {
  let state = workItem;
  for (const connection of session.connections.slice(workItem.accepted.length)) {
    const submitted = await submitTo(session, connection, state);
    if (submitted.kind !== "taken") return submitted;
    state = submitted.workItem;
  }
  state.splitBudget.taken();
  return { kind: "through", submission: { workItem: state } };
}

type Taken = { readonly kind: "taken"; readonly workItem: WorkItem };

async function submitTo(
  session: DeliverySession,
  connection: Connection,
  workItem: WorkItem,
): Promise<Submitted | Taken> {
  for (let state = workItem; ; ) {
    const { load } = state;
    const batch = { ...state.batch, key: state.key };
    const requested = await ask(session, load, session.stop.signal, () => connection.submit(batch, undefined));
    if (requested.kind === "ended")
      return through(state, endedFailure(session, requested, state), requested.sent ? 1 : 0);
    state = { ...state, tries: state.tries + 1 };
    if (requested.kind !== "failed")
      return { kind: "taken", workItem: withReceipt(session, state, { connection, answer: requested }) };
    const counted = requested.probe || requested.clockCorrected === true ? 0 : 1;
    state = {
      ...state,
      attempts: state.attempts + counted,
      last: { fault: requested.fault, message: requested.message },
    };
    const decision = judge(session, requested, state);
    const next = await follow(session, state, { decision, failed: requested });
    if (next.kind !== "again") return next;
    state = next.workItem;
    if (session.stop.signal.aborted) return through(state, interrupted(session, state));
  }
}

type Failed = Extract<ExchangeResult, { kind: "failed" }>;

function judge(session: DeliverySession, failed: Failed, { attempts, tries, batch, splitBudget }: WorkItem): Decision {
  if (failed.fault === "throttled" && failed.waitMs !== undefined) session.limiter.pause(failed.waitMs);
  const { attempts: maxAttempts } = session.options.capabilities;
  return decide(failed, {
    attempts,
    tries,
    probe: failed.probe,
    answered: session.breaker.answered(),
    parts: batch.items.length > 1 && (failed.suspect === "size" || splitBudget.maySplit()),
    ...(maxAttempts === undefined ? {} : { maxAttempts }),
    remainingMs: session.deadline.remainingMs(),
    jitter: session.world.random(),
  });
}

/** Carries the decision out: waits for the next attempt, or says what becomes of the unit. */
async function follow(
  session: DeliverySession,
  workItem: WorkItem,
  { decision, failed }: { readonly decision: Decision; readonly failed: Failed },
): Promise<Submitted | { readonly kind: "again"; readonly workItem: WorkItem }> {
  const { batch, splitBudget } = workItem;
  const request = `request ${batch.index + 1}, attempt ${workItem.tries}: ${failed.message}`;
  switch (decision.kind) {
    case "stop":
      session.stop.raise(decision.failure);
      return through(workItem, decision.failure);
    case "give-up":
      if (failed.suspect === "item") splitBudget.blame(batch.items.length);
      return through(workItem, decision.failure);
    case "split":
      session.world.log.info(`${request}; its ${batch.items.length} instructions are sent in halves`);
      return { kind: failed.suspect === "size" ? "too-large" : "split", workItem };
    case "later":
      session.world.log.debug(`${request}; again behind the others`);
      return {
        kind: "later",
        workItem: { ...workItem, notBeforeMs: session.world.clock.monotonicMs() + decision.delayMs },
      };
    case "again": {
      const text = `${request}; again in ${formatSeconds(decision.delayMs)}`;
      if (failed.waitMs === undefined) session.world.log.debug(text);
      else session.world.log.info(text);
      await session.world.clock.sleep(decision.delayMs, session.stop.signal);
      return { kind: "again", workItem };
    }
  }
}

function through(workItem: WorkItem, failure: Failure | undefined, more = 0): Submitted {
  const state = { ...workItem, tries: workItem.tries + more };
  return { kind: "through", submission: { workItem: state, ...(failure === undefined ? {} : { failure }) } };
}

/** The run ended while a unit waited for its next attempt. What it last failed with says most, unless someone wanted the end. */
function interrupted({ deadline }: DeliverySession, { last }: WorkItem): Failure | undefined {
  const over = deadline.failure();
  if (over?.fault !== "cancelled" || last === undefined) return last ?? over;
  return { ...over, message: `${over.message}; before that: ${last.message}` };
}

function endedFailure(
  session: DeliverySession,
  { failure, sent }: Extract<ExchangeResult, { kind: "ended" }>,
  { last, whole }: WorkItem,
): Failure {
  session.stop.raise(failure);
  if (whole !== undefined && last === undefined && !sent) return notInParts(whole, failure);
  if (last !== undefined && !failure.message.includes(last.message)) {
    return { ...failure, message: `${failure.message}; before that: ${last.message}` };
  }
  return {
    ...failure,
    message: sent ? `${failure.message}, and the request under way had no answer yet` : failure.message,
  };
}

function withReceipt(
  session: DeliverySession,
  workItem: WorkItem,
  {
    connection,
    answer,
  }: { readonly connection: Connection; readonly answer: Extract<ExchangeResult, { kind: "done" | "pending" }> },
): WorkItem {
  const { kind, receipt, refused = [] } = answer;
  const accepted: Accepted = { connection, kind, receipt, refused, atMs: session.world.clock.monotonicMs() };
  const { last: _, ...rest } = workItem;
  return { ...rest, accepted: [...workItem.accepted, accepted] };
}
