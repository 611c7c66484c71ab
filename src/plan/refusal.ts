import type { Capabilities } from "../model/capabilities.ts";
import type { Kind, Selector } from "../model/selector.ts";
import type { PlanContext } from "./context.ts";
import { expressible, longest } from "./equivalents.ts";

/** Why a value is not taken although its kind is, as the end of a sentence; undefined where the kind is not. */
export function refusalOf({ by, value }: Selector, { capabilities, providerName }: PlanContext): string | undefined {
  const acceptance = capabilities.accepts[by];
  if (acceptance === undefined) return undefined;
  if (value.length > longest(acceptance))
    return `is longer than the ${longest(acceptance)} characters that ${providerName} takes`;
  const { allowed } = acceptance;
  if (allowed === undefined || allowed.test(value)) return undefined;
  // Without this character it would be taken.
  const culprit = [...new Set(value)].find((character) => allowed.test(value.replaceAll(character, "")));
  const what = culprit === undefined ? "what" : `${characterWord(culprit)}, which`;
  return `holds ${what} ${providerName} does not take in ${kindWord(by)}`;
}

function characterWord(character: string): string {
  return character === " " ? "a blank" : `the character ${character}`;
}

/** What a provider takes, and by which option a kind would be taken that it does not. */
export function whatIsTaken({ accepts, closed }: Pick<Capabilities, "accepts" | "closed">, by: Kind): string {
  const taken = `It takes ${expressible(accepts).map(kindWord).join(", ")}`;
  const option = accepts[by] === undefined ? closed?.[by] : undefined;
  return option === undefined ? taken : `${taken}, and ${kindWord(by)} ${option}`;
}

function kindWord(kind: Kind): string {
  const words: Partial<Record<Kind, string>> = { path: "paths", prefix: "prefix:", extension: "ext:", all: "all" };
  return words[kind] ?? `${kind}:`;
}
