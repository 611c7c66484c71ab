import { mergeConfig } from "vitest/config";
import tests from "./vitest.config.ts";

/** Where a line that no test reaches is a leaked secret, a forged command, or content that stays stale. */
const WHOLE = [
  // Secrets are kept out of every text.
  "src/adapters/runner/{redact,secret-forms,secret-index}.ts",
  // Text from outside is escaped.
  "src/lib/{escape,escape-regexp}.ts",
  "src/adapters/runner/commands.ts",
  "src/providers/kit/xml.ts",
  // The ref that holds the record.
  "src/adapters/stores/git-ref-store.ts",
  // The record, and what is owed.
  "src/memory/{finish,mapping-changed,owed,reached,record,record-body,remember,stored-record,write-ahead}.ts",
];

/** `npm run coverage`: all tests, and what they reach in `src/`, in the processes and threads that they start as well. */
export default mergeConfig(tests, {
  test: {
    // Node runs the sources as they are, in the tests and in what they start, anew for each file: all measure the same text.
    isolate: true,
    experimental: { viteModuleRunner: false },
    coverage: {
      enabled: true,
      provider: "v8",
      include: ["src/**/*.ts"],
      autoAttachSubprocess: true,
      reporter: ["text-summary", "html", "json"],
      reportOnFailure: true,
      thresholds: { lines: 95, branches: 92, ...Object.fromEntries(WHOLE.map((glob) => [glob, { 100: true }])) },
    },
  },
});
