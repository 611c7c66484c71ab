import net from "node:net";
import { type Behaviour, type RawServer, startRawServer } from "./raw-server.ts";

/** What the wire does to the answer of a request that did reach the server behind it. */
export type Toxic = (socket: net.Socket, answer: Buffer) => void;

/** A fault of the wire: the server behind never hears of the request, or its answer suffers. */
export type WireFault = { readonly instead: Behaviour } | { readonly toxic: Toxic };

export interface Door extends Pick<RawServer, "url" | "requests" | "close"> {
  /** Requests that met the fault. */
  met(): number;
}

/**
 * A door in front of an HTTP server on loopback. Requests that match meet the fault, so many of them; the others pass.
 *
 * @param fault.times Infinity: all that match.
 */
export async function openDoor(
  behind: string,
  fault: { readonly wire: WireFault; readonly times: number; matches(head: string): boolean },
): Promise<Door> {
  const { port } = new URL(behind);
  let met = 0;
  const server = await startRawServer((socket, head, request) => {
    const meets = met < fault.times && fault.matches(head);
    if (meets) met += 1;
    if (meets && "instead" in fault.wire) {
      fault.wire.instead(socket, head, request);
      return;
    }
    const toxic = meets && "toxic" in fault.wire ? fault.wire.toxic : undefined;
    ask(Number(port), request, (answer) => {
      if (toxic === undefined) socket.end(answer);
      else toxic(socket, answer);
    });
  });
  const { url, requests, close } = server;
  return { url, requests, close, met: () => met };
}

/** One exchange with the server behind, as bytes; it ends the connection, so that the end of the answer is known. */
function ask(port: number, request: string, onAnswer: (answer: Buffer) => void): void {
  const chunks: Buffer[] = [];
  const socket = net.connect(port, "127.0.0.1");
  socket.on("error", () => onAnswer(Buffer.alloc(0)));
  socket.on("data", (chunk) => chunks.push(chunk));
  socket.on("end", () => onAnswer(Buffer.concat(chunks)));
  socket.write(request.replace(/^connection:.*$/im, "connection: close"), "latin1");
}

/** Longer than the limits that the tests set for one attempt. */
const TOO_LATE_MS = 10_000;

function later(socket: net.Socket, ms: number, work: () => void): void {
  setTimeout(() => {
    if (!socket.destroyed) work();
  }, ms).unref();
}

/** Bytes in pieces, one after the other. */
function pieces(size: number, ms: number): Toxic {
  return (socket, answer) => {
    let at = 0;
    const next = (): void => {
      socket.write(answer.subarray(at, at + size));
      at += size;
      if (at < answer.length) later(socket, ms, next);
      else socket.end();
    };
    socket.setNoDelay(true);
    next();
  };
}

/** Toxiproxy's list (github.com/Shopify/toxiproxy, README), as what happens to an answer. */
export const TOXICS = {
  latency: (socket, answer) => later(socket, 30, () => socket.end(answer)),
  "latency beyond the limit": (socket, answer) => later(socket, TOO_LATE_MS, () => socket.end(answer)),
  bandwidth: pieces(64, 1),
  slicer: pieces(1, 0),
  "slow close": (socket, answer) => {
    socket.write(answer);
    later(socket, 100, () => socket.end());
  },
  "timeout, held": () => undefined,
  "timeout, then dropped": (socket) => later(socket, 30, () => socket.destroy()),
  "reset before the answer": (socket) => socket.resetAndDestroy(),
  "reset within the answer": (socket, answer) => {
    socket.write(answer.subarray(0, answer.length - 8), () => socket.resetAndDestroy());
  },
  "limit of no bytes": (socket) => socket.end(),
  "limit within the head": (socket, answer) => socket.end(answer.subarray(0, 20)),
  "limit within the body": (socket, answer) => socket.end(answer.subarray(0, answer.length - 5)),
} satisfies Record<string, Toxic>;
