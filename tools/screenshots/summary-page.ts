/** Colours of GitHub's own pages (primer/primitives, light and dark). */
const THEMES = {
  light: { text: "#1f2328", back: "#ffffff", line: "#d1d9e0", code: "#818b981f", link: "#0969da", row: "#f6f8fa" },
  dark: { text: "#f0f6fc", back: "#0d1117", line: "#3d444d", code: "#656c7633", link: "#4493f8", row: "#151b23" },
} as const;

export type Theme = keyof typeof THEMES;

/** A job summary as a page that looks like GitHub's. It knows the Markdown that `src/report/summary` writes, and no other. */
export function summaryPage(markdown: string, theme: Theme): string {
  const { text, back, line, code, link, row } = THEMES[theme];
  const style = `body{margin:24px;font:14px/1.5 "Noto Sans","DejaVu Sans",sans-serif;color:${text};background:${back}}
h2{border-bottom:1px solid ${line};padding-bottom:6px;font-size:21px}a{color:${link};text-decoration:none}
code{background:${code};padding:2px 5px;border-radius:5px;font:12px "DejaVu Sans Mono",monospace}details{margin:10px 0}
table{border-collapse:collapse;margin:12px 0}td,th{border:1px solid ${line};padding:6px 12px;text-align:left}
tr:nth-child(2n) td{background:${row}}`;
  return `<!doctype html><meta charset="utf-8"><style>${style}</style>${markdown
    .split(/\n{2,}/)
    .map(block)
    .join("\n")}`;
}

function block(text: string): string {
  if (text.startsWith("| ")) return table(text.trim().split("\n"));
  if (text.startsWith("- ")) return `<ul>${text.split(/^- /m).slice(1).map(listItem).join("")}</ul>`;
  const heading = /^(##+) (.*)$/.exec(text);
  if (heading !== null) return `<h${heading[1]?.length}>${inline(heading[2] ?? "")}</h${heading[1]?.length}>`;
  return text.startsWith("<") ? text : `<p>${inline(text)}</p>`;
}

function listItem(text: string): string {
  return `<li>${inline(text)}</li>`;
}

function table([head = "", ruler = "", ...rows]: readonly string[]): string {
  const isNumber = ruler
    .slice(2, -2)
    .split(" | ")
    .map((dashes) => dashes.endsWith(":"));
  const cells = (row: string, tag: string): string => {
    const found = row.slice(2, -2).split(" | ");
    const shown = found.map((cell, at) => {
      const align = isNumber[at] === true ? ` style="text-align:right"` : "";
      return `<${tag}${align}>${inline(cell)}</${tag}>`;
    });
    return `<tr>${shown.join("")}</tr>`;
  };
  return `<table>${cells(head, "th")}${rows.map((row) => cells(row, "td")).join("")}</table>`;
}

function inline(text: string): string {
  return text.replaceAll(/\*\*(.+?)\*\*/g, "<b>$1</b>").replaceAll(/`([^`]+)`/g, "<code>$1</code>");
}
