/**
 * `node tools/replay.ts <git dir> [folder] [budget …]`: what the planner would have evicted needlessly in every deploy of a
 * real site. Any clone will do whose history holds the built site, for example https://github.com/hexojs/hexojs.github.io.
 */
import { replay } from "./replay/collateral.ts";

const [gitDir, folder = ".", ...given] = process.argv.slice(2);
if (gitDir === undefined) throw new Error("Give the .git folder of a clone, and where in it the built site lies.");
const budgets = given.length > 0 ? given.map(Number) : [8, 15, 30, 100];
for (const besides of ["nothing", "extensions"] as const) {
  const { deploys, changed, evicted, slowestMs } = await replay(gitDir, folder, budgets, besides);
  console.log(`${deploys} deploys, ${changed} changed files; the slowest plan took ${Math.round(slowestMs)} ms.`);
  console.log(`Unaffected objects that all plans evict, by paths, prefixes and ${besides} besides:`);
  for (const [budget, share] of evicted) console.log(`  at most ${budget} instructions: ${(share * 100).toFixed(2)} %`);
}
