export const id = 8999;
export const ids = [8999];
export const modules = {

/***/ 30023:
/***/ ((module, __unused_webpack_exports, __webpack_require__) => {

module.exports = __webpack_require__.p + "96a8e3e39628a690fab5.js";

/***/ }),

/***/ 58999:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  hashFolder: () => (/* binding */ hashFolder)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/lib/escape.js
var lib_escape = __webpack_require__(64928);
// EXTERNAL MODULE: ./lib/model/errors.js
var errors = __webpack_require__(73434);
// EXTERNAL MODULE: ./lib/model/file-list/file-list.js + 2 modules
var file_list = __webpack_require__(5616);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:worker_threads"
var external_node_worker_threads_ = __webpack_require__(75919);
// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:vm"
var external_node_vm_ = __webpack_require__(30714);
;// CONCATENATED MODULE: ./lib/adapters/files/hash-worker.js





const UNCHANGED = "=";
const TOO_LARGE = "TOO-LARGE";
const CHUNK_BYTES = 1 << 20;
const LARGEST_TEXT = 16 * 1024 * 1024;
const TEXT = /\.(?:x?html?|xml|svg|txt|md|csv|json|[cm]?js|css|map|webmanifest|rss|atom|ics|vtt)$/i;
const IS_PLAIN = /^[ -~]*$/;
const MARK = "\0";
const REFERENCE = /(?:src|srcset|href|integrity|poster|action|data-[a-z-]{1,40})\s{0,20}=\s{0,20}(?:"[^"]{0,4096}"|'[^']{0,4096}'|[^\s"'>]{1,4096})|url\([^)]{0,4096}\)|[^\s"'`()<>=,;:{}]+/gi;
const ASSET_NAME = /\.(?:[cm]?js|css|json|wasm|map|png|jpe?g|gif|svg|webp|avif|ico|woff2?|ttf|otf|eot|mp[34]|webm|pdf)(?:[?#].*)?$/i;
const WHOLE_REFERENCE = /^(?:src|srcset|href|integrity|poster|action|data-[a-z-]{1,40})\s*=|^url\(/i;
const bounded = new external_node_vm_.Script("work()");
function workFor({ ignore, matchLimitMs, withStats }, largest = Number.POSITIVE_INFINITY) {
    const patterns = ignore.map((source) => new RegExp(source, "gm"));
    return { ignore: patterns, matchLimitMs, withStats, buffer: Buffer.allocUnsafeSlow(CHUNK_BYTES), largest };
}
function hashFiles(request, work) {
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
    const found = (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false });
    return found?.isFile() ? statText(found) : "";
}
function statText({ dev, ino, size, mtimeMs, ctimeMs }) {
    return [dev, ino, size, mtimeMs * 4096, ctimeMs * 4096].map((number) => number.toString(36)).join(".");
}
function hashOnce(path, { buffer, largest }, isText) {
    let file;
    try {
        file = (0,external_node_fs_.openSync)(path, external_node_fs_.constants.O_RDONLY | (external_node_fs_.constants.O_NOFOLLOW ?? 0) | (external_node_fs_.constants.O_NONBLOCK ?? 0));
        const before = (0,external_node_fs_.fstatSync)(file);
        if (!before.isFile())
            return { code: "CHANGED" };
        if (before.size > largest)
            return { code: TOO_LARGE };
        const read = isText && before.size <= LARGEST_TEXT ? readText(file, before.size) : readHash(file, before.size, buffer);
        return isSame(before, (0,external_node_fs_.fstatSync)(file), read.bytes) ? { ...read, stats: before } : { code: "CHANGED" };
    }
    catch (error) {
        const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
        return { code: code === "ELOOP" ? "CHANGED" : code };
    }
    finally {
        if (file !== undefined)
            (0,external_node_fs_.closeSync)(file);
    }
}
function isSame(before, after, bytes) {
    return bytes === after.size && before.mtimeMs === after.mtimeMs && before.ctimeMs === after.ctimeMs;
}
function readHash(file, size, buffer) {
    let length = (0,external_node_fs_.readSync)(file, buffer, 0, buffer.length, null);
    if (length < buffer.length)
        return { hash: (0,external_node_crypto_.hash)("sha256", buffer.subarray(0, length), "base64url"), bytes: length };
    const whole = (0,external_node_crypto_.createHash)("sha256");
    let bytes = 0;
    for (; length > 0 && bytes <= size; length = (0,external_node_fs_.readSync)(file, buffer, 0, buffer.length, null)) {
        whole.update(buffer.subarray(0, length));
        bytes += length;
    }
    return { hash: whole.digest("base64url"), bytes };
}
function readText(file, size) {
    const content = Buffer.allocUnsafe(size + 1);
    let bytes = 0;
    for (let length = -1; length !== 0 && bytes < content.length; bytes += length) {
        length = (0,external_node_fs_.readSync)(file, content, bytes, content.length - bytes, null);
    }
    const held = content.subarray(0, bytes);
    const sum = (0,external_node_crypto_.hash)("sha256", held, "base64url");
    return (0,external_node_buffer_.isUtf8)(held) && !held.includes(0) ? { hash: sum, bytes, text: held.toString("utf8") } : { hash: sum, bytes };
}
function takeIgnored({ hashes, cut, failed }, texts, { ignore, matchLimitMs }) {
    let at = 0;
    const context = (0,external_node_vm_.createContext)({
        work: () => {
            for (const [position, text] of texts) {
                at = position;
                const rest = cutIgnored(text, ignore);
                if (rest === text)
                    continue;
                hashes[position] = (0,external_node_crypto_.hash)("sha256", rest, "base64url");
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
function cutIgnored(text, ignore) {
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
if (!external_node_worker_threads_.isMainThread && external_node_worker_threads_.parentPort !== null && isOurs(external_node_worker_threads_.workerData)) {
    const port = external_node_worker_threads_.parentPort;
    const work = workFor(external_node_worker_threads_.workerData);
    port.on("message", (request) => port.postMessage(hashFiles(request, work)));
}

;// CONCATENATED MODULE: ./lib/adapters/files/hash-batch.js

function createBatch(jobs) {
    const open = jobs.flatMap(({ identity }, position) => (identity === undefined ? [position] : []));
    return { jobs, identities: jobs.map(({ identity }) => identity), stats: [], cut: new Set(), open, tries: 0 };
}
function requestFor({ jobs, open }, { withStats }) {
    const locations = open.map((position) => jobs[position]?.location).join("\0");
    return { locations, stats: withStats ? open.map((position) => jobs[position]?.known?.stat ?? "").join(" ") : "" };
}
function takeResponse(batch, { hashes, stats, cut, failed }, { withStats }) {
    const requested = batch.open;
    for (const [at, hash] of hashes.split(" ").entries())
        batch.identities[requested[at]] = hash;
    if (withStats)
        for (const [at, stat] of stats.split(" ").entries())
            batch.stats[requested[at]] = stat;
    for (const at of cut)
        batch.cut.add(requested[at]);
    batch.open = failed.map(({ position }) => requested[position]);
    return failed.map(({ code }, at) => ({ path: batch.jobs[batch.open[at]]?.path ?? "", code }));
}
function readFilesOf(batch) {
    return batch.jobs.map(({ path, known }, position) => {
        const identity = batch.identities[position];
        if (identity === UNCHANGED && known !== undefined)
            return { path, file: known };
        return { path, file: { identity, isCut: batch.cut.has(position), stat: batch.stats[position] ?? "" } };
    });
}

;// CONCATENATED MODULE: ./lib/adapters/files/hash-pool.js




const MAX_WORKERS = 4;
const MAX_WAITING = 2048;
const MAX_AT_ONCE = 256;
const MAX_BATCHES = 1024;
const BATCHES_AHEAD = 2;
const WORTH_SENDING = 1024;
const WORTH_A_WORKER = 64;
const SMALL_BYTES = (1 << 20) - 1;
const YOUNG_MB = 4;
const MAX_TRIES = 50;
const TRY_AGAIN_MS = 40;
const TOO_MANY_OPEN = new Set(["EMFILE", "ENFILE"]);
function createHashPool(options) {
    return new Pool(options);
}
class Pool {
    #options;
    #waiting = [];
    #under = [];
    #again = [];
    #threads = [];
    #broken = Promise.withResolvers();
    #least = WORTH_SENDING;
    #wake = Promise.withResolvers();
    #allowed = Math.min(MAX_WORKERS, Math.max(1, (0,external_node_os_.availableParallelism)()));
    constructor(options) {
        this.#options = options;
        this.#broken.promise.catch(() => undefined);
    }
    add(path, location, known) {
        return this.#put({ path, location, known });
    }
    pass(path, identity) {
        void this.#put({ path, location: "", identity });
    }
    async finish() {
        const { ignore } = this.#options.settings;
        const isFew = this.#threads.length === 0 && this.#waiting.length < WORTH_A_WORKER && ignore.length === 0;
        if (isFew)
            await this.#hashHere();
        this.#least = 1;
        this.#dispatch();
        return this.#until(() => this.#waiting.length === 0 && this.#under.length === 0);
    }
    async close() {
        await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
    }
    #put(job) {
        this.#waiting.push(job);
        this.#dispatch();
        const hasRoom = () => this.#waiting.length < MAX_WAITING && this.#under.length < MAX_BATCHES;
        return hasRoom() ? undefined : this.#until(hasRoom);
    }
    async #until(isSo) {
        while (!isSo())
            await Promise.race([this.#wake.promise, this.#broken.promise]);
    }
    #start() {
        const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_MB };
        const worker = new external_node_worker_threads_.Worker(workerFile(), { workerData: this.#options.settings, env: external_node_worker_threads_.SHARE_ENV, resourceLimits });
        const thread = { worker, batches: [], isUp: false };
        worker.on("error", (error) => this.#lose(thread, error));
        worker.on("message", (answer) => {
            thread.isUp = true;
            this.#take(thread.batches.shift(), answer);
        });
        this.#threads.push(thread);
        return thread;
    }
    #lose(thread, error) {
        const batches = thread.batches.splice(0);
        if (thread.isUp || batches.some(({ tries }) => tries === MAX_TRIES)) {
            this.#broken.reject(error);
            return;
        }
        this.#threads.splice(this.#threads.indexOf(thread), 1);
        for (const batch of batches)
            this.#backOff(batch);
    }
    #nextThread() {
        const free = this.#threads.slice(0, this.#allowed).filter(({ batches }) => batches.length < BATCHES_AHEAD);
        const idle = free.find(({ batches }) => batches.length === 0);
        const isWorth = this.#threads.length === 0 || this.#waiting.length >= WORTH_A_WORKER;
        return idle ?? (this.#threads.length < this.#allowed && isWorth ? this.#start() : free[0]);
    }
    #dispatch() {
        while (this.#waiting.length >= this.#least || this.#again.length > 0) {
            const thread = this.#nextThread();
            if (thread === undefined)
                return;
            const batch = this.#again.pop() ?? this.#nextBatch();
            if (batch.open.length === 0) {
                this.#letThrough();
                continue;
            }
            thread.batches.push(batch);
            thread.worker.postMessage(requestFor(batch, this.#options.settings));
        }
    }
    #nextBatch() {
        const jobs = this.#waiting.splice(0, Math.min(MAX_AT_ONCE, Math.ceil(this.#waiting.length / (2 * this.#allowed))));
        const batch = createBatch(jobs);
        this.#under.push(batch);
        return batch;
    }
    async #hashHere() {
        const { settings } = this.#options;
        const work = workFor(settings, SMALL_BYTES);
        for (const job of this.#waiting.splice(0)) {
            const batch = createBatch([job]);
            this.#under.push(batch);
            if (batch.open.length > 0)
                this.#take(batch, hashFiles(requestFor(batch, settings), work));
            else
                this.#letThrough();
            await new Promise((resolve) => setImmediate(resolve));
        }
    }
    #take(batch, response) {
        const failed = takeResponse(batch, response, this.#options.settings);
        const final = failed.find(({ code }) => code !== TOO_LARGE && (!TOO_MANY_OPEN.has(code) || batch.tries === MAX_TRIES));
        if (final !== undefined) {
            this.#broken.reject(this.#options.failure(final.path, final.code));
            return;
        }
        if (failed.some(({ code }) => code === TOO_LARGE))
            this.#again.push(batch);
        else if (failed.length > 0)
            this.#backOff(batch);
        this.#letThrough();
        this.#dispatch();
        this.#wake.resolve();
        this.#wake = Promise.withResolvers();
    }
    #letThrough() {
        for (let batch = this.#under[0]; batch !== undefined && batch.open.length === 0; batch = this.#under[0]) {
            this.#under.shift();
            for (const { path, file } of readFilesOf(batch))
                this.#options.onHash(path, file);
        }
    }
    #backOff(batch) {
        this.#allowed = 1;
        batch.tries += 1;
        setTimeout(() => {
            this.#again.push(batch);
            this.#dispatch();
        }, TRY_AGAIN_MS);
    }
}
function workerFile() {
    if (import.meta.url.endsWith(".ts"))
        return new URL(import.meta.resolve("./hash-worker.ts"));
    return new URL(/* asset import */ __webpack_require__(30023), __webpack_require__.b);
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./lib/adapters/files/read-earlier.js




const LOCAL = new Set([0xef53, 0x58465342, 0x9123683e, 0xf2f52010, 0x01021994, 0x2fc12fc1]);
const YOUNG_MS = 2_000;
const FIRST_LINE = /^deploy-purge files 1 ([0-9a-f]{64}) ([0-9a-f]{64}) (\d{1,9}) (\d{1,16})\n/;
const LONGEST_FIRST_LINE = 200;
const MAX_BYTES = 1 << 28;
const IDENTITY_LENGTH = 43;
function openReadEarlier(folder, keptIn, patterns) {
    try {
        const place = (0,external_node_fs_.realpathSync)(folder);
        if (!LOCAL.has((0,external_node_fs_.statfsSync)(place).type))
            return undefined;
        const { dev } = (0,external_node_fs_.statSync)(place);
        const about = (0,external_node_crypto_.createHash)("sha256")
            .update(JSON.stringify([place, dev, patterns]))
            .digest("hex");
        const file = (0,external_node_path_.join)(keptIn, `files-${about.slice(0, 32)}`);
        return keepReading(file, about, load(file, about, Date.now()), dev);
    }
    catch {
        return undefined;
    }
}
function keepReading(file, about, known, dev) {
    const startMs = Date.now();
    const lines = (0,file_list/* startListing */.jF)();
    return {
        find: (path) => {
            const entry = known?.get(path);
            return entry === undefined ? undefined : parseEntry(entry);
        },
        add(path, file) {
            if (isKept(file))
                return lines.add(path, file.entry);
            const { identity, isCut, stat } = file;
            if (stat.startsWith(`${dev.toString(36)}.`) && isSettled(stat, startMs))
                lines.add(path, `${identity}.${isCut ? 1 : 0}.${stat}`);
        },
        save: () => save(file, about, lines.end(), startMs),
    };
}
function isKept(file) {
    return "entry" in file;
}
function parseEntry(entry) {
    const [cut, stat] = [entry[IDENTITY_LENGTH + 1], entry.slice(IDENTITY_LENGTH + 3)];
    const isInForm = entry[IDENTITY_LENGTH] === "." && entry[IDENTITY_LENGTH + 2] === "." && stat !== "";
    return isInForm ? { identity: entry.slice(0, IDENTITY_LENGTH), isCut: cut === "1", stat, entry } : undefined;
}
function isSettled(stat, startMs) {
    const changedMs = Number.parseInt(stat.slice(stat.lastIndexOf(".") + 1), 36) / TICKS_PER_MS;
    return changedMs < startMs - YOUNG_MS && !Number.isInteger(changedMs);
}
const TICKS_PER_MS = 4096;
function load(file, about, nowMs) {
    const bytes = readOwn(file);
    const line = bytes?.toString("latin1", 0, LONGEST_FIRST_LINE) ?? "";
    const [first = "", of, sum, count, savedMs] = FIRST_LINE.exec(line) ?? [];
    if (bytes === undefined || of !== about || Number(savedMs) > nowMs)
        return undefined;
    const listed = bytes.subarray(first.length);
    return sum === sha256(listed) ? (0,file_list/* readListing */.vS)(listed, Number(count)) : undefined;
}
function readOwn(file) {
    let opened;
    try {
        opened = (0,external_node_fs_.openSync)(file, "r");
        const found = (0,external_node_fs_.fstatSync)(opened);
        const isOwn = found.isFile() && found.uid === process.getuid?.() && (found.mode & 0o022) === 0;
        return isOwn && found.size <= MAX_BYTES ? (0,external_node_fs_.readFileSync)(opened) : undefined;
    }
    catch {
        return undefined;
    }
    finally {
        if (opened !== undefined)
            (0,external_node_fs_.closeSync)(opened);
    }
}
function save(file, about, { lines, size }, startMs) {
    const temporary = `${file}.${process.pid}.tmp`;
    try {
        (0,external_node_fs_.mkdirSync)((0,external_node_path_.join)(file, ".."), { recursive: true, mode: 0o700 });
        const line = `deploy-purge files 1 ${about} ${sha256(lines)} ${size} ${startMs}\n`;
        (0,external_node_fs_.writeFileSync)(temporary, Buffer.concat([Buffer.from(line), lines]), { mode: 0o600, flag: "wx" });
        (0,external_node_fs_.renameSync)(temporary, file);
    }
    catch {
        (0,external_node_fs_.rmSync)(temporary, { force: true });
    }
}
function sha256(bytes) {
    return (0,external_node_crypto_.createHash)("sha256").update(bytes).digest("hex");
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./lib/lib/format.js
var format = __webpack_require__(26720);
// EXTERNAL MODULE: ./lib/model/path.js
var path = __webpack_require__(63070);
// EXTERNAL MODULE: ./lib/adapters/files/error-code.js
var error_code = __webpack_require__(98686);
;// CONCATENATED MODULE: ./lib/adapters/files/walk.js







const MAX_ENTRIES = 5_000_000;
const READ_AT_ONCE = 256;
const TURN_AFTER = 4096;
const NO_CONTENT = /^\/(?:proc|sys|dev(?!\/shm(?:\/|$)))(?:\/|$)|\/\.git(?:\/|$)/;
const walk_IS_PLAIN = /^[ -~]*$/;
async function walk(folder, within, onFile, onOutside) {
    const [root, limit] = await Promise.all([folder, within].map((path) => (0,promises_.realpath)(Buffer.from(path), { encoding: "buffer" }))).catch((error) => {
        throw folderError(error, "");
    });
    if (root === undefined || limit === undefined)
        return {};
    const all = { within: isWithin(limit, root) ? limit : root, passed: new Map(), folders: [], entries: 0 };
    await enter(all, "", root.toString("latin1"));
    let turn = TURN_AFTER;
    for (let at = all.folders.at(-1); at !== undefined; at = all.folders.at(-1)) {
        const entry = at.entries[at.next];
        at.next += 1;
        const wait = entry === undefined ? leave(all) : visit(all, at, entry, { onFile, onOutside });
        if (wait !== undefined)
            await wait;
        if (all.entries < turn)
            continue;
        turn = all.entries + TURN_AFTER;
        await new Promise((resolve) => setImmediate(resolve));
    }
    return Object.fromEntries(all.passed);
}
function leave({ folders }) {
    folders.pop();
}
function visit(all, { name, location, links }, entry, { onFile, onOutside }) {
    const path = name + entry;
    const link = links.get(entry);
    if (link !== undefined && "text" in link) {
        onOutside(toPath(path), link.text);
        return undefined;
    }
    if (entry.endsWith("/"))
        return enter(all, path, link?.location ?? `${location}/${entry.slice(0, -1)}`);
    return onFile(toPath(path), link?.location ?? `${location}/${entry}`);
}
async function enter(all, name, location) {
    const folder = { name, location, entries: [], links: new Map(), next: 0 };
    all.folders.push(folder);
    try {
        for (const link of list(all, folder))
            await takeLink(all, folder, link);
    }
    catch (error) {
        throw folderError(error, name);
    }
    folder.entries.sort();
}
function list(all, folder) {
    const links = [];
    const listing = (0,external_node_fs_.opendirSync)(fromLatin1(folder.location), { bufferSize: READ_AT_ONCE, encoding: "latin1" });
    try {
        for (let entry = listing.readSync(); entry !== null; entry = listing.readSync()) {
            const { name } = entry;
            if (name === ".git")
                continue;
            all.entries += 1;
            if (all.entries > MAX_ENTRIES)
                throw tooMany(folder.name);
            const kind = kindOf(entry) ?? kindOf((0,external_node_fs_.lstatSync)(fromLatin1(`${folder.location}/${name}`)));
            if (kind === "file")
                folder.entries.push(name);
            else if (kind === "folder")
                folder.entries.push(`${name}/`);
            else if (kind === "link")
                links.push(name);
            else
                pass(all, "special", folder.name + name);
        }
    }
    finally {
        listing.closeSync();
    }
    return links;
}
async function takeLink(all, folder, name) {
    const path = folder.name + name;
    const link = fromLatin1(`${folder.location}/${name}`);
    const target = await resolveTarget(link);
    if (target === "ENOENT" || target === "ENOTDIR")
        return pass(all, "broken", path);
    if (target === "ELOOP")
        return pass(all, "loops", path);
    const location = target.toString("latin1");
    const kind = kindOf(await (0,promises_.stat)(target));
    if (!(await isCompared(all, target, kind))) {
        folder.entries.push(name);
        folder.links.set(name, { text: await (0,promises_.readlink)(link, { encoding: "buffer" }) });
        return pass(all, "outside", path);
    }
    if (kind !== "file" && kind !== "folder")
        return pass(all, "special", path);
    const isLoop = all.folders.some((above) => above.location === location) || `${folder.location}/`.startsWith(`${location}/`);
    if (kind === "folder" && isLoop)
        return pass(all, "loops", path);
    const entry = kind === "file" ? name : `${name}/`;
    folder.entries.push(entry);
    folder.links.set(entry, { location });
}
async function isCompared({ within }, target, kind) {
    if (NO_CONTENT.test(target.toString("latin1")))
        return false;
    if (isWithin(within, target))
        return true;
    return (kind === "file" &&
        (await (0,promises_.access)(target, promises_.constants.R_OK).then(() => true, () => false)));
}
async function resolveTarget(link) {
    try {
        return await (0,promises_.realpath)(link, { encoding: "buffer" });
    }
    catch (error) {
        const code = (0,error_code/* errorCode */.C)(error);
        if (code === "ENOENT" || code === "ENOTDIR" || code === "ELOOP")
            return code;
        throw error;
    }
}
function kindOf(entry) {
    if (entry.isFile())
        return "file";
    if (entry.isDirectory())
        return "folder";
    if (entry.isSymbolicLink())
        return "link";
    const isSpecial = entry.isFIFO() || entry.isSocket() || entry.isBlockDevice() || entry.isCharacterDevice();
    return isSpecial ? "special" : undefined;
}
function pass(all, why, path) {
    const known = all.passed.get(why);
    if (known === undefined)
        all.passed.set(why, { count: 1, first: toPath(path) });
    else
        known.count += 1;
}
function isWithin(root, target) {
    const slash = 0x2f;
    if (!target.subarray(0, root.length).equals(root))
        return false;
    return target.length === root.length || target[root.length] === slash || root.at(-1) === slash;
}
function fromLatin1(text) {
    return Buffer.from(text, "latin1");
}
function toPath(name) {
    return walk_IS_PLAIN.test(name) ? name : (0,path/* pathFromBytes */.n)(fromLatin1(name));
}
function folderError(error, name) {
    const code = (0,error_code/* errorCode */.C)(error);
    if (!/^E[A-Z]+$/.test(code))
        return error;
    const folder = `"${(0,lib_escape/* escapeControlCharacters */.F7)(toPath(name === "" ? "." : name), 200)}"`;
    const message = `the folder ${folder} in it cannot be read (${code}). Run this step after the build, as a user that may read all of it.`;
    return (0,errors/* configError */.Fj)([{ input: "build-dir", message }]);
}
function tooMany(name) {
    const message = `more than ${(0,format/* formatCount */.B4)(MAX_ENTRIES)} entries, the last ones in "${(0,lib_escape/* escapeControlCharacters */.F7)(toPath(name), 200)}". Links ` +
        "that lead to folders with further links multiply: remove them, or give a smaller folder.";
    return (0,errors/* configError */.Fj)([{ input: "build-dir", message }]);
}

;// CONCATENATED MODULE: ./lib/adapters/files/hash-folder.js







const MATCH_LIMIT_MS = 10_000;
async function hashFolder(folder, { include, ignore, matchLimitMs, onHash }, workspace = folder, keptIn = "") {
    const earlier = keptIn === "" ? undefined : openReadEarlier(folder, keptIn, ignore);
    const files = (0,file_list/* startListing */.jF)();
    let seen = 0;
    let cut = 0;
    const pool = createHashPool({
        settings: {
            kind: "deploy-purge hashes",
            ignore,
            matchLimitMs: matchLimitMs ?? MATCH_LIMIT_MS,
            withStats: earlier !== undefined,
        },
        onHash: (path, file) => {
            files.add(path, file.identity);
            onHash?.();
            if (file.isCut)
                cut += 1;
            if (file.stat !== "")
                earlier?.add(path, file);
        },
        failure: fileError,
    });
    try {
        const passedOver = await walk(folder, workspace, (path, location) => {
            seen += 1;
            return include(path) ? pool.add(path, location, earlier?.find(path)) : undefined;
        }, (path, text) => {
            seen += 1;
            if (include(path))
                pool.pass(path, `link:${(0,external_node_crypto_.hash)("sha256", text, "base64url")}`);
        });
        await pool.finish();
        earlier?.save();
        return { files: files.end(), seen, cut, notes: describePassedOver(passedOver) };
    }
    finally {
        await pool.close();
    }
}
function describePassedOver({ special, loops, broken, outside }) {
    const leftOut = (passed, what) => {
        if (passed === undefined)
            return [];
        const more = passed.count > 1 ? ` and ${passed.count - 1} more` : "";
        return [`"${(0,lib_escape/* escapeControlCharacters */.F7)(passed.first, 200)}"${more} in build-dir: ${what}.`];
    };
    return [
        ...leftOut(special, "no file (a named pipe, socket or device), so it was left out"),
        ...leftOut(loops, "a link that leads back to where it lies, so it was not followed"),
        ...leftOut(broken, "a link that leads nowhere, so it was left out"),
        ...leftOut(outside, "a link to a folder outside of the workspace, or to what cannot be read: only where it leads is compared"),
    ];
}
function fileError(path, code) {
    const file = `"${(0,lib_escape/* escapeControlCharacters */.F7)(path, 300)}"`;
    if (code === "SLOW") {
        const message = `a pattern does not end in time in ${file}: it backtracks. Write it without a repetition inside a repetition, for example built at [^<]{1,40}`;
        return (0,errors/* configError */.Fj)([{ input: "ignore-content", message }]);
    }
    const why = code === "CHANGED"
        ? `${file} changed while it was read, twice. Run this step when the build has ended`
        : `${file} cannot be read (${code}). Run this step as a user that may read the whole build`;
    return (0,errors/* configError */.Fj)([{ input: "build-dir", message: `${why}: what is not read cannot be compared.` }]);
}


/***/ })

};
