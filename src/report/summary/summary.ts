import { code, markdown } from "../../lib/escape.ts";
import { formatSeconds } from "../../lib/format.ts";
import { counted, nextStep, runStatus } from "../messages.ts";
import type { Report } from "../report.ts";
import { collapsedTable, createPage, type Table } from "./collapsed-table.ts";
import { destinationText } from "./destination.ts";
import { destinationTables } from "./tables.ts";

/**
 * Longest summary in bytes of UTF-8. The runner uploads nothing at all above 1,048,576 (`FileCommandManager.cs` of
 * actions/runner 2.336.0), and a step may append to what an earlier part of it wrote.
 */
export const LARGEST_SUMMARY = 900_000;
/** Kept back for the note on destinations that did not fit. */
const RESERVE = 500;
const MAX_PROBLEMS = 100;

/**
 * The job summary of a run, in GitHub's Markdown.
 *
 * Everything that comes from outside is escaped here. Give it a redacted report: escaping hides a secret from the
 * redactor.
 */
export function renderSummary(report: Report): string {
  const page = createPage(LARGEST_SUMMARY - RESERVE);
  page.add(`## deploy-purge: ${runStatus(report)}\n\n${message(report)}`);
  page.add(problems(report));
  const texts = report.destinations.map(destinationText);
  const shown = texts.findIndex((text) => !page.add(text));
  const told = shown < 0 ? report.destinations : report.destinations.slice(0, shown);
  const tables = told.flatMap((destination) => destinationTables(destination, told.length > 1));
  const timings = timing(report);
  for (const table of fitted(tables, page.left(Buffer.byteLength(timings)))) page.add(table);
  page.add(timings);
  return page.text() + untold(report.destinations.length - told.length);
}

/** In the order given. Each table may take an equal share of the room; what a short one leaves goes to the longer ones. */
function fitted(tables: readonly Table[], room: number): readonly string[] {
  const texts = tables.map(() => "");
  const shortFirst = [...tables.entries()].toSorted(([, one], [, other]) => one.rowCount - other.rowCount);
  let left = room;
  shortFirst.forEach(([position, table], turn) => {
    const text = collapsedTable(table, Math.floor(left / (tables.length - turn)));
    left -= Buffer.byteLength(text);
    texts[position] = text;
  });
  return texts;
}

function message({ message: text, errorCode, problems: listed, destinations }: Report): string {
  // The message of a configuration error says all its problems; the list below says them better.
  const ofInputs = `${counted(listed.length, "problem")} with the inputs.`;
  const sentence = markdown(listed.length > 0 ? ofInputs : text, 2000);
  if (errorCode === "") return `${sentence}\n\n`;
  const isToldBelow = listed.length > 0 || destinations.some(({ failures }) => failures.length > 0);
  return `**${sentence}** (${code(errorCode)})\n\n${isToldBelow ? "" : `${nextStep(errorCode)}\n\n`}`;
}

function problems({ problems: all }: Report): string {
  if (all.length === 0) return "";
  const lines = all.slice(0, MAX_PROBLEMS).map(({ input, message }) => `- ${code(input, 200)}: ${pointedAt(message)}`);
  const more = all.length - lines.length;
  if (more > 0) lines.push(`- ${more} more in the report file (output \`report-file\`)`);
  return `### What is wrong with the inputs\n\n${lines.join("\n")}\n\nNothing was sent to any provider.\n\n`;
}

/** A sentence, and below it, as it stands, the line that it is about and the caret under it. */
function pointedAt(message: string): string {
  const [text = "", ...below] = message.split("\n");
  const lines = below.slice(0, 2).map((line) => `<br><code>${markdown(line, 300).replaceAll(" ", "&nbsp;")}</code>`);
  return markdown(text, 500) + lines.join("");
}

function timing({ durationMs, destinations, startedAt }: Report): string {
  const stages = destinations.map(({ providerName, timings: { changesMs, planMs, submitMs, settleMs } }) => {
    const parts = [
      `reading the changes ${formatSeconds(changesMs)}`,
      `planning ${formatSeconds(planMs)}`,
      `submitting ${formatSeconds(submitMs)}`,
      `waiting for completion ${formatSeconds(settleMs)}`,
    ];
    return ` ${markdown(providerName, 100)}: ${parts.join(", ")}.`;
  });
  const shown = stages.slice(0, 20).join("");
  return `<sub>Started ${markdown(startedAt, 40)}, took ${formatSeconds(durationMs)}.${shown}</sub>\n`;
}

function untold(count: number): string {
  return count === 0
    ? ""
    : `\n${counted(count, "more destination is", "more destinations are")} in the report file (output \`report-file\`).\n`;
}
