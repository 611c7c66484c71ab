import { PurgeError } from "../../model/errors.ts";
import { boundedOutput, type GitRunner } from "./process.ts";

/** Largest blob that is read: a link is shorter than any path may be, and ten thousand rules of a host fit. */
const MAX_BLOB_BYTES = 1 << 20;
/** Bytes that are read at once: forty pages of some hundred kilobytes. */
const MAX_BATCH_BYTES = 1 << 24;
/** `<id> blob <size>`, or `<id> missing` (git-cat-file, "batch output"). */
const BATCH_LINE = /^([0-9a-f]{40,64}) (?:[a-z]+ (\d+)|missing)$/;

/** @throws {PurgeError} diff, when it is not there. */
export async function readBlob(run: GitRunner, id: string): Promise<Uint8Array> {
  const output = boundedOutput(MAX_BLOB_BYTES);
  const ended = await run(["cat-file", "blob", id], { onOutput: output.push });
  if (!ended.ok) throw new PurgeError("diff", `An object of the repository cannot be read: ${ended.message}.`);
  return output.bytes();
}

/** Those that the checkout has, in one process. They are optional: a blob that cannot be read counts as not there. */
export async function readBlobs(run: GitRunner, ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
  const output = boundedOutput(MAX_BATCH_BYTES);
  const input = ids.map((id) => `${id}\n`).join("");
  const ended = await run(["cat-file", "--batch"], { input, onOutput: output.push }).catch(() => undefined);
  return ended?.ok === true ? parseBatch(output.bytes()) : new Map();
}

function parseBatch(bytes: Buffer): ReadonlyMap<string, Uint8Array> {
  const blobs = new Map<string, Uint8Array>();
  for (let at = 0; at < bytes.length; ) {
    const lineEnd = bytes.indexOf(0x0a, at);
    const [, id, size] = BATCH_LINE.exec(bytes.toString("latin1", at, Math.max(lineEnd, at))) ?? [];
    if (id === undefined) return blobs;
    at = lineEnd + 1;
    if (size === undefined) continue;
    blobs.set(id, bytes.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return blobs;
}
