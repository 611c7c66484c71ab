import type { Capabilities } from "../../model/capabilities.ts";
import type { HttpRequest, HttpResponse } from "../../model/http.ts";
import type { AnswerFault, Batch, Io, Provider, ProviderResult } from "../../model/provider.ts";
import { answers } from "../kit/expected-answer.ts";
import { clearTextNotes, requestTo } from "../kit/own-cache.ts";
import { type AnswerRules, readAnswer } from "../kit/read-answer.ts";
import { notAccepted, onlySelector } from "../kit/request.ts";
import type { Server } from "../kit/servers.ts";
import { isUnmapped, looksNotCached, looksPurged } from "./recognise.ts";
import { Settings } from "./schema.ts";

const NOT_HANDLED =
  "This is no answer of a cache to a purge: the server passed it on to the origin, or has no such location, and nothing is " +
  "purged. Take the configuration of docs/caches, or say in provider-options what yours answers (expect, answer-header)";
const NOT_ALLOWED =
  "The server does not let this request purge: look at api-key, at key-header, and at the addresses that its configuration allows";

const HINTS: AnswerRules["hints"] = {
  200: NOT_HANDLED,
  202: "The purge waits in a queue of the server (cache_purge_background_queue), and nothing shows when it is done: turn the queue off",
  204: NOT_HANDLED,
  401: NOT_ALLOWED,
  403: NOT_ALLOWED,
  404: NOT_HANDLED,
  405: "The server knows no purge here: configure it as in docs/caches, or give method: GET with purge-path",
  412: NOT_HANDLED,
  501: NOT_HANDLED,
};
const UNMAPPED: AnswerRules["hints"] = {
  404: "Traffic Server has no line for this host in remap.config: the page was not purged, and not looked for",
};

/** Debian's module as it is: FRiCKLE/ngx_cache_purge issue 68. */
const CUT_MEANS =
  "nginx's worker crashes so where the cache_purge module of Debian or Ubuntu (2.3) handles PURGE in the location that caches " +
  "(proxy_cache_purge PURGE from ...). The request is not repeated, since each one ends a worker: give the purge a location of its own, as " +
  "docs/caches/nginx.conf does";

/** nginx with a purge module, Squid and Apache Traffic Server: one URL a request, at every server. */
export const provider: Provider<Settings> = {
  id: "http-purge",
  name: "HTTP PURGE",
  rights: "a secret of your own, if the server asks for one",
  traces: {
    at: "server",
    always: false,
    headers: [
      {
        header: "via",
        value: /\bsquid\/|\bApacheTrafficServer\//i,
        example: "http/1.1 host (ApacheTrafficServer/9.2 [cHs f ])",
        source: "Squid 5.7 and Traffic Server 9.2",
      },
      { header: "x-cache", value: /^(?:HIT|MISS) from /, example: "HIT from squid.example.com", source: "Squid 5.7" },
      { header: "x-cache-lookup", source: "Squid 5.7" },
    ],
  },
  settings: Settings,
  deliveryOptions: ["insecure", "key-header", "not-cached", "expect", "answer-header"],
  capabilities,
  connect: (settings, io) =>
    settings.servers.map((server) => ({
      name: server.name,
      submit: (batch) => submit(settings, io, server, batch),
    })),
};

/**
 * - a URL a request: what the method means; https://wiki.squid-cache.org/SquidFaq/OperatingSquid,
 *   https://docs.trafficserver.apache.org/en/latest/admin-guide/storage/index.en.html, https://github.com/FRiCKLE/ngx_cache_purge
 * - no `*` at the end: newer nginx modules take it for everything that begins so
 * - gone when the server answers; no rates; 2,000 purges a run are ours, each sent to every server
 */
function capabilities(settings: Settings): Capabilities {
  return {
    accepts: { path: { perRequest: 1, allowed: /^.*[^*]$/s, match: { query: "separate" } } },
    mix: "one-item",
    rates: [],
    done: { by: "response" },
    wants: { urls: "aliases", files: "all", address: "url" },
    provable: true,
    maxPurges: 2000,
    notes: [...clearTextNotes(settings), ...missingLocationNotes(settings)],
    source: new URL("https://github.com/FRiCKLE/ngx_cache_purge"),
    read: "2026-11-20",
  };
}

function missingLocationNotes({ method, answerHeader, notCached }: Settings): readonly string[] {
  if (method !== "GET" || answerHeader !== undefined || notCached.length === 0) return [];
  return [
    "A server without the location of purge-path answers 404 as one does that had nothing cached. answer-header distinguishes the two.",
  ];
}

async function submit(settings: Settings, io: Io, server: Server, batch: Batch): Promise<ProviderResult> {
  const selector = onlySelector(batch);
  if (selector.by !== "path" || selector.origin === undefined) throw notAccepted(provider.name, selector);
  const target = `${settings.purgePath}${selector.value}`;
  const call = { method: settings.method, target, host: new URL(selector.origin).host };
  const request = requestTo(server, settings, call);
  const response = await io.send(explained(request));
  const hints = isUnmapped(response) ? UNMAPPED : HINTS;
  const rules: AnswerRules = { hints, ownPages: true, codes: (answer) => faultOf(settings, answer) };
  const answer = readAnswer(response, (one) => (isAccepted(settings, one) ? { body: undefined } : undefined), rules);
  return answer.kind === "failed" ? answer : { kind: "done", receipt: {}, message: answer.message };
}

function explained(request: HttpRequest): HttpRequest {
  return request.method === "PURGE" ? { ...request, cutMeans: CUT_MEANS } : request;
}

/** What the common table of statuses would get wrong here. */
function faultOf(settings: Settings, response: HttpResponse): AnswerFault | undefined {
  const { status } = response;
  if (isAccepted(settings, response)) return undefined;
  if (status === 200 || status === 202 || status === 204) return "invalid";
  if (status === 401 || status === 403) return "auth";
  return status === 501 ? "invalid" : undefined;
}

/** Purged, or not cached, and confirmed by the cache itself as far as that can be known. */
function isAccepted({ notCached, expect, answerHeader }: Settings, response: HttpResponse): boolean {
  if (answerHeader !== undefined && response.headers[answerHeader] === undefined) return false;
  const { status } = response;
  if (status === 200 || status === 204) return expect === undefined ? looksPurged(response) : answers(response, expect);
  return notCached.includes(status) && !isUnmapped(response) && looksNotCached(response);
}
