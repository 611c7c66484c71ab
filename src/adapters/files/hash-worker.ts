import { isUtf8 } from "node:buffer";
import { createHash, hash } from "node:crypto";
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type Stats } from "node:fs";
import { type Context, createContext, Script } from "node:vm";
import { isMainThread, parentPort, workerData } from "node:worker_threads";
import type { HashRequest, HashResponse, HashSettings } from "./hash-messages.ts";

/*
 * Hashes files, in a thread or in the one that calls it. The build copies this file as it is for threads, so it imports Node's
 * own modules and types alone.
 */

/** In place of a hash: the file stands as it stood. */
export const UNCHANGED = "=";
/** Code of a file that is left to a thread. */
export const TOO_LARGE = "TOO-LARGE";

/** Read at once; a larger file takes several reads. */
const CHUNK_BYTES = 1 << 20;
/** Largest file in which text is ignored; larger ones are data, whatever their name says. Our own bound. */
const LARGEST_TEXT = 16 * 1024 * 1024;
/** Files with text in which a build stamp may be. */
const TEXT = /\.(?:x?html?|xml|svg|txt|md|csv|json|[cm]?js|css|map|webmanifest|rss|atom|ics|vtt)$/i;
/** In ASCII, a byte and its character are one. */
const IS_PLAIN = /^[ -~]*$/;
/** Stands where ignored text stood. No text file holds it. */
const MARK = "\0";

/**
 * Text that names an asset: an attribute that loads or leads to something, a `url(…)`, or any word that ends like a file's
 * name. Another fingerprint in one of those is another page, so nothing in it is ever ignored. Each alternative is bounded
 * or cannot backtrack.
 */
const REFERENCE =
  /(?:src|srcset|href|integrity|poster|action|data-[a-z-]{1,40})\s{0,20}=\s{0,20}(?:"[^"]{0,4096}"|'[^']{0,4096}'|[^\s"'>]{1,4096})|url\([^)]{0,4096}\)|[^\s"'`()<>=,;:{}]+/gi;
const ASSET_NAME =
  /\.(?:[cm]?js|css|json|wasm|map|png|jpe?g|gif|svg|webp|avif|ico|woff2?|ttf|otf|eot|mp[34]|webm|pdf)(?:[?#].*)?$/i;
const WHOLE_REFERENCE = /^(?:src|srcset|href|integrity|poster|action|data-[a-z-]{1,40})\s*=|^url\(/i;

/** By their position. */
type Texts = ReadonlyMap<number, string>;

const bounded = new Script("work()");

interface Work extends Pick<HashSettings, "matchLimitMs" | "withStats"> {
  readonly ignore: readonly RegExp[];
  /** Files are read into it, one after the other. */
  readonly buffer: Buffer;
  /** Bytes of the largest file that is read. */
  readonly largest: number;
}

/** What `hashFiles` keeps from one request to the next. */
export function workFor({ ignore, matchLimitMs, withStats }: HashSettings, largest = Number.POSITIVE_INFINITY): Work {
  const patterns = ignore.map((source) => new RegExp(source, "gm"));
  return { ignore: patterns, matchLimitMs, withStats, buffer: Buffer.allocUnsafeSlow(CHUNK_BYTES), largest };
}

interface Results {
  readonly hashes: string[];
  readonly stats: string[];
  readonly cut: number[];
  readonly failed: { readonly position: number; readonly code: string }[];
}

/** Hashes files one after the other, with at most one open. */
export function hashFiles(request: HashRequest, work: Work): HashResponse {
  const locations = request.locations.split("\0");
  const known = request.stats.split(" ");
  const results: Results = { hashes: [], stats: [], cut: [], failed: [] };
  const texts = new Map<number, string>();
  for (const [position, location] of locations.entries()) {
    const path = IS_PLAIN.test(location) ? location : Buffer.from(location, "latin1");
    const isText = work.ignore.length > 0 && TEXT.test(location);
    const isKnown = work.withStats && known[position] !== "" && known[position] === statOf(path);
    let read = isKnown ? { hash: UNCHANGED } : hashOnce(path, work, isText);
    // A file that changed while it was read, or that is just being replaced, gets a second chance.
    if ("code" in read && ["CHANGED", "ENOENT"].includes(read.code)) read = hashOnce(path, work, isText);
    results.hashes.push("code" in read ? "" : read.hash);
    results.stats.push(work.withStats && "stats" in read ? statText(read.stats) : "");
    if ("code" in read) results.failed.push({ position, code: read.code === "ENOENT" ? "CHANGED" : read.code });
    else if ("text" in read && read.text !== undefined) texts.set(position, read.text);
  }
  if (texts.size > 0) takeIgnored(results, texts, work);
  return { ...results, hashes: results.hashes.join(" "), stats: results.stats.join(" ") };
}

/** How a file stands; empty where something else took its place. */
function statOf(path: string | Buffer): string {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found?.isFile() ? statText(found) : "";
}

/**
 * What changes with every change of a file: device, inode, size, and its times in 4096ths of a millisecond, which is what a double
 * holds of them. No program sets the last one, `ctime`: whoever puts `mtime` back changes it.
 */
function statText({ dev, ino, size, mtimeMs, ctimeMs }: Stats): string {
  return [dev, ino, size, mtimeMs * 4096, ctimeMs * 4096].map((number) => number.toString(36)).join(".");
}

type Content = { readonly hash: string; readonly bytes: number; readonly text?: string };
type Read = (Content & { readonly stats: Stats }) | { readonly code: string };

function hashOnce(path: string | Buffer, { buffer, largest }: Work, isText: boolean): Read {
  let file: number | undefined;
  try {
    // Without O_NONBLOCK, opening a named pipe that took the file's place would wait for a writer.
    file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const before = fstatSync(file);
    if (!before.isFile()) return { code: "CHANGED" };
    if (before.size > largest) return { code: TOO_LARGE };
    const read =
      isText && before.size <= LARGEST_TEXT ? readText(file, before.size) : readHash(file, before.size, buffer);
    return isSame(before, fstatSync(file), read.bytes) ? { ...read, stats: before } : { code: "CHANGED" };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    return { code: code === "ELOOP" ? "CHANGED" : code };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Does the file stand as it stood when it was opened? Its times have the clock tick of the kernel as their grain. */
function isSame(before: Stats, after: Stats, bytes: number): boolean {
  return bytes === after.size && before.mtimeMs === after.mtimeMs && before.ctimeMs === after.ctimeMs;
}

/** Ends beyond the size that the file has: one that grows on and on is read no further. */
function readHash(file: number, size: number, buffer: Buffer): Content {
  let length = readSync(file, buffer, 0, buffer.length, null);
  if (length < buffer.length) return { hash: hash("sha256", buffer.subarray(0, length), "base64url"), bytes: length };
  const whole = createHash("sha256");
  let bytes = 0;
  for (; length > 0 && bytes <= size; length = readSync(file, buffer, 0, buffer.length, null)) {
    whole.update(buffer.subarray(0, length));
    bytes += length;
  }
  return { hash: whole.digest("base64url"), bytes };
}

/** The text too, where it is text: bytes that are no UTF-8 would become the same replacement character. */
function readText(file: number, size: number): Content {
  // One byte more than the file has, so that growth shows.
  const content = Buffer.allocUnsafe(size + 1);
  let bytes = 0;
  for (let length = -1; length !== 0 && bytes < content.length; bytes += length) {
    length = readSync(file, content, bytes, content.length - bytes, null);
  }
  const held = content.subarray(0, bytes);
  const sum = hash("sha256", held, "base64url");
  return isUtf8(held) && !held.includes(0) ? { hash: sum, bytes, text: held.toString("utf8") } : { hash: sum, bytes };
}

/** Hashes again what text is left where something is ignored. A pattern that does not end fails the file it is at. */
function takeIgnored({ hashes, cut, failed }: Results, texts: Texts, { ignore, matchLimitMs }: Work): void {
  let at = 0;
  const context: Context = createContext({
    work: () => {
      for (const [position, text] of texts) {
        at = position;
        const rest = cutIgnored(text, ignore);
        if (rest === text) continue;
        hashes[position] = hash("sha256", rest, "base64url");
        cut.push(position);
      }
    },
  });
  try {
    bounded.runInContext(context, { timeout: matchLimitMs });
  } catch (error) {
    // Of the other context, so no Error of ours.
    const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
    if (code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
    failed.push({ position: at, code: "SLOW" });
  }
}

/** The text with a mark in place of each match that touches no reference to an asset. */
export function cutIgnored(text: string, ignore: readonly RegExp[]): string {
  const spans = ignore.flatMap((pattern) =>
    Array.from(text.matchAll(pattern), ({ 0: match, index }) => ({ start: index, end: index + match.length })),
  );
  const found = spans.filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start || b.end - a.end);
  if (found.length === 0) return text;
  const kept = withoutReferences(text, found);
  let rest = "";
  let done = 0;
  for (const { start, end } of kept) {
    if (end <= done) continue;
    rest += start >= done ? text.slice(done, start) + MARK : "";
    done = end;
  }
  return rest + text.slice(done);
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Both lists go forward: a reference that ends before a match starts cannot touch a later one. */
function withoutReferences(text: string, found: readonly Span[]): readonly Span[] {
  const references = referencesIn(text);
  let next = 0;
  return found.filter(({ start, end }) => {
    while (next < references.length && (references[next] as Span).end <= start) next += 1;
    const reference = references[next];
    return reference === undefined || reference.start >= end;
  });
}

function referencesIn(text: string): readonly Span[] {
  const references: Span[] = [];
  for (const { 0: match, index } of text.matchAll(REFERENCE)) {
    if (WHOLE_REFERENCE.test(match) || ASSET_NAME.test(match))
      references.push({ start: index, end: index + match.length });
  }
  return references;
}

function isOurs(data: unknown): data is HashSettings {
  return typeof data === "object" && data !== null && "kind" in data && data.kind === "deploy-purge hashes";
}

if (!isMainThread && parentPort !== null && isOurs(workerData)) {
  const port = parentPort;
  const work = workFor(workerData);
  port.on("message", (request: HashRequest) => port.postMessage(hashFiles(request, work)));
}
