/**
 * Gcore's CDN API: URLs, patterns or everything of a resource, the account's limits, and a list of purges with their states.
 *
 * Source: gcore.com/docs, API reference, CDN, "Purge cache", "Get CDN limits details", "Get purges history list", and "Clear CDN
 * resource cache" (201 with the purged URLs, 429); G-Core/gcore-go 0.50 (paths, fields, `APIKey` in Authorization). Not documented,
 * chosen here: a limit's window slides; a pattern without `*` at its end reaches all that begins so; an empty list of URLs is a
 * 400; a copy with a query string is one of its own; a purge appears in the list at once, newest first.
 *
 * The account has more than the documented limits, as it may be given. Switches: `documentedLimits: true` (two requests of 100
 * URLs and one of 10 patterns in a minute, and the limits are not told) · `neverFinish: true` · `failed: true` ·
 * `statusDisabled: true` · `registersAfterMs` (until a purge is in the list) · `fullUrls: true` (the list has whole URLs).
 */
import { z } from "zod";
import type { Matcher } from "../../cache.ts";
import { type Api, type Call, json, jsonBody, type Model, type Reply } from "../../kit/api.ts";
import { createRateWindow, type RateWindow } from "../../kit/rates.ts";
import { anyOf, matchTarget } from "../../kit/select.ts";

const RESOURCE = 254731;
const TOKEN = "1234$d5f6c8a90b1e2f3a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f901a2b";
const AUTHORIZATION = `APIKey ${TOKEN}`;
/** Requests in a minute, and what one of them holds. */
const DOCUMENTED = { urls: 100, patterns: 10, urlRate: 2, patternRate: 1 };
const GIVEN = { urls: 100, patterns: 10, urlRate: 600, patternRate: 600 };

const Target = z.string().startsWith("/");
const Body = z.union([
  z.strictObject({ urls: z.array(Target).min(1) }),
  z.strictObject({ paths: z.array(z.string().regex(/^[/*][^*]*\*?$/)) }),
]);
const Switches = z.strictObject({
  documentedLimits: z.boolean().default(false),
  neverFinish: z.boolean().default(false),
  failed: z.boolean().default(false),
  statusDisabled: z.boolean().default(false),
  registersAfterMs: z.number().default(0),
  fullUrls: z.boolean().default(false),
});

interface Purge {
  readonly type: "purge_by_url" | "purge_by_pattern" | "purge_all";
  readonly payload: z.infer<typeof Body>;
  readonly startedAt: number;
}

class Gcore implements Api {
  readonly traits;
  readonly #model: Model;
  readonly #purges: Purge[] = [];
  #state = Switches.parse({});
  #rates: Readonly<Record<"urls" | "patterns" | "all", RateWindow>>;

  constructor(model: Model) {
    this.#model = model;
    this.#rates = this.#ratesOf(GIVEN);
    this.traits = {
      secretHeaders: ["authorization"],
      success: [200, 201, 202, 204],
      answer: "status" as const,
      contentType: "application/json",
      hasPaths: true,
      settlesMs: model.propagationMs,
      pending: "In progress",
    };
  }

  account() {
    return { site: String(RESOURCE), apiKey: TOKEN };
  }

  kindOf({ path }: Call) {
    if (path.endsWith("/limits")) return "lookup" as const;
    return path.endsWith("/purge_statuses") ? ("poll" as const) : ("submit" as const);
  }

  set(switches: Readonly<Record<string, unknown>>): void {
    this.#state = Switches.parse({ ...this.#state, ...switches });
    if ("documentedLimits" in switches) this.#rates = this.#ratesOf(this.#limits());
  }

  example(path: string) {
    const headers = { authorization: AUTHORIZATION, "content-type": "application/json" };
    const url = `/cdn/resources/${RESOURCE}/purge`;
    return { method: "POST", url, headers, body: JSON.stringify({ urls: [path] }) };
  }

  reply(call: Call): Reply {
    if (call.headers["authorization"] !== AUTHORIZATION) return failure(401, "Invalid token.");
    const target = `${call.method} ${call.path}`;
    if (target === "GET /cdn/clients/me/limits") return this.#tellLimits();
    if (target === "GET /cdn/purge_statuses") return this.#list(call);
    if (!/^POST \/cdn\/resources\/[^/]+\/purge$/.test(target)) return failure(404, "Not found.");
    if (call.path !== `/cdn/resources/${RESOURCE}/purge`) return failure(404, "No such resource.");
    return this.#purge(call);
  }

  #purge(call: Call): Reply {
    const payload = Body.safeParse(jsonBody(call)).data;
    if (payload === undefined) return json(400, { errors: { paths: ["This field is required."] } });
    const { urls, patterns } = this.#limits();
    const isUrls = "urls" in payload;
    const sent = isUrls ? payload.urls : payload.paths;
    if (sent.length > (isUrls ? urls : patterns)) return failure(400, "Too many items in one request.");
    const type = isUrls ? "purge_by_url" : sent.length === 0 ? "purge_all" : "purge_by_pattern";
    const rate = { purge_by_url: "urls", purge_by_pattern: "patterns", purge_all: "all" } as const;
    if (!this.#rates[rate[type]].take()) return failure(429, "Request was throttled.");
    this.#model.accept(payload);
    this.#purges.push({ type, payload, startedAt: this.#model.now() });
    const { neverFinish, failed } = this.#state;
    const matches =
      type === "purge_all" ? () => true : anyOf(sent.map(isUrls ? (one) => matchTarget(one) : matchPattern));
    if (!neverFinish && !failed) this.#model.propagate(() => this.#model.evict(matches));
    return json(201, sent);
  }

  #list(call: Call): Reply {
    const { registersAfterMs } = this.#state;
    const from = Date.parse(call.query.get("from_created") ?? "1970-01-01T00:00:00Z");
    const type = call.query.get("purge_type");
    const now = this.#model.now();
    const shown = this.#purges
      .map((purge, n) => ({ ...purge, n }))
      .filter((purge) => purge.startedAt >= from && now - purge.startedAt >= registersAfterMs)
      .filter((purge) => type === null || purge.type === type)
      .toReversed()
      .slice(0, Number(call.query.get("limit") ?? 100));
    return json(
      200,
      shown.map(({ n, startedAt, type: purge_type, payload }) => ({
        purge_id: 7001 + n,
        status: this.#statusOf(now - startedAt),
        resource: { id: RESOURCE, cname: this.#model.hosts[0] },
        payload: this.#shown(payload),
        created: new Date(startedAt).toISOString().replace("Z", "000Z"),
        purge_type,
      })),
    );
  }

  #shown(payload: Purge["payload"]): unknown {
    if (!this.#state.fullUrls || !("urls" in payload)) return payload;
    return { urls: payload.urls.map((url) => `http://${this.#model.hosts[0]}${url}`) };
  }

  #statusOf(ageMs: number): string {
    const { neverFinish, failed, statusDisabled } = this.#state;
    if (statusDisabled) return "Status report disabled";
    if (neverFinish || ageMs < this.#model.propagationMs) return "In progress";
    return failed ? "Failed" : "Successful";
  }

  #tellLimits(): Reply {
    const { urls, patterns, urlRate, patternRate } = this.#limits();
    const plan = { id: 100, resources_limit: 30, rules_limit: 5, origins_in_group_limit: 10 };
    if (this.#state.documentedLimits) return json(200, plan);
    return json(200, {
      ...plan,
      purge_max_urls_limit: urls,
      purge_by_urls_request_limit: `${urlRate}/m`,
      purge_pattern_limit: patterns,
      purge_request_limit: `${patternRate}/m`,
    });
  }

  #limits() {
    return this.#state.documentedLimits ? DOCUMENTED : GIVEN;
  }

  #ratesOf({ urlRate, patternRate }: typeof GIVEN) {
    const { now, vendorMs } = this.#model;
    const window = (most: number) => createRateWindow(most, vendorMs(60), now);
    return { urls: window(urlRate), patterns: window(patternRate), all: window(patternRate) };
  }
}

/** "Both /path and /path* will result in recursive purging." */
function matchPattern(pattern: string): Matcher {
  const start = pattern.replace(/\*$/, "");
  return ({ path, query }) => `${path}${query}`.startsWith(start);
}

function failure(status: number, message: string): Reply {
  return json(status, { message });
}

export function createApi(model: Model): Api {
  return new Gcore(model);
}
