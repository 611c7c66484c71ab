import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mergeOutcomes, type ServerOutcomes } from "../../src/delivery/merge-outcomes.ts";
import type { Outcome } from "../../src/model/outcome.ts";
import type { Connection, Io, ProviderResult } from "../../src/model/provider.ts";
import { setUpBench } from "../support/delivery-bench.ts";
import { capable, DONE, fail, planOf, states } from "../support/delivery-samples.ts";
import { connectionTo, type TestApi } from "../support/purge-api.ts";

const bench = setUpBench();

/** One destination of several servers, each called by its place. */
function servers(...apis: readonly Pick<TestApi, "url">[]): (io: Io) => readonly Connection[] {
  return (io) => apis.map(({ url }, at) => ({ name: `cache-${at + 1}`, ...connectionTo(url, io) }));
}

const refused = (suspect: "item"): ProviderResult => ({
  kind: "failed",
  fault: "invalid",
  message: "not this",
  suspect,
});

/** A server that nobody listens for. */
const DEAD = { url: "http://127.0.0.1:9" };

describe("several servers", () => {
  test("all get the purge, and it is done when all have it", async () => {
    const [one, other] = [await bench.serve(() => DONE), await bench.serve(() => DONE)];
    const delivery = await bench.run({ plan: planOf(20), connect: servers(one, other) });
    expect(states(delivery)).toEqual(Array(20).fill("completed"));
    expect(delivery.outcomes.every(({ confirmed }) => confirmed)).toBe(true);
    expect([one.seen.length, other.seen.length]).toEqual([20, 20]);
    expect(delivery.requests).toBe(40);
  });

  test.each([0, 1])("get the purge although number %i of them is dead, which is named", async (dead) => {
    const alive = await bench.serve(() => DONE);
    const connect = servers(...(dead === 0 ? [DEAD, alive] : [alive, DEAD]));
    const delivery = await bench.run({ plan: planOf(30), connect, timeoutMs: 60_000 });
    expect(new Set(alive.seen.flatMap(({ values }) => values)).size).toBe(30);
    expect(alive.seen).toHaveLength(30);
    for (const { state, failure, servers: each } of delivery.outcomes) {
      expect(state).toBe("failed");
      expect(failure).toMatchObject({ fault: "unavailable" });
      expect(failure?.message).toMatch(new RegExp(`^cache-${dead + 1}: .*\\(1 of 2 servers have it\\)$`));
      expect(each?.find(({ name }) => name === `cache-${2 - dead}`)?.state).toBe("completed");
    }
    expect(bench.lines().join("\n")).toContain(`cache-${dead + 1}`);
  });

  test("do not wait for each other's pause or rate", async () => {
    const slow = await bench.serve(({ at }) => (at === 0 ? fail("throttled", 90_000) : DONE));
    const quick: number[] = [];
    const other = await bench.serve(() => {
      quick.push(bench.clock().monotonicMs());
      return DONE;
    });
    const rates = [{ unit: "request", amount: 5, perSeconds: 1, scope: "credential" }] as const;
    const capabilities = capable({ rates });
    const delivery = await bench.run({ plan: planOf(20), connect: servers(slow, other), capabilities });
    expect(states(delivery)).toEqual(Array(20).fill("completed"));
    expect(Math.max(...quick)).toBeLessThanOrEqual(10_000);
  });

  test("that refuse one item of a batch: the others of it are done at both, and the one is named", async () => {
    const picky = await bench.serve(({ values }) => (values.includes("/2") ? refused("item") : DONE));
    const other = await bench.serve(() => DONE);
    const plan = planOf([["/0", "/1", "/2", "/3"], ["/4"]]);
    const { outcomes } = await bench.run({ plan, connect: servers(picky, other) });
    const failed = outcomes.filter(({ state }) => state === "failed");
    expect(failed.flatMap(({ batch }) => batch.items.map(({ selector }) => selector.value))).toEqual(["/2"]);
    expect(failed[0]?.failure?.message).toBe("cache-1: not this (1 of 2 servers have it)");
    const all = outcomes.flatMap(({ batch }) => batch.items.map(({ selector }) => selector.value));
    expect(all).toEqual(["/0", "/1", "/2", "/3", "/4"]);
  });

  test("with a wrong credential at one: the other one gets the purge all the same", async () => {
    const [wrong, right] = [await bench.serve(() => fail("auth")), await bench.serve(() => DONE)];
    const delivery = await bench.run({ plan: planOf(30), connect: servers(wrong, right) });
    expect(right.seen).toHaveLength(30);
    expect(wrong.seen.length).toBeLessThanOrEqual(8);
    expect(new Set(states(delivery))).toEqual(new Set(["failed"]));
  });

  test("an error of ours at one ends all, and is thrown", async () => {
    const hanging = await bench.serve(() => "hang");
    const connect = (io: Io): readonly Connection[] => [
      { name: "a", ...connectionTo(hanging.url, io) },
      { name: "b", submit: () => Promise.reject(new TypeError("x")) },
    ];
    await expect(bench.run({ plan: planOf(3), connect })).rejects.toMatchObject({ code: "E_BUG" });
  });
});

describe("outcomes of several servers", () => {
  const STATES = ["completed", "accepted", "failed", "unsent"] as const;

  test("hold every item once, never better than at the worst server, however each has cut the batches", async () => {
    const cut = fc.record({ sizes: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1 }), at: fc.nat(3) });
    const input = fc.record({
      items: fc.integer({ min: 1, max: 12 }),
      cuts: fc.array(cut, { minLength: 1, maxLength: 4 }),
    });
    fc.assert(
      fc.property(input, ({ items, cuts }) => {
        const plan = planOf([Array.from({ length: items }, (_, n) => `/${n}`)]);
        const [batch] = plan.batches;
        if (batch === undefined) throw new Error("no batch");
        const byItem = cuts.map(() => Array<Outcome["state"]>(items).fill("completed"));
        const each = cuts.map(({ sizes, at }, server): ServerOutcomes => {
          const outcomes: ServerOutcomes["outcomes"][number][] = [];
          for (let offset = 0, n = 0; offset < items; n++) {
            const size = sizes[n % sizes.length] ?? 1;
            const state = STATES[(at + n) % STATES.length] ?? "failed";
            const part = { index: 0, items: batch.items.slice(offset, offset + size) };
            byItem[server]?.fill(state, offset, offset + size);
            const isBad = state === "failed" || state === "unsent";
            const failure = isBad ? { failure: { fault: "unavailable", message: "gone" } as const } : {};
            const outcome = {
              batch: part,
              state,
              confirmed: !isBad,
              refused: [],
              taskIds: [],
              ...failure,
              attempts: 1,
            };
            outcomes.push({ offset, outcome });
            offset += size;
          }
          return { name: `s${server}`, outcomes };
        });
        const merged = mergeOutcomes(plan, each);
        expect(merged.flatMap(({ batch: part }) => part.items)).toEqual(batch.items);
        const states = merged.flatMap(({ batch: part, state }) => part.items.map(() => state));
        states.forEach((state, n) => {
          const here = byItem.map((list) => list[n] ?? "failed");
          if (here.every((one) => one === "completed")) expect(state).toBe("completed");
          else if (here.every((one) => one === "unsent")) expect(state).toBe("unsent");
          else if (here.some((one) => one === "failed" || one === "unsent")) expect(state).toBe("failed");
          else expect(state).toBe("accepted");
        });
      }),
    );
  });
});
