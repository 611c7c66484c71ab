export const id = 282;
export const ids = [282];
export const modules = {

/***/ 282:
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
var request = __webpack_require__(4172);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 14 modules
var schemas = __webpack_require__(4528);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/core.js
var core = __webpack_require__(8532);
// EXTERNAL MODULE: ./lib/providers/kit/settings.js
var settings = __webpack_require__(2788);
;// CONCATENATED MODULE: ./lib/providers/hado/schema.js



/** https://docs.hadoseo.com/api-reference/introduction */
const VENDOR_URL = "https://api.hadoseo.com";
const Settings = (0,settings/* destination */.j_)({
    site: domain(),
    "api-key": (0,settings/* credential */.eE)("API key of Hado SEO: `hado_sk_` and 48 hexadecimal digits, shown once when it is created."),
    "api-secret": (0,settings/* noCredential */.Xw)("is not used: Hado SEO has one credential, api-key"),
    "api-url": (0,settings/* apiUrl */.y0)(VENDOR_URL),
    "trailing-slash": (0,settings/* choice */.Yq)(["keep", "strip"], "keep").describe("Whether a page's path ends in the slash that its URL has (`keep`), or not (`strip`). Pages that Hado stores under the " +
        "other spelling are not renewed."),
    "html-suffix": (0,settings/* choice */.Yq)(["keep", "strip"], "keep").describe("Whether `/about.html` is sent as such (`keep`) or as `/about` (`strip`). `index.html` is always left out."),
    query: (0,settings/* query */.P)(),
    "propagation-seconds": (0,settings/* propagationSeconds */.iR)(15),
})
    .refine(settings/* hasKey */.CJ, (0,settings/* keyRequired */.xK)("create an API key in the dashboard of Hado SEO; it starts with hado_sk_"))
    .refine((raw) => raw.site !== undefined || hosts(raw["site-url"]).length === 1, {
    path: ["site"],
    error: "is missing, and site-url does not name exactly one host to take instead: give the domain as it stands in the " +
        "dashboard of Hado SEO, for example www.example.com",
    when: ({ value }) => Array.isArray(value["site-url"]),
})
    .transform((raw) => ({
    ...(0,settings/* common */.sh)({ ...raw, site: raw.site ?? hosts(raw["site-url"])[0] }, VENDOR_URL),
    trailingSlash: raw["trailing-slash"],
    htmlSuffix: raw["html-suffix"],
    query: raw.query,
    propagationSeconds: raw["propagation-seconds"],
}));
/** A domain; scheme, port and path of a pasted URL are left out. */
function domain() {
    const message = "is no domain: give it as it stands in the dashboard of Hado SEO, for example www.example.com";
    return schemas/* string */.YjP({ error: message })
        .transform((text, context) => {
        const host = URL.parse(/^https?:\/\//i.test(text) ? text : `https://${text}`)?.hostname ?? "";
        if (/^(?:localhost|[a-z0-9_-]+(?:\.[a-z0-9_-]+)+)$/.test(host))
            return host;
        context.issues.push({ code: "custom", message: message, input: undefined });
        return core/* NEVER */.tm;
    })
        .optional()
        .describe("The domain: as it stands in the dashboard of Hado SEO, `www.` and other sub-domains told apart. Default: the host of " +
        "`site-url`. Example: `www.example.com`.");
}
function hosts(urls) {
    return [...new Set(urls.map((url) => URL.parse(url)?.hostname ?? ""))].filter((host) => host !== "");
}
/** https://docs.hadoseo.com/api-reference/endpoint/purge-cache, "Success (200)". */
const Queued = schemas/* object */.Ikc({ queued: schemas/* boolean */.zMY() });
/** A 429. `usage` and `limit` are the monthly quota's, also when it was the limit per minute that was reached. */
const RateLimited = schemas/* object */.Ikc({ usage: read_answer/* Count */.y_, limit: read_answer/* Count */.y_ });

;// CONCATENATED MODULE: ./lib/providers/hado/index.js



const ANSWERS = {
    hints: {
        400: "The domain or the path is not valid for Hado SEO: look at site and at the path",
        401: "The API key is missing, wrong or revoked: create one in the dashboard of Hado SEO and store it as api-key",
        403: "The owner of this API key does not have the domain in site: it must stand there as in the dashboard, www. included",
    },
    // "The API key's owner does not have this domain in Hado SEO": the key is known, the domain is not.
    faults: { 403: "site" },
    // "Per-minute limits (60 req/min) reset automatically after 60 seconds."
    throttleMs: 60_000,
};
/** Hado SEO renews rendered pages, one path a request. */
const provider = {
    id: "hado",
    name: "Hado SEO",
    settings: Settings,
    deliveryOptions: ["propagation-seconds"],
    capabilities,
    connect: (settings, io) => [{ submit: (batch) => hado_submit(settings, io, batch) }],
};
/**
 * - one path per request: the body's fields are `domain` and `path`, and purge-cache is the API's only endpoint
 *   (https://docs.hadoseo.com/api-reference/endpoint/purge-cache, /api-reference/introduction)
 * - 60 requests per minute on every plan, of which 3 are kept back against jitter of clock and network
 * - 15 s: pages are "typically available within seconds"; the number is ours, `propagation-seconds` changes it
 * - 3 attempts and 50 purges a run: each request counts against the plan's monthly quota, 300 on the smallest plan
 *   (https://docs.hadoseo.com/api-reference/authentication); both numbers are ours
 * - not provable: Hado serves its renders to crawlers whose addresses it verifies
 */
function capabilities(settings) {
    return {
        accepts: { path: { perRequest: 1, match: { query: "unknown" } } },
        mix: "one-item",
        rates: [{ unit: "request", amount: 57, perSeconds: 60, scope: "credential" }],
        done: { by: "window", seconds: settings.propagationSeconds },
        wants: {
            urls: "canonical",
            files: "pages",
            address: "path",
            trailingSlash: settings.trailingSlash,
            htmlSuffix: settings.htmlSuffix,
        },
        provable: false,
        maxPurges: 50,
        attempts: 3,
        notes: notes(settings),
        source: new URL("https://docs.hadoseo.com/api-reference/endpoint/purge-cache"),
        read: "2026-11-20",
    };
}
function notes({ apiKey }) {
    const quota = "Hado SEO counts every request against the plan's monthly quota; assets are no renders and are left out.";
    if (apiKey === "" || /^hado_sk_[0-9a-f]{48}$/i.test(apiKey))
        return [quota];
    return [
        quota,
        "api-key does not look like a key of Hado SEO (hado_sk_ and 48 hexadecimal digits); it is used as it is.",
    ];
}
async function hado_submit(settings, io, batch) {
    const selector = (0,request/* onlySelector */.Wp)(batch);
    if (selector.by !== "path")
        throw (0,request/* notAccepted */.LA)(provider.name, selector);
    const response = await io.send((0,request/* postJson */.B2)(`${settings.apiUrl}/functions/v1/purge-cache`, { authorization: `Bearer ${settings.apiKey}` }, { domain: settings.site, path: (0,request/* sentPath */.cb)(selector.value, settings.query) }));
    return quotaGone(response) ?? accepted(response);
}
function accepted(response) {
    const answer = (0,read_answer/* readAnswer */.JN)(response, Queued, ANSWERS);
    if (answer.kind === "failed")
        return answer;
    if (answer.body.queued)
        return { kind: "done", receipt: {} };
    return (0,read_answer/* failedAnswer */.gk)(response, "invalid", `${answer.message} (queued is false)`, ANSWERS);
}
/** The two kinds of 429 have one code: a monthly quota that is used up tells itself apart by `usage` and `limit`. */
function quotaGone(response) {
    if (response.status !== 429)
        return undefined;
    const { data } = RateLimited.safeParse((0,read_answer/* parseJson */.qF)(response.text));
    if (data === undefined || data.usage < data.limit)
        return undefined;
    const message = `HTTP 429: the monthly quota of Hado SEO is used up (${data.usage} of ${data.limit} requests). ` +
        "It does not come back by waiting in this run: move to a larger plan, or purge again next month";
    return { kind: "failed", fault: "quota", message };
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


/***/ })

};
