import { readAsked } from "./changes/asked.ts";
import type { ChangeSet } from "./changes/change.ts";
import { readChanges } from "./changes/read.ts";
import { skipReason } from "./changes/skip.ts";
import { configError } from "./errors.ts";
import type { Config, Destination } from "./inputs/config.ts";
import { findNeed, type Need } from "./mapping/need.ts";
import { URL_STYLES } from "./mapping/url-style.ts";
import { makePlan } from "./plan/make-plan.ts";
import type { Plan } from "./plan/plan.ts";
import { type ProofPlan, planProof } from "./purge/proof-plan.ts";
import { describeDestination, describeRun, describeSkipped } from "./report/describe.ts";
import type { DestinationReport, Report } from "./report/report.ts";
import { tellChanges, tellPlan } from "./report/tell.ts";
import { send } from "./send.ts";
import type { World } from "./world/world.ts";

/** A destination with all that is known before the first request. */
export interface Prepared {
  readonly destination: Destination;
  readonly changes: ChangeSet;
  readonly need: Need;
  readonly plan: Plan;
  readonly proof: ProofPlan;
  readonly changesMs: number;
  readonly planMs: number;
}

/**
 * The whole way: read what changed, plan it for every destination, then send, one destination after the other.
 *
 * @throws {PurgeError} config or diff, before any request to a provider. A provider's failure is in the report.
 */
export async function run(config: Config, world: World, signal: AbortSignal): Promise<Report> {
  const start = { at: world.clock.now(), ms: world.clock.monotonicMs() };
  const skipped = skipReason(world.runner.event);
  if (skipped !== undefined) return describeSkipped(skipped, start, world.clock);
  const prepared: Prepared[] = [];
  for (const destination of config.destinations) prepared.push(await prepare(destination, config, world));
  const destinations: DestinationReport[] = [];
  for (const one of prepared) {
    const delivery = config.dryRun
      ? undefined
      : await world.log.group(`Purge at ${one.destination.provider.name}`, () => send(one, world, signal));
    destinations.push(describeDestination(one, delivery));
  }
  return describeRun(destinations, config.dryRun, start, world.clock);
}

async function prepare(destination: Destination, config: Config, world: World): Promise<Prepared> {
  const began = world.clock.monotonicMs();
  const asked = await readAsked(destination.asked, world);
  const { buildDir, base, head, changes: source, include } = destination;
  const changes = await readChanges(
    {
      changes: source,
      hasSelectors: destination.asked.length > 0,
      include,
      ...(buildDir === undefined ? {} : { buildDir }),
      ...(base === undefined ? {} : { base }),
      ...(head === undefined ? {} : { head }),
      ...(config.githubToken === undefined ? {} : { token: config.githubToken }),
    },
    world,
  );
  const read = world.clock.monotonicMs();
  tellChanges(changes, world.log);
  const { capabilities, provider } = destination;
  const need = findNeed(changes, URL_STYLES[destination.urlStyle], capabilities.wants);
  const planned = makePlan({
    providerName: provider.name,
    capabilities,
    siteUrls: destination.siteUrls,
    asked,
    stale: need.stale,
    ...(changes.everything === undefined ? {} : { everything: changes.everything }),
    purgeBy: destination.purgeBy,
    maxPurges: destination.maxPurges,
    timeoutMs: destination.timeoutMs,
    settleMs:
      destination.level === "completed" && capabilities.done.by === "window" ? capabilities.done.seconds * 1000 : 0,
    inventory: need.inventory,
    current: need.current,
  });
  if ("problems" in planned) throw configError(planned.problems);
  const planMs = world.clock.monotonicMs() - read;
  const proof = planProof({ destination, changes, need, asked, plan: planned.plan });
  const prepared = { destination, changes, need, plan: planned.plan, proof, changesMs: read - began, planMs };
  tellPlan(prepared, world.log);
  for (const warning of proof.warnings) world.log.warning(`${warning}.`);
  return prepared;
}
