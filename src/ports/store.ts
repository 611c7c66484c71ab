import type { StoreKind } from "../model/memory.ts";

/** Where a record is kept. It knows bytes and versions, not what is in them. */
export interface Store {
  /** For sentences: `the cache`, `the ref refs/deploy-purge/0123…`, `the file state/record`. */
  readonly name: string;
  readonly kind: StoreKind["kind"];
  /** Is it saved within a moment, without a network? Only then it is saved to after a signal. */
  readonly isLocal: boolean;
  /** Does `save` refuse to replace what somebody else wrote meanwhile? */
  readonly compares: boolean;
  /** @param version what `save` returned: that very state is meant, where the store keeps several. */
  load(version?: string): Promise<Loaded>;
  /** A version that the next save may make, where it can be known before: it is made once, and never again. */
  nextVersion?(): string;
  /**
   * @param expected version that was loaded; absent: nothing was there.
   * @param version what `nextVersion` gave, where the store has it.
   */
  save(bytes: Uint8Array, expected: string | undefined, version?: string): Promise<Saved>;
}

export type Loaded =
  /** `too-large`: longer than any record, so that it was not read. */
  | { readonly kind: "found"; readonly bytes: Uint8Array | "too-large"; readonly version: string }
  | { readonly kind: "missing" }
  /** `message`: one sentence without its full stop; untrusted, and free of secrets. */
  | { readonly kind: "failed"; readonly message: string };

export type Saved =
  | { readonly kind: "saved"; readonly version: string }
  /** Somebody else has written since. */
  | { readonly kind: "conflict" }
  | { readonly kind: "failed"; readonly message: string };

/** The stores of a runner. */
export interface Stores {
  /** Has the runner a cache service that this step may use? */
  readonly hasCache: boolean;
  open(kind: StoreKind, options: StoreOptions): Store;
}

interface StoreOptions {
  /** Hex name of the record. */
  readonly key: string;
  /** For the store that needs one. */
  readonly token?: string | undefined;
  /** When it aborts, whatever waits for a network fails at once. */
  readonly until?: AbortSignal;
}

/** Longest record in bytes: a million files of a hundred bytes each fit in. */
export const MAX_RECORD_BYTES = 256 * 1024 * 1024;
