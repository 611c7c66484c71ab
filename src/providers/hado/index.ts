import type { Capabilities } from "../../model/capabilities.ts";
import type { HttpResponse } from "../../model/http.ts";
import type { Batch, Io, Provider, ProviderResult } from "../../model/provider.ts";
import { parseJson } from "../kit/json.ts";
import { type AnswerRules, contradiction, failedAnswer, readAnswer } from "../kit/read-answer.ts";
import { json } from "../kit/readings.ts";
import { notAccepted, onlySelector, postJson, sentPath } from "../kit/request.ts";
import { Queued, RateLimited, Settings } from "./schema.ts";

const ANSWERS: AnswerRules = {
  hints: {
    400: "The domain or the path is not valid for Hado SEO: look at site and at the path",
    401: "The API key is missing, wrong or revoked: create one in the dashboard of Hado SEO and store it as api-key",
    403: "The owner of this API key does not have the domain in site: it must stand there as in the dashboard, www. included",
  },
  // "The API key's owner does not have this domain in Hado SEO": the key is known, the domain is not.
  faults: { 403: "site" },
  judged: ["queued"],
  // "Per-minute limits (60 req/min) reset automatically after 60 seconds."
  throttleMs: 60_000,
};

/** Hado SEO renews rendered pages, one path a request. */
export const provider: Provider<Settings> = {
  id: "hado",
  name: "Hado SEO",
  rights: "an API key of the domain's owner; there are no narrower rights",
  settings: Settings,
  deliveryOptions: ["propagation-seconds"],
  capabilities,
  connect: (settings, io) => [{ submit: (batch) => submit(settings, io, batch) }],
};

/**
 * - one path per request: the body's fields are `domain` and `path`, and purge-cache is the API's only endpoint
 *   (https://docs.hadoseo.com/api-reference/endpoint/purge-cache, /api-reference/introduction)
 * - 60 requests per minute on every plan, of which 3 are kept back against jitter of clock and network
 * - 15 s: pages are "typically available within seconds"; the number is ours, `propagation-seconds` changes it
 * - 3 attempts and 50 purges a run: each request counts against the plan's monthly quota, 300 on the smallest plan
 *   (https://docs.hadoseo.com/api-reference/authentication); both numbers are ours
 * - not provable: Hado serves its renders to crawlers whose addresses it verifies
 */
function capabilities(settings: Settings): Capabilities {
  return {
    accepts: { path: { perRequest: 1, match: { query: "unknown" } } },
    mix: "one-item",
    rates: [{ unit: "request", amount: 57, perSeconds: 60, scope: "credential" }],
    done: { by: "window", seconds: settings.propagationSeconds },
    wants: {
      urls: "canonical",
      files: "pages",
      address: "path",
      trailingSlash: settings.trailingSlash,
      htmlSuffix: settings.htmlSuffix,
    },
    provable: false,
    maxPurges: 50,
    attempts: 3,
    notes: notes(settings),
    source: new URL("https://docs.hadoseo.com/api-reference/endpoint/purge-cache"),
    read: "2026-11-20",
  };
}

function notes({ apiKey }: Settings): readonly string[] {
  const quota =
    "Hado SEO counts every request against the plan's monthly quota; assets are no renders and are left out.";
  if (apiKey === "" || /^hado_sk_[0-9a-f]{48}$/i.test(apiKey)) return [quota];
  return [
    quota,
    "api-key does not look like a key of Hado SEO (hado_sk_ and 48 hexadecimal digits); it is used as it is.",
  ];
}

async function submit(settings: Settings, io: Io, batch: Batch): Promise<ProviderResult> {
  const selector = onlySelector(batch);
  if (selector.by !== "path") throw notAccepted(provider.name, selector);
  const path = sentPath(selector.value, settings.query);
  const response = await io.send(
    postJson(
      `${settings.apiUrl}/functions/v1/purge-cache`,
      { authorization: `Bearer ${settings.apiKey}` },
      { domain: settings.site, path },
    ),
  );
  return quotaGone(response) ?? accepted(response, path, settings.site);
}

function accepted(response: HttpResponse, path: string, domain: string): ProviderResult {
  const answer = readAnswer(response, json(Queued), ANSWERS);
  if (answer.kind === "failed") return answer;
  const { message, body } = answer;
  if (!body.queued) return failedAnswer(response, "invalid", `${message} (queued is false)`, ANSWERS);
  const wrong = otherPage(body, path, domain);
  return wrong === undefined ? { kind: "done", receipt: {} } : contradiction(message, wrong);
}

/** The answer repeats what was queued: it must be what was requested. */
function otherPage(queued: Queued, path: string, domain: string): string | undefined {
  if (typeof queued.path === "string" && plainPath(queued.path) !== plainPath(path))
    return `it queued ${queued.path.slice(0, 200)}, and ${path} was requested`;
  if (typeof queued.domain === "string" && queued.domain.toLowerCase() !== domain)
    return `it queued a page of ${queued.domain.slice(0, 200)}, and ${domain} was requested`;
  return undefined;
}

/** How a path is spelled does not matter here: encoded or not, with a slash at its end or without. */
function plainPath(path: string): string {
  const plain = path.replace(/\/+$/, "");
  return URL.canParse(`http://host${plain}`) ? new URL(`http://host${plain}`).href : plain;
}

/** The two kinds of 429 have one code: a monthly quota that is used up is recognised by `usage` and `limit`. */
function quotaGone(response: HttpResponse): ProviderResult | undefined {
  if (response.status !== 429) return undefined;
  const { data } = RateLimited.safeParse(parseJson(response.text));
  if (data === undefined || data.usage < data.limit) return undefined;
  const message =
    `HTTP 429: the monthly quota of Hado SEO is used up (${data.usage} of ${data.limit} requests). ` +
    "It does not come back by waiting in this run: move to a larger plan, or purge again next month";
  return { kind: "failed", fault: "quota", message };
}
