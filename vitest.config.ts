import { defineConfig } from "vitest/config";

const inCi = Boolean(process.env["CI"]);

/** Tests that start processes of ours or whole APIs, wait for real time, or go through very many cases. */
const SLOW = [
  "test/{chaos,contract,e2e,live,real-caches,tools,wire}/**/*.test.ts",
  "test/adapters/files/hash-folder.test.ts",
  "test/adapters/stores/cache-service.test.ts",
  "test/changes/github.test.ts",
  "test/verification/proof-deadline.test.ts",
];

export default defineConfig({
  test: {
    // `npm run test:fast` is the first of them; `npm test` both.
    projects: [
      { extends: true, test: { name: "fast", include: ["test/**/*.test.ts"], exclude: [...SLOW, "test/oracles/**"] } },
      { extends: true, test: { name: "slow", include: SLOW } },
    ],
    setupFiles: ["test/support/setup.ts"],
    // A test may start git, servers or the built action several times, on two cores that others keep busy. None measures
    // speed: the limit is there for what hangs alone.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: "forks",
    // More than two cores can run at once: many tests wait for a process, a server or the clock.
    maxWorkers: 4,
    // A test that hangs on a socket must not hold the whole run.
    teardownTimeout: 5_000,
    // What failed and the counts: with a line for each test that passed, failures are hard to find.
    reporters: inCi ? ["minimal", "json"] : ["minimal"],
    // Of a whole job summary or log that is not as expected, this many lines are shown.
    diff: { truncateThreshold: 60 },
    outputFile: { json: ".vitest/results.json" },
  },
});
