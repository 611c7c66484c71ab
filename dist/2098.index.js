export const id = 2098;
export const ids = [2098];
export const modules = {

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


/***/ }),

/***/ 42098:
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
var kit_request = __webpack_require__(14172);
// EXTERNAL MODULE: ./lib/providers/kit/task-status.js
var task_status = __webpack_require__(32815);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./lib/providers/kit/settings.js
var settings = __webpack_require__(42788);
;// CONCATENATED MODULE: ./lib/providers/tencent-cdn/schema.js


const VENDOR_URL = "https://cdn.tencentcloudapi.com";
const isMapping = ({ value }) => typeof value === "object" && value !== null;
const Settings = (0,settings/* destination */.j_)({
    site: schemas/* never */.ZmZ({ error: "is not used: Tencent Cloud purges what the URLs of site-url name" })
        .optional()
        .describe("Not used."),
    "api-key": (0,settings/* credential */.eE)("SecretId of Tencent Cloud."),
    "api-secret": (0,settings/* credential */.eE)("SecretKey that belongs to it."),
    "api-url": (0,settings/* apiUrl */.y0)(VENDOR_URL),
    mode: (0,settings/* choice */.Yq)(["delete", "flush"], "delete").describe("What a folder's purge does: `delete` removes all of its copies, `flush` those alone that have changed at the origin."),
    "batch-size": (0,settings/* wholeNumber */.rD)(1, 1000, 1000).describe("Most URLs in one request."),
    query: (0,settings/* query */.P)(),
})
    .refine(settings/* hasKey */.CJ, (0,settings/* keyRequired */.xK)("create a SecretId in the Tencent Cloud console (Access Management, API Keys)"))
    .refine((raw) => raw["dry-run"] || raw["api-secret"] !== undefined, {
    path: ["api-secret"],
    error: "is missing: give the SecretKey that belongs to the SecretId, from a secret",
    when: isMapping,
})
    .transform((raw) => {
    const hosts = [...new Set(raw["site-url"].map((url) => new URL(url).host))];
    return {
        ...(0,settings/* common */.sh)({ ...raw, site: hosts.join(", ") }, VENDOR_URL),
        secretKey: raw["api-secret"] ?? "",
        mode: raw.mode,
        batchSize: raw["batch-size"],
        query: raw.query,
    };
});
const Refusal = schemas/* object */.Ikc({ Response: schemas/* object */.Ikc({ Error: schemas/* object */.Ikc({ Code: schemas/* string */.YjP() }) }) });
const Purged = schemas/* object */.Ikc({
    Response: schemas/* object */.Ikc({ TaskId: schemas/* string */.YjP().regex(/^[\w-]{1,64}$/), RequestId: schemas/* string */.YjP() }),
});
const Quotas = schemas/* array */.YOg(schemas/* object */.Ikc({ Available: schemas/* int */.Whr().nonnegative() })).nullish();
const Left = schemas/* object */.Ikc({
    Response: schemas/* object */.Ikc({ UrlPurge: Quotas, PathPurge: Quotas, RequestId: schemas/* string */.YjP() }),
});
const Tasks = schemas/* object */.Ikc({
    Response: schemas/* object */.Ikc({
        PurgeLogs: schemas/* array */.YOg(schemas/* object */.Ikc({ TaskId: schemas/* string */.YjP(), Url: schemas/* string */.YjP(), Status: schemas/* string */.YjP() })).nullable(),
        TotalCount: schemas/* int */.Whr()
            .nullable()
            .transform((count) => count ?? 0),
        RequestId: schemas/* string */.YjP(),
    }),
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./lib/providers/tencent-cdn/signature.js

const ALGORITHM = "TC3-HMAC-SHA256";
const CONTENT_TYPE = "application/json";
function signatureHeaders(signed) {
    const { secretId, secretKey, service, host, body, at } = signed;
    const seconds = Math.floor(at.getTime() / 1000);
    const date = at.toISOString().slice(0, 10);
    const scope = `${date}/${service}/tc3_request`;
    const request = `POST\n/\n\ncontent-type:${CONTENT_TYPE}\nhost:${host}\n\ncontent-type;host\n${hash(body)}`;
    const text = `${ALGORITHM}\n${seconds}\n${scope}\n${hash(request)}`;
    const key = [date, service, "tc3_request"].reduce(hmac, `TC3${secretKey}`);
    const signature = (0,external_node_crypto_.createHmac)("sha256", key).update(text).digest("hex");
    return {
        authorization: `${ALGORITHM} Credential=${secretId}/${scope}, SignedHeaders=content-type;host, Signature=${signature}`,
        "content-type": CONTENT_TYPE,
        "x-tc-timestamp": String(seconds),
    };
}
function hash(text) {
    return (0,external_node_crypto_.createHash)("sha256").update(text).digest("hex");
}
function hmac(key, text) {
    return (0,external_node_crypto_.createHmac)("sha256", key).update(text).digest();
}

;// CONCATENATED MODULE: ./lib/providers/tencent-cdn/status.js

function stateOf({ memo }) {
    return (memo?.["state"] ?? "process");
}
function judge(receipt, { body: { Response }, message }) {
    const { PurgeLogs, TotalCount } = Response;
    const requested = stateOf(receipt);
    const logs = PurgeLogs ?? [];
    const other = logs.find(({ TaskId, Status }) => TaskId !== receipt.id || Status !== requested);
    if (other !== undefined) {
        return (0,read_answer/* contradiction */.qX)(message, `it tells of the task ${other.TaskId.slice(0, 64)} in state "${other.Status.slice(0, 50)}"`);
    }
    const count = Math.max(TotalCount, logs.length);
    if (requested === "process")
        return later(receipt, count > 0 ? "process" : "fail", `${count} are in "process"`);
    if (requested === "fail") {
        if (count === 0)
            return later(receipt, "done", 'none is in "process"');
        const urls = logs.map(({ Url }) => Url).slice(0, 5);
        return (0,read_answer/* contradiction */.qX)(message, `${count} of the task failed: ${urls.join(", ").slice(0, 500)}`);
    }
    return count >= Number(receipt.memo?.["sent"]) ? { kind: "done", receipt } : undefined;
}
function later(receipt, state, message) {
    const memo = { ...receipt.memo, state };
    return { kind: "pending", receipt: { ...receipt, memo }, message };
}

;// CONCATENATED MODULE: ./lib/providers/tencent-cdn/index.js









const FAULTS = [
    ["LimitExceeded.CdnPurgeExceedDayLimit", "quota"],
    ["LimitExceeded.CdnPurgePathExceedDayLimit", "quota"],
    ["LimitExceeded.CdnPurgeUrlExceedDayLimit", "quota"],
    ["ResourceNotFound.CdnHostNotExists", "site"],
    ["ResourceNotFound.CdnUserNotExists", "site"],
    ["InvalidParameter.CdnHostInvalidStatus", "site"],
    ["UnauthorizedOperation.CdnUserIsSuspended", "site"],
    ["UnauthorizedOperation.CdnUserIsolated", "site"],
    ["RequestLimitExceeded", "throttled"],
    ["InternalError", "unavailable"],
    ["AuthFailure", "auth"],
    ["UnauthorizedOperation", "auth"],
];
const ANSWERS = {
    hints: {},
    codes: faultByCode,
    words: ["Response", "Error", "Code"],
};
const VERSION = "2018-06-06";
const REGISTERS_WITHIN_MS = 60_000;
const provider = {
    id: "tencent-cdn",
    name: "Tencent Cloud CDN",
    rights: "`cdn:PurgeUrlsCache`, `cdn:PurgePathCache` and `cdn:DescribePurgeTasks` on the domains, and `cdn:DescribePurgeQuota`",
    settings: Settings,
    deliveryOptions: ["batch-size"],
    open: tencent_cdn_open,
    capabilities,
    connect: (settings, io) => [
        { submit: (batch) => tencent_cdn_submit(settings, io, batch), poll: (receipt) => poll(settings, io, receipt) },
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
        rates: [{ unit: "request", amount: 20, perSeconds: 1, scope: "credential" }],
        ...(0,day_quota/* dayBudget */.eY)(quota, 10_000),
        done: { by: "poll", firstMs: 5000, maxMs: 20_000 },
        wants: { urls: "aliases", files: "all", address: "url" },
        provable: true,
        maxPurges: 10_000,
        notes: ["A purge takes about five minutes: give timeout: 900 where it must be complete."],
        source: new URL("https://www.tencentcloud.com/document/product/228/33601"),
        read: "2026-11-28",
    };
}
async function tencent_cdn_open(settings, io) {
    const response = await io.send(call(settings, io, "DescribePurgeQuota", {}));
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(Left, 200), ANSWERS);
    return (0,day_quota/* openQuota */.$S)(answer, {
        quotaOf: ({ Response: { UrlPurge, PathPurge } }) => ({ urls: mostLeft(UrlPurge), folders: mostLeft(PathPurge) }),
        isKeyRefused: codeIn((0,json/* parseJson */.qF)(response.text))?.startsWith("AuthFailure") ?? false,
    });
}
function mostLeft(quotas) {
    const left = (quotas ?? []).map(({ Available }) => Available);
    return left.length === 0 ? undefined : Math.max(...left);
}
async function tencent_cdn_submit(settings, io, batch) {
    const selectors = (0,kit_request/* selectorsOf */.Yv)(batch);
    const urls = selectors.map((selector) => urlOf(settings, selector, selectors[0].by));
    const request = selectors[0].by === "path"
        ? call(settings, io, "PurgeUrlsCache", { Urls: urls })
        : call(settings, io, "PurgePathCache", { Paths: urls, FlushType: settings.mode });
    const sentMs = io.now().getTime();
    const response = await io.send(request);
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(Purged, 200), ANSWERS);
    if (answer.kind === "failed")
        return answer;
    const receipt = (0,task_status/* taskReceipt */.Yf)(answer.body.Response.TaskId, { sentMs, io, response }, { sent: new Set(urls).size });
    return { kind: "pending", receipt };
}
async function poll(settings, io, receipt) {
    const body = { TaskId: receipt.id, Status: stateOf(receipt) };
    const response = await io.send(call(settings, io, "DescribePurgeTasks", body));
    if (response.status === 404)
        return (0,task_status/* notKnownYet */.NQ)(receipt, io, REGISTERS_WITHIN_MS);
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(Tasks, 200), ANSWERS);
    if (answer.kind === "failed")
        return answer;
    const judged = judge(receipt, answer);
    if (judged !== undefined)
        return judged;
    const unknown = (0,task_status/* notKnownYet */.NQ)(receipt, io, REGISTERS_WITHIN_MS);
    return unknown.kind === "failed" ? unknown : later(receipt, "process", "the status does not know all of it yet");
}
function faultByCode({ status }, body) {
    const code = codeIn(body);
    if (code === undefined)
        return undefined;
    return FAULTS.find(([start]) => code.startsWith(start))?.[1] ?? (status < 300 ? "invalid" : undefined);
}
function codeIn(body) {
    return Refusal.safeParse(body).data?.Response.Error.Code;
}
function call({ apiUrl, apiKey, secretKey }, io, action, content) {
    const body = JSON.stringify(content);
    const { hostname } = new URL(apiUrl);
    const signed = { secretId: apiKey, secretKey, service: "cdn", host: hostname, body, at: io.now() };
    const headers = { accept: "application/json", "x-tc-action": action, "x-tc-version": VERSION };
    return { method: "POST", url: `${apiUrl}/`, headers: { ...headers, ...signatureHeaders(signed) }, body };
}
function urlOf({ query }, selector, wanted) {
    const { by, origin, value } = selector;
    if (by !== wanted || origin === undefined || (by !== "path" && by !== "prefix"))
        throw (0,kit_request/* notAccepted */.LA)(provider.name, selector);
    return `${origin}${by === "path" ? (0,kit_request/* sentPath */.cb)(value, query) : value}`;
}


/***/ })

};
