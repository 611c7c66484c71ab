import { counted } from "../report/messages.ts";
import type { DestinationReport } from "../report/report.ts";
import { GREEN } from "../report/verdict.ts";
import type { Ready } from "./prepare.ts";
import { type Sending, send } from "./send.ts";

/**
 * Sends what was planned for every destination, side by side but for those that come `after` others. One that comes after a
 * destination that did not reach its level, or left a part of it to later runs, is not sent and stays owed: an outer cache
 * that is purged before the inner one would fetch the old content from it again.
 *
 * @returns the reports in the order of the configuration.
 */
export async function sendInOrder(all: readonly Ready[], sending: Sending): Promise<readonly DestinationReport[]> {
  const byName = new Map(all.map((one) => [one.destination.name, one]));
  const started = new Map<string, Promise<DestinationReport>>();
  function reportOf(prepared: Ready): Promise<DestinationReport> {
    const { name } = prepared.destination;
    const known = started.get(name);
    if (known !== undefined) return known;
    const report = sendAfter(prepared);
    started.set(name, report);
    return report;
  }
  async function sendAfter(prepared: Ready): Promise<DestinationReport> {
    const before = prepared.destination.after.flatMap((name) => byName.get(name) ?? []);
    const reports = await Promise.all(before.map(reportOf));
    const open = reports.find(({ verdict, owed }) => !GREEN.has(verdict) || owed > 0);
    return send(prepared, sending, open === undefined ? undefined : heldBack(open, prepared));
  }
  return Promise.all(all.map(reportOf));
}

function heldBack({ name, owed, verdict, failures }: DestinationReport, { memory }: Ready): string {
  const [failure] = failures;
  const what = GREEN.has(verdict)
    ? `which leaves ${counted(owed, "instruction")} to later runs`
    : `which was not purged${failure === undefined ? "" : ` (${failure.code})`}`;
  return (
    `It comes after "${name}", ${what}. Nothing was purged here, since this cache would have fetched the old content from ` +
    `that one again. ${memory.keptIn === undefined ? "Nothing remembers it: run the step again" : "It stays owed to the next run"}`
  );
}
