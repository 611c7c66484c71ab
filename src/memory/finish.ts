import type { PendingPaths } from "../model/memory.ts";
import type { Store } from "../ports/store.ts";
import { notSaved, REPEATS, superseded } from "./messages.ts";
import { afterDelivery, isSuperseded } from "./owed.ts";
import { doneOf, type Level, union } from "./reached.ts";
import type { StateRecord } from "./record-body.ts";
import type { MemoryOptions } from "./remember.ts";
import { readStored, saveRecord } from "./stored-record.ts";

/** How the memory ended: whether a newer run has taken over. */
export interface Finished {
  readonly isSuperseded: boolean;
  readonly notes: readonly string[];
}

/** What a delivery came to. */
export interface Left {
  readonly owed: PendingPaths;
  /** How far the rest came. */
  readonly level: Level;
  /** After a signal there is no time for a network. */
  readonly isAborted: boolean;
}

/** Saves what a delivery left owed. A failure here loses nothing: the write-ahead stays, and its purges are repeated. */
export async function finish(options: MemoryOptions, store: Store, ahead: StateRecord, left: Left): Promise<Finished> {
  if (left.isAborted && !store.isLocal) return { isSuperseded: false, notes: [REPEATS] };
  const found = await store.load();
  if (found.kind === "failed") return { isSuperseded: false, notes: [notSaved(store, found.message)] };
  const version = found.kind === "found" ? found.version : undefined;
  const decoded = found.kind === "found" ? readStored(store, found, options) : undefined;
  const record = decoded?.kind === "record" ? decoded.record : undefined;
  if (record !== undefined && isSuperseded(ahead, record)) {
    return handOver(options, store, { ahead, owed: left.owed, record, version });
  }
  // What an older run has handed over meanwhile.
  const more = record === undefined ? new Map() : doneOf(record.pending, ahead.pending);
  const ended = afterDelivery(ahead, union(more, left.owed), left.level);
  const { saved } = await saveRecord(store, ended, version, options);
  // A store that refuses has seen a run that loaded this one's record.
  if (saved.kind === "conflict") return takenOver(isSome(left.owed) ? "known" : "nothing");
  return { isSuperseded: false, notes: saved.kind === "failed" ? [notSaved(store, saved.message)] : [] };
}

function takenOver(left: Parameters<typeof superseded>[0]): Finished {
  return { isSuperseded: true, notes: [superseded(left)] };
}

/**
 * A newer run has taken over. Where its record was made on top of this run's, it has all that this run owed; where the store
 * cannot compare, it may have started without seeing it: then what is left here is added to what it owes.
 */
async function handOver(
  options: MemoryOptions,
  store: Store,
  { ahead, owed, record, version }: Newer,
): Promise<Finished> {
  const isKnown = record.ancestors?.includes(ahead.writer) === true || !isSome(doneOf(owed, record.pending));
  if (isKnown) return takenOver(isSome(owed) ? "known" : "nothing");
  const both = { ...record, pending: union(owed, record.pending) };
  const { saved } = await saveRecord(store, both, version, options);
  return takenOver(saved.kind === "saved" ? "added" : "unknown");
}

interface Newer {
  readonly ahead: StateRecord;
  readonly owed: PendingPaths;
  /** The newer run's record, and its version. */
  readonly record: StateRecord;
  readonly version: string | undefined;
}

function isSome(paths: PendingPaths): boolean {
  return paths === "all" || paths.size > 0;
}
