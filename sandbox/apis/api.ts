import type { Matcher } from "../cache.ts";
import type { Account, ExampleRequest } from "../sandbox.ts";

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
}

export interface Reply {
  readonly status: number;
  /** JSON, as it goes over the wire. */
  readonly body: string;
}

/** What a purge API knows of the CDN it commands. */
export interface Model {
  now(): number;
  /** Seconds on the vendor's clock in milliseconds here: windows shrink with `timeScale`. */
  vendorMs(seconds: number): number;
  /** From acceptance to effect, in milliseconds of `now`. */
  readonly propagationMs: number;
  /** Lets something happen when the propagation is over. */
  propagate(effect: () => void): void;
  /** The customer's host names, without port. */
  readonly hosts: readonly string[];
  /** `http://host:port` of one of them. */
  baseUrl(host: string): string;
  /** Removes what matches, at once; returns how many bytes that were. */
  evict(matches: Matcher): number;
  /** Marks what matches as expired, at once; returns how many bytes that were. */
  expire(matches: Matcher): number;
  /** Fetches a URL from the origin, at once, and keeps the answer. */
  render(url: string): void;
  /** Notes an accepted selector, in the vendor's words. */
  accept(selector: unknown): void;
}

/** One vendor's API: requests in, replies out, effects on the model. */
export interface Api {
  readonly account: Account;
  /** Does the call ask for a status? Everything else counts as a submit. */
  isPoll(call: Call): boolean;
  reply(call: Call): Reply;
  /** @throws on a switch that the API does not have. */
  set(switches: Readonly<Record<string, unknown>>): void;
  /** `url` is left as a path, which the server completes. */
  example(path: string): Omit<ExampleRequest, "method">;
}

export type ApiFactory = (model: Model) => Api;

export function json(status: number, value: unknown): Reply {
  return { status, body: JSON.stringify(value) };
}

/** The body as JSON, when the request says that it is JSON and it is; undefined otherwise. */
export function jsonBody({ headers, body }: Call): unknown {
  if (!/^application\/json\s*(;|$)/i.test(headers["content-type"] ?? "")) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Counts what happens in a sliding window. */
export interface RateWindow {
  /** Counts `amount` when it fits in; says whether it did. What is refused does not count. */
  take(amount?: number): boolean;
}

export function createRateWindow(most: number, windowMs: number, now: () => number): RateWindow {
  let taken: { readonly at: number; readonly amount: number }[] = [];
  return {
    take(amount = 1) {
      const time = now();
      taken = taken.filter(({ at }) => time - at < windowMs);
      const used = taken.reduce((sum, entry) => sum + entry.amount, 0);
      if (used + amount > most) return false;
      taken.push({ at: time, amount });
      return true;
    },
  };
}

/**
 * A vendor's pattern as a JavaScript one, or undefined when it is malformed.
 *
 * The two anchors and the one flag that PCRE spells otherwise are translated; the rest of the common subset is the same.
 */
export function compilePattern(pattern: string): RegExp | undefined {
  const ignoreCase = pattern.startsWith("(?i)");
  const source = pattern
    .slice(ignoreCase ? 4 : 0)
    .replace(/\\A/g, "^")
    .replace(/\\[zZ]/g, "$");
  try {
    return new RegExp(source, ignoreCase ? "i" : "");
  } catch {
    return undefined;
  }
}
