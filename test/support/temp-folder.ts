import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const made = new Set<string>();

/** A new empty folder, by its real path. It goes when its test file ends, whatever became of the tests. */
export async function makeTempFolder(prefix: string): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), prefix)));
  made.add(folder);
  return folder;
}

/** Called by the setup of every test file, after everything else in it. */
export async function removeTempFolders(): Promise<void> {
  const folders = [...made];
  made.clear();
  // What a process that is about to end still writes into it makes the first attempt fail.
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true, maxRetries: 5 })));
}
