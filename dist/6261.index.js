export const id = 6261;
export const ids = [6261];
export const modules = {

/***/ 96261:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  provider: () => (/* binding */ provider)
});

// EXTERNAL MODULE: ./lib/providers/kit/expected-answer.js
var expected_answer = __webpack_require__(3280);
// EXTERNAL MODULE: ./lib/providers/kit/own-cache.js + 1 modules
var own_cache = __webpack_require__(45784);
// EXTERNAL MODULE: ./lib/providers/kit/read-answer.js
var read_answer = __webpack_require__(8252);
// EXTERNAL MODULE: ./lib/providers/kit/request.js
var kit_request = __webpack_require__(14172);
// EXTERNAL MODULE: ./lib/providers/kit/error-text.js
var error_text = __webpack_require__(95371);
;// CONCATENATED MODULE: ./lib/providers/http-purge/recognise.js

function looksPurged(response) {
    const title = titleOf(response);
    if (title !== "")
        return title === "Successful purge";
    const text = response.text.trim();
    return text === "" || NAMES_KEY.test(text) || (text.length <= MAX_WORDS && /\bpurged\b/i.test(text));
}
const NAMES_KEY = /^(?:\{\s*"Key"\s*:|<\?xml[^>]*>\s*<status>\s*<Key>|Key\s*:)/;
const MAX_WORDS = 200;
function looksNotCached(response) {
    const title = titleOf(response);
    if (title !== "")
        return title === `${response.status} ${response.statusText}`;
    const text = response.text.trim();
    return text === "" || NAMES_KEY.test(text) || (text.length <= MAX_WORDS && /\bcached?\b/i.test(text));
}
function titleOf(response) {
    return (0,error_text/* isPage */.yp)(response) ? (0,error_text/* excerptOf */.zU)(response) : "";
}
function isUnmapped({ status, statusText }) {
    return status === 404 && /\bon Accelerator\b/i.test(statusText);
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./lib/providers/kit/settings.js
var settings = __webpack_require__(42788);
;// CONCATENATED MODULE: ./lib/providers/http-purge/schema.js




const Settings = (0,settings/* destination */.j_)({
    ...(0,own_cache/* ownCacheInputs */.W7)("http://10.0.0.11:8080"),
    method: (0,settings/* choice */.Yq)(["PURGE", "GET"], "PURGE").describe("`PURGE` of the page's own URL, or `GET` of it behind `purge-path`, where the server knows purges by their path alone."),
    "purge-path": path().describe("What stands in front of the page's path: `/purge` makes `/purge/about/`. Default: `/purge` with `method: GET`, else nothing."),
    "not-cached": statuses().describe("Statuses that mean that the page was not cached, which is as good as purged."),
    expect: (0,expected_answer/* expectedText */.n)("Successful purge")
        .optional()
        .describe("What the server answers when it has purged, as reason phrase, title or body; `*` stands for anything. Default: what nginx's purge " +
        "modules, Squid and Traffic Server answer, or nothing. Any other 200 is a failure."),
    "answer-header": (0,own_cache/* headerName */.Bv)("X-Purged-By")
        .optional()
        .describe("A response header that the server adds to answers to purges alone, also to a 404. Where it is given, an answer without it is a " +
        "failure: it may be the origin's."),
})
    .superRefine(own_cache/* checkPlainHttp */.Vo)
    .transform((raw) => ({
    ...(0,own_cache/* ownCache */.He)(raw),
    method: raw.method,
    purgePath: raw["purge-path"] ?? (raw.method === "GET" ? "/purge" : ""),
    notCached: raw["not-cached"],
    expect: raw.expect,
    answerHeader: raw["answer-header"]?.toLowerCase(),
}));
function path() {
    const error = "must be a path with a slash in front and no query, for example /purge";
    return schemas/* string */.YjP({ error })
        .regex(/^(?:\/[!$&'()+,.0-9:;=@A-Z_a-z~%-]+)+\/?$/, { error })
        .refine((text) => !/(?:^|\/)\.{1,2}(?:\/|$)|%(?![0-9A-Fa-f]{2})/.test(text), { error })
        .transform((text) => text.replace(/\/$/, ""))
        .optional();
}
function statuses() {
    const error = "must be a list of statuses from 400 to 499, for example [404, 412]; 401, 403, 405, 408 and 429 mean something else";
    const isMeant = (status) => Number.isInteger(status) && status >= 400 && status <= 499 && !OTHERS.has(status);
    return schemas/* array */.YOg(schemas/* number */.aig({ error }), { error })
        .refine((all) => all.every(isMeant), { error })
        .default([404, 412]);
}
const OTHERS = new Set([401, 403, 405, 408, 429]);

;// CONCATENATED MODULE: ./lib/providers/http-purge/index.js






const NOT_HANDLED = "This is no answer of a cache to a purge: the server passed it on to the origin, or has no such location, and nothing is " +
    "purged. Take the configuration of docs/caches, or say in provider-options what yours answers (expect, answer-header)";
const NOT_ALLOWED = "The server does not let this request purge: look at api-key, at key-header, and at the addresses that its configuration allows";
const HINTS = {
    200: NOT_HANDLED,
    202: "The purge waits in a queue of the server (cache_purge_background_queue), and nothing shows when it is done: turn the queue off",
    204: NOT_HANDLED,
    401: NOT_ALLOWED,
    403: NOT_ALLOWED,
    404: NOT_HANDLED,
    405: "The server knows no purge here: configure it as in docs/caches, or give method: GET with purge-path",
    412: NOT_HANDLED,
    501: NOT_HANDLED,
};
const UNMAPPED = {
    404: "Traffic Server has no line for this host in remap.config: the page was not purged, and not looked for",
};
const CUT_MEANS = "nginx's worker crashes so where the cache_purge module of Debian or Ubuntu (2.3) handles PURGE in the location that caches " +
    "(proxy_cache_purge PURGE from ...). The request is not repeated, since each one ends a worker: give the purge a location of its own, as " +
    "docs/caches/nginx.conf does";
const provider = {
    id: "http-purge",
    name: "HTTP PURGE",
    rights: "a secret of your own, if the server asks for one",
    traces: {
        at: "server",
        always: false,
        headers: [
            {
                header: "via",
                value: /\bsquid\/|\bApacheTrafficServer\//i,
                example: "http/1.1 host (ApacheTrafficServer/9.2 [cHs f ])",
                source: "Squid 5.7 and Traffic Server 9.2",
            },
            { header: "x-cache", value: /^(?:HIT|MISS) from /, example: "HIT from squid.example.com", source: "Squid 5.7" },
            { header: "x-cache-lookup", source: "Squid 5.7" },
        ],
    },
    settings: Settings,
    deliveryOptions: ["insecure", "key-header", "not-cached", "expect", "answer-header"],
    capabilities,
    connect: (settings, io) => settings.servers.map((server) => ({
        name: server.name,
        submit: (batch) => http_purge_submit(settings, io, server, batch),
    })),
};
function capabilities(settings) {
    return {
        accepts: { path: { perRequest: 1, allowed: /^.*[^*]$/s, match: { query: "separate" } } },
        mix: "one-item",
        rates: [],
        done: { by: "response" },
        wants: { urls: "aliases", files: "all", address: "url" },
        provable: true,
        maxPurges: 2000,
        notes: [...(0,own_cache/* clearTextNotes */.QS)(settings), ...missingLocationNotes(settings)],
        source: new URL("https://github.com/FRiCKLE/ngx_cache_purge"),
        read: "2026-11-20",
    };
}
function missingLocationNotes({ method, answerHeader, notCached }) {
    if (method !== "GET" || answerHeader !== undefined || notCached.length === 0)
        return [];
    return [
        "A server without the location of purge-path answers 404 as one does that had nothing cached. answer-header distinguishes the two.",
    ];
}
async function http_purge_submit(settings, io, server, batch) {
    const selector = (0,kit_request/* onlySelector */.Wp)(batch);
    if (selector.by !== "path" || selector.origin === undefined)
        throw (0,kit_request/* notAccepted */.LA)(provider.name, selector);
    const target = `${settings.purgePath}${selector.value}`;
    const call = { method: settings.method, target, host: new URL(selector.origin).host };
    const request = (0,own_cache/* requestTo */.bE)(server, settings, call);
    const response = await io.send(explained(request));
    const hints = isUnmapped(response) ? UNMAPPED : HINTS;
    const rules = { hints, ownPages: true, codes: (answer) => faultOf(settings, answer) };
    const answer = (0,read_answer/* readAnswer */.JN)(response, (one) => (isAccepted(settings, one) ? { body: undefined } : undefined), rules);
    return answer.kind === "failed" ? answer : { kind: "done", receipt: {}, message: answer.message };
}
function explained(request) {
    return request.method === "PURGE" ? { ...request, cutMeans: CUT_MEANS } : request;
}
function faultOf(settings, response) {
    const { status } = response;
    if (isAccepted(settings, response))
        return undefined;
    if (status === 200 || status === 202 || status === 204)
        return "invalid";
    if (status === 401 || status === 403)
        return "auth";
    return status === 501 ? "invalid" : undefined;
}
function isAccepted({ notCached, expect, answerHeader }, response) {
    if (answerHeader !== undefined && response.headers[answerHeader] === undefined)
        return false;
    const { status } = response;
    if (status === 200 || status === 204)
        return expect === undefined ? looksPurged(response) : (0,expected_answer/* answers */.G)(response, expect);
    return notCached.includes(status) && !isUnmapped(response) && looksNotCached(response);
}


/***/ }),

/***/ 3280:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ answers),
/* harmony export */   n: () => (/* binding */ expectedText)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92857);
/* harmony import */ var _lib_escape_regexp_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6044);
/* harmony import */ var _error_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95371);



const MAX_LENGTH = 200;
const MAX_STARS = 3;
function expectedText(example) {
    const error = `must be a text on one line with at most ${MAX_STARS} * in it, and more than that, for example "${example}"`;
    return zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP({ error })
        .max(MAX_LENGTH, { error })
        .regex(/^[^\p{Cc}]*[^\p{Cc}\s*][^\p{Cc}]*$/u, { error })
        .refine((text) => text.split("*").length <= MAX_STARS + 1, { error });
}
function answers(response, text) {
    const source = text.trim().split("*").map(_lib_escape_regexp_js__WEBPACK_IMPORTED_MODULE_2__/* .escapePattern */ .M).join(".*");
    const pattern = new RegExp(`^(?:${response.status} )?${source}$`, "s");
    const title = (0,_error_text_js__WEBPACK_IMPORTED_MODULE_0__/* .isPage */ .yp)(response) ? (0,_error_text_js__WEBPACK_IMPORTED_MODULE_0__/* .excerptOf */ .zU)(response) : "";
    return [response.statusText, title, response.text.slice(0, MAX_LENGTH * 2)].some((text) => pattern.test(text.trim()));
}


/***/ }),

/***/ 45784:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Vo: () => (/* binding */ checkPlainHttp),
  QS: () => (/* binding */ clearTextNotes),
  Bv: () => (/* binding */ headerName),
  He: () => (/* binding */ ownCache),
  W7: () => (/* binding */ ownCacheInputs),
  bE: () => (/* binding */ requestTo)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/core.js
var core = __webpack_require__(88532);
;// CONCATENATED MODULE: ./lib/providers/kit/servers.js

const MAX_SERVERS = 50;
function servers(example = "http://10.0.0.11:6081") {
    const error = `must be a list of URLs, one for each server that must be purged, for example [${example}]`;
    return schemas/* array */.YOg(schemas/* string */.YjP({ error }), { error })
        .min(1, { error })
        .max(MAX_SERVERS, { error: `has more than ${MAX_SERVERS} servers` })
        .transform((texts, context) => {
        const read = texts.map((text) => serverOf(text, example));
        const problem = read.find((one) => typeof one === "string") ?? repeated(read);
        if (problem === undefined)
            return read;
        context.issues.push({ code: "custom", message: problem, input: undefined });
        return core/* NEVER */.tm;
    })
        .describe(`Addresses of the servers, each of which is purged: a list of URLs. Example: \`[${example}]\`. Plain http is for private ` +
        "addresses; see `insecure`.");
}
function insecure() {
    return schemas/* boolean */.zMY({ error: "must be true or false" })
        .default(false)
        .describe("Allow plain http to public addresses, and a key over plain http: anyone on the way can read and repeat it.");
}
function plainHttpProblem(all, hasKey, isAllowed) {
    if (isAllowed)
        return undefined;
    const plain = all.filter(({ url }) => url.startsWith("http:") && !isLoopbackName(new URL(url).hostname));
    const [first] = plain;
    if (first !== undefined && hasKey)
        return `holds ${first.name} with plain http, over which the key would travel in clear text: use https, or insecure: true`;
    const open = plain.find(({ url }) => !isPrivateName(new URL(url).hostname));
    if (open === undefined)
        return undefined;
    return `holds ${open.name} with plain http, and that is no private address: use https, or insecure: true`;
}
function serverOf(text, example) {
    const url = URL.parse(text);
    if (url === null || (url.protocol !== "http:" && url.protocol !== "https:") || /\s/.test(text))
        return `holds something that is no http or https URL: for example ${example}`;
    if (url.username !== "" || url.password !== "")
        return "holds a URL with a user name or password in it: give the address alone";
    if (url.search !== "" || url.hash !== "")
        return "holds a URL with a query or a fragment: give scheme, host and port, and perhaps a path prefix";
    return { url: `${url.origin}${url.pathname.replace(/\/+$/, "")}`, name: url.host };
}
function repeated(all) {
    const urls = all.map(({ url }) => url);
    const twice = all.find(({ url }, at) => urls.indexOf(url) !== at);
    return twice === undefined ? undefined : `names ${twice.name} twice: each server once`;
}
function isLoopbackName(host) {
    return host === "localhost" || host === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(host);
}
function isPrivateName(host) {
    if (/^\d+(?:\.\d+){3}$/.test(host))
        return /^(?:10\.|127\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/.test(host);
    if (host.startsWith("["))
        return /^\[(?:::1\]|f[cd]|fe[89ab])/i.test(host);
    return !host.includes(".") || /\.(?:internal|local|lan|home\.arpa|localhost|test)$/i.test(host);
}

// EXTERNAL MODULE: ./lib/providers/kit/settings.js
var settings = __webpack_require__(42788);
;// CONCATENATED MODULE: ./lib/providers/kit/own-cache.js



function ownCacheInputs(example) {
    return {
        site: schemas/* never */.ZmZ({ error: "is not used: a cache of your own has no site to name; site-url says which host is purged" })
            .optional()
            .describe("Not used."),
        "api-key": (0,settings/* credential */.eE)("Value of the header that the cache's configuration asks for, if it asks for one."),
        "api-secret": (0,settings/* noCredential */.Xw)("is not used: a cache of your own has one credential at most, api-key"),
        "api-url": schemas/* never */.ZmZ({ error: "is not used: give the cache's servers as provider-options: servers" })
            .optional()
            .describe("Not used."),
        servers: servers(example),
        "key-header": headerName("X-Purge-Key").default("X-Purge-Key").describe("Request header that carries `api-key`."),
        insecure: insecure(),
    };
}
function checkPlainHttp(raw, context) {
    const message = plainHttpProblem(raw.servers, raw["api-key"] !== undefined, raw.insecure);
    if (message !== undefined)
        context.addIssue({ code: "custom", path: ["servers"], message });
}
function ownCache(raw) {
    const hosts = [...new Set(raw["site-url"].map((url) => new URL(url).host))];
    const names = hosts.length > 0 ? hosts : raw.servers.map(({ name }) => name);
    return {
        site: names.join(", "),
        apiUrl: raw.servers[0]?.url ?? "",
        apiKey: raw["api-key"] ?? "",
        servers: raw.servers,
        keyHeader: raw["key-header"],
        host: hosts[0],
    };
}
function clearTextNotes({ servers: all, apiKey }) {
    const message = plainHttpProblem(all, apiKey !== "", false);
    const [first] = all.filter(({ url }) => url.startsWith("http:"));
    if (message === undefined || first === undefined)
        return [];
    const what = apiKey === "" ? "Purges" : "The key";
    return [`${what} travel${apiKey === "" ? "" : "s"} in clear text to ${first.name}, as insecure: true allows.`];
}
function requestTo({ url }, { apiKey, keyHeader }, { method, target, host, headers = {} }) {
    return {
        method,
        url: `${url}${target}`,
        headers: {
            ...(host === undefined ? {} : { host }),
            ...(apiKey === "" ? {} : { [keyHeader.toLowerCase()]: apiKey }),
            ...headers,
        },
    };
}
const TAKEN = /^(?:host|connection|content-length|transfer-encoding|te|trailer|upgrade|expect|keep-alive|accept-encoding|user-agent|proxy-.*)$/i;
function headerName(example) {
    const error = `must be the name of a request header of your own, for example ${example}`;
    return schemas/* string */.YjP({ error })
        .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}$/, { error })
        .refine((name) => !TAKEN.test(name), { error });
}


/***/ })

};
