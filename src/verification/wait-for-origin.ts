import type { Deadline } from "../delivery/deadline.ts";
import { formatSeconds } from "../lib/format.ts";
import type { OriginReady, Probe } from "../model/proof.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { SiteClient } from "../ports/site-client.ts";
import type { BuildFiles } from "./build-files.ts";
import type { Challenge } from "./challenge.ts";
import { inspect, tagAt } from "./compare-page.ts";
import { eachOf, failed, fetchPage } from "./fetch-page.ts";
import { matches } from "./freshness.ts";

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
const PAST_CACHES = { "cache-control": "no-cache", pragma: "no-cache" } as const;
/** A query that no cache has seen: each request gets a value of its own. */
const BYPASS_PARAMETER = "deploy-purge";

export interface Origin {
  /** Whose root is what `site-url` is to visitors. Ends with a slash. */
  readonly url: string;
  readonly siteClient: SiteClient;
  readonly random: () => number;
  readonly buildFiles: BuildFiles;
}

export interface WaitForOriginOptions {
  readonly origin: Origin;
  /** At least one, each of another file whose content is known; see `comparable`. */
  readonly probes: readonly Probe[];
  readonly deadline: Deadline;
  /** Called before each pause with the number of URLs that are not ready. */
  readonly onWait?: (left: number) => void;
}

type State =
  | { readonly kind: "ready" | "still served" }
  | { readonly kind: "not ready"; readonly why: string; readonly challenge?: Challenge["kind"] };

/** An origin that turned every request away so often in a row does it always. */
const MAX_ROUNDS_TURNED_AWAY = 2;

/**
 * Waits until the origin serves the new build. A purge before that makes the edge fetch the old page again, and keep it.
 *
 * Changed files are recognised by their content. Deleted ones must be gone too, but only for a while: see `DELETION_GRACE_MS`.
 */
export async function waitForOrigin(
  { origin, probes, deadline, onWait }: WaitForOriginOptions,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): Promise<OriginReady> {
  const startMs = clock.monotonicMs();
  const states = new Map<Probe, State>(probes.map((probe) => [probe, UNSEEN]));
  let onlyStillServedSinceMs: number | undefined;
  let roundsTurnedAway = 0;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * PAUSE_GROWTH)) {
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
      const time = formatSeconds(deadline.remainingMs());
      log.info(
        `The origin does not serve the new build yet (${left.length} of ${probes.length} URLs); waiting up to ${time}.`,
      );
    }
    onWait?.(left.length);
    await clock.sleep(waitMs, deadline.signal);
  }
}

const UNSEEN: State = { kind: "not ready", why: "it was not fetched" };

function notReady(states: ReadonlyMap<Probe, State>): readonly (readonly [Probe, State])[] {
  return [...states].filter(([, { kind }]) => kind !== "ready");
}

/** 403 is no such sign: object stores say it of a file that has not come yet. */
function isTurnedAway([, state]: readonly [Probe, State]): boolean {
  return state.kind === "not ready" && state.challenge !== undefined && state.challenge !== "refused";
}

async function fetchAllPages(origin: Origin, states: Map<Probe, State>, signal: AbortSignal): Promise<void> {
  await eachOf(notReady(states), async ([probe]) => {
    const state = signal.aborted ? undefined : await stateAt(origin, probe, signal);
    if (state !== undefined) states.set(probe, state);
  });
}

/** Does the origin still serve the old content of this URL? */
export async function isStillServedAt(origin: Origin, probe: Probe, signal: AbortSignal): Promise<boolean> {
  return (await stateAt(origin, probe, signal))?.kind === "still served";
}

/** The ETag under which the origin serves the file of this URL; undefined where there is none. */
export async function tagAtOrigin(origin: Origin, probe: Probe, signal: AbortSignal): Promise<string | undefined> {
  const { siteClient } = origin;
  return tagAt(targetOf(origin, probe).href, { siteClient, signal, headers: PAST_CACHES }).catch(() => undefined);
}

function targetOf({ url, random }: Origin, { path = "/" }: Probe): URL {
  const target = new URL(`${url}${path.slice(1)}`);
  target.searchParams.set(BYPASS_PARAMETER, random().toString(36).slice(2, 10));
  return target;
}

/** @returns undefined when the time was over before it answered. */
async function stateAt(origin: Origin, probe: Probe, signal: AbortSignal): Promise<State | undefined> {
  const { siteClient, buildFiles } = origin;
  const { was, now } = probe;
  const target = targetOf(origin, probe);
  const hosts = new Set([target.origin]);
  const fetched = await fetchPage(target.href, { siteClient, hosts, signal, headers: PAST_CACHES });
  if (!("page" in fetched)) {
    const { message, challenge } = fetched;
    return signal.aborted ? undefined : { kind: "not ready", why: message, ...(challenge && { challenge }) };
  }
  const { page, url } = fetched;
  // Another 200 than the old one is a host that shows some page for what is gone.
  if (now.kind === "nothing" && page.status === 200)
    return { kind: matches(page, was) === "no" ? "ready" : "still served" };
  const means = { siteClient, buildFiles, signal, headers: PAST_CACHES };
  const shown = await inspect({ page, url, probe }, means).catch(failed);
  if ("message" in shown) return signal.aborted ? undefined : { kind: "not ready", why: shown.message };
  // A long file that fits in all that can be compared is there: waiting for more would be waiting for ever.
  if (shown.kind === "new" || shown.kind === "either") return { kind: "ready" };
  return {
    kind: "not ready",
    why: page.status === 200 && matches(page, now) === "no" ? "its content is not the new build's" : shown.why,
  };
}

function readiness(
  left: readonly (readonly [Probe, State])[],
  { ready, ...known }: Pick<OriginReady, "ready" | "checked" | "waitedMs">,
): OriginReady {
  const missing = left.map(([{ path, url }, state]) => ({
    url: path ?? url,
    why: state.kind === "not ready" ? state.why : "it was deleted, and is still served",
  }));
  const stillServed = left.filter(([, { kind }]) => kind === "still served").map(([{ url }]) => new URL(url).pathname);
  return { ...known, ready, missing: ready ? [] : missing, stillServed };
}
