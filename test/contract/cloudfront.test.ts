import { describe, expect, it } from "vitest";
import { createDrive } from "./drive.ts";
import { startCase } from "./suite/case.ts";
import type { PurgeEntry } from "./suite/drive.ts";
import { testProvider } from "./suite/provider-suite.ts";
import { PATHS } from "./suite/website.ts";

const path = (value: string): PurgeEntry => ({ by: "path", value });
const prefix = (value: string): PurgeEntry => ({ by: "prefix", value });
const paths = (count: number): readonly PurgeEntry[] => Array.from({ length: count }, (_, n) => path(`/new/${n}`));
const prefixes = (count: number): readonly PurgeEntry[] =>
  Array.from({ length: count }, (_, n) => prefix(`/new/${n}/`));
const everywhere = (gone: readonly string[]): readonly string[] => gone.flatMap((one) => [one, `second:${one}`]);
const errorBody = (message: string, code = "InvalidArgument"): string =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;

testProvider({
  id: "cloudfront",
  createDrive,
  pathOn: "all-hosts",
  kinds: [
    { requested: [path("/docs/a.html"), path("/")], gone: everywhere(["/", "/docs/a.html"]) },
    { requested: [prefix("/docs/")], gone: everywhere(["/docs/a.html", "/docs/b.html", "/docs/deep/c.html"]) },
    { requested: [{ by: "all", value: "" }], gone: everywhere(PATHS) },
    {
      requested: [{ by: "tag", value: "PRODUCT:42" }],
      gone: everywhere(["/docs/a.html"]),
      options: { tags: true },
      switches: { tagHeader: true },
    },
  ],
  declares: {
    accepts: {
      path: {
        perRequest: 3000,
        maxLength: 4000,
        allowed: /^\/(?:.*[^*])?$/s,
        match: { query: "separate", host: "all" },
      },
      prefix: { perRequest: 15, maxLength: 3999, match: { prefix: "string", query: "covered", host: "all" } },
      all: { perRequest: 1, match: { query: "covered" } },
    },
    mix: "any",
    rates: [],
    pools: [
      { kinds: ["path", "tag"], inFlight: 3000 },
      { kinds: ["prefix", "all"], inFlight: 15 },
    ],
    // 1,000 paths a month free, then half a cent each.
    budgets: [{ unit: "item", amount: 1000, per: "month", beyond: { usd: 0.005 } }],
    // AWS's own waiter asks every 20 seconds; the first pause and the most of a run are the action's own.
    done: { by: "poll", firstMs: 5000, maxMs: 20_000 },
    wants: { urls: "aliases", files: "all", address: "path" },
    provable: true,
    maxPurges: 3000,
  },
  afterThrottleMs: 20_000,
  countItems: (body) => Number(/<Quantity>(\d+)</.exec(body)?.[1]),
  pacing: [{ requested: paths(7000) }, { requested: prefixes(40) }],
  oneByOne: { requested: paths, options: { "batch-size": 1 } },
  registersWithinMs: 30_000,
  siteStatuses: [],
  errorBody,
  errorInside200: { noneBecause: "a success is a 201 with the invalidation; anything else is unreadable" },
});

describe("cloudfront's answers", () => {
  it("that are about other paths or another reference are red, with what they say", async () => {
    const { purge, sandbox } = await startCase("cloudfront", createDrive);
    const body =
      "<Invalidation><Id>I0</Id><Status>Completed</Status><InvalidationBatch><Paths><Quantity>9</Quantity></Paths>" +
      "<CallerReference>somebody-else</CallerReference></InvalidationBatch></Invalidation>";
    sandbox.api.fault([{ do: "answer", status: 201, headers: { "content-type": "text/xml" }, body }], "submit");

    expect((await purge([path("/about.html")])).outcomes).toMatchObject([
      { state: "failed", fault: "invalid", message: expect.stringContaining("9 paths under somebody-else") },
    ]);
  });

  it("that contradict what was asked are not answered with halves of it: the request is not to blame", async () => {
    const { purge, sandbox, submits } = await startCase("cloudfront", createDrive);
    const body =
      "<Invalidation><Id>I0</Id><Status>Completed</Status><InvalidationBatch><Paths><Quantity>9</Quantity></Paths>" +
      "<CallerReference>somebody-else</CallerReference></InvalidationBatch></Invalidation>";
    sandbox.api.fault([{ do: "answer", status: 201, headers: { "content-type": "text/xml" }, body }], "submit");

    expect((await purge(paths(10))).outcomes).toMatchObject([{ state: "failed", items: 10 }]);
    expect(submits()).toHaveLength(1);
  });

  it("name the code, and say whose fault it is", async () => {
    const { purge, sandbox } = await startCase("cloudfront", createDrive);

    expect((await purge([path("/")], { site: "E0000000000000" })).outcomes).toMatchObject([
      { fault: "site", message: expect.stringContaining("NoSuchDistribution") },
    ]);
    sandbox.api.set({ denied: true });
    expect((await purge([path("/")])).outcomes).toMatchObject([
      { fault: "auth", message: expect.stringContaining("cloudfront:CreateInvalidation") },
    ]);
    expect((await purge([path("/")], { apiSecret: "another-secret-0123" })).outcomes).toMatchObject([
      { fault: "auth", message: expect.stringContaining("SignatureDoesNotMatch") },
    ]);
  });

  it("to a full pool are waited for, and nothing is halved", async () => {
    const { purge, sandbox, submits } = await startCase("cloudfront", createDrive);
    const full = {
      do: "answer",
      status: 400,
      body: errorBody("exceed the maximum", "TooManyInvalidationsInProgress"),
    } as const;
    sandbox.api.fault([full, full], "submit");

    expect((await purge(paths(10))).outcomes).toMatchObject([{ state: "completed", items: 10 }]);
    const [first = 0, second = 0] = submits().map(({ at }) => at);
    expect(second - first).toBeGreaterThanOrEqual(20_000);
    const references = submits().map(({ body }) => /<CallerReference>([^<]+)</.exec(body)?.[1]);
    expect(new Set(references).size).toBe(1);
  });
});

describe("cloudfront's paths", () => {
  it("are encoded where RFC 1738 calls a character unsafe, and not twice", async () => {
    const { purge, submits } = await startCase("cloudfront", createDrive);
    await purge([path("/a|b^c`d{e}~f[g].html"), path("/wei%C3%9F.html"), path("/a+b&c=d;e.html?x=1&y=2")]);

    const sent = [...(submits()[0]?.body.matchAll(/<Path>([^<]*)</g) ?? [])].map(([, one]) => one);
    expect(sent).toEqual([
      "/a%7Cb%5Ec%60d%7Be%7D%7Ef%5Bg%5D.html",
      "/wei%C3%9F.html",
      "/a+b&#38;c=d;e.html?x=1&#38;y=2",
    ]);
  });
});
