import type { Deadline } from "../delivery/deadline.ts";
import type { Probe, Seen, Verification } from "../model/proof.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { Page, SiteClient } from "../ports/site-client.ts";
import type { BuildFiles } from "./build-files.ts";
import { AGE_STEP_MS, type AgedAnswer, proveAge } from "./cache-age.ts";
import type { Challenge } from "./challenge.ts";
import { inspect } from "./compare-page.ts";
import { eachOf, type Fetched, failed, fetchPage, type NotFetched } from "./fetch-page.ts";
import { type Judgement, judge, type Shown } from "./freshness.ts";

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

export interface VerifyOptions {
  /** The sample, most important first. */
  readonly probes: readonly Probe[];
  /** URLs that it was taken from. */
  readonly total: number;
  /** Origins that belong to the site: redirects between them are followed. */
  readonly hosts: ReadonlySet<string>;
  /** When the provider had accepted the purge, and when it was complete (accepted, where the provider has no status). */
  readonly accepted: Instant;
  readonly settledMs: number;
  /** From there until what is still old is purged again, in milliseconds: the provider's own propagation window. */
  readonly spacingMs: number;
  readonly deadline: Deadline;
  readonly buildFiles: BuildFiles;
  /** The ETag under which the origin serves this file. Absent without `origin-url`. */
  readonly originTag?: (probe: Probe) => Promise<string | undefined>;
  /** Does the origin itself serve the old content of this deleted page? Absent without `origin-url`. */
  readonly isStillServedAtOrigin?: (probe: Probe) => Promise<boolean>;
  /** The provider marks copies as stale: the first answer after a purge may still be the old one, and fetches the new one. */
  readonly isSoft?: boolean;
  /** Called with every answer of the site. */
  readonly onAnswer?: (probe: Probe, headers: Page["headers"]) => void;
  /** Called before each pause with the number of URLs that are not known to be fresh. */
  readonly onWait?: (open: number) => void;
  /** Purges these again. False when the provider did not take it. */
  readonly purgeAgain: (probes: readonly Probe[]) => Promise<boolean>;
}

export interface Instant {
  readonly ms: number;
  readonly at: Date;
}

export interface VerifyWorld {
  readonly clock: Clock;
  readonly siteClient: SiteClient;
  readonly log: Log;
}

/** One URL of the sample, and what is known of it so far. */
interface Watch {
  readonly probe: Probe;
  seen: Seen;
  /** Fetching it again may show more without another purge. */
  passing: boolean;
  /** What answered instead of the site the last time. */
  challenge: Challenge["kind"] | undefined;
  /** When its last purge was taken, and what came since. */
  accepted: Instant;
  aged: AgedAnswer[];
  staleAnswers: number;
}

interface Watching {
  readonly options: VerifyOptions;
  readonly world: VerifyWorld;
  readonly watches: readonly Watch[];
  settledMs: number;
  repurges: number;
  fetches: number;
  /** Rounds in a row in which the site itself never answered. */
  roundsTurnedAway: number;
}

/**
 * Fetches a sample of the changed URLs through the CDN until each is fresh, stale ones purged again, or the time is over.
 *
 * Ends early when nothing can change any more: what is still old after the last purge and its window stays old, and a site
 * that turns this step away keeps doing so. Failures of the site are values: a URL that could not be judged is inconclusive,
 * which is never taken for fresh.
 */
export async function verify(options: VerifyOptions, world: VerifyWorld): Promise<Verification> {
  const startMs = world.clock.monotonicMs();
  const { accepted, settledMs } = options;
  const watches = options.probes.map((probe) => watchOf(probe, accepted));
  const watching: Watching = { options, world, watches, settledMs, repurges: 0, fetches: 0, roundsTurnedAway: 0 };
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
    if (next === "end") break;
    if (next === "purged again") pauseMs = FIRST_PAUSE_MS;
    const waitMs = waitFor(watching, pauseMs);
    if (waitMs <= 0) break;
    options.onWait?.(watches.filter(isOpen).length);
    await world.clock.sleep(waitMs, options.deadline.signal);
    if (options.deadline.signal.aborted) break;
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

function watchOf(probe: Probe, accepted: Instant): Watch {
  const why = "the time was over before it could be checked";
  const seen = { url: probe.url, kind: "inconclusive", why, excused: false, purges: 1, afterMs: 0 } as const;
  return { probe, seen, passing: true, challenge: undefined, accepted, aged: [], staleAnswers: 0 };
}

function isOpen({ seen }: Watch): boolean {
  return seen.kind !== "fresh" && !seen.excused;
}

async function fetchAllPages(watching: Watching): Promise<void> {
  const { options, watches } = watching;
  const { signal } = options.deadline;
  await eachOf(watches.filter(isOpen), async (watch) => {
    if (signal.aborted) return;
    watching.fetches += 1;
    const found = await fetchAndJudge(watch, watching);
    // What the end of the time cut off says nothing about the page.
    if (signal.aborted && "message" in found) return;
    await note(found, watch, watching);
  });
  const isTurnedAway = watches.every(({ challenge }) => challenge !== undefined) && watches.some(isSurelyTurnedAway);
  watching.roundsTurnedAway = isTurnedAway ? watching.roundsTurnedAway + 1 : 0;
}

/** `passing`: its age may be proven by a further answer. */
type Judged = Judgement & { readonly passing: boolean };

async function note(found: Judged | NotFetched, watch: Watch, watching: Watching): Promise<void> {
  const { options, world } = watching;
  const { kind, why } = "message" in found ? { kind: "inconclusive" as const, why: found.message } : found;
  const afterMs = world.clock.monotonicMs() - options.accepted.ms;
  watch.passing = found.passing;
  watch.challenge = "message" in found ? found.challenge : undefined;
  watch.seen = { ...watch.seen, kind, why, afterMs };
  if (kind === "stale") watch.staleAnswers += 1;
  if (kind !== "fresh") await excuse(watching, watch);
}

/** A page that one build does not have may be refused, or redirected, because it is not there. */
function isSurelyTurnedAway({ probe: { was, now }, challenge }: Watch): boolean {
  return challenge === "login" || challenge === "bot check" || (was.kind !== "nothing" && now.kind !== "nothing");
}

async function fetchAndJudge(watch: Watch, watching: Watching): Promise<Judged | NotFetched> {
  const { siteClient, clock } = watching.world;
  const requestedMs = clock.monotonicMs() - watch.accepted.ms;
  const { hosts, deadline, onAnswer } = watching.options;
  const { url, was, now } = watch.probe;
  const fetched = await fetchPage(url, { siteClient, hosts, signal: deadline.signal, expected: [was, now] });
  if (!("page" in fetched)) return fetched;
  onAnswer?.(watch.probe, fetched.page.headers);
  // The moment of this answer: a closer comparison afterwards makes requests of its own, which these headers do not describe.
  const at = { requestedMs, answeredMs: clock.monotonicMs() - watch.accepted.ms };
  const shown = await show(fetched, watch.probe, watching).catch(failed);
  if ("message" in shown) return shown;
  const age = proveAge(fetched.page.headers, { ...at, purgedAtMs: watch.accepted.at.getTime() }, watch.aged);
  if (age.answer !== undefined) watch.aged.push(age.answer);
  const passing = age.kind === "young" && watch.aged.length < MAX_AGED_ANSWERS;
  return { ...judge(fetched.page, shown, age), passing };
}

async function show(fetched: Fetched, probe: Probe, { options, world }: Watching): Promise<Shown> {
  const { buildFiles, originTag, deadline } = options;
  const means = { siteClient: world.siteClient, buildFiles, signal: deadline.signal };
  const closer = originTag === undefined ? means : { ...means, originTag: () => originTag(probe) };
  const shown = await inspect({ ...fetched, probe }, closer);
  if (fetched.url === probe.url || shown.kind === "new" || shown.kind === "old") return shown;
  // The age of another page than the one that was purged proves nothing of it.
  return { kind: "neither", why: `it redirects to another page of the site, and ${shown.why}` };
}

/** A deleted page that the origin still serves is not the CDN's fault, and no purge will help. */
async function excuse({ options }: Watching, watch: Watch): Promise<void> {
  if (watch.seen.kind !== "stale" || watch.probe.now.kind !== "nothing") return;
  if ((await options.isStillServedAtOrigin?.(watch.probe)) !== true) return;
  const why = "it was deleted, and the origin still serves it";
  watch.seen = { ...watch.seen, kind: "inconclusive", excused: true, why };
}

/** What follows from this round. */
async function nextStep(watching: Watching): Promise<"end" | "fetch again" | "purged again"> {
  const { options, world, watches } = watching;
  const open = watches.filter(isOpen);
  if (open.length === 0 || options.deadline.signal.aborted) return "end";
  if (watching.roundsTurnedAway === MAX_ROUNDS_TURNED_AWAY) return "end";
  if (world.clock.monotonicMs() < watching.settledMs + options.spacingMs) return "fetch again";
  // A soft purge lets one old answer pass: it is what makes the cache fetch the new one.
  const tolerated = options.isSoft === true ? 1 : 0;
  const stale = open.filter(({ seen, staleAnswers }) => seen.kind === "stale" && staleAnswers > tolerated);
  if (stale.length > 0) return repurge(stale, watching);
  return open.some(({ passing, seen }) => passing || seen.kind === "stale") ? "fetch again" : "end";
}

async function repurge(stale: readonly Watch[], watching: Watching): Promise<"end" | "purged again"> {
  const { options, world, watches } = watching;
  if (watching.repurges === MAX_REPURGES) return "end";
  watching.repurges += 1;
  world.log.info(
    `${stale.length} of ${watches.length} URLs are still served old ${Math.round(options.spacingMs / 1000)} s after the purge: ` +
      `purging them again (${watching.repurges} of ${MAX_REPURGES}).`,
  );
  if (!(await options.purgeAgain(stale.map(({ probe }) => probe)))) return "end";
  const accepted = { ms: world.clock.monotonicMs(), at: world.clock.now() };
  for (const watch of stale) {
    Object.assign(watch, { accepted, aged: [], staleAnswers: 0 });
    watch.seen = { ...watch.seen, purges: watch.seen.purges + 1 };
  }
  watching.settledMs = accepted.ms;
  return "purged again";
}

/** The pause, or less where the window ends before it, or the deadline does. */
function waitFor({ options, world, settledMs }: Watching, pauseMs: number): number {
  const windowMs = settledMs + options.spacingMs - world.clock.monotonicMs();
  const wantedMs = windowMs > 0 ? Math.min(pauseMs, windowMs) : pauseMs;
  return Math.min(wantedMs, options.deadline.remainingMs() - LAST_FETCH_MS);
}
