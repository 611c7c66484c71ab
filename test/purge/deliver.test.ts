import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { PurgeError } from "../../src/errors.ts";
import type { Plan } from "../../src/plan/plan.ts";
import type { Kind } from "../../src/plan/selector.ts";
import type { Answer, Capabilities, Connection, Io } from "../../src/providers/provider.ts";
import { deliver, type Order } from "../../src/purge/deliver.ts";
import type { Delivery } from "../../src/purge/outcome.ts";
import { systemClock } from "../../src/world/clock.ts";
import { createHttp } from "../../src/world/http.ts";
import type { Log } from "../../src/world/world.ts";
import { connectionTo, type Reply, type Seen, startTestApi, type TestApi } from "../support/purge-api.ts";
import { FAULTS, startRawServer } from "../support/raw-server.ts";
import { createVirtualClock, type VirtualClock } from "../support/virtual-clock.ts";

const cleanups: (() => Promise<void>)[] = [];
let clock: VirtualClock;
let secrets: string[];

beforeEach(() => {
  clock = createVirtualClock();
  secrets = [];
});
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const DONE: Answer = { is: "done", receipt: {} };
const fail = (fault: Extract<Answer, { is: "failed" }>["fault"], waitMs?: number): Answer => ({
  is: "failed",
  fault,
  says: `they say ${fault}`,
  ...(waitMs === undefined ? {} : { waitMs }),
});

async function serve(reply: (seen: Seen) => Reply | Promise<Reply>): Promise<TestApi> {
  const api = await startTestApi(reply);
  cleanups.push(() => api.close());
  return api;
}

/** A plan of so many batches of one path each, or of these values. */
function planOf(batches: number | readonly (readonly string[])[], by: Kind = "path"): Plan {
  const values = typeof batches === "number" ? Array.from({ length: batches }, (_, n) => [`/${n}`]) : batches;
  return {
    batches: values.map((list, index) => ({
      index,
      items: list.map((value) => ({ selector: { by, value }, targets: [] })),
    })),
    lowerings: [],
    instructions: values.flat().length,
    collateral: 0,
    floorMs: 0,
    notes: [],
  };
}

function capable(more: Partial<Capabilities> = {}): Capabilities {
  return {
    accepts: { path: { perRequest: 1, match: { query: "covered" } } },
    mix: "any",
    rates: [],
    done: { by: "response" },
    wants: { urls: "aliases", files: "all", address: "path" },
    provable: true,
    maxPurges: 1000,
    source: new URL("https://vendor.example/docs"),
    read: "2026-11-01",
    ...more,
  };
}

const silent: Log = {
  info: () => undefined,
  debug: () => undefined,
  notice: () => undefined,
  warning: () => undefined,
  error: () => undefined,
  group: (_name, body) => body(),
  secret: (value) => void secrets.push(value),
};

/** Time is virtual unless `real` is set: the wire itself is always real. */
async function run(
  order: Pick<Order, "plan" | "connect"> & Partial<Order>,
  { real = false, random = () => 0.5 }: { real?: boolean; random?: () => number } = {},
): Promise<Delivery> {
  const http = createHttp({ environment: {}, clock: systemClock });
  cleanups.push(() => http.close());
  const defaults = {
    capabilities: capable(),
    level: "completed",
    timeoutMs: 300_000,
    signal: new AbortController().signal,
  };
  const world = { random, log: silent, clock: real ? systemClock : clock, http: real ? http : clock.watch(http) };
  return deliver({ ...defaults, ...order } as Order, world);
}

const states = ({ outcomes }: Delivery): string[] => outcomes.map(({ state }) => state);
const tally = (delivery: Delivery): Record<string, number> =>
  Object.fromEntries(Object.entries(Object.groupBy(states(delivery), (s) => s)).map(([k, v]) => [k, v?.length ?? 0]));

describe("submitting", () => {
  test("every batch once, in plan order, eight at a time at most", async () => {
    const api = await serve(() => DONE);
    const progress: string[] = [];
    const delivery = await run({
      ...api,
      plan: planOf(40),
      onProgress: (p) => progress.push(`${p.submitted}/${p.settled}/${p.batches}/${p.requests}`),
    });
    expect(tally(delivery)).toEqual({ completed: 40 });
    expect(delivery.outcomes.map(({ batch }) => batch.index)).toEqual([...Array(40).keys()]);
    expect(delivery.outcomes.every(({ confirmed, attempts }) => confirmed && attempts === 1)).toBe(true);
    expect(delivery.requests).toBe(40);
    expect(api.seen).toHaveLength(40);
    expect(api.most()).toBeLessThanOrEqual(8);
    expect(progress.at(-1)).toBe("40/40/40/40");
    expect(secrets).toContain("s1gnature");
  });

  test("a plan without batches makes no connection at all", async () => {
    const connect = (): never => {
      throw new Error("connected");
    };
    expect(await run({ plan: planOf(0), connect })).toMatchObject({ outcomes: [], requests: 0 });
  });

  test("a request is repeated after trouble, whatever the trouble was", async () => {
    const trouble: Reply[] = ["reset", fail("unavailable"), "half", fail("unreadable")];
    const api = await serve(({ at }) => trouble[at] ?? DONE);
    const delivery = await run({ ...api, plan: planOf(1) });
    expect(delivery.outcomes[0]).toMatchObject({ state: "completed", attempts: 5 });
    expect(clock.slept.filter((ms) => ms < 10_000)).toEqual([125, 250, 500, 1000]);
  });

  test("five attempts, then its own words; the others do not suffer", async () => {
    const api = await serve(({ values }) => (values[0] === "/1" ? fail("unavailable") : DONE));
    const delivery = await run({ ...api, plan: planOf(4) });
    expect(states(delivery)).toEqual(["completed", "failed", "completed", "completed"]);
    expect(delivery.outcomes[1]?.failure).toEqual({ fault: "unavailable", says: "they say unavailable (5 attempts)" });
    expect(delivery.requests).toBe(8);
  });

  test("what is invalid is sent once", async () => {
    const api = await serve(() => fail("invalid"));
    const delivery = await run({ ...api, plan: planOf(1) });
    expect(delivery.outcomes[0]).toMatchObject({ state: "failed", attempts: 1, failure: { fault: "invalid" } });
  });

  test("refused items and task ids are kept", async () => {
    const refused = [{ item: 1, why: "no" }];
    const api = await serve(() => ({ is: "done", receipt: { id: "98765432109876543210" }, refused }));
    const delivery = await run({ ...api, plan: planOf([["/a", "/b"]]) });
    expect(delivery.outcomes[0]).toMatchObject({ state: "completed", refused, taskIds: ["98765432109876543210"] });
  });

  test.each(["auth", "quota"] as const)("%s stops everything after the requests in flight", async (fault) => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const api = await serve(async ({ at }) => {
      if (at === 7) release();
      await held;
      return at === 3 ? fail(fault) : DONE;
    });
    const delivery = await run({ ...api, plan: planOf(Array.from({ length: 100 }, (_, n) => [`/${n}`, `/${n}/b`])) });
    const sent = api.seen.length;
    expect(sent).toBeLessThan(24);
    expect(tally(delivery)).toEqual({ completed: sent - 1, failed: 1, unsent: 100 - sent });
    const says = `they say ${fault} (${(100 - sent) * 2} purges were not sent)`;
    expect(delivery.outcomes[99]).toMatchObject({ attempts: 0, failure: { fault, says } });
  });

  test("a wait that the provider asks for holds everyone, and is never cut", async () => {
    const atMs: number[] = [];
    const api = await serve(({ at }) => {
      atMs.push(clock.monotonicMs());
      return at === 0 ? fail("throttled", 20_000) : DONE;
    });
    await run({ ...api, plan: planOf(30) });
    expect(api.seen).toHaveLength(31);
    expect(atMs.filter((ms) => ms > 0 && ms < 20_000)).toEqual([]);
    expect(atMs.filter((ms) => ms >= 20_000).length).toBeGreaterThan(20);
  });

  test("a wait beyond the timeout ends it at once, with both numbers", async () => {
    const api = await serve(() => fail("throttled", 3_600_000));
    const delivery = await run({ ...api, plan: planOf(50), timeoutMs: 120_000 });
    expect(clock.monotonicMs()).toBe(0);
    expect(api.seen.length).toBeLessThanOrEqual(8);
    expect(delivery.outcomes[0]?.failure?.fault).toBe("throttled");
    expect(delivery.outcomes[0]?.failure?.says).toMatch(/in 360\d s, and 120 s are left of the timeout/);
    expect(delivery.outcomes[49]).toMatchObject({ state: "unsent", failure: { fault: "throttled" } });
  });

  test("paces to the documented rate, repeats included", async () => {
    const atMs: number[] = [];
    const api = await serve(({ at }) => {
      atMs.push(clock.monotonicMs());
      return at === 1 ? fail("unavailable") : DONE;
    });
    const rates: Capabilities["rates"] = [{ unit: "request", amount: 5, perSeconds: 60, scope: "site" }];
    await run({ ...api, plan: planOf(14), capabilities: capable({ rates }) });
    expect(atMs).toHaveLength(15);
    for (const ms of atMs)
      expect(atMs.filter((other) => other >= ms && other < ms + 60_000).length).toBeLessThanOrEqual(5);
    expect(atMs.at(-1)).toBe(120_000);
  });

  test("what the rate leaves no time for is not sent, and nobody waits for it", async () => {
    const api = await serve(() => DONE);
    const rates: Capabilities["rates"] = [{ unit: "request", amount: 2, perSeconds: 60, scope: "site" }];
    const delivery = await run({ ...api, plan: planOf(9), capabilities: capable({ rates }), timeoutMs: 70_000 });
    expect(tally(delivery)).toEqual({ completed: 4, unsent: 5 });
    expect(delivery.outcomes[8]?.failure).toMatchObject({ fault: "deadline" });
    expect(delivery.outcomes[8]?.failure?.says).toMatch(/rate limit leaves no room.*60 s.*10 s are left.*5 purges/);
    expect(clock.monotonicMs()).toBe(60_000);
  });

  test("a network that cannot be trusted stops everything", async () => {
    const server = await startRawServer((socket) => socket.write("HTTP/1.1 302 No\r\nlocation: /x\r\n\r\n"));
    cleanups.push(() => server.close());
    const delivery = await run({ connect: (io: Io) => [connectionTo(server.url, io)], plan: planOf(100) });
    expect(server.requests.length).toBeLessThanOrEqual(8);
    expect(delivery.outcomes[99]).toMatchObject({ state: "unsent", failure: { fault: "unavailable" } });
    expect(delivery.outcomes[99]?.failure?.says).toContain("Redirects are not followed");
  });

  test("a batch is done when every cache has it, and only the one that has not is asked again", async () => {
    const first = await serve(() => ({ is: "done", receipt: { id: "a" } }));
    const second = await serve(({ at }) => (at === 0 ? fail("unavailable") : { is: "done", receipt: { id: "b" } }));
    const connect = (io: Io): readonly Connection[] => [...first.connect(io), ...second.connect(io)];
    const delivery = await run({ connect, plan: planOf(1) });
    expect(delivery.outcomes[0]).toMatchObject({ state: "completed", attempts: 3, taskIds: ["a", "b"] });
    expect([first.seen.length, second.seen.length]).toEqual([1, 2]);
  });

  test("one cache of two refuses: the batch has failed", async () => {
    const first = await serve(() => DONE);
    const second = await serve(() => fail("invalid"));
    const connect = (io: Io): readonly Connection[] => [...first.connect(io), ...second.connect(io)];
    const delivery = await run({ connect, plan: planOf(1) });
    expect(delivery.outcomes[0]).toMatchObject({ state: "failed", attempts: 2, failure: { fault: "invalid" } });
  });

  test("errors of configuration and bugs pass through, after everything has ended", async () => {
    const api = await serve(() => "hang");
    const wrong = new PurgeError("config", "no such certificate");
    const throwing = (error: unknown) => (io: Io) =>
      [
        {
          ...connectionTo(api.url, io),
          submit: (batch) => (batch.index === 5 ? Promise.reject(error) : connectionTo(api.url, io).submit(batch)),
        },
      ] satisfies Connection[];
    await expect(run({ plan: planOf(20), connect: throwing(wrong) })).rejects.toBe(wrong);
    await expect(run({ plan: planOf(20), connect: throwing(new TypeError("x")) })).rejects.toMatchObject({
      code: "E_BUG",
    });
  });
});

describe("the deadline", () => {
  test("ends a request that hangs, and says what was under way and what was not sent", async () => {
    const api = await serve(({ at }) => (at < 2 ? DONE : "hang"));
    const delivery = await run({ ...api, plan: planOf(30), timeoutMs: 400 }, { real: true });
    expect(tally(delivery)).toEqual({ completed: 2, failed: 8, unsent: 20 });
    expect(delivery.outcomes[2]?.failure).toMatchObject({ fault: "deadline" });
    expect(delivery.outcomes[2]?.failure?.says).toMatch(/timeout of 0\.4 s is over, and the request under way/);
    expect(delivery.outcomes[29]?.failure).toMatchObject({ fault: "deadline" });
    expect(delivery.outcomes[29]?.failure?.says).toContain("20 purges were not sent");
  });

  test("ends a TLS handshake that hangs and leaves no socket open", async () => {
    const server = await startRawServer(FAULTS.hang, { greeting: "", scheme: "https" });
    cleanups.push(() => server.close());
    const connect = (io: Io): readonly Connection[] => [connectionTo(server.url, io)];
    const delivery = await run({ plan: planOf(3), connect, timeoutMs: 300 }, { real: true });
    expect(tally(delivery)).toEqual({ failed: 3 });
    await server.idle();
  });

  test("ends a body that drips", async () => {
    const server = await startRawServer(FAULTS.drip);
    cleanups.push(() => server.close());
    const connect = (io: Io): readonly Connection[] => [connectionTo(server.url, io)];
    const delivery = await run({ plan: planOf(1), connect, timeoutMs: 300 }, { real: true });
    expect(delivery.outcomes[0]).toMatchObject({ state: "failed", failure: { fault: "deadline" } });
    await server.idle();
  });

  test("the caller's signal ends it the same way, as cancelled", async () => {
    const api = await serve(() => "hang");
    const controller = new AbortController();
    const running = run({ ...api, plan: planOf(10), signal: controller.signal });
    await api.arrived(8);
    controller.abort();
    const delivery = await running;
    expect(tally(delivery)).toEqual({ failed: 8, unsent: 2 });
    for (const { failure } of delivery.outcomes) expect(failure?.fault).toBe("cancelled");
  });

  test("a signal that is aborted before sends nothing", async () => {
    const api = await serve(() => DONE);
    const delivery = await run({ ...api, plan: planOf(3), signal: AbortSignal.abort() });
    expect(tally(delivery)).toEqual({ unsent: 3 });
    expect(api.seen).toEqual([]);
  });
});

describe("a window of propagation", () => {
  const capabilities = capable({ done: { by: "window", seconds: 30 } });

  test("is waited for once, after the last acceptance, and confirms nothing", async () => {
    const api = await serve(() => DONE);
    const delivery = await run({ ...api, plan: planOf(20), capabilities });
    expect(delivery.outcomes.every(({ state, confirmed }) => state === "completed" && !confirmed)).toBe(true);
    expect(clock.monotonicMs()).toBe(30_000);
    expect(delivery.settleMs).toBe(30_000);
  });

  test("is not waited for when acceptance is enough", async () => {
    const api = await serve(() => DONE);
    const delivery = await run({ ...api, plan: planOf(20), capabilities, level: "accepted" });
    expect(tally(delivery)).toEqual({ accepted: 20 });
    expect(clock.monotonicMs()).toBe(0);
  });

  test("that does not fit the timeout leaves it accepted, with the reason", async () => {
    const api = await serve(() => DONE);
    const delivery = await run({ ...api, plan: planOf(2), capabilities, timeoutMs: 20_000 });
    expect(delivery.outcomes[0]).toMatchObject({ state: "accepted", failure: { fault: "deadline" } });
    expect(delivery.outcomes[0]?.failure?.says).toContain("its 30 s to propagate do not fit the 20 s left");
  });

  test("is not waited for when nothing was accepted", async () => {
    const api = await serve(() => fail("invalid"));
    await run({ ...api, plan: planOf(2), capabilities });
    expect(clock.monotonicMs()).toBe(0);
  });
});

describe("polling", () => {
  const polled = (more: Partial<Capabilities> = {}): Capabilities =>
    capable({ done: { by: "poll", firstMs: 1000, maxMs: 5000 }, ...more });

  /** Accepts everything, and answers the polls of each purge with these in turn, the last one for ever. */
  function pollApi(answers: (id: string) => readonly Reply[]): (seen: Seen) => Reply {
    const asked = new Map<string, number>();
    return ({ what, values, id }) => {
      if (what === "submit") return { is: "pending", receipt: { id: `t${values[0]}` } };
      const turn = asked.get(id) ?? 0;
      asked.set(id, turn + 1);
      const list = answers(id);
      return list[Math.min(turn, list.length - 1)] ?? DONE;
    };
  }
  const pending = (id: string): Answer => ({ is: "pending", receipt: { id } });

  test("asks ever more slowly until all are done, side by side", async () => {
    const api = await serve(
      pollApi((id) => [
        pending(id),
        pending(id),
        pending(id),
        pending(id),
        pending(id),
        { is: "done", receipt: { id } },
      ]),
    );
    const delivery = await run({ ...api, plan: planOf(10), capabilities: polled() });
    expect(delivery.outcomes.every(({ state, confirmed }) => state === "completed" && confirmed)).toBe(true);
    expect(delivery.outcomes[3]?.taskIds).toEqual(["t/3"]);
    // 1 + 1 + 1.5 + 2.25 + 3.375 + 5 seconds, for all ten together.
    expect(clock.monotonicMs()).toBe(14_125);
    expect(delivery.requests).toBe(10 + 60);
  });

  test("does not ask at all when acceptance is enough", async () => {
    const api = await serve(pollApi((id) => [pending(id)]));
    const delivery = await run({ ...api, plan: planOf(5), capabilities: polled(), level: "accepted" });
    expect(tally(delivery)).toEqual({ accepted: 5 });
    expect(delivery.outcomes[0]?.failure).toBeUndefined();
    expect(delivery.requests).toBe(5);
  });

  test("a submit that is done at once needs no poll", async () => {
    const api = await serve(() => DONE);
    const delivery = await run({ ...api, plan: planOf(2), capabilities: polled(), level: "accepted" });
    expect(delivery.outcomes[0]).toMatchObject({ state: "completed", confirmed: true });
    expect(delivery.requests).toBe(2);
  });

  test("one that never completes is accepted, not completed, at the deadline", async () => {
    const api = await serve(pollApi((id) => (id === "t/1" ? [pending(id)] : [{ is: "done", receipt: { id } }])));
    const delivery = await run({ ...api, plan: planOf(3), capabilities: polled(), timeoutMs: 60_000 });
    expect(states(delivery)).toEqual(["completed", "accepted", "completed"]);
    expect(delivery.outcomes[1]).toMatchObject({ confirmed: false, failure: { fault: "deadline" } });
    expect(delivery.outcomes[1]?.failure?.says).toBe("accepted, not completed after 60 s");
    expect(clock.monotonicMs()).toBe(60_000);
  });

  test("trouble with a poll says nothing of the purge: asked again, never sent again", async () => {
    const trouble: readonly Reply[] = [fail("unavailable"), fail("unreadable"), "reset", fail("throttled", 20_000)];
    const api = await serve(pollApi((id) => [...trouble, { is: "done", receipt: { id } }]));
    const delivery = await run({ ...api, plan: planOf(1), capabilities: polled() });
    expect(delivery.outcomes[0]).toMatchObject({ state: "completed", attempts: 1 });
    expect(api.seen.filter(({ what }) => what === "submit")).toHaveLength(1);
    expect(clock.monotonicMs()).toBeGreaterThanOrEqual(20_000);
  });

  test("trouble to the end is told", async () => {
    const api = await serve(pollApi(() => [fail("unavailable")]));
    const delivery = await run({ ...api, plan: planOf(1), capabilities: polled(), timeoutMs: 30_000 });
    expect(delivery.outcomes[0]).toMatchObject({ state: "accepted", failure: { fault: "deadline" } });
    expect(delivery.outcomes[0]?.failure?.says).toMatch(/not completed after .*; last answer: they say unavailable/);
  });

  test("a poll that says no fails that purge alone", async () => {
    const api = await serve(pollApi((id) => [id === "t/0" ? fail("invalid") : { is: "done", receipt: { id } }]));
    const delivery = await run({ ...api, plan: planOf(2), capabilities: polled() });
    expect(states(delivery)).toEqual(["failed", "completed"]);
  });

  test("auth ends the following of all", async () => {
    const api = await serve(pollApi(() => [fail("auth")]));
    const delivery = await run({ ...api, plan: planOf(40), capabilities: polled() });
    expect(api.seen.filter(({ what }) => what === "poll").length).toBeLessThanOrEqual(16);
    for (const { failure } of delivery.outcomes) expect(failure?.fault).toBe("auth");
  });

  test("polls are paced with everything else", async () => {
    const atMs: number[] = [];
    const answer = pollApi((id) => [pending(id), { is: "done", receipt: { id } }]);
    const api = await serve((seen) => {
      atMs.push(clock.monotonicMs());
      return answer(seen);
    });
    const rates: Capabilities["rates"] = [{ unit: "request", amount: 10, perSeconds: 10, scope: "credential" }];
    const delivery = await run({ ...api, plan: planOf(12), capabilities: polled({ rates }) });
    expect(tally(delivery)).toEqual({ completed: 12 });
    for (const ms of atMs)
      expect(atMs.filter((other) => other >= ms && other < ms + 10_000).length).toBeLessThanOrEqual(10);
  });

  test.each(["completed", "accepted"] as const)(
    "no more unfinished purges than the provider bears (%s)",
    async (level) => {
      const open = new Set<string>();
      let most = 0;
      const answer = pollApi((id) => [pending(id), { is: "done", receipt: { id } }]);
      const api = await serve((seen) => {
        const reply = answer(seen);
        if (seen.what === "submit") open.add(`t${seen.values[0]}`);
        if (typeof reply !== "string" && reply.is === "done") open.delete(seen.id);
        most = Math.max(most, open.size);
        return reply;
      });
      const accepts = { path: { perRequest: 1, inFlight: 3, match: { query: "covered" } } } as const;
      const delivery = await run({ ...api, plan: planOf(10), capabilities: polled({ accepts }), level });
      expect(most).toBe(3);
      const finished = states(delivery).filter((state) => state === "completed").length;
      expect(finished).toBe(level === "completed" ? 10 : 10 - states(delivery).filter((s) => s === "accepted").length);
      expect(finished).toBeGreaterThanOrEqual(7);
    },
  );

  test("pending from a provider that has no status is a bug, not an endless wait", async () => {
    const api = await serve(() => pending("x"));
    await expect(run({ ...api, plan: planOf(3) })).rejects.toMatchObject({ code: "E_BUG" });
  });
});
