import type { Capabilities } from "../../model/capabilities.ts";
import type { HttpRequest, HttpResponse } from "../../model/http.ts";
import type { Batch, Failed, Io, Provider, ProviderResult } from "../../model/provider.ts";
import type { Selector } from "../../model/selector.ts";
import { type AnswerRules, readAnswer } from "../kit/read-answer.ts";
import { json } from "../kit/readings.ts";
import { notAccepted, onlySelector, postJson, selectorsOf } from "../kit/request.ts";
import { Purged, PurgedKeys, Settings } from "./schema.ts";

const HINTS = {
  401: "The token is missing, wrong or expired: create one in Fastly's control panel, Account, API tokens",
  403: "The token may not do this: URLs and keys need the scope purge_select, everything needs purge_all, for this service",
};

const OF_URL: AnswerRules = {
  hints: { ...HINTS, 404: "No service of this account has the URL's host as a domain: correct site-url" },
};
const OF_SERVICE: AnswerRules = {
  hints: { ...HINTS, 404: "There is no service with the id in site, or the token is not for it" },
  faults: { 404: "site" },
};

/** Fastly takes one URL a request, or up to 256 surrogate keys, and purges them at once. */
export const provider: Provider<Settings> = {
  id: "fastly",
  name: "Fastly",
  rights: "a token of the service with `purge_select`; `purge_all` where everything may be purged",
  traces: {
    at: "edge",
    always: true,
    headers: [
      {
        header: "x-served-by",
        value: /\bcache-[a-z0-9-]+-[A-Z]{3}\b/,
        example: "cache-lhr7351-LHR",
        source: "https://www.fastly.com/documentation/reference/http/http-headers/X-Served-By/",
      },
      {
        header: "x-timer",
        value: /^S\d+\.\d+,VS\d/,
        example: "S1732791234.123456,VS0,VE1",
        source: "https://www.fastly.com/documentation/reference/http/http-headers/X-Timer/",
      },
    ],
  },
  settings: Settings,
  deliveryOptions: ["mode", "propagation-seconds"],
  capabilities,
  connect: (settings, io) => [{ submit: (batch) => submit(settings, io, batch) }],
};

/**
 * - one URL a request, 256 keys a request, 100,000 purges an hour for a customer, apart from the limit of the rest of the
 *   API: https://www.fastly.com/documentation/reference/api/purging/ and
 *   https://www.fastly.com/documentation/guides/concepts/edge-state/cache/purging
 * - 1,024 bytes a key: https://www.fastly.com/documentation/reference/http/http-headers/Surrogate-Key
 * - 2 s until a purge is everywhere: Fastly says about 150 ms; the rest is ours, `propagation-seconds` changes it
 * - 5,000 purges a run: ours, one exchange each for URLs
 */
function capabilities({ mode, propagationSeconds }: Settings): Capabilities {
  const soft = mode === "soft" ? { soft: true } : {};
  return {
    accepts: {
      path: { perRequest: 1, ...soft, match: { query: "separate" } },
      tag: { perRequest: 256, maxLength: 1024, allowed: /^\S+$/, ...soft, match: { query: "covered" } },
      all: { perRequest: 1, match: { query: "covered" } },
    },
    mix: "one-kind",
    rates: [{ unit: "item", amount: 100_000, perSeconds: 3600, kinds: ["path", "tag"], scope: "credential" }],
    done: { by: "window", seconds: propagationSeconds },
    wants: { urls: "aliases", files: "all", address: "url" },
    provable: true,
    maxPurges: 5000,
    source: new URL("https://www.fastly.com/documentation/reference/api/purging/"),
    read: "2026-11-20",
  };
}

async function submit(settings: Settings, io: Io, batch: Batch): Promise<ProviderResult> {
  const [first] = selectorsOf(batch);
  if (first.by === "tag") return submitKeys(settings, io, selectorsOf(batch));
  const selector = onlySelector(batch);
  const isAll = selector.by === "all";
  const target = isAll ? `/service/${settings.site}/purge_all` : `/purge/${urlOf(selector)}`;
  const response = await io.send(post(settings, target, !isAll));
  const answer = readAnswer(response, json(Purged), isAll ? OF_SERVICE : OF_URL);
  if (answer.kind === "failed") return untilReset(answer, response, io);
  return { kind: "done", receipt: answer.body.id === undefined ? {} : { id: answer.body.id } };
}

/** A key that the answer does not name was not purged. */
async function submitKeys(settings: Settings, io: Io, selectors: readonly Selector[]): Promise<ProviderResult> {
  const keys = selectors.map((selector) => {
    if (selector.by !== "tag") throw notAccepted(provider.name, selector);
    return selector.value;
  });
  const { headers, ...request } = post(settings, `/service/${settings.site}/purge`, true);
  const response = await io.send(postJson(request.url, headers, { surrogate_keys: keys }));
  // Its names are the user's keys: one may be called "error".
  const answer = readAnswer(response, json(PurgedKeys), { ...OF_SERVICE, ownErrors: true });
  if (answer.kind === "failed") return untilReset(answer, response, io);
  const ids = new Map(Object.entries(answer.body));
  const refused = keys.flatMap((key, item) =>
    ids.has(key) ? [] : [{ item, why: "Fastly's answer does not name this key among those that it purged" }],
  );
  const [id] = ids.values();
  return { kind: "done", receipt: id === undefined ? {} : { id }, ...(refused.length === 0 ? {} : { refused }) };
}

/**
 * A throttle that names no pause ends when the hour of the limit does, in seconds since 1970:
 * https://www.fastly.com/documentation/reference/api/#rate-limiting
 */
function untilReset(answer: Failed, { headers }: HttpResponse, io: Io): Failed {
  const waitMs = Number(headers["fastly-ratelimit-reset"] ?? Number.NaN) * 1000 - io.now().getTime();
  return answer.fault === "throttled" && answer.waitMs === undefined && waitMs > 0 ? { ...answer, waitMs } : answer;
}

/** Host and path as the cache has them: no scheme, and not encoded again. */
function urlOf(selector: Selector): string {
  const { by, origin, value } = selector;
  if (by !== "path" || origin === undefined) throw notAccepted(provider.name, selector);
  return `${new URL(origin).host}${value}`;
}

function post({ apiUrl, apiKey, mode }: Settings, target: string, maySoften: boolean): HttpRequest {
  const soft: Record<string, string> = maySoften && mode === "soft" ? { "fastly-soft-purge": "1" } : {};
  return {
    method: "POST",
    url: `${apiUrl}${target}`,
    headers: { "fastly-key": apiKey, accept: "application/json", ...soft },
  };
}
