/**
 * The sandbox: an origin, an edge cache in front of it, and purge APIs that really evict, all over HTTP on loopback.
 *
 * It imports nothing of the action: it states what the vendors document by itself, so that a wrong limit in the action
 * meets a right one here.
 */
export type ProviderId = "hado" | "paradarum" | "5centscdn" | "f5xc" | "batoff";

export interface SandboxOptions {
  /** Whose purge API guards the edge. */
  readonly provider: ProviderId;
  /** Port of the purge API; 0 (the default) takes a free one. */
  readonly apiPort?: number;
  /** From an accepted purge to the eviction, in milliseconds of `now`. Default 40. */
  readonly propagationMs?: number;
  /** Scales the vendor's own windows (60 s rate windows, cool-downs): 0.01 makes a minute 600 ms. Default 1. */
  readonly timeScale?: number;
  /** How long the edge keeps an answer, and a 404. Defaults: a day, a day. */
  readonly ttlMs?: number;
  readonly negativeTtlMs?: number;
  /**
   * Replaces `Date.now` for everything that depends on time: propagation, rate windows, signatures' tolerance, expiry,
   * `date` headers. A test that owns it owns them all; only the faults `delay` and `hang` take real time.
   */
  readonly now?: () => number;
}

export interface Sandbox {
  readonly provider: ProviderId;
  readonly origin: Origin;
  readonly edge: Edge;
  readonly api: PurgeApi;
  /** Ends every server and socket. */
  close(): Promise<void>;
}

export interface Origin {
  readonly url: string;
  /** Replaces everything that is served. Keys are file paths without a leading slash, `blog/x/index.html`. */
  deploy(files: ReadonlyMap<string, string | Uint8Array>): void;
  /** The same, once so many more requests have been answered over HTTP: a deploy that takes its time to arrive. */
  deployAfter(requests: number, files: ReadonlyMap<string, string | Uint8Array>): void;
  /** What was asked of the origin over HTTP. The edge's own fetches are not among it. */
  readonly visits: readonly Visit[];
  /** Cache tags that the origin sends with one file from now on, in later deploys too. An empty list takes them away. */
  tag(file: string, tags: readonly string[]): void;
}

export interface Edge {
  /** `http://127.0.0.1:PORT`; the same cache answers for `localhost:PORT` as a second host. */
  readonly url: string;
  readonly secondUrl: string;
  /** Fetches through the edge, as a visitor. */
  get(pathOrUrl: string): Promise<{ status: number; body: string; cache: "HIT" | "MISS" }>;
  /** URLs that the edge answers without asking the origin, `http://127.0.0.1:PORT/a?b`, sorted. Expired ones are not. */
  cached(): string[];
  set(switches: EdgeSwitches): void;
  /** What visitors asked, `get` apart. */
  readonly visits: readonly Visit[];
}

export interface Visit {
  readonly method: string;
  /** Path with its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly at: number;
}

/** How the edge behaves from now on; what is not named stays as it was. */
export interface EdgeSwitches {
  /** Purges of a path that pass without effect, by path, `/a/` → 2: a shield that fills the edge with the old page again. */
  readonly deaf?: Readonly<Record<string, number>>;
  /** Compresses for everybody, asked or not. */
  readonly compress?: boolean;
  /** Is put at the end of every page; empty: nothing. */
  readonly inject?: string;
  /** Where every visitor is sent, by path; `*` is any path. */
  readonly redirect?: Readonly<Record<string, string>>;
  /** Does the edge tell `age` and `x-cache`? */
  readonly tellsAge?: boolean;
  /** So many answers are a 503. */
  readonly unavailable?: number;
  /** Does the edge answer for parts of a file? Default true; without, it sends all of it. */
  readonly ranges?: boolean;
}

export interface ApiRequest {
  readonly method: string;
  /** Path with its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** What the API answered; 0 when a fault cut the connection. */
  readonly status: number;
  readonly at: number;
}

/** One scripted answer, used up by one request, in order. */
export type Fault =
  | { readonly do: "reset" }
  | { readonly do: "hang" }
  | { readonly do: "answer"; readonly status: number; readonly headers?: Record<string, string>; readonly body: string }
  /** The purge is done, but the answer is cut in the middle. */
  | { readonly do: "half-answer" }
  /** The real answer, late. */
  | { readonly do: "delay"; readonly ms: number };

/** What a customer would have: values for the inputs `site`, `api-key`, `api-secret` and `provider-options`. */
export interface Account {
  readonly site: string;
  readonly apiKey: string;
  readonly apiSecret?: string;
  readonly options?: Readonly<Record<string, unknown>>;
}

/** A complete request to a purge API, ready to be sent. */
export interface ExampleRequest {
  readonly method: "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface PurgeApi {
  readonly url: string;
  readonly account: Account;
  readonly requests: readonly ApiRequest[];
  /** Queues faults for the next requests; `only` limits them to submits or to polls. */
  fault(faults: readonly Fault[], only?: "submit" | "poll"): void;
  /** Faults that no request has used up. */
  unusedFaults(): number;
  /** What was accepted, in the vendor's own words, oldest first. */
  purges(): readonly unknown[];
  /** Vendor-specific switches: quota left, disabled property, failing tasks, partial completion … See each API's file. @throws on an unknown one. */
  set(switches: Readonly<Record<string, unknown>>): void;
  /** A request that purges one path of the edge's first host, signed now where the vendor wants it signed. */
  example(path: string): ExampleRequest;
}
