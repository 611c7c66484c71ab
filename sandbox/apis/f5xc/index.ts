/**
 * F5 Distributed Cloud's cache purge: one selector per request, an operation id, and a status with one item per site.
 *
 * Source: the CDN operation "Purge CDN Cache" of F5's published API (two protobuf oneofs, an int64 id, upstream example
 * `/path1` for `url`), its operation `get-service-operation-status`, and gRPC-gateway errors seen in public logs. The long
 * path prefix on the enriched page is an artefact of its generator and is not served. Not documented, chosen here: a
 * pattern sees the path with its query string, a `url` leaves copies with query strings alone, no purge type means hard,
 * sites register one after the other, the copy is gone when the last one is done.
 *
 * Switches: `sites` (how many report; default 2) · `failSite: true` (the last site fails; nothing is evicted) ·
 * `neverFinish: true` (the last site keeps running) · `errorObject: "EPARTIAL"` or another code but `EOK` (HTTP 200 with
 * that error in the status; nothing is evicted; `null` ends it) · `bigIds: true` (ids beyond 2^53, as JSON numbers) ·
 * `patternOn` (`path`, or `url`: patterns see scheme and host too) · `urlFormat` (`path`, `absolute`). What a purge does
 * is settled by the switches at its submit.
 */
import { z } from "zod";
import type { Matcher } from "../../cache.ts";
import { type Api, type Call, jsonBody, type Model, type Reply } from "../../kit/api.ts";
import { compilePattern } from "../../kit/pattern.ts";
import { VendorApi } from "../../kit/vendor-api.ts";
import { type Operation, type StatusRequest, statusBody } from "./status.ts";

const NAMESPACE = "default";
const DISTRIBUTION = "www";
const TOKEN = "Qm9ndXNUb2tlbkZvclNhbmRib3g=";
const FIRST_ID = 101n;
/** The first integer that a double cannot hold, 2^53 + 1. */
const FIRST_BIG_ID = 9_007_199_254_740_993n;
/** `pattern`: "max_len: 256" in the published schema. */
const LONGEST_PATTERN = 256;

const ROUTE =
  /^\/api\/cdn\/namespaces\/([^/]+)\/(?:cdn_loadbalancer|http_loadbalancer)\/(?:([^/]+)\/(cache-purge)|(get-service-operation-status))$/;

const Empty = z.strictObject({});
const PurgeBody = z.strictObject({
  url: z.string().optional(),
  pattern: z.string().optional(),
  hostname: z.string().optional(),
  purge_all: Empty.optional(),
  hard_purge: Empty.optional(),
  soft_purge: Empty.optional(),
});
type PurgeBody = z.infer<typeof PurgeBody>;
const StatusBody = z.strictObject({ namespace: z.string(), name: z.string(), service_op_id: z.string() });
const Switches = z.strictObject({
  sites: z.int().min(1).default(2),
  failSite: z.boolean().default(false),
  neverFinish: z.boolean().default(false),
  errorObject: z.string().nullable().default(null),
  bigIds: z.boolean().default(false),
  patternOn: z.enum(["path", "url"]).default("path"),
  urlFormat: z.enum(["path", "absolute"]).default("path"),
});
type Switches = z.infer<typeof Switches>;

/** gRPC codes and the HTTP status that the gateway gives them. */
const CODES = { 3: 400, 5: 404, 7: 403, 12: 501, 16: 401 } as const;

class F5 extends VendorApi<typeof Switches> {
  readonly #operations = new Map<string, Operation>();

  constructor(model: Model) {
    super(model, Switches, { pending: "in_progress" });
  }

  account() {
    return { site: `${NAMESPACE}/${DISTRIBUTION}`, apiKey: TOKEN };
  }

  override kindOf({ path }: Call) {
    return path.endsWith("/get-service-operation-status") ? ("poll" as const) : ("submit" as const);
  }

  example(path: string) {
    return {
      method: "POST",
      url: `/api/cdn/namespaces/${NAMESPACE}/cdn_loadbalancer/${DISTRIBUTION}/cache-purge`,
      headers: { authorization: `APIToken ${TOKEN}`, "content-type": "application/json" },
      body: JSON.stringify({ url: path, hard_purge: {} }),
    };
  }

  reply(call: Call): Reply {
    const [, namespace, name, purging, asking] = ROUTE.exec(call.path) ?? [];
    if (purging === undefined && asking === undefined) return failure(5, "Not Found");
    if (call.method !== "POST") return failure(12, "Method Not Allowed");
    if (call.headers["authorization"] !== `APIToken ${TOKEN}`) return failure(16, "Unauthorized: invalid credentials.");
    if (namespace !== NAMESPACE) return failure(7, `No permission in namespace ${JSON.stringify(namespace)}.`);
    if (asking !== undefined) return this.#status(call);
    return name === DISTRIBUTION ? this.#purge(call) : failure(5, "The distribution does not exist.");
  }

  #purge(call: Call): Reply {
    const { success, data: body } = PurgeBody.safeParse(jsonBody(call));
    if (!success) return failure(3, "The request is not a valid LilacCDNCachePurgeRequest.");
    const matches = matcherOf(body, this.state, this.model);
    if (typeof matches === "string") return failure(3, matches);
    const id = String((this.state.bigIds ? FIRST_BIG_ID : FIRST_ID) + BigInt(this.#operations.size));
    const operation: Operation = {
      id,
      startedAt: this.model.now(),
      sites: this.state.sites,
      outcome: this.state.failSite ? "fails" : this.state.neverFinish ? "hangs" : "succeeds",
      error: this.state.errorObject ?? undefined,
      soft: body.soft_purge !== undefined,
      selector: body.pattern ?? body.url ?? body.hostname ?? ".*",
      bytes: 0,
    };
    this.#operations.set(id, operation);
    this.model.accept(body);
    if (operation.outcome === "succeeds" && operation.error === undefined) {
      this.model.propagate(() => {
        const { bytes } = operation.soft ? this.model.expire(matches) : this.model.evict(matches);
        this.#operations.set(id, { ...operation, bytes });
      });
    }
    return { status: 200, body: `{"purge_request_id":${id}}` };
  }

  #status(call: Call): Reply {
    const requested = parseStatusRequest(call);
    if (requested === undefined || requested.namespace !== NAMESPACE) {
      return failure(3, "Field namespace, name or service_op_id is missing or malformed.");
    }
    const operation = requested.name === DISTRIBUTION ? this.#operations.get(requested.id) : undefined;
    return { status: 200, body: statusBody(operation, this.model.now(), this.model.propagationMs) };
  }
}

function failure(code: keyof typeof CODES, message: string): Reply {
  const details = [{ type_url: "type.googleapis.com/ves.io.stdlib.server.error.Error", value: "" }];
  return { status: CODES[code], body: JSON.stringify({ code, details, message }) };
}

/** What a request selects, or what is wrong with it. */
function matcherOf(body: PurgeBody, { patternOn, urlFormat }: Switches, model: Model): Matcher | string {
  const { url, pattern, hostname, purge_all } = body;
  if ([url, pattern, hostname, purge_all].filter((field) => field !== undefined).length !== 1) {
    return "Exactly one of url, pattern, hostname and purge_all must be set in oneof pattern_type.";
  }
  if (body.hard_purge !== undefined && body.soft_purge !== undefined) {
    return "At most one of hard_purge and soft_purge may be set in oneof purge_type.";
  }
  if (url !== undefined) return matchUrl(url, urlFormat);
  if (pattern !== undefined) return matchPattern(pattern, patternOn);
  if (hostname === undefined) return () => true;
  if (!model.hosts.includes(hostname)) return "Field hostname is not a domain of this distribution.";
  return ({ host }) => host === hostname;
}

function matchUrl(url: string, format: Switches["urlFormat"]): Matcher | string {
  if (format === "absolute") {
    return URL.canParse(url) ? (object) => object.url === url : "Field url should be an absolute URL.";
  }
  return url.startsWith("/") ? ({ path, query }) => `${path}${query}` === url : "Field url should be a URL path.";
}

function matchPattern(pattern: string, on: Switches["patternOn"]): Matcher | string {
  const { length } = Array.from(pattern);
  if (length < 1 || length > LONGEST_PATTERN) return "Field pattern should have a length between 1 and 256.";
  const compiled = compilePattern(pattern);
  if (compiled === undefined) return "Field pattern should be a PCRE compliant regular expression.";
  return ({ url, path, query }) => compiled.test(on === "url" ? url : `${path}${query}`);
}

/** An int64 may arrive as a number or as text; its digits are read as they stand, beyond 2^53 too. */
function parseStatusRequest(call: Call): StatusRequest | undefined {
  if (jsonBody(call) === undefined) return undefined;
  const exact = JSON.parse(call.body, (key: string, value: unknown, context?: { source?: string }) =>
    key === "service_op_id" && typeof value === "number" ? (context?.source ?? String(value)) : value,
  ) as unknown;
  const { success, data } = StatusBody.safeParse(exact);
  if (!success || !/^\d+$/.test(data.service_op_id)) return undefined;
  return { namespace: data.namespace, name: data.name, id: data.service_op_id };
}

export function createApi(model: Model): Api {
  return new F5(model);
}
