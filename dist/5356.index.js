export const id = 5356;
export const ids = [5356];
export const modules = {

/***/ 75356:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  provider: () => (/* binding */ provider)
});

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
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./lib/providers/kit/settings.js
var settings = __webpack_require__(42788);
;// CONCATENATED MODULE: ./lib/providers/google-media-cdn/schema.js



const VENDOR_URL = "https://networkservices.googleapis.com";
const Settings = (0,google_settings/* oneGoogleCredential */.XJ)((0,settings/* destination */.j_)({
    site: (0,settings/* site */._P)(new RegExp(`^${google_settings/* PROJECT_ID */.iJ}/[a-zA-Z][\\w-]{0,62}$`), {
        term: "project/service",
        where: "the project's id and the name of its EdgeCacheService, as `gcloud edge-cache services list` shows it",
        example: "my-project/media",
    }),
    ...(0,google_settings/* googleInputs */.Zv)(VENDOR_URL),
    query: (0,settings/* query */.P)(),
    "requests-per-minute": (0,settings/* wholeNumber */.rD)(1, 6000, 60).describe("Requests that go out in a minute. Google bounds invalidations and names the project's number in its quotas alone."),
    "propagation-seconds": (0,settings/* propagationSeconds */.iR)(60),
})).transform((raw) => {
    const [project = "", service = ""] = raw.site.split("/");
    return {
        ...(0,google_settings/* googleSettings */.BT)(raw, VENDOR_URL),
        project,
        service,
        query: raw.query,
        requestsPerMinute: raw["requests-per-minute"],
        propagationSeconds: raw["propagation-seconds"],
    };
});
/** https://cloud.google.com/media-cdn/docs/reference/rest/v1/projects.locations.edgeCacheServices/invalidateCache */
const Nothing = schemas/* strictObject */.rej({});

;// CONCATENATED MODULE: ./lib/providers/google-media-cdn/index.js







const ANSWERS = {
    hints: {
        401: "The access token is wrong or expired: tokens of google-github-actions/auth hold for an hour",
        403: "The identity needs networkservices.edgeCacheServices.invalidateCache on the service, as the role Edge Cache User has it",
        404: "site is no EdgeCacheService of this project: give project/service",
    },
    faults: { 404: "site" },
    codes: google_invalidation/* googleFault */.S,
};
/** Media CDN invalidates one path, folder or host a request, or ten tags, and says no more than that it took them. */
const provider = {
    id: "google-media-cdn",
    name: "Google Media CDN",
    rights: "`networkservices.edgeCacheServices.invalidateCache`",
    traces: {
        at: "edge",
        always: false,
        headers: [
            {
                header: "via",
                value: /\b1\.1 google\b/,
                example: "1.1 google",
                shared: true,
                source: "https://cloud.google.com/load-balancing/docs/https",
            },
        ],
    },
    settings: Settings,
    deliveryOptions: [...google_settings/* GOOGLE_OPTIONS */.b6, "requests-per-minute", "propagation-seconds"],
    open: google_token/* openGoogle */.y,
    capabilities,
    connect: (settings, io) => [{ submit: (batch, session) => google_media_cdn_submit({ settings, session, io }, batch) }],
};
/** A name of a token's characters, RFC 9110 section 5.6.2, or one of the tags that Media CDN gives by itself. */
const TAG = /^(?:status=\d{3}|origin=[\w-]+|content-type=[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+|[\w!#$%&'*+.^`|~-]+)$/;
/**
 * - a path or a folder of a host, `*` at the end as the only wildcard; 10 tags, any of which counts; tags of 120 bytes that are
 *   tokens, or built-in ones; a limit of requests that the page leaves to the quotas; "typically within one minute":
 *   https://cloud.google.com/media-cdn/docs/cache-invalidation
 * - 60 requests a minute: ours, `requests-per-minute`; 60 s until a purge is everywhere: the page's, `propagation-seconds`
 * - 200 purges a run: about what goes out in the default timeout
 */
function capabilities({ requestsPerMinute, propagationSeconds }) {
    const one = (match) => ({ perRequest: 1, match });
    return {
        accepts: {
            path: { ...one({ query: "unknown" }), allowed: /^\/[^*#]*$/ },
            prefix: { ...one({ prefix: "segment", query: "unknown" }), allowed: /^\/(?:[^*?#]*\/)?$/ },
            host: one({ query: "covered" }),
            tag: { perRequest: 10, maxLength: 120, allowed: TAG, match: { query: "covered" } },
            all: one({ query: "covered" }),
        },
        mix: "one-kind",
        rates: [{ unit: "request", amount: requestsPerMinute, perSeconds: 60, scope: "credential" }],
        done: { by: "window", seconds: propagationSeconds },
        wants: { urls: "aliases", files: "all", address: "url" },
        provable: true,
        maxPurges: 200,
        source: new URL("https://cloud.google.com/media-cdn/docs/cache-invalidation"),
        read: "2026-11-28",
    };
}
async function google_media_cdn_submit({ settings, session, io }, batch) {
    const { apiUrl, project, service, query } = settings;
    const url = `${apiUrl}/v1/projects/${project}/locations/global/edgeCacheServices/${service}:invalidateCache`;
    const response = await io.send((0,request/* postJson */.B2)(url, (0,google_token/* bearer */.C)(session), (0,google_invalidation/* invalidationOf */.z)((0,request/* selectorsOf */.Yv)(batch), provider.name, query)));
    const answer = (0,read_answer/* readAnswer */.JN)(response, nothing, ANSWERS);
    return answer.kind === "failed" ? answer : { kind: "done", receipt: {} };
}
/** "If successful, the response body is empty": no bytes, or the message without fields as Google's APIs write it in JSON. */
const nothing = (response) => response.text.trim() === "" ? (0,readings/* empty */.Ie)(200)(response) : (0,readings/* json */.Pq)(Nothing, 200)(response);


/***/ })

};
