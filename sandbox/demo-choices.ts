import type { ProviderId } from "./sandbox.ts";

/** Options of the tour where the default ones would take long at a provider's rate. */
export const CHOICES: Partial<Readonly<Record<ProviderId, Readonly<Record<string, string>>>>> = {
  // One selector a request, two requests a second: patterns fold all changed paths into a few.
  f5xc: { "purge-by": "regex" },
  // A soft purge serves the old copy once more.
  vercel: { "provider-options": "mode: hard" },
};
