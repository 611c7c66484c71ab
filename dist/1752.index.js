export const id = 1752;
export const ids = [1752];
export const modules = {

/***/ 1752:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  provider: () => (/* binding */ provider)
});

// EXTERNAL MODULE: ./lib/providers/kit/day-quota.js
var day_quota = __webpack_require__(28550);
// EXTERNAL MODULE: ./lib/providers/kit/json.js
var json = __webpack_require__(21355);
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
// EXTERNAL MODULE: ./lib/providers/kit/settings.js
var settings = __webpack_require__(42788);
;// CONCATENATED MODULE: ./lib/providers/huawei-cdn/schema.js



const VENDOR_URL = "https://cdn.myhuaweicloud.com";
const isMapping = ({ value }) => typeof value === "object" && value !== null;
const Settings = (0,settings/* destination */.j_)({
    site: (0,settings/* site */._P)(/^[0-9a-f]{32}$/i, {
        term: "the account ID",
        where: "Huawei Cloud console, My Credentials, API Credentials",
        example: "12d941e5d2334500a1b2c3d4e5f60718",
    }),
    "api-key": (0,settings/* credential */.eE)("Access key ID (AK) of an IAM user."),
    "api-secret": (0,settings/* credential */.eE)("Secret access key (SK) that belongs to it."),
    "api-url": (0,settings/* apiUrl */.y0)(VENDOR_URL),
    "enterprise-project": schemas/* string */.YjP({ error: "must be a text: all, 0, or the id of an enterprise project" })
        .regex(/^(?:all|ALL|0|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i, {
        error: "must be all, 0 (the default project), or the id of an enterprise project in quotes",
    })
        .optional()
        .describe("Enterprise project of the domains: `all`, `'0'` for the default one, or an id. Huawei demands it of an IAM user where " +
        "the account has enterprise projects."),
    mode: (0,settings/* choice */.Yq)(["all", "detect_modify_refresh"], "all").describe("What a folder's purge reaches: `all` of its files, or with `detect_modify_refresh` those alone that have changed at the origin."),
    "batch-size": (0,settings/* wholeNumber */.rD)(1, 1000, 1000).describe("Most URLs in one request."),
    query: (0,settings/* query */.P)(),
})
    .refine(settings/* hasKey */.CJ, (0,settings/* keyRequired */.xK)("create an access key for an IAM user in the Huawei Cloud console (My Credentials)"))
    .refine((raw) => raw["dry-run"] || raw["api-secret"] !== undefined, {
    path: ["api-secret"],
    error: "is missing: give the secret access key (SK) that belongs to the AK, from a secret",
    when: isMapping,
})
    .transform((raw) => ({
    ...(0,settings/* common */.sh)(raw, VENDOR_URL),
    secretKey: raw["api-secret"] ?? "",
    enterpriseProject: raw["enterprise-project"],
    mode: raw.mode,
    batchSize: raw["batch-size"],
    query: raw.query,
}));
const Words = schemas/* object */.Ikc({ error_code: schemas/* string */.YjP() });
const Refusal = schemas/* union */.KCZ([schemas/* object */.Ikc({ error: Words }).transform(({ error }) => error), Words]);
const Taken = schemas/* object */.Ikc({ refresh_task: schemas/* string */.YjP().regex(/^[\w-]{1,64}$/) });
const Quotas = schemas/* object */.Ikc({
    quotas: schemas/* array */.YOg(schemas/* object */.Ikc({ type: schemas/* string */.YjP(), quota_limit: json/* Count */.y_, used: json/* Count */.y_ })),
});
const Task = schemas/* object */.Ikc({
    id: schemas/* string */.YjP(),
    task_type: schemas/* string */.YjP().nullish(),
    file_type: schemas/* string */.YjP().nullish(),
    status: schemas/* string */.YjP(),
    create_time: schemas/* number */.aig().nullish(),
    processing: json/* Count */.y_.nullish(),
    succeed: json/* Count */.y_,
    failed: json/* Count */.y_,
    total: json/* Count */.y_,
    urls: schemas/* array */.YOg(schemas/* object */.Ikc({ url: schemas/* string */.YjP(), status: schemas/* string */.YjP() })).nullish(),
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./lib/providers/huawei-cdn/signature.js

const ALGORITHM = "SDK-HMAC-SHA256";
function sign(request, signer) {
    const { accessKey, secretKey, at } = signer;
    const { host, pathname, searchParams } = new URL(request.url);
    const date = at.toISOString().replace(/[-:]|\.\d+/g, "");
    const headers = { ...request.headers, "x-sdk-date": date };
    const signed = Object.entries({ ...headers, host }).sort(([a], [b]) => (a < b ? -1 : 1));
    const names = signed.map(([name]) => name).join(";");
    const query = [...searchParams].map((pair) => pair.map(encodeURIComponent).join("=")).sort();
    const canonical = [
        request.method,
        pathname.endsWith("/") ? pathname : `${pathname}/`,
        query.join("&"),
        ...signed.map(([name, value]) => `${name}:${value}`),
        "",
        names,
        hash(request.body ?? ""),
    ];
    const text = `${ALGORITHM}\n${date}\n${hash(canonical.join("\n"))}`;
    const signature = (0,external_node_crypto_.createHmac)("sha256", secretKey).update(text).digest("hex");
    const authorization = `${ALGORITHM} Access=${accessKey}, SignedHeaders=${names}, Signature=${signature}`;
    return { ...request, headers: { ...headers, authorization } };
}
function hash(text) {
    return (0,external_node_crypto_.createHash)("sha256").update(text).digest("hex");
}

;// CONCATENATED MODULE: ./lib/providers/huawei-cdn/status.js


const REFRESHED = /^succeed(?:ed)?$/i;
function judge(times, { body, message }) {
    const { receipt } = times;
    const { memo = {} } = receipt;
    const other = otherTask(body, receipt.id, memo["type"]);
    if (other !== undefined)
        return (0,read_answer/* contradiction */.qX)(message, other);
    const { status, failed, total, succeed, processing } = body;
    if (failed !== 0) {
        const urls = (body.urls ?? []).filter((one) => /^failed$/i.test(one.status)).map(({ url }) => url);
        return (0,read_answer/* contradiction */.qX)(message, `${failed} of ${total} failed: ${urls.slice(0, 5).join(", ").slice(0, 500)}`);
    }
    if (status !== "task_done") {
        return {
            kind: "pending",
            receipt,
            message: `the task is "${status.slice(0, 100)}", ${succeed} of ${total} are done`,
        };
    }
    const sent = Number(memo["sent"]);
    const open = body.urls?.find((one) => !REFRESHED.test(one.status));
    const wrong = (0,task_status/* wrongTimes */.gz)({ create_time: body.create_time }, times) ??
        (open === undefined ? undefined : `${open.url.slice(0, 200)} is "${open.status}"`) ??
        (processing ? `${processing} are in process` : undefined) ??
        (succeed !== total || total < sent ? `${succeed} of ${Math.max(sent, total)} succeeded` : undefined);
    return wrong === undefined ? { kind: "done", receipt } : (0,read_answer/* contradiction */.qX)(message, wrong);
}
function otherTask({ id, task_type, file_type }, sentId, type) {
    if (id !== sentId)
        return `it is about the task ${id.slice(0, 64)}`;
    if (typeof task_type === "string" && task_type !== "refresh")
        return `it is a task of type "${task_type.slice(0, 50)}"`;
    if (typeof file_type === "string" && file_type !== type)
        return `it is about "${file_type.slice(0, 50)}"`;
    return undefined;
}

;// CONCATENATED MODULE: ./lib/providers/huawei-cdn/index.js









const FAULTS = {
    "CDN.0004": "auth",
    "CDN.0005": "quota",
    "CDN.0020": "auth",
    "CDN.0021": "auth",
    "CDN.0105": "site",
    "CDN.0106": "site",
    "CDN.0108": "site",
    "CDN.0110": "quota",
    "CDN.0114": "site",
    "CDN.0115": "site",
    "CDN.0116": "site",
};
const NOT_FOUND = "CDN.0003";
const ANSWERS = { hints: {}, codes: faultByCode, words: ["error_code", "error_msg"] };
const STATUS = { ...ANSWERS, judged: ["failed"] };
const REGISTERS_WITHIN_MS = 60_000;
const provider = {
    id: "huawei-cdn",
    name: "Huawei Cloud CDN",
    rights: "an IAM user with `cdn:configuration:refreshCache` and the right to read its tasks and quotas",
    traces: {
        at: "edge",
        always: false,
        headers: [{ header: "x-hcs-proxy-type", source: "Huawei Cloud CDN's FAQ, how to tell whether a cache was hit" }],
    },
    settings: Settings,
    deliveryOptions: ["batch-size"],
    open: huawei_cdn_open,
    capabilities,
    connect: (settings, io) => [
        { submit: (batch) => huawei_cdn_submit(settings, io, batch), poll: (receipt) => poll(settings, io, receipt) },
    ],
};
function capabilities({ batchSize }, quota) {
    return {
        accepts: {
            path: { perRequest: batchSize, match: { query: "unknown" } },
            prefix: {
                perRequest: 100,
                perRun: (0,day_quota/* foldersLeft */.z6)(quota, 100),
                allowed: /\/$/,
                match: { prefix: "segment", query: "covered" },
            },
        },
        mix: "one-kind",
        rates: [{ unit: "request", amount: 30, perSeconds: 1, scope: "credential" }],
        ...(0,day_quota/* dayBudget */.eY)(quota),
        done: { by: "poll", firstMs: 5000, maxMs: 20_000 },
        wants: { urls: "aliases", files: "all", address: "url" },
        provable: true,
        maxPurges: 10_000,
        notes: ["A purge takes about five minutes: give timeout: 900 where it must be complete."],
        source: new URL("https://support.huaweicloud.com/api-cdn/CreateRefreshTasks.html"),
        read: "2026-11-28",
    };
}
async function huawei_cdn_open(settings, io) {
    const headers = { ...ownHeaders(settings), accept: "application/json" };
    const response = await io.send(signed(settings, io, { method: "GET", url: `${settings.apiUrl}/v1.0/cdn/quota`, headers }));
    const quotaOf = ({ quotas }) => ({
        urls: left(quotas, "file_refresh"),
        folders: left(quotas, "dir_refresh"),
    });
    return (0,day_quota/* openQuota */.$S)((0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(Quotas, 200), ANSWERS), {
        quotaOf,
        isKeyRefused: response.status === 401,
    });
}
function left(quotas, type) {
    const quota = quotas.find((one) => one.type === type);
    return quota === undefined ? undefined : Math.max(0, quota.quota_limit - quota.used);
}
async function huawei_cdn_submit(settings, io, batch) {
    const selectors = (0,request/* selectorsOf */.Yv)(batch);
    const [{ by }] = selectors;
    const urls = selectors.map((selector) => urlOf(settings, selector, by));
    const type = by === "path" ? "file" : "directory";
    const refresh_task = type === "file" ? { type, urls } : { type, mode: settings.mode, urls };
    const url = addressOf(settings, "content/refresh-tasks");
    const sentMs = io.now().getTime();
    const response = await io.send(signed(settings, io, (0,request/* postJson */.B2)(url, ownHeaders(settings), { refresh_task })));
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(Taken, 200), ANSWERS);
    if (answer.kind === "failed")
        return answer;
    const sent = { sent: new Set(urls).size, type };
    return { kind: "pending", receipt: (0,task_status/* taskReceipt */.Yf)(answer.body.refresh_task, { sentMs, io, response }, sent) };
}
async function poll(settings, io, receipt) {
    const url = addressOf(settings, `historytasks/${receipt.id}/detail`);
    const headers = { ...ownHeaders(settings), accept: "application/json" };
    const response = await io.send(signed(settings, io, { method: "GET", url, headers }));
    if (response.status === 404 || codeIn(response) === NOT_FOUND)
        return (0,task_status/* notKnownYet */.NQ)(receipt, io, REGISTERS_WITHIN_MS);
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(Task, 200), STATUS);
    return answer.kind === "failed" ? answer : judge({ receipt, response, io }, answer);
}
function faultByCode(response) {
    const code = codeIn(response);
    if (code === undefined)
        return undefined;
    return FAULTS[code] ?? (response.status < 300 ? "invalid" : undefined);
}
function codeIn({ text }) {
    return Refusal.safeParse((0,json/* parseJson */.qF)(text)).data?.error_code;
}
function addressOf({ apiUrl, enterpriseProject }, path) {
    const query = enterpriseProject === undefined ? "" : `?enterprise_project_id=${enterpriseProject}`;
    return `${apiUrl}/v1.0/cdn/${path}${query}`;
}
function ownHeaders({ site }) {
    return { "x-domain-id": site };
}
function signed({ apiKey, secretKey }, io, request) {
    return sign(request, { accessKey: apiKey, secretKey, at: io.now() });
}
function urlOf({ query }, selector, wanted) {
    const { by, origin, value } = selector;
    if (by !== wanted || origin === undefined || (by !== "path" && by !== "prefix"))
        throw (0,request/* notAccepted */.LA)(provider.name, selector);
    return `${origin}${by === "path" ? (0,request/* sentPath */.cb)(value, query) : value}`;
}


/***/ }),

/***/ 28550:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $S: () => (/* binding */ openQuota),
/* harmony export */   eY: () => (/* binding */ dayBudget),
/* harmony export */   z6: () => (/* binding */ foldersLeft)
/* harmony export */ });
const UNKNOWN = { urls: undefined, folders: undefined };
function openQuota(answer, { quotaOf, isKeyRefused }) {
    if (answer.kind === "read")
        return { kind: "open", session: quotaOf(answer.body) };
    const mayHeal = answer.fault === "throttled" || answer.fault === "unavailable";
    return mayHeal || isKeyRefused ? answer : { kind: "open", session: UNKNOWN };
}
function dayBudget({ urls, folders } = UNKNOWN, documented) {
    const rest = { unit: "item", per: "day", beyond: "refused" };
    if (urls !== undefined)
        return { budgets: [{ ...rest, amount: urls + (folders ?? 0), isLeft: true }] };
    return documented === undefined ? {} : { budgets: [{ ...rest, amount: documented }] };
}
function foldersLeft({ folders } = UNKNOWN, documented) {
    return folders ?? documented;
}


/***/ })

};
