import type { Acceptance, Capabilities } from "../model/capabilities.ts";
import type { Kind, Selector } from "../model/selector.ts";
import { reachesOneHost } from "./addressing.ts";
import { LONGEST_PATTERN, patternOf } from "./patterns.ts";

/**
 * What selects the same as each kind, narrowest first; the kind itself is always tried before. `host` and `all` become
 * prefixes per host and need the site's URLs: see `addressing.ts`.
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
 * The selector in a form that the provider takes: itself, or another kind that selects the same paths. It has a host where
 * that kind reaches one host alone; a kind that keeps the host goes before one that reaches all hosts.
 *
 * @returns undefined where there is none; then the planner expands or widens, or refuses.
 */
export function translateExactly(selector: Selector, capabilities: Limits): Selector | undefined {
  const { by, value, origin } = selector;
  const keepsHost = (kind: Kind) => origin === undefined || reachesOneHost(kind, capabilities);
  const isTaken = fits(value, capabilities.accepts[by]);
  // Nearly all are taken as they are, and there may be a hundred thousand: nothing is made for them.
  if (isTaken && keepsHost(by)) return selector;
  const found: Selector[] = isTaken ? [{ by, value }] : [];
  for (const kind of EQUIVALENTS[by]) {
    const acceptance = capabilities.accepts[kind];
    if (acceptance === undefined || !expresses(selector, kind, capabilities.accepts)) continue;
    const same = kind === "regex" ? patternOf(selector, acceptance.match.anchor ?? "path") : value;
    if (same === undefined || !fits(same, acceptance)) continue;
    if (keepsHost(kind)) return { ...selector, by: kind, value: same };
    found.push({ by: kind, value: same });
  }
  return found[0];
}

/** The part of a provider's capabilities that decides what a selector becomes. */
export type Limits = Pick<Capabilities, "accepts" | "wants">;

function fits(value: string, acceptance: Acceptance | undefined): boolean {
  return acceptance !== undefined && value.length <= longest(acceptance) && acceptance.allowed?.test(value) !== false;
}

/** Longest single value: one that fills a request's whole list by itself may still go. */
export function longest({ maxLength, maxTotalLength }: Acceptance): number {
  return Math.min(maxLength ?? Number.POSITIVE_INFINITY, maxTotalLength ?? Number.POSITIVE_INFINITY);
}

/** Can single URLs be purged at all? Some providers know tags alone. */
export function takesPaths(capabilities: Limits): boolean {
  return translateExactly({ by: "path", value: "/a" }, capabilities) !== undefined;
}

/** The kind that a prefix is sent as; `prefix` where the provider has none. */
export function prefixKind(capabilities: Limits): Kind {
  return translateExactly({ by: "prefix", value: "/a/" }, capabilities)?.by ?? "prefix";
}

/** Are patterns anchored loosely, so that one for `/docs/` hits `/old/docs/` too? */
export function isLoose({ accepts }: Pick<Capabilities, "accepts">): boolean {
  return accepts.regex?.match.anchor === "loose";
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
