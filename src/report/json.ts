import type { Report } from "./report.ts";

/** Takes a text, piece by piece. */
export type Write = (piece: string) => void;

/**
 * The report as JSON, in pieces: with a hundred thousand instructions the whole text at once would take more memory than
 * the run itself.
 */
export function writeJson(report: Report, write: Write): void {
  writeValue(report, "", write);
  write("\n");
}

/** Objects whose lists may be long are spelled out member by member; everything smaller in one piece. */
function writeValue(value: unknown, indent: string, write: Write): void {
  const isObject = typeof value === "object" && value !== null;
  if (isObject && Symbol.iterator in value && indent.length <= DEEPEST)
    writeList(value as Iterable<unknown>, indent, write);
  else if (isObject && indent.length < DEEPEST) writeFields(value, indent, write);
  else write(JSON.stringify(value));
}

function writeList(list: Iterable<unknown>, indent: string, write: Write): void {
  const inner = `${indent}  `;
  let before = `[\n${inner}`;
  for (const item of list) {
    write(before);
    writeValue(item, inner, write);
    before = `,\n${inner}`;
  }
  write(before.startsWith("[") ? "[]" : `\n${indent}]`);
}

function writeFields(fields: object, indent: string, write: Write): void {
  const inner = `${indent}  `;
  let before = `{\n${inner}`;
  for (const [name, item] of Object.entries(fields)) {
    if (item === undefined) continue;
    write(`${before}${JSON.stringify(name)}: `);
    writeValue(item, inner, write);
    before = `,\n${inner}`;
  }
  write(before.startsWith("{") ? "{}" : `\n${indent}}`);
}

/** Indentation from which on an object is one line: an instruction, a changed file. */
const DEEPEST = 8;
