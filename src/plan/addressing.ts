import type { Capabilities } from "../model/capabilities.ts";
import type { Kind, Selector } from "../model/selector.ts";

/** One base under which the site is served: a host with a base path, or, for providers that take paths, a base path alone. */
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

/** A URL path of the site as a selector at this base: `/blog/` below `/loans/` is `/loans/blog/`. */
export function atBase(by: "path" | "prefix", url: string, { origin, basePath }: SiteBase): Selector {
  const value = basePath + url.slice(1);
  return origin === undefined ? { by, value } : { by, value, origin };
}

/** The hosts of the site, each once. */
export function originsOf(siteUrls: readonly SiteUrl[]): readonly string[] {
  return [...new Set(siteUrls.map(({ origin }) => origin))];
}

/** Does an instruction of this kind reach the objects of one host alone? See `Acceptance.match.host`. */
export function reachesOneHost(by: Kind, { accepts, wants }: Pick<Capabilities, "accepts" | "wants">): boolean {
  const declared = accepts[by]?.match.host;
  if (declared !== undefined) return declared === "one";
  return wants.address === "url" && PATHS.has(by);
}

/** Kinds whose value is a path on some host. */
const PATHS: ReadonlySet<Kind> = new Set(["path", "prefix", "equals", "starts_with"]);

/** With the host where its kind reaches one, without it where the kind reaches all. */
export function withReach(selector: Selector, capabilities: Pick<Capabilities, "accepts" | "wants">): Selector {
  const { by, value, origin } = selector;
  return origin === undefined || reachesOneHost(by, capabilities) ? selector : { by, value };
}

/**
 * The user's selector as selectors of the site's hosts: `host:` and `all` as everything on a host where the provider that takes URLs
 * has neither.
 *
 * @returns the selectors; `message` when the selector names a host that `site-url` does not.
 */
export function siteSelectors(
  selector: Selector,
  origins: readonly string[],
  { wants, accepts }: Pick<Capabilities, "accepts" | "wants">,
): readonly Selector[] | { readonly message: string } {
  const { by, value, origin } = selector;
  if (origin !== undefined && origins.length > 0 && !origins.includes(origin)) {
    return { message: `names ${origin}, which is no site-url of this step (${origins.join(", ")})` };
  }
  if (wants.address === "path") return [selector];
  const everythingAt = (own: string): Selector => ({ by: "prefix", value: "/", origin: own });
  if (by === "all" && accepts.all === undefined) return origins.map(everythingAt);
  if (by !== "host" || accepts.host !== undefined) return [selector];
  const known = origins.find((one) => new URL(one).host === value);
  return known === undefined ? { message: `is no host of site-url (${origins.join(", ")})` } : [everythingAt(known)];
}
