/**
 * KeyCDN's purge API: URLs and tags by a DELETE with JSON, a whole zone by a GET; `status` in every answer.
 *
 * Source: keycdn.com/api (HTTP Basic with the key as user name, URLs without scheme, `{"status","description","data"}`,
 * bodies of 64 KB); a client of KeyCDN's (60 requests a minute in X-Rate-Limit-Limit); KeyCDN's support (128 characters of
 * tags). Not documented, chosen here: a URL is one object with its query string as given; URLs of a foreign host are an
 * error inside a 200; one character between two tags is counted.
 *
 * Switches: `failInside: true` (every purge is an error inside a 200, and evicts nothing).
 */
import { z } from "zod";
import type { Matcher } from "../../cache.ts";
import { type Api, type Call, json, jsonBody, type Model, type Reply } from "../../kit/api.ts";
import { createRateWindow, type RateWindow } from "../../kit/rates.ts";
import { anyOf, hostOf, matchTags, matchTarget, splitUrl } from "../../kit/select.ts";
import { VendorApi } from "../../kit/vendor-api.ts";

const ZONE = "55554";
const KEY = "sk_prod_Zm9vYmFyYmF6cXV4Y29ycG";
const REQUESTS_PER_MINUTE = 60;
const MAX_BYTES = 64 * 1024;
const TAG_CHARACTERS = 128;

const Entries = z.array(z.string().min(1)).min(1);
const UrlBody = z.strictObject({ urls: Entries });
const TagBody = z.strictObject({ tags: Entries });
const Switches = z.strictObject({ failInside: z.boolean().default(false) });

const AUTHORIZATION = `Basic ${Buffer.from(`${KEY}:`).toString("base64")}`;

class KeyCdn extends VendorApi<typeof Switches> {
  readonly #minute: RateWindow;

  constructor(model: Model) {
    super(model, Switches);
    this.#minute = createRateWindow(REQUESTS_PER_MINUTE, model.vendorMs(60), model.now);
  }

  account() {
    return { site: ZONE, apiKey: KEY };
  }

  example(path: string) {
    const { host } = new URL(this.model.baseUrl(this.model.hosts[0] as string));
    const body = JSON.stringify({ urls: [`${host}${path}`] });
    const headers = { authorization: AUTHORIZATION, "content-type": "application/json" };
    return { method: "DELETE", url: `/zones/purgeurl/${ZONE}.json`, headers, body };
  }

  reply(call: Call): Reply {
    const [, what, zone] = /^\/zones\/(purge|purgeurl|purgetag)\/([^/]+)\.json$/.exec(call.path) ?? [];
    if (what === undefined || call.method !== (what === "purge" ? "GET" : "DELETE")) return failure(404, "Not found.");
    if (call.headers["authorization"] !== AUTHORIZATION) return failure(401, "Authentication failed.");
    if (!this.#minute.take()) return failure(429, "Rate limit exceeded.");
    if (zone !== ZONE) return failure(404, "Zone not found.");
    if (Buffer.byteLength(call.body) > MAX_BYTES) return failure(413, "Request Entity Too Large");
    if (this.state.failInside) return failure(200, "Purge failed.");
    if (what === "purge") return this.#purge({ all: true }, () => true, `Cache has been cleared for zone ${ZONE}.`);
    return what === "purgeurl" ? this.#purgeUrls(call) : this.#purgeTags(call);
  }

  #purgeUrls(call: Call): Reply {
    const urls = UrlBody.safeParse(jsonBody(call)).data?.urls;
    if (urls === undefined) return failure(400, "Missing required parameter urls.");
    const matchers = urls.flatMap((url): readonly Matcher[] => {
      const { authority, target } = splitUrl(url);
      const host = /^https?:/i.test(url) ? undefined : hostOf(this.model, authority);
      return host === undefined ? [] : [matchTarget(target, host)];
    });
    if (matchers.length < urls.length) return failure(200, "Invalid URL(s).");
    return this.#purge({ urls }, anyOf(matchers), "Cache has been cleared for URL(s).");
  }

  #purgeTags(call: Call): Reply {
    const tags = TagBody.safeParse(jsonBody(call)).data?.tags;
    if (tags === undefined) return failure(400, "Missing required parameter tags.");
    if (tags.join(" ").length > TAG_CHARACTERS) return failure(400, "The tags are too long.");
    return this.#purge({ tags }, matchTags(tags), "Cache has been cleared for Tag(s).");
  }

  #purge(selector: unknown, matches: Matcher, description: string): Reply {
    this.model.accept(selector);
    this.model.propagate(() => this.model.evict(matches));
    return json(200, { status: "success", description });
  }
}

export function createApi(model: Model): Api {
  return new KeyCdn(model);
}

function failure(status: number, description: string): Reply {
  return json(status, { status: "error", description });
}
