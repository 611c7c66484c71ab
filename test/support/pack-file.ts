import { createHash } from "node:crypto";
import { crc32, deflateSync } from "node:zlib";

/** An object as git stores it. */
export interface GitObject {
  readonly kind: keyof typeof TYPES;
  readonly content: Buffer;
}

const TYPES = { commit: 1, tree: 2, blob: 3 } as const;

/** The object's id, as hexadecimal digits. */
export function objectId({ kind, content }: GitObject): string {
  return createHash("sha1").update(`${kind} ${content.length}\0`).update(content).digest("hex");
}

/** A pack with these objects, and its index (gitformat-pack, both of version 2). */
export function packFile(objects: ReadonlyMap<string, GitObject>): { readonly pack: Buffer; readonly index: Buffer } {
  const parts = [Buffer.from("PACK"), numbers(2, objects.size)];
  const places: { readonly id: string; readonly at: number; readonly sum: number }[] = [];
  let at = 12;
  for (const [id, { kind, content }] of objects) {
    const part = Buffer.concat([entryHeader(TYPES[kind], content.length), deflateSync(content, { level: 1 })]);
    places.push({ id, at, sum: crc32(part) });
    parts.push(part);
    at += part.length;
  }
  const pack = withSum(parts);
  places.sort((a, b) => (a.id < b.id ? -1 : 1));
  const counts = new Array<number>(256).fill(0);
  for (const { id } of places) counts.fill((counts[255] as number) + 1, Number.parseInt(id.slice(0, 2), 16));
  const index = withSum([
    Buffer.from([0xff, ...Buffer.from("tOc")]),
    numbers(2, ...counts),
    Buffer.from(places.map(({ id }) => id).join(""), "hex"),
    numbers(...places.map(({ sum }) => sum), ...places.map((place) => place.at)),
    pack.subarray(-20),
  ]);
  return { pack, index };
}

/** The type, and the size in groups of 4 and then 7 bits, the lowest first. */
function entryHeader(type: number, size: number): Buffer {
  const bytes: number[] = [];
  let [byte, left] = [(type << 4) | (size & 15), Math.floor(size / 16)];
  for (; left > 0; [byte, left] = [left & 127, Math.floor(left / 128)]) bytes.push(byte | 128);
  return Buffer.from([...bytes, byte]);
}

/** Numbers of 32 bits, the highest byte first; what is above is left out, as in git's index. */
export function numbers(...values: readonly (number | bigint)[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [at, value] of values.entries()) bytes.writeUInt32BE(Number(BigInt.asUintN(32, BigInt(value))), at * 4);
  return bytes;
}

/** Git ends its files with a checksum of what is before it. */
export function withSum(parts: readonly Buffer[]): Buffer {
  const bytes = Buffer.concat(parts);
  return Buffer.concat([bytes, createHash("sha1").update(bytes).digest()]);
}
