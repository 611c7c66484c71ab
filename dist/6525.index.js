export const id = 6525;
export const ids = [6525];
export const modules = {

/***/ 56525:
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
;// CONCATENATED MODULE: ./lib/providers/alibaba-dcdn/schema.js



const VENDOR_URL = "https://dcdn.aliyuncs.com";
const isMapping = ({ value }) => typeof value === "object" && value !== null;
const Settings = (0,settings/* destination */.j_)({
    site: schemas/* never */.ZmZ({ error: "is not used: Alibaba Cloud purges what the URLs of site-url name" })
        .optional()
        .describe("Not used."),
    "api-key": (0,settings/* credential */.eE)("AccessKey ID of a RAM user."),
    "api-secret": (0,settings/* credential */.eE)("AccessKey secret that belongs to it."),
    "api-url": (0,settings/* apiUrl */.y0)(VENDOR_URL),
    mode: (0,settings/* choice */.Yq)(["all", "changed"], "all").describe("What a folder's purge reaches: `all` of its files, or those alone that have `changed` at the origin."),
    tags: (0,settings/* flag */.Jt)(false).describe("Purge by cache tag. Only where the domain's cache tag feature is on, which names the response header that holds the tags."),
    "batch-size": (0,settings/* wholeNumber */.rD)(1, 1000, 1000).describe("Most URLs in one request."),
    query: (0,settings/* query */.P)(),
})
    .refine(settings/* hasKey */.CJ, (0,settings/* keyRequired */.xK)("create an AccessKey for a RAM user in the Alibaba Cloud console"))
    .refine((raw) => raw["dry-run"] || raw["api-secret"] !== undefined, {
    path: ["api-secret"],
    error: "is missing: give the secret that belongs to the AccessKey ID, from a secret",
    when: isMapping,
})
    .transform((raw) => {
    const hosts = [...new Set(raw["site-url"].map((url) => new URL(url).host))];
    return {
        ...(0,settings/* common */.sh)({ ...raw, site: hosts.join(", ") }, VENDOR_URL),
        accessKeySecret: raw["api-secret"] ?? "",
        mode: raw.mode,
        tags: raw.tags,
        batchSize: raw["batch-size"],
        query: raw.query,
    };
});
const Refusal = schemas/* object */.Ikc({ Code: schemas/* string */.YjP() });
const Purged = schemas/* object */.Ikc({ RefreshTaskId: schemas/* string */.YjP().regex(/^\d{1,20}(?:,\d{1,20})*$/), RequestId: schemas/* string */.YjP() });
const Left = schemas/* object */.Ikc({ UrlRemain: json/* Count */.y_.nullish(), DirRemain: json/* Count */.y_.nullish(), RequestId: schemas/* string */.YjP() });
const Task = schemas/* looseObject */._H3({
    TaskId: schemas/* string */.YjP(),
    ObjectPath: schemas/* string */.YjP(),
    Status: schemas/* string */.YjP(),
    Process: schemas/* string */.YjP().nullish(),
    CreationTime: schemas/* string */.YjP().nullish(),
});
const Tasks = schemas/* object */.Ikc({ Tasks: schemas/* array */.YOg(Task).nullish(), TotalCount: json/* Count */.y_.nullish(), RequestId: schemas/* string */.YjP() });

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./lib/providers/alibaba-dcdn/signature.js

const ALGORITHM = "ACS3-HMAC-SHA256";
function signatureHeaders(signed) {
    const { accessKeyId, accessKeySecret, host, action, version, body, at, nonce } = signed;
    const headers = {
        "content-type": "application/x-www-form-urlencoded",
        host,
        "x-acs-action": action,
        "x-acs-content-sha256": hash(body),
        "x-acs-date": at.toISOString().replace(/\.\d+Z$/, "Z"),
        "x-acs-signature-nonce": nonce,
        "x-acs-version": version,
    };
    const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
    const names = Object.keys(headers).join(";");
    const request = `POST\n/\n\n${lines.join("")}\n${names}\n${hash(body)}`;
    const signature = (0,external_node_crypto_.createHmac)("sha256", accessKeySecret)
        .update(`${ALGORITHM}\n${hash(request)}`)
        .digest("hex");
    const authorization = `${ALGORITHM} Credential=${accessKeyId},SignedHeaders=${names},Signature=${signature}`;
    return { ...headers, authorization };
}
function hash(text) {
    return (0,external_node_crypto_.createHash)("sha256").update(text).digest("hex");
}

// EXTERNAL MODULE: ./lib/providers/kit/denial.js
var kit_denial = __webpack_require__(69550);
;// CONCATENATED MODULE: ./lib/providers/alibaba-dcdn/status.js



const MAX_IDS = 10;
function openIds({ id = "", memo }) {
    return String(memo?.["open"] ?? id)
        .split(",")
        .slice(0, MAX_IDS);
}
function judge(times, { body, message }) {
    const { receipt } = times;
    const requested = openIds(receipt);
    const tasks = body.Tasks ?? [];
    for (const task of tasks) {
        const wrong = wrongIn(task, requested, times);
        if (wrong !== undefined)
            return (0,read_answer/* contradiction */.qX)(message, wrong);
    }
    const failed = tasks.filter(({ Status }) => /^failed$/i.test(Status));
    if (failed.length > 0) {
        const urls = failed.map(({ ObjectPath }) => ObjectPath).slice(0, 5);
        return (0,read_answer/* contradiction */.qX)(message, `${failed.length} of ${tasks.length} failed: ${urls.join(", ").slice(0, 500)}`);
    }
    const open = tasks.find(({ Status }) => !/^complete$/i.test(Status));
    if (open !== undefined)
        return { kind: "pending", receipt, message: `a task is "${open.Status.slice(0, 100)}"` };
    const { TotalCount } = body;
    if (TotalCount !== undefined && TotalCount !== null && TotalCount < tasks.length)
        return (0,read_answer/* contradiction */.qX)(message, `it lists ${tasks.length} tasks, and counts ${TotalCount}`);
    const listed = new Set(tasks.map(({ TaskId }) => TaskId));
    if (requested.some((id) => !listed.has(id)) || tasks.length < (TotalCount ?? 0))
        return undefined;
    const left = String(receipt.memo?.["open"] ?? receipt.id)
        .split(",")
        .slice(MAX_IDS);
    if (left.length === 0)
        return { kind: "done", receipt };
    const next = { ...receipt, memo: { ...receipt.memo, open: left.join(",") } };
    return { kind: "pending", receipt: next, message: `${left.length} more ids are to be polled` };
}
function wrongIn(task, requested, times) {
    if (!requested.includes(task.TaskId))
        return `it names the task ${task.TaskId.slice(0, 40)}, which was not requested`;
    const isComplete = /^complete$/i.test(task.Status);
    if (isComplete && (task.Process ?? "100%") !== "100%")
        return `it is complete, and its Process is ${task.Process?.slice(0, 40)}`;
    const denial = isComplete ? (0,kit_denial/* denialIn */.H)(task, ["Status"]) : undefined;
    return denial ?? (0,task_status/* wrongTimes */.gz)({ CreationTime: task.CreationTime }, times);
}

;// CONCATENATED MODULE: ./lib/providers/alibaba-dcdn/index.js









const FAULTS = [
    ["QuotaExceeded", "quota"],
    ["InvalidDomain", "site"],
    ["Throttling", "throttled"],
    ["InvalidAccessKeyId", "auth"],
    ["SignatureDoesNotMatch", "auth"],
    ["IncompleteSignature", "auth"],
    ["Forbidden", "auth"],
    ["NoPermission", "auth"],
    ["ServiceUnavailable", "unavailable"],
    ["InternalError", "unavailable"],
];
const KEY_REFUSED = /^(?:InvalidAccessKeyId|SignatureDoesNotMatch|IncompleteSignature)/;
const ANSWERS = {
    hints: {},
    codes: ({ status }, body) => {
        const code = status < 400 ? undefined : Refusal.safeParse(body).data?.Code;
        return code === undefined ? undefined : FAULTS.find(([start]) => code.startsWith(start))?.[1];
    },
    words: ["Code"],
};
const VERSION = "2018-01-15";
const REGISTERS_WITHIN_MS = 60_000;
const provider = {
    id: "alibaba-dcdn",
    name: "Alibaba Cloud DCDN",
    rights: "a RAM user with `dcdn:RefreshDcdnObjectCaches` (with `tags: true` also `dcdn:RefreshDcdnObjectCacheByCacheTag`), `dcdn:DescribeDcdnRefreshTaskById` and `dcdn:DescribeDcdnRefreshQuota`",
    settings: Settings,
    deliveryOptions: ["batch-size"],
    open: alibaba_dcdn_open,
    capabilities,
    connect: (settings, io) => [
        { submit: (batch) => alibaba_dcdn_submit(settings, io, batch), poll: (receipt) => poll(settings, io, receipt) },
    ],
};
function capabilities({ batchSize, tags }, quota) {
    return {
        accepts: {
            path: { perRequest: batchSize, match: { query: "unknown" } },
            prefix: {
                perRequest: 100,
                perRun: (0,day_quota/* foldersLeft */.z6)(quota, 100),
                allowed: /\/$/,
                match: { prefix: "segment", query: "covered" },
            },
            ...(tags
                ? { tag: { perRequest: 1, allowed: /^[^\s,]+$/, match: { query: "covered", host: "one" } } }
                : {}),
        },
        closed: { tag: "with provider-options tags: true, where the domain's cache tag feature is on" },
        mix: "one-kind",
        rates: [
            { unit: "request", amount: 30, perSeconds: 1, scope: "credential" },
            { unit: "item", amount: 10_000, perSeconds: 60, kinds: ["path"], scope: "site" },
        ],
        ...(0,day_quota/* dayBudget */.eY)(quota, 10_000),
        done: { by: "poll", firstMs: 5000, maxMs: 20_000 },
        wants: { urls: "aliases", files: "all", address: "url" },
        provable: true,
        maxPurges: 10_000,
        notes: ["A purge takes five to six minutes: give timeout: 900 where it must be complete."],
        source: new URL("https://www.alibabacloud.com/help/en/edge-security-acceleration/dcdn/developer-reference/api-dcdn-2018-01-15-refreshdcdnobjectcaches"),
        read: "2026-11-28",
    };
}
async function alibaba_dcdn_open(settings, io) {
    const response = await io.send(call(settings, io, "DescribeDcdnRefreshQuota", {}));
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(Left, 200), ANSWERS);
    return (0,day_quota/* openQuota */.$S)(answer, {
        quotaOf: ({ UrlRemain, DirRemain }) => ({ urls: UrlRemain ?? undefined, folders: DirRemain ?? undefined }),
        isKeyRefused: KEY_REFUSED.test(Refusal.safeParse((0,json/* parseJson */.qF)(response.text)).data?.Code ?? ""),
    });
}
async function alibaba_dcdn_submit(settings, io, batch) {
    const { action, form } = purgeOf(settings, batch);
    const sentMs = io.now().getTime();
    const response = await io.send(call(settings, io, action, form));
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(Purged, 200), ANSWERS);
    if (answer.kind === "failed")
        return answer;
    return { kind: "pending", receipt: (0,task_status/* taskReceipt */.Yf)(answer.body.RefreshTaskId, { sentMs, io, response }) };
}
function purgeOf(settings, batch) {
    const selectors = (0,request/* selectorsOf */.Yv)(batch);
    const [{ by, origin, value }] = selectors;
    const Force = String(settings.mode === "all");
    if (by === "tag" && origin !== undefined && settings.tags && (0,request/* onlySelector */.Wp)(batch)) {
        const form = { DomainName: new URL(origin).hostname, CacheTag: value, Force };
        return { action: "RefreshDcdnObjectCacheByCacheTag", form };
    }
    const ObjectPath = selectors.map((selector) => urlOf(settings, selector, by)).join("\n");
    const form = by === "path" ? { ObjectPath, ObjectType: "File" } : { ObjectPath, ObjectType: "Directory", Force };
    return { action: "RefreshDcdnObjectCaches", form };
}
async function poll(settings, io, receipt) {
    const form = { TaskId: openIds(receipt).join(",") };
    const response = await io.send(call(settings, io, "DescribeDcdnRefreshTaskById", form));
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(Tasks, 200), ANSWERS);
    const isUnknown = answer.kind === "failed" && response.status === 404 && answer.fault === "invalid";
    if (answer.kind === "failed" && !isUnknown)
        return answer;
    const judged = answer.kind === "failed" ? undefined : judge({ receipt, response, io }, answer);
    return judged ?? (0,task_status/* notKnownYet */.NQ)(receipt, io, REGISTERS_WITHIN_MS);
}
function call(settings, io, action, form) {
    const { apiUrl, apiKey, accessKeySecret } = settings;
    const fields = Object.entries(form).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
    const body = fields.join("&");
    const { host } = new URL(apiUrl);
    const at = { at: io.now(), nonce: io.nonce() };
    const signed = { accessKeyId: apiKey, accessKeySecret, host, action, version: VERSION, body, ...at };
    const headers = { accept: "application/json", ...signatureHeaders(signed) };
    return { method: "POST", url: `${apiUrl}/`, headers, body };
}
function urlOf({ query }, selector, wanted) {
    const { by, origin, value } = selector;
    if (by !== wanted || origin === undefined || (by !== "path" && by !== "prefix")) {
        throw (0,request/* notAccepted */.LA)(provider.name, selector);
    }
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
