export const id = 6291;
export const ids = [6291];
export const modules = {

/***/ 26954:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AL: () => (/* binding */ rethrow),
/* harmony export */   GZ: () => (/* binding */ isDenied),
/* harmony export */   O$: () => (/* binding */ unreadable),
/* harmony export */   _F: () => (/* binding */ fieldOf),
/* harmony export */   c2: () => (/* binding */ statusOf),
/* harmony export */   jh: () => (/* binding */ createCall),
/* harmony export */   pb: () => (/* binding */ apiError),
/* harmony export */   ut: () => (/* binding */ answerOf)
/* harmony export */ });
/* harmony import */ var _lib_escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64928);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73434);


const REQUEST_LIMIT_MS = 60_000;
const PAUSES_MS = [1_000, 4_000];
const MAX_QUOTED = 300;
async function createCall({ apiUrl, repository, token, clock, until }) {
    const { getOctokit } = await Promise.all(/* import() */[__webpack_require__.e(4119), __webpack_require__.e(2413)]).then(__webpack_require__.bind(__webpack_require__, 92413));
    const client = getOctokit(token, { baseUrl: apiUrl.replace(/\/+$/, ""), log: SILENT });
    const [owner = "", repo = ""] = repository.split("/");
    return async (route, parameters) => {
        for (let attempt = 0;; attempt++) {
            try {
                const limit = AbortSignal.timeout(REQUEST_LIMIT_MS);
                const request = { signal: until === undefined ? limit : AbortSignal.any([until, limit]) };
                const { data } = await client.request(route, { owner, repo, ...parameters, request });
                return data;
            }
            catch (error) {
                const pause = route.startsWith("POST ") ? undefined : PAUSES_MS[attempt];
                if (pause === undefined || !isPassing(error) || until?.aborted === true)
                    throw error;
                await clock.sleep(pause, until);
            }
        }
    };
}
const SILENT = { debug() { }, info() { }, warn() { }, error() { } };
function statusOf(error) {
    const status = typeof error === "object" && error !== null && "status" in error ? error.status : undefined;
    return typeof status === "number" ? status : 0;
}
function isPassing(error) {
    const status = statusOf(error);
    return status === 0 || status === 429 || status >= 500;
}
function fieldOf(data, key) {
    return typeof data === "object" && data !== null ? data[key] : undefined;
}
function rethrow(error) {
    throw apiError(error);
}
function unreadable(what) {
    throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PurgeError */ .CV("diff", `GitHub answered with ${what}, so it is unknown what changed.`);
}
function apiError(error) {
    if (error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PurgeError */ .CV)
        return error;
    const remedy = isDenied(error)
        ? " The token under github-token needs contents: read, and requests left in its hour."
        : " Run the step again.";
    return new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PurgeError */ .CV("diff", `${answerOf(error)}, so it is unknown what changed.${remedy}`);
}
function isDenied(error) {
    return [401, 403, 404].includes(statusOf(error));
}
function answerOf(error) {
    const status = statusOf(error);
    const message = fieldOf(fieldOf(fieldOf(error, "response"), "data"), "message");
    const quoted = typeof message === "string" ? `: ${(0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeControlCharacters */ .F7)(message, MAX_QUOTED)}` : "";
    const isSilent = status === 0 || (status === 500 && quoted === "");
    return `GitHub's API ${isSilent ? "did not answer" : `answered ${status}${quoted}`}`;
}


/***/ }),

/***/ 76291:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createGitHub: () => (/* binding */ createGitHub)
});

// EXTERNAL MODULE: ./lib/lib/escape.js
var lib_escape = __webpack_require__(64928);
// EXTERNAL MODULE: ./lib/model/errors.js
var errors = __webpack_require__(73434);
// EXTERNAL MODULE: ./lib/adapters/github/api.js
var api = __webpack_require__(26954);
;// CONCATENATED MODULE: ./lib/adapters/github/compare-trees.js
const NOTHING = { mode: "000000", sha: "0".repeat(40) };
function compareTrees(old, now, prefix) {
    const changes = [];
    const unchanged = equalFolders(old, now);
    const add = (path, status, before, after) => changes.push({
        path: prefix === "" ? path : `${prefix}/${path}`,
        status,
        oldMode: before.mode,
        newMode: after.mode,
        oldId: before.sha,
        newId: after.sha,
    });
    for (const [path, after] of now) {
        if (after.type === "tree" || isBelow(path, unchanged))
            continue;
        const before = old.get(path);
        if (before === undefined || before.type === "tree")
            add(path, "A", NOTHING, after);
        else if (before.sha !== after.sha || before.mode !== after.mode)
            add(path, "M", before, after);
    }
    for (const [path, before] of old) {
        const after = now.get(path);
        if (before.type !== "tree" && (after === undefined || after.type === "tree"))
            add(path, "D", before, NOTHING);
    }
    return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}
function equalFolders(old, now) {
    const equal = new Set();
    for (const [path, { type, sha }] of old)
        if (type === "tree" && now.get(path)?.sha === sha)
            equal.add(path);
    return equal;
}
function isBelow(path, folders) {
    for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
        if (folders.has(path.slice(0, end)))
            return true;
    }
    return false;
}

;// CONCATENATED MODULE: ./lib/adapters/github/repository.js




const FULL_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
function createGitHub(options) {
    return {
        checkouts: async () => [],
        async open(folder) {
            const get = await (0,api/* createCall */.jh)(options);
            const prefix = folderInRepository(folder);
            const trees = createTrees(get);
            const repository = {
                roots: [],
                prefix,
                folder: prefix,
                resolve: (ref) => resolveRef(get, ref === "HEAD" ? options.head : ref),
                has: async (commit) => (await resolveRef(get, commit)) !== undefined,
                fetch: async () => ({ ok: false, message: "GitHub does not have it" }),
                parents: (commit) => readParents(get, commit),
                isWhole: async () => true,
                diffFolders: (before, after) => diffFolders(trees, before, after, ""),
                diff: (base, head) => diffCommits(trees, base, head, options.isWhole ? "" : prefix),
                entry: (commit, path) => entryAt(trees, commit, path),
                tree: (commit, below, onEntry) => listFiles(trees, commit, below, onEntry),
                untrackedOrModified: async () => [],
                blob: (id) => readBlob(get, id),
                blobs: async () => new Map(),
                fingerprint: async () => undefined,
            };
            return repository;
        },
    };
}
function folderInRepository(folder) {
    const segments = folder.split("/").filter((segment) => segment !== "" && segment !== ".");
    if (!folder.startsWith("/") && !segments.includes(".."))
        return segments.join("/");
    const message = `"${(0,lib_escape/* escapeControlCharacters */.F7)(folder, 100)}" lies outside the repository, which is all that changes: github can see.`;
    throw (0,errors/* configError */.Fj)([{ input: "build-dir", message }]);
}
async function resolveRef(get, ref) {
    try {
        const commit = FULL_ID.test(ref)
            ? await get("GET /repos/{owner}/{repo}/git/commits/{ref}", { ref })
            : await get("GET /repos/{owner}/{repo}/commits/{ref}", { ref, per_page: "1" });
        return idOf(commit);
    }
    catch (error) {
        if ([404, 409, 422].includes((0,api/* statusOf */.c2)(error)))
            return undefined;
        throw (0,api/* apiError */.pb)(error);
    }
}
async function readParents(get, commit) {
    const parents = (0,api/* fieldOf */._F)(await get("GET /repos/{owner}/{repo}/git/commits/{commit}", { commit }).catch(api/* rethrow */.AL), "parents");
    return Array.isArray(parents) ? parents.flatMap((parent) => idOf(parent) ?? []) : [];
}
function createTrees(get) {
    return {
        async of(commit) {
            const data = await get("GET /repos/{owner}/{repo}/git/commits/{commit}", { commit }).catch(api/* rethrow */.AL);
            return idOf((0,api/* fieldOf */._F)(data, "tree")) ?? (0,api/* unreadable */.O$)("a commit without a tree");
        },
        async list(tree, isWhole) {
            const recursive = isWhole ? { recursive: "1" } : {};
            const data = await get("GET /repos/{owner}/{repo}/git/trees/{tree}", { tree, ...recursive }).catch(api/* rethrow */.AL);
            const listed = (0,api/* fieldOf */._F)(data, "tree");
            if (!Array.isArray(listed))
                return (0,api/* unreadable */.O$)("a tree without a list");
            const entries = new Map(listed.map((entry) => readEntry(entry)));
            return { entries, isCut: (0,api/* fieldOf */._F)(data, "truncated") === true };
        },
    };
}
function readEntry(entry) {
    const [path, mode, type, sha] = ["path", "mode", "type", "sha"].map((key) => (0,api/* fieldOf */._F)(entry, key));
    if (typeof path !== "string" || typeof mode !== "string" || typeof type !== "string" || typeof sha !== "string")
        return (0,api/* unreadable */.O$)("an entry without a name");
    if (path.includes("\ufffd"))
        return (0,api/* unreadable */.O$)("a file whose name is not UTF-8: use a checkout and changes: git");
    return [path, { mode, type, sha }];
}
async function collect(trees, tree, at, isKnown, found) {
    const whole = await trees.list(tree, true);
    const { entries, isCut } = whole.isCut ? await trees.list(tree, false) : whole;
    if (whole.isCut && isCut)
        return (0,api/* unreadable */.O$)(`more files in the folder "${(0,lib_escape/* escapeControlCharacters */.F7)(at, 200)}" than GitHub lists`);
    for (const [name, entry] of entries) {
        const path = at === "" ? name : `${at}/${name}`;
        found.set(path, entry);
        if (whole.isCut && entry.type === "tree" && !isKnown(path, entry.sha)) {
            await collect(trees, entry.sha, path, isKnown, found);
        }
    }
}
async function diffCommits(trees, base, head, prefix) {
    const [before, after] = await Promise.all([base, head].map(async (commit) => findFolder(trees, await trees.of(commit), prefix)));
    return diffFolders(trees, before, after, prefix);
}
async function diffFolders(trees, before, after, prefix) {
    if (before === after)
        return [];
    const now = new Map();
    const old = new Map();
    if (after !== undefined)
        await collect(trees, after, "", () => false, now);
    const isEqual = (path, sha) => now.get(path)?.sha === sha;
    if (before !== undefined)
        await collect(trees, before, "", isEqual, old);
    return compareTrees(old, now, prefix);
}
async function findFolder(trees, root, folder) {
    let tree = root;
    for (const segment of folder === "" ? [] : folder.split("/")) {
        const { entries, isCut } = await trees.list(tree, false);
        const entry = entries.get(segment);
        if (entry === undefined && isCut)
            return (0,api/* unreadable */.O$)(`more files beside "${(0,lib_escape/* escapeControlCharacters */.F7)(segment, 200)}" than GitHub lists`);
        if (entry?.type !== "tree")
            return undefined;
        tree = entry.sha;
    }
    return tree;
}
async function listFiles(trees, commit, folder, onEntry) {
    const tree = await findFolder(trees, await trees.of(commit), folder);
    if (tree === undefined)
        return;
    const found = new Map();
    await collect(trees, tree, "", () => false, found);
    for (const [path, { type, mode, sha }] of found) {
        if (type !== "tree")
            onEntry({ path: folder === "" ? path : `${folder}/${path}`, mode, id: sha });
    }
}
async function entryAt(trees, commit, path) {
    const slash = path.lastIndexOf("/");
    const folder = await findFolder(trees, await trees.of(commit), path.slice(0, Math.max(slash, 0)));
    if (folder === undefined)
        return undefined;
    const { entries, isCut } = await trees.list(folder, false);
    const entry = entries.get(path.slice(slash + 1));
    if (entry === undefined && isCut)
        return (0,api/* unreadable */.O$)(`more files beside "${(0,lib_escape/* escapeControlCharacters */.F7)(path, 200)}" than GitHub lists`);
    return entry === undefined ? undefined : { path, mode: entry.mode, id: entry.sha };
}
async function readBlob(get, id) {
    const data = await get("GET /repos/{owner}/{repo}/git/blobs/{id}", { id }).catch(api/* rethrow */.AL);
    const content = (0,api/* fieldOf */._F)(data, "content");
    return typeof content === "string" ? Buffer.from(content, "base64") : (0,api/* unreadable */.O$)("a file without content");
}
function idOf(data) {
    const sha = (0,api/* fieldOf */._F)(data, "sha");
    return typeof sha === "string" && FULL_ID.test(sha) ? sha : undefined;
}


/***/ })

};
