import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { startSandbox } from "../../sandbox/start.ts";
import { temporaryFolder } from "../support/repository.ts";
import { accountInputs } from "../support/site.ts";
import { IS_BUILT, runAction } from "./runner.ts";

const URLS = 30_000;
/** It has 4 MB when a run begins; V8 would make it 64 MB for as many URLs. */
const MAX_YOUNG_BYTES = 8 << 20;

/** Loaded by node before the action: writes down at its end how large the memory for short-lived objects is. */
const PRELOAD = `
import { writeFileSync } from "node:fs";
import { getHeapSpaceStatistics } from "node:v8";
const young = () => getHeapSpaceStatistics().find((space) => space.space_name === "new_space").space_size;
process.on("exit", () => writeFileSync(process.env.YOUNG_FILE, String(young())));
`;

it("a long list does not make the memory for short-lived objects grow", async (context) => {
  // Loading the sources one by one takes more of it before the run begins.
  context.skip(!IS_BUILT, "measures dist/");
  const sandbox = await startSandbox({ provider: "batoff" });
  await using workspace = await temporaryFolder();
  const urls = Array.from({ length: URLS }, (_, n) => `/section-${n % 100}/page-${n}.html\n`);
  await writeFile(join(workspace.path, "urls.txt"), urls.join(""));
  const file = join(workspace.path, "young");
  const result = await runAction({
    workspace: workspace.path,
    with: { ...accountInputs(sandbox), purge: "file:urls.txt", "max-purges": String(URLS), "wait-for": "accepted" },
    env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(PRELOAD)}`, YOUNG_FILE: file },
  });
  try {
    expect(result.conclusion).toBe("success");
    expect(Number(await readFile(file, "utf8"))).toBeLessThanOrEqual(MAX_YOUNG_BYTES);
  } finally {
    await result.cleanUp();
    await sandbox.close();
  }
});
