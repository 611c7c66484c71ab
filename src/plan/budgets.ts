import { formatCount, formatUsd } from "../lib/format.ts";
import type { Budget, Capabilities } from "../model/capabilities.ts";
import type { PlanCost } from "../model/plan.ts";

/**
 * How many known objects that did not change may be evicted to save one US dollar: each costs its origin a fetch and its
 * visitor a wait, which is taken for a tenth of a cent. Ours: no vendor names such a number.
 */
export const OBJECTS_PER_USD = 1_000;

/** Sums of cents are not exact in binary: differences below this are none, in US dollars. */
const ROUNDING_USD = 1e-9;

type Priced = Budget & { readonly beyond: { readonly usd: number } };

/** The most instructions of one run, and what says so. */
export interface InstructionLimit {
  readonly most: number;
  readonly by: "max-purges" | "max-cost" | Budget;
}

/** What bounds a run most: `max-purges`, what `max-cost` affords, or what the vendor takes in a day or a month. */
export function instructionLimit(
  maxPurges: number,
  maxCostUsd: number | undefined,
  { budgets = [] }: Pick<Capabilities, "budgets">,
): InstructionLimit {
  const limits: InstructionLimit[] = [{ most: maxPurges, by: "max-purges" }];
  for (const budget of budgets) {
    if (budget.unit !== "item") continue;
    if (budget.beyond === "refused") limits.push({ most: budget.amount, by: budget });
    else if (maxCostUsd !== undefined && budget.beyond.usd > 0) {
      const affordable = Math.floor((maxCostUsd + ROUNDING_USD) / budget.beyond.usd);
      limits.push({ most: budget.amount + affordable, by: "max-cost" });
    }
  }
  return limits.reduce((least, one) => (one.most < least.most ? one : least));
}

/** What so many instructions and requests cost at each price that the vendor has. */
export function costsOf(
  instructions: number,
  requests: number,
  { budgets = [] }: Pick<Capabilities, "budgets">,
): readonly PlanCost[] {
  return budgets.filter(isPriced).map(({ unit, amount, per, beyond }) => {
    const count = unit === "item" ? instructions : requests;
    return {
      unit,
      count,
      free: amount,
      per,
      usd: Math.max(0, count - amount) * beyond.usd,
      atMostUsd: count * beyond.usd,
    };
  });
}

export function totalUsd(costs: readonly PlanCost[]): number {
  return costs.reduce((sum, { usd }) => sum + usd, 0);
}

/** Is the plan dearer than the user wants? */
export function isTooDear(costs: readonly PlanCost[], maxCostUsd: number | undefined): boolean {
  return maxCostUsd !== undefined && totalUsd(costs) > maxCostUsd + ROUNDING_USD;
}

/**
 * One sentence: `1,240 instructions cost about 1.20 USD beyond the free 1,000 of this month, and 6.20 USD where those are used
 * up`. What else the account has used is not known here.
 */
export function costSentence({ unit, count, free, per, usd, atMostUsd }: PlanCost): string {
  const what = `${formatCount(count)} ${unit === "item" ? "instruction" : "request"}${count === 1 ? "" : "s"}`;
  const cost = count === 1 ? "costs" : "cost";
  if (free === 0) return `${what} ${cost} about ${formatUsd(usd)}.`;
  const frees = `the free ${formatCount(free)} of this ${per}`;
  const own =
    usd === 0 ? `${what} ${cost} nothing within ${frees}` : `${what} ${cost} about ${formatUsd(usd)} beyond ${frees}`;
  return `${own}, and ${formatUsd(atMostUsd)} where those are used up.`;
}

function isPriced(budget: Budget): budget is Priced {
  return budget.beyond !== "refused" && budget.beyond.usd > 0;
}
