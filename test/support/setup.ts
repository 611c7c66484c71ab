/** For every test file (see vitest.config.ts). */
import { mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll } from "vitest";
import { IS_PROOF } from "./properties.ts";
import { removeTempFolders } from "./temp-folder.ts";

/** Any number does: it only has to be the same tomorrow. */
const FIXED_SEED = 20_261_120;

if (!IS_PROOF) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: FIXED_SEED });

// A temporary directory of the file's own, so that what its tests or their child processes leave there is seen, and goes.
// The name is short: a socket's path has at most 108 bytes.
const systemFolder = process.env["TMPDIR"];
const ownFolder = mkdtempSync(join(realpathSync(tmpdir()), "t-"));
process.env["TMPDIR"] = ownFolder;
// What adapters make in the test's own process they remove when the process ends, which is later than the look below.
const runnerFolder = "runner";
process.env["RUNNER_TEMP"] = join(ownFolder, runnerFolder);

// Registered first, it runs last.
afterAll(async () => {
  await removeTempFolders();
  if (systemFolder === undefined) delete process.env["TMPDIR"];
  else process.env["TMPDIR"] = systemFolder;
  delete process.env["RUNNER_TEMP"];
  // Node keeps what it compiled for npm and for the linter where nothing else is named.
  const left = readdirSync(ownFolder).filter((name) => name !== "node-compile-cache" && name !== runnerFolder);
  rmSync(ownFolder, { recursive: true, force: true, maxRetries: 5 });
  if (left.length > 0) throw new Error(`Left behind in the temporary directory: ${left.join(", ")}`);
});
