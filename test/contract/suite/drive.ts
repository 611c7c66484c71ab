import type { ProviderId } from "../../../sandbox/sandbox.ts";

/** One thing to purge, in the words of the `purge` input. */
export interface PurgeEntry {
  readonly by:
    | "path"
    | "prefix"
    | "extension"
    | "regex"
    | "equals"
    | "contains"
    | "starts_with"
    | "ends_with"
    | "tag"
    | "host"
    | "all";
  /** Paths and prefixes: percent-encoded, on the host of `siteUrl`. Empty for `all`. */
  readonly value: string;
}

/** A purge as a customer orders it. */
export interface DriveOptions {
  readonly provider: ProviderId;
  readonly site?: string;
  readonly siteUrl: string;
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly apiSecret?: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly purge: readonly PurgeEntry[];
  /** How far it must come. Default `completed`. */
  readonly waitFor?: "accepted" | "completed";
  /** Seconds. Default 300. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

/** What became of one request's worth of instructions. */
export interface DriveOutcome {
  readonly state: "completed" | "accepted" | "failed" | "unsent";
  readonly confirmed: boolean;
  readonly refused: readonly { readonly item: number; readonly why: string }[];
  readonly taskIds: readonly string[];
  /** Empty when nothing failed. */
  readonly fault: string;
  readonly message: string;
  readonly items: number;
}

export interface DriveResult {
  /** In the order of the request. */
  readonly outcomes: readonly DriveOutcome[];
  /** HTTP exchanges that the code under test says it made. */
  readonly requests: number;
  /** Every byte that was written for people to read: log lines and results, before any redaction. */
  readonly written: string;
}

/** Limits and abilities as the code under test states them: every number that planning and pacing read. */
export interface Declared {
  readonly accepts: Readonly<Partial<Record<PurgeEntry["by"], DeclaredKind>>>;
  readonly mix: "any" | "one-kind" | "one-item";
  readonly rates: readonly unknown[];
  readonly pools?: readonly unknown[];
  readonly budgets?: readonly unknown[];
  readonly done:
    | { readonly by: "response" }
    | { readonly by: "poll"; readonly firstMs: number; readonly maxMs: number }
    | { readonly by: "window"; readonly seconds: number };
  readonly wants: Readonly<Record<string, string>>;
  readonly provable: boolean;
  readonly maxPurges: number;
  readonly attempts?: number;
}

export interface DeclaredKind {
  readonly perRequest: number;
  readonly perRun?: number;
  readonly maxLength?: number;
  readonly maxBytes?: number;
  readonly inFlight?: number;
  readonly soft?: boolean;
  readonly allowed?: RegExp;
  readonly maxTotalLength?: number;
  readonly match: {
    readonly prefix?: "string" | "segment";
    readonly query: "covered" | "separate" | "unknown";
    readonly anchor?: "path" | "loose";
    readonly host?: "one" | "all";
  };
}

/** The code under test, whatever it is, with a time of its own: waiting costs none. */
export interface Drive {
  /** Milliseconds since 1970. */
  now(): number;
  run(given: DriveOptions): Promise<DriveResult>;
  /** What it states about its limits for such an order. */
  declared(given: DriveOptions): Promise<Declared>;
  close(): Promise<void>;
}
