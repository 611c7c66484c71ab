import { join } from "node:path";
import { EXTENSIONS, PREFIXES, providerTakers, type Replay, replay } from "../replay/collateral.ts";
import { gitDirOf } from "../replay/history.ts";
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
    const gitDir = CLONES === undefined ? undefined : gitDirOf(join(CLONES, name));
    if (gitDir === undefined) {
      console.log(`${name} is left out: clone ${url} into a folder and name that folder in SITE_HISTORIES.`);
      continue;
    }
    const extended = await replay(gitDir, ".", [30, 100], EXTENSIONS);
    const plain = await replay(gitDir, ".", [30, 100], PREFIXES);
    const others: (readonly [name: string, Replay])[] = [];
    for (const taker of await providerTakers()) others.push([taker.name, await replay(gitDir, ".", [30, 100], taker)]);
    for (const budget of [30, 100] as const) {
      const share = 100 * (extended.evicted.get(budget) ?? Number.NaN);
      const providers = others.map(([provider, { evicted }]) => `${provider} ${percent(evicted.get(budget))}`);
      figures.push({
        what: `Unaffected objects that \`auto\` evicts over ${plain.deploys} deploys of ${name}, ${budget} instructions each`,
        result: `${share.toFixed(2)} %`,
        goal: `≤ ${goals[budget]} %`,
        reached: share <= goals[budget],
        detail:
          `by paths, prefixes and extensions; by paths and prefixes alone ${percent(plain.evicted.get(budget))}, and at least ` +
          `${percent(plain.least.get(budget))} if a prefix cost nothing besides; with what each takes: ${providers.join(", ")}`,
      });
    }
  }
  return figures;
}

function percent(share: number | undefined): string {
  return `${(100 * (share ?? Number.NaN)).toFixed(2)} %`;
}
