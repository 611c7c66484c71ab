import type { ProviderId } from "../../../sandbox/sandbox.ts";
import type { Declared, Drive, PurgeEntry } from "./drive.ts";

/** What the suite must know of a provider. All numbers are the vendor's, stated here and in the test files alone. */
export interface ProviderSpec {
  readonly id: ProviderId;
  readonly createDrive: () => Drive;
  /** Whether a path means that path on one host, or on every host of the site. */
  readonly pathOn: "one-host" | "all-hosts";
  /** Each kind that the provider takes, with what must be gone then, as `fresh` in website.ts names it. */
  readonly kinds: readonly KindCase[];
  /** Every limit and ability, stated once more: the code under test must state the same. */
  readonly declares: Declared;
  /** What an option changes in them, with the switches that make the sandbox a vendor for whom it is right. */
  readonly declaresUnder?: readonly DeclaredUnder[];
  /** Least milliseconds until the next attempt after a 429 that names no time; 0 where the vendor says nothing of it. */
  readonly afterThrottleMs: number;
  /** Where there is a status: milliseconds for which it may not know a purge that was taken. */
  readonly registersWithinMs?: number;
  /** How many instructions a request's body carries. */
  readonly countItems: (body: string) => number;
  /** Numbers of purges at which a client that does not pace itself meets a 429: at least one for each documented rate. */
  readonly pacing: readonly PacingCase[] | { readonly noneBecause: string };
  /** Settings under which each of many purges is a request of its own, sent without pause. */
  readonly oneByOne: {
    readonly asked: (count: number) => readonly PurgeEntry[];
    readonly options?: Readonly<Record<string, unknown>>;
  };
  /** Statuses by which the vendor says that the site is unknown, suspended or another's: no other purge can do better. */
  readonly siteStatuses: readonly number[];
  /** An error body in the vendor's shape. */
  readonly errorBody: (words: string) => string;
  /** A success by its status that is none by its body. */
  readonly errorInside200: { readonly body: string; readonly fault: string } | { readonly noneBecause: string };
}

export interface DeclaredUnder {
  readonly options: Readonly<Record<string, unknown>>;
  readonly switches?: Readonly<Record<string, unknown>>;
  readonly declares: Partial<Declared>;
}

export interface PacingCase {
  readonly asked: readonly PurgeEntry[];
  readonly options?: Readonly<Record<string, unknown>>;
  readonly switches?: Readonly<Record<string, unknown>>;
}

export interface KindCase {
  readonly asked: readonly PurgeEntry[];
  readonly gone: readonly string[];
  readonly options?: Readonly<Record<string, unknown>>;
  readonly switches?: Readonly<Record<string, unknown>>;
}

/** A path on every host that the provider purges with it. */
export function onHosts({ pathOn }: ProviderSpec, paths: readonly string[]): readonly string[] {
  return (pathOn === "one-host" ? paths : paths.flatMap((path) => [path, `second:${path}`])).toSorted();
}
