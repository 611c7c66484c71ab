import { isUtf8 } from "node:buffer";
import { createHash, hash } from "node:crypto";
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from "node:fs";
import { createContext, Script } from "node:vm";
import { isMainThread, parentPort, workerData } from "node:worker_threads";
export const UNCHANGED = "=";
export const TOO_LARGE = "TOO-LARGE";
const CHUNK_BYTES = 1 << 20;
const LARGEST_TEXT = 16 * 1024 * 1024;
const TEXT = /\.(?:x?html?|xml|svg|txt|md|csv|json|[cm]?js|css|map|webmanifest|rss|atom|ics|vtt)$/i;
const IS_PLAIN = /^[ -~]*$/;
const MARK = "\0";
const REFERENCE = /(?:src|srcset|href|integrity|poster|action|data-[a-z-]{1,40})\s{0,20}=\s{0,20}(?:"[^"]{0,4096}"|'[^']{0,4096}'|[^\s"'>]{1,4096})|url\([^)]{0,4096}\)|[^\s"'`()<>=,;:{}]+/gi;
const ASSET_NAME = /\.(?:[cm]?js|css|json|wasm|map|png|jpe?g|gif|svg|webp|avif|ico|woff2?|ttf|otf|eot|mp[34]|webm|pdf)(?:[?#].*)?$/i;
const WHOLE_REFERENCE = /^(?:src|srcset|href|integrity|poster|action|data-[a-z-]{1,40})\s*=|^url\(/i;
const bounded = new Script("work()");
export function workFor({ ignore, matchLimitMs, withStats }, largest = Number.POSITIVE_INFINITY) {
    const patterns = ignore.map((source) => new RegExp(source, "gm"));
    return { ignore: patterns, matchLimitMs, withStats, buffer: Buffer.allocUnsafeSlow(CHUNK_BYTES), largest };
}
export function hashFiles(request, work) {
    const locations = request.locations.split("\0");
    const known = request.stats.split(" ");
    const results = { hashes: [], stats: [], cut: [], failed: [] };
    const texts = new Map();
    for (const [position, location] of locations.entries()) {
        const path = IS_PLAIN.test(location) ? location : Buffer.from(location, "latin1");
        const isText = work.ignore.length > 0 && TEXT.test(location);
        const isKnown = work.withStats && known[position] !== "" && known[position] === statOf(path);
        let read = isKnown ? { hash: UNCHANGED } : hashOnce(path, work, isText);
        if ("code" in read && ["CHANGED", "ENOENT"].includes(read.code))
            read = hashOnce(path, work, isText);
        results.hashes.push("code" in read ? "" : read.hash);
        results.stats.push(work.withStats && "stats" in read ? statText(read.stats) : "");
        if ("code" in read)
            results.failed.push({ position, code: read.code === "ENOENT" ? "CHANGED" : read.code });
        else if ("text" in read && read.text !== undefined)
            texts.set(position, read.text);
    }
    if (texts.size > 0)
        takeIgnored(results, texts, work);
    return { ...results, hashes: results.hashes.join(" "), stats: results.stats.join(" ") };
}
function statOf(path) {
    const found = lstatSync(path, { throwIfNoEntry: false });
    return found?.isFile() ? statText(found) : "";
}
function statText({ dev, ino, size, mtimeMs, ctimeMs }) {
    return [dev, ino, size, mtimeMs * 4096, ctimeMs * 4096].map((number) => number.toString(36)).join(".");
}
function hashOnce(path, { buffer, largest }, isText) {
    let file;
    try {
        file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
        const before = fstatSync(file);
        if (!before.isFile())
            return { code: "CHANGED" };
        if (before.size > largest)
            return { code: TOO_LARGE };
        const read = isText && before.size <= LARGEST_TEXT ? readText(file, before.size) : readHash(file, before.size, buffer);
        return isSame(before, fstatSync(file), read.bytes) ? { ...read, stats: before } : { code: "CHANGED" };
    }
    catch (error) {
        const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
        return { code: code === "ELOOP" ? "CHANGED" : code };
    }
    finally {
        if (file !== undefined)
            closeSync(file);
    }
}
function isSame(before, after, bytes) {
    return bytes === after.size && before.mtimeMs === after.mtimeMs && before.ctimeMs === after.ctimeMs;
}
function readHash(file, size, buffer) {
    let length = readSync(file, buffer, 0, buffer.length, null);
    if (length < buffer.length)
        return { hash: hash("sha256", buffer.subarray(0, length), "base64url"), bytes: length };
    const whole = createHash("sha256");
    let bytes = 0;
    for (; length > 0 && bytes <= size; length = readSync(file, buffer, 0, buffer.length, null)) {
        whole.update(buffer.subarray(0, length));
        bytes += length;
    }
    return { hash: whole.digest("base64url"), bytes };
}
function readText(file, size) {
    const content = Buffer.allocUnsafe(size + 1);
    let bytes = 0;
    for (let length = -1; length !== 0 && bytes < content.length; bytes += length) {
        length = readSync(file, content, bytes, content.length - bytes, null);
    }
    const held = content.subarray(0, bytes);
    const sum = hash("sha256", held, "base64url");
    return isUtf8(held) && !held.includes(0) ? { hash: sum, bytes, text: held.toString("utf8") } : { hash: sum, bytes };
}
function takeIgnored({ hashes, cut, failed }, texts, { ignore, matchLimitMs }) {
    let at = 0;
    const context = createContext({
        work: () => {
            for (const [position, text] of texts) {
                at = position;
                const rest = cutIgnored(text, ignore);
                if (rest === text)
                    continue;
                hashes[position] = hash("sha256", rest, "base64url");
                cut.push(position);
            }
        },
    });
    try {
        bounded.runInContext(context, { timeout: matchLimitMs });
    }
    catch (error) {
        const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
        if (code !== "ERR_SCRIPT_EXECUTION_TIMEOUT")
            throw error;
        failed.push({ position: at, code: "SLOW" });
    }
}
export function cutIgnored(text, ignore) {
    const spans = ignore.flatMap((pattern) => Array.from(text.matchAll(pattern), ({ 0: match, index }) => ({ start: index, end: index + match.length })));
    const found = spans.filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start || b.end - a.end);
    if (found.length === 0)
        return text;
    const kept = withoutReferences(text, found);
    let rest = "";
    let done = 0;
    for (const { start, end } of kept) {
        if (end <= done)
            continue;
        rest += start >= done ? text.slice(done, start) + MARK : "";
        done = end;
    }
    return rest + text.slice(done);
}
function withoutReferences(text, found) {
    const references = referencesIn(text);
    let next = 0;
    return found.filter(({ start, end }) => {
        while (next < references.length && references[next].end <= start)
            next += 1;
        const reference = references[next];
        return reference === undefined || reference.start >= end;
    });
}
function referencesIn(text) {
    const references = [];
    for (const { 0: match, index } of text.matchAll(REFERENCE)) {
        if (WHOLE_REFERENCE.test(match) || ASSET_NAME.test(match))
            references.push({ start: index, end: index + match.length });
    }
    return references;
}
function isOurs(data) {
    return typeof data === "object" && data !== null && "kind" in data && data.kind === "deploy-purge hashes";
}
if (!isMainThread && parentPort !== null && isOurs(workerData)) {
    const port = parentPort;
    const work = workFor(workerData);
    port.on("message", (request) => port.postMessage(hashFiles(request, work)));
}
