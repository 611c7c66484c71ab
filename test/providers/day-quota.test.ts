import { describe, expect, it } from "vitest";
import type { HttpRequest, HttpResponse } from "../../src/model/http.ts";
import { loadProvider } from "../../src/providers/registry.ts";
import { KEY, NO_IDENTITY } from "./canned-api.ts";

const ACCOUNT = "12d941e5d2334500a1b2c3d4e5f60718";
const tencent = (content: object) => ({ Response: { ...content, RequestId: "r" } });
const alibaba = (content: object) => ({ ...content, RequestId: "r" });
const huawei = (error_code: string) => ({ error: { error_code, error_msg: "words" } });
const fault = (Code: string) => tencent({ Error: { Code, Message: "words" } });

/** What a provider's look-up of the quota sends, and how it is opened by the answer. */
async function openWith(id: string, body: unknown, status: number) {
  const provider = await loadProvider(id);
  const site = id === "huawei-cdn" ? { site: ACCOUNT } : {};
  const settings = provider.settings.parse({ ...site, "api-key": KEY, "api-secret": "s3cret" });
  const requests: HttpRequest[] = [];
  const response: HttpResponse = { status, statusText: "", headers: {}, text: JSON.stringify(body) };
  const send = async (request: HttpRequest) => {
    requests.push(request);
    return response;
  };
  const opened = await provider.open?.(settings, { ...NO_IDENTITY, now: () => new Date(0), send });
  const limits = opened?.kind === "open" ? provider.capabilities(settings, opened.session) : undefined;
  return { requests, opened, limits, documented: provider.capabilities(settings) };
}

const area = (Available: number) => ({ Batch: 1000, Total: 20_000, Available, Area: "mainland" });

describe("what an account has left of a day", () => {
  it.each([
    [
      "tencent-cdn",
      tencent({ UrlPurge: [area(7), area(15_000)], PathPurge: [area(3)] }),
      { headers: { "x-tc-action": "DescribePurgeQuota" }, body: "{}" },
      15_003,
      3,
    ],
    [
      "alibaba-dcdn",
      alibaba({ UrlQuota: "20000", UrlRemain: "15000", DirRemain: "3" }),
      { headers: { "x-acs-action": "DescribeDcdnRefreshQuota" }, body: "" },
      15_003,
      3,
    ],
    [
      "huawei-cdn",
      {
        quotas: [
          { type: "file_refresh", quota_limit: 20_000, used: 5000 },
          { type: "dir_refresh", quota_limit: 100, used: 97 },
        ],
      },
      { method: "GET", url: "https://cdn.myhuaweicloud.com/v1.0/cdn/quota" },
      15_003,
      3,
    ],
  ])("bounds the plans of %s", async (id, body, request, amount, folders) => {
    const { requests, limits } = await openWith(id, body, 200);

    expect(requests).toMatchObject([request]);
    expect(limits).toMatchObject({
      accepts: { prefix: { perRun: folders } },
      budgets: [{ unit: "item", amount, per: "day", beyond: "refused", isLeft: true }],
    });
  });

  it.each([
    ["tencent-cdn", fault("UnauthorizedOperation.CdnCamUnauthorized"), 200],
    ["tencent-cdn", tencent({ UrlPurge: null }), 200],
    ["tencent-cdn", tencent({ UrlPurge: [{ Available: "many" }] }), 200],
    ["alibaba-dcdn", alibaba({ Code: "Forbidden.RAM", Message: "words" }), 403],
    ["alibaba-dcdn", alibaba({ Code: "InvalidAction.NotFound", Message: "words" }), 404],
    ["alibaba-dcdn", alibaba({}), 200],
    ["huawei-cdn", huawei("CDN.0021"), 200],
    ["huawei-cdn", { error_code: "APIGW.0303", error_msg: "words" }, 403],
    ["huawei-cdn", { quotas: [] }, 200],
  ])("is the documented number at %s where it answers %j", async (id, body, status) => {
    const { limits, documented } = await openWith(id, body, status);

    expect(limits).toEqual(documented);
  });

  it.each([
    ["tencent-cdn", fault("AuthFailure.SecretIdNotFound"), 200, "auth"],
    ["tencent-cdn", fault("RequestLimitExceeded"), 200, "throttled"],
    ["alibaba-dcdn", alibaba({ Code: "InvalidAccessKeyId.NotFound", Message: "words" }), 404, "auth"],
    ["alibaba-dcdn", alibaba({ Code: "ServiceUnavailable", Message: "words" }), 503, "unavailable"],
    ["huawei-cdn", { error_code: "APIGW.0301", error_msg: "words" }, 401, "auth"],
    ["huawei-cdn", { error_code: "APIGW.0308", error_msg: "words" }, 429, "throttled"],
  ])("is no question at %s after %j", async (id, body, status, meant) => {
    expect((await openWith(id, body, status)).opened).toMatchObject({ kind: "failed", fault: meant });
  });
});
