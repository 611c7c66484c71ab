import { describe, expect, it } from "vitest";
import { createDrive } from "./drive.ts";
import { startCase } from "./suite/case.ts";
import type { PurgeEntry } from "./suite/drive.ts";
import { testProvider } from "./suite/provider-suite.ts";

const path = (value: string): PurgeEntry => ({ by: "path", value });
const paths = (count: number): readonly PurgeEntry[] => Array.from({ length: count }, (_, n) => path(`/new/${n}`));
const error = (Code: string, Message: string): string => JSON.stringify({ Code, Message, RequestId: "r" });

testProvider({
  id: "alibaba-dcdn",
  createDrive,
  pathOn: "one-host",
  kinds: [
    { requested: [path("/docs/a.html"), path("/")], gone: ["/", "/docs/a.html"] },
    { requested: [{ by: "prefix", value: "/docs/" }], gone: ["/docs/a.html", "/docs/b.html", "/docs/deep/c.html"] },
    { requested: [path("/docs/a.html"), path("/")], gone: ["/", "/docs/a.html"], switches: { idsPerUrl: true } },
    {
      requested: [{ by: "tag", value: "page:about" }],
      gone: ["/about.html", "/about.html?v=1"],
      options: { tags: true },
    },
  ],
  declares: {
    accepts: {
      path: { perRequest: 1000, match: { query: "unknown" } },
      prefix: { perRequest: 100, perRun: 100, allowed: /\/$/, match: { prefix: "segment", query: "covered" } },
    },
    mix: "one-kind",
    rates: [
      { unit: "request", amount: 30, perSeconds: 1, scope: "credential" },
      { unit: "item", amount: 10_000, perSeconds: 60, kinds: ["path"], scope: "site" },
    ],
    budgets: [{ unit: "item", amount: 10_000, per: "day", beyond: "refused" }],
    // The pauses and the most of a run are the action's own.
    done: { by: "poll", firstMs: 5000, maxMs: 20_000 },
    wants: { urls: "aliases", files: "all", address: "url" },
    provable: true,
    maxPurges: 10_000,
  },
  declaresUnder: [
    {
      options: { tags: true },
      declares: {
        accepts: {
          path: { perRequest: 1000, match: { query: "unknown" } },
          prefix: { perRequest: 100, perRun: 100, allowed: /\/$/, match: { prefix: "segment", query: "covered" } },
          tag: { perRequest: 1, allowed: /^[^\s,]+$/, match: { query: "covered", host: "one" } },
        },
      },
    },
  ],
  afterThrottleMs: 0,
  countItems: (body) => new URLSearchParams(body).get("ObjectPath")?.split("\n").length ?? 1,
  pacing: [{ requested: paths(65), options: { "batch-size": 1 } }, { requested: paths(10_500) }],
  oneByOne: { requested: paths, options: { "batch-size": 1 } },
  registersWithinMs: 60_000,
  siteStatuses: [],
  errorBody: (message) => error("InvalidParameter", message),
  errorInside200: { body: error("InternalError", "no"), fault: "invalid" },
});

describe("alibaba-dcdn's answers", () => {
  it("are told by their codes, most of them under a 400", async () => {
    const { purge, sandbox } = await startCase("alibaba-dcdn", createDrive);
    sandbox.api.set({ throttle: true });
    expect((await purge(paths(1), { timeout: 20 })).outcomes).toMatchObject([{ state: "failed", fault: "throttled" }]);
    sandbox.api.set({ throttle: false, dayLimit: true });
    expect((await purge(paths(1))).outcomes).toMatchObject([{ state: "failed", fault: "quota" }]);
    sandbox.api.set({ dayLimit: false });

    expect((await purge(paths(1), { siteUrl: "https://www.example.org" })).outcomes).toMatchObject([
      { state: "failed", fault: "site", message: expect.stringContaining("InvalidDomain") },
    ]);
    expect((await purge(paths(1), { apiSecret: "wrong" })).outcomes).toMatchObject([
      { state: "unsent", fault: "auth" },
    ]);
  });

  it("about a task that failed name its URLs", async () => {
    const { purge, sandbox, fresh } = await startCase("alibaba-dcdn", createDrive);
    sandbox.api.set({ failed: true });

    expect((await purge([path("/about.html")])).outcomes).toMatchObject([
      { state: "failed", fault: "invalid", message: expect.stringMatching(/1 of 1 failed: http\S+\/about\.html/) },
    ]);
    expect(fresh()).toEqual([]);
  });

  it("with an id for each URL are asked about ten at a time", async () => {
    const { purge, sandbox, polls } = await startCase("alibaba-dcdn", createDrive);
    sandbox.api.set({ idsPerUrl: true });

    expect((await purge(paths(25))).outcomes).toMatchObject([{ state: "completed", confirmed: true }]);
    const asked = polls().map(({ body }) => new URLSearchParams(body).get("TaskId")?.split(",").length);
    expect(asked).toEqual([10, 10, 5]);
  });
});
