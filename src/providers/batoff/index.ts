import type { Capabilities } from "../../model/capabilities.ts";
import type { HttpRequest, HttpResponse } from "../../model/http.ts";
import type { Batch, Io, Provider, ProviderResult, Receipt } from "../../model/provider.ts";
import type { Selector } from "../../model/selector.ts";
import { type AnswerRules, contradiction, readAnswer } from "../kit/read-answer.ts";
import { json } from "../kit/readings.ts";
import { notAccepted, postJson, selectorsOf } from "../kit/request.ts";
import { notKnownYet, taskReceipt } from "../kit/task-status.ts";
import { Accepted, Settings, Task } from "./schema.ts";
import { sign } from "./signature.ts";
import { judge, otherTask } from "./status.ts";

const ANSWERS: AnswerRules = {
  hints: {
    400: "invalid_url means that a URL is not of this site: site-url and purge must name hosts that Batoff serves for it",
    401: "The token is wrong, or the signature is: provider-options.signature says how requests are signed, api-secret with what",
    403: "The token has no scope for purges, or belongs to another site: issue one for this site in Batoff's Console, API, Tokens",
    404: "There is no site with the id in site",
  },
  faults: { 404: "site" },
};

/** How long the status may not know a task that was taken: ours, the vendor names none. */
const REGISTERS_WITHIN_MS = 10_000;

/** From which difference on a clock is named as a likely reason for a refused signature; ours. */
const MAX_SKEW_MS = 30_000;

/** Batoff takes URLs, prefixes and tags in signed requests, and has a status by task. */
export const provider: Provider<Settings> = {
  id: "batoff",
  name: "Batoff",
  rights: "a token of the one site with the scope _purge_",
  settings: Settings,
  deliveryOptions: ["signature", "prefix-batch-size", "tag-batch-size"],
  capabilities,
  connect: (settings, io) => [
    {
      submit: (batch) => submit(settings, io, batch),
      poll: (receipt) => poll(settings, io, receipt),
    },
  ],
};

/**
 * - 200 URLs a request, 60 prefixes a minute and site, "any URL beginning with the prefix":
 *   https://cdn-ru.batoff.ru/docs/purge-api/. Whether prefixes or requests are counted is not documented: prefixes are the
 *   stricter reading, and one second more guards against jitter
 * - 30 prefixes and 100 tags a request: undocumented, ours; `prefix-batch-size` and `tag-batch-size` change them
 * - polls from 0.5 s to 5 s apart: ours, as a purge typically takes under two seconds
 * - 20,000 purges a run: 100 requests of 200 URLs; ours. Of them 60 prefixes, what one minute lets through: more would make
 *   a run wait, and leave none to another deploy of the site
 */
function capabilities(settings: Settings): Capabilities {
  return {
    accepts: {
      path: { perRequest: 200, match: { query: "unknown" } },
      prefix: { perRequest: settings.prefixBatchSize, perRun: 60, match: { prefix: "string", query: "covered" } },
      tag: { perRequest: settings.tagBatchSize, match: { query: "covered" } },
    },
    mix: "one-kind",
    rates: [{ unit: "item", amount: 60, perSeconds: 61, kinds: ["prefix"], scope: "site" }],
    done: { by: "poll", firstMs: 500, maxMs: 5000 },
    wants: { urls: "aliases", files: "all", address: "url" },
    provable: true,
    maxPurges: 20_000,
    source: new URL("https://cdn-ru.batoff.ru/docs/purge-api/"),
    read: "2026-11-20",
  };
}

async function submit(settings: Settings, io: Io, batch: Batch): Promise<ProviderResult> {
  const sentMs = io.now().getTime();
  const response = await io.send(signed(settings, io, "POST", "", selection(batch)));
  const answer = readAnswer(response, json(Accepted), ANSWERS);
  if (answer.kind === "failed") return withSkew(answer, response, io);
  const sent = { by: selectorsOf(batch)[0].by, sent: batch.items.length };
  const receipt = taskReceipt(answer.body.task_id, { sentMs, io, response }, sent);
  const wrong = otherTask(answer.body, receipt, settings);
  return wrong === undefined ? { kind: "pending", receipt } : contradiction(answer.message, wrong);
}

/** One kind a request: whether kinds may be combined is not documented. */
function selection(batch: Batch): Readonly<Record<string, readonly string[]>> {
  const selectors = selectorsOf(batch);
  const { by } = selectors[0];
  const values = selectors.map((selector) => {
    if (selector.by !== by) throw notAccepted(provider.name, selector);
    return by === "tag" ? selector.value : absolute(selector);
  });
  return { [by === "tag" ? "tags" : by === "prefix" ? "prefixes" : "urls"]: values };
}

function absolute(selector: Selector): string {
  const { by, origin, value } = selector;
  if ((by !== "path" && by !== "prefix") || origin === undefined) throw notAccepted(provider.name, selector);
  return `${origin}${value}`;
}

async function poll(settings: Settings, io: Io, receipt: Receipt): Promise<ProviderResult> {
  const response = await io.send(signed(settings, io, "GET", `/${receipt.id}`));
  if (response.status === 404) return notKnownYet(receipt, io, REGISTERS_WITHIN_MS);
  const answer = readAnswer(response, json(Task), { ...ANSWERS, judged: ["state", "items_failed"] });
  if (answer.kind === "failed") return withSkew(answer, response, io);
  const wrong = otherTask(answer.body, receipt, settings);
  if (wrong !== undefined) return contradiction(answer.message, wrong);
  return judge({ settings, receipt, response, io }, answer.body);
}

/** A request with a fresh timestamp and its signature: a new one for every attempt and every poll. */
function signed(settings: Settings, io: Io, method: "GET" | "POST", tail: string, json?: unknown): HttpRequest {
  const path = `/v1/sites/${settings.site}/purge${tail}`;
  const url = `${settings.apiUrl}${path}`;
  const request: HttpRequest =
    method === "POST" ? postJson(url, {}, json) : { method, url, headers: { accept: "application/json" } };
  const body = request.body ?? "";
  const signature = sign(settings.signature, { method, path, body, siteId: settings.site, at: io.now() });
  return {
    ...request,
    headers: {
      ...request.headers,
      authorization: `Bearer ${settings.apiKey}`,
      "x-batoff-timestamp": signature.timestamp,
      "x-batoff-signature": signature.header,
    },
    secrets: [signature.secret],
  };
}

/** A hint for a refused signature: the clock may be wrong, when the answer's own Date is far from ours. */
function withSkew(answer: Extract<ProviderResult, { kind: "failed" }>, response: HttpResponse, io: Io): ProviderResult {
  const skewMs = Date.parse(response.headers["date"] ?? "") - io.now().getTime();
  if (response.status !== 401 || Number.isNaN(skewMs) || Math.abs(skewMs) <= MAX_SKEW_MS) return answer;
  const clock = `${Math.round(Math.abs(skewMs) / 1000)} s ${skewMs > 0 ? "behind" : "ahead of"} the provider's`;
  return { ...answer, message: `${answer.message}. This runner's clock is ${clock}: set it first` };
}
