import { PurgeError } from "../../model/errors.ts";
import type { ObjectReader } from "./object-reader.ts";

/** Largest blob that is read: a link is shorter than any path may be, and ten thousand rules of a host fit. */
const MAX_BLOB_BYTES = 1 << 20;
/** Bytes that are read at once: forty pages of some hundred kilobytes. */
const MAX_BATCH_BYTES = 1 << 24;

/** @throws {PurgeError} diff, when it is not there. */
export async function readBlob(read: ObjectReader["read"], id: string): Promise<Uint8Array> {
  return readObject(read, { name: id, type: "blob", maxBytes: MAX_BLOB_BYTES });
}

/** @throws {PurgeError} diff, when no object of this type is there, or it is longer. */
export async function readObject(
  read: ObjectReader["read"],
  { name, type, maxBytes }: { readonly name: string; readonly type: string; readonly maxBytes: number },
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const answer = await read([name], ({ size }) => {
    if (size > maxBytes) throw unreadable("it is longer than any that is expected");
    return (chunk) => chunks.push(chunk);
  });
  if (!answer.ok) throw unreadable(answer.message);
  const [object] = answer.objects;
  if (object?.type !== type) throw unreadable(object === undefined ? "it is not here" : `it is a ${object.type}`);
  return Buffer.concat(chunks);
}

/** Those that the checkout has. They are optional: a blob that cannot be read counts as not there. */
export async function readBlobs(
  read: ObjectReader["read"],
  ids: readonly string[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const blobs = new Map<string, Buffer[]>();
  let left = MAX_BATCH_BYTES;
  const answer = await read(ids, ({ id, size }) => {
    left -= size;
    if (left < 0) throw unreadable("they are longer than any that are expected");
    const chunks: Buffer[] = [];
    blobs.set(id, chunks);
    return (chunk) => chunks.push(chunk);
  }).catch(() => undefined);
  return answer?.ok === true ? new Map(Array.from(blobs, ([id, chunks]) => [id, Buffer.concat(chunks)])) : new Map();
}

function unreadable(message: string): PurgeError {
  return new PurgeError("diff", `An object of the repository cannot be read: ${message}.`);
}
