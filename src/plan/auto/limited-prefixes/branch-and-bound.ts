import { type Choice, COSTS_ARE_WHOLE, type Limits, type Offers, type Priced } from "./lagrangian-bound.ts";

/** A choice in the making, as far as the walk has come. */
interface Part {
  readonly used: number;
  readonly saved: number;
  readonly cost: number;
  /** The offer that was taken last; -1 where none was. */
  readonly last: number;
  readonly before: Part | undefined;
}

/**
 * Walks past all offers, takes or leaves each, and follows the choices that the prices do not rule out.
 *
 * @param cost what is to be undercut.
 * @param width most choices that are followed side by side: the most hopeful ones.
 * @param steps after which the walk ends.
 * @returns the cheapest choice found, if any, and whether every choice that could have been cheaper was examined.
 */
export function walk(
  offers: Offers,
  limits: Limits,
  prices: Priced,
  cost: number,
  { width, steps }: { readonly width: number; readonly steps: number },
): { readonly found: Choice | undefined; readonly isComplete: boolean } {
  const { most, needed } = limits;
  const arriving = new Map<number, Part[]>();
  let here: readonly Part[] = [{ used: 0, saved: 0, cost: 0, last: -1, before: undefined }];
  let found: Part | undefined;
  let isWhole = true;
  let taken = 0;
  for (let offer = 0; offer < offers.saves.length; offer++) {
    const arrived = arriving.get(offer);
    if (arrived !== undefined) here = undominated([...here, ...arrived], most);
    arriving.delete(offer);
    const highest = (found?.cost ?? cost) - 1 + COSTS_ARE_WHOLE;
    const hopeful = here.filter((part) => promise(part, offer, limits, prices) <= highest);
    here = mostHopeful(hopeful, width, (part) => promise(part, offer, limits, prices));
    isWhole &&= here.length === hopeful.length;
    taken += here.length + 1;
    if (taken > steps) return { found: choiceOf(found), isComplete: false };
    for (const part of here) {
      if (part.used === most) continue;
      const next = taking(part, offer, offers);
      if (next.saved < needed) append(arriving, offers.after[offer] as number, next);
      else if (next.cost < (found?.cost ?? cost)) found = next;
    }
  }
  return { found: choiceOf(found), isComplete: isWhole };
}

/** What a choice in the making will cost at least. */
function promise(
  { used, saved, cost }: Part,
  offer: number,
  { most, needed }: Limits,
  { price, worth }: Priced,
): number {
  return cost + price * (needed - saved) + (worth[offer * (most + 1) + most - used] as number);
}

function taking(part: Part, offer: number, { saves, costs }: Offers): Part {
  return {
    used: part.used + 1,
    saved: part.saved + (saves[offer] as number),
    cost: part.cost + (costs[offer] as number),
    last: offer,
    before: part,
  };
}

function append(to: Map<number, Part[]>, at: number, part: Part): void {
  const there = to.get(at);
  if (there === undefined) to.set(at, [part]);
  else there.push(part);
}

function mostHopeful(parts: readonly Part[], width: number, promised: (part: Part) => number): readonly Part[] {
  if (parts.length <= width) return parts;
  const ranked = parts.map((part) => ({ part, least: promised(part) })).sort((a, b) => a.least - b.least);
  return ranked.slice(0, width).map(({ part }) => part);
}

/** Without those that use and cost no less than another, and save no more. */
function undominated(parts: readonly Part[], most: number): readonly Part[] {
  const sorted = parts.toSorted((a, b) => a.cost - b.cost || b.saved - a.saved || a.used - b.used);
  const savedWithin = new Float64Array(most + 1).fill(-1);
  return sorted.filter(({ used, saved }) => {
    if ((savedWithin[used] as number) >= saved) return false;
    for (let more = used; more <= most && (savedWithin[more] as number) < saved; more++) savedWithin[more] = saved;
    return true;
  });
}

function choiceOf(found: Part | undefined): Choice | undefined {
  if (found === undefined) return undefined;
  const taken: number[] = [];
  for (let part: Part | undefined = found; part !== undefined && part.last >= 0; part = part.before)
    taken.push(part.last);
  return { taken: taken.reverse(), cost: found.cost, saved: found.saved };
}

/** Some of the offers, in their order. */
export function subsetOf({ saves, costs, after }: Offers, kept: readonly number[]): Offers {
  const base = new Int32Array(saves.length + 1).fill(kept.length);
  for (const [at, offer] of kept.entries()) base[offer] = at;
  for (let offer = saves.length - 1; offer >= 0; offer--) {
    base[offer] = Math.min(base[offer] as number, base[offer + 1] as number);
  }
  return {
    saves: Int32Array.from(kept, (offer) => saves[offer] as number),
    costs: Float64Array.from(kept, (offer) => costs[offer] as number),
    after: Int32Array.from(kept, (offer) => base[after[offer] as number] as number),
  };
}
