import { describe, expect, it } from "vitest";
import { createDrive } from "./drive.ts";
import { startCase } from "./suite/case.ts";
import type { PurgeEntry } from "./suite/drive.ts";
import { testProvider } from "./suite/provider-suite.ts";
import { PATHS } from "./suite/website.ts";

const path = (value: string): PurgeEntry => ({ by: "path", value });
const paths = (count: number): readonly PurgeEntry[] => Array.from({ length: count }, (_, n) => path(`/new/${n}`));
const everywhere = (gone: readonly string[]): readonly string[] => gone.flatMap((one) => [one, `second:${one}`]);
const DOCS = ["/docs/a.html", "/docs/b.html", "/docs/deep/c.html"];
const LIST = { perRequest: 100, match: { query: "unknown" } } as const;
const PATTERN = { perRequest: 100, match: { query: "unknown", anchor: "path" } } as const;

testProvider({
  id: "paradarum",
  createDrive,
  pathOn: "all-hosts",
  kinds: [
    { requested: [path("/docs/a.html")], gone: everywhere(["/docs/a.html"]) },
    { requested: [{ by: "extension", value: "css" }], gone: everywhere(["/assets/app.css", "/assets/print.css"]) },
    { requested: [{ by: "regex", value: "^/docs/[^/]+\\.html$" }], gone: everywhere(["/docs/a.html", "/docs/b.html"]) },
    { requested: [{ by: "equals", value: "/about.html" }], gone: everywhere(["/about.html"]) },
    { requested: [{ by: "contains", value: "bout" }], gone: everywhere(["/about.html", "/about.html?v=1"]) },
    { requested: [{ by: "starts_with", value: "/docs/" }], gone: everywhere(DOCS) },
    { requested: [{ by: "ends_with", value: "/a.html" }], gone: everywhere(["/docs/a.html", "/docs-old/a.html"]) },
    { requested: [{ by: "all", value: "" }], gone: everywhere(PATHS) },
    {
      requested: [path("/about.html"), { by: "extension", value: "js" }],
      gone: everywhere(["/about.html", "/assets/app.js"]),
    },
  ],
  declares: {
    accepts: {
      path: LIST,
      extension: LIST,
      regex: PATTERN,
      equals: PATTERN,
      contains: PATTERN,
      starts_with: PATTERN,
      ends_with: PATTERN,
      all: { perRequest: 1, match: { query: "covered" } },
    },
    mix: "any",
    rates: [],
    done: { by: "window", seconds: 30 },
    wants: { urls: "aliases", files: "all", address: "path" },
    provable: true,
    maxPurges: 10_000,
  },
  afterThrottleMs: 0,
  countItems: (body) => (JSON.parse(body) as { items?: unknown[] }).items?.length ?? 1,
  pacing: { noneBecause: "Paradarum documents no rate limit" },
  oneByOne: { requested: paths, options: { "batch-size": 1 } },
  siteStatuses: [403, 404],
  errorBody: (message) => JSON.stringify({ succeeded: false, message, data: null }),
  errorInside200: { body: '{"succeeded":false,"message":"Not today.","data":null}', fault: "invalid" },
});

describe("paradarum's batches", () => {
  it("purge what is valid, and name what was rejected", async () => {
    const { purge, fresh, sandbox } = await startCase("paradarum", createDrive);
    sandbox.api.set({ reject: ["/docs/b.html"] });

    const { outcomes } = await purge([path("/docs/a.html"), path("/docs/b.html"), path("/about.html")]);

    expect(outcomes).toMatchObject([{ refused: [{ item: 1, why: "Value is not allowed for this property." }] }]);
    expect(fresh()).toEqual(everywhere(["/about.html", "/docs/a.html"]).toSorted());
  });

  it("name it by its place in the request that carried it", async () => {
    const { purge, sandbox } = await startCase("paradarum", createDrive);
    sandbox.api.set({ reject: ["/new/3"] });

    const { outcomes } = await purge(paths(5), { options: { "batch-size": 2 } });

    expect(outcomes.map(({ refused }) => refused.map(({ item }) => item))).toEqual([[], [1], []]);
  });

  it("fail when all of them is rejected", async () => {
    const { purge, sandbox } = await startCase("paradarum", createDrive);
    sandbox.api.set({ reject: ["/new/0", "/new/1"] });

    const refused = { state: "failed", fault: "invalid", items: 1 };
    expect((await purge(paths(2))).outcomes).toMatchObject([refused, refused]);
  });

  it.each([
    [{ status: "suspended" }, "site", "currently suspended", 1],
    [{ status: "disabled" }, "site", "until it is re-enabled. The property itself is disabled or suspended", 1],
    [{ noHostnames: true }, "site", "No active hostnames", 1],
    [{ noNodes: true }, "unavailable", "No active cache nodes", undefined],
  ])("show why a property takes none: %j", async (switches, fault, words, requests) => {
    const { purge, sandbox } = await startCase("paradarum", createDrive);
    sandbox.api.set(switches);

    const { outcomes } = await purge(paths(2));

    for (const outcome of outcomes)
      expect(outcome).toMatchObject({ state: "failed", fault, message: expect.stringContaining(words) });
    if (requests !== undefined) expect(sandbox.api.requests).toHaveLength(requests);
  });

  it("cannot reach another account's property", async () => {
    const { purge } = await startCase("paradarum", createDrive);

    expect((await purge(paths(1), { site: "124" })).outcomes).toMatchObject([
      { state: "failed", fault: "site", message: expect.stringContaining("Property not found.") },
    ]);
  });
});
