import { once } from "node:events";
import net from "node:net";
import tls from "node:tls";

/** What the server does with a connection once a whole request has arrived; `head` is the request's first lines. */
export type Behaviour = (socket: net.Socket, head: string, request: string) => void;

export interface RawServer {
  readonly port: number;
  /** `http://127.0.0.1:PORT`, or https. */
  readonly url: string;
  /** Requests that arrived whole, as text. */
  readonly requests: readonly string[];
  /** Connections that were ever made. */
  connections(): number;
  /** Resolves as soon as a connection has been made. */
  connected(): Promise<void>;
  /** Resolves as soon as no connection is open. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

export interface RawServerOptions {
  /** Speaks TLS with this certificate. */
  readonly tls?: tls.TlsOptions;
  /** Reads and says nothing but this, whatever comes: empty is what hangs in a TLS handshake. */
  readonly greeting?: string;
  /** Scheme in `url`, where it is not the one that is spoken. */
  readonly scheme?: "http" | "https";
}

/** A server on loopback that speaks bytes, not HTTP: for everything that can go wrong on a wire. */
export async function startRawServer(behaviour: Behaviour, options: RawServerOptions = {}): Promise<RawServer> {
  const requests: string[] = [];
  const open = new Set<net.Socket>();
  let made = 0;
  const server = net.createServer((plain) => {
    made += 1;
    open.add(plain);
    plain.on("error", () => undefined);
    plain.on("close", () => {
      open.delete(plain);
      if (open.size === 0) server.emit("idle");
    });
    server.emit("made");
    if (options.greeting !== undefined) {
      plain.write(options.greeting);
      plain.resume();
      return;
    }
    const socket = options.tls === undefined ? plain : new tls.TLSSocket(plain, { ...options.tls, isServer: true });
    if (socket !== plain) socket.on("error", () => undefined);
    readRequests(socket, (request) => {
      requests.push(request);
      behaviour(socket, request.split("\r\n\r\n")[0] ?? "", request);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as net.AddressInfo;
  const scheme = options.scheme ?? (options.tls === undefined ? "http" : "https");
  return {
    port,
    url: `${scheme}://127.0.0.1:${port}`,
    requests,
    connections: () => made,
    async connected() {
      if (made === 0) await once(server, "made");
    },
    async idle() {
      if (open.size > 0) await once(server, "idle");
    },
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

function readRequests(socket: net.Socket, onRequest: (request: string) => void): void {
  let buffer = "";
  socket.setEncoding("latin1");
  socket.on("data", (text: string) => {
    buffer += text;
    for (let whole = takeRequest(buffer); whole !== undefined; whole = takeRequest(buffer)) {
      buffer = buffer.slice(whole.length);
      onRequest(whole);
    }
  });
}

function takeRequest(buffer: string): string | undefined {
  const end = buffer.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const length = Number(/^content-length: *(\d+)/im.exec(buffer.slice(0, end))?.[1] ?? 0);
  return buffer.length >= end + 4 + length ? buffer.slice(0, end + 4 + length) : undefined;
}

/** A well-formed answer. */
export function answer(status: string, headers: readonly string[] = [], body = ""): Behaviour {
  return (socket) => {
    const lines = [`HTTP/1.1 ${status}`, `content-length: ${Buffer.byteLength(body)}`, ...headers, "", body];
    socket.write(lines.join("\r\n"));
  };
}

/** Bytes as they are, then the end of the connection. */
export function raw(text: string): Behaviour {
  return (socket) => socket.end(text, "latin1");
}

const HEADERS = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";

/** Faults of the wire, by name. */
export const FAULTS = {
  reset: (socket) => socket.resetAndDestroy(),
  fin: (socket) => socket.end(),
  garbage: raw("\u0000\u0001 garbage\r\n\r\n"),
  "http 0.9": raw("<html>hello</html>"),
  "bad chunk": raw(`${HEADERS}transfer-encoding: chunked\r\n\r\nZZ\r\nhello\r\n`),
  "half body": raw(`${HEADERS}content-length: 100\r\n\r\n{"ok":`),
  "half chunked body": raw(`${HEADERS}transfer-encoding: chunked\r\n\r\n40\r\n{"ok":`),
  "two lengths": raw(`${HEADERS}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`),
  "status 099": raw("HTTP/1.1 099 Odd\r\ncontent-length: 0\r\n\r\n"),
  "huge header": raw(`${HEADERS}x-huge: ${"x".repeat(200_000)}\r\n\r\n`),
  gzip: (socket) => socket.write(`${HEADERS}content-encoding: gzip\r\ncontent-length: 1000000\r\n\r\n not read`),
  hang: () => undefined,
  "headers, then hang": (socket) => socket.write(`${HEADERS}content-length: 100\r\n\r\n{`),
  drip: (socket) => {
    socket.write(`${HEADERS}content-length: 1000000\r\n\r\n`);
    const timer = setInterval(() => socket.write(" "), 5);
    socket.on("close", () => clearInterval(timer));
  },
  "headers that drip": (socket) => {
    socket.write("HTTP/1.1 200 OK\r\n");
    const timer = setInterval(() => socket.write("x-more: y\r\n"), 20);
    socket.on("close", () => clearInterval(timer));
  },
  "endless error": (socket) => {
    socket.write("HTTP/1.1 503 Down\r\ntransfer-encoding: chunked\r\n\r\n");
    const timer = setInterval(() => socket.write("1\r\nx\r\n"), 5);
    socket.on("close", () => clearInterval(timer));
  },
  endless: (socket) => {
    socket.write(`${HEADERS}\r\n`);
    const block = "x".repeat(16_384);
    const pour = (): void => {
      while (!socket.destroyed && socket.write(block));
    };
    socket.on("drain", pour);
    pour();
  },
} satisfies Record<string, Behaviour>;
