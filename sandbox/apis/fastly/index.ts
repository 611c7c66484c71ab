/**
 * Fastly's purge API: one URL, one surrogate key, up to 256 keys, or all of a service; soft ones mark as stale.
 *
 * Source: fastly.com/documentation, "Purging" (paths, `Fastly-Soft-Purge`, 256 keys, 100,000 purges an hour), the official
 * client `fastly` (its requests and the map that answers a batch). Not documented, chosen here: a URL of a host that the
 * account does not have is a 404; a soft purge lets one more visitor have the old copy, as stale-while-revalidate does.
 *
 * Switches: `noScope: true` (403: the token may not purge) · `purgesLeft` (of the hour's 100,000; `null`: all) ·
 * `missing: [key, …]` (keys that the answer to a batch does not confirm; they stay cached).
 */
import { z } from "zod";
import type { Matcher } from "../../cache.ts";
import { type Api, type Call, json, jsonBody, type Model, type Reply } from "../../kit/api.ts";
import { createRateWindow, type RateWindow } from "../../kit/rates.ts";
import { hostOf, matchTags, matchTarget, splitUrl } from "../../kit/select.ts";
import { VendorApi } from "../../kit/vendor-api.ts";

const SERVICE = "SU1Z0isxPaozGVKXdv0eY";
const TOKEN = "x9KzsrACXZv8tPwlEDsKb6MeePh4Dmf5";
const KEYS_PER_REQUEST = 256;
const LONGEST_KEY = 1024;
const PURGES_PER_HOUR = 100_000;
/** "Instant purge": about 150 ms around the world. */
const SETTLES_MS = 150;

const Batch = z.strictObject({ surrogate_keys: z.array(z.string().min(1)).min(1) });
const Switches = z.strictObject({
  noScope: z.boolean().default(false),
  purgesLeft: z.int().nullable().default(null),
  missing: z.array(z.string()).default([]),
});

class Fastly extends VendorApi<typeof Switches> {
  #hour!: RateWindow;
  #accepted = 0;

  constructor(model: Model) {
    super(model, Switches, { secretHeaders: ["fastly-key"], settlesMs: Math.min(SETTLES_MS, model.propagationMs) });
    this.#hour = createRateWindow(PURGES_PER_HOUR, model.vendorMs(3600), model.now);
  }

  account() {
    return { site: SERVICE, apiKey: TOKEN };
  }

  override set(switches: Readonly<Record<string, unknown>>): void {
    super.set(switches);
    const most = this.state.purgesLeft ?? PURGES_PER_HOUR;
    this.#hour = createRateWindow(most, this.model.vendorMs(3600), this.model.now);
  }

  example(path: string) {
    const { host } = new URL(this.model.baseUrl(this.model.hosts[0] as string));
    return { method: "POST", url: `/purge/${host}${path}`, headers: { "fastly-key": TOKEN }, body: "" };
  }

  reply(call: Call): Reply {
    const [, url] = /^\/purge\/(.+)$/s.exec(call.target) ?? [];
    const [, service, what, key] = /^\/service\/([^/]+)\/(purge|purge_all)(?:\/([^/]+))?$/.exec(call.path) ?? [];
    if ((url === undefined && service === undefined) || call.method !== "POST") return failure(404, "Record not found");
    if (call.headers["fastly-key"] !== TOKEN) return failure(401, "Provided credentials are missing or invalid");
    if (this.state.noScope) return failure(403, "You are not authorized to perform this action");
    const isSoft = call.headers["fastly-soft-purge"] === "1";
    if (url !== undefined) return this.#purgeUrl(url, isSoft);
    if (service !== SERVICE) return failure(404, "Record not found", `Cannot load service '${service}'`);
    if (what === "purge_all") return this.#purgeAll();
    return key === undefined ? this.#purgeBatch(call, isSoft) : this.#purgeKey(key, isSoft);
  }

  /** The URL is taken as it stands, without a scheme and not decoded. */
  #purgeUrl(url: string, isSoft: boolean): Reply {
    const { authority, target } = splitUrl(url);
    const host = hostOf(this.model, authority);
    if (/^https?:/i.test(url) || host === undefined)
      return failure(404, "Record not found", `Cannot find host '${authority}'`);
    if (!this.#hour.take()) return TOO_FAST;
    this.#apply({ url }, matchTarget(target, host), isSoft);
    return json(200, { status: "ok", id: this.#nextId() });
  }

  #purgeKey(encoded: string, isSoft: boolean): Reply {
    const key = decode(encoded);
    if (key === undefined || !isKey(key)) return failure(400, "Bad request", "The surrogate key is malformed");
    if (!this.#hour.take()) return TOO_FAST;
    this.#apply({ key }, matchTags([key]), isSoft);
    return json(200, { status: "ok", id: this.#nextId() });
  }

  #purgeBatch(call: Call, isSoft: boolean): Reply {
    const named = call.headers["surrogate-key"]?.split(" ").filter(Boolean);
    const keys = named ?? Batch.safeParse(jsonBody(call)).data?.surrogate_keys;
    if (keys === undefined || !keys.every(isKey))
      return failure(400, "Bad request", "surrogate_keys must be a list of keys");
    if (keys.length > KEYS_PER_REQUEST)
      return failure(400, "Bad request", `More than ${KEYS_PER_REQUEST} surrogate keys`);
    if (!this.#hour.take(keys.length)) return TOO_FAST;
    const done = keys.filter((key) => !this.state.missing.includes(key));
    this.#apply({ surrogate_keys: keys }, matchTags(done), isSoft);
    return json(200, Object.fromEntries(done.map((key) => [key, this.#nextId()])));
  }

  /** Never soft, whatever the header says. */
  #purgeAll(): Reply {
    this.#apply({ all: true }, () => true, false);
    return json(200, { status: "ok" });
  }

  #apply(selector: object, matches: Matcher, isSoft: boolean): void {
    this.model.accept(isSoft ? { ...selector, soft: true } : selector);
    const effect = (): unknown => (isSoft ? this.model.soften(matches) : this.model.evict(matches));
    this.model.propagate(effect, SETTLES_MS);
  }

  #nextId(): string {
    this.#accepted += 1;
    return `108-${1391560174 + this.#accepted}-${974124}`;
  }
}

const TOO_FAST = failure(429, "Too many requests", "The limit of purges per hour is reached");

function isKey(key: string): boolean {
  return Buffer.byteLength(key) <= LONGEST_KEY && !/[\s\p{Cc}]/u.test(key);
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function failure(status: number, msg: string, detail?: string): Reply {
  return json(status, detail === undefined ? { msg } : { msg, detail });
}

export function createApi(model: Model): Api {
  return new Fastly(model);
}
