export const id = 5114;
export const ids = [5114];
export const modules = {

/***/ 5114:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  prove: () => (/* binding */ prove)
});

// EXTERNAL MODULE: ./lib/plan/batches.js
var plan_batches = __webpack_require__(35943);
// EXTERNAL MODULE: ./lib/providers/entries.js
var entries = __webpack_require__(12254);
// EXTERNAL MODULE: ./lib/report/log-proof.js
var log_proof = __webpack_require__(51919);
// EXTERNAL MODULE: ./lib/report/messages.js
var messages = __webpack_require__(26916);
;// CONCATENATED MODULE: ./lib/verification/caches-on-the-way.js
/** Longest part of a header that is named. */
const LONGEST_VALUE = 60;
/**
 * Finds caches of other providers that these answers passed through. A header that two providers write identifies neither, and
 * one that the purged provider writes identifies nobody else. Undefined where there is none.
 */
function findCachesOnTheWay(answers, known) {
    const own = known.all.find(({ id }) => id === known.purged)?.traces;
    const others = new Map();
    for (const headers of answers) {
        const isForeign = own?.at === "edge" && own.always && !own.headers.some((trace) => partOf(headers, trace));
        for (const cache of known.all) {
            if (cache.id === known.purged)
                continue;
            const found = traceIn(headers, cache, own);
            if (found === undefined)
                continue;
            const { header, trace } = found;
            const { answers: before, foreign } = others.get(cache.id) ?? { answers: 0, foreign: 0 };
            others.set(cache.id, {
                provider: cache.id,
                name: cache.name,
                header,
                answers: before + 1,
                foreign: foreign + Number(isForeign && cache.traces?.at === "edge" && trace.weak !== true),
            });
        }
    }
    const found = [...others.values()]
        .filter(({ provider, foreign }) => foreign > 0 || !known.purgedInRun.has(provider))
        .toSorted((a, b) => b.foreign - a.foreign || b.answers - a.answers);
    return found.length === 0 ? undefined : { answers: answers.length, others: found };
}
/** The header that shows this cache and that the purged one does not write as well. */
function traceIn(headers, { traces }, own) {
    for (const trace of traces?.headers ?? []) {
        if (trace.shared === true || own?.headers.some((one) => isSame(one, trace)))
            continue;
        const header = partOf(headers, trace);
        if (header !== undefined)
            return { header, trace };
    }
    return undefined;
}
function isSame(one, other) {
    return one.header === other.header && (one.value === undefined || one.value.source === other.value?.source);
}
/** `cf-ray`, or `via: 1.1 google` where the value is what shows it. */
function partOf(headers, { header, value }) {
    const isPrefix = header.endsWith("*");
    const name = isPrefix ? Object.keys(headers).find((one) => one.startsWith(header.slice(0, -1))) : header;
    const text = name === undefined ? undefined : headers[name];
    if (name === undefined || text === undefined)
        return undefined;
    if (value === undefined)
        return name;
    const part = value.exec(text)?.[0];
    return part === undefined ? undefined : `${name}: ${part.slice(0, LONGEST_VALUE)}`;
}

;// CONCATENATED MODULE: ./lib/verification/verified-outcomes.js
/** Which instructions stand for a URL: those that its changes made necessary, else those that name it, else all. */
function createItemsOf(plan) {
    const items = plan.batches.flatMap((batch) => batch.items);
    // By a change, or by the path that an instruction names.
    const byReason = new Map();
    const add = (reason, item) => {
        const known = byReason.get(reason);
        if (known === undefined)
            byReason.set(reason, [item]);
        else
            known.push(item);
    };
    for (const item of items) {
        for (const { because } of item.targets)
            for (const change of because)
                add(change, item);
        const { by, value, origin = "" } = item.selector;
        if (by === "path")
            add(origin + value, item);
    }
    return ({ url, because }) => {
        const found = new Set(because.flatMap((change) => byReason.get(change) ?? []));
        if (found.size > 0)
            return [...found];
        return byReason.get(url) ?? byReason.get(url.slice(new URL(url).origin.length)) ?? items;
    };
}
/** Instructions that the provider took. */
function takenItems({ outcomes }) {
    return new Set(outcomes.flatMap(({ batch, state, refused }) => {
        if (state !== "completed" && state !== "accepted")
            return [];
        const not = new Set(refused.map(({ item }) => item));
        return batch.items.filter((_, at) => !not.has(at));
    }));
}
/**
 * The delivery as the live site shows it: what it proves counts as completed, and what it does not, as not done, each with
 * its own reason. One URL in doubt casts doubt on all that was not fetched: a sample vouches for the rest as a whole.
 */
function withVerification(delivery, shown) {
    const { seen } = shown.verification;
    const doubtOf = createDoubts(shown);
    const confirmed = seen.length > 0 && seen.every(({ kind }) => kind === "fresh");
    const outcomes = delivery.outcomes.map((outcome) => {
        if (outcome.state !== "completed" && outcome.state !== "accepted")
            return outcome;
        if (outcome.failure !== undefined)
            return outcome;
        const known = new Set(outcome.refused.map(({ item }) => item));
        const doubted = outcome.batch.items.flatMap((item, position) => {
            const doubt = known.has(position) ? undefined : doubtOf(item);
            return doubt === undefined ? [] : [{ ...doubt, item: position }];
        });
        return { ...outcome, state: "completed", confirmed, refused: [...outcome.refused, ...doubted] };
    });
    return { ...delivery, outcomes };
}
const CANCELLED = { fault: "cancelled", why: "the run was cancelled before the live site had proven it" };
function createDoubts({ verification, probes, itemsOf, isCancelled }) {
    const doubts = new Map();
    const cleared = new Set();
    let first;
    for (const [at, seen] of verification.seen.entries()) {
        const items = itemsOf(probes[at]);
        const found = doubtIn(seen);
        const doubt = found !== undefined && isCancelled ? CANCELLED : found;
        if (first === undefined || (first.fault !== "stale" && doubt?.fault === "stale"))
            first = doubt ?? first;
        for (const item of items) {
            if (doubt === undefined)
                cleared.add(item);
            else if (doubts.get(item)?.fault !== "stale")
                doubts.set(item, doubt);
        }
    }
    const why = `it was not checked, and the sample is not fresh as a whole: ${first?.why ?? ""}`;
    const shared = first === undefined || isCancelled ? first : { fault: "unproven", why };
    return (item) => doubts.get(item) ?? (cleared.has(item) ? undefined : shared);
}
function doubtIn({ url, kind, why, excused, purges }) {
    if (kind === "fresh" || excused)
        return undefined;
    const again = purges > 1 ? `, after ${purges} purges` : "";
    if (kind === "stale")
        return { fault: "stale", why: `${url} is still served old: ${why}${again}` };
    return { fault: "unproven", why: `${url} is not proven fresh: ${why}${again}` };
}

// EXTERNAL MODULE: ./lib/lib/http-headers.js
var http_headers = __webpack_require__(93580);
;// CONCATENATED MODULE: ./lib/verification/cache-headers.js
const HIT = /\b(?:[a-z_]*hit|stale|updating|prerender)\b/i;
const MISS = /\b(?:[a-z_]*miss|expired|revalidated)\b/i;
const UNCACHED = /\b(?:bypass|dynamic|private_nostore|config_nocache)\b/i;
/** A word for each cache in a list, `HIT, MISS`. */
function listed(value) {
    return value
        .split(",")
        .map((one) => (HIT.test(one) ? "hit" : MISS.test(one) ? "miss" : UNCACHED.test(one) ? "uncached" : "unknown"));
}
/** RFC 9211: one member for each cache, `ExampleCache; fwd=uri-miss`; quoted text may hold commas and semicolons. */
function members(value) {
    const plain = value.replace(/"(?:[^"\\]|\\.)*"/g, "text");
    return plain.split(",").map((member) => {
        const parameters = member.split(";").map((one) => one.trim().toLowerCase());
        if (parameters.some((one) => one === "hit" || one === "hit=?1"))
            return "hit";
        if (parameters.includes("fwd=bypass"))
            return "uncached";
        return parameters.some((one) => one.startsWith("fwd=")) ? "miss" : "unknown";
    });
}
/** Of Via, only what Traffic Server adds: after the first `c`, the result of its cache's lookup. */
function trafficServer(value) {
    return [...value.matchAll(/\[[^\]c]*c([A-Z ])/g)].map(([, result]) => /[AHSR]/.test(result) ? "hit" : result === "M" ? "miss" : "unknown");
}
/**
 * Headers in which caches say whether they had the page. They explain a verdict, and a hit of a cache that sends no age
 * indicates that it did not; none of them proves anything, since a cache further out keeps and repeats them.
 */
const CACHE_HEADERS = [
    {
        name: "cf-cache-status",
        isCdn: true,
        by: "Cloudflare",
        sendsAge: true,
        hit: "HIT, STALE, UPDATING",
        miss: "MISS, EXPIRED, REVALIDATED",
        source: "https://developers.cloudflare.com/cache/concepts/cache-responses/",
        read: listed,
    },
    {
        name: "x-cache",
        by: "CloudFront, Fastly, Akamai, Squid and many others",
        sendsAge: true,
        hit: "Hit from cloudfront, HIT, TCP_HIT from …",
        miss: "Miss from cloudfront, MISS, TCP_MISS from …",
        source: "https://www.fastly.com/documentation/reference/http/http-headers/X-Cache/",
        read: listed,
    },
    {
        name: "x-cache-remote",
        by: "Akamai's parent cache",
        sendsAge: true,
        hit: "TCP_HIT from …",
        miss: "TCP_MISS from …",
        source: "Akamai's debug headers, as the pragma akamai-x-cache-remote-on shows them",
        read: listed,
    },
    {
        name: "cdn-cache",
        isCdn: true,
        by: "Bunny",
        sendsAge: false,
        hit: "HIT, STALE, UPDATING; and CDN-CachedAt, from which the age is reckoned",
        miss: "MISS, EXPIRED, BYPASS",
        source: "answers of Bunny's edge",
        read: listed,
    },
    {
        name: "x-77-cache",
        isCdn: true,
        by: "CDN77",
        sendsAge: false,
        hit: "HIT, STALE, UPDATING",
        miss: "MISS, EXPIRED",
        source: "https://client.cdn77.com/support/knowledgebase/general-faq/which-headers-does-cdn77-add-to-my-files",
        read: listed,
    },
    {
        name: "cache",
        by: "Gcore",
        sendsAge: false,
        hit: "HIT, STALE, UPDATING",
        miss: "MISS, EXPIRED",
        source: "https://support.gcorelabs.com/hc/en-us/articles/213983169-Check-Cache-Settings",
        read: listed,
    },
    {
        name: "cache-status",
        by: "Netlify, Souin and who else follows RFC 9211",
        sendsAge: true,
        hit: '"Netlify Edge"; hit',
        miss: '"Netlify Edge"; fwd=miss',
        source: "https://www.rfc-editor.org/rfc/rfc9211",
        read: members,
    },
    {
        name: "x-vercel-cache",
        isCdn: true,
        by: "Vercel",
        sendsAge: true,
        hit: "HIT, STALE, PRERENDER",
        miss: "MISS, REVALIDATED",
        source: "https://vercel.com/docs/caching/cache-status",
        read: listed,
    },
    {
        name: "x-varnish",
        by: "Varnish",
        sendsAge: true,
        hit: "two numbers",
        miss: "one number",
        source: "Varnish 7.1; https://varnish-cache.org/docs/trunk/reference/vcl-var.html",
        read: (value) => [/^\d+ \d+$/.test(value.trim()) ? "hit" : /^\d+$/.test(value.trim()) ? "miss" : "unknown"],
    },
    {
        name: "x-cache-status",
        by: "nginx, where the configuration adds it",
        sendsAge: false,
        hit: "HIT, STALE, UPDATING",
        miss: "MISS, EXPIRED, BYPASS",
        source: "https://nginx.org/en/docs/http/ngx_http_upstream_module.html#var_upstream_cache_status",
        read: listed,
    },
    {
        name: "x-proxy-cache",
        by: "nginx, under another name that guides use",
        sendsAge: false,
        hit: "HIT",
        miss: "MISS",
        source: "https://nginx.org/en/docs/http/ngx_http_upstream_module.html#var_upstream_cache_status",
        read: listed,
    },
    {
        name: "via",
        by: "Apache Traffic Server, where it adds its codes",
        sendsAge: true,
        hit: "[cHs f ]",
        miss: "[cMsSf ]",
        source: "Traffic Server 9.2; https://docs.trafficserver.apache.org/en/latest/appendices/faq.en.html",
        read: trafficServer,
    },
];
/** The name that any cache may use: whose it is shows only where it stands alone. */
const ANYBODYS = "x-cache";
/** What the caches between the origin and us say, one word for each. */
function cacheWordsOf(headers) {
    const isBehindCdn = CACHE_HEADERS.some(({ name, isCdn }) => isCdn === true && headers[name] !== undefined);
    return CACHE_HEADERS.flatMap(({ name, sendsAge, read }) => {
        const value = headers[name];
        if (value === undefined)
            return [];
        const isKnown = sendsAge && !(name === ANYBODYS && isBehindCdn);
        return read(value).map((kind) => ({ kind, message: `${name}: ${value.slice(0, 100)}`, sendsAge: isKnown }));
    });
}

;// CONCATENATED MODULE: ./lib/verification/cache-age.js


/**
 * Age is a whole number of seconds, rounded up or down. It proves nothing about a copy that was made within this time after
 * the purge.
 */
const AGE_STEP_MS = 1_000;
/** Largest difference between a server's clock and ours; with a larger one, a Date before the purge means an old copy. */
const CLOCK_SKEW_MS = 60_000;
/** Two answers so far apart that an Age which grows and one that stands still cannot be mistaken for each other. */
const MIN_APART_MS = 2_000;
/**
 * Do the ages of several answers prove that the copy was made after the purge?
 *
 * Age (RFC 9111 section 5.1) counts from the origin, over all caches in between. One value is no proof: a cache that knows no
 * Age repeats the one that it stored. So it must have grown between two answers as that of a stored copy does, and at one of
 * them be less than the time since the purge.
 *
 * @param earlier answers of the same URL since the same purge.
 */
function proveAge(headers, at, earlier) {
    const date = (0,http_headers/* httpDateMs */.H)(headers["date"], new Date(at.purgedAtMs));
    if (date !== undefined && date < at.purgedAtMs - CLOCK_SKEW_MS) {
        return { kind: "unproven", why: "its Date lies before the purge" };
    }
    const words = cacheWordsOf(headers);
    const silent = words.find(({ kind, sendsAge }) => kind === "hit" && !sendsAge);
    const reckonedMs = headers["age"] === undefined ? bunnyAgeMs(headers, date) : undefined;
    const ageMs = reckonedMs ?? ageIn(headers["age"]);
    if (silent !== undefined && reckonedMs === undefined) {
        return { kind: "unproven", why: `a cache that sends no age had it (${silent.message})` };
    }
    if (ageMs === undefined) {
        const uncached = words.find(({ kind }) => kind === "uncached");
        const word = uncached ?? words[0];
        const message = word === undefined ? "" : `: what its cache says (${word.message}) can be a repetition`;
        return { kind: "unproven", why: `it sends no Age${message}` };
    }
    const answer = { ageMs, requestedMs: at.requestedMs, answeredMs: at.answeredMs };
    const itsAge = `its Age (${ageMs / 1000} s)`;
    if (earlier.some((one) => hasGrown(one, answer) && (isYoung(one) || isYoung(answer)))) {
        return { kind: "younger", why: `${itsAge} grows from answer to answer, and is less than the purge's`, answer };
    }
    if (!isYoung(answer)) {
        return { kind: "unproven", why: `${itsAge} does not prove that it is younger than the purge`, answer };
    }
    return {
        kind: "young",
        why: `${itsAge} has not grown since an earlier answer, so that it can be a repetition`,
        answer,
    };
}
function isYoung({ ageMs, requestedMs }) {
    return ageMs + AGE_STEP_MS <= requestedMs;
}
/** Did the age grow by the time between two answers, as that of one stored copy does? */
function hasGrown(before, after) {
    const leastMs = after.requestedMs - before.answeredMs;
    const mostMs = after.answeredMs - before.requestedMs;
    const grownMs = after.ageMs - before.ageMs;
    return leastMs >= MIN_APART_MS && grownMs >= leastMs - AGE_STEP_MS && grownMs <= mostMs + AGE_STEP_MS;
}
/** In milliseconds; undefined when it is missing or no number. Several values: the largest. */
function ageIn(value) {
    const values = (value ?? "").split(",").map((one) => one.trim());
    if (!values.every((one) => /^\d{1,10}$/.test(one)))
        return undefined;
    return Math.max(...values.map(Number)) * 1000;
}
/** `11/28/2026 09:05:33`, in UTC. */
const CACHED_AT = /^(\d{2})\/(\d{2})\/(\d{4}) (\d{2}:\d{2}:\d{2})$/;
/** Bunny sends no Age, but the time when it got its copy, and its own time in Date. */
function bunnyAgeMs(headers, date) {
    const [, month, day, year, time] = CACHED_AT.exec(headers["cdn-cachedat"]?.trim() ?? "") ?? [];
    const cachedAt = Date.parse(`${year}-${month}-${day}T${time}Z`);
    return date === undefined || Number.isNaN(cachedAt) || cachedAt > date ? undefined : date - cachedAt;
}

// EXTERNAL MODULE: ./lib/verification/compare-page.js + 1 modules
var compare_page = __webpack_require__(95761);
// EXTERNAL MODULE: ./lib/verification/fetch-page.js + 1 modules
var fetch_page = __webpack_require__(51356);
// EXTERNAL MODULE: ./lib/verification/freshness.js
var freshness = __webpack_require__(70296);
;// CONCATENATED MODULE: ./lib/verification/verify.js




/**
 * A purge of what is still served old is repeated so often: a second one beats a shield that refilled the edge, more is
 * hope.
 */
const MAX_REPURGES = 2;
/** First and longest pause between fetching a URL and fetching it again, in milliseconds. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 10_000;
const PAUSE_GROWTH = 1.5;
/** Kept before the deadline for fetching everything a last time, in milliseconds. */
const LAST_FETCH_MS = 1_000;
/** Answers of one URL that are waited for to see its Age grow: that of a page which no cache keeps never does. */
const MAX_AGED_ANSWERS = 4;
/** A site that turned every request away so often in a row does it always. */
const MAX_ROUNDS_TURNED_AWAY = 2;
/**
 * Fetches a sample of the changed URLs through the CDN until each is fresh, stale ones purged again, or the time is over.
 *
 * Ends early when nothing can change any more: what is still old after the last purge and its window stays old, and a site
 * that turns this step away keeps doing so. Failures of the site are values: a URL that could not be judged is inconclusive,
 * which is never taken for fresh.
 */
async function verify(options, world) {
    const startMs = world.clock.monotonicMs();
    const { accepted, settledMs } = options;
    const watches = options.probes.map((probe) => watchOf(probe, accepted));
    const watching = { options, world, watches, settledMs, repurges: 0, fetches: 0, roundsTurnedAway: 0 };
    let pauseMs = FIRST_PAUSE_MS;
    // A copy that is made for this step's own first request must come so long after the purge that its Age shows it.
    const tooSoonMs = Math.min(accepted.ms + AGE_STEP_MS - startMs, options.deadline.remainingMs() - LAST_FETCH_MS);
    if (tooSoonMs > 0) {
        await world.clock.sleep(tooSoonMs, options.deadline.signal);
        watching.settledMs = Math.max(settledMs, world.clock.monotonicMs());
    }
    for (;;) {
        await fetchAllPages(watching);
        const next = await nextStep(watching);
        if (next === "end")
            break;
        if (next === "purged again")
            pauseMs = FIRST_PAUSE_MS;
        const waitMs = waitFor(watching, pauseMs);
        if (waitMs <= 0)
            break;
        options.onWait?.(watches.filter(isOpen).length);
        await world.clock.sleep(waitMs, options.deadline.signal);
        if (options.deadline.signal.aborted)
            break;
        pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * PAUSE_GROWTH);
    }
    return {
        seen: watches.map(({ seen }) => seen),
        total: options.total,
        repurges: watching.repurges,
        fetches: watching.fetches,
        tookMs: world.clock.monotonicMs() - startMs,
    };
}
function watchOf(probe, accepted) {
    const why = "the time was over before it could be checked";
    const seen = { url: probe.url, kind: "inconclusive", why, excused: false, purges: 1, afterMs: 0 };
    return { probe, seen, passing: true, challenge: undefined, accepted, aged: [], staleAnswers: 0 };
}
function isOpen({ seen }) {
    return seen.kind !== "fresh" && !seen.excused;
}
async function fetchAllPages(watching) {
    const { options, watches } = watching;
    const { signal } = options.deadline;
    await (0,fetch_page/* eachOf */.pQ)(watches.filter(isOpen), async (watch) => {
        if (signal.aborted)
            return;
        watching.fetches += 1;
        const found = await fetchAndJudge(watch, watching);
        // What the end of the time cut off says nothing about the page.
        if (signal.aborted && "message" in found)
            return;
        await note(found, watch, watching);
    });
    const isTurnedAway = watches.every(({ challenge }) => challenge !== undefined) && watches.some(isSurelyTurnedAway);
    watching.roundsTurnedAway = isTurnedAway ? watching.roundsTurnedAway + 1 : 0;
}
async function note(found, watch, watching) {
    const { options, world } = watching;
    const { kind, why } = "message" in found ? { kind: "inconclusive", why: found.message } : found;
    const afterMs = world.clock.monotonicMs() - options.accepted.ms;
    watch.passing = found.passing;
    watch.challenge = "message" in found ? found.challenge : undefined;
    watch.seen = { ...watch.seen, kind, why, afterMs };
    if (kind === "stale")
        watch.staleAnswers += 1;
    if (kind !== "fresh")
        await excuse(watching, watch);
}
/** A page that one build does not have may be refused, or redirected, because it is not there. */
function isSurelyTurnedAway({ probe: { was, now }, challenge }) {
    return challenge === "login" || challenge === "bot check" || (was.kind !== "nothing" && now.kind !== "nothing");
}
async function fetchAndJudge(watch, watching) {
    const { options, world } = watching;
    const { siteClient, clock } = world;
    const requestedMs = clock.monotonicMs() - watch.accepted.ms;
    const { hosts, deadline } = options;
    const fetched = await (0,fetch_page/* fetchPage */.ae)(watch.probe.url, { siteClient, hosts, signal: deadline.signal });
    if (!("page" in fetched))
        return fetched;
    options.onAnswer?.(watch.probe, fetched.page.headers);
    // The moment of this answer: a closer comparison afterwards makes requests of its own, which these headers do not describe.
    const at = { requestedMs, answeredMs: clock.monotonicMs() - watch.accepted.ms };
    const shown = await show(fetched, watch.probe, watching).catch(fetch_page/* failed */.gz);
    if ("message" in shown)
        return shown;
    const age = proveAge(fetched.page.headers, { ...at, purgedAtMs: watch.accepted.at.getTime() }, watch.aged);
    if (age.answer !== undefined)
        watch.aged.push(age.answer);
    const passing = age.kind === "young" && watch.aged.length < MAX_AGED_ANSWERS;
    return { ...(0,freshness/* judge */.S4)(fetched.page, shown, age), passing };
}
async function show(fetched, probe, { options, world }) {
    const { buildFiles, originTag, deadline } = options;
    const means = { siteClient: world.siteClient, buildFiles, signal: deadline.signal };
    const closer = originTag === undefined ? means : { ...means, originTag: () => originTag(probe) };
    const shown = await (0,compare_page/* inspect */.N)({ ...fetched, probe }, closer);
    if (fetched.url === probe.url || shown.kind === "new" || shown.kind === "old")
        return shown;
    // The age of another page than the one that was purged proves nothing of it.
    return { kind: "neither", why: `it redirects to another page of the site, and ${shown.why}` };
}
/** A deleted page that the origin still serves is not the CDN's fault, and no purge will help. */
async function excuse({ options }, watch) {
    if (watch.seen.kind !== "stale" || watch.probe.now.kind !== "nothing")
        return;
    if ((await options.isStillServedAtOrigin?.(watch.probe)) !== true)
        return;
    const why = "it was deleted, and the origin still serves it";
    watch.seen = { ...watch.seen, kind: "inconclusive", excused: true, why };
}
/** What follows from this round. */
async function nextStep(watching) {
    const { options, world, watches } = watching;
    const open = watches.filter(isOpen);
    if (open.length === 0 || options.deadline.signal.aborted)
        return "end";
    if (watching.roundsTurnedAway === MAX_ROUNDS_TURNED_AWAY)
        return "end";
    if (world.clock.monotonicMs() < watching.settledMs + options.spacingMs)
        return "fetch again";
    // A soft purge lets one old answer pass: it is what makes the cache fetch the new one.
    const tolerated = options.isSoft === true ? 1 : 0;
    const stale = open.filter(({ seen, staleAnswers }) => seen.kind === "stale" && staleAnswers > tolerated);
    if (stale.length > 0)
        return repurge(stale, watching);
    return open.some(({ passing, seen }) => passing || seen.kind === "stale") ? "fetch again" : "end";
}
async function repurge(stale, watching) {
    const { options, world, watches } = watching;
    if (watching.repurges === MAX_REPURGES)
        return "end";
    watching.repurges += 1;
    world.log.info(`${stale.length} of ${watches.length} URLs are still served old ${Math.round(options.spacingMs / 1000)} s after the purge: ` +
        `purging them again (${watching.repurges} of ${MAX_REPURGES}).`);
    if (!(await options.purgeAgain(stale.map(({ probe }) => probe))))
        return "end";
    const accepted = { ms: world.clock.monotonicMs(), at: world.clock.now() };
    for (const watch of stale) {
        Object.assign(watch, { accepted, aged: [], staleAnswers: 0 });
        watch.seen = { ...watch.seen, purges: watch.seen.purges + 1 };
    }
    watching.settledMs = accepted.ms;
    return "purged again";
}
/** The pause, or less where the window ends before it, or the deadline does. */
function waitFor({ options, world, settledMs }, pauseMs) {
    const windowMs = settledMs + options.spacingMs - world.clock.monotonicMs();
    const wantedMs = windowMs > 0 ? Math.min(pauseMs, windowMs) : pauseMs;
    return Math.min(wantedMs, options.deadline.remainingMs() - LAST_FETCH_MS);
}

// EXTERNAL MODULE: ./lib/verification/wait-for-origin.js
var wait_for_origin = __webpack_require__(4199);
;// CONCATENATED MODULE: ./lib/app/prove.js








/**
 * How long after "done" a URL that is still old is purged again, in milliseconds, where the provider documents no window of
 * its own. Our own choice: a cache that refilled itself during the purge has done so by then.
 */
const SPACING_MS = 10_000;
/** Verifies the delivery at the live site. @returns the delivery with the outcomes that the site shows. */
async function prove(first, proving) {
    const { prepared, world, deadline } = proving;
    const { plan, destination, proof } = prepared;
    const taken = takenItems(first);
    const itemsOf = createItemsOf(plan);
    const all = proof.probes.filter((probe) => itemsOf(probe).some((item) => taken.has(item)));
    const probes = all.slice(0, destination.proof.verifySample);
    const isCancelled = () => deadline.failure()?.fault === "cancelled";
    if (isCancelled())
        return unproven(first, "the run was cancelled before the live site could be checked", "cancelled");
    if (deadline.signal.aborted)
        return unproven(first, "the time was over before the live site could be checked");
    if (probes.length === 0)
        return unproven(first, "of what was taken, no URL is known that could be checked");
    let { requests } = first;
    const purgeAgain = async (stale) => {
        const items = [...new Set(stale.flatMap(itemsOf))].filter((item) => taken.has(item));
        const again = await proving.deliverAgain(planOf(items, prepared));
        requests += again.requests;
        return takenItems(again).size === items.length;
    };
    const answers = new Map();
    const onAnswer = (probe, headers) => answers.set(probe, headers);
    const onWait = (open) => proving.activity.is(() => `looking at the live site, ${open} of ${(0,messages/* counted */.hS)(probes.length, "URL")} not known to be fresh`);
    onWait(probes.length);
    const found = await verify({ ...optionsOf(proving), probes, total: all.length, purgeAgain, onAnswer, onWait }, world);
    const caches = findCachesOnTheWay([...answers.values()], {
        all: entries/* ENTRIES */.l,
        purged: destination.provider.id,
        purgedInRun: proving.purgedInRun,
    });
    const verification = { ...found, caches };
    (0,log_proof/* logVerification */.Ct)(verification, destination.provider.name, world.log);
    const seen = withVerification({ ...first, requests }, { verification, probes, itemsOf, isCancelled: isCancelled() });
    return { ...seen, proof: { verification } };
}
function optionsOf({ prepared, world, deadline, accepted, origin, buildFiles, }) {
    const { siteUrls, capabilities } = prepared.destination;
    const { done, accepts } = capabilities;
    return {
        hosts: new Set(siteUrls.map((site) => site.origin)),
        accepted,
        settledMs: world.clock.monotonicMs(),
        spacingMs: done.by === "window" ? done.seconds * 1000 : SPACING_MS,
        deadline,
        buildFiles,
        isSoft: Object.values(accepts).some(({ soft }) => soft === true),
        ...(origin === undefined ? {} : atOrigin(origin, deadline.signal)),
    };
}
function atOrigin(origin, signal) {
    return {
        isStillServedAtOrigin: (probe) => (0,wait_for_origin/* isStillServedAt */.t)(origin, probe, signal),
        originTag: (probe) => (0,wait_for_origin/* tagAtOrigin */.s)(origin, probe, signal),
    };
}
/** The outcomes of a delivery that was not verified: accepted or completed is not the level that was requested. */
function unproven(delivery, why, fault = "unproven") {
    const message = `it was taken, and ${why}`;
    const outcomes = delivery.outcomes.map((outcome) => {
        if (outcome.state !== "completed" && outcome.state !== "accepted")
            return outcome;
        const failure = outcome.failure ?? { fault, message };
        return { ...outcome, state: "accepted", confirmed: false, failure };
    });
    return { ...delivery, outcomes };
}
function planOf(items, { destination }) {
    const batches = (0,plan_batches/* cutBatches */.X3)(items, destination.capabilities);
    return { batches, translations: [], instructions: items.length, collateral: 0, floorMs: 0, notes: [] };
}


/***/ })

};
