import { describe, expect, test } from "vitest";
import type { Capabilities } from "../../src/model/capabilities.ts";
import type { ProviderResult } from "../../src/model/provider.ts";
import { setUpBench } from "../support/delivery-bench.ts";
import { capable, countStates, DONE, fail, planOf, states } from "../support/delivery-samples.ts";
import type { Reply, Seen } from "../support/purge-api.ts";

const bench = setUpBench();

describe("a window of propagation", () => {
  const capabilities = capable({ done: { by: "window", seconds: 30 } });

  test("is waited for once, after the last acceptance, and confirms nothing", async () => {
    const api = await bench.serve(() => DONE);
    const delivery = await bench.run({ ...api, plan: planOf(20), capabilities });
    expect(delivery.outcomes.every(({ state, confirmed }) => state === "completed" && !confirmed)).toBe(true);
    expect(bench.clock().monotonicMs()).toBe(30_000);
    expect(delivery.settleMs).toBe(30_000);
    expect(bench.lines().filter((line) => line.includes("waiting 30 s"))).toHaveLength(1);
  });

  test("starts with the last acceptance, however long the pacing took", async () => {
    const api = await bench.serve(() => DONE);
    const rates: Capabilities["rates"] = [{ unit: "request", amount: 2, perSeconds: 60, scope: "site" }];
    const delivery = await bench.run({ ...api, plan: planOf(5), capabilities: { ...capabilities, rates } });
    expect(countStates(delivery)).toEqual({ completed: 5 });
    expect(bench.clock().monotonicMs()).toBe(150_000);
  });

  test("is not waited for when acceptance is enough", async () => {
    const api = await bench.serve(() => DONE);
    const delivery = await bench.run({ ...api, plan: planOf(20), capabilities, level: "accepted" });
    expect(countStates(delivery)).toEqual({ accepted: 20 });
    expect(bench.clock().monotonicMs()).toBe(0);
  });

  test("that does not fit the timeout leaves it accepted, with the reason", async () => {
    const api = await bench.serve(() => DONE);
    const delivery = await bench.run({ ...api, plan: planOf(2), capabilities, timeoutMs: 20_000 });
    expect(delivery.outcomes[0]).toMatchObject({ state: "accepted", failure: { fault: "deadline" } });
    expect(delivery.outcomes[0]?.failure?.message).toContain("its 30 s to propagate do not fit the 20 s left");
  });

  test("is not waited for when nothing was accepted", async () => {
    const api = await bench.serve(() => fail("invalid"));
    await bench.run({ ...api, plan: planOf(2), capabilities });
    expect(bench.clock().monotonicMs()).toBe(0);
  });
});

describe("polling", () => {
  const polled = (more: Partial<Capabilities> = {}): Capabilities =>
    capable({ done: { by: "poll", firstMs: 1000, maxMs: 5000 }, ...more });

  /** Accepts everything, and answers the polls of each purge with these in turn, the last one for ever. */
  function pollApi(answers: (id: string) => readonly Reply[]): (seen: Seen) => Reply {
    const requested = new Map<string, number>();
    return ({ what, values, id }) => {
      if (what === "submit") return { kind: "pending", receipt: { id: `t${values[0]}` } };
      const turn = requested.get(id) ?? 0;
      requested.set(id, turn + 1);
      const list = answers(id);
      return list[Math.min(turn, list.length - 1)] ?? DONE;
    };
  }
  const pending = (id: string): ProviderResult => ({ kind: "pending", receipt: { id } });

  test("polls with growing pauses until all are done, side by side", async () => {
    const api = await bench.serve(
      pollApi((id) => [
        pending(id),
        pending(id),
        pending(id),
        pending(id),
        pending(id),
        { kind: "done", receipt: { id } },
      ]),
    );
    const delivery = await bench.run({ ...api, plan: planOf(10), capabilities: polled() });
    expect(delivery.outcomes.every(({ state, confirmed }) => state === "completed" && confirmed)).toBe(true);
    expect(delivery.outcomes[3]?.taskIds).toEqual(["t/3"]);
    // 1 + 1 + 1.5 + 2.25 + 3.375 + 5 seconds, for all ten together.
    expect(bench.clock().monotonicMs()).toBe(14_125);
    expect(delivery.requests).toBe(10 + 60);
  });

  test("does not poll at all when acceptance is enough", async () => {
    const api = await bench.serve(pollApi((id) => [pending(id)]));
    const delivery = await bench.run({ ...api, plan: planOf(5), capabilities: polled(), level: "accepted" });
    expect(countStates(delivery)).toEqual({ accepted: 5 });
    expect(delivery.outcomes[0]?.failure).toBeUndefined();
    expect(delivery.requests).toBe(5);
  });

  test("a submit that is done at once needs no poll", async () => {
    const api = await bench.serve(() => DONE);
    const delivery = await bench.run({ ...api, plan: planOf(2), capabilities: polled(), level: "accepted" });
    expect(delivery.outcomes[0]).toMatchObject({ state: "completed", confirmed: true });
    expect(delivery.requests).toBe(2);
  });

  test("one that never completes is accepted, not completed, at the deadline", async () => {
    const api = await bench.serve(
      pollApi((id) => (id === "t/1" ? [pending(id)] : [{ kind: "done", receipt: { id } }])),
    );
    const delivery = await bench.run({ ...api, plan: planOf(3), capabilities: polled(), timeoutMs: 60_000 });
    expect(states(delivery)).toEqual(["completed", "accepted", "completed"]);
    expect(delivery.outcomes[1]).toMatchObject({ confirmed: false, failure: { fault: "deadline" } });
    expect(delivery.outcomes[1]?.failure?.message).toBe("accepted, not completed after 60 s");
    expect(bench.clock().monotonicMs()).toBe(60_000);
  });

  test("a failed poll proves nothing about the purge: polled again, never sent again", async () => {
    const trouble: readonly Reply[] = [fail("unavailable"), fail("unreadable"), "reset", fail("throttled", 20_000)];
    const api = await bench.serve(pollApi((id) => [...trouble, { kind: "done", receipt: { id } }]));
    const delivery = await bench.run({ ...api, plan: planOf(1), capabilities: polled() });
    expect(delivery.outcomes[0]).toMatchObject({ state: "completed", attempts: 1 });
    expect(api.seen.filter(({ what }) => what === "submit")).toHaveLength(1);
    expect(bench.clock().monotonicMs()).toBeGreaterThanOrEqual(20_000);
  });

  test("polls that fail to the end are reported", async () => {
    const api = await bench.serve(pollApi(() => [fail("unavailable")]));
    const delivery = await bench.run({ ...api, plan: planOf(1), capabilities: polled(), timeoutMs: 30_000 });
    expect(delivery.outcomes[0]).toMatchObject({ state: "accepted", failure: { fault: "deadline" } });
    expect(delivery.outcomes[0]?.failure?.message).toMatch(/not completed after .*; last answer: they say unavailable/);
  });

  test("a poll that says no fails that purge alone", async () => {
    const api = await bench.serve(
      pollApi((id) => [id === "t/0" ? fail("invalid") : { kind: "done", receipt: { id } }]),
    );
    const delivery = await bench.run({ ...api, plan: planOf(2), capabilities: polled() });
    expect(states(delivery)).toEqual(["failed", "completed"]);
  });

  test("auth ends the following of all", async () => {
    const api = await bench.serve(pollApi(() => [fail("auth")]));
    const delivery = await bench.run({ ...api, plan: planOf(40), capabilities: polled() });
    expect(api.seen.filter(({ what }) => what === "poll").length).toBeLessThanOrEqual(16);
    for (const { failure } of delivery.outcomes) expect(failure?.fault).toBe("auth");
  });

  test("polls are paced with everything else", async () => {
    const atMs: number[] = [];
    const answer = pollApi((id) => [pending(id), { kind: "done", receipt: { id } }]);
    const api = await bench.serve((seen) => {
      atMs.push(bench.clock().monotonicMs());
      return answer(seen);
    });
    const rates: Capabilities["rates"] = [{ unit: "request", amount: 10, perSeconds: 10, scope: "credential" }];
    const delivery = await bench.run({ ...api, plan: planOf(12), capabilities: polled({ rates }) });
    expect(countStates(delivery)).toEqual({ completed: 12 });
    for (const ms of atMs)
      expect(atMs.filter((other) => other >= ms && other < ms + 10_000).length).toBeLessThanOrEqual(10);
  });

  test.each(["completed", "accepted"] as const)(
    "no more unfinished purges than the provider bears (%s)",
    async (level) => {
      const open = new Set<string>();
      let most = 0;
      const answer = pollApi((id) => [pending(id), { kind: "done", receipt: { id } }]);
      const api = await bench.serve((seen) => {
        const reply = answer(seen);
        if (seen.what === "submit") open.add(`t${seen.values[0]}`);
        if (typeof reply !== "string" && "kind" in reply && reply.kind === "done") open.delete(seen.id);
        most = Math.max(most, open.size);
        return reply;
      });
      const accepts = { path: { perRequest: 1, inFlight: 3, match: { query: "covered" } } } as const;
      const delivery = await bench.run({ ...api, plan: planOf(10), capabilities: polled({ accepts }), level });
      expect(most).toBe(3);
      const finished = states(delivery).filter((state) => state === "completed").length;
      expect(finished).toBe(level === "completed" ? 10 : 10 - states(delivery).filter((s) => s === "accepted").length);
      expect(finished).toBeGreaterThanOrEqual(7);
    },
  );

  test("purges of several kinds share a pool, and others do not wait for it", async () => {
    const open = new Set<string>();
    let most = 0;
    let paths = 0;
    const answer = pollApi((id) => [pending(id), { kind: "done", receipt: { id } }]);
    const api = await bench.serve((seen) => {
      const reply = answer(seen);
      const isPooled = seen.what === "submit" && !seen.values.every((value) => value.startsWith("/path"));
      if (isPooled) open.add(`t${seen.values[0]}`);
      if (typeof reply !== "string" && "kind" in reply && reply.kind === "done") open.delete(seen.id);
      if (seen.what === "submit" && !isPooled) paths = Math.max(paths, open.size + 1);
      most = Math.max(most, open.size);
      return reply;
    });
    const batches = (["prefix", "host", "path"] as const).flatMap(
      (by) =>
        planOf(
          Array.from({ length: 6 }, (_, n) => [`/${by}${n}`]),
          by,
        ).batches,
    );
    const plan = { ...planOf(0), batches: batches.map(({ items }, index) => ({ index, items })) };
    const pools = [{ kinds: ["prefix", "host"], inFlight: 4 }] as const;
    const delivery = await bench.run({ ...api, plan, capabilities: polled({ pools }) });
    expect(states(delivery)).toEqual(Array(18).fill("completed"));
    expect(most).toBe(4);
    expect(paths).toBeGreaterThan(0);
  });

  test("pending from a provider that has no status is a bug, not an endless wait", async () => {
    const api = await bench.serve(() => pending("x"));
    await expect(bench.run({ ...api, plan: planOf(3) })).rejects.toMatchObject({ code: "E_BUG" });
  });
});

describe("times that the vendor names for a single purge", () => {
  test("stand in for the documented window, and each length passes once for all", async () => {
    const api = await bench.serve(({ at }) => ({ kind: "done", receipt: {}, settlesMs: at % 2 === 0 ? 5_000 : 9_000 }));
    const capabilities = capable({ done: { by: "window", seconds: 120 } });
    const delivery = await bench.run({ ...api, plan: planOf(6), capabilities });
    expect(states(delivery)).toEqual(Array(6).fill("completed"));
    expect(bench.clock().monotonicMs()).toBe(9_000);
  });

  test("that do not fit the timeout leave what is accepted, and say so", async () => {
    const api = await bench.serve(() => ({ kind: "done", receipt: {}, settlesMs: 600_000 }));
    const capabilities = capable({ done: { by: "window", seconds: 1 } });
    const delivery = await bench.run({ ...api, plan: planOf(1), capabilities });
    expect(delivery.outcomes).toMatchObject([{ state: "accepted", failure: { fault: "deadline" } }]);
  });

  test("a status that names a time is not polled before it", async () => {
    const at: number[] = [];
    const api = await bench.serve(({ what }) => {
      if (what === "submit") return { kind: "pending", receipt: { id: "1" }, waitMs: 12_000 };
      at.push(bench.clock().monotonicMs());
      return at.length < 3
        ? { kind: "pending", receipt: { id: "1" }, waitMs: 30_000 }
        : { kind: "done", receipt: { id: "1" } };
    });
    const capabilities = capable({ done: { by: "poll", firstMs: 100, maxMs: 1_000 } });
    expect(states(await bench.run({ ...api, plan: planOf(1), capabilities }))).toEqual(["completed"]);
    expect(at).toEqual([12_000, 42_000, 72_000]);
  });

  test("a status that wants more time than there is ends it at once, with its words", async () => {
    const api = await bench.serve(({ what }) =>
      what === "submit"
        ? { kind: "pending", receipt: { id: "1" } }
        : { kind: "pending", receipt: { id: "1" }, waitMs: 900_000, message: "it is RUNNING" },
    );
    const capabilities = capable({ done: { by: "poll", firstMs: 100, maxMs: 1_000 } });
    const delivery = await bench.run({ ...api, plan: planOf(1), capabilities });
    expect(delivery.outcomes[0]).toMatchObject({ state: "accepted", failure: { fault: "deadline" } });
    expect(delivery.outcomes[0]?.failure?.message).toContain("it is RUNNING. The next poll is due in 900 s");
    expect(bench.clock().monotonicMs()).toBeLessThan(1_000);
  });
});
