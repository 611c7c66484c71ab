import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createBreaker } from "../../../src/delivery/limits/circuit-breaker.ts";
import { AT_ONCE, createLimiter, type Limiter } from "../../../src/delivery/limits/limiter.ts";
import { type Load, POLL } from "../../../src/delivery/limits/rate-meter.ts";
import { createSharedLimits } from "../../../src/delivery/limits/shared-limits.ts";
import type { Rate } from "../../../src/model/capabilities.ts";
import type { Kind } from "../../../src/model/selector.ts";
import { createVirtualClock, type VirtualClock } from "../../support/virtual-clock.ts";

const HOUR_MS = 3_600_000;

function load(counts: Partial<Record<Kind, number>>): Load {
  return new Map(Object.entries(counts) as [Kind, number][]);
}

function setUp(rates: readonly Rate[], leftMs = 100 * HOUR_MS): { clock: VirtualClock; limiter: Limiter } {
  const clock = createVirtualClock();
  const limiter = createLimiter({
    sharedLimits: createSharedLimits(rates),
    clock,
    remainingMs: () => leftMs - clock.monotonicMs(),
    breaker: createBreaker(),
  });
  return { clock, limiter };
}

/** When each of these goes out, if every answer takes `answerMs`. */
async function times(rates: readonly Rate[], loads: readonly Load[], answerMs: number): Promise<number[]> {
  const { clock, limiter } = setUp(rates);
  const signal = new AbortController().signal;
  return Promise.all(
    loads.map(async (one) => {
      const turn = await limiter.turn(one, signal);
      if (turn.kind !== "granted") throw new Error(turn.kind);
      const atMs = clock.monotonicMs();
      if (answerMs > 0) await clock.sleep(answerMs);
      turn.done();
      return atMs;
    }),
  );
}

const perMinute = (amount: number, more: Partial<Rate> = {}): Rate => ({
  unit: "request",
  amount,
  perSeconds: 60,
  scope: "credential",
  ...more,
});

const path = load({ path: 1 });

describe("a sliding window", () => {
  test("lets the amount out at once and the next one when the first is a window old", async () => {
    expect(await times([perMinute(3)], Array(7).fill(path), 0)).toEqual([0, 0, 0, 60_000, 60_000, 60_000, 120_000]);
  });

  test("counts from the answer: a slow network never makes the provider see more", async () => {
    expect(await times([perMinute(2)], Array(4).fill(path), 500)).toEqual([0, 0, 60_500, 60_500]);
  });

  test("never more than the amount in any window, and nobody waits without need", async () => {
    const rate = fc.record({ amount: fc.integer({ min: 1, max: 6 }), perSeconds: fc.integer({ min: 1, max: 9 }) });
    await fc.assert(
      fc.asyncProperty(rate, fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 14 }), async (window, costs) => {
        const loads = costs.map((cost) => load({ path: cost }));
        const at = await times([{ unit: "item", scope: "site", ...window }], loads, 0);
        const cost = (n: number): number => Math.min(costs[n] ?? 0, window.amount);
        const spanMs = window.perSeconds * 1000;
        const inWindow = (fromMs: number, upTo: number): number =>
          at.reduce((sum, ms, n) => (n < upTo && ms >= fromMs && ms < fromMs + spanMs ? sum + cost(n) : sum), 0);
        at.forEach((ms, n) => {
          expect(inWindow(ms, at.length)).toBeLessThanOrEqual(window.amount);
          // A millisecond earlier it did not fit, given those before it.
          if (ms > (at[n - 1] ?? 0)) expect(inWindow(ms - spanMs, n) + cost(n)).toBeGreaterThan(window.amount);
        });
      }),
      { numRuns: 40 },
    );
  });

  test("a large one is not overtaken by small ones that would still fit", async () => {
    const loads = [3, 4, 1].map((count) => load({ path: count }));
    const rates = [perMinute(5, { unit: "item" }), perMinute(100)];
    expect(await times(rates, loads, 0)).toEqual([0, 60_000, 60_000]);
  });

  test("more than the amount in one exchange goes out alone", async () => {
    const big = load({ path: 9 });
    expect(await times([perMinute(5, { unit: "item" })], [path, big, path], 0)).toEqual([0, 60_000, 120_000]);
  });
});

describe("a token bucket", () => {
  test("lets the burst out at once and spaces the others evenly", async () => {
    expect(await times([perMinute(30, { burst: 3 })], Array(6).fill(path), 0)).toEqual([0, 0, 0, 2000, 4000, 6000]);
  });

  test("never lets the provider's bucket run dry, whenever it counts", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 3000 }), async (burst, answerMs) => {
        const at = await times([perMinute(60, { burst })], Array(10).fill(path), answerMs);
        // The provider may count the first on its answer and all others on arrival.
        let tokens = burst;
        let lastMs = 0;
        for (const ms of at.map((sentMs, n) => (n === 0 ? sentMs + answerMs : sentMs)).toSorted((a, b) => a - b)) {
          tokens = Math.min(burst, tokens + (ms - lastMs) / 1000) - 1;
          lastMs = ms;
          expect(tokens).toBeGreaterThan(-1e-6);
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe("kinds and units", () => {
  const prefix = load({ prefix: 1 });
  const rates = [perMinute(2, { unit: "item", kinds: ["prefix"] }), perMinute(100)];

  test("a kind that must wait holds up nothing else", async () => {
    expect(await times(rates, [prefix, prefix, prefix, path, POLL], 0)).toEqual([0, 0, 60_000, 0, 0]);
  });

  test("polls count as requests, not as instructions", async () => {
    expect(await times([perMinute(1)], [path, POLL], 0)).toEqual([0, 60_000]);
    expect(await times([perMinute(1, { unit: "item" })], [path, POLL], 0)).toEqual([0, 0]);
  });

  test("a request rate of a kind counts requests that carry it, however many they carry", async () => {
    const rate = perMinute(1, { kinds: ["prefix"] });
    expect(await times([rate], [load({ prefix: 5, path: 1 }), path, prefix], 0)).toEqual([0, 0, 60_000]);
  });

  test("several rates: the tightest decides", async () => {
    const tight: Rate = { unit: "request", amount: 1, perSeconds: 1, scope: "site" };
    expect(await times([tight, perMinute(2)], [path, path, path], 0)).toEqual([0, 1000, 60_000]);
  });
});

describe("everyone", () => {
  test("at most eight exchanges at one time, without any rate", async () => {
    const at = await times([], Array(AT_ONCE * 2 + 1).fill(path), 100);
    expect(at.filter((ms) => ms === 0)).toHaveLength(AT_ONCE);
    expect(at.filter((ms) => ms === 100)).toHaveLength(AT_ONCE);
  });

  test("a pause holds everyone, and a shorter one does not end it", async () => {
    const { clock, limiter } = setUp([]);
    limiter.pause(30_000);
    limiter.pause(10);
    const signal = new AbortController().signal;
    await Promise.all([limiter.turn(path, signal), limiter.turn(POLL, signal)]);
    expect(clock.monotonicMs()).toBe(30_000);
  });

  test("a turn that would come after the deadline is refused at once", async () => {
    const { clock, limiter } = setUp([perMinute(1)], 20_000);
    const signal = new AbortController().signal;
    const first = await limiter.turn(path, signal);
    if (first.kind === "granted") first.done();
    expect(await limiter.turn(path, signal)).toEqual({ kind: "too-late", waitMs: 60_000, because: "rate" });
    limiter.pause(25_000);
    expect(await limiter.turn(path, signal)).toEqual({ kind: "too-late", waitMs: 25_000, because: "pause" });
    expect(clock.monotonicMs()).toBe(0);
  });

  test("an abort ends the waiting, and takes nothing from the others", async () => {
    const { limiter } = setUp([perMinute(1)]);
    const never = new AbortController().signal;
    const first = await limiter.turn(path, never);
    const controller = new AbortController();
    const second = limiter.turn(path, controller.signal);
    const third = limiter.turn(path, never);
    controller.abort();
    expect(await second).toEqual({ kind: "ended" });
    expect(await limiter.turn(path, controller.signal)).toEqual({ kind: "ended" });
    if (first.kind === "granted") first.done();
    expect((await third).kind).toBe("granted");
  });
});
