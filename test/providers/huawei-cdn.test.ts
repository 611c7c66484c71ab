import { describe, expect, it } from "vitest";
import type { Receipt } from "../../src/model/provider.ts";
import { Settings } from "../../src/providers/huawei-cdn/schema.ts";
import { sign } from "../../src/providers/huawei-cdn/signature.ts";
import { type CannedApi, connectCanned, KEY, path } from "./canned-api.ts";

const ORIGIN = "https://www.example.com";
const SITE = "12d941e5d2334500a1b2c3d4e5f60718";
const connect = (options = {}) => connectCanned("huawei-cdn", { site: SITE, "api-secret": "s3cret", ...options });
const TAKEN = { body: { refresh_task: "7620240" } };
const DONE = {
  id: "7620240",
  task_type: "refresh",
  file_type: "file",
  status: "task_done",
  create_time: Date.UTC(2026, 10, 20),
  processing: 0,
  succeed: 2,
  failed: 0,
  total: 2,
  urls: ["a", "b"].map((name) => ({ url: `${ORIGIN}/${name}`, status: "succeed", task_type: "refresh" })),
};

async function taken(api: CannedApi): Promise<Receipt> {
  const result = await api.submit([path("/a", ORIGIN), path("/b", ORIGIN)], TAKEN);
  if (result.kind !== "pending") throw new Error(`It was not taken: ${JSON.stringify(result)}`);
  return result.receipt;
}

describe("Huawei Cloud CDN", () => {
  it("is sent what its reference shows, signed over all headers", async () => {
    const api = await connect({ "enterprise-project": "all" });
    await api.submit([path("/a b", ORIGIN), path("/b?x=1", ORIGIN)], TAKEN);
    await api.submit([{ by: "prefix", value: "/docs/", origin: ORIGIN }], TAKEN);
    await api.poll({ id: "7620240", memo: {} }, { body: DONE });

    const [, urls, folders, status] = api.seen;
    expect(urls).toMatchObject({
      method: "POST",
      path: "/v1.0/cdn/content/refresh-tasks?enterprise_project_id=all",
      headers: { "x-domain-id": SITE, "x-sdk-date": "20261120T000000Z", "content-type": "application/json" },
      body: `{"refresh_task":{"type":"file","urls":["${ORIGIN}/a b","${ORIGIN}/b?x=1"]}}`,
    });
    expect(urls?.headers.authorization).toMatch(
      new RegExp(
        `^SDK-HMAC-SHA256 Access=${KEY}, SignedHeaders=accept;content-type;host;x-domain-id;x-sdk-date, Signature=[0-9a-f]{64}$`,
      ),
    );
    expect(folders?.body).toBe(`{"refresh_task":{"type":"directory","mode":"all","urls":["${ORIGIN}/docs/"]}}`);
    expect(status).toMatchObject({
      method: "GET",
      path: "/v1.0/cdn/historytasks/7620240/detail?enterprise_project_id=all",
      body: "",
    });
  });

  it("is signed as Huawei's own client signs", () => {
    // @huaweicloud/huaweicloud-sdk-core 3.1.211, AKSKSigner.sign.
    const request = {
      method: "POST",
      url: "https://cdn.myhuaweicloud.com/v1.0/cdn/content/refresh-tasks?enterprise_project_id=all",
      headers: { "content-type": "application/json", "x-domain-id": SITE },
      body: JSON.stringify({ refresh_task: { type: "file", urls: [`${ORIGIN}/a%20b?x=1`, `${ORIGIN}/ü`] } }),
    } as const;
    const signer = { accessKey: "QTWAEXAMPLE", secretKey: "SECRETEXAMPLE", at: new Date(1_795_780_800_000) };
    expect(sign(request, signer).headers["authorization"]).toBe(
      "SDK-HMAC-SHA256 Access=QTWAEXAMPLE, SignedHeaders=content-type;host;x-domain-id;x-sdk-date, Signature=1e444e85a630242a3b3eff63510c670e1abc8ab51d0174d443231589901b0789",
    );
  });

  it("is done when its task is, and says meanwhile how far it is", async () => {
    const api = await connect();
    const receipt = await taken(api);
    const underWay = { ...DONE, status: "task_inprocess", processing: 1, succeed: 1 };

    expect(await api.poll(receipt, { body: underWay })).toMatchObject({
      kind: "pending",
      message: 'the task is "task_inprocess", 1 of 2 are done',
    });
    expect(await api.poll(receipt, { body: DONE })).toMatchObject({ kind: "done", receipt: { id: "7620240" } });
  });

  it.each([
    ["of another task", { id: "7620241" }, "the task 7620241"],
    ["of a preheating", { task_type: "preheating" }, '"preheating"'],
    ["of folders", { file_type: "directory" }, '"directory"'],
    ["with a failure", { failed: 1, succeed: 1 }, "1 of 2 failed"],
    ["with fewer than were sent", { succeed: 1, total: 1 }, "1 of 2 succeeded"],
    ["with fewer than there are", { succeed: 2, total: 3 }, "2 of 3 succeeded"],
    ["with some under way", { processing: 1 }, "1 are in process"],
    ["with more than there are", { succeed: 7 }, "7 of 2 succeeded"],
    ["with fewer failures than none", { failed: -1 }, "-1 of 2 failed"],
    ["with a URL in a state that nobody documented", { urls: [{ url: `${ORIGIN}/a`, status: "Odd" }] }, '"Odd"'],
    ["with a URL that waits", { urls: [{ url: `${ORIGIN}/a`, status: "waiting" }] }, '"waiting"'],
    ["from before", { create_time: Date.UTC(2026, 10, 19) }, "before it was requested"],
    ["with an error inside", { error: { error_code: "CDN.0000", error_msg: "System error." } }, "System error"],
    ["without counts", { succeed: undefined }, "succeed is not as documented"],
  ])("takes no status %s for a success", async (_, change, words) => {
    const api = await connect();
    expect(await api.poll(await taken(api), { body: { ...DONE, ...change } })).toMatchObject({
      kind: "failed",
      message: expect.stringContaining(words),
    });
  });

  it("lets its status not know a task for a while", async () => {
    const api = await connect();
    const receipt = await taken(api);
    const unknown = { body: { error: { error_code: "CDN.0003", error_msg: "The object does not exist." } } };

    expect(await api.poll(receipt, unknown)).toMatchObject({ kind: "pending" });
    api.time.ms += 60_000;
    expect(await api.poll(receipt, unknown)).toMatchObject({
      kind: "failed",
      message: expect.stringContaining("not know it"),
    });
  });

  it.each([
    [200, "CDN.0004", "auth"],
    [200, "CDN.0108", "site"],
    [200, "CDN.0110", "quota"],
    [200, "CDN.0999", "invalid"],
    [503, "CDN.0000", "unavailable"],
  ])("tells %i %s as %s, in Huawei's words", async (status, error_code, fault) => {
    const body = { error: { error_code, error_msg: "words of Huawei's" } };
    expect(await (await connect()).submit([path("/a", ORIGIN)], { status, body })).toMatchObject({
      kind: "failed",
      fault,
      message: expect.stringContaining(`${error_code}: words of Huawei's`),
    });
  });

  it.each([
    [401, "APIGW.0301", "auth"],
    [404, "APIGW.0101", "invalid"],
    [429, "APIGW.0308", "throttled"],
  ])("leaves what the gateway means to the status: %i %s", async (status, error_code, fault) => {
    const body = { error_code, error_msg: "words of the gateway", request_id: "r" };
    expect(await (await connect()).submit([path("/a", ORIGIN)], { status, body })).toMatchObject({
      kind: "failed",
      fault,
      message: expect.stringContaining("words of the gateway"),
    });
  });

  it.each([
    [{ refresh_task: "" }, "refresh_task is not as documented"],
    [{ task_id: "7620240" }, "refresh_task is not as documented"],
  ])("takes %j for nothing", async (body, words) => {
    expect(await (await connect()).submit([path("/a", ORIGIN)], { body })).toMatchObject({
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
    [{ "api-key": "x", "api-secret": "y" }, "site", "account ID"],
    [{ site: "my-account", "api-key": "x", "api-secret": "y" }, "site", "My Credentials"],
    [{ site: SITE }, "api-key", "is missing"],
    [{ site: SITE, "api-key": "x" }, "api-secret", "SK"],
    [{ site: SITE, "api-key": "x", "api-secret": "y", mode: "soft" }, "mode", "detect_modify_refresh"],
    [{ site: SITE, "api-key": "x", "api-secret": "y", "batch-size": 1001 }, "batch-size", "whole number"],
    [
      { site: SITE, "api-key": "x", "api-secret": "y", "enterprise-project": 0 },
      "enterprise-project",
      "must be a text",
    ],
    [
      { site: SITE, "api-key": "x", "api-secret": "y", "enterprise-project": "a&b=c" },
      "enterprise-project",
      "must be all",
    ],
  ])("refuses %j", (inputs, input, words) => {
    expect(Settings.safeParse(inputs).error?.issues.map(({ path: at, message }) => [at, message])).toContainEqual([
      [input],
      expect.stringContaining(words),
    ]);
  });
});
