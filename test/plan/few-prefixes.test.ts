import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseFew } from "../../src/plan/auto/limited-prefixes/choose-prefixes.ts";
import { leastWith, type Offers, priced } from "../../src/plan/auto/limited-prefixes/lagrangian-bound.ts";
import { effort } from "../support/properties.ts";
import { planned, SHAPES, stale } from "./plan-options.ts";

interface Offer {
  readonly depth: number;
  readonly saves: number;
  readonly cost: number;
}

/** Offers as a walk from the root meets them: below the last one that is less deep. */
function lineUp(offers: readonly Offer[]): Offers {
  const after = offers.map(({ depth }, at) => {
    const next = offers.findIndex((other, index) => index > at && other.depth <= depth);
    return next < 0 ? offers.length : next;
  });
  return {
    saves: Int32Array.from(offers, ({ saves }) => saves),
    costs: Float64Array.from(offers, ({ cost }) => cost),
    after: Int32Array.from(after),
  };
}

/** Every set of offers, tried; of those with one offer, where it is given. */
function leastCost({ saves, costs, after }: Offers, most: number, needed: number, including?: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let set = 0; set < 1 << saves.length; set++) {
    if (including !== undefined && !(set & (1 << including))) continue;
    const taken = Array.from(saves.keys()).filter((offer) => set & (1 << offer));
    const isNested = taken.some((outer) => taken.some((inner) => inner > outer && inner < (after[outer] as number)));
    const saved = taken.reduce((sum, offer) => sum + (saves[offer] as number), 0);
    if (isNested || taken.length > most || saved < needed) continue;
    least = Math.min(
      least,
      taken.reduce((sum, offer) => sum + (costs[offer] as number), 0),
    );
  }
  return least;
}

/** The same for offers that lie side by side: a table of what so many of them cost that save so much. */
function byTable(given: readonly Offer[], most: number, needed: number): number {
  const table = Array.from({ length: most + 1 }, () => new Float64Array(needed + 1).fill(Number.POSITIVE_INFINITY));
  for (const row of table) row[0] = 0;
  for (const { saves, cost } of given) {
    for (let used = most; used > 0; used--) {
      const [row, before] = [table[used] as Float64Array, table[used - 1] as Float64Array];
      for (let saved = needed; saved > 0; saved--) {
        const sum = (before[saved > saves ? saved - saves : 0] as number) + cost;
        if (sum < (row[saved] as number)) row[saved] = sum;
      }
    }
  }
  return (table[most] as Float64Array)[needed] as number;
}

const offer = fc.record({
  depth: fc.integer({ min: 0, max: 4 }),
  saves: fc.integer({ min: 1, max: 30 }),
  cost: fc.integer({ min: 1, max: 50 }),
});

describe("the cheapest choice of few prefixes", () => {
  it("is the best there is", () => {
    fc.assert(
      fc.property(
        fc.array(offer, { minLength: 1, maxLength: 11 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 90 }),
        (given, most, needed) => {
          const offers = lineUp(given);
          const found = chooseFew(offers, { most, needed });

          expect(found?.cost ?? Number.POSITIVE_INFINITY).toBe(leastCost(offers, most, needed));
          expect(found?.bound).toBe(found?.cost);
        },
      ),
      effort(500),
    );
  });

  it("rules out no offer that a choice of that cost takes", () => {
    fc.assert(
      fc.property(
        fc.array(offer, { minLength: 1, maxLength: 9 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 70 }),
        (given, most, needed) => {
          const offers = lineUp(given);
          const prices = priced(offers, { most, needed });
          const least = prices === undefined ? [] : leastWith(offers, { most, needed }, prices);

          for (const [at, cost] of least.entries()) {
            expect(cost).toBeLessThanOrEqual(leastCost(offers, most, needed, at) + 1e-6);
          }
        },
      ),
      effort(200),
    );
  });

  it("keeps its limits where it cannot be searched to the end, and says what it costs at least", () => {
    let seed = 7;
    const random = (most: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return 1 + (seed % most);
    };
    const given = Array.from({ length: 3_000 }, () => ({ depth: random(9), saves: random(400), cost: random(900) }));
    const offers = lineUp(given);
    const found = chooseFew(offers, { most: 40, needed: 9_000 });
    const taken = found?.taken ?? [];

    expect(taken.length).toBeLessThanOrEqual(40);
    expect(taken.reduce((sum, one) => sum + (given[one]?.saves ?? 0), 0)).toBeGreaterThanOrEqual(9_000);
    expect(taken.reduce((sum, one) => sum + (given[one]?.cost ?? 0), 0)).toBe(found?.cost);
    for (const outer of taken) {
      expect(taken.filter((inner) => inner > outer && inner < (offers.after[outer] as number))).toEqual([]);
    }
    expect(found?.bound).toBeLessThanOrEqual(found?.cost ?? 0);
    expect(found?.bound).toBeGreaterThan(0.98 * (found?.cost ?? 0));
  });

  it("is never said to be better than it is, among many offers side by side", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 2, max: 6 }), (start, most) => {
        let seed = start;
        const random = (highest: number) => {
          seed = (seed * 48_271) % 2_147_483_647;
          return 1 + (seed % highest);
        };
        const given = Array.from({ length: 700 }, () => ({ depth: 0, saves: random(200), cost: random(300) }));
        const needed = 100 * most;
        const found = chooseFew(lineUp(given), { most, needed });
        const least = byTable(given, most, needed);

        expect(found?.bound).toBeLessThanOrEqual(least);
        expect(found?.cost).toBeGreaterThanOrEqual(least);
        expect(found?.cost).toBeLessThanOrEqual(1.1 * least);
      }),
      { numRuns: 12 },
    );
  });

  it("is none where all that may be taken saves too little", () => {
    const offers = lineUp([
      { depth: 0, saves: 5, cost: 1 },
      { depth: 0, saves: 4, cost: 1 },
    ]);

    expect(chooseFew(offers, { most: 1, needed: 6 })).toBeUndefined();
    expect(chooseFew(offers, { most: 2, needed: 9 })?.taken).toEqual([0, 1]);
  });
});

describe("the plan of a provider that takes few prefixes", () => {
  /** Folders whose pages all changed, beside nearly as many that did not: their names begin alike in no letter. */
  function planOf(count: number, most: number) {
    let seed = 7;
    const random = (highest: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return 1 + (seed % highest);
    };
    const folders = Array.from({ length: count }, (_, n) => {
      const saves = 10 * (3 + random(6));
      return { path: encodeURI(`/${String.fromCodePoint(0x4e00 + n)}/`), saves, others: saves + random(4) };
    });
    const pages = (path: string, prefix: string, length: number) =>
      Array.from({ length }, (_, n) => `${path}${prefix}${n}`);
    const changed = folders.flatMap(({ path, saves }) => pages(path, "", saves + 1));
    const known = new Set([...changed, ...folders.flatMap(({ path, others }) => pages(path, "old", others))]);
    // In steps of ten nothing saves just so many, and very many choices save nearly as few.
    const needed = 54 * most + 5;
    const prefix = { perRequest: 30, perRun: most, match: { prefix: "segment", query: "covered" } } as const;
    const plan = planned({
      capabilities: { ...SHAPES.urls, accepts: { ...SHAPES.urls.accepts, prefix } },
      purgeBy: "auto",
      widenTo: "prefix",
      stale: stale(...changed),
      inventory: () => known,
      maxPurges: changed.length - needed,
    });
    const offers = folders.map(({ saves, others }) => ({ depth: 0, saves, cost: others + 1 }));
    return { plan, least: byTable(offers, most, needed) };
  }

  it("says what it costs and what no plan costs less than, where it was not searched for to the end", () => {
    const { plan, least } = planOf(1000, 40);
    const [note = ""] = plan.notes;
    const reported =
      /^The plan uses (\d+) prefixes, which Example limits by themselves\. Its cost is ([\d,]+) objects; no plan within the limits costs less than ([\d,]+)\.$/;
    const [prefixes = 0, cost = 0, bound = 0] = (reported.exec(note) ?? [])
      .slice(1)
      .map((text) => +text.replace(",", ""));

    expect(plan.notes).toHaveLength(1);
    expect(prefixes).toBe(plan.alternatives?.[0]?.broad);
    expect(cost).toBe(plan.collateral + prefixes);
    expect(bound).toBeLessThanOrEqual(least);
    expect(cost).toBeGreaterThanOrEqual(least);
    expect(cost).toBeLessThan(1.01 * bound);
  }, 30_000);

  it("has no such note where it is the best there is", () => {
    const { plan, least } = planOf(300, 12);

    expect(plan.notes).toEqual([]);
    expect(plan.collateral + (plan.alternatives?.[0]?.broad ?? 0)).toBe(least);
  });
});
