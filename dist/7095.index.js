export const id = 7095;
export const ids = [7095];
export const modules = {

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


/***/ }),

/***/ 87095:
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
var request = __webpack_require__(14172);
// EXTERNAL MODULE: ./lib/providers/kit/settings.js
var settings = __webpack_require__(42788);
;// CONCATENATED MODULE: ./lib/providers/varnish/schema.js



const NONE = "none";
const TAG_HEADERS = { hard: "xkey-purge", soft: "xkey-softpurge" };
const TAG_ANSWERS = { hard: "Invalidated * objects", soft: "Softpurged * objects" };
const Settings = (0,settings/* destination */.j_)({
    ...(0,own_cache/* ownCacheInputs */.W7)(),
    purge: (0,settings/* choice */.Yq)(["PURGE", "BAN"], "PURGE").describe("The method by which the VCL takes single URLs."),
    "ban-header": (0,own_cache/* headerName */.Bv)("x-ban-regex")
        .default("x-ban-regex")
        .describe("Request header of a BAN that carries the pattern; `none` where the VCL takes no patterns."),
    "tag-header": (0,own_cache/* headerName */.Bv)("xkey-purge")
        .optional()
        .describe("Request header of a PURGE that carries tags, with blanks between them; `none` where the VCL takes no tags. Default: " +
        "`xkey-purge`, with `mode: soft` `xkey-softpurge`."),
    mode: (0,settings/* choice */.Yq)(["hard", "soft"], "hard").describe("`hard` removes the objects of a tag; `soft` marks them stale, so that they are served once more while the origin is checked. URLs " +
        "and patterns are always removed."),
    "expect-purge": (0,expected_answer/* expectedText */.n)("Purged")
        .default("Purged")
        .describe("What the VCL answers to the purge of a URL, as reason phrase, title or body; `*` stands for anything. Any other 200 is a failure."),
    "expect-ban": (0,expected_answer/* expectedText */.n)("Banned").default("Banned").describe("The same for BAN."),
    "expect-tag": (0,expected_answer/* expectedText */.n)(TAG_ANSWERS.hard)
        .optional()
        .describe("The same for tags. Default: `Invalidated * objects`, with `mode: soft` `Softpurged * objects`."),
    "expect-not-cached": (0,expected_answer/* expectedText */.n)("Not in cache*")
        .default("Not in cache*")
        .describe("What the VCL answers with 404 or 412 to the purge of a URL that was not cached, which is as good as purged. Any other one is a failure."),
})
    .superRefine(own_cache/* checkPlainHttp */.Vo)
    .transform((raw) => ({
    ...(0,own_cache/* ownCache */.He)(raw),
    method: raw.purge,
    mode: raw.mode,
    banHeader: nameOrNone(raw["ban-header"]),
    tagHeader: nameOrNone(raw["tag-header"] ?? TAG_HEADERS[raw.mode]),
    expect: {
        purge: raw["expect-purge"],
        ban: raw["expect-ban"],
        tag: raw["expect-tag"] ?? TAG_ANSWERS[raw.mode],
        notCached: raw["expect-not-cached"],
    },
}));
function nameOrNone(name) {
    return name.toLowerCase() === NONE ? undefined : name.toLowerCase();
}

;// CONCATENATED MODULE: ./lib/providers/varnish/index.js





const NOT_CONFIGURED = "This server's VCL did not handle the purge: Varnish then passes it on to the origin, and nothing is purged. Take the VCL of " +
    "docs/caches/varnish.vcl, or say in provider-options what yours answers (expect-purge, expect-ban, expect-tag)";
const NOT_ALLOWED = "The VCL does not let this request purge: look at api-key, at key-header, and at the addresses that its acl allows";
const HINTS = {
    200: NOT_CONFIGURED,
    400: "The VCL does not take this: its answer says why, a pattern that does not compile for example",
    401: NOT_ALLOWED,
    403: NOT_ALLOWED,
    404: NOT_CONFIGURED,
    405: NOT_ALLOWED,
    501: NOT_CONFIGURED,
};
const provider = {
    id: "varnish",
    name: "Varnish",
    rights: "a secret of your own, if the VCL asks for one",
    traces: {
        at: "server",
        always: false,
        headers: [
            { header: "x-varnish", source: "https://varnish-cache.org/docs/trunk/reference/vcl-var.html" },
            { header: "via", value: /\b1\.1 \S+ \(Varnish\//, example: "1.1 host (Varnish/7.1)", source: "Varnish 7.1" },
        ],
    },
    settings: Settings,
    deliveryOptions: ["insecure", "key-header", "mode", "expect-purge", "expect-ban", "expect-tag", "expect-not-cached"],
    capabilities,
    connect: (settings, io) => settings.servers.map((server) => ({
        name: server.name,
        submit: (batch) => varnish_submit(settings, io, server, batch),
    })),
};
const MAX_HEADER_LINE = 8192;
function capabilities(settings) {
    const { banHeader, tagHeader, mode } = settings;
    const regex = banHeader === undefined
        ? undefined
        : {
            perRequest: 1,
            maxLength: roomIn(banHeader),
            allowed: /^[!#-~][!-~]*$/,
            match: { query: "covered", anchor: "path", host: "one" },
        };
    const tag = tagHeader === undefined
        ? undefined
        : {
            perRequest: 500,
            maxTotalLength: roomIn(tagHeader),
            allowed: /^[!-+\--~]+$/,
            ...(mode === "soft" ? { soft: true } : {}),
            match: { query: "covered" },
        };
    return {
        accepts: {
            path: { perRequest: 1, match: { query: "separate" } },
            ...(regex === undefined ? {} : { regex }),
            ...(tag === undefined ? {} : { tag }),
        },
        closed: { regex: "with a ban-header in provider-options", tag: "with a tag-header in provider-options" },
        mix: "one-kind",
        rates: [],
        done: { by: "response" },
        wants: { urls: "aliases", files: "all", address: "url" },
        provable: true,
        maxPurges: 2000,
        notes: (0,own_cache/* clearTextNotes */.QS)(settings),
        source: new URL("https://varnish-cache.org/docs/trunk/users-guide/purging.html"),
        read: "2026-11-20",
    };
}
function roomIn(header) {
    return MAX_HEADER_LINE - `${header}: `.length;
}
async function varnish_submit(settings, io, server, batch) {
    const { expect } = settings;
    const call = callFor(settings, batch);
    const text = call.method === "BAN" ? expect.ban : isByTag(settings, call) ? expect.tag : expect.purge;
    const response = await io.send((0,own_cache/* requestTo */.bE)(server, settings, call));
    const isOfUrl = call.method === "PURGE" && !isByTag(settings, call);
    const wasNotCached = isOfUrl && isMiss(response, expect.notCached);
    const codes = (answer) => (wasNotCached ? undefined : faultOf(answer, text));
    const isGood = wasNotCached || isSuccess(response);
    const rules = { hints: HINTS, ownPages: true, codes };
    const answer = (0,read_answer/* readAnswer */.JN)(response, () => (isGood ? { body: undefined } : undefined), rules);
    if (answer.kind === "read")
        return { kind: "done", receipt: {}, message: answer.message };
    if (!isSuccess(response))
        return answer;
    const { suspect: _, ...failed } = answer;
    return failed;
}
function faultOf(response, expected) {
    const { status } = response;
    if (isSuccess(response))
        return (0,expected_answer/* answers */.G)(response, expected) ? undefined : "invalid";
    if (status === 401 || status === 403 || status === 405)
        return "auth";
    return status === 501 ? "invalid" : undefined;
}
function isMiss(response, expected) {
    return (response.status === 404 || response.status === 412) && (0,expected_answer/* answers */.G)(response, expected);
}
function isSuccess({ status }) {
    return status >= 200 && status < 300;
}
function callFor(settings, batch) {
    const { method, banHeader, tagHeader, host } = settings;
    const [first] = (0,request/* selectorsOf */.Yv)(batch);
    if (first.by === "tag" && tagHeader !== undefined) {
        const tags = (0,request/* selectorsOf */.Yv)(batch).map((selector) => {
            if (selector.by !== "tag")
                throw (0,request/* notAccepted */.LA)(provider.name, selector);
            return selector.value;
        });
        return { method: "PURGE", target: "/", host, headers: { [tagHeader]: tags.join(" ") } };
    }
    const selector = (0,request/* onlySelector */.Wp)(batch);
    if (selector.by === "path")
        return { method, target: selector.value, host: hostOf(selector) };
    if (selector.by !== "regex" || banHeader === undefined || /\s/.test(selector.value))
        throw (0,request/* notAccepted */.LA)(provider.name, selector);
    return { method: "BAN", target: "/", host: hostOf(selector), headers: { [banHeader]: selector.value } };
}
function isByTag({ tagHeader }, { headers = {} }) {
    return tagHeader !== undefined && headers[tagHeader] !== undefined;
}
function hostOf(selector) {
    if (selector.origin === undefined)
        throw (0,request/* notAccepted */.LA)(provider.name, selector);
    return new URL(selector.origin).host;
}


/***/ })

};
