import { type ClientRequest, type IncomingMessage, Agent as PlainAgent, request as requestPlainly } from "node:http";
import { request as requestSecurely, Agent as SecureAgent } from "node:https";
import type { TLSSocket } from "node:tls";
import type { ApiAnswer, ApiCall, ApiClient, ResponseBody } from "./api-client.ts";
import type { Connecting } from "./connection-pool.ts";

/**
 * Sends requests without a proxy, by Node's own HTTP client: a run of few requests ends before undici would have been loaded.
 *
 * Failures have the codes that undici gives them, so that a run says the same with a proxy and without one.
 */
export function createDirectClient({ limits, certificate, ended }: Connecting): ApiClient {
  // A free connection is closed after as long as undici waits, or as the server asks: later on the server may have dropped it.
  const shared = { keepAlive: true, maxSockets: limits.connections, timeout: IDLE_MS };
  let plain: PlainAgent | undefined;
  let secure: SecureAgent | undefined;
  const agentOf = (url: URL): PlainAgent => {
    if (url.protocol !== "https:") {
      plain ??= new PlainAgent(shared);
      return plain;
    }
    // Explicit, since NODE_TLS_REJECT_UNAUTHORIZED=0 in the job's environment would otherwise turn the check off.
    secure ??= new SecureAgent({ ...shared, ...certificate, rejectUnauthorized: true });
    return secure;
  };
  const destroy = (): void => {
    plain?.destroy();
    secure?.destroy();
  };
  ended.addEventListener("abort", destroy, { once: true });
  return {
    request(call) {
      const server = new URL(call.origin);
      return send(call, limits.connectMs, requestOf(call, server, agentOf(server)));
    },
    destroy,
  };
}

/** undici's `keepAliveTimeout`, in milliseconds. */
const IDLE_MS = 4_000;

function send(call: ApiCall, connectMs: number, request: ClientRequest): Promise<ApiAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<ApiAnswer>();
  let answer: IncomingMessage | undefined;
  request.on("error", (error) => {
    reject(asUndici(error));
    // Told of the cause before its own news of it, which is only that it was cut. One that is there as a whole stays: what comes
    // after it, as bytes behind a 204, breaks the connection alone.
    if (answer?.complete === false) answer.destroy(error);
  });
  // Node's own `signal` watches the request's end with listeners of its own. This signal ends with the exchange.
  const abort = (): void => void request.destroy(failed("DESTROYED"));
  if (call.signal.aborted) abort();
  else call.signal.addEventListener("abort", abort, { once: true });
  let awaiting: NodeJS.Timeout | undefined;
  request.once("close", () => clearTimeout(awaiting));
  request.on("timeout", () => answer?.destroy(failed("BODY_TIMEOUT")));
  request.on("response", (response) => {
    answer = response;
    clearTimeout(awaiting);
    request.setTimeout(call.bodyTimeout);
    if ((response.statusCode ?? 0) < 100) request.destroy(Object.assign(new Error(), { code: "ERR_ASSERTION" }));
    else resolve(answerOf(response));
  });
  whenConnected(request, connectMs, () => {
    awaiting = setTimeout(() => request.destroy(failed("HEADERS_TIMEOUT")), call.headersTimeout);
    request.end(call.body);
  });
  return promise;
}

/** @throws {Error} with undici's code, when a header cannot be sent. */
function requestOf(
  { path, method, headers, body }: ApiCall,
  { protocol, host, hostname, port }: URL,
  agent: PlainAgent,
): ClientRequest {
  const length = body?.length ?? (method === "POST" || method === "PUT" ? 0 : undefined);
  try {
    const request = (protocol === "https:" ? requestSecurely : requestPlainly)({
      agent,
      method,
      path,
      // As Node takes it: an IPv6 address without its brackets.
      hostname: hostname.replace(/^\[|\]$/g, ""),
      port,
      headers: {
        host,
        connection: method === "HEAD" ? "close" : "keep-alive",
        ...headers,
        ...(length === undefined ? {} : { "content-length": length }),
      },
      insecureHTTPParser: false,
    });
    // Else a PURGE without a body would say that it has one of no bytes.
    if (length === undefined) request.useChunkedEncodingByDefault = false;
    return request;
  } catch (error) {
    throw asUndici(error as Error);
  }
}

/**
 * Nothing is written before the connection stands, TLS included: what is wrong with a handshake would else be the failure of
 * a write. Node limits no connecting.
 */
function whenConnected(request: ClientRequest, connectMs: number, start: () => void): void {
  request.once("socket", (socket) => {
    const isSecure = "encrypted" in socket;
    // `request.reusedSocket` does not tell of a connection that another request has just set free.
    const stands = isSecure ? (socket as TLSSocket).authorized : !socket.connecting;
    if (stands) return start();
    const timer = setTimeout(() => request.destroy(failed("CONNECT_TIMEOUT")), connectMs);
    socket.once("close", () => clearTimeout(timer));
    socket.once(isSecure ? "secureConnect" : "connect", () => {
      clearTimeout(timer);
      start();
    });
  });
}

function answerOf(response: IncomingMessage): ApiAnswer {
  const { statusCode = 0, statusMessage = "", rawHeaders } = response;
  // Node's own list leaves out what it takes for a repetition.
  const headers = new Map<string, string[]>();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const [name, value] = [rawHeaders[at]?.toLowerCase() ?? "", rawHeaders[at + 1] ?? ""];
    const before = headers.get(name);
    if (before === undefined) headers.set(name, [value]);
    else before.push(value);
  }
  return { statusCode, statusText: statusMessage, headers: Object.fromEntries(headers), body: new Body(response) };
}

/** A class: an object literal with accessors is of a kind of its own each time, which V8 keeps, with all that it sees. */
class Body implements ResponseBody {
  readonly #response: IncomingMessage;

  constructor(response: IncomingMessage) {
    this.#response = response;
  }

  on(event: string, listener: (...given: never[]) => void): unknown {
    const heard = listener as (...given: unknown[]) => void;
    return this.#response.on(event, event === "error" ? (error: Error) => heard(asUndici(error)) : heard);
  }

  destroy(): unknown {
    return this.#response.destroy();
  }

  get destroyed(): boolean {
    return this.#response.destroyed;
  }

  get errored(): Error | null {
    const { errored } = this.#response;
    return errored === null ? null : asUndici(errored);
  }
}

/** A failure of Node's client as undici would have it; others as they are. */
function asUndici(error: Error): Error {
  const { code = "", syscall } = error as NodeJS.ErrnoException;
  if (code === "ECONNRESET" && syscall === undefined) return failed("SOCKET");
  if (code === "HPE_HEADER_OVERFLOW") return failed("HEADERS_OVERFLOW");
  if (code === "HPE_UNEXPECTED_CONTENT_LENGTH") return failed("RES_CONTENT_LENGTH_MISMATCH");
  if (code.startsWith("HPE_")) return Object.assign(new Error(), { name: "HTTPParserError" });
  const header = /^Invalid character in header content \["(.+)"\]$/.exec(error.message)?.[1];
  if (header !== undefined) return Object.assign(failed("INVALID_ARG"), { message: `invalid ${header} header` });
  return code === "ERR_INVALID_HTTP_TOKEN" ? failed("INVALID_ARG") : error;
}

function failed(what: string): Error {
  return Object.assign(new Error(what), { code: `UND_ERR_${what}` });
}
