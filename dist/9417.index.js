export const id = 9417;
export const ids = [9417];
export const modules = {

/***/ 49417:
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
var classic_schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js
var api = __webpack_require__(43759);
;// CONCATENATED MODULE: ./node_modules/zod/v4/classic/coerce.js


function string(params) {
    return core._coercedString(schemas.ZodString, params);
}
function number(params) {
    return api/* _coercedNumber */.qG(classic_schemas/* ZodNumber */.rSt, params);
}
function coerce_boolean(params) {
    return core._coercedBoolean(schemas.ZodBoolean, params);
}
function bigint(params) {
    return core._coercedBigint(schemas.ZodBigInt, params);
}
function date(params) {
    return core._coercedDate(schemas.ZodDate, params);
}

// EXTERNAL MODULE: ./lib/providers/kit/settings.js
var settings = __webpack_require__(42788);
;// CONCATENATED MODULE: ./lib/providers/cloudflare/schema.js


const VENDOR_URL = "https://api.cloudflare.com";
const BASE_PATH = "/client/v4";
const ZONE_ID = /^[0-9A-Fa-f]{32}$/;
const HOST_NAME = /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}$/;
const Settings = (0,settings/* destination */.j_)({
    site: (0,settings/* site */._P)(new RegExp(`${ZONE_ID.source}|${HOST_NAME.source}`), {
        term: "the zone id, or the zone's name",
        where: "the zone's overview in Cloudflare's dashboard; an id saves a request and the right to read zones",
        example: "023e105f4ecef8ad9ca31a8372d0c353",
    }),
    "api-key": (0,settings/* credential */.eE)("API token of Cloudflare; the global key where `email` is given."),
    "api-secret": (0,settings/* noCredential */.Xw)("is not used: Cloudflare has one credential, api-key"),
    "api-url": (0,settings/* apiUrl */.y0)(VENDOR_URL),
    plan: (0,settings/* choice */.Yq)(["free", "pro", "business", "enterprise"], "free").describe("The zone's plan: how many purges it lets through, and how many URLs one request may have."),
    environment: (0,settings/* name */.UU)("9e107d9d372bb6826bd81d3542a419d6")
        .optional()
        .describe("Id of the environment to purge, for zones with version management."),
    email: (0,settings/* shortText */.os)("ops@example.com")
        .regex(/^[^\s@]+@[^\s@]+$/, { error: "is no address of a user, for example ops@example.com" })
        .optional()
        .describe("Address of the user whose global key is under `api-key`. A token needs none, and is the better choice."),
    "propagation-seconds": (0,settings/* propagationSeconds */.iR)(5),
})
    .refine(settings/* hasKey */.CJ, (0,settings/* keyRequired */.xK)("create an API token in Cloudflare's dashboard with the permission Zone, Cache Purge, Purge"))
    .transform((raw) => ({
    ...(0,settings/* common */.sh)(raw, VENDOR_URL),
    apiBase: `${(raw["api-url"] ?? VENDOR_URL).replace(/\/client\/v4$/, "")}${BASE_PATH}`,
    zoneId: ZONE_ID.test(raw.site) ? raw.site.toLowerCase() : undefined,
    plan: raw.plan,
    environment: raw.environment,
    email: raw.email,
    propagationSeconds: raw["propagation-seconds"],
}));
const Purged = classic_schemas/* object */.Ikc({ success: classic_schemas/* literal */.euz(true), result: classic_schemas/* object */.Ikc({ id: classic_schemas/* string */.YjP().optional() }).nullish() });
const Zones = classic_schemas/* object */.Ikc({
    success: classic_schemas/* literal */.euz(true),
    result: classic_schemas/* array */.YOg(classic_schemas/* object */.Ikc({ id: classic_schemas/* string */.YjP().regex(ZONE_ID), name: classic_schemas/* string */.YjP(), status: classic_schemas/* string */.YjP().optional().catch(undefined) })),
    result_info: classic_schemas/* object */.Ikc({ total_pages: classic_schemas/* int */.Whr().optional().catch(undefined) })
        .nullish()
        .catch(undefined),
});
const Refusal = classic_schemas/* object */.Ikc({
    success: classic_schemas/* literal */.euz(false),
    errors: classic_schemas/* array */.YOg(classic_schemas/* object */.Ikc({ code: number().optional().catch(undefined) }).catch({})).catch([]),
});

;// CONCATENATED MODULE: ./lib/providers/cloudflare/index.js





const FAULTS = {
    971: "throttled",
    1083: "throttled",
    6003: "auth",
    9109: "auth",
    10000: "auth",
    7003: "site",
};
const ANSWERS = {
    hints: {
        401: "The token is missing or wrong: create one in Cloudflare's dashboard, My Profile, API Tokens",
        403: "The token may not purge this zone: it needs the permission Zone, Cache Purge, Purge for it",
    },
    codes: faultByCode,
};
const FOREIGN_HOST = 1082;
const provider = {
    id: "cloudflare",
    name: "Cloudflare",
    rights: "_Zone, Cache Purge, Purge_ for the zone",
    traces: {
        at: "edge",
        always: true,
        headers: [
            { header: "cf-ray", source: "https://developers.cloudflare.com/fundamentals/reference/cloudflare-ray-id/" },
            { header: "cf-cache-status", source: "https://developers.cloudflare.com/cache/concepts/cache-responses/" },
        ],
    },
    settings: Settings,
    deliveryOptions: ["plan", "propagation-seconds", "email"],
    open: cloudflare_open,
    capabilities,
    connect: (settings, io) => [{ submit: (batch, session) => cloudflare_submit(settings, io, batch, session) }],
};
const PLANS = {
    free: { burst: 25, amount: 1, perSeconds: 12, urlsPerSecond: 800, urlsPerRequest: 100 },
    pro: { burst: 25, amount: 5, perSeconds: 1, urlsPerSecond: 1500, urlsPerRequest: 100 },
    business: { burst: 50, amount: 10, perSeconds: 1, urlsPerSecond: 1500, urlsPerRequest: 100 },
    enterprise: { burst: 500, amount: 50, perSeconds: 1, urlsPerSecond: 3000, urlsPerRequest: 500 },
};
function capabilities({ plan, propagationSeconds }) {
    const { burst, amount, perSeconds, urlsPerSecond, urlsPerRequest } = PLANS[plan];
    const hundred = (match) => ({ perRequest: 100, match });
    const kinds = ["tag", "host", "prefix", "all"];
    const bucket = { unit: "request", amount, perSeconds, burst, kinds, scope: "credential" };
    return {
        accepts: {
            path: { perRequest: urlsPerRequest, match: { query: "separate" } },
            prefix: { ...hundred({ prefix: "segment", query: "covered" }), allowed: /^(?:\/[^/?#]*){1,31}$/ },
            tag: { ...hundred({ query: "covered" }), maxLength: 1024, allowed: /^[!-~]+$/ },
            host: hundred({ query: "covered" }),
            all: { perRequest: 1, match: { query: "covered" } },
        },
        mix: "one-kind",
        rates: [
            bucket,
            { unit: "item", amount: urlsPerSecond, perSeconds: 1, kinds: ["path"], scope: "credential" },
            { unit: "request", amount: 1200, perSeconds: 300, scope: "credential" },
        ],
        done: { by: "window", seconds: propagationSeconds },
        wants: { urls: "aliases", files: "all", address: "url" },
        provable: true,
        maxPurges: 30_000,
        source: new URL("https://developers.cloudflare.com/cache/how-to/purge-cache/"),
        read: "2026-11-20",
    };
}
async function cloudflare_open(settings, io, { page = 1 } = {}) {
    const { zoneId, apiBase, site } = settings;
    if (zoneId !== undefined)
        return { kind: "open", session: { zoneId } };
    const url = `${apiBase}/zones?${new URLSearchParams({ name: site.toLowerCase(), ...(page === 1 ? {} : { page: String(page) }) })}`;
    const response = await io.send({
        method: "GET",
        url,
        headers: { ...credentials(settings), accept: "application/json" },
    });
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(Zones), ANSWERS);
    if (answer.kind === "failed")
        return answer;
    const named = answer.body.result.filter(({ name }) => name.toLowerCase() === site.toLowerCase());
    const active = named.filter(({ status }) => status === undefined || status === "active");
    const [zone, other] = active.length > 0 ? active : named;
    if (other !== undefined) {
        const message = `There are ${named.length} zones called ${site} that the token sees: give the id of the one that is meant`;
        return (0,read_answer/* failedAnswer */.gk)(response, "site", message, ANSWERS);
    }
    if (zone !== undefined)
        return { kind: "open", session: { zoneId: zone.id } };
    const { total_pages: pages = 1 } = answer.body.result_info ?? {};
    if (Number(page) < Math.min(pages, MAX_ZONE_PAGES))
        return { kind: "next", memo: { page: Number(page) + 1 } };
    const message = `There is no zone called ${site}, or the token does not see it: give the zone's id, or a token that may also read zones`;
    return (0,read_answer/* failedAnswer */.gk)(response, "site", message, ANSWERS);
}
const MAX_ZONE_PAGES = 10;
async function cloudflare_submit(settings, io, batch, session) {
    const selectors = (0,request/* selectorsOf */.Yv)(batch);
    const environment = settings.environment === undefined ? "" : `/environments/${settings.environment}`;
    const url = `${settings.apiBase}/zones/${session.zoneId}${environment}/purge_cache`;
    const response = await io.send((0,request/* postJson */.B2)(url, credentials(settings), selection(selectors)));
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(Purged), ANSWERS);
    if (answer.kind === "read")
        return { kind: "done", receipt: {} };
    if (!codesOf(response).includes(FOREIGN_HOST))
        return answer;
    const hosts = [...new Set(selectors.flatMap(({ by, value, origin }) => (by === "host" ? value : (origin ?? []))))];
    return {
        ...answer,
        message: `${answer.message}. One of these is not of the zone: ${hosts.join(", ").slice(0, 300)}`,
    };
}
function credentials({ apiKey, email }) {
    return email === undefined ? { authorization: `Bearer ${apiKey}` } : { "x-auth-email": email, "x-auth-key": apiKey };
}
const FIELDS = { path: "files", prefix: "prefixes", tag: "tags", host: "hosts" };
function selection(selectors) {
    const [{ by }] = selectors;
    const values = selectors.map((selector) => {
        if (selector.by !== by || (by === "all" && selectors.length > 1))
            throw (0,request/* notAccepted */.LA)(provider.name, selector);
        return sentValue(selector);
    });
    const field = FIELDS[by];
    return field === undefined ? { purge_everything: true } : { [field]: values };
}
function sentValue(selector) {
    const { by, origin, value } = selector;
    if (by === "tag" || by === "host" || by === "all")
        return value;
    if ((by !== "path" && by !== "prefix") || origin === undefined)
        throw (0,request/* notAccepted */.LA)(provider.name, selector);
    return by === "path" ? `${origin}${value}` : `${new URL(origin).host}${value}`;
}
function codesOf({ text }) {
    return Refusal.safeParse((0,json/* parseJson */.qF)(text)).data?.errors.flatMap(({ code }) => code ?? []) ?? [];
}
function faultByCode({ status }, body) {
    const refusal = Refusal.safeParse(body);
    if (!refusal.success)
        return undefined;
    const known = refusal.data.errors.flatMap(({ code }) => FAULTS[code ?? 0] ?? [])[0];
    return known ?? (status >= 200 && status < 300 ? "invalid" : undefined);
}


/***/ })

};
