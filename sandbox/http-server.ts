import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createSocketServer, type Server as SocketServer } from "node:net";

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
 * The same for clients that send BAN, which Node's parser does not know and answers with 400: its first bytes are
 * replaced before the parser sees them. Each connection carries one request.
 */
export async function listenToBans(listener: Listener, port = 0): Promise<Server> {
  const banning = new WeakSet<object>();
  const parser = createServer((request, response) => {
    if (banning.has(request.socket)) request.method = "BAN";
    response.setHeader("connection", "close");
    listener(request, response);
  });
  const server = createSocketServer((socket) => {
    socket.on("error", () => socket.destroy());
    socket.once("data", (data) => {
      const first = Buffer.from(data);
      socket.pause();
      const isBan = first.subarray(0, 4).toString("latin1") === "BAN ";
      if (isBan) banning.add(socket);
      parser.emit("connection", socket);
      socket.unshift(isBan ? Buffer.concat([Buffer.from("LINK "), first.subarray(4)]) : first);
      socket.resume();
    });
  });
  return start(server, port, () => parser.closeAllConnections());
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
