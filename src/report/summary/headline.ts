import { code, markdown } from "../../lib/escape.ts";
import { formatSeconds } from "../../lib/format.ts";
import { counted, leastReached, leavesUnknown } from "../messages.ts";
import type { DestinationReport, Report } from "../report.ts";
import type { Verdict } from "../verdict.ts";

const ICONS: Readonly<Record<Verdict, string>> = {
  purged: "✅",
  "nothing-to-purge": "✅",
  "dry-run": "🔍",
  deferred: "⚠️",
  adopted: "⚪",
  skipped: "⚪",
  superseded: "⚪",
  incomplete: "❌",
  failed: "❌",
};

/** Providers that the first line names; more are counted. */
const MAX_NAMED = 3;

export function iconOf(verdict: Verdict): string {
  return ICONS[verdict];
}

/** The first line: what was purged, how sure that is and how long it took, as Markdown. */
export function headline(report: Report): string {
  const errorCode = report.errorCode === "" ? "" : code(report.errorCode);
  const parts = [whatHappened(report), howSure(report), errorCode, formatSeconds(report.durationMs)];
  return `## ${iconOf(report.verdict)} ${parts.filter((part) => part !== "").join(" · ")}`;
}

function whatHappened(report: Report): string {
  const { verdict, destinations, problems } = report;
  const purged = sum(destinations, (one) => one.purged);
  const owed = sum(destinations, (one) => one.owed);
  switch (verdict) {
    case "purged":
      return `${capitalised(subject(destinations))} purged${places(destinations)} in ${counted(
        sum(destinations, ({ plan }) => plan.requests),
        "request",
      )}`;
    case "nothing-to-purge":
      return "Nothing to purge, and nothing sent";
    case "dry-run":
      return preview(destinations);
    case "deferred":
      return `${counted(purged, "purge")} done, ${owed} owed to later runs`;
    case "adopted":
      return "Nothing purged: this build is the baseline from now on";
    case "skipped":
      return "Skipped, nothing purged";
    case "superseded":
      return `${counted(purged, "purge")} done, and a newer run has taken over`;
    case "incomplete":
    case "failed":
      return failed(problems.length, purged, owed);
  }
}

function preview(destinations: readonly DestinationReport[]): string {
  if (destinations.every(({ plan }) => plan.instructions === 0)) return "Nothing would be purged · dry run";
  const requests = counted(
    sum(destinations, ({ plan }) => plan.requests),
    "request",
  );
  return `Would purge ${subject(destinations)}${places(destinations)} in ${requests} · dry run, nothing sent`;
}

function failed(problems: number, purged: number, owed: number): string {
  if (problems > 0) return `${counted(problems, "problem")} with the inputs, nothing sent`;
  if (purged + owed === 0) return "Failed";
  return purged === 0
    ? `None of ${counted(owed, "purge")} done`
    : `${purged} of ${counted(purged + owed, "purge")} done, ${owed} not`;
}

/** `13 URLs of 7 files`: what was purged, in a few words. */
function subject(all: readonly DestinationReport[]): string {
  const busy = all.filter(({ plan }) => plan.instructions > 0);
  if (busy.some(({ plan, changes }) => (plan.everything ?? changes.everything) !== undefined))
    return "everything under <code>site-url</code>";
  const urls = new Set(busy.flatMap(({ changedUrls }) => changedUrls)).size;
  const files = filesBehind(busy);
  const named = sum(busy, ({ plan }) => plan.named ?? 0);
  const ofFiles = files === 0 ? "" : ` of ${counted(files, "file")}`;
  const selectors = named === 0 ? "" : counted(named, "named selector");
  if (urls > 0) return `${counted(urls, "URL")}${ofFiles}${selectors === "" ? "" : ` and ${selectors}`}`;
  if (selectors !== "") return selectors;
  return `what ${counted(files, "file")} changed`;
}

/** How many files are behind what is purged: of a few, without those that this provider leaves out. */
function filesBehind(destinations: readonly DestinationReport[]): number {
  const files = new Set<string>();
  for (const { instructions, changes } of destinations) {
    const own = new Set<string>();
    let isComplete = true;
    for (const { because, becauseCount } of instructions) {
      for (const file of because) own.add(file);
      isComplete = isComplete && becauseCount === undefined;
    }
    const deployed = changes.files.filter((file) => file.deployed !== false).map(({ path }) => path);
    for (const file of isComplete ? own : deployed) files.add(file);
  }
  return files.size;
}

function places(destinations: readonly DestinationReport[]): string {
  const busy = destinations.filter(({ plan }) => plan.instructions > 0).length;
  return busy < 2 ? "" : ` at ${busy} destinations`;
}

function howSure({ verdict, destinations }: Report): string {
  const busy = destinations.filter(({ purged }) => purged > 0);
  if (verdict !== "purged" || busy.length === 0) return "";
  const sure = busy.filter(({ confirmed }) => confirmed);
  if (sure.length < busy.length)
    return sure.length === 0 ? unconfirmed(busy) : `${sure.length} of ${busy.length} confirmed`;
  if (busy.every(({ level }) => level === "verified")) return "verified on the live site";
  const names = [...new Set(busy.map(({ providerName }) => providerName))];
  return names.length > MAX_NAMED
    ? `confirmed by ${names.length} providers`
    : `confirmed by ${names.map((name) => markdown(name, 100)).join(" and ")}`;
}

function unconfirmed(busy: readonly DestinationReport[]): string {
  if (busy.some((one) => leavesUnknown(one).length > 0)) return `${leastReached(busy)}, unknown addresses not`;
  if (busy.every(({ level }) => level === "verified")) return "verified, but for pages the origin still serves";
  return `${leastReached(busy)}, not confirmed`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function sum(ones: readonly DestinationReport[], numberOf: (one: DestinationReport) => number): number {
  return ones.reduce((total, one) => total + numberOf(one), 0);
}
