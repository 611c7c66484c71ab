import { describe, expect, test } from "vitest";
import type { Progress } from "../../src/delivery/deliver.ts";
import type { Capabilities } from "../../src/model/capabilities.ts";
import { PurgeError } from "../../src/model/errors.ts";
import type { Connection, Io } from "../../src/model/provider.ts";
import { setUpBench } from "../support/delivery-bench.ts";
import { capable, countStates, DONE, fail, planOf, states } from "../support/delivery-samples.ts";
import { connectionTo, type Reply } from "../support/purge-api.ts";

const bench = setUpBench();

describe("submitting", () => {
  test("every batch once, in plan order, eight at a time at most", async () => {
    const api = await bench.serve(() => DONE);
    const progress: string[] = [];
    const delivery = await bench.run({
      ...api,
      plan: planOf(40),
      onProgress: (p) => progress.push(`${p.accepted}/${p.completed}/${p.batches}/${p.requests}`),
    });
    expect(countStates(delivery)).toEqual({ completed: 40 });
    expect(delivery.outcomes.map(({ batch }) => batch.index)).toEqual([...Array(40).keys()]);
    expect(delivery.outcomes.every(({ confirmed, attempts }) => confirmed && attempts === 1)).toBe(true);
    expect(delivery.requests).toBe(40);
    expect(api.seen).toHaveLength(40);
    expect(api.most()).toBeLessThanOrEqual(8);
    expect(progress.at(-1)).toBe("40/40/40/40");
    expect(bench.secrets()).toContain("s1gnature");
  });

  test("a plan without batches makes no connection at all", async () => {
    const connect = (): never => {
      throw new Error("connected");
    };
    expect(await bench.run({ plan: planOf(0), connect })).toEqual({
      level: "completed",
      outcomes: [],
      requests: 0,
      submitMs: 0,
      settleMs: 0,
    });
  });

  test("a request is repeated after trouble, whatever the trouble was", async () => {
    const trouble: Reply[] = ["reset", fail("unavailable"), "half", fail("unreadable")];
    const api = await bench.serve(({ at }) => trouble[at] ?? DONE);
    const delivery = await bench.run({ ...api, plan: planOf(1) });
    expect(delivery.outcomes[0]).toMatchObject({ state: "completed", attempts: 5 });
    expect(bench.clock().slept.filter((ms) => ms < 10_000)).toEqual([125, 250, 500, 1000]);
  });

  test.each([
    ["http://127.0.0.1:9", {}],
    ["https://api.invalid", { HTTPS_PROXY: "http://127.0.0.1:9" }],
  ])("what cannot even connect spends no rate: %s with %j", async (url, environment) => {
    const rates = [{ unit: "request", amount: 1, perSeconds: 100, scope: "credential" }] as const;
    const connect = (io: Io) => [connectionTo(url, io)];
    const capabilities = capable({ rates, attempts: 5 });
    const delivery = await bench.run({ plan: planOf(1), connect, capabilities }, { environment });
    expect(delivery.outcomes[0]).toMatchObject({ state: "failed", attempts: 5, failure: { fault: "unavailable" } });
    expect(bench.clock().monotonicMs()).toBeLessThan(10_000);
  });

  test("what the server refuses is never counted as accepted", async () => {
    const api = await bench.serve(({ values }) => (values[0] === "/1" ? fail("invalid") : DONE));
    const progress: string[] = [];
    const onProgress = (p: Progress) => void progress.push(`${p.accepted}+${p.failed} of ${p.batches}, ${p.completed}`);
    await bench.run({ ...api, plan: planOf(3), onProgress });
    expect(progress.at(-1)).toBe("2+1 of 3, 2");
  });

  test("fifteen attempts in three turns, then its own words; the others do not suffer", async () => {
    const api = await bench.serve(({ values }) => (values[0] === "/1" ? fail("unavailable") : DONE));
    const delivery = await bench.run({ ...api, plan: planOf(4), timeoutMs: 20_000 });
    expect(states(delivery)).toEqual(["completed", "failed", "completed", "completed"]);
    expect(delivery.outcomes[1]?.failure?.fault).toBe("unavailable");
    expect(delivery.outcomes[1]?.failure?.message).toContain("they say unavailable");
  });

  test("what is invalid is sent once", async () => {
    const api = await bench.serve(() => fail("invalid"));
    const delivery = await bench.run({ ...api, plan: planOf(1) });
    expect(delivery.outcomes[0]).toMatchObject({ state: "failed", attempts: 1, failure: { fault: "invalid" } });
  });

  test("refused items and task ids are kept", async () => {
    const refused = [{ item: 1, why: "no" }];
    const api = await bench.serve(() => ({ kind: "done", receipt: { id: "98765432109876543210" }, refused }));
    const delivery = await bench.run({ ...api, plan: planOf([["/a", "/b"]]) });
    expect(delivery.outcomes[0]).toMatchObject({ state: "completed", refused, taskIds: ["98765432109876543210"] });
  });

  test.each(["auth", "quota"] as const)("%s stops everything after the requests in flight", async (fault) => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const api = await bench.serve(async ({ at }) => {
      if (at === 7) release();
      await held;
      return at === 3 ? fail(fault) : DONE;
    });
    const delivery = await bench.run({
      ...api,
      plan: planOf(Array.from({ length: 100 }, (_, n) => [`/${n}`, `/${n}/b`])),
    });
    const sent = api.seen.length;
    expect(sent).toBeLessThan(24);
    expect(countStates(delivery)).toEqual({ completed: sent - 1, failed: 1, unsent: 100 - sent });
    const message = `they say ${fault} (${(100 - sent) * 2} purges were not sent)`;
    expect(delivery.outcomes[99]).toMatchObject({ attempts: 0, failure: { fault, message } });
  });

  test("a wait that the provider requests holds all requests, and is never cut", async () => {
    const atMs: number[] = [];
    const api = await bench.serve(({ at }) => {
      atMs.push(bench.clock().monotonicMs());
      return at === 0 ? fail("throttled", 20_000) : DONE;
    });
    await bench.run({ ...api, plan: planOf(30) });
    expect(api.seen).toHaveLength(31);
    expect(atMs.filter((ms) => ms > 0 && ms < 20_000)).toEqual([]);
    expect(atMs.filter((ms) => ms >= 20_000).length).toBeGreaterThan(20);
  });

  test("a wait beyond the timeout ends it at once, with both numbers", async () => {
    const api = await bench.serve(() => fail("throttled", 3_600_000));
    const delivery = await bench.run({ ...api, plan: planOf(50), timeoutMs: 120_000 });
    expect(bench.clock().monotonicMs()).toBe(0);
    expect(api.seen.length).toBeLessThanOrEqual(8);
    expect(delivery.outcomes[0]?.failure?.fault).toBe("throttled");
    expect(delivery.outcomes[0]?.failure?.message).toMatch(/in 360\d s, and 120 s are left of the timeout/);
    expect(delivery.outcomes[49]).toMatchObject({ state: "unsent", failure: { fault: "throttled" } });
  });

  test("paces to the documented rate, repeats included", async () => {
    const atMs: number[] = [];
    const api = await bench.serve(({ at }) => {
      atMs.push(bench.clock().monotonicMs());
      return at === 1 ? fail("unavailable") : DONE;
    });
    const rates: Capabilities["rates"] = [{ unit: "request", amount: 5, perSeconds: 60, scope: "site" }];
    await bench.run({ ...api, plan: planOf(14), capabilities: capable({ rates }) });
    expect(atMs).toHaveLength(15);
    for (const ms of atMs)
      expect(atMs.filter((other) => other >= ms && other < ms + 60_000).length).toBeLessThanOrEqual(5);
    expect(atMs.at(-1)).toBe(120_000);
  });

  test("what the rate leaves no time for is not sent, and nobody waits for it", async () => {
    const api = await bench.serve(() => DONE);
    const rates: Capabilities["rates"] = [{ unit: "request", amount: 2, perSeconds: 60, scope: "site" }];
    const delivery = await bench.run({ ...api, plan: planOf(9), capabilities: capable({ rates }), timeoutMs: 70_000 });
    expect(countStates(delivery)).toEqual({ completed: 4, unsent: 5 });
    expect(delivery.outcomes[8]?.failure).toMatchObject({ fault: "deadline" });
    expect(delivery.outcomes[8]?.failure?.message).toMatch(/rate limit leaves no room.*60 s.*10 s are left.*5 purges/);
    expect(bench.clock().monotonicMs()).toBe(60_000);
  });

  test("a network that cannot be trusted stops everything", async () => {
    const server = await bench.serveRaw((socket) => socket.write("HTTP/1.1 302 No\r\nlocation: /x\r\n\r\n"));
    const delivery = await bench.run({ connect: (io: Io) => [connectionTo(server.url, io)], plan: planOf(100) });
    expect(server.requests.length).toBeLessThanOrEqual(8);
    expect(delivery.outcomes[99]).toMatchObject({ state: "unsent", failure: { fault: "unavailable" } });
    expect(delivery.outcomes[99]?.failure?.message).toContain("Redirects are not followed");
  });

  test("a batch is done when every cache has it, and only the one that has not gets it again", async () => {
    const first = await bench.serve(() => ({ kind: "done", receipt: { id: "a" } }));
    const second = await bench.serve(({ at }) =>
      at === 0 ? fail("unavailable") : { kind: "done", receipt: { id: "b" } },
    );
    const connect = (io: Io): readonly Connection[] => [...first.connect(io), ...second.connect(io)];
    const delivery = await bench.run({ connect, plan: planOf(1) });
    expect(delivery.outcomes[0]).toMatchObject({ state: "completed", attempts: 3, taskIds: ["a", "b"] });
    expect([first.seen.length, second.seen.length]).toEqual([1, 2]);
  });

  test("one cache of two refuses: the batch has failed", async () => {
    const first = await bench.serve(() => DONE);
    const second = await bench.serve(() => fail("invalid"));
    const connect = (io: Io): readonly Connection[] => [...first.connect(io), ...second.connect(io)];
    const delivery = await bench.run({ connect, plan: planOf(1) });
    expect(delivery.outcomes[0]).toMatchObject({ state: "failed", attempts: 2, failure: { fault: "invalid" } });
  });

  test("errors of configuration and bugs pass through, after everything has ended", async () => {
    const api = await bench.serve(() => "hang");
    const wrong = new PurgeError("config", "no such certificate");
    const throwing = (error: unknown) => (io: Io) =>
      [
        {
          ...connectionTo(api.url, io),
          submit: (batch) =>
            batch.index === 5 ? Promise.reject(error) : connectionTo(api.url, io).submit(batch, undefined),
        },
      ] satisfies Connection[];
    await expect(bench.run({ plan: planOf(20), connect: throwing(wrong) })).rejects.toBe(wrong);
    await expect(bench.run({ plan: planOf(20), connect: throwing(new TypeError("x")) })).rejects.toMatchObject({
      code: "E_BUG",
    });
  });
});
