import { describe, expect, it } from "vitest";
import { createDrive } from "./drive.ts";
import { startCase } from "./suite/case.ts";
import type { PurgeEntry } from "./suite/drive.ts";
import { testProvider } from "./suite/provider-suite.ts";
import { PATHS } from "./suite/website.ts";

const path = (value: string): PurgeEntry => ({ by: "path", value });
const ALL: PurgeEntry = { by: "all", value: "" };
const everywhere = (gone: readonly string[]): readonly string[] => gone.flatMap((one) => [one, `second:${one}`]);
const wildcards = { options: { wildcards: true }, switches: { wildcards: true } };
const accepts = {
  path: { perRequest: 2000, allowed: /^[^*]*$/, match: { query: "unknown", host: "all" } },
  all: { perRequest: 1, match: { query: "covered" } },
} as const;

testProvider({
  id: "cdn77",
  createDrive,
  pathOn: "all-hosts",
  kinds: [
    { requested: [path("/docs/a.html"), path("/")], gone: everywhere(["/", "/docs/a.html"]) },
    {
      requested: [{ by: "prefix", value: "/docs/" }],
      gone: everywhere(["/docs/a.html", "/docs/b.html", "/docs/deep/c.html"]),
      ...wildcards,
    },
    { requested: [ALL], gone: everywhere(PATHS) },
  ],
  declares: {
    accepts,
    mix: "one-kind",
    rates: [],
    // The pauses and the most of a run are the action's own.
    done: { by: "poll", firstMs: 1000, maxMs: 10_000 },
    wants: { urls: "aliases", files: "all", address: "path" },
    provable: true,
    maxPurges: 20_000,
  },
  declaresUnder: [
    {
      ...wildcards,
      declares: {
        accepts: {
          ...accepts,
          prefix: {
            perRequest: 2000,
            allowed: /^[^*]*$/,
            match: { prefix: "string", query: "unknown", host: "all" },
          },
        },
      },
    },
  ],
  afterThrottleMs: 0,
  countItems: (body) => (body === "" ? 1 : (JSON.parse(body) as { paths: unknown[] }).paths.length),
  pacing: { noneBecause: "no rate is documented" },
  oneByOne: { requested: (count) => Array.from({ length: count }, () => ALL) },
  registersWithinMs: 10_000,
  siteStatuses: [404],
  errorBody: (words) => JSON.stringify({ errors: [words] }),
  errorInside200: { noneBecause: "what a job left out is listed in it, item by item" },
});

describe("cdn77's jobs", () => {
  it("name what they ignored: each is refused, and the others are done", async () => {
    const { purge, sandbox, fresh } = await startCase("cdn77", createDrive);
    sandbox.api.set({ ignore: ["/docs/a.html"] });

    const { outcomes } = await purge([path("/about.html"), path("/docs/a.html"), path("/docs/b.html")]);

    expect(outcomes).toMatchObject([
      { state: "completed", refused: [{ item: 1, why: expect.stringContaining("ignored_paths") }] },
    ]);
    expect(fresh()).toEqual(everywhere(["/about.html", "/docs/b.html"]).toSorted());
  });

  it("are found at the older path where it is named, and the hint names it", async () => {
    const { purge, sandbox } = await startCase("cdn77", createDrive);
    sandbox.api.set({ oldPath: true });

    expect((await purge([path("/")])).outcomes).toMatchObject([
      { fault: "site", message: expect.stringContaining("purge-path") },
    ]);
    expect((await purge([path("/")], { options: { "purge-path": "job/purge" } })).outcomes).toMatchObject([
      { state: "completed" },
    ]);
  });
});
