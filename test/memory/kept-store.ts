import { decodeRecord, encodeRecord } from "../../src/memory/record.ts";
import type { StateRecord } from "../../src/memory/record-body.ts";
import type { MemoryOptions } from "../../src/memory/remember.ts";
import type { PendingPaths } from "../../src/model/memory.ts";
import type { Store } from "../../src/ports/store.ts";

const KEY = "0123456789abcdef".repeat(4);
export const OPTIONS: MemoryOptions = {
  key: KEY,
  mapping: {},
  level: "completed",
  onMissing: "purge-all",
  isDryRun: false,
  isProvisional: false,
  writer: "older",
};
export const owing = (...paths: string[]): PendingPaths => new Map(paths.map((path) => [path, "modified"]));
export const record = (given: Partial<StateRecord>): StateRecord => ({
  key: KEY,
  generation: 1,
  writer: "older",
  builds: [],
  mapping: {},
  pending: owing("a", "b"),
  ...given,
});

/** A store that keeps the last record that anybody gave it, as the cache does. */
export function keeps(
  first: StateRecord,
  stateKey?: string,
): { readonly store: Store; readonly kept: () => StateRecord | undefined } {
  let bytes = encodeRecord(first, stateKey);
  const store: Store = {
    name: "the cache",
    kind: "cache",
    isLocal: false,
    compares: false,
    load: async () => ({ kind: "found", bytes, version: "v" }),
    save: async (given) => {
      bytes = given;
      return { kind: "saved", version: "w" };
    },
  };
  const kept = () => {
    const decoded = decodeRecord(bytes, { key: KEY, stateKey });
    return decoded.kind === "record" ? decoded.record : undefined;
  };
  return { store, kept };
}
