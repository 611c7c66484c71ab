/**
 * Prints `N passed, N failed` out of vitest's JSON reports, alone on a line. Each argument is a report; exits with 1 unless all
 * passed. An error outside of any test is in no count: there, the runner itself ends with 1.
 */
import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

const VitestReport = z.object({
  success: z.boolean(),
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly isGreen: boolean;
}

const counts = process.argv.slice(2).map(count);
const passed = counts.reduce((sum, report) => sum + report.passed, 0);
const failed = counts.reduce((sum, report) => sum + report.failed, 0);
console.log(`${passed} passed, ${failed} failed`);
if (counts.length === 0 || !counts.every(({ isGreen }) => isGreen)) process.exitCode = 1;

function count(file: string): Count {
  if (!existsSync(file)) {
    console.error(`There is no ${file}: the tests did not run.`);
    return { passed: 0, failed: 0, isGreen: false };
  }
  const report = VitestReport.parse(JSON.parse(readFileSync(file, "utf8")));
  // A file that fails to load has no tests to count: it counts as one.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  const failed = report.numFailedTests + broken.length;
  const isGreen = report.success && failed === 0 && report.numPassedTests > 0;
  return { passed: report.numPassedTests, failed, isGreen };
}
