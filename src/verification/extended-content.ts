import type { Fingerprint } from "../ports/files.ts";

/**
 * Does a page hold all of a file, tag by tag and text by text, in its order, with something added in between? This is what a
 * page is into which a CDN put a script. A login or a maintenance page does not.
 *
 * Only for files that a fingerprint holds whole; of longer ones it is not known.
 */
export function holdsAllOf(page: Uint8Array, file: Fingerprint): boolean {
  const whole = wholeOf(file);
  if (whole === undefined || whole.length === 0) return false;
  let found = 0;
  const pieces = piecesOf(whole);
  for (const piece of piecesOf(page)) if (piece === pieces[found]) found += 1;
  return found === pieces.length;
}

/** A file that is no longer than its two ends. */
function wholeOf({ bytes, head, tail }: Fingerprint): Uint8Array | undefined {
  if (bytes > head.length + tail.length) return undefined;
  return Buffer.concat([head, tail.subarray(tail.length - (bytes - head.length))]);
}

/** Tags and what is between them, byte by byte. */
function piecesOf(bytes: Uint8Array): readonly string[] {
  return Buffer.from(bytes)
    .toString("latin1")
    .split(/(?=<)|(?<=>)/)
    .filter((piece) => piece.trim() !== "");
}
