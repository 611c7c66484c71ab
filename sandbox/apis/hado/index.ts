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

const ENDPOINT = "/functions/v1/purge-cache";
/** "60 req/min" on every plan. */
const CALLS_PER_MINUTE = 60;
/** Calls a month on the Starter plan. */
const STARTER_QUOTA = 300;
const API_KEY = `hado_sk_${"3f9a1c07b2e84d65".repeat(3)}`;

const Body = z.strictObject({ domain: z.string().min(1), path: z.string().regex(/^\/[^\s#]*$/) });
const Switches = z.strictObject({
  monthlyLimit: z.int().default(STARTER_QUOTA),
  monthlyUsed: z.int().default(0),
  notQueued: z.boolean().default(false),
});

export function createApi(model: Model): Api {
  let state = Switches.parse({});
  const minute = createRateWindow(CALLS_PER_MINUTE, model.vendorMs(60), model.now);

  function reply(call: Call): Reply {
    if (call.method !== "POST" || call.path !== ENDPOINT) return json(404, { error: "not_found" });
    if (call.headers["authorization"] !== `Bearer ${API_KEY}`) return json(401, { error: "invalid_api_key" });
    const { success, data } = Body.safeParse(jsonBody(call));
    if (!success || data.domain.includes("/") || data.domain.includes(":"))
      return json(400, { error: "invalid_request" });
    if (!model.hosts.includes(data.domain)) return json(403, { error: "domain_not_authorized" });
    const { monthlyUsed: usage, monthlyLimit: limit } = state;
    if (usage >= limit || !minute.take()) return json(429, { error: "rate_limit_exceeded", usage, limit });
    if (state.notQueued) return json(200, { queued: false, path: data.path, message: "Re-render job not queued" });
    state = { ...state, monthlyUsed: usage + 1 };
    model.accept(data);
    const url = `${model.baseUrl(data.domain)}${data.path}`;
    model.propagate(() => model.render(url));
    return json(200, { queued: true, path: data.path, message: "Re-render job queued" });
  }

  return {
    traits: {
      secretHeaders: ["authorization"],
      success: [200],
      answer: "json",
      contentType: "application/json",
      hasPaths: true,
      settlesMs: model.propagationMs,
    },
    account: () => ({ site: model.hosts[0] as string, apiKey: API_KEY }),
    kindOf: () => "submit",
    reply,
    set(switches) {
      state = Switches.parse({ ...state, ...switches });
    },
    example: (path) => ({
      method: "POST",
      url: ENDPOINT,
      headers: { authorization: `Bearer ${API_KEY}`, "content-type": "application/json" },
      body: JSON.stringify({ domain: model.hosts[0], path }),
    }),
  };
}
