export const id = 1651;
export const ids = [1651];
export const modules = {

/***/ 21651:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  provider: () => (/* binding */ provider)
});

// EXTERNAL MODULE: ./lib/providers/kit/read-answer.js
var read_answer = __webpack_require__(8252);
// EXTERNAL MODULE: ./lib/providers/kit/readings.js
var readings = __webpack_require__(41156);
// EXTERNAL MODULE: ./lib/providers/kit/request.js
var kit_request = __webpack_require__(14172);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./lib/providers/kit/settings.js
var settings = __webpack_require__(42788);
;// CONCATENATED MODULE: ./lib/providers/fastly/schema.js


const VENDOR_URL = "https://api.fastly.com";
const Settings = (0,settings/* destination */.j_)({
    site: (0,settings/* site */._P)(/^[A-Za-z0-9]{8,64}$/, {
        term: "the service id",
        where: "beside the service's name in Fastly's control panel",
        example: "SU1Z0isxPaozGVKXdv0eY",
    }),
    "api-key": (0,settings/* credential */.eE)("API token of Fastly, as sent in the header Fastly-Key."),
    "api-secret": (0,settings/* noCredential */.Xw)("is not used: Fastly has one credential, api-key"),
    "api-url": (0,settings/* apiUrl */.y0)(VENDOR_URL),
    mode: (0,settings/* choice */.Yq)(["hard", "soft"], "hard").describe("`hard` removes cached objects; `soft` marks them stale, so that they may be served while the origin is checked. Everything is " +
        "always removed."),
    "propagation-seconds": (0,settings/* propagationSeconds */.iR)(2),
})
    .refine(settings/* hasKey */.CJ, (0,settings/* keyRequired */.xK)("create an API token in Fastly's control panel (Account, API tokens)"))
    .transform((raw) => ({
    ...(0,settings/* common */.sh)(raw, VENDOR_URL),
    mode: raw.mode,
    propagationSeconds: raw["propagation-seconds"],
}));
const Purged = schemas/* object */.Ikc({ status: schemas/* literal */.euz("ok"), id: schemas/* string */.YjP().optional() });
const PurgedKeys = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP());

;// CONCATENATED MODULE: ./lib/providers/fastly/index.js




const HINTS = {
    401: "The token is missing, wrong or expired: create one in Fastly's control panel, Account, API tokens",
    403: "The token may not do this: URLs and keys need the scope purge_select, everything needs purge_all, for this service",
};
const OF_URL = {
    hints: { ...HINTS, 404: "No service of this account has the URL's host as a domain: correct site-url" },
};
const OF_SERVICE = {
    hints: { ...HINTS, 404: "There is no service with the id in site, or the token is not for it" },
    faults: { 404: "site" },
};
const provider = {
    id: "fastly",
    name: "Fastly",
    rights: "a token of the service with `purge_select`; `purge_all` where everything may be purged",
    traces: {
        at: "edge",
        always: true,
        headers: [
            {
                header: "x-served-by",
                value: /\bcache-[a-z0-9-]+-[A-Z]{3}\b/,
                example: "cache-lhr7351-LHR",
                source: "https://www.fastly.com/documentation/reference/http/http-headers/X-Served-By/",
            },
            {
                header: "x-timer",
                value: /^S\d+\.\d+,VS\d/,
                example: "S1732791234.123456,VS0,VE1",
                source: "https://www.fastly.com/documentation/reference/http/http-headers/X-Timer/",
            },
        ],
    },
    settings: Settings,
    deliveryOptions: ["mode", "propagation-seconds"],
    capabilities,
    connect: (settings, io) => [{ submit: (batch) => fastly_submit(settings, io, batch) }],
};
function capabilities({ mode, propagationSeconds }) {
    const soft = mode === "soft" ? { soft: true } : {};
    return {
        accepts: {
            path: { perRequest: 1, ...soft, match: { query: "separate" } },
            tag: { perRequest: 256, maxLength: 1024, allowed: /^\S+$/, ...soft, match: { query: "covered" } },
            all: { perRequest: 1, match: { query: "covered" } },
        },
        mix: "one-kind",
        rates: [{ unit: "item", amount: 100_000, perSeconds: 3600, kinds: ["path", "tag"], scope: "credential" }],
        done: { by: "window", seconds: propagationSeconds },
        wants: { urls: "aliases", files: "all", address: "url" },
        provable: true,
        maxPurges: 5000,
        source: new URL("https://www.fastly.com/documentation/reference/api/purging/"),
        read: "2026-11-20",
    };
}
async function fastly_submit(settings, io, batch) {
    const [first] = (0,kit_request/* selectorsOf */.Yv)(batch);
    if (first.by === "tag")
        return submitKeys(settings, io, (0,kit_request/* selectorsOf */.Yv)(batch));
    const selector = (0,kit_request/* onlySelector */.Wp)(batch);
    const isAll = selector.by === "all";
    const target = isAll ? `/service/${settings.site}/purge_all` : `/purge/${urlOf(selector)}`;
    const response = await io.send(post(settings, target, !isAll));
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(Purged), isAll ? OF_SERVICE : OF_URL);
    if (answer.kind === "failed")
        return untilReset(answer, response, io);
    return { kind: "done", receipt: answer.body.id === undefined ? {} : { id: answer.body.id } };
}
async function submitKeys(settings, io, selectors) {
    const keys = selectors.map((selector) => {
        if (selector.by !== "tag")
            throw (0,kit_request/* notAccepted */.LA)(provider.name, selector);
        return selector.value;
    });
    const { headers, ...request } = post(settings, `/service/${settings.site}/purge`, true);
    const response = await io.send((0,kit_request/* postJson */.B2)(request.url, headers, { surrogate_keys: keys }));
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(PurgedKeys), { ...OF_SERVICE, ownErrors: true });
    if (answer.kind === "failed")
        return untilReset(answer, response, io);
    const ids = new Map(Object.entries(answer.body));
    const refused = keys.flatMap((key, item) => ids.has(key) ? [] : [{ item, why: "Fastly's answer does not name this key among those that it purged" }]);
    const [id] = ids.values();
    return { kind: "done", receipt: id === undefined ? {} : { id }, ...(refused.length === 0 ? {} : { refused }) };
}
function untilReset(answer, { headers }, io) {
    const waitMs = Number(headers["fastly-ratelimit-reset"] ?? Number.NaN) * 1000 - io.now().getTime();
    return answer.fault === "throttled" && answer.waitMs === undefined && waitMs > 0 ? { ...answer, waitMs } : answer;
}
function urlOf(selector) {
    const { by, origin, value } = selector;
    if (by !== "path" || origin === undefined)
        throw (0,kit_request/* notAccepted */.LA)(provider.name, selector);
    return `${new URL(origin).host}${value}`;
}
function post({ apiUrl, apiKey, mode }, target, maySoften) {
    const soft = maySoften && mode === "soft" ? { "fastly-soft-purge": "1" } : {};
    return {
        method: "POST",
        url: `${apiUrl}${target}`,
        headers: { "fastly-key": apiKey, accept: "application/json", ...soft },
    };
}


/***/ })

};
