import type { z } from "zod";
import type { Call, Model, Reply, Traits } from "./api.ts";
import { hostOf } from "./select.ts";
import { VendorApi } from "./vendor-api.ts";

export const KEY_HEADER = "X-Purge-Key";
export const KEY = "vk_7Qm2Xw9Lr4Tz8Yb3Nc6P";

/** A cache of one's own: two servers that are purged one by one, at once, by a method that Node's HTTP parser may not know. */
export abstract class OwnCacheApi<Switches extends z.ZodObject> extends VendorApi<Switches> {
  readonly servers = 2;
  readonly ownMethods = true;

  constructor(model: Model, switches: Switches, traits: Partial<Traits>) {
    super(model, switches, {
      secretHeaders: [KEY_HEADER.toLowerCase()],
      contentType: "text/html",
      settlesMs: 0,
      ...traits,
    });
  }

  account(urls: readonly string[]) {
    return { apiKey: KEY, options: { servers: urls, "key-header": KEY_HEADER, insecure: true } };
  }

  /** At the first server: until the second one is purged too, a visitor may still get the old copy. */
  example(path: string) {
    const { host } = new URL(this.model.baseUrl(this.model.hosts[0] as string));
    return { method: "PURGE", url: path, headers: { host, [KEY_HEADER]: KEY }, body: "" };
  }
}

/** What a cache answers to a visitor who connects to it directly: GET and HEAD, with `x-cache` and `age`. */
export function visitCache(model: Model, { server, target, headers, method }: Call): Reply {
  const host = hostOf(model, headers["host"] ?? "");
  if (host === undefined) return { status: 404, headers: PLAIN, body: "No such host\n" };
  const { status, headers: own, body, hit, ageMs } = model.visit(server, `${model.baseUrl(host)}${target}`);
  const shown = { ...own, age: String(Math.floor(ageMs / 1000)), "x-cache": hit ? "HIT" : "MISS" };
  return { status, headers: shown, body: method === "HEAD" ? "" : body };
}

const PLAIN = { "content-type": "text/plain" };

/** Does the request carry the key that the configuration requires? `null`: it requires none. */
export function hasKey({ headers }: Call, key: string | null): boolean {
  return key === null || headers[KEY_HEADER.toLowerCase()] === key;
}
