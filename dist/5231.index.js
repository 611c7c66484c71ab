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
const Operation = schemas/* object */.Ikc({
    name: schemas/* string */.YjP().min(1),
    status: schemas/* string */.YjP(),
    operationType: schemas/* string */.YjP().nullish(),
    targetLink: schemas/* string */.YjP().nullish(),
    progress: schemas/* number */.aig().nullish(),
    insertTime: schemas/* string */.YjP().nullish(),
    startTime: schemas/* string */.YjP().nullish(),
    endTime: schemas/* string */.YjP().nullish(),
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
const REGISTERS_WITHIN_MS = 30_000;
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
    return judge(settings, { receipt, response, io }, answer);
}
async function poll({ settings, session, io }, receipt) {
    const { apiUrl, project } = settings;
    const url = `${apiUrl}/compute/v1/projects/${project}/global/operations/${encodeURIComponent(receipt.id ?? "")}`;
    const headers = { ...(0,google_token/* bearer */.C)(session), accept: "application/json" };
    const response = await io.send({ method: "GET", url, headers });
    if (response.status === 404)
        return (0,task_status/* notKnownYet */.NQ)(receipt, io, REGISTERS_WITHIN_MS);
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(Operation, 200), ANSWERS);
    return answer.kind === "failed" ? answer : judge(settings, { receipt, response, io }, answer);
}
function judge({ project, urlMap }, times, { body, message }) {
    const { receipt } = times;
    const { name, status, operationType, targetLink, progress } = body;
    if (name !== receipt.id) {
        return (0,read_answer/* contradiction */.qX)(message, `the status is of ${name.slice(0, 100)}, and ${receipt.id} was requested`);
    }
    const isElsewhere = typeof targetLink === "string" && !targetLink.endsWith(`/${project}/global/urlMaps/${urlMap}`);
    if (isElsewhere || (operationType ?? "invalidateCache") !== "invalidateCache") {
        return (0,read_answer/* contradiction */.qX)(message, `the operation is no invalidation of ${urlMap}`);
    }
    const { insertTime, startTime, endTime } = body;
    const wrong = (0,task_status/* wrongTimes */.gz)({ insertTime, startTime, endTime }, times);
    if (wrong !== undefined)
        return (0,read_answer/* contradiction */.qX)(message, wrong);
    if (status === "DONE" && (progress ?? 100) !== 100) {
        return (0,read_answer/* contradiction */.qX)(message, `the operation is done, and its progress is ${progress}`);
    }
    if (status === "DONE")
        return { kind: "done", receipt };
    return { kind: "pending", receipt, message: `the operation is "${status.slice(0, 100)}"` };
}
function uuidOf(key) {
    const digits = (0,external_node_crypto_.createHash)("sha256").update(key).digest("hex");
    return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-4$3-8$4-$5");
}


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
