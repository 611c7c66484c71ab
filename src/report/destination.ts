import { grouped } from "../plan/grouped.ts";
import { code, markdown } from "./escape.ts";
import { proofText, sampleTable } from "./proof-text.ts";
import type { DestinationReport, Instruction } from "./report.ts";
import type { Table } from "./table.ts";
import { certainty, counted, destinationStatus, nextStep, seconds, sentence } from "./words.ts";

/** Most entries of a list that is shown open; the rest is counted. */
const MOST_LISTED = 20;
/** Longest sentence from outside, in characters. */
const LONGEST_SENTENCE = 600;
const LONGEST_CELL = 500;
/** Changed files named in a row of the table of instructions. */
const MOST_CAUSES = 3;

/** What one destination comes to, for a reader who does not open anything. */
export function destinationText(destination: DestinationReport): string {
  const { providerName, site } = destination;
  const ofSite = site === "" ? "" : `, ${code(site, 200)}`;
  return [
    `### ${markdown(providerName, 100)}${ofSite}: ${destinationStatus(destination).toLowerCase()}\n\n`,
    remembered(destination),
    changed(destination),
    purged(destination),
    notPurged(destination),
    proofText(destination),
    planned(destination),
  ].join("");
}

function remembered({ memory, verdict }: DestinationReport): string {
  if (memory === undefined || (memory.keptIn === "" && memory.notes.length === 0)) return "";
  const { keptIn, owed, notes } = memory;
  if (keptIn === "" || verdict === "dry-run")
    return `${paragraph("Memory", markdown(notes.join(" "), LONGEST_SENTENCE))}`;
  const open =
    owed === "all" ? "everything under `site-url`" : counted(owed, "changed file or page", "changed files and pages");
  const debt = owed === 0 ? "Nothing is owed to a later run." : `A later run owes the purge of ${open}.`;
  return paragraph("Memory", `Kept in ${markdown(keptIn, 300)}. ${debt}`) + list(notes);
}

function changed({ changes, changedUrls }: DestinationReport): string {
  const {
    source,
    everything,
    added,
    modified,
    deleted,
    ignored,
    pages,
    routed = 0,
    unmatched = [],
    violations = [],
  } = changes;
  if (everything !== undefined) {
    return paragraph("What changed", `Everything counts as changed: ${quoted(everything)}`) + list(changes.notes);
  }
  if (source === "none")
    return paragraph("What changed", "No changes were read; only what `purge` lists was asked for.");
  const total = added + modified + deleted;
  const kinds = total === 0 ? "" : ` (${added} added, ${modified} modified, ${deleted} deleted)`;
  const outside =
    ignored === 0 ? "" : ` ${counted(ignored, "changed file is", "changed files are")} not deployed, and left alone.`;
  const joined = pages === undefined ? "" : ` ${counted(pages.length, "page")} of the sitemap joined, left or changed.`;
  const urls = `${counted(changedUrls.length, "URL gives", "URLs give")} another answer than before.`;
  return (
    paragraph(
      "What changed",
      `${counted(total, routed === 0 ? "deployed file" : "file")}${kinds}${ends(changes)}.${joined} ${urls}${outside}`,
    ) +
    list(changes.notes) +
    named(unmatched, "matches no route", "match no route") +
    named(
      violations,
      "is named by `immutable` and changed all the same",
      "are named by `immutable` and changed all the same",
    )
  );
}

/** How many files, and the first of them by name. */
function named(files: readonly string[], one: string, many: string): string {
  if (files.length === 0) return "";
  const shown = files.slice(0, MOST_LISTED).map((file) => code(file, LONGEST_CELL));
  const more = files.length > shown.length ? `, and ${files.length - shown.length} more in the report file` : "";
  return `**${counted(files.length, `file ${one}`, `files ${many}`)}:** ${shown.join(", ")}${more}.\n\n`;
}

function ends({ base, head, source }: DestinationReport["changes"]): string {
  if (source === "build") return " since the last deploy";
  if (base === undefined || head === undefined) return "";
  return ` between ${code(base.slice(0, 12))} and ${code(head.slice(0, 12))}`;
}

function purged(destination: DestinationReport): string {
  const { verdict, instructions, purged: reached, level, requests } = destination;
  if (verdict === "dry-run") {
    return paragraph("What was purged", "Nothing: this was a dry run. No request was sent and nothing was remembered.");
  }
  if (verdict === "skipped") {
    return paragraph("What was purged", "Nothing: this build is only remembered, since it is not live yet.");
  }
  if (instructions.length === 0) return paragraph("What was purged", "Nothing, and no request was sent.");
  const count = `${grouped(reached)} of ${counted(instructions.length, "instruction")} reached the level asked for (${code(level)}), in ${counted(requests, "request")}.`;
  const sure = certainty(destination);
  return paragraph("What was purged", sure === undefined ? count : `${count} ${markdown(sure)}`);
}

function owedList(deferred: readonly string[]): string {
  const lines = deferred.slice(0, MOST_LISTED).map((selector) => `- ${code(selector, LONGEST_CELL)}\n`);
  const more = deferred.length - lines.length;
  if (more > 0) lines.push(`- ${more} more in the report file (output \`report-file\`)\n`);
  return lines.length === 0 ? "" : `${lines.join("")}\n`;
}

function notPurged({ failures, owed, verdict, plan }: DestinationReport): string {
  if (owed === 0 && failures.length === 0) return "";
  const rows = failures
    .slice(0, MOST_LISTED)
    .map(
      ({ code: errorCode, says, instructions }) =>
        `| ${[grouped(instructions), code(errorCode), quoted(says), nextStep(errorCode)].join(" | ")} |`,
    );
  const table = ["| Instructions | Code | Why | What to do next |", "| ---: | --- | --- | --- |", ...rows].join("\n");
  const more = failures.length - rows.length;
  const rest =
    more > 0
      ? `\n\n${counted(more, "more reason is", "more reasons are")} in the report file (output \`report-file\`).`
      : "";
  const lead = `${counted(owed, "instruction")} did not reach the level asked for${verdict === "deferred" ? " and are owed to a later run" : ". What it covers may still be served old"}.`;
  return `${paragraph("What was not purged", lead)}${rows.length > 0 ? `${table}${rest}\n\n` : ""}${owedList(plan.deferred ?? [])}`;
}

function planned({ plan, providerName }: DestinationReport): string {
  if (plan.instructions === 0) return list(plan.notes);
  const floor =
    plan.floorMs >= 1000
      ? ` The rate that ${markdown(providerName, 100)} documents needs at least ${seconds(plan.floorMs)}.`
      : "";
  const collateral =
    plan.collateral === 0
      ? "No known object that did not change is evicted."
      : `${counted(plan.collateral, "known object that did not change is", "known objects that did not change are")} evicted with it.`;
  const text = `${counted(plan.instructions, "instruction")} in ${counted(plan.requests, "request")}. ${collateral}${floor}`;
  const lowerings = plan.lowerings.slice(0, MOST_LISTED).map(lowering);
  const more = plan.lowerings.length - lowerings.length;
  if (more > 0) lowerings.push(`- ${more} more in the report file (output \`report-file\`)\n`);
  return [
    paragraph("Plan", text),
    ...lowerings,
    lowerings.length > 0 ? "\n" : "",
    weighed(plan.alternatives ?? []),
    list(plan.notes),
  ].join("");
}

type Alternatives = NonNullable<DestinationReport["plan"]["alternatives"]>;

/** What else could have been sent: shown once there was a choice. */
function weighed(alternatives: Alternatives): string {
  if (alternatives.length < 2) return "";
  const rows = alternatives
    .slice(0, MOST_LISTED)
    .map(({ name, instructions, requests, collateral, broad, why }) =>
      [
        markdown(name, LONGEST_CELL),
        grouped(instructions),
        grouped(requests),
        grouped(collateral),
        grouped(broad),
        why === "" ? "**chosen**" : markdown(why, LONGEST_CELL),
      ].join(" | "),
    );
  const head = "| Way | Instructions | Requests | Known objects evicted needlessly | Broad instructions | |";
  return `${[head, "| --- | ---: | ---: | ---: | ---: | --- |", ...rows.map((row) => `| ${row} |`)].join("\n")}\n\n`;
}

const HOW = { equivalent: "Put another way", expansion: "Spelled out", widening: "Widened" } as const;

function lowering({ how, from, to, count, why, collateral }: DestinationReport["plan"]["lowerings"][number]): string {
  const evicts = collateral
    ? ` Evicts ${counted(collateral, "known object that", "known objects that")} did not change.`
    : "";
  const result = `${code(to, LONGEST_CELL)} (${counted(count, "instruction")})`;
  return `- **${HOW[how]}**: ${code(from, LONGEST_CELL)} became ${result}: ${quoted(why)}${evicts}\n`;
}

/** The long lists, collapsed. */
export function destinationTables(destination: DestinationReport, isOneOfSeveral: boolean): readonly Table[] {
  const { changes, instructions, taskIds, providerName } = destination;
  const of = isOneOfSeveral ? ` (${markdown(providerName, 100)})` : "";
  return [
    {
      title: `Instructions${of}: ${grouped(instructions.length)}`,
      columns: ["Selector", "State", "Request", "Because of", "The provider says"],
      rowCount: instructions.length,
      rows: cellsOf(instructions),
    },
    {
      title: `Changed files${of}: ${grouped(changes.files.length)}`,
      columns: ["Change", "File"],
      rowCount: changes.files.length,
      rows: changes.files.values().map(({ kind, path }) => [kind, code(path, LONGEST_CELL)]),
    },
    ...pageTable(changes, of),
    ...sampleTable(destination, of),
    {
      title: `Task ids${of}: ${grouped(taskIds.length)}`,
      columns: ["Id"],
      rowCount: taskIds.length,
      rows: taskIds.values().map((id) => [code(id, LONGEST_CELL)]),
    },
  ];
}

function pageTable({ pages }: DestinationReport["changes"], of: string): Table[] {
  if (pages === undefined || pages.length === 0) return [];
  return [
    {
      title: `Changed pages of the sitemap${of}: ${grouped(pages.length)}`,
      columns: ["Change", "Page"],
      rowCount: pages.length,
      rows: pages.values().map(({ kind, path }) => [kind, code(path, LONGEST_CELL)]),
    },
  ];
}

function* cellsOf(instructions: DestinationReport["instructions"]): Generator<string[]> {
  for (const instruction of instructions) yield instructionCells(instruction);
}

function instructionCells({ selector, state, batch, asked, because, says }: Instruction): string[] {
  const causes = because.slice(0, MOST_CAUSES).map((path) => code(path, LONGEST_CELL));
  if (because.length > MOST_CAUSES) causes.push(`${because.length - MOST_CAUSES} or more others`);
  if (asked === "user") causes.unshift("asked for");
  // Requests are counted from 1 here: a reader matches them with the number of requests above.
  return [
    code(selector, LONGEST_CELL),
    state,
    batch < 0 ? "none" : String(batch + 1),
    causes.join(", "),
    says === undefined ? "" : markdown(says, LONGEST_CELL),
  ];
}

function paragraph(title: string, text: string): string {
  return `**${title}.** ${text}\n\n`;
}

function list(notes: readonly string[]): string {
  const lines = notes.slice(0, MOST_LISTED).map((note) => `- ${markdown(note, LONGEST_SENTENCE)}\n`);
  if (notes.length > lines.length)
    lines.push(`- ${notes.length - lines.length} more in the report file (output \`report-file\`)\n`);
  return lines.length === 0 ? "" : `${lines.join("")}\n`;
}

function quoted(text: string): string {
  return markdown(sentence(text), LONGEST_SENTENCE);
}
