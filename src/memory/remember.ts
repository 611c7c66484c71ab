import type { ChangesRead } from "../model/change.ts";
import { PurgeError } from "../model/errors.ts";
import type { Mapping, OnMissing } from "../model/memory.ts";
import type { Source } from "../model/snapshot.ts";
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
import { computeOwed, isSuperseded, settled, writeAhead } from "./owed.ts";
import { decodeRecord, encodeRecord } from "./record.ts";
import type { StateRecord } from "./record-body.ts";
import { cannotRemember, saveAhead } from "./write-ahead.ts";

/** What the memory of one destination hangs on. */
export interface MemoryOptions {
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
  readonly was: "known" | Missing["kind"];
  /** One sentence each: what happened to the memory, what was done, how to keep it. */
  readonly notes: readonly string[];
}

type Dirtiness = StateRecord["pending"];
/** Without builds: what the event itself names as its base is compared with. An empty list: everything has changed. */
export type ReadChanges = (remembered: StateRecord["builds"] | undefined) => Promise<ChangesRead>;

/** Runs that write at the same moment each come through in their turn; more than so many in a row is no coincidence. */
const MAX_CONFLICTS = 20;

/**
 * Loads the record, reads the changes since it, and saves what must be purged before anything is planned. When another
 * run saves in between, all of it is done again on top of what that run left.
 *
 * @throws {PurgeError} state, when it cannot be remembered, or `on-missing-state` is `fail`.
 */
export async function remember(
  options: MemoryOptions,
  store: Store,
  read: ReadChanges,
  clock: Clock,
): Promise<Remembered> {
  for (let tries = 1; tries <= MAX_CONFLICTS; tries++) {
    const recalled = await recall(options, store);
    const found = await readOwed(options, store, recalled, read);
    // A run that deploys nothing and owes nothing has nothing to remember.
    const isIdle = found.changes.sources.length === 0 && found.owed !== "all" && found.owed.size === 0;
    if (options.isDryRun || isIdle) return found;
    const { key, mapping, writer } = options;
    const ahead = writeAhead({
      key,
      mapping,
      writer,
      previous: recalled.record,
      builds: buildsAfter(found.changes, recalled.record),
      owed: found.owed,
      now: clock.now(),
    });
    if (await saveAhead(options, store, ahead, recalled.version, clock)) return { ...found, ahead };
  }
  throw cannotRemember(store, `other runs replaced the record ${MAX_CONFLICTS} times in a row`);
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
  options: MemoryOptions,
  store: Store,
  ahead: StateRecord,
  owed: Dirtiness,
  isAborted: boolean,
): Promise<Finished> {
  if (isAborted && !store.isLocal) return { isSuperseded: false, notes: [REPEATS] };
  const found = await store.load();
  const decoded = found.kind === "found" ? decodeRecord(found.bytes, options) : undefined;
  if (decoded?.kind === "record" && isSuperseded(ahead, decoded.record)) return SUPERSEDED;
  if (found.kind === "failed") return { isSuperseded: false, notes: [notSaved(store, found.message)] };
  const record = settled(ahead, owed);
  const saved = await store.save(
    encodeRecord(record, options.stateKey),
    found.kind === "found" ? found.version : undefined,
  );
  if (saved.kind === "conflict") return SUPERSEDED;
  if (saved.kind === "failed") return { isSuperseded: false, notes: [notSaved(store, saved.message)] };
  return { isSuperseded: false, notes: [] };
}

const REPEATS = "What was purged is not noted, since the run was cancelled: the next run purges it once more.";

const SUPERSEDED: Finished = {
  isSuperseded: true,
  notes: ["A newer run for the same site and environment has started since: it has all that this run owed to purge."],
};

function notSaved(store: Store, message: string): string {
  return `What was purged could not be noted in ${store.name} (${message}): the next run purges it once more.`;
}

interface Recalled {
  readonly record?: StateRecord;
  readonly missing?: Missing;
  readonly version?: string;
}

async function recall(options: MemoryOptions, store: Store): Promise<Recalled> {
  const loaded = await store.load();
  if (loaded.kind === "missing") return { missing: { kind: "first" } };
  if (loaded.kind === "failed") return { missing: loaded };
  const { version } = loaded;
  const decoded = decodeRecord(loaded.bytes, options);
  if (decoded.kind === "record") return { record: decoded.record, version };
  return { missing: { kind: "unusable", why: decoded.why }, version };
}

async function readOwed(
  options: MemoryOptions,
  store: Store,
  { record, missing }: Recalled,
  read: ReadChanges,
): Promise<Remembered> {
  const builds = record?.builds ?? (options.onMissing === "last-push" ? undefined : []);
  const found = inPlace(await read(builds), record);
  const pending = record?.pending ?? new Map();
  if (found.sources.length === 0 && missing !== undefined) {
    return { changes: found, owed: pending, isAdopted: false, was: missing.kind, notes: [] };
  }
  if (missing !== undefined) return withoutMemory(options, store, { missing, read: found, pending });
  const other = otherSource(record, found);
  if (other !== undefined) {
    const again = options.onMissing === "last-push" ? await read(undefined) : found;
    return withoutMemory(options, store, { missing: other, read: again, pending });
  }
  return knownOwed(options, record, found);
}

/** A run that reads no build still knows what the paths that are owed are relative to. */
function inPlace(found: ChangesRead, record: StateRecord | undefined): ChangesRead {
  const prefix = record?.builds.find((build) => build.prefix !== undefined)?.prefix;
  return found.sources.length > 0 || prefix === undefined ? found : { ...found, prefix };
}

function knownOwed(options: MemoryOptions, record: StateRecord | undefined, found: ChangesRead): Remembered {
  const isMoved = record !== undefined && !keepsMapping(record.mapping, options.mapping);
  const given = isMoved && found.everything === undefined ? { ...found, everything: MAPPING_CHANGED } : found;
  const pending = record?.pending ?? new Map();
  const notes = pending === "all" || pending.size > 0 ? [whatIsOwed(pending, options.isDryRun)] : [];
  if (isMoved) {
    notes.push(
      `${capital(MAPPING_CHANGED)}. ${whatIsDone("purge-all", options.isDryRun)} Later runs compare with this one.`,
    );
  }
  return { ...computeOwed(given, pending), isAdopted: false, was: "known", notes };
}

/** A source that the record has nothing of knows as little as one without a record. */
function otherSource(record: StateRecord | undefined, { sources, across = [] }: ChangesRead): Missing | undefined {
  const isUnknown = (one: Source) => record?.builds.every((build) => build.source !== one) === true;
  const source = sources.find((one) => isUnknown(one) && !across.includes(one));
  return source === undefined ? undefined : { kind: "other-source", source };
}

function withoutMemory(
  { onMissing, isDryRun }: MemoryOptions,
  store: Store,
  { missing, read, pending }: { readonly missing: Missing; readonly read: ChangesRead; readonly pending: Dirtiness },
): Remembered {
  const what = whatIsMissing(missing, store.name);
  const sentence = `${capital(what)}. ${whatIsDone(onMissing, isDryRun)}`;
  if (onMissing === "fail") throw new PurgeError("state", sentence);
  const notes = [`${sentence} ${howToKeep(missing, store.kind === "cache")}`];
  if (onMissing === "adopt") {
    const { everything: _, pages: __, outside: ___, rules: ____, ...rest } = read;
    return { changes: { ...rest, changes: [] }, owed: pending, isAdopted: true, was: missing.kind, notes };
  }
  const given = onMissing === "purge-all" ? { ...read, everything: inShort(missing) } : read;
  return { ...computeOwed(given, pending), isAdopted: false, was: missing.kind, notes };
}

/** A run that reads no build (`changes: none`) deploys none: the last one stays what it was. */
function buildsAfter({ snapshots, sources }: ChangesRead, previous: StateRecord | undefined): StateRecord["builds"] {
  return sources.length === 0 ? (previous?.builds ?? []) : snapshots;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
