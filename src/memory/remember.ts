import type { ChangesRead } from "../model/change.ts";
import { PurgeError } from "../model/errors.ts";
import type { Mapping, OnMissing, PendingPaths } from "../model/memory.ts";
import type { Source } from "../model/snapshot.ts";
import type { Clock } from "../ports/clock.ts";
import type { Store } from "../ports/store.ts";
import { changedWords } from "./mapping-changed.ts";
import {
  howToKeep,
  inShort,
  type Missing,
  mappingChanged,
  reachedLess,
  whatIsDone,
  whatIsMissing,
  whatIsOwed,
} from "./messages.ts";
import { computeOwed, writeAhead } from "./owed.ts";
import { type Level, owedAgain, union } from "./reached.ts";
import type { StateRecord } from "./record-body.ts";
import { readStored } from "./stored-record.ts";
import { cannotRemember, saveAhead } from "./write-ahead.ts";

/** What identifies the memory of one destination, and what becomes of it in this run. */
export interface MemoryOptions {
  readonly key: string;
  readonly stateKey?: string | undefined;
  readonly mapping: Mapping;
  /** How far this run brings its purges. */
  readonly level: Level;
  readonly onMissing: OnMissing;
  /** Nothing is saved. */
  readonly isDryRun: boolean;
  /** It is not certain that this build goes live here: what is purged stays owed, and the last build stays the last one. */
  readonly isProvisional: boolean;
  /** Distinguishes this run's records from those of others. */
  readonly writer: string;
}

/** A run's changes with all that is still owed, and how the memory stands after the write-ahead. */
export interface Remembered {
  readonly changes: ChangesRead;
  readonly owed: PendingPaths;
  /** What was saved ahead; absent in a dry run. */
  readonly ahead?: StateRecord;
  /** This build became the baseline and nothing is purged. */
  readonly isAdopted: boolean;
  readonly was: "known" | Missing["kind"];
  /** One sentence each: what happened to the memory, what was done, how to keep it. */
  readonly notes: readonly string[];
}

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
    const { key, mapping, writer, isProvisional } = options;
    // A run that reads no build (`changes: none`) deploys none.
    const isLastBuild = found.changes.sources.length > 0 && !isProvisional;
    const ahead = writeAhead({
      key,
      mapping,
      writer,
      previous: recalled.record,
      builds: isLastBuild ? found.changes.snapshots : (recalled.record?.builds ?? []),
      owed: found.owed,
      now: clock.now(),
    });
    if (await saveAhead(options, store, ahead, recalled.version, clock)) return { ...found, ahead };
  }
  throw cannotRemember(store, `other runs replaced the record ${MAX_CONFLICTS} times in a row`);
}

/** The record, or why there is none; with the version of what is there. */
type Recalled =
  | { readonly record: StateRecord; readonly missing?: undefined; readonly version: string }
  | { readonly record?: undefined; readonly missing: Missing; readonly version?: string };

async function recall(options: MemoryOptions, store: Store): Promise<Recalled> {
  const loaded = await store.load();
  if (loaded.kind === "missing") return { missing: { kind: "first" } };
  if (loaded.kind === "failed") return { missing: loaded };
  const { version } = loaded;
  const decoded = readStored(store, loaded, options);
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
  const found = withKnownPrefix(await read(builds), record);
  const pending = owedBy(record, options.level);
  if (found.sources.length === 0 && missing !== undefined) {
    return { changes: found, owed: pending, isAdopted: false, was: missing.kind, notes: [] };
  }
  if (missing !== undefined) return withoutMemory(options, store, { missing, read: found, pending });
  const other = otherSource(record, found);
  if (other !== undefined) {
    const again = options.onMissing === "last-push" ? await read(undefined) : found;
    return withoutMemory(options, store, { missing: other, read: again, pending });
  }
  return knownOwed(options, record, found, pending);
}

/** A run that reads no build still knows what the paths that are owed are relative to. */
function withKnownPrefix(found: ChangesRead, record: StateRecord | undefined): ChangesRead {
  const prefix = record?.builds.find((build) => build.prefix !== undefined)?.prefix;
  return found.sources.length > 0 || prefix === undefined ? found : { ...found, prefix };
}

/** What earlier runs left, and what they brought to a lower level than this run's. */
function owedBy(record: StateRecord | undefined, level: Level): PendingPaths {
  return record === undefined ? new Map() : union(owedAgain(record.reached ?? {}, level), record.pending);
}

function knownOwed(
  { mapping, isDryRun, level }: MemoryOptions,
  record: StateRecord,
  found: ChangesRead,
  pending: PendingPaths,
): Remembered {
  const moved = changedWords(record.mapping, mapping);
  const why = mappingChanged(moved);
  const given = moved.length > 0 && found.everything === undefined ? { ...found, everything: why } : found;
  const notes: string[] = [];
  if (isSome(pending)) notes.push(whatIsOwed(pending, isDryRun));
  if (isSome(owedAgain(record.reached ?? {}, level))) notes.push(reachedLess(level));
  if (moved.length > 0) {
    notes.push(`${capital(why)}. ${whatIsDone("purge-all", isDryRun)} Later runs compare with this one.`);
  }
  return { ...computeOwed(given, pending), isAdopted: false, was: "known", notes };
}

function isSome(paths: PendingPaths): boolean {
  return paths === "all" || paths.size > 0;
}

/** A source that the record has nothing of knows as little as one without a record. */
function otherSource(record: StateRecord, { sources, across = [] }: ChangesRead): Missing | undefined {
  const isUnknown = (one: Source) => record.builds.every((build) => build.source !== one);
  const source = sources.find((one) => isUnknown(one) && !across.includes(one));
  return source === undefined ? undefined : { kind: "other-source", source };
}

function withoutMemory(
  { onMissing, isDryRun }: MemoryOptions,
  store: Store,
  { missing, read, pending }: { readonly missing: Missing; readonly read: ChangesRead; readonly pending: PendingPaths },
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

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
