import type { Acceptance, Capabilities, Rate } from "../../model/capabilities.ts";
import type { HttpResponse } from "../../model/http.ts";
import type { AnswerFault, Batch, Io, Memo, Opened, Provider, ProviderResult } from "../../model/provider.ts";
import type { Kind, Selector } from "../../model/selector.ts";
import { parseJson } from "../kit/json.ts";
import { type AnswerRules, failedAnswer, readAnswer } from "../kit/read-answer.ts";
import { json } from "../kit/readings.ts";
import { notAccepted, postJson, selectorsOf } from "../kit/request.ts";
import { Purged, Refusal, Settings, Zones } from "./schema.ts";

/** Cloudflare's own codes where they say more than the status; https://developers.cloudflare.com/cache/how-to/purge-cache/ */
const FAULTS: Readonly<Record<number, AnswerFault>> = {
  971: "throttled",
  1083: "throttled",
  6003: "auth",
  9109: "auth",
  10000: "auth",
  7003: "site",
};

const ANSWERS: AnswerRules = {
  hints: {
    401: "The token is missing or wrong: create one in Cloudflare's dashboard, My Profile, API Tokens",
    403: "The token may not purge this zone: it needs the permission Zone, Cache Purge, Purge for it",
  },
  codes: faultByCode,
};

/** What Cloudflare calls a host that is not of the zone. */
const FOREIGN_HOST = 1082;

export interface Session {
  readonly zoneId: string;
}

/** Cloudflare takes URLs, prefixes, hosts and tags by the hundred, and the whole zone. */
export const provider: Provider<Settings, Session> = {
  id: "cloudflare",
  name: "Cloudflare",
  rights: "_Zone, Cache Purge, Purge_ for the zone",
  traces: {
    at: "edge",
    always: true,
    headers: [
      { header: "cf-ray", source: "https://developers.cloudflare.com/fundamentals/reference/cloudflare-ray-id/" },
      { header: "cf-cache-status", source: "https://developers.cloudflare.com/cache/concepts/cache-responses/" },
    ],
  },
  settings: Settings,
  deliveryOptions: ["plan", "propagation-seconds", "email"],
  open,
  capabilities,
  connect: (settings, io) => [{ submit: (batch, session) => submit(settings, io, batch, session) }],
};

/** A token bucket for tags, hosts, prefixes and everything, and URLs a second. */
const PLANS = {
  free: { burst: 25, amount: 1, perSeconds: 12, urlsPerSecond: 800, urlsPerRequest: 100 },
  pro: { burst: 25, amount: 5, perSeconds: 1, urlsPerSecond: 1500, urlsPerRequest: 100 },
  business: { burst: 50, amount: 10, perSeconds: 1, urlsPerSecond: 1500, urlsPerRequest: 100 },
  enterprise: { burst: 500, amount: 50, perSeconds: 1, urlsPerSecond: 3000, urlsPerRequest: 500 },
} as const;

/**
 * - 100 of a kind in a request, 500 URLs with Enterprise, the buckets of each plan, 31 slashes in a prefix, 1,024 characters
 *   of printable ASCII in a tag: https://developers.cloudflare.com/cache/how-to/purge-cache/ and its pages on each kind. The
 *   buckets are of the account: they are kept for each credential here
 * - 1,200 requests in five minutes for a user: https://developers.cloudflare.com/fundamentals/api/reference/limits/
 * - 5 s until a purge is everywhere: the vendor speaks of 150 ms; the rest is ours, `propagation-seconds` changes it
 * - 30,000 purges a run: 300 requests of 100 URLs, a quarter of what five minutes let through
 */
function capabilities({ plan, propagationSeconds }: Settings): Capabilities {
  const { burst, amount, perSeconds, urlsPerSecond, urlsPerRequest } = PLANS[plan];
  const hundred = (match: Acceptance["match"]) => ({ perRequest: 100, match });
  const kinds: readonly Kind[] = ["tag", "host", "prefix", "all"];
  const bucket: Rate = { unit: "request", amount, perSeconds, burst, kinds, scope: "credential" };
  return {
    accepts: {
      path: { perRequest: urlsPerRequest, match: { query: "separate" } },
      prefix: { ...hundred({ prefix: "segment", query: "covered" }), allowed: /^(?:\/[^/?#]*){1,31}$/ },
      tag: { ...hundred({ query: "covered" }), maxLength: 1024, allowed: /^[!-~]+$/ },
      host: hundred({ query: "covered" }),
      all: { perRequest: 1, match: { query: "covered" } },
    },
    mix: "one-kind",
    rates: [
      bucket,
      { unit: "item", amount: urlsPerSecond, perSeconds: 1, kinds: ["path"], scope: "credential" },
      { unit: "request", amount: 1200, perSeconds: 300, scope: "credential" },
    ],
    done: { by: "window", seconds: propagationSeconds },
    wants: { urls: "aliases", files: "all", address: "url" },
    provable: true,
    maxPurges: 30_000,
    source: new URL("https://developers.cloudflare.com/cache/how-to/purge-cache/"),
    read: "2026-11-20",
  };
}

/** The zone's id: given, or looked up by its exact name. The list may hold others, whose names only contain it, on many pages. */
async function open(settings: Settings, io: Io, { page = 1 }: Memo = {}): Promise<Opened<Session>> {
  const { zoneId, apiBase, site } = settings;
  if (zoneId !== undefined) return { kind: "open", session: { zoneId } };
  const url = `${apiBase}/zones?${new URLSearchParams({ name: site.toLowerCase(), ...(page === 1 ? {} : { page: String(page) }) })}`;
  const response = await io.send({
    method: "GET",
    url,
    headers: { ...credentials(settings), accept: "application/json" },
  });
  const answer = readAnswer(response, json(Zones), ANSWERS);
  if (answer.kind === "failed") return answer;
  const named = answer.body.result.filter(({ name }) => name.toLowerCase() === site.toLowerCase());
  // A domain that moves between accounts is a zone in both of them, and active in one.
  const active = named.filter(({ status }) => status === undefined || status === "active");
  const [zone, other] = active.length > 0 ? active : named;
  if (other !== undefined) {
    const message = `There are ${named.length} zones called ${site} that the token sees: give the id of the one that is meant`;
    return failedAnswer(response, "site", message, ANSWERS);
  }
  if (zone !== undefined) return { kind: "open", session: { zoneId: zone.id } };
  const { total_pages: pages = 1 } = answer.body.result_info ?? {};
  if (Number(page) < Math.min(pages, MAX_ZONE_PAGES)) return { kind: "next", memo: { page: Number(page) + 1 } };
  const message = `There is no zone called ${site}, or the token does not see it: give the zone's id, or a token that may also read zones`;
  return failedAnswer(response, "site", message, ANSWERS);
}

/** Most pages of zones that are read for one name, of 20 zones each: ours. The vendor filters by the name already. */
const MAX_ZONE_PAGES = 10;

async function submit(settings: Settings, io: Io, batch: Batch, session: Session): Promise<ProviderResult> {
  const selectors = selectorsOf(batch);
  const environment = settings.environment === undefined ? "" : `/environments/${settings.environment}`;
  const url = `${settings.apiBase}/zones/${session.zoneId}${environment}/purge_cache`;
  const response = await io.send(postJson(url, credentials(settings), selection(selectors)));
  const answer = readAnswer(response, json(Purged), ANSWERS);
  if (answer.kind === "read") return { kind: "done", receipt: {} };
  if (!codesOf(response).includes(FOREIGN_HOST)) return answer;
  const hosts = [...new Set(selectors.flatMap(({ by, value, origin }) => (by === "host" ? value : (origin ?? []))))];
  return {
    ...answer,
    message: `${answer.message}. One of these is not of the zone: ${hosts.join(", ").slice(0, 300)}`,
  };
}

function credentials({ apiKey, email }: Settings): Readonly<Record<string, string>> {
  return email === undefined ? { authorization: `Bearer ${apiKey}` } : { "x-auth-email": email, "x-auth-key": apiKey };
}

const FIELDS: Partial<Record<Kind, string>> = { path: "files", prefix: "prefixes", tag: "tags", host: "hosts" };

/** Exactly one field. Everything is purged by one that says so, never by an empty list. */
function selection(selectors: readonly [Selector, ...Selector[]]): Readonly<Record<string, unknown>> {
  const [{ by }] = selectors;
  const values = selectors.map((selector) => {
    if (selector.by !== by || (by === "all" && selectors.length > 1)) throw notAccepted(provider.name, selector);
    return sentValue(selector);
  });
  const field = FIELDS[by];
  return field === undefined ? { purge_everything: true } : { [field]: values };
}

/** A URL with its scheme, a prefix without one. */
function sentValue(selector: Selector): string {
  const { by, origin, value } = selector;
  if (by === "tag" || by === "host" || by === "all") return value;
  if ((by !== "path" && by !== "prefix") || origin === undefined) throw notAccepted(provider.name, selector);
  return by === "path" ? `${origin}${value}` : `${new URL(origin).host}${value}`;
}

function codesOf({ text }: HttpResponse): readonly number[] {
  return Refusal.safeParse(parseJson(text)).data?.errors.flatMap(({ code }) => code ?? []) ?? [];
}

/** `success: false` is a refusal under any status; the first code that is known says which. */
function faultByCode({ status }: HttpResponse, body: unknown): AnswerFault | undefined {
  const refusal = Refusal.safeParse(body);
  if (!refusal.success) return undefined;
  const known = refusal.data.errors.flatMap(({ code }) => FAULTS[code ?? 0] ?? [])[0];
  return known ?? (status >= 200 && status < 300 ? "invalid" : undefined);
}
