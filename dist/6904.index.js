export const id = 6904;
export const ids = [6904];
export const modules = {

/***/ 44899:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bl: () => (/* binding */ MAX_LISTED),
/* harmony export */   D7: () => (/* binding */ IN_THE_FILE),
/* harmony export */   FY: () => (/* binding */ paragraph),
/* harmony export */   Hy: () => (/* binding */ LONGEST_SENTENCE),
/* harmony export */   KT: () => (/* binding */ notesList),
/* harmony export */   TL: () => (/* binding */ quoted),
/* harmony export */   c4: () => (/* binding */ LONGEST_CELL),
/* harmony export */   e5: () => (/* binding */ bullets)
/* harmony export */ });
/* harmony import */ var _lib_escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64928);
/* harmony import */ var _messages_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(26916);


const MAX_LISTED = 20;
const LONGEST_SENTENCE = 600;
const LONGEST_CELL = 500;
const IN_THE_FILE = "in the report file (output `report-file`)";
function paragraph(title, text) {
    return `**${title}.** ${text}\n\n`;
}
function bullets(items, line, total = items.length) {
    const shown = items.slice(0, MAX_LISTED).map((item) => `- ${line(item)}\n`);
    if (total > shown.length)
        shown.push(`- ${total - shown.length} more ${IN_THE_FILE}\n`);
    return shown.length === 0 ? "" : `${shown.join("")}\n`;
}
function notesList(notes) {
    return bullets(notes, (note) => (0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .markdown */ .wD)(note, LONGEST_SENTENCE));
}
function quoted(text) {
    return (0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .markdown */ .wD)((0,_messages_js__WEBPACK_IMPORTED_MODULE_0__/* .sentence */ .em)(text), LONGEST_SENTENCE);
}


/***/ }),

/***/ 62477:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  C: () => (/* binding */ attentionText),
  e: () => (/* binding */ detailsText)
});

// EXTERNAL MODULE: ./lib/lib/escape.js
var lib_escape = __webpack_require__(64928);
// EXTERNAL MODULE: ./lib/lib/format.js
var format = __webpack_require__(26720);
// EXTERNAL MODULE: ./lib/report/messages.js
var messages = __webpack_require__(26916);
// EXTERNAL MODULE: ./lib/report/summary/blocks.js
var blocks = __webpack_require__(44899);
// EXTERNAL MODULE: ./lib/report/summary/overview.js
var overview = __webpack_require__(32858);
// EXTERNAL MODULE: ./lib/plan/budgets.js
var budgets = __webpack_require__(42549);
;// CONCATENATED MODULE: ./lib/report/summary/plan.js





function wideningsText({ plan, changes }) {
    const widenings = plan.translations.filter((one) => isWidening(one) && one.why !== changes.everything);
    return (0,blocks/* bullets */.e5)(widenings, translation);
}
function isWidening({ how }) {
    return how === "widening";
}
function planText({ plan, providerName }) {
    if (plan.instructions === 0)
        return (0,blocks/* notesList */.KT)(plan.notes);
    const floor = plan.floorMs >= 1000
        ? ` At the rate that is kept for ${(0,lib_escape/* markdown */.wD)(providerName, 100)} it takes at least ${(0,format/* formatSeconds */.Xo)(plan.floorMs)}.`
        : "";
    const text = `${(0,messages/* counted */.hS)(plan.instructions, "instruction")} in ${(0,messages/* counted */.hS)(plan.requests, "request")}. ${collateralSentence(plan)}${floor}${costText(plan.costs)}`;
    return [
        (0,blocks/* paragraph */.FY)("Plan", text),
        (0,blocks/* bullets */.e5)(plan.translations.filter((one) => !isWidening(one)), translation),
        alternativesTable(plan.alternatives ?? []),
        (0,blocks/* notesList */.KT)(plan.notes),
    ].join("");
}
function collateralSentence({ collateral, named = 0, everything }) {
    if (everything !== undefined && collateral === 0)
        return "Everything counts as changed.";
    const beside = named > 0 ? "Beside what `purge` and `routes` name, " : "";
    const none = `${beside === "" ? "No" : "no"} known object that did not change is evicted.`;
    if (collateral === 0)
        return `${beside}${none}`;
    return `${beside}${(0,messages/* counted */.hS)(collateral, "known object that did not change is", "known objects that did not change are")} evicted with it.`;
}
function costText(costs = []) {
    return costs.map((cost) => ` ${(0,budgets/* costSentence */.Lp)(cost)}`).join("");
}
function alternativesTable(alternatives) {
    if (alternatives.length < 2)
        return "";
    const rows = alternatives
        .slice(0, blocks/* MAX_LISTED */.Bl)
        .map(({ name, instructions, requests, collateral, broad, why }) => [
        (0,lib_escape/* markdown */.wD)(name, blocks/* LONGEST_CELL */.c4),
        (0,format/* formatCount */.B4)(instructions),
        (0,format/* formatCount */.B4)(requests),
        (0,format/* formatCount */.B4)(collateral),
        (0,format/* formatCount */.B4)(broad),
        why === "" ? "**chosen**" : (0,lib_escape/* markdown */.wD)(why, blocks/* LONGEST_CELL */.c4),
    ].join(" | "));
    const head = "| Alternative | Instructions | Requests | Known objects evicted needlessly | Broad instructions | |";
    return `${[head, "| --- | ---: | ---: | ---: | ---: | --- |", ...rows.map((row) => `| ${row} |`)].join("\n")}\n\n`;
}
const HOW = { equivalent: "Put another way", expansion: "Spelled out", widening: "Widened" };
function translation({ how, from, to, count, why, collateral, }) {
    const evicts = collateral
        ? ` Evicts ${(0,messages/* counted */.hS)(collateral, "known object that", "known objects that")} did not change.`
        : "";
    const result = `${(0,lib_escape/* code */.aY)(to, blocks/* LONGEST_CELL */.c4)} (${(0,messages/* counted */.hS)(count, "instruction")})`;
    return `**${HOW[how]}**: ${(0,lib_escape/* code */.aY)(from, blocks/* LONGEST_CELL */.c4)} became ${result}: ${(0,blocks/* quoted */.TL)(why)}${evicts}`;
}

// EXTERNAL MODULE: ./lib/report/summary/proof.js
var proof = __webpack_require__(4371);
// EXTERNAL MODULE: ./lib/report/summary/table.js
var table = __webpack_require__(56593);
;// CONCATENATED MODULE: ./lib/report/summary/details.js








function attentionText(destination, isOneOfSeveral) {
    const text = [
        everythingText(destination),
        wideningsText(destination),
        unmatchedText(destination),
        changesWhatToDo(destination) ? memoryText(destination) : "",
        (0,proof/* hasDoubt */.HU)(destination) ? (0,proof/* proofText */.Qw)(destination) : "",
        (0,proof/* warningsText */.Ds)(destination),
    ].join("");
    return text === "" || !isOneOfSeveral ? text : `### ${(0,overview/* nameOf */.Vb)(destination, true)}\n\n${text}`;
}
function detailsText(destination, isOneOfSeveral) {
    const ofOne = isOneOfSeveral ? ` (${(0,lib_escape/* markdown */.wD)(destination.name, 100)})` : "";
    const text = [
        purged(destination),
        changed(destination),
        (0,proof/* hasDoubt */.HU)(destination) ? "" : (0,proof/* proofText */.Qw)(destination),
        planText(destination),
        changesWhatToDo(destination) ? "" : memoryText(destination),
        timings(destination),
    ].join("");
    return (0,table/* folded */.TM)(`Changes, plan, memory and times${ofOne}`, text);
}
function changesWhatToDo({ memory, changes, plan, verdict }) {
    if (memory === undefined || verdict === "skipped")
        return false;
    const isEverything = (changes.everything ?? plan.everything) !== undefined;
    return memory.owed !== 0 || isEverything || verdict === "adopted" || verdict === "superseded";
}
function memoryText({ memory, verdict }) {
    if (memory === undefined || (memory.keptIn === "" && memory.notes.length === 0))
        return "";
    const { keptIn, owed, notes } = memory;
    if (keptIn === "" || verdict === "dry-run") {
        return notes.length === 0 ? "" : (0,blocks/* paragraph */.FY)("Memory", (0,lib_escape/* markdown */.wD)(notes.join(" "), blocks/* LONGEST_SENTENCE */.Hy));
    }
    const open = owed === "all"
        ? "everything under <code>site-url</code>"
        : (0,messages/* counted */.hS)(owed, "changed file or page", "changed files and pages");
    const debt = owed === 0 ? "Nothing is owed to a later run." : `A later run owes the purge of ${open}.`;
    return (0,blocks/* paragraph */.FY)("Memory", `Kept in ${(0,lib_escape/* markdown */.wD)(keptIn, 300)}. ${debt}`) + (0,blocks/* notesList */.KT)(notes);
}
function everythingText({ changes: { everything } }) {
    return everything === undefined
        ? ""
        : (0,blocks/* paragraph */.FY)("What changed", `Everything counts as changed: ${(0,blocks/* quoted */.TL)(everything)}`);
}
function unmatchedText({ changes: { unmatched = [], violations = [] } }) {
    return (named(unmatched, "matches no route", "match no route") +
        named(violations, "is named by `immutable` and changed all the same", "are named by `immutable` and changed all the same"));
}
function timings({ timings: { changesMs, planMs, submitMs, settleMs } }) {
    const stages = [
        `reading the changes ${(0,format/* formatSeconds */.Xo)(changesMs)}`,
        `planning ${(0,format/* formatSeconds */.Xo)(planMs)}`,
        `submitting ${(0,format/* formatSeconds */.Xo)(submitMs)}`,
        `waiting for completion ${(0,format/* formatSeconds */.Xo)(settleMs)}`,
    ];
    return (0,blocks/* paragraph */.FY)("Times", `${stages.join(", ")}.`);
}
function changed({ changes, changedUrls }) {
    const { source, everything, added, modified, deleted, ignored, pages, owedPages = 0, routed = 0 } = changes;
    if (everything !== undefined)
        return (0,blocks/* notesList */.KT)(changes.notes);
    if (source === "none")
        return (0,blocks/* paragraph */.FY)("What changed", "No changes were read; only what `purge` lists was requested.");
    const total = added + modified + deleted;
    const kinds = total === 0 ? "" : ` (${added} added, ${modified} modified, ${deleted} deleted)`;
    const outside = ignored === 0 ? "" : ` ${(0,messages/* counted */.hS)(ignored, "changed file is", "changed files are")} not deployed, and left alone.`;
    const listed = pages === undefined ? [] : (0,messages/* pagesWords */._A)(pages.length, owedPages);
    const urls = `${(0,messages/* counted */.hS)(changedUrls.length, "URL gives", "URLs give")} another answer than before.`;
    return ((0,blocks/* paragraph */.FY)("What changed", `${(0,messages/* counted */.hS)(total, routed === 0 ? "deployed file" : "file")}${kinds}${ends(changes)}.${listed.map((words) => ` ${words}.`).join("")} ${urls}${outside}`) + (0,blocks/* notesList */.KT)(changes.notes));
}
function named(files, one, many) {
    if (files.length === 0)
        return "";
    const shown = files.slice(0, blocks/* MAX_LISTED */.Bl).map((file) => (0,lib_escape/* code */.aY)(file, blocks/* LONGEST_CELL */.c4));
    const more = files.length > shown.length ? `, and ${files.length - shown.length} more in the report file` : "";
    return `**${(0,messages/* counted */.hS)(files.length, `file ${one}`, `files ${many}`)}:** ${shown.join(", ")}${more}.\n\n`;
}
function ends({ base, head, source }) {
    if (source === "build")
        return " since the last deploy";
    if (base === undefined || head === undefined)
        return "";
    return ` between ${(0,lib_escape/* code */.aY)(base.slice(0, 12))} and ${(0,lib_escape/* code */.aY)(head.slice(0, 12))}`;
}
function sent({ plan, requests }) {
    const planned = (0,messages/* counted */.hS)(Math.min(plan.requests, requests), "request");
    return requests > plan.requests ? `${planned} (${(0,messages/* counted */.hS)(requests, "exchange")} in all)` : planned;
}
function purged(destination) {
    const { verdict, instructions, purged: reached, level } = destination;
    if (verdict === "dry-run") {
        return (0,blocks/* paragraph */.FY)("What was purged", "Nothing: this was a dry run. No request was sent and nothing was remembered.");
    }
    if (verdict === "skipped") {
        return (0,blocks/* paragraph */.FY)("What was purged", "Nothing: this build is only remembered, since it is not live yet.");
    }
    if (instructions.length === 0)
        return (0,blocks/* paragraph */.FY)("What was purged", "Nothing, and no request was sent.");
    const count = `${(0,format/* formatCount */.B4)(reached)} of ${(0,messages/* counted */.hS)(instructions.length, "instruction")} ${(0,messages/* reachedWord */.nv)(destination)} (requested: ${(0,lib_escape/* code */.aY)(level)}), in ${sent(destination)}.`;
    const sure = (0,messages/* certainty */.ko)(destination);
    return (0,blocks/* paragraph */.FY)("What was purged", sure === undefined ? count : `${count} ${(0,lib_escape/* markdown */.wD)(sure)}`);
}


/***/ }),

/***/ 85665:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ headline),
/* harmony export */   Z: () => (/* binding */ iconOf)
/* harmony export */ });
/* harmony import */ var _lib_escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64928);
/* harmony import */ var _lib_format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(26720);
/* harmony import */ var _messages_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(26916);



const ICONS = {
    purged: "\u2705",
    "nothing-to-purge": "\u2705",
    "dry-run": "\ud83d\udd0d",
    deferred: "\u26a0\ufe0f",
    adopted: "\u26aa",
    skipped: "\u26aa",
    superseded: "\u26aa",
    incomplete: "\u274c",
    failed: "\u274c",
};
const MAX_NAMED = 3;
function iconOf(verdict) {
    return ICONS[verdict];
}
function headline(report) {
    const errorCode = report.errorCode === "" ? "" : (0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(report.errorCode);
    const parts = [whatHappened(report), howSure(report), errorCode, (0,_lib_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatSeconds */ .Xo)(report.durationMs)];
    return `## ${iconOf(report.verdict)} ${parts.filter((part) => part !== "").join(" \u00b7 ")}`;
}
function whatHappened(report) {
    const { verdict, destinations, problems } = report;
    const purged = sum(destinations, (one) => one.purged);
    const owed = sum(destinations, (one) => one.owed);
    switch (verdict) {
        case "purged":
            return `${capitalised(subject(destinations))} purged${places(destinations)} in ${(0,_messages_js__WEBPACK_IMPORTED_MODULE_0__/* .counted */ .hS)(sum(destinations, ({ plan }) => plan.requests), "request")}`;
        case "nothing-to-purge":
            return "Nothing to purge, and nothing sent";
        case "dry-run":
            return preview(destinations);
        case "deferred":
            return `${(0,_messages_js__WEBPACK_IMPORTED_MODULE_0__/* .counted */ .hS)(purged, "purge")} done, ${owed} owed to later runs`;
        case "adopted":
            return "Nothing purged: this build is the baseline from now on";
        case "skipped":
            return "Skipped, nothing purged";
        case "superseded":
            return `${(0,_messages_js__WEBPACK_IMPORTED_MODULE_0__/* .counted */ .hS)(purged, "purge")} done, and a newer run has taken over`;
        case "incomplete":
        case "failed":
            return failed(problems.length, purged, owed);
    }
}
function preview(destinations) {
    if (destinations.every(({ plan }) => plan.instructions === 0))
        return "Nothing would be purged \u00b7 dry run";
    const requests = (0,_messages_js__WEBPACK_IMPORTED_MODULE_0__/* .counted */ .hS)(sum(destinations, ({ plan }) => plan.requests), "request");
    return `Would purge ${subject(destinations)}${places(destinations)} in ${requests} \u00b7 dry run, nothing sent`;
}
function failed(problems, purged, owed) {
    if (problems > 0)
        return `${(0,_messages_js__WEBPACK_IMPORTED_MODULE_0__/* .counted */ .hS)(problems, "problem")} with the inputs, nothing sent`;
    if (purged + owed === 0)
        return "Failed";
    return purged === 0
        ? `None of ${(0,_messages_js__WEBPACK_IMPORTED_MODULE_0__/* .counted */ .hS)(owed, "purge")} done`
        : `${purged} of ${(0,_messages_js__WEBPACK_IMPORTED_MODULE_0__/* .counted */ .hS)(purged + owed, "purge")} done, ${owed} not`;
}
function subject(all) {
    const busy = all.filter(({ plan }) => plan.instructions > 0);
    if (busy.some(({ plan, changes }) => (plan.everything ?? changes.everything) !== undefined))
        return "everything under <code>site-url</code>";
    const urls = new Set(busy.flatMap(({ changedUrls }) => changedUrls)).size;
    const files = filesBehind(busy);
    const named = sum(busy, ({ plan }) => plan.named ?? 0);
    const ofFiles = files === 0 ? "" : ` of ${(0,_messages_js__WEBPACK_IMPORTED_MODULE_0__/* .counted */ .hS)(files, "file")}`;
    const selectors = named === 0 ? "" : (0,_messages_js__WEBPACK_IMPORTED_MODULE_0__/* .counted */ .hS)(named, "named selector");
    if (urls > 0)
        return `${(0,_messages_js__WEBPACK_IMPORTED_MODULE_0__/* .counted */ .hS)(urls, "URL")}${ofFiles}${selectors === "" ? "" : ` and ${selectors}`}`;
    if (selectors !== "")
        return selectors;
    return `what ${(0,_messages_js__WEBPACK_IMPORTED_MODULE_0__/* .counted */ .hS)(files, "file")} changed`;
}
function filesBehind(destinations) {
    const files = new Set();
    for (const { instructions, changes } of destinations) {
        const own = new Set();
        let isComplete = true;
        for (const { because, becauseCount } of instructions) {
            for (const file of because)
                own.add(file);
            isComplete = isComplete && becauseCount === undefined;
        }
        const deployed = changes.files.filter((file) => file.deployed !== false).map(({ path }) => path);
        for (const file of isComplete ? own : deployed)
            files.add(file);
    }
    return files.size;
}
function places(destinations) {
    const busy = destinations.filter(({ plan }) => plan.instructions > 0).length;
    return busy < 2 ? "" : ` at ${busy} destinations`;
}
function howSure({ verdict, destinations }) {
    const busy = destinations.filter(({ purged }) => purged > 0);
    if (verdict !== "purged" || busy.length === 0)
        return "";
    const sure = busy.filter(({ confirmed }) => confirmed);
    if (sure.length < busy.length)
        return sure.length === 0 ? unconfirmed(busy) : `${sure.length} of ${busy.length} confirmed`;
    if (busy.every(({ level }) => level === "verified"))
        return "verified on the live site";
    const names = [...new Set(busy.map(({ providerName }) => providerName))];
    return names.length > MAX_NAMED
        ? `confirmed by ${names.length} providers`
        : `confirmed by ${names.map((name) => (0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .markdown */ .wD)(name, 100)).join(" and ")}`;
}
function unconfirmed(busy) {
    if (busy.some((one) => (0,_messages_js__WEBPACK_IMPORTED_MODULE_0__/* .leavesUnknown */ .JI)(one).length > 0))
        return `${(0,_messages_js__WEBPACK_IMPORTED_MODULE_0__/* .leastReached */ .Ws)(busy)}, unknown addresses not`;
    if (busy.every(({ level }) => level === "verified"))
        return "verified, but for pages the origin still serves";
    return `${(0,_messages_js__WEBPACK_IMPORTED_MODULE_0__/* .leastReached */ .Ws)(busy)}, not confirmed`;
}
function capitalised(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}
function sum(ones, numberOf) {
    return ones.reduce((total, one) => total + numberOf(one), 0);
}


/***/ }),

/***/ 39608:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ linked)
/* harmony export */ });
/* harmony import */ var _lib_escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64928);
/* harmony import */ var _blocks_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44899);


function linked(selector, { changedUrls }) {
    const url = addressOf(selector, changedUrls[0]);
    const shown = (0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(selector, _blocks_js__WEBPACK_IMPORTED_MODULE_0__/* .LONGEST_CELL */ .c4);
    return url === undefined ? shown : `<a href="${(0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .markdown */ .wD)(url)}">${shown}</a>`;
}
function addressOf(selector, anyUrl) {
    const isAddress = /^https?:\/\//.test(selector);
    if (!isAddress && !/^\/(?!\/)/.test(selector))
        return undefined;
    const base = isAddress ? undefined : anyUrl;
    if (!isAddress && (base === undefined || !/^https?:\/\//.test(base)))
        return undefined;
    if (selector.length > _blocks_js__WEBPACK_IMPORTED_MODULE_0__/* .LONGEST_CELL */ .c4 || /[^!-~]/.test(selector) || !URL.canParse(selector, base))
        return undefined;
    return new URL(selector, base).href;
}


/***/ }),

/***/ 32858:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $N: () => (/* binding */ previewLine),
/* harmony export */   B2: () => (/* binding */ failuresText),
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   Vf: () => (/* binding */ previewTitle),
/* harmony export */   oW: () => (/* binding */ previewOf),
/* harmony export */   sP: () => (/* binding */ destinationsTable)
/* harmony export */ });
/* harmony import */ var _lib_escape_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(64928);
/* harmony import */ var _lib_format_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(26720);
/* harmony import */ var _messages_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(26916);
/* harmony import */ var _blocks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44899);
/* harmony import */ var _headline_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85665);
/* harmony import */ var _links_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(39608);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(56593);







const LARGEST_OVERVIEW = 30_000;
function nameOf({ name, provider: id, providerName, site }, isOneOfSeveral) {
    const provider = (0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_5__/* .markdown */ .wD)(providerName, 100);
    const siteText = site === "" ? "" : ` ${(0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_5__/* .code */ .aY)(site, 200)}`;
    return isOneOfSeveral && name !== id ? `**${(0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_5__/* .markdown */ .wD)(name, 100)}** ${provider}${siteText}` : provider + siteText;
}
function destinationsTable(destinations) {
    if (destinations.length === 0)
        return "";
    const isDry = destinations.every(({ verdict }) => verdict === "dry-run");
    const columns = ["Destination", "Result", "URLs", "Purges", "Requests", "Also evicted", "Took"];
    const rows = destinations.map((one) => row(one, destinations.length > 1, isDry));
    return (0,_table_js__WEBPACK_IMPORTED_MODULE_4__/* .openTable */ .RT)({ columns, rows, rowCount: rows.length }, LARGEST_OVERVIEW);
}
function row(one, isOneOfSeveral, isDry) {
    const { verdict, changedUrls, instructions, purged, owed, requests, plan, timings } = one;
    const total = Math.max(instructions.length, purged + owed);
    const ms = timings.changesMs + timings.planMs + timings.submitMs + timings.settleMs;
    return [
        nameOf(one, isOneOfSeveral),
        `${(0,_headline_js__WEBPACK_IMPORTED_MODULE_2__/* .iconOf */ .Z)(verdict)} ${(0,_messages_js__WEBPACK_IMPORTED_MODULE_0__/* .destinationStatus */ .Fk)(one)}`,
        changedUrls.length === 0 ? "" : (0,_lib_format_js__WEBPACK_IMPORTED_MODULE_6__/* .formatCount */ .B4)(changedUrls.length),
        total === 0
            ? ""
            : isDry || purged === total
                ? (0,_lib_format_js__WEBPACK_IMPORTED_MODULE_6__/* .formatCount */ .B4)(total)
                : `${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_6__/* .formatCount */ .B4)(purged)} of ${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_6__/* .formatCount */ .B4)(total)}`,
        (0,_lib_format_js__WEBPACK_IMPORTED_MODULE_6__/* .formatCount */ .B4)(isDry ? plan.requests : Math.min(plan.requests, requests)),
        plan.collateral === 0 ? "" : (0,_lib_format_js__WEBPACK_IMPORTED_MODULE_6__/* .formatCount */ .B4)(plan.collateral),
        (0,_lib_format_js__WEBPACK_IMPORTED_MODULE_6__/* .formatSeconds */ .Xo)(ms),
    ];
}
function previewOf(destinations) {
    const planned = destinations.filter(({ verdict, plan }) => verdict === "dry-run" && plan.instructions > 0);
    const shown = planned.slice(0, _blocks_js__WEBPACK_IMPORTED_MODULE_1__/* .MAX_LISTED */ .Bl).map((one) => {
        const list = (0,_blocks_js__WEBPACK_IMPORTED_MODULE_1__/* .bullets */ .e5)(firstOf(one.instructions), (planned) => previewLine(planned, one), one.instructions.length);
        return `${previewTitle(one, destinations.length > 1)}\n\n${list}`;
    });
    return shown.join("");
}
function previewTitle(one, isOneOfSeveral) {
    return isOneOfSeveral ? `**Would be purged** at ${nameOf(one, true)}:` : "**Would be purged:**";
}
function firstOf(instructions) {
    const first = [];
    for (const one of instructions) {
        if (first.length === _blocks_js__WEBPACK_IMPORTED_MODULE_1__/* .MAX_LISTED */ .Bl)
            break;
        first.push(one);
    }
    return first;
}
function previewLine({ selector, because, becauseCount = because.length }, one) {
    const [file] = because;
    if (file === undefined)
        return (0,_links_js__WEBPACK_IMPORTED_MODULE_3__/* .linked */ .q)(selector, one);
    const more = becauseCount > 1 ? ` and ${(0,_messages_js__WEBPACK_IMPORTED_MODULE_0__/* .counted */ .hS)(becauseCount - 1, "other file")}` : "";
    return `${(0,_links_js__WEBPACK_IMPORTED_MODULE_3__/* .linked */ .q)(selector, one)} because of ${(0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_5__/* .code */ .aY)(file, _blocks_js__WEBPACK_IMPORTED_MODULE_1__/* .LONGEST_CELL */ .c4)}${more}`;
}
function failuresText({ destinations }) {
    const isOneOfSeveral = destinations.length > 1;
    const all = (0,_messages_js__WEBPACK_IMPORTED_MODULE_0__/* .causesFirst */ .NO)(destinations.flatMap((one) => one.failures.map((failure) => ({ one, failure }))), ({ failure }) => failure.code);
    const owed = destinations.reduce((sum, one) => sum + one.owed, 0);
    if (owed === 0 && all.length === 0)
        return "";
    const rows = all
        .slice(0, _blocks_js__WEBPACK_IMPORTED_MODULE_1__/* .MAX_LISTED */ .Bl)
        .map(({ one, failure: { instructions, code: errorCode, message } }) => [
        isOneOfSeveral ? nameOf(one, true) : "",
        (0,_lib_format_js__WEBPACK_IMPORTED_MODULE_6__/* .formatCount */ .B4)(instructions),
        (0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_5__/* .code */ .aY)(errorCode),
        (0,_blocks_js__WEBPACK_IMPORTED_MODULE_1__/* .quoted */ .TL)(message),
        (0,_messages_js__WEBPACK_IMPORTED_MODULE_0__/* .nextStep */ .sk)(errorCode),
    ]);
    const columns = ["Destination", "Purges", "Code", "Why", "What to do next"];
    const table = (0,_table_js__WEBPACK_IMPORTED_MODULE_4__/* .openTable */ .RT)({ columns, rows, rowCount: all.length }, Number.MAX_SAFE_INTEGER);
    return (0,_blocks_js__WEBPACK_IMPORTED_MODULE_1__/* .paragraph */ .FY)("What was not purged", notPurged(owed, destinations)) + table + deferredList(destinations);
}
function notPurged(owed, destinations) {
    const areDeferred = destinations.every(({ owed: open, verdict }) => open === 0 || verdict === "deferred");
    const levels = new Set(destinations.filter(({ owed: open }) => open > 0).map(({ level }) => level));
    const count = `${(0,_messages_js__WEBPACK_IMPORTED_MODULE_0__/* .counted */ .hS)(owed, "instruction")} not ${[...levels].join(" or ")}`;
    const it = owed === 1 ? "it covers" : "they cover";
    return areDeferred ? `${count}, and owed to a later run.` : `${count}. What ${it} may still be served old.`;
}
function deferredList(destinations) {
    const deferred = destinations.flatMap((one) => (one.plan.deferred ?? []).map((selector) => ({ one, selector })));
    return (0,_blocks_js__WEBPACK_IMPORTED_MODULE_1__/* .bullets */ .e5)(deferred, ({ one, selector }) => (0,_links_js__WEBPACK_IMPORTED_MODULE_3__/* .linked */ .q)(selector, one));
}


/***/ }),

/***/ 4371:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   By: () => (/* binding */ sampleTable),
/* harmony export */   Ds: () => (/* binding */ warningsText),
/* harmony export */   HU: () => (/* binding */ hasDoubt),
/* harmony export */   Qw: () => (/* binding */ proofText)
/* harmony export */ });
/* harmony import */ var _lib_escape_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(64928);
/* harmony import */ var _lib_format_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(26720);
/* harmony import */ var _log_proof_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51919);
/* harmony import */ var _messages_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(26916);
/* harmony import */ var _blocks_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44899);
/* harmony import */ var _links_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(39608);






function proofText(destination) {
    return [origin(destination), verification(destination), prewarm(destination)].join("");
}
function hasDoubt({ origin: gate, verification: found, prewarm: fetched }) {
    const isInDoubt = found?.seen.some(({ kind }) => kind !== "fresh") === true;
    const isForeign = found?.caches !== undefined && (0,_log_proof_js__WEBPACK_IMPORTED_MODULE_0__/* .isAnotherInFront */ .g0)(found.caches);
    return gate?.ready === false || isInDoubt || isForeign || (fetched !== undefined && fetched.failed.length > 0);
}
function origin(destination) {
    const { origin: gate } = destination;
    if (gate === undefined)
        return "";
    if (gate.ready) {
        const text = `It served the new build before anything was purged (${(0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(gate.checked, "URL")} checked, waited ${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_4__/* .formatSeconds */ .Xo)(gate.waitedMs)}).`;
        return `**Origin.** ${text}\n\n`;
    }
    const lead = `It did not serve the new build within ${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_4__/* .formatSeconds */ .Xo)(gate.waitedMs)}, and nothing was purged: the edge would have fetched the old pages again and kept them.`;
    return `**Origin.** ${lead}\n\n${(0,_blocks_js__WEBPACK_IMPORTED_MODULE_2__/* .bullets */ .e5)(gate.missing, ({ url, why }) => `${(0,_links_js__WEBPACK_IMPORTED_MODULE_3__/* .linked */ .q)(url, destination)}: ${shown(why)}`)}`;
}
function verification(destination) {
    const { verification: found } = destination;
    if (found === undefined)
        return "";
    const { seen, total, repurges, tookMs, caches } = found;
    const count = (kind) => seen.filter((one) => one.kind === kind).length;
    const again = repurges === 0 ? "" : ` Stale ones were purged again ${(0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(repurges, "time")}.`;
    const lead = `${count("fresh")} fresh, ${count("stale")} stale, ${count("inconclusive")} inconclusive of ${(0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(seen.length, "URL")} checked through the CDN (of ${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_4__/* .formatCount */ .B4)(total)}), in ${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_4__/* .formatSeconds */ .Xo)(tookMs)}.${again}`;
    const open = seen.filter(({ kind }) => kind !== "fresh");
    const others = caches === undefined ? "" : ` ${shown((0,_log_proof_js__WEBPACK_IMPORTED_MODULE_0__/* .cachesSentence */ .PU)(caches, destination.providerName))}`;
    return `**Live site.** ${lead}${others}\n\n${(0,_blocks_js__WEBPACK_IMPORTED_MODULE_2__/* .bullets */ .e5)(open, ({ url, kind, why }) => `**${kind}** ${(0,_links_js__WEBPACK_IMPORTED_MODULE_3__/* .linked */ .q)(url, destination)}: ${shown(why)}`)}`;
}
function prewarm(destination) {
    const { prewarm: found } = destination;
    if (found === undefined)
        return "";
    const { warmed, failed, left, tookMs } = found;
    const rest = left === 0 ? "" : ` ${(0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(left, "page was", "pages were")} left out.`;
    const lead = `${(0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(warmed, "page")} fetched in ${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_4__/* .formatSeconds */ .Xo)(tookMs)}.${rest}`;
    return `**Prewarmed.** ${lead}\n\n${(0,_blocks_js__WEBPACK_IMPORTED_MODULE_2__/* .bullets */ .e5)(failed, ({ url, why }) => `not fetched: ${(0,_links_js__WEBPACK_IMPORTED_MODULE_3__/* .linked */ .q)(url, destination)}: ${shown(why)}`)}`;
}
function warningsText({ warnings: all = [] }) {
    return (0,_blocks_js__WEBPACK_IMPORTED_MODULE_2__/* .bullets */ .e5)(all, (text) => `**Warning:** ${shown(text)}`);
}
function shown(text) {
    return (0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_5__/* .markdown */ .wD)((0,_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .sentence */ .em)(text), _blocks_js__WEBPACK_IMPORTED_MODULE_2__/* .LONGEST_CELL */ .c4);
}
function sampleTable(destination, ofProvider) {
    const { verification: found } = destination;
    if (found === undefined)
        return [];
    const { seen } = found;
    return [
        {
            title: `URLs checked${ofProvider}: ${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_4__/* .formatCount */ .B4)(seen.length)}`,
            columns: ["URL", "Found", "Because", "Purges", "After"],
            rowCount: seen.length,
            rows: seen
                .values()
                .map(({ url, kind, why, purges, afterMs }) => [
                (0,_links_js__WEBPACK_IMPORTED_MODULE_3__/* .linked */ .q)(url, destination),
                kind,
                (0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_5__/* .markdown */ .wD)(why, _blocks_js__WEBPACK_IMPORTED_MODULE_2__/* .LONGEST_CELL */ .c4),
                String(purges),
                (0,_lib_format_js__WEBPACK_IMPORTED_MODULE_4__/* .formatSeconds */ .Xo)(afterMs),
            ]),
        },
    ];
}


/***/ }),

/***/ 56593:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GX: () => (/* binding */ collapsedTable),
/* harmony export */   RT: () => (/* binding */ openTable),
/* harmony export */   TM: () => (/* binding */ folded),
/* harmony export */   a3: () => (/* binding */ createPage)
/* harmony export */ });
/* harmony import */ var _lib_format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(26720);
/* harmony import */ var _blocks_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44899);


function createPage(maxBytes) {
    const parts = [];
    let bytes = 0;
    return {
        add(text) {
            const length = Buffer.byteLength(text);
            if (bytes + length > maxBytes)
                return false;
            bytes += length;
            parts.push(text);
            return true;
        },
        left: (reserve = 0) => Math.max(0, maxBytes - bytes - reserve),
        text: () => parts.join(""),
    };
}
function collapsedTable(table, maxBytes) {
    if (table.rowCount === 0)
        return "";
    const frame = folded(table.title, "");
    const rows = openTable(table, maxBytes - Buffer.byteLength(frame));
    return rows === "" ? "" : folded(table.title, rows);
}
function folded(title, text) {
    return `<details><summary>${title}</summary>\n\n${text}</details>\n\n`;
}
function openTable({ columns, rows, rowCount }, maxBytes) {
    const room = maxBytes - Buffer.byteLength(line(columns) + ruler(columns) + cutNote(rowCount)) - 1;
    const shown = fitting(rows, room);
    if (room < 0 || shown.length === 0)
        return "";
    const filled = columns.map((_, column) => shown.some((cells) => (cells[column] ?? "") !== ""));
    const keep = (cells) => cells.filter((_, column) => filled[column]);
    const lines = shown.map((cells) => line(keep(cells)));
    const note = shown.length < rowCount ? cutNote(rowCount - shown.length) : "";
    return `${line(keep(columns))}${ruler(keep(columns))}${lines.join("")}${note}\n`;
}
function fitting(rows, maxBytes) {
    const shown = [];
    let left = maxBytes;
    for (const cells of rows) {
        left -= Buffer.byteLength(line(cells));
        if (left < 0)
            break;
        shown.push(cells);
    }
    return shown;
}
function line(cells) {
    return `| ${cells.join(" | ")} |\n`;
}
function ruler(columns) {
    return line(columns.map((name) => (COUNTS.has(name) ? "---:" : "---")));
}
const COUNTS = new Set(["URLs", "Purges", "Requests", "Also evicted", "Took", "Request", "After"]);
function cutNote(cut) {
    return `\n${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(cut)} more ${cut === 1 ? "row is" : "rows are"} ${_blocks_js__WEBPACK_IMPORTED_MODULE_0__/* .IN_THE_FILE */ .D7}.\n`;
}


/***/ }),

/***/ 55492:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ destinationTables)
/* harmony export */ });
/* harmony import */ var _lib_escape_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(64928);
/* harmony import */ var _lib_format_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(26720);
/* harmony import */ var _messages_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(26916);
/* harmony import */ var _blocks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44899);
/* harmony import */ var _links_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(39608);
/* harmony import */ var _proof_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4371);






const MAX_CAUSES = 3;
function destinationTables(destination, isOneOfSeveral) {
    const { changes, instructions, taskIds, name } = destination;
    const total = isOneOfSeveral ? ` (${(0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_4__/* .markdown */ .wD)(name, 100)})` : "";
    return [
        {
            title: `Instructions${total}: ${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_5__/* .formatCount */ .B4)(instructions.length)}`,
            columns: ["Selector", "State", "Request", "Because of", "The provider says"],
            rowCount: instructions.length,
            rows: cellsOf(destination),
        },
        {
            title: `Changed files${total}: ${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_5__/* .formatCount */ .B4)(changes.files.length)}`,
            columns: ["Change", "File"],
            rowCount: changes.files.length,
            rows: changes.files.values().map(({ kind, path }) => [kind, (0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_4__/* .code */ .aY)(path, _blocks_js__WEBPACK_IMPORTED_MODULE_1__/* .LONGEST_CELL */ .c4)]),
        },
        ...serverTable(destination, total),
        ...pageTable(changes, total),
        ...(0,_proof_js__WEBPACK_IMPORTED_MODULE_3__/* .sampleTable */ .By)(destination, total),
        {
            title: `Task ids${total}: ${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_5__/* .formatCount */ .B4)(taskIds.length)}`,
            columns: ["Id"],
            rowCount: taskIds.length,
            rows: taskIds.values().map((id) => [(0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_4__/* .code */ .aY)(id, _blocks_js__WEBPACK_IMPORTED_MODULE_1__/* .LONGEST_CELL */ .c4)]),
        },
    ];
}
function serverTable({ servers = [] }, total) {
    if (servers.length === 0)
        return [];
    const rows = servers.flatMap(({ name, answers }) => answers.map(({ state, instructions, message }) => [
        (0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_4__/* .code */ .aY)(name, _blocks_js__WEBPACK_IMPORTED_MODULE_1__/* .LONGEST_CELL */ .c4),
        state,
        (0,_lib_format_js__WEBPACK_IMPORTED_MODULE_5__/* .formatCount */ .B4)(instructions),
        (0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_4__/* .markdown */ .wD)(message, _blocks_js__WEBPACK_IMPORTED_MODULE_1__/* .LONGEST_CELL */ .c4),
    ]));
    return [
        {
            title: `Servers${total}: ${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_5__/* .formatCount */ .B4)(servers.length)}`,
            columns: ["Server", "State", "Instructions", "It answers"],
            rowCount: rows.length,
            rows,
        },
    ];
}
function pageTable({ pages, owedPages }, total) {
    if (pages === undefined || pages.length === 0)
        return [];
    return [
        {
            title: `${owedPages === pages.length ? "URLs owed by earlier runs" : "Changed pages of the sitemap"}${total}: ${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_5__/* .formatCount */ .B4)(pages.length)}`,
            columns: ["Change", "Page"],
            rowCount: pages.length,
            rows: pages.values().map(({ kind, path }) => [kind, (0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_4__/* .code */ .aY)(path, _blocks_js__WEBPACK_IMPORTED_MODULE_1__/* .LONGEST_CELL */ .c4)]),
        },
    ];
}
function* cellsOf(destination) {
    for (const instruction of destination.instructions)
        yield instructionCells(instruction, destination);
}
function instructionCells(instruction, destination) {
    const { selector, state, batch, requested, because, becauseCount = because.length, message } = instruction;
    const causes = because.slice(0, MAX_CAUSES).map((path) => (0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_4__/* .code */ .aY)(path, _blocks_js__WEBPACK_IMPORTED_MODULE_1__/* .LONGEST_CELL */ .c4));
    const more = becauseCount - causes.length;
    if (more > 0)
        causes.push((0,_messages_js__WEBPACK_IMPORTED_MODULE_0__/* .counted */ .hS)(more, "other", "others"));
    if (requested === "user")
        causes.unshift("requested");
    return [
        (0,_links_js__WEBPACK_IMPORTED_MODULE_2__/* .linked */ .q)(selector, destination),
        state === "completed" && destination.level === "verified" ? destination.level : state,
        batch < 0 ? "none" : String(batch + 1),
        causes.join(", "),
        message === undefined || destination.failures.length === 1 ? "" : (0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_4__/* .markdown */ .wD)(message, _blocks_js__WEBPACK_IMPORTED_MODULE_1__/* .LONGEST_CELL */ .c4),
    ];
}


/***/ })

};
