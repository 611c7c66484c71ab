import { APIS } from "./apis/index.ts";
import { HOSTS } from "./edge.ts";
import type { ApiFactory, Removed, Traits } from "./kit/api.ts";
import type { ProviderId } from "./sandbox.ts";
import { PROPAGATION_MS } from "./start.ts";

/** What a vendor's API says of itself, without starting it. */
export function traitsOf(provider: ProviderId): Traits & { readonly servers: number } {
  const nothing = (): Removed => ({ objects: 0, bytes: 0 });
  const factory: ApiFactory = APIS[provider];
  const api = factory({
    now: () => 0,
    vendorMs: (seconds) => seconds * 1000,
    propagationMs: PROPAGATION_MS,
    propagate: () => undefined,
    hosts: HOSTS,
    baseUrl: (host) => `http://${host}`,
    evict: nothing,
    expire: nothing,
    soften: nothing,
    render: () => undefined,
    visit: () => ({ status: 404, headers: {}, body: Buffer.alloc(0), hit: false, ageMs: 0 }),
    accept: () => undefined,
  });
  return { ...api.traits, servers: api.servers ?? 1 };
}
