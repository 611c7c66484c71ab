/**
 * Google Cloud CDN's invalidations: one path, folder or host, or ten tags, and an operation that says when they are gone; beside
 * it Google's Security Token Service and its service accounts' tokens.
 *
 * Source: cloud.google.com/compute/docs/reference/rest/v1 (urlMaps.invalidateCache, globalOperations), cloud.google.com/cdn
 * ("Cache invalidation overview"), cloud.google.com/iam (token exchange, generateAccessToken). Not documented, chosen here: 0 is the
 * first number of an operation; a path covers every query string.
 *
 * Switches: `neverFinish: true` · `failed: true` (`DONE` with an error inside) · `identity: "direct" | "impersonated"` (only tokens got by an
 * identity token count; `null` ends it) · `throttle: true` (403 `rateLimitExceeded`).
 */
import { z } from "zod";
import { type Api, type Call, json, type Model, type Reply } from "../../kit/api.ts";
import { DIRECT_TOKEN, giveToken, IMPERSONATED_TOKEN } from "../../kit/google-identity.ts";
import { matchInvalidation, readInvalidation } from "../../kit/google-invalidation.ts";
import { createRateWindow, type RateWindow } from "../../kit/rates.ts";
import { VendorApi } from "../../kit/vendor-api.ts";

const PROJECT = "sandbox-project";
const TOKEN = "ya29.sandbox-access-token-0123456789";
const PER_MINUTE = 500;

/** No query, and a wildcard only behind a slash. */
const PATH = /^\/(?:[^*?#]*|(?:[^*?#]*\/)?\*)$/;

const Switches = z.strictObject({
  neverFinish: z.boolean().default(false),
  failed: z.boolean().default(false),
  identity: z.enum(["direct", "impersonated"]).nullable().default(null),
  throttle: z.boolean().default(false),
});

interface Operation {
  readonly requestId: string;
  readonly doneAt: number;
  readonly isEndless: boolean;
  readonly isFailed: boolean;
}

class GoogleCloudCdn extends VendorApi<typeof Switches> {
  readonly #window: RateWindow;
  readonly #operations: Operation[] = [];

  constructor(model: Model) {
    super(model, Switches, { pending: "RUNNING" });
    this.#window = createRateWindow(PER_MINUTE, model.vendorMs(60), model.now);
  }

  account() {
    return { site: `${PROJECT}/web-map`, apiKey: TOKEN };
  }

  override kindOf({ method, path }: Call) {
    if (!path.startsWith("/compute/")) return "lookup" as const;
    return method === "GET" ? ("poll" as const) : ("submit" as const);
  }

  example(path: string) {
    const headers = { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" };
    const url = `/compute/v1/projects/${PROJECT}/global/urlMaps/web-map/invalidateCache`;
    return { method: "POST", url, headers, body: JSON.stringify({ host: this.model.hosts[0], path }) };
  }

  reply(call: Call): Reply {
    const { identity, throttle } = this.state;
    if (!call.path.startsWith("/compute/")) return giveToken(call, identity, this.model.now());
    const [, project, urlMap, id] =
      /^\/compute\/v1\/projects\/([^/]+)\/global\/(?:urlMaps\/([^/]+)\/invalidateCache|operations\/([^/]+))$/.exec(
        call.path,
      ) ?? [];
    if (project === undefined || call.method !== (id === undefined ? "POST" : "GET"))
      return refuse(404, "unknownRoute");
    const token = identity === null ? TOKEN : identity === "direct" ? DIRECT_TOKEN : IMPERSONATED_TOKEN;
    if (call.headers["authorization"] !== `Bearer ${token}`) return refuse(401, "authError");
    if (throttle) return refuse(403, "rateLimitExceeded");
    if (project !== PROJECT || (id === undefined && urlMap !== "web-map")) return refuse(404, "notFound");
    return id === undefined ? this.#invalidate(call) : this.#find(id);
  }

  #invalidate(call: Call): Reply {
    const data = readInvalidation(call, PATH);
    if (data === undefined || (data.path === undefined && data.cacheTags === undefined)) return refuse(400, "invalid");
    const requestId = call.query.get("requestId") ?? "";
    if (!/^(?:$|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$)/.test(requestId)) return refuse(400, "invalid");
    const known = this.#operations.findIndex((one) => requestId !== "" && one.requestId === requestId);
    if (known >= 0) return this.#describe(known);
    if (!this.#window.take()) return refuse(403, "rateLimitExceeded");
    this.model.accept(data);
    const { neverFinish, failed } = this.state;
    const doneAt = this.model.now() + this.model.propagationMs;
    this.#operations.push({ requestId, doneAt, isEndless: neverFinish, isFailed: failed });
    const matches = matchInvalidation(this.model, data);
    if (!neverFinish && !failed) this.model.propagate(() => this.model.evict(matches));
    return this.#describe(this.#operations.length - 1);
  }

  #find(id: string): Reply {
    const index = Number(/^operation-(\d+)$/.exec(id)?.[1] ?? -1);
    return this.#operations[index] === undefined ? refuse(404, "notFound") : this.#describe(index);
  }

  #describe(index: number): Reply {
    const { doneAt, isEndless, isFailed } = this.#operations[index] as Operation;
    const isDone = !isEndless && this.model.now() >= doneAt;
    const error = { errors: [{ code: "INVALIDATION_FAILED", message: "The invalidation failed." }] };
    const failure = isDone && isFailed ? { error, httpErrorStatusCode: 400 } : {};
    return json(200, { name: `operation-${index}`, status: isDone ? "DONE" : "RUNNING", ...failure });
  }
}

function refuse(code: number, reason: string): Reply {
  return json(code, { error: { code, message: `The request was refused: ${reason}`, errors: [{ reason }] } });
}

export function createApi(model: Model): Api {
  return new GoogleCloudCdn(model);
}
