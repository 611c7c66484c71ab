import type { Capabilities } from "../model/capabilities.ts";
import type { Selector } from "../model/selector.ts";

/** One place where the site is served: a host with a base path, or, for providers that take paths, a base path alone. */
export interface SiteBase {
  readonly origin?: string;
  /** Starts and ends with a slash. */
  readonly basePath: string;
}

interface SiteUrl {
  readonly origin: string;
  readonly basePath: string;
}

/** Where the changed URLs live: every site URL for a provider that takes URLs, every distinct base path for the others. */
export function basesOf(siteUrls: readonly SiteUrl[], wants: Capabilities["wants"]): readonly SiteBase[] {
  if (wants.address === "url") return siteUrls;
  const bases = new Set(siteUrls.map(({ basePath }) => basePath));
  if (bases.size === 0) return [{ basePath: "/" }];
  return Array.from(bases, (basePath) => ({ basePath }));
}

/** A URL path of the site, as the selector of that place: `/blog/` below `/loans/` is `/loans/blog/`. */
export function inPlace(by: "path" | "prefix", url: string, { origin, basePath }: SiteBase): Selector {
  const value = basePath + url.slice(1);
  return origin === undefined ? { by, value } : { by, value, origin };
}

/**
 * A user's selector, addressed as the provider needs it: paths on every host of the site where it takes URLs, without
 * their host where it takes paths, and `host:` and `all` as prefixes where it has neither.
 *
 * @returns what does that to a selector; `says` when the selector names a host that `site-url` does not.
 */
export function addresser(
  siteUrls: readonly SiteUrl[],
  { wants, accepts }: Capabilities,
): (selector: Selector) => readonly Selector[] | { readonly message: string } {
  const origins = [...new Set(siteUrls.map(({ origin }) => origin))];
  return (selector) => {
    const { by, value, origin } = selector;
    if (origin !== undefined && origins.length > 0 && !origins.includes(origin)) {
      return { message: `names ${origin}, which is no site-url of this step (${origins.join(", ")})` };
    }
    if (wants.address === "path") return [origin === undefined ? selector : { by, value }];
    if (by === "all" && accepts.all === undefined)
      return origins.map((own) => ({ by: "prefix", value: "/", origin: own }));
    if (by === "host" && accepts.host === undefined) return hostPrefix(value, origins);
    if (origin !== undefined || !ADDRESSED.has(by)) return [selector];
    return origins.map((own) => ({ by, value, origin: own }));
  };
}

/** Kinds whose value is a path on some host. */
const ADDRESSED: ReadonlySet<Selector["by"]> = new Set(["path", "prefix", "equals", "starts_with"]);

function hostPrefix(host: string, origins: readonly string[]): readonly Selector[] | { readonly message: string } {
  const origin = origins.find((known) => new URL(known).host === host);
  if (origin === undefined) return { message: `is no host of site-url (${origins.join(", ")})` };
  return [{ by: "prefix", value: "/", origin }];
}
