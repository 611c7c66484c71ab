/**
 * `node tools/prove-chaos.ts [--schedules 20000] [--built 300] [--from 1] [--entry dist/index.js]`: the proof that nothing stays stale, in full.
 *
 * Random lives of a site: first on the pipeline in this process, then with dist/ as a process of its own. Exits with 1 when
 * one of them ends stale, and prints it with as few events as show it.
 */
import { parseArgs } from "node:util";
import { MUTATIONS } from "../test/chaos/mutations.ts";
import { type Played, play, playSeed } from "../test/chaos/play.ts";
import { playBuilt } from "../test/chaos/play-built.ts";
import { makeSchedule, shrink } from "../test/chaos/schedule.ts";

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
  tell(`${count} lives in process`, failures.length, began, ends);
  return failures;
}

async function explain(seed: number, { faults }: Played): Promise<string> {
  const small = await shrink(makeSchedule(seed), async (candidate) => (await play(candidate)).faults.length > 0);
  const { told } = await play(small);
  return `seed ${seed}: ${faults.join("; ")}\n  ${told.join("\n  ")}\n${JSON.stringify(small, null, 2)}`;
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
        failures.push(`dist, seed ${seed}: ${played.faults.join("; ")}\n  ${played.told.join("\n  ")}`);
    }
  }
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, playOn));
  tell(`${count} lives with dist/ as a process`, failures.length, began, ends);
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

function countEnds({ told }: Played, ends: Map<string, number>): void {
  for (const line of told) {
    const end = line.split(": ")[1]?.trim();
    if (end !== undefined) ends.set(end, (ends.get(end) ?? 0) + 1);
  }
}

function tell(what: string, stale: number, began: number, ends: ReadonlyMap<string, number>): void {
  const steps = [...ends].sort(([, a], [, b]) => b - a).map(([end, count]) => `${count} ${end}`);
  console.log(`${what}: ${stale} stale, in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
  if (steps.length > 0) console.log(`  Steps: ${steps.join(", ")}.`);
}
