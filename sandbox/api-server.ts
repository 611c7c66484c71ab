import type { IncomingMessage, ServerResponse } from "node:http";
import type { Api, Call, Reply } from "./apis/api.ts";
import { type Listener, listen, type Server } from "./http-server.ts";
import type { ApiRequest, Fault, PurgeApi } from "./sandbox.ts";
import type { Timeline } from "./timeline.ts";

/** Largest body that is read, in bytes. No vendor documents a limit; this one only protects the process. */
const MOST_BODY_BYTES = 16 * 1024 * 1024;

type Script = Pick<PurgeApi, "requests" | "fault" | "unusedFaults">;

interface ApiServer extends Script {
  readonly server: Server;
}

/** A vendor's API over HTTP: records every request, and answers as the vendor does unless a fault is scripted. */
export async function serveApi(api: Api, timeline: Timeline, port: number): Promise<ApiServer> {
  const requests: ApiRequest[] = [];
  let faults: { readonly fault: Fault; readonly only: "submit" | "poll" | undefined }[] = [];

  function nextFault(call: Call): Fault | undefined {
    const kind = api.isPoll(call) ? "poll" : "submit";
    const next = faults.find(({ only }) => only === undefined || only === kind);
    faults = faults.filter((entry) => entry !== next);
    return next?.fault;
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await readCall(request);
    timeline.settle();
    const fault = nextFault(call);
    const reply = replyTo(api, call, fault);
    const status = fault?.do === "half-answer" || reply === undefined ? 0 : reply.status;
    const { method, target: path, headers, body } = call;
    requests.push({ method, path, headers, body, status, at: timeline.now() });
    await answer(response, fault, reply, new Date(timeline.now()));
  }

  const listener: Listener = (request, response) => {
    // What remains to fail here is the client's connection, or a bug, which must not look like a vendor's answer.
    serve(request, response).catch((error: unknown) => {
      if (!request.destroyed) console.error(error);
      response.destroy();
    });
  };
  return {
    server: await listen(listener, port),
    requests,
    fault(next, only) {
      faults.push(...next.map((fault) => ({ fault, only })));
    },
    unusedFaults: () => faults.length,
  };
}

/** Undefined: nobody answers. A scripted answer, a reset and a hang stand in front of the API: it never sees the call. */
function replyTo(
  api: Api,
  call: Call,
  fault: Fault | undefined,
): (Reply & { headers?: Record<string, string> }) | undefined {
  switch (fault?.do) {
    case "reset":
    case "hang":
      return undefined;
    case "answer":
      return fault;
    default:
      return api.reply(call);
  }
}

async function answer(
  response: ServerResponse,
  fault: Fault | undefined,
  reply: (Reply & { headers?: Record<string, string> }) | undefined,
  date: Date,
): Promise<void> {
  if (fault?.do === "hang") return;
  if (reply === undefined) {
    response.socket?.resetAndDestroy();
    return;
  }
  if (fault?.do === "delay") await new Promise((resolve) => setTimeout(resolve, fault.ms));
  const body = Buffer.from(reply.body);
  response.sendDate = false;
  response.writeHead(reply.status, {
    "content-type": "application/json",
    "content-length": body.length,
    date: date.toUTCString(),
    ...reply.headers,
  });
  if (fault?.do === "half-answer") {
    response.write(body.subarray(0, Math.ceil(body.length / 2)), () => response.destroy());
  } else {
    response.end(body);
  }
}

async function readCall(request: IncomingMessage): Promise<Call> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MOST_BODY_BYTES) throw new Error("The request's body is larger than the sandbox reads.");
    chunks.push(chunk);
  }
  const { method = "GET", url: target = "/" } = request;
  const [path = "/", query = ""] = target.split(/\?(.*)/s);
  const headers = Object.entries(request.headers).map(([name, value]) => [name, [value].flat().join(", ")]);
  return {
    method,
    path,
    query: new URLSearchParams(query),
    target,
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: Buffer.concat(chunks).toString("utf8"),
  };
}
