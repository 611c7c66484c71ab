import { mergeConfig } from "vitest/config";
import tests from "./vitest.config.ts";

/** `npm run coverage`: all tests, and which lines and branches of `src/` they reach, in processes that they start as well. */
export default mergeConfig(tests, {
  test: {
    // Node runs the sources as they are, in the tests and in what they start, so that both measure the same text.
    experimental: { viteModuleRunner: false },
    coverage: {
      enabled: true,
      provider: "v8",
      include: ["src/**/*.ts"],
      autoAttachSubprocess: true,
      reporter: ["text-summary", "html", "json", "json-summary"],
      reportOnFailure: true,
      thresholds: { lines: 95, branches: 92 },
    },
  },
});
