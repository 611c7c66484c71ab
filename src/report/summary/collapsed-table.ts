import { formatCount } from "../../lib/format.ts";

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

/** A collapsed table of at most `mostBytes`. Rows that do not fit are counted, and the reader is told where they are. */
export function collapsedTable({ title, columns, rows, rowCount }: Table, maxBytes: number): string {
  if (rowCount === 0) return "";
  const head = `<details><summary>${title}</summary>\n\n${line(columns)}${line(columns.map(() => "---"))}`;
  const tail = "\n</details>\n\n";
  const page = createPage(maxBytes - Buffer.byteLength(head + cutNote(rowCount) + tail));
  let shown = 0;
  for (const cells of rows) {
    if (!page.add(line(cells))) break;
    shown += 1;
  }
  const note = shown < rowCount ? cutNote(rowCount - shown) : "";
  const whole = head + page.text() + note + tail;
  return Buffer.byteLength(whole) <= maxBytes ? whole : "";
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |\n`;
}

function cutNote(cut: number): string {
  const rows = cut === 1 ? "row is" : "rows are";
  return `\n${formatCount(cut)} more ${rows} in the report file (output \`report-file\`).\n`;
}
