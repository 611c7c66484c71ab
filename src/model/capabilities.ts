import type { Kind } from "./selector.ts";

export interface Rate {
  /** `request`: every exchange counts, polls too. `item`: every instruction that is sent counts. */
  readonly unit: "request" | "item";
  /** At most this many in any `perSeconds`. */
  readonly amount: number;
  readonly perSeconds: number;
  /** Given where the vendor documents a token bucket: so many at once, further ones spaced evenly. */
  readonly burst?: number;
  /** Only instructions of these kinds count (`item`), or only submits that carry them (`request`). Absent: all. */
  readonly kinds?: readonly Kind[];
  readonly scope: "credential" | "site";
}

export interface Acceptance {
  /** Most instructions of this kind in one request. */
  readonly perRequest: number;
  /** Most of this kind that a plan makes of changes for one run. Absent: what the rates let through in time. */
  readonly perRun?: number;
  /** Longest value in characters. */
  readonly maxLength?: number;
  /** What every value must match, where the vendor forbids some: no blanks, so many slashes. Anchored, without `g` or `y`. */
  readonly allowed?: RegExp;
  /** Most characters of all values of this kind in one request, separators included: a list that travels in one header. */
  readonly maxTotalLength?: number;
  /** Largest request body in bytes. */
  readonly maxBytes?: number;
  /** Most purges of this kind that may be unfinished at one time. */
  readonly inFlight?: number;
  /** The provider can mark stale instead of removing. */
  readonly soft?: boolean;
  readonly match: {
    /** `string`: `/docs/a` also hits `/docs/ab`. `segment`: it does not. */
    readonly prefix?: "string" | "segment";
    /** Are copies with query strings purged along? */
    readonly query: "covered" | "separate" | "unknown";
    /** What a pattern must be anchored to: the path's start, or loosely, where the vendor does not say what it matches. */
    readonly anchor?: "path" | "loose";
    /**
     * Whose objects it reaches. `one`: those of the selector's `origin`, which is always there. `all`: those of every host of
     * the cache, and the selector has no `origin`. Absent: `one` for `path`, `prefix`, `equals` and `starts_with` of a provider that
     * wants URLs, `all` for everything else.
     */
    readonly host?: "one" | "all";
  };
}

/** Purges that may be unfinished together, over several kinds: CloudFront has 15 invalidations with a wildcard at a time. */
export interface Pool {
  readonly kinds: readonly Kind[];
  /** Most instructions of these kinds that may be unfinished at one time. */
  readonly inFlight: number;
}

/** What the vendor gives away or allows in a day or a month, and what comes after. Times of the account, not of the run. */
export interface Budget {
  /** `request`: every submit counts. `item`: every instruction that is sent. */
  readonly unit: "request" | "item";
  readonly amount: number;
  readonly per: "day" | "month";
  /** True where `amount` is what the account has left of it, and not the whole. */
  readonly isLeft?: true;
  /** `refused`: the vendor takes no more. `usd`: what each further one costs, in US dollars. */
  readonly beyond: "refused" | { readonly usd: number };
}

export interface Capabilities {
  /** An absent kind is not accepted. */
  readonly accepts: Partial<Record<Kind, Acceptance>>;
  /** Kinds that an option opens, with how, as the end of a sentence: "with provider-options tags: true". */
  readonly closed?: Partial<Record<Kind, string>>;
  /** What one request may carry: anything, one kind only, or one instruction only. */
  readonly mix: "any" | "one-kind" | "one-item";
  readonly rates: readonly Rate[];
  /** Absent: purges of different kinds do not wait for each other. See `Acceptance.inFlight` for a single kind. */
  readonly pools?: readonly Pool[];
  /** Absent: the vendor neither counts nor charges. */
  readonly budgets?: readonly Budget[];
  /** How it is known that a purge is complete. */
  readonly done:
    | { readonly by: "response" }
    | { readonly by: "poll"; readonly firstMs: number; readonly maxMs: number }
    | { readonly by: "window"; readonly seconds: number };
  readonly wants: {
    /** Every URL of a file, or one per page. */
    readonly urls: "aliases" | "canonical";
    readonly files: "all" | "pages";
    readonly address: "path" | "url";
    /** How canonical URLs are spelled; what is absent stays as it is. */
    readonly trailingSlash?: "keep" | "strip";
    readonly htmlSuffix?: "keep" | "strip";
  };
  /** Can the live site show this cache? */
  readonly provable: boolean;
  /** Most instructions of one run unless the user says otherwise: what the rate lets through in the default timeout. */
  readonly maxPurges: number;
  /** Most attempts at one batch, where each costs the customer something. Absent: the core's own number, and second turns. */
  readonly attempts?: number;
  /** Logged once when the provider is used: deprecations, emulations. */
  readonly notes?: readonly string[];
  /** Where every number above was read, and when. */
  readonly source: URL;
  readonly read: string;
}
