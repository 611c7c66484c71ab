import { escapePattern } from "../lib/escape-regexp.ts";
import type { Selector } from "../model/selector.ts";

/** What patterns are matched against, as far as the vendor says: see `Acceptance.match.anchor`. */
export type Anchor = "path" | "loose";

/**
 * Longest pattern that is made where the vendor names no limit. Not a vendor's number: patterns of this size stay
 * readable in a log and far below what PCRE compiles.
 */
export const LONGEST_PATTERN = 1024;

/** A query may follow, or nothing: true whether or not the vendor matches against the query. */
const END = "(?:\\?|$)";

/** The regular expression that selects what a selector of another kind selects; undefined where there is none. */
export function patternOf({ by, value }: Selector, anchor: Anchor): string | undefined {
  switch (by) {
    case "path":
    case "equals":
      return value.startsWith("/") ? `${start(value, anchor)}${END}` : undefined;
    case "prefix":
    case "starts_with":
      return value.startsWith("/") ? start(value, anchor) : undefined;
    case "extension":
      return `\\.${escapePattern(value)}${END}`;
    case "ends_with":
      return `${escapePattern(value)}${END}`;
    case "contains":
      return escapePattern(value);
    default:
      return undefined;
  }
}

/**
 * Selects every page: a URL whose last segment has no dot, or ends in `.html` or `.htm`. Good for a match against the path
 * and for one against the whole URL; linear on engines that backtrack, since a segment is never read twice.
 */
export const PAGES_PATTERN = `^(?:[^?]*/)?[^/?.]*(?:\\.html?)?${END}`;

/** Is this URL path one that `PAGES_PATTERN` matches? */
export function endsLikePage(path: string): boolean {
  const dot = path.indexOf(".", path.lastIndexOf("/") + 1);
  return dot < 0 || path.slice(dot) === ".html" || path.slice(dot) === ".htm";
}

function start(path: string, anchor: Anchor): string {
  return anchor === "path" ? `^${escapePattern(path)}` : `(?:^|/)${escapePattern(path.slice(1))}`;
}

/**
 * Folds paths into as few patterns as `maxLength` allows: `^/docs/(?:a|b)(?:\?|$)`.
 *
 * The alternatives are literal and start differently, so that no engine backtracks more than once per character.
 *
 * @returns the patterns with the paths that each stands for; a path that is too long by itself is left out.
 */
export function foldPaths(
  paths: readonly string[],
  anchor: Anchor,
  maxLength: number,
): readonly { readonly pattern: string; readonly paths: readonly string[] }[] {
  const folded: { pattern: string; paths: readonly string[] }[] = [];
  const sorted = [...paths].sort();
  let guess = 1;
  for (let from = 0; from < sorted.length; ) {
    const { count, pattern } = longestFold(sorted, from, guess, anchor, maxLength);
    if (count > 0) folded.push({ pattern, paths: sorted.slice(from, from + count) });
    from += Math.max(count, 1);
    guess = Math.max(count, 1);
  }
  return folded;
}

/**
 * How many of the sorted paths one pattern can hold. A pattern only grows with its paths, so a few guesses suffice: doubling
 * until it is too long, then halving the gap.
 */
function longestFold(paths: readonly string[], from: number, guess: number, anchor: Anchor, maxLength: number) {
  const left = paths.length - from;
  let best = { count: 0, pattern: "" };
  let tooMany = left + 1;
  let count = Math.min(guess, left);
  while (best.count + 1 < tooMany) {
    const pattern = fold(paths.slice(from, from + count), anchor);
    if (pattern.length <= maxLength) best = { count, pattern };
    else tooMany = count;
    count = tooMany > left ? Math.min(2 * best.count, left) : (best.count + tooMany) >> 1;
  }
  return best;
}

function fold(paths: readonly string[], anchor: Anchor): string {
  const open = anchor === "path" ? "^/" : "(?:^|/)";
  return `${open}${factor(paths.map((path) => path.slice(1)))}${END}`;
}

/** Sorted texts as one pattern, common beginnings taken out. */
function factor(texts: readonly string[]): string {
  const first = texts[0] ?? "";
  const last = texts.at(-1) ?? "";
  if (texts.length === 1) return escapePattern(first);
  const shared = commonLength(first, last);
  const rest = texts.map((text) => text.slice(shared));
  const groups = new Map<string, string[]>();
  for (const text of rest) {
    const initial = text === "" ? "" : String.fromCodePoint(text.codePointAt(0) as number);
    const group = groups.get(initial);
    if (group === undefined) groups.set(initial, [text]);
    else group.push(text);
  }
  // Not every engine takes an empty alternative: what may also end here is optional instead.
  const optional = groups.delete("") ? "?" : "";
  const parts = Array.from(groups.values(), (members) => factor(members));
  return `${escapePattern(first.slice(0, shared))}(?:${parts.join("|")})${optional}`;
}

function commonLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}
