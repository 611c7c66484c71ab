import { code, markdown } from "../../lib/escape.ts";
import { formatCount } from "../../lib/format.ts";
import { certainty, counted, destinationStatus, nextStep, pagesWords } from "../messages.ts";
import type { DestinationReport } from "../report.ts";
import {
  bullets,
  IN_THE_FILE,
  LONGEST_CELL,
  LONGEST_SENTENCE,
  MAX_LISTED,
  notesList,
  paragraph,
  quoted,
} from "./blocks.ts";
import { planText } from "./plan.ts";
import { proofText } from "./proof.ts";

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
    planText(destination),
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
  return paragraph("Memory", `Kept in ${markdown(keptIn, 300)}. ${debt}`) + notesList(notes);
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
    owedPages = 0,
    routed = 0,
    unmatched = [],
    violations = [],
  } = changes;
  if (everything !== undefined) {
    return paragraph("What changed", `Everything counts as changed: ${quoted(everything)}`) + notesList(changes.notes);
  }
  if (source === "none")
    return paragraph("What changed", "No changes were read; only what `purge` lists was asked for.");
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
    ) +
    notesList(changes.notes) +
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
  const shown = files.slice(0, MAX_LISTED).map((file) => code(file, LONGEST_CELL));
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
  const count = `${formatCount(reached)} of ${counted(instructions.length, "instruction")} reached the level asked for (${code(level)}), in ${counted(requests, "request")}.`;
  const sure = certainty(destination);
  return paragraph("What was purged", sure === undefined ? count : `${count} ${markdown(sure)}`);
}

function notPurged({ failures, owed, verdict, plan }: DestinationReport): string {
  if (owed === 0 && failures.length === 0) return "";
  const rows = failures
    .slice(0, MAX_LISTED)
    .map(
      ({ code: errorCode, message, instructions }) =>
        `| ${[formatCount(instructions), code(errorCode), quoted(message), nextStep(errorCode)].join(" | ")} |`,
    );
  const table = ["| Instructions | Code | Why | What to do next |", "| ---: | --- | --- | --- |", ...rows].join("\n");
  const more = failures.length - rows.length;
  const rest = more > 0 ? `\n\n${counted(more, "more reason is", "more reasons are")} ${IN_THE_FILE}.` : "";
  const lead = `${counted(owed, "instruction")} did not reach the level asked for${verdict === "deferred" ? " and are owed to a later run" : ". What it covers may still be served old"}.`;
  return `${paragraph("What was not purged", lead)}${rows.length > 0 ? `${table}${rest}\n\n` : ""}${bullets(plan.deferred ?? [], (selector) => code(selector, LONGEST_CELL))}`;
}
