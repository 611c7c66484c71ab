/**
 * CDN77's purge API: paths or everything of a CDN resource as a job, which has a status.
 *
 * Source: client.cdn77.com, API reference v3, "Purge", "Purge all", "Detail of job" (fields, and the states `queued`,
 * `processing` and `done`); 2,000 paths in a job from public clients. Not documented, chosen here: a job is answered with
 * 202; errors are `{"errors":[…]}`; a path is one object with its query string as given, on both hosts; a `*` is ignored.
 *
 * Switches: `wildcards: true` (a `*` at the end of a path matches anything) · `ignore: [path, …]` (left out, and listed
 * under `ignored_paths`) · `neverFinish: true` · `oldPath: true` (paths are purged at `job/purge`).
 */
import { z } from "zod";
import type { Matcher } from "../../cache.ts";
import { type Api, type Call, json, jsonBody, type Model, type Reply } from "../../kit/api.ts";
import { anyOf, matchTarget } from "../../kit/select.ts";
import { VendorApi } from "../../kit/vendor-api.ts";

const CDN = 1234567890;
const TOKEN = "c77_9Jx2Vq7Lm4Rt8Wb3Nz6Kp1";
const MAX_PATHS = 2000;
const AUTHORIZATION = `Bearer ${TOKEN}`;

const Body = z.strictObject({ paths: z.array(z.string().startsWith("/")).min(1) });
const Switches = z.strictObject({
  wildcards: z.boolean().default(false),
  ignore: z.array(z.string()).default([]),
  neverFinish: z.boolean().default(false),
  oldPath: z.boolean().default(false),
});

interface Job {
  readonly shown: Readonly<Record<string, unknown>>;
  readonly startedAt: number;
  readonly neverFinishes: boolean;
}

class Cdn77 extends VendorApi<typeof Switches> {
  readonly #jobs = new Map<string, Job>();

  constructor(model: Model) {
    super(model, Switches, { success: [202], pending: "processing" });
  }

  account() {
    return { site: String(CDN), apiKey: TOKEN };
  }

  override kindOf({ method }: Call) {
    return method === "GET" ? ("poll" as const) : ("submit" as const);
  }

  example(path: string) {
    const headers = { authorization: AUTHORIZATION, "content-type": "application/json" };
    return { method: "POST", url: `/cdn/${CDN}/job/purge/paths`, headers, body: JSON.stringify({ paths: [path] }) };
  }

  reply(call: Call): Reply {
    const [, cdn, rest = ""] = /^(?:\/v3)?\/cdn\/([^/]+)\/job\/(.+)$/.exec(call.path) ?? [];
    if (cdn === undefined) return failure(404, "Not found");
    if (call.headers["authorization"] !== AUTHORIZATION) return failure(401, "Unauthorized");
    if (cdn !== String(CDN)) return failure(404, "CDN Resource not found.");
    if (call.method === "GET") return this.#status(rest);
    if (call.method === "POST" && rest === "purge-all") return this.#start("purge-all", () => true, {});
    const isPurge = rest === (this.state.oldPath ? "purge" : "purge/paths");
    return call.method === "POST" && isPurge ? this.#purge(call) : failure(404, "Not found");
  }

  #purge(call: Call): Reply {
    const paths = Body.safeParse(jsonBody(call)).data?.paths;
    if (paths === undefined) return failure(422, "paths must be a list of paths");
    if (paths.length > MAX_PATHS) return failure(422, `Too many paths: at most ${MAX_PATHS}`);
    const { ignore, wildcards } = this.state;
    const ignored = paths.filter((path) => ignore.includes(path) || (path.includes("*") && !wildcards));
    const taken = paths.filter((path) => !ignored.includes(path));
    return this.#start("purge", anyOf(taken.map(matcherOf)), {
      paths: taken,
      paths_count: taken.length,
      ignored_paths: ignored,
    });
  }

  #start(type: string, matches: Matcher, more: Readonly<Record<string, unknown>>): Reply {
    const id = `9880280c-0507-46d1-88f3-${String(this.#jobs.size).padStart(12, "0")}`;
    const shown = { id, type, cdn: { id: CDN }, ...more, queued_at: new Date(this.model.now()).toISOString() };
    const { neverFinish } = this.state;
    this.#jobs.set(id, { shown, startedAt: this.model.now(), neverFinishes: neverFinish });
    this.model.accept({ type, ...more });
    if (!neverFinish) this.model.propagate(() => this.model.evict(matches));
    return json(202, { ...shown, state: "queued" });
  }

  #status(id: string): Reply {
    const job = this.#jobs.get(id);
    if (job === undefined) return failure(404, "Job not found.");
    const isDone = !job.neverFinishes && this.model.now() - job.startedAt >= this.model.propagationMs;
    return json(200, { ...job.shown, state: isDone ? "done" : "processing" });
  }
}

function matcherOf(target: string): Matcher {
  if (!target.endsWith("*")) return matchTarget(target);
  return ({ path, query }) => `${path}${query}`.startsWith(target.slice(0, -1));
}

function failure(status: number, words: string): Reply {
  return json(status, { errors: [words] });
}

export function createApi(model: Model): Api {
  return new Cdn77(model);
}
