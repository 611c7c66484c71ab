/**
 * Cloudflare's purge API: URLs, prefixes, hosts, tags or everything of a zone; limits by the account's plan.
 *
 * Source: developers.cloudflare.com/cache/how-to/purge-cache (methods, limits a plan, semantics of each), its published
 * OpenAPI (`POST /zones/{zone_id}/purge_cache`, `GET /zones`), error codes seen in public logs. Not documented, chosen here:
 * more than a request may carry is a 400 with the code 1094; a tag with a blank is a 400; a zone list holds a zone
 * whose name only resembles the wanted one before it, so that taking the first is seen.
 *
 * Switches: `plan` (`free`, `pro`, `business`, `enterprise`) · `zone` (the zone's name) · `failure: [code, message]`
 * (`success: false` in a 200; `null` ends it) · `throttle: 971 | 1083` (429 with this code; `null` ends it) · `noPermission: true`
 * (the token may not purge) · `environment` (the only one that exists) · `zonePage` (of the list that holds the zone) · `twin`
 * (the status of another zone of the same name; `null`: there is none).
 */
import { z } from "zod";
import type { Matcher } from "../../cache.ts";
import { type Api, type Call, json, jsonBody, type Model, type Reply } from "../../kit/api.ts";
import { createTokenBucket, type TokenBucket } from "../../kit/rates.ts";
import { anyOf, hostOf, matchTags, matchTarget, splitUrl } from "../../kit/select.ts";
import { VendorApi } from "../../kit/vendor-api.ts";

const ZONE_ID = "023e105f4ecef8ad9ca31a8372d0c353";
const TOKEN = "Sn3lZJTBX6kkg7OdcBUAxOO963GEIyGQqnFTOFYY";
const EMAIL = "owner@sandbox.example";
const GLOBAL_KEY = "144c9defac04969c7bfad8efaa8ea194bb1f2";
/** About the typical time to every data centre; the vendor promises none. */
const SETTLES_MS = 1000;

/** Requests by tag, host, prefix or everything: a bucket and what flows in per second. URLs: how many per second. */
const PLANS = {
  free: { bucket: 25, perSecond: 5 / 60, urlsPerSecond: 800, urlsPerRequest: 100 },
  pro: { bucket: 25, perSecond: 5, urlsPerSecond: 1500, urlsPerRequest: 100 },
  business: { bucket: 50, perSecond: 10, urlsPerSecond: 1500, urlsPerRequest: 100 },
  enterprise: { bucket: 500, perSecond: 50, urlsPerSecond: 3000, urlsPerRequest: 500 },
} as const;
/** "Maximum operations per request" of the other methods, on every plan. */
const PER_REQUEST = 100;
const LONGEST_TAG = 1024;
const MAX_SLASHES = 31;

const File = z.union([z.string(), z.strictObject({ url: z.string(), headers: z.record(z.string(), z.string()) })]);
const Body = z.strictObject({
  purge_everything: z.boolean().optional(),
  files: z.array(File).min(1).optional(),
  tags: z.array(z.string().min(1)).min(1).optional(),
  hosts: z.array(z.string().min(1)).min(1).optional(),
  prefixes: z.array(z.string().min(1)).min(1).optional(),
});
type Body = z.infer<typeof Body>;
const Switches = z.strictObject({
  plan: z.enum(["free", "pro", "business", "enterprise"]).default("free"),
  zone: z.string().default("sandbox.example"),
  environment: z.string().nullable().default(null),
  failure: z.tuple([z.int(), z.string()]).nullable().default(null),
  throttle: z
    .union([z.literal(971), z.literal(1083)])
    .nullable()
    .default(null),
  noPermission: z.boolean().default(false),
  zonePage: z.int().default(1),
  twin: z.string().nullable().default(null),
});

/** What a request selects, or the error that it gets. */
type Selected = { readonly matches: Matcher } | { readonly code: number; readonly message: string };

class Cloudflare extends VendorApi<typeof Switches> {
  #requests!: TokenBucket;
  #urls!: TokenBucket;

  constructor(model: Model) {
    super(model, Switches, {
      secretHeaders: ["authorization", "x-auth-key"],
      settlesMs: Math.min(SETTLES_MS, model.propagationMs),
    });
    this.#fillBuckets();
  }

  account() {
    return { site: ZONE_ID, apiKey: TOKEN };
  }

  override kindOf({ method }: Call) {
    return method === "GET" ? ("lookup" as const) : ("submit" as const);
  }

  override set(switches: Readonly<Record<string, unknown>>): void {
    super.set(switches);
    this.#fillBuckets();
  }

  example(path: string) {
    return {
      method: "POST",
      url: `/client/v4/zones/${ZONE_ID}/purge_cache`,
      headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" },
      body: JSON.stringify({ files: [`${this.model.baseUrl(this.model.hosts[0] as string)}${path}`] }),
    };
  }

  reply(call: Call): Reply {
    const [, rest] = /^(?:\/client\/v4)?\/zones(.*)$/.exec(call.path) ?? [];
    const [, zone, environment] = /^\/([^/]+)(?:\/environments\/([^/]+))?\/purge_cache$/.exec(rest ?? "x") ?? [];
    if (rest !== "" && zone === undefined) return failure(404, 7003, `Could not route to ${call.path}`);
    const refused = this.#authenticate(call);
    if (refused !== undefined) return refused;
    if (rest === "" && call.method === "GET") return this.#listZones(call.query);
    if (call.method !== "POST") return failure(405, 10405, "Method not allowed for this authentication scheme");
    if (zone !== ZONE_ID)
      return failure(404, 7003, `Could not route to /zones/${zone}, perhaps your object identifier is invalid?`);
    if (environment !== undefined && environment !== this.state.environment) {
      return failure(404, 7003, `Could not route to /environments/${environment}`);
    }
    if (this.state.noPermission) return failure(403, 10000, "Authentication error");
    return this.#purge(jsonBody(call));
  }

  #authenticate({ headers }: Call): Reply | undefined {
    const { authorization, "x-auth-email": email, "x-auth-key": key } = headers;
    if (authorization === undefined && key === undefined) return failure(400, 6003, "Invalid request headers");
    const isKnown =
      authorization === undefined ? email === EMAIL && key === GLOBAL_KEY : authorization === `Bearer ${TOKEN}`;
    return isKnown ? undefined : failure(401, 10000, "Authentication error");
  }

  #listZones(query: URLSearchParams): Reply {
    const name = query.get("name");
    const page = Number(query.get("page") ?? 1);
    const zone = { id: ZONE_ID, name: this.state.zone, status: "active" };
    const sibling = { id: "9a7806061c88ada191ed06f989cc3dac", name: `www.${zone.name}`, status: "active" };
    const { zonePage, twin } = this.state;
    const twins = twin === null ? [] : [{ ...zone, id: "b1946ac92492d2347c6235b4d2611184", status: twin }];
    const listed = page === zonePage ? [sibling, ...twins, zone] : page < zonePage ? [sibling] : [];
    const result = name === null || name === zone.name ? listed : [];
    const count = result.length;
    const result_info = { page, per_page: 20, total_pages: zonePage, count, total_count: count };
    return json(200, { success: true, errors: [], messages: [], result, result_info });
  }

  #purge(raw: unknown): Reply {
    const { throttle, failure: scripted } = this.state;
    if (throttle !== null) return failure(429, throttle, "Please wait and consider throttling your request speed");
    const { success, data } = Body.safeParse(raw);
    const fields = success ? Object.keys(data) : [];
    if (!success || fields.length !== 1 || data.purge_everything === false) {
      return failure(400, 1012, "Request must contain one of purge_everything, files, tags, hosts or prefixes");
    }
    const selected = this.#select(data);
    if ("code" in selected) return failure(400, selected.code, selected.message);
    const waitMs = data.files === undefined ? this.#requests.take() : this.#urls.take(data.files.length);
    if (waitMs > 0) return tooFast(waitMs);
    if (scripted !== null) return failure(200, scripted[0], scripted[1]);
    this.model.accept(data);
    this.model.propagate(() => this.model.evict(selected.matches), SETTLES_MS);
    return json(200, { success: true, errors: [], messages: [], result: { id: ZONE_ID } });
  }

  #select({ files, tags, hosts, prefixes }: Body): Selected {
    const most = files === undefined ? PER_REQUEST : PLANS[this.state.plan].urlsPerRequest;
    if ((files ?? tags ?? hosts ?? prefixes ?? []).length > most) {
      return { code: 1094, message: `You can purge a maximum of ${most} items per request` };
    }
    if (files !== undefined)
      return this.#selectFiles(files.map((file) => (typeof file === "string" ? file : file.url)));
    if (prefixes !== undefined) return this.#selectPrefixes(prefixes);
    if (hosts !== undefined) {
      const foreign = hosts.find((host) => hostOf(this.model, host) === undefined);
      if (foreign !== undefined) return FOREIGN;
      return { matches: ({ host }) => hosts.some((one) => hostOf(this.model, one) === host) };
    }
    if (tags === undefined) return { matches: () => true };
    const bad = tags.some((tag) => tag.length > LONGEST_TAG || !/^[!-~]+$/.test(tag));
    return bad
      ? { code: 1017, message: "Unable to purge: a tag is invalid" }
      : { matches: matchTags(tags, { fold: true }) };
  }

  /** No wildcards: `*` is a character like any other. The host's case does not matter, the path's does. */
  #selectFiles(urls: readonly string[]): Selected {
    const matchers: Matcher[] = [];
    for (const url of urls) {
      const { authority, target } = splitUrl(url);
      const host = hostOf(this.model, authority);
      if (!/^https?:\/\//i.test(url)) return { code: 1015, message: "Unable to purge: a file must be a full URL" };
      if (host === undefined) return FOREIGN;
      matchers.push(matchTarget(target, host));
    }
    return { matches: anyOf(matchers) };
  }

  /** Whole segments of a path: `/docs` is `/docs` and what is below it, not `/docs-old`. */
  #selectPrefixes(prefixes: readonly string[]): Selected {
    const matchers: Matcher[] = [];
    for (const prefix of prefixes) {
      if (/^[a-z]+:\/\/|[?#]/i.test(prefix) || prefix.split("/").length - 1 > MAX_SLASHES) {
        return {
          code: 1016,
          message: "Unable to purge: a prefix has no scheme, no query, no fragment and at most 31 slashes",
        };
      }
      const { authority, target } = splitUrl(prefix);
      const host = hostOf(this.model, authority);
      if (host === undefined) return FOREIGN;
      const folder = target.replace(/\/$/, "");
      matchers.push(
        (object) => object.host === host && (object.path === folder || object.path.startsWith(`${folder}/`)),
      );
    }
    return { matches: anyOf(matchers) };
  }

  #fillBuckets(): void {
    const { bucket, perSecond, urlsPerSecond } = PLANS[this.state.plan];
    const { vendorMs, now } = this.model;
    this.#requests = createTokenBucket(bucket, vendorMs(1 / perSecond), now);
    this.#urls = createTokenBucket(urlsPerSecond, vendorMs(1 / urlsPerSecond), now);
  }
}

const FOREIGN = { code: 1082, message: "You can only purge files for this zone" };

function tooFast(waitMs: number): Reply {
  const headers = { "retry-after": String(Math.ceil(waitMs / 1000)) };
  return {
    ...failure(429, 971, "Unable to purge, rate limit reached. Please wait and consider throttling your request speed"),
    headers,
  };
}

function failure(status: number, code: number, message: string): Reply {
  return json(status, { success: false, errors: [{ code, message }], messages: [], result: null });
}

export function createApi(model: Model): Api {
  return new Cloudflare(model);
}
