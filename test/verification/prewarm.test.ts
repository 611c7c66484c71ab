import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { createSiteClient } from "../../src/adapters/http/site-client.ts";
import { systemClock } from "../../src/adapters/runner/system-clock.ts";
import { startDeadline } from "../../src/delivery/deadline.ts";
import { MAX_WARMED, prewarm } from "../../src/verification/prewarm.ts";
import { createVirtualClock } from "../support/virtual-clock.ts";

/** A site of numbered pages on loopback; the pauses between fetches take no time. */
async function startSite(onRequest: (nth: number) => Promise<number | "end"> | number | "end" = () => 200) {
  const deadline = startDeadline({
    clock: systemClock,
    timeoutMs: 300_000,
    signal: new AbortController().signal,
  });
  const requested: string[] = [];
  const server = createServer(async ({ url = "" }, response) => {
    requested.push(url);
    const status = await onRequest(requested.length);
    if (status === "end") deadline.end();
    else response.writeHead(status).end("page");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const siteClient = createSiteClient({ environment: {} });
  return {
    requested,
    warm(count: number) {
      const urls = Array.from({ length: count }, (_, at) => `${origin}/${at}`);
      return prewarm({ urls, hosts: new Set([origin]), deadline }, { clock: createVirtualClock(), siteClient });
    },
    async [Symbol.asyncDispose]() {
      deadline.end();
      await siteClient.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe("warming", () => {
  test("is bounded: the first thousand pages, and the rest is left", { timeout: 60_000 }, async () => {
    await using site = await startSite();
    expect(await site.warm(MAX_WARMED + 5)).toMatchObject({ warmed: 1_000, failed: [], left: 5 });
    expect(new Set(site.requested).size).toBe(1_000);
    expect(site.requested).toHaveLength(1_000);
  });

  test("requests four pages at one time, and no fifth", async () => {
    const waiting: ((status: number) => void)[] = [];
    let isOpen = false;
    let most = 0;
    await using site = await startSite(async () => {
      if (isOpen) return 200;
      const answered = new Promise<number>((resolve) => waiting.push(resolve));
      most = Math.max(most, waiting.length);
      return answered;
    });
    const warming = site.warm(20);
    while (waiting.length < 4) await new Promise(setImmediate);
    // A fifth one would have been on its way already.
    for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
    isOpen = true;
    for (const answer of waiting) answer(200);

    expect(await warming).toMatchObject({ warmed: 20, left: 0 });
    expect(most).toBe(4);
  });

  test("stops at a site that answers 429", async () => {
    await using site = await startSite((nth) => (nth <= 3 ? 200 : 429));
    const { warmed, failed, left } = await site.warm(100);
    expect(warmed).toBe(3);
    // Those that were under way by then, and no more.
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.length).toBeLessThanOrEqual(4);
    expect(failed[0]?.why).toBe("it answers 429");
    expect(left).toBe(100 - warmed - failed.length);
    expect(site.requested.length).toBeLessThanOrEqual(7);
  });

  test("goes on after a page that fails, and names it", async () => {
    await using site = await startSite((nth) => (nth === 2 ? 500 : 200));
    expect(await site.warm(10)).toMatchObject({ warmed: 9, failed: [{ why: "it answers 500" }], left: 0 });
  });

  test("ends with the time, and what is left is no failure", async () => {
    await using site = await startSite((nth) => (nth < 5 ? 200 : "end"));
    const { warmed, failed, left } = await site.warm(50);
    expect(failed).toEqual([]);
    expect(warmed + left).toBe(50);
    expect(warmed).toBeLessThanOrEqual(8);
  });
});
