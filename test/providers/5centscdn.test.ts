import { describe, expect, it } from "vitest";
import { connectCanned, KEY, path } from "./canned-api.ts";

const connect = (inputs = {}) => connectCanned("5centscdn", { site: "42", ...inputs });
const SUCCESS = { result: "success", message: "Zone Purged" };
const ALL = { by: "all", value: "" } as const;

describe("5centsCDN", () => {
  it("gets requests as its page shows them", async () => {
    const api = await connect();

    expect(await api.submit([path("/videos/file.mp4"), path("/images/logo.png")], { body: SUCCESS })).toEqual({
      kind: "done",
      receipt: {},
    });
    expect(api.seen).toMatchObject([
      {
        method: "POST",
        path: "/v2/zones/http/pull/42/purge?delete=true",
        headers: { "x-api-key": KEY, "content-type": "application/json" },
        body: '{"files":["/videos/file.mp4","/images/logo.png"]}',
      },
    ]);
  });

  it("purges the whole zone on one explicit all", async () => {
    const api = await connect();
    await api.submit([ALL], { body: SUCCESS });

    expect(api.seen).toMatchObject([{ body: "{}" }]);
  });

  it("sends no body at all for the whole zone where the setting says so, and a body for everything else", async () => {
    const api = await connect({ "empty-body": "none" });
    await api.submit([ALL], { body: SUCCESS });
    await api.submit([path("/a")], { body: SUCCESS });

    expect(api.seen.map(({ body }) => body)).toEqual(["", '{"files":["/a"]}']);
    expect(api.seen[0]?.headers["content-type"]).toBe("application/json");
  });

  it.each(["method", "both"])("cannot leave the body empty under delete-mode: %s", async (mode) => {
    await expect(connect({ "empty-body": "none", "delete-mode": mode })).rejects.toMatchObject({
      issues: [{ path: ["empty-body"], message: expect.stringContaining("delete-mode: query") }],
    });
  });

  it.each([
    ["nothing", []],
    ["all beside a path", [ALL, path("/a")]],
    ["a path beside all", [path("/a"), ALL]],
    ["all twice", [ALL, ALL]],
    ["a prefix", [{ by: "prefix", value: "/a/" } as const]],
    ["an extension", [{ by: "extension", value: "css" } as const]],
  ])("sends no request for %s", async (_, selectors) => {
    const api = await connect();

    await expect(api.submit(selectors)).rejects.toMatchObject({ fault: "bug" });
    expect(api.seen).toEqual([]);
  });

  it.each([
    ["query", "?delete=true", {}],
    ["method", "", { _METHOD: "DELETE" }],
    ["both", "?delete=true", { _METHOD: "DELETE" }],
  ])("deletes copies by %s", async (mode, query, more) => {
    const api = await connect({ "delete-mode": mode, "zone-type": "vod-pull" });
    await api.submit([path("/a")], { body: SUCCESS });
    await api.submit([ALL], { body: SUCCESS });

    expect(api.seen.map(({ path: target }) => target)).toEqual(Array(2).fill(`/v2/zones/vod/pull/42/purge${query}`));
    expect(api.seen.map(({ body }) => JSON.parse(body))).toEqual([{ files: ["/a"], ...more }, more]);
  });

  it("takes prefixes as wildcards only where the user allows them", async () => {
    const [plain, wild] = [await connect(), await connect({ "allow-wildcards": true })];
    await wild.submit([{ by: "prefix", value: "/blog/" }], { body: SUCCESS });

    expect(plain.capabilities.accepts).not.toHaveProperty("prefix");
    expect(wild.capabilities.accepts).toHaveProperty("prefix");
    expect(wild.seen).toMatchObject([{ body: '{"files":["/blog/*"]}' }]);
  });

  it.each([
    [{ result: "error", message: "Zone is disabled" }],
    [{ result: "Success" }],
    [{ status: "error", errors: [{ code: 500, message: "Zone is disabled" }] }],
  ])("has not succeeded with HTTP 200 and %j", async (body) => {
    const answer = await (await connect()).submit([path("/a")], { body });

    expect(answer).toMatchObject({ kind: "failed", fault: "invalid" });
  });

  it.each([
    [401, { status: "error", errors: [{ code: 401, message: "API key is required." }] }, "auth", "API key is required"],
    [401, { result: "error", message: "Invalid API key." }, "auth", "Invalid API key"],
    [403, { status: "error", errors: [{ code: 403, message: "No permission." }] }, "auth", "No permission"],
    [404, { result: "error", message: "Zone not found." }, "site", "Zone not found"],
    [500, { result: "error", message: "Oops." }, "unavailable", "Oops"],
  ])("shows both error shapes: %i %j", async (status, body, fault, words) => {
    expect(await (await connect()).submit([path("/a")], { status, body })).toMatchObject({
      fault,
      message: expect.stringContaining(words),
    });
  });

  it.each([
    [200, { result: "error", message: "Please wait 1 minute before the next purge" }],
    [400, { status: "error", errors: [{ code: 400, message: "A purge is already in progress" }] }],
    [409, { result: "error", message: "Too many purges" }],
    [429, { result: "error", message: "Please wait before the next purge" }],
  ])("is waited for when a %i requests a pause: %j", async (status, body) => {
    const api = await connect();

    expect(await api.submit([path("/a")], { status, body })).toMatchObject({
      fault: "throttled",
      waitMs: 60_000,
      message: expect.stringMatching(/one minute after paths, three after a wildcard, ten after everything/),
    });
  });

  it("is waited for as long as it says itself", async () => {
    const body = { result: "error", message: "Please wait" };
    const answer = await (await connect()).submit([path("/a")], { body, headers: { "retry-after": "90" } });

    expect(answer).toMatchObject({
      fault: "throttled",
      waitMs: 90_000,
      message: "HTTP 200: Please wait (the result is no success)",
    });
  });

  it("is not waited for when a challenge page says wait, or the key is wrong", async () => {
    const api = await connect();
    const page = { body: "<html><title>Please wait a minute</title>", headers: { "content-type": "text/html" } };

    expect(await api.submit([path("/a")], page)).toMatchObject({ fault: "unreadable" });
    expect(await api.submit([path("/a")], { status: 401, body: { message: "wait" } })).toMatchObject({ fault: "auth" });
  });

  it("waits a second after a 429 of its limit per second", async () => {
    const body = { result: "error", message: "Too many requests" };

    expect(await (await connect()).submit([path("/a")], { status: 429, body })).toMatchObject({ waitMs: 1000 });
  });

  it("waits a second after a 429 without a time", async () => {
    expect(await (await connect()).submit([path("/a")], { status: 429 })).toMatchObject({
      fault: "throttled",
      waitMs: 1000,
    });
  });

  it("purges in one run what its interval lets through", async () => {
    const [standard, fast] = [await connect(), await connect({ "purge-interval": 0, "batch-size": 10 })];

    expect(standard.capabilities).toMatchObject({ maxPurges: 4000, mix: "one-kind" });
    expect(standard.capabilities.rates.map(({ amount, perSeconds }) => [amount, perSeconds])).toEqual([
      [5, 1],
      [1, 61],
    ]);
    const [wild, slow] = [await connect({ "allow-wildcards": true }), await connect({ "purge-interval": 600 })];
    expect(wild.capabilities).toMatchObject({ maxPurges: 1000, rates: [{}, { perSeconds: 181 }] });
    expect(slow.capabilities).toMatchObject({ rates: [{}, { perSeconds: 600 }] });
    expect(fast.capabilities.rates.map(({ amount, perSeconds }) => [amount, perSeconds])).toEqual([[5, 1]]);
  });

  it.each([
    { errors: [{ code: 500, message: "edge 3 unreachable" }] },
    { errors: ["edge 3 unreachable"] },
    { error: { message: "edge 3 unreachable" } },
    { error: "edge 3 unreachable" },
  ])("is red where an error stands beside the success: %j", async (more) => {
    const body = { result: "success", message: "Zone Purged", ...more };
    const answer = await (await connect()).submit([path("/a"), path("/b")], { body });
    expect(answer).toMatchObject({ kind: "failed", fault: "invalid" });
    expect(answer).toMatchObject({ message: expect.stringContaining("edge 3 unreachable") });
    expect(answer).not.toHaveProperty("suspect");
  });

  it.each([{ errors: [] }, { error: null }, { error: false }, { errors: {} }])(
    "is done with %j beside it",
    async (more) => {
      const body = { result: "success", message: "Zone Purged", ...more };
      expect(await (await connect()).submit([path("/a")], { body })).toMatchObject({ kind: "done" });
    },
  );
});
