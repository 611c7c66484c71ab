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

/**
 * Does the answer look like one of a cache that has purged? A server that knows no PURGE passes it on to the origin, which
 * may answer anything.
 *
 * nginx's modules answer with a page called "Successful purge", or, as a newer one is set, with the key as JSON, XML or
 * text; Squid and Traffic Server with nothing. A short text that says "purged" is taken, too. Seen at nginx 1.22 with
 * ngx_cache_purge 2.3, Squid 5.7 and Traffic Server 9.2; the other forms are of the tests of
 * https://github.com/nginx-modules/ngx_cache_purge
 */
function looksPurged(response) {
    const title = titleOf(response);
    if (title !== "")
        return title === "Successful purge";
    const text = response.text.trim();
    return text === "" || NAMES_KEY.test(text) || (text.length <= MAX_WORDS && /\bpurged\b/i.test(text));
}
const NAMES_KEY = /^(?:\{\s*"Key"\s*:|<\?xml[^>]*>\s*<status>\s*<Key>|Key\s*:)/;
/** Longest text, in characters, that a cache's own words may be part of: a page of the site is longer. */
const MAX_WORDS = 200;
/**
 * Does it look like one of a cache that had nothing? Squid and Traffic Server say nothing, nginx shows the page of the status
 * or, as it is set, the key; a short text may mention the cache. A page with another title is one of the site.
 */
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
/** Traffic Server's answer for a host that no line of its remap.config has. */
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
/** A path as it is sent, without the slash at its end. */
function path() {
    const error = "must be a path with a slash in front and no query, for example /purge";
    return schemas/* string */.YjP({ error })
        .regex(/^(?:\/[!$&'()+,.0-9:;=@A-Z_a-z~%-]+)+\/?$/, { error })
        .refine((text) => !/(?:^|\/)\.{1,2}(?:\/|$)|%(?![0-9A-Fa-f]{2})/.test(text), { error })
        .transform((text) => text.replace(/\/$/, ""))
        .optional();
}
/** Statuses by which a server may say that it had nothing: refusals of who may purge, and of too many purges, are none. */
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
/** Debian's module as it is: FRiCKLE/ngx_cache_purge issue 68. */
const CUT_MEANS = "nginx's worker crashes so where the cache_purge module of Debian or Ubuntu (2.3) handles PURGE in the location that caches " +
    "(proxy_cache_purge PURGE from ...). The request is not repeated, since each one ends a worker: give the purge a location of its own, as " +
    "docs/caches/nginx.conf does";
/** nginx with a purge module, Squid and Apache Traffic Server: one URL a request, at every server. */
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
/**
 * - a URL a request: what the method means; https://wiki.squid-cache.org/SquidFaq/OperatingSquid,
 *   https://docs.trafficserver.apache.org/en/latest/admin-guide/storage/index.en.html, https://github.com/FRiCKLE/ngx_cache_purge
 * - no `*` at the end: newer nginx modules take it for everything that begins so
 * - gone when the server answers; no rates; 2,000 purges a run are ours, each sent to every server
 */
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
/** What the common table of statuses would get wrong here. */
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
/** Purged, or not cached, and confirmed by the cache itself as far as that can be known. */
function isAccepted({ notCached, expect, answerHeader }, response) {
    if (answerHeader !== undefined && response.headers[answerHeader] === undefined)
        return false;
    const { status } = response;
    if (status === 200 || status === 204)
        return expect === undefined ? looksPurged(response) : (0,expected_answer/* answers */.G)(response, expect);
    return notCached.includes(status) && !isUnmapped(response) && looksNotCached(response);
}


/***/ })

};
