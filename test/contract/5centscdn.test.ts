import { describe, expect, it } from "vitest";
import { createDrive } from "./drive.ts";
import { startCase } from "./suite/case.ts";
import type { PurgeEntry } from "./suite/drive.ts";
import { testProvider } from "./suite/provider-suite.ts";
import { PATHS } from "./suite/website.ts";

const path = (value: string): PurgeEntry => ({ by: "path", value });
const paths = (count: number): readonly PurgeEntry[] => Array.from({ length: count }, (_, n) => path(`/new/${n}`));
const everywhere = (gone: readonly string[]): readonly string[] => gone.flatMap((one) => [one, `second:${one}`]);
const prefix = (value: string): PurgeEntry => ({ by: "prefix", value });
const WILD = { "allow-wildcards": true };
const ALL: PurgeEntry = { by: "all", value: "" };

testProvider({
  id: "5centscdn",
  createDrive,
  pathOn: "all-hosts",
  kinds: [
    { requested: [path("/docs/a.html"), path("/assets/app.js")], gone: everywhere(["/docs/a.html", "/assets/app.js"]) },
    { requested: [ALL], gone: everywhere(PATHS) },
    {
      requested: [{ by: "prefix", value: "/docs/" }],
      gone: everywhere(["/docs/a.html", "/docs/b.html", "/docs/deep/c.html"]),
      options: { "allow-wildcards": true },
      switches: { wildcards: true },
    },
  ],
  declares: {
    accepts: {
      path: { perRequest: 1000, match: { query: "unknown" } },
      all: { perRequest: 1, match: { query: "covered" } },
    },
    mix: "one-kind",
    rates: [
      { unit: "request", amount: 5, perSeconds: 1, scope: "credential" },
      // The dashboard's minute, and a second more.
      { unit: "request", amount: 1, perSeconds: 61, kinds: ["path", "prefix", "all"], scope: "site" },
    ],
    done: { by: "window", seconds: 30 },
    wants: { urls: "aliases", files: "all", address: "path" },
    provable: true,
    maxPurges: 4000,
  },
  declaresUnder: [
    {
      options: WILD,
      switches: { wildcards: true },
      declares: {
        accepts: {
          path: { perRequest: 1000, match: { query: "unknown" } },
          prefix: { perRequest: 1000, match: { prefix: "string", query: "unknown" } },
          all: { perRequest: 1, match: { query: "covered" } },
        },
        rates: [
          { unit: "request", amount: 5, perSeconds: 1, scope: "credential" },
          { unit: "request", amount: 1, perSeconds: 181, kinds: ["path", "prefix", "all"], scope: "site" },
        ],
        maxPurges: 1000,
      },
    },
  ],
  afterThrottleMs: 1000,
  countItems: (body) => (JSON.parse(body) as { files: unknown[] }).files.length,
  // The dashboard's minute between two purges by path.
  pacing: [
    // The dashboard's minute between two purges by path, and its three after a wildcard.
    { requested: paths(2500), switches: { cooldown: true } },
    {
      requested: [prefix("/a/"), prefix("/b/"), path("/c")],
      options: { ...WILD, "batch-size": 1 },
      switches: { cooldown: true, wildcards: true },
    },
    // Five requests a second.
    { requested: paths(30), options: { "batch-size": 1, "purge-interval": 0 } },
  ],
  oneByOne: { requested: paths, options: { "batch-size": 1, "purge-interval": 0 } },
  siteStatuses: [404],
  errorBody: (message) => JSON.stringify({ status: "error", errors: [{ code: 999, message }] }),
  errorInside200: { body: '{"result":"error","message":"Zone is disabled"}', fault: "invalid" },
});

describe("5centscdn's danger", () => {
  it("is a request without files: none is sent but for all", async () => {
    const { purge, submits, sandbox } = await startCase("5centscdn", createDrive);

    await purge([]);
    await purge(paths(3), { options: { "batch-size": 1, "purge-interval": 0 } });
    expect(submits().filter(({ body }) => !body.includes('"files":["/new/'))).toEqual([]);
    await purge([ALL]);

    expect(submits().at(-1)?.body).toBe("{}");
    expect(sandbox.api.purges().at(-1)).toEqual({});
    expect((await purge([ALL], { options: { "empty-body": "none" } })).outcomes).toMatchObject([
      { state: "completed" },
    ]);
    expect(submits().at(-1)?.body).toBe("");
    expect(sandbox.api.purges().at(-1)).toEqual({});
  });

  it("stays away under every delete-mode", async () => {
    const { purge, submits, fresh } = await startCase("5centscdn", createDrive);

    await purge([path("/docs/a.html")], { options: { "delete-mode": "method" } });
    await purge([path("/docs/b.html")], { options: { "delete-mode": "both" } });

    expect(submits().map(({ path: target }) => target.includes("?delete=true"))).toEqual([false, true]);
    expect(fresh()).toEqual(everywhere(["/docs/a.html", "/docs/b.html"]).toSorted());
  });
});

describe("5centscdn's answers", () => {
  it.each(["a", "b"])("are read in shape %s", async (errorShape) => {
    const { purge, sandbox } = await startCase("5centscdn", createDrive);
    sandbox.api.set({ errorShape, forbidden: true });

    expect((await purge(paths(1))).outcomes).toMatchObject([
      {
        fault: "auth",
        message: expect.stringContaining("Your account does not have permission to perform this action"),
      },
    ]);
  });

  it("are no success with HTTP 200 and another result", async () => {
    const { purge, sandbox, fresh } = await startCase("5centscdn", createDrive);
    sandbox.api.set({ resultError200: "The zone is being rebuilt" });

    expect((await purge([path("/")])).outcomes).toMatchObject([
      { state: "failed", fault: "invalid", message: expect.stringContaining("The zone is being rebuilt") },
    ]);
    expect(fresh()).toEqual([]);
  });

  it("stay the reason where the pause between purges leaves no time to send a refused list in parts", async () => {
    const { purge, sandbox } = await startCase("5centscdn", createDrive);
    sandbox.api.set({ resultError200: "The zone is being rebuilt" });

    const { outcomes } = await purge(paths(8), { timeout: 50 });

    expect(sandbox.api.requests).toHaveLength(1);
    expect(outcomes.reduce((sum, { items }) => sum + items, 0)).toBe(8);
    for (const { state, fault, message } of outcomes) {
      expect([state, fault]).toEqual(["failed", "invalid"]);
      expect(message).toMatch(
        /^HTTP 200: The zone is being rebuilt .*refused as a whole, and could not be sent in parts: /,
      );
    }
  });

  it("that ask to wait are waited for", async () => {
    const { purge, sandbox, fresh } = await startCase("5centscdn", createDrive);
    sandbox.api.set({ cooldown: true });
    const options = { "batch-size": 1, "purge-interval": 0 };

    const { outcomes } = await purge([path("/docs/a.html"), path("/docs/b.html")], { options });

    expect(outcomes).toMatchObject([{ state: "completed" }, { state: "completed" }]);
    expect(fresh()).toEqual(everywhere(["/docs/a.html", "/docs/b.html"]).toSorted());
  });

  it("ask for ten minutes after everything: what follows waits, and is red with a clear sentence where it cannot", async () => {
    const { purge, sandbox, drive, fresh } = await startCase("5centscdn", createDrive);
    sandbox.api.set({ cooldown: true });
    expect((await purge([ALL])).outcomes).toMatchObject([{ state: "completed" }]);
    const before = drive.now();

    const [soon] = (await purge([ALL])).outcomes;
    expect(soon).toMatchObject({ state: "failed", fault: "throttled" });
    expect(soon?.message).toMatch(/^HTTP 429: .*Please wait.*ten after everything\. With timeout: 12m the step waits/);
    expect(drive.now() - before).toBeLessThanOrEqual(300_000);

    expect((await purge([path("/docs/a.html")], { timeout: 720 })).outcomes).toMatchObject([{ state: "completed" }]);
    expect(drive.now() - before).toBeLessThan(12 * 60_000);
    expect(fresh()).toEqual(everywhere(PATHS).toSorted());
  });

  it("come for a VOD zone where that is the zone's kind", async () => {
    const { purge, sandbox } = await startCase("5centscdn", createDrive);
    sandbox.api.set({ zoneType: "vod-pull" });

    expect((await purge(paths(1))).outcomes).toMatchObject([{ state: "failed", fault: "site" }]);
    expect((await purge(paths(1), { options: { "zone-type": "vod-pull" } })).outcomes).toMatchObject([
      { state: "completed" },
    ]);
  });
});
