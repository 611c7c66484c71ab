import { describe, expect, test } from "vitest";
import { HTTP_LIMITS } from "../../src/adapters/http/limits.ts";
import type { Connection, Io } from "../../src/model/provider.ts";
import { startBlackHole } from "../support/black-hole.ts";
import { setUpBench } from "../support/delivery-bench.ts";
import { capable, countStates, DONE, planOf } from "../support/delivery-samples.ts";
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
    expect(countStates(delivery)).toEqual({ completed: 2, failed: 8, unsent: 20 });
    expect(delivery.outcomes[2]?.failure).toMatchObject({ fault: "deadline" });
    expect(delivery.outcomes[2]?.failure?.message).toMatch(
      /timeout of 300 s is over, and the request under way had no answer yet \(http:\/\/127\.0\.0\.1:\d+\)/,
    );
    expect(delivery.outcomes[29]?.failure).toMatchObject({ fault: "deadline" });
    expect(delivery.outcomes[29]?.failure?.message).toContain("20 purges were not sent");
  });

  test("names the timeout that was given where part of it has passed before", async () => {
    const api = await bench.serve(() => "hang");
    const running = bench.run({ ...api, plan: planOf(1), timeoutMs: 100_000, givenMs: 300_000 });
    await api.arrived(1);
    bench.clock().advance(100_000);
    const { outcomes } = await running;
    expect(outcomes[0]?.failure?.message).toContain("the timeout of 300 s is over");
  });

  /** How each thing that hangs is set up: the API's URL and, where one is in between, the proxy. */
  const HANGS: Readonly<Record<string, () => Promise<{ url: string; proxy?: string; idle?(): Promise<void> }>>> = {
    "a connection that is never made": async () => bench.closing(await startBlackHole()),
    "a TLS handshake": () => bench.serveRaw(FAULTS.hang, { greeting: "", scheme: "https" }),
    "the CONNECT of a proxy": async () => {
      const proxy = await bench.serveRaw(FAULTS.hang);
      return { url: "https://api.invalid", proxy: proxy.url, idle: () => proxy.idle() };
    },
    "a connection to the proxy that is never made": async () => ({
      url: "https://api.invalid",
      proxy: bench.closing(await startBlackHole()).url,
    }),
    "an answer": () => bench.serveRaw(FAULTS.hang),
    "headers that drip": () => bench.serveRaw(FAULTS["headers that drip"]),
    "a body that stops": () => bench.serveRaw(FAULTS["headers, then hang"]),
    "a body that drips": () => bench.serveRaw(FAULTS.drip),
    "the body of an error that drips": () => bench.serveRaw(FAULTS["endless error"]),
  };

  test.each(Object.entries(HANGS))("ends %s, and leaves no socket open", async (_name, start) => {
    const { url, proxy, idle } = await start();
    const connect = (io: Io): readonly Connection[] => [connectionTo(url, io)];
    const environment = proxy === undefined ? {} : { HTTPS_PROXY: proxy };
    const startMs = performance.now();
    const delivery = await bench.run({ plan: planOf(12), connect, timeoutMs: 300 }, { real: true, environment });
    // No limit of a single exchange is as short, so it is the deadline that ended it.
    expect(performance.now() - startMs).toBeLessThan(HTTP_LIMITS.connectMs);
    expect(countStates(delivery)).toEqual({ failed: 8, unsent: 4 });
    for (const { failure } of delivery.outcomes) expect(failure?.fault).toBe("deadline");
    await idle?.();
  });

  test("ends polls that never end", async () => {
    const api = await bench.serve(({ what, id, values }) => ({
      kind: "pending",
      receipt: { id: what === "submit" ? values.join() : id },
    }));
    const capabilities = capable({ done: { by: "poll", firstMs: 5, maxMs: 50 } });
    const delivery = await bench.run({ ...api, plan: planOf(3), capabilities, timeoutMs: 400 }, { real: true });
    expect(countStates(delivery)).toEqual({ accepted: 3 });
    for (const { failure } of delivery.outcomes) expect(failure?.message).toMatch(/accepted, not completed/);
  });

  test("an endless body ends by its length, at once", async () => {
    const server = await bench.serveRaw(FAULTS.endless);
    const connect = (io: Io): readonly Connection[] => [connectionTo(server.url, io)];
    const delivery = await bench.run({ plan: planOf(2), connect }, { real: true });
    expect(delivery.outcomes[0]?.failure?.message).toMatch(/longer than 1048576 bytes/);
    await server.idle();
  });

  test("the caller's signal ends it likewise, as cancelled", async () => {
    const api = await bench.serve(() => "hang");
    const controller = new AbortController();
    const running = bench.run({ ...api, plan: planOf(10), signal: controller.signal });
    await api.arrived(8);
    controller.abort();
    const delivery = await running;
    expect(countStates(delivery)).toEqual({ failed: 8, unsent: 2 });
    for (const { failure } of delivery.outcomes) expect(failure?.fault).toBe("cancelled");
  });

  test("a signal that is aborted before sends nothing", async () => {
    const api = await bench.serve(() => DONE);
    const delivery = await bench.run({ ...api, plan: planOf(3), signal: AbortSignal.abort() });
    expect(countStates(delivery)).toEqual({ unsent: 3 });
    expect(api.seen).toEqual([]);
  });

  test("nothing is left asleep when all is done", async () => {
    const api = await bench.serve(() => DONE);
    await bench.run({ ...api, plan: planOf(3) });
    expect(bench.clock().asleep()).toBe(0);
  });
});
