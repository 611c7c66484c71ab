import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as it arrived. */
export interface Recorded {
  readonly method: string;
  /** As in the request line, without its query. */
  readonly path: string;
  /** Sorted: the order of names means nothing. */
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What every request is answered with: what the vendor says when it took a purge. */
export interface Success {
  readonly status: number;
  /** Where a status is asked for, too. */
  readonly statusOf?: (method: string) => number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A function of the request's body and path where the answer repeats what was asked. */
  readonly body?: string | ((requested: string, path: string) => string);
}

export interface Recorder extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly Recorded[];
}

/** A server on loopback that takes down what it is asked. */
export async function startRecorder({
  status,
  statusOf = () => status,
  headers = {},
  body = "",
}: Success): Promise<Recorder> {
  const requests: Recorded[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request as AsyncIterable<Uint8Array>) chunks.push(chunk);
    const [path = "", query = ""] = (request.url ?? "").split(/\?(.*)/s);
    const fields = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
    requests.push({
      method: request.method ?? "",
      path,
      query: [...new URLSearchParams(query)].toSorted(),
      headers: Object.fromEntries(fields) as Record<string, string>,
      body: Buffer.concat(chunks).toString("utf8"),
    });
    const text = typeof body === "string" ? body : body(requests.at(-1)?.body ?? "", path);
    response.writeHead(
      statusOf(request.method ?? ""),
      text === "" ? headers : { "content-type": "application/json", ...headers },
    );
    response.end(text);
  });
  const started = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", started.resolve);
  await started.promise;
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async [Symbol.asyncDispose]() {
      const ended = Promise.withResolvers<void>();
      server.close(() => ended.resolve());
      server.closeAllConnections();
      await ended.promise;
    },
  };
}
