/**
 * Google Media CDN's invalidations: one path, folder or host, or ten tags, and an empty answer; beside it Google's Security Token
 * Service and its service accounts' tokens.
 *
 * Source: cloud.google.com/media-cdn (edgeCacheServices.invalidateCache, "Invalidate cached content": host, path and tags, of which one
 * is needed; tags of 120 bytes; 429 with RESOURCE_EXHAUSTED), cloud.google.com/apis/design/errors. Not documented, chosen here: 60
 * requests a minute; the empty message is `{}`; a path is one object with its query string as given.
 *
 * Switches: `noBody: true` (a success has no bytes at all) · `identity: "direct" | "impersonated"` (only tokens got by an identity
 * token count; `null` ends it).
 */
import { z } from "zod";
import { type Api, type Call, json, type Model, type Reply } from "../../kit/api.ts";
import { DIRECT_TOKEN, giveToken, IMPERSONATED_TOKEN } from "../../kit/google-identity.ts";
import { matchInvalidation, readInvalidation } from "../../kit/google-invalidation.ts";
import { createRateWindow, type RateWindow } from "../../kit/rates.ts";
import { VendorApi } from "../../kit/vendor-api.ts";

const SERVICE = "/v1/projects/sandbox-project/locations/global/edgeCacheServices/media";
const TOKEN = "ya29.sandbox-media-token-0123456789";
const PER_MINUTE = 60;
const MOST_TAG_BYTES = 120;
const PATH = /^\/(?:[^*#]*|(?:[^*?#]*\/)?\*)$/;

const Switches = z.strictObject({
  noBody: z.boolean().default(false),
  identity: z.enum(["direct", "impersonated"]).nullable().default(null),
});

/** Status words of Google's APIs. */
const WORDS: Readonly<Record<number, string>> = {
  400: "INVALID_ARGUMENT",
  401: "UNAUTHENTICATED",
  403: "PERMISSION_DENIED",
  404: "NOT_FOUND",
  429: "RESOURCE_EXHAUSTED",
};

class GoogleMediaCdn extends VendorApi<typeof Switches> {
  readonly #window: RateWindow;

  constructor(model: Model) {
    super(model, Switches, { answer: "status" });
    this.#window = createRateWindow(PER_MINUTE, model.vendorMs(60), model.now);
  }

  account() {
    return { site: "sandbox-project/media", apiKey: TOKEN };
  }

  override kindOf({ path }: Call) {
    return path.endsWith(":invalidateCache") ? ("submit" as const) : ("lookup" as const);
  }

  example(path: string) {
    const headers = { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" };
    const body = JSON.stringify({ host: this.model.hosts[0], path });
    return { method: "POST", url: `${SERVICE}:invalidateCache`, headers, body };
  }

  reply(call: Call): Reply {
    const { identity } = this.state;
    if (!call.path.endsWith(":invalidateCache")) return giveToken(call, identity, this.model.now());
    const token = identity === null ? TOKEN : identity === "direct" ? DIRECT_TOKEN : IMPERSONATED_TOKEN;
    if (call.headers["authorization"] !== `Bearer ${token}`) return refuse(401, "Invalid authentication credentials");
    if (call.method !== "POST" || call.path !== `${SERVICE}:invalidateCache`) {
      return refuse(404, `Resource '${call.path.slice(1)}' was not found`);
    }
    return this.#invalidate(call);
  }

  #invalidate(call: Call): Reply {
    const body = readInvalidation(call, PATH);
    if (body === undefined || Object.keys(body).length === 0) return refuse(400, "Invalid cache invalidation request");
    const tooLong = body.cacheTags?.find((tag) => Buffer.byteLength(tag) > MOST_TAG_BYTES);
    if (tooLong !== undefined) return refuse(400, `Cache tags have at most ${MOST_TAG_BYTES} bytes`);
    if (!this.#window.take()) return refuse(429, "Quota exceeded for invalidations");
    this.model.accept(body);
    const matches = matchInvalidation(this.model, body, ({ path, query }) => `${path}${query}`);
    this.model.propagate(() => this.model.evict(matches));
    return { status: 200, body: this.state.noBody ? "" : "{}" };
  }
}

function refuse(code: number, message: string): Reply {
  return json(code, { error: { code, message, status: WORDS[code] } });
}

export function createApi(model: Model): Api {
  return new GoogleMediaCdn(model);
}
