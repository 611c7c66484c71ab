import { isLoopback } from "../lib/plain-address.ts";
import type { Destination } from "../model/config.ts";
import type { SiteClient, SiteRequestOptions } from "../ports/site-client.ts";

/**
 * The client with the headers that the user gives for the site. They are secrets: no host gets them but those of `site-url` and
 * `origin-url`, wherever an answer leads.
 */
export function withSiteHeaders(siteClient: SiteClient, { siteUrls, proof }: Destination): SiteClient {
  const { siteHeaders, originUrl } = proof;
  if (Object.keys(siteHeaders).length === 0) return siteClient;
  const origins = new Set(siteUrls.map(({ origin }) => origin));
  if (originUrl !== undefined) origins.add(new URL(originUrl).origin);
  const withHeaders = <T extends Pick<SiteRequestOptions, "headers">>(url: string, options: T): T =>
    origins.has(URL.parse(url)?.origin ?? "")
      ? { ...options, headers: { ...siteHeaders, ...options.headers } }
      : options;
  return {
    get: (url, options) => siteClient.get(url, withHeaders(url, options)),
    piece: (url, span, options) => siteClient.piece(url, span, withHeaders(url, options)),
    close: () => siteClient.close(),
  };
}

/** What is odd about them, one sentence each. */
export function siteHeaderWarnings({ siteUrls, proof }: Destination): readonly string[] {
  const names = Object.keys(proof.siteHeaders);
  if (names.length === 0) return [];
  const urls = [...siteUrls.map(({ origin }) => origin), ...(proof.originUrl === undefined ? [] : [proof.originUrl])];
  const open = urls
    .map((url) => new URL(url))
    .find(({ protocol, hostname }) => protocol === "http:" && !isLoopback(hostname));
  const personal = names.find((name) => name === "authorization" || name === "cookie");
  return [
    ...(open === undefined
      ? []
      : [`site-headers are sent to ${open.host} unencrypted: anyone on the way can read them. Use https`]),
    ...(personal === undefined
      ? []
      : [
          `site-headers set ${personal}, and many caches pass such requests on to the origin: what is checked may then not be ` +
            "what visitors without it get. A bypass by a header of its own is surer",
        ]),
  ];
}
