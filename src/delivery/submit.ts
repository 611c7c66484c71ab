import { seconds } from "../lib/format.ts";
import type { Failure } from "../model/outcome.ts";
import type { Connection } from "../model/provider.ts";
import { type Asked, ask, type Run } from "./exchange.ts";
import { type Decision, decide } from "./retry-policy.ts";
import { type Accepted, notInParts, type Unit } from "./work-item.ts";

/** What came of a unit's turn: it is through (taken by every connection, or failed), or is sent again, whole or halved. */
export type Submitted =
  | { readonly is: "through"; readonly submission: Submission }
  | { readonly is: "later" | "split"; readonly unit: Unit }
  | { readonly is: "too-large"; readonly unit: Unit };

/** A unit that every connection has taken, or that one has not. */
export interface Submission {
  readonly unit: Unit;
  readonly failure?: Failure;
}

/** Sends one unit to every connection, as often as the policy allows. A failure is a value, and never hides another unit. */
export async function submitUnit(run: Run, unit: Unit): Promise<Submitted> {
  let state = unit;
  for (const connection of run.connections.slice(unit.accepted.length)) {
    const submitted = await submitTo(run, connection, state);
    if (submitted.is !== "taken") return submitted;
    state = submitted.unit;
  }
  state.search.taken();
  return { is: "through", submission: { unit: state } };
}

type Taken = { readonly is: "taken"; readonly unit: Unit };

async function submitTo(run: Run, connection: Connection, unit: Unit): Promise<Submitted | Taken> {
  for (let state = unit; ; ) {
    const { batch, load } = state;
    const asked = await ask(run, load, run.stop.signal, () => connection.submit(batch));
    if (asked.is === "ended") return through(state, endedFailure(run, asked, state), asked.sent ? 1 : 0);
    state = { ...state, tries: state.tries + 1 };
    if (asked.is !== "failed") return { is: "taken", unit: withReceipt(run, state, { connection, answer: asked }) };
    const counted = asked.probe || asked.clockCorrected === true ? 0 : 1;
    state = { ...state, attempts: state.attempts + counted, last: { fault: asked.fault, says: asked.says } };
    const decision = judge(run, asked, state);
    const next = await follow(run, state, { decision, failed: asked });
    if (next.is !== "again") return next;
    state = next.unit;
    if (run.stop.signal.aborted) return through(state, interrupted(run, state));
  }
}

type Failed = Extract<Asked, { is: "failed" }>;

function judge(run: Run, failed: Failed, { attempts, tries, batch, search }: Unit): Decision {
  if (failed.fault === "throttled" && failed.waitMs !== undefined) run.limiter.pause(failed.waitMs);
  const { attempts: mostAttempts } = run.order.capabilities;
  return decide(failed, {
    attempts,
    tries,
    probe: failed.probe,
    answered: run.breaker.answered(),
    parts: batch.items.length > 1 && (failed.suspect === "size" || search.maySplit()),
    ...(mostAttempts === undefined ? {} : { mostAttempts }),
    remainingMs: run.deadline.remainingMs(),
    jitter: run.world.random(),
  });
}

/** Carries the decision out: waits for the next attempt, or says what becomes of the unit. */
async function follow(
  run: Run,
  unit: Unit,
  { decision, failed }: { readonly decision: Decision; readonly failed: Failed },
): Promise<Submitted | { readonly is: "again"; readonly unit: Unit }> {
  const { batch, search } = unit;
  const request = `request ${batch.index + 1}, attempt ${unit.tries}: ${failed.says}`;
  switch (decision.is) {
    case "stop":
      run.stop.raise(decision.failure);
      return through(unit, decision.failure);
    case "give-up":
      if (failed.suspect === "item") search.blame(batch.items.length);
      return through(unit, decision.failure);
    case "split":
      run.world.log.info(`${request}; its ${batch.items.length} instructions are sent in halves`);
      return { is: failed.suspect === "size" ? "too-large" : "split", unit };
    case "later":
      run.world.log.debug(`${request}; again behind the others`);
      return { is: "later", unit: { ...unit, notBeforeMs: run.world.clock.monotonicMs() + decision.delayMs } };
    case "again": {
      const text = `${request}; again in ${seconds(decision.delayMs)}`;
      if (failed.waitMs === undefined) run.world.log.debug(text);
      else run.world.log.info(text);
      await run.world.clock.sleep(decision.delayMs, run.stop.signal);
      return { is: "again", unit };
    }
  }
}

function through(unit: Unit, failure: Failure | undefined, more = 0): Submitted {
  const state = { ...unit, tries: unit.tries + more };
  return { is: "through", submission: { unit: state, ...(failure === undefined ? {} : { failure }) } };
}

/** The run ended while a unit waited for its next attempt. What it last failed with says most, unless someone wanted the end. */
function interrupted({ deadline }: Run, { last }: Unit): Failure | undefined {
  const over = deadline.failure();
  if (over?.fault !== "cancelled" || last === undefined) return last ?? over;
  return { ...over, says: `${over.says}; before that: ${last.says}` };
}

function endedFailure(run: Run, { failure, sent }: Extract<Asked, { is: "ended" }>, { last, whole }: Unit): Failure {
  run.stop.raise(failure);
  if (whole !== undefined && last === undefined && !sent) return notInParts(whole, failure);
  if (last !== undefined && !failure.says.includes(last.says)) {
    return { ...failure, says: `${failure.says}; before that: ${last.says}` };
  }
  return { ...failure, says: sent ? `${failure.says}, and the request under way had no answer yet` : failure.says };
}

function withReceipt(
  run: Run,
  unit: Unit,
  {
    connection,
    answer,
  }: { readonly connection: Connection; readonly answer: Extract<Asked, { is: "done" | "pending" }> },
): Unit {
  const { is, receipt, refused = [] } = answer;
  const accepted: Accepted = { connection, is, receipt, refused, atMs: run.world.clock.monotonicMs() };
  const { last: _, ...rest } = unit;
  return { ...rest, accepted: [...unit.accepted, accepted] };
}
