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
  /** Out of date, and to be served once more. */
  readonly isStale: boolean;
  /**
   * Servers of the cache that no longer hold it, or hold it as stale. A visitor may meet any server: it is gone when all are
   * done.
   */
  readonly doneAt: ReadonlySet<number>;
}

export type Matcher = (object: CachedObject) => boolean;

/** What the edge holds: a map from URL to answer, and how purges change it. */
export interface Cache {
  /** The object under this URL, expired or not. */
  find(url: string): CachedObject | undefined;
  isFresh(object: CachedObject): boolean;
  /** The cache as a visitor of one server sees it. */
  at(server: number): Pick<Cache, "find" | "isFresh" | "store">;
  /** Keeps an answer. Only 200 and 404 are cacheable; any other answer removes what was there. */
  store(url: string, answer: Answer): void;
  /** Removes what matches, and returns it. `server`: at that one alone, so that visitors of the others still get it. */
  evict(matches: Matcher, server?: number): readonly CachedObject[];
  /** Keeps what matches, but compares it with the origin before it is served again. */
  expire(matches: Matcher): readonly CachedObject[];
  /** Keeps what matches for one more visitor, while it is fetched anew. */
  soften(matches: Matcher, server?: number): readonly CachedObject[];
  /** Keys of the fresh objects, sorted. */
  urls(): string[];
}

export interface Lifetimes {
  readonly ttlMs: number;
  readonly negativeTtlMs: number;
  /** How many servers hold the same. Default 1. */
  readonly servers?: number;
}

/** Batoff, purge API, "Purge by tag": at most 16 tags in one response; what follows is not indexed. */
const MAX_TAGS = 16;

export function createCache({ ttlMs, negativeTtlMs, servers = 1 }: Lifetimes, now: () => number): Cache {
  const objects = new Map<string, CachedObject>();
  const isFresh = (object: CachedObject): boolean => !object.isStale && now() < object.expiresAt;

  /** Notes that one server, or all of them, are done with what matches; `finish` is called for what no server holds. */
  function change(
    matches: Matcher,
    server: number | undefined,
    finish: (object: CachedObject) => void,
  ): readonly CachedObject[] {
    const held = (object: CachedObject): boolean => server === undefined || !object.doneAt.has(server);
    const hit = [...objects.values()].filter((object) => held(object) && matches(object));
    for (const object of hit) {
      const doneAt = new Set(object.doneAt).add(server ?? 0);
      if (server === undefined || doneAt.size >= servers) finish(object);
      else objects.set(object.url, { ...object, doneAt });
    }
    return hit;
  }

  return {
    find: (url) => objects.get(url),
    isFresh,
    at(server) {
      const find = (url: string): CachedObject | undefined => {
        const object = objects.get(url);
        return object?.doneAt.has(server) ? undefined : object;
      };
      return { find, isFresh, store: (url, answer) => this.store(url, answer) };
    },
    store(url, answer) {
      const lifetime = answer.status === 200 ? ttlMs : negativeTtlMs;
      if (answer.status === 200 || answer.status === 404) objects.set(url, describe(url, answer, now(), lifetime));
      else objects.delete(url);
    },
    evict: (matches, server) => change(matches, server, ({ url }) => objects.delete(url)),
    expire: (matches) =>
      change(matches, undefined, (object) => objects.set(object.url, { ...object, expiresAt: now() })),
    soften: (matches, server) =>
      change(matches, server, (object) => objects.set(object.url, { ...object, isStale: true })),
    urls() {
      const fresh = [...objects.values()].filter(isFresh);
      return fresh.map(({ url }) => url).sort();
    },
  };
}

function describe(url: string, answer: Answer, storedAt: number, lifetimeMs: number): CachedObject {
  const [, host = "", path = "", query = ""] = /^http:\/\/([^/]*?)(?::\d+)?(\/[^?]*)(\?.*)?$/s.exec(url) ?? [];
  const tags = (answer.headers["cache-tag"] ?? "").split(",").map((tag) => tag.trim());
  const kept = new Set(tags.filter((tag) => tag !== "").slice(0, MAX_TAGS));
  return {
    url,
    host,
    path,
    query,
    tags: kept,
    answer,
    storedAt,
    expiresAt: storedAt + lifetimeMs,
    isStale: false,
    doneAt: new Set(),
  };
}
