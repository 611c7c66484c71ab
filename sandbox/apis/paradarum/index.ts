/**
 * Paradarum's purge API: single and batch, four types, five ways to match.
 *
 * Source: docs.paradarum.com, "Purging cache via the API", "Authentication", "API reference". Not documented, chosen
 * here: patterns see the path with its query string, a path purge leaves copies with query strings alone, an extension
 * with a leading dot and a path without a leading slash are invalid.
 *
 * Switches: `status` (`active`; any other word, `suspended` for example, blocks the property) · `noHostnames: true` (400)
 * · `noNodes: true` (500) · `reject: [value, …]` (values that are invalid whatever they look like).
 */
import { z } from "zod";
import type { Matcher } from "../../cache.ts";
import { type Api, type Call, json, jsonBody, type Model, type Reply } from "../../kit/api.ts";
import { compilePattern } from "../../kit/pattern.ts";
import { VendorApi } from "../../kit/vendor-api.ts";

const PROPERTY = "123";
/** `pdm_` and 28 letters, digits and symbols. */
const API_KEY = "pdm_Zk7!w@Qe#2Rt$9Yu%4Io&6Pa*8Sd";
const SHIELDS = 2;
const NODES = 4;

const TYPES = ["all", "extension", "path", "regex"] as const;
const Item = z.strictObject({
  type: z.string(),
  value: z.string().nullish(),
  matchType: z.string().nullish(),
});
const Batch = z.strictObject({ items: z.array(z.unknown()) });
const Switches = z.strictObject({
  status: z.string().default("active"),
  noHostnames: z.boolean().default(false),
  noNodes: z.boolean().default(false),
  reject: z.array(z.string()).default([]),
});

/** What an item selects, or why it is invalid. */
type Checked = { readonly item: unknown; readonly matches: Matcher } | { readonly reason: string };

class Paradarum extends VendorApi<typeof Switches> {
  constructor(model: Model) {
    super(model, Switches, { secretHeaders: ["x-api-key"] });
  }

  account() {
    return { site: PROPERTY, apiKey: API_KEY };
  }

  example(path: string) {
    return {
      method: "POST",
      url: `/api/property/${PROPERTY}/purge`,
      headers: { "x-api-key": API_KEY, "content-type": "application/json" },
      body: JSON.stringify({ type: "Path", value: path }),
    };
  }

  reply(call: Call): Reply {
    const [, property, batch] = /^\/api\/property\/([^/]+)\/purge(\/batch)?$/i.exec(call.path) ?? [];
    if (property === undefined || call.method !== "POST") return failure(404, "Resource not found.");
    // One scheme at a time: a bearer token beside the key is refused.
    const { "x-api-key": key, authorization } = call.headers;
    if (key !== API_KEY || authorization !== undefined) return failure(401, "Invalid or missing API key.");
    if (property !== PROPERTY) return failure(404, "Property not found.");
    const blocked = this.#guard();
    if (blocked !== undefined) return blocked;
    const body = jsonBody(call);
    return batch === undefined ? this.#single(check(body, this.state.reject)) : this.#many(body);
  }

  #guard(): Reply | undefined {
    const { status, noHostnames, noNodes } = this.state;
    if (status !== "active") {
      const rule = "Configuration changes are not allowed until it is re-enabled.";
      return failure(403, `This property is currently ${status}. ${rule}`);
    }
    if (noHostnames) return failure(400, "No active hostnames found for this property.");
    return noNodes ? failure(500, "No active cache nodes found.") : undefined;
  }

  #single(checked: Checked): Reply {
    if ("reason" in checked) return failure(400, checked.reason);
    return this.#accept([checked], {});
  }

  #many(body: unknown): Reply {
    const items = Batch.safeParse(body).data?.items ?? [];
    if (items.length === 0) return failure(400, "At least one item is required.");
    const checked = items.map((item) => check(item, this.state.reject));
    const valid = checked.filter((entry) => "matches" in entry);
    const rejected = checked.flatMap((entry, index) => ("reason" in entry ? [{ index, reason: entry.reason }] : []));
    if (valid.length === 0) return failure(400, `All items are invalid. ${rejected[0]?.reason}`);
    return this.#accept(valid, { accepted: valid.length, rejected });
  }

  #accept(valid: readonly { item: unknown; matches: Matcher }[], more: Readonly<Record<string, unknown>>): Reply {
    for (const { item } of valid) this.model.accept(item);
    this.model.propagate(() => this.model.evict((object) => valid.some(({ matches }) => matches(object))));
    const hostnames = this.model.hosts.length;
    const jobCount = valid.length * hostnames * (SHIELDS + NODES);
    const message = `Purge request accepted. ${jobCount} jobs queued across ${SHIELDS} shields + ${NODES} PoPs.`;
    return json(200, {
      succeeded: true,
      message,
      data: { jobCount, ...more, shields: SHIELDS, nodes: NODES, hostnames },
    });
  }
}

function failure(status: number, message: string): Reply {
  return json(status, { succeeded: false, message, data: null });
}

function check(raw: unknown, reject: readonly string[]): Checked {
  const { success, data: item } = Item.safeParse(raw);
  if (!success) return { reason: "Type is required; value and matchType are text or null; nothing else is known." };
  const type = TYPES.find((known) => known === item.type.toLowerCase());
  if (type === undefined) return { reason: "Invalid type. Use All, Extension, Path or Regex." };
  if (type === "all") return { item, matches: () => true };
  const { value } = item;
  if (value == null || value.trim() === "") return { reason: `Value is required for type ${item.type}.` };
  if (reject.includes(value)) return { reason: "Value is not allowed for this property." };
  const matches = matcherOf(type, value, item.matchType?.trim() || "regex");
  return matches === undefined ? { reason: `Invalid value or matchType for type ${item.type}.` } : { item, matches };
}

function matcherOf(type: "extension" | "path" | "regex", value: string, matchType: string): Matcher | undefined {
  if (type === "extension") {
    const ending = `.${value.toLowerCase()}`;
    return /^[^./][^/]*$/.test(value) ? ({ path }) => path.toLowerCase().endsWith(ending) : undefined;
  }
  if (type === "path") return value.startsWith("/") ? ({ path, query }) => `${path}${query}` === value : undefined;
  switch (matchType.toLowerCase()) {
    case "equals":
      return ({ path, query }) => `${path}${query}` === value;
    case "contains":
      return ({ path, query }) => `${path}${query}`.includes(value);
    case "starts_with":
      return ({ path, query }) => `${path}${query}`.startsWith(value);
    case "ends_with":
      return ({ path, query }) => `${path}${query}`.endsWith(value);
    case "regex": {
      const pattern = compilePattern(value);
      return pattern && (({ path, query }) => pattern.test(`${path}${query}`));
    }
    default:
      return undefined;
  }
}

export function createApi(model: Model): Api {
  return new Paradarum(model);
}
