/**
 * Yandex Cloud CDN: paths of a resource, and an operation that says when they are gone; beside it the service that exchanges an
 * identity token for an IAM token.
 *
 * Source: yandex-cloud/cloudapi (cdn/v1/cache_service.proto, operation.proto: paths, fields, an empty list for everything),
 * yandex.cloud/en/docs/cdn (limits: ten paths, one request a minute; `*` at the end alone; a path takes its copies with query
 * strings along unless it names one), yandex.cloud/en/docs/iam, "Exchange a JWT for a service account IAM token". Not documented,
 * chosen here: errors are a google.rpc.Status; a `*` elsewhere purges nothing; the limit's window slides.
 *
 * The limit of requests holds with `limited: true` only: an account may have been given more. Switches: `neverFinish: true` ·
 * `failed: true` · `federated: true` (only a token that was exchanged for the workflow's own counts).
 */
import { z } from "zod";
import type { Matcher } from "../../cache.ts";
import { type Api, type Call, json, jsonBody, type Model, type Reply } from "../../kit/api.ts";
import { claimsOf } from "../../kit/identity-token.ts";
import { createRateWindow, type RateWindow } from "../../kit/rates.ts";
import { anyOf } from "../../kit/select.ts";

const RESOURCE = "bc8roq3y4e74osnivr7e";
const TOKEN = "t1.9euelZqZlJyXlJGNno6JlIzGmsyUzO3rnpWazY6elMidm8";
const GRANTED = "t1.9euelZrGranted0000000000000000000000000000000000";
const SERVICE_ACCOUNT = "ajehr0to1g8bh0la8c8r";
const MAX_PATHS = 10;
const LIFE_SECONDS = 43_200;

const Body = z.strictObject({ paths: z.array(z.string().startsWith("/")) });
const Exchange = z.strictObject({
  grant_type: z.literal("urn:ietf:params:oauth:grant-type:token-exchange"),
  requested_token_type: z.literal("urn:ietf:params:oauth:token-type:access_token"),
  audience: z.literal(SERVICE_ACCOUNT),
  subject_token: z.string(),
  subject_token_type: z.literal("urn:ietf:params:oauth:token-type:id_token"),
});
const Claims = z.object({
  iss: z.literal("https://token.actions.githubusercontent.com"),
  aud: z.literal("https://github.com/octo-org"),
  sub: z.string().startsWith("repo:octo-org/site:"),
  exp: z.number(),
});
const Switches = z.strictObject({
  limited: z.boolean().default(false),
  neverFinish: z.boolean().default(false),
  failed: z.boolean().default(false),
  federated: z.boolean().default(false),
});

interface Operation {
  readonly startedAt: number;
  readonly isEndless: boolean;
  readonly isFailed: boolean;
}

class YandexCdn implements Api {
  readonly traits;
  readonly #model: Model;
  readonly #minute: RateWindow;
  readonly #operations: Operation[] = [];
  #state = Switches.parse({});

  constructor(model: Model) {
    this.#model = model;
    this.#minute = createRateWindow(1, model.vendorMs(60), model.now);
    this.traits = {
      secretHeaders: ["authorization"],
      success: [200],
      answer: "json" as const,
      contentType: "application/json",
      hasPaths: true,
      settlesMs: model.propagationMs,
      pending: "not done",
    };
  }

  account([url = ""]: readonly string[]) {
    return { site: RESOURCE, apiKey: TOKEN, options: { "operation-url": url } };
  }

  kindOf({ method, path }: Call) {
    if (path === "/oauth/token") return "lookup" as const;
    return method === "GET" ? ("poll" as const) : ("submit" as const);
  }

  set(switches: Readonly<Record<string, unknown>>): void {
    this.#state = Switches.parse({ ...this.#state, ...switches });
  }

  example(path: string) {
    const headers = { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" };
    return { method: "POST", url: `/cdn/v1/cache/${RESOURCE}:purge`, headers, body: JSON.stringify({ paths: [path] }) };
  }

  reply(call: Call): Reply {
    const target = `${call.method} ${call.path}`;
    if (target === "POST /oauth/token") return this.#exchange(call);
    const token = this.#state.federated ? GRANTED : TOKEN;
    if (call.headers["authorization"] !== `Bearer ${token}`) return failure(401, 16, "The token is invalid");
    const [, id] = /^GET \/operations\/op(\d+)$/.exec(target) ?? [];
    if (id !== undefined) return this.#find(Number(id));
    const [, resource] = /^POST \/cdn\/v1\/cache\/([^/:]+):purge$/.exec(target) ?? [];
    if (resource === undefined) return failure(404, 5, "Not found");
    return resource === RESOURCE ? this.#purge(call) : failure(404, 5, `CDN resource ${resource} not found`);
  }

  #purge(call: Call): Reply {
    const paths = Body.safeParse(jsonBody(call)).data?.paths;
    if (paths === undefined) return failure(400, 3, "Request validation error: paths");
    if (paths.length > MAX_PATHS) return failure(400, 3, `Request validation error: at most ${MAX_PATHS} paths`);
    const { limited, neverFinish, failed } = this.#state;
    if (limited && !this.#minute.take()) return failure(429, 8, "The limit of requests has been reached");
    this.#model.accept({ paths });
    this.#operations.push({ startedAt: this.#model.now(), isEndless: neverFinish, isFailed: failed });
    const matches = paths.length === 0 ? () => true : anyOf(paths.map(matchPath));
    if (!neverFinish && !failed) this.#model.propagate(() => this.#model.evict(matches));
    return this.#find(this.#operations.length - 1);
  }

  #find(n: number): Reply {
    const operation = this.#operations[n];
    if (operation === undefined) return failure(404, 5, "Operation not found");
    const { startedAt, isEndless, isFailed } = operation;
    const isOver = !isEndless && this.#model.now() - startedAt >= this.#model.propagationMs;
    const result = isFailed
      ? { error: { code: 13, message: "The purge failed", details: [] } }
      : { response: { "@type": "type.googleapis.com/google.protobuf.Empty", value: {} } };
    return json(200, {
      id: `op${n}`,
      description: "Purge cache",
      createdAt: new Date(startedAt).toISOString(),
      done: isOver,
      metadata: { "@type": "type.googleapis.com/yandex.cloud.cdn.v1.PurgeCacheMetadata", resourceId: RESOURCE },
      ...(isOver ? result : {}),
    });
  }

  #exchange(call: Call): Reply {
    const isForm = call.headers["content-type"] === "application/x-www-form-urlencoded";
    const form = Exchange.safeParse(Object.fromEntries(new URLSearchParams(isForm ? call.body : ""))).data;
    const claims = Claims.safeParse(claimsOf(form?.subject_token ?? "")).data;
    if (claims === undefined || claims.exp * 1000 < this.#model.now()) {
      return json(400, { error: "invalid_grant", error_description: "No federated credential fits the subject token" });
    }
    return json(200, { access_token: GRANTED, token_type: "Bearer", expires_in: LIFE_SECONDS });
  }
}

/** A file with all its copies, one copy where the path names a query string, or what begins so. */
function matchPath(wanted: string): Matcher {
  if (wanted.endsWith("*")) return ({ path, query }) => `${path}${query}`.startsWith(wanted.slice(0, -1));
  return wanted.includes("?") ? ({ path, query }) => `${path}${query}` === wanted : ({ path }) => path === wanted;
}

function failure(status: number, code: number, message: string): Reply {
  return json(status, { code, message, details: [] });
}

export function createApi(model: Model): Api {
  return new YandexCdn(model);
}
