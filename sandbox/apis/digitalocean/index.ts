/**
 * DigitalOcean's CDN endpoints: files and folders of a Spaces bucket by DELETE; a success is an empty 204.
 *
 * Source: docs.digitalocean.com, API reference "CDN endpoints", "Purge the cache" (50 files in 20 seconds, a wildcard counts
 * as one, 5 requests in 10 seconds, `*` at the end for all below, `*` alone for everything), and the form of its errors.
 * Not documented, chosen here: a file is one object with its query string as given, on both hosts; the slash in front is
 * optional; the limits are of the token; an empty name is refused.
 *
 * Switches: `noScope: true` (403: the token may not purge).
 */
import { z } from "zod";
import type { Matcher } from "../../cache.ts";
import { type Api, type Call, json, jsonBody, type Model, type Reply } from "../../kit/api.ts";
import { createRateWindow } from "../../kit/rates.ts";
import { anyOf, matchTarget } from "../../kit/select.ts";
import { VendorApi } from "../../kit/vendor-api.ts";

const ENDPOINT = "19f06b6a-3ace-4315-b086-499a0e521b76";
const TOKEN = "dop_v1_3f8a1c5e7b9d2f4a6c8e0b1d3f5a7c9e";
const FILES_PER_20_SECONDS = 50;
const REQUESTS_PER_10_SECONDS = 5;

const Body = z.object({ files: z.array(z.string().min(1)).min(1) });
const Switches = z.strictObject({ noScope: z.boolean().default(false) });

class DigitalOcean extends VendorApi<typeof Switches> {
  readonly #files;
  readonly #requests;

  constructor(model: Model) {
    super(model, Switches, { success: [204], answer: "status" });
    this.#files = createRateWindow(FILES_PER_20_SECONDS, model.vendorMs(20), model.now);
    this.#requests = createRateWindow(REQUESTS_PER_10_SECONDS, model.vendorMs(10), model.now);
  }

  account() {
    return { site: ENDPOINT, apiKey: TOKEN };
  }

  example(path: string) {
    const headers = { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" };
    const body = JSON.stringify({ files: [path.replace(/^\/(?=.)/, "")] });
    return { method: "DELETE", url: `/v2/cdn/endpoints/${ENDPOINT}/cache`, headers, body };
  }

  reply(call: Call): Reply {
    const [, endpoint] = /^\/v2\/cdn\/endpoints\/([^/]+)\/cache$/.exec(call.path) ?? [];
    if (endpoint === undefined || call.method !== "DELETE") return NOT_FOUND;
    if (call.headers["authorization"] !== `Bearer ${TOKEN}`)
      return failure(401, "unauthorized", "Unable to authenticate you");
    if (this.state.noScope) return failure(403, "forbidden", "You are missing the required permission cdn:delete.");
    if (endpoint !== ENDPOINT) return NOT_FOUND;
    if (!this.#requests.take()) return TOO_FAST;
    return this.#purge(Body.safeParse(jsonBody(call)).data?.files);
  }

  #purge(files: readonly string[] | undefined): Reply {
    if (files === undefined) return failure(400, "bad_request", "files must be a list of paths");
    if (!this.#files.take(files.length)) return TOO_FAST;
    this.model.accept({ files });
    const matches = anyOf(files.map(matcherOf));
    this.model.propagate(() => this.model.evict(matches));
    return { status: 204, body: "" };
  }
}

export function createApi(model: Model): Api {
  return new DigitalOcean(model);
}

/** `docs/*` is all below a folder, `*` everything, any other name one file. */
function matcherOf(file: string): Matcher {
  const target = file.startsWith("/") ? file : `/${file}`;
  if (!target.endsWith("*")) return matchTarget(target);
  const below = target.slice(0, -1);
  return ({ path }) => path.startsWith(below);
}

function failure(status: number, id: string, message: string): Reply {
  return json(status, { id, message });
}

const NOT_FOUND = failure(404, "not_found", "The resource you were accessing could not be found.");
const TOO_FAST = failure(429, "too_many_requests", "API Rate limit exceeded.");
