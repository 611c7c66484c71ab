import { describe, expect, it } from "vitest";
import { createDrive } from "./drive.ts";
import { startCase } from "./suite/case.ts";
import type { PurgeEntry } from "./suite/drive.ts";
import { testProvider } from "./suite/provider-suite.ts";

const path = (value: string): PurgeEntry => ({ by: "path", value });
const pages = (count: number): readonly PurgeEntry[] => Array.from({ length: count }, (_, n) => path(`/new/${n}`));

testProvider({
  id: "hado",
  createDrive,
  pathOn: "one-host",
  kinds: [{ requested: [path("/about.html"), path("/docs/a.html")], gone: ["/about.html", "/docs/a.html"] }],
  declares: {
    accepts: { path: { perRequest: 1, match: { query: "unknown" } } },
    mix: "one-item",
    // 60 a minute on every plan, three of them kept back.
    rates: [{ unit: "request", amount: 57, perSeconds: 60, scope: "credential" }],
    // "within seconds"; the number, the most of a run and the attempts are the action's own.
    done: { by: "window", seconds: 15 },
    wants: { urls: "canonical", files: "pages", address: "path", trailingSlash: "keep", htmlSuffix: "keep" },
    provable: false,
    maxPurges: 50,
    attempts: 3,
  },
  afterThrottleMs: 60_000,
  countItems: () => 1,
  // 60 requests a minute, on every plan.
  pacing: [{ requested: pages(130) }],
  oneByOne: { requested: pages },
  siteStatuses: [403],
  errorBody: (words) => JSON.stringify({ error: words, usage: 12, limit: 300 }),
  errorInside200: { body: '{"queued":false,"path":"/about.html","message":"Not queued"}', fault: "invalid" },
});

describe("hado's two kinds of 429", () => {
  it("wait out the minute", async () => {
    const { purge, sandbox, submits } = await startCase("hado", createDrive);
    const body = '{"error":"rate_limit_exceeded","usage":300,"limit":301}';
    sandbox.api.fault([{ do: "answer", status: 429, body }]);

    expect((await purge([path("/")])).outcomes).toMatchObject([{ state: "completed" }]);
    const [first = 0, second = 0] = submits().map(({ at }) => at);
    expect(second - first).toBeGreaterThanOrEqual(60_000);
  });

  it("stop at once when the month's quota is gone, and leave the rest unsent", async () => {
    const { purge, sandbox } = await startCase("hado", createDrive);
    sandbox.api.set({ monthlyLimit: 300, monthlyUsed: 298 });

    const { outcomes } = await purge(pages(30));

    expect(outcomes.filter(({ state }) => state === "completed")).toHaveLength(2);
    const lost = outcomes.filter(({ state }) => state !== "completed");
    expect(new Set(lost.map(({ fault }) => fault))).toEqual(new Set(["quota"]));
    expect(lost.map(({ message }) => message).join()).toContain("300 of 300");
    expect(sandbox.api.requests.length).toBeLessThanOrEqual(2 + 8);
  });
});

describe("hado's renders", () => {
  it("do not count as queued when queued is false", async () => {
    const { purge, fresh, sandbox } = await startCase("hado", createDrive);
    sandbox.api.set({ notQueued: true });

    expect((await purge([path("/")])).outcomes).toMatchObject([{ state: "failed", fault: "invalid" }]);
    expect(sandbox.api.requests).toHaveLength(1);
    expect(fresh()).toEqual([]);
  });

  it("warm pages that were not cached, and find the 404 of deleted ones", async () => {
    const { purge, sandbox } = await startCase("hado", createDrive);
    sandbox.origin.deploy(new Map([["new.html", "brand new"]]));

    await purge([path("/new.html"), path("/about.html")]);

    expect(await sandbox.edge.get("/new.html")).toMatchObject({ body: "brand new", cache: "HIT" });
    expect(await sandbox.edge.get("/about.html")).toMatchObject({ status: 404, cache: "HIT" });
  });

  it("are claimed as complete only after the window, and never as confirmed", async () => {
    const { purge, drive } = await startCase("hado", createDrive);
    const before = drive.now();

    expect((await purge([path("/")])).outcomes).toMatchObject([{ state: "completed", confirmed: false }]);
    expect(drive.now() - before).toBeGreaterThanOrEqual(15_000);
  });
});
