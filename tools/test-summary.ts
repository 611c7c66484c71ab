/**
 * Prints `N passed, N failed` out of vitest's JSON report, alone on a line. Exits with 1 unless all passed. An error
 * outside of any test is in no count: there, the runner itself ends with 1.
 */
import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

const VitestReport = z.object({
  success: z.boolean(),
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

const file = process.argv[2] ?? ".vitest/results.json";
if (existsSync(file)) summarise(VitestReport.parse(JSON.parse(readFileSync(file, "utf8"))));
else {
  console.error(`There is no ${file}: the tests did not run.`);
  process.exitCode = 1;
}

function summarise({ success, numPassedTests, numFailedTests, testResults }: z.infer<typeof VitestReport>): void {
  // A file that fails to load has no tests to count: it counts as one.
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  const failed = numFailedTests + broken.length;
  console.log(`${numPassedTests} passed, ${failed} failed`);
  if (failed > 0 || !success || numPassedTests === 0) process.exitCode = 1;
}
