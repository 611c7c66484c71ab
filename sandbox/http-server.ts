import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

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
      server.closeAllConnections();
      return ended.promise;
    },
  };
}
