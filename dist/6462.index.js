export const id = 6462;
export const ids = [6462];
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

/***/ 66462:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createDeployments: () => (/* binding */ createDeployments)
/* harmony export */ });
/* harmony import */ var _api_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(26954);

const PAGE = 100;
function createDeployments(options) {
    const { token } = options;
    let client;
    const request = async (route, parameters, read) => {
        if (token === undefined)
            return { ok: false, message: "github-token is empty" };
        client ??= (0,_api_js__WEBPACK_IMPORTED_MODULE_0__/* .createCall */ .jh)({ ...options, token });
        try {
            const get = await client;
            return readList(await get(route, { ...parameters, per_page: String(PAGE) }), read);
        }
        catch (error) {
            const remedy = (0,_api_js__WEBPACK_IMPORTED_MODULE_0__/* .isDenied */ .GZ)(error) ? " (the token under github-token needs deployments: read)" : "";
            return { ok: false, message: (0,_api_js__WEBPACK_IMPORTED_MODULE_0__/* .answerOf */ .ut)(error) + remedy };
        }
    };
    return {
        list: (environment, page) => request("GET /repos/{owner}/{repo}/deployments", { environment, page: String(page) }, readDeployment),
        statuses: (id) => request("GET /repos/{owner}/{repo}/deployments/{id}/statuses", { id: String(id) }, readStatus),
    };
}
function readList(data, read) {
    const items = Array.isArray(data) ? data.map(read) : [undefined];
    const whole = items.filter((item) => item !== undefined);
    if (whole.length < items.length)
        return { ok: false, message: "GitHub's API answered with no list of deployments" };
    return { ok: true, items: whole, hasMore: items.length === PAGE };
}
function readDeployment(entry) {
    const [id, commit, task] = ["id", "sha", "task"].map((key) => (0,_api_js__WEBPACK_IMPORTED_MODULE_0__/* .fieldOf */ ._F)(entry, key));
    if (typeof id !== "number" || !Number.isSafeInteger(id) || typeof commit !== "string")
        return undefined;
    const isTransient = (0,_api_js__WEBPACK_IMPORTED_MODULE_0__/* .fieldOf */ ._F)(entry, "transient_environment") === true;
    return { id, commit: commit.toLowerCase(), task: typeof task === "string" ? task : "deploy", isTransient };
}
function readStatus(entry) {
    const [state, logUrl] = ["state", "log_url"].map((key) => (0,_api_js__WEBPACK_IMPORTED_MODULE_0__/* .fieldOf */ ._F)(entry, key));
    return typeof state === "string" ? { state, logUrl: typeof logUrl === "string" ? logUrl : "" } : undefined;
}


/***/ })

};
