import { describe, expect, it } from "vitest";
import { connectCanned, KEY, path } from "./canned-api.ts";

const LIMITED = { error: "rate_limit_exceeded" };
const connect = (inputs = {}) => connectCanned("hado", { site: "example.com", ...inputs });

describe("Hado SEO", () => {
  it("gets requests as its page shows them", async () => {
    const api = await connect();
    const answer = await api.submit([path("/about")], {
      body: { queued: true, path: "/about", message: "Re-render job queued" },
    });

    expect(answer).toEqual({ kind: "done", receipt: {} });
    expect(api.seen).toMatchObject([
      {
        method: "POST",
        path: "/functions/v1/purge-cache",
        headers: { authorization: `Bearer ${KEY}`, "content-type": "application/json" },
        body: '{"domain":"example.com","path":"/about"}',
      },
    ]);
  });

  it("takes queries as written, or not at all", async () => {
    const [kept, stripped] = [await connect(), await connect({ query: "strip" })];
    await kept.submit([path("/a?b=%20c")], { body: { queued: true } });
    await stripped.submit([path("/a?b=%20c")], { body: { queued: true } });

    expect([kept, stripped].map(({ seen }) => JSON.parse(seen[0]?.body ?? "").path)).toEqual(["/a?b=%20c", "/a"]);
  });

  it("stops the run when the monthly quota is used up", async () => {
    const api = await connect();
    const answer = await api.submit([path("/")], { status: 429, body: { ...LIMITED, usage: 300, limit: 300 } });

    expect(answer).toMatchObject({ kind: "failed", fault: "quota", message: expect.stringContaining("300 of 300") });
    expect(answer).not.toHaveProperty("waitMs");
  });

  it.each([
    [{ usage: "300", limit: "300" }, "300 of 300"],
    [{ usage: 301, limit: 300 }, "301 of 300"],
    [{ usage: "0", limit: 0 }, "0 of 0"],
  ])("reads the quota's numbers as numbers or as digits: %j", async (numbers, words) => {
    const answer = await (await connect()).submit([path("/")], { status: 429, body: { ...LIMITED, ...numbers } });

    expect(answer).toMatchObject({ fault: "quota", message: expect.stringContaining(words) });
  });

  it.each([
    [{ ...LIMITED, usage: 12, limit: 300 }, {}, 60_000],
    [{ ...LIMITED, usage: "9", limit: "300" }, {}, 60_000],
    [{ ...LIMITED, usage: 300 }, {}, 60_000],
    [LIMITED, {}, 60_000],
    ["<html>", {}, 60_000],
    [{ ...LIMITED, usage: 12, limit: 300 }, { "retry-after": "7" }, 7000],
  ])("waits for the limit per minute: %j, %j", async (body, headers, waitMs) => {
    const api = await connect();

    expect(await api.submit([path("/")], { status: 429, body, headers })).toMatchObject({ fault: "throttled", waitMs });
  });

  it("has not taken what is not queued", async () => {
    const api = await connect();

    expect(await api.submit([path("/")], { body: { queued: false, message: "Busy" } })).toMatchObject({
      kind: "failed",
      fault: "invalid",
      message: "HTTP 200: Busy (queued is false)",
    });
    for (const body of [{}, { Queued: true }, { queued: "true" }, { queued: null }]) {
      expect(await api.submit([path("/")], { body })).toMatchObject({ fault: "unreadable" });
    }
    expect(await api.submit([path("/")], { status: 204 })).toMatchObject({ fault: "unreadable" });
  });

  it.each([
    [400, "invalid_request", "invalid", "the path"],
    [401, "invalid_api_key", "auth", "api-key"],
    [403, "domain_not_authorized", "site", "www."],
  ])("explains %i %s", async (status, error, fault, hint) => {
    const answer = await (await connect()).submit([path("/")], { status, body: { error } });

    expect(answer).toMatchObject({ fault, message: expect.stringContaining(`HTTP ${status}: ${error}. `) });
    expect(answer).toMatchObject({ message: expect.stringContaining(hint) });
  });

  it("takes one path and nothing else", async () => {
    const api = await connect();

    await expect(api.submit([path("/a"), path("/b")])).rejects.toMatchObject({ fault: "bug" });
    await expect(api.submit([])).rejects.toMatchObject({ fault: "bug" });
    await expect(api.submit([{ by: "all", value: "" }])).rejects.toMatchObject({ fault: "bug" });
    expect(api.seen).toEqual([]);
  });

  it("stays below its 60 requests a minute, and doubts a key of another form once", async () => {
    const { capabilities } = await connect();

    expect(capabilities.rates).toEqual([{ unit: "request", amount: 57, perSeconds: 60, scope: "credential" }]);
    expect(capabilities.notes?.join()).toContain("hado_sk_");
    const good = await connect({ "api-key": `hado_sk_${"0".repeat(48)}` });
    expect(good.capabilities.notes?.join()).not.toContain("hado_sk_");
  });

  it.each([
    [{ path: "/other" }, "it queued /other, and /about/ was requested"],
    [{ path: "/" }, "it queued /, and /about/ was requested"],
    [{ domain: "other.example" }, "other.example"],
    [{ error: "render_failed" }, "render_failed"],
    [{ errors: ["no worker"] }, "no worker"],
  ])("is red where what was queued is not what was requested: %j", async (more, words) => {
    const body = { queued: true, path: "/about", ...more };
    expect(await (await connect()).submit([path("/about/")], { body })).toMatchObject({
      kind: "failed",
      fault: "invalid",
      message: expect.stringContaining(words),
    });
  });

  it.each(["/über/", "/%C3%BCber", "/%C3%BCber/"])("takes %s for the page that was requested", async (queued) => {
    const body = { queued: true, path: queued, domain: "Example.com", error: null };
    expect(await (await connect()).submit([path("/%C3%BCber/")], { body })).toMatchObject({ kind: "done" });
  });
});
