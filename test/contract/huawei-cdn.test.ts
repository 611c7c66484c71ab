import { describe, expect, it } from "vitest";
import { createDrive } from "./drive.ts";
import { startCase } from "./suite/case.ts";
import type { PurgeEntry } from "./suite/drive.ts";
import { testProvider } from "./suite/provider-suite.ts";

const path = (value: string): PurgeEntry => ({ by: "path", value });
const paths = (count: number): readonly PurgeEntry[] => Array.from({ length: count }, (_, n) => path(`/new/${n}`));
const error = (error_code: string, error_msg: string): string => JSON.stringify({ error: { error_code, error_msg } });

testProvider({
  id: "huawei-cdn",
  createDrive,
  pathOn: "one-host",
  kinds: [
    { requested: [path("/docs/a.html"), path("/")], gone: ["/", "/docs/a.html"] },
    { requested: [{ by: "prefix", value: "/docs/" }], gone: ["/docs/a.html", "/docs/b.html", "/docs/deep/c.html"] },
    {
      requested: [path("/docs/a.html")],
      gone: ["/docs/a.html"],
      options: { "enterprise-project": "10d5b0f5-3f7e-4c9f-8a51-5a0d0e6a2d3c" },
    },
  ],
  declares: {
    accepts: {
      path: { perRequest: 1000, match: { query: "unknown" } },
      prefix: {
        perRequest: 100,
        perRun: 100,

        allowed: /\/$/,
        match: { prefix: "segment", query: "covered" },
      },
    },
    mix: "one-kind",
    rates: [{ unit: "request", amount: 30, perSeconds: 1, scope: "credential" }],
    // The pauses and the most of a run are the action's own.
    done: { by: "poll", firstMs: 5000, maxMs: 20_000 },
    wants: { urls: "aliases", files: "all", address: "url" },
    provable: true,
    maxPurges: 10_000,
  },
  afterThrottleMs: 0,
  countItems: (body) => (JSON.parse(body) as { refresh_task: { urls: unknown[] } }).refresh_task.urls.length,
  pacing: [{ requested: paths(65), options: { "batch-size": 1 } }],
  oneByOne: { requested: paths, options: { "batch-size": 1 } },
  registersWithinMs: 60_000,
  siteStatuses: [],
  errorBody: (message) => error("CDN.0001", message),
  errorInside200: { body: error("CDN.0110", "The limit is reached."), fault: "quota" },
});

describe("huawei-cdn's answers", () => {
  it("are errors within HTTP 200, told by their codes", async () => {
    const { purge, sandbox } = await startCase("huawei-cdn", createDrive);
    sandbox.api.set({ throttle: true });
    expect((await purge(paths(1), { timeout: 20 })).outcomes).toMatchObject([{ state: "failed", fault: "throttled" }]);
    sandbox.api.set({ throttle: false, quota: true });
    expect((await purge(paths(1))).outcomes).toMatchObject([{ state: "failed", fault: "quota" }]);
    sandbox.api.set({ quota: false });

    expect((await purge(paths(1), { siteUrl: "https://www.example.org" })).outcomes).toMatchObject([
      { state: "failed", fault: "site", message: expect.stringContaining("CDN.0108") },
    ]);
    for (const wrong of [{ apiSecret: "wrong" }, { site: "0".repeat(32) }]) {
      expect((await purge(paths(1), wrong)).outcomes).toMatchObject([{ state: "unsent", fault: "auth" }]);
    }
  });

  it("about a task of which one URL failed name it, and nothing counts", async () => {
    const { purge, sandbox, fresh } = await startCase("huawei-cdn", createDrive);
    sandbox.api.set({ failed: true });

    expect((await purge([path("/about.html"), path("/")])).outcomes).toMatchObject([
      { state: "failed", fault: "invalid", message: expect.stringMatching(/1 of 2 failed: http\S+\/about\.html/) },
    ]);
    expect(fresh()).toEqual([]);
  });
});
