import type { Acceptance, Capabilities, Rate } from "../../model/capabilities.ts";
import type { HttpResponse } from "../../model/http.ts";
import type { Batch, Io, Provider, ProviderResult } from "../../model/provider.ts";
import type { Selector } from "../../model/selector.ts";
import { errorText } from "../kit/error-text.ts";
import { parseJson } from "../kit/json.ts";
import { type AnswerRules, contradiction, type Failed, failedAnswer, readAnswer } from "../kit/read-answer.ts";
import { json } from "../kit/readings.ts";
import { notAccepted, postJson, selectorsOf, sentPath } from "../kit/request.ts";
import { Answered, Settings } from "./schema.ts";

const ANSWERS: AnswerRules = {
  hints: {
    401: "The API key is missing or wrong: generate one in the 5centsCDN control panel and store it as api-key",
    403: "The account may not purge this zone, or not in this way: Purge All needs an account that has it",
    404: "There is no zone with the id in site, or zone-type is not its kind",
  },
  faults: { 404: "site" },
  ownErrors: true,
  // Five requests a second are allowed: after one second there is room again.
  throttleMs: 1000,
};

/** Words by which the vendor's cool-down between purges shows, whatever the status. */
const ASKS_TO_WAIT = /\bwait\b|\bminutes?\b|already\b.{0,40}\bprogress/i;
/** One that says so with an error status; with a 429 it is the limit per second. */
const TOO_MANY = /too many/i;

/** What the default timeout of 300 s has room for decides how much one run may purge. */
const DEFAULT_TIMEOUT_SECONDS = 300;

/** 5centsCDN takes a list of paths; a request without one empties the whole zone. */
export const provider: Provider<Settings> = {
  id: "5centscdn",
  name: "5centsCDN",
  rights: "a user who may purge the zone; for the whole zone, one with Purge All",
  settings: Settings,
  deliveryOptions: ["batch-size", "purge-interval", "propagation-seconds"],
  capabilities,
  connect: (settings, io) => [{ submit: (batch) => submit(settings, io, batch) }],
};

/**
 * - paths in `files`, everything without it: https://5centscdn.documentationai.com/api-reference/post-zones-http-pull-zoneid-purge
 * - 5 requests a second: https://developer.5centscdn.net/authentication.html
 * - 61 s between purges, 181 s where wildcards are sent: the dashboard asks for one minute after a purge by path and three
 *   after one by pattern (https://www.5centscdn.net/help/how-to-purge-cache-from-a-pull-or-push-zone), and one second more
 *   against jitter; whether the API asks for it too is undocumented, `purge-interval` changes it. Its ten minutes after
 *   everything are no rate: a run purges everything once and nothing beside it, and only the API knows when another run did
 * - 1,000 paths a request: undocumented, ours; `batch-size` changes it
 * - 4,000 purges a run: the full requests that the interval lets through in 300 s
 * - 30 s until a purge is everywhere: undocumented, ours; `propagation-seconds` changes it
 */
function capabilities(settings: Settings): Capabilities {
  const perRequest = settings.batchSize;
  const path: Acceptance = { perRequest, match: { query: "unknown" } };
  const prefix: Acceptance = { perRequest, match: { prefix: "string", query: "unknown" } };
  const requests = Math.max(1, Math.floor(DEFAULT_TIMEOUT_SECONDS / Math.max(restSeconds(settings), 1)));
  return {
    accepts: {
      path,
      ...(settings.allowWildcards ? { prefix } : {}),
      all: { perRequest: 1, match: { query: "covered" } },
    },
    mix: "one-kind",
    rates: rates(settings),
    done: { by: "window", seconds: settings.propagationSeconds },
    wants: { urls: "aliases", files: "all", address: "path" },
    provable: true,
    maxPurges: requests * perRequest,
    source: new URL("https://5centscdn.documentationai.com/api-reference/post-zones-http-pull-zoneid-purge"),
    read: "2026-11-20",
  };
}

/** Least seconds after a wildcard, whatever it is that follows. See `capabilities`. */
const REST_AFTER_WILDCARD = 181;

/** Seconds from one request to the next. Where wildcards are sent, each may have to wait for one. */
function restSeconds({ purgeInterval, allowWildcards }: Settings): number {
  return purgeInterval > 0 && allowWildcards ? Math.max(purgeInterval, REST_AFTER_WILDCARD) : purgeInterval;
}

function rates(settings: Settings): readonly Rate[] {
  const always: Rate = { unit: "request", amount: 5, perSeconds: 1, scope: "credential" };
  const perSeconds = restSeconds(settings);
  if (perSeconds === 0) return [always];
  return [always, { unit: "request", amount: 1, perSeconds, kinds: ["path", "prefix", "all"], scope: "site" }];
}

async function submit(settings: Settings, io: Io, batch: Batch): Promise<ProviderResult> {
  const [http, vod] = ["zones/http/pull", "zones/vod/pull"];
  const zone = `${settings.apiUrl}/v2/${settings.zoneType === "vod-pull" ? vod : http}/${settings.site}/purge`;
  const query = settings.deleteMode === "method" ? "" : "?delete=true";
  const method = settings.deleteMode === "query" ? {} : { _METHOD: "DELETE" };
  const selected = selection(settings, batch);
  const { body, ...request } = postJson(
    `${zone}${query}`,
    { "x-api-key": settings.apiKey },
    { ...selected, ...method },
  );
  const isBare = selected.files === undefined && settings.emptyBody === "none";
  return accepted(await io.send(isBare ? request : { ...request, body }));
}

/** The paths of a batch. Without `files` the whole zone is purged: only a batch of exactly one `all` may come to that. */
function selection(settings: Settings, batch: Batch): { files?: readonly string[] } {
  const selectors = selectorsOf(batch);
  if (selectors.length === 1 && selectors[0].by === "all") return {};
  return { files: selectors.map((selector) => file(settings, selector)) };
}

function file(settings: Settings, selector: Selector): string {
  if (selector.by === "path") return sentPath(selector.value, settings.query);
  if (selector.by === "prefix" && settings.allowWildcards) return `${selector.value}*`;
  throw notAccepted(provider.name, selector);
}

function accepted(response: HttpResponse): ProviderResult {
  const answer = readAnswer(response, json(Answered), ANSWERS);
  if (answer.kind === "failed") return coolingDown(response, answer);
  if ("result" in answer.body && answer.body.result === "success") {
    return answer.error === undefined ? { kind: "done", receipt: {} } : contradiction(answer.message, answer.error);
  }
  const message = `${answer.message} (the result is no success)`;
  return coolingDown(response, failedAnswer(response, "invalid", message, ANSWERS));
}

const COOL_DOWN =
  "5centsCDN's dashboard asks for a pause after each purge of a zone: one minute after paths, three after a wildcard, ten " +
  "after everything. With timeout: 12m the step waits until the longest is over";

/** A refusal that demands a wait is a throttle, whatever its status. It is repeated each minute: the pause may end sooner. */
function coolingDown(response: HttpResponse, answer: Failed): ProviderResult {
  const words = errorText(parseJson(response.text));
  const mayPass = answer.fault === "throttled" || answer.fault === "invalid";
  const waits = ASKS_TO_WAIT.test(words) || (answer.fault === "invalid" && TOO_MANY.test(words));
  if (!mayPass || !waits) return answer;
  const { message } = answer;
  const { retryAfterMs } = response;
  if (retryAfterMs !== undefined) return { kind: "failed", fault: "throttled", message, waitMs: retryAfterMs };
  return { kind: "failed", fault: "throttled", message: `${message.replace(/\.$/, "")}. ${COOL_DOWN}`, waitMs: 60_000 };
}
