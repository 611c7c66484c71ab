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
const documentedLimits = { switches: { documentedLimits: true } };

testProvider({
  id: "gcore",
  createDrive,
  pathOn: "all-hosts",
  kinds: [
    { requested: [path("/docs/a.html"), path("/")], gone: everywhere(["/", "/docs/a.html"]) },
    { requested: [prefix("/docs/")], gone: everywhere(["/docs/a.html", "/docs/b.html", "/docs/deep/c.html"]) },
    { requested: [ALL], gone: everywhere(PATHS) },
    { requested: [path("/docs/a.html")], gone: everywhere(["/docs/a.html"]), switches: { fullUrls: true } },
    { requested: [path("/docs/a.html")], gone: everywhere(["/docs/a.html"]), switches: { registersAfterMs: 30_000 } },
  ],
  declares: {
    accepts: {
      path: { perRequest: 100, allowed: /^[^*]*$/, match: { query: "unknown", host: "all" } },
      prefix: { perRequest: 10, allowed: /^[^*]*$/, match: { prefix: "string", query: "covered", host: "all" } },
      all: { perRequest: 1, match: { query: "covered" } },
    },
    mix: "one-kind",
    rates: [
      { unit: "request", amount: 2, perSeconds: 60, kinds: ["path"], scope: "site" },
      { unit: "request", amount: 1, perSeconds: 60, kinds: ["prefix", "all"], scope: "site" },
    ],
    // The pauses and the most of a run are the action's own.
    done: { by: "poll", firstMs: 5000, maxMs: 20_000 },
    wants: { urls: "aliases", files: "all", address: "path" },
    provable: true,
    maxPurges: 800,
  },
  declaresUnder: [{ options: { status: false }, declares: { done: { by: "window", seconds: 60 } } }],
  afterThrottleMs: 60_000,
  idsComeLate: "the answer to a purge holds no id: it is in the list of purges",
  countItems: (body) => Math.max(1, (Object.values(JSON.parse(body) as Record<string, unknown[]>)[0] ?? []).length),
  pacing: [
    { requested: paths(450), ...documentedLimits },
    { requested: Array.from({ length: 25 }, (_, n) => prefix(`/new/${n}/`)), ...documentedLimits },
    { requested: [ALL, ALL, ALL], ...documentedLimits },
  ],
  oneByOne: { requested: (count) => Array.from({ length: count }, () => ALL) },
  registersWithinMs: 60_000,
  siteStatuses: [404],
  errorBody: (message) => JSON.stringify({ message }),
  errorInside200: { body: JSON.stringify({ errors: [{ message: "not purged" }] }), fault: "invalid" },
});

describe("gcore's danger", () => {
  it("is an empty list of paths: only everything becomes one", async () => {
    const { purge, submits } = await startCase("gcore", createDrive);
    await purge([]);
    await purge([path("/about.html"), prefix("/docs/"), ALL]);

    expect(submits().map(({ body }) => body)).toEqual([
      '{"urls":["/about.html"]}',
      '{"paths":["/docs/*"]}',
      '{"paths":[]}',
    ]);
  });

  it("is a purge that failed, or one without a state: red, in its words", async () => {
    const failed = await startCase("gcore", createDrive);
    failed.sandbox.api.set({ failed: true });
    expect((await failed.purge([path("/about.html")])).outcomes).toMatchObject([
      { state: "failed", message: expect.stringContaining('"Failed"') },
    ]);

    const disabled = await startCase("gcore", createDrive);
    disabled.sandbox.api.set({ statusDisabled: true });
    expect((await disabled.purge([path("/about.html")])).outcomes).toMatchObject([
      { state: "failed", message: expect.stringContaining("set status: false") },
    ]);
    expect((await disabled.purge([path("/about.html")], { options: { status: false } })).outcomes).toMatchObject([
      { state: "completed", confirmed: false },
    ]);
  });

  it("is an older purge of the same pages: its state says nothing of this one", async () => {
    const { purge, sandbox } = await startCase("gcore", createDrive);
    await purge([path("/about.html")]);
    sandbox.api.set({ neverFinish: true, registersAfterMs: 8000 });

    expect((await purge([path("/about.html")], { timeout: 40 })).outcomes).toMatchObject([{ confirmed: false }]);
  });
});
