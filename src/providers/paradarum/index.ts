import type { Acceptance, Capabilities } from "../../model/capabilities.ts";
import type { HttpResponse } from "../../model/http.ts";
import type { Batch, Io, Provider, ProviderResult } from "../../model/provider.ts";
import type { Selector } from "../../model/selector.ts";
import { denialIn } from "../kit/denial.ts";
import { type AnswerRules, contradiction, type Failed, failedAnswer, readAnswer } from "../kit/read-answer.ts";
import { json } from "../kit/readings.ts";
import { notAccepted, postJson, selectorsOf, sentPath } from "../kit/request.ts";
import { Accepted, Settings } from "./schema.ts";

const ANSWERS: AnswerRules = {
  hints: {
    401: "The API key is missing or wrong: create one in the Paradarum panel (Manage API keys) and store it as api-key",
    403: "The property itself is disabled or suspended, and the key is not the reason: enable it in the Paradarum panel",
    404: "There is no property with the id in site, or it belongs to another account than the key",
    500: "Paradarum answers so too while no edge node of it is healthy, which may heal",
  },
  faults: { 403: "site", 404: "site" },
  ownErrors: true,
  judged: ["data"],
};

/** "The property must have at least one Active hostname (otherwise 400)": no other instruction would fare better. */
const NO_HOSTNAME = /\bno active host ?names?\b/i;

/** Paradarum takes paths, extensions and patterns, many in one request. */
export const provider: Provider<Settings> = {
  id: "paradarum",
  name: "Paradarum",
  rights: "an API key for this alone; keys have no scopes",
  settings: Settings,
  deliveryOptions: ["batch-size", "propagation-seconds"],
  capabilities,
  connect: (settings, io) => [{ submit: (batch) => submit(settings, io, batch) }],
};

/**
 * - kinds and match types: https://docs.paradarum.com/api/purging-cache, "Purge types", "Match type". Patterns are anchored
 *   to the path because of the page's example `^/assets/`; `pattern-anchor` changes it
 * - no rate limit: https://docs.paradarum.com/api/authentication
 * - batch size: undocumented, 100 is ours; `batch-size` changes it
 * - 30 s: the page says "a short propagation window"; the number is ours, `propagation-seconds` changes it
 * - 10,000 purges a run: 100 requests of 100; ours
 */
function capabilities(settings: Settings): Capabilities {
  const perRequest = settings.batchSize;
  const pattern: Acceptance = { perRequest, match: { query: "unknown", anchor: settings.patternAnchor } };
  return {
    accepts: {
      path: { perRequest, match: { query: "unknown" } },
      extension: { perRequest, match: { query: "unknown" } },
      regex: pattern,
      equals: pattern,
      contains: pattern,
      starts_with: pattern,
      ends_with: pattern,
      all: { perRequest: 1, match: { query: "covered" } },
    },
    mix: "any",
    rates: [],
    done: { by: "window", seconds: settings.propagationSeconds },
    wants: { urls: "aliases", files: "all", address: "path" },
    provable: true,
    maxPurges: 10_000,
    source: new URL("https://docs.paradarum.com/api/purging-cache"),
    read: "2026-11-20",
  };
}

async function submit(settings: Settings, io: Io, batch: Batch): Promise<ProviderResult> {
  const sent = instructions(settings, batch);
  const url = `${settings.apiUrl}/api/property/${settings.site}/purge`;
  const headers = { "x-api-key": settings.apiKey };
  const single = sent.length === 1;
  const response = await io.send(
    single ? postJson(url, headers, sent[0]) : postJson(`${url}/batch`, headers, { items: sent }),
  );
  return accepted(response, single ? 0 : sent.length);
}

interface Instruction {
  readonly type: "All" | "Extension" | "Path" | "Regex";
  readonly value?: string;
  readonly matchType?: string;
}

/** Everything includes all else: it goes alone. */
function instructions(settings: Settings, batch: Batch): readonly Instruction[] {
  const selectors = selectorsOf(batch);
  if (selectors.some(({ by }) => by === "all")) return [{ type: "All" }];
  return selectors.map((selector) => instruction(settings, selector));
}

function instruction({ query }: Settings, selector: Selector): Instruction {
  const { by, value } = selector;
  switch (by) {
    case "path":
      return { type: "Path", value: sentPath(value, query) };
    case "extension":
      return { type: "Extension", value };
    case "regex":
    case "equals":
    case "contains":
    case "starts_with":
    case "ends_with":
      return { type: "Regex", value, matchType: by };
    default:
      throw notAccepted(provider.name, selector);
  }
}

function refusal(answer: Failed): ProviderResult {
  if (answer.fault !== "invalid" || !NO_HOSTNAME.test(answer.message)) return answer;
  const remedy = "Activate a host name of the property in the Paradarum panel";
  return { kind: "failed", fault: "site", message: `${answer.message.replace(/\.$/, "")}. ${remedy}` };
}

/** @param count instructions whose rejection the answer reports one by one: those of a batch. */
function accepted(response: HttpResponse, count: number): ProviderResult {
  const answer = readAnswer(response, json(Accepted), ANSWERS);
  if (answer.kind === "failed") return refusal(answer);
  const { message, body } = answer;
  const { succeeded, data } = body;
  if (!succeeded) return failedAnswer(response, "invalid", `${message} (succeeded is false)`, ANSWERS);
  const wrong = answer.error ?? denialIn(data, ["accepted", "rejected"]) ?? nothingQueued(data);
  if (wrong !== undefined) return contradiction(message, wrong);
  const rejected = data?.rejected ?? [];
  const positions = new Set(rejected.map(({ index }) => index));
  const reported = data?.accepted ?? count - positions.size;
  // Where a single instruction's answer counts at all, it counts one.
  const isMissing = count === 0 ? data?.accepted === 0 : reported !== count - positions.size;
  if (isMissing || [...positions].some((at) => at < 0 || at >= count)) {
    const numbers = `${Math.max(count, 1)} sent, ${data?.accepted ?? "?"} accepted, ${rejected.length} rejected`;
    return contradiction(message, `its numbers do not add up: ${numbers}`);
  }
  return {
    kind: "done",
    receipt: {},
    refused: rejected.map(({ index, reason }) => ({ item: index, why: reason.slice(0, 500) })),
  };
}

/** "A 200 response with a jobCount confirms the purge was accepted and queued": jobs for host names, at nodes. */
function nothingQueued(data: Accepted["data"]): string | undefined {
  const { jobCount, nodes, hostnames, shields, accepted } = data ?? {};
  if (typeof jobCount === "number" && jobCount <= 0) return `jobCount is ${jobCount}: no job was queued`;
  if (typeof nodes === "number" && nodes <= 0) return `nodes is ${nodes}: no cache was purged`;
  if (typeof hostnames === "number" && hostnames <= 0) return `hostnames is ${hostnames}: no host name was purged`;
  const negative = [shields, accepted].find((count) => typeof count === "number" && count < 0);
  return negative === undefined ? undefined : `it counts ${negative}`;
}
