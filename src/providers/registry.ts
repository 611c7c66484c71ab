import { configError } from "../model/errors.ts";
import type { DestinationSettings, Provider } from "../model/provider.ts";
import { ENTRIES, type Entry } from "./entries.ts";

/** Every provider by its id; nothing is loaded yet. */
export const PROVIDERS: ReadonlyMap<string, Entry> = new Map(ENTRIES.map((entry) => [entry.id, entry]));

/** What a user may write under `provider`, in the order of the documentation. */
export const providerIds: readonly string[] = ENTRIES.map(({ id }) => id);

/** @throws {PurgeError} config, when there is no provider of this id. */
export async function loadProvider(id: string): Promise<Provider<DestinationSettings>> {
  const entry = PROVIDERS.get(id);
  if (entry === undefined)
    throw configError([{ input: "provider", message: `must be one of ${providerIds.join(", ")}` }]);
  return (await entry.load()).provider;
}
