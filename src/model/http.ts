/** PURGE and BAN are what caches of one's own understand. Upper case: methods are compared as they are. */
export type Method = "GET" | "HEAD" | "POST" | "PUT" | "DELETE" | "PURGE" | "BAN";

export interface HttpRequest {
  readonly method: Method;
  readonly url: string;
  /** A `host` replaces the one of the URL: several servers of one's own answer for the same site. */
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as it is: serialise once, sign these very bytes. */
  readonly body?: string;
  /** TLS client certificate: a PEM file (certificate and key) or a P12. */
  readonly certificate?: { readonly file: string; readonly passphrase?: string };
  /** Values made for this request that must never be read in a log, signatures for example. */
  readonly secrets?: readonly string[];
  /**
   * What it means when the connection is cut after the request went out and before any answer: a clause for the message.
   * Such a request is not repeated. Absent: it is a failure of the network like any other.
   */
  readonly cutMeans?: string;
}

export interface HttpResponse {
  readonly status: number;
  /** The reason phrase: caches of one's own say there how many objects went. */
  readonly statusText: string;
  /** Names in lower case; several headers of one name are joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The wait that a well-formed Retry-After requests, in milliseconds from now; absent when there is none. */
  readonly retryAfterMs?: number | undefined;
  /** The time by a well-formed Date header, in milliseconds since 1970. */
  readonly dateMs?: number | undefined;
}
