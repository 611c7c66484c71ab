import type { Failure, Outcome, ServerOutcome } from "../model/outcome.ts";
import type { Batch, Plan } from "../model/plan.ts";

/** The outcome of a batch, or of a part of one, at one server. */
export interface PartOutcome {
  /** Where its first item stands in the plan's batch. */
  readonly offset: number;
  readonly outcome: Outcome;
}

/** The outcomes of a plan at one server. */
export interface ServerOutcomes {
  readonly name: string | undefined;
  readonly outcomes: readonly PartOutcome[];
}

/**
 * The outcomes of a plan over all servers, item by item: one is done when every server has it. Servers that lack it are
 * named. They may have cut a batch differently; the outcomes follow the finest cut.
 */
export function mergeOutcomes(plan: Plan, servers: readonly ServerOutcomes[]): readonly Outcome[] {
  const [first] = servers;
  if (servers.length === 1 && first !== undefined)
    return first.outcomes.map(({ outcome }) => ofOne(first.name, outcome));
  const byServer = servers.map(({ name, outcomes }, at) => ({
    name: name ?? `server ${at + 1}`,
    byBatch: Map.groupBy(outcomes, ({ outcome }) => outcome.batch.index),
  }));
  return plan.batches.flatMap((batch) => {
    const here = byServer.map(({ name, byBatch }) => ({ name, outcomes: byBatch.get(batch.index) ?? [] }));
    return mergeBatch(batch, here);
  });
}

function ofOne(name: string | undefined, outcome: Outcome): Outcome {
  return name === undefined ? outcome : { ...outcome, servers: [serverOutcome(name, outcome)] };
}

function serverOutcome(name: string, { state, failure, answer = "" }: Outcome): ServerOutcome {
  return { name, state, answer: failure?.message ?? answer };
}

function mergeBatch({ index, items }: Batch, servers: readonly ServerOutcomes[]): readonly Outcome[] {
  const cuts = new Set(servers.flatMap(({ outcomes }) => outcomes.map(({ offset }) => offset)));
  const starts = [...cuts].toSorted((a, b) => a - b);
  return starts.map((from, at) => {
    const part = { index, items: items.slice(from, starts[at + 1]) };
    const parts = servers.flatMap(({ name, outcomes }) => {
      const outcome = outcomes.findLast(({ offset }) => offset <= from);
      return outcome === undefined ? [] : [{ name: name ?? "", ...cutOut(outcome, from, part.items.length) }];
    });
    return mergePart(part, parts);
  });
}

/** The part of an outcome that concerns `count` items from `from` on. */
function cutOut({ offset, outcome }: PartOutcome, from: number, count: number): { readonly outcome: Outcome } {
  const refused = outcome.refused
    .map((one) => ({ ...one, item: one.item + offset - from }))
    .filter(({ item }) => item >= 0 && item < count);
  return { outcome: { ...outcome, refused } };
}

function mergePart(batch: Batch, parts: readonly { readonly name: string; readonly outcome: Outcome }[]): Outcome {
  const outcomes = parts.map(({ outcome }) => outcome);
  const refused = new Map(outcomes.flatMap((one) => one.refused).map((one) => [one.item, one]));
  const failure = mergedFailure(parts);
  return {
    batch,
    state: mergedState(outcomes.map(({ state }) => state)),
    confirmed: outcomes.every(({ confirmed }) => confirmed),
    refused: [...refused.values()].toSorted((a, b) => a.item - b.item),
    taskIds: [...new Set(outcomes.flatMap(({ taskIds }) => taskIds))],
    failure,
    attempts: outcomes.reduce((sum, { attempts }) => sum + attempts, 0),
    servers: parts.map(({ name, outcome }) => serverOutcome(name, outcome)),
  };
}

function mergedState(states: readonly Outcome["state"][]): Outcome["state"] {
  if (states.every((state) => state === "unsent")) return "unsent";
  if (states.some((state) => state === "failed" || state === "unsent")) return "failed";
  return states.every((state) => state === "completed") ? "completed" : "accepted";
}

/** Names the servers that failed, each with its reason, and how many did not. */
function mergedFailure(parts: readonly { readonly name: string; readonly outcome: Outcome }[]): Failure | undefined {
  const failed = parts.flatMap(({ name, outcome: { failure } }) => (failure === undefined ? [] : [{ name, failure }]));
  const [first] = failed;
  if (first === undefined) return undefined;
  const reasons = failed.map(({ name, failure }) => `${name}: ${failure.message}`).join("; ");
  const haveIt = parts.length - failed.length;
  return { fault: first.failure.fault, message: `${reasons} (${haveIt} of ${parts.length} servers have it)` };
}
