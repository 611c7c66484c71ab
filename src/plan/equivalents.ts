import type { Capabilities } from "../model/capabilities.ts";
import type { Kind, Selector } from "../model/selector.ts";
import type { SiteBase } from "./addressing.ts";
import { LONGEST_PATTERN, patternOf } from "./patterns.ts";

/**
 * What selects the same as each kind, narrowest first; the kind itself is always tried before. `host` and `all` become
 * prefixes per host and need the site's URLs: `address.ts` knows them.
 */
const EQUIVALENTS: Readonly<Record<Kind, readonly Kind[]>> = {
  path: ["equals", "regex"],
  prefix: ["starts_with", "regex"],
  extension: ["regex"],
  equals: ["path", "regex"],
  starts_with: ["prefix", "regex"],
  ends_with: ["regex"],
  contains: ["regex"],
  regex: [],
  tag: [],
  host: [],
  all: [],
};

/**
 * The selector in a form that the provider takes and that selects the same: itself, or an exact equivalent.
 *
 * @returns undefined where there is none; then the planner expands or widens, or the user is told.
 */
export function translateExactly(selector: Selector, accepts: Capabilities["accepts"]): Selector | undefined {
  const { by, value } = selector;
  // Nearly all are taken as they are, and there may be a hundred thousand: nothing is made for them.
  if (fits(value, accepts[by])) return selector;
  for (const kind of EQUIVALENTS[by]) {
    const acceptance = accepts[kind];
    if (acceptance === undefined || !expresses(selector, kind, accepts)) continue;
    const same = kind === "regex" ? patternOf(selector, acceptance.match.anchor ?? "path") : value;
    if (same === undefined || !fits(same, acceptance)) continue;
    return kind === "regex" ? { by: kind, value: same } : { ...selector, by: kind };
  }
  return undefined;
}

function fits(value: string, acceptance: { readonly maxLength?: number } | undefined): boolean {
  return acceptance !== undefined && value.length <= (acceptance.maxLength ?? Number.POSITIVE_INFINITY);
}

/** The base path before each loosely anchored pattern; undefined where patterns are anchored to the path's start. */
export function looseBase({
  capabilities,
  bases,
}: {
  readonly capabilities: Capabilities;
  readonly bases: readonly SiteBase[];
}): string | undefined {
  return capabilities.accepts.regex?.match.anchor === "loose" ? (bases[0]?.basePath ?? "/") : undefined;
}

/** The longest pattern that may be made for this provider. */
export function patternLimit(accepts: Capabilities["accepts"]): number {
  return accepts.regex?.maxLength ?? LONGEST_PATTERN;
}

/** A text match that is no path cannot become a path, and "starts with" is a prefix only where prefixes are strings. */
function expresses({ by, value }: Selector, kind: Kind, accepts: Capabilities["accepts"]): boolean {
  if (by === "equals" && kind === "path") return value.startsWith("/");
  if (by === "starts_with" && kind === "prefix")
    return value.startsWith("/") && accepts.prefix?.match.prefix === "string";
  return true;
}

/** The kinds that a provider takes, natively or by an exact equivalent, in the words of the `purge` input. */
export function expressible(accepts: Capabilities["accepts"]): readonly Kind[] {
  return (Object.keys(EQUIVALENTS) as Kind[]).filter((kind) => {
    if (accepts[kind] !== undefined) return true;
    return EQUIVALENTS[kind].some((other) => accepts[other] !== undefined);
  });
}
