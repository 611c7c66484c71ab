import { createSharedLimitsByAccount } from "../delivery/limits/shared-limits.ts";
import type { Config } from "../model/config.ts";
import type { Prepared } from "../model/prepared.ts";
import type { World } from "../ports/world.ts";
import { describeRun, describeSkipped } from "../report/build-report.ts";
import type { DestinationReport, Report } from "../report/report.ts";
import { prepare } from "./prepare.ts";
import { send } from "./send.ts";
import { shareReads } from "./share-reads.ts";
import { skipReason } from "./skip.ts";

/**
 * Reads what changed, remembers it and plans it for every destination, then sends, one destination after the other.
 *
 * @throws {PurgeError} config, diff or state, before any request to a provider. A provider's failure is in the report.
 */
export async function run(config: Config, world: World, signal: AbortSignal): Promise<Report> {
  const start = { at: world.clock.now(), ms: world.clock.monotonicMs() };
  const skipped = skipReason(world.runner);
  if (skipped !== undefined) return describeSkipped(skipped, start, world.clock);
  const reading = shareReads(world, config.destinations);
  const prepared: Prepared[] = [];
  for (const destination of config.destinations) prepared.push(await prepare(destination, config, reading));
  const sending = { config, world, signal, sharedLimitsByAccount: createSharedLimitsByAccount() };
  const destinations: DestinationReport[] = [];
  for (const one of prepared) destinations.push(await send(one, sending));
  return describeRun(destinations, config.dryRun, start, world.clock);
}
