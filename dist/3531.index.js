export const id = 3531;
export const ids = [3531];
export const modules = {

/***/ 83531:
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
var kit_request = __webpack_require__(14172);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./lib/providers/kit/json.js
var json = __webpack_require__(21355);
// EXTERNAL MODULE: ./lib/providers/kit/settings.js
var settings = __webpack_require__(42788);
;// CONCATENATED MODULE: ./lib/providers/akamai/schema.js



const EXAMPLE_URL = "https://akab-xxxxxxxxxxxxxxxx.luna.akamaiapis.net";
const MAX_CP_CODES = 100;
const isMapping = ({ value }) => typeof value === "object" && value !== null;
const Settings = (0,settings/* destination */.j_)({
    site: schemas/* never */.ZmZ({
        error: "is not used: Akamai knows an API client by its host (api-url), and purges what the URLs of site-url name",
    })
        .optional()
        .describe("Not used."),
    "api-key": (0,settings/* credential */.eE)("`access_token` of the API client."),
    "api-secret": (0,settings/* credential */.eE)("`client_secret` of the API client."),
    "api-url": (0,settings/* apiUrl */.y0)(EXAMPLE_URL),
    "client-token": (0,settings/* credential */.eE)("`client_token` of the API client. Masked like a secret."),
    network: (0,settings/* choice */.Yq)(["production", "staging"], "production").describe("Akamai's network whose caches are purged."),
    mode: (0,settings/* choice */.Yq)(["invalidate", "delete"], "invalidate").describe("`invalidate`: the next visitor's copy is first compared with the origin by its `Last-Modified`. `delete`: it is gone, and fetched as a whole."),
    "cp-codes": cpCodes(),
    "batch-size": (0,settings/* wholeNumber */.rD)(1, 1000, 1000).describe("Most URLs or tags in one request; 50,000 bytes bound it, too."),
})
    .refine(settings/* hasKey */.CJ, (0,settings/* keyRequired */.xK)("give the access_token of an API client, from its .edgerc or the Identity and Access page"))
    .refine((raw) => raw["dry-run"] || raw["api-secret"] !== undefined, {
    path: ["api-secret"],
    error: "is missing: give the client_secret of the API client, from a secret",
    when: isMapping,
})
    .refine((raw) => raw["dry-run"] || raw["client-token"] !== undefined, {
    path: ["client-token"],
    error: "is missing: give the client_token of the API client, under provider-options",
    when: isMapping,
})
    .refine((raw) => raw["dry-run"] || raw["api-url"] !== undefined, {
    path: ["api-url"],
    error: `is missing: give https:// and the host of the API client, as its .edgerc has it, for example ${EXAMPLE_URL}`,
    when: isMapping,
})
    .transform((raw) => {
    const hosts = [...new Set(raw["site-url"].map((url) => new URL(url).host))];
    return {
        ...(0,settings/* common */.sh)({ ...raw, site: hosts.join(", ") }, EXAMPLE_URL),
        credentials: {
            clientToken: raw["client-token"] ?? "",
            accessToken: raw["api-key"] ?? "",
            clientSecret: raw["api-secret"] ?? "",
        },
        network: raw.network,
        mode: raw.mode,
        cpCodes: raw["cp-codes"],
        batchSize: raw["batch-size"],
    };
});
function cpCodes() {
    const error = `must be a list of 1 to ${MAX_CP_CODES} CP codes, whole numbers as the property shows them, for example [123456]`;
    return schemas/* array */.YOg(schemas/* int */.Whr({ error }).positive({ error }), { error })
        .min(1, { error })
        .max(MAX_CP_CODES, { error })
        .optional()
        .describe("CP codes that hold the whole site. Only with them can everything be purged. Example: `[123456]`.");
}
const Accepted = schemas/* object */.Ikc({
    httpStatus: schemas/* int */.Whr(),
    title: schemas/* unknown */.L5J().optional(),
    describedBy: schemas/* unknown */.L5J().optional(),
    purgeId: schemas/* string */.YjP().min(1).optional(),
    estimatedSeconds: json/* Count */.y_.refine((seconds) => seconds >= 0).optional(),
});
const Problem = schemas/* object */.Ikc({ title: schemas/* string */.YjP() });

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./lib/providers/akamai/signature.js

const MAX_HASHED_BYTES = 131_072;
function signEdgeGrid(request, { clientToken, accessToken, clientSecret }, at, nonce) {
    const { protocol, host, pathname, search } = new URL(request.url);
    const time = at.toISOString().replace(/-/g, "").replace(/\..*$/, "+0000");
    const head = `EG1-HMAC-SHA256 client_token=${clientToken};access_token=${accessToken};timestamp=${time};nonce=${nonce};`;
    const bytes = Buffer.from(request.body).subarray(0, MAX_HASHED_BYTES);
    const hash = (0,external_node_crypto_.createHash)("sha256").update(bytes).digest("base64");
    const scheme = protocol.replace(":", "");
    const signed = [request.method, scheme, host, `${pathname}${search}`, "", hash, head].join("\t");
    const signature = hmac(hmac(clientSecret, time), signed);
    return {
        ...request,
        headers: { ...request.headers, authorization: `${head}signature=${signature}` },
        secrets: [...(request.secrets ?? []), signature],
    };
}
function hmac(key, text) {
    return (0,external_node_crypto_.createHmac)("sha256", key).update(text).digest("base64");
}

;// CONCATENATED MODULE: ./lib/providers/akamai/index.js





const ANSWERS = {
    hints: {
        401: "The API client's tokens do not belong together or to the host in api-url, or the runner's clock is wrong",
        403: "The API client needs READ-WRITE on CCU APIs, and the property or CP code must be one that it may purge",
        507: "Akamai's queue of purges is full",
    },
    codes: ({ status }, body) => (status === 403 && isForeignObject(body) ? "invalid" : undefined),
    words: ["title"],
    throttleMs: 5000,
};
const provider = {
    id: "akamai",
    name: "Akamai",
    rights: "an API client with _CCU APIs_, _READ-WRITE_, for the groups that it purges",
    traces: {
        at: "edge",
        always: false,
        headers: [
            { header: "x-akamai-*", source: "https://techdocs.akamai.com/edge-diagnostics/docs/pragma-headers" },
            {
                header: "akamai-cache-status",
                source: "https://techdocs.akamai.com/property-mgr/reference/ga-return-cache-status",
            },
            { header: "server", value: /^AkamaiGHost/i, example: "AkamaiGHost", source: "what its error pages carry" },
            {
                header: "x-cache",
                value: /\bAkamaiGHost\b|\.akamaitechnologies\.com\b/i,
                example: "TCP_HIT from a23-1-2-3.deploy.akamaitechnologies.com (AkamaiGHost/\u2026)",
                source: "https://techdocs.akamai.com/edge-diagnostics/docs/pragma-headers",
            },
        ],
    },
    settings: Settings,
    deliveryOptions: ["client-token", "mode", "batch-size"],
    secrets: ({ credentials: { clientToken } }) => (clientToken === "" ? [] : [clientToken]),
    capabilities,
    connect: (settings, io) => [{ submit: (batch) => akamai_submit(settings, io, batch) }],
};
function capabilities({ batchSize, cpCodes, network }) {
    const listed = { perRequest: batchSize, maxBytes: 49_900 };
    return {
        accepts: {
            path: { ...listed, match: { query: "separate" } },
            tag: { ...listed, maxLength: 128, allowed: /^[\w!#$%&'+./^`|~-]+$/, match: { query: "covered" } },
            ...(cpCodes === undefined ? {} : { all: { perRequest: 1, match: { query: "covered" } } }),
        },
        mix: "one-kind",
        rates: [
            { unit: "request", amount: 50, perSeconds: 1, burst: 100, scope: "credential" },
            objects("path", 12_000, 10_000),
            objects("tag", 500, 5000),
            objects("all", 30, Math.floor(300 / (cpCodes?.length ?? 1))),
        ],
        done: { by: "window", seconds: 5 },
        wants: { urls: "aliases", files: "all", address: "url" },
        provable: network === "production",
        maxPurges: 10_000,
        source: new URL("https://techdocs.akamai.com/purge-cache/reference/api"),
        read: "2026-11-28",
    };
}
function objects(kind, perMinute, burst) {
    return { unit: "item", amount: perMinute, perSeconds: 60, burst, kinds: [kind], scope: "credential" };
}
async function akamai_submit(settings, io, batch) {
    const { apiUrl, mode, network, credentials } = settings;
    const { type, objects } = purgeOf((0,kit_request/* selectorsOf */.Yv)(batch), settings);
    const url = `${apiUrl}/ccu/v3/${mode}/${type}/${network}`;
    const request = signEdgeGrid((0,kit_request/* postJson */.B2)(url, {}, { objects }), credentials, io.now(), io.nonce());
    const response = await io.send(request);
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(Accepted, 201), ANSWERS);
    if (answer.kind === "read") {
        const { purgeId, estimatedSeconds } = answer.body;
        if (isProblem(response, answer.body))
            return (0,read_answer/* contradiction */.qX)(answer.message, "it is a problem, and no purge");
        const receipt = purgeId === undefined ? {} : { id: purgeId };
        return { kind: "done", receipt, ...(estimatedSeconds === undefined ? {} : { settlesMs: estimatedSeconds * 1000 }) };
    }
    return response.status === 403 && answer.fault === "invalid" ? { ...answer, suspect: "item" } : answer;
}
function isProblem({ headers }, { httpStatus, title, describedBy }) {
    const hasType = /^application\/problem\+json\b/i.test(headers["content-type"] ?? "");
    return hasType || httpStatus !== 201 || Boolean(title) || Boolean(describedBy);
}
function purgeOf(selectors, { cpCodes }) {
    const [{ by }] = selectors;
    const other = selectors.find((selector) => selector.by !== by);
    if (other !== undefined)
        throw (0,kit_request/* notAccepted */.LA)(provider.name, other);
    if (by === "path")
        return { type: "url", objects: selectors.map(urlOf) };
    if (by === "tag")
        return { type: "tag", objects: selectors.map(({ value }) => value) };
    if (by === "all" && cpCodes !== undefined && cpCodes.length > 0)
        return { type: "cpcode", objects: cpCodes };
    throw (0,kit_request/* notAccepted */.LA)(provider.name, selectors[0]);
}
function urlOf(selector) {
    if (selector.origin === undefined)
        throw (0,kit_request/* notAccepted */.LA)(provider.name, selector);
    return `${selector.origin}${selector.value}`;
}
function isForeignObject(body) {
    return /^unauthorized (?:arl|url|cp ?code)\b/i.test(Problem.safeParse(body).data?.title ?? "");
}


/***/ })

};
