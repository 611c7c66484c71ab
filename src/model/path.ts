/**
 * A path as git or the disk names it: `/` between segments, none at the start, relative to the root it was read from.
 *
 * Names are bytes. Valid UTF-8 is plain text here; each byte that is not is one lone surrogate U+DC80–U+DCFF, so that no
 * two names become one and `pathBytes` gives the bytes back.
 */
export type RepoPath = string;

const ESCAPE_BASE = 0xdc00;
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** Bytes of a name to a path; see `RepoPath` for how bytes that are not UTF-8 survive. */
export function pathFromBytes(bytes: Uint8Array): RepoPath {
  try {
    return decoder.decode(bytes);
  } catch {
    return decodeLossless(bytes);
  }
}

/** The bytes of a path, exactly as the name was read. */
export function pathBytes(path: RepoPath): Uint8Array {
  if (path.isWellFormed()) return encoder.encode(path);
  const parts: number[] = [];
  for (const character of path) {
    const code = character.codePointAt(0) as number;
    if (code >= ESCAPE_BASE + 0x80 && code <= ESCAPE_BASE + 0xff) parts.push(code - ESCAPE_BASE);
    else parts.push(...encoder.encode(character));
  }
  return Uint8Array.from(parts);
}

function decodeLossless(bytes: Uint8Array): string {
  let text = "";
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) {
      text += String.fromCharCode(ESCAPE_BASE + (bytes[at] as number));
      at += 1;
    } else {
      text += decoder.decode(bytes.subarray(at, at + length));
      at += length;
    }
  }
  return text;
}

/** How many bytes from `at` are one valid UTF-8 character: 0 when none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  for (let length = 1; length <= 4 && at + length <= bytes.length; length++) {
    try {
      decoder.decode(bytes.subarray(at, at + length));
      return length;
    } catch {
      // Not a character yet: one byte more may complete it.
    }
  }
  return 0;
}
