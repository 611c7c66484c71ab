import {
  type Choice,
  COSTS_ARE_WHOLE,
  type Limits,
  leastWith,
  type Offers,
  type Priced,
  priced,
} from "./offer-prices.ts";
import { subsetOf, walk } from "./offer-walk.ts";

/** Offers that the first walk looks at: the likeliest ones. Ours. */
const CORE = 500;
/** Choices in the making that it keeps side by side: it only has to find a good one. Ours. */
const NARROW = 300;
/** Steps after which the second walk is cut short: about a tenth of a second. Ours. */
const MOST_STEPS = 200_000;

export interface FewPrefixes {
  /** Indices of the offers that are taken. */
  readonly taken: readonly number[];
  readonly cost: number;
  /** No choice costs less than this. Equal to `cost` unless the search was cut short. */
  readonly bound: number;
}

/**
 * The cheapest choice of at most `most` prefixes, none below another, that saves at least `needed` instructions; undefined
 * where there is none.
 *
 * First an instruction saved gets a price, and the price is sought that bounds the cost of every choice from below most
 * tightly (the Lagrangian dual). It tells which offers are likely, and a narrow walk past those finds a good choice. That one
 * rules out most offers, and a wide walk searches what is left. Where it takes too long, the good choice stands, and the
 * bound says how good it is.
 */
export function chooseFew(offers: Offers, limits: Limits): FewPrefixes | undefined {
  const first = priced(offers, limits);
  if (first === undefined) return undefined;
  const least = leastWith(offers, limits, first);
  const core = Array.from(least, (_, offer) => offer).sort(
    (a, b) => (least[a] as number) - (least[b] as number) || a - b,
  );
  const good = walkAmong(
    offers,
    core.slice(0, CORE).sort((a, b) => a - b),
    limits,
    first.found,
    NARROW,
  );
  const rest = core.filter((offer) => (least[offer] as number) <= good.best.cost - 1 + COSTS_ARE_WHOLE);
  const wide = walkAmong(
    offers,
    rest.sort((a, b) => a - b),
    limits,
    good.best,
    Number.POSITIVE_INFINITY,
  );
  const { taken, cost } = wide.best;
  const bound = Math.max(lowest(first, limits), wide.bound);
  return { taken, cost, bound: wide.isComplete ? cost : Math.min(cost, bound) };
}

/** Looks among some of the offers for a choice that is cheaper than `best`. */
function walkAmong(offers: Offers, some: readonly number[], limits: Limits, best: Choice, width: number) {
  const fewer = subsetOf(offers, some);
  const prices = priced(fewer, limits);
  if (prices === undefined) return { best, isComplete: true, bound: best.cost };
  const named = (choice: Choice): Choice => ({ ...choice, taken: choice.taken.map((offer) => some[offer] as number) });
  const known = prices.found.cost < best.cost ? named(prices.found) : best;
  const { found, isComplete } = walk(fewer, limits, prices, known.cost, {
    width,
    steps: width === NARROW ? Infinity : MOST_STEPS,
  });
  return { best: found === undefined ? known : named(found), isComplete, bound: lowest(prices, limits) };
}

/** What no choice undercuts, by the price that was found. */
function lowest({ price, worth }: Priced, { most, needed }: Limits): number {
  return Math.ceil(price * needed + (worth[most] as number) - COSTS_ARE_WHOLE);
}
