export const id = 179;
export const ids = [179];
export const modules = {

/***/ 9179:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  provider: () => (/* binding */ provider)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./lib/providers/kit/read-answer.js
var read_answer = __webpack_require__(8252);
// EXTERNAL MODULE: ./lib/providers/kit/readings.js
var readings = __webpack_require__(1156);
// EXTERNAL MODULE: ./lib/providers/kit/request.js
var request = __webpack_require__(4172);
// EXTERNAL MODULE: ./lib/providers/kit/task-status.js
var task_status = __webpack_require__(2815);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 14 modules
var schemas = __webpack_require__(4528);
// EXTERNAL MODULE: ./lib/providers/kit/settings.js
var settings = __webpack_require__(2788);
;// CONCATENATED MODULE: ./lib/providers/google-cloud-cdn/schema.js


const VENDOR_URL = "https://compute.googleapis.com";
const STS_URL = "https://sts.googleapis.com";
const IAM_URL = "https://iamcredentials.googleapis.com";
const EXAMPLE_PROVIDER = "projects/123456789/locations/global/workloadIdentityPools/github/providers/site";
const EXAMPLE_ACCOUNT = "purge@my-project.iam.gserviceaccount.com";
const isMapping = ({ value }) => typeof value === "object" && value !== null;
const Settings = (0,settings/* destination */.j_)({
    site: (0,settings/* site */._P)(/^(?:[a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]\/[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/, {
        term: "project/url-map",
        where: "the project's id and the load balancer's name in Google Cloud's console",
        example: "my-project/web-map",
    }),
    "api-key": (0,settings/* credential */.eE)("OAuth access token, for example from google-github-actions/auth with `token_format: access_token`."),
    "api-secret": (0,settings/* noCredential */.Xw)("is not used: Google takes one access token, under api-key"),
    "api-url": (0,settings/* apiUrl */.y0)(VENDOR_URL),
    "workload-identity-provider": (0,settings/* shortText */.os)(EXAMPLE_PROVIDER)
        .regex(/^projects\/\d+\/locations\/global\/workloadIdentityPools\/[a-z0-9-]{4,32}\/providers\/[a-z0-9-]{4,32}$/, {
        error: `is no full name of a provider, for example ${EXAMPLE_PROVIDER}`,
    })
        .optional()
        .describe("Provider that trusts this workflow: opens the project with the workflow's own identity, without `api-key` (OIDC)."),
    "service-account": (0,settings/* shortText */.os)(EXAMPLE_ACCOUNT)
        .regex(/^[a-z0-9-]{1,64}@[a-z0-9.-]{1,100}\.gserviceaccount\.com$/, {
        error: `is no address of a service account, for example ${EXAMPLE_ACCOUNT}`,
    })
        .optional()
        .describe("Service account to act as, with `workload-identity-provider`. Absent: the workflow's identity has the rights itself."),
    "sts-url": (0,settings/* apiUrl */.y0)(STS_URL).describe("Replaces scheme and host of Google's Security Token Service."),
    "iam-url": (0,settings/* apiUrl */.y0)(IAM_URL).describe("Replaces scheme and host of the service that gives out service accounts' tokens."),
})
    .refine((raw) => raw["dry-run"] || raw["api-key"] !== undefined || raw["workload-identity-provider"] !== undefined, (0,settings/* keyRequired */.xK)("give an access token, or workload-identity-provider under provider-options"))
    .refine((raw) => raw["api-key"] === undefined || raw["workload-identity-provider"] === undefined, {
    path: ["workload-identity-provider"],
    error: "stands beside api-key: give one of the two",
    when: isMapping,
})
    .refine((raw) => raw["service-account"] === undefined || raw["workload-identity-provider"] !== undefined, {
    path: ["service-account"],
    error: "needs workload-identity-provider beside it: an access token acts as whom it was made for",
    when: isMapping,
})
    .transform((raw) => {
    const [project = "", urlMap = ""] = raw.site.split("/");
    return {
        ...(0,settings/* common */.sh)(raw, VENDOR_URL),
        project,
        urlMap,
        identityProvider: raw["workload-identity-provider"],
        serviceAccount: raw["service-account"],
        stsUrl: raw["sts-url"] ?? STS_URL,
        iamUrl: raw["iam-url"] ?? IAM_URL,
    };
});
/** https://cloud.google.com/iam/docs/reference/sts/rest/v1/TopLevel/token */
const Exchanged = schemas/* object */.Ikc({ access_token: schemas/* string */.YjP().min(1), expires_in: schemas/* int */.Whr().positive() });
/** https://cloud.google.com/iam/docs/reference/credentials/rest/v1/projects.serviceAccounts/generateAccessToken */
const Generated = schemas/* object */.Ikc({ accessToken: schemas/* string */.YjP().min(1), expireTime: schemas/* string */.YjP() });
/** https://cloud.google.com/compute/docs/reference/rest/v1/globalOperations */
const Operation = schemas/* object */.Ikc({
    name: schemas/* string */.YjP().min(1),
    status: schemas/* string */.YjP(),
    error: schemas/* object */.Ikc({ errors: schemas/* array */.YOg(schemas/* object */.Ikc({ code: schemas/* string */.YjP() })) }).optional(),
    httpErrorStatusCode: schemas/* int */.Whr().optional(),
});
const Refusal = schemas/* object */.Ikc({ error: schemas/* object */.Ikc({ errors: schemas/* array */.YOg(schemas/* object */.Ikc({ reason: schemas/* string */.YjP() })) }) });

;// CONCATENATED MODULE: ./lib/providers/google-cloud-cdn/token.js




const SCOPE = "https://www.googleapis.com/auth/cloud-platform";
const TOKEN_TYPE = "urn:ietf:params:oauth:token-type";
/** Life of a service account's token, in seconds: longer than most runs, and opened anew after it. */
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
};
/** The token that was given, or one for the workflow's own identity, and with it one of the service account. */
async function openToken(settings, io, memo) {
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
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(Exchanged, 200), ANSWERS);
    if (answer.kind === "failed")
        return answer;
    const { access_token: token, expires_in: seconds } = answer.body;
    if (settings.serviceAccount !== undefined)
        return { kind: "next", memo: { token }, secrets: [token] };
    return { kind: "open", session: { token }, expiresMs: seconds * 1000, secrets: [token] };
}
async function impersonate({ settings, io, serviceAccount }, token) {
    const url = `${settings.iamUrl}/v1/projects/-/serviceAccounts/${serviceAccount}:generateAccessToken`;
    const body = { scope: [SCOPE], lifetime: `${LIFE_SECONDS}s` };
    const response = await io.send((0,request/* postJson */.B2)(url, { authorization: `Bearer ${token}` }, body));
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(Generated, 200), ANSWERS);
    if (answer.kind === "failed")
        return answer;
    const { accessToken, expireTime } = answer.body;
    const expiresMs = Date.parse(expireTime) - io.now().getTime();
    if (Number.isNaN(expiresMs) || expiresMs <= 0) {
        const message = `the service account's token ends at ${expireTime.slice(0, 40)}, which is over: check this runner's clock`;
        return (0,read_answer/* failedAnswer */.gk)(response, "auth", message, ANSWERS);
    }
    return { kind: "open", session: { token: accessToken }, expiresMs, secrets: [accessToken] };
}

;// CONCATENATED MODULE: ./lib/providers/google-cloud-cdn/index.js







/** Google's own reasons: a 403 is not always about the credential. https://cloud.google.com/compute/docs/troubleshooting/handling-api-errors */
const FAULTS = {
    rateLimitExceeded: "throttled",
    userRateLimitExceeded: "throttled",
    quotaExceeded: "throttled",
    notFound: "site",
};
const google_cloud_cdn_ANSWERS = {
    hints: {
        401: "The access token is wrong or expired: tokens of google-github-actions/auth hold for an hour",
        403: "The identity needs compute.urlMaps.invalidateCache and compute.globalOperations.get in this project",
        404: "site is no URL map of this project: give project/url-map, the load balancer's name",
    },
    codes: ({ status }, body) => status < 400
        ? undefined
        : Refusal.safeParse(body).data?.error.errors.flatMap(({ reason }) => FAULTS[reason] ?? [])[0],
};
/** How long the status may not know an operation that was taken: ours, the vendor speaks of none. */
const REGISTERS_WITHIN_MS = 30_000;
/** Cloud CDN invalidates one path, folder or host a request, or ten tags, and tells by an operation when they are gone. */
const provider = {
    id: "google-cloud-cdn",
    name: "Google Cloud CDN",
    settings: Settings,
    deliveryOptions: ["workload-identity-provider", "service-account", "sts-url", "iam-url"],
    open: openToken,
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
    const response = await io.send((0,request/* postJson */.B2)(url, bearer(session), ruleOf((0,request/* selectorsOf */.Yv)(batch))));
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(Operation, 200), google_cloud_cdn_ANSWERS);
    if (answer.kind === "failed")
        return answer;
    const receipt = { id: answer.body.name, memo: { since: io.now().getTime() } };
    return judge(response, receipt, answer);
}
async function poll({ settings, session, io }, receipt) {
    const { apiUrl, project } = settings;
    const url = `${apiUrl}/compute/v1/projects/${project}/global/operations/${encodeURIComponent(receipt.id ?? "")}`;
    const headers = { ...bearer(session), accept: "application/json" };
    const response = await io.send({ method: "GET", url, headers });
    if (response.status === 404)
        return (0,task_status/* notKnownYet */.NQ)(receipt, io, REGISTERS_WITHIN_MS);
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(Operation, 200), google_cloud_cdn_ANSWERS);
    return answer.kind === "failed" ? answer : judge(response, receipt, answer);
}
/** `DONE` with an error inside is a failure. A word that nobody documented is "not yet". */
function judge(response, receipt, { body, message }) {
    const { name, status, error, httpErrorStatusCode } = body;
    if (name !== receipt.id) {
        const other = `HTTP ${response.status}: the status is of ${name.slice(0, 100)}, and ${receipt.id} was asked for`;
        return (0,read_answer/* failedAnswer */.gk)(response, "invalid", other, google_cloud_cdn_ANSWERS);
    }
    if (error !== undefined || httpErrorStatusCode !== undefined)
        return (0,read_answer/* failedAnswer */.gk)(response, "invalid", message, google_cloud_cdn_ANSWERS);
    if (status === "DONE")
        return { kind: "done", receipt };
    return { kind: "pending", receipt, message: `the operation is "${status.slice(0, 100)}"` };
}
/** What is invalidated: exactly one path or folder, of one host or of all, or tags. Everything is said by its path. */
function ruleOf(selectors) {
    const [first] = selectors;
    if (first.by === "tag" && selectors.every(({ by }) => by === "tag")) {
        return { cacheTags: selectors.map(({ value }) => value) };
    }
    const { by, value, origin } = first;
    const other = selectors[1];
    if (other !== undefined)
        throw (0,request/* notAccepted */.LA)(provider.name, other);
    if (by === "all")
        return { path: "/*" };
    if (by === "host")
        return { host: value, path: "/*" };
    if ((by !== "path" && by !== "prefix") || origin === undefined)
        throw (0,request/* notAccepted */.LA)(provider.name, first);
    const path = by === "path" ? (0,request/* sentPath */.cb)(value, "strip") : `${value.replace(/\/$/, "")}/*`;
    return { host: new URL(origin).hostname, path };
}
/** A UUID that is the same for every attempt at a batch: Google tells a repeated request by it. */
function uuidOf(key) {
    const digits = (0,external_node_crypto_.createHash)("sha256").update(key).digest("hex");
    return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-4$3-8$4-$5");
}
function bearer({ token }) {
    return { authorization: `Bearer ${token}` };
}


/***/ }),

/***/ 2815:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I8: () => (/* binding */ createTaskIds),
/* harmony export */   NQ: () => (/* binding */ notKnownYet),
/* harmony export */   QW: () => (/* binding */ isBeforeSubmit),
/* harmony export */   Vb: () => (/* binding */ SUCCESS_STATES),
/* harmony export */   Yf: () => (/* binding */ taskReceipt),
/* harmony export */   dS: () => (/* binding */ judgeState),
/* harmony export */   wP: () => (/* binding */ FAILURE_STATES)
/* harmony export */ });
/** Words seen for "complete" in comparable APIs; settings extend or replace them. */
const SUCCESS_STATES = ["success", "succeeded", "successful", "completed", "complete", "done", "finished", "ok"];
/** Parts of words seen for "failed" in comparable APIs. What was done in part is not done. */
const FAILURE_STATES = [
    "fail",
    "error",
    "abort",
    "cancel",
    "reject",
    "timeout",
    "timed_out",
    "expire",
    "partial",
    "unsuccess",
];
/** What a state means. `unknown` is anything else: queued, running, or a word that nobody documented. */
function judgeState(state, { success, failure }) {
    const word = normalise(state);
    if (success.some((known) => normalise(known) === word))
        return "success";
    if (failure.some((known) => word.includes(normalise(known))))
        return "failure";
    return "unknown";
}
function normalise(word) {
    return word.toLowerCase().replace(/[ _-]+/g, "_");
}
/**
 * The receipt of a task that was taken just now, with what its status must agree with.
 *
 * @param asked what was sent, in the words of the status: counts, a mode.
 */
function taskReceipt(id, io, response, asked = {}) {
    const nowMs = io.now().getTime();
    // By whichever clock is behind: neither is known to be right.
    return { id, memo: { ...asked, since: nowMs, notBefore: Math.min(nowMs, response.dateMs ?? nowMs) } };
}
/** How far the clocks of a vendor's servers may be apart; ours. */
const CLOCKS_APART_MS = 60_000;
/** A time in an answer that lies before the purge was asked for: then the answer is about another one. */
function isBeforeSubmit(time, { memo }) {
    const atMs = timeMs(time);
    return atMs !== undefined && atMs < Number(memo?.["notBefore"] ?? Number.NaN) - CLOCKS_APART_MS;
}
/** RFC 3339, or seconds since 1970; undefined for what was never set: the zero of a clock, the year 1 in Go, 1970 in Unix. */
function timeMs(time) {
    if (typeof time !== "string" && typeof time !== "number")
        return undefined;
    const seconds = Number(time);
    const atMs = Number.isNaN(seconds) ? Date.parse(String(time)) : seconds * 1000;
    return Number.isNaN(atMs) || atMs <= 0 ? undefined : atMs;
}
function createTaskIds() {
    const batches = new Map();
    return {
        taken(id, { key }) {
            const owner = batches.get(id) ?? key;
            batches.set(id, owner);
            return owner === key ? undefined : `the id ${id} was given to another request of this run before`;
        },
    };
}
/** A task that the status does not know yet: normal for `toleranceMs` after it was taken, a failure later. */
function notKnownYet(receipt, io, toleranceMs) {
    const waitedMs = io.now().getTime() - Number(receipt.memo?.["since"] ?? 0);
    if (waitedMs < toleranceMs)
        return { kind: "pending", receipt, message: "the status does not know it yet" };
    return {
        kind: "failed",
        fault: "invalid",
        message: `The provider took the purge, but ${Math.round(waitedMs / 1000)} s later its status does not know it.`,
    };
}


/***/ })

};
