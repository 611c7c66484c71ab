import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folders = new Set<string>();

/**
 * An empty folder that is removed with all that is in it when the process ends.
 *
 * @param parent the runner's temporary folder; empty: the system's. It is made where it is missing.
 * @returns the absolute path, links resolved.
 */
export function makeTempFolder(parent: string, prefix: string): string {
  const above = parent || tmpdir();
  mkdirSync(above, { recursive: true });
  const folder = realpathSync(mkdtempSync(join(above, prefix)));
  if (folders.size === 0) process.once("exit", removeAll);
  folders.add(folder);
  return folder;
}

function removeAll(): void {
  for (const folder of folders) {
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Whatever still writes to it keeps it: the runner empties its temporary folder.
    }
  }
  folders.clear();
}
