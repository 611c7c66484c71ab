import { escapeControlCharacters } from "../../lib/escape.ts";
import type { Problem } from "../../model/errors.ts";
import type { PatternFault } from "../../ports/files.ts";

/** Characters of one expression; longer ones are lists in disguise. Our own bound. */
const MAX_LENGTH = 1000;

/** Repetitions of a group that a version number needs, and that do not yet take for ever. Our own bound. */
const FEW = 4;

/**
 * What is wrong with the text of an expression of `ignore-content`; undefined when nothing is. It is not run here.
 *
 * Repetitions inside a repetition are refused, since they are what backtracks without end. What slips through runs where it
 * can be ended.
 */
export function patternProblem(source: string): string | undefined {
  if (source.length > MAX_LENGTH) return `has more than ${MAX_LENGTH} characters`;
  if (!isRegExp(source)) return "is no regular expression: for example <!-- built at [^>]{1,40} -->";
  if (repeatsRepetition(source)) {
    return "has a repetition inside a repetition, which can take for ever: write [^<]{1,40} and the like";
  }
  return undefined;
}

/** The same of an expression that was run. */
export function faultProblem({ source, kind }: PatternFault): Problem {
  const shown = escapeControlCharacters(source, 200);
  return { input: "ignore-content", message: `\`${shown}\` ${FAULTS[kind]}` };
}

const FAULTS: Readonly<Record<PatternFault["kind"], string>> = {
  "matches-all": "matches any text, so that no change would be seen: name what surrounds the stamp",
  endless:
    "does not end on a text of nine characters: it backtracks. Write one or two bounded repetitions, [^<]{1,40} and the like",
  "too-large": "has more repetitions than can be held: write smaller numbers in its braces",
};

function isRegExp(source: string): boolean {
  try {
    return new RegExp(source, "gm").flags !== "";
  } catch {
    return false;
  }
}

/** Is a group that holds an unbounded repetition repeated itself? Reads the expression once, from left to right. */
function repeatsRepetition(source: string): boolean {
  // For each open group: does it hold an unbounded repetition so far?
  const groups: boolean[] = [false];
  let closed = false;
  for (let at = 0; at < source.length; at++) {
    const character = source[at];
    if (character === "\\") at += 1;
    else if (character === "[") at = classEnd(source, at);
    else if (character === "(") groups.push(false);
    else if (character === ")") {
      closed = groups.pop() ?? false;
      if (closed) groups[groups.length - 1] = true;
      continue;
    } else {
      const most = mostRepetitions(source, at);
      if (closed && most > FEW) return true;
      if (most === Number.POSITIVE_INFINITY) groups[groups.length - 1] = true;
    }
    closed = false;
  }
  return false;
}

/** How often what stands before `at` may be repeated; 0 when nothing there says so. */
function mostRepetitions(source: string, at: number): number {
  const [, sign, few, comma, most] = /^(?:([*+])|\{(\d+)(,?)(\d*)\})/.exec(source.slice(at, at + 24)) ?? [];
  if (sign !== undefined || (comma === "," && most === "")) return Number.POSITIVE_INFINITY;
  return Number(most || few || 0);
}

function classEnd(source: string, start: number): number {
  for (let at = start + 1; at < source.length; at++) {
    if (source[at] === "\\") at += 1;
    else if (source[at] === "]") return at;
  }
  return source.length;
}
