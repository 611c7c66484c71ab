import { describe, expect, it } from "vitest";
import { Settings } from "../../src/providers/yandex-cdn/schema.ts";
import { connectCanned, KEY, path } from "./canned-api.ts";

const SITE = "bc8roq3y4e74osnivr7e";
const connect = (options = {}) => connectCanned("yandex-cdn", { site: SITE, ...options });
const TAKEN = { body: { id: "op1", createdAt: "2026-11-20T00:00:00Z", metadata: { resourceId: SITE } } };

describe("Yandex Cloud CDN", () => {
  it("is asked as its API description shows", async () => {
    const api = await connect();
    expect(await api.submit([path("/a.html"), path("/b?x=1")], TAKEN)).toMatchObject({
      kind: "pending",
      receipt: { id: "op1" },
    });

    expect(api.seen).toMatchObject([
      {
        method: "POST",
        path: `/cdn/v1/cache/${SITE}:purge`,
        headers: { authorization: `Bearer ${KEY}`, "content-type": "application/json" },
        body: '{"paths":["/a.html","/b?x=1"]}',
      },
    ]);
  });

  it("takes an operation that is done at once for done, and one without `done` for one under way", async () => {
    const api = await connect();
    expect(await api.submit([path("/a")], { body: { ...TAKEN.body, done: true, response: {} } })).toMatchObject({
      kind: "done",
    });
    expect(await api.submit([path("/a")], { body: { id: "op1" } })).toMatchObject({ kind: "pending" });
  });

  it.each([
    [{ body: { ...TAKEN.body, metadata: { resourceId: "other" } } }, "invalid", "of the resource other"],
    [{ body: { ...TAKEN.body, createdAt: "2026-11-19T00:00:00Z" } }, "invalid", "before it was requested"],
    [{ body: { ...TAKEN.body, done: true, error: { code: 13, message: "No edge answered" } } }, "invalid", "No edge"],
    [{ body: { done: true } }, "unreadable", "id is not as documented"],
    [{ body: { ...TAKEN.body, done: true, response: "failed" } }, "unreadable", "response is not as documented"],
    [{ body: { id: "op1", done: "true" } }, "unreadable", "done is not as documented"],
    [{ status: 202, body: TAKEN.body }, "unreadable", "not documented as a success"],
    [{ status: 403, body: { code: 7, message: "Permission denied" } }, "auth", "cdn.editor"],
    [{ status: 404, body: { code: 5, message: "CDN resource not found" } }, "site", "id in site"],
    [{ status: 429, body: { code: 8, message: "Too many requests" } }, "throttled", "Too many requests"],
    [{ status: 400, body: { code: 3, message: "paths: invalid" } }, "invalid", "paths: invalid"],
  ])("reads %j", async (answer, fault, words) => {
    expect(await (await connect()).submit([path("/a")], answer)).toMatchObject({
      kind: "failed",
      fault,
      message: expect.stringContaining(words),
    });
  });

  it("sends nothing for a batch without a purge, nor for one of two kinds", async () => {
    const api = await connect();

    await expect(api.submit([])).rejects.toThrow("without instructions");
    await expect(api.submit([path("/a"), { by: "all", value: "" }])).rejects.toThrow("one instruction");
    await expect(api.submit([{ by: "tag", value: "x" }])).rejects.toThrow("takes no tag");
    expect(api.seen).toEqual([]);
  });

  it.each([
    [{ site: SITE }, "api-key", "service-account"],
    [{ site: "www.example.com", "api-key": "x" }, "site", "CDN resource's id"],
    [{ site: SITE, "api-key": "x", "api-secret": "y" }, "api-secret", "one IAM token"],
    [{ site: SITE, "service-account": "aje1" }, "audience", "go together"],
    [{ site: SITE, "api-key": "x", audience: "https://github.com/o" }, "audience", "go together"],
    [{ site: SITE, "service-account": "aje1@x", audience: "a" }, "service-account", "no id of a service account"],
    [{ site: SITE, "service-account": "aje1", audience: "" }, "audience", "is empty"],
    [{ site: SITE, "api-key": "x", "operation-url": "http://a.example" }, "operation-url", "must be https"],
    [{ site: SITE, "api-key": "x", "requests-per-minute": 0 }, "requests-per-minute", "whole number"],
  ])("refuses %j", (inputs, input, words) => {
    expect(Settings.safeParse(inputs).error?.issues).toMatchObject([
      { path: [input], message: expect.stringContaining(words) },
    ]);
  });

  it("takes a key, or the workflow's identity, and not both", () => {
    const both = { site: SITE, "api-key": "x", "service-account": "aje1", audience: "https://github.com/o" };
    expect(Settings.safeParse(both).error?.issues).toMatchObject([
      { path: ["service-account"], message: expect.stringContaining("give one of the two") },
    ]);
  });
});
