export const id = 31;
export const ids = [31];
export const modules = {

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

/***/ 3031:
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
// EXTERNAL MODULE: ./lib/providers/kit/settings.js
var settings = __webpack_require__(2788);
;// CONCATENATED MODULE: ./lib/providers/paradarum/schema.js



/** https://docs.paradarum.com/api/reference */
const VENDOR_URL = "https://api.paradarum.com";
const Settings = (0,settings/* destination */.j_)({
    site: (0,settings/* numberedSite */.uV)({
        term: "the property id",
        where: "the property's number in the Paradarum panel, or `id` in the answer to GET /api/property",
        example: "123",
    }),
    "api-key": (0,settings/* credential */.eE)("API key of Paradarum: `pdm_` and 28 letters, digits and symbols."),
    "api-secret": (0,settings/* noCredential */.Xw)("is not used: Paradarum has one credential, api-key"),
    "api-url": (0,settings/* apiUrl */.y0)(VENDOR_URL),
    "batch-size": (0,settings/* wholeNumber */.rD)(1, 1000, 100).describe("Most instructions in one request. The vendor documents no limit; lower it if a batch is refused for its size."),
    "pattern-anchor": (0,settings/* choice */.Yq)(["path", "loose"], "path").describe("What patterns made for changed files are anchored to. The vendor's example begins with the path (`^/assets/`): `path` is " +
        "exact then; `loose` fits a whole URL too."),
    query: (0,settings/* query */.P)(),
    "propagation-seconds": (0,settings/* propagationSeconds */.iR)(30),
})
    .refine(settings/* hasKey */.CJ, (0,settings/* keyRequired */.xK)("create an API key in the Paradarum panel (Manage API keys); it starts with pdm_"))
    .transform((raw) => ({
    ...(0,settings/* common */.sh)(raw, VENDOR_URL),
    batchSize: raw["batch-size"],
    patternAnchor: raw["pattern-anchor"],
    query: raw.query,
    propagationSeconds: raw["propagation-seconds"],
}));
/** https://docs.paradarum.com/api/purging-cache, "Success response". `succeeded` decides, and `jobCount` where it is given. */
const Accepted = schemas/* object */.Ikc({
    succeeded: schemas/* boolean */.zMY(),
    data: schemas/* object */.Ikc({
        jobCount: read_answer/* Count */.y_.nullish(),
        accepted: read_answer/* Count */.y_.nullish(),
        rejected: schemas/* array */.YOg(schemas/* object */.Ikc({ index: read_answer/* Count */.y_, reason: schemas/* string */.YjP().catch("no reason given") })).nullish(),
    })
        .nullish(),
});

;// CONCATENATED MODULE: ./lib/providers/paradarum/index.js



const ANSWERS = {
    hints: {
        401: "The API key is missing or wrong: create one in the Paradarum panel (Manage API keys) and store it as api-key",
        403: "The property itself is disabled or suspended, and the key is not the reason: enable it in the Paradarum panel",
        404: "There is no property with the id in site, or it belongs to another account than the key",
        500: "Paradarum answers so too while no edge node of it is healthy, which may heal",
    },
    faults: { 403: "site", 404: "site" },
};
/** "The property must have at least one Active hostname (otherwise 400)": no other instruction would fare better. */
const NO_HOSTNAME = /\bno active host ?names?\b/i;
/** Paradarum takes paths, extensions and patterns, many in one request. */
const provider = {
    id: "paradarum",
    name: "Paradarum",
    settings: Settings,
    deliveryOptions: ["batch-size", "propagation-seconds"],
    capabilities,
    connect: (settings, io) => [{ submit: (batch) => paradarum_submit(settings, io, batch) }],
};
/**
 * - kinds and match types: https://docs.paradarum.com/api/purging-cache, "Purge types", "Match type". Patterns are anchored
 *   to the path because of the page's example `^/assets/`; `pattern-anchor` changes it
 * - no rate limit: https://docs.paradarum.com/api/authentication
 * - batch size: undocumented, 100 is ours; `batch-size` changes it
 * - 30 s: the page says "a short propagation window"; the number is ours, `propagation-seconds` changes it
 * - 10,000 purges a run: 100 requests of 100; ours
 */
function capabilities(settings) {
    const perRequest = settings.batchSize;
    const pattern = { perRequest, match: { query: "unknown", anchor: settings.patternAnchor } };
    return {
        accepts: {
            path: { perRequest, match: { query: "unknown" } },
            extension: { perRequest, match: { query: "unknown" } },
            regex: pattern,
            equals: pattern,
            contains: pattern,
            starts_with: pattern,
            ends_with: pattern,
            all: { perRequest: 1, match: { query: "covered" } },
        },
        mix: "any",
        rates: [],
        done: { by: "window", seconds: settings.propagationSeconds },
        wants: { urls: "aliases", files: "all", address: "path" },
        provable: true,
        maxPurges: 10_000,
        source: new URL("https://docs.paradarum.com/api/purging-cache"),
        read: "2026-11-20",
    };
}
async function paradarum_submit(settings, io, batch) {
    const sent = instructions(settings, batch);
    const url = `${settings.apiUrl}/api/property/${settings.site}/purge`;
    const headers = { "x-api-key": settings.apiKey };
    const single = sent.length === 1;
    const response = await io.send(single ? (0,request/* postJson */.B2)(url, headers, sent[0]) : (0,request/* postJson */.B2)(`${url}/batch`, headers, { items: sent }));
    return accepted(response, single ? 0 : sent.length);
}
/** Everything includes all else: it goes alone. */
function instructions(settings, batch) {
    const selectors = (0,request/* selectorsOf */.Yv)(batch);
    if (selectors.some(({ by }) => by === "all"))
        return [{ type: "All" }];
    return selectors.map((selector) => instruction(settings, selector));
}
function instruction({ query }, selector) {
    const { by, value } = selector;
    switch (by) {
        case "path":
            return { type: "Path", value: (0,request/* sentPath */.cb)(value, query) };
        case "extension":
            return { type: "Extension", value };
        case "regex":
        case "equals":
        case "contains":
        case "starts_with":
        case "ends_with":
            return { type: "Regex", value, matchType: by };
        default:
            throw (0,request/* notAccepted */.LA)(provider.name, selector);
    }
}
function refusal(answer) {
    if (answer.fault !== "invalid" || !NO_HOSTNAME.test(answer.message))
        return answer;
    const remedy = "Activate a host name of the property in the Paradarum panel";
    return { kind: "failed", fault: "site", message: `${answer.message.replace(/\.$/, "")}. ${remedy}` };
}
/** @param count instructions whose rejection the answer reports one by one: those of a batch. */
function accepted(response, count) {
    const answer = (0,read_answer/* readAnswer */.JN)(response, Accepted, ANSWERS);
    if (answer.kind === "failed")
        return refusal(answer);
    const { message, body } = answer;
    const { succeeded, data } = body;
    if (!succeeded)
        return (0,read_answer/* failedAnswer */.gk)(response, "invalid", `${message} (succeeded is false)`, ANSWERS);
    // "A 200 response with a jobCount confirms the purge was accepted and queued."
    if (data?.jobCount === 0)
        return (0,read_answer/* failedAnswer */.gk)(response, "invalid", `${message} (jobCount is 0: no job was queued)`, ANSWERS);
    const rejected = data?.rejected ?? [];
    const places = new Set(rejected.map(({ index }) => index));
    const told = data?.accepted ?? count - places.size;
    const missing = count > 0 && told !== count - places.size;
    if (missing || [...places].some((place) => place < 0 || place >= count)) {
        const numbers = `${count} sent, ${data?.accepted ?? "?"} accepted, ${rejected.length} rejected`;
        return (0,read_answer/* failedAnswer */.gk)(response, "invalid", `${message} (its numbers do not add up: ${numbers})`, ANSWERS);
    }
    return {
        kind: "done",
        receipt: {},
        refused: rejected.map(({ index, reason }) => ({ item: index, why: reason.slice(0, 500) })),
    };
}


/***/ })

};
