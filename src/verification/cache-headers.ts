import type { Page } from "../ports/site-client.ts";

/** What one cache between the origin and us says of an answer. */
export interface CacheWord {
  /** `hit`: it had the page. `miss`: it fetched it. `uncached`: it never keeps this page, so that no purge changes it. */
  readonly kind: "hit" | "miss" | "uncached" | "unknown";
  /** The header as it came, cut to 100 characters. */
  readonly message: string;
  /** Does its `Age` count from when it got its copy? Where it does not, a hit may be of any age. */
  readonly sendsAge: boolean;
}

export interface CacheHeader {
  /** In lower case. */
  readonly name: string;
  /** Who writes it. */
  readonly by: string;
  readonly sendsAge: boolean;
  /** Examples of a hit and of a miss, for the documentation. */
  readonly hit: string;
  readonly miss: string;
  /** Where that is stated, or what showed it. */
  readonly source: string;
  /** A CDN's own: what stands beside it under a name that many caches use is then of a cache behind that CDN. */
  readonly isCdn?: true;
  readonly read: (value: string) => readonly CacheWord["kind"][];
}

const HIT = /\b(?:[a-z_]*hit|stale|updating|prerender)\b/i;
const MISS = /\b(?:[a-z_]*miss|expired|revalidated)\b/i;
const UNCACHED = /\b(?:bypass|dynamic|private_nostore|config_nocache)\b/i;

/** A word for each cache in a list, `HIT, MISS`. */
function listed(value: string): readonly CacheWord["kind"][] {
  return value
    .split(",")
    .map((one) => (HIT.test(one) ? "hit" : MISS.test(one) ? "miss" : UNCACHED.test(one) ? "uncached" : "unknown"));
}

/** RFC 9211: one member for each cache, `ExampleCache; fwd=uri-miss`; quoted text may hold commas and semicolons. */
function members(value: string): readonly CacheWord["kind"][] {
  const plain = value.replace(/"(?:[^"\\]|\\.)*"/g, "text");
  return plain.split(",").map((member) => {
    const parameters = member.split(";").map((one) => one.trim().toLowerCase());
    if (parameters.some((one) => one === "hit" || one === "hit=?1")) return "hit";
    if (parameters.includes("fwd=bypass")) return "uncached";
    return parameters.some((one) => one.startsWith("fwd=")) ? "miss" : "unknown";
  });
}

/** Of Via, only what Traffic Server adds: after the first `c`, the result of its cache's lookup. */
function trafficServer(value: string): readonly CacheWord["kind"][] {
  return [...value.matchAll(/\[[^\]c]*c([A-Z ])/g)].map(([, result]) =>
    /[AHSR]/.test(result as string) ? "hit" : result === "M" ? "miss" : "unknown",
  );
}

/**
 * Headers in which caches say whether they had the page. They explain a verdict, and a hit of a cache that sends no age
 * indicates that it did not; none of them proves anything, since a cache further out keeps and repeats them.
 */
export const CACHE_HEADERS: readonly CacheHeader[] = [
  {
    name: "cf-cache-status",
    isCdn: true,
    by: "Cloudflare",
    sendsAge: true,
    hit: "HIT, STALE, UPDATING",
    miss: "MISS, EXPIRED, REVALIDATED",
    source: "https://developers.cloudflare.com/cache/concepts/cache-responses/",
    read: listed,
  },
  {
    name: "x-cache",
    by: "CloudFront, Fastly, Akamai, Squid and many others",
    sendsAge: true,
    hit: "Hit from cloudfront, HIT, TCP_HIT from …",
    miss: "Miss from cloudfront, MISS, TCP_MISS from …",
    source: "https://www.fastly.com/documentation/reference/http/http-headers/X-Cache/",
    read: listed,
  },
  {
    name: "x-cache-remote",
    by: "Akamai's parent cache",
    sendsAge: true,
    hit: "TCP_HIT from …",
    miss: "TCP_MISS from …",
    source: "Akamai's debug headers, as the pragma akamai-x-cache-remote-on shows them",
    read: listed,
  },
  {
    name: "cdn-cache",
    isCdn: true,
    by: "Bunny",
    sendsAge: false,
    hit: "HIT, STALE, UPDATING; and CDN-CachedAt, from which the age is reckoned",
    miss: "MISS, EXPIRED, BYPASS",
    source: "answers of Bunny's edge",
    read: listed,
  },
  {
    name: "x-77-cache",
    isCdn: true,
    by: "CDN77",
    sendsAge: false,
    hit: "HIT, STALE, UPDATING",
    miss: "MISS, EXPIRED",
    source: "https://client.cdn77.com/support/knowledgebase/general-faq/which-headers-does-cdn77-add-to-my-files",
    read: listed,
  },
  {
    name: "cache",
    by: "Gcore",
    sendsAge: false,
    hit: "HIT, STALE, UPDATING",
    miss: "MISS, EXPIRED",
    source: "https://support.gcorelabs.com/hc/en-us/articles/213983169-Check-Cache-Settings",
    read: listed,
  },
  {
    name: "cache-status",
    by: "Netlify, Souin and who else follows RFC 9211",
    sendsAge: true,
    hit: '"Netlify Edge"; hit',
    miss: '"Netlify Edge"; fwd=miss',
    source: "https://www.rfc-editor.org/rfc/rfc9211",
    read: members,
  },
  {
    name: "x-vercel-cache",
    isCdn: true,
    by: "Vercel",
    sendsAge: true,
    hit: "HIT, STALE, PRERENDER",
    miss: "MISS, REVALIDATED",
    source: "https://vercel.com/docs/caching/cache-status",
    read: listed,
  },
  {
    name: "x-varnish",
    by: "Varnish",
    sendsAge: true,
    hit: "two numbers",
    miss: "one number",
    source: "Varnish 7.1; https://varnish-cache.org/docs/trunk/reference/vcl-var.html",
    read: (value) => [/^\d+ \d+$/.test(value.trim()) ? "hit" : /^\d+$/.test(value.trim()) ? "miss" : "unknown"],
  },
  {
    name: "x-cache-status",
    by: "nginx, where the configuration adds it",
    sendsAge: false,
    hit: "HIT, STALE, UPDATING",
    miss: "MISS, EXPIRED, BYPASS",
    source: "https://nginx.org/en/docs/http/ngx_http_upstream_module.html#var_upstream_cache_status",
    read: listed,
  },
  {
    name: "x-proxy-cache",
    by: "nginx, under another name that guides use",
    sendsAge: false,
    hit: "HIT",
    miss: "MISS",
    source: "https://nginx.org/en/docs/http/ngx_http_upstream_module.html#var_upstream_cache_status",
    read: listed,
  },
  {
    name: "via",
    by: "Apache Traffic Server, where it adds its codes",
    sendsAge: true,
    hit: "[cHs f ]",
    miss: "[cMsSf ]",
    source: "Traffic Server 9.2; https://docs.trafficserver.apache.org/en/latest/appendices/faq.en.html",
    read: trafficServer,
  },
];

/** The name that any cache may use: whose it is shows only where it stands alone. */
const ANYBODYS = "x-cache";

/** What the caches between the origin and us say, one word for each. */
export function cacheWordsOf(headers: Page["headers"]): readonly CacheWord[] {
  const isBehindCdn = CACHE_HEADERS.some(({ name, isCdn }) => isCdn === true && headers[name] !== undefined);
  return CACHE_HEADERS.flatMap(({ name, sendsAge, read }) => {
    const value = headers[name];
    if (value === undefined) return [];
    const isKnown = sendsAge && !(name === ANYBODYS && isBehindCdn);
    return read(value).map((kind) => ({ kind, message: `${name}: ${value.slice(0, 100)}`, sendsAge: isKnown }));
  });
}
