import { escapeControlCharacters } from "../lib/escape.ts";
import { bracketFault, type DotFiles, patternsOf } from "../lib/glob-pattern.ts";
import type { NamedGlob } from "../model/config.ts";
import type { Problem } from "../model/errors.ts";
import type { RepoPath } from "../model/path.ts";
import { globProblem } from "./glob-syntax.ts";

/** Decides which files of `build-dir` are deployed. */
export interface Include {
  readonly ok: (path: RepoPath) => boolean;
  /** The patterns that include, one by one. */
  readonly globs: readonly NamedGlob[];
  /** Those that exclude. */
  readonly exclusions: readonly Exclusion[];
}

/** A pattern that excludes. What it excludes stands in no tree, so it remembers whether it was asked about such a file. */
interface Exclusion extends NamedGlob {
  readonly wasUsed: () => boolean;
}

/**
 * The `include` input as a predicate on paths relative to `build-dir`.
 *
 * One glob per line; a line that starts with `!` excludes, whatever its position. Without a line that includes, `**` does.
 * Files and folders whose name starts with a dot are not deployed unless a pattern writes the dot; `.well-known` is.
 * `blog/` is short for `blog/**`. Nor is what file managers leave behind, `Thumbs.db` for example, unless a
 * pattern names it. Empty lines and lines that start with `#` say nothing.
 */
export function compileInclude(lines: readonly string[]): Include | { readonly problems: readonly Problem[] } {
  const compiled = compileGlobs("include", lines);
  if ("problems" in compiled) return compiled;
  const isNamed = compiled.globs.some(({ text }) => LEFT_BEHIND.test(text));
  return isNamed ? compiled : { ...compiled, ok: (path) => compiled.ok(path) && !LEFT_BEHIND.test(path) };
}

/** What file managers leave in a folder, and nobody means to serve: names without a dot in front. */
const LEFT_BEHIND = /(?:^|\/)(?:Thumbs\.db|ehthumbs(?:_vista)?\.db|desktop\.ini|__MACOSX\/.*)$/is;

/** Globs in the grammar of `include`, for another input. */
export function compileGlobs(
  input: string,
  lines: readonly string[],
): Include | { readonly problems: readonly Problem[] } {
  const patterns = lines.map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
  const problems = patterns.flatMap((line): readonly Problem[] => {
    const glob = line.replace(/^!/, "");
    const message = globProblem(glob, { input, folder: "build-dir" }) ?? bracketFault(glob)?.message;
    return message === undefined ? [] : [{ input, message: `"${escapeControlCharacters(line, 80)}" ${message}` }];
  });
  if (problems.length > 0) return { problems };
  const excluding = patterns.filter((pattern) => pattern.startsWith("!"));
  const including = patterns.filter((pattern) => !pattern.startsWith("!"));
  const exclusions = excluding.map((text) => createExclusion(input, text));
  // Each is asked, so that each knows whether it excludes anything.
  const isExcluded = (path: RepoPath) => exclusions.filter(({ matches }) => matches(path)).length > 0;
  const isIncluded = compile(including.length > 0 ? including : ["**"], "hide");
  const globs = including.map((text): NamedGlob => {
    const isOne = compile([text], "hide");
    return { input, text, matches: (path) => isOne(path) || isOne(withoutKnownDot(path)) };
  });
  return {
    ok: (path) => !isExcluded(path) && (isIncluded(path) || isIncluded(withoutKnownDot(path))),
    globs,
    exclusions,
  };
}

/** What is excluded is excluded wherever it hides: a negative pattern matches dotfiles too. */
function createExclusion(input: string, text: string): Exclusion {
  const isMatch = compile([text.slice(1)], "match");
  let used = false;
  const matches = (path: RepoPath): boolean => {
    const found = isMatch(path);
    used ||= found;
    return found;
  };
  return { input, text, matches, wasUsed: () => used };
}

function compile(globs: readonly string[], dotFiles: DotFiles): (path: RepoPath) => boolean {
  const patterns = globs.flatMap((glob) => patternsOf(glob, dotFiles)).map(({ pattern }) => pattern);
  return (path) => patterns.some((pattern) => pattern.test(path));
}

/** `.well-known` (RFC 8615) is made to be served: it counts like a name without a dot. */
function withoutKnownDot(path: RepoPath): RepoPath {
  return path.includes(".well-known/") ? path.replace(/(^|\/)\.well-known(?=\/)/g, "$1well-known") : path;
}
