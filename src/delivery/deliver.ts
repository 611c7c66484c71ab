import type { Delivery } from "../model/outcome.ts";
import type { Connection } from "../model/provider.ts";
import { startDeadline } from "./deadline.ts";
import { type ConnectionDelivery, deliverToConnection } from "./deliver-to-connection.ts";
import type { DeliverOptions, Progress, ProgressCounter, SharedByServers } from "./delivery-session.ts";
import { createGate, type DeliveryWorld, type Gate } from "./gate.ts";
import { createGuard } from "./guard.ts";
import { createSharedLimits } from "./limits/shared-limits.ts";
import { mergeOutcomes } from "./merge-outcomes.ts";
import { randomUuid } from "./nonce.ts";

export type { DeliverOptions, Progress } from "./delivery-session.ts";
export type { DeliveryWorld } from "./gate.ts";

/**
 * Sends a plan to all servers of one provider, side by side, and follows it to the requested level.
 *
 * A provider's failure is a value: every batch has its own outcome, and what was not sent says why. Ends with the
 * timeout or the signal, whatever hangs. A plan without batches sends nothing.
 *
 * @throws {PurgeError} config (a client certificate that cannot be used) and bug; everything under way has ended then.
 */
export async function deliver(options: DeliverOptions, world: DeliveryWorld): Promise<Delivery> {
  const { level, plan } = options;
  if (plan.batches.length === 0) return { level, outcomes: [], requests: 0, submitMs: 0, settleMs: 0 };
  const { clock } = world;
  const startMs = clock.monotonicMs();
  const { timeoutMs, givenMs, signal } = options;
  const deadline = startDeadline({ clock, timeoutMs, givenMs, signal });
  const guard = createGuard(deadline);
  const progress = createProgress(options);
  try {
    const deliveries = startDeliveries(options, world, { deadline, guard, progress });
    await Promise.all(deliveries.map((delivery) => delivery.submitAll()));
    const submittedMs = clock.monotonicMs();
    const ended = await Promise.all(
      deliveries.map(async (delivery) => ({ name: delivery.name, outcomes: await delivery.settleAll() })),
    );
    guard.rethrow();
    return {
      level,
      outcomes: mergeOutcomes(plan, ended),
      requests: progress.counts.requests + (options.opener?.takeRequests() ?? 0),
      submitMs: submittedMs - startMs,
      settleMs: clock.monotonicMs() - submittedMs,
    };
  } finally {
    // Its abort ends timers and connections, which would keep the process alive.
    deadline.end();
  }
}

function createProgress({ onProgress }: DeliverOptions): ProgressCounter {
  const counts = { batches: 0, accepted: 0, failed: 0, completed: 0, requests: 0 };
  return {
    counts,
    add(more) {
      for (const [name, count] of Object.entries(more)) counts[name as keyof Progress] += count;
      if (more.requests === undefined && more.batches === undefined) onProgress?.({ ...counts });
    },
  };
}

/** One delivery a server, each behind a gate of its own: one that is down holds up no other. */
function startDeliveries(
  options: DeliverOptions,
  world: DeliveryWorld,
  shared: SharedByServers,
): readonly ConnectionDelivery[] {
  const runKey = randomUuid(world.random).replaceAll("-", "");
  const first = startAt(0, undefined);
  const { length } = first.all;
  const started = length === 1 ? [first] : first.all.map((connection, at) => startAt(at, connection.name));
  return started.map(({ delivery }) => delivery);

  function startAt(at: number, server: string | undefined) {
    let ahead = (): number => 0;
    const limits = options.sharedLimits?.(server) ?? createSharedLimits(options.capabilities.rates);
    const gate: Gate = createGate(
      {
        deadline: shared.deadline,
        sharedLimits: limits,
        name: server,
        onRequest: () => shared.progress.add({ requests: 1 }),
        ahead: () => ahead(),
      },
      world,
    );
    const all = options.connect(gate.io);
    const delivery = deliverToConnection({ options, gate, connection: all[at] as Connection, shared, runKey });
    ahead = delivery.ahead;
    return { all, delivery };
  }
}
