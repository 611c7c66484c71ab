import { describe, expect, it } from "vitest";
import { createDrive } from "./drive.ts";
import { startCase } from "./suite/case.ts";
import type { PurgeEntry } from "./suite/drive.ts";
import { testProvider } from "./suite/provider-suite.ts";
import { PATHS } from "./suite/website.ts";

const path = (value: string): PurgeEntry => ({ by: "path", value });
const paths = (count: number): readonly PurgeEntry[] => Array.from({ length: count }, (_, n) => path(`/new/${n}`));
const everywhere = (gone: readonly string[]): readonly string[] => gone.flatMap((one) => [one, `second:${one}`]);
const DOCS: PurgeEntry = { by: "regex", value: "(?:^|/)docs/[^/]+\\.html(?:\\?|$)" };
const ACCEPTS = {
  path: { perRequest: 1, soft: false, match: { query: "unknown" } },
  // "max_len: 256"
  regex: { perRequest: 1, maxLength: 256, soft: false, match: { query: "unknown", anchor: "loose" } },
  host: { perRequest: 1, soft: false, match: { query: "covered" } },
  all: { perRequest: 1, soft: false, match: { query: "covered" } },
} as const;

testProvider({
  id: "f5xc",
  createDrive,
  pathOn: "all-hosts",
  kinds: [
    { requested: [path("/docs/a.html"), path("/")], gone: everywhere(["/docs/a.html", "/"]) },
    { requested: [DOCS], gone: everywhere(["/docs/a.html", "/docs/b.html"]) },
    { requested: [DOCS], gone: everywhere(["/docs/a.html", "/docs/b.html"]), switches: { patternOn: "url" } },
    { requested: [{ by: "host", value: "127.0.0.1" }], gone: PATHS },
    { requested: [{ by: "all", value: "" }], gone: everywhere(PATHS) },
    { requested: [path("/docs/a.html")], gone: everywhere(["/docs/a.html"]), options: { mode: "soft" } },
    {
      requested: [path("/docs/a.html")],
      gone: everywhere(["/docs/a.html"]),
      options: { resource: "http_loadbalancer" },
    },
    {
      requested: [path("/docs/a.html")],
      gone: ["/docs/a.html"],
      options: { "url-format": "absolute" },
      switches: { urlFormat: "absolute" },
    },
  ],
  declares: {
    accepts: ACCEPTS,
    mix: "one-item",
    rates: [{ unit: "request", amount: 2, perSeconds: 1, scope: "credential" }],
    done: { by: "poll", firstMs: 2000, maxMs: 15_000 },
    wants: { urls: "aliases", files: "all", address: "path" },
    provable: true,
    maxPurges: 100,
  },
  declaresUnder: [
    {
      options: { "url-format": "absolute" },
      declares: { accepts: ACCEPTS, wants: { urls: "aliases", files: "all", address: "url" } },
    },
  ],
  registersWithinMs: 60_000,
  afterThrottleMs: 0,
  countItems: () => 1,
  pacing: { noneBecause: "F5 publishes no number for its rate limit" },
  oneByOne: { requested: paths },
  siteStatuses: [404],
  errorBody: (message) => JSON.stringify({ code: 3, details: [], message }),
  errorInside200: {
    body: '{"error":{"code":"EBADINPUT","message":"no","error_obj":{"type_url":"","value":""}}}',
    fault: "invalid",
  },
});

describe("f5xc's operations", () => {
  it("keep ids beyond 2^53", async () => {
    const { purge, fresh, sandbox, polls } = await startCase("f5xc", createDrive);
    sandbox.api.set({ bigIds: true });

    const { outcomes } = await purge([path("/docs/a.html")]);

    expect(outcomes).toMatchObject([{ state: "completed", taskIds: ["9007199254740993"] }]);
    expect(polls()[0]?.body).toContain("9007199254740993");
    expect(fresh()).toEqual(everywhere(["/docs/a.html"]).toSorted());
  });

  it.each([
    ["seven sites report one after the other", 7, 20_000],
    ["the first site is done before the second is listed", 2, 4400],
    ["no site is listed for a while", 2, 60_000],
  ])("are complete when all of their sites are: %s", async (_, sites, propagationMs) => {
    const { purge, fresh, sandbox } = await startCase("f5xc", createDrive, propagationMs);
    sandbox.api.set({ sites });

    expect((await purge([path("/docs/a.html")])).outcomes).toMatchObject([{ state: "completed", confirmed: true }]);
    expect(fresh()).toEqual(everywhere(["/docs/a.html"]).toSorted());
  });

  it.each([
    [{ failSite: true }, "invalid", "1 of 2 sites"],
    [{ errorObject: "EPARTIAL" }, "invalid", "EPARTIAL"],
    [{ errorObject: "EPERMS" }, "auth", "EPERMS"],
    [{ errorObject: "ENOTFOUND" }, "invalid", "does not know it"],
  ])("fail with %j", async (switches, fault, words) => {
    const { purge, fresh, sandbox } = await startCase("f5xc", createDrive);
    sandbox.api.set(switches);

    const { outcomes } = await purge([path("/docs/a.html")]);

    expect(outcomes).toMatchObject([{ fault, confirmed: false, message: expect.stringContaining(words) }]);
    expect(outcomes[0]?.state).not.toBe("completed");
    expect(fresh()).toEqual([]);
  });

  it("carry one selector and one purge type each", async () => {
    const { purge, sandbox } = await startCase("f5xc", createDrive);

    await purge([path("/a"), DOCS, { by: "host", value: "localhost" }, { by: "all", value: "" }]);

    const selectors = ["url", "pattern", "hostname", "purge_all"];
    expect(sandbox.api.purges().map((body) => Object.keys(body as object).toSorted())).toEqual(
      selectors.map((selector) => ["hard_purge", selector].toSorted()),
    );
  });
});
