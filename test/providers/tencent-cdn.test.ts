import { describe, expect, it } from "vitest";
import type { Receipt } from "../../src/model/provider.ts";
import { Settings } from "../../src/providers/tencent-cdn/schema.ts";
import { signatureHeaders } from "../../src/providers/tencent-cdn/signature.ts";
import { type CannedApi, connectCanned, KEY, path } from "./canned-api.ts";

const ORIGIN = "https://www.example.com";
const connect = (options = {}) => connectCanned("tencent-cdn", { "api-secret": "s3cret", ...options });
const response = (content: Readonly<Record<string, unknown>>) => ({
  body: { Response: { ...content, RequestId: "r1" } },
});
const TAKEN = response({ TaskId: "1600" });
const tasks = (count: number, status = "done", id = "1600") =>
  response({
    PurgeLogs: Array.from({ length: Math.min(count, 20) }, (_, n) => ({
      TaskId: id,
      Url: `${ORIGIN}/${n}`,
      Status: status,
    })),
    TotalCount: count,
  });

async function taken(api: CannedApi): Promise<Receipt> {
  const result = await api.submit([path("/a", ORIGIN), path("/b", ORIGIN)], TAKEN);
  if (result.kind !== "pending") throw new Error(`It was not taken: ${JSON.stringify(result)}`);
  return result.receipt;
}

describe("Tencent Cloud CDN", () => {
  it("is asked as its reference shows: an action in a header, and JSON", async () => {
    const api = await connect();
    await api.submit([path("/a b", ORIGIN), path("/b?x=1", ORIGIN)], TAKEN);
    await api.submit([{ by: "prefix", value: "/docs/", origin: ORIGIN }], TAKEN);

    const [, urls, folders] = api.seen;
    expect(urls).toMatchObject({
      method: "POST",
      path: "/",
      headers: { "x-tc-action": "PurgeUrlsCache", "x-tc-version": "2018-06-06", "content-type": "application/json" },
      body: `{"Urls":["${ORIGIN}/a b","${ORIGIN}/b?x=1"]}`,
    });
    expect(urls?.headers.authorization).toMatch(
      new RegExp(`^TC3-HMAC-SHA256 Credential=${KEY}/2026-11-20/cdn/tc3_request, SignedHeaders=content-type;host, `),
    );
    expect(folders).toMatchObject({
      headers: { "x-tc-action": "PurgePathCache" },
      body: `{"Paths":["${ORIGIN}/docs/"],"FlushType":"delete"}`,
    });
  });

  it("is signed as Tencent's own client signs", () => {
    // tencentcloud-sdk-nodejs-common 4.1, Sign.sign3.
    const body = JSON.stringify({ Urls: [`${ORIGIN}/a%20b?x=1`, `${ORIGIN}/ü`] });
    const at = new Date(1_795_780_800_000);
    const credentials = { secretId: "AKIDEXAMPLE", secretKey: "SECRETEXAMPLE" };
    expect(signatureHeaders({ ...credentials, service: "cdn", host: "cdn.tencentcloudapi.com", body, at })).toEqual({
      authorization:
        "TC3-HMAC-SHA256 Credential=AKIDEXAMPLE/2026-11-27/cdn/tc3_request, SignedHeaders=content-type;host, " +
        "Signature=d1f9364142e290c14b1fbb473d818ae0fc4ccea0772c26ca3bf04fa60dc77908",
      "content-type": "application/json",
      "x-tc-timestamp": "1795780800",
    });
  });

  it("is done when none is under way, then none has failed, and then all are done", async () => {
    const api = await connect();
    let receipt = await taken(api);
    for (const [answer, asked] of [
      [tasks(1, "process"), "process"],
      [tasks(0), "process"],
      [tasks(0), "fail"],
    ] as const) {
      const result = await api.poll(receipt, answer);
      expect(result).toMatchObject({ kind: "pending" });
      expect(api.seen.at(-1)?.body).toBe(`{"TaskId":"1600","Status":"${asked}"}`);
      if (result.kind === "pending") receipt = result.receipt;
    }
    expect(await api.poll(receipt, tasks(2))).toMatchObject({ kind: "done", receipt: { id: "1600" } });
    // One for each region is more than were sent.
    expect(await api.poll(receipt, tasks(4))).toMatchObject({ kind: "done" });
    // Fewer are done than were sent, and none is anything else: it begins anew, and not for ever.
    const again = await api.poll(receipt, tasks(1));
    expect(again).toMatchObject({ kind: "pending", receipt: { memo: { state: "process" } } });
    api.time.ms += 60_000;
    expect(await api.poll(receipt, tasks(1))).toMatchObject({
      kind: "failed",
      message: expect.stringContaining("not know it"),
    });
  });

  it.each([
    ["of another task", tasks(1, "process", "1601"), "the task 1601"],
    ["in another state than was requested", tasks(1, "done"), 'in state "done"'],
    ["with an error inside", response({ Error: { Code: "InternalError", Message: "try again" } }), "try again"],
    ["without a count", { body: { Response: { PurgeLogs: [], RequestId: "r" } } }, "TotalCount is not as documented"],
  ])("takes no status %s for one", async (_, answer, words) => {
    const api = await connect();
    expect(await api.poll(await taken(api), answer)).toMatchObject({
      kind: "failed",
      message: expect.stringContaining(words),
    });
  });

  it("names what failed", async () => {
    const api = await connect();
    const { id = "", memo = {} } = await taken(api);
    expect(await api.poll({ id, memo: { ...memo, state: "fail" } }, tasks(2, "fail"))).toMatchObject({
      kind: "failed",
      fault: "invalid",
      message: expect.stringContaining(`2 of the task failed: ${ORIGIN}/0, ${ORIGIN}/1`),
    });
  });

  it.each([
    ["AuthFailure.SecretIdNotFound", "auth"],
    ["UnauthorizedOperation.CdnHostUnauthorized", "auth"],
    ["UnauthorizedOperation.CdnUserIsSuspended", "site"],
    ["ResourceNotFound.CdnHostNotExists", "site"],
    ["RequestLimitExceeded.UinLimitExceeded", "throttled"],
    ["LimitExceeded.CdnPurgePathExceedDayLimit", "quota"],
    ["LimitExceeded.CdnPurgeUrlExceedBatchLimit", "invalid"],
    ["InternalError.CdnSystemError", "unavailable"],
    ["Whatever.New", "invalid"],
  ])("tells %s as %s, within HTTP 200", async (Code, fault) => {
    const answer = response({ Error: { Code, Message: "words of Tencent's" } });
    expect(await (await connect()).submit([path("/a", ORIGIN)], answer)).toMatchObject({
      kind: "failed",
      fault,
      message: expect.stringContaining("words of Tencent's"),
    });
  });

  it.each([
    [response({ TaskId: "" }), "TaskId is not as documented"],
    [{ body: { TaskId: "1600" } }, "Response is not as documented"],
    [{ status: 202, body: TAKEN.body }, "not documented as a success"],
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
    [{ "api-key": "x" }, "api-secret", "SecretKey"],
    [{ "api-key": "x", "api-secret": "y", site: "www" }, "site", "is not used"],
    [{ "api-key": "x", "api-secret": "y", mode: "soft" }, "mode", "delete, flush"],
    [{ "api-key": "x", "api-secret": "y", "batch-size": 1001 }, "batch-size", "whole number"],
  ])("refuses %j", (inputs, input, words) => {
    expect(Settings.safeParse(inputs).error?.issues.map(({ path: at, message }) => [at, message])).toContainEqual([
      [input],
      expect.stringContaining(words),
    ]);
  });
});
