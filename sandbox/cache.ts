import type { Answer } from "./answer.ts";

/** One answer as the edge keeps it. */
export interface CachedObject {
  /** The cache key: `http://host:port/path?query`. */
  readonly url: string;
  /** Host name without port. */
  readonly host: string;
  /** As requested, still percent-encoded. */
  readonly path: string;
  /** With the question mark; empty when there is none. */
  readonly query: string;
  readonly tags: ReadonlySet<string>;
  readonly answer: Answer;
  readonly storedAt: number;
  readonly expiresAt: number;
}

export type Matcher = (object: CachedObject) => boolean;

/** What the edge holds: a map from URL to answer, and the three ways in which a purge changes it. */
export interface Cache {
  /** The object under this URL, expired or not. */
  find(url: string): CachedObject | undefined;
  isFresh(object: CachedObject): boolean;
  /** Keeps an answer. Only 200 and 404 are cacheable; any other answer removes what was there. */
  store(url: string, answer: Answer): void;
  /** Removes what matches, and returns it. */
  evict(matches: Matcher): readonly CachedObject[];
  /** Keeps what matches, but asks the origin before it is served again. */
  expire(matches: Matcher): readonly CachedObject[];
  /** Keys of the fresh objects, sorted. */
  urls(): string[];
}

export interface Lifetimes {
  readonly ttlMs: number;
  readonly negativeTtlMs: number;
}

/** Batoff, purge API, "Purge by tag": at most 16 tags in one response; what follows is not indexed. */
const MOST_TAGS = 16;

export function createCache({ ttlMs, negativeTtlMs }: Lifetimes, now: () => number): Cache {
  const objects = new Map<string, CachedObject>();
  const isFresh = (object: CachedObject): boolean => now() < object.expiresAt;
  return {
    find: (url) => objects.get(url),
    isFresh,
    store(url, answer) {
      const lifetime = answer.status === 200 ? ttlMs : negativeTtlMs;
      if (answer.status === 200 || answer.status === 404) objects.set(url, describe(url, answer, now(), lifetime));
      else objects.delete(url);
    },
    evict(matches) {
      const hit = [...objects.values()].filter(matches);
      for (const { url } of hit) objects.delete(url);
      return hit;
    },
    expire(matches) {
      const hit = [...objects.values()].filter(matches);
      for (const object of hit) objects.set(object.url, { ...object, expiresAt: now() });
      return hit;
    },
    urls() {
      const fresh = [...objects.values()].filter(isFresh);
      return fresh.map(({ url }) => url).sort();
    },
  };
}

function describe(url: string, answer: Answer, storedAt: number, lifetimeMs: number): CachedObject {
  const [, host = "", path = "", query = ""] = /^http:\/\/([^/]*?)(?::\d+)?(\/[^?]*)(\?.*)?$/s.exec(url) ?? [];
  const tags = (answer.headers["cache-tag"] ?? "").split(",").map((tag) => tag.trim());
  const kept = new Set(tags.filter((tag) => tag !== "").slice(0, MOST_TAGS));
  return { url, host, path, query, tags: kept, answer, storedAt, expiresAt: storedAt + lifetimeMs };
}
