import { describe, expect, test } from "vitest";
import type { Capabilities } from "../../src/model/capabilities.ts";
import type { ProviderResult } from "../../src/model/provider.ts";
import { rateFloorMs } from "../../src/plan/batches.ts";
import { capable, DONE, fail, planOf } from "../support/delivery-samples.ts";
import { type Simulated, type Simulation, seeded, simulate } from "../support/simulated-api.ts";

/** 100,020 URLs, 30 in a request: what a large site purges at a provider that takes small batches. */
const BATCHES = 3_334;
const PER_BATCH = 30;
const PLAN = bulkPlan(BATCHES, PER_BATCH);

function bulkPlan(batches: number, perBatch: number) {
  return planOf(Array.from({ length: batches }, (_, at) => Array.from({ length: perBatch }, (_, n) => `/${at}/${n}`)));
}

function purgedShare({ delivery }: Simulation): number {
  const size = (states: readonly string[]): number =>
    delivery.outcomes
      .filter(({ state }) => states.includes(state))
      .reduce((sum, { batch }) => sum + batch.items.length, 0);
  return size(["completed"]) / size(["completed", "accepted", "failed", "unsent"]);
}

const DOWN = fail("unavailable");
const RESET: Simulated = { kind: "no-answer", message: "reset" };

describe("a dead API", () => {
  test.each([1, 2, 10, 500, BATCHES])("gets at most 60 requests in 300 s (%i batches)", async (batches) => {
    const { delivery, seen, wallMs } = await simulate({ plan: bulkPlan(batches, PER_BATCH) }, () => DOWN);
    expect(seen.length).toBeLessThanOrEqual(60);
    expect(wallMs).toBeLessThanOrEqual(300_000);
    expect(delivery.outcomes.every(({ state }) => state === "failed" || state === "unsent")).toBe(true);
    expect(delivery.outcomes).toHaveLength(batches);
  });

  test.each<[string, Simulated]>([
    ["refuses connections", RESET],
    ["hangs until each attempt ends", { kind: "no-answer", message: "no answer in time", afterMs: 15_000 }],
    ["answers what cannot be read", fail("unreadable")],
    ["throttles without a time", fail("throttled")],
  ])("that %s gets no more", async (_name, reply) => {
    const { seen, wallMs } = await simulate({ plan: PLAN }, () => reply);
    expect(seen.length).toBeLessThanOrEqual(60);
    expect(wallMs).toBeLessThanOrEqual(300_000);
  });
});

describe("an outage of 60 s inside the run", () => {
  test.each([0, 5_000, 15_000])("from %i ms on: everything is purged", async (fromMs) => {
    const simulation = await simulate({ plan: PLAN }, ({ atMs }) =>
      atMs >= fromMs && atMs < fromMs + 60_000 ? DOWN : DONE,
    );
    expect(purgedShare(simulation)).toBe(1);
    expect(simulation.seen.length).toBeLessThanOrEqual(BATCHES * 1.01);
    // Sending takes 21 s, the outage 60, and a probe finds out 20 s later at most.
    expect(simulation.wallMs).toBeLessThanOrEqual(105_000);
  });

  test("and 5 % errors in the rest of the time", async () => {
    const random = seeded(11);
    const simulation = await simulate(
      { plan: PLAN },
      ({ atMs }) => ((atMs >= 5_000 && atMs < 35_000) || random() < 0.05 ? DOWN : DONE),
      random,
    );
    expect(purgedShare(simulation)).toBe(1);
    expect(simulation.seen.length).toBeLessThanOrEqual(BATCHES * 1.1);
  });
});

describe("random errors", () => {
  test.each([
    [0.05, 1.1],
    [0.1, 1.15],
    [0.3, 1.5],
  ])("of a share of %d: everything is purged with at most %d times the requests", async (share, most) => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const random = seeded(seed);
      const simulation = await simulate({ plan: PLAN }, () => (random() < share ? DOWN : DONE), random);
      expect(purgedShare(simulation)).toBeGreaterThanOrEqual(0.9999);
      expect(simulation.seen.length).toBeLessThanOrEqual(BATCHES * most);
    }
  });

  test("of every kind, 30 %", async () => {
    const random = seeded(6);
    const kinds: readonly Simulated[] = [DOWN, RESET, fail("unreadable"), fail("throttled", 20), fail("throttled")];
    const reply = (): Simulated => (random() < 0.3 ? (kinds[Math.floor(random() * kinds.length)] as Simulated) : DONE);
    const simulation = await simulate({ plan: PLAN }, reply, random);
    expect(purgedShare(simulation)).toBeGreaterThanOrEqual(0.9999);
    expect(simulation.seen.length).toBeLessThanOrEqual(BATCHES * 1.5);
  });

  test("of half of all polls: nothing is sent twice, all is followed to its end", async () => {
    const random = seeded(7);
    const simulation = await simulate(
      { plan: bulkPlan(300, 1), capabilities: capable({ done: { by: "poll", firstMs: 500, maxMs: 5_000 } }) },
      ({ what, at, id }): Simulated => {
        if (what === "submit") return { kind: "pending", receipt: { id: String(at) } } satisfies ProviderResult;
        return random() < 0.5 ? DOWN : { kind: "done", receipt: { id } };
      },
      random,
    );
    expect(purgedShare(simulation)).toBe(1);
    expect(simulation.seen.filter(({ what }) => what === "submit")).toHaveLength(300);
  });
});

describe("a wall clock that jumps by an hour", () => {
  test.each([1, -1])("forth and back (%i) changes nothing", async (sign) => {
    const options = {
      plan: bulkPlan(40, 1),
      capabilities: capable({ rates: [{ unit: "request", amount: 2, perSeconds: 1, scope: "credential" }] }),
    };
    const start = Date.UTC(2026, 0, 1);
    const jumping = (ms: number): Date => new Date(start + ms + (ms > 5_000 && ms < 12_000 ? sign * 3_600_000 : 0));
    const [steady, jumped] = [
      await simulate(options, () => DONE),
      await simulate(
        options,
        () => DONE,
        () => 0.5,
        jumping,
      ),
    ];
    expect(purgedShare(jumped)).toBe(1);
    expect(jumped.wallMs).toBe(steady.wallMs);
    expect(jumped.seen.map(({ atMs }) => atMs)).toEqual(steady.seen.map(({ atMs }) => atMs));
  });
});

describe("a run without a fault", () => {
  test("sends each URL exactly once, in as few requests as there are batches", async () => {
    const { seen, delivery } = await simulate({ plan: PLAN }, () => DONE);
    const values = seen.flatMap((one) => one.values);
    expect(values).toHaveLength(BATCHES * PER_BATCH);
    expect(new Set(values).size).toBe(values.length);
    expect(seen).toHaveLength(BATCHES);
    expect(delivery.requests).toBe(BATCHES);
  });

  test.each<[string, Capabilities["rates"], number, number]>([
    ["2 requests a second", [{ unit: "request", amount: 2, perSeconds: 1, scope: "credential" }], 260, 1],
    ["57 requests a minute", [{ unit: "request", amount: 57, perSeconds: 60, scope: "credential" }], 230, 1],
    ["60 items in 61 s", [{ unit: "item", amount: 60, perSeconds: 61, scope: "site" }], 8, 30],
    ["1 request in 61 s", [{ unit: "request", amount: 1, perSeconds: 61, scope: "site" }], 4, 1000],
    ["a bucket of 20, 4 a second", [{ unit: "request", amount: 4, perSeconds: 1, burst: 20, scope: "site" }], 600, 1],
  ])("takes at most a tenth longer than the rate's own floor: %s", async (_name, rates, batches, perBatch) => {
    const plan = bulkPlan(batches, perBatch);
    const capabilities = capable({ rates });
    const { wallMs, seen } = await simulate({ plan, capabilities }, () => DONE);
    const floorMs = rateFloorMs(plan.batches, capabilities);
    expect(seen).toHaveLength(batches);
    expect(floorMs).toBeGreaterThan(100_000);
    expect(wallMs).toBeGreaterThanOrEqual(floorMs);
    expect(wallMs).toBeLessThanOrEqual(floorMs * 1.1);
  });
});
