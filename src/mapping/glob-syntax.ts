/** Characters of one pattern; longer ones are lists in disguise. Our own bound. */
const MAX_PATTERN_LENGTH = 1000;
/**
 * Bounds on what a path costs: each star of a segment goes over the rest of a name once (names end at 255 bytes), and each
 * `**` over all that follows, for every folder. With these bounds the worst path that a file system can hold is decided in
 * milliseconds. A capture of a route is named by one digit.
 */
const MAX_STARS_PER_SEGMENT = 9;
const MAX_GLOBSTARS = 2;
/** Ways to choose one alternative of every brace. */
const MAX_COMBINATIONS = 256;

/** Whose glob it is: for sentences. */
export interface GlobUse {
  /** Name of the input. */
  readonly input: string;
  /** What the paths are relative to. */
  readonly folder: string;
}

/** What is wrong with a glob and what would be right, to be read after the glob; undefined for a good one. */
export function globProblem(pattern: string, use: GlobUse): string | undefined {
  if (pattern === "") return "excludes nothing: write a pattern behind the exclamation mark, for example !**/*.map";
  if (holdsSeveral(pattern)) {
    return "holds several patterns: give one per line. A comma, a semicolon or a blank of a name is ? where stars stand beside it";
  }
  if (/^["'`“”‘’].*["'`“”‘’]$/s.test(pattern)) return "has quotation marks around it: leave them out";
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

/** Two patterns with a separator between them, outside of braces and classes: a name alone may hold any of these. */
function holdsSeveral(pattern: string): boolean {
  let bare = pattern.replace(/\\./gs, "x").replace(/\[[^\]]*\]/g, "x");
  // From the inside out.
  for (let last = ""; last !== bare; ) {
    last = bare;
    bare = bare.replace(/\{[^{}]*\}/g, "x");
  }
  return /[\s,;][*!]|[,;]\s*[^\s,;]*\*|\*\S*\s+\S*\*/.test(bare);
}

/** @param pattern without escaped characters. */
function unsafeSyntax(pattern: string, { input }: GlobUse): string | undefined {
  if (pattern.includes("(") || pattern.includes(")")) {
    return `has parentheses, which ${input} does not know; write \\( and \\) for a file name that has them.`;
  }
  if (/\{[^{}]*\.\.[^{}]*\}/.test(pattern)) {
    return "has a range in braces, which is not supported; write [0-9] for one digit, or {a,b} for alternatives.";
  }
  if (combinations(pattern) > MAX_COMBINATIONS) {
    return `has alternatives in braces for more than ${MAX_COMBINATIONS} combinations. Give several patterns, one per line.`;
  }
  const beside = /[^/{},]\*{2,}|\*{2,}[^/{},*]/.exec(pattern)?.[0];
  if (beside !== undefined) {
    return `has ${beside.replaceAll(/\*+/g, "**")}: ** stands between slashes, for folders of any depth. Write **/*.html for every such file, or one star.`;
  }
  if (count(pattern, /\*{2,}/g) > MAX_GLOBSTARS) {
    return `has more than ${MAX_GLOBSTARS} times **, which could take for ever. Give several patterns, one per line.`;
  }
  if (pattern.split("/").some((segment) => count(segment, /\*+/g) > MAX_STARS_PER_SEGMENT)) {
    return `has more than ${MAX_STARS_PER_SEGMENT} stars in one segment, which could take for ever. Give several patterns, one per line.`;
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
