import { ERROR_CODES } from "../model/errors.ts";
import type { Clock } from "../ports/clock.ts";
import { cachesHint } from "./log-proof.ts";
import { causesFirst, counted, destinationLabel, leavesUnknown, reachedWord, sentence } from "./messages.ts";
import type { DestinationReport, Report, Verdict } from "./report.ts";
import { GREEN, REPORT_VERSION } from "./verdict.ts";

/** When a run began, on both clocks. */
export interface Start {
  readonly at: Date;
  readonly ms: number;
}

/** The report of the whole run: as good as its worst destination. */
export function describeRun(
  destinations: readonly DestinationReport[],
  dryRun: boolean,
  start: Start,
  clock: Clock,
): Report {
  const verdict =
    WORST_FIRST.find((one) => destinations.some((destination) => destination.verdict === one)) ?? "nothing-to-purge";
  const [failure] = causesFirst(
    destinations.flatMap(({ failures }) => failures),
    ({ code }) => code,
  );
  return {
    version: REPORT_VERSION,
    verdict,
    dryRun,
    startedAt: start.at.toISOString(),
    durationMs: clock.monotonicMs() - start.ms,
    errorCode: GREEN.has(verdict) ? "" : (failure?.code ?? ERROR_CODES.bug),
    message: destinations.map((one) => `${destinationLabel(one, destinations.length > 1)}: ${clause(one)}`).join(" "),
    problems: [],
    destinations: [...destinations],
  };
}

/** The report of a run whose deploy did not go live. */
export function describeSkipped(reason: string, start: Start, clock: Clock): Report {
  return {
    ...describeRun([], false, start, clock),
    verdict: "skipped",
    message: `Nothing was purged: ${reason}.`,
  };
}

/** The report of a run that ended before anything was sent. */
export function describeFailure(
  failure: { readonly code: string; readonly message: string; readonly problems: Report["problems"] },
  start: Start,
  clock: Clock,
): Report {
  return {
    ...describeRun([], false, start, clock),
    verdict: "failed",
    errorCode: failure.code,
    message: failure.message,
    problems: failure.problems,
  };
}

const WORST_FIRST: readonly Verdict[] = [
  "failed",
  "incomplete",
  "deferred",
  "superseded",
  "skipped",
  "adopted",
  "dry-run",
  "purged",
  "nothing-to-purge",
];

/** What became of one destination. */
function clause(destination: DestinationReport): string {
  const { verdict, instructions, purged, owed, failures } = destination;
  const total = instructions.length;
  const reached = `${counted(purged, "purge")} ${reachedWord(destination)}`;
  switch (verdict) {
    case "dry-run":
      return total === 0 ? "nothing would be purged." : `${counted(total, "purge")} planned, nothing sent (dry run).`;
    case "nothing-to-purge":
      return "nothing changed that is cached, and nothing was sent.";
    case "adopted":
      return "this build is the baseline from now on; nothing was purged.";
    case "skipped":
      return "this build is remembered and may go live; a later step purges. Nothing was sent.";
    case "superseded":
      return `${reached}, and a newer run has taken over since.`;
    case "purged":
      return `${reached}${doubt(destination)}.`;
    case "deferred":
      return `${reached}, and ${owed} that did not fit into this run ${owed === 1 ? "is" : "are"} owed to the next ones.`;
    default:
      return `${purged} of ${counted(total, "purge")} ${reachedWord(destination)}, ${owed} not. ${failures[0] === undefined ? "" : sentence(failures[0].message)}${cachesHint(destination, failures[0]?.code)}`.trim();
  }
}

/** Why a purge that reached its requested level is not confirmed. */
function doubt(destination: DestinationReport): string {
  const { confirmed, level } = destination;
  if (confirmed) return "";
  if (leavesUnknown(destination).length > 0) return ", not confirmed: cached copies at unknown addresses stay";
  if (level === "verified") return ", but for a deleted page that the origin itself still serves";
  return level === "completed" ? ", not confirmed: the time that is waited for it has passed" : ", not confirmed";
}
