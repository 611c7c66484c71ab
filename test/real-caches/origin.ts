import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** A real origin: says how often it was asked for a URL, and for which host. */
export interface Origin extends AsyncDisposable {
  readonly port: number;
  /** How many requests with a method other than GET and HEAD got through to it. */
  readonly others: readonly string[];
  /** How many pages it was asked for. */
  requested(): number;
}

/** Tags stand in the query: `/a?tags=news,sport`. Every answer may be cached for ten minutes. */
export async function startOrigin(): Promise<Origin> {
  const counts = new Map<string, number>();
  const others: string[] = [];
  let pages = 0;
  const server = createServer((request: IncomingMessage, response) => {
    const { method = "GET", url = "/", headers } = request;
    if (method !== "GET" && method !== "HEAD") others.push(`${method} ${url}`);
    const name = `${headers.host?.replace(/:\d+$/, "")}${url}`;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    if (method === "GET") pages++;
    const tags = new URL(url, "http://origin").searchParams.get("tags");
    response.writeHead(200, {
      "content-type": "text/plain",
      "cache-control": "public, max-age=600",
      ...(tags === null ? {} : { xkey: tags.replaceAll(",", " ") }),
    });
    response.end(`${name} #${count}\n`);
  });
  const started = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", started.resolve);
  await started.promise;
  return {
    port: (server.address() as AddressInfo).port,
    others,
    requested: () => pages,
    async [Symbol.asyncDispose]() {
      const ended = Promise.withResolvers<void>();
      server.close(() => ended.resolve());
      server.closeAllConnections();
      await ended.promise;
    },
  };
}
