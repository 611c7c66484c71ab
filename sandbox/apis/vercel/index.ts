/**
 * Vercel's edge cache API: up to 16 tags a request, soft or hard, and everything; every success is an empty 200.
 *
 * Source: vercel.com/docs/rest-api, "Invalidate by tag" and "Dangerously delete by tag" (also in `@vercel/sdk`); the CLI's
 * `vercel cache purge` for everything, which the public reference does not have. Not documented, chosen here: an unknown
 * project is a 404, an unknown team a 403, no limit on requests.
 *
 * Switches: `team` (the only one that the token may act for; `null`: none is needed) · `noPurgeAll: true` (404, as a
 * project without that API answers).
 */
import { z } from "zod";
import type { Matcher } from "../../cache.ts";
import { type Api, type Call, json, jsonBody, type Model, type Reply } from "../../kit/api.ts";
import { matchTags } from "../../kit/select.ts";
import { VendorApi } from "../../kit/vendor-api.ts";

const PROJECT = "prj_8Kq2VfXwR5tYbN3mLc7ZpHs1";
const NAME = "sandbox-site";
const TOKEN = "vcp_2hT9sXq4Lw8VbN6mRk3ZcYp7";
const TAGS_PER_REQUEST = 16;
const LONGEST_TAG = 256;
const LONGEST_LIST = 8196;
/** "Within 300 ms globally". */
const SETTLES_MS = 300;

const Body = z.strictObject({
  tags: z.union([
    z.string().min(1).max(LONGEST_LIST),
    z.array(z.string().min(1).max(LONGEST_TAG)).min(1).max(TAGS_PER_REQUEST),
  ]),
  target: z.enum(["production", "preview"]).optional(),
  revalidationDeadlineSeconds: z.number().min(0).optional(),
});
const Switches = z.strictObject({ team: z.string().nullable().default(null), noPurgeAll: z.boolean().default(false) });

class Vercel extends VendorApi<typeof Switches> {
  constructor(model: Model) {
    super(model, Switches, { answer: "status", hasPaths: false, settlesMs: Math.min(SETTLES_MS, model.propagationMs) });
  }

  account() {
    return { site: PROJECT, apiKey: TOKEN };
  }

  /** There is no purge of a path: the example purges everything. */
  example() {
    const url = `/v1/edge-cache/purge-all?projectIdOrName=${PROJECT}`;
    return { method: "POST", url, headers: { authorization: `Bearer ${TOKEN}` }, body: "" };
  }

  reply(call: Call): Reply {
    const [, action] =
      /^\/v1\/edge-cache\/(invalidate-by-tags|dangerously-delete-by-tags|purge-all)$/.exec(call.path) ?? [];
    if (action === undefined || call.method !== "POST")
      return failure(404, "not_found", "The requested resource was not found");
    if (call.headers["authorization"] !== `Bearer ${TOKEN}`) return failure(401, "unauthorized", "Not authorized");
    const project = call.query.get("projectIdOrName");
    if (project === null) return failure(400, "bad_request", "projectIdOrName is required");
    const { team, noPurgeAll } = this.state;
    if (team !== null && call.query.get("teamId") !== team && call.query.get("slug") !== team) {
      return failure(403, "forbidden", "Not authorized for this team");
    }
    if (project !== PROJECT && project !== NAME) return failure(404, "not_found", "Project not found");
    if (action !== "purge-all") return this.#purgeTags(jsonBody(call), action === "invalidate-by-tags");
    return noPurgeAll ? failure(404, "not_found", "Not Found") : this.#apply({ all: true }, () => true, false);
  }

  #purgeTags(raw: unknown, isSoft: boolean): Reply {
    const { success, data, error } = Body.safeParse(raw);
    if (!success) return failure(400, "bad_request", `Invalid request: ${error.issues[0]?.message}`);
    if (isSoft && data.revalidationDeadlineSeconds !== undefined) {
      return failure(
        400,
        "bad_request",
        "Invalid request: should NOT have additional property revalidationDeadlineSeconds",
      );
    }
    const tags = typeof data.tags === "string" ? data.tags.split(",").map((tag) => tag.trim()) : data.tags;
    return this.#apply(isSoft ? { ...data, soft: true } : data, matchTags(tags), isSoft);
  }

  #apply(selector: object, matches: Matcher, isSoft: boolean): Reply {
    this.model.accept(selector);
    const effect = (): unknown => (isSoft ? this.model.soften(matches) : this.model.evict(matches));
    this.model.propagate(effect, SETTLES_MS);
    return { status: 200, body: "" };
  }
}

function failure(status: number, code: string, message: string): Reply {
  return json(status, { error: { code, message } });
}

export function createApi(model: Model): Api {
  return new Vercel(model);
}
