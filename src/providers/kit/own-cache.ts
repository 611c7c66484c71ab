import { z } from "zod";
import type { HttpRequest, Method } from "../../model/http.ts";
import type { DestinationSettings } from "../../model/provider.ts";
import { insecure, plainHttpProblem, type Server, servers } from "./servers.ts";
import { credential, noCredential } from "./settings.ts";

/** Where every cache of one's own is purged: its servers, and the header that says who may purge. */
export interface OwnCache extends DestinationSettings {
  readonly servers: readonly Server[];
  readonly keyHeader: string;
  /** Host of the first `site-url`, for requests that name no page; undefined where there is none. */
  readonly host: string | undefined;
}

/** The inputs and options that caches of one's own share, for `destination`. */
export function ownCacheInputs(example?: string) {
  return {
    site: z
      .never({ error: "is not used: a cache of your own has no site to name; site-url says which host is purged" })
      .optional()
      .describe("Not used."),
    "api-key": credential("Value of the header that the cache's configuration asks for, if it asks for one."),
    "api-secret": noCredential("is not used: a cache of your own has one credential at most, api-key"),
    "api-url": z
      .never({ error: "is not used: give the cache's servers as provider-options: servers" })
      .optional()
      .describe("Not used."),
    servers: servers(example),
    "key-header": headerName("X-Purge-Key").default("X-Purge-Key").describe("Request header that carries `api-key`."),
    insecure: insecure(),
  };
}

interface OwnCacheInputs {
  readonly "site-url": readonly string[];
  readonly "api-key"?: string | undefined;
  readonly servers: readonly Server[];
  readonly "key-header": string;
  readonly insecure: boolean;
}

/** Reports servers that would get the purges in clear text, for `superRefine`. */
export function checkPlainHttp(raw: OwnCacheInputs, context: z.RefinementCtx): void {
  const message = plainHttpProblem(raw.servers, raw["api-key"] !== undefined, raw.insecure);
  if (message !== undefined) context.addIssue({ code: "custom", path: ["servers"], message });
}

/** What every such cache's settings begin with. The report calls the site by its hosts. */
export function ownCache(raw: OwnCacheInputs): OwnCache {
  const hosts = [...new Set(raw["site-url"].map((url) => new URL(url).host))];
  const names = hosts.length > 0 ? hosts : raw.servers.map(({ name }) => name);
  return {
    site: names.join(", "),
    apiUrl: raw.servers[0]?.url ?? "",
    apiKey: raw["api-key"] ?? "",
    servers: raw.servers,
    keyHeader: raw["key-header"],
    host: hosts[0],
  };
}

/** One sentence for the log where the key goes out in clear text because the user allows it. */
export function clearTextNotes({ servers: all, apiKey }: OwnCache): readonly string[] {
  const message = plainHttpProblem(all, apiKey !== "", false);
  const [first] = all.filter(({ url }) => url.startsWith("http:"));
  if (message === undefined || first === undefined) return [];
  const what = apiKey === "" ? "Purges" : "The key";
  return [`${what} travel${apiKey === "" ? "" : "s"} in clear text to ${first.name}, as insecure: true allows.`];
}

/**
 * A request to one server for one host of the site.
 *
 * @param target the path with its query, slash in front.
 * @param host of the page that is meant: the server answers for several.
 */
export function requestTo(
  { url }: Server,
  { apiKey, keyHeader }: OwnCache,
  { method, target, host, headers = {} }: PurgeCall,
): HttpRequest {
  return {
    method,
    url: `${url}${target}`,
    headers: {
      ...(host === undefined ? {} : { host }),
      ...(apiKey === "" ? {} : { [keyHeader.toLowerCase()]: apiKey }),
      ...headers,
    },
  };
}

export interface PurgeCall {
  readonly method: Method;
  readonly target: string;
  readonly host: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Headers of HTTP itself, and of the action's own: a key or a list under one of these names would break the request. */
const TAKEN =
  /^(?:host|connection|content-length|transfer-encoding|te|trailer|upgrade|expect|keep-alive|accept-encoding|user-agent|proxy-.*)$/i;

/** An option that is the name of a request header: RFC 9110 section 5.1. */
export function headerName(example: string) {
  const error = `must be the name of a request header of your own, for example ${example}`;
  return z
    .string({ error })
    .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}$/, { error })
    .refine((name) => !TAKEN.test(name), { error });
}
