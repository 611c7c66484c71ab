import { describe, expect, it } from "vitest";
import { createDrive } from "./drive.ts";
import { startCase } from "./suite/case.ts";
import type { PurgeEntry } from "./suite/drive.ts";
import { testProvider } from "./suite/provider-suite.ts";
import { PATHS } from "./suite/website.ts";

const tag = (value: string): PurgeEntry => ({ by: "tag", value });
const tags = (count: number): readonly PurgeEntry[] => Array.from({ length: count }, (_, n) => tag(`t${n}`));
const ALL: PurgeEntry = { by: "all", value: "" };
const everywhere = (gone: readonly string[]): readonly string[] => gone.flatMap((one) => [one, `second:${one}`]);
const sentTags = (body: string): readonly string[] => (JSON.parse(body) as { cache_tags?: string[] }).cache_tags ?? [];
const accepts = (perRequest: number) =>
  ({
    tag: { perRequest, allowed: /^[^\s,]+$/, match: { query: "covered" } },
    all: { perRequest: 1, match: { query: "covered" } },
  }) as const;

testProvider({
  id: "netlify",
  createDrive,
  pathOn: "all-hosts",
  page: { requested: tag("page:about"), gone: everywhere(["/about.html", "/about.html?v=1"]) },
  kinds: [
    { requested: [tag("product:42")], gone: everywhere(["/docs/a.html"]) },
    { requested: [tag("product:42"), tag("category:shoes")], gone: everywhere(["/assets/app.js", "/docs/a.html"]) },
    { requested: [ALL], gone: everywhere(PATHS) },
  ],
  declares: {
    // The tags of a request, the seconds and the most of a run are the action's own.
    accepts: accepts(50),
    mix: "one-kind",
    rates: [{ unit: "request", amount: 2, perSeconds: 5, kinds: ["all"], scope: "site" }],
    done: { by: "window", seconds: 5 },
    wants: { urls: "aliases", files: "all", address: "path" },
    provable: true,
    maxPurges: 1000,
  },
  declaresUnder: [{ options: { "tag-batch-size": 7 }, declares: { accepts: accepts(7) } }],
  // Two purges of one tag in five seconds: after five there is room again.
  afterThrottleMs: 5000,
  countItems: (body) => sentTags(body).length,
  pacing: [{ requested: Array<PurgeEntry>(5).fill(ALL) }],
  oneByOne: { requested: tags, options: { "tag-batch-size": 1 } },
  siteStatuses: [404],
  errorBody: (message) => JSON.stringify({ code: 400, message }),
  errorInside200: { noneBecause: "a success has no body: any text is unreadable, and asked again" },
});

describe("netlify's site", () => {
  it("is named by its id, its domain or its name, and by one of them alone", async () => {
    const { purge, submits } = await startCase("netlify", createDrive);
    for (const site of ["3970e0fe-8564-4903-9a55-c5f8de49fb8b", "www.sandbox.example", "sandbox-site"]) {
      expect((await purge([tag(`of-${site}`)], { site })).outcomes).toMatchObject([{ state: "completed" }]);
    }
    const scopes = submits().map(({ body }) =>
      Object.keys(JSON.parse(body) as object).filter((key) => key !== "cache_tags"),
    );
    expect(scopes).toEqual([["site_id"], ["domain"], ["site_slug"]]);
  });

  it("is purged whole by an explicit all alone, never by a list that is empty", async () => {
    const { purge, submits } = await startCase("netlify", createDrive);
    await purge([]);
    await purge([tag("a"), ALL]);

    expect(submits().map(({ body }) => Object.keys(JSON.parse(body) as object))).toEqual([
      ["site_id", "cache_tags"],
      ["site_id"],
    ]);
  });

  it("that is not there, or is another user's, is not taken for a bad key", async () => {
    const { purge, sandbox } = await startCase("netlify", createDrive);

    expect((await purge([tag("a")], { site: "not-there.example" })).outcomes).toMatchObject([{ fault: "site" }]);
    sandbox.api.set({ forbidden: true });
    expect((await purge([tag("b")])).outcomes).toMatchObject([
      { fault: "auth", message: expect.stringContaining("may not purge this site") },
    ]);
  });

  it("has a rate for each tag: a tag that was purged just now is waited for", async () => {
    const { purge, sandbox, drive } = await startCase("netlify", createDrive);
    sandbox.api.set({ purgesPerTag: 1 });
    await purge([tag("a")], { waitFor: "accepted" });
    const before = drive.now();

    expect((await purge([tag("a")], { waitFor: "accepted" })).outcomes).toMatchObject([{ state: "accepted" }]);
    expect(drive.now() - before).toBeGreaterThanOrEqual(5000);
    expect(sandbox.api.requests.map(({ status }) => status)).toEqual([202, 429, 202]);
  });
});
