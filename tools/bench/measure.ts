/** The middle one of several measurements. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) throw new Error("There is no median of nothing.");
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] as number)) / 2;
}

/**
 * Runs several things in turn, so that all meet the same state of the machine, and gives the median of each. The first round only
 * warms caches.
 */
export async function inTurn<Name extends string>(
  rounds: number,
  things: Readonly<Record<Name, () => Promise<number>>>,
): Promise<Readonly<Record<Name, number>>> {
  const names = Object.keys(things) as Name[];
  const measured = names.map((): number[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [at, name] of names.entries()) {
      const value = await things[name]();
      if (round > 0) measured[at]?.push(value);
    }
  }
  return Object.fromEntries(names.map((name, at) => [name, median(measured[at] ?? [])])) as Record<Name, number>;
}

/** Ours and what it is compared with. */
export function medians(
  rounds: number,
  ours: () => Promise<number>,
  reference: () => Promise<number>,
): Promise<{ readonly ours: number; readonly reference: number }> {
  return inTurn(rounds, { reference, ours });
}

/** How long something takes, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** One line of the page: what was measured, and what it should be. */
export interface Figure {
  readonly what: string;
  /** The ratio, or another number that does not depend on the machine; Markdown. */
  readonly result: string;
  readonly goal: string;
  readonly reached: boolean;
  /** Absolute values, for orientation. */
  readonly detail: string;
}
