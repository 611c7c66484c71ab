import { defineConfig } from "vitest/config";

const inCi = Boolean(process.env["CI"]);

/** Tests that start processes of ours or whole APIs, wait for real time, or go through very many cases. */
const SLOW = [
  "test/{chaos,contract,e2e,live,real-caches,tools,wire}/**/*.test.ts",
  "test/adapters/files/hash-folder.test.ts",
  "test/changes/github.test.ts",
  "test/verification/proof-deadline.test.ts",
];

/** Tests that change what the whole process has, such as its environment or its output, or measure its memory. */
const APART = [
  "test/adapters/http/{content-encoding,http,proxy}.test.ts",
  "test/adapters/runner/secret-forms.test.ts",
  "test/adapters/stores/{cache,cache-service,git-ref-store}.test.ts",
  "test/e2e/golden.test.ts",
];

const ALL = "test/**/*.test.ts";

export default defineConfig({
  test: {
    // A new process for each file, which loads everything anew, is half of what a quick file costs: only some need one.
    // `npm run test:fast` leaves the slow ones out; `npm test` runs all.
    projects: [
      { extends: true, test: { name: "apart", isolate: true, include: APART } },
      { extends: true, test: { name: "fast", include: [ALL], exclude: [...SLOW, ...APART, "test/oracles/**"] } },
      { extends: true, test: { name: "slow", include: SLOW, exclude: APART } },
    ],
    isolate: false,
    globalSetup: ["test/support/run-folder.ts"],
    setupFiles: ["test/support/setup.ts"],
    // A test may start git, servers or the built action several times, on two cores that others keep busy. None measures
    // speed: the limit is there for what hangs alone.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: "forks",
    // Four times two cores: many tests wait for a process, a server or the clock.
    maxWorkers: 8,
    // A test that hangs on a socket must not hold the whole run.
    teardownTimeout: 5_000,
    // What failed and the counts: with a line for each test that passed, failures are hard to find.
    reporters: inCi ? ["minimal", "json"] : ["minimal"],
    // Of a whole job summary or log that is not as expected, this many lines are shown.
    diff: { truncateThreshold: 60 },
    outputFile: { json: ".vitest/results.json" },
  },
});
