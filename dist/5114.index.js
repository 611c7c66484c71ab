export const id = 5114;
export const ids = [5114,4199];
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
const LONGEST_VALUE = 60;
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
function createItemsOf(plan) {
    const items = plan.batches.flatMap((batch) => batch.items);
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
function takenItems({ outcomes }) {
    return new Set(outcomes.flatMap(({ batch, state, refused }) => {
        if (state !== "completed" && state !== "accepted")
            return [];
        const not = new Set(refused.map(({ item }) => item));
        return batch.items.filter((_, at) => !not.has(at));
    }));
}
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
function listed(value) {
    return value
        .split(",")
        .map((one) => (HIT.test(one) ? "hit" : MISS.test(one) ? "miss" : UNCACHED.test(one) ? "uncached" : "unknown"));
}
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
function trafficServer(value) {
    return [...value.matchAll(/\[[^\]c]*c([A-Z ])/g)].map(([, result]) => /[AHSR]/.test(result) ? "hit" : result === "M" ? "miss" : "unknown");
}
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
        hit: "Hit from cloudfront, HIT, TCP_HIT from \u2026",
        miss: "Miss from cloudfront, MISS, TCP_MISS from \u2026",
        source: "https://www.fastly.com/documentation/reference/http/http-headers/X-Cache/",
        read: listed,
    },
    {
        name: "x-cache-remote",
        by: "Akamai's parent cache",
        sendsAge: true,
        hit: "TCP_HIT from \u2026",
        miss: "TCP_MISS from \u2026",
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
const ANYBODYS = "x-cache";
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


const AGE_STEP_MS = 1_000;
const CLOCK_SKEW_MS = 60_000;
const MIN_APART_MS = 2_000;
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
function hasGrown(before, after) {
    const leastMs = after.requestedMs - before.answeredMs;
    const mostMs = after.answeredMs - before.requestedMs;
    const grownMs = after.ageMs - before.ageMs;
    return leastMs >= MIN_APART_MS && grownMs >= leastMs - AGE_STEP_MS && grownMs <= mostMs + AGE_STEP_MS;
}
function ageIn(value) {
    const values = (value ?? "").split(",").map((one) => one.trim());
    if (!values.every((one) => /^\d{1,10}$/.test(one)))
        return undefined;
    return Math.max(...values.map(Number)) * 1000;
}
const CACHED_AT = /^(\d{2})\/(\d{2})\/(\d{4}) (\d{2}:\d{2}:\d{2})$/;
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




const MAX_REPURGES = 2;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 10_000;
const PAUSE_GROWTH = 1.5;
const LAST_FETCH_MS = 1_000;
const MAX_AGED_ANSWERS = 4;
const MAX_ROUNDS_TURNED_AWAY = 2;
async function verify(options, world) {
    const startMs = world.clock.monotonicMs();
    const { accepted, settledMs } = options;
    const watches = options.probes.map((probe) => watchOf(probe, accepted));
    const watching = { options, world, watches, settledMs, repurges: 0, fetches: 0, roundsTurnedAway: 0 };
    let pauseMs = FIRST_PAUSE_MS;
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
function isSurelyTurnedAway({ probe: { was, now }, challenge }) {
    return challenge === "login" || challenge === "bot check" || (was.kind !== "nothing" && now.kind !== "nothing");
}
async function fetchAndJudge(watch, watching) {
    const { siteClient, clock } = watching.world;
    const requestedMs = clock.monotonicMs() - watch.accepted.ms;
    const { hosts, deadline, onAnswer } = watching.options;
    const { url, was, now } = watch.probe;
    const fetched = await (0,fetch_page/* fetchPage */.ae)(url, { siteClient, hosts, signal: deadline.signal, expected: [was, now] });
    if (!("page" in fetched))
        return fetched;
    onAnswer?.(watch.probe, fetched.page.headers);
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
    return { kind: "neither", why: `it redirects to another page of the site, and ${shown.why}` };
}
async function excuse({ options }, watch) {
    if (watch.seen.kind !== "stale" || watch.probe.now.kind !== "nothing")
        return;
    if ((await options.isStillServedAtOrigin?.(watch.probe)) !== true)
        return;
    const why = "it was deleted, and the origin still serves it";
    watch.seen = { ...watch.seen, kind: "inconclusive", excused: true, why };
}
async function nextStep(watching) {
    const { options, world, watches } = watching;
    const open = watches.filter(isOpen);
    if (open.length === 0 || options.deadline.signal.aborted)
        return "end";
    if (watching.roundsTurnedAway === MAX_ROUNDS_TURNED_AWAY)
        return "end";
    if (world.clock.monotonicMs() < watching.settledMs + options.spacingMs)
        return "fetch again";
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
function waitFor({ options, world, settledMs }, pauseMs) {
    const windowMs = settledMs + options.spacingMs - world.clock.monotonicMs();
    const wantedMs = windowMs > 0 ? Math.min(pauseMs, windowMs) : pauseMs;
    return Math.min(wantedMs, options.deadline.remainingMs() - LAST_FETCH_MS);
}

// EXTERNAL MODULE: ./lib/verification/wait-for-origin.js
var wait_for_origin = __webpack_require__(4199);
;// CONCATENATED MODULE: ./lib/app/prove.js








const SPACING_MS = 10_000;
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


/***/ }),

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
