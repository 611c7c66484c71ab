import { addressed } from "./address.ts";
import type { Draft } from "./draft.ts";
import { hits } from "./expand.ts";
import { expressible, lowerExactly } from "./lower.ts";
import type { Planning } from "./make-plan.ts";
import type { Target } from "./plan.ts";
import { describeSelector, type Selector } from "./selector.ts";

/**
 * The user's own selectors: as they are, as an exact equivalent, or spelled out over the known URLs. Never widened,
 * narrowed or dropped: what cannot be sent is a problem that says what can.
 */
export function draftsForUser(planning: Planning): readonly Draft[] {
  return planning.asked.flatMap((asked) => {
    const targets: readonly Target[] = [{ selector: asked, asked: "user", because: [] }];
    const places = addressed(asked, planning.siteUrls, planning.capabilities);
    if ("says" in places) return problem(planning, asked, places.says);
    return places.flatMap((selector) => lowerForUser(planning, asked, selector, targets));
  });
}

function lowerForUser(
  planning: Planning,
  asked: Selector,
  selector: Selector,
  targets: readonly Target[],
): readonly Draft[] {
  const { providerName, capabilities } = planning;
  const lowered = lowerExactly(selector, capabilities.accepts);
  if (lowered !== undefined) {
    if (lowered.by !== asked.by) {
      planning.lowerings.push({
        how: "equivalent",
        from: describeSelector(asked),
        to: describeSelector(lowered),
        count: 1,
        why: `${providerName} has no ${asked.by} of its own that fits; this selects the same`,
      });
    }
    return [{ selector: lowered, targets }];
  }
  return expandForUser(planning, asked, selector, targets);
}

function expandForUser(
  planning: Planning,
  asked: Selector,
  selector: Selector,
  targets: readonly Target[],
): readonly Draft[] {
  const { providerName, capabilities } = planning;
  const taken = `It takes ${expressible(capabilities.accepts).map(kindWord).join(", ")}`;
  const tooLong = capabilities.accepts[asked.by]?.maxLength;
  if (tooLong !== undefined && selector.value.length > tooLong) {
    return problem(planning, asked, `is longer than the ${tooLong} characters that ${providerName} takes`);
  }
  const known = knownPaths(planning).filter((path) => hits(selector, path) === true);
  if (!EXPANDABLE.has(asked.by) || known.length === 0) {
    const why = EXPANDABLE.has(asked.by) ? ", and no known URL matches it that could be sent instead" : "";
    return problem(planning, asked, `cannot be expressed at ${providerName}${why}. ${taken}`);
  }
  planning.lowerings.push({
    how: "expansion",
    from: describeSelector(asked),
    to: `${known.length} ${known.length === 1 ? "path" : "paths"}`,
    count: known.length,
    why: `${providerName} has no ${asked.by}: every known URL that it selects is sent by itself`,
  });
  const origin = selector.origin === undefined ? {} : { origin: selector.origin };
  return known.map((value) => ({ selector: { by: "path", value, ...origin }, targets }));
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

function knownPaths({ inventory, places }: Planning): readonly string[] {
  const bases = [...new Set(places.map(({ basePath }) => basePath))];
  return bases.flatMap((base) => Array.from(inventory(), (url) => base + url.slice(1)));
}

function problem(planning: Planning, asked: Selector, says: string): readonly Draft[] {
  planning.problems.push({ input: "purge", says: `\`${describeSelector(asked)}\` ${says}` });
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
