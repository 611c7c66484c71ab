import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from "node:fs";

export type FileRead =
  | { readonly kind: "read"; readonly bytes: Uint8Array; readonly changedMs: number }
  | { readonly kind: "too-large"; readonly changedMs: number }
  /** `message`: a clause, "it is a folder". */
  | { readonly kind: "no-file"; readonly message: string };

/**
 * Reads a regular file of at most so many bytes. A pipe is neither waited for nor read, and what is larger takes no memory.
 * In one go: every run reads its event this way, and `node:fs/promises` takes longer to load than that takes to read.
 *
 * @throws {Error} of the system, when the file is not there or cannot be read.
 */
export async function readAtMost(path: string | Buffer, most: number): Promise<FileRead> {
  // Without O_NONBLOCK, opening a named pipe waits for a writer that may never come.
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(file);
    const message = notAFile(stats);
    if (message !== undefined) return { kind: "no-file", message };
    if (stats.size > most) return { kind: "too-large", changedMs: stats.mtimeMs };
    return { kind: "read", bytes: readWhole(file, stats.size), changedMs: stats.mtimeMs };
  } finally {
    closeSync(file);
  }
}

function readWhole(file: number, size: number): Uint8Array {
  const bytes = Buffer.alloc(size);
  let length = 0;
  while (length < size) {
    const bytesRead = readSync(file, bytes, length, size - length, null);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return bytes.subarray(0, length);
}

/** A clause for what is no regular file. */
export function notAFile(found: Stats): string | undefined {
  if (found.isDirectory()) return "it is a folder: give the path of a file";
  return found.isFile() ? undefined : "it is not a file, but a pipe, a socket or a device: give the path of a file";
}
