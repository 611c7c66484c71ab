import type { Acceptance, Capabilities } from "../../model/capabilities.ts";
import type { Batch, Io, Provider, ProviderResult } from "../../model/provider.ts";
import { googleFault, invalidationOf } from "../kit/google-invalidation.ts";
import { GOOGLE_OPTIONS } from "../kit/google-settings.ts";
import { bearer, type GoogleSession, openGoogle } from "../kit/google-token.ts";
import { type AnswerRules, readAnswer } from "../kit/read-answer.ts";
import { empty, json, type Reading } from "../kit/readings.ts";
import { postJson, selectorsOf } from "../kit/request.ts";
import { Nothing, Settings } from "./schema.ts";

const ANSWERS: AnswerRules = {
  hints: {
    401: "The access token is wrong or expired: tokens of google-github-actions/auth hold for an hour",
    403: "The identity needs networkservices.edgeCacheServices.invalidateCache on the service, as the role Edge Cache User has it",
    404: "site is no EdgeCacheService of this project: give project/service",
  },
  faults: { 404: "site" },
  codes: googleFault,
};

/** Media CDN invalidates one path, folder or host a request, or ten tags, and says no more than that it took them. */
export const provider: Provider<Settings, GoogleSession> = {
  id: "google-media-cdn",
  name: "Google Media CDN",
  rights: "`networkservices.edgeCacheServices.invalidateCache`",
  traces: {
    at: "edge",
    always: false,
    headers: [
      {
        header: "via",
        value: /\b1\.1 google\b/,
        example: "1.1 google",
        shared: true,
        source: "https://cloud.google.com/load-balancing/docs/https",
      },
    ],
  },
  settings: Settings,
  deliveryOptions: [...GOOGLE_OPTIONS, "requests-per-minute", "propagation-seconds"],
  open: openGoogle,
  capabilities,
  connect: (settings, io) => [{ submit: (batch, session) => submit({ settings, session, io }, batch) }],
};

/** A name of a token's characters, RFC 9110 section 5.6.2, or one of the tags that Media CDN gives by itself. */
const TAG =
  /^(?:status=\d{3}|origin=[\w-]+|content-type=[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+|[\w!#$%&'*+.^`|~-]+)$/;

/**
 * - a path or a folder of a host, `*` at the end as the only wildcard; 10 tags, any of which counts; tags of 120 bytes that are
 *   tokens, or built-in ones; a limit of requests that the page leaves to the quotas; "typically within one minute":
 *   https://cloud.google.com/media-cdn/docs/cache-invalidation
 * - 60 requests a minute: ours, `requests-per-minute`; 60 s until a purge is everywhere: the page's, `propagation-seconds`
 * - 200 purges a run: about what goes out in the default timeout
 */
function capabilities({ requestsPerMinute, propagationSeconds }: Settings): Capabilities {
  const one = (match: Acceptance["match"]) => ({ perRequest: 1, match });
  return {
    accepts: {
      path: { ...one({ query: "unknown" }), allowed: /^\/[^*#]*$/ },
      prefix: { ...one({ prefix: "segment", query: "unknown" }), allowed: /^\/(?:[^*?#]*\/)?$/ },
      host: one({ query: "covered" }),
      tag: { perRequest: 10, maxLength: 120, allowed: TAG, match: { query: "covered" } },
      all: one({ query: "covered" }),
    },
    mix: "one-kind",
    rates: [{ unit: "request", amount: requestsPerMinute, perSeconds: 60, scope: "credential" }],
    done: { by: "window", seconds: propagationSeconds },
    wants: { urls: "aliases", files: "all", address: "url" },
    provable: true,
    maxPurges: 200,
    source: new URL("https://cloud.google.com/media-cdn/docs/cache-invalidation"),
    read: "2026-11-28",
  };
}

/** What a request is made with. */
interface Client {
  readonly settings: Settings;
  readonly session: GoogleSession;
  readonly io: Io;
}

async function submit({ settings, session, io }: Client, batch: Batch): Promise<ProviderResult> {
  const { apiUrl, project, service, query } = settings;
  const url = `${apiUrl}/v1/projects/${project}/locations/global/edgeCacheServices/${service}:invalidateCache`;
  const response = await io.send(
    postJson(url, bearer(session), invalidationOf(selectorsOf(batch), provider.name, query)),
  );
  const answer = readAnswer(response, nothing, ANSWERS);
  return answer.kind === "failed" ? answer : { kind: "done", receipt: {} };
}

/** "If successful, the response body is empty": no bytes, or the message without fields as Google's APIs write it in JSON. */
const nothing: Reading<unknown> = (response, body) =>
  response.text.trim() === "" ? empty(200)(response, body) : json(Nothing, 200)(response, body);
