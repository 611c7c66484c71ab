import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** An answer of the API as it came, or as it is to arrive. */
export interface ApiAnswer {
  readonly status: number;
  readonly text: string;
}

/** Where an answer belongs: the vendor's own address tells a purge from a look at its status. */
export interface ApiCall {
  readonly method: string;
  readonly path: string;
}

export interface EditedApi extends AsyncDisposable {
  readonly url: string;
}

/** Stands before an API on loopback: requests pass as they are, and answers become what `edit` makes of them. */
export async function editAnswers(
  behind: string,
  edit: (answer: ApiAnswer, call: ApiCall) => ApiAnswer,
): Promise<EditedApi> {
  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request as AsyncIterable<Uint8Array>) chunks.push(chunk);
    const { method = "GET", url: path = "/", headers } = request;
    const { host: _host, connection: _connection, "content-length": _length, ...passed } = headers;
    const found = await fetch(behind + path, {
      method,
      headers: Object.entries(passed).map(([name, value]) => [name, String(value)] as [string, string]),
      ...(method === "GET" ? {} : { body: Buffer.concat(chunks) }),
    });
    const { status, text } = edit({ status: found.status, text: await found.text() }, { method, path });
    response.writeHead(status, { "content-type": "application/json" }).end(text);
  };
  const server = createServer((request, response) => {
    pass(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
