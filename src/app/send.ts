import type { Config } from "../model/config.ts";
import { PurgeError } from "../model/errors.ts";
import type { DeployMemory } from "../model/memory.ts";
import type { Delivery } from "../model/outcome.ts";
import type { Prepared } from "../model/prepared.ts";
import { describeDestination } from "../report/build-destination.ts";
import { logMemory, logOwed } from "../report/log-stages.ts";
import type { DestinationReport } from "../report/report.ts";
import { nameLines } from "./name-lines.ts";
import type { Ready } from "./prepare.ts";
import { purge, type Shared, unsent } from "./purge.ts";

export interface Sending extends Shared {
  readonly config: Config;
  /** Is there one destination only? */
  readonly isAlone: boolean;
}

/**
 * Sends what was planned for one destination and remembers what reached its level. A failure is in the report.
 *
 * @param heldBack why nothing may be sent; absent where nothing stands in the way.
 */
export async function send(prepared: Ready, shared: Sending, heldBack?: string): Promise<DestinationReport> {
  const { config, isAlone } = shared;
  const world = nameLines(shared.world, prepared.destination.name, isAlone);
  const sending = { ...shared, world };
  if (config.dryRun) return describeDestination({ ...prepared, sendsNothing: undefined }, undefined);
  if (prepared.sendsNothing !== undefined) return describeDestination(prepared, undefined);
  const { provider, delivery: settings } = prepared.destination;
  const endMs = world.clock.monotonicMs() + settings.timeoutMs;
  const delivery =
    heldBack === undefined
      ? await world.log.group(`Purge at ${provider.name}`, () => purgeSafely(prepared, sending))
      : unsent(prepared, { fault: "dependency", message: heldBack });
  const memory = await finishMemory(prepared, delivery, sending, endMs);
  return describeDestination({ ...prepared, memory }, delivery);
}

/** A defect that one destination meets with must not take the report of the others along. */
async function purgeSafely(prepared: Ready, sending: Sending): Promise<Delivery> {
  if (sending.isAlone) return purge(prepared, sending);
  try {
    return await purge(prepared, sending);
  } catch (error) {
    const { fault, message } = error instanceof PurgeError ? error : { fault: "bug" as const, message: String(error) };
    return unsent(prepared, { fault, message });
  }
}

async function finishMemory(
  { plan, memory, everything }: Prepared,
  delivery: Delivery,
  { world, signal }: Sending,
  endMs: number,
): Promise<DeployMemory> {
  const { deferred = [], unsendable = [] } = plan;
  const finished = await memory.finish({
    delivery,
    isEverything: everything !== undefined,
    deferred,
    unsendable: unsendable.flatMap(({ targets }) => targets),
    isAborted: signal.aborted,
    leftMs: endMs - world.clock.monotonicMs(),
  });
  logMemory({ ...finished, notes: finished.notes.slice(memory.notes.length) }, world.log);
  logOwed(finished, world.log);
  return finished;
}
