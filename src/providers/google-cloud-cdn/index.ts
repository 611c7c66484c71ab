import { createHash } from "node:crypto";
import type { z } from "zod";
import type { Acceptance, Capabilities } from "../../model/capabilities.ts";
import type { Batch, Io, Provider, ProviderResult, Receipt } from "../../model/provider.ts";
import { googleFault, invalidationOf } from "../kit/google-invalidation.ts";
import { GOOGLE_OPTIONS } from "../kit/google-settings.ts";
import { bearer, type GoogleSession, openGoogle } from "../kit/google-token.ts";
import { type AnswerRules, contradiction, readAnswer } from "../kit/read-answer.ts";
import { json } from "../kit/readings.ts";
import { postJson, selectorsOf } from "../kit/request.ts";
import { notKnownYet, type TaskTimes, wrongTimes } from "../kit/task-status.ts";
import { Operation, Settings } from "./schema.ts";

const ANSWERS: AnswerRules = {
  hints: {
    401: "The access token is wrong or expired: tokens of google-github-actions/auth hold for an hour",
    403: "The identity needs compute.urlMaps.invalidateCache and compute.globalOperations.get in this project",
    404: "site is no URL map of this project: give project/url-map, the load balancer's name",
  },
  codes: googleFault,
  judged: ["status"],
};

/** How long the status may not know an operation that was taken, in milliseconds. Our own: the vendor documents none. */
const REGISTERS_WITHIN_MS = 30_000;

/** Cloud CDN invalidates one path, folder or host a request, or ten tags, and an operation shows when they are gone. */
export const provider: Provider<Settings, GoogleSession> = {
  id: "google-cloud-cdn",
  name: "Google Cloud CDN",
  rights: "`compute.urlMaps.invalidateCache` and `compute.globalOperations.get`",
  traces: {
    at: "edge",
    always: true,
    headers: [
      {
        header: "via",
        value: /\b1\.1 google\b/,
        example: "1.1 google",
        weak: true,
        source: "https://cloud.google.com/load-balancing/docs/https",
      },
    ],
  },
  settings: Settings,
  deliveryOptions: GOOGLE_OPTIONS,
  open: openGoogle,
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
  readonly session: GoogleSession;
  readonly io: Io;
}

async function submit({ settings, session, io }: Client, batch: Batch): Promise<ProviderResult> {
  const { apiUrl, project, urlMap } = settings;
  const at = `${apiUrl}/compute/v1/projects/${project}/global/urlMaps/${urlMap}/invalidateCache`;
  const url = `${at}?requestId=${uuidOf(batch.key)}`;
  const response = await io.send(
    postJson(url, bearer(session), invalidationOf(selectorsOf(batch), provider.name, "strip")),
  );
  const answer = readAnswer(response, json(Operation, 200), ANSWERS);
  if (answer.kind === "failed") return answer;
  const receipt: Receipt = { id: answer.body.name, memo: { since: io.now().getTime() } };
  return judge(settings, { receipt, response, io }, answer);
}

async function poll({ settings, session, io }: Client, receipt: Receipt): Promise<ProviderResult> {
  const { apiUrl, project } = settings;
  const url = `${apiUrl}/compute/v1/projects/${project}/global/operations/${encodeURIComponent(receipt.id ?? "")}`;
  const headers = { ...bearer(session), accept: "application/json" };
  const response = await io.send({ method: "GET", url, headers });
  if (response.status === 404) return notKnownYet(receipt, io, REGISTERS_WITHIN_MS);
  const answer = readAnswer(response, json(Operation, 200), ANSWERS);
  return answer.kind === "failed" ? answer : judge(settings, { receipt, response, io }, answer);
}

/** `DONE` with an error inside is a failure by the common rules. A word that nobody documented is "not yet". */
function judge({ project, urlMap }: Settings, times: TaskTimes, { body, message }: StatusAnswer): ProviderResult {
  const { receipt } = times;
  const { name, status, operationType, targetLink, progress } = body;
  if (name !== receipt.id) {
    return contradiction(message, `the status is of ${name.slice(0, 100)}, and ${receipt.id} was requested`);
  }
  const isElsewhere = typeof targetLink === "string" && !targetLink.endsWith(`/${project}/global/urlMaps/${urlMap}`);
  if (isElsewhere || (operationType ?? "invalidateCache") !== "invalidateCache") {
    return contradiction(message, `the operation is no invalidation of ${urlMap}`);
  }
  // Only their order: an operation that an earlier attempt has made is older than this one.
  const { insertTime, startTime, endTime } = body;
  const wrong = wrongTimes({ insertTime, startTime, endTime }, times);
  if (wrong !== undefined) return contradiction(message, wrong);
  if (status === "DONE" && (progress ?? 100) !== 100) {
    return contradiction(message, `the operation is done, and its progress is ${progress}`);
  }
  if (status === "DONE") return { kind: "done", receipt };
  return { kind: "pending", receipt, message: `the operation is "${status.slice(0, 100)}"` };
}

interface StatusAnswer {
  readonly body: z.infer<typeof Operation>;
  readonly message: string;
}

/** A UUID that is the same for every attempt at a batch: Google recognises a repeated request by it. */
function uuidOf(key: string): string {
  const digits = createHash("sha256").update(key).digest("hex");
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-4$3-8$4-$5");
}
