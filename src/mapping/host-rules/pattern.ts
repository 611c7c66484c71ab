import { escapePattern } from "../../lib/escape-regexp.ts";
import { decoded, type PatternMatch, type PatternReach } from "./host-rule.ts";

/**
 * What both readers of `_redirects` understand by a pattern, and where they differ:
 *
 * - Netlify: by segment, a slash at the end makes no difference, and `*` is the last segment or none.
 * - Cloudflare: by character, the whole path, slashes and all; a placeholder may stand anywhere.
 */
export type PatternLanguage = "netlify" | "cloudflare";

const PLACEHOLDER = /\*|:[A-Za-z]/;
/**
 * Placeholders of one segment, and segments with more than one in a pattern: each tries every place in a name, and segments
 * multiply. A file of the repository says what they are. Our own bounds.
 */
const MAX_IN_SEGMENT = 2;
const MAX_OPEN_SEGMENTS = 1;

/** URLs of a pattern. What follows the first placeholder is ignored: more are covered, never fewer. */
export function reachOf(from: string, language: PatternLanguage): PatternReach {
  const path = pathOf(from);
  const at = path.search(PLACEHOLDER);
  if (at < 0) {
    const bare = path.replace(/\/$/, "");
    if (language === "cloudflare") return { urls: [path] };
    return { urls: bare === "" ? [""] : [bare, `${bare}/`] };
  }
  const start = path.slice(0, at);
  const isSplat = path[at] === "*" && start.endsWith("/");
  // At Netlify, `/blog/*` is for `/blog` too.
  return { urls: isSplat && language === "netlify" ? [start.slice(0, -1)] : [], prefix: start };
}

/** Relative, unencoded, without a query. */
function pathOf(from: string): string {
  const path = from.replace(/^\/+/, "").replace(/[?#].*$/s, "");
  return decoded(path) ?? path;
}

/** Can the pattern be matched just as the host does? */
export function isPlain(from: string, language: PatternLanguage): boolean {
  const segments = from.split("/").slice(1);
  const names = [...from.matchAll(/:([A-Za-z]\w*)/g)].map(([, name]) => name);
  if (decoded(from) !== from || from.includes("//") || new Set(names).size < names.length) return false;
  if (segments.some((segment) => count(segment) > MAX_IN_SEGMENT)) return false;
  if (segments.filter((segment) => count(segment) > 1).length > MAX_OPEN_SEGMENTS) return false;
  const star = from.indexOf("*");
  if (language === "cloudflare") return star === from.lastIndexOf("*") && !names.includes("splat");
  const isWord = segments.every(
    (segment) => segment === "*" || /^:[A-Za-z]\w*$/.test(segment) || !/[:*]/.test(segment),
  );
  return isWord && (star < 0 || star === from.length - 1);
}

function count(segment: string): number {
  return segment.match(/\*|:[A-Za-z]\w*/g)?.length ?? 0;
}

/** @param from where it is not plain, it fits all that starts like it. */
export function compilePattern(from: string, language: PatternLanguage): PatternMatch {
  if (!isPlain(from, language)) {
    const { urls, prefix } = reachOf(from, language);
    return (url) => (urls.includes(url) || (prefix !== undefined && url.startsWith(prefix)) ? {} : undefined);
  }
  const isNetlify = language === "netlify";
  const bare = isNetlify ? from.replace(/\/\*?$/, "") : from;
  const source = bare.replace(/\*|:[A-Za-z]\w*|[^*:]+|:/g, (part) => {
    if (part === "*") return "(?<splat>.*)";
    return /^:\w/.test(part) ? `(?<${part.slice(1)}>[^/]+)` : escapePattern(part);
  });
  const end = !isNetlify ? "" : from.endsWith("*") ? "(?:/(?<splat>.*))?" : "/?";
  const pattern = new RegExp(`^${source}${end}$`, "s");
  return (url) => {
    const found = pattern.exec(`/${url}`);
    return found === null ? undefined : (found.groups ?? {});
  };
}
