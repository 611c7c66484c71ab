import { describe, expect, it } from "vitest";
import { Settings } from "../../src/providers/azure-front-door/schema.ts";
import { connectCanned, path } from "./canned-api.ts";

const GUID = "00000000-0000-0000-0000-000000000000";
const SITE = `${GUID}/web.rg/front-door/www`;

describe("azure's requests", () => {
  it("name each path once, without its query, at the endpoint", async () => {
    const api = await connectCanned("azure-front-door", { site: SITE });

    expect(await api.submit([path("/a?x=1"), path("/a"), { by: "prefix", value: "/b" }], {})).toEqual({
      kind: "done",
      receipt: {},
    });
    expect(api.seen).toMatchObject([
      {
        method: "POST",
        path: `/subscriptions/${GUID}/resourceGroups/web.rg/providers/Microsoft.Cdn/profiles/front-door/afdEndpoints/www/purge?api-version=2025-06-01`,
        body: '{"contentPaths":["/a","/b","/b/*"]}',
      },
    ]);
  });

  it("wait as long as the operation says", async () => {
    const api = await connectCanned("azure-front-door", { site: SITE });
    const headers = { "retry-after": "15", "azure-asyncoperation": "/operations/7" };

    expect(await api.submit([path("/a")], { status: 202, headers })).toMatchObject({
      kind: "pending",
      receipt: { id: "7" },
      waitMs: 15_000,
    });
  });

  it.each([
    ["no operation", 202, {}],
    ["an empty operation", 202, { "azure-asyncoperation": "" }],
    ["an operation elsewhere", 202, { "azure-asyncoperation": "https://elsewhere.example/7" }],
    ["an operation elsewhere, by the same scheme", 202, { "azure-asyncoperation": "//elsewhere.example/7" }],
    ["an operation at another port", 202, { "azure-asyncoperation": "http://127.0.0.1:1/7" }],
    ["an operation over another scheme", 202, { "azure-asyncoperation": "https://127.0.0.1/7" }],
    ["an operation with a user", 202, { "azure-asyncoperation": "http://127.0.0.1@elsewhere.example/7" }],
    ["an operation that is no URL", 202, { "azure-asyncoperation": "http://[" }],
    ["an operation elsewhere and a place of its own", 202, { location: "/7", "azure-asyncoperation": "ftp://x/7" }],
    ["a place alone", 202, { location: "/operations/7" }],
    ["an operation elsewhere, as if it were done", 200, { "azure-asyncoperation": "https://elsewhere.example/7" }],
    ["a 204", 204, {}],
  ])("are unreadable with %s", async (_, status, headers) => {
    const api = await connectCanned("azure-front-door", { site: SITE });

    expect(await api.submit([path("/a")], { status, headers })).toMatchObject({ kind: "failed", fault: "unreadable" });
  });

  it.each([
    ["an error", { error: { code: "Odd", message: "the words" } }, "the words"],
    ["a state that is bad", { status: "Failed" }, '"Failed"'],
    ["a state that goes on", { status: "InProgress" }, '"InProgress"'],
  ])("are red with %s in a 200", async (_, body, words) => {
    const api = await connectCanned("azure-front-door", { site: SITE });

    expect(await api.submit([path("/a")], { status: 200, body })).toMatchObject({
      fault: "invalid",
      message: expect.stringContaining(words),
    });
  });

  it.each(["null", "[]", '"done"', '{"status":7}'])("are unreadable with %s in a 200", async (body) => {
    const api = await connectCanned("azure-front-door", { site: SITE });

    expect(await api.submit([path("/a")], { status: 200, body })).toMatchObject({ fault: "unreadable" });
  });

  it("follow an operation that a 200 names, and whose error is none", async () => {
    const api = await connectCanned("azure-front-door", { site: SITE });
    const headers = { "azure-asyncoperation": "/operations/7" };
    const body = { name: "7", status: "InProgress", error: { code: "None", message: null } };

    expect(await api.submit([path("/a")], { status: 200, headers, body })).toMatchObject({ kind: "pending" });
  });

  it.each([
    [{ status: "Succeeded", error: { code: "None", message: null } }, "done", ""],
    [{ status: "succeeded" }, "done", ""],
    [{ status: "Succeeded", error: { code: "None", message: "the words" } }, "failed", "the words"],
    [{ status: "Succeeded", error: "the words" }, "failed", "the words"],
    [{ status: "Succeeded", error: { code: "None", message: null }, success: false }, "failed", "success is false"],
    [{ status: "Succeeded", error: { code: "None", message: null }, failed: 2 }, "failed", "failed is 2"],
    [{ status: "Succeeded", errors: [{ message: "the words" }] }, "failed", "the words"],
    [{ status: "Canceled" }, "failed", '"Canceled"'],
    [{ status: "Succeeded", name: "8" }, "failed", "is of 8"],
    [{ status: "Succeeded", startTime: "2020-11-20T00:00:00Z" }, "failed", "before it was requested"],
    [{ status: "Succeeded", endTime: "2126-11-20T00:00:00Z" }, "failed", "still to come"],
    [{ status: "Succeeded", startTime: null, endTime: "" }, "done", ""],
    [{ status: "Updating" }, "pending", '"Updating"'],
    [{ properties: { status: "Succeeded" } }, "failed", "field status"],
  ])("take the operation %j for %s", async (body, kind, words) => {
    const api = await connectCanned("azure-front-door", { site: SITE });
    const submitted = await api.submit([path("/a")], { status: 202, headers: { "azure-asyncoperation": "/o/7" } });
    const result = await api.poll(submitted.kind === "pending" ? submitted.receipt : {}, { body });

    expect(result.kind).toBe(kind);
    if (words !== "") expect(result).toMatchObject({ message: expect.stringContaining(words) });
  });

  it.each([
    [401, "InvalidAuthenticationToken", "auth"],
    [403, "AuthorizationFailed", "auth"],
    [404, "ResourceGroupNotFound", "site"],
    [404, "ResourceNotFound", "site"],
    [409, "Conflict", "throttled"],
    [429, "TooManyRequests", "throttled"],
    [400, "BadRequest", "invalid"],
  ])("are answered with %i %s, and the message names whose fault that is", async (status, code, fault) => {
    const api = await connectCanned("azure-front-door", { site: SITE });

    const body = { error: { code, message: "the words" } };
    expect(await api.submit([path("/a")], { status, body })).toMatchObject({
      fault,
      message: expect.stringContaining(`${code}: the words`),
    });
  });
});

describe("azure's settings", () => {
  const problems = (more: object) => Settings.safeParse({ site: SITE, ...more }).error?.issues ?? [];

  it.each([
    [{}, "api-key", "tenant-id and client-id"],
    [{ "client-id": GUID }, "client-id", "go together"],
    [{ "tenant-id": GUID, "api-key": "t" }, "client-id", "go together"],
    [{ "tenant-id": "a/b", "client-id": GUID }, "tenant-id", "no tenant"],
    [{ "tenant-id": GUID, "client-id": "purge" }, "client-id", "no client id"],
    [{ site: `${GUID}/web/front-door`, "api-key": "t" }, "site", "subscription/resource-group/profile/endpoint"],
    [{ site: `${GUID}/web/../www`, "api-key": "t" }, "site", "for example"],
    [{ "api-key": "t", domains: ["*.example.com"] }, "domains", "without wildcards"],
    [{ "api-key": "t", domains: "www.example.com" }, "domains", "must be a list"],
    [{ "api-key": "t", "login-url": "http://login.example.com" }, "login-url", "https"],
  ])("refuse %j", (more, input, words) => {
    const [issue] = problems(more);
    expect([issue?.path[0], issue?.message]).toEqual([input, expect.stringContaining(words)]);
  });

  it.each([
    { "api-key": "t" },
    { "tenant-id": GUID, "client-id": GUID },
    { "tenant-id": "contoso.onmicrosoft.com", "client-id": GUID, "api-key": "secret" },
  ])("take %j", (more) => {
    expect(problems(more)).toEqual([]);
  });
});
