export const id = 9121;
export const ids = [9121];
export const modules = {

/***/ 39121:
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
var readings = __webpack_require__(41156);
// EXTERNAL MODULE: ./lib/providers/kit/request.js
var request = __webpack_require__(14172);
// EXTERNAL MODULE: ./lib/providers/kit/task-status.js
var task_status = __webpack_require__(32815);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./lib/providers/kit/json.js
var json = __webpack_require__(21355);
// EXTERNAL MODULE: ./lib/providers/kit/settings.js
var settings = __webpack_require__(42788);
;// CONCATENATED MODULE: ./lib/providers/cdn77/schema.js



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
const Job = schemas/* object */.Ikc({
    id: schemas/* string */.YjP().regex(/^[\w-]{1,64}$/),
    type: schemas/* string */.YjP(),
    cdn: schemas/* object */.Ikc({ id: schemas/* union */.KCZ([schemas/* number */.aig(), schemas/* string */.YjP()]).transform(String) }),
    paths: schemas/* array */.YOg(schemas/* string */.YjP()).nullish(),
    paths_count: json/* Count */.y_.nullish(),
    ignored_paths: schemas/* array */.YOg(schemas/* string */.YjP()).nullish(),
    state: schemas/* string */.YjP(),
    queued_at: schemas/* string */.YjP().nullish(),
    done_at: schemas/* string */.YjP().nullish(),
});

;// CONCATENATED MODULE: ./lib/providers/cdn77/index.js





const ANSWERS = {
    hints: {
        401: "The token is missing or wrong: create one in CDN77's client zone (Account, API tokens)",
        403: "The token may not do this: create one in CDN77's client zone (Account, API tokens)",
        404: "There is no CDN resource with the id in site in this account, or purge-path is not the one that it has",
    },
    faults: { 404: "site" },
    judged: ["state"],
};
const REGISTERS_WITHIN_MS = 10_000;
const provider = {
    id: "cdn77",
    name: "CDN77",
    rights: "an API token of the account; there is none that may only purge",
    traces: {
        at: "edge",
        always: true,
        headers: [
            {
                header: "x-77-pop",
                source: "https://client.cdn77.com/support/knowledgebase/general-faq/which-headers-does-cdn77-add-to-my-files",
            },
            {
                header: "x-77-cache",
                source: "https://client.cdn77.com/support/knowledgebase/general-faq/which-headers-does-cdn77-add-to-my-files",
            },
            {
                header: "server",
                value: /^CDN77-/i,
                example: "CDN77-Turbo",
                source: "https://client.cdn77.com/support/knowledgebase/caching-http-headers/understanding-http-headers",
            },
        ],
    },
    settings: Settings,
    deliveryOptions: ["purge-path"],
    capabilities,
    connect: (settings, io) => [
        { submit: (batch) => cdn77_submit(settings, io, batch), poll: (receipt) => poll(settings, io, receipt) },
    ],
};
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
async function cdn77_submit(settings, io, batch) {
    const { apiUrl, site, purgePath } = settings;
    const isAll = (0,request/* selectorsOf */.Yv)(batch)[0].by === "all" && (0,request/* onlySelector */.Wp)(batch) !== undefined;
    const paths = isAll ? [] : (0,request/* selectorsOf */.Yv)(batch).map((selector) => pathOf(selector, settings));
    const url = `${apiUrl}/cdn/${site}/${isAll ? "job/purge-all" : purgePath}`;
    const headers = headersOf(settings);
    const sentMs = io.now().getTime();
    const response = await io.send(isAll ? { method: "POST", url, headers } : (0,request/* postJson */.B2)(url, headers, { paths }));
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(Job), ANSWERS);
    if (answer.kind === "failed")
        return answer;
    const { id, ignored_paths } = answer.body;
    const sentMemo = {
        ignored: ignored_paths?.length ?? 0,
        sent: new Set(paths).size,
        paths: paths.join("\n"),
        type: isAll ? "purge-all" : "purge",
    };
    const receipt = (0,task_status/* taskReceipt */.Yf)(id, { sentMs, io, response }, sentMemo);
    const result = judge(settings, { receipt, response, io }, answer);
    const refused = leftOut(answer.body, paths);
    return result.kind === "failed" || refused.length === 0 ? result : { ...result, refused };
}
function foreignPath({ paths, ignored_paths }, { memo }) {
    const known = new Set(String(memo?.["paths"] ?? "").split("\n"));
    const foreign = [...(paths ?? []), ...(ignored_paths ?? [])].find((path) => !known.has(path));
    return foreign === undefined ? undefined : `it lists ${foreign.slice(0, 200)}, which was not sent`;
}
function leftOut({ paths, paths_count, ignored_paths }, sent) {
    const ignored = new Set(ignored_paths);
    const listed = new Set(paths);
    const isWhole = (paths?.length ?? -1) >= (paths_count ?? 0);
    return sent.flatMap((path, item) => {
        if (ignored.has(path))
            return [{ item, why: "CDN77 lists it under ignored_paths" }];
        return isWhole && !listed.has(path) ? [{ item, why: "CDN77 does not list it among the job's paths" }] : [];
    });
}
async function poll(settings, io, receipt) {
    const url = `${settings.apiUrl}/cdn/${settings.site}/job/${receipt.id}`;
    const response = await io.send({ method: "GET", url, headers: headersOf(settings) });
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(Job, 200), ANSWERS);
    if (answer.kind === "failed")
        return answer.fault === "site" ? (0,task_status/* notKnownYet */.NQ)(receipt, io, REGISTERS_WITHIN_MS) : answer;
    return judge(settings, { receipt, response, io }, answer);
}
function judge({ site }, times, { body: job, message }) {
    const { receipt } = times;
    const wrong = otherJob(site, job, receipt) ??
        foreignPath(job, receipt) ??
        otherPaths(job, receipt) ??
        (0,task_status/* wrongTimes */.gz)({ queued_at: job.queued_at, done_at: job.done_at }, times);
    if (wrong !== undefined)
        return (0,read_answer/* contradiction */.qX)(message, wrong);
    if (job.state === "done")
        return { kind: "done", receipt };
    return { kind: "pending", receipt, message: `the job is "${job.state.slice(0, 100)}"` };
}
function otherJob(site, job, receipt) {
    const type = receipt.memo?.["type"];
    if (job.id !== receipt.id)
        return `the job is ${job.id}, and ${receipt.id} was requested`;
    if (job.cdn.id !== site)
        return `the job is of CDN resource ${job.cdn.id.slice(0, 40)}`;
    return job.type === type ? undefined : `the job is a ${job.type.slice(0, 40)}, and not a ${type}`;
}
function otherPaths({ paths_count, ignored_paths }, { memo }) {
    const ignored = ignored_paths?.length ?? 0;
    const more = ignored - Number(memo?.["ignored"] ?? 0);
    if (more > 0)
        return `${more} more paths are under ignored_paths now`;
    const sent = Number(memo?.["sent"] ?? 0);
    const counted = (paths_count ?? sent) + ignored;
    return counted < sent ? `the job counts ${counted} paths, and ${sent} were sent` : undefined;
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


/***/ })

};
