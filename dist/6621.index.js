export const id = 6621;
export const ids = [6621];
export const modules = {

/***/ 46621:
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
// EXTERNAL MODULE: ./lib/providers/kit/settings.js
var settings = __webpack_require__(42788);
;// CONCATENATED MODULE: ./lib/providers/netlify/schema.js

const VENDOR_URL = "https://api.netlify.com";
const SITE_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const Settings = (0,settings/* destination */.j_)({
    site: (0,settings/* site */._P)(/^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/, {
        term: "the site's id, domain or name",
        where: "Project configuration, General, Project details",
        example: "3970e0fe-8564-4903-9a55-c5f8de49fb8b",
    }),
    "api-key": (0,settings/* credential */.eE)("Personal access token of Netlify."),
    "api-secret": (0,settings/* noCredential */.Xw)("is not used: Netlify has one credential, api-key"),
    "api-url": (0,settings/* apiUrl */.y0)(VENDOR_URL),
    "deploy-alias": (0,settings/* name */.UU)("deploy-preview-1")
        .optional()
        .describe("Purges a branch's or a preview's deploy instead of the published one, by its alias."),
    "tag-batch-size": (0,settings/* wholeNumber */.rD)(1, 1000, 50).describe("Most tags in one request. The vendor documents no limit."),
    "propagation-seconds": (0,settings/* propagationSeconds */.iR)(5),
})
    .refine(settings/* hasKey */.CJ, (0,settings/* keyRequired */.xK)("create a personal access token in Netlify (User settings, Applications)"))
    .transform((raw) => ({
    ...(0,settings/* common */.sh)(raw, VENDOR_URL),
    scope: scopeOf(raw.site),
    deployAlias: raw["deploy-alias"],
    tagBatchSize: raw["tag-batch-size"],
    propagationSeconds: raw["propagation-seconds"],
}));
function scopeOf(name) {
    if (SITE_ID.test(name))
        return { site_id: name };
    return name.includes(".") ? { domain: name } : { site_slug: name };
}

;// CONCATENATED MODULE: ./lib/providers/netlify/index.js




const ANSWERS = {
    hints: {
        401: "The token is missing, wrong or expired: create a personal access token in Netlify, User settings, Applications",
        403: "The token's user may not purge this site",
        404: "There is no site with the id, domain or name in site, or the token's user does not see it",
    },
    faults: { 404: "site" },
    throttleMs: 5000,
};
const provider = {
    id: "netlify",
    name: "Netlify",
    rights: "a personal access token of a user who sees this site alone",
    traces: {
        at: "edge",
        always: true,
        headers: [
            { header: "x-nf-request-id", source: "https://docs.netlify.com/build/caching/caching-overview/" },
            {
                header: "cache-status",
                value: /"?Netlify (?:Edge|Durable)"?/,
                example: '"Netlify Edge"; hit',
                source: "https://docs.netlify.com/build/caching/caching-overview/",
            },
        ],
    },
    settings: Settings,
    deliveryOptions: ["tag-batch-size", "propagation-seconds"],
    capabilities,
    connect: (settings, io) => [{ submit: (batch) => netlify_submit(settings, io, batch) }],
};
function capabilities({ tagBatchSize, propagationSeconds }) {
    return {
        accepts: {
            tag: { perRequest: tagBatchSize, allowed: /^[^\s,]+$/, match: { query: "covered" } },
            all: { perRequest: 1, match: { query: "covered" } },
        },
        mix: "one-kind",
        rates: [{ unit: "request", amount: 2, perSeconds: 5, kinds: ["all"], scope: "site" }],
        done: { by: "window", seconds: propagationSeconds },
        wants: { urls: "aliases", files: "all", address: "path" },
        provable: true,
        maxPurges: 1000,
        source: new URL("https://docs.netlify.com/build/caching/caching-overview/"),
        read: "2026-11-20",
    };
}
async function netlify_submit({ apiUrl, apiKey, scope, deployAlias }, io, batch) {
    const selectors = (0,request/* selectorsOf */.Yv)(batch);
    const isAll = selectors.length === 1 && selectors[0].by === "all";
    const tags = selectors.map((selector) => {
        if (selector.by !== "tag" && !isAll)
            throw (0,request/* notAccepted */.LA)(provider.name, selector);
        return selector.value;
    });
    const body = {
        ...scope,
        ...(isAll ? {} : { cache_tags: tags }),
        ...(deployAlias === undefined ? {} : { deploy_alias: deployAlias }),
    };
    const response = await io.send((0,request/* postJson */.B2)(`${apiUrl}/api/v1/purge`, { authorization: `Bearer ${apiKey}` }, body));
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* empty */.Ie)(202), ANSWERS);
    return answer.kind === "failed" ? answer : { kind: "done", receipt: {} };
}


/***/ })

};
