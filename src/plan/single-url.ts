import type { Capabilities } from "../model/capabilities.ts";
import type { StaleTarget } from "../model/plan.ts";
import type { Selector } from "../model/selector.ts";
import type { StaleUrl } from "../model/stale.ts";
import { atBase, type SiteBase, withReach } from "./addressing.ts";
import type { PlanContext, SingleForm } from "./context.ts";
import { patternLimit, takesPaths, translateExactly } from "./equivalents.ts";
import type { Instruction } from "./instruction.ts";
import { patternOf } from "./patterns.ts";

/** One changed URL below one base of the site. */
export interface Stale {
  /** Below the base path. */
  readonly url: string;
  /** Full path on the host. */
  readonly path: string;
  readonly target: StaleTarget;
}

/**
 * How single URLs are purged so that the copies that `query-strings` names are purged too.
 *
 * @returns with a note where the vendor does not say that they do, and with a problem where it says that they do not.
 */
export function singleForm(context: Pick<PlanContext, "queryStrings" | "capabilities" | "providerName">): {
  readonly form: SingleForm;
  readonly note?: string;
  readonly problem?: string;
} {
  const { queryStrings, capabilities, providerName } = context;
  // Where URLs cannot be purged one by one, what stands for them reaches all copies.
  if (queryStrings === "ignored" || !takesPaths(capabilities)) return { form: "path" };
  const sure = FORMS.find(({ kinds }) => queriesOf(capabilities, kinds) === "covered");
  if (sure !== undefined) return { form: sure.form };
  const maybe = FORMS_IN_DOUBT.find(({ kinds }) => queriesOf(capabilities, kinds) === "unknown");
  if (maybe === undefined) {
    return {
      form: "path",
      problem: `is cached, and ${providerName} purges no copy with a query string by the URL of its page: leave it at ignored, or purge such copies by tag or all`,
    };
  }
  return { form: maybe.form, note: doubt(providerName, maybe.form) };
}

const FORMS = [
  { form: "path", kinds: ["path"] },
  { form: "pattern", kinds: ["regex"] },
  { form: "prefix", kinds: ["prefix", "starts_with"] },
] as const;

/** A pattern is written for both cases, so it is the better guess. A prefix is never made on a guess: it evicts too much. */
const FORMS_IN_DOUBT = [
  { form: "pattern", kinds: ["regex"] },
  { form: "path", kinds: ["path"] },
] as const;

function queriesOf({ accepts }: Capabilities, kinds: readonly (keyof Capabilities["accepts"])[]) {
  return kinds.map((kind) => accepts[kind]).find((acceptance) => acceptance !== undefined)?.match.query;
}

function doubt(providerName: string, form: SingleForm): string {
  const how = form === "pattern" ? "The patterns sent let a query string follow" : "URLs are sent without one";
  return `${providerName} does not say whether a purge reaches copies with query strings. ${how}; whether those copies go is not known.`;
}

/** What is not known, or not done, about copies with query strings of the changed URLs. One sentence each. */
export function singleNotes(
  { form, note }: Pick<ReturnType<typeof singleForm>, "form" | "note">,
  instructions: readonly Instruction[],
): readonly string[] {
  const notes = note === undefined ? [] : [note];
  const isPath = ({ selector, targets }: Instruction) =>
    (selector.by === "path" || selector.by === "equals") && targets.some(({ page }) => page !== undefined);
  const tooLong = form === "pattern" ? instructions.filter(isPath).length : 0;
  if (tooLong === 0) return notes;
  const what = tooLong === 1 ? "1 changed path is" : `${tooLong} changed paths are`;
  return [...notes, `${what} too long for a pattern and sent without a query: copies with query strings may stay.`];
}

/** The changed URLs of the site below one base, in path order. */
export function staleAt({ stale }: Pick<PlanContext, "stale">, base: SiteBase): readonly Stale[] {
  return stale.map((one) => staleAtBase(one, base)).sort((a, b) => (a.path < b.path ? -1 : 1));
}

export function staleAtBase({ url, because }: StaleUrl, base: SiteBase): Stale {
  const selector = atBase("path", url, base);
  return { url, path: selector.value, target: { selector, requested: "changes", because, page: url } };
}

/** The instruction for one changed URL. */
export function single({ capabilities, single: { form } }: PlanContext, { target }: Stale): Instruction {
  return { selector: translateSingle(target.selector, form, capabilities), targets: [target] };
}

/** In the given form; as a path where a pattern would be too long. */
function translateSingle(path: Selector, form: SingleForm, capabilities: Capabilities): Selector {
  if (form === "pattern") {
    const pattern = patternOf(path, capabilities.accepts.regex?.match.anchor ?? "path");
    if (pattern !== undefined && pattern.length <= patternLimit(capabilities.accepts))
      return withReach({ ...path, by: "regex", value: pattern }, capabilities);
  }
  if (form === "prefix") return translateExactly({ ...path, by: "prefix" }, capabilities) ?? path;
  return translateExactly(path, capabilities) ?? path;
}
