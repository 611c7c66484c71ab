import type { Change } from "./change.ts";

/** What the live site and its origin showed, beside the provider's own answers. Plain data, for the report. */
export interface Proof {
  readonly origin?: OriginReady | undefined;
  readonly verification?: Verification | undefined;
  readonly prewarm?: Prewarm | undefined;
}

/** Paths of deleted pages that the origin itself still serves: no purge can help. */
export function stillServedPages({ origin, verification }: Proof): readonly string[] {
  const seen = verification?.seen.flatMap(({ excused, url }) => (excused ? [new URL(url).pathname] : [])) ?? [];
  return [...new Set([...(origin?.ready === true ? origin.stillServed : []), ...seen])];
}

/** One URL of the sample, and what is known of it at the end. */
export interface Seen {
  readonly url: string;
  readonly kind: "fresh" | "stale" | "inconclusive";
  /** Half a sentence: what that rests on. */
  readonly why: string;
  /** The origin itself still serves a page that was deleted: the CDN is not to blame, and the deploy is to be checked. */
  readonly excused: boolean;
  /** Purges of it, the first included. */
  readonly purges: number;
  /** From the acceptance of the first purge to the answer that settled it. */
  readonly afterMs: number;
}

export interface Verification {
  readonly seen: readonly Seen[];
  /** URLs that the sample was taken from. */
  readonly total: number;
  /** Times that stale ones were purged again. */
  readonly repurges: number;
  readonly fetches: number;
  readonly tookMs: number;
  /** Caches of others that the answers show. Absent where there are none. */
  readonly caches?: CachesOnTheWay | undefined;
}

export interface CachesOnTheWay {
  /** Answers that were examined. */
  readonly answers: number;
  /** Most of all in front first. */
  readonly others: readonly {
    /** Its provider's id. */
    readonly provider: string;
    readonly name: string;
    /** What shows it: `cf-ray`, or `via: 1.1 google`. */
    readonly header: string;
    /** Answers that bear it. */
    readonly answers: number;
    /** Those of them without any header of the purged CDN, which always writes one: this cache answers instead of it. */
    readonly foreign: number;
  }[];
}

export interface OriginReady {
  readonly ready: boolean;
  /** URLs that were waited for. */
  readonly checked: number;
  readonly waitedMs: number;
  /** What was not ready at the end, with its reason. */
  readonly missing: readonly { readonly url: string; readonly why: string }[];
  /** Deleted pages that the origin still serves although the new build is there. */
  readonly stillServed: readonly string[];
}

export interface Prewarm {
  /** Pages that answered. */
  readonly warmed: number;
  readonly failed: readonly { readonly url: string; readonly why: string }[];
  /** Pages beyond what one run fetches, or the time that was left. */
  readonly left: number;
  readonly tookMs: number;
}

/** What a URL answers in one build: a file, by the identity that the diff has of it, a redirect, nothing (404), or nobody knows. */
export type Content =
  | { readonly kind: "file"; readonly id: string }
  /** Where it leads, in each spelling that it may have, as `comparableAddress` has them. */
  | { readonly kind: "redirect"; readonly to: readonly string[] }
  | { readonly kind: "nothing" }
  | { readonly kind: "unknown" };

/** One URL of the live site at which it shows whether the purge has reached it. */
export interface Probe {
  /** Absolute. */
  readonly url: string;
  /** Where its file is below the site's base URL: encoded, with a leading slash. Absent where no file is known. */
  readonly path?: string;
  /** Another URL of the same file is the one that people link to. */
  readonly alias: boolean;
  /** What it answers in the old and in the new build. */
  readonly was: Content;
  readonly now: Content;
  /** Changes that made it stale; none where everything counts as changed, or the user requested it. */
  readonly because: readonly Change[];
}

/** What will be fetched to prove the purge, besides the provider's own answers. Empty where no input wants it. */
export interface ProofPlan {
  /** URLs at which the purge, and the origin, can be judged; most important first. */
  readonly probes: readonly Probe[];
  /** Those of which it is known what the origin must serve, one for each file; empty where no origin is waited for. */
  readonly atOrigin: readonly Probe[];
  /** Pages to be fetched afterwards, in order. */
  readonly warm: readonly string[];
  /** What is odd about it, one sentence each. */
  readonly warnings: readonly string[];
}
