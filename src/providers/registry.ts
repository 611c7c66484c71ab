import { configError } from "../model/errors.ts";
import type { DestinationSettings, Provider } from "../model/provider.ts";

interface Entry {
  readonly id: string;
  /** The vendor's own spelling of its name. */
  readonly name: string;
  /** Loads this provider alone: a run starts faster without the others. */
  readonly load: () => Promise<{ readonly provider: Provider<DestinationSettings> }>;
}

const ENTRIES: readonly Entry[] = [
  { id: "hado", name: "Hado SEO", load: () => import("./hado/index.ts") },
  { id: "paradarum", name: "Paradarum", load: () => import("./paradarum/index.ts") },
  { id: "5centscdn", name: "5centsCDN", load: () => import("./5centscdn/index.ts") },
  { id: "f5xc", name: "F5 Distributed Cloud CDN", load: () => import("./f5xc/index.ts") },
  { id: "batoff", name: "Batoff", load: () => import("./batoff/index.ts") },
  { id: "cloudflare", name: "Cloudflare", load: () => import("./cloudflare/index.ts") },
  { id: "fastly", name: "Fastly", load: () => import("./fastly/index.ts") },
  { id: "bunny", name: "Bunny", load: () => import("./bunny/index.ts") },
  { id: "netlify", name: "Netlify", load: () => import("./netlify/index.ts") },
  { id: "vercel", name: "Vercel", load: () => import("./vercel/index.ts") },
];

/** Every provider by its id, one line each; nothing is loaded yet. */
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
