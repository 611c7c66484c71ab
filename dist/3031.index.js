export const id = 3031;
export const ids = [3031];
export const modules = {

/***/ 33031:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  provider: () => (/* binding */ provider)
});

// EXTERNAL MODULE: ./lib/providers/kit/denial.js
var denial = __webpack_require__(69550);
// EXTERNAL MODULE: ./lib/providers/kit/read-answer.js
var read_answer = __webpack_require__(8252);
// EXTERNAL MODULE: ./lib/providers/kit/readings.js
var readings = __webpack_require__(41156);
// EXTERNAL MODULE: ./lib/providers/kit/request.js
var request = __webpack_require__(14172);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./lib/providers/kit/json.js
var json = __webpack_require__(21355);
// EXTERNAL MODULE: ./lib/providers/kit/settings.js
var settings = __webpack_require__(42788);
;// CONCATENATED MODULE: ./lib/providers/paradarum/schema.js



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
const Accepted = schemas/* object */.Ikc({
    succeeded: schemas/* boolean */.zMY(),
    data: schemas/* looseObject */._H3({
        jobCount: json/* Count */.y_.nullish(),
        shields: json/* Count */.y_.nullish(),
        nodes: json/* Count */.y_.nullish(),
        hostnames: json/* Count */.y_.nullish(),
        accepted: json/* Count */.y_.nullish(),
        rejected: schemas/* array */.YOg(schemas/* object */.Ikc({ index: json/* Count */.y_, reason: schemas/* string */.YjP().catch("no reason given") })).nullish(),
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
    ownErrors: true,
    judged: ["data"],
};
const NO_HOSTNAME = /\bno active host ?names?\b/i;
const provider = {
    id: "paradarum",
    name: "Paradarum",
    rights: "an API key for this alone; keys have no scopes",
    settings: Settings,
    deliveryOptions: ["batch-size", "propagation-seconds"],
    capabilities,
    connect: (settings, io) => [{ submit: (batch) => paradarum_submit(settings, io, batch) }],
};
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
function accepted(response, count) {
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(Accepted), ANSWERS);
    if (answer.kind === "failed")
        return refusal(answer);
    const { message, body } = answer;
    const { succeeded, data } = body;
    if (!succeeded)
        return (0,read_answer/* failedAnswer */.gk)(response, "invalid", `${message} (succeeded is false)`, ANSWERS);
    const wrong = answer.error ?? (0,denial/* denialIn */.H)(data, ["accepted", "rejected"]) ?? nothingQueued(data);
    if (wrong !== undefined)
        return (0,read_answer/* contradiction */.qX)(message, wrong);
    const rejected = data?.rejected ?? [];
    const positions = new Set(rejected.map(({ index }) => index));
    const reported = data?.accepted ?? count - positions.size;
    const isMissing = count === 0 ? data?.accepted === 0 : reported !== count - positions.size;
    if (isMissing || [...positions].some((at) => at < 0 || at >= count)) {
        const numbers = `${Math.max(count, 1)} sent, ${data?.accepted ?? "?"} accepted, ${rejected.length} rejected`;
        return (0,read_answer/* contradiction */.qX)(message, `its numbers do not add up: ${numbers}`);
    }
    return {
        kind: "done",
        receipt: {},
        refused: rejected.map(({ index, reason }) => ({ item: index, why: reason.slice(0, 500) })),
    };
}
function nothingQueued(data) {
    const { jobCount, nodes, hostnames, shields, accepted } = data ?? {};
    if (typeof jobCount === "number" && jobCount <= 0)
        return `jobCount is ${jobCount}: no job was queued`;
    if (typeof nodes === "number" && nodes <= 0)
        return `nodes is ${nodes}: no cache was purged`;
    if (typeof hostnames === "number" && hostnames <= 0)
        return `hostnames is ${hostnames}: no host name was purged`;
    const negative = [shields, accepted].find((count) => typeof count === "number" && count < 0);
    return negative === undefined ? undefined : `it counts ${negative}`;
}


/***/ })

};
