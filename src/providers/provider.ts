import type { ZodType } from "zod";
import type { Batch } from "../plan/plan.ts";
import type { Kind } from "../plan/selector.ts";

export type { Batch, Item } from "../plan/plan.ts";
export type { Kind, Selector } from "../plan/selector.ts";

/**
 * A CDN that can be purged: data, and two calls (`submit` and, where the vendor has a status, `poll`).
 *
 * The core owns retry, pacing, batching, the deadline and the report. A provider translates between a batch and one HTTP
 * exchange, and says nothing that its vendor does not document; where the vendor is silent, its guess is a setting.
 */
export interface Provider<S = unknown> {
  /** What the user writes under `provider`; equals the folder's name. */
  readonly id: string;
  /** The vendor's own spelling of its name. */
  readonly name: string;
  /** Parses the destination's inputs and `provider-options` (see `settings.ts`) into what `connect` needs. */
  readonly settings: ZodType<S>;
  /**
   * Names of `provider-options` that decide how requests are made and waited for, and never which cached objects they
   * reach. A change of any other one has everything purged once: what went out before may have missed.
   */
  readonly deliveryOptions?: readonly string[];
  /** Limits and abilities as data, read by the planner, the docs and the tests. May hang on the customer's settings. */
  capabilities(settings: S): Capabilities;
  /** One connection per cache that must be told: a batch is done when all of them are. */
  connect(settings: S, io: Io): readonly Connection[];
}

/** Each call is one HTTP exchange. It returns a value for every answer of the provider, and never catches what `io` throws. */
export interface Connection {
  submit(batch: Batch): Promise<Answer>;
  /** Only where `Capabilities.done.by` is `poll`. Gets the receipt of the last answer and gives the next one. */
  poll?(receipt: Receipt): Promise<Answer>;
}

/** A way to the outside: deadline, limits, proxy and certificates live inside. */
export interface Io {
  /** @throws on network failure, which only the core catches. */
  send(request: HttpRequest): Promise<HttpResponse>;
  /** Wall clock, for timestamps and signatures. */
  now(): Date;
}

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

/** Proof that the provider took a batch; what `poll` needs to ask again. */
export interface Receipt {
  /** The vendor's id of the purge, as text (ids pass 2^53). Absent where the vendor gives none. */
  readonly id?: string;
  /** What the next poll must remember of this one. */
  readonly memo?: Readonly<Record<string, string | number>>;
}

/**
 * - `done`: gone, or accepted where the vendor has no status. `pending`: accepted, ask again.
 * - `refused`: single items that the provider did not take, by their index in the batch, in its own words.
 * - `failed`: nothing of the batch counts. Three stop the run, since no other batch can do better: `auth` (the credential),
 *   `site` (what `site` names is unknown, suspended or not open to this account) and `quota` (waiting does not help).
 *   `invalid` is not repeated; `throttled`, `unavailable` and `unreadable` are, after `waitMs` where it is given. `suspect`: one
 *   item, or the size, may be why the request was refused as a whole, and its parts are tried. From `poll`, the last
 *   three faults mean "ask again" and the others "this purge failed".
 */
export type Answer =
  | {
      readonly is: "done" | "pending";
      readonly receipt: Receipt;
      /** Where a pending purge stands, in the vendor's words: told when the time is over before it is done. */
      readonly says?: string;
      readonly refused?: readonly { readonly item: number; readonly why: string }[];
    }
  | {
      readonly is: "failed";
      readonly fault: AnswerFault;
      readonly says: string;
      readonly waitMs?: number;
      readonly suspect?: "item" | "size";
    };

export type AnswerFault = "auth" | "site" | "invalid" | "quota" | "throttled" | "unavailable" | "unreadable";

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
  };
}

export interface Capabilities {
  /** An absent kind is not accepted. */
  readonly accepts: Partial<Record<Kind, Acceptance>>;
  /** What one request may carry: anything, one kind only, or one instruction only. */
  readonly mix: "any" | "one-kind" | "one-item";
  readonly rates: readonly Rate[];
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
    /** How canonical URLs are spelled; what is not said is kept. */
    readonly trailingSlash?: "keep" | "strip";
    readonly htmlSuffix?: "keep" | "strip";
  };
  /** Can the live site show this cache? */
  readonly provable: boolean;
  /** Most instructions of one run unless the user says otherwise: what the rate lets through in the default timeout. */
  readonly maxPurges: number;
  /** Most attempts at one batch, where each costs the customer something. Absent: the core's own number, and second turns. */
  readonly attempts?: number;
  /** Said once in the log when the provider is used: deprecations, emulations. */
  readonly notes?: readonly string[];
  /** Where every number above was read, and when. */
  readonly source: URL;
  readonly read: string;
}
