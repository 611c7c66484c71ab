import type { Matcher } from "../cache.ts";

/** A request to a purge API, read completely. */
export interface Call {
  readonly method: string;
  /** Path without query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Path with its query, as in the request line. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Which of the API's servers it reached, counted from 0. */
  readonly server: number;
}

export interface Reply {
  /** 0: the connection is cut. */
  readonly status: number;
  /** The reason phrase, where it matters: Varnish and nginx report in it what they did. */
  readonly reason?: string;
  /** `content-type` is the one of the API unless it stands here. */
  readonly headers?: Readonly<Record<string, string>>;
  /** As it goes over the wire. */
  readonly body: string | Uint8Array;
  /** Why the request was refused, for the sandbox's console, where the answer itself does not show it. */
  readonly why?: string;
}

/** A purge, a question for a purge's status, or anything that comes before: a zone by its name, a page. */
export type CallKind = "submit" | "poll" | "lookup";

/** What a customer would have: values for the inputs `site`, `api-key`, `api-secret` and `provider-options`. */
export interface Account {
  /** Absent where there is nothing to name: a cache of one's own. */
  readonly site?: string;
  readonly apiKey: string;
  readonly apiSecret?: string;
  readonly options?: Readonly<Record<string, unknown>>;
}

/** A complete request to a purge API, ready to be sent. */
export interface ExampleRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Empty: the request has none. */
  readonly body: string;
}

/** What a test of any vendor must know of its API, so that it need not know the vendor. */
export interface Traits {
  /** Request headers that carry a secret, in lower case. */
  readonly secretHeaders: readonly string[];
  /** Statuses of a purge that was taken, or that had nothing to do. */
  readonly success: readonly number[];
  /** Where such an answer says so: in JSON, in XML, in its reason phrase, or by its status alone. */
  readonly answer: "json" | "xml" | "phrase" | "status";
  /** Type of its bodies, its errors' too. Where that is HTML, a page is how it answers, and no sign of somebody else. */
  readonly contentType: string;
  /** Can a single path be purged? Where only tags can, the example purges everything. */
  readonly hasPaths: boolean;
  /**
   * Longest time from a purge's answer to its effect, in milliseconds of the sandbox's clock. 0: gone when the answer comes.
   */
  readonly settlesMs: number;
  /** The word of a status for a purge that is under way; absent where there is no status. */
  readonly pending?: string;
}

/** What a purge API knows of the CDN it commands. */
export interface Model {
  now(): number;
  /** Seconds on the vendor's clock in milliseconds here: windows shrink with `timeScale`. */
  vendorMs(seconds: number): number;
  /** From acceptance to effect, in milliseconds of `now`. */
  readonly propagationMs: number;
  /** Lets something happen when the propagation is over; `afterMs` where the vendor's own is shorter. */
  propagate(effect: () => void, afterMs?: number): void;
  /** The customer's host names, without port. */
  readonly hosts: readonly string[];
  /** `http://host:port` of one of them. */
  baseUrl(host: string): string;
  /** Removes what matches, at once; returns how many objects and bytes that were. `server`: at that one alone. */
  evict(matches: Matcher, server?: number): Removed;
  /** Marks what matches as expired, at once: the next visitor waits for the origin. */
  expire(matches: Matcher): Removed;
  /** Marks what matches as stale, at once: it is served once more, and fetched meanwhile. */
  soften(matches: Matcher, server?: number): Removed;
  /** Fetches a URL from the origin, at once, and keeps the answer. */
  render(url: string): void;
  /** What a visitor of one server gets. */
  visit(server: number, url: string): Visited;
  /** Notes an accepted selector, in the vendor's words. */
  accept(selector: unknown): void;
}

export interface Removed {
  readonly objects: number;
  readonly bytes: number;
}

interface Visited {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly hit: boolean;
  readonly ageMs: number;
}

/** One vendor's API: requests in, replies out, effects on the model. */
export interface Api {
  readonly traits: Traits;
  /** Number of servers that the customer must send each purge to. Absent: one. */
  readonly servers?: number;
  /** Does it take methods that Node's HTTP parser does not know (BAN)? Each connection then carries one request. */
  readonly ownMethods?: boolean;
  /** `urls`: where its servers listen. */
  account(urls: readonly string[]): Account;
  kindOf(call: Call): CallKind;
  reply(call: Call): Reply;
  /** @throws on a switch that the API does not have. */
  set(switches: Readonly<Record<string, unknown>>): void;
  /** A request that purges one path of the first host. `url` is left as a path; `host` is what will stand in front of it. */
  example(path: string, host: string): ExampleRequest;
}

export type ApiFactory = (model: Model) => Api;

export function json(status: number, value: unknown): Reply {
  return { status, body: JSON.stringify(value) };
}

/** The body as JSON, when the request says that it is JSON and it is; undefined otherwise. */
export function jsonBody({ headers, body }: Pick<Call, "headers" | "body">): unknown {
  if (!/^application\/json\s*(;|$)/i.test(headers["content-type"] ?? "")) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
