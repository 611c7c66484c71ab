/**
 * `node tools/prove-chaos.ts [--schedules 20000] [--built 300] [--from 1] [--entry dist/index.js]`: the proof that nothing stays stale, in full.
 *
 * Random lives of a site: first on the pipeline in this process, then with dist/ as processes of their own, which overlap
 * where they remember in a ref. Exits with 1 when one of them ends stale, and prints it with as few events as show it; and
 * when a rule that is broken on purpose is not found.
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { BROKEN_ENTRIES, breakEntry } from "../test/chaos/broken-entry.ts";
import { MUTATIONS } from "../test/chaos/mutations.ts";
import { type Played, play, playSeed } from "../test/chaos/play.ts";
import { playBuilt } from "../test/chaos/play-built.ts";
import { makeSchedule, shrink } from "../test/chaos/schedule.ts";
import { temporaryFolder } from "../test/support/repository.ts";
import { ROOT } from "../test/tools/repository.ts";

const { values } = parseArgs({
  options: {
    schedules: { type: "string", default: "20000" },
    built: { type: "string", default: "300" },
    from: { type: "string", default: "1" },
    entry: { type: "string" },
  },
});
const first = Number(values.from);
/** Lives with processes of their own that are played side by side. */
const SIDE_BY_SIDE = 2;

const failures = [
  ...(await proveInProcess(Number(values.schedules))),
  ...(await proveBuilt(Number(values.built))),
  ...(await proveChecker()),
  ...(Number(values.built) > 0 ? await proveBuiltChecker() : []),
];
for (const failure of failures) console.error(failure);
process.exitCode = failures.length > 0 ? 1 : 0;

async function proveInProcess(count: number): Promise<readonly string[]> {
  const began = performance.now();
  const ends = new Map<string, number>();
  const failures: string[] = [];
  for (let seed = first; seed < first + count; seed++) {
    const played = await playSeed(seed);
    countEnds(played, ends);
    if (played.faults.length > 0) failures.push(await explain(seed, played));
  }
  logResult(`${count} lives in process`, failures.length, began, ends);
  return failures;
}

async function explain(seed: number, { faults }: Played): Promise<string> {
  const small = await shrink(makeSchedule(seed), async (candidate) => (await play(candidate)).faults.length > 0);
  const { events } = await play(small);
  return `seed ${seed}: ${faults.join("; ")}\n  ${events.join("\n  ")}\n${JSON.stringify(small, null, 2)}`;
}

async function proveBuilt(count: number): Promise<readonly string[]> {
  const began = performance.now();
  const ends = new Map<string, number>();
  const failures: string[] = [];
  let next = first;
  async function playOn(): Promise<void> {
    while (next < first + count) {
      const seed = next++;
      const played = await playBuilt(seed, values.entry);
      if ((seed - first + 1) % 25 === 0) console.log(`… ${seed - first + 1} of ${count} lives`);
      countEnds(played, ends);
      if (played.faults.length > 0)
        failures.push(`dist, seed ${seed}: ${played.faults.join("; ")}\n  ${played.events.join("\n  ")}`);
    }
  }
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, playOn));
  logResult(`${count} lives with dist/ as a process`, failures.length, began, ends);
  return failures;
}

/** A checker that never fails proves nothing: each broken rule must be found, and soon. */
async function proveChecker(): Promise<readonly string[]> {
  const failures: string[] = [];
  const most = 1000;
  for (const [name, mutation] of Object.entries(MUTATIONS)) {
    let found = 0;
    for (let seed = first; seed < first + most; seed++) if ((await playSeed(seed, mutation)).faults.length > 0) found++;
    console.log(`Rule broken on purpose, ${name}: found in ${found} of ${most} lives.`);
    if (found === 0) failures.push(`The checker does not find it when ${name}.`);
  }
  return failures;
}

/** The same for what only processes that overlap can show: played until it is found. */
async function proveBuiltChecker(): Promise<readonly string[]> {
  const failures: string[] = [];
  const most = 100;
  for (const [name, change] of Object.entries(BROKEN_ENTRIES)) {
    await using folder = await temporaryFolder();
    const entry = await breakEntry(values.entry ?? join(ROOT, "dist/index.js"), folder.path, change);
    const seeds = Array.from({ length: most }, (_, at) => first + at).filter((seed) => makeSchedule(seed).compares);
    let played = 0;
    let found = false;
    while (!found && played < seeds.length)
      found = (await playBuilt(seeds[played++] as number, entry)).faults.some((fault) => fault.startsWith("stale"));
    console.log(`dist/ broken on purpose, ${name}: ${found ? "found" : "not found"} within ${played} lives.`);
    if (!found) failures.push(`The checker does not find it when ${name}.`);
  }
  return failures;
}

function countEnds({ events }: Played, ends: Map<string, number>): void {
  for (const line of events) {
    const end = line.split(": ")[1]?.trim();
    if (end !== undefined) ends.set(end, (ends.get(end) ?? 0) + 1);
  }
}

function logResult(what: string, stale: number, began: number, ends: ReadonlyMap<string, number>): void {
  const steps = [...ends].sort(([, a], [, b]) => b - a).map(([end, count]) => `${count} ${end}`);
  console.log(`${what}: ${stale} stale, in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
  if (steps.length > 0) console.log(`  Steps: ${steps.join(", ")}.`);
}
