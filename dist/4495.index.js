export const id = 4495;
export const ids = [4495];
export const modules = {

/***/ 51356:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  pQ: () => (/* binding */ eachOf),
  gz: () => (/* binding */ failed),
  ae: () => (/* binding */ fetchPage)
});

// EXTERNAL MODULE: ./lib/ports/http.js
var http = __webpack_require__(67334);
;// CONCATENATED MODULE: ./lib/verification/challenge.js
/**
 * What firewalls say of a page that they put in front.
 *
 * https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/
 * https://docs.aws.amazon.com/waf/latest/developerguide/waf-captcha-and-challenge-actions.html
 * Vercel's header has no page of its own; its firewall's answers carry it.
 */
const BOT_CHECKS = [
    { header: "cf-mitigated", values: ["challenge"], by: "Cloudflare's challenge" },
    { header: "x-amzn-waf-action", values: ["challenge", "captcha"], by: "AWS WAF's challenge" },
    { header: "x-vercel-mitigated", values: ["challenge"], by: "Vercel's challenge" },
];
const REMEDY = "`site-headers` can carry what lets this step through";
/** Undefined where the site itself answers. */
function challengeIn({ status, headers }) {
    const check = BOT_CHECKS.find(({ header, values }) => values.includes((headers[header] ?? "").trim().toLowerCase()));
    if (check !== undefined) {
        return { kind: "bot check", message: `${check.by} answers in its place (${status}): ${REMEDY}` };
    }
    if (status === 401) {
        const scheme = /^\s*([A-Za-z][\w-]{0,20})/.exec(headers["www-authenticate"] ?? "")?.[1];
        const asks = scheme === undefined ? "" : ` (${scheme})`;
        return { kind: "login", message: `it answers 401 and asks for a login${asks}: ${REMEDY}` };
    }
    return status === 403 ? { kind: "refused", message: `it answers 403 and lets nobody in: ${REMEDY}` } : undefined;
}
/** A redirect to where the site is not: a login, a consent page, a parked domain. */
function redirectAway(target) {
    const host = target === null || target.host === "" ? "" : ` (${target.protocol}//${target.host})`;
    const remedy = host === "" ? "" : ": where that is the site itself, `site-url` is to name it";
    return { kind: "another host", message: `it redirects to another host${host}${remedy}` };
}

;// CONCATENATED MODULE: ./lib/verification/fetch-page.js


/** Redirects that are followed: from one spelling to another, and once more. More is a loop or a maze. */
const MAX_HOPS = 3;
/** Requests to the site at one time: a visitor with a browser makes more. */
const AT_ONCE = 4;
/** Fetches a URL as a browser does. Redirects are followed by hand, and never to another host than the site's own. */
async function fetchPage(url, { siteClient, hosts, signal, headers }) {
    let next = url;
    for (let hop = 0; hop <= MAX_HOPS; hop++) {
        const page = await siteClient.get(next, { signal, headers }).catch((error) => failed(error));
        if ("message" in page)
            return page;
        if (page.status < 300 || page.status >= 400 || page.headers["location"] === undefined)
            return arrived(page, next);
        const target = URL.parse(page.headers["location"], next);
        if (target === null || !hosts.has(target.origin))
            return challenged(redirectAway(target), page.status);
        target.hash = "";
        next = target.href;
    }
    return { message: `it redirects more than ${MAX_HOPS} times`, passing: false };
}
/** A failure of the network as a value. @throws whatever else it is. */
function failed(error) {
    if ((0,http/* isNetworkFailure */.N)(error))
        return { message: error.message, passing: error.retryable };
    throw error;
}
/** 408, 425, 429 and 5xx are about now, not about the page. */
function arrived(page, url) {
    const { status } = page;
    const challenge = challengeIn(page);
    if (challenge !== undefined)
        return challenged(challenge, status);
    const passing = status >= 500 || [408, 425, 429].includes(status);
    return passing ? { message: `it answers ${status}`, passing, status } : { page, url };
}
function challenged({ kind, message }, status) {
    return { message, passing: false, status, challenge: kind };
}
/** The work for every one of them, a few at a time, in order. */
async function eachOf(ones, work) {
    let next = 0;
    const worker = async () => {
        while (next < ones.length)
            await work(ones[next++]);
    };
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, ones.length) }, worker));
}


/***/ }),

/***/ 34495:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   prewarm: () => (/* binding */ prewarm)
/* harmony export */ });
/* unused harmony export MAX_WARMED */
/* harmony import */ var _fetch_page_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51356);

/** Most pages that one run fetches: it warms what people open first, and is no crawler. */
const MAX_WARMED = 1_000;
/** Least time from the start of one fetch to the next, in milliseconds: ten a second is less than a few visitors. */
const PACE_MS = 100;
/** RFC 6585 section 4. */
const TOO_MANY = 429;
/**
 * Fetches each of these pages once, in order, so that the first visitor after the purge does not wait for the origin.
 *
 * Polite: few at a time and paced, a site that answers "too many requests" is left alone, and so is what the time does not
 * allow for. A page that does not answer is reported, and is no failure of the purge.
 */
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
