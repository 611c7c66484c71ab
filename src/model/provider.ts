import type { ZodType } from "zod";
import type { Capabilities } from "./capabilities.ts";
import type { HttpRequest, HttpResponse } from "./http.ts";
import type { Batch } from "./plan.ts";

export type { Batch, Item } from "./plan.ts";
export type { Kind, Selector } from "./selector.ts";

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
  submit(batch: Batch): Promise<ProviderResult>;
  /** Only where `Capabilities.done.by` is `poll`. Gets the receipt of the last answer and gives the next one. */
  poll?(receipt: Receipt): Promise<ProviderResult>;
}

/** A way to the outside: deadline, limits, proxy and certificates live inside. */
export interface Io {
  /** @throws on network failure, which only the core catches. */
  send(request: HttpRequest): Promise<HttpResponse>;
  /** Wall clock, for timestamps and signatures. */
  now(): Date;
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
export type ProviderResult =
  | {
      readonly kind: "done" | "pending";
      readonly receipt: Receipt;
      /** Where a pending purge stands, in the vendor's words: told when the time is over before it is done. */
      readonly message?: string;
      readonly refused?: readonly { readonly item: number; readonly why: string }[];
    }
  | {
      readonly kind: "failed";
      readonly fault: AnswerFault;
      readonly message: string;
      readonly waitMs?: number;
      readonly suspect?: "item" | "size";
    };

export type AnswerFault = "auth" | "site" | "invalid" | "quota" | "throttled" | "unavailable" | "unreadable";

/** What the core reads of every provider's parsed settings. */
export interface DestinationSettings {
  /** What is purged, in the vendor's terms; shown in the report. */
  readonly site: string;
  /** Scheme, host and perhaps a path prefix in front of the vendor's documented path; no slash at the end. */
  readonly apiUrl: string;
  /** Empty in a dry run, or where something else authenticates. */
  readonly apiKey: string;
}
