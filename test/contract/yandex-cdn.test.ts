import { describe, expect, it } from "vitest";
import { createDrive } from "./drive.ts";
import { startCase } from "./suite/case.ts";
import type { PurgeEntry } from "./suite/drive.ts";
import { testProvider } from "./suite/provider-suite.ts";
import { PATHS } from "./suite/website.ts";

const path = (value: string): PurgeEntry => ({ by: "path", value });
const paths = (count: number): readonly PurgeEntry[] => Array.from({ length: count }, (_, n) => path(`/new/${n}`));
const prefix = (value: string): PurgeEntry => ({ by: "prefix", value });
const ALL: PurgeEntry = { by: "all", value: "" };
const everywhere = (gone: readonly string[]): readonly string[] => gone.flatMap((one) => [one, `second:${one}`]);
const withoutRate = { options: { "requests-per-minute": 600 } };

testProvider({
  id: "yandex-cdn",
  createDrive,
  pathOn: "all-hosts",
  exactQuery: true,
  kinds: [
    { requested: [path("/docs/a.html"), path("/")], gone: everywhere(["/", "/docs/a.html"]) },
    { requested: [prefix("/docs/")], gone: everywhere(["/docs/a.html", "/docs/b.html", "/docs/deep/c.html"]) },
    { requested: [ALL], gone: everywhere(PATHS) },
  ],
  declares: {
    accepts: {
      path: { perRequest: 10, allowed: /^[^*]*$/, match: { query: "covered", host: "all" } },
      prefix: { perRequest: 10, allowed: /^[^*]*$/, match: { prefix: "string", query: "covered", host: "all" } },
      all: { perRequest: 1, match: { query: "covered" } },
    },
    mix: "one-kind",
    rates: [{ unit: "request", amount: 1, perSeconds: 60, kinds: ["path", "prefix", "all"], scope: "credential" }],
    // The pauses and the most of a run are the action's own.
    done: { by: "poll", firstMs: 5000, maxMs: 30_000 },
    wants: { urls: "aliases", files: "all", address: "path" },
    provable: true,
    maxPurges: 40,
  },
  afterThrottleMs: 60_000,
  page: { requested: path("/about.html"), gone: everywhere(["/about.html", "/about.html?v=1"]) },
  registersWithinMs: 30_000,
  countItems: (body) => Math.max(1, (JSON.parse(body) as { paths: unknown[] }).paths.length),
  pacing: [{ requested: paths(25), switches: { limited: true } }],
  oneByOne: { requested: (count) => Array.from({ length: count }, () => ALL), ...withoutRate },
  siteStatuses: [404],
  errorBody: (message) => JSON.stringify({ code: 3, message, details: [] }),
  errorInside200: {
    body: '{"id":"op9","done":true,"error":{"code":13,"message":"The purge failed"}}',
    fault: "invalid",
  },
});

describe("yandex-cdn's operations", () => {
  it("are started by an empty list for everything alone", async () => {
    const { purge, submits } = await startCase("yandex-cdn", createDrive);
    await purge([]);
    await purge([path("/about.html"), prefix("/docs/"), ALL], withoutRate);

    expect(submits().map(({ body }) => body)).toEqual([
      '{"paths":["/about.html"]}',
      '{"paths":["/docs/*"]}',
      '{"paths":[]}',
    ]);
  });

  it("that failed leave the purge undone, in Yandex's words", async () => {
    const { purge, sandbox, fresh } = await startCase("yandex-cdn", createDrive);
    sandbox.api.set({ failed: true });

    expect((await purge([path("/about.html")])).outcomes).toMatchObject([
      { state: "failed", fault: "invalid", message: expect.stringContaining("The purge failed") },
    ]);
    expect(fresh()).toEqual([]);
  });

  it.each([
    ["of another operation", { id: "op7", done: true }, "the operation is op7"],
    ["of another resource", { id: "op0", done: true, metadata: { resourceId: "other" } }, "of the resource other"],
    ["from before", { id: "op0", done: true, createdAt: "2001-01-01T00:00:00Z" }, "before it was requested"],
    ["of an error that is not done", { id: "op0", error: { code: 7, message: "denied" } }, "denied"],
  ])("are not good by a status %s", async (_, body, words) => {
    const { purge, sandbox } = await startCase("yandex-cdn", createDrive);
    sandbox.api.fault([{ do: "answer", status: 200, body: JSON.stringify(body) }], "poll");

    expect((await purge([path("/about.html")])).outcomes).toMatchObject([
      { state: "failed", message: expect.stringContaining(words) },
    ]);
  });
});
