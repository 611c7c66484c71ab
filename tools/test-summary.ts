/**
 * Prints `N passed, N failed` out of vitest's JSON report, alone on a line. Exits with 1 unless all passed. An error
 * outside of any test is in no count: there, the runner itself ends with 1.
 */
import { readFileSync } from "node:fs";
import { z } from "zod";

const VitestReport = z.object({
  success: z.boolean(),
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

const file = process.argv[2] ?? ".vitest/results.json";
const report = VitestReport.parse(JSON.parse(readFileSync(file, "utf8")));
// A file that fails to load has no tests to count: it counts as one.
const brokenFiles = report.testResults.filter((r) => r.status === "failed" && r.assertionResults.length === 0);
const failed = report.numFailedTests + brokenFiles.length;
console.log(`${report.numPassedTests} passed, ${failed} failed`);
if (failed > 0 || !report.success || report.numPassedTests === 0) process.exitCode = 1;
