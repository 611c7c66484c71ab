export const id = 380;
export const ids = [380];
export const modules = {

/***/ 1043:
/***/ ((module, __unused_webpack_exports, __webpack_require__) => {

module.exports = __webpack_require__.p + "7579e48b9c0bdaa21ac4.js";

/***/ }),

/***/ 2380:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  hashFolder: () => (/* binding */ hashFolder)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:worker_threads"
var external_node_worker_threads_ = __webpack_require__(5919);
// EXTERNAL MODULE: ./lib/changes/change.js
var change = __webpack_require__(8777);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/report/escape.js
var report_escape = __webpack_require__(2527);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./lib/world/walk.js




/**
 * Most entries of a walk, ours: links to folders that hold links to folders multiply, and without a bound such a walk never
 * ends. Ten times the files of the largest site that we know of.
 */
const MOST_ENTRIES = 5_000_000;
/** Entries that the system is asked for at once. */
const READ_AT_ONCE = 256;
/** In ASCII, a byte and its character are one. */
const IS_PLAIN = /^[ -~]*$/;
/**
 * Every file below a folder, in no particular order.
 *
 * Links are followed within the folder, as an upload that copies content does, and never out of it. `.git` is not entered:
 * it is never deployed.
 *
 * @param folder absolute.
 * @throws {PurgeError} config, naming the path, for a folder that cannot be read.
 */
async function walk(folder, onFile, onOutside) {
    const root = await (0,promises_.realpath)(Buffer.from(folder), { encoding: "buffer" }).catch((error) => {
        throw folderError(error, "");
    });
    const place = root.toString("latin1");
    const all = { root, onFile, onOutside, passed: new Map(), folders: [], entries: 0 };
    all.folders.push({ name: "", place, above: [] });
    for (let next = all.folders.pop(); next !== undefined; next = all.folders.pop())
        await readFolder(all, next);
    return Object.fromEntries(all.passed);
}
async function readFolder(all, folder) {
    try {
        const listing = await (0,promises_.opendir)(fromLatin1(folder.place), { bufferSize: READ_AT_ONCE, encoding: "buffer" });
        try {
            // Entry by entry without a promise each: the system is still asked for many at once.
            for (let entry = nextOf(listing); entry !== null; entry = nextOf(listing)) {
                const name = entry.name.toString("latin1");
                if (name === ".git")
                    continue;
                all.entries += 1;
                if (all.entries > MOST_ENTRIES)
                    throw tooMany(folder.name);
                const wait = takeEntry(all, folder, { entry, name });
                if (wait !== undefined)
                    await wait;
            }
        }
        finally {
            await listing.close();
        }
    }
    catch (error) {
        throw folderError(error, folder.name);
    }
}
/** The types know of no listing in bytes. */
function nextOf(listing) {
    return listing.readSync();
}
/** A file of the most usual kind costs no promise. */
function takeEntry(all, folder, { entry, name }) {
    const path = folder.name + name;
    const place = `${folder.place}/${name}`;
    return entry.isFile() ? all.onFile(toPath(path), place) : takeOther(all, folder, { entry, path, place });
}
async function takeOther(all, folder, { entry, path, place }) {
    const kind = kindOf(entry) ?? kindOf(await (0,promises_.lstat)(fromLatin1(place)));
    if (kind === "folder")
        all.folders.push({ name: `${path}/`, place, above: [...folder.above, folder.place] });
    else if (kind === "link")
        await takeLink(all, folder, path, place);
    else if (kind === "file") {
        const wait = all.onFile(toPath(path), place);
        if (wait !== undefined)
            await wait;
    }
    else
        pass(all, "special", path);
}
async function takeLink(all, folder, path, place) {
    const target = await realPlace(fromLatin1(place));
    if (target === "ENOENT" || target === "ENOTDIR")
        return pass(all, "broken", path);
    if (target === "ELOOP")
        return pass(all, "loops", path);
    if (!isWithin(all.root, target)) {
        all.onOutside(toPath(path), await (0,promises_.readlink)(fromLatin1(place), { encoding: "buffer" }));
        return pass(all, "outside", path);
    }
    const at = target.toString("latin1");
    const kind = kindOf(await (0,promises_.stat)(target));
    if (kind === "file")
        await all.onFile(toPath(path), at);
    else if (kind !== "folder")
        pass(all, "special", path);
    else if ([...folder.above, folder.place].includes(at) || `${folder.place}/`.startsWith(`${at}/`)) {
        pass(all, "loops", path);
    }
    else
        all.folders.push({ name: `${path}/`, place: at, above: [...folder.above, folder.place] });
}
async function realPlace(place) {
    try {
        return await (0,promises_.realpath)(place, { encoding: "buffer" });
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
function fromLatin1(place) {
    return Buffer.from(place, "latin1");
}
function toPath(name) {
    return IS_PLAIN.test(name) ? name : (0,change/* pathFromBytes */.nP)(fromLatin1(name));
}
function codeOf(error) {
    return error instanceof Error && "code" in error ? String(error.code) : "";
}
function folderError(error, name) {
    const code = codeOf(error);
    if (!/^E[A-Z]+$/.test(code))
        return error;
    const folder = `"${(0,report_escape/* visible */.RK)(toPath(name === "" ? "." : name), 200)}"`;
    const says = `the folder ${folder} in it cannot be read (${code}). Run this step after the build, as a user that may read all of it.`;
    return (0,errors/* configError */.Fj)([{ input: "build-dir", says }]);
}
function tooMany(name) {
    const says = `more than ${MOST_ENTRIES.toLocaleString("en-GB")} entries, the last ones in "${(0,report_escape/* visible */.RK)(toPath(name), 200)}". Links ` +
        "that lead to folders with further links multiply: remove them, or give a smaller folder.";
    return (0,errors/* configError */.Fj)([{ input: "build-dir", says }]);
}

;// CONCATENATED MODULE: ./lib/world/hash.js







/** Threads beyond this wait for the disk more than they help. Our own bound. */
const MOST_WORKERS = 4;
/** Files that wait for a thread before the walk waits too, and most of them in one message: memory stays flat. */
const MOST_WAITING = 2048;
const MOST_AT_ONCE = 256;
/** Waiting files that make a further thread worth its start. */
const WORTH_A_WORKER = 64;
/** How often a file is tried again when the process has too many files open, and the pause before, in milliseconds. */
const MOST_TRIES = 50;
const TRY_AGAIN_MS = 40;
const MATCH_LIMIT_MS = 10_000;
const TOO_MANY_OPEN = new Set(["EMFILE", "ENFILE"]);
/**
 * Hashes every deployed file below a folder, in threads: the content of a file may be of any size, and signals must get
 * through.
 *
 * @param folder absolute.
 * @throws {PurgeError} config, naming the file, when one cannot be read or changes while it is read.
 */
async function hashFolder(folder, { include, ignore, matchLimitMs }) {
    const files = new Map();
    let seen = 0;
    let cut = 0;
    const settings = {
        is: "deploy-purge hashes",
        ignore,
        matchLimitMs: matchLimitMs ?? MATCH_LIMIT_MS,
    };
    const pool = createPool(settings, (path, { hash, isCut }) => {
        files.set(path, hash);
        if (isCut)
            cut += 1;
    });
    try {
        const passedOver = await walk(folder, (path, place) => {
            seen += 1;
            return include(path) ? pool.add(path, place) : undefined;
        }, (path, text) => {
            seen += 1;
            if (include(path))
                files.set(path, `link:${(0,external_node_crypto_.createHash)("sha256").update(text).digest("base64url")}`);
        });
        await pool.finish();
        return { files: inByteOrder(files), seen, cut, notes: describePassedOver(passedOver) };
    }
    finally {
        await pool.close();
    }
}
function describePassedOver({ special, loops, broken, outside }) {
    const tell = (passed, what) => {
        if (passed === undefined)
            return [];
        const more = passed.count > 1 ? ` and ${passed.count - 1} more` : "";
        return [`"${(0,report_escape/* visible */.RK)(passed.first, 200)}"${more} in build-dir: ${what}.`];
    };
    return [
        ...tell(special, "no file (a named pipe, socket or device), so it was left out"),
        ...tell(loops, "a link that leads back to where it lies, so it was not followed"),
        ...tell(broken, "a link that leads nowhere, so it was left out"),
        ...tell(outside, "a link out of build-dir: what it leads to is not compared, only where it leads"),
    ];
}
function createPool(settings, onHash) {
    const waiting = [];
    const idle = [];
    const workers = [];
    const most = Math.min(MOST_WORKERS, Math.max(1, (0,external_node_os_.availableParallelism)()));
    const failure = Promise.withResolvers();
    failure.promise.catch(() => undefined);
    let busy = 0;
    let wake = Promise.withResolvers();
    let allowed = most;
    function start() {
        const worker = new external_node_worker_threads_.Worker(workerFile(), { workerData: settings });
        worker.on("error", failure.reject);
        workers.push(worker);
        return worker;
    }
    function dispatch() {
        while (waiting.length > 0 && busy < allowed) {
            const isWorth = workers.length === 0 || waiting.length >= WORTH_A_WORKER;
            const worker = idle.pop() ?? (workers.length < allowed && isWorth ? start() : undefined);
            if (worker === undefined)
                return;
            // A share of what waits, so that large files spread over the threads.
            const jobs = waiting.splice(0, Math.min(MOST_AT_ONCE, Math.ceil(waiting.length / (2 * allowed))));
            busy += 1;
            worker.once("message", (results) => take(worker, jobs, results));
            worker.postMessage(jobs.map(({ place }) => place));
        }
    }
    function take(worker, jobs, results) {
        busy -= 1;
        idle.push(worker);
        const again = [];
        for (const [position, job] of jobs.entries()) {
            const result = results[position];
            if ("hash" in result)
                onHash(job.path, result);
            else if (TOO_MANY_OPEN.has(result.code) && job.tries < MOST_TRIES)
                again.push(job);
            else
                failure.reject(fileError(job.path, result.code));
        }
        if (again.length > 0)
            backOff(again);
        dispatch();
        wake.resolve();
        wake = Promise.withResolvers();
    }
    /** Too many open files: fewer threads from now on, and a pause for whoever else has them open. */
    function backOff(again) {
        allowed = 1;
        busy += 1;
        setTimeout(() => {
            busy -= 1;
            for (const job of again)
                waiting.push({ ...job, tries: job.tries + 1 });
            dispatch();
            wake.resolve();
            wake = Promise.withResolvers();
        }, TRY_AGAIN_MS);
    }
    async function until(isSo) {
        while (!isSo())
            await Promise.race([wake.promise, failure.promise]);
    }
    return {
        add(path, place) {
            waiting.push({ path, place, tries: 0 });
            dispatch();
            return waiting.length < MOST_WAITING ? undefined : until(() => waiting.length < MOST_WAITING);
        },
        finish: () => until(() => waiting.length === 0 && busy === 0),
        close: async () => {
            await Promise.all(workers.map((worker) => worker.terminate()));
        },
    };
}
/** Beside this file: as it is written, or as it is built. The build finds the second name in the text. */
function workerFile() {
    if (import.meta.url.endsWith(".ts"))
        return new URL(import.meta.resolve("./hash-worker.ts"));
    return new URL(/* asset import */ __webpack_require__(1043), __webpack_require__.b);
}
/** Empties `files` on the way: of a million files, two whole maps would be half of the memory. */
function inByteOrder(files) {
    const paths = [...files.keys()].sort((a, b) => (a === b ? 0 : comesFirst(a, b) ? -1 : 1));
    const ordered = new Map();
    for (const path of paths) {
        ordered.set(path, files.get(path));
        files.delete(path);
    }
    return ordered;
}
/** Text order is byte order, except where surrogates meet the characters behind them. */
function comesFirst(a, b) {
    const isPlain = !/[\ud800-\uffff]/.test(a) || !/[\ud800-\uffff]/.test(b);
    return isPlain ? a < b : Buffer.compare((0,change/* pathBytes */.X5)(a), (0,change/* pathBytes */.X5)(b)) < 0;
}
function fileError(path, code) {
    const file = `"${(0,report_escape/* visible */.RK)(path, 300)}"`;
    if (code === "SLOW") {
        const says = `a pattern does not end in time in ${file}: it backtracks. Write it without a repetition inside a repetition, for example built at [^<]{1,40}`;
        return (0,errors/* configError */.Fj)([{ input: "ignore-content", says }]);
    }
    const why = code === "CHANGED"
        ? `${file} changed while it was read, twice. Run this step when the build has ended`
        : `${file} cannot be read (${code}). Run this step as a user that may read the whole build`;
    return (0,errors/* configError */.Fj)([{ input: "build-dir", says: `${why}: what is not read cannot be compared.` }]);
}


/***/ })

};
