/**
 * Bunny's purge API: one URL, one tag or a whole pull zone a request; its successes have no body.
 *
 * Source: docs.bunny.net, "Purge URL", "Purge Cache" of a pull zone, and "CDN API purge rate limits" (buckets for exact URLs
 * and for prefixes). Not documented, chosen here: a URL of a host that the account does not have is a 404; without
 * `exactPath=true` a URL that ends in a slash is everything below it; the tag bucket is that of exact URLs, and a zone's
 * is that of prefixes.
 *
 * Switches: `tagSuffix: true` (a `*` at the end of a tag matches anything).
 */
import { z } from "zod";
import type { CachedObject, Matcher } from "../../cache.ts";
import { type Api, type Call, json, jsonBody, type Model, type Reply } from "../../kit/api.ts";
import { createTokenBucket, type TokenBucket } from "../../kit/rates.ts";
import { hostOf, splitUrl } from "../../kit/select.ts";
import { VendorApi } from "../../kit/vendor-api.ts";

const PULL_ZONE = "812345";
const ACCESS_KEY = "5c1f0a97-3b4d-2c8a-6e5d-4c3b2a19081c-77e2-4f0d";
/** "Exact URL: 120 burst, 5 per second. Prefix: 20 burst, 0.5 per second", per account. */
const EXACT = { burst: 120, perSecond: 5 };
const PREFIX = { burst: 20, perSecond: 0.5 };

const ZoneBody = z.strictObject({ CacheTag: z.string().min(1).optional() });
const Switches = z.strictObject({ tagSuffix: z.boolean().default(false) });

class Bunny extends VendorApi<typeof Switches> {
  readonly #exact: TokenBucket;
  readonly #prefix: TokenBucket;

  constructor(model: Model) {
    super(model, Switches, { secretHeaders: ["accesskey"], success: [200, 204], answer: "status" });
    const bucket = ({ burst, perSecond }: typeof EXACT): TokenBucket =>
      createTokenBucket(burst, model.vendorMs(1 / perSecond), model.now);
    this.#exact = bucket(EXACT);
    this.#prefix = bucket(PREFIX);
  }

  account() {
    return { site: PULL_ZONE, apiKey: ACCESS_KEY };
  }

  example(path: string) {
    const url = encodeURIComponent(`${this.model.baseUrl(this.model.hosts[0] as string)}${path}`);
    const target = `/purge?url=${url}&async=true&exactPath=true`;
    return { method: "POST", url: target, headers: { accesskey: ACCESS_KEY }, body: "" };
  }

  reply(call: Call): Reply {
    const [, zone] = /^\/pullzone\/([^/]+)\/purgeCache$/.exec(call.path) ?? [];
    const isUrl = call.path === "/purge" && (call.method === "POST" || call.method === "GET");
    if (!isUrl && (zone === undefined || call.method !== "POST"))
      return failure(404, "The requested resource was not found");
    if (call.headers["accesskey"] !== ACCESS_KEY) return failure(401, "Unauthorized");
    if (isUrl) return this.#purgeUrl(call.query);
    if (zone !== PULL_ZONE) return failure(404, "The requested Pull Zone was not found");
    return this.#purgeZone(call);
  }

  #purgeUrl(query: URLSearchParams): Reply {
    const url = query.get("url") ?? "";
    if (!/^https?:\/\/[^/]/i.test(url)) return failure(400, "The URL is not valid");
    const { authority, target } = splitUrl(url);
    const host = hostOf(this.model, authority);
    if (host === undefined) return failure(404, "The hostname does not belong to a Pull Zone of this account");
    const isPrefix = target.includes("*") || (target.endsWith("/") && query.get("exactPath") !== "true");
    const waitMs = (isPrefix ? this.#prefix : this.#exact).take();
    if (waitMs > 0) return tooFast(waitMs);
    const pattern = isPrefix ? wildcard(target.includes("*") ? target : `${target}*`) : undefined;
    const isMeant = (text: string): boolean => (pattern === undefined ? text === target : pattern.test(text));
    const matches = (object: CachedObject): boolean => object.host === host && isMeant(`${object.path}${object.query}`);
    this.model.accept({ url, exactPath: query.get("exactPath") === "true" });
    this.#apply(matches, query.get("async") === "false");
    return { status: 200, body: "" };
  }

  #purgeZone(call: Call): Reply {
    const { success, data } = ZoneBody.safeParse(call.body === "" ? {} : jsonBody(call));
    if (!success) return failure(400, "The request body is not valid");
    const { CacheTag } = data;
    const waitMs = (CacheTag === undefined ? this.#prefix : this.#exact).take();
    if (waitMs > 0) return tooFast(waitMs);
    this.model.accept(data);
    this.#apply(CacheTag === undefined ? () => true : this.#matchTag(CacheTag), false);
    return { status: 204, body: "" };
  }

  #matchTag(tag: string): Matcher {
    const stem = this.state.tagSuffix && tag.endsWith("*") ? tag.slice(0, -1) : undefined;
    return ({ tags }) => (stem === undefined ? tags.has(tag) : [...tags].some((one) => one.startsWith(stem)));
  }

  /** With `async=false` the answer comes when the purge is done. */
  #apply(matches: Matcher, isDoneAtOnce: boolean): void {
    if (isDoneAtOnce) this.model.evict(matches);
    else this.model.propagate(() => this.model.evict(matches));
  }
}

function wildcard(target: string): RegExp {
  return new RegExp(`^${target.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`, "s");
}

function tooFast(waitMs: number): Reply {
  const seconds = Math.ceil(waitMs / 1000);
  return {
    ...failure(429, `Too many purge requests. Try again in ${seconds} s.`),
    headers: { "retry-after": String(seconds) },
  };
}

function failure(status: number, Message: string): Reply {
  return json(status, { Message });
}

export function createApi(model: Model): Api {
  return new Bunny(model);
}
