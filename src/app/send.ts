import { type Deadline, startDeadline } from "../delivery/deadline.ts";
import { deliver } from "../delivery/deliver.ts";
import type { SharedLimits, SharedLimitsByAccount } from "../delivery/limits/shared-limits.ts";
import { formatSeconds } from "../lib/format.ts";
import type { Delivery, Outcome } from "../model/outcome.ts";
import type { Plan } from "../model/plan.ts";
import type { Prepared } from "../model/prepared.ts";
import type { OriginReady, Proof } from "../model/proof.ts";
import type { World } from "../ports/world.ts";
import { logDelivery, logOrigin, logPrewarm, logProgress, logStillServed } from "../report/log-stages.ts";
import { type BuildFiles, createBuildFiles } from "../verification/build-files.ts";
import { prewarm } from "../verification/prewarm.ts";
import { type Origin, waitForOrigin } from "../verification/wait-for-origin.ts";
import { prove } from "./prove.ts";

interface Sending {
  readonly prepared: Prepared;
  readonly world: World;
  readonly signal: AbortSignal;
  /** For all of it: waiting for the origin, delivering, proving, warming. */
  readonly deadline: Deadline;
  readonly buildFiles: BuildFiles;
  readonly sharedLimits: SharedLimits;
}

/**
 * Everything after planning, for one destination: origin, purge, proof, warming. Failures are values.
 *
 * @param paces of the run: what its other deliveries sent with the same credential counts, too.
 */
export async function send(
  prepared: Prepared,
  world: World,
  sharedLimitsByAccount: SharedLimitsByAccount,
  signal: AbortSignal,
): Promise<Delivery> {
  const { destination, plan } = prepared;
  if (plan.batches.length === 0)
    return { level: destination.level, outcomes: [], requests: 0, submitMs: 0, settleMs: 0 };
  const deadline = startDeadline({ clock: world.clock, timeoutMs: destination.timeoutMs, signal });
  const { provider, settings, capabilities } = destination;
  const sharedLimits = sharedLimitsByAccount.of({ ...settings, provider: provider.id }, capabilities.rates);
  const sending: Sending = {
    prepared,
    world,
    signal,
    deadline,
    buildFiles: buildFilesOf(prepared, world),
    sharedLimits,
  };
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
    logStillServed(proof, world.log);
    return { ...proven, level: destination.level, proof };
  } finally {
    deadline.end();
  }
}

function buildFilesOf({ destination, changes }: Prepared, world: World): BuildFiles {
  const { buildDir, ignoreContent } = destination;
  const build = { tree: changes.tree, isCut: ignoreContent.length > 0 };
  return createBuildFiles(buildDir === undefined ? build : { ...build, buildDir }, world);
}

function originOf({ prepared, world, buildFiles }: Sending): Origin | undefined {
  const { originUrl } = prepared.destination;
  if (originUrl === undefined) return undefined;
  return { url: originUrl, siteClient: world.siteClient, random: world.random, buildFiles };
}

async function awaitOrigin(sending: Sending): Promise<OriginReady | undefined> {
  const { prepared, world, deadline } = sending;
  const origin = originOf(sending);
  const probes = prepared.proof.atOrigin.slice(0, prepared.destination.verifySample);
  if (origin === undefined || probes.length === 0) return undefined;
  const ready = await waitForOrigin({ origin, probes, deadline }, world);
  logOrigin(ready, world.log);
  return ready;
}

/** Nothing went out: everything is owed, and says why. */
function unsent({ prepared, deadline }: Sending, origin: OriginReady): Delivery {
  const { batches, instructions } = prepared.plan;
  const over = deadline.failure();
  const first = origin.missing[0];
  const message =
    over?.fault === "cancelled"
      ? over.message
      : `the origin did not serve the new build within ${formatSeconds(origin.waitedMs)}: ${first?.url ?? ""} ${first?.why ?? ""}` +
        `${origin.missing.length > 1 ? `, and ${origin.missing.length - 1} more of ${origin.checked}` : ""}. ` +
        `Nothing was purged, since the edge would have fetched the old pages again (${instructions} not sent)`;
  const failure = { fault: over?.fault === "cancelled" ? "cancelled" : "origin", message } as const;
  const outcomes = batches.map(
    (batch): Outcome => ({ batch, state: "unsent", confirmed: false, refused: [], taskIds: [], failure, attempts: 0 }),
  );
  return { level: prepared.destination.level, outcomes, requests: 0, submitMs: 0, settleMs: 0, proof: { origin } };
}

async function deliverPlan(
  { prepared, world, signal, deadline, sharedLimits }: Sending,
  plan: Plan,
): Promise<Delivery> {
  const { provider, settings, capabilities, level } = prepared.destination;
  const delivery = await deliver(
    {
      plan,
      capabilities,
      connect: (io) => provider.connect(settings, io),
      sharedLimits,
      // The live site proves it before the window is over; where there is a status, looking before "done" proves little.
      level: level !== "verified" ? level : capabilities.done.by === "window" ? "accepted" : "completed",
      timeoutMs: deadline.remainingMs(),
      signal,
      onProgress: logProgress(world.log, world.clock),
    },
    world,
  );
  logDelivery(delivery, prepared.destination, world.log);
  return delivery;
}

async function purgeAndProve(sending: Sending): Promise<Delivery> {
  const { prepared, world } = sending;
  const start = { ms: world.clock.monotonicMs(), at: world.clock.now() };
  const delivery = await deliverPlan(sending, prepared.plan);
  if (prepared.destination.level !== "verified") return delivery;
  const { submitMs } = delivery;
  return prove(delivery, {
    ...sending,
    accepted: { ms: start.ms + submitMs, at: new Date(start.at.getTime() + submitMs) },
    origin: originOf(sending),
    deliverAgain: (plan) => deliverPlan(sending, plan),
  });
}

/** Once all of it is complete: a page that is fetched before the purge has arrived warms the old copy. */
async function warm({ prepared, world, deadline }: Sending, delivery: Delivery): Promise<Proof["prewarm"]> {
  const { destination, proof } = prepared;
  const urls = proof.warm;
  const isComplete = delivery.outcomes.every(({ state, refused }) => state === "completed" && refused.length === 0);
  if (urls.length === 0 || !isComplete || deadline.signal.aborted) return undefined;
  const seen = new Set(delivery.proof?.verification?.seen.flatMap(({ url, kind }) => (kind === "fresh" ? [url] : [])));
  const hosts = new Set(destination.siteUrls.map((site) => site.origin));
  const warmed = await prewarm({ urls: urls.filter((url) => !seen.has(url)), hosts, deadline }, world);
  logPrewarm(warmed, world.log);
  return warmed;
}
