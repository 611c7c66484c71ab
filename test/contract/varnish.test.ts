import { describe, expect, it } from "vitest";
import { createDrive } from "./drive.ts";
import { startCase } from "./suite/case.ts";
import type { PurgeEntry } from "./suite/drive.ts";
import { testProvider } from "./suite/provider-suite.ts";

const path = (value: string): PurgeEntry => ({ by: "path", value });
const regex = (value: string): PurgeEntry => ({ by: "regex", value });
const tag = (value: string): PurgeEntry => ({ by: "tag", value });
const paths = (count: number): readonly PurgeEntry[] => Array.from({ length: count }, (_, n) => path(`/new/${n}`));
const everywhere = (gone: readonly string[]): readonly string[] => gone.flatMap((one) => [one, `second:${one}`]);

const PATH = { perRequest: 1, match: { query: "separate" } } as const;
// A header line of 8,192 characters, less the header's name, its colon and a blank.
const REGEX = {
  perRequest: 1,
  maxLength: 8179,
  allowed: /^[!#-~][!-~]*$/,
  match: { query: "covered", anchor: "path", host: "one" },
} as const;
const TAG = {
  perRequest: 500,
  maxTotalLength: 8180,
  allowed: /^[!-+\--~]+$/,
  match: { query: "covered" },
} as const;
const page = (words: string): string => `<!DOCTYPE html><html><head><title>400 ${words}</title></head></html>`;

testProvider({
  id: "varnish",
  createDrive,
  pathOn: "one-host",
  kinds: [
    { requested: [path("/docs/a.html"), path("/")], gone: ["/", "/docs/a.html"] },
    { requested: [path("/docs/a.html"), path("/")], gone: ["/", "/docs/a.html"], options: { purge: "BAN" } },
    { requested: [regex("^/docs/")], gone: ["/docs/a.html", "/docs/b.html", "/docs/deep/c.html"] },
    { requested: [regex("\\.css(?:\\?|$)")], gone: ["/assets/app.css", "/assets/print.css"] },
    { requested: [tag("product:42"), tag("category:shoes")], gone: everywhere(["/assets/app.js", "/docs/a.html"]) },
  ],
  declares: {
    accepts: { path: PATH, regex: REGEX, tag: TAG },
    mix: "one-kind",
    rates: [],
    done: { by: "response" },
    wants: { urls: "aliases", files: "all", address: "url" },
    provable: true,
    // The most of a run is the action's own.
    maxPurges: 2000,
  },
  declaresUnder: [
    { options: { "ban-header": "none" }, declares: { accepts: { path: PATH, tag: TAG } } },
    { options: { "tag-header": "none" }, declares: { accepts: { path: PATH, regex: REGEX } } },
    {
      options: { mode: "soft", "ban-header": "none" },
      declares: { accepts: { path: PATH, tag: { ...TAG, maxTotalLength: 8176, soft: true } } },
    },
  ],
  soft: {
    requested: [tag("page:about"), tag("product:42")],
    options: { mode: "soft" },
    gone: everywhere(["/about.html", "/about.html?v=1", "/docs/a.html"]),
  },
  afterThrottleMs: 0,
  countItems: (_, { headers }) => headers["xkey-purge"]?.split(" ").length ?? 1,
  pacing: { noneBecause: "a cache of one's own has no rates" },
  oneByOne: { requested: paths },
  siteStatuses: [],
  errorBody: page,
  errorInside200: { body: page("Something else"), fault: "invalid" },
});

describe("varnish's answers", () => {
  it("prove nothing by their status: without the VCL each server is named, and asked once for each purge", async () => {
    const { purge, sandbox, fresh, submits } = await startCase("varnish", createDrive);
    sandbox.api.set({ unconfigured: true });

    const { outcomes } = await purge([path("/"), regex("^/docs/"), tag("product:42")]);

    expect(outcomes).toMatchObject(Array(3).fill({ state: "failed", fault: "invalid" }));
    for (const { message } of outcomes) {
      for (const server of sandbox.api.servers) expect(message).toContain(`${new URL(server).host}: HTTP 200`);
      expect(message).toContain("did not handle the purge");
    }
    expect(submits()).toHaveLength(6);
    expect(fresh()).toEqual([]);
  });

  it("may be other words, where the VCL has others", async () => {
    const { purge, sandbox } = await startCase("varnish", createDrive);
    const options = { "expect-purge": "Gone", "expect-tag": "* keys are gone" };
    expect((await purge([path("/")], { options })).outcomes).toMatchObject([{ state: "failed", fault: "invalid" }]);
    sandbox.api.fault([
      { do: "answer", status: 200, reason: "Gone", body: "" },
      { do: "answer", status: 200, reason: "OK", body: "<html><head><title>200 Gone</title></head></html>" },
      { do: "answer", status: 200, reason: "OK", body: "3 keys are gone\n" },
      { do: "answer", status: 200, reason: "0 keys are gone", body: "" },
    ]);
    expect((await purge([path("/")], { options })).outcomes).toMatchObject([{ state: "completed" }]);
    expect((await purge([tag("a")], { options })).outcomes).toMatchObject([{ state: "completed" }]);
  });

  const miss = (status: number, reason: string) => ({ do: "answer", status, reason, body: page(reason) }) as const;
  it.each([
    ["a 404 with the words of older VCLs", miss(404, "Not in cache."), {}, "completed"],
    [
      "a 412 with other words that are given",
      miss(412, "Nothing here"),
      { "expect-not-cached": "Nothing*" },
      "completed",
    ],
    ["a 404 of the origin", miss(404, "Not Found"), {}, "failed"],
    ["a 403 with those words", miss(403, "Not in cache."), {}, "failed"],
  ])("may say that a page was not cached: %s", async (_, fault, options, state) => {
    const { purge, sandbox } = await startCase("varnish", createDrive);
    sandbox.api.fault([fault, fault]);
    expect((await purge([path("/")], { options })).outcomes).toMatchObject([{ state }]);
  });

  it("to a tag are no 404: an xkey that has nothing counts 0 objects", async () => {
    const { purge, sandbox } = await startCase("varnish", createDrive);
    sandbox.api.fault([miss(404, "Not in cache."), miss(404, "Not in cache.")]);
    expect((await purge([tag("a")])).outcomes).toMatchObject([{ state: "failed", fault: "invalid" }]);
  });

  it("to a pattern that does not compile are Varnish's own words", async () => {
    const { purge } = await startCase("varnish", createDrive);
    expect((await purge([regex("^/(")])).outcomes).toMatchObject([
      { state: "failed", fault: "invalid", message: expect.stringContaining("Regex compile error") },
    ]);
  });

  it("blame the key, although Varnish names a pause with everything", async () => {
    const { purge, submits } = await startCase("varnish", createDrive);
    expect((await purge([path("/")], { apiKey: "wrong-key" })).outcomes).toMatchObject([
      { state: "failed", fault: "auth", message: expect.stringContaining("key-header") },
    ]);
    expect(submits()).toHaveLength(2);
  });

  it("are asked for without a key where none is given, and by another header where one is", async () => {
    const { purge, sandbox, submits } = await startCase("varnish", createDrive);
    sandbox.api.set({ key: null });
    await purge([path("/")], { options: { "key-header": "X-Other" } });
    expect(submits()[0]?.headers).toMatchObject({ "x-other": sandbox.api.account.apiKey });
    expect(submits()[0]?.headers).not.toHaveProperty("x-purge-key");
  });
});

it("varnish is told the site's host by every server's own address", async () => {
  const { purge, sandbox, submits, fresh } = await startCase("varnish", createDrive);
  await purge([path("/about.html")], { siteUrl: sandbox.edge.secondUrl });

  expect(submits().map(({ headers }) => headers["host"])).toEqual(Array(2).fill(new URL(sandbox.edge.secondUrl).host));
  expect(fresh()).toEqual(["second:/about.html"]);
});
