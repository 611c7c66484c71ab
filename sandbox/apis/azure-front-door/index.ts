/**
 * Azure Front Door Standard and Premium: paths of an endpoint, and an operation that says when they are gone; beside it Microsoft
 * Entra ID, which gives out tokens.
 *
 * Source: learn.microsoft.com/azure/frontdoor (cache purge: 100 paths, no case, no query, `/folder/*` alone), the API description of
 * Azure/azure-rest-api-specs (afdx, 2025-06-01), "Track asynchronous Azure operations", "OAuth 2.0 client credentials". Not
 * documented, chosen here: a wildcard elsewhere is a 400; an unknown domain too; without `domains` all domains are purged.
 *
 * Switches: `tokenSeconds: 3599` (life of a token that the application got) · `neverFinish: true` · `failed: true` (the operation ends as `Failed`) · `application: "secret" | "federated"` (only tokens that
 * the application got for its secret, or for an identity token, count; `null` ends it) · `busy: true` (409).
 */
import { z } from "zod";
import type { Matcher } from "../../cache.ts";
import { type Api, type Call, json, jsonBody, type Model, type Reply } from "../../kit/api.ts";
import { createTokenBucket, type TokenBucket } from "../../kit/rates.ts";
import { anyOf, hostOf } from "../../kit/select.ts";
import { VendorApi } from "../../kit/vendor-api.ts";
import { grantToken } from "./entra.ts";

const SUBSCRIPTION = "6d2f1f0e-3a7b-4c55-9b1d-0f8fad5bd9cb";
const SITE = `${SUBSCRIPTION}/web-rg/front-door/www`;
const RESOURCE = `/subscriptions/${SUBSCRIPTION}/resourceGroups/web-rg/providers/Microsoft.Cdn/profiles/front-door/afdEndpoints/www`;
const TOKEN = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.c2FuZGJveA.YXp1cmU";
const GRANTED = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.Z3JhbnRlZA.ZW50cmE";
const API_VERSION = "2025-06-01";
const MAX_PATHS = 100;
/** Writes of a subscription at once, and how many flow in per second. */
const WRITES = { capacity: 200, perSecond: 10 };

const Body = z.strictObject({ contentPaths: z.array(z.string()).min(1), domains: z.array(z.string()).optional() });
const Switches = z.strictObject({
  neverFinish: z.boolean().default(false),
  failed: z.boolean().default(false),
  application: z.enum(["secret", "federated"]).nullable().default(null),
  busy: z.boolean().default(false),
  tokenSeconds: z.int().positive().default(3599),
});

interface Operation {
  readonly doneAt: number;
  readonly isEndless: boolean;
  readonly isFailed: boolean;
}

class AzureFrontDoor extends VendorApi<typeof Switches> {
  readonly #writes: TokenBucket;
  readonly #operations: Operation[] = [];
  /** When each token ends that was given out, in milliseconds. */
  readonly #tokens = new Map<string, number>();

  constructor(model: Model) {
    super(model, Switches, { success: [200, 202], answer: "status", pending: "InProgress" });
    this.#writes = createTokenBucket(WRITES.capacity, model.vendorMs(1 / WRITES.perSecond), model.now);
  }

  account() {
    return { site: SITE, apiKey: TOKEN };
  }

  override kindOf({ method, path }: Call) {
    if (path.endsWith("/token")) return "lookup" as const;
    return method === "GET" ? ("poll" as const) : ("submit" as const);
  }

  example(path: string) {
    const headers = { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" };
    const body = JSON.stringify({ contentPaths: [path] });
    return { method: "POST", url: `${RESOURCE}/purge?api-version=${API_VERSION}`, headers, body };
  }

  reply(call: Call): Reply {
    if (call.path.endsWith("/oauth2/v2.0/token")) {
      return this.#grant(call);
    }
    const [, id] = /^\/subscriptions\/[^/]+\/providers\/Microsoft\.Cdn\/operationresults\/(\d+)$/.exec(call.path) ?? [];
    const isPurge = call.path.endsWith("/purge") && call.method === "POST";
    if (!isPurge && (id === undefined || call.method !== "GET")) return failure(404, "NotFound", "No such route");
    if (!this.#isOpen(call.headers["authorization"] ?? "")) {
      return failure(401, "InvalidAuthenticationToken", "The access token is invalid.");
    }
    if (call.query.get("api-version") !== API_VERSION) return failure(400, "InvalidApiVersionParameter", "api-version");
    if (id !== undefined) return this.#find(id);
    if (call.path !== `${RESOURCE}/purge`) return failure(404, "ResourceNotFound", `${call.path} was not found.`);
    return this.#purge(call);
  }

  #grant(call: Call): Reply {
    const { application, tokenSeconds } = this.state;
    const token = `${GRANTED}${this.#tokens.size}`;
    const reply = grantToken(call, application, { token, now: this.model.now(), seconds: tokenSeconds });
    if (reply.status === 200) this.#tokens.set(token, this.model.now() + this.model.vendorMs(tokenSeconds));
    return reply;
  }

  #isOpen(authorization: string): boolean {
    const token = authorization.replace(/^Bearer /, "");
    return this.state.application === null ? token === TOKEN : (this.#tokens.get(token) ?? 0) > this.model.now();
  }

  #purge(call: Call): Reply {
    const { busy, failed, neverFinish } = this.state;
    if (busy) return failure(409, "Conflict", "Another operation is in progress.");
    const body = Body.safeParse(jsonBody(call)).data;
    if (body === undefined) return failure(400, "BadRequest", "The request content was invalid.");
    const { contentPaths, domains } = body;
    if (contentPaths.length > MAX_PATHS) return failure(400, "BadRequest", `At most ${MAX_PATHS} content paths`);
    const wrong = contentPaths.find((path) => !/^\/(?:[^*?]*\/)?(?:\*|[^*?]*)$/.test(path));
    if (wrong !== undefined) return failure(400, "BadRequest", `The content path ${wrong} is invalid.`);
    const foreign = domains?.find((domain) => hostOf(this.model, domain) === undefined);
    if (foreign !== undefined) return failure(400, "BadRequest", `The domain ${foreign} is not of this endpoint.`);
    if (this.#writes.take() > 0) return failure(429, "TooManyRequests", "The request was throttled.");
    this.model.accept(body);
    this.#operations.push({
      doneAt: this.model.now() + this.model.propagationMs,
      isEndless: neverFinish,
      isFailed: failed,
    });
    const matches = anyOf(contentPaths.map(matchContentPath));
    const isMeant: Matcher = (object) => (domains === undefined || domains.includes(object.host)) && matches(object);
    if (!neverFinish && !failed) this.model.propagate(() => this.model.evict(isMeant));
    const at = `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Cdn/operationresults/${this.#operations.length}`;
    const operation = `http://${call.headers["host"]}${at}?api-version=${API_VERSION}`;
    return { status: 202, headers: { "azure-asyncoperation": operation }, body: "" };
  }

  #find(id: string): Reply {
    const operation = this.#operations[Number(id) - 1];
    if (operation === undefined) return failure(404, "OperationNotFound", "No such operation.");
    const { isEndless, isFailed, doneAt } = operation;
    if (isEndless || this.model.now() < doneAt) {
      return json(200, { name: id, status: "InProgress", error: { code: "None", message: null } });
    }
    const error = isFailed ? { code: "PurgeFailed", message: "The purge failed." } : { code: "None", message: null };
    return json(200, { name: id, status: isFailed ? "Failed" : "Succeeded", error });
  }
}

/** Neither case nor query counts; `/folder/*` is everything below. */
function matchContentPath(contentPath: string): Matcher {
  const wanted = contentPath.toLowerCase();
  if (!wanted.endsWith("*")) return ({ path }) => path.toLowerCase() === wanted;
  return ({ path }) => path.toLowerCase().startsWith(wanted.slice(0, -1));
}

function failure(status: number, code: string, message: string): Reply {
  return json(status, { error: { code, message } });
}

export function createApi(model: Model): Api {
  return new AzureFrontDoor(model);
}
