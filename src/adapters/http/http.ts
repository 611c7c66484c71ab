import { httpDateMs, retryAfterMs } from "../../lib/http-headers.ts";
import { PurgeError } from "../../model/errors.ts";
import type { HttpRequest, HttpResponse } from "../../model/http.ts";
import type { Clock } from "../../ports/clock.ts";
import { type Http, isNetworkFailure } from "../../ports/http.ts";
import type { ApiAnswer, ApiClient } from "./api-client.ts";
import { type Connecting, createConnectionPool, type Transport } from "./connection-pool.ts";
import { createDirectClient } from "./direct-client.ts";
import { HTTP_LIMITS, type HttpLimits } from "./limits.ts";
import { failureFrom, networkFailure } from "./network-failure.ts";

/** Kept equal to package.json by a test. */
const USER_AGENT = "deploy-purge/0.1.0";

/**
 * The HTTP client for purge APIs. Each signal has connections of its own; see `ConnectionPool`.
 *
 * @throws {PurgeError} config when the environment names a proxy that is no URL.
 */
export function createHttp(options: {
  readonly environment: NodeJS.ProcessEnv;
  readonly clock: Clock;
  readonly limits?: Partial<HttpLimits>;
}): Http {
  const limits = { ...HTTP_LIMITS, ...options.limits };
  const pool = createConnectionPool(limits, options.environment, connect);
  return {
    async send(request, signal) {
      const { certificate } = request;
      const url = parsed(request);
      const endpoint = { origin: url.origin, ...(certificate === undefined ? {} : { certificate }) };
      return pool.exchange(endpoint, signal, (transport) =>
        exchange(request, { ...transport, url, limits, now: () => options.clock.now() }),
      );
    },
    close: () => pool.close(),
  };
}

function connect(how: Connecting): ApiClient | Promise<ApiClient> {
  // Loaded where it is needed: few runs have a proxy, and undici takes longer to load than they take to send.
  return how.proxy === undefined
    ? createDirectClient(how)
    : import("./dispatcher.ts").then(({ createDispatcher }): ApiClient => createDispatcher(how));
}

interface Exchange extends Transport<ApiClient> {
  readonly limits: HttpLimits;
  /** Of the request. */
  readonly url: URL;
  now(): Date;
}

async function exchange(request: HttpRequest, { client, url, limits, ended, now }: Exchange): Promise<HttpResponse> {
  const { origin } = url;
  let explains: Pick<HttpRequest, "certificate" | "cutMeans"> = request;
  try {
    const response = await client.request({
      origin,
      path: `${url.pathname}${url.search}`,
      method: request.method,
      headers: headersOf(request),
      // As bytes: undici holds on to what it is given for a while, and text would fill the young heap.
      body: request.body === undefined ? null : Buffer.from(request.body),
      signal: ended,
      headersTimeout: limits.headersMs,
      bodyTimeout: limits.bodyIdleMs,
    });
    // From here on the server has answered: a cut in the middle is a broken connection like any other.
    explains = {};
    // Leaving a body unread destroys it, and undici then reports an abort that nobody waits for.
    response.body.on("error", () => undefined);
    refuseUnread(response, url);
    const text = await readText(response, limits, origin);
    const wait = retryAfterMs(valuesOf(response.headers["retry-after"]), now());
    const dateMs = httpDateMs(valuesOf(response.headers["date"])[0], now());
    return {
      status: response.statusCode,
      statusText: response.statusText,
      headers: Object.fromEntries(
        Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), valuesOf(value).join(", ")]),
      ),
      text,
      retryAfterMs: wait,
      dateMs,
    };
  } catch (error) {
    throw isNetworkFailure(error) ? error : failureFrom(error, origin, explains);
  }
}

/** Ours last: identity encoding is what makes the body's cap mean something. */
function headersOf(request: HttpRequest): Record<string, string> {
  const own = Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return { "user-agent": USER_AGENT, ...Object.fromEntries(own), "accept-encoding": "identity" };
}

/** Redirects and encoded bodies end here: the body is not read, and nothing is sent anywhere else. */
function refuseUnread(response: ApiAnswer, url: URL): void {
  const { statusCode } = response;
  const encodings = valuesOf(response.headers["content-encoding"]).join(",").trim().toLowerCase();
  const message =
    statusCode >= 300 && statusCode < 400
      ? `it answered ${statusCode} and points to ${redirectTarget(response, url)}. Redirects are not followed: check the URL`
      : encodings !== "" && encodings !== "identity"
        ? "the answer is compressed, although the request accepts no compression"
        : undefined;
  if (message === undefined) return;
  response.body.destroy();
  throw networkFailure(`${url.origin}: ${message}`, { retryable: false });
}

/** Scheme and host of a redirect's target; its path and query may hold anything. */
function redirectTarget(response: ApiAnswer, url: URL): string {
  const [location] = valuesOf(response.headers["location"]);
  const target = location === undefined ? null : URL.parse(location, url.href);
  return target === null || target.origin === "null" ? "no usable place" : target.origin;
}

const UTF_8 = new TextDecoder();

function readText({ statusCode, body }: ApiAnswer, limits: HttpLimits, origin: string): Promise<string> {
  const isError = statusCode >= 400;
  const most = isError ? limits.errorBodyBytes : limits.bodyBytes;
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const chunks: Buffer[] = [];
  let length = 0;
  let isRead = false;
  const finish = (): void => {
    isRead = true;
    if (length <= most || isError) resolve(UTF_8.decode(Buffer.concat(chunks).subarray(0, most)));
    else reject(networkFailure(`${origin}: the answer is longer than ${most} bytes`, { retryable: false }));
  };
  body.on("data", (chunk) => {
    chunks.push(chunk);
    length += chunk.length;
    if (length <= most || isRead) return;
    finish();
    body.destroy();
  });
  body.on("end", finish);
  body.on("error", reject);
  const cut = (): void => {
    if (!isRead) reject(body.errored ?? networkFailure(`${origin}: the answer was cut`, { retryable: true }));
  };
  body.on("close", cut);
  // What came along with the headers may have been wrong already.
  if (body.destroyed) cut();
  return promise;
}

function valuesOf(value: string | string[] | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === "string" ? [value] : value;
}

function parsed(request: HttpRequest): URL {
  const url = URL.parse(request.url);
  // The text stays out of the message: a URL may hold a credential.
  if (url === null) throw new PurgeError("bug", "a provider built a request to something that is no URL");
  return url;
}
