import type { Call, Model, Reply } from "./api.ts";
import { hostOf } from "./select.ts";

/** What a cache answers to a visitor who connects to it directly: GET and HEAD, with `x-cache` and `age`. */
export function visitCache(model: Model, { server, target, headers, method }: Call): Reply {
  const host = hostOf(model, headers["host"] ?? "");
  if (host === undefined) return { status: 404, headers: PLAIN, body: "No such host\n" };
  const { status, headers: own, body, hit, ageMs } = model.visit(server, `${model.baseUrl(host)}${target}`);
  const shown = { ...own, age: String(Math.floor(ageMs / 1000)), "x-cache": hit ? "HIT" : "MISS" };
  return { status, headers: shown, body: method === "HEAD" ? "" : body };
}

const PLAIN = { "content-type": "text/plain" };

/** Does the request carry the key that the configuration requires? */
export function hasKey({ headers }: Call, name: string, key: string): boolean {
  return headers[name.toLowerCase()] === key;
}
