import { escapePattern } from "../lib/escape-regexp.ts";
import { globProblem } from "../mapping/glob-syntax.ts";
import type { RouteGlob } from "../model/route.ts";

/** What is wrong with a glob, and where in it. */
export interface GlobFault {
  readonly message: string;
  readonly at: number;
}

/** Stars of one segment. More than in `include`, since all but the last settle at their first match here. */
const MAX_STARS = 9;

/**
 * Compiles the left side of a route. Dotfiles match like other files, `blog/` is short for `blog/**`, and braces do not
 * capture.
 *
 * Own translation: picomatch captures braces too and forgets which star a capture is from. A star in the middle of a
 * segment takes the first position where what follows fits, and never tries another; that loses no match, since the next
 * star takes whatever is left. So a path is decided in time proportional to its length, for each `**` once more.
 */
export function compileRouteGlob(glob: string): RouteGlob | GlobFault {
  const problem = globProblem(glob, { input: "routes", folder: "the repository's root", stars: MAX_STARS });
  if (glob.startsWith("!")) return { message: "excludes: write a route to none above it instead, glob -> none", at: 0 };
  if (problem !== undefined) return { message: problem, at: 0 };
  const open = unclosed(glob);
  if (open !== undefined) return { message: `has a ${glob[open]} that is never closed`, at: open };
  const reversed = reversedRange(glob);
  if (reversed !== undefined) return { message: "has a range whose end comes before its start", at: reversed };
  const globs = expandBraces(glob.replace(/\/$/, "/**"));
  const patterns = globs.map(translate);
  const below = globs.map(segmentPatterns);
  return {
    text: glob,
    mayMatchBelow: (folder) => below.some((segments) => leadsBelow(segments, folder.split("/"))),
    match(path) {
      for (const { pattern } of patterns) {
        const found = pattern.exec(path);
        if (found !== null) return found.slice(1).map((text) => text ?? "");
      }
      return undefined;
    },
    captures: Math.min(...patterns.map(({ captures }) => captures)),
  };
}

/** One pattern for each segment of a glob; undefined for `**`. */
function segmentPatterns(glob: string): readonly (RegExp | undefined)[] {
  return glob.split("/").map((segment) => (segment === "**" ? undefined : translate(segment).pattern));
}

function leadsBelow(segments: readonly (RegExp | undefined)[], folder: readonly string[]): boolean {
  for (const [index, name] of folder.entries()) {
    if (index >= segments.length) return false;
    const pattern = segments[index];
    if (pattern === undefined) return true;
    if (!pattern.test(name)) return false;
  }
  return segments.length > folder.length;
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

/** A glob without braces as a pattern with one group a star. */
function translate(glob: string): { readonly pattern: RegExp; readonly captures: number } {
  const segments = glob.split("/");
  let source = "";
  let groups = 0;
  segments.forEach((segment, index) => {
    const isLast = index === segments.length - 1;
    if (segment === "**") {
      groups++;
      source += isLast ? "(.+)" : "(?:(.+?)/)?";
      return;
    }
    const translated = translateSegment(segment, groups);
    groups = translated.groups;
    source += translated.source + (isLast ? "" : "/");
  });
  return { pattern: new RegExp(`^${source}$`, "s"), captures: groups };
}

function translateSegment(segment: string, before: number): { readonly source: string; readonly groups: number } {
  if (/^\*+$/.test(segment)) return { source: "([^/]+)", groups: before + 1 };
  const [first = "", ...rest] = chunksOf(segment);
  let source = first;
  let groups = before;
  rest.forEach((chunk, index) => {
    groups++;
    // A look-ahead is not tried again after it has matched; the reference repeats its match.
    source += index === rest.length - 1 ? `([^/]*)${chunk}` : `(?=([^/]*?)${chunk})\\${groups}${chunk}`;
  });
  return { source, groups };
}

/** What stands between the stars of a segment, as patterns. */
function chunksOf(segment: string): readonly string[] {
  const chunks = [""];
  for (let at = 0; at < segment.length; at++) {
    const character = segment[at] as string;
    let piece = escapePattern(character);
    if (character === "*") {
      if (segment[at - 1] !== "*" || at === 0) chunks.push("");
      continue;
    }
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
