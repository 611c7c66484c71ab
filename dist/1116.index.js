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



const MAX_PER_KIND = 8;
const LONGEST_MESSAGE = 4000;
const LONGEST_PART = 1500;
const MAX_EXAMPLES = 3;
function annotationsOf(report) {
    const { destinations } = report;
    const of = (find, ones = destinations) => ones.flatMap((one) => find(one, (0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .destinationLabel */ .f4)(one, destinations.length > 1)));
    const found = [
        ...report.problems.map((one) => ofProblem(one, report.errorCode)),
        ...of(ofFailures, (0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .causesFirst */ .NO)(destinations, ({ failures }) => failures[0]?.code ?? "")),
        ...of(ofWidenings),
        ...of(ofUnknown),
        ...of(ofDoubt),
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
function ofProblem({ input, message }, errorCode) {
    const text = `${input}: ${message}`
        .split("\n")
        .map((line) => (0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeControlCharacters */ .F7)(line, LONGEST_PART))
        .join("\n");
    return { kind: "error", title: `deploy-purge: ${errorCode}`, message: text.slice(0, LONGEST_MESSAGE) };
}
function ofFailures(destination, label) {
    const { failures, instructions: all } = destination;
    const byReason = failures.toSorted((one, other) => other.instructions - one.instructions);
    const hit = hitBy(new Set(byReason.slice(0, MAX_PER_KIND).map(({ message }) => message)), all);
    return byReason.map(({ code, message, instructions }) => {
        const text = `${(0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(instructions, "instruction")} not purged${named(hit.get(message))}: ${(0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .sentence */ .em)((0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeControlCharacters */ .F7)(message, LONGEST_PART))}${(0,_log_proof_js__WEBPACK_IMPORTED_MODULE_0__/* .cachesHint */ .Bl)(destination, code)} ${(0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .nextStep */ .sk)(code)}`;
        return annotation("error", `${label}: ${code}`, text);
    });
}
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
function named({ count, examples } = { count: 0, examples: [] }) {
    if (count === 0)
        return "";
    const more = count > examples.length ? ` and ${count - examples.length} more` : "";
    return ` (${examples.map((selector) => (0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeControlCharacters */ .F7)(selector, 200)).join(", ")}${more})`;
}
function ofWidenings({ plan, changes }, label) {
    const widenings = plan.translations.filter(({ how, why }) => how === "widening" && why !== changes.everything);
    const reasons = Map.groupBy(widenings, ({ why }) => why);
    return Array.from(reasons, ([why, ones]) => {
        const evicted = ones.reduce((total, { collateral }) => total + (collateral ?? 0), 0);
        const examples = ones
            .slice(0, MAX_EXAMPLES)
            .map(({ from, to }) => `${(0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeControlCharacters */ .F7)(from, 200)} became ${(0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeControlCharacters */ .F7)(to, 200)}`);
        const more = ones.length > examples.length ? `, and ${ones.length - examples.length} more` : "";
        const message = `${examples.join("; ")}${more}: ${(0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .sentence */ .em)((0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeControlCharacters */ .F7)(why, LONGEST_PART))} It evicts ${(0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(evicted, "known object that", "known objects that")} did not change.`;
        return annotation("warning", `${label}: more than the change is purged`, message);
    });
}
function ofUnknown(destination, label) {
    const { providerName } = destination;
    return (0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .leavesUnknown */ .JI)(destination).map((one) => annotation("warning", `${label}: copies at unknown addresses stay`, (0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .unknownStays */ .rz)(one, providerName)));
}
function ofDoubt(destination, label) {
    if ((0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .leavesUnknown */ .JI)(destination).length > 0 && destination.verdict === "purged")
        return [];
    if (destination.verdict === "deferred") {
        const message = `${(0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(destination.owed, "instruction")} did not fit into this run and are owed: until a later run sends them, what they cover may be served old.`;
        return [annotation("warning", `${label}: deferred`, message)];
    }
    const sure = (0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .certainty */ .ko)(destination);
    if (destination.verdict !== "purged" || destination.confirmed || sure === undefined)
        return [];
    return [annotation("notice", `${label}: not confirmed`, sure)];
}
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
