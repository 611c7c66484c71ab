/**
 * Hado SEO's purge API: one page per request, rendered anew from the origin, also when it was not cached yet.
 *
 * Source: docs.hadoseo.com, API reference, "Purge cache" and "Authentication". The edge's cache stands for the rendered
 * pages that crawlers get. Not documented, chosen here: a page counts towards the quota when its call is accepted, and
 * the per-minute window slides.
 *
 * Switches: `monthlyLimit`, `monthlyUsed` (the plan's quota and what is gone of it) · `notQueued: true` (200 with
 * `queued: false`).
 */
import { z } from "zod";
import { type Api, type Call, json, jsonBody, type Model, type Reply } from "../../kit/api.ts";
import { createRateWindow } from "../../kit/rates.ts";
import { VendorApi } from "../../kit/vendor-api.ts";

const ENDPOINT = "/functions/v1/purge-cache";
/** "60 req/min" on every plan. */
const CALLS_PER_MINUTE = 60;
/** Calls a month on the Starter plan. */
const STARTER_QUOTA = 300;
const API_KEY = `hado_sk_${"3f9a1c07b2e84d65".repeat(3)}`;
const AUTHORIZATION = `Bearer ${API_KEY}`;

const Body = z.strictObject({ domain: z.string().min(1), path: z.string().regex(/^\/[^\s#]*$/) });
const Switches = z.strictObject({
  monthlyLimit: z.int().default(STARTER_QUOTA),
  monthlyUsed: z.int().default(0),
  notQueued: z.boolean().default(false),
});

class Hado extends VendorApi<typeof Switches> {
  readonly #minute;

  constructor(model: Model) {
    super(model, Switches);
    this.#minute = createRateWindow(CALLS_PER_MINUTE, model.vendorMs(60), model.now);
  }

  account() {
    return { site: this.model.hosts[0] as string, apiKey: API_KEY };
  }

  example(path: string) {
    const headers = { authorization: AUTHORIZATION, "content-type": "application/json" };
    return { method: "POST", url: ENDPOINT, headers, body: JSON.stringify({ domain: this.model.hosts[0], path }) };
  }

  reply(call: Call): Reply {
    if (call.method !== "POST" || call.path !== ENDPOINT) return json(404, { error: "not_found" });
    if (call.headers["authorization"] !== AUTHORIZATION) return json(401, { error: "invalid_api_key" });
    const { success, data } = Body.safeParse(jsonBody(call));
    if (!success || data.domain.includes("/") || data.domain.includes(":"))
      return json(400, { error: "invalid_request" });
    if (!this.model.hosts.includes(data.domain)) return json(403, { error: "domain_not_authorized" });
    const { monthlyUsed: usage, monthlyLimit: limit, notQueued } = this.state;
    if (usage >= limit || !this.#minute.take()) return json(429, { error: "rate_limit_exceeded", usage, limit });
    if (notQueued) return json(200, { queued: false, path: data.path, message: "Re-render job not queued" });
    this.state = { ...this.state, monthlyUsed: usage + 1 };
    this.model.accept(data);
    const url = `${this.model.baseUrl(data.domain)}${data.path}`;
    this.model.propagate(() => this.model.render(url));
    return json(200, { queued: true, path: data.path, message: "Re-render job queued" });
  }
}

export function createApi(model: Model): Api {
  return new Hado(model);
}
