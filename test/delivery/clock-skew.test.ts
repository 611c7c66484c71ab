import { afterEach, describe, expect, test } from "vitest";
import { startSandbox } from "../../sandbox/start.ts";
import { createHttp } from "../../src/adapters/http/http.ts";
import { deliver } from "../../src/delivery/deliver.ts";
import type { Io } from "../../src/model/provider.ts";
import { loadProvider } from "../../src/providers/registry.ts";
import { countStates, planOf, recordingLog } from "../support/delivery-samples.ts";
import { createVirtualClock } from "../support/virtual-clock.ts";

const MINUTE_MS = 60_000;
const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

/** Batoff, which refuses signatures more than 300 s off, and a runner whose clock is wrong by so much. */
async function runWith(offMs: number, batches: number) {
  const clock = createVirtualClock(new Date(Date.UTC(2026, 5, 1)));
  const sandbox = await startSandbox({ provider: "batoff", now: () => clock.now().getTime() - offMs });
  const client = createHttp({ environment: {}, clock });
  cleanups.push(() => client.close(), sandbox.close);
  const { account, url } = sandbox.api;
  const provider = await loadProvider("batoff");
  const settings = provider.settings.parse({
    site: account.site,
    "site-url": [`${sandbox.edge.url}/`],
    "api-url": url,
    "api-key": account.apiKey,
    ...(account.apiSecret === undefined ? {} : { "api-secret": account.apiSecret }),
    "dry-run": false,
    ...account.options,
  });
  const plan = planOf(batches);
  const lines: string[] = [];
  const delivery = await deliver(
    {
      plan: {
        ...plan,
        batches: plan.batches.map(({ index, items }) => ({
          index,
          items: items.map(({ selector }) => ({ selector: { ...selector, origin: sandbox.edge.url }, targets: [] })),
        })),
      },
      capabilities: provider.capabilities(settings),
      connect: (io: Io) => provider.connect(settings, io),
      level: "accepted",
      timeoutMs: 300_000,
      signal: new AbortController().signal,
    },
    { clock, random: () => 0.5, http: clock.watch(client), log: recordingLog(lines, []) },
  );
  return { delivery, lines };
}

describe("a runner whose clock is wrong", () => {
  test.each([16, -16, 24 * 60, -24 * 60])(
    "by %i minutes: signed once more, by the provider's clock",
    async (minutes) => {
      const { delivery, lines } = await runWith(minutes * MINUTE_MS, 1);
      expect(countStates(delivery)).toEqual({ accepted: 1 });
      expect(delivery.requests).toBe(2);
      expect(lines.filter((line) => line.includes("goes on by the provider's clock"))).toHaveLength(1);
      expect(lines.join()).toMatch(minutes > 0 ? /ahead of the provider's/ : /behind the provider's/);
    },
  );

  test("many at one time: each of those under way once more, and one warning", async () => {
    const { delivery, lines } = await runWith(-3 * 60 * MINUTE_MS, 40);
    expect(countStates(delivery)).toEqual({ accepted: 40 });
    expect(delivery.requests).toBeLessThanOrEqual(48);
    expect(lines.filter((line) => line.includes("goes on by the provider's clock"))).toHaveLength(1);
  });

  test("by less than what is tolerated: no warning", async () => {
    const { delivery, lines } = await runWith(4 * MINUTE_MS, 3);
    expect(countStates(delivery)).toEqual({ accepted: 3 });
    expect([delivery.requests, lines.filter((line) => line.includes("clock"))]).toEqual([3, []]);
  });
});
