import { readAsked } from "./changes/asked.ts";
import type { ChangeSet } from "./changes/change.ts";
import { readChanges } from "./changes/read.ts";
import { type Routed, routeChanges } from "./changes/route-changes.ts";
import { skipReason } from "./changes/skip.ts";
import { configError } from "./errors.ts";
import type { Config, Destination } from "./inputs/config.ts";
import { ruleNamesOf } from "./mapping/hosting.ts";
import { findNeed, type Need } from "./mapping/need.ts";
import { URL_STYLES } from "./mapping/url-style.ts";
import { makePlan } from "./plan/make-plan.ts";
import type { Plan } from "./plan/plan.ts";
import { deliver } from "./purge/deliver.ts";
import type { Delivery } from "./purge/outcome.ts";
import { describeDestination, describeRun, describeSkipped } from "./report/describe.ts";
import type { DestinationReport, Report } from "./report/report.ts";
import { tellChanges, tellDelivery, tellPlan, tellProgress } from "./report/tell.ts";
import type { World } from "./world/world.ts";

/** A destination with all that is known before the first request. */
export interface Prepared {
  readonly destination: Destination;
  readonly changes: ChangeSet;
  readonly routed: Routed;
  readonly need: Need;
  readonly plan: Plan;
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
  const style = URL_STYLES[destination.urlStyle];
  const set = await readChanges(
    {
      changes: source,
      hasSelectors: destination.asked.length > 0,
      hasRoutes: destination.routes.length > 0,
      include,
      ruleNames: ruleNamesOf(style),
      ...(buildDir === undefined ? {} : { buildDir }),
      ...(base === undefined ? {} : { base }),
      ...(head === undefined ? {} : { head }),
      ...(config.githubToken === undefined ? {} : { token: config.githubToken }),
    },
    world,
  );
  const routed = await routeChanges(set, destination, world);
  const { changes } = routed;
  const read = world.clock.monotonicMs();
  tellChanges(changes, world.log);
  const { capabilities, provider } = destination;
  const need = findNeed(set, style, capabilities.wants, destination.immutable, routed.touched);
  const everything = changes.everything ?? routed.everything ?? need.everything;
  const planned = makePlan({
    providerName: provider.name,
    capabilities,
    siteUrls: destination.siteUrls,
    asked,
    stale: need.stale,
    selectors: [...routed.selectors, ...need.selectors],
    ...(everything === undefined ? {} : { everything }),
    purgeBy: destination.purgeBy,
    maxPurges: destination.maxPurges,
    widenTo: destination.widenTo,
    overLimit: destination.overLimit,
    queryStrings: destination.queryStrings,
    timeoutMs: destination.timeoutMs,
    settleMs:
      destination.level === "completed" && capabilities.done.by === "window" ? capabilities.done.seconds * 1000 : 0,
    inventory: need.inventory,
    current: need.current,
  });
  if ("problems" in planned) throw configError(planned.problems);
  const planMs = world.clock.monotonicMs() - read;
  const prepared = { destination, changes, routed, need, plan: planned.plan, changesMs: read - began, planMs };
  tellPlan(prepared, world.log);
  return prepared;
}

async function send({ destination, plan }: Prepared, world: World, signal: AbortSignal): Promise<Delivery> {
  const { provider, settings, capabilities, level, timeoutMs } = destination;
  const delivery = await deliver(
    {
      plan,
      capabilities,
      connect: (io) => provider.connect(settings, io),
      level,
      timeoutMs,
      signal,
      onProgress: tellProgress(world.log, world.clock),
    },
    world,
  );
  tellDelivery(delivery, destination, world.log);
  return delivery;
}
