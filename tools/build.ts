/** `npm run build`: makes dist/, the action as the runner starts it. Does nothing when nothing changed. */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { builtFiles, compile, faultsOf, ROOT, sizesOf } from "./build/compile.ts";
import { isCurrent, rememberBuild } from "./build/fingerprint.ts";

const dist = join(ROOT, "dist");

if (isCurrent(dist)) console.log("dist: built from these sources already.");
else build();

function build(): void {
  const temporary = mkdtempSync(join(tmpdir(), "deploy-purge-build-"));
  try {
    compile(temporary);
    const files = builtFiles(temporary);
    const faults = faultsOf(files);
    for (const fault of faults) console.error(`build: ${fault}`);
    if (faults.length > 0) {
      process.exitCode = 1;
      return;
    }
    // Only now, so that a build that fails leaves the last good one.
    rmSync(dist, { recursive: true, force: true });
    cpSync(temporary, dist, { recursive: true });
    rememberBuild(dist);
    const { allBytes, entryBytes } = sizesOf(files);
    console.log(`dist: ${files.length} files, ${megabytes(allBytes)} in all, ${megabytes(entryBytes)} in the entry.`);
  } catch (error) {
    console.error(`build: ${(error as Error).message}`);
    process.exitCode = 1;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}
