import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo, Server as SocketServer } from "node:net";
import { createServer } from "./http-module.ts";

export type Listener = (request: IncomingMessage, response: ServerResponse) => void;

export interface Server {
  readonly port: number;
  readonly url: string;
  /** Cuts every connection, then ends. */
  close(): Promise<void>;
}

/** An HTTP server on loopback. Port 0 takes a free one. @throws when the port is taken. */
export async function listen(listener: Listener, port = 0): Promise<Server> {
  const server = createServer(listener);
  return start(server, port, () => server.closeAllConnections());
}

/**
 * The same for clients that send BAN, which Node's parser does not know and answers with 400: where a request begins, it
 * is shown ACL instead, a method as long that no cache here takes.
 */
export async function listenToBans(listener: Listener, port = 0): Promise<Server> {
  const bans = new WeakSet<object>();
  const latest = new WeakMap<object, IncomingMessage>();
  const server = createServer((request, response) => {
    const { socket } = request;
    latest.set(socket, request);
    if (bans.delete(socket)) request.method = "BAN";
    listener(request, response);
  });
  server.on("connection", (socket) => {
    socket.prependListener("data", (data: Buffer) => {
      const isBeginning = latest.get(socket)?.complete !== false;
      if (!isBeginning || data.toString("latin1", 0, 4) !== "BAN ") return;
      data.write("ACL ", "latin1");
      bans.add(socket);
    });
  });
  return start(server, port, () => server.closeAllConnections());
}

async function start(server: SocketServer, port: number, cut: () => void): Promise<Server> {
  const started = Promise.withResolvers<void>();
  server.once("error", started.reject);
  server.listen(port, "127.0.0.1", started.resolve);
  await started.promise;
  const taken = (server.address() as AddressInfo).port;
  return {
    port: taken,
    url: `http://127.0.0.1:${taken}`,
    close() {
      const ended = Promise.withResolvers<void>();
      server.close(() => ended.resolve());
      cut();
      return ended.promise;
    },
  };
}
