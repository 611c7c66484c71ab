import { decodePath } from "../model/encode-path.ts";
import type { Content } from "../model/proof.ts";
import { isNetworkFailure } from "../ports/http.ts";
import type { Page, SiteClient } from "../ports/site-client.ts";
import { type Challenge, challengeIn, redirectAway } from "./challenge.ts";

/** A page that answered, perhaps after redirects within the site; or why there is none to judge. */
export type FetchResult = Fetched | NotFetched;

export interface Fetched {
  readonly page: SeenPage;
  /** Where redirects led. */
  readonly url: string;
}

/** An answer as it is judged. */
export interface SeenPage extends Page {
  /** Of a redirect that was not followed: where it leads, as `comparableAddress` has it. */
  readonly redirectsTo?: string;
}

/** An address in one spelling: what is percent-encoded and what need not be is the same to servers. */
export function comparableAddress({ origin, pathname, search }: URL): string {
  return `${origin}${decodePath(pathname)}${search}`;
}

export interface NotFetched {
  /** Half a sentence. */
  readonly message: string;
  /** Fetching it again later may show more. */
  readonly passing: boolean;
  /** What the site answered, where it did. */
  readonly status?: number;
  /** What answered instead of the site. */
  readonly challenge?: Challenge["kind"];
}

/** Redirects that are followed: from one spelling to another, and once more. More is a loop or a maze. */
const MAX_HOPS = 3;
/** Requests to the site at one time: a visitor with a browser makes more. */
const AT_ONCE = 4;

/**
 * Fetches a URL as a browser does. Redirects are followed by hand, and never to another host than the site's own. One of the
 * expected ones is an answer by itself.
 */
export async function fetchPage(
  url: string,
  { siteClient, hosts, signal, headers, expected = [] }: FetchPageOptions,
): Promise<FetchResult> {
  let next = url;
  for (let hop = 0; hop <= MAX_HOPS; hop++) {
    const page = await siteClient.get(next, { signal, headers }).catch((error: unknown) => failed(error));
    if ("message" in page) return page;
    if (page.status < 300 || page.status >= 400 || page.headers["location"] === undefined) return arrived(page, next);
    const target = URL.parse(page.headers["location"], next);
    const redirectsTo = target === null || hop > 0 ? undefined : comparableAddress(target);
    if (redirectsTo !== undefined && expected.some((one) => one.kind === "redirect" && one.to.includes(redirectsTo)))
      return { page: { ...page, redirectsTo }, url };
    if (target === null || !hosts.has(target.origin)) return challenged(redirectAway(target), page.status);
    target.hash = "";
    next = target.href;
  }
  return { message: `it redirects more than ${MAX_HOPS} times`, passing: false };
}

export interface FetchPageOptions {
  readonly siteClient: SiteClient;
  /** Origins that belong to the site. */
  readonly hosts: ReadonlySet<string>;
  readonly signal: AbortSignal;
  /** What the URL itself may answer: a redirect among it is not followed. */
  readonly expected?: readonly Content[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** A failure of the network as a value. @throws whatever else it is. */
export function failed(error: unknown): { readonly message: string; readonly passing: boolean } {
  if (isNetworkFailure(error)) return { message: error.message, passing: error.retryable };
  throw error;
}

/** 408, 425, 429 and 5xx are about now, not about the page. */
function arrived(page: Page, url: string): FetchResult {
  const { status } = page;
  const challenge = challengeIn(page);
  if (challenge !== undefined) return challenged(challenge, status);
  const passing = status >= 500 || [408, 425, 429].includes(status);
  return passing ? { message: `it answers ${status}`, passing, status } : { page, url };
}

function challenged({ kind, message }: Challenge, status: number): NotFetched {
  return { message, passing: false, status, challenge: kind };
}

/** The work for every one of them, a few at a time, in order. */
export async function eachOf<T>(ones: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < ones.length) await work(ones[next++] as T);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, ones.length) }, worker));
}
