import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createDeflate } from "node:zlib";

/** Name of the record inside the commit. */
export const RECORD = "record";
const PERSON = "deploy-purge <deploy-purge@users.noreply.github.com>";
const MESSAGE = "What deploy-purge remembers of the last deploy";
/** As git compresses what it is about to pack anew: speed counts. */
const LEVEL = 1;

/**
 * Writes a commit without parents, of one file with these bytes, as loose objects of a git directory of ours (gitformat-loose,
 * SHA-1). Git itself would take three processes.
 *
 * @returns the commit's id.
 * @throws {Error} of the system, when the directory cannot be written.
 */
export async function writeRecordCommit(directory: string, bytes: Uint8Array): Promise<string> {
  const blob = await writeObject(directory, "blob", bytes);
  const entry = Buffer.concat([Buffer.from(`100644 ${RECORD}\0`), Buffer.from(blob, "hex")]);
  const tree = await writeObject(directory, "tree", entry);
  const person = `${PERSON} ${Math.floor(Date.now() / 1000)} +0000`;
  const text = `tree ${tree}\nauthor ${person}\ncommitter ${person}\n\n${MESSAGE}\n`;
  return writeObject(directory, "commit", Buffer.from(text));
}

async function writeObject(directory: string, type: string, content: Uint8Array): Promise<string> {
  const parts = [Buffer.from(`${type} ${content.length}\0`), content];
  const id = parts.reduce((hash, part) => hash.update(part), createHash("sha1")).digest("hex");
  const folder = join(directory, "objects", id.slice(0, 2));
  await mkdir(folder, { recursive: true });
  await pipeline(parts, createDeflate({ level: LEVEL }), createWriteStream(join(folder, id.slice(2))));
  return id;
}
