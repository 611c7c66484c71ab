import { createHash } from "node:crypto";
import type { z } from "zod";
import type { Acceptance, Capabilities } from "../../model/capabilities.ts";
import type { HttpResponse } from "../../model/http.ts";
import type { AnswerFault, Batch, Io, Provider, ProviderResult, Receipt } from "../../model/provider.ts";
import type { Selector } from "../../model/selector.ts";
import { type AnswerRules, failedAnswer, readAnswer } from "../kit/read-answer.ts";
import { json } from "../kit/readings.ts";
import { notAccepted, postJson, selectorsOf, sentPath } from "../kit/request.ts";
import { notKnownYet } from "../kit/task-status.ts";
import { Operation, Refusal, Settings } from "./schema.ts";
import { openToken, type Session } from "./token.ts";

/** Google's own reasons: a 403 is not always about the credential. https://cloud.google.com/compute/docs/troubleshooting/handling-api-errors */
const FAULTS: Readonly<Record<string, AnswerFault>> = {
  rateLimitExceeded: "throttled",
  userRateLimitExceeded: "throttled",
  quotaExceeded: "throttled",
  notFound: "site",
};

const ANSWERS: AnswerRules = {
  hints: {
    401: "The access token is wrong or expired: tokens of google-github-actions/auth hold for an hour",
    403: "The identity needs compute.urlMaps.invalidateCache and compute.globalOperations.get in this project",
    404: "site is no URL map of this project: give project/url-map, the load balancer's name",
  },
  codes: ({ status }, body) =>
    status < 400
      ? undefined
      : Refusal.safeParse(body).data?.error.errors.flatMap(({ reason }) => FAULTS[reason] ?? [])[0],
};

/** How long the status may not know an operation that was taken: ours, the vendor speaks of none. */
const REGISTERS_WITHIN_MS = 30_000;

/** Cloud CDN invalidates one path, folder or host a request, or ten tags, and tells by an operation when they are gone. */
export const provider: Provider<Settings, Session> = {
  id: "google-cloud-cdn",
  name: "Google Cloud CDN",
  settings: Settings,
  deliveryOptions: ["workload-identity-provider", "service-account", "sts-url", "iam-url"],
  open: openToken,
  capabilities,
  connect: (settings, io) => [
    {
      submit: (batch, session) => submit({ settings, session, io }, batch),
      poll: (receipt, session) => poll({ settings, session, io }, receipt),
    },
  ],
};

/**
 * - one path of a host in a request, `/folder/*` as the only wildcard, no query; 10 tags, any of which counts; 500 requests a
 *   minute: https://cloud.google.com/cdn/docs/cache-invalidation-overview
 * - polls from 2 s to 10 s apart: "takes effect in about 10 seconds", the pauses are ours
 * - 1,000 purges a run: two minutes of requests, ours
 */
function capabilities(): Capabilities {
  const one = (match: Acceptance["match"]) => ({ perRequest: 1, match });
  return {
    accepts: {
      path: { ...one({ query: "covered" }), allowed: /^\/[^*#]*$/ },
      prefix: { ...one({ prefix: "segment", query: "covered" }), allowed: /^\/(?:[^*?#]*\/)?$/ },
      host: one({ query: "covered" }),
      tag: { perRequest: 10, allowed: /^[!-+\--~]+$/, match: { query: "covered" } },
      all: one({ query: "covered" }),
    },
    mix: "one-kind",
    rates: [
      {
        unit: "request",
        amount: 500,
        perSeconds: 60,
        kinds: ["path", "prefix", "host", "tag", "all"],
        scope: "credential",
      },
    ],
    done: { by: "poll", firstMs: 2000, maxMs: 10_000 },
    wants: { urls: "aliases", files: "all", address: "url" },
    provable: true,
    maxPurges: 1000,
    source: new URL("https://cloud.google.com/cdn/docs/cache-invalidation-overview"),
    read: "2026-11-28",
  };
}

/** What a request is made with. */
interface Client {
  readonly settings: Settings;
  readonly session: Session;
  readonly io: Io;
}

async function submit({ settings, session, io }: Client, batch: Batch): Promise<ProviderResult> {
  const { apiUrl, project, urlMap } = settings;
  const at = `${apiUrl}/compute/v1/projects/${project}/global/urlMaps/${urlMap}/invalidateCache`;
  const url = `${at}?requestId=${uuidOf(batch.key)}`;
  const response = await io.send(postJson(url, bearer(session), ruleOf(selectorsOf(batch))));
  const answer = readAnswer(response, json(Operation, 200), ANSWERS);
  if (answer.kind === "failed") return answer;
  const receipt: Receipt = { id: answer.body.name, memo: { since: io.now().getTime() } };
  return judge(response, receipt, answer);
}

async function poll({ settings, session, io }: Client, receipt: Receipt): Promise<ProviderResult> {
  const { apiUrl, project } = settings;
  const url = `${apiUrl}/compute/v1/projects/${project}/global/operations/${encodeURIComponent(receipt.id ?? "")}`;
  const headers = { ...bearer(session), accept: "application/json" };
  const response = await io.send({ method: "GET", url, headers });
  if (response.status === 404) return notKnownYet(receipt, io, REGISTERS_WITHIN_MS);
  const answer = readAnswer(response, json(Operation, 200), ANSWERS);
  return answer.kind === "failed" ? answer : judge(response, receipt, answer);
}

interface StatusAnswer {
  readonly body: z.infer<typeof Operation>;
  readonly message: string;
}

/** `DONE` with an error inside is a failure. A word that nobody documented is "not yet". */
function judge(response: HttpResponse, receipt: Receipt, { body, message }: StatusAnswer): ProviderResult {
  const { name, status, error, httpErrorStatusCode } = body;
  if (name !== receipt.id) {
    const other = `HTTP ${response.status}: the status is of ${name.slice(0, 100)}, and ${receipt.id} was asked for`;
    return failedAnswer(response, "invalid", other, ANSWERS);
  }
  if (error !== undefined || httpErrorStatusCode !== undefined)
    return failedAnswer(response, "invalid", message, ANSWERS);
  if (status === "DONE") return { kind: "done", receipt };
  return { kind: "pending", receipt, message: `the operation is "${status.slice(0, 100)}"` };
}

/** What is invalidated: exactly one path or folder, of one host or of all, or tags. Everything is said by its path. */
function ruleOf(selectors: readonly [Selector, ...Selector[]]): Readonly<Record<string, unknown>> {
  const [first] = selectors;
  if (first.by === "tag" && selectors.every(({ by }) => by === "tag")) {
    return { cacheTags: selectors.map(({ value }) => value) };
  }
  const { by, value, origin } = first;
  const other = selectors[1];
  if (other !== undefined) throw notAccepted(provider.name, other);
  if (by === "all") return { path: "/*" };
  if (by === "host") return { host: value, path: "/*" };
  if ((by !== "path" && by !== "prefix") || origin === undefined) throw notAccepted(provider.name, first);
  const path = by === "path" ? sentPath(value, "strip") : `${value.replace(/\/$/, "")}/*`;
  return { host: new URL(origin).hostname, path };
}

/** A UUID that is the same for every attempt at a batch: Google tells a repeated request by it. */
function uuidOf(key: string): string {
  const digits = createHash("sha256").update(key).digest("hex");
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-4$3-8$4-$5");
}

function bearer({ token }: Session): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${token}` };
}
