import type { Capabilities } from "../../model/capabilities.ts";
import type { Batch, Io, Provider, ProviderResult } from "../../model/provider.ts";
import type { Selector } from "../../model/selector.ts";
import { type AnswerRules, contradiction, readAnswer } from "../kit/read-answer.ts";
import type { Reading } from "../kit/readings.ts";
import { notAccepted, onlySelector, postJson, selectorsOf, sentPath } from "../kit/request.ts";
import { authorization, DOCUMENTED, openLimits, type Session } from "./limits.ts";
import { Settings } from "./schema.ts";
import { type Claims, poll, receiptOf, type Sent, withoutHost } from "./status.ts";

const ANSWERS: AnswerRules = {
  hints: {
    401: "The API token is wrong or has expired: create a permanent one in the Gcore Customer Portal (Profile, API tokens)",
    403: "The token's user may not do this: it needs a role that may purge the CDN resource",
    404: "There is no CDN resource with the id in site in this account",
  },
  faults: { 404: "site" },
  // Every limit of a purge is one of requests in a minute.
  throttleMs: 60_000,
};

/** Gcore takes URLs by the hundred and a few patterns, and lists how far each purge has come. */
export const provider: Provider<Settings, Session> = {
  id: "gcore",
  name: "Gcore",
  rights: "a permanent API token of a user who may purge CDN resources; there is none for purges alone",
  traces: {
    at: "edge",
    always: false,
    headers: [
      {
        header: "x-id",
        value: /^[a-z0-9-]+-(?:e|gc)\d+$/i,
        example: "m9-up-e245",
        source: "https://support.gcorelabs.com/hc/en-us/articles/213983169-Check-Cache-Settings",
      },
    ],
  },
  settings: Settings,
  deliveryOptions: ["status", "propagation-seconds"],
  open: (settings, io) => openLimits(settings, io, ANSWERS),
  capabilities,
  connect(settings, io) {
    const claims: Claims = new Map();
    return [
      {
        submit: (batch) => submit(settings, io, batch),
        poll: (receipt) => poll({ settings, io, claims, rules: ANSWERS }, receipt),
      },
    ];
  },
};

/**
 * - URLs as paths with their queries, patterns with `*` at the end, all by an empty list; two requests of 100 URLs, one of 10
 *   patterns and one of all in a minute for a resource: https://gcore.com/docs/api-reference/cdn/tools/purge-cache, and in
 *   Gcore's own clients, G-Core/gcore-go `cdn/cdnresource.go` and G-Core/gcore-python `types/cdn/resource_purge_params.py`
 * - the account's own limits instead: https://gcore.com/docs/api-reference/cdn/cdn-service/get-cdn-limits-details, which
 *   names one for patterns; it is kept for all as well
 * - states: https://gcore.com/docs/api-reference/cdn/purge-history/get-purges-history-list
 * - polls from 5 s to 20 s apart, 60 s where there is no status, 800 purges a run: ours
 */
function capabilities({ status, propagationSeconds }: Settings, session: Session = DOCUMENTED): Capabilities {
  const { urls, patterns, urlRate, patternRate } = session;
  return {
    accepts: {
      path: { perRequest: urls, allowed: /^[^*]*$/, match: { query: "unknown", host: "all" } },
      prefix: {
        perRequest: patterns,
        allowed: /^[^*]*$/,
        match: { prefix: "string", query: "covered", host: "all" },
      },
      all: { perRequest: 1, match: { query: "covered" } },
    },
    mix: "one-kind",
    rates: [
      { unit: "request", ...urlRate, kinds: ["path"], scope: "site" },
      { unit: "request", ...patternRate, kinds: ["prefix", "all"], scope: "site" },
    ],
    done: status ? { by: "poll", firstMs: 5000, maxMs: 20_000 } : { by: "window", seconds: propagationSeconds },
    wants: { urls: "aliases", files: "all", address: "path" },
    provable: true,
    maxPurges: 800,
    source: new URL("https://gcore.com/docs/api-reference/cdn/tools/purge-cache"),
    read: "2026-11-28",
  };
}

async function submit(settings: Settings, io: Io, batch: Batch): Promise<ProviderResult> {
  const { apiUrl, site, status } = settings;
  const sent = purgeOf(settings, batch);
  const { type: _, ...body } = sent;
  const sentAtMs = io.now().getTime();
  const response = await io.send(postJson(`${apiUrl}/cdn/resources/${site}/purge`, authorization(settings), body));
  const answer = readAnswer(response, taken, ANSWERS);
  if (answer.kind === "failed") return answer;
  const problem = otherUrl(answer.body, sent);
  if (problem !== undefined) return contradiction(answer.message, problem);
  if (!status) return { kind: "done", receipt: {} };
  return { kind: "pending", receipt: receiptOf(sent, batch.key, { response, sentAtMs, io }) };
}

/**
 * The guide says "201, an array of the purged URLs", the reference "Successful", and Gcore's own clients take any success and
 * read nothing of it. So do we, but for what is neither nothing nor JSON: the list of purges says what became of it.
 */
const taken: Reading<readonly string[]> = ({ status, text }, body) => {
  if (status !== 200 && status !== 201 && status !== 202 && status !== 204) return undefined;
  if (text.trim() === "") return { body: [] };
  if (body === undefined) return { problem: "its body is neither empty nor JSON" };
  const listed = Array.isArray(body) ? body : [];
  return listed.every((one) => typeof one === "string") ? { body: listed } : { problem: "its list is not one of URLs" };
};

function otherUrl(listed: readonly string[], { urls = [], paths = [] }: Sent): string | undefined {
  const sent = new Set([...urls, ...paths]);
  const other = listed.find((one) => !sent.has(withoutHost(one)));
  return other === undefined || sent.size === 0 ? undefined : `it lists ${other.slice(0, 200)}, which was not sent`;
}

/** An empty list of paths empties the whole resource: only everything, alone in its batch, becomes one. */
function purgeOf(settings: Settings, batch: Batch): Sent {
  const selectors = selectorsOf(batch);
  const [{ by }] = selectors;
  if (by === "all" && onlySelector(batch)) return { type: "purge_all", paths: [] };
  if (by === "prefix")
    return { type: "purge_by_pattern", paths: selectors.map((selector) => `${sentValue(selector, "prefix")}*`) };
  return { type: "purge_by_url", urls: selectors.map((one) => sentPath(sentValue(one, "path"), settings.query)) };
}

function sentValue(selector: Selector, wanted: "path" | "prefix"): string {
  if (selector.by === wanted) return selector.value;
  throw notAccepted(provider.name, selector);
}
