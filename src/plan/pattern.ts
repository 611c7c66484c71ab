import type { Selector } from "./selector.ts";

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

/** Text as a pattern that matches just it, on every engine of the Perl family. */
export function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
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
  let group: string[] = [];
  let pattern = "";
  const flush = () => {
    if (group.length > 0) folded.push({ pattern, paths: group });
    group = [];
  };
  for (const path of [...paths].sort()) {
    const grown = fold([...group, path], anchor);
    if (grown.length <= maxLength) {
      group.push(path);
      pattern = grown;
      continue;
    }
    flush();
    pattern = fold([path], anchor);
    if (pattern.length <= maxLength) group.push(path);
  }
  flush();
  return folded;
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
    const initial = String.fromCodePoint(text.codePointAt(0) ?? 0);
    const key = text === "" ? "" : initial;
    groups.set(key, [...(groups.get(key) ?? []), text]);
  }
  const parts = Array.from(groups.values(), (members) => factor(members));
  return `${escapePattern(first.slice(0, shared))}(?:${parts.join("|")})`;
}

function commonLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}
