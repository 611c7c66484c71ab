export const id = 8568;
export const ids = [8568];
export const modules = {

/***/ 8568:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OUTPUTS: () => (/* binding */ OUTPUTS),
/* harmony export */   renderOutputs: () => (/* binding */ renderOutputs),
/* harmony export */   taskIdsCut: () => (/* binding */ taskIdsCut),
/* harmony export */   writeUrls: () => (/* binding */ writeUrls)
/* harmony export */ });
/* harmony import */ var _model_path_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(63070);

const OUTPUTS = [
    {
        name: "verdict",
        description: "How the run ended: purged, nothing-to-purge, dry-run, deferred, adopted, skipped, superseded (the step is green), incomplete or failed (it is red).",
    },
    { name: "changed-files", description: "Number of deployed files that changed." },
    { name: "changed-urls", description: "Number of URLs whose answer changed." },
    {
        name: "purged-count",
        description: "Number of purge instructions that were accepted, completed or verified: as far as wait-for requires. One may cover many URLs.",
    },
    { name: "owed-count", description: "Number of purge instructions that did not come so far." },
    {
        name: "request-count",
        description: "Number of HTTP requests sent to the provider, repeats and status polls included.",
    },
    {
        name: "confirmed",
        description: "true only if a status of the provider, or the live site, said that every purge is completed, or if there was nothing to purge and nothing is owed; otherwise false. The condition for a release gate.",
    },
    {
        name: "widened",
        description: "true if something broader than the change had to be purged. The summary says what, why, and how many unaffected objects it evicts.",
    },
    {
        name: "error-code",
        description: "Empty when the step is green, otherwise what went wrong: E_CONFIG, E_AUTH, E_TIMEOUT and so on. See the troubleshooting page.",
    },
    {
        name: "task-ids",
        description: "JSON array of the provider's ids of the purges, for its support. Cut at 100 kB; the report file has all.",
    },
    {
        name: "report-file",
        description: "Path of the whole report as versioned JSON. Empty if the run ended before there was one.",
    },
    {
        name: "urls-file",
        description: "Path of a text file with one purged URL per line, percent-encoded. Empty if the run ended before there was one.",
    },
];
const LONGEST_LIST = 100_000;
function renderOutputs(report, files) {
    const { destinations } = report;
    return {
        verdict: report.verdict,
        "changed-files": String(distinct(destinations, changedFiles)),
        "changed-urls": String(distinct(destinations, ({ changedUrls }) => changedUrls)),
        "purged-count": String(sum(destinations, ({ purged }) => purged)),
        "owed-count": String(sum(destinations, ({ owed }) => owed)),
        "request-count": String(sum(destinations, ({ requests }) => requests)),
        confirmed: String(isConfirmed(destinations)),
        widened: String(destinations.some(({ plan }) => plan.translations.some(({ how }) => how === "widening"))),
        "error-code": report.errorCode,
        "task-ids": JSON.stringify(shownTaskIds(report)),
        "report-file": files.reportFile,
        "urls-file": files.urlsFile,
    };
}
function taskIdsCut(report) {
    return sum(report.destinations, ({ taskIds }) => taskIds.length) - shownTaskIds(report).length;
}
function shownTaskIds({ destinations }) {
    const shown = [];
    let length = "[]".length;
    for (const id of destinations.flatMap(({ taskIds }) => taskIds)) {
        length += JSON.stringify(id).length + ",".length;
        if (length > LONGEST_LIST)
            break;
        shown.push(id);
    }
    return shown;
}
function isConfirmed(destinations) {
    const busy = destinations.filter(({ plan, verdict }) => plan.instructions > 0 || verdict === "nothing-to-purge");
    const counted = busy.length > 0 ? busy : destinations;
    return counted.length > 0 && counted.every(({ confirmed, owed }) => confirmed && owed === 0);
}
function distinct(destinations, itemsOf) {
    return new Set(destinations.flatMap(itemsOf)).size;
}
function changedFiles({ changes }) {
    return changes.files.flatMap(({ path, deployed }) => (deployed === false ? [] : [path]));
}
function sum(destinations, numberOf) {
    return destinations.reduce((total, destination) => total + numberOf(destination), 0);
}
function writeUrls({ destinations }, write) {
    const written = new Set();
    const add = (url, isRemembered) => {
        const line = encoded(url);
        if (written.has(line))
            return;
        if (isRemembered)
            written.add(line);
        write(line);
        write("\n");
    };
    for (const { instructions, changedUrls, owed, purged, level } of destinations) {
        const isLast = instructions === destinations.at(-1)?.instructions;
        const isAllPurged = owed === 0 && purged > 0;
        if (isAllPurged)
            for (const url of changedUrls)
                add(url, true);
        for (const { selector, state, requested } of instructions) {
            if (isAllPurged && requested === "changes")
                continue;
            const isPurged = state === "completed" || (state === "accepted" && level === "accepted");
            if (isPurged && isSingleUrl(selector))
                add(selector, !isLast);
        }
    }
}
function isSingleUrl(selector) {
    return /^(?:\/|https?:\/\/)/.test(selector);
}
function encoded(url) {
    return url.replace(/[^!-~]/gu, (character) => Array.from((0,_model_path_js__WEBPACK_IMPORTED_MODULE_0__/* .pathBytes */ .X)(character), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join(""));
}


/***/ })

};
