import { startDeadline } from "../delivery/deadline.ts";
import type { SharedLimitsByAccount } from "../delivery/limits/shared-limits.ts";
import { createOpener, type Opener } from "../delivery/opener.ts";
import type { Destination } from "../model/config.ts";
import type { World } from "../ports/world.ts";

/** Most milliseconds that a provider may take to be opened before planning; what is left of `timeout` bounds it, too. */
const OPEN_WITHIN_MS = 60_000;

/** What the destinations of a run share when they are opened. */
export interface Opening {
  readonly world: World;
  readonly signal: AbortSignal;
  readonly sharedLimitsByAccount: SharedLimitsByAccount;
}

/** A destination that is planned for, with what its provider's `open` found out. */
export interface Opened {
  readonly destination: Destination;
  readonly opener: Opener | undefined;
}

/**
 * Has the provider look up or exchange what every purge needs, and takes its limits from that. A failure is no error here:
 * the plan is made by the documented limits, and every batch of it says why it was not sent.
 */
export async function open(destination: Destination, opening: Opening): Promise<Opened> {
  const { provider, settings, limits, delivery } = destination;
  if (provider.open === undefined) return { destination, opener: undefined };
  const { world, signal } = opening;
  const { rates } = destination.capabilities;
  const opener = createOpener(
    {
      open: provider.open.bind(provider, settings),
      sharedLimits: opening.sharedLimitsByAccount.of({ ...settings, provider: provider.id }, rates),
    },
    world,
  );
  const timeoutMs = Math.min(OPEN_WITHIN_MS, delivery.timeoutMs);
  const deadline = startDeadline({ clock: world.clock, timeoutMs, signal });
  try {
    const current = await opener.current(deadline);
    if (current.kind === "failed") return { destination, opener };
    const capabilities = provider.capabilities(settings, current.session);
    const isDefault = limits.maxPurges === destination.capabilities.maxPurges;
    const maxPurges = isDefault ? capabilities.maxPurges : limits.maxPurges;
    return { destination: { ...destination, capabilities, limits: { ...limits, maxPurges } }, opener };
  } finally {
    deadline.end();
  }
}
