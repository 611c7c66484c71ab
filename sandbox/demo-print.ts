/** What the demo shows, as plain text of at most 100 columns. */

import type { FetchedPage } from "../test/support/site.ts";
import type { RememberedDeploy } from "./demo-memory.ts";
import type { Stop, Watched } from "./demo-tour.ts";

/** What went wrong at one provider, if anything: the demo ends with exit code 1 then. */
export function faultsOf({ provider, run, report, watched, evicted }: Stop): readonly string[] {
  const stale = watched.flatMap(({ urls, fresh }) => urls.filter((_, index) => fresh[index]?.content !== "new"));
  const untouched = watched.flatMap(({ urls, before }) => urls.filter((_, index) => before[index]?.content !== "old"));
  return [
    ...(run.exitCode === 0 ? [] : [`${provider}: the action ended with exit code ${run.exitCode}`]),
    ...(report === undefined ? [`${provider}: the action left no report`] : []),
    ...stale.map((url) => `${provider}: ${url} is still stale`),
    ...untouched.map((url) => `${provider}: ${url} was not stale before, so that the purge shows nothing`),
    ...evicted.map((url) => `${provider}: ${url} did not change and was evicted`),
  ];
}

/** The changed files of one provider's site: stale, purged, fresh. */
export function showStop({ provider, inputs, report, watched, unchanged, evicted }: Stop): string {
  const by = inputs["purge-by"] === undefined ? "" : `, purge-by: ${inputs["purge-by"]}`;
  const rows = watched.map((one) => [
    one.kind,
    shorten(one.file, 34),
    String(one.urls.length),
    `stale (${describePages(one.before)})`,
    `-> ${purgedWord(one)}`,
    `-> ${one.fresh.every(({ content }) => content === "new") ? "fresh" : "STALE"} (${describePages(one.fresh)})`,
  ]);
  const kept = unchanged.length - evicted.length;
  return [
    `== ${provider}${by} ${"=".repeat(Math.max(0, 76 - provider.length - by.length))}`,
    ...table([["change", "file", "URLs", "after the deploy", "the purge", "now"], ...rows]),
    `unchanged: ${kept} of ${unchanged.length} URLs are still answered from the cache`,
    `the action says: ${report?.message ?? "(no report)"}`,
  ].join("\n");
}

const COLUMNS = ["provider", "files", "URLs", "purges", "requests", "how complete", "was stale", "is stale", "kept"];
/** Room for the longest provider's name, and for `confirmed in 123.4 s`: rows are printed while others are still to come. */
const WIDTHS = [18, 0, 0, 0, 0, 20];

/** The head of the table of all providers. */
export function showHead(): string {
  return padded(COLUMNS);
}

/** One provider's row of it. */
export function showRow(stop: Stop): string {
  return padded(summaryRow(stop));
}

function padded(cells: readonly string[]): string {
  const wide = cells.map((cell, column) => cell.padEnd(Math.max(WIDTHS[column] ?? 0, COLUMNS[column]?.length ?? 0)));
  return wide.join("  ").trimEnd();
}

/** Three deploys of one site, and what each left. */
export function showMemory(deploys: readonly RememberedDeploy[]): string {
  const rows = deploys.map(({ what, verdict, purged, owed, stale }) => [
    what,
    verdict,
    purged,
    owed,
    stale.length === 0 ? "nothing" : stale.join(", "),
  ]);
  return table([["deploy", "verdict", "purged", "owed", "stale afterwards"], ...rows]).join("\n");
}

function summaryRow({ provider, report, watched, unchanged, evicted }: Stop): readonly string[] {
  const destination = report?.destinations[0];
  const count = (fetches: (one: Watched) => readonly FetchedPage[]): string =>
    String(watched.flatMap(fetches).filter(({ content }) => content === "old").length);
  return [
    provider,
    String(destination?.changes.files.length ?? "?"),
    String(destination?.changedUrls.length ?? "?"),
    String(destination?.plan.instructions ?? "?"),
    String(destination?.requests ?? "?"),
    destination === undefined ? "?" : completeness(destination),
    count(({ before }) => before),
    count(({ fresh }) => fresh),
    `${unchanged.length - evicted.length}/${unchanged.length}`,
  ];
}

function completeness({
  confirmed,
  level,
  timings,
}: {
  confirmed: boolean;
  level: string;
  timings: { submitMs: number; settleMs: number };
}): string {
  const ms = timings.submitMs + timings.settleMs;
  const time = ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
  return `${confirmed ? "confirmed" : level} in ${time}`;
}

function describePages(fetches: readonly FetchedPage[]): string {
  return [...new Set(fetches.map(({ cache }) => cache))].join(", ");
}

/** A renderer replaces its pages; a cache drops them. */
function purgedWord({ purged }: Watched): string {
  if (purged.some(({ content }) => content === "old")) return "NOT PURGED";
  return purged.every(({ cache }) => cache === "MISS") ? "purged (MISS)" : "rendered anew";
}

function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 3)}...`;
}

/** Columns as wide as their widest cell, two blanks apart. */
export function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
