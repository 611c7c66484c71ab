import type { Capabilities } from "../../model/capabilities.ts";
import type { Batch, Io, Provider, ProviderResult } from "../../model/provider.ts";
import { type AnswerRules, readAnswer } from "../kit/read-answer.ts";
import { empty } from "../kit/readings.ts";
import { notAccepted, postJson, selectorsOf } from "../kit/request.ts";
import { Settings } from "./schema.ts";

const ANSWERS: AnswerRules = {
  hints: {
    401: "The token is missing, wrong or expired: create a personal access token in Netlify, User settings, Applications",
    403: "The token's user may not purge this site",
    404: "There is no site with the id, domain or name in site, or the token's user does not see it",
  },
  faults: { 404: "site" },
  // Two purges of one tag in five seconds: after five there is room again.
  throttleMs: 5000,
};

/** Netlify takes cache tags, or a whole site; it has no purge of a URL. */
export const provider: Provider<Settings> = {
  id: "netlify",
  name: "Netlify",
  rights: "a personal access token of a user who sees this site alone",
  traces: {
    at: "edge",
    always: true,
    headers: [
      { header: "x-nf-request-id", source: "https://docs.netlify.com/build/caching/caching-overview/" },
      {
        header: "cache-status",
        value: /"?Netlify (?:Edge|Durable)"?/,
        example: '"Netlify Edge"; hit',
        source: "https://docs.netlify.com/build/caching/caching-overview/",
      },
    ],
  },
  settings: Settings,
  deliveryOptions: ["tag-batch-size", "propagation-seconds"],
  capabilities,
  connect: (settings, io) => [{ submit: (batch) => submit(settings, io, batch) }],
};

/**
 * - tags of one site in a request, or the whole site: https://docs.netlify.com/build/caching/caching-overview/ and
 *   `POST /purge` of @netlify/open-api 2.60.0
 * - two purges of the same tag, or of the same site, in five seconds: recalled from the vendor's pages, no longer found
 *   there. A run purges a tag once, so only the purge of the site is paced
 * - 50 tags a request: undocumented, ours; `tag-batch-size` changes it
 * - 5 s until a purge is everywhere: undocumented ("seconds"), ours; `propagation-seconds` changes it
 * - 1,000 purges a run: 20 requests; ours
 */
function capabilities({ tagBatchSize, propagationSeconds }: Settings): Capabilities {
  return {
    accepts: {
      tag: { perRequest: tagBatchSize, allowed: /^[^\s,]+$/, match: { query: "covered" } },
      all: { perRequest: 1, match: { query: "covered" } },
    },
    mix: "one-kind",
    rates: [{ unit: "request", amount: 2, perSeconds: 5, kinds: ["all"], scope: "site" }],
    done: { by: "window", seconds: propagationSeconds },
    wants: { urls: "aliases", files: "all", address: "path" },
    provable: true,
    maxPurges: 1000,
    source: new URL("https://docs.netlify.com/build/caching/caching-overview/"),
    read: "2026-11-20",
  };
}

/** Without `cache_tags` the whole site is purged: only a batch of exactly one `all` may come to that. */
async function submit({ apiUrl, apiKey, scope, deployAlias }: Settings, io: Io, batch: Batch): Promise<ProviderResult> {
  const selectors = selectorsOf(batch);
  const isAll = selectors.length === 1 && selectors[0].by === "all";
  const tags = selectors.map((selector) => {
    if (selector.by !== "tag" && !isAll) throw notAccepted(provider.name, selector);
    return selector.value;
  });
  const body = {
    ...scope,
    ...(isAll ? {} : { cache_tags: tags }),
    ...(deployAlias === undefined ? {} : { deploy_alias: deployAlias }),
  };
  const response = await io.send(postJson(`${apiUrl}/api/v1/purge`, { authorization: `Bearer ${apiKey}` }, body));
  const answer = readAnswer(response, empty(202), ANSWERS);
  return answer.kind === "failed" ? answer : { kind: "done", receipt: {} };
}
