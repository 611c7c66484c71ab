import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import type { Answer } from "./answer.ts";
import type { Cache, CachedObject } from "./cache.ts";
import { type Listener, listen, type Server } from "./http-server.ts";
import { type Content, type Visit, visitOf } from "./origin.ts";
import { inRange } from "./ranges.ts";
import type { Timeline } from "./timeline.ts";

export interface Edge {
  /** `http://127.0.0.1:PORT`; the same cache answers for `localhost:PORT` as a second host. */
  readonly url: string;
  readonly secondUrl: string;
  /** Fetches through the edge, as a visitor. */
  get(pathOrUrl: string): Promise<{ status: number; body: string; cache: "HIT" | "MISS" }>;
  /** What `get` answers, and what the cache keeps then, without an exchange over HTTP: for a look at very many URLs. */
  serve(pathOrUrl: string): { status: number; body: string; cache: "HIT" | "MISS" };
  /** URLs that the edge answers without asking the origin, `http://127.0.0.1:PORT/a?b`, sorted. Expired ones are not. */
  cached(): string[];
  /** Drops all that it holds, as before the first visitor. */
  empty(): void;
  set(switches: EdgeSwitches): void;
  /** Requests of visitors, without those of `get`. */
  readonly visits: readonly Visit[];
}

/** How the edge behaves from now on; what is not named stays as it was. */
export interface EdgeSwitches {
  /** Purges of a path that pass without effect, by path, `/a/` → 2: a shield that fills the edge with the old page again. */
  readonly deaf?: Readonly<Record<string, number>>;
  /** Compresses every answer, whatever the request accepts. */
  readonly compress?: boolean;
  /** Is put at the end of every page; empty: nothing. */
  readonly inject?: string;
  /** Where every visitor is sent, by path; `*` is any path. */
  readonly redirect?: Readonly<Record<string, string>>;
  /** Does the edge send `age` and `x-cache`? */
  readonly sendsAge?: boolean;
  /** So many answers are a 503. */
  readonly unavailable?: number;
  /** Does the edge answer for parts of a file? Default true; without, it sends all of it. */
  readonly ranges?: boolean;
}

/** Names under which the edge answers: one cache, two hosts. */
export const HOSTS: readonly string[] = ["127.0.0.1", "localhost"];

/** A request of the sandbox's own, which is no visit. */
export const SANDBOX_REQUEST = "x-sandbox-look";

/** How an edge misbehaves. */
export interface Manners {
  set(switches: EdgeSwitches): void;
  /** Does this purge pass without effect? Counts down. */
  isDeafTo(object: CachedObject): boolean;
  readonly now: Required<EdgeSwitches>;
}

export function createManners(): Manners {
  const now = { deaf: {}, compress: false, inject: "", redirect: {}, sendsAge: true, unavailable: 0, ranges: true };
  const deaf = new Map<string, number>();
  return {
    now,
    set(switches) {
      const unknown = Object.keys(switches).find((name) => !(name in now));
      if (unknown !== undefined) throw new Error(`The edge has no switch ${unknown}`);
      Object.assign(now, switches);
      for (const [path, times] of Object.entries(switches.deaf ?? {})) deaf.set(path, times);
    },
    isDeafTo({ path }) {
      const left = deaf.get(path) ?? 0;
      deaf.set(path, Math.max(0, left - 1));
      return left > 0;
    },
  };
}

/** The cache over HTTP, for visitors: GET and HEAD, with `x-cache: HIT` or `MISS` and `age` in seconds. */
export async function serveEdge(
  cache: Cache,
  content: Content,
  { timeline, manners }: { readonly timeline: Timeline; readonly manners: Manners },
): Promise<Server & { readonly visits: readonly Visit[] }> {
  const visits: Visit[] = [];
  const listener: Listener = (request, response) => {
    timeline.runDue();
    const { method = "GET", url: target = "/" } = request;
    const authority = request.headers.host ?? "";
    const isOwn = request.headers[SANDBOX_REQUEST] !== undefined;
    if (!isOwn) visits.push(visitOf(request, timeline.now()));
    if (!HOSTS.includes(authority.replace(/:\d+$/, ""))) return refuse(response, 421);
    if (method !== "GET" && method !== "HEAD") return refuse(response, 405);
    if (!isOwn && isSentAway(response, manners.now, target)) return;
    const { answer, hit, ageMs } = serve(cache, content, timeline.now(), `http://${authority}${target}`);
    const { status, headers, body } = isOwn ? answer : toVisitor(answer, manners.now, request.headers.range);
    response.sendDate = false;
    response.writeHead(status, {
      ...headers,
      "content-length": String(body.length),
      date: new Date(timeline.now()).toUTCString(),
      ...(isOwn || manners.now.sendsAge
        ? { age: String(Math.floor(ageMs / 1000)), "x-cache": hit ? "HIT" : "MISS" }
        : {}),
    });
    response.end(method === "HEAD" ? undefined : body);
  };
  return { ...(await listen(listener)), visits };
}

/** What the edge does to visitors instead of serving them. */
function isSentAway(response: ServerResponse, now: Manners["now"], target: string): boolean {
  const location = now.redirect[target] ?? now.redirect["*"];
  const status = location !== undefined ? 302 : now.unavailable > 0 ? 503 : undefined;
  if (status === undefined) return false;
  if (status === 503) Object.assign(now, { unavailable: now.unavailable - 1 });
  response.writeHead(status, location === undefined ? {} : { location });
  response.end();
  return true;
}

function toVisitor(answer: Answer, now: Manners["now"], range: string | undefined): Answer {
  const whole = dressed(answer, now);
  return now.ranges ? inRange(whole, range) : whole;
}

/** The answer as visitors get it. */
function dressed({ status, headers, body }: Answer, now: Manners["now"]): Answer {
  const isHtml = (headers["content-type"] ?? "").startsWith("text/html");
  const whole = isHtml && now.inject !== "" ? Buffer.concat([body, Buffer.from(now.inject)]) : body;
  if (!now.compress) return { status, headers, body: whole };
  return { status, headers: { ...headers, "content-encoding": "gzip" }, body: gzipSync(whole) };
}

export type ServedCache = Pick<Cache, "find" | "isFresh" | "store">;

export interface Served {
  readonly answer: Answer;
  readonly hit: boolean;
  readonly ageMs: number;
}

/** What a visitor gets for one URL, from the cache or from the origin, and what the cache keeps of it. */
export function serve(cache: ServedCache, content: Content, now: number, url: string): Served {
  const held = cache.find(url);
  const ageMs = held === undefined ? 0 : now - held.storedAt;
  if (held !== undefined && cache.isFresh(held)) return { answer: held.answer, hit: true, ageMs };
  const { pathname, search } = new URL(url);
  const answer = content.answer(`${pathname}${search}`);
  cache.store(url, answer);
  // What was marked as stale is served once more while the new answer is fetched.
  if (held?.isStale === true) return { answer: held.answer, hit: true, ageMs };
  // An expired object whose content is unchanged is revalidated, not fetched again.
  const unchanged = held?.answer.status === answer.status && held.answer.headers["etag"] === answer.headers["etag"];
  return { answer, hit: unchanged, ageMs: 0 };
}

function refuse(response: ServerResponse, status: 405 | 421): void {
  response.writeHead(status, status === 405 ? { allow: "GET, HEAD" } : {});
  response.end();
}
