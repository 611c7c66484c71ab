/** Marks of lists as people write and paste them. */
const LIST_MARK = /^(?:[-–—•]|[*+](?=\s)|\d{1,3}[.)](?=\s))(?:\s|$)/;
const JSON_LIST = /^\[\s*(?:["'\]]|$)/;
const QUOTES = /^["'`“”‘’„«].*["'`“”‘’»]$/s;

/**
 * Characters that nobody sees and that no name holds on purpose: a blank without width, a mark of byte order in the middle, a
 * soft hyphen, marks of direction. Those that join letters (U+200C and U+200D) belong to names.
 */
const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;

/**
 * Why a line of a list input is not one entry as it stands: the mark of a list, JSON, quotation marks around it, or a
 * character that cannot be seen.
 *
 * @returns what is wrong, to be read after the line, or undefined.
 */
export function lineFormProblem(line: string): string | undefined {
  const mark = listMarkProblem(line);
  if (mark !== undefined) return mark;
  if (JSON_LIST.test(line)) {
    return "looks like a JSON list: give one per line, with `|` behind the input's name. A file may be JSON: purge: file:PATH";
  }
  if (QUOTES.test(line)) return "has quotation marks around it: leave them out, they would belong to the name";
  const invisible = INVISIBLE.exec(line)?.[0];
  if (invisible === undefined) return undefined;
  const code = (invisible.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0");
  return `holds a character that cannot be seen (U+${code}): write the line anew, or the character percent-encoded`;
}

/** The same for entries that may have quotation marks and brackets of their own: only the mark of a list is wrong. */
export function listMarkProblem(line: string): string | undefined {
  if (!LIST_MARK.test(line)) return undefined;
  const mark = line.startsWith("-") ? "dash of a YAML list" : "mark of a list";
  return `starts with the ${mark}: give one per line without it, with \`|\` behind the input's name`;
}
