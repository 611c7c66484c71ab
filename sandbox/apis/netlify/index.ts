/**
 * Netlify's purge API: tags, or a whole site; every success is an empty 202.
 *
 * Source: docs.netlify.com, "Caching", "On-demand invalidation"; `@netlify/open-api` (`POST /purge`) and
 * `@netlify/functions` (one scope a request). Recalled, not documented there: two purges of the same tag, or of the same
 * site, in five seconds. Not documented, chosen here: a tag with a comma or a blank is a 400.
 *
 * Switches: `forbidden: true` (403) · `domain` (the site's custom domain) · `purgesPerTag` (in five seconds; default 2).
 */
import { z } from "zod";
import { type Api, type Call, json, jsonBody, type Model, type Reply } from "../../kit/api.ts";
import { createRateWindow, type RateWindow } from "../../kit/rates.ts";
import { matchTags } from "../../kit/select.ts";
import { VendorApi } from "../../kit/vendor-api.ts";

const SITE = "3970e0fe-8564-4903-9a55-c5f8de49fb8b";
const SLUG = "sandbox-site";
const TOKEN = "nfp_9JTYwZ6kVvBqWmX1sR4tL8uPc2dHfGaEr3b1";
const WINDOW_SECONDS = 5;

const Body = z.strictObject({
  site_id: z.string().optional(),
  site_slug: z.string().optional(),
  domain: z.string().optional(),
  cache_tags: z.array(z.string().min(1)).optional(),
  deploy_alias: z.string().optional(),
});
type Body = z.infer<typeof Body>;
const Switches = z.strictObject({
  forbidden: z.boolean().default(false),
  domain: z.string().default("www.sandbox.example"),
  purgesPerTag: z.int().default(2),
});

class Netlify extends VendorApi<typeof Switches> {
  readonly #windows = new Map<string, RateWindow>();

  constructor(model: Model) {
    super(model, Switches, { success: [202], answer: "status", hasPaths: false });
  }

  account() {
    return { site: SITE, apiKey: TOKEN };
  }

  override set(switches: Readonly<Record<string, unknown>>): void {
    super.set(switches);
    this.#windows.clear();
  }

  /** There is no purge of a path: the example purges the site. */
  example() {
    return {
      method: "POST",
      url: "/api/v1/purge",
      headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" },
      body: JSON.stringify({ site_id: SITE }),
    };
  }

  reply(call: Call): Reply {
    if (call.path !== "/api/v1/purge" || call.method !== "POST") return failure(404, "Not Found");
    if (call.headers["authorization"] !== `Bearer ${TOKEN}`) return failure(401, "Access Denied");
    const { success, data } = Body.safeParse(jsonBody(call));
    if (!success || !hasOneScope(data))
      return failure(400, "Give one of site_id, site_slug and domain, and cache_tags as a list");
    if (!this.#isKnown(data)) return failure(404, "Not Found");
    if (this.state.forbidden) return failure(403, "Forbidden");
    const tags = data.cache_tags ?? [];
    if (tags.some((tag) => /[,\s]/.test(tag))) return failure(400, "A cache tag has no comma and no blank");
    if (!this.#take(tags)) return failure(429, "Rate limit exceeded: two purges of the same tag or site in 5 seconds");
    this.model.accept(data);
    const matches = tags.length === 0 ? () => true : matchTags(tags);
    this.model.propagate(() => this.model.evict(matches));
    return { status: 202, body: "" };
  }

  #isKnown({ site_id, site_slug, domain }: Body): boolean {
    return site_id === SITE || site_slug === SLUG || domain === this.state.domain;
  }

  /** Every tag has a window of its own; a request counts at all of its tags or at none. */
  #take(tags: readonly string[]): boolean {
    const names = tags.length === 0 ? [""] : [...new Set(tags)];
    const { now, vendorMs } = this.model;
    const windows = names.map((name) => {
      const known = this.#windows.get(name);
      const window = known ?? createRateWindow(this.state.purgesPerTag, vendorMs(WINDOW_SECONDS), now);
      this.#windows.set(name, window);
      return window;
    });
    return windows.every((window) => window.has()) && windows.every((window) => window.take());
  }
}

function hasOneScope({ site_id, site_slug, domain }: Body): boolean {
  return [site_id, site_slug, domain].filter((scope) => scope !== undefined).length === 1;
}

function failure(code: number, message: string): Reply {
  return json(code, { code, message });
}

export function createApi(model: Model): Api {
  return new Netlify(model);
}
