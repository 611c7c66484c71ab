import type { Change } from "../change.ts";
import { pathBytes, type RepoPath } from "../path.ts";
import type { Tree } from "../tree.ts";
import {
  compareNames,
  contentAt,
  cursorAt,
  isAfterLast,
  type Lines,
  pathAt,
  step,
  WHOLE_EVERY,
  writeLines,
} from "./file-list-lines.ts";
import { FileSearch } from "./file-search.ts";

/**
 * All files of a build in some sixty bytes each, as they also stand in a record: a million objects or texts would be
 * several times that. Behaves as any other tree.
 */
export interface Listing extends Tree {
  /** See file-list-lines.ts. */
  readonly lines: Uint8Array;
}

/** Makes a list of files that come in the order of their names' bytes. */
export function startListing(): Pick<Lines, "add"> & { end(): Listing } {
  const lines = writeLines();
  return {
    add: lines.add,
    end: () => {
      const { bytes, count, starts } = lines.end();
      return createListing(bytes, count, starts);
    },
  };
}

/** The same files as a list, whatever they are in now. */
export function toListing(tree: Tree): Listing {
  if (isListing(tree)) return tree;
  const listing = startListing();
  for (const path of [...tree.keys()].sort(byBytes)) listing.add(path, tree.get(path) ?? "");
  return listing.end();
}

/**
 * Reads lines that anybody may have written, without a copy of them.
 *
 * @param bytes start with the list; what follows it is left alone.
 * @returns undefined when they are no list of so many files.
 */
export function readListing(bytes: Uint8Array, count: number): Listing | undefined {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const cursor = cursorAt(all, 0);
  const last = { name: Buffer.allocUnsafeSlow(cursor.name.length), length: 0 };
  const starts: number[] = [];
  for (let line = 0; line < count; line++) {
    const isWhole = line % WHOLE_EVERY === 0;
    if (isWhole) starts.push(cursor.next);
    if (!step(cursor) || (isWhole && cursor.shared !== 0)) return undefined;
    const isAfter = isAfterLast(cursor) ?? compareNames(cursor, last.name, last.length) > 0;
    if (!isAfter) return undefined;
    // Few bytes, mostly, which a loop copies faster than a call.
    for (let at = cursor.shared; at < cursor.length; at += 1) last.name[at] = cursor.name[at] as number;
    last.length = cursor.length;
  }
  return createListing(all.subarray(0, cursor.next), count, starts);
}

/** What the second list does not share with the first one, in the order of the names' bytes. */
export function compareListings(before: Listing, after: Listing): Change[] {
  const changes: Change[] = [];
  const old = cursorAt(bufferOf(before), 0);
  const now = cursorAt(bufferOf(after), 0);
  let [hasOld, hasNow] = [step(old), step(now)];
  while (hasOld || hasNow) {
    const order = !hasOld ? 1 : !hasNow ? -1 : compareNames(old, now.name, now.length);
    if (order < 0) changes.push({ kind: "deleted", path: pathAt(old), before: contentAt(old) });
    else if (order > 0) changes.push({ kind: "added", path: pathAt(now), after: contentAt(now) });
    else if (old.bytes.compare(now.bytes, now.from, now.to, old.from, old.to) !== 0) {
      changes.push({ kind: "modified", path: pathAt(now), before: contentAt(old), after: contentAt(now) });
    }
    if (order <= 0) hasOld = step(old);
    if (order >= 0) hasNow = step(now);
  }
  return changes;
}

function createListing(bytes: Buffer, count: number, starts: readonly number[]): Listing {
  const search = new FileSearch(bytes, starts);
  function* entries(): MapIterator<[RepoPath, string]> {
    const cursor = cursorAt(bytes, 0);
    while (step(cursor)) yield [pathAt(cursor), contentAt(cursor)];
  }
  function* keys(): MapIterator<RepoPath> {
    const cursor = cursorAt(bytes, 0);
    while (step(cursor)) yield pathAt(cursor);
  }
  function* values(): MapIterator<string> {
    const cursor = cursorAt(bytes, 0);
    while (step(cursor)) yield contentAt(cursor);
  }
  const listing: Listing = {
    lines: bytes,
    size: count,
    has: (path) => search.find(path) !== undefined,
    get: (path) => {
      const found = search.find(path);
      return found === undefined ? undefined : contentAt(found);
    },
    entries,
    keys,
    values,
    [Symbol.iterator]: entries,
    forEach: (visit) => {
      for (const [path, content] of entries()) visit(content, path, listing);
    },
  };
  return listing;
}

function bufferOf({ lines }: Listing): Buffer {
  return Buffer.from(lines.buffer, lines.byteOffset, lines.byteLength);
}

function isListing(tree: Tree): tree is Listing {
  return "lines" in tree;
}

/** Text order is byte order, except where surrogates meet the characters behind them. */
export function byBytes(a: RepoPath, b: RepoPath): number {
  const isPlain = !/[\ud800-\uffff]/.test(a) || !/[\ud800-\uffff]/.test(b);
  if (isPlain) return a < b ? -1 : a > b ? 1 : 0;
  return Buffer.compare(pathBytes(a), pathBytes(b));
}
