import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import type { Answer } from "./answer.ts";
import type { Cache, CachedObject } from "./cache.ts";
import { type Listener, listen, type Server } from "./http-server.ts";
import { type Content, visitOf } from "./origin.ts";
import { inRange } from "./ranges.ts";
import type { EdgeSwitches, Visit } from "./sandbox.ts";
import type { Timeline } from "./timeline.ts";

/** Names under which the edge answers: one cache, two hosts. */
export const HOSTS: readonly string[] = ["127.0.0.1", "localhost"];

/** A request of the sandbox's own, which is no visit. */
export const OWN_LOOK = "x-sandbox-look";

/** How an edge misbehaves. */
export interface Manners {
  set(switches: EdgeSwitches): void;
  /** Does this purge pass without effect? Counts down. */
  isDeafTo(object: CachedObject): boolean;
  readonly now: Required<EdgeSwitches>;
}

export function createManners(): Manners {
  const now = { deaf: {}, compress: false, inject: "", redirect: {}, tellsAge: true, unavailable: 0, ranges: true };
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
    timeline.settle();
    const { method = "GET", url: target = "/" } = request;
    const authority = request.headers.host ?? "";
    const isOwn = request.headers[OWN_LOOK] !== undefined;
    if (!isOwn) visits.push(visitOf(request, timeline.now()));
    if (!HOSTS.includes(authority.replace(/:\d+$/, ""))) return refuse(response, 421);
    if (method !== "GET" && method !== "HEAD") return refuse(response, 405);
    if (!isOwn && isSentAway(response, manners.now, target)) return;
    const { answer, hit, ageMs } = serve(cache, content, timeline.now(), `http://${authority}`, target);
    const { status, headers, body } = isOwn ? answer : toVisitor(answer, manners.now, request.headers.range);
    response.sendDate = false;
    response.writeHead(status, {
      ...headers,
      "content-length": String(body.length),
      date: new Date(timeline.now()).toUTCString(),
      ...(isOwn || manners.now.tellsAge
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

/** What the edge makes of an answer on its way to visitors. */
function dressed({ status, headers, body }: Answer, now: Manners["now"]): Answer {
  const isHtml = (headers["content-type"] ?? "").startsWith("text/html");
  const whole = isHtml && now.inject !== "" ? Buffer.concat([body, Buffer.from(now.inject)]) : body;
  if (!now.compress) return { status, headers, body: whole };
  return { status, headers: { ...headers, "content-encoding": "gzip" }, body: gzipSync(whole) };
}

function serve(
  cache: Cache,
  content: Content,
  now: number,
  base: string,
  target: string,
): { answer: Answer; hit: boolean; ageMs: number } {
  const url = `${base}${target}`;
  const held = cache.find(url);
  if (held !== undefined && cache.isFresh(held)) return { answer: held.answer, hit: true, ageMs: now - held.storedAt };
  const answer = content.answer(target);
  cache.store(url, answer);
  // An expired object whose content is unchanged is revalidated, not fetched again.
  const unchanged = held?.answer.status === answer.status && held.answer.headers["etag"] === answer.headers["etag"];
  return { answer, hit: unchanged, ageMs: 0 };
}

function refuse(response: ServerResponse, status: 405 | 421): void {
  response.writeHead(status, status === 405 ? { allow: "GET, HEAD" } : {});
  response.end();
}
