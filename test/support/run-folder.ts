/**
 * For a run as a whole (see vitest.config.ts): one temporary folder for all that its processes make, which goes with the run,
 * whatever became of them.
 */
import { mkdtempSync, readFileSync, realpathSync, rmSync, statfsSync } from "node:fs";
import { freemem, tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

/** A folder in memory, where the system spends a third less on small files. Linux has it everywhere; a container's may be small. */
const IN_MEMORY = "/dev/shm";
/** Room for the largest fixtures of eight files at once, some hundred megabytes each. Our own bound. */
const NEEDED_BYTES = 4 * 2 ** 30;

/** Node keeps what it compiled in the folder that this names. */
const COMPILED = "NODE_COMPILE_CACHE";

let folder: string | undefined;

/** Called for each project; the first one's folder serves all. */
export function setup({ vitest }: TestProject): void {
  if (folder !== undefined) return;
  // The names are short: the path of a socket in it has at most 108 bytes.
  folder = realpathSync(mkdtempSync(join(hasRoomInMemory() ? IN_MEMORY : tmpdir(), "d-")));
  process.env["TMPDIR"] = folder;
  process.once("exit", () => rmSync(folder as string, { recursive: true, force: true, maxRetries: 5 }));
  // The many processes that tests start compile the same code, and the built action spends a fifth of its time on that. The
  // coverage of code that comes out of such a folder is less exact.
  if (!vitest.config.coverage.enabled) process.env[COMPILED] ??= join(folder, "compiled");
}

/** Whoever names a folder for temporary files gets that one. Containers forbid to run programs that lie in memory. */
function hasRoomInMemory(): boolean {
  if (process.env["TMPDIR"] !== undefined) return false;
  try {
    const { bavail, bsize } = statfsSync(IN_MEMORY);
    const runsPrograms = !/^\S+ \/dev\/shm \S+ \S*noexec/m.test(readFileSync("/proc/mounts", "utf8"));
    return runsPrograms && bavail * bsize >= NEEDED_BYTES && freemem() >= NEEDED_BYTES;
  } catch {
    return false;
  }
}
