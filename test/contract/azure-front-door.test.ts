import { describe, expect, it } from "vitest";
import { createDrive } from "./drive.ts";
import { startCase } from "./suite/case.ts";
import type { PurgeEntry } from "./suite/drive.ts";
import { testProvider } from "./suite/provider-suite.ts";
import { PATHS } from "./suite/website.ts";

const path = (value: string): PurgeEntry => ({ by: "path", value });
const paths = (count: number): readonly PurgeEntry[] => Array.from({ length: count }, (_, n) => path(`/new/${n}`));
const everywhere = (gone: readonly string[]): readonly string[] => gone.flatMap((one) => [one, `second:${one}`]);
const SECRET = "Abc8Q~sandboxClientSecretOfTheApplication";
const application = (url: string) => ({
  "tenant-id": "72f988bf-86f1-41af-91ab-2d7cd011db47",
  "client-id": "b2a5c3d4-1111-4222-8333-444455556666",
  "login-url": url,
});
const FOLDER = ["/docs/a.html", "/docs/b.html", "/docs/deep/c.html"];

testProvider({
  id: "azure-front-door",
  createDrive,
  pathOn: "all-hosts",
  kinds: [
    { requested: [path("/docs/a.html"), path("/")], gone: everywhere(["/", "/docs/a.html"]) },
    { requested: [path("/DOCS/A.html")], gone: everywhere(["/docs/a.html"]) },
    { requested: [{ by: "prefix", value: "/docs/" }], gone: everywhere(FOLDER) },
    { requested: [{ by: "prefix", value: "/docs" }], gone: everywhere(FOLDER) },
    { requested: [{ by: "all", value: "" }], gone: everywhere(PATHS) },
    { requested: [path("/docs/a.html")], gone: ["/docs/a.html"], options: { domains: ["127.0.0.1"] } },
  ],
  declares: {
    accepts: {
      path: { perRequest: 100, allowed: /^[^*]*$/, match: { query: "covered", host: "all" } },
      prefix: {
        perRequest: 50,
        allowed: /^[^*]*$/,
        match: { prefix: "segment", query: "covered", host: "all" },
      },
      all: { perRequest: 1, match: { query: "covered" } },
    },
    mix: "any",
    // 200 writes at once and 10 a second, for each subscription and identity.
    rates: [
      { unit: "request", amount: 10, perSeconds: 1, burst: 200, kinds: ["path", "prefix", "all"], scope: "credential" },
    ],
    // The pauses and the most of a run are the action's own.
    done: { by: "poll", firstMs: 5000, maxMs: 20_000 },
    wants: { urls: "aliases", files: "all", address: "path" },
    provable: true,
    maxPurges: 5000,
  },
  afterThrottleMs: 0,
  page: { requested: path("/about.html"), gone: everywhere(["/about.html", "/about.html?v=1"]) },
  registersWithinMs: 30_000,
  countItems: (body) => (JSON.parse(body) as { contentPaths: unknown[] }).contentPaths.length,
  pacing: [{ requested: Array.from({ length: 230 }, () => ({ by: "all", value: "" }) as const) }],
  oneByOne: { requested: (count) => Array.from({ length: count }, () => ({ by: "all", value: "" }) as const) },
  siteStatuses: [],
  errorBody: (words) => JSON.stringify({ error: { code: "BadRequest", message: words } }),
  errorInside200: { noneBecause: "a purge is answered without a body, and an operation with its own words" },
});

describe("azure's operations", () => {
  const poll = (body: object) => ({ do: "answer", status: 200, body: JSON.stringify(body) }) as const;

  it("that failed leave the purge undone, in Azure's words", async () => {
    const { purge, sandbox, fresh } = await startCase("azure-front-door", createDrive);
    sandbox.api.set({ failed: true });

    expect((await purge(paths(1))).outcomes).toMatchObject([
      { state: "failed", fault: "invalid", message: expect.stringContaining("The purge failed.") },
    ]);
    expect(fresh()).toEqual([]);
  });

  it.each([
    ["of another operation", { status: "Succeeded", name: "somebody-else" }, "is of somebody-else"],
    ["of a success with an error", { status: "Succeeded", error: { code: "Partial" } }, "names an error: Partial"],
    ["of one that was cancelled", { status: "Canceled" }, '"Canceled"'],
  ])("are not good by a status %s", async (_, body, words) => {
    const { purge, sandbox } = await startCase("azure-front-door", createDrive);
    sandbox.api.fault([poll(body)], "poll");

    expect((await purge(paths(1))).outcomes).toMatchObject([
      { state: "failed", message: expect.stringContaining(words) },
    ]);
  });

  it("are asked for at the API's own address alone: the token goes with the question", async () => {
    const { purge, sandbox, submits } = await startCase("azure-front-door", createDrive);
    const headers = { "azure-asyncoperation": "https://elsewhere.example/operation/1" };
    sandbox.api.fault([{ do: "answer", status: 202, headers, body: "" }], "submit");

    expect((await purge(paths(1))).outcomes).toMatchObject([{ state: "completed" }]);
    expect(submits()).toHaveLength(2);
  });

  it("are not started with a token that no header takes", async () => {
    const { purge, sandbox } = await startCase("azure-front-door", createDrive);
    sandbox.api.set({ application: "secret" });
    const body = JSON.stringify({ access_token: "a\r\nx-injected: 1", expires_in: 3599 });
    sandbox.api.fault([{ do: "answer", status: 200, body }], "lookup");

    const { outcomes } = await purge(paths(1), { apiKey: SECRET, options: application(sandbox.api.url) });

    expect(outcomes).toMatchObject([{ state: "completed" }]);
    expect(sandbox.api.requests.map(({ status }) => status)).not.toContain(401);
  });

  it("are followed with a new token where one ends in the middle of the run", async () => {
    const { purge, sandbox, fresh, submits, polls } = await startCase("azure-front-door", createDrive);
    sandbox.api.set({ application: "secret", tokenSeconds: 4 });
    const purges = Array.from({ length: 260 }, () => ({ by: "all", value: "" }) as const);

    const { outcomes } = await purge(purges, { apiKey: SECRET, options: application(sandbox.api.url) });

    expect(new Set(outcomes.map(({ state }) => state))).toEqual(new Set(["completed"]));
    expect([...submits(), ...polls()].filter(({ status }) => status >= 400)).toEqual([]);
    const tokens = new Set([...submits(), ...polls()].map(({ headers }) => headers["authorization"]));
    expect(tokens.size).toBeGreaterThan(2);
    expect(fresh()).toEqual(everywhere(PATHS).toSorted());
  });

  it("wait where another one is under way, and end where the endpoint is none", async () => {
    const { purge, sandbox } = await startCase("azure-front-door", createDrive);
    sandbox.api.set({ busy: true });
    expect((await purge(paths(1), { timeout: 30 })).outcomes).toMatchObject([{ state: "failed", fault: "throttled" }]);
    sandbox.api.set({ busy: false });

    const site = `${String(sandbox.api.account.site)}2`;
    expect((await purge(paths(1), { site })).outcomes).toMatchObject([{ state: "failed", fault: "site" }]);
  });
});
