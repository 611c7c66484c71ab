import { mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startSandbox } from "../../sandbox/start.ts";
import { accountInputs } from "../../test/support/site.ts";
import { bareLoopMs, change, largeFolder, writeSmall } from "./hash.ts";
import { type Figure, median } from "./measure.ts";
import { runStep } from "./step.ts";

const ROUNDS = 5;
const FILES = 100_000;
/** Lines of a file at most: pages of a few kilobytes. */
const LINES = 300;
const CHANGED = 100;
/**
 * Our goals. Looking at a file costs half of reading it, as the bare loops show, and the record is read, compared and written in any
 * case: so the second deploy cannot be much less than three quarters of the first one.
 */
const MAX_OF_FIRST = 0.8;
const MAX_OVER_BARE_LOOP = 3;
/** Beyond the margin for files that changed just before they were read. */
const SETTLED_MS = 2_500;
const STATE = "state/record";

/** The second deploy of a large site on a runner whose disk stays, against the first one, and against a runner that keeps nothing. */
export async function benchAgain(): Promise<readonly Figure[]> {
  await using workspace = await largeFolder();
  const site = join(workspace.path, "site");
  mkdirSync(site);
  writeSmall(site, FILES, LINES);
  const rounds: { first: number; again: number; stats: number; reads: number }[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    // What is kept of another round is of no use in this one.
    const kept = join(workspace.path, `tools-${round}`);
    await sleep(SETTLED_MS);
    const first = await changesMs(workspace.path, kept);
    change(site, CHANGED);
    const again = await changesMs(workspace.path, kept);
    const [stats, reads] = [await bareLoopMs(site, "stat"), await bareLoopMs(site)];
    if (round > 0) rounds.push({ first, again, stats, reads });
  }
  const [first, again, stats, reads] = (["first", "again", "stats", "reads"] as const).map((name) =>
    median(rounds.map((one) => one[name])),
  ) as [number, number, number, number];
  const [kept = ""] = readdirSync(join(workspace.path, "tools-0/deploy-purge"));
  const keptBytes = statSync(join(workspace.path, "tools-0/deploy-purge", kept)).size;
  const recordBytes = statSync(join(workspace.path, STATE)).size;
  return [
    {
      what: `Second deploy of ${FILES.toLocaleString("en-GB")} files where the disk stays, ${CHANGED} of them changed, against the first one`,
      result: `${(again / first).toFixed(2)} ×`,
      goal: `≤ ${MAX_OF_FIRST} ×`,
      reached: again <= MAX_OF_FIRST * first,
      detail:
        `${Math.round(again)} ms for the changes, first ${Math.round(first)} ms; ${megabytes(keptBytes)} kept, record of ${megabytes(recordBytes)}; ` +
        `the bare loops of both are at ${(stats / reads).toFixed(2)} ×`,
    },
    {
      what: "The same, against a bare loop that looks at as many files in two threads of Node",
      result: `${(again / stats).toFixed(2)} ×`,
      goal: `≤ ${MAX_OVER_BARE_LOOP} ×`,
      reached: again <= MAX_OVER_BARE_LOOP * stats,
      detail: `${Math.round(again)} ms, bare loop ${Math.round(stats)} ms, bare loop that reads them ${Math.round(reads)} ms`,
    },
  ];
}

async function changesMs(workspace: string, kept: string): Promise<number> {
  const sandbox = await startSandbox({ provider: "batoff" });
  try {
    const given = { "build-dir": "site", changes: "build", state: `file:${STATE}`, "wait-for": "accepted" };
    const { report } = await runStep({ workspace, toolCache: kept, with: { ...accountInputs(sandbox), ...given } });
    return report.destinations[0]?.timings.changesMs ?? Number.NaN;
  } finally {
    await sandbox.close();
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
