import type { Dispatcher } from "undici";
import { PurgeError } from "../../model/errors.ts";
import { EDGE_BYTES } from "../../ports/files.ts";
import { isNetworkFailure } from "../../ports/http.ts";
import type { Page, Piece, SiteClient, Span } from "../../ports/site-client.ts";
import { createConnectionPool } from "./connection-pool.ts";
import { ACCEPT_ENCODING, decode, encodingsIn } from "./content-encoding.ts";
import { contentNames, createContentIdentity } from "./content-hashes.ts";
import { checkRange } from "./content-range.ts";
import { createDispatcher } from "./dispatcher.ts";
import type { HttpLimits } from "./limits.ts";
import { failureFrom } from "./network-failure.ts";

/**
 * Bounds of fetching a page once. One that takes longer than ten seconds is no answer here: it is fetched again. The
 * longest body is what a slow line brings within the attempt, and far above any page.
 */
const VISITOR_LIMITS: HttpLimits = {
  connectMs: 5_000,
  headersMs: 10_000,
  bodyIdleMs: 5_000,
  attemptMs: 20_000,
  bodyBytes: 64 * 1024 * 1024,
  errorBodyBytes: 0,
  connections: 4,
};

/**
 * Longest body that is read whenever a page is fetched, in bytes: far above any page, and fetching it again and again costs
 * the site little. A compressed body, and one of unknown length, is held in memory up to here: four at a time
 * take 64 MiB, packed and unpacked.
 */
const SHORT_BYTES = 8 * 1024 * 1024;

/** Longest content that is kept as it is, in bytes: as much as both ends of a file of the build, which it is held against. */
const KEPT_BYTES = 2 * EDGE_BYTES;

/**
 * What a browser sends with a navigation, so that the CDN answers with what visitors get: a cache that keeps a copy for each
 * encoding shows the one that they see. One difference: the name at the end of the user agent, for whoever reads the logs.
 */
const BROWSER_HEADERS: Readonly<Record<string, string>> = {
  accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
  "accept-encoding": ACCEPT_ENCODING,
  "accept-language": "en",
  "sec-fetch-dest": "document",
  "sec-fetch-mode": "navigate",
  "sec-fetch-site": "none",
  "upgrade-insecure-requests": "1",
  "user-agent":
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 deploy-purge/0.1.0",
};

/** @throws {PurgeError} config when the environment names a proxy that is no URL. */
export function createSiteClient(options: {
  readonly environment: NodeJS.ProcessEnv;
  readonly limits?: Partial<HttpLimits>;
  /** Replaces the bound up to which a body is read whenever a page is fetched, in bytes. */
  readonly shortBytes?: number;
}): SiteClient {
  const limits = { ...VISITOR_LIMITS, ...options.limits };
  const shortBytes = Math.min(options.shortBytes ?? SHORT_BYTES, limits.bodyBytes);
  const pool = createConnectionPool(limits, options.environment, createDispatcher);

  async function visit<T>(
    url: string,
    { signal, headers = {} }: Parameters<SiteClient["get"]>[1],
    read: Reader<T>,
  ): Promise<T> {
    const { origin, pathname, search } = parsed(url);
    return pool.exchange({ origin }, signal, async ({ client, ended }) => {
      try {
        const {
          statusCode,
          headers: received,
          body,
        } = await client.request({
          origin,
          path: `${pathname}${search}`,
          method: "GET",
          headers: { ...BROWSER_HEADERS, ...headers },
          signal: ended,
          headersTimeout: limits.headersMs,
          bodyTimeout: limits.bodyIdleMs,
        });
        // Leaving a body unread destroys it, and undici then reports an abort that nobody waits for.
        body.on("error", () => undefined);
        return await read({ status: statusCode, headers: plain(received) }, body);
      } catch (error) {
        throw isNetworkFailure(error) ? error : failureFrom(error, origin);
      }
    });
  }

  return {
    get: (url, { isLong = false, headers = {}, signal }) => {
      const bounds = { declared: isLong ? limits.bodyBytes : shortBytes, undeclared: shortBytes };
      // Only the bytes of the file itself can be hashed while they come.
      const plainly = isLong ? { ...headers, ...IDENTITY } : headers;
      return visit(url, { signal, headers: plainly }, (head, body) => pageOf(head, body, bounds));
    },
    piece: (url, span, { headers = {}, signal }) => {
      const part = { ...headers, ...IDENTITY, range: `bytes=${span.first}-${span.last}` };
      return visit(url, { signal, headers: part }, (head, body) => pieceOf(head, body, span));
    },
    close: () => pool.close(),
  };
}

const IDENTITY = { "accept-encoding": "identity" } as const;

type Head = Pick<Page, "status" | "headers">;
type Body = Dispatcher.ResponseData["body"];
type Reader<T> = (head: Head, body: Body) => Promise<T>;

function parsed(url: string): URL {
  const found = URL.parse(url);
  if (found === null) throw new PurgeError("bug", "a page's address is no URL");
  return found;
}

interface Bounds {
  /** Of a body whose Content-Length declares its length, and of one without or encoded; in bytes. */
  readonly declared: number;
  readonly undeclared: number;
}

/** Reads the body of a 200 only: nothing else is compared. */
async function pageOf(head: Head, body: Body, bounds: Bounds): Promise<Page> {
  const declared = head.headers["content-length"] ?? "";
  const length = /^\d{1,15}$/.test(declared) ? Number(declared) : undefined;
  if (head.status !== 200 || (length ?? 0) > bounds.declared) {
    body.destroy();
    return head;
  }
  const encodings = encodingsIn(head.headers["content-encoding"]);
  if (length !== undefined && length > bounds.undeclared && encodings.length === 0) {
    return { ...head, contentNames: await namesOf(body, length) };
  }
  const sent = await collect(body, bounds.undeclared);
  if (sent === undefined) return head;
  return { ...head, ...(await contentOf(sent, encodings, bounds.undeclared)) };
}

/**
 * What a body is known by. A file may also have been packed before it was deployed: then what is sent is the file of the
 * build, and what a browser makes of it is not.
 */
async function contentOf(
  sent: Uint8Array,
  encodings: readonly string[],
  maxBytes: number,
): Promise<Pick<Page, "contentNames" | "content" | "unreadable">> {
  const sentNames = contentNames(sent);
  if (encodings.length === 0) return { contentNames: sentNames, ...shortContent(sent) };
  const decoded = await decode(sent, encodings, maxBytes);
  if (decoded.kind === "unreadable") return { unreadable: decoded.why };
  if (decoded.kind === "too long") return {};
  return { contentNames: [...contentNames(decoded.bytes), ...sentNames], ...shortContent(decoded.bytes) };
}

function shortContent(bytes: Uint8Array): Pick<Page, "content"> {
  return bytes.length <= KEPT_BYTES ? { content: bytes } : {};
}

/** Reads exactly the part that was requested, and not a byte of any other answer. */
async function pieceOf(head: Head, body: Body, requested: Span): Promise<Piece> {
  const checked = checkRange(head, requested);
  if (checked.kind !== "piece") {
    body.destroy();
    return checked;
  }
  const { span, total } = checked;
  const wanted = span.last - span.first + 1;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > wanted) break;
  }
  if (length !== wanted) return { kind: "odd", why: "the part that it sends has another length than it says" };
  return { kind: "piece", bytes: Buffer.concat(chunks), total, headers: head.headers };
}

async function namesOf(body: AsyncIterable<Uint8Array>, length: number): Promise<readonly string[]> {
  const identity = createContentIdentity(length);
  for await (const chunk of body) identity.update(chunk);
  return identity.names();
}

/** All of a body; undefined when it is longer than the bound. */
async function collect(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function plain(headers: Readonly<Record<string, string | string[] | undefined>>): Page["headers"] {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), joined(value)]));
}

function joined(value: string | string[] | undefined): string {
  return Array.isArray(value) ? value.join(", ") : (value ?? "");
}
