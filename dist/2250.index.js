export const id = 2250;
export const ids = [2250];
export const modules = {

/***/ 82250:
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
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./lib/providers/kit/settings.js
var settings = __webpack_require__(42788);
;// CONCATENATED MODULE: ./lib/providers/keycdn/schema.js


const VENDOR_URL = "https://api.keycdn.com";
const Settings = (0,settings/* destination */.j_)({
    site: (0,settings/* numberedSite */.uV)({
        term: "the zone id",
        where: "the Zones page of KeyCDN's dashboard",
        example: "55554",
    }),
    "api-key": (0,settings/* credential */.eE)("API key of KeyCDN, sent as the user name of HTTP Basic."),
    "api-secret": (0,settings/* noCredential */.Xw)("is not used: KeyCDN has one credential, api-key"),
    "api-url": (0,settings/* apiUrl */.y0)(VENDOR_URL),
    "batch-size": (0,settings/* wholeNumber */.rD)(1, 500, 100).describe("Most URLs in one request. KeyCDN documents the size of the body alone (64 KB), which the action keeps besides."),
    "requests-per-minute": (0,settings/* wholeNumber */.rD)(1, 6000, 60).describe("Requests that go out in a minute. KeyCDN names the account's number in the header `X-Rate-Limit-Limit`."),
    "tag-characters": (0,settings/* wholeNumber */.rD)(16, 8192, 128).describe("Most characters of all tags in one request, as KeyCDN's support has named them; no page does."),
    "propagation-seconds": (0,settings/* propagationSeconds */.iR)(10),
})
    .refine(settings/* hasKey */.CJ, (0,settings/* keyRequired */.xK)("copy the API key from KeyCDN's dashboard (Account, Settings)"))
    .transform((raw) => ({
    ...(0,settings/* common */.sh)(raw, VENDOR_URL),
    batchSize: raw["batch-size"],
    requestsPerMinute: raw["requests-per-minute"],
    tagCharacters: raw["tag-characters"],
    propagationSeconds: raw["propagation-seconds"],
}));
const Purged = schemas/* object */.Ikc({ status: schemas/* literal */.euz("success") });
const Envelope = schemas/* object */.Ikc({ status: schemas/* string */.YjP() });

;// CONCATENATED MODULE: ./lib/providers/keycdn/index.js




const ANSWERS = {
    hints: {
        401: "The API key is missing or wrong: copy it from KeyCDN's dashboard (Account, Settings)",
        403: "The API key may not do this: copy it from KeyCDN's dashboard (Account, Settings)",
        404: "There is no zone with the id in site in this account",
    },
    faults: { 404: "site" },
    codes: faultByWord,
};
const MAX_BYTES = 65_536;
const provider = {
    id: "keycdn",
    name: "KeyCDN",
    rights: "the account's API key; there is none that may only purge",
    traces: {
        at: "edge",
        always: false,
        headers: [{ header: "server", value: /^keycdn/i, example: "keycdn-engine", source: "answers of KeyCDN's edge" }],
    },
    settings: Settings,
    deliveryOptions: ["batch-size", "requests-per-minute", "tag-characters", "propagation-seconds"],
    secrets: ({ apiKey }) => (apiKey === "" ? [] : [basic(apiKey)]),
    capabilities,
    connect: (settings, io) => [{ submit: (batch) => keycdn_submit(settings, io, batch) }],
};
function capabilities(settings) {
    const { batchSize, requestsPerMinute, tagCharacters, propagationSeconds } = settings;
    return {
        accepts: {
            path: { perRequest: batchSize, maxBytes: MAX_BYTES, allowed: /^[^*]*$/, match: { query: "unknown" } },
            tag: {
                perRequest: 30,
                maxLength: tagCharacters,
                maxTotalLength: tagCharacters,
                allowed: /^[^\s,]+$/,
                match: { query: "covered" },
            },
            all: { perRequest: 1, match: { query: "covered" } },
        },
        mix: "one-kind",
        rates: [{ unit: "request", amount: requestsPerMinute, perSeconds: 60, scope: "credential" }],
        done: { by: "window", seconds: propagationSeconds },
        wants: { urls: "aliases", files: "all", address: "url" },
        provable: true,
        maxPurges: 5000,
        source: new URL("https://www.keycdn.com/api"),
        read: "2026-11-28",
    };
}
async function keycdn_submit(settings, io, batch) {
    const response = await io.send(requestFor(settings, batch));
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(Purged), ANSWERS);
    return answer.kind === "failed" ? answer : { kind: "done", receipt: {} };
}
function requestFor({ apiUrl, apiKey, site }, batch) {
    const selectors = (0,request/* selectorsOf */.Yv)(batch);
    const headers = { authorization: `Basic ${basic(apiKey)}` };
    const [{ by }] = selectors;
    if (by === "tag") {
        const tags = selectors.map((selector) => sentValue(selector, "tag"));
        return (0,request/* deleteJson */.ig)(`${apiUrl}/zones/purgetag/${site}.json`, headers, { tags });
    }
    if (by === "all" && (0,request/* onlySelector */.Wp)(batch))
        return {
            method: "GET",
            url: `${apiUrl}/zones/purge/${site}.json`,
            headers: { ...headers, accept: "application/json" },
        };
    const urls = selectors.map((selector) => sentValue(selector, "path"));
    return (0,request/* deleteJson */.ig)(`${apiUrl}/zones/purgeurl/${site}.json`, headers, { urls });
}
function sentValue(selector, wanted) {
    const { by, origin, value } = selector;
    if (by === wanted && by === "tag")
        return value;
    if (by === wanted && origin !== undefined)
        return `${new URL(origin).host}${value}`;
    throw (0,request/* notAccepted */.LA)(provider.name, selector);
}
function faultByWord({ status }, body) {
    const isSuccess = status >= 200 && status < 300;
    const word = Envelope.safeParse(body).data?.status;
    return isSuccess && word !== undefined && word !== "success" ? "invalid" : undefined;
}
function basic(apiKey) {
    return Buffer.from(`${apiKey}:`).toString("base64");
}


/***/ })

};
