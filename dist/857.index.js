export const id = 857;
export const ids = [857];
export const modules = {

/***/ 90857:
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
;// CONCATENATED MODULE: ./lib/providers/vercel/schema.js

const VENDOR_URL = "https://api.vercel.com";
const Settings = (0,settings/* destination */.j_)({
    site: (0,settings/* site */._P)(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, {
        term: "the project's id or name",
        where: "Project settings, General",
        example: "prj_8Kq2VfXwR5tYbN3mLc7ZpHs1",
    }),
    "api-key": (0,settings/* credential */.eE)("Access token of Vercel."),
    "api-secret": (0,settings/* noCredential */.Xw)("is not used: Vercel has one credential, api-key"),
    "api-url": (0,settings/* apiUrl */.y0)(VENDOR_URL),
    team: (0,settings/* name */.UU)("team_a1b2c3d4")
        .optional()
        .describe("The team that owns the project: its id (`team_\u2026`) or its slug. Not needed for a personal project."),
    mode: (0,settings/* choice */.Yq)(["soft", "hard"], "soft").describe("`soft` marks what has the tag as stale: it is served once more while it is made anew. `hard` removes it, so that the next " +
        "visitor waits."),
    target: (0,settings/* choice */.Yq)(["any", "production", "preview"], "any").describe("Deployments whose cache is purged; `any` leaves it to the vendor."),
    "allow-all": (0,settings/* flag */.Jt)(false).describe("Everything is purged by a request that Vercel's own command line uses and the public reference does not have."),
    "propagation-seconds": (0,settings/* propagationSeconds */.iR)(1),
})
    .refine(settings/* hasKey */.CJ, (0,settings/* keyRequired */.xK)("create a token in Vercel (Account settings, Tokens)"))
    .transform((raw) => ({
    ...(0,settings/* common */.sh)(raw, VENDOR_URL),
    team: raw.team,
    mode: raw.mode,
    target: raw.target,
    allowAll: raw["allow-all"],
    propagationSeconds: raw["propagation-seconds"],
}));

;// CONCATENATED MODULE: ./lib/providers/vercel/index.js




const ANSWERS = {
    hints: {
        401: "The token is missing, wrong or expired: create one in Vercel, Account settings, Tokens",
        403: "The token may not purge this project: it belongs to another team, or provider-options.team is missing or wrong",
        404: "There is no project with the id or name in site, or it belongs to a team: give provider-options.team",
        410: "Vercel has withdrawn this part of its API",
    },
    faults: { 404: "site", 410: "site" },
};
const provider = {
    id: "vercel",
    name: "Vercel",
    rights: "a token that is limited to the team of the project",
    traces: {
        at: "edge",
        always: true,
        headers: [
            { header: "x-vercel-id", source: "https://vercel.com/docs/headers/response-headers" },
            { header: "x-vercel-cache", source: "https://vercel.com/docs/headers/response-headers" },
        ],
    },
    settings: Settings,
    deliveryOptions: ["mode", "propagation-seconds"],
    capabilities,
    connect: (settings, io) => [{ submit: (batch) => vercel_submit(settings, io, batch) }],
};
function capabilities({ mode, allowAll, propagationSeconds }) {
    const soft = mode === "soft" ? { soft: true } : {};
    return {
        accepts: {
            tag: { perRequest: 16, maxLength: 256, allowed: /^[^\s,]+$/, ...soft, match: { query: "covered" } },
            ...(allowAll ? { all: { perRequest: 1, match: { query: "covered" } } } : {}),
        },
        closed: { all: "with provider-options allow-all: true" },
        mix: "one-kind",
        rates: [],
        done: { by: "window", seconds: propagationSeconds },
        wants: { urls: "aliases", files: "all", address: "path" },
        provable: true,
        maxPurges: 1000,
        source: new URL("https://vercel.com/docs/rest-api/edge-cache"),
        read: "2026-11-20",
    };
}
async function vercel_submit(settings, io, batch) {
    const response = await io.send(vercel_request(settings, batch));
    const answer = (0,read_answer/* readAnswer */.JN)(response, (0,readings/* empty */.Ie)(200), ANSWERS);
    return answer.kind === "failed" ? answer : { kind: "done", receipt: {} };
}
function vercel_request(settings, batch) {
    const selectors = (0,request/* selectorsOf */.Yv)(batch);
    const headers = { authorization: `Bearer ${settings.apiKey}` };
    if (selectors.length === 1 && selectors[0].by === "all" && settings.allowAll) {
        const json = { accept: "application/json", "content-type": "application/json" };
        return { method: "POST", url: address(settings, "purge-all"), headers: { ...headers, ...json } };
    }
    const tags = selectors.map((selector) => {
        if (selector.by !== "tag")
            throw (0,request/* notAccepted */.LA)(provider.name, selector);
        return selector.value;
    });
    const { mode, target } = settings;
    const action = mode === "soft" ? "invalidate-by-tags" : "dangerously-delete-by-tags";
    return (0,request/* postJson */.B2)(address(settings, action), headers, { tags, ...(target === "any" ? {} : { target }) });
}
function address({ apiUrl, site, team }, action) {
    const owner = team === undefined ? {} : team.startsWith("team_") ? { teamId: team } : { slug: team };
    return `${apiUrl}/v1/edge-cache/${action}?${new URLSearchParams({ projectIdOrName: site, ...owner })}`;
}


/***/ })

};
