import { defineConfig } from "vitest/config";

/** The tests of the pure core alone: a mutant is tried by them, and by nothing that starts a process or a server. */
export default defineConfig({
  test: {
    include: ["test/{lib,mapping,model,plan,routes}/**/*.test.ts", "test/report/{describe,escape,messages}.test.ts"],
    pool: "threads",
    maxWorkers: 1,
    runner: "tools/mutation/runner.ts",
    setupFiles: ["test/support/setup.ts"],
    testTimeout: 60_000,
  },
});
