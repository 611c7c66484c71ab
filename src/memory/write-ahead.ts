import { PurgeError } from "../model/errors.ts";
import type { Clock } from "../ports/clock.ts";
import type { Store } from "../ports/store.ts";
import { isSuperseded } from "./owed.ts";
import { decodeRecord, type RecordIdentity } from "./record.ts";
import type { StateRecord } from "./record-body.ts";
import { saveRecord } from "./stored-record.ts";

/** A service may need a moment until it hands out what it just took. */
const READ_BACK_TRIES = 3;
const READ_BACK_PAUSE_MS = 1_000;

/**
 * Saves a record before anything is planned, and reads it back.
 *
 * @returns false when another run was faster.
 * @throws {PurgeError} state, when it cannot be saved, or is not there afterwards.
 */
export async function saveAhead(
  options: RecordIdentity,
  store: Store,
  ahead: StateRecord,
  expected: string | undefined,
  clock: Clock,
): Promise<boolean> {
  const { saved, bytes } = await saveRecord(store, ahead, expected, options);
  if (saved.kind === "conflict") return false;
  if (saved.kind === "failed") throw cannotRemember(store, saved.message);
  for (let tries = 1; ; tries++) {
    const back = await store.load(saved.version);
    if (back.kind === "found" && isWritten(options, store, ahead, bytes, back.bytes)) return true;
    if (tries === READ_BACK_TRIES) {
      const message =
        back.kind === "failed" ? back.message : back.kind === "missing" ? "it is not there" : "it holds something else";
      throw cannotRemember(store, `it was saved, and reading it back failed: ${message}`);
    }
    await clock.sleep(READ_BACK_PAUSE_MS);
  }
}

/** Our own bytes, or a newer run's where the store lets nobody write over what was not read. */
function isWritten(
  options: RecordIdentity,
  store: Store,
  ahead: StateRecord,
  ours: Uint8Array,
  found: Uint8Array | "too-large",
): boolean {
  if (found !== "too-large" && Buffer.compare(ours, found) === 0) return true;
  if (!store.compares) return false;
  const decoded = decodeRecord(found, options);
  return decoded.kind === "record" && isSuperseded(ahead, decoded.record);
}

export function cannotRemember(store: Store, message: string): PurgeError {
  return new PurgeError(
    "state",
    `What this run has to purge could not be remembered in ${store.name}: ${message}. Nothing was sent, since a purge that ` +
      "is not remembered is lost when the run fails. Run the step again before the next deploy.",
  );
}
