import picomatch from "picomatch";
import type { RepoPath } from "../changes/change.ts";
import type { Problem } from "../errors.ts";
import { visible } from "../report/escape.ts";

/** Decides which files of `build-dir` are deployed. */
export interface Include {
  readonly ok: (path: RepoPath) => boolean;
}

/** Characters of one pattern; longer ones are lists in disguise. Our own bound. */
const MAX_PATTERN_LENGTH = 1000;
/**
 * Bounds on what can backtrack. A pattern becomes a regular expression, and k stars in one segment try n^k splits of a
 * name of n bytes (file systems stop at 255); `**` multiplies that by the depth. With these bounds the worst path that
 * a file system can hold is decided in milliseconds, where 30 stars never end.
 */
const MAX_STARS_PER_SEGMENT = 2;
const MAX_GLOBSTARS = 2;
/** Ways to choose one alternative of every brace. */
const MAX_COMBINATIONS = 256;

/** `s`, since a file name may hold a line break; `windows: false`, since a backslash in a path is part of a name. */
const OPTIONS = { flags: "s", windows: false, nonegate: true, regex: false } as const;

/**
 * The `include` input as a predicate on paths relative to `build-dir`.
 *
 * One glob per line; a line that starts with `!` excludes, whatever its position. Without a line that includes, `**` does.
 * Files and folders whose name starts with a dot are not deployed unless a pattern writes the dot; `.well-known` is.
 * `blog/` is short for `blog/**`. Empty lines and lines that start with `#` say nothing.
 */
export function compileInclude(lines: readonly string[]): Include | { readonly problems: readonly Problem[] } {
  const patterns = lines.map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
  const problems = patterns.flatMap(findProblem);
  if (problems.length > 0) return { problems };
  const excluding = patterns.filter((pattern) => pattern.startsWith("!"));
  const including = patterns.filter((pattern) => !pattern.startsWith("!"));
  // What is excluded is excluded wherever it hides: a negative pattern matches dotfiles too.
  const isExcluded = compile(
    excluding.map((pattern) => pattern.slice(1)),
    true,
  );
  const isIncluded = compile(including.length > 0 ? including : ["**"], false);
  return { ok: (path) => (isIncluded(path) || isIncluded(withoutKnownDot(path))) && !isExcluded(path) };
}

function compile(patterns: readonly string[], dot: boolean): (path: RepoPath) => boolean {
  const matchers = patterns.map((pattern) => picomatch(pattern.replace(/\/$/, "/**"), { ...OPTIONS, dot }));
  return (path) => matchers.some((matches) => matches(path));
}

/** `.well-known` (RFC 8615) is made to be served: it counts like a name without a dot. */
function withoutKnownDot(path: RepoPath): RepoPath {
  return path.includes(".well-known/") ? path.replace(/(^|\/)\.well-known(?=\/)/g, "$1well-known") : path;
}

function findProblem(line: string): readonly Problem[] {
  const pattern = line.replace(/^!/, "");
  const says = patternProblem(pattern);
  return says === undefined ? [] : [{ input: "include", says: `"${visible(line, 80)}" ${says}` }];
}

function patternProblem(pattern: string): string | undefined {
  if (pattern === "") return "excludes nothing: write a pattern behind the exclamation mark, for example !**/*.map";
  if (pattern.length > MAX_PATTERN_LENGTH) {
    return `is a pattern of ${pattern.length} characters; ${MAX_PATTERN_LENGTH} are allowed. Give several patterns, one per line.`;
  }
  if (pattern.startsWith("/") || /^[a-z]+:/i.test(pattern)) {
    return "is a URL or a path on the host, but include names files within build-dir, for example blog/**. Did you mean purge?";
  }
  if (/(?:^|\/)\.{1,2}(?:\/|$)/.test(pattern)) {
    return "has a . or .. segment; patterns are relative to build-dir, for example blog/**.";
  }
  return unsafeSyntax(pattern.replace(/\\./gs, "x"));
}

/** @param pattern without escaped characters. */
function unsafeSyntax(pattern: string): string | undefined {
  if (pattern.includes("(") || pattern.includes(")")) {
    return "has parentheses, which include does not know; write \\( and \\) for a file name that has them.";
  }
  if (/\{[^{}]*\.\.[^{}]*\}/.test(pattern)) {
    return "has a range in braces, which is not supported; write [0-9] for one digit, or {a,b} for alternatives.";
  }
  if (combinations(pattern) > MAX_COMBINATIONS) {
    return `has alternatives in braces for more than ${MAX_COMBINATIONS} combinations. Give several patterns, one per line.`;
  }
  if (count(pattern, /\*{2,}/g) > MAX_GLOBSTARS) {
    return `has more than ${MAX_GLOBSTARS} times **, which could take for ever. Give several patterns, one per line.`;
  }
  if (pattern.split("/").some((segment) => count(segment, /\*+/g) > MAX_STARS_PER_SEGMENT)) {
    return `has more than ${MAX_STARS_PER_SEGMENT} stars in one segment, which could take for ever. Give several patterns, one per line.`;
  }
  return undefined;
}

/** At most so many: of all ways to share the commas out among the braces, equal shares multiply to the most. */
function combinations(pattern: string): number {
  const braces = count(pattern, /\{/g);
  return braces === 0 ? 1 : (1 + count(pattern, /,/g) / braces) ** braces;
}

function count(text: string, what: RegExp): number {
  return text.match(what)?.length ?? 0;
}
