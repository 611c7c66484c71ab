/**
 * `node tools/prove-planner.ts [--leaves 8] [--tips 7] [--law few]`: the proof that no set of paths and prefixes is better
 * than the planner's, on every trie there is up to so many leaves.
 *
 * `--leaves` counts every URL as a leaf, `--tips` only those with nothing below them. The laws after the first have more plans
 * for each trie, and get tries with one leaf fewer. Exits with 1 when a plan is beaten.
 */
import { parseArgs } from "node:util";
import { LAWS, proveEveryTrie } from "../test/plan/every-trie.ts";
import type { Leaves } from "../test/plan/tries.ts";

const { values } = parseArgs({
  options: {
    leaves: { type: "string", default: "8" },
    tips: { type: "string", default: "7" },
    law: { type: "string", default: "" },
  },
});

for (const law of LAWS.filter(({ name }) => name.includes(values.law))) {
  for (const [total, most] of [
    ["ends", Number(values.leaves)],
    ["tips", Number(values.tips)],
  ] as const) {
    const fewer = law === LAWS[0] ? 0 : 1;
    if (most > fewer) prove(most - fewer, total, law);
  }
}

function prove(most: number, total: Leaves, law: (typeof LAWS)[number]): void {
  const began = performance.now();
  const { tries, plans, faults } = proveEveryTrie(most, total, law);
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  const leaves = total === "ends" ? `${most} URLs` : `${most} tips, folders with pages or without`;
  console.log(`${law.name}, up to ${leaves}: ${count(tries)} tries, ${count(plans)} plans, ${seconds} s`);
  for (const fault of faults) console.error(`  ${fault}`);
  if (faults.length > 0) process.exitCode = 1;
}

function count(value: number): string {
  return value.toLocaleString("en-GB");
}
