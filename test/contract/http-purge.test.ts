import { describe, expect, it } from "vitest";
import type { Fault } from "../../sandbox/sandbox.ts";
import { createDrive } from "./drive.ts";
import { startCase } from "./suite/case.ts";
import type { PurgeEntry } from "./suite/drive.ts";
import { testProvider } from "./suite/provider-suite.ts";

const path = (value: string): PurgeEntry => ({ by: "path", value });
const paths = (count: number): readonly PurgeEntry[] => Array.from({ length: count }, (_, n) => path(`/new/${n}`));
const page = (title: string): string => `<html><head><title>${title}</title></head></html>`;
const ASKED = [path("/docs/a.html"), path("/"), path("/new")];
const GONE = ["/", "/docs/a.html"];

testProvider({
  id: "http-purge",
  createDrive,
  pathOn: "one-host",
  kinds: [
    { requested: ASKED, gone: GONE },
    ...["nginx-fork", "squid", "trafficserver"].map((flavour) => ({
      requested: ASKED,
      gone: GONE,
      switches: { flavour },
    })),
    { requested: ASKED, gone: GONE, options: { method: "GET" } },
    { requested: ASKED, gone: GONE, options: { method: "GET", "purge-path": "/purge/" } },
  ],
  declares: {
    accepts: { path: { perRequest: 1, allowed: /^.*[^*]$/s, match: { query: "separate" } } },
    mix: "one-item",
    rates: [],
    done: { by: "response" },
    wants: { urls: "aliases", files: "all", address: "url" },
    provable: true,
    // The most of a run is the action's own.
    maxPurges: 2000,
  },
  afterThrottleMs: 0,
  countItems: () => 1,
  pacing: { noneBecause: "a cache of one's own has no rates" },
  oneByOne: { requested: paths },
  resetIsFinal: "nginx's worker crashes so, and another attempt ends another worker",
  siteStatuses: [],
  errorBody: (words) => page(`400 ${words}`),
  errorInside200: { body: page("Welcome to the shop"), fault: "invalid" },
});

describe("http-purge", () => {
  it("explains a connection that nginx's worker cuts, and ends no other worker", async () => {
    const { purge, sandbox, submits } = await startCase("http-purge", createDrive);
    sandbox.api.set({ crash: true });

    const { outcomes } = await purge(paths(30));

    expect(outcomes[0]).toMatchObject({
      state: "failed",
      message: expect.stringMatching(
        /the connection was (?:reset|closed).*; nginx's worker crashes.*proxy_cache_purge PURGE from/,
      ),
    });
    // What was under way when the first one was cut; nothing follows it, and nothing is sent twice.
    expect(submits().length).toBeLessThanOrEqual(16);
    expect(new Set(submits().map(({ path: target, server }) => `${server} ${target}`)).size).toBe(submits().length);
  });

  it("does not take a host that Traffic Server has not mapped for a page that was not cached", async () => {
    const { purge, sandbox } = await startCase("http-purge", createDrive);
    sandbox.api.set({ flavour: "trafficserver" });

    expect((await purge([path("/")], { siteUrl: "https://www.example.org" })).outcomes).toMatchObject([
      { state: "failed", fault: "invalid", message: expect.stringContaining("remap.config") },
    ]);
  });

  it("is not told by a server that passes PURGE on to the origin", async () => {
    const { purge, sandbox, submits, fresh } = await startCase("http-purge", createDrive);
    sandbox.api.set({ unconfigured: true });

    expect((await purge([path("/")])).outcomes).toMatchObject([
      { state: "failed", fault: "invalid", message: expect.stringContaining("passed it on to the origin") },
    ]);
    expect(submits()).toHaveLength(2);
    expect(fresh()).toEqual([]);
  });

  const answer = (status: number, body: string, more: Partial<Extract<Fault, { do: "answer" }>> = {}): Fault => ({
    do: "answer",
    status,
    body,
    ...more,
  });
  const HTML = { headers: { "content-type": "text/html" } };
  const TEXT = { headers: { "content-type": "text/plain" } };
  it.each<readonly [string, Fault, string]>([
    ["a key as JSON", answer(200, '{"Key": "www.example.com/","Status": "purged"}', TEXT), "completed"],
    ["a key as XML", answer(200, '<?xml version="1.0"?><status><Key><![CDATA[/]]></Key></status>', TEXT), "completed"],
    ["a key as text", answer(200, "Key:www.example.com/\nPath:/x", TEXT), "completed"],
    ["nothing", answer(200, "", TEXT), "completed"],
    ["a 204", answer(204, ""), "completed"],
    ["what an echo says", answer(200, '{"method":"PURGE","url":"/"}', TEXT), "failed"],
    ["a page of the site", answer(200, page("Everything about purges"), HTML), "failed"],
    ["a purge that waits in a queue", answer(202, "", TEXT), "failed"],
    ["nginx's own 404", answer(404, page("404 Not Found"), HTML), "completed"],
    ["a 404 of the site", answer(404, page("Page not found - Shop"), HTML), "failed"],
    ["a 404 of a framework", answer(404, "Cannot PURGE /", TEXT), "failed"],
    ["a 410, which is not listed", answer(410, "", TEXT), "failed"],
  ])("takes %s for what it is", async (_, fault, state) => {
    const { purge, sandbox } = await startCase("http-purge", createDrive);
    sandbox.api.fault([fault, fault]);
    expect((await purge([path("/")])).outcomes).toMatchObject([{ state }]);
  });

  it("looks for the words that the user gives, and for no others", async () => {
    const { purge, sandbox } = await startCase("http-purge", createDrive);
    const options = { expect: "done *" };
    const done = answer(200, "done 1\n");
    sandbox.api.fault([done, done]);
    expect((await purge([path("/")], { options })).outcomes).toMatchObject([{ state: "completed" }]);
    // The server's own answer is another one.
    expect((await purge([path("/")], { options })).outcomes).toMatchObject([{ state: "failed", fault: "invalid" }]);
  });

  it.each([
    ["a 200", 200],
    ["a 404", 404],
  ])("believes %s with the header that only purges have, and not without it", async (_, status) => {
    const { purge, sandbox } = await startCase("http-purge", createDrive);
    const options = { "answer-header": "X-Purged-By" };
    const proven = answer(status, "", { headers: { "x-purged-by": "nginx" } });
    sandbox.api.fault([proven, proven, answer(status, ""), answer(status, "")]);
    expect((await purge([path("/")], { options })).outcomes).toMatchObject([{ state: "completed" }]);
    expect((await purge([path("/")], { options })).outcomes).toMatchObject([{ state: "failed", fault: "invalid" }]);
  });

  it("takes other statuses for what was not cached, where they are given", async () => {
    const { purge, sandbox } = await startCase("http-purge", createDrive);
    sandbox.api.fault([answer(410, ""), answer(410, "")]);
    expect((await purge([path("/")], { options: { "not-cached": [410] } })).outcomes).toMatchObject([
      { state: "completed" },
    ]);
  });
});
