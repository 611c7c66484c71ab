import { extensionOf } from "../lib/url-path.ts";
import type { Capabilities } from "../model/capabilities.ts";
import type { Target } from "../model/plan.ts";
import { describeSelector, type Selector } from "../model/selector.ts";
import { addresser, inPlace } from "./addressing.ts";
import type { Planning } from "./context.ts";
import type { Draft } from "./draft.ts";
import { expressible, lowerExactly } from "./equivalents.ts";
import { draftsForEverything } from "./everything.ts";

/** A selector that somebody wrote, or that a rule of the host is about: sent as it is, in whatever form means the same. */
interface Wish {
  readonly selector: Selector;
  /** The input that it comes from, for problems. */
  readonly input: "purge" | "routes" | "url-style";
  readonly targets: readonly Target[];
}

/**
 * The user's own selectors, those of `routes` that changes call for, and those of the host's rules: as they are, as an
 * exact equivalent, or spelled out over the known URLs. Never widened, narrowed or dropped: what cannot be sent is a
 * problem that says what can.
 */
export function draftsForUser(planning: Planning): readonly Draft[] {
  const addressesOf = addresser(planning.siteUrls, planning.capabilities);
  const drafts: Draft[] = [];
  for (const one of wishes(planning)) {
    const addresses = addressesOf(one.selector);
    if ("says" in addresses) problem(planning, one, addresses.says);
    else
      for (const selector of addresses) for (const draft of lowerForUser(planning, one, selector)) drafts.push(draft);
  }
  return drafts;
}

function* wishes({ asked, selectors = [], places }: Planning): Generator<Wish> {
  for (const selector of asked) yield { selector, input: "purge", targets: ASKED };
  for (const { selector, from, because } of selectors) {
    if (from === "routes") yield wish(selector, from, because);
    else for (const place of places) yield wish(inPlace("prefix", selector.value, place), from, because);
  }
}

const ASKED: readonly Target[] = [{ asked: "user", because: [] }];

function wish(selector: Selector, input: Wish["input"], because: Target["because"]): Wish {
  return { selector, input, targets: [{ selector, asked: "changes", because }] };
}

function lowerForUser(planning: Planning, asked: Wish, selector: Selector): readonly Draft[] {
  const { providerName, capabilities } = planning;
  const lowered = lowerExactly(selector, capabilities.accepts);
  if (lowered !== undefined) {
    if (lowered.by !== asked.selector.by) {
      planning.lowerings.push({
        how: "equivalent",
        from: describeSelector(asked.selector),
        to: describeSelector(lowered),
        count: 1,
        why: `${providerName} has no ${asked.selector.by} of its own that fits; this selects the same`,
      });
    }
    return [{ selector: lowered, targets: asked.targets }];
  }
  return expandForUser(planning, asked, selector);
}

function expandForUser(planning: Planning, wished: Wish, selector: Selector): readonly Draft[] {
  const { providerName, capabilities } = planning;
  const { selector: asked, targets } = wished;
  const taken = `It takes ${expressible(capabilities.accepts).map(kindWord).join(", ")}`;
  const tooLong = capabilities.accepts[asked.by]?.maxLength;
  if (tooLong !== undefined && selector.value.length > tooLong) {
    return problem(planning, wished, `is longer than the ${tooLong} characters that ${providerName} takes`);
  }
  if (wished.input === "url-style") {
    const why = `${describeSelector(asked)} changed as a whole, and ${providerName} has nothing that selects just this`;
    return draftsForEverything(planning, why);
  }
  const known = knownBy(planning, selector);
  if (!EXPANDABLE.has(asked.by) || known.length === 0) {
    const why = EXPANDABLE.has(asked.by) ? ", and no known URL matches it that could be sent instead" : "";
    return problem(planning, wished, `cannot be expressed at ${providerName}${why}. ${taken}`);
  }
  planning.lowerings.push({
    how: "expansion",
    from: describeSelector(asked),
    to: `${known.length} ${known.length === 1 ? "path" : "paths"}`,
    count: known.length,
    why: `${providerName} has no ${asked.by}: every known URL that it selects is sent by itself`,
  });
  return known.map((path) => ({ selector: path, targets }));
}

/** Kinds whose meaning is known well enough to be spelled out over known URLs. A user's pattern is in the vendor's dialect. */
const EXPANDABLE: ReadonlySet<Selector["by"]> = new Set([
  "prefix",
  "extension",
  "starts_with",
  "ends_with",
  "contains",
  "all",
]);

/** Can a selector of this kind ever be sent to such a provider: as it is, as an equivalent, or spelled out? */
export function canExpress(selector: Selector, accepts: Capabilities["accepts"]): boolean {
  return expressible(accepts).includes(selector.by) || EXPANDABLE.has(selector.by) || selector.by === "host";
}

/** The known URLs that a selector hits, on its host or, where it names none, on every one. */
function knownBy({ inventory, places }: Planning, selector: Selector): readonly Selector[] {
  return places.flatMap((place) => {
    if (selector.origin !== undefined && place.origin !== selector.origin) return [];
    const known: Selector[] = [];
    for (const url of inventory()) {
      const path = inPlace("path", url, place);
      if (hits(selector, path.value) === true) known.push(path);
    }
    return known.sort((a, b) => (a.value < b.value ? -1 : 1));
  });
}

function problem(planning: Planning, { selector, input }: Wish, says: string): readonly Draft[] {
  planning.problems.push({ input, says: `\`${describeSelector(selector)}\` ${says}` });
  return [];
}

function kindWord(kind: Selector["by"]): string {
  const words: Partial<Record<Selector["by"], string>> = {
    path: "paths",
    prefix: "prefix:",
    extension: "ext:",
    all: "all",
  };
  return words[kind] ?? `${kind}:`;
}

/**
 * Does a selector hit this known URL? Paths are full paths on the host, encoded, without a query.
 *
 * @returns undefined where it cannot be told: tags, and patterns in a vendor's own dialect.
 */
export function hits({ by, value }: Selector, path: string): boolean | undefined {
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
