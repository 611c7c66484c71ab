import { PurgeError } from "../../model/errors.ts";
import type { HttpRequest } from "../../model/http.ts";
import { isNetworkFailure, type NetworkFailure } from "../../ports/http.ts";
import type { ProxySettings } from "./proxy-settings.ts";

interface FailureKind {
  readonly retryable: boolean;
  readonly maxAttempts?: number;
  readonly neverLeft?: boolean;
}

export function networkFailure(message: string, kind: FailureKind): NetworkFailure {
  // The cause is worded, not attached: errors of the platform may carry URLs with credentials and header values.
  return Object.assign(new PurgeError("unavailable", message), { fault: "unavailable", ...kind } as const);
}

/** Most attempts at a host name that DNS says does not exist: a record may be seconds old, hardly minutes. */
const UNKNOWN_HOST_ATTEMPTS = 3;
/**
 * Most attempts at a server that does not speak HTTP: the first failure may be a broken connection, the second one is the
 * server.
 */
const NOT_HTTP_ATTEMPTS = 2;

interface Wording extends FailureKind {
  readonly message: string;
}

const transient = (message: string): Wording => ({ message, retryable: true });
/** No connection came about. */
const unreached = (message: string): Wording => ({ message, retryable: true, neverLeft: true });
const fatal = (message: string): Wording => ({ message, retryable: false });

const NOT_HTTP: Wording = {
  message: "what came back is not HTTP",
  retryable: true,
  maxAttempts: NOT_HTTP_ATTEMPTS,
};

/** Error codes of node and undici 8 that a request can end with. Retryable as AWS's and undici's own lists have it. */
const WORDINGS: Readonly<Record<string, Wording>> = {
  ECONNREFUSED: unreached("the connection was refused"),
  ECONNRESET: transient("the connection was reset before a complete answer came"),
  ECONNABORTED: transient("the connection was aborted"),
  EPIPE: transient("the connection was closed while the request was sent"),
  ETIMEDOUT: transient("the connection timed out"),
  EAI_AGAIN: unreached("the host name could not be resolved just now"),
  ENOTFOUND: { message: "no such host name", retryable: true, maxAttempts: UNKNOWN_HOST_ATTEMPTS, neverLeft: true },
  EHOSTUNREACH: unreached("the host cannot be reached"),
  ENETUNREACH: unreached("the network cannot be reached"),
  ENETDOWN: unreached("the network is down"),
  UND_ERR_SOCKET: transient("the connection was closed before a complete answer came"),
  UND_ERR_CONNECT_TIMEOUT: unreached("no connection in time"),
  UND_ERR_HEADERS_TIMEOUT: transient("no answer in time"),
  UND_ERR_BODY_TIMEOUT: transient("the answer stopped in the middle"),
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: transient("the answer is not as long as it says"),
  UND_ERR_DESTROYED: transient("the connection was closed on this side"),
  UND_ERR_CLOSED: transient("the connection was closed on this side"),
  UND_ERR_PRX_CONN: unreached("the proxy closed the connection"),
  UND_ERR_PRX_TLS: fatal("the proxy's certificate does not fit its name"),
  UND_ERR_HEADERS_OVERFLOW: fatal("the answer's headers are too large"),
  ERR_ASSERTION: NOT_HTTP,
};

const TLS_CODE = /^(?:ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|EPROTO$)/;
const INVALID_HEADER = /^invalid ([A-Za-z0-9-]{1,64}) header$/;
const PROXY_STATUS = /^Proxy response \((\d{3})\) !== 200/;

/** How a server ends a connection whose client certificate it does not like, where it does not say so. */
const CUT = new Set(["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"]);
const CERTIFICATE_HINT =
  "; a server that refuses the client certificate does this: check that certificate-file is the right one and has not expired";

/**
 * What an error of the platform means, in a sentence that starts with the host.
 *
 * @param origin scheme, host and port: the only part of a URL that is sure to hold no secret.
 * @param request what of the request explains a connection that is cut: a client certificate was shown, or the provider
 *   knows what it means (see `HttpRequest.cutMeans`).
 */
export function failureFrom(
  error: unknown,
  origin: string,
  { certificate, cutMeans }: Pick<HttpRequest, "certificate" | "cutMeans"> = {},
): NetworkFailure {
  if (isNetworkFailure(error)) return error;
  const { message, ...kind } = wordingOf(error);
  const isCut = CUT.has(textOf(error, "code"));
  if (isCut && cutMeans !== undefined)
    return networkFailure(`${origin}: ${message}; ${cutMeans}`, { retryable: false });
  const hint = isCut && certificate !== undefined ? CERTIFICATE_HINT : "";
  return networkFailure(`${origin}: ${message}${hint}`, kind);
}

/**
 * What no connection came about for may be the proxy's fault, although the message names the server. Whether a request goes
 * by the proxy is undici's to decide, by NO_PROXY.
 *
 * @param origin of the server.
 */
export function withProxyHint(
  failure: NetworkFailure,
  origin: string,
  proxy: ProxySettings | undefined,
): NetworkFailure {
  const [variable, value] = origin.startsWith("https:")
    ? ["HTTPS_PROXY", proxy?.httpsProxy]
    : ["HTTP_PROXY", proxy?.httpProxy];
  if (failure.neverLeft !== true || !value || failure.message.includes("the proxy")) return failure;
  const { message, retryable, maxAttempts, neverLeft } = failure;
  const hint = `; unless NO_PROXY excepts it, it is reached through ${variable} (${new URL(value).origin}): check the proxy too`;
  return networkFailure(`${message}${hint}`, {
    retryable,
    neverLeft,
    ...(maxAttempts === undefined ? {} : { maxAttempts }),
  });
}

function wordingOf(error: unknown): Wording {
  if (error instanceof AggregateError && error.errors.length > 0) return wordingOfAll(error.errors);
  const code = textOf(error, "code");
  const message = textOf(error, "message");
  const name = textOf(error, "name");
  const proxy = proxyWording(message);
  if (proxy !== undefined) return proxy;
  const known = Object.hasOwn(WORDINGS, code) ? WORDINGS[code] : undefined;
  if (known !== undefined) return { ...known, message: `${known.message}${detail(error, code)}` };
  if (TLS_CODE.test(code)) return tlsWording(code);
  if (name === "HTTPParserError")
    return { ...NOT_HTTP, message: `${NOT_HTTP.message}${code === "" ? "" : ` (${code})`}` };
  if (code === "UND_ERR_INVALID_ARG") return invalidWording(message);
  return fatal(`the request failed (${code || name || "unknown error"})`);
}

/** Several addresses were tried: each is named, and asking again helps only if it does for all of them. */
function wordingOfAll(errors: readonly unknown[]): Wording {
  const wordings = errors.map(wordingOf);
  return {
    message: wordings.map(({ message }) => message).join("; "),
    retryable: wordings.every(({ retryable }) => retryable),
    neverLeft: wordings.every(({ neverLeft }) => neverLeft === true),
  };
}

function proxyWording(message: string): Wording | undefined {
  const status = PROXY_STATUS.exec(message)?.[1];
  if (status === "407" || message === "Proxy Authentication Required (407)") {
    return fatal("the proxy wants other credentials (407): check user and password in HTTPS_PROXY or HTTP_PROXY");
  }
  if (status === undefined) return undefined;
  const refusal = `the proxy refused the connection (it answered ${status})`;
  return status.startsWith("5") ? unreached(refusal) : fatal(`${refusal}: check HTTPS_PROXY, HTTP_PROXY and NO_PROXY`);
}

function tlsWording(code: string): Wording {
  // An alert is what the other side says: RFC 8446 section 6.2.
  if (/_ALERT_(?:.*CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED)/.test(code)) {
    return fatal(
      `the server refuses the client certificate, or wants one (${code}): check that it is the right one and has not expired`,
    );
  }
  const remedy =
    code === "ERR_SSL_WRONG_VERSION_NUMBER"
      ? "the port does not speak TLS, check the URL"
      : "if your network inspects TLS or uses an authority of its own, point NODE_EXTRA_CA_CERTS at its certificate";
  return fatal(`TLS cannot be trusted (${code}): ${remedy}`);
}

function invalidWording(message: string): Wording {
  const header = INVALID_HEADER.exec(message)?.[1];
  return fatal(
    header === undefined
      ? "the request cannot be built (UND_ERR_INVALID_ARG)"
      : `the request cannot be built: the ${header} header holds characters that HTTP does not allow`,
  );
}

/** ` (ECONNREFUSED 192.0.2.1:443)`: code and, where known, the address that was tried. */
function detail(error: unknown, code: string): string {
  const address = textOf(error, "address");
  const port = (error as { port?: unknown } | null)?.port;
  const endpoint = address === "" ? "" : ` ${address.includes(":") ? `[${address}]` : address}:${String(port)}`;
  return ` (${code}${endpoint})`;
}

function textOf(error: unknown, key: "code" | "message" | "name" | "address"): string {
  if (typeof error !== "object" || error === null) return "";
  const value = (error as Record<string, unknown>)[key];
  return typeof value === "string" ? value : "";
}
