import { escapePattern } from "./escape-regexp.ts";

/** What is wrong with the brackets and braces of a glob, and where in it. */
export function bracketFault(glob: string): { readonly message: string; readonly at: number } | undefined {
  const open = unclosed(glob);
  if (open !== undefined) return { message: `has a ${glob[open]} that is never closed`, at: open };
  const reversed = reversedRange(glob);
  return reversed === undefined ? undefined : { message: "has a range whose end comes before its start", at: reversed };
}

/** Every pattern of a glob, one for each way through its braces; `blog/` is short for `blog/**`. */
export function patternsOf(glob: string, dotFiles: DotFiles): readonly GlobPattern[] {
  return globsOf(glob).map((one) => translateGlob(one, dotFiles));
}

/** The globs without braces that one with braces stands for. */
export function globsOf(glob: string): readonly string[] {
  return expandBraces(glob.replace(/\/$/, "/**"));
}

/** Position of a bracket or brace that stays open. */
function unclosed(glob: string): number | undefined {
  const braces: number[] = [];
  for (let at = 0; at < glob.length; at++) {
    if (glob[at] === "\\") at++;
    else if (glob[at] === "[") {
      const end = classEnd(glob, at);
      if (end === undefined) return at;
      at = end;
    } else if (glob[at] === "{") braces.push(at);
    else if (glob[at] === "}") braces.pop();
  }
  return braces[0];
}

/** A `]` right behind the opening one belongs to the class. */
function classEnd(glob: string, start: number): number | undefined {
  const first = /[!^]/.test(glob[start + 1] ?? "") ? start + 3 : start + 2;
  const end = glob.indexOf("]", first);
  return end < 0 || glob.slice(start, end).includes("/") ? undefined : end;
}

/** Position of a class like `[z-a]`, which no pattern can have. */
function reversedRange(glob: string): number | undefined {
  for (let at = 0; at < glob.length; at++) {
    if (glob[at] === "\\") at++;
    else if (glob[at] === "[") {
      const end = classEnd(glob, at) as number;
      for (const [, from = "", to = ""] of classBody(glob, at, end).matchAll(/(.)-(.)/gs)) if (from > to) return at;
      at = end;
    }
  }
  return undefined;
}

/** What a class lists, without its negation. */
function classBody(glob: string, start: number, end: number): string {
  return glob.slice(start + 1, end).replace(/^[!^]/, "");
}

/** `{a,b}/c` is `a/c` and `b/c`; braces nest. */
function expandBraces(glob: string): readonly string[] {
  const start = glob.search(/(?<!\\)(?:\\\\)*\{/);
  const open = start < 0 ? -1 : glob.indexOf("{", start);
  if (open < 0) return [glob];
  const parts: string[] = [];
  let depth = 0;
  let from = open + 1;
  for (let at = open; at < glob.length; at++) {
    if (glob[at] === "\\") at++;
    else if (glob[at] === "{") depth++;
    else if (glob[at] === "," && depth === 1) {
      parts.push(glob.slice(from, at));
      from = at + 1;
    } else if (glob[at] === "}" && --depth === 0) {
      const tails = expandBraces(glob.slice(at + 1));
      const middles = [...parts, glob.slice(from, at)].flatMap(expandBraces);
      return middles.flatMap((middle) => tails.map((tail) => glob.slice(0, open) + middle + tail));
    }
  }
  return [glob];
}

/** What a compiled glob does with names that start with a dot: only `hide` leaves them to a dot that is written. */
export type DotFiles = "hide" | "match";

export interface GlobPattern {
  readonly pattern: RegExp;
  readonly captures: number;
}

/**
 * A glob without braces as a pattern with one group a star.
 *
 * A star in the middle of a segment takes the first place where what follows fits, and never tries another; that loses no
 * match, since the next star takes whatever is left. So a path is decided in time proportional to its length, for each `**`
 * once more.
 */
export function translateGlob(glob: string, dotFiles: DotFiles): GlobPattern {
  const segments = glob.split("/");
  let source = "";
  let groups = 0;
  segments.forEach((segment, index) => {
    const isLast = index === segments.length - 1;
    if (segment === "**") {
      groups++;
      source += (isLast ? LAST_GLOBSTAR : GLOBSTAR)[dotFiles];
      return;
    }
    const translated = translateSegment(segment, groups);
    groups = translated.groups;
    if (dotFiles === "hide" && /^[*?[]/.test(segment)) source += NO_DOT;
    source += translated.source + (isLast ? "" : "/");
  });
  return { pattern: new RegExp(`^${source}$`, "s"), captures: groups };
}

const NO_DOT = "(?!\\.)";
const GLOBSTAR: Readonly<Record<DotFiles, string>> = { match: "(?:(.+?)/)?", hide: `((?:${NO_DOT}[^/]+/)*?)` };
const LAST_GLOBSTAR: Readonly<Record<DotFiles, string>> = {
  match: "(.+)",
  hide: `(${NO_DOT}[^/]+(?:/${NO_DOT}[^/]+)*)`,
};

function translateSegment(segment: string, before: number): { readonly source: string; readonly groups: number } {
  if (/^\*+$/.test(segment)) return { source: "([^/]+)", groups: before + 1 };
  const [first = "", ...rest] = chunksOf(segment);
  let source = first;
  let groups = before;
  rest.forEach((chunk, index) => {
    groups++;
    // A group inside of a look-ahead is settled once and for all: the reference repeats what it found.
    source += index === rest.length - 1 ? `([^/]*)${chunk}` : `(?=([^/]*?)${chunk})\\${groups}${chunk}`;
  });
  return { source, groups };
}

/** What stands between the stars of a segment, as patterns. */
function chunksOf(segment: string): readonly string[] {
  const chunks = [""];
  let isBehindStar = false;
  for (let at = 0; at < segment.length; at++) {
    const character = segment[at] as string;
    let piece = escapePattern(character);
    if (character === "*") {
      // Two stars within a segment are one.
      if (!isBehindStar) chunks.push("");
      isBehindStar = true;
      continue;
    }
    isBehindStar = false;
    if (character === "?") piece = "[^/]";
    else if (character === "\\") piece = escapePattern(segment[++at] ?? "\\");
    else if (character === "[") {
      const end = classEnd(segment, at) as number;
      const body = classBody(segment, at, end).replace(/[\\[\]^]/g, "\\$&");
      piece = /^[!^]/.test(segment.slice(at + 1)) ? `(?!/)[^${body}]` : `[${body}]`;
      at = end;
    }
    chunks[chunks.length - 1] += piece;
  }
  return chunks;
}
