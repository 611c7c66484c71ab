export const id = 363;
export const ids = [363];
export const modules = {

/***/ 30023:
/***/ ((module, __unused_webpack_exports, __webpack_require__) => {

module.exports = __webpack_require__.p + "51d0cb7098fa9a65c7c7.js";

/***/ }),

/***/ 60363:
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
// EXTERNAL MODULE: ./lib/model/file-list.js + 1 modules
var file_list = __webpack_require__(14698);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:worker_threads"
var external_node_worker_threads_ = __webpack_require__(75919);
;// CONCATENATED MODULE: ./lib/adapters/files/hash-pool.js


/** Threads beyond this wait for the disk more than they help. Our own bound. */
const MAX_WORKERS = 4;
/** Files that wait for a thread before the walk waits too, and most of them in one message: memory stays flat. */
const MAX_WAITING = 2048;
const MAX_AT_ONCE = 256;
/** Batches that are through and wait for one before them, with a large file for example. */
const MAX_BATCHES = 1024;
/** Messages that a thread has at the same time: the next one is there when it is through with one. */
const BATCHES_AHEAD = 2;
/** Waiting files that make a further thread worth its start. */
const WORTH_A_WORKER = 64;
/** Megabytes of short-lived objects in a thread: it makes few. */
const YOUNG_MB = 4;
/** How often files are tried again when the process has too many files open, and the pause before, in milliseconds. */
const MAX_TRIES = 50;
const TRY_AGAIN_MS = 40;
const TOO_MANY_OPEN = new Set(["EMFILE", "ENFILE"]);
function createHashPool(options) {
    return new Pool(options);
}
class Pool {
    #options;
    #waiting = [];
    /** Batches in the order of their files, until they are through. */
    #under = [];
    #again = [];
    #threads = [];
    #broken = Promise.withResolvers();
    #wake = Promise.withResolvers();
    #allowed = Math.min(MAX_WORKERS, Math.max(1, (0,external_node_os_.availableParallelism)()));
    constructor(options) {
        this.#options = options;
        this.#broken.promise.catch(() => undefined);
    }
    add(path, location) {
        return this.#put({ path, location });
    }
    pass(path, identity) {
        void this.#put({ path, location: "", identity });
    }
    finish() {
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
        const thread = { worker, batches: [] };
        worker.on("error", this.#broken.reject);
        worker.on("message", (answer) => this.#take(thread.batches.shift(), answer));
        this.#threads.push(thread);
        return thread;
    }
    /** The thread with the least to do. */
    #nextThread() {
        const free = this.#threads.slice(0, this.#allowed).filter(({ batches }) => batches.length < BATCHES_AHEAD);
        const idle = free.find(({ batches }) => batches.length === 0);
        const isWorth = this.#threads.length === 0 || this.#waiting.length >= WORTH_A_WORKER;
        return idle ?? (this.#threads.length < this.#allowed && isWorth ? this.#start() : free[0]);
    }
    #dispatch() {
        while (this.#waiting.length > 0 || this.#again.length > 0) {
            const thread = this.#nextThread();
            if (thread === undefined)
                return;
            const batch = this.#again.pop() ?? this.#nextBatch();
            if (batch.open.length === 0) {
                this.#letThrough();
                continue;
            }
            thread.batches.push(batch);
            thread.worker.postMessage(batch.open.map((position) => batch.jobs[position]?.location).join("\0"));
        }
    }
    /** A share of what waits, so that large files spread over the threads. */
    #nextBatch() {
        const jobs = this.#waiting.splice(0, Math.min(MAX_AT_ONCE, Math.ceil(this.#waiting.length / (2 * this.#allowed))));
        const open = jobs.flatMap(({ identity }, position) => (identity === undefined ? [position] : []));
        const batch = { jobs, identities: jobs.map(({ identity }) => identity), cut: new Set(), open, tries: 0 };
        this.#under.push(batch);
        return batch;
    }
    #take(batch, { hashes, cut, failed }) {
        const requested = batch.open;
        for (const [at, hash] of hashes.split(" ").entries())
            batch.identities[requested[at]] = hash;
        for (const at of cut)
            batch.cut.add(requested[at]);
        const final = failed.find(({ code }) => !TOO_MANY_OPEN.has(code) || batch.tries === MAX_TRIES);
        if (final !== undefined) {
            this.#broken.reject(this.#options.failure(batch.jobs[requested[final.position]]?.path ?? "", final.code));
            return;
        }
        batch.open = failed.map(({ position }) => requested[position]);
        if (batch.open.length > 0)
            this.#backOff(batch);
        this.#letThrough();
        this.#dispatch();
        this.#wake.resolve();
        this.#wake = Promise.withResolvers();
    }
    #letThrough() {
        for (let batch = this.#under[0]; batch !== undefined && batch.open.length === 0; batch = this.#under[0]) {
            this.#under.shift();
            const { jobs, identities, cut } = batch;
            for (const [position, { path }] of jobs.entries())
                this.#options.onHash(path, identities[position], cut.has(position));
        }
    }
    /** Too many open files: fewer threads from now on, and a pause for whoever else has them open. */
    #backOff(batch) {
        this.#allowed = 1;
        batch.tries += 1;
        setTimeout(() => {
            this.#again.push(batch);
            this.#dispatch();
        }, TRY_AGAIN_MS);
    }
}
/** Beside this file: as it is written, or as it is built. The build finds the second name in the text. */
function workerFile() {
    if (import.meta.url.endsWith(".ts"))
        return new URL(import.meta.resolve("./hash-worker.ts"));
    return new URL(/* asset import */ __webpack_require__(30023), __webpack_require__.b);
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./lib/lib/format.js
var format = __webpack_require__(26720);
// EXTERNAL MODULE: ./lib/model/path.js
var path = __webpack_require__(63070);
;// CONCATENATED MODULE: ./lib/adapters/files/walk.js






/**
 * Most entries of a walk, ours: links to folders that hold links to folders multiply, and without a bound such a walk never
 * ends. Ten times the files of the largest site that we know of.
 */
const MAX_ENTRIES = 5_000_000;
/** Entries that are requested of the system at once. */
const READ_AT_ONCE = 256;
/** Entries after which signals and threads get their turn, if nothing else gave it to them. */
const TURN_AFTER = 4096;
/** Paths whose content the system makes up when it is read, and paths that are never deployed. */
const NO_CONTENT = /^\/(?:proc|sys|dev)(?:\/|$)|\/\.git(?:\/|$)/;
/** In ASCII, a byte and its character are one. */
const IS_PLAIN = /^[ -~]*$/;
/**
 * Every file below a folder, in the order of the bytes of their paths.
 *
 * Links are followed, as an upload that copies content does: to folders that lie `within`, and to files that lie anywhere.
 * `.git` is not entered: it is never deployed. Folders are read by synchronous calls, which cost a fraction of the others.
 *
 * @param folder absolute, and so is `within`: the workspace, where it holds the folder, else the folder itself.
 * @throws {PurgeError} config, naming the path, for a folder that cannot be read.
 */
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
        // A file of the most usual kind costs no promise.
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
    // One character for each byte: the order of the text is the order of the bytes.
    folder.entries.sort();
}
/** Lists files and folders. @returns the names of links, which have to be resolved. */
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
        const code = codeOf(error);
        if (code === "ENOENT" || code === "ENOTDIR" || code === "ELOOP")
            return code;
        throw error;
    }
}
/** Undefined where the file system does not say what an entry is. */
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
    return IS_PLAIN.test(name) ? name : (0,path/* pathFromBytes */.n)(fromLatin1(name));
}
function codeOf(error) {
    return error instanceof Error && "code" in error ? String(error.code) : "";
}
function folderError(error, name) {
    const code = codeOf(error);
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
/**
 * Hashes every deployed file below a folder, in threads: the content of a file may be of any size, and signals must get
 * through.
 *
 * @param folder absolute.
 * @param workspace absolute: links to folders in it are followed, where it holds the folder.
 * @throws {PurgeError} config, naming the file, when one cannot be read or changes while it is read.
 */
async function hashFolder(folder, { include, ignore, matchLimitMs, onHash }, workspace = folder) {
    const files = (0,file_list/* startListing */.jF)();
    let seen = 0;
    let cut = 0;
    const pool = createHashPool({
        settings: { kind: "deploy-purge hashes", ignore, matchLimitMs: matchLimitMs ?? MATCH_LIMIT_MS },
        onHash: (path, identity, isCut) => {
            files.add(path, identity);
            onHash?.();
            if (isCut)
                cut += 1;
        },
        failure: fileError,
    });
    try {
        const passedOver = await walk(folder, workspace, (path, location) => {
            seen += 1;
            return include(path) ? pool.add(path, location) : undefined;
        }, (path, text) => {
            seen += 1;
            if (include(path))
                pool.pass(path, `link:${(0,external_node_crypto_.hash)("sha256", text, "base64url")}`);
        });
        await pool.finish();
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
