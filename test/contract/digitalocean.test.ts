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

testProvider({
  id: "digitalocean",
  createDrive,
  pathOn: "all-hosts",
  kinds: [
    { requested: [path("/docs/a.html"), path("/")], gone: everywhere(["/", "/docs/a.html"]) },
    { requested: [prefix("/docs/")], gone: everywhere(["/docs/a.html", "/docs/b.html", "/docs/deep/c.html"]) },
    {
      requested: [path("/about.html"), prefix("/docs/deep/")],
      gone: everywhere(["/about.html", "/docs/deep/c.html"]),
    },
    { requested: [ALL], gone: everywhere(PATHS) },
  ],
  declares: {
    accepts: {
      path: { perRequest: 50, allowed: /^[^*]*$/, match: { query: "unknown", host: "all" } },
      prefix: {
        perRequest: 50,
        allowed: /^\/(?:[^*]*\/)?$/,
        match: { prefix: "segment", query: "unknown", host: "all" },
      },
      all: { perRequest: 1, match: { query: "covered" } },
    },
    mix: "any",
    rates: [
      // "50 files per 20 seconds", "5 requests per 10 seconds".
      { unit: "item", amount: 50, perSeconds: 20, scope: "credential" },
      { unit: "request", amount: 5, perSeconds: 10, scope: "credential" },
    ],
    // The seconds and the most of a run are the action's own.
    done: { by: "window", seconds: 10 },
    wants: { urls: "aliases", files: "all", address: "path" },
    provable: true,
    maxPurges: 600,
  },
  afterThrottleMs: 0,
  countItems: (body) => (JSON.parse(body) as { files: unknown[] }).files.length,
  // 120 files against 50 in 20 seconds; and requests of one alternating kind each against five in ten seconds.
  pacing: [
    { requested: paths(120) },
    { requested: [...paths(8), ALL, ...paths(8), ALL, ...paths(8), ALL, ...paths(8)] },
  ],
  oneByOne: { requested: (count) => Array.from({ length: count }, () => ALL) },
  siteStatuses: [404],
  errorBody: (message) => JSON.stringify({ id: "some_id", message }),
  errorInside200: { noneBecause: "a success is an empty 204: any text is unreadable, and asked again" },
});

describe("digitalocean's danger", () => {
  it("is a `*` alone: nothing but everything becomes one, and no name is empty", async () => {
    const { purge, submits } = await startCase("digitalocean", createDrive);
    await purge([path("/"), path("/a"), prefix("/docs/")]);

    expect(JSON.parse(submits()[0]?.body ?? "")).toEqual({ files: ["/", "a", "docs/*"] });
  });

  it("is another account's endpoint: the site is named, and nothing else is tried", async () => {
    const { purge, submits } = await startCase("digitalocean", createDrive);
    const site = "00000000-0000-4000-8000-000000000000";

    expect((await purge([path("/a")], { site })).outcomes).toMatchObject([
      { state: "failed", fault: "site", message: expect.stringContaining("no CDN endpoint with the id in site") },
    ]);
    expect(submits()).toHaveLength(1);
  });

  it("is a token without the scope, which the report names", async () => {
    const { purge, sandbox } = await startCase("digitalocean", createDrive);
    sandbox.api.set({ noScope: true });

    expect((await purge([path("/a")])).outcomes).toMatchObject([
      { state: "failed", fault: "auth", message: expect.stringContaining("cdn:delete") },
    ]);
  });
});
