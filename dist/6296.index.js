export const id = 6296;
export const ids = [6296];
export const modules = {

/***/ 36296:
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
// EXTERNAL MODULE: ./lib/providers/kit/settings.js
var settings = __webpack_require__(42788);
;// CONCATENATED MODULE: ./lib/providers/f5xc/schema.js



const NAME = "[a-z](?:[a-z0-9-]{0,62}[a-z0-9])?";
const Settings = (0,settings/* destination */.j_)({
    site: (0,settings/* site */._P)(new RegExp(`^${NAME}/${NAME}$`), {
        term: "`namespace/distribution`",
        where: "the namespace and the name of the CDN distribution in the F5 Distributed Cloud console",
        example: "default/my-cdn",
    }),
    "api-key": (0,settings/* credential */.eE)("API token of F5 Distributed Cloud (Administration, Credentials). Not needed with `certificate-file`."),
    "api-secret": schemas/* string */.YjP({ error: "must be a text" }).optional().describe("Passphrase of `certificate-file`."),
    "api-url": (0,settings/* apiUrl */.y0)("https://example-corp.console.ves.volterra.io"),
    tenant: schemas/* string */.YjP({ error: "must be a text, for example example-corp" })
        .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, {
        error: "is no tenant: give the first part of the console's host name, for example example-corp",
    })
        .optional()
        .describe("The tenant: first part of the console's host name. Required unless `api-url` is given. Example: `example-corp`."),
    mode: (0,settings/* choice */.Yq)(["hard", "soft"], "hard").describe("`hard` removes cached objects; `soft` marks them expired, so that the edge asks the origin whether they changed."),
    resource: (0,settings/* choice */.Yq)(["cdn_loadbalancer", "http_loadbalancer"], "cdn_loadbalancer").describe("Whose cache is purged: a CDN distribution, or an HTTP load balancer with caching."),
    "pattern-anchor": (0,settings/* choice */.Yq)(["loose", "path"], "loose").describe("What patterns made for changed files are anchored to. The vendor does not say what a pattern is matched against: `loose` " +
        "fits whatever it is, `path` is exact if it is the path."),
    "url-format": (0,settings/* choice */.Yq)(["path", "absolute"], "path").describe("How a single URL is sent: its path, or the whole URL."),
    "certificate-file": (0,settings/* shortText */.os)("f5.p12")
        .optional()
        .describe("Client certificate instead of `api-key`: a P12, or a PEM with certificate and key. `api-secret` is its passphrase."),
    "success-states": (0,settings/* words */.aL)(task_status/* SUCCESS_STATES */.Vb).describe("States of a purge at a site that mean complete."),
    "failure-states": (0,settings/* words */.aL)(task_status/* FAILURE_STATES */.wP).describe("Parts of states of a purge at a site that mean failed."),
})
    .refine((raw) => raw["certificate-file"] !== undefined || (0,settings/* hasKey */.CJ)(raw), (0,settings/* keyRequired */.xK)("create an API token in the F5 Distributed Cloud console (Administration, Credentials), or give certificate-file"))
    .refine((raw) => raw["certificate-file"] === undefined || raw["api-key"] === undefined, {
    path: ["certificate-file"],
    error: "stands beside api-key: give one of the two",
})
    .refine((raw) => raw["certificate-file"] !== undefined || raw["api-secret"] === undefined, {
    path: ["api-secret"],
    error: "is the passphrase of certificate-file, and there is no certificate-file",
})
    .refine((raw) => raw.tenant !== undefined || raw["api-url"] !== undefined, {
    path: ["tenant"],
    error: "is missing: the first part of your console's host name, for example example-corp (or give api-url)",
    when: ({ value }) => typeof value === "object" && value !== null,
})
    .transform((raw) => {
    const [namespace, distribution] = raw.site.split("/");
    const file = raw["certificate-file"];
    const passphrase = raw["api-secret"] === undefined ? {} : { passphrase: raw["api-secret"] };
    return {
        ...(0,settings/* common */.sh)(raw, `https://${raw.tenant}.console.ves.volterra.io`),
        namespace,
        distribution,
        mode: raw.mode,
        resource: raw.resource,
        patternAnchor: raw["pattern-anchor"],
        urlFormat: raw["url-format"],
        ...(file === undefined ? {} : { certificate: { file, ...passphrase } }),
        states: { success: raw["success-states"], failure: raw["failure-states"] },
    };
});
const ErrorObject = schemas/* object */.Ikc({
    code: schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig().transform(String)]).nullish(),
    message: schemas/* string */.YjP().nullish().catch(undefined),
});
const Id = schemas/* union */.KCZ([schemas/* int */.Whr().transform(String), schemas/* string */.YjP()]).pipe(schemas/* string */.YjP().regex(/^[1-9][0-9]{0,19}$/));
const Purged = schemas/* object */.Ikc({ purge_request_id: Id.optional(), error: ErrorObject.nullish() })
    .refine((body) => body.purge_request_id !== undefined || isError(body.error), { path: ["purge_request_id"] });
const Flag = schemas/* union */.KCZ([schemas/* boolean */.zMY(), schemas/* looseObject */._H3({}).transform(() => true)]).nullish();
const OperationStatus = schemas/* object */.Ikc({
    error: ErrorObject.nullish(),
    items: schemas/* array */.YOg(schemas/* looseObject */._H3({
        service_op_id: schemas/* union */.KCZ([schemas/* int */.Whr().transform(String), schemas/* string */.YjP()]).nullish(),
        status: schemas/* string */.YjP().catch(""),
        error: ErrorObject.nullish(),
        purge: schemas/* looseObject */._H3({
            site: schemas/* string */.YjP().catch(""),
            start_time: schemas/* unknown */.L5J(),
            purge_time: schemas/* unknown */.L5J(),
            finish_time: schemas/* unknown */.L5J(),
            hard_purge: Flag,
            soft_purge: Flag,
        })
            .partial()
            .nullish(),
    }))
        .nullish(),
});
function isError(error) {
    if (error === null || error === undefined)
        return false;
    const code = error.code ?? "";
    return code === "" ? (error.message ?? "") !== "" : !["0", "EOK"].includes(code);
}

// EXTERNAL MODULE: ./lib/providers/kit/denial.js
var denial = __webpack_require__(69550);
;// CONCATENATED MODULE: ./lib/providers/f5xc/status.js




function otherOperation({ service_op_id: id, error, ...item }, receipt) {
    const site = item.purge?.site || "a site";
    if (typeof id === "string" && id !== receipt.id)
        return `${site} names the operation ${id.slice(0, 30)}`;
    if (isError(error))
        return `${site} answers ${[error.code, error.message].filter(Boolean).join(" ").slice(0, 200)}`;
    const denied = (0,denial/* denialIn */.H)(item, ["status"]) ?? (0,denial/* denialIn */.H)(item.purge);
    return denied === undefined ? undefined : `of ${site}, ${denied}`;
}
function whatIsWrong({ purge }, seen) {
    if (purge === null || purge === undefined)
        return undefined;
    const site = purge.site || "a site";
    const { start_time, purge_time, finish_time } = purge;
    const wrong = (0,task_status/* wrongTimes */.gz)({ start_time, finish_time }, seen) ?? (0,task_status/* wrongTimes */.gz)({ start_time, purge_time }, seen);
    if (wrong !== undefined)
        return `of ${site}, ${wrong}`;
    const requested = seen.receipt.memo?.["mode"];
    const mode = modeOf(purge);
    if (requested === undefined || mode === undefined || mode === requested)
        return undefined;
    return `${site} names a ${mode} purge, and a ${requested} one was requested`;
}
function modeOf({ hard_purge: isHard, soft_purge: isSoft, }) {
    if (isSoft === true || isHard === false)
        return "soft";
    return isHard === true || isSoft === false ? "hard" : undefined;
}
function judge({ settings, items, ...seen }, answered) {
    const { receipt } = seen;
    const other = items.map((item) => otherOperation(item, receipt)).find((why) => why !== undefined);
    if (other !== undefined)
        return (0,read_answer/* contradiction */.qX)(answered, other);
    const failed = items.filter(({ status }) => (0,task_status/* judgeState */.dS)(status, settings.states) === "failure");
    if (failed.length > 0) {
        const sites = failed.slice(0, 5).map(({ status, purge }) => `${purge?.site || "a site"}: ${status}`);
        const message = `The purge failed at ${failed.length} of ${items.length} sites (${sites.join(", ")})`.slice(0, 500);
        return { kind: "failed", fault: "invalid", message };
    }
    const complete = items.filter(({ status }) => (0,task_status/* judgeState */.dS)(status, settings.states) === "success");
    const wrong = complete.map((item) => whatIsWrong(item, seen)).find((why) => why !== undefined);
    if (wrong !== undefined)
        return (0,read_answer/* contradiction */.qX)(answered, wrong);
    const sites = complete.length === items.length ? items.length : 0;
    if (sites > 0 && receipt.memo?.["sites"] === sites)
        return { kind: "done", receipt };
    const open = items.find((item) => !complete.includes(item));
    const where = `${complete.length} of ${items.length} sites are done`;
    const message = open === undefined ? where : `${where}, ${open.purge?.site || "a site"} is "${open.status.slice(0, 100)}"`;
    return { kind: "pending", receipt: { ...receipt, memo: { ...receipt.memo, sites } }, message };
}

;// CONCATENATED MODULE: ./lib/providers/f5xc/index.js






const ANSWERS = {
    hints: {
        401: "The API token or certificate is wrong or has expired: create one in the F5 Distributed Cloud console (Administration, Credentials)",
        403: "The credential's role may not purge in this namespace",
        404: "There is no such distribution: site is namespace/distribution, and resource must be its kind",
    },
    faults: {
        404: "site",
        409: "unavailable",
    },
    judged: ["error"],
};
const REGISTERS_WITHIN_MS = 60_000;
const provider = {
    id: "f5xc",
    name: "F5 Distributed Cloud CDN",
    rights: "a service credential with a role in the one namespace",
    traces: {
        at: "edge",
        always: false,
        headers: [
            {
                header: "x-volterra-location",
                source: "`add_location` of the load balancer; https://registry.terraform.io/providers/volterraedge/volterra/latest/docs/resources/volterra_http_loadbalancer",
            },
            { header: "server", value: /^volt-adc$/i, example: "volt-adc", source: "answers of F5 Distributed Cloud" },
        ],
    },
    settings: Settings,
    deliveryOptions: ["certificate-file"],
    capabilities,
    connect: (settings, io) => [
        {
            submit: (batch) => f5xc_submit(settings, io, batch),
            poll: (receipt) => poll(settings, io, receipt),
        },
    ],
};
function capabilities(settings) {
    const soft = settings.mode === "soft";
    return {
        accepts: {
            path: { perRequest: 1, soft, match: { query: "unknown" } },
            regex: { perRequest: 1, maxLength: 256, soft, match: { query: "unknown", anchor: settings.patternAnchor } },
            host: { perRequest: 1, soft, match: { query: "covered" } },
            all: { perRequest: 1, soft, match: { query: "covered" } },
        },
        mix: "one-item",
        rates: [{ unit: "request", amount: 2, perSeconds: 1, scope: "credential" }],
        done: { by: "poll", firstMs: 2000, maxMs: 15_000 },
        wants: { urls: "aliases", files: "all", address: settings.urlFormat === "absolute" ? "url" : "path" },
        provable: true,
        maxPurges: 100,
        notes: [
            "F5 marks the cache-purge endpoint as deprecated since June 2026 in favour of CDN purge commands; it still documents it.",
        ],
        source: new URL("https://f5-sales-demo.github.io/api-specs-enriched/api-reference/cdn/operations/vesioschemaviewscdn_loadbalancercustomapicdncachepurge/"),
        read: "2026-11-20",
    };
}
async function f5xc_submit(settings, io, batch) {
    const body = { ...selection(settings, (0,kit_request/* onlySelector */.Wp)(batch)), [`${settings.mode}_purge`]: {} };
    const sentMs = io.now().getTime();
    const response = await io.send(post(settings, `${settings.distribution}/cache-purge`, body));
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(Purged), ANSWERS);
    if (answer.kind === "failed")
        return answer;
    const { error, purge_request_id: id } = answer.body;
    if (isError(error) || id === undefined)
        return errorAnswer(response, answer.message, error);
    return { kind: "pending", receipt: (0,task_status/* taskReceipt */.Yf)(id, { sentMs, io, response }, { mode: settings.mode }) };
}
function selection({ urlFormat }, selector) {
    const { by, value, origin = "" } = selector;
    if (by === "path")
        return { url: urlFormat === "absolute" ? `${origin}${value}` : value };
    if (by === "regex")
        return { pattern: value };
    if (by === "host")
        return { hostname: value };
    if (by === "all")
        return { purge_all: {} };
    throw (0,kit_request/* notAccepted */.LA)(provider.name, selector);
}
async function poll(settings, io, receipt) {
    const id = receipt.id ?? "";
    const { namespace, distribution: name } = settings;
    const service_op_id = Number.isSafeInteger(Number(id)) ? Number(id) : id;
    const response = await io.send(post(settings, "get-service-operation-status", { name, namespace, service_op_id }));
    if (response.status === 404)
        return (0,task_status/* notKnownYet */.NQ)(receipt, io, REGISTERS_WITHIN_MS);
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* json */.Pq)(OperationStatus), ANSWERS);
    if (answer.kind === "failed")
        return answer;
    const { error, items } = answer.body;
    if (isError(error) && error.code !== "ENOTFOUND")
        return errorAnswer(response, answer.message, error);
    if (isError(error) || !items?.length)
        return (0,task_status/* notKnownYet */.NQ)(receipt, io, REGISTERS_WITHIN_MS);
    return judge({ settings, receipt, response, io, items }, answer.message);
}
function errorAnswer(response, message, error) {
    const partial = error?.code === "EPARTIAL" ? " (purged in part is not purged)" : "";
    const fault = error?.code === "EPERMS" ? "auth" : error?.code === "ENOTFOUND" ? "site" : "invalid";
    return (0,read_answer/* failedAnswer */.gk)(response, fault, `${message}${partial}`, ANSWERS);
}
function post(settings, path, body) {
    const { apiUrl, apiKey, namespace, resource, certificate } = settings;
    const headers = certificate === undefined ? { authorization: `APIToken ${apiKey}` } : {};
    const request = (0,kit_request/* postJson */.B2)(`${apiUrl}/api/cdn/namespaces/${namespace}/${resource}/${path}`, headers, body);
    return certificate === undefined ? request : { ...request, certificate };
}


/***/ })

};
