import type { Change } from "./change.ts";
import type { Delivery } from "./outcome.ts";
import type { RepoPath } from "./path.ts";
import type { Target } from "./plan.ts";

/** What one destination's run knows of earlier ones, and what it leaves for later ones. */
export interface DeployMemory {
  /** Name of the store, for sentences; absent: nothing is remembered. */
  readonly keptIn?: string;
  readonly owed: PendingPaths;
  readonly isAdopted: boolean;
  readonly isSuperseded: boolean;
  /** One sentence each: what happened to the memory, what was done, how to keep it. */
  readonly notes: readonly string[];
  /** After a delivery: saves what it left owed. */
  finish(after: Aftermath): Promise<DeployMemory>;
}

/** What became of a plan. */
interface Aftermath {
  readonly delivery: Delivery;
  /** Was all that lies under the site's URL to be purged? */
  readonly isEverything: boolean;
  /** What did not fit into this run and was left for a later one. */
  readonly deferred?: readonly Target[];
  /** What could not be sent at all. */
  readonly unsendable?: readonly Target[];
  /** After a signal. */
  readonly isAborted: boolean;
  /** Milliseconds that are left of the timeout; may be negative. */
  readonly leftMs: number;
}

/**
 * How changes become URLs, as the user wrote it: one list of words for each input that decides it. A list that is absent is
 * an empty one, so that an input which a later version brings changes nothing by itself.
 */
export type Mapping = Readonly<Record<string, readonly string[]>>;

/** Paths whose purge has not reached the requested level, with what happened to them since; `all`: everything under site-url. */
export type PendingPaths = "all" | ReadonlyMap<RepoPath, Change["kind"]>;

/** What the `state` input names. */
export type StateChoice = { readonly kind: "auto" | "none" } | StoreKind;

/** A store that is really opened. */
export type StoreKind = { readonly kind: "cache" | "git-ref" } | { readonly kind: "file"; readonly path: string };

export type OnMissing = "purge-all" | "last-push" | "adopt" | "fail";
