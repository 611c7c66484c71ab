/**
 * Two servers of Varnish with the VCL of docs/caches/varnish.vcl: PURGE, BAN, and xkey; what they did is the reason phrase.
 *
 * Source: varnish-cache.org (purging and bans, vmod_xkey), and what Varnish 7.1 answered when it was run with that VCL: a
 * purge of what was not cached is a 200 too, every synthetic answer is an HTML page with `Retry-After: 5`, and a ban's
 * expression is text in which a blank ends the pattern. Each server has its own copies: a visitor may meet either.
 *
 * Switches: `unconfigured: true` (a Varnish without this VCL pipes every method to the origin, which answers 200 to
 * PURGE; nothing is purged) · `key` (the value that X-Purge-Key must have; `null`: none is required).
 */
import { z } from "zod";
import type { Matcher } from "../../cache.ts";
import type { Api, Call, Model, Reply } from "../../kit/api.ts";
import { hasKey, KEY, KEY_HEADER, OwnCacheApi, visitCache } from "../../kit/own-cache.ts";
import { compilePattern } from "../../kit/pattern.ts";
import { hostOf, matchTags, matchTarget } from "../../kit/select.ts";

const Switches = z.strictObject({ unconfigured: z.boolean().default(false), key: z.string().nullable().default(KEY) });

/** Longest line of a request header in characters, as Varnish comes: its parameter http_req_hdr_len. */
const MAX_HEADER_LINE = 8192;

class Varnish extends OwnCacheApi<typeof Switches> {
  constructor(model: Model) {
    super(model, Switches, { answer: "phrase" });
  }

  override kindOf({ method }: Call) {
    return method === "PURGE" || method === "BAN" ? ("submit" as const) : ("lookup" as const);
  }

  reply(call: Call): Reply {
    if (Object.entries(call.headers).some(([name, value]) => `${name}: ${value}`.length > MAX_HEADER_LINE))
      return { status: 400, body: "", why: `a header line of more than ${MAX_HEADER_LINE} characters` };
    if (call.method === "GET" || call.method === "HEAD") return visitCache(this.model, call);
    if (this.kindOf(call) !== "submit") return synthetic(405, "Method Not Allowed");
    if (this.state.unconfigured) return { status: 200, headers: { "content-type": "text/plain" }, body: "ok\n" };
    const { key } = this.state;
    if (!hasKey(call, key)) return synthetic(403, `Wrong or missing ${KEY_HEADER}`);
    return call.method === "PURGE" ? this.#purge(call) : this.#ban(call);
  }

  #purge({ headers, target, server }: Call): Reply {
    const { "xkey-purge": hard, "xkey-softpurge": soft } = headers;
    const keys = (hard ?? soft)?.split(/[\s,]+/).filter(Boolean);
    if (keys === undefined) {
      this.#accept({ url: target, host: headers["host"] });
      this.model.evict(this.#onHost(headers, matchTarget(target)), server);
      return synthetic(200, "Purged");
    }
    this.#accept(hard === undefined ? { softpurge: keys } : { purge: keys });
    const matches = matchTags(keys);
    const { objects } = hard === undefined ? this.model.soften(matches, server) : this.model.evict(matches, server);
    return synthetic(200, `${hard === undefined ? "Softpurged" : "Invalidated"} ${objects} objects`);
  }

  #ban({ headers, target, server }: Call): Reply {
    const { "x-ban-regex": pattern } = headers;
    const compiled = pattern === undefined ? undefined : compilePattern(pattern);
    if (pattern !== undefined && (/\s/.test(pattern) || compiled === undefined)) {
      return synthetic(400, /\s/.test(pattern) ? "Expected && between conditions" : "Regex compile error");
    }
    this.#accept(pattern === undefined ? { ban: target } : { ban: pattern, host: headers["host"] });
    const matches: Matcher =
      compiled === undefined ? matchTarget(target) : ({ path, query }) => compiled.test(`${path}${query}`);
    this.model.evict(this.#onHost(headers, matches), server);
    return synthetic(200, "Banned");
  }

  #onHost(headers: Call["headers"], matches: Matcher): Matcher {
    const host = hostOf(this.model, headers["host"] ?? "");
    return (object) => object.host === host && matches(object);
  }

  #accept(selector: unknown): void {
    this.model.accept(selector);
  }
}

/** Varnish's own page for everything that the VCL answers by itself. */
function synthetic(status: number, reason: string): Reply {
  const title = `${status} ${reason}`;
  const body = `<!DOCTYPE html>\n<html>\n  <head>\n    <title>${title}</title>\n  </head>\n  <body>\n    <h1>Error ${title}</h1>\n    <p>${reason}</p>\n    <h3>Guru Meditation:</h3>\n    <p>XID: 32770</p>\n    <hr>\n    <p>Varnish cache server</p>\n  </body>\n</html>\n`;
  const headers = { "content-type": "text/html; charset=utf-8", "retry-after": "5", server: "Varnish" };
  return { status, reason, headers, body, why: reason };
}

export function createApi(model: Model): Api {
  return new Varnish(model);
}
