/**
 * Two servers that know PURGE and no more: nginx with its purge module, Squid, Apache Traffic Server, as docs/caches has them.
 *
 * Source: what nginx 1.22 with Debian's module, a newer fork of that module, Squid 5.7 and Traffic Server 9.2 answered when
 * they were run: 200 for what was cached, 404 (the fork: 412) for what was not, 403 for who may not. Each server has
 * its own copies: a visitor may meet either.
 *
 * Switches: `flavour` (`nginx`, `nginx-fork`, `squid`, `trafficserver`) · `crash: true` (Debian's nginx module in the same
 * location: the worker dies, and the client sees a reset) · `unconfigured: true` (a server that knows no purge passes PURGE
 * on to the origin, which answers 200; nothing is purged) · `key` (the value that X-Purge-Key must have; `null`: none is
 * asked for).
 */
import { z } from "zod";
import type { Api, Call, Model, Reply } from "../../kit/api.ts";
import { hasKey, KEY, OwnCacheApi, visitCache } from "../../kit/own-cache.ts";
import { hostOf, matchTarget } from "../../kit/select.ts";

/** In front of a path, for clients that can only send GET. */
const PURGE_PATH = "/purge";

const Switches = z.strictObject({
  flavour: z.enum(["nginx", "nginx-fork", "squid", "trafficserver"]).default("nginx"),
  crash: z.boolean().default(false),
  unconfigured: z.boolean().default(false),
  key: z.string().nullable().default(KEY),
});
type Flavour = z.infer<typeof Switches>["flavour"];

class HttpPurge extends OwnCacheApi<typeof Switches> {
  constructor(model: Model) {
    super(model, Switches, { success: [200, 404, 412], answer: "status" });
  }

  override kindOf({ method, path }: Call) {
    return method === "PURGE" || isPurgePath(method, path) ? ("submit" as const) : ("lookup" as const);
  }

  reply(call: Call): Reply {
    const { flavour, crash, unconfigured, key } = this.state;
    const isPath = isPurgePath(call.method, call.path) && flavour.startsWith("nginx");
    if (call.method !== "PURGE" && !isPath) {
      const isVisit = call.method === "GET" || call.method === "HEAD";
      return isVisit ? visitCache(this.model, call) : page(405, "Not Allowed", flavour);
    }
    if (crash) return { status: 0, body: "" };
    if (unconfigured) return { status: 200, headers: { "content-type": "text/plain" }, body: "ok\n" };
    if (!hasKey(call, key)) return page(403, "Forbidden", flavour);
    return this.#purge(call, isPath ? call.target.slice(PURGE_PATH.length) : call.target, flavour);
  }

  #purge({ headers, server }: Call, target: string, flavour: Flavour): Reply {
    const host = hostOf(this.model, headers["host"] ?? "");
    if (host === undefined && flavour === "trafficserver") return page(404, "Not Found on Accelerator", flavour);
    this.model.accept({ url: target, host: headers["host"] });
    const found = host !== undefined && this.model.evict(matchTarget(target, host), server).objects > 0;
    if (found) return page(200, "OK", flavour);
    return flavour === "nginx-fork" ? page(412, "Precondition Failed", flavour) : page(404, "Not Found", flavour);
  }
}

function isPurgePath(method: string, path: string): boolean {
  return method === "GET" && path.startsWith(`${PURGE_PATH}/`);
}

/** nginx answers with a page; Squid and Traffic Server with nothing, and with a page where they refuse. */
function page(status: number, reason: string, flavour: Flavour): Reply {
  const server = { nginx: "nginx/1.22.1", "nginx-fork": "nginx/1.27", squid: "squid/5.7", trafficserver: "ATS/9.2.9" }[
    flavour
  ];
  const text = status === 200 ? "Successful purge" : `${status} ${reason}`;
  const body = `<html>\r\n<head><title>${text}</title></head>\r\n<body>\r\n<center><h1>${text}</h1></center>\r\n</body>\r\n</html>\r\n`;
  const isEmpty = !flavour.startsWith("nginx") && (reason === "OK" || reason === "Not Found");
  return { status, reason, headers: { server, ...(isEmpty ? {} : HTML) }, body: isEmpty ? "" : body, why: reason };
}

const HTML = { "content-type": "text/html" };

export function createApi(model: Model): Api {
  return new HttpPurge(model);
}
