import type { Batch } from "../plan/plan.ts";
import type { Connection, Receipt } from "../providers/provider.ts";
import { type Asked, ask, type Run } from "./exchange.ts";
import type { Load } from "./gauge.ts";
import type { Outcome } from "./outcome.ts";
import { decide, type FailedExchange, type Failure, seconds } from "./retry.ts";

/** A batch that every connection has taken, or that one has not. */
export interface Submission {
  readonly batch: Batch;
  readonly load: Load;
  readonly attempts: number;
  /** One per connection that took it. */
  readonly accepted: readonly Accepted[];
  readonly failure?: Failure;
}

/** What one connection said when it took the batch. */
export interface Accepted {
  readonly connection: Connection;
  /** `done`: nothing is left to ask for. */
  readonly is: "done" | "pending";
  readonly receipt: Receipt;
  readonly refused: Outcome["refused"];
  readonly atMs: number;
}

/** Sends one batch to every connection, as often as the policy allows. A failure is a value, and never hides another batch. */
export async function submitBatch(run: Run, batch: Batch, load: Load): Promise<Submission> {
  const accepted: Accepted[] = [];
  let attempts = 0;
  for (const connection of run.connections) {
    const result = await submitTo(run, connection, { batch, load });
    attempts += result.attempts;
    if ("failure" in result) return { batch, load, attempts, accepted, failure: result.failure };
    accepted.push(result.accepted);
  }
  return { batch, load, attempts, accepted };
}

type Result = { readonly attempts: number } & ({ readonly accepted: Accepted } | { readonly failure: Failure });

async function submitTo(
  run: Run,
  connection: Connection,
  { batch, load }: { readonly batch: Batch; readonly load: Load },
): Promise<Result> {
  let last: Failure | undefined;
  for (let attempts = 1; ; attempts++) {
    const asked = await ask(run, load, run.stop.signal, () => connection.submit(batch));
    if (asked.is === "ended") return endedResult(run, asked, { attempts, last });
    if (asked.is !== "failed") return { attempts, accepted: acceptedBy(run, connection, asked) };
    const decision = await afterFailure(run, asked, { attempts, batch });
    if (decision !== undefined) return { attempts, failure: decision };
    last = asked;
    if (run.stop.signal.aborted) return { attempts, failure: { fault: asked.fault, says: asked.says } };
  }
}

/** Waits for the next attempt, or says why there is none. */
async function afterFailure(
  run: Run,
  failed: FailedExchange,
  { attempts, batch }: { readonly attempts: number; readonly batch: Batch },
): Promise<Failure | undefined> {
  if (failed.fault === "throttled" && failed.waitMs !== undefined) run.limiter.pause(failed.waitMs);
  const { attempts: mostAttempts } = run.order.capabilities;
  const decision = decide(failed, {
    attempts,
    ...(mostAttempts === undefined ? {} : { mostAttempts }),
    remainingMs: run.deadline.remainingMs(),
    jitter: run.world.random(),
  });
  if (decision.is === "stop") run.stop.raise(decision.failure);
  if (decision.is !== "again") return decision.failure;
  const { says, waitMs } = failed;
  const text = `request ${batch.index + 1}, attempt ${attempts}: ${says}; again in ${seconds(decision.delayMs)}`;
  if (waitMs === undefined) run.world.log.debug(text);
  else run.world.log.info(text);
  await run.world.clock.sleep(decision.delayMs, run.stop.signal);
  return undefined;
}

function endedResult(
  run: Run,
  { failure, sent }: Extract<Asked, { is: "ended" }>,
  { attempts, last }: { readonly attempts: number; readonly last: Failure | undefined },
): Result {
  run.stop.raise(failure);
  const made = sent ? attempts : attempts - 1;
  if (last !== undefined)
    return { attempts: made, failure: { ...failure, says: `${failure.says}; before that: ${last.says}` } };
  const says = sent ? `${failure.says}, and the request under way had no answer yet` : failure.says;
  return { attempts: made, failure: { ...failure, says } };
}

function acceptedBy(run: Run, connection: Connection, answer: Extract<Asked, { is: "done" | "pending" }>): Accepted {
  return {
    connection,
    is: answer.is,
    receipt: answer.receipt,
    refused: answer.refused ?? [],
    atMs: run.world.clock.monotonicMs(),
  };
}
