/** Bump the major part when a field changes its meaning or goes; adding one is no change. */
export const REPORT_VERSION = "1";

/** How a run, or one destination, can end. Apart from the report's schema, which no run needs: building it takes time. */
export const VERDICTS = [
  "purged",
  "nothing-to-purge",
  "dry-run",
  "deferred",
  "adopted",
  "skipped",
  "superseded",
  "incomplete",
  "failed",
] as const;

export type Verdict = (typeof VERDICTS)[number];

/** Verdicts under which the step is green. */
export const GREEN: ReadonlySet<Verdict> = new Set<Verdict>([
  "purged",
  "nothing-to-purge",
  "dry-run",
  "deferred",
  "adopted",
  "skipped",
  "superseded",
]);
