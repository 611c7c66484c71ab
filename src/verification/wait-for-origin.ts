import type { Deadline } from "../delivery/deadline.ts";
import { seconds } from "../lib/format.ts";
import type { OriginReady, Probe } from "../model/proof.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { Visitor } from "../ports/site-client.ts";
import type { Originals } from "./build-files.ts";
import { inspect, tagAt } from "./compare-page.ts";
import { eachOf, failed, look } from "./fetch-page.ts";
import { matches } from "./freshness.ts";

/** First and longest pause between two looks, in milliseconds. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;
const PAUSE_GROWTH = 1.5;
/** Kept for a last look before the deadline, in milliseconds. */
const LAST_LOOK_MS = 1_000;
/**
 * How long deleted pages are waited for once all new content is there, in milliseconds: one step of a deploy follows the
 * other. Many deploys never delete, so that it cannot be waited for without end.
 */
const DELETION_GRACE_MS = 10_000;

/** Asks every cache on the way to fetch anew, as a browser's forced reload does; the origin is named directly besides. */
const PAST_CACHES = { "cache-control": "no-cache", pragma: "no-cache" } as const;
/** A query that no cache has seen: its value is made anew for each look. */
const BYPASS_PARAMETER = "deploy-purge";

export interface Origin {
  /** Whose root is what `site-url` is to visitors. Ends with a slash. */
  readonly url: string;
  readonly visitor: Visitor;
  readonly random: () => number;
  readonly originals: Originals;
}

export interface GateOrder {
  readonly origin: Origin;
  /** At least one, each of another file whose content is known; see `comparable`. */
  readonly probes: readonly Probe[];
  readonly deadline: Deadline;
}

type State = { readonly is: "ready" | "kept" } | { readonly is: "not ready"; readonly why: string };

/**
 * Waits until the origin serves the new build. A purge before that makes the edge fetch the old page again, and keep it.
 *
 * Changed files are told by their content. Deleted ones must be gone too, but only for a while: see `DELETION_GRACE_MS`.
 */
export async function waitForOrigin(
  { origin, probes, deadline }: GateOrder,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): Promise<OriginReady> {
  const startMs = clock.monotonicMs();
  const states = new Map<Probe, State>(probes.map((probe) => [probe, UNSEEN]));
  let onlyKeptSinceMs: number | undefined;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * PAUSE_GROWTH)) {
    await lookAtAll(origin, states, deadline.signal);
    const left = notReady(states);
    const onlyKept = left.length < probes.length && left.every(([, { is }]) => is === "kept");
    const nowMs = clock.monotonicMs();
    onlyKeptSinceMs = onlyKept ? (onlyKeptSinceMs ?? nowMs) : undefined;
    const isGraceOver = onlyKeptSinceMs !== undefined && nowMs >= onlyKeptSinceMs + DELETION_GRACE_MS;
    const waitMs = Math.min(pauseMs, deadline.remainingMs() - LAST_LOOK_MS);
    if (left.length === 0 || isGraceOver || waitMs <= 0 || deadline.signal.aborted) {
      const ready = left.length === 0 || onlyKept;
      return readiness(left, { ready, checked: probes.length, waitedMs: nowMs - startMs });
    }
    if (pauseMs === FIRST_PAUSE_MS) {
      const time = seconds(deadline.remainingMs());
      log.info(
        `The origin does not serve the new build yet (${left.length} of ${probes.length} URLs); waiting up to ${time}.`,
      );
    }
    await clock.sleep(waitMs, deadline.signal);
  }
}

const UNSEEN: State = { is: "not ready", why: "it was not looked at" };

function notReady(states: ReadonlyMap<Probe, State>): readonly (readonly [Probe, State])[] {
  return [...states].filter(([, { is }]) => is !== "ready");
}

async function lookAtAll(origin: Origin, states: Map<Probe, State>, signal: AbortSignal): Promise<void> {
  await eachOf(notReady(states), async ([probe]) => {
    const state = signal.aborted ? undefined : await stateAt(origin, probe, signal);
    if (state !== undefined) states.set(probe, state);
  });
}

/** Does the origin still serve the old content of this URL? */
export async function isKeptAt(origin: Origin, probe: Probe, signal: AbortSignal): Promise<boolean> {
  return (await stateAt(origin, probe, signal))?.is === "kept";
}

/** The ETag under which the origin serves the file of this URL; undefined where it says none. */
export async function tagAtOrigin(origin: Origin, probe: Probe, signal: AbortSignal): Promise<string | undefined> {
  const { visitor } = origin;
  return tagAt(targetOf(origin, probe).href, { visitor, signal, headers: PAST_CACHES }).catch(() => undefined);
}

function targetOf({ url, random }: Origin, { path = "/" }: Probe): URL {
  const target = new URL(`${url}${path.slice(1)}`);
  target.searchParams.set(BYPASS_PARAMETER, random().toString(36).slice(2, 10));
  return target;
}

/** @returns undefined when the time was over before it answered. */
async function stateAt(origin: Origin, probe: Probe, signal: AbortSignal): Promise<State | undefined> {
  const { visitor, originals } = origin;
  const { was, now } = probe;
  const target = targetOf(origin, probe);
  const hosts = new Set([target.origin]);
  const sighting = await look(target.href, { visitor, hosts, signal, headers: PAST_CACHES });
  if (!("page" in sighting)) return signal.aborted ? undefined : { is: "not ready", why: sighting.says };
  const { page, url } = sighting;
  // Another 200 than the old one is a host that shows some page for what is gone.
  if (now.is === "nothing" && page.status === 200) return { is: matches(page, was) === "no" ? "ready" : "kept" };
  const means = { visitor, originals, signal, headers: PAST_CACHES };
  const shown = await inspect({ page, url, probe }, means).catch(failed);
  if ("says" in shown) return signal.aborted ? undefined : { is: "not ready", why: shown.says };
  // A long file that fits in all that can be compared is there: waiting for more would be waiting for ever.
  if (shown.is === "new" || shown.is === "either") return { is: "ready" };
  return {
    is: "not ready",
    why: page.status === 200 && matches(page, now) === "no" ? "its content is not the new build's" : shown.why,
  };
}

function readiness(
  left: readonly (readonly [Probe, State])[],
  { ready, ...known }: Pick<OriginReady, "ready" | "checked" | "waitedMs">,
): OriginReady {
  const missing = left.map(([{ path, url }, state]) => ({
    url: path ?? url,
    why: state.is === "not ready" ? state.why : "it was deleted, and is still served",
  }));
  const kept = left.filter(([, { is }]) => is === "kept").map(([{ url }]) => new URL(url).pathname);
  return { ...known, ready, missing: ready ? [] : missing, kept };
}
