export const id = 9131;
export const ids = [9131];
export const modules = {

/***/ 89131:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createGit: () => (/* binding */ createGit)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/model/errors.js
var errors = __webpack_require__(73434);
// EXTERNAL MODULE: ./lib/adapters/files/fingerprint.js
var fingerprint = __webpack_require__(11540);
;// CONCATENATED MODULE: ./lib/adapters/git/blobs.js

const MAX_BLOB_BYTES = 1 << 20;
const MAX_BATCH_BYTES = 1 << 24;
async function readBlob(read, id) {
    return readObject(read, { name: id, type: "blob", maxBytes: MAX_BLOB_BYTES });
}
async function readObject(read, { name, type, maxBytes }) {
    const chunks = [];
    const answer = await read([name], ({ size }) => {
        if (size > maxBytes)
            throw unreadable("it is longer than any that is expected");
        return (chunk) => chunks.push(chunk);
    });
    if (!answer.ok)
        throw unreadable(answer.message);
    const [object] = answer.objects;
    if (object?.type !== type)
        throw unreadable(object === undefined ? "it is not here" : `it is a ${object.type}`);
    return Buffer.concat(chunks);
}
async function readBlobs(read, ids) {
    const blobs = new Map();
    let left = MAX_BATCH_BYTES;
    const answer = await read(ids, ({ id, size }) => {
        left -= size;
        if (left < 0)
            throw unreadable("they are longer than any that are expected");
        const chunks = [];
        blobs.set(id, chunks);
        return (chunk) => chunks.push(chunk);
    }).catch(() => undefined);
    return answer?.ok === true ? new Map(Array.from(blobs, ([id, chunks]) => [id, Buffer.concat(chunks)])) : new Map();
}
function unreadable(message) {
    return new errors/* PurgeError */.CV("diff", `An object of the repository cannot be read: ${message}.`);
}

// EXTERNAL MODULE: ./lib/adapters/files/read-at-most.js
var read_at_most = __webpack_require__(21744);
;// CONCATENATED MODULE: ./lib/adapters/git/checkout.js




async function findCheckout(workspace, folder) {
    const at = await (0,promises_.realpath)(folder).catch(() => undefined);
    if (at === undefined)
        return undefined;
    const given = isWithin(workspace, folder) ? folder : at;
    const start = given === workspace ? given : (0,external_node_path_.dirname)(given);
    for (let above = start; isWithin(workspace, above); above = (0,external_node_path_.dirname)(above)) {
        if ((await (0,promises_.lstat)((0,external_node_path_.join)(above, ".git")).catch(() => undefined)) !== undefined) {
            const root = await (0,promises_.realpath)(above);
            if (!isWithin(workspace, root) || !isWithin(root, at))
                return undefined;
            return { root, given: slashes((0,external_node_path_.relative)(above, given)), resolved: slashes((0,external_node_path_.relative)(root, at)) };
        }
        if (above === workspace)
            break;
    }
    return undefined;
}
async function listCheckouts(workspace) {
    const names = [];
    for (const entry of await (0,promises_.readdir)(workspace, { withFileTypes: true }).catch(() => [])) {
        const hasGit = entry.isDirectory() && (await (0,promises_.lstat)((0,external_node_path_.join)(workspace, entry.name, ".git")).catch(() => undefined));
        if (hasGit)
            names.push(entry.name);
    }
    return names.sort();
}
function isWithin(root, path) {
    return path === root || path.startsWith(root.endsWith(external_node_path_.sep) ? root : root + external_node_path_.sep);
}
function slashes(path) {
    return path.split(external_node_path_.sep).join("/");
}
async function openCheckout(root) {
    try {
        const gitDirectory = await followGitFile((0,external_node_path_.join)(root, ".git"));
        const commonDirectory = await followCommonFile(gitDirectory);
        await assertPlainFiles(gitDirectory, commonDirectory);
        const [head, objects] = await Promise.all([
            (0,promises_.stat)((0,external_node_path_.join)(gitDirectory, "HEAD")),
            (0,promises_.stat)((0,external_node_path_.join)(commonDirectory, "objects")),
        ]);
        if (!head.isFile() || !objects.isDirectory())
            throw new Error("no git directory");
        return { root, gitDirectory, commonDirectory };
    }
    catch {
        throw new errors/* PurgeError */.CV("diff", `The git repository at ${root} cannot be read: its .git is not a git directory.`);
    }
}
async function followCommonFile(gitDirectory) {
    const file = await (0,read_at_most/* readAtMost */.r)((0,external_node_path_.join)(gitDirectory, "commondir"), MAX_PATH_BYTES).catch(() => undefined);
    if (file !== undefined && file.kind !== "read")
        throw new Error("no git directory");
    const common = file === undefined ? "." : new TextDecoder().decode(file.bytes).trim();
    return (0,promises_.realpath)((0,external_node_path_.resolve)(gitDirectory, common));
}
async function assertPlainFiles(gitDirectory, commonDirectory) {
    const shared = (await (0,promises_.readdir)(gitDirectory)).filter((name) => name.startsWith("sharedindex."));
    const paths = [
        ...["HEAD", "index", ...shared].map((name) => (0,external_node_path_.join)(gitDirectory, name)),
        ...["config", "packed-refs", "shallow", "objects/info/alternates"].map((name) => (0,external_node_path_.join)(commonDirectory, name)),
    ];
    for (const path of paths) {
        const found = await (0,promises_.stat)(path).catch(() => undefined);
        if (found?.isFile() === false)
            throw new Error("no git directory");
    }
}
const MAX_PATH_BYTES = 8192;
async function followGitFile(path) {
    const found = await (0,promises_.stat)(path);
    if (found.isDirectory())
        return (0,promises_.realpath)(path);
    const file = await (0,read_at_most/* readAtMost */.r)(path, MAX_PATH_BYTES);
    if (file.kind !== "read")
        throw new Error("no git file");
    const [, target = ""] = /^gitdir: (.+?)\r?\n*$/s.exec(new TextDecoder().decode(file.bytes)) ?? [];
    return (0,promises_.realpath)((0,external_node_path_.resolve)((0,external_node_path_.dirname)(path), target));
}
const MAX_MODULES = 200;
const MAX_DEPTH = 8;
async function submoduleObjects({ gitDirectory, commonDirectory }) {
    const found = [];
    const pending = [...new Set([gitDirectory, commonDirectory])].map((folder) => ({
        folder,
        depth: 0,
        names: ["modules"],
    }));
    for (let next = pending.pop(), left = MAX_MODULES; next !== undefined && left > 0; next = pending.pop(), left -= 1) {
        for (const name of next.names) {
            const folder = (0,external_node_path_.join)(next.folder, name);
            const entries = await (0,promises_.readdir)(folder, { withFileTypes: true }).catch(() => []);
            const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
            const isRepository = folders.includes("objects") && entries.some((entry) => entry.name === "HEAD");
            if (isRepository)
                found.push((0,external_node_path_.join)(folder, "objects"));
            const below = isRepository ? folders.filter((one) => one === "modules") : folders;
            if (next.depth < MAX_DEPTH && below.length > 0)
                pending.push({ folder, depth: next.depth + 1, names: below });
        }
    }
    return found;
}

// EXTERNAL MODULE: ./lib/adapters/files/error-code.js
var error_code = __webpack_require__(98686);
;// CONCATENATED MODULE: ./lib/adapters/git/plain-config.js
const LINE_BREAK = "\n";
const SECTION = /^\[([A-Za-z0-9-]+)(?: "([^"\\]*)")?\]$/;
const SETTING = /^([A-Za-z][A-Za-z0-9-]*)(?: *= *([^"\\#;\t]*))?$/;
const ODD = /[^\P{Cc}\n\t]|\ufeff|\ufffd/u;
const [LONGEST_TEXT, LONGEST_LINE] = [1 << 16, 1 << 12];
function parsePlainConfig(text) {
    if (text.length > LONGEST_TEXT || ODD.test(text))
        return undefined;
    const settings = [];
    let section;
    for (const untrimmed of text.split(LINE_BREAK)) {
        if (untrimmed.length > LONGEST_LINE)
            return undefined;
        const line = untrimmed.replace(/^[ \t]+|[ \t]+$/g, "");
        if (line === "" || /^[#;]/.test(line))
            continue;
        const [, name, below] = SECTION.exec(line) ?? [];
        if (name !== undefined) {
            section = below === undefined ? name.toLowerCase() : `${name.toLowerCase()}.${below}`;
            continue;
        }
        const [, key, value = "true"] = SETTING.exec(line) ?? [];
        if (section === undefined || key === undefined)
            return undefined;
        settings.push([`${section}.${key.toLowerCase()}`, value]);
    }
    return settings;
}

// EXTERNAL MODULE: ./lib/adapters/git/process.js
var process = __webpack_require__(48390);
;// CONCATENATED MODULE: ./lib/adapters/git/read-settings.js




const MAX_CONFIG_BYTES = 1 << 20;
async function readSettingsFile(run, path) {
    const plain = await readPlain(path);
    if (plain === "missing")
        return { ok: false, message: "it has no configuration", settings: new Map() };
    return plain === undefined ? readSettings(run, "--file", path) : { ok: true, message: "", settings: byName(plain) };
}
async function readPlain(path) {
    try {
        const file = await (0,read_at_most/* readAtMost */.r)(path, MAX_CONFIG_BYTES);
        return file.kind === "read"
            ? parsePlainConfig(new TextDecoder("utf-8", { ignoreBOM: true }).decode(file.bytes))
            : undefined;
    }
    catch (error) {
        return (0,error_code/* errorCode */.C)(error) === "ENOENT" ? "missing" : undefined;
    }
}
async function readSettings(run, ...source) {
    const output = (0,process/* boundedOutput */.nw)(MAX_CONFIG_BYTES);
    const ended = await run(["config", ...source, "--no-includes", "--null", "--list"], { onOutput: output.push });
    const records = output.bytes().toString("utf8").split("\0");
    const settings = records.map((record) => {
        const [name = "", value = "true"] = record.split(/\n(.*)/s);
        return [name, value];
    });
    return { ...ended, settings: byName(settings.filter(([name]) => name !== "")) };
}
function byName(settings) {
    const values = new Map();
    for (const [name, value] of settings) {
        const known = values.get(name);
        if (known === undefined)
            values.set(name, [value]);
        else
            known.push(value);
    }
    return values;
}
function lastOf(settings, name) {
    return settings.get(name)?.at(-1);
}

;// CONCATENATED MODULE: ./lib/adapters/git/checkout-credentials.js



const HEADER = /^[^\p{Cc}]+$/u;
async function checkoutHeaders(repository, remoteUrl) {
    const { settings, run, checkout } = repository;
    const headers = headersFor(settings, remoteUrl);
    for (const [name, [path = ""]] of settings) {
        const [, pattern] = /^includeif\.gitdir:(.+)\.path$/s.exec(name) ?? [];
        if (pattern === undefined || !(0,external_node_path_.isAbsolute)(path) || !(await names(pattern, checkout.commonDirectory)))
            continue;
        if ((await (0,promises_.stat)(path).catch(() => undefined))?.isFile() !== true)
            continue;
        headers.push(...headersFor((await readSettingsFile(run, path)).settings, remoteUrl));
    }
    return headers;
}
async function names(pattern, directory) {
    const path = pattern.replace(/\/worktrees\/\*$/, "");
    return path === directory || (await (0,promises_.realpath)(path).catch(() => undefined)) === directory;
}
function headersFor(settings, remoteUrl) {
    return [...settings].flatMap(([name, values]) => {
        const [, url] = /^http\.(https?:\/\/.+)\.extraheader$/s.exec(name) ?? [];
        if (url === undefined || URL.parse(url)?.origin !== URL.parse(remoteUrl)?.origin)
            return [];
        return values.filter((value) => HEADER.test(value)).map((value) => [name, value]);
    });
}
const MACHINE_SETTINGS = ["http.proxy", "http.sslbackend", "http.sslcainfo", "http.sslcapath"];
async function machineSettings({ run }, home) {
    const read = await Promise.all([
        readSettings(run, "--system"),
        ...(home === "" ? [] : [readSettingsFile(run, `${home}/.gitconfig`)]),
    ]);
    return read.flatMap(({ settings }) => MACHINE_SETTINGS.flatMap((name) => (settings.get(name) ?? []).slice(-1).map((value) => [name, value])));
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./lib/lib/escape.js
var lib_escape = __webpack_require__(64928);
// EXTERNAL MODULE: ./lib/model/path.js
var model_path = __webpack_require__(63070);
;// CONCATENATED MODULE: ./lib/adapters/git/blocking-files.js




const READ_BY_GIT = new Set([".gitattributes", ".gitignore", ".gitmodules"]);
const PATIENCE_MS = 3_000;
async function withoutPipes({ find, fault }, work) {
    const ended = new AbortController();
    let pipe;
    let isOver = false;
    const search = async () => {
        pipe = await find(() => isOver);
        if (pipe !== undefined)
            ended.abort();
    };
    const timer = setTimeout(() => void search(), PATIENCE_MS);
    try {
        const done = await work(ended.signal);
        if (pipe === undefined)
            return done;
    }
    catch (error) {
        if (pipe === undefined)
            throw error;
    }
    finally {
        isOver = true;
        clearTimeout(timer);
    }
    throw fault((0,lib_escape/* escapeControlCharacters */.F7)(pipe, 200));
}
function inWorkTree(root, folder) {
    const fault = (pipe) => {
        const message = `cannot be compared with the commit: "${pipe}" in the checkout is a pipe, and git waits for what comes out of it. ` +
            "Remove it, or set changes: build.";
        return (0,errors/* configError */.Fj)([{ input: "build-dir", message }]);
    };
    return { find: (isOver) => findPipe(root, folder, isOver), fault };
}
function inGitDirectory({ root, gitDirectory, commonDirectory }) {
    let found;
    const fault = (pipe) => new errors/* PurgeError */.CV("diff", `The git repository at ${root} cannot be read: "${pipe}" in its git directory is a pipe.`);
    return { find: () => (found ??= findInGitDirectories([gitDirectory, commonDirectory])), fault };
}
async function findInGitDirectories(directories) {
    for (const directory of new Set(directories)) {
        const folders = ["", "refs", "objects"];
        for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
            for (const entry of await (0,promises_.readdir)(`${directory}/${next}`, { withFileTypes: true }).catch(() => [])) {
                const path = join(next, entry.name);
                if (entry.isDirectory() && next !== "")
                    folders.push(path);
                else if (!entry.isFile() && (await isPipe(directory, path)))
                    return path;
            }
        }
    }
    return undefined;
}
async function findPipe(root, folder, isOver) {
    const names = folder === "" ? [] : folder.split("/");
    const above = names.map((_, at) => names.slice(0, at).join("/"));
    const folders = [folder];
    const files = above.flatMap((one) => [...READ_BY_GIT].map((name) => join(one, name)));
    for (let next = folders.pop(); next !== undefined && !isOver(); next = folders.pop()) {
        const entries = await (0,promises_.readdir)(onDisk(root, next), { withFileTypes: true, encoding: "buffer" }).catch(() => []);
        for (const entry of entries) {
            const path = join(next, (0,model_path/* pathFromBytes */.n)(entry.name));
            if (entry.isDirectory())
                folders.push(path);
            else if (READ_BY_GIT.has(entry.name.toString()))
                files.push(path);
        }
        for (const path of files.splice(0))
            if (await isPipe(root, path))
                return path;
    }
    return undefined;
}
function join(folder, name) {
    return folder === "" ? name : `${folder}/${name}`;
}
async function isPipe(root, path) {
    return (await (0,promises_.stat)(onDisk(root, path)).catch(() => undefined))?.isFIFO() === true;
}
function onDisk(root, path) {
    return Buffer.concat([Buffer.from(`${root}/`), (0,model_path/* pathBytes */.X)(path)]);
}

// EXTERNAL MODULE: ./lib/adapters/git/environment.js
var git_environment = __webpack_require__(23802);
// EXTERNAL MODULE: ./lib/adapters/git/git-directory.js + 1 modules
var git_directory = __webpack_require__(10175);
// EXTERNAL MODULE: ./lib/adapters/git/object-reader.js + 1 modules
var object_reader = __webpack_require__(70564);
;// CONCATENATED MODULE: ./lib/adapters/git/reftable.js



const MAX_LIST_BYTES = 1 << 26;
async function listReftable({ gitDirectory, commonDirectory }, openCopy) {
    const shared = openCopy();
    await copyTables(commonDirectory, shared.directory);
    const list = (0,process/* boundedOutput */.nw)(MAX_LIST_BYTES);
    const format = "--format=%(objectname) %(refname)";
    const { ok } = await shared.run(["for-each-ref", format], { onOutput: list.push });
    if (!ok)
        return undefined;
    const own = gitDirectory === commonDirectory ? shared : openCopy();
    if (own !== shared)
        await copyTables(gitDirectory, own.directory);
    return { head: await readHead(own.run), packed: list.bytes().toString("latin1") };
}
async function readHead(run) {
    const branch = await (0,process/* readText */.yR)(run, ["symbolic-ref", "--quiet", "HEAD"]);
    if (branch.ok)
        return `ref: ${branch.text}`;
    return (await (0,process/* readText */.yR)(run, ["rev-parse", "--verify", "--quiet", "HEAD"])).text;
}
async function copyTables(from, directory) {
    await (0,promises_.mkdir)((0,external_node_path_.join)(directory, "reftable"));
    for (const name of await (0,promises_.readdir)((0,external_node_path_.join)(from, "reftable"))) {
        const path = (0,external_node_path_.join)(from, "reftable", name);
        if ((await (0,promises_.stat)(path)).isFile())
            await (0,promises_.copyFile)(path, (0,external_node_path_.join)(directory, "reftable", name));
    }
}

;// CONCATENATED MODULE: ./lib/adapters/git/own-repository.js













const COPIED = [
    "filemode",
    "symlinks",
    "ignorecase",
    "precomposeunicode",
    "autocrlf",
    "eol",
    "checkstat",
    "trustctime",
];
const PLAIN_WORD = /^[a-z0-9]{1,12}$/i;
async function openOwnRepository(checkout, options) {
    const temp = options.environment["RUNNER_TEMP"] ?? "";
    const directory = (0,git_directory/* makeGitDirectory */.g)(temp);
    const run = createRunner(checkout, directory, options);
    const { ok, message, settings } = await readSettingsFile(run, (0,external_node_path_.join)(checkout.commonDirectory, "config"));
    if (!ok)
        throw new errors/* PurgeError */.CV("diff", `The git repository at ${checkout.root} cannot be read: ${message}.`);
    await assertSupported(checkout, settings);
    (0,git_directory/* configureGitDirectory */.i)(directory, copiedSettings(settings));
    await borrowRefs(checkout, directory, settings, options);
    const objects = [(0,external_node_path_.join)(checkout.commonDirectory, "objects"), ...(await submoduleObjects(checkout))];
    for (const folder of objects)
        await addAlternate(directory, folder);
    const isPartial = [...settings.keys()].some((name) => /^(?:remote\..*\.promisor|extensions\.partialclone)$/s.test(name));
    const reader = readObjects(checkout, directory, options);
    const head = await pinHead(checkout, reader, directory);
    const commits = new Set(head === undefined ? [] : [head]);
    return { checkout, directory, temp, settings, isPartial, head, commits, run, objects: reader, options };
}
async function pinHead({ root }, { read }, directory) {
    const answer = await read(["HEAD^{commit}"]);
    if (!answer.ok)
        throw new errors/* PurgeError */.CV("diff", `The git repository at ${root} cannot be read: ${answer.message}.`);
    const head = answer.objects[0]?.id;
    if (head !== undefined)
        (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(directory, "HEAD"), `${head}\n`);
    return head;
}
function copiedSettings(settings) {
    const names = [...COPIED.map((name) => `core.${name}`), "extensions.objectformat"];
    return names.flatMap((name) => {
        const value = lastOf(settings, name);
        return value !== undefined && PLAIN_WORD.test(value) ? [[name, value]] : [];
    });
}
function makeEmptyDirectory({ temp, settings }) {
    const directory = (0,git_directory/* makeGitDirectory */.g)(temp);
    (0,git_directory/* configureGitDirectory */.i)(directory, copiedSettings(settings));
    return directory;
}
function createRunner(checkout, directory, options) {
    const start = startOf(checkout, directory, options);
    const pipes = inGitDirectory(checkout);
    return (args, { settings = [], limitMs = options.commandLimitMs, variables, signal, ...streams } = {}) => withoutPipes(pipes, (ended) => (0,process/* runGit */.EO)({
        ...start,
        args,
        environment: { ...start.environment, ...variables, ...(0,git_environment/* configEnvironment */.k)(settings) },
        limitMs,
        ...streams,
        signal: anyOf(ended, options.signal, signal),
    }));
}
function readObjects(checkout, directory, options) {
    const start = startOf(checkout, directory, options);
    const reader = (0,object_reader/* createObjectReader */.N)({ ...start, limitMs: options.commandLimitMs });
    const pipes = inGitDirectory(checkout);
    return {
        ...reader,
        read: (names, take, signal) => withoutPipes(pipes, (ended) => reader.read(names, take, anyOf(ended, options.signal, signal))),
    };
}
function startOf(checkout, directory, { environment }) {
    return {
        cwd: directory,
        environment: {
            ...(0,git_environment/* gitEnvironment */._)(environment, directory),
            ...(0,git_environment/* configEnvironment */.k)([]),
            GIT_WORK_TREE: checkout.root,
            GIT_INDEX_FILE: (0,external_node_path_.join)(checkout.gitDirectory, "index"),
        },
    };
}
function anyOf(...signals) {
    return AbortSignal.any(signals.filter((one) => one !== undefined));
}
async function assertSupported({ root, gitDirectory }, settings) {
    const tree = lastOf(settings, "core.worktree");
    const workTree = tree === undefined ? root : await (0,promises_.realpath)((0,external_node_path_.resolve)(gitDirectory, tree)).catch(() => "");
    if (workTree !== root) {
        throw new errors/* PurgeError */.CV("diff", `The git repository at ${root} keeps its files elsewhere (core.worktree).`);
    }
    const refs = lastOf(settings, "extensions.refstorage") ?? "files";
    const format = lastOf(settings, "extensions.objectformat") ?? "sha1";
    if (!["files", "reftable"].includes(refs))
        throw unsupported(root, `refs kept as ${PLAIN_WORD.test(refs) ? refs : "?"}`);
    if (!/^sha(?:1|256)$/.test(format))
        throw unsupported(root, `objects named by ${PLAIN_WORD.test(format) ? format : "?"}`);
}
function unsupported(root, why) {
    const message = `The git repository at ${root} has a format that this action does not read (${why}): set changes: github or changes: build.`;
    return new errors/* PurgeError */.CV("diff", message);
}
async function borrowRefs(checkout, directory, settings, options) {
    const { gitDirectory, commonDirectory } = checkout;
    copyIfThere((0,external_node_path_.join)(commonDirectory, "shallow"), (0,external_node_path_.join)(directory, "shallow"));
    for (const name of (0,external_node_fs_.readdirSync)(gitDirectory)) {
        if (name.startsWith("sharedindex."))
            copyIfThere((0,external_node_path_.join)(gitDirectory, name), (0,external_node_path_.join)(directory, name));
    }
    if (lastOf(settings, "extensions.refstorage") === "reftable") {
        await writeRefs(checkout, directory, settings, options);
        return;
    }
    (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(directory, "HEAD"), (0,external_node_fs_.readFileSync)((0,external_node_path_.join)(gitDirectory, "HEAD")));
    copyIfThere((0,external_node_path_.join)(commonDirectory, "packed-refs"), (0,external_node_path_.join)(directory, "packed-refs"));
    for (const name of (0,external_node_fs_.readdirSync)((0,external_node_path_.join)(commonDirectory, "refs"))) {
        (0,external_node_fs_.symlinkSync)((0,external_node_path_.join)(commonDirectory, "refs", name), (0,external_node_path_.join)(directory, "refs", name), "junction");
    }
}
async function writeRefs(checkout, directory, settings, options) {
    const refs = await listReftable(checkout, () => {
        const copy = (0,git_directory/* makeGitDirectory */.g)(options.environment["RUNNER_TEMP"] ?? "");
        (0,git_directory/* configureGitDirectory */.i)(copy, [...copiedSettings(settings), ["extensions.refstorage", "reftable"]]);
        return { directory: copy, run: createRunner(checkout, copy, options) };
    });
    if (refs === undefined)
        throw unsupported(checkout.root, "refs kept as reftable, which git reads from version 2.45 on");
    (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(directory, "HEAD"), refs.head);
    (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(directory, "packed-refs"), refs.packed, "latin1");
}
function copyIfThere(from, to) {
    try {
        (0,external_node_fs_.copyFileSync)(from, to);
    }
    catch (error) {
        if ((0,error_code/* errorCode */.C)(error) !== "ENOENT")
            throw error;
    }
}
async function addAlternate(directory, objects) {
    const found = await (0,promises_.stat)(objects).catch(() => undefined);
    if (found?.isDirectory() !== true)
        return;
    const path = objects.replaceAll("\\", "/");
    const line = /[\n"]/.test(path) ? `"${path.replaceAll('"', '\\"').replaceAll("\n", "\\n")}"` : path;
    await (0,promises_.appendFile)((0,external_node_path_.join)(directory, "objects/info/alternates"), `${line}\n`);
}

;// CONCATENATED MODULE: ./lib/adapters/git/ssh-command.js
const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const COMMAND = new RegExp(`^"[^"]+" -i "([^"]+)/(${UUID})"(?: -o StrictHostKeyChecking=yes -o CheckHostIP=no)? -o "UserKnownHostsFile=\\1/\\2_known_hosts"$`);
function sshVariables(configured, temp) {
    const [, folder, key] = COMMAND.exec(configured ?? "") ?? [];
    if (temp === "" || (folder !== "$RUNNER_TEMP" && folder !== temp.replaceAll("\\", "/") && folder !== temp))
        return {};
    const hosts = '-o CheckHostIP=no -o StrictHostKeyChecking=yes -o "UserKnownHostsFile=$RUNNER_TEMP/';
    return {
        RUNNER_TEMP: temp,
        GIT_SSH_COMMAND: `ssh -o BatchMode=yes -i "$RUNNER_TEMP/${key}" ${hosts}${key}_known_hosts"`,
    };
}

;// CONCATENATED MODULE: ./lib/adapters/git/fetch-commit.js






const PLAIN_REMOTE = /^[A-Za-z0-9_][A-Za-z0-9_/-]*$/;
async function fetchCommit(repository, options) {
    const url = remoteUrl(repository.settings);
    if (url === undefined)
        return { ok: false, message: "the repository has no remote to fetch from" };
    const local = localPath(url, repository.checkout.root);
    if (local !== undefined)
        return borrowFrom(local, repository, options.commit);
    const { environment, into } = options;
    const settings = [
        ["remote.origin.url", url],
        ["remote.origin.promisor", "true"],
        ["remote.origin.partialclonefilter", "blob:none"],
        ...(await machineSettings(repository, environment["HOME"] ?? environment["USERPROFILE"] ?? "")),
        ...(await credentialsFor(repository, url, options)),
    ];
    const ended = await (0,process/* readText */.yR)(repository.run, fetchArguments("origin", options.commit), {
        settings,
        limitMs: options.limitMs,
        variables: {
            ...sshVariables(lastOf(repository.settings, "core.sshcommand"), environment["RUNNER_TEMP"] ?? ""),
            ...(into === undefined ? {} : { GIT_DIR: into }),
        },
    });
    return ended.ok ? { ok: true } : { ok: false, message: explain(ended.message) };
}
function localPath(url, root) {
    if (url.startsWith("file://"))
        return URL.canParse(url) ? decodeURIComponent(new URL(url).pathname) : undefined;
    return /^[^/]*:/.test(url) ? undefined : (0,external_node_path_.resolve)(root, url);
}
async function borrowFrom(path, { directory, objects }, commit) {
    for (const folder of ["objects", ".git/objects"])
        await addAlternate(directory, (0,external_node_path_.join)(path, folder));
    objects.refresh();
    const answer = await objects.read([`${commit}^{commit}`]);
    const ok = answer.ok && answer.objects[0] !== undefined;
    return ok ? { ok } : { ok, message: "the remote, a repository on this machine, does not have this commit" };
}
function fetchArguments(remote, commit) {
    return [
        "fetch",
        "--quiet",
        "--depth=1",
        "--filter=blob:none",
        "--no-tags",
        "--no-prune",
        "--no-write-fetch-head",
        "--no-recurse-submodules",
        "--refmap=",
        "--upload-pack=git-upload-pack",
        remote,
        commit,
    ];
}
function remoteUrl(settings) {
    const urls = [...settings.keys()].flatMap((key) => /^remote\.(.+)\.url$/s.exec(key)?.[1] ?? []);
    const names = urls.filter((name) => PLAIN_REMOTE.test(name));
    const name = names.includes("origin") ? "origin" : names.length === 1 ? names[0] : undefined;
    return name === undefined ? undefined : settings.get(`remote.${name}.url`)?.[0];
}
async function credentialsFor(repository, url, { token, serverUrl, onSecret }) {
    const remote = URL.parse(url);
    const server = URL.parse(serverUrl);
    if (remote === null || !isWeb(remote))
        return [];
    const kept = await checkoutHeaders(repository, url);
    if (kept.some(([, value]) => /^authorization:/i.test(value)))
        return kept;
    if (token === undefined || token === "" || server === null || !isWeb(server))
        return kept;
    if (remote.origin !== server.origin || remote.username !== "" || remote.password !== "")
        return kept;
    const encoded = Buffer.from(`x-access-token:${token}`).toString("base64");
    onSecret(encoded);
    return [...kept, [`http.${server.origin}/.extraheader`, `AUTHORIZATION: basic ${encoded}`]];
}
function isWeb({ protocol }) {
    return protocol === "https:" || protocol === "http:";
}
function explain(message) {
    if (/not our ref|unadvertised object|no such remote ref/i.test(message)) {
        return `the server does not have this commit any more, or does not hand out commits by id (${message})`;
    }
    if (/filter/i.test(message))
        return `the server refuses to leave out file contents (${message})`;
    if (/could not read Username|Authentication failed|terminal prompts disabled|\b40[13]\b|not found/i.test(message)) {
        return `the server wants other credentials (${message}); give github-token with contents: read`;
    }
    return message;
}

;// CONCATENATED MODULE: ./lib/adapters/git/parse-output.js


const TREE = /^([0-7]{6}) [a-z]+ ([0-9a-f]{40,64})\t/;
const FILE_MODE = "100644";
const FILE_START = "100644 blob ";
const ID_LENGTHS = [40, 64];
function parseRawChange(raw, name, isAscii) {
    const idLength = (raw.length - 18) / 2;
    const [newId, status] = [16 + idLength, 17 + 2 * idLength];
    const isInForm = ID_LENGTHS.includes(idLength) &&
        raw[0] === ":" &&
        [7, 14, newId - 1, status - 1].every((at) => raw[at] === " ") &&
        name !== "";
    if (!isInForm)
        throw parse_output_unreadable();
    return {
        oldMode: raw.startsWith(FILE_MODE, 1) ? FILE_MODE : raw.slice(1, 7),
        newMode: raw.startsWith(FILE_MODE, 8) ? FILE_MODE : raw.slice(8, 14),
        oldId: raw.slice(15, newId - 1),
        newId: raw.slice(newId, status - 1),
        status: raw.slice(status),
        path: toPath(name, isAscii),
    };
}
function parseTreeEntry(record, isAscii) {
    const tab = record.indexOf("\t");
    const idLength = tab - FILE_START.length;
    if (record.startsWith(FILE_START) && ID_LENGTHS.includes(idLength)) {
        return { mode: "100644", id: record.slice(FILE_START.length, tab), path: toPath(record.slice(tab + 1), isAscii) };
    }
    const found = TREE.exec(record);
    if (found === null)
        throw parse_output_unreadable();
    const [start, mode, id] = found;
    return { mode, id, path: toPath(record.slice(start.length), isAscii) };
}
const TRACKED_FILE = "H 100644 ";
function parseTrackedEntry(record, isAscii) {
    const tab = record.indexOf("\t");
    const idLength = tab - TRACKED_FILE.length - 2;
    if (!ID_LENGTHS.includes(idLength) || record[1] !== " " || record[8] !== " " || record[tab - 2] !== " ")
        throw parse_output_unreadable();
    const mode = record.startsWith(TRACKED_FILE) ? "100644" : record.slice(2, 8);
    return { mode, id: record.slice(TRACKED_FILE.length, tab - 2), path: toPath(record.slice(tab + 1), isAscii) };
}
function parseStatus(record, isAscii) {
    if (record.length < 4 || record[2] !== " ")
        throw parse_output_unreadable();
    return toPath(record.slice(3), isAscii);
}
function toPath(name, isAscii) {
    return isAscii ? name : (0,model_path/* pathFromBytes */.n)(Buffer.from(name, "latin1"));
}
function parse_output_unreadable() {
    return new errors/* PurgeError */.CV("diff", "git's list of files is not in the form that it documents.");
}

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
;// CONCATENATED MODULE: ./lib/adapters/git/index-file.js




const MAX_INDEX_BYTES = 1 << 24;
const [MODE, ID] = [24, 40];
const [HIDING, EXTENDED, NAME_LENGTH] = [0xb000, 0x4000, 0x0fff];
const [SKIP_WORKTREE, KNOWN_FURTHER] = [0x4000, 0x6000];
async function readIndex({ gitDirectory }, idBytes) {
    const file = await (0,read_at_most/* readAtMost */.r)((0,external_node_path_.join)(gitDirectory, "index"), MAX_INDEX_BYTES).catch(() => undefined);
    return file?.kind === "read"
        ? parseIndex(Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.length), idBytes)
        : undefined;
}
function parseIndex(index, idBytes) {
    if (index.length < 12 + idBytes || index.toString("latin1", 0, 4) !== "DIRC")
        return undefined;
    const [version, end] = [index.readUInt32BE(4), index.length - idBytes];
    if (version !== 2 && version !== 3)
        return undefined;
    const entries = [];
    let at = 12;
    for (let left = index.readUInt32BE(8); left > 0; left--) {
        const flagsAt = at + ID + idBytes;
        if (flagsAt + 4 > end)
            return undefined;
        const flags = index.readUInt16BE(flagsAt);
        const isExtended = (flags & EXTENDED) !== 0;
        const further = isExtended ? index.readUInt16BE(flagsAt + 2) : 0;
        const nameAt = flagsAt + (isExtended ? 4 : 2);
        const nameEnd = index.indexOf(0, nameAt);
        const isNamed = nameEnd >= 0 && nameEnd < end && Math.min(nameEnd - nameAt, NAME_LENGTH) === (flags & NAME_LENGTH);
        if (!isNamed || (isExtended && version === 2) || (further & ~KNOWN_FURTHER) !== 0)
            return undefined;
        entries.push({
            mode: index
                .readUInt32BE(at + MODE)
                .toString(8)
                .padStart(6, "0"),
            id: index.toString("hex", at + ID, flagsAt),
            path: toPath(index.toString("latin1", nameAt, nameEnd), (0,external_node_buffer_.isAscii)(index.subarray(nameAt, nameEnd))),
            isPlain: (flags & HIDING) === 0 && (further & SKIP_WORKTREE) === 0,
        });
        at += (Math.floor((nameEnd - at) / 8) + 1) * 8;
    }
    return hasOnlyOptional(index, at, end) ? entries : undefined;
}
function hasOnlyOptional(index, start, end) {
    let at = start;
    while (at + 8 <= end) {
        const first = index[at];
        if (first < 0x41 || first > 0x5a)
            return false;
        at += 8 + index.readUInt32BE(at + 4);
    }
    return at === end;
}

;// CONCATENATED MODULE: ./lib/adapters/git/status.js













const STATUS = [
    "status",
    "--porcelain=v1",
    "-z",
    "--no-renames",
    "--untracked-files=all",
    "--ignored=traditional",
    "--ignore-submodules=dirty",
];
function listUntrackedOrModified(repository, folder, most, onTracked) {
    const { root } = repository.checkout;
    return withoutPipes(inWorkTree(root, folder), (signal) => compareFiles(repository, folder, { most, onTracked, signal }));
}
async function compareFiles(repository, folder, { most, onTracked, signal }) {
    const below = pathsBelow(folder);
    const paths = new Set();
    const take = (record, isAscii) => {
        if (paths.size < most)
            paths.add(parseStatus(record, isAscii));
    };
    const [{ hidden, submodules }] = await Promise.all([
        listTracked(repository, folder, onTracked),
        readRecords(repository, [...STATUS, ...below], take, { signal }),
    ]);
    for (const path of submodules)
        for (const one of await listInSubmodule(repository, path, most))
            paths.add(one);
    if (hidden.length > 0) {
        const index = await indexWithoutMarks(repository, hidden, signal);
        await readRecords(repository, [...STATUS, ...below], take, { signal, variables: { GIT_INDEX_FILE: index } });
    }
    const folders = new Set(submodules);
    return [...paths]
        .map((path) => (folders.has(path) ? `${path}/` : path))
        .flatMap((path) => (path.endsWith("/") ? filesBelow(repository, path, most) : [path]))
        .slice(0, most);
}
function filesBelow({ checkout }, folder, most) {
    const files = [];
    const folders = [folder];
    for (let next = folders.pop(); next !== undefined && files.length < most; next = folders.pop()) {
        const directory = Buffer.concat([Buffer.from(`${checkout.root}/`), (0,model_path/* pathBytes */.X)(next)]);
        for (const entry of entriesOf(directory)) {
            const path = next + (0,model_path/* pathFromBytes */.n)(entry.name);
            if (entry.isDirectory() && !path.endsWith("/.git"))
                folders.push(`${path}/`);
            else if (!entry.isDirectory())
                files.push(path);
        }
    }
    return files;
}
function entriesOf(folder) {
    try {
        return (0,external_node_fs_.readdirSync)(folder, { withFileTypes: true, encoding: "buffer" });
    }
    catch (error) {
        if ((0,error_code/* errorCode */.C)(error) === "ENOENT")
            return [];
        throw error;
    }
}
const SUBMODULE = "160000";
async function listTracked(repository, folder, onTracked) {
    const hidden = [];
    const submodules = [];
    const take = ({ isPlain, ...entry }) => {
        onTracked?.(entry);
        if (!isPlain)
            hidden.push(entry.path);
        if (entry.mode === SUBMODULE)
            submodules.push(entry.path);
    };
    const { checkout, settings } = repository;
    const index = await readIndex(checkout, lastOf(settings, "extensions.objectformat") === "sha256" ? 32 : 20);
    if (index !== undefined) {
        for (const entry of index)
            if (folder === "" || isWithinFolder(entry.path, folder))
                take(entry);
    }
    else {
        const args = ["ls-files", "-v", "--stage", "-z", ...pathsBelow(folder)];
        await readRecords(repository, args, (record, isAscii) => take({ ...parseTrackedEntry(record, isAscii), isPlain: record.startsWith("H ") }));
    }
    return { hidden, submodules };
}
function pathsBelow(folder) {
    return ["--", folder === "" ? "." : folder];
}
function isWithinFolder(path, folder) {
    return path === folder || path.startsWith(`${folder}/`);
}
async function listInSubmodule({ checkout, options }, path, most) {
    const owned = [checkout.gitDirectory, checkout.commonDirectory].map((folder) => (0,external_node_path_.join)(folder, "modules"));
    const opened = await openCheckout((0,external_node_path_.join)(checkout.root, path)).catch(() => undefined);
    if (opened === undefined || !owned.some((folder) => isWithin(folder, opened.commonDirectory)))
        return [`${path}/`];
    const own = await openOwnRepository(opened, options).catch(() => undefined);
    const found = own === undefined ? [""] : await listUntrackedOrModified(own, "", most);
    return found.map((one) => `${path}/${one}`);
}
async function indexWithoutMarks({ checkout, directory, run }, paths, signal) {
    const index = (0,external_node_path_.join)(directory, "index-without-marks");
    await (0,promises_.copyFile)((0,external_node_path_.join)(checkout.gitDirectory, "index"), index);
    const input = Buffer.concat(paths.flatMap((path) => [(0,model_path/* pathBytes */.X)(path), Buffer.from("\0")]));
    for (const mark of ["--no-assume-unchanged", "--no-skip-worktree"]) {
        const args = ["update-index", mark, "-z", "--stdin"];
        const { ok, message } = await run(args, { input, signal, variables: { GIT_INDEX_FILE: index } });
        if (!ok)
            throw new errors/* PurgeError */.CV("diff", `git update-index failed, so it is unknown what changed: ${message}.`);
    }
    return index;
}
async function readRecords({ run }, args, onRecord, options = {}) {
    const records = (0,process/* nulRecords */.OL)(onRecord);
    const ended = await run(args, { ...options, onOutput: records.push });
    if (!ended.ok)
        throw new errors/* PurgeError */.CV("diff", `git ${args[0]} failed, so it is unknown what changed: ${ended.message}.`);
    records.finish();
}

;// CONCATENATED MODULE: ./lib/adapters/git/tree-entry.js


const MAX_TREE_BYTES = 1 << 27;
const FOLDER = "040000";
async function readTreeEntry(read, commit, path) {
    let name = `${commit}^{tree}`;
    let entry;
    for (const segment of path.split("/")) {
        if (entry !== undefined && entry.mode !== FOLDER)
            return undefined;
        const tree = await readObject(read, { name, type: "tree", maxBytes: MAX_TREE_BYTES });
        entry = findEntry(tree, Buffer.from((0,model_path/* pathBytes */.X)(segment)), commit.length / 2);
        if (entry === undefined)
            return undefined;
        name = entry.id;
    }
    return entry && { ...entry, path };
}
function findEntry(tree, name, idBytes) {
    for (let at = 0; at < tree.length;) {
        const space = tree.indexOf(0x20, at);
        const nul = tree.indexOf(0, space);
        if (space < 0 || nul < 0)
            return undefined;
        const end = nul + 1 + idBytes;
        if (tree.compare(name, 0, name.length, space + 1, nul) === 0) {
            return { mode: canonicalMode(tree.toString("latin1", at, space)), id: tree.toString("hex", nul + 1, end) };
        }
        at = end;
    }
    return undefined;
}
function canonicalMode(octal) {
    const mode = Number.parseInt(octal, 8);
    const type = mode & 0o170000;
    if (type === 0o100000)
        return (mode & 0o100) === 0 ? "100644" : "100755";
    return type === 0o120000 ? "120000" : type === 0o040000 ? FOLDER : "160000";
}

;// CONCATENATED MODULE: ./lib/adapters/git/git.js











const COMMAND_LIMIT_MS = 60_000;
const FETCH_LIMIT_MS = 120_000;
const FULL_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const NO_COMMIT_NAME = /^-|^$|\.\.|@\{|\^[{@!-]|[\p{Cc} :?*[\\{}]/u;
function createGit(options) {
    const opened = new Map();
    function open(root) {
        const known = opened.get(root);
        if (known !== undefined)
            return known;
        const { environment, signal, commandLimitMs = COMMAND_LIMIT_MS } = options;
        const repository = openCheckout(root).then((checkout) => openOwnRepository(checkout, { environment, commandLimitMs, signal }));
        opened.set(root, repository);
        return repository;
    }
    return {
        async open(folder) {
            const workspace = await (0,promises_.realpath)(options.workspace);
            const found = await findCheckout(workspace, (0,external_node_path_.resolve)(workspace, folder));
            if (found === undefined)
                return undefined;
            const given = (0,external_node_path_.resolve)(options.workspace) + found.root.slice(workspace.length);
            const roots = new Set([found.root, given].map(slashes));
            return repositoryOf(await open(found.root), found, [...roots], options);
        },
        checkouts: () => listCheckouts(options.workspace),
    };
}
function repositoryOf(own, { given, resolved }, roots, options) {
    return {
        roots,
        prefix: resolved,
        folder: given,
        resolve: (ref) => resolveRef(own, ref),
        has: (commit) => hasCommit(own, commit),
        parents: (commit) => readParents(own, commit),
        fetch: (commit, access) => fetchMissing(own, commit, access, options),
        isWhole: (commit) => isWhole(own, commit),
        diff: (base, head) => diffTrees(own, base, head),
        diffFolders: (before, after) => diffFolders(own, before, after),
        tree: (commit, folder, onEntry) => listTree(own, commit, folder, onEntry),
        entry: (commit, path) => readTreeEntry(own.objects.read, assertId(commit), path),
        untrackedOrModified: (folder, most, onTracked) => listUntrackedOrModified(own, folder, most, onTracked),
        blob: (id) => readBlob(own.objects.read, assertId(id)),
        blobs: (ids) => readBlobs(own.objects.read, ids.map(assertId)),
        fingerprint: (id, signal) => fingerprintOf(own, id, signal),
    };
}
async function resolveRef({ objects, head, commits }, ref) {
    if (NO_COMMIT_NAME.test(ref) || !ref.isWellFormed())
        return undefined;
    if (ref === "HEAD" && head !== undefined)
        return head;
    if (commits.has(ref))
        return ref;
    const remoteName = `refs/remotes/origin/${ref.replace(/^refs\/heads\//, "")}`;
    const answer = await objects.read([ref, remoteName].map(asCommit));
    const commit = answer.ok ? answer.objects.find((one) => one !== undefined)?.id : undefined;
    if (commit !== undefined)
        commits.add(commit);
    return commit;
}
function asCommit(name) {
    return `${name}^{commit}`;
}
async function hasCommit({ objects }, commit) {
    if (!FULL_ID.test(commit))
        return false;
    const answer = await objects.read([asCommit(commit)]);
    return answer.ok && answer.objects[0] !== undefined;
}
async function readParents({ objects }, commit) {
    const chunks = [];
    const keepFirst = (chunk) => void (chunks.length < 4 && chunks.push(chunk));
    await objects.read([asCommit(assertId(commit))], () => keepFirst);
    const [header = ""] = Buffer.concat(chunks).toString("latin1").split("\n\n");
    return Array.from(header.matchAll(/^parent ([0-9a-f]+)$/gm), ([, id]) => assertId(id));
}
async function isWhole({ isPartial, run }, commit) {
    return !isPartial || (await run(["ls-tree", "-r", "-d", "--full-tree", assertId(commit)])).ok;
}
async function fetchMissing(own, commit, access, { environment, onSecret, fetchLimitMs: limitMs = FETCH_LIMIT_MS }) {
    if (!FULL_ID.test(commit))
        return { ok: false, message: "only a full commit id can be fetched" };
    const options = { ...access, commit, environment, onSecret, limitMs };
    const into = (await hasCommit(own, commit)) ? makeEmptyDirectory(own) : undefined;
    const fetched = await fetchCommit(own, { ...options, into });
    if (fetched.ok && into !== undefined)
        await addAlternate(own.directory, (0,external_node_path_.join)(into, "objects"));
    own.objects.refresh();
    return fetched;
}
async function diffTrees(own, base, head) {
    const changes = [];
    let raw;
    const args = ["diff-tree", "-r", "--raw", "-z", "--no-renames", "--no-abbrev", "--no-ext-diff", "--no-textconv"];
    await readRecords(own, [...args, "--ignore-submodules=none", assertId(base), assertId(head), "--"], (record, isAscii) => {
        if (raw === undefined)
            raw = record;
        else {
            changes.push(parseRawChange(raw, record, isAscii));
            raw = undefined;
        }
    });
    if (raw !== undefined)
        throw new errors/* PurgeError */.CV("diff", "The diff ends without a file name.");
    return changes;
}
async function diffFolders(own, before, after) {
    if (before !== undefined && after !== undefined)
        return diffTrees(own, before, after);
    const changes = [];
    const list = async (tree, toChange) => listTree(own, tree, "", (entry) => changes.push(toChange(entry)));
    if (before !== undefined)
        await list(before, (entry) => ({ ...NO_FILE, ...oldEnd(entry), status: "D" }));
    if (after !== undefined)
        await list(after, (entry) => ({ ...NO_FILE, ...newEnd(entry), status: "A" }));
    return changes;
}
const NO_FILE = { oldMode: "000000", newMode: "000000", oldId: "0".repeat(40), newId: "0".repeat(40) };
const oldEnd = ({ mode, id, path }) => ({ oldMode: mode, oldId: id, path });
const newEnd = ({ mode, id, path }) => ({ newMode: mode, newId: id, path });
async function listTree(own, commit, folder, onEntry) {
    const below = folder === "" ? [] : [`${folder}/`];
    const args = ["ls-tree", "-r", "-z", "--full-tree", assertId(commit), "--", ...below];
    await readRecords(own, args, (record, isAscii) => onEntry(parseTreeEntry(record, isAscii)));
}
async function fingerprintOf({ objects }, id, signal) {
    const { update, finish } = (0,fingerprint/* createFingerprint */.v)();
    const answer = await objects.read([assertId(id)], () => update, signal);
    return answer.ok && answer.objects[0]?.type === "blob" ? finish() : undefined;
}
function assertId(id) {
    if (!FULL_ID.test(id))
        throw new errors/* PurgeError */.CV("bug", "not a full object id");
    return id;
}


/***/ })

};
