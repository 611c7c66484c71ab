/** A character beyond ASCII, and the backslashes in front of it. */
const BEYOND = /(\\*)([^\0-\x7f])/g;
/** Where an escape is not what it stands for. */
const RAW = /\braw`[^`]*[^\0-\x7f`][^`]*`/;

/**
 * Code in ASCII alone, with the same meaning: V8 keeps any other text with two bytes for each character, and takes longer to
 * read it. Strings, templates, patterns and comments may hold such characters.
 *
 * @throws {Error} when one stands in a raw template.
 */
export function inAscii(code: string): string {
  const raw = RAW.exec(code)?.[0];
  if (raw !== undefined) throw new Error(`a raw template holds characters beyond ASCII: ${raw.slice(0, 60)}`);
  return code.replace(BEYOND, (_whole, slashes: string, unit: string) => {
    // An escape of what needs none: `\…` is `…`.
    const before = slashes.length % 2 === 1 ? slashes.slice(1) : slashes;
    return `${before}\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
