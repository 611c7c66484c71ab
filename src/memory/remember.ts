import type { ChangesRead } from "../model/change.ts";
import { PurgeError } from "../model/errors.ts";
import type { Mapping, OnMissing } from "../model/memory.ts";
import type { Clock } from "../ports/clock.ts";
import type { Store } from "../ports/store.ts";
import { keepsMapping } from "./mapping-changed.ts";
import {
  howToKeep,
  inShort,
  MAPPING_CHANGED,
  type Missing,
  whatIsDone,
  whatIsMissing,
  whatIsOwed,
} from "./messages.ts";
import { isSuperseded, need, settled, writeAhead } from "./owed.ts";
import { decodeRecord, encodeRecord } from "./record.ts";
import type { StateRecord } from "./record-body.ts";
import { cannotRemember, saveAhead } from "./write-ahead.ts";

/** What the memory of one destination hangs on. */
export interface MemoryOrder {
  readonly key: string;
  readonly stateKey?: string;
  readonly mapping: Mapping;
  readonly onMissing: OnMissing;
  /** Nothing is saved. */
  readonly isDryRun: boolean;
  /** Tells this run's records from those of others. */
  readonly writer: string;
}

/** A run's changes with all that is still owed, and how the memory stands after the write-ahead. */
export interface Remembered {
  readonly changes: ChangesRead;
  readonly owed: Dirtiness;
  /** What was saved ahead; absent in a dry run. */
  readonly ahead?: StateRecord;
  /** This build became the baseline and nothing is purged. */
  readonly isAdopted: boolean;
  readonly was: "known" | Missing["is"];
  /** One sentence each: what happened to the memory, what was done, how to keep it. */
  readonly notes: readonly string[];
}

type Dirtiness = StateRecord["dirty"];
/** Without builds: what the event itself names as its base is compared with. An empty list: everything has changed. */
export type ReadChanges = (remembered: StateRecord["builds"] | undefined) => Promise<ChangesRead>;

/** Runs that write at the same moment each come through in their turn; more than so many in a row is no coincidence. */
const MOST_CONFLICTS = 20;

/**
 * Loads the record, reads the changes since it, and saves what must be purged before anything is planned. When another
 * run saves in between, all of it is done again on top of what that run left.
 *
 * @throws {PurgeError} state, when it cannot be remembered, or `on-missing-state` is `fail`.
 */
export async function remember(order: MemoryOrder, store: Store, read: ReadChanges, clock: Clock): Promise<Remembered> {
  for (let tries = 1; tries <= MOST_CONFLICTS; tries++) {
    const recalled = await recall(order, store);
    const found = await readNeed(order, store, recalled, read);
    // A run that deploys nothing and owes nothing has nothing to remember.
    const isIdle = found.changes.sources.length === 0 && found.owed !== "all" && found.owed.size === 0;
    if (order.isDryRun || isIdle) return found;
    const { key, mapping, writer } = order;
    const ahead = writeAhead({
      key,
      mapping,
      writer,
      previous: recalled.record,
      builds: buildsAfter(found.changes, recalled.record),
      owed: found.owed,
      now: clock.now(),
    });
    if (await saveAhead(order, store, ahead, recalled.version, clock)) return { ...found, ahead };
  }
  throw cannotRemember(store, `other runs replaced the record ${MOST_CONFLICTS} times in a row`);
}

/** How the memory ended: what is owed from now on, and whether a newer run has taken over. */
export interface Finished {
  readonly isSuperseded: boolean;
  readonly notes: readonly string[];
}

/**
 * Saves what a delivery left owed. A failure here loses nothing: the write-ahead stays, and its purges are repeated.
 *
 * @param isAborted after a signal there is no time for a network.
 */
export async function finish(
  order: MemoryOrder,
  store: Store,
  ahead: StateRecord,
  owed: Dirtiness,
  isAborted: boolean,
): Promise<Finished> {
  if (isAborted && !store.isLocal) return { isSuperseded: false, notes: [REPEATS] };
  const found = await store.load();
  const decoded = found.is === "found" ? decodeRecord(found.bytes, order) : undefined;
  if (decoded?.is === "record" && isSuperseded(ahead, decoded.record)) return SUPERSEDED;
  if (found.is === "failed") return { isSuperseded: false, notes: [notSaved(store, found.says)] };
  const record = settled(ahead, owed);
  const saved = await store.save(
    encodeRecord(record, order.stateKey),
    found.is === "found" ? found.version : undefined,
  );
  if (saved.is === "conflict") return SUPERSEDED;
  if (saved.is === "failed") return { isSuperseded: false, notes: [notSaved(store, saved.says)] };
  return { isSuperseded: false, notes: [] };
}

const REPEATS = "What was purged is not noted, since the run was cancelled: the next run purges it once more.";

const SUPERSEDED: Finished = {
  isSuperseded: true,
  notes: ["A newer run for the same site and environment has started since: it has all that this run owed to purge."],
};

function notSaved(store: Store, says: string): string {
  return `What was purged could not be noted in ${store.name} (${says}): the next run purges it once more.`;
}

interface Recalled {
  readonly record?: StateRecord;
  readonly missing?: Missing;
  readonly version?: string;
}

async function recall(order: MemoryOrder, store: Store): Promise<Recalled> {
  const loaded = await store.load();
  if (loaded.is === "missing") return { missing: { is: "first" } };
  if (loaded.is === "failed") return { missing: loaded };
  const { version } = loaded;
  const decoded = decodeRecord(loaded.bytes, order);
  if (decoded.is === "record") return { record: decoded.record, version };
  return { missing: { is: "unusable", why: decoded.why }, version };
}

async function readNeed(
  order: MemoryOrder,
  store: Store,
  { record, missing }: Recalled,
  read: ReadChanges,
): Promise<Remembered> {
  const builds = record?.builds ?? (order.onMissing === "last-push" ? undefined : []);
  const found = inPlace(await read(builds), record);
  const dirty = record?.dirty ?? new Map();
  if (found.sources.length === 0 && missing !== undefined) {
    return { changes: found, owed: dirty, isAdopted: false, was: missing.is, notes: [] };
  }
  if (missing !== undefined) return withoutMemory(order, store, { missing, read: found, dirty });
  const other = otherSource(record, found);
  if (other !== undefined) {
    const again = order.onMissing === "last-push" ? await read(undefined) : found;
    return withoutMemory(order, store, { missing: other, read: again, dirty });
  }
  return knownNeed(order, record, found);
}

/** A run that reads no build still knows what the paths that are owed are relative to. */
function inPlace(found: ChangesRead, record: StateRecord | undefined): ChangesRead {
  const prefix = record?.builds.find((build) => build.prefix !== undefined)?.prefix;
  return found.sources.length > 0 || prefix === undefined ? found : { ...found, prefix };
}

function knownNeed(order: MemoryOrder, record: StateRecord | undefined, found: ChangesRead): Remembered {
  const isMoved = record !== undefined && !keepsMapping(record.mapping, order.mapping);
  const given = isMoved && found.everything === undefined ? { ...found, everything: MAPPING_CHANGED } : found;
  const dirty = record?.dirty ?? new Map();
  const notes = dirty === "all" || dirty.size > 0 ? [whatIsOwed(dirty, order.isDryRun)] : [];
  if (isMoved) {
    notes.push(
      `${capital(MAPPING_CHANGED)}. ${whatIsDone("purge-all", order.isDryRun)} Later runs compare with this one.`,
    );
  }
  return { ...need(given, dirty), isAdopted: false, was: "known", notes };
}

/** A source that the record has nothing of knows as little as one without a record. */
function otherSource(record: StateRecord | undefined, { sources }: ChangesRead): Missing | undefined {
  const source = sources.find((one) => record?.builds.every((build) => build.source !== one));
  return source === undefined ? undefined : { is: "other-source", source };
}

function withoutMemory(
  { onMissing, isDryRun }: MemoryOrder,
  store: Store,
  { missing, read, dirty }: { readonly missing: Missing; readonly read: ChangesRead; readonly dirty: Dirtiness },
): Remembered {
  const what = whatIsMissing(missing, store.name);
  const sentence = `${capital(what)}. ${whatIsDone(onMissing, isDryRun)}`;
  if (onMissing === "fail") throw new PurgeError("state", sentence);
  const notes = [`${sentence} ${howToKeep(missing, store.kind === "cache")}`];
  if (onMissing === "adopt") {
    const { everything: _, pages: __, outside: ___, rules: ____, ...rest } = read;
    return { changes: { ...rest, changes: [] }, owed: dirty, isAdopted: true, was: missing.is, notes };
  }
  const given = onMissing === "purge-all" ? { ...read, everything: inShort(missing) } : read;
  return { ...need(given, dirty), isAdopted: false, was: missing.is, notes };
}

/** A run that reads no build (`changes: none`) deploys none: the last one stays what it was. */
function buildsAfter({ snapshots, sources }: ChangesRead, previous: StateRecord | undefined): StateRecord["builds"] {
  return sources.length === 0 ? (previous?.builds ?? []) : snapshots;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
