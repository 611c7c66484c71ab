/**
 * A vendor's pattern as a JavaScript one, or undefined when it is malformed.
 *
 * The two anchors and the one flag that PCRE spells otherwise are translated; the rest of the common subset is the same.
 */
export function compilePattern(pattern: string): RegExp | undefined {
  const ignoreCase = pattern.startsWith("(?i)");
  const source = pattern
    .slice(ignoreCase ? 4 : 0)
    .replace(/\\A/g, "^")
    .replace(/\\[zZ]/g, "$");
  try {
    return new RegExp(source, ignoreCase ? "i" : "");
  } catch {
    return undefined;
  }
}
