import { describe, expect, it } from "vitest";
import { Settings } from "../../src/providers/akamai/schema.ts";
import { signEdgeGrid } from "../../src/providers/akamai/signature.ts";
import { connectCanned, path } from "./canned-api.ts";

const SITE = "https://www.example.com";

describe("a signature of EdgeGrid", () => {
  const credentials = {
    clientToken: "akab-client-token-xxx",
    accessToken: "akab-access-token-xxx",
    clientSecret: "SOMESECRET=",
  };
  const at = new Date("2026-08-01T12:00:00.987Z");
  const sign = (body: string) => {
    const url = "https://akaa-xxx.purge.akamaiapis.net/ccu/v3/invalidate/url/production";
    return signEdgeGrid({ method: "POST", url, headers: {}, body }, credentials, at, "nonce-xx-xx");
  };

  it("is the one that Akamai's own client makes of the same request", () => {
    const signed = sign('{"objects":["https://www.example.com/a"]}');

    expect(signed.headers["authorization"]).toBe(
      "EG1-HMAC-SHA256 client_token=akab-client-token-xxx;access_token=akab-access-token-xxx;" +
        "timestamp=20260801T12:00:00+0000;nonce=nonce-xx-xx;signature=M6c9zvEQfisErHHhmB8phOrw1x3/RKegujCznTgXXzA=",
    );
    expect(signed.secrets).toEqual(["M6c9zvEQfisErHHhmB8phOrw1x3/RKegujCznTgXXzA="]);
  });

  it("is over the bytes of the body, and of the first 128 KiB alone", () => {
    expect(sign("ä".repeat(65_536))).toMatchObject({ secrets: sign(`${"ä".repeat(65_536)}more`).secrets });
    expect(sign("ä".repeat(65_535)).secrets).not.toEqual(sign(`${"ä".repeat(65_535)}x`).secrets);
  });
});

describe("akamai's answers", () => {
  const connect = () =>
    connectCanned("akamai", { "api-secret": "s3cret=", "client-token": "akab-client", "cp-codes": [1, 2] });
  const taken = { httpStatus: 201, detail: "Request accepted", supportId: "s", purgeId: "p-1", estimatedSeconds: 7 };

  it("are taken where everything agrees, with the id and the time that they name", async () => {
    const api = await connect();

    expect(await api.submit([path("/a?x=1", SITE)], { status: 201, body: taken })).toEqual({
      kind: "done",
      receipt: { id: "p-1" },
      settlesMs: 7000,
    });
    expect(api.seen).toMatchObject([
      { method: "POST", path: "/ccu/v3/invalidate/url/production", body: `{"objects":["${SITE}/a?x=1"]}` },
    ]);
    expect(api.secrets).toEqual([expect.stringMatching(/^[\w+/]{43}=$/)]);
  });

  it.each([
    ["a 200", 200, taken],
    ["a 202", 202, { ...taken, httpStatus: 202 }],
    ["a time below nothing", 201, { ...taken, estimatedSeconds: -1 }],
    ["a time that is none", 201, { ...taken, estimatedSeconds: "soon" }],
    ["a time of parts", 201, { ...taken, estimatedSeconds: 0.5 }],
    ["a time beyond all", 201, { ...taken, estimatedSeconds: 1e300 }],
    ["a list", 201, [taken]],
    ["nothing inside", 201, {}],
  ])("are unreadable with %s", async (_, status, body) => {
    const api = await connect();

    expect(await api.submit([path("/a", SITE)], { status, body })).toMatchObject({
      kind: "failed",
      fault: "unreadable",
    });
  });

  it.each([
    ["another status inside", {}, { ...taken, httpStatus: 403, title: "Forbidden" }, "Forbidden"],
    ["the title of a problem", {}, { ...taken, title: "unauthorized arl" }, "unauthorized arl"],
    [
      "the page of a problem",
      {},
      { ...taken, describedBy: "https://problems.luna.akamaiapis.net/ccu/x" },
      "it is a problem",
    ],
    ["the type of a problem", { "content-type": "application/problem+json" }, { ...taken, title: "odd" }, "odd"],
    ["an error beside it", {}, { ...taken, errors: [{ title: "odd", detail: "the words" }] }, "the words"],
  ])("contradict themselves with %s: red at once, in Akamai's words", async (_, headers, body, words) => {
    const api = await connect();

    const result = await api.submit([path("/a", SITE)], { status: 201, headers, body });
    expect(result).toMatchObject({ kind: "failed", fault: "invalid", message: expect.stringContaining(words) });
  });

  it("may name a long time, or one as text", async () => {
    const api = await connect();
    const settlesMs = async (estimatedSeconds: unknown) => {
      const result = await api.submit([path("/a", SITE)], { status: 201, body: { ...taken, estimatedSeconds } });
      return result.kind === "done" ? result.settlesMs : result;
    };

    expect([await settlesMs(1_000_000), await settlesMs("420"), await settlesMs(0)]).toEqual([1e9, 420_000, 0]);
  });

  it.each([
    [400, { title: "Bad request", detail: "invalid URL" }, { fault: "invalid", suspect: "item" }],
    [401, { title: "Not authorized", detail: "Invalid timestamp" }, { fault: "auth" }],
    [403, { title: "unauthorized arl", detail: "http://x/" }, { fault: "invalid", suspect: "item" }],
    [403, { title: "unauthorized cpcode", detail: "7" }, { fault: "invalid", suspect: "item" }],
    [403, { title: "Forbidden", detail: "no" }, { fault: "auth" }],
    [413, { title: "Request Entity Too Large", detail: "" }, { fault: "invalid", suspect: "size" }],
    [429, { title: "URL Rate Limit exceeded", detail: "" }, { fault: "throttled", waitMs: 5000 }],
    [507, { title: "Insufficient Storage", detail: "" }, { fault: "unavailable" }],
  ])("of %i %j are distinguished, in Akamai's words", async (status, body, meant) => {
    const api = await connect();

    const result = await api.submit([path("/a", SITE)], { status, body });

    expect(result).toMatchObject({ kind: "failed", ...meant, message: expect.stringContaining(body.title) });
  });

  it("count CP codes against the account's bucket", async () => {
    const { capabilities } = await connect();

    expect(capabilities.rates).toContainEqual(expect.objectContaining({ kinds: ["all"], burst: 150 }));
  });
});

describe("akamai's settings", () => {
  const GIVEN = {
    "api-key": "akab-access",
    "api-secret": "secret=",
    "api-url": "https://akab-x.luna.akamaiapis.net",
    "client-token": "akab-client",
    "site-url": ["https://www.example.com/", "https://shop.example.com/a/"],
  };

  it("call the site by its hosts", () => {
    expect(Settings.parse(GIVEN)).toMatchObject({ site: "www.example.com, shop.example.com", mode: "invalidate" });
  });

  it.each([
    [{ "api-url": undefined }, "api-url", "host of the API client"],
    [{ "api-url": "akab-x.luna.akamaiapis.net" }, "api-url", "is no absolute URL"],
    [{ "api-secret": undefined }, "api-secret", "client_secret"],
    [{ "client-token": undefined }, "client-token", "client_token"],
    [{ "client-token": "[default]\nclient_token = a" }, "client-token", "blank"],
    [{ "api-key": undefined }, "api-key", "access_token"],
    [{ site: "123456" }, "site", "is not used"],
    [{ network: "prod" }, "network", "production, staging"],
    [{ mode: "remove" }, "mode", "invalidate, delete"],
    [{ "cp-codes": [] }, "cp-codes", "1 to 100 CP codes"],
    [{ "cp-codes": ["123456"] }, "cp-codes", "[123456]"],
    [{ "cp-codes": 123456 }, "cp-codes", "list"],
    [{ "batch-size": 5000 }, "batch-size", "1 to 1000"],
  ])("refuse %j", (wrong, input, words) => {
    const issues = Settings.safeParse({ ...GIVEN, ...wrong }).error?.issues ?? [];
    expect(issues.map((issue) => issue.path[0])).toEqual([input]);
    expect(issues[0]?.message).toContain(words);
  });

  it("need no credential in a dry run", () => {
    expect(Settings.safeParse({ "site-url": [], "dry-run": true }).success).toBe(true);
  });
});
