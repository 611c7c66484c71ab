const LINE_BREAK = "\n";
/** `[core]`, `[remote "origin"]`: a name in quotes has no escapes. */
const SECTION = /^\[([A-Za-z0-9-]+)(?: "([^"\\]*)")?\]$/;
/** A name, and a value without quotes, escapes, comments and tabs. */
const SETTING = /^([A-Za-z][A-Za-z0-9-]*)(?: *= *([^"\\#;\t]*))?$/;
/** Characters that git treats in their own ways, or refuses, where they stand outside of quotes. */
const ODD = /[^\P{Cc}\n\t]|\ufeff|\ufffd/u;

/** What is longer is left to git: the patterns take the square of a line's length, and each setting holds its section's name. */
const [LONGEST_TEXT, LONGEST_LINE] = [1 << 16, 1 << 12];

/**
 * Reads a configuration as git writes it, by itself: nearly every one is, and a process of git for each run costs more than all
 * the rest of opening a checkout.
 *
 * @returns name and value of each setting, in order; undefined where any line has a form that only git is to read.
 */
export function parsePlainConfig(text: string): readonly (readonly [name: string, value: string])[] | undefined {
  if (text.length > LONGEST_TEXT || ODD.test(text)) return undefined;
  const settings: (readonly [string, string])[] = [];
  let section: string | undefined;
  for (const untrimmed of text.split(LINE_BREAK)) {
    if (untrimmed.length > LONGEST_LINE) return undefined;
    const line = untrimmed.replace(/^[ \t]+|[ \t]+$/g, "");
    if (line === "" || /^[#;]/.test(line)) continue;
    const [, name, below] = SECTION.exec(line) ?? [];
    if (name !== undefined) {
      section = below === undefined ? name.toLowerCase() : `${name.toLowerCase()}.${below}`;
      continue;
    }
    const [, key, value = "true"] = SETTING.exec(line) ?? [];
    if (section === undefined || key === undefined) return undefined;
    settings.push([`${section}.${key.toLowerCase()}`, value]);
  }
  return settings;
}
