import { createSharedLimitsByAccount } from "../delivery/limits/shared-limits.ts";
import type { Config } from "../model/config.ts";
import type { World } from "../ports/world.ts";
import { describeRun, describeSkipped } from "../report/build-report.ts";
import type { Report } from "../report/report.ts";
import { prepareAll } from "./prepare-all.ts";
import { sendInOrder } from "./send-in-order.ts";
import { shareReads } from "./share-reads.ts";
import { skipReason, splitDestinations } from "./skip.ts";

/**
 * Reads what changed, remembers it and plans it for every destination, then sends: side by side where no destination comes
 * after another.
 *
 * @throws {PurgeError} config, diff or state, before any request to a provider. A provider's failure is in the report.
 */
export async function run(config: Config, world: World, signal: AbortSignal): Promise<Report> {
  const start = { at: world.clock.now(), ms: world.clock.monotonicMs() };
  const { due, skips } = splitDestinations(config, world.runner);
  for (const { reason, remedy } of skips) world.log.warning(`Not purged: ${reason}. ${remedy ?? ""}`, "Skipped");
  const skipped = skipReason(world.runner, config.dryRun) ?? (due.length === 0 ? skips[0] : undefined);
  if (skipped !== undefined) return describeSkipped(skipped.reason, start, world.clock);
  const reading = shareReads(world, due);
  const isAlone = config.destinations.length === 1;
  const purgedInRun = new Set(due.map(({ provider }) => provider.id));
  const sharedLimitsByAccount = createSharedLimitsByAccount();
  const sending = { config, world, signal, sharedLimitsByAccount, purgedInRun, isAlone };
  const prepared = await prepareAll(due, sending, reading);
  const destinations = await sendInOrder(prepared, sending);
  return describeRun(destinations, config.dryRun, start, world.clock);
}
