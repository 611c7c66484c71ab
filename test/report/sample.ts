import type { DestinationReport, Report } from "../../src/report/report.ts";

/** A destination where everything went well, for tests to change. */
export function sampleDestination(changed: Partial<DestinationReport> = {}): DestinationReport {
  return {
    name: "batoff",
    provider: "batoff",
    providerName: "Batoff",
    site: "site-1",
    verdict: "purged",
    changes: {
      source: "git",
      base: "a".repeat(40),
      head: "b".repeat(40),
      added: 0,
      modified: 2,
      deleted: 0,
      ignored: 3,
      files: [
        { kind: "modified", path: "blog/index.html" },
        { kind: "modified", path: "style.css" },
      ],
      notes: [],
    },
    changedUrls: ["https://www.example.com/blog/", "https://www.example.com/style.css"],
    plan: { instructions: 2, requests: 1, collateral: 0, floorMs: 0, translations: [], notes: [] },
    instructions: [
      { selector: "/blog/", batch: 0, state: "completed", requested: "changes", because: ["blog/index.html"] },
      { selector: "/style.css", batch: 0, state: "completed", requested: "changes", because: ["style.css"] },
    ],
    level: "completed",
    confirmed: true,
    purged: 2,
    owed: 0,
    requests: 3,
    taskIds: ["t-1"],
    timings: { changesMs: 10, planMs: 1, submitMs: 300, settleMs: 1200 },
    failures: [],
    ...changed,
  };
}

export function sampleReport(changed: Partial<Report> = {}): Report {
  return {
    version: "1",
    verdict: "purged",
    dryRun: false,
    startedAt: "2026-11-20T12:00:00.000Z",
    durationMs: 1600,
    errorCode: "",
    message: "Batoff: 2 purges completed.",
    problems: [],
    destinations: [sampleDestination()],
    ...changed,
  };
}
