import type { ZodType } from "zod";
import type { Capabilities } from "./capabilities.ts";
import type { HttpRequest, HttpResponse } from "./http.ts";
import type { Batch as PlannedBatch } from "./plan.ts";
import type { DocumentedTrace, Traces } from "./traces.ts";

/**
 * A CDN or cache that can be purged: data, two calls (`submit` and, where the vendor has a status, `poll`), and `open` where
 * something must be looked up or exchanged before the first purge.
 *
 * The core owns retry, pacing, batching, the deadline and the report. A provider translates between a batch and one HTTP
 * exchange, and says nothing that its vendor does not document; where the vendor is silent, its guess is a setting.
 *
 * `S` is what the settings are parsed into, `C` what `open` finds out.
 */
export interface Provider<S = unknown, C = unknown> {
  /** What the user writes under `provider`; equals the folder's name. */
  readonly id: string;
  /** The vendor's own spelling of its name. */
  readonly name: string;
  /**
   * The least rights with which its key purges, for the documentation: Markdown, without a full stop. Absent: its page says.
   */
  readonly rights?: string;
  /** How its caches show in the answers that visitors get. Absent: they leave nothing that is documented. */
  readonly traces?: Traces<DocumentedTrace>;
  /** Parses the destination's inputs and `provider-options` (see `kit/settings.ts`) into what `connect` needs. */
  readonly settings: ZodType<S>;
  /**
   * Names of `provider-options` that decide how requests are made and waited for, and never which cached objects they
   * reach. A change of any other one has everything purged once: what went out before may have missed.
   */
  readonly deliveryOptions?: readonly string[];
  /**
   * Environment variables that hold credentials and that the settings get under `variables`, for example
   * `AWS_SECRET_ACCESS_KEY`. Documented on the provider's page; their values are masked before the first line of the log.
   */
  readonly environment?: readonly string[];
  /** What of the settings must never be read in a log, besides `api-key`, `api-secret` and the variables above. */
  secrets?(settings: S): readonly string[];
  /**
   * Looks up or exchanges what every purge needs: a zone by its name, an access token. Each call is one HTTP exchange; a
   * second one is requested with `next`, and gets its memo. The core calls it before planning, again when it has expired,
   * and once after a refused credential. Not called in a dry run.
   */
  open?(settings: S, io: Io, memo?: Memo): Promise<Opened<C>>;
  /**
   * Limits and abilities as data, read by the planner, the docs and the tests. They may depend on the settings and on what
   * `open` found out; without a session (a dry run, and before the first `open`) they are the documented defaults.
   */
  capabilities(settings: S, session?: C): Capabilities;
  /** One connection per cache server: each gets every batch, and a batch is done when all of them are. */
  connect(settings: S, io: Io): readonly Connection<C>[];
}

/** Result of one exchange of `open`. `secrets` are masked before anything else is logged. */
export type Opened<C> =
  | {
      readonly kind: "open";
      readonly session: C;
      /** How long it holds, in milliseconds from now. Absent: for the whole run. */
      readonly expiresMs?: number;
      readonly secrets?: readonly string[];
    }
  | { readonly kind: "next"; readonly memo: Memo; readonly secrets?: readonly string[] }
  | Failed;

/** What one call must remember for the next one. */
export type Memo = Readonly<Record<string, string | number>>;

/** Each call is one HTTP exchange. It returns a value for every answer of the provider, and never catches what `io` throws. */
export interface Connection<C = unknown> {
  /** Which server, for the report: its host and port. Needed where there are several. */
  readonly name?: string;
  /** @param session what `open` found out; undefined where the provider has no `open`. */
  submit(batch: Batch, session: C): Promise<ProviderResult>;
  /** Only where `Capabilities.done.by` is `poll`. Gets the receipt of the last answer and gives the next one. */
  poll?(receipt: Receipt, session: C): Promise<ProviderResult>;
}

/** What goes out in one request. */
export interface Batch extends PlannedBatch {
  /**
   * 1 to 64 letters, digits and hyphens: the same for every attempt at these very items, new for every run and for every
   * part of a batch. For vendors that recognise a repeated request by it (`CallerReference`, `requestId`).
   */
  readonly key: string;
}

/** What a provider reaches the outside with: deadline, limits, proxy and certificates are applied inside. */
export interface Io {
  /** @throws on network failure, which only the core catches. */
  send(request: HttpRequest): Promise<HttpResponse>;
  /** Wall clock, for timestamps and signatures. */
  now(): Date;
  /** A new random UUID each time, for signatures that want one. */
  nonce(): string;
  /**
   * The workflow's own identity: GitHub's OIDC token for this audience. Needs `permissions: id-token: write`.
   *
   * @throws {PurgeError} config, when the job has no such right.
   */
  identity(audience: string): Promise<string>;
}

/** Proof that the provider took a batch, with what `poll` needs to request its status. */
export interface Receipt {
  /** The vendor's id of the purge, as text (ids pass 2^53). Absent where the vendor gives none. */
  readonly id?: string;
  /** What the next poll must remember of this one. */
  readonly memo?: Memo;
}

/**
 * - `done`: gone, or accepted where the vendor has no status. `pending`: accepted, poll again.
 * - `refused`: single items that the provider did not take, by their index in the batch, in its own words.
 * - `failed`: see `Failed`.
 */
export type ProviderResult =
  | {
      readonly kind: "done" | "pending";
      readonly receipt: Receipt;
      /**
       * `pending`: the state, in the vendor's words, reported when the time is over before it is done. `done`: what a named
       * server answered, reported with its name.
       */
      readonly message?: string;
      readonly refused?: readonly { readonly item: number; readonly why: string }[];
      /** `pending`: least wait before the next poll, in milliseconds (Retry-After of a status). */
      readonly waitMs?: number;
      /** How long the vendor says that this very purge takes to arrive, in milliseconds: instead of `done.seconds`. */
      readonly settlesMs?: number;
    }
  | Failed;

/**
 * Nothing of the batch counts. Three faults stop the run, since no other batch can do better: `auth` (the credential), `site`
 * (what `site` names is unknown, suspended or not open to this account) and `quota` (waiting does not help). `invalid` is not
 * repeated; `throttled`, `unavailable` and `unreadable` are, after `waitMs` where it is given. From `poll`, the last three
 * mean "poll again" and the others "this purge failed".
 */
export interface Failed {
  readonly kind: "failed";
  readonly fault: AnswerFault;
  readonly message: string;
  readonly waitMs?: number;
  /** One item, or the size, may be why the request was refused as a whole: its parts are tried. */
  readonly suspect?: "item" | "size";
  /** Most attempts where the API has not answered at all in this run. Absent: the core's own number. */
  readonly maxAttempts?: number;
}

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
