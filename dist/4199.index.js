export const id = 4199;
export const ids = [4199];
export const modules = {

/***/ 95761:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  N: () => (/* binding */ inspect),
  q: () => (/* binding */ tagAt)
});

// EXTERNAL MODULE: ./lib/ports/files.js
var files = __webpack_require__(97247);
;// CONCATENATED MODULE: ./lib/verification/extended-content.js
/**
 * Does a page hold all of a file, tag by tag and text by text, in its order, with something added in between? This is what a
 * page is into which a CDN put a script. A login or a maintenance page does not.
 *
 * Only for files that a fingerprint holds whole; of longer ones it is not known.
 */
function holdsAllOf(page, file) {
    const whole = wholeOf(file);
    if (whole === undefined || whole.length === 0)
        return false;
    let found = 0;
    const pieces = piecesOf(whole);
    for (const piece of piecesOf(page))
        if (piece === pieces[found])
            found += 1;
    return found === pieces.length;
}
/** A file that is no longer than its two ends. */
function wholeOf({ bytes, head, tail }) {
    if (bytes > head.length + tail.length)
        return undefined;
    return Buffer.concat([head, tail.subarray(tail.length - (bytes - head.length))]);
}
/** Tags and what is between them, byte by byte. */
function piecesOf(bytes) {
    return Buffer.from(bytes)
        .toString("latin1")
        .split(/(?=<)|(?<=>)/)
        .filter((piece) => piece.trim() !== "");
}

// EXTERNAL MODULE: ./lib/verification/freshness.js
var freshness = __webpack_require__(70296);
;// CONCATENATED MODULE: ./lib/verification/compare-page.js



/**
 * Which build a page shows, compared as closely as it takes.
 *
 * A content that was read whole is compared whole. One that is too long to be read on every fetch is recognised by its
 * length, its first and its last bytes and its ETag, against the files of both builds; only where these fit and prove nothing
 * it is read to its end. What fits both builds is never taken for the new one.
 *
 * @throws {NetworkFailure} when the site does not answer.
 */
async function inspect({ page, url, probe }, means) {
    const plain = (0,freshness/* shownBy */.Le)(page, probe);
    const { was, now } = probe;
    const isDecided = plain.kind === "new" || plain.kind === "old";
    if (isDecided || page.status !== 200 || page.unreadable !== undefined)
        return plain;
    if (was.kind !== "file" && now.kind !== "file")
        return plain;
    if (page.contentNames !== undefined)
        return byWholeContent(page, plain, probe, means);
    const long = await byLongContent(page, url, probe, means);
    if (long.kind !== "new" || page.headers["content-encoding"] === undefined)
        return long;
    return {
        kind: "either",
        why: "its content is the new build's, but visitors get a compressed copy, too long to be compared",
    };
}
/** Of a content that is too long to be read whenever it is fetched, and uncompressed: the ends, and all of it where they prove nothing. */
async function byLongContent(page, url, probe, means) {
    const byEnds = await byParts(page, url, probe, means);
    if (byEnds.kind === "new" || byEnds.kind === "old" || byEnds.kind === "neither")
        return byEnds;
    const whole = await means.siteClient.get(url, { ...requestOptions(means), isLong: true });
    if (whole.contentNames === undefined)
        return byEnds;
    return byWholeContent(whole, (0,freshness/* shownBy */.Le)(whole, probe), probe, means);
}
/**
 * What the identities of a diff do not show: where `ignore-content` leaves text out, a file is known by another hash than that
 * of all of it; and what a CDN adds to a page leaves the rest as it was.
 */
async function byWholeContent({ contentNames = [], content }, plain, { now }, { buildFiles, signal }) {
    if (plain.kind === "new" || plain.kind === "old")
        return plain;
    const file = await buildFiles.of(now, signal);
    if (file === undefined)
        return plain;
    if (buildFiles.isCut && contentNames.includes(file.sha256)) {
        return { kind: "new", why: "its content is the new build's" };
    }
    if (content === undefined || !holdsAllOf(content, file))
        return plain;
    return {
        kind: "extended",
        why: "its content is the new build's with something added, which does not rule out the old one",
    };
}
async function byParts(page, url, { was, now }, means) {
    const { buildFiles, signal } = means;
    const [newFile, oldFile] = await Promise.all([buildFiles.of(now, signal), buildFiles.of(was, signal)]);
    if (newFile === undefined && oldFile === undefined)
        return tooLong("unknown", "neither build's file is at hand");
    const ends = await fetchEnds(page, url, means);
    if ("odd" in ends)
        return tooLong("unknown", ends.odd);
    const fitsNew = newFile !== undefined && fits(ends, newFile);
    const fitsOld = oldFile !== undefined && fits(ends, oldFile);
    const isNewKnown = newFile !== undefined || now.kind === "nothing";
    const isOldKnown = oldFile !== undefined || was.kind === "nothing";
    const parts = "its length, its start and its end are";
    if (fitsNew && !fitsOld && isOldKnown)
        return { kind: "new", why: `${parts} the new build's, and not the old one's` };
    if (fitsNew && opaque(ends.tag)?.toLowerCase() === newFile.md5) {
        return { kind: "new", why: `${parts} the new build's, and its ETag is the hash of that file` };
    }
    if (fitsOld && !fitsNew && isNewKnown)
        return { kind: "old", why: `${parts} the old build's` };
    if (fitsNew && isOfContent(ends.tag) && ends.tag === (await means.originTag?.())) {
        return { kind: "new", why: `${parts} the new build's, and its ETag is the origin's` };
    }
    if (fitsNew)
        return { kind: "either", why: `${parts} the new build's, which does not rule out the old one` };
    if (isNewKnown && isOldKnown)
        return { kind: "neither", why: `${parts} neither the new build's nor the old one's` };
    if (isNewKnown)
        return tooLong("neither", "its length or its ends are not the new build's");
    return tooLong("unknown", "the new build's file is not at hand");
}
function tooLong(kind, why) {
    return { kind, why: `its content is too long to be read whole, and ${why}` };
}
function fits(ends, file) {
    return (ends.bytes === file.bytes &&
        Buffer.compare(ends.head, file.head) === 0 &&
        Buffer.compare(ends.tail, file.tail) === 0);
}
/** The start of a file, then its end, which must be of the same version, and of that of the whole page. */
async function fetchEnds(page, url, means) {
    const ignored = { odd: "the site does not answer for parts of it" };
    const head = await means.siteClient.piece(url, { first: 0, last: files/* EDGE_BYTES */.i - 1 }, requestOptions(means));
    if (head.kind !== "piece")
        return head.kind === "odd" ? { odd: head.why } : ignored;
    const { total } = head;
    const tag = head.headers["etag"];
    if (!isOneVersion(page, total, tag))
        return { odd: "its parts are of another version than the whole" };
    const span = { first: Math.max(0, total - files/* EDGE_BYTES */.i), last: total - 1 };
    const tail = await means.siteClient.piece(url, span, requestOptions(means));
    if (tail.kind !== "piece")
        return tail.kind === "odd" ? { odd: tail.why } : ignored;
    if (tail.total !== total || tail.headers["etag"] !== tag)
        return { odd: "its parts are of two versions" };
    return { bytes: total, head: head.bytes, tail: tail.bytes, tag };
}
/**
 * A cache that keeps parts apart, or fetches them past its copy, may have new parts and an old whole, which is what visitors
 * get. An encoded whole has another length, and an ETag of its own.
 */
function isOneVersion({ headers }, total, tag) {
    if (headers["content-encoding"] !== undefined)
        return true;
    const length = headers["content-length"] ?? "";
    if (/^\d+$/.test(length) && Number(length) !== total)
        return false;
    return headers["etag"] === undefined || tag === undefined || opaque(headers["etag"]) === opaque(tag);
}
/** The ETag of a file, where the site answers for a part of it. */
async function tagAt(url, { siteClient, ...options }) {
    const piece = await siteClient.piece(url, { first: 0, last: 0 }, options);
    return piece.kind === "odd" ? undefined : piece.headers["etag"];
}
function requestOptions({ signal, headers }) {
    return { signal, headers };
}
/** Shortest run of letters and digits in an ETag that can be a hash: 96 bits in hex. */
const SHORTEST_HASH = 24;
/**
 * Does this ETag stand for the content? RFC 9110 section 8.8.3.2: only strong ones say that two answers are the same byte by
 * byte. nginx and Apache make theirs of time and length, which two builds share where a deploy sets all times alike.
 */
function isOfContent(tag) {
    return tag?.startsWith('"') === true && new RegExp(`[A-Za-z0-9+/_=]{${SHORTEST_HASH},}`).test(tag);
}
/** What is between the quotes. A weak tag may still hold a hash, and length and ends are compared besides. */
function opaque(tag) {
    return /^(?:W\/)?"([^"]+)"$/.exec(tag ?? "")?.[1];
}


/***/ }),

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

/***/ 70296:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Le: () => (/* binding */ shownBy),
/* harmony export */   S4: () => (/* binding */ judge),
/* harmony export */   cK: () => (/* binding */ matches)
/* harmony export */ });
/**
 * Content decides wherever it can be compared. The age of the answers decides only where it is not another page that is shown:
 * a login or a maintenance page can be as young as it likes.
 */
function judge({ status }, shown, age) {
    if (shown.kind === "new")
        return { kind: "fresh", why: shown.why };
    if (shown.kind === "old")
        return { kind: "stale", why: shown.why };
    if (status !== 200 || shown.kind === "neither")
        return { kind: "inconclusive", why: shown.why };
    if (age.kind === "younger")
        return { kind: "fresh", why: age.why };
    return { kind: "inconclusive", why: `${shown.why}, and ${age.why}` };
}
/** What the content of a page shows by itself. */
function shownBy(page, { was, now }) {
    const { status } = page;
    if (matches(page, now) === "yes") {
        return { kind: "new", why: now.kind === "nothing" ? `it is gone (${status})` : "its content is the new build's" };
    }
    if (matches(page, was) === "yes") {
        const why = was.kind === "nothing" ? `it answers ${status}, as before the deploy` : "its content is the old build's";
        return { kind: "old", why };
    }
    return status === 200 ? unlike(page, now) : { kind: "unknown", why: `it answers ${status}` };
}
/** What a complete page is that matches neither build. */
function unlike({ contentNames, unreadable }, now) {
    if (unreadable !== undefined)
        return { kind: "neither", why: unreadable };
    if (now.kind === "nothing") {
        return { kind: "neither", why: "it was deleted, and still answers 200 with content of its own" };
    }
    if (contentNames === undefined)
        return { kind: "unknown", why: "its content is too long to be compared" };
    if (now.kind === "unknown")
        return { kind: "unknown", why: "its content is not one that the diff knows" };
    return { kind: "neither", why: "its content is neither the new build's nor the old one's" };
}
/** Does the page show this content? */
function matches({ status, contentNames }, content) {
    const isGone = status === 404 || status === 410;
    if (content.kind === "unknown" || (status !== 200 && !isGone))
        return "unknown";
    if (content.kind === "nothing")
        return isGone ? "yes" : "no";
    if (isGone)
        return "no";
    if (contentNames?.some(({ length }) => length === content.id.length) !== true)
        return "unknown";
    return contentNames.includes(content.id) ? "yes" : "no";
}


/***/ }),

/***/ 4199:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ tagAtOrigin),
/* harmony export */   t: () => (/* binding */ isStillServedAt),
/* harmony export */   waitForOrigin: () => (/* binding */ waitForOrigin)
/* harmony export */ });
/* harmony import */ var _lib_format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(26720);
/* harmony import */ var _compare_page_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(95761);
/* harmony import */ var _fetch_page_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51356);
/* harmony import */ var _freshness_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(70296);




/** First and longest pause between fetching the pages and fetching them again, in milliseconds. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;
const PAUSE_GROWTH = 1.5;
/** Kept before the deadline for fetching everything a last time, in milliseconds. */
const LAST_FETCH_MS = 1_000;
/**
 * How long deleted pages are waited for once all new content is there, in milliseconds: one step of a deploy follows the
 * other. Many deploys never delete, so that it cannot be waited for without end.
 */
const DELETION_GRACE_MS = 10_000;
/** Makes every cache in between fetch again, as a browser's forced reload does. The origin is addressed directly besides. */
const PAST_CACHES = { "cache-control": "no-cache", pragma: "no-cache" };
/** A query that no cache has seen: each request gets a value of its own. */
const BYPASS_PARAMETER = "deploy-purge";
/** An origin that turned every request away so often in a row does it always. */
const MAX_ROUNDS_TURNED_AWAY = 2;
/**
 * Waits until the origin serves the new build. A purge before that makes the edge fetch the old page again, and keep it.
 *
 * Changed files are recognised by their content. Deleted ones must be gone too, but only for a while: see `DELETION_GRACE_MS`.
 */
async function waitForOrigin({ origin, probes, deadline, onWait }, { clock, log }) {
    const startMs = clock.monotonicMs();
    const states = new Map(probes.map((probe) => [probe, UNSEEN]));
    let onlyStillServedSinceMs;
    let roundsTurnedAway = 0;
    for (let pauseMs = FIRST_PAUSE_MS;; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * PAUSE_GROWTH)) {
        await fetchAllPages(origin, states, deadline.signal);
        const left = notReady(states);
        const onlyStillServed = left.length < probes.length && left.every(([, { kind }]) => kind === "still served");
        const nowMs = clock.monotonicMs();
        onlyStillServedSinceMs = onlyStillServed ? (onlyStillServedSinceMs ?? nowMs) : undefined;
        const isGraceOver = onlyStillServedSinceMs !== undefined && nowMs >= onlyStillServedSinceMs + DELETION_GRACE_MS;
        roundsTurnedAway = left.length === probes.length && left.every(isTurnedAway) ? roundsTurnedAway + 1 : 0;
        const isOver = isGraceOver || roundsTurnedAway === MAX_ROUNDS_TURNED_AWAY || deadline.signal.aborted;
        const waitMs = Math.min(pauseMs, deadline.remainingMs() - LAST_FETCH_MS);
        if (left.length === 0 || isOver || waitMs <= 0) {
            const ready = left.length === 0 || onlyStillServed;
            return readiness(left, { ready, checked: probes.length, waitedMs: nowMs - startMs });
        }
        if (pauseMs === FIRST_PAUSE_MS) {
            const time = (0,_lib_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatSeconds */ .Xo)(deadline.remainingMs());
            log.info(`The origin does not serve the new build yet (${left.length} of ${probes.length} URLs); waiting up to ${time}.`);
        }
        onWait?.(left.length);
        await clock.sleep(waitMs, deadline.signal);
    }
}
const UNSEEN = { kind: "not ready", why: "it was not fetched" };
function notReady(states) {
    return [...states].filter(([, { kind }]) => kind !== "ready");
}
/** 403 is no such sign: object stores say it of a file that has not come yet. */
function isTurnedAway([, state]) {
    return state.kind === "not ready" && state.challenge !== undefined && state.challenge !== "refused";
}
async function fetchAllPages(origin, states, signal) {
    await (0,_fetch_page_js__WEBPACK_IMPORTED_MODULE_0__/* .eachOf */ .pQ)(notReady(states), async ([probe]) => {
        const state = signal.aborted ? undefined : await stateAt(origin, probe, signal);
        if (state !== undefined)
            states.set(probe, state);
    });
}
/** Does the origin still serve the old content of this URL? */
async function isStillServedAt(origin, probe, signal) {
    return (await stateAt(origin, probe, signal))?.kind === "still served";
}
/** The ETag under which the origin serves the file of this URL; undefined where there is none. */
async function tagAtOrigin(origin, probe, signal) {
    const { siteClient } = origin;
    return (0,_compare_page_js__WEBPACK_IMPORTED_MODULE_2__/* .tagAt */ .q)(targetOf(origin, probe).href, { siteClient, signal, headers: PAST_CACHES }).catch(() => undefined);
}
function targetOf({ url, random }, { path = "/" }) {
    const target = new URL(`${url}${path.slice(1)}`);
    target.searchParams.set(BYPASS_PARAMETER, random().toString(36).slice(2, 10));
    return target;
}
/** @returns undefined when the time was over before it answered. */
async function stateAt(origin, probe, signal) {
    const { siteClient, buildFiles } = origin;
    const { was, now } = probe;
    const target = targetOf(origin, probe);
    const hosts = new Set([target.origin]);
    const fetched = await (0,_fetch_page_js__WEBPACK_IMPORTED_MODULE_0__/* .fetchPage */ .ae)(target.href, { siteClient, hosts, signal, headers: PAST_CACHES });
    if (!("page" in fetched)) {
        const { message, challenge } = fetched;
        return signal.aborted ? undefined : { kind: "not ready", why: message, ...(challenge && { challenge }) };
    }
    const { page, url } = fetched;
    // Another 200 than the old one is a host that shows some page for what is gone.
    if (now.kind === "nothing" && page.status === 200)
        return { kind: (0,_freshness_js__WEBPACK_IMPORTED_MODULE_3__/* .matches */ .cK)(page, was) === "no" ? "ready" : "still served" };
    const means = { siteClient, buildFiles, signal, headers: PAST_CACHES };
    const shown = await (0,_compare_page_js__WEBPACK_IMPORTED_MODULE_2__/* .inspect */ .N)({ page, url, probe }, means).catch(_fetch_page_js__WEBPACK_IMPORTED_MODULE_0__/* .failed */ .gz);
    if ("message" in shown)
        return signal.aborted ? undefined : { kind: "not ready", why: shown.message };
    // A long file that fits in all that can be compared is there: waiting for more would be waiting for ever.
    if (shown.kind === "new" || shown.kind === "either")
        return { kind: "ready" };
    return {
        kind: "not ready",
        why: page.status === 200 && (0,_freshness_js__WEBPACK_IMPORTED_MODULE_3__/* .matches */ .cK)(page, now) === "no" ? "its content is not the new build's" : shown.why,
    };
}
function readiness(left, { ready, ...known }) {
    const missing = left.map(([{ path, url }, state]) => ({
        url: path ?? url,
        why: state.kind === "not ready" ? state.why : "it was deleted, and is still served",
    }));
    const stillServed = left.filter(([, { kind }]) => kind === "still served").map(([{ url }]) => new URL(url).pathname);
    return { ...known, ready, missing: ready ? [] : missing, stillServed };
}


/***/ })

};
