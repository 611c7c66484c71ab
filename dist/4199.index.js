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
function wholeOf({ bytes, head, tail }) {
    if (bytes > head.length + tail.length)
        return undefined;
    return Buffer.concat([head, tail.subarray(tail.length - (bytes - head.length))]);
}
function piecesOf(bytes) {
    return Buffer.from(bytes)
        .toString("latin1")
        .split(/(?=<)|(?<=>)/)
        .filter((piece) => piece.trim() !== "");
}

// EXTERNAL MODULE: ./lib/verification/freshness.js
var freshness = __webpack_require__(70296);
;// CONCATENATED MODULE: ./lib/verification/compare-page.js



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
async function byLongContent(page, url, probe, means) {
    const byEnds = await byParts(page, url, probe, means);
    if (byEnds.kind === "new" || byEnds.kind === "old" || byEnds.kind === "neither")
        return byEnds;
    const whole = await means.siteClient.get(url, { ...requestOptions(means), isLong: true });
    if (whole.contentNames === undefined)
        return byEnds;
    return byWholeContent(whole, (0,freshness/* shownBy */.Le)(whole, probe), probe, means);
}
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
function isOneVersion({ headers }, total, tag) {
    if (headers["content-encoding"] !== undefined)
        return true;
    const length = headers["content-length"] ?? "";
    if (/^\d+$/.test(length) && Number(length) !== total)
        return false;
    return headers["etag"] === undefined || tag === undefined || opaque(headers["etag"]) === opaque(tag);
}
async function tagAt(url, { siteClient, ...options }) {
    const piece = await siteClient.piece(url, { first: 0, last: 0 }, options);
    return piece.kind === "odd" ? undefined : piece.headers["etag"];
}
function requestOptions({ signal, headers }) {
    return { signal, headers };
}
const SHORTEST_HASH = 24;
function isOfContent(tag) {
    return tag?.startsWith('"') === true && new RegExp(`[A-Za-z0-9+/_=]{${SHORTEST_HASH},}`).test(tag);
}
function opaque(tag) {
    return /^(?:W\/)?"([^"]+)"$/.exec(tag ?? "")?.[1];
}


/***/ }),

/***/ 70296:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Le: () => (/* binding */ shownBy),
/* harmony export */   S4: () => (/* binding */ judge),
/* harmony export */   cK: () => (/* binding */ matches)
/* harmony export */ });
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
function shownBy(page, { was, now }) {
    const { status } = page;
    if (matches(page, now) === "yes") {
        const gone = now.kind === "nothing" ? `it is gone (${status})` : "its content is the new build's";
        return { kind: "new", why: now.kind === "redirect" ? "it redirects to where the new build says" : gone };
    }
    if (matches(page, was) === "yes") {
        const answers = was.kind === "nothing" ? `it answers ${status}` : "it redirects";
        const why = was.kind === "file" ? "its content is the old build's" : `${answers}, as before the deploy`;
        return { kind: "old", why };
    }
    return status === 200 ? unlike(page, now) : { kind: "unknown", why: `it answers ${status}` };
}
function unlike({ contentNames, unreadable }, now) {
    if (now.kind === "redirect")
        return { kind: "neither", why: "it answers 200, where the new build has a redirect" };
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
function matches({ status, contentNames, redirectsTo }, content) {
    if (content.kind === "redirect")
        return content.to.some((one) => one === redirectsTo) ? "yes" : "no";
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




const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;
const PAUSE_GROWTH = 1.5;
const LAST_FETCH_MS = 1_000;
const DELETION_GRACE_MS = 10_000;
const PAST_CACHES = { "cache-control": "no-cache", pragma: "no-cache" };
const BYPASS_PARAMETER = "deploy-purge";
const MAX_ROUNDS_TURNED_AWAY = 2;
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
async function isStillServedAt(origin, probe, signal) {
    return (await stateAt(origin, probe, signal))?.kind === "still served";
}
async function tagAtOrigin(origin, probe, signal) {
    const { siteClient } = origin;
    return (0,_compare_page_js__WEBPACK_IMPORTED_MODULE_2__/* .tagAt */ .q)(targetOf(origin, probe).href, { siteClient, signal, headers: PAST_CACHES }).catch(() => undefined);
}
function targetOf({ url, random }, { path = "/" }) {
    const target = new URL(`${url}${path.slice(1)}`);
    target.searchParams.set(BYPASS_PARAMETER, random().toString(36).slice(2, 10));
    return target;
}
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
    if (now.kind === "nothing" && page.status === 200)
        return { kind: (0,_freshness_js__WEBPACK_IMPORTED_MODULE_3__/* .matches */ .cK)(page, was) === "no" ? "ready" : "still served" };
    const means = { siteClient, buildFiles, signal, headers: PAST_CACHES };
    const shown = await (0,_compare_page_js__WEBPACK_IMPORTED_MODULE_2__/* .inspect */ .N)({ page, url, probe }, means).catch(_fetch_page_js__WEBPACK_IMPORTED_MODULE_0__/* .failed */ .gz);
    if ("message" in shown)
        return signal.aborted ? undefined : { kind: "not ready", why: shown.message };
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
