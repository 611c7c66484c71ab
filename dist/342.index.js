export const id = 342;
export const ids = [342];
export const modules = {

/***/ 98686:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ errorCode)
/* harmony export */ });
function errorCode(error) {
    return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}


/***/ }),

/***/ 18563:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ keptFolder),
/* harmony export */   q: () => (/* binding */ createFiles)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var _lib_escape_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(64928);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(73434);
/* harmony import */ var _model_path_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(63070);
/* harmony import */ var _error_code_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(98686);
/* harmony import */ var _fingerprint_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(11540);
/* harmony import */ var _inside_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(22482);
/* harmony import */ var _read_at_most_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(21744);











function keptFolder(environment) {
    const tools = environment["RUNNER_TOOL_CACHE"] ?? "";
    const isKept = environment["RUNNER_ENVIRONMENT"] === "self-hosted" && (0,node_path__WEBPACK_IMPORTED_MODULE_3__.isAbsolute)(tools) && process.platform === "linux";
    return isKept ? (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(tools, "deploy-purge") : "";
}
function createFiles({ workspace, temp, keptIn, patternLimitMs }) {
    let ownFolder;
    function tempFolder() {
        ownFolder ??= makeFolder(temp || (0,node_os__WEBPACK_IMPORTED_MODULE_2__.tmpdir)());
        return ownFolder;
    }
    async function writeTemp(name, fill) {
        const path = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(tempFolder(), (0,node_path__WEBPACK_IMPORTED_MODULE_3__.basename)(name));
        writePieces(path, fill);
        return path;
    }
    return {
        resolve: (path) => (0,node_path__WEBPACK_IMPORTED_MODULE_3__.resolve)(workspace, path),
        kind: (path) => kindOf((0,node_path__WEBPACK_IMPORTED_MODULE_3__.resolve)(workspace, path)),
        insideWorkspace: (path) => (0,_inside_js__WEBPACK_IMPORTED_MODULE_7__/* .isInside */ .F)(workspace, (0,node_path__WEBPACK_IMPORTED_MODULE_3__.resolve)(workspace, path)),
        leadsOutside: (path) => (0,_inside_js__WEBPACK_IMPORTED_MODULE_7__/* .leadsOutside */ .d)(workspace, path),
        holdsFiles: (folder) => holdsFiles((0,node_path__WEBPACK_IMPORTED_MODULE_3__.resolve)(workspace, folder)),
        hashes: async (folder, options) => {
            const { hashFolder } = await __webpack_require__.e(/* import() */ 8999).then(__webpack_require__.bind(__webpack_require__, 58999));
            return hashFolder((0,node_path__WEBPACK_IMPORTED_MODULE_3__.resolve)(workspace, folder), options, workspace, keptIn);
        },
        patternFault: async (ignore) => {
            if (ignore.length === 0)
                return undefined;
            const { findPatternFault } = await __webpack_require__.e(/* import() */ 2217).then(__webpack_require__.bind(__webpack_require__, 2217));
            return findPatternFault(ignore, patternLimitMs);
        },
        fingerprint: (folder, path, signal) => fingerprintOf((0,node_path__WEBPACK_IMPORTED_MODULE_3__.resolve)(workspace, folder), path, signal),
        find: async (pattern) => {
            const { findFiles } = await __webpack_require__.e(/* import() */ 8067).then(__webpack_require__.bind(__webpack_require__, 78067));
            return findFiles(workspace, pattern);
        },
        read: (path, maxBytes) => readBounded(workspace, path, maxBytes),
        writeTemp,
    };
}
function makeFolder(parent) {
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)(parent, { recursive: true });
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdtempSync)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(parent, "deploy-purge-"));
}
function writePieces(path, fill) {
    const buffer = Buffer.allocUnsafe(64 * 1024);
    const file = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, "w", 0o600);
    let used = 0;
    const flush = () => {
        writeAll(file, buffer.subarray(0, used));
        used = 0;
    };
    try {
        fill((piece) => {
            if (used + 3 * piece.length > buffer.length)
                flush();
            if (3 * piece.length > buffer.length)
                writeAll(file, Buffer.from(piece));
            else
                used += buffer.write(piece, used);
        });
        flush();
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(file);
    }
}
function writeAll(file, bytes) {
    for (let at = 0; at < bytes.length;)
        at += (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeSync)(file, bytes, at);
}
async function kindOf(path) {
    try {
        const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(path);
        if (found.isFile())
            return "file";
        return found.isDirectory() ? "folder" : "other";
    }
    catch (error) {
        return ["ENOENT", "ENOTDIR", "ELOOP", "ENAMETOOLONG", "ERR_INVALID_ARG_VALUE"].includes((0,_error_code_js__WEBPACK_IMPORTED_MODULE_9__/* .errorCode */ .C)(error))
            ? "missing"
            : "other";
    }
}
async function holdsFiles(folder) {
    const folders = [folder];
    for (let current = folders.pop(); current !== undefined; current = folders.pop()) {
        for await (const entry of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.opendir)(current)) {
            if (entry.name === ".git")
                continue;
            if (entry.isFile() || entry.isSymbolicLink())
                return true;
            if (entry.isDirectory())
                folders.push((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(current, entry.name));
        }
    }
    return false;
}
async function fingerprintOf(folder, path, signal) {
    const name = Buffer.concat([Buffer.from(`${folder}${node_path__WEBPACK_IMPORTED_MODULE_3__.sep}`), (0,_model_path_js__WEBPACK_IMPORTED_MODULE_5__/* .pathBytes */ .X)(path)]);
    const handle = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(name, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK).catch(() => undefined);
    try {
        if (handle === undefined || !(await handle.stat()).isFile())
            return undefined;
        const { update, finish } = (0,_fingerprint_js__WEBPACK_IMPORTED_MODULE_6__/* .createFingerprint */ .v)();
        for await (const chunk of handle.createReadStream({ autoClose: false, highWaterMark: 1024 * 1024 })) {
            if (signal.aborted)
                return undefined;
            update(chunk);
        }
        return finish();
    }
    catch {
        return undefined;
    }
    finally {
        await handle?.close();
    }
}
async function readBounded(workspace, givenPath, maxBytes) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.resolve)(workspace, givenPath);
    if ((await (0,_inside_js__WEBPACK_IMPORTED_MODULE_7__/* .leadsOutside */ .d)(workspace, path)) || (await (0,_inside_js__WEBPACK_IMPORTED_MODULE_7__/* .leadsOutside */ .d)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(path), path).catch(() => false))) {
        throw unreadable(givenPath, "is a link that leads elsewhere, and such a one is not followed: give the file itself");
    }
    const file = await (0,_read_at_most_js__WEBPACK_IMPORTED_MODULE_8__/* .readAtMost */ .r)(path, maxBytes).catch((error) => {
        const code = (0,_error_code_js__WEBPACK_IMPORTED_MODULE_9__/* .errorCode */ .C)(error);
        throw unreadable(givenPath, code === "ENOENT" ? "does not exist" : `cannot be read (${code})`);
    });
    if (file.kind === "no-file")
        throw unreadable(givenPath, "is not a file");
    if (file.kind === "too-large")
        throw unreadable(givenPath, `is larger than ${maxBytes} bytes`);
    return file.bytes;
}
function unreadable(path, why) {
    return (0,_model_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .configError */ .Fj)([{ input: (0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_10__/* .escapeControlCharacters */ .F7)(path, 300), message: `${why}. Paths start at the workspace.` }]);
}


/***/ }),

/***/ 11540:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ createFingerprint)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _ports_files_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(97247);


function createFingerprint() {
    const sha256 = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256");
    const md5 = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("md5");
    let bytes = 0;
    let head = Buffer.alloc(0);
    let tail = Buffer.alloc(0);
    return {
        update(chunk) {
            sha256.update(chunk);
            md5.update(chunk);
            bytes += chunk.length;
            if (head.length < _ports_files_js__WEBPACK_IMPORTED_MODULE_1__/* .EDGE_BYTES */ .i)
                head = Buffer.concat([head, chunk.subarray(0, _ports_files_js__WEBPACK_IMPORTED_MODULE_1__/* .EDGE_BYTES */ .i - head.length)]);
            const end = chunk.subarray(-_ports_files_js__WEBPACK_IMPORTED_MODULE_1__/* .EDGE_BYTES */ .i);
            tail = Buffer.concat([tail.subarray(Math.max(0, tail.length + end.length - _ports_files_js__WEBPACK_IMPORTED_MODULE_1__/* .EDGE_BYTES */ .i)), end]);
        },
        finish: () => ({ bytes, head, tail, sha256: sha256.digest("base64url"), md5: md5.digest("hex") }),
    };
}


/***/ }),

/***/ 22482:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ isInside),
/* harmony export */   d: () => (/* binding */ leadsOutside)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _error_code_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(98686);



async function isInside(folder, path) {
    const [root, target] = await Promise.all([(0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(folder), realpathOfExisting(path)]);
    return target !== undefined && isBelow(root, target);
}
async function leadsOutside(folder, path) {
    const written = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(folder, path);
    const root = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(folder);
    if (!isBelow((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(folder), written) && !isBelow(root, written))
        return false;
    const target = await realpathOfExisting(written);
    return target !== undefined && !isBelow(root, target);
}
function isBelow(root, path) {
    const fromRoot = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(root, path);
    return fromRoot !== ".." && !fromRoot.startsWith(`..${node_path__WEBPACK_IMPORTED_MODULE_1__.sep}`) && !(0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(fromRoot);
}
async function realpathOfExisting(path) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(path);
    }
    catch (error) {
        const parent = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path);
        const isMissing = (0,_error_code_js__WEBPACK_IMPORTED_MODULE_2__/* .errorCode */ .C)(error) === "ENOENT";
        if (!isMissing || parent === path)
            return undefined;
        const above = await realpathOfExisting(parent);
        return above === undefined ? undefined : (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(above, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path));
    }
}


/***/ }),

/***/ 21744:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ notAFile),
/* harmony export */   r: () => (/* binding */ readAtMost)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);

async function readAtMost(path, most) {
    const file = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK);
    try {
        const stats = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(file);
        const message = notAFile(stats);
        if (message !== undefined)
            return { kind: "no-file", message };
        if (stats.size > most)
            return { kind: "too-large", changedMs: stats.mtimeMs };
        return { kind: "read", bytes: readWhole(file, stats.size), changedMs: stats.mtimeMs };
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(file);
    }
}
function readWhole(file, size) {
    const bytes = Buffer.alloc(size);
    let length = 0;
    while (length < size) {
        const bytesRead = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(file, bytes, length, size - length, null);
        if (bytesRead === 0)
            break;
        length += bytesRead;
    }
    return bytes.subarray(0, length);
}
function notAFile(found) {
    if (found.isDirectory())
        return "it is a folder: give the path of a file";
    return found.isFile() ? undefined : "it is not a file, but a pipe, a socket or a device: give the path of a file";
}


/***/ }),

/***/ 91316:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ withoutWorkspace)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);


function withoutWorkspace(searchPath, workspace) {
    const root = workspace === "" ? undefined : realPathOf(workspace);
    const isOutside = (folder) => {
        if (!(0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(folder))
            return false;
        const real = realPathOf(folder);
        return root === undefined || (real !== root && !real.startsWith(root.endsWith(node_path__WEBPACK_IMPORTED_MODULE_1__.sep) ? root : root + node_path__WEBPACK_IMPORTED_MODULE_1__.sep));
    };
    return searchPath.split(node_path__WEBPACK_IMPORTED_MODULE_1__.delimiter).filter(isOutside).join(node_path__WEBPACK_IMPORTED_MODULE_1__.delimiter);
}
function realPathOf(folder) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(folder);
    }
    catch {
        return folder;
    }
}


/***/ }),

/***/ 23802:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ gitEnvironment),
/* harmony export */   k: () => (/* binding */ configEnvironment)
/* harmony export */ });
/* harmony import */ var _files_search_path_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(91316);

const KEPT = new Set(("PATH PATHEXT USER LOGNAME USERNAME SYSTEMROOT WINDIR COMSPEC TMPDIR TMP TEMP SSH_AUTH_SOCK " +
    "HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY " +
    "SSL_CERT_FILE SSL_CERT_DIR CURL_CA_BUNDLE GIT_SSL_CAINFO GIT_SSL_CAPATH " +
    "RUNNER_TRACKING_ID").split(" "));
const FIXED = {
    LC_ALL: "C",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_ATTR_NOSYSTEM: "1",
    GIT_TERMINAL_PROMPT: "0",
    GIT_ASKPASS: "",
    GCM_INTERACTIVE: "never",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_NO_REPLACE_OBJECTS: "1",
    GIT_LITERAL_PATHSPECS: "1",
    GIT_ALLOW_PROTOCOL: "https:http:ssh",
    GIT_SSH_COMMAND: "ssh -o BatchMode=yes",
    GIT_SSH_VARIANT: "ssh",
};
function gitEnvironment(environment, gitDirectory) {
    const workspace = environment["GITHUB_WORKSPACE"] ?? "";
    const kept = Object.entries(environment)
        .filter(([name]) => KEPT.has(name.toUpperCase()))
        .map(([name, value = ""]) => [name, /^path$/i.test(name) ? (0,_files_search_path_js__WEBPACK_IMPORTED_MODULE_0__/* .withoutWorkspace */ .k)(value, workspace) : value]);
    return {
        ...Object.fromEntries(kept),
        ...FIXED,
        HOME: gitDirectory,
        XDG_CONFIG_HOME: gitDirectory,
        GIT_DIR: gitDirectory,
    };
}
function configEnvironment(settings) {
    const environment = { GIT_CONFIG_COUNT: String(settings.length) };
    for (const [index, [name, value]] of settings.entries()) {
        environment[`GIT_CONFIG_KEY_${index}`] = name;
        environment[`GIT_CONFIG_VALUE_${index}`] = value;
    }
    return environment;
}


/***/ }),

/***/ 10175:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  i: () => (/* binding */ configureGitDirectory),
  g: () => (/* binding */ makeGitDirectory)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
;// CONCATENATED MODULE: ./lib/adapters/files/temp-folder.js



const folders = new Set();
function makeTempFolder(parent, prefix) {
    const above = parent || (0,external_node_os_.tmpdir)();
    (0,external_node_fs_.mkdirSync)(above, { recursive: true });
    const folder = (0,external_node_fs_.realpathSync)((0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)(above, prefix)));
    if (folders.size === 0)
        process.once("exit", removeAll);
    folders.add(folder);
    return folder;
}
function removeAll() {
    for (const folder of folders) {
        try {
            (0,external_node_fs_.rmSync)(folder, { recursive: true, force: true });
        }
        catch {
        }
    }
    folders.clear();
}

;// CONCATENATED MODULE: ./lib/adapters/git/git-directory.js



const SETTINGS = [
    ["core.bare", "false"],
    ["core.fsmonitor", "false"],
    ["core.hooksPath", "/dev/null"],
    ["core.alternateRefsCommand", "true"],
    ["core.logAllRefUpdates", "false"],
    ["core.bigFileThreshold", "16m"],
    ["credential.helper", ""],
    ["protocol.ext.allow", "never"],
    ["http.sslVerify", "true"],
    ["http.followRedirects", "false"],
    ["fetch.writeCommitGraph", "false"],
    ["fetch.recurseSubmodules", "false"],
    ["gc.auto", "0"],
    ["maintenance.auto", "false"],
];
function makeGitDirectory(temp) {
    const folder = makeTempFolder(temp, "deploy-purge-git-");
    for (const name of ["objects/info", "refs"])
        (0,external_node_fs_.mkdirSync)((0,external_node_path_.join)(folder, name), { recursive: true });
    (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(folder, "HEAD"), "ref: refs/heads/none\n");
    configureGitDirectory(folder, []);
    return folder;
}
function configureGitDirectory(folder, more) {
    const isExtended = more.some(([name]) => name.startsWith("extensions."));
    const version = [["core.repositoryFormatVersion", isExtended ? "1" : "0"]];
    const lines = [...version, ...SETTINGS, ...more].map(([name, value]) => {
        const [section = "", key = ""] = name.split(/\.(?=[^.]*$)/);
        const [head = "", ...rest] = section.split(".");
        const title = rest.length === 0 ? head : `${head} ${quote(rest.join("."))}`;
        return `[${title}]\n\t${key} = ${quote(value)}\n`;
    });
    (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(folder, "config"), lines.join(""));
}
function quote(text) {
    return `"${text.replace(/[\\"]/g, "\\$&")}"`;
}


/***/ }),

/***/ 70564:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  N: () => (/* binding */ createObjectReader)
});

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
// EXTERNAL MODULE: ./lib/model/errors.js
var errors = __webpack_require__(73434);
;// CONCATENATED MODULE: ./lib/adapters/git/object-answers.js

const FOUND = /^([0-9a-f]{40,64}) ([a-z]+) (\d+)$/;
const NOT_FOUND = / (?:missing|ambiguous)$/;
const MAX_LINE_BYTES = 1 << 16;
function parseAnswers(count, take, onEnd) {
    const objects = [];
    let line = "";
    let current;
    function add(object) {
        current = undefined;
        objects.push(object);
        if (objects.length === count)
            onEnd(objects);
    }
    function readLine(chunk) {
        const end = chunk.indexOf(0x0a);
        line += chunk.toString("latin1", 0, end < 0 ? chunk.length : end);
        if (line.length > MAX_LINE_BYTES)
            throw unreadable();
        if (end < 0)
            return chunk.length;
        const [, id, type, size] = FOUND.exec(line) ?? [];
        if (id !== undefined && type !== undefined) {
            const object = { id, type, size: Number(size) };
            current = { object, push: take(object), left: object.size };
        }
        else if (NOT_FOUND.test(line))
            add(undefined);
        else
            throw unreadable();
        line = "";
        return end + 1;
    }
    function readContent(chunk, content) {
        const piece = chunk.subarray(0, content.left);
        content.left -= piece.length;
        if (piece.length > 0)
            content.push(piece);
        if (piece.length === chunk.length)
            return piece.length;
        add(content.object);
        return piece.length + 1;
    }
    return (chunk) => {
        for (let rest = chunk; rest.length > 0;) {
            rest = rest.subarray(current === undefined ? readLine(rest) : readContent(rest, current));
        }
    };
}
function unreadable() {
    return new errors/* PurgeError */.CV("diff", "git's answer is not in the form that it documents.");
}

// EXTERNAL MODULE: ./lib/adapters/git/process.js
var process = __webpack_require__(48390);
// EXTERNAL MODULE: ./lib/adapters/git/start-git.js
var start_git = __webpack_require__(20042);
;// CONCATENATED MODULE: ./lib/adapters/git/object-reader.js




const IDLE_MS = 500;
function createObjectReader({ limitMs, ...start }) {
    let session;
    let idle;
    let last = Promise.resolve();
    function open() {
        const opened = { git: startInBackground(start), onEnd: undefined };
        void opened.git.ended.then(({ message }) => {
            if (session === opened)
                session = undefined;
            opened.onEnd?.(message === "" ? "git ended before its answer did" : message);
        });
        return opened;
    }
    function close() {
        clearTimeout(idle);
        session?.git.child.stdin.end();
        session = undefined;
    }
    async function ask(names, take, signal) {
        if (signal?.aborted)
            return { ok: false, message: process/* CANCELLED */.gD };
        clearTimeout(idle);
        session ??= open();
        const asked = session;
        let isAnswered = false;
        try {
            const answer = await answerOf(asked, names, { take, limitMs, signal });
            isAnswered = answer.ok;
            return answer;
        }
        finally {
            if (isAnswered)
                idle = setTimeout(close, IDLE_MS).unref();
            else {
                asked.git.kill();
                if (session === asked)
                    session = undefined;
            }
        }
    }
    return {
        read(names, take = () => () => undefined, signal) {
            if (names.length === 0)
                return Promise.resolve({ ok: true, objects: [] });
            const answer = last.then(() => ask(names, take, signal));
            last = answer.catch(() => undefined);
            return answer;
        },
        refresh: close,
    };
}
function startInBackground(start) {
    const git = (0,start_git/* startGit */.B)({ ...start, args: ["cat-file", "--batch"] });
    git.child.unref();
    for (const stream of [git.child.stdin, git.child.stdout, git.child.stderr]) {
        if (stream instanceof external_node_net_.Socket)
            stream.unref();
    }
    return git;
}
async function answerOf(session, names, question) {
    const { take, limitMs, signal } = question;
    const { stdin, stdout } = session.git.child;
    const { promise, resolve, reject } = Promise.withResolvers();
    const push = parseAnswers(names.length, take, (objects) => resolve({ ok: true, objects }));
    const onData = (chunk) => {
        try {
            push(chunk);
        }
        catch (error) {
            reject(error);
        }
    };
    const fail = (message) => resolve({ ok: false, message });
    const cancel = () => fail(process/* CANCELLED */.gD);
    const timer = setTimeout(() => fail((0,process/* tooLate */.Bg)(limitMs)), limitMs);
    signal?.addEventListener("abort", cancel, { once: true });
    stdout.on("data", onData);
    session.onEnd = fail;
    stdin.write(names.map((name) => `${name}\n`).join(""));
    try {
        return await promise;
    }
    finally {
        clearTimeout(timer);
        signal?.removeEventListener("abort", cancel);
        stdout.off("data", onData);
        session.onEnd = undefined;
    }
}


/***/ }),

/***/ 48390:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bg: () => (/* binding */ tooLate),
/* harmony export */   EO: () => (/* binding */ runGit),
/* harmony export */   OL: () => (/* binding */ nulRecords),
/* harmony export */   gD: () => (/* binding */ CANCELLED),
/* harmony export */   nw: () => (/* binding */ boundedOutput),
/* harmony export */   yR: () => (/* binding */ readText)
/* harmony export */ });
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4573);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73434);
/* harmony import */ var _start_git_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(20042);



async function readText(run, args, options = {}) {
    const output = boundedOutput();
    const ended = await run(args, { ...options, onOutput: output.push });
    return { ...ended, text: output.bytes().toString("utf8") };
}
const CANCELLED = "git was ended, because the run was cancelled or had no time left";
const tooLate = (limitMs) => `git did not end within ${limitMs / 1000} s`;
async function runGit(command) {
    const { signal, limitMs, input, onOutput } = command;
    if (signal?.aborted)
        return { ok: false, message: CANCELLED };
    const { child, kill, ended } = (0,_start_git_js__WEBPACK_IMPORTED_MODULE_2__/* .startGit */ .B)(command);
    const { promise: refused, reject } = Promise.withResolvers();
    let isLate = false;
    const timer = setTimeout(() => {
        isLate = true;
        kill();
    }, limitMs);
    signal?.addEventListener("abort", kill, { once: true });
    child.stdout.on("data", (chunk) => {
        try {
            onOutput?.(chunk);
        }
        catch (error) {
            reject(error);
            kill();
        }
    });
    child.stdin.end(input);
    try {
        const end = await Promise.race([ended, refused]);
        if (signal?.aborted)
            return { ok: false, message: CANCELLED };
        return !end.ok && isLate ? { ok: false, message: tooLate(limitMs) } : end;
    }
    finally {
        clearTimeout(timer);
        signal?.removeEventListener("abort", kill);
    }
}
const TOGETHER_BYTES = 1 << 18;
function nulRecords(onRecord) {
    let chunks = [];
    let size = 0;
    let rest = "";
    let isRestAscii = true;
    function take() {
        const bytes = Buffer.concat(chunks);
        [chunks, size] = [[], 0];
        const isChunkAscii = (0,node_buffer__WEBPACK_IMPORTED_MODULE_0__.isAscii)(bytes);
        const records = (rest + bytes.toString("latin1")).split("\0");
        rest = records.pop() ?? "";
        for (const record of records)
            onRecord(record, isChunkAscii && isRestAscii);
        isRestAscii = isChunkAscii && (records.length > 0 || isRestAscii);
    }
    function push(chunk) {
        chunks.push(chunk);
        size += chunk.length;
        if (size >= TOGETHER_BYTES)
            take();
    }
    function finish() {
        take();
        if (rest !== "")
            throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .PurgeError */ .CV("diff", "git's list ends in the middle of a record.");
    }
    return { push, finish };
}
const MAX_TEXT_BYTES = 1 << 16;
function boundedOutput(maxBytes = MAX_TEXT_BYTES) {
    const chunks = [];
    let size = 0;
    return {
        push(chunk) {
            size += chunk.length;
            if (size > maxBytes)
                throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .PurgeError */ .CV("diff", "git's answer is longer than any that is expected.");
            chunks.push(chunk);
        },
        bytes: () => Buffer.concat(chunks),
    };
}


/***/ }),

/***/ 20042:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ startGit)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);

const MAX_ERROR_BYTES = 4096;
const MAX_MESSAGE_LENGTH = 300;
function startGit(start) {
    const child = spawnGit(start);
    const errors = [];
    child.stdin.on("error", () => undefined);
    child.stderr.on("data", (chunk) => keepStart(errors, chunk));
    let isOver = false;
    const ended = new Promise((resolve) => {
        child.on("error", (error) => resolve({ ok: false, message: startFailure(error) }));
        child.on("close", (code) => {
            isOver = true;
            resolve(endOf(code, errors));
        });
    });
    return { child, kill: () => void (isOver || killGroup(child)), ended };
}
function spawnGit({ args, cwd, environment }) {
    return (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)("git", [...args], {
        cwd,
        env: environment,
        stdio: ["pipe", "pipe", "pipe"],
        windowsHide: true,
        detached: process.platform !== "win32",
    });
}
function endOf(code, errors) {
    if (code === 0)
        return { ok: true, code, message: "" };
    const message = describeErrors(Buffer.concat(errors), code);
    return code === null ? { ok: false, message } : { ok: false, code, message };
}
function killGroup(child) {
    try {
        if (process.platform !== "win32" && child.pid !== undefined)
            process.kill(-child.pid, "SIGKILL");
        else
            child.kill("SIGKILL");
    }
    catch {
    }
}
function keepStart(kept, chunk) {
    const size = kept.reduce((sum, { length }) => sum + length, 0);
    if (size < MAX_ERROR_BYTES)
        kept.push(chunk.subarray(0, MAX_ERROR_BYTES - size));
}
function startFailure(error) {
    if (error.code === "ENOENT")
        return "git is not installed on this runner, or not on its PATH outside of the workspace";
    return `git could not be started (${error.code ?? error.name})`;
}
function describeErrors(errors, code) {
    const text = errors.toString("utf8");
    const whole = errors.length < MAX_ERROR_BYTES ? text : text.slice(0, text.lastIndexOf("\n") + 1);
    const lines = withoutCredentials(whole)
        .split("\n")
        .filter((line) => line.trim() !== "");
    const explaining = lines.filter((line) => /^(?:fatal|error|remote|ssh):/.test(line));
    const message = (explaining.length > 0 ? explaining : lines).join(" ").slice(0, MAX_MESSAGE_LENGTH);
    return message === "" ? `git ended with ${code === null ? "a signal" : `exit code ${code}`}` : `git says: ${message}`;
}
function withoutCredentials(text) {
    return text.replace(/:\/\/[^/\s'"]*@/g, "://***@").replace(/(authorization:).*/gi, "$1 ***");
}


/***/ }),

/***/ 25616:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Z: () => (/* binding */ createConnectionPool)
});

// EXTERNAL MODULE: ./lib/lib/short-list.js
var short_list = __webpack_require__(32674);
// EXTERNAL MODULE: ./lib/ports/http.js
var http = __webpack_require__(67334);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(41692);
// EXTERNAL MODULE: ./lib/model/errors.js
var errors = __webpack_require__(73434);
;// CONCATENATED MODULE: ./lib/adapters/http/certificate.js




const MAX_BYTES = 1024 * 1024;
function readCertificate({ file, passphrase }, folder) {
    const content = readBounded((0,external_node_path_.resolve)(folder, file));
    const options = { ...splitContent(content), ...(passphrase === undefined ? {} : { passphrase }) };
    try {
        (0,external_node_tls_.createSecureContext)(options);
        return options;
    }
    catch (error) {
        throw unusable(error, "pfx" in options);
    }
}
function readBounded(path) {
    try {
        if (!(0,external_node_fs_.statSync)(path).isFile())
            throw problem("the certificate file is not a file");
        const content = (0,external_node_fs_.readFileSync)(path);
        if (content.length > MAX_BYTES)
            throw problem("the certificate file is larger than 1 MiB: is it the right one?");
        return content;
    }
    catch (error) {
        const code = error.code;
        if (code === "E_CONFIG")
            throw error;
        throw problem(code === "ENOENT"
            ? "the certificate file does not exist. Write it in an earlier step and give its path"
            : `the certificate file cannot be read (${String(code)})`);
    }
}
function splitContent(content) {
    const text = content.toString("latin1");
    if (!text.includes("-----BEGIN "))
        return { pfx: content };
    if (!/-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----/.test(text)) {
        throw problem("the PEM file holds no certificate. Put certificate and private key into one file, one after the other");
    }
    if (!/-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/.test(text)) {
        throw problem("the PEM file holds no private key. Put certificate and private key into one file, one after the other");
    }
    return { cert: content, key: content };
}
function unusable(error, isP12) {
    const text = error instanceof Error ? error.message : "";
    if (isP12 && /unsupported|unknown (?:digest|cipher)|digital envelope/i.test(text)) {
        return problem("the P12 file is sealed with a legacy cipher that OpenSSL 3 refuses. Export it again: " +
            "openssl pkcs12 -legacy -in old.p12 -nodes -out all.pem, and give the PEM file");
    }
    if (/mac verify failure|bad decrypt|bad password|pass phrase|passphrase|interrupted or cancelled/i.test(text)) {
        return problem("the passphrase does not open the certificate file. It is given as api-secret");
    }
    if (/key values mismatch/i.test(text))
        return problem("certificate and private key do not belong together");
    return problem(`the certificate file is neither a usable PEM nor a usable P12 (${codeOf(error)})`);
}
function codeOf(error) {
    const code = error?.code;
    return typeof code === "string" ? code : "unknown format";
}
function problem(message) {
    return (0,errors/* configError */.Fj)([{ input: "provider-options.certificate-file", message }]);
}

// EXTERNAL MODULE: ./lib/adapters/http/network-failure.js
var network_failure = __webpack_require__(23828);
// EXTERNAL MODULE: ./lib/adapters/http/proxy-settings.js
var proxy_settings = __webpack_require__(86675);
;// CONCATENATED MODULE: ./lib/adapters/http/connection-pool.js





const ABORTED = "the exchange was ended on this side";
const CLOSED = "the HTTP client is closed";
function createConnectionPool(limits, environment, connect) {
    return new Pool(limits, environment, connect);
}
class Pool {
    #limits;
    #workspace;
    #proxy;
    #connect;
    #certificates = new Map();
    #pools = new Map();
    #isClosed = false;
    constructor(limits, environment, connect) {
        this.#limits = limits;
        this.#connect = connect;
        this.#workspace = environment["GITHUB_WORKSPACE"] ?? ".";
        this.#proxy = (0,proxy_settings/* proxySettings */.E)(environment);
    }
    async exchange(endpoint, signal, exchanging) {
        if (this.#isClosed || signal.aborted) {
            throw (0,network_failure/* networkFailure */.rd)(this.#isClosed ? CLOSED : ABORTED, { retryable: false });
        }
        const pool = this.#poolOf(signal);
        const connected = this.#clientOf(pool, endpoint.certificate);
        const exchange = async (ended) => exchanging({ client: await connected, ended });
        return bounded(pool, this.#limits.attemptMs, endpoint.origin, exchange).catch((error) => {
            throw (0,http/* isNetworkFailure */.N)(error) ? (0,network_failure/* withProxyHint */.ME)(error, endpoint.origin, this.#proxy) : error;
        });
    }
    async close() {
        this.#isClosed = true;
        await Promise.all([...this.#pools.keys()].map((signal) => this.#end(signal, CLOSED)));
    }
    #poolOf(signal) {
        const known = this.#pools.get(signal);
        if (known !== undefined)
            return known;
        const pool = {
            clients: new Map(),
            running: new short_list/* ShortList */.p(),
            sockets: new AbortController(),
        };
        this.#pools.set(signal, pool);
        signal.addEventListener("abort", () => void this.#end(signal, ABORTED), { once: true });
        return pool;
    }
    #clientOf({ clients, sockets }, file) {
        const key = file === undefined ? "" : JSON.stringify([file.file, file.passphrase]);
        const known = clients.get(key);
        if (known !== undefined)
            return known;
        const certificate = file === undefined ? undefined : this.#certificateOf(file, key);
        const made = this.#connect({ limits: this.#limits, proxy: this.#proxy, certificate, ended: sockets.signal });
        clients.set(key, made);
        return made;
    }
    #certificateOf(file, key) {
        const known = this.#certificates.get(key) ?? readCertificate(file, this.#workspace);
        this.#certificates.set(key, known);
        return known;
    }
    async #end(signal, message) {
        const pool = this.#pools.get(signal);
        if (pool === undefined)
            return;
        this.#pools.delete(signal);
        for (const end of pool.running)
            end((0,network_failure/* networkFailure */.rd)(message, { retryable: false }));
        const ending = [...pool.clients.values()].map(async (client) => (await client).destroy());
        pool.sockets.abort(message);
        await Promise.allSettled(ending);
    }
}
async function bounded(pool, attemptMs, origin, exchanging) {
    const controller = new AbortController();
    const { promise, reject } = Promise.withResolvers();
    const end = (failure) => {
        reject(failure);
        controller.abort(failure);
    };
    const seconds = attemptMs / 1000;
    const timer = setTimeout(() => end((0,network_failure/* networkFailure */.rd)(`${origin}: no complete answer within ${seconds} s`, { retryable: true })), attemptMs);
    pool.running.add(end);
    try {
        return await Promise.race([exchanging(controller.signal), promise]);
    }
    finally {
        clearTimeout(timer);
        pool.running.delete(end);
    }
}


/***/ }),

/***/ 78157:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  V: () => (/* binding */ createHttp)
});

// EXTERNAL MODULE: ./lib/lib/http-headers.js
var http_headers = __webpack_require__(93580);
// EXTERNAL MODULE: ./lib/model/errors.js
var errors = __webpack_require__(73434);
// EXTERNAL MODULE: ./lib/ports/http.js
var http = __webpack_require__(67334);
// EXTERNAL MODULE: ./lib/adapters/http/connection-pool.js + 1 modules
var connection_pool = __webpack_require__(25616);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(37067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(44708);
;// CONCATENATED MODULE: ./lib/adapters/http/direct-client.js


function createDirectClient({ limits, certificate, ended }) {
    const shared = { keepAlive: true, maxSockets: limits.connections, timeout: IDLE_MS };
    let plain;
    let secure;
    const agentOf = (url) => {
        if (url.protocol !== "https:") {
            plain ??= new external_node_http_.Agent(shared);
            return plain;
        }
        secure ??= new external_node_https_.Agent({ ...shared, ...certificate, rejectUnauthorized: true });
        return secure;
    };
    const destroy = () => {
        plain?.destroy();
        secure?.destroy();
    };
    ended.addEventListener("abort", destroy, { once: true });
    return {
        request(call) {
            const server = new URL(call.origin);
            return send(call, limits.connectMs, requestOf(call, server, agentOf(server)));
        },
        destroy,
    };
}
const IDLE_MS = 4_000;
function send(call, connectMs, request) {
    const { promise, resolve, reject } = Promise.withResolvers();
    let answer;
    request.on("error", (error) => {
        reject(asUndici(error));
        if (answer?.complete === false)
            answer.destroy(error);
    });
    const abort = () => void request.destroy(failed("DESTROYED"));
    if (call.signal.aborted)
        abort();
    else
        call.signal.addEventListener("abort", abort, { once: true });
    let awaiting;
    request.once("close", () => clearTimeout(awaiting));
    request.on("timeout", () => answer?.destroy(failed("BODY_TIMEOUT")));
    request.on("response", (response) => {
        answer = response;
        clearTimeout(awaiting);
        request.setTimeout(call.bodyTimeout);
        if ((response.statusCode ?? 0) < 100)
            request.destroy(Object.assign(new Error(), { code: "ERR_ASSERTION" }));
        else
            resolve(answerOf(response));
    });
    whenConnected(request, connectMs, () => {
        awaiting = setTimeout(() => request.destroy(failed("HEADERS_TIMEOUT")), call.headersTimeout);
        request.end(call.body);
    });
    return promise;
}
function requestOf({ path, method, headers, body }, { protocol, host, hostname, port }, agent) {
    const length = body?.length ?? (method === "POST" || method === "PUT" ? 0 : undefined);
    try {
        const request = (protocol === "https:" ? external_node_https_.request : external_node_http_.request)({
            agent,
            method,
            path,
            hostname: hostname.replace(/^\[|\]$/g, ""),
            port,
            headers: {
                host,
                connection: method === "HEAD" ? "close" : "keep-alive",
                ...headers,
                ...(length === undefined ? {} : { "content-length": length }),
            },
            insecureHTTPParser: false,
        });
        if (length === undefined)
            request.useChunkedEncodingByDefault = false;
        return request;
    }
    catch (error) {
        throw asUndici(error);
    }
}
function whenConnected(request, connectMs, start) {
    request.once("socket", (socket) => {
        const isSecure = "encrypted" in socket;
        const stands = isSecure ? socket.authorized : !socket.connecting;
        if (stands)
            return start();
        const timer = setTimeout(() => request.destroy(failed("CONNECT_TIMEOUT")), connectMs);
        socket.once("close", () => clearTimeout(timer));
        socket.once(isSecure ? "secureConnect" : "connect", () => {
            clearTimeout(timer);
            start();
        });
    });
}
function answerOf(response) {
    const { statusCode = 0, statusMessage = "", rawHeaders } = response;
    const headers = new Map();
    for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
        const [name, value] = [rawHeaders[at]?.toLowerCase() ?? "", rawHeaders[at + 1] ?? ""];
        const before = headers.get(name);
        if (before === undefined)
            headers.set(name, [value]);
        else
            before.push(value);
    }
    return { statusCode, statusText: statusMessage, headers: Object.fromEntries(headers), body: new Body(response) };
}
class Body {
    #response;
    constructor(response) {
        this.#response = response;
    }
    on(event, listener) {
        const heard = listener;
        return this.#response.on(event, event === "error" ? (error) => heard(asUndici(error)) : heard);
    }
    destroy() {
        return this.#response.destroy();
    }
    get destroyed() {
        return this.#response.destroyed;
    }
    get errored() {
        const { errored } = this.#response;
        return errored === null ? null : asUndici(errored);
    }
}
function asUndici(error) {
    const { code = "", syscall } = error;
    if (code === "ECONNRESET" && syscall === undefined)
        return failed("SOCKET");
    if (code === "HPE_HEADER_OVERFLOW")
        return failed("HEADERS_OVERFLOW");
    if (code === "HPE_UNEXPECTED_CONTENT_LENGTH")
        return failed("RES_CONTENT_LENGTH_MISMATCH");
    if (code.startsWith("HPE_"))
        return Object.assign(new Error(), { name: "HTTPParserError" });
    const header = /^Invalid character in header content \["(.+)"\]$/.exec(error.message)?.[1];
    if (header !== undefined)
        return Object.assign(failed("INVALID_ARG"), { message: `invalid ${header} header` });
    return code === "ERR_INVALID_HTTP_TOKEN" ? failed("INVALID_ARG") : error;
}
function failed(what) {
    return Object.assign(new Error(what), { code: `UND_ERR_${what}` });
}

;// CONCATENATED MODULE: ./lib/adapters/http/limits.js
const HTTP_LIMITS = {
    connectMs: 5_000,
    headersMs: 15_000,
    bodyIdleMs: 10_000,
    attemptMs: 30_000,
    bodyBytes: 1024 * 1024,
    errorBodyBytes: 64 * 1024,
    connections: 16,
};

// EXTERNAL MODULE: ./lib/adapters/http/network-failure.js
var network_failure = __webpack_require__(23828);
;// CONCATENATED MODULE: ./lib/adapters/http/http.js







const USER_AGENT = "deploy-purge/0.1.0";
function createHttp(options) {
    const limits = { ...HTTP_LIMITS, ...options.limits };
    const pool = (0,connection_pool/* createConnectionPool */.Z)(limits, options.environment, connect);
    return {
        async send(request, signal) {
            const { certificate } = request;
            const url = parsed(request);
            const endpoint = { origin: url.origin, ...(certificate === undefined ? {} : { certificate }) };
            return pool.exchange(endpoint, signal, (transport) => exchange(request, { ...transport, url, limits, now: () => options.clock.now() }));
        },
        close: () => pool.close(),
    };
}
function connect(how) {
    return how.proxy === undefined
        ? createDirectClient(how)
        : __webpack_require__.e(/* import() */ 1704).then(__webpack_require__.bind(__webpack_require__, 1704)).then(({ createDispatcher }) => createDispatcher(how));
}
async function exchange(request, { client, url, limits, ended, now }) {
    const { origin } = url;
    let explains = request;
    try {
        const response = await client.request({
            origin,
            path: `${url.pathname}${url.search}`,
            method: request.method,
            headers: headersOf(request),
            body: request.body === undefined ? null : Buffer.from(request.body),
            signal: ended,
            headersTimeout: limits.headersMs,
            bodyTimeout: limits.bodyIdleMs,
        });
        explains = {};
        response.body.on("error", () => undefined);
        refuseUnread(response, url);
        const text = await readText(response, limits, origin);
        const wait = (0,http_headers/* retryAfterMs */.V)(valuesOf(response.headers["retry-after"]), now());
        const dateMs = (0,http_headers/* httpDateMs */.H)(valuesOf(response.headers["date"])[0], now());
        return {
            status: response.statusCode,
            statusText: response.statusText,
            headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), valuesOf(value).join(", ")])),
            text,
            retryAfterMs: wait,
            dateMs,
        };
    }
    catch (error) {
        throw (0,http/* isNetworkFailure */.N)(error) ? error : (0,network_failure/* failureFrom */.Ju)(error, origin, explains);
    }
}
function headersOf(request) {
    const own = Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]);
    return { "user-agent": USER_AGENT, ...Object.fromEntries(own), "accept-encoding": "identity" };
}
function refuseUnread(response, url) {
    const { statusCode } = response;
    const encodings = valuesOf(response.headers["content-encoding"]).join(",").trim().toLowerCase();
    const message = statusCode >= 300 && statusCode < 400
        ? `it answered ${statusCode} and points to ${redirectTarget(response, url)}. Redirects are not followed: check the URL`
        : encodings !== "" && encodings !== "identity"
            ? "the answer is compressed, although the request accepts no compression"
            : undefined;
    if (message === undefined)
        return;
    response.body.destroy();
    throw (0,network_failure/* networkFailure */.rd)(`${url.origin}: ${message}`, { retryable: false });
}
function redirectTarget(response, url) {
    const [location] = valuesOf(response.headers["location"]);
    const target = location === undefined ? null : URL.parse(location, url.href);
    return target === null || target.origin === "null" ? "no usable place" : target.origin;
}
const UTF_8 = new TextDecoder();
function readText({ statusCode, body }, limits, origin) {
    const isError = statusCode >= 400;
    const most = isError ? limits.errorBodyBytes : limits.bodyBytes;
    const { promise, resolve, reject } = Promise.withResolvers();
    const chunks = [];
    let length = 0;
    let isRead = false;
    const finish = () => {
        isRead = true;
        if (length <= most || isError)
            resolve(UTF_8.decode(Buffer.concat(chunks).subarray(0, most)));
        else
            reject((0,network_failure/* networkFailure */.rd)(`${origin}: the answer is longer than ${most} bytes`, { retryable: false }));
    };
    body.on("data", (chunk) => {
        chunks.push(chunk);
        length += chunk.length;
        if (length <= most || isRead)
            return;
        finish();
        body.destroy();
    });
    body.on("end", finish);
    body.on("error", reject);
    const cut = () => {
        if (!isRead)
            reject(body.errored ?? (0,network_failure/* networkFailure */.rd)(`${origin}: the answer was cut`, { retryable: true }));
    };
    body.on("close", cut);
    if (body.destroyed)
        cut();
    return promise;
}
function valuesOf(value) {
    return value === undefined ? [] : typeof value === "string" ? [value] : value;
}
function parsed(request) {
    const url = URL.parse(request.url);
    if (url === null)
        throw new errors/* PurgeError */.CV("bug", "a provider built a request to something that is no URL");
    return url;
}


/***/ }),

/***/ 23828:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ju: () => (/* binding */ failureFrom),
/* harmony export */   ME: () => (/* binding */ withProxyHint),
/* harmony export */   rd: () => (/* binding */ networkFailure)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73434);
/* harmony import */ var _ports_http_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(67334);


function networkFailure(message, kind) {
    return Object.assign(new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PurgeError */ .CV("unavailable", message), { fault: "unavailable", ...kind });
}
const UNKNOWN_HOST_ATTEMPTS = 3;
const NOT_HTTP_ATTEMPTS = 2;
const transient = (message) => ({ message, retryable: true });
const unreached = (message) => ({ message, retryable: true, neverLeft: true });
const fatal = (message) => ({ message, retryable: false });
const NOT_HTTP = {
    message: "what came back is not HTTP",
    retryable: true,
    maxAttempts: NOT_HTTP_ATTEMPTS,
};
const WORDINGS = {
    ECONNREFUSED: unreached("the connection was refused"),
    ECONNRESET: transient("the connection was reset before a complete answer came"),
    ECONNABORTED: transient("the connection was aborted"),
    EPIPE: transient("the connection was closed while the request was sent"),
    ETIMEDOUT: transient("the connection timed out"),
    EAI_AGAIN: unreached("the host name could not be resolved just now"),
    ENOTFOUND: { message: "no such host name", retryable: true, maxAttempts: UNKNOWN_HOST_ATTEMPTS, neverLeft: true },
    EHOSTUNREACH: unreached("the host cannot be reached"),
    ENETUNREACH: unreached("the network cannot be reached"),
    ENETDOWN: unreached("the network is down"),
    UND_ERR_SOCKET: transient("the connection was closed before a complete answer came"),
    UND_ERR_CONNECT_TIMEOUT: unreached("no connection in time"),
    UND_ERR_HEADERS_TIMEOUT: transient("no answer in time"),
    UND_ERR_BODY_TIMEOUT: transient("the answer stopped in the middle"),
    UND_ERR_RES_CONTENT_LENGTH_MISMATCH: transient("the answer is not as long as it says"),
    UND_ERR_DESTROYED: transient("the connection was closed on this side"),
    UND_ERR_CLOSED: transient("the connection was closed on this side"),
    UND_ERR_PRX_CONN: unreached("the proxy closed the connection"),
    UND_ERR_PRX_TLS: fatal("the proxy's certificate does not fit its name"),
    UND_ERR_HEADERS_OVERFLOW: fatal("the answer's headers are too large"),
    ERR_ASSERTION: NOT_HTTP,
};
const TLS_CODE = /^(?:ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|EPROTO$)/;
const INVALID_HEADER = /^invalid ([A-Za-z0-9-]{1,64}) header$/;
const PROXY_STATUS = /^Proxy response \((\d{3})\) !== 200/;
const CUT = new Set(["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"]);
const CERTIFICATE_HINT = "; a server that refuses the client certificate does this: check that certificate-file is the right one and has not expired";
function failureFrom(error, origin, { certificate, cutMeans } = {}) {
    if ((0,_ports_http_js__WEBPACK_IMPORTED_MODULE_1__/* .isNetworkFailure */ .N)(error))
        return error;
    const { message, ...kind } = wordingOf(error);
    const isCut = CUT.has(textOf(error, "code"));
    if (isCut && cutMeans !== undefined)
        return networkFailure(`${origin}: ${message}; ${cutMeans}`, { retryable: false });
    const hint = isCut && certificate !== undefined ? CERTIFICATE_HINT : "";
    return networkFailure(`${origin}: ${message}${hint}`, kind);
}
function withProxyHint(failure, origin, proxy) {
    const [variable, value] = origin.startsWith("https:")
        ? ["HTTPS_PROXY", proxy?.httpsProxy]
        : ["HTTP_PROXY", proxy?.httpProxy];
    if (failure.neverLeft !== true || !value || failure.message.includes("the proxy"))
        return failure;
    const { message, retryable, maxAttempts, neverLeft } = failure;
    const hint = `; unless NO_PROXY excepts it, it is reached through ${variable} (${new URL(value).origin}): check the proxy too`;
    return networkFailure(`${message}${hint}`, {
        retryable,
        neverLeft,
        ...(maxAttempts === undefined ? {} : { maxAttempts }),
    });
}
function wordingOf(error) {
    if (error instanceof AggregateError && error.errors.length > 0)
        return wordingOfAll(error.errors);
    const code = textOf(error, "code");
    const message = textOf(error, "message");
    const name = textOf(error, "name");
    const proxy = proxyWording(message);
    if (proxy !== undefined)
        return proxy;
    const known = Object.hasOwn(WORDINGS, code) ? WORDINGS[code] : undefined;
    if (known !== undefined)
        return { ...known, message: `${known.message}${detail(error, code)}` };
    if (TLS_CODE.test(code))
        return tlsWording(code);
    if (name === "HTTPParserError")
        return { ...NOT_HTTP, message: `${NOT_HTTP.message}${code === "" ? "" : ` (${code})`}` };
    if (code === "UND_ERR_INVALID_ARG")
        return invalidWording(message);
    return fatal(`the request failed (${code || name || "unknown error"})`);
}
function wordingOfAll(errors) {
    const wordings = errors.map(wordingOf);
    return {
        message: wordings.map(({ message }) => message).join("; "),
        retryable: wordings.every(({ retryable }) => retryable),
        neverLeft: wordings.every(({ neverLeft }) => neverLeft === true),
    };
}
function proxyWording(message) {
    const status = PROXY_STATUS.exec(message)?.[1];
    if (status === "407" || message === "Proxy Authentication Required (407)") {
        return fatal("the proxy wants other credentials (407): check user and password in HTTPS_PROXY or HTTP_PROXY");
    }
    if (status === undefined)
        return undefined;
    const refusal = `the proxy refused the connection (it answered ${status})`;
    return status.startsWith("5") ? unreached(refusal) : fatal(`${refusal}: check HTTPS_PROXY, HTTP_PROXY and NO_PROXY`);
}
function tlsWording(code) {
    if (/_ALERT_(?:.*CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED)/.test(code)) {
        return fatal(`the server refuses the client certificate, or wants one (${code}): check that it is the right one and has not expired`);
    }
    const remedy = code === "ERR_SSL_WRONG_VERSION_NUMBER"
        ? "the port does not speak TLS, check the URL"
        : "if your network inspects TLS or uses an authority of its own, point NODE_EXTRA_CA_CERTS at its certificate";
    return fatal(`TLS cannot be trusted (${code}): ${remedy}`);
}
function invalidWording(message) {
    const header = INVALID_HEADER.exec(message)?.[1];
    return fatal(header === undefined
        ? "the request cannot be built (UND_ERR_INVALID_ARG)"
        : `the request cannot be built: the ${header} header holds characters that HTTP does not allow`);
}
function detail(error, code) {
    const address = textOf(error, "address");
    const port = error?.port;
    const endpoint = address === "" ? "" : ` ${address.includes(":") ? `[${address}]` : address}:${String(port)}`;
    return ` (${code}${endpoint})`;
}
function textOf(error, key) {
    if (typeof error !== "object" || error === null)
        return "";
    const value = error[key];
    return typeof value === "string" ? value : "";
}


/***/ }),

/***/ 86675:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ proxySettings)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73434);

function proxySettings(environment) {
    const read = (name) => environment[name.toLowerCase()] ?? environment[name] ?? "";
    const settings = { httpProxy: read("HTTP_PROXY"), httpsProxy: read("HTTPS_PROXY"), noProxy: read("NO_PROXY") };
    const problems = [
        { input: "HTTP_PROXY", value: settings.httpProxy },
        { input: "HTTPS_PROXY", value: settings.httpsProxy },
    ]
        .filter(({ value }) => value !== "" && !isProxyUrl(value))
        .map(({ input }) => ({
        input,
        message: "this environment variable is no proxy URL. Example: http://proxy.example:3128",
    }));
    if (problems.length > 0)
        throw (0,_model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .configError */ .Fj)(problems);
    return settings.httpProxy === "" && settings.httpsProxy === "" ? undefined : settings;
}
function isProxyUrl(value) {
    const url = URL.parse(value);
    return url !== null && (url.protocol === "http:" || url.protocol === "https:") && url.hostname !== "";
}


/***/ }),

/***/ 63265:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OE: () => (/* binding */ siteClientWhenUsed),
/* harmony export */   RP: () => (/* binding */ gitHubWhenUsed),
/* harmony export */   W$: () => (/* binding */ gitWhenUsed),
/* harmony export */   md: () => (/* binding */ deploymentsWhenUsed)
/* harmony export */ });
function gitWhenUsed(options) {
    return asGit(async () => (await __webpack_require__.e(/* import() */ 9131).then(__webpack_require__.bind(__webpack_require__, 89131))).createGit(options));
}
function gitHubWhenUsed(options) {
    return asGit(async () => (await __webpack_require__.e(/* import() */ 6291).then(__webpack_require__.bind(__webpack_require__, 76291))).createGitHub(options));
}
function asGit(make) {
    const made = once(make);
    return {
        open: async (folder) => (await made()).open(folder),
        checkouts: async () => (await made()).checkouts(),
    };
}
function deploymentsWhenUsed(options) {
    const made = once(async () => (await __webpack_require__.e(/* import() */ 6462).then(__webpack_require__.bind(__webpack_require__, 66462))).createDeployments(options));
    return {
        list: async (environment, page) => (await made()).list(environment, page),
        statuses: async (deployment) => (await made()).statuses(deployment),
    };
}
function siteClientWhenUsed(options) {
    const made = once(async () => (await Promise.all(/* import() */[__webpack_require__.e(1704), __webpack_require__.e(6088)]).then(__webpack_require__.bind(__webpack_require__, 16088))).createSiteClient(options));
    return {
        get: async (url, request) => (await made()).get(url, request),
        piece: async (url, span, request) => (await made()).piece(url, span, request),
        close: async () => (await made.kept.result)?.close(),
    };
}
function once(make) {
    const kept = {};
    return Object.assign(() => {
        kept.result ??= make();
        return kept.result;
    }, { kept });
}


/***/ }),

/***/ 56513:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Tr: () => (/* binding */ printCommand),
/* harmony export */   uH: () => (/* binding */ setOutput),
/* harmony export */   wi: () => (/* binding */ printLine)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var _append_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76255);



function printLine(text) {
    process.stdout.write(text + node_os__WEBPACK_IMPORTED_MODULE_1__.EOL);
}
function printCommand(command, message = "", title) {
    const property = title ? `title=${escapeProperty(title)}` : "";
    printLine(`::${command}${title === undefined ? "" : ` ${property}`}::${escapeData(message)}`);
}
function escapeData(text) {
    return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function escapeProperty(text) {
    return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
function setOutput(name, value) {
    const path = process.env["GITHUB_OUTPUT"] ?? "";
    const delimiter = `ghadelimiter_${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()}`;
    (0,_append_js__WEBPACK_IMPORTED_MODULE_2__/* .appendNow */ .R)(path, `${name}<<${delimiter}${node_os__WEBPACK_IMPORTED_MODULE_1__.EOL}${value}${node_os__WEBPACK_IMPORTED_MODULE_1__.EOL}${delimiter}${node_os__WEBPACK_IMPORTED_MODULE_1__.EOL}`);
}


/***/ }),

/***/ 61326:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ endProcess)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);

const GRACE_MS = 2_000;
const WATCHDOG = `setTimeout(() => {
  if (process.ppid === Number(process.argv[1])) process.kill(process.ppid, "SIGKILL");
}, ${GRACE_MS});`;
function endProcess(exitCode) {
    try {
        const options = { detached: true, stdio: "ignore", env: {}, windowsHide: true };
        const watchdog = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(process.execPath, ["-e", WATCHDOG, String(process.pid)], options);
        watchdog.on("error", () => undefined);
        watchdog.unref();
    }
    catch { }
    process.exit(exitCode ?? process.exitCode);
}


/***/ }),

/***/ 77834:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ environmentWarnings)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);
/* harmony import */ var _lib_escape_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64928);
/* harmony import */ var _http_proxy_settings_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(86675);



const MAX_NAMED = 3;
const LONGEST_ENTRY = 60;
const NAME = /^(?:(?:\*\.|\.)?[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*\.?|\*)(?::\d{1,5})?$/u;
const PART_OF_ADDRESS = /^\.?\d{1,3}(?:\.\d{1,3}){0,2}\.?(?::\d+)?$/;
function environmentWarnings(environment) {
    const noProxy = (0,_http_proxy_settings_js__WEBPACK_IMPORTED_MODULE_1__/* .proxySettings */ .E)(environment)?.noProxy ?? "";
    const useless = noProxy.split(/[,\s]/).flatMap((entry) => {
        const what = entry === "" ? undefined : misreading(entry);
        return what === undefined ? [] : [`${(0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeControlCharacters */ .F7)(withoutCredentials(entry), LONGEST_ENTRY)} (${what})`];
    });
    return [...(useless.length === 0 ? [] : [noProxyWarning(useless)]), ...tlsWarning(environment)];
}
function misreading(entry) {
    const address = entry.replace(/^\[(.*)\](?::\d{1,5})?$/, "$1");
    if ((0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(address) !== 0)
        return undefined;
    const [before, bits] = address.split("/");
    if ((0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(before ?? "") !== 0 && /^\d+$/.test(bits ?? ""))
        return "a range of addresses";
    if (PART_OF_ADDRESS.test(entry))
        return "a part of an address";
    if (NAME.test(entry))
        return undefined;
    return /[*^$|?()\\]/.test(entry) ? "a pattern" : "no host name";
}
function noProxyWarning(useless) {
    const more = useless.length > MAX_NAMED ? `, and ${useless.length - MAX_NAMED} more` : "";
    return (`NO_PROXY: ${useless.slice(0, MAX_NAMED).join(", ")}${more}: what is meant by that goes through the proxy all the same. ` +
        "Write host names, which stand for their subdomains too, or single addresses: api.example,127.0.0.1,[::1]:8443.");
}
function tlsWarning({ NODE_TLS_REJECT_UNAUTHORIZED: value }) {
    if (value !== "0")
        return [];
    return [
        "NODE_TLS_REJECT_UNAUTHORIZED=0 has no effect here: certificates are checked, since a credential is sent. For an authority of your " +
            "own, point NODE_EXTRA_CA_CERTS at its certificate.",
    ];
}
function withoutCredentials(entry) {
    return entry.replace(/^([a-z+.-]*:\/\/)?[^/@]*@/i, "$1***@");
}


/***/ }),

/***/ 67533:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ createIdentity)
/* harmony export */ });
/* harmony import */ var _lib_user_info_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(11733);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73434);
/* harmony import */ var _http_network_failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23828);



const VARIABLES = ["ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_TOKEN"];
function createIdentity({ environment, mask }) {
    return async (audience, signal) => {
        if (VARIABLES.some((name) => (environment[name] ?? "") === ""))
            throw noRight();
        const { getIDToken } = await Promise.all(/* import() */[__webpack_require__.e(4119), __webpack_require__.e(3838)]).then(__webpack_require__.bind(__webpack_require__, 33838));
        const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
        const token = await untilAborted(getIDToken(audience), patience).catch((error) => {
            throw patience.aborted ? (0,_http_network_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .networkFailure */ .rd)(`${SERVICE} gave no answer`, { retryable: true }) : failureOf(error);
        });
        mask(token);
        return token;
    };
}
const PATIENCE_MS = 30_000;
const SERVICE = "GitHub's service of identity tokens";
async function untilAborted(work, signal) {
    const { promise, reject } = Promise.withResolvers();
    const stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
    if (signal.aborted)
        stop();
    try {
        return await Promise.race([work, promise]);
    }
    finally {
        signal.removeEventListener("abort", stop);
    }
}
function failureOf(error) {
    const words = (0,_lib_user_info_js__WEBPACK_IMPORTED_MODULE_0__/* .hideUserInfo */ .Mi)(error instanceof Error ? error.message : String(error)).replace(/\s+/g, " ");
    const shown = words.slice(0, MAX_WORDS).trim();
    const status = Number(/Error Code : (\d{3})\b/.exec(words)?.[1]);
    const isRefused = status >= 400 && status < 500 && status !== 408 && status !== 429;
    if (!isRefused)
        return (0,_http_network_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .networkFailure */ .rd)(`${SERVICE} gave none (${shown})`, { retryable: true });
    return (0,_model_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .configError */ .Fj)([{ input: "permissions", message: `GitHub gives this job no identity token (${shown})` }]);
}
const MAX_WORDS = 300;
function noRight() {
    const message = "do not let this job ask for an identity token, which stands in for a stored key here: give the job `permissions: id-token: " +
        "write` beside `contents: read`, or give a key. A pull request from a fork never gets one";
    return (0,_model_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .configError */ .Fj)([{ input: "permissions", message }]);
}


/***/ }),

/***/ 72181:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ createLog)
/* harmony export */ });
/* harmony import */ var _lib_escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64928);
/* harmony import */ var _commands_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56513);


const MAX_ANNOTATIONS = 8;
const LONGEST_ANNOTATION = 4000;
const LONGEST_TITLE = 200;
const LONGEST_LINE = 8000;
const SPOKEN = { notice: "Notice", warning: "Warning", error: "Error" };
function createLog(redactor) {
    const annotations = createAnnotations(redactor);
    return {
        info: (text) => info(redactor, text),
        debug(text) {
            for (const line of harmlessLines(redactor.redact(text), LONGEST_LINE))
                (0,_commands_js__WEBPACK_IMPORTED_MODULE_0__/* .printCommand */ .Tr)("debug", line);
        },
        notice: (text, title) => annotations.make("notice", text, title),
        warning: (text, title) => annotations.make("warning", text, title),
        error: (text, title) => annotations.make("error", text, title),
        async group(name, body) {
            (0,_commands_js__WEBPACK_IMPORTED_MODULE_0__/* .printCommand */ .Tr)("group", harmlessTitle(redactor, name));
            try {
                return await body();
            }
            finally {
                (0,_commands_js__WEBPACK_IMPORTED_MODULE_0__/* .printCommand */ .Tr)("endgroup");
            }
        },
        secret(value) {
            for (const form of redactor.add(value))
                (0,_commands_js__WEBPACK_IMPORTED_MODULE_0__/* .printCommand */ .Tr)("add-mask", form);
        },
        annotations: () => ({ ...annotations.made }),
    };
}
function createAnnotations(redactor) {
    const made = { notice: 0, warning: 0, error: 0 };
    return {
        made,
        make(kind, text, title) {
            if (made[kind] >= MAX_ANNOTATIONS) {
                info(redactor, `${SPOKEN[kind]}: ${title === undefined ? "" : `${title}: `}${text}`);
                return;
            }
            made[kind] += 1;
            const lines = harmlessLines(redactor.redact(text), LONGEST_ANNOTATION);
            const message = boundedLines(lines, LONGEST_ANNOTATION);
            (0,_commands_js__WEBPACK_IMPORTED_MODULE_0__/* .printCommand */ .Tr)(kind, message, title === undefined ? undefined : harmlessTitle(redactor, title));
        },
    };
}
function info(redactor, text) {
    for (const line of harmlessLines(redactor.redact(text), LONGEST_LINE))
        (0,_commands_js__WEBPACK_IMPORTED_MODULE_0__/* .printLine */ .wi)(line);
}
function harmlessTitle(redactor, text) {
    return (0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeControlCharacters */ .F7)(redactor.redact(text), LONGEST_TITLE);
}
function harmlessLines(redacted, longest) {
    return redacted.split(/\r\n|[\r\n]/).map((line) => (0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeControlCharacters */ .F7)(line, longest));
}
function boundedLines(lines, longest) {
    const text = lines.join("\n");
    if (text.length <= longest)
        return text;
    const note = "\n\u2026 (cut: the rest is in the report file)";
    const head = text.slice(0, longest - note.length);
    return head.slice(0, Math.max(head.lastIndexOf("\n"), 0)) + note;
}


/***/ }),

/***/ 74801:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  l: () => (/* binding */ createRedactor)
});

// EXTERNAL MODULE: ./lib/lib/escape.js
var lib_escape = __webpack_require__(64928);
;// CONCATENATED MODULE: ./lib/adapters/runner/secret-forms.js

const SHORTEST_FORM = 8;
const HEX_JOINTS = [":", " ", "-", "\\x", ", 0x", ",0x", " 0x"];
const BASE64_LINES = [64, 76];
function usualForms(secret) {
    const bytes = Buffer.from(secret, "utf8");
    return longEnough(secret, [
        ...base64Forms(bytes),
        ...bothCases(bytes.toString("hex")),
        ...everyByteForms(bytes),
        ...bothCases(secret),
        (0,lib_escape/* markdown */.wD)(secret, Number.MAX_SAFE_INTEGER),
        ...(/^[A-Za-z0-9]+$/.test(secret) ? [] : escapedForms(secret)),
    ]);
}
function rareForms(secret) {
    const bytes = Buffer.from(secret, "utf8");
    const numbers = [...bytes].map(String);
    const wide = wideBytes(secret);
    return longEnough(secret, [
        ...joinedHexForms(bytes),
        numbers.join(","),
        numbers.join(", "),
        ...everyUnitForms(secret),
        ...base64Forms(bytes).flatMap((form) => base64Forms(Buffer.from(form))),
        ...BASE64_LINES.flatMap((length) => wrapped(bytes.toString("base64"), length)),
        ...wide.flatMap((units) => [
            ...base64Forms(units),
            ...bothCases(units.toString("hex")),
            ...joinedHexForms(units),
            ...readWrongly(units),
        ]),
        ...twiceEscapedForms(secret),
    ]);
}
function formsForRunner(secret) {
    const bytes = Buffer.from(secret, "utf8");
    const others = [...base64Forms(bytes).filter((form) => /[-_]/.test(form)), ...bothCases(bytes.toString("hex"))];
    return [...longEnough(secret, others)];
}
function longEnough(secret, derived) {
    return new Set([secret, ...derived.filter((form) => form.length >= SHORTEST_FORM || form.includes("\0"))]);
}
function escapedForms(secret) {
    return [
        ...percentForms(secret),
        ...jsonForms(secret),
        (0,lib_escape/* escapeControlCharacters */.F7)(secret, Number.MAX_SAFE_INTEGER),
        secret.replace(/[&<>"']/g, namedEntity),
    ];
}
function jsonForms(secret) {
    const json = JSON.stringify(secret).slice(1, -1);
    return [
        json,
        json.replaceAll("/", "\\/"),
        json.replace(/[^ -~]/g, escapeUnit),
        secret.replace(/[^ -~]/g, escapeUnit),
        json.replace(/[<>&]/g, escapeUnit),
        ...bothHexCases(secret.replaceAll("\\", "\\\\").replace(/["&'+<>`]|[^ -~]/g, escapeUnit)),
    ];
}
function twiceEscapedForms(secret) {
    const twice = jsonForms(secret).flatMap((form) => jsonForms(form));
    return [...twice, ...[...new Set(twice)].map((form) => JSON.stringify(form).slice(1, -1))];
}
function base64Forms(bytes) {
    const forms = [0, 1, 2].flatMap((shift) => {
        const shifted = Buffer.concat([Buffer.alloc(shift), bytes]);
        const wholeDigits = Math.floor((shifted.length * 8) / 6);
        const first = Math.ceil((shift * 8) / 6);
        return [
            shifted.toString("base64").slice(first, wholeDigits),
            shifted.toString("base64url").slice(first, wholeDigits),
        ];
    });
    return [...new Set([bytes.toString("base64"), bytes.toString("base64url"), ...forms])];
}
function wrapped(text, length) {
    if (text.length <= length)
        return [];
    const lines = piecesOf(length, text);
    return [lines.join("\n"), lines.join("\r\n")];
}
function piecesOf(length, text) {
    const pieces = [];
    for (let at = 0; at < text.length; at += length)
        pieces.push(text.slice(at, at + length));
    return pieces;
}
function joinedHexForms(bytes) {
    return bothCases(bytes.toString("hex")).flatMap((hex) => {
        const digits = piecesOf(2, hex);
        const joined = HEX_JOINTS.map((joint) => digits.join(joint));
        return [...joined, piecesOf(4, hex).join(" "), `${hex.slice(0, 2)} ${piecesOf(4, hex.slice(2)).join(" ")}`];
    });
}
function wideBytes(secret) {
    const little = Buffer.from(secret, "utf16le");
    if (/^[\0-\xff]*$/.test(secret))
        return [little.subarray(0, -1)];
    return [little, Buffer.from(little).swap16()];
}
function readWrongly(units) {
    const text = units.toString("utf8");
    return [text, (0,lib_escape/* escapeControlCharacters */.F7)(text, Number.MAX_SAFE_INTEGER), JSON.stringify(text).slice(1, -1)];
}
function everyUnitForms(secret) {
    const units = secret.split("").map((unit) => unit.charCodeAt(0).toString(16).padStart(4, "0"));
    const points = Array.from(secret, (character) => character.codePointAt(0));
    const digits = [units, units.map((unit) => unit.toUpperCase())];
    const hexPoints = bothCases(points.map((point) => point.toString(16)).join(" "));
    return [
        ...["\\u", "\\\\u"].flatMap((sign) => digits.map((written) => sign + written.join(sign))),
        `&#${points.join(";&#")};`,
        ...["x", "X"].flatMap((x) => hexPoints.map((text) => `&#${x}${text.replaceAll(" ", `;&#${x}`)};`)),
    ];
}
function percentForms(secret) {
    const component = encodeURIComponent(secret.toWellFormed());
    const form = new URLSearchParams([["", secret]]).toString().slice(1);
    const forms = [component, encodeURI(secret.toWellFormed()), form];
    return forms.flatMap((text) => [...escapeCases(text), ...escapeCases(text.replaceAll("%", "%25"))]);
}
function everyByteForms(bytes) {
    const every = bytes.toString("hex").replaceAll(/../g, "%$&");
    return [every, every.replaceAll("%", "%25")].flatMap(bothCases);
}
function escapeCases(text) {
    const withCase = (change) => text.replace(/%(?:25)?[0-9a-f]{2}/gi, change);
    return [text, withCase((triplet) => triplet.toLowerCase()), withCase((triplet) => triplet.toUpperCase())];
}
function bothHexCases(text) {
    return [text, text.replace(/\\u[0-9a-f]{4}/g, (unit) => `\\u${unit.slice(2).toUpperCase()}`)];
}
function bothCases(text) {
    return [text.toLowerCase(), text.toUpperCase()];
}
function escapeUnit(unit) {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
const ENTITIES = { "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos" };
function namedEntity(character) {
    return `&${ENTITIES[character]};`;
}

;// CONCATENATED MODULE: ./lib/adapters/runner/secret-index.js
const SPREAD = 0x9e3779b1;
const FILTER_BITS = 1 << 18;
function createIndex(window, mask) {
    const anchors = new Map();
    const short = [];
    const filter = new Int32Array(FILTER_BITS / 32);
    const leaving = power(SPREAD, window);
    function learn(form) {
        if (form.length < window) {
            if (form !== "" && !short.includes(form))
                short.push(form);
            return;
        }
        learnAnchor(form, "head", hashOf(form, 0, window));
        if (form.length > window)
            learnAnchor(form, "tail", hashOf(form, form.length - window, window));
    }
    function learnAnchor(form, end, hash) {
        const next = anchors.get(hash);
        for (let known = next; known !== undefined; known = known.next)
            if (known.form === form && known.end === end)
                return;
        anchors.set(hash, { form, end, next });
        filter[word(hash)] = filter[word(hash)] | bit(hash);
    }
    function find(text) {
        let ranges;
        for (const form of short)
            if (text.includes(form))
                ranges = [...(ranges ?? []), ...occurrences(text, form)];
        if (anchors.size === 0 || text.length < window)
            return ranges;
        let hash = hashOf(text, 0, window);
        for (let from = 0;; from++) {
            if ((filter[word(hash)] & bit(hash)) !== 0) {
                for (let anchor = anchors.get(hash); anchor !== undefined; anchor = anchor.next) {
                    const range = grow(text, from, anchor, window);
                    if (range !== undefined)
                        ranges = [...(ranges ?? []), range];
                }
            }
            const next = from + window;
            if (next >= text.length)
                return ranges;
            hash = (Math.imul(hash, SPREAD) + text.charCodeAt(next) - Math.imul(text.charCodeAt(from), leaving)) | 0;
        }
    }
    return { learn, mask: (text) => replaceRanges(text, find(text), mask) };
}
function hashOf(text, from, length) {
    let hash = 0;
    for (let at = from; at < from + length; at++)
        hash = (Math.imul(hash, SPREAD) + text.charCodeAt(at)) | 0;
    return hash;
}
function power(base, exponent) {
    let result = 1;
    for (let count = 0; count < exponent; count++)
        result = Math.imul(result, base);
    return result;
}
function word(hash) {
    return hash >>> 19;
}
function bit(hash) {
    return 1 << (hash >>> 14);
}
function grow(text, from, { form, end }, window) {
    const offset = end === "head" ? 0 : form.length - window;
    if (!text.startsWith(form.slice(offset, offset + window), from))
        return undefined;
    let first = from;
    let last = from + window;
    if (end === "head")
        while (last - first < form.length && text[last] === form[last - first])
            last++;
    else
        while (last - first < form.length && first > 0 && text[first - 1] === form.at(first - last - 1))
            first--;
    return { from: first, to: last };
}
function occurrences(text, form) {
    const found = [];
    for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1))
        found.push({ from: at, to: at + form.length });
    return found;
}
function replaceRanges(text, ranges, mask) {
    if (ranges === undefined)
        return text;
    const sorted = ranges.toSorted((one, other) => one.from - other.from);
    const pieces = [];
    let shown = 0;
    let maskedTo = -1;
    for (const { from, to } of sorted) {
        if (from > maskedTo) {
            pieces.push(text.slice(shown, from), mask);
            shown = to;
        }
        maskedTo = Math.max(maskedTo, to);
        shown = maskedTo;
    }
    pieces.push(text.slice(shown));
    return pieces.join("");
}

;// CONCATENATED MODULE: ./lib/adapters/runner/redact.js


const SHORTEST_SECRET = 4;
const WINDOW = 8;
const MASK = "***";
const MAX_SECRETS_IN_DEPTH = 64;
const LONGEST_IN_DEPTH = 4_096;
const MAX_LINES_IN_DEPTH = 4;
const COMMON_WORDS = new Set(("true false null none undefined default test tests testing demo example sample dummy changeme " +
    "production prod staging stage development preview live main master trunk release latest " +
    "public private admin user username root guest login secret secrets password passwd token apikey api-key key " +
    "http https localhost 127.0.0.1 site host path purge cache github actions deploy deploy-purge " +
    "1234 12345 123456 12345678").split(" "));
const ARMOUR = /^-----(?:BEGIN|END) [A-Z0-9 ]+-----$/;
function createRedactor(names = []) {
    const index = createIndex(WINDOW, MASK);
    const known = new Set();
    function add(secret) {
        const trimmed = secret.trim();
        if (!worthMasking(trimmed, names))
            return [];
        const lines = secretLines(trimmed, names);
        if (!known.has(trimmed)) {
            known.add(trimmed);
            const isInDepth = known.size <= MAX_SECRETS_IN_DEPTH && trimmed.length <= LONGEST_IN_DEPTH;
            for (const line of lines)
                if (line !== trimmed)
                    learn(line, isInDepth && lines.length <= MAX_LINES_IN_DEPTH);
            learn(trimmed, isInDepth);
        }
        return [...new Set(lines.flatMap(formsForRunner))];
    }
    function learn(text, isInDepth) {
        const forms = isInDepth ? [...usualForms(text), ...rareForms(text)] : usualForms(text);
        for (const form of forms)
            if (!form.includes("-----"))
                index.learn(form);
    }
    function redact(text) {
        for (let current = text;;) {
            const next = index.mask(current);
            if (next === current)
                return next;
            current = next;
        }
    }
    function redactAll(value) {
        return mapStrings(value, redact);
    }
    return { add, redact, redactAll };
}
function worthMasking(value, names) {
    const word = value.toLowerCase();
    return value.length >= SHORTEST_SECRET && !COMMON_WORDS.has(word) && !names.includes(word);
}
function secretLines(secret, names) {
    const lines = secret.split(/\r\n|\r|\n/).map((line) => line.trim());
    return lines.filter((line) => worthMasking(line, names) && !ARMOUR.test(line));
}
function mapStrings(value, change) {
    if (typeof value === "string")
        return change(value);
    if (typeof value !== "object" || value === null)
        return value;
    if (Array.isArray(value))
        return mapItems(value, change);
    if (Symbol.iterator in value)
        return mapRows(value, change);
    return mapFields(value, change);
}
function mapRows(rows, change) {
    return {
        length: rows.length,
        *[Symbol.iterator]() {
            for (const row of rows)
                yield mapStrings(row, change);
        },
    };
}
function mapItems(items, change) {
    let copy;
    for (let index = 0; index < items.length; index++) {
        const changed = mapStrings(items[index], change);
        if (changed === items[index])
            continue;
        copy ??= [...items];
        copy[index] = changed;
    }
    return copy ?? items;
}
function mapFields(fields, change) {
    let isSame = true;
    for (const name in fields) {
        if (change(name) !== name || mapStrings(fields[name], change) !== fields[name]) {
            isSame = false;
            break;
        }
    }
    if (isSame)
        return fields;
    return Object.fromEntries(Object.entries(fields).map(([name, item]) => [change(name), mapStrings(item, change)]));
}


/***/ }),

/***/ 68989:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kn: () => (/* binding */ writeOutputs),
/* harmony export */   LY: () => (/* binding */ takeInputs),
/* harmony export */   Sy: () => (/* binding */ writeSummary),
/* harmony export */   fY: () => (/* binding */ readRunner)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73434);
/* harmony import */ var _files_read_at_most_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(21744);
/* harmony import */ var _append_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76255);
/* harmony import */ var _commands_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(56513);




const LARGEST_EVENT = 32 * 1024 * 1024;
const LARGEST_SUMMARY = 1024 * 1024;
async function readRunner(environment) {
    const payload = await readEvent(environment["GITHUB_EVENT_PATH"] ?? "");
    return {
        event: { name: environment["GITHUB_EVENT_NAME"] ?? "", payload },
        sha: environment["GITHUB_SHA"] ?? "",
        ref: environment["GITHUB_REF"] ?? "",
        repository: environment["GITHUB_REPOSITORY"] ?? "",
        serverUrl: environment["GITHUB_SERVER_URL"] || "https://github.com",
        runId: environment["GITHUB_RUN_ID"] ?? "",
        runAttempt: Math.max(1, Number.parseInt(environment["GITHUB_RUN_ATTEMPT"] ?? "", 10) || 1),
        workspace: environment["GITHUB_WORKSPACE"] || process.cwd(),
        isSelfHosted: environment["RUNNER_ENVIRONMENT"] === "self-hosted",
        step: [
            (environment["GITHUB_WORKFLOW_REF"] ?? "").replace(/@.*$/s, ""),
            ...["GITHUB_WORKFLOW", "GITHUB_JOB", "GITHUB_ACTION"].map((name) => environment[name] ?? ""),
        ],
    };
}
async function readEvent(path) {
    if (path === "")
        return {};
    const event = parseJson(await readEventText(path));
    if (typeof event !== "object" || event === null || Array.isArray(event))
        throw eventError("holds no JSON object");
    return event;
}
async function readEventText(path) {
    let file;
    try {
        file = await (0,_files_read_at_most_js__WEBPACK_IMPORTED_MODULE_1__/* .readAtMost */ .r)(path, LARGEST_EVENT);
    }
    catch (error) {
        if (isSystemError(error))
            throw eventError(`cannot be read (${error.code})`);
        throw error;
    }
    if (file.kind === "no-file")
        throw eventError("is a folder, a pipe or a device");
    if (file.kind === "too-large")
        throw eventError(`has more than the ${LARGEST_EVENT} bytes that are read`);
    return new TextDecoder().decode(file.bytes);
}
function parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        throw eventError("is not valid JSON");
    }
}
function eventError(what) {
    const message = `the event file that the runner names there ${what}. Run the job again; by hand, point it at a webhook's JSON or leave it unset.`;
    return (0,_model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .configError */ .Fj)([{ input: "GITHUB_EVENT_PATH", message }]);
}
function takeInputs(environment) {
    const inputs = new Map();
    for (const [name, value] of Object.entries(environment)) {
        if (name.startsWith("INPUT_") && name.length > "INPUT_".length) {
            inputs.set(name.slice("INPUT_".length).toLowerCase(), (value ?? "").trim());
            delete environment[name];
        }
    }
    return inputs;
}
async function writeOutputs(outputs, sinks) {
    if (!process.env["GITHUB_OUTPUT"])
        return sinks.log.warning(notSet("outputs", "GITHUB_OUTPUT"));
    try {
        for (const [name, value] of Object.entries(outputs))
            (0,_commands_js__WEBPACK_IMPORTED_MODULE_3__/* .setOutput */ .uH)(name, sinks.redactor.redact(value));
    }
    catch (error) {
        sinks.log.warning(notWritten("outputs", "GITHUB_OUTPUT", error));
    }
}
async function writeSummary(text, sinks) {
    const path = process.env["GITHUB_STEP_SUMMARY"];
    if (!path)
        return sinks.log.warning(notSet("job summary", "GITHUB_STEP_SUMMARY"));
    const content = sinks.redactor.redact(text);
    const bytes = Buffer.byteLength(content);
    if (bytes > LARGEST_SUMMARY) {
        return sinks.log.warning(`The job summary has ${bytes} bytes, more than the runner takes (${LARGEST_SUMMARY}); it is left out.`);
    }
    try {
        (0,_append_js__WEBPACK_IMPORTED_MODULE_2__/* .appendNow */ .R)(path, content, true);
    }
    catch (error) {
        sinks.log.warning(notWritten("job summary", "GITHUB_STEP_SUMMARY", error));
    }
}
function notSet(what, variable) {
    return `No ${what}: ${variable} is not set. The log and the report file say the same.`;
}
function notWritten(what, variable, error) {
    const why = isSystemError(error) ? error.code : "unknown";
    return `No ${what}: what ${variable} names cannot be written (${why}). The log and the report file say the same.`;
}
function isSystemError(error) {
    return error instanceof Error && "errno" in error && "code" in error;
}


/***/ }),

/***/ 56725:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ systemClock)
/* harmony export */ });
const systemClock = {
    now: () => new Date(),
    monotonicMs: () => Number(process.hrtime.bigint()) / 1e6,
    sleep(ms, signal) {
        const { promise, resolve } = Promise.withResolvers();
        if (signal?.aborted)
            return Promise.resolve();
        const timer = setTimeout(wake, ms);
        signal?.addEventListener("abort", wake, { once: true });
        function wake() {
            clearTimeout(timer);
            signal?.removeEventListener("abort", wake);
            resolve();
        }
        return promise;
    },
};


/***/ }),

/***/ 77970:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ createVariables)
/* harmony export */ });
/* harmony import */ var _lib_user_info_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(11733);

const RUNNERS_OWN = /^(?:ACTIONS|GITHUB|RUNNER)_/;
function createVariables(environment, mask) {
    const taken = new Map();
    return (name, isSecret) => {
        const value = taken.get(name) ?? environment[name]?.trim();
        if (value === undefined || value === "")
            return undefined;
        if (!isSecret) {
            for (const password of (0,_lib_user_info_js__WEBPACK_IMPORTED_MODULE_0__/* .passwordsIn */ .gW)(value))
                mask(password);
            return value;
        }
        for (const line of value.split(/[\r\n]+/))
            if (line.trim() !== "")
                mask(line);
        taken.set(name, value);
        if (!RUNNERS_OWN.test(name))
            delete environment[name];
        return value;
    };
}


/***/ }),

/***/ 84662:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ keepYoungGenerationSmall)
/* harmony export */ });
/* harmony import */ var node_v8__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(78877);

function keepYoungGenerationSmall() {
    (0,node_v8__WEBPACK_IMPORTED_MODULE_0__.setFlagsFromString)("--semi-space-growth-factor=1");
}


/***/ }),

/***/ 47629:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  v: () => (/* binding */ createStores)
});

// EXTERNAL MODULE: external "node:async_hooks"
var external_node_async_hooks_ = __webpack_require__(16698);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/lib/escape.js
var lib_escape = __webpack_require__(64928);
// EXTERNAL MODULE: ./lib/adapters/files/search-path.js
var search_path = __webpack_require__(91316);
;// CONCATENATED MODULE: ./lib/adapters/stores/cache-client.js






const CALL_LIMIT_MS = 60_000;
const NO_TIME = "the run had no time left to wait for the cache service";
function createCacheToolkit({ temp, debug, limitMs = CALL_LIMIT_MS }) {
    let gaveUp;
    return {
        async call(work, signal) {
            if (signal?.aborted)
                gaveUp ??= NO_TIME;
            if (gaveUp !== undefined)
                return failed(gaveUp);
            const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(temp || (0,external_node_os_.tmpdir)(), "deploy-purge-cache-"));
            const output = captureOutput();
            const limit = startLimit(limitMs, signal);
            let giveBack = () => undefined;
            try {
                giveBack = await borrowEnvironment(folder);
                const cache = await Promise.all(/* import() */[__webpack_require__.e(4119), __webpack_require__.e(3838), __webpack_require__.e(1691)]).then(__webpack_require__.bind(__webpack_require__, 61691));
                const toolkit = { cache, output: output.lines, folder: process.cwd() };
                return await Promise.race([output.during(() => work(toolkit)), limit.over]);
            }
            catch (error) {
                return failed((0,lib_escape/* escapeControlCharacters */.F7)(error instanceof Error ? error.message : String(error), 300));
            }
            finally {
                gaveUp = limit.stop();
                giveBack();
                for (const line of output.lines())
                    if (!/^(?:(?:Body|Raw Body|Headers):|\{)/.test(line))
                        debug(line);
                if (gaveUp === undefined) {
                    output.end();
                    await (0,promises_.rm)(folder, { recursive: true, force: true });
                }
            }
        },
    };
}
function startLimit(limitMs, signal) {
    const { promise: over, resolve } = Promise.withResolvers();
    let gaveUp;
    const giveUp = (why) => {
        gaveUp ??= why;
        resolve(failed(gaveUp));
    };
    const cancel = () => giveUp(NO_TIME);
    const timer = setTimeout(() => giveUp(`the cache service did not answer within ${limitMs / 1000} s`), limitMs);
    signal?.addEventListener("abort", cancel, { once: true });
    return {
        over,
        stop() {
            clearTimeout(timer);
            signal?.removeEventListener("abort", cancel);
            return gaveUp;
        },
    };
}
async function borrowEnvironment(folder) {
    const [work, tools] = [(0,external_node_path_.join)(folder, "work"), (0,external_node_path_.join)(folder, "tools")];
    await Promise.all([(0,promises_.mkdir)(work), (0,promises_.mkdir)(tools)]);
    await (0,promises_.writeFile)((0,external_node_path_.join)(tools, "zstd"), "#!/bin/sh\n", { mode: 0o755 });
    await (0,promises_.writeFile)((0,external_node_path_.join)(tools, "zstd.cmd"), "@exit /b 0\r\n");
    const cwd = process.cwd();
    const others = (0,search_path/* withoutWorkspace */.k)(process.env["PATH"] ?? "", process.env["GITHUB_WORKSPACE"] ?? "");
    const borrowed = {
        GITHUB_WORKSPACE: work,
        RUNNER_TEMP: work,
        PATH: `${tools}${external_node_path_.delimiter}${others}`,
    };
    const before = Object.keys(borrowed).map((name) => [name, process.env[name]]);
    process.chdir(work);
    Object.assign(process.env, borrowed);
    return () => {
        process.chdir(cwd);
        for (const [name, value] of before) {
            if (value === undefined)
                delete process.env[name];
            else
                process.env[name] = value;
        }
    };
}
function captureOutput() {
    const write = process.stdout.write;
    const inside = new external_node_async_hooks_.AsyncLocalStorage();
    const lines = [];
    process.stdout.write = ((...args) => {
        if (inside.getStore() === undefined)
            return write.apply(process.stdout, args);
        const [chunk] = args;
        const text = typeof chunk === "string" ? chunk : new TextDecoder().decode(chunk);
        for (const line of text.split(/[\r\n]+/)) {
            if (line.startsWith("::add-mask::"))
                write.call(process.stdout, `${line}\n`);
            else if (line !== "")
                lines.push((0,lib_escape/* escapeControlCharacters */.F7)(line.replace(/^::[a-z-]+(?: [^:]*)?::/, ""), 300));
        }
        return true;
    });
    return {
        during: (work) => inside.run(true, work),
        lines: () => lines,
        end: () => {
            process.stdout.write = write;
        },
    };
}
function failed(message) {
    return { kind: "failed", message };
}

// EXTERNAL MODULE: ./lib/ports/store.js
var store = __webpack_require__(80729);
// EXTERNAL MODULE: ./lib/adapters/files/read-at-most.js
var read_at_most = __webpack_require__(21744);
;// CONCATENATED MODULE: ./lib/adapters/stores/load-record.js


async function loadRecord(path, version) {
    const file = await (0,read_at_most/* readAtMost */.r)(path, store/* MAX_RECORD_BYTES */.x);
    if (file.kind === "no-file")
        return { kind: "failed", message: file.message };
    const bytes = file.kind === "read" ? file.bytes : "too-large";
    return { kind: "found", bytes, version: version ?? String(file.changedMs) };
}

;// CONCATENATED MODULE: ./lib/adapters/stores/cache-store.js



const RECORD = "deploy-purge-record";
function hasCacheService(environment) {
    if (!environment["ACTIONS_RUNTIME_TOKEN"])
        return false;
    const isSecond = environment["ACTIONS_CACHE_SERVICE_V2"] && !isEnterpriseServer(environment["GITHUB_SERVER_URL"]);
    return Boolean(environment[isSecond ? "ACTIONS_RESULTS_URL" : "ACTIONS_CACHE_URL"]);
}
function isEnterpriseServer(serverUrl) {
    if (!serverUrl || !URL.canParse(serverUrl))
        return false;
    return !/^github\.com$|\.ghe\.com$|\.localhost$/i.test(new URL(serverUrl).hostname);
}
function createCacheStore({ key, toolkit, signal }) {
    const prefix = `deploy-purge-${key.slice(0, 32)}-`;
    const nextVersion = () => `${prefix}${Date.now()}-${crypto.randomUUID().slice(0, 8)}`;
    return {
        name: "the cache",
        kind: "cache",
        isLocal: false,
        compares: false,
        load: (version) => toolkit.call((given) => load(given, prefix, version), signal),
        nextVersion,
        save: (bytes, _, version = nextVersion()) => toolkit.call((given) => save(given, version, bytes), signal),
    };
}
async function load({ cache, output, folder }, prefix, version) {
    const [name, others] = version === undefined ? [`${prefix}newest`, [prefix]] : [version, []];
    const found = await cache.restoreCache([RECORD], name, others, {}, true);
    if (found === undefined) {
        const why = output().find((line) => /failed to restore|does not permit reads/i.test(line));
        return why === undefined ? { kind: "missing" } : cache_store_failed(explain(why, output()));
    }
    return loadRecord((0,external_node_path_.join)(folder, RECORD), found).catch(() => cache_store_failed("its entry in the cache holds no record"));
}
async function save({ cache, output, folder }, name, bytes) {
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, RECORD), bytes);
    const id = await cache.saveCache([RECORD], name, {}, true);
    const why = output().find((line) => /failed to save|does not permit writes|reservation failed|finaliz.*fail/i.test(line));
    if (id !== -1 && why === undefined)
        return { kind: "saved", version: name };
    return cache_store_failed(explain(why ?? "the cache service did not take it", output()));
}
function explain(why, output) {
    return statusMessage(output) ?? toolsHint(readOnlyHint(why));
}
function statusMessage(output) {
    const line = output.findLast((one) => /Failed request: \(\d{3}\)|responded with \d{3}/.test(one)) ?? "";
    const [, status] = /(?:request: \(|responded with )(\d{3})/.exec(line) ?? [];
    if (status === undefined || ["400", "403", "409"].includes(status))
        return undefined;
    const host = ["ACTIONS_RESULTS_URL", "ACTIONS_CACHE_URL"].map((name) => URL.parse(process.env[name] ?? "")?.host);
    const service = host.find((one) => one !== undefined);
    return `the cache service${service === undefined ? "" : ` at ${service}`} answers with status ${status}. Where it is not there for good, use state: git-ref`;
}
function readOnlyHint(why) {
    if (!/denied|read-only|does not permit|unable to reserve/i.test(why))
        return why;
    return (`${why}. Runs that others can start (pull requests of forks, for example) have a cache that they can only read, and ` +
        "cache-mode may forbid writing: use state: git-ref");
}
function toolsHint(why) {
    if (!/\btar\b/i.test(why))
        return why;
    return `${why}. The cache needs GNU tar and gzip on the runner's PATH: install them, or use state: git-ref`;
}
function cache_store_failed(message) {
    return { kind: "failed", message };
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./lib/adapters/files/error-code.js
var error_code = __webpack_require__(98686);
// EXTERNAL MODULE: ./lib/adapters/files/inside.js
var inside = __webpack_require__(22482);
;// CONCATENATED MODULE: ./lib/adapters/stores/file-store.js











const ABANDONED_MS = 3_600_000;
const OUTSIDE = "a link in the workspace leads out of it, and such a one is not followed: give the absolute path that is meant";
const TEMPORARY = /^\.\d{1,10}-[0-9a-f]{8}\.tmp$/;
function createFileStore(workspace, path) {
    const target = (0,external_node_path_.resolve)(workspace, path);
    return {
        name: `the file "${(0,lib_escape/* escapeControlCharacters */.F7)(path, 200)}"`,
        kind: "file",
        isLocal: true,
        compares: false,
        load: async () => ((await (0,inside/* leadsOutside */.d)(workspace, target)) ? file_store_failed(OUTSIDE) : file_store_load(target)),
        save: async (bytes) => ((await (0,inside/* leadsOutside */.d)(workspace, target)) ? file_store_failed(OUTSIDE) : file_store_save(target, bytes)),
    };
}
async function file_store_load(target) {
    try {
        const loaded = await loadRecord(target);
        return loaded.kind === "found" ? { ...loaded, bytes: await unpack(loaded.bytes) } : loaded;
    }
    catch (error) {
        return (0,error_code/* errorCode */.C)(error) === "ENOENT" ? { kind: "missing" } : file_store_failed(`it cannot be read (${(0,error_code/* errorCode */.C)(error)})`);
    }
}
async function file_store_save(target, bytes) {
    const temporary = `${target}.${process.pid}-${(0,external_node_crypto_.randomBytes)(4).toString("hex")}.tmp`;
    try {
        const problem = await (0,promises_.stat)(target).then(read_at_most/* notAFile */.$, () => undefined);
        if (problem !== undefined)
            return file_store_failed(problem);
        await (0,promises_.mkdir)((0,external_node_path_.dirname)(target), { recursive: true });
        const handle = await (0,promises_.open)(temporary, "wx", 0o600);
        try {
            await handle.writeFile(await pack(bytes));
            await handle.sync();
        }
        finally {
            await handle.close();
        }
        await (0,promises_.rename)(temporary, target);
        await flushFolder((0,external_node_path_.dirname)(target));
        await removeAbandoned(target).catch(() => undefined);
        return { kind: "saved", version: "" };
    }
    catch (error) {
        await (0,promises_.rm)(temporary, { force: true }).catch(() => undefined);
        return file_store_failed(`it cannot be written (${(0,error_code/* errorCode */.C)(error)})`);
    }
}
const PACKED_FROM = 64 * 1024;
const PACKED = Buffer.from("deploy-purge packed\n");
async function pack(bytes) {
    if (bytes.length < PACKED_FROM)
        return bytes;
    const { brotliCompress, constants } = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 38522, 19));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 0, [constants.BROTLI_PARAM_LGWIN]: 16 };
    const packed = await (0,external_node_util_.promisify)(brotliCompress)(bytes, { params });
    return Buffer.concat([PACKED, packed]);
}
async function unpack(bytes) {
    if (bytes === "too-large" || !PACKED.equals(bytes.subarray(0, PACKED.length)))
        return bytes;
    const { brotliDecompress } = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 38522, 19));
    const unpacked = (0,external_node_util_.promisify)(brotliDecompress);
    return unpacked(bytes.subarray(PACKED.length), { maxOutputLength: store/* MAX_RECORD_BYTES */.x }).catch((error) => (0,error_code/* errorCode */.C)(error) === "ERR_BUFFER_TOO_LARGE" ? "too-large" : bytes);
}
async function removeAbandoned(target) {
    const folder = (0,external_node_path_.dirname)(target);
    const name = (0,external_node_path_.basename)(target);
    const { mtimeMs: now } = await (0,promises_.stat)(target);
    for (const entry of await (0,promises_.readdir)(folder)) {
        if (!entry.startsWith(name) || !TEMPORARY.test(entry.slice(name.length)))
            continue;
        const found = await (0,promises_.lstat)((0,external_node_path_.join)(folder, entry));
        if (found.isFile() && found.mtimeMs < now - ABANDONED_MS)
            await (0,promises_.rm)((0,external_node_path_.join)(folder, entry), { force: true });
    }
}
async function flushFolder(folder) {
    const handle = await (0,promises_.open)(folder, external_node_fs_.constants.O_RDONLY).catch(() => undefined);
    await handle?.sync().catch(() => undefined);
    await handle?.close();
}
function file_store_failed(message) {
    return { kind: "failed", message };
}

// EXTERNAL MODULE: ./lib/adapters/git/environment.js
var git_environment = __webpack_require__(23802);
// EXTERNAL MODULE: ./lib/adapters/git/git-directory.js + 1 modules
var git_directory = __webpack_require__(10175);
// EXTERNAL MODULE: ./lib/adapters/git/object-reader.js + 1 modules
var object_reader = __webpack_require__(70564);
// EXTERNAL MODULE: ./lib/adapters/git/process.js
var git_process = __webpack_require__(48390);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
;// CONCATENATED MODULE: ./lib/adapters/stores/record-commit.js






const record_commit_RECORD = "record";
const PERSON = "deploy-purge <deploy-purge@users.noreply.github.com>";
const MESSAGE = "What deploy-purge remembers of the last deploy";
const LEVEL = 1;
async function writeRecordCommit(directory, bytes) {
    const blob = await writeObject(directory, "blob", bytes);
    const entry = Buffer.concat([Buffer.from(`100644 ${record_commit_RECORD}\0`), Buffer.from(blob, "hex")]);
    const tree = await writeObject(directory, "tree", entry);
    const person = `${PERSON} ${Math.floor(Date.now() / 1000)} +0000`;
    const text = `tree ${tree}\nauthor ${person}\ncommitter ${person}\n\n${MESSAGE}\n`;
    return writeObject(directory, "commit", Buffer.from(text));
}
async function writeObject(directory, type, content) {
    const parts = [Buffer.from(`${type} ${content.length}\0`), content];
    const id = parts.reduce((hash, part) => hash.update(part), (0,external_node_crypto_.createHash)("sha1")).digest("hex");
    const folder = (0,external_node_path_.join)(directory, "objects", id.slice(0, 2));
    await (0,promises_.mkdir)(folder, { recursive: true });
    await (0,external_node_stream_promises_.pipeline)(parts, (0,external_node_zlib_.createDeflate)({ level: LEVEL }), (0,external_node_fs_.createWriteStream)((0,external_node_path_.join)(folder, id.slice(2))));
    return id;
}

;// CONCATENATED MODULE: ./lib/adapters/stores/git-ref-store.js







const COMMAND_LIMIT_MS = 60_000;
const LONGEST_TEXT = 64 * 1024;
const REPOSITORY = /^[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+$/;
function createGitStore(options) {
    const ref = `refs/deploy-purge/${options.key.slice(0, 16)}`;
    const url = `${options.serverUrl.replace(/\/+$/, "")}/${options.repository}`;
    let directory;
    async function withGit(work) {
        const problem = unusable(options);
        if (problem !== undefined)
            return git_ref_store_failed(problem);
        try {
            directory ??= (0,git_directory/* makeGitDirectory */.g)(options.temp);
        }
        catch (error) {
            return git_ref_store_failed(unwritable(error));
        }
        return work(gitIn(directory, options));
    }
    return {
        name: `the ref ${ref}`,
        kind: "git-ref",
        isLocal: false,
        compares: true,
        load: () => withGit((git) => git_ref_store_load(git, url, ref)),
        save: (bytes, expected) => withGit((git) => git_ref_store_save(git, { url, ref, bytes, expected })),
    };
}
function unwritable(error) {
    return `the runner's temporary folder cannot be written (${(0,error_code/* errorCode */.C)(error)})`;
}
function unusable({ repository, token = "", serverUrl }) {
    if (!REPOSITORY.test(repository))
        return "GITHUB_REPOSITORY does not name the repository that is to hold it";
    if (!URL.canParse(serverUrl) || !/^https?:$/.test(new URL(serverUrl).protocol))
        return "GITHUB_SERVER_URL is no URL";
    if (token === "")
        return "github-token is empty; it needs contents: write";
    return undefined;
}
async function git_ref_store_load(git, url, ref) {
    const fetched = await fetchRef(git, url, ref);
    if (!fetched.ok)
        return /couldn't find remote ref/i.test(fetched.message) ? { kind: "missing" } : git_ref_store_failed(git_ref_store_explain(fetched.message));
    return readRecord(git, ref);
}
async function fetchRef(git, url, ref) {
    const args = ["fetch", "--quiet", "--depth=1", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules"];
    const source = ["--refmap=", "--upload-pack=git-upload-pack", "origin", `+${ref}:${ref}`];
    const remote = [["remote.origin.url", url]];
    const partial = [...remote, ["remote.origin.promisor", "true"]];
    const filtered = await git.run([...args, `--filter=blob:limit=${store/* MAX_RECORD_BYTES */.x + 1}`, ...source], partial);
    if (filtered.ok || !/filter/i.test(filtered.message))
        return filtered;
    return git.run([...args, "--no-filter", ...source], remote);
}
async function readRecord(git, ref) {
    let version;
    let isThere = false;
    let isTooLarge = false;
    const chunks = [];
    const take = ({ type, id, size }) => {
        isThere = version !== undefined;
        version ??= type === "commit" ? id : undefined;
        if (type !== "blob")
            return () => undefined;
        isTooLarge = size > store/* MAX_RECORD_BYTES */.x;
        if (isTooLarge)
            throw new Error("longer than any record");
        return (chunk) => chunks.push(chunk);
    };
    const answer = await git.read([`${ref}^{commit}`, `${ref}:${record_commit_RECORD}`], take).catch(({ message }) => {
        return { ok: false, message };
    });
    if (version === undefined)
        return git_ref_store_failed(answer.ok ? "what the ref names is no commit" : answer.message);
    const isInTree = isThere || (await git.run(["rev-parse", "--verify", "--quiet", `${version}:${record_commit_RECORD}`])).ok;
    if (isTooLarge || isInTree !== isThere)
        return { kind: "found", bytes: "too-large", version };
    return answer.ok ? { kind: "found", bytes: Buffer.concat(chunks), version } : git_ref_store_failed(answer.message);
}
async function git_ref_store_save(git, { url, ref, bytes, expected = "" }) {
    let commit;
    try {
        commit = await writeRecordCommit(git.directory, bytes);
    }
    catch (error) {
        return git_ref_store_failed(unwritable(error));
    }
    const pushed = await git.run([
        "push",
        "--quiet",
        "--porcelain",
        "--no-verify",
        "--no-recurse-submodules",
        "--receive-pack=git-receive-pack",
        `--force-with-lease=${ref}:${expected}`,
        url,
        `${commit}:${ref}`,
    ]);
    if (pushed.ok)
        return { kind: "saved", version: commit };
    const output = `${pushed.text}\n${pushed.message}`;
    if (isConflict(output))
        return { kind: "conflict" };
    return git_ref_store_failed(git_ref_store_explain(output.replace(/\s+/g, " ").trim()));
}
function isConflict(output) {
    return /stale info|cannot lock ref|failed to update ref|reference already exists|incorrect old value|fetch first/i.test(output);
}
function gitIn(folder, { environment, serverUrl, token = "", onSecret, signal }) {
    const encoded = Buffer.from(`x-access-token:${token}`).toString("base64");
    onSecret(encoded);
    const header = [`http.${new URL(serverUrl).origin}/.extraheader`, `AUTHORIZATION: basic ${encoded}`];
    const start = { cwd: folder, limitMs: COMMAND_LIMIT_MS, signal };
    const withSettings = (settings) => ({
        ...(0,git_environment/* gitEnvironment */._)(environment, folder),
        ...(0,git_environment/* configEnvironment */.k)(settings),
    });
    return {
        directory: folder,
        async run(args, more = []) {
            const chunks = [];
            const onOutput = (chunk) => void chunks.push(chunk);
            const ended = await (0,git_process/* runGit */.EO)({ ...start, args, environment: withSettings([header, ...more]), onOutput });
            return { ...ended, text: Buffer.concat(chunks).subarray(0, LONGEST_TEXT).toString("utf8") };
        },
        async read(names, take) {
            const reader = (0,object_reader/* createObjectReader */.N)({ ...start, environment: withSettings([]) });
            try {
                return await reader.read(names, take, signal);
            }
            finally {
                reader.refresh();
            }
        },
    };
}
function git_ref_store_explain(message) {
    if (/could not read Username|Authentication failed|terminal prompts disabled|\b40[13]\b|denied|not granted|not found/i.test(message)) {
        return `the server refuses it (${message}). Give the job permissions: contents: write`;
    }
    return message;
}
function git_ref_store_failed(message) {
    return { kind: "failed", message };
}

;// CONCATENATED MODULE: ./lib/adapters/stores/stores.js




function createStores({ environment, runner, log, signal, }) {
    const temp = environment["RUNNER_TEMP"] ?? "";
    const toolkit = createCacheToolkit({ temp, debug: log.debug });
    return {
        hasCache: hasCacheService(environment),
        open(kind, { key, token, until }) {
            if (kind.kind === "file")
                return createFileStore(runner.workspace, kind.path);
            const ends = { signal: until === undefined ? signal : AbortSignal.any([signal, until]) };
            if (kind.kind === "cache")
                return createCacheStore({ key, toolkit, ...ends });
            const { serverUrl, repository } = runner;
            return createGitStore({ key, serverUrl, repository, token, temp, environment, onSecret: log.secret, ...ends });
        },
    };
}


/***/ }),

/***/ 20849:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ readConfigFile)
/* harmony export */ });
/* harmony import */ var _lib_escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64928);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73434);


const LARGEST_CONFIG = 1024 * 1024;
async function readConfigFile(path, files) {
    const name = (0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeControlCharacters */ .F7)(path, 200);
    const kind = await files.kind(path);
    if (kind === "missing") {
        throw wrong(`names ${name}, and there is no such file in the workspace: check it out first, or correct the path, for example .github/deploy-purge.yml`);
    }
    if (kind !== "file")
        throw wrong(`names ${name}, which is no file`);
    if (!(await files.insideWorkspace(path)))
        throw wrong(`names ${name}, which leads out of the workspace: give a file of the repository`);
    try {
        return new TextDecoder("utf-8", { fatal: true }).decode(await files.read(path, LARGEST_CONFIG));
    }
    catch (error) {
        const reason = error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PurgeError */ .CV ? error.problems[0]?.message : undefined;
        throw wrong(`names ${name}, which ${reason ?? "is no UTF-8 text."} Give the file that lists the destinations.`);
    }
}
function wrong(message) {
    return (0,_model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .configError */ .Fj)([{ input: "config", message }]);
}


/***/ }),

/***/ 2370:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  e: () => (/* binding */ run)
});

;// CONCATENATED MODULE: ./lib/delivery/limits/rate-meter.js
const POLL = new Map();
function loadOf(batch) {
    const load = new Map();
    for (const { selector } of batch.items)
        load.set(selector.by, (load.get(selector.by) ?? 0) + 1);
    return load;
}
function createRateMeter(rate) {
    const meter = rate.burst === undefined ? slidingWindow(rate) : tokenBucket(rate, rate.burst);
    return { costOf: (load) => costOf(rate, load), ...meter };
}
function costOf({ unit, kinds }, load) {
    if (unit === "request" && kinds === undefined)
        return 1;
    let instructions = 0;
    for (const [kind, count] of load)
        if (kinds === undefined || kinds.includes(kind))
            instructions += count;
    return unit === "item" ? instructions : Math.min(1, instructions);
}
function slidingWindow({ amount, perSeconds }) {
    const windowMs = perSeconds * 1000;
    let counted = [];
    let sum = 0;
    let underWay = 0;
    let first = 0;
    function forget(nowMs) {
        for (let old = counted[first]; old !== undefined && old.atMs + windowMs <= nowMs; old = counted[first]) {
            sum -= old.cost;
            first += 1;
        }
        if (first > 1000) {
            counted = counted.slice(first);
            first = 0;
        }
    }
    return {
        waitMs(cost, nowMs) {
            forget(nowMs);
            let missing = Math.min(cost, amount) + sum + underWay - amount;
            if (missing <= 0)
                return 0;
            for (let at = first; at < counted.length; at++) {
                const { atMs, cost: freed } = counted[at];
                missing -= freed;
                if (missing <= 0)
                    return atMs + windowMs - nowMs;
            }
            return Number.POSITIVE_INFINITY;
        },
        sent(cost) {
            underWay += Math.min(cost, amount);
        },
        answered(cost, nowMs) {
            underWay -= Math.min(cost, amount);
            sum += Math.min(cost, amount);
            counted.push({ atMs: nowMs, cost: Math.min(cost, amount) });
        },
        released(cost) {
            underWay -= Math.min(cost, amount);
        },
    };
}
function tokenBucket({ amount, perSeconds }, burst) {
    const tokenMs = (perSeconds * 1000) / amount;
    let fullAtMs = Number.NEGATIVE_INFINITY;
    let underWay = 0;
    return {
        waitMs(cost, nowMs) {
            const wanted = underWay + Math.min(cost, burst);
            const missingMs = Math.max(fullAtMs, nowMs) - nowMs + (wanted - burst) * tokenMs;
            if (missingMs <= 0)
                return 0;
            return wanted > burst ? Number.POSITIVE_INFINITY : missingMs;
        },
        sent(cost) {
            underWay += Math.min(cost, burst);
        },
        answered(cost, nowMs) {
            underWay -= Math.min(cost, burst);
            fullAtMs = Math.max(fullAtMs, nowMs) + Math.min(cost, burst) * tokenMs;
        },
        released(cost) {
            underWay -= Math.min(cost, burst);
        },
    };
}

;// CONCATENATED MODULE: ./lib/delivery/limits/remaining-quota.js
function createAllowance() {
    let limits = [];
    return {
        heed(reported, underWay, nowMs) {
            limits = reported.map(({ remaining, resetMs }, index) => ({
                left: Math.max(0, remaining - underWay),
                untilMs: nowMs + resetMs,
                nextMs: limits[index]?.nextMs ?? Number.NEGATIVE_INFINITY,
            }));
        },
        waitMs(ahead, nowMs, roomMs) {
            const waits = limits
                .filter(({ left, untilMs }) => nowMs < untilMs && left < ahead)
                .map(({ left, untilMs, nextMs }) => (left === 0 ? untilMs - nowMs : nextMs - nowMs));
            return Math.max(0, ...waits.filter((waitMs) => waitMs < roomMs));
        },
        sent(ahead, nowMs) {
            for (const limit of limits) {
                limit.nextMs = limit.left >= ahead ? nowMs : nowMs + (limit.untilMs - nowMs) / Math.max(1, limit.left);
                limit.left = Math.max(0, limit.left - 1);
            }
        },
        released() {
            for (const limit of limits)
                limit.left += 1;
        },
    };
}

;// CONCATENATED MODULE: ./lib/delivery/limits/shared-limits.js


function createSharedLimits(rates) {
    return { meters: rates.map(createRateMeter), allowance: createAllowance(), pause: { untilMs: 0 } };
}
function createSharedLimitsByAccount() {
    const credentials = new Map();
    const meters = new Map();
    return {
        of({ provider, apiUrl, apiKey, site, server = "" }, rates) {
            const api = [provider, apiUrl, server];
            const owner = { credential: [...api, "credential", apiKey], site: [...api, "site", site] };
            const own = known(credentials, owner.credential, () => ({
                allowance: createAllowance(),
                pause: { untilMs: 0 },
            }));
            return {
                ...own,
                meters: rates.map((rate) => known(meters, [...owner[rate.scope], rate], () => createRateMeter(rate))),
            };
        },
    };
}
function known(all, key, create) {
    const name = JSON.stringify(key);
    const found = all.get(name) ?? create();
    all.set(name, found);
    return found;
}

// EXTERNAL MODULE: ./lib/report/build-report.js
var build_report = __webpack_require__(85677);
// EXTERNAL MODULE: ./lib/model/errors.js
var errors = __webpack_require__(73434);
;// CONCATENATED MODULE: ./lib/app/name-lines.js
function nameLines(world, name, isAlone) {
    return isAlone ? world : { ...world, log: namedLog(world.log, name) };
}
function namedLog(log, name) {
    const named = (text) => `[${name}] ${text}`;
    return {
        info: (text) => log.info(named(text)),
        debug: (text) => log.debug(named(text)),
        notice: (text, title) => log.notice(named(text), title),
        warning: (text, title) => log.warning(named(text), title),
        error: (text, title) => log.error(named(text), title),
        group: (title, body) => {
            log.info(named(title));
            return body();
        },
        secret: log.secret,
    };
}

// EXTERNAL MODULE: ./lib/lib/user-info.js
var user_info = __webpack_require__(11733);
// EXTERNAL MODULE: ./lib/model/parse-selector.js
var parse_selector = __webpack_require__(80946);
// EXTERNAL MODULE: ./lib/lib/escape.js
var lib_escape = __webpack_require__(64928);
// EXTERNAL MODULE: ./lib/lib/file-path.js
var file_path = __webpack_require__(32197);
;// CONCATENATED MODULE: ./lib/changes/sitemap/child-sitemap.js

async function childSitemap(url, index, site, { files }) {
    const parsed = URL.parse(url);
    if (parsed === null && !url.startsWith("/"))
        return firstFile([(0,file_path/* parentOf */.gN)((0,file_path/* normalPath */.FE)(index))], fileName(url), files);
    const below = pathBelow(parsed ?? new URL(url, "http://site.invalid"), parsed === null, site.siteUrls);
    if (below === undefined)
        return { kind: "foreign" };
    const name = fileName(below);
    return firstFile(rootsOf(index, name ?? "", site.buildDir), name, files);
}
function pathBelow({ protocol, host, pathname, search }, isAnyHost, siteUrls) {
    if (!/^https?:$/.test(protocol))
        return undefined;
    if (siteUrls.length === 0)
        return pathname.slice(1) + search;
    const own = siteUrls.find(({ origin, basePath }) => (isAnyHost || new URL(origin).host === host) && pathname.startsWith(basePath));
    return own === undefined ? undefined : pathname.slice(own.basePath.length) + search;
}
function fileName(path) {
    if (path === "" || /[?#]/.test(path))
        return undefined;
    try {
        const segments = path.split("/").map(decodeURIComponent);
        return segments.some((segment) => /^\.{0,2}$|[/\\\0]/.test(segment)) ? undefined : segments.join("/");
    }
    catch {
        return undefined;
    }
}
function rootsOf(index, name, buildDir) {
    const path = (0,file_path/* normalPath */.FE)(index);
    const build = buildDir === undefined ? undefined : (0,file_path/* normalPath */.FE)(buildDir);
    if (build !== undefined && path.startsWith((0,file_path/* joinPath */.uJ)(build, "")) && (build !== "" || !path.startsWith("/")))
        return [build];
    const own = (0,file_path/* parentOf */.gN)(path);
    const roots = [own];
    for (let root = own; root !== "" && root !== "/";) {
        root = (0,file_path/* parentOf */.gN)(root);
        if (name.startsWith(`${own.slice((0,file_path/* joinPath */.uJ)(root, "").length)}/`))
            roots.push(root);
    }
    return roots;
}
async function firstFile(roots, name, files) {
    if (name === undefined)
        return { kind: "missing" };
    const paths = roots.map((root) => (0,file_path/* joinPath */.uJ)(root, name));
    for (const path of paths)
        if ((await files.kind(path)) === "file")
            return { kind: "file", path };
    return { kind: "missing", path: paths[0] };
}

;// CONCATENATED MODULE: ./lib/changes/sitemap/parse-sitemap.js

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
function parseSitemap(text) {
    const found = { pages: [], indexes: [], lastmods: new Map() };
    let lastmod = [];
    const open = [];
    let prefix;
    let location;
    for (const token of tokens(text)) {
        if ("text" in token) {
            if (location !== undefined)
                location += token.text;
            continue;
        }
        if (prefix !== undefined && open.length === 0)
            throw noSitemap("more than one root element");
        prefix ??= rootPrefix(token);
        if (token.kind !== "close")
            open.push(token.name);
        const list = listFor(open, prefix, found, lastmod);
        if (token.kind === "open") {
            if (list !== undefined)
                location = "";
            continue;
        }
        if (open.pop() !== token.name)
            throw noSitemap("its tags do not match");
        if (open.length === 1)
            lastmod = keepLastmod(found, lastmod);
        if (list === undefined || location === undefined)
            continue;
        if (location.trim() !== "")
            list.push(location.trim());
        location = undefined;
    }
    if (prefix === undefined || open.length > 0)
        throw noSitemap("it ends in the middle");
    return found;
}
function rootPrefix(tag) {
    const [, prefix = "", name] = /^([^:]*:)?(.*)$/s.exec(tag.name) ?? [];
    if (tag.kind === "close" || (name !== "urlset" && name !== "sitemapindex")) {
        throw noSitemap("its root element is neither urlset nor sitemapindex");
    }
    return prefix;
}
function listFor(open, prefix, found, lastmod) {
    if (open.length !== 3 || !open.every((name) => name.startsWith(prefix)))
        return undefined;
    switch (open.map((name) => name.slice(prefix.length)).join("/")) {
        case "urlset/url/loc":
            return found.pages;
        case "urlset/url/lastmod":
            return lastmod;
        case "sitemapindex/sitemap/loc":
            return found.indexes;
        default:
            return undefined;
    }
}
function keepLastmod({ pages, lastmods }, [lastmod]) {
    const page = pages.at(-1);
    if (page !== undefined && lastmod !== undefined)
        lastmods.set(page, lastmod);
    return [];
}
function* tokens(source) {
    const text = source.replace(/^\ufeff/, "");
    let at = 0;
    while (at < text.length) {
        const start = text.indexOf("<", at);
        if (start < 0) {
            if (text.slice(at).trim() !== "")
                throw noSitemap("text outside of its elements");
            return;
        }
        if (start > at)
            yield { text: decodeEntities(text.slice(at, start)) };
        if (text.startsWith("<!--", start))
            at = behind(text, "-->", start + 4);
        else if (text.startsWith("<?", start))
            at = behind(text, "?>", start + 2);
        else if (text.startsWith("<![CDATA[", start)) {
            at = behind(text, "]]>", start + 9);
            yield { text: text.slice(start + 9, at - 3) };
        }
        else if (text.startsWith("<!", start))
            at = behind(text, ">", start + 2);
        else {
            at = tagEnd(text, start);
            yield readTag(text.slice(start + 1, at - 1));
        }
    }
}
function behind(text, mark, from) {
    const found = text.indexOf(mark, from);
    if (found < 0)
        throw noSitemap("it ends in the middle");
    return found + mark.length;
}
function tagEnd(text, start) {
    const marks = /["'>]/g;
    marks.lastIndex = start;
    for (let found = marks.exec(text); found !== null; found = marks.exec(text)) {
        if (found[0] === ">")
            return found.index + 1;
        marks.lastIndex = behind(text, found[0], found.index + 1);
    }
    throw noSitemap("it ends in the middle");
}
function readTag(inner) {
    const [name = ""] = /[^\s/]+/.exec(inner) ?? [];
    if (name === "")
        throw noSitemap("a tag without a name");
    if (inner.startsWith("/"))
        return { name, kind: "close" };
    return { name, kind: inner.endsWith("/") ? "empty" : "open" };
}
function decodeEntities(text) {
    return text.replace(/&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));/gi, (whole, hex, decimal, name) => {
        if (name !== undefined)
            return ENTITIES[name.toLowerCase()] ?? whole;
        const code = hex === undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
        return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    });
}
function noSitemap(why) {
    const message = `the sitemap cannot be read: ${why}. Give an XML sitemap as https://www.sitemaps.org/protocol.html describes it, ` +
        "for example sitemap:dist/sitemap.xml";
    return (0,errors/* configError */.Fj)([{ input: "purge", message }]);
}

;// CONCATENATED MODULE: ./lib/changes/sitemap/read-sitemap.js





const SITEMAP_BYTES = 50 * 1024 * 1024;
const MAX_SITEMAPS = 500;
async function readSitemap(path, site, world) {
    const pages = new Map();
    const pending = [path];
    const seen = new Set();
    for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
        if (seen.has(next))
            continue;
        if (seen.size >= MAX_SITEMAPS)
            throw unreadable(path, `names more than ${MAX_SITEMAPS} sitemaps`);
        seen.add(next);
        const parsed = parseNamed(await textOf(next, world), next);
        for (const page of parsed.pages)
            pages.set(page, parsed.lastmods.get(page) ?? "");
        for (const url of parsed.indexes) {
            const child = await childSitemap(url, next, site, world);
            if (child.kind !== "file")
                throw missingChild(next, url, child);
            pending.push(child.path);
        }
    }
    if (pages.size === 0)
        throw withoutPages(path);
    return pages;
}
function parseNamed(text, path) {
    try {
        return parseSitemap(text);
    }
    catch (error) {
        if (!(error instanceof errors/* PurgeError */.CV) || error.fault !== "config")
            throw error;
        throw (0,errors/* configError */.Fj)(error.problems.map(({ message }) => ({ input: (0,lib_escape/* escapeControlCharacters */.F7)(path, 300), message })));
    }
}
async function textOf(path, world) {
    const content = await world.files.read(path, SITEMAP_BYTES);
    const isGzip = content[0] === 0x1f && content[1] === 0x8b;
    return new TextDecoder().decode(isGzip ? await unzipped(content, path) : content);
}
async function unzipped(content, path) {
    const source = new Blob([content]).stream();
    const chunks = [];
    let size = 0;
    try {
        for await (const chunk of source.pipeThrough(new DecompressionStream("gzip"))) {
            size += chunk.length;
            if (size > SITEMAP_BYTES)
                break;
            chunks.push(chunk);
        }
    }
    catch {
        throw unreadable(path, "is no whole gzip file");
    }
    if (size > SITEMAP_BYTES)
        throw unreadable(path, `has more than ${SITEMAP_BYTES} bytes when it is unpacked`);
    return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
function missingChild(path, url, child) {
    const name = (0,lib_escape/* escapeControlCharacters */.F7)((0,user_info/* quoted */.TL)(url, 300), 300);
    if (child.kind === "foreign") {
        return unreadable(path, `names the sitemap ${name}, which does not lie below site-url. Correct site-url or the build`);
    }
    const looked = child.path === undefined ? "" : ` (no file ${(0,lib_escape/* escapeControlCharacters */.F7)(child.path, 300)})`;
    return unreadable(path, `names the sitemap ${name}, which is not in the build${looked}. Run this step after the build`);
}
function withoutPages(path) {
    const message = "lists no page: nothing to read is not nothing changed. Run this step after the build, or leave it out.";
    return (0,errors/* configError */.Fj)([{ input: (0,lib_escape/* escapeControlCharacters */.F7)(path, 300), message }]);
}
function unreadable(path, why) {
    return (0,errors/* configError */.Fj)([
        { input: (0,lib_escape/* escapeControlCharacters */.F7)(path, 300), message: `${why}. A sitemap is not read by halves.` },
    ]);
}

;// CONCATENATED MODULE: ./lib/changes/purge-list.js




const LIST_BYTES = 64 * 1024 * 1024;
const MAX_PROBLEMS = 20;
async function readPurgeEntries(requested, site, world, input = "purge") {
    const problems = [];
    const reading = { input, site, world, problems };
    const selectors = [];
    for (const one of requested) {
        if (one.kind === "selector") {
            selectors.push(one.selector);
            continue;
        }
        for (const named of await filesOf(one, reading)) {
            for (const selector of await readNamed(named, reading))
                selectors.push(selector);
        }
    }
    if (problems.length > 0)
        throw (0,errors/* configError */.Fj)(problems);
    return selectors;
}
async function filesOf(named, reading) {
    const { kind, path } = named;
    const { files } = reading.world;
    if (!/[*?[]/.test(path) || (await files.kind(path)) !== "missing")
        return [named];
    const found = await asProblems(kind, reading, () => files.find(path));
    return found.map((one) => ({ kind, path: one }));
}
function readNamed({ kind, path }, reading) {
    return asProblems(kind, reading, () => (kind === "file" ? readList(path, reading) : sitemapSelectors(path, reading)));
}
async function asProblems(kind, { input: named, problems }, read) {
    try {
        return await read();
    }
    catch (error) {
        if (!(error instanceof errors/* PurgeError */.CV) || error.fault !== "config")
            throw error;
        problems.push(...error.problems.map(({ input, message }) => input === named ? { input, message } : { input: named, message: `${kind}:${input} ${message}` }));
        return [];
    }
}
async function readList(path, { input, world, problems }) {
    const text = decode(await world.files.read(path, LIST_BYTES));
    const list = listEntries(text);
    if (list === undefined) {
        problems.push({
            input,
            message: `file:${path} starts like JSON and is no array of texts: for example ["/a", "ext:css"]`,
        });
        return [];
    }
    const selectors = [];
    let entry = 0;
    for (const line of list.entries) {
        entry += 1;
        const parsed = list.parse(line);
        if (parsed.kind === "selector") {
            selectors.push(parsed.selector);
            continue;
        }
        const message = parsed.kind === "wrong" ? parsed.message : "names another file: a list holds selectors only";
        if (problems.length >= MAX_PROBLEMS)
            continue;
        for (const password of (0,user_info/* passwordsIn */.gW)(line.slice(0, user_info/* MAX_QUOTED */.kW)))
            world.log.secret(password);
        problems.push({ input, message: `file:${path}, entry ${entry}: \`${(0,user_info/* quoted */.TL)(line, 200)}\` ${message}` });
    }
    if (entry === 0)
        world.log.warning(`file:${path} lists nothing, so nothing is purged for it.`, "An empty list");
    return selectors;
}
function decode(bytes) {
    const [first, second] = bytes;
    const encoding = first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
    return new TextDecoder(encoding).decode(bytes);
}
function listEntries(text) {
    if (text.trimStart().startsWith("[")) {
        try {
            const value = JSON.parse(text);
            const isList = Array.isArray(value) && value.every((one) => typeof one === "string");
            return isList ? { entries: value, parse: parse_selector/* parseSelector */.Pl } : undefined;
        }
        catch {
            return undefined;
        }
    }
    if (text.includes("\0"))
        return { entries: text.split("\0").filter((entry) => entry !== ""), parse: parse_selector/* parseSelector */.Pl };
    return { entries: (0,parse_selector/* eachSignificantLine */.rr)(text), parse: parse_selector/* parseSelectorLine */.pp };
}
async function sitemapSelectors(path, reading) {
    const pages = await readSitemap(path, reading.site, reading.world);
    return Array.from(pages.keys(), (page) => pageSelector(page, path, reading));
}
function pageSelector(page, sitemap, { input, world }) {
    const parsed = (0,parse_selector/* parseSelector */.Pl)(page);
    if (parsed.kind === "selector" && parsed.selector.by === "path")
        return parsed.selector;
    const message = parsed.kind === "wrong" ? parsed.message : "is no page";
    for (const password of (0,user_info/* passwordsIn */.gW)(page.slice(0, user_info/* MAX_QUOTED */.kW)))
        world.log.secret(password);
    throw (0,errors/* configError */.Fj)([{ input, message: `sitemap:${sitemap} lists \`${(0,user_info/* quoted */.TL)(page, 200)}\`, which ${message}` }]);
}

// EXTERNAL MODULE: ./lib/model/file-list/file-list.js + 2 modules
var file_list = __webpack_require__(5616);
;// CONCATENATED MODULE: ./lib/changes/compare-snapshots.js

function compareSnapshots(before, after) {
    const changes = [
        ...(0,file_list/* compareListings */.n$)((0,file_list/* toListing */.iI)(before?.files ?? new Map()), (0,file_list/* toListing */.iI)(after.files ?? new Map())),
        ...compareMaps(before?.pages ?? new Map(), after.pages ?? new Map()),
    ];
    return changes.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
function compareMaps(before, after) {
    const changes = [];
    for (const [path, now] of after) {
        const old = before.get(path);
        if (old === undefined)
            changes.push({ kind: "added", path, after: now });
        else if (old !== now)
            changes.push({ kind: "modified", path, before: old, after: now });
    }
    for (const [path, old] of before) {
        if (!after.has(path))
            changes.push({ kind: "deleted", path, before: old });
    }
    return changes;
}

;// CONCATENATED MODULE: ./lib/changes/sitemap/read-pages.js




const NAMES = ["sitemap.xml", "sitemap_index.xml", "sitemap-index.xml"].flatMap((name) => [name, `${name}.gz`]);
async function readPages({ buildDir, siteUrls, lastmod, before }, world) {
    const path = await findSitemap(buildDir, world);
    if (path === undefined)
        throw read_pages_noSitemap(buildDir);
    const listed = await readSitemap(path, { buildDir, siteUrls }, world).catch((error) => {
        throw error instanceof errors/* PurgeError */.CV ? inputError(path, error) : error;
    });
    const pages = new Map();
    const foreign = [];
    for (const [page, stamp] of listed) {
        const url = urlBelow(page, siteUrls);
        if (url === undefined)
            foreign.push(page);
        else
            pages.set(url, lastmod ? stamp : "");
    }
    const [elsewhere] = foreign;
    if (pages.size === 0 && elsewhere !== undefined)
        throw noPages(path, elsewhere);
    const snapshot = { source: "sitemap", pages };
    const changes = before === undefined ? [] : compareSnapshots(comparable(before, lastmod), snapshot);
    const set = {
        source: "sitemap",
        changes: [],
        pages: changes,
        pageUrls: new Set(pages.keys()),
        ignored: 0,
        tree: new Map(),
        ...(before === undefined ? { everything: "no earlier sitemap is remembered" } : {}),
        notes: [...logPages(path, pages.size, changes.length), ...logForeign(foreign)],
    };
    return { set, snapshot };
}
async function listedPages(site, world) {
    if (site.buildDir === undefined)
        return [];
    try {
        const path = await findSitemap(site.buildDir, world);
        return path === undefined ? [] : [...(await readSitemap(path, site, world)).keys()];
    }
    catch {
        return [];
    }
}
function comparable(before, lastmod) {
    const pages = before.pages ?? new Map();
    return lastmod ? before : { ...before, pages: new Map(Array.from(pages.keys(), (url) => [url, ""])) };
}
async function findSitemap(buildDir, { files }) {
    for (const name of NAMES) {
        const path = `${buildDir.replace(/\/+$/, "")}/${name}`;
        if ((await files.kind(path)) === "file")
            return path;
    }
    return undefined;
}
function urlBelow(page, siteUrls) {
    const url = URL.parse(page);
    if (url === null || !/^https?:$/.test(url.protocol))
        return undefined;
    const path = url.pathname + url.search;
    if (siteUrls.length === 0)
        return path;
    const site = siteUrls.find(({ origin, basePath }) => origin === url.origin && `${path}/`.startsWith(basePath));
    return site === undefined ? undefined : path.slice(site.basePath.length - 1) || "/";
}
function logPages(path, count, changed) {
    return [`Sitemap ${(0,lib_escape/* escapeControlCharacters */.F7)(path, 200)}: ${count} pages, ${changed} of them joined, left or changed.`];
}
function logForeign([first, ...more]) {
    if (first === undefined)
        return [];
    const rest = more.length === 0 ? "" : ` and ${more.length} more`;
    return [`Not below site-url, so left out: ${(0,lib_escape/* escapeControlCharacters */.F7)(first, 200)}${rest}.`];
}
function inputError(path, { problems }) {
    return (0,errors/* configError */.Fj)(problems.map(({ message }) => ({
        input: "changes",
        message: `sitemap, ${(0,lib_escape/* escapeControlCharacters */.F7)(path, 200)}: ${message}`,
    })));
}
function read_pages_noSitemap(buildDir) {
    const message = `sitemap: "${(0,lib_escape/* escapeControlCharacters */.F7)(buildDir, 100)}" has none of ${NAMES.join(", ")}. Let the build write one, or leave sitemap out ` +
        "of changes.";
    return (0,errors/* configError */.Fj)([{ input: "changes", message }]);
}
function noPages(path, first) {
    const message = `sitemap: no page of ${(0,lib_escape/* escapeControlCharacters */.F7)(path, 200)} lies below site-url; it lists for example ` +
        `${(0,lib_escape/* escapeControlCharacters */.F7)(first, 200)}. Correct site-url, or the site's address in the build.`;
    return (0,errors/* configError */.Fj)([{ input: "changes", message }]);
}

// EXTERNAL MODULE: ./lib/lib/once.js
var once = __webpack_require__(16202);
// EXTERNAL MODULE: ./lib/model/encode-path.js
var encode_path = __webpack_require__(98075);
// EXTERNAL MODULE: ./lib/model/change.js
var model_change = __webpack_require__(7701);
// EXTERNAL MODULE: ./lib/mapping/immutable.js
var mapping_immutable = __webpack_require__(2126);
;// CONCATENATED MODULE: ./lib/mapping/styles/pages.js
const INDEX = "index.html";
const HTML = ".html";
function spellUrls(path, { index, page }) {
    const folder = indexFolder(path);
    if (folder !== undefined)
        return index(folder);
    const clean = cleanName(path);
    return clean === undefined ? [path] : page(clean, path);
}
function pages_cleanUrls(clean, path) {
    return [clean, `${clean}/`, path];
}
function indexFolder(path) {
    return path === INDEX || path.endsWith(`/${INDEX}`) ? path.slice(0, -INDEX.length) : undefined;
}
function cleanName(path) {
    if (!path.endsWith(HTML) || indexFolder(path) !== undefined)
        return undefined;
    const clean = path.slice(0, -HTML.length);
    return clean === "" || clean.endsWith("/") ? undefined : clean;
}
function folderUrls(folder) {
    return folder === "" ? ["", INDEX] : [folder, folder.slice(0, -1), folder + INDEX];
}
function folderUrlsAndIndex(folder) {
    return [...folderUrls(folder), `${folder}index`];
}
function isFolderUrl(url) {
    return url === "" || url.endsWith("/");
}

;// CONCATENATED MODULE: ./lib/mapping/changed-urls.js



function changedUrls(change, options) {
    const { style, isSame } = options.answers;
    const own = style.urlsOf(change.path);
    const candidates = [...own, ...(style.shadowedBy?.(change.path) ?? [])];
    const changed = (0,model_change/* hasUnknownBefore */.oX)(change) ? candidates : candidates.filter((url) => !isSame(url));
    return { own, ...withoutSpared(change, changed, options) };
}
function withoutSpared(change, urls, { answers, immutable, early }) {
    const { kind, path } = change;
    if (!immutable.ok(path) || ((0,model_change/* hasUnknownBefore */.oX)(change) && kind !== "deleted"))
        return { stale: urls };
    if (kind === "modified")
        return { stale: urls, immutable: "violated" };
    const isEarly = early > 0 && early <= mapping_immutable/* MAX_NAMED_EARLY */.dt;
    const stale = kind === "added" ? urls.filter((url) => isEarly || answers.before(url).status !== 404) : [];
    return stale.length === 0 ? { stale, immutable: "spared" } : { stale };
}
function bareRootChanges(touched, { style, isSameBareRoot }) {
    const index = touched.filter(({ path }) => path === INDEX);
    const [change] = index;
    if (change === undefined || !style.urlsOf(`folder/${INDEX}`).includes("folder"))
        return [];
    return (0,model_change/* hasUnknownBefore */.oX)(change) || !isSameBareRoot() ? index : [];
}

// EXTERNAL MODULE: ./lib/model/tree.js
var model_tree = __webpack_require__(96477);
;// CONCATENATED MODULE: ./lib/mapping/host-rules/host-rule.js
function redirectsRead(rules, isWhole) {
    return { rules: isWhole ? rules : rules.map((rule) => ({ ...rule, isConditional: true })), isWhole };
}
function changedRules(before, after) {
    const least = Math.min(before.length, after.length);
    let head = 0;
    while (head < least && before[head]?.line === after[head]?.line)
        head++;
    let tail = 0;
    while (tail < least - head && before.at(-1 - tail)?.line === after.at(-1 - tail)?.line)
        tail++;
    return [...before.slice(head, before.length - tail), ...after.slice(head, after.length - tail)];
}
function rewriteTarget({ to, status, }) {
    if ((status >= 300 && status < 400) || !to.startsWith("/") || to.startsWith("//"))
        return undefined;
    const path = to.replace(/^\//, "").replace(/[?#].*$/s, "");
    const placeholder = path.search(/[:*$]/);
    const url = decoded(placeholder < 0 ? path : path.slice(0, placeholder));
    return { url: url ?? "", isOpen: placeholder >= 0 || url === undefined };
}
function decoded(path) {
    try {
        return decodeURIComponent(path);
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/mapping/host-rules/apply-redirects.js

function withRedirects(plain, rules, dialect) {
    if (rules.length === 0)
        return plain;
    const compiled = rules.map((rule) => ({ rule, match: dialect.compile(rule.from) }));
    return (url) => {
        const possible = [];
        for (const { rule, match } of compiled) {
            const captures = match(url);
            if (captures === undefined)
                continue;
            const file = plain(url);
            possible.push(rule.isForced || file.status === 404 ? ruled(rule, captures, plain) : file);
            if (!rule.isConditional && possible.length === 1)
                return oneOf(possible);
            if (!rule.isConditional)
                break;
        }
        return oneOf([...possible, plain(url)]);
    };
}
function ruled({ status, to, line }, captures, plain) {
    if (status >= 300 && status < 400)
        return { status, location: to };
    const path = /^\/(?!\/)([^?#]*)/.exec(to)?.[1];
    const target = path?.replace(/:([A-Za-z]\w*)/g, (name, key) => captures[key] ?? name);
    if (target !== undefined && /[:*$]/.test(target))
        return { status, content: `one of the files of rule ${line}` };
    const url = target === undefined ? undefined : decoded(target);
    if (url === undefined)
        return { status, content: `rule ${line}` };
    const answer = plain(url);
    return answer.status === 200 ? { ...answer, status } : answer;
}
function oneOf(possible) {
    const last = possible.at(-1);
    const all = new Set(possible.map((answer) => JSON.stringify(answer)));
    return all.size === 1 ? last : { ...last, content: `one of ${[...all].join(" ")}` };
}

;// CONCATENATED MODULE: ./lib/mapping/host-rules/read-rules.js

const REDIRECTS = "_redirects";
const HEADERS = "_headers";
function ruleNamesOf({ rules }) {
    return {
        inBuild: rules?.files === undefined ? [] : [REDIRECTS, HEADERS],
        anywhere: rules?.config === undefined ? [] : [rules.config.name],
    };
}
function ruleFilesOf(style) {
    const { inBuild, anywhere } = ruleNamesOf(style);
    return [...inBuild, ...anywhere];
}
function ruleFilesIn(set, trees, style) {
    const inTree = (tree) => new Map(ruleFilesOf(style).flatMap((name) => {
        const id = tree.get(name);
        return id === undefined ? [] : [[name, { id }]];
    }));
    const { before, after } = set.rules ?? { before: inTree(trees.before), after: inTree(trees.after) };
    return { before: withUnknown(before, set, style), after };
}
function withUnknown(before, { changes, outside = [], prefix }, style) {
    const { anywhere } = ruleNamesOf(style);
    const owed = [...changes, ...outside].filter(model_change/* hasUnknownBefore */.oX);
    const unknown = ruleFilesOf(style).filter((name) => {
        const own = prefix === undefined || prefix === "" ? name : `${prefix}/${name}`;
        return owed.some(({ path, isOutside }) => isOutside === true ? path === own || (path === name && anywhere.includes(name)) : path === name);
    });
    if (unknown.length === 0)
        return before;
    return new Map([...before, ...unknown.map((name) => [name, { id: model_change/* UNKNOWN_CONTENT */.FJ }])]);
}
function readRules(files, { files: own, config }) {
    const read = (name, parse, none) => {
        const file = files.get(name);
        if (file === undefined || parse === undefined)
            return none;
        return file.text === undefined ? undefined : parse(file.text);
    };
    return {
        redirects: read(REDIRECTS, own?.parseRedirects, { rules: [], isWhole: true }),
        headers: read(HEADERS, own?.parseHeaders, []),
        config: config === undefined ? NO_CONFIG : read(config.name, config.read, config.none),
    };
}
const NO_CONFIG = { redirects: [], headers: [], unplaced: [], rest: {}, isWhole: true };
async function withReader(style, { rules }) {
    const config = style.rules?.config;
    if (style.rules === undefined || config?.load === undefined)
        return style;
    if (rules?.before.get(config.name) === undefined && rules?.after.get(config.name) === undefined)
        return style;
    return { ...style, rules: { ...style.rules, config: { ...config, read: await config.load() } } };
}
function unreadNotes({ redirects, config }, dialect) {
    return [
        ...(config === undefined
            ? [`${dialect.config?.name} cannot be read: the host's defaults are taken for granted.`]
            : []),
        ...(redirects?.isWhole !== true ? [unreadRewrites(REDIRECTS)] : []),
        ...(config?.isWhole === false ? [unreadRewrites(dialect.config?.name ?? "")] : []),
    ];
}
function unreadRewrites(name) {
    return `${name} cannot be read whole: what it rewrites to other files is not known.`;
}
function unreadableChange(dialect, files, read) {
    const changed = (name) => files.before.get(name)?.id !== files.after.get(name)?.id;
    const { config } = dialect;
    const [old, now] = [read.before.config, read.after.config];
    if (config !== undefined && changed(config.name)) {
        if (old === undefined || now === undefined)
            return `${config.name} changed, and cannot be read in both versions`;
        const names = changedKeys(old.rest, now.rest);
        if (names !== "")
            return `${config.name} changed (${names}), which says how the host answers`;
    }
    const message = (name) => `${name} changed, and not all of its rules can be read in both versions`;
    if (changed(REDIRECTS) && !(read.before.redirects?.isWhole && read.after.redirects?.isWhole))
        return message(REDIRECTS);
    return changed(HEADERS) && !(read.before.headers && read.after.headers) ? message(HEADERS) : undefined;
}
function refusedConfig({ config }, files, read) {
    if (config === undefined || read.config !== undefined || files.get(config.name)?.text === undefined)
        return undefined;
    return `${config.name} cannot be read, which says how the host answers`;
}
const MAX_NAMED = 3;
function changedKeys(before, after) {
    const all = new Set([...Object.keys(before), ...Object.keys(after)]);
    const names = [...all].filter((key) => before[key] !== after[key]).toSorted();
    return names.slice(0, MAX_NAMED).join(", ") + (names.length > MAX_NAMED ? ", \u2026" : "");
}
function redirectsOf({ redirects, config }) {
    const configured = config?.redirects ?? [];
    const repeated = new Set(configured.map(({ line }) => line));
    return [...(redirects?.rules ?? []).filter(({ line }) => !repeated.has(line)), ...configured];
}
function headersOf({ headers = [], config }) {
    return [...headers, ...(config?.headers ?? [])];
}

;// CONCATENATED MODULE: ./lib/mapping/compare-answers.js



function compareAnswers({ style, dialect, trees, rules }) {
    const fileBefore = (url) => style.resolve(trees.before, url);
    const fileAfter = (url) => style.resolve(trees.after, url);
    const before = withRedirects(fileBefore, redirectsOf(rules.before), dialect);
    const after = withRedirects(fileAfter, redirectsOf(rules.after), dialect);
    return {
        style,
        before,
        after,
        isSame: (url) => sameAnswer(before(url), after(url)),
        isSameFile: (url) => sameAnswer(fileBefore(url), fileAfter(url)),
        isSameBareRoot: () => sameAnswer(bareRoot(style, trees.before), bareRoot(style, trees.after)),
    };
}
const BASE = "base";
function bareRoot(style, tree) {
    return style.resolve((0,model_tree/* inFolder */._)(tree, BASE), BASE);
}
function sameAnswer(before, after) {
    if (before.status === 404 && after.status === 404)
        return true;
    return before.status === after.status && before.content === after.content && before.location === after.location;
}

;// CONCATENATED MODULE: ./lib/mapping/host-rules/affected-urls.js




function changedReach({ changes, outside = [] }, read, dialect, known) {
    const config = dialect.config?.name;
    const because = (name) => {
        const own = [name, ...(config === undefined ? [] : [config])];
        return [...changes, ...outside].filter(({ path }) => own.some((file) => path === file || path.endsWith(`/${file}`)));
    };
    const redirects = changedRules(redirectsOf(read.before), redirectsOf(read.after));
    const headers = changedRules(headersOf(read.before), headersOf(read.after));
    return [
        ...redirects.map(({ from }) => ({ ...dialect.reach(from), because: because(REDIRECTS) })),
        ...headers.map(({ from }) => {
            const reach = dialect.reach(from);
            const own = dialect.isLooseAboutHeaders ? loose(reach, known()) : reach;
            return { ...own, because: because(HEADERS) };
        }),
    ];
}
function loose({ urls, prefix }, known) {
    if (prefix === "")
        return { urls, prefix };
    const small = new Set(urls.map((url) => url.toLowerCase()));
    const start = prefix === undefined ? undefined : (urls[0] ?? prefix).toLowerCase();
    const also = new Set(urls);
    for (const url of known) {
        const own = url.toLowerCase();
        const isIts = start === undefined ? small.has(own) : own.startsWith(start);
        if (isIts && (prefix === undefined || !url.startsWith(prefix)))
            also.add(url);
    }
    return { urls: [...also], prefix };
}
function rewrittenReach({ changes }, rules, { style, dialect, isSame }) {
    return rules.flatMap((rule) => {
        const target = rewriteTarget(rule);
        if (target === undefined)
            return [];
        const { url, isOpen } = target;
        const behind = ({ path, isFolder }) => {
            if (isFolder === true && (`${url}/`.startsWith(`${path}/`) || (isOpen && `${path}/`.startsWith(url))))
                return true;
            const urls = [...style.urlsOf(path), path];
            return urls.some((one) => (isOpen ? one.startsWith(url) : namesOf(url).includes(one)));
        };
        const because = changes.filter(behind);
        if (because.length === 0 || (!isOpen && namesOf(url).every(isSame) && !because.some(model_change/* hasUnknownBefore */.oX)))
            return [];
        return [{ ...dialect.reach(rule.from), because }];
    });
}
function namesOf(url) {
    const bare = url.replace(/\/$/, "");
    return bare === "" ? ["", "index.html"] : [url, bare, `${bare}.html`, `${bare}/index.html`];
}
function folderReach(touched, style) {
    return touched.flatMap((change) => {
        const { path, isFolder, isOutside } = change;
        if (isFolder !== true || isOutside === true)
            return [];
        const urls = [...style.urlsOf(path), ...style.urlsOf(`${path}/${INDEX}`)];
        return [{ urls: urls.filter((url) => !url.startsWith(`${path}/`)), prefix: `${path}/`, because: [change] }];
    });
}
function errorPageReach({ changes }, style, trees) {
    if (trees.every((tree) => style.fallback?.(tree) === undefined))
        return [];
    return changes.flatMap((change) => {
        if ((change.kind === "modified" && !(0,model_change/* hasUnknownBefore */.oX)(change)) || style.isErrorPage?.(change.path) !== true)
            return [];
        return [{ urls: [], prefix: change.path.slice(0, change.path.lastIndexOf("/") + 1), because: [change] }];
    });
}
function reachesAll(reach) {
    const all = reach.find(({ prefix }) => prefix === "");
    if (all === undefined)
        return undefined;
    const files = all.because.map(({ path }) => path).join(", ");
    return `${files} changed, and a rule of the host takes it to every URL`;
}

;// CONCATENATED MODULE: ./lib/mapping/derive-reach.js


function deriveReach(set, read, { isSameFile }, touched) {
    const { style, dialect, trees, rules, possibleBefore } = read;
    const inForce = [...redirectsOf(rules.after), ...(rules.after.config?.unplaced ?? [])];
    const reach = [
        ...changedReach(set, rules, dialect, () => urlsOfBoth(trees, style)),
        ...rewrittenReach(set, inForce, { style, dialect, isSame: isSameFile }),
        ...errorPageReach(set, style, [...possibleBefore, trees.after]),
        ...folderReach(touched, style),
    ];
    const everything = whyEverything(set, read, reach);
    return everything === undefined ? { reach } : { reach, everything };
}
function whyEverything(set, read, reach) {
    const { style, dialect, trees, files, rules, possibleBefore } = read;
    return (rulesOutOfSight(set, style) ??
        unreadableChange(dialect, files, rules) ??
        (set.changes.length === 0 ? undefined : refusedConfig(dialect, files.after, rules.after)) ??
        firstDefined(possibleBefore, (before) => changedFallback(style, { before, after: trees.after })) ??
        reachesAll(reach));
}
function* urlsOfBoth({ before, after }, style) {
    for (const path of after.keys())
        yield* style.urlsOf(path);
    for (const path of before.keys())
        if (!after.has(path))
            yield* style.urlsOf(path);
}
function firstDefined(all, find) {
    for (const one of all) {
        const found = find(one);
        if (found !== undefined)
            return found;
    }
    return undefined;
}
function rulesOutOfSight({ source, changes }, style) {
    const [first] = changes;
    if (source !== "none" || first === undefined || ruleFilesOf(style).length === 0)
        return undefined;
    return `what an earlier run left unpurged (${first.path}) answers as the host's rules say, and this run reads no build that has them`;
}
function changedFallback(style, { before, after }) {
    const old = style.fallback?.(before);
    const now = style.fallback?.(after);
    const content = (tree, path) => (path === undefined ? undefined : tree.get(path));
    if (content(before, old) === content(after, now))
        return undefined;
    const file = now ?? old;
    if (old === now)
        return `${file} changed, and it answers at every URL that no file has`;
    return `what answers at URLs that no file has changed: ${old ?? "an error page"} before, ${now ?? "an error page"} now`;
}

;// CONCATENATED MODULE: ./lib/mapping/distinct-urls.js
function distinctUrls(make) {
    const { hashes, count } = hashesOf(make());
    const shared = sharedHashes(hashes.subarray(0, count).sort());
    let size = shared.size === 0 ? count : undefined;
    function* each() {
        const seen = new Set();
        let repeated = 0;
        for (const url of make()) {
            if (shared.size > 0 && shared.has(hashOf(url))) {
                if (seen.has(url)) {
                    repeated++;
                    continue;
                }
                seen.add(url);
            }
            yield url;
        }
        size = count - repeated;
    }
    return {
        get size() {
            return size ?? countOf(each());
        },
        [Symbol.iterator]: each,
    };
}
function hashesOf(urls) {
    let hashes = new Uint32Array(1024);
    let count = 0;
    for (const url of urls) {
        if (count === hashes.length) {
            const larger = new Uint32Array(2 * count);
            larger.set(hashes);
            hashes = larger;
        }
        hashes[count++] = hashOf(url);
    }
    return { hashes, count };
}
function sharedHashes(sorted) {
    const shared = new Set();
    for (let at = 1; at < sorted.length; at++) {
        const hash = sorted[at];
        if (hash === sorted[at - 1])
            shared.add(hash);
    }
    return shared;
}
function countOf(all) {
    let count = 0;
    for (const _ of all)
        count++;
    return count;
}
function hashOf(url) {
    let hash = 0x811c9dc5;
    for (let at = 0; at < url.length; at++)
        hash = Math.imul(hash ^ url.charCodeAt(at), 0x01000193);
    return hash >>> 0;
}

// EXTERNAL MODULE: ./lib/lib/escape-regexp.js
var escape_regexp = __webpack_require__(6044);
;// CONCATENATED MODULE: ./lib/mapping/host-rules/pattern.js


const PLACEHOLDER = /\*|:[A-Za-z]/;
const MAX_IN_SEGMENT = 2;
const MAX_OPEN_SEGMENTS = 1;
function reachOf(from, language) {
    const path = pathOf(from);
    const at = path.search(PLACEHOLDER);
    if (at < 0) {
        const bare = path.replace(/\/$/, "");
        if (language === "cloudflare")
            return { urls: [path] };
        return { urls: bare === "" ? [""] : [bare, `${bare}/`] };
    }
    const start = path.slice(0, at);
    const isSplat = path[at] === "*" && start.endsWith("/");
    return { urls: isSplat && language === "netlify" ? [start.slice(0, -1)] : [], prefix: start };
}
function pathOf(from) {
    const path = from.replace(/^\/+/, "").replace(/[?#].*$/s, "");
    return decoded(path) ?? path;
}
function isPlain(from, language) {
    const segments = from.split("/").slice(1);
    const names = [...from.matchAll(/:([A-Za-z]\w*)/g)].map(([, name]) => name);
    if (decoded(from) !== from || from.includes("//") || new Set(names).size < names.length)
        return false;
    if (segments.some((segment) => count(segment) > MAX_IN_SEGMENT))
        return false;
    if (segments.filter((segment) => count(segment) > 1).length > MAX_OPEN_SEGMENTS)
        return false;
    const star = from.indexOf("*");
    if (language === "cloudflare")
        return star === from.lastIndexOf("*") && !names.includes("splat");
    const isWord = segments.every((segment) => segment === "*" || /^:[A-Za-z]\w*$/.test(segment) || !/[:*]/.test(segment));
    return isWord && (star < 0 || star === from.length - 1);
}
function count(segment) {
    return segment.match(/\*|:[A-Za-z]\w*/g)?.length ?? 0;
}
function compilePattern(from, language) {
    if (!isPlain(from, language)) {
        const { urls, prefix } = reachOf(from, language);
        return (url) => (urls.includes(url) || (prefix !== undefined && url.startsWith(prefix)) ? {} : undefined);
    }
    const isNetlify = language === "netlify";
    const bare = isNetlify ? from.replace(/\/\*?$/, "") : from;
    const source = bare.replace(/\*|:[A-Za-z]\w*|[^*:]+|:/g, (part) => {
        if (part === "*")
            return "(?<splat>.*)";
        return /^:\w/.test(part) ? `(?<${part.slice(1)}>[^/]+)` : (0,escape_regexp/* escapePattern */.M)(part);
    });
    const end = !isNetlify ? "" : from.endsWith("*") ? "(?:/(?<splat>.*))?" : "/?";
    const pattern = new RegExp(`^${source}${end}$`, "s");
    return (url) => {
        const found = pattern.exec(`/${url}`);
        return found === null ? undefined : (found.groups ?? {});
    };
}

;// CONCATENATED MODULE: ./lib/mapping/host-rules/cloudflare-redirects.js


const STATUSES = new Set(["200", "301", "302", "303", "307", "308"]);
const LONGEST_LINE = 2000;
const MAX_STATIC = 2000;
const MAX_DYNAMIC = 100;
function parseCloudflareRedirects(text) {
    const rules = new Map();
    let isWhole = true;
    for (const raw of text.split("\n")) {
        const line = raw.trim();
        if (line === "" || line.startsWith("#"))
            continue;
        const rule = parseRule(line);
        if (rule === undefined)
            isWhole = false;
        else if (!isLoop(rule) && !rules.has(rule.from))
            rules.set(rule.from, rule);
    }
    const dynamic = [...rules.values()].filter(({ from }) => /[*:]/.test(from)).length;
    const isTooLong = dynamic > MAX_DYNAMIC || rules.size - dynamic > MAX_STATIC;
    return redirectsRead([...rules.values()], isWhole && !isTooLong);
}
function parseRule(line) {
    const [from = "", to = "", status = "302", ...more] = line.split(/\s+/);
    if (more.length > 0 || line.length > LONGEST_LINE || !STATUSES.has(status))
        return undefined;
    if (!/^\/(?!\/)[^\\?#]*$/.test(from) || /\/\.{1,2}(?:\/|$)/.test(from))
        return undefined;
    if (!/^(?:\/(?!\/)|https:\/\/[^/])/.test(to) || (status === "200" && !to.startsWith("/")))
        return undefined;
    const path = decoded(from);
    if (path === undefined)
        return undefined;
    const isConditional = !isPlain(path, "cloudflare");
    return { from: path, to, status: Number(status), isForced: true, isConditional, line: line.replace(/\s+/g, " ") };
}
function isLoop({ from, to }) {
    return /\/\*?$/.test(from) && /\/index(?:\.html)?$/.test(to) && to.startsWith("/");
}

;// CONCATENATED MODULE: ./lib/mapping/host-rules/header-rules.js
function parseHeaderFile(text) {
    const blocks = [];
    for (const raw of text.split("\n")) {
        const line = raw.trim();
        if (line === "" || line.startsWith("#"))
            continue;
        const from = /^(?:https?:\/\/[^/\s]+)?(\/\S*)$/i.exec(line)?.[1];
        if (from !== undefined) {
            blocks.push({ from, lines: [line] });
            continue;
        }
        const block = blocks.at(-1);
        if (block === undefined || /^(?:\/|[^\s]+:\/\/)/.test(line))
            return undefined;
        block.lines.push(line);
    }
    return blocks.map(({ from, lines }) => ({ from, line: lines.join("\n") }));
}

;// CONCATENATED MODULE: ./lib/mapping/host-rules/netlify-redirects.js


function parseNetlifyRedirects(text) {
    const rules = new Map();
    let isWhole = true;
    for (const raw of text.split("\n")) {
        const words = raw.trim().split(/\s+/);
        const comment = words.findIndex((word) => word.startsWith("#"));
        const fields = comment < 0 ? words : words.slice(0, comment);
        if (fields.length === 0 || fields[0] === "")
            continue;
        const rule = netlify_redirects_parseRule(fields);
        if (rule === undefined)
            isWhole = false;
        else {
            rules.delete(rule.line);
            rules.set(rule.line, rule);
        }
    }
    return redirectsRead([...rules.values()], isWhole);
}
function netlifyRedirect({ from, to, status: given, isForced, isConditional, more, }) {
    const [, host, path = "/"] = /^https?:\/\/([^/?#]+)(\/.*)?$/.exec(from) ?? [undefined, undefined, from];
    const status = given ?? 301;
    if (!path.startsWith("/") || path.startsWith("/.netlify"))
        return undefined;
    const target = to ?? (path.endsWith("/*") && status >= 200 && status < 300 ? path.replace(/\/\*$/, "/:splat") : undefined);
    if (target === undefined)
        return undefined;
    const isPartial = isConditional || host !== undefined || !isPlain(path, "netlify") || maySkip(path, target, status);
    const line = JSON.stringify([from, target, given ?? null, isForced, more]);
    return { from: path, to: target, status, isForced, isConditional: isPartial, line };
}
function maySkip(from, to, status) {
    if (!from.endsWith("*") || status < 300 || status >= 400)
        return false;
    return !to.startsWith("/") || to.startsWith(from.slice(0, -1));
}
function netlify_redirects_parseRule(words) {
    const [from = "", ...rest] = words;
    const isForward = STATUS.test(rest[0] ?? "");
    const at = isForward ? -1 : rest.findIndex((word) => /^(?:\/|https?:\/\/)/.test(word));
    if (!isForward && at < 0)
        return undefined;
    const [status, ...conditions] = rest.slice(at + 1);
    const code = status === undefined ? undefined : STATUS.exec(status)?.[1];
    if (status !== undefined && code === undefined)
        return undefined;
    return netlifyRedirect({
        from,
        to: rest[at],
        status: code === undefined ? undefined : Number(code),
        isForced: status?.endsWith("!") === true,
        isConditional: at > 0 || conditions.length > 0,
        more: [...rest.slice(0, Math.max(at, 0)), ...conditions].join(" "),
    });
}
const STATUS = /^([0-9]+)/;

;// CONCATENATED MODULE: ./lib/mapping/host-rules/netlify-config.js


const BUILD_ONLY = new Set(["base", "command", "environment", "ignore", "publish"]);
const SILENT = new Set(["dev", "template"]);
const RULES = new Set(["redirects", "headers"]);
const NO_NETLIFY_CONFIG = { redirects: [], headers: [], unplaced: [], rest: {}, isWhole: true };
function netlifyConfigReader(parse) {
    return (text) => {
        const config = tablesOf(text, parse);
        if (config === undefined)
            return undefined;
        const { redirects = [], headers = [] } = config;
        if (!Array.isArray(redirects) || !Array.isArray(headers))
            return undefined;
        const read = redirects.map((one) => redirectOf(one));
        const headed = headers.map((one) => headerOf(one));
        const unread = redirects.filter((_, at) => read[at] === undefined);
        const contexts = Object.values(tableOf(config["context"])).flatMap((one) => listOf(tableOf(one)["redirects"]));
        const isWhole = unread.length === 0 && contexts.length === 0;
        const known = new Map(read.flatMap((rule) => (rule === undefined ? [] : [[rule.line, rule]])).toReversed());
        return {
            redirects: redirectsRead([...known.values()].toReversed(), isWhole).rules,
            headers: headed.filter((rule) => rule !== undefined),
            unplaced: [...unread, ...contexts].flatMap(unplacedOf),
            rest: {
                ...restOf(config),
                ...netlify_config_textOf("redirects", unread),
                ...netlify_config_textOf("headers", headers.filter((_, at) => headed[at] === undefined)),
            },
            isWhole,
        };
    };
}
function tablesOf(text, parse) {
    try {
        const parsed = tableOf(JSON.parse(JSON.stringify(parse(text))));
        return { ...Object.fromEntries(Object.entries(parsed).map(([key, value]) => [lower(key), value])), ...parsed };
    }
    catch {
        return undefined;
    }
}
function lower(key) {
    const small = key.toLowerCase();
    return RULES.has(small) || small === "build" || small === "context" ? small : key;
}
function restOf(config) {
    const { build, context, ...all } = config;
    const others = Object.entries(all).filter(([key]) => !SILENT.has(key) && lower(key) === key && !RULES.has(key));
    const contexts = Object.entries(tableOf(context)).map(([name, table]) => {
        const { build: own, ...more } = tableOf(table);
        return [`context.${name}`, Object.fromEntries([...withoutBuild(more), ...withoutBuild(tableOf(own))])];
    });
    const left = [...others, ...contexts];
    for (const [key, value] of withoutBuild(tableOf(build)))
        left.push([`build.${key}`, value]);
    return Object.assign({}, ...left.map(([key, value]) => netlify_config_textOf(key, value)));
}
function withoutBuild(build) {
    return Object.entries(build).filter(([key]) => !BUILD_ONLY.has(key) && !SILENT.has(key));
}
function netlify_config_textOf(key, value) {
    const text = JSON.stringify(sorted(value));
    return text === "{}" || text === "[]" ? {} : { [key]: text };
}
function sorted(value) {
    if (Array.isArray(value))
        return value.map(sorted);
    if (!isTable(value))
        return value;
    return Object.fromEntries(Object.keys(value)
        .toSorted()
        .map((key) => [key, sorted(value[key])]));
}
function redirectOf(rule) {
    if (!isTable(rule))
        return undefined;
    const { status, force = false, headers = {}, conditions = {}, rate_limit: limit } = rule;
    const from = rule["from"] ?? rule["origin"];
    const to = rule["to"] ?? rule["destination"];
    const query = rule["query"] ?? rule["params"] ?? rule["parameters"] ?? {};
    const signed = rule["signed"] ?? rule["signing"] ?? rule["sign"];
    const code = status === undefined ? undefined : Number.parseInt(String(status), 10);
    if (typeof from !== "string" || !(to === undefined || typeof to === "string"))
        return undefined;
    if (typeof force !== "boolean" || Number.isNaN(code) || ![headers, conditions, query].every(isTable))
        return undefined;
    const requested = { ...netlify_config_textOf("query", query), ...netlify_config_textOf("conditions", conditions), ...netlify_config_textOf("limit", limit ?? {}) };
    const more = { ...requested, ...netlify_config_textOf("signed", signed ?? {}), ...netlify_config_textOf("headers", headers) };
    return netlifyRedirect({
        from,
        to,
        status: code,
        isForced: force,
        isConditional: signed !== undefined || Object.keys(requested).length > 0,
        more: Object.entries(more).join(" "),
    });
}
function headerOf(rule) {
    if (!isTable(rule))
        return undefined;
    const { for: path, values = {} } = rule;
    if (typeof path !== "string" || path.includes("://") || !isTable(values))
        return undefined;
    return {
        from: `/${path.trim().replace(/^\/+/, "")}`,
        line: JSON.stringify(["headers", path.trim(), sorted(values)]),
    };
}
function unplacedOf(rule) {
    const { to, destination = to } = tableOf(rule);
    if (typeof destination !== "string")
        return [];
    return [
        { from: "/*", to: destination, status: 200, isForced: false, isConditional: true, line: JSON.stringify(rule) },
    ];
}
function isTable(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
function tableOf(value) {
    return isTable(value) ? value : {};
}
function listOf(value) {
    return Array.isArray(value) ? value : [];
}

;// CONCATENATED MODULE: ./lib/mapping/host-rules/dialects.js





const NETLIFY_RULES = {
    files: { parseRedirects: parseNetlifyRedirects, parseHeaders: parseHeaderFile },
    config: {
        name: "netlify.toml",
        none: NO_NETLIFY_CONFIG,
        read: () => undefined,
        load: async () => netlifyConfigReader((await __webpack_require__.e(/* import() */ 3292).then(__webpack_require__.bind(__webpack_require__, 3292))).parse),
    },
    reach: (from) => reachOf(from, "netlify"),
    isLooseAboutHeaders: true,
    compile: (from) => compilePattern(from, "netlify"),
};
const CLOUDFLARE_RULES = {
    files: { parseRedirects: parseCloudflareRedirects, parseHeaders: parseHeaderFile },
    reach: (from) => reachOf(from, "cloudflare"),
    compile: (from) => compilePattern(from, "cloudflare"),
};

;// CONCATENATED MODULE: ./lib/mapping/styles/host.js
const ERROR_PAGE = "404.html";
function found(content) {
    return { status: 200, content };
}
function redirect(status, url) {
    return { status, location: `/${url}` };
}
function missing(tree) {
    const content = tree.get(ERROR_PAGE);
    return content === undefined ? { status: 404 } : { status: 404, content };
}
function nearestErrorPage(tree, url) {
    for (let folder = folderOf(url);; folder = folderOf(folder.slice(0, -1))) {
        const content = tree.get(folder + ERROR_PAGE);
        if (content !== undefined || folder === "")
            return content;
    }
}
function isRootErrorPage(path) {
    return path === ERROR_PAGE;
}
function isAnyErrorPage(path) {
    return path === ERROR_PAGE || path.endsWith(`/${ERROR_PAGE}`);
}
function folderOf(url) {
    return url.slice(0, url.lastIndexOf("/") + 1);
}

;// CONCATENATED MODULE: ./lib/mapping/styles/cloudflare-pages.js



const cloudflarePages = {
    urlsOf: (path) => spellUrls(path, { index: folderUrls, page: pages_cleanUrls }),
    shadowedBy: (path) => [`${path}.html`],
    resolve: (tree, url) => (isFolderUrl(url) ? folderAnswer(tree, url) : fileAnswer(tree, url)),
    fallback: (tree) => (tree.has(INDEX) && nearestErrorPage(tree, "") === undefined ? INDEX : undefined),
    isErrorPage: isAnyErrorPage,
    rules: CLOUDFLARE_RULES,
};
function folderAnswer(tree, url) {
    const content = tree.get(url + INDEX);
    if (content !== undefined)
        return found(content);
    if (`/${url}`.endsWith("/index/"))
        return redirect(308, url.slice(0, -"index/".length));
    return url !== "" && tree.has(`${url.slice(0, -1)}.html`) ? redirect(308, url.slice(0, -1)) : nothing(tree, url);
}
function fileAnswer(tree, url) {
    const folder = indexFolder(url);
    const content = tree.get(url);
    if (content !== undefined) {
        if (folder !== undefined)
            return redirect(308, folder);
        const clean = cleanName(url);
        return clean === undefined || tree.has(clean) ? found(content) : redirect(308, clean);
    }
    if (`/${url}`.endsWith("/index"))
        return redirect(308, url.slice(0, -"index".length));
    const page = tree.get(`${url}.html`);
    if (page !== undefined)
        return found(page);
    return tree.has(`${url}/${INDEX}`) ? redirect(308, `${url}/`) : nothing(tree, url);
}
function nothing(tree, url) {
    const page = nearestErrorPage(tree, url);
    if (page !== undefined)
        return { status: 404, content: page };
    const front = tree.get(INDEX);
    return front === undefined ? { status: 404 } : found(front);
}

;// CONCATENATED MODULE: ./lib/mapping/styles/exact.js

const exact = {
    mayRunFiles: true,
    urlsOf: (path) => [path],
    resolve(tree, url) {
        const content = tree.get(url);
        return content === undefined ? { status: 404 } : found(content);
    },
};

;// CONCATENATED MODULE: ./lib/mapping/styles/folder-index.js


const folderIndex = {
    mayRunFiles: true,
    urlsOf(path) {
        const folder = indexFolder(path);
        return folder === undefined ? [path] : folderUrls(folder);
    },
    resolve(tree, url) {
        const content = indexContent(tree, url);
        return content === undefined ? missing(tree) : found(content);
    },
    isErrorPage: isRootErrorPage,
};
function indexContent(tree, url) {
    if (isFolderUrl(url))
        return tree.get(url + INDEX);
    return tree.get(url) ?? tree.get(`${url}/${INDEX}`);
}

;// CONCATENATED MODULE: ./lib/mapping/styles/github-pages.js


const githubPages = {
    urlsOf: (path) => spellUrls(path, { index: folderUrlsAndIndex, page: (clean) => [path, clean] }),
    resolve(tree, url) {
        const content = isFolderUrl(url) ? tree.get(url + INDEX) : (tree.get(url) ?? tree.get(`${url}.html`));
        if (content !== undefined)
            return found(content);
        if (!isFolderUrl(url) && tree.has(`${url}/${INDEX}`))
            return redirect(301, `${url}/`);
        return missing(tree);
    },
    isErrorPage: isRootErrorPage,
};

;// CONCATENATED MODULE: ./lib/mapping/styles/netlify.js



const netlify = {
    urlsOf: (path) => spellUrls(path, { index: folderUrlsAndIndex, page: pages_cleanUrls }),
    resolve(tree, url) {
        if (!isFolderUrl(url)) {
            const content = tree.get(url) ?? tree.get(`${url}.html`);
            if (content !== undefined)
                return found(content);
            return tree.has(`${url}/${INDEX}`) ? redirect(301, `${url}/`) : missing(tree);
        }
        if (url !== "" && tree.has(`${url.slice(0, -1)}.html`))
            return redirect(301, url.slice(0, -1));
        const content = tree.get(url + INDEX);
        return content === undefined ? missing(tree) : found(content);
    },
    isErrorPage: isRootErrorPage,
    rules: NETLIFY_RULES,
};

;// CONCATENATED MODULE: ./lib/mapping/styles/s3-website.js



const s3Website = {
    urlsOf: folderIndex.urlsOf,
    resolve(tree, url) {
        const content = tree.get(isFolderUrl(url) ? url + INDEX : url);
        if (content !== undefined)
            return found(content);
        return !isFolderUrl(url) && tree.has(`${url}/${INDEX}`) ? redirect(302, `${url}/`) : missing(tree);
    },
    isErrorPage: isRootErrorPage,
};

;// CONCATENATED MODULE: ./lib/mapping/styles/spa.js



const spa = {
    mayRunFiles: true,
    urlsOf: folderIndex.urlsOf,
    resolve(tree, url) {
        const content = indexContent(tree, url) ?? tree.get(INDEX);
        return content === undefined ? { status: 404 } : found(content);
    },
    fallback: (tree) => (tree.has(INDEX) ? INDEX : undefined),
};

;// CONCATENATED MODULE: ./lib/mapping/host-rules/vercel-config.js

const vercel_config_SILENT = new Set([
    "$schema",
    "buildCommand",
    "crons",
    "devCommand",
    "git",
    "github",
    "ignoreCommand",
    "installCommand",
]);
const vercel_config_RULES = new Set(["redirects", "rewrites", "headers"]);
const ANY = "/:any*";
function readVercelConfig(text, styleOf) {
    const config = readJson(text);
    if (config === undefined)
        return undefined;
    const { redirects = [], rewrites = [], routes = [], headers = [], cleanUrls, trailingSlash } = config;
    if (![redirects, rewrites, routes, headers].every(isList))
        return undefined;
    const isSet = typeof trailingSlash === "boolean";
    const read = [
        ...redirects.map((rule) => vercel_config_redirectOf(rule, rule["source"], rule["destination"], 308)),
        ...rewrites.map((rule) => vercel_config_redirectOf(rule, rule["source"], rule["destination"], 200)),
    ];
    const led = routes.filter(({ dest }) => dest !== undefined);
    const unplaced = led.map((rule) => vercel_config_redirectOf(rule, ANY, rule["dest"], 200));
    const headed = headers.map((rule) => ruleOf(rule, rule["source"]));
    if ([...read, ...headed, ...unplaced].includes(undefined))
        return undefined;
    return {
        style: styleOf({ cleanUrls: cleanUrls === true, ...(isSet ? { trailingSlash } : {}) }),
        redirects: read.filter((rule) => rule !== undefined),
        headers: headed.filter((rule) => rule !== undefined),
        unplaced: unplaced.filter((rule) => rule !== undefined),
        rest: Object.fromEntries(Object.entries(config).flatMap(([key, value]) => vercel_config_SILENT.has(key) || vercel_config_RULES.has(key) ? [] : [[key, JSON.stringify(value)]])),
        isWhole: true,
    };
}
function readJson(text) {
    try {
        const parsed = JSON.parse(text.replace(/^\uFEFF/, ""));
        return isObject(parsed) ? parsed : undefined;
    }
    catch {
        return undefined;
    }
}
function isObject(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
function isList(value) {
    return Array.isArray(value) && value.every(isObject);
}
function ruleOf(rule, source) {
    return typeof source === "string" && source.startsWith("/")
        ? { from: source, line: JSON.stringify(rule) }
        : undefined;
}
function vercel_config_redirectOf(rule, source, to, status) {
    const read = ruleOf(rule, source);
    if (read === undefined || typeof to !== "string")
        return undefined;
    const isRedirect = status !== 200;
    return { ...read, to, status, isForced: isRedirect, isConditional: true };
}
function vercelReach(from) {
    const at = from.search(/[:(*+?{}\\]/);
    const literal = (at < 0 ? from : from.slice(0, at)).slice(1);
    const path = decoded(literal) ?? literal;
    if (at < 0)
        return { urls: [path] };
    return { urls: /[/.]$/.test(path) ? [path.slice(0, -1)] : [], prefix: path };
}
function vercelMatch(from) {
    const { urls, prefix } = vercelReach(from);
    return (url) => (urls.includes(url) || (prefix !== undefined && url.startsWith(prefix)) ? {} : undefined);
}

;// CONCATENATED MODULE: ./lib/mapping/styles/vercel.js




const vercel = vercelWith({ cleanUrls: false });
function vercelWith(settings) {
    return {
        urlsOf: (path) => urlsOf(path, settings),
        resolve: (tree, url) => redirected(url, settings) ?? served(tree, url, settings),
        isErrorPage: isRootErrorPage,
        rules: {
            config: {
                name: "vercel.json",
                none: { redirects: [], headers: [], unplaced: [], rest: {}, isWhole: true },
                read: (text) => readVercelConfig(text, vercelWith),
            },
            reach: vercelReach,
            compile: vercelMatch,
        },
    };
}
function urlsOf(path, { cleanUrls, trailingSlash }) {
    return spellUrls(path, {
        index(folder) {
            const urls = folderUrls(folder);
            const slashless = folder !== "" && (trailingSlash === false || (cleanUrls && trailingSlash !== true));
            return slashless ? [folder.slice(0, -1), ...urls.filter((url) => url !== folder.slice(0, -1))] : urls;
        },
        page(clean) {
            if (!cleanUrls)
                return [path];
            return trailingSlash === true ? [`${clean}/`, clean, path] : pages_cleanUrls(clean, path);
        },
    });
}
function redirected(url, { cleanUrls, trailingSlash }) {
    const path = `/${url}`;
    if (cleanUrls) {
        const clean = INDEX_NAME.exec(path) ?? HTML_NAME.exec(path);
        const name = clean?.[1] ?? "";
        if (clean !== null)
            return redirect(308, trailingSlash === true && name !== "" ? `${name}/` : name);
    }
    if (url === "" || trailingSlash === undefined)
        return undefined;
    if (trailingSlash) {
        if (/^\/\.well-known(?:\/|$)/.test(path))
            return undefined;
        if (NAME_WITHOUT_DOT.test(url))
            return redirect(308, `${url}/`);
        return FILE_WITH_SLASH.test(url) ? redirect(308, url.slice(0, -1)) : undefined;
    }
    return url.endsWith("/") ? redirect(308, url.slice(0, -1)) : undefined;
}
const INDEX_NAME = /^\/(?:(.+)\/)?index(?:\.html)?\/?$/s;
const HTML_NAME = /^\/(.*)\.html\/?$/s;
const NAME_WITHOUT_DOT = /(?:^|\/)[^/.]+$/;
const FILE_WITH_SLASH = /(?:^|\/)[^/]+\.\w+\/$/;
function served(tree, url, { cleanUrls }) {
    const name = url.replace(/\/$/, "");
    const index = isFolderUrl(url) ? tree.get(url + INDEX) : indexContent(tree, url);
    const page = cleanUrls && name !== "" && !tree.has(url) ? tree.get(`${name}.html`) : undefined;
    if (index === undefined && page === undefined)
        return missing(tree);
    if (index !== undefined && page !== undefined)
        return found(`${page} ${index}`);
    return found(index ?? page);
}

;// CONCATENATED MODULE: ./lib/mapping/url-style.js








const URL_STYLES = {
    exact: exact,
    index: folderIndex,
    spa: spa,
    "github-pages": githubPages,
    netlify: netlify,
    vercel: vercel,
    "cloudflare-pages": cloudflarePages,
    "s3-website": s3Website,
};

;// CONCATENATED MODULE: ./lib/mapping/host-rules/unread-files.js


const NEVER_READ = [
    ".htaccess",
    "Caddyfile",
    "customHttp.yml",
    "firebase.json",
    "nginx.conf",
    "serve.json",
    "staticwebapp.config.json",
    "web.config",
];
const unread_files_MAX_NAMED = 5;
function unreadNames(ruleNames) {
    const styles = Object.values(URL_STYLES).map(ruleNamesOf);
    const all = [...NEVER_READ, ...styles.flatMap(({ inBuild, anywhere }) => [...inBuild, ...anywhere])];
    const read = new Set([...ruleNames.inBuild, ...ruleNames.anywhere]);
    return [...new Set(all)].filter((name) => !read.has(name));
}
function unseenNames(ruleNames) {
    return unreadNames(ruleNames).filter((name) => !name.startsWith("_"));
}
function unreadRuleFiles({ changes, outside = [], prefix = "" }, ruleNames, isRouted) {
    const names = new Set(unreadNames(ruleNames));
    const below = ({ path }) => (prefix === "" ? path : `${prefix}/${path}`);
    const beside = outside.map(({ path }) => path).filter((path) => isBeside(unread_files_folderOf(path), prefix));
    return [...new Set([...changes.map(below), ...beside])].filter((path) => names.has(nameOf(path)) && !isRouted(path));
}
function isBeside(folder, prefix) {
    return folder === "" || `${prefix}/`.startsWith(`${folder}/`) || folder.startsWith(`${prefix}/`);
}
function unread_files_folderOf(path) {
    return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}
function unreadRulesNote(paths) {
    const more = paths.length > unread_files_MAX_NAMED ? ` and ${paths.length - unread_files_MAX_NAMED} more` : "";
    const them = paths.length === 1 ? "it" : "them";
    return (`${paths.slice(0, unread_files_MAX_NAMED).join(", ")}${more} changed, and the rules in ${them} are not read. ${readersOf(paths)}Where such ` +
        "rules say what answers, purge: all removes old answers this once, and a route each time: " +
        `${paths[0]} -> all (-> none where they do not).`);
}
function readersOf(paths) {
    const names = new Set(paths.map(nameOf));
    return Object.entries(URL_STYLES)
        .flatMap(([style, one]) => {
        const { inBuild, anywhere } = ruleNamesOf(one);
        const own = [...inBuild, ...anywhere].filter((name) => names.has(name));
        return own.length === 0 ? [] : [`url-style: ${style} reads ${own.join(", ")}. `];
    })
        .join("");
}
function nameOf(path) {
    return path.slice(path.lastIndexOf("/") + 1);
}

;// CONCATENATED MODULE: ./lib/mapping/server-side-files.js

const SERVER_SIDE = /\.(?:php\d?|phtml|asp|aspx|ashx|jsp|jspx|cgi|pl|py|rb|cfm|shtml)$/i;
const server_side_files_MAX_NAMED = 3;
function serverSideNote(changes) {
    const paths = changes.flatMap(({ path }) => (SERVER_SIDE.test(path) ? [path] : []));
    const [first] = paths;
    if (first === undefined)
        return undefined;
    const named = paths.slice(0, server_side_files_MAX_NAMED).map((path) => (0,lib_escape/* escapeControlCharacters */.F7)(path, 100));
    const more = paths.length > server_side_files_MAX_NAMED ? ` and ${paths.length - server_side_files_MAX_NAMED} more` : "";
    const extension = first.slice(first.lastIndexOf("."));
    return (`${named.join(", ")}${more} changed and may be run by the server: what it makes of them, and at which other addresses, is not read. ` +
        `Their own addresses are purged; for the pages that hang on them give routes, for example **/*${(0,lib_escape/* escapeControlCharacters */.F7)(extension, 20)} -> all.`);
}

;// CONCATENATED MODULE: ./lib/mapping/mapping-notes.js



function mappingNotes(set, { style, immutable, touched, spared, early }) {
    const notes = [];
    const errorPages = set.changes.filter(({ path }) => style.isErrorPage?.(path) === true);
    if (errorPages.length > 0) {
        notes.push(`${errorPages.map(({ path }) => path).join(", ")} changed: its own URLs are purged. Copies under URLs that do not exist expire ` +
            "with the time that the CDN keeps errors; purge: all removes them at once.");
    }
    if (spared > 0)
        notes.push(`${spared} added or deleted files are named by immutable and need no purge.`);
    if (early > 0)
        notes.push(earlyNote(early));
    const serverSide = style.mayRunFiles ? serverSideNote(touched) : undefined;
    if (serverSide !== undefined)
        notes.push(serverSide);
    if (set.unreadRules !== undefined)
        notes.push(unreadRulesNote(set.unreadRules));
    const suggestion = (0,mapping_immutable/* suggestImmutable */.dN)(set, immutable);
    return suggestion === undefined ? notes : [...notes, suggestion];
}
function earlyNote(early) {
    const why = "nothing that could name them changed with them, so a page may have requested them before they were there";
    if (early <= mapping_immutable/* MAX_NAMED_EARLY */.dt)
        return `Added files that immutable names are purged this time (${early}): ${why}.`;
    return (`${early} files that immutable names were added, and ${why}. They are too many to be purged for that; errors that a CDN ` +
        "keeps in front of them expire, or purge: with their folder removes them.");
}

;// CONCATENATED MODULE: ./lib/mapping/read-hosting.js





const NO_RULES = { reach: () => ({ urls: [] }), compile: () => () => undefined };
function readHosting(set, given) {
    const trees = { before: (0,model_change/* oldTree */.ge)(set), after: set.tree };
    const dialect = given.rules ?? NO_RULES;
    const files = ruleFilesIn(set, trees, given);
    const rules = { before: readRules(files.before, dialect), after: readRules(files.after, dialect) };
    const style = rules.after.config?.style ?? given;
    return { style, dialect, trees, possibleBefore: possibleTrees(set, trees.before), files, rules };
}
function possibleTrees({ changes }, before) {
    const uncertain = changes.filter((change) => (0,model_change/* hasUnknownBefore */.oX)(change) && (change.path === INDEX || isRootErrorPage(change.path)));
    return uncertain.reduce((found, { path }) => found.flatMap((tree) => [tree, (0,model_tree/* overlay */.L)(tree, new Map([[path, undefined]]))]), [before]);
}

;// CONCATENATED MODULE: ./lib/mapping/spell-url.js

function spellUrl(url, wants) {
    return spellPage(`/${(0,encode_path/* encodePath */.O)(url)}`, wants);
}
function spellPage(url, wants) {
    let spelled = url;
    if (wants.urls !== "canonical")
        return spelled;
    if (wants.htmlSuffix === "strip")
        spelled = spelled.replace(/\.html?$/, "");
    if (wants.trailingSlash === "strip" && spelled !== "/")
        spelled = spelled.replace(/\/$/, "");
    return spelled;
}
function* urlsOfFiles(paths, style, ruleFiles, wants) {
    for (const path of paths) {
        if (ruleFiles.has(path) || !isCached(path, wants))
            continue;
        const all = style.urlsOf(path);
        if (wants.urls === "canonical")
            yield spellUrl(all[0] ?? path, wants);
        else
            for (const url of all)
                yield spellUrl(url, wants);
    }
}
function isCached(path, { files }) {
    return files !== "pages" || isPage(path);
}
function isPage(path) {
    return /\.html?$/i.test(path);
}

;// CONCATENATED MODULE: ./lib/mapping/unused-globs.js

const unused_globs_MAX_NAMED = 5;
function unusedGlobs(globs, paths) {
    let left = globs;
    if (left.length === 0)
        return left;
    for (const path of paths) {
        if (!left.some(({ matches }) => matches(path)))
            continue;
        left = left.filter(({ matches }) => !matches(path));
        if (left.length === 0)
            break;
    }
    return left;
}
function* deployedFiles({ tree, changes }) {
    yield* tree.keys();
    for (const { kind, path } of changes)
        if (kind === "deleted")
            yield path;
}
function unusedGlobNotes(unused, folder) {
    return [...Map.groupBy(unused, ({ input }) => input)].map(([input, globs]) => {
        const named = globs.slice(0, unused_globs_MAX_NAMED).map(({ text }) => `"${(0,lib_escape/* escapeControlCharacters */.F7)(text, 100)}"`);
        const more = globs.length > unused_globs_MAX_NAMED ? ` and ${globs.length - unused_globs_MAX_NAMED} more` : "";
        return `${input}: no file of the old or the new build matches ${named.join(", ")}${more}. Globs are relative to ${folder}.`;
    });
}

;// CONCATENATED MODULE: ./lib/mapping/find-stale.js












const NOTHING_IMMUTABLE = { ok: () => false };
function findStaleContent(set, given, wants, immutable = NOTHING_IMMUTABLE, touched = set.changes) {
    const hosting = readHosting(set, given);
    const { style } = hosting;
    const answers = compareAnswers(hosting);
    const { reach, everything } = deriveReach(set, hosting, answers, touched);
    const early = (0,mapping_immutable/* namedEarly */.BI)(set, immutable);
    const ruleFiles = new Set(ruleFilesOf(style));
    const files = touched.filter(({ path, isFolder }) => isFolder !== true && !ruleFiles.has(path));
    const cached = files.filter(({ path }) => isCached(path, wants));
    const urlsIn = (paths) => urlsOfFiles(paths, style, ruleFiles, wants);
    const found = staleFiles(cached, { answers, immutable, early, wants });
    for (const page of set.pages ?? [])
        add(found.urls, spellPage(page.path, wants), [page]);
    const unspelled = { ...wants, trailingSlash: "keep", htmlSuffix: "keep" };
    const pages = () => urlsOfFiles(set.tree.keys(), style, ruleFiles, unspelled);
    const selectors = addReach(found.urls, reach, wants, () => withPages(pages(), set.pageUrls ?? [], unspelled));
    return {
        stale: Array.from(found.urls, ([url, because]) => ({ url, because })),
        bareRoot: [...bareRootChanges(cached, answers), ...(set.pages ?? []).filter(({ path }) => path === "/")],
        selectors,
        everything,
        assets: files.length - cached.length,
        violations: found.violations,
        hosting: answers,
        notes: [
            ...unreadNotes(hosting.rules.after, hosting.dialect),
            ...mappingNotes(set, { style, immutable, touched, spared: found.spared, early }),
        ],
        inventory: (0,once/* once */.O)(() => distinctUrls(() => withPages(urlsIn(deployedFiles(set)), everyPage(set), wants))),
        current: (0,once/* once */.O)(() => distinctUrls(() => withPages(urlsIn(set.tree.keys()), set.pageUrls ?? [], wants))),
    };
}
function staleFiles(changes, options) {
    const { wants } = options;
    const urls = new Map();
    const violations = [];
    let spared = 0;
    for (const change of changes) {
        const { own, stale, immutable } = changedUrls(change, options);
        if (immutable === "violated")
            violations.push(change.path);
        if (immutable === "spared")
            spared += 1;
        const named = stale.length > 0 && wants.urls === "canonical" ? own.slice(0, 1) : stale;
        for (const url of named)
            add(urls, spellUrl(url, wants), [change]);
    }
    return { urls, violations, spared };
}
function addReach(urls, reach, wants, current) {
    const selectors = [];
    for (const { urls: single, prefix, because } of reach) {
        for (const url of single)
            add(urls, spellUrl(url, wants), because);
        if (prefix === undefined)
            continue;
        const value = `/${(0,encode_path/* encodePath */.O)(prefix)}`;
        if (wants.files !== "pages")
            selectors.push({ selector: { by: "prefix", value }, from: "url-style", because });
        else
            for (const url of current())
                if (url.startsWith(value))
                    add(urls, spellPage(url, wants), because);
    }
    return selectors;
}
function add(found, url, because) {
    const known = found.get(url);
    if (known === undefined)
        found.set(url, [...because]);
    else
        for (const change of because)
            known.push(change);
}
function* everyPage({ pageUrls = new Set(), pages = [] }) {
    yield* pageUrls;
    for (const { path } of pages)
        yield path;
}
function* withPages(urls, pages, wants) {
    yield* urls;
    for (const page of pages)
        yield spellPage(page, wants);
}

// EXTERNAL MODULE: ./lib/plan/addressing.js
var addressing = __webpack_require__(30267);
// EXTERNAL MODULE: ./lib/plan/equivalents.js
var equivalents = __webpack_require__(42438);
// EXTERNAL MODULE: ./lib/plan/patterns.js
var patterns = __webpack_require__(46324);
;// CONCATENATED MODULE: ./lib/plan/single-url.js



function singleForm(context) {
    const { queryStrings, capabilities, providerName } = context;
    if (queryStrings === "ignored" || !(0,equivalents/* takesPaths */.R8)(capabilities))
        return { form: "path" };
    const sure = FORMS.find(({ kinds }) => queriesOf(capabilities, kinds) === "covered");
    if (sure !== undefined)
        return { form: sure.form };
    const maybe = FORMS_IN_DOUBT.find(({ kinds }) => queriesOf(capabilities, kinds) === "unknown");
    if (maybe === undefined) {
        return {
            form: "path",
            problem: `is cached, and ${providerName} purges no copy with a query string by the URL of its page: leave it at ignored, or purge such copies by tag or all`,
        };
    }
    return { form: maybe.form, note: doubt(providerName, maybe.form) };
}
const FORMS = [
    { form: "path", kinds: ["path"] },
    { form: "pattern", kinds: ["regex"] },
    { form: "prefix", kinds: ["prefix", "starts_with"] },
];
const FORMS_IN_DOUBT = [
    { form: "pattern", kinds: ["regex"] },
    { form: "path", kinds: ["path"] },
];
function queriesOf({ accepts }, kinds) {
    return kinds.map((kind) => accepts[kind]).find((acceptance) => acceptance !== undefined)?.match.query;
}
function doubt(providerName, form) {
    const how = form === "pattern" ? "The patterns sent let a query string follow" : "URLs are sent without one";
    return `${providerName} does not say whether a purge reaches copies with query strings. ${how}; whether those copies go is not known.`;
}
function singleNotes({ form, note }, instructions) {
    const notes = note === undefined ? [] : [note];
    const isPath = ({ selector, targets }) => (selector.by === "path" || selector.by === "equals") && targets.some(({ page }) => page !== undefined);
    const tooLong = form === "pattern" ? instructions.filter(isPath).length : 0;
    if (tooLong === 0)
        return notes;
    const what = tooLong === 1 ? "1 changed path is" : `${tooLong} changed paths are`;
    return [...notes, `${what} too long for a pattern and sent without a query: copies with query strings may stay.`];
}
function staleAt({ stale }, base) {
    return stale.map((one) => staleAtBase(one, base)).sort((a, b) => (a.path < b.path ? -1 : 1));
}
function staleAtBase({ url, because }, base) {
    const selector = (0,addressing/* atBase */.rX)("path", url, base);
    return { url, path: selector.value, target: { selector, requested: "changes", because, page: url } };
}
function single({ capabilities, single: { form } }, { target }) {
    return { selector: translateSingle(target.selector, form, capabilities), targets: [target] };
}
function translateSingle(path, form, capabilities) {
    if (form === "pattern") {
        const pattern = (0,patterns/* patternOf */.Id)(path, capabilities.accepts.regex?.match.anchor ?? "path");
        if (pattern !== undefined && pattern.length <= (0,equivalents/* patternLimit */.An)(capabilities.accepts))
            return (0,addressing/* withReach */.oH)({ ...path, by: "regex", value: pattern }, capabilities);
    }
    if (form === "prefix")
        return (0,equivalents/* translateExactly */.Vh)({ ...path, by: "prefix" }, capabilities) ?? path;
    return (0,equivalents/* translateExactly */.Vh)(path, capabilities) ?? path;
}

;// CONCATENATED MODULE: ./lib/plan/bare-root.js


function bareRootInstructions(context) {
    const { bases, bareRoot = [], everything } = context;
    if ((bareRoot.length === 0 && everything === undefined) || !(0,equivalents/* takesPaths */.R8)(context.capabilities))
        return [];
    return bases.flatMap(({ origin, basePath }) => {
        if (basePath === "/")
            return [];
        const path = basePath.slice(0, -1);
        const selector = { by: "path", value: path, ...(origin === undefined ? {} : { origin }) };
        return [
            single(context, { url: "/", path, target: { selector, requested: "changes", because: bareRoot, page: "/" } }),
        ];
    });
}

// EXTERNAL MODULE: ./lib/plan/batches.js
var plan_batches = __webpack_require__(35943);
// EXTERNAL MODULE: ./lib/plan/budgets.js
var budgets = __webpack_require__(42549);
// EXTERNAL MODULE: ./lib/lib/url-path.js
var url_path = __webpack_require__(23136);
// EXTERNAL MODULE: ./lib/model/selector.js
var model_selector = __webpack_require__(12408);
// EXTERNAL MODULE: ./lib/lib/format.js
var format = __webpack_require__(26720);
// EXTERNAL MODULE: ./lib/model/plan-options.js
var plan_options = __webpack_require__(44953);
;// CONCATENATED MODULE: ./lib/plan/auto/compare-candidates.js


function compare_candidates_costOf({ collateral, broad, instructions, requests }, { usd }) {
    return collateral + broad + usd(instructions, requests) * budgets/* OBJECTS_PER_USD */.IZ;
}
function whyNot(candidate, best, space) {
    const [cost, least] = [compare_candidates_costOf(candidate, space), compare_candidates_costOf(best, space)];
    const compared = (what, own, other) => `${what}: ${(0,format/* formatCount */.B4)(Math.round(own))}, the chosen one ${(0,format/* formatCount */.B4)(Math.round(other))}`;
    const money = [candidate, best].some(({ instructions, requests }) => space.usd(instructions, requests) > 0);
    const evicted = "evicted objects and broad instructions together";
    const priced = `evicted objects, broad instructions and cost (1 USD as ${(0,format/* formatCount */.B4)(budgets/* OBJECTS_PER_USD */.IZ)} objects) together`;
    if (cost > least)
        return compared(money ? priced : evicted, cost, least);
    if (candidate.instructions > best.instructions)
        return compared("evicts as much, with more instructions", candidate.instructions, best.instructions);
    if (candidate.requests > best.requests)
        return compared("evicts as much, with more requests", candidate.requests, best.requests);
    return "as good, and compared later";
}
function better(a, b, space) {
    return compare_candidates_costOf(a, space) - compare_candidates_costOf(b, space) || a.instructions - b.instructions || a.requests - b.requests;
}

;// CONCATENATED MODULE: ./lib/plan/auto/url-trie.js
function growTree(unsorted, match) {
    const urls = [...new Set(unsorted)].sort();
    return lineUp(urls, branchOut(urls), match);
}
function branchOut(urls) {
    const most = 2 * urls.length + 1;
    const youngest = new Int32Array(most).fill(-1);
    const older = new Int32Array(most).fill(-1);
    const [depth, from, to] = [new Int32Array(most), new Int32Array(most), new Int32Array(most)];
    const isUrl = new Uint8Array(most);
    let size = 1;
    const stack = [0];
    const top = () => stack[stack.length - 1];
    const add = (length, first) => {
        const [node, below] = [size++, top()];
        depth[node] = length;
        from[node] = first;
        older[node] = youngest[below];
        youngest[below] = node;
        stack.push(node);
        return node;
    };
    for (const [index, url] of urls.entries()) {
        const shared = index === 0 ? 0 : sharedLength(urls[index - 1], url);
        let last = -1;
        while (depth[top()] > shared) {
            last = stack.pop();
            to[last] = index;
        }
        if (depth[top()] < shared) {
            youngest[top()] = older[last];
            youngest[add(shared, from[last])] = last;
            older[last] = -1;
        }
        isUrl[add(url.length, index)] = 1;
    }
    for (const node of stack)
        to[node] = urls.length;
    return { size, youngest, older, depth, from, to, isUrl };
}
function lineUp(urls, growth, match) {
    const { size } = growth;
    const made = new Int32Array(size);
    const parent = new Int32Array(size).fill(-1);
    const children = new Int32Array(size + 1);
    let end = 1;
    for (let node = 0; node < size; node++) {
        children[node] = end;
        for (let child = growth.youngest[made[node]]; child >= 0; child = growth.older[child]) {
            parent[end] = node;
            made[end++] = child;
        }
    }
    children[size] = end;
    const depth = made.map((node) => growth.depth[node]);
    const from = made.map((node) => growth.from[node]);
    const cut = new Int32Array(size);
    const branch = new Uint16Array(size);
    for (let node = 1; node < size; node++) {
        const above = depth[parent[node]];
        const url = urls[from[node]];
        const length = cutLength(url, depth[node], match);
        if (length > above)
            cut[node] = length;
        branch[node] = url.charCodeAt(above);
    }
    const to = made.map((node) => growth.to[node]);
    const isUrl = Uint8Array.from(made, (node) => growth.isUrl[node]);
    return { urls, size, parent, children, branch, depth, from, to, isUrl, cut };
}
function cutLength(url, most, match) {
    if (match === "segment")
        return url.lastIndexOf("/", most - 1) + 1;
    const percent = url.lastIndexOf("%", most - 1);
    if (percent < 0 || percent + 3 <= most - 1)
        return most;
    let start = percent;
    while (start >= 3 && url[start - 3] === "%")
        start -= 3;
    return start;
}
function descend(tree, text, at) {
    const { urls, children, branch, depth, from, cut, isUrl } = tree;
    const length = text.length - at;
    let node = 0;
    for (;;) {
        const reached = depth[node];
        if (reached === length)
            return isUrl[node] === 1 ? node : -1 - node;
        const next = text.charCodeAt(at + reached);
        const end = children[node + 1];
        let child = children[node];
        while (child < end && branch[child] !== next)
            child++;
        if (child === end)
            return -1 - node;
        const whole = depth[child];
        let same = reached + 1;
        if (same < whole) {
            const sample = urls[from[child]];
            const most = Math.min(whole, length);
            while (same < most && text.charCodeAt(at + same) === sample.charCodeAt(same))
                same++;
            if (same < whole) {
                const cutAt = cut[child];
                return -1 - (cutAt > 0 && same >= cutAt ? child : node);
            }
        }
        node = child;
    }
}
function prefixOf({ urls, from, cut }, node) {
    return urls[from[node]].slice(0, cut[node]);
}
function sharedLength(a, b) {
    const most = Math.min(a.length, b.length);
    let length = 0;
    while (length < most && a.charCodeAt(length) === b.charCodeAt(length))
        length++;
    return length;
}

;// CONCATENATED MODULE: ./lib/plan/auto/collateral.js




function mayStray({ bases, capabilities }) {
    return (0,equivalents/* isLoose */.pg)(capabilities) || new Set(bases.map(({ basePath }) => basePath)).size > 1;
}
function countEvicted(context, tree, reaches) {
    const { bases } = context;
    const total = bases.map((base, at) => {
        const own = reaches[at] ?? NO_REACH;
        const strays = bases.flatMap((_, from) => strayOf(context, reaches, at, from));
        return countEvictedAt(tree, context.inventory(), own, base.basePath, strays);
    });
    return total.reduce((sum, count) => sum + count, 0);
}
const NO_REACH = { prefixes: new Set(), patterns: () => false, broadSelectors: [] };
function strayOf({ bases, capabilities }, reaches, at, from) {
    const [here, there] = [bases[at], bases[from]];
    const found = reaches[from];
    if (here === undefined || there === undefined || found === undefined)
        return [];
    const loose = (0,equivalents/* isLoose */.pg)(capabilities);
    const prefix = (0,equivalents/* prefixKind */.NT)(capabilities);
    if (at === from) {
        const reach = prefix === "regex" ? found : { ...found, prefixes: NO_REACH.prefixes };
        return loose ? [{ reach, base: there.basePath, from: 1, isLoose: true }] : [];
    }
    if (here.basePath === there.basePath && found === reaches[at])
        return [];
    const crosses = (by) => here.origin === there.origin || !(0,addressing/* reachesOneHost */.qb)(by, capabilities);
    const reach = {
        broadSelectors: [],
        prefixes: crosses(prefix) ? found.prefixes : NO_REACH.prefixes,
        patterns: crosses("regex") ? found.patterns : NO_REACH.patterns,
    };
    return [{ reach, base: there.basePath, from: 0, isLoose: loose }];
}
function countEvictedAt(tree, inventory, own, base, strays) {
    let evicted = 0;
    for (const url of inventory) {
        const node = descend(tree, url, 0);
        if (node >= 0)
            continue;
        const isHit = own.broadSelectors.some((broadSelector) => broadSelector.matches(url)) ||
            isBelow(tree, -1 - node, own.prefixes) ||
            strays.some((stray) => isAstray(tree, base + url.slice(1), stray));
        if (isHit)
            evicted++;
    }
    return evicted;
}
function isBelow(tree, node, prefixes) {
    if (prefixes.size === 0)
        return false;
    for (let at = node; at > 0; at = tree.parent[at])
        if (prefixes.has(at))
            return true;
    return false;
}
function isAstray(tree, path, { reach, base, from, isLoose }) {
    for (let slash = path.indexOf("/", from); slash >= 0; slash = isLoose ? path.indexOf("/", slash + 1) : -1) {
        if (!path.startsWith(base, slash))
            continue;
        const reached = descend(tree, path, slash + base.length - 1);
        if (reached >= 0 && reach.patterns(tree.from[reached]))
            return true;
        if (isBelow(tree, reached < 0 ? -1 - reached : reached, reach.prefixes))
            return true;
    }
    return false;
}
function countStrays(tree, inventory, base) {
    const strays = new Int32Array(tree.urls.length);
    for (const url of inventory) {
        if (descend(tree, url, 0) >= 0)
            continue;
        const path = base + url.slice(1);
        for (let slash = path.indexOf("/", 1); slash >= 0; slash = path.indexOf("/", slash + 1)) {
            if (!path.startsWith(base, slash))
                continue;
            const reached = descend(tree, path, slash + base.length - 1);
            if (reached < 0)
                continue;
            const hit = tree.from[reached];
            strays[hit] = strays[hit] + 1;
        }
    }
    return strays;
}
function countHits(values, paths, isLoose) {
    const counts = new Map();
    for (const path of paths) {
        const hit = new Set();
        const extension = (0,url_path/* extensionOf */.je)(path);
        if (extension !== undefined && values.has(extension))
            hit.add(extension);
        for (let start = 0; start >= 0; start = isLoose ? path.indexOf("/", start + 1) : -1) {
            for (let slash = path.indexOf("/", start); slash >= 0; slash = path.indexOf("/", slash + 1)) {
                const folder = path.slice(start, slash + 1);
                if (values.has(folder))
                    hit.add(folder);
            }
        }
        for (const value of hit)
            counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return counts;
}

// EXTERNAL MODULE: ./lib/plan/instruction.js
var instruction = __webpack_require__(51411);
// EXTERNAL MODULE: ./lib/plan/stage-result.js
var stage_result = __webpack_require__(91835);
;// CONCATENATED MODULE: ./lib/plan/auto/inventory-counts.js

const MAX_BROAD_SELECTORS = 4;
function countInventory(tree, inventory, broadSelectors, looseBase) {
    const below = [];
    const astray = [];
    const evicted = Array(1 << broadSelectors.length).fill(0);
    const stray = looseBase === undefined ? undefined : strayCounter(tree, looseBase);
    for (const url of inventory) {
        const node = descend(tree, url, 0);
        if (node >= 0)
            continue;
        const hit = matchingSelectors(broadSelectors, url);
        evicted[hit] = evicted[hit] + 1;
        increment(below, tree, hit, -1 - node);
        stray?.(url, -1 - node, (elsewhere) => increment(astray, tree, hit, elsewhere));
    }
    return {
        below,
        astray,
        evicted,
        ofChanged: Uint8Array.from(tree.urls, (url) => matchingSelectors(broadSelectors, url)),
    };
}
function matchingSelectors(broadSelectors, url) {
    let set = 0;
    for (let bit = 0; bit < broadSelectors.length; bit++)
        if (broadSelectors[bit].matches(url))
            set |= 1 << bit;
    return set;
}
function increment(counts, { size }, set, node) {
    counts[set] ??= new Int32Array(size);
    const of = counts[set];
    of[node] = of[node] + 1;
}
function strayCounter(tree, base) {
    const seen = new Int32Array(tree.size).fill(-1);
    let turn = 0;
    return (url, own, found) => {
        const path = base + url.slice(1);
        turn++;
        for (let node = own; node > 0; node = tree.parent[node])
            seen[node] = turn;
        for (let slash = path.indexOf("/", 1); slash >= 0; slash = path.indexOf("/", slash + 1)) {
            if (!path.startsWith(base, slash))
                continue;
            const reached = descend(tree, path, slash + base.length - 1);
            for (let node = reached < 0 ? -1 - reached : reached; node > 0; node = tree.parent[node]) {
                if (seen[node] === turn)
                    continue;
                seen[node] = turn;
                found(node);
            }
        }
    };
}
function collateralBelow(tree, { below, astray }, broadSelectors) {
    const total = new Float64Array(tree.size);
    const addAll = (counts, set) => {
        if (counts === undefined || (set & broadSelectors) !== 0)
            return;
        for (let node = 0; node < total.length; node++)
            inventory_counts_add(total, node, counts[node]);
    };
    below.forEach(addAll);
    for (let node = tree.size - 1; node > 0; node--) {
        inventory_counts_add(total, tree.parent[node], total[node]);
    }
    astray.forEach(addAll);
    return total;
}
function inventory_counts_add(to, index, amount) {
    to[index] = to[index] + amount;
}

;// CONCATENATED MODULE: ./lib/plan/auto/search-space.js









function createSearchSpace(context, urls, budget, singles) {
    const { capabilities } = context;
    const tree = growTree(urls, capabilities.accepts.prefix?.match.prefix ?? "string");
    const broadSelectors = broadSelectorsFor(context, urls);
    const looseBase = (0,equivalents/* isLoose */.pg)(capabilities) ? (context.bases[0]?.basePath ?? "/") : undefined;
    const strays = (0,equivalents/* prefixKind */.NT)(capabilities) === "regex" ? looseBase : undefined;
    const counts = countInventory(tree, context.inventory(), broadSelectors, strays);
    const usd = moneyBeside(context, budget);
    return {
        tree,
        counts,
        broadSelectors,
        budget,
        usd,
        why: whyNotSingly(context, usd(singles.instructions, singles.requests), singles.instructions <= budget),
        looseBase,
    };
}
function moneyBeside({ limit, capabilities }, budget) {
    const spent = Math.max(0, limit.most - budget);
    const total = (instructions, requests) => (0,budgets/* totalUsd */.xH)((0,budgets/* costsOf */.AR)(instructions, requests, capabilities));
    return (instructions, requests) => total(spent + instructions, requests) - total(spent, 0);
}
function whyNotSingly({ single, limit }, usd, fits) {
    if (single.form === "prefix")
        return "query-strings is cached: only a prefix reaches copies with query strings";
    if (fits && usd === 0)
        return "query-strings is cached: a pattern takes copies with query strings along, and may stand for many paths";
    if (fits)
        return `one path each would cost about ${(0,format/* formatUsd */.UK)(usd)} beyond what is free; 1 USD is set against ${(0,format/* formatCount */.B4)(budgets/* OBJECTS_PER_USD */.IZ)} evicted objects`;
    const most = `the ${(0,format/* formatCount */.B4)(limit.most)} instructions`;
    if (limit.by === "max-purges")
        return `one path each would be more than ${most} of one run`;
    if (limit.by === "max-cost")
        return `one path each would be more than ${most} that max-cost affords`;
    const { isLeft, per } = limit.by;
    return `one path each would be more than ${most} that ${isLeft ? `the account has left for this ${per}` : `the provider takes in a ${per}`}`;
}
function broadSelectorsFor({ widenTo, capabilities, bases }, urls) {
    if (!(0,plan_options/* mayWiden */.b5)(widenTo, "host"))
        return [];
    const counts = new Map();
    for (const url of urls) {
        const extension = (0,url_path/* extensionAsWritten */.P9)(url);
        if (extension !== undefined)
            counts.set(extension, (counts.get(extension) ?? 0) + 1);
    }
    const frequent = [...counts].filter(([, count]) => count > 1).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    const onHosts = (selector) => (0,addressing/* reachesOneHost */.qb)(selector.by, capabilities)
        ? [...new Set(bases.map(({ origin }) => origin))].map((origin) => ({ ...selector, ...(origin && { origin }) }))
        : [selector];
    const broadSelectors = frequent.slice(0, MAX_BROAD_SELECTORS - 1).flatMap(([value]) => {
        const selector = (0,equivalents/* translateExactly */.Vh)({ by: "extension", value }, capabilities);
        return selector === undefined
            ? []
            : [{ name: `ext:${value}`, selectors: onHosts(selector), matches: (url) => url.endsWith(`.${value}`) }];
    });
    const pages = { by: "regex", value: patterns/* PAGES_PATTERN */.e3 };
    if ((0,equivalents/* translateExactly */.Vh)(pages, capabilities) === undefined || urls.filter(patterns/* endsLikePage */.l9).length < 2)
        return broadSelectors;
    return [...broadSelectors, { name: "all pages", selectors: onHosts(pages), matches: patterns/* endsLikePage */.l9 }];
}
function countBroadlyEvicted({ counts }, broadSelectors) {
    let count = 0;
    for (const [set, objects] of counts.evicted.entries())
        if ((set & broadSelectors) !== 0)
            count += objects;
    return count;
}

;// CONCATENATED MODULE: ./lib/plan/auto/cover-instructions.js









function coverInstructions(context, space, { broadSelectors, covers }) {
    const { tree, counts } = space;
    const evicts = collateralBelow(tree, counts, broadSelectors);
    const known = new Map(context.stale.map((one) => [one.url, one]));
    const at = (base, urls) => urls.flatMap((url) => {
        const one = known.get(url);
        return one === undefined ? [] : staleAtBase(one, base);
    });
    const instructions = [];
    const translations = [];
    for (const [bit, { selectors }] of space.broadSelectors.entries()) {
        if ((broadSelectors & (1 << bit)) === 0)
            continue;
        const urls = tree.urls.filter((_, url) => (counts.ofChanged[url] & (1 << bit)) !== 0);
        for (const selector of selectors) {
            const reached = context.bases.filter(({ origin }) => selector.origin === undefined || selector.origin === origin);
            const targets = reached.flatMap((base) => at(base, urls).map(({ target }) => target));
            const evicted = countBroadlyEvicted(space, 1 << bit) * reached.length;
            translations.push(widened(space, urls.length, (0,model_selector/* describeSelector */.r5)(selector), evicted));
            instructions.push({ selector, targets });
        }
    }
    for (const [index, { prefixes, paths }] of covers.entries()) {
        const base = context.bases[index];
        for (const node of prefixes) {
            const prefix = (0,addressing/* atBase */.rX)("prefix", prefixOf(tree, node), base);
            const selector = (0,equivalents/* translateExactly */.Vh)(prefix, context.capabilities) ?? prefix;
            const urls = tree.urls.slice(tree.from[node], tree.to[node]);
            translations.push(widened(space, urls.length, (0,model_selector/* describeSelector */.r5)(selector), evicts[node]));
            instructions.push({ selector, targets: at(base, urls).map(({ target }) => target) });
        }
        const urls = paths.map((url) => tree.urls[url]);
        for (const one of at(base, urls))
            instructions.push(single(context, one));
    }
    return (0,stage_result/* stageResult */.MT)({ instructions, translations });
}
function widened({ why }, urls, to, collateral) {
    return { how: "widening", from: (0,instruction/* countPaths */.q4)(urls, "changed "), to, count: 1, why, collateral };
}

;// CONCATENATED MODULE: ./lib/plan/auto/pareto-frontier.js
const WHOLE = -1;
const NOTHING = {
    counts: [0],
    costs: [0],
    trace: { fromLeft: [0], fromRight: [0], node: -1 },
};
function join(left, right, budget) {
    if (left === NOTHING)
        return right;
    if (right === NOTHING)
        return left;
    const least = (left.counts[0] ?? 0) + (right.counts[0] ?? 0);
    const most = Math.min(budget, (left.counts.at(-1) ?? 0) + (right.counts.at(-1) ?? 0));
    const room = left.counts.length === 0 || right.counts.length === 0 ? 0 : Math.max(0, most - least + 1);
    const best = new Float64Array(room).fill(Number.POSITIVE_INFINITY);
    const pair = new Int32Array(room);
    const width = right.counts.length;
    for (let i = 0; i < left.counts.length && room > 0; i++) {
        const count = left.counts[i] - least;
        const cost = left.costs[i];
        for (let j = 0; j < width; j++) {
            const at = count + right.counts[j];
            if (at >= room)
                break;
            const sum = cost + right.costs[j];
            if (sum < best[at]) {
                best[at] = sum;
                pair[at] = i * width + j;
            }
        }
    }
    return thinned(best, pair, least, width, left, right);
}
function thinned(best, pair, least, width, left, right) {
    const counts = [];
    const costs = [];
    const fromLeft = [];
    const fromRight = [];
    let lowest = Number.POSITIVE_INFINITY;
    for (let at = 0; at < best.length; at++) {
        const cost = best[at];
        if (cost >= lowest)
            continue;
        lowest = cost;
        counts.push(least + at);
        costs.push(cost);
        fromLeft.push(Math.floor(pair[at] / width));
        fromRight.push(pair[at] % width);
    }
    const from = { fromLeft: trimmed(fromLeft), fromRight: trimmed(fromRight) };
    return { counts, costs, trace: { ...from, left: left.trace, right: right.trace, node: -1 } };
}
function rooted(node, branches, singles, wholeCost, budget) {
    const counts = [];
    const costs = [];
    const fromLeft = [];
    const add = (count, cost, from) => {
        counts.push(count);
        costs.push(cost);
        fromLeft.push(from);
    };
    const whole = wholeCost !== undefined && budget >= 1 ? wholeCost : Number.POSITIVE_INFINITY;
    let isWholeDue = Number.isFinite(whole);
    for (let i = 0; i < branches.counts.length; i++) {
        const count = branches.counts[i] + singles;
        const cost = branches.costs[i];
        if (count > budget)
            break;
        if (isWholeDue && count <= 1 && cost <= whole)
            isWholeDue = false;
        if (isWholeDue && count >= 1) {
            add(1, whole, WHOLE);
            isWholeDue = false;
            if (count === 1)
                continue;
        }
        const cheapest = costs.at(-1);
        if (cheapest === undefined || cost < cheapest)
            add(count, cost, i);
    }
    if (isWholeDue)
        add(1, whole, WHOLE);
    return { counts, costs, trace: { fromLeft: trimmed(fromLeft), fromRight: NONE, left: branches.trace, node } };
}
const NONE = [];
function trimmed(list) {
    return list.slice();
}

;// CONCATENATED MODULE: ./lib/plan/auto/optimal-cover.js


const UNKNOWN_OBJECTS = 1;
function coverTree(tree, counts, rules) {
    const evicts = collateralBelow(tree, counts, rules.broadSelectors);
    const waiting = new Map();
    const paths = new Int32Array(tree.size);
    const live = new Int32Array(tree.size);
    for (let node = tree.size - 1; node >= 0; node--) {
        const parent = tree.parent[node];
        if (isLive(tree, counts, rules, node)) {
            live[node] = live[node] + 1;
            paths[node] = paths[node] + 1;
        }
        const below = live[node];
        if (below === 0)
            continue;
        if (parent >= 0)
            live[parent] = live[parent] + below;
        if (below === 1 && rules.pathSuffices) {
            if (parent < 0)
                return rooted(node, NOTHING, 1, undefined, rules.budget);
            paths[parent] = paths[parent] + 1;
            continue;
        }
        const whole = tree.cut[node] > 0 && rules.allows(node) ? evicts[node] + rules.prefixPrice : undefined;
        const branches = waiting.get(node) ?? NOTHING;
        waiting.delete(node);
        const own = rules.pathSuffices || tree.isUrl[node] === 0 || paths[node] === 0;
        const choices = rooted(node, own ? branches : DEAD_END, paths[node], whole, rules.budget);
        if (parent < 0)
            return choices;
        waiting.set(parent, join(waiting.get(parent) ?? NOTHING, choices, rules.budget));
    }
    return NOTHING;
}
const DEAD_END = { counts: [], costs: [], trace: { fromLeft: [], fromRight: [], node: -1 } };
function isLive(tree, counts, { broadSelectors }, node) {
    return tree.isUrl[node] === 1 && (counts.ofChanged[tree.from[node]] & broadSelectors) === 0;
}
function readCover(tree, counts, broadSelectors, root, index) {
    const prefixes = [];
    const open = [[root, index]];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
        const [trace, choice] = next;
        if (trace === NOTHING.trace)
            continue;
        const from = trace.fromLeft[choice];
        if (from === WHOLE) {
            prefixes.push(trace.node);
            continue;
        }
        if (trace.left !== undefined)
            open.push([trace.left, from]);
        if (trace.right !== undefined)
            open.push([trace.right, trace.fromRight[choice]]);
    }
    prefixes.sort((a, b) => tree.from[a] - tree.from[b]);
    return coverOf(tree, counts, broadSelectors, prefixes);
}
function coverOf(tree, counts, broadSelectors, prefixes) {
    const covered = new Uint8Array(tree.urls.length);
    for (const node of prefixes)
        covered.fill(1, tree.from[node], tree.to[node]);
    const paths = [];
    for (let url = 0; url < covered.length; url++) {
        const isSwept = (counts.ofChanged[url] & broadSelectors) !== 0;
        if (covered[url] === 0 && !isSwept)
            paths.push(url);
    }
    return { prefixes, paths };
}
function cheapest({ counts, costs }, priceOf) {
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (const [index, count] of counts.entries()) {
        const cost = costs[index] + priceOf(count);
        if (cost >= least)
            continue;
        best = index;
        least = cost;
    }
    return best;
}

;// CONCATENATED MODULE: ./lib/plan/auto/limited-prefixes/lagrangian-bound.js
const HIGHEST_PRICE = 2 ** 30;
const COSTS_ARE_WHOLE = 1e-6;
function priced(offers, { most, needed }) {
    const worth = new Float64Array((offers.saves.length + 1) * (most + 1));
    let low = { taken: [], cost: 0, saved: 0 };
    let high = cheapestAt(offers, most, HIGHEST_PRICE, worth);
    if (high.saved < needed)
        return undefined;
    let found = high;
    for (;;) {
        const price = (high.cost - low.cost) / (high.saved - low.saved);
        const next = cheapestAt(offers, most, price, worth);
        if (next.saved >= needed && next.cost < found.cost)
            found = next;
        const gain = low.cost - price * low.saved - (next.cost - price * next.saved);
        const isKnown = next.saved === low.saved || next.saved === high.saved;
        if (isKnown || gain < COSTS_ARE_WHOLE)
            return { price, worth, found };
        if (next.saved >= needed)
            high = next;
        else
            low = next;
    }
}
function cheapestAt({ saves, costs, after }, most, price, worth) {
    const width = most + 1;
    for (let offer = saves.length - 1; offer >= 0; offer--) {
        const own = costs[offer] - price * saves[offer];
        const [here, without, beyond] = [offer * width, (offer + 1) * width, after[offer] * width];
        for (let left = 1; left <= most; left++) {
            worth[here + left] = Math.min(own + worth[beyond + left - 1], worth[without + left]);
        }
    }
    const taken = [];
    let [cost, saved, left] = [0, 0, most];
    for (let offer = 0; offer < saves.length && left > 0;) {
        if (worth[offer * width + left] === worth[(offer + 1) * width + left]) {
            offer++;
            continue;
        }
        taken.push(offer);
        cost += costs[offer];
        saved += saves[offer];
        left--;
        offer = after[offer];
    }
    return { taken, cost, saved };
}
function leastWith({ saves, costs, after }, { most, needed }, { price, worth }) {
    const width = most + 1;
    const before = new Float64Array((saves.length + 1) * width).fill(Number.POSITIVE_INFINITY).fill(0, 0, width);
    const least = new Float64Array(saves.length).fill(Number.POSITIVE_INFINITY);
    for (let offer = 0; offer < saves.length; offer++) {
        const own = costs[offer] - price * saves[offer];
        const [here, next, beyond] = [offer * width, (offer + 1) * width, after[offer] * width];
        for (let used = 0; used <= most; used++) {
            const so = before[here + used];
            before[next + used] = Math.min(before[next + used], so);
            if (used === most)
                break;
            const whole = so + own + worth[beyond + most - 1 - used] + price * needed;
            least[offer] = Math.min(least[offer], whole);
            before[beyond + used + 1] = Math.min(before[beyond + used + 1], so + own);
        }
    }
    return least;
}

;// CONCATENATED MODULE: ./lib/plan/auto/limited-prefixes/branch-and-bound.js

function walk(offers, limits, prices, cost, { width, steps }) {
    const { most, needed } = limits;
    const arriving = new Map();
    let here = [{ used: 0, saved: 0, cost: 0, last: -1, before: undefined }];
    let found;
    let isWhole = true;
    let taken = 0;
    for (let offer = 0; offer < offers.saves.length; offer++) {
        const arrived = arriving.get(offer);
        if (arrived !== undefined)
            here = undominated([...here, ...arrived], most);
        arriving.delete(offer);
        const highest = (found?.cost ?? cost) - 1 + COSTS_ARE_WHOLE;
        const hopeful = here.filter((part) => promise(part, offer, limits, prices) <= highest);
        here = mostHopeful(hopeful, width, (part) => promise(part, offer, limits, prices));
        isWhole &&= here.length === hopeful.length;
        taken += here.length + 1;
        if (taken > steps)
            return { found: choiceOf(found), isComplete: false };
        for (const part of here) {
            if (part.used === most)
                continue;
            const next = taking(part, offer, offers);
            if (next.saved < needed)
                append(arriving, offers.after[offer], next);
            else if (next.cost < (found?.cost ?? cost))
                found = next;
        }
    }
    return { found: choiceOf(found), isComplete: isWhole };
}
function promise({ used, saved, cost }, offer, { most, needed }, { price, worth }) {
    return cost + price * (needed - saved) + worth[offer * (most + 1) + most - used];
}
function taking(part, offer, { saves, costs }) {
    return {
        used: part.used + 1,
        saved: part.saved + saves[offer],
        cost: part.cost + costs[offer],
        last: offer,
        before: part,
    };
}
function append(to, at, part) {
    const there = to.get(at);
    if (there === undefined)
        to.set(at, [part]);
    else
        there.push(part);
}
function mostHopeful(parts, width, promised) {
    if (parts.length <= width)
        return parts;
    const ranked = parts.map((part) => ({ part, least: promised(part) })).sort((a, b) => a.least - b.least);
    return ranked.slice(0, width).map(({ part }) => part);
}
function undominated(parts, most) {
    const sorted = parts.toSorted((a, b) => a.cost - b.cost || b.saved - a.saved || a.used - b.used);
    const savedWithin = new Float64Array(most + 1).fill(-1);
    return sorted.filter(({ used, saved }) => {
        if (savedWithin[used] >= saved)
            return false;
        for (let more = used; more <= most && savedWithin[more] < saved; more++)
            savedWithin[more] = saved;
        return true;
    });
}
function choiceOf(found) {
    if (found === undefined)
        return undefined;
    const taken = [];
    for (let part = found; part !== undefined && part.last >= 0; part = part.before)
        taken.push(part.last);
    return { taken: taken.reverse(), cost: found.cost, saved: found.saved };
}
function subsetOf({ saves, costs, after }, kept) {
    const base = new Int32Array(saves.length + 1).fill(kept.length);
    for (const [at, offer] of kept.entries())
        base[offer] = at;
    for (let offer = saves.length - 1; offer >= 0; offer--) {
        base[offer] = Math.min(base[offer], base[offer + 1]);
    }
    return {
        saves: Int32Array.from(kept, (offer) => saves[offer]),
        costs: Float64Array.from(kept, (offer) => costs[offer]),
        after: Int32Array.from(kept, (offer) => base[after[offer]]),
    };
}

;// CONCATENATED MODULE: ./lib/plan/auto/limited-prefixes/choose-prefixes.js



const CORE = 500;
const NARROW = 300;
const MAX_STEPS = 200_000;
function chooseFew(offers, limits) {
    const first = priced(offers, limits);
    if (first === undefined)
        return undefined;
    const least = leastWith(offers, limits, first);
    const core = Array.from(least, (_, offer) => offer).sort((a, b) => least[a] - least[b] || a - b);
    const good = walkAmong(offers, core.slice(0, CORE).sort((a, b) => a - b), limits, first.found, NARROW);
    const rest = core.filter((offer) => least[offer] <= good.best.cost - 1 + COSTS_ARE_WHOLE);
    const wide = walkAmong(offers, rest.sort((a, b) => a - b), limits, good.best, Number.POSITIVE_INFINITY);
    const { taken, cost } = wide.best;
    const bound = Math.max(lowest(first, limits), wide.bound);
    return { taken, cost, bound: wide.isComplete ? cost : Math.min(cost, bound) };
}
function walkAmong(offers, some, limits, best, width) {
    const fewer = subsetOf(offers, some);
    const prices = priced(fewer, limits);
    if (prices === undefined)
        return { best, isComplete: true, bound: best.cost };
    const named = (choice) => ({ ...choice, taken: choice.taken.map((offer) => some[offer]) });
    const known = prices.found.cost < best.cost ? named(prices.found) : best;
    const { found, isComplete } = walk(fewer, limits, prices, known.cost, {
        width,
        steps: width === NARROW ? Infinity : MAX_STEPS,
    });
    return { best: found === undefined ? known : named(found), isComplete, bound: lowest(prices, limits) };
}
function lowest({ price, worth }, { most, needed }) {
    return Math.ceil(price * needed + worth[most] - COSTS_ARE_WHOLE);
}
const MAX_ROOM = 2 ** 23;
function offersOf(tree, evicts, isLive, allows, { bases, most }) {
    const liveBefore = new Int32Array(tree.urls.length + 1);
    for (let url = 0; url < tree.urls.length; url++) {
        liveBefore[url + 1] = liveBefore[url] + (isLive(url) ? 1 : 0);
    }
    const from = (node) => tree.from[node];
    const to = (node) => tree.to[node];
    const saved = (node) => liveBefore[to(node)] - liveBefore[from(node)] - 1;
    const nodes = [];
    for (let node = 1; node < tree.size; node++) {
        if (tree.cut[node] > 0 && saved(node) > 0 && allows(node))
            nodes.push(node);
    }
    const kept = mostSaving(nodes, saved, Math.floor(MAX_ROOM / (bases * (most + 1))));
    kept.sort((a, b) => from(a) - from(b) || a - b);
    const after = new Int32Array(kept.length);
    const open = [];
    for (const [offer, node] of kept.entries()) {
        while (open.length > 0 && to(kept[open.at(-1)]) <= from(node))
            after[open.pop()] = offer;
        open.push(offer);
    }
    for (const offer of open)
        after[offer] = kept.length;
    const all = Array.from({ length: bases }, (_, base) => base * kept.length);
    return {
        nodes: kept,
        isWhole: kept.length === nodes.length,
        saves: Int32Array.from(all.flatMap(() => kept.map(saved))),
        costs: Float64Array.from(all.flatMap(() => kept.map((node) => evicts[node] + UNKNOWN_OBJECTS))),
        after: Int32Array.from(all.flatMap((start) => Array.from(after, (offer) => start + offer))),
    };
}
function mostSaving(nodes, saved, room) {
    if (nodes.length <= room)
        return nodes;
    return nodes.toSorted((a, b) => saved(b) - saved(a) || a - b).slice(0, Math.max(1, room));
}

;// CONCATENATED MODULE: ./lib/plan/auto/prefix-limits.js



function prefixGate({ widenTo, bases, capabilities }, tree) {
    if (!(0,plan_options/* mayWiden */.b5)(widenTo, "prefix"))
        return () => false;
    if ((0,equivalents/* translateExactly */.Vh)({ by: "prefix", value: "/a/" }, capabilities) === undefined)
        return () => false;
    const hasBase = bases.every(({ basePath }) => basePath !== "/");
    const wholeSite = hasBase || (0,plan_options/* mayWiden */.b5)(widenTo, "host");
    const longestBase = Math.max(...bases.map(({ basePath, origin = "" }) => basePath.length + origin.length));
    const isAnyAllowed = PREFIX_KINDS.every((kind) => capabilities.accepts[kind]?.allowed === undefined);
    return (node) => {
        const length = tree.cut[node];
        if (length <= 1 && !wholeSite)
            return false;
        if (isAnyAllowed && 2 * (length + longestBase) + SLACK <= shortestLimit(capabilities.accepts))
            return true;
        return bases.every(({ basePath }) => {
            const value = basePath + prefixOf(tree, node).slice(1);
            return (0,equivalents/* translateExactly */.Vh)({ by: "prefix", value }, capabilities) !== undefined;
        });
    };
}
const PREFIX_KINDS = ["prefix", "starts_with", "regex"];
const SLACK = 16;
function shortestLimit(accepts) {
    return Math.min(...PREFIX_KINDS.map((kind) => accepts[kind]).map((acceptance) => acceptance === undefined ? Number.POSITIVE_INFINITY : (0,equivalents/* longest */.xS)(acceptance)));
}
function prefixCap({ capabilities, timeoutMs, settleMs }) {
    const kind = (0,equivalents/* prefixKind */.NT)(capabilities);
    const own = capabilities.rates.filter(({ unit, kinds }) => unit === "item" && kinds?.includes(kind));
    const leftMs = Math.max(0, timeoutMs - settleMs) * (5 / 6);
    const caps = own.map(({ amount, perSeconds, burst }) => burst === undefined
        ? amount * (1 + Math.floor(leftMs / (perSeconds * 1000)))
        : burst + Math.floor((leftMs / (perSeconds * 1000)) * amount));
    const rounds = Math.max(1, Math.floor(leftMs / POOL_ROUND_MS));
    const pooled = (capabilities.pools ?? []).flatMap(({ kinds, inFlight }) => kinds.includes(kind) && !kinds.includes("path") ? [inFlight * rounds] : []);
    return Math.min(capabilities.accepts[kind]?.perRun ?? Number.POSITIVE_INFINITY, ...caps, ...pooled);
}
const POOL_ROUND_MS = 120_000;

;// CONCATENATED MODULE: ./lib/plan/auto/evaluate-cover.js







function evaluate(context, space, broadSelectors, useless) {
    const sent = space.broadSelectors.filter((_, bit) => broadSelectors & (1 << bit));
    const count = sent.reduce((sum, { selectors }) => sum + selectors.length, 0);
    const evicted = countBroadlyEvicted(space, broadSelectors) * context.bases.length;
    if (count > space.budget || evicted + count * UNKNOWN_OBJECTS >= useless)
        return undefined;
    const evicts = collateralBelow(space.tree, space.counts, broadSelectors);
    const sum = (covers) => covers === undefined ? undefined : addUp(covers, { broadSelectors, count, evicted, evicts });
    const budget = Math.min(space.budget - count, context.bases.length * space.tree.urls.length);
    const most = prefixCap(context);
    if (context.single.form === "prefix")
        return sum(bestCovers(context, space, broadSelectors, Math.min(budget, most), count));
    if (most >= budget || budget <= EXACT_BUDGET) {
        const found = sum(bestCovers(context, space, broadSelectors, budget, count));
        if (found === undefined || found.prefixes <= most)
            return found;
    }
    const found = budgetsWorthATry(space, budget, count).flatMap((budget) => {
        const few = fewPrefixes(context, space, broadSelectors, { budget, most, evicts });
        const evaluation = sum(few?.covers);
        if (few === undefined || evaluation === undefined)
            return [];
        const bound = few.bound + evicted + count * UNKNOWN_OBJECTS;
        return [bound < evaluate_cover_costOf(evaluation) ? { ...evaluation, bound } : evaluation];
    });
    const price = (one) => evaluate_cover_costOf(one) + space.usd(one.instructions, 0) * budgets/* OBJECTS_PER_USD */.IZ;
    return found.toSorted((a, b) => price(a) - price(b))[0];
}
function addUp(covers, beside) {
    const { broadSelectors, count, evicted, evicts } = beside;
    const prefixes = covers.flatMap((cover) => cover.prefixes);
    const paths = covers.reduce((sum, cover) => sum + cover.paths.length, 0);
    return {
        broadSelectors,
        covers,
        instructions: count + prefixes.length + paths,
        prefixes: prefixes.length,
        collateral: evicted + prefixes.reduce((sum, node) => sum + evicts[node], 0),
        broad: count + prefixes.length,
    };
}
function evaluate_cover_costOf({ collateral, broad }) {
    return collateral + broad * UNKNOWN_OBJECTS;
}
function budgetsWorthATry({ usd }, most, sent) {
    if (usd(sent + most, 0) === 0)
        return [most];
    let free = 0;
    for (let high = most; free < high;) {
        const middle = (free + high + 1) >> 1;
        if (usd(sent + middle, 0) === 0)
            free = middle;
        else
            high = middle - 1;
    }
    return [...new Set([0, 1, 2, 3, 4].map((step) => free + Math.floor(((most - free) * step) / 4)))];
}
const EXACT_BUDGET = 2_000;
function fewPrefixes(context, { tree, counts }, broadSelectors, { budget, most, evicts }) {
    const { bases } = context;
    const isLive = (url) => (counts.ofChanged[url] & broadSelectors) === 0;
    const live = tree.urls.reduce((sum, _, url) => sum + (isLive(url) ? 1 : 0), 0);
    const gate = prefixGate(context, tree);
    const offers = offersOf(tree, evicts, isLive, gate, { bases: bases.length, most });
    const needed = bases.length * live - budget;
    const few = needed <= 0 ? { taken: [], bound: 0 } : chooseFew(offers, { most, needed });
    if (few === undefined)
        return undefined;
    const each = offers.nodes.length;
    const covers = bases.map((_, base) => {
        const here = few.taken.filter((offer) => Math.floor(offer / each) === base);
        return coverOf(tree, counts, broadSelectors, here.map((offer) => offers.nodes[offer % each]));
    });
    return { covers, bound: offers.isWhole ? few.bound : 0 };
}
function bestCovers(context, space, broadSelectors, budget, sent) {
    const root = rootOf(context, space, broadSelectors, budget);
    const all = context.bases.reduce((joined) => join(joined, root, budget), NOTHING);
    const chosen = cheapest(all, (instructions) => space.usd(sent + instructions, 0) * budgets/* OBJECTS_PER_USD */.IZ);
    if (chosen < 0)
        return undefined;
    return choicesOf(all.trace, chosen, context.bases.length).map(([trace, choice]) => readCover(space.tree, space.counts, broadSelectors, trace, choice));
}
function rootOf(context, space, broadSelectors, budget) {
    return coverTree(space.tree, space.counts, {
        broadSelectors,
        budget,
        prefixPrice: UNKNOWN_OBJECTS,
        pathSuffices: context.single.form !== "prefix",
        allows: prefixGate(context, space.tree),
    });
}
function coversUpTo(context, space, budget) {
    const root = rootOf(context, space, 0, budget);
    return {
        count: root.counts.length,
        at: (index) => readCover(space.tree, space.counts, 0, root.trace, index),
    };
}
function choicesOf(all, chosen, bases) {
    const choices = [];
    let at = all;
    let choice = chosen;
    for (let base = bases - 1; base > 0; base--) {
        if (at.left === undefined || at.right === undefined)
            return Array(bases).fill([NOTHING.trace, 0]);
        choices.unshift([at.right, at.fromRight[choice]]);
        [at, choice] = [at.left, at.fromLeft[choice]];
    }
    return [[at, choice], ...choices];
}

// EXTERNAL MODULE: ./lib/plan/everything.js
var everything = __webpack_require__(36430);
;// CONCATENATED MODULE: ./lib/plan/patterns-for-changes.js





function foldedInstructions(context, folds) {
    if (!(0,addressing/* reachesOneHost */.qb)("regex", context.capabilities))
        return foldedAt(context, context.bases, folds);
    const hosts = Map.groupBy(context.bases, ({ origin }) => origin);
    return [...hosts].flatMap(([origin, bases]) => foldedAt(context, bases, folds, origin));
}
function foldedAt(context, bases, folds, origin) {
    const { accepts } = context.capabilities;
    const byPath = new Map();
    const rest = [];
    for (const one of bases.flatMap((base) => staleAt(context, base))) {
        if (!folds(one.url))
            rest.push(one);
        else
            byPath.set(one.path, [...(byPath.get(one.path) ?? []), one]);
    }
    const anchor = accepts.regex?.match.anchor ?? "path";
    const folded = (0,patterns/* foldPaths */.kq)([...byPath.keys()], anchor, (0,equivalents/* patternLimit */.An)(accepts)).map(({ pattern, paths }) => {
        const targets = [];
        for (const path of paths) {
            for (const { target } of byPath.get(path) ?? [])
                targets.push(target);
            byPath.delete(path);
        }
        return { selector: { by: "regex", value: pattern, ...(origin !== undefined && { origin }) }, targets };
    });
    return [...folded, ...[...rest, ...[...byPath.values()].flat()].map((one) => single(context, one))];
}
function patternTranslation(paths, patterns, why, collateral) {
    const translation = {
        from: (0,instruction/* countPaths */.q4)(paths, "changed "),
        to: `${patterns} ${patterns === 1 ? "pattern" : "patterns"}`,
        count: patterns,
    };
    if (collateral === 0)
        return { how: "equivalent", ...translation, why };
    return {
        how: "widening",
        ...translation,
        why: `${why}; a pattern hits what looks like its path elsewhere too`,
        collateral,
    };
}

;// CONCATENATED MODULE: ./lib/plan/auto/plain-candidates.js








function pathsCandidate(context) {
    const { bases, stale, capabilities } = context;
    const instructions = bases.length * stale.length;
    const kind = context.single.form === "pattern" ? "regex" : "path";
    return {
        name: "paths",
        instructions,
        requests: (0,plan_batches/* requestsFor */.Uw)(new Map([[kind, instructions]]), capabilities),
        collateral: 0,
        broad: 0,
        build: () => (0,stage_result/* stageResult */.MT)({ instructions: bases.flatMap((base) => staleAt(context, base).map((one) => single(context, one))) }),
    };
}
function strayingPaths(context, { tree }, paths) {
    if (!mayStray(context))
        return paths;
    const reach = { prefixes: new Set(), patterns: () => true, broadSelectors: [] };
    const collateral = countEvicted(context, tree, context.bases.map(() => reach));
    const build = () => {
        const { instructions } = paths.build();
        const patterns = instructions.filter(({ selector }) => selector.by === "regex").length;
        return (0,stage_result/* stageResult */.MT)({ instructions, translations: asPatterns(patterns, collateral) });
    };
    return { ...paths, collateral, build };
}
function asPatterns(urls, collateral) {
    return collateral > 0 ? [patternTranslation(urls, urls, "query-strings is cached", collateral)] : [];
}
function everythingCandidate(context, space) {
    const broad = (0,everything/* everythingWithin */.Fz)(context);
    if (broad === undefined)
        return [];
    const unaffected = Math.max(0, context.inventory().size - space.tree.urls.length);
    const kinds = Map.groupBy(broad, ({ selector }) => selector.by);
    return [
        {
            name: "everything",
            instructions: broad.length,
            requests: (0,plan_batches/* requestsFor */.Uw)(new Map([...kinds].map(([by, of]) => [by, of.length])), context.capabilities),
            collateral: unaffected * context.bases.length,
            broad: broad.length,
            build: () => everythingResult(context, space, broad, unaffected),
        },
    ];
}
function everythingResult(context, space, broad, unaffected) {
    return (0,stage_result/* stageResult */.MT)({
        instructions: broad.map(({ base, selector }) => ({
            selector,
            targets: staleAt(context, base).map(({ target }) => target),
        })),
        translations: broad.map(({ selector }) => widened(space, context.stale.length, (0,model_selector/* describeSelector */.r5)(selector), unaffected)),
    });
}

;// CONCATENATED MODULE: ./lib/plan/auto/cover-candidates.js








function coverCandidates(context, space, known) {
    const best = new Map();
    let useless = known;
    for (let broadSelectors = 0; broadSelectors < 1 << space.broadSelectors.length; broadSelectors++) {
        const found = evaluate(context, space, broadSelectors, broadSelectors === 0 ? Number.POSITIVE_INFINITY : useless);
        if (found === undefined)
            continue;
        const candidate = coverCandidate(context, space, found);
        const sort = sortOf(space, broadSelectors);
        const rival = best.get(sort)?.candidate;
        if (rival === undefined || better(candidate, rival, space) < 0)
            best.set(sort, { candidate, found });
        useless = Math.min(useless, compare_candidates_costOf(candidate, space));
    }
    return Array.from(best.values(), ({ candidate, found }) => exactly(context, space, candidate, found));
}
function sortOf({ broadSelectors: all }, broadSelectors) {
    if (broadSelectors === 0)
        return "paths and prefixes";
    return all.some(({ name }, bit) => name === "all pages" && (broadSelectors & (1 << bit)) !== 0)
        ? "pages"
        : "extensions";
}
function coverCandidate(context, space, found) {
    const chosen = space.broadSelectors.filter((_, bit) => (found.broadSelectors & (1 << bit)) !== 0);
    const kinds = new Map();
    const count = (kind, amount) => kinds.set(kind, (kinds.get(kind) ?? 0) + amount);
    const broad = chosen.flatMap(({ selectors }) => selectors);
    for (const { by } of broad)
        count(by, 1);
    count((0,equivalents/* prefixKind */.NT)(context.capabilities), found.prefixes);
    count(context.single.form === "pattern" ? "regex" : "path", found.instructions - broad.length - found.prefixes);
    const paths = found.prefixes > 0 || chosen.length === 0 ? "paths and prefixes" : "paths";
    return {
        name: [...chosen.map(({ name }) => name), paths].join(", "),
        instructions: found.instructions,
        requests: (0,plan_batches/* requestsFor */.Uw)(new Map([...kinds].filter(([, amount]) => amount > 0)), context.capabilities),
        collateral: found.collateral,
        broad: found.broad,
        build: () => {
            const notes = found.bound === undefined ? [] : [unproven(context, found, found.bound)];
            return { ...coverInstructions(context, space, found), notes };
        },
    };
}
function unproven({ providerName }, { prefixes, collateral, broad }, bound) {
    return (`The plan uses ${prefixes} prefixes, which ${providerName} limits by themselves. Its cost is ${(0,format/* formatCount */.B4)(collateral + broad)} ` +
        `objects; no plan within the limits costs less than ${(0,format/* formatCount */.B4)(bound)}.`);
}
function exactly(context, { tree, broadSelectors }, candidate, found) {
    if (!mayStray(context))
        return candidate;
    const chosen = broadSelectors.filter((_, bit) => (found.broadSelectors & (1 << bit)) !== 0);
    const isPattern = context.single.form === "pattern";
    const reaches = found.covers.map(({ prefixes, paths }) => {
        const alone = new Set(isPattern ? paths : []);
        return { prefixes: new Set(prefixes), patterns: (url) => alone.has(url), broadSelectors: chosen };
    });
    const collateral = countEvicted(context, tree, reaches);
    const build = () => {
        const built = candidate.build();
        const reported = built.translations.reduce((sum, one) => sum + (one.collateral ?? 0), 0);
        const urls = found.covers.reduce((sum, { paths }) => sum + paths.length, 0);
        const patterns = isPattern ? asPatterns(urls, Math.max(0, collateral - reported)) : [];
        return { ...built, translations: [...built.translations, ...patterns] };
    };
    return { ...candidate, collateral, build };
}

;// CONCATENATED MODULE: ./lib/plan/auto/folded-patterns.js








const MIN_PER_PATH = 2;
function foldedCandidates(context, space) {
    const { accepts } = context.capabilities;
    const { tree, budget, looseBase } = space;
    if (accepts.regex === undefined || context.single.form === "prefix")
        return [];
    if (tree.urls.length * MIN_PER_PATH > budget * (0,equivalents/* patternLimit */.An)(accepts))
        return [];
    const strays = looseBase === undefined ? undefined : countStrays(tree, context.inventory(), looseBase);
    const attempts = [
        ...(strays === undefined || context.single.form !== "path" ? [] : [(url) => strays[url] > 0]),
        ...(strays === undefined ? [] : [(url) => tree.urls[url] === "/"]),
        () => false,
    ].map((alone) => folding(context, space, alone));
    const [candidate = attempts.at(-1)] = attempts.filter(({ instructions }) => instructions <= budget);
    return candidate === undefined ? [] : [candidate];
}
function folding(context, { tree, why }, alone) {
    const isAlone = new Set(tree.urls.filter((_, url) => alone(url)));
    const instructions = foldedInstructions(context, (url) => !isAlone.has(url));
    const kinds = countKinds(instructions);
    const patterns = kinds.get("regex") ?? 0;
    const reach = {
        prefixes: new Set(),
        patterns: (url) => context.single.form === "pattern" || !isAlone.has(tree.urls[url]),
        broadSelectors: [],
    };
    const collateral = mayStray(context)
        ? countEvicted(context, tree, context.bases.map(() => reach))
        : 0;
    return {
        name: isAlone.size === 0 ? "patterns" : "patterns and paths",
        instructions: instructions.length,
        requests: (0,plan_batches/* requestsFor */.Uw)(kinds, context.capabilities),
        collateral,
        broad: 0,
        build: () => (0,stage_result/* stageResult */.MT)({
            instructions,
            translations: [patternTranslation(tree.urls.length - isAlone.size, patterns, why, collateral)],
        }),
    };
}
function countKinds(instructions) {
    const kinds = new Map();
    for (const { selector } of instructions)
        kinds.set(selector.by, (kinds.get(selector.by) ?? 0) + 1);
    return kinds;
}
const PATHS_PER_PATTERN = 40;
const LARGEST_COVER = 5_000;
function mixedCandidates(context, space) {
    const { accepts } = context.capabilities;
    const { tree, budget } = space;
    if (accepts.regex === undefined || context.single.form === "prefix")
        return [];
    const largest = Math.max(budget, Math.min(PATHS_PER_PATTERN * budget, LARGEST_COVER, tree.urls.length));
    const covers = coversUpTo(context, space, largest);
    let best;
    let [low, high] = [0, covers.count];
    while (low < high) {
        const middle = (low + high) >> 1;
        const mixture = mixed(context, space, covers.at(middle));
        if (mixture.instructions <= budget) {
            best = mixture;
            low = middle + 1;
        }
        else
            high = middle;
    }
    return best === undefined ? [] : [mixedCandidate(context, space, best)];
}
function mixed(context, { tree, looseBase }, { prefixes, paths }) {
    const left = new Set(paths.map((url) => tree.urls[url]));
    const rest = { ...context, stale: context.stale.filter(({ url }) => left.has(url)) };
    const patterns = foldedInstructions(rest, (url) => looseBase === undefined || url !== "/");
    return { prefixes, paths, patterns, instructions: patterns.length + context.bases.length * prefixes.length };
}
function mixedCandidate(context, space, { prefixes, paths, patterns, instructions }) {
    const { tree, counts } = space;
    const { bases, capabilities } = context;
    const evicts = collateralBelow(tree, counts, 0);
    const alone = new Set(paths.filter((url) => context.single.form === "pattern" || tree.urls[url] !== "/"));
    const reach = { prefixes: new Set(prefixes), patterns: (url) => alone.has(url), broadSelectors: [] };
    const byPrefixes = bases.length * prefixes.reduce((sum, node) => sum + evicts[node], 0);
    const reaches = bases.map(() => reach);
    const collateral = mayStray(context) ? countEvicted(context, tree, reaches) : byPrefixes;
    const kinds = countKinds(patterns);
    const broad = bases.length * prefixes.length;
    const kind = (0,equivalents/* prefixKind */.NT)(capabilities);
    kinds.set(kind, (kinds.get(kind) ?? 0) + broad);
    const covers = bases.map(() => ({ prefixes, paths: [] }));
    return {
        name: "prefixes and patterns",
        instructions,
        requests: (0,plan_batches/* requestsFor */.Uw)(kinds, capabilities),
        collateral,
        broad,
        build: () => (0,stage_result/* joinResults */.FU)([
            coverInstructions(context, space, { broadSelectors: 0, covers }),
            (0,stage_result/* stageResult */.MT)({
                instructions: patterns,
                translations: [
                    patternTranslation(paths.length, patterns.length, space.why, Math.max(0, collateral - byPrefixes)),
                ],
            }),
        ]),
    };
}

;// CONCATENATED MODULE: ./lib/plan/auto/choose-cheapest.js







function instructionsByPlanner(context, budget) {
    const singles = pathsCandidate(context);
    const usd = moneyBeside(context, budget);
    const isFree = usd(singles.instructions, singles.requests) === 0;
    if (context.single.form === "path" && singles.instructions <= budget && isFree) {
        return { ...singles.build(), alternatives: [described(singles, "", { usd })] };
    }
    const space = createSearchSpace(context, context.stale.map(({ url }) => url), budget, singles);
    const plain = context.single.form === "pattern" ? [strayingPaths(context, space, singles)] : [singles];
    const candidates = [
        ...(context.single.form === "prefix" ? [] : plain),
        ...withPatterns(context, space),
        ...everythingCandidate(context, space),
    ];
    const known = candidates.filter(({ instructions }) => instructions <= budget).map((one) => compare_candidates_costOf(one, space));
    candidates.push(...coverCandidates(context, space, Math.min(Number.POSITIVE_INFINITY, ...known)));
    const chosen = choose(candidates, singles, space);
    const isBound = context.single.form === "prefix" && candidates.length === 0;
    return isBound ? { ...chosen, problems: [{ input: "widen-to", message: unreachable(context) }] } : chosen;
}
function unreachable({ widenTo, providerName }) {
    return (`is ${widenTo}, and with query-strings: cached ${providerName} needs something broader: only a prefix of the changed ` +
        `pages reaches their copies with query strings. Widen it, or leave query-strings at ignored`);
}
function withPatterns(context, space) {
    const isLeft = ({ collateral, broad }) => (0,plan_options/* mayWiden */.b5)(context.widenTo, "host") || broad > 0 || collateral === 0;
    const folded = foldedCandidates(context, space).filter(isLeft);
    const fits = folded.some(({ instructions }) => instructions <= space.budget);
    return fits ? folded : [...folded, ...mixedCandidates(context, space).filter(isLeft)];
}
function choose(candidates, singles, space) {
    const { budget } = space;
    const [best, ...others] = candidates
        .filter(({ instructions }) => instructions <= budget)
        .sort((a, b) => better(a, b, space));
    const tooMany = candidates
        .filter(({ instructions }) => instructions > budget)
        .map((candidate) => described(candidate, `more than the ${(0,format/* formatCount */.B4)(budget)} instructions that are left`, space));
    if (best === undefined)
        return { ...singles.build(), alternatives: tooMany };
    const rejected = others.map((candidate) => described(candidate, whyNot(candidate, best, space), space));
    return {
        ...best.build(),
        collateral: best.collateral,
        alternatives: [described(best, "", space), ...rejected, ...tooMany],
    };
}
function described({ name, instructions, requests, collateral, broad }, why, space) {
    const usd = space.usd(instructions, requests);
    return { name, instructions, requests, collateral, broad, ...(usd > 0 && { usd }), why };
}

;// CONCATENATED MODULE: ./lib/plan/changed.js













function instructionsForChanges(context, budget) {
    const { stale, purgeBy } = context;
    if (stale.length === 0)
        return stage_result/* EMPTY_RESULT */.Qg;
    if (!(0,equivalents/* takesPaths */.R8)(context.capabilities))
        return (0,everything/* instructionsWithoutPaths */.Id)(context);
    if (purgeBy === "auto" || (purgeBy !== "all" && context.single.form === "prefix"))
        return instructionsByPlanner(context, budget);
    if (purgeBy === "all")
        return (0,everything/* instructionsForEverything */.it)(context, "purge-by is all, and something changed");
    if (purgeBy === "regex")
        return byPattern(context);
    if (purgeBy === "path")
        return byPath(context);
    return byGroups(context, purgeBy === "prefix" ? prefixGroup : extensionGroup);
}
function byPath(context) {
    const instructions = allSingles(context);
    const patterns = instructions.filter(({ selector }) => selector.by === "regex").length;
    const collateral = patterns === 0 ? 0 : strayCollateral(context);
    const why = "query-strings is cached";
    const translations = collateral === 0 ? [] : [patternTranslation(patterns, patterns, why, collateral)];
    return (0,stage_result/* stageResult */.MT)({ instructions, translations });
}
function allSingles(context) {
    return context.bases.flatMap((base) => staleAt(context, base).map((one) => single(context, one)));
}
const extensionGroup = (_, { origin }) => ({ path }) => {
    const extension = (0,url_path/* extensionAsWritten */.P9)(path);
    return extension === undefined ? undefined : { by: "extension", value: extension, ...(origin && { origin }) };
};
const prefixGroup = (stale, { basePath, origin }) => {
    const paths = new Set(stale.map(({ path }) => path));
    const isAlone = (path) => (0,url_path/* folderOf */.yS)(path) === basePath || paths.has(`${path}/`);
    const folders = new Set(stale.flatMap(({ path }) => (isAlone(path) ? [] : [(0,url_path/* folderOf */.yS)(path)])));
    const topmost = (folder) => {
        for (let slash = folder.indexOf("/"); slash >= 0; slash = folder.indexOf("/", slash + 1)) {
            const above = folder.slice(0, slash + 1);
            if (folders.has(above))
                return above;
        }
        return folder;
    };
    return ({ path }) => {
        if (isAlone(path))
            return undefined;
        return { by: "prefix", value: topmost((0,url_path/* folderOf */.yS)(path)), ...(origin && { origin }) };
    };
};
function byGroups(context, groupOf) {
    return (0,stage_result/* joinResults */.FU)(context.bases.map((base) => {
        const stale = staleAt(context, base);
        const { alone, groups } = groupStale(stale, groupOf(stale, base));
        const changed = new Set(stale.map(({ path }) => path));
        const isPattern = (0,equivalents/* prefixKind */.NT)(context.capabilities) === "regex" && (0,equivalents/* isLoose */.pg)(context.capabilities);
        const hits = (0,once/* once */.O)(() => countHits(new Set(groups.keys()), unchangedAround(context, base, changed), isPattern));
        return (0,stage_result/* joinResults */.FU)([
            (0,stage_result/* stageResult */.MT)({ instructions: alone.map((one) => single(context, one)) }),
            ...Array.from(groups.values(), (group) => translateGroup(context, group, () => hits().get(group.selector.value) ?? 0)),
        ]);
    }));
}
function groupStale(stale, groupOf) {
    const alone = [];
    const groups = new Map();
    for (const one of stale) {
        const selector = groupOf(one);
        if (selector === undefined) {
            alone.push(one);
            continue;
        }
        const group = groups.get(selector.value) ?? { selector, members: [] };
        group.members.push(one);
        groups.set(selector.value, group);
    }
    return { alone, groups };
}
function translateGroup(context, { selector, members }, countCollateral) {
    const { providerName, capabilities } = context;
    const changed = (0,instruction/* countPaths */.q4)(members.length, "changed ");
    const translated = (0,equivalents/* translateExactly */.Vh)(selector, capabilities);
    if (translated === undefined) {
        const why = `${providerName} has no ${selector.by}: the changed URLs that it would select are sent by themselves`;
        const expansion = {
            how: "expansion",
            from: (0,model_selector/* describeSelector */.r5)(selector),
            to: changed,
            count: members.length,
            why,
        };
        return (0,stage_result/* stageResult */.MT)({ instructions: members.map((one) => single(context, one)), translations: [expansion] });
    }
    const widening = {
        how: "widening",
        from: changed,
        to: (0,model_selector/* describeSelector */.r5)(translated),
        count: 1,
        why: `purge-by is ${selector.by}`,
        collateral: countCollateral(),
    };
    const targets = members.map(({ target }) => target);
    return (0,stage_result/* stageResult */.MT)({ instructions: [{ selector: translated, targets }], translations: [widening] });
}
function* unchangedAround(context, base, changed) {
    const keepsHost = (0,addressing/* reachesOneHost */.qb)((0,equivalents/* prefixKind */.NT)(context.capabilities), context.capabilities);
    const reached = context.bases.filter(({ basePath, origin }) => basePath !== base.basePath && (origin === base.origin || !keepsHost));
    const isStale = new Set(context.stale.map(({ url }) => url));
    for (const url of context.inventory()) {
        const path = base.basePath + url.slice(1);
        if (!changed.has(path))
            yield path;
        if (!isStale.has(url))
            for (const { basePath } of reached)
                yield basePath + url.slice(1);
    }
}
function byPattern(context) {
    const { capabilities, providerName, stale, bases } = context;
    if (capabilities.accepts.regex === undefined) {
        const count = stale.length * bases.length;
        const expansion = {
            how: "expansion",
            from: "patterns (purge-by: regex)",
            to: (0,instruction/* countPaths */.q4)(count, "changed "),
            count,
            why: `${providerName} takes no patterns: the changed URLs are sent by themselves`,
        };
        return (0,stage_result/* stageResult */.MT)({ instructions: allSingles(context), translations: [expansion] });
    }
    const instructions = foldedInstructions(context, () => true);
    const patterns = instructions.filter(({ selector }) => selector.by === "regex");
    const paths = patterns.reduce((sum, { targets }) => sum + targets.length, 0);
    const alone = instructions.length - patterns.length;
    return (0,stage_result/* stageResult */.MT)({
        instructions,
        translations: [patternTranslation(paths, patterns.length, "purge-by is regex", strayCollateral(context))],
        notes: alone > 0 ? [`${alone} paths are too long for a pattern and are sent by themselves.`] : [],
    });
}
function strayCollateral(context) {
    if (!mayStray(context))
        return 0;
    const urls = context.stale.map(({ url }) => url);
    const reach = { prefixes: new Set(), patterns: () => true, broadSelectors: [] };
    const reaches = context.bases.map(() => reach);
    return countEvicted(context, growTree(urls, "string"), reaches);
}

// EXTERNAL MODULE: ./lib/plan/explicit.js + 1 modules
var explicit = __webpack_require__(22714);
;// CONCATENATED MODULE: ./lib/plan/limits.js




function fitPlan(options, instructions, named) {
    const { sendable, unsendable } = separate(options, instructions);
    if (options.overLimit !== "defer" || sendable.length <= options.maxPurges)
        return { instructions: sendable, deferred: [], unsendable };
    const sorted = inDeferOrder(options, sendable, named);
    return {
        instructions: sorted.slice(0, options.maxPurges),
        deferred: sorted.slice(options.maxPurges).flatMap(({ targets }) => targets),
        unsendable,
    };
}
function separate({ capabilities, providerName }, instructions) {
    const unsendable = [];
    const isBounded = Object.values(capabilities.accepts).some((acceptance) => (0,equivalents/* longest */.xS)(acceptance) < Number.POSITIVE_INFINITY || acceptance.allowed !== undefined);
    if (!isBounded)
        return { sendable: instructions, unsendable };
    const sendable = instructions.filter(({ selector, targets }) => {
        const refusal = refusalOf(selector, capabilities, providerName);
        if (refusal === undefined)
            return true;
        unsendable.push({ selector, targets, message: `${refusal}: it was not sent and may still be served old.` });
        return false;
    });
    return { sendable, unsendable };
}
function refusalOf(selector, capabilities, providerName) {
    const acceptance = capabilities.accepts[selector.by];
    if (acceptance === undefined)
        return undefined;
    const { by, value, origin = "" } = selector;
    const isUrl = capabilities.wants.address === "url" && (by === "path" || by === "prefix");
    const length = value.length + (isUrl ? origin.length : 0);
    if (length > (0,equivalents/* longest */.xS)(acceptance))
        return `It has ${length} characters, and ${providerName} takes ${(0,equivalents/* longest */.xS)(acceptance)}`;
    return acceptance.allowed?.test(value) === false ? `It holds what ${providerName} does not take` : undefined;
}
function inDeferOrder({ routeLines }, instructions, named) {
    const turns = new Map(named.map(({ selector }, turn) => [(0,model_selector/* selectorKey */.je)(selector), turn]));
    const keys = instructions.map((instruction) => ({
        instruction,
        line: lineOf(instruction, routeLines),
        turn: turns.get((0,model_selector/* selectorKey */.je)(instruction.selector)) ?? LAST,
        depth: depthOf(instruction.selector.value),
        value: (0,model_selector/* describeSelector */.r5)(instruction.selector),
    }));
    return keys
        .sort((a, b) => a.line - b.line || a.turn - b.turn || a.depth - b.depth || (a.value < b.value ? -1 : 1))
        .map(({ instruction }) => instruction);
}
const LAST = Number.MAX_SAFE_INTEGER;
function lineOf({ targets }, routeLines) {
    let first = LAST;
    for (const { requested, because } of targets) {
        if (requested === "user")
            return 0;
        for (const change of because)
            first = Math.min(first, routeLines?.get(change) ?? LAST);
    }
    return first;
}
function depthOf(path) {
    return path.split("/").filter((part) => part !== "").length;
}
function limitProblems(context, size) {
    const { limit, capabilities, maxCostUsd } = context;
    const costs = (0,budgets/* costsOf */.AR)(size.instructions, size.requests, capabilities);
    if (size.instructions > limit.most || (0,budgets/* isTooDear */.BA)(costs, maxCostUsd)) {
        const isDear = limit.by === "max-cost" || size.instructions <= limit.most;
        return [{ input: isDear ? "max-cost" : "max-purges", message: tooMany(context, size, costs, isDear) }];
    }
    const refused = (capabilities.budgets ?? []).find(({ unit, amount, beyond }) => unit === "request" && beyond === "refused" && size.requests > amount);
    if (refused !== undefined) {
        const needs = `the plan needs ${size.requests} requests, and ${context.providerName} takes ${refused.amount} in a ${refused.per}`;
        return [{ input: "max-purges", message: `${needs}. Nothing was sent. Otherwise ${remedies(context)}` }];
    }
    return timeProblems(context, size.floorMs);
}
function timeProblems({ providerName, timeoutMs, settleMs }, floorMs) {
    const neededMs = floorMs + settleMs;
    if (neededMs <= timeoutMs)
        return [];
    return [
        {
            input: "timeout",
            message: `the plan needs at least ${Math.ceil(neededMs / 1000)} seconds at the rate that is kept for ${providerName}, and ` +
                `timeout is ${Math.floor(timeoutMs / 1000)}. Nothing was sent. Set timeout: ${roundUp(neededMs)}`,
        },
    ];
}
function lateProblems({ providerName, maxPurges }, deferred) {
    const late = deferred.filter(({ requested }) => requested === "user").length;
    if (late === 0)
        return [];
    const message = `one run at ${providerName} may send ${maxPurges}, and purge names ${late} more than that on every run: they are not ` +
        "owed to a later one. Nothing was sent. Name fewer, or raise max-purges";
    return [{ input: "purge", message }];
}
function tooMany(context, { instructions }, costs, isDear) {
    const { providerName, limit, maxCostUsd = 0 } = context;
    const plan = `the plan has ${instructions} instructions`;
    if (isDear) {
        const cost = `${costs.map(budgets/* costSentence */.Lp).join(" ")} max-cost is ${(0,format/* formatUsd */.UK)(maxCostUsd)}`;
        return `${plan}. ${cost}. Nothing was sent. Raise max-cost, ${remedies(context)}`;
    }
    if (typeof limit.by === "object") {
        const { isLeft, per } = limit.by;
        const most = isLeft ? `has ${limit.most} left for this ${per}` : `takes ${limit.most} in a ${per}`;
        return `${plan}, and ${providerName} ${most}. Nothing was sent. Otherwise ${remedies(context)}`;
    }
    return `${plan}, and one run at ${providerName} may send ${limit.most}. Nothing was sent. Raise max-purges, ${remedies(context)}`;
}
function remedies({ providerName, purgeBy, widenTo }) {
    const broader = purgeBy !== "auto"
        ? "purge in fewer, broader instructions (purge-by: auto)"
        : widenTo === "all"
            ? `(${providerName} takes nothing broader that would do)`
            : `let the plan be broader (widen-to is ${widenTo})`;
    return `${broader}, or send it over several runs (over-limit: defer)`;
}
function roundUp(neededMs) {
    return `${Math.ceil((neededMs * 1.2) / 60_000)}m`;
}

;// CONCATENATED MODULE: ./lib/plan/redundant.js
function coveredBy(instructions, context) {
    const all = instructions.find(({ selector }) => selector.by === "all");
    const hosts = new Map();
    const prefixes = new Map();
    const extensions = new Map();
    for (const instruction of instructions) {
        const { selector } = instruction;
        if (selector.by === "path" || !reachesQueries(selector, context))
            continue;
        if (selector.by === "host")
            hosts.set(selector.value, instruction);
        if (selector.by === "prefix" || selector.by === "starts_with")
            prefixes.set(baseKey(selector), instruction);
        if (selector.by === "extension")
            extensions.set(hostKey(selector, selector.value), instruction);
    }
    const lengths = [...new Set(Array.from(prefixes.values(), ({ selector }) => selector.value.length))].sort((a, b) => a - b);
    return (selector) => {
        if (all !== undefined)
            return all.selector === selector ? undefined : all;
        const isPath = selector.by === "path" || selector.by === "equals";
        if (!isPath && selector.by !== "prefix" && selector.by !== "starts_with")
            return undefined;
        const host = hosts.size === 0 ? undefined : hosts.get(hostOf(selector, context.hosts) ?? "");
        if (host !== undefined)
            return host;
        for (const length of lengths) {
            const { value } = selector;
            if (length > value.length || (length === value.length && !isPath))
                break;
            const prefix = prefixes.get(baseKey({ ...selector, value: value.slice(0, length) }));
            if (prefix !== undefined && covers(prefix.selector, value, context.accepts))
                return prefix;
        }
        return isPath && extensions.size > 0 ? byExtension(selector, extensions) : undefined;
    };
}
function reachesQueries({ by }, { accepts, queryStrings }) {
    return queryStrings === "ignored" || by === "all" || by === "host" || accepts[by]?.match.query === "covered";
}
function covers(prefix, value, accepts) {
    if (value.includes("?") && accepts[prefix.by]?.match.query !== "covered")
        return false;
    if (prefix.by !== "prefix" || accepts.prefix?.match.prefix !== "segment")
        return true;
    return prefix.value.endsWith("/") || value.length === prefix.value.length || value[prefix.value.length] === "/";
}
function hostOf({ origin }, hosts) {
    if (origin !== undefined)
        return new URL(origin).hostname;
    return hosts.length === 1 ? hosts[0] : undefined;
}
function byExtension(selector, extensions) {
    const { value: path } = selector;
    if (path.includes("?"))
        return undefined;
    for (let dot = path.indexOf(".", path.lastIndexOf("/") + 2); dot >= 0; dot = path.indexOf(".", dot + 1)) {
        const extension = path.slice(dot + 1);
        const found = extensions.get(extension) ?? extensions.get(hostKey(selector, extension));
        if (found !== undefined)
            return found;
    }
    return undefined;
}
function hostKey({ origin }, extension) {
    return origin === undefined ? extension : `${origin} ${extension}`;
}
function baseKey({ value, origin }) {
    return `${origin ?? ""}${value}`;
}
function dropCovered(instructions, context) {
    if (instructions.every(({ selector }) => selector.by === "path"))
        return instructions;
    const coverOf = coveredBy(instructions, context);
    const kept = [];
    const gained = new Map();
    for (const instruction of instructions) {
        const cover = coverOf(instruction.selector);
        const stays = cover?.selector.by !== "all" && instruction.targets.some(({ requested }) => requested === "user");
        if (cover === undefined || cover === instruction || stays)
            kept.push(instruction);
        else {
            const targets = gained.get(cover) ?? [];
            for (const target of instruction.targets)
                targets.push(target);
            gained.set(cover, targets);
        }
    }
    return kept.map((instruction) => {
        const targets = gained.get(instruction);
        if (targets === undefined)
            return instruction;
        return {
            ...instruction,
            targets: [...instruction.targets, ...targets],
            causes: instruction.targets.length,
        };
    });
}

;// CONCATENATED MODULE: ./lib/plan/make-plan.js












function makePlan(given) {
    const limit = (0,budgets/* instructionLimit */.a1)(given.maxPurges, given.maxCostUsd, given.capabilities);
    const options = { ...given, maxPurges: limit.most };
    const single = singleForm(options);
    const bases = (0,addressing/* basesOf */.cF)(options.siteUrls, options.capabilities.wants);
    const context = { ...options, bases, single, limit };
    const user = (0,explicit/* instructionsForUser */.O)(context);
    const requested = (0,instruction/* mergeEqual */.H5)(user.instructions);
    const bareRoot = bareRootInstructions(context);
    const chosen = instructionsFor(context, requested, Math.max(0, context.maxPurges - bareRoot.length));
    const fromChanges = [...chosen.instructions, ...bareRoot];
    const wanted = fromChanges.length === 0 ? requested : (0,instruction/* mergeEqual */.H5)([...requested, ...fromChanges]);
    const fitted = fitPlan(options, dropCovered(wanted, coverContextOf(options)), requested);
    const items = fitted.instructions.toSorted(instruction/* kindOrder */.l2);
    const batches = (0,plan_batches/* cutBatches */.X3)(items, options.capabilities);
    const floorMs = (0,plan_batches/* rateFloorMs */.Ds)(batches, options.capabilities);
    const problems = [
        ...(single.problem === undefined ? [] : [{ input: "query-strings", message: single.problem }]),
        ...user.problems,
        ...chosen.problems,
        ...limitProblems(context, { instructions: items.length, requests: batches.length, floorMs }),
        ...lateProblems(options, fitted.deferred),
    ];
    if (problems.length > 0)
        return { problems };
    const notes = options.stale.length > 0 ? singleNotes(single, items) : [];
    return {
        plan: {
            ...accountOf(user, chosen, notes),
            batches,
            instructions: items.length,
            floorMs,
            ...priceOf((0,budgets/* costsOf */.AR)(items.length, batches.length, options.capabilities)),
            ...leftOver(fitted),
        },
    };
}
function accountOf(user, chosen, notes) {
    const evictedBy = (translations) => translations.reduce((sum, { collateral = 0 }) => sum + collateral, 0);
    return {
        translations: (0,instruction/* summariseTranslations */.hj)([...user.translations, ...chosen.translations]),
        collateral: evictedBy(user.translations) + (chosen.collateral ?? evictedBy(chosen.translations)),
        notes: [...user.notes, ...chosen.notes, ...notes],
        alternatives: chosen.alternatives,
    };
}
function priceOf(costs) {
    return costs.length === 0 ? {} : { costs };
}
function leftOver({ deferred, unsendable }) {
    return {
        ...(deferred.length === 0 ? {} : { deferred: deferred.filter((one) => one.requested === "changes") }),
        ...(unsendable.length === 0 ? {} : { unsendable }),
    };
}
function instructionsFor(context, requested, most) {
    if (context.everything !== undefined)
        return (0,everything/* instructionsForEverything */.it)(context, context.everything);
    if (context.stale.length === 0)
        return stage_result/* EMPTY_RESULT */.Qg;
    if (requested.length === 0)
        return instructionsForChanges(context, most);
    const coverOf = coveredBy(requested, coverContextOf(context));
    const requestedPaths = new Set(requested.flatMap(({ selector }) => (selector.by === "path" ? [addressOf(selector)] : [])));
    const isPurgedAnyway = ({ url }) => context.bases.every((base) => {
        const path = (0,addressing/* atBase */.rX)("path", url, base);
        return coverOf(path) !== undefined || (context.single.form === "path" && requestedPaths.has(addressOf(path)));
    });
    const byPurgedAnyway = Map.groupBy(context.stale, isPurgedAnyway);
    const covered = context.bases.flatMap((base) => staleAt({ stale: byPurgedAnyway.get(true) ?? [] }, base).map(({ target }) => ({ selector: target.selector, targets: [target] })));
    const left = Math.max(0, most - requested.length);
    const inventory = without(context.inventory, byPurgedAnyway.get(true) ?? []);
    const chosen = instructionsForChanges({ ...context, stale: byPurgedAnyway.get(false) ?? [], inventory }, left);
    return { ...chosen, instructions: [...covered, ...chosen.instructions] };
}
function without(inventory, stale) {
    if (stale.length === 0)
        return inventory;
    const left = new Set(stale.map(({ url }) => url));
    return () => {
        const all = inventory();
        return {
            size: Math.max(0, all.size - left.size),
            *[Symbol.iterator]() {
                for (const url of all)
                    if (!left.has(url))
                        yield url;
            },
        };
    };
}
function addressOf({ origin, value }) {
    return `${origin ?? ""}${value}`;
}
function coverContextOf({ siteUrls, capabilities, queryStrings }) {
    return {
        hosts: [...new Set(siteUrls.map(({ origin }) => new URL(origin).hostname))],
        accepts: capabilities.accepts,
        queryStrings,
    };
}

// EXTERNAL MODULE: ./lib/report/messages.js
var messages = __webpack_require__(26916);
;// CONCATENATED MODULE: ./lib/report/log-stages.js





const log_stages_MAX_NAMED = 5;
const LONGEST_NAME = 300;
function logChanges(read, log) {
    const { sources, base, head, changes, pages, everything, ignored, notes } = read;
    for (const note of notes)
        log.info(note);
    if (sources.length === 0) {
        log.info("Changes: none are read; what `purge` lists is sent.");
    }
    else if (everything !== undefined) {
        log.warning(`There is nothing to compare with: ${everything}. Everything under site-url is purged once.`, "Purging everything");
    }
    else {
        const count = (kind) => changes.filter((change) => change.kind === kind).length;
        const ends = head === undefined ? "since the last deploy" : `between ${log_stages_short(base)} and ${log_stages_short(head)}`;
        const listed = pages === undefined ? [] : (0,messages/* pagesWords */._A)(pages.length, pages.filter(model_change/* hasUnknownBefore */.oX).length);
        log.info(`Changes (${sources.join(", ")}): ${(0,messages/* counted */.hS)(changes.length, "file")} (${count("added")} added, ${count("modified")} modified, ` +
            `${count("deleted")} deleted) ${ends};${listed.map((words) => ` ${words};`).join("")} ${(0,messages/* counted */.hS)(ignored, "changed file is", "changed files are")} not deployed.`);
    }
}
function logMemory({ notes }, log) {
    for (const note of notes)
        log.info(`Memory: ${note}`);
}
function logOwed({ owed, keptIn }, log) {
    if (keptIn === undefined || (owed !== "all" && owed.size === 0))
        return;
    const what = owed === "all"
        ? "everything under site-url"
        : (0,messages/* counted */.hS)(owed.size, "changed file or page", "changed files and pages");
    log.info(`Memory: a later run owes the purge of ${what}. It is remembered in ${keptIn}.`);
}
function logPlan({ plan, staleContent, routed, destination }, log) {
    for (const note of destination.capabilities.notes ?? [])
        log.info(note);
    for (const note of [...plan.notes, ...staleContent.notes])
        log.info(note);
    warnOfFiles(routed, staleContent, log);
    if (staleContent.assets > 0)
        log.info(`${(0,messages/* counted */.hS)(staleContent.assets, "changed file is no page and is", "changed files are no pages and are")} left out: ${destination.provider.name} caches pages only.`);
    logRoutes(routed, log);
    logTranslations(plan.translations, log);
    for (const { name, instructions, collateral, broad, why } of (plan.alternatives ?? []).slice(1)) {
        log.info(`Plan, not chosen: ${name}, ${instructions} instructions, ${collateral} known objects evicted needlessly, ${broad} broad (${why}).`);
    }
    const { deferred = [], unsendable = [] } = plan;
    if (deferred.length > 0)
        log.info(`${deferred.length} purges do not fit into this run and are owed to the next ones.`);
    for (const { selector, message } of unsendable.slice(0, log_stages_MAX_NAMED)) {
        log.info(`Not purged: ${(0,model_selector/* describeSelector */.r5)(selector).slice(0, LONGEST_NAME)}: ${message}`);
    }
    if (unsendable.length > log_stages_MAX_NAMED)
        log.info(`${unsendable.length - log_stages_MAX_NAMED} more cannot be sent: see the report.`);
    if (plan.instructions === 0) {
        log.info("Plan: nothing to purge, so nothing will be sent.");
        return;
    }
    for (const cost of plan.costs ?? [])
        log.info(`Plan, cost: ${(0,budgets/* costSentence */.Lp)(cost)}`);
    const lines = destination.mapping.requested.length;
    const requested = lines === 0 ? "" : ` and ${(0,messages/* counted */.hS)(lines, "line")} of purge`;
    const floor = plan.floorMs > 0 ? `; at the rate that is kept for it at least ${Math.ceil(plan.floorMs / 1000)} s` : "";
    log.info(`Plan: ${(0,messages/* counted */.hS)(staleContent.stale.length, "changed URL")}${requested} -> ${(0,messages/* counted */.hS)(plan.instructions, "instruction")} in ${(0,messages/* counted */.hS)(plan.batches.length, "request")} to ` +
        `${destination.provider.name}${floor}.`);
}
function logRoutes({ selectors, lines }, log) {
    const fromRoutes = selectors.filter(({ from }) => from === "routes");
    const broadestFirst = fromRoutes.toSorted((a, b) => Number(b.selector.by === "all") - Number(a.selector.by === "all"));
    for (const { selector, because } of broadestFirst.slice(0, log_stages_MAX_NAMED)) {
        const [first] = because;
        const line = first === undefined ? undefined : lines?.get(first);
        const where = line === undefined ? "Routes" : `Routes, line ${line}`;
        const what = (0,model_selector/* describeSelector */.r5)(selector).slice(0, LONGEST_NAME);
        log.info(`${where}: ${named(because.map(({ path }) => path))} changed, so ${what} is purged.`);
    }
    const more = fromRoutes.length - log_stages_MAX_NAMED;
    if (more > 0)
        log.info(`Routes: ${(0,messages/* counted */.hS)(more, "more selector", "more selectors")}: see the report.`);
}
function logTranslations(translations, log) {
    for (const [how, sort] of Map.groupBy(translations, (translation) => translation.how)) {
        for (const { from, to, why, collateral } of sort.slice(0, log_stages_MAX_NAMED)) {
            const evicts = collateral === undefined ? "" : `; ${collateral} known objects that did not change go with it`;
            log.info(`Plan, ${how}: ${from} -> ${to} (${why})${evicts}.`);
        }
        const rest = sort.slice(log_stages_MAX_NAMED);
        if (rest.length === 0)
            continue;
        const evicted = rest.reduce((sum, { collateral = 0 }) => sum + collateral, 0);
        const besides = how === "widening" ? `, and ${(0,messages/* counted */.hS)(evicted, "known object")} that did not change with them` : "";
        log.info(`Plan, ${how}: ${(0,messages/* counted */.hS)(rest.length, "more", "more")}${besides}: see the report.`);
    }
}
function warnOfFiles({ unmatched, everything }, { violations }, log) {
    if (unmatched.length > 0) {
        const effect = everything === undefined ? "nothing is purged for them" : "everything is purged because of them";
        const remedy = "Add a route for them; for harmless files one to none.";
        log.warning(`${unmatched.length} changed files match no route, and ${effect}: ${named(unmatched)}. ${remedy}`, "No route");
    }
    if (violations.length > 0) {
        log.warning(`${violations.length} files that immutable names changed their content, and are purged: ${named(violations)}.`, "Not immutable");
    }
}
function named(files) {
    const more = files.length - log_stages_MAX_NAMED;
    return files.slice(0, log_stages_MAX_NAMED).join(", ") + (more > 0 ? ` and ${more} more, named in the report` : "");
}
function logDelivery({ outcomes, requests, submitMs, settleMs }, { delivery: { level } }, log) {
    const count = (state) => outcomes.filter((outcome) => outcome.state === state).length;
    const states = ["completed", "accepted", "failed", "unsent"].filter((state) => count(state) > 0);
    const reached = states.map((state) => `${count(state)} ${state}`).join(", ");
    log.info(`Purge: ${(0,messages/* counted */.hS)(new Set(outcomes.map(({ batch }) => batch.index)).size, "request")} planned, ${reached === "" ? "none sent" : reached}; ${(0,messages/* counted */.hS)(requests, "exchange")}, ` +
        `submitted in ${(0,format/* formatSeconds */.Xo)(submitMs)}${level === "completed" ? `, settled in ${(0,format/* formatSeconds */.Xo)(settleMs)}` : ""}.`);
}
function deliveryWords({ batches, accepted, failed, completed }, floorMs) {
    const lost = failed === 0 ? "" : `, ${failed} failed`;
    if (accepted + failed >= batches)
        return `waiting for completion, ${(0,format/* formatCount */.B4)(completed)} of ${(0,messages/* counted */.hS)(batches, "request")} completed${lost}`;
    const rate = floorMs < 1000 ? "" : `, for at least ${(0,format/* formatSeconds */.Xo)(floorMs)} more at the rate that is kept`;
    return `sending, ${(0,format/* formatCount */.B4)(accepted)} of ${(0,messages/* counted */.hS)(batches, "request")} accepted${lost}${rate}`;
}
function log_stages_short(commit) {
    return commit === undefined ? "nothing" : commit.slice(0, 12);
}
const MAX_LISTED = 50;
const LONGEST = 300;
async function logInstructions({ batches, instructions }, log) {
    if (instructions === 0)
        return;
    await log.group(`Instructions: ${(0,format/* formatCount */.B4)(instructions)}`, async () => {
        let left = MAX_LISTED;
        for (const { items } of batches) {
            for (const { selector } of items.slice(0, left))
                log.info((0,model_selector/* describeSelector */.r5)(selector).slice(0, LONGEST));
            left -= Math.min(left, items.length);
            if (left === 0)
                break;
        }
        const more = instructions - MAX_LISTED;
        if (more > 0)
            log.info(`\u2026 and ${(0,messages/* counted */.hS)(more, "more", "more")}: the output report-file names the file that has all.`);
    });
}

// EXTERNAL MODULE: ./lib/verification/fetch-page.js + 1 modules
var fetch_page = __webpack_require__(51356);
;// CONCATENATED MODULE: ./lib/verification/probes.js



const UNKNOWN = { kind: "unknown" };
function probesOf({ changes, staleContent, siteUrls, requested, leftOut = new Set(), }) {
    const contents = contentsOf(changes, staleContent.hosting);
    const everything = changes.everything === undefined ? [] : [...staleContent.current()].map((url) => ({ url, because: [] }));
    const changed = (everything.length > 0 ? everything : staleContent.stale).filter(({ url }) => !leftOut.has(url));
    const known = new Set(changed.map(({ url }) => url));
    const ranked = changed
        .map((one) => ({ ...one, rank: rankOf(one.url, known) }))
        .toSorted((a, b) => compare(a.rank, b.rank) || (a.url < b.url ? -1 : 1));
    const bareRoots = leftOut.has("/") ? [] : bareRootProbes(changes, staleContent, siteUrls);
    if (ranked.length === 0)
        return bareRoots.length > 0 ? bareRoots : requestedProbes(requested, siteUrls);
    const found = ranked.flatMap(({ url, because, rank }) => {
        const { path, was, now } = contents(url, because);
        return siteUrls.map((site) => ({
            url: `${site.origin}${site.basePath}${url.slice(1)}`,
            alias: rank[0] === 1,
            because,
            ...(path === undefined ? {} : { path }),
            ...distinct(contentOf(was, site), contentOf(now, site)),
        }));
    });
    const firstAlias = found.findIndex(({ alias }) => alias);
    return found.toSpliced(firstAlias < 0 ? found.length : firstAlias, 0, ...bareRoots);
}
function bareRootProbes({ tree, everything }, { bareRoot, hosting: { style, before, after } }, siteUrls) {
    const isServed = style.urlsOf("folder/index.html").includes("folder");
    const isEverything = everything !== undefined && tree.has("index.html");
    if (!isServed || (bareRoot.length === 0 && !isEverything))
        return [];
    const isKnown = everything === undefined && !bareRoot.some(({ path }) => (0,model_change/* isPageUrl */.rE)(path));
    return siteUrls
        .filter(({ basePath }) => basePath !== "/")
        .map((site) => ({
        url: `${site.origin}${site.basePath.slice(0, -1)}`,
        alias: true,
        because: bareRoot,
        was: contentOf(isKnown ? before("") : undefined, site),
        now: contentOf(after(""), site),
    }));
}
function contentsOf({ tree, pages = [], everything }, { style, before, after }) {
    const current = new Map();
    if (everything !== undefined || pages.length > 0) {
        for (const path of tree.keys())
            for (const url of style.urlsOf(path))
                current.set(`/${(0,encode_path/* encodePath */.O)(url)}`, url);
    }
    return (url, because) => {
        const files = because.filter(({ path }) => !(0,model_change/* isPageUrl */.rE)(path));
        const own = files.flatMap(({ path }) => style.urlsOf(path).map((one) => [one, `/${(0,encode_path/* encodePath */.O)(one)}`]));
        const [ofFile = current.get(url)] = own.find(([, encoded]) => encoded === url) ??
            own.find(([, encoded]) => pageName(encoded) === pageName(url)) ??
            [];
        const plain = ofFile ?? (0,encode_path/* decodePath */.q)(url.slice(1));
        const isKnown = everything === undefined && files.length === because.length;
        const path = ofFile === undefined ? {} : { path: `/${(0,encode_path/* encodePath */.O)(ofFile)}` };
        return { ...path, was: isKnown ? before(plain) : undefined, now: after(plain) };
    };
}
function pageName(url) {
    return url.replace(/(?:\.html?|\/)$/, "");
}
function distinct(was, now) {
    const isSame = JSON.stringify(was) === JSON.stringify(now);
    return isSame ? { was: UNKNOWN, now: UNKNOWN } : { was, now };
}
function isOfFile({ kind }) {
    return kind === "file" || kind === "nothing";
}
function probes_comparable(probes) {
    const first = new Map();
    for (const probe of probes) {
        if (probe.path !== undefined && isOfFile(probe.now) && !first.has(probe.path))
            first.set(probe.path, probe);
    }
    return [...first.values()];
}
const CONTENT_ID = /^(?:[0-9a-f]+|[\w-]{43})$/;
function contentOf(answer, site) {
    if (answer === undefined)
        return UNKNOWN;
    const { status, content, location } = answer;
    if (status === 404)
        return { kind: "nothing" };
    if (content !== undefined)
        return CONTENT_ID.test(content) ? { kind: "file", id: content } : UNKNOWN;
    const to = location === undefined ? undefined : targetsOf(location, site);
    return to === undefined ? UNKNOWN : { kind: "redirect", to };
}
function targetsOf(location, { origin, basePath }) {
    if (/(?<!^https?):|[*$]/i.test(location))
        return undefined;
    const isOnSite = location.startsWith("/") && !location.startsWith("//");
    const base = `${origin}${basePath}`;
    const urls = isOnSite ? [location.slice(1), (0,encode_path/* encodePath */.O)(location.slice(1))].map((path) => base + path) : [location];
    const targets = urls.flatMap((url) => URL.parse(url, origin) ?? []).map(fetch_page/* comparableAddress */.$y);
    return targets.length === 0 ? undefined : [...new Set(targets)];
}
function requestedProbes(requested, siteUrls) {
    const origins = [...new Set(siteUrls.map(({ origin }) => origin))];
    return requested
        .filter(({ by }) => by === "path")
        .flatMap(({ value, origin }) => (origin === undefined ? origins : [origin]).map((host) => ({
        url: host + value,
        alias: false,
        was: UNKNOWN,
        now: UNKNOWN,
        because: [],
    })));
}
function rankOf(url, known) {
    const path = url.replace(/index\.html?$/, "");
    const isAlias = (path !== url && known.has(path)) || known.has(`${url}/`);
    const depth = url.split("/").filter((segment) => segment !== "").length;
    return [Number(isAlias), Number(url !== "/"), Number(!probes_isPage(url)), depth];
}
function probes_isPage(url) {
    const name = url.slice(url.lastIndexOf("/") + 1);
    return !name.includes(".") || /\.html?$/i.test(name);
}
function compare(a, b) {
    for (const [at, one] of a.entries())
        if (one !== b[at])
            return one - b[at];
    return 0;
}

// EXTERNAL MODULE: ./lib/lib/plain-address.js
var plain_address = __webpack_require__(50722);
;// CONCATENATED MODULE: ./lib/verification/site-headers.js

function withSiteHeaders(siteClient, { siteUrls, proof }) {
    const { siteHeaders, originUrl } = proof;
    if (Object.keys(siteHeaders).length === 0)
        return siteClient;
    const origins = new Set(siteUrls.map(({ origin }) => origin));
    if (originUrl !== undefined)
        origins.add(new URL(originUrl).origin);
    const withHeaders = (url, options) => origins.has(URL.parse(url)?.origin ?? "")
        ? { ...options, headers: { ...siteHeaders, ...options.headers } }
        : options;
    return {
        get: (url, options) => siteClient.get(url, withHeaders(url, options)),
        piece: (url, span, options) => siteClient.piece(url, span, withHeaders(url, options)),
        close: () => siteClient.close(),
    };
}
function siteHeaderWarnings({ siteUrls, proof }) {
    const names = Object.keys(proof.siteHeaders);
    if (names.length === 0)
        return [];
    const urls = [...siteUrls.map(({ origin }) => origin), ...(proof.originUrl === undefined ? [] : [proof.originUrl])];
    const open = urls
        .map((url) => new URL(url))
        .find(({ protocol, hostname }) => protocol === "http:" && !(0,plain_address/* isLoopback */.U9)(hostname));
    const personal = names.find((name) => name === "authorization" || name === "cookie");
    return [
        ...(open === undefined
            ? []
            : [`site-headers are sent to ${open.host} unencrypted: anyone on the way can read them. Use https`]),
        ...(personal === undefined
            ? []
            : [
                `site-headers set ${personal}, and many caches pass such requests on to the origin: what is checked may then not be ` +
                    "what visitors without it get. A bypass by a header of its own is surer",
            ]),
    ];
}

;// CONCATENATED MODULE: ./lib/verification/plan-proof.js



function planProof(options) {
    const { destination, changes, staleContent, requested, plan, listed = [] } = options;
    const { capabilities } = destination;
    const { level } = destination.delivery;
    const { originUrl, prewarm } = destination.proof;
    if (plan.instructions === 0 || (level !== "verified" && originUrl === undefined && !prewarm)) {
        return { probes: [], atOrigin: [], warm: [], warnings: [] };
    }
    const siteUrls = sitesOf(destination);
    const probes = probesOf({ changes, staleContent, siteUrls, requested, leftOut: leftOutOf(plan) });
    if (level === "verified" && probes.length === 0) {
        const message = "is verified, and there is no URL to look at: no deployed file changed, and neither purge nor routes name a path. Use " +
            "completed or accepted for a step that sends patterns and tags only";
        throw (0,errors/* configError */.Fj)([{ input: "wait-for", message }]);
    }
    const atOrigin = originUrl === undefined ? [] : probes_comparable(probes);
    const isRender = prewarm && !capabilities.provable;
    const rendered = `prewarm: nothing is fetched, since a purge at ${destination.provider.name} is a render of the page already`;
    return {
        probes,
        atOrigin,
        warm: prewarm && capabilities.provable ? warmOrder({ requested, probes, siteUrls, listed }) : [],
        warnings: [
            ...originWarnings(destination, atOrigin),
            ...(isRender ? [rendered] : []),
            ...siteHeaderWarnings(destination),
        ],
    };
}
function leftOutOf({ deferred = [], unsendable = [] }) {
    const targets = [...deferred, ...unsendable.flatMap((one) => one.targets)];
    return new Set(targets.flatMap(({ page }) => page ?? []));
}
function sitesOf({ siteUrls, proof: { originUrl } }) {
    if (siteUrls.length > 0 || originUrl === undefined)
        return siteUrls;
    const { origin, pathname } = new URL(originUrl);
    return [{ origin, basePath: pathname }];
}
const NOT_WAITED_FOR = "origin-url: the origin is not waited for, since of nothing that is purged it is known what it must serve: no deployed " +
    "file with a content of its own changed";
function originWarnings({ siteUrls, proof: { originUrl } }, atOrigin) {
    if (originUrl === undefined)
        return [];
    if (atOrigin.length === 0)
        return [NOT_WAITED_FOR];
    const { host } = new URL(originUrl);
    if (!siteUrls.some(({ origin }) => new URL(origin).host === host))
        return [];
    return [
        `origin-url names ${host}, which is the site itself: with the CDN in between, its answers do not show what the origin ` +
            "serves. Give the address of the server behind the CDN",
    ];
}
function warmOrder(options) {
    const { requested, probes, siteUrls, listed } = options;
    const origins = [...new Set(siteUrls.map(({ origin }) => origin))];
    const named = requested
        .filter(({ by, value }) => by === "path" && probes_isPage(value.split("?", 1)[0]))
        .flatMap(({ value, origin }) => (origin === undefined ? origins : [origin]).map((host) => host + value));
    const changed = probes.filter(({ now, url, alias }) => now.kind !== "nothing" && !alias && probes_isPage(new URL(url).pathname));
    const ranks = new Map(listed.toReversed().map((page, at) => [plan_proof_pageName(page), listed.length - at]));
    const rank = ({ url }) => ranks.get(plan_proof_pageName(url)) ?? Number.POSITIVE_INFINITY;
    const inOrder = changed
        .map((probe) => ({ url: probe.url, at: rank(probe) }))
        .toSorted((a, b) => (a.at === b.at ? 0 : a.at - b.at));
    return [...new Set([...named, ...inOrder.map(({ url }) => url)])];
}
function plan_proof_pageName(url) {
    const path = URL.parse(url)?.pathname ?? url;
    return path.replace(/(?:(?<=\/)index)?(?:\.html?)?$/i, "").replace(/\/$/, "");
}

;// CONCATENATED MODULE: ./lib/changes/sitemap/named-pages.js

const MAX_FILES = 10;
const MAX_BYTES = 512 * 1024;
const LINK = /<link\s[^<>]{0,1000}>/gi;
async function namedPages(site, tree, world) {
    if (site.buildDir === undefined)
        return [];
    const listed = await listedPages(site, world);
    const linked = await canonicalLinks(site.buildDir, tree, world);
    return [...linked, ...listed].flatMap((page) => relativeName(page, site) ?? []);
}
async function canonicalLinks(buildDir, tree, world) {
    const links = [];
    for (const path of someHtml(tree)) {
        const content = await world.files.read(`${buildDir}/${path}`, MAX_BYTES).catch(() => undefined);
        const link = content === undefined ? undefined : canonicalIn(new TextDecoder().decode(content));
        if (link !== undefined)
            links.push(link);
    }
    return links;
}
function someHtml(tree) {
    const paths = [];
    for (const path of tree.keys()) {
        if (path.endsWith(".html") && !/(?:^|\/)(?:index|404)\.html$/.test(path) && path.isWellFormed())
            paths.push(path);
        if (paths.length === MAX_FILES)
            break;
    }
    return paths;
}
function canonicalIn(html) {
    const link = html.match(LINK)?.find((tag) => /\srel\s*=\s*["']?canonical["'\s>/]/i.test(tag));
    return link === undefined
        ? undefined
        : /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i.exec(link)?.slice(1).find(Boolean);
}
function relativeName(page, { siteUrls }) {
    const url = urlBelow(page, siteUrls);
    if (url === undefined || url.includes("?"))
        return undefined;
    try {
        return decodeURIComponent(url.slice(1));
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/mapping/style-hint.js



const MAX_PAGES = 1_000;
const PROPOSED = ["index", "netlify", "github-pages", "cloudflare-pages"];
function otherStyleHint(named, tree, style, styleName) {
    const missed = [];
    let looked = 0;
    for (const url of named) {
        if (++looked > MAX_PAGES)
            break;
        const files = style_hint_filesOf(url).filter((path) => tree.has(path));
        const [file] = files;
        if (file !== undefined && !files.some((path) => style.urlsOf(path).includes(url)))
            missed.push({ url, file });
    }
    const [first] = missed;
    const best = PROPOSED.map((name) => {
        const makes = missed.filter(({ url, file }) => URL_STYLES[name].urlsOf(file).includes(url)).length;
        return { name, makes };
    }).toSorted((a, b) => b.makes - a.makes)[0];
    if (first === undefined || best === undefined || best.makes === 0)
        return undefined;
    return (`The build names ${missed.length === 1 ? "a page" : `${missed.length} pages`} at addresses that url-style: ${styleName} does not make of ` +
        `its files, for example /${(0,lib_escape/* escapeControlCharacters */.F7)(first.url, 200)} of ${(0,lib_escape/* escapeControlCharacters */.F7)(first.file, 200)}: they are not purged. ` +
        `url-style: ${best.name} makes ${best.makes === missed.length ? "them" : `${best.makes} of them`}.`);
}
function style_hint_filesOf(url) {
    const bare = url.replace(/\/$/, "");
    const folder = bare === "" ? "" : `${bare}/`;
    return [url, `${bare}.html`, folder + INDEX];
}

;// CONCATENATED MODULE: ./lib/routes/unused-routes.js

const unused_routes_MAX_NAMED = 5;
async function unusedRoutesNote(set, routes, buildDir, { git }) {
    let left = routes;
    const dropMatching = (path) => {
        if (left.some(({ glob }) => glob.match(path) !== undefined))
            left = left.filter(({ glob }) => glob.match(path) === undefined);
    };
    const { changes, tree, outside = [], unmatched = [], prefix = "", sources, head } = set;
    const within = (path) => (prefix === "" ? path : `${prefix}/${path}`);
    for (const { path } of changes)
        dropMatching(within(path));
    for (const { path } of outside)
        dropMatching(path);
    for (const path of unmatched)
        dropMatching(path);
    for (const path of left.length === 0 ? [] : tree.keys())
        dropMatching(within(path));
    if (left.length === 0 || sources.includes("github") || sources.length === 0)
        return undefined;
    if (sources.includes("git") && head !== undefined) {
        const repository = await git.open(buildDir ?? ".");
        await repository?.tree(head, "", ({ path }) => dropMatching(path));
    }
    if (left.length === 0)
        return undefined;
    const named = left
        .slice(0, unused_routes_MAX_NAMED)
        .map(({ line, glob }) => `"${(0,lib_escape/* escapeControlCharacters */.F7)(glob.text, 100)}" (line ${line})`);
    const more = left.length > unused_routes_MAX_NAMED ? ` and ${left.length - unused_routes_MAX_NAMED} more` : "";
    return `routes: no file matches ${named.join(", ")}${more}. Globs start at the repository's root.`;
}

// EXTERNAL MODULE: ./lib/changes/build/ignore-content.js
var ignore_content = __webpack_require__(25926);
// EXTERNAL MODULE: ./lib/changes/git/commit-files.js
var commit_files = __webpack_require__(39331);
// EXTERNAL MODULE: ./lib/changes/git/locate.js
var locate = __webpack_require__(14034);
;// CONCATENATED MODULE: ./lib/changes/choose-sources.js





const NOTHING_SAYS = "Nothing says what was deployed. Give build-dir (the folder you upload: dist, _site, public), routes (source files to " +
    "URLs) or purge (a fixed list). If the repository itself is the site: build-dir: .";
const choose_sources_MAX_NAMED = 3;
const MAX_UNCOMMITTED = 100_000;
async function chooseSources(options, world) {
    const chosen = await findSources(options, world);
    const fault = chosen.sources.includes("build")
        ? await world.files.patternFault(options.ignoreContent ?? [])
        : undefined;
    if (fault !== undefined)
        throw (0,errors/* configError */.Fj)([(0,ignore_content/* faultProblem */.i)(fault)]);
    return chosen;
}
async function findSources(options, world) {
    const { buildDir = "", changes } = options;
    if (changes.includes("none"))
        return { sources: [], notes: [] };
    const isAuto = changes.includes("auto");
    if (buildDir === "" && isAuto)
        return withoutFolder(options, world);
    const named = [...new Set(changes.filter((word) => word !== "auto" && word !== "none").map(sourceOf))];
    const needsFolder = named.includes("build") || named.includes("sitemap");
    if (buildDir === "" && (needsFolder || options.hasRoutes !== true))
        throw (0,errors/* configError */.Fj)([{ input: "build-dir", message: NOTHING_SAYS }]);
    const isRead = isAuto || named.some((source) => source !== "github");
    const problem = isRead && buildDir !== "" ? await folderProblem(buildDir, named, world) : undefined;
    if (problem !== undefined)
        throw (0,errors/* configError */.Fj)([problem]);
    return isAuto ? automatic(options, buildDir, world) : { sources: named, notes: [] };
}
function sourceOf(word) {
    return word === "sitemap-lastmod" ? "sitemap" : word;
}
async function withoutFolder(options, { git }) {
    if (options.hasRoutes === true) {
        const hasCheckout = (await git.open(".")) !== undefined;
        if (hasCheckout)
            return { sources: ["git"], notes: [] };
        const [name] = await git.checkouts();
        const where = name === undefined ? "" : ` itself: one lies in "${(0,lib_escape/* escapeControlCharacters */.F7)(name, 100)}"`;
        return { sources: ["github"], notes: [`Changes: github, since the workspace holds no checkout${where}.`] };
    }
    if (options.hasSelectors)
        return { sources: [], notes: [] };
    throw (0,errors/* configError */.Fj)([{ input: "build-dir", message: NOTHING_SAYS }]);
}
async function automatic({ include }, buildDir, world) {
    const repository = await world.git.open(buildDir);
    if (repository === undefined) {
        return { sources: ["build"], notes: ["Changes: build, since no git repository holds build-dir."] };
    }
    const { uncommitted, checked } = await checkBuild(repository, include);
    const [first, ...more] = uncommitted;
    if (first === undefined)
        return { sources: ["git"], notes: [], ...(checked === undefined ? {} : { checked }) };
    const named = [first, ...more.slice(0, choose_sources_MAX_NAMED - 1)]
        .map((path) => `"${(0,lib_escape/* escapeControlCharacters */.F7)(path, 100)}"`)
        .join(", ");
    const rest = more.length >= choose_sources_MAX_NAMED ? ` and ${more.length + 1 - choose_sources_MAX_NAMED} more` : "";
    const note = `Changes: build, since git does not track these files of build-dir as they are: ${named}${rest}.`;
    return { sources: ["build"], notes: [note] };
}
async function findUncommitted(buildDir, include, world) {
    const repository = await world.git.open(buildDir);
    if (repository === undefined)
        return undefined;
    const paths = await repository.untrackedOrModified(repository.prefix, MAX_UNCOMMITTED);
    return deployedOf(repository, paths, include);
}
async function checkBuild(repository, include) {
    const { prefix, folder } = repository;
    const build = (0,commit_files/* startGitBuild */.dz)(prefix, include);
    const paths = await repository.untrackedOrModified(prefix, MAX_UNCOMMITTED, build.add);
    const head = paths.length === 0 ? await repository.resolve("HEAD") : undefined;
    const isSame = head !== undefined && prefix === folder;
    const checked = isSame ? { head, folder, build: await build.end(repository) } : undefined;
    return { uncommitted: deployedOf(repository, paths, include), checked };
}
function deployedOf({ prefix }, paths, include) {
    return paths.map((path) => (prefix === "" ? path : path.slice(prefix.length + 1))).filter(include);
}
async function folderProblem(buildDir, named, { files, git }) {
    const name = `"${(0,lib_escape/* escapeControlCharacters */.F7)(buildDir, 100)}"`;
    const kind = buildDir.includes("\0") ? "missing" : await files.kind(buildDir);
    const message = await (async () => {
        if (kind === "missing" && (await isInCommit(buildDir, git)))
            return `${name} exists in the commit, not on this disk: the checkout is a sparse one. Name the folder under sparse-checkout of actions/checkout, or set changes: github.`;
        if (kind === "missing")
            return `${name} does not exist. Run this step after the build, or correct the path: it is relative to the workspace.`;
        if (kind !== "folder")
            return `${name} is not a folder. Give the folder that you upload, for example build-dir: dist.`;
        if (await files.leadsOutside(buildDir))
            return `${name} leads out of the workspace by a link. Give the absolute path of the folder that is meant.`;
        if (named.includes("git") && !(await files.insideWorkspace(buildDir)))
            return `${name} lies outside the workspace, where git knows no files. Give a folder inside it, or set changes: build.`;
        if (await files.holdsFiles(buildDir))
            return undefined;
        const isSubmodule = await isOnlySubmodules(buildDir, git);
        if (isSubmodule && !named.includes("build") && !named.includes("sitemap"))
            return undefined;
        const remedy = isSubmodule
            ? "It is a submodule that is not checked out: give actions/checkout submodules: true, or set changes: git."
            : "Run this step after the build.";
        return `${name} is empty: nothing to compare is not nothing changed. ${remedy}`;
    })();
    return message === undefined ? undefined : { input: "build-dir", message };
}
async function isOnlySubmodules(folder, git) {
    const repository = await git.open(folder).catch(() => undefined);
    const head = await repository?.resolve("HEAD");
    if (repository === undefined || head === undefined)
        return false;
    const { prefix } = repository;
    const entry = prefix === "" ? undefined : await repository.entry(head, prefix);
    const modes = new Set(entry === undefined ? [] : [entry.mode]);
    await repository.tree(head, prefix, ({ mode }) => modes.add(mode));
    modes.delete(locate/* FOLDER */.L7);
    return modes.size === 1 && modes.has(locate/* SUBMODULE */.NG);
}
async function isInCommit(folder, git) {
    const repository = await git.open(".").catch(() => undefined);
    const head = await repository?.resolve("HEAD");
    const path = folder
        .split("/")
        .filter((name) => name !== "" && name !== ".")
        .join("/");
    const isPlain = !folder.startsWith("/") && !path.split("/").includes("..") && !path.includes("\0") && path !== "";
    return isPlain && head !== undefined && (await repository?.entry(head, path)) !== undefined;
}

;// CONCATENATED MODULE: ./lib/changes/across-sources.js

function buildSinceCommit(build, commits, uncommitted) {
    const { everything: _, ...rest } = build;
    const committed = new Map(commits.changes.map((change) => [change.path, change]));
    const paths = [...new Set([...committed.keys(), ...uncommitted])].sort();
    const changes = paths.flatMap((path) => changeOf(path, committed.get(path), build.tree) ?? []);
    const after = build.rules?.after ?? new Map();
    return {
        ...rest,
        changes,
        rules: { before: byText(commits.rules?.before ?? after), after },
        notes: [...build.notes, ...commits.notes, SINCE_COMMIT],
    };
}
const SINCE_COMMIT = "The last deploy is remembered as a commit: what changed since then, and what git does not track as it is, counts as changed.";
function changeOf(path, committed, tree) {
    if (committed?.isFolder === true)
        return committed;
    const after = tree.get(path);
    const before = committed === undefined ? model_change/* UNKNOWN_CONTENT */.FJ : committed.before;
    if (after === undefined)
        return before === undefined ? undefined : { kind: "deleted", path, before };
    return before === undefined ? { kind: "added", path, after } : { kind: "modified", path, before, after };
}
function byText(files) {
    return new Map(Array.from(files, ([name, file]) => [name, file.text === undefined ? file : { ...file, id: file.text }]));
}
function commitSinceBuild(build, commit) {
    const { head, prefix } = commit;
    return {
        ...build,
        source: "git",
        head,
        prefix,
        outside: [...(build.outside ?? []), ...(commit.outside ?? [])],
        notes: [
            ...build.notes,
            "The last deploy is remembered by the content of its files, so these are compared this time.",
        ],
    };
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./lib/changes/build/rule-files.js

const rule_files_MAX_BYTES = 256 * 1024;
async function readBuiltRules(buildDir, { inBuild, anywhere }, { files }) {
    const texts = new Map();
    const unread = new Set();
    for (const name of [...inBuild, ...anywhere]) {
        const own = `${buildDir.replace(/\/+$/, "")}/${name}`;
        for (const path of anywhere.includes(name) ? [own, name] : [own]) {
            if ((await files.kind(path)) !== "file")
                continue;
            const bytes = await files.read(path, rule_files_MAX_BYTES).catch(() => undefined);
            if (bytes === undefined)
                unread.add(name);
            else
                texts.set(name, new TextDecoder().decode(bytes));
            break;
        }
    }
    return { texts, unread };
}
async function readWatched(buildDir, names, world) {
    const { texts } = await readBuiltRules(buildDir, { inBuild: [], anywhere: names }, world);
    return new Map(Array.from(texts, ([name, text]) => [name, `sha256:${(0,external_node_crypto_.hash)("sha256", text)}`]));
}
function compareBuiltRules(before, after) {
    const unread = [...after.unread].map((name) => [name, { id: after.files.get(name) ?? "" }]);
    const known = (texts) => Array.from(texts ?? [], ([name, text]) => [name, { id: text, text }]);
    const old = new Map(known(before?.rules));
    for (const name of [...after.unread, ...after.texts.keys()]) {
        const id = before?.files?.get(name);
        if (id !== undefined && !old.has(name))
            old.set(name, { id });
    }
    return { before: old, after: new Map([...known(after.texts), ...unread]) };
}
function changedBeside(rules, builds) {
    const names = new Set([...rules.before.keys(), ...rules.after.keys()]);
    return [...names].sort().flatMap((path) => {
        const [before, after] = [rules.before.get(path)?.id, rules.after.get(path)?.id];
        if (before === after || builds.some((tree) => tree?.has(path) === true))
            return [];
        const isOutside = true;
        if (before === undefined)
            return [{ kind: "added", path, after: after ?? "", isOutside }];
        return [
            after === undefined
                ? { kind: "deleted", path, before, isOutside }
                : { kind: "modified", path, before, after, isOutside },
        ];
    });
}

;// CONCATENATED MODULE: ./lib/changes/build/read-build.js




async function readBuild({ buildDir, include, ignore, before, ruleNames = read_build_NO_RULES, watchedNames = [] }, world) {
    const { files, seen, cut, notes } = await world.files.hashes(buildDir, { include, ignore });
    if (files.size === 0)
        throw nothingDeployed(buildDir, seen);
    const { texts, unread } = await readBuiltRules(buildDir, ruleNames, world);
    const read = { texts: new Map([...texts, ...(await readWatched(buildDir, watchedNames, world))]), unread };
    const snapshot = {
        source: "build",
        files,
        ...(read.texts.size === 0 ? {} : { rules: read.texts }),
    };
    const rules = compareBuiltRules(before, { ...read, files });
    const changes = before === undefined ? [] : compareSnapshots(before, snapshot);
    const set = {
        source: "build",
        changes,
        outside: before === undefined ? [] : changedBeside(rules, [before.files, files]),
        ignored: 0,
        tree: files,
        rules,
        ...(before === undefined ? { everything: "no earlier build is remembered" } : {}),
        notes: [...notes, ...logIgnored(ignore, cut)],
    };
    return { set, snapshot };
}
const read_build_NO_RULES = { inBuild: [], anywhere: [] };
function logIgnored(ignore, cut) {
    if (ignore.length === 0)
        return [];
    return [`ignore-content: in ${cut} files, text that matches was left out of the comparison.`];
}
function nothingDeployed(buildDir, seen) {
    const folder = (0,lib_escape/* escapeControlCharacters */.F7)(buildDir, 100);
    if (seen === 0) {
        const message = `"${folder}" is empty: nothing to compare is not nothing changed. Run this step after the build.`;
        return (0,errors/* configError */.Fj)([{ input: "build-dir", message }]);
    }
    const message = `leaves out all ${seen} files of build-dir. Patterns are relative to build-dir: write blog/**, not ${folder}/blog/**.`;
    return (0,errors/* configError */.Fj)([{ input: "include", message }]);
}

;// CONCATENATED MODULE: ./lib/changes/build-stamp-hint.js

const FEWEST_PAGES = 5;
const SHARE_OF_PAGES = 0.8;
function buildStampHint({ changes, tree, sources }) {
    let modified = 0;
    for (const { kind, path } of changes)
        if (kind === "modified" && build_stamp_hint_isPage(path))
            modified += 1;
    if (modified < FEWEST_PAGES)
        return undefined;
    let pages = 0;
    for (const path of tree.keys()) {
        if (build_stamp_hint_isPage(path))
            pages += 1;
        if (modified < SHARE_OF_PAGES * pages)
            return undefined;
    }
    const remedy = sources.includes("build") ? "a pattern for it" : "changes: build, with a pattern for it";
    return (`Most pages changed (${(0,format/* formatCount */.B4)(modified)} of ${(0,format/* formatCount */.B4)(pages)}). If a build stamp is the cause, a date or a version that ` +
        `every build writes into every page, ${remedy} under ignore-content spares them their purge.`);
}
function build_stamp_hint_isPage(path) {
    return /\.html?$/i.test(path);
}

// EXTERNAL MODULE: ./lib/changes/event.js
var changes_event = __webpack_require__(37993);
;// CONCATENATED MODULE: ./lib/changes/pages-hint.js

const MANY_PAGES = 5;
async function hintAtPages({ buildDir, siteUrls }, { sources, tree }, world) {
    if (buildDir === undefined || sources.length === 0 || sources.includes("sitemap"))
        return [];
    let html = 0;
    for (const path of tree.keys()) {
        if (/\.html?$/i.test(path))
            html += 1;
        if (html > 1)
            return [];
    }
    if (html === 0)
        return [];
    const pages = (await listedPages({ buildDir, siteUrls }, world)).length;
    if (pages < MANY_PAGES)
        return [];
    return [
        `The build has one HTML file, and its sitemap lists ${pages} pages: a diff of files cannot see which of them joined or ` +
            `left. Add sitemap to changes, for example changes: ${sources[0]} sitemap.`,
    ];
}

;// CONCATENATED MODULE: ./lib/changes/read-changes.js








const READERS = {
    git: readGit,
    build: (options, world) => readBuild({
        ...options,
        buildDir: read_changes_folderOf(options),
        ignore: options.ignoreContent,
        before: rememberedOf("build", options),
    }, world),
    sitemap: (options, world) => readPages({
        ...options,
        buildDir: read_changes_folderOf(options),
        lastmod: options.changes.includes("sitemap-lastmod"),
        before: rememberedOf("sitemap", options),
    }, world),
    github: readGitHub,
};
async function readChanges(options, world) {
    const { sources, notes, checked } = options.chosen ?? (await chooseSources(options, world));
    const reads = [];
    for (const source of sources)
        reads.push(await readSource(source, { ...options, checked }, world));
    const across = sources.filter((_, at) => reads[at]?.isAcross === true);
    const combined = combine(reads, sources, notes);
    const all = across.length === 0 ? combined : { ...combined, across };
    const stamp = buildStampHint(all);
    const hints = [...(stamp === undefined ? [] : [stamp]), ...(await hintAtPages(options, all, world))];
    return { ...all, notes: [...all.notes, ...logUnused(options, sources), ...hints] };
}
async function readSource(source, options, world) {
    const read = (await readAcross(source, options, world)) ?? (await READERS[source](options, world));
    const { changes, hasRoutes, buildDir } = options;
    if (source !== "build" || !changes.includes("auto") || hasRoutes !== true || buildDir === undefined)
        return read;
    const { withSourceChanges } = await __webpack_require__.e(/* import() */ 3440).then(__webpack_require__.bind(__webpack_require__, 13440));
    const { commit } = rememberedOf("build", options) ?? rememberedOf("git", options) ?? {};
    return { ...read, ...(await withSourceChanges(read, { ...options, buildDir, remembered: { commit } }, world)) };
}
async function readAcross(source, options, world) {
    const { buildDir, remembered } = options;
    const isPlain = options.changes.includes("auto") && (options.head ?? "") === "";
    if (!isPlain || buildDir === undefined || remembered === undefined || rememberedOf(source, options) !== undefined)
        return undefined;
    const commit = rememberedOf("git", options)?.commit;
    if (source === "build" && commit !== undefined) {
        const commits = await readGitChanges({ ...options, remembered: { commit } }, world);
        if (commits.everything !== undefined)
            return undefined;
        const { set, snapshot } = await READERS.build(options, world);
        const uncommitted = await findUncommitted(buildDir, options.include, world);
        return { set: buildSinceCommit(set, commits, uncommitted ?? []), snapshot, isAcross: true };
    }
    const build = rememberedOf("build", options);
    if (source !== "git" || build === undefined || (options.hasRoutes === true && build.commit === undefined))
        return undefined;
    const { set } = await READERS.build(options, world);
    const head = await readGitChanges({ ...options, remembered: { commit: build.commit } }, world);
    return { set: commitSinceBuild(set, head), snapshot: snapshotOf("git", head), isAcross: true };
}
function logUnused({ ignoreContent, base, head }, sources) {
    const read = sources.join(", ");
    const notes = [];
    if (sources.length === 0)
        return notes;
    if (ignoreContent.length > 0 && !sources.includes("build"))
        notes.push(`ignore-content is for changes: build, and has no effect on ${read}.`);
    const isGiven = (base ?? "") !== "" || (head ?? "") !== "";
    if (isGiven && !sources.includes("git") && !sources.includes("github"))
        notes.push(`base and head name commits, and have no effect on ${read}.`);
    return notes;
}
function read_changes_folderOf({ buildDir = "." }) {
    return buildDir;
}
function rememberedOf(source, { remembered }) {
    return remembered?.find((snapshot) => snapshot.source === source);
}
async function readGitChanges(...[options, world]) {
    const git = await __webpack_require__.e(/* import() */ 6879).then(__webpack_require__.bind(__webpack_require__, 6879));
    return git.readGitChanges(options, world);
}
async function readGit(options, world) {
    const { remembered, ...rest } = options;
    const commit = rememberedOf("git", options)?.commit;
    const isKnown = options.changes.includes("auto") || options.buildDir === undefined;
    const [read, uncommitted = []] = await Promise.all([
        readGitChanges(remembered === undefined ? rest : { ...rest, remembered: { commit } }, world),
        isKnown ? [] : findUncommitted(options.buildDir ?? ".", options.include, world),
    ]);
    const snapshot = snapshotOf("git", read);
    if (uncommitted.length === 0)
        return { set: read, snapshot };
    const note = `${uncommitted.length} files of build-dir differ from the commit or are not in it: git does not see what changed in them.`;
    return { set: { ...read, notes: [...read.notes, note] }, snapshot };
}
async function readGitHub(options, world) {
    const { remembered, token, ...rest } = options;
    if (token === undefined)
        throw (0,errors/* configError */.Fj)([{ input: "github-token", message: NO_TOKEN }]);
    const isWhole = options.hasRoutes === true || (options.ruleNames?.anywhere.length ?? 0) > 0;
    const git = world.gitHub({ token, head: (0,changes_event/* deployedCommit */.qd)(world.runner), isWhole });
    const commit = rememberedOf("github", options)?.commit;
    const read = await readGitChanges(remembered === undefined ? rest : { ...rest, remembered: { commit } }, {
        git,
        runner: world.runner,
    });
    return { set: { ...read, source: "github" }, snapshot: snapshotOf("github", read) };
}
function snapshotOf(source, { head, prefix = "" }) {
    return {
        source,
        ...(head === undefined ? {} : { commit: head }),
        ...(prefix === "" ? {} : { prefix }),
    };
}
const NO_TOKEN = "is empty, and changes: github asks GitHub's API. Leave the input out: its default is the job's own token.";
function combine(reads, sources, notes) {
    const sets = reads.map(({ set }) => set);
    const pages = sets.flatMap((set) => set.pages ?? []);
    const pageUrls = sets.find((set) => set.pageUrls !== undefined)?.pageUrls;
    const everything = sets.find((set) => set.everything !== undefined)?.everything;
    const ends = sets.find((set) => set.head !== undefined);
    const rules = sets.find((set) => set.rules !== undefined)?.rules;
    const outside = onePerPath(sets.flatMap((set) => set.outside ?? []));
    return {
        source: sources[0] ?? "none",
        sources,
        snapshots: reads.map(({ snapshot }) => snapshot),
        base: ends?.base,
        head: ends?.head,
        changes: sets.length === 1 ? sets[0].changes : onePerPath(sets.flatMap((set) => set.changes)),
        pages: pageUrls === undefined ? undefined : pages,
        pageUrls,
        ...(outside.length === 0 ? {} : { outside }),
        prefix: ends?.prefix,
        rules,
        ignored: sets.reduce((sum, { ignored }) => sum + ignored, 0),
        tree: firstTree(sets),
        everything,
        notes: [...notes, ...sets.flatMap((set) => set.notes)],
    };
}
function onePerPath(changes) {
    const byPath = new Map();
    for (const change of changes)
        if (!byPath.has(change.path))
            byPath.set(change.path, change);
    return [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
function firstTree(sets) {
    return sets.find(({ tree }) => tree.size > 0)?.tree ?? new Map();
}

// EXTERNAL MODULE: ./lib/memory/choose-store.js
var choose_store = __webpack_require__(11186);
// EXTERNAL MODULE: ./lib/model/config.js
var config = __webpack_require__(69559);
;// CONCATENATED MODULE: ./lib/model/outcome.js
function hasReached(state, level) {
    return state === "completed" || (state === "accepted" && level === "accepted");
}
function countReached({ outcomes, level }) {
    const reached = outcomes.filter(({ state }) => hasReached(state, level));
    return reached.reduce((sum, { batch, refused }) => sum + batch.items.length - refused.length, 0);
}
function unreachedTargets(delivery) {
    return itemsOf(delivery, false).flatMap(({ targets }) => targets);
}
function isPurgedByAll(delivery) {
    return itemsOf(delivery, true).some(({ selector }) => selector.by === "all");
}
function itemsOf({ outcomes, level }, isReached) {
    return outcomes.flatMap(({ batch, state, refused }) => {
        const notTaken = new Set(refused.map(({ item }) => item));
        return batch.items.filter((_, at) => (hasReached(state, level) && !notTaken.has(at)) === isReached);
    });
}

// EXTERNAL MODULE: ./lib/model/snapshot.js
var snapshot = __webpack_require__(67741);
;// CONCATENATED MODULE: ./lib/memory/messages.js
const UNUSABLE = {
    damaged: "what is there is damaged: it was cut, or changed by somebody else",
    foreign: "what is there is not a record of this site and environment",
    newer: "what is there was written by a newer version of this action",
    unsealed: "what is there has no seal, and state-key is given",
    sealed: "what is there is sealed, and no state-key is given",
    rotated: "what is there is sealed with another state-key",
    replayed: "what is there is an older record that somebody put back under another name",
    "too-large": "what is there is larger than any record of this action",
};
const KEEP = {
    damaged: "If nobody should write there but this step, give state-key, and see who else has access.",
    foreign: "Give each site and environment a store of its own.",
    newer: "Use one version of the action for all runs of an environment.",
    unsealed: "From this run on it is sealed: keep state-key as it is.",
    sealed: "Give the same state-key in every run.",
    rotated: "A new state-key makes the old memory worthless: change it only when somebody else may know it.",
    replayed: "See who else may write there.",
    "too-large": "Give each site and environment a store of its own.",
};
const STAYS_OWED = "A pull request that is not merged may not be what goes live here: what was purged for it stays owed to the next deploy. Name its " +
    "environment where it has one of its own.";
function whatIsMissing(missing, storeName) {
    switch (missing.kind) {
        case "first":
            return `nothing is remembered in ${storeName} yet: this is the first run for this site and environment, or its memory is gone`;
        case "unusable":
            return `nothing can be remembered from ${storeName}: ${UNUSABLE[missing.why]}`;
        case "failed":
            return `nothing can be remembered from ${storeName}: ${missing.message}`;
        case "other-source":
            return `${storeName} does not remember a build by changes: ${missing.source}, but by another source`;
    }
}
function inShort(missing) {
    return missing.kind === "first" ? "nothing is remembered yet" : "the memory of the last deploy is of no use";
}
function whatIsOwed(pending, isDryRun) {
    const what = pending === "all" ? "Everything under site-url is" : files(pending.size);
    return `${what} still owed by earlier runs, and ${isDryRun ? "would" : "will"} be purged with what changed.`;
}
function files(count) {
    return count === 1 ? "1 changed file is" : `${count} changed files are`;
}
function howToKeep(missing, isCache) {
    if (missing.kind === "unusable")
        return KEEP[missing.why];
    if (missing.kind === "other-source")
        return "Keep changes as it is, and the memory keeps up with it.";
    if (missing.kind === "failed")
        return "See that the store can be reached from the step.";
    if (!isCache)
        return "Later runs compare with this one.";
    return ("Later runs compare with this one. GitHub removes caches that nobody used for 7 days, and shows them to this branch " +
        "and those that start from it alone: state: git-ref forgets nothing.");
}
function whatIsDone(onMissing, isDryRun) {
    switch (onMissing) {
        case "purge-all":
            return isDryRun ? "Everything under site-url would be purged once." : "Everything under site-url is purged once.";
        case "last-push":
            return "The base that the event names, or else GitHub's last deployment, is trusted (on-missing-state: last-push): what earlier runs left unpurged stays unknown.";
        case "adopt":
            return "This build is taken as the baseline, and nothing is purged (on-missing-state: adopt).";
        case "fail":
            return "Nothing was sent (on-missing-state: fail). Run once with on-missing-state: purge-all, or adopt if the edge holds nothing old.";
    }
}
function mappingChanged(moved) {
    const inputs = moved.filter((name) => name !== "api-url");
    if (inputs.length === 0)
        return "another API is called than at the last deploy (api-url)";
    return `what decides which URLs a file has (${moved.join(", ")}) is not what it was at the last deploy`;
}
function reachedLess(level) {
    return `Some of it came less far in earlier runs than wait-for asks for now (${level}).`;
}
const REPEATS = "What was purged is not noted, since the run was cancelled: the next run purges it once more.";
function notSaved({ name }, message) {
    return `What was purged could not be noted in ${name} (${message}): the next run purges it once more.`;
}
function superseded(left) {
    const newer = "A newer run for the same site and environment has started since";
    switch (left) {
        case "nothing":
            return `${newer}. This one left nothing owed.`;
        case "known":
            return `${newer}: it has all that this run left owed.`;
        case "added":
            return `${newer}, without knowing of this one: what this run left is added to what is owed.`;
        case "unknown":
            return `${newer}, without knowing of this one, and what this run left could not be added to what it owes: run this step again.`;
    }
}
const NO_PROMISE = "so what an earlier run left unpurged is not known to this one. Give state to remember it";

;// CONCATENATED MODULE: ./lib/memory/reached.js
const LEVELS = ["accepted", "completed", "verified"];
const reached_NOTHING = new Map();
function owedAgain(reached, level) {
    const lower = LEVELS.slice(0, LEVELS.indexOf(level));
    return lower.reduce((owed, one) => union(owed, reached[one] ?? reached_NOTHING), reached_NOTHING);
}
function withoutOwed(reached, owed) {
    return eachLevel((level) => minus(reached[level] ?? reached_NOTHING, owed));
}
function levelOf({ level, outcomes }) {
    if (level !== "accepted")
        return level;
    return outcomes.every(({ state, refused }) => state === "completed" && refused.length === 0) ? "completed" : level;
}
function withReached(reached, done, level) {
    return eachLevel((one) => {
        const others = minus(reached[one] ?? reached_NOTHING, done);
        return one === level && level !== "verified" ? union(others, done) : others;
    });
}
function doneOf(before, left) {
    return left === "all" ? reached_NOTHING : minus(before, left);
}
function union(one, other) {
    return one === "all" || other === "all" ? "all" : new Map([...one, ...other]);
}
function minus(paths, gone) {
    if (gone === "all")
        return reached_NOTHING;
    return paths === "all" ? paths : new Map([...paths].filter(([path]) => !gone.has(path)));
}
function eachLevel(pathsAt) {
    const found = LEVELS.map((level) => [level, pathsAt(level)]);
    return Object.fromEntries(found.filter(([, paths]) => paths === "all" || paths.size > 0));
}

// EXTERNAL MODULE: ./lib/memory/record-body.js
var record_body = __webpack_require__(91343);
;// CONCATENATED MODULE: ./lib/memory/owed.js



const MAX_PENDING = 50_000;
const owed_NOTHING = new Map();
function computeOwed(read, pending) {
    if (pending === "all") {
        const everything = read.everything ?? "a purge of everything is still owed, since an earlier run did not bring it to its level";
        return { owed: "all", changes: { ...read, everything } };
    }
    const owed = new Map(pending);
    for (const change of [...read.changes, ...(read.pages ?? []), ...(read.outside ?? [])]) {
        const name = pendingName(change);
        const before = owed.get(name);
        owed.set(name, before === undefined ? change.kind : bothKinds(before, change.kind));
    }
    const changes = withPending(read, pending, owed);
    return { owed: read.everything === undefined ? owed : "all", changes };
}
function writeAhead(ahead) {
    const { key, mapping, writer, previous, builds, owed, now } = ahead;
    const ancestors = previous === undefined ? [] : [previous.writer, ...(previous.ancestors ?? [])];
    return {
        key,
        mapping,
        writer,
        generation: Math.max((previous?.generation ?? 0) + 1, now.getTime()),
        builds,
        pending: bounded(owed),
        reached: withoutOwed(previous?.reached ?? {}, owed),
        ancestors: ancestors.slice(0, record_body/* MAX_ANCESTORS */.ue),
    };
}
function stillOwed(owed, { isEverything, unreached, deferred = [], isAllGone, }) {
    const late = deferred.filter(({ requested }) => requested === "changes");
    const pages = late.flatMap(({ page }) => page ?? []);
    const open = [
        ...unreached.filter(({ requested }) => requested === "changes"),
        ...late.filter(({ page }) => page === undefined),
    ];
    if (isAllGone || (open.length === 0 && pages.length === 0))
        return owed_NOTHING;
    if (isEverything || owed === "all") {
        const openPages = open.flatMap(({ page }) => page ?? []);
        return openPages.length === open.length ? asPages([...openPages, ...pages]) : "all";
    }
    if (open.some(({ because }) => because.length === 0))
        return owed;
    const names = new Set(open.flatMap(({ because }) => because.map(pendingName)));
    return new Map([...[...owed].filter(([name]) => names.has(name)), ...asPages(pages)]);
}
function asPages(urls) {
    return new Map(urls.map((url) => [url, "modified"]));
}
const OUTSIDE = "../";
function pendingName(change) {
    return change.isOutside === true ? OUTSIDE + (0,model_change/* shownPath */.pS)(change) : (0,model_change/* shownPath */.pS)(change);
}
function changeNamed(name, kind, tree) {
    const isOutside = name.startsWith(OUTSIDE);
    const shown = isOutside ? name.slice(OUTSIDE.length) : name;
    const outside = isOutside ? { isOutside } : {};
    if (shown.endsWith("/"))
        return { ...(0,model_change/* folderChange */.jX)(shown.slice(0, -1)), ...outside };
    if (isOutside)
        return { kind, path: shown, before: model_change/* UNKNOWN_CONTENT */.FJ, isOutside };
    return owedChange(shown, kind, tree.get(shown));
}
function afterDelivery(record, left, level) {
    const done = doneOf(record.pending, left);
    const reached = withReached(record.reached ?? {}, done, level);
    const { accepted, completed } = reached;
    return {
        ...record,
        pending: bounded(left),
        reached: {
            accepted: accepted === undefined ? undefined : bounded(accepted),
            completed: completed === undefined ? undefined : bounded(completed),
        },
    };
}
function isSuperseded(ours, found) {
    if (found.generation !== ours.generation)
        return found.generation > ours.generation;
    return found.writer !== ours.writer;
}
function bounded(pending) {
    return pending !== "all" && pending.size > MAX_PENDING ? "all" : pending;
}
function withPending(read, pending, owed) {
    if (pending.size === 0)
        return read;
    const [files, pages, outside] = [read.changes, read.pages ?? [], read.outside ?? []].map((changes) => new Map(changes.map((change) => [pendingName(change), change])));
    for (const [name, kind] of owed) {
        if (!pending.has(name))
            continue;
        if ((0,model_change/* isPageUrl */.rE)(name))
            pages.set(name, owedPage(name, kind, read));
        else
            (name.startsWith(OUTSIDE) ? outside : files).set(name, changeNamed(name, kind, read.tree));
    }
    return {
        ...read,
        changes: inPathOrder(files.values()),
        ...(pages.size === 0 ? {} : { pages: inPathOrder(pages.values()) }),
        ...(outside.size === 0 ? {} : { outside: inPathOrder(outside.values()) }),
    };
}
function owedChange(path, kind, after) {
    if (after === undefined)
        return { kind: "deleted", path, before: model_change/* UNKNOWN_CONTENT */.FJ };
    return { kind: kind === "deleted" ? "modified" : kind, path, before: model_change/* UNKNOWN_CONTENT */.FJ, after };
}
function owedPage(url, kind, { pageUrls, snapshots }) {
    if (pageUrls === undefined)
        return { kind, path: url, before: model_change/* UNKNOWN_CONTENT */.FJ };
    return owedChange(url, kind, snapshots.find(({ pages }) => pages?.has(url))?.pages?.get(url));
}
function bothKinds(first, second) {
    if (first === second)
        return first;
    return first === "added" && second === "deleted" ? "deleted" : "modified";
}
function inPathOrder(changes) {
    return [...changes].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

// EXTERNAL MODULE: ./lib/memory/record.js
var memory_record = __webpack_require__(76266);
;// CONCATENATED MODULE: ./lib/memory/stored-record.js

function readStored(store, found, { key, stateKey }) {
    return (0,memory_record/* decodeRecord */.eT)(found.bytes, {
        key,
        stateKey,
        version: store.nextVersion === undefined ? undefined : found.version,
    });
}
async function saveRecord(store, record, expected, { stateKey }) {
    const version = store.nextVersion?.();
    const bytes = (0,memory_record/* encodeRecord */.Ym)({ ...record, version }, stateKey);
    return { saved: await store.save(bytes, expected, version), bytes };
}

;// CONCATENATED MODULE: ./lib/memory/finish.js




async function finish(options, store, ahead, left) {
    if (left.isAborted && !store.isLocal)
        return { isSuperseded: false, notes: [REPEATS] };
    const found = await store.load();
    if (found.kind === "failed")
        return { isSuperseded: false, notes: [notSaved(store, found.message)] };
    const version = found.kind === "found" ? found.version : undefined;
    const decoded = found.kind === "found" ? readStored(store, found, options) : undefined;
    const record = decoded?.kind === "record" ? decoded.record : undefined;
    if (record !== undefined && isSuperseded(ahead, record)) {
        return handOver(options, store, { ahead, owed: left.owed, record, version });
    }
    const more = record === undefined ? new Map() : doneOf(record.pending, ahead.pending);
    const ended = afterDelivery(ahead, union(more, left.owed), left.level);
    const { saved } = await saveRecord(store, ended, version, options);
    if (saved.kind === "conflict")
        return takenOver(isSome(left.owed) ? "known" : "nothing");
    return { isSuperseded: false, notes: saved.kind === "failed" ? [notSaved(store, saved.message)] : [] };
}
function takenOver(left) {
    return { isSuperseded: true, notes: [superseded(left)] };
}
async function handOver(options, store, { ahead, owed, record, version }) {
    const isKnown = record.ancestors?.includes(ahead.writer) === true || !isSome(doneOf(owed, record.pending));
    if (isKnown)
        return takenOver(isSome(owed) ? "known" : "nothing");
    const both = { ...record, pending: union(owed, record.pending) };
    const { saved } = await saveRecord(store, both, version, options);
    return takenOver(saved.kind === "saved" ? "added" : "unknown");
}
function isSome(paths) {
    return paths === "all" || paths.size > 0;
}

;// CONCATENATED MODULE: ./lib/memory/mapping-changed.js
const ADDING = ["unmatched", "query-strings"];
function changedWords(before, now) {
    const wordsOf = (mapping, name) => Object.hasOwn(mapping, name) ? mapping[name] : [];
    return [...new Set([...Object.keys(before), ...Object.keys(now)])].filter((name) => {
        const [old, words] = [wordsOf(before, name), wordsOf(now, name)];
        return ADDING.includes(name)
            ? words.some((word) => !old.includes(word))
            : JSON.stringify(old) !== JSON.stringify(words);
    });
}

;// CONCATENATED MODULE: ./lib/memory/write-ahead.js




const READ_BACK_TRIES = 3;
const READ_BACK_PAUSE_MS = 1_000;
async function saveAhead(options, store, ahead, expected, clock) {
    const { saved, bytes } = await saveRecord(store, ahead, expected, options);
    if (saved.kind === "conflict")
        return false;
    if (saved.kind === "failed")
        throw cannotRemember(store, saved.message);
    for (let tries = 1;; tries++) {
        const back = await store.load(saved.version);
        if (back.kind === "found" && isWritten(options, store, ahead, bytes, back.bytes))
            return true;
        if (tries === READ_BACK_TRIES) {
            const message = back.kind === "failed" ? back.message : back.kind === "missing" ? "it is not there" : "it holds something else";
            throw cannotRemember(store, `it was saved, and reading it back failed: ${message}`);
        }
        await clock.sleep(READ_BACK_PAUSE_MS);
    }
}
function isWritten(options, store, ahead, ours, found) {
    if (found !== "too-large" && Buffer.compare(ours, found) === 0)
        return true;
    if (!store.compares)
        return false;
    const decoded = (0,memory_record/* decodeRecord */.eT)(found, options);
    return decoded.kind === "record" && isSuperseded(ahead, decoded.record);
}
function cannotRemember(store, message) {
    return new errors/* PurgeError */.CV("state", `What this run has to purge could not be remembered in ${store.name}: ${message}. Nothing was sent, since a purge that ` +
        "is not remembered is lost when the run fails. Run the step again before the next deploy.");
}

;// CONCATENATED MODULE: ./lib/memory/remember.js







const MAX_CONFLICTS = 20;
async function remember(options, store, read, clock) {
    for (let tries = 1; tries <= MAX_CONFLICTS; tries++) {
        const recalled = await recall(options, store);
        const found = await readOwed(options, store, recalled, read);
        const isIdle = found.changes.sources.length === 0 && found.owed !== "all" && found.owed.size === 0;
        if (options.isDryRun || isIdle)
            return found;
        const { key, mapping, writer, isProvisional } = options;
        const isLastBuild = found.changes.sources.length > 0 && !isProvisional;
        const ahead = writeAhead({
            key,
            mapping,
            writer,
            previous: recalled.record,
            builds: isLastBuild ? found.changes.snapshots : (recalled.record?.builds ?? []),
            owed: found.owed,
            now: clock.now(),
        });
        if (await saveAhead(options, store, ahead, recalled.version, clock))
            return { ...found, ahead };
    }
    throw cannotRemember(store, `other runs replaced the record ${MAX_CONFLICTS} times in a row`);
}
async function recall(options, store) {
    const loaded = await store.load();
    if (loaded.kind === "missing")
        return { missing: { kind: "first" } };
    if (loaded.kind === "failed")
        return { missing: loaded };
    const { version } = loaded;
    const decoded = readStored(store, loaded, options);
    if (decoded.kind === "record")
        return { record: decoded.record, version };
    return { missing: { kind: "unusable", why: decoded.why }, version };
}
async function readOwed(options, store, { record, missing }, read) {
    const builds = record?.builds ?? (options.onMissing === "last-push" ? undefined : []);
    const found = withKnownPrefix(await read(builds), record);
    const pending = owedBy(record, options.level);
    if (found.sources.length === 0 && missing !== undefined) {
        return { changes: found, owed: pending, isAdopted: false, was: missing.kind, notes: [] };
    }
    if (missing !== undefined)
        return withoutMemory(options, store, { missing, read: found, pending });
    const other = otherSource(record, found);
    if (other !== undefined) {
        const again = options.onMissing === "last-push" ? await read(undefined) : found;
        return withoutMemory(options, store, { missing: other, read: again, pending });
    }
    return knownOwed(options, record, found, pending);
}
function withKnownPrefix(found, record) {
    const prefix = record?.builds.find((build) => build.prefix !== undefined)?.prefix;
    return found.sources.length > 0 || prefix === undefined ? found : { ...found, prefix };
}
function owedBy(record, level) {
    return record === undefined ? new Map() : union(owedAgain(record.reached ?? {}, level), record.pending);
}
function knownOwed({ mapping, isDryRun, level }, record, found, pending) {
    const moved = changedWords(record.mapping, mapping);
    const why = mappingChanged(moved);
    const given = moved.length > 0 && found.everything === undefined ? { ...found, everything: why } : found;
    const notes = [];
    if (remember_isSome(pending))
        notes.push(whatIsOwed(pending, isDryRun));
    if (remember_isSome(owedAgain(record.reached ?? {}, level)))
        notes.push(reachedLess(level));
    if (moved.length > 0) {
        notes.push(`${capital(why)}. ${whatIsDone("purge-all", isDryRun)} Later runs compare with this one.`);
    }
    return { ...computeOwed(given, pending), isAdopted: false, was: "known", notes };
}
function remember_isSome(paths) {
    return paths === "all" || paths.size > 0;
}
function otherSource(record, { sources, across = [] }) {
    const isUnknown = (one) => record.builds.every((build) => build.source !== one);
    const source = sources.find((one) => isUnknown(one) && !across.includes(one));
    return source === undefined ? undefined : { kind: "other-source", source };
}
function withoutMemory({ onMissing, isDryRun }, store, { missing, read, pending }) {
    const what = whatIsMissing(missing, store.name);
    const sentence = `${capital(what)}. ${whatIsDone(onMissing, isDryRun)}`;
    if (onMissing === "fail")
        throw new errors/* PurgeError */.CV("state", sentence);
    const notes = [`${sentence} ${howToKeep(missing, store.kind === "cache")}`];
    if (onMissing === "adopt") {
        const { everything: _, pages: __, outside: ___, rules: ____, ...rest } = read;
        return { changes: { ...rest, changes: [] }, owed: pending, isAdopted: true, was: missing.kind, notes };
    }
    const given = onMissing === "purge-all" ? { ...read, everything: inShort(missing) } : read;
    return { ...computeOwed(given, pending), isAdopted: false, was: missing.kind, notes };
}
function capital(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}

;// CONCATENATED MODULE: ./lib/memory/deploy-memory.js











const LAST_SAVE_LEAST_MS = 5_000;
const ONLY_PURGE = "only purge is given";
async function readWithMemory(destination, config, sources, read, world) {
    const { memory, source, mapping, limits } = destination;
    const chosen = (0,choose_store/* chooseState */.$V)(memory.state, { runner: world.runner, hasCache: world.stores.hasCache });
    if (chosen.kind === "problem")
        throw (0,errors/* configError */.Fj)([chosen.problem]);
    const hasBuild = sources.length > 0 || source.buildDir !== undefined || mapping.routes.length > 0;
    if (chosen.kind === "none" || !hasBuild) {
        if (limits.overLimit === "defer")
            throw (0,errors/* configError */.Fj)([(0,choose_store/* deferProblem */.Me)(chosen.kind === "none" ? chosen.why : ONLY_PURGE)]);
        return withoutStore(chosen, config, sources, read);
    }
    const ending = new AbortController();
    const store = world.stores.open(chosen.store, {
        key: memory.key,
        until: ending.signal,
        token: config.githubToken,
    });
    const options = optionsOf(destination, config, world);
    const withinTime = (work, leftMs) => endedAfter(world.clock, leftMs, ending, work);
    const remembered = await remember(options, store, read, world.clock);
    const notes = [...chosen.notes, ...remembered.notes];
    return { changes: remembered.changes, memory: keptMemory(options, store, { ...remembered, notes }, withinTime) };
}
function optionsOf({ memory, delivery }, { dryRun }, { runner, random }) {
    const isPreview = dryRun && /^(?:pull_request|merge_group)/.test(runner.event.name);
    return {
        key: memory.key,
        stateKey: memory.stateKey,
        mapping: memory.mapping,
        level: delivery.level,
        onMissing: isPreview ? "last-push" : memory.onMissing,
        isDryRun: dryRun,
        isProvisional: !dryRun && mayNotGoLive(runner.event, memory.environment),
        writer: `${runner.runId}-${random().toString(36).slice(2)}${random().toString(36).slice(2)}`,
    };
}
function mayNotGoLive({ name, payload }, environment) {
    const isOpen = name.startsWith("pull_request") && (0,changes_event/* valueAt */.fK)(payload, "pull_request", "merged") !== true;
    return environment === config/* DEFAULT_ENVIRONMENT */.Uz && (isOpen || name === "merge_group");
}
async function withoutStore(chosen, { phase }, sources, read) {
    const why = chosen.kind === "none" ? chosen.why : ONLY_PURGE;
    if (phase === "before-deploy") {
        const message = `is before-deploy, which only remembers, and nothing is remembered: ${why}. Give state`;
        throw (0,errors/* configError */.Fj)([{ input: "phase", message }]);
    }
    const needy = sources.find(snapshot/* needsMemory */.Z);
    if (needy !== undefined)
        throw (0,errors/* configError */.Fj)([(0,choose_store/* memoryProblem */.lo)(needy, why)]);
    const changes = await read(undefined);
    const notes = sources.length === 0 ? [] : [`Nothing is remembered: ${why}, ${NO_PROMISE}.`];
    const memory = {
        owed: new Map(),
        isAdopted: false,
        isSuperseded: false,
        notes,
        finish: async () => memory,
    };
    return { changes, memory };
}
async function endedAfter(clock, ms, store, work) {
    const done = new AbortController();
    void clock.sleep(Math.max(ms, LAST_SAVE_LEAST_MS), done.signal).then(() => {
        if (!done.signal.aborted)
            store.abort();
    });
    try {
        return await work();
    }
    finally {
        done.abort();
    }
}
function keptMemory(options, store, { ahead, owed, isAdopted, notes }, withinTime) {
    const memory = { keptIn: store.name, owed, isAdopted, isSuperseded: false, notes };
    return {
        ...memory,
        async finish({ delivery, isEverything, deferred = [], unsendable = [], isAborted, leftMs }) {
            const unreached = [...unreachedTargets(delivery), ...unsendable];
            const left = stillOwed(owed, { isEverything, unreached, deferred, isAllGone: isPurgedByAll(delivery) });
            const finished = { ...memory, owed: left, finish: async () => finished };
            if (ahead === undefined || (ahead.pending !== "all" && ahead.pending.size === 0))
                return finished;
            if (options.isProvisional)
                return { ...finished, notes: [...notes, STAYS_OWED] };
            const { isSuperseded, notes: more } = await withinTime(() => finish(options, store, ahead, { owed: left, level: levelOf(delivery), isAborted }), leftMs);
            return { ...finished, isSuperseded, notes: [...notes, ...more] };
        },
    };
}

// EXTERNAL MODULE: ./lib/routes/route-target.js
var route_target = __webpack_require__(28825);
;// CONCATENATED MODULE: ./lib/routes/follow-routes.js



function followRoutes(set, routes) {
    const { changes, outside = [], prefix = "" } = set;
    const nothing = { selectors: [], sitemaps: [], routed: [], unmatched: [], problems: [], lines: new Map() };
    if (routes.length === 0)
        return { touched: changes, ...nothing };
    const following = {
        touched: [],
        selectors: new Map(),
        sitemaps: new Map(),
        problems: [],
        lines: new Map(),
    };
    const routed = [];
    const unmatched = [];
    for (const change of changes) {
        const path = prefix === "" ? change.path : `${prefix}/${change.path}`;
        if (!follow(change, path, routes, following, true))
            following.touched.push(change);
    }
    for (const change of outside) {
        if (follow(change, change.path, routes, following, false))
            routed.push(change);
        else
            unmatched.push(change);
    }
    const { unnamed } = following;
    const everything = unnamed === undefined
        ? undefined
        : `the checkout does not say which files changed below "${(0,lib_escape/* escapeControlCharacters */.F7)(unnamed.path, 200)}", and routes, line ${unnamed.line}, needs their names`;
    return {
        everything,
        touched: following.touched,
        selectors: [...following.selectors.values()]
            .sort((a, b) => a.line - b.line)
            .map(({ selector, because }) => ({ selector, because, from: "routes" })),
        sitemaps: Array.from(following.sitemaps, ([path, because]) => ({ path, because })),
        routed,
        unmatched,
        problems: following.problems,
        lines: following.lines,
    };
}
function matchesRoute({ path, isFolder }, routes) {
    return routes.some(({ glob }) => glob.match(path) !== undefined || (isFolder === true && glob.mayMatchBelow(path)));
}
function follow(change, path, routes, following, isDeployed) {
    for (const { glob, targets, line } of routes) {
        const captures = glob.match(path);
        if (captures === undefined)
            continue;
        following.lines.set(change, line);
        const wrong = (target, message) => following.problems.push({
            input: "routes",
            message: `line ${line}: for "${(0,lib_escape/* escapeControlCharacters */.F7)(path, 200)}", \`${(0,lib_escape/* escapeControlCharacters */.F7)(target, 200)}\` ${message}`,
        });
        for (const target of targets)
            take(change, target, captures, { following, isDeployed, line, wrong });
        return true;
    }
    if (change.isFolder !== true)
        return false;
    const isRouted = followBelow(change, path, routes, { following, isDeployed });
    return isRouted && !isDeployed;
}
function followBelow(change, path, routes, { following, isDeployed }) {
    const matching = routes.filter(({ glob }) => glob.mayMatchBelow(path));
    for (const { line, targets } of matching) {
        following.lines.set(change, line);
        for (const target of targets) {
            if (target === "path" && isDeployed)
                continue;
            if ((0,route_target/* usesCaptures */.Ii)(target))
                following.unnamed ??= { path, line };
            else
                take(change, target, [], { following, isDeployed: false, line, wrong: () => undefined });
        }
    }
    return matching.length > 0;
}
function take(change, target, captures, to) {
    const { touched, selectors, sitemaps } = to.following;
    const followed = (0,route_target/* followTarget */.TT)(target, captures);
    if (followed.kind === "selector") {
        const { selector } = followed;
        const known = selectors.get((0,model_selector/* selectorKey */.je)(selector));
        if (known === undefined)
            selectors.set((0,model_selector/* selectorKey */.je)(selector), { selector, because: [change], line: to.line });
        else {
            known.because.push(change);
            known.line = Math.min(known.line, to.line);
        }
    }
    else if (followed.kind === "sitemap") {
        const known = sitemaps.get(followed.path);
        if (known === undefined)
            sitemaps.set(followed.path, [change]);
        else
            known.push(change);
    }
    else if (followed.kind === "path") {
        if (to.isDeployed)
            touched.push(change);
        else
            to.wrong(target, "is the file's own URL, but it is not among the deployed files of build-dir");
    }
    else if (followed.kind === "wrong")
        to.wrong(target, followed.message);
}

;// CONCATENATED MODULE: ./lib/routes/undeployed-files.js


function sortOutside({ outside = [], ...read }, { routes, unmatched, ruleNames }) {
    const isKept = (change) => isRuleFile(change.path, read.prefix, ruleNames) ||
        (routes.length > 0 && (unmatched !== "warn" || matchesRoute(change, routes)));
    const kept = outside.filter(isKept);
    const unread = unreadRuleFiles({ ...read, outside }, ruleNames, (path) => matchesRoute({ path }, routes));
    const others = routes.length === 0 ? [] : outside.filter((change) => !isKept(change)).map(({ path }) => path);
    return {
        ...read,
        ...(kept.length === 0 ? {} : { outside: kept }),
        ...(others.length === 0 ? {} : { unmatched: others }),
        ...(unread.length === 0 ? {} : { unreadRules: unread }),
    };
}
function isRuleFile(path, prefix, { inBuild, anywhere }) {
    const own = prefix === undefined || prefix === ""
        ? path
        : path.startsWith(`${prefix}/`)
            ? path.slice(prefix.length + 1)
            : undefined;
    return anywhere.includes(path) || (own !== undefined && (inBuild.includes(own) || anywhere.includes(own)));
}

;// CONCATENATED MODULE: ./lib/routes/apply-routes.js






const apply_routes_MAX_NAMED = 5;
async function routeChanges(set, { routes, unmatched: mode, ruleNames, site }, world) {
    const { touched, selectors, sitemaps, routed, problems, lines, everything, ...rest } = followRoutes(set, routes);
    if (problems.length > 0)
        throw (0,errors/* configError */.Fj)(problems.slice(0, apply_routes_MAX_NAMED));
    const open = rest.unmatched.filter(({ path }) => !isRuleFile(path, set.prefix, ruleNames));
    const unmatched = [...open.map(({ path }) => path), ...(set.unmatched ?? [])];
    if (mode === "fail" && unmatched.length > 0) {
        const message = `is fail, and no route matches ${apply_routes_named(unmatched)}. Nothing was sent. Add a route for each, or for harmless files ` +
            "one to none, for example docs/** -> none";
        throw (0,errors/* configError */.Fj)([{ input: "unmatched", message }]);
    }
    const pages = [];
    for (const { path, because } of sitemaps) {
        const found = await readPurgeEntries([{ kind: "sitemap", path }], site, world, "routes");
        for (const selector of found)
            pages.push({ selector, from: "routes", because });
    }
    return {
        changes: { ...set, changes: [...set.changes, ...routed], ignored: Math.max(0, set.ignored - routed.length) },
        count: routed.length,
        touched,
        selectors: [...selectors, ...pages],
        lines,
        unmatched,
        ...(everything === undefined ? everythingFor(mode, unmatched, open) : { everything }),
    };
}
function everythingFor(mode, unmatched, open) {
    if (mode === "all" && unmatched.length > 0) {
        return { everything: `no route matches ${apply_routes_named(unmatched)} (unmatched: all)` };
    }
    const owed = open.filter(model_change/* hasUnknownBefore */.oX).map(({ path }) => path);
    return owed.length === 0 ? {} : { everything: `${apply_routes_named(owed)} is still owed, and no route matches it any more` };
}
function apply_routes_named(paths) {
    const shown = paths.slice(0, apply_routes_MAX_NAMED).map((path) => `"${(0,lib_escape/* escapeControlCharacters */.F7)(path, 100)}"`);
    const more = paths.length - shown.length;
    return shown.join(", ") + (more > 0 ? ` and ${more} more changed files` : "");
}

;// CONCATENATED MODULE: ./lib/app/read-deploy.js










async function readDeploy(destination, config, world) {
    const ruleNames = ruleNamesOf(URL_STYLES[destination.mapping.urlStyle]);
    const options = { ...changesOptions(destination, config, world), ruleNames, watchedNames: unseenNames(ruleNames) };
    const outside = { ...destination.mapping, ruleNames };
    const chosen = await chooseSources(options, world);
    const read = async (remembered) => sortOutside(await readChanges({ ...options, chosen, remembered }, world), outside);
    const { changes, memory } = await readWithMemory(destination, config, chosen.sources, read, world);
    logMemory(memory, world.log);
    const routed = await routeChanges(changes, { ...outside, site: siteOf(destination) }, world);
    logChanges(routed.changes, world.log);
    return { changes, memory, routed };
}
function siteOf({ source, siteUrls }) {
    return { buildDir: source.buildDir, siteUrls };
}
function changesOptions({ source, mapping, siteUrls, memory }, { githubToken }, world) {
    const { environment } = memory;
    return {
        ...source,
        hasSelectors: mapping.requested.length > 0,
        hasRoutes: mapping.routes.length > 0,
        siteUrls,
        token: githubToken,
        deployed: (0,choose_store/* trustsDeployments */.AG)(memory) ? { environment, deployments: world.deployments(githubToken) } : undefined,
    };
}

;// CONCATENATED MODULE: ./lib/app/find-hints.js





async function findHints(destination, { changes }, style, world) {
    const { source, mapping } = destination;
    const globs = [...(source.includeGlobs ?? []), ...(mapping.immutable.globs ?? [])];
    const unused = changes.tree.size === 0
        ? []
        : [...unusedGlobs(globs, deployedFiles(changes)), ...(source.unusedExclusions?.() ?? [])];
    const route = await unusedRoutesNote(changes, mapping.routes, source.buildDir, world);
    const pages = changes.tree.size === 0 ? [] : await namedPages(siteOf(destination), changes.tree, world);
    const other = otherStyleHint(pages, changes.tree, style, mapping.urlStyle);
    return [...unusedGlobNotes(unused, "build-dir"), ...[route, other].filter((note) => note !== undefined)];
}

;// CONCATENATED MODULE: ./lib/delivery/deadline.js

const LONGEST_MS = 2 ** 31 - 1;
function startDeadline(options) {
    const { clock, signal } = options;
    const timeoutMs = Math.min(options.timeoutMs, LONGEST_MS);
    const controller = new AbortController();
    const startMs = clock.monotonicMs();
    let failure;
    function remainingMs() {
        return Math.max(0, startMs + timeoutMs - clock.monotonicMs());
    }
    function finish(reason) {
        failure ??= reason;
        signal.removeEventListener("abort", cancel);
        controller.abort(failure);
    }
    function cancel() {
        finish({ fault: "cancelled", message: "the run was cancelled" });
    }
    async function ring() {
        while (!controller.signal.aborted && remainingMs() > 0)
            await clock.sleep(Math.ceil(remainingMs()), controller.signal);
        finish({ fault: "deadline", message: `the timeout of ${(0,format/* formatSeconds */.Xo)(options.givenMs ?? timeoutMs)} is over` });
    }
    if (signal.aborted)
        cancel();
    else
        signal.addEventListener("abort", cancel, { once: true });
    void ring();
    return {
        signal: controller.signal,
        remainingMs,
        failure: () => failure,
        end: () => finish({ fault: "cancelled", message: "the delivery has ended" }),
    };
}

// EXTERNAL MODULE: ./lib/ports/http.js
var http = __webpack_require__(67334);
;// CONCATENATED MODULE: ./lib/delivery/retry-policy.js

const ATTEMPTS_PER_PASS = 5;
const MAX_PASSES = 3;
const BASE_MS = { transient: 250, throttled: 1_000 };
const CAP_MS = 20_000;
function decide(failed, situation) {
    if (failed.mended === true)
        return { kind: "again", delayMs: 0 };
    const { fault, message } = failed;
    if (isHopeless(failed, situation))
        return { kind: "stop", failure: { fault, message: `${message}${tried(situation)}` } };
    if (failed.suspect !== undefined && situation.parts)
        return { kind: "split" };
    const perPass = situation.maxAttempts ?? ATTEMPTS_PER_PASS;
    const most = situation.maxAttempts ?? ATTEMPTS_PER_PASS * MAX_PASSES;
    if (fault === "invalid" || situation.attempts >= most) {
        return { kind: "give-up", failure: { fault, message: `${message}${tried(situation)}` } };
    }
    const attempts = Math.max(1, situation.attempts);
    const step = ((attempts - 1) % perPass) + 1;
    const delayMs = (failed.waitMs ?? 0) + situation.jitter * backoffMs(fault, step);
    if (delayMs < situation.remainingMs)
        return { kind: step === perPass && !situation.probe ? "later" : "again", delayMs };
    const kind = fault === "throttled" && failed.waitMs !== undefined ? "stop" : "give-up";
    return { kind, failure: { fault, message: `${message}. ${tooLong(delayMs, situation.remainingMs)}` } };
}
function isHopeless({ fault, retryable, maxAttempts }, { tries, answered }) {
    if (fault === "auth" || fault === "site" || fault === "quota" || retryable === false)
        return true;
    return maxAttempts !== undefined && !answered && tries >= maxAttempts;
}
function tried({ tries }) {
    return tries > 1 ? ` (${tries} attempts)` : "";
}
function backoffMs(fault, step) {
    const base = fault === "throttled" ? BASE_MS.throttled : BASE_MS.transient;
    return Math.min(CAP_MS, base * 2 ** (step - 1));
}
function tooLong(waitMs, remainingMs) {
    return `The next attempt may be made in ${(0,format/* formatSeconds */.Xo)(waitMs)}, and ${(0,format/* formatSeconds */.Xo)(remainingMs)} are left of the timeout`;
}

;// CONCATENATED MODULE: ./lib/delivery/exchange.js




function endedMessage({ failure, sent, waitedFor = [] }) {
    const who = waitedFor.length === 0 ? "" : ` (${waitedFor.join(", ")})`;
    return sent ? `${failure.message}, and the request under way had no answer yet${who}` : failure.message;
}
async function exchange(gate, load, signal, call) {
    const turn = await gate.limiter.turn(load, signal);
    if (turn.kind === "too-late")
        return { kind: "ended", sent: false, failure: lateFailure(gate, turn) };
    if (turn.kind === "ended")
        return { kind: "ended", sent: false, failure: gate.stop.failure() ?? NOTHING_LEFT };
    const corrections = gate.clockSkew.corrections();
    let health = "nothing";
    let arrived = true;
    try {
        const result = await callSafely(gate, call);
        health = healthSignalOf(result);
        if (!isFailed(result))
            return result;
        arrived = result.neverLeft !== true;
        const corrected = result.fault === "auth" && arrived && isClockCorrected(gate, corrections);
        return { ...result, probe: turn.probe, ...(corrected ? { mended: true } : {}) };
    }
    finally {
        turn.done(health, arrived);
    }
}
const NOTHING_LEFT = { fault: "cancelled", message: "the delivery has ended" };
async function callSafely(gate, call) {
    try {
        return await call();
    }
    catch (error) {
        return failedOrThrow(gate, error);
    }
}
function isFailed(result) {
    return result.kind === "failed";
}
const REFUSALS = new Set(["auth", "site", "quota", "invalid"]);
function healthSignalOf(result) {
    if (result.kind === "ended")
        return "nothing";
    if (!isFailed(result))
        return "answer";
    const { fault, message, neverLeft } = result;
    if (!REFUSALS.has(fault))
        return { fault, message };
    return neverLeft === true ? "nothing" : "answer";
}
function isClockCorrected({ clockSkew, world }, correctionsBefore) {
    if (clockSkew.corrections() > correctionsBefore)
        return true;
    const wrongByMs = clockSkew.correct();
    if (wrongByMs === undefined)
        return false;
    const direction = wrongByMs > 0 ? "behind" : "ahead of";
    world.log.warning(`This runner's clock is ${(0,format/* formatSeconds */.Xo)(Math.abs(wrongByMs))} ${direction} the provider's, which refuses what is signed by it. ` +
        "This run goes on by the provider's clock; set the runner's clock right.", "The runner's clock is wrong");
    return true;
}
function lateFailure(gate, { waitMs, because }) {
    const message = tooLong(waitMs, gate.deadline.remainingMs());
    const outage = gate.breaker.outage();
    if (because === "outage" && outage !== undefined) {
        return {
            fault: outage.last.fault,
            message: `${outage.last.message} (${outage.failures} failures in a row). ${message}`,
        };
    }
    return because === "pause"
        ? { fault: "throttled", message: `the provider asks for a pause. ${message}` }
        : { fault: "deadline", message: `the provider's rate limit leaves no room. ${message}` };
}
function failedOrThrow(gate, error) {
    const over = gate.deadline.failure();
    if ((0,http/* isNetworkFailure */.N)(error)) {
        if (over !== undefined)
            return { kind: "ended", sent: true, failure: over, waitedFor: gate.unanswered() };
        const { message, retryable, maxAttempts, neverLeft } = error;
        return { kind: "failed", fault: "unavailable", message, retryable, maxAttempts, neverLeft };
    }
    throw error instanceof errors/* PurgeError */.CV ? error : new errors/* PurgeError */.CV("bug", "a provider failed in itself", { cause: error });
}

;// CONCATENATED MODULE: ./lib/delivery/clock-skew.js
const MIN_SKEW_MS = 30_000;
const HALF_A_SECOND_MS = 500;
function createClockSkew() {
    let offsetMs = 0;
    let seenMs = 0;
    let corrections = 0;
    return {
        offsetMs: () => offsetMs,
        seen(theirsMs, oursMs) {
            seenMs = theirsMs + HALF_A_SECOND_MS - oursMs;
        },
        corrections: () => corrections,
        correct() {
            if (corrections > 0 || Math.abs(seenMs) <= MIN_SKEW_MS)
                return undefined;
            corrections += 1;
            offsetMs = seenMs;
            return offsetMs;
        },
    };
}

;// CONCATENATED MODULE: ./lib/delivery/limits/circuit-breaker.js
const FAILURES_TO_OPEN = 10;
const FIRST_PROBE_MS = 1_000;
const LAST_PROBE_MS = 20_000;
const BEFORE_THE_END_MS = 2_000;
function createBreaker() {
    const state = {
        failures: 0,
        last: undefined,
        openedMs: undefined,
        probing: false,
        pauseMs: FIRST_PROBE_MS,
        probeAtMs: 0,
        hadLastProbe: false,
        answered: false,
    };
    return {
        waitMs: (nowMs, remainingMs) => waitMs(state, nowMs, remainingMs),
        sent(nowMs) {
            const isProbe = state.openedMs !== undefined;
            if (isProbe)
                state.probing = true;
            if (isProbe && nowMs < state.probeAtMs)
                state.hadLastProbe = true;
            return isProbe;
        },
        observe(health, wasProbe, nowMs) {
            if (wasProbe)
                state.probing = false;
            if (health === "nothing")
                return undefined;
            if (health !== "answer")
                return fail(state, health, wasProbe, nowMs);
            state.answered = true;
            return circuit_breaker_close(state, nowMs);
        },
        outage() {
            const { openedMs, failures, last } = state;
            return openedMs === undefined || last === undefined ? undefined : { failures, last };
        },
        answered: () => state.answered,
    };
}
function waitMs({ openedMs, probing, probeAtMs, hadLastProbe }, nowMs, remainingMs) {
    if (openedMs === undefined)
        return 0;
    if (probing)
        return Number.POSITIVE_INFINITY;
    const untilProbeMs = Math.max(0, probeAtMs - nowMs);
    const isCut = untilProbeMs >= remainingMs && !hadLastProbe;
    return isCut ? Math.max(0, remainingMs - BEFORE_THE_END_MS) : untilProbeMs;
}
function circuit_breaker_close(state, nowMs) {
    const { openedMs } = state;
    state.failures = 0;
    state.openedMs = undefined;
    state.pauseMs = FIRST_PROBE_MS;
    return openedMs === undefined ? undefined : { kind: "closed", afterMs: nowMs - openedMs };
}
function fail(state, failure, wasProbe, nowMs) {
    state.failures += 1;
    state.last = failure;
    if (state.openedMs === undefined) {
        if (state.failures < FAILURES_TO_OPEN)
            return undefined;
        state.openedMs = nowMs;
        state.probeAtMs = nowMs + state.pauseMs;
        return { kind: "opened", failures: state.failures, last: failure };
    }
    if (!wasProbe)
        return undefined;
    state.pauseMs = Math.min(state.pauseMs * 2, LAST_PROBE_MS);
    state.probeAtMs = nowMs + state.pauseMs;
    return undefined;
}

// EXTERNAL MODULE: ./lib/lib/short-list.js
var short_list = __webpack_require__(32674);
;// CONCATENATED MODULE: ./lib/delivery/limits/limiter.js

const AT_ONCE = 8;
function createLimiter(options) {
    const state = { ...options, waiting: new short_list/* ShortList */.p(), running: 0, alarm: undefined };
    const { clock } = options;
    const { pause, allowance } = options.sharedLimits;
    return {
        turn: (load, signal) => turn(state, load, signal),
        pause(ms) {
            pause.untilMs = Math.max(pause.untilMs, clock.monotonicMs() + ms);
            advance(state);
        },
        heed: (limits) => allowance.heed(limits, Math.max(0, state.running - 1), clock.monotonicMs()),
    };
}
function turn(state, load, signal) {
    if (signal.aborted)
        return Promise.resolve({ kind: "ended" });
    const { meters } = state.sharedLimits;
    const needs = meters.map((meter) => ({ meter, cost: meter.costOf(load) })).filter(({ cost }) => cost > 0);
    const { promise, resolve } = Promise.withResolvers();
    const waiter = { needs, end };
    const leave = () => end({ kind: "ended" });
    let isWaiting = true;
    function end(turn) {
        isWaiting = false;
        state.waiting.delete(waiter);
        signal.removeEventListener("abort", leave);
        resolve(turn);
    }
    state.waiting.add(waiter);
    advance(state);
    if (isWaiting)
        signal.addEventListener("abort", leave, { once: true });
    return promise;
}
function advance(state) {
    const { clock, remainingMs, waiting } = state;
    const { meters } = state.sharedLimits;
    const nowMs = clock.monotonicMs();
    const taken = new Set();
    let nextMs = Number.POSITIVE_INFINITY;
    for (const waiter of waiting) {
        if (state.running >= AT_ONCE)
            break;
        const held = hold(state, nowMs);
        const waitMs = held.waitMs > 0 ? held.waitMs : rateWaitMs(waiter, nowMs, taken);
        if (waitMs <= 0)
            grant(state, waiter, nowMs);
        else if (Number.isFinite(waitMs) && waitMs >= remainingMs()) {
            waiter.end({ kind: "too-late", waitMs, because: held.waitMs > 0 ? held.because : "rate" });
        }
        else {
            nextMs = Math.min(nextMs, waitMs);
            if (held.waitMs > 0)
                break;
        }
        if (taken.size > 0 && taken.size === meters.length)
            break;
    }
    setAlarm(state, nowMs, nextMs);
}
function setAlarm(state, nowMs, ms) {
    const { alarm } = state;
    const dueMs = nowMs + Math.ceil(ms);
    if (alarm !== undefined && alarm.dueMs <= dueMs && Number.isFinite(ms))
        return;
    state.alarm = undefined;
    alarm?.off.abort(REPLACED);
    if (!Number.isFinite(ms))
        return;
    const mine = { dueMs, off: new AbortController() };
    state.alarm = mine;
    void state.clock.sleep(Math.ceil(ms), mine.off.signal).then(() => {
        if (mine.off.signal.aborted)
            return;
        state.alarm = undefined;
        advance(state);
    });
}
const REPLACED = "another alarm rings, or none is needed";
function ahead({ waiting, ahead }) {
    return waiting.size + (ahead?.() ?? 0);
}
function hold(state, nowMs) {
    const { breaker, remainingMs } = state;
    const { pause, allowance } = state.sharedLimits;
    const outageMs = breaker.waitMs(nowMs, remainingMs());
    const pauseMs = Math.max(0, pause.untilMs - nowMs);
    if (outageMs > pauseMs)
        return { waitMs: outageMs, because: "outage" };
    const reportedMs = allowance.waitMs(ahead(state), nowMs, remainingMs());
    return { waitMs: Math.max(pauseMs, reportedMs), because: "pause" };
}
function rateWaitMs(waiter, nowMs, taken) {
    let longest = 0;
    for (const { meter, cost } of waiter.needs) {
        const waitMs = taken.has(meter) ? Number.POSITIVE_INFINITY : meter.waitMs(cost, nowMs);
        if (waitMs > 0)
            taken.add(meter);
        longest = Math.max(longest, waitMs);
    }
    return longest;
}
function grant(state, waiter, nowMs) {
    state.running += 1;
    state.sharedLimits.allowance.sent(ahead(state), nowMs);
    const probe = state.breaker.sent(nowMs);
    for (const { meter, cost } of waiter.needs)
        meter.sent(cost);
    waiter.end({
        kind: "granted",
        probe,
        done: (health = "answer", arrived = true) => limiter_finish(state, waiter, { probe, health, arrived }),
    });
}
function limiter_finish(state, { needs }, { probe, health, arrived }) {
    state.running -= 1;
    const nowMs = state.clock.monotonicMs();
    for (const { meter, cost } of needs) {
        if (arrived)
            meter.answered(cost, nowMs);
        else
            meter.released(cost);
    }
    if (!arrived)
        state.sharedLimits.allowance.released();
    const change = state.breaker.observe(health, probe, nowMs);
    if (change !== undefined)
        state.onBreaker?.(change);
    advance(state);
}

;// CONCATENATED MODULE: ./lib/delivery/limits/rate-limit-headers.js
const MAX_CHARACTERS = 4096;
const MAX_MEMBERS = 20;
const EPOCH_SECONDS = 1_000_000_000;
const MEMBER = /^\s*(?:"[^"]*"|[A-Za-z*][\w*.:/-]*)((?:\s*;\s*[a-z*][\w*.-]*(?:=[^;,]*)?)*)\s*$/;
const PAIR = /(?:^|[,;\s])(remaining|reset)=(\d{1,12})(?=$|[,;\s])/g;
const PREFIXES = ["ratelimit", "x-ratelimit", "x-rate-limit"];
function readRateLimits(headers, now) {
    const combined = headers["ratelimit"] ?? headers["x-ratelimit"];
    return [...members(combined), ...PREFIXES.flatMap((prefix) => rate_limit_headers_separate(headers, prefix, now))];
}
function members(header) {
    if (header === undefined || header.length > MAX_CHARACTERS)
        return [];
    const pairs = Object.fromEntries(Array.from(header.matchAll(PAIR), ([, name, value]) => [name, value]));
    if (pairs["remaining"] !== undefined)
        return limitOf(pairs["remaining"], pairs["reset"]);
    const list = header.split(",").slice(0, MAX_MEMBERS);
    return list.flatMap((member) => {
        const parameters = MEMBER.exec(member)?.[1];
        return parameters === undefined ? [] : limitOf(parameter(parameters, "r"), parameter(parameters, "t"));
    });
}
function parameter(parameters, name) {
    return new RegExp(`;\\s*${name}=(\\d{1,12})\\s*(?:;|$)`).exec(parameters)?.[1];
}
function rate_limit_headers_separate(headers, prefix, now) {
    const reset = headers[`${prefix}-reset`]?.trim();
    if (reset === undefined || !/^\d{1,12}$/.test(reset))
        return [];
    const seconds = Number(reset) >= EPOCH_SECONDS ? Number(reset) - now.getTime() / 1000 : Number(reset);
    return limitOf(headers[`${prefix}-remaining`]?.trim(), String(Math.ceil(seconds)));
}
function limitOf(remaining, reset) {
    if (remaining === undefined || reset === undefined)
        return [];
    if (!/^\d{1,12}$/.test(remaining) || !/^\d{1,12}$/.test(reset) || Number(reset) === 0)
        return [];
    return [{ remaining: Number(remaining), resetMs: Number(reset) * 1000 }];
}

;// CONCATENATED MODULE: ./lib/delivery/nonce.js
function randomUuid(random) {
    const digits = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16));
    digits[12] = "4";
    digits[16] = "89ab"[Math.floor(random() * 4)];
    return digits.join("").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

;// CONCATENATED MODULE: ./lib/delivery/gate.js







function createGate(options, world) {
    const { deadline, sharedLimits, ahead = () => 0 } = options;
    const breaker = createBreaker();
    const clockSkew = createClockSkew();
    const limiter = createLimiter({
        sharedLimits,
        clock: world.clock,
        remainingMs: deadline.remainingMs,
        breaker,
        ahead,
        onBreaker: logTransitions(world.log, options.name),
    });
    const parts = { world, deadline, limiter, breaker, clockSkew };
    const { awaited, unanswered } = createWaits(deadline);
    return { ...parts, stop: createStop(deadline), io: createIo({ ...parts, awaited }, options.onRequest), unanswered };
}
function createWaits(deadline) {
    const cutOff = new Set();
    return {
        async awaited(who, answer) {
            try {
                return await answer;
            }
            catch (error) {
                if (deadline.failure() !== undefined)
                    cutOff.add(who());
                throw error;
            }
        },
        unanswered: () => [...cutOff],
    };
}
function createIo({ world, deadline, limiter, clockSkew, awaited, }, onRequest) {
    const { clock, log, http, identity, random } = world;
    return {
        now: () => new Date(clock.now().getTime() + clockSkew.offsetMs()),
        nonce: () => randomUuid(random),
        identity: (audience) => identity === undefined
            ? Promise.reject((0,errors/* configError */.Fj)([NO_IDENTITY]))
            : awaited(() => "GitHub's service of identity tokens", identity(audience, deadline.signal)),
        async send(request) {
            for (const secret of request.secrets ?? [])
                log.secret(secret);
            onRequest?.();
            const response = await awaited(() => new URL(request.url).origin, http.send(request, deadline.signal));
            const limits = readRateLimits(response.headers, clock.now());
            if (limits.length > 0)
                limiter.heed(limits);
            if (response.dateMs !== undefined && (response.status === 401 || response.status === 403))
                clockSkew.seen(response.dateMs, clock.now().getTime());
            return response;
        },
    };
}
const NO_IDENTITY = {
    input: "api-key",
    message: "is missing: this build cannot ask GitHub for the workflow's identity. Give a key or a token",
};
function createStop(deadline) {
    const controller = new AbortController();
    let failure;
    return {
        signal: AbortSignal.any([controller.signal, deadline.signal]),
        failure: () => failure ?? deadline.failure(),
        raise(reason) {
            failure ??= reason;
            controller.abort(failure);
        },
    };
}
function logTransitions(log, name = "the provider") {
    let outages = 0;
    return (change) => {
        if (change.kind === "closed") {
            log.info(`${name} answers again, after ${(0,format/* formatSeconds */.Xo)(change.afterMs)}: sending goes on`);
            return;
        }
        outages += 1;
        const { failures, last } = change;
        const text = `${failures} requests in a row have failed (${last.message}). Sending stops; single requests find out when ${name} is back.`;
        if (outages === 1)
            log.warning(text, `${name.charAt(0).toUpperCase()}${name.slice(1)} does not answer`);
        else
            log.info(text);
    };
}

;// CONCATENATED MODULE: ./lib/delivery/opener.js






const MAX_EXCHANGES = 4;
const MARGIN_MS = 60_000;
const MARGIN_PART = 0.1;
function createOpener(options, world) {
    let held;
    let opening;
    let failure;
    let wasRenewed = false;
    const { onRequest, takeRequests } = createRequestCounter();
    async function openAnew(deadline) {
        const gate = createGate({ deadline, sharedLimits: options.sharedLimits, onRequest }, world);
        const opened = await openThrough(gate, options.open);
        if ("fault" in opened) {
            failure = opened;
            return { kind: "failed", failure };
        }
        held = opened;
        return { kind: "open", session: opened.session };
    }
    function isFresh(one) {
        return one !== undefined && world.clock.monotonicMs() < one.untilMs;
    }
    function open(deadline) {
        opening ??= openAnew(deadline).finally(() => {
            opening = undefined;
        });
        return opening;
    }
    return {
        async current(deadline) {
            if (failure !== undefined)
                return { kind: "failed", failure };
            if (opening !== undefined)
                return opening;
            return isFresh(held) ? { kind: "open", session: held.session } : open(deadline);
        },
        takeRequests,
        holds: (session) => isFresh(held) && held.session === session,
        async renew(used, deadline) {
            if (opening !== undefined)
                await opening;
            if (failure !== undefined)
                return false;
            if (held !== undefined && held.session !== used)
                return true;
            if (wasRenewed)
                return false;
            wasRenewed = true;
            const renewed = await open(deadline);
            return renewed.kind === "open" && JSON.stringify(renewed.session) !== JSON.stringify(used);
        },
    };
}
function createRequestCounter() {
    let count = 0;
    return {
        onRequest() {
            count += 1;
        },
        takeRequests() {
            const taken = count;
            count = 0;
            return taken;
        },
    };
}
async function openThrough(gate, open) {
    let memo;
    for (let count = 0; count < MAX_EXCHANGES; count++) {
        const opened = await openOnce(gate, () => open(gate.io, memo));
        if ("fault" in opened)
            return opened;
        if (opened.kind === "open")
            return heldFrom(gate, opened);
        memo = opened.memo;
    }
    throw new errors/* PurgeError */.CV("bug", `a provider asks for more than ${MAX_EXCHANGES} exchanges before the first purge`);
}
async function openOnce(gate, open) {
    for (let attempts = 1, tries = 1;; tries++) {
        const result = await exchange(gate, POLL, gate.stop.signal, open);
        if (result.kind === "ended")
            return { ...result.failure, message: endedMessage(result) };
        if (result.kind !== "failed") {
            for (const secret of result.secrets ?? [])
                gate.world.log.secret(secret);
            return result;
        }
        if (result.fault === "throttled" && result.waitMs !== undefined)
            gate.limiter.pause(result.waitMs);
        const decision = decide(result, {
            attempts,
            tries,
            probe: result.probe,
            answered: gate.breaker.answered(),
            parts: false,
            remainingMs: gate.deadline.remainingMs(),
            jitter: gate.world.random(),
        });
        if ("failure" in decision)
            return decision.failure;
        const delayMs = decision.kind === "split" ? 0 : decision.delayMs;
        gate.world.log.debug(`before the first purge: ${result.message}; again in ${(0,format/* formatSeconds */.Xo)(delayMs)}`);
        await gate.world.clock.sleep(delayMs, gate.stop.signal);
        if (!result.probe && result.mended !== true)
            attempts += 1;
    }
}
function heldFrom({ world }, { session, expiresMs }) {
    if (expiresMs === undefined)
        return { session, untilMs: Number.POSITIVE_INFINITY };
    const marginMs = Math.min(MARGIN_MS, expiresMs * MARGIN_PART);
    return { session, untilMs: world.clock.monotonicMs() + expiresMs - marginMs };
}

;// CONCATENATED MODULE: ./lib/app/open.js


const OPEN_WITHIN_MS = 60_000;
async function open_open(destination, opening) {
    const { provider, settings, limits, delivery } = destination;
    if (provider.open === undefined)
        return { destination, opener: undefined };
    const { world, signal } = opening;
    const { rates } = destination.capabilities;
    const opener = createOpener({
        open: provider.open.bind(provider, settings),
        sharedLimits: opening.sharedLimitsByAccount.of({ ...settings, provider: provider.id }, rates),
    }, world);
    const timeoutMs = Math.min(OPEN_WITHIN_MS, delivery.timeoutMs);
    const deadline = startDeadline({ clock: world.clock, timeoutMs, signal });
    try {
        const current = await opener.current(deadline);
        if (current.kind === "failed")
            return { destination, opener };
        const capabilities = provider.capabilities(settings, current.session);
        const isDefault = limits.maxPurges === destination.capabilities.maxPurges;
        const maxPurges = isDefault ? capabilities.maxPurges : limits.maxPurges;
        return { destination: { ...destination, capabilities, limits: { ...limits, maxPurges } }, opener };
    }
    finally {
        deadline.end();
    }
}

;// CONCATENATED MODULE: ./lib/app/progress.js

const FIRST_LINE_MS = 10_000;
const LONGEST_PAUSE_MS = 300_000;
async function withProgress(work, leftMs, { alarm, clock, log }) {
    const startMs = clock.monotonicMs();
    let words;
    let isOver = false;
    const report = (pauseMs) => {
        if (isOver)
            return;
        const elapsedMs = clock.monotonicMs() - startMs;
        const left = leftMs(elapsedMs);
        const most = left === undefined ? "" : `, at most ${(0,format/* formatSeconds */.Xo)(left)} to go`;
        if (words !== undefined)
            log.info(`\u2026 ${words()}: ${(0,format/* formatSeconds */.Xo)(elapsedMs)} so far${most}.`);
        wait(Math.min(pauseMs * 2, LONGEST_PAUSE_MS));
    };
    const wait = (pauseMs) => alarm(pauseMs).addEventListener("abort", () => report(pauseMs), { once: true });
    wait(FIRST_LINE_MS);
    try {
        return await work({
            is(now) {
                words = now;
            },
        });
    }
    finally {
        isOver = true;
    }
}

;// CONCATENATED MODULE: ./lib/app/reading-limit.js


const READING_LIMIT_MS = 600_000;
async function withinReadingLimit(work, timeoutMs, { alarm }) {
    const limitMs = timeoutMs + READING_LIMIT_MS;
    const over = alarm(limitMs);
    const rung = Promise.withResolvers();
    const ring = () => rung.reject(new errors/* PurgeError */.CV("deadline", `the deploy was not read and planned within ${(0,format/* formatSeconds */.Xo)(limitMs)} (timeout, and ${(0,format/* formatSeconds */.Xo)(READING_LIMIT_MS)} for what ` +
        "comes before the first request). Nothing was sent. Raise timeout, or leave files out by include"));
    over.addEventListener("abort", ring, { once: true });
    try {
        return await Promise.race([work(), rung.promise]);
    }
    finally {
        over.removeEventListener("abort", ring);
    }
}

;// CONCATENATED MODULE: ./lib/app/prepare.js















function prepare(wanted, options, world) {
    const { timeoutMs } = wanted.delivery;
    const read = (activity) => readAndPlan(wanted, options, tellingHashes(world, activity));
    return withinReadingLimit(() => withProgress(read, (elapsedMs) => timeoutMs + READING_LIMIT_MS - elapsedMs, world), timeoutMs, world);
}
function tellingHashes(world, activity) {
    activity.is(() => "reading the deploy");
    return {
        ...world,
        files: {
            ...world.files,
            async hashes(folder, options) {
                let done = 0;
                activity.is(() => `hashing build-dir, ${(0,messages/* counted */.hS)(done, "file")} done`);
                const onHash = () => {
                    done += 1;
                };
                const hashes = await world.files.hashes(folder, { ...options, onHash });
                activity.is(() => "reading the deploy and planning");
                return hashes;
            },
        },
    };
}
async function readAndPlan(wanted, { config, ...opening }, world) {
    const startMs = world.clock.monotonicMs();
    const requested = await readPurgeEntries(wanted.mapping.requested, siteOf(wanted), world);
    const hints = allHints(requested);
    for (const hint of hints)
        world.log.notice(hint, "All that the provider holds");
    const deploy = await readDeploy(wanted, config, world);
    const readMs = world.clock.monotonicMs();
    const staleContent = await findStale(wanted, deploy, world);
    const everything = deploy.changes.everything ?? deploy.routed.everything ?? staleContent.everything;
    const sendsNothing = whyNothing(deploy, config);
    const isSent = sendsNothing === undefined && !config.dryRun;
    const isNeeded = isSent && hasWork({ deploy, staleContent, requested, everything });
    const { destination, opener } = isNeeded ? await open_open(wanted, opening) : { destination: wanted, opener: undefined };
    const work = { destination, deploy, staleContent, requested, everything };
    const plan = planOf(work, sendsNothing === undefined);
    const planMs = world.clock.monotonicMs() - readMs;
    const proof = await proofOf(work, plan, world);
    const times = { changesMs: readMs - startMs, planMs };
    const prepared = {
        destination,
        opener,
        ...deploy,
        staleContent,
        plan,
        everything,
        proof,
        sendsNothing,
        hints,
        ...times,
    };
    logPlan(prepared, world.log);
    await logInstructions(plan, world.log);
    for (const warning of proof.warnings)
        world.log.warning(`${warning}.`);
    return prepared;
}
function allHints(requested) {
    const isRoot = requested.some(({ by, value }) => by === "prefix" && value === "/");
    return isRoot
        ? ["purge: `/*` is every path of the site's hosts. To purge all that the provider holds, write `all`."]
        : [];
}
function whyNothing({ memory }, { phase }) {
    if (memory.isAdopted)
        return "adopted";
    return phase === "before-deploy" ? "announced" : undefined;
}
function hasWork({ deploy, staleContent, requested, everything }) {
    const { stale, bareRoot, selectors } = staleContent;
    return (everything !== undefined ||
        [stale, bareRoot, selectors, requested, deploy.routed.selectors].some(({ length }) => length > 0));
}
async function findStale(destination, deploy, world) {
    const { mapping, capabilities } = destination;
    const { changes, routed } = deploy;
    const style = await withReader(URL_STYLES[mapping.urlStyle], changes);
    const found = findStaleContent(changes, style, capabilities.wants, mapping.immutable, routed.touched);
    const hints = await findHints(destination, deploy, found.hosting.style, world);
    return { ...found, notes: [...found.notes, ...hints] };
}
function planOf({ destination, deploy, staleContent, requested, everything }, sends) {
    const { provider, capabilities, siteUrls, limits, mapping, delivery } = destination;
    const { done } = capabilities;
    const planned = makePlan({
        providerName: provider.name,
        capabilities,
        siteUrls,
        ...limits,
        queryStrings: mapping.queryStrings,
        timeoutMs: delivery.timeoutMs,
        settleMs: delivery.level === "completed" && done.by === "window" ? done.seconds * 1000 : 0,
        requested: sends ? requested : [],
        stale: sends ? staleContent.stale : [],
        bareRoot: sends ? staleContent.bareRoot : [],
        selectors: sends ? [...deploy.routed.selectors, ...staleContent.selectors] : [],
        routeLines: deploy.routed.lines,
        everything: sends ? everything : undefined,
        inventory: staleContent.inventory,
        current: staleContent.current,
    });
    if ("problems" in planned)
        throw (0,errors/* configError */.Fj)(planned.problems);
    return planned.plan;
}
async function proofOf(work, plan, world) {
    const { destination, deploy, staleContent, requested, everything } = work;
    return planProof({
        destination,
        changes: { ...deploy.changes, everything },
        staleContent,
        requested: [...requested, ...deploy.routed.selectors.map(({ selector }) => selector)],
        plan,
        listed: destination.proof.prewarm ? await listedPages(siteOf(destination), world) : [],
    });
}

;// CONCATENATED MODULE: ./lib/app/prepare-all.js



async function prepareAll(destinations, options, world) {
    const ready = [];
    const failed = [];
    for (const destination of destinations) {
        const { name } = destination;
        try {
            ready.push(await prepare(destination, options, nameLines(world, name, options.isAlone)));
        }
        catch (error) {
            if (options.isAlone || options.signal.aborted || !(error instanceof errors/* PurgeError */.CV))
                throw error;
            failed.push({ name, error });
        }
    }
    if (failed.length > 0)
        throw asOne(failed);
    return ready;
}
function asOne(failed) {
    const problems = failed.flatMap(({ name, error }) => error.problems.length === 0
        ? [{ input: name, message: error.message }]
        : error.problems.map(({ input, message }) => ({ input: `${name}.${input}`, message })));
    const [first] = failed;
    if (first === undefined || failed.some(({ error }) => error.problems.length > 0))
        return (0,errors/* configError */.Fj)(problems);
    const message = problems.map((one) => `${one.input}: ${one.message}`).join(" ");
    return new errors/* PurgeError */.CV(first.error.fault, message, { cause: first.error });
}

// EXTERNAL MODULE: ./lib/report/verdict.js
var report_verdict = __webpack_require__(60975);
;// CONCATENATED MODULE: ./lib/report/build-instructions.js

const MAX_BECAUSE = 20;
const NO_BATCH = -1;
function instructionsOf({ batches, instructions, unsendable = [] }, outcomes) {
    const sent = outcomes ?? batches.map((batch) => ({ batch, state: "planned", refused: [] }));
    return {
        length: instructions + unsendable.length,
        *[Symbol.iterator]() {
            for (const { batch, state, refused, failure } of sent) {
                const doubts = new Map(refused.map((one) => [one.item, one]));
                for (let at = 0; at < batch.items.length; at++) {
                    const doubt = doubts.get(at);
                    const message = doubt === undefined ? failure?.message : doubt.why;
                    yield build_instructions_instruction(batch.items[at], batch.index, doubt === undefined ? state : stateOf(doubt), message);
                }
            }
            for (const { selector, targets, message } of unsendable) {
                yield build_instructions_instruction({ selector, targets }, NO_BATCH, "unsent", message);
            }
        },
    };
}
function stateOf({ fault }) {
    return fault === "cancelled" ? "unproven" : (fault ?? "refused");
}
function build_instructions_instruction({ selector, targets, causes = targets.length }, batch, state, message) {
    const files = filesBehind(causes === targets.length ? targets : targets.slice(0, causes));
    return {
        selector: (0,model_selector/* describeSelector */.r5)(selector),
        batch,
        state,
        requested: targets.some(({ requested }) => requested === "user") ? "user" : "changes",
        because: files.length <= MAX_BECAUSE ? files : files.slice(0, MAX_BECAUSE),
        ...(files.length <= MAX_BECAUSE ? {} : { becauseCount: files.length }),
        message,
    };
}
const NO_FILES = [];
function filesBehind(targets) {
    if (targets.every(({ because }) => because.length === 0))
        return NO_FILES;
    const paths = new Set();
    for (const { because } of targets)
        for (const { path } of because)
            paths.add(path);
    return [...paths];
}

// EXTERNAL MODULE: ./lib/model/proof.js
var model_proof = __webpack_require__(49815);
// EXTERNAL MODULE: ./lib/report/log-proof.js
var log_proof = __webpack_require__(51919);
;// CONCATENATED MODULE: ./lib/report/build-proof.js


function describeProof(proof, warnings) {
    const { origin, verification, prewarm } = proof ?? {};
    const stillServed = proof === undefined ? [] : (0,model_proof/* stillServedPages */.C)(proof);
    const all = [...warnings, ...(stillServed.length === 0 ? [] : [(0,log_proof/* stillServedSentence */.r$)(stillServed)])];
    return {
        ...(origin === undefined
            ? {}
            : { origin: { ...origin, missing: [...origin.missing], stillServed: [...origin.stillServed] } }),
        verification: verification === undefined ? undefined : describeVerification(verification),
        prewarm: prewarm === undefined ? undefined : { ...prewarm, failed: [...prewarm.failed] },
        ...(all.length === 0 ? {} : { warnings: all }),
    };
}
function describeVerification({ caches, ...found }) {
    const copied = caches === undefined ? undefined : { ...caches, others: [...caches.others] };
    return { ...found, seen: [...found.seen], caches: copied };
}

;// CONCATENATED MODULE: ./lib/report/build-servers.js
const MAX_ANSWERS = 20;
function serversOf(outcomes) {
    const servers = new Map();
    for (const { batch, servers: each = [] } of outcomes) {
        for (const { name, state, answer } of each) {
            const answers = servers.get(name) ?? new Map();
            servers.set(name, answers);
            const isListed = answers.has(`${state} ${answer}`) || answers.size < MAX_ANSWERS;
            const message = isListed ? answer : OTHERS;
            const known = answers.get(`${state} ${message}`)?.instructions ?? 0;
            answers.set(`${state} ${message}`, { state, instructions: known + batch.items.length, message });
        }
    }
    if (servers.size === 0)
        return undefined;
    return [...servers].map(([name, answers]) => ({ name, answers: [...answers.values()] }));
}
const OTHERS = "other answers";

;// CONCATENATED MODULE: ./lib/report/build-destination.js









function describeDestination(prepared, delivery) {
    const { destination, plan, memory } = prepared;
    const { name, provider, site } = destination;
    const { level } = destination.delivery;
    const instructions = instructionsOf(plan, delivery?.outcomes);
    const outcomes = delivery?.outcomes ?? [];
    const purged = delivery === undefined ? 0 : countReached({ ...delivery, level });
    const verdict = verdictOf(prepared, purged, delivery);
    const owed = delivery === undefined ? 0 : instructions.length - purged + (plan.deferred ?? []).length;
    return {
        name,
        provider: provider.id,
        providerName: provider.name,
        site,
        verdict,
        memory: describeMemory(memory),
        changes: describeChanges(prepared),
        changedUrls: build_destination_changedUrls(prepared),
        plan: describePlan(prepared),
        instructions,
        level,
        confirmed: isConfirmed(verdict, outcomes) &&
            purged === instructions.length &&
            owed === 0 &&
            isPaid(verdict, memory) &&
            !plan.translations.some(({ leavesUnknown }) => leavesUnknown === true),
        purged,
        owed,
        requests: delivery?.requests ?? 0,
        taskIds: outcomes.flatMap(({ taskIds }) => taskIds),
        servers: serversOf(outcomes),
        timings: {
            changesMs: prepared.changesMs,
            planMs: prepared.planMs,
            submitMs: delivery?.submitMs ?? 0,
            settleMs: delivery?.settleMs ?? 0,
        },
        ...describeProof(delivery?.proof, prepared.proof.warnings),
        failures: failuresOf(outcomes, plan),
    };
}
function isConfirmed(verdict, outcomes) {
    if (verdict === "nothing-to-purge")
        return true;
    return outcomes.length > 0 && outcomes.every(({ confirmed }) => confirmed);
}
function isPaid(verdict, { owed }) {
    return verdict !== "nothing-to-purge" || (owed !== "all" && owed.size === 0);
}
function describeMemory({ keptIn = "", owed, notes }) {
    return { keptIn, owed: owed === "all" ? "all" : owed.size, notes: [...notes] };
}
function describeChanges({ routed, staleContent }) {
    const { changes, count, unmatched } = routed;
    const { violations } = staleContent;
    const countOf = (kind) => changes.changes.filter((change) => change.kind === kind).length;
    return {
        source: changes.source,
        sources: [...changes.sources],
        base: changes.base,
        head: changes.head,
        everything: changes.everything,
        added: countOf("added"),
        modified: countOf("modified"),
        deleted: countOf("deleted"),
        ignored: changes.ignored,
        files: changes.changes.map((change) => {
            const { kind, isOutside } = change;
            const path = (0,model_change/* shownPath */.pS)(change);
            return isOutside === true ? { kind, path, deployed: false } : { kind, path };
        }),
        ...pagesOf(changes),
        notes: [...changes.notes],
        ...(count === 0 ? {} : { routed: count }),
        ...(unmatched.length === 0 ? {} : { unmatched: [...unmatched] }),
        ...(violations.length === 0 ? {} : { violations: [...violations] }),
    };
}
function describePlan(prepared) {
    const { destination, routed, plan, everything } = prepared;
    return {
        instructions: plan.instructions,
        requests: plan.batches.length,
        collateral: plan.collateral,
        named: destination.mapping.requested.length + routed.selectors.length,
        everything,
        floorMs: plan.floorMs,
        costs: plan.costs === undefined ? undefined : [...plan.costs],
        translations: [...plan.translations],
        notes: [...planNotes(prepared)],
        alternatives: plan.alternatives === undefined ? undefined : [...plan.alternatives],
        ...(plan.deferred === undefined || plan.deferred.length === 0
            ? {}
            : { deferred: plan.deferred.map(({ selector }) => (0,model_selector/* describeSelector */.r5)(selector)) }),
    };
}
function verdictOf({ plan, memory, sendsNothing }, purged, delivery) {
    if (sendsNothing !== undefined)
        return sendsNothing === "adopted" ? "adopted" : "skipped";
    const verdict = judge(plan, purged, delivery);
    return memory.isSuperseded && (verdict === "purged" || verdict === "deferred") ? "superseded" : verdict;
}
function judge(plan, purged, delivery) {
    const planned = plan.instructions + (plan.unsendable?.length ?? 0);
    if (delivery === undefined)
        return "dry-run";
    if (planned === 0 && plan.deferred === undefined)
        return "nothing-to-purge";
    if (purged === planned)
        return plan.deferred === undefined ? "purged" : "deferred";
    const taken = delivery.outcomes.some(({ state }) => state === "completed" || state === "accepted");
    return taken ? "incomplete" : "failed";
}
function pagesOf({ pages }) {
    if (pages === undefined)
        return {};
    const owedPages = pages.filter(model_change/* hasUnknownBefore */.oX).length;
    return { pages: pages.map(({ kind, path }) => ({ kind, path })), ...(owedPages === 0 ? {} : { owedPages }) };
}
function build_destination_changedUrls({ destination, staleContent }) {
    const bases = destination.siteUrls.length > 0 ? destination.siteUrls : (0,addressing/* basesOf */.cF)([], destination.capabilities.wants);
    return bases.flatMap((base) => staleContent.stale.map(({ url }) => (0,model_selector/* describeSelector */.r5)((0,addressing/* atBase */.rX)("path", url, base))));
}
function planNotes({ plan, staleContent, destination, hints = [] }) {
    const notes = [...hints, ...plan.notes, ...staleContent.notes];
    if (staleContent.assets === 0)
        return notes;
    const assets = `${(0,messages/* counted */.hS)(staleContent.assets, "changed file is no page", "changed files are no pages")}: ${destination.provider.name} caches pages only.`;
    return [...notes, assets];
}
function failuresOf(outcomes, { unsendable = [] }) {
    const byMessage = new Map();
    const count = (fault, message, instructions) => {
        const code = errors/* ERROR_CODES */.OQ[fault];
        const key = `${code} ${message}`;
        const known = byMessage.get(key) ?? { code, message, instructions: 0 };
        byMessage.set(key, { ...known, instructions: known.instructions + instructions });
    };
    for (const { failure, batch, refused } of outcomes) {
        if (failure !== undefined)
            count(failure.fault, failure.message, batch.items.length - refused.length);
        for (const { why, fault } of refused)
            count(fault ?? "invalid", why, 1);
    }
    for (const { message } of unsendable)
        count("invalid", message, 1);
    return [...byMessage.values()].toSorted((a, b) => Number(isDoubt(a)) - Number(isDoubt(b)));
}
function isDoubt({ code }) {
    return code === errors/* ERROR_CODES */.OQ.unproven;
}

;// CONCATENATED MODULE: ./lib/delivery/concurrency-limit.js

function createConcurrencyLimit(plan, capabilities) {
    const pools = tightPools(plan, capabilities).map((pool) => ({ ...pool, used: 0 }));
    const waiting = [];
    function add(load, sign) {
        for (const pool of pools)
            pool.used += sign * shareOf(pool, load);
    }
    return {
        bind: (load) => pools.some((pool) => shareOf(pool, load) > 0),
        enter(load, signal) {
            if (signal.aborted)
                return Promise.resolve(false);
            const { promise, resolve } = Promise.withResolvers();
            const attempt = () => {
                if (!signal.aborted && !fits(pools, load))
                    return false;
                if (!signal.aborted)
                    add(load, 1);
                signal.removeEventListener("abort", attempt);
                resolve(!signal.aborted);
                return true;
            };
            if (!attempt()) {
                waiting.push(attempt);
                signal.addEventListener("abort", attempt, { once: true });
            }
            return promise;
        },
        leave(load) {
            add(load, -1);
            while (waiting.length > 0 && waiting[0]?.())
                waiting.shift();
        },
    };
}
function shareOf({ kinds, inFlight }, load) {
    return Math.min(kinds.reduce((sum, kind) => sum + (load.get(kind) ?? 0), 0), inFlight);
}
function fits(pools, load) {
    return pools.every((pool) => pool.used + shareOf(pool, load) <= pool.inFlight);
}
function tightPools(plan, { accepts, done, pools = [] }) {
    if (done.by !== "poll")
        return [];
    const single = Object.entries(accepts).flatMap(([kind, { inFlight }]) => inFlight === undefined ? [] : [{ kinds: [kind], inFlight }]);
    const all = [...single, ...pools];
    if (all.length === 0)
        return [];
    const totals = new Map();
    for (const batch of plan.batches) {
        for (const [kind, count] of loadOf(batch))
            totals.set(kind, (totals.get(kind) ?? 0) + count);
    }
    return all.filter(({ kinds, inFlight }) => kinds.reduce((sum, kind) => sum + (totals.get(kind) ?? 0), 0) > inFlight);
}

;// CONCATENATED MODULE: ./lib/delivery/queue.js
function createQueue(initial, options) {
    const { atOnce, stopped, work } = options;
    const { promise: finished, resolve } = Promise.withResolvers();
    const urgent = [];
    const others = [...initial];
    let at = 0;
    let running = 0;
    function size() {
        return urgent.length + others.length - at;
    }
    function take() {
        if (urgent.length > 0)
            return urgent.pop();
        at += 1;
        return others[at - 1];
    }
    function pump() {
        while (running < atOnce && size() > 0 && !stopped.aborted) {
            running += 1;
            void work(take()).then(() => {
                running -= 1;
                pump();
            });
        }
        if (running === 0)
            resolve();
    }
    return {
        drain() {
            pump();
            return finished;
        },
        first: (list) => void urgent.push(...list.toReversed()),
        last: (one) => void others.push(one),
        rest: () => [...urgent.toReversed(), ...others.slice(at)],
        size,
    };
}

;// CONCATENATED MODULE: ./lib/delivery/delivery-session.js

async function exchangeInSession({ gate, options }, load, signal, call) {
    const { opener } = options;
    if (opener === undefined)
        return exchange(gate, load, signal, () => call(undefined));
    for (;;) {
        const opened = await opener.current(gate.deadline);
        if (opened.kind === "failed")
            return { kind: "ended", sent: false, failure: opened.failure };
        const { session } = opened;
        const result = await exchange(gate, load, signal, async () => (opener.holds(session) ? call(session) : EXPIRED));
        if (result.kind !== "failed" || result.fault !== "auth")
            return result;
        if (result.neverLeft === true)
            continue;
        const isRenewed = result.mended !== true && (await opener.renew(session, gate.deadline));
        return isRenewed ? { ...result, mended: true } : result;
    }
}
const EXPIRED = { kind: "failed", fault: "auth", message: "the session has expired", neverLeft: true };

;// CONCATENATED MODULE: ./lib/delivery/settle.js





const POLL_GROWTH = 1.5;
const LAST_POLL_MS = 2_000;
function createSettle(session, concurrency) {
    const { done } = session.options.capabilities;
    const windows = createWindows(session);
    return async (submission) => {
        const { accepted } = submission.workItem;
        if (submission.failure !== undefined || accepted === undefined)
            return failedOutcome(submission);
        if (done.by === "poll")
            return settlePolled(session, submission, accepted, concurrency);
        if (accepted.kind === "pending")
            throw new errors/* PurgeError */.CV("bug", "a provider without a status says that a purge is pending");
        if (done.by === "response")
            return outcomeOf(submission, "completed", { confirmed: true });
        if (session.options.level === "accepted")
            return outcomeOf(submission, "accepted");
        const failure = await windows.pass(accepted.settlesMs ?? done.seconds * 1000);
        return outcomeOf(submission, failure === undefined ? "completed" : "accepted", { failure });
    };
}
function createWindows(session) {
    const windows = new Map();
    return {
        async pass(windowMs) {
            await session.submitted.reached;
            const window = windows.get(windowMs) ?? waitWindow(session, windowMs);
            windows.set(windowMs, window);
            return window;
        },
    };
}
async function waitWindow({ gate }, windowMs) {
    const { deadline, world } = gate;
    const leftMs = deadline.remainingMs();
    if (windowMs >= leftMs) {
        const message = `accepted; its ${(0,format/* formatSeconds */.Xo)(windowMs)} to propagate do not fit the ${(0,format/* formatSeconds */.Xo)(leftMs)} left of the timeout`;
        return deadline.failure() ?? { fault: "deadline", message };
    }
    const every = `all accepted; waiting ${(0,format/* formatSeconds */.Xo)(windowMs)}, which is what the purge takes to reach every edge`;
    world.log.info(every);
    await world.clock.sleep(windowMs, deadline.signal);
    return deadline.failure();
}
async function settlePolled(session, submission, accepted, concurrency) {
    const early = concurrency.bind(submission.workItem.load);
    if (!early && accepted.kind === "pending") {
        if (session.options.level === "accepted")
            return outcomeOf(submission, "accepted");
        await session.submitted.reached;
    }
    const { kind, refused, receipt, failure } = await settle_follow(session, accepted);
    const state = kind === "done" ? "completed" : kind === "failed" ? "failed" : "accepted";
    return outcomeOf(submission, state, { refused, receipt, failure, confirmed: kind === "done" });
}
async function settle_follow(session, accepted) {
    const { gate, connection, options } = session;
    const { done } = options.capabilities;
    if (accepted.kind === "done")
        return { kind: "done", receipt: accepted.receipt, refused: accepted.refused };
    if (done.by !== "poll" || connection.poll === undefined)
        throw new errors/* PurgeError */.CV("bug", "a provider says that a purge is pending, and cannot be polled");
    const poll = connection.poll.bind(connection);
    const ended = options.level === "accepted" ? session.submitted.signal : gate.deadline.signal;
    const firstMs = accepted.atMs + Math.max(done.firstMs, accepted.waitMs) - gate.world.clock.monotonicMs();
    let state = { receipt: accepted.receipt, refused: accepted.refused, last: "", waitMs: firstMs };
    for (let pauseMs = done.firstMs;; pauseMs = Math.min(pauseMs * POLL_GROWTH, done.maxMs)) {
        if (state.waitMs > 0)
            await gate.world.clock.sleep(state.waitMs, ended);
        const stopped = gate.stop.failure();
        if (stopped?.fault === "auth" || stopped?.fault === "site")
            return unknown(state, prefixed("accepted, not followed", stopped));
        if (ended.aborted)
            return unknown(state, openFailure(session, accepted, state.last));
        const { receipt } = state;
        const result = await exchangeInSession(session, POLL, ended, (opened) => poll(receipt, opened));
        const step = afterPoll(session, result, { accepted, state, pauseMs });
        if ("kind" in step)
            return step;
        state = step;
    }
}
function afterPoll(session, result, polled) {
    const { accepted, state, pauseMs } = polled;
    if (result.kind === "ended")
        return unknown(state, openFailure(session, accepted, state.last || endedMessage(result)));
    if (result.kind === "failed")
        return afterFailedPoll(session, result, polled);
    const known = { receipt: result.receipt, refused: [...state.refused, ...(result.refused ?? [])] };
    if (result.kind === "done")
        return { ...known, kind: "done" };
    const next = { ...known, last: result.message ?? "" };
    const { waitMs = 0 } = result;
    if (waitMs < session.gate.deadline.remainingMs())
        return { ...next, waitMs: Math.max(waitMs, nextPollMs(session, pauseMs)) };
    const late = `${next.last === "" ? "" : `${next.last}. `}The next poll is due in ${(0,format/* formatSeconds */.Xo)(waitMs)}`;
    return unknown({ ...next, waitMs }, openFailure(session, accepted, late));
}
function afterFailedPoll(session, failed, { accepted, state, pauseMs }) {
    const { receipt, refused } = state;
    const { fault, message } = failed;
    const { gate } = session;
    if (failed.mended === true)
        return { receipt, refused, last: message, waitMs: 0 };
    const isHopeless = fault === "auth" || fault === "site";
    if (isHopeless)
        gate.stop.raise({ fault, message });
    if (isHopeless || fault === "invalid" || fault === "quota")
        return { receipt, refused, kind: "failed", failure: { fault, message } };
    const isFinal = failed.retryable === false || failed.maxAttempts === 1;
    if (isFinal)
        return unknown(state, prefixed("accepted", failed));
    if (failed.waitMs !== undefined)
        gate.limiter.pause(failed.waitMs);
    const waitMs = Math.max(pauseMs, failed.waitMs ?? 0);
    if (waitMs >= gate.deadline.remainingMs())
        return unknown(state, openFailure(session, accepted, message));
    return { receipt, refused, last: message, waitMs };
}
function unknown({ receipt, refused }, failure) {
    return { kind: "unknown", receipt, refused, failure };
}
function prefixed(state, { fault, message }) {
    return { fault, message: `${state}: ${message}` };
}
function nextPollMs(session, pauseMs) {
    const leftMs = session.gate.deadline.remainingMs();
    return pauseMs < leftMs ? pauseMs : Math.max(leftMs - LAST_POLL_MS, Math.min(LAST_POLL_MS, pauseMs));
}
function openFailure(session, { atMs }, last) {
    if (session.options.level === "accepted")
        return undefined;
    const over = session.gate.deadline.failure();
    const waited = (0,format/* formatSeconds */.Xo)(session.gate.world.clock.monotonicMs() - atMs);
    const message = `accepted, not completed after ${waited}`;
    const why = over?.fault === "cancelled" ? `; ${over.message}` : last === "" ? "" : `; last answer: ${last}`;
    return { fault: over?.fault ?? "deadline", message: `${message}${why}` };
}
function failedOutcome(submission) {
    const failure = submission.failure;
    const { tries, undividedFailure } = submission.workItem;
    return outcomeOf(submission, tries === 0 && undividedFailure === undefined ? "unsent" : "failed", { failure });
}
function outcomeOf({ workItem }, state, more = {}) {
    const { batch, tries, accepted } = workItem;
    const receipts = [accepted?.receipt, more.receipt];
    return {
        batch,
        state,
        confirmed: more.confirmed ?? false,
        refused: onePerItem(more.refused ?? accepted?.refused ?? []),
        taskIds: [...new Set(receipts.flatMap((receipt) => receipt?.id ?? []))],
        failure: more.failure,
        attempts: tries,
        answer: accepted?.kind === "done" ? accepted.message : undefined,
    };
}
function onePerItem(refused) {
    const first = new Map(refused.toReversed().map((one) => [one.item, one]));
    return first.size === refused.length ? refused : [...first.values()].toSorted((a, b) => a.item - b.item);
}

;// CONCATENATED MODULE: ./lib/delivery/work-item.js

const FRESH = { attempts: 0, tries: 0, notBeforeMs: 0 };
function workItemOf(batch, runKey, splitBudgets) {
    const splitBudget = splitBudgets.start(batch.items.length);
    return { ...FRESH, batch, key: `${runKey}-${batch.index}`, load: loadOf(batch), offset: 0, splitBudget };
}
function partsOf({ batch, key, offset, splitBudget }, most, undividedFailure) {
    const { index, items } = batch;
    return Array.from({ length: Math.ceil(items.length / most) }, (_, at) => {
        const some = items.slice(at * most, (at + 1) * most);
        const partBatch = { index, items: some };
        const start = offset + at * most;
        const partKey = `${key.split("-").slice(0, 2).join("-")}-${start}-${some.length}`;
        const part = { ...FRESH, batch: partBatch, key: partKey, load: loadOf(partBatch), offset: start, splitBudget };
        return undividedFailure === undefined ? part : { ...part, undividedFailure };
    });
}
function notInParts(undividedFailure, { fault, message }) {
    if (fault === "cancelled")
        return { fault, message: `${message}; before that: ${undividedFailure.message}` };
    return {
        fault: undividedFailure.fault,
        message: `${undividedFailure.message}. It was refused as a whole, and could not be sent in parts: ${message}`,
    };
}
function half({ batch }) {
    return Math.ceil(batch.items.length / 2);
}
const REQUESTS_PER_SPLIT = 2;
function createSplitBudgets() {
    let anyTaken = false;
    let pointless = false;
    return {
        start(items) {
            const budget = REQUESTS_PER_SPLIT * Math.ceil(Math.log2(Math.max(1, items)));
            let spent = 0;
            let blamed = 0;
            let fruitful = false;
            return {
                maySplit: () => !pointless && spent + REQUESTS_PER_SPLIT <= budget * (1 + (fruitful ? blamed : 0)),
                split() {
                    spent += REQUESTS_PER_SPLIT;
                },
                blame(refused) {
                    if (refused === 1)
                        blamed += 1;
                    else if (!anyTaken)
                        pointless = true;
                },
                taken() {
                    anyTaken = true;
                    fruitful = true;
                },
            };
        },
    };
}

;// CONCATENATED MODULE: ./lib/delivery/submit.js





async function submitWorkItem(session, workItem) {
    const { connection, gate, taskIds } = session;
    for (let state = workItem;;) {
        const { load, key, batch } = state;
        const result = await exchangeInSession(session, load, gate.stop.signal, async (opened) => taskIds.bound(key, await connection.submit({ ...batch, key }, opened)));
        if (result.kind === "ended")
            return through(state, endedFailure(gate, result, state), result.sent ? 1 : 0);
        state = { ...state, tries: state.tries + 1 };
        if (result.kind !== "failed") {
            state.splitBudget.taken();
            return through(withReceipt(state, result, gate.world.clock.monotonicMs()), undefined);
        }
        state = {
            ...state,
            attempts: state.attempts + (result.probe || result.mended === true ? 0 : 1),
            last: { fault: result.fault, message: result.message },
        };
        const next = await submit_follow(session, state, { decision: submit_judge(session, result, state), failed: result });
        if (next.kind !== "again")
            return next;
        state = next.workItem;
        if (gate.stop.signal.aborted)
            return through(state, interrupted(gate, state));
    }
}
function submit_judge({ gate, options }, failed, workItem) {
    const { attempts, tries, batch, splitBudget } = workItem;
    if (failed.fault === "throttled" && failed.waitMs !== undefined)
        gate.limiter.pause(failed.waitMs);
    return decide(failed, {
        attempts,
        tries,
        probe: failed.probe,
        answered: gate.breaker.answered(),
        parts: batch.items.length > 1 && (failed.suspect === "size" || splitBudget.maySplit()),
        maxAttempts: options.capabilities.attempts,
        remainingMs: gate.deadline.remainingMs(),
        jitter: gate.world.random(),
    });
}
async function submit_follow({ gate }, workItem, { decision, failed }) {
    const { batch, splitBudget } = workItem;
    const { world, stop } = gate;
    const request = `request ${batch.index + 1}, attempt ${workItem.tries}: ${failed.message}`;
    switch (decision.kind) {
        case "stop":
            stop.raise(decision.failure);
            return through(workItem, decision.failure);
        case "give-up":
            if (failed.suspect === "item")
                splitBudget.blame(batch.items.length);
            return through(workItem, decision.failure);
        case "split":
            world.log.info(`${request}; its ${batch.items.length} instructions are sent in halves`);
            return { kind: failed.suspect === "size" ? "too-large" : "split", workItem };
        case "later":
            world.log.debug(`${request}; again behind the others`);
            return {
                kind: "later",
                workItem: { ...workItem, notBeforeMs: world.clock.monotonicMs() + decision.delayMs },
            };
        case "again": {
            const text = `${request}; again in ${(0,format/* formatSeconds */.Xo)(decision.delayMs)}`;
            if (failed.waitMs === undefined)
                world.log.debug(text);
            else
                world.log.info(text);
            await world.clock.sleep(decision.delayMs, stop.signal);
            return { kind: "again", workItem };
        }
    }
}
function through(workItem, failure, more = 0) {
    const state = { ...workItem, tries: workItem.tries + more };
    return { kind: "through", submission: { workItem: state, failure } };
}
function interrupted({ deadline }, { last }) {
    const over = deadline.failure();
    if (over?.fault !== "cancelled" || last === undefined)
        return last ?? over;
    return { ...over, message: `${over.message}; before that: ${last.message}` };
}
function endedFailure({ stop }, ended, { last, undividedFailure }) {
    const { failure, sent } = ended;
    stop.raise(failure);
    if (undividedFailure !== undefined && last === undefined && !sent)
        return notInParts(undividedFailure, failure);
    if (last !== undefined && !failure.message.includes(last.message)) {
        return { ...failure, message: `${failure.message}; before that: ${last.message}` };
    }
    return { ...failure, message: endedMessage(ended) };
}
function withReceipt(workItem, taken, atMs) {
    const { kind, receipt, refused = [], waitMs = 0, settlesMs, message } = taken;
    const { last: _, ...rest } = workItem;
    return { ...rest, accepted: { kind, receipt, refused, atMs, waitMs, settlesMs, message } };
}

;// CONCATENATED MODULE: ./lib/delivery/task-ids.js
function createTaskIds() {
    const keys = new Map();
    return {
        bound(key, result) {
            const id = result.kind === "pending" ? result.receipt.id : undefined;
            if (id === undefined)
                return result;
            const owner = keys.get(id) ?? key;
            keys.set(id, owner);
            if (owner === key)
                return result;
            const message = `the provider gave the id ${id.slice(0, 100)} to this request, and to another one of this run before`;
            return { kind: "failed", fault: "invalid", message };
        },
    };
}

;// CONCATENATED MODULE: ./lib/delivery/deliver-to-connection.js







function deliverToConnection(connectionOptions) {
    const submitted = new AbortController();
    const work = startWork(connectionOptions, submitted.signal);
    const { session, queue } = work;
    return {
        name: session.connection.name,
        async submitAll() {
            await queue.drain();
            submitted.abort("nothing more will be submitted");
        },
        settleAll: () => settleAll(work),
        ahead: () => queue.size(),
    };
}
function startWork({ options, gate, connection, shared, runKey }, submitted) {
    const { promise: reached, resolve } = Promise.withResolvers();
    submitted.addEventListener("abort", () => resolve(), { once: true });
    const session = {
        options,
        gate,
        connection,
        taskIds: createTaskIds(),
        submitted: { signal: AbortSignal.any([submitted, gate.deadline.signal]), reached },
    };
    const splitBudgets = createSplitBudgets();
    const { batches } = options.plan;
    const queue = createQueue(batches.map((batch) => workItemOf(batch, runKey, splitBudgets)), {
        atOnce: AT_ONCE,
        stopped: gate.stop.signal,
        work: async (workItem) => void (await shared.guard.guarded(() => takeTurn(work, workItem))),
    });
    const concurrency = createConcurrencyLimit(options.plan, options.capabilities);
    const settle = createSettle(session, concurrency);
    const work = {
        ...shared,
        session,
        concurrency,
        settle,
        queue,
        inFlight: [],
        maxItems: Number.POSITIVE_INFINITY,
    };
    shared.progress.add({ batches: batches.length });
    return work;
}
async function takeTurn(work, workItem) {
    const { queue, progress, guard } = work;
    const { length } = workItem.batch.items;
    if (length > work.maxItems)
        return queueParts(work, workItem, work.maxItems);
    const sent = await submitOne(work, workItem);
    switch (sent.kind) {
        case "not-begun":
            return queue.last(workItem);
        case "later":
            return queue.last(sent.workItem);
        case "too-large":
            work.maxItems = Math.min(work.maxItems, half(workItem));
            return queueParts(work, workItem, half(workItem), sent.workItem.last);
        case "split":
            workItem.splitBudget.split();
            return queueParts(work, workItem, half(workItem), sent.workItem.last);
        case "through":
            progress.add(sent.isTaken ? { accepted: 1 } : { failed: 1 });
            work.inFlight.push({ workItem, outcome: guard.guarded(() => settleOne(work, sent)) });
    }
}
function queueParts({ progress, queue }, workItem, most, undividedFailure = workItem.undividedFailure) {
    const parts = partsOf(workItem, most, undividedFailure);
    progress.add({ batches: parts.length - 1 });
    queue.first(parts);
}
async function settleOne({ progress }, sent) {
    const outcome = await sent.settling();
    if (outcome.state === "completed")
        progress.add({ completed: 1 });
    return outcome;
}
async function submitOne({ session, concurrency, settle }, workItem) {
    const { world, stop } = session.gate;
    const waitMs = workItem.notBeforeMs - world.clock.monotonicMs();
    if (waitMs > 0)
        await world.clock.sleep(waitMs, stop.signal);
    if (!(await concurrency.enter(workItem.load, stop.signal)))
        return { kind: "not-begun" };
    const submitted = await submitWorkItem(session, workItem);
    if (submitted.kind !== "through") {
        concurrency.leave(workItem.load);
        return submitted;
    }
    return {
        kind: "through",
        isTaken: submitted.submission.failure === undefined,
        async settling() {
            try {
                return await settle(submitted.submission);
            }
            finally {
                concurrency.leave(workItem.load);
            }
        },
    };
}
async function settleAll({ inFlight, queue, session }) {
    const ended = [];
    for (const { workItem, outcome } of inFlight)
        ended.push({ workItem, outcome: await outcome });
    const never = queue.rest().map((workItem) => ({ workItem, outcome: undefined }));
    return inPlanOrder([...ended, ...never], session.gate.stop.failure());
}
function inPlanOrder(ended, reason) {
    const left = ended.filter(isUnsent).reduce((sum, { workItem }) => sum + workItem.batch.items.length, 0);
    const over = reason ?? { fault: "cancelled", message: "the delivery has ended" };
    return ended
        .toSorted((a, b) => a.workItem.batch.index - b.workItem.batch.index || a.workItem.offset - b.workItem.offset)
        .map((one) => ({ offset: one.workItem.offset, outcome: filledIn(one, over, left) }));
}
function isUnsent({ workItem, outcome }) {
    return outcome === undefined
        ? workItem.tries === 0 && workItem.undividedFailure === undefined
        : outcome.state === "unsent";
}
function filledIn(one, over, left) {
    if (one.outcome !== undefined && one.outcome.state !== "unsent")
        return one.outcome;
    const { batch, tries } = one.workItem;
    const state = isUnsent(one) ? "unsent" : "failed";
    const failure = failureOf(one.workItem, state, over, left);
    return { batch, state, confirmed: false, refused: [], taskIds: [], failure, attempts: tries };
}
function failureOf({ last, undividedFailure }, state, over, left) {
    const { fault, message } = over;
    const failed = last ?? undividedFailure;
    if (state === "unsent" || failed === undefined)
        return { fault, message: `${message} (${left} ${left === 1 ? "purge was" : "purges were"} not sent)` };
    if (failed === undividedFailure)
        return notInParts(failed, over);
    return { fault, message: `${message}; before that: ${failed.message}` };
}

;// CONCATENATED MODULE: ./lib/delivery/guard.js
function createGuard(deadline) {
    const crash = {};
    return {
        async guarded(work) {
            try {
                return await work();
            }
            catch (error) {
                if (!("error" in crash))
                    crash.error = error;
                deadline.end();
                return undefined;
            }
        },
        rethrow() {
            if ("error" in crash)
                throw crash.error;
        },
    };
}

;// CONCATENATED MODULE: ./lib/delivery/merge-outcomes.js
function mergeOutcomes(plan, servers) {
    const [first] = servers;
    if (servers.length === 1 && first !== undefined)
        return first.outcomes.map(({ outcome }) => ofOne(first.name, outcome));
    const byServer = servers.map(({ name, outcomes }, at) => ({
        name: name ?? `server ${at + 1}`,
        byBatch: Map.groupBy(outcomes, ({ outcome }) => outcome.batch.index),
    }));
    return plan.batches.flatMap((batch) => {
        const here = byServer.map(({ name, byBatch }) => ({ name, outcomes: byBatch.get(batch.index) ?? [] }));
        return mergeBatch(batch, here);
    });
}
function ofOne(name, outcome) {
    return name === undefined ? outcome : { ...outcome, servers: [serverOutcome(name, outcome)] };
}
function serverOutcome(name, { state, failure, answer = "" }) {
    return { name, state, answer: failure?.message ?? answer };
}
function mergeBatch({ index, items }, servers) {
    const cuts = new Set(servers.flatMap(({ outcomes }) => outcomes.map(({ offset }) => offset)));
    const starts = [...cuts].toSorted((a, b) => a - b);
    return starts.map((from, at) => {
        const part = { index, items: items.slice(from, starts[at + 1]) };
        const parts = servers.flatMap(({ name, outcomes }) => {
            const outcome = outcomes.findLast(({ offset }) => offset <= from);
            return outcome === undefined ? [] : [{ name: name ?? "", ...cutOut(outcome, from, part.items.length) }];
        });
        return mergePart(part, parts);
    });
}
function cutOut({ offset, outcome }, from, count) {
    const refused = outcome.refused
        .map((one) => ({ ...one, item: one.item + offset - from }))
        .filter(({ item }) => item >= 0 && item < count);
    return { outcome: { ...outcome, refused } };
}
function mergePart(batch, parts) {
    const outcomes = parts.map(({ outcome }) => outcome);
    const refused = new Map(outcomes.flatMap((one) => one.refused).map((one) => [one.item, one]));
    const failure = mergedFailure(parts);
    return {
        batch,
        state: mergedState(outcomes.map(({ state }) => state)),
        confirmed: outcomes.every(({ confirmed }) => confirmed),
        refused: [...refused.values()].toSorted((a, b) => a.item - b.item),
        taskIds: [...new Set(outcomes.flatMap(({ taskIds }) => taskIds))],
        failure,
        attempts: outcomes.reduce((sum, { attempts }) => sum + attempts, 0),
        servers: parts.map(({ name, outcome }) => serverOutcome(name, outcome)),
    };
}
function mergedState(states) {
    if (states.every((state) => state === "unsent"))
        return "unsent";
    if (states.some((state) => state === "failed" || state === "unsent"))
        return "failed";
    return states.every((state) => state === "completed") ? "completed" : "accepted";
}
function mergedFailure(parts) {
    const failed = parts.flatMap(({ name, outcome: { failure } }) => (failure === undefined ? [] : [{ name, failure }]));
    const [first] = failed;
    if (first === undefined)
        return undefined;
    const reasons = failed.map(({ name, failure }) => `${name}: ${failure.message}`).join("; ");
    const haveIt = parts.length - failed.length;
    return { fault: first.failure.fault, message: `${reasons} (${haveIt} of ${parts.length} servers have it)` };
}

;// CONCATENATED MODULE: ./lib/delivery/deliver.js







async function deliver(options, world) {
    const { level, plan } = options;
    if (plan.batches.length === 0)
        return { level, outcomes: [], requests: 0, submitMs: 0, settleMs: 0 };
    const { clock } = world;
    const startMs = clock.monotonicMs();
    const { timeoutMs, givenMs, signal } = options;
    const deadline = startDeadline({ clock, timeoutMs, givenMs, signal });
    const guard = createGuard(deadline);
    const progress = createProgress(options);
    try {
        const deliveries = startDeliveries(options, world, { deadline, guard, progress });
        await Promise.all(deliveries.map((delivery) => delivery.submitAll()));
        const submittedMs = clock.monotonicMs();
        const ended = await Promise.all(deliveries.map(async (delivery) => ({ name: delivery.name, outcomes: await delivery.settleAll() })));
        guard.rethrow();
        return {
            level,
            outcomes: mergeOutcomes(plan, ended),
            requests: progress.counts.requests + (options.opener?.takeRequests() ?? 0),
            submitMs: submittedMs - startMs,
            settleMs: clock.monotonicMs() - submittedMs,
        };
    }
    finally {
        deadline.end();
    }
}
function createProgress({ onProgress }) {
    const counts = { batches: 0, accepted: 0, failed: 0, completed: 0, requests: 0 };
    return {
        counts,
        add(more) {
            for (const [name, count] of Object.entries(more))
                counts[name] += count;
            if (more.requests === undefined && more.batches === undefined)
                onProgress?.({ ...counts });
        },
    };
}
function startDeliveries(options, world, shared) {
    const runKey = randomUuid(world.random).replaceAll("-", "");
    const first = startAt(0, undefined);
    const { length } = first.all;
    const started = length === 1 ? [first] : first.all.map((connection, at) => startAt(at, connection.name));
    return started.map(({ delivery }) => delivery);
    function startAt(at, server) {
        let ahead = () => 0;
        const limits = options.sharedLimits?.(server) ?? createSharedLimits(options.capabilities.rates);
        const gate = createGate({
            deadline: shared.deadline,
            sharedLimits: limits,
            name: server,
            onRequest: () => shared.progress.add({ requests: 1 }),
            ahead: () => ahead(),
        }, world);
        const all = options.connect(gate.io);
        const delivery = deliverToConnection({ options, gate, connection: all[at], shared, runKey });
        ahead = delivery.ahead;
        return { all, delivery };
    }
}

;// CONCATENATED MODULE: ./lib/verification/build-files.js
const BLOB_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
function createBuildFiles(build, { files, git }) {
    const { buildDir, tree, isCut } = build;
    const known = new Map();
    let repository;
    let paths;
    async function read(id, signal) {
        if (buildDir === undefined)
            return undefined;
        if (BLOB_ID.test(id)) {
            repository ??= git.open(buildDir).catch(() => undefined);
            return (await repository)?.fingerprint(id, signal);
        }
        paths ??= new Map(Array.from(tree, ([path, content]) => [content, path]));
        const path = paths.get(id);
        const found = path === undefined ? undefined : await files.fingerprint(buildDir, path, signal);
        return isCut || found?.sha256 === id ? found : undefined;
    }
    return {
        isCut,
        async of(content, signal) {
            if (content.kind !== "file" || signal.aborted)
                return undefined;
            const reading = known.get(content.id) ?? read(content.id, signal);
            known.set(content.id, reading);
            return unlessAborted(reading, signal);
        },
    };
}
async function unlessAborted(work, signal) {
    const { promise, resolve } = Promise.withResolvers();
    const end = () => resolve(undefined);
    signal.addEventListener("abort", end, { once: true });
    try {
        return await Promise.race([work, promise]);
    }
    finally {
        signal.removeEventListener("abort", end);
    }
}

;// CONCATENATED MODULE: ./lib/app/purge.js









async function purge(prepared, shared) {
    const { destination, plan } = prepared;
    const { level, timeoutMs } = destination.delivery;
    if (plan.batches.length === 0)
        return { level, outcomes: [], requests: 0, submitMs: 0, settleMs: 0 };
    const { signal, purgedInRun } = shared;
    const world = { ...shared.world, siteClient: withSiteHeaders(shared.world.siteClient, destination) };
    const deadline = startDeadline({ clock: world.clock, timeoutMs, signal });
    const buildFiles = buildFilesOf(prepared, world);
    const sharedLimits = sharedLimitsOf(destination, shared);
    const { opener } = prepared;
    try {
        const purging = { prepared, world, signal, deadline, buildFiles, opener, sharedLimits, purgedInRun };
        return await withProgress((activity) => purgeWithin({ ...purging, activity }), () => deadline.remainingMs(), world);
    }
    finally {
        deadline.end();
    }
}
async function purgeWithin(purging) {
    const origin = await awaitOrigin(purging);
    if (origin?.ready === false)
        return { ...unsent(purging.prepared, originFailure(purging, origin)), proof: { origin } };
    const proven = await deliverAndProve(purging);
    const prewarm = await warm(purging, proven);
    const proof = { ...proven.proof, origin, prewarm };
    (0,log_proof/* logStillServed */.MB)(proof, purging.world.log);
    return { ...proven, level: purging.prepared.destination.delivery.level, proof };
}
function sharedLimitsOf({ provider, settings, capabilities }, { sharedLimitsByAccount }) {
    return (server) => sharedLimitsByAccount.of({ ...settings, provider: provider.id, server }, capabilities.rates);
}
function buildFilesOf({ destination, changes }, world) {
    const { buildDir, ignoreContent } = destination.source;
    return createBuildFiles({ tree: changes.tree, isCut: ignoreContent.length > 0, buildDir }, world);
}
function originOf({ prepared, world, buildFiles }) {
    const { originUrl } = prepared.destination.proof;
    if (originUrl === undefined)
        return undefined;
    return { url: originUrl, siteClient: world.siteClient, random: world.random, buildFiles };
}
async function awaitOrigin(purging) {
    const { prepared, world, deadline, activity } = purging;
    const origin = originOf(purging);
    const probes = prepared.proof.atOrigin.slice(0, prepared.destination.proof.verifySample);
    if (origin === undefined || probes.length === 0)
        return undefined;
    const { waitForOrigin } = await __webpack_require__.e(/* import() */ 4199).then(__webpack_require__.bind(__webpack_require__, 4199));
    const onWait = (left) => activity.is(() => `waiting for the origin, ${left} of ${(0,messages/* counted */.hS)(probes.length, "URL")} not there yet`);
    onWait(probes.length);
    const ready = await waitForOrigin({ origin, probes, deadline, onWait }, world);
    (0,log_proof/* logOrigin */.Vx)(ready, world.log);
    return ready;
}
function unsent({ plan, destination }, failure) {
    const outcomes = plan.batches.map((batch) => ({ batch, state: "unsent", confirmed: false, refused: [], taskIds: [], failure, attempts: 0 }));
    return { level: destination.delivery.level, outcomes, requests: 0, submitMs: 0, settleMs: 0 };
}
function originFailure({ prepared, deadline }, origin) {
    const over = deadline.failure();
    if (over?.fault === "cancelled")
        return over;
    const first = origin.missing[0];
    const message = `the origin did not serve the new build within ${(0,format/* formatSeconds */.Xo)(origin.waitedMs)}: ${first?.url ?? ""} ${first?.why ?? ""}` +
        `${origin.missing.length > 1 ? `, and ${origin.missing.length - 1} more of ${origin.checked}` : ""}. ` +
        `Nothing was purged, since the edge would have fetched the old pages again (${prepared.plan.instructions} not sent)`;
    return { fault: "origin", message };
}
async function deliverPlan({ prepared, world, signal, deadline, sharedLimits, opener, activity }, plan) {
    const { provider, settings, capabilities, delivery: { level, timeoutMs: givenMs }, } = prepared.destination;
    const rateEndsMs = world.clock.monotonicMs() + plan.floorMs;
    activity.is(() => `sending ${(0,messages/* counted */.hS)(plan.batches.length, "request")} to ${provider.name}`);
    const delivery = await deliver({
        plan,
        capabilities,
        connect: (io) => provider.connect(settings, io),
        opener,
        sharedLimits,
        level: level !== "verified" ? level : capabilities.done.by === "window" ? "accepted" : "completed",
        timeoutMs: deadline.remainingMs(),
        givenMs,
        signal,
        onProgress: (progress) => activity.is(() => deliveryWords(progress, rateEndsMs - world.clock.monotonicMs())),
    }, world);
    logDelivery(delivery, prepared.destination, world.log);
    return delivery;
}
async function deliverAndProve(purging) {
    const { prepared, world } = purging;
    const start = { ms: world.clock.monotonicMs(), at: world.clock.now() };
    const delivery = await deliverPlan(purging, prepared.plan);
    if (prepared.destination.delivery.level !== "verified")
        return delivery;
    const { submitMs } = delivery;
    const { prove } = await __webpack_require__.e(/* import() */ 5114).then(__webpack_require__.bind(__webpack_require__, 5114));
    return prove(delivery, {
        ...purging,
        accepted: { ms: start.ms + submitMs, at: new Date(start.at.getTime() + submitMs) },
        origin: originOf(purging),
        deliverAgain: (plan) => deliverPlan(purging, plan),
    });
}
async function warm({ prepared, world, deadline, activity }, delivery) {
    const { destination, proof } = prepared;
    const urls = proof.warm;
    const isComplete = delivery.outcomes.every(({ state, refused }) => state === "completed" && refused.length === 0);
    if (urls.length === 0 || !isComplete || deadline.signal.aborted)
        return undefined;
    const seen = new Set(delivery.proof?.verification?.seen.flatMap(({ url, kind }) => (kind === "fresh" ? [url] : [])));
    const hosts = new Set(destination.siteUrls.map((site) => site.origin));
    const { prewarm } = await __webpack_require__.e(/* import() */ 4495).then(__webpack_require__.bind(__webpack_require__, 34495));
    const unseen = urls.filter((url) => !seen.has(url));
    let done = 0;
    activity.is(() => `fetching the purged pages, ${(0,format/* formatCount */.B4)(done)} of ${(0,format/* formatCount */.B4)(unseen.length)} done`);
    const onPage = () => {
        done += 1;
    };
    const warmed = await prewarm({ urls: unseen, hosts, deadline, onPage }, world);
    (0,log_proof/* logPrewarm */.Zp)(warmed, world.log);
    return warmed;
}

;// CONCATENATED MODULE: ./lib/app/send.js





async function send(prepared, shared, heldBack) {
    const { config, isAlone } = shared;
    const world = nameLines(shared.world, prepared.destination.name, isAlone);
    const sending = { ...shared, world };
    if (config.dryRun)
        return describeDestination({ ...prepared, sendsNothing: undefined }, undefined);
    if (prepared.sendsNothing !== undefined)
        return describeDestination(prepared, undefined);
    const { provider, delivery: settings } = prepared.destination;
    const endMs = world.clock.monotonicMs() + settings.timeoutMs;
    const delivery = heldBack === undefined
        ? await world.log.group(`Purge at ${provider.name}`, () => purgeSafely(prepared, sending))
        : unsent(prepared, { fault: "dependency", message: heldBack });
    const memory = await finishMemory(prepared, delivery, sending, endMs);
    return describeDestination({ ...prepared, memory }, delivery);
}
async function purgeSafely(prepared, sending) {
    if (sending.isAlone)
        return purge(prepared, sending);
    try {
        return await purge(prepared, sending);
    }
    catch (error) {
        const { fault, message } = error instanceof errors/* PurgeError */.CV ? error : { fault: "bug", message: String(error) };
        return unsent(prepared, { fault, message });
    }
}
async function finishMemory({ plan, memory, everything }, delivery, { world, signal }, endMs) {
    const { deferred = [], unsendable = [] } = plan;
    const finished = await memory.finish({
        delivery,
        isEverything: everything !== undefined,
        deferred,
        unsendable: unsendable.flatMap(({ targets }) => targets),
        isAborted: signal.aborted,
        leftMs: endMs - world.clock.monotonicMs(),
    });
    logMemory({ ...finished, notes: finished.notes.slice(memory.notes.length) }, world.log);
    logOwed(finished, world.log);
    return finished;
}

;// CONCATENATED MODULE: ./lib/app/send-in-order.js



async function sendInOrder(all, sending) {
    const byName = new Map(all.map((one) => [one.destination.name, one]));
    const started = new Map();
    function reportOf(prepared) {
        const { name } = prepared.destination;
        const known = started.get(name);
        if (known !== undefined)
            return known;
        const report = sendAfter(prepared);
        started.set(name, report);
        return report;
    }
    async function sendAfter(prepared) {
        const before = prepared.destination.after.flatMap((name) => byName.get(name) ?? []);
        const reports = await Promise.all(before.map(reportOf));
        const open = reports.find(({ verdict, owed }) => !report_verdict/* GREEN */.AV.has(verdict) || owed > 0);
        return send(prepared, sending, open === undefined ? undefined : heldBack(open, prepared));
    }
    return Promise.all(all.map(reportOf));
}
function heldBack({ name, owed, verdict, failures }, { memory }) {
    const [failure] = failures;
    const what = report_verdict/* GREEN */.AV.has(verdict)
        ? `which leaves ${(0,messages/* counted */.hS)(owed, "instruction")} to later runs`
        : `which was not purged${failure === undefined ? "" : ` (${failure.code})`}`;
    return (`It comes after "${name}", ${what}. Nothing was purged here, since this cache would have fetched the old content from ` +
        `that one again. ${memory.keptIn === undefined ? "Nothing remembers it: run the step again" : "It stays owed to the next run"}`);
}

;// CONCATENATED MODULE: ./lib/app/share-reads.js
function shareReads(world, destinations) {
    if (destinations.length < 2)
        return world;
    return {
        ...world,
        files: shareHashes(world.files, destinations),
        git: shareGit(world.git),
        gitHub: remembered((options) => shareGit(world.gitHub(options))),
    };
}
function shareHashes(files, destinations) {
    const hashesOf = remembered((key) => {
        const [folder, ignore, matchLimitMs] = key;
        const sources = destinations.flatMap(({ source }) => (isFolder(source.buildDir, folder) ? [source] : []));
        const include = (path) => sources.some((source) => source.include(path));
        return files.hashes(folder, { include, ignore, matchLimitMs, onHash: () => onHashOf?.() });
    });
    let onHashOf;
    const isFolder = (buildDir, folder) => buildDir !== undefined && files.resolve(buildDir) === folder;
    return {
        ...files,
        async hashes(folder, { include, ignore, matchLimitMs, onHash }) {
            onHashOf = onHash;
            const hashes = await hashesOf([files.resolve(folder), ignore, matchLimitMs]);
            return { ...hashes, files: included(hashes.files, include) };
        },
    };
}
function included(files, include) {
    const isWhole = files.keys().every(include);
    return isWhole ? files : new Map([...files].filter(([path]) => include(path)));
}
function shareGit(git) {
    const open = remembered(async (folder) => {
        const repository = await git.open(folder);
        return repository === undefined ? undefined : shareRepository(repository);
    });
    return { ...git, open };
}
function shareRepository(repository) {
    const diff = remembered(([base, head]) => repository.diff(base, head));
    const entries = remembered(async ([commit, folder]) => {
        const found = [];
        await repository.tree(commit, folder, (entry) => found.push(entry));
        return found;
    });
    const changed = remembered(async ([folder, most]) => {
        const tracked = [];
        return { tracked, paths: await repository.untrackedOrModified(folder, most, (entry) => tracked.push(entry)) };
    });
    return {
        ...repository,
        diff: (base, head) => diff([base, head]),
        async tree(commit, folder, onEntry) {
            for (const entry of await entries([commit, folder]))
                onEntry(entry);
        },
        async untrackedOrModified(folder, most, onTracked) {
            const { tracked, paths } = await changed([folder, most]);
            if (onTracked !== undefined)
                for (const entry of tracked)
                    onTracked(entry);
            return paths;
        },
    };
}
function remembered(read) {
    const answers = new Map();
    return (key) => {
        const name = JSON.stringify(key);
        const known = answers.get(name);
        if (known !== undefined)
            return known;
        const answer = read(key);
        answers.set(name, answer);
        return answer;
    };
}

;// CONCATENATED MODULE: ./lib/app/skip.js


function skipReason({ event, repository }, dryRun) {
    const { name, payload } = event;
    const reason = (() => {
        if (name === "workflow_run")
            return skippedWorkflow(payload, repository);
        if (name === "deployment_status")
            return skippedDeployment(payload);
        if (name === "page_build")
            return skippedPages(payload);
        if (name === "delete")
            return DELETED;
        if (name === "push")
            return isDeletion(payload) ? DELETED : undefined;
        if (name === "status" || name === "check_run" || name === "check_suite")
            return skippedCheck(name, payload);
        if (name.startsWith("pull_request") && !dryRun)
            return skippedPullRequest(payload);
        return undefined;
    })();
    return reason === undefined ? undefined : { reason };
}
function skipDestination({ event }, { memory }) {
    const { environment } = memory;
    if (event.name.startsWith("deployment"))
        return otherEnvironment(event.payload, environment);
    return otherBranch(event, environment);
}
const DELETED = "the event is the deletion of a branch or tag, which deploys nothing";
function isDeletion(payload) {
    return (0,changes_event/* valueAt */.fK)(payload, "deleted") === true || changes_event/* NO_COMMIT */.U2.test((0,changes_event/* textAt */.$6)(payload, "after") ?? "1");
}
function splitDestinations({ destinations }, runner) {
    const skipped = new Map(destinations.map((one) => [one, skipDestination(runner, one)]));
    return {
        due: destinations.filter((one) => skipped.get(one) === undefined),
        skips: [...skipped.values()].filter((skip) => skip !== undefined),
    };
}
function skippedWorkflow(payload, repository) {
    if ((0,changes_event/* textAt */.$6)(payload, "action") === "requested" || (0,changes_event/* textAt */.$6)(payload, "action") === "in_progress") {
        return "the workflow that deploys has not ended yet: start this one with types: [completed]";
    }
    const status = (0,changes_event/* textAt */.$6)(payload, "workflow_run", "status");
    if (status !== undefined && status !== "completed")
        return "the workflow that deploys has not ended yet";
    const conclusion = (0,changes_event/* textAt */.$6)(payload, "workflow_run", "conclusion");
    if (conclusion !== undefined && conclusion !== "success") {
        return `the workflow that deploys ended with ${(0,lib_escape/* escapeControlCharacters */.F7)(conclusion, 100)}`;
    }
    const started = (0,changes_event/* textAt */.$6)(payload, "workflow_run", "event");
    if (started?.startsWith("pull_request") === true) {
        return "the workflow that ran belongs to a pull request, which deploys nothing here";
    }
    const from = (0,changes_event/* textAt */.$6)(payload, "workflow_run", "head_repository", "full_name");
    const isForeign = from !== undefined && repository !== "" && from.toLowerCase() !== repository.toLowerCase();
    return isForeign ? "the workflow that ran belongs to a fork" : undefined;
}
function skippedDeployment(payload) {
    const state = (0,changes_event/* textAt */.$6)(payload, "deployment_status", "state");
    if (state !== undefined && state !== "success") {
        return `the deployment is ${(0,lib_escape/* escapeControlCharacters */.F7)(state, 100)}, not success`;
    }
    return (0,changes_event/* valueAt */.fK)(payload, "deployment", "transient_environment") === true
        ? "the deployment is a preview, in an environment that does not stay"
        : undefined;
}
function skippedPages(payload) {
    const status = (0,changes_event/* textAt */.$6)(payload, "build", "status");
    return status === undefined || status === "built"
        ? undefined
        : `the build of GitHub Pages is ${(0,lib_escape/* escapeControlCharacters */.F7)(status, 100)}, not built`;
}
function skippedCheck(name, payload) {
    const found = name === "status" ? (0,changes_event/* textAt */.$6)(payload, "state") : (0,changes_event/* textAt */.$6)(payload, name, "conclusion");
    if (found === "success" || (found === undefined && name === "status"))
        return undefined;
    return found === undefined ? "the check has not ended yet" : `the check is ${(0,lib_escape/* escapeControlCharacters */.F7)(found, 100)}`;
}
function skippedPullRequest(payload) {
    const isClosed = (0,changes_event/* textAt */.$6)(payload, "action") === "closed";
    const isMerged = (0,changes_event/* valueAt */.fK)(payload, "pull_request", "merged") === true;
    return isClosed && !isMerged ? "the pull request was closed without being merged" : undefined;
}
function otherEnvironment(payload, environment) {
    const deployed = (0,changes_event/* textAt */.$6)(payload, "deployment", "environment") ?? (0,changes_event/* textAt */.$6)(payload, "deployment_status", "environment");
    if (deployed === undefined || isSameName(deployed, environment))
        return undefined;
    const name = (0,lib_escape/* escapeControlCharacters */.F7)(deployed, 100);
    return {
        reason: `the deployment that started this run went to "${name}", and the step's environment is "${(0,lib_escape/* escapeControlCharacters */.F7)(environment, 100)}"`,
        remedy: `If "${name}" is what this step purges, write environment: ${name}`,
    };
}
const RELEASE = /^(?:v\d+(?:\.\d+)*|\d+(?:\.\d+)+|\d{4}-\d\d-\d\d|.*[@/-]v?\d+\.\d+\.\d+)(?:[-+][\w.+-]+)?$/i;
const BRANCH_AT = {
    workflow_run: { what: "workflow that ran", keys: ["workflow_run", "head_branch"] },
    check_run: { what: "check that ended", keys: ["check_run", "check_suite", "head_branch"] },
    check_suite: { what: "check that ended", keys: ["check_suite", "head_branch"] },
};
function otherBranch({ name: event, payload }, environment) {
    const { what, branches } = branchesOf(event, payload);
    const main = (0,changes_event/* textAt */.$6)(payload, "repository", "default_branch");
    const [branch] = branches;
    if (branch === undefined || main === undefined)
        return undefined;
    if (branches.some((one) => one === main || isSameName(one, environment) || RELEASE.test(one)))
        return undefined;
    if ((0,changes_event/* textAt */.$6)(payload, "workflow_run", "event") === "release")
        return undefined;
    const name = (0,lib_escape/* escapeControlCharacters */.F7)(branch, 100);
    return {
        reason: `the ${what} belongs to branch "${name}", not to "${(0,lib_escape/* escapeControlCharacters */.F7)(main, 100)}"`,
        remedy: `If "${name}" is what goes live here, write environment: ${name}`,
    };
}
function branchesOf(event, payload) {
    if (event === "status") {
        const listed = (0,changes_event/* valueAt */.fK)(payload, "branches");
        const names = Array.isArray(listed) ? listed.map((one) => (0,changes_event/* textAt */.$6)(one ?? {}, "name")) : [];
        return { what: "commit that has this status", branches: names.filter((name) => name !== undefined) };
    }
    const at = Object.hasOwn(BRANCH_AT, event) ? BRANCH_AT[event] : undefined;
    const branch = at === undefined ? undefined : (0,changes_event/* textAt */.$6)(payload, ...at.keys);
    return { what: at?.what ?? "", branches: branch === undefined ? [] : [branch] };
}
function isSameName(one, other) {
    return one.trim().toLowerCase() === other.trim().toLowerCase();
}

;// CONCATENATED MODULE: ./lib/app/run.js






async function run(config, world, signal) {
    const start = { at: world.clock.now(), ms: world.clock.monotonicMs() };
    const { due, skips } = splitDestinations(config, world.runner);
    for (const { reason, remedy } of skips)
        world.log.warning(`Not purged: ${reason}. ${remedy ?? ""}`, "Skipped");
    const skipped = skipReason(world.runner, config.dryRun) ?? (due.length === 0 ? skips[0] : undefined);
    if (skipped !== undefined)
        return (0,build_report/* describeSkipped */.At)(skipped.reason, start, world.clock);
    const reading = shareReads(world, due);
    const isAlone = config.destinations.length === 1;
    const purgedInRun = new Set(due.map(({ provider }) => provider.id));
    const sharedLimitsByAccount = createSharedLimitsByAccount();
    const sending = { config, world, signal, sharedLimitsByAccount, purgedInRun, isAlone };
    const prepared = await prepareAll(due, sending, reading);
    const destinations = await sendInOrder(prepared, sending);
    return (0,build_report/* describeRun */.vZ)(destinations, config.dryRun, start, world.clock);
}


/***/ }),

/***/ 25926:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ patternProblem),
/* harmony export */   i: () => (/* binding */ faultProblem)
/* harmony export */ });
/* harmony import */ var _lib_escape_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64928);

const MAX_LENGTH = 1000;
const FEW = 4;
function patternProblem(source) {
    if (source.length > MAX_LENGTH)
        return `has more than ${MAX_LENGTH} characters`;
    if (!isRegExp(source))
        return "is no regular expression: for example <!-- built at [^>]{1,40} -->";
    if (repeatsRepetition(source)) {
        return "has a repetition inside a repetition, which can take for ever: write [^<]{1,40} and the like";
    }
    return undefined;
}
function faultProblem({ source, kind }) {
    const shown = (0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeControlCharacters */ .F7)(source, 200);
    return { input: "ignore-content", message: `\`${shown}\` ${FAULTS[kind]}` };
}
const FAULTS = {
    "matches-all": "matches any text, so that no change would be seen: name what surrounds the stamp",
    endless: "does not end on a text of nine characters: it backtracks. Write one or two bounded repetitions, [^<]{1,40} and the like",
    "too-large": "has more repetitions than can be held: write smaller numbers in its braces",
};
function isRegExp(source) {
    try {
        return new RegExp(source, "gm").flags !== "";
    }
    catch {
        return false;
    }
}
function repeatsRepetition(source) {
    const groups = [false];
    let closed = false;
    for (let at = 0; at < source.length; at++) {
        const character = source[at];
        if (character === "\\")
            at += 1;
        else if (character === "[")
            at = classEnd(source, at);
        else if (character === "(")
            groups.push(false);
        else if (character === ")") {
            closed = groups.pop() ?? false;
            if (closed)
                groups[groups.length - 1] = true;
            continue;
        }
        else {
            const most = mostRepetitions(source, at);
            if (closed && most > FEW)
                return true;
            if (most === Number.POSITIVE_INFINITY)
                groups[groups.length - 1] = true;
        }
        closed = false;
    }
    return false;
}
function mostRepetitions(source, at) {
    const [, sign, few, comma, most] = /^(?:([*+])|\{(\d+)(,?)(\d*)\})/.exec(source.slice(at, at + 24)) ?? [];
    if (sign !== undefined || (comma === "," && most === ""))
        return Number.POSITIVE_INFINITY;
    return Number(most || few || 0);
}
function classEnd(source, start) {
    for (let at = start + 1; at < source.length; at++) {
        if (source[at] === "\\")
            at += 1;
        else if (source[at] === "]")
            return at;
    }
    return source.length;
}


/***/ }),

/***/ 37993:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $6: () => (/* binding */ textAt),
/* harmony export */   Ax: () => (/* binding */ shortCommit),
/* harmony export */   U2: () => (/* binding */ NO_COMMIT),
/* harmony export */   fK: () => (/* binding */ valueAt),
/* harmony export */   jh: () => (/* binding */ isCommitId),
/* harmony export */   qd: () => (/* binding */ deployedCommit),
/* harmony export */   qf: () => (/* binding */ wrongCheckout)
/* harmony export */ });
const FULL_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const NO_COMMIT = /^0+$/;
function isCommitId(id) {
    return FULL_ID.test(id) && !NO_COMMIT.test(id);
}
function shortCommit(id) {
    return id.slice(0, 10);
}
function wrongCheckout({ event, sha }, head) {
    if (event.name !== "workflow_run" || head !== sha)
        return undefined;
    const deployed = textAt(event.payload, "workflow_run", "head_sha");
    if (deployed === undefined || !isCommitId(deployed) || deployed === head)
        return undefined;
    const message = `the workflow that deploys ran for commit ${shortCommit(deployed)}, and the checkout has ${shortCommit(head)}, the tip of the ` +
        "default branch. Give actions/checkout ref: ${{ github.event.workflow_run.head_sha }}, or name the commit under head.";
    return { input: "head", message };
}
function deployedCommit({ event, sha }) {
    const commit = textAt(event.payload, "workflow_run", "head_sha") ??
        textAt(event.payload, "deployment", "sha") ??
        textAt(event.payload, "merge_group", "head_sha");
    return commit !== undefined && isCommitId(commit) ? commit : sha;
}
function textAt(payload, ...keys) {
    const value = valueAt(payload, ...keys);
    return typeof value === "string" ? value : undefined;
}
function valueAt(payload, ...keys) {
    let value = payload;
    for (const key of keys) {
        if (typeof value !== "object" || value === null || !Object.hasOwn(value, key))
            return undefined;
        value = value[key];
    }
    return value;
}


/***/ }),

/***/ 39331:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bg: () => (/* binding */ NO_BUILD),
/* harmony export */   D_: () => (/* binding */ identity),
/* harmony export */   Gz: () => (/* binding */ below),
/* harmony export */   Nk: () => (/* binding */ readGitBuild),
/* harmony export */   PJ: () => (/* binding */ isLink),
/* harmony export */   dz: () => (/* binding */ startGitBuild),
/* harmony export */   fo: () => (/* binding */ isFile),
/* harmony export */   l6: () => (/* binding */ UNREAD_BUILD)
/* harmony export */ });
/* harmony import */ var _model_file_list_file_list_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5616);
/* harmony import */ var _model_tree_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(96477);
/* harmony import */ var _locate_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(14034);



const NO_BUILD = { tree: new Map(), links: [], left: new Map(), unread: 0, notes: [] };
async function readGitBuild(repository, head, folder, include) {
    const build = startGitBuild(folder, include);
    await repository.tree(head, folder, build.add);
    return build.end(repository);
}
function startGitBuild(folder, include) {
    const [tree, left] = [startTree(), startTree()];
    const links = [];
    const submodules = [];
    const take = (entry, path) => {
        if (entry.mode === _locate_js__WEBPACK_IMPORTED_MODULE_1__/* .SUBMODULE */ .NG) {
            submodules.push({ ...entry, path });
            return;
        }
        if (entry.mode === _locate_js__WEBPACK_IMPORTED_MODULE_1__/* .LINK */ .ps)
            links.push({ ...entry, path });
        if (include(path))
            tree.add(path, identity(entry.mode, entry.id));
        else if (entry.mode !== _locate_js__WEBPACK_IMPORTED_MODULE_1__/* .LINK */ .ps)
            left.add(path, entry.id);
    };
    return {
        add(entry) {
            const path = below(folder, entry.path);
            if (path !== undefined)
                take(entry, path);
        },
        async end(repository) {
            let unread = 0;
            for (const { path, id } of submodules) {
                if (await repository.has(id))
                    await repository.tree(id, "", (entry) => take(entry, `${path}/${entry.path}`));
                else
                    unread += 1;
            }
            return { tree: tree.end(), links, left: left.end(), unread, notes: unread === 0 ? [] : [unreadNote(unread)] };
        },
    };
}
const UNREAD_BUILD = { ...NO_BUILD, unread: 1, notes: [unreadNote(1)] };
function unreadNote(count) {
    const are = count === 1 ? "1 submodule of build-dir is" : `${count} submodules of build-dir are`;
    return `${are} not checked out: the files in them are not listed, and compared by their commit alone.`;
}
function startTree() {
    const listing = (0,_model_file_list_file_list_js__WEBPACK_IMPORTED_MODULE_0__/* .startListing */ .jF)();
    const aside = new Map();
    let last = "";
    return {
        add(path, content) {
            if ((0,_model_file_list_file_list_js__WEBPACK_IMPORTED_MODULE_0__/* .byBytes */ .bg)(last, path) >= 0) {
                aside.set(path, content);
                return;
            }
            listing.add(path, content);
            last = path;
        },
        end: () => (aside.size === 0 ? listing.end() : (0,_model_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .overlay */ .L)(listing.end(), aside)),
    };
}
function identity(mode, id) {
    return mode === _locate_js__WEBPACK_IMPORTED_MODULE_1__/* .LINK */ .ps ? `${LINK_IDENTITY}${id}` : id;
}
const LINK_IDENTITY = "link:";
function isLink(content) {
    return content?.startsWith(LINK_IDENTITY) === true;
}
function isFile({ tree, left }, path) {
    return left.has(path) || (tree.has(path) && !isLink(tree.get(path)));
}
function below(prefix, path) {
    if (prefix === "")
        return path;
    return path.startsWith(`${prefix}/`) ? path.slice(prefix.length + 1) : undefined;
}


/***/ }),

/***/ 14034:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L7: () => (/* binding */ FOLDER),
/* harmony export */   NG: () => (/* binding */ SUBMODULE),
/* harmony export */   TR: () => (/* binding */ createLocator),
/* harmony export */   oP: () => (/* binding */ isAbsolute),
/* harmony export */   ps: () => (/* binding */ LINK),
/* harmony export */   yX: () => (/* binding */ linkText)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73434);
/* harmony import */ var _model_path_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(63070);


const LINK = "120000";
const SUBMODULE = "160000";
const FOLDER = "040000";
const MAX_LINKS = 40;
function createLocator(repository, commit) {
    const entryAt = createEntries(repository, commit);
    return async function locate(path) {
        const pending = path.split("/");
        const at = [];
        const submodules = [];
        let found;
        let links = 0;
        for (let name = pending.shift(); name !== undefined; name = pending.shift()) {
            if (name === "" || name === ".")
                continue;
            if (name === "..") {
                if (at.pop() === undefined)
                    return { kind: "outside" };
                if ((submodules.at(-1)?.depth ?? 0) > at.length)
                    submodules.pop();
                found = undefined;
                continue;
            }
            at.push(name);
            found = await entryAt(at, submodules);
            if (found === undefined)
                return { kind: "missing" };
            if (found.mode === SUBMODULE) {
                if (!(await repository.has(found.id)))
                    return { kind: "entry", entry: { ...found, path: at.join("/") } };
                submodules.push({ id: found.id, depth: at.length });
            }
            if (found.mode !== LINK)
                continue;
            links += 1;
            const target = await targetOf(repository, found.id);
            if (target === undefined)
                return { kind: "outside" };
            if (links > MAX_LINKS)
                return { kind: "missing" };
            at.pop();
            found = undefined;
            if (target.isFromRoot)
                [at.length, submodules.length] = [0, 0];
            pending.unshift(...target.path.split("/"));
        }
        if (at.length === 0)
            return { kind: "entry", entry: { mode: FOLDER, id: commit, path: "" } };
        const entry = found ?? (await entryAt(at, submodules));
        return entry === undefined ? { kind: "missing" } : { kind: "entry", entry: { ...entry, path: at.join("/") } };
    };
}
function createEntries(repository, commit) {
    const entries = new Map();
    return (path, submodules) => {
        const name = path.join("/");
        const { id, depth } = submodules.findLast((one) => one.depth < path.length) ?? { id: commit, depth: 0 };
        const known = entries.get(name) ?? repository.entry(id, path.slice(depth).join("/"));
        entries.set(name, known);
        return known;
    };
}
function isAbsolute(text) {
    return /^(?:\/|[A-Za-z]:[\\/])/.test(text);
}
async function targetOf({ roots, ...repository }, id) {
    const path = await linkText(repository, id);
    if (path === undefined || !isAbsolute(path))
        return path === undefined ? undefined : { path, isFromRoot: false };
    const root = roots.find((one) => path === one || path.startsWith(`${one}/`));
    return root === undefined ? undefined : { path: path.slice(root.length), isFromRoot: true };
}
async function linkText(repository, id) {
    try {
        return (0,_model_path_js__WEBPACK_IMPORTED_MODULE_1__/* .pathFromBytes */ .n)(await repository.blob(id));
    }
    catch (error) {
        if (error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PurgeError */ .CV && error.fault === "diff")
            return undefined;
        throw error;
    }
}


/***/ }),

/***/ 48892:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ checkTogether),
/* harmony export */   a: () => (/* binding */ timeoutProblems)
/* harmony export */ });
/* harmony import */ var _memory_choose_store_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(11186);
/* harmony import */ var _model_parse_selector_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(80946);
/* harmony import */ var _model_plan_options_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(44953);
/* harmony import */ var _plan_explicit_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(22714);
/* harmony import */ var _plan_refusal_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28863);
/* harmony import */ var _routes_route_target_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(28825);






function checkTogether(provider, capabilities, values, routes) {
    const found = [...crossChecks(provider, capabilities, values), ...proofProblems(provider, capabilities, values)];
    return [
        ...planChecks(values),
        ...routeChecks(provider, capabilities, routes, values["build-dir"] !== undefined),
        ...found.filter(({ input }, at) => found.findIndex((one) => one.input === input) === at),
    ];
}
function proofProblems({ name }, capabilities, values) {
    const problems = [];
    const hasSite = (values["site-url"] ?? []).length > 0;
    const waitFor = values["wait-for"];
    if (waitFor === "verified" && !capabilities.provable) {
        const message = `cannot be verified at ${name}: the live site does not show its cache, which serves crawlers only. Use completed or accepted`;
        problems.push({ input: "wait-for", message });
    }
    else if (waitFor === "verified" && !hasSite) {
        const message = "is missing, and wait-for: verified looks at the live site. Give its public address, for example https://www.example.com/";
        problems.push({ input: "site-url", message });
    }
    if (values["origin-url"] !== undefined && isWithoutDiff(values)) {
        const message = "needs a diff to know what the origin must serve: give build-dir and other changes than none, or leave origin-url out";
        problems.push({ input: "origin-url", message });
    }
    if (values.prewarm !== "true" || !capabilities.provable)
        return problems;
    if (!hasSite) {
        const message = "is missing, and prewarm fetches the site's pages. Give its public address, for example https://www.example.com/";
        problems.push({ input: "site-url", message });
    }
    if (waitFor === "accepted" && capabilities.done.by !== "response") {
        const message = "fetches pages once the purge is complete, and wait-for: accepted does not wait for that. Use completed, verified or auto";
        problems.push({ input: "prewarm", message });
    }
    return problems;
}
function isWithoutDiff(values) {
    const { changes = ["auto"], "build-dir": buildDir } = values;
    return changes.includes("none") || (changes.includes("auto") && buildDir === undefined);
}
const HOSTED_HOURS = 6;
const SELF_HOSTED_HOURS = 5 * 24;
function timeoutProblems(timeoutMs, isSelfHosted) {
    const most = isSelfHosted ? SELF_HOSTED_HOURS : HOSTED_HOURS;
    const hours = (timeoutMs ?? 0) / 3_600_000;
    if (hours <= most)
        return [];
    const given = `is ${(timeoutMs ?? 0) / 1000} s, longer than a job may run on this runner (${most} hours)`;
    const remedy = isSelfHosted || hours > SELF_HOSTED_HOURS ? "" : `. A self-hosted runner has ${SELF_HOSTED_HOURS}`;
    return [{ input: "timeout", message: `${given}${remedy}` }];
}
function crossChecks(provider, capabilities, values) {
    const problems = [];
    if (capabilities.wants.address === "url" && (values["site-url"] ?? []).length === 0) {
        problems.push({
            input: "site-url",
            message: `is missing: ${provider.name} purges absolute URLs. Give the site's public address, for example https://www.example.com/`,
        });
    }
    const hasRoutes = (0,_model_parse_selector_js__WEBPACK_IMPORTED_MODULE_0__/* .significantLines */ .h3)(values.routes ?? "").length > 0;
    const isNone = values.changes?.includes("none") === true;
    const mayOwe = (values["build-dir"] !== undefined || hasRoutes) && values.state?.kind !== "none";
    if (isNone && hasRoutes && !mayOwe) {
        problems.push({
            input: "changes",
            message: "is none, and routes follow changes: leave one of the two out, or give state, to send what earlier runs left unpurged",
        });
    }
    if (isNone && (values.purge ?? []).length === 0 && !mayOwe) {
        problems.push({
            input: "changes",
            message: "is none and purge is empty: nothing says what to purge. Give purge, or changes: git with build-dir; or build-dir " +
                "and state, to send what earlier runs left unpurged",
        });
    }
    return problems;
}
function planChecks(values) {
    const { "purge-by": by = "auto", "widen-to": bound = "all", "over-limit": overLimit = "fail" } = values;
    const problems = [];
    const reach = by === "prefix" ? "prefix" : by === "extension" || by === "all" ? "host" : undefined;
    if (reach !== undefined && !(0,_model_plan_options_js__WEBPACK_IMPORTED_MODULE_4__/* .mayWiden */ .b5)(bound, reach)) {
        problems.push({
            input: "widen-to",
            message: `is ${bound}, and purge-by: ${by} is broader than that. Take purge-by: auto, or a broader widen-to (${reach})`,
        });
    }
    if (overLimit === "defer" && values.state?.kind === "none")
        problems.push((0,_memory_choose_store_js__WEBPACK_IMPORTED_MODULE_5__/* .deferProblem */ .Me)("state is none"));
    return problems;
}
function routeChecks({ name }, capabilities, routes, hasBuild) {
    return routes.flatMap(({ line, targets, glob }) => targets.flatMap((target) => {
        const followed = (0,_routes_route_target_js__WEBPACK_IMPORTED_MODULE_3__/* .followTarget */ .TT)(target, Array(glob.captures).fill("x"));
        const wrong = (message) => [{ input: "routes", message: `line ${line}: \`${target}\` ${message}` }];
        if (followed.kind === "path" && !hasBuild)
            return wrong("is a deployed file's own URL, which needs build-dir");
        if (followed.kind !== "selector" || (0,_plan_explicit_js__WEBPACK_IMPORTED_MODULE_1__/* .canExpress */ .t)(followed.selector, capabilities.accepts))
            return [];
        return wrong(`cannot be expressed at ${name}. ${(0,_plan_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .whatIsTaken */ .a)(capabilities, followed.selector.by)}`);
    }));
}


/***/ }),

/***/ 20390:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ closest)
/* harmony export */ });
function closest(word, known) {
    const ranked = known
        .map((candidate) => ({ candidate, distance: editDistance(word, candidate) }))
        .filter(({ distance }) => distance <= 2)
        .sort((a, b) => a.distance - b.distance);
    return ranked[0]?.candidate;
}
function editDistance(a, b) {
    let row = Array.from({ length: b.length + 1 }, (_, index) => index);
    for (const [i, letter] of [...a].entries()) {
        const next = [i + 1];
        for (const [j, other] of [...b].entries()) {
            const replaced = row[j] + (letter === other ? 0 : 1);
            next.push(Math.min(replaced, row[j + 1] + 1, next[j] + 1));
        }
        row = next;
    }
    return row[b.length];
}


/***/ }),

/***/ 18608:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cq: () => (/* binding */ positiveInteger),
/* harmony export */   Lp: () => (/* binding */ stateChoice),
/* harmony export */   Mn: () => (/* binding */ lines),
/* harmony export */   PA: () => (/* binding */ dryRun),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   Tp: () => (/* binding */ selectors),
/* harmony export */   VE: () => (/* binding */ environmentName),
/* harmony export */   Yq: () => (/* binding */ choice),
/* harmony export */   ZZ: () => (/* binding */ field),
/* harmony export */   fF: () => (/* binding */ options),
/* harmony export */   l$: () => (/* binding */ changesWords),
/* harmony export */   lq: () => (/* binding */ optional),
/* harmony export */   p0: () => (/* binding */ duration),
/* harmony export */   qp: () => (/* binding */ patterns),
/* harmony export */   r0: () => (/* binding */ wholeText),
/* harmony export */   sL: () => (/* binding */ usDollars),
/* harmony export */   se: () => (/* binding */ sampleSize),
/* harmony export */   t2: () => (/* binding */ provider)
/* harmony export */ });
/* harmony import */ var _changes_build_ignore_content_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(25926);
/* harmony import */ var _model_config_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(69559);
/* harmony import */ var _model_line_form_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(67314);
/* harmony import */ var _model_parse_selector_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80946);
/* harmony import */ var _providers_registry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27119);
/* harmony import */ var _closest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(20390);
/* harmony import */ var _list_lines_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(63923);







const EXPRESSION = /\$\{\{.*\}\}/s;
const NEVER = Object.freeze({});
function field(given, parse) {
    const fallback = given === undefined || EXPRESSION.test(given) ? "" : given;
    return (description) => ({
        given,
        description,
        parse(raw) {
            const text = raw.trim() === "" || raw === given ? fallback : raw;
            const problems = [];
            const issue = (message) => {
                problems.push(message);
                return NEVER;
            };
            const value = EXPRESSION.test(text) ? issue(UNEVALUATED) : parse(text, { issue });
            return problems.length === 0 ? { value } : { problems };
        },
    });
}
const UNEVALUATED = "holds an expression ${{ \u2026 }} that was not evaluated: quotes around it, or a missing `$`, keep it as text";
function text() {
    return field(undefined, (value) => optional(value.trim()));
}
function provider() {
    return field(undefined, (value, { issue }) => {
        const id = value.trim();
        if (id === "")
            return issue(`is missing: one of ${_providers_registry_js__WEBPACK_IMPORTED_MODULE_2__/* .providerIds */ .wI.join(", ")}`);
        if (_providers_registry_js__WEBPACK_IMPORTED_MODULE_2__/* .providerIds */ .wI.includes(id))
            return id;
        const near = (0,_closest_js__WEBPACK_IMPORTED_MODULE_4__/* .closest */ .k)(id.toLowerCase(), _providers_registry_js__WEBPACK_IMPORTED_MODULE_2__/* .providerIds */ .wI);
        return issue(`knows no "${id}". ${near === undefined ? "" : `Did you mean ${near}? `}One of ${_providers_registry_js__WEBPACK_IMPORTED_MODULE_2__/* .providerIds */ .wI.join(", ")}`);
    });
}
function choice(words, given) {
    const one = field(given, (value, { issue }) => {
        const word = words.find((known) => known === value.trim());
        return word ?? issue(`knows no "${value.trim()}": one of ${words.join(", ")}`);
    });
    return (description) => ({ ...one(description), words });
}
function changesWords() {
    return field("auto", (value, { issue }) => {
        const given = (0,_list_lines_js__WEBPACK_IMPORTED_MODULE_3__/* .listLines */ .i)(value, issue).flatMap((line) => line.split(/[\s,]+/));
        const unknown = given.find((word) => !isChangesWord(word));
        if (unknown !== undefined)
            return issue(`knows no "${unknown}": one or several of ${_model_config_js__WEBPACK_IMPORTED_MODULE_5__/* .CHANGES_WORDS */ .ID.join(", ")}`);
        const words = [...new Set(given.filter(isChangesWord))];
        const single = words.find((word) => word === "auto" || word === "none");
        if (single === undefined || words.length === 1)
            return words;
        return issue(`has ${single} beside others: ${single} stands alone, for example changes: git sitemap`);
    });
}
function isChangesWord(word) {
    return _model_config_js__WEBPACK_IMPORTED_MODULE_5__/* .CHANGES_WORDS */ .ID.some((known) => known === word);
}
function patterns() {
    return field(undefined, (value, { issue }) => {
        const sources = (0,_list_lines_js__WEBPACK_IMPORTED_MODULE_3__/* .listLines */ .i)(value, issue, _model_line_form_js__WEBPACK_IMPORTED_MODULE_6__/* .listMarkProblem */ .B);
        const problems = sources.flatMap((source) => {
            const problem = (0,_changes_build_ignore_content_js__WEBPACK_IMPORTED_MODULE_0__/* .patternProblem */ .A)(source);
            return problem === undefined ? [] : [`\`${source.slice(0, 200)}\` ${problem}`];
        });
        return problems.length > 0 ? issue(problems.join("; ")) : sources;
    });
}
function dryRun() {
    return choice(["auto", "true", "false"], "auto");
}
function environmentName(given) {
    return field(given, (value, { issue }) => {
        const name = value.trim();
        if (/\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}/u.test(name))
            return issue("has control characters in it: give a plain name, for example staging");
        if (name.length > 200)
            return issue(`has ${name.length} characters; 200 are allowed`);
        return name;
    });
}
function stateChoice() {
    return field("auto", (value, { issue }) => {
        const text = value.trim();
        if (text.startsWith("file:")) {
            const path = text.slice("file:".length).trim();
            if (path === "" || /\p{Cc}/u.test(path))
                return issue("file: names no file, on one line: for example file:../deploy-purge/production");
            return { kind: "file", path };
        }
        const word = ["auto", "cache", "git-ref", "none"].find((known) => known === text);
        return word === undefined
            ? issue(`knows no "${text}": one of auto, cache, git-ref, file:PATH, none`)
            : { kind: word };
    });
}
function lines(given) {
    return field(given, (value, { issue }) => (0,_list_lines_js__WEBPACK_IMPORTED_MODULE_3__/* .listLines */ .i)(value, issue));
}
function wholeText() {
    return field(undefined, (value) => value);
}
function selectors() {
    return field(undefined, (value, { issue }) => {
        const parsed = (0,_model_parse_selector_js__WEBPACK_IMPORTED_MODULE_1__/* .significantLines */ .h3)(value).map((line) => ({ line, result: (0,_model_parse_selector_js__WEBPACK_IMPORTED_MODULE_1__/* .parseSelectorLine */ .pp)(line) }));
        const wrong = parsed.flatMap(({ line, result }) => result.kind === "wrong" ? [`\`${line}\` ${result.message}`] : []);
        if (wrong.length > 0)
            return issue(wrong.join("; "));
        return parsed.flatMap(({ result }) => (result.kind === "wrong" ? [] : [result]));
    });
}
function positiveInteger() {
    return field(undefined, (value, { issue }) => {
        const digits = value.trim();
        if (digits === "")
            return undefined;
        if (!/^[0-9]{1,9}$/.test(digits) || Number(digits) === 0)
            return issue(`"${digits}" is no whole number above 0`);
        return Number(digits);
    });
}
function usDollars() {
    return field(undefined, (value, { issue }) => {
        const amount = value.trim();
        if (amount === "")
            return undefined;
        if (/^[0-9]{1,6}(?:\.[0-9]{1,4})?$/.test(amount))
            return Number(amount);
        return issue(`"${amount}" is no amount of US dollars: digits and a dot alone, for example 2.50, or 0`);
    });
}
function sampleSize(given) {
    return field(given, (value, { issue }) => {
        const word = value.trim();
        if (word === "all")
            return Number.POSITIVE_INFINITY;
        if (/^[0-9]{1,9}$/.test(word) && Number(word) > 0)
            return Number(word);
        return issue(`"${word}" is no whole number above 0: for example 20, or all`);
    });
}
const UNIT_SECONDS = { "": 1, s: 1, m: 60, h: 3600 };
function duration(given) {
    return field(given, (value, { issue }) => {
        const [, amount, unit] = /^([0-9]{1,6})\s*(s|m|h|)$/.exec(value.trim()) ?? [];
        const seconds = amount === undefined ? Number.NaN : Number(amount) * UNIT_SECONDS[unit ?? ""];
        if (Number.isNaN(seconds))
            return issue(`"${value.trim()}" is no duration: seconds, or for example 90s, 10m, 1h`);
        if (seconds === 0)
            return issue("is 0, which leaves no time for a single request: for example 300 or 10m");
        return seconds * 1000;
    });
}
function options() {
    return field(undefined, (value) => optional(value.trimEnd()));
}
function optional(value) {
    return value === "" ? undefined : value;
}


/***/ }),

/***/ 12612:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  cJ: () => (/* binding */ FIELDS),
  mc: () => (/* binding */ INPUTS),
  pH: () => (/* binding */ SECRET_INPUTS)
});

// EXTERNAL MODULE: ./lib/model/config.js
var config = __webpack_require__(69559);
// EXTERNAL MODULE: ./lib/model/plan-options.js
var plan_options = __webpack_require__(44953);
// EXTERNAL MODULE: ./lib/providers/registry.js
var registry = __webpack_require__(27119);
// EXTERNAL MODULE: ./lib/lib/plain-address.js
var plain_address = __webpack_require__(50722);
// EXTERNAL MODULE: ./lib/inputs/fields.js
var fields = __webpack_require__(18608);
// EXTERNAL MODULE: ./lib/inputs/list-lines.js
var list_lines = __webpack_require__(63923);
;// CONCATENATED MODULE: ./lib/inputs/addresses.js



function siteUrls() {
    return (0,fields/* field */.ZZ)(undefined, (value, { issue }) => (0,list_lines/* listLines */.i)(value, issue).map((line) => {
        return isSeveral(line) ? issue(PER_LINE) : parseBaseUrl(line, "https://www.example.com/", issue);
    }));
}
function baseUrl() {
    return (0,fields/* field */.ZZ)(undefined, (value, { issue }) => {
        const text = value.trim();
        if (text === "")
            return undefined;
        if (isSeveral(text))
            return issue(ONE_ALONE);
        const { origin, basePath } = parseBaseUrl(text, "https://origin.example.com/", issue);
        return origin + basePath;
    });
}
function apiAddress() {
    return (0,fields/* field */.ZZ)(undefined, (value, { issue }) => {
        const text = value.trim();
        const url = URL.parse(text);
        if (isSeveral(text))
            return issue(ONE_ALONE);
        if (url === null)
            return (0,fields/* optional */.lq)(text);
        const problem = (0,plain_address/* isPlainAddress */.fp)(text) ? (0,plain_address/* hostProblem */.Q8)(url) : "is no absolute URL";
        return problem === undefined ? text : issue(`"${text}" ${problem}`);
    });
}
const PER_LINE = "holds several addresses: give one per line, with `|` behind the input's name";
const ONE_ALONE = "holds several addresses: it takes one";
function isSeveral(text) {
    return /[\s,;|]\s*https?:\/\//i.test(text);
}
function parseBaseUrl(text, example, issue) {
    const url = URL.parse(text);
    if (url === null || !/^https?:$/.test(url.protocol) || !(0,plain_address/* isPlainAddress */.fp)(text)) {
        return issue(`"${text}" is no absolute URL: for example ${example}`);
    }
    if (url.username !== "" || url.password !== "")
        return issue("has a user name or password in it: give the URL alone");
    if (url.search !== "" || url.hash !== "")
        return issue(`"${text}" has a query or a fragment: give the base URL alone`);
    const problem = (0,plain_address/* hostProblem */.Q8)(url) ?? (/%(?![0-9a-f]{2})/i.test(url.pathname) ? "has a % that is no %XX" : undefined);
    if (problem !== undefined)
        return issue(`"${text}" ${problem}. For example ${example}`);
    return { origin: url.origin, basePath: url.pathname.endsWith("/") ? url.pathname : `${url.pathname}/` };
}

;// CONCATENATED MODULE: ./lib/inputs/secret-fields.js

function secretText(given) {
    return (0,fields/* field */.ZZ)(given, (value, { issue }) => checkSecret(value.trim(), issue));
}
const SHORTEST_KEY = 4;
function apiKey() {
    return (0,fields/* field */.ZZ)(undefined, (value, { issue }) => {
        const text = value.trim();
        const key = checkSecret(text, issue);
        if (key !== text)
            return key;
        if (/^(?:Bearer|APIToken|Basic)\s/i.test(key)) {
            return issue("starts with the word in front of a token (Bearer, APIToken): give the key alone");
        }
        if (/^[{[].*[}\]]$/.test(key)) {
            return issue("is a JSON document, whose parts the runner cannot mask: give the key alone, as a secret of its own");
        }
        if (key.length < SHORTEST_KEY) {
            return issue("is too short for a key, and for anything that could be masked: paste all of it into the secret");
        }
        return key;
    });
}
function checkSecret(value, issue) {
    if (/[\r\n]/.test(value))
        return issue("has a line break inside: paste the key alone, on one line, into the secret");
    if (/[^\x20-\x7e]/.test(value))
        return issue("has a character that no key has (a control character, or beyond ASCII)");
    return (0,fields/* optional */.lq)(value);
}

// EXTERNAL MODULE: ./lib/inputs/site-headers.js
var site_headers = __webpack_require__(8085);
;// CONCATENATED MODULE: ./lib/inputs/inputs.js







const PROVIDER_LIST = registry/* providerIds */.wI.map((id) => `\`${id}\``).join(", ");
const FIELDS = {
    config: (0,fields/* text */.Qq)()("YAML file with several destinations, for example `.github/deploy-purge.yml`, purged side by side or one `after` the " +
        "other. The other inputs stand in it; the step keeps `dry-run`, `phase`, `comment` and `github-token`. See docs/several-destinations.md."),
    provider: (0,fields/* provider */.t2)()(`CDN or cache to purge: ${PROVIDER_LIST}. Required.`),
    site: (0,fields/* text */.Qq)()("What to purge, in the vendor's terms: a zone, a property, a distribution, a domain. The provider's page says which, and " +
        "where to find it."),
    "site-url": siteUrls()("Public base URL of what this step deploys, one per line where several hosts serve it. May carry a base path " +
        '(`https://www.example.com/loans/`). "Everything" never means more than what lies under it, except by your own `all`.'),
    "api-key": apiKey()("The provider's key or token. A dry run needs none."),
    "api-secret": secretText()("Second credential where there is one: Batoff signing secret (default: the token), F5 certificate passphrase."),
    "provider-options": (0,fields/* options */.fF)()("YAML mapping of the provider's own settings, listed on the provider's page. Unknown keys are errors."),
    "api-url": apiAddress()("Replaces scheme and host in front of the vendor's documented API path, for example `https://api.example.com`; a " +
        "path prefix is kept. https, or http on loopback."),
    changes: (0,fields/* changesWords */.l$)()("Where the diff comes from, one or several: `git` (files tracked in the repository), `build` (content of the files in " +
        "`build-dir` against the last deploy), `github` (GitHub's API, no checkout), `sitemap` (pages that joined or left the " +
        "built sitemap; `sitemap-lastmod`: also those with a new date), `none` (only `purge`). `auto`: `none` when only " +
        "`purge` is given; with `routes` alone `git`, or `github` without a checkout; with `build-dir`, `git` when every file in it is tracked and unmodified, else `build`."),
    "build-dir": (0,fields/* text */.Qq)()("Folder that is deployed, for example `dist`, `_site` or `public`; URLs are relative to it. If the repository itself " +
        "is the site: `.`. No default."),
    base: (0,fields/* text */.Qq)()("Overrides the old end of the diff: a commit, tag or branch."),
    head: (0,fields/* text */.Qq)()("Overrides the new end of the diff: a commit, tag or branch. Default: the commit checked out."),
    environment: (0,fields/* environmentName */.VE)(config/* DEFAULT_ENVIRONMENT */.Uz)("Name of what is deployed to, for example `production` or `staging`; each has a memory of its own. As GitHub's " +
        "deployments call it, where they are used."),
    state: (0,fields/* stateChoice */.Lp)()("Where the last deploy and what is still owed are remembered: `cache` (GitHub's cache), `git-ref` (a ref of this " +
        "repository; needs `contents: write`), `file:PATH` (a disk that stays), `none`. `auto`: `cache` for runs on a branch " +
        "where the runner has a cache service, else `none`."),
    "state-key": secretText()("Secret that seals the memory: a record that somebody else changed counts as lost. A new key makes the old memory worthless."),
    "on-missing-state": (0,fields/* choice */.Yq)(["purge-all", "last-push", "adopt", "fail"], "purge-all")("When nothing is remembered, or the memory is lost: `purge-all` (everything under `site-url`, once), `last-push` (trust " +
        "the event's own base, or else GitHub's last deployment to `environment`), `adopt` (take this build as the baseline and purge nothing), `fail`."),
    phase: (0,fields/* choice */.Yq)(["after-deploy", "before-deploy"], "after-deploy")("`before-deploy`: only remember that this build may become live, and send nothing; a later step purges."),
    include: (0,fields/* lines */.Mn)("**")("Globs of deployed files within `build-dir`, one per line, `!` excludes. Dotfiles are not deployed, `.well-known` is."),
    "ignore-content": (0,fields/* patterns */.qp)()("Regular expressions, one per line: text in built files that matches does not count, such as a build stamp. What names " +
        "an asset (`src`, `href`, `url(\u2026)`, a file name) always counts. For `changes: build`."),
    purge: (0,fields/* selectors */.Tp)()("Selectors sent on every run, besides what changed, one per line: `/a/b`, `/a/*`, `https://host/a`, `prefix:`, `ext:`, " +
        "`regex:`, `equals:`, `contains:`, `starts_with:`, `ends_with:`, `tag:`, `host:`, `sitemap:FILE`, `all`. " +
        "A blank in a path is `%20`. `file:PATH` reads more from a file (newline, NUL or JSON). Both kinds of file may be " +
        "patterns, `lists/*.txt`."),
    "url-style": (0,fields/* choice */.Yq)(config/* URL_STYLE_NAMES */.xF, "index")("How the host turns files into URLs: `exact` (every file at its own path only), `index` (`d/index.html` answers at " +
        "`/d/`, `/d` and `/d/index.html`), `spa` (as `index`, and every unknown URL answers with `/index.html`), " +
        "`github-pages`, `netlify`, `vercel`, `cloudflare-pages` or `s3-website`. See docs/url-styles.md."),
    routes: (0,fields/* wholeText */.r0)()("Rules from changed files to what they purge, `glob -> selector, selector`, one per line, first match wins: for sites " +
        "whose repository holds their sources. Globs match from the repository's root; `*` and `**` capture as `$1`, `$2`. " +
        "Selectors as in `purge`, besides `path` (the deployed file's own URLs) and `none` (harmless). See docs/routes.md."),
    unmatched: (0,fields/* choice */.Yq)(["warn", "fail", "all"], "warn")("Changed files that are not deployed and that no route matches, where `routes` are given: `warn` names them, `fail` " +
        "stops before any request, `all` purges everything under `site-url`."),
    immutable: (0,fields/* lines */.Mn)("")("Globs of fingerprinted files within `build-dir`, one per line, `!` excludes, for example `assets/*.js`. Added or " +
        "deleted ones need no purge; a modified one is purged and reported."),
    "query-strings": (0,fields/* choice */.Yq)(plan_options/* QUERY_STRINGS */.YE, "ignored")("`cached`: copies of a page with query strings are cached by themselves, and purged too, in a form that reaches them; " +
        "an error where the provider has none. `ignored`: the cache does not keep such copies, or they do not matter."),
    "purge-by": (0,fields/* choice */.Yq)(plan_options/* PURGE_BY */.AH, "auto")("How changed URLs are purged. `auto`: one path each while they fit into `max-purges`, else the plan that evicts the " +
        "fewest unaffected objects. Or always: one `path` each, their folders (`prefix`), their `extension`, patterns that " +
        "match just them (`regex`), or everything under `site-url` (`all`)."),
    "max-purges": (0,fields/* positiveInteger */.Cq)()("Most instructions in one run. Default: what the rate that is kept for the provider lets through in five minutes."),
    "max-cost": (0,fields/* usDollars */.sL)()("The most that one run may cost at a vendor that charges for purges, in US dollars, for example `2.50`, or `0` for what " +
        "is free. `purge-by: auto` looks for a plan within it; a plan beyond it is refused before any request. What else the " +
        "account has used of a free amount is not known to the run."),
    "widen-to": (0,fields/* choice */.Yq)(plan_options/* WIDEN_TO */.iy, "all")("The broadest selector that `purge-by: auto` may use where exact purging does not fit: `none`, `prefix`, `host` " +
        "(extensions and all pages too, which reach a whole host), `all`. It does not bound what must be purged when there is " +
        "nothing to compare with, nor what you ask for yourself."),
    "over-limit": (0,fields/* choice */.Yq)(plan_options/* OVER_LIMIT */.Jb, "fail")("A plan that still does not fit into `max-purges`: `fail` before any request, or `defer`: send what fits, in the order " +
        "of `purge`, then of `routes`, then shallow before deep, and owe the rest to later runs (verdict `deferred`). " +
        "`defer` needs a state that remembers what is owed."),
    "wait-for": (0,fields/* choice */.Yq)(["auto", "accepted", "completed", "verified"], "auto")("When the step is green: `accepted` by the provider, `completed` (the provider says done; where it has no status: " +
        "its propagation window has passed), or `verified` (a sample of the changed URLs, fetched through the CDN, proves " +
        "it). `auto`: `completed` where the provider has a status, or other destinations come `after` this one, else `accepted`."),
    timeout: (0,fields/* duration */.p0)("300")("Seconds, or `10m`, for everything after planning (all before it has this long and ten minutes): at most as long as a job may run, 6 hours on GitHub's runners and 5 " +
        "days on self-hosted ones."),
    "origin-url": baseUrl()("Before purging, wait until this origin serves the new files: its base URL, past the CDN. A purge before that makes " +
        "the edge fetch the old pages again. If it is not ready within `timeout`, nothing is purged and the step is red."),
    "verify-sample": (0,fields/* sampleSize */.se)("20")("How many of the changed URLs `wait-for: verified` and `origin-url` look at, most important first, or `all`."),
    "site-headers": (0,site_headers/* siteHeaders */._m)()("Request headers for `wait-for: verified`, `origin-url` and `prewarm`, `Name: value`, one per line: what lets this step " +
        "past a firewall or a login in front of the site. Values are secrets, and no other host gets them."),
    prewarm: (0,fields/* choice */.Yq)(["false", "true"], "false")("Fetch the purged pages once when the purge is complete, in the order of a `sitemap:` under `purge`, then of the " +
        "build's own sitemap. `auto` under `wait-for` then means at least `completed`."),
    "dry-run": (0,fields/* dryRun */.PA)()("Plan and report, send nothing. `auto`: true on pull requests and in merge queues, where no credential is needed."),
    comment: (0,fields/* choice */.Yq)(["false", "true"], "false")("Keep what a pull request would purge in one comment on it, changed in place and removed when nothing would be purged any " +
        "more. Needs `pull-requests: write`. See docs/pull-requests.md."),
    "github-token": secretText("${{ github.token }}")("Fetches a base commit that the checkout did not bring, where the checkout kept no credential: `contents: read` is " +
        "enough. `changes: github` reads with it, `state: git-ref` writes with it (`contents: write`), and without a memory " +
        "GitHub's deployments are read with it (`deployments: read`). `comment` writes with it (`pull-requests: write`)."),
};
const INPUTS = Object.entries(FIELDS).map(([name, { description, given }]) => ({
    name: name,
    description,
    ...(given === undefined ? {} : { default: given }),
}));
const SECRET_INPUTS = [
    "api-key",
    "api-secret",
    "state-key",
    "site-headers",
    "github-token",
];


/***/ }),

/***/ 63923:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ listLines)
/* harmony export */ });
/* harmony import */ var _model_line_form_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(67314);
/* harmony import */ var _model_parse_selector_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(80946);


function listLines(value, report, problemOf = _model_line_form_js__WEBPACK_IMPORTED_MODULE_1__/* .lineFormProblem */ .Y) {
    const all = (0,_model_parse_selector_js__WEBPACK_IMPORTED_MODULE_0__/* .significantLines */ .h3)(value);
    for (const line of all) {
        const message = problemOf(line);
        if (message === undefined)
            continue;
        report(`\`${line.slice(0, 200)}\` ${message}`);
        return [];
    }
    return all;
}


/***/ }),

/***/ 42262:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  vG: () => (/* binding */ isDryRun),
  G2: () => (/* binding */ parseDestination),
  L5: () => (/* binding */ parseFields),
  TL: () => (/* binding */ parseInputs),
  n: () => (/* binding */ runSettings),
  VX: () => (/* binding */ secretValues),
  be: () => (/* binding */ unknownNames)
});

// EXTERNAL MODULE: ./lib/lib/user-info.js
var user_info = __webpack_require__(11733);
// EXTERNAL MODULE: ./lib/mapping/immutable.js
var mapping_immutable = __webpack_require__(2126);
// EXTERNAL MODULE: ./lib/mapping/include.js
var mapping_include = __webpack_require__(88930);
// EXTERNAL MODULE: ./lib/model/errors.js
var errors = __webpack_require__(73434);
// EXTERNAL MODULE: ./lib/providers/registry.js
var registry = __webpack_require__(27119);
// EXTERNAL MODULE: ./lib/lib/escape.js
var lib_escape = __webpack_require__(64928);
// EXTERNAL MODULE: ./lib/lib/glob-pattern.js
var glob_pattern = __webpack_require__(86410);
// EXTERNAL MODULE: ./lib/mapping/glob-syntax.js
var glob_syntax = __webpack_require__(82832);
;// CONCATENATED MODULE: ./lib/routes/route-glob.js


function compileRouteGlob(glob) {
    const problem = (0,glob_syntax/* globProblem */.A)(glob, { input: "routes", folder: "the repository's root" });
    if (glob.startsWith("!"))
        return { message: "excludes: write a route to none above it instead, glob -> none", at: 0 };
    if (problem !== undefined)
        return { message: problem, at: 0 };
    const fault = (0,glob_pattern/* bracketFault */.j5)(glob);
    if (fault !== undefined)
        return fault;
    const patterns = (0,glob_pattern/* patternsOf */.D4)(glob, "match");
    const below = (0,glob_pattern/* globsOf */.p_)(glob).map(segmentPatterns);
    return {
        text: glob,
        mayMatchBelow: (folder) => below.some((segments) => leadsBelow(segments, folder.split("/"))),
        match(path) {
            for (const { pattern } of patterns) {
                const found = pattern.exec(path);
                if (found !== null)
                    return found.slice(1).map((text) => text ?? "");
            }
            return undefined;
        },
        captures: Math.min(...patterns.map(({ captures }) => captures)),
    };
}
function segmentPatterns(glob) {
    return glob.split("/").map((segment) => (segment === "**" ? undefined : (0,glob_pattern/* translateGlob */.tH)(segment, "match").pattern));
}
function leadsBelow(segments, folder) {
    for (const [index, name] of folder.entries()) {
        if (index >= segments.length)
            return false;
        const pattern = segments[index];
        if (pattern === undefined)
            return true;
        if (!pattern.test(name))
            return false;
    }
    return segments.length > folder.length;
}

// EXTERNAL MODULE: ./lib/routes/route-target.js
var route_target = __webpack_require__(28825);
;// CONCATENATED MODULE: ./lib/routes/parse-routes.js



const EXAMPLE = "content/blog/*.md -> /blog/$1/, /blog/";
const LONGEST_SHOWN = 120;
const BETWEEN = /,\s*(?=\/|https?:\/\/|[a-z_]+:|(?:all|path|none)\s*(?:,|$)|$)/g;
function parseRoutes(text) {
    const routes = [];
    const problems = [];
    text
        .replace(/^\uFEFF/, "")
        .split(/\r\n|\r|\n/)
        .forEach((raw, index) => {
        const line = raw.replace(/(?:^|[ \t])#.*$/, "").trim();
        if (line === "")
            return;
        const parsed = parseRoute(line, index + 1);
        if ("message" in parsed)
            problems.push({ input: "routes", message: pointed(parsed) });
        else
            routes.push(parsed);
    });
    return { routes, problems };
}
function parseRoute(text, line) {
    const fault = (at, message) => ({ line, text, at, message });
    if (/^-\s/.test(text))
        return fault(0, "starts with the dash of a YAML list: give one route per line, with `|` behind routes and without a dash");
    const arrow = /\s*->\s*/.exec(text);
    if (arrow === null) {
        const other = text.search(/=>|\u2192/);
        return other < 0
            ? fault(text.length, `has no ->: a route is \`glob -> selector\`, for example ${EXAMPLE}`)
            : fault(other, "has another arrow: write ->");
    }
    const left = text.slice(0, arrow.index);
    if (left === "")
        return fault(0, `has no glob in front of ->: for example ${EXAMPLE}`);
    const glob = compileRouteGlob(left);
    if ("message" in glob)
        return fault(glob.at, `\`${(0,lib_escape/* escapeControlCharacters */.F7)(left, LONGEST_SHOWN)}\` ${glob.message}`);
    const start = arrow.index + arrow[0].length;
    const targets = splitTargets(text.slice(start));
    if (targets.length === 0)
        return fault(text.length, "has nothing behind ->: give a selector, or none for harmless files");
    for (const target of targets) {
        const message = target.text === "" ? "has an empty selector" : (0,route_target/* targetProblem */.j_)(target.text, glob.captures);
        const shown = target.text === "" ? "" : `\`${(0,lib_escape/* escapeControlCharacters */.F7)(target.text, LONGEST_SHOWN)}\` `;
        if (message !== undefined)
            return fault(start + target.at, `${shown}${message}`);
    }
    const alone = targets.find((target) => target.text === "none");
    if (alone !== undefined && targets.length > 1) {
        return fault(start + alone.at, "has none beside other selectors: none says that the file is harmless");
    }
    return { line, glob, targets: targets.map((target) => target.text) };
}
function splitTargets(text) {
    if (text === "")
        return [];
    const targets = [];
    let from = 0;
    for (const comma of [...text.matchAll(BETWEEN), undefined]) {
        const end = comma?.index ?? text.length;
        const part = text.slice(from, end);
        targets.push({ text: part.trim(), at: from + (part.length - part.trimStart().length) });
        from = end + (comma?.[0].length ?? 0);
    }
    return targets;
}
function pointed({ line, text, at, message }) {
    const from = Math.max(0, Math.min(at - LONGEST_SHOWN / 2, text.length - LONGEST_SHOWN));
    const shown = text.slice(from, from + LONGEST_SHOWN);
    return `line ${line} ${message}\n    ${shown}\n    ${" ".repeat(at - from)}^`;
}

// EXTERNAL MODULE: ./lib/inputs/checks.js
var checks = __webpack_require__(48892);
// EXTERNAL MODULE: ./lib/inputs/closest.js
var closest = __webpack_require__(20390);
// EXTERNAL MODULE: ./lib/inputs/inputs.js + 2 modules
var inputs = __webpack_require__(12612);
// EXTERNAL MODULE: ./lib/memory/record.js
var record = __webpack_require__(76266);
// EXTERNAL MODULE: ./lib/model/config.js
var config = __webpack_require__(69559);
// EXTERNAL MODULE: ./lib/model/parse-selector.js
var parse_selector = __webpack_require__(80946);
;// CONCATENATED MODULE: ./lib/inputs/memory-settings.js



function memorySettings(provider, { site, apiUrl, options, name, }, values) {
    const siteUrls = (values["site-url"] ?? []).map(({ origin, basePath }) => origin + basePath);
    const buildDir = (values["build-dir"] ?? "").replace(/^\.\/+|\/+$/g, "");
    const environment = values.environment ?? config/* DEFAULT_ENVIRONMENT */.Uz;
    return {
        state: values.state ?? { kind: "auto" },
        environment,
        key: (0,record/* recordKey */.Hy)({ provider: provider.id, site, siteUrls, environment, buildDir, name }),
        stateKey: values["state-key"],
        onMissing: values["on-missing-state"] ?? "purge-all",
        mapping: { ...mappingOf(values), "provider-options": optionWords(provider, options), "api-url": [apiUrl] },
    };
}
function mappingOf(values) {
    const routes = (0,parse_selector/* significantLines */.h3)(values.routes ?? "");
    const { unmatched = "warn", "query-strings": queryStrings = "ignored" } = values;
    return {
        "url-style": [values["url-style"] ?? "index"],
        include: values.include ?? [],
        immutable: values.immutable ?? [],
        routes,
        unmatched: routes.length > 0 && unmatched !== "warn" ? ["counts"] : [],
        "query-strings": queryStrings === "cached" ? ["cached"] : [],
    };
}
function optionWords({ deliveryOptions = [] }, options) {
    return Object.keys(options)
        .filter((name) => !deliveryOptions.includes(name))
        .sort()
        .map((name) => `${name}=${JSON.stringify(options[name])}`);
}

;// CONCATENATED MODULE: ./lib/inputs/options.js
const RESERVED = ["site", "site-url", "api-key", "api-secret", "api-url", "dry-run", "variables"];
async function parseOptions(text) {
    if (text === undefined)
        return { mapping: {} };
    const { parseDocument } = await __webpack_require__.e(/* import() */ 8815).then(__webpack_require__.t.bind(__webpack_require__, 38815, 19));
    const document = parseDocument(text, { uniqueKeys: true, logLevel: "error", schema: "core" });
    const error = document.errors[0] ?? document.warnings[0];
    if (error !== undefined) {
        const line = error.linePos?.[0].line;
        return {
            message: `is no valid YAML${line === undefined ? "" : ` (line ${line})`}: write one \`name: value\` per line`,
        };
    }
    const value = toPlain(() => document.toJS({ maxAliasCount: 0 }));
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
        return { message: "is no mapping: write one `name: value` per line, for example `mode: soft`" };
    }
    if (Object.hasOwn(value, "__proto__"))
        return { message: "holds __proto__, which is no option anywhere" };
    const taken = Object.keys(value).find((key) => RESERVED.includes(key));
    if (taken !== undefined)
        return { message: `holds ${taken}, which is an input of its own: give it beside provider-options` };
    return { mapping: value };
}
function toPlain(read) {
    try {
        return read();
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/inputs/setting-groups.js
function settingGroups(values, { include, includeGlobs, unusedExclusions, immutable, routes }, capabilities, isInner) {
    return {
        source: {
            changes: values.changes ?? ["auto"],
            buildDir: values["build-dir"],
            base: values.base,
            head: values.head,
            include,
            includeGlobs,
            unusedExclusions,
            ignoreContent: values["ignore-content"] ?? [],
        },
        mapping: {
            requested: values.purge ?? [],
            routes,
            unmatched: values.unmatched ?? "warn",
            urlStyle: values["url-style"] ?? "index",
            immutable,
            queryStrings: values["query-strings"] ?? "ignored",
        },
        limits: {
            purgeBy: values["purge-by"] ?? "auto",
            maxPurges: values["max-purges"] ?? capabilities.maxPurges,
            maxCostUsd: values["max-cost"],
            widenTo: values["widen-to"] ?? "all",
            overLimit: values["over-limit"] ?? "fail",
        },
        delivery: { level: resolveLevel(values, capabilities, isInner), timeoutMs: values.timeout ?? 0 },
        proof: {
            originUrl: values["origin-url"],
            siteHeaders: values["site-headers"] ?? {},
            verifySample: values["verify-sample"] ?? 0,
            prewarm: values.prewarm === "true",
        },
    };
}
function resolveLevel(values, { done }, isInner) {
    const waitFor = values["wait-for"] ?? "auto";
    if (waitFor !== "auto")
        return waitFor;
    return done.by === "window" && values.prewarm !== "true" && !isInner ? "accepted" : "completed";
}

// EXTERNAL MODULE: ./lib/inputs/site-headers.js
var site_headers = __webpack_require__(8085);
;// CONCATENATED MODULE: ./lib/inputs/parse.js













async function parseInputs(raw, eventName, isSelfHosted = false, takeVariable = () => undefined) {
    const problems = [...unknownNames(raw)];
    const values = parseFields(raw, problems);
    problems.push(...(0,checks/* timeoutProblems */.a)(values.timeout, isSelfHosted));
    const dryRun = isDryRun(values, eventName);
    const destination = await parseDestination(values, { dryRun, takeVariable }, problems);
    if (destination === undefined || problems.length > 0)
        throw (0,errors/* configError */.Fj)(problems);
    return { dryRun, destinations: [destination], ...runSettings(values) };
}
function secretValues(raw) {
    const secrets = inputs/* SECRET_INPUTS */.pH.flatMap((name) => (raw.get(name) ?? "").split(/[\r\n]+/));
    const headers = (0,site_headers/* headerSecretsIn */.Q0)(raw.get("site-headers") ?? "");
    const passwords = [...raw.values()].flatMap(user_info/* passwordsIn */.gW);
    return [...secrets, ...headers, ...passwords].filter((value) => value.trim() !== "");
}
function runSettings(values) {
    return {
        phase: values.phase ?? "after-deploy",
        githubToken: values["github-token"],
        comment: values.comment === "true",
    };
}
function isDryRun(values, eventName) {
    const plansOnly = eventName.startsWith("pull_request") || eventName === "merge_group";
    return values["dry-run"] === "true" || (values["dry-run"] === "auto" && plansOnly);
}
function unknownNames(raw) {
    const known = inputs/* INPUTS */.mc.map(({ name }) => name);
    return [...raw.keys()].flatMap((name) => {
        if (known.includes(name))
            return [];
        const near = (0,closest/* closest */.k)(name.replaceAll("_", "-"), known);
        return near === undefined ? [] : [{ input: name, message: `is no input. Did you mean ${near}?` }];
    });
}
function parseFields(raw, problems, only) {
    const values = {};
    for (const { name } of inputs/* INPUTS */.mc) {
        if (only?.includes(name) === false)
            continue;
        const parsed = inputs/* FIELDS */.cJ[name].parse(raw.get(name) ?? "");
        if ("value" in parsed)
            values[name] = parsed.value;
        else
            problems.push(...parsed.problems.map((message) => ({ input: name, message })));
    }
    return values;
}
async function parseDestination(values, { dryRun, takeVariable, name, isInner = false }, problems) {
    const globs = parseGlobs(values, problems);
    if (values.provider === undefined)
        return undefined;
    const provider = await (0,registry/* loadProvider */.Cg)(values.provider);
    if (provider === undefined)
        return undefined;
    const variables = (provider.environment ?? []).flatMap((variable) => {
        const value = takeVariable(variable, true);
        return value === undefined ? [] : [[variable, value]];
    });
    const context = { "dry-run": dryRun, variables: Object.fromEntries(variables) };
    const parsed = await parseSettings(provider, values, context, problems);
    if (parsed === undefined || globs === undefined || problems.length > 0)
        return undefined;
    const { settings, options } = parsed;
    const capabilities = provider.capabilities(settings);
    problems.push(...(0,checks/* checkTogether */.R)(provider, capabilities, values, globs.routes));
    return {
        name: provider.id,
        after: [],
        provider,
        settings,
        capabilities,
        site: settings.site,
        siteUrls: values["site-url"] ?? [],
        ...settingGroups(values, globs, capabilities, isInner),
        memory: memorySettings(provider, { site: settings.site, apiUrl: settings.apiUrl, options, name }, values),
    };
}
function parseGlobs(values, problems) {
    const include = (0,mapping_include/* compileInclude */.G)(values.include ?? []);
    const immutable = (0,mapping_immutable/* compileImmutable */.o0)(values.immutable ?? []);
    const { routes, problems: ofRoutes } = parseRoutes(values.routes ?? "");
    if ("problems" in include)
        problems.push(...include.problems);
    if ("problems" in immutable)
        problems.push(...immutable.problems);
    problems.push(...ofRoutes);
    if ("problems" in include || "problems" in immutable)
        return undefined;
    const unusedExclusions = () => include.exclusions.filter(({ wasUsed }) => !wasUsed());
    return { include: include.ok, includeGlobs: include.globs, unusedExclusions, immutable, routes };
}
async function parseSettings(provider, values, context, problems) {
    const read = await parseOptions(values["provider-options"]);
    if ("message" in read)
        problems.push({ input: "provider-options", message: read.message });
    const options = "message" in read ? {} : read.mapping;
    const account = ["site", "api-key", "api-secret", "api-url"].flatMap((name) => values[name] === undefined ? [] : [[name, values[name]]]);
    const given = {
        ...options,
        "site-url": (values["site-url"] ?? []).map(({ origin, basePath }) => origin + basePath),
        ...context,
        ...Object.fromEntries(account),
    };
    const settings = provider.settings.safeParse(given);
    if (settings.success)
        return { settings: settings.data, options };
    const wrong = new Set(problems.map(({ input }) => input));
    if (wrong.has("site-url") && values.site === undefined)
        wrong.add("site");
    const found = settings.error.issues.map(issueProblem);
    problems.push(...found.filter(({ input }) => !wrong.has(input)));
    return undefined;
}
function issueProblem({ path, message }) {
    const name = String(path[0] ?? "provider-options");
    const isInput = name === "provider-options" || RESERVED.includes(name);
    return { input: isInput ? name : `provider-options.${path.join(".")}`, message: message };
}


/***/ }),

/***/ 22601:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  X: () => (/* binding */ readConfig)
});

// EXTERNAL MODULE: ./lib/lib/file-path.js
var file_path = __webpack_require__(32197);
// EXTERNAL MODULE: ./lib/model/errors.js
var errors = __webpack_require__(73434);
// EXTERNAL MODULE: ./lib/inputs/checks.js
var checks = __webpack_require__(48892);
// EXTERNAL MODULE: ./lib/inputs/closest.js
var closest = __webpack_require__(20390);
// EXTERNAL MODULE: ./lib/inputs/inputs.js + 2 modules
var inputs = __webpack_require__(12612);
;// CONCATENATED MODULE: ./lib/inputs/config-file/check-order.js

function afterProblems(destinations) {
    const byName = new Map(destinations.map((one) => [one.name, one]));
    const known = [...byName.keys()].join(", ");
    const unknown = destinations.flatMap(({ after, at }) => after
        .filter((name) => !byName.has(name))
        .map((name) => ({
        input: at("after"),
        message: `names "${name}", which is no destination here: there are ${known}.${suggestion(name, [...byName.keys()])}`,
    })));
    return [...unknown, ...circles(destinations, byName)];
}
function suggestion(name, known) {
    const near = known.find((one) => one.toLowerCase() === name.toLowerCase()) ?? (0,closest/* closest */.k)(name, known);
    return near === undefined || name.length + near.length < 6 ? "" : ` Did you mean ${near}?`;
}
function circles(destinations, byName) {
    const reported = new Set();
    return destinations.flatMap((start) => {
        const circle = reported.has(start.name) ? undefined : pathBack(start.name, start.name, byName, []);
        if (circle === undefined)
            return [];
        for (const name of circle)
            reported.add(name);
        const message = `goes in a circle (${[...circle, start.name].join(" after ")}): one of them must come first`;
        return [{ input: start.at("after"), message }];
    });
}
function pathBack(name, goal, byName, gone) {
    if (gone.includes(name))
        return undefined;
    const path = [...gone, name];
    for (const next of byName.get(name)?.after ?? []) {
        if (next === goal)
            return path;
        const found = pathBack(next, goal, byName, path);
        if (found !== undefined)
            return found;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./lib/inputs/config-file/position.js
function position(path, lines, offset) {
    const { line, col } = lines.linePos(offset);
    return `${path}:${line}:${col}`;
}
function inFileOrder(problems, path) {
    const place = ({ input }) => {
        const found = input.startsWith(`${path}:`) ? /^(\d+):(\d+)/.exec(input.slice(path.length + 1)) : null;
        return [Number(found?.[1] ?? 0), Number(found?.[2] ?? 0)];
    };
    return problems.toSorted((one, other) => {
        const [[line, column], [otherLine, otherColumn]] = [place(one), place(other)];
        return line - otherLine || column - otherColumn;
    });
}

;// CONCATENATED MODULE: ./lib/inputs/config-file/variables.js
const REFERENCE = /^\$\{([A-Za-z_][A-Za-z0-9_]*)\}$/;
function referencedVariable(text) {
    return REFERENCE.exec(text.trim())?.[1];
}
function referenceProblem(text, mayHold) {
    const value = text.trim();
    if (/\$\{\{/.test(value)) {
        return ("holds an expression ${{ \u2026 }}, which is not evaluated in this file: write a reference such as ${CDN_SITE}, and give the step " +
            "the variable, env: { CDN_SITE: ${{ \u2026 }} }");
    }
    if (referencedVariable(value) !== undefined)
        return undefined;
    const isWhole = /^\$+(?:\{[^{}]*\}|[A-Za-z_][A-Za-z0-9_]*)$/.test(value);
    if (!isWhole && (mayHold || !value.includes("${")))
        return undefined;
    return ("is no reference to a variable: it is ${NAME} and nothing else, with letters, digits and underscores; put the whole value into the " +
        "variable");
}
function resolveVariable(text, take, isSecret, mayHold = false) {
    const name = referencedVariable(text);
    if (name === undefined) {
        const message = referenceProblem(text, mayHold);
        return message === undefined ? { text } : { message };
    }
    const value = take(name, isSecret);
    if (value !== undefined)
        return { text: value };
    return {
        message: `refers to \${${name}}, which is not set: give it to the step, for example env: { ${name}: \${{ secrets.${name} }} }`,
    };
}

;// CONCATENATED MODULE: ./lib/inputs/config-file/read-input.js


const PATTERN_INPUTS = ["routes", "purge", "include", "immutable", "ignore-content"];
function readInput(input, node, reader) {
    const { yaml } = reader;
    if (node === null || (yaml.isScalar(node) && node.value === null))
        return { text: "" };
    const mayHold = PATTERN_INPUTS.includes(input);
    if (input === "site-headers" && yaml.isMap(node))
        return readHeaders(node, reader);
    if (inputs/* SECRET_INPUTS */.pH.some((name) => name === input))
        return whole(readSecret(node, reader));
    if (input === "provider-options" && yaml.isMap(node))
        return readOptions(node, reader);
    if (yaml.isScalar(node))
        return whole(resolveVariable(textOf(node), reader.take, false, mayHold));
    if (yaml.isSeq(node))
        return readList(node.items, reader, mayHold);
    return whole({ message: "must be a text or a list of texts, not a mapping" });
}
function whole(resolved) {
    return "text" in resolved ? resolved : { faults: [resolved] };
}
function readSecret(node, { yaml, take, document }) {
    const meant = yaml.isAlias(node) ? node.resolve(document) : node;
    const text = yaml.isScalar(meant) ? textOf(meant) : "";
    if (referencedVariable(text) !== undefined)
        return resolveVariable(text, take, true);
    const message = /\$\{\{/.test(text) ? referenceProblem(text, false) : undefined;
    if (message !== undefined)
        return { message };
    return {
        message: "must be a reference such as ${CDN_API_KEY}, and nothing else: keep the value in a secret and give it to the step " +
            "under env (if it is a real one, it has been published: replace it at the provider)",
    };
}
function readHeaders(node, reader) {
    return entryLines(node.items, ({ key, value }) => {
        const name = reader.yaml.isScalar(key) ? textOf(key) : "";
        const read = readSecret(value ?? null, reader);
        const offset = offsetOf(key);
        if ("message" in read)
            return { message: `has a value that ${read.message}`, offset, name };
        if (isSeveralLines(read.text))
            return { message: "has a value of several lines: give each header its own", offset, name };
        return { text: `${name}: ${read.text}` };
    });
}
function readList(items, { yaml, take, document }, mayHold) {
    return entryLines(items, (node) => {
        const offset = offsetOf(node);
        const item = yaml.isAlias(node) ? node.resolve(document) : node;
        if (!yaml.isScalar(item))
            return { message: "must be a list of texts: an entry of it is none", offset };
        const resolved = resolveVariable(textOf(item), take, false, mayHold);
        if ("message" in resolved)
            return { ...resolved, offset };
        if (isSeveralLines(resolved.text))
            return { message: "has an entry of several lines: give each its own", offset };
        return resolved;
    });
}
function entryLines(entries, read) {
    const lines = [];
    const faults = [];
    for (const entry of entries) {
        const line = read(entry);
        if ("text" in line)
            lines.push(line.text);
        else
            faults.push(line);
    }
    return faults.length > 0 ? { faults } : { text: lines.join("\n") };
}
function isSeveralLines(text) {
    return /[\r\n]/.test(text.trim());
}
function offsetOf(node) {
    return node?.range?.[0];
}
function readOptions(node, { yaml, take, document }) {
    const options = new Map();
    const faults = [];
    for (const { key, value } of node.items) {
        const name = yaml.isScalar(key) ? textOf(key) : undefined;
        const plain = yaml.isNode(value) ? value.toJS(document) : value;
        const resolved = resolveLeaves(plain, (text) => {
            const found = resolveVariable(text, take, true);
            if ("text" in found)
                return found.text;
            faults.push({ ...found, offset: offsetOf(key), name });
            return text;
        });
        options.set(yaml.isNode(key) ? key.toJS(document) : key, resolved);
    }
    return faults.length > 0 ? { faults } : { text: yaml.stringify(options) };
}
function resolveLeaves(value, resolve) {
    if (typeof value === "string")
        return resolve(value);
    if (Array.isArray(value))
        return value.map((one) => resolveLeaves(one, resolve));
    if (typeof value !== "object" || value === null)
        return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolveLeaves(one, resolve)]));
}
function textOf({ value, source }) {
    if (typeof value === "string")
        return value;
    return value === null ? "" : (source ?? String(value));
}

;// CONCATENATED MODULE: ./lib/inputs/config-file/read-yaml.js
const MAX_ALIASES = 100;
const WORDS = {
    DUPLICATE_KEY: "a key stands twice in one mapping",
    MULTIPLE_DOCS: "a second document begins: keep all of it in one, without ---",
    TAB_AS_INDENT: "tabs are not allowed as indentation: use blanks",
};
const UNQUOTED = 'inside braces or brackets a reference needs quotes, for example { api-key: "${CDN_API_KEY}" }';
const TAG = "has a tag (!\u2026), which has no meaning here: leave it out, or put quotes around a text that begins with !";
function readYaml(text, yaml) {
    const lines = new yaml.LineCounter();
    const document = yaml.parseDocument(text, {
        lineCounter: lines,
        uniqueKeys: true,
        logLevel: "error",
        schema: "core",
    });
    const errors = firstOfEach(document.errors).map(({ code, message, pos: [offset] }) => ({
        offset,
        message: `is no valid YAML: ${WORDS[code] ?? (text.slice(offset - 1, offset + 1) === "${" ? UNQUOTED : withoutQuotes(message))}`,
    }));
    const warnings = document.warnings.map(({ code, pos }) => ({
        offset: pos[0],
        message: code === "TAG_RESOLVE_FAILED" ? TAG : "has a directive (%\u2026), which has no meaning here: leave it out",
    }));
    const faults = [...errors, ...warnings];
    return { document, lines, faults: faults.length > 0 ? faults : aliasFaults(document, yaml) };
}
function firstOfEach(errors) {
    const others = errors.filter(({ code }) => code !== "DUPLICATE_KEY");
    return errors.filter((error) => error.code === "DUPLICATE_KEY" || error === others[0]);
}
function withoutQuotes(message) {
    if (message.startsWith("Maximum call stack"))
        return "it is nested too deeply";
    return (message.split(/ at line |\n|: | \\|["'`;]/)[0] ?? "").trim().replace(/\.$/, "");
}
function aliasFaults(document, yaml) {
    const faults = [];
    yaml.visit(document, {
        Alias(_key, alias, path) {
            const meant = alias.resolve(document);
            const offset = alias.range?.[0] ?? 0;
            if (meant === undefined)
                faults.push({
                    offset,
                    message: "refers to an anchor (*\u2026) that is not there: put quotes around a text that begins with *",
                });
            else if (path.includes(meant))
                faults.push({ offset, message: "refers to an anchor (*\u2026) that it is a part of" });
        },
    });
    if (faults.length > 0)
        return faults;
    try {
        document.toJS({ maxAliasCount: MAX_ALIASES });
        return [];
    }
    catch {
        return [{ offset: 0, message: `repeats anchors more than ${MAX_ALIASES} times` }];
    }
}

;// CONCATENATED MODULE: ./lib/inputs/config-file/parse-config-file.js






const RUN_INPUTS = ["config", "dry-run", "phase", "github-token", "comment"];
const LONGEST_NAME = 64;
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
async function parseConfigFile(path, text, take) {
    const yaml = await __webpack_require__.e(/* import() */ 8815).then(__webpack_require__.t.bind(__webpack_require__, 38815, 19));
    const { document, lines, faults } = readYaml(text, yaml);
    if (faults.length > 0) {
        const problems = faults.map(({ offset, message }) => ({ input: position(path, lines, offset), message }));
        return { destinations: [], problems };
    }
    const file = new FileReader(path, lines, document, { yaml, take });
    return file.read();
}
class FileReader {
    #problems = [];
    #path;
    #lines;
    #document;
    #tools;
    constructor(path, lines, document, tools) {
        this.#path = path;
        this.#lines = lines;
        this.#document = document;
        this.#tools = tools;
    }
    read() {
        const { yaml } = this.#tools;
        const root = this.#document.contents;
        if (!yaml.isMap(root))
            return this.#failed(0, "must be a mapping with destinations: write `destinations:` and a list below it");
        const shared = this.#entries(root);
        const list = shared.get("destinations");
        const known = inputNames();
        this.#unknownKeys(shared, ["destinations", ...known], "");
        if (list === undefined || !yaml.isSeq(list.node) || list.node.items.length === 0) {
            return this.#failed(list?.key ?? 0, "needs a list under destinations, with one entry for each cache that is purged");
        }
        const destinations = list.node.items.flatMap((item) => this.#destination(item, shared, known));
        this.#sameNames(destinations);
        this.#problems.push(...afterProblems(destinations));
        return { destinations, problems: this.#problems };
    }
    #destination(listed, shared, known) {
        const offset = listed?.range?.[0] ?? 0;
        const item = this.#resolved(listed);
        if (!this.#tools.yaml.isMap(item)) {
            this.#wrong(offset, "destinations", "has an entry that is no mapping: write `- name: \u2026` and the destination's inputs below it");
            return [];
        }
        const own = this.#entries(item);
        const name = this.#name(own, offset);
        this.#unknownKeys(own, ["name", "after", ...known], name);
        const at = (input, entryOffset) => {
            const [first = "", key] = input.split(".");
            const entry = own.get(first) ?? shared.get(first);
            const at = entryOffset ?? this.#keyIn(entry?.node, key) ?? entry?.key ?? offset;
            const where = position(this.#path, this.#lines, at);
            return own.has(first) || entry === undefined ? `${where} ${name}.${input}` : `${where} ${input}`;
        };
        const inputs = new Map();
        const wrong = new Set();
        for (const input of known) {
            const entry = own.get(input) ?? shared.get(input);
            if (entry === undefined)
                continue;
            const read = readInput(input, entry.node, { ...this.#tools, document: this.#document });
            if ("faults" in read) {
                wrong.add(input);
                for (const { name: key, offset: where, message } of read.faults)
                    this.#problems.push({ input: at(key === undefined ? input : `${input}.${key}`, where), message });
            }
            else if (read.text !== "")
                inputs.set(input, read.text);
        }
        return [{ name, after: this.#after(own, name), inputs, wrong, at }];
    }
    #name(own, offset) {
        const { yaml } = this.#tools;
        const given = own.get("name") ?? own.get("provider");
        const value = yaml.isScalar(given?.node) ? textOf(given.node) : "";
        if (NAME.test(value) && value.length <= LONGEST_NAME)
            return value;
        const message = value === ""
            ? "is missing: give the destination a name of its own, for example edge"
            : `must be letters, digits, dots, dashes and underscores, at most ${LONGEST_NAME} of them, for example edge`;
        this.#wrong(own.get("name")?.key ?? offset, "name", message);
        return "?";
    }
    #after(own, name) {
        const { yaml } = this.#tools;
        const given = own.get("after");
        if (given === undefined || given.node === null)
            return [];
        const nodes = (yaml.isSeq(given.node) ? given.node.items : [given.node]).map((node) => this.#resolved(node));
        if (nodes.every((node) => yaml.isScalar(node)))
            return nodes.map(textOf);
        this.#wrong(given.key, `${name}.after`, "must be the name of another destination, or a list of names");
        return [];
    }
    #sameNames(destinations) {
        const seen = new Map();
        for (const { name, at } of destinations) {
            const before = name === "?" ? undefined : seen.get(name.toLowerCase());
            const what = before === name ? `"${name}" a second time` : `"${name}", and another one is "${before}"`;
            const message = `is ${what}: each destination needs a name of its own, which its memory goes by`;
            if (before !== undefined)
                this.#problems.push({ input: at("name"), message });
            else
                seen.set(name.toLowerCase(), name);
        }
    }
    #unknownKeys(entries, known, name) {
        for (const [key, { key: offset }] of entries) {
            if (known.includes(key))
                continue;
            const input = name === "" ? key : `${name}.${key}`;
            if (RUN_INPUTS.includes(key)) {
                this.#wrong(offset, input, "holds for the whole run: give it to the workflow's step, beside config");
                continue;
            }
            if (key === "<<") {
                this.#wrong(offset, input, "is a merge key, which YAML 1.2 has not: what destinations share stands at the top of the file, once");
                continue;
            }
            const near = (0,closest/* closest */.k)(key.replaceAll("_", "-"), known);
            this.#wrong(offset, input, `is no key here.${near === undefined ? "" : ` Did you mean ${near}?`}`);
        }
    }
    #entries(map) {
        const { yaml } = this.#tools;
        const pairs = map.items;
        return new Map(pairs.map(({ key, value }) => {
            const name = this.#resolved(key);
            const text = yaml.isScalar(name) ? String(name.value) : "a key that is no text";
            return [text, { key: key.range?.[0] ?? 0, node: this.#resolved(value) }];
        }));
    }
    #resolved(node) {
        const { yaml } = this.#tools;
        const meant = yaml.isAlias(node) ? (node.resolve(this.#document) ?? null) : node;
        return yaml.isScalar(meant) && meant.value === null ? null : meant;
    }
    #keyIn(node, key) {
        const { yaml } = this.#tools;
        const pair = yaml.isMap(node)
            ? node.items.find((one) => yaml.isScalar(one.key) && textOf(one.key) === key)
            : undefined;
        return pair?.key?.range?.[0];
    }
    #wrong(offset, input, message) {
        this.#problems.push({ input: `${position(this.#path, this.#lines, offset)} ${input}`, message });
    }
    #failed(offset, message) {
        const at = position(this.#path, this.#lines, offset);
        return { destinations: [], problems: [...this.#problems, { input: at, message }] };
    }
}
function inputNames() {
    return inputs/* INPUTS */.mc.map(({ name }) => name).filter((name) => !RUN_INPUTS.includes(name));
}

// EXTERNAL MODULE: ./lib/inputs/parse.js + 5 modules
var parse = __webpack_require__(42262);
;// CONCATENATED MODULE: ./lib/inputs/read-config.js







async function readConfig(raw, sources) {
    const path = (raw.get("config") ?? "").trim();
    if (path === "")
        return (0,parse/* parseInputs */.TL)(raw, sources.eventName, sources.isSelfHosted, sources.takeVariable);
    const problems = [...(0,parse/* unknownNames */.be)(raw), ...besideFile(raw, path)];
    const run = (0,parse/* parseFields */.L5)(onlyRunInputs(raw), problems, RUN_INPUTS);
    const dryRun = (0,parse/* isDryRun */.vG)(run, sources.eventName);
    const file = await parseConfigFile(path, await sources.readFile(path), sources.takeVariable);
    problems.push(...file.problems);
    const destinations = [];
    const inner = new Set(file.destinations.flatMap(({ after }) => after));
    for (const one of file.destinations) {
        const parsed = await destinationOf(one, { ...sources, dryRun, isInner: inner.has(one.name) });
        if ("problems" in parsed)
            problems.push(...parsed.problems);
        else {
            problems.push(...sharedMemoryProblems(parsed.destination, destinations, one.at("state")));
            destinations.push(parsed.destination);
        }
    }
    if (problems.length > 0)
        throw (0,errors/* configError */.Fj)(inFileOrder(distinct(problems), path));
    return { dryRun, destinations, ...(0,parse/* runSettings */.n)(run) };
}
function besideFile(raw, path) {
    return inputs/* INPUTS */.mc.filter(({ name }) => !RUN_INPUTS.includes(name)).flatMap(({ name, default: standard }) => {
        const given = (raw.get(name) ?? "").trim();
        if (given === "" || given === standard)
            return [];
        const message = `stands beside config: write it into ${path}, in its destination, or at the top where it is for all of them`;
        return [{ input: name, message }];
    });
}
function onlyRunInputs(raw) {
    return new Map([...raw].filter(([name]) => RUN_INPUTS.includes(name)));
}
async function destinationOf({ name, after, inputs, wrong, at }, { dryRun, isInner, isSelfHosted, takeVariable }) {
    const problems = [];
    const values = (0,parse/* parseFields */.L5)(inputs, problems);
    problems.push(...(0,checks/* timeoutProblems */.a)(values.timeout, isSelfHosted));
    const destination = await (0,parse/* parseDestination */.G2)(values, { dryRun, takeVariable, name, isInner }, problems);
    if (destination !== undefined && problems.length === 0)
        return { destination: { ...destination, name, after } };
    const others = problems.filter(({ input }) => !wrong.has(input.split(".")[0] ?? ""));
    return { problems: others.map(({ input, message }) => ({ input: at(input), message })) };
}
function sharedMemoryProblems({ memory: { state } }, others, input) {
    if (state.kind !== "file")
        return [];
    const file = (0,file_path/* normalPath */.FE)(state.path);
    const other = others.find(({ memory }) => memory.state.kind === "file" && (0,file_path/* normalPath */.FE)(memory.state.path) === file);
    if (other === undefined)
        return [];
    const message = `is the file that "${other.name}" is remembered in, too, and each would lose what the other owes: give every ` +
        "destination a file of its own";
    return [{ input, message }];
}
function distinct(problems) {
    return [...new Map(problems.map((one) => [`${one.input}\n${one.message}`, one])).values()];
}


/***/ }),

/***/ 8085:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q0: () => (/* binding */ headerSecretsIn),
/* harmony export */   _m: () => (/* binding */ siteHeaders),
/* harmony export */   n3: () => (/* binding */ headerSecrets)
/* harmony export */ });
/* harmony import */ var _fields_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(18608);

const LINE = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*:[ \t]*(.*)$/;
const MAX_HEADERS = 20;
const MAX_LENGTH = 8_192;
const RESERVED = /^(?:host|connection|content-.*|transfer-encoding|te|trailer|upgrade|keep-alive|expect|proxy-.*|range|if-.*|accept-encoding|cache-control|pragma)$/;
function siteHeaders() {
    return (0,_fields_js__WEBPACK_IMPORTED_MODULE_0__/* .field */ .ZZ)(undefined, (value, { issue }) => {
        const headers = {};
        for (const [at, line] of value.split(/\r\n|\r|\n/).entries()) {
            if (line.trim() === "")
                continue;
            const [, name = "", content = ""] = LINE.exec(line.trim()) ?? [];
            const problem = problemOf(name.toLowerCase(), content, headers);
            if (problem !== undefined)
                return issue(`line ${at + 1} ${problem}`);
            headers[name.toLowerCase()] = content;
        }
        return headers;
    });
}
function problemOf(name, content, before) {
    if (name === "")
        return "is no header: write `Name: value`, one on each line";
    if (RESERVED.test(name))
        return `sets ${name}, which the action sets itself: leave it out`;
    if (content === "")
        return "has a name and no value: is the secret that it names set?";
    if (/[^\x20-\x7e]/.test(content))
        return "has a character that no header has (a control character, or beyond ASCII)";
    if (content.length > MAX_LENGTH)
        return `has ${content.length} characters; ${MAX_LENGTH} are allowed`;
    if (Object.hasOwn(before, name))
        return "sets a header again that an earlier line sets";
    return Object.keys(before).length === MAX_HEADERS
        ? `is one header more than the ${MAX_HEADERS} that are allowed`
        : undefined;
}
function headerSecrets({ destinations }) {
    return destinations.flatMap(({ proof }) => Object.entries(proof.siteHeaders).flatMap(secretsOf));
}
function headerSecretsIn(text) {
    return text.split(/[\r\n]+/).flatMap((line) => {
        const [, name, content] = LINE.exec(line.trim()) ?? [];
        return name === undefined || content === undefined ? [line] : secretsOf([name.toLowerCase(), content]);
    });
}
function secretsOf([name, value]) {
    if (name === "cookie")
        return [value, ...value.split(/;\s*/).map((pair) => pair.slice(pair.indexOf("=") + 1))];
    const [, scheme = "", token = ""] = /^([A-Za-z][\w-]*) +(\S.*)$/.exec(value) ?? [];
    if (name !== "authorization" || token === "")
        return [value];
    if (scheme.toLowerCase() !== "basic")
        return [value, token];
    const login = Buffer.from(token, "base64").toString("utf8");
    return [value, token, login, login.slice(login.indexOf(":") + 1)];
}


/***/ }),

/***/ 6044:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ escapePattern)
/* harmony export */ });
function escapePattern(text) {
    return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}


/***/ }),

/***/ 64928:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F7: () => (/* binding */ escapeControlCharacters),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   wD: () => (/* binding */ markdown)
/* harmony export */ });
const LONGEST_TEXT = 4000;
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?![\ufe0e\ufe0f])\p{Default_Ignorable_Code_Point}/gu;
const FOREIGN_BLANK = /(?! )\p{Zs}/gu;
function escapeControlCharacters(text, maxLength = LONGEST_TEXT) {
    const shown = escapeHidden(text.slice(0, maxLength));
    const isWhole = text.length <= maxLength && shown.length <= maxLength;
    return isWhole ? shown : shorten(shown, maxLength, text.length);
}
function escapeHidden(text) {
    const shown = text.replace(HIDDEN, escapeCharacter);
    const left = shown.slice(0, shown.length - shown.trimStart().length);
    const right = left.length === shown.length ? "" : shown.slice(shown.trimEnd().length);
    const middle = shown.slice(left.length, shown.length - right.length);
    return (escapeForeignBlanks(left) + middle + escapeForeignBlanks(right))
        .replaceAll("##[", "##\\u{5b}")
        .replace(/^( *):(?=:)/, "$1\\u{3a}");
}
function escapeForeignBlanks(blanks) {
    return blanks.replace(FOREIGN_BLANK, escapeCharacter);
}
function escapeCharacter(character) {
    const code = character.codePointAt(0);
    const standsForByte = code >= 0xdc80 && code <= 0xdcff;
    return standsForByte ? `\\x${(code - 0xdc00).toString(16)}` : `\\u{${code.toString(16)}}`;
}
function shorten(shown, maxLength, wholeLength) {
    const note = `\u2026 (${wholeLength} characters in all)`;
    const room = maxLength - note.length;
    if (room < 1)
        return "\u2026".slice(0, maxLength);
    const head = shown.slice(0, room).replace(/[\ud800-\udbff]$|\\(?:u(?:\{[0-9a-f]*)?|x[0-9a-f]?)?$/, "");
    return head + note;
}
const STRUCTURE = /[&<>"'`\\*_{}[\]()#+!|~@$^=:]|^[-.\d]/g;
const BARE_HOST = /\bwww(?=\.)/giu;
function markdown(text, maxLength) {
    return escapeControlCharacters(text, maxLength)
        .replace(STRUCTURE, (character) => `&#${character.codePointAt(0)};`)
        .replace(BARE_HOST, (host) => `${host.slice(0, 2)}&#${host.charCodeAt(2)};`);
}
function code(text, maxLength) {
    return `<code>${markdown(text, maxLength)}</code>`;
}


/***/ }),

/***/ 32197:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FE: () => (/* binding */ normalPath),
/* harmony export */   gN: () => (/* binding */ parentOf),
/* harmony export */   uJ: () => (/* binding */ joinPath)
/* harmony export */ });
function normalPath(path) {
    const parts = [];
    for (const part of path.split("/")) {
        if (part === ".." && parts.length > 0 && parts.at(-1) !== "..")
            parts.pop();
        else if (part !== "" && part !== ".")
            parts.push(part);
    }
    return (path.startsWith("/") ? "/" : "") + parts.join("/");
}
function parentOf(path) {
    const slash = path.lastIndexOf("/");
    return slash === 0 ? "/" : path.slice(0, Math.max(slash, 0));
}
function joinPath(folder, name) {
    return folder === "" || folder === "/" ? folder + name : `${folder}/${name}`;
}


/***/ }),

/***/ 26720:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B4: () => (/* binding */ formatCount),
/* harmony export */   UK: () => (/* binding */ formatUsd),
/* harmony export */   Xo: () => (/* binding */ formatSeconds)
/* harmony export */ });
function formatCount(count) {
    return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}
function formatSeconds(ms) {
    const value = Math.max(0, ms) / 1000;
    return `${value < 10 ? Math.round(value * 10) / 10 : Math.round(value)} s`;
}
function formatUsd(usd) {
    const cents = usd.toFixed(2);
    return `${usd > 0 && usd < 0.01 ? String(Number(usd.toPrecision(2))) : cents} USD`;
}


/***/ }),

/***/ 86410:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D4: () => (/* binding */ patternsOf),
/* harmony export */   j5: () => (/* binding */ bracketFault),
/* harmony export */   p_: () => (/* binding */ globsOf),
/* harmony export */   tH: () => (/* binding */ translateGlob)
/* harmony export */ });
/* harmony import */ var _escape_regexp_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6044);

function bracketFault(glob) {
    const open = unclosed(glob);
    if (open !== undefined)
        return { message: `has a ${glob[open]} that is never closed`, at: open };
    const reversed = reversedRange(glob);
    return reversed === undefined ? undefined : { message: "has a range whose end comes before its start", at: reversed };
}
function patternsOf(glob, dotFiles) {
    return globsOf(glob).map((one) => translateGlob(one, dotFiles));
}
function globsOf(glob) {
    return expandBraces(glob.replace(/\/$/, "/**"));
}
function unclosed(glob) {
    const braces = [];
    for (let at = 0; at < glob.length; at++) {
        if (glob[at] === "\\")
            at++;
        else if (glob[at] === "[") {
            const end = classEnd(glob, at);
            if (end === undefined)
                return at;
            at = end;
        }
        else if (glob[at] === "{")
            braces.push(at);
        else if (glob[at] === "}")
            braces.pop();
    }
    return braces[0];
}
function classEnd(glob, start) {
    const first = /[!^]/.test(glob[start + 1] ?? "") ? start + 3 : start + 2;
    const end = glob.indexOf("]", first);
    return end < 0 || glob.slice(start, end).includes("/") ? undefined : end;
}
function reversedRange(glob) {
    for (let at = 0; at < glob.length; at++) {
        if (glob[at] === "\\")
            at++;
        else if (glob[at] === "[") {
            const end = classEnd(glob, at);
            for (const [, from = "", to = ""] of classBody(glob, at, end).matchAll(/(.)-(.)/gs))
                if (from > to)
                    return at;
            at = end;
        }
    }
    return undefined;
}
function classBody(glob, start, end) {
    return glob.slice(start + 1, end).replace(/^[!^]/, "");
}
function expandBraces(glob) {
    const start = glob.search(/(?<!\\)(?:\\\\)*\{/);
    const open = start < 0 ? -1 : glob.indexOf("{", start);
    if (open < 0)
        return [glob];
    const parts = [];
    let depth = 0;
    let from = open + 1;
    for (let at = open; at < glob.length; at++) {
        if (glob[at] === "\\")
            at++;
        else if (glob[at] === "{")
            depth++;
        else if (glob[at] === "," && depth === 1) {
            parts.push(glob.slice(from, at));
            from = at + 1;
        }
        else if (glob[at] === "}" && --depth === 0) {
            const tails = expandBraces(glob.slice(at + 1));
            const middles = [...parts, glob.slice(from, at)].flatMap(expandBraces);
            return middles.flatMap((middle) => tails.map((tail) => glob.slice(0, open) + middle + tail));
        }
    }
    return [glob];
}
function translateGlob(glob, dotFiles) {
    const segments = glob.split("/");
    let source = "";
    let groups = 0;
    segments.forEach((segment, index) => {
        const isLast = index === segments.length - 1;
        if (segment === "**") {
            groups++;
            source += (isLast ? LAST_GLOBSTAR : GLOBSTAR)[dotFiles];
            return;
        }
        const translated = translateSegment(segment, groups);
        groups = translated.groups;
        if (dotFiles === "hide" && /^[*?[]/.test(segment))
            source += NO_DOT;
        source += translated.source + (isLast ? "" : "/");
    });
    return { pattern: new RegExp(`^${source}$`, "s"), captures: groups };
}
const NO_DOT = "(?!\\.)";
const GLOBSTAR = { match: "(?:(.+?)/)?", hide: `((?:${NO_DOT}[^/]+/)*?)` };
const LAST_GLOBSTAR = {
    match: "(.+)",
    hide: `(${NO_DOT}[^/]+(?:/${NO_DOT}[^/]+)*)`,
};
function translateSegment(segment, before) {
    if (/^\*+$/.test(segment))
        return { source: "([^/]+)", groups: before + 1 };
    const [first = "", ...rest] = chunksOf(segment);
    let source = first;
    let groups = before;
    rest.forEach((chunk, index) => {
        groups++;
        source += index === rest.length - 1 ? `([^/]*)${chunk}` : `(?=([^/]*?)${chunk})\\${groups}${chunk}`;
    });
    return { source, groups };
}
function chunksOf(segment) {
    const chunks = [""];
    let isBehindStar = false;
    for (let at = 0; at < segment.length; at++) {
        const character = segment[at];
        let piece = (0,_escape_regexp_js__WEBPACK_IMPORTED_MODULE_0__/* .escapePattern */ .M)(character);
        if (character === "*") {
            if (!isBehindStar)
                chunks.push("");
            isBehindStar = true;
            continue;
        }
        isBehindStar = false;
        if (character === "?")
            piece = "[^/]";
        else if (character === "\\")
            piece = (0,_escape_regexp_js__WEBPACK_IMPORTED_MODULE_0__/* .escapePattern */ .M)(segment[++at] ?? "\\");
        else if (character === "[") {
            const end = classEnd(segment, at);
            const body = classBody(segment, at, end).replace(/[\\[\]^]/g, "\\$&");
            piece = /^[!^]/.test(segment.slice(at + 1)) ? `(?!/)[^${body}]` : `[${body}]`;
            at = end;
        }
        chunks[chunks.length - 1] += piece;
    }
    return chunks;
}


/***/ }),

/***/ 93580:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ httpDateMs),
/* harmony export */   V: () => (/* binding */ retryAfterMs)
/* harmony export */ });
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
const LONG_DAY = "(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)";
const MONTH = `(?:${MONTHS.join("|")})`;
const MONTH_NAME = new RegExp(`[ -](${MONTH})[ -]`);
const TIME = "\\d{2}:\\d{2}:\\d{2}";
const IMF_FIXDATE = `${DAY}, \\d{2} ${MONTH} \\d{4} ${TIME} GMT`;
const RFC_850 = `${LONG_DAY}, \\d{2}-${MONTH}-\\d{2} ${TIME} GMT`;
const ASCTIME = `${DAY} ${MONTH} (?:\\d{2}| \\d) ${TIME} \\d{4}`;
const HTTP_DATE = `${IMF_FIXDATE}|${RFC_850}|${ASCTIME}`;
const WHOLE = new RegExp(`^[ \\t]*(${HTTP_DATE})[ \\t]*$`);
const CENTURY_RULE_YEARS = 50;
function httpDateMs(value, now) {
    const text = value === undefined ? undefined : WHOLE.exec(value)?.[1];
    return text === undefined ? undefined : dateMs(text, now);
}
function dateMs(text, now) {
    const month = MONTHS.indexOf(MONTH_NAME.exec(text)?.[1] ?? "");
    const [day = 0, second = 0, third = 0, fourth = 0, fifth = 0] = (text.match(/\d+/g) ?? []).map(digits);
    const [year, hours, minutes, seconds] = text.includes(",")
        ? [text.includes("-") ? fullYear(second, now) : second, third, fourth, fifth]
        : [fifth, second, third, fourth];
    if (hours > 23 || minutes > 59 || seconds > 60)
        return undefined;
    const date = new Date(0);
    date.setUTCFullYear(year, month, day);
    if (date.getUTCMonth() !== month || date.getUTCDate() !== day)
        return undefined;
    date.setUTCHours(hours, minutes, seconds);
    return date.getTime();
}
function fullYear(short, now) {
    const current = now.getUTCFullYear();
    const year = current - (current % 100) + short;
    return year > current + CENTURY_RULE_YEARS ? year - 100 : year;
}
function digits(text) {
    return Number.parseInt(text, 10);
}
const SECONDS = "\\d{1,10}";
const ELEMENT = new RegExp(`[ \\t]*(${HTTP_DATE}|${SECONDS})[ \\t]*(?:,|$)`, "y");
function retryAfterMs(values, now) {
    const waits = values.flatMap(elements).map((element) => (element === undefined ? undefined : waitMs(element, now)));
    if (waits.length === 0 || waits.some((wait) => wait === undefined))
        return undefined;
    return Math.max(...waits);
}
function elements(value) {
    const found = [];
    const pattern = new RegExp(ELEMENT);
    do {
        const match = pattern.exec(value);
        if (match === null)
            return [undefined];
        found.push(match[1]);
    } while (pattern.lastIndex < value.length);
    return value.trimEnd().endsWith(",") ? [undefined] : found;
}
function waitMs(element, now) {
    if (/^\d+$/.test(element))
        return Number.parseInt(element, 10) * 1000;
    const date = dateMs(element, now);
    return date === undefined ? undefined : Math.max(0, date - now.getTime());
}


/***/ }),

/***/ 16202:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ once)
/* harmony export */ });
function once(make) {
    let made;
    return () => {
        made ??= { value: make() };
        return made.value;
    };
}


/***/ }),

/***/ 50722:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q8: () => (/* binding */ hostProblem),
/* harmony export */   U9: () => (/* binding */ isLoopback),
/* harmony export */   fp: () => (/* binding */ isPlainAddress)
/* harmony export */ });
function hostProblem({ hostname, port }) {
    if (hostname.includes("*"))
        return "has a * in its host: name each host, one per line";
    if (hostname.endsWith("."))
        return "has a dot at the end of its host: write it as visitors do, without";
    if (port === "0")
        return "has port 0, on which nothing answers";
    return undefined;
}
function isPlainAddress(text) {
    return /^[a-z]+:\/\/[^/\\]/i.test(text) && !/[\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text);
}
function isLoopback(host) {
    return host === "localhost" || host === "[::1]" || /^127(?:\.[0-9]{1,3}){3}$/.test(host);
}


/***/ }),

/***/ 32674:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ ShortList)
/* harmony export */ });
class ShortList {
    #members = [];
    get size() {
        return this.#members.length;
    }
    add(member) {
        this.#members.push(member);
    }
    delete(member) {
        const at = this.#members.indexOf(member);
        if (at >= 0)
            this.#members.splice(at, 1);
    }
    *[Symbol.iterator]() {
        for (let at = 0; at < this.#members.length;) {
            const member = this.#members[at];
            yield member;
            if (this.#members[at] === member)
                at += 1;
        }
    }
}


/***/ }),

/***/ 23136:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P9: () => (/* binding */ extensionAsWritten),
/* harmony export */   je: () => (/* binding */ extensionOf),
/* harmony export */   yS: () => (/* binding */ folderOf)
/* harmony export */ });
function folderOf(url) {
    return url.slice(0, url.lastIndexOf("/") + 1);
}
function extensionAsWritten(url) {
    const extension = extensionOf(url);
    return extension !== undefined && /^[a-z0-9_-]+$/.test(extension) && url.endsWith(`.${extension}`)
        ? extension
        : undefined;
}
function extensionOf(url) {
    const name = url.slice(url.lastIndexOf("/") + 1);
    const dot = name.lastIndexOf(".");
    return dot > 0 && dot < name.length - 1 ? name.slice(dot + 1).toLowerCase() : undefined;
}


/***/ }),

/***/ 80342:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _adapters_runner_first_outputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50119);
/* harmony import */ var _adapters_files_files_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(18563);
/* harmony import */ var _adapters_http_http_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(78157);
/* harmony import */ var _adapters_load_when_used_js__WEBPACK_IMPORTED_MODULE_23__ = __webpack_require__(63265);
/* harmony import */ var _adapters_runner_end_process_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(61326);
/* harmony import */ var _adapters_runner_environment_warnings_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(77834);
/* harmony import */ var _adapters_runner_identity_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(67533);
/* harmony import */ var _adapters_runner_log_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(72181);
/* harmony import */ var _adapters_runner_redact_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(74801);
/* harmony import */ var _adapters_runner_runner_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(68989);
/* harmony import */ var _adapters_runner_system_clock_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(56725);
/* harmony import */ var _adapters_runner_variables_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(77970);
/* harmony import */ var _adapters_runner_young_generation_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(84662);
/* harmony import */ var _adapters_stores_stores_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(47629);
/* harmony import */ var _app_read_config_file_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(20849);
/* harmony import */ var _app_run_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(2370);
/* harmony import */ var _inputs_parse_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(42262);
/* harmony import */ var _inputs_read_config_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(22601);
/* harmony import */ var _inputs_site_headers_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(8085);
/* harmony import */ var _lib_user_info_js__WEBPACK_IMPORTED_MODULE_18__ = __webpack_require__(11733);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_19__ = __webpack_require__(73434);
/* harmony import */ var _providers_registry_js__WEBPACK_IMPORTED_MODULE_20__ = __webpack_require__(27119);
/* harmony import */ var _report_build_report_js__WEBPACK_IMPORTED_MODULE_21__ = __webpack_require__(85677);
/* harmony import */ var _report_verdict_js__WEBPACK_IMPORTED_MODULE_22__ = __webpack_require__(60975);

























const FAREWELL_MS = 2_000;
const LINGER_MS = 500;
const CANCELLED = {
    code: _model_errors_js__WEBPACK_IMPORTED_MODULE_19__/* .ERROR_CODES */ .OQ.cancelled,
    message: "The run was cancelled before it was complete: what changed may still be served old.",
    problems: [],
};
const environment = process.env;
const redactor = (0,_adapters_runner_redact_js__WEBPACK_IMPORTED_MODULE_7__/* .createRedactor */ .l)(_providers_registry_js__WEBPACK_IMPORTED_MODULE_20__/* .providerIds */ .wI);
const log = (0,_adapters_runner_log_js__WEBPACK_IMPORTED_MODULE_6__/* .createLog */ .h)(redactor);
const sinks = { redactor, log };
surviveTheReader();
setImmediate(_adapters_runner_young_generation_js__WEBPACK_IMPORTED_MODULE_11__/* .keepYoungGenerationSmall */ .D);
await main();
async function main() {
    const start = { at: _adapters_runner_system_clock_js__WEBPACK_IMPORTED_MODULE_9__/* .systemClock */ .m.now(), ms: _adapters_runner_system_clock_js__WEBPACK_IMPORTED_MODULE_9__/* .systemClock */ .m.monotonicMs() };
    const abort = abortOnSignals();
    const inputs = (0,_adapters_runner_runner_js__WEBPACK_IMPORTED_MODULE_8__/* .takeInputs */ .LY)(environment);
    for (const value of (0,_inputs_parse_js__WEBPACK_IMPORTED_MODULE_15__/* .secretValues */ .VX)(inputs))
        log.secret(value);
    const files = (0,_adapters_files_files_js__WEBPACK_IMPORTED_MODULE_1__/* .createFiles */ .q)({
        workspace: environment["GITHUB_WORKSPACE"] || process.cwd(),
        temp: environment["RUNNER_TEMP"] ?? "",
        keptIn: (0,_adapters_files_files_js__WEBPACK_IMPORTED_MODULE_1__/* .keptFolder */ .H)(environment),
    });
    const ended = await runSafely(inputs, files, abort, start);
    const report = redactor.redactAll(ended.report);
    await writeReport(report, files);
    await ended.comment?.(report);
    process.exitCode ??= _report_verdict_js__WEBPACK_IMPORTED_MODULE_22__/* .GREEN */ .AV.has(report.verdict) ? 0 : 1;
    setTimeout(_adapters_runner_end_process_js__WEBPACK_IMPORTED_MODULE_3__/* .endProcess */ .J, LINGER_MS).unref();
}
async function runSafely(inputs, files, signal, start) {
    let world;
    let comment;
    try {
        const runner = await (0,_adapters_runner_runner_js__WEBPACK_IMPORTED_MODULE_8__/* .readRunner */ .fY)(environment);
        const config = await (0,_inputs_read_config_js__WEBPACK_IMPORTED_MODULE_16__/* .readConfig */ .X)(inputs, {
            eventName: runner.event.name,
            isSelfHosted: runner.isSelfHosted === true,
            readFile: async (path) => {
                const text = await (0,_app_read_config_file_js__WEBPACK_IMPORTED_MODULE_13__/* .readConfigFile */ .R)(path, files);
                for (const password of (0,_lib_user_info_js__WEBPACK_IMPORTED_MODULE_18__/* .passwordsIn */ .gW)(text))
                    log.secret(password);
                return text;
            },
            takeVariable: (0,_adapters_runner_variables_js__WEBPACK_IMPORTED_MODULE_10__/* .createVariables */ .C)(environment, log.secret),
        });
        for (const value of (0,_inputs_site_headers_js__WEBPACK_IMPORTED_MODULE_17__/* .headerSecrets */ .n3)(config))
            log.secret(value);
        for (const { provider, settings } of config.destinations)
            for (const secret of provider.secrets?.(settings) ?? [])
                log.secret(secret);
        const ofRun = createWorld(runner, files, signal);
        world = ofRun;
        if (config.comment === true)
            comment = (report) => writeComment(report, config, ofRun);
        for (const warning of (0,_adapters_runner_environment_warnings_js__WEBPACK_IMPORTED_MODULE_4__/* .environmentWarnings */ .r)(environment))
            log.warning(warning, "The job's environment");
        return { report: await (0,_app_run_js__WEBPACK_IMPORTED_MODULE_14__/* .run */ .e)(config, world, signal), comment };
    }
    catch (error) {
        return { report: (0,_report_build_report_js__WEBPACK_IMPORTED_MODULE_21__/* .describeFailure */ .Ic)(signal.aborted ? CANCELLED : failureOf(error), start, _adapters_runner_system_clock_js__WEBPACK_IMPORTED_MODULE_9__/* .systemClock */ .m), comment };
    }
    finally {
        await Promise.all([world?.http.close(), world?.siteClient.close()]);
    }
}
async function writeComment(report, config, world) {
    const { createComments } = await __webpack_require__.e(/* import() */ 6622).then(__webpack_require__.bind(__webpack_require__, 96622));
    const { commentOnPullRequest } = await Promise.all(/* import() */[__webpack_require__.e(6904), __webpack_require__.e(8551)]).then(__webpack_require__.bind(__webpack_require__, 8551));
    await commentOnPullRequest(report, config, {
        ...world,
        redact: redactor.redact,
        comments: (number, token, until) => createComments({ ...apiOf(world.runner), number, token, until }),
    });
}
function createWorld(runner, files, signal) {
    const api = apiOf(runner);
    return {
        clock: _adapters_runner_system_clock_js__WEBPACK_IMPORTED_MODULE_9__/* .systemClock */ .m,
        alarm: (ms) => AbortSignal.timeout(Math.ceil(ms)),
        random: Math.random,
        log,
        http: (0,_adapters_http_http_js__WEBPACK_IMPORTED_MODULE_2__/* .createHttp */ .V)({ environment, clock: _adapters_runner_system_clock_js__WEBPACK_IMPORTED_MODULE_9__/* .systemClock */ .m }),
        identity: (0,_adapters_runner_identity_js__WEBPACK_IMPORTED_MODULE_5__/* .createIdentity */ .D)({ environment, mask: log.secret }),
        siteClient: (0,_adapters_load_when_used_js__WEBPACK_IMPORTED_MODULE_23__/* .siteClientWhenUsed */ .OE)({ environment }),
        git: (0,_adapters_load_when_used_js__WEBPACK_IMPORTED_MODULE_23__/* .gitWhenUsed */ .W$)({ workspace: runner.workspace, environment, onSecret: log.secret, signal }),
        gitHub: (options) => (0,_adapters_load_when_used_js__WEBPACK_IMPORTED_MODULE_23__/* .gitHubWhenUsed */ .RP)({ ...options, ...api }),
        deployments: (token) => (0,_adapters_load_when_used_js__WEBPACK_IMPORTED_MODULE_23__/* .deploymentsWhenUsed */ .md)({ ...api, token }),
        files,
        stores: (0,_adapters_stores_stores_js__WEBPACK_IMPORTED_MODULE_12__/* .createStores */ .v)({ environment, runner, log, signal }),
        runner,
    };
}
function apiOf({ repository }) {
    return { apiUrl: environment["GITHUB_API_URL"] || "https://api.github.com", repository, clock: _adapters_runner_system_clock_js__WEBPACK_IMPORTED_MODULE_9__/* .systemClock */ .m };
}
function failureOf(error) {
    if (error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_19__/* .PurgeError */ .CV)
        return { code: error.code, message: error.message, problems: [...error.problems] };
    const message = (0,_lib_user_info_js__WEBPACK_IMPORTED_MODULE_18__/* .hideUserInfo */ .Mi)(error instanceof Error ? error.message : String(error));
    if (error instanceof Error && error.stack !== undefined)
        log.debug((0,_lib_user_info_js__WEBPACK_IMPORTED_MODULE_18__/* .hideUserInfo */ .Mi)(error.stack));
    return {
        code: _model_errors_js__WEBPACK_IMPORTED_MODULE_19__/* .ERROR_CODES */ .OQ.bug,
        message: `This is a bug in the action, please report it: ${message}. Run again with debug logging for the stack.`,
        problems: [],
    };
}
async function writeReport(report, files) {
    const [{ annotationsOf }, { writeJson }, { renderOutputs, writeUrls }, { renderSummary }] = await Promise.all([
        __webpack_require__.e(/* import() */ 1116).then(__webpack_require__.bind(__webpack_require__, 91116)),
        __webpack_require__.e(/* import() */ 7406).then(__webpack_require__.bind(__webpack_require__, 97406)),
        __webpack_require__.e(/* import() */ 8568).then(__webpack_require__.bind(__webpack_require__, 8568)),
        Promise.all(/* import() */[__webpack_require__.e(6904), __webpack_require__.e(7481)]).then(__webpack_require__.bind(__webpack_require__, 27481)),
    ]);
    const reportFile = await writeReportFile(files, "deploy-purge-report.json", (write) => writeJson(report, write));
    const urlsFile = await writeReportFile(files, "deploy-purge-urls.txt", (write) => writeUrls(report, write));
    await (0,_adapters_runner_runner_js__WEBPACK_IMPORTED_MODULE_8__/* .writeSummary */ .Sy)(renderSummary(report), sinks);
    await (0,_adapters_runner_runner_js__WEBPACK_IMPORTED_MODULE_8__/* .writeOutputs */ .Kn)(renderOutputs(report, { reportFile, urlsFile }), sinks);
    (0,_adapters_runner_first_outputs_js__WEBPACK_IMPORTED_MODULE_0__/* .keepOutputs */ .gO)();
    for (const { kind, title, message } of annotationsOf(report))
        log[kind](message, title);
    log.info(`Verdict: ${report.verdict}. ${report.message}`);
}
async function writeReportFile(files, name, fill) {
    try {
        return await files.writeTemp(name, fill);
    }
    catch {
        log.warning(`${name} could not be written to the runner's temporary folder.`);
        return "";
    }
}
function surviveTheReader() {
    for (const stream of [process.stdout, process.stderr])
        stream.on("error", () => undefined);
    process.on("uncaughtException", (error) => {
        log.error(failureOf(error).message, "A defect of the action");
        (0,_adapters_runner_end_process_js__WEBPACK_IMPORTED_MODULE_3__/* .endProcess */ .J)(1);
    });
}
function abortOnSignals() {
    const controller = new AbortController();
    (0,_adapters_runner_first_outputs_js__WEBPACK_IMPORTED_MODULE_0__/* .takeOverSignals */ .JO)((name) => {
        if (controller.signal.aborted)
            (0,_adapters_runner_end_process_js__WEBPACK_IMPORTED_MODULE_3__/* .endProcess */ .J)(_adapters_runner_first_outputs_js__WEBPACK_IMPORTED_MODULE_0__/* .EXIT_CODES */ .ai[name]);
        process.exitCode = _adapters_runner_first_outputs_js__WEBPACK_IMPORTED_MODULE_0__/* .EXIT_CODES */ .ai[name];
        log.warning("Cancelled: what was not confirmed is not purged.");
        controller.abort();
        setTimeout(_adapters_runner_end_process_js__WEBPACK_IMPORTED_MODULE_3__/* .endProcess */ .J, FAREWELL_MS).unref();
    });
    return controller.signal;
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 82832:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ globProblem)
/* harmony export */ });
const MAX_PATTERN_LENGTH = 1000;
const MAX_STARS_PER_SEGMENT = 9;
const MAX_GLOBSTARS = 2;
const MAX_COMBINATIONS = 256;
function globProblem(pattern, use) {
    if (pattern === "")
        return "excludes nothing: write a pattern behind the exclamation mark, for example !**/*.map";
    if (holdsSeveral(pattern)) {
        return "holds several patterns: give one per line. A comma, a semicolon or a blank of a name is ? where stars stand beside it";
    }
    if (/^["'`\u201c\u201d\u2018\u2019].*["'`\u201c\u201d\u2018\u2019]$/s.test(pattern))
        return "has quotation marks around it: leave them out";
    if (pattern.length > MAX_PATTERN_LENGTH) {
        return `is a pattern of ${pattern.length} characters; ${MAX_PATTERN_LENGTH} are allowed. Give several patterns, one per line.`;
    }
    if (pattern.startsWith("/") || /^[a-z]+:/i.test(pattern)) {
        return `is a URL or a path on the host, but ${use.input} names files within ${use.folder}, for example blog/**. Did you mean purge?`;
    }
    if (/(?:^|\/)\.{1,2}(?:\/|$)/.test(pattern)) {
        return `has a . or .. segment; patterns are relative to ${use.folder}, for example blog/**.`;
    }
    return unsafeSyntax(pattern.replace(/\\./gs, "x"), use);
}
function holdsSeveral(pattern) {
    let bare = pattern.replace(/\\./gs, "x").replace(/\[[^\]]*\]/g, "x");
    for (let last = ""; last !== bare;) {
        last = bare;
        bare = bare.replace(/\{[^{}]*\}/g, "x");
    }
    return /[\s,;][*!]|[,;]\s*[^\s,;]*\*|\*\S*\s+\S*\*/.test(bare);
}
function unsafeSyntax(pattern, { input }) {
    if (pattern.includes("(") || pattern.includes(")")) {
        return `has parentheses, which ${input} does not know; write \\( and \\) for a file name that has them.`;
    }
    if (/\{[^{}]*\.\.[^{}]*\}/.test(pattern)) {
        return "has a range in braces, which is not supported; write [0-9] for one digit, or {a,b} for alternatives.";
    }
    if (combinations(pattern) > MAX_COMBINATIONS) {
        return `has alternatives in braces for more than ${MAX_COMBINATIONS} combinations. Give several patterns, one per line.`;
    }
    const beside = /[^/{},]\*{2,}|\*{2,}[^/{},*]/.exec(pattern)?.[0];
    if (beside !== undefined) {
        return `has ${beside.replaceAll(/\*+/g, "**")}: ** stands between slashes, for folders of any depth. Write **/*.html for every such file, or one star.`;
    }
    if (count(pattern, /\*{2,}/g) > MAX_GLOBSTARS) {
        return `has more than ${MAX_GLOBSTARS} times **, which could take for ever. Give several patterns, one per line.`;
    }
    if (pattern.split("/").some((segment) => count(segment, /\*+/g) > MAX_STARS_PER_SEGMENT)) {
        return `has more than ${MAX_STARS_PER_SEGMENT} stars in one segment, which could take for ever. Give several patterns, one per line.`;
    }
    return undefined;
}
function combinations(pattern) {
    const braces = count(pattern, /\{/g);
    return braces === 0 ? 1 : (1 + count(pattern, /,/g) / braces) ** braces;
}
function count(text, what) {
    return text.match(what)?.length ?? 0;
}


/***/ }),

/***/ 2126:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BI: () => (/* binding */ namedEarly),
/* harmony export */   dN: () => (/* binding */ suggestImmutable),
/* harmony export */   dt: () => (/* binding */ MAX_NAMED_EARLY),
/* harmony export */   o0: () => (/* binding */ compileImmutable)
/* harmony export */ });
/* unused harmony export looksFingerprinted */
/* harmony import */ var _lib_escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64928);
/* harmony import */ var _include_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(88930);


const NEVER = /(?:^|\/)(?:[^/]*\.html?|robots\.txt|sitemap[^/]*|(?:feed|atom|rss|index)\.(?:xml|json)|[^/]*\.webmanifest|manifest\.json|(?:sw|service-worker|serviceworker|firebase-messaging-sw)\.js)$/i;
const WORTH_TELLING = 10;
function compileImmutable(lines) {
    if (lines.length === 0)
        return { ok: () => false };
    const compiled = (0,_include_js__WEBPACK_IMPORTED_MODULE_0__/* .compileGlobs */ .t)("immutable", lines);
    if ("problems" in compiled)
        return compiled;
    return { ok: (path) => compiled.ok(path) && !NEVER.test(path), globs: [...compiled.globs, ...compiled.exclusions] };
}
const MAX_NAMED_EARLY = 50;
function namedEarly({ changes, outside = [], pages = [] }, { ok }) {
    const named = changes.filter(({ kind, path }) => kind === "added" && ok(path)).length;
    const canName = changes.some(({ kind, path }) => kind === "modified" || (kind === "added" && !ok(path)));
    return canName || outside.length > 0 || pages.length > 0 ? 0 : named;
}
function suggestImmutable({ changes }, { ok }) {
    const paths = changes.flatMap(({ kind, path }) => kind !== "modified" && looksFingerprinted(path) && !ok(path) ? [path] : []);
    if (paths.length < WORTH_TELLING)
        return undefined;
    const globs = Map.groupBy(paths, globFor);
    const [glob] = [...globs].toSorted(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1))[0] ?? [
        "",
    ];
    const example = (0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeControlCharacters */ .F7)(paths[0] ?? "", 100);
    return (`${paths.length} added or deleted files look fingerprinted (${example}). If their content never changes under one name, ` +
        `immutable: ${(0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeControlCharacters */ .F7)(glob, 100)} spares their purges.`);
}
function globFor(path) {
    const slash = path.lastIndexOf("/") + 1;
    return `${path.slice(0, slash)}*${path.slice(path.lastIndexOf("."))}`;
}
function looksFingerprinted(path) {
    if (NEVER.test(path))
        return false;
    const name = path.slice(path.lastIndexOf("/") + 1);
    const hash = /[.\-_~]([0-9A-Za-z_-]{8,64})(?:\.(?:min|chunk|bundle))?\.[a-z0-9]{1,5}$/.exec(name)?.[1];
    const part = hash?.split(/[.-]/).at(-1) ?? "";
    const isHex = /^[0-9a-f]{8,64}$/.test(part) && /[0-9]/.test(part) && /[a-f]/.test(part);
    return isHex || (hash !== undefined && /^[0-9A-Za-z_-]{8}$/.test(hash) && /[0-9]/.test(hash) && /[A-Z]/.test(hash));
}


/***/ }),

/***/ 88930:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ compileInclude),
/* harmony export */   t: () => (/* binding */ compileGlobs)
/* harmony export */ });
/* harmony import */ var _lib_escape_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64928);
/* harmony import */ var _lib_glob_pattern_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86410);
/* harmony import */ var _glob_syntax_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(82832);



function compileInclude(lines) {
    const compiled = compileGlobs("include", lines);
    if ("problems" in compiled)
        return compiled;
    const isNamed = compiled.globs.some(({ text }) => LEFT_BEHIND.test(text));
    return isNamed ? compiled : { ...compiled, ok: (path) => compiled.ok(path) && !LEFT_BEHIND.test(path) };
}
const LEFT_BEHIND = /(?:^|\/)(?:Thumbs\.db|ehthumbs(?:_vista)?\.db|desktop\.ini|__MACOSX\/.*)$/is;
function compileGlobs(input, lines) {
    const patterns = lines.map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
    const problems = patterns.flatMap((line) => {
        const glob = line.replace(/^!/, "");
        const message = (0,_glob_syntax_js__WEBPACK_IMPORTED_MODULE_1__/* .globProblem */ .A)(glob, { input, folder: "build-dir" }) ?? (0,_lib_glob_pattern_js__WEBPACK_IMPORTED_MODULE_0__/* .bracketFault */ .j5)(glob)?.message;
        return message === undefined ? [] : [{ input, message: `"${(0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeControlCharacters */ .F7)(line, 80)}" ${message}` }];
    });
    if (problems.length > 0)
        return { problems };
    const excluding = patterns.filter((pattern) => pattern.startsWith("!"));
    const including = patterns.filter((pattern) => !pattern.startsWith("!"));
    const exclusions = excluding.map((text) => createExclusion(input, text));
    const isExcluded = (path) => exclusions.filter(({ matches }) => matches(path)).length > 0;
    const isIncluded = compile(including.length > 0 ? including : ["**"], "hide");
    const globs = including.map((text) => {
        const isOne = compile([text], "hide");
        return { input, text, matches: (path) => isOne(path) || isOne(withoutKnownDot(path)) };
    });
    return {
        ok: (path) => !isExcluded(path) && (isIncluded(path) || isIncluded(withoutKnownDot(path))),
        globs,
        exclusions,
    };
}
function createExclusion(input, text) {
    const isMatch = compile([text.slice(1)], "match");
    let used = false;
    const matches = (path) => {
        const found = isMatch(path);
        used ||= found;
        return found;
    };
    return { input, text, matches, wasUsed: () => used };
}
function compile(globs, dotFiles) {
    const patterns = globs.flatMap((glob) => (0,_lib_glob_pattern_js__WEBPACK_IMPORTED_MODULE_0__/* .patternsOf */ .D4)(glob, dotFiles)).map(({ pattern }) => pattern);
    return (path) => patterns.some((pattern) => pattern.test(path));
}
function withoutKnownDot(path) {
    return path.includes(".well-known/") ? path.replace(/(^|\/)\.well-known(?=\/)/g, "$1well-known") : path;
}


/***/ }),

/***/ 11186:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $V: () => (/* binding */ chooseState),
/* harmony export */   AG: () => (/* binding */ trustsDeployments),
/* harmony export */   Me: () => (/* binding */ deferProblem),
/* harmony export */   lo: () => (/* binding */ memoryProblem)
/* harmony export */ });
const OTHERS = "state: git-ref (needs contents: write) or state: file:PATH (a disk that stays)";
function chooseState(state, { runner, hasCache }) {
    if (state.kind === "none")
        return { kind: "none", why: "state is none" };
    if (state.kind === "file" || state.kind === "git-ref")
        return { kind: "store", store: state, notes: [] };
    const isTag = runner.ref.startsWith("refs/tags/") || runner.event.name === "release";
    if (isTag || !hasCache) {
        const why = isTag
            ? "this run belongs to a tag, and the cache of one tag cannot be read from another"
            : "this runner offers no cache service to the step";
        if (state.kind === "auto")
            return { kind: "none", why };
        return { kind: "problem", problem: { input: "state", message: `is cache, but ${why}. Use ${OTHERS}` } };
    }
    return { kind: "store", store: { kind: "cache" }, notes: branchNotes(runner) };
}
function trustsDeployments({ state, onMissing }) {
    return state.kind === "none" || onMissing === "last-push";
}
function memoryProblem(source, why) {
    return {
        input: "state",
        message: `changes: ${source} compares with the last deploy, and nothing is remembered here: ${why}. Use ${OTHERS}; or ` +
            "changes: git, where the deployed files are tracked in git",
    };
}
function deferProblem(why) {
    return {
        input: "over-limit",
        message: `is defer, and nothing remembers what is owed from one run to the next: ${why}. The rest would never be purged. Use ` +
            `${OTHERS}; or leave over-limit at fail, and raise max-purges or let the plan be broader (purge-by: auto, widen-to)`,
    };
}
function branchNotes({ event, ref }) {
    const repository = event.payload["repository"];
    const main = repository?.default_branch;
    if (typeof main !== "string" || !ref.startsWith("refs/heads/") || ref === `refs/heads/${main}`)
        return [];
    return [
        "The cache of this branch is not seen by runs of other branches: deploy one environment from one branch, or use state: git-ref.",
    ];
}


/***/ }),

/***/ 91343:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Oy: () => (/* binding */ writeBody),
/* harmony export */   ue: () => (/* binding */ MAX_ANCESTORS),
/* harmony export */   x8: () => (/* binding */ readBody)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92857);
/* harmony import */ var _lib_once_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(16202);
/* harmony import */ var _model_file_list_file_list_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5616);
/* harmony import */ var _model_snapshot_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(67741);




const DEEPEST = 8;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const MAX_ANCESTORS = 20;
const KINDS = ["added", "modified", "deleted"];
function makeBodySchema() {
    const pairs = zod__WEBPACK_IMPORTED_MODULE_1__/* .custom */ .IeY((value) => Array.isArray(value) && value.length % 2 === 0 && value.every((one) => typeof one === "string"));
    return zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        key: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().regex(/^[0-9a-f]{64}$/),
        generation: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr().positive(),
        writer: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().max(100),
        mapping: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP())),
        builds: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
            source: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(_model_snapshot_js__WEBPACK_IMPORTED_MODULE_2__/* .SOURCES */ .H),
            commit: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
                .regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/)
                .optional(),
            prefix: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional(),
            files: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr().nonnegative().optional(),
            rules: pairs.optional(),
            pages: pairs.optional(),
        })),
        pending: zod__WEBPACK_IMPORTED_MODULE_1__/* .union */ .KCZ([zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz("all"), pairs]),
        reached: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
            accepted: zod__WEBPACK_IMPORTED_MODULE_1__/* .union */ .KCZ([zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz("all"), pairs]).optional(),
            completed: zod__WEBPACK_IMPORTED_MODULE_1__/* .union */ .KCZ([zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz("all"), pairs]).optional(),
        })
            .optional(),
        ancestors: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().max(100)).max(MAX_ANCESTORS).optional(),
        version: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().max(200).optional(),
    });
}
const bodySchema = (0,_lib_once_js__WEBPACK_IMPORTED_MODULE_3__/* .once */ .O)(makeBodySchema);
const NEWLINE = 0x0a;
function writeBody(record) {
    const listings = [];
    const listed = (files) => {
        listings.push((0,_model_file_list_file_list_js__WEBPACK_IMPORTED_MODULE_0__/* .toListing */ .iI)(files));
        return files.size;
    };
    const body = {
        key: record.key,
        generation: record.generation,
        writer: record.writer,
        mapping: Object.fromEntries(Object.keys(record.mapping)
            .sort()
            .map((name) => [name, [...record.mapping[name]]])),
        builds: record.builds.map(({ source, commit, prefix, files, rules, pages }) => ({
            source,
            commit,
            prefix,
            files: files === undefined ? undefined : listed(files),
            rules: rules === undefined ? undefined : sortedPairs(rules),
            pages: pages === undefined ? undefined : sortedPairs(pages),
        })),
        pending: pendingPairs(record.pending),
        reached: writeReached(record.reached),
        ancestors: record.ancestors === undefined ? undefined : [...record.ancestors],
        version: record.version,
    };
    return [Buffer.from(`${JSON.stringify(body)}\n`), ...listings.map(({ lines }) => lines)];
}
function readBody(content) {
    const end = content.indexOf(NEWLINE) + 1;
    const body = parseBody(content.subarray(0, end));
    if (body === undefined)
        return undefined;
    const builds = [];
    let rest = content.subarray(end);
    for (const { files: count, source, commit, prefix, rules, pages } of body.builds) {
        const files = count === undefined ? undefined : (0,_model_file_list_file_list_js__WEBPACK_IMPORTED_MODULE_0__/* .readListing */ .vS)(rest, count);
        if (count !== undefined && files === undefined)
            return undefined;
        rest = rest.subarray(files?.lines.length ?? 0);
        builds.push({
            source,
            commit,
            prefix,
            files,
            rules: rules === undefined ? undefined : mapOf(rules),
            pages: pages === undefined ? undefined : mapOf(pages),
        });
    }
    if (rest.length > 0)
        return undefined;
    const reached = body.reached === undefined ? undefined : readReached(body.reached);
    return { ...body, builds, pending: kindsOf(body.pending), reached };
}
function writeReached({ accepted, completed } = {}) {
    if (accepted === undefined && completed === undefined)
        return undefined;
    return {
        accepted: accepted === undefined ? undefined : pendingPairs(accepted),
        completed: completed === undefined ? undefined : pendingPairs(completed),
    };
}
function readReached({ accepted, completed }) {
    return {
        accepted: accepted === undefined ? undefined : kindsOf(accepted),
        completed: completed === undefined ? undefined : kindsOf(completed),
    };
}
function pendingPairs(pending) {
    return pending === "all" ? "all" : sortedPairs(pending);
}
function parseBody(content) {
    if (isTooDeep(content))
        return undefined;
    try {
        const parsed = bodySchema().safeParse(JSON.parse(new TextDecoder().decode(content)));
        return parsed.success ? parsed.data : undefined;
    }
    catch {
        return undefined;
    }
}
function isTooDeep(content) {
    let depth = 0;
    let isText = false;
    for (let at = 0; at < content.length; at++) {
        const byte = content[at];
        if (isText) {
            if (byte === BACKSLASH)
                at += 1;
            else if (byte === QUOTE)
                isText = false;
        }
        else if (byte === QUOTE)
            isText = true;
        else if (byte === 0x5b || byte === 0x7b)
            depth += 1;
        else if (byte === 0x5d || byte === 0x7d)
            depth -= 1;
        if (depth > DEEPEST)
            return true;
    }
    return false;
}
function mapOf(pairs) {
    const map = new Map();
    for (let at = 0; at < pairs.length; at += 2)
        map.set(pairs[at], pairs[at + 1]);
    return map;
}
function kindsOf(pairs) {
    if (pairs === "all")
        return "all";
    return new Map(Array.from(mapOf(pairs), ([path, kind]) => [path, KINDS.find((one) => one === kind) ?? "modified"]));
}
function sortedPairs(map) {
    const names = [...map.keys()];
    const isSorted = names.every((name, at) => at === 0 || names[at - 1] < name);
    return (isSorted ? names : names.sort()).flatMap((name) => [name, map.get(name)]);
}


/***/ }),

/***/ 76266:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hy: () => (/* binding */ recordKey),
/* harmony export */   Ym: () => (/* binding */ encodeRecord),
/* harmony export */   eT: () => (/* binding */ decodeRecord)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _ports_store_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(80729);
/* harmony import */ var _record_body_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(91343);



const MAGIC = "deploy-purge record";
const VERSION = 1;
const FIRST_LINE = /^deploy-purge record (\d{1,9}) (?:sha256|hmac-sha256 ([0-9a-f]{16})) ([0-9a-f]{64})$/;
const LONGEST_FIRST_LINE = 200;
function recordKey(about) {
    const { provider, site, siteUrls, environment, buildDir, name } = about;
    const parts = [provider, site, [...siteUrls].sort(), environment, buildDir];
    return sha256([Buffer.from(JSON.stringify(name === undefined ? parts : [...parts, name]))]);
}
function encodeRecord(record, stateKey) {
    const content = (0,_record_body_js__WEBPACK_IMPORTED_MODULE_1__/* .writeBody */ .Oy)(record);
    const seal = stateKey === undefined ? `sha256 ${sha256(content)}` : `hmac-sha256 ${keyId(stateKey)} ${mac(stateKey, content)}`;
    return Buffer.concat([Buffer.from(`${MAGIC} ${VERSION} ${seal}\n`), ...content]);
}
function decodeRecord(bytes, { key, stateKey, version: found }) {
    if (bytes === "too-large" || bytes.length > _ports_store_js__WEBPACK_IMPORTED_MODULE_2__/* .MAX_RECORD_BYTES */ .x)
        return unusable("too-large");
    const lineEnd = bytes.subarray(0, LONGEST_FIRST_LINE).indexOf(0x0a);
    const line = new TextDecoder().decode(bytes.subarray(0, Math.max(lineEnd, 0)));
    const [, version, sealedBy, seal = ""] = FIRST_LINE.exec(line) ?? [];
    if (version === undefined)
        return unusable(line.startsWith(`${MAGIC} `) ? "damaged" : "foreign");
    const content = bytes.subarray(lineEnd + 1);
    const wrong = sealProblem({ sealedBy, seal, content, stateKey });
    if (wrong !== undefined)
        return unusable(wrong);
    if (Number(version) !== VERSION)
        return unusable(Number(version) > VERSION ? "newer" : "foreign");
    const record = (0,_record_body_js__WEBPACK_IMPORTED_MODULE_1__/* .readBody */ .x8)(content);
    if (record === undefined)
        return unusable("damaged");
    if (record.key !== key)
        return unusable("foreign");
    const isMoved = stateKey !== undefined && found !== undefined && record.version !== found;
    return isMoved ? unusable("replayed") : { kind: "record", record };
}
function sealProblem({ sealedBy, seal, content, stateKey, }) {
    if (sealedBy === undefined) {
        if (!isSame(seal, sha256([content])))
            return "damaged";
        return stateKey === undefined ? undefined : "unsealed";
    }
    if (stateKey === undefined)
        return "sealed";
    if (sealedBy !== keyId(stateKey))
        return "rotated";
    return isSame(seal, mac(stateKey, [content])) ? undefined : "damaged";
}
function unusable(why) {
    return { kind: "unusable", why };
}
function sha256(parts) {
    const whole = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256");
    for (const part of parts)
        whole.update(part);
    return whole.digest("hex");
}
function mac(stateKey, parts) {
    const whole = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHmac)("sha256", stateKey).update(`${MAGIC} ${VERSION}\n`);
    for (const part of parts)
        whole.update(part);
    return whole.digest("hex");
}
function keyId(stateKey) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHmac)("sha256", stateKey).update(`${MAGIC} key id`).digest("hex").slice(0, 16);
}
function isSame(one, other) {
    return one.length === other.length && (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.timingSafeEqual)(Buffer.from(one), Buffer.from(other));
}


/***/ }),

/***/ 7701:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FJ: () => (/* binding */ UNKNOWN_CONTENT),
/* harmony export */   ge: () => (/* binding */ oldTree),
/* harmony export */   jX: () => (/* binding */ folderChange),
/* harmony export */   oX: () => (/* binding */ hasUnknownBefore),
/* harmony export */   pS: () => (/* binding */ shownPath),
/* harmony export */   rE: () => (/* binding */ isPageUrl)
/* harmony export */ });
/* harmony import */ var _tree_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(96477);

const UNKNOWN_CONTENT = "?";
function isPageUrl(path) {
    return path.startsWith("/");
}
function oldTree(set) {
    const files = set.changes.filter(({ isFolder }) => isFolder !== true);
    return (0,_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .overlay */ .L)(set.tree, new Map(files.map(({ path, before }) => [path, before])));
}
function folderChange(path) {
    return { kind: "modified", path, before: UNKNOWN_CONTENT, isFolder: true };
}
function shownPath({ path, isFolder }) {
    return isFolder === true ? `${path}/` : path;
}
function hasUnknownBefore({ before }) {
    return before === UNKNOWN_CONTENT;
}


/***/ }),

/***/ 69559:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ID: () => (/* binding */ CHANGES_WORDS),
/* harmony export */   Uz: () => (/* binding */ DEFAULT_ENVIRONMENT),
/* harmony export */   xF: () => (/* binding */ URL_STYLE_NAMES)
/* harmony export */ });
const DEFAULT_ENVIRONMENT = "production";
const CHANGES_WORDS = ["auto", "git", "build", "github", "sitemap", "sitemap-lastmod", "none"];
const URL_STYLE_NAMES = [
    "exact",
    "index",
    "spa",
    "github-pages",
    "netlify",
    "vercel",
    "cloudflare-pages",
    "s3-website",
];


/***/ }),

/***/ 98075:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ encodePath),
/* harmony export */   q: () => (/* binding */ decodePath)
/* harmony export */ });
/* harmony import */ var _path_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(63070);

const ENCODED = Array.from({ length: 256 }, (_, byte) => byte <= 0x20 || byte >= 0x7f || '"#<>?^`{}%\\'.includes(String.fromCharCode(byte)));
const PERCENT = Array.from({ length: 256 }, (_, byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`);
const PLAIN = /^[!$&'()*+,\-./0-9:;=@A-Z[\]_a-z|~]*$/;
function encodePath(path) {
    if (PLAIN.test(path))
        return path;
    let encoded = "";
    for (const byte of (0,_path_js__WEBPACK_IMPORTED_MODULE_0__/* .pathBytes */ .X)(path))
        encoded += ENCODED[byte] ? PERCENT[byte] : String.fromCharCode(byte);
    return encoded;
}
function decodePath(encoded) {
    if (!encoded.includes("%"))
        return encoded;
    const bytes = encoded.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
    return (0,_path_js__WEBPACK_IMPORTED_MODULE_0__/* .pathFromBytes */ .n)(Buffer.from(bytes, "latin1"));
}


/***/ }),

/***/ 5616:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  bg: () => (/* binding */ byBytes),
  n$: () => (/* binding */ compareListings),
  vS: () => (/* binding */ readListing),
  jF: () => (/* binding */ startListing),
  iI: () => (/* binding */ toListing)
});

// EXTERNAL MODULE: ./lib/model/path.js
var model_path = __webpack_require__(63070);
// EXTERNAL MODULE: ./lib/model/errors.js
var errors = __webpack_require__(73434);
;// CONCATENATED MODULE: ./lib/model/file-list/file-list-lines.js


const WHOLE_EVERY = 16;
const LONGEST_NAME = 1 << 17;
const FIRST_NAME = 256;
const LONGEST_CONTENT = 100;
const NEWLINE = 0x0a;
const BLANK = 0x20;
const ZERO = 0x30;
const BACKSLASH = 0x5c;
const LETTER_N = 0x6e;
function cursorAt(bytes, next) {
    const name = Buffer.allocUnsafeSlow(Math.min(LONGEST_NAME, bytes.length));
    return { bytes, next, name, length: 0, shared: 0, before: -1, from: 0, to: 0, isAscii: true };
}
function step(cursor) {
    const { bytes } = cursor;
    let at = cursor.next;
    cursor.from = at;
    while ((bytes[at] ?? BLANK) > BLANK)
        at += 1;
    cursor.to = at;
    if (bytes[at] !== BLANK || at === cursor.from || at - cursor.from > LONGEST_CONTENT)
        return false;
    let shared = 0;
    const first = at + 1;
    for (at = first; isDigit(bytes[at]) && at - first < 6; at += 1)
        shared = 10 * shared + bytes[at] - ZERO;
    if (at === first || bytes[at] !== BLANK || shared > cursor.length)
        return false;
    cursor.isAscii = cursor.isAscii || shared === 0;
    cursor.shared = shared;
    cursor.before = shared < cursor.length ? cursor.name[shared] : -1;
    return takeRest(cursor, at + 1);
}
function takeRest(cursor, start) {
    const { bytes, name, shared } = cursor;
    let { isAscii } = cursor;
    let length = shared;
    let at = start;
    for (; at < bytes.length; at += 1) {
        let byte = bytes[at];
        if (byte === NEWLINE)
            break;
        if (byte === BACKSLASH) {
            at += 1;
            if (bytes[at] === LETTER_N)
                byte = NEWLINE;
            else if (bytes[at] !== BACKSLASH)
                return false;
        }
        if (length === LONGEST_NAME)
            return false;
        if (byte > 0x7f)
            isAscii = false;
        name[length] = byte;
        length += 1;
    }
    cursor.length = length;
    cursor.isAscii = isAscii;
    cursor.next = at + 1;
    return at < bytes.length && length > 0;
}
function isDigit(byte) {
    return byte !== undefined && byte >= ZERO && byte <= ZERO + 9;
}
function pathAt({ name, length, isAscii }) {
    return isAscii ? name.toString("latin1", 0, length) : (0,model_path/* pathFromBytes */.n)(name.subarray(0, length));
}
function contentAt({ bytes, from, to }) {
    return bytes.toString("latin1", from, to);
}
function compareNames({ name, length }, other, otherLength) {
    return name.compare(other, 0, otherLength, 0, length);
}
function isAfterLast({ name, length, shared, before }) {
    if (length === shared)
        return false;
    const first = name[shared];
    return first === before ? undefined : first > before;
}
function isNameAt({ name, length, isAscii }, path) {
    if (!isAscii || path.length !== length)
        return false;
    for (let at = length - 1; at >= 0; at -= 1)
        if (name[at] !== path.charCodeAt(at))
            return false;
    return true;
}
function writeLines() {
    let bytes = Buffer.allocUnsafeSlow(1 << 12);
    let [last, name] = [Buffer.allocUnsafeSlow(FIRST_NAME), Buffer.allocUnsafeSlow(FIRST_NAME)];
    let lastLength = 0;
    let size = 0;
    let count = 0;
    const starts = [];
    function grow(most) {
        if (size + most <= bytes.length)
            return;
        bytes = resized(bytes, Math.ceil(1.5 * (size + most)));
    }
    function add(path, content) {
        const most = 3 * path.length;
        if (most > name.length)
            name = Buffer.allocUnsafeSlow(2 * most);
        const length = path.isWellFormed() ? name.write(path) : Buffer.from((0,model_path/* pathBytes */.X)(path)).copy(name);
        const same = commonLength(name, length, last, lastLength);
        const isAfter = same === lastLength ? length > same : same < length && name[same] > last[same];
        if (!isAfter || length >= LONGEST_NAME)
            throw new errors/* PurgeError */.CV("bug", "files are not in order");
        const isWhole = count % WHOLE_EVERY === 0;
        if (isWhole)
            starts.push(size);
        const shared = isWhole ? 0 : same;
        grow(content.length + 2 * (length - shared) + 16);
        size += bytes.write(`${content} ${shared} `, size, "latin1");
        for (let at = shared; at < length; at += 1)
            size = writeByte(bytes, size, name[at]);
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
function resized(bytes, length) {
    return Buffer.from(bytes.buffer.transfer(length));
}
function commonLength(one, oneLength, other, otherLength) {
    const most = Math.min(oneLength, otherLength);
    let same = 0;
    while (same < most && one[same] === other[same])
        same += 1;
    return same;
}
function writeByte(bytes, at, byte) {
    if (byte !== NEWLINE && byte !== BACKSLASH) {
        bytes[at] = byte;
        return at + 1;
    }
    bytes[at] = BACKSLASH;
    bytes[at + 1] = byte === NEWLINE ? LETTER_N : BACKSLASH;
    return at + 2;
}

;// CONCATENATED MODULE: ./lib/model/file-list/file-search.js


class FileSearch {
    #cursor;
    #starts;
    #isAtLine = false;
    constructor(bytes, starts) {
        this.#cursor = cursorAt(bytes, 0);
        this.#starts = starts;
    }
    find(path) {
        if (this.#isNear(path))
            return this.#cursor;
        const name = (0,model_path/* pathBytes */.X)(path);
        let found = this.#isAtOrBefore(name) ? this.#goForward(name) : undefined;
        if (found === undefined) {
            this.#bisect(name);
            found = this.#isAtOrBefore(name) ? this.#goForward(name) : "missing";
        }
        return found === "found" ? this.#cursor : undefined;
    }
    #isNear(path) {
        if (!this.#isAtLine || isNameAt(this.#cursor, path))
            return this.#isAtLine;
        this.#isAtLine = step(this.#cursor);
        return this.#isAtLine && isNameAt(this.#cursor, path);
    }
    #isAtOrBefore(name) {
        return this.#isAtLine && compareNames(this.#cursor, name, name.length) <= 0;
    }
    #goForward(name) {
        for (let line = 0; line < WHOLE_EVERY; line++) {
            const order = compareNames(this.#cursor, name, name.length);
            if (order >= 0)
                return order === 0 ? "found" : "missing";
            this.#isAtLine = step(this.#cursor);
            if (!this.#isAtLine)
                return "missing";
        }
        return undefined;
    }
    #bisect(name) {
        let [from, to] = [0, this.#starts.length];
        while (from + 1 < to) {
            const middle = (from + to) >> 1;
            this.#goTo(middle);
            if (this.#isAtOrBefore(name))
                from = middle;
            else
                to = middle;
        }
        if (from < to)
            this.#goTo(from);
    }
    #goTo(start) {
        this.#cursor.next = this.#starts[start];
        this.#cursor.length = 0;
        this.#isAtLine = step(this.#cursor);
    }
}

;// CONCATENATED MODULE: ./lib/model/file-list/file-list.js



function startListing() {
    const lines = writeLines();
    return {
        add: lines.add,
        end: () => {
            const { bytes, count, starts } = lines.end();
            return createListing(bytes, count, starts);
        },
    };
}
function toListing(tree) {
    if (isListing(tree))
        return tree;
    const listing = startListing();
    for (const path of [...tree.keys()].sort(byBytes))
        listing.add(path, tree.get(path) ?? "");
    return listing.end();
}
function readListing(bytes, count) {
    const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const cursor = cursorAt(all, 0);
    const last = { name: Buffer.allocUnsafeSlow(cursor.name.length), length: 0 };
    const starts = [];
    for (let line = 0; line < count; line++) {
        const isWhole = line % WHOLE_EVERY === 0;
        if (isWhole)
            starts.push(cursor.next);
        if (!step(cursor) || (isWhole && cursor.shared !== 0))
            return undefined;
        const isAfter = isAfterLast(cursor) ?? compareNames(cursor, last.name, last.length) > 0;
        if (!isAfter)
            return undefined;
        for (let at = cursor.shared; at < cursor.length; at += 1)
            last.name[at] = cursor.name[at];
        last.length = cursor.length;
    }
    return createListing(all.subarray(0, cursor.next), count, starts);
}
function compareListings(before, after) {
    const changes = [];
    const old = cursorAt(bufferOf(before), 0);
    const now = cursorAt(bufferOf(after), 0);
    let [hasOld, hasNow] = [step(old), step(now)];
    while (hasOld || hasNow) {
        const order = !hasOld ? 1 : !hasNow ? -1 : compareNames(old, now.name, now.length);
        if (order < 0)
            changes.push({ kind: "deleted", path: pathAt(old), before: contentAt(old) });
        else if (order > 0)
            changes.push({ kind: "added", path: pathAt(now), after: contentAt(now) });
        else if (old.bytes.compare(now.bytes, now.from, now.to, old.from, old.to) !== 0) {
            changes.push({ kind: "modified", path: pathAt(now), before: contentAt(old), after: contentAt(now) });
        }
        if (order <= 0)
            hasOld = step(old);
        if (order >= 0)
            hasNow = step(now);
    }
    return changes;
}
function createListing(bytes, count, starts) {
    const search = new FileSearch(bytes, starts);
    function* entries() {
        const cursor = cursorAt(bytes, 0);
        while (step(cursor))
            yield [pathAt(cursor), contentAt(cursor)];
    }
    function* keys() {
        const cursor = cursorAt(bytes, 0);
        while (step(cursor))
            yield pathAt(cursor);
    }
    function* values() {
        const cursor = cursorAt(bytes, 0);
        while (step(cursor))
            yield contentAt(cursor);
    }
    const listing = {
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
            for (const [path, content] of entries())
                visit(content, path, listing);
        },
    };
    return listing;
}
function bufferOf({ lines }) {
    return Buffer.from(lines.buffer, lines.byteOffset, lines.byteLength);
}
function isListing(tree) {
    return "lines" in tree;
}
function byBytes(a, b) {
    const isPlain = !/[\ud800-\uffff]/.test(a) || !/[\ud800-\uffff]/.test(b);
    if (isPlain)
        return a < b ? -1 : a > b ? 1 : 0;
    return Buffer.compare((0,model_path/* pathBytes */.X)(a), (0,model_path/* pathBytes */.X)(b));
}


/***/ }),

/***/ 67314:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ listMarkProblem),
/* harmony export */   Y: () => (/* binding */ lineFormProblem)
/* harmony export */ });
const LIST_MARK = /^(?:[-\u2013\u2014\u2022]|[*+](?=\s)|\d{1,3}[.)](?=\s))(?:\s|$)/;
const JSON_LIST = /^\[\s*(?:["'\]]|$)/;
const QUOTES = /^["'`\u201c\u201d\u2018\u2019\u201e\u00ab].*["'`\u201c\u201d\u2018\u2019\u00bb]$/s;
const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;
function lineFormProblem(line) {
    const mark = listMarkProblem(line);
    if (mark !== undefined)
        return mark;
    if (JSON_LIST.test(line)) {
        return "looks like a JSON list: give one per line, with `|` behind the input's name. A file may be JSON: purge: file:PATH";
    }
    if (QUOTES.test(line))
        return "has quotation marks around it: leave them out, they would belong to the name";
    const invisible = INVISIBLE.exec(line)?.[0];
    if (invisible === undefined)
        return undefined;
    const code = invisible.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
    return `holds a character that cannot be seen (U+${code}): write the line anew, or the character percent-encoded`;
}
function listMarkProblem(line) {
    if (!LIST_MARK.test(line))
        return undefined;
    const mark = line.startsWith("-") ? "dash of a YAML list" : "mark of a list";
    return `starts with the ${mark}: give one per line without it, with \`|\` behind the input's name`;
}


/***/ }),

/***/ 80946:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Nz: () => (/* binding */ severalSelectors),
/* harmony export */   Pl: () => (/* binding */ parseSelector),
/* harmony export */   h3: () => (/* binding */ significantLines),
/* harmony export */   pp: () => (/* binding */ parseSelectorLine),
/* harmony export */   rr: () => (/* binding */ eachSignificantLine)
/* harmony export */ });
/* harmony import */ var _lib_plain_address_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50722);
/* harmony import */ var _line_form_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(67314);


const GRAMMAR = "a path /about, a prefix /blog/*, a URL https://www.example.com/a, prefix:, ext:, regex:, equals:, contains:, " +
    "starts_with:, ends_with:, tag:, host:, sitemap:FILE, file:PATH or all";
const LONGEST = 8192;
function significantLines(text) {
    return [...eachSignificantLine(text)];
}
function* eachSignificantLine(text) {
    for (const [line] of text.replace(/^\uFEFF/, "").matchAll(/[^\r\n]+/g)) {
        const significant = line.replace(/(?:^|[ \t])#.*$/, "").trim();
        if (significant !== "")
            yield significant;
    }
}
const FREE_TEXT = /^(?:regex|equals|contains|starts_with|ends_with|tag|file|sitemap):/;
const NEXT = "(?:/|https?://|(?:prefix|ext|regex|equals|contains|starts_with|ends_with|tag|host|sitemap|file):)";
const BETWEEN = "[\\s,;\uff0c\uff1b\u3001]";
const SEVERAL = new RegExp(`${BETWEEN}${NEXT}|[\\s,]all(?:${BETWEEN}|$)|^all${BETWEEN}`);
const SEVERAL_TEXTS = new RegExp(`\\s(?:${NEXT}|all(?:[\\s,]|$))`);
const TRAILING = /[,;\uff0c\uff1b\u3001]$/;
function severalSelectors(line) {
    const form = (0,_line_form_js__WEBPACK_IMPORTED_MODULE_0__/* .lineFormProblem */ .Y)(line);
    if (form !== undefined)
        return form;
    if (line.startsWith("["))
        return "is no selector, and no JSON list on one line: a file may be JSON, purge: file:PATH";
    const isText = FREE_TEXT.test(line);
    if (!isText && TRAILING.test(line)) {
        return "ends in a separator: give one selector per line and nothing behind it. A comma at the end of a path is %2C";
    }
    if (!isText && line.endsWith("\uff0a"))
        return "ends in a full-width star: the star of a prefix is *";
    if (!(isText ? SEVERAL_TEXTS : SEVERAL).test(line))
        return undefined;
    return "holds several selectors: give one per line, with `|` behind the input's name. A blank in a path is %20, a comma %2C";
}
function parseSelectorLine(line) {
    const message = severalSelectors(line);
    return message === undefined ? parseSelector(line) : wrong(message);
}
function parseSelector(line) {
    if (line.length > LONGEST)
        return wrong(`is longer than ${LONGEST} characters`);
    if (/\p{Cc}/u.test(line))
        return wrong("holds a control character");
    if (line === "all")
        return selector({ by: "all", value: "" });
    if (line.startsWith("/"))
        return parsePath(line, undefined);
    if (/^https?:\/\//i.test(line))
        return parseUrl(line);
    const colon = line.indexOf(":");
    const word = colon < 0 ? "" : line.slice(0, colon);
    const value = line.slice(colon + 1).trim();
    const parse = PREFIXED.get(word);
    if (parse === undefined)
        return wrong(`is no selector. ${guess(line)}Selectors are ${GRAMMAR}`);
    if (value === "")
        return wrong(`has nothing after ${word}:`);
    return parse(value);
}
const PREFIXED = new Map([
    ["prefix", parsePrefix],
    ["ext", parseExtension],
    ["regex", (value) => selector({ by: "regex", value })],
    ["equals", (value) => parseOnHost("equals", value)],
    ["contains", (value) => selector({ by: "contains", value })],
    ["starts_with", (value) => parseOnHost("starts_with", value)],
    ["ends_with", (value) => selector({ by: "ends_with", value })],
    ["tag", parseTag],
    ["host", parseHost],
    ["sitemap", (path) => ({ kind: "sitemap", path })],
    ["file", (path) => ({ kind: "file", path })],
]);
function parsePath(path, origin) {
    const at = origin === undefined ? {} : { origin };
    const star = path.indexOf("*");
    if (star >= 0 && !(star === path.length - 1 && path.endsWith("/*"))) {
        return wrong("has a * that does not stand alone behind the last slash. /blog/* is a prefix; for the rest there are " +
            "prefix:/blog/a, ext:css and regex:^/blog/.*\\.css$");
    }
    const encoded = encodeLikeBrowser(star >= 0 ? path.slice(0, -1) : path);
    if ("message" in encoded)
        return wrong(encoded.message);
    if (star >= 0 && encoded.path.includes("?"))
        return wrong("has a query in a prefix");
    return selector({ by: star >= 0 ? "prefix" : "path", value: encoded.path, ...at });
}
function parseUrl(text) {
    const [, host = "", rest = ""] = /^(https?:\/\/[^/?#]*)(.*)/i.exec(text) ?? [];
    const url = hostUrl(host);
    if (url === undefined)
        return wrong("is no URL with a host and without a user name");
    const problem = (0,_lib_plain_address_js__WEBPACK_IMPORTED_MODULE_1__/* .hostProblem */ .Q8)(url);
    if (problem !== undefined)
        return wrong(problem);
    return parsePath(rest.startsWith("/") ? rest : `/${rest}`, url.origin);
}
function parsePrefix(value) {
    const parsed = /^https?:\/\//i.test(value)
        ? parseUrl(value)
        : value.startsWith("/")
            ? parsePath(value, undefined)
            : undefined;
    if (parsed === undefined)
        return wrong("is no prefix: it starts with / or https://, for example prefix:/blog/");
    if (parsed.kind !== "selector")
        return parsed;
    if (parsed.selector.value.includes("?"))
        return wrong("has a query in a prefix");
    return selector({ ...parsed.selector, by: "prefix" });
}
function parseOnHost(by, value) {
    if (!/^https?:\/\//i.test(value))
        return selector({ by, value });
    const parsed = parseUrl(value);
    if (parsed.kind !== "selector")
        return parsed;
    if (parsed.selector.by !== "path")
        return wrong("has a *, which stands for itself in equals: and starts_with: leave it out");
    return selector({ ...parsed.selector, by });
}
function parseExtension(value) {
    const extension = value.replace(/^\*?\./, "").toLowerCase();
    if (!/^[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*$/u.test(extension)) {
        return wrong("is no file extension: letters and digits without a dot in front, one per line, for example ext:css");
    }
    return selector({ by: "extension", value: extension });
}
function parseTag(value) {
    if (/[\s,]/.test(value))
        return wrong("is no cache tag: tags hold neither blanks nor commas, one per line");
    return selector({ by: "tag", value });
}
function parseHost(value) {
    const url = /[/\\?#@\s]/.test(value) ? undefined : hostUrl(`https://${value}`);
    if (url === undefined)
        return wrong("is no host name: for example host:www.example.com");
    const problem = (0,_lib_plain_address_js__WEBPACK_IMPORTED_MODULE_1__/* .hostProblem */ .Q8)(url);
    return problem === undefined ? selector({ by: "host", value: url.host }) : wrong(problem);
}
function hostUrl(text) {
    const url = URL.parse(text);
    return url === null || url.username !== "" || url.password !== "" ? undefined : url;
}
const PLAIN_PATH = /^[!$&'()+,\-./0-9:;=@A-Z[\]_a-z|~]+$/;
const DOT_SEGMENT = /(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)/i;
function encodeLikeBrowser(path) {
    if (PLAIN_PATH.test(path) && !DOT_SEGMENT.test(path))
        return { path };
    if (path.includes("#"))
        return { message: "has a fragment (#): browsers never send it. A # in a file name is %23" };
    if (path.includes("\\"))
        return { message: "has a backslash: paths have /, a backslash in a file name is %5C" };
    const [bare = "", ...query] = path.split("?");
    if (DOT_SEGMENT.test(bare))
        return { message: "has a . or .. segment: write the path that it leads to" };
    const stray = /%(?![0-9a-fA-F]{2})/.exec(path);
    if (stray)
        return { message: "has a % that is no %XX: a % in a file name is %25" };
    const url = new URL(`http://h${bare}${query.length > 0 ? `?${query.join("?")}` : ""}`);
    return { path: url.pathname + (query.length > 0 ? `?${url.search.slice(1)}` : "") };
}
function guess(line) {
    if (/^all$/i.test(line))
        return "Did you mean all? ";
    const plain = line.normalize("NFKC");
    if (plain !== line && parseSelector(plain).kind !== "wrong")
        return `Did you mean ${plain}? `;
    const extension = /^\*?\.([a-z0-9]+)$/i.exec(line)?.[1];
    if (extension !== undefined)
        return `Did you mean ext:${extension}? `;
    if (/^[^\s/:]+\.[a-z]{2,}\//i.test(line))
        return `Did you mean https://${line}? `;
    if (/^[^\s:]+$/.test(line))
        return `Did you mean /${line}? `;
    return "";
}
function selector(value) {
    return { kind: "selector", selector: value };
}
function wrong(message) {
    return { kind: "wrong", message };
}


/***/ }),

/***/ 63070:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ pathBytes),
/* harmony export */   n: () => (/* binding */ pathFromBytes)
/* harmony export */ });
const ESCAPE_BASE = 0xdc00;
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();
function pathFromBytes(bytes) {
    try {
        return decoder.decode(bytes);
    }
    catch {
        return decodeLossless(bytes);
    }
}
function pathBytes(path) {
    if (path.isWellFormed())
        return encoder.encode(path);
    const parts = [];
    for (const character of path) {
        const code = character.codePointAt(0);
        if (code >= ESCAPE_BASE + 0x80 && code <= ESCAPE_BASE + 0xff)
            parts.push(code - ESCAPE_BASE);
        else
            parts.push(...encoder.encode(character));
    }
    return Uint8Array.from(parts);
}
function decodeLossless(bytes) {
    let text = "";
    let at = 0;
    while (at < bytes.length) {
        const length = sequenceLength(bytes, at);
        if (length === 0) {
            text += String.fromCharCode(ESCAPE_BASE + bytes[at]);
            at += 1;
        }
        else {
            text += decoder.decode(bytes.subarray(at, at + length));
            at += length;
        }
    }
    return text;
}
function sequenceLength(bytes, at) {
    for (let length = 1; length <= 4 && at + length <= bytes.length; length++) {
        try {
            decoder.decode(bytes.subarray(at, at + length));
            return length;
        }
        catch {
        }
    }
    return 0;
}


/***/ }),

/***/ 44953:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AH: () => (/* binding */ PURGE_BY),
/* harmony export */   Jb: () => (/* binding */ OVER_LIMIT),
/* harmony export */   YE: () => (/* binding */ QUERY_STRINGS),
/* harmony export */   b5: () => (/* binding */ mayWiden),
/* harmony export */   iy: () => (/* binding */ WIDEN_TO)
/* harmony export */ });
const PURGE_BY = ["auto", "path", "prefix", "extension", "regex", "all"];
const WIDEN_TO = ["none", "prefix", "host", "all"];
function mayWiden(bound, to) {
    return WIDEN_TO.indexOf(bound) >= WIDEN_TO.indexOf(to);
}
const OVER_LIMIT = ["fail", "defer"];
const QUERY_STRINGS = ["ignored", "cached"];


/***/ }),

/***/ 49815:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ stillServedPages)
/* harmony export */ });
function stillServedPages({ origin, verification }) {
    const seen = verification?.seen.flatMap(({ excused, url }) => (excused ? [new URL(url).pathname] : [])) ?? [];
    return [...new Set([...(origin?.ready === true ? origin.stillServed : []), ...seen])];
}


/***/ }),

/***/ 12408:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GW: () => (/* binding */ KINDS),
/* harmony export */   je: () => (/* binding */ selectorKey),
/* harmony export */   r5: () => (/* binding */ describeSelector)
/* harmony export */ });
const KINDS = [
    "path",
    "prefix",
    "extension",
    "regex",
    "equals",
    "contains",
    "starts_with",
    "ends_with",
    "tag",
    "host",
    "all",
];
function selectorKey({ by, value, origin }) {
    return `${by} ${origin ?? ""} ${value}`;
}
function describeSelector({ by, value, origin }) {
    switch (by) {
        case "path":
            return `${origin ?? ""}${value}`;
        case "prefix":
        case "equals":
        case "starts_with":
            return `${by}:${origin ?? ""}${value}`;
        case "extension":
            return `ext:${value}${at(origin)}`;
        case "all":
            return "all";
        default:
            return `${by}:${value}${at(origin)}`;
    }
}
function at(origin) {
    return origin === undefined ? "" : ` at ${origin}`;
}


/***/ }),

/***/ 67741:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ SOURCES),
/* harmony export */   Z: () => (/* binding */ needsMemory)
/* harmony export */ });
const SOURCES = ["git", "build", "github", "sitemap"];
function needsMemory(source) {
    return source === "build" || source === "sitemap";
}


/***/ }),

/***/ 96477:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ overlay),
/* harmony export */   _: () => (/* binding */ inFolder)
/* harmony export */ });
function overlay(tree, changed) {
    let size = tree.size;
    for (const [path, content] of changed) {
        if (tree.has(path))
            size -= 1;
        if (content !== undefined)
            size += 1;
    }
    function* entries() {
        for (const entry of tree)
            if (!changed.has(entry[0]))
                yield entry;
        for (const [path, content] of changed)
            if (content !== undefined)
                yield [path, content];
    }
    return view(size, (path) => (changed.has(path) ? changed.get(path) : tree.get(path)), entries);
}
function inFolder(tree, folder) {
    const start = `${folder}/`;
    function* entries() {
        for (const [path, content] of tree)
            yield [start + path, content];
    }
    return view(tree.size, (path) => (path.startsWith(start) ? tree.get(path.slice(start.length)) : undefined), entries);
}
function view(size, get, entries) {
    const whole = {
        size,
        get,
        has: (path) => get(path) !== undefined,
        entries,
        keys: () => entries().map(([path]) => path),
        values: () => entries().map(([, content]) => content),
        [Symbol.iterator]: entries,
        forEach: (visit) => {
            for (const [path, content] of entries())
                visit(content, path, whole);
        },
    };
    return whole;
}


/***/ }),

/***/ 30267:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MJ: () => (/* binding */ siteSelectors),
/* harmony export */   TZ: () => (/* binding */ originsOf),
/* harmony export */   cF: () => (/* binding */ basesOf),
/* harmony export */   oH: () => (/* binding */ withReach),
/* harmony export */   qb: () => (/* binding */ reachesOneHost),
/* harmony export */   rX: () => (/* binding */ atBase)
/* harmony export */ });
function basesOf(siteUrls, wants) {
    if (wants.address === "url")
        return siteUrls;
    const bases = new Set(siteUrls.map(({ basePath }) => basePath));
    if (bases.size === 0)
        return [{ basePath: "/" }];
    return Array.from(bases, (basePath) => ({ basePath }));
}
function atBase(by, url, { origin, basePath }) {
    const value = basePath + url.slice(1);
    return origin === undefined ? { by, value } : { by, value, origin };
}
function originsOf(siteUrls) {
    return [...new Set(siteUrls.map(({ origin }) => origin))];
}
function reachesOneHost(by, { accepts, wants }) {
    const declared = accepts[by]?.match.host;
    if (declared !== undefined)
        return declared === "one";
    return wants.address === "url" && PATHS.has(by);
}
const PATHS = new Set(["path", "prefix", "equals", "starts_with"]);
function withReach(selector, capabilities) {
    const { by, value, origin } = selector;
    return origin === undefined || reachesOneHost(by, capabilities) ? selector : { by, value };
}
function siteSelectors(selector, origins, { wants, accepts }) {
    const { by, value, origin } = selector;
    if (origin !== undefined && origins.length > 0 && !origins.includes(origin)) {
        return { message: `names ${origin}, which is no site-url of this step (${origins.join(", ")})` };
    }
    if (wants.address === "path")
        return [selector];
    const everythingAt = (own) => ({ by: "prefix", value: "/", origin: own });
    if (by === "all" && accepts.all === undefined)
        return origins.map(everythingAt);
    if (by !== "host" || accepts.host !== undefined)
        return [selector];
    const known = origins.find((one) => new URL(one).host === value);
    return known === undefined ? { message: `is no host of site-url (${origins.join(", ")})` } : [everythingAt(known)];
}


/***/ }),

/***/ 35943:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ds: () => (/* binding */ rateFloorMs),
/* harmony export */   Uw: () => (/* binding */ requestsFor),
/* harmony export */   X3: () => (/* binding */ cutBatches)
/* harmony export */ });
function cutBatches(items, capabilities) {
    const isOneRun = capabilities.mix === "any" || items.every(({ selector }) => selector.by === items[0]?.selector.by);
    const runs = isOneRun ? [items] : [...Map.groupBy(items, ({ selector }) => selector.by).values()];
    return runs
        .flatMap((run) => {
        const chunks = [];
        const bounds = boundsOf(run, capabilities);
        let room = createRoom(bounds);
        for (const item of run) {
            const last = chunks.at(-1);
            if (last !== undefined && room.fits(item))
                last.push(item);
            else {
                room = createRoom(bounds);
                chunks.push([item]);
            }
            room.take(item);
        }
        return chunks;
    })
        .map((items, index) => ({ index, items }));
}
function boundsOf(run, { accepts, mix, pools = [] }) {
    const ofOneKind = Object.keys(accepts).flatMap((kind) => {
        const inFlight = accepts[kind]?.inFlight;
        return inFlight === undefined ? [] : [{ kinds: [kind], inFlight }];
    });
    return {
        most: mix === "one-item" ? 1 : smallest(run, accepts, (kind) => accepts[kind]?.perRequest),
        maxBytes: smallest(run, accepts, (kind) => accepts[kind]?.maxBytes),
        accepts,
        pools: [...pools, ...ofOneKind],
    };
}
function createRoom({ most, maxBytes, accepts, pools }) {
    const lengths = new Map();
    const pooled = new Map();
    let count = 0;
    let bytes = 0;
    const poolsOf = (kind) => pools.filter(({ kinds }) => kinds.includes(kind));
    return {
        fits: (item) => {
            const { by, value } = item.selector;
            if (count >= most || bytes + itemBytes(item) > maxBytes)
                return false;
            const { maxTotalLength = Number.POSITIVE_INFINITY } = accepts[by] ?? {};
            if ((lengths.get(by) ?? -1) + 1 + value.length > maxTotalLength)
                return false;
            return poolsOf(by).every((pool) => (pooled.get(pool) ?? 0) < pool.inFlight);
        },
        take: (item) => {
            const { by, value } = item.selector;
            count++;
            bytes += itemBytes(item);
            if (accepts[by]?.maxTotalLength !== undefined)
                lengths.set(by, (lengths.get(by) ?? -1) + 1 + value.length);
            for (const pool of poolsOf(by))
                pooled.set(pool, (pooled.get(pool) ?? 0) + 1);
        },
    };
}
function requestsFor(counts, { accepts, mix }) {
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    if (mix === "one-item" || total === 0)
        return total;
    const each = [...counts].map(([kind, count]) => ({ count, perRequest: accepts[kind]?.perRequest ?? 1 }));
    if (mix === "any")
        return Math.ceil(total / Math.min(...each.map(({ perRequest }) => perRequest)));
    return each.reduce((sum, { count, perRequest }) => sum + Math.ceil(count / perRequest), 0);
}
function rateFloorMs(batches, { rates }) {
    const floors = rates.map(({ unit, amount, perSeconds, burst, kinds }) => {
        const counts = (kind) => kinds === undefined || kinds.includes(kind);
        const counted = batches.map(({ items }) => {
            const matching = items.filter(({ selector }) => counts(selector.by)).length;
            return unit === "item" ? matching : Math.min(matching, 1);
        });
        const total = counted.reduce((sum, count) => sum + count, 0);
        if (burst !== undefined)
            return (Math.max(0, total - burst) * perSeconds * 1000) / amount;
        return Math.max(0, Math.ceil(total / amount) - 1) * perSeconds * 1000;
    });
    return Math.max(0, ...floors);
}
function smallest(items, accepts, limit) {
    const kinds = new Set();
    for (const { selector } of items)
        kinds.add(selector.by);
    const present = Object.keys(accepts).filter((kind) => kinds.has(kind));
    return Math.min(Number.POSITIVE_INFINITY, ...present.map((kind) => limit(kind) ?? Number.POSITIVE_INFINITY));
}
function itemBytes({ selector: { value, origin = "" } }) {
    const length = PLAIN.test(value) ? value.length : UTF_8.encode(JSON.stringify(value)).length - 2;
    return length + origin.length + 3;
}
const PLAIN = /^[ !#-[\]-~]*$/;
const UTF_8 = new TextEncoder();


/***/ }),

/***/ 42549:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AR: () => (/* binding */ costsOf),
/* harmony export */   BA: () => (/* binding */ isTooDear),
/* harmony export */   IZ: () => (/* binding */ OBJECTS_PER_USD),
/* harmony export */   Lp: () => (/* binding */ costSentence),
/* harmony export */   a1: () => (/* binding */ instructionLimit),
/* harmony export */   xH: () => (/* binding */ totalUsd)
/* harmony export */ });
/* harmony import */ var _lib_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(26720);

const OBJECTS_PER_USD = 1_000;
const ROUNDING_USD = 1e-9;
function instructionLimit(maxPurges, maxCostUsd, { budgets = [] }) {
    const limits = [{ most: maxPurges, by: "max-purges" }];
    for (const budget of budgets) {
        if (budget.unit !== "item")
            continue;
        if (budget.beyond === "refused")
            limits.push({ most: budget.amount, by: budget });
        else if (maxCostUsd !== undefined && budget.beyond.usd > 0) {
            const affordable = Math.floor((maxCostUsd + ROUNDING_USD) / budget.beyond.usd);
            limits.push({ most: budget.amount + affordable, by: "max-cost" });
        }
    }
    return limits.reduce((least, one) => (one.most < least.most ? one : least));
}
function costsOf(instructions, requests, { budgets = [] }) {
    return budgets.filter(isPriced).map(({ unit, amount, per, beyond }) => {
        const count = unit === "item" ? instructions : requests;
        return {
            unit,
            count,
            free: amount,
            per,
            usd: Math.max(0, count - amount) * beyond.usd,
            atMostUsd: count * beyond.usd,
        };
    });
}
function totalUsd(costs) {
    return costs.reduce((sum, { usd }) => sum + usd, 0);
}
function isTooDear(costs, maxCostUsd) {
    return maxCostUsd !== undefined && totalUsd(costs) > maxCostUsd + ROUNDING_USD;
}
function costSentence({ unit, count, free, per, usd, atMostUsd }) {
    const what = `${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(count)} ${unit === "item" ? "instruction" : "request"}${count === 1 ? "" : "s"}`;
    const cost = count === 1 ? "costs" : "cost";
    if (free === 0)
        return `${what} ${cost} about ${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatUsd */ .UK)(usd)}.`;
    const frees = `the free ${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(free)} of this ${per}`;
    const own = usd === 0 ? `${what} ${cost} nothing within ${frees}` : `${what} ${cost} about ${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatUsd */ .UK)(usd)} beyond ${frees}`;
    return `${own}, and ${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatUsd */ .UK)(atMostUsd)} where those are used up.`;
}
function isPriced(budget) {
    return budget.beyond !== "refused" && budget.beyond.usd > 0;
}


/***/ }),

/***/ 42438:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   An: () => (/* binding */ patternLimit),
/* harmony export */   NT: () => (/* binding */ prefixKind),
/* harmony export */   R8: () => (/* binding */ takesPaths),
/* harmony export */   Vh: () => (/* binding */ translateExactly),
/* harmony export */   l9: () => (/* binding */ expressible),
/* harmony export */   pg: () => (/* binding */ isLoose),
/* harmony export */   xS: () => (/* binding */ longest)
/* harmony export */ });
/* harmony import */ var _addressing_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(30267);
/* harmony import */ var _patterns_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(46324);


const EQUIVALENTS = {
    path: ["equals", "regex"],
    prefix: ["starts_with", "regex"],
    extension: ["regex"],
    equals: ["path", "regex"],
    starts_with: ["prefix", "regex"],
    ends_with: ["regex"],
    contains: ["regex"],
    regex: [],
    tag: [],
    host: [],
    all: [],
};
function translateExactly(selector, capabilities) {
    const { by, value, origin } = selector;
    const keepsHost = (kind) => origin === undefined || (0,_addressing_js__WEBPACK_IMPORTED_MODULE_0__/* .reachesOneHost */ .qb)(kind, capabilities);
    const isTaken = fits(value, capabilities.accepts[by]);
    if (isTaken && keepsHost(by))
        return selector;
    const found = isTaken ? [{ by, value }] : [];
    for (const kind of EQUIVALENTS[by]) {
        const acceptance = capabilities.accepts[kind];
        if (acceptance === undefined || !expresses(selector, kind, capabilities.accepts))
            continue;
        const same = kind === "regex" ? (0,_patterns_js__WEBPACK_IMPORTED_MODULE_1__/* .patternOf */ .Id)(selector, acceptance.match.anchor ?? "path") : value;
        if (same === undefined || !fits(same, acceptance))
            continue;
        if (keepsHost(kind))
            return { ...selector, by: kind, value: same };
        found.push({ by: kind, value: same });
    }
    return found[0];
}
function fits(value, acceptance) {
    return acceptance !== undefined && value.length <= longest(acceptance) && acceptance.allowed?.test(value) !== false;
}
function longest({ maxLength, maxTotalLength }) {
    return Math.min(maxLength ?? Number.POSITIVE_INFINITY, maxTotalLength ?? Number.POSITIVE_INFINITY);
}
function takesPaths(capabilities) {
    return translateExactly({ by: "path", value: "/a" }, capabilities) !== undefined;
}
function prefixKind(capabilities) {
    return translateExactly({ by: "prefix", value: "/a/" }, capabilities)?.by ?? "prefix";
}
function isLoose({ accepts }) {
    return accepts.regex?.match.anchor === "loose";
}
function patternLimit(accepts) {
    return accepts.regex?.maxLength ?? _patterns_js__WEBPACK_IMPORTED_MODULE_1__/* .LONGEST_PATTERN */ .QF;
}
function expresses({ by, value }, kind, accepts) {
    if (by === "equals" && kind === "path")
        return value.startsWith("/");
    if (by === "starts_with" && kind === "prefix")
        return value.startsWith("/") && accepts.prefix?.match.prefix === "string";
    return true;
}
function expressible(accepts) {
    return Object.keys(EQUIVALENTS).filter((kind) => {
        if (accepts[kind] !== undefined)
            return true;
        return EQUIVALENTS[kind].some((other) => accepts[other] !== undefined);
    });
}


/***/ }),

/***/ 36430:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fz: () => (/* binding */ everythingWithin),
/* harmony export */   Id: () => (/* binding */ instructionsWithoutPaths),
/* harmony export */   it: () => (/* binding */ instructionsForEverything)
/* harmony export */ });
/* harmony import */ var _model_plan_options_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(44953);
/* harmony import */ var _model_selector_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(12408);
/* harmony import */ var _addressing_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(30267);
/* harmony import */ var _equivalents_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(42438);
/* harmony import */ var _stage_result_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(91835);





function instructionsForEverything(context, why) {
    return (0,_stage_result_js__WEBPACK_IMPORTED_MODULE_2__/* .joinResults */ .FU)(broadSelectors(context).map(({ base, broad }) => {
        const under = `everything under ${base.origin ?? ""}${base.basePath}`;
        const targets = [
            { selector: broad[0] ?? { by: "all", value: "" }, requested: "changes", because: [] },
        ];
        const translated = broad
            .map((selector) => (0,_equivalents_js__WEBPACK_IMPORTED_MODULE_1__/* .translateExactly */ .Vh)(selector, context.capabilities))
            .find((one) => one !== undefined);
        if (translated === undefined)
            return spelledOut(context, base, under, why);
        const widening = {
            how: "widening",
            from: under,
            to: (0,_model_selector_js__WEBPACK_IMPORTED_MODULE_3__/* .describeSelector */ .r5)(translated),
            count: 1,
            why,
            collateral: evicted(context),
        };
        return (0,_stage_result_js__WEBPACK_IMPORTED_MODULE_2__/* .stageResult */ .MT)({ instructions: [{ selector: translated, targets }], translations: [widening] });
    }));
}
function everythingWithin(context) {
    const found = broadSelectors(context).map(({ base, broad }) => {
        const selector = broad
            .flatMap((one) => (0,_equivalents_js__WEBPACK_IMPORTED_MODULE_1__/* .translateExactly */ .Vh)(one, context.capabilities) ?? [])
            .find((one) => (0,_model_plan_options_js__WEBPACK_IMPORTED_MODULE_4__/* .mayWiden */ .b5)(context.widenTo, scopeOf(one, base)));
        return selector === undefined ? undefined : { base, selector };
    });
    return found.length > 0 && found.every((one) => one !== undefined) ? found : undefined;
}
function scopeOf({ by }, { basePath }) {
    if (by === "all")
        return "all";
    return by === "host" || basePath === "/" ? "host" : "prefix";
}
function broadSelectors({ bases, siteUrls, capabilities, }) {
    const prefix = (base) => (0,_addressing_js__WEBPACK_IMPORTED_MODULE_0__/* .atBase */ .rX)("prefix", "/", base);
    const all = { by: "all", value: "" };
    const last = (0,_equivalents_js__WEBPACK_IMPORTED_MODULE_1__/* .takesPaths */ .R8)(capabilities) ? [] : [all];
    const takesHost = capabilities.accepts.host !== undefined;
    const host = (origin) => ({ by: "host", value: new URL(origin).hostname });
    if (capabilities.wants.address === "url") {
        return siteUrls.map((base) => {
            const whole = takesHost && base.basePath === "/" ? [host(base.origin)] : [];
            const keepsHost = (0,_equivalents_js__WEBPACK_IMPORTED_MODULE_1__/* .translateExactly */ .Vh)(prefix(base), capabilities)?.origin !== undefined;
            const closest = keepsHost ? [prefix(base), ...whole] : [...whole, prefix(base)];
            return { base, broad: base.basePath === "/" ? [...closest, all] : [...closest, ...last] };
        });
    }
    return bases.flatMap((base) => {
        if (base.basePath !== "/")
            return [{ base, broad: [prefix(base), ...last] }];
        if (!takesHost)
            return [{ base, broad: [all, prefix(base)] }];
        const origins = siteUrls.filter(({ basePath }) => basePath === "/").map(({ origin }) => origin);
        if (origins.length === 0)
            return [{ base, broad: [all] }];
        return origins.map((origin) => ({ base: { ...base, origin }, broad: [host(origin), all] }));
    });
}
function evicted({ inventory, stale, everything }) {
    return everything === undefined || stale.length > 0 ? Math.max(0, inventory().size - stale.length) : 0;
}
function spelledOut(context, base, under, why) {
    if (!(0,_equivalents_js__WEBPACK_IMPORTED_MODULE_1__/* .takesPaths */ .R8)(context.capabilities))
        return (0,_stage_result_js__WEBPACK_IMPORTED_MODULE_2__/* .stageResult */ .MT)({ problems: [tagsOnly(context, `${under} must be purged (${why})`)] });
    const urls = [...new Set([...context.current(), ...context.stale.map(({ url }) => url)])].sort();
    if (urls.length === 0) {
        const message = `${under} must be purged (${why}), and ${context.providerName} can neither say that nor is any page known. Give ` +
            `build-dir, or list what to purge, for example sitemap:dist/sitemap.xml`;
        return (0,_stage_result_js__WEBPACK_IMPORTED_MODULE_2__/* .stageResult */ .MT)({ problems: [{ input: "purge", message }] });
    }
    return (0,_stage_result_js__WEBPACK_IMPORTED_MODULE_2__/* .stageResult */ .MT)({
        instructions: urls.map((url) => {
            const selector = (0,_addressing_js__WEBPACK_IMPORTED_MODULE_0__/* .atBase */ .rX)("path", url, base);
            return { selector, targets: [{ selector, requested: "changes", because: [], page: url }] };
        }),
        translations: [
            {
                how: "expansion",
                from: under,
                to: `${urls.length} known ${urls.length === 1 ? "URL" : "URLs"}`,
                count: urls.length,
                why: `${why}; ${context.providerName} has nothing that selects just this`,
                leavesUnknown: true,
            },
        ],
        notes: [
            "URLs that an earlier deploy removed are not known to this run: they stay until they expire or are purged by name.",
        ],
    });
}
function instructionsWithoutPaths(context) {
    const { providerName } = context;
    if (everythingWithin(context) === undefined) {
        return (0,_stage_result_js__WEBPACK_IMPORTED_MODULE_2__/* .stageResult */ .MT)({ problems: [tagsOnly(context, "pages changed that no route matches")] });
    }
    const all = instructionsForEverything(context, `${providerName} purges no single URL, and no route says what to purge`);
    const note = `${providerName} purges no single URL: routes to tags (content/** -> tag:NAME) purge what changed alone.`;
    return { ...all, notes: [...all.notes, note] };
}
function tagsOnly({ providerName, capabilities }, what) {
    const kinds = (0,_equivalents_js__WEBPACK_IMPORTED_MODULE_1__/* .expressible */ .l9)(capabilities.accepts).join(", ");
    const remedy = "for example content/** -> tag:NAME, with that tag in the pages' headers";
    return {
        input: "routes",
        message: `${what}, and ${providerName} takes ${kinds} alone. Say in routes what stands for the files, ${remedy}`,
    };
}


/***/ }),

/***/ 22714:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  t: () => (/* binding */ canExpress),
  O: () => (/* binding */ instructionsForUser)
});

// EXTERNAL MODULE: ./lib/model/selector.js
var model_selector = __webpack_require__(12408);
// EXTERNAL MODULE: ./lib/plan/addressing.js
var addressing = __webpack_require__(30267);
// EXTERNAL MODULE: ./lib/plan/equivalents.js
var equivalents = __webpack_require__(42438);
// EXTERNAL MODULE: ./lib/plan/everything.js
var everything = __webpack_require__(36430);
// EXTERNAL MODULE: ./lib/plan/instruction.js
var instruction = __webpack_require__(51411);
// EXTERNAL MODULE: ./lib/lib/url-path.js
var url_path = __webpack_require__(23136);
;// CONCATENATED MODULE: ./lib/plan/known-objects.js



function hits({ by, value }, path) {
    switch (by) {
        case "path":
        case "equals":
            return path === value;
        case "prefix":
        case "starts_with":
            return path.startsWith(value);
        case "extension":
            return (0,url_path/* extensionOf */.je)(path) === value || path.toLowerCase().endsWith(`.${value}`);
        case "ends_with":
            return path.endsWith(value);
        case "contains":
            return path.includes(value);
        case "all":
        case "host":
            return true;
        default:
            return undefined;
    }
}
function knownBy({ inventory, bases }, selector) {
    return bases.flatMap((base) => {
        if (selector.origin !== undefined && base.origin !== undefined && base.origin !== selector.origin)
            return [];
        const known = [];
        for (const url of inventory()) {
            const path = (0,addressing/* atBase */.rX)("path", url, base);
            if (hits(selector, path.value) === true)
                known.push(path);
        }
        return known.sort((a, b) => (a.value < b.value ? -1 : 1));
    });
}
function countBeyond(context, substitutions) {
    const counts = substitutions.map(() => 0);
    const { everything, stale, siteUrls, bases } = context;
    if (substitutions.length === 0 || (everything !== undefined && stale.length === 0))
        return counts;
    const changed = new Set(stale.map(({ url }) => url));
    const exact = Map.groupBy(substitutions.keys(), (index) => exactPathOf(context, substitutions[index]));
    const others = exact.get(undefined) ?? [];
    const count = (index, path, base) => {
        if (isBeyond(context, substitutions[index], path, base))
            counts[index] = (counts[index] ?? 0) + 1;
    };
    for (const url of context.inventory()) {
        if (changed.has(url))
            continue;
        for (const base of siteUrls.length > 0 ? siteUrls : bases) {
            const path = base.basePath + url.slice(1);
            for (const index of exact.get(path) ?? [])
                count(index, path, base);
            for (const index of others)
                count(index, path, base);
        }
    }
    return counts;
}
function exactPathOf(context, { addressed, sent }) {
    const isPath = addressed.by === "path" || addressed.by === "equals";
    return isPath && !(sent.by === "regex" && (0,equivalents/* isLoose */.pg)(context.capabilities)) ? addressed.value : undefined;
}
function isBeyond(context, { meant, addressed, sent }, path, { origin }) {
    const isHit = sent.by === "regex" && (0,equivalents/* isLoose */.pg)(context.capabilities) ? looseHits : hits;
    if (sent.origin !== undefined && origin !== undefined && sent.origin !== origin)
        return false;
    if (isHit(addressed, path, origin ?? "") !== true)
        return false;
    if (meant.by === "host")
        return origin !== undefined && new URL(origin).host !== meant.value;
    const isOtherHost = meant.origin !== undefined && origin !== undefined && meant.origin !== origin;
    return isOtherHost || hits(meant, path) !== true;
}
function looseHits(selector, path, origin) {
    const { by, value } = selector;
    if (by === "path" || by === "equals")
        return path.endsWith(value);
    if (by === "prefix" || by === "starts_with")
        return path.includes(value);
    if (by === "contains")
        return path.includes(value) || origin.includes(value);
    return hits(selector, path);
}

// EXTERNAL MODULE: ./lib/plan/refusal.js
var plan_refusal = __webpack_require__(28863);
// EXTERNAL MODULE: ./lib/plan/stage-result.js
var stage_result = __webpack_require__(91835);
;// CONCATENATED MODULE: ./lib/plan/explicit.js








function instructionsForUser(context) {
    const instructions = [];
    const replaced = [];
    const expanded = [];
    const origins = (0,addressing/* originsOf */.TZ)(context.siteUrls);
    for (const wish of wishes(context)) {
        const addressed = (0,addressing/* siteSelectors */.MJ)(wish.selector, origins, context.capabilities);
        if ("message" in addressed) {
            expanded.push(problem(wish, addressed.message));
            continue;
        }
        for (const one of addressed) {
            const sent = (0,equivalents/* translateExactly */.Vh)(one, context.capabilities);
            if (sent === undefined) {
                const spelledOut = expandForUser(context, wish, one);
                for (const instruction of spelledOut.instructions)
                    instructions.push(instruction);
                expanded.push({ ...spelledOut, instructions: [] });
                continue;
            }
            const substitution = { meant: wish.selector, addressed: one, sent };
            if (sent.by !== one.by || losesHost(substitution, origins))
                replaced.push(substitution);
            for (const selector of onHosts(sent, origins, context))
                instructions.push({ selector, targets: wish.targets });
        }
    }
    const translated = (0,stage_result/* stageResult */.MT)({ instructions, translations: translationsOf(context, replaced, origins) });
    return (0,stage_result/* joinResults */.FU)([translated, ...expanded]);
}
function onHosts(sent, origins, { capabilities }) {
    if (sent.origin !== undefined || origins.length === 0 || !(0,addressing/* reachesOneHost */.qb)(sent.by, capabilities))
        return [sent];
    return origins.map((origin) => ({ ...sent, origin }));
}
function* wishes({ requested, selectors = [], bases }) {
    for (const selector of requested)
        yield { selector, input: "purge", targets: REQUESTED };
    for (const { selector, from, because } of selectors) {
        if (from === "routes")
            yield wish(selector, from, because);
        else
            for (const base of bases)
                yield wish((0,addressing/* atBase */.rX)("prefix", selector.value, base), from, because);
    }
}
const REQUESTED = [{ requested: "user", because: [] }];
function wish(selector, input, because) {
    return { selector, input, targets: [{ selector, requested: "changes", because }] };
}
function translationsOf(context, replaced, origins) {
    const reasonOf = (one) => losesHost(one, origins) ? "host" : strays(context, one) ? "loose" : "same";
    const counted = replaced.filter((one) => reasonOf(one) !== "same");
    const beyond = new Map(countBeyond(context, counted).map((count, index) => [counted[index], count]));
    return replaced.map((one) => {
        const reason = reasonOf(one);
        const collateral = beyond.get(one) ?? 0;
        const translation = {
            from: (0,model_selector/* describeSelector */.r5)(one.meant),
            to: (0,model_selector/* describeSelector */.r5)(one.sent),
            count: 1,
            why: WHY[reason](context.providerName, one.meant.by),
        };
        if (reason !== "host" && collateral === 0)
            return { how: "equivalent", ...translation };
        return { how: "widening", ...translation, collateral };
    });
}
function losesHost({ meant, addressed, sent }, origins) {
    const isForOne = meant.origin !== undefined || (meant.by === "host" && addressed.origin !== undefined);
    return isForOne && sent.origin === undefined && origins.length > 1;
}
function strays({ capabilities }, { addressed, sent }) {
    return sent.by === "regex" && LOOSENED.has(addressed.by) && (0,equivalents/* isLoose */.pg)(capabilities);
}
const LOOSENED = new Set(["path", "equals", "prefix", "starts_with", "contains"]);
const WHY = {
    same: (name, kind) => `${name} has no ${kind} of its own that fits; this selects the same`,
    loose: (name, kind) => `${name} has no ${kind} of its own that fits, and does not say what its patterns are matched against: this selects ` +
        "the same, and what looks like it further on in a URL",
    host: (name, kind) => `${name} takes no ${kind} for one host alone: the same on the other hosts of site-url goes with it`,
};
function expandForUser(context, wished, selector) {
    const { providerName, capabilities } = context;
    const { selector: requested, targets } = wished;
    const refusal = (0,plan_refusal/* refusalOf */.O)(selector, context);
    if (refusal !== undefined && !EXPANDABLE.has(requested.by))
        return problem(wished, refusal);
    if (wished.input === "url-style") {
        const why = `${(0,model_selector/* describeSelector */.r5)(requested)} changed as a whole, and ${providerName} has nothing that selects just this`;
        return (0,everything/* instructionsForEverything */.it)(context, why);
    }
    const known = EXPANDABLE.has(requested.by) && (0,equivalents/* takesPaths */.R8)(capabilities) ? knownBy(context, selector) : [];
    if (known.length === 0) {
        if (refusal !== undefined)
            return problem(wished, refusal);
        const why = EXPANDABLE.has(requested.by) ? ", and no known URL matches it that could be sent instead" : "";
        return problem(wished, `cannot be expressed at ${providerName}${why}. ${(0,plan_refusal/* whatIsTaken */.a)(capabilities, requested.by)}`);
    }
    const paths = { from: (0,model_selector/* describeSelector */.r5)(requested), to: (0,instruction/* countPaths */.q4)(known.length), count: known.length };
    const sent = known.map((path) => (0,addressing/* withReach */.oH)(path, capabilities));
    const lack = refusal === undefined ? `${providerName} has no ${requested.by}` : `it ${refusal}`;
    const why = `${lack}: every known URL that it selects is sent by itself`;
    const substitution = { meant: requested, addressed: selector, sent: { by: "path", value: "" } };
    const isWider = sent[0]?.origin === undefined && losesHost(substitution, (0,addressing/* originsOf */.TZ)(context.siteUrls));
    const translation = isWider
        ? {
            how: "widening",
            ...paths,
            why: `${why}, on all hosts of site-url, since it takes no host`,
            collateral: countBeyond(context, [substitution])[0] ?? 0,
            leavesUnknown: true,
        }
        : { how: "expansion", ...paths, why, leavesUnknown: true };
    return (0,stage_result/* stageResult */.MT)({
        instructions: sent.map((path) => ({ selector: path, targets })),
        translations: [translation],
    });
}
const EXPANDABLE = new Set([
    "prefix",
    "extension",
    "starts_with",
    "ends_with",
    "contains",
    "all",
]);
function canExpress(selector, accepts) {
    return (0,equivalents/* expressible */.l9)(accepts).includes(selector.by) || EXPANDABLE.has(selector.by) || selector.by === "host";
}
function problem({ selector, input }, message) {
    return (0,stage_result/* stageResult */.MT)({ problems: [{ input, message: `\`${(0,model_selector/* describeSelector */.r5)(selector)}\` ${message}` }] });
}


/***/ }),

/***/ 51411:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H5: () => (/* binding */ mergeEqual),
/* harmony export */   hj: () => (/* binding */ summariseTranslations),
/* harmony export */   l2: () => (/* binding */ kindOrder),
/* harmony export */   q4: () => (/* binding */ countPaths)
/* harmony export */ });
/* harmony import */ var _model_selector_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(12408);

function mergeEqual(instructions) {
    const merged = [];
    const positions = new Map();
    for (const instruction of instructions) {
        const { by, value, origin = "" } = instruction.selector;
        const byAddress = made(made(positions, by), origin);
        const at = byAddress.get(value);
        const known = at === undefined ? undefined : merged[at];
        if (at === undefined || known === undefined)
            byAddress.set(value, merged.push(instruction) - 1);
        else
            merged[at] = { selector: known.selector, targets: [...known.targets, ...instruction.targets] };
    }
    return merged;
}
function made(maps, key) {
    const known = maps.get(key);
    if (known !== undefined)
        return known;
    const fresh = new Map();
    maps.set(key, fresh);
    return fresh;
}
const SPELLED_OUT = 5;
function summariseTranslations(translations) {
    const sorts = Map.groupBy(translations, ({ how, why, from }) => `${how} ${why} ${from.split(":")[0]}`);
    return [...sorts.values()].flatMap((sort) => {
        const [first] = sort;
        if (first === undefined || sort.length <= SPELLED_OUT)
            return sort;
        const sum = (count) => sort.reduce((total, one) => total + count(one), 0);
        const collateral = sum((one) => one.collateral ?? 0);
        return [
            {
                ...first,
                from: `${first.from} and ${sort.length - 1} more of its kind`,
                to: `${sum((one) => one.count)} instructions`,
                count: sum((one) => one.count),
                ...(first.collateral === undefined ? {} : { collateral }),
            },
        ];
    });
}
function countPaths(count, which = "") {
    return `${count} ${which}${count === 1 ? "path" : "paths"}`;
}
function kindOrder(a, b) {
    return _model_selector_js__WEBPACK_IMPORTED_MODULE_0__/* .KINDS */ .GW.indexOf(a.selector.by) - _model_selector_js__WEBPACK_IMPORTED_MODULE_0__/* .KINDS */ .GW.indexOf(b.selector.by);
}


/***/ }),

/***/ 46324:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Id: () => (/* binding */ patternOf),
/* harmony export */   QF: () => (/* binding */ LONGEST_PATTERN),
/* harmony export */   e3: () => (/* binding */ PAGES_PATTERN),
/* harmony export */   kq: () => (/* binding */ foldPaths),
/* harmony export */   l9: () => (/* binding */ endsLikePage)
/* harmony export */ });
/* harmony import */ var _lib_escape_regexp_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6044);

const LONGEST_PATTERN = 1024;
const END = "(?:\\?|$)";
function patternOf({ by, value }, anchor) {
    switch (by) {
        case "path":
        case "equals":
            return value.startsWith("/") ? `${start(value, anchor)}${END}` : undefined;
        case "prefix":
        case "starts_with":
            return value.startsWith("/") ? start(value, anchor) : undefined;
        case "extension":
            return `\\.${(0,_lib_escape_regexp_js__WEBPACK_IMPORTED_MODULE_0__/* .escapePattern */ .M)(value)}${END}`;
        case "ends_with":
            return `${(0,_lib_escape_regexp_js__WEBPACK_IMPORTED_MODULE_0__/* .escapePattern */ .M)(value)}${END}`;
        case "contains":
            return (0,_lib_escape_regexp_js__WEBPACK_IMPORTED_MODULE_0__/* .escapePattern */ .M)(value);
        default:
            return undefined;
    }
}
const PAGES_PATTERN = `^(?:[^?]*/)?[^/?.]*(?:\\.html?)?${END}`;
function endsLikePage(path) {
    const dot = path.indexOf(".", path.lastIndexOf("/") + 1);
    return dot < 0 || path.slice(dot) === ".html" || path.slice(dot) === ".htm";
}
function start(path, anchor) {
    return anchor === "path" ? `^${(0,_lib_escape_regexp_js__WEBPACK_IMPORTED_MODULE_0__/* .escapePattern */ .M)(path)}` : `(?:^|/)${(0,_lib_escape_regexp_js__WEBPACK_IMPORTED_MODULE_0__/* .escapePattern */ .M)(path.slice(1))}`;
}
function foldPaths(paths, anchor, maxLength) {
    const folded = [];
    const sorted = [...paths].sort();
    let guess = 1;
    for (let from = 0; from < sorted.length;) {
        const { count, pattern } = longestFold(sorted, from, guess, anchor, maxLength);
        if (count > 0)
            folded.push({ pattern, paths: sorted.slice(from, from + count) });
        from += Math.max(count, 1);
        guess = Math.max(count, 1);
    }
    return folded;
}
function longestFold(paths, from, guess, anchor, maxLength) {
    const left = paths.length - from;
    let best = { count: 0, pattern: "" };
    let tooMany = left + 1;
    let count = Math.min(guess, left);
    while (best.count + 1 < tooMany) {
        const pattern = fold(paths.slice(from, from + count), anchor);
        if (pattern.length <= maxLength)
            best = { count, pattern };
        else
            tooMany = count;
        count = tooMany > left ? Math.min(2 * best.count, left) : (best.count + tooMany) >> 1;
    }
    return best;
}
function fold(paths, anchor) {
    const open = anchor === "path" ? "^/" : "(?:^|/)";
    return `${open}${factor(paths.map((path) => path.slice(1)))}${END}`;
}
function factor(texts) {
    const first = texts[0] ?? "";
    const last = texts.at(-1) ?? "";
    if (texts.length === 1)
        return (0,_lib_escape_regexp_js__WEBPACK_IMPORTED_MODULE_0__/* .escapePattern */ .M)(first);
    const shared = commonLength(first, last);
    const rest = texts.map((text) => text.slice(shared));
    const groups = new Map();
    for (const text of rest) {
        const initial = text === "" ? "" : String.fromCodePoint(text.codePointAt(0));
        const group = groups.get(initial);
        if (group === undefined)
            groups.set(initial, [text]);
        else
            group.push(text);
    }
    const optional = groups.delete("") ? "?" : "";
    const parts = Array.from(groups.values(), (members) => factor(members));
    return `${(0,_lib_escape_regexp_js__WEBPACK_IMPORTED_MODULE_0__/* .escapePattern */ .M)(first.slice(0, shared))}(?:${parts.join("|")})${optional}`;
}
function commonLength(a, b) {
    let length = 0;
    while (length < a.length && length < b.length && a[length] === b[length])
        length++;
    return length;
}


/***/ }),

/***/ 28863:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ refusalOf),
/* harmony export */   a: () => (/* binding */ whatIsTaken)
/* harmony export */ });
/* harmony import */ var _equivalents_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(42438);

function refusalOf({ by, value }, { capabilities, providerName }) {
    const acceptance = capabilities.accepts[by];
    if (acceptance === undefined)
        return undefined;
    if (value.length > (0,_equivalents_js__WEBPACK_IMPORTED_MODULE_0__/* .longest */ .xS)(acceptance))
        return `is longer than the ${(0,_equivalents_js__WEBPACK_IMPORTED_MODULE_0__/* .longest */ .xS)(acceptance)} characters that ${providerName} takes`;
    const { allowed } = acceptance;
    if (allowed === undefined || allowed.test(value))
        return undefined;
    const culprit = [...new Set(value)].find((character) => allowed.test(value.replaceAll(character, "")));
    const what = culprit === undefined ? "what" : `${characterWord(culprit)}, which`;
    return `holds ${what} ${providerName} does not take in ${kindWord(by)}`;
}
function characterWord(character) {
    return character === " " ? "a blank" : `the character ${character}`;
}
function whatIsTaken({ accepts, closed }, by) {
    const taken = `It takes ${(0,_equivalents_js__WEBPACK_IMPORTED_MODULE_0__/* .expressible */ .l9)(accepts).map(kindWord).join(", ")}`;
    const option = accepts[by] === undefined ? closed?.[by] : undefined;
    return option === undefined ? taken : `${taken}, and ${kindWord(by)} ${option}`;
}
function kindWord(kind) {
    const words = { path: "paths", prefix: "prefix:", extension: "ext:", all: "all" };
    return words[kind] ?? `${kind}:`;
}


/***/ }),

/***/ 91835:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FU: () => (/* binding */ joinResults),
/* harmony export */   MT: () => (/* binding */ stageResult),
/* harmony export */   Qg: () => (/* binding */ EMPTY_RESULT)
/* harmony export */ });
const EMPTY_RESULT = { instructions: [], translations: [], notes: [], problems: [] };
function stageResult(given) {
    return { ...EMPTY_RESULT, ...given };
}
function joinResults(results) {
    if (results.length === 1 && results[0] !== undefined)
        return results[0];
    return {
        instructions: results.flatMap(({ instructions }) => instructions),
        translations: results.flatMap(({ translations }) => translations),
        notes: [...new Set(results.flatMap(({ notes }) => notes))],
        problems: results.flatMap(({ problems }) => problems),
    };
}


/***/ }),

/***/ 97247:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ EDGE_BYTES)
/* harmony export */ });
const EDGE_BYTES = 64 * 1024;


/***/ }),

/***/ 67334:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ isNetworkFailure)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73434);

function isNetworkFailure(error) {
    return error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PurgeError */ .CV && error.fault === "unavailable" && "retryable" in error;
}


/***/ }),

/***/ 80729:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ MAX_RECORD_BYTES)
/* harmony export */ });
const MAX_RECORD_BYTES = 256 * 1024 * 1024;


/***/ }),

/***/ 12254:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ ENTRIES)
/* harmony export */ });
/* harmony import */ var _kit_denial_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(69550);
/* harmony import */ var _kit_error_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(95371);
/* harmony import */ var _kit_json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(21355);
/* harmony import */ var _kit_read_answer_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8252);
/* harmony import */ var _kit_readings_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(41156);
/* harmony import */ var _kit_request_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(14172);
/* harmony import */ var _kit_settings_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(42788);
/* harmony import */ var _kit_xml_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(86284);









const ENTRIES = [
    { id: "5centscdn", name: "5centsCDN", load: () => __webpack_require__.e(/* import() */ 221).then(__webpack_require__.bind(__webpack_require__, 40221)) },
    { id: "akamai", name: "Akamai", traces: { at: "edge", always: false, headers: [{ header: "x-akamai-*" }, { header: "akamai-cache-status" }, { header: "server", value: /^AkamaiGHost/i }, { header: "x-cache", value: /\bAkamaiGHost\b|\.akamaitechnologies\.com\b/i }] }, load: () => __webpack_require__.e(/* import() */ 3531).then(__webpack_require__.bind(__webpack_require__, 83531)) },
    { id: "alibaba-dcdn", name: "Alibaba Cloud DCDN", load: () => __webpack_require__.e(/* import() */ 6525).then(__webpack_require__.bind(__webpack_require__, 56525)) },
    { id: "azure-front-door", name: "Azure Front Door", traces: { at: "edge", always: true, headers: [{ header: "x-azure-ref" }] }, load: () => __webpack_require__.e(/* import() */ 636).then(__webpack_require__.bind(__webpack_require__, 50636)) },
    { id: "batoff", name: "Batoff", load: () => __webpack_require__.e(/* import() */ 5221).then(__webpack_require__.bind(__webpack_require__, 25221)) },
    { id: "bunny", name: "Bunny", traces: { at: "edge", always: true, headers: [{ header: "cdn-requestpullcode" }, { header: "cdn-pullzone" }, { header: "server", value: /^BunnyCDN-/i }] }, load: () => __webpack_require__.e(/* import() */ 6798).then(__webpack_require__.bind(__webpack_require__, 86798)) },
    { id: "cdn77", name: "CDN77", traces: { at: "edge", always: true, headers: [{ header: "x-77-pop" }, { header: "x-77-cache" }, { header: "server", value: /^CDN77-/i }] }, load: () => __webpack_require__.e(/* import() */ 9121).then(__webpack_require__.bind(__webpack_require__, 39121)) },
    { id: "cloudflare", name: "Cloudflare", traces: { at: "edge", always: true, headers: [{ header: "cf-ray" }, { header: "cf-cache-status" }] }, load: () => __webpack_require__.e(/* import() */ 9417).then(__webpack_require__.bind(__webpack_require__, 49417)) },
    { id: "cloudfront", name: "CloudFront", traces: { at: "edge", always: true, headers: [{ header: "x-amz-cf-id" }, { header: "x-amz-cf-pop" }] }, load: () => __webpack_require__.e(/* import() */ 531).then(__webpack_require__.bind(__webpack_require__, 60531)) },
    { id: "digitalocean", name: "DigitalOcean", traces: { at: "edge", always: false, headers: [{ header: "x-do-cdn-uuid" }, { header: "cf-ray", shared: true }, { header: "cf-cache-status", shared: true }] }, load: () => __webpack_require__.e(/* import() */ 8678).then(__webpack_require__.bind(__webpack_require__, 38678)) },
    { id: "f5xc", name: "F5 Distributed Cloud CDN", traces: { at: "edge", always: false, headers: [{ header: "x-volterra-location" }, { header: "server", value: /^volt-adc$/i }] }, load: () => __webpack_require__.e(/* import() */ 6296).then(__webpack_require__.bind(__webpack_require__, 36296)) },
    { id: "fastly", name: "Fastly", traces: { at: "edge", always: true, headers: [{ header: "x-served-by", value: /\bcache-[a-z0-9-]+-[A-Z]{3}\b/ }, { header: "x-timer", value: /^S\d+\.\d+,VS\d/ }] }, load: () => __webpack_require__.e(/* import() */ 1651).then(__webpack_require__.bind(__webpack_require__, 21651)) },
    { id: "gcore", name: "Gcore", traces: { at: "edge", always: false, headers: [{ header: "x-id", value: /^[a-z0-9-]+-(?:e|gc)\d+$/i }] }, load: () => __webpack_require__.e(/* import() */ 6842).then(__webpack_require__.bind(__webpack_require__, 66842)) },
    { id: "google-cloud-cdn", name: "Google Cloud CDN", traces: { at: "edge", always: true, headers: [{ header: "via", value: /\b1\.1 google\b/, weak: true }] }, load: () => __webpack_require__.e(/* import() */ 5231).then(__webpack_require__.bind(__webpack_require__, 95231)) },
    { id: "google-media-cdn", name: "Google Media CDN", traces: { at: "edge", always: false, headers: [{ header: "via", value: /\b1\.1 google\b/, shared: true }] }, load: () => __webpack_require__.e(/* import() */ 5356).then(__webpack_require__.bind(__webpack_require__, 75356)) },
    { id: "hado", name: "Hado SEO", load: () => __webpack_require__.e(/* import() */ 282).then(__webpack_require__.bind(__webpack_require__, 50282)) },
    { id: "http-purge", name: "HTTP PURGE", traces: { at: "server", always: false, headers: [{ header: "via", value: /\bsquid\/|\bApacheTrafficServer\//i }, { header: "x-cache", value: /^(?:HIT|MISS) from / }, { header: "x-cache-lookup" }] }, load: () => __webpack_require__.e(/* import() */ 6261).then(__webpack_require__.bind(__webpack_require__, 96261)) },
    { id: "huawei-cdn", name: "Huawei Cloud CDN", traces: { at: "edge", always: false, headers: [{ header: "x-hcs-proxy-type" }] }, load: () => __webpack_require__.e(/* import() */ 1752).then(__webpack_require__.bind(__webpack_require__, 1752)) },
    { id: "keycdn", name: "KeyCDN", traces: { at: "edge", always: false, headers: [{ header: "server", value: /^keycdn/i }] }, load: () => __webpack_require__.e(/* import() */ 2250).then(__webpack_require__.bind(__webpack_require__, 82250)) },
    { id: "netlify", name: "Netlify", traces: { at: "edge", always: true, headers: [{ header: "x-nf-request-id" }, { header: "cache-status", value: /"?Netlify (?:Edge|Durable)"?/ }] }, load: () => __webpack_require__.e(/* import() */ 6621).then(__webpack_require__.bind(__webpack_require__, 46621)) },
    { id: "paradarum", name: "Paradarum", load: () => __webpack_require__.e(/* import() */ 3031).then(__webpack_require__.bind(__webpack_require__, 33031)) },
    { id: "tencent-cdn", name: "Tencent Cloud CDN", load: () => __webpack_require__.e(/* import() */ 2098).then(__webpack_require__.bind(__webpack_require__, 42098)) },
    { id: "varnish", name: "Varnish", traces: { at: "server", always: false, headers: [{ header: "x-varnish" }, { header: "via", value: /\b1\.1 \S+ \(Varnish\// }] }, load: () => __webpack_require__.e(/* import() */ 7095).then(__webpack_require__.bind(__webpack_require__, 87095)) },
    { id: "vercel", name: "Vercel", traces: { at: "edge", always: true, headers: [{ header: "x-vercel-id" }, { header: "x-vercel-cache" }] }, load: () => __webpack_require__.e(/* import() */ 857).then(__webpack_require__.bind(__webpack_require__, 90857)) },
    { id: "yandex-cdn", name: "Yandex Cloud CDN", load: () => __webpack_require__.e(/* import() */ 3161).then(__webpack_require__.bind(__webpack_require__, 23161)) },
];


/***/ }),

/***/ 69550:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ denialIn)
/* harmony export */ });
/* harmony import */ var _error_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95371);
/* harmony import */ var _task_status_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(32815);


const MAX_SHOWN = 200;
const MAX_DEPTH = 2;
const ERROR = /^(?:last|http)?(?:errors?|exceptions?)(?:messages?|(?:status)?codes?|descriptions?|details?|texts?|count)?$/;
const SUCCESS = /^(?:is)?(?:ok|success|successful|succeeded|accepted|queued|purged|completed?|done|finished|valid)$/;
const LEFT_OVER = /^(?:items?|urls?|paths?|files?|count|number|total)?(?:of)?(?:failed|failures?|rejected|rejections?|refused|invalid|denied|skipped|partial|partially|unpurged|notpurged|cancell?ed|aborted)(?:items?|urls?|paths?|files?|count|total)?$/;
const OUTCOME = /^(?:http)?(?:status|state|result|outcome|code)(?:code)?$/;
const NOTHING = /^(?:|0|ok|eok|none|null|no error|false|success|successful)$/i;
const CODE_WORDS = ["invalid", "denied", "forbidden", "unauthori", "not_found", "refus", "limit"];
function denialIn(body, judged = [], depth = MAX_DEPTH) {
    if (typeof body !== "object" || body === null || Array.isArray(body) || depth === 0)
        return undefined;
    const fields = Object.entries(body).filter(([name]) => !judged.includes(name));
    return (denialAmong(fields) ??
        fields.map(([, value]) => denialIn(value, judged, depth - 1)).find((denial) => denial !== undefined));
}
function denialAmong(fields) {
    for (const [name, value] of fields) {
        const plain = name.toLowerCase().replace(/[_-]/g, "");
        if (ERROR.test(plain) && isSomething(value))
            return `it names an error${wordsAfterColon(value)}`;
        const denies = (SUCCESS.test(plain) && isFalse(value)) ||
            (LEFT_OVER.test(plain) && isSomething(value)) ||
            (OUTCOME.test(plain) && isFailure(value));
        if (denies)
            return `its field ${shown(name)} is ${shown(JSON.stringify(value))}`;
    }
    return undefined;
}
function wordsAfterColon(value) {
    const words = (0,_error_text_js__WEBPACK_IMPORTED_MODULE_0__/* .errorText */ .kc)({ errors: Array.isArray(value) ? value : [value] });
    return words === "" ? "" : `: ${shown(words)}`;
}
function shown(text) {
    return text.slice(0, MAX_SHOWN).toWellFormed();
}
function isSomething(value) {
    if (value === null || value === undefined || value === false || value === 0)
        return false;
    if (typeof value === "string")
        return !NOTHING.test(value.trim());
    return typeof value !== "object" || Object.keys(value).length > 0;
}
function isFalse(value) {
    return value === false || value === 0 || (typeof value === "string" && /^(?:false|no|0)$/i.test(value.trim()));
}
function isFailure(value) {
    if (typeof value === "number")
        return value >= 400 && value < 600;
    if (typeof value !== "string")
        return value === false;
    const word = value.toLowerCase().replace(/[ -]+/g, "_");
    return /^[45]\d\d$/.test(word) || [..._task_status_js__WEBPACK_IMPORTED_MODULE_1__/* .FAILURE_STATES */ .wP, ...CODE_WORDS].some((part) => word.includes(part));
}


/***/ }),

/***/ 95371:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O1: () => (/* binding */ describeAnswer),
/* harmony export */   kc: () => (/* binding */ errorText),
/* harmony export */   yp: () => (/* binding */ isPage),
/* harmony export */   zU: () => (/* binding */ excerptOf)
/* harmony export */ });
/* harmony import */ var _xml_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86284);

const MAX_WORDS = 500;
const MAX_EXCERPT = 100;
const TITLE_WITHIN = 4096;
const MAX_DEPTH = 3;
const MAX_ERRORS = 10;
const TEXT_FIELDS = ["message", "msg", "Message", "detail", "description"];
function describeAnswer(response, json, fields = []) {
    const words = json === undefined ? excerptOf(response) : errorText(json, fields);
    const repeated = [`${response.status} `, `${response.status}: `].find((start) => words.startsWith(start)) ?? "";
    const text = words.slice(repeated.length);
    const message = text === "" ? response.statusText : text;
    return message === "" ? `HTTP ${response.status}` : `HTTP ${response.status}: ${cut(message, MAX_WORDS)}`;
}
function errorText(body, fields = [], depth = MAX_DEPTH) {
    if (typeof body === "string")
        return body.trim();
    if (typeof body !== "object" || body === null || depth === 0)
        return "";
    const { code, error, errors, ...rest } = body;
    const inside = [error, ...(Array.isArray(errors) ? errors.slice(0, MAX_ERRORS) : [])];
    const parts = [
        typeof code === "number" ? String(code) : errorText(code, fields, 1),
        ...inside.map((one) => errorText(one, fields, depth - 1)),
        ...[...TEXT_FIELDS, ...fields].map((name) => errorText(rest[name], fields, 1)),
    ];
    return [...new Set(parts.filter((part) => part !== ""))].join(": ");
}
function excerptOf(response) {
    const start = response.text.slice(0, TITLE_WITHIN);
    if (isPage(response))
        return cut(oneLine(/<title[^>]{0,100}>([^<]*)/i.exec(start)?.[1] ?? ""), MAX_EXCERPT);
    const inXml = [(0,_xml_js__WEBPACK_IMPORTED_MODULE_0__/* .elementOf */ .MC)(start, "Code"), (0,_xml_js__WEBPACK_IMPORTED_MODULE_0__/* .elementOf */ .MC)(start, "Message")].filter((part) => part !== undefined);
    return inXml.length > 0 ? oneLine(inXml.join(": ")) : cut(oneLine(start), MAX_EXCERPT);
}
function isPage({ headers, text }) {
    if (/^\s*<(?:!doctype\s+html|html|head|body)\b/i.test(text))
        return true;
    return /^text\/html\b/i.test(headers["content-type"] ?? "") && !/^\s*[{[]/.test(text);
}
function oneLine(text) {
    return text.replace(/\s+/g, " ").trim();
}
function cut(text, most) {
    return text.length <= most ? text : `${text.slice(0, most - 1).toWellFormed()}\u2026`;
}


/***/ }),

/***/ 21355:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   mk: () => (/* binding */ AccessToken),
/* harmony export */   qF: () => (/* binding */ parseJson),
/* harmony export */   y_: () => (/* binding */ Count)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(92857);

const JSON_START = /^[ \t\n\r]*["[{\-0-9tfn]/;
const LONG_NUMBER = /[0-9]{16}/;
function parseJson(text) {
    if (!JSON_START.test(text))
        return undefined;
    try {
        if (!LONG_NUMBER.test(text))
            return JSON.parse(text);
        return JSON.parse(text, (_key, value, context) => {
            const rounded = typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value);
            return rounded && /^-?[0-9]+$/.test(context?.source ?? "") ? context?.source : value;
        });
    }
    catch {
        return undefined;
    }
}
const AccessToken = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().regex(/^[\x21-\x7e]+$/);
const Count = zod__WEBPACK_IMPORTED_MODULE_0__/* .union */ .KCZ([
    zod__WEBPACK_IMPORTED_MODULE_0__/* .int */ .Whr(),
    zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()
        .regex(/^[0-9]{1,15}$/)
        .transform(Number),
]);


/***/ }),

/***/ 8252:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JN: () => (/* binding */ readAnswer),
/* harmony export */   gk: () => (/* binding */ failedAnswer),
/* harmony export */   qX: () => (/* binding */ contradiction)
/* harmony export */ });
/* harmony import */ var _denial_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(69550);
/* harmony import */ var _error_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(95371);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(21355);



const PAGE_ATTEMPTS = 1;
function readAnswer(response, reading, rules) {
    const json = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseJson */ .qF)(response.text);
    const isQuoted = rules.holdsSecrets !== true || response.status >= 400;
    const describe = () => (isQuoted ? (0,_error_text_js__WEBPACK_IMPORTED_MODULE_1__/* .describeAnswer */ .O1)(response, json, rules.words) : `HTTP ${response.status}`);
    const isForeign = isForeignPage(response, rules);
    const byCode = isForeign ? undefined : rules.codes?.(response, json);
    if (byCode !== undefined)
        return failedAnswer(response, byCode, describe(), rules);
    const read = reading(response, json);
    const fault = faultOf(response, rules);
    const isGood = read !== undefined && "body" in read;
    const error = isGood || fault === undefined ? (0,_denial_js__WEBPACK_IMPORTED_MODULE_0__/* .denialIn */ .H)(json, rules.judged) : undefined;
    if (error !== undefined && rules.ownErrors !== true)
        return contradiction(describe(), error);
    if (isGood)
        return new Success(read.body, error, describe);
    if (isForeign && fault !== "throttled" && fault !== "unavailable")
        return pageAnswer(response);
    if (fault !== undefined)
        return failedAnswer(response, fault, describe(), rules);
    const problem = read?.problem ?? "this status is not documented as a success";
    return failedAnswer(response, "unreadable", `${describe()} (${problem})`, rules);
}
class Success {
    kind = "read";
    body;
    error;
    #describe;
    constructor(body, error, describe) {
        this.body = body;
        this.error = error;
        this.#describe = describe;
    }
    get message() {
        return this.#describe();
    }
}
function failedAnswer(response, fault, message, rules) {
    const hint = isForeignPage(response, rules) ? undefined : rules.hints[response.status];
    const waitMs = response.retryAfterMs ?? (fault === "throttled" ? rules.throttleMs : undefined);
    const suspect = fault === "invalid" ? suspectOf(response, message, rules) : undefined;
    const repeatable = fault === "throttled" || fault === "unavailable" || fault === "unreadable";
    return {
        kind: "failed",
        fault,
        message: hint === undefined ? message : `${message.replace(/\.$/, "")}. ${hint}`,
        ...(repeatable && waitMs !== undefined ? { waitMs } : {}),
        ...(suspect === undefined ? {} : { suspect }),
    };
}
function isForeignPage(response, { ownPages }) {
    return ownPages !== true && (0,_error_text_js__WEBPACK_IMPORTED_MODULE_1__/* .isPage */ .yp)(response);
}
function contradiction(message, what) {
    return { kind: "failed", fault: "invalid", message: `${message} (${what})` };
}
function pageAnswer(response) {
    const message = `HTTP ${response.status} with an HTML page (${(0,_error_text_js__WEBPACK_IMPORTED_MODULE_1__/* .excerptOf */ .zU)(response) || "without a title"}) instead of the API's answer: a ` +
        "proxy, a firewall or a login page stands between this runner and the API, or api-url is not the API's address. Check " +
        "HTTPS_PROXY, HTTP_PROXY and NO_PROXY, and what they let through";
    return { kind: "failed", fault: "unreadable", message, maxAttempts: PAGE_ATTEMPTS };
}
const TOO_MUCH = /\btoo (?:many|large|long|big)\b|\b(?:limit|maximum|max)\b.{0,40}\bexceeded\b|\bexceeds?\b.{0,40}\b(?:limit|maximum)\b/i;
function suspectOf(response, message, rules) {
    const { status } = response;
    if (status === 413 || status === 414)
        return "size";
    const isAboutContent = status === 400 || status === 422 || (status >= 200 && status < 300);
    if (!isAboutContent || isForeignPage(response, rules))
        return undefined;
    return TOO_MUCH.test(message) ? "size" : "item";
}
function faultOf(response, rules) {
    const { status, retryAfterMs } = response;
    if (status >= 200 && status < 300)
        return undefined;
    if (status === 403 && retryAfterMs !== undefined)
        return "throttled";
    const own = rules.faults?.[status];
    if (own !== undefined && !isForeignPage(response, rules))
        return own;
    if (status === 401 || status === 403)
        return "auth";
    if (status === 408 || status === 425 || status >= 500)
        return "unavailable";
    if (status === 429)
        return "throttled";
    return "invalid";
}


/***/ }),

/***/ 41156:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ie: () => (/* binding */ empty),
/* harmony export */   Pq: () => (/* binding */ json),
/* harmony export */   _n: () => (/* binding */ xml)
/* harmony export */ });
/* unused harmony export phrase */
/* harmony import */ var _xml_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86284);

function json(schema, ...statuses) {
    return (response, body) => {
        if (!isSuccess(response, statuses))
            return undefined;
        if (body === undefined)
            return { problem: "it holds no JSON" };
        const parsed = schema.safeParse(body);
        if (parsed.success)
            return { body: parsed.data };
        const where = parsed.error.issues[0]?.path.join(".") ?? "";
        return {
            problem: where === "" ? "its JSON is not of the documented shape" : `its field ${where} is not as documented`,
        };
    };
}
function empty(...statuses) {
    return (response) => {
        if (!isSuccess(response, statuses))
            return undefined;
        return response.text.trim() === "" ? { body: undefined } : { problem: "its body is not empty as documented" };
    };
}
function xml(elements, ...statuses) {
    return (response) => {
        if (!isSuccess(response, statuses))
            return undefined;
        const read = Object.entries(elements).map(([field, name]) => [field, (0,_xml_js__WEBPACK_IMPORTED_MODULE_0__/* .elementOf */ .MC)(response.text, name)]);
        const missing = read.find(([, text]) => text === undefined)?.[0];
        if (missing !== undefined)
            return { problem: `it holds no <${elements[missing]}>` };
        if (!(0,_xml_js__WEBPACK_IMPORTED_MODULE_0__/* .isWholeXml */ .d6)(response.text))
            return { problem: "its XML is cut off" };
        return { body: Object.fromEntries(read) };
    };
}
function phrase(pattern, ...statuses) {
    return (response) => {
        if (!isSuccess(response, statuses))
            return undefined;
        const found = pattern.exec(response.statusText);
        return found === null ? { problem: "its reason phrase is not the expected one" } : { body: found };
    };
}
const SUCCESS = [200, 201, 202];
function isSuccess({ status }, statuses) {
    return (statuses.length === 0 ? SUCCESS : statuses).includes(status);
}


/***/ }),

/***/ 14172:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B2: () => (/* binding */ postJson),
/* harmony export */   LA: () => (/* binding */ notAccepted),
/* harmony export */   Wp: () => (/* binding */ onlySelector),
/* harmony export */   Yv: () => (/* binding */ selectorsOf),
/* harmony export */   cb: () => (/* binding */ sentPath),
/* harmony export */   ig: () => (/* binding */ deleteJson),
/* harmony export */   yG: () => (/* binding */ ownUrl)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73434);
/* harmony import */ var _model_selector_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(12408);


function postJson(url, headers, body) {
    return withJson("POST", url, headers, body);
}
function deleteJson(url, headers, body) {
    return withJson("DELETE", url, headers, body);
}
function withJson(method, url, headers, body) {
    return {
        method,
        url,
        headers: { ...headers, accept: "application/json", "content-type": "application/json" },
        body: JSON.stringify(body),
    };
}
function selectorsOf(batch) {
    const [first, ...more] = batch.items.map(({ selector }) => selector);
    if (first === undefined)
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PurgeError */ .CV("bug", "The plan holds a request without instructions.");
    return [first, ...more];
}
function onlySelector(batch) {
    const [selector, ...more] = selectorsOf(batch);
    if (more.length === 0)
        return selector;
    throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PurgeError */ .CV("bug", `A request takes one instruction here, and the plan put ${more.length + 1} in it.`);
}
function notAccepted(provider, selector) {
    return new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PurgeError */ .CV("bug", `${provider} takes no ${(0,_model_selector_js__WEBPACK_IMPORTED_MODULE_1__/* .describeSelector */ .r5)(selector)}: the plan must not hold it.`);
}
function sentPath(path, query) {
    return query === "keep" ? path : path.replace(/\?.*$/s, "");
}
function ownUrl(text, apiUrl) {
    const url = URL.parse(text, `${apiUrl}/`);
    const isOwn = text !== "" && url !== null && url.origin === new URL(apiUrl).origin && url.username === "" && url.password === "";
    return isOwn ? url.href : undefined;
}


/***/ }),

/***/ 42788:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CJ: () => (/* binding */ hasKey),
/* harmony export */   Jt: () => (/* binding */ flag),
/* harmony export */   P: () => (/* binding */ query),
/* harmony export */   UU: () => (/* binding */ name),
/* harmony export */   Xw: () => (/* binding */ noCredential),
/* harmony export */   Yq: () => (/* binding */ choice),
/* harmony export */   _P: () => (/* binding */ site),
/* harmony export */   aL: () => (/* binding */ words),
/* harmony export */   eE: () => (/* binding */ credential),
/* harmony export */   iR: () => (/* binding */ propagationSeconds),
/* harmony export */   j_: () => (/* binding */ destination),
/* harmony export */   os: () => (/* binding */ shortText),
/* harmony export */   pq: () => (/* binding */ mapping),
/* harmony export */   rD: () => (/* binding */ wholeNumber),
/* harmony export */   sh: () => (/* binding */ common),
/* harmony export */   uV: () => (/* binding */ numberedSite),
/* harmony export */   xK: () => (/* binding */ keyRequired),
/* harmony export */   y0: () => (/* binding */ apiUrl)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(92857);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(88532);
/* harmony import */ var _lib_plain_address_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50722);


function given(value) {
    const text = JSON.stringify(value) ?? "nothing";
    return text.length > 80 ? `${text.slice(0, 79)}\u2026` : text;
}
const CONTEXT = {
    "site-url": siteUrls(),
    "dry-run": zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY().default(false),
    variables: zod__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()).default({}).describe("Environment variables that are set."),
};
function destination(shape) {
    const inputs = ["site", "api-key", "api-secret", "api-url"];
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ ...CONTEXT, ...shape })
        .catchall(unknownKey(Object.keys(shape).filter((name) => !inputs.includes(name))))
        .meta({ additionalProperties: false });
}
function mapping(shape) {
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc(shape, {
        error: (issue) => `must be a mapping of ${Object.keys(shape).join(", ")}, not ${given(issue.input)}`,
    })
        .catchall(unknownKey(Object.keys(shape)))
        .meta({ additionalProperties: false });
}
function unknownKey(known) {
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5J().refine(() => false, { error: `is no option here; there are ${known.join(", ")}` });
}
function siteUrls() {
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP())
        .default([])
        .describe("Public base URLs of what is deployed, absolute, with a slash at the end.");
}
function site(pattern, { term, where, example }) {
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP({ error: `is missing: give ${term} (${where}), for example ${example}` })
        .regex(pattern, { error: (issue) => `${given(issue.input)} is not ${term} (${where}), for example ${example}` })
        .describe(`${upperFirst(term)}: ${where}. Example: \`${example}\`.`);
}
function numberedSite(term) {
    return site(/^[1-9][0-9]{0,17}$/, term);
}
function credential(about) {
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP({ error: "must be a text" })
        .regex(/^[\x21-\x7e]+$/, {
        error: "has a blank, a line break or a character beyond ASCII inside: paste the key alone",
    })
        .optional()
        .describe(about);
}
function noCredential(message) {
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .never */ .ZmZ({ error: message }).optional().describe("Not used.");
}
function keyRequired(where) {
    return {
        path: ["api-key"],
        error: `is missing: ${where}. Pass it from a secret, for example api-key: \${{ secrets.CDN_API_KEY }}. Only a dry run needs none`,
        when: ({ value }) => typeof value === "object" && value !== null,
    };
}
function hasKey(raw) {
    return raw["api-key"] !== undefined || raw["dry-run"] === true;
}
function apiUrl(example) {
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP({ error: "must be a URL" })
        .transform((text, context) => {
        const url = URL.parse(text);
        const wrong = wrongApiUrl(url);
        if (url !== null && wrong === undefined)
            return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
        context.issues.push({ code: "custom", message: `${wrong}, for example ${example}`, input: undefined });
        return zod__WEBPACK_IMPORTED_MODULE_1__/* .NEVER */ .tm;
    })
        .optional()
        .describe(`Replaces scheme and host in front of the vendor's documented path. Example: \`${example}\`.`);
}
function wrongApiUrl(url) {
    if (url === null)
        return "is no absolute URL";
    if (url.username !== "" || url.password !== "")
        return "has a user name or password in it: give the address alone";
    if (url.search !== "" || url.hash !== "")
        return "has a query or a fragment: give scheme, host and perhaps a path prefix";
    if (url.protocol === "https:")
        return undefined;
    if (url.protocol === "http:" && (0,_lib_plain_address_js__WEBPACK_IMPORTED_MODULE_2__/* .isLoopback */ .U9)(url.hostname))
        return undefined;
    return "must be https (plain http is for loopback alone: the key would travel in clear text)";
}
function common(raw, vendorUrl) {
    return { site: raw.site, apiUrl: raw["api-url"] ?? vendorUrl, apiKey: raw["api-key"] ?? "" };
}
function wholeNumber(least, most, standard) {
    const error = (issue) => `must be a whole number from ${least} to ${most}, for example ${standard}, not ${given(issue.input)}`;
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .int */ .Whr({ error }).min(least, { error }).max(most, { error }).default(standard);
}
function choice(words, standard) {
    return zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(words, { error: (issue) => `must be one of ${words.join(", ")}, not ${given(issue.input)}` })
        .default(standard);
}
function flag(standard) {
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY({ error: (issue) => `must be true or false, not ${given(issue.input)}` }).default(standard);
}
function shortText(example) {
    const error = (issue) => `must be a text on one line, for example ${example}, not ${given(issue.input)}`;
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP({ error }).regex(/^[^\p{Cc}]{0,200}$/u, { error });
}
function name(example) {
    const error = (issue) => `must be a name of letters, digits, dots, hyphens and underscores, for example ${example}, not ${given(issue.input)}`;
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP({ error }).regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/, { error });
}
function words(standard) {
    const error = (issue) => `must be a list of words, for example [${standard.slice(0, 2).join(", ")}], not ${given(issue.input)}`;
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP({ error }).min(1, { error }), { error })
        .min(1, { error })
        .default([...standard]);
}
function propagationSeconds(standard) {
    return wholeNumber(0, 600, standard).describe("Seconds until a purge has reached every edge. The vendor has no status, so `wait-for: completed` waits this long.");
}
function query() {
    return choice(["keep", "strip"], "keep").describe("Query strings in paths given under `purge`: sent as written (`keep`), or left out (`strip`). The vendor does not say " +
        "what it makes of one.");
}
function upperFirst(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}


/***/ }),

/***/ 32815:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NQ: () => (/* binding */ notKnownYet),
/* harmony export */   Vb: () => (/* binding */ SUCCESS_STATES),
/* harmony export */   Yf: () => (/* binding */ taskReceipt),
/* harmony export */   dS: () => (/* binding */ judgeState),
/* harmony export */   gz: () => (/* binding */ wrongTimes),
/* harmony export */   wP: () => (/* binding */ FAILURE_STATES)
/* harmony export */ });
const SUCCESS_STATES = ["success", "succeeded", "successful", "completed", "complete", "done", "finished", "ok"];
const FAILURE_STATES = [
    "fail",
    "error",
    "abort",
    "cancel",
    "reject",
    "timeout",
    "timed_out",
    "expire",
    "partial",
    "unsuccess",
];
function judgeState(state, { success, failure }) {
    const word = normalise(state);
    if (success.some((known) => normalise(known) === word))
        return "success";
    if (failure.some((known) => word.includes(normalise(known))))
        return "failure";
    return "unknown";
}
function normalise(word) {
    return word.toLowerCase().replace(/[ _-]+/g, "_");
}
function taskReceipt(id, { sentMs, io, response }, sent = {}) {
    const nowMs = io.now().getTime();
    const vendorMs = (response.dateMs ?? nowMs) - (nowMs - sentMs);
    return { id, memo: { ...sent, since: nowMs, notBefore: Math.min(sentMs, vendorMs) - apartMs(response) } };
}
function apartMs({ dateMs }) {
    return dateMs === undefined ? 60_000 : 5_000;
}
function wrongTimes(times, { receipt, response, io }) {
    const latestMs = Math.max(io.now().getTime(), response.dateMs ?? 0) + apartMs(response);
    let last;
    for (const [name, time] of Object.entries(times)) {
        const atMs = timeMs(time);
        if (atMs === undefined)
            continue;
        const given = `${name} is ${JSON.stringify(time)?.slice(0, 50)}`;
        if (Number.isNaN(atMs))
            return `its ${given}, which is no time`;
        if (isBeforeSubmit(time, receipt))
            return `its ${given}, before it was requested`;
        if (atMs > latestMs)
            return `its ${given}, which is still to come`;
        if (last !== undefined && atMs < last.atMs)
            return `its ${given}, before its ${last.name}`;
        last = { name, atMs };
    }
    return undefined;
}
function isBeforeSubmit(time, { memo }) {
    const atMs = timeMs(time);
    return atMs !== undefined && atMs < Number(memo?.["notBefore"] ?? Number.NaN);
}
const MILLISECONDS_FROM = 100_000_000_000;
function timeMs(time) {
    if (time === undefined || time === null || time === "")
        return undefined;
    if (typeof time !== "string" && typeof time !== "number")
        return Number.NaN;
    const number = Number(time);
    const numberMs = number >= MILLISECONDS_FROM ? number : number * 1000;
    const atMs = Number.isNaN(number) ? Date.parse(String(time)) : numberMs;
    return atMs <= 0 ? undefined : atMs;
}
function notKnownYet(receipt, io, toleranceMs) {
    const waitedMs = io.now().getTime() - Number(receipt.memo?.["since"] ?? 0);
    if (waitedMs < toleranceMs)
        return { kind: "pending", receipt, message: "the status does not know it yet" };
    return {
        kind: "failed",
        fault: "invalid",
        message: `The provider took the purge, but ${Math.round(waitedMs / 1000)} s later its status does not know it.`,
    };
}


/***/ }),

/***/ 86284:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MC: () => (/* binding */ elementOf),
/* harmony export */   X: () => (/* binding */ escapeXml),
/* harmony export */   d6: () => (/* binding */ isWholeXml)
/* harmony export */ });
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
function elementOf(xml, name) {
    const tag = new RegExp(`<((?:[A-Za-z_][\\w.-]*:)?${name})(?:\\s[^<>]*)?>([^<]*)</\\1\\s*>`);
    const text = xml.includes("<!") ? undefined : tag.exec(xml)?.[2];
    return text?.replace(/&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi, decode).trim();
}
function isWholeXml(xml) {
    const root = /^\s*(?:<\?[^<>]*\?>\s*)?<([\w:.-]+)[\s>]/.exec(xml)?.[1];
    return root !== undefined && new RegExp(`</${root}\\s*>\\s*$`).test(xml);
}
function escapeXml(text) {
    return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
function decode(whole, named, decimal, hex) {
    if (named !== undefined)
        return ENTITIES[named.toLowerCase()];
    const code = Number(decimal ?? `0x${hex}`);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}


/***/ }),

/***/ 27119:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cg: () => (/* binding */ loadProvider),
/* harmony export */   wI: () => (/* binding */ providerIds)
/* harmony export */ });
/* unused harmony export PROVIDERS */
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73434);
/* harmony import */ var _entries_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(12254);


const PROVIDERS = new Map(_entries_js__WEBPACK_IMPORTED_MODULE_1__/* .ENTRIES */ .l.map((entry) => [entry.id, entry]));
const providerIds = _entries_js__WEBPACK_IMPORTED_MODULE_1__/* .ENTRIES */ .l.map(({ id }) => id);
async function loadProvider(id) {
    const entry = PROVIDERS.get(id);
    if (entry === undefined)
        throw (0,_model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .configError */ .Fj)([{ input: "provider", message: `must be one of ${providerIds.join(", ")}` }]);
    return (await entry.load()).provider;
}


/***/ }),

/***/ 85677:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   At: () => (/* binding */ describeSkipped),
/* harmony export */   Ic: () => (/* binding */ describeFailure),
/* harmony export */   vZ: () => (/* binding */ describeRun)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73434);
/* harmony import */ var _log_proof_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51919);
/* harmony import */ var _messages_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(26916);
/* harmony import */ var _verdict_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(60975);




function describeRun(destinations, dryRun, start, clock) {
    const verdict = WORST_FIRST.find((one) => destinations.some((destination) => destination.verdict === one)) ?? "nothing-to-purge";
    const [failure] = (0,_messages_js__WEBPACK_IMPORTED_MODULE_2__/* .causesFirst */ .NO)(destinations.flatMap(({ failures }) => failures), ({ code }) => code);
    return {
        version: _verdict_js__WEBPACK_IMPORTED_MODULE_3__/* .REPORT_VERSION */ .Aj,
        verdict,
        dryRun,
        startedAt: start.at.toISOString(),
        durationMs: clock.monotonicMs() - start.ms,
        errorCode: _verdict_js__WEBPACK_IMPORTED_MODULE_3__/* .GREEN */ .AV.has(verdict) ? "" : (failure?.code ?? _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ERROR_CODES */ .OQ.bug),
        message: destinations.map((one) => `${(0,_messages_js__WEBPACK_IMPORTED_MODULE_2__/* .destinationLabel */ .f4)(one, destinations.length > 1)}: ${clause(one)}`).join(" "),
        problems: [],
        destinations: [...destinations],
    };
}
function describeSkipped(reason, start, clock) {
    return {
        ...describeRun([], false, start, clock),
        verdict: "skipped",
        message: `Nothing was purged: ${reason}.`,
    };
}
function describeFailure(failure, start, clock) {
    return {
        ...describeRun([], false, start, clock),
        verdict: "failed",
        errorCode: failure.code,
        message: failure.message,
        problems: failure.problems,
    };
}
const WORST_FIRST = [
    "failed",
    "incomplete",
    "deferred",
    "superseded",
    "skipped",
    "adopted",
    "dry-run",
    "purged",
    "nothing-to-purge",
];
function clause(destination) {
    const { verdict, instructions, purged, owed, failures } = destination;
    const total = instructions.length;
    const reached = `${(0,_messages_js__WEBPACK_IMPORTED_MODULE_2__/* .counted */ .hS)(purged, "purge")} ${(0,_messages_js__WEBPACK_IMPORTED_MODULE_2__/* .reachedWord */ .nv)(destination)}`;
    switch (verdict) {
        case "dry-run":
            return total === 0 ? "nothing would be purged." : `${(0,_messages_js__WEBPACK_IMPORTED_MODULE_2__/* .counted */ .hS)(total, "purge")} planned, nothing sent (dry run).`;
        case "nothing-to-purge":
            return "nothing changed that is cached, and nothing was sent.";
        case "adopted":
            return "this build is the baseline from now on; nothing was purged.";
        case "skipped":
            return "this build is remembered and may go live; a later step purges. Nothing was sent.";
        case "superseded":
            return `${reached}, and a newer run has taken over since.`;
        case "purged":
            return `${reached}${doubt(destination)}.`;
        case "deferred":
            return `${reached}, and ${owed} that did not fit into this run ${owed === 1 ? "is" : "are"} owed to the next ones.`;
        default:
            return `${purged} of ${(0,_messages_js__WEBPACK_IMPORTED_MODULE_2__/* .counted */ .hS)(total, "purge")} ${(0,_messages_js__WEBPACK_IMPORTED_MODULE_2__/* .reachedWord */ .nv)(destination)}, ${owed} not. ${failures[0] === undefined ? "" : (0,_messages_js__WEBPACK_IMPORTED_MODULE_2__/* .sentence */ .em)(failures[0].message)}${(0,_log_proof_js__WEBPACK_IMPORTED_MODULE_1__/* .cachesHint */ .Bl)(destination, failures[0]?.code)}`.trim();
    }
}
function doubt(destination) {
    const { confirmed, level } = destination;
    if (confirmed)
        return "";
    if ((0,_messages_js__WEBPACK_IMPORTED_MODULE_2__/* .leavesUnknown */ .JI)(destination).length > 0)
        return ", not confirmed: cached copies at unknown addresses stay";
    if (level === "verified")
        return ", but for a deleted page that the origin itself still serves";
    return level === "completed" ? ", not confirmed: the time that is waited for it has passed" : ", not confirmed";
}


/***/ }),

/***/ 51919:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bl: () => (/* binding */ cachesHint),
/* harmony export */   Ct: () => (/* binding */ logVerification),
/* harmony export */   MB: () => (/* binding */ logStillServed),
/* harmony export */   PU: () => (/* binding */ cachesSentence),
/* harmony export */   Vx: () => (/* binding */ logOrigin),
/* harmony export */   Zp: () => (/* binding */ logPrewarm),
/* harmony export */   g0: () => (/* binding */ isAnotherInFront),
/* harmony export */   r$: () => (/* binding */ stillServedSentence)
/* harmony export */ });
/* harmony import */ var _lib_format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(26720);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73434);
/* harmony import */ var _model_proof_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(49815);
/* harmony import */ var _messages_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(26916);




const MAX_URLS_NAMED = 20;
function logOrigin({ ready, checked, waitedMs, missing }, log) {
    if (ready)
        log.info(`Origin: it serves the new build (${(0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(checked, "URL")} checked, ${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatSeconds */ .Xo)(waitedMs)}).`);
    for (const { url, why } of missing.slice(0, MAX_URLS_NAMED))
        log.info(`Origin, not ready: ${url}: ${why}.`);
}
function logStillServed(proof, log) {
    const stillServed = (0,_model_proof_js__WEBPACK_IMPORTED_MODULE_3__/* .stillServedPages */ .C)(proof);
    if (stillServed.length > 0)
        log.warning(stillServedSentence(stillServed), "Deleted, and still at the origin");
}
function stillServedSentence(urls) {
    const named = urls.slice(0, 3).join(", ");
    const more = urls.length > 3 ? ` and ${urls.length - 3} more` : "";
    return (`${(0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(urls.length, "page was", "pages were")} deleted, and the origin still serves ${urls.length === 1 ? "it" : "them"} (${named}${more}). ` +
        "No purge can help: have the deploy remove what the build no longer has.");
}
function logVerification(verification, providerName, log) {
    const { seen, total, repurges, fetches, tookMs, caches } = verification;
    const count = (kind) => seen.filter((one) => one.kind === kind).length;
    const again = repurges === 0 ? "" : `, purged again ${(0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(repurges, "time")}`;
    log.info(`Live site: ${count("fresh")} fresh, ${count("stale")} stale, ${count("inconclusive")} inconclusive of ${(0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(seen.length, "URL")} ` +
        `checked (of ${total}), ${(0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(fetches, "look")} in ${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatSeconds */ .Xo)(tookMs)}${again}.`);
    const open = seen.filter(({ kind }) => kind !== "fresh");
    for (const { url, kind, why } of open.slice(0, MAX_URLS_NAMED))
        log.info(`Live site, ${kind}: ${url}: ${why}.`);
    if (caches === undefined)
        return;
    const message = cachesSentence(caches, providerName);
    if (isAnotherInFront(caches))
        log.warning(message, "Another CDN answers");
    else
        log.info(message);
}
function isAnotherInFront({ others }) {
    return others.some(({ foreign }) => foreign > 0);
}
function cachesSentence({ answers, others }, providerName) {
    const inFront = others.filter(({ foreign }) => foreign > 0);
    const named = inFront.length > 0 ? inFront : others;
    const headers = listed(named.map(({ header }) => header));
    const names = listed(named.map(({ name }) => name));
    const are = named.length === 1 ? "is" : "are";
    const count = Math.max(...named.map(({ foreign, answers: all }) => (inFront.length > 0 ? foreign : all)));
    const who = count === answers ? "Answers of the site carry" : `${(0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(count, "answer")} of ${answers} carry`;
    return inFront.length > 0
        ? `${who} ${headers} and nothing that ${providerName} writes: ${names} ${are} in front, and this step purges ${providerName}.`
        : `${who} ${headers}: ${names} ${are} on the way too, and this step purges ${providerName} alone.`;
}
function cachesHint({ verification, providerName }, code) {
    const isShown = code === _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ERROR_CODES */ .OQ.stale || code === _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ERROR_CODES */ .OQ.unproven;
    const caches = isShown ? verification?.caches : undefined;
    return caches === undefined ? "" : ` ${cachesSentence(caches, providerName)}`;
}
function listed(words) {
    return words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
function logPrewarm({ warmed, failed, left, tookMs }, log) {
    const rest = left === 0 ? "" : `; ${(0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(left, "page")} left out`;
    log.info(`Prewarm: ${(0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(warmed, "page")} fetched in ${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatSeconds */ .Xo)(tookMs)}${rest}.`);
    const [first] = failed;
    if (first === undefined)
        return;
    const more = failed.length === 1 ? "" : `, and ${failed.length - 1} more`;
    log.warning(`${(0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(failed.length, "page")} could not be fetched: ${first.url}: ${first.why}${more}.`, "Prewarm");
}


/***/ }),

/***/ 26916:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fk: () => (/* binding */ destinationStatus),
/* harmony export */   JI: () => (/* binding */ leavesUnknown),
/* harmony export */   NO: () => (/* binding */ causesFirst),
/* harmony export */   Ws: () => (/* binding */ leastReached),
/* harmony export */   _A: () => (/* binding */ pagesWords),
/* harmony export */   em: () => (/* binding */ sentence),
/* harmony export */   f4: () => (/* binding */ destinationLabel),
/* harmony export */   hS: () => (/* binding */ counted),
/* harmony export */   ko: () => (/* binding */ certainty),
/* harmony export */   nv: () => (/* binding */ reachedWord),
/* harmony export */   rz: () => (/* binding */ unknownStays),
/* harmony export */   sk: () => (/* binding */ nextStep)
/* harmony export */ });
/* harmony import */ var _lib_escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64928);
/* harmony import */ var _lib_format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(26720);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73434);



function reachedWord({ confirmed, level, }) {
    return level === "accepted" && confirmed ? "completed" : level;
}
const LEVELS = ["accepted", "completed", "verified"];
function leastReached(purged) {
    return LEVELS.find((level) => purged.some((one) => reachedWord(one) === level)) ?? "accepted";
}
function destinationLabel({ name, provider, providerName }, isOneOfSeveral) {
    return isOneOfSeveral && name !== provider ? `${name} (${providerName})` : providerName;
}
function causesFirst(all, codeOf) {
    const follows = (one) => Number(codeOf(one) === _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ERROR_CODES */ .OQ.dependency);
    return all.toSorted((one, other) => follows(one) - follows(other));
}
function destinationStatus(destination) {
    switch (destination.verdict) {
        case "purged":
            return `Purged, ${reachedWord(destination)}${isSure(destination) ? "" : ", not confirmed"}`;
        case "nothing-to-purge":
            return "Nothing to purge";
        case "dry-run":
            return "Dry run";
        case "deferred":
            return "Deferred, some purges are still owed";
        case "adopted":
            return "Adopted as the baseline, nothing purged";
        case "skipped":
            return "Skipped";
        case "superseded":
            return "Superseded by a newer run";
        case "incomplete":
            return "Incomplete";
        case "failed":
            return "Failed";
    }
}
function isSure(destination) {
    const { confirmed, level } = destination;
    return confirmed || (level === "verified" && leavesUnknown(destination).length === 0);
}
function certainty(destination) {
    const { verdict, confirmed, level, purged, providerName } = destination;
    if (purged === 0)
        return undefined;
    const [open] = leavesUnknown(destination);
    if (verdict === "purged" && open !== undefined)
        return `Not confirmed as a whole: ${unknownStays(open, providerName)}`;
    if (level === "verified") {
        if (confirmed)
            return "Confirmed: every URL that was checked through the CDN is fresh.";
        return verdict === "purged"
            ? "Not confirmed as a whole: a deleted page is still served by the origin itself. Every other URL that was checked is fresh."
            : "Not confirmed: not every URL that was checked through the CDN is fresh.";
    }
    if (confirmed)
        return `Confirmed: ${providerName} itself says that it is done.`;
    if (verdict !== "purged")
        return "Not confirmed as a whole: some of it did not come so far.";
    if (level === "completed") {
        return `Completed, not confirmed: ${providerName} took the purge and the time that is waited for it has passed, but nothing proves that every edge has let go of the old content.`;
    }
    return `Accepted, not confirmed: ${providerName} took the purge; an edge may serve the old content until it is carried out.`;
}
function leavesUnknown({ plan }) {
    return plan.translations.filter((one) => one.leavesUnknown === true);
}
function unknownStays({ from, to }, providerName) {
    return (`${providerName} cannot purge ${(0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeControlCharacters */ .F7)(from, 200)} as such, so ${to} went one by one. ` +
        "Cached copies at addresses that this run does not know, with a query string or from an earlier deploy, stay until " +
        "they expire. List them in purge, or empty the cache at the provider.");
}
const NEXT_STEPS = {
    [_model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ERROR_CODES */ .OQ.config]: "Correct the inputs and run the step again. Nothing was sent.",
    [_model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ERROR_CODES */ .OQ.diff]: "Make both ends of the diff available to the step (base and head), then run it again.",
    [_model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ERROR_CODES */ .OQ.state]: "Mend what the message says of the memory, then run the step again before the next deploy. Nothing was sent.",
    [_model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ERROR_CODES */ .OQ.auth]: "Check api-key, api-secret and site: the credential must be valid and allowed to purge this site.",
    [_model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ERROR_CODES */ .OQ.site]: "Correct site, or put right at the provider what the message names, then run the step again. The key itself was not refused.",
    [_model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ERROR_CODES */ .OQ.invalid]: "Correct what the message names, or leave it out, and run the step again.",
    [_model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ERROR_CODES */ .OQ.quota]: "Waiting does not help in this run. Raise the quota at the provider, or wait until it is renewed, then run the step again.",
    [_model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ERROR_CODES */ .OQ.throttled]: "Another client may use the same credential. Run the step again later, or raise timeout.",
    [_model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ERROR_CODES */ .OQ.unavailable]: "Run the step again once the provider, and the way to it, answer. Repeating a purge does no harm.",
    [_model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ERROR_CODES */ .OQ.unreadable]: "Check api-url and any proxy in between. If they are right, run the step again and show this answer to the provider's support.",
    [_model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ERROR_CODES */ .OQ.deadline]: "Run the step again, with a larger timeout if this happens often. Repeating a purge does no harm.",
    [_model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ERROR_CODES */ .OQ.cancelled]: "Run the step again: what was not purged may still be served old.",
    [_model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ERROR_CODES */ .OQ.origin]: "See that the deploy reached the origin, or raise timeout if it takes longer. Then run the step again: everything is still owed.",
    [_model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ERROR_CODES */ .OQ.dependency]: "Mend what keeps the destination before it from being purged: the run that purges that one goes on with this one.",
    [_model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ERROR_CODES */ .OQ.stale]: "Look at the URLs through the CDN yourself. If they are old there, ask the provider why its purge does nothing, or check that the origin serves the new build.",
    [_model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ERROR_CODES */ .OQ.unproven]: "Nothing says that the content is old, and nothing proves that it is new. The page on verifying explains what makes a URL provable.",
    [_model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ERROR_CODES */ .OQ.bug]: "This is a defect of the action. Please report it with the report file, after looking it through for private names.",
};
function nextStep(code) {
    return NEXT_STEPS[code] ?? "Run the step again.";
}
function sentence(text) {
    const trimmed = text.replace(/[\s.]+$/, "");
    return /[!?\u2026]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
function counted(count, one, many = `${one}s`) {
    return `${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatCount */ .B4)(count)} ${count === 1 ? one : many}`;
}
function pagesWords(pages, owed) {
    const changed = pages - owed;
    return [
        ...(changed === 0 && owed > 0 ? [] : [`${counted(changed, "page")} of the sitemap joined, left or changed`]),
        ...(owed === 0 ? [] : [counted(owed, "URL is owed by earlier runs", "URLs are owed by earlier runs")]),
    ];
}


/***/ }),

/***/ 60975:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AV: () => (/* binding */ GREEN),
/* harmony export */   Aj: () => (/* binding */ REPORT_VERSION)
/* harmony export */ });
/* unused harmony export VERDICTS */
const REPORT_VERSION = "1";
const VERDICTS = (/* unused pure expression or super */ null && ([
    "purged",
    "nothing-to-purge",
    "dry-run",
    "deferred",
    "adopted",
    "skipped",
    "superseded",
    "incomplete",
    "failed",
]));
const GREEN = new Set([
    "purged",
    "nothing-to-purge",
    "dry-run",
    "deferred",
    "adopted",
    "skipped",
    "superseded",
]);


/***/ }),

/***/ 28825:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ii: () => (/* binding */ usesCaptures),
/* harmony export */   TT: () => (/* binding */ followTarget),
/* harmony export */   j_: () => (/* binding */ targetProblem)
/* harmony export */ });
/* harmony import */ var _lib_escape_regexp_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6044);
/* harmony import */ var _model_encode_path_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(98075);
/* harmony import */ var _model_parse_selector_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80946);



const REFERENCE = /\$(?:\$|([1-9])|\{([1-9][0-9]?)\})/g;
const SAMPLE = "x";
function followTarget(text, captures) {
    if (text === "path" || text === "none")
        return { kind: text };
    const encoded = encoderFor(text);
    let made = text.replace(REFERENCE, (_, short, long) => {
        const number = short ?? long;
        return number === undefined ? "$" : encoded(captures[Number(number) - 1] ?? "");
    });
    if (captures.includes(""))
        made = made.replace(/(?<!:)\/{2,}/g, "/");
    const parsed = (0,_model_parse_selector_js__WEBPACK_IMPORTED_MODULE_1__/* .parseSelector */ .Pl)(made);
    if (parsed.kind === "selector" || parsed.kind === "wrong")
        return parsed;
    if (parsed.kind === "sitemap")
        return { kind: "sitemap", path: parsed.path };
    return { kind: "wrong", message: "is a file of selectors, which only purge reads" };
}
function usesCaptures(text) {
    return text === "path" || references(text).length > 0;
}
function references(text) {
    return [...text.matchAll(REFERENCE)]
        .map(([, short, long]) => Number(short ?? long ?? 0))
        .filter((number) => number > 0);
}
function targetProblem(text, captures) {
    const missing = references(text).find((number) => number > captures);
    if (missing !== undefined) {
        const has = captures === 0 ? "the glob has no star" : `the glob has ${captures} ${captures === 1 ? "star" : "stars"}`;
        return `uses $${missing}, but ${has}`;
    }
    if ((0,_model_parse_selector_js__WEBPACK_IMPORTED_MODULE_1__/* .severalSelectors */ .Nz)(text) !== undefined)
        return "holds several selectors: put a comma between them. A blank is %20";
    const followed = followTarget(text, Array(captures).fill(SAMPLE));
    return followed.kind === "wrong" ? followed.message : undefined;
}
function encoderFor(text) {
    if (/^(?:tag|ext|host):/.test(text))
        return (capture) => capture;
    if (text.startsWith("sitemap:"))
        return (capture) => capture.replace(/[*?[]/g, "[$&]").replaceAll("\\", "[\\\\]");
    if (text.startsWith("regex:"))
        return (capture) => (0,_lib_escape_regexp_js__WEBPACK_IMPORTED_MODULE_2__/* .escapePattern */ .M)((0,_model_encode_path_js__WEBPACK_IMPORTED_MODULE_0__/* .encodePath */ .O)(capture));
    return (capture) => (0,_model_encode_path_js__WEBPACK_IMPORTED_MODULE_0__/* .encodePath */ .O)(capture).replaceAll("*", "%2A");
}


/***/ }),

/***/ 51356:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  $y: () => (/* binding */ comparableAddress),
  pQ: () => (/* binding */ eachOf),
  gz: () => (/* binding */ failed),
  ae: () => (/* binding */ fetchPage)
});

// EXTERNAL MODULE: ./lib/model/encode-path.js
var encode_path = __webpack_require__(98075);
// EXTERNAL MODULE: ./lib/ports/http.js
var http = __webpack_require__(67334);
;// CONCATENATED MODULE: ./lib/verification/challenge.js
const BOT_CHECKS = [
    { header: "cf-mitigated", values: ["challenge"], by: "Cloudflare's challenge" },
    { header: "x-amzn-waf-action", values: ["challenge", "captcha"], by: "AWS WAF's challenge" },
    { header: "x-vercel-mitigated", values: ["challenge"], by: "Vercel's challenge" },
];
const REMEDY = "`site-headers` can carry what lets this step through";
function challengeIn({ status, headers }) {
    const check = BOT_CHECKS.find(({ header, values }) => values.includes((headers[header] ?? "").trim().toLowerCase()));
    if (check !== undefined) {
        return { kind: "bot check", message: `${check.by} answers in its place (${status}): ${REMEDY}` };
    }
    if (status === 401) {
        const scheme = /^\s*([A-Za-z][\w-]{0,20})/.exec(headers["www-authenticate"] ?? "")?.[1];
        const asks = scheme === undefined ? "" : ` (${scheme})`;
        return { kind: "login", message: `it answers 401 and asks for a login${asks}: ${REMEDY}` };
    }
    return status === 403 ? { kind: "refused", message: `it answers 403 and lets nobody in: ${REMEDY}` } : undefined;
}
function redirectAway(target) {
    const host = target === null || target.host === "" ? "" : ` (${target.protocol}//${target.host})`;
    const remedy = host === "" ? "" : ": where that is the site itself, `site-url` is to name it";
    return { kind: "another host", message: `it redirects to another host${host}${remedy}` };
}

;// CONCATENATED MODULE: ./lib/verification/fetch-page.js



function comparableAddress({ origin, pathname, search }) {
    return `${origin}${(0,encode_path/* decodePath */.q)(pathname)}${search}`;
}
const MAX_HOPS = 3;
const AT_ONCE = 4;
async function fetchPage(url, { siteClient, hosts, signal, headers, expected = [] }) {
    let next = url;
    for (let hop = 0; hop <= MAX_HOPS; hop++) {
        const page = await siteClient.get(next, { signal, headers }).catch((error) => failed(error));
        if ("message" in page)
            return page;
        if (page.status < 300 || page.status >= 400 || page.headers["location"] === undefined)
            return arrived(page, next);
        const target = URL.parse(page.headers["location"], next);
        const redirectsTo = target === null || hop > 0 ? undefined : comparableAddress(target);
        if (redirectsTo !== undefined && expected.some((one) => one.kind === "redirect" && one.to.includes(redirectsTo)))
            return { page: { ...page, redirectsTo }, url };
        if (target === null || !hosts.has(target.origin))
            return challenged(redirectAway(target), page.status);
        target.hash = "";
        next = target.href;
    }
    return { message: `it redirects more than ${MAX_HOPS} times`, passing: false };
}
function failed(error) {
    if ((0,http/* isNetworkFailure */.N)(error))
        return { message: error.message, passing: error.retryable };
    throw error;
}
function arrived(page, url) {
    const { status } = page;
    const challenge = challengeIn(page);
    if (challenge !== undefined)
        return challenged(challenge, status);
    const passing = status >= 500 || [408, 425, 429].includes(status);
    return passing ? { message: `it answers ${status}`, passing, status } : { page, url };
}
function challenged({ kind, message }, status) {
    return { message, passing: false, status, challenge: kind };
}
async function eachOf(ones, work) {
    let next = 0;
    const worker = async () => {
        while (next < ones.length)
            await work(ones[next++]);
    };
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, ones.length) }, worker));
}


/***/ })

};
