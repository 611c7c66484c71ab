import type { Config } from "../model/config.ts";
import type { DeployMemory } from "../model/memory.ts";
import type { Delivery } from "../model/outcome.ts";
import type { Prepared } from "../model/prepared.ts";
import { describeDestination } from "../report/build-report.ts";
import { logMemory, logOwed } from "../report/log-stages.ts";
import type { DestinationReport } from "../report/report.ts";
import { purge, type Shared } from "./purge.ts";

interface Sending extends Shared {
  readonly config: Config;
}

/** Sends what was planned for one destination and remembers what reached its level. A failure is in the report. */
export async function send(prepared: Prepared, sending: Sending): Promise<DestinationReport> {
  const { config, world } = sending;
  if (config.dryRun) return describeDestination({ ...prepared, sendsNothing: undefined }, undefined);
  if (prepared.sendsNothing !== undefined) return describeDestination(prepared, undefined);
  const { provider, delivery: settings } = prepared.destination;
  const endMs = world.clock.monotonicMs() + settings.timeoutMs;
  const delivery = await world.log.group(`Purge at ${provider.name}`, () => purge(prepared, sending));
  const memory = await settle(prepared, delivery, sending, endMs);
  return describeDestination({ ...prepared, memory }, delivery);
}

async function settle(
  { plan, memory, everything }: Prepared,
  delivery: Delivery,
  { world, signal }: Sending,
  endMs: number,
): Promise<DeployMemory> {
  const { deferred = [], unsendable = [] } = plan;
  const settled = await memory.settle({
    delivery,
    isEverything: everything !== undefined,
    deferred,
    unsendable: unsendable.flatMap(({ targets }) => targets),
    isAborted: signal.aborted,
    leftMs: endMs - world.clock.monotonicMs(),
  });
  logMemory({ ...settled, notes: settled.notes.slice(memory.notes.length) }, world.log);
  logOwed(settled, world.log);
  return settled;
}
