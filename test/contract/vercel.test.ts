import { describe, expect, it } from "vitest";
import { createDrive } from "./drive.ts";
import { startCase } from "./suite/case.ts";
import type { Drive, DriveOptions, PurgeEntry } from "./suite/drive.ts";
import { testProvider } from "./suite/provider-suite.ts";
import { PATHS } from "./suite/website.ts";

const tag = (value: string): PurgeEntry => ({ by: "tag", value });
const ALL: PurgeEntry = { by: "all", value: "" };
const everywhere = (gone: readonly string[]): readonly string[] => gone.flatMap((one) => [one, `second:${one}`]);
const TAG = { perRequest: 16, maxLength: 256, allowed: /^[^\s,]+$/, match: { query: "covered" } } as const;
const EVERYTHING = { perRequest: 1, match: { query: "covered" } } as const;

/** Purges that remove, and may be of everything, unless a case says otherwise: the default only marks as stale. */
function createHardDrive(): Drive {
  const drive = createDrive();
  const hard = (order: DriveOptions): DriveOptions => ({
    ...order,
    options: { mode: "hard", "allow-all": true, ...order.options },
  });
  return { ...drive, run: (order) => drive.run(hard(order)), declared: (order) => drive.declared(hard(order)) };
}

testProvider({
  id: "vercel",
  createDrive: createHardDrive,
  pathOn: "all-hosts",
  page: { requested: tag("page:about"), gone: everywhere(["/about.html", "/about.html?v=1"]) },
  kinds: [
    { requested: [tag("product:42")], gone: everywhere(["/docs/a.html"]) },
    { requested: [tag("product:42"), tag("category:shoes")], gone: everywhere(["/assets/app.js", "/docs/a.html"]) },
    { requested: [ALL], gone: everywhere(PATHS) },
  ],
  declares: {
    accepts: { tag: TAG, all: EVERYTHING },
    mix: "one-kind",
    rates: [],
    // "Within 300 ms"; the rest, and the most of a run, are the action's own.
    done: { by: "window", seconds: 1 },
    wants: { urls: "aliases", files: "all", address: "path" },
    provable: true,
    maxPurges: 1000,
  },
  declaresUnder: [{ options: { "allow-all": false, mode: "hard" }, declares: { accepts: { tag: TAG } } }],
  soft: {
    requested: [tag("page:about"), tag("product:42")],
    options: { mode: "soft" },
    gone: everywhere(["/about.html", "/about.html?v=1", "/docs/a.html"]),
  },
  afterThrottleMs: 0,
  countItems: (body) => (body === "" ? 1 : (JSON.parse(body) as { tags: unknown[] }).tags.length),
  pacing: { noneBecause: "no limit on requests is documented" },
  // One kind a request: those that alternate go out one by one.
  oneByOne: { requested: (count) => Array.from({ length: count }, (_, n) => (n % 2 === 0 ? tag(`t${n}`) : ALL)) },
  siteStatuses: [404, 410],
  errorBody: (message) => JSON.stringify({ error: { code: "bad_request", message } }),
  errorInside200: {
    body: '{"error":{"code":"internal_error","message":"Purged in part"}}',
    fault: "invalid",
  },
});

describe("vercel's modes", () => {
  it("mark as stale unless they remove, and name the team and the target", async () => {
    const { purge, submits, sandbox } = await startCase("vercel", createDrive);
    sandbox.api.set({ team: "team_a1b2c3d4" });
    expect((await purge([tag("a")])).outcomes).toMatchObject([
      { fault: "auth", message: expect.stringContaining("provider-options.team") },
    ]);

    const team = { team: "team_a1b2c3d4" };
    expect((await purge([tag("a")], { options: team })).outcomes).toMatchObject([{ state: "completed" }]);
    await purge([tag("b")], { options: { ...team, mode: "hard", target: "preview" } });

    const sent = submits()
      .slice(1)
      .map(({ path: target, body }) => [new URL(target, "http://a.test").pathname, body]);
    expect(sent).toEqual([
      ["/v1/edge-cache/invalidate-by-tags", '{"tags":["a"]}'],
      ["/v1/edge-cache/dangerously-delete-by-tags", '{"tags":["b"],"target":"preview"}'],
    ]);
  });

  it("have no purge of everything unless it is allowed", async () => {
    const { declared } = await startCase("vercel", createDrive);

    expect(Object.keys((await declared()).accepts)).toEqual(["tag"]);
    expect(Object.keys((await declared({ "allow-all": true })).accepts)).toEqual(["tag", "all"]);
  });

  // packages/cli/src/commands/cache/purge.ts of https://github.com/vercel/vercel: no SDK has this request.
  it("purge everything as Vercel's command line does", async () => {
    const { purge, submits } = await startCase("vercel", createHardDrive);
    await purge([ALL], { options: { team: "acme" } });

    const [sent] = submits();
    expect([sent?.method, sent?.path, sent?.headers["content-type"], sent?.body]).toEqual([
      "POST",
      "/v1/edge-cache/purge-all?projectIdOrName=prj_8Kq2VfXwR5tYbN3mLc7ZpHs1&slug=acme",
      "application/json",
      "",
    ]);
  });

  it("say so where the project has no purge of everything", async () => {
    const { purge, sandbox } = await startCase("vercel", createHardDrive);
    sandbox.api.set({ noPurgeAll: true });

    expect((await purge([ALL])).outcomes).toMatchObject([{ state: "failed", fault: "site" }]);
  });
});
