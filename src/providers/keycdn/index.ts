import type { Capabilities } from "../../model/capabilities.ts";
import type { HttpRequest, HttpResponse } from "../../model/http.ts";
import type { AnswerFault, Batch, Io, Provider, ProviderResult } from "../../model/provider.ts";
import type { Selector } from "../../model/selector.ts";
import { type AnswerRules, readAnswer } from "../kit/read-answer.ts";
import { json } from "../kit/readings.ts";
import { deleteJson, notAccepted, onlySelector, selectorsOf } from "../kit/request.ts";
import { Envelope, Purged, Settings } from "./schema.ts";

const ANSWERS: AnswerRules = {
  hints: {
    401: "The API key is missing or wrong: copy it from KeyCDN's dashboard (Account, Settings)",
    403: "The API key may not do this: copy it from KeyCDN's dashboard (Account, Settings)",
    404: "There is no zone with the id in site in this account",
  },
  faults: { 404: "site" },
  codes: faultByWord,
};

/** "Maximum body size is 64 KB." */
const MAX_BYTES = 65_536;

/** KeyCDN takes URLs and tags by a DELETE, and empties a whole zone by a GET. */
export const provider: Provider<Settings> = {
  id: "keycdn",
  name: "KeyCDN",
  rights: "the account's API key; there is none that may only purge",
  traces: {
    at: "edge",
    always: false,
    headers: [{ header: "server", value: /^keycdn/i, example: "keycdn-engine", source: "answers of KeyCDN's edge" }],
  },
  settings: Settings,
  deliveryOptions: ["batch-size", "requests-per-minute", "tag-characters", "propagation-seconds"],
  secrets: ({ apiKey }) => (apiKey === "" ? [] : [basic(apiKey)]),
  capabilities,
  connect: (settings, io) => [{ submit: (batch) => submit(settings, io, batch) }],
};

/**
 * - URLs without a scheme, tags, a zone; bodies of 64 KB; `status` in each answer: https://www.keycdn.com/api
 * - 60 requests a minute: what a client of KeyCDN's saw in X-Rate-Limit-Limit; `requests-per-minute` changes it
 * - 128 characters of tags in a request: KeyCDN's support, in 2017; `tag-characters` changes it. What stands between two of
 *   them is not documented: one character is counted
 * - 100 URLs and 30 tags in a request, 10 s until a purge is everywhere, 5,000 purges a run: undocumented, ours
 */
function capabilities(settings: Settings): Capabilities {
  const { batchSize, requestsPerMinute, tagCharacters, propagationSeconds } = settings;
  return {
    accepts: {
      path: { perRequest: batchSize, maxBytes: MAX_BYTES, allowed: /^[^*]*$/, match: { query: "unknown" } },
      tag: {
        perRequest: 30,
        maxLength: tagCharacters,
        maxTotalLength: tagCharacters,
        allowed: /^[^\s,]+$/,
        match: { query: "covered" },
      },
      all: { perRequest: 1, match: { query: "covered" } },
    },
    mix: "one-kind",
    rates: [{ unit: "request", amount: requestsPerMinute, perSeconds: 60, scope: "credential" }],
    done: { by: "window", seconds: propagationSeconds },
    wants: { urls: "aliases", files: "all", address: "url" },
    provable: true,
    maxPurges: 5000,
    source: new URL("https://www.keycdn.com/api"),
    read: "2026-11-28",
  };
}

async function submit(settings: Settings, io: Io, batch: Batch): Promise<ProviderResult> {
  const response = await io.send(requestFor(settings, batch));
  const answer = readAnswer(response, json(Purged), ANSWERS);
  return answer.kind === "failed" ? answer : { kind: "done", receipt: {} };
}

/** A zone is emptied by a request of its own, never by an empty list. */
function requestFor({ apiUrl, apiKey, site }: Settings, batch: Batch): HttpRequest {
  const selectors = selectorsOf(batch);
  const headers = { authorization: `Basic ${basic(apiKey)}` };
  const [{ by }] = selectors;
  if (by === "tag") {
    const tags = selectors.map((selector) => sentValue(selector, "tag"));
    return deleteJson(`${apiUrl}/zones/purgetag/${site}.json`, headers, { tags });
  }
  if (by === "all" && onlySelector(batch))
    return {
      method: "GET",
      url: `${apiUrl}/zones/purge/${site}.json`,
      headers: { ...headers, accept: "application/json" },
    };
  const urls = selectors.map((selector) => sentValue(selector, "path"));
  return deleteJson(`${apiUrl}/zones/purgeurl/${site}.json`, headers, { urls });
}

/** A tag, or a URL without its scheme. */
function sentValue(selector: Selector, wanted: "tag" | "path"): string {
  const { by, origin, value } = selector;
  if (by === wanted && by === "tag") return value;
  if (by === wanted && origin !== undefined) return `${new URL(origin).host}${value}`;
  throw notAccepted(provider.name, selector);
}

/** "Not all errors map cleanly onto HTTP response codes": a word other than `success` is none, under a 2xx too. */
function faultByWord({ status }: HttpResponse, body: unknown): AnswerFault | undefined {
  const isSuccess = status >= 200 && status < 300;
  const word = Envelope.safeParse(body).data?.status;
  return isSuccess && word !== undefined && word !== "success" ? "invalid" : undefined;
}

/** The key is the user name, and the password is empty. */
function basic(apiKey: string): string {
  return Buffer.from(`${apiKey}:`).toString("base64");
}
