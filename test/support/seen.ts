import type { DestinationReport, Report } from "../../src/report/report.ts";

/** The only destination of a run. */
export function destinationOf(report: Report): DestinationReport {
  const [only] = report.destinations;
  if (only === undefined) throw new Error("no destination");
  return only;
}

/** What was found at each path of the live site. */
export function found(report: Report): Record<string, string> {
  const seen = destinationOf(report).verification?.seen ?? [];
  return Object.fromEntries(seen.map(({ url, kind }) => [new URL(url).pathname, kind]));
}
