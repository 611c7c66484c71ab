import type { Capabilities } from "../model/capabilities.ts";
import type { Target, Translation } from "../model/plan.ts";
import { describeSelector, type Selector } from "../model/selector.ts";
import { atBase, originsOf, reachesOneHost, siteSelectors, withReach } from "./addressing.ts";
import type { PlanContext } from "./context.ts";
import { expressible, isLoose, takesPaths, translateExactly } from "./equivalents.ts";
import { instructionsForEverything } from "./everything.ts";
import { countPaths, type Instruction } from "./instruction.ts";
import { countBeyond, knownBy, type Substitution } from "./known-objects.ts";
import { refusalOf, whatIsTaken } from "./refusal.ts";
import { joinResults, type StageResult, stageResult } from "./stage-result.ts";

/** A selector that somebody wrote, or that a rule of the host is about: sent as it is, in whatever form means the same. */
interface Wish {
  readonly selector: Selector;
  /** The input that it comes from, for problems. */
  readonly input: "purge" | "routes" | "url-style";
  readonly targets: readonly Target[];
}

/**
 * The user's own selectors, those of `routes` that changes call for, and those of the host's rules: as they are, in another
 * form, or spelled out over the known URLs. Never narrowed or dropped: what cannot be sent is a problem that says what can.
 * A form that reaches more than was meant is a widening.
 */
export function instructionsForUser(context: PlanContext): StageResult {
  const instructions: Instruction[] = [];
  const replaced: Substitution[] = [];
  const expanded: StageResult[] = [];
  const origins = originsOf(context.siteUrls);
  for (const wish of wishes(context)) {
    const addressed = siteSelectors(wish.selector, origins, context.capabilities);
    if ("message" in addressed) {
      expanded.push(problem(wish, addressed.message));
      continue;
    }
    for (const one of addressed) {
      const sent = translateExactly(one, context.capabilities);
      if (sent === undefined) {
        const spelledOut = expandForUser(context, wish, one);
        for (const instruction of spelledOut.instructions) instructions.push(instruction);
        expanded.push({ ...spelledOut, instructions: [] });
        continue;
      }
      const substitution: Substitution = { meant: wish.selector, addressed: one, sent };
      if (sent.by !== one.by || losesHost(substitution, origins)) replaced.push(substitution);
      for (const selector of onHosts(sent, origins, context)) instructions.push({ selector, targets: wish.targets });
    }
  }
  const translated = stageResult({ instructions, translations: translationsOf(context, replaced, origins) });
  return joinResults([translated, ...expanded]);
}

/** A selector that names no host is meant for all of them. */
function onHosts(sent: Selector, origins: readonly string[], { capabilities }: PlanContext): readonly Selector[] {
  if (sent.origin !== undefined || origins.length === 0 || !reachesOneHost(sent.by, capabilities)) return [sent];
  return origins.map((origin) => ({ ...sent, origin }));
}

function* wishes({ requested, selectors = [], bases }: PlanContext): Generator<Wish> {
  for (const selector of requested) yield { selector, input: "purge", targets: REQUESTED };
  for (const { selector, from, because } of selectors) {
    if (from === "routes") yield wish(selector, from, because);
    else for (const base of bases) yield wish(atBase("prefix", selector.value, base), from, because);
  }
}

const REQUESTED: readonly Target[] = [{ requested: "user", because: [] }];

function wish(selector: Selector, input: Wish["input"], because: Target["because"]): Wish {
  return { selector, input, targets: [{ selector, requested: "changes", because }] };
}

/** How the wishes were put that are not sent as they were written. */
function translationsOf(
  context: PlanContext,
  replaced: readonly Substitution[],
  origins: readonly string[],
): readonly Translation[] {
  const reasonOf = (one: Substitution) =>
    losesHost(one, origins) ? "host" : strays(context, one) ? "loose" : ("same" as const);
  const counted = replaced.filter((one) => reasonOf(one) !== "same");
  const beyond = new Map(countBeyond(context, counted).map((count, index) => [counted[index], count]));
  return replaced.map((one): Translation => {
    const reason = reasonOf(one);
    const collateral = beyond.get(one) ?? 0;
    const translation = {
      from: describeSelector(one.meant),
      to: describeSelector(one.sent),
      count: 1,
      why: WHY[reason](context.providerName, one.meant.by),
    };
    if (reason !== "host" && collateral === 0) return { how: "equivalent", ...translation };
    return { how: "widening", ...translation, collateral };
  });
}

/** Was one host meant, and are more reached? Not where each host of the site is named by a selector of its own. */
function losesHost({ meant, addressed, sent }: Substitution, origins: readonly string[]): boolean {
  const isForOne = meant.origin !== undefined || (meant.by === "host" && addressed.origin !== undefined);
  return isForOne && sent.origin === undefined && origins.length > 1;
}

function strays({ capabilities }: PlanContext, { addressed, sent }: Substitution): boolean {
  return sent.by === "regex" && LOOSENED.has(addressed.by) && isLoose(capabilities);
}

/** Kinds whose pattern hits more where it is not bound to the path's start, or is matched against the whole URL. */
const LOOSENED: ReadonlySet<Selector["by"]> = new Set(["path", "equals", "prefix", "starts_with", "contains"]);

const WHY = {
  same: (name: string, kind: string) => `${name} has no ${kind} of its own that fits; this selects the same`,
  loose: (name: string, kind: string) =>
    `${name} has no ${kind} of its own that fits, and does not say what its patterns are matched against: this selects ` +
    "the same, and what looks like it further on in a URL",
  host: (name: string, kind: string) =>
    `${name} takes no ${kind} for one host alone: the same on the other hosts of site-url goes with it`,
} as const;

function expandForUser(context: PlanContext, wished: Wish, selector: Selector): StageResult {
  const { providerName, capabilities } = context;
  const { selector: requested, targets } = wished;
  const refusal = refusalOf(selector, context);
  if (refusal !== undefined && !EXPANDABLE.has(requested.by)) return problem(wished, refusal);
  if (wished.input === "url-style") {
    const why = `${describeSelector(requested)} changed as a whole, and ${providerName} has nothing that selects just this`;
    return instructionsForEverything(context, why);
  }
  const known = EXPANDABLE.has(requested.by) && takesPaths(capabilities) ? knownBy(context, selector) : [];
  if (known.length === 0) {
    if (refusal !== undefined) return problem(wished, refusal);
    const why = EXPANDABLE.has(requested.by) ? ", and no known URL matches it that could be sent instead" : "";
    return problem(wished, `cannot be expressed at ${providerName}${why}. ${whatIsTaken(capabilities, requested.by)}`);
  }
  const paths = { from: describeSelector(requested), to: countPaths(known.length), count: known.length };
  const sent = known.map((path) => withReach(path, capabilities));
  const lack = refusal === undefined ? `${providerName} has no ${requested.by}` : `it ${refusal}`;
  const why = `${lack}: every known URL that it selects is sent by itself`;
  const substitution = { meant: requested, addressed: selector, sent: { by: "path", value: "" } } as const;
  const isWider = sent[0]?.origin === undefined && losesHost(substitution, originsOf(context.siteUrls));
  const translation: Translation = isWider
    ? {
        how: "widening",
        ...paths,
        why: `${why}, on all hosts of site-url, since it takes no host`,
        collateral: countBeyond(context, [substitution])[0] ?? 0,
        leavesUnknown: true,
      }
    : { how: "expansion", ...paths, why, leavesUnknown: true };
  return stageResult({
    instructions: sent.map((path) => ({ selector: path, targets })),
    translations: [translation],
  });
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

function problem({ selector, input }: Wish, message: string): StageResult {
  return stageResult({ problems: [{ input, message: `\`${describeSelector(selector)}\` ${message}` }] });
}
