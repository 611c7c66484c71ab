import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { HttpResponse } from "../../src/model/http.ts";
import type { Connection, Io, ProviderResult, Receipt } from "../../src/model/provider.ts";

/** One request as the API sees it: `values` of the instructions of a submit, or the id that a poll asks for. */
export interface Seen {
  readonly what: "submit" | "poll";
  readonly values: readonly string[];
  readonly id: string;
  /** Position among all requests, from 0. */
  readonly at: number;
}

/** What the API says: an answer in the core's own words, nothing at all, or the end of the connection. */
export type Reply = ProviderResult | AnswerWith | "hang" | "reset" | "half";

/** An answer with headers, and with a status where it is not 200. */
export interface AnswerWith {
  readonly answer: ProviderResult;
  readonly headers: Readonly<Record<string, string>>;
  readonly status: number;
}

export function answerWith(
  answer: ProviderResult,
  headers: Readonly<Record<string, string>>,
  status = 200,
): AnswerWith {
  return { answer, headers, status };
}

/** A purge API over HTTP on loopback that answers as it is told: the plainest provider there can be. */
export interface TestApi {
  readonly url: string;
  readonly seen: readonly Seen[];
  /** Most requests that were under way at one time. */
  most(): number;
  /** Resolves when so many requests have arrived. */
  arrived(count: number): Promise<void>;
  connect(io: Io): readonly Connection[];
  close(): Promise<void>;
}

export async function startTestApi(reply: (seen: Seen) => Reply | Promise<Reply>): Promise<TestApi> {
  const seen: Seen[] = [];
  let underWay = 0;
  let most = 0;
  const server = createServer((request, response) => {
    underWay += 1;
    most = Math.max(most, underWay);
    response.on("close", () => {
      underWay -= 1;
    });
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (text: string) => {
      body += text;
    });
    request.on("end", async () => {
      const one = JSON.parse(body) as Omit<Seen, "at">;
      const entry = { ...one, at: seen.length };
      seen.push(entry);
      server.emit("arrived");
      send(response, await reply(entry));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    seen,
    most: () => most,
    async arrived(count) {
      while (seen.length < count) await once(server, "arrived");
    },
    connect: (io) => [connectionTo(url, io)],
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function send(response: ServerResponse, reply: Reply): void {
  if (reply === "hang") return;
  if (reply === "reset") response.socket?.resetAndDestroy();
  else if (reply === "half") response.writeHead(200, { "content-length": "100" }).write("{", () => response.destroy());
  else if ("answer" in reply) response.writeHead(reply.status, reply.headers).end(JSON.stringify(reply.answer));
  else response.end(JSON.stringify(reply));
}

/** A provider's connection to such an API. In the body of a request the values come last. */
export function connectionTo(url: string, io: Io): Connection {
  const post = async (body: Omit<Seen, "at">): Promise<ProviderResult> => {
    const request = { method: "POST", url, headers: {}, body: JSON.stringify(body), secrets: ["s1gnature"] } as const;
    return answerOf(await io.send(request));
  };
  return {
    submit: (batch) => post({ what: "submit", id: "", values: batch.items.map(({ selector }) => selector.value) }),
    poll: (receipt: Receipt) => post({ what: "poll", id: receipt.id ?? "", values: [] }),
  };
}

function answerOf({ text }: HttpResponse): ProviderResult {
  return JSON.parse(text) as ProviderResult;
}
