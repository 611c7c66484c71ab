import type { Capabilities } from "../../model/capabilities.ts";
import type { HttpRequest, HttpResponse } from "../../model/http.ts";
import type { Batch, Io, Provider, ProviderResult, Receipt } from "../../model/provider.ts";
import type { Selector } from "../../model/selector.ts";
import { type AnswerRules, failedAnswer, readAnswer } from "../kit/read-answer.ts";
import { json } from "../kit/readings.ts";
import { notAccepted, onlySelector, postJson } from "../kit/request.ts";
import { notKnownYet, taskReceipt } from "../kit/task-status.ts";
import { type ErrorObject, isError, OperationStatus, Purged, Settings } from "./schema.ts";
import { judge } from "./status.ts";

const ANSWERS: AnswerRules = {
  hints: {
    401: "The API token or certificate is wrong or has expired: create one in the F5 Distributed Cloud console (Administration, Credentials)",
    403: "The credential's role may not purge in this namespace",
    404: "There is no such distribution: site is namespace/distribution, and resource must be its kind",
  },
  faults: {
    404: "site",
    // "Operation on resource is conflicting with current value": another purge of the same distribution is being written.
    409: "unavailable",
  },
  // An error object may say that there is none.
  judged: ["error"],
};

/** How long the status may not know a purge that was taken: ours, the vendor names none. */
const REGISTERS_WITHIN_MS = 60_000;

/** F5 Distributed Cloud purges one URL, pattern, host or everything a request, and has a status by site. */
export const provider: Provider<Settings> = {
  id: "f5xc",
  name: "F5 Distributed Cloud CDN",
  rights: "a service credential with a role in the one namespace",
  traces: {
    at: "edge",
    always: false,
    headers: [
      {
        header: "x-volterra-location",
        source:
          "`add_location` of the load balancer; https://registry.terraform.io/providers/volterraedge/volterra/latest/docs/resources/volterra_http_loadbalancer",
      },
      { header: "server", value: /^volt-adc$/i, example: "volt-adc", source: "answers of F5 Distributed Cloud" },
    ],
  },
  settings: Settings,
  deliveryOptions: ["certificate-file"],
  capabilities,
  connect: (settings, io) => [
    {
      submit: (batch) => submit(settings, io, batch),
      poll: (receipt) => poll(settings, io, receipt),
    },
  ],
};

/**
 * - one of url, pattern, hostname and purge_all a request; a pattern has 1 to 256 characters (PCRE 1):
 *   `LilacCDNCachePurgeRequest` in F5's OpenAPI
 *   (https://docs.cloud.f5.com/docs-v2/downloads/f5-distributed-cloud-open-api.zip)
 * - 2 requests a second, polls from 2 s to 15 s apart: ours, the vendor's limits are unpublished
 * - 100 purges a run: ours, with polls what 300 s have room for at that rate
 */
function capabilities(settings: Settings): Capabilities {
  const soft = settings.mode === "soft";
  return {
    accepts: {
      path: { perRequest: 1, soft, match: { query: "unknown" } },
      regex: { perRequest: 1, maxLength: 256, soft, match: { query: "unknown", anchor: settings.patternAnchor } },
      host: { perRequest: 1, soft, match: { query: "covered" } },
      all: { perRequest: 1, soft, match: { query: "covered" } },
    },
    mix: "one-item",
    rates: [{ unit: "request", amount: 2, perSeconds: 1, scope: "credential" }],
    done: { by: "poll", firstMs: 2000, maxMs: 15_000 },
    wants: { urls: "aliases", files: "all", address: settings.urlFormat === "absolute" ? "url" : "path" },
    provable: true,
    maxPurges: 100,
    notes: [
      "F5 marks the cache-purge endpoint as deprecated since June 2026 in favour of CDN purge commands; it still documents it.",
    ],
    source: new URL(
      "https://f5-sales-demo.github.io/api-specs-enriched/api-reference/cdn/operations/vesioschemaviewscdn_loadbalancercustomapicdncachepurge/",
    ),
    read: "2026-11-20",
  };
}

async function submit(settings: Settings, io: Io, batch: Batch): Promise<ProviderResult> {
  const body = { ...selection(settings, onlySelector(batch)), [`${settings.mode}_purge`]: {} };
  const sentMs = io.now().getTime();
  const response = await io.send(post(settings, `${settings.distribution}/cache-purge`, body));
  const answer = readAnswer(response, json(Purged), ANSWERS);
  if (answer.kind === "failed") return answer;
  const { error, purge_request_id: id } = answer.body;
  if (isError(error) || id === undefined) return errorAnswer(response, answer.message, error);
  return { kind: "pending", receipt: taskReceipt(id, { sentMs, io, response }, { mode: settings.mode }) };
}

/** Exactly one of the four: the vendor's own example carries all of them, which its schema forbids. */
function selection({ urlFormat }: Settings, selector: Selector): Readonly<Record<string, unknown>> {
  const { by, value, origin = "" } = selector;
  if (by === "path") return { url: urlFormat === "absolute" ? `${origin}${value}` : value };
  if (by === "regex") return { pattern: value };
  if (by === "host") return { hostname: value };
  if (by === "all") return { purge_all: {} };
  throw notAccepted(provider.name, selector);
}

async function poll(settings: Settings, io: Io, receipt: Receipt): Promise<ProviderResult> {
  const id = receipt.id ?? "";
  const { namespace, distribution: name } = settings;
  // An int64 of protobuf JSON may be a text; a number would be rounded beyond 2^53.
  const service_op_id = Number.isSafeInteger(Number(id)) ? Number(id) : id;
  const response = await io.send(post(settings, "get-service-operation-status", { name, namespace, service_op_id }));
  if (response.status === 404) return notKnownYet(receipt, io, REGISTERS_WITHIN_MS);
  const answer = readAnswer(response, json(OperationStatus), ANSWERS);
  if (answer.kind === "failed") return answer;
  const { error, items } = answer.body;
  if (isError(error) && error.code !== "ENOTFOUND") return errorAnswer(response, answer.message, error);
  if (isError(error) || !items?.length) return notKnownYet(receipt, io, REGISTERS_WITHIN_MS);
  return judge({ settings, receipt, response, io, items }, answer.message);
}

function errorAnswer(response: HttpResponse, message: string, error: ErrorObject | null | undefined): ProviderResult {
  const partial = error?.code === "EPARTIAL" ? " (purged in part is not purged)" : "";
  const fault = error?.code === "EPERMS" ? "auth" : error?.code === "ENOTFOUND" ? "site" : "invalid";
  return failedAnswer(response, fault, `${message}${partial}`, ANSWERS);
}

function post(settings: Settings, path: string, body: unknown): HttpRequest {
  const { apiUrl, apiKey, namespace, resource, certificate } = settings;
  const headers: Record<string, string> = certificate === undefined ? { authorization: `APIToken ${apiKey}` } : {};
  const request = postJson(`${apiUrl}/api/cdn/namespaces/${namespace}/${resource}/${path}`, headers, body);
  return certificate === undefined ? request : { ...request, certificate };
}
