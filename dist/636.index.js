export const id = 636;
export const ids = [636];
export const modules = {

/***/ 50636:
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
// EXTERNAL MODULE: ./lib/providers/kit/task-status.js
var task_status = __webpack_require__(32815);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./lib/providers/kit/json.js
var json = __webpack_require__(21355);
// EXTERNAL MODULE: ./lib/providers/kit/settings.js
var settings = __webpack_require__(42788);
;// CONCATENATED MODULE: ./lib/providers/azure-front-door/schema.js



const VENDOR_URL = "https://management.azure.com";
const LOGIN_URL = "https://login.microsoftonline.com";
const GUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
const EXAMPLE_GUID = "00000000-0000-0000-0000-000000000000";
const HOST_NAME = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{1,63}$/i;
const isMapping = ({ value }) => typeof value === "object" && value !== null;
const Settings = (0,settings/* destination */.j_)({
    site: (0,settings/* site */._P)(new RegExp(`^${GUID}/[\\w.()-]{1,90}/[A-Za-z0-9-]{1,260}/[A-Za-z0-9-]{1,50}$`), {
        term: "subscription/resource-group/profile/endpoint",
        where: "the endpoint's resource id names the four in this order",
        example: `${EXAMPLE_GUID}/web/front-door/www`,
    }),
    "api-key": (0,settings/* credential */.eE)("Access token of Azure Resource Manager; with `tenant-id` and `client-id` the application's client secret."),
    "api-secret": (0,settings/* noCredential */.Xw)("is not used: an access token or a client secret stands under api-key"),
    "api-url": (0,settings/* apiUrl */.y0)(VENDOR_URL),
    "tenant-id": (0,settings/* shortText */.os)(EXAMPLE_GUID)
        .regex(new RegExp(`^${GUID}$|${HOST_NAME.source}`, "i"), {
        error: "is no tenant: give its id or its domain, for example contoso.onmicrosoft.com",
    })
        .optional()
        .describe("Tenant of the application, by its id or domain."),
    "client-id": (0,settings/* shortText */.os)(EXAMPLE_GUID)
        .regex(new RegExp(`^${GUID}$`), { error: `is no client id, for example ${EXAMPLE_GUID}` })
        .optional()
        .describe("Client id of an application or managed identity. Without `api-key` the workflow's own identity opens it (OIDC)."),
    "login-url": (0,settings/* apiUrl */.y0)(LOGIN_URL).describe("Replaces scheme and host of Microsoft Entra ID, which gives out access tokens."),
    domains: domains(),
})
    .refine((raw) => raw["dry-run"] || raw["api-key"] !== undefined || raw["client-id"] !== undefined, (0,settings/* keyRequired */.xK)("give an access token, or tenant-id and client-id of an application that trusts this workflow"))
    .refine((raw) => (raw["tenant-id"] === undefined) === (raw["client-id"] === undefined), {
    path: ["client-id"],
    error: "and tenant-id go together: give both, or neither with an access token under api-key",
    when: isMapping,
})
    .transform((raw) => {
    const [subscription = "", group = "", profile = "", endpoint = ""] = raw.site.split("/");
    const { "tenant-id": tenantId, "client-id": clientId } = raw;
    return {
        ...(0,settings/* common */.sh)(raw, VENDOR_URL),
        resource: `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.Cdn/profiles/${profile}/afdEndpoints/${endpoint}`,
        application: tenantId === undefined || clientId === undefined ? undefined : { tenantId, clientId },
        loginUrl: raw["login-url"] ?? LOGIN_URL,
        domains: raw.domains,
    };
});
function domains() {
    const error = "must be a list of host names of the endpoint, without wildcards, which Azure does not purge, for example [www.example.com]";
    return schemas/* array */.YOg(schemas/* string */.YjP({ error }).regex(HOST_NAME, { error }), { error })
        .min(1, { error })
        .optional()
        .describe("Domains of the endpoint to purge. Default: all of them. A wildcard domain is named by its subdomains.");
}
const Token = schemas/* object */.Ikc({ access_token: json/* AccessToken */.mk, expires_in: json/* Count */.y_ });
const Operation = schemas/* object */.Ikc({
    status: schemas/* string */.YjP(),
    name: schemas/* string */.YjP().nullish(),
    startTime: schemas/* string */.YjP().nullish(),
    endTime: schemas/* string */.YjP().nullish(),
    error: schemas/* unknown */.L5J().optional(),
});
const PartialOperation = Operation.partial();
const NoError = schemas/* object */.Ikc({ code: schemas/* literal */.euz("None").nullish(), message: schemas/* literal */.euz("").nullish() });
const Refusal = schemas/* object */.Ikc({ error: schemas/* object */.Ikc({ code: schemas/* string */.YjP() }) });

;// CONCATENATED MODULE: ./lib/providers/azure-front-door/token.js



const AUDIENCE = "api://AzureADTokenExchange";
const ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
const SCOPE = "https://management.azure.com/.default";
const REFUSED = "Entra ID gives no token: check tenant-id, client-id and the client secret, or the application's federated credential, whose subject must fit repository and branch or environment";
const ANSWERS = {
    hints: { 400: REFUSED, 401: REFUSED },
    faults: { 400: "auth" },
    codes: (_, body) => (errorOf(body) === "temporarily_unavailable" ? "unavailable" : undefined),
    words: ["error_description"],
    holdsSecrets: true,
};
async function openToken(settings, io) {
    const { application, apiKey } = settings;
    if (application === undefined)
        return { kind: "open", session: { token: apiKey } };
    const assertion = apiKey === "" ? await io.identity(AUDIENCE) : undefined;
    const proof = assertion === undefined
        ? { client_secret: apiKey }
        : { client_assertion_type: ASSERTION_TYPE, client_assertion: assertion };
    const response = await io.send(tokenRequest(settings, application, proof));
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(Token, 200), ANSWERS);
    if (answer.kind === "failed")
        return answer;
    const { access_token: token, expires_in: seconds } = answer.body;
    if (seconds <= 0)
        return (0,read_answer/* failedAnswer */.gk)(response, "auth", "Entra ID gave a token that has ended already", ANSWERS);
    return { kind: "open", session: { token }, expiresMs: seconds * 1000, secrets: [token] };
}
function tokenRequest({ loginUrl }, { tenantId, clientId }, proof) {
    const form = new URLSearchParams({ client_id: clientId, scope: SCOPE, grant_type: "client_credentials", ...proof });
    return {
        method: "POST",
        url: `${loginUrl}/${tenantId}/oauth2/v2.0/token`,
        headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
        body: form.toString(),
        secrets: Object.values(proof).filter((value) => value !== ASSERTION_TYPE),
    };
}
function errorOf(body) {
    return typeof body === "object" && body !== null && "error" in body ? body.error : undefined;
}

;// CONCATENATED MODULE: ./lib/providers/azure-front-door/index.js







const FAULTS = {
    ResourceNotFound: "site",
    ResourceGroupNotFound: "site",
    ParentResourceNotFound: "site",
    SubscriptionNotFound: "site",
    InvalidSubscriptionId: "site",
};
const azure_front_door_ANSWERS = {
    hints: {
        401: "The access token is wrong or expired, or is not for https://management.azure.com",
        403: "The identity may not purge: it needs the action Microsoft.Cdn/profiles/afdEndpoints/Purge/action on the endpoint",
        409: "Another operation on this endpoint is under way",
    },
    faults: { 409: "throttled" },
    judged: ["error"],
    codes: ({ status }, body) => (status < 400 ? undefined : FAULTS[Refusal.safeParse(body).data?.error.code ?? ""]),
};
const API_VERSION = "2025-06-01";
const REGISTERS_WITHIN_MS = 30_000;
const provider = {
    id: "azure-front-door",
    name: "Azure Front Door",
    rights: "`Microsoft.Cdn/profiles/afdEndpoints/Purge/action` on the endpoint",
    traces: {
        at: "edge",
        always: true,
        headers: [
            {
                header: "x-azure-ref",
                source: "https://learn.microsoft.com/en-us/azure/frontdoor/front-door-http-headers-protocol",
            },
        ],
    },
    settings: Settings,
    deliveryOptions: ["tenant-id", "client-id", "login-url"],
    open: openToken,
    capabilities,
    connect: (settings, io) => [
        {
            submit: (batch, session) => azure_front_door_submit({ settings, session, io }, batch),
            poll: (receipt, session) => poll({ settings, session, io }, receipt),
        },
    ],
};
function capabilities() {
    const match = { query: "covered", host: "all" };
    return {
        accepts: {
            path: { perRequest: 100, allowed: /^[^*]*$/, match },
            prefix: { perRequest: 50, allowed: /^[^*]*$/, match: { ...match, prefix: "segment" } },
            all: { perRequest: 1, match: { query: "covered" } },
        },
        mix: "any",
        rates: [
            { unit: "request", amount: 10, perSeconds: 1, burst: 200, kinds: ["path", "prefix", "all"], scope: "credential" },
        ],
        done: { by: "poll", firstMs: 5000, maxMs: 20_000 },
        wants: { urls: "aliases", files: "all", address: "path" },
        provable: true,
        maxPurges: 5000,
        notes: ["A purge may take up to ten minutes: give timeout: 900 where it must be complete."],
        source: new URL("https://learn.microsoft.com/en-us/azure/frontdoor/standard-premium/how-to-cache-purge"),
        read: "2026-11-28",
    };
}
async function azure_front_door_submit({ settings, session, io }, batch) {
    const { apiUrl, resource, domains } = settings;
    const contentPaths = [...new Set((0,request/* selectorsOf */.Yv)(batch).flatMap(contentPathsOf))];
    const url = `${apiUrl}${resource}/purge?api-version=${API_VERSION}`;
    const body = domains === undefined ? { contentPaths } : { contentPaths, domains };
    const sentMs = io.now().getTime();
    const response = await io.send((0,request/* postJson */.B2)(url, bearer(session), body));
    const answer = (0,read_answer/* readAnswer */.JN)(response, taken(apiUrl), azure_front_door_ANSWERS);
    if (answer.kind === "failed")
        return answer;
    const { operation, state } = answer.body;
    const wrong = badState(state.status, operation === undefined) ?? errorIn(state);
    if (wrong !== undefined)
        return (0,read_answer/* contradiction */.qX)(answer.message, wrong);
    if (operation === undefined)
        return { kind: "done", receipt: {} };
    const receipt = (0,task_status/* taskReceipt */.Yf)(lastSegment(operation), { sentMs, io, response }, { url: operation });
    return { kind: "pending", receipt, ...later(response) };
}
function taken(apiUrl) {
    return ({ status, headers, text }, body) => {
        if (status !== 200 && status !== 202)
            return undefined;
        const state = text.trim() === "" ? {} : PartialOperation.safeParse(body).data;
        if (state === undefined)
            return { problem: "its body is neither empty nor JSON as documented" };
        const named = headers["azure-asyncoperation"];
        if (status === 200 && named === undefined)
            return { body: { state } };
        const operation = named === undefined ? undefined : (0,request/* ownUrl */.yG)(named, apiUrl);
        return operation === undefined ? { problem: "it names no operation of this API" } : { body: { operation, state } };
    };
}
function badState(state = "Succeeded", isLast = false) {
    const isBad = isLast ? !/^succeeded$/i.test(state) : /^(?:failed|canceled)$/i.test(state);
    return isBad ? `the operation is "${state.slice(0, 100)}"` : undefined;
}
async function poll({ session, io }, receipt) {
    const url = String(receipt.memo?.["url"]);
    const headers = { ...bearer(session), accept: "application/json" };
    const response = await io.send({ method: "GET", url, headers });
    if (response.status === 404)
        return (0,task_status/* notKnownYet */.NQ)(receipt, io, REGISTERS_WITHIN_MS);
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(Operation, 200), azure_front_door_ANSWERS);
    if (answer.kind === "failed")
        return answer;
    const { status, name, startTime, endTime } = answer.body;
    if (typeof name === "string" && name.toLowerCase() !== receipt.id?.toLowerCase()) {
        return (0,read_answer/* contradiction */.qX)(answer.message, `the status is of ${name.slice(0, 100)}, and ${receipt.id} was requested`);
    }
    const wrong = badState(status) ?? errorIn(answer.body) ?? (0,task_status/* wrongTimes */.gz)({ startTime, endTime }, { receipt, response, io });
    if (wrong !== undefined)
        return (0,read_answer/* contradiction */.qX)(answer.message, wrong);
    if (/^succeeded$/i.test(status))
        return { kind: "done", receipt };
    return { kind: "pending", receipt, message: `the operation is "${status.slice(0, 100)}"`, ...later(response) };
}
function errorIn({ error }) {
    return NoError.safeParse(error).success ? undefined : (0,denial/* denialIn */.H)({ error });
}
function later({ retryAfterMs }) {
    return retryAfterMs === undefined ? {} : { waitMs: retryAfterMs };
}
function contentPathsOf(selector) {
    const { by, value } = selector;
    if (by === "all")
        return ["/*"];
    if (by === "path")
        return [(0,request/* sentPath */.cb)(value, "strip")];
    if (by !== "prefix")
        throw (0,request/* notAccepted */.LA)(provider.name, selector);
    return value.endsWith("/") ? [`${value}*`] : [value, `${value}/*`];
}
function bearer({ token }) {
    return { authorization: `Bearer ${token}` };
}
function lastSegment(url) {
    return new URL(url).pathname.split("/").at(-1) ?? "";
}


/***/ })

};
