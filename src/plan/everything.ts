import type { Target } from "../model/plan.ts";
import { mayWiden } from "../model/plan-options.ts";
import { describeSelector, type Selector } from "../model/selector.ts";
import { inPlace, type Place } from "./addressing.ts";
import type { Planning } from "./context.ts";
import type { Draft } from "./draft.ts";
import { lowerExactly } from "./equivalents.ts";

/**
 * Everything under the site's URL, and never more: the host, or a prefix where there is a base path, or all where the
 * site is not known any closer; spelled out page by page where the provider has nothing broad.
 */
export function draftsForEverything(planning: Planning, why: string): readonly Draft[] {
  return broadSelectors(planning).flatMap(({ place, broad }) => {
    const under = `everything under ${place.origin ?? ""}${place.basePath}`;
    const targets: readonly Target[] = [
      { selector: broad[0] ?? { by: "all", value: "" }, asked: "changes", because: [] },
    ];
    const lowered = broad
      .map((selector) => lowerExactly(selector, planning.capabilities.accepts))
      .find((one) => one !== undefined);
    if (lowered === undefined) return spelledOut(planning, place, under, why);
    planning.lowerings.push({
      how: "widening",
      from: under,
      to: describeSelector(lowered),
      count: 1,
      why,
      collateral: evicted(planning),
    });
    return [{ selector: lowered, targets }];
  });
}

/** One broad selector a place, as far as `widen-to` allows; undefined where a place has none. */
export function everythingWithin(
  planning: Planning,
): readonly { readonly place: Place; readonly selector: Selector }[] | undefined {
  const found = broadSelectors(planning).map(({ place, broad }) => {
    const selector = broad
      .flatMap((one) => lowerExactly(one, planning.capabilities.accepts) ?? [])
      .find((one) => mayWiden(planning.widenTo, scopeOf(one, place)));
    return selector === undefined ? undefined : { place, selector };
  });
  return found.length > 0 && found.every((one) => one !== undefined) ? found : undefined;
}

/** How far a selector of everything at a place reaches, in the words of `widen-to`. */
function scopeOf({ by }: Selector, { basePath }: Place): "prefix" | "host" | "all" {
  if (by === "all") return "all";
  return by === "host" || basePath === "/" ? "host" : "prefix";
}

/** For each place, what selects all of it and nothing else, best first. */
function broadSelectors({
  places,
  siteUrls,
  capabilities,
}: Planning): readonly { place: Place; broad: readonly Selector[] }[] {
  const prefix = (place: Place): Selector => inPlace("prefix", "/", place);
  if (capabilities.wants.address === "url") return places.map((place) => ({ place, broad: [prefix(place)] }));
  return places.flatMap((place) => {
    if (place.basePath !== "/") return [{ place, broad: [prefix(place)] }];
    const all: Selector = { by: "all", value: "" };
    if (capabilities.accepts.host === undefined) return [{ place, broad: [all, prefix(place)] }];
    const origins = siteUrls.filter(({ basePath }) => basePath === "/").map(({ origin }) => origin);
    if (origins.length === 0) return [{ place, broad: [all] }];
    return origins.map((origin) => ({
      place: { ...place, origin },
      broad: [{ by: "host", value: new URL(origin).hostname } as const, all],
    }));
  });
}

/** Known objects that go although no diff says that they changed. */
function evicted({ inventory, stale, everything }: Planning): number {
  // Without a diff nothing is known to be unchanged; with one, a rule of the host may still make everything stale.
  return everything === undefined || stale.length > 0 ? Math.max(0, inventory().size - stale.length) : 0;
}

function spelledOut(planning: Planning, place: Place, under: string, why: string): readonly Draft[] {
  // What is stale by name may be gone from the new build: it is still cached, and nothing else would purge it.
  const urls = [...new Set([...planning.current(), ...planning.stale.map(({ url }) => url)])].sort();
  if (urls.length === 0) {
    planning.problems.push({
      input: "purge",
      says:
        `${under} must be purged (${why}), and ${planning.providerName} can neither say that nor is any page known. Give ` +
        `build-dir, or list what to purge, for example sitemap:dist/sitemap.xml`,
    });
    return [];
  }
  planning.lowerings.push({
    how: "expansion",
    from: under,
    to: `${urls.length} known ${urls.length === 1 ? "URL" : "URLs"}`,
    count: urls.length,
    why: `${why}; ${planning.providerName} has nothing that selects just this`,
  });
  planning.notes.push(
    "URLs that an earlier deploy removed are not known to this run: they stay until they expire or are purged by name.",
  );
  return urls.map((url) => {
    const selector = inPlace("path", url, place);
    return { selector, targets: [{ selector, asked: "changes", because: [], page: url }] };
  });
}
