export const id = 5231;
export const ids = [5231];
export const modules = {

/***/ 95231:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  provider: () => (/* binding */ provider)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/providers/kit/google-invalidation.js
var google_invalidation = __webpack_require__(82763);
// EXTERNAL MODULE: ./lib/providers/kit/google-settings.js
var google_settings = __webpack_require__(1418);
// EXTERNAL MODULE: ./lib/providers/kit/google-token.js
var google_token = __webpack_require__(2514);
// EXTERNAL MODULE: ./lib/providers/kit/read-answer.js
var read_answer = __webpack_require__(8252);
// EXTERNAL MODULE: ./lib/providers/kit/readings.js
var readings = __webpack_require__(41156);
// EXTERNAL MODULE: ./lib/providers/kit/request.js
var request = __webpack_require__(14172);
// EXTERNAL MODULE: ./lib/providers/kit/task-status.js
var task_status = __webpack_require__(32815);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./lib/providers/kit/settings.js
var settings = __webpack_require__(42788);
;// CONCATENATED MODULE: ./lib/providers/google-cloud-cdn/schema.js



const VENDOR_URL = "https://compute.googleapis.com";
const Settings = (0,google_settings/* oneGoogleCredential */.XJ)((0,settings/* destination */.j_)({
    site: (0,settings/* site */._P)(new RegExp(`^${google_settings/* PROJECT_ID */.iJ}/[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$`), {
        term: "project/url-map",
        where: "the project's id and the load balancer's name in Google Cloud's console",
        example: "my-project/web-map",
    }),
    ...(0,google_settings/* googleInputs */.Zv)(VENDOR_URL),
})).transform((raw) => {
    const [project = "", urlMap = ""] = raw.site.split("/");
    return { ...(0,google_settings/* googleSettings */.BT)(raw, VENDOR_URL), project, urlMap };
});
/** https://cloud.google.com/compute/docs/reference/rest/v1/globalOperations; `error` is read by `googleFault` */
const Operation = schemas/* object */.Ikc({
    name: schemas/* string */.YjP().min(1),
    status: schemas/* string */.YjP(),
    operationType: schemas/* string */.YjP().nullish(),
    targetLink: schemas/* string */.YjP().nullish(),
    httpErrorStatusCode: schemas/* unknown */.L5J().optional(),
});

;// CONCATENATED MODULE: ./lib/providers/google-cloud-cdn/index.js









const ANSWERS = {
    hints: {
        401: "The access token is wrong or expired: tokens of google-github-actions/auth hold for an hour",
        403: "The identity needs compute.urlMaps.invalidateCache and compute.globalOperations.get in this project",
        404: "site is no URL map of this project: give project/url-map, the load balancer's name",
    },
    codes: google_invalidation/* googleFault */.S,
    judged: ["status"],
};
/** How long the status may not know an operation that was taken, in milliseconds. Our own: the vendor documents none. */
const REGISTERS_WITHIN_MS = 30_000;
/** Cloud CDN invalidates one path, folder or host a request, or ten tags, and an operation shows when they are gone. */
const provider = {
    id: "google-cloud-cdn",
    name: "Google Cloud CDN",
    rights: "`compute.urlMaps.invalidateCache` and `compute.globalOperations.get`",
    traces: {
        at: "edge",
        always: true,
        headers: [
            {
                header: "via",
                value: /\b1\.1 google\b/,
                example: "1.1 google",
                weak: true,
                source: "https://cloud.google.com/load-balancing/docs/https",
            },
        ],
    },
    settings: Settings,
    deliveryOptions: google_settings/* GOOGLE_OPTIONS */.b6,
    open: google_token/* openGoogle */.y,
    capabilities,
    connect: (settings, io) => [
        {
            submit: (batch, session) => google_cloud_cdn_submit({ settings, session, io }, batch),
            poll: (receipt, session) => poll({ settings, session, io }, receipt),
        },
    ],
};
/**
 * - one path of a host in a request, `/folder/*` as the only wildcard, no query; 10 tags, any of which counts; 500 requests a
 *   minute: https://cloud.google.com/cdn/docs/cache-invalidation-overview
 * - polls from 2 s to 10 s apart: "takes effect in about 10 seconds", the pauses are ours
 * - 1,000 purges a run: two minutes of requests, ours
 */
function capabilities() {
    const one = (match) => ({ perRequest: 1, match });
    return {
        accepts: {
            path: { ...one({ query: "covered" }), allowed: /^\/[^*#]*$/ },
            prefix: { ...one({ prefix: "segment", query: "covered" }), allowed: /^\/(?:[^*?#]*\/)?$/ },
            host: one({ query: "covered" }),
            tag: { perRequest: 10, allowed: /^[!-+\--~]+$/, match: { query: "covered" } },
            all: one({ query: "covered" }),
        },
        mix: "one-kind",
        rates: [
            {
                unit: "request",
                amount: 500,
                perSeconds: 60,
                kinds: ["path", "prefix", "host", "tag", "all"],
                scope: "credential",
            },
        ],
        done: { by: "poll", firstMs: 2000, maxMs: 10_000 },
        wants: { urls: "aliases", files: "all", address: "url" },
        provable: true,
        maxPurges: 1000,
        source: new URL("https://cloud.google.com/cdn/docs/cache-invalidation-overview"),
        read: "2026-11-28",
    };
}
async function google_cloud_cdn_submit({ settings, session, io }, batch) {
    const { apiUrl, project, urlMap } = settings;
    const at = `${apiUrl}/compute/v1/projects/${project}/global/urlMaps/${urlMap}/invalidateCache`;
    const url = `${at}?requestId=${uuidOf(batch.key)}`;
    const response = await io.send((0,request/* postJson */.B2)(url, (0,google_token/* bearer */.C)(session), (0,google_invalidation/* invalidationOf */.z)((0,request/* selectorsOf */.Yv)(batch), provider.name, "strip")));
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(Operation, 200), ANSWERS);
    if (answer.kind === "failed")
        return answer;
    const receipt = { id: answer.body.name, memo: { since: io.now().getTime() } };
    return judge(settings, receipt, answer);
}
async function poll({ settings, session, io }, receipt) {
    const { apiUrl, project } = settings;
    const url = `${apiUrl}/compute/v1/projects/${project}/global/operations/${encodeURIComponent(receipt.id ?? "")}`;
    const headers = { ...(0,google_token/* bearer */.C)(session), accept: "application/json" };
    const response = await io.send({ method: "GET", url, headers });
    if (response.status === 404)
        return (0,task_status/* notKnownYet */.NQ)(receipt, io, REGISTERS_WITHIN_MS);
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(Operation, 200), ANSWERS);
    return answer.kind === "failed" ? answer : judge(settings, receipt, answer);
}
/** `DONE` with an error inside is a failure, see `googleFault`. A word that nobody documented is "not yet". */
function judge({ urlMap }, receipt, { body, message }) {
    const { name, status, operationType, targetLink, httpErrorStatusCode } = body;
    if (name !== receipt.id) {
        return (0,read_answer/* contradiction */.qX)(message, `the status is of ${name.slice(0, 100)}, and ${receipt.id} was requested`);
    }
    const isElsewhere = typeof targetLink === "string" && !targetLink.endsWith(`/urlMaps/${urlMap}`);
    if (isElsewhere || (operationType ?? "invalidateCache") !== "invalidateCache") {
        return (0,read_answer/* contradiction */.qX)(message, `the operation is no invalidation of ${urlMap}`);
    }
    if ((httpErrorStatusCode ?? undefined) !== undefined)
        return (0,read_answer/* contradiction */.qX)(message, "the operation has failed");
    if (status === "DONE")
        return { kind: "done", receipt };
    return { kind: "pending", receipt, message: `the operation is "${status.slice(0, 100)}"` };
}
/** A UUID that is the same for every attempt at a batch: Google recognises a repeated request by it. */
function uuidOf(key) {
    const digits = (0,external_node_crypto_.createHash)("sha256").update(key).digest("hex");
    return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-4$3-8$4-$5");
}


/***/ })

};
