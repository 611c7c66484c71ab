import type { Capabilities } from "../../model/capabilities.ts";
import type { HttpRequest } from "../../model/http.ts";
import type { AnswerFault, Batch, Io, Opened, Provider, ProviderResult, Receipt } from "../../model/provider.ts";
import type { Selector } from "../../model/selector.ts";
import { type DayQuota, dayBudget, foldersLeft, openQuota } from "../kit/day-quota.ts";
import { parseJson } from "../kit/json.ts";
import { type AnswerRules, readAnswer } from "../kit/read-answer.ts";
import { json } from "../kit/readings.ts";
import { notAccepted, onlySelector, selectorsOf, sentPath } from "../kit/request.ts";
import { notKnownYet, taskReceipt } from "../kit/task-status.ts";
import { Left, Purged, Refusal, Settings, Tasks } from "./schema.ts";
import { signatureHeaders } from "./signature.ts";
import { judge, openIds } from "./status.ts";

/** Codes of the operation and of Alibaba Cloud's API as a whole, by how they begin; any other leaves it to the status. */
const FAULTS: readonly (readonly [string, AnswerFault])[] = [
  ["QuotaExceeded", "quota"],
  ["InvalidDomain", "site"],
  ["Throttling", "throttled"],
  ["InvalidAccessKeyId", "auth"],
  ["SignatureDoesNotMatch", "auth"],
  ["IncompleteSignature", "auth"],
  ["Forbidden", "auth"],
  ["NoPermission", "auth"],
  ["ServiceUnavailable", "unavailable"],
  ["InternalError", "unavailable"],
];

/** Codes about the key itself, and not about what its user may do. */
const KEY_REFUSED = /^(?:InvalidAccessKeyId|SignatureDoesNotMatch|IncompleteSignature)/;

const ANSWERS: AnswerRules = {
  hints: {},
  codes: ({ status }, body) => {
    const code = status < 400 ? undefined : Refusal.safeParse(body).data?.Code;
    return code === undefined ? undefined : FAULTS.find(([start]) => code.startsWith(start))?.[1];
  },
  words: ["Code"],
};

const VERSION = "2018-01-15";
/** How long the status may not know a task that was taken: ours, the vendor speaks of none. */
const REGISTERS_WITHIN_MS = 60_000;

/** Alibaba Cloud's DCDN takes URLs by the thousand and folders, in signed forms, and tells of each how far it is. */
export const provider: Provider<Settings, DayQuota> = {
  id: "alibaba-dcdn",
  name: "Alibaba Cloud DCDN",
  rights:
    "a RAM user with `dcdn:RefreshDcdnObjectCaches` (with `tags: true` also `dcdn:RefreshDcdnObjectCacheByCacheTag`), `dcdn:DescribeDcdnRefreshTaskById` and `dcdn:DescribeDcdnRefreshQuota`",
  settings: Settings,
  deliveryOptions: ["batch-size"],
  open,
  capabilities,
  connect: (settings, io) => [
    { submit: (batch) => submit(settings, io, batch), poll: (receipt) => poll(settings, io, receipt) },
  ],
};

/**
 * - 1,000 URLs or 100 folders in a request, 10,000 URLs and 100 folders a day, 10,000 URLs a minute for a domain, 30 requests
 *   a second: https://www.alibabacloud.com/help/en/edge-security-acceleration/dcdn/developer-reference/api-dcdn-2018-01-15-refreshdcdnobjectcaches
 * - tags of one domain, between commas; how many is not documented, so one is sent:
 *   https://www.alibabacloud.com/help/en/edge-security-acceleration/dcdn/developer-reference/api-dcdn-2018-01-15-refreshdcdnobjectcachebycachetag
 * - what the account has left of the day is read before:
 *   https://www.alibabacloud.com/help/en/edge-security-acceleration/dcdn/developer-reference/api-dcdn-2018-01-15-describedcdnrefreshquota
 * - states: DescribeDcdnRefreshTaskById there, and @alicloud/dcdn20180115 2.5.0
 * - polls from 5 s to 20 s apart, 10,000 purges a run: ours
 */
function capabilities({ batchSize, tags }: Settings, quota?: DayQuota): Capabilities {
  return {
    accepts: {
      path: { perRequest: batchSize, match: { query: "unknown" } },
      prefix: {
        perRequest: 100,
        perRun: foldersLeft(quota, 100),
        allowed: /\/$/,
        match: { prefix: "segment", query: "covered" },
      },
      ...(tags
        ? { tag: { perRequest: 1, allowed: /^[^\s,]+$/, match: { query: "covered", host: "one" } } as const }
        : {}),
    },
    closed: { tag: "with provider-options tags: true, where the domain's cache tag feature is on" },
    mix: "one-kind",
    rates: [
      { unit: "request", amount: 30, perSeconds: 1, scope: "credential" },
      { unit: "item", amount: 10_000, perSeconds: 60, kinds: ["path"], scope: "site" },
    ],
    ...dayBudget(quota, 10_000),
    done: { by: "poll", firstMs: 5000, maxMs: 20_000 },
    wants: { urls: "aliases", files: "all", address: "url" },
    provable: true,
    maxPurges: 10_000,
    notes: ["A purge takes five to six minutes: give timeout: 900 where it must be complete."],
    source: new URL(
      "https://www.alibabacloud.com/help/en/edge-security-acceleration/dcdn/developer-reference/api-dcdn-2018-01-15-refreshdcdnobjectcaches",
    ),
    read: "2026-11-28",
  };
}

async function open(settings: Settings, io: Io): Promise<Opened<DayQuota>> {
  const response = await io.send(call(settings, io, "DescribeDcdnRefreshQuota", {}));
  const answer = readAnswer(response, json(Left, 200), ANSWERS);
  return openQuota(answer, {
    quotaOf: ({ UrlRemain, DirRemain }) => ({ urls: UrlRemain ?? undefined, folders: DirRemain ?? undefined }),
    isKeyRefused: KEY_REFUSED.test(Refusal.safeParse(parseJson(response.text)).data?.Code ?? ""),
  });
}

async function submit(settings: Settings, io: Io, batch: Batch): Promise<ProviderResult> {
  const { action, form } = purgeOf(settings, batch);
  const sentMs = io.now().getTime();
  const response = await io.send(call(settings, io, action, form));
  const answer = readAnswer(response, json(Purged, 200), ANSWERS);
  if (answer.kind === "failed") return answer;
  return { kind: "pending", receipt: taskReceipt(answer.body.RefreshTaskId, { sentMs, io, response }) };
}

interface Purge {
  readonly action: string;
  readonly form: Readonly<Record<string, string>>;
}

/** `Force`: without it, what has the `Last-Modified` of before stays. */
function purgeOf(settings: Settings, batch: Batch): Purge {
  const selectors = selectorsOf(batch);
  const [{ by, origin, value }] = selectors;
  const Force = String(settings.mode === "all");
  if (by === "tag" && origin !== undefined && settings.tags && onlySelector(batch)) {
    const form = { DomainName: new URL(origin).hostname, CacheTag: value, Force };
    return { action: "RefreshDcdnObjectCacheByCacheTag", form };
  }
  const ObjectPath = selectors.map((selector) => urlOf(settings, selector, by)).join("\n");
  const form = by === "path" ? { ObjectPath, ObjectType: "File" } : { ObjectPath, ObjectType: "Directory", Force };
  return { action: "RefreshDcdnObjectCaches", form };
}

async function poll(settings: Settings, io: Io, receipt: Receipt): Promise<ProviderResult> {
  const form = { TaskId: openIds(receipt).join(",") };
  const response = await io.send(call(settings, io, "DescribeDcdnRefreshTaskById", form));
  const answer = readAnswer(response, json(Tasks, 200), ANSWERS);
  const isUnknown = answer.kind === "failed" && response.status === 404 && answer.fault === "invalid";
  if (answer.kind === "failed" && !isUnknown) return answer;
  const judged = answer.kind === "failed" ? undefined : judge({ receipt, response, io }, answer);
  return judged ?? notKnownYet(receipt, io, REGISTERS_WITHIN_MS);
}

function call(settings: Settings, io: Io, action: string, form: Readonly<Record<string, string>>): HttpRequest {
  const { apiUrl, apiKey, accessKeySecret } = settings;
  const fields = Object.entries(form).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const body = fields.join("&");
  const { host } = new URL(apiUrl);
  const at = { at: io.now(), nonce: io.nonce() };
  const signed = { accessKeyId: apiKey, accessKeySecret, host, action, version: VERSION, body, ...at };
  const headers = { accept: "application/json", ...signatureHeaders(signed) };
  return { method: "POST", url: `${apiUrl}/`, headers, body };
}

function urlOf({ query }: Settings, selector: Selector, wanted: string): string {
  const { by, origin, value } = selector;
  if (by !== wanted || origin === undefined || (by !== "path" && by !== "prefix")) {
    throw notAccepted(provider.name, selector);
  }
  return `${origin}${by === "path" ? sentPath(value, query) : value}`;
}
