import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readRateLimits } from "../../../src/delivery/limits/rate-limit-headers.ts";
import { setUpBench } from "../../support/delivery-bench.ts";
import { countStates, planOf } from "../../support/delivery-samples.ts";
import { answerWith } from "../../support/purge-api.ts";

const NOW = new Date(Date.UTC(2026, 0, 1));
const EPOCH = NOW.getTime() / 1000;

describe("rate limits in headers", () => {
  test.each<[string, Record<string, string>, readonly (readonly [remaining: number, resetMs: number])[]]>([
    ["draft 11", { ratelimit: '"default";r=50;t=30' }, [[50, 30_000]]],
    ["draft 11, other order and parameters", { ratelimit: '"default";pk=:YQ==:;t=30;r=50;q=100' }, [[50, 30_000]]],
    [
      "draft 11, two policies",
      { ratelimit: '"burst";r=5;t=60, "day";r=900;t=900' },
      [
        [5, 60_000],
        [900, 900_000],
      ],
    ],
    ["draft 11, spaces", { ratelimit: ' "a" ; r=1 ; t=2 ' }, [[1, 2000]]],
    ["nothing left", { ratelimit: '"a";r=0;t=7' }, [[0, 7000]]],
    ["up to draft 6, one header", { ratelimit: "limit=100, remaining=50, reset=30" }, [[50, 30_000]]],
    ["up to draft 6, three headers", { "ratelimit-remaining": "3", "ratelimit-reset": "10" }, [[3, 10_000]]],
    ["x-ratelimit, seconds from now", { "x-ratelimit-remaining": "3", "x-ratelimit-reset": "10" }, [[3, 10_000]]],
    ["x-ratelimit, time", { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(EPOCH + 90) }, [[0, 90_000]]],
    ["x-rate-limit", { "x-rate-limit-remaining": "9", "x-rate-limit-reset": "1" }, [[9, 1000]]],
    ["none", { date: "x" }, []],
    ["reset now", { ratelimit: '"a";r=0;t=0' }, []],
    ["reset in the past", { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(EPOCH - 90) }, []],
    ["r is missing", { ratelimit: '"a";t=5' }, []],
    ["t is missing", { ratelimit: '"a";r=5' }, []],
    ["negative", { ratelimit: '"a";r=-5;t=5' }, []],
    ["no number", { ratelimit: '"a";r=x;t=5' }, []],
    ["a fraction", { ratelimit: '"a";r=1.5;t=5' }, []],
    ["quotes are missing at one end", { ratelimit: '"a;r=1;t=5' }, []],
    ["only one of two headers", { "x-ratelimit-remaining": "0" }, []],
    ["no number in a header", { "x-ratelimit-remaining": "1e3", "x-ratelimit-reset": "10" }, []],
    ["empty", { ratelimit: "" }, []],
    ["longer than any", { ratelimit: `${'"a";r=1;t=1,'.repeat(1000)}` }, []],
    [
      "a hundred policies: the first twenty",
      { ratelimit: Array(100).fill('"a";r=1;t=1').join(",") },
      Array(20).fill([1, 1000]),
    ],
    ["t of thirty years", { ratelimit: '"a";r=1;t=1000000000' }, [[1, 1e12]]],
  ])("%s", (_name, headers, expected) => {
    const limits = readRateLimits(headers, NOW);
    expect(limits.map(({ remaining, resetMs }) => [remaining, resetMs])).toEqual(expected);
  });

  test("any text is read without a crash, fast, and never as a negative number", () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom('"', ";", "=", "r", "t", "1", ",", " ", "-") }),
    );
    fc.assert(
      fc.property(text, text, (one, other) => {
        const headers = { ratelimit: one, "x-ratelimit-remaining": other, "x-ratelimit-reset": "9" };
        for (const { remaining, resetMs } of readRateLimits(headers, NOW)) {
          expect(remaining).toBeGreaterThanOrEqual(0);
          expect(resetMs).toBeGreaterThan(0);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

const bench = setUpBench();

describe("keeping to it", () => {
  /** Counts in fixed windows, tells what is left, and refuses what is too much. */
  async function strictApi(perWindow: number, windowMs: number, form: (left: number, resetSeconds: number) => object) {
    const refused: number[] = [];
    const counts = new Map<number, number>();
    const api = await bench.serve(() => {
      const nowMs = bench.clock().monotonicMs();
      const window = Math.floor(nowMs / windowMs);
      const count = (counts.get(window) ?? 0) + 1;
      counts.set(window, count);
      if (count > perWindow) refused.push(nowMs);
      const left = Math.max(0, perWindow - count);
      const headers = form(left, Math.ceil(((window + 1) * windowMs - nowMs) / 1000)) as Record<string, string>;
      return count > perWindow
        ? answerWith({ kind: "failed", fault: "throttled", message: "slow down" }, headers)
        : answerWith({ kind: "done", receipt: {} }, headers);
    });
    return { api, refused };
  }

  test.each([
    ["draft 11", (r: number, t: number) => ({ ratelimit: `"default";r=${r};t=${t}` })],
    ["x-ratelimit", (r: number, t: number) => ({ "x-ratelimit-remaining": `${r}`, "x-ratelimit-reset": `${t}` })],
  ])("meets no 429 at all (%s)", async (_name, form) => {
    const { api, refused } = await strictApi(40, 30_000, form);
    const delivery = await bench.run({ ...api, plan: planOf(150) });
    expect(countStates(delivery)).toEqual({ completed: 150 });
    expect(refused).toEqual([]);
    // 40 in each window: the fourth window is enough, and the first one of it is not waited out.
    expect(bench.clock().monotonicMs()).toBeLessThanOrEqual(120_000);
  });

  test("of a burst and a day, the one that is too small for the run is kept to", async () => {
    const { api, refused } = await strictApi(10, 10_000, (r, t) => ({
      ratelimit: `"day";r=900;t=86400, "burst";r=${r};t=${t}`,
    }));
    const delivery = await bench.run({ ...api, plan: planOf(40) });
    expect(countStates(delivery)).toEqual({ completed: 40 });
    expect(refused).toEqual([]);
    expect(bench.clock().monotonicMs()).toBeLessThanOrEqual(40_000);
  });

  test("a day that leaves no room does not hide the burst", async () => {
    const { api, refused } = await strictApi(10, 10_000, (r, t) => ({
      ratelimit: `"day";r=0;t=86400, "burst";r=${r};t=${t}`,
    }));
    expect(countStates(await bench.run({ ...api, plan: planOf(24) }))).toEqual({ completed: 24 });
    expect(refused).toEqual([]);
  });

  test("while enough is left, nothing slows down", async () => {
    const { api } = await strictApi(1000, 300_000, (r, t) => ({ ratelimit: `"default";r=${r};t=${t}` }));
    await bench.run({ ...api, plan: planOf(100) });
    expect(bench.clock().monotonicMs()).toBe(0);
  });

  test("a hint that leaves no room is not followed: the provider's next answer decides", async () => {
    const api = await bench.serve(() => answerWith({ kind: "done", receipt: {} }, { ratelimit: '"a";r=0;t=86400' }));
    expect(countStates(await bench.run({ ...api, plan: planOf(30) }))).toEqual({ completed: 30 });
  });
});
