import type { Capabilities } from "../../model/capabilities.ts";
import type { HttpRequest, HttpResponse } from "../../model/http.ts";
import type { AnswerFault, Batch, Io, Opened, Provider, ProviderResult, Receipt } from "../../model/provider.ts";
import type { Selector } from "../../model/selector.ts";
import { type DayQuota, dayBudget, foldersLeft, openQuota } from "../kit/day-quota.ts";
import { parseJson } from "../kit/json.ts";
import { type AnswerRules, readAnswer } from "../kit/read-answer.ts";
import { json } from "../kit/readings.ts";
import { notAccepted, postJson, selectorsOf, sentPath } from "../kit/request.ts";
import { notKnownYet, taskReceipt } from "../kit/task-status.ts";
import { Quotas, Refusal, Settings, Taken, Task } from "./schema.ts";
import { sign } from "./signature.ts";
import { judge } from "./status.ts";

/**
 * Codes of the CDN, which come with HTTP 200; those of the gateway in front of it leave it to the status.
 *
 * https://support.huaweicloud.com/intl/en-us/api-cdn/ErrorCode.html
 */
const FAULTS: Readonly<Record<string, AnswerFault>> = {
  "CDN.0004": "auth",
  "CDN.0005": "quota",
  "CDN.0020": "auth",
  "CDN.0021": "auth",
  "CDN.0105": "site",
  "CDN.0106": "site",
  "CDN.0108": "site",
  "CDN.0110": "quota",
  "CDN.0114": "site",
  "CDN.0115": "site",
  "CDN.0116": "site",
};
const NOT_FOUND = "CDN.0003";

const ANSWERS: AnswerRules = { hints: {}, codes: faultByCode, words: ["error_code", "error_msg"] };
/** Of a status: how many have failed is a part of it. */
const STATUS: AnswerRules = { ...ANSWERS, judged: ["failed"] };

/** How long the status may not know a task that was taken: ours, the vendor speaks of none. */
const REGISTERS_WITHIN_MS = 60_000;

/** Huawei Cloud CDN takes URLs by the thousand and folders, in signed requests, and tells of each task how far it is. */
export const provider: Provider<Settings, DayQuota> = {
  id: "huawei-cdn",
  name: "Huawei Cloud CDN",
  rights: "an IAM user with `cdn:configuration:refreshCache` and the right to read its tasks and quotas",
  traces: {
    at: "edge",
    always: false,
    headers: [{ header: "x-hcs-proxy-type", source: "Huawei Cloud CDN's FAQ, how to tell whether a cache was hit" }],
  },
  settings: Settings,
  deliveryOptions: ["batch-size"],
  open,
  capabilities,
  connect: (settings, io) => [
    { submit: (batch) => submit(settings, io, batch), poll: (receipt) => poll(settings, io, receipt) },
  ],
};

/**
 * - 1,000 URLs or 100 folders in a request, a URL of 4,096 characters at most, which is left to Huawei to refuse:
 *   https://support.huaweicloud.com/eu/api-cdn/CreateRefreshTasks.html
 * - 30 requests a second for purges, and as many for their status: https://support.huaweicloud.com/api-cdn/CreateRefreshTasks.html
 *   and https://support.huaweicloud.com/api-cdn/ShowHistoryTaskDetails.html; kept for both together
 * - states: ShowHistoryTaskDetails, and huaweicloud-sdk-nodejs-v3, `services/cdn/v2/model`
 * - what the account has left of the day: https://support.huaweicloud.com/api-cdn/ShowQuota.html
 * - 100 folders a run where the account does not say, polls from 5 s to 20 s apart, 10,000 purges a run: ours
 */
function capabilities({ batchSize }: Settings, quota?: DayQuota): Capabilities {
  return {
    accepts: {
      path: { perRequest: batchSize, match: { query: "unknown" } },
      prefix: {
        perRequest: 100,
        perRun: foldersLeft(quota, 100),
        allowed: /\/$/,
        match: { prefix: "segment", query: "covered" },
      },
    },
    mix: "one-kind",
    rates: [{ unit: "request", amount: 30, perSeconds: 1, scope: "credential" }],
    ...dayBudget(quota),
    done: { by: "poll", firstMs: 5000, maxMs: 20_000 },
    wants: { urls: "aliases", files: "all", address: "url" },
    provable: true,
    maxPurges: 10_000,
    notes: ["A purge takes about five minutes: give timeout: 900 where it must be complete."],
    source: new URL("https://support.huaweicloud.com/api-cdn/CreateRefreshTasks.html"),
    read: "2026-11-28",
  };
}

async function open(settings: Settings, io: Io): Promise<Opened<DayQuota>> {
  const headers = { ...ownHeaders(settings), accept: "application/json" };
  const response = await io.send(
    signed(settings, io, { method: "GET", url: `${settings.apiUrl}/v1.0/cdn/quota`, headers }),
  );
  const quotaOf = ({ quotas }: Quotas) => ({
    urls: left(quotas, "file_refresh"),
    folders: left(quotas, "dir_refresh"),
  });
  return openQuota(readAnswer(response, json(Quotas, 200), ANSWERS), {
    quotaOf,
    isKeyRefused: response.status === 401,
  });
}

function left(quotas: Quotas["quotas"], type: string): number | undefined {
  const quota = quotas.find((one) => one.type === type);
  return quota === undefined ? undefined : Math.max(0, quota.quota_limit - quota.used);
}

async function submit(settings: Settings, io: Io, batch: Batch): Promise<ProviderResult> {
  const selectors = selectorsOf(batch);
  const [{ by }] = selectors;
  const urls = selectors.map((selector) => urlOf(settings, selector, by));
  const type = by === "path" ? "file" : "directory";
  const refresh_task = type === "file" ? { type, urls } : { type, mode: settings.mode, urls };
  const url = addressOf(settings, "content/refresh-tasks");
  const sentMs = io.now().getTime();
  const response = await io.send(signed(settings, io, postJson(url, ownHeaders(settings), { refresh_task })));
  const answer = readAnswer(response, json(Taken, 200), ANSWERS);
  if (answer.kind === "failed") return answer;
  const sent = { sent: new Set(urls).size, type };
  return { kind: "pending", receipt: taskReceipt(answer.body.refresh_task, { sentMs, io, response }, sent) };
}

async function poll(settings: Settings, io: Io, receipt: Receipt): Promise<ProviderResult> {
  const url = addressOf(settings, `historytasks/${receipt.id}/detail`);
  const headers = { ...ownHeaders(settings), accept: "application/json" };
  const response = await io.send(signed(settings, io, { method: "GET", url, headers }));
  if (response.status === 404 || codeIn(response) === NOT_FOUND) return notKnownYet(receipt, io, REGISTERS_WITHIN_MS);
  const answer = readAnswer(response, json(Task, 200), STATUS);
  return answer.kind === "failed" ? answer : judge({ receipt, response, io }, answer);
}

/** A code of the CDN that is not in the list is about the request, unless the status says more. */
function faultByCode(response: HttpResponse): AnswerFault | undefined {
  const code = codeIn(response);
  if (code === undefined) return undefined;
  return FAULTS[code] ?? (response.status < 300 ? "invalid" : undefined);
}

function codeIn({ text }: HttpResponse): string | undefined {
  return Refusal.safeParse(parseJson(text)).data?.error_code;
}

function addressOf({ apiUrl, enterpriseProject }: Settings, path: string): string {
  const query = enterpriseProject === undefined ? "" : `?enterprise_project_id=${enterpriseProject}`;
  return `${apiUrl}/v1.0/cdn/${path}${query}`;
}

/** The account, which services without a region want to know where a key signs. */
function ownHeaders({ site }: Settings): Readonly<Record<string, string>> {
  return { "x-domain-id": site };
}

function signed({ apiKey, secretKey }: Settings, io: Io, request: HttpRequest): HttpRequest {
  return sign(request, { accessKey: apiKey, secretKey, at: io.now() });
}

function urlOf({ query }: Settings, selector: Selector, wanted: string): string {
  const { by, origin, value } = selector;
  if (by !== wanted || origin === undefined || (by !== "path" && by !== "prefix"))
    throw notAccepted(provider.name, selector);
  return `${origin}${by === "path" ? sentPath(value, query) : value}`;
}
