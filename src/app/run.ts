import { chooseSources } from "../changes/choose-sources.ts";
import { readPurgeEntries } from "../changes/purge-list.ts";
import { type ChangesOptions, readChanges } from "../changes/read-changes.ts";
import { listedPages } from "../changes/sitemap/read-pages.ts";
import { createSharedLimitsByAccount, type SharedLimitsByAccount } from "../delivery/limits/shared-limits.ts";
import { findStaleContent } from "../mapping/find-stale.ts";
import { ruleNamesOf, withReader } from "../mapping/host-rules/read-rules.ts";
import { unseenNames } from "../mapping/host-rules/unread-files.ts";
import { URL_STYLES } from "../mapping/url-style.ts";
import { trustsDeployments } from "../memory/choose-store.ts";
import { readWithMemory } from "../memory/deploy-memory.ts";
import type { ReadChanges } from "../memory/remember.ts";
import type { Config, Destination } from "../model/config.ts";
import { configError } from "../model/errors.ts";
import type { Prepared } from "../model/prepared.ts";
import { makePlan } from "../plan/make-plan.ts";
import type { World } from "../ports/world.ts";
import { describeDestination, describeRun, describeSkipped } from "../report/build-report.ts";
import { logChanges, logInstructions, logMemory, logOwed, logPlan } from "../report/log-stages.ts";
import type { DestinationReport, Report } from "../report/report.ts";
import { routeChanges } from "../routes/apply-routes.ts";
import { sortOutside, type UndeployedOptions } from "../routes/undeployed-files.ts";
import { planProof } from "../verification/plan-proof.ts";
import { send } from "./send.ts";
import { otherEnvironment, skipReason } from "./skip.ts";

/**
 * The whole way: read what changed, remember it, plan it for every destination, then send, one destination after the other.
 *
 * @throws {PurgeError} config, diff or state, before any request to a provider. A provider's failure is in the report.
 */
export async function run(config: Config, world: World, signal: AbortSignal): Promise<Report> {
  const start = { at: world.clock.now(), ms: world.clock.monotonicMs() };
  const skipped = skipReason(world.runner);
  if (skipped !== undefined) return describeSkipped(skipped, start, world.clock);
  const prepared: Prepared[] = [];
  for (const destination of config.destinations) prepared.push(await prepare(destination, config, world));
  const destinations: DestinationReport[] = [];
  const sharedLimitsByAccount = createSharedLimitsByAccount();
  for (const one of prepared) destinations.push(await carryOut(one, config, world, sharedLimitsByAccount, signal));
  return describeRun(destinations, config.dryRun, start, world.clock);
}

async function prepare(destination: Destination, config: Config, world: World): Promise<Prepared> {
  const began = world.clock.monotonicMs();
  const doubt = otherEnvironment(world.runner, destination.memory.environment);
  if (doubt !== undefined) world.log.warning(doubt, "Another environment");
  const requested = await readPurgeEntries(destination.requested, world);
  const { changes, memory, routed } = await readDeploy(destination, config, world);
  const readMs = world.clock.monotonicMs();
  const style = await withReader(URL_STYLES[destination.urlStyle], changes);
  const need = findStaleContent(changes, style, destination.capabilities.wants, destination.immutable, routed.touched);
  const everything = changes.everything ?? routed.everything ?? need.everything;
  const nothing = config.phase === "before-deploy" || memory.isAdopted;
  const planned = makePlan({
    ...planOptions(destination),
    requested: nothing ? [] : requested,
    stale: nothing ? [] : need.stale,
    selectors: nothing ? [] : [...routed.selectors, ...need.selectors],
    ...(routed.lines === undefined ? {} : { routeLines: routed.lines }),
    ...(everything === undefined || nothing ? {} : { everything }),
    inventory: need.inventory,
    current: need.current,
  });
  if ("problems" in planned) throw configError(planned.problems);
  const planMs = world.clock.monotonicMs() - readMs;
  const { plan } = planned;
  const whole = everything === undefined ? {} : { everything };
  const named = [...requested, ...routed.selectors.map(({ selector }) => selector)];
  const listed = destination.prewarm ? await listedPages(destination.buildDir, world) : [];
  const proof = planProof({ destination, changes: { ...changes, ...whole }, need, requested: named, plan, listed });
  const sendsNothing = !nothing ? undefined : memory.isAdopted ? ("adopted" as const) : ("announced" as const);
  const times = { changesMs: readMs - began, planMs };
  const prepared = { destination, changes, routed, need, plan, ...whole, proof, memory, sendsNothing, ...times };
  logPlan(prepared, world.log);
  await logInstructions(plan, world.log);
  for (const warning of proof.warnings) world.log.warning(`${warning}.`);
  return prepared;
}

/** What changed since the last deploy, with all that is owed, remembered and taken along the routes. */
async function readDeploy(
  destination: Destination,
  config: Config,
  world: World,
): Promise<Pick<Prepared, "changes" | "memory" | "routed">> {
  const ruleNames = ruleNamesOf(URL_STYLES[destination.urlStyle]);
  const options = { ...changesOptions(destination, config, world), ruleNames, watchedNames: unseenNames(ruleNames) };
  const outside: UndeployedOptions = { ...destination, ruleNames };
  // Asked for first: what is wrong with the folder is told before any store is.
  const chosen = await chooseSources(options, world);
  const read: ReadChanges = async (remembered) => {
    const found = await readChanges({ ...options, chosen, ...(remembered === undefined ? {} : { remembered }) }, world);
    return sortOutside(found, outside);
  };
  const { changes, memory } = await readWithMemory(destination, config, chosen.sources, read, world);
  logMemory(memory, world.log);
  const routed = await routeChanges(changes, outside, world);
  logChanges(routed.changes, world.log);
  return { changes, memory, routed };
}

function changesOptions(
  { buildDir, base, head, changes, include, requested, routes, siteUrls, ignoreContent, memory }: Destination,
  { githubToken }: Config,
  world: Pick<World, "deployments">,
): ChangesOptions {
  const { environment } = memory;
  const isTrusted = trustsDeployments(memory);
  return {
    changes,
    hasSelectors: requested.length > 0,
    hasRoutes: routes.length > 0,
    include,
    siteUrls,
    ignoreContent,
    ...(buildDir === undefined ? {} : { buildDir }),
    ...(base === undefined ? {} : { base }),
    ...(head === undefined ? {} : { head }),
    ...(githubToken === undefined ? {} : { token: githubToken }),
    ...(isTrusted ? { deployed: { environment, deployments: world.deployments(githubToken) } } : {}),
  };
}

function planOptions({ provider, level, ...destination }: Destination) {
  const { capabilities, siteUrls, purgeBy, maxPurges, widenTo, overLimit, queryStrings, timeoutMs } = destination;
  const settleMs = level === "completed" && capabilities.done.by === "window" ? capabilities.done.seconds * 1000 : 0;
  const { name: providerName } = provider;
  const limits = { maxPurges, widenTo, overLimit, timeoutMs, settleMs };
  return { providerName, capabilities, siteUrls, purgeBy, queryStrings, ...limits };
}

/** Sends what was planned and notes what reached its level. */
async function carryOut(
  prepared: Prepared,
  { dryRun }: Config,
  world: World,
  sharedLimitsByAccount: SharedLimitsByAccount,
  signal: AbortSignal,
): Promise<DestinationReport> {
  if (dryRun) return describeDestination({ ...prepared, sendsNothing: undefined }, undefined);
  if (prepared.sendsNothing !== undefined) return describeDestination(prepared, undefined);
  const { provider, timeoutMs } = prepared.destination;
  const deadlineMs = world.clock.monotonicMs() + timeoutMs;
  const delivery = await world.log.group(`Purge at ${provider.name}`, () =>
    send(prepared, world, sharedLimitsByAccount, signal),
  );
  const { deferred = [], unsendable = [] } = prepared.plan;
  const memory = await prepared.memory.settle({
    delivery,
    isEverything: prepared.everything !== undefined,
    deferred,
    unsendable: unsendable.flatMap(({ targets }) => targets),
    isAborted: signal.aborted,
    leftMs: deadlineMs - world.clock.monotonicMs(),
  });
  logMemory({ ...memory, notes: memory.notes.slice(prepared.memory.notes.length) }, world.log);
  logOwed(memory, world.log);
  return describeDestination({ ...prepared, memory }, delivery);
}
