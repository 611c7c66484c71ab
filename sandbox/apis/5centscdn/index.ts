/**
 * 5centsCDN's purge API, version 2: a list of files, or, without one, the whole zone.
 *
 * Source: 5centscdn.documentationai.com, "Purge cache of a HTTP pull zone"; developer.5centscdn.net, "Authentication" (rate,
 * error shape a) and its front page (method override); www.5centscdn.net, "How to purge cache" (cool-downs). Not
 * documented, chosen here: a request without `delete=true` and without `"_METHOD":"DELETE"` is refused and does nothing;
 * `files` that is an empty list purges the whole zone as an absent one does, since the danger is real; a file with a
 * query string is that copy alone; entries that are no path are refused.
 *
 * Switches: `errorShape` (`a`: `status` and `errors`; `b`: `result` and `message`) · `resultError200: "message"` (HTTP 200
 * with `result: "error"`, nothing purged; `null` ends it) · `cooldown: true` (the dashboard's rule: one purge by path a
 * minute, by pattern in 3, of everything in 10) · `wildcards: true` (`*` in a file matches anything; otherwise it is a
 * character like any other) · `zoneType` (`http-pull`, `vod-pull`) · `forbidden: true` (403).
 */
import { z } from "zod";
import type { Matcher } from "../../cache.ts";
import { type Api, type Call, json, jsonBody, type Model, type Reply } from "../../kit/api.ts";
import { createRateWindow } from "../../kit/rates.ts";
import { VendorApi } from "../../kit/vendor-api.ts";

const ZONE = "42";
const API_KEY = "5cc1f0a97e3b4d2c8a6e5d4c3b2a1908";
/** "5 requests per second", developer.5centscdn.net. */
const CALLS_PER_SECOND = 5;
/** Minutes until the next purge is allowed, from the dashboard's help page. */
const COOL_DOWN_MINUTES = { path: 1, pattern: 3, all: 10 } as const;

const Body = z.strictObject({
  files: z.array(z.string().regex(/^\/[^\s#]*$/)).optional(),
  _METHOD: z.literal("DELETE").optional(),
});
const Switches = z.strictObject({
  errorShape: z.enum(["a", "b"]).default("a"),
  resultError200: z.string().nullable().default(null),
  cooldown: z.boolean().default(false),
  wildcards: z.boolean().default(false),
  zoneType: z.enum(["http-pull", "vod-pull"]).default("http-pull"),
  forbidden: z.boolean().default(false),
});

class FiveCents extends VendorApi<typeof Switches> {
  #coolUntil = Number.NEGATIVE_INFINITY;
  readonly #second;

  constructor(model: Model) {
    super(model, Switches, { secretHeaders: ["x-api-key"] });
    this.#second = createRateWindow(CALLS_PER_SECOND, model.vendorMs(1), model.now);
  }

  account() {
    return { site: ZONE, apiKey: API_KEY };
  }

  example(path: string) {
    return {
      method: "POST",
      url: `/v2/zones/http/pull/${ZONE}/purge?delete=true`,
      headers: { "x-api-key": API_KEY, "content-type": "application/json" },
      body: JSON.stringify({ files: [path] }),
    };
  }

  reply(call: Call): Reply {
    const refused = this.#authorise(call);
    if (refused !== undefined) return refused;
    const [, type, zone, action] = /^\/v2\/zones\/(http|vod)\/pull\/([^/]+)(\/purge)?$/.exec(call.path) ?? [];
    if (zone !== ZONE || this.state.zoneType !== `${type}-pull`) return this.#failure(404, "Zone not found.");
    if (action === undefined && call.method === "GET")
      return json(200, { result: "success", zone: describeZone(this.model) });
    if (action === undefined || call.method !== "POST") return this.#failure(404, "Resource not found.");
    const { success, data } = Body.safeParse(call.body === "" && declaresJson(call) ? {} : jsonBody(call));
    if (!success) return this.#failure(400, "The request body is not valid: files is a list of paths.");
    if (call.query.get("delete") !== "true" && data._METHOD !== "DELETE") {
      return this.#failure(400, "Nothing was purged: the request does not ask for a deletion.");
    }
    return this.#purge(data.files ?? []);
  }

  #authorise(call: Call): Reply | undefined {
    const key = call.headers["x-api-key"];
    if (key === undefined) return this.#failure(401, "API key is required. Include X-API-KEY in your request header.");
    if (key !== API_KEY) return this.#failure(401, "Invalid API key. Check your key or generate a new one.");
    if (this.state.forbidden)
      return this.#failure(403, "Your account does not have permission to perform this action.");
    return this.#second.take()
      ? undefined
      : this.#failure(429, "Too many requests. The limit is 5 requests per second.");
  }

  #purge(files: readonly string[]): Reply {
    if (this.state.resultError200 !== null) return json(200, { result: "error", message: this.state.resultError200 });
    const kind = files.length === 0 ? "all" : this.state.wildcards && files.some(hasWildcard) ? "pattern" : "path";
    if (this.state.cooldown && this.model.now() < this.#coolUntil)
      return this.#failure(429, "Please wait before the next purge of this zone.");
    this.#coolUntil = this.model.now() + this.model.vendorMs(60 * COOL_DOWN_MINUTES[kind]);
    this.model.accept(kind === "all" ? {} : { files });
    const matches: Matcher = kind === "all" ? () => true : matchFiles(files, this.state.wildcards);
    this.model.propagate(() => this.model.evict(matches));
    return json(200, {
      result: "success",
      message: this.state.zoneType === "vod-pull" ? "Zone updated successfully" : "Zone Purged",
    });
  }

  #failure(code: number, message: string): Reply {
    if (this.state.errorShape === "b") return json(code, { result: "error", message });
    return json(code, { status: "error", errors: [{ code, message }] });
  }
}

function declaresJson({ headers }: Call): boolean {
  return headers["content-type"]?.startsWith("application/json") ?? false;
}

function describeZone({ hosts }: Model): unknown {
  return { id: ZONE, fqdn: hosts[0], cnames: hosts.slice(1), status: "Enabled", disabled: "0" };
}

function hasWildcard(file: string): boolean {
  return file.includes("*");
}

function matchFiles(files: readonly string[], wildcards: boolean): Matcher {
  const exact = new Set(files);
  const patterns = wildcards ? files.filter(hasWildcard).map(wildcardPattern) : [];
  return ({ path, query }) => exact.has(`${path}${query}`) || patterns.some((pattern) => pattern.test(path));
}

function wildcardPattern(file: string): RegExp {
  return new RegExp(`^${file.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`);
}

export function createApi(model: Model): Api {
  return new FiveCents(model);
}
