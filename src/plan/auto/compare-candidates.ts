import { formatCount } from "../../lib/format.ts";
import { OBJECTS_PER_USD } from "../budgets.ts";
import type { Candidate } from "./candidate.ts";
import type { SearchSpace } from "./search-space.ts";

/**
 * What a candidate costs, in evicted objects. A prefix is never free: what may hit objects that nobody knows of counts as one
 * more of them. Money counts at `OBJECTS_PER_USD`.
 */
export function costOf(
  { collateral, broad, instructions, requests }: Candidate,
  { usd }: Pick<SearchSpace, "usd">,
): number {
  return collateral + broad + usd(instructions, requests) * OBJECTS_PER_USD;
}

/** The number that decided between a candidate and the best one: as `better` compares them. */
export function whyNot(candidate: Candidate, best: Candidate, space: Pick<SearchSpace, "usd">): string {
  const [cost, least] = [costOf(candidate, space), costOf(best, space)];
  const compared = (what: string, own: number, other: number) =>
    `${what}: ${formatCount(Math.round(own))}, the chosen one ${formatCount(Math.round(other))}`;
  const money = [candidate, best].some(({ instructions, requests }) => space.usd(instructions, requests) > 0);
  const evicted = "evicted objects and broad instructions together";
  const priced = `evicted objects, broad instructions and cost (1 USD as ${formatCount(OBJECTS_PER_USD)} objects) together`;
  if (cost > least) return compared(money ? priced : evicted, cost, least);
  if (candidate.instructions > best.instructions)
    return compared("evicts as much, with more instructions", candidate.instructions, best.instructions);
  if (candidate.requests > best.requests)
    return compared("evicts as much, with more requests", candidate.requests, best.requests);
  return "as good, and compared later";
}

/** Sorts the best one first. */
export function better(a: Candidate, b: Candidate, space: Pick<SearchSpace, "usd">): number {
  return costOf(a, space) - costOf(b, space) || a.instructions - b.instructions || a.requests - b.requests;
}
