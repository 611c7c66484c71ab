import type { Capabilities } from "../../model/capabilities.ts";
import type { Batch, Io, Provider, ProviderResult } from "../../model/provider.ts";
import type { Selector } from "../../model/selector.ts";
import { type AnswerRules, readAnswer } from "../kit/read-answer.ts";
import { empty } from "../kit/readings.ts";
import { deleteJson, notAccepted, selectorsOf, sentPath } from "../kit/request.ts";
import { Settings } from "./schema.ts";

const ANSWERS: AnswerRules = {
  hints: {
    401: "The token is missing, wrong or expired: create one in DigitalOcean's control panel, API, Tokens",
    403: "The token may not purge: it needs the scope cdn:delete",
    404: "There is no CDN endpoint with the id in site that this token sees",
  },
  faults: { 404: "site" },
};

/** The CDN of DigitalOcean's Spaces takes files and folders of a bucket, up to 50 in a request. */
export const provider: Provider<Settings> = {
  id: "digitalocean",
  name: "DigitalOcean",
  rights: "a token with the scope `cdn:delete`",
  traces: {
    at: "edge",
    always: false,
    headers: [
      { header: "x-do-cdn-uuid", source: "answers of the CDN of Spaces" },
      { header: "cf-ray", shared: true, source: "answers of the CDN of Spaces, which Cloudflare's network delivers" },
      { header: "cf-cache-status", shared: true, source: "answers of the CDN of Spaces" },
    ],
  },
  settings: Settings,
  deliveryOptions: ["propagation-seconds"],
  capabilities,
  connect: (settings, io) => [{ submit: (batch) => submit(settings, io, batch) }],
};

/**
 * - 50 files in 20 s, where a wildcard counts as one, and 5 requests in 10 s; `*` for all below a folder, `*` alone for
 *   everything: https://docs.digitalocean.com/reference/pydo/reference/cdn/purge_cache/. Whose limit that is, the page does
 *   not say: it is kept for the credential
 * - 50 files in a request: no more may go out in 20 s
 * - copies with a query string are objects of their own: https://docs.digitalocean.com/products/spaces/how-to/manage-cdn-cache/.
 *   Whether a purge of the path takes them along is not documented
 * - 10 s until a purge is everywhere: the page says "immediately", the rest is ours; `propagation-seconds` changes it
 * - 600 purges a run: 50 each 20 s for the most of the default timeout
 */
function capabilities({ propagationSeconds }: Settings): Capabilities {
  const fifty = { perRequest: 50 } as const;
  return {
    accepts: {
      path: { ...fifty, allowed: /^[^*]*$/, match: { query: "unknown", host: "all" } },
      prefix: {
        ...fifty,
        allowed: /^\/(?:[^*]*\/)?$/,
        match: { prefix: "segment", query: "unknown", host: "all" },
      },
      all: { perRequest: 1, match: { query: "covered" } },
    },
    mix: "any",
    rates: [
      { unit: "item", amount: 50, perSeconds: 20, scope: "credential" },
      { unit: "request", amount: 5, perSeconds: 10, scope: "credential" },
    ],
    done: { by: "window", seconds: propagationSeconds },
    wants: { urls: "aliases", files: "all", address: "path" },
    provable: true,
    maxPurges: 600,
    source: new URL("https://docs.digitalocean.com/reference/pydo/reference/cdn/purge_cache/"),
    read: "2026-11-28",
  };
}

async function submit(settings: Settings, io: Io, batch: Batch): Promise<ProviderResult> {
  const { apiUrl, apiKey, site, query } = settings;
  const files = selectorsOf(batch).map((selector) => fileOf(selector, query));
  const url = `${apiUrl}/v2/cdn/endpoints/${site}/cache`;
  const response = await io.send(deleteJson(url, { authorization: `Bearer ${apiKey}` }, { files }));
  const answer = readAnswer(response, empty(204), ANSWERS);
  return answer.kind === "failed" ? answer : { kind: "done", receipt: {} };
}

/** A path without its first slash, as the vendor's examples have it; the root keeps it, since no file has an empty name. */
function fileOf(selector: Selector, query: Settings["query"]): string {
  const { by, value } = selector;
  if (by === "path") return sentPath(value, query).replace(/^\/(?=.)/s, "");
  if (by === "prefix") return `${value.replace(/^\//, "").replace(/(?<=[^/])$/, "/")}*`;
  if (by === "all") return "*";
  throw notAccepted(provider.name, selector);
}
