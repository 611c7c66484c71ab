import type { ApiRequest, ProviderId, Sandbox } from "../../../sandbox/sandbox.ts";
import type { Declared, Drive, PurgeEntry } from "./drive.ts";

/** What the suite must know of a provider. All numbers are the vendor's, stated here and in the test files alone. */
export interface ProviderSpec {
  readonly id: ProviderId;
  readonly createDrive: () => Drive;
  /** Whether a path means that path on one host, or on every host of the site. */
  readonly pathOn: "one-host" | "all-hosts";
  /** A path that names a query string is that copy alone, though one without takes all its copies along. */
  readonly exactQuery?: true;
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
  /** Why a purge that was taken has no id before its status is asked for, where it has none. */
  readonly idsComeLate?: string;
  /** How many instructions a request carries, in its body or elsewhere. */
  readonly countItems: (body: string, request: ApiRequest) => number;
  /** Where a page is purged otherwise than by its path: the purge of `/about.html`, and what is gone then. */
  readonly page?: Page;
  /** Where copies can be marked as stale instead of removed: how, and what is gone once each was served once more. */
  readonly soft?: KindCase;
  /** Why a connection that breaks is not tried again, where it is not. */
  readonly resetIsFinal?: string;
  /** Numbers of purges at which a client that does not pace itself meets a 429: at least one for each documented rate. */
  readonly pacing: readonly PacingCase[] | { readonly noneBecause: string };
  /** Settings under which each of many purges is a request of its own, sent without pause. */
  readonly oneByOne: {
    readonly requested: (count: number) => readonly PurgeEntry[];
    readonly options?: Readonly<Record<string, unknown>>;
  };
  /** Statuses by which the vendor says that the site is unknown, suspended or another's: no other purge can do better. */
  readonly siteStatuses: readonly number[];
  /** An error body in the vendor's shape. */
  readonly errorBody: (words: string) => string;
  /** A success by its status that is none by its body. */
  readonly errorInside200: { readonly body: string; readonly fault: string } | { readonly noneBecause: string };
}

/** A purge of one page, and what is gone then. */
export interface Page {
  readonly requested: PurgeEntry;
  readonly gone: readonly string[];
}

export interface DeclaredUnder {
  readonly options: Readonly<Record<string, unknown>>;
  readonly switches?: Readonly<Record<string, unknown>>;
  readonly declares: Partial<Declared>;
}

export interface PacingCase {
  readonly requested: readonly PurgeEntry[];
  readonly options?: Readonly<Record<string, unknown>>;
  readonly switches?: Readonly<Record<string, unknown>>;
}

export interface KindCase {
  readonly requested: readonly PurgeEntry[];
  readonly gone: readonly string[];
  readonly options?: Readonly<Record<string, unknown>>;
  readonly switches?: Readonly<Record<string, unknown>>;
}

/** A path on every host that the provider purges with it. */
export function onHosts({ pathOn }: ProviderSpec, paths: readonly string[]): readonly string[] {
  return (pathOn === "one-host" ? paths : paths.flatMap((path) => [path, `second:${path}`])).toSorted();
}

/** The purge of one page, and what is gone then, sorted. */
export function pageOf(spec: ProviderSpec): Page {
  const byPath = { requested: { by: "path", value: "/about.html" }, gone: onHosts(spec, ["/about.html"]) } as const;
  const { requested, gone } = spec.page ?? byPath;
  return { requested, gone: gone.toSorted() };
}

/** The kind that most of a plan is made of. */
export function mainKind({ declares }: ProviderSpec): PurgeEntry["by"] {
  return declares.accepts.path === undefined ? "tag" : "path";
}

/** The nth of many selectors of a kind, none of which hits anything. */
export function numbered(by: PurgeEntry["by"], n: number): PurgeEntry {
  if (by === "host") return { by, value: n === 0 ? "127.0.0.1" : "localhost" };
  if (by === "tag" || by === "extension") return { by, value: `t${n}` };
  return { by, value: `/new/${n}/` };
}

/** Requests that the API did not answer with a success: none in a healthy run. */
export function refusedOf({ api: { requests, traits } }: Sandbox): readonly ApiRequest[] {
  return requests.filter(({ kind, status }) => !(kind === "submit" ? traits.success : [200]).includes(status));
}

/** What reached the server that had the first request: each of several servers is told the same. */
export function toOneServer(requests: readonly ApiRequest[]): readonly ApiRequest[] {
  return requests.filter(({ server }) => server === requests[0]?.server);
}
