import { code, markdown } from "../../lib/escape.ts";
import { formatCount } from "../../lib/format.ts";
import { counted } from "../messages.ts";
import type { DestinationReport, Instruction } from "../report.ts";
import { LONGEST_CELL } from "./blocks.ts";
import { linked } from "./links.ts";
import { sampleTable } from "./proof.ts";
import type { Table } from "./table.ts";

/** Changed files named in a row of the table of instructions. */
const MAX_CAUSES = 3;

/** The long lists, collapsed. */
export function destinationTables(destination: DestinationReport, isOneOfSeveral: boolean): readonly Table[] {
  const { changes, instructions, taskIds, name } = destination;
  const total = isOneOfSeveral ? ` (${markdown(name, 100)})` : "";
  return [
    {
      title: `Instructions${total}: ${formatCount(instructions.length)}`,
      columns: ["Selector", "State", "Request", "Because of", "The provider says"],
      rowCount: instructions.length,
      rows: cellsOf(destination),
    },
    {
      title: `Changed files${total}: ${formatCount(changes.files.length)}`,
      columns: ["Change", "File"],
      rowCount: changes.files.length,
      rows: changes.files.values().map(({ kind, path }) => [kind, code(path, LONGEST_CELL)]),
    },
    ...serverTable(destination, total),
    ...pageTable(changes, total),
    ...sampleTable(destination, total),
    {
      title: `Task ids${total}: ${formatCount(taskIds.length)}`,
      columns: ["Id"],
      rowCount: taskIds.length,
      rows: taskIds.values().map((id) => [code(id, LONGEST_CELL)]),
    },
  ];
}

function serverTable({ servers = [] }: DestinationReport, total: string): Table[] {
  if (servers.length === 0) return [];
  const rows = servers.flatMap(({ name, answers }) =>
    answers.map(({ state, instructions, message }) => [
      code(name, LONGEST_CELL),
      state,
      formatCount(instructions),
      markdown(message, LONGEST_CELL),
    ]),
  );
  return [
    {
      title: `Servers${total}: ${formatCount(servers.length)}`,
      columns: ["Server", "State", "Instructions", "It answers"],
      rowCount: rows.length,
      rows,
    },
  ];
}

function pageTable({ pages, owedPages }: DestinationReport["changes"], total: string): Table[] {
  if (pages === undefined || pages.length === 0) return [];
  return [
    {
      title: `${owedPages === pages.length ? "URLs owed by earlier runs" : "Changed pages of the sitemap"}${total}: ${formatCount(pages.length)}`,
      columns: ["Change", "Page"],
      rowCount: pages.length,
      rows: pages.values().map(({ kind, path }) => [kind, code(path, LONGEST_CELL)]),
    },
  ];
}

function* cellsOf(destination: DestinationReport): Generator<string[]> {
  for (const instruction of destination.instructions) yield instructionCells(instruction, destination);
}

function instructionCells(instruction: Instruction, destination: DestinationReport): string[] {
  const { selector, state, batch, requested, because, becauseCount = because.length, message } = instruction;
  const causes = because.slice(0, MAX_CAUSES).map((path) => code(path, LONGEST_CELL));
  const more = becauseCount - causes.length;
  if (more > 0) causes.push(counted(more, "other", "others"));
  if (requested === "user") causes.unshift("requested");
  // Requests are counted from 1 here: a reader matches them with the number of requests above.
  return [
    linked(selector, destination),
    // Of the URLs that were verified at the live site, only the doubtful ones are listed.
    state === "completed" && destination.level === "verified" ? destination.level : state,
    batch < 0 ? "none" : String(batch + 1),
    causes.join(", "),
    // A single reason stands in the table of failures: it need not stand in every row.
    message === undefined || destination.failures.length === 1 ? "" : markdown(message, LONGEST_CELL),
  ];
}
