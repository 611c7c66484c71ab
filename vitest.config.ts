import { defineConfig } from "vitest/config";

const inCi = Boolean(process.env["CI"]);

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/support/setup.ts"],
    // A test may start git, servers or the built action several times, on two cores that others keep busy. None measures
    // speed: the limit is there for what hangs alone.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: "forks",
    maxWorkers: 2,
    // A test that hangs on a socket must not hold the whole run.
    teardownTimeout: 5_000,
    reporters: inCi ? ["default", "json"] : ["default"],
    outputFile: { json: ".vitest/results.json" },
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      // The built action runs as a child process; what only main does is seen by the end-to-end tests, not counted here.
      exclude: ["src/main.ts"],
      reporter: ["text-summary", "html"],
      thresholds: { lines: 85, functions: 85, branches: 80, statements: 85 },
    },
  },
});
