export const id = 8551;
export const ids = [8551];
export const modules = {

/***/ 8551:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  commentOnPullRequest: () => (/* binding */ commentOnPullRequest)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/changes/event.js
var changes_event = __webpack_require__(37993);
// EXTERNAL MODULE: ./lib/model/errors.js
var errors = __webpack_require__(73434);
// EXTERNAL MODULE: ./lib/lib/escape.js
var lib_escape = __webpack_require__(64928);
// EXTERNAL MODULE: ./lib/report/messages.js
var messages = __webpack_require__(26916);
// EXTERNAL MODULE: ./lib/report/summary/blocks.js
var blocks = __webpack_require__(44899);
// EXTERNAL MODULE: ./lib/report/summary/details.js + 1 modules
var details = __webpack_require__(62477);
// EXTERNAL MODULE: ./lib/report/summary/headline.js
var headline = __webpack_require__(85665);
// EXTERNAL MODULE: ./lib/report/summary/overview.js
var overview = __webpack_require__(32858);
// EXTERNAL MODULE: ./lib/report/summary/table.js
var table = __webpack_require__(56593);
// EXTERNAL MODULE: ./lib/report/summary/tables.js
var tables = __webpack_require__(55492);
;// CONCATENATED MODULE: ./lib/report/comment.js








const LARGEST_COMMENT = 65_000;
const RESERVE = 2_000;
const LARGEST_LIST = 20_000;
function hasPreview({ destinations }) {
    return destinations.some(({ plan, failures }) => plan.instructions > 0 || (plan.deferred ?? []).length > 0 || failures.length > 0);
}
function renderComment(report, origin) {
    const { destinations } = report;
    const isOneOfSeveral = destinations.length > 1;
    const page = (0,table/* createPage */.a3)(LARGEST_COMMENT - RESERVE);
    const add = (text) => page.add(withoutReferences(text));
    add(`${(0,headline/* headline */.P)(report).replace(/^##/, "###")}\n\n`);
    const failure = report.errorCode === "" ? "" : failed(report);
    const parts = [
        failure,
        isOneOfSeveral ? (0,overview/* destinationsTable */.sP)(destinations) : "",
        ...destinations.map((one) => (report.errorCode === "" ? preview(one, isOneOfSeveral) : "")),
        (0,overview/* failuresText */.B2)(report),
        ...destinations.map((one) => (0,details/* attentionText */.C)(one, isOneOfSeveral)),
    ];
    const cut = parts.filter((part) => !add(part)).length;
    const folded = cut > 0 ? 0 : addTables(page, destinations);
    const isCut = cut + folded > 0;
    return `${page.text()}${isCut ? `There is no room for all of it here: the run's summary has the rest.\n\n` : ""}${lastLine(origin)}`;
}
function failed({ errorCode, message, problems }) {
    const why = problems.length > 0 ? `${problems[0]?.input ?? ""}: ${problems[0]?.message ?? ""}` : message;
    return `There is no preview of this commit (${(0,lib_escape/* code */.aY)(errorCode)}): ${(0,blocks/* quoted */.TL)(why)}\n\n`;
}
function preview(one, isOneOfSeveral) {
    const { instructions, plan } = one;
    if (plan.instructions === 0)
        return "";
    const list = (0,table/* createPage */.a3)(LARGEST_LIST);
    list.add(`${(0,overview/* previewTitle */.Vf)(one, isOneOfSeveral)}\n\n`);
    let shown = 0;
    for (const instruction of instructions) {
        if (shown === blocks/* MAX_LISTED */.Bl || !list.add(`- ${(0,overview/* previewLine */.$N)(instruction, one)}\n`))
            break;
        shown += 1;
    }
    const more = instructions.length - shown;
    return `${list.text()}${more > 0 ? `- ${(0,messages/* counted */.hS)(more, "more", "more")}, in the run's summary\n` : ""}\n`;
}
function addTables(page, destinations) {
    const long = destinations.filter(({ instructions }) => instructions.length > blocks/* MAX_LISTED */.Bl);
    const cut = long.filter((one, index) => {
        const [all] = (0,tables/* destinationTables */.w)(one, destinations.length > 1);
        const text = all === undefined ? "" : (0,table/* collapsedTable */.GX)(all, Math.floor(page.left() / (long.length - index)));
        return text === "" || !page.add(withoutReferences(text));
    });
    return cut.length;
}
function lastLine({ commit, runUrl }) {
    const of = commit === "" ? "" : `For ${(0,lib_escape/* code */.aY)(commit.slice(0, 10))}. `;
    return `<sub>${of}Nothing was sent. <a href="${(0,lib_escape/* markdown */.wD)(runUrl)}">The run</a> has all of it in its summary. This comment changes with the pull request.</sub>\n`;
}
function withoutReferences(text) {
    return text
        .split(/(<code>.*?<\/code>|<[^>]*>)/s)
        .map((part, index) => index % 2 === 1 ? part : part.replace(/&#64;|&#35;/g, "$&&#8203;").replace(/\bGH(?=-\d)/gi, "$&&#8203;"))
        .join("");
}

;// CONCATENATED MODULE: ./lib/app/comment.js




const COMMENT_WITHIN_MS = 20_000;
const MARKER = /^<!-- deploy-purge ([0-9a-f]{32}) (\d{1,18}) -->/;
async function commentOnPullRequest(report, config, world) {
    if (config.comment !== true)
        return;
    const { runner, log, alarm } = world;
    const number = pullRequestOf(runner);
    if (number === undefined)
        return log.info(`Comment: none, since this run belongs to no pull request (event ${runner.event.name || "unknown"}).`);
    const why = whyNone(report, config);
    if (why !== undefined)
        return log.info(`Comment: none, since ${why}.`);
    try {
        if (config.githubToken === undefined)
            throw new errors/* PurgeError */.CV("config", "github-token is empty");
        const comments = world.comments(number, config.githubToken, alarm(COMMENT_WITHIN_MS));
        log.info(`Comment: ${await keep(comments, previewText(report, world), keyOf(config, runner.step), runner.runId)}.`);
    }
    catch (error) {
        const failure = error instanceof errors/* PurgeError */.CV ? error.message : "of a defect of the action";
        log.notice(`The comment on the pull request was left as it was: ${failure}. The job's summary has the preview.`, "Comment");
    }
}
function pullRequestOf({ event: { name, payload } }) {
    const number = (0,changes_event/* valueAt */.fK)(payload, "pull_request", "number") ?? (0,changes_event/* valueAt */.fK)(payload, "number");
    const isOne = name.startsWith("pull_request") && typeof number === "number" && Number.isSafeInteger(number);
    return isOne ? number : undefined;
}
function whyNone({ errorCode, destinations }, { dryRun }) {
    if (!dryRun)
        return "this run purges, and the comment is a preview";
    if (errorCode === errors/* ERROR_CODES */.OQ.cancelled)
        return "the run was cancelled";
    return errorCode === "" && destinations.length === 0 ? "the run was skipped" : undefined;
}
function previewText(report, { runner, redact }) {
    const { event, serverUrl, repository, runId } = runner;
    const isNew = report.errorCode === "";
    if (isNew && !hasPreview(report))
        return undefined;
    const commit = (0,changes_event/* textAt */.$6)(event.payload, "pull_request", "head", "sha") ?? "";
    const runUrl = `${serverUrl}/${repository}/actions/runs/${runId}`;
    return { text: redact(renderComment(report, { commit, runUrl })), isNew };
}
function keyOf({ destinations }, step = []) {
    const parts = [...step, ...destinations.map(({ memory }) => memory.key).sort()];
    return (0,external_node_crypto_.createHash)("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}
async function keep(comments, preview, key, runId) {
    const marked = (await comments.list()).filter(({ body }) => MARKER.exec(body)?.[1] === key);
    const self = marked.length === 0 ? "" : await comments.self();
    const own = marked.filter(({ author }) => author.toLowerCase() === self.toLowerCase());
    if (own.some((one) => isNewer(one, runId)))
        return "a newer run has written it, and it stays as it is";
    for (const { id } of preview === undefined ? own : own.slice(1))
        await comments.remove(id);
    const [first] = own;
    if (preview === undefined)
        return first === undefined ? "none, since nothing would be purged" : REMOVED;
    const body = `<!-- deploy-purge ${key} ${/^\d{1,18}$/.test(runId) ? runId : 0} -->\n${preview.text}`;
    if (first !== undefined && (await comments.update(first.id, body)))
        return "changed in place";
    if (!preview.isNew)
        return "none, since there is no preview";
    await comments.create(body);
    return "written";
}
const REMOVED = "removed, since nothing would be purged any more";
function isNewer({ body }, runId) {
    const run = MARKER.exec(body)?.[2];
    return run !== undefined && /^\d{1,18}$/.test(runId) && BigInt(run) > BigInt(runId);
}


/***/ })

};
