export const id = 221;
export const ids = [221];
export const modules = {

/***/ 40221:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  provider: () => (/* binding */ provider)
});

// EXTERNAL MODULE: ./lib/providers/kit/error-text.js
var error_text = __webpack_require__(95371);
// EXTERNAL MODULE: ./lib/providers/kit/json.js
var json = __webpack_require__(21355);
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
;// CONCATENATED MODULE: ./lib/providers/5centscdn/schema.js


const VENDOR_URL = "https://api.5centscdn.com";
const Settings = (0,settings/* destination */.j_)({
    site: (0,settings/* numberedSite */.uV)({
        term: "the zone id",
        where: "the pull zone's number in the 5centsCDN control panel, `zoneid` in the API",
        example: "42",
    }),
    "api-key": (0,settings/* credential */.eE)("API key of 5centsCDN, as sent in the header X-API-Key."),
    "api-secret": (0,settings/* noCredential */.Xw)("is not used: 5centsCDN has one credential, api-key"),
    "api-url": (0,settings/* apiUrl */.y0)(VENDOR_URL),
    "zone-type": (0,settings/* choice */.Yq)(["http-pull", "vod-pull"], "http-pull").describe("Kind of the zone: `http-pull` or `vod-pull`."),
    "delete-mode": (0,settings/* choice */.Yq)(["query", "method", "both"], "query").describe('How the API is told that cached copies are to be removed: `query` sends `?delete=true`, `method` sends `"_METHOD": "DELETE"` ' +
        "in the body, `both` sends both. It never removes your files."),
    "empty-body": (0,settings/* choice */.Yq)(["json", "none"], "json").describe('What "an empty body" is, which purges the whole zone: `json` sends `{}`, `none` sends nothing. Only `all` is ever sent so.'),
    "batch-size": (0,settings/* wholeNumber */.rD)(1, 10_000, 1000).describe("Most paths in one request. The vendor documents no limit."),
    "purge-interval": (0,settings/* wholeNumber */.rD)(0, 600, 61).describe("Least seconds between two purge requests. The dashboard asks for one minute after a purge by path and for three after a " +
        "wildcard, so it is at least 181 with `allow-wildcards`; `0` turns it off."),
    "allow-wildcards": (0,settings/* flag */.Jt)(false).describe("Send prefixes as `/dir/*`. Only the dashboard documents wildcards, and only for accounts that have them."),
    query: (0,settings/* query */.P)(),
    "propagation-seconds": (0,settings/* propagationSeconds */.iR)(30),
})
    .refine(settings/* hasKey */.CJ, (0,settings/* keyRequired */.xK)("generate an API key in the 5centsCDN control panel"))
    .refine((raw) => raw["empty-body"] === "json" || raw["delete-mode"] === "query", {
    path: ["empty-body"],
    error: "is none, and delete-mode puts a field into the body: only delete-mode: query leaves it empty",
})
    .transform((raw) => ({
    ...(0,settings/* common */.sh)(raw, VENDOR_URL),
    zoneType: raw["zone-type"],
    deleteMode: raw["delete-mode"],
    emptyBody: raw["empty-body"],
    batchSize: raw["batch-size"],
    purgeInterval: raw["purge-interval"],
    allowWildcards: raw["allow-wildcards"],
    query: raw.query,
    propagationSeconds: raw["propagation-seconds"],
}));
const Answered = schemas/* union */.KCZ([schemas/* object */.Ikc({ result: schemas/* string */.YjP() }), schemas/* object */.Ikc({ status: schemas/* literal */.euz("error") })]);

;// CONCATENATED MODULE: ./lib/providers/5centscdn/index.js






const ANSWERS = {
    hints: {
        401: "The API key is missing or wrong: generate one in the 5centsCDN control panel and store it as api-key",
        403: "The account may not purge this zone, or not in this way: Purge All needs an account that has it",
        404: "There is no zone with the id in site, or zone-type is not its kind",
    },
    faults: { 404: "site" },
    ownErrors: true,
    throttleMs: 1000,
};
const ASKS_TO_WAIT = /\bwait\b|\bminutes?\b|already\b.{0,40}\bprogress/i;
const TOO_MANY = /too many/i;
const DEFAULT_TIMEOUT_SECONDS = 300;
const provider = {
    id: "5centscdn",
    name: "5centsCDN",
    rights: "a user who may purge the zone; for the whole zone, one with Purge All",
    settings: Settings,
    deliveryOptions: ["batch-size", "purge-interval", "propagation-seconds"],
    capabilities,
    connect: (settings, io) => [{ submit: (batch) => _5centscdn_submit(settings, io, batch) }],
};
function capabilities(settings) {
    const perRequest = settings.batchSize;
    const path = { perRequest, match: { query: "unknown" } };
    const prefix = { perRequest, match: { prefix: "string", query: "unknown" } };
    const requests = Math.max(1, Math.floor(DEFAULT_TIMEOUT_SECONDS / Math.max(restSeconds(settings), 1)));
    return {
        accepts: {
            path,
            ...(settings.allowWildcards ? { prefix } : {}),
            all: { perRequest: 1, match: { query: "covered" } },
        },
        mix: "one-kind",
        rates: rates(settings),
        done: { by: "window", seconds: settings.propagationSeconds },
        wants: { urls: "aliases", files: "all", address: "path" },
        provable: true,
        maxPurges: requests * perRequest,
        source: new URL("https://5centscdn.documentationai.com/api-reference/post-zones-http-pull-zoneid-purge"),
        read: "2026-11-20",
    };
}
const REST_AFTER_WILDCARD = 181;
function restSeconds({ purgeInterval, allowWildcards }) {
    return purgeInterval > 0 && allowWildcards ? Math.max(purgeInterval, REST_AFTER_WILDCARD) : purgeInterval;
}
function rates(settings) {
    const always = { unit: "request", amount: 5, perSeconds: 1, scope: "credential" };
    const perSeconds = restSeconds(settings);
    if (perSeconds === 0)
        return [always];
    return [always, { unit: "request", amount: 1, perSeconds, kinds: ["path", "prefix", "all"], scope: "site" }];
}
async function _5centscdn_submit(settings, io, batch) {
    const [http, vod] = ["zones/http/pull", "zones/vod/pull"];
    const zone = `${settings.apiUrl}/v2/${settings.zoneType === "vod-pull" ? vod : http}/${settings.site}/purge`;
    const query = settings.deleteMode === "method" ? "" : "?delete=true";
    const method = settings.deleteMode === "query" ? {} : { _METHOD: "DELETE" };
    const selected = selection(settings, batch);
    const { body, ...request } = (0,kit_request/* postJson */.B2)(`${zone}${query}`, { "x-api-key": settings.apiKey }, { ...selected, ...method });
    const isBare = selected.files === undefined && settings.emptyBody === "none";
    return accepted(await io.send(isBare ? request : { ...request, body }));
}
function selection(settings, batch) {
    const selectors = (0,kit_request/* selectorsOf */.Yv)(batch);
    if (selectors.length === 1 && selectors[0].by === "all")
        return {};
    return { files: selectors.map((selector) => file(settings, selector)) };
}
function file(settings, selector) {
    if (selector.by === "path")
        return (0,kit_request/* sentPath */.cb)(selector.value, settings.query);
    if (selector.by === "prefix" && settings.allowWildcards)
        return `${selector.value}*`;
    throw (0,kit_request/* notAccepted */.LA)(provider.name, selector);
}
function accepted(response) {
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(Answered), ANSWERS);
    if (answer.kind === "failed")
        return coolingDown(response, answer);
    if ("result" in answer.body && answer.body.result === "success") {
        return answer.error === undefined ? { kind: "done", receipt: {} } : (0,read_answer/* contradiction */.qX)(answer.message, answer.error);
    }
    const message = `${answer.message} (the result is no success)`;
    return coolingDown(response, (0,read_answer/* failedAnswer */.gk)(response, "invalid", message, ANSWERS));
}
const COOL_DOWN = "5centsCDN's dashboard asks for a pause after each purge of a zone: one minute after paths, three after a wildcard, ten " +
    "after everything. With timeout: 12m the step waits until the longest is over";
function coolingDown(response, answer) {
    const words = (0,error_text/* errorText */.kc)((0,json/* parseJson */.qF)(response.text));
    const mayPass = answer.fault === "throttled" || answer.fault === "invalid";
    const waits = ASKS_TO_WAIT.test(words) || (answer.fault === "invalid" && TOO_MANY.test(words));
    if (!mayPass || !waits)
        return answer;
    const { message } = answer;
    const { retryAfterMs } = response;
    if (retryAfterMs !== undefined)
        return { kind: "failed", fault: "throttled", message, waitMs: retryAfterMs };
    return { kind: "failed", fault: "throttled", message: `${message.replace(/\.$/, "")}. ${COOL_DOWN}`, waitMs: 60_000 };
}


/***/ })

};
