export const id = 121;
export const ids = [121];
export const modules = {

/***/ 9121:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  provider: () => (/* binding */ provider)
});

// EXTERNAL MODULE: ./lib/providers/kit/read-answer.js
var read_answer = __webpack_require__(8252);
// EXTERNAL MODULE: ./lib/providers/kit/readings.js
var readings = __webpack_require__(1156);
// EXTERNAL MODULE: ./lib/providers/kit/request.js
var request = __webpack_require__(4172);
// EXTERNAL MODULE: ./lib/providers/kit/task-status.js
var task_status = __webpack_require__(2815);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 14 modules
var schemas = __webpack_require__(4528);
// EXTERNAL MODULE: ./lib/providers/kit/settings.js
var settings = __webpack_require__(2788);
;// CONCATENATED MODULE: ./lib/providers/cdn77/schema.js


/** https://client.cdn77.com/support/api-reference/v3/jobs/purge */
const VENDOR_URL = "https://api.cdn77.com/v3";
const Settings = (0,settings/* destination */.j_)({
    site: (0,settings/* numberedSite */.uV)({
        term: "the CDN resource's id",
        where: "the overview of the CDN resource in CDN77's client zone",
        example: "1234567890",
    }),
    "api-key": (0,settings/* credential */.eE)("API token of CDN77."),
    "api-secret": (0,settings/* noCredential */.Xw)("is not used: CDN77 has one credential, api-key"),
    "api-url": (0,settings/* apiUrl */.y0)(VENDOR_URL),
    "purge-path": (0,settings/* choice */.Yq)(["job/purge/paths", "job/purge"], "job/purge/paths").describe("Where paths are purged: `job/purge` is what older copies of CDN77's documentation name."),
    wildcards: (0,settings/* flag */.Jt)(false).describe("Purge folders by a `*` at the end of a path. CDN77's reference does not describe it: try it before you rely on it."),
    query: (0,settings/* query */.P)(),
})
    .refine(settings/* hasKey */.CJ, (0,settings/* keyRequired */.xK)("create an API token in CDN77's client zone (Account, API tokens)"))
    .transform((raw) => ({
    ...(0,settings/* common */.sh)(raw, VENDOR_URL),
    purgePath: raw["purge-path"],
    wildcards: raw.wildcards,
    query: raw.query,
}));
/** A job, as a submit and a status answer it. `ignored_paths` were not taken. */
const Job = schemas/* object */.Ikc({
    id: schemas/* string */.YjP().regex(/^[\w-]{1,64}$/),
    type: schemas/* string */.YjP(),
    cdn: schemas/* object */.Ikc({ id: schemas/* union */.KCZ([schemas/* number */.aig(), schemas/* string */.YjP()]).transform(String) }),
    paths: schemas/* array */.YOg(schemas/* string */.YjP()).nullish(),
    ignored_paths: schemas/* array */.YOg(schemas/* string */.YjP()).nullish(),
    state: schemas/* string */.YjP(),
    queued_at: schemas/* string */.YjP().nullish(),
});

;// CONCATENATED MODULE: ./lib/providers/cdn77/index.js





const ANSWERS = {
    hints: {
        401: "The token is missing or wrong: create one in CDN77's client zone (Account, API tokens)",
        403: "The token may not do this: create one in CDN77's client zone (Account, API tokens)",
        404: "There is no CDN resource with the id in site in this account, or purge-path is not the one that it has",
    },
    faults: { 404: "site" },
};
/** How long the status may not know a job that was taken: ours, the vendor speaks of none. */
const REGISTERS_WITHIN_MS = 10_000;
/** CDN77 takes paths of a CDN resource as a job, and says which of them it ignored. */
const provider = {
    id: "cdn77",
    name: "CDN77",
    settings: Settings,
    deliveryOptions: ["purge-path"],
    capabilities,
    connect(settings, io) {
        const ids = (0,task_status/* createTaskIds */.I8)();
        return [{ submit: (batch) => cdn77_submit(settings, io, batch, ids), poll: (receipt) => poll(settings, io, receipt) }];
    },
};
/**
 * - paths, everything, jobs and their states: https://client.cdn77.com/support/api-reference/v3/jobs/purge,
 *   https://client.cdn77.com/support/api-reference/v3/jobs/purge-all and
 *   https://client.cdn77.com/support/api-reference/v3/jobs/detail-of-job
 * - 2,000 paths in a job: what public clients of CDN77's send
 * - polls from 1 s to 10 s apart, 20,000 purges a run: undocumented, ours
 */
function capabilities({ wildcards }) {
    const paths = { perRequest: 2000, allowed: /^[^*]*$/ };
    return {
        accepts: {
            path: { ...paths, match: { query: "unknown", host: "all" } },
            ...(wildcards
                ? { prefix: { ...paths, match: { prefix: "string", query: "unknown", host: "all" } } }
                : {}),
            all: { perRequest: 1, match: { query: "covered" } },
        },
        mix: "one-kind",
        rates: [],
        done: { by: "poll", firstMs: 1000, maxMs: 10_000 },
        wants: { urls: "aliases", files: "all", address: "path" },
        provable: true,
        maxPurges: 20_000,
        source: new URL("https://client.cdn77.com/support/api-reference/v3/jobs/purge"),
        read: "2026-11-28",
    };
}
/** Everything is a job of its own, never an empty list of paths. */
async function cdn77_submit(settings, io, batch, ids) {
    const { apiUrl, site, purgePath } = settings;
    const isAll = (0,request/* selectorsOf */.Yv)(batch)[0].by === "all" && (0,request/* onlySelector */.Wp)(batch) !== undefined;
    const paths = isAll ? [] : (0,request/* selectorsOf */.Yv)(batch).map((selector) => pathOf(selector, settings));
    const url = `${apiUrl}/cdn/${site}/${isAll ? "job/purge-all" : purgePath}`;
    const headers = headersOf(settings);
    const response = await io.send(isAll ? { method: "POST", url, headers } : (0,request/* postJson */.B2)(url, headers, { paths }));
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(Job), ANSWERS);
    if (answer.kind === "failed")
        return answer;
    const { id, ignored_paths } = answer.body;
    const ignored = ignored_paths ?? [];
    const sent = new Set(paths);
    const foreign = [...(answer.body.paths ?? []), ...ignored].find((path) => !sent.has(path));
    const problem = foreign === undefined ? ids.taken(id, batch) : `it lists ${foreign.slice(0, 200)}, which was not sent`;
    if (problem !== undefined)
        return (0,read_answer/* contradiction */.qX)(`HTTP ${response.status}`, problem);
    const asked = { ignored: ignored.length, type: isAll ? "purge-all" : "purge" };
    const result = judge(settings, response, (0,task_status/* taskReceipt */.Yf)(id, io, response, asked), answer.body);
    const left = new Set(ignored);
    const refused = paths.flatMap((path, item) => left.has(path) ? [{ item, why: "CDN77 lists it under ignored_paths" }] : []);
    return result.kind === "failed" || refused.length === 0 ? result : { ...result, refused };
}
async function poll(settings, io, receipt) {
    const url = `${settings.apiUrl}/cdn/${settings.site}/job/${receipt.id}`;
    const response = await io.send({ method: "GET", url, headers: headersOf(settings) });
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(Job, 200), ANSWERS);
    if (answer.kind === "failed")
        return answer.fault === "site" ? (0,task_status/* notKnownYet */.NQ)(receipt, io, REGISTERS_WITHIN_MS) : answer;
    const left = (answer.body.ignored_paths ?? []).length - Number(receipt.memo?.["ignored"] ?? 0);
    if (left > 0)
        return (0,read_answer/* contradiction */.qX)(`HTTP ${response.status}`, `${left} more paths are under ignored_paths now`);
    return judge(settings, response, receipt, answer.body);
}
/** Only `done` of this very job is done; a word that nobody documented is "not yet". */
function judge({ site }, response, receipt, job) {
    if (job.id !== receipt.id)
        return (0,read_answer/* contradiction */.qX)(`HTTP ${response.status}`, `the job is ${job.id}, and ${receipt.id} was asked for`);
    if (job.cdn.id !== site)
        return (0,read_answer/* contradiction */.qX)(`HTTP ${response.status}`, `the job is of CDN resource ${job.cdn.id.slice(0, 40)}`);
    const type = receipt.memo?.["type"];
    if (job.type !== type)
        return (0,read_answer/* contradiction */.qX)(`HTTP ${response.status}`, `the job is a ${job.type.slice(0, 40)}, and not a ${type}`);
    if ((0,task_status/* isBeforeSubmit */.QW)(job.queued_at, receipt))
        return (0,read_answer/* contradiction */.qX)(`HTTP ${response.status}`, "the job was queued before it was asked for");
    if (job.state === "done")
        return { kind: "done", receipt };
    return { kind: "pending", receipt, message: `the job is "${job.state.slice(0, 100)}"` };
}
function headersOf({ apiKey }) {
    return { authorization: `Bearer ${apiKey}`, accept: "application/json" };
}
function pathOf(selector, { query, wildcards }) {
    const { by, value } = selector;
    if (by === "path")
        return (0,request/* sentPath */.cb)(value, query);
    if (by === "prefix" && wildcards)
        return `${value}*`;
    throw (0,request/* notAccepted */.LA)(provider.name, selector);
}


/***/ }),

/***/ 2815:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I8: () => (/* binding */ createTaskIds),
/* harmony export */   NQ: () => (/* binding */ notKnownYet),
/* harmony export */   QW: () => (/* binding */ isBeforeSubmit),
/* harmony export */   Vb: () => (/* binding */ SUCCESS_STATES),
/* harmony export */   Yf: () => (/* binding */ taskReceipt),
/* harmony export */   dS: () => (/* binding */ judgeState),
/* harmony export */   wP: () => (/* binding */ FAILURE_STATES)
/* harmony export */ });
/** Words seen for "complete" in comparable APIs; settings extend or replace them. */
const SUCCESS_STATES = ["success", "succeeded", "successful", "completed", "complete", "done", "finished", "ok"];
/** Parts of words seen for "failed" in comparable APIs. What was done in part is not done. */
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
/** What a state means. `unknown` is anything else: queued, running, or a word that nobody documented. */
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
/**
 * The receipt of a task that was taken just now, with what its status must agree with.
 *
 * @param asked what was sent, in the words of the status: counts, a mode.
 */
function taskReceipt(id, io, response, asked = {}) {
    const nowMs = io.now().getTime();
    // By whichever clock is behind: neither is known to be right.
    return { id, memo: { ...asked, since: nowMs, notBefore: Math.min(nowMs, response.dateMs ?? nowMs) } };
}
/** How far the clocks of a vendor's servers may be apart; ours. */
const CLOCKS_APART_MS = 60_000;
/** A time in an answer that lies before the purge was asked for: then the answer is about another one. */
function isBeforeSubmit(time, { memo }) {
    const atMs = timeMs(time);
    return atMs !== undefined && atMs < Number(memo?.["notBefore"] ?? Number.NaN) - CLOCKS_APART_MS;
}
/** RFC 3339, or seconds since 1970; undefined for what was never set: the zero of a clock, the year 1 in Go, 1970 in Unix. */
function timeMs(time) {
    if (typeof time !== "string" && typeof time !== "number")
        return undefined;
    const seconds = Number(time);
    const atMs = Number.isNaN(seconds) ? Date.parse(String(time)) : seconds * 1000;
    return Number.isNaN(atMs) || atMs <= 0 ? undefined : atMs;
}
function createTaskIds() {
    const batches = new Map();
    return {
        taken(id, { key }) {
            const owner = batches.get(id) ?? key;
            batches.set(id, owner);
            return owner === key ? undefined : `the id ${id} was given to another request of this run before`;
        },
    };
}
/** A task that the status does not know yet: normal for `toleranceMs` after it was taken, a failure later. */
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


/***/ })

};
