export const id = 6622;
export const ids = [6622];
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

/***/ 96622:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createComments: () => (/* binding */ createComments)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73434);
/* harmony import */ var _api_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(26954);


const PAGE = 100;
const MAX_PAGES = 30;
const JOB_TOKEN_LOGIN = "github-actions[bot]";
function createComments({ number, ...options }) {
    let client;
    const call = async (route, parameters) => {
        client ??= (0,_api_js__WEBPACK_IMPORTED_MODULE_1__/* .createCall */ .jh)(options);
        return (await client)(route, parameters);
    };
    const issue_number = String(number);
    const comment = "/repos/{owner}/{repo}/issues/comments/{comment_id}";
    const ofIssue = "/repos/{owner}/{repo}/issues/{issue_number}/comments";
    return {
        async list() {
            const comments = [];
            for (let page = 1; page <= MAX_PAGES; page++) {
                const parameters = { issue_number, per_page: String(PAGE), page: String(page) };
                const listed = await call(`GET ${ofIssue}`, parameters).catch(fail);
                if (!Array.isArray(listed))
                    throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PurgeError */ .CV("unavailable", "GitHub's API answered with no list of comments");
                comments.push(...listed.flatMap(readComment));
                if (listed.length < PAGE)
                    break;
            }
            return comments;
        },
        self: () => viewerOf(call, options.apiUrl),
        create: async (body) => void (await call(`POST ${ofIssue}`, { issue_number, body }).catch(fail)),
        update: (id, body) => isThere(call(`PATCH ${comment}`, { comment_id: String(id), body })),
        remove: async (id) => void (await isThere(call(`DELETE ${comment}`, { comment_id: String(id) }))),
    };
}
function readComment(entry) {
    const [id, body, author] = [(0,_api_js__WEBPACK_IMPORTED_MODULE_1__/* .fieldOf */ ._F)(entry, "id"), (0,_api_js__WEBPACK_IMPORTED_MODULE_1__/* .fieldOf */ ._F)(entry, "body"), (0,_api_js__WEBPACK_IMPORTED_MODULE_1__/* .fieldOf */ ._F)((0,_api_js__WEBPACK_IMPORTED_MODULE_1__/* .fieldOf */ ._F)(entry, "user"), "login")];
    if (typeof id !== "number" || typeof body !== "string" || typeof author !== "string")
        return [];
    return [{ id, body, author }];
}
async function viewerOf(call, apiUrl) {
    const graphql = `${apiUrl.replace(/\/+$/, "").replace(/\/api\/v3$/, "/api")}/graphql`;
    const answer = await call(`POST ${graphql}`, { query: "{ viewer { login } }" }).catch(() => undefined);
    const login = (0,_api_js__WEBPACK_IMPORTED_MODULE_1__/* .fieldOf */ ._F)((0,_api_js__WEBPACK_IMPORTED_MODULE_1__/* .fieldOf */ ._F)((0,_api_js__WEBPACK_IMPORTED_MODULE_1__/* .fieldOf */ ._F)(answer, "data"), "viewer"), "login");
    return typeof login === "string" ? login : JOB_TOKEN_LOGIN;
}
async function isThere(answer) {
    try {
        await answer;
        return true;
    }
    catch (error) {
        return (0,_api_js__WEBPACK_IMPORTED_MODULE_1__/* .statusOf */ .c2)(error) === 404 ? false : fail(error);
    }
}
function fail(error) {
    const remedy = (0,_api_js__WEBPACK_IMPORTED_MODULE_1__/* .isDenied */ .GZ)(error)
        ? " (the token under github-token needs pull-requests: write; on a pull request from a fork GitHub gives one that only reads)"
        : "";
    throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PurgeError */ .CV("unavailable", (0,_api_js__WEBPACK_IMPORTED_MODULE_1__/* .answerOf */ .ut)(error) + remedy);
}


/***/ })

};
