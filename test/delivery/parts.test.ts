import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Delivery } from "../../src/model/outcome.ts";
import type { ProviderResult } from "../../src/model/provider.ts";
import { setUpBench } from "../support/delivery-bench.ts";
import { capable, DONE, planOf } from "../support/delivery-samples.ts";

const bench = setUpBench();

const refused = (suspect: "item" | "size"): ProviderResult => ({
  kind: "failed",
  fault: "invalid",
  message: `they refuse the ${suspect}`,
  suspect,
});

function values(count: number, from = 0): readonly string[] {
  return Array.from({ length: count }, (_, n) => `/${from + n}`);
}

/** Values of the items that ended in a state, in plan order. */
function valuesIn({ outcomes }: Delivery, state: string): readonly string[] {
  return outcomes
    .filter((outcome) => outcome.state === state)
    .flatMap(({ batch }) => batch.items.map(({ selector }) => selector.value));
}

/** An API that refuses every request with one of these in it; and the values that it took. */
async function spoiledBy(bad: ReadonlySet<string>) {
  const taken: string[] = [];
  const api = await bench.serve((seen) => {
    if (seen.values.some((value) => bad.has(value))) return refused("item");
    taken.push(...seen.values);
    return DONE;
  });
  return { api, taken };
}

describe("a batch that one bad item spoils", () => {
  test.each([2, 3, 7, 200, 500, 1000])("of %i: the bad one is named, the rest is purged", async (count) => {
    const bad = `/${Math.floor(count / 3)}`;
    const { api, taken } = await spoiledBy(new Set([bad]));
    const delivery = await bench.run({ ...api, plan: planOf([values(count)]) });
    expect(valuesIn(delivery, "failed")).toEqual([bad]);
    expect(valuesIn(delivery, "completed")).toEqual(values(count).filter((value) => value !== bad));
    expect(taken.toSorted()).toEqual(
      values(count)
        .filter((value) => value !== bad)
        .toSorted(),
    );
    expect(delivery.requests - 1).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(count)));
    const [failure] = delivery.outcomes.flatMap((outcome) => outcome.failure ?? []);
    expect(failure).toEqual({ fault: "invalid", message: "they refuse the item" });
  });

  test("other batches do not suffer", async () => {
    const { api } = await spoiledBy(new Set(["/7"]));
    const delivery = await bench.run({ ...api, plan: planOf([values(10), values(10, 10), values(10, 20)]) });
    expect(valuesIn(delivery, "completed")).toHaveLength(29);
    expect(delivery.outcomes.map(({ batch }) => batch.index)).toEqual(
      delivery.outcomes.map(({ batch }) => batch.index).toSorted((a, b) => a - b),
    );
  });

  test("whatever is bad: every item has one outcome, nothing good is lost, and the requests are bounded", async () => {
    const input = fc
      .integer({ min: 1, max: 40 })
      .chain((count) =>
        fc.record({ count: fc.constant(count), bad: fc.uniqueArray(fc.nat(count - 1), { maxLength: 4 }) }),
      );
    await fc.assert(
      fc.asyncProperty(input, async ({ count, bad }) => {
        const { api } = await spoiledBy(new Set(bad.map((n) => `/${n}`)));
        const delivery = await bench.run({ ...api, plan: planOf([values(count)]) });
        const all = [...valuesIn(delivery, "completed"), ...valuesIn(delivery, "failed")];
        expect(all.toSorted()).toEqual(values(count).toSorted());
        for (const n of bad) expect(valuesIn(delivery, "failed")).toContain(`/${n}`);
        if (bad.length <= 1) expect(valuesIn(delivery, "failed")).toHaveLength(bad.length);
        const most = 2 * Math.ceil(Math.log2(count));
        expect(delivery.requests - 1).toBeLessThanOrEqual(most * (1 + bad.length));
      }),
      { numRuns: 40 },
    );
  });

  test("where every item is refused, the request is to blame: no more is spent on the next ones", async () => {
    const api = await bench.serve(() => refused("item"));
    const plan = planOf(Array.from({ length: 100 }, (_, n) => values(64, n * 64)));
    const delivery = await bench.run({ ...api, plan });
    expect(valuesIn(delivery, "failed")).toHaveLength(6400);
    // Eight are under way when the first one finds out.
    expect(delivery.requests).toBeLessThanOrEqual(100 + 8 * 2 * Math.log2(64));
  });

  test("followed by a status, each part by its own", async () => {
    const api = await bench.serve((seen) => {
      if (seen.what === "poll") return { kind: "done", receipt: { id: seen.id } };
      if (seen.values.includes("/3")) return refused("item");
      return { kind: "pending", receipt: { id: `t${seen.at}` } };
    });
    const capabilities = capable({ done: { by: "poll", firstMs: 100, maxMs: 1000 } });
    const delivery = await bench.run({ ...api, plan: planOf([values(8)]), capabilities });
    expect(valuesIn(delivery, "completed")).toHaveLength(7);
    expect(delivery.outcomes.filter(({ state }) => state === "completed").every(({ confirmed }) => confirmed)).toBe(
      true,
    );
    expect(new Set(delivery.outcomes.flatMap(({ taskIds }) => taskIds)).size).toBe(3);
  });
});

describe("a request that is too large", () => {
  test("is halved until it passes, and the next ones are cut at once", async () => {
    const sizes: number[] = [];
    const api = await bench.serve((seen) => {
      sizes.push(seen.values.length);
      return seen.values.length > 30 ? refused("size") : DONE;
    });
    const plan = planOf(Array.from({ length: 50 }, (_, n) => values(100, n * 100)));
    const delivery = await bench.run({ ...api, plan });
    expect(valuesIn(delivery, "completed")).toHaveLength(5000);
    // Eight batches were under way when the first was refused; after that every request passes.
    expect(sizes.filter((size) => size > 30).length).toBeLessThanOrEqual(24);
    expect(sizes.slice(40).every((size) => size <= 25)).toBe(true);
    expect(sizes.filter((size) => size <= 30).reduce((sum, size) => sum + size, 0)).toBe(5000);
  });

  test("with one item is given up, and the others are not", async () => {
    const api = await bench.serve((seen) => (seen.values.includes("/1") ? refused("size") : DONE));
    const delivery = await bench.run({ ...api, plan: planOf([values(4)]) });
    expect(valuesIn(delivery, "failed")).toEqual(["/1"]);
  });
});
