import type { Capabilities } from "../../model/capabilities.ts";
import type { HttpRequest } from "../../model/http.ts";
import type { Batch, Io, Provider, ProviderResult } from "../../model/provider.ts";
import { type AnswerRules, readAnswer } from "../kit/read-answer.ts";
import { empty } from "../kit/readings.ts";
import { notAccepted, postJson, selectorsOf } from "../kit/request.ts";
import { Settings } from "./schema.ts";

const ANSWERS: AnswerRules = {
  hints: {
    401: "The token is missing, wrong or expired: create one in Vercel, Account settings, Tokens",
    403: "The token may not purge this project: it belongs to another team, or provider-options.team is missing or wrong",
    404: "There is no project with the id or name in site, or it belongs to a team: give provider-options.team",
    410: "Vercel has withdrawn this part of its API",
  },
  faults: { 404: "site", 410: "site" },
};

/** Vercel takes up to 16 cache tags a request; it has no purge of a URL. */
export const provider: Provider<Settings> = {
  id: "vercel",
  name: "Vercel",
  rights: "a token that is limited to the team of the project",
  traces: {
    at: "edge",
    always: true,
    headers: [
      { header: "x-vercel-id", source: "https://vercel.com/docs/headers/response-headers" },
      { header: "x-vercel-cache", source: "https://vercel.com/docs/headers/response-headers" },
    ],
  },
  settings: Settings,
  deliveryOptions: ["mode", "propagation-seconds"],
  capabilities,
  connect: (settings, io) => [{ submit: (batch) => submit(settings, io, batch) }],
};

/**
 * - 16 tags a request, each of at most 256 characters, soft or hard: https://vercel.com/docs/rest-api/edge-cache
 * - no limit on requests is documented
 * - everything: `POST /v1/edge-cache/purge-all`, as Vercel's command line sends it (`vercel cache purge --type=cdn`,
 *   packages/cli/src/commands/cache/purge.ts of https://github.com/vercel/vercel); not in the reference, so only with `allow-all`
 * - 1 s until a purge is everywhere: "globally within 300 ms"; the rest is ours, `propagation-seconds` changes it
 * - 1,000 purges a run: 63 requests; ours
 */
function capabilities({ mode, allowAll, propagationSeconds }: Settings): Capabilities {
  const soft = mode === "soft" ? { soft: true } : {};
  return {
    accepts: {
      tag: { perRequest: 16, maxLength: 256, allowed: /^[^\s,]+$/, ...soft, match: { query: "covered" } },
      ...(allowAll ? { all: { perRequest: 1, match: { query: "covered" } } } : {}),
    },
    closed: { all: "with provider-options allow-all: true" },
    mix: "one-kind",
    rates: [],
    done: { by: "window", seconds: propagationSeconds },
    wants: { urls: "aliases", files: "all", address: "path" },
    provable: true,
    maxPurges: 1000,
    source: new URL("https://vercel.com/docs/rest-api/edge-cache"),
    read: "2026-11-20",
  };
}

async function submit(settings: Settings, io: Io, batch: Batch): Promise<ProviderResult> {
  const response = await io.send(request(settings, batch));
  const answer = readAnswer(response, empty(200), ANSWERS);
  return answer.kind === "failed" ? answer : { kind: "done", receipt: {} };
}

function request(settings: Settings, batch: Batch): HttpRequest {
  const selectors = selectorsOf(batch);
  const headers = { authorization: `Bearer ${settings.apiKey}` };
  if (selectors.length === 1 && selectors[0].by === "all" && settings.allowAll) {
    // The command line names a type, although there is no body.
    const json = { accept: "application/json", "content-type": "application/json" };
    return { method: "POST", url: address(settings, "purge-all"), headers: { ...headers, ...json } };
  }
  const tags = selectors.map((selector) => {
    if (selector.by !== "tag") throw notAccepted(provider.name, selector);
    return selector.value;
  });
  const { mode, target } = settings;
  const action = mode === "soft" ? "invalidate-by-tags" : "dangerously-delete-by-tags";
  return postJson(address(settings, action), headers, { tags, ...(target === "any" ? {} : { target }) });
}

function address({ apiUrl, site, team }: Settings, action: string): string {
  const owner: Record<string, string> =
    team === undefined ? {} : team.startsWith("team_") ? { teamId: team } : { slug: team };
  return `${apiUrl}/v1/edge-cache/${action}?${new URLSearchParams({ projectIdOrName: site, ...owner })}`;
}
