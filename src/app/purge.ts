import { type Deadline, startDeadline } from "../delivery/deadline.ts";
import { deliver } from "../delivery/deliver.ts";
import type { SharedLimits, SharedLimitsByAccount } from "../delivery/limits/shared-limits.ts";
import type { Opener } from "../delivery/opener.ts";
import { formatCount, formatSeconds } from "../lib/format.ts";
import type { Destination } from "../model/config.ts";
import type { Delivery, Failure, Outcome } from "../model/outcome.ts";
import type { Plan } from "../model/plan.ts";
import type { Prepared } from "../model/prepared.ts";
import type { OriginReady, Proof } from "../model/proof.ts";
import type { World } from "../ports/world.ts";
import { logOrigin, logPrewarm, logStillServed } from "../report/log-proof.ts";
import { deliveryWords, logDelivery } from "../report/log-stages.ts";
import { counted } from "../report/messages.ts";
import { type BuildFiles, createBuildFiles } from "../verification/build-files.ts";
import { withSiteHeaders } from "../verification/site-headers.ts";
import type { Origin } from "../verification/wait-for-origin.ts";
import type { Ready } from "./prepare.ts";
import { type Activity, withProgress } from "./progress.ts";

/** What the destinations of one run share while they are purged. */
export interface Shared {
  readonly world: World;
  readonly signal: AbortSignal;
  /** What other destinations sent with the same credential counts, too. */
  readonly sharedLimitsByAccount: SharedLimitsByAccount;
  /** Ids of the providers that this run purges. */
  readonly purgedInRun: ReadonlySet<string>;
}

/** One destination's purge while it is under way. */
interface Purging {
  readonly prepared: Prepared;
  readonly world: World;
  readonly signal: AbortSignal;
  /** For all of it: waiting for the origin, delivering, proving, warming. */
  readonly deadline: Deadline;
  readonly buildFiles: BuildFiles;
  readonly opener: Opener | undefined;
  readonly sharedLimits: (server: string | undefined) => SharedLimits;
  readonly purgedInRun: ReadonlySet<string>;
  readonly activity: Activity;
}

/** Waits for the origin, delivers the plan, proves it at the live site and warms the pages. Failures are values. */
export async function purge(prepared: Ready, shared: Shared): Promise<Delivery> {
  const { destination, plan } = prepared;
  const { level, timeoutMs } = destination.delivery;
  if (plan.batches.length === 0) return { level, outcomes: [], requests: 0, submitMs: 0, settleMs: 0 };
  const { signal, purgedInRun } = shared;
  const world = { ...shared.world, siteClient: withSiteHeaders(shared.world.siteClient, destination) };
  const deadline = startDeadline({ clock: world.clock, timeoutMs, signal });
  const buildFiles = buildFilesOf(prepared, world);
  const sharedLimits = sharedLimitsOf(destination, shared);
  const { opener } = prepared;
  try {
    const purging = { prepared, world, signal, deadline, buildFiles, opener, sharedLimits, purgedInRun };
    return await withProgress(
      (activity) => purgeWithin({ ...purging, activity }),
      () => deadline.remainingMs(),
      world,
    );
  } finally {
    deadline.end();
  }
}

async function purgeWithin(purging: Purging): Promise<Delivery> {
  const origin = await awaitOrigin(purging);
  if (origin?.ready === false)
    return { ...unsent(purging.prepared, originFailure(purging, origin)), proof: { origin } };
  const proven = await deliverAndProve(purging);
  const prewarm = await warm(purging, proven);
  const proof: Proof = { ...proven.proof, origin, prewarm };
  logStillServed(proof, purging.world.log);
  return { ...proven, level: purging.prepared.destination.delivery.level, proof };
}

function sharedLimitsOf(
  { provider, settings, capabilities }: Destination,
  { sharedLimitsByAccount }: Shared,
): Purging["sharedLimits"] {
  return (server) => sharedLimitsByAccount.of({ ...settings, provider: provider.id, server }, capabilities.rates);
}

function buildFilesOf({ destination, changes }: Prepared, world: World): BuildFiles {
  const { buildDir, ignoreContent } = destination.source;
  return createBuildFiles({ tree: changes.tree, isCut: ignoreContent.length > 0, buildDir }, world);
}

function originOf({ prepared, world, buildFiles }: Purging): Origin | undefined {
  const { originUrl } = prepared.destination.proof;
  if (originUrl === undefined) return undefined;
  return { url: originUrl, siteClient: world.siteClient, random: world.random, buildFiles };
}

async function awaitOrigin(purging: Purging): Promise<OriginReady | undefined> {
  const { prepared, world, deadline, activity } = purging;
  const origin = originOf(purging);
  const probes = prepared.proof.atOrigin.slice(0, prepared.destination.proof.verifySample);
  if (origin === undefined || probes.length === 0) return undefined;
  const { waitForOrigin } = await import("../verification/wait-for-origin.ts");
  const onWait = (left: number) =>
    activity.is(() => `waiting for the origin, ${left} of ${counted(probes.length, "URL")} not there yet`);
  onWait(probes.length);
  const ready = await waitForOrigin({ origin, probes, deadline, onWait }, world);
  logOrigin(ready, world.log);
  return ready;
}

/** Nothing went out: everything is owed, and says why. */
export function unsent({ plan, destination }: Prepared, failure: Failure): Delivery {
  const outcomes = plan.batches.map(
    (batch): Outcome => ({ batch, state: "unsent", confirmed: false, refused: [], taskIds: [], failure, attempts: 0 }),
  );
  return { level: destination.delivery.level, outcomes, requests: 0, submitMs: 0, settleMs: 0 };
}

function originFailure({ prepared, deadline }: Purging, origin: OriginReady): Failure {
  const over = deadline.failure();
  if (over?.fault === "cancelled") return over;
  const first = origin.missing[0];
  const message =
    `the origin did not serve the new build within ${formatSeconds(origin.waitedMs)}: ${first?.url ?? ""} ${first?.why ?? ""}` +
    `${origin.missing.length > 1 ? `, and ${origin.missing.length - 1} more of ${origin.checked}` : ""}. ` +
    `Nothing was purged, since the edge would have fetched the old pages again (${prepared.plan.instructions} not sent)`;
  return { fault: "origin", message };
}

async function deliverPlan(
  { prepared, world, signal, deadline, sharedLimits, opener, activity }: Purging,
  plan: Plan,
): Promise<Delivery> {
  const {
    provider,
    settings,
    capabilities,
    delivery: { level, timeoutMs: givenMs },
  } = prepared.destination;
  const rateEndsMs = world.clock.monotonicMs() + plan.floorMs;
  activity.is(() => `sending ${counted(plan.batches.length, "request")} to ${provider.name}`);
  const delivery = await deliver(
    {
      plan,
      capabilities,
      connect: (io) => provider.connect(settings, io),
      opener,
      sharedLimits,
      // The live site proves it before the window is over; where there is a status, a page fetched before "done" proves little.
      level: level !== "verified" ? level : capabilities.done.by === "window" ? "accepted" : "completed",
      timeoutMs: deadline.remainingMs(),
      givenMs,
      signal,
      onProgress: (progress) => activity.is(() => deliveryWords(progress, rateEndsMs - world.clock.monotonicMs())),
    },
    world,
  );
  logDelivery(delivery, prepared.destination, world.log);
  return delivery;
}

async function deliverAndProve(purging: Purging): Promise<Delivery> {
  const { prepared, world } = purging;
  const start = { ms: world.clock.monotonicMs(), at: world.clock.now() };
  const delivery = await deliverPlan(purging, prepared.plan);
  if (prepared.destination.delivery.level !== "verified") return delivery;
  const { submitMs } = delivery;
  // Loaded when asked for, as what waits for the origin and what warms: most runs look at no page.
  const { prove } = await import("./prove.ts");
  return prove(delivery, {
    ...purging,
    accepted: { ms: start.ms + submitMs, at: new Date(start.at.getTime() + submitMs) },
    origin: originOf(purging),
    deliverAgain: (plan) => deliverPlan(purging, plan),
  });
}

/** Once all of it is complete: a page that is fetched before the purge has arrived warms the old copy. */
async function warm({ prepared, world, deadline, activity }: Purging, delivery: Delivery): Promise<Proof["prewarm"]> {
  const { destination, proof } = prepared;
  const urls = proof.warm;
  const isComplete = delivery.outcomes.every(({ state, refused }) => state === "completed" && refused.length === 0);
  if (urls.length === 0 || !isComplete || deadline.signal.aborted) return undefined;
  const seen = new Set(delivery.proof?.verification?.seen.flatMap(({ url, kind }) => (kind === "fresh" ? [url] : [])));
  const hosts = new Set(destination.siteUrls.map((site) => site.origin));
  const { prewarm } = await import("../verification/prewarm.ts");
  const unseen = urls.filter((url) => !seen.has(url));
  let done = 0;
  activity.is(() => `fetching the purged pages, ${formatCount(done)} of ${formatCount(unseen.length)} done`);
  const onPage = () => {
    done += 1;
  };
  const warmed = await prewarm({ urls: unseen, hosts, deadline, onPage }, world);
  logPrewarm(warmed, world.log);
  return warmed;
}
