import { expect, test } from "vitest";
import type { Connection, Io } from "../../src/model/provider.ts";
import { setUpBench } from "../support/delivery-bench.ts";
import { DONE, fail, planOf } from "../support/delivery-samples.ts";
import { connectionTo, type Reply, type Seen } from "../support/purge-api.ts";

const bench = setUpBench();

/** The keys of all submits, each with what it was for. */
async function keysOf(reply: (seen: Seen) => Reply, batches: readonly (readonly string[])[]) {
  const api = await bench.serve(reply);
  const keys: [string, string][] = [];
  const connect = (io: Io): readonly Connection[] => [
    {
      submit(batch, session) {
        keys.push([batch.key, batch.items.map(({ selector }) => selector.value).join()]);
        return connectionTo(api.url, io).submit(batch, session);
      },
    },
  ];
  // Every run has chances of its own.
  let n = keys.length;
  const random = (): number => (n++ * 0.618_034 + performance.now()) % 1;
  await bench.run({ plan: planOf(batches), connect }, { random });
  return keys;
}

test("a batch has one key for all its attempts, and another one in the next run", async () => {
  const flaky = (): ((seen: Seen) => Reply) => {
    let count = 0;
    return () => (count++ % 3 === 2 ? DONE : fail("unavailable"));
  };
  const first = await keysOf(flaky(), [["/a"], ["/b"]]);
  const byItems = Map.groupBy(first, ([, values]) => values);
  for (const [, all] of byItems) expect(new Set(all.map(([key]) => key)).size).toBe(1);
  expect(new Set(first.map(([key]) => key)).size).toBe(2);
  expect(first.length).toBeGreaterThan(2);
  const second = await keysOf(() => DONE, [["/a"], ["/b"]]);
  for (const [key] of second) expect(first.map(([known]) => known)).not.toContain(key);
});

test("every part of a batch has a key of its own, of 64 letters, digits and hyphens at most", async () => {
  const values = Array.from({ length: 100 }, (_, n) => `/${n}`);
  const tooLarge = { kind: "failed", fault: "invalid", message: "too many", suspect: "size" } as const;
  const keys = await keysOf((seen) => (seen.values.length > 3 ? tooLarge : DONE), [values, values.slice(0, 50)]);
  const itemsByKey = Map.groupBy(keys, ([key]) => key);
  for (const [key, all] of itemsByKey) {
    expect(new Set(all.map(([, items]) => items)).size).toBe(1);
    expect(key).toMatch(/^[A-Za-z0-9-]{1,64}$/);
  }
});
