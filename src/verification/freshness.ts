import { httpDateMs } from "../lib/http-headers.ts";
import type { Content } from "../model/proof.ts";
import type { Page } from "../ports/site-client.ts";

/** What one look at a URL shows. Only `fresh` proves anything good. */
export interface Judgement {
  readonly kind: "fresh" | "stale" | "inconclusive";
  /** Half a sentence: what it rests on. */
  readonly why: string;
}

/** When a page was looked at, in milliseconds since the purge was accepted. */
export interface Moment {
  readonly requestedMs: number;
  readonly answeredMs: number;
  /** Wall clock of the acceptance, in milliseconds since 1970. */
  readonly purgedAtMs: number;
}

/** Which build a page shows. `either`: it fits the new one, and nothing tells that the old one was different there. */
export interface Shown {
  readonly kind: "new" | "old" | "either" | "neither" | "unknown";
  /** Half a sentence. */
  readonly why: string;
}

interface Contents {
  readonly was: Content;
  readonly now: Content;
}

/**
 * Holds one answer of the live site against the old and the new build. Content decides wherever it can be compared; cache
 * headers only where it is neither the one nor the other, and then only for a complete, plain 200.
 */
export function judge(page: Page, contents: Contents, at: Moment, shown: Shown = shownBy(page, contents)): Judgement {
  if (shown.kind === "new") return { kind: "fresh", why: shown.why };
  if (shown.kind === "old") return { kind: "stale", why: shown.why };
  if (page.status !== 200) return { kind: "inconclusive", why: shown.why };
  const youth = youthOf(page.headers, at);
  if (youth.kind === "younger") return { kind: "fresh", why: youth.why };
  return { kind: "inconclusive", why: `${shown.why}, and ${youth.why}` };
}

/** What the content of a page shows by itself. */
export function shownBy(page: Page, { was, now }: Contents): Shown {
  const { status } = page;
  if (matches(page, now) === "yes") {
    return { kind: "new", why: now.kind === "nothing" ? `it is gone (${status})` : "its content is the new build's" };
  }
  if (matches(page, was) === "yes") {
    const why =
      was.kind === "nothing" ? `it answers ${status}, as before the deploy` : "its content is the old build's";
    return { kind: "old", why };
  }
  return status === 200 ? unlike(page, { was, now }) : { kind: "unknown", why: `it answers ${status}` };
}

/** Why the content says nothing. */
function unlike({ headers, contentNames }: Page, { was, now }: Contents): Shown {
  const unknown = (why: string): Shown => ({ kind: "unknown", why });
  const encoding = encodingOf(headers);
  if (encoding !== undefined) return unknown(`its content is encoded (${encoding}) although it was asked for as it is`);
  if (contentNames === undefined) return unknown("its content is too long to be compared");
  if (now.kind === "unknown" || was.kind === "unknown") return unknown("its content is not one that the diff knows");
  const why =
    now.kind === "nothing"
      ? "it was deleted, and still answers 200 with content of its own"
      : "its content is neither the new build's nor the old one's (something on the way may change it)";
  return { kind: "neither", why };
}

/** Does the page show this content? */
export function matches({ status, headers, contentNames }: Page, content: Content): "yes" | "no" | "unknown" {
  const isGone = status === 404 || status === 410;
  if (content.kind === "unknown" || (status !== 200 && !isGone)) return "unknown";
  if (content.kind === "nothing") return isGone ? "yes" : "no";
  if (isGone) return "no";
  if (contentNames === undefined || encodingOf(headers) !== undefined) return "unknown";
  if (!contentNames.some(({ length }) => length === content.id.length)) return "unknown";
  return contentNames.includes(content.id) ? "yes" : "no";
}

/** Absent where the bytes are as they were built. */
export function encodingOf(headers: Page["headers"]): string | undefined {
  const encoding = (headers["content-encoding"] ?? "").trim().toLowerCase();
  return encoding === "" || encoding === "identity" ? undefined : encoding;
}

/** Age is a whole number of seconds, rounded either way. */
const AGE_STEP_MS = 1_000;
/** Clocks of servers may differ from ours by so much; beyond it a Date from before the purge speaks against youth. */
const CLOCK_SKEW_MS = 60_000;

export interface Youth {
  readonly kind: "younger" | "older" | "unknown";
  /** Half a sentence. */
  readonly why: string;
}

/**
 * Do the cache headers prove that the answer was made after the purge?
 *
 * Age (RFC 9111 section 5.1) counts from the origin, over all caches on the way, and decides where it is given: of several
 * the largest. Else every cache that says anything must say that it asked further. Date alone never proves youth, since
 * many CDNs write their own; a Date from long before the purge disproves it.
 */
export function youthOf(headers: Page["headers"], at: Moment): Youth {
  const word = cacheWord(headers);
  const told = word === undefined ? "no cache header tells its age" : `its cache says ${word.message}`;
  const date = httpDateMs(headers["date"], new Date(at.purgedAtMs));
  if (date !== undefined && date < at.purgedAtMs - CLOCK_SKEW_MS) {
    return { kind: "older", why: "its Date lies before the purge" };
  }
  const ageMs = ageOf(headers["age"]);
  if (ageMs !== undefined) {
    if (ageMs + AGE_STEP_MS <= at.requestedMs)
      return { kind: "younger", why: `its Age (${ageMs / 1000} s) is less than the purge's` };
    const kind = ageMs - AGE_STEP_MS > at.answeredMs ? "older" : "unknown";
    return { kind, why: `its Age (${ageMs / 1000} s) does not prove that it is younger than the purge` };
  }
  if (word?.kind === "miss") return { kind: "younger", why: `its cache had to ask the origin (${word.message})` };
  return { kind: "unknown", why: told };
}

/** In milliseconds; undefined when it is missing or no number. Several values: the largest. */
function ageOf(value: string | undefined): number | undefined {
  const values = (value ?? "").split(",").map((one) => one.trim());
  if (!values.every((one) => /^\d{1,10}$/.test(one))) return undefined;
  return Math.max(...values.map(Number)) * 1000;
}

/**
 * Headers in which CDNs say whether they had the page: the common `X-Cache`, Cloudflare, nginx, bunny.net, Vercel, Akamai's
 * parent cache. Cache-Status of RFC 9211 is read apart.
 */
const CACHE_HEADERS = [
  "x-cache",
  "cf-cache-status",
  "x-cache-status",
  "x-proxy-cache",
  "cdn-cache",
  "x-vercel-cache",
  "x-cache-remote",
] as const;
const HIT = /\b(?:[a-z_]*hit|stale|updating|prerender)\b/i;
const MISS = /\b(?:[a-z_]*miss|expired|bypass|dynamic|revalidated)\b/i;

/** One word of all caches together: `miss` only when none of them had it. */
function cacheWord(
  headers: Page["headers"],
): { readonly kind: "hit" | "miss" | "unknown"; readonly message: string } | undefined {
  const told = CACHE_HEADERS.flatMap((name) => {
    const value = headers[name];
    return value === undefined
      ? []
      : [{ message: `${name}: ${value.slice(0, 100)}`, hit: HIT.test(value), miss: MISS.test(value) }];
  });
  const standard = headers["cache-status"];
  if (standard !== undefined) told.push(...standardWords(standard));
  const [first] = told;
  if (first === undefined) return undefined;
  const hit = told.find((one) => one.hit);
  if (hit !== undefined) return { kind: "hit", message: hit.message };
  return { kind: told.every(({ miss }) => miss) ? "miss" : "unknown", message: first.message };
}

/** RFC 9211: one member per cache, `ExampleCache; fwd=uri-miss`; quoted text may hold commas and semicolons. */
function standardWords(value: string): { readonly message: string; readonly hit: boolean; readonly miss: boolean }[] {
  const plain = value.replace(/"(?:[^"\\]|\\.)*"/g, "text");
  return plain.split(",").map((member) => {
    const parameters = member
      .split(";")
      .slice(1)
      .map((one) => one.trim().toLowerCase());
    return {
      message: `cache-status: ${member.trim().slice(0, 100)}`,
      hit: parameters.some((one) => one === "hit" || one === "hit=?1"),
      miss: parameters.some((one) => one.startsWith("fwd=")),
    };
  });
}
