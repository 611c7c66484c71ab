export const id = 1116;
export const ids = [1116];
export const modules = {

/***/ 91116:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   annotationsOf: () => (/* binding */ annotationsOf)
/* harmony export */ });
/* harmony import */ var _lib_escape_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64928);
/* harmony import */ var _log_proof_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51919);
/* harmony import */ var _messages_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(26916);



/**
 * Most annotations of a kind: the runner keeps 10 for a step and drops the rest in silence (`ExecutionContext.cs` of
 * actions/runner 2.336.0).
 */
const MAX_PER_KIND = 8;
/** Longest message in characters: the runner cuts at 4,096 (same source). */
const LONGEST_MESSAGE = 4000;
const LONGEST_PART = 1500;
/** Instructions or widenings that a message names. */
const MAX_EXAMPLES = 3;
/** The annotations of a run, one for each reason, most important first. Give it a redacted report. */
function annotationsOf(report) {
    const found = [
        ...report.problems.map(ofProblem),
        ...report.destinations.flatMap(ofFailures),
        ...report.destinations.flatMap(ofWidenings),
        ...report.destinations.flatMap(ofUnknown),
        ...report.destinations.flatMap(ofDoubt),
    ];
    const isRed = report.errorCode !== "";
    const all = isRed && !found.some(({ kind }) => kind === "error") ? [ofRun(report), ...found] : found;
    return ["error", "warning", "notice"].flatMap((kind) => bounded(all.filter((one) => one.kind === kind)));
}
function annotation(kind, title, message) {
    return {
        kind,
        title: (0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeControlCharacters */ .F7)(title, 200),
        message: (0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeControlCharacters */ .F7)(message, LONGEST_MESSAGE),
    };
}
function ofRun({ message, errorCode }) {
    return annotation("error", `deploy-purge: ${errorCode}`, `${(0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .sentence */ .em)((0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeControlCharacters */ .F7)(message, LONGEST_PART))} ${(0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .nextStep */ .sk)(errorCode)}`);
}
function ofProblem({ input, message }) {
    // A problem may show a line of the input and a caret below it: they stay lines.
    const text = message
        .split("\n")
        .map((line) => (0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeControlCharacters */ .F7)(line, LONGEST_PART))
        .join("\n");
    return {
        kind: "error",
        title: (0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeControlCharacters */ .F7)(`Input ${input}`, 200),
        message: text.slice(0, LONGEST_MESSAGE),
    };
}
function ofFailures(destination) {
    const { providerName, failures, instructions: all } = destination;
    const byReason = failures.toSorted((one, other) => other.instructions - one.instructions);
    const hit = hitBy(new Set(byReason.slice(0, MAX_PER_KIND).map(({ message }) => message)), all);
    return byReason.map(({ code, message, instructions }) => {
        const text = `${(0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(instructions, "instruction")} not purged${named(hit.get(message))}: ${(0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .sentence */ .em)((0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeControlCharacters */ .F7)(message, LONGEST_PART))}${(0,_log_proof_js__WEBPACK_IMPORTED_MODULE_0__/* .cachesHint */ .Bl)(destination, code)} ${(0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .nextStep */ .sk)(code)}`;
        return annotation("error", `${providerName}: ${code}`, text);
    });
}
/** In one pass: there may be very many instructions, and nearly as many reasons. */
function hitBy(reasons, instructions) {
    const hits = new Map();
    if (reasons.size === 0)
        return hits;
    for (const { message, selector } of instructions) {
        if (message === undefined || !reasons.has(message))
            continue;
        const { count, examples } = hits.get(message) ?? { count: 0, examples: [] };
        hits.set(message, { count: count + 1, examples: count < MAX_EXAMPLES ? [...examples, selector] : examples });
    }
    return hits;
}
/** ` (/a, /b and 7 more)`: which ones, as far as there is room. */
function named({ count, examples } = { count: 0, examples: [] }) {
    if (count === 0)
        return "";
    const more = count > examples.length ? ` and ${count - examples.length} more` : "";
    return ` (${examples.map((selector) => (0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeControlCharacters */ .F7)(selector, 200)).join(", ")}${more})`;
}
function ofWidenings({ providerName, plan, changes }) {
    // That there was nothing to compare with is a warning of its own, at once when it is known.
    const widenings = plan.translations.filter(({ how, why }) => how === "widening" && why !== changes.everything);
    const reasons = Map.groupBy(widenings, ({ why }) => why);
    return Array.from(reasons, ([why, ones]) => {
        const evicted = ones.reduce((total, { collateral }) => total + (collateral ?? 0), 0);
        const examples = ones
            .slice(0, MAX_EXAMPLES)
            .map(({ from, to }) => `${(0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeControlCharacters */ .F7)(from, 200)} became ${(0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeControlCharacters */ .F7)(to, 200)}`);
        const more = ones.length > examples.length ? `, and ${ones.length - examples.length} more` : "";
        const message = `${examples.join("; ")}${more}: ${(0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .sentence */ .em)((0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeControlCharacters */ .F7)(why, LONGEST_PART))} It evicts ${(0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(evicted, "known object that", "known objects that")} did not change.`;
        return annotation("warning", `${providerName}: more than the change is purged`, message);
    });
}
function ofUnknown(destination) {
    const { providerName } = destination;
    return (0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .leavesUnknown */ .JI)(destination).map((one) => annotation("warning", `${providerName}: copies at unknown addresses stay`, (0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .unknownStays */ .rz)(one, providerName)));
}
function ofDoubt(destination) {
    if ((0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .leavesUnknown */ .JI)(destination).length > 0 && destination.verdict === "purged")
        return [];
    if (destination.verdict === "deferred") {
        const message = `${(0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(destination.owed, "instruction")} did not fit into this run and are owed: until a later run sends them, what they cover may be served old.`;
        return [annotation("warning", `${destination.providerName}: deferred`, message)];
    }
    const sure = (0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .certainty */ .ko)(destination);
    if (destination.verdict !== "purged" || destination.confirmed || sure === undefined)
        return [];
    return [annotation("notice", `${destination.providerName}: not confirmed`, sure)];
}
/** The last of them counts the ones that are left out. */
function bounded(ones) {
    if (ones.length <= MAX_PER_KIND)
        return ones;
    const shown = ones.slice(0, MAX_PER_KIND - 1);
    const kind = shown[0]?.kind ?? "notice";
    const message = `${ones.length - shown.length} more of this kind: the job summary and the report file have all of them.`;
    return [...shown, annotation(kind, "deploy-purge", message)];
}


/***/ })

};
