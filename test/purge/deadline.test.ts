import { describe, expect, test } from "vitest";
import type { Connection, Io } from "../../src/providers/provider.ts";
import { DONE, planOf, setUpBench, tally } from "../support/delivery-bench.ts";
import { connectionTo } from "../support/purge-api.ts";
import { FAULTS } from "../support/raw-server.ts";

const bench = setUpBench();

describe("the deadline", () => {
  test("ends a request that hangs, and says what was under way and what was not sent", async () => {
    const api = await bench.serve(({ at }) => (at < 2 ? DONE : "hang"));
    const running = bench.run({ ...api, plan: planOf(30) });
    await api.arrived(10);
    bench.clock().advance(300_000);
    const delivery = await running;
    expect(tally(delivery)).toEqual({ completed: 2, failed: 8, unsent: 20 });
    expect(delivery.outcomes[2]?.failure).toMatchObject({ fault: "deadline" });
    expect(delivery.outcomes[2]?.failure?.says).toMatch(/timeout of 300 s is over, and the request under way/);
    expect(delivery.outcomes[29]?.failure).toMatchObject({ fault: "deadline" });
    expect(delivery.outcomes[29]?.failure?.says).toContain("20 purges were not sent");
  });

  test("ends a TLS handshake that hangs and leaves no socket open", async () => {
    const server = await bench.serveRaw(FAULTS.hang, { greeting: "", scheme: "https" });
    const connect = (io: Io): readonly Connection[] => [connectionTo(server.url, io)];
    const delivery = await bench.run({ plan: planOf(3), connect, timeoutMs: 300 }, { real: true });
    expect(tally(delivery)).toEqual({ failed: 3 });
    await server.idle();
  });

  test("ends a body that drips", async () => {
    const server = await bench.serveRaw(FAULTS.drip);
    const connect = (io: Io): readonly Connection[] => [connectionTo(server.url, io)];
    const delivery = await bench.run({ plan: planOf(1), connect, timeoutMs: 300 }, { real: true });
    expect(delivery.outcomes[0]).toMatchObject({ state: "failed", failure: { fault: "deadline" } });
    await server.idle();
  });

  test("the caller's signal ends it the same way, as cancelled", async () => {
    const api = await bench.serve(() => "hang");
    const controller = new AbortController();
    const running = bench.run({ ...api, plan: planOf(10), signal: controller.signal });
    await api.arrived(8);
    controller.abort();
    const delivery = await running;
    expect(tally(delivery)).toEqual({ failed: 8, unsent: 2 });
    for (const { failure } of delivery.outcomes) expect(failure?.fault).toBe("cancelled");
  });

  test("a signal that is aborted before sends nothing", async () => {
    const api = await bench.serve(() => DONE);
    const delivery = await bench.run({ ...api, plan: planOf(3), signal: AbortSignal.abort() });
    expect(tally(delivery)).toEqual({ unsent: 3 });
    expect(api.seen).toEqual([]);
  });

  test("nothing is left asleep when all is done", async () => {
    const api = await bench.serve(() => DONE);
    await bench.run({ ...api, plan: planOf(3) });
    expect(bench.clock().asleep()).toBe(0);
  });
});
