export const id = 4495;
export const ids = [4495];
export const modules = {

/***/ 34495:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   prewarm: () => (/* binding */ prewarm)
/* harmony export */ });
/* unused harmony export MAX_WARMED */
/* harmony import */ var _fetch_page_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51356);

const MAX_WARMED = 1_000;
const PACE_MS = 100;
const TOO_MANY = 429;
async function prewarm(options, { clock, siteClient }) {
    const { urls, hosts, deadline } = options;
    const startMs = clock.monotonicMs();
    const failed = [];
    const chosen = urls.slice(0, MAX_WARMED);
    let warmed = 0;
    let started = 0;
    let isTooMuch = false;
    await (0,_fetch_page_js__WEBPACK_IMPORTED_MODULE_0__/* .eachOf */ .pQ)(chosen, async (url) => {
        if (isTooMuch)
            return;
        const waitMs = startMs + started++ * PACE_MS - clock.monotonicMs();
        if (waitMs > 0)
            await clock.sleep(waitMs, deadline.signal);
        if (deadline.signal.aborted || isTooMuch)
            return;
        const fetched = await (0,_fetch_page_js__WEBPACK_IMPORTED_MODULE_0__/* .fetchPage */ .ae)(url, { siteClient, hosts, signal: deadline.signal });
        if (deadline.signal.aborted)
            return;
        if ("message" in fetched && fetched.status === TOO_MANY)
            isTooMuch = true;
        const why = "page" in fetched
            ? fetched.page.status === 200
                ? undefined
                : `it answers ${fetched.page.status}`
            : fetched.message;
        if (why === undefined)
            warmed += 1;
        else
            failed.push({ url, why });
        options.onPage?.();
    });
    return { warmed, failed, left: urls.length - warmed - failed.length, tookMs: clock.monotonicMs() - startMs };
}


/***/ })

};
