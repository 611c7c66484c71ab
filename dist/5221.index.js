export const id = 5221;
export const ids = [5221];
export const modules = {

/***/ 25221:
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
// EXTERNAL MODULE: ./lib/providers/kit/task-status.js
var task_status = __webpack_require__(32815);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./lib/providers/kit/json.js
var json = __webpack_require__(21355);
// EXTERNAL MODULE: ./lib/providers/kit/settings.js
var settings = __webpack_require__(42788);
;// CONCATENATED MODULE: ./lib/providers/batoff/schema.js




const VENDOR_URL = "https://api.batoff.ru";
const PLACEHOLDERS = ["timestamp", "method", "path", "query", "body", "body_sha256", "site_id"];
const KNOWN = new RegExp(`\\{(?:${PLACEHOLDERS.join("|")})\\}`, "g");
const Signature = (0,settings/* mapping */.pq)({
    template: (0,settings/* shortText */.os)("{timestamp}.{body}")
        .refine((text) => !/[{}]/.test(text.replace(KNOWN, "")), {
        error: `knows ${PLACEHOLDERS.map((name) => `{${name}}`).join(" ")} and \\n, for example {timestamp}.{body}`,
    })
        .default("{timestamp}.{body}")
        .describe("The text that is signed, `\\n` for a line break, with `{timestamp}`, `{method}`, `{path}`, `{query}`, `{body}`, " +
        "`{body_sha256}` and `{site_id}` in it."),
    encoding: (0,settings/* choice */.Yq)(["hex", "base64"], "hex").describe("How the signature is written."),
    prefix: (0,settings/* shortText */.os)("sha256=").default("sha256=").describe("What stands in front of the signature in its header."),
    "key-encoding": (0,settings/* choice */.Yq)(["utf8", "hex", "base64"], "utf8").describe("How the signing secret's text becomes the key's bytes."),
    "timestamp-unit": (0,settings/* choice */.Yq)(["s", "ms"], "s").describe("Unit of the timestamp since 1970: seconds or milliseconds."),
});
const Settings = (0,settings/* destination */.j_)({
    site: (0,settings/* site */._P)(/^[A-Za-z0-9_-]{1,64}$/, {
        term: "the site id",
        where: "`site_id` in the API, as Batoff's console shows it for the site",
        example: "site_123",
    }),
    "api-key": (0,settings/* credential */.eE)("API token of Batoff (Console, API, Tokens); it is bound to one site."),
    "api-secret": (0,settings/* credential */.eE)("Secret that requests are signed with. Default: the token itself."),
    "api-url": (0,settings/* apiUrl */.y0)(VENDOR_URL),
    signature: Signature.prefault({}).describe("How requests are signed, as a mapping."),
    "prefix-batch-size": (0,settings/* wholeNumber */.rD)(1, 60, 30).describe("Most prefixes in one request. The vendor documents no limit."),
    "tag-batch-size": (0,settings/* wholeNumber */.rD)(1, 1000, 100).describe("Most tags in one request. The vendor documents no limit."),
    "success-states": (0,settings/* words */.aL)(task_status/* SUCCESS_STATES */.Vb).describe("States of a task that mean complete."),
    "failure-states": (0,settings/* words */.aL)(task_status/* FAILURE_STATES */.wP).describe("Parts of states of a task that mean failed."),
})
    .refine(settings/* hasKey */.CJ, (0,settings/* keyRequired */.xK)("issue an API token for the site in Batoff's Console, API, Tokens; it starts with bto_live_"))
    .refine((raw) => decodes(raw["api-secret"] ?? raw["api-key"], raw.signature["key-encoding"]), {
    path: ["api-secret"],
    error: "is not written in the encoding that signature.key-encoding names (utf8, hex or base64)",
})
    .transform((raw) => ({
    ...(0,settings/* common */.sh)(raw, VENDOR_URL),
    signature: {
        secret: raw["api-secret"] ?? raw["api-key"] ?? "",
        template: raw.signature.template,
        encoding: raw.signature.encoding,
        prefix: raw.signature.prefix,
        keyEncoding: raw.signature["key-encoding"],
        timestampUnit: raw.signature["timestamp-unit"],
    },
    prefixBatchSize: raw["prefix-batch-size"],
    tagBatchSize: raw["tag-batch-size"],
    states: { success: raw["success-states"], failure: raw["failure-states"] },
}));
function decodes(secret, encoding) {
    if (secret === undefined || encoding === "utf8")
        return true;
    return (encoding === "hex" ? /^(?:[0-9a-f]{2})+$/i : /^[a-z0-9+/_-]+={0,2}$/i).test(secret);
}
const TaskId = schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* int */.Whr().transform(String)]);
const Counts = schemas/* object */.Ikc({
    site_id: schemas/* string */.YjP().nullish(),
    items_total: json/* Count */.y_.nullish(),
    items_done: json/* Count */.y_.nullish(),
    items_failed: json/* Count */.y_.nullish(),
});
const Accepted = Counts.extend({ task_id: TaskId.pipe(schemas/* string */.YjP().regex(/^[A-Za-z0-9_-]{1,128}$/)) });
const Task = Counts.extend({
    task_id: TaskId.nullish(),
    state: schemas/* string */.YjP(),
    created_at: schemas/* unknown */.L5J().optional(),
    started_at: schemas/* unknown */.L5J().optional(),
    completed_at: schemas/* unknown */.L5J().optional(),
    finished_at: schemas/* unknown */.L5J().optional(),
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./lib/providers/batoff/signature.js

function sign(settings, request) {
    const milliseconds = request.at.getTime();
    const timestamp = String(settings.timestampUnit === "ms" ? milliseconds : Math.floor(milliseconds / 1000));
    const values = {
        timestamp,
        method: request.method,
        path: request.path,
        query: "",
        body: request.body,
        body_sha256: (0,external_node_crypto_.createHash)("sha256").update(request.body).digest("hex"),
        site_id: request.siteId,
    };
    const text = settings.template
        .replaceAll("\\n", "\n")
        .replace(/\{([a-z0-9_]+)\}/g, (_whole, name) => values[name]);
    const key = Buffer.from(settings.secret, settings.keyEncoding);
    const secret = (0,external_node_crypto_.createHmac)("sha256", key).update(text).digest(settings.encoding);
    return { timestamp, header: `${settings.prefix}${secret}`, secret };
}

;// CONCATENATED MODULE: ./lib/providers/batoff/status.js

function otherTask(task, { id, memo }, { site }) {
    const { task_id, site_id, items_total: total, items_done, items_failed } = task;
    if (typeof task_id === "string" && task_id !== id)
        return `it is about the task ${task_id.slice(0, 100)}`;
    if (typeof site_id === "string" && site_id !== site)
        return `it is about the site ${site_id.slice(0, 100)}`;
    const counts = [total, items_done, items_failed].filter((count) => typeof count === "number");
    if (counts.some((count) => count < 0))
        return "it counts less than nothing";
    const sent = memo?.["sent"];
    const isOther = memo?.["by"] === "path" && typeof total === "number" && total > 0 && total !== sent;
    return isOther ? `it has ${total} items, and ${sent} were sent` : undefined;
}
function judge({ settings, ...seen }, task) {
    const { receipt } = seen;
    const state = `"${task.state.slice(0, 100)}"`;
    const numbers = `${task.items_done ?? "?"} of ${task.items_total ?? "?"} items purged`;
    const verdict = (0,task_status/* judgeState */.dS)(task.state, settings.states);
    if (verdict === "unknown")
        return { kind: "pending", receipt, message: `the task is ${state} with ${numbers}` };
    if (verdict === "failure")
        return { kind: "failed", fault: "invalid", message: `The task ended as ${state} with ${numbers}` };
    const { created_at, started_at, completed_at, finished_at } = task;
    const missing = whatIsMissing(task, receipt) ?? (0,task_status/* wrongTimes */.gz)({ created_at, started_at, completed_at, finished_at }, seen);
    if (missing === undefined)
        return { kind: "done", receipt };
    return { kind: "failed", fault: "invalid", message: `The task is ${state} with ${numbers}, but ${missing}` };
}
function whatIsMissing({ items_total, items_done, items_failed }, { memo }) {
    const [total, done, failed] = [items_total ?? undefined, items_done ?? undefined, items_failed ?? 0];
    if (failed !== 0)
        return `${failed} items failed`;
    const count = memo?.["sent"];
    const sent = typeof count === "number" ? count : 1;
    const isExact = memo?.["by"] === "path";
    if (total !== undefined && (total < sent || (isExact && total !== sent)))
        return `it has ${total} items, and ${sent} were sent`;
    if (done !== undefined && done < (total ?? sent))
        return `only ${done} items are done`;
    if (done !== undefined && total !== undefined && done > total)
        return "more items are done than it has";
    return undefined;
}

;// CONCATENATED MODULE: ./lib/providers/batoff/index.js







const ANSWERS = {
    hints: {
        400: "invalid_url means that a URL is not of this site: site-url and purge must name hosts that Batoff serves for it",
        401: "The token is wrong, or the signature is: provider-options.signature says how requests are signed, api-secret with what",
        403: "The token has no scope for purges, or belongs to another site: issue one for this site in Batoff's Console, API, Tokens",
        404: "There is no site with the id in site",
    },
    faults: { 404: "site" },
};
const REGISTERS_WITHIN_MS = 10_000;
const MAX_SKEW_MS = 30_000;
const provider = {
    id: "batoff",
    name: "Batoff",
    rights: "a token of the one site with the scope _purge_",
    settings: Settings,
    deliveryOptions: ["signature", "prefix-batch-size", "tag-batch-size"],
    capabilities,
    connect: (settings, io) => [
        {
            submit: (batch) => batoff_submit(settings, io, batch),
            poll: (receipt) => poll(settings, io, receipt),
        },
    ],
};
function capabilities(settings) {
    return {
        accepts: {
            path: { perRequest: 200, match: { query: "unknown" } },
            prefix: { perRequest: settings.prefixBatchSize, perRun: 60, match: { prefix: "string", query: "covered" } },
            tag: { perRequest: settings.tagBatchSize, match: { query: "covered" } },
        },
        mix: "one-kind",
        rates: [{ unit: "item", amount: 60, perSeconds: 61, kinds: ["prefix"], scope: "site" }],
        done: { by: "poll", firstMs: 500, maxMs: 5000 },
        wants: { urls: "aliases", files: "all", address: "url" },
        provable: true,
        maxPurges: 20_000,
        source: new URL("https://cdn-ru.batoff.ru/docs/purge-api/"),
        read: "2026-11-20",
    };
}
async function batoff_submit(settings, io, batch) {
    const sentMs = io.now().getTime();
    const response = await io.send(signed(settings, io, "POST", "", selection(batch)));
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(Accepted), ANSWERS);
    if (answer.kind === "failed")
        return withSkew(answer, response, io);
    const sent = { by: (0,kit_request/* selectorsOf */.Yv)(batch)[0].by, sent: batch.items.length };
    const receipt = (0,task_status/* taskReceipt */.Yf)(answer.body.task_id, { sentMs, io, response }, sent);
    const wrong = otherTask(answer.body, receipt, settings);
    return wrong === undefined ? { kind: "pending", receipt } : (0,read_answer/* contradiction */.qX)(answer.message, wrong);
}
function selection(batch) {
    const selectors = (0,kit_request/* selectorsOf */.Yv)(batch);
    const { by } = selectors[0];
    const values = selectors.map((selector) => {
        if (selector.by !== by)
            throw (0,kit_request/* notAccepted */.LA)(provider.name, selector);
        return by === "tag" ? selector.value : absolute(selector);
    });
    return { [by === "tag" ? "tags" : by === "prefix" ? "prefixes" : "urls"]: values };
}
function absolute(selector) {
    const { by, origin, value } = selector;
    if ((by !== "path" && by !== "prefix") || origin === undefined)
        throw (0,kit_request/* notAccepted */.LA)(provider.name, selector);
    return `${origin}${value}`;
}
async function poll(settings, io, receipt) {
    const response = await io.send(signed(settings, io, "GET", `/${receipt.id}`));
    if (response.status === 404)
        return (0,task_status/* notKnownYet */.NQ)(receipt, io, REGISTERS_WITHIN_MS);
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(Task), { ...ANSWERS, judged: ["state", "items_failed"] });
    if (answer.kind === "failed")
        return withSkew(answer, response, io);
    const wrong = otherTask(answer.body, receipt, settings);
    if (wrong !== undefined)
        return (0,read_answer/* contradiction */.qX)(answer.message, wrong);
    return judge({ settings, receipt, response, io }, answer.body);
}
function signed(settings, io, method, tail, json) {
    const path = `/v1/sites/${settings.site}/purge${tail}`;
    const url = `${settings.apiUrl}${path}`;
    const request = method === "POST" ? (0,kit_request/* postJson */.B2)(url, {}, json) : { method, url, headers: { accept: "application/json" } };
    const body = request.body ?? "";
    const signature = sign(settings.signature, { method, path, body, siteId: settings.site, at: io.now() });
    return {
        ...request,
        headers: {
            ...request.headers,
            authorization: `Bearer ${settings.apiKey}`,
            "x-batoff-timestamp": signature.timestamp,
            "x-batoff-signature": signature.header,
        },
        secrets: [signature.secret],
    };
}
function withSkew(answer, response, io) {
    const skewMs = Date.parse(response.headers["date"] ?? "") - io.now().getTime();
    if (response.status !== 401 || Number.isNaN(skewMs) || Math.abs(skewMs) <= MAX_SKEW_MS)
        return answer;
    const clock = `${Math.round(Math.abs(skewMs) / 1000)} s ${skewMs > 0 ? "behind" : "ahead of"} the provider's`;
    return { ...answer, message: `${answer.message}. This runner's clock is ${clock}: set it first` };
}


/***/ })

};
