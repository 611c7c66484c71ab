import type { Capabilities } from "../../model/capabilities.ts";
import type { HttpRequest, HttpResponse } from "../../model/http.ts";
import type { AnswerFault, Batch, Io, Opened, Provider, ProviderResult, Receipt } from "../../model/provider.ts";
import type { Selector } from "../../model/selector.ts";
import { type DayQuota, dayBudget, foldersLeft, openQuota } from "../kit/day-quota.ts";
import { parseJson } from "../kit/json.ts";
import { type AnswerRules, readAnswer } from "../kit/read-answer.ts";
import { json } from "../kit/readings.ts";
import { notAccepted, selectorsOf, sentPath } from "../kit/request.ts";
import { notKnownYet, taskReceipt } from "../kit/task-status.ts";
import { Left, Purged, Refusal, Settings, Tasks } from "./schema.ts";
import { signatureHeaders } from "./signature.ts";
import { judge, later, stateOf } from "./status.ts";

/**
 * Codes by how they begin, the longer ones first; any other is about the request.
 *
 * https://www.tencentcloud.com/document/product/228/33601 and https://www.tencentcloud.com/document/product/228/31740
 */
const FAULTS: readonly (readonly [string, AnswerFault])[] = [
  ["LimitExceeded.CdnPurgeExceedDayLimit", "quota"],
  ["LimitExceeded.CdnPurgePathExceedDayLimit", "quota"],
  ["LimitExceeded.CdnPurgeUrlExceedDayLimit", "quota"],
  ["ResourceNotFound.CdnHostNotExists", "site"],
  ["ResourceNotFound.CdnUserNotExists", "site"],
  ["InvalidParameter.CdnHostInvalidStatus", "site"],
  ["UnauthorizedOperation.CdnUserIsSuspended", "site"],
  ["UnauthorizedOperation.CdnUserIsolated", "site"],
  ["RequestLimitExceeded", "throttled"],
  ["InternalError", "unavailable"],
  ["AuthFailure", "auth"],
  ["UnauthorizedOperation", "auth"],
];

const ANSWERS: AnswerRules = {
  hints: {},
  codes: faultByCode,
  words: ["Response", "Error", "Code"],
};

const VERSION = "2018-06-06";
/** How long the status may not know all of a task that was taken: ours, the vendor speaks of none. */
const REGISTERS_WITHIN_MS = 60_000;

/** Tencent Cloud CDN takes URLs by the thousand and folders, in signed requests, and tells of each how far it is. */
export const provider: Provider<Settings, DayQuota> = {
  id: "tencent-cdn",
  name: "Tencent Cloud CDN",
  rights:
    "`cdn:PurgeUrlsCache`, `cdn:PurgePathCache` and `cdn:DescribePurgeTasks` on the domains, and `cdn:DescribePurgeQuota`",
  settings: Settings,
  deliveryOptions: ["batch-size"],
  open,
  capabilities,
  connect: (settings, io) => [
    { submit: (batch) => submit(settings, io, batch), poll: (receipt) => poll(settings, io, receipt) },
  ],
};

/**
 * - 1,000 URLs in a request and 10,000 a day, 20 requests a second: https://www.tencentcloud.com/document/product/228/33601
 * - 500 folders in a request and 100 a day: https://www.tencentcloud.com/document/product/228/33602
 * - states of a task: https://www.tencentcloud.com/document/product/228/33604
 * - a day's limit is that of a region by default; what the account has left of its own is read before:
 *   https://www.tencentcloud.com/document/api/228/37474
 * - polls from 5 s to 20 s apart, 10,000 purges a run: ours
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
    rates: [{ unit: "request", amount: 20, perSeconds: 1, scope: "credential" }],
    ...dayBudget(quota, 10_000),
    done: { by: "poll", firstMs: 5000, maxMs: 20_000 },
    wants: { urls: "aliases", files: "all", address: "url" },
    provable: true,
    maxPurges: 10_000,
    notes: ["A purge takes about five minutes: give timeout: 900 where it must be complete."],
    source: new URL("https://www.tencentcloud.com/document/product/228/33601"),
    read: "2026-11-28",
  };
}

/** The most that any region has left: which one a host is in, the answer does not say. */
async function open(settings: Settings, io: Io): Promise<Opened<DayQuota>> {
  const response = await io.send(call(settings, io, "DescribePurgeQuota", {}));
  const answer = readAnswer(response, json(Left, 200), ANSWERS);
  return openQuota(answer, {
    quotaOf: ({ Response: { UrlPurge, PathPurge } }) => ({ urls: mostLeft(UrlPurge), folders: mostLeft(PathPurge) }),
    isKeyRefused: codeIn(parseJson(response.text))?.startsWith("AuthFailure") ?? false,
  });
}

function mostLeft(quotas: Left["Response"]["UrlPurge"]): number | undefined {
  const left = (quotas ?? []).map(({ Available }) => Available);
  return left.length === 0 ? undefined : Math.max(...left);
}

async function submit(settings: Settings, io: Io, batch: Batch): Promise<ProviderResult> {
  const selectors = selectorsOf(batch);
  const urls = selectors.map((selector) => urlOf(settings, selector, selectors[0].by));
  const request =
    selectors[0].by === "path"
      ? call(settings, io, "PurgeUrlsCache", { Urls: urls })
      : call(settings, io, "PurgePathCache", { Paths: urls, FlushType: settings.mode });
  const sentMs = io.now().getTime();
  const response = await io.send(request);
  const answer = readAnswer(response, json(Purged, 200), ANSWERS);
  if (answer.kind === "failed") return answer;
  const receipt = taskReceipt(answer.body.Response.TaskId, { sentMs, io, response }, { sent: new Set(urls).size });
  return { kind: "pending", receipt };
}

async function poll(settings: Settings, io: Io, receipt: Receipt): Promise<ProviderResult> {
  const body = { TaskId: receipt.id, Status: stateOf(receipt) };
  const response = await io.send(call(settings, io, "DescribePurgeTasks", body));
  if (response.status === 404) return notKnownYet(receipt, io, REGISTERS_WITHIN_MS);
  const answer = readAnswer(response, json(Tasks, 200), ANSWERS);
  if (answer.kind === "failed") return answer;
  const judged = judge(receipt, answer);
  if (judged !== undefined) return judged;
  const unknown = notKnownYet(receipt, io, REGISTERS_WITHIN_MS);
  return unknown.kind === "failed" ? unknown : later(receipt, "process", "the status does not know all of it yet");
}

/** A code that is not in the list is about the request, unless the status says more. */
function faultByCode({ status }: HttpResponse, body: unknown): AnswerFault | undefined {
  const code = codeIn(body);
  if (code === undefined) return undefined;
  return FAULTS.find(([start]) => code.startsWith(start))?.[1] ?? (status < 300 ? "invalid" : undefined);
}

function codeIn(body: unknown): string | undefined {
  return Refusal.safeParse(body).data?.Response.Error.Code;
}

/** The action is a header; all else is JSON, of which the very bytes are signed. */
function call({ apiUrl, apiKey, secretKey }: Settings, io: Io, action: string, content: unknown): HttpRequest {
  const body = JSON.stringify(content);
  const { hostname } = new URL(apiUrl);
  const signed = { secretId: apiKey, secretKey, service: "cdn", host: hostname, body, at: io.now() };
  const headers = { accept: "application/json", "x-tc-action": action, "x-tc-version": VERSION };
  return { method: "POST", url: `${apiUrl}/`, headers: { ...headers, ...signatureHeaders(signed) }, body };
}

function urlOf({ query }: Settings, selector: Selector, wanted: string): string {
  const { by, origin, value } = selector;
  if (by !== wanted || origin === undefined || (by !== "path" && by !== "prefix"))
    throw notAccepted(provider.name, selector);
  return `${origin}${by === "path" ? sentPath(value, query) : value}`;
}
