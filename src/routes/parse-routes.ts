import { escapeControlCharacters } from "../lib/escape.ts";
import type { Problem } from "../model/errors.ts";
import type { Route } from "../model/route.ts";
import { compileRouteGlob } from "./route-glob.ts";
import { targetProblem } from "./route-target.ts";

interface Fault {
  readonly line: number;
  readonly text: string;
  readonly at: number;
  readonly message: string;
}

const EXAMPLE = "content/blog/*.md -> /blog/$1/, /blog/";
/** Longest line that an error shows, in characters. */
const LONGEST_SHOWN = 120;
/** Where one selector ends and the next begins: a comma inside of a pattern or a path is neither. */
const BETWEEN = /,\s*(?=\/|https?:\/\/|[a-z_]+:|(?:all|path|none)\s*(?:,|$)|$)/g;

/** Parses the `routes` input: `glob -> selector, selector`, one a line; `#` starts a comment as in `purge`. */
export function parseRoutes(text: string): {
  readonly routes: readonly Route[];
  readonly problems: readonly Problem[];
} {
  const routes: Route[] = [];
  const problems: Problem[] = [];
  text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\r|\n/)
    .forEach((raw, index) => {
      const line = raw.replace(/(?:^|[ \t])#.*$/, "").trim();
      if (line === "") return;
      const parsed = parseRoute(line, index + 1);
      if ("message" in parsed) problems.push({ input: "routes", message: pointed(parsed) });
      else routes.push(parsed);
    });
  return { routes, problems };
}

function parseRoute(text: string, line: number): Route | Fault {
  const fault = (at: number, message: string): Fault => ({ line, text, at, message });
  if (/^-\s/.test(text))
    return fault(
      0,
      "starts with the dash of a YAML list: give one route per line, with `|` behind routes and without a dash",
    );
  const arrow = /\s*->\s*/.exec(text);
  if (arrow === null) {
    const other = text.search(/=>|→/);
    return other < 0
      ? fault(text.length, `has no ->: a route is \`glob -> selector\`, for example ${EXAMPLE}`)
      : fault(other, "has another arrow: write ->");
  }
  const left = text.slice(0, arrow.index);
  if (left === "") return fault(0, `has no glob in front of ->: for example ${EXAMPLE}`);
  const glob = compileRouteGlob(left);
  if ("message" in glob) return fault(glob.at, `\`${escapeControlCharacters(left, LONGEST_SHOWN)}\` ${glob.message}`);
  const start = arrow.index + arrow[0].length;
  const targets = splitTargets(text.slice(start));
  if (targets.length === 0)
    return fault(text.length, "has nothing behind ->: give a selector, or none for harmless files");
  for (const target of targets) {
    const message = target.text === "" ? "has an empty selector" : targetProblem(target.text, glob.captures);
    const shown = target.text === "" ? "" : `\`${escapeControlCharacters(target.text, LONGEST_SHOWN)}\` `;
    if (message !== undefined) return fault(start + target.at, `${shown}${message}`);
  }
  const alone = targets.find((target) => target.text === "none");
  if (alone !== undefined && targets.length > 1) {
    return fault(start + alone.at, "has none beside other selectors: none says that the file is harmless");
  }
  return { line, glob, targets: targets.map((target) => target.text) };
}

function splitTargets(text: string): readonly { readonly text: string; readonly at: number }[] {
  if (text === "") return [];
  const targets: { text: string; at: number }[] = [];
  let from = 0;
  for (const comma of [...text.matchAll(BETWEEN), undefined]) {
    const end = comma?.index ?? text.length;
    const part = text.slice(from, end);
    targets.push({ text: part.trim(), at: from + (part.length - part.trimStart().length) });
    from = end + (comma?.[0].length ?? 0);
  }
  return targets;
}

/** The line again, with a caret under what is wrong. */
function pointed({ line, text, at, message }: Fault): string {
  const from = Math.max(0, Math.min(at - LONGEST_SHOWN / 2, text.length - LONGEST_SHOWN));
  const shown = text.slice(from, from + LONGEST_SHOWN);
  return `line ${line} ${message}\n    ${shown}\n    ${" ".repeat(at - from)}^`;
}
