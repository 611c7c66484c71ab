/**
 * The best covers of one part of the site, one for each number of instructions that is worth it: more instructions
 * always mean a lower cost. Sorted by `counts`.
 */
export interface Frontier {
  readonly counts: readonly number[];
  readonly costs: readonly number[];
  readonly trace: Trace;
}

/** Where each choice of a frontier comes from: all that is kept of one when a larger part of the site has its own. */
export interface Trace {
  /** The choice's index in `left`, or `WHOLE`. */
  readonly fromLeft: readonly number[];
  readonly fromRight: readonly number[];
  readonly left?: Trace;
  readonly right?: Trace;
  /** The node that `WHOLE` purges at once; of a frontier that only joins two others it is -1. */
  readonly node: number;
}

/** A choice that takes a node as a whole, by its prefix. */
export const WHOLE = -1;

/** Nothing to purge: no instruction, no cost. */
export const NOTHING: Frontier = {
  counts: [0],
  costs: [0],
  trace: { fromLeft: [0], fromRight: [0], node: -1 },
};

/**
 * The best covers of two parts together, within a budget of instructions.
 *
 * Every pair of choices is tried, so the result is exact; choices that cost no less than one with fewer instructions are left
 * out, which keeps the lists short. Empty when nothing fits.
 */
export function join(left: Frontier, right: Frontier, budget: number): Frontier {
  if (left === NOTHING) return right;
  if (right === NOTHING) return left;
  const least = (left.counts[0] ?? 0) + (right.counts[0] ?? 0);
  const most = Math.min(budget, (left.counts.at(-1) ?? 0) + (right.counts.at(-1) ?? 0));
  const room = left.counts.length === 0 || right.counts.length === 0 ? 0 : Math.max(0, most - least + 1);
  const best = new Float64Array(room).fill(Number.POSITIVE_INFINITY);
  const pair = new Int32Array(room);
  const width = right.counts.length;
  for (let i = 0; i < left.counts.length && room > 0; i++) {
    const count = (left.counts[i] as number) - least;
    const cost = left.costs[i] as number;
    for (let j = 0; j < width; j++) {
      const at = count + (right.counts[j] as number);
      if (at >= room) break;
      const sum = cost + (right.costs[j] as number);
      if (sum < (best[at] as number)) {
        best[at] = sum;
        pair[at] = i * width + j;
      }
    }
  }
  return thinned(best, pair, least, width, left, right);
}

function thinned(
  best: Float64Array,
  pair: Int32Array,
  least: number,
  width: number,
  left: Frontier,
  right: Frontier,
): Frontier {
  const counts: number[] = [];
  const costs: number[] = [];
  const fromLeft: number[] = [];
  const fromRight: number[] = [];
  let lowest = Number.POSITIVE_INFINITY;
  for (let at = 0; at < best.length; at++) {
    const cost = best[at] as number;
    if (cost >= lowest) continue;
    lowest = cost;
    counts.push(least + at);
    costs.push(cost);
    fromLeft.push(Math.floor((pair[at] as number) / width));
    fromRight.push((pair[at] as number) % width);
  }
  const from = { fromLeft: trimmed(fromLeft), fromRight: trimmed(fromRight) };
  return { counts, costs, trace: { ...from, left: left.trace, right: right.trace, node: -1 } };
}

/**
 * What lies below a node: the choices of its branches, single URLs beside them, and the node's own prefix.
 *
 * @param singles URLs that are sent by themselves: instructions that cost nothing.
 * @param wholeCost cost of the prefix; undefined where it may not be sent.
 */
export function rooted(
  node: number,
  branches: Frontier,
  singles: number,
  wholeCost: number | undefined,
  budget: number,
): Frontier {
  const counts: number[] = [];
  const costs: number[] = [];
  const fromLeft: number[] = [];
  const add = (count: number, cost: number, from: number) => {
    counts.push(count);
    costs.push(cost);
    fromLeft.push(from);
  };
  const whole = wholeCost !== undefined && budget >= 1 ? wholeCost : Number.POSITIVE_INFINITY;
  let isWholeDue = Number.isFinite(whole);
  for (let i = 0; i < branches.counts.length; i++) {
    const count = (branches.counts[i] as number) + singles;
    const cost = branches.costs[i] as number;
    if (count > budget) break;
    // Of two choices that cost the same, the branches' own is the narrower one.
    if (isWholeDue && count <= 1 && cost <= whole) isWholeDue = false;
    if (isWholeDue && count >= 1) {
      add(1, whole, WHOLE);
      isWholeDue = false;
      if (count === 1) continue;
    }
    const cheapest = costs.at(-1);
    if (cheapest === undefined || cost < cheapest) add(count, cost, i);
  }
  if (isWholeDue) add(1, whole, WHOLE);
  return { counts, costs, trace: { fromLeft: trimmed(fromLeft), fromRight: NONE, left: branches.trace, node } };
}

const NONE: readonly number[] = [];

/** Without the room that a growing list keeps for more: nearly all are short, and they are kept until one is read back. */
function trimmed(list: readonly number[]): readonly number[] {
  return list.slice();
}
