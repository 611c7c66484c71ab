import { extensionOf } from "../lib/url-path.ts";
import type { Capabilities } from "../model/capabilities.ts";
import type { Target } from "../model/plan.ts";
import { describeSelector, type Selector } from "../model/selector.ts";
import { addresser, inPlace } from "./addressing.ts";
import type { PlanContext } from "./context.ts";
import { expressible, translateExactly } from "./equivalents.ts";
import { instructionsForEverything } from "./everything.ts";
import type { Instruction } from "./instruction.ts";

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
export function instructionsForUser(context: PlanContext): readonly Instruction[] {
  const addressesOf = addresser(context.siteUrls, context.capabilities);
  const instructions: Instruction[] = [];
  for (const one of wishes(context)) {
    const addresses = addressesOf(one.selector);
    if ("message" in addresses) problem(context, one, addresses.message);
    else
      for (const selector of addresses)
        for (const instruction of translateForUser(context, one, selector)) instructions.push(instruction);
  }
  return instructions;
}

function* wishes({ requested, selectors = [], bases }: PlanContext): Generator<Wish> {
  for (const selector of requested) yield { selector, input: "purge", targets: ASKED };
  for (const { selector, from, because } of selectors) {
    if (from === "routes") yield wish(selector, from, because);
    else for (const base of bases) yield wish(inPlace("prefix", selector.value, base), from, because);
  }
}

const ASKED: readonly Target[] = [{ requested: "user", because: [] }];

function wish(selector: Selector, input: Wish["input"], because: Target["because"]): Wish {
  return { selector, input, targets: [{ selector, requested: "changes", because }] };
}

function translateForUser(context: PlanContext, requested: Wish, selector: Selector): readonly Instruction[] {
  const { providerName, capabilities } = context;
  const translated = translateExactly(selector, capabilities.accepts);
  if (translated !== undefined) {
    if (translated.by !== requested.selector.by) {
      context.translations.push({
        how: "equivalent",
        from: describeSelector(requested.selector),
        to: describeSelector(translated),
        count: 1,
        why: `${providerName} has no ${requested.selector.by} of its own that fits; this selects the same`,
      });
    }
    return [{ selector: translated, targets: requested.targets }];
  }
  return expandForUser(context, requested, selector);
}

function expandForUser(context: PlanContext, wished: Wish, selector: Selector): readonly Instruction[] {
  const { providerName, capabilities } = context;
  const { selector: requested, targets } = wished;
  const taken = `It takes ${expressible(capabilities.accepts).map(kindWord).join(", ")}`;
  const tooLong = capabilities.accepts[requested.by]?.maxLength;
  if (tooLong !== undefined && selector.value.length > tooLong) {
    return problem(context, wished, `is longer than the ${tooLong} characters that ${providerName} takes`);
  }
  if (wished.input === "url-style") {
    const why = `${describeSelector(requested)} changed as a whole, and ${providerName} has nothing that selects just this`;
    return instructionsForEverything(context, why);
  }
  const known = knownBy(context, selector);
  if (!EXPANDABLE.has(requested.by) || known.length === 0) {
    const why = EXPANDABLE.has(requested.by) ? ", and no known URL matches it that could be sent instead" : "";
    return problem(context, wished, `cannot be expressed at ${providerName}${why}. ${taken}`);
  }
  context.translations.push({
    how: "expansion",
    from: describeSelector(requested),
    to: `${known.length} ${known.length === 1 ? "path" : "paths"}`,
    count: known.length,
    why: `${providerName} has no ${requested.by}: every known URL that it selects is sent by itself`,
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
function knownBy({ inventory, bases }: PlanContext, selector: Selector): readonly Selector[] {
  return bases.flatMap((base) => {
    if (selector.origin !== undefined && base.origin !== selector.origin) return [];
    const known: Selector[] = [];
    for (const url of inventory()) {
      const path = inPlace("path", url, base);
      if (hits(selector, path.value) === true) known.push(path);
    }
    return known.sort((a, b) => (a.value < b.value ? -1 : 1));
  });
}

function problem(context: PlanContext, { selector, input }: Wish, message: string): readonly Instruction[] {
  context.problems.push({ input, message: `\`${describeSelector(selector)}\` ${message}` });
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
