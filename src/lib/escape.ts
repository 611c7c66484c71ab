/** How many characters of one untrusted text are shown unless the caller says otherwise: long enough for any real path. */
const LONGEST_TEXT = 4000;

/**
 * What never reaches a reader as it is: controls, line and paragraph separators, lone surrogates, and every character
 * without a shape of its own (bidi marks, zero-width joiners, byte order marks, tags), which can make two texts look alike
 * or reorder a line. The two variation selectors that choose how an emoji is drawn stay.
 */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?![\ufe0e\ufe0f])\p{Default_Ignorable_Code_Point}/gu;
const FOREIGN_BLANK = /(?! )\p{Zs}/gu;

/**
 * Untrusted text (file names, URLs, answers of a provider, branch names) as one harmless line that shows what it hides.
 *
 * Hidden characters and foreign blanks at the ends become `\u{..}`; a byte of a file name that is not UTF-8 (see
 * `RepoPath`) becomes `\xNN`. What would start a runner's command is broken in plain sight: `::` at the start, which the
 * runner looks for after trimming every Unicode blank, and `##[`, which it looks for anywhere in a line.
 *
 * The result is for eyes, not for parsing back: a backslash is left alone, so that text which passes twice is the same.
 *
 * @param maxLength Longest result in UTF-16 units; what is cut is counted in the text. Redact before, never after: half
 *   a secret is not recognised.
 */
export function escapeControlCharacters(text: string, maxLength: number = LONGEST_TEXT): string {
  // Escaping never shortens, so what lies beyond the bound need not be escaped.
  const shown = escapeHidden(text.slice(0, maxLength));
  const isWhole = text.length <= maxLength && shown.length <= maxLength;
  return isWhole ? shown : shorten(shown, maxLength, text.length);
}

function escapeHidden(text: string): string {
  const shown = text.replace(HIDDEN, escapeCharacter);
  const left = shown.slice(0, shown.length - shown.trimStart().length);
  const right = left.length === shown.length ? "" : shown.slice(shown.trimEnd().length);
  const middle = shown.slice(left.length, shown.length - right.length);
  return (escapeForeignBlanks(left) + middle + escapeForeignBlanks(right))
    .replaceAll("##[", "##\\u{5b}")
    .replace(/^( *):(?=:)/, "$1\\u{3a}");
}

function escapeForeignBlanks(blanks: string): string {
  return blanks.replace(FOREIGN_BLANK, escapeCharacter);
}

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) as number;
  const standsForByte = code >= 0xdc80 && code <= 0xdcff;
  return standsForByte ? `\\x${(code - 0xdc00).toString(16)}` : `\\u{${code.toString(16)}}`;
}

function shorten(shown: string, maxLength: number, wholeLength: number): string {
  const note = `… (${wholeLength} characters in all)`;
  const room = maxLength - note.length;
  if (room < 1) return "…".slice(0, maxLength);
  // No half of a pair and no half of an escape at the cut.
  const head = shown.slice(0, room).replace(/[\ud800-\udbff]$|\\(?:u(?:\{[0-9a-f]*)?|x[0-9a-f]?)?$/, "");
  return head + note;
}

/** Punctuation that HTML or Markdown could read as structure, in a table cell, a link, a list, emphasis or a mention. */
const STRUCTURE = /[&<>"'`\\*_{}[\]()#+!|~@$^=:]|^[-.\d]/g;
const BARE_HOST = /\bwww(?=\.)/giu;

/**
 * Untrusted text for a job summary: nothing in it is read as Markdown or HTML, also inside a table cell.
 *
 * Entities are used instead of backslashes, since a table cell splits at `\|` before it looks at code, and Markdown never
 * takes an entity for structure. They are not decoded between backticks: use `code` for inline code.
 */
export function markdown(text: string, maxLength?: number): string {
  return escapeControlCharacters(text, maxLength)
    .replace(STRUCTURE, (character) => `&#${character.codePointAt(0)};`)
    .replace(BARE_HOST, (host) => `${host.slice(0, 2)}&#${host.charCodeAt(2)};`);
}

/** Untrusted text as inline code of a job summary. */
export function code(text: string, maxLength?: number): string {
  return `<code>${markdown(text, maxLength)}</code>`;
}
