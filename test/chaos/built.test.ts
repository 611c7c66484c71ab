import { expect, it } from "vitest";
import { playBuilt } from "./play-built.ts";

/**
 * `node tools/prove-chaos.ts` plays 300: each takes some seconds. These are the shortest in which the record is a file (5),
 * and a ref on which three steps overlap (2), one of them with its last save held back and two killed (7).
 */
const SEEDS = [5, 2, 7];

it(`dist/, killed, failing and overlapping, leaves nothing stale in ${SEEDS.length} lives of a site`, {
  timeout: 180_000,
}, async () => {
  const faults = await Promise.all(
    SEEDS.map(async (seed) => (await playBuilt(seed)).faults.map((fault) => `seed ${seed}: ${fault}`)),
  );

  expect(faults.flat()).toEqual([]);
});
