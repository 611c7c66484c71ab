import { describe, expect, it } from "vitest";
import { createDrive } from "./drive.ts";
import { startCase } from "./suite/case.ts";
import type { PurgeEntry } from "./suite/drive.ts";
import { testProvider } from "./suite/provider-suite.ts";
import { PATHS } from "./suite/website.ts";

const path = (value: string): PurgeEntry => ({ by: "path", value });
const paths = (count: number): readonly PurgeEntry[] => Array.from({ length: count }, (_, n) => path(`/new/${n}`));
const prefixes = (count: number): readonly PurgeEntry[] =>
  Array.from({ length: count }, (_, n) => ({ by: "prefix", value: `/new/${n}/` }));
const ALL: PurgeEntry = { by: "all", value: "" };
const everywhere = (gone: readonly string[]): readonly string[] => gone.flatMap((one) => [one, `second:${one}`]);

testProvider({
  id: "bunny",
  createDrive,
  pathOn: "one-host",
  kinds: [
    { requested: [path("/docs/a.html"), path("/")], gone: ["/", "/docs/a.html"] },
    {
      requested: [{ by: "prefix", value: "/docs/" }],
      gone: ["/docs/a.html", "/docs/b.html", "/docs/deep/c.html"],
    },
    { requested: [{ by: "tag", value: "product:42" }], gone: everywhere(["/docs/a.html"]) },
    { requested: [ALL], gone: everywhere(PATHS) },
  ],
  declares: {
    accepts: {
      path: { perRequest: 1, allowed: /^[^*]*$/, match: { query: "unknown" } },
      prefix: { perRequest: 1, allowed: /^[^*]*$/, match: { prefix: "string", query: "covered" } },
      tag: { perRequest: 1, allowed: /^[^\s,*]+$/, match: { query: "covered" } },
      all: { perRequest: 1, match: { query: "covered" } },
    },
    mix: "one-item",
    rates: [
      // 120 at once and 5 a second; 20 at once and one in two seconds.
      { unit: "item", amount: 5, perSeconds: 1, burst: 120, kinds: ["path", "tag"], scope: "credential" },
      { unit: "item", amount: 1, perSeconds: 2, burst: 20, kinds: ["prefix", "all"], scope: "credential" },
    ],
    // The seconds and the most of a run are the action's own.
    done: { by: "window", seconds: 10 },
    wants: { urls: "aliases", files: "all", address: "url" },
    provable: true,
    maxPurges: 1500,
  },
  afterThrottleMs: 0,
  countItems: () => 1,
  pacing: [{ requested: paths(200) }, { requested: prefixes(40) }],
  oneByOne: { requested: paths },
  siteStatuses: [],
  errorBody: (words) => JSON.stringify({ Message: words }),
  errorInside200: { noneBecause: "a success has no body: any text is unreadable, and asked again" },
});

describe("bunny's danger", () => {
  it("is a slash at the end: a folder's own URL takes nothing below it along", async () => {
    const { purge, fresh } = await startCase("bunny", createDrive);

    expect((await purge([path("/")])).outcomes).toMatchObject([{ state: "completed" }]);
    expect(fresh()).toEqual(["/"]);
  });

  it("is a zone request without a tag: only everything becomes one", async () => {
    const { purge, sandbox } = await startCase("bunny", createDrive);
    await purge([]);
    await purge([path("/about.html"), { by: "tag", value: "product:42" }]);

    const zone = sandbox.api.requests.filter(({ path: target }) => target.endsWith("/purgeCache"));
    expect(zone.map(({ body }) => body)).toEqual(['{"CacheTag":"product:42"}']);
  });

  it("is another account's zone: the site is named, and nothing else is tried", async () => {
    const { purge, submits } = await startCase("bunny", createDrive);
    const { outcomes } = await purge(
      [
        { by: "tag", value: "a" },
        { by: "tag", value: "b" },
      ],
      { site: "1" },
    );

    expect(outcomes[0]).toMatchObject({
      state: "failed",
      fault: "site",
      message: expect.stringContaining("no pull zone"),
    });
    expect(submits().length).toBeLessThanOrEqual(2);
  });
});
