export const id = 7095;
export const ids = [7095];
export const modules = {

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



/** What a VCL that cannot do it is described by. */
const NONE = "none";
/** Headers of the purges by tag that varnish-modules' page on xkey and most VCLs have. */
const TAG_HEADERS = { hard: "xkey-purge", soft: "xkey-softpurge" };
/** What the VCL of docs/caches answers to them. */
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
/** Varnish as its VCL has it: PURGE of a URL, BAN by a pattern, and xkey's tags, at every server. */
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
/** Longest line of a request header, its name, colon and blank included: `http_req_hdr_len`, 8 KiB unless it is changed. */
const MAX_HEADER_LINE = 8192;
/**
 * - a URL a request and a pattern a request: what the methods mean. A purge takes the one hash of host and URL with all its
 *   variants; a ban by pattern is matched against the path with its query on one host, by the VCL of docs/caches:
 *   https://varnish-cache.org/docs/trunk/users-guide/purging.html
 * - tags in one header, with blanks between them: https://github.com/varnish/varnish-modules (vmod_xkey); 500 of them are ours
 * - 8,192 characters of a header line: http_req_hdr_len in https://varnish-cache.org/docs/trunk/reference/varnishd.html; seen to be
 *   answered with 400 at one more
 * - visible ASCII without blanks in a pattern, and no quote in front: a ban is an expression in which a blank ends the pattern
 *   and a quote begins a text that may hold blanks
 * - gone when the server answers; no rates; 2,000 purges a run are ours, each sent to every server
 */
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
    // The VCL is why, not one of the tags: sending them in parts would not help.
    const { suspect: _, ...failed } = answer;
    return failed;
}
/**
 * A success that is not the expected answer is none: the origin may have given it. 403 and the like mean the key, although
 * Varnish puts a Retry-After on everything that the VCL answers by itself.
 */
function faultOf(response, expected) {
    const { status } = response;
    if (isSuccess(response))
        return (0,expected_answer/* answers */.G)(response, expected) ? undefined : "invalid";
    if (status === 401 || status === 403 || status === 405)
        return "auth";
    return status === 501 ? "invalid" : undefined;
}
/** Older VCLs tell a page that was not cached from one that was. */
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
    // What is spliced into an expression is checked once more, whatever the plan says.
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
