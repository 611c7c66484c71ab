import { PurgeError } from "../errors.ts";
import { pathBytes, pathFromBytes, type RepoPath } from "../path.ts";

/*
 * One file a line, in the order of the bytes of the names: `<content> <shared> <rest>`. `shared` is how many bytes the name
 * has in common with the one before it, so that a folder's name is not written again for each of its files.
 */

/**
 * Every so many lines a name stands whole: a search starts at one of them, and no few lines can repeat a long name for ever.
 */
export const WHOLE_EVERY = 16;
/** Longest name in bytes: no system has longer ones (Windows: 32,767 characters of at most three bytes). */
const LONGEST_NAME = 1 << 17;
/** Room for a name that most names fit into, in bytes: 85 characters of at most three bytes. Our own. */
const FIRST_NAME = 256;
/** Longest identity of a content in bytes: `link:` and 43 characters of base64url, with room to spare. */
const LONGEST_CONTENT = 100;

const NEWLINE = 0x0a;
const BLANK = 0x20;
const ZERO = 0x30;
const BACKSLASH = 0x5c;
const LETTER_N = 0x6e;

/**
 * A position in the lines, and the file that was read there. Each step changes it: a million files must not be as many
 * objects.
 */
export interface Cursor {
  readonly bytes: Buffer;
  /** Where the next line starts. */
  next: number;
  /** The name, in the first `length` bytes. */
  readonly name: Buffer;
  length: number;
  shared: number;
  /** The byte of the name before it that stood where this one's own begins; -1: that one ended there. */
  before: number;
  /** Where its content's identity stands. */
  from: number;
  to: number;
  isAscii: boolean;
}

export function cursorAt(bytes: Buffer, next: number): Cursor {
  // No name is longer than all bytes before its end. Small lists are read often.
  const name = Buffer.allocUnsafeSlow(Math.min(LONGEST_NAME, bytes.length));
  return { bytes, next, name, length: 0, shared: 0, before: -1, from: 0, to: 0, isAscii: true };
}

/** Reads the next line. @returns false when there is none, or it is no line of such a list. */
export function step(cursor: Cursor): boolean {
  const { bytes } = cursor;
  let at = cursor.next;
  cursor.from = at;
  while ((bytes[at] ?? BLANK) > BLANK) at += 1;
  cursor.to = at;
  if (bytes[at] !== BLANK || at === cursor.from || at - cursor.from > LONGEST_CONTENT) return false;
  let shared = 0;
  const first = at + 1;
  for (at = first; isDigit(bytes[at]) && at - first < 6; at += 1) shared = 10 * shared + (bytes[at] as number) - ZERO;
  if (at === first || bytes[at] !== BLANK || shared > cursor.length) return false;
  cursor.isAscii = cursor.isAscii || shared === 0;
  cursor.shared = shared;
  cursor.before = shared < cursor.length ? (cursor.name[shared] as number) : -1;
  return takeRest(cursor, at + 1);
}

function takeRest(cursor: Cursor, start: number): boolean {
  const { bytes, name, shared } = cursor;
  let { isAscii } = cursor;
  let length = shared;
  let at = start;
  for (; at < bytes.length; at += 1) {
    let byte = bytes[at] as number;
    if (byte === NEWLINE) break;
    if (byte === BACKSLASH) {
      at += 1;
      if (bytes[at] === LETTER_N) byte = NEWLINE;
      else if (bytes[at] !== BACKSLASH) return false;
    }
    if (length === LONGEST_NAME) return false;
    if (byte > 0x7f) isAscii = false;
    name[length] = byte;
    length += 1;
  }
  cursor.length = length;
  cursor.isAscii = isAscii;
  cursor.next = at + 1;
  return at < bytes.length && length > 0;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= ZERO + 9;
}

export function pathAt({ name, length, isAscii }: Cursor): RepoPath {
  return isAscii ? name.toString("latin1", 0, length) : pathFromBytes(name.subarray(0, length));
}

export function contentAt({ bytes, from, to }: Cursor): string {
  return bytes.toString("latin1", from, to);
}

/** Below, at or above zero, as the name at the cursor comes before, is, or comes after the other one. */
export function compareNames({ name, length }: Cursor, other: Uint8Array, otherLength: number): number {
  return name.compare(other, 0, otherLength, 0, length);
}

/** Does the name at the cursor come after the one before it? Undefined where they have more in common than `shared` says. */
export function isAfterLast({ name, length, shared, before }: Cursor): boolean | undefined {
  if (length === shared) return false;
  const first = name[shared] as number;
  return first === before ? undefined : first > before;
}

/** Is this the name at the cursor? False also where that takes more than a look at each character: see `compareNames`. */
export function isNameAt({ name, length, isAscii }: Cursor, path: RepoPath): boolean {
  if (!isAscii || path.length !== length) return false;
  // Neighbours differ at their ends.
  for (let at = length - 1; at >= 0; at -= 1) if (name[at] !== path.charCodeAt(at)) return false;
  return true;
}

/** Lines that are being written, in bytes that grow. */
export interface Lines {
  /** @throws {PurgeError} bug, when the path does not come after the one before. */
  add(path: RepoPath, content: string): void;
  /** What was written, how many lines, and where every one with a whole name starts. */
  end(): { readonly bytes: Buffer; readonly count: number; readonly starts: readonly number[] };
}

export function writeLines(): Lines {
  let bytes = Buffer.allocUnsafeSlow(1 << 12);
  let [last, name] = [Buffer.allocUnsafeSlow(FIRST_NAME), Buffer.allocUnsafeSlow(FIRST_NAME)];
  let lastLength = 0;
  let size = 0;
  let count = 0;
  const starts: number[] = [];

  function grow(most: number): void {
    if (size + most <= bytes.length) return;
    bytes = resized(bytes, Math.ceil(1.5 * (size + most)));
  }

  function add(path: RepoPath, content: string): void {
    const most = 3 * path.length;
    if (most > name.length) name = Buffer.allocUnsafeSlow(2 * most);
    const length = path.isWellFormed() ? name.write(path) : Buffer.from(pathBytes(path)).copy(name);
    const same = commonLength(name, length, last, lastLength);
    const isAfter =
      same === lastLength ? length > same : same < length && (name[same] as number) > (last[same] as number);
    if (!isAfter || length >= LONGEST_NAME) throw new PurgeError("bug", "files are not in order");
    const isWhole = count % WHOLE_EVERY === 0;
    if (isWhole) starts.push(size);
    const shared = isWhole ? 0 : same;
    grow(content.length + 2 * (length - shared) + 16);
    size += bytes.write(`${content} ${shared} `, size, "latin1");
    for (let at = shared; at < length; at += 1) size = writeByte(bytes, size, name[at] as number);
    bytes[size] = NEWLINE;
    size += 1;
    count += 1;
    [last, name, lastLength] = [name, last, length];
  }

  function end() {
    bytes = resized(bytes, size);
    return { bytes, count, starts };
  }

  return { add, end };
}

/** The same bytes with another length. The old memory is free at once, not when its garbage is collected. */
function resized(bytes: Buffer<ArrayBuffer>, length: number): Buffer<ArrayBuffer> {
  return Buffer.from(bytes.buffer.transfer(length));
}

function commonLength(one: Buffer, oneLength: number, other: Buffer, otherLength: number): number {
  const most = Math.min(oneLength, otherLength);
  let same = 0;
  while (same < most && one[same] === other[same]) same += 1;
  return same;
}

/** A newline would end the line. @returns where the next byte goes. */
function writeByte(bytes: Buffer, at: number, byte: number): number {
  if (byte !== NEWLINE && byte !== BACKSLASH) {
    bytes[at] = byte;
    return at + 1;
  }
  bytes[at] = BACKSLASH;
  bytes[at + 1] = byte === NEWLINE ? LETTER_N : BACKSLASH;
  return at + 2;
}
