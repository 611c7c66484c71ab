import { code, markdown } from "../../lib/escape.ts";
import { formatCount, formatSeconds } from "../../lib/format.ts";
import { certainty, counted, pagesWords, reachedWord } from "../messages.ts";
import type { DestinationReport } from "../report.ts";
import { LONGEST_CELL, LONGEST_SENTENCE, MAX_LISTED, notesList, paragraph, quoted } from "./blocks.ts";
import { nameOf } from "./overview.ts";
import { planText, wideningsText } from "./plan.ts";
import { hasDoubt, proofText, warningsText } from "./proof.ts";
import { folded } from "./table.ts";

/** What a reader has to know of one destination without opening anything; empty where all is well. */
export function attentionText(destination: DestinationReport, isOneOfSeveral: boolean): string {
  const text = [
    everythingText(destination),
    wideningsText(destination),
    unmatchedText(destination),
    changesWhatToDo(destination) ? memoryText(destination) : "",
    hasDoubt(destination) ? proofText(destination) : "",
    warningsText(destination),
  ].join("");
  return text === "" || !isOneOfSeveral ? text : `### ${nameOf(destination, true)}\n\n${text}`;
}

/** The rest, folded: what was sent and how sure that is, what changed, the plan, the memory and the times. */
export function detailsText(destination: DestinationReport, isOneOfSeveral: boolean): string {
  const ofOne = isOneOfSeveral ? ` (${markdown(destination.name, 100)})` : "";
  const text = [
    purged(destination),
    changed(destination),
    hasDoubt(destination) ? "" : proofText(destination),
    planText(destination),
    changesWhatToDo(destination) ? "" : memoryText(destination),
    timings(destination),
  ].join("");
  return folded(`Changes, plan, memory and times${ofOne}`, text);
}

/** The memory stands open where something is owed, or where it is why more than the change is purged, or nothing. */
function changesWhatToDo({ memory, changes, plan, verdict }: DestinationReport): boolean {
  if (memory === undefined || verdict === "skipped") return false;
  const isEverything = (changes.everything ?? plan.everything) !== undefined;
  return memory.owed !== 0 || isEverything || verdict === "adopted" || verdict === "superseded";
}

function memoryText({ memory, verdict }: DestinationReport): string {
  if (memory === undefined || (memory.keptIn === "" && memory.notes.length === 0)) return "";
  const { keptIn, owed, notes } = memory;
  if (keptIn === "" || verdict === "dry-run") {
    return notes.length === 0 ? "" : paragraph("Memory", markdown(notes.join(" "), LONGEST_SENTENCE));
  }
  const open =
    owed === "all"
      ? "everything under <code>site-url</code>"
      : counted(owed, "changed file or page", "changed files and pages");
  const debt = owed === 0 ? "Nothing is owed to a later run." : `A later run owes the purge of ${open}.`;
  return paragraph("Memory", `Kept in ${markdown(keptIn, 300)}. ${debt}`) + notesList(notes);
}

function everythingText({ changes: { everything } }: DestinationReport): string {
  return everything === undefined
    ? ""
    : paragraph("What changed", `Everything counts as changed: ${quoted(everything)}`);
}

function unmatchedText({ changes: { unmatched = [], violations = [] } }: DestinationReport): string {
  return (
    named(unmatched, "matches no route", "match no route") +
    named(
      violations,
      "is named by `immutable` and changed all the same",
      "are named by `immutable` and changed all the same",
    )
  );
}

function timings({ timings: { changesMs, planMs, submitMs, settleMs } }: DestinationReport): string {
  const stages = [
    `reading the changes ${formatSeconds(changesMs)}`,
    `planning ${formatSeconds(planMs)}`,
    `submitting ${formatSeconds(submitMs)}`,
    `waiting for completion ${formatSeconds(settleMs)}`,
  ];
  return paragraph("Times", `${stages.join(", ")}.`);
}

function changed({ changes, changedUrls }: DestinationReport): string {
  const { source, everything, added, modified, deleted, ignored, pages, owedPages = 0, routed = 0 } = changes;
  if (everything !== undefined) return notesList(changes.notes);
  if (source === "none")
    return paragraph("What changed", "No changes were read; only what `purge` lists was requested.");
  const total = added + modified + deleted;
  const kinds = total === 0 ? "" : ` (${added} added, ${modified} modified, ${deleted} deleted)`;
  const outside =
    ignored === 0 ? "" : ` ${counted(ignored, "changed file is", "changed files are")} not deployed, and left alone.`;
  const listed = pages === undefined ? [] : pagesWords(pages.length, owedPages);
  const urls = `${counted(changedUrls.length, "URL gives", "URLs give")} another answer than before.`;
  return (
    paragraph(
      "What changed",
      `${counted(total, routed === 0 ? "deployed file" : "file")}${kinds}${ends(changes)}.${listed.map((words) => ` ${words}.`).join("")} ${urls}${outside}`,
    ) + notesList(changes.notes)
  );
}

/** How many files, and the first of them by name. */
function named(files: readonly string[], one: string, many: string): string {
  if (files.length === 0) return "";
  const shown = files.slice(0, MAX_LISTED).map((file) => code(file, LONGEST_CELL));
  const more = files.length > shown.length ? `, and ${files.length - shown.length} more in the report file` : "";
  return `**${counted(files.length, `file ${one}`, `files ${many}`)}:** ${shown.join(", ")}${more}.\n\n`;
}

function ends({ base, head, source }: DestinationReport["changes"]): string {
  if (source === "build") return " since the last deploy";
  if (base === undefined || head === undefined) return "";
  return ` between ${code(base.slice(0, 12))} and ${code(head.slice(0, 12))}`;
}

/** Purge requests as planned; status polls, repeats and further servers make more exchanges. */
function sent({ plan, requests }: DestinationReport): string {
  const planned = counted(Math.min(plan.requests, requests), "request");
  return requests > plan.requests ? `${planned} (${counted(requests, "exchange")} in all)` : planned;
}

function purged(destination: DestinationReport): string {
  const { verdict, instructions, purged: reached, level } = destination;
  if (verdict === "dry-run") {
    return paragraph("What was purged", "Nothing: this was a dry run. No request was sent and nothing was remembered.");
  }
  if (verdict === "skipped") {
    return paragraph("What was purged", "Nothing: this build is only remembered, since it is not live yet.");
  }
  if (instructions.length === 0) return paragraph("What was purged", "Nothing, and no request was sent.");
  const count = `${formatCount(reached)} of ${counted(instructions.length, "instruction")} ${reachedWord(destination)} (requested: ${code(level)}), in ${sent(destination)}.`;
  const sure = certainty(destination);
  return paragraph("What was purged", sure === undefined ? count : `${count} ${markdown(sure)}`);
}
