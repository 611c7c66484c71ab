import { describe, expect, test } from "vitest";
import type { ProviderResult } from "../../src/model/provider.ts";
import { setUpBench } from "../support/delivery-bench.ts";
import { capable, countStates, DONE, fail, planOf } from "../support/delivery-samples.ts";
import type { Reply, Seen } from "../support/purge-api.ts";

const bench = setUpBench();

/** Down until so many milliseconds of virtual time, then well. */
function downUntil(ms: number, down: Reply = fail("unavailable")): (seen: Seen) => Reply {
  return () => (bench.clock().monotonicMs() < ms ? down : DONE);
}

describe("an outage", () => {
  test("is ridden out by one batch as well as by many", async () => {
    for (const batches of [1, 3, 60]) {
      const api = await bench.serve(downUntil(bench.clock().monotonicMs() + 60_000));
      expect(countStates(await bench.run({ ...api, plan: planOf(batches) }))).toEqual({ completed: batches });
      expect(api.seen.length).toBeLessThanOrEqual(batches + 30);
    }
  });

  test("stops all sending but single probes, at 1, 2, 4, 8, 16 and then every 20 seconds", async () => {
    const atMs: number[] = [];
    const api = await bench.serve(() => {
      atMs.push(bench.clock().monotonicMs());
      return fail("unavailable");
    });
    await bench.run({ ...api, plan: planOf(500) });
    const openedMs = atMs[9] as number;
    const probes = atMs.filter((ms) => ms > openedMs + 500).map((ms) => Math.round(ms - openedMs));
    expect(probes.slice(0, 7)).toEqual([1000, 3000, 7000, 15_000, 31_000, 51_000, 71_000]);
    expect(atMs.length).toBeLessThanOrEqual(60);
    expect(bench.lines().filter((line) => /10 requests in a row have failed/.test(line))).toHaveLength(1);
  });

  test("that lasts: every purge names its attempts and the last answer", async () => {
    const api = await bench.serve(() => fail("unavailable"));
    const { outcomes } = await bench.run({ ...api, plan: planOf(40) });
    for (const { failure } of outcomes) {
      expect(failure?.fault).toBe("unavailable");
      expect(failure?.message).toContain("they say unavailable");
    }
    expect(outcomes[39]).toMatchObject({ state: "unsent" });
    expect(outcomes[39]?.failure?.message).toMatch(/failures in a row.*purges were not sent/);
  });

  test("uses the last two seconds for one more probe", async () => {
    const api = await bench.serve(downUntil(58_500));
    const delivery = await bench.run({ ...api, plan: planOf(20), timeoutMs: 60_500 });
    expect(countStates(delivery)).toEqual({ completed: 20 });
  });

  test.each<[string, Reply]>([
    ["resets", "reset"],
    ["half answers", "half"],
    ["answers that cannot be read", fail("unreadable")],
    ["429 without a time", fail("throttled")],
  ])("of %s is one, too", async (_name, down) => {
    const api = await bench.serve(downUntil(45_000, down));
    expect(countStates(await bench.run({ ...api, plan: planOf(50) }))).toEqual({ completed: 50 });
    expect(api.seen.length).toBeLessThanOrEqual(80);
  });

  test("ends with a refusal: the provider is there, whatever it says", async () => {
    const api = await bench.serve(({ at }) => (at < 12 ? fail("unavailable") : fail("invalid")));
    const delivery = await bench.run({ ...api, plan: planOf(30) });
    expect(countStates(delivery)).toEqual({ failed: 30 });
    expect(bench.lines().some((line) => line.includes("answers again"))).toBe(true);
  });

  test("while purges are followed holds the polls, and nothing is sent twice", async () => {
    const pending = (id: string): ProviderResult => ({ kind: "pending", receipt: { id } });
    const api = await bench.serve(({ what, values, id }) => {
      if (what === "submit") return pending(`t${values[0]}`);
      return bench.clock().monotonicMs() < 60_000 ? fail("unavailable") : { kind: "done", receipt: { id } };
    });
    const capabilities = capable({ done: { by: "poll", firstMs: 1000, maxMs: 5000 } });
    const delivery = await bench.run({ ...api, plan: planOf(100), capabilities });
    expect(countStates(delivery)).toEqual({ completed: 100 });
    expect(api.seen.filter(({ what }) => what === "submit")).toHaveLength(100);
    expect(api.seen.length).toBeLessThanOrEqual(240);
  });
});

describe("a batch that fails five times", () => {
  test("goes behind the others, twice more", async () => {
    const order: string[] = [];
    const api = await bench.serve(({ values }) => {
      order.push(values[0] as string);
      const tries = order.filter((value) => value === "/0").length;
      return values[0] === "/0" && tries < 12 ? fail("unavailable") : DONE;
    });
    const delivery = await bench.run({ ...api, plan: planOf(30) });
    expect(countStates(delivery)).toEqual({ completed: 30 });
    expect(delivery.outcomes[0]?.attempts).toBe(12);
    expect(order.slice(-7)).toEqual(Array(7).fill("/0"));
  });

  test("is given up after the third turn", async () => {
    let good = 0;
    const api = await bench.serve(({ values }) => {
      if (values[0] === "/0") return fail("unavailable");
      good += 1;
      return DONE;
    });
    // Paced, so that others succeed all the while and it is this batch alone.
    const rates = [{ unit: "request", amount: 1, perSeconds: 1, scope: "site" }] as const;
    const delivery = await bench.run({ ...api, plan: planOf(100), capabilities: capable({ rates }) });
    expect(good).toBe(99);
    expect(delivery.outcomes[0]).toMatchObject({ state: "failed", failure: { fault: "unavailable" } });
    expect(delivery.outcomes[0]?.failure?.message).toMatch(/they say unavailable \(1\d attempts\)/);
  });
});
