/**
 * Batoff's purge API: URLs, prefixes or tags, every request signed, a task to poll.
 *
 * Source: cdn-ru.batoff.ru, "Purge API". Not documented, chosen here: what is signed (`{timestamp}.{body}`, hexadecimal,
 * `sha256=` in front, keyed with the token) and a tolerance of 300 s; a request has one kind of selector; the 60 prefixes
 * a minute are counted one by one; a malformed request is `invalid_request`, an unknown task `not_found`; a URL is one
 * object, with its query string as given; states before the end are `queued` and `running`.
 *
 * Switches: `signature` (template of `{timestamp} {method} {path} {query} {body} {body_sha256} {site_id}`, `\n` for a line
 * break) · `signatureEncoding` (`hex`, `base64`) · `signaturePrefix` · `signingSecret` (instead of the token) and
 * `keyEncoding` (`utf8`, `hex`, `base64`: how it becomes bytes) · `timestampUnit` (`s`, `ms`) · `state`
 * (the word at the end, `completed` by default; what is no success evicts nothing) · `partial: true` (ends with one item
 * undone, which stays cached) · `neverFinish: true` · `noScope: true` (403) · `errorShape` (`code`, `error`, `nested`). What
 * becomes of a task is settled by the switches at its submit.
 */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { CachedObject, Matcher } from "../../cache.ts";
import { type Api, type Call, json, jsonBody, type Model, type Reply } from "../../kit/api.ts";
import { createRateWindow } from "../../kit/rates.ts";
import { VendorApi } from "../../kit/vendor-api.ts";
import { type Task, taskStatus, ulid } from "./task.ts";

const SITE = "site_123";
const TOKEN = "bto_live_3kHs8Vd2Qw7Zr5Xt9Lm1P1c";
/** "Up to 200 URLs per request". */
const URLS_PER_REQUEST = 200;
/** "Rate-limited to 60 prefix purges per site per minute". */
const PREFIXES_PER_MINUTE = 60;
const TOLERANCE_SECONDS = 300;
const SUCCESS = ["completed", "complete", "done", "succeeded", "success", "finished"];

const Entries = z.array(z.string().min(1)).min(1).optional();
const Body = z.strictObject({ urls: Entries, prefixes: Entries, tags: Entries });
const Switches = z.strictObject({
  signature: z.string().default("{timestamp}.{body}"),
  signatureEncoding: z.enum(["hex", "base64"]).default("hex"),
  signaturePrefix: z.string().default("sha256="),
  signingSecret: z.string().default(TOKEN),
  keyEncoding: z.enum(["utf8", "hex", "base64"]).default("utf8"),
  timestampUnit: z.enum(["s", "ms"]).default("s"),
  state: z.string().default("completed"),
  partial: z.boolean().default(false),
  neverFinish: z.boolean().default(false),
  noScope: z.boolean().default(false),
  errorShape: z.enum(["code", "error", "nested"]).default("code"),
});
type Switches = z.infer<typeof Switches>;
type Signed = Pick<Call, "method" | "target" | "body">;

class Batoff extends VendorApi<typeof Switches> {
  readonly #tasks = new Map<string, Task>();
  readonly #prefixes;
  readonly #authorities;

  constructor(model: Model) {
    super(model, Switches, {
      secretHeaders: ["authorization", "x-batoff-signature"],
      success: [202],
      pending: "running",
    });
    this.#prefixes = createRateWindow(PREFIXES_PER_MINUTE, model.vendorMs(60), model.now);
    this.#authorities = model.hosts.map((host) => new URL(model.baseUrl(host)).host);
  }

  account() {
    return { site: SITE, apiKey: TOKEN };
  }

  override kindOf({ method }: Call) {
    return method === "GET" ? ("poll" as const) : ("submit" as const);
  }

  example(path: string) {
    const url = `/v1/sites/${SITE}/purge`;
    const body = JSON.stringify({ urls: [`${this.model.baseUrl(this.model.hosts[0] as string)}${path}`] });
    const timestamp = String(Math.floor(this.model.now() / (this.state.timestampUnit === "ms" ? 1 : 1000)));
    const headers = {
      authorization: `Bearer ${TOKEN}`,
      "content-type": "application/json",
      "x-batoff-timestamp": timestamp,
      "x-batoff-signature": sign({ method: "POST", target: url, body }, timestamp, this.state),
    };
    return { method: "POST", url, headers, body };
  }

  reply(call: Call): Reply {
    const [, site, id] = /^\/v1\/sites\/([^/]+)\/purge(?:\/([^/]+))?$/.exec(call.path) ?? [];
    if (site === undefined || call.method !== (id === undefined ? "POST" : "GET")) {
      return this.#failure(404, "not_found", "No such resource.");
    }
    if (!this.#isAuthentic(call)) return this.#failure(401, "bad_signature", "Signature or timestamp rejected.");
    if (site !== SITE || this.state.noScope) return this.#failure(403, "scope_denied", "Token missing purge scope.");
    return id === undefined ? this.#purge(call) : this.#status(id);
  }

  #isAuthentic(call: Call): boolean {
    const { authorization, "x-batoff-timestamp": timestamp = "", "x-batoff-signature": signature = "" } = call.headers;
    if (authorization !== `Bearer ${TOKEN}` || !/^\d+$/.test(timestamp)) return false;
    const seconds = Number(timestamp) / (this.state.timestampUnit === "ms" ? 1000 : 1);
    if (Math.abs(this.model.now() / 1000 - seconds) > TOLERANCE_SECONDS) return false;
    const expected = Buffer.from(sign(call, timestamp, this.state));
    const given = Buffer.from(signature);
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  #purge(call: Call): Reply {
    const { success, data } = Body.safeParse(jsonBody(call));
    if (!success || Object.keys(data).length !== 1) {
      return this.#failure(
        400,
        "invalid_request",
        "Give urls, prefixes or tags: one of them, with at least one entry.",
      );
    }
    const { urls = [], prefixes: below = [], tags = [] } = data;
    if (urls.length > URLS_PER_REQUEST)
      return this.#failure(400, "invalid_request", "More than 200 URLs in one request.");
    if (tags.some((tag) => /[,\s]/.test(tag)))
      return this.#failure(400, "invalid_request", "A tag has no comma and no space.");
    const foreign = [...urls, ...below].findIndex((url) => !this.#belongs(url));
    if (foreign >= 0) return this.#failure(400, "invalid_url", `URL does not belong to the site (entry ${foreign}).`);
    if (below.length > 0 && !this.#prefixes.take(below.length)) {
      return this.#failure(429, "rate_limited", "Per-site quota exceeded: 60 prefix purges per minute.");
    }
    const id = this.#start([...urls, ...below, ...tags], (entries) => matcherOf(data, entries));
    this.model.accept(data);
    return json(202, { task_id: id });
  }

  #belongs(url: string): boolean {
    const parsed = URL.parse(url);
    return (
      parsed !== null &&
      /^https?:$/.test(parsed.protocol) &&
      this.#authorities.includes(parsed.host) &&
      !url.includes("#")
    );
  }

  #start(entries: readonly string[], matcher: (entries: readonly string[]) => Matcher): string {
    const id = ulid(this.model.now(), this.#tasks.size);
    const finalState = this.state.neverFinish ? undefined : this.state.state;
    const itemsDone = entries.length - (this.state.partial ? 1 : 0);
    this.#tasks.set(id, { id, startedAt: this.model.now(), itemsTotal: entries.length, itemsDone, finalState });
    if (finalState !== undefined && SUCCESS.includes(finalState)) {
      const matches = matcher(entries.slice(0, itemsDone));
      this.model.propagate(() => this.model.evict(matches));
    }
    return id;
  }

  #status(id: string): Reply {
    const task = this.#tasks.get(id);
    if (task === undefined) return this.#failure(404, "not_found", "No such task.");
    return json(200, taskStatus(task, this.model.now(), this.model.propagationMs));
  }

  #failure(status: number, code: string, message: string): Reply {
    if (this.state.errorShape === "error") return json(status, { error: code, message });
    return json(status, this.state.errorShape === "nested" ? { error: { code, message } } : { code, message });
  }
}

function sign({ method, target, body }: Signed, timestamp: string, state: Switches): string {
  const [path = "", query = ""] = target.split("?");
  const values: Readonly<Record<string, string>> = {
    timestamp,
    method,
    path,
    query,
    body,
    body_sha256: createHash("sha256").update(body).digest("hex"),
    site_id: SITE,
  };
  const text = state.signature
    .replaceAll("\\n", "\n")
    .replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);
  const key = Buffer.from(state.signingSecret, state.keyEncoding);
  const digest = createHmac("sha256", key).update(text).digest(state.signatureEncoding);
  return `${state.signaturePrefix}${digest}`;
}

function matcherOf(body: z.infer<typeof Body>, entries: readonly string[]): Matcher {
  const wanted = new Set(entries);
  if (body.urls !== undefined) return ({ url }: CachedObject) => wanted.has(url);
  if (body.prefixes !== undefined) return ({ url }) => entries.some((prefix) => url.startsWith(prefix));
  return ({ tags }) => !tags.isDisjointFrom(wanted);
}

export function createApi(model: Model): Api {
  return new Batoff(model);
}
