import { describe, expect, it } from "vitest";
import type { HttpRequest, HttpResponse } from "../../src/model/http.ts";
import type { ProviderResult } from "../../src/model/provider.ts";
import type { Selector } from "../../src/model/selector.ts";
import { loadProvider } from "../../src/providers/registry.ts";
import { batchOf, NO_IDENTITY, path } from "./canned-api.ts";

const SITE = { "site-url": ["https://www.example.com/"] };
const SERVERS = ["https://c1.example.com", "https://c2.example.com:8443/varnish/"];

async function problemsOf(id: string, inputs: Readonly<Record<string, unknown>>): Promise<readonly string[]> {
  const { settings } = await loadProvider(id);
  const parsed = settings.safeParse({ ...SITE, servers: SERVERS, ...inputs });
  return parsed.error?.issues.map(({ path: where, message }) => `${where.join(".")} ${message}`) ?? [];
}

/** What each server is sent for one batch, and what comes of this answer at the first one. */
async function exchange(
  id: string,
  inputs: Readonly<Record<string, unknown>>,
  selectors: readonly Selector[],
  answer: Partial<HttpResponse> = {},
): Promise<{ readonly sent: readonly HttpRequest[]; readonly result: ProviderResult | undefined }> {
  const provider = await loadProvider(id);
  const settings = provider.settings.parse({ ...SITE, servers: SERVERS, ...inputs });
  const sent: HttpRequest[] = [];
  const connections = provider.connect(settings, {
    ...NO_IDENTITY,
    now: () => new Date(0),
    async send(request) {
      sent.push(request);
      return { status: 200, statusText: "OK", headers: {}, text: "", ...answer };
    },
  });
  const results = [];
  for (const connection of connections) results.push(await connection.submit(batchOf(selectors), undefined));
  return { sent, result: results[0] };
}

describe.each(["varnish", "http-purge"])("%s refuses", (id) => {
  it.each<readonly [Readonly<Record<string, unknown>>, string]>([
    [{ servers: undefined }, "servers must be a list of URLs, one for each server"],
    [{ servers: [] }, "servers must be a list of URLs"],
    [{ servers: ["http://203.0.113.7"] }, "servers holds 203.0.113.7 with plain http, and that is no private address"],
    [{ servers: ["http://10.0.0.11:6081"], "api-key": "k3y-value" }, "over which the key would travel in clear text"],
    [{ site: "www.example.com" }, "site is not used: a cache of your own has no site"],
    [{ "api-url": "https://c1.example.com" }, "api-url is not used: give the cache's servers"],
    [{ "api-secret": "s3cret" }, "api-secret is not used"],
    [{ "api-key": "two words" }, "api-key has a blank"],
    [{ "key-header": "X Purge" }, "key-header must be the name of a request header"],
    [{ "key-header": "Host" }, "key-header must be the name of a request header of your own"],
    [{ "key-header": "Content-Length" }, "key-header must be the name of a request header of your own"],
    [{ server: SERVERS }, "server is no option here; there are servers, key-header"],
  ])("%j", async (inputs, message) => {
    const problems = await problemsOf(id, inputs);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(message);
  });

  it("nothing else: plain http to a private address, and a key over it where that is allowed", async () => {
    const servers = ["http://10.0.0.11:6081", "http://varnish-1:6081"];
    expect(await problemsOf(id, { servers })).toEqual([]);
    expect(await problemsOf(id, { servers, "api-key": "k3y-value", insecure: true })).toEqual([]);
    const { settings, capabilities } = await loadProvider(id);
    const notes = (more: object) => capabilities(settings.parse({ ...SITE, servers, ...more })).notes;
    expect(notes({ "api-key": "k3y-value", insecure: true })).toEqual([
      "The key travels in clear text to 10.0.0.11:6081, as insecure: true allows.",
    ]);
    expect(notes({})).toEqual([]);
  });

  it("to call one server by another one's name, and calls the site by its hosts", async () => {
    const provider = await loadProvider(id);
    const settings = provider.settings.parse({ ...SITE, servers: SERVERS });
    const io = { ...NO_IDENTITY, now: () => new Date(0), send: () => Promise.reject(new Error("not now")) };
    expect(provider.connect(settings, io).map(({ name }) => name)).toEqual(["c1.example.com", "c2.example.com:8443"]);
    expect(settings.site).toBe("www.example.com");
  });
});

describe("varnish refuses", () => {
  it.each<readonly [Readonly<Record<string, unknown>>, string]>([
    [{ purge: "purge" }, "purge must be one of PURGE, BAN"],
    [{ mode: "stale" }, "mode must be one of hard, soft"],
    [{ "ban-header": "x ban" }, "ban-header must be the name"],
    [{ "tag-header": "" }, "tag-header must be the name"],
    [{ "expect-purge": "" }, "expect-purge must be a text on one line"],
    [{ "expect-tag": "*" }, "expect-tag must be a text on one line"],
    [{ "expect-ban": "a*b*c*d*e" }, "expect-ban must be a text on one line with at most 3 *"],
  ])("%j", async (inputs, message) => {
    const problems = await problemsOf("varnish", inputs);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(message);
  });

  it.each(["^/a b", "^/a\t", '"^/a', "^/ä", ""])("the pattern %j, which would be another expression", async (value) => {
    const { settings, capabilities } = await loadProvider("varnish");
    const { allowed } = capabilities(settings.parse({ ...SITE, servers: SERVERS })).accepts.regex ?? {};
    expect(allowed?.test(value)).toBe(false);
  });

  it("to splice a blank into a ban, whatever a plan holds", async () => {
    const origin = "https://www.example.com";
    const bad = exchange("varnish", {}, [{ by: "regex", value: "x || obj.status == 200", origin }]);
    await expect(bad).rejects.toMatchObject({ fault: "bug" });
    await expect(exchange("varnish", {}, [path("/a")])).rejects.toMatchObject({ fault: "bug" });
  });
});

describe("varnish sends", () => {
  const origin = "https://shop.example.com";
  const key = { "api-key": "k3y-value" };
  it.each<readonly [string, Readonly<Record<string, unknown>>, readonly Selector[], Partial<HttpRequest>]>([
    [
      "a URL",
      key,
      [path("/a?b=1", origin)],
      {
        method: "PURGE",
        url: "https://c1.example.com/a?b=1",
        headers: { host: "shop.example.com", "x-purge-key": "k3y-value" },
      },
    ],
    [
      "a URL as a ban",
      { purge: "BAN" },
      [path("/a", origin)],
      { method: "BAN", headers: { host: "shop.example.com" } },
    ],
    [
      "a pattern",
      { "ban-header": "X-Ban-Url" },
      [{ by: "regex", value: "^/a", origin }],
      { method: "BAN", url: "https://c1.example.com/", headers: { host: "shop.example.com", "x-ban-url": "^/a" } },
    ],
    [
      "tags",
      {},
      [
        { by: "tag", value: "a" },
        { by: "tag", value: "b" },
      ],
      { method: "PURGE", url: "https://c1.example.com/", headers: { host: "www.example.com", "xkey-purge": "a b" } },
    ],
    [
      "tags softly",
      { mode: "soft" },
      [{ by: "tag", value: "a" }],
      { method: "PURGE", headers: { host: "www.example.com", "xkey-softpurge": "a" } },
    ],
  ])("%s", async (_, inputs, selectors, request) => {
    const { sent } = await exchange("varnish", inputs, selectors);
    expect(sent).toHaveLength(2);
    expect(sent[0]).toMatchObject(request);
    expect(sent[0]?.headers).toEqual(request.headers);
    expect(sent[1]?.url).toBe(sent[0]?.url.replace("c1.example.com", "c2.example.com:8443/varnish"));
  });

  it.each<readonly [string, Partial<HttpResponse>, object]>([
    ["the phrase", { statusText: "Purged" }, { kind: "done" }],
    ["the title", { text: "<html><head><title>200 Purged</title></head></html>" }, { kind: "done" }],
    ["the body", { text: "Purged\n" }, { kind: "done" }],
    ["a phrase that only holds it", { statusText: "Not Purged" }, { kind: "failed", fault: "invalid" }],
    ["a body that only holds it", { text: "Purged goods, cheap" }, { kind: "failed", fault: "invalid" }],
    ["another case", { statusText: "purged" }, { kind: "failed", fault: "invalid" }],
    ["a 204", { status: 204, statusText: "No Content" }, { kind: "failed", fault: "invalid" }],
    ["a 403 with a pause", { status: 403, retryAfterMs: 5000 }, { kind: "failed", fault: "auth" }],
    ["a 405", { status: 405 }, { kind: "failed", fault: "auth" }],
    ["a 501", { status: 501 }, { kind: "failed", fault: "invalid" }],
    ["a 503", { status: 503, retryAfterMs: 5000 }, { kind: "failed", fault: "unavailable", waitMs: 5000 }],
  ])("a purge, and takes %s for what it is", async (_, answer, expected) => {
    const { result } = await exchange("varnish", {}, [path("/a", origin)], answer);
    expect(result).toMatchObject(expected);
  });

  it("tags to a VCL without xkey, and takes the purge of a URL for none of a tag", async () => {
    const { result } = await exchange("varnish", {}, [{ by: "tag", value: "a" }], { statusText: "Purged" });
    expect(result).toMatchObject({ kind: "failed", fault: "invalid", message: expect.stringContaining("expect-tag") });
    expect(result).not.toHaveProperty("suspect");
  });
});

describe("http-purge refuses", () => {
  it.each<readonly [Readonly<Record<string, unknown>>, string]>([
    [{ method: "DELETE" }, "method must be one of PURGE, GET"],
    [{ "purge-path": "purge" }, "purge-path must be a path with a slash in front"],
    [{ "purge-path": "/purge?x=" }, "purge-path must be a path"],
    [{ "purge-path": "/../purge" }, "purge-path must be a path"],
    [{ "purge-path": "/" }, "purge-path must be a path"],
    [{ "not-cached": 404 }, "not-cached must be a list of statuses"],
    [{ "not-cached": [200] }, "not-cached must be a list of statuses"],
    [{ "not-cached": [403] }, "not-cached must be a list of statuses"],
    [{ expect: " " }, "expect must be a text"],
    [{ "answer-header": "X By" }, "answer-header must be the name"],
  ])("%j", async (inputs, message) => {
    const problems = await problemsOf("http-purge", inputs);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(message);
  });

  it("a URL that a newer nginx module takes for more", async () => {
    const { settings, capabilities } = await loadProvider("http-purge");
    const { allowed } = capabilities(settings.parse({ ...SITE, servers: SERVERS })).accepts.path ?? {};
    expect(["/a*", "/a?b=*", "/a*b", "/"].map((value) => allowed?.test(value))).toEqual([false, false, true, true]);
  });
});

it.each([
  [{}, "PURGE", "https://c1.example.com/a?b=1"],
  [{ method: "GET" }, "GET", "https://c1.example.com/purge/a?b=1"],
  [{ method: "GET", "purge-path": "/internal/purge/" }, "GET", "https://c1.example.com/internal/purge/a?b=1"],
  [{ "purge-path": "/cache" }, "PURGE", "https://c1.example.com/cache/a?b=1"],
])("http-purge under %j sends %s %s", async (inputs, method, url) => {
  const { sent } = await exchange("http-purge", inputs, [path("/a?b=1", "https://www.example.com")]);
  expect(sent[0]).toMatchObject({ method, url, headers: { host: "www.example.com" } });
  expect(sent[0]?.cutMeans === undefined).toBe(method === "GET");
});
