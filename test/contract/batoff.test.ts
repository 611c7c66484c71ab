import { describe, expect, it } from "vitest";
import type { Fault } from "../../sandbox/sandbox.ts";
import { createDrive } from "./drive.ts";
import { startCase } from "./suite/case.ts";
import type { PurgeEntry } from "./suite/drive.ts";
import { testProvider } from "./suite/provider-suite.ts";

const path = (value: string): PurgeEntry => ({ by: "path", value });
const prefix = (value: string): PurgeEntry => ({ by: "prefix", value });
const tag = (value: string): PurgeEntry => ({ by: "tag", value });
const SECRET = Buffer.from("a signing secret").toString("base64");
const tags = (count: number): readonly PurgeEntry[] => Array.from({ length: count }, (_, n) => tag(`t${n}`));

testProvider({
  id: "batoff",
  createDrive,
  pathOn: "one-host",
  kinds: [
    { requested: [path("/docs/a.html"), path("/about.html?v=1")], gone: ["/docs/a.html", "/about.html?v=1"] },
    { requested: [prefix("/docs/")], gone: ["/docs/a.html", "/docs/b.html", "/docs/deep/c.html"] },
    { requested: [prefix("/docs")], gone: ["/docs/a.html", "/docs/b.html", "/docs/deep/c.html", "/docs-old/a.html"] },
    { requested: [tag("product:42")], gone: ["/docs/a.html", "second:/docs/a.html"] },
    {
      requested: [tag("category:shoes"), path("/about.html"), prefix("/docs/deep/")],
      gone: ["/assets/app.js", "second:/assets/app.js", "/about.html", "/docs/deep/c.html"],
    },
  ],
  declares: {
    accepts: {
      // "Up to 200 URLs per request"; the other two are the action's own, and no run waits for the minute to pass.
      path: { perRequest: 200, match: { query: "unknown" } },
      prefix: { perRequest: 30, perRun: 60, match: { prefix: "string", query: "covered" } },
      tag: { perRequest: 100, match: { query: "covered" } },
    },
    mix: "one-kind",
    // "60 prefix purges per site per minute", and a second more.
    rates: [{ unit: "item", amount: 60, perSeconds: 61, kinds: ["prefix"], scope: "site" }],
    done: { by: "poll", firstMs: 500, maxMs: 5000 },
    wants: { urls: "aliases", files: "all", address: "url" },
    provable: true,
    maxPurges: 20_000,
  },
  registersWithinMs: 10_000,
  afterThrottleMs: 0,
  countItems: (body) => (Object.values(JSON.parse(body) as object) as unknown[][])[0]?.length ?? 0,
  // 60 prefixes a site and minute.
  pacing: [{ requested: Array.from({ length: 150 }, (_, n) => prefix(`/new/${n}/`)) }],
  oneByOne: { requested: tags, options: { "tag-batch-size": 1 } },
  siteStatuses: [404],
  errorBody: (message) => JSON.stringify({ code: "some_code", message }),
  errorInside200: { noneBecause: "a purge is answered with 202 and a task, and its failure is a state of the task" },
});

describe("batoff's signatures", () => {
  it("stand on every request, made anew for each attempt", async () => {
    const { purge, sandbox } = await startCase("batoff", createDrive);
    const headers = { "retry-after": "400" };
    sandbox.api.fault([{ do: "answer", status: 503, headers, body: "{}" }], "submit");

    // The sandbox refuses a signature that is older than 300 s: a repeated one would not do.
    expect((await purge([path("/about.html")], { timeout: 900 })).outcomes).toMatchObject([{ state: "completed" }]);
    const signatures = sandbox.api.requests.map(({ headers: sent }) => sent["x-batoff-signature"]);
    expect(signatures.length).toBeGreaterThan(2);
    expect(signatures.filter((value) => !/^sha256=[0-9a-f]{64}$/.test(value ?? ""))).toEqual([]);
    expect(new Set(signatures.slice(0, 3)).size).toBe(3);
  });

  it.each([
    ["{timestamp}\\n{method}\\n{path}\\n{body}", {}, {}],
    ["{method}\\n{path}\\n{timestamp}\\n{body}", {}, {}],
    [
      "{timestamp}{method}{path}{body}",
      { encoding: "base64", prefix: "" },
      { signatureEncoding: "base64", signaturePrefix: "" },
    ],
    ["v0:{timestamp}:{body}", { prefix: "v0=" }, { signaturePrefix: "v0=" }],
    ["{site_id}.{body_sha256}.{timestamp}", {}, {}],
    ["{timestamp}.{query}.{body}", { "timestamp-unit": "ms" }, { timestampUnit: "ms" }],
    [
      "{body}.{timestamp}",
      { "key-encoding": "base64", encoding: "base64" },
      { keyEncoding: "base64", signatureEncoding: "base64", signingSecret: SECRET },
      SECRET,
    ],
  ])("follow the recipe %s", async (template, more, switches, apiSecret?: string) => {
    const { purge, sandbox } = await startCase("batoff", createDrive);
    sandbox.api.set({ signature: template, ...switches });

    expect((await purge([path("/about.html")])).outcomes).toMatchObject([{ state: "failed", fault: "auth" }]);
    const options = { signature: { template, ...more } };
    const secret = apiSecret === undefined ? {} : { apiSecret };
    expect((await purge([path("/about.html")], { options, ...secret })).outcomes).toMatchObject([
      { state: "completed", confirmed: true },
    ]);
  });

  it("are made with the signing secret where there is one", async () => {
    const { purge, sandbox } = await startCase("batoff", createDrive);
    sandbox.api.set({ signingSecret: "another-secret" });

    expect((await purge([path("/")], { apiSecret: "another-secret" })).outcomes).toMatchObject([
      { state: "completed" },
    ]);
  });

  it("that are refused name the setting, and the clock when it is off", async () => {
    const { purge, sandbox, drive } = await startCase("batoff", createDrive);
    const refuse = (minutes: number): Fault => {
      const date = new Date(drive.now() + minutes * 60_000).toUTCString();
      return { do: "answer", status: 401, headers: { date }, body: '{"code":"bad_signature"}' };
    };
    sandbox.api.fault([refuse(10), refuse(20)]);

    const { outcomes, requests, written } = await purge([path("/")]);

    expect(outcomes[0]?.message).toMatch(/bad_signature.*provider-options\.signature.*60\d s behind/s);
    expect(written).toMatch(/clock is 60\d s behind the provider's/);
    expect(requests).toBe(2);
  });
});

describe("batoff's tasks", () => {
  it("are not complete in part", async () => {
    const { purge, sandbox } = await startCase("batoff", createDrive);
    sandbox.api.set({ partial: true });

    const { outcomes } = await purge([path("/docs/a.html"), path("/docs/b.html"), path("/about.html")]);

    expect(outcomes).toMatchObject([
      { fault: "invalid", confirmed: false, message: expect.stringContaining("2 of 3") },
    ]);
    expect(outcomes[0]?.state).not.toBe("completed");
  });

  it.each(["failed", "cancelled", "partially_completed"])("can end as %s", async (state) => {
    const { purge, fresh, sandbox } = await startCase("batoff", createDrive);
    sandbox.api.set({ state });

    const { outcomes } = await purge([path("/")]);

    expect(outcomes).toMatchObject([{ fault: "invalid", confirmed: false, message: expect.stringContaining(state) }]);
    expect(fresh()).toEqual([]);
  });

  it.each(["code", "error", "nested"])("are refused for a foreign URL, as a whole (%s)", async (errorShape) => {
    const { purge, fresh, sandbox } = await startCase("batoff", createDrive);
    sandbox.api.set({ errorShape });

    const { outcomes } = await purge([path("/about.html")], { siteUrl: "https://www.example.org" });

    expect(outcomes).toMatchObject([
      { state: "failed", fault: "invalid", message: expect.stringContaining("invalid_url") },
    ]);
    expect(fresh()).toEqual([]);
  });

  it("belong to tokens with the scope", async () => {
    const { purge, sandbox } = await startCase("batoff", createDrive);
    sandbox.api.set({ noScope: true });

    expect((await purge([path("/")])).outcomes).toMatchObject([
      { fault: "auth", message: expect.stringContaining("scope_denied") },
    ]);
  });
});
