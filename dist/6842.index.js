export const id = 6842;
export const ids = [6842];
export const modules = {

/***/ 66842:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  provider: () => (/* binding */ provider)
});

// EXTERNAL MODULE: ./lib/providers/kit/read-answer.js
var read_answer = __webpack_require__(8252);
// EXTERNAL MODULE: ./lib/providers/kit/request.js
var request = __webpack_require__(14172);
// EXTERNAL MODULE: ./lib/providers/kit/readings.js
var readings = __webpack_require__(41156);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./lib/providers/kit/settings.js
var settings = __webpack_require__(42788);
;// CONCATENATED MODULE: ./lib/providers/gcore/schema.js


const VENDOR_URL = "https://api.gcore.com";
const Settings = (0,settings/* destination */.j_)({
    site: (0,settings/* numberedSite */.uV)({
        term: "the CDN resource's id",
        where: "the address of the resource's page in the Gcore Customer Portal",
        example: "254731",
    }),
    "api-key": (0,settings/* credential */.eE)("Permanent API token of Gcore, as it was shown once: `1234$abcdef\u2026`."),
    "api-secret": (0,settings/* noCredential */.Xw)("is not used: Gcore has one credential, api-key"),
    "api-url": (0,settings/* apiUrl */.y0)(VENDOR_URL),
    status: (0,settings/* flag */.Jt)(true).describe("Ask Gcore when a purge is complete. `false` for a resource whose purges have the status `Status report disabled`: the action then " +
        "waits `propagation-seconds`, unconfirmed."),
    "propagation-seconds": (0,settings/* propagationSeconds */.iR)(60),
    query: (0,settings/* query */.P)(),
})
    .refine(settings/* hasKey */.CJ, (0,settings/* keyRequired */.xK)("create a permanent API token in the Gcore Customer Portal (Profile, API tokens)"))
    .transform((raw) => ({
    ...(0,settings/* common */.sh)(raw, VENDOR_URL),
    status: raw.status,
    propagationSeconds: raw["propagation-seconds"],
    query: raw.query,
}));
const limit = schemas/* int */.Whr().positive().nullish().catch(undefined);
const rate = schemas/* string */.YjP().nullish().catch(undefined);
const Limits = schemas/* object */.Ikc({
    purge_max_urls_limit: limit,
    purge_by_urls_request_limit: rate,
    purge_pattern_limit: limit,
    purge_request_limit: rate,
});
const Payload = schemas/* object */.Ikc({ urls: schemas/* array */.YOg(schemas/* string */.YjP()).optional(), paths: schemas/* array */.YOg(schemas/* string */.YjP()).optional() });
const Purge = schemas/* looseObject */._H3({
    purge_id: schemas/* int */.Whr(),
    status: schemas/* string */.YjP(),
    resource: schemas/* object */.Ikc({ id: schemas/* union */.KCZ([schemas/* number */.aig(), schemas/* string */.YjP()]).transform(String) }),
    payload: schemas/* union */.KCZ([Payload, schemas/* array */.YOg(Payload).transform((all) => all[0] ?? {})]),
    created: schemas/* string */.YjP(),
    purge_type: schemas/* string */.YjP(),
});
const Purges = schemas/* union */.KCZ([
    schemas/* array */.YOg(Purge),
    schemas/* object */.Ikc({ results: schemas/* array */.YOg(Purge) }).transform(({ results }) => results),
]);

;// CONCATENATED MODULE: ./lib/providers/gcore/limits.js



const DOCUMENTED = {
    urls: 100,
    patterns: 10,
    urlRate: { amount: 2, perSeconds: 60 },
    patternRate: { amount: 1, perSeconds: 60 },
};
const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400 };
async function openLimits(settings, io, rules) {
    const { apiUrl } = settings;
    const headers = { ...authorization(settings), accept: "application/json" };
    const response = await io.send({ method: "GET", url: `${apiUrl}/cdn/clients/me/limits`, headers });
    if (response.status === 404)
        return { kind: "open", session: DOCUMENTED };
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(Limits, 200), rules);
    return answer.kind === "failed" ? answer : { kind: "open", session: sessionOf(answer.body) };
}
function authorization({ apiKey }) {
    return { authorization: `APIKey ${apiKey}` };
}
function sessionOf(limits) {
    return {
        urls: limits.purge_max_urls_limit ?? DOCUMENTED.urls,
        patterns: limits.purge_pattern_limit ?? DOCUMENTED.patterns,
        urlRate: paceOf(limits.purge_by_urls_request_limit) ?? DOCUMENTED.urlRate,
        patternRate: paceOf(limits.purge_request_limit) ?? DOCUMENTED.patternRate,
    };
}
function paceOf(text) {
    const [, amount, unit = ""] = /^([1-9]\d{0,5})\s*\/\s*([smhd])[a-z]*$/i.exec(text ?? "") ?? [];
    const perSeconds = SECONDS[unit.toLowerCase()];
    return amount === undefined || perSeconds === undefined ? undefined : { amount: Number(amount), perSeconds };
}

// EXTERNAL MODULE: ./lib/providers/kit/denial.js
var kit_denial = __webpack_require__(69550);
// EXTERNAL MODULE: ./lib/providers/kit/task-status.js
var task_status = __webpack_require__(32815);
;// CONCATENATED MODULE: ./lib/providers/gcore/status.js






const REGISTERS_WITHIN_MS = 60_000;
const PAGE = 100;
const CLOCK_STEP_MS = 1000;
function receiptOf(sent, key, { response, sentAtMs, io }) {
    const nowMs = io.now().getTime();
    const answeredMs = response.dateMs ?? nowMs;
    const from = answeredMs - (nowMs - sentAtMs) - CLOCK_STEP_MS;
    return { memo: { since: nowMs, from, key, type: sent.type, content: contentOf(sent) } };
}
async function poll({ settings, io, claims, rules }, receipt) {
    const { memo = {} } = receipt;
    const from = new Date(Number(memo["from"])).toISOString();
    const parameters = new URLSearchParams({ purge_type: String(memo["type"]), from_created: from, limit: String(PAGE) });
    const response = await io.send({
        method: "GET",
        url: `${settings.apiUrl}/cdn/purge_statuses?${parameters}`,
        headers: { ...authorization(settings), accept: "application/json" },
    });
    if (response.status === 404)
        return (0,task_status/* notKnownYet */.NQ)(receipt, io, REGISTERS_WITHIN_MS);
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(Purges, 200), rules);
    if (answer.kind === "failed")
        return answer;
    const found = find(answer.body, { receipt, claims, site: settings.site });
    if (found === undefined)
        return (0,task_status/* notKnownYet */.NQ)(receipt, io, REGISTERS_WITHIN_MS);
    claims.set(found.purge_id, String(memo["key"]));
    return judge(found, { receipt: { ...receipt, id: String(found.purge_id) }, response, io });
}
function find(purges, { receipt: { id, memo = {} }, claims, site }) {
    if (id !== undefined)
        return purges.find(({ purge_id }) => String(purge_id) === id);
    const key = String(memo["key"]);
    const same = purges.filter((purge) => purge.resource.id === site &&
        purge.purge_type === memo["type"] &&
        (claims.get(purge.purge_id) ?? key) === key &&
        Date.parse(purge.created) >= Number(memo["from"]) &&
        contentOf(purge.payload) === memo["content"]);
    return same.toSorted((a, b) => Date.parse(a.created) - Date.parse(b.created))[0];
}
function judge(purge, times) {
    const { receipt, response } = times;
    const answered = `HTTP ${response.status}`;
    const { status, created } = purge;
    const denial = (0,kit_denial/* denialIn */.H)(purge, ["status"]) ?? (0,task_status/* wrongTimes */.gz)({ created }, times);
    if (denial !== undefined)
        return (0,read_answer/* contradiction */.qX)(answered, denial);
    const word = status.slice(0, 100);
    if (/^successful$/i.test(status))
        return { kind: "done", receipt };
    if (/^failed$/i.test(status))
        return (0,read_answer/* contradiction */.qX)(answered, `the purge is "${word}"`);
    if (/^status report disabled$/i.test(status)) {
        const remedy = "Gcore has no status for this resource: set status: false in provider-options";
        return (0,read_answer/* contradiction */.qX)(answered, `the purge is "${word}". ${remedy}`);
    }
    return { kind: "pending", receipt, message: `the purge is "${word}"` };
}
function contentOf({ urls = [], paths = [] }) {
    return [...urls, ...paths].map(withoutHost).toSorted().join("\n");
}
function withoutHost(text) {
    return text.replace(/^https?:\/\/[^/?#]*/i, "");
}

;// CONCATENATED MODULE: ./lib/providers/gcore/index.js





const ANSWERS = {
    hints: {
        401: "The API token is wrong or has expired: create a permanent one in the Gcore Customer Portal (Profile, API tokens)",
        403: "The token's user may not do this: it needs a role that may purge the CDN resource",
        404: "There is no CDN resource with the id in site in this account",
    },
    faults: { 404: "site" },
    throttleMs: 60_000,
};
const provider = {
    id: "gcore",
    name: "Gcore",
    rights: "a permanent API token of a user who may purge CDN resources; there is none for purges alone",
    traces: {
        at: "edge",
        always: false,
        headers: [
            {
                header: "x-id",
                value: /^[a-z0-9-]+-(?:e|gc)\d+$/i,
                example: "m9-up-e245",
                source: "https://support.gcorelabs.com/hc/en-us/articles/213983169-Check-Cache-Settings",
            },
        ],
    },
    settings: Settings,
    deliveryOptions: ["status", "propagation-seconds"],
    open: (settings, io) => openLimits(settings, io, ANSWERS),
    capabilities,
    connect(settings, io) {
        const claims = new Map();
        return [
            {
                submit: (batch) => gcore_submit(settings, io, batch),
                poll: (receipt) => poll({ settings, io, claims, rules: ANSWERS }, receipt),
            },
        ];
    },
};
function capabilities({ status, propagationSeconds }, session = DOCUMENTED) {
    const { urls, patterns, urlRate, patternRate } = session;
    return {
        accepts: {
            path: { perRequest: urls, allowed: /^[^*]*$/, match: { query: "unknown", host: "all" } },
            prefix: {
                perRequest: patterns,
                allowed: /^[^*]*$/,
                match: { prefix: "string", query: "covered", host: "all" },
            },
            all: { perRequest: 1, match: { query: "covered" } },
        },
        mix: "one-kind",
        rates: [
            { unit: "request", ...urlRate, kinds: ["path"], scope: "site" },
            { unit: "request", ...patternRate, kinds: ["prefix", "all"], scope: "site" },
        ],
        done: status ? { by: "poll", firstMs: 5000, maxMs: 20_000 } : { by: "window", seconds: propagationSeconds },
        wants: { urls: "aliases", files: "all", address: "path" },
        provable: true,
        maxPurges: 800,
        source: new URL("https://gcore.com/docs/api-reference/cdn/tools/purge-cache"),
        read: "2026-11-28",
    };
}
async function gcore_submit(settings, io, batch) {
    const { apiUrl, site, status } = settings;
    const sent = purgeOf(settings, batch);
    const { type: _, ...body } = sent;
    const sentAtMs = io.now().getTime();
    const response = await io.send((0,request/* postJson */.B2)(`${apiUrl}/cdn/resources/${site}/purge`, authorization(settings), body));
    const answer = (0,read_answer/* readAnswer */.JN)(response, taken, ANSWERS);
    if (answer.kind === "failed")
        return answer;
    const problem = otherUrl(answer.body, sent);
    if (problem !== undefined)
        return (0,read_answer/* contradiction */.qX)(answer.message, problem);
    if (!status)
        return { kind: "done", receipt: {} };
    return { kind: "pending", receipt: receiptOf(sent, batch.key, { response, sentAtMs, io }) };
}
const taken = ({ status, text }, body) => {
    if (status !== 200 && status !== 201 && status !== 202 && status !== 204)
        return undefined;
    if (text.trim() === "")
        return { body: [] };
    if (body === undefined)
        return { problem: "its body is neither empty nor JSON" };
    const listed = Array.isArray(body) ? body : [];
    return listed.every((one) => typeof one === "string") ? { body: listed } : { problem: "its list is not one of URLs" };
};
function otherUrl(listed, { urls = [], paths = [] }) {
    const sent = new Set([...urls, ...paths]);
    const other = listed.find((one) => !sent.has(withoutHost(one)));
    return other === undefined || sent.size === 0 ? undefined : `it lists ${other.slice(0, 200)}, which was not sent`;
}
function purgeOf(settings, batch) {
    const selectors = (0,request/* selectorsOf */.Yv)(batch);
    const [{ by }] = selectors;
    if (by === "all" && (0,request/* onlySelector */.Wp)(batch))
        return { type: "purge_all", paths: [] };
    if (by === "prefix")
        return { type: "purge_by_pattern", paths: selectors.map((selector) => `${sentValue(selector, "prefix")}*`) };
    return { type: "purge_by_url", urls: selectors.map((one) => (0,request/* sentPath */.cb)(sentValue(one, "path"), settings.query)) };
}
function sentValue(selector, wanted) {
    if (selector.by === wanted)
        return selector.value;
    throw (0,request/* notAccepted */.LA)(provider.name, selector);
}


/***/ })

};
