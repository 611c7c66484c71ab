import { escapePattern } from "../lib/escape-regexp.ts";
import { encodePath } from "../model/encode-path.ts";
import { parseSelector, severalSelectors } from "../model/parse-selector.ts";
import type { Selector } from "../model/selector.ts";

/** What one selector on the right side of a route comes to, for one file. */
export type Followed =
  | { readonly kind: "selector"; readonly selector: Selector }
  | { readonly kind: "sitemap"; readonly path: string }
  /** The file's own URLs. */
  | { readonly kind: "path" }
  | { readonly kind: "none" }
  | { readonly kind: "wrong"; readonly message: string };

const REFERENCE = /\$(?:\$|([1-9])|\{([1-9][0-9]?)\})/g;

/** Stands in for a capture when a route is checked before any file is known. */
const SAMPLE = "x";

/** @param text one selector of a route, with `$1` or `${1}` for what a star stands for, and `$$` for a dollar sign. */
export function followTarget(text: string, captures: readonly string[]): Followed {
  if (text === "path" || text === "none") return { kind: text };
  const encoded = encoderFor(text);
  let made = text.replace(REFERENCE, (_, short?: string, long?: string) => {
    const number = short ?? long;
    return number === undefined ? "$" : encoded(captures[Number(number) - 1] ?? "");
  });
  // `content/**/index.md -> /$1/` is `/` for the file at the top.
  if (captures.includes("")) made = made.replace(/(?<!:)\/{2,}/g, "/");
  const parsed = parseSelector(made);
  if (parsed.kind === "selector" || parsed.kind === "wrong") return parsed;
  if (parsed.kind === "sitemap") return { kind: "sitemap", path: parsed.path };
  return { kind: "wrong", message: "is a file of selectors, which only purge reads" };
}

/** Does the selector need the name of the file? */
export function usesCaptures(text: string): boolean {
  return text === "path" || references(text).length > 0;
}

/** The numbers of the stars that a selector uses. */
function references(text: string): readonly number[] {
  return [...text.matchAll(REFERENCE)]
    .map(([, short, long]) => Number(short ?? long ?? 0))
    .filter((number) => number > 0);
}

/** What is wrong with a selector of a route whatever the file; undefined for a good one. */
export function targetProblem(text: string, captures: number): string | undefined {
  const missing = references(text).find((number) => number > captures);
  if (missing !== undefined) {
    const has =
      captures === 0 ? "the glob has no star" : `the glob has ${captures} ${captures === 1 ? "star" : "stars"}`;
    return `uses $${missing}, but ${has}`;
  }
  if (severalSelectors(text) !== undefined) return "holds several selectors: put a comma between them. A blank is %20";
  const followed = followTarget(text, Array<string>(captures).fill(SAMPLE));
  return followed.kind === "wrong" ? followed.message : undefined;
}

/** A file name is data: in a path it is percent-encoded, in a pattern escaped, so that it can only mean itself. */
function encoderFor(text: string): (capture: string) => string {
  if (/^(?:tag|ext|host):/.test(text)) return (capture) => capture;
  // In a pattern of files each such character is a class of its own.
  if (text.startsWith("sitemap:")) return (capture) => capture.replace(/[*?[]/g, "[$&]").replaceAll("\\", "[\\\\]");
  if (text.startsWith("regex:")) return (capture) => escapePattern(encodePath(capture));
  return (capture) => encodePath(capture).replaceAll("*", "%2A");
}
