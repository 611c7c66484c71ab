import type { HttpResponse } from "../../model/http.ts";
import { excerptOf, isPage } from "../kit/error-text.ts";

/**
 * Does the answer look like one of a cache that has purged? A server that knows no PURGE passes it on to the origin, which
 * may answer anything.
 *
 * nginx's modules answer with a page called "Successful purge", or, as a newer one is set, with the key as JSON, XML or
 * text; Squid and Traffic Server with nothing. A short text that says "purged" is taken, too. Seen at nginx 1.22 with
 * ngx_cache_purge 2.3, Squid 5.7 and Traffic Server 9.2; the other forms are of the tests of
 * https://github.com/nginx-modules/ngx_cache_purge
 */
export function looksPurged(response: HttpResponse): boolean {
  const title = titleOf(response);
  if (title !== "") return title === "Successful purge";
  const text = response.text.trim();
  return text === "" || NAMES_KEY.test(text) || (text.length <= MAX_WORDS && /\bpurged\b/i.test(text));
}

const NAMES_KEY = /^(?:\{\s*"Key"\s*:|<\?xml[^>]*>\s*<status>\s*<Key>|Key\s*:)/;
/** Longest text, in characters, that a cache's own words may be part of: a page of the site is longer. */
const MAX_WORDS = 200;

/**
 * Does it look like one of a cache that had nothing? Squid and Traffic Server say nothing, nginx shows the page of the status
 * or, as it is set, the key; a short text may mention the cache. A page with another title is one of the site.
 */
export function looksNotCached(response: HttpResponse): boolean {
  const title = titleOf(response);
  if (title !== "") return title === `${response.status} ${response.statusText}`;
  const text = response.text.trim();
  return text === "" || NAMES_KEY.test(text) || (text.length <= MAX_WORDS && /\bcached?\b/i.test(text));
}

function titleOf(response: HttpResponse): string {
  return isPage(response) ? excerptOf(response) : "";
}

/** Traffic Server's answer for a host that no line of its remap.config has. */
export function isUnmapped({ status, statusText }: HttpResponse): boolean {
  return status === 404 && /\bon Accelerator\b/i.test(statusText);
}
