import { describe, expect, it } from "vitest";
import { createDrive } from "./drive.ts";
import { startCase } from "./suite/case.ts";
import type { PurgeEntry } from "./suite/drive.ts";
import { testProvider } from "./suite/provider-suite.ts";
import { PATHS } from "./suite/website.ts";

const path = (value: string): PurgeEntry => ({ by: "path", value });
const paths = (count: number): readonly PurgeEntry[] => Array.from({ length: count }, (_, n) => path(`/new/${n}`));
const tag = (value: string): PurgeEntry => ({ by: "tag", value });
const tags = (count: number): readonly PurgeEntry[] => Array.from({ length: count }, (_, n) => tag(`t${n}`));
const everywhere = (gone: readonly string[]): readonly string[] => gone.flatMap((one) => [one, `second:${one}`]);
const kinds = ["tag", "host", "prefix", "all"];
const accepts = (urls: number) =>
  ({
    path: { perRequest: urls, match: { query: "separate" } },
    prefix: { perRequest: 100, allowed: /^(?:\/[^/?#]*){1,31}$/, match: { prefix: "segment", query: "covered" } },
    tag: { perRequest: 100, maxLength: 1024, allowed: /^[!-~]+$/, match: { query: "covered" } },
    host: { perRequest: 100, match: { query: "covered" } },
    all: { perRequest: 1, match: { query: "covered" } },
  }) as const;
const rates = (amount: number, perSeconds: number, burst: number, urls: number) => [
  { unit: "request", amount, perSeconds, burst, kinds, scope: "credential" },
  { unit: "item", amount: urls, perSeconds: 1, kinds: ["path"], scope: "credential" },
  // 1,200 in five minutes for everything that a user asks of the API.
  { unit: "request", amount: 1200, perSeconds: 300, scope: "credential" },
];

testProvider({
  id: "cloudflare",
  createDrive,
  pathOn: "one-host",
  kinds: [
    { requested: [path("/docs/a.html"), path("/")], gone: ["/", "/docs/a.html"] },
    { requested: [{ by: "prefix", value: "/docs/" }], gone: ["/docs/a.html", "/docs/b.html", "/docs/deep/c.html"] },
    { requested: [tag("PRODUCT:42"), tag("category:shoes")], gone: everywhere(["/assets/app.js", "/docs/a.html"]) },
    { requested: [{ by: "host", value: "localhost" }], gone: PATHS.map((one) => `second:${one}`) },
    { requested: [{ by: "all", value: "" }], gone: everywhere(PATHS) },
  ],
  declares: {
    accepts: accepts(100),
    mix: "one-kind",
    rates: rates(1, 12, 25, 800),
    // "150 ms"; the rest, and the most of a run, are the action's own.
    done: { by: "window", seconds: 5 },
    wants: { urls: "aliases", files: "all", address: "url" },
    provable: true,
    maxPurges: 30_000,
  },
  declaresUnder: [
    {
      options: { plan: "enterprise" },
      switches: { plan: "enterprise" },
      declares: { accepts: accepts(500), rates: rates(50, 1, 500, 3000) },
    },
    { options: { plan: "pro" }, switches: { plan: "pro" }, declares: { rates: rates(5, 1, 25, 1500) } },
    { options: { plan: "business" }, switches: { plan: "business" }, declares: { rates: rates(10, 1, 50, 1500) } },
  ],
  afterThrottleMs: 0,
  countItems: (body) => (Object.values(JSON.parse(body) as Record<string, unknown[]>)[0] ?? []).length,
  // Ten URLs in a hundred; 40 requests for tags against a bucket of 25.
  pacing: [{ requested: paths(3000) }, { requested: tags(4000) }],
  // One kind a request: those that alternate go out one by one.
  oneByOne: { requested: (count) => paths(count).map((one, n) => (n % 2 === 0 ? one : tag(`t${n}`))) },
  siteStatuses: [],
  errorBody: (message) =>
    JSON.stringify({ success: false, errors: [{ code: 1016, message }], messages: [], result: null }),
  errorInside200: {
    body: '{"success":false,"errors":[{"code":1084,"message":"Unable to purge"}],"messages":[],"result":null}',
    fault: "invalid",
  },
});

describe("cloudflare's zone", () => {
  it("is found by its exact name, once for the whole run, and not the first of the list", async () => {
    const { purge, sandbox, fresh } = await startCase("cloudflare", createDrive);

    const { outcomes } = await purge([path("/about.html"), tag("product:42")], { site: "sandbox.example" });

    expect(outcomes.map(({ state }) => state)).toEqual(["completed", "completed"]);
    expect(fresh()).toEqual(["/about.html", ...everywhere(["/docs/a.html"])].toSorted());
    expect(sandbox.api.requests.filter(({ method }) => method === "GET")).toHaveLength(1);
  });

  it("is found on a later page of the list, too", async () => {
    const { purge, sandbox, fresh } = await startCase("cloudflare", createDrive);
    sandbox.api.set({ zonePage: 3 });

    expect((await purge([path("/about.html")], { site: "sandbox.example" })).outcomes).toMatchObject([
      { state: "completed" },
    ]);
    expect(fresh()).toEqual(["/about.html"]);
    expect(sandbox.api.requests.filter(({ method }) => method === "GET")).toHaveLength(3);
  });

  it.each(["pending", "moved", "deactivated"])("is the active one where another of that name is %s", async (twin) => {
    const { purge, sandbox, fresh } = await startCase("cloudflare", createDrive);
    sandbox.api.set({ twin });

    expect((await purge([path("/about.html")], { site: "sandbox.example" })).outcomes).toMatchObject([
      { state: "completed" },
    ]);
    expect(fresh()).toEqual(["/about.html"]);
  });

  it("is asked for by its id where two active ones have the name", async () => {
    const { purge, sandbox, submits } = await startCase("cloudflare", createDrive);
    sandbox.api.set({ twin: "active" });

    expect((await purge([path("/about.html")], { site: "sandbox.example" })).outcomes).toMatchObject([
      { fault: "site", message: expect.stringContaining("2 zones called sandbox.example") },
    ]);
    expect(submits()).toEqual([]);
  });

  it("that nobody sees is the site's fault, before anything is sent", async () => {
    const { purge, submits } = await startCase("cloudflare", createDrive);

    const { outcomes } = await purge([path("/about.html")], { site: "not-there.example" });

    expect(outcomes).toMatchObject([
      { fault: "site", message: expect.stringContaining("no zone called not-there.example") },
    ]);
    expect(submits()).toEqual([]);
  });

  it("refuses a host that is not its own, by name", async () => {
    const { purge } = await startCase("cloudflare", createDrive);

    const { outcomes } = await purge([path("/about.html")], { siteUrl: "https://www.example.org" });

    expect(outcomes).toMatchObject([
      {
        state: "failed",
        fault: "invalid",
        message: expect.stringMatching(/1082.*not of the zone: https:\/\/www\.example\.org/s),
      },
    ]);
  });

  it("has not been purged where a success names errors", async () => {
    const { purge, sandbox, submits } = await startCase("cloudflare", createDrive);
    const errors = [{ code: 1015, message: "Unable to purge tags" }];
    const body = JSON.stringify({ success: true, errors, messages: [], result: { id: "x" } });
    sandbox.api.fault([{ do: "answer", status: 200, body }], "submit");

    expect((await purge([tag("a")])).outcomes).toMatchObject([
      { state: "failed", fault: "invalid", message: expect.stringContaining("1015: Unable to purge tags") },
    ]);
    expect(submits()).toHaveLength(1);
  });

  it("may be told by a global key", async () => {
    const { purge, submits } = await startCase("cloudflare", createDrive);
    await purge([path("/about.html")], {
      options: { email: "ops@example.com" },
      apiKey: "0123456789abcdef0123456789abcdef01234",
    });

    expect(submits()[0]?.headers["x-auth-email"]).toBe("ops@example.com");
    expect(submits()[0]?.headers["authorization"]).toBeUndefined();
  });

  it.each([971, 1083])("is throttled by its code %d, whatever the status", async (throttle) => {
    const { purge, sandbox } = await startCase("cloudflare", createDrive);
    const body = JSON.stringify({ success: false, errors: [{ code: throttle, message: "slow down" }], result: null });
    sandbox.api.fault(
      [
        { do: "answer", status: 400, body },
        { do: "answer", status: 200, body },
      ],
      "submit",
    );

    expect((await purge([path("/about.html")])).outcomes).toMatchObject([{ state: "completed" }]);
  });
});
