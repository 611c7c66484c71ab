import { code, markdown } from "../../lib/escape.ts";
import { formatSeconds } from "../../lib/format.ts";
import { counted, nextStep } from "../messages.ts";
import type { Report } from "../report.ts";
import { IN_THE_FILE } from "./blocks.ts";
import { attentionText, detailsText } from "./details.ts";
import { headline } from "./headline.ts";
import { destinationsTable, failuresText, previewOf } from "./overview.ts";
import { collapsedTable, createPage, type Table } from "./table.ts";
import { destinationTables } from "./tables.ts";

/** Longest summary in bytes of UTF-8 where all is well: a page that opens at once. */
export const LARGEST_SUMMARY = 100_000;
/**
 * Longest summary of a run that failed. The runner uploads nothing at all above 1,048,576 (`FileCommandManager.cs` of
 * actions/runner 2.336.0), and a step may append to what an earlier part of it wrote.
 */
export const LARGEST_RED_SUMMARY = 900_000;
/** Kept back for the note on destinations that did not fit. */
const RESERVE = 500;
/** Share of the room that what stands open may take: the folded tables have the rest. */
const OPEN_SHARE = 0.5;
const MAX_PROBLEMS = 100;

/**
 * The job summary of a run, in GitHub's Markdown: a verdict, the destinations, what failed, what else a reader has to know,
 * and the rest folded.
 *
 * Everything that comes from outside is escaped here. Give it a redacted report: escaping hides a secret from the
 * redactor.
 */
export function renderSummary(report: Report): string {
  const { destinations } = report;
  const isOneOfSeveral = destinations.length > 1;
  const largest = (report.errorCode === "" ? LARGEST_SUMMARY : LARGEST_RED_SUMMARY) - RESERVE;
  const page = createPage(largest);
  page.add(`${headline(report)}\n\n${message(report)}`);
  page.add(previewOf(destinations));
  page.add(destinationsTable(destinations));
  page.add(failuresText(report));
  page.add(problems(report));
  const open = createPage(page.left() * OPEN_SHARE);
  const texts = destinations.map(
    (one) => [attentionText(one, isOneOfSeveral), detailsText(one, isOneOfSeveral)] as const,
  );
  const cut = texts.findIndex(([attention, details]) => !open.add(attention + details));
  const shown = cut < 0 ? destinations.length : cut;
  for (const [attention] of texts.slice(0, shown)) page.add(attention);
  const details = texts
    .slice(0, shown)
    .map(([, text]) => text)
    .join("");
  const end = details + ending(report);
  const tables = destinations.slice(0, shown).flatMap((one) => destinationTables(one, isOneOfSeveral));
  for (const table of fitted(tables, page.left(Buffer.byteLength(end)))) page.add(table);
  page.add(end);
  return page.text() + leftOutSentence(destinations.length - shown);
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

/** What the first line and the tables do not say. */
function message({ message: text, errorCode, problems: listed, destinations }: Report): string {
  const isToldBelow = listed.length > 0 || destinations.some(({ failures }) => failures.length > 0);
  if (isToldBelow) return "";
  if (errorCode !== "") return `**${markdown(text, 2000)}** (${code(errorCode)})\n\n${nextStep(errorCode)}\n\n`;
  return destinations.length > 0 ? "" : `${markdown(text, 2000)}\n\n`;
}

function problems({ problems: all }: Report): string {
  if (all.length === 0) return "";
  const lines = all.slice(0, MAX_PROBLEMS).map(({ input, message }) => `- ${code(input, 200)}: ${pointedAt(message)}`);
  const more = all.length - lines.length;
  if (more > 0) lines.push(`- ${more} more ${IN_THE_FILE}`);
  return `### What is wrong with the inputs\n\n${lines.join("\n")}\n\nNothing was sent to any provider.\n\n`;
}

/** A sentence, and below it, as it stands, the line that it is about and the caret under it. */
function pointedAt(message: string): string {
  const [text = "", ...below] = message.split("\n");
  const lines = below.slice(0, 2).map((line) => `<br><code>${markdown(line, 300).replaceAll(" ", "&nbsp;")}</code>`);
  return markdown(text, 500) + lines.join("");
}

function ending({ durationMs, startedAt }: Report): string {
  return `<sub>deploy-purge, started ${markdown(startedAt, 40)}, took ${formatSeconds(durationMs)}.</sub>\n`;
}

function leftOutSentence(count: number): string {
  return count === 0 ? "" : `\n${counted(count, "more destination is", "more destinations are")} ${IN_THE_FILE}.\n`;
}
