/**
 * For a run as a whole (see vitest.config.ts): the many processes that tests start compile the same code, and the built
 * action spends a fifth of its time on that. Node keeps what it compiled in a folder that goes with the run.
 */
import { rmSync } from "node:fs";
import type { TestProject } from "vitest/node";
import { makeTempFolder } from "./temp-folder.ts";

const VARIABLE = "NODE_COMPILE_CACHE";

/** Called for each project; the first one's folder serves all, and so does one that the user names. */
export async function setup({ vitest }: TestProject): Promise<void> {
  // The coverage of code that comes out of such a folder is less exact.
  if (vitest.config.coverage.enabled || process.env[VARIABLE] !== undefined) return;
  const folder = await makeTempFolder("compiled-");
  process.env[VARIABLE] = folder;
  process.once("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
}
