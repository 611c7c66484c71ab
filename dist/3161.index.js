export const id = 3161;
export const ids = [3161];
export const modules = {

/***/ 23161:
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
// EXTERNAL MODULE: ./lib/providers/kit/task-status.js
var task_status = __webpack_require__(32815);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./lib/providers/kit/json.js
var json = __webpack_require__(21355);
// EXTERNAL MODULE: ./lib/providers/kit/settings.js
var settings = __webpack_require__(42788);
;// CONCATENATED MODULE: ./lib/providers/yandex-cdn/schema.js



const VENDOR_URL = "https://cdn.api.cloud.yandex.net";
const OPERATION_URL = "https://operation.api.cloud.yandex.net";
const TOKEN_URL = "https://auth.yandex.cloud";
const isMapping = ({ value }) => typeof value === "object" && value !== null;
const Settings = (0,settings/* destination */.j_)({
    site: (0,settings/* site */._P)(/^[a-z0-9]{1,50}$/, {
        term: "the CDN resource's id",
        where: "the resource's page in the Yandex Cloud console, or `yc cdn resource list`",
        example: "bc8roq3y4e74osnivr7e",
    }),
    "api-key": (0,settings/* credential */.eE)("IAM token, for example of `yc iam create-token`. It holds for twelve hours at most."),
    "api-secret": (0,settings/* noCredential */.Xw)("is not used: Yandex Cloud takes one IAM token, under api-key"),
    "api-url": (0,settings/* apiUrl */.y0)(VENDOR_URL),
    "service-account": (0,settings/* shortText */.os)("ajehr0to1g8bh0la8c8r")
        .regex(/^[a-z0-9]{1,50}$/, { error: "is no id of a service account, for example ajehr0to1g8bh0la8c8r" })
        .optional()
        .describe("Service account that trusts this workflow, by its id: opens the cloud without `api-key` (OIDC)."),
    audience: (0,settings/* shortText */.os)("https://github.com/OWNER")
        .min(1, { error: "is empty: give an audience of the federation, for example https://github.com/OWNER" })
        .optional()
        .describe("Audience of the workload identity federation, with `service-account`. Example: `https://github.com/OWNER`."),
    "operation-url": (0,settings/* apiUrl */.y0)(OPERATION_URL).describe("Replaces scheme and host of the service that tells of operations."),
    "token-url": (0,settings/* apiUrl */.y0)(TOKEN_URL).describe("Replaces scheme and host of the service that exchanges tokens."),
    "requests-per-minute": (0,settings/* wholeNumber */.rD)(1, 600, 1).describe("Purges that go out in a minute. Yandex Cloud documents one; an account may have been given more."),
    query: (0,settings/* query */.P)(),
})
    .refine((raw) => raw["dry-run"] || raw["api-key"] !== undefined || raw["service-account"] !== undefined, (0,settings/* keyRequired */.xK)("give an IAM token, or service-account under provider-options"))
    .refine((raw) => raw["api-key"] === undefined || raw["service-account"] === undefined, {
    path: ["service-account"],
    error: "stands beside api-key: give one of the two",
    when: isMapping,
})
    .refine((raw) => (raw["service-account"] === undefined) === (raw.audience === undefined), {
    path: ["audience"],
    error: "and service-account go together: give both, or neither with an IAM token under api-key",
    when: isMapping,
})
    .transform((raw) => {
    const { "service-account": serviceAccount, audience } = raw;
    return {
        ...(0,settings/* common */.sh)(raw, VENDOR_URL),
        federation: serviceAccount === undefined || audience === undefined ? undefined : { serviceAccount, audience },
        operationUrl: raw["operation-url"] ?? OPERATION_URL,
        tokenUrl: raw["token-url"] ?? TOKEN_URL,
        requestsPerMinute: raw["requests-per-minute"],
        query: raw.query,
    };
});
const Token = schemas/* object */.Ikc({ access_token: json/* AccessToken */.mk, expires_in: json/* Count */.y_ });
const Operation = schemas/* object */.Ikc({
    id: schemas/* string */.YjP().regex(/^[\w-]{1,64}$/),
    done: schemas/* boolean */.zMY().nullish(),
    createdAt: schemas/* string */.YjP().nullish(),
    modifiedAt: schemas/* string */.YjP().nullish(),
    metadata: schemas/* object */.Ikc({ resourceId: schemas/* string */.YjP().nullish() }).nullish(),
    response: schemas/* object */.Ikc({}).nullish(),
});

;// CONCATENATED MODULE: ./lib/providers/yandex-cdn/token.js



const TOKEN_TYPE = "urn:ietf:params:oauth:token-type";
const REFUSED = "Yandex Cloud gives no token: check the service account's federated credential, whose subject must fit repository and branch or environment, and the federation's issuer and audience";
const ANSWERS = {
    hints: { 400: REFUSED, 401: REFUSED, 403: REFUSED },
    faults: { 400: "auth" },
    words: ["error_description"],
    holdsSecrets: true,
};
async function openToken({ federation, apiKey, tokenUrl }, io) {
    if (federation === undefined)
        return { kind: "open", session: { token: apiKey } };
    const identity = await io.identity(federation.audience);
    const form = new URLSearchParams({
        grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
        requested_token_type: `${TOKEN_TYPE}:access_token`,
        audience: federation.serviceAccount,
        subject_token: identity,
        subject_token_type: `${TOKEN_TYPE}:id_token`,
    });
    const headers = { accept: "application/json", "content-type": "application/x-www-form-urlencoded" };
    const url = `${tokenUrl}/oauth/token`;
    const response = await io.send({ method: "POST", url, headers, body: form.toString(), secrets: [identity] });
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(Token, 200), ANSWERS);
    if (answer.kind === "failed")
        return answer;
    const { access_token: token, expires_in: seconds } = answer.body;
    if (seconds <= 0)
        return (0,read_answer/* failedAnswer */.gk)(response, "auth", "Yandex Cloud gave a token that has ended already", ANSWERS);
    return { kind: "open", session: { token }, expiresMs: seconds * 1000, secrets: [token] };
}

;// CONCATENATED MODULE: ./lib/providers/yandex-cdn/index.js






const yandex_cdn_ANSWERS = {
    hints: {
        401: "The IAM token is wrong or has ended: get a new one before the step, or use service-account",
        403: "The account may not purge: it needs the role cdn.editor on the resource's folder",
        404: "There is no CDN resource with the id in site, or the account does not see it",
    },
    faults: { 404: "site" },
    judged: ["done"],
    throttleMs: 60_000,
};
const REGISTERS_WITHIN_MS = 30_000;
const provider = {
    id: "yandex-cdn",
    name: "Yandex Cloud CDN",
    rights: "a service account with the role `cdn.editor` on the folder",
    settings: Settings,
    deliveryOptions: ["service-account", "audience", "operation-url", "token-url", "requests-per-minute"],
    open: openToken,
    capabilities,
    connect: (settings, io) => [
        {
            submit: (batch, session) => yandex_cdn_submit({ settings, session, io }, batch),
            poll: (receipt, session) => poll({ settings, session, io }, receipt),
        },
    ],
};
function capabilities({ requestsPerMinute }) {
    const paths = { perRequest: 10, allowed: /^[^*]*$/ };
    return {
        accepts: {
            path: { ...paths, match: { query: "covered", host: "all" } },
            prefix: { ...paths, match: { prefix: "string", query: "covered", host: "all" } },
            all: { perRequest: 1, match: { query: "covered" } },
        },
        mix: "one-kind",
        rates: [
            {
                unit: "request",
                amount: requestsPerMinute,
                perSeconds: 60,
                kinds: ["path", "prefix", "all"],
                scope: "credential",
            },
        ],
        done: { by: "poll", firstMs: 5000, maxMs: 30_000 },
        wants: { urls: "aliases", files: "all", address: "path" },
        provable: true,
        maxPurges: 40,
        notes: ["A purge may take up to 15 minutes: give timeout: 1200 where it must be complete."],
        source: new URL("https://yandex.cloud/en/docs/cdn/api-ref/Cache/purge"),
        read: "2026-11-28",
    };
}
async function yandex_cdn_submit({ settings, session, io }, batch) {
    const url = `${settings.apiUrl}/cdn/v1/cache/${settings.site}:purge`;
    const sentMs = io.now().getTime();
    const response = await io.send((0,request/* postJson */.B2)(url, bearer(session), { paths: pathsOf(settings, batch) }));
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(Operation, 200), yandex_cdn_ANSWERS);
    if (answer.kind === "failed")
        return answer;
    return judge(settings, { receipt: (0,task_status/* taskReceipt */.Yf)(answer.body.id, { sentMs, io, response }), response, io }, answer);
}
async function poll({ settings, session, io }, receipt) {
    const url = `${settings.operationUrl}/operations/${receipt.id}`;
    const response = await io.send({ method: "GET", url, headers: { ...bearer(session), accept: "application/json" } });
    if (response.status === 404)
        return (0,task_status/* notKnownYet */.NQ)(receipt, io, REGISTERS_WITHIN_MS);
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(Operation, 200), yandex_cdn_ANSWERS);
    return answer.kind === "failed" ? answer : judge(settings, { receipt, response, io }, answer);
}
function judge({ site }, times, { body, message }) {
    const { receipt } = times;
    const { id, done, createdAt, modifiedAt, metadata } = body;
    const resource = metadata?.resourceId ?? site;
    if (id !== receipt.id)
        return (0,read_answer/* contradiction */.qX)(message, `the operation is ${id}, and ${receipt.id} was requested`);
    if (resource !== site)
        return (0,read_answer/* contradiction */.qX)(message, `the operation is of the resource ${resource.slice(0, 50)}`);
    const wrong = (0,task_status/* wrongTimes */.gz)({ createdAt, modifiedAt }, times);
    if (wrong !== undefined)
        return (0,read_answer/* contradiction */.qX)(message, wrong);
    return done === true ? { kind: "done", receipt } : { kind: "pending", receipt, message: "the operation is not done" };
}
function pathsOf(settings, batch) {
    const selectors = (0,request/* selectorsOf */.Yv)(batch);
    if (selectors.some(({ by }) => by === "all") && (0,request/* onlySelector */.Wp)(batch))
        return [];
    return selectors.map((selector) => pathOf(settings, selector));
}
function pathOf({ query }, selector) {
    const { by, value } = selector;
    if (by === "path")
        return (0,request/* sentPath */.cb)(value, query);
    if (by === "prefix")
        return `${value}*`;
    throw (0,request/* notAccepted */.LA)(provider.name, selector);
}
function bearer({ token }) {
    return { authorization: `Bearer ${token}` };
}


/***/ })

};
