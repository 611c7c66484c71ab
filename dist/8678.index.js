export const id = 8678;
export const ids = [8678];
export const modules = {

/***/ 38678:
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
var request = __webpack_require__(14172);
// EXTERNAL MODULE: ./lib/providers/kit/settings.js
var settings = __webpack_require__(42788);
;// CONCATENATED MODULE: ./lib/providers/digitalocean/schema.js

const VENDOR_URL = "https://api.digitalocean.com";
const Settings = (0,settings/* destination */.j_)({
    site: (0,settings/* site */._P)(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, {
        term: "the CDN endpoint's id",
        where: "`doctl compute cdn list`, or GET /v2/cdn/endpoints",
        example: "19f06b6a-3ace-4315-b086-499a0e521b76",
    }),
    "api-key": (0,settings/* credential */.eE)("Personal access token of DigitalOcean."),
    "api-secret": (0,settings/* noCredential */.Xw)("is not used: DigitalOcean has one credential, api-key"),
    "api-url": (0,settings/* apiUrl */.y0)(VENDOR_URL),
    query: (0,settings/* query */.P)(),
    "propagation-seconds": (0,settings/* propagationSeconds */.iR)(10),
})
    .refine(settings/* hasKey */.CJ, (0,settings/* keyRequired */.xK)("create a personal access token in DigitalOcean's control panel (API, Tokens)"))
    .transform((raw) => ({
    ...(0,settings/* common */.sh)(raw, VENDOR_URL),
    query: raw.query,
    propagationSeconds: raw["propagation-seconds"],
}));

;// CONCATENATED MODULE: ./lib/providers/digitalocean/index.js




const ANSWERS = {
    hints: {
        401: "The token is missing, wrong or expired: create one in DigitalOcean's control panel, API, Tokens",
        403: "The token may not purge: it needs the scope cdn:delete",
        404: "There is no CDN endpoint with the id in site that this token sees",
    },
    faults: { 404: "site" },
};
const provider = {
    id: "digitalocean",
    name: "DigitalOcean",
    rights: "a token with the scope `cdn:delete`",
    traces: {
        at: "edge",
        always: false,
        headers: [
            { header: "x-do-cdn-uuid", source: "answers of the CDN of Spaces" },
            { header: "cf-ray", shared: true, source: "answers of the CDN of Spaces, which Cloudflare's network delivers" },
            { header: "cf-cache-status", shared: true, source: "answers of the CDN of Spaces" },
        ],
    },
    settings: Settings,
    deliveryOptions: ["propagation-seconds"],
    capabilities,
    connect: (settings, io) => [{ submit: (batch) => digitalocean_submit(settings, io, batch) }],
};
function capabilities({ propagationSeconds }) {
    const fifty = { perRequest: 50 };
    return {
        accepts: {
            path: { ...fifty, allowed: /^[^*]*$/, match: { query: "unknown", host: "all" } },
            prefix: {
                ...fifty,
                allowed: /^\/(?:[^*]*\/)?$/,
                match: { prefix: "segment", query: "unknown", host: "all" },
            },
            all: { perRequest: 1, match: { query: "covered" } },
        },
        mix: "any",
        rates: [
            { unit: "item", amount: 50, perSeconds: 20, scope: "credential" },
            { unit: "request", amount: 5, perSeconds: 10, scope: "credential" },
        ],
        done: { by: "window", seconds: propagationSeconds },
        wants: { urls: "aliases", files: "all", address: "path" },
        provable: true,
        maxPurges: 600,
        source: new URL("https://docs.digitalocean.com/reference/pydo/reference/cdn/purge_cache/"),
        read: "2026-11-28",
    };
}
async function digitalocean_submit(settings, io, batch) {
    const { apiUrl, apiKey, site, query } = settings;
    const files = (0,request/* selectorsOf */.Yv)(batch).map((selector) => fileOf(selector, query));
    const url = `${apiUrl}/v2/cdn/endpoints/${site}/cache`;
    const response = await io.send((0,request/* deleteJson */.ig)(url, { authorization: `Bearer ${apiKey}` }, { files }));
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* empty */.Ie)(204), ANSWERS);
    return answer.kind === "failed" ? answer : { kind: "done", receipt: {} };
}
function fileOf(selector, query) {
    const { by, value } = selector;
    if (by === "path")
        return (0,request/* sentPath */.cb)(value, query).replace(/^\/(?=.)/s, "");
    if (by === "prefix")
        return `${value.replace(/^\//, "").replace(/(?<=[^/])$/, "/")}*`;
    if (by === "all")
        return "*";
    throw (0,request/* notAccepted */.LA)(provider.name, selector);
}


/***/ })

};
