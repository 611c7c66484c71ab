import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { SANDBOX_REQUEST } from "../../sandbox/edge.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";

/** What stands in front of the sandbox's edge, and answers visitors instead of it where it likes. */
export interface Front extends AsyncDisposable {
  readonly url: string;
  /** Requests that came, in order. */
  readonly visits: readonly IncomingMessage[];
}

/** An answer; undefined lets the edge answer. */
interface FrontAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** What a visitor gets: given what the edge would answer. */
export type Habit = (
  request: { readonly path: string; readonly headers: IncomingMessage["headers"] },
  edge: () => Promise<Uint8Array>,
) => Promise<FrontAnswer> | FrontAnswer;

/** Starts a server on loopback that looks into the edge as a cache behind it would. */
export async function startFront({ edge }: Pick<Sandbox, "edge">, habit: Habit): Promise<Front> {
  const visits: IncomingMessage[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { url: path = "/", headers } = request;
    const behind = async (): Promise<Uint8Array> => {
      const found = await fetch(edge.url + path, { headers: { [SANDBOX_REQUEST]: "1" } });
      return new Uint8Array(await found.arrayBuffer());
    };
    const { status = 200, headers: sent = {}, body = "" } = await habit({ path, headers }, behind);
    response.writeHead(status, sent);
    response.end(body);
  };
  const server = createServer((request, response) => {
    visits.push(request);
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    visits,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
