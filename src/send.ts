import { cutBatches } from "./plan/batch.ts";
import type { Item, Plan } from "./plan/plan.ts";
import { type Deadline, startDeadline } from "./purge/deadline.ts";
import { deliver } from "./purge/deliver.ts";
import { isKeptAt, type Origin, waitForOrigin } from "./purge/origin-gate.ts";
import type { Delivery, Outcome } from "./purge/outcome.ts";
import { prewarm } from "./purge/prewarm.ts";
import type { Probe } from "./purge/probes.ts";
import type { OriginReady, Proof } from "./purge/proof.ts";
import { seconds } from "./purge/retry.ts";
import { createItemsOf, takenItems, withVerification } from "./purge/verified.ts";
import { verify } from "./purge/verify.ts";
import { tellDelivery, tellProgress } from "./report/tell.ts";
import { tellKept, tellOrigin, tellPrewarm, tellVerification } from "./report/tell-proof.ts";
import type { Prepared } from "./run.ts";
import type { World } from "./world/world.ts";

/**
 * How long after "done" a URL that is still old is purged again, in milliseconds, where the provider documents no window of
 * its own. Our own choice: a cache that refilled itself during the purge has done so by then.
 */
const SPACING_MS = 10_000;

interface Sending {
  readonly prepared: Prepared;
  readonly world: World;
  readonly signal: AbortSignal;
  /** For all of it: waiting for the origin, delivering, proving, warming. */
  readonly deadline: Deadline;
}

/** Everything after planning, for one destination: origin, purge, proof, warming. Failures are values. */
export async function send(prepared: Prepared, world: World, signal: AbortSignal): Promise<Delivery> {
  const { destination, plan } = prepared;
  if (plan.batches.length === 0) return { outcomes: [], requests: 0, submitMs: 0, settleMs: 0 };
  const deadline = startDeadline({ clock: world.clock, timeoutMs: destination.timeoutMs, signal });
  const sending: Sending = { prepared, world, signal, deadline };
  try {
    const origin = await awaitOrigin(sending);
    if (origin?.ready === false) return unsent(sending, origin);
    const proven = await purgeAndProve(sending);
    const warmed = await warm(sending, proven);
    const proof: Proof = {
      ...proven.proof,
      ...(origin === undefined ? {} : { origin }),
      ...(warmed === undefined ? {} : { prewarm: warmed }),
    };
    tellKept(proof, world.log);
    return { ...proven, proof };
  } finally {
    deadline.end();
  }
}

function originOf({ prepared, world }: Sending): Origin | undefined {
  const { originUrl } = prepared.destination;
  return originUrl === undefined ? undefined : { url: originUrl, visitor: world.visitor, random: world.random };
}

async function awaitOrigin(sending: Sending): Promise<OriginReady | undefined> {
  const { prepared, world, deadline } = sending;
  const origin = originOf(sending);
  const probes = sampleOf(prepared);
  if (origin === undefined || probes.length === 0) return undefined;
  const ready = await waitForOrigin({ origin, probes, deadline }, world);
  tellOrigin(ready, world.log);
  return ready;
}

/** Nothing went out: everything is owed, and says why. */
function unsent({ prepared, deadline }: Sending, origin: OriginReady): Delivery {
  const { batches, instructions } = prepared.plan;
  const over = deadline.failure();
  const first = origin.missing[0];
  const says =
    over?.fault === "cancelled"
      ? over.says
      : `the origin did not serve the new build within ${seconds(origin.waitedMs)}: ${first?.url ?? ""} ${first?.why ?? ""}` +
        `${origin.missing.length > 1 ? `, and ${origin.missing.length - 1} more of ${origin.checked}` : ""}. ` +
        `Nothing was purged, since the edge would have fetched the old pages again (${instructions} not sent)`;
  const failure = { fault: over?.fault === "cancelled" ? "cancelled" : "origin", says } as const;
  const outcomes = batches.map(
    (batch): Outcome => ({ batch, state: "unsent", confirmed: false, refused: [], taskIds: [], failure, attempts: 0 }),
  );
  return { outcomes, requests: 0, submitMs: 0, settleMs: 0, proof: { origin } };
}

async function deliverPlan({ prepared, world, signal, deadline }: Sending, plan: Plan): Promise<Delivery> {
  const { provider, settings, capabilities, level } = prepared.destination;
  const delivery = await deliver(
    {
      plan,
      capabilities,
      connect: (io) => provider.connect(settings, io),
      // The live site proves it before the window is over; where there is a status, looking before "done" proves little.
      level: level !== "verified" ? level : capabilities.done.by === "window" ? "accepted" : "completed",
      timeoutMs: deadline.remainingMs(),
      signal,
      onProgress: tellProgress(world.log, world.clock),
    },
    world,
  );
  tellDelivery(delivery, prepared.destination, world.log);
  return delivery;
}

async function purgeAndProve(sending: Sending): Promise<Delivery> {
  const { prepared, world, deadline } = sending;
  const { plan, destination } = prepared;
  const start = { ms: world.clock.monotonicMs(), at: world.clock.now() };
  const first = await deliverPlan(sending, plan);
  if (destination.level !== "verified") return first;
  const taken = takenItems(first);
  const itemsOf = createItemsOf(plan);
  const all = prepared.proof.probes.filter((probe) => itemsOf(probe).some((item) => taken.has(item)));
  const probes = all.slice(0, destination.verifySample);
  if (deadline.signal.aborted) return unproven(first, "the time was over before the live site could be looked at");
  if (probes.length === 0) return unproven(first, "of what was taken, no URL is known that could be looked at");
  let requests = first.requests;
  const origin = originOf(sending);
  const verification = await verify(
    {
      probes,
      of: all.length,
      hosts: new Set(destination.siteUrls.map((site) => site.origin)),
      accepted: { ms: start.ms + first.submitMs, at: new Date(start.at.getTime() + first.submitMs) },
      settledMs: world.clock.monotonicMs(),
      spacingMs: spacingMs(prepared),
      deadline,
      ...(origin === undefined ? {} : { isKeptAtOrigin: (probe: Probe) => isKeptAt(origin, probe, deadline.signal) }),
      async purgeAgain(stale) {
        const items = [...new Set(stale.flatMap(itemsOf))];
        const again = await deliverPlan(sending, planOf(items, sending));
        requests += again.requests;
        return items.length > 0 && takenItems(again).size === items.length;
      },
    },
    world,
  );
  tellVerification(verification, world.log);
  return { ...withVerification({ ...first, requests }, { verification, probes, itemsOf }), proof: { verification } };
}

/** Taken, perhaps done, and never looked at: that is not what was asked for. */
function unproven(delivery: Delivery, why: string): Delivery {
  const says = `it was taken, and ${why}`;
  const outcomes = delivery.outcomes.map((outcome): Outcome => {
    if (outcome.state !== "completed" && outcome.state !== "accepted") return outcome;
    const failure = outcome.failure ?? ({ fault: "unproven", says } as const);
    return { ...outcome, state: "accepted", confirmed: false, failure };
  });
  return { ...delivery, outcomes };
}

function planOf(items: readonly Item[], { prepared }: Sending): Plan {
  const batches = cutBatches(items, prepared.destination.capabilities);
  return { batches, lowerings: [], instructions: items.length, collateral: 0, floorMs: 0, notes: [] };
}

function spacingMs({ destination }: Prepared): number {
  const { done } = destination.capabilities;
  return done.by === "window" ? done.seconds * 1000 : SPACING_MS;
}

function sampleOf({ proof, destination }: Prepared): readonly Probe[] {
  return proof.probes.slice(0, destination.verifySample);
}

/** Once all of it is complete: a page that is fetched before the purge has arrived warms the old copy. */
async function warm({ prepared, world, deadline }: Sending, delivery: Delivery): Promise<Proof["prewarm"]> {
  const { destination, proof } = prepared;
  const urls = proof.warm;
  const isComplete = delivery.outcomes.every(({ state, refused }) => state === "completed" && refused.length === 0);
  if (urls.length === 0 || !isComplete || deadline.signal.aborted) return undefined;
  const seen = new Set(delivery.proof?.verification?.seen.flatMap(({ url, is }) => (is === "fresh" ? [url] : [])));
  const hosts = new Set(destination.siteUrls.map((site) => site.origin));
  const warmed = await prewarm({ urls: urls.filter((url) => !seen.has(url)), hosts, deadline }, world);
  tellPrewarm(warmed, world.log);
  return warmed;
}
