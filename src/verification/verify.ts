import type { Deadline } from "../delivery/deadline.ts";
import type { Probe, Seen, Verification } from "../model/proof.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { SiteClient } from "../ports/site-client.ts";
import type { BuildFiles } from "./build-files.ts";
import { inspect } from "./compare-page.ts";
import { eachOf, type FetchResult, failed, fetchPage } from "./fetch-page.ts";
import { type Judgement, judge } from "./freshness.ts";

/** A purge of what is still served old is repeated so often: a second one beats a shield that refilled the edge, more is hope. */
export const MAX_REPURGES = 2;
/** First and longest pause between two looks at one URL, in milliseconds. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 10_000;
const PAUSE_GROWTH = 1.5;
/** Kept for a last look before the deadline, in milliseconds. */
const LAST_LOOK_MS = 1_000;

export interface VerifyOptions {
  /** The sample, most important first. */
  readonly probes: readonly Probe[];
  /** URLs that it was taken from. */
  readonly total: number;
  /** Origins that belong to the site: redirects between them are followed. */
  readonly hosts: ReadonlySet<string>;
  /** When the provider had taken the purge, and when it said that it is done, or took it where it cannot say. */
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

interface Watch {
  readonly probe: Probe;
  seen: Seen;
  /** Looking again may show more without another purge. */
  passing: boolean;
  /** When its last purge was taken. */
  accepted: Instant;
}

interface Watching {
  readonly options: VerifyOptions;
  readonly world: VerifyWorld;
  readonly watches: readonly Watch[];
  settledMs: number;
  repurges: number;
  fetches: number;
}

/**
 * Looks at a sample of the changed URLs through the CDN until each is fresh, stale ones purged again, or the time is over.
 *
 * Ends early when nothing can change any more: what is still old after the last purge and its window stays old. Failures
 * of the site are values: a URL that could not be judged is inconclusive, which is never taken for fresh.
 */
export async function verify(options: VerifyOptions, world: VerifyWorld): Promise<Verification> {
  const startMs = world.clock.monotonicMs();
  const { accepted, settledMs } = options;
  const watches = options.probes.map((probe) => ({ probe, seen: unseen(probe), passing: true, accepted }));
  const watching: Watching = { options, world, watches, settledMs, repurges: 0, fetches: 0 };
  let pauseMs = FIRST_PAUSE_MS;
  for (;;) {
    await fetchAllPages(watching);
    const next = await nextStep(watching);
    if (next === "end") break;
    if (next === "purged again") pauseMs = FIRST_PAUSE_MS;
    const waitMs = waitFor(watching, pauseMs);
    if (waitMs <= 0) break;
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

function unseen({ url }: Probe): Seen {
  const why = "the time was over before it could be looked at";
  return { url, kind: "inconclusive", why, excused: false, purges: 1, afterMs: 0 };
}

function isOpen({ seen }: Watch): boolean {
  return seen.kind !== "fresh" && !seen.excused;
}

async function fetchAllPages(watching: Watching): Promise<void> {
  const { options, world, watches } = watching;
  const { signal } = options.deadline;
  await eachOf(watches.filter(isOpen), async (watch) => {
    if (signal.aborted) return;
    watching.fetches += 1;
    const requestedMs = world.clock.monotonicMs() - watch.accepted.ms;
    const fetched = await fetchPage(watch.probe.url, { siteClient: world.siteClient, hosts: options.hosts, signal });
    const found = "page" in fetched ? await judged(fetched, watch, requestedMs, watching) : fetched;
    // What the end of the time cut off says nothing about the page.
    if (signal.aborted && "message" in found) return;
    const judgement = "message" in found ? { kind: "inconclusive" as const, why: found.message } : found;
    const afterMs = world.clock.monotonicMs() - options.accepted.ms;
    watch.passing = "message" in found && found.passing;
    watch.seen = { ...watch.seen, ...judgement, afterMs };
    if (judgement.kind !== "fresh") await excuse(watching, watch);
  });
}

type Judged = Judgement | Exclude<FetchResult, { page: unknown }>;

async function judged(
  { page, url }: Extract<FetchResult, { page: unknown }>,
  { probe, accepted }: Watch,
  requestedMs: number,
  { options, world }: Watching,
): Promise<Judged> {
  // The moment of this answer: what is looked at more closely afterwards is not what its headers speak of.
  const at = { requestedMs, answeredMs: world.clock.monotonicMs() - accepted.ms, purgedAtMs: accepted.at.getTime() };
  const { buildFiles, originTag, deadline } = options;
  const means = { siteClient: world.siteClient, buildFiles, signal: deadline.signal };
  const closer = originTag === undefined ? means : { ...means, originTag: () => originTag(probe) };
  const shown = await inspect({ page, url, probe }, closer).catch(failed);
  return "message" in shown ? shown : judge(page, probe, at, shown);
}

/** A deleted page that the origin still serves is not the CDN's fault, and no purge will help. */
async function excuse({ options }: Watching, watch: Watch): Promise<void> {
  if (watch.seen.kind !== "stale" || watch.probe.now.kind !== "nothing") return;
  if ((await options.isStillServedAtOrigin?.(watch.probe)) !== true) return;
  const why = "it was deleted, and the origin still serves it";
  watch.seen = { ...watch.seen, kind: "inconclusive", excused: true, why };
}

/** What follows from this round. */
async function nextStep(watching: Watching): Promise<"end" | "look again" | "purged again"> {
  const { options, world, watches } = watching;
  const open = watches.filter(isOpen);
  if (open.length === 0 || options.deadline.signal.aborted) return "end";
  if (world.clock.monotonicMs() < watching.settledMs + options.spacingMs) return "look again";
  const stale = open.filter(({ seen }) => seen.kind === "stale");
  if (stale.length === 0) return open.some(({ passing }) => passing) ? "look again" : "end";
  if (watching.repurges === MAX_REPURGES) return "end";
  watching.repurges += 1;
  world.log.info(
    `${stale.length} of ${watches.length} URLs are still served old ${Math.round(options.spacingMs / 1000)} s after the purge: ` +
      `purging them again (${watching.repurges} of ${MAX_REPURGES}).`,
  );
  if (!(await options.purgeAgain(stale.map(({ probe }) => probe)))) return "end";
  const accepted = { ms: world.clock.monotonicMs(), at: world.clock.now() };
  for (const watch of stale) {
    watch.accepted = accepted;
    watch.seen = { ...watch.seen, purges: watch.seen.purges + 1 };
  }
  watching.settledMs = accepted.ms;
  return "purged again";
}

/** The pause, or less where the window ends before it, or the deadline does. */
function waitFor({ options, world, settledMs }: Watching, pauseMs: number): number {
  const windowMs = settledMs + options.spacingMs - world.clock.monotonicMs();
  const wantedMs = windowMs > 0 ? Math.min(pauseMs, windowMs) : pauseMs;
  return Math.min(wantedMs, options.deadline.remainingMs() - LAST_LOOK_MS);
}
