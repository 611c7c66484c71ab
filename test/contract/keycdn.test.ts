import { describe, expect, it } from "vitest";
import { createDrive } from "./drive.ts";
import { startCase } from "./suite/case.ts";
import type { PurgeEntry } from "./suite/drive.ts";
import { testProvider } from "./suite/provider-suite.ts";
import { PATHS } from "./suite/website.ts";

const path = (value: string): PurgeEntry => ({ by: "path", value });
const paths = (count: number): readonly PurgeEntry[] => Array.from({ length: count }, (_, n) => path(`/new/${n}`));
const tag = (value: string): PurgeEntry => ({ by: "tag", value });
const ALL: PurgeEntry = { by: "all", value: "" };
const everywhere = (gone: readonly string[]): readonly string[] => gone.flatMap((one) => [one, `second:${one}`]);
const errorBody = (description: string): string => JSON.stringify({ status: "error", description });

testProvider({
  id: "keycdn",
  createDrive,
  pathOn: "one-host",
  kinds: [
    { requested: [path("/docs/a.html"), path("/")], gone: ["/", "/docs/a.html"] },
    { requested: [tag("product:42"), tag("category:shoes")], gone: everywhere(["/assets/app.js", "/docs/a.html"]) },
    { requested: [ALL], gone: everywhere(PATHS) },
  ],
  declares: {
    accepts: {
      path: { perRequest: 100, maxBytes: 65_536, allowed: /^[^*]*$/, match: { query: "unknown" } },
      tag: {
        perRequest: 30,
        maxLength: 128,
        maxTotalLength: 128,
        allowed: /^[^\s,]+$/,
        match: { query: "covered" },
      },
      all: { perRequest: 1, match: { query: "covered" } },
    },
    mix: "one-kind",
    rates: [{ unit: "request", amount: 60, perSeconds: 60, scope: "credential" }],
    // The seconds, and the most of a request and of a run, are the action's own.
    done: { by: "window", seconds: 10 },
    wants: { urls: "aliases", files: "all", address: "url" },
    provable: true,
    maxPurges: 5000,
  },
  afterThrottleMs: 0,
  countItems: (body) =>
    body === "" ? 1 : (Object.values(JSON.parse(body) as Record<string, unknown[]>)[0] ?? []).length,
  pacing: [{ requested: paths(150), options: { "batch-size": 1 } }],
  oneByOne: { requested: paths, options: { "batch-size": 1 } },
  siteStatuses: [404],
  errorBody,
  errorInside200: { body: errorBody("Purge failed."), fault: "invalid" },
});

describe("keycdn's danger", () => {
  it("is a GET that empties the zone: only everything becomes one", async () => {
    const { purge, submits } = await startCase("keycdn", createDrive);
    await purge([]);
    await purge([path("/about.html"), tag("product:42"), ALL]);

    const sent = submits().map(({ method, path: target, body }) => `${method} ${target} ${body.replace(/1:\d+/, "1")}`);
    expect(sent.toSorted()).toEqual([
      'DELETE /zones/purgetag/55554.json {"tags":["product:42"]}',
      'DELETE /zones/purgeurl/55554.json {"urls":["127.0.0.1/about.html"]}',
      "GET /zones/purge/55554.json ",
    ]);
  });

  it("is an error inside a 200: it is red, with the vendor's words, and nothing is gone", async () => {
    const { purge, sandbox, fresh } = await startCase("keycdn", createDrive);
    sandbox.api.set({ failInside: true });

    for (const requested of [path("/about.html"), tag("product:42"), ALL])
      expect((await purge([requested])).outcomes).toMatchObject([
        { state: "failed", fault: "invalid", message: expect.stringContaining("Purge failed.") },
      ]);
    expect(fresh()).toEqual([]);
  });

  it("is a host that is none of the zone's", async () => {
    const { purge } = await startCase("keycdn", createDrive);

    expect((await purge([path("/")], { siteUrl: "https://www.example.org" })).outcomes).toMatchObject([
      { state: "failed", fault: "invalid", message: expect.stringContaining("Invalid URL") },
    ]);
  });
});
