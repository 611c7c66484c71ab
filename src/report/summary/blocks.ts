import { markdown } from "../../lib/escape.ts";
import { sentence } from "../messages.ts";

/** Most entries of a list that is shown open: as many as a default sample has. The rest is counted. */
export const MAX_LISTED = 20;
/** Longest sentence from outside, in characters. */
export const LONGEST_SENTENCE = 600;
export const LONGEST_CELL = 500;
/** Where the reader finds what has no room. */
export const IN_THE_FILE = "in the report file (output `report-file`)";

export function paragraph(title: string, text: string): string {
  return `**${title}.** ${text}\n\n`;
}

/** The first items as a list, each as the Markdown that `line` makes of it. `total`: how many there are in all. */
export function bullets<T>(items: readonly T[], line: (item: T) => string, total: number = items.length): string {
  const shown = items.slice(0, MAX_LISTED).map((item) => `- ${line(item)}\n`);
  if (total > shown.length) shown.push(`- ${total - shown.length} more ${IN_THE_FILE}\n`);
  return shown.length === 0 ? "" : `${shown.join("")}\n`;
}

export function notesList(notes: readonly string[]): string {
  return bullets(notes, (note) => markdown(note, LONGEST_SENTENCE));
}

/** A sentence from outside. */
export function quoted(text: string): string {
  return markdown(sentence(text), LONGEST_SENTENCE);
}
