import type { Capabilities, Rate } from "../../model/capabilities.ts";
import type { HttpResponse } from "../../model/http.ts";
import type { Batch, Io, Provider, ProviderResult } from "../../model/provider.ts";
import type { Kind, Selector } from "../../model/selector.ts";
import { type AnswerRules, contradiction, readAnswer } from "../kit/read-answer.ts";
import { json } from "../kit/readings.ts";
import { notAccepted, postJson, selectorsOf } from "../kit/request.ts";
import { Accepted, Problem, Settings } from "./schema.ts";
import { signEdgeGrid } from "./signature.ts";

const ANSWERS: AnswerRules = {
  hints: {
    401: "The API client's tokens do not belong together or to the host in api-url, or the runner's clock is wrong",
    403: "The API client needs READ-WRITE on CCU APIs, and the property or CP code must be one that it may purge",
    507: "Akamai's queue of purges is full",
  },
  codes: ({ status }, body) => (status === 403 && isForeignObject(body) ? "invalid" : undefined),
  words: ["title"],
  // "Wait five seconds, then retry": https://techdocs.akamai.com/purge-cache/reference/429
  throttleMs: 5000,
};

/** Akamai purges full URLs, cache tags and CP codes, with requests that are signed by EdgeGrid. */
export const provider: Provider<Settings> = {
  id: "akamai",
  name: "Akamai",
  rights: "an API client with _CCU APIs_, _READ-WRITE_, for the groups that it purges",
  traces: {
    at: "edge",
    always: false,
    headers: [
      { header: "x-akamai-*", source: "https://techdocs.akamai.com/edge-diagnostics/docs/pragma-headers" },
      {
        header: "akamai-cache-status",
        source: "https://techdocs.akamai.com/property-mgr/reference/ga-return-cache-status",
      },
      { header: "server", value: /^AkamaiGHost/i, example: "AkamaiGHost", source: "what its error pages carry" },
      {
        header: "x-cache",
        value: /\bAkamaiGHost\b|\.akamaitechnologies\.com\b/i,
        example: "TCP_HIT from a23-1-2-3.deploy.akamaitechnologies.com (AkamaiGHost/…)",
        source: "https://techdocs.akamai.com/edge-diagnostics/docs/pragma-headers",
      },
    ],
  },
  settings: Settings,
  deliveryOptions: ["client-token", "mode", "batch-size"],
  secrets: ({ credentials: { clientToken } }) => (clientToken === "" ? [] : [clientToken]),
  capabilities,
  connect: (settings, io) => [{ submit: (batch) => submit(settings, io, batch) }],
};

/**
 * - 100 requests at once and 50 a second; 10,000 URLs and 12,000 a minute; 5,000 tags and 500 a minute; 300 CP codes and 30 a
 *   minute, of the whole account; 50,000 bytes a body: https://techdocs.akamai.com/purge-cache/reference/rate-limiting
 * - tags of 128 characters, and which: https://techdocs.akamai.com/purge-cache/docs/purge-content-cache-tag
 * - about 5 s, unless the answer's `estimatedSeconds` says otherwise: https://techdocs.akamai.com/purge-cache/docs/purge-mechanisms
 * - 1,000 objects in a request: ours, `batch-size`; 10,000 purges a run: a full bucket, beyond which Akamai advises CP codes
 */
function capabilities({ batchSize, cpCodes, network }: Settings): Capabilities {
  // The braces and the name around the list take 14 bytes.
  const listed = { perRequest: batchSize, maxBytes: 49_900 };
  return {
    accepts: {
      path: { ...listed, match: { query: "separate" } },
      tag: { ...listed, maxLength: 128, allowed: /^[\w!#$%&'+./^`|~-]+$/, match: { query: "covered" } },
      ...(cpCodes === undefined ? {} : { all: { perRequest: 1, match: { query: "covered" } } as const }),
    },
    mix: "one-kind",
    rates: [
      { unit: "request", amount: 50, perSeconds: 1, burst: 100, scope: "credential" },
      objects("path", 12_000, 10_000),
      objects("tag", 500, 5000),
      objects("all", 30, Math.floor(300 / (cpCodes?.length ?? 1))),
    ],
    done: { by: "window", seconds: 5 },
    wants: { urls: "aliases", files: "all", address: "url" },
    // The live site shows the production network alone.
    provable: network === "production",
    maxPurges: 10_000,
    source: new URL("https://techdocs.akamai.com/purge-cache/reference/api"),
    read: "2026-11-28",
  };
}

function objects(kind: Kind, perMinute: number, burst: number): Rate {
  return { unit: "item", amount: perMinute, perSeconds: 60, burst, kinds: [kind], scope: "credential" };
}

async function submit(settings: Settings, io: Io, batch: Batch): Promise<ProviderResult> {
  const { apiUrl, mode, network, credentials } = settings;
  const { type, objects } = purgeOf(selectorsOf(batch), settings);
  const url = `${apiUrl}/ccu/v3/${mode}/${type}/${network}`;
  const request = signEdgeGrid(postJson(url, {}, { objects }), credentials, io.now(), io.nonce());
  const response = await io.send(request);
  const answer = readAnswer(response, json(Accepted, 201), ANSWERS);
  if (answer.kind === "read") {
    const { purgeId, estimatedSeconds } = answer.body;
    if (isProblem(response, answer.body)) return contradiction(answer.message, "it is a problem, and no purge");
    const receipt = purgeId === undefined ? {} : { id: purgeId };
    return { kind: "done", receipt, ...(estimatedSeconds === undefined ? {} : { settlesMs: estimatedSeconds * 1000 }) };
  }
  // One host or CP code that is another's spoils the whole request: the others are sent without it.
  return response.status === 403 && answer.fault === "invalid" ? { ...answer, suspect: "item" } : answer;
}

/** A problem that comes with a 201: by its type, by its own status, or by fields that a purge does not have. */
function isProblem({ headers }: HttpResponse, { httpStatus, title, describedBy }: Accepted): boolean {
  const hasType = /^application\/problem\+json\b/i.test(headers["content-type"] ?? "");
  return hasType || httpStatus !== 201 || Boolean(title) || Boolean(describedBy);
}

/** A request names one type of object. */
function purgeOf(
  selectors: readonly [Selector, ...Selector[]],
  { cpCodes }: Settings,
): { readonly type: "url" | "tag" | "cpcode"; readonly objects: readonly (string | number)[] } {
  const [{ by }] = selectors;
  const other = selectors.find((selector) => selector.by !== by);
  if (other !== undefined) throw notAccepted(provider.name, other);
  if (by === "path") return { type: "url", objects: selectors.map(urlOf) };
  if (by === "tag") return { type: "tag", objects: selectors.map(({ value }) => value) };
  if (by === "all" && cpCodes !== undefined && cpCodes.length > 0) return { type: "cpcode", objects: cpCodes };
  throw notAccepted(provider.name, selectors[0]);
}

function urlOf(selector: Selector): string {
  if (selector.origin === undefined) throw notAccepted(provider.name, selector);
  return `${selector.origin}${selector.value}`;
}

/** "unauthorized arl", "unauthorized cpcode": the credential is good, and this object is not the account's. */
function isForeignObject(body: unknown): boolean {
  return /^unauthorized (?:arl|url|cp ?code)\b/i.test(Problem.safeParse(body).data?.title ?? "");
}
