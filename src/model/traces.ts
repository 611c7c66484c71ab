/** How a CDN or cache shows in the headers of what visitors get. */
export interface Traces<T extends Trace = Trace> {
  /** `edge`: a CDN, which visitors reach first. `server`: a cache of one's own, which may stand behind a CDN. */
  readonly at: "edge" | "server";
  /** Its answers always bear one of them, as the vendor documents it or every capture shows. Else their absence means nothing. */
  readonly always: boolean;
  readonly headers: readonly T[];
}

export interface Trace {
  /** In lower case. With `*` at the end: every header whose name begins so. */
  readonly header: string;
  /** What the value must match, where others write the same header. Without `g` or `y`. Absent: any value. */
  readonly value?: RegExp;
  /** Written without the CDN as well, by a load balancer that may stand behind any other: it accuses nobody. */
  readonly weak?: true;
  /** Written by another provider's network, on which this one is built: it says nothing against that other one. */
  readonly shared?: true;
}

/** With what the documentation says of it. */
export interface DocumentedTrace extends Trace {
  /** A value as it comes, where `value` is given. */
  readonly example?: string;
  /** Where that is stated, or what showed it. */
  readonly source: string;
}
