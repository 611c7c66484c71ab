import { code, markdown } from "../../lib/escape.ts";
import { formatCount, formatSeconds } from "../../lib/format.ts";
import { causesFirst, counted, destinationStatus, nextStep } from "../messages.ts";
import type { DestinationReport, Instruction, Report } from "../report.ts";
import { bullets, LONGEST_CELL, MAX_LISTED, paragraph, quoted } from "./blocks.ts";
import { iconOf } from "./headline.ts";
import { linked } from "./links.ts";
import { openTable } from "./table.ts";

/** Most bytes of the table of destinations: room for some hundred. */
const LARGEST_OVERVIEW = 30_000;

/** Whose site it is, as Markdown: the name of the destination where there are several. */
export function nameOf({ name, provider: id, providerName, site }: DestinationReport, isOneOfSeveral: boolean): string {
  const provider = markdown(providerName, 100);
  const siteText = site === "" ? "" : ` ${code(site, 200)}`;
  return isOneOfSeveral && name !== id ? `**${markdown(name, 100)}** ${provider}${siteText}` : provider + siteText;
}

/** One row for each destination. */
export function destinationsTable(destinations: readonly DestinationReport[]): string {
  if (destinations.length === 0) return "";
  const isDry = destinations.every(({ verdict }) => verdict === "dry-run");
  const columns = ["Destination", "Result", "URLs", "Purges", "Requests", "Also evicted", "Took"];
  const rows = destinations.map((one) => row(one, destinations.length > 1, isDry));
  return openTable({ columns, rows, rowCount: rows.length }, LARGEST_OVERVIEW);
}

function row(one: DestinationReport, isOneOfSeveral: boolean, isDry: boolean): readonly string[] {
  const { verdict, changedUrls, instructions, purged, owed, requests, plan, timings } = one;
  const total = Math.max(instructions.length, purged + owed);
  const ms = timings.changesMs + timings.planMs + timings.submitMs + timings.settleMs;
  return [
    nameOf(one, isOneOfSeveral),
    `${iconOf(verdict)} ${destinationStatus(one)}`,
    changedUrls.length === 0 ? "" : formatCount(changedUrls.length),
    total === 0
      ? ""
      : isDry || purged === total
        ? formatCount(total)
        : `${formatCount(purged)} of ${formatCount(total)}`,
    formatCount(isDry ? plan.requests : Math.min(plan.requests, requests)),
    plan.collateral === 0 ? "" : formatCount(plan.collateral),
    formatSeconds(ms),
  ];
}

/** What a dry run would purge, the first of it open: a reader of a pull request came for that. */
export function previewOf(destinations: readonly DestinationReport[]): string {
  const planned = destinations.filter(({ verdict, plan }) => verdict === "dry-run" && plan.instructions > 0);
  const shown = planned.slice(0, MAX_LISTED).map((one) => {
    const list = bullets(firstOf(one.instructions), (planned) => previewLine(planned, one), one.instructions.length);
    return `${previewTitle(one, destinations.length > 1)}\n\n${list}`;
  });
  return shown.join("");
}

/** What stands above the list of what would be purged. */
export function previewTitle(one: DestinationReport, isOneOfSeveral: boolean): string {
  return isOneOfSeveral ? `**Would be purged** at ${nameOf(one, true)}:` : "**Would be purged:**";
}

function firstOf(instructions: DestinationReport["instructions"]): readonly Instruction[] {
  const first: Instruction[] = [];
  for (const one of instructions) {
    if (first.length === MAX_LISTED) break;
    first.push(one);
  }
  return first;
}

export function previewLine(
  { selector, because, becauseCount = because.length }: Instruction,
  one: DestinationReport,
): string {
  const [file] = because;
  if (file === undefined) return linked(selector, one);
  const more = becauseCount > 1 ? ` and ${counted(becauseCount - 1, "other file")}` : "";
  return `${linked(selector, one)} because of ${code(file, LONGEST_CELL)}${more}`;
}

/** What was not purged, with the cause, the code and what to do: one table for all destinations. */
export function failuresText({ destinations }: Report): string {
  const isOneOfSeveral = destinations.length > 1;
  const all = causesFirst(
    destinations.flatMap((one) => one.failures.map((failure) => ({ one, failure }))),
    ({ failure }) => failure.code,
  );
  const owed = destinations.reduce((sum, one) => sum + one.owed, 0);
  if (owed === 0 && all.length === 0) return "";
  const rows = all
    .slice(0, MAX_LISTED)
    .map(({ one, failure: { instructions, code: errorCode, message } }) => [
      isOneOfSeveral ? nameOf(one, true) : "",
      formatCount(instructions),
      code(errorCode),
      quoted(message),
      nextStep(errorCode),
    ]);
  const columns = ["Destination", "Purges", "Code", "Why", "What to do next"];
  const table = openTable({ columns, rows, rowCount: all.length }, Number.MAX_SAFE_INTEGER);
  return paragraph("What was not purged", notPurged(owed, destinations)) + table + deferredList(destinations);
}

function notPurged(owed: number, destinations: readonly DestinationReport[]): string {
  const areDeferred = destinations.every(({ owed: open, verdict }) => open === 0 || verdict === "deferred");
  const levels = new Set(destinations.filter(({ owed: open }) => open > 0).map(({ level }) => level));
  const count = `${counted(owed, "instruction")} not ${[...levels].join(" or ")}`;
  const it = owed === 1 ? "it covers" : "they cover";
  return areDeferred ? `${count}, and owed to a later run.` : `${count}. What ${it} may still be served old.`;
}

function deferredList(destinations: readonly DestinationReport[]): string {
  const deferred = destinations.flatMap((one) => (one.plan.deferred ?? []).map((selector) => ({ one, selector })));
  return bullets(deferred, ({ one, selector }) => linked(selector, one));
}
