export const id = 7506;
export const ids = [7506];
export const modules = {

/***/ 67506:
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
// EXTERNAL MODULE: ./lib/adapters/git/process.js
var process = __webpack_require__(48390);
;// CONCATENATED MODULE: ./lib/adapters/git/blobs.js


/** Largest blob that is read: a link is shorter than any path may be, and ten thousand rules of a host fit. */
const MAX_BLOB_BYTES = 1 << 20;
/** Bytes that are read at once: forty pages of some hundred kilobytes. */
const MAX_BATCH_BYTES = 1 << 24;
/** `<id> blob <size>`, or `<id> missing` (git-cat-file, "batch output"). */
const BATCH_LINE = /^([0-9a-f]{40,64}) (?:[a-z]+ (\d+)|missing)$/;
/** @throws {PurgeError} diff, when it is not there. */
async function readBlob(run, id) {
    const output = (0,process/* boundedOutput */.nw)(MAX_BLOB_BYTES);
    const ended = await run(["cat-file", "blob", id], { onOutput: output.push });
    if (!ended.ok)
        throw new errors/* PurgeError */.CV("diff", `An object of the repository cannot be read: ${ended.message}.`);
    return output.bytes();
}
/** Those that the checkout has, in one process. They are optional: a blob that cannot be read counts as not there. */
async function readBlobs(run, ids) {
    const output = (0,process/* boundedOutput */.nw)(MAX_BATCH_BYTES);
    const input = ids.map((id) => `${id}\n`).join("");
    const ended = await run(["cat-file", "--batch"], { input, onOutput: output.push }).catch(() => undefined);
    return ended?.ok === true ? parseBatch(output.bytes()) : new Map();
}
function parseBatch(bytes) {
    const blobs = new Map();
    for (let at = 0; at < bytes.length;) {
        const lineEnd = bytes.indexOf(0x0a, at);
        const [, id, size] = BATCH_LINE.exec(bytes.toString("latin1", at, Math.max(lineEnd, at))) ?? [];
        if (id === undefined)
            return blobs;
        at = lineEnd + 1;
        if (size === undefined)
            continue;
        blobs.set(id, bytes.subarray(at, at + Number(size)));
        at += Number(size) + 1;
    }
    return blobs;
}

// EXTERNAL MODULE: ./lib/adapters/files/read-at-most.js
var read_at_most = __webpack_require__(21744);
;// CONCATENATED MODULE: ./lib/adapters/git/checkout.js




/**
 * The work tree that a folder of the workspace belongs to: that of the nearest folder above it with a `.git`, or the
 * workspace itself. A `.git` in the folder or below it is part of what is deployed and never a repository.
 *
 * @param workspace absolute, links resolved.
 * @param folder absolute; links in it are followed.
 * @returns undefined where no checkout of the workspace holds the folder.
 */
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
/** Names of the folders right below the workspace with a `.git`, in order. */
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
/** @throws {PurgeError} diff, when `.git` is no git directory, or one that holds a pipe instead of a file. */
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
/** What git and this action open as they find it: a pipe there would be waited for, and a device never ends. */
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
/** Longest file with one path in it. */
const MAX_PATH_BYTES = 8192;
/** A linked work tree and a submodule have a file there that says where the directory lies. */
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
/** Folders of submodules below `modules` that are searched, and how deep: names of submodules may have slashes. */
const MAX_MODULES = 200;
const MAX_DEPTH = 8;
/** The objects of the submodules that the checkout brought, as absolute paths. */
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

;// CONCATENATED MODULE: ./lib/adapters/git/read-settings.js

/** Bytes of a configuration that are read. */
const MAX_CONFIG_BYTES = 1 << 20;
/**
 * The settings of one file of configuration, as text: nothing of them comes into force, and what the file includes is not
 * read.
 *
 * @param source arguments that name it: `--file` and a path, `--system` or `--global`.
 * @returns also how git ended: not well where there is no such file, or it cannot be read.
 */
async function readSettings(run, ...source) {
    const output = (0,process/* boundedOutput */.nw)(MAX_CONFIG_BYTES);
    const ended = await run(["config", ...source, "--no-includes", "--null", "--list"], { onOutput: output.push });
    const settings = new Map();
    for (const record of output.bytes().toString("utf8").split("\0")) {
        // A name without a value is a true one.
        const [name = "", value = "true"] = record.split(/\n(.*)/s);
        if (name !== "")
            settings.set(name, [...(settings.get(name) ?? []), value]);
    }
    return { ...ended, settings };
}
/** The last value counts. */
function lastOf(settings, name) {
    return settings.get(name)?.at(-1);
}

;// CONCATENATED MODULE: ./lib/adapters/git/checkout-credentials.js



/** A header of http, without control characters. */
const HEADER = /^[^\p{Cc}]+$/u;
/**
 * The headers that actions/checkout configured for the server of a URL, its credential among them: `http.<url>.extraheader`
 * in the checkout's own configuration, or, since its sixth version, in a file that is included for this git directory alone.
 */
async function checkoutHeaders(repository, remoteUrl) {
    const { settings, run, checkout } = repository;
    const headers = headersFor(settings, remoteUrl);
    for (const [name, [path = ""]] of settings) {
        const [, pattern] = /^includeif\.gitdir:(.+)\.path$/s.exec(name) ?? [];
        if (pattern === undefined || !(0,external_node_path_.isAbsolute)(path) || !(await names(pattern, checkout.commonDirectory)))
            continue;
        if ((await (0,promises_.stat)(path).catch(() => undefined))?.isFile() !== true)
            continue;
        headers.push(...headersFor((await readSettings(run, "--file", path)).settings, remoteUrl));
    }
    return headers;
}
/** Does a condition of checkout's mean this git directory, or its linked work trees? */
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
/**
 * How the machine reaches a server: its proxy and its certificates, as its owner configured them for the system or the user.
 * Git for Windows keeps its certificates there.
 */
async function machineSettings({ run }, home) {
    const sources = [["--system"], ...(home === "" ? [] : [["--file", `${home}/.gitconfig`]])];
    const read = await Promise.all(sources.map((source) => readSettings(run, ...source)));
    return read.flatMap(({ settings }) => MACHINE_SETTINGS.flatMap((name) => (settings.get(name) ?? []).slice(-1).map((value) => [name, value])));
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./lib/adapters/git/environment.js
var git_environment = __webpack_require__(23802);
// EXTERNAL MODULE: ./lib/adapters/git/git-directory.js + 1 modules
var git_directory = __webpack_require__(10175);
;// CONCATENATED MODULE: ./lib/adapters/git/own-repository.js









/** Settings that say how files on the disk are compared with the index. All are plain words: none names a program. */
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
/**
 * Git starts programs that a configuration names: hooks, filters, credential helpers, the other end of a fetch. A list of
 * what to switch off is never whole, so the checkout's configuration is not in force at all. Since our directory has no
 * promisor remote, no git brings missing objects by itself either.
 *
 * @throws {PurgeError} diff, when git cannot read the checkout.
 */
async function openOwnRepository(checkout, options) {
    const temp = options.environment["RUNNER_TEMP"] ?? "";
    const directory = (0,git_directory/* makeGitDirectory */.g)(temp);
    const run = createRunner(checkout, directory, options);
    const { ok, message, settings } = await readSettings(run, "--file", (0,external_node_path_.join)(checkout.commonDirectory, "config"));
    if (!ok)
        throw new errors/* PurgeError */.CV("diff", `The git repository at ${checkout.root} cannot be read: ${message}.`);
    await assertSupported(checkout, settings);
    const copied = copiedSettings(settings);
    (0,git_directory/* configureGitDirectory */.i)(directory, copied);
    borrowRefs(checkout, directory);
    const objects = [(0,external_node_path_.join)(checkout.commonDirectory, "objects"), ...(await submoduleObjects(checkout))];
    for (const folder of objects)
        await addAlternate(directory, folder);
    const isPartial = [...settings.keys()].some((name) => /^(?:remote\..*\.promisor|extensions\.partialclone)$/s.test(name));
    return { checkout, directory, temp, settings, isPartial, run, options };
}
function copiedSettings(settings) {
    const names = [...COPIED.map((name) => `core.${name}`), "extensions.objectformat"];
    return names.flatMap((name) => {
        const value = lastOf(settings, name);
        return value !== undefined && PLAIN_WORD.test(value) ? [[name, value]] : [];
    });
}
/** A git directory for objects of the same format that has none, to fetch into. */
function makeEmptyDirectory({ temp, settings }) {
    const directory = (0,git_directory/* makeGitDirectory */.g)(temp);
    (0,git_directory/* configureGitDirectory */.i)(directory, copiedSettings(settings));
    return directory;
}
function createRunner(checkout, directory, options) {
    const environment = {
        ...(0,git_environment/* gitEnvironment */._)(options.environment, directory),
        GIT_WORK_TREE: checkout.root,
        GIT_INDEX_FILE: (0,external_node_path_.join)(checkout.gitDirectory, "index"),
    };
    return (args, { settings = [], limitMs = options.commandLimitMs, variables, signal, ...streams } = {}) => (0,process/* runGit */.EO)({
        // Not the work tree: Windows looks for programs in the folder that a process starts in.
        cwd: directory,
        args,
        environment: { ...environment, ...variables, ...(0,git_environment/* configEnvironment */.k)(settings) },
        limitMs,
        ...streams,
        signal: AbortSignal.any([options.signal, signal].filter((one) => one !== undefined)),
    });
}
async function assertSupported({ root, gitDirectory }, settings) {
    const tree = lastOf(settings, "core.worktree");
    const workTree = tree === undefined ? root : await (0,promises_.realpath)((0,external_node_path_.resolve)(gitDirectory, tree)).catch(() => "");
    if (workTree !== root) {
        throw new errors/* PurgeError */.CV("diff", `The git repository at ${root} keeps its files elsewhere (core.worktree).`);
    }
    const refs = lastOf(settings, "extensions.refstorage") ?? "files";
    const format = lastOf(settings, "extensions.objectformat") ?? "sha1";
    if (refs === "files" && /^sha(?:1|256)$/.test(format))
        return;
    const why = refs === "files" ? `objects named by ${format}` : `refs kept as ${refs}`;
    throw new errors/* PurgeError */.CV("diff", `The git repository at ${root} has a format that this action does not read (${why}): set changes: github or changes: build.`);
}
/** HEAD and the current refs. Git looks for the shared index of a split index beside the directory. */
function borrowRefs({ gitDirectory, commonDirectory }, directory) {
    (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(directory, "HEAD"), (0,external_node_fs_.readFileSync)((0,external_node_path_.join)(gitDirectory, "HEAD")));
    for (const name of ["packed-refs", "shallow"])
        copyIfThere((0,external_node_path_.join)(commonDirectory, name), (0,external_node_path_.join)(directory, name));
    for (const name of (0,external_node_fs_.readdirSync)((0,external_node_path_.join)(commonDirectory, "refs"))) {
        // A junction takes no privilege on Windows; elsewhere it is a symbolic link.
        (0,external_node_fs_.symlinkSync)((0,external_node_path_.join)(commonDirectory, "refs", name), (0,external_node_path_.join)(directory, "refs", name), "junction");
    }
    for (const name of (0,external_node_fs_.readdirSync)(gitDirectory)) {
        if (name.startsWith("sharedindex."))
            copyIfThere((0,external_node_path_.join)(gitDirectory, name), (0,external_node_path_.join)(directory, name));
    }
}
function copyIfThere(from, to) {
    try {
        (0,external_node_fs_.copyFileSync)(from, to);
    }
    catch (error) {
        if (!(error instanceof Error && "code" in error && error.code === "ENOENT"))
            throw error;
    }
}
/** Lets git look for objects in a further folder too. A path with a line break is quoted as in C. */
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
/** Since its sixth version, checkout names the runner's temporary folder by its variable; earlier ones by its path. */
const COMMAND = new RegExp(`^"[^"]+" -i "([^"]+)/(${UUID})"(?: -o StrictHostKeyChecking=yes -o CheckHostIP=no)? -o "UserKnownHostsFile=\\1/\\2_known_hosts"$`);
/**
 * The command for a fetch by ssh with the key that actions/checkout wrote, where `core.sshCommand` is what checkout writes
 * for its `ssh-key`. The `ssh` of the PATH is started in any case, and only the file's name is taken from the setting.
 *
 * @param temp the runner's temporary folder.
 * @returns variables for git; none where the setting is anything else.
 * @see https://github.com/actions/checkout/blob/v6/src/git-auth-helper.ts
 */
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






/** Remote names that are safe inside a setting's name. */
const PLAIN_REMOTE = /^[A-Za-z0-9_][A-Za-z0-9_/-]*$/;
/**
 * Brings one commit with its trees and without its files' content: that is all that a diff by id needs. It goes to our own
 * git directory: the checkout stays as it was.
 *
 * The remote is a promisor for this one process, so that git does not write it down and brings nothing by itself later.
 */
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
/** The path that a remote's URL names, absolute, where it is one on this machine. */
function localPath(url, root) {
    if (url.startsWith("file://"))
        return URL.canParse(url) ? decodeURIComponent(new URL(url).pathname) : undefined;
    // As git takes it: a colon before the first slash is a host's, and `::` a helper's.
    return /^[^/]*:/.test(url) ? undefined : (0,external_node_path_.resolve)(root, url);
}
/**
 * Reads the objects of a repository on this machine where they lie. To fetch them would start the other end in that
 * repository, with its configuration in force.
 */
async function borrowFrom(path, { directory, run }, commit) {
    for (const objects of ["objects", ".git/objects"])
        await addAlternate(directory, (0,external_node_path_.join)(path, objects));
    const { ok } = await run(["cat-file", "-e", `${commit}^{commit}`]);
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
/** The URL of `origin`, as checkout names it, else of the only remote there is. */
function remoteUrl(settings) {
    const urls = [...settings.keys()].flatMap((key) => /^remote\.(.+)\.url$/s.exec(key)?.[1] ?? []);
    const names = urls.filter((name) => PLAIN_REMOTE.test(name));
    const name = names.includes("origin") ? "origin" : names.length === 1 ? names[0] : undefined;
    return name === undefined ? undefined : settings.get(`remote.${name}.url`)?.[0];
}
/**
 * The headers that checkout kept, and the token as one more, when it may and must be sent: to the runner's own server alone,
 * and only when the checkout kept no credential for it (GitHub refuses a request with two).
 */
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

// EXTERNAL MODULE: ./lib/model/path.js
var model_path = __webpack_require__(63070);
;// CONCATENATED MODULE: ./lib/adapters/git/parse-output.js


const TREE = /^([0-7]{6}) [a-z]+ ([0-9a-f]{40,64})\t/;
/** How most records of a tree start: a regular file, its id, a tab. */
const FILE_START = "100644 blob ";
/** Lengths of ids in hex: SHA-1 and SHA-256. */
const ID_LENGTHS = [40, 64];
/**
 * `:100644 100644 <id> <id> M` (git-diff-tree, "raw output format"), and the name that follows it. Read by positions, since
 * there may be a hundred thousand, and a pattern with groups takes several times as long.
 */
function parseRawChange(raw, name, isAscii) {
    const idLength = (raw.length - 18) / 2;
    const [newId, status] = [16 + idLength, 17 + 2 * idLength];
    const isInForm = ID_LENGTHS.includes(idLength) &&
        raw[0] === ":" &&
        [7, 14, newId - 1, status - 1].every((at) => raw[at] === " ") &&
        name !== "";
    if (!isInForm)
        throw unreadable();
    return {
        oldMode: raw.slice(1, 7),
        newMode: raw.slice(8, 14),
        oldId: raw.slice(15, newId - 1),
        newId: raw.slice(newId, status - 1),
        status: raw.slice(status),
        path: toPath(name, isAscii),
    };
}
/** `100644 blob <id>\t<name>`, a record of `ls-tree -z`. */
function parseTreeEntry(record, isAscii) {
    const tab = record.indexOf("\t");
    const idLength = tab - FILE_START.length;
    if (record.startsWith(FILE_START) && ID_LENGTHS.includes(idLength)) {
        return { mode: "100644", id: record.slice(FILE_START.length, tab), path: toPath(record.slice(tab + 1), isAscii) };
    }
    const found = TREE.exec(record);
    if (found === null)
        throw unreadable();
    const [start, mode, id] = found;
    return { mode, id, path: toPath(record.slice(start.length), isAscii) };
}
/** The name in `XY <name>`, a record of `status --porcelain=v1 -z`. */
function parseStatus(record, isAscii) {
    if (record.length < 4 || record[2] !== " ")
        throw unreadable();
    return toPath(record.slice(3), isAscii);
}
/** The name as text; see `RepoPath` for what becomes of bytes that are not UTF-8. */
function toPath(name, isAscii) {
    return isAscii ? name : (0,model_path/* pathFromBytes */.n)(Buffer.from(name, "latin1"));
}
function unreadable() {
    return new errors/* PurgeError */.CV("diff", "git's list of files is not in the form that it documents.");
}

;// CONCATENATED MODULE: ./lib/adapters/git/status.js









const STATUS = [
    "status",
    "--porcelain=v1",
    "-z",
    "--no-renames",
    "--untracked-files=all",
    "--ignored=traditional",
    // A submodule is another repository with a configuration of its own: git compares its commit alone.
    "--ignore-submodules=dirty",
];
/**
 * Files below a folder that git does not track, and tracked ones that are not on the disk as HEAD has them.
 *
 * A file that the index takes for unchanged (`assume-unchanged`) or for absent (`skip-worktree`, as in a sparse checkout) is
 * compared as well, in a copy of the index without these marks.
 *
 * @param most as many paths at most.
 */
async function listUntrackedOrModified(repository, folder, most) {
    const below = ["--", folder === "" ? "." : folder];
    const paths = new Set();
    const take = (record, isAscii) => {
        if (paths.size < most)
            paths.add(parseStatus(record, isAscii));
    };
    const [{ hidden, submodules }] = await Promise.all([
        listMarked(repository, below),
        readRecords(repository, [...STATUS, ...below], take),
    ]);
    for (const path of submodules)
        for (const one of await listInSubmodule(repository, path, most))
            paths.add(one);
    if (hidden.length > 0) {
        const index = await indexWithoutMarks(repository, hidden);
        await readRecords(repository, [...STATUS, ...below], take, { variables: { GIT_INDEX_FILE: index } });
    }
    const folders = new Set(submodules);
    return [...paths]
        .map((path) => (folders.has(path) ? `${path}/` : path))
        .flatMap((path) => (path.endsWith("/") ? filesBelow(repository, path, most) : [path]))
        .slice(0, most);
}
/** Git names a folder with a `.git` in it and does not list its files. Here they are files like any others. */
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
/** A folder that is gone has none: git names it as deleted. */
function entriesOf(folder) {
    try {
        return (0,external_node_fs_.readdirSync)(folder, { withFileTypes: true, encoding: "buffer" });
    }
    catch (error) {
        if (error instanceof Error && "code" in error && error.code === "ENOENT")
            return [];
        throw error;
    }
}
/** Mode of a submodule in the index. */
const SUBMODULE = "160000 ";
/**
 * What git does not compare: tracked files with a mark (`S` is skip-worktree, a lower-case letter assume-unchanged), and
 * the files of submodules.
 */
async function listMarked(repository, below) {
    const hidden = [];
    const submodules = [];
    // `H 100644 <id> 0\t<name>`
    await readRecords(repository, ["ls-files", "-v", "--stage", "-z", ...below], (record, isAscii) => {
        const path = () => toPath(record.slice(record.indexOf("\t") + 1), isAscii);
        if (!record.startsWith("H "))
            hidden.push(path());
        if (record.startsWith(SUBMODULE, 2))
            submodules.push(path());
    });
    return { hidden, submodules };
}
/**
 * The same of a submodule, whose git directory has to be one of the checkout's own. One that is not checked out, or that
 * cannot be read, is named with a slash at its end: whatever files it has are not git's.
 */
async function listInSubmodule({ checkout, options }, path, most) {
    const owned = [checkout.gitDirectory, checkout.commonDirectory].map((folder) => (0,external_node_path_.join)(folder, "modules"));
    const opened = await openCheckout((0,external_node_path_.join)(checkout.root, path)).catch(() => undefined);
    if (opened === undefined || !owned.some((folder) => isWithin(folder, opened.commonDirectory)))
        return [`${path}/`];
    const own = await openOwnRepository(opened, options).catch(() => undefined);
    const found = own === undefined ? [""] : await listUntrackedOrModified(own, "", most);
    return found.map((one) => `${path}/${one}`);
}
async function indexWithoutMarks({ checkout, directory, run }, paths) {
    const index = (0,external_node_path_.join)(directory, "index-without-marks");
    await (0,promises_.copyFile)((0,external_node_path_.join)(checkout.gitDirectory, "index"), index);
    const input = Buffer.concat(paths.flatMap((path) => [(0,model_path/* pathBytes */.X)(path), Buffer.from("\0")]));
    for (const mark of ["--no-assume-unchanged", "--no-skip-worktree"]) {
        const args = ["update-index", mark, "-z", "--stdin"];
        const { ok, message } = await run(args, { input, variables: { GIT_INDEX_FILE: index } });
        if (!ok)
            throw new errors/* PurgeError */.CV("diff", `git update-index failed, so it is unknown what changed: ${message}.`);
    }
    return index;
}
/** Runs a command whose output is records that end with NUL. */
async function readRecords({ run }, args, onRecord, options = {}) {
    const records = (0,process/* nulRecords */.OL)(onRecord);
    const ended = await run(args, { ...options, onOutput: records.push });
    if (!ended.ok)
        throw new errors/* PurgeError */.CV("diff", `git ${args[0]} failed, so it is unknown what changed: ${ended.message}.`);
    records.finish();
}

;// CONCATENATED MODULE: ./lib/adapters/git/git.js











const COMMAND_LIMIT_MS = 60_000;
const FETCH_LIMIT_MS = 120_000;
/** One commit id, of SHA-1 or SHA-256, and nothing else: `rev-parse` answers `^HEAD` with an id behind a `^`. */
const COMMIT_LINE = /^(?:[0-9a-f]{40}|[0-9a-f]{64})\n$/;
const FULL_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
/**
 * Names that are an option, a range, a path in a commit, a search or a pattern, or that no branch or tag can have
 * (git-check-ref-format). Steps back from a name, as in `HEAD~1`, are allowed.
 */
const NO_COMMIT_NAME = /^-|^$|\.\.|@\{|\^[{@!-]|[\p{Cc} :?*[\\{}]/u;
/** Git in the checkouts of the workspace. Git must be on the PATH; that it is not shows when it is used. */
function createGit(options) {
    const opened = new Map();
    /** Once for each checkout: a run opens it several times. */
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
            return found === undefined ? undefined : repositoryOf(await open(found.root), found, options);
        },
        checkouts: () => listCheckouts(options.workspace),
    };
}
function repositoryOf(own, { root, given, resolved }, options) {
    return {
        root,
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
        entry: (commit, path) => readEntry(own, commit, path),
        untrackedOrModified: (folder, most) => listUntrackedOrModified(own, folder, most),
        blob: (id) => readBlob(own.run, assertId(id)),
        blobs: (ids) => readBlobs(own.run, ids.map(assertId)),
        fingerprint: (id, signal) => fingerprintOf(own, id, signal),
    };
}
async function resolveRef({ run }, ref) {
    if (NO_COMMIT_NAME.test(ref) || !ref.isWellFormed())
        return undefined;
    // A checkout of one branch knows the others by their remote name only.
    const remoteName = `refs/remotes/origin/${ref.replace(/^refs\/heads\//, "")}`;
    for (const name of [ref, remoteName]) {
        const { ok, text } = await (0,process/* readText */.yR)(run, [
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            `${name}^{commit}`,
        ]);
        if (ok && COMMIT_LINE.test(text))
            return text.trim();
    }
    return undefined;
}
async function hasCommit({ run }, commit) {
    return FULL_ID.test(commit) && (await run(["cat-file", "-e", `${commit}^{commit}`])).ok;
}
/** Of the object itself: the history of a shallow checkout says that its last commit has none. */
async function readParents({ run }, commit) {
    const chunks = [];
    const keepFirst = (chunk) => void (chunks.length < 4 && chunks.push(chunk));
    await run(["cat-file", "commit", assertId(commit)], { onOutput: keepFirst });
    const [header = ""] = Buffer.concat(chunks).toString("latin1").split("\n\n");
    return Array.from(header.matchAll(/^parent ([0-9a-f]+)$/gm), ([, id]) => assertId(id));
}
/** Are all trees of a commit here? Those that a partial clone left out would have to be brought first. */
async function isWhole({ isPartial, run }, commit) {
    return !isPartial || (await run(["ls-tree", "-r", "-d", "--full-tree", assertId(commit)])).ok;
}
async function fetchMissing(own, commit, access, { environment, onSecret, fetchLimitMs: limitMs = FETCH_LIMIT_MS }) {
    if (!FULL_ID.test(commit))
        return { ok: false, message: "only a full commit id can be fetched" };
    const options = { ...access, commit, environment, onSecret, limitMs };
    if (!(await hasCommit(own, commit)))
        return fetchCommit(own, options);
    // The server assumes that all objects of a commit that is here are here too.
    const into = makeEmptyDirectory(own);
    const fetched = await fetchCommit(own, { ...options, into });
    if (fetched.ok)
        await addAlternate(own.directory, (0,external_node_path_.join)(into, "objects"));
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
async function readEntry(own, commit, path) {
    const entries = [];
    await readRecords(own, ["ls-tree", "-z", "--full-tree", assertId(commit), "--", path], (record, isAscii) => {
        entries.push(parseTreeEntry(record, isAscii));
    });
    return entries.find((entry) => entry.path === path);
}
async function fingerprintOf({ run }, id, signal) {
    const { update, finish } = (0,fingerprint/* createFingerprint */.v)();
    const { ok } = await run(["cat-file", "blob", assertId(id)], { onOutput: update, signal });
    return ok ? finish() : undefined;
}
/** Ids come from git itself; a text that is no id must not become an option. */
function assertId(id) {
    if (!FULL_ID.test(id))
        throw new errors/* PurgeError */.CV("bug", "not a full object id");
    return id;
}


/***/ })

};
