export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE" | "HEAD";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as it is: serialise once, sign these very bytes. */
  readonly body?: string;
  /** TLS client certificate: a PEM file (certificate and key) or a P12. */
  readonly certificate?: { readonly file: string; readonly passphrase?: string };
  /** Values made for this request that must never be read in a log, signatures for example. */
  readonly secrets?: readonly string[];
}

export interface HttpResponse {
  readonly status: number;
  readonly statusText: string;
  /** Names in lower case; several headers of one name are joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** What a well-formed Retry-After asks for, in milliseconds from now; absent when there is none. */
  readonly retryAfterMs?: number;
  /** The time by a well-formed Date header, in milliseconds since 1970. */
  readonly dateMs?: number;
}
