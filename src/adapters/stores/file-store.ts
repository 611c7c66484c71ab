import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { lstat, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import type { BrotliOptions } from "node:zlib";
import { escapeControlCharacters } from "../../lib/escape.ts";
import { type Loaded, MAX_RECORD_BYTES, type Saved, type Store } from "../../ports/store.ts";
import { errorCode } from "../files/error-code.ts";
import { leadsOutside } from "../files/inside.ts";
import { notAFile } from "../files/read-at-most.ts";
import { loadRecord } from "./load-record.ts";

/** What a killed run left beside the record is older than this, in milliseconds; a save takes seconds. */
const ABANDONED_MS = 3_600_000;
const OUTSIDE =
  "a link in the workspace leads out of it, and such a one is not followed: give the absolute path that is meant";
/** Behind the record's own name: the process, and what distinguishes it from one of the same number in another container. */
const TEMPORARY = /^\.\d{1,10}-[0-9a-f]{8}\.tmp$/;

/**
 * A record in a file, for a runner whose disk stays. Written beside it, flushed and renamed: a kill at any moment leaves
 * the old file or the new one, and perhaps one beside it, which a later save removes.
 */
export function createFileStore(workspace: string, path: string): Store {
  const target = resolve(workspace, path);
  return {
    name: `the file "${escapeControlCharacters(path, 200)}"`,
    kind: "file",
    isLocal: true,
    compares: false,
    load: async () => ((await leadsOutside(workspace, target)) ? failed(OUTSIDE) : load(target)),
    save: async (bytes) => ((await leadsOutside(workspace, target)) ? failed(OUTSIDE) : save(target, bytes)),
  };
}

async function load(target: string): Promise<Loaded> {
  try {
    const loaded = await loadRecord(target);
    return loaded.kind === "found" ? { ...loaded, bytes: await unpack(loaded.bytes) } : loaded;
  } catch (error) {
    return errorCode(error) === "ENOENT" ? { kind: "missing" } : failed(`it cannot be read (${errorCode(error)})`);
  }
}

async function save(target: string, bytes: Uint8Array): Promise<Saved> {
  const temporary = `${target}.${process.pid}-${randomBytes(4).toString("hex")}.tmp`;
  try {
    // What a rename would replace for good: /dev/null, where the step may write it, for everybody on the machine.
    const problem = await stat(target).then(notAFile, () => undefined);
    if (problem !== undefined) return failed(problem);
    await mkdir(dirname(target), { recursive: true });
    const handle = await open(temporary, "wx", 0o600);
    try {
      await handle.writeFile(await pack(bytes));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, target);
    await flushFolder(dirname(target));
    await removeAbandoned(target).catch(() => undefined);
    return { kind: "saved", version: "" };
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    return failed(`it cannot be written (${errorCode(error)})`);
  }
}

/** Longer records are packed, in bytes: those of a site with many files. A short one can be looked at as it is. */
const PACKED_FROM = 64 * 1024;
/** How a packed record begins; what follows is Brotli (RFC 7932), which has no mark of its own. */
const PACKED = Buffer.from("deploy-purge packed\n");

/** Half of a record are hashes, which do not get shorter: more than the least effort saves next to nothing. */
async function pack(bytes: Uint8Array): Promise<Uint8Array> {
  if (bytes.length < PACKED_FROM) return bytes;
  const { brotliCompress, constants } = await import("node:zlib");
  const params = { [constants.BROTLI_PARAM_QUALITY]: 0, [constants.BROTLI_PARAM_LGWIN]: 16 };
  const packed = await promisify<Uint8Array, BrotliOptions, Buffer>(brotliCompress)(bytes, { params });
  return Buffer.concat([PACKED, packed]);
}

/** What cannot be unpacked stays as it is, and is no record then. */
async function unpack(bytes: Uint8Array | "too-large"): Promise<Uint8Array | "too-large"> {
  if (bytes === "too-large" || !PACKED.equals(bytes.subarray(0, PACKED.length))) return bytes;
  const { brotliDecompress } = await import("node:zlib");
  const unpacked = promisify<Uint8Array, BrotliOptions, Buffer>(brotliDecompress);
  return unpacked(bytes.subarray(PACKED.length), { maxOutputLength: MAX_RECORD_BYTES }).catch((error: unknown) =>
    errorCode(error) === "ERR_BUFFER_TOO_LARGE" ? "too-large" : bytes,
  );
}

/** By the file system's own times: the record was written just now, and another run may be writing beside it. */
async function removeAbandoned(target: string): Promise<void> {
  const folder = dirname(target);
  const name = basename(target);
  const { mtimeMs: now } = await stat(target);
  for (const entry of await readdir(folder)) {
    if (!entry.startsWith(name) || !TEMPORARY.test(entry.slice(name.length))) continue;
    const found = await lstat(join(folder, entry));
    if (found.isFile() && found.mtimeMs < now - ABANDONED_MS) await rm(join(folder, entry), { force: true });
  }
}

/** The new name itself must survive a power cut too, where the system can promise that. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY).catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

function failed(message: string): { readonly kind: "failed"; readonly message: string } {
  return { kind: "failed", message };
}
