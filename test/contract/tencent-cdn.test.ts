import { describe, expect, it } from "vitest";
import { createDrive } from "./drive.ts";
import { startCase } from "./suite/case.ts";
import type { PurgeEntry } from "./suite/drive.ts";
import { testProvider } from "./suite/provider-suite.ts";

const path = (value: string): PurgeEntry => ({ by: "path", value });
const paths = (count: number): readonly PurgeEntry[] => Array.from({ length: count }, (_, n) => path(`/new/${n}`));
const error = (Code: string, Message: string): string => JSON.stringify({ Response: { Error: { Code, Message } } });

testProvider({
  id: "tencent-cdn",
  createDrive,
  pathOn: "one-host",
  kinds: [
    { requested: [path("/docs/a.html"), path("/")], gone: ["/", "/docs/a.html"] },
    { requested: [{ by: "prefix", value: "/docs/" }], gone: ["/docs/a.html", "/docs/b.html", "/docs/deep/c.html"] },
  ],
  declares: {
    accepts: {
      path: { perRequest: 1000, match: { query: "unknown" } },
      prefix: { perRequest: 100, perRun: 100, allowed: /\/$/, match: { prefix: "segment", query: "covered" } },
    },
    mix: "one-kind",
    rates: [{ unit: "request", amount: 20, perSeconds: 1, scope: "credential" }],
    budgets: [{ unit: "item", amount: 10_000, per: "day", beyond: "refused" }],
    // The pauses and the most of a run are the action's own.
    done: { by: "poll", firstMs: 5000, maxMs: 20_000 },
    wants: { urls: "aliases", files: "all", address: "url" },
    provable: true,
    maxPurges: 10_000,
  },
  afterThrottleMs: 0,
  countItems: (body) =>
    ((JSON.parse(body) as Record<string, unknown[]>)[body.startsWith('{"Urls"') ? "Urls" : "Paths"] ?? []).length,
  pacing: [{ requested: paths(45), options: { "batch-size": 1 } }],
  oneByOne: { requested: paths, options: { "batch-size": 1 } },
  registersWithinMs: 60_000,
  siteStatuses: [],
  errorBody: (message) => error("InvalidParameter.CdnParamError", message),
  errorInside200: { body: error("LimitExceeded.CdnPurgeUrlExceedDayLimit", "The limit is reached."), fault: "quota" },
});

describe("tencent-cdn's answers", () => {
  it("are errors within HTTP 200, told by their codes", async () => {
    const { purge, sandbox } = await startCase("tencent-cdn", createDrive);
    sandbox.api.set({ throttle: true });
    expect((await purge(paths(1), { timeout: 20 })).outcomes).toMatchObject([{ state: "failed", fault: "throttled" }]);
    sandbox.api.set({ throttle: false, dayLimit: true });
    expect((await purge(paths(1))).outcomes).toMatchObject([{ state: "failed", fault: "quota" }]);
    sandbox.api.set({ dayLimit: false });

    expect((await purge(paths(1), { siteUrl: "https://www.example.org" })).outcomes).toMatchObject([
      { state: "failed", fault: "site", message: expect.stringContaining("CdnHostNotExists") },
    ]);
    expect((await purge(paths(1), { apiSecret: "wrong" })).outcomes).toMatchObject([
      { state: "unsent", fault: "auth" },
    ]);
  });

  it("about a task that failed name its URLs", async () => {
    const { purge, sandbox, fresh } = await startCase("tencent-cdn", createDrive);
    sandbox.api.set({ failed: true });

    expect((await purge([path("/about.html")])).outcomes).toMatchObject([
      {
        state: "failed",
        fault: "invalid",
        message: expect.stringMatching(/1 of the task failed: http\S+\/about\.html/),
      },
    ]);
    expect(fresh()).toEqual([]);
  });
});
