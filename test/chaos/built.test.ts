import { expect, it } from "vitest";
import { playBuilt } from "./play-built.ts";

/** `node tools/prove-chaos.ts` plays 300: each takes some seconds. */
const LIVES = Number(process.env["CHAOS_BUILT"] ?? 4);

it(`dist/, killed and failing, leaves nothing stale in ${LIVES} lives of a site`, {
  timeout: 60_000 + LIVES * 20_000,
}, async () => {
  const seeds = Array.from({ length: LIVES }, (_, at) => at + 1);
  const halves = [seeds.filter((seed) => seed % 2 === 0), seeds.filter((seed) => seed % 2 === 1)];
  const faults = await Promise.all(
    halves.map(async (half) => {
      const found: string[] = [];
      for (const seed of half) for (const fault of (await playBuilt(seed)).faults) found.push(`seed ${seed}: ${fault}`);
      return found;
    }),
  );

  expect(faults.flat()).toEqual([]);
});
