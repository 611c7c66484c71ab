import type { IncomingMessage, ServerResponse } from "node:http";
import { type Listener, listen, listenToBans, type Server } from "./http-server.ts";
import type { Api, Call, CallKind, Reply } from "./kit/api.ts";
import type { Timeline } from "./timeline.ts";

/** Largest body that is read, in bytes. No vendor documents a limit; this one only protects the process. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

export interface ApiRequest {
  readonly method: string;
  /** Path with its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** What the API answered; 0 when a fault cut the connection. */
  readonly status: number;
  /** Why it was refused, in the vendor's words or ours; empty where it was not. */
  readonly why: string;
  readonly kind: CallKind;
  /** Which of the API's servers it reached, counted from 0. */
  readonly server: number;
  readonly at: number;
}

/** One scripted answer, used up by one request, in order. */
export type Fault =
  | { readonly do: "reset" }
  | { readonly do: "hang" }
  | {
      readonly do: "answer";
      readonly status: number;
      readonly reason?: string;
      readonly headers?: Record<string, string>;
      readonly body: string;
    }
  /** The purge is done, but the answer is cut in the middle. */
  | { readonly do: "half-answer" }
  /** The real answer, late. */
  | { readonly do: "delay"; readonly ms: number };

/** Which requests a fault is for: one kind of them, or those to one server. */
export type FaultTarget = CallKind | { readonly server: number };

interface ApiServer {
  readonly servers: readonly Server[];
  readonly requests: readonly ApiRequest[];
  fault(faults: readonly Fault[], only?: FaultTarget): void;
  unusedFaults(): number;
}

export interface ServeOptions {
  readonly timeline: Timeline;
  /** Of the first server. */
  readonly port: number;
  readonly onRequest?: ((request: ApiRequest) => void) | undefined;
}

/** A vendor's API over HTTP: records every request, and answers as the vendor does unless a fault is scripted. */
export async function serveApi(api: Api, { timeline, port, onRequest }: ServeOptions): Promise<ApiServer> {
  const requests: ApiRequest[] = [];
  const script = createScript(api);

  async function serve(request: IncomingMessage, response: ServerResponse, server: number): Promise<void> {
    const call = await readCall(request, server);
    timeline.runDue();
    const fault = script.next(call);
    const reply = replyTo(api, call, fault);
    const record = { ...recordOf(call, fault, reply), kind: api.kindOf(call), at: timeline.now() };
    requests.push(record);
    onRequest?.(record);
    const headers = { "content-type": api.traits.contentType, date: new Date(timeline.now()).toUTCString() };
    await answer(response, fault, reply, headers);
  }

  const listenerOf =
    (server: number): Listener =>
    (request, response) => {
      // What remains to fail here is the client's connection, or a bug, which must not be taken for a vendor's answer.
      serve(request, response, server).catch((error: unknown) => {
        if (!request.destroyed) console.error(error);
        response.destroy();
      });
    };
  const open = api.ownMethods === true ? listenToBans : listen;
  const servers: Server[] = [];
  for (let server = 0; server < (api.servers ?? 1); server++) {
    servers.push(await open(listenerOf(server), server === 0 ? port : 0));
  }
  return { servers, requests, fault: script.add, unusedFaults: script.unused };
}

/** The faults that wait for a request. */
function createScript(api: Api): { add: ApiServer["fault"]; next(call: Call): Fault | undefined; unused(): number } {
  let faults: { readonly fault: Fault; readonly only: FaultTarget | undefined }[] = [];
  return {
    add(next, only) {
      faults.push(...next.map((fault) => ({ fault, only })));
    },
    next(call) {
      const kind = api.kindOf(call);
      const isMeant = (only: FaultTarget | undefined): boolean =>
        only === undefined || (typeof only === "string" ? only === kind : only.server === call.server);
      const next = faults.find(({ only }) => isMeant(only));
      faults = faults.filter((entry) => entry !== next);
      return next?.fault;
    },
    unused: () => faults.length,
  };
}

function recordOf(
  { method, target: path, headers, body, server }: Call,
  fault: Fault | undefined,
  reply: Reply | undefined,
): Omit<ApiRequest, "kind" | "at"> {
  const status = fault?.do === "half-answer" || reply === undefined ? 0 : reply.status;
  const refusal = status < 400 ? "" : (reply?.why ?? String(reply?.body));
  return { method, path, headers, body, server, status, why: fault === undefined ? refusal : `scripted: ${fault.do}` };
}

/** Undefined: nobody answers. A scripted answer, a reset and a hang stand in front of the API: it never sees the call. */
function replyTo(api: Api, call: Call, fault: Fault | undefined): Reply | undefined {
  switch (fault?.do) {
    case "reset":
    case "hang":
      return undefined;
    case "answer":
      return fault;
    default: {
      const reply = api.reply(call);
      // The API's own way to say that it cuts the connection.
      return reply.status === 0 ? undefined : reply;
    }
  }
}

async function answer(
  response: ServerResponse,
  fault: Fault | undefined,
  reply: Reply | undefined,
  { date, "content-type": type }: Readonly<Record<"date" | "content-type", string>>,
): Promise<void> {
  if (fault?.do === "hang") return;
  if (reply === undefined) {
    response.socket?.resetAndDestroy();
    return;
  }
  if (fault?.do === "delay") await new Promise((resolve) => setTimeout(resolve, fault.ms));
  const body = Buffer.from(reply.body);
  // Without a body there is nothing to cut but the whole answer.
  if (fault?.do === "half-answer" && body.length === 0) {
    response.socket?.resetAndDestroy();
    return;
  }
  response.sendDate = false;
  response.writeHead(reply.status, reply.reason, {
    ...(body.length === 0 ? {} : { "content-type": type }),
    // RFC 9110 section 8.6: a 204 has no length.
    ...(reply.status === 204 ? {} : { "content-length": body.length }),
    date,
    ...reply.headers,
  });
  if (fault?.do === "half-answer") {
    response.write(body.subarray(0, Math.ceil(body.length / 2)), () => response.destroy());
  } else {
    response.end(body);
  }
}

async function readCall(request: IncomingMessage, server: number): Promise<Call> {
  const body = await readBody(request);
  const { method = "GET", url: target = "/" } = request;
  const [path = "/", query = ""] = target.split(/\?(.*)/s);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers))
    headers[name] = typeof value === "string" ? value : (value ?? []).join(", ");
  return {
    method,
    path,
    query: new URLSearchParams(query),
    target,
    headers,
    body,
    server,
  };
}

/** By events: going through a body with `for await` takes longer than most requests do. @throws when it is cut or too long. */
function readBody(request: IncomingMessage): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const chunks: Buffer[] = [];
  let size = 0;
  request.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) reject(new Error("The request's body is larger than the sandbox reads."));
    else chunks.push(chunk);
  });
  request.once("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
  request.once("error", reject);
  request.once("close", () => {
    if (!request.complete) reject(new Error("The request's body was cut."));
  });
  return promise;
}
