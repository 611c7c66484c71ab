import type { Dispatcher } from "undici";
import { PurgeError } from "../errors.ts";
import { contentNames, createContentIdentity } from "./content-identity.ts";
import type { HttpLimits } from "./http.ts";
import { failureFrom, isNetworkFailure } from "./http-failure.ts";
import { createLanes } from "./lanes.ts";
import type { Page, Visitor } from "./world.ts";

/**
 * Bounds of one look at a page. A page that takes longer than ten seconds is no answer here: it is looked at again. The
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

/** Longest body that is held because it does not tell its length, in bytes: four at a time take 32 MiB. */
const UNTOLD_BYTES = 8 * 1024 * 1024;

/**
 * What a browser sends with a navigation, so that the CDN answers with what visitors get. Two differences: the name at the
 * end of the user agent, for whoever reads the logs, and identity encoding, since only bytes as they were built can be
 * compared.
 */
const BROWSER_HEADERS: Readonly<Record<string, string>> = {
  accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
  "accept-encoding": "identity",
  "accept-language": "en",
  "sec-fetch-dest": "document",
  "sec-fetch-mode": "navigate",
  "sec-fetch-site": "none",
  "upgrade-insecure-requests": "1",
  "user-agent":
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 deploy-purge/0.1.0",
};

/** @throws {PurgeError} config when the environment names a proxy that is no URL. */
export function createVisitor(options: {
  readonly environment: NodeJS.ProcessEnv;
  readonly limits?: Partial<HttpLimits>;
}): Visitor {
  const limits = { ...VISITOR_LIMITS, ...options.limits };
  const lanes = createLanes(limits, options.environment);
  return {
    async get(url, { signal, headers = {} }) {
      const { origin, pathname, search } = parsed(url);
      return lanes.exchange({ origin }, signal, async ({ dispatcher, ended }) => {
        try {
          const response = await dispatcher.request({
            origin,
            path: `${pathname}${search}`,
            method: "GET",
            headers: { ...BROWSER_HEADERS, ...headers },
            signal: ended,
            headersTimeout: limits.headersMs,
            bodyTimeout: limits.bodyIdleMs,
          });
          return await pageOf(response, limits.bodyBytes);
        } catch (error) {
          throw isNetworkFailure(error) ? error : failureFrom(error, origin);
        }
      });
    },
    close: () => lanes.close(),
  };
}

function parsed(url: string): URL {
  const found = URL.parse(url);
  if (found === null) throw new PurgeError("bug", "a page's address is no URL");
  return found;
}

/** Reads the body of a 200 only: nothing else is compared. */
async function pageOf(response: Dispatcher.ResponseData, mostBytes: number): Promise<Page> {
  const { statusCode: status, body } = response;
  // Leaving a body unread destroys it, and undici then reports an abort that nobody waits for.
  body.on("error", () => undefined);
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), joined(value)]),
  );
  const length = /^\d{1,15}$/.test(headers["content-length"] ?? "") ? Number(headers["content-length"]) : undefined;
  if (status !== 200 || (length ?? 0) > mostBytes) {
    body.destroy();
    return { status, headers };
  }
  const names = await (length === undefined ? namesOfUntold(body, mostBytes) : namesOf(body, length));
  return { status, headers, ...(names === undefined ? {} : { contentNames: names }) };
}

async function namesOf(body: AsyncIterable<Uint8Array>, length: number): Promise<readonly string[]> {
  const identity = createContentIdentity(length);
  for await (const chunk of body) identity.update(chunk);
  return identity.names();
}

/** The length stands in front of what is hashed, so that a body which does not tell it must be held. */
async function namesOfUntold(
  body: AsyncIterable<Uint8Array>,
  mostBytes: number,
): Promise<readonly string[] | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > Math.min(mostBytes, UNTOLD_BYTES)) return undefined;
    chunks.push(chunk);
  }
  return contentNames(Buffer.concat(chunks));
}

function joined(value: string | string[] | undefined): string {
  return Array.isArray(value) ? value.join(", ") : (value ?? "");
}
