export const id = 7481;
export const ids = [7481];
export const modules = {

/***/ 27481:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LARGEST_RED_SUMMARY: () => (/* binding */ LARGEST_RED_SUMMARY),
/* harmony export */   LARGEST_SUMMARY: () => (/* binding */ LARGEST_SUMMARY),
/* harmony export */   renderSummary: () => (/* binding */ renderSummary)
/* harmony export */ });
/* harmony import */ var _lib_escape_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(64928);
/* harmony import */ var _lib_format_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(26720);
/* harmony import */ var _messages_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(26916);
/* harmony import */ var _blocks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44899);
/* harmony import */ var _details_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(62477);
/* harmony import */ var _headline_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(85665);
/* harmony import */ var _overview_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(32858);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(56593);
/* harmony import */ var _tables_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(55492);









const LARGEST_SUMMARY = 100_000;
const LARGEST_RED_SUMMARY = 900_000;
const RESERVE = 500;
const OPEN_SHARE = 0.5;
const MAX_PROBLEMS = 100;
function renderSummary(report) {
    const { destinations } = report;
    const isOneOfSeveral = destinations.length > 1;
    const largest = (report.errorCode === "" ? LARGEST_SUMMARY : LARGEST_RED_SUMMARY) - RESERVE;
    const page = (0,_table_js__WEBPACK_IMPORTED_MODULE_5__/* .createPage */ .a3)(largest);
    page.add(`${(0,_headline_js__WEBPACK_IMPORTED_MODULE_3__/* .headline */ .P)(report)}\n\n${message(report)}`);
    page.add((0,_overview_js__WEBPACK_IMPORTED_MODULE_4__/* .previewOf */ .oW)(destinations));
    page.add((0,_overview_js__WEBPACK_IMPORTED_MODULE_4__/* .destinationsTable */ .sP)(destinations));
    page.add((0,_overview_js__WEBPACK_IMPORTED_MODULE_4__/* .failuresText */ .B2)(report));
    page.add(problems(report));
    const open = (0,_table_js__WEBPACK_IMPORTED_MODULE_5__/* .createPage */ .a3)(page.left() * OPEN_SHARE);
    const texts = destinations.map((one) => [(0,_details_js__WEBPACK_IMPORTED_MODULE_2__/* .attentionText */ .C)(one, isOneOfSeveral), (0,_details_js__WEBPACK_IMPORTED_MODULE_2__/* .detailsText */ .e)(one, isOneOfSeveral)]);
    const cut = texts.findIndex(([attention, details]) => !open.add(attention + details));
    const shown = cut < 0 ? destinations.length : cut;
    for (const [attention] of texts.slice(0, shown))
        page.add(attention);
    const details = texts
        .slice(0, shown)
        .map(([, text]) => text)
        .join("");
    const end = details + ending(report);
    const tables = destinations.slice(0, shown).flatMap((one) => (0,_tables_js__WEBPACK_IMPORTED_MODULE_6__/* .destinationTables */ .w)(one, isOneOfSeveral));
    for (const table of fitted(tables, page.left(Buffer.byteLength(end))))
        page.add(table);
    page.add(end);
    return page.text() + leftOutSentence(destinations.length - shown);
}
function fitted(tables, room) {
    const texts = tables.map(() => "");
    const shortFirst = [...tables.entries()].toSorted(([, one], [, other]) => one.rowCount - other.rowCount);
    let left = room;
    shortFirst.forEach(([position, table], turn) => {
        const text = (0,_table_js__WEBPACK_IMPORTED_MODULE_5__/* .collapsedTable */ .GX)(table, Math.floor(left / (tables.length - turn)));
        left -= Buffer.byteLength(text);
        texts[position] = text;
    });
    return texts;
}
function message({ message: text, errorCode, problems: listed, destinations }) {
    const isToldBelow = listed.length > 0 || destinations.some(({ failures }) => failures.length > 0);
    if (isToldBelow)
        return "";
    if (errorCode !== "")
        return `**${(0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_7__/* .markdown */ .wD)(text, 2000)}** (${(0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_7__/* .code */ .aY)(errorCode)})\n\n${(0,_messages_js__WEBPACK_IMPORTED_MODULE_0__/* .nextStep */ .sk)(errorCode)}\n\n`;
    return destinations.length > 0 ? "" : `${(0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_7__/* .markdown */ .wD)(text, 2000)}\n\n`;
}
function problems({ problems: all }) {
    if (all.length === 0)
        return "";
    const lines = all.slice(0, MAX_PROBLEMS).map(({ input, message }) => `- ${(0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_7__/* .code */ .aY)(input, 200)}: ${pointedAt(message)}`);
    const more = all.length - lines.length;
    if (more > 0)
        lines.push(`- ${more} more ${_blocks_js__WEBPACK_IMPORTED_MODULE_1__/* .IN_THE_FILE */ .D7}`);
    return `### What is wrong with the inputs\n\n${lines.join("\n")}\n\nNothing was sent to any provider.\n\n`;
}
function pointedAt(message) {
    const [text = "", ...below] = message.split("\n");
    const lines = below.slice(0, 2).map((line) => `<br><code>${(0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_7__/* .markdown */ .wD)(line, 300).replaceAll(" ", "&nbsp;")}</code>`);
    return (0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_7__/* .markdown */ .wD)(text, 500) + lines.join("");
}
function ending({ durationMs, startedAt }) {
    return `<sub>deploy-purge, started ${(0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_7__/* .markdown */ .wD)(startedAt, 40)}, took ${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_8__/* .formatSeconds */ .Xo)(durationMs)}.</sub>\n`;
}
function leftOutSentence(count) {
    return count === 0 ? "" : `\n${(0,_messages_js__WEBPACK_IMPORTED_MODULE_0__/* .counted */ .hS)(count, "more destination is", "more destinations are")} ${_blocks_js__WEBPACK_IMPORTED_MODULE_1__/* .IN_THE_FILE */ .D7}.\n`;
}


/***/ })

};
