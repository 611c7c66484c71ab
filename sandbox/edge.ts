import type { ServerResponse } from "node:http";
import type { Cache } from "./cache.ts";
import { type Listener, listen, type Server } from "./http-server.ts";
import type { Answer, Content } from "./origin.ts";
import type { Timeline } from "./timeline.ts";

/** Names under which the edge answers: one cache, two hosts. */
export const HOSTS: readonly string[] = ["127.0.0.1", "localhost"];

/** The cache over HTTP, for visitors: GET and HEAD, with `x-cache: HIT` or `MISS` and `age` in seconds. */
export function serveEdge(cache: Cache, content: Content, timeline: Timeline): Promise<Server> {
  const listener: Listener = (request, response) => {
    timeline.settle();
    const { method = "GET", url: target = "/" } = request;
    const authority = request.headers.host ?? "";
    if (!HOSTS.includes(authority.replace(/:\d+$/, ""))) return refuse(response, 421);
    if (method !== "GET" && method !== "HEAD") return refuse(response, 405);
    const { answer, hit, ageMs } = serve(cache, content, timeline.now(), `http://${authority}`, target);
    response.sendDate = false;
    response.writeHead(answer.status, {
      ...answer.headers,
      "content-length": String(answer.body.length),
      date: new Date(timeline.now()).toUTCString(),
      age: String(Math.floor(ageMs / 1000)),
      "x-cache": hit ? "HIT" : "MISS",
    });
    response.end(method === "HEAD" ? undefined : answer.body);
  };
  return listen(listener);
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
