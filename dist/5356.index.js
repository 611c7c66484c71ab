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
const TAG = /^(?:status=\d{3}|origin=[\w-]+|content-type=[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+|[\w!#$%&'*+.^`|~-]+)$/;
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
const nothing = (response, body) => response.text.trim() === "" ? (0,readings/* empty */.Ie)(200)(response, body) : (0,readings/* json */.Pq)(Nothing, 200)(response, body);


/***/ }),

/***/ 82763:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ googleFault),
/* harmony export */   z: () => (/* binding */ invalidationOf)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92857);
/* harmony import */ var _request_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(14172);


function invalidationOf(selectors, name, query) {
    const [first, other] = selectors;
    if (first.by === "tag" && selectors.every(({ by }) => by === "tag")) {
        return { cacheTags: selectors.map(({ value }) => value) };
    }
    const { by, value, origin } = first;
    if (other !== undefined)
        throw (0,_request_js__WEBPACK_IMPORTED_MODULE_0__/* .notAccepted */ .LA)(name, other);
    if (by === "all")
        return { path: "/*" };
    if (by === "host")
        return { host: value, path: "/*" };
    if ((by !== "path" && by !== "prefix") || origin === undefined)
        throw (0,_request_js__WEBPACK_IMPORTED_MODULE_0__/* .notAccepted */ .LA)(name, first);
    const path = by === "path" ? (0,_request_js__WEBPACK_IMPORTED_MODULE_0__/* .sentPath */ .cb)(value, query) : `${value.replace(/\/$/, "")}/*`;
    return { host: new URL(origin).hostname, path };
}
const FAULTS = {
    rateLimitExceeded: "throttled",
    userRateLimitExceeded: "throttled",
    quotaExceeded: "throttled",
    notFound: "site",
    RESOURCE_EXHAUSTED: "throttled",
    NOT_FOUND: "site",
};
const Refusal = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
    error: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
        status: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().nullish(),
        errors: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ reason: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() })).nullish(),
    }),
});
function googleFault({ status }, body) {
    if (status < 400)
        return undefined;
    const error = Refusal.safeParse(body).data?.error;
    const codes = [...(error?.errors ?? []).map(({ reason }) => reason), error?.status ?? ""];
    return codes.flatMap((code) => FAULTS[code] ?? [])[0];
}


/***/ }),

/***/ 1418:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BT: () => (/* binding */ googleSettings),
/* harmony export */   XJ: () => (/* binding */ oneGoogleCredential),
/* harmony export */   Zv: () => (/* binding */ googleInputs),
/* harmony export */   b6: () => (/* binding */ GOOGLE_OPTIONS),
/* harmony export */   iJ: () => (/* binding */ PROJECT_ID)
/* harmony export */ });
/* harmony import */ var _settings_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(42788);

const STS_URL = "https://sts.googleapis.com";
const IAM_URL = "https://iamcredentials.googleapis.com";
const EXAMPLE_PROVIDER = "projects/123456789/locations/global/workloadIdentityPools/github/providers/site";
const EXAMPLE_ACCOUNT = "purge@my-project.iam.gserviceaccount.com";
const PROJECT_ID = "(?:[a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]";
const GOOGLE_OPTIONS = ["workload-identity-provider", "service-account", "sts-url", "iam-url"];
function googleInputs(vendorUrl) {
    return {
        "api-key": (0,_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .credential */ .eE)("OAuth access token, for example from google-github-actions/auth with `token_format: access_token`."),
        "api-secret": (0,_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .noCredential */ .Xw)("is not used: Google takes one access token, under api-key"),
        "api-url": (0,_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .apiUrl */ .y0)(vendorUrl),
        "workload-identity-provider": (0,_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .shortText */ .os)(EXAMPLE_PROVIDER)
            .regex(/^projects\/\d+\/locations\/global\/workloadIdentityPools\/[a-z0-9-]{4,32}\/providers\/[a-z0-9-]{4,32}$/, {
            error: `is no full name of a provider, for example ${EXAMPLE_PROVIDER}`,
        })
            .optional()
            .describe("Provider that trusts this workflow: opens the project with the workflow's own identity, without `api-key` (OIDC)."),
        "service-account": (0,_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .shortText */ .os)(EXAMPLE_ACCOUNT)
            .regex(/^[a-z0-9-]{1,64}@[a-z0-9.-]{1,100}\.gserviceaccount\.com$/, {
            error: `is no address of a service account, for example ${EXAMPLE_ACCOUNT}`,
        })
            .optional()
            .describe("Service account to act as, with `workload-identity-provider`. Absent: the workflow's identity has the rights itself."),
        "sts-url": (0,_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .apiUrl */ .y0)(STS_URL).describe("Replaces scheme and host of Google's Security Token Service."),
        "iam-url": (0,_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .apiUrl */ .y0)(IAM_URL).describe("Replaces scheme and host of the service that gives out service accounts' tokens."),
    };
}
function oneGoogleCredential(inputs) {
    const when = ({ value }) => typeof value === "object" && value !== null;
    return inputs
        .refine((raw) => raw["dry-run"] || raw["api-key"] !== undefined || raw["workload-identity-provider"] !== undefined, (0,_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .keyRequired */ .xK)("give an access token, or workload-identity-provider under provider-options"))
        .refine((raw) => raw["api-key"] === undefined || raw["workload-identity-provider"] === undefined, {
        path: ["workload-identity-provider"],
        error: "stands beside api-key: give one of the two",
        when,
    })
        .refine((raw) => raw["service-account"] === undefined || raw["workload-identity-provider"] !== undefined, {
        path: ["service-account"],
        error: "needs workload-identity-provider beside it: an access token acts as whom it was made for",
        when,
    });
}
function googleSettings(raw, vendorUrl) {
    return {
        ...(0,_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .common */ .sh)(raw, vendorUrl),
        identityProvider: raw["workload-identity-provider"],
        serviceAccount: raw["service-account"],
        stsUrl: raw["sts-url"] ?? STS_URL,
        iamUrl: raw["iam-url"] ?? IAM_URL,
    };
}


/***/ }),

/***/ 2514:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ bearer),
/* harmony export */   y: () => (/* binding */ openGoogle)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(92857);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(21355);
/* harmony import */ var _read_answer_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8252);
/* harmony import */ var _readings_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(41156);
/* harmony import */ var _request_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(14172);
/* harmony import */ var _token_life_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(36859);






const Exchanged = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({ access_token: _json_js__WEBPACK_IMPORTED_MODULE_0__/* .AccessToken */ .mk, expires_in: _json_js__WEBPACK_IMPORTED_MODULE_0__/* .Count */ .y_ });
const Generated = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({ accessToken: _json_js__WEBPACK_IMPORTED_MODULE_0__/* .AccessToken */ .mk, expireTime: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP() });
const SCOPE = "https://www.googleapis.com/auth/cloud-platform";
const TOKEN_TYPE = "urn:ietf:params:oauth:token-type";
const LIFE_SECONDS = 900;
const STS_REFUSED = "The workload identity provider does not admit this workflow: check its issuer, its audience and its condition on repository and branch";
const ANSWERS = {
    hints: {
        400: STS_REFUSED,
        401: STS_REFUSED,
        403: "The workflow's identity may not act as the service account: it needs the role Workload Identity User on it",
    },
    faults: { 400: "auth" },
    words: ["error_description"],
    holdsSecrets: true,
};
async function openGoogle(settings, io, memo) {
    const { identityProvider, apiKey, serviceAccount } = settings;
    if (identityProvider === undefined)
        return { kind: "open", session: { token: apiKey } };
    if (serviceAccount !== undefined && memo !== undefined) {
        return impersonate({ settings, io, serviceAccount }, String(memo["token"]));
    }
    return exchange({ settings, io, identityProvider });
}
async function exchange({ settings, io, identityProvider }) {
    const identity = await io.identity(`https://iam.googleapis.com/${identityProvider}`);
    const form = new URLSearchParams({
        grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
        audience: `//iam.googleapis.com/${identityProvider}`,
        scope: SCOPE,
        requested_token_type: `${TOKEN_TYPE}:access_token`,
        subject_token_type: `${TOKEN_TYPE}:jwt`,
        subject_token: identity,
    });
    const headers = { accept: "application/json", "content-type": "application/x-www-form-urlencoded" };
    const url = `${settings.stsUrl}/v1/token`;
    const response = await io.send({ method: "POST", url, headers, body: form.toString(), secrets: [identity] });
    const answer = (0,_read_answer_js__WEBPACK_IMPORTED_MODULE_1__/* .readAnswer */ .JN)(response, (0,_readings_js__WEBPACK_IMPORTED_MODULE_2__/* .json */ .Pq)(Exchanged, 200), ANSWERS);
    if (answer.kind === "failed")
        return answer;
    const { access_token: token, expires_in: seconds } = answer.body;
    if (seconds <= 0)
        return (0,_read_answer_js__WEBPACK_IMPORTED_MODULE_1__/* .failedAnswer */ .gk)(response, "auth", "Google gave a token that has ended already", ANSWERS);
    if (settings.serviceAccount !== undefined)
        return { kind: "next", memo: { token }, secrets: [token] };
    return { kind: "open", session: { token }, expiresMs: seconds * 1000, secrets: [token] };
}
async function impersonate({ settings, io, serviceAccount }, token) {
    const url = `${settings.iamUrl}/v1/projects/-/serviceAccounts/${serviceAccount}:generateAccessToken`;
    const body = { scope: [SCOPE], lifetime: `${LIFE_SECONDS}s` };
    const response = await io.send((0,_request_js__WEBPACK_IMPORTED_MODULE_3__/* .postJson */ .B2)(url, { authorization: `Bearer ${token}` }, body));
    const answer = (0,_read_answer_js__WEBPACK_IMPORTED_MODULE_1__/* .readAnswer */ .JN)(response, (0,_readings_js__WEBPACK_IMPORTED_MODULE_2__/* .json */ .Pq)(Generated, 200), ANSWERS);
    if (answer.kind === "failed")
        return answer;
    const { accessToken, expireTime } = answer.body;
    const expiresMs = (0,_token_life_js__WEBPACK_IMPORTED_MODULE_5__/* .lifeMs */ .p)(expireTime, response, io);
    if (expiresMs === undefined) {
        return (0,_read_answer_js__WEBPACK_IMPORTED_MODULE_1__/* .failedAnswer */ .gk)(response, "auth", `the service account's token ends at ${expireTime.slice(0, 40)}, which is over`, ANSWERS);
    }
    return { kind: "open", session: { token: accessToken }, expiresMs, secrets: [accessToken] };
}
function bearer({ token }) {
    return { authorization: `Bearer ${token}` };
}


/***/ }),

/***/ 36859:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ lifeMs)
/* harmony export */ });
function lifeMs(endsAt, { dateMs }, io) {
    const leftMs = Date.parse(endsAt) - (dateMs ?? io.now().getTime());
    return leftMs > 0 ? leftMs : undefined;
}


/***/ })

};
