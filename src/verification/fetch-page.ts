import { isNetworkFailure } from "../ports/http.ts";
import type { Page, SiteClient } from "../ports/site-client.ts";

/** A page that answered, perhaps after redirects within the site; or why there is none to judge. */
export type FetchResult =
  | { readonly page: Page /** Where redirects led. */; readonly url: string }
  /** `passing`: looking again later may show more. */
  | Unseen;

interface Unseen {
  readonly message: string;
  readonly passing: boolean;
  /** What the site answered, where it did. */
  readonly status?: number;
}

/** Redirects that are followed: from one spelling to another, and once more. More is a loop or a maze. */
const MAX_HOPS = 3;
/** Requests to the site at one time: a visitor with a browser makes more. */
const AT_ONCE = 4;

/**
 * Looks at a URL as a browser does. Redirects are followed by hand, and never to another host than the site's own.
 *
 * @param hosts origins that belong to the site.
 */
export async function fetchPage(
  url: string,
  { siteClient, hosts, signal, headers }: FetchPageOptions,
): Promise<FetchResult> {
  let next = url;
  for (let hop = 0; hop <= MAX_HOPS; hop++) {
    const page = await siteClient
      .get(next, { signal, ...(headers === undefined ? {} : { headers }) })
      .catch((error: unknown) => failed(error));
    if ("message" in page) return page;
    if (page.status < 300 || page.status >= 400 || page.headers["location"] === undefined) return arrived(page, next);
    const target = URL.parse(page.headers["location"], next);
    if (target === null || !hosts.has(target.origin))
      return { message: "it redirects to another host", passing: false };
    target.hash = "";
    next = target.href;
  }
  return { message: `it redirects more than ${MAX_HOPS} times`, passing: false };
}

export interface FetchPageOptions {
  readonly siteClient: SiteClient;
  readonly hosts: ReadonlySet<string>;
  readonly signal: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A failure of the network as a value. @throws whatever else it is. */
export function failed(error: unknown): { readonly message: string; readonly passing: boolean } {
  if (isNetworkFailure(error)) return { message: error.message, passing: error.retryable };
  throw error;
}

/** 408, 425, 429 and 5xx are about now, not about the page. */
function arrived(page: Page, url: string): FetchResult {
  const passing = page.status >= 500 || [408, 425, 429].includes(page.status);
  return passing ? { message: `it answers ${page.status}`, passing, status: page.status } : { page, url };
}

/** The work for every one of them, a few at a time, in order. */
export async function eachOf<T>(ones: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < ones.length) await work(ones[next++] as T);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, ones.length) }, worker));
}
