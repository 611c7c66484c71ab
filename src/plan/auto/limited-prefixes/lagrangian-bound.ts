/**
 * Prefixes that may be sent, in the order in which a walk from the root meets them. Nested ones are never sent together: the
 * inner one would only cost.
 */
export interface Offers {
  /** Instructions that each saves: the URLs below it that need one, less the prefix itself. At least 1. */
  readonly saves: Int32Array;
  /** What each costs, in objects; whole numbers from 1 on. */
  readonly costs: Float64Array;
  /** The first offer that does not lie below it. */
  readonly after: Int32Array;
}

export interface Limits {
  /** Most prefixes. */
  readonly most: number;
  /** Instructions that must be saved; at least 1. */
  readonly needed: number;
}

export interface Choice {
  /** Indices of offers, in their order. */
  readonly taken: readonly number[];
  readonly cost: number;
  readonly saved: number;
}

/** Offers under a price for each instruction that is saved. */
export interface Priced {
  readonly price: number;
  /** At `offer * (most + 1) + left`: the least cost less price of what is still ahead, with so many prefixes left. */
  readonly worth: Float64Array;
  /** The cheapest choice met that saves enough. */
  readonly found: Choice;
}

/** A price above what any site's objects cost together; times a million URLs still exact in a double. */
const HIGHEST_PRICE = 2 ** 30;

/** A difference smaller than this is rounding, since costs are whole. */
export const COSTS_ARE_WHOLE = 1e-6;

/**
 * The price that bounds the cost of all choices best, closed in on from both sides: from choices that save too little, and from
 * ones that save enough. Undefined where none saves enough.
 */
export function priced(offers: Offers, { most, needed }: Limits): Priced | undefined {
  const worth = new Float64Array((offers.saves.length + 1) * (most + 1));
  let low: Choice = { taken: [], cost: 0, saved: 0 };
  let high = cheapestAt(offers, most, HIGHEST_PRICE, worth);
  if (high.saved < needed) return undefined;
  let found = high;
  for (;;) {
    const price = (high.cost - low.cost) / (high.saved - low.saved);
    const next = cheapestAt(offers, most, price, worth);
    if (next.saved >= needed && next.cost < found.cost) found = next;
    const gain = low.cost - price * low.saved - (next.cost - price * next.saved);
    const isKnown = next.saved === low.saved || next.saved === high.saved;
    if (isKnown || gain < COSTS_ARE_WHOLE) return { price, worth, found };
    if (next.saved >= needed) high = next;
    else low = next;
  }
}

/** The choice with the least cost less the price of what it saves, found from the last offer to the first. */
function cheapestAt({ saves, costs, after }: Offers, most: number, price: number, worth: Float64Array): Choice {
  const width = most + 1;
  for (let offer = saves.length - 1; offer >= 0; offer--) {
    const own = (costs[offer] as number) - price * (saves[offer] as number);
    const [here, without, beyond] = [offer * width, (offer + 1) * width, (after[offer] as number) * width];
    for (let left = 1; left <= most; left++) {
      worth[here + left] = Math.min(own + (worth[beyond + left - 1] as number), worth[without + left] as number);
    }
  }
  const taken: number[] = [];
  let [cost, saved, left] = [0, 0, most];
  for (let offer = 0; offer < saves.length && left > 0; ) {
    if (worth[offer * width + left] === worth[(offer + 1) * width + left]) {
      offer++;
      continue;
    }
    taken.push(offer);
    cost += costs[offer] as number;
    saved += saves[offer] as number;
    left--;
    offer = after[offer] as number;
  }
  return { taken, cost, saved };
}

/** For each offer, what every choice costs at least that takes it and saves enough. */
export function leastWith(
  { saves, costs, after }: Offers,
  { most, needed }: Limits,
  { price, worth }: Priced,
): Float64Array {
  const width = most + 1;
  /** Like `worth`, of what lies before an offer, with so many prefixes used. */
  const before = new Float64Array((saves.length + 1) * width).fill(Number.POSITIVE_INFINITY).fill(0, 0, width);
  const least = new Float64Array(saves.length).fill(Number.POSITIVE_INFINITY);
  for (let offer = 0; offer < saves.length; offer++) {
    const own = (costs[offer] as number) - price * (saves[offer] as number);
    const [here, next, beyond] = [offer * width, (offer + 1) * width, (after[offer] as number) * width];
    for (let used = 0; used <= most; used++) {
      const so = before[here + used] as number;
      before[next + used] = Math.min(before[next + used] as number, so);
      if (used === most) break;
      const whole = so + own + (worth[beyond + most - 1 - used] as number) + price * needed;
      least[offer] = Math.min(least[offer] as number, whole);
      before[beyond + used + 1] = Math.min(before[beyond + used + 1] as number, so + own);
    }
  }
  return least;
}
