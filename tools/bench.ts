/**
 * `npm run bench`: measures the built action, all of it or the parts that the arguments name, and writes docs/performance.md.
 * Everything runs on loopback. What a part measured is kept when another one fails.
 *
 * Ratios within one run come first: they hold on another machine, milliseconds do not.
 */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { benchAgain } from "./bench/again.ts";
import { benchDiff } from "./bench/diff.ts";
import { GROWTH } from "./bench/growth.ts";
import { growthPicture } from "./bench/growth-picture.ts";
import { benchHash, benchMillion } from "./bench/hash.ts";
import { benchHistories } from "./bench/histories.ts";
import type { Figure } from "./bench/measure.ts";
import { GROWTH_PICTURE, performancePage } from "./bench/page.ts";
import { benchPlan } from "./bench/plan.ts";
import { type PartResult, readResults, writeResults } from "./bench/results.ts";
import { benchStart } from "./bench/start.ts";
import { benchSubmit } from "./bench/submit.ts";
import { benchTrouble } from "./bench/trouble.ts";
import { builtFiles, LIMITS, ROOT, sizesOf } from "./build/compile.ts";

type Part = () => PartResult | Promise<PartResult>;

const PARTS: Readonly<Record<string, Part>> = {
  size: () => ({ figures: [distSize()] }),
  start: only(benchStart),
  submit: only(benchSubmit),
  diff: only(benchDiff),
  hash: only(benchHash),
  again: only(benchAgain),
  million: only(benchMillion),
  plan: only(benchPlan),
  histories: only(benchHistories),
  trouble: only(benchTrouble),
  ...GROWTH,
};

const names = Object.keys(PARTS);
const asked = process.argv.slice(2);
const unknown = asked.find((name) => !names.includes(name));
if (unknown !== undefined) {
  console.error(`bench: there is no part "${unknown}": one or several of ${names.join(", ")}.`);
  process.exitCode = 1;
} else if (spawnSync(process.execPath, [join(ROOT, "tools/build.ts")], { stdio: "inherit" }).status === 0) {
  for (const name of asked.length === 0 ? names : asked) await measure(name);
} else process.exitCode = 1;

/** Measures one part and writes down what is known by then. */
async function measure(name: string): Promise<void> {
  console.log(`${name} …`);
  try {
    const result = (await PARTS[name]?.()) ?? { figures: [] };
    for (const { what, result: value, goal, reached, detail } of result.figures)
      console.log(`${reached ? "ok  " : "MISS"} ${what}: ${value} (goal ${goal}; ${detail})`);
    if (result.figures.length > 0 || result.growth !== undefined) writeResults({ ...readResults(), [name]: result });
    writePage();
  } catch (error) {
    console.error(`bench: ${name} failed, and what was measured before stays: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}

function writePage(): void {
  const results = readResults();
  const points = Object.values(results).flatMap(({ growth = [] }) => growth);
  if (points.length > 0) writeFileSync(join(ROOT, "docs", GROWTH_PICTURE), growthPicture(points));
  writeFileSync(join(ROOT, "docs/performance.md"), performancePage(names, results));
}

function only(bench: () => Promise<readonly Figure[]>): Part {
  return async () => ({ figures: await bench() });
}

function distSize(): Figure {
  const { allBytes } = sizesOf(builtFiles(join(ROOT, "dist")));
  return {
    what: "Size of `dist/`",
    result: `${(allBytes / 1e6).toFixed(2)} MB`,
    goal: `≤ ${LIMITS.allBytes / 1e6} MB`,
    reached: allBytes <= LIMITS.allBytes,
    detail: "licence texts included",
  };
}
