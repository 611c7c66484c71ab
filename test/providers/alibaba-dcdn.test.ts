import { describe, expect, it } from "vitest";
import type { Receipt } from "../../src/model/provider.ts";
import { Settings } from "../../src/providers/alibaba-dcdn/schema.ts";
import { signatureHeaders } from "../../src/providers/alibaba-dcdn/signature.ts";
import { type CannedApi, connectCanned, path } from "./canned-api.ts";

const ORIGIN = "https://www.example.com";
const connect = (options = {}) => connectCanned("alibaba-dcdn", { "api-secret": "s3cret", ...options });
const taskIds = (RefreshTaskId: string) => ({ body: { RefreshTaskId, RequestId: "r" } });
const task = (more: Readonly<Record<string, unknown>> = {}) => ({
  TaskId: "95248880",
  ObjectPath: `${ORIGIN}/a`,
  ObjectType: "file",
  Status: "Complete",
  Process: "100%",
  CreationTime: "2026-11-20T00:00:00Z",
  ...more,
});
const list = (...Tasks: readonly unknown[]) => ({ body: { Tasks, TotalCount: Tasks.length, RequestId: "r" } });

async function taken(api: CannedApi, ids = "95248880"): Promise<Receipt> {
  const result = await api.submit([path("/a", ORIGIN)], taskIds(ids));
  if (result.kind !== "pending") throw new Error(`It was not taken: ${JSON.stringify(result)}`);
  return result.receipt;
}

describe("Alibaba Cloud DCDN", () => {
  it("is asked as its reference shows: an action in a header, and a form", async () => {
    const api = await connect();
    await api.submit([path("/a%20b", ORIGIN), path("/b?x=1", ORIGIN)], taskIds("1"));
    await api.submit([{ by: "prefix", value: "/docs/", origin: ORIGIN }], taskIds("2"));

    const [, urls, folders] = api.seen;
    expect(urls).toMatchObject({
      method: "POST",
      path: "/",
      headers: {
        "x-acs-action": "RefreshDcdnObjectCaches",
        "x-acs-version": "2018-01-15",
        "x-acs-date": "2026-11-20T00:00:00Z",
        "content-type": "application/x-www-form-urlencoded",
      },
    });
    expect(Object.fromEntries(new URLSearchParams(urls?.body))).toEqual({
      ObjectPath: `${ORIGIN}/a%20b\n${ORIGIN}/b?x=1`,
      ObjectType: "File",
    });
    expect(Object.fromEntries(new URLSearchParams(folders?.body))).toEqual({
      ObjectPath: `${ORIGIN}/docs/`,
      ObjectType: "Directory",
      Force: "true",
    });
  });

  it("purges one tag of one domain, where tags are switched on", async () => {
    const api = await connect({ tags: true });
    const tag = { by: "tag", value: "news & more", origin: `${ORIGIN}:8443` } as const;
    await api.submit([tag], taskIds("95248880"));

    expect(api.seen.at(-1)).toMatchObject({
      headers: { "x-acs-action": "RefreshDcdnObjectCacheByCacheTag" },
      body: "DomainName=www.example.com&CacheTag=news%20%26%20more&Force=true",
    });
    await expect(api.submit([tag, tag])).rejects.toThrow("one instruction");
    await expect((await connect()).submit([tag])).rejects.toThrow("takes no");
  });

  it("is signed as Alibaba's own client signs", () => {
    // @alicloud/openapi-util 0.3, getAuthorization.
    const urls = encodeURIComponent(`${ORIGIN}/a%20b?x=1\n${ORIGIN}/ü`);
    const { authorization } = signatureHeaders({
      accessKeyId: "LTAIEXAMPLE",
      accessKeySecret: "SECRETEXAMPLE",
      host: "dcdn.aliyuncs.com",
      action: "RefreshDcdnObjectCaches",
      version: "2018-01-15",
      body: `ObjectPath=${urls}&ObjectType=File`,
      at: new Date("2026-11-27T12:00:00.500Z"),
      nonce: "0f8fad5b-d9cb-469f-a165-70867728950e",
    });
    expect(authorization).toBe(
      "ACS3-HMAC-SHA256 Credential=LTAIEXAMPLE,SignedHeaders=content-type;host;x-acs-action;x-acs-content-sha256;" +
        "x-acs-date;x-acs-signature-nonce;x-acs-version," +
        "Signature=3a848aa81256df774ce9ee22e04366e8142875be469eafacaffc4faa99ddaf65",
    );
  });

  it.each([
    ["complete", list(task()), "done"],
    ["complete, without a count", { body: { Tasks: [task()], RequestId: "r" } }, "done"],
    ["under way", list(task({ Status: "Refreshing", Process: "20%" })), "pending"],
    ["waiting", list(task(), task({ Status: "Pending" })), "pending"],
    ["of a word that nobody documented", list(task({ Status: "Paused" })), "pending"],
    ["not known", list(), "pending"],
    ["fewer than there are", { body: { Tasks: [task()], TotalCount: 2, RequestId: "r" } }, "pending"],
    ["more than there are", { body: { Tasks: [task()], TotalCount: 0, RequestId: "r" } }, "failed"],
    ["of another id", list(task({ TaskId: "1" })), "failed"],
    ["failed", list(task(), task({ Status: "Failed", Description: "Internal Error" })), "failed"],
    ["complete, and all of it", list(task({ Process: "100%" })), "done"],
    ["complete, and a part of it", list(task({ Process: "40%" })), "failed"],
    ["complete, and an error", list(task({ ErrorCode: "Partial" })), "failed"],
    ["from before", list(task({ CreationTime: "2026-11-19T00:00:00Z" })), "failed"],
  ])("reads a status that is %s", async (_, answer, kind) => {
    const api = await connect();
    expect(await api.poll(await taken(api), answer)).toMatchObject({ kind });
  });

  it("is not done before every id is listed", async () => {
    const api = await connect();
    const receipt = await taken(api, "95248880,95248881");
    expect(await api.poll(receipt, list(task()))).toMatchObject({ kind: "pending" });
    expect(await api.poll(receipt, list(task(), task({ TaskId: "95248881" })))).toMatchObject({ kind: "done" });
    api.time.ms += 60_000;
    expect(await api.poll(receipt, list(task()))).toMatchObject({
      kind: "failed",
      message: expect.stringContaining("not know it"),
    });
  });

  it.each([
    [400, "SignatureDoesNotMatch", "auth"],
    [404, "InvalidAccessKeyId.NotFound", "auth"],
    [403, "Forbidden.RAM", "auth"],
    [404, "InvalidDomain.NotFound", "site"],
    [400, "QuotaExceeded.Refresh", "quota"],
    [400, "Throttling.User", "throttled"],
    [503, "ServiceUnavailable", "unavailable"],
    [400, "InvalidObjectPath.Malformed", "invalid"],
    [500, "Whatever.New", "unavailable"],
  ])("tells a %i with %s as %s", async (status, Code, fault) => {
    const answer = { status, body: { Code, Message: "words of Alibaba's", RequestId: "r" } };
    expect(await (await connect()).submit([path("/a", ORIGIN)], answer)).toMatchObject({
      kind: "failed",
      fault,
      message: expect.stringContaining("words of Alibaba's"),
    });
  });

  it.each([
    [{ body: { RefreshTaskId: "", RequestId: "r" } }, "RefreshTaskId is not as documented"],
    [{ body: { RequestId: "r" } }, "RefreshTaskId is not as documented"],
    [{ status: 202, body: taskIds("1").body }, "not documented as a success"],
  ])("takes %j for nothing", async (answer, words) => {
    expect(await (await connect()).submit([path("/a", ORIGIN)], answer)).toMatchObject({
      fault: "unreadable",
      message: expect.stringContaining(words),
    });
  });

  it("sends nothing for a batch without a purge, nor for one of two kinds", async () => {
    const api = await connect();

    await expect(api.submit([])).rejects.toThrow("without instructions");
    await expect(api.submit([path("/a", ORIGIN), { by: "prefix", value: "/", origin: ORIGIN }])).rejects.toThrow(
      "takes no",
    );
    await expect(api.submit([{ by: "all", value: "" }])).rejects.toThrow("takes no all");
    expect(api.seen).toHaveLength(1);
  });

  it.each([
    [{}, "api-key", "is missing"],
    [{ "api-key": "x" }, "api-secret", "secret that belongs"],
    [{ "api-key": "x", "api-secret": "y", site: "www" }, "site", "is not used"],
    [{ "api-key": "x", "api-secret": "y", mode: "soft" }, "mode", "all, changed"],
    [{ "api-key": "x", "api-secret": "y", "batch-size": 1001 }, "batch-size", "whole number"],
  ])("refuses %j", (inputs, input, words) => {
    expect(Settings.safeParse(inputs).error?.issues.map(({ path: at, message }) => [at, message])).toContainEqual([
      [input],
      expect.stringContaining(words),
    ]);
  });
});
