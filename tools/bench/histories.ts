import { existsSync } from "node:fs";
import { join } from "node:path";
import { replay } from "../replay/collateral.ts";
import type { Figure } from "./measure.ts";

/** Folder with clones of the sites below, under their names; where it is not given, nothing is measured. */
const CLONES = process.env["SITE_HISTORIES"];

/** Most unaffected objects that may be evicted, in percent of all: our goals, from measurements of exact planning. */
const SITES = [
  { name: "hexojs.github.io", url: "https://github.com/hexojs/hexojs.github.io", goals: { 30: 0.3, 100: 0.2 } },
  { name: "calcite-site", url: "https://github.com/apache/calcite-site", goals: { 30: 1.1, 100: 0.6 } },
] as const;

/** What the planner would have evicted needlessly in every deploy of real sites. */
export async function benchHistories(): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const { name, url, goals } of SITES) {
    const gitDir = gitDirOf(name);
    if (gitDir === undefined) {
      console.log(`${name} is left out: clone ${url} into a folder and name that folder in SITE_HISTORIES.`);
      continue;
    }
    const plain = await replay(gitDir, ".", [30, 100], "nothing");
    const extended = await replay(gitDir, ".", [30, 100], "extensions");
    for (const budget of [30, 100] as const) {
      const [share, other] = [plain, extended].map(({ evicted }) => 100 * (evicted.get(budget) ?? Number.NaN)) as [
        number,
        number,
      ];
      figures.push({
        what: `Unaffected objects evicted over ${plain.deploys} deploys of ${name}, ${budget} instructions each`,
        result: `${share.toFixed(2)} %`,
        goal: `≤ ${goals[budget]} %`,
        reached: share <= goals[budget],
        detail: `by paths and prefixes alone; with extensions ${other.toFixed(2)} %`,
      });
    }
  }
  return figures;
}

function gitDirOf(name: string): string | undefined {
  if (CLONES === undefined) return undefined;
  return [join(CLONES, name, ".git"), join(CLONES, name)].find((folder) => existsSync(join(folder, "HEAD")));
}
