import type { Report } from "./report.ts";

/**
 * The report as JSON, in pieces: with a hundred thousand instructions the whole text at once would take more memory than
 * the run itself.
 */
export function* reportJson(report: Report): Generator<string> {
  yield* pieces(report, "");
  yield "\n";
}

/** Objects whose lists may be long are spelled out member by member; everything smaller in one piece. */
function* pieces(value: unknown, indent: string): Generator<string> {
  const inner = `${indent}  `;
  if (Array.isArray(value) && value.length > 0) {
    yield "[";
    for (const [index, item] of value.entries()) {
      yield `${index === 0 ? "" : ","}\n${inner}`;
      if (indent.length < DEEPEST) yield* pieces(item, inner);
      else yield JSON.stringify(item);
    }
    yield `\n${indent}]`;
  } else if (typeof value === "object" && value !== null && !Array.isArray(value) && indent.length < DEEPEST) {
    yield "{";
    let separator = "";
    for (const [name, item] of Object.entries(value)) {
      if (item === undefined) continue;
      yield `${separator}\n${inner}${JSON.stringify(name)}: `;
      yield* pieces(item, inner);
      separator = ",";
    }
    yield `\n${indent}}`;
  } else {
    yield JSON.stringify(value);
  }
}

/** Indentation from which on a member is one line: an instruction, a changed file. */
const DEEPEST = 8;
