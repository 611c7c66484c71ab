export const id = 6798;
export const ids = [6798];
export const modules = {

/***/ 86798:
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
// EXTERNAL MODULE: ./lib/providers/kit/settings.js
var settings = __webpack_require__(42788);
;// CONCATENATED MODULE: ./lib/providers/bunny/schema.js

const VENDOR_URL = "https://api.bunny.net";
const Settings = (0,settings/* destination */.j_)({
    site: (0,settings/* numberedSite */.uV)({
        term: "the pull zone id",
        where: "the number in the address of the pull zone in bunny.net's dashboard",
        example: "812345",
    }),
    "api-key": (0,settings/* credential */.eE)("API key of the account, as sent in the header AccessKey."),
    "api-secret": (0,settings/* noCredential */.Xw)("is not used: Bunny has one credential, api-key"),
    "api-url": (0,settings/* apiUrl */.y0)(VENDOR_URL),
    "propagation-seconds": (0,settings/* propagationSeconds */.iR)(10),
})
    .refine(settings/* hasKey */.CJ, (0,settings/* keyRequired */.xK)("copy the account's API key from bunny.net's dashboard (Account, API)"))
    .transform((raw) => ({ ...(0,settings/* common */.sh)(raw, VENDOR_URL), propagationSeconds: raw["propagation-seconds"] }));

;// CONCATENATED MODULE: ./lib/providers/bunny/index.js




const HINTS = {
    401: "The API key is missing or wrong: it is the account's key, not the password of a storage zone",
    403: "The API key may not purge: it is the account's key, not the password of a storage zone",
};
const OF_URL = {
    hints: {
        ...HINTS,
        404: "The URL's host belongs to no pull zone of this account: add it as a hostname, or correct site-url",
    },
};
const OF_ZONE = {
    hints: { ...HINTS, 404: "There is no pull zone with the id in site" },
    faults: { 404: "site" },
};
const provider = {
    id: "bunny",
    name: "Bunny",
    rights: "the account's API key; there is none that may only purge",
    traces: {
        at: "edge",
        always: true,
        headers: [
            { header: "cdn-requestpullcode", source: "answers of Bunny's edge" },
            { header: "cdn-pullzone", source: "answers of Bunny's edge" },
            { header: "server", value: /^BunnyCDN-/i, example: "BunnyCDN-DE1-1047", source: "answers of Bunny's edge" },
        ],
    },
    settings: Settings,
    deliveryOptions: ["propagation-seconds"],
    capabilities,
    connect: (settings, io) => [{ submit: (batch) => bunny_submit(settings, io, batch) }],
};
function capabilities({ propagationSeconds }) {
    return {
        accepts: {
            path: { perRequest: 1, allowed: /^[^*]*$/, match: { query: "unknown" } },
            prefix: { perRequest: 1, allowed: /^[^*]*$/, match: { prefix: "string", query: "covered" } },
            tag: { perRequest: 1, allowed: /^[^\s,*]+$/, match: { query: "covered" } },
            all: { perRequest: 1, match: { query: "covered" } },
        },
        mix: "one-item",
        rates: [
            { unit: "item", amount: 5, perSeconds: 1, burst: 120, kinds: ["path", "tag"], scope: "credential" },
            { unit: "item", amount: 1, perSeconds: 2, burst: 20, kinds: ["prefix", "all"], scope: "credential" },
        ],
        done: { by: "window", seconds: propagationSeconds },
        wants: { urls: "aliases", files: "all", address: "url" },
        provable: true,
        maxPurges: 1500,
        source: new URL("https://docs.bunny.net/docs/cdn-api-purge-rate-limits"),
        read: "2026-11-20",
    };
}
async function bunny_submit(settings, io, batch) {
    const selector = (0,kit_request/* onlySelector */.Wp)(batch);
    const isZone = selector.by === "tag" || selector.by === "all";
    const request = isZone ? zoneRequest(settings, selector) : urlRequest(settings, selector);
    const response = await io.send(request);
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* empty */.Ie)(200, 202, 204), isZone ? OF_ZONE : OF_URL);
    return answer.kind === "failed" ? answer : { kind: "done", receipt: {} };
}
function urlRequest({ apiUrl, apiKey }, selector) {
    const { by, origin, value } = selector;
    if ((by !== "path" && by !== "prefix") || origin === undefined)
        throw (0,kit_request/* notAccepted */.LA)(provider.name, selector);
    const url = encodeURIComponent(by === "path" ? `${origin}${value}` : `${origin}${value}*`);
    const exact = by === "path" ? "&exactPath=true" : "";
    return {
        method: "POST",
        url: `${apiUrl}/purge?url=${url}&async=true${exact}`,
        headers: { accesskey: apiKey, accept: "application/json" },
    };
}
function zoneRequest({ apiUrl, apiKey, site }, { by, value }) {
    const url = `${apiUrl}/pullzone/${site}/purgeCache`;
    if (by === "tag")
        return (0,kit_request/* postJson */.B2)(url, { accesskey: apiKey }, { CacheTag: value });
    return { method: "POST", url, headers: { accesskey: apiKey, accept: "application/json" } };
}


/***/ })

};
