import { patternProblem } from "../changes/build/ignore-content.ts";
import { CHANGES_WORDS, type ChangesWord, type PurgeEntry } from "../model/config.ts";
import { listMarkProblem } from "../model/line-form.ts";
import type { StateChoice } from "../model/memory.ts";
import { parseSelectorLine, significantLines } from "../model/parse-selector.ts";
import { providerIds } from "../providers/registry.ts";
import { closest } from "./closest.ts";
import { listLines } from "./list-lines.ts";

/** Notes what is wrong. What it returns is never used. */
export type Check = { readonly issue: (message: string) => never };

/** One input: its default, its meaning, and how its text is parsed. Plain functions, since a schema takes longer to be made. */
export interface Field<T> {
  /** As it stands in action.yml. */
  readonly given: string | undefined;
  readonly description: string;
  /** All that it may be, where that is one word of a few. */
  readonly words?: readonly string[];
  parse(raw: string): { readonly value: T } | { readonly problems: readonly string[] };
}

const EXPRESSION = /\$\{\{.*\}\}/s;
/** Something to take apart, for callers that go on; its value is not used. */
const NEVER = Object.freeze({}) as never;

/** A text input. `parse` gets the text and calls `issue` for what is wrong with it. Empty text is "not given". */
export function field<T>(
  given: string | undefined,
  parse: (value: string, check: Check) => T,
): (description: string) => Field<T> {
  // A default that is an expression has a value at the runner alone: empty, or as it stands, it is nothing that was given.
  const fallback = given === undefined || EXPRESSION.test(given) ? "" : given;
  return (description) => ({
    given,
    description,
    parse(raw) {
      const text = raw.trim() === "" || raw === given ? fallback : raw;
      const problems: string[] = [];
      const issue = (message: string): never => {
        problems.push(message);
        return NEVER;
      };
      const value = EXPRESSION.test(text) ? issue(UNEVALUATED) : parse(text, { issue });
      return problems.length === 0 ? { value } : { problems };
    },
  });
}

const UNEVALUATED =
  "holds an expression ${{ … }} that was not evaluated: quotes around it, or a missing `$`, keep it as text";

export function text() {
  return field(undefined, (value) => optional(value.trim()));
}

export function provider() {
  return field(undefined, (value, { issue }) => {
    const id = value.trim();
    if (id === "") return issue(`is missing: one of ${providerIds.join(", ")}`);
    if (providerIds.includes(id)) return id;
    const near = closest(id.toLowerCase(), providerIds);
    return issue(
      `knows no "${id}". ${near === undefined ? "" : `Did you mean ${near}? `}One of ${providerIds.join(", ")}`,
    );
  });
}

export function choice<const T extends string>(words: readonly T[], given: T): (description: string) => Field<T> {
  const one = field(given, (value, { issue }): T => {
    const word = words.find((known) => known === value.trim());
    return word ?? issue(`knows no "${value.trim()}": one of ${words.join(", ")}`);
  });
  return (description) => ({ ...one(description), words });
}

/** Sources in the order given, separated by blanks or lines, each once; `auto` and `none` stand alone. */
export function changesWords() {
  return field("auto", (value, { issue }): readonly ChangesWord[] => {
    const given = listLines(value, issue).flatMap((line) => line.split(/[\s,]+/));
    const unknown = given.find((word) => !isChangesWord(word));
    if (unknown !== undefined) return issue(`knows no "${unknown}": one or several of ${CHANGES_WORDS.join(", ")}`);
    const words = [...new Set(given.filter(isChangesWord))];
    const single = words.find((word) => word === "auto" || word === "none");
    if (single === undefined || words.length === 1) return words;
    return issue(`has ${single} beside others: ${single} stands alone, for example changes: git sitemap`);
  });
}

function isChangesWord(word: string): word is ChangesWord {
  return CHANGES_WORDS.some((known) => known === word);
}

export function patterns() {
  return field(undefined, (value, { issue }): readonly string[] => {
    const sources = listLines(value, issue, listMarkProblem);
    const problems = sources.flatMap((source) => {
      const problem = patternProblem(source);
      return problem === undefined ? [] : [`\`${source.slice(0, 200)}\` ${problem}`];
    });
    return problems.length > 0 ? issue(problems.join("; ")) : sources;
  });
}

export function dryRun() {
  return choice(["auto", "true", "false"], "auto");
}

/** Name of an environment: part of a name that is shown and stored, so one line of visible text. */
export function environmentName(given: string) {
  return field(given, (value, { issue }) => {
    const name = value.trim();
    if (/\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}/u.test(name))
      return issue("has control characters in it: give a plain name, for example staging");
    if (name.length > 200) return issue(`has ${name.length} characters; 200 are allowed`);
    return name;
  });
}

export function stateChoice() {
  return field("auto", (value, { issue }): StateChoice => {
    const text = value.trim();
    if (text.startsWith("file:")) {
      const path = text.slice("file:".length).trim();
      if (path === "" || /\p{Cc}/u.test(path))
        return issue("file: names no file, on one line: for example file:../deploy-purge/production");
      return { kind: "file", path };
    }
    const word = (["auto", "cache", "git-ref", "none"] as const).find((known) => known === text);
    return word === undefined
      ? issue(`knows no "${text}": one of auto, cache, git-ref, file:PATH, none`)
      : { kind: word };
  });
}

export function lines(given: string) {
  return field(given, (value, { issue }) => listLines(value, issue));
}

/** Text whose lines keep their numbers. */
export function wholeText() {
  return field(undefined, (value) => value);
}

export function selectors() {
  return field(undefined, (value, { issue }): readonly PurgeEntry[] => {
    const parsed = significantLines(value).map((line) => ({ line, result: parseSelectorLine(line) }));
    const wrong = parsed.flatMap(({ line, result }) =>
      result.kind === "wrong" ? [`\`${line}\` ${result.message}`] : [],
    );
    if (wrong.length > 0) return issue(wrong.join("; "));
    return parsed.flatMap(({ result }) => (result.kind === "wrong" ? [] : [result]));
  });
}

export function positiveInteger() {
  return field(undefined, (value, { issue }) => {
    const digits = value.trim();
    if (digits === "") return undefined;
    if (!/^[0-9]{1,9}$/.test(digits) || Number(digits) === 0) return issue(`"${digits}" is no whole number above 0`);
    return Number(digits);
  });
}

/** Up to a million, in US dollars, with at most four decimals. */
export function usDollars() {
  return field(undefined, (value, { issue }) => {
    const amount = value.trim();
    if (amount === "") return undefined;
    if (/^[0-9]{1,6}(?:\.[0-9]{1,4})?$/.test(amount)) return Number(amount);
    return issue(`"${amount}" is no amount of US dollars: digits and a dot alone, for example 2.50, or 0`);
  });
}

/** How many URLs, or `all` of them. */
export function sampleSize(given: string) {
  return field(given, (value, { issue }) => {
    const word = value.trim();
    if (word === "all") return Number.POSITIVE_INFINITY;
    if (/^[0-9]{1,9}$/.test(word) && Number(word) > 0) return Number(word);
    return issue(`"${word}" is no whole number above 0: for example 20, or all`);
  });
}

const UNIT_SECONDS: Readonly<Record<string, number>> = { "": 1, s: 1, m: 60, h: 3600 };

/** A duration in milliseconds out of `300`, `90s`, `10m` or `1h`. */
export function duration(given: string) {
  return field(given, (value, { issue }) => {
    const [, amount, unit] = /^([0-9]{1,6})\s*(s|m|h|)$/.exec(value.trim()) ?? [];
    const seconds = amount === undefined ? Number.NaN : Number(amount) * (UNIT_SECONDS[unit ?? ""] as number);
    if (Number.isNaN(seconds)) return issue(`"${value.trim()}" is no duration: seconds, or for example 90s, 10m, 1h`);
    if (seconds === 0) return issue("is 0, which leaves no time for a single request: for example 300 or 10m");
    return seconds * 1000;
  });
}

/** The text of `provider-options`, kept for `options.ts`: the YAML parser is loaded only when there is some. */
export function options() {
  return field(undefined, (value) => optional(value.trimEnd()));
}

export function optional(value: string): string | undefined {
  return value === "" ? undefined : value;
}
