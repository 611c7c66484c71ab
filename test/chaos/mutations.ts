import { decodeRecord, encodeRecord } from "../../src/memory/record.ts";
import type { StateRecord } from "../../src/memory/record-body.ts";
import type { Loaded, Store } from "../../src/ports/store.ts";
import type { MutatedStep, Mutation } from "./play.ts";
import { KEY } from "./world.ts";

/** The rule, broken in ways that other tools have it. The checker must find each: one that never fails proves nothing. */
export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  "the record is saved at the end instead of ahead": savedAtTheEnd,
  "two builds are compared, and what was never purged is forgotten": comparesEnds,
  "an older run moves the record back": movesBack,
  "what a purge of everything brought through stays owed": keepsOwing,
  "a deploy that is announced is not remembered": forgetsAnnouncements,
};

/** The write-ahead is held back, and only what the run saves after its delivery arrives. */
function savedAtTheEnd(store: Store): Store {
  let held: { readonly bytes: Uint8Array; readonly expected: string | undefined } | undefined;
  return {
    ...store,
    async load(version) {
      return held === undefined ? store.load(version) : { kind: "found", bytes: held.bytes, version: "held" };
    },
    async save(bytes, expected) {
      const record = recordIn(bytes);
      if (held === undefined && isOwing(record)) {
        held = { bytes, expected };
        return { kind: "saved", version: "held" };
      }
      return store.save(bytes, held === undefined ? expected : held.expected);
    },
  };
}

/** The mark of the last build that was purged as a whole moves with success alone; there is no set of what is owed. */
function comparesEnds(store: Store): Store {
  let before: Loaded | undefined;
  let written: Uint8Array | undefined;
  return {
    ...store,
    async load(version) {
      const found = await store.load(version);
      before ??= found;
      // The run reads back what it wrote, and never learns that something else was kept.
      return found.kind === "found" && written !== undefined ? { ...found, bytes: written } : found;
    },
    async save(bytes, expected) {
      const record = recordIn(bytes);
      const old = before?.kind === "found" && before.bytes !== "too-large" ? recordIn(before.bytes) : undefined;
      written = bytes;
      if (record === undefined || old === undefined || !isOwing(record)) return store.save(bytes, expected);
      return store.save(encodeRecord({ ...record, builds: old.builds, pending: new Map() }), expected);
    },
  };
}

/** What others wrote since is neither seen nor in the way. */
function movesBack(store: Store): Store {
  let own: Uint8Array | undefined;
  return {
    ...store,
    async load(version) {
      const found = await store.load(version);
      return found.kind === "found" && own !== undefined ? { ...found, bytes: own } : found;
    },
    async save(bytes, expected) {
      const saved = await store.save(bytes, expected);
      if (saved.kind === "saved") own = bytes;
      return saved;
    },
  };
}

/** Nothing gets stale by it, and everything is purged for ever. */
function keepsOwing(store: Store, { purgeBy }: MutatedStep): Store {
  let ahead: Uint8Array | undefined;
  if (purgeBy !== "all") return store;
  return {
    ...store,
    async save(bytes, expected) {
      const isOwed = isOwing(recordIn(bytes));
      if (isOwed) ahead = bytes;
      return store.save(isOwed ? bytes : (ahead ?? bytes), expected);
    },
  };
}

/** The step reads back what it believes to have written. */
function forgetsAnnouncements(store: Store, { phase }: MutatedStep): Store {
  let held: Uint8Array | undefined;
  if (phase !== "before-deploy") return store;
  return {
    ...store,
    load: async (version) =>
      held === undefined ? store.load(version) : { kind: "found", bytes: held, version: "never written" },
    async save(bytes) {
      held = bytes;
      return { kind: "saved", version: "never written" };
    },
  };
}

function recordIn(bytes: Uint8Array): StateRecord | undefined {
  const decoded = decodeRecord(bytes, { key: KEY });
  return decoded.kind === "record" ? decoded.record : undefined;
}

function isOwing(record: StateRecord | undefined): boolean {
  return record !== undefined && (record.pending === "all" || record.pending.size > 0);
}
