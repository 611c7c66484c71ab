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

/** Whose glob it is: for sentences, and for what its compiler can decide in time. */
export interface GlobUse {
  /** Name of the input. */
  readonly input: string;
  /** What the paths are relative to. */
  readonly folder: string;
  /** Most stars in one segment; default two. */
  readonly stars?: number;
}

/** What is wrong with a glob and what would be right, to be read after the glob; undefined for a good one. */
export function globProblem(pattern: string, use: GlobUse): string | undefined {
  if (pattern === "") return "excludes nothing: write a pattern behind the exclamation mark, for example !**/*.map";
  if (pattern.length > MAX_PATTERN_LENGTH) {
    return `is a pattern of ${pattern.length} characters; ${MAX_PATTERN_LENGTH} are allowed. Give several patterns, one per line.`;
  }
  if (pattern.startsWith("/") || /^[a-z]+:/i.test(pattern)) {
    return `is a URL or a path on the host, but ${use.input} names files within ${use.folder}, for example blog/**. Did you mean purge?`;
  }
  if (/(?:^|\/)\.{1,2}(?:\/|$)/.test(pattern)) {
    return `has a . or .. segment; patterns are relative to ${use.folder}, for example blog/**.`;
  }
  return unsafeSyntax(pattern.replace(/\\./gs, "x"), use);
}

/** @param pattern without escaped characters. */
function unsafeSyntax(pattern: string, { input, stars = MAX_STARS_PER_SEGMENT }: GlobUse): string | undefined {
  if (pattern.includes("(") || pattern.includes(")")) {
    return `has parentheses, which ${input} does not know; write \\( and \\) for a file name that has them.`;
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
  if (pattern.split("/").some((segment) => count(segment, /\*+/g) > stars)) {
    return `has more than ${stars} stars in one segment, which could take for ever. Give several patterns, one per line.`;
  }
  return undefined;
}

/** An upper bound: of all distributions of the commas over the braces, an even one has the largest product. */
function combinations(pattern: string): number {
  const braces = count(pattern, /\{/g);
  return braces === 0 ? 1 : (1 + count(pattern, /,/g) / braces) ** braces;
}

function count(text: string, what: RegExp): number {
  return text.match(what)?.length ?? 0;
}
