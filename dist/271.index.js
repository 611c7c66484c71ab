export const id = 271;
export const ids = [271];
export const modules = {

/***/ 3271:
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
;// CONCATENATED MODULE: ./lib/providers/batoff/schema.js




/** https://cdn-ru.batoff.ru/docs/purge-api/ */
const VENDOR_URL = "https://api.batoff.ru";
/** What may stand in a signature's template. */
const PLACEHOLDERS = ["timestamp", "method", "path", "query", "body", "body_sha256", "site_id"];
const KNOWN = new RegExp(`\\{(?:${PLACEHOLDERS.join("|")})\\}`, "g");
/** How a request is signed. The vendor shows the headers alone: each part that it does not say is an option. */
const Signature = (0,settings/* mapping */.pq)({
    template: (0,settings/* shortText */.os)("{timestamp}.{body}")
        .refine((text) => !/[{}]/.test(text.replace(KNOWN, "")), {
        error: `knows ${PLACEHOLDERS.map((name) => `{${name}}`).join(" ")} and \\n, for example {timestamp}.{body}`,
    })
        .default("{timestamp}.{body}")
        .describe("The text that is signed, `\\n` for a line break, with `{timestamp}`, `{method}`, `{path}`, `{query}`, `{body}`, " +
        "`{body_sha256}` and `{site_id}` in it."),
    encoding: (0,settings/* choice */.Yq)(["hex", "base64"], "hex").describe("How the signature is written."),
    prefix: (0,settings/* shortText */.os)("sha256=").default("sha256=").describe("What stands in front of the signature in its header."),
    "key-encoding": (0,settings/* choice */.Yq)(["utf8", "hex", "base64"], "utf8").describe("How the signing secret's text becomes the key's bytes."),
    "timestamp-unit": (0,settings/* choice */.Yq)(["s", "ms"], "s").describe("Unit of the timestamp since 1970: seconds or milliseconds."),
});
const Settings = (0,settings/* destination */.j_)({
    site: (0,settings/* site */._P)(/^[A-Za-z0-9_-]{1,64}$/, {
        term: "the site id",
        where: "`site_id` in the API, as Batoff's console shows it for the site",
        example: "site_123",
    }),
    "api-key": (0,settings/* credential */.eE)("API token of Batoff (Console, API, Tokens); it is bound to one site."),
    "api-secret": (0,settings/* credential */.eE)("Secret that requests are signed with. Default: the token itself."),
    "api-url": (0,settings/* apiUrl */.y0)(VENDOR_URL),
    signature: Signature.prefault({}).describe("How requests are signed, as a mapping."),
    "prefix-batch-size": (0,settings/* wholeNumber */.rD)(1, 60, 30).describe("Most prefixes in one request. The vendor documents no limit."),
    "tag-batch-size": (0,settings/* wholeNumber */.rD)(1, 1000, 100).describe("Most tags in one request. The vendor documents no limit."),
    "success-states": (0,settings/* words */.aL)(task_status/* SUCCESS_STATES */.Vb).describe("States of a task that mean complete."),
    "failure-states": (0,settings/* words */.aL)(task_status/* FAILURE_STATES */.wP).describe("Parts of states of a task that mean failed."),
})
    .refine(settings/* hasKey */.CJ, (0,settings/* keyRequired */.xK)("issue an API token for the site in Batoff's Console, API, Tokens; it starts with bto_live_"))
    .refine((raw) => decodes(raw["api-secret"] ?? raw["api-key"], raw.signature["key-encoding"]), {
    path: ["api-secret"],
    error: "is not written in the encoding that signature.key-encoding names (utf8, hex or base64)",
})
    .transform((raw) => ({
    ...(0,settings/* common */.sh)(raw, VENDOR_URL),
    signature: {
        secret: raw["api-secret"] ?? raw["api-key"] ?? "",
        template: raw.signature.template,
        encoding: raw.signature.encoding,
        prefix: raw.signature.prefix,
        keyEncoding: raw.signature["key-encoding"],
        timestampUnit: raw.signature["timestamp-unit"],
    },
    prefixBatchSize: raw["prefix-batch-size"],
    tagBatchSize: raw["tag-batch-size"],
    states: { success: raw["success-states"], failure: raw["failure-states"] },
}));
/** Node decodes what it can and drops the rest in silence: a key that is cut would sign wrongly. */
function decodes(secret, encoding) {
    if (secret === undefined || encoding === "utf8")
        return true;
    return (encoding === "hex" ? /^(?:[0-9a-f]{2})+$/i : /^[a-z0-9+/_-]+={0,2}$/i).test(secret);
}
/** The 202 to a purge; the vendor shows its `task_id` alone. */
const Accepted = schemas/* object */.Ikc({
    task_id: schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* int */.Whr().transform(String)]).pipe(schemas/* string */.YjP().regex(/^[A-Za-z0-9_-]{1,128}$/)),
});
/** https://cdn-ru.batoff.ru/docs/purge-api/, "Task status". Only `completed` is documented as a state. */
const Task = schemas/* object */.Ikc({
    state: schemas/* string */.YjP(),
    items_total: read_answer/* Count */.y_.nullish(),
    items_done: read_answer/* Count */.y_.nullish(),
    completed_at: schemas/* string */.YjP().nullish(),
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./lib/providers/batoff/signature.js

/** HMAC-SHA256 over the template's text. */
function sign(settings, request) {
    const milliseconds = request.at.getTime();
    const timestamp = String(settings.timestampUnit === "ms" ? milliseconds : Math.floor(milliseconds / 1000));
    const values = {
        timestamp,
        method: request.method,
        path: request.path,
        query: "",
        body: request.body,
        body_sha256: (0,external_node_crypto_.createHash)("sha256").update(request.body).digest("hex"),
        site_id: request.siteId,
    };
    const text = settings.template
        .replaceAll("\\n", "\n")
        .replace(/\{([a-z0-9_]+)\}/g, (_whole, name) => values[name]);
    const key = Buffer.from(settings.secret, settings.keyEncoding);
    const secret = (0,external_node_crypto_.createHmac)("sha256", key).update(text).digest(settings.encoding);
    return { timestamp, header: `${settings.prefix}${secret}`, secret };
}

;// CONCATENATED MODULE: ./lib/providers/batoff/index.js





const ANSWERS = {
    hints: {
        400: "invalid_url means that a URL is not of this site: site-url and purge must name hosts that Batoff serves for it",
        401: "The token is wrong, or the signature is: provider-options.signature says how requests are signed, api-secret with what",
        403: "The token has no scope for purges, or belongs to another site: issue one for this site in Batoff's Console, API, Tokens",
        404: "There is no site with the id in site",
    },
    faults: { 404: "site" },
};
/** How long the status may not know a task that was taken: ours, the vendor names none. */
const REGISTERS_WITHIN_MS = 10_000;
/** From which difference on a clock is named as a likely reason for a refused signature; ours. */
const MAX_SKEW_MS = 30_000;
/** Batoff takes URLs, prefixes and tags in signed requests, and has a status by task. */
const provider = {
    id: "batoff",
    name: "Batoff",
    settings: Settings,
    deliveryOptions: ["signature", "prefix-batch-size", "tag-batch-size"],
    capabilities,
    connect: (settings, io) => [
        {
            submit: (batch) => batoff_submit(settings, io, batch),
            poll: (receipt) => poll(settings, io, receipt),
        },
    ],
};
/**
 * - 200 URLs a request, 60 prefixes a minute and site, "any URL beginning with the prefix":
 *   https://cdn-ru.batoff.ru/docs/purge-api/. Whether prefixes or requests are counted is not said: prefixes are the
 *   stricter reading, and one second more guards against jitter
 * - 30 prefixes and 100 tags a request: undocumented, ours; `prefix-batch-size` and `tag-batch-size` change them
 * - polls from 0.5 s to 5 s apart: ours, as a purge typically takes under two seconds
 * - 20,000 purges a run: 100 requests of 200 URLs; ours. Of them 60 prefixes, what one minute lets through: more would make
 *   a run wait, and leave none to another deploy of the site
 */
function capabilities(settings) {
    return {
        accepts: {
            path: { perRequest: 200, match: { query: "unknown" } },
            prefix: { perRequest: settings.prefixBatchSize, perRun: 60, match: { prefix: "string", query: "covered" } },
            tag: { perRequest: settings.tagBatchSize, match: { query: "covered" } },
        },
        mix: "one-kind",
        rates: [{ unit: "item", amount: 60, perSeconds: 61, kinds: ["prefix"], scope: "site" }],
        done: { by: "poll", firstMs: 500, maxMs: 5000 },
        wants: { urls: "aliases", files: "all", address: "url" },
        provable: true,
        maxPurges: 20_000,
        source: new URL("https://cdn-ru.batoff.ru/docs/purge-api/"),
        read: "2026-11-20",
    };
}
async function batoff_submit(settings, io, batch) {
    const response = await io.send(signed(settings, io, "POST", "", selection(batch)));
    const answer = (0,read_answer/* readAnswer */.JN)(response, Accepted, ANSWERS);
    if (answer.kind === "failed")
        return withSkew(answer, response, io);
    return { kind: "pending", receipt: (0,task_status/* taskReceipt */.Yf)(answer.body.task_id, io) };
}
/** One kind a request: whether kinds may be combined is not documented. */
function selection(batch) {
    const selectors = (0,kit_request/* selectorsOf */.Yv)(batch);
    const { by } = selectors[0];
    const values = selectors.map((selector) => {
        if (selector.by !== by)
            throw (0,kit_request/* notAccepted */.LA)(provider.name, selector);
        return by === "tag" ? selector.value : absolute(selector);
    });
    return { [by === "tag" ? "tags" : by === "prefix" ? "prefixes" : "urls"]: values };
}
function absolute(selector) {
    const { by, origin, value } = selector;
    if ((by !== "path" && by !== "prefix") || origin === undefined)
        throw (0,kit_request/* notAccepted */.LA)(provider.name, selector);
    return `${origin}${value}`;
}
async function poll(settings, io, receipt) {
    const response = await io.send(signed(settings, io, "GET", `/${receipt.id}`));
    if (response.status === 404)
        return (0,task_status/* notKnownYet */.NQ)(receipt, io, REGISTERS_WITHIN_MS);
    const answer = (0,read_answer/* readAnswer */.JN)(response, Task, ANSWERS);
    if (answer.kind === "failed")
        return withSkew(answer, response, io);
    return judge(settings, receipt, answer.body);
}
/** Done is what the task calls done, with all of its items. */
function judge(settings, receipt, task) {
    const { state, items_total: total, items_done: done, completed_at: completedAt } = task;
    const numbers = `${done ?? "?"} of ${total ?? "?"} items`;
    const verdict = (0,task_status/* judgeState */.dS)(state, settings.states);
    const whole = typeof total === "number" && typeof done === "number" ? done >= total : undefined;
    if (verdict === "failure") {
        return {
            kind: "failed",
            fault: "invalid",
            message: `The task ended as "${state.slice(0, 100)}" with ${numbers} purged`,
        };
    }
    if (verdict === "success" && whole === false) {
        return {
            kind: "failed",
            fault: "invalid",
            message: `The task is "${state.slice(0, 100)}" with only ${numbers} purged`,
        };
    }
    const unnamed = verdict === "unknown" && whole === true && typeof completedAt === "string" && completedAt !== "";
    if (verdict === "success" || unnamed)
        return { kind: "done", receipt };
    return { kind: "pending", receipt, message: `the task is "${state.slice(0, 100)}" with ${numbers} purged` };
}
/** A request with a fresh timestamp and its signature: made anew for every attempt and every poll. */
function signed(settings, io, method, tail, json) {
    const path = `/v1/sites/${settings.site}/purge${tail}`;
    const url = `${settings.apiUrl}${path}`;
    const request = method === "POST" ? (0,kit_request/* postJson */.B2)(url, {}, json) : { method, url, headers: { accept: "application/json" } };
    const body = request.body ?? "";
    const signature = sign(settings.signature, { method, path, body, siteId: settings.site, at: io.now() });
    return {
        ...request,
        headers: {
            ...request.headers,
            authorization: `Bearer ${settings.apiKey}`,
            "x-batoff-timestamp": signature.timestamp,
            "x-batoff-signature": signature.header,
        },
        secrets: [signature.secret],
    };
}
/** A refused signature may be a wrong clock: said when the answer's own Date is far from ours. */
function withSkew(answer, response, io) {
    const skewMs = Date.parse(response.headers["date"] ?? "") - io.now().getTime();
    if (response.status !== 401 || Number.isNaN(skewMs) || Math.abs(skewMs) <= MAX_SKEW_MS)
        return answer;
    const clock = `${Math.round(Math.abs(skewMs) / 1000)} s ${skewMs > 0 ? "behind" : "ahead of"} the provider's`;
    return { ...answer, message: `${answer.message}. This runner's clock is ${clock}: set it first` };
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
