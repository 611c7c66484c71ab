import { describe, expect, it } from "vitest";
import { createDrive } from "./drive.ts";
import { startCase } from "./suite/case.ts";
import type { PurgeEntry } from "./suite/drive.ts";
import { testProvider } from "./suite/provider-suite.ts";
import { PATHS } from "./suite/website.ts";

const path = (value: string): PurgeEntry => ({ by: "path", value });
const paths = (count: number): readonly PurgeEntry[] => Array.from({ length: count }, (_, n) => path(`/new/${n}`));
const tag = (value: string): PurgeEntry => ({ by: "tag", value });
const everywhere = (gone: readonly string[]): readonly string[] => gone.flatMap((one) => [one, `second:${one}`]);

testProvider({
  id: "fastly",
  createDrive,
  pathOn: "one-host",
  kinds: [
    { requested: [path("/docs/a.html"), path("/")], gone: ["/", "/docs/a.html"] },
    { requested: [tag("product:42"), tag("category:shoes")], gone: everywhere(["/assets/app.js", "/docs/a.html"]) },
    { requested: [{ by: "all", value: "" }], gone: everywhere(PATHS) },
  ],
  declares: {
    accepts: {
      path: { perRequest: 1, match: { query: "separate" } },
      tag: { perRequest: 256, maxLength: 1024, allowed: /^\S+$/, match: { query: "covered" } },
      all: { perRequest: 1, match: { query: "covered" } },
    },
    mix: "one-kind",
    rates: [{ unit: "item", amount: 100_000, perSeconds: 3600, kinds: ["path", "tag"], scope: "credential" }],
    // "About 150 ms"; the rest, and the most of a run, are the action's own.
    done: { by: "window", seconds: 2 },
    wants: { urls: "aliases", files: "all", address: "url" },
    provable: true,
    maxPurges: 5000,
  },
  soft: {
    requested: [path("/about.html"), tag("product:42")],
    options: { mode: "soft" },
    gone: ["/about.html", ...everywhere(["/docs/a.html"])],
  },
  afterThrottleMs: 0,
  countItems: (body) => (body === "" ? 1 : (JSON.parse(body) as { surrogate_keys: unknown[] }).surrogate_keys.length),
  pacing: { noneBecause: "100,000 an hour are more than a run may send" },
  oneByOne: { requested: paths },
  siteStatuses: [],
  errorBody: (words) => JSON.stringify({ msg: words }),
  errorInside200: { noneBecause: "a status that is not ok is not documented: it is unreadable, and asked again" },
});

describe("fastly's answers", () => {
  it("to a batch of keys name those that were purged: one that is missing stays owed", async () => {
    const { purge, sandbox, fresh } = await startCase("fastly", createDrive);
    sandbox.api.set({ missing: ["category:shoes"] });

    const { outcomes } = await purge([tag("product:42"), tag("category:shoes")]);

    expect(outcomes).toMatchObject([{ state: "completed", refused: [{ item: 1 }] }]);
    expect(fresh()).toEqual(everywhere(["/docs/a.html"]).toSorted());
  });

  it("are red where an ok names an error, and may hold a key of that name", async () => {
    const { purge, sandbox } = await startCase("fastly", createDrive);
    sandbox.api.fault([{ do: "answer", status: 200, body: '{"status":"ok","error":"not at every edge"}' }], "submit");

    expect((await purge([path("/")])).outcomes).toMatchObject([
      { state: "failed", message: expect.stringContaining("not at every edge") },
    ]);
    expect((await purge([tag("error"), tag("errors")])).outcomes).toMatchObject([{ state: "completed", refused: [] }]);
  });

  it("tell a service that is not there from a host that is not", async () => {
    const { purge } = await startCase("fastly", createDrive);

    expect((await purge([tag("a")], { site: "NoSuchService" })).outcomes).toMatchObject([
      { state: "failed", fault: "site", message: expect.stringContaining("Cannot load service") },
    ]);
    expect((await purge([path("/")], { siteUrl: "https://www.example.org" })).outcomes).toMatchObject([
      { state: "failed", fault: "invalid", message: expect.stringContaining("correct site-url") },
    ]);
  });

  it.each([
    ["soon", 9, "completed", 2],
    ["after the timeout", 3000, "failed", 1],
  ])("to a throttle without Retry-After name its end, which is %s", async (_, seconds, state, attempts) => {
    const { purge, sandbox, drive, submits } = await startCase("fastly", createDrive);
    const headers = { "fastly-ratelimit-reset": String(Math.ceil(drive.now() / 1000) + seconds) };
    sandbox.api.fault([{ do: "answer", status: 429, headers, body: '{"msg":"Too many requests"}' }], "submit");

    expect((await purge([path("/about.html")])).outcomes).toMatchObject([{ state }]);
    expect(submits()).toHaveLength(attempts);
    const [first = 0, second = first + 9000] = submits().map(({ at }) => at);
    expect(second - first).toBeGreaterThanOrEqual(9000);
  });

  it("are asked softly where that is wanted, but for everything", async () => {
    const { purge, submits, declared } = await startCase("fastly", createDrive);
    await purge([path("/about.html"), tag("a"), { by: "all", value: "" }], { options: { mode: "soft" } });

    expect((await declared({ mode: "soft" })).accepts).toMatchObject({ path: { soft: true }, tag: { soft: true } });
    const soft = submits().map(({ path: target, headers }) => [target.split("/")[1], headers["fastly-soft-purge"]]);
    expect(soft.toSorted()).toEqual([
      ["purge", "1"],
      ["service", undefined],
      ["service", "1"],
    ]);
  });
});
