import type { Loaded, Saved, Store } from "../ports/store.ts";
import { type Decoded, decodeRecord, encodeRecord, type RecordIdentity } from "./record.ts";
import type { StateRecord } from "./record-body.ts";

/** Reads what was found in a store. */
export function readStored(
  store: Store,
  found: Extract<Loaded, { readonly kind: "found" }>,
  { key, stateKey }: RecordIdentity,
): Decoded {
  return decodeRecord(found.bytes, {
    key,
    stateKey,
    version: store.nextVersion === undefined ? undefined : found.version,
  });
}

/** Saves a record, which names the version that it is saved as where that can be known before: so its seal covers it. */
export async function saveRecord(
  store: Store,
  record: StateRecord,
  expected: string | undefined,
  { stateKey }: Pick<RecordIdentity, "stateKey">,
): Promise<{ readonly saved: Saved; readonly bytes: Uint8Array }> {
  const version = store.nextVersion?.();
  const bytes = encodeRecord({ ...record, version }, stateKey);
  return { saved: await store.save(bytes, expected, version), bytes };
}
