import { describe, expect, it } from "vitest";
import { createDrive } from "./drive.ts";
import { startCase } from "./suite/case.ts";
import type { PurgeEntry } from "./suite/drive.ts";
import { testProvider } from "./suite/provider-suite.ts";
import { PATHS } from "./suite/website.ts";

const path = (value: string): PurgeEntry => ({ by: "path", value });
const paths = (count: number): readonly PurgeEntry[] => Array.from({ length: count }, (_, n) => path(`/new/${n}`));
const tag = (value: string): PurgeEntry => ({ by: "tag", value });
const everywhere = (gone: readonly string[]): readonly string[] => gone.flatMap((one) => [one, `second:${one}`]);

testProvider({
  id: "google-cloud-cdn",
  createDrive,
  pathOn: "one-host",
  kinds: [
    { requested: [path("/docs/a.html")], gone: ["/docs/a.html"] },
    { requested: [{ by: "prefix", value: "/docs/" }], gone: ["/docs/a.html", "/docs/b.html", "/docs/deep/c.html"] },
    { requested: [{ by: "host", value: "127.0.0.1" }], gone: PATHS },
    { requested: [tag("product:42"), tag("category:shoes")], gone: everywhere(["/assets/app.js", "/docs/a.html"]) },
    { requested: [{ by: "all", value: "" }], gone: everywhere(PATHS) },
  ],
  declares: {
    accepts: {
      path: { perRequest: 1, allowed: /^\/[^*#]*$/, match: { query: "covered" } },
      prefix: { perRequest: 1, allowed: /^\/(?:[^*?#]*\/)?$/, match: { prefix: "segment", query: "covered" } },
      host: { perRequest: 1, match: { query: "covered" } },
      tag: { perRequest: 10, allowed: /^[!-+\--~]+$/, match: { query: "covered" } },
      all: { perRequest: 1, match: { query: "covered" } },
    },
    mix: "one-kind",
    rates: [
      {
        unit: "request",
        amount: 500,
        perSeconds: 60,
        kinds: ["path", "prefix", "host", "tag", "all"],
        scope: "credential",
      },
    ],
    // "About ten seconds"; the pauses and the most of a run are the action's own.
    done: { by: "poll", firstMs: 2000, maxMs: 10_000 },
    wants: { urls: "aliases", files: "all", address: "url" },
    provable: true,
    maxPurges: 1000,
  },
  afterThrottleMs: 0,
  page: { requested: path("/about.html"), gone: ["/about.html", "/about.html?v=1"] },
  registersWithinMs: 30_000,
  countItems: (body) => (JSON.parse(body) as { cacheTags?: unknown[] }).cacheTags?.length ?? 1,
  pacing: [{ requested: paths(510) }],
  oneByOne: { requested: paths },
  siteStatuses: [],
  errorBody: (words) => JSON.stringify({ error: { code: 400, message: words, errors: [{ reason: "invalid" }] } }),
  errorInside200: {
    body: '{"name":"operation-9","status":"DONE","error":{"errors":[{"code":"FAILED","message":"no"}]}}',
    fault: "invalid",
  },
});

describe("google's answers", () => {
  it("of DONE with an error inside are failures, in Google's words", async () => {
    const { purge, sandbox, fresh } = await startCase("google-cloud-cdn", createDrive);
    sandbox.api.set({ failed: true });

    expect((await purge(paths(1))).outcomes).toMatchObject([
      { state: "failed", fault: "invalid", message: expect.stringContaining("The invalidation failed.") },
    ]);
    expect(fresh()).toEqual([]);
  });

  it("about another operation prove nothing", async () => {
    const { purge, sandbox } = await startCase("google-cloud-cdn", createDrive);
    sandbox.api.fault([{ do: "answer", status: 200, body: '{"name":"operation-7","status":"DONE"}' }], "poll");

    expect((await purge(paths(1))).outcomes).toMatchObject([
      { state: "failed", message: expect.stringContaining("is of operation-7") },
    ]);
  });

  it("tell a rate from a key, and a URL map that is none", async () => {
    const { purge, sandbox } = await startCase("google-cloud-cdn", createDrive);
    sandbox.api.set({ throttle: true });
    expect((await purge(paths(1), { timeout: 20 })).outcomes).toMatchObject([{ state: "failed", fault: "throttled" }]);
    sandbox.api.set({ throttle: false });

    expect((await purge(paths(1), { site: "sandbox-project/other" })).outcomes).toMatchObject([
      { state: "failed", fault: "site" },
    ]);
  });

  it("that are lost are asked for under the same requestId", async () => {
    const { purge, sandbox, submits } = await startCase("google-cloud-cdn", createDrive);
    sandbox.api.fault([{ do: "half-answer" }], "submit");

    expect((await purge(paths(1))).outcomes).toMatchObject([{ state: "completed" }]);
    expect(new Set(submits().map((request) => request.path)).size).toBe(1);
    expect(sandbox.api.purges()).toHaveLength(1);
  });
});
