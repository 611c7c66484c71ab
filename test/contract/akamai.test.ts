import { describe, expect, it } from "vitest";
import { createDrive } from "./drive.ts";
import { startCase } from "./suite/case.ts";
import type { PurgeEntry } from "./suite/drive.ts";
import { testProvider } from "./suite/provider-suite.ts";
import { PATHS } from "./suite/website.ts";

const path = (value: string): PurgeEntry => ({ by: "path", value });
const paths = (count: number): readonly PurgeEntry[] => Array.from({ length: count }, (_, n) => path(`/new/${n}`));
const tag = (value: string): PurgeEntry => ({ by: "tag", value });
const tags = (count: number): readonly PurgeEntry[] => Array.from({ length: count }, (_, n) => tag(`t${n}`));
const ALL: PurgeEntry = { by: "all", value: "" };
const everywhere = (gone: readonly string[]): readonly string[] => gone.flatMap((one) => [one, `second:${one}`]);
const CLIENT_TOKEN = "akab-sandboxclient000-0123456789abcdef";
const WITHOUT_CP_CODES = { "client-token": CLIENT_TOKEN, "cp-codes": undefined };

const perMinute = (kind: string, amount: number, burst: number) => ({
  unit: "item",
  amount,
  perSeconds: 60,
  burst,
  kinds: [kind],
  scope: "credential",
});

testProvider({
  id: "akamai",
  createDrive,
  pathOn: "one-host",
  kinds: [
    { requested: [path("/docs/a.html"), path("/")], gone: ["/", "/docs/a.html"] },
    { requested: [path("/docs/a.html")], gone: ["/docs/a.html"], options: { mode: "delete" } },
    { requested: [tag("no-colon")], gone: everywhere(["/docs/b.html"]) },
    { requested: [tag("No-Colon")], gone: [] },
    { requested: [ALL], gone: everywhere(PATHS) },
    { requested: [path("/docs/a.html"), ALL], gone: [], options: { network: "staging" } },
  ],
  declares: {
    accepts: {
      path: { perRequest: 1000, maxBytes: 49_900, match: { query: "separate" } },
      tag: {
        perRequest: 1000,
        maxBytes: 49_900,
        maxLength: 128,
        allowed: /^[\w!#$%&'+./^`|~-]+$/,
        match: { query: "covered" },
      },
      all: { perRequest: 1, match: { query: "covered" } },
    },
    mix: "one-kind",
    rates: [
      { unit: "request", amount: 50, perSeconds: 1, burst: 100, scope: "credential" },
      perMinute("path", 12_000, 10_000),
      perMinute("tag", 500, 5000),
      perMinute("all", 30, 300),
    ],
    // "Within about five seconds", where the answer does not say.
    done: { by: "window", seconds: 5 },
    wants: { urls: "aliases", files: "all", address: "url" },
    provable: true,
    maxPurges: 10_000,
  },
  declaresUnder: [{ options: { network: "staging" }, declares: { provable: false } }],
  afterThrottleMs: 5000,
  countItems: (body) => (JSON.parse(body) as { objects: unknown[] }).objects.length,
  pacing: [
    { requested: paths(12_000) },
    { requested: tags(5500) },
    { requested: Array.from({ length: 310 }, () => ALL) },
    { requested: paths(300), options: { "batch-size": 1 } },
  ],
  oneByOne: { requested: paths, options: { "batch-size": 1 } },
  siteStatuses: [],
  errorBody: (words) =>
    JSON.stringify({ supportId: "s", title: "Bad request", httpStatus: 400, describedBy: "", detail: words }),
  errorInside200: { noneBecause: "a success is a 201; a 200 is unreadable" },
});

describe("akamai's requests", () => {
  it("carry CP codes as numbers, to purge everything", async () => {
    const { purge, submits } = await startCase("akamai", createDrive);

    await purge([ALL], { options: { mode: "delete" } });

    expect(submits().map((request) => [request.path, request.body])).toEqual([
      ["/ccu/v3/delete/cpcode/production", '{"objects":[123456]}'],
    ]);
  });

  it("have no purge of everything without CP codes", async () => {
    const { declared } = await startCase("akamai", createDrive);

    expect(Object.keys((await declared(WITHOUT_CP_CODES)).accepts)).toEqual(["path", "tag"]);
  });

  it("are signed anew each time: no nonce comes twice", async () => {
    const { purge, sandbox, submits } = await startCase("akamai", createDrive);
    sandbox.api.fault([{ do: "half-answer" }], "submit");

    expect((await purge(paths(1))).outcomes).toMatchObject([{ state: "completed" }]);
    const nonces = submits().map(({ headers }) => /nonce=([^;]+)/.exec(headers["authorization"] ?? "")?.[1]);
    expect(new Set(nonces).size).toBe(2);
  });
});

describe("akamai's answers", () => {
  it.each([
    [2, 2000],
    [60, 60_000],
    [null, 5000],
  ])("say how long a purge takes: %s", async (estimatedSeconds, waitedMs) => {
    const { purge, sandbox, drive, submits } = await startCase("akamai", createDrive);
    sandbox.api.set({ estimatedSeconds });

    expect((await purge(paths(1))).outcomes).toMatchObject([{ state: "completed", confirmed: false }]);
    const passed = drive.now() - (submits()[0]?.at ?? 0);
    expect(passed).toBeGreaterThanOrEqual(waitedMs);
    expect(passed).toBeLessThan(waitedMs + 100);
  });

  it("of a time that is longer than the run are accepted, and not completed", async () => {
    const { purge, sandbox } = await startCase("akamai", createDrive);
    sandbox.api.set({ estimatedSeconds: 10_000_000 });

    expect((await purge(paths(1), { timeout: 60 })).outcomes).toMatchObject([
      { state: "accepted", fault: "deadline", message: expect.stringContaining("do not fit") },
    ]);
  });

  it("tell a host that is another's from a key that is wrong: the rest of the request is purged", async () => {
    const { purge, sandbox, fresh } = await startCase("akamai", createDrive);
    const foreign = {
      do: "answer",
      status: 403,
      body: '{"title":"unauthorized arl","detail":"http://x/","httpStatus":403}',
    };
    sandbox.api.fault([foreign as never, foreign as never], "submit");

    const { outcomes } = await purge([path("/docs/a.html"), path("/about.html")]);

    expect(outcomes.flatMap(({ state, fault }) => (state === "failed" ? [fault] : []))).toEqual(["invalid"]);
    expect(fresh().length).toBe(1);
    sandbox.api.set({ noPermission: true });
    expect((await purge(paths(1))).outcomes).toMatchObject([
      { state: "failed", fault: "auth", message: expect.stringContaining("READ-WRITE on CCU APIs") },
    ]);
  });

  it("name the words of the problem, title and detail", async () => {
    const { purge, sandbox } = await startCase("akamai", createDrive);
    sandbox.api.set({ queueFull: true });

    const { outcomes } = await purge(paths(1), { timeout: 20 });

    expect(outcomes).toMatchObject([{ state: "failed", fault: "unavailable" }]);
    expect(outcomes[0]?.message).toContain("Insufficient Storage");
  });
});
