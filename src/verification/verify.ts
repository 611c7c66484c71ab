import type { Deadline } from "../delivery/deadline.ts";
import type { Probe, Seen, Verification } from "../model/proof.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { Visitor } from "../ports/site-client.ts";
import type { Originals } from "./build-files.ts";
import { inspect } from "./compare-page.ts";
import { eachOf, failed, look, type Sighting } from "./fetch-page.ts";
import { type Judgement, judge } from "./freshness.ts";

/** A purge of what is still served old is repeated so often: a second one beats a shield that refilled the edge, more is hope. */
export const MOST_REPURGES = 2;
/** First and longest pause between two looks at one URL, in milliseconds. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 10_000;
const PAUSE_GROWTH = 1.5;
/** Kept for a last look before the deadline, in milliseconds. */
const LAST_LOOK_MS = 1_000;

export interface VerifyOrder {
  /** The sample, most important first. */
  readonly probes: readonly Probe[];
  /** URLs that it was taken from. */
  readonly of: number;
  /** Origins that belong to the site: redirects between them are followed. */
  readonly hosts: ReadonlySet<string>;
  /** When the provider had taken the purge, and when it said that it is done, or took it where it cannot say. */
  readonly accepted: Instant;
  readonly settledMs: number;
  /** From there until what is still old is purged again, in milliseconds: the provider's own propagation window. */
  readonly spacingMs: number;
  readonly deadline: Deadline;
  readonly originals: Originals;
  /** The ETag under which the origin serves this file. Absent without `origin-url`. */
  readonly originTag?: (probe: Probe) => Promise<string | undefined>;
  /** Does the origin itself serve the old content of this deleted page? Absent without `origin-url`. */
  readonly isKeptAtOrigin?: (probe: Probe) => Promise<boolean>;
  /** Purges these again. False when the provider did not take it. */
  readonly purgeAgain: (probes: readonly Probe[]) => Promise<boolean>;
}

export interface Instant {
  readonly ms: number;
  readonly at: Date;
}

export interface VerifyWorld {
  readonly clock: Clock;
  readonly visitor: Visitor;
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
  readonly order: VerifyOrder;
  readonly world: VerifyWorld;
  readonly watches: readonly Watch[];
  settledMs: number;
  repurges: number;
  looks: number;
}

/**
 * Looks at a sample of the changed URLs through the CDN until each is fresh, stale ones purged again, or the time is over.
 *
 * Ends early when nothing can change any more: what is still old after the last purge and its window stays old. Failures
 * of the site are values: a URL that could not be judged is inconclusive, which is never taken for fresh.
 */
export async function verify(order: VerifyOrder, world: VerifyWorld): Promise<Verification> {
  const startMs = world.clock.monotonicMs();
  const { accepted, settledMs } = order;
  const watches = order.probes.map((probe) => ({ probe, seen: unseen(probe), passing: true, accepted }));
  const watching: Watching = { order, world, watches, settledMs, repurges: 0, looks: 0 };
  let pauseMs = FIRST_PAUSE_MS;
  for (;;) {
    await lookAtAll(watching);
    const next = await nextStep(watching);
    if (next === "end") break;
    if (next === "purged again") pauseMs = FIRST_PAUSE_MS;
    const waitMs = waitFor(watching, pauseMs);
    if (waitMs <= 0) break;
    await world.clock.sleep(waitMs, order.deadline.signal);
    if (order.deadline.signal.aborted) break;
    pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * PAUSE_GROWTH);
  }
  return {
    seen: watches.map(({ seen }) => seen),
    of: order.of,
    repurges: watching.repurges,
    looks: watching.looks,
    tookMs: world.clock.monotonicMs() - startMs,
  };
}

function unseen({ url }: Probe): Seen {
  const why = "the time was over before it could be looked at";
  return { url, is: "inconclusive", why, excused: false, purges: 1, afterMs: 0 };
}

function isOpen({ seen }: Watch): boolean {
  return seen.is !== "fresh" && !seen.excused;
}

async function lookAtAll(watching: Watching): Promise<void> {
  const { order, world, watches } = watching;
  const { signal } = order.deadline;
  await eachOf(watches.filter(isOpen), async (watch) => {
    if (signal.aborted) return;
    watching.looks += 1;
    const askedMs = world.clock.monotonicMs() - watch.accepted.ms;
    const sighting = await look(watch.probe.url, { visitor: world.visitor, hosts: order.hosts, signal });
    const found = "page" in sighting ? await judged(sighting, watch, askedMs, watching) : sighting;
    // What the end of the time cut off says nothing about the page.
    if (signal.aborted && "says" in found) return;
    const judgement = "says" in found ? { is: "inconclusive" as const, why: found.says } : found;
    const afterMs = world.clock.monotonicMs() - order.accepted.ms;
    watch.passing = "says" in found && found.passing;
    watch.seen = { ...watch.seen, ...judgement, afterMs };
    if (judgement.is !== "fresh") await excuse(watching, watch);
  });
}

type Judged = Judgement | Exclude<Sighting, { page: unknown }>;

async function judged(
  { page, url }: Extract<Sighting, { page: unknown }>,
  { probe, accepted }: Watch,
  askedMs: number,
  { order, world }: Watching,
): Promise<Judged> {
  // The moment of this answer: what is looked at more closely afterwards is not what its headers speak of.
  const at = { askedMs, answeredMs: world.clock.monotonicMs() - accepted.ms, purgedAtMs: accepted.at.getTime() };
  const { originals, originTag, deadline } = order;
  const means = { visitor: world.visitor, originals, signal: deadline.signal };
  const closer = originTag === undefined ? means : { ...means, originTag: () => originTag(probe) };
  const shown = await inspect({ page, url, probe }, closer).catch(failed);
  return "says" in shown ? shown : judge(page, probe, at, shown);
}

/** A deleted page that the origin still serves is not the CDN's fault, and no purge will help. */
async function excuse({ order }: Watching, watch: Watch): Promise<void> {
  if (watch.seen.is !== "stale" || watch.probe.now.is !== "nothing") return;
  if ((await order.isKeptAtOrigin?.(watch.probe)) !== true) return;
  const why = "it was deleted, and the origin still serves it";
  watch.seen = { ...watch.seen, is: "inconclusive", excused: true, why };
}

/** What follows from this round. */
async function nextStep(watching: Watching): Promise<"end" | "look again" | "purged again"> {
  const { order, world, watches } = watching;
  const open = watches.filter(isOpen);
  if (open.length === 0 || order.deadline.signal.aborted) return "end";
  if (world.clock.monotonicMs() < watching.settledMs + order.spacingMs) return "look again";
  const stale = open.filter(({ seen }) => seen.is === "stale");
  if (stale.length === 0) return open.some(({ passing }) => passing) ? "look again" : "end";
  if (watching.repurges === MOST_REPURGES) return "end";
  watching.repurges += 1;
  world.log.info(
    `${stale.length} of ${watches.length} URLs are still served old ${Math.round(order.spacingMs / 1000)} s after the purge: ` +
      `purging them again (${watching.repurges} of ${MOST_REPURGES}).`,
  );
  if (!(await order.purgeAgain(stale.map(({ probe }) => probe)))) return "end";
  const accepted = { ms: world.clock.monotonicMs(), at: world.clock.now() };
  for (const watch of stale) {
    watch.accepted = accepted;
    watch.seen = { ...watch.seen, purges: watch.seen.purges + 1 };
  }
  watching.settledMs = accepted.ms;
  return "purged again";
}

/** The pause, or less where the window ends before it, or the deadline does. */
function waitFor({ order, world, settledMs }: Watching, pauseMs: number): number {
  const windowMs = settledMs + order.spacingMs - world.clock.monotonicMs();
  const wantedMs = windowMs > 0 ? Math.min(pauseMs, windowMs) : pauseMs;
  return Math.min(wantedMs, order.deadline.remainingMs() - LAST_LOOK_MS);
}
