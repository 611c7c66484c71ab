import { formatCount } from "../../lib/format.ts";
import { IN_THE_FILE } from "./blocks.ts";

/** A text that grows up to a bound in bytes, so that one long table cannot push out what follows it. */
export interface Page {
  /** Adds the text if it fits whole. */
  add(text: string): boolean;
  /** Bytes left for others when `reserve` are kept back. */
  left(reserve?: number): number;
  text(): string;
}

export function createPage(maxBytes: number): Page {
  const parts: string[] = [];
  let bytes = 0;
  return {
    add(text) {
      const length = Buffer.byteLength(text);
      if (bytes + length > maxBytes) return false;
      bytes += length;
      parts.push(text);
      return true;
    },
    left: (reserve = 0) => Math.max(0, maxBytes - bytes - reserve),
    text: () => parts.join(""),
  };
}

export interface Table {
  /** Trusted words. */
  readonly title: string;
  readonly columns: readonly string[];
  /** Cells are Markdown already: escaped, without a line break. */
  readonly rows: Iterable<readonly string[]>;
  readonly rowCount: number;
}

/** A collapsed table of at most `maxBytes`; empty where not even its head has room. */
export function collapsedTable(table: Table, maxBytes: number): string {
  if (table.rowCount === 0) return "";
  const frame = folded(table.title, "");
  const rows = openTable(table, maxBytes - Buffer.byteLength(frame));
  return rows === "" ? "" : folded(table.title, rows);
}

/** Text behind a title that opens it. The title is trusted words. */
export function folded(title: string, text: string): string {
  return `<details><summary>${title}</summary>\n\n${text}</details>\n\n`;
}

/**
 * A table of at most `maxBytes`, without the columns that are empty in every row that it shows. Rows that do not fit are
 * counted, and a sentence says where they are. Empty where not even its head has room.
 */
export function openTable({ columns, rows, rowCount }: Omit<Table, "title">, maxBytes: number): string {
  const room = maxBytes - Buffer.byteLength(line(columns) + ruler(columns) + cutNote(rowCount)) - 1;
  const shown = fitting(rows, room);
  if (room < 0 || shown.length === 0) return "";
  const filled = columns.map((_, column) => shown.some((cells) => (cells[column] ?? "") !== ""));
  const keep = (cells: readonly string[]): readonly string[] => cells.filter((_, column) => filled[column]);
  const lines = shown.map((cells) => line(keep(cells)));
  const note = shown.length < rowCount ? cutNote(rowCount - shown.length) : "";
  return `${line(keep(columns))}${ruler(keep(columns))}${lines.join("")}${note}\n`;
}

function fitting(rows: Iterable<readonly string[]>, maxBytes: number): readonly (readonly string[])[] {
  const shown: (readonly string[])[] = [];
  let left = maxBytes;
  for (const cells of rows) {
    left -= Buffer.byteLength(line(cells));
    if (left < 0) break;
    shown.push(cells);
  }
  return shown;
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |\n`;
}

/** Numbers stand at the right: their columns are named by a word that counts. */
function ruler(columns: readonly string[]): string {
  return line(columns.map((name) => (COUNTS.has(name) ? "---:" : "---")));
}

const COUNTS: ReadonlySet<string> = new Set(["URLs", "Purges", "Requests", "Also evicted", "Took", "Request", "After"]);

function cutNote(cut: number): string {
  return `\n${formatCount(cut)} more ${cut === 1 ? "row is" : "rows are"} ${IN_THE_FILE}.\n`;
}
