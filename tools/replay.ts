/**
 * `node tools/replay.ts <clone> [folder] [budget …]`: what the planner would have evicted needlessly in every deploy of a real
 * site. Any clone will do whose history holds the built site, for example https://github.com/hexojs/hexojs.github.io.
 *
 * Every commit on the first parents' line is a deploy, every file one object under its own path. The share is that of all
 * deploys together: unaffected objects evicted, of all unaffected objects; purging everything each time would be 100 %.
 */
import { EXTENSIONS, PREFIXES, providerTakers, replay } from "./replay/collateral.ts";
import { gitDirOf } from "./replay/history.ts";

const [clone, folder = ".", ...given] = process.argv.slice(2);
const gitDir = clone === undefined ? undefined : gitDirOf(clone);
if (gitDir === undefined) throw new Error("Give the folder of a clone, and where in it the built site lies.");
const budgets = given.length > 0 ? given.map(Number) : [8, 15, 30, 100];
const percent = (share: number | undefined) => `${(100 * (share ?? Number.NaN)).toFixed(2)} %`;
for (const taker of [PREFIXES, EXTENSIONS, ...(await providerTakers())]) {
  const { deploys, changed, evicted, least, slowestMs } = await replay(gitDir, folder, budgets, taker);
  if (taker === PREFIXES) {
    console.log(
      `${deploys} deploys, ${changed} changed files. Fewest known objects, if a prefix cost nothing besides:`,
    );
    for (const [budget, share] of least) console.log(`  at most ${budget} instructions: ${percent(share)}`);
  }
  console.log(`What auto evicts, ${taker.name} (the slowest plan took ${Math.round(slowestMs)} ms):`);
  for (const [budget, share] of evicted) console.log(`  at most ${budget} instructions: ${percent(share)}`);
}
