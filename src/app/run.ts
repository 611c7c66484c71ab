import { createSharedLimitsByAccount } from "../delivery/limits/shared-limits.ts";
import type { Config } from "../model/config.ts";
import type { World } from "../ports/world.ts";
import { describeRun, describeSkipped } from "../report/build-report.ts";
import type { Report } from "../report/report.ts";
import { nameLines } from "./name-lines.ts";
import { prepare, type Ready } from "./prepare.ts";
import { sendInOrder } from "./send-in-order.ts";
import { shareReads } from "./share-reads.ts";
import { skipReason } from "./skip.ts";

/**
 * Reads what changed, remembers it and plans it for every destination, then sends, all destinations side by side where none comes after another.
 *
 * @throws {PurgeError} config, diff or state, before any request to a provider. A provider's failure is in the report.
 */
export async function run(config: Config, world: World, signal: AbortSignal): Promise<Report> {
  const start = { at: world.clock.now(), ms: world.clock.monotonicMs() };
  const skipped = skipReason(world.runner);
  if (skipped !== undefined) return describeSkipped(skipped, start, world.clock);
  const reading = shareReads(world, config.destinations);
  const prepared: Ready[] = [];
  const isAlone = config.destinations.length === 1;
  const sending = { config, world, signal, sharedLimitsByAccount: createSharedLimitsByAccount(), isAlone };
  for (const destination of config.destinations) {
    prepared.push(await prepare(destination, sending, nameLines(reading, destination.name, isAlone)));
  }
  const destinations = await sendInOrder(prepared, sending);
  return describeRun(destinations, config.dryRun, start, world.clock);
}
