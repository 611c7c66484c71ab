import type { Deadline } from "../delivery/deadline.ts";
import type { Delivery, Outcome } from "../model/outcome.ts";
import type { Item, Plan } from "../model/plan.ts";
import type { Prepared } from "../model/prepared.ts";
import type { Probe } from "../model/proof.ts";
import { cutBatches } from "../plan/batches.ts";
import type { Page } from "../ports/site-client.ts";
import type { World } from "../ports/world.ts";
import { ENTRIES } from "../providers/entries.ts";
import { logVerification } from "../report/log-proof.ts";
import { counted } from "../report/messages.ts";
import type { BuildFiles } from "../verification/build-files.ts";
import { findCachesOnTheWay } from "../verification/caches-on-the-way.ts";
import { createItemsOf, takenItems, withVerification } from "../verification/verified-outcomes.ts";
import { type Instant, type VerifyOptions, verify } from "../verification/verify.ts";
import { isStillServedAt, type Origin, tagAtOrigin } from "../verification/wait-for-origin.ts";
import type { Activity } from "./progress.ts";

/**
 * How long after "done" a URL that is still old is purged again, in milliseconds, where the provider documents no window of
 * its own. Our own choice: a cache that refilled itself during the purge has done so by then.
 */
const SPACING_MS = 10_000;

export interface Proving {
  readonly prepared: Prepared;
  readonly world: World;
  readonly deadline: Deadline;
  /** When the provider had taken all that it took. */
  readonly accepted: Instant;
  readonly origin: Origin | undefined;
  readonly buildFiles: BuildFiles;
  /** Ids of the providers that this run purges. */
  readonly purgedInRun: ReadonlySet<string>;
  readonly deliverAgain: (plan: Plan) => Promise<Delivery>;
  readonly activity: Activity;
}

/** Verifies the delivery at the live site. @returns the delivery with the outcomes that the site shows. */
export async function prove(first: Delivery, proving: Proving): Promise<Delivery> {
  const { prepared, world, deadline } = proving;
  const { plan, destination, proof } = prepared;
  const taken = takenItems(first);
  const itemsOf = createItemsOf(plan);
  const all = proof.probes.filter((probe) => itemsOf(probe).some((item) => taken.has(item)));
  const probes = all.slice(0, destination.proof.verifySample);
  const isCancelled = () => deadline.failure()?.fault === "cancelled";
  if (isCancelled()) return unproven(first, "the run was cancelled before the live site could be checked", "cancelled");
  if (deadline.signal.aborted) return unproven(first, "the time was over before the live site could be checked");
  if (probes.length === 0) return unproven(first, "of what was taken, no URL is known that could be checked");
  let { requests } = first;
  const purgeAgain: VerifyOptions["purgeAgain"] = async (stale) => {
    const items = [...new Set(stale.flatMap(itemsOf))].filter((item) => taken.has(item));
    const again = await proving.deliverAgain(planOf(items, prepared));
    requests += again.requests;
    return takenItems(again).size === items.length;
  };
  const answers = new Map<Probe, Page["headers"]>();
  const onAnswer: VerifyOptions["onAnswer"] = (probe, headers) => answers.set(probe, headers);
  const onWait = (open: number) =>
    proving.activity.is(
      () => `looking at the live site, ${open} of ${counted(probes.length, "URL")} not known to be fresh`,
    );
  onWait(probes.length);
  const found = await verify({ ...optionsOf(proving), probes, total: all.length, purgeAgain, onAnswer, onWait }, world);
  const caches = findCachesOnTheWay([...answers.values()], {
    all: ENTRIES,
    purged: destination.provider.id,
    purgedInRun: proving.purgedInRun,
  });
  const verification = { ...found, caches };
  logVerification(verification, destination.provider.name, world.log);
  const seen = withVerification({ ...first, requests }, { verification, probes, itemsOf, isCancelled: isCancelled() });
  return { ...seen, proof: { verification } };
}

function optionsOf({
  prepared,
  world,
  deadline,
  accepted,
  origin,
  buildFiles,
}: Proving): Omit<VerifyOptions, "probes" | "total" | "purgeAgain"> {
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

function atOrigin(origin: Origin, signal: AbortSignal): Pick<VerifyOptions, "isStillServedAtOrigin" | "originTag"> {
  return {
    isStillServedAtOrigin: (probe: Probe) => isStillServedAt(origin, probe, signal),
    originTag: (probe: Probe) => tagAtOrigin(origin, probe, signal),
  };
}

/** The outcomes of a delivery that was not verified: accepted or completed is not the level that was requested. */
function unproven(delivery: Delivery, why: string, fault: "unproven" | "cancelled" = "unproven"): Delivery {
  const message = `it was taken, and ${why}`;
  const outcomes = delivery.outcomes.map((outcome): Outcome => {
    if (outcome.state !== "completed" && outcome.state !== "accepted") return outcome;
    const failure = outcome.failure ?? { fault, message };
    return { ...outcome, state: "accepted", confirmed: false, failure };
  });
  return { ...delivery, outcomes };
}

function planOf(items: readonly Item[], { destination }: Prepared): Plan {
  const batches = cutBatches(items, destination.capabilities);
  return { batches, translations: [], instructions: items.length, collateral: 0, floorMs: 0, notes: [] };
}
