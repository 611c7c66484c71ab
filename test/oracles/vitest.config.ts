import { join } from "node:path";
import { defineConfig } from "vitest/config";

const ROOT = join(import.meta.dirname, "../..");

/** Tests that need packages of vendors, which this folder installs for itself: `npm run test:oracles`. */
export default defineConfig({
  root: ROOT,
  test: {
    include: ["test/oracles/**/*.test.ts"],
    setupFiles: ["test/support/setup.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: "forks",
    maxWorkers: 2,
    reporters: process.env["CI"] ? ["default", "json"] : ["default"],
    outputFile: { json: ".vitest/oracles.json" },
  },
});
