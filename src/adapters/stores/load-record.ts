import { type Loaded, MAX_RECORD_BYTES } from "../../ports/store.ts";
import { readAtMost } from "../files/read-at-most.ts";

/**
 * A record in a file that anybody may have made: neither a pipe nor a device is read, and nothing that is longer than any
 * record.
 *
 * @param version default: the time of its last change.
 * @throws {Error} of the system, when the file is not there or cannot be read.
 */
export async function loadRecord(path: string, version?: string): Promise<Loaded> {
  const file = await readAtMost(path, MAX_RECORD_BYTES);
  if (file.kind === "no-file") return { kind: "failed", message: file.message };
  const bytes = file.kind === "read" ? file.bytes : "too-large";
  return { kind: "found", bytes, version: version ?? String(file.changedMs) };
}
