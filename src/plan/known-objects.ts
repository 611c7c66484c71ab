import { extensionOf } from "../lib/url-path.ts";
import type { Selector } from "../model/selector.ts";
import { atBase, type SiteBase } from "./addressing.ts";
import type { PlanContext } from "./context.ts";
import { isLoose } from "./equivalents.ts";

/**
 * Does a selector hit this known URL? Paths are full paths on the host, encoded, without a query.
 *
 * @returns undefined where it is not known: tags, and patterns in a vendor's own dialect.
 */
function hits({ by, value }: Selector, path: string): boolean | undefined {
  switch (by) {
    case "path":
    case "equals":
      return path === value;
    case "prefix":
    case "starts_with":
      return path.startsWith(value);
    case "extension":
      return extensionOf(path) === value || path.toLowerCase().endsWith(`.${value}`);
    case "ends_with":
      return path.endsWith(value);
    case "contains":
      return path.includes(value);
    case "all":
    case "host":
      return true;
    default:
      return undefined;
  }
}

/** The known URLs that a selector hits, on its host or, where it names none, on every one. */
export function knownBy({ inventory, bases }: PlanContext, selector: Selector): readonly Selector[] {
  return bases.flatMap((base) => {
    if (selector.origin !== undefined && base.origin !== undefined && base.origin !== selector.origin) return [];
    const known: Selector[] = [];
    for (const url of inventory()) {
      const path = atBase("path", url, base);
      if (hits(selector, path.value) === true) known.push(path);
    }
    return known.sort((a, b) => (a.value < b.value ? -1 : 1));
  });
}

/** What was meant, and what is sent for it. */
export interface Substitution {
  readonly meant: Selector;
  /** `meant` before it took another form: with the host that it is about, where there is one. */
  readonly addressed: Selector;
  readonly sent: Selector;
}

/** For each substitution, how many known objects that did not change it evicts beyond what was meant. */
export function countBeyond(context: PlanContext, substitutions: readonly Substitution[]): readonly number[] {
  const counts = substitutions.map(() => 0);
  const { everything, stale, siteUrls, bases } = context;
  // Without a diff nothing is known to be unchanged.
  if (substitutions.length === 0 || (everything !== undefined && stale.length === 0)) return counts;
  const changed = new Set(stale.map(({ url }) => url));
  const exact = Map.groupBy(substitutions.keys(), (index) =>
    exactPathOf(context, substitutions[index] as Substitution),
  );
  const others = exact.get(undefined) ?? [];
  const count = (index: number, path: string, base: SiteBase) => {
    if (isBeyond(context, substitutions[index] as Substitution, path, base)) counts[index] = (counts[index] ?? 0) + 1;
  };
  for (const url of context.inventory()) {
    if (changed.has(url)) continue;
    for (const base of siteUrls.length > 0 ? siteUrls : bases) {
      const path = base.basePath + url.slice(1);
      for (const index of exact.get(path) ?? []) count(index, path, base);
      for (const index of others) count(index, path, base);
    }
  }
  return counts;
}

/** The one path that can be hit: there may be very many of these, and each known URL is looked up once. */
function exactPathOf(context: PlanContext, { addressed, sent }: Substitution): string | undefined {
  const isPath = addressed.by === "path" || addressed.by === "equals";
  return isPath && !(sent.by === "regex" && isLoose(context.capabilities)) ? addressed.value : undefined;
}

function isBeyond(
  context: PlanContext,
  { meant, addressed, sent }: Substitution,
  path: string,
  { origin }: SiteBase,
): boolean {
  const isHit = sent.by === "regex" && isLoose(context.capabilities) ? looseHits : hits;
  if (sent.origin !== undefined && origin !== undefined && sent.origin !== origin) return false;
  if (isHit(addressed, path, origin ?? "") !== true) return false;
  if (meant.by === "host") return origin !== undefined && new URL(origin).host !== meant.value;
  const isOtherHost = meant.origin !== undefined && origin !== undefined && meant.origin !== origin;
  return isOtherHost || hits(meant, path) !== true;
}

/** The same for a pattern that is not bound to the path's start, and that may be matched against the whole URL. */
function looseHits(selector: Selector, path: string, origin: string): boolean | undefined {
  const { by, value } = selector;
  if (by === "path" || by === "equals") return path.endsWith(value);
  if (by === "prefix" || by === "starts_with") return path.includes(value);
  if (by === "contains") return path.includes(value) || origin.includes(value);
  return hits(selector, path);
}
