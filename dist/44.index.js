export const id = 44;
export const ids = [44];
export const modules = {

/***/ 1044:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  provider: () => (/* binding */ provider)
});

// EXTERNAL MODULE: ./lib/providers/kit/read-answer.js
var read_answer = __webpack_require__(8252);
// EXTERNAL MODULE: ./lib/providers/kit/request.js
var kit_request = __webpack_require__(4172);
// EXTERNAL MODULE: ./lib/providers/kit/task-status.js
var task_status = __webpack_require__(2815);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 14 modules
var schemas = __webpack_require__(4528);
// EXTERNAL MODULE: ./lib/providers/kit/settings.js
var settings = __webpack_require__(2788);
;// CONCATENATED MODULE: ./lib/providers/f5xc/schema.js



/** Names of namespaces and distributions: labels of RFC 1035, at most 64 characters. */
const NAME = "[a-z](?:[a-z0-9-]{0,62}[a-z0-9])?";
const Settings = (0,settings/* destination */.j_)({
    site: (0,settings/* site */._P)(new RegExp(`^${NAME}/${NAME}$`), {
        term: "`namespace/distribution`",
        where: "the namespace and the name of the CDN distribution in the F5 Distributed Cloud console",
        example: "default/my-cdn",
    }),
    "api-key": (0,settings/* credential */.eE)("API token of F5 Distributed Cloud (Administration, Credentials). Not needed with `certificate-file`."),
    "api-secret": schemas/* string */.YjP({ error: "must be a text" }).optional().describe("Passphrase of `certificate-file`."),
    "api-url": (0,settings/* apiUrl */.y0)("https://example-corp.console.ves.volterra.io"),
    tenant: schemas/* string */.YjP({ error: "must be a text, for example example-corp" })
        .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, {
        error: "is no tenant: give the first part of the console's host name, for example example-corp",
    })
        .optional()
        .describe("The tenant: first part of the console's host name. Required unless `api-url` is given. Example: `example-corp`."),
    mode: (0,settings/* choice */.Yq)(["hard", "soft"], "hard").describe("`hard` removes cached objects; `soft` marks them expired, so that the edge asks the origin whether they changed."),
    resource: (0,settings/* choice */.Yq)(["cdn_loadbalancer", "http_loadbalancer"], "cdn_loadbalancer").describe("Whose cache is purged: a CDN distribution, or an HTTP load balancer with caching."),
    "pattern-anchor": (0,settings/* choice */.Yq)(["loose", "path"], "loose").describe("What patterns made for changed files are anchored to. The vendor does not say what a pattern is matched against: `loose` " +
        "fits whatever it is, `path` is exact if it is the path."),
    "url-format": (0,settings/* choice */.Yq)(["path", "absolute"], "path").describe("How a single URL is sent: its path, or the whole URL."),
    "certificate-file": (0,settings/* shortText */.os)("f5.p12")
        .optional()
        .describe("Client certificate instead of `api-key`: a P12, or a PEM with certificate and key. `api-secret` is its passphrase."),
    "success-states": (0,settings/* words */.aL)(task_status/* SUCCESS_STATES */.Vb).describe("States of a purge at a site that mean complete."),
    "failure-states": (0,settings/* words */.aL)(task_status/* FAILURE_STATES */.wP).describe("Parts of states of a purge at a site that mean failed."),
})
    .refine((raw) => raw["certificate-file"] !== undefined || (0,settings/* hasKey */.CJ)(raw), (0,settings/* keyRequired */.xK)("create an API token in the F5 Distributed Cloud console (Administration, Credentials), or give certificate-file"))
    .refine((raw) => raw["certificate-file"] === undefined || raw["api-key"] === undefined, {
    path: ["certificate-file"],
    error: "stands beside api-key: give one of the two",
})
    .refine((raw) => raw["certificate-file"] !== undefined || raw["api-secret"] === undefined, {
    path: ["api-secret"],
    error: "is the passphrase of certificate-file, and there is no certificate-file",
})
    .refine((raw) => raw.tenant !== undefined || raw["api-url"] !== undefined, {
    path: ["tenant"],
    error: "is missing: the first part of your console's host name, for example example-corp (or give api-url)",
    when: ({ value }) => typeof value === "object" && value !== null,
})
    .transform((raw) => {
    const [namespace, distribution] = raw.site.split("/");
    const file = raw["certificate-file"];
    const passphrase = raw["api-secret"] === undefined ? {} : { passphrase: raw["api-secret"] };
    return {
        ...(0,settings/* common */.sh)(raw, `https://${raw.tenant}.console.ves.volterra.io`),
        namespace,
        distribution,
        mode: raw.mode,
        resource: raw.resource,
        patternAnchor: raw["pattern-anchor"],
        urlFormat: raw["url-format"],
        ...(file === undefined ? {} : { certificate: { file, ...passphrase } }),
        states: { success: raw["success-states"], failure: raw["failure-states"] },
    };
});
/** An error can ride on HTTP 200. Codes: EOK EPERMS EBADINPUT ENOTFOUND EEXISTS EUNKNOWN ESERIALIZE EINTERNAL EPARTIAL. */
const ErrorObject = schemas/* object */.Ikc({ code: schemas/* string */.YjP().catch(""), message: schemas/* string */.YjP().catch("") });
/** An int64 of protobuf JSON, as its digits: a number or a text, beyond 2^53 too. Zero is what an unset one looks like. */
const Id = schemas/* union */.KCZ([schemas/* int */.Whr().transform(String), schemas/* string */.YjP()]).pipe(schemas/* string */.YjP().regex(/^[1-9][0-9]{0,19}$/));
/** `LilacCDNCachePurgeResponse` of the upstream OpenAPI, or an error object in its place. */
const Purged = schemas/* object */.Ikc({ purge_request_id: Id.optional(), error: ErrorObject.nullish() })
    .refine((body) => body.purge_request_id !== undefined || isError(body.error), { path: ["purge_request_id"] });
/** Answer to `get-service-operation-status`: one item per site, `status` a free word. */
const OperationStatus = schemas/* object */.Ikc({
    error: ErrorObject.nullish(),
    items: schemas/* array */.YOg(schemas/* object */.Ikc({
        status: schemas/* string */.YjP().catch(""),
        purge: schemas/* object */.Ikc({ site: schemas/* string */.YjP().catch(""), finish_time: schemas/* unknown */.L5J() })
            .partial()
            .nullish(),
    }))
        .nullish(),
});
/** Does an error object say that something is wrong? */
function isError(error) {
    return error !== null && error !== undefined && error.code !== "" && error.code !== "EOK";
}

;// CONCATENATED MODULE: ./lib/providers/f5xc/index.js




const ANSWERS = {
    hints: {
        401: "The API token or certificate is wrong or has expired: create one in the F5 Distributed Cloud console (Administration, Credentials)",
        403: "The credential's role may not purge in this namespace",
        404: "There is no such distribution: site is namespace/distribution, and resource must be its kind",
    },
    faults: {
        404: "site",
        // "Operation on resource is conflicting with current value": another purge of the same distribution is being written.
        409: "unavailable",
    },
};
/** How long the status may not know a purge that was taken: ours, the vendor names none. */
const REGISTERS_WITHIN_MS = 60_000;
/** F5 Distributed Cloud purges one URL, pattern, host or everything a request, and has a status by site. */
const provider = {
    id: "f5xc",
    name: "F5 Distributed Cloud CDN",
    settings: Settings,
    deliveryOptions: ["certificate-file"],
    capabilities,
    connect: (settings, io) => [
        {
            submit: (batch) => f5xc_submit(settings, io, batch),
            poll: (receipt) => poll(settings, io, receipt),
        },
    ],
};
/**
 * - one of url, pattern, hostname and purge_all a request; a pattern has 1 to 256 characters (PCRE 1):
 *   `LilacCDNCachePurgeRequest` in F5's OpenAPI
 *   (https://docs.cloud.f5.com/docs-v2/downloads/f5-distributed-cloud-open-api.zip)
 * - 2 requests a second, polls from 2 s to 15 s apart: ours, the vendor's limits are unpublished
 * - 100 purges a run: ours, with polls what 300 s have room for at that rate
 */
function capabilities(settings) {
    const soft = settings.mode === "soft";
    return {
        accepts: {
            path: { perRequest: 1, soft, match: { query: "unknown" } },
            regex: { perRequest: 1, maxLength: 256, soft, match: { query: "unknown", anchor: settings.patternAnchor } },
            host: { perRequest: 1, soft, match: { query: "covered" } },
            all: { perRequest: 1, soft, match: { query: "covered" } },
        },
        mix: "one-item",
        rates: [{ unit: "request", amount: 2, perSeconds: 1, scope: "credential" }],
        done: { by: "poll", firstMs: 2000, maxMs: 15_000 },
        wants: { urls: "aliases", files: "all", address: settings.urlFormat === "absolute" ? "url" : "path" },
        provable: true,
        maxPurges: 100,
        notes: [
            "F5 marks the cache-purge endpoint as deprecated since June 2026 in favour of CDN purge commands; it still documents it.",
        ],
        source: new URL("https://f5-sales-demo.github.io/api-specs-enriched/api-reference/cdn/operations/vesioschemaviewscdn_loadbalancercustomapicdncachepurge/"),
        read: "2026-11-20",
    };
}
async function f5xc_submit(settings, io, batch) {
    const body = { ...selection(settings, (0,kit_request/* onlySelector */.Wp)(batch)), [`${settings.mode}_purge`]: {} };
    const response = await io.send(post(settings, `${settings.distribution}/cache-purge`, body));
    const answer = (0,read_answer/* readAnswer */.JN)(response, Purged, ANSWERS);
    if (answer.kind === "failed")
        return answer;
    const { error, purge_request_id: id } = answer.body;
    if (isError(error) || id === undefined)
        return errorAnswer(response, answer.message, error);
    return { kind: "pending", receipt: (0,task_status/* taskReceipt */.Yf)(id, io) };
}
/** Exactly one of the four: the vendor's own example carries all of them, which its schema forbids. */
function selection({ urlFormat }, selector) {
    const { by, value, origin = "" } = selector;
    if (by === "path")
        return { url: urlFormat === "absolute" ? `${origin}${value}` : value };
    if (by === "regex")
        return { pattern: value };
    if (by === "host")
        return { hostname: value };
    if (by === "all")
        return { purge_all: {} };
    throw (0,kit_request/* notAccepted */.LA)(provider.name, selector);
}
async function poll(settings, io, receipt) {
    const id = receipt.id ?? "";
    const { namespace, distribution: name } = settings;
    // An int64 of protobuf JSON may be a text; a number would be rounded beyond 2^53.
    const service_op_id = Number.isSafeInteger(Number(id)) ? Number(id) : id;
    const response = await io.send(post(settings, "get-service-operation-status", { name, namespace, service_op_id }));
    if (response.status === 404)
        return (0,task_status/* notKnownYet */.NQ)(receipt, io, REGISTERS_WITHIN_MS);
    const answer = (0,read_answer/* readAnswer */.JN)(response, OperationStatus, ANSWERS);
    if (answer.kind === "failed")
        return answer;
    const { error, items } = answer.body;
    if (isError(error) && error.code !== "ENOTFOUND")
        return errorAnswer(response, answer.message, error);
    if (isError(error) || !items?.length)
        return (0,task_status/* notKnownYet */.NQ)(receipt, io, REGISTERS_WITHIN_MS);
    return judge(settings, receipt, items);
}
/**
 * Complete when every site that is listed is, in two answers that list the same number of sites: the vendor does not say
 * whether all are listed from the beginning.
 */
function judge(settings, receipt, items) {
    const failed = items.filter(({ status }) => (0,task_status/* judgeState */.dS)(status, settings.states) === "failure");
    if (failed.length > 0) {
        const sites = failed.slice(0, 5).map(({ status, purge }) => `${purge?.site || "a site"}: ${status}`);
        const message = `The purge failed at ${failed.length} of ${items.length} sites (${sites.join(", ")})`.slice(0, 500);
        return { kind: "failed", fault: "invalid", message };
    }
    const complete = items.filter(({ status, purge }) => (0,task_status/* judgeState */.dS)(status, settings.states) === "success" || isGiven(purge?.finish_time));
    const sites = complete.length === items.length ? items.length : 0;
    if (sites > 0 && receipt.memo?.["sites"] === sites)
        return { kind: "done", receipt };
    const open = items.find((item) => !complete.includes(item));
    const where = `${complete.length} of ${items.length} sites are done`;
    const message = open === undefined ? where : `${where}, ${open.purge?.site || "a site"} is "${open.status.slice(0, 100)}"`;
    return { kind: "pending", receipt: { ...receipt, memo: { ...receipt.memo, sites } }, message };
}
/** A time that was never set is absent, empty, zero, or the zero of its clock: the year 1 in Go, 1970 in Unix. */
function isGiven(time) {
    const text = typeof time === "number" || typeof time === "string" ? String(time) : "";
    return text !== "" && !/^0+(?:\.0+)?$/.test(text) && !/^(?:0001|1970)-01-01T00:00:00/.test(text);
}
function errorAnswer(response, message, error) {
    const partial = error?.code === "EPARTIAL" ? " (purged in part is not purged)" : "";
    const fault = error?.code === "EPERMS" ? "auth" : error?.code === "ENOTFOUND" ? "site" : "invalid";
    return (0,read_answer/* failedAnswer */.gk)(response, fault, `${message}${partial}`, ANSWERS);
}
function post(settings, path, body) {
    const { apiUrl, apiKey, namespace, resource, certificate } = settings;
    const headers = certificate === undefined ? { authorization: `APIToken ${apiKey}` } : {};
    const request = (0,kit_request/* postJson */.B2)(`${apiUrl}/api/cdn/namespaces/${namespace}/${resource}/${path}`, headers, body);
    return certificate === undefined ? request : { ...request, certificate };
}


/***/ }),

/***/ 8252:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JN: () => (/* binding */ readAnswer),
/* harmony export */   Z9: () => (/* binding */ wordsOf),
/* harmony export */   gk: () => (/* binding */ failedAnswer),
/* harmony export */   qF: () => (/* binding */ parseJson),
/* harmony export */   y_: () => (/* binding */ Count)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4528);

/** Most characters of a provider's own words that are shown. */
const MAX_WORDS = 500;
/** Most characters of the title of a page, or of a text that is no JSON. */
const MAX_EXCERPT = 100;
/** How far into a page its title is looked for. */
const TITLE_WITHIN = 4096;
/** How deep error objects nest in the vendors' documented shapes (`errors[].message` is two), and one more. */
const MAX_DEPTH = 3;
/**
 * An answer of the provider as what `schema` makes of its JSON, or why it is none.
 *
 * Only a 2xx whose JSON the schema takes is read. A 2xx of another shape is `unreadable`: nothing in it says that the purge
 * was taken, and asking again is harmless. `says` is for a refusal inside a success: the status and the provider's words.
 */
function readAnswer(response, schema, rules) {
    const fault = faultOf(response, rules);
    const json = parseJson(response.text);
    if (fault !== undefined)
        return failedAnswer(response, fault, describe(response, json), rules);
    if (json === undefined)
        return noJson(response, rules);
    const parsed = schema.safeParse(json);
    if (parsed.success)
        return { kind: "read", body: parsed.data, message: describe(response, json) };
    const where = parsed.error.issues[0]?.path.join(".") ?? "";
    const what = where === "" ? "its JSON is not of the documented shape" : `its field ${where} is not as documented`;
    return failedAnswer(response, "unreadable", `${describe(response, json)} (${what})`, rules);
}
/** A failure in the provider's own words, with the vendor's hint for the status and the time it asks to wait. */
function failedAnswer(response, fault, message, rules) {
    const hint = isPage(response) ? pageHint(response) : rules.hints[response.status];
    const waitMs = response.retryAfterMs ?? (fault === "throttled" ? rules.throttleMs : undefined);
    const suspect = fault === "invalid" ? suspectOf(response, message) : undefined;
    const repeatable = fault === "throttled" || fault === "unavailable" || fault === "unreadable";
    return {
        kind: "failed",
        fault,
        message: hint === undefined ? message : `${message.replace(/\.$/, "")}. ${hint}`,
        ...(repeatable && waitMs !== undefined ? { waitMs } : {}),
        ...(suspect === undefined ? {} : { suspect }),
    };
}
/** A refusal that is a page says nothing of the key or the site: who wrote it is not known. */
function pageHint({ status }) {
    return status >= 400 && status < 500
        ? "This is an HTML page and not how the API answers: a proxy or a firewall may stand in between, or api-url is not its address"
        : undefined;
}
/** Words of a refusal that is about how much one request holds. */
const TOO_MUCH = /\btoo (?:many|large|long|big)\b|\b(?:limit|maximum|max)\b.{0,40}\bexceeded\b|\bexceeds?\b.{0,40}\b(?:limit|maximum)\b/i;
/**
 * Why a request may have been refused as a whole: one of its instructions, or its size. A refusal inside a 2xx and a 400
 * or 422 are about what was sent; 404, 405 and 409 are not, nor is a page that something in between answers with.
 */
function suspectOf(response, message) {
    const { status } = response;
    if (status === 413 || status === 414)
        return "size";
    const isAboutContent = status === 400 || status === 422 || (status >= 200 && status < 300);
    if (!isAboutContent || isPage(response))
        return undefined;
    return TOO_MUCH.test(message) ? "size" : "item";
}
/** The one table from HTTP status to who must act. Undefined: the request was taken. */
function faultOf(response, { faults }) {
    const { status, retryAfterMs } = response;
    if (status >= 200 && status < 300)
        return undefined;
    // A refusal that says when it ends is about how often, not about who: GitHub's API answers so, and gateways do.
    if (status === 403 && retryAfterMs !== undefined)
        return "throttled";
    if (faults?.[status] !== undefined && !isPage(response))
        return faults[status];
    if (status === 401 || status === 403)
        return "auth";
    if (status === 408 || status === 425 || status >= 500)
        return "unavailable";
    if (status === 429)
        return "throttled";
    return "invalid";
}
/** `HTTP 403: domain_not_authorized`: the status and what the provider says, whatever shape it has. */
function describe(response, json) {
    const words = json === undefined ? excerptOf(response) : wordsOf(json);
    // Some repeat the status in the body.
    const text = words.startsWith(`${response.status}: `) ? words.slice(5) : words;
    const message = text === "" ? response.statusText : text;
    return message === "" ? `HTTP ${response.status}` : `HTTP ${response.status}: ${cut(message, MAX_WORDS)}`;
}
/** A 2xx that is no JSON: a page comes from something in between and is not asked for again, a torn text is. */
function noJson(response, rules) {
    if (!isPage(response)) {
        return failedAnswer(response, "unreadable", `HTTP ${response.status} with no JSON in it: ${excerptOf(response) || "empty"}`, rules);
    }
    return failedAnswer(response, "invalid", `HTTP ${response.status} with an HTML page (${excerptOf(response) || "without a title"}) instead of the API's answer: a proxy, ` +
        "a firewall or a login page stands between this runner and the API, or api-url is not the API's address", rules);
}
function isPage({ headers, text }) {
    return (/^text\/html\b/i.test(headers["content-type"] ?? "") || /^\s*<(?:!doctype\s+html|html|head|body)\b/i.test(text));
}
/** A page's title, or the beginning of another text. */
function excerptOf(response) {
    const title = /<title[^>]{0,100}>([^<]*)/i.exec(response.text.slice(0, TITLE_WITHIN))?.[1] ?? "";
    const text = isPage(response) ? title : response.text.slice(0, TITLE_WITHIN);
    return cut(text.replace(/\s+/g, " ").trim(), MAX_EXCERPT);
}
/**
 * What an error body says, in any of the vendors' shapes: a bare string, `error` (text or object), `errors[]`, `code` and
 * `message`.
 */
function wordsOf(body, depth = MAX_DEPTH) {
    if (typeof body === "string")
        return body.trim();
    if (typeof body !== "object" || body === null || depth === 0)
        return "";
    const { code, error, errors, message } = body;
    const nested = [error, ...(Array.isArray(errors) ? errors.slice(0, 10) : [])].map((one) => wordsOf(one, depth - 1));
    const parts = [typeof code === "number" ? String(code) : wordsOf(code, 1), ...nested, wordsOf(message, 1)];
    return [...new Set(parts.filter((part) => part !== ""))].join(": ");
}
/**
 * JSON as data, or undefined. Integers beyond 2^53 become their own digits as text: a vendor's id must not be rounded.
 */
function parseJson(text) {
    try {
        return JSON.parse(text, (_key, value, context) => {
            const rounded = typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value);
            return rounded && /^-?[0-9]+$/.test(context?.source ?? "") ? context?.source : value;
        });
    }
    catch {
        return undefined;
    }
}
/** A count, as a number or as the digits that some vendors write between quotes. */
const Count = zod__WEBPACK_IMPORTED_MODULE_0__/* .union */ .KCZ([
    zod__WEBPACK_IMPORTED_MODULE_0__/* .int */ .Whr(),
    zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()
        .regex(/^[0-9]{1,15}$/)
        .transform(Number),
]);
function cut(text, most) {
    return text.length <= most ? text : `${text.slice(0, most - 1).toWellFormed()}…`;
}


/***/ }),

/***/ 4172:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B2: () => (/* binding */ postJson),
/* harmony export */   LA: () => (/* binding */ notAccepted),
/* harmony export */   Wp: () => (/* binding */ onlySelector),
/* harmony export */   Yv: () => (/* binding */ selectorsOf),
/* harmony export */   cb: () => (/* binding */ sentPath)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1053);
/* harmony import */ var _model_selector_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2408);


/** A POST of JSON. The body is serialised here, once: these very bytes are sent, and signed where a vendor wants it. */
function postJson(url, headers, body) {
    return {
        method: "POST",
        url,
        headers: { ...headers, accept: "application/json", "content-type": "application/json" },
        body: JSON.stringify(body),
    };
}
/** The instructions of a batch. A batch without one must never become a request: to some vendors it means everything. */
function selectorsOf(batch) {
    const [first, ...more] = batch.items.map(({ selector }) => selector);
    if (first === undefined)
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PurgeError */ .CV("bug", "The plan holds a request without instructions.");
    return [first, ...more];
}
/** The one instruction of a batch, for vendors that take one per request. */
function onlySelector(batch) {
    const [selector, ...more] = selectorsOf(batch);
    if (more.length === 0)
        return selector;
    throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PurgeError */ .CV("bug", `A request takes one instruction here, and the plan put ${more.length + 1} in it.`);
}
/** The error for an instruction that the capabilities do not promise: only a wrong plan brings one here. */
function notAccepted(provider, selector) {
    return new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PurgeError */ .CV("bug", `${provider} takes no ${(0,_model_selector_js__WEBPACK_IMPORTED_MODULE_1__/* .describeSelector */ .r5)(selector)}: the plan must not hold it.`);
}
/** A path as it is sent: with its query, or without. */
function sentPath(path, query) {
    return query === "keep" ? path : path.replace(/\?.*$/s, "");
}


/***/ }),

/***/ 2788:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CJ: () => (/* binding */ hasKey),
/* harmony export */   Jt: () => (/* binding */ flag),
/* harmony export */   P: () => (/* binding */ query),
/* harmony export */   Xw: () => (/* binding */ noCredential),
/* harmony export */   Yq: () => (/* binding */ choice),
/* harmony export */   _P: () => (/* binding */ site),
/* harmony export */   aL: () => (/* binding */ words),
/* harmony export */   eE: () => (/* binding */ credential),
/* harmony export */   iR: () => (/* binding */ propagationSeconds),
/* harmony export */   j_: () => (/* binding */ destination),
/* harmony export */   os: () => (/* binding */ shortText),
/* harmony export */   pq: () => (/* binding */ mapping),
/* harmony export */   rD: () => (/* binding */ wholeNumber),
/* harmony export */   sh: () => (/* binding */ common),
/* harmony export */   uV: () => (/* binding */ numberedSite),
/* harmony export */   xK: () => (/* binding */ keyRequired),
/* harmony export */   y0: () => (/* binding */ apiUrl)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4528);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8532);

/** How the user's value is shown in a message: quoted and cut. Never used for a credential. */
function given(value) {
    const text = JSON.stringify(value) ?? "nothing";
    return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
/**
 * The inputs and options of one destination, strictly: an unknown key is a problem at that key.
 *
 * @param shape `site`, the credentials, `api-url` and the provider's own options, by the names the user writes.
 */
function destination(shape) {
    const inputs = ["site", "api-key", "api-secret", "api-url"];
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ "site-url": siteUrls(), "dry-run": zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY().default(false), ...shape })
        .catchall(unknownKey(Object.keys(shape).filter((name) => !inputs.includes(name))))
        .meta({ additionalProperties: false });
}
/** A nested mapping of options, as strict as `destination`. */
function mapping(shape) {
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc(shape, {
        error: (issue) => `must be a mapping of ${Object.keys(shape).join(", ")}, not ${given(issue.input)}`,
    })
        .catchall(unknownKey(Object.keys(shape)))
        .meta({ additionalProperties: false });
}
function unknownKey(known) {
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5J().refine(() => false, { error: `is no option here; there are ${known.join(", ")}` });
}
function siteUrls() {
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP())
        .default([])
        .describe("Public base URLs of what is deployed, absolute, with a slash at the end.");
}
/** The `site` input where it must be given, checked against the vendor's form. */
function site(pattern, { term, where, example }) {
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP({ error: `is missing: give ${term} (${where}), for example ${example}` })
        .regex(pattern, { error: (issue) => `${given(issue.input)} is not ${term} (${where}), for example ${example}` })
        .describe(`${upperFirst(term)}: ${where}. Example: \`${example}\`.`);
}
/** A site that the vendor numbers. */
function numberedSite(term) {
    return site(/^[1-9][0-9]{0,17}$/, term);
}
/** A credential: visible ASCII without blanks, since it travels in a header. Its value appears in no message. */
function credential(about) {
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP({ error: "must be a text" })
        .regex(/^[\x21-\x7e]+$/, {
        error: "has a blank, a line break or a character beyond ASCII inside: paste the key alone",
    })
        .optional()
        .describe(about);
}
/** A credential that this provider has no use for: accepting it in silence would look like security. */
function noCredential(message) {
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .never */ .ZmZ({ error: message }).optional().describe("Not used.");
}
/** The check that a key is there, unless this is a dry run. `where`: how the vendor's users get one. */
function keyRequired(where) {
    return {
        path: ["api-key"],
        error: `is missing: ${where}. Pass it from a secret, for example api-key: \${{ secrets.CDN_API_KEY }}. Only a dry run needs none`,
        when: ({ value }) => typeof value === "object" && value !== null,
    };
}
/** Is the key there, or not needed? */
function hasKey(raw) {
    return raw["api-key"] !== undefined || raw["dry-run"] === true;
}
/** The `api-url` input, whose text becomes a base without a slash at its end. */
function apiUrl(example) {
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP({ error: "must be a URL" })
        .transform((text, context) => {
        const url = URL.parse(text);
        const wrong = wrongApiUrl(url);
        if (url !== null && wrong === undefined)
            return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
        context.issues.push({ code: "custom", message: `${wrong}, for example ${example}`, input: undefined });
        return zod__WEBPACK_IMPORTED_MODULE_1__/* .NEVER */ .tm;
    })
        .optional()
        .describe(`Replaces scheme and host in front of the vendor's documented path. Example: \`${example}\`.`);
}
function wrongApiUrl(url) {
    if (url === null)
        return "is no absolute URL";
    if (url.username !== "" || url.password !== "")
        return "has a user name or password in it: give the address alone";
    if (url.search !== "" || url.hash !== "")
        return "has a query or a fragment: give scheme, host and perhaps a path prefix";
    if (url.protocol === "https:")
        return undefined;
    if (url.protocol === "http:" && isLoopback(url.hostname))
        return undefined;
    return "must be https (plain http is for loopback alone: the key would travel in clear text)";
}
function isLoopback(host) {
    return host === "localhost" || host === "[::1]" || /^127(?:\.[0-9]{1,3}){3}$/.test(host);
}
/** What every provider's settings begin with. */
function common(raw, vendorUrl) {
    return { site: raw.site, apiUrl: raw["api-url"] ?? vendorUrl, apiKey: raw["api-key"] ?? "" };
}
/** An option that is a whole number between two bounds. */
function wholeNumber(least, most, standard) {
    const error = (issue) => `must be a whole number from ${least} to ${most}, for example ${standard}, not ${given(issue.input)}`;
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .int */ .Whr({ error }).min(least, { error }).max(most, { error }).default(standard);
}
/** An option that is one of a few words. */
function choice(words, standard) {
    return zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(words, { error: (issue) => `must be one of ${words.join(", ")}, not ${given(issue.input)}` })
        .default(standard);
}
/** An option that is `true` or `false`. */
function flag(standard) {
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY({ error: (issue) => `must be true or false, not ${given(issue.input)}` }).default(standard);
}
/** An option that is text of at most 200 characters without control characters. */
function shortText(example) {
    const error = (issue) => `must be a text on one line, for example ${example}, not ${given(issue.input)}`;
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP({ error }).regex(/^[^\p{Cc}]{0,200}$/u, { error });
}
/** An option that is a list of words. */
function words(standard) {
    const error = (issue) => `must be a list of words, for example [${standard.slice(0, 2).join(", ")}], not ${given(issue.input)}`;
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP({ error }).min(1, { error }), { error })
        .min(1, { error })
        .default([...standard]);
}
/** Seconds that a provider without a status needs to spread a purge; at most ten minutes. */
function propagationSeconds(standard) {
    return wholeNumber(0, 600, standard).describe("Seconds until a purge has reached every edge. The vendor has no status, so `wait-for: completed` waits this long.");
}
/** What becomes of a query string in a path that the user wrote: deployed files never have one. */
function query() {
    return choice(["keep", "strip"], "keep").describe("Query strings in paths given under `purge`: sent as written (`keep`), or left out (`strip`). The vendor does not say " +
        "what it makes of one.");
}
function upperFirst(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}


/***/ }),

/***/ 2815:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NQ: () => (/* binding */ notKnownYet),
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
/** The receipt of a task that was taken just now. */
function taskReceipt(id, io) {
    return { id, memo: { since: io.now().getTime() } };
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
