import { isAscii } from "node:buffer";
import { join } from "node:path";
import type { TreeEntry } from "../../ports/git.ts";
import { readAtMost } from "../files/read-at-most.ts";
import type { Checkout } from "./checkout.ts";
import { toPath } from "./parse-output.ts";

/** A file of the index, and whether it has nothing that hides it from a comparison: a mark, or a merge under way. */
export interface TrackedEntry extends TreeEntry {
  readonly isPlain: boolean;
}

/** Longest index that is read in one piece, in bytes: some hundred thousand files. */
const MAX_INDEX_BYTES = 1 << 24;
/** Where an entry has its mode, and the object's id. */
const [MODE, ID] = [24, 40];
/** Flags of an entry: assume-unchanged and the stage of a merge, further flags, the name's length. */
const [HIDING, EXTENDED, NAME_LENGTH] = [0xb000, 0x4000, 0x0fff];
/** Further flags: skip-worktree, and intent-to-add, which is a file all the same. */
const [SKIP_WORKTREE, KNOWN_FURTHER] = [0x4000, 0x6000];

/**
 * What the index of a checkout lists, which takes less than a process of git.
 *
 * @param idBytes length of an object's id.
 * @returns undefined where only git is to read it: there is none, or it is long or of a rarer format.
 */
export async function readIndex(
  { gitDirectory }: Pick<Checkout, "gitDirectory">,
  idBytes: number,
): Promise<readonly TrackedEntry[] | undefined> {
  const file = await readAtMost(join(gitDirectory, "index"), MAX_INDEX_BYTES).catch(() => undefined);
  return file?.kind === "read"
    ? parseIndex(Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.length), idBytes)
    : undefined;
}

/** Versions 2 and 3 without extensions that change what is listed, as a split or a sparse index has (gitformat-index). */
export function parseIndex(index: Buffer, idBytes: number): readonly TrackedEntry[] | undefined {
  if (index.length < 12 + idBytes || index.toString("latin1", 0, 4) !== "DIRC") return undefined;
  const [version, end] = [index.readUInt32BE(4), index.length - idBytes];
  if (version !== 2 && version !== 3) return undefined;
  const entries: TrackedEntry[] = [];
  let at = 12;
  for (let left = index.readUInt32BE(8); left > 0; left--) {
    const flagsAt = at + ID + idBytes;
    if (flagsAt + 4 > end) return undefined;
    const flags = index.readUInt16BE(flagsAt);
    const isExtended = (flags & EXTENDED) !== 0;
    const further = isExtended ? index.readUInt16BE(flagsAt + 2) : 0;
    const nameAt = flagsAt + (isExtended ? 4 : 2);
    const nameEnd = index.indexOf(0, nameAt);
    const isNamed = nameEnd >= 0 && nameEnd < end && Math.min(nameEnd - nameAt, NAME_LENGTH) === (flags & NAME_LENGTH);
    if (!isNamed || (isExtended && version === 2) || (further & ~KNOWN_FURTHER) !== 0) return undefined;
    entries.push({
      mode: index
        .readUInt32BE(at + MODE)
        .toString(8)
        .padStart(6, "0"),
      id: index.toString("hex", at + ID, flagsAt),
      path: toPath(index.toString("latin1", nameAt, nameEnd), isAscii(index.subarray(nameAt, nameEnd))),
      isPlain: (flags & HIDING) === 0 && (further & SKIP_WORKTREE) === 0,
    });
    // One zero byte at least, and as many as make the entry's length a multiple of 8.
    at += (Math.floor((nameEnd - at) / 8) + 1) * 8;
  }
  return hasOnlyOptional(index, at, end) ? entries : undefined;
}

/** An extension whose name starts in lower case changes what the entries mean. */
function hasOnlyOptional(index: Buffer, start: number, end: number): boolean {
  let at = start;
  while (at + 8 <= end) {
    const first = index[at] as number;
    if (first < 0x41 || first > 0x5a) return false;
    at += 8 + index.readUInt32BE(at + 4);
  }
  return at === end;
}
