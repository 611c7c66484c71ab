import { describe, expect, it } from "vitest";
import type { Capabilities } from "../../src/model/capabilities.ts";
import type { HttpRequest, HttpResponse } from "../../src/model/http.ts";
import type { Receipt } from "../../src/model/provider.ts";
import { provider } from "../../src/providers/gcore/index.ts";
import { Settings } from "../../src/providers/gcore/schema.ts";
import { type CannedApi, connectCanned, KEY, NO_IDENTITY, path } from "./canned-api.ts";

const connect = (inputs = {}): Promise<CannedApi> => connectCanned("gcore", { site: "254731", ...inputs });
const DATE = "Fri, 20 Nov 2026 00:00:00 GMT";
const GOOD = { status: 201, headers: { date: DATE }, body: ["/a.html"] };

/** One purge of the list, as the reference shows it. */
const purge = (more: Readonly<Record<string, unknown>> = {}) => ({
  purge_id: 1,
  status: "Successful",
  resource: { id: 254731, cname: "cdn.site.com" },
  payload: { urls: ["/a.html"] },
  created: "2026-11-20T00:00:00.550849Z",
  purge_type: "purge_by_url",
  ...more,
});

async function taken(api: CannedApi): Promise<Receipt> {
  const result = await api.submit([path("/a.html")], GOOD);
  if (result.kind !== "pending") throw new Error(`The purge was not taken: ${JSON.stringify(result)}`);
  return result.receipt;
}

describe("Gcore", () => {
  it("gets requests as its reference shows them: the key as APIKey, one list in the body", async () => {
    // The forms are those of Gcore's own client, too: G-Core/gcore-python, types/cdn/resource_purge_params.py.
    const api = await connect();
    await api.submit([path("/a.html"), path("/b?x=1")], { ...GOOD, body: "" });
    await api.submit([{ by: "prefix", value: "/docs/" }], { ...GOOD, body: "" });
    await api.submit([{ by: "all", value: "" }], { ...GOOD, body: [] });

    expect(api.seen.slice(1).map(({ body }) => body)).toEqual([
      '{"urls":["/a.html","/b?x=1"]}',
      '{"paths":["/docs/*"]}',
      '{"paths":[]}',
    ]);
    expect(api.seen[1]).toMatchObject({
      method: "POST",
      path: "/cdn/resources/254731/purge",
      headers: { authorization: `APIKey ${KEY}`, "content-type": "application/json" },
    });
  });

  it.each([200, 201, 202, 204])(
    "takes a %i for a purge that was taken, and the list for what became of it",
    async (status) => {
      expect(await (await connect()).submit([path("/a.html")], { ...GOOD, status, body: "" })).toMatchObject({
        kind: "pending",
      });
    },
  );

  it.each([
    [{ status: 201, body: ["/other.html"] }, "invalid", "lists /other.html, which was not sent"],
    [{ status: 201, body: ["http://cdn.site.com/other.html"] }, "invalid", "was not sent"],
    [{ status: 201, body: { errors: [{ message: "Purge is not available." }] } }, "invalid", "Purge is not available."],
    [{ status: 201, body: [{ url: "/a.html", status: "failed" }] }, "unreadable", "not one of URLs"],
    [{ status: 201, body: "purged" }, "unreadable", "neither empty nor JSON"],
    [{ status: 206, body: "" }, "unreadable", "not documented as a success"],
    [{ status: 400, body: { message: "quota" } }, "invalid", "quota"],
    [{ status: 404, body: { message: "No such resource" } }, "site", "id in site"],
    [{ status: 429, body: { message: "Request was throttled." } }, "throttled", "throttled"],
  ])("reads %j", async (answer, fault, words) => {
    expect(await (await connect()).submit([path("/a.html")], answer)).toMatchObject({
      kind: "failed",
      fault,
      message: expect.stringContaining(words),
    });
  });

  it("waits a minute after a throttle, since its limits are of minutes", async () => {
    const answer = { status: 429, body: { message: "Request was throttled." } };
    expect(await (await connect()).submit([path("/a.html")], answer)).toMatchObject({ waitMs: 60_000 });
  });

  it("requests the purges of its kind since this one was sent", async () => {
    const api = await connect();
    await api.poll(await taken(api), { body: [purge()] });

    const { method, path: target } = api.seen.at(-1) ?? { method: "", path: "" };
    expect(method).toBe("GET");
    expect(target).toMatch(
      /^\/cdn\/purge_statuses\?purge_type=purge_by_url&from_created=2026-11-19T23%3A59%3A59\.000Z&limit=100$/,
    );
  });

  it.each([
    ["its own purge, done", purge(), "done"],
    ["whole URLs", purge({ payload: { urls: ["http://cdn.site.com/a.html"] } }), "done"],
    ["the payload in a list, as an older copy of the reference", purge({ payload: [{ urls: ["/a.html"] }] }), "done"],
    ["a time as an older copy writes it", purge({ created: "2026-11-20 00:00:01.550849+00:00" }), "done"],
    ["a purge under way", purge({ status: "In progress" }), "pending"],
    ["a state that nobody documented", purge({ status: "Queued" }), "pending"],
    ["another resource's", purge({ resource: { id: 1, cname: "x" } }), "pending"],
    ["other pages", purge({ payload: { urls: ["/a.html", "/b.html"] } }), "pending"],
    ["a pattern", purge({ payload: { paths: ["/a.html"] }, purge_type: "purge_by_pattern" }), "pending"],
    ["a purge from before", purge({ created: "2026-11-19T23:59:58Z" }), "pending"],
    ["a purge without a time", purge({ created: "" }), "pending"],
    ["a success that names an error", purge({ error: "2 edges did not answer" }), "failed"],
    ["a purge that failed", purge({ status: "Failed" }), "failed"],
    ["a purge that is still to be made", purge({ created: "2126-11-20T00:00:00Z" }), "failed"],
  ])("finds %s in the list", async (_, listed, kind) => {
    const api = await connect();
    expect(await api.poll(await taken(api), { body: [listed] })).toMatchObject({ kind });
  });

  it("reads a page of the list like the list", async () => {
    const api = await connect();
    const page = { count: 1, next: null, previous: null, results: [purge()] };
    expect(await api.poll(await taken(api), { body: page })).toMatchObject({ kind: "done", receipt: { id: "1" } });
  });

  it("keeps to the purge that it found, whatever else the list holds later", async () => {
    const api = await connect();
    const first = await api.poll(await taken(api), { body: [purge({ status: "In progress" })] });
    if (first.kind !== "pending") throw new Error("It is not pending.");
    const later = [purge({ purge_id: 2 }), purge({ status: "In progress" })];
    expect(await api.poll(first.receipt, { body: later })).toMatchObject({ kind: "pending", receipt: { id: "1" } });
  });

  it("sends nothing for a batch without a purge, nor for one of two kinds", async () => {
    const api = await connect();
    const before = api.seen.length;

    await expect(api.submit([])).rejects.toThrow("without instructions");
    await expect(api.submit([path("/a"), { by: "all", value: "" }])).rejects.toThrow("takes no all");
    await expect(api.submit([{ by: "all", value: "" }, path("/a")])).rejects.toThrow("one instruction");
    await expect(api.submit([{ by: "prefix", value: "/a/" }, path("/a")])).rejects.toThrow("takes no /a");
    expect(api.seen).toHaveLength(before);
  });

  it.each([
    [{ site: "254731" }, "api-key", "is missing"],
    [{ site: "www.example.com", "api-key": "x" }, "site", "CDN resource's id"],
    [{ site: "254731", "api-key": "a b" }, "api-key", "a blank"],
    [{ site: "254731", "api-key": "x", "api-secret": "y" }, "api-secret", "one credential"],
    [{ site: "254731", "api-key": "x", status: "no" }, "status", "true or false"],
    [{ site: "254731", "api-key": "x", "propagation-seconds": 601 }, "propagation-seconds", "whole number"],
  ])("refuses %j", (inputs, input, words) => {
    expect(Settings.safeParse(inputs).error?.issues).toMatchObject([
      { path: [input], message: expect.stringContaining(words) },
    ]);
  });
});

describe("Gcore's limits", () => {
  const settings = Settings.parse({ site: "254731", "api-key": KEY });

  async function limitsFor(body: unknown, status = 200): Promise<Capabilities | string> {
    const response: HttpResponse = { status, statusText: "", headers: {}, text: JSON.stringify(body) };
    const requests: HttpRequest[] = [];
    const send = async (request: HttpRequest): Promise<HttpResponse> => {
      requests.push(request);
      return response;
    };
    const opened = await provider.open?.(settings, { ...NO_IDENTITY, now: () => new Date(0), send });
    expect(requests).toMatchObject([{ method: "GET", url: "https://api.gcore.com/cdn/clients/me/limits" }]);
    return opened?.kind === "open"
      ? provider.capabilities(settings, opened.session)
      : (opened as { fault: string }).fault;
  }

  const OWN = {
    id: 100,
    purge_max_urls_limit: 250,
    purge_by_urls_request_limit: "10/m",
    purge_pattern_limit: 50,
    purge_request_limit: "4/hour",
  };

  it("are the account's own where the settings name them", async () => {
    expect(await limitsFor(OWN)).toMatchObject({
      accepts: { path: { perRequest: 250 }, prefix: { perRequest: 50 } },
      rates: [
        { amount: 10, perSeconds: 60, kinds: ["path"] },
        { amount: 4, perSeconds: 3600, kinds: ["prefix", "all"] },
      ],
    });
  });

  it.each([
    ["an older answer", { id: 100, resources_limit: 30 }, 200],
    ["an answer without any number", {}, 200],
    [
      "numbers that are none",
      { id: 1, purge_max_urls_limit: 0, purge_pattern_limit: "many", purge_request_limit: "often" },
      200,
    ],
    ["no such page", { message: "Not found." }, 404],
  ])("are the documented ones after %s", async (_, body, status) => {
    expect(await limitsFor(body, status)).toEqual(provider.capabilities(settings));
  });

  it.each([
    [401, "auth"],
    [403, "auth"],
    [503, "unavailable"],
  ])("are a failure after a %i", async (status, fault) => {
    expect(await limitsFor({ message: "no" }, status)).toBe(fault);
  });
});
