export const id = 282;
export const ids = [282];
export const modules = {

/***/ 50282:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  provider: () => (/* binding */ provider)
});

// EXTERNAL MODULE: ./lib/providers/kit/json.js
var json = __webpack_require__(21355);
// EXTERNAL MODULE: ./lib/providers/kit/read-answer.js
var read_answer = __webpack_require__(8252);
// EXTERNAL MODULE: ./lib/providers/kit/readings.js
var readings = __webpack_require__(41156);
// EXTERNAL MODULE: ./lib/providers/kit/request.js
var request = __webpack_require__(14172);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/core.js
var core = __webpack_require__(88532);
// EXTERNAL MODULE: ./lib/providers/kit/settings.js
var settings = __webpack_require__(42788);
;// CONCATENATED MODULE: ./lib/providers/hado/schema.js



const VENDOR_URL = "https://api.hadoseo.com";
const Settings = (0,settings/* destination */.j_)({
    site: domain(),
    "api-key": (0,settings/* credential */.eE)("API key of Hado SEO: `hado_sk_` and 48 hexadecimal digits, shown once when it is created."),
    "api-secret": (0,settings/* noCredential */.Xw)("is not used: Hado SEO has one credential, api-key"),
    "api-url": (0,settings/* apiUrl */.y0)(VENDOR_URL),
    "trailing-slash": (0,settings/* choice */.Yq)(["keep", "strip"], "keep").describe("Whether a page's path ends in the slash that its URL has (`keep`), or not (`strip`). Pages that Hado stores under the " +
        "other spelling are not renewed."),
    "html-suffix": (0,settings/* choice */.Yq)(["keep", "strip"], "keep").describe("Whether `/about.html` is sent as such (`keep`) or as `/about` (`strip`). `index.html` is always left out."),
    query: (0,settings/* query */.P)(),
    "propagation-seconds": (0,settings/* propagationSeconds */.iR)(15),
})
    .refine(settings/* hasKey */.CJ, (0,settings/* keyRequired */.xK)("create an API key in the dashboard of Hado SEO; it starts with hado_sk_"))
    .refine((raw) => raw.site !== undefined || hosts(raw["site-url"]).length === 1, {
    path: ["site"],
    error: "is missing, and site-url does not name exactly one host to take instead: give the domain as it stands in the " +
        "dashboard of Hado SEO, for example www.example.com",
    when: ({ value }) => Array.isArray(value["site-url"]),
})
    .transform((raw) => ({
    ...(0,settings/* common */.sh)({ ...raw, site: raw.site ?? hosts(raw["site-url"])[0] }, VENDOR_URL),
    trailingSlash: raw["trailing-slash"],
    htmlSuffix: raw["html-suffix"],
    query: raw.query,
    propagationSeconds: raw["propagation-seconds"],
}));
function domain() {
    const message = "is no domain: give it as it stands in the dashboard of Hado SEO, for example www.example.com";
    return schemas/* string */.YjP({ error: message })
        .transform((text, context) => {
        const host = URL.parse(/^https?:\/\//i.test(text) ? text : `https://${text}`)?.hostname ?? "";
        if (/^(?:localhost|[a-z0-9_-]+(?:\.[a-z0-9_-]+)+)$/.test(host))
            return host;
        context.issues.push({ code: "custom", message: message, input: undefined });
        return core/* NEVER */.tm;
    })
        .optional()
        .describe("The domain: as it stands in the dashboard of Hado SEO, `www.` and other sub-domains told apart. Default: the host of " +
        "`site-url`. Example: `www.example.com`.");
}
function hosts(urls) {
    return [...new Set(urls.map((url) => URL.parse(url)?.hostname ?? ""))].filter((host) => host !== "");
}
const Queued = schemas/* object */.Ikc({
    queued: schemas/* boolean */.zMY(),
    path: schemas/* string */.YjP().nullish(),
    domain: schemas/* string */.YjP().nullish(),
});
const RateLimited = schemas/* object */.Ikc({ usage: json/* Count */.y_, limit: json/* Count */.y_ });

;// CONCATENATED MODULE: ./lib/providers/hado/index.js





const ANSWERS = {
    hints: {
        400: "The domain or the path is not valid for Hado SEO: look at site and at the path",
        401: "The API key is missing, wrong or revoked: create one in the dashboard of Hado SEO and store it as api-key",
        403: "The owner of this API key does not have the domain in site: it must stand there as in the dashboard, www. included",
    },
    faults: { 403: "site" },
    judged: ["queued"],
    throttleMs: 60_000,
};
const provider = {
    id: "hado",
    name: "Hado SEO",
    rights: "an API key of the domain's owner; there are no narrower rights",
    settings: Settings,
    deliveryOptions: ["propagation-seconds"],
    capabilities,
    connect: (settings, io) => [{ submit: (batch) => hado_submit(settings, io, batch) }],
};
function capabilities(settings) {
    return {
        accepts: { path: { perRequest: 1, match: { query: "unknown" } } },
        mix: "one-item",
        rates: [{ unit: "request", amount: 57, perSeconds: 60, scope: "credential" }],
        done: { by: "window", seconds: settings.propagationSeconds },
        wants: {
            urls: "canonical",
            files: "pages",
            address: "path",
            trailingSlash: settings.trailingSlash,
            htmlSuffix: settings.htmlSuffix,
        },
        provable: false,
        maxPurges: 50,
        attempts: 3,
        notes: notes(settings),
        source: new URL("https://docs.hadoseo.com/api-reference/endpoint/purge-cache"),
        read: "2026-11-20",
    };
}
function notes({ apiKey }) {
    const quota = "Hado SEO counts every request against the plan's monthly quota; assets are no renders and are left out.";
    if (apiKey === "" || /^hado_sk_[0-9a-f]{48}$/i.test(apiKey))
        return [quota];
    return [
        quota,
        "api-key does not look like a key of Hado SEO (hado_sk_ and 48 hexadecimal digits); it is used as it is.",
    ];
}
async function hado_submit(settings, io, batch) {
    const selector = (0,request/* onlySelector */.Wp)(batch);
    if (selector.by !== "path")
        throw (0,request/* notAccepted */.LA)(provider.name, selector);
    const path = (0,request/* sentPath */.cb)(selector.value, settings.query);
    const response = await io.send((0,request/* postJson */.B2)(`${settings.apiUrl}/functions/v1/purge-cache`, { authorization: `Bearer ${settings.apiKey}` }, { domain: settings.site, path }));
    return quotaGone(response) ?? accepted(response, path, settings.site);
}
function accepted(response, path, domain) {
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(Queued), ANSWERS);
    if (answer.kind === "failed")
        return answer;
    const { message, body } = answer;
    if (!body.queued)
        return (0,read_answer/* failedAnswer */.gk)(response, "invalid", `${message} (queued is false)`, ANSWERS);
    const wrong = otherPage(body, path, domain);
    return wrong === undefined ? { kind: "done", receipt: {} } : (0,read_answer/* contradiction */.qX)(message, wrong);
}
function otherPage(queued, path, domain) {
    if (typeof queued.path === "string" && plainPath(queued.path) !== plainPath(path))
        return `it queued ${queued.path.slice(0, 200)}, and ${path} was requested`;
    if (typeof queued.domain === "string" && queued.domain.toLowerCase() !== domain)
        return `it queued a page of ${queued.domain.slice(0, 200)}, and ${domain} was requested`;
    return undefined;
}
function plainPath(path) {
    const plain = path.replace(/\/+$/, "");
    return URL.canParse(`http://host${plain}`) ? new URL(`http://host${plain}`).href : plain;
}
function quotaGone(response) {
    if (response.status !== 429)
        return undefined;
    const { data } = RateLimited.safeParse((0,json/* parseJson */.qF)(response.text));
    if (data === undefined || data.usage < data.limit)
        return undefined;
    const message = `HTTP 429: the monthly quota of Hado SEO is used up (${data.usage} of ${data.limit} requests). ` +
        "It does not come back by waiting in this run: move to a larger plan, or purge again next month";
    return { kind: "failed", fault: "quota", message };
}


/***/ })

};
