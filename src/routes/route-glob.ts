import { bracketFault, globsOf, patternsOf, translateGlob } from "../lib/glob-pattern.ts";
import { globProblem } from "../mapping/glob-syntax.ts";
import type { RouteGlob } from "../model/route.ts";

/** What is wrong with a glob, and where in it. */
export interface GlobFault {
  readonly message: string;
  readonly at: number;
}

/**
 * Compiles the left side of a route. Dotfiles match like other files, `blog/` is short for `blog/**`, and braces do not
 * capture.
 */
export function compileRouteGlob(glob: string): RouteGlob | GlobFault {
  const problem = globProblem(glob, { input: "routes", folder: "the repository's root" });
  if (glob.startsWith("!")) return { message: "excludes: write a route to none above it instead, glob -> none", at: 0 };
  if (problem !== undefined) return { message: problem, at: 0 };
  const fault = bracketFault(glob);
  if (fault !== undefined) return fault;
  const patterns = patternsOf(glob, "match");
  const below = globsOf(glob).map(segmentPatterns);
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
  return glob.split("/").map((segment) => (segment === "**" ? undefined : translateGlob(segment, "match").pattern));
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
