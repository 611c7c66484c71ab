import { describe, expect, it } from "vitest";
import { MUTATIONS } from "./mutations.ts";
import { type Mutation, play, playSeed } from "./play.ts";
import { makeSchedule, shrink } from "./schedule.ts";

/** `node tools/prove-chaos.ts` plays 20,000; these keep the tests short. */
const SCHEDULES = 400;
/** Within so many schedules each broken rule must show. */
const SEARCHED = 400;

describe("whatever fails, is cancelled or is killed", () => {
  it(`nothing stays stale in ${SCHEDULES} lives of a site`, async () => {
    const faults: string[] = [];
    const verdicts = new Set<string>();
    for (let seed = 1; seed <= SCHEDULES; seed++) {
      const played = await playSeed(seed);
      for (const line of played.events) verdicts.add(line.split(": ")[1] ?? "");
      for (const fault of played.faults) faults.push(`seed ${seed}: ${fault}`);
    }

    expect(faults).toEqual([]);
    const seen = ["purged", "nothing-to-purge", "failed", "incomplete", "skipped", "superseded", "killed"];
    expect([...verdicts]).toEqual(expect.arrayContaining([...seen, "E_CONFIG", "E_STATE"]));
  });

  it.each(Object.entries(MUTATIONS))("shows when %s", async (_, mutation) => {
    const seed = await firstFault(mutation);

    expect(seed).toBeDefined();
    expect((await playSeed(seed as number)).faults).toEqual([]);
  });
});

describe("a schedule", () => {
  it("is the same life each time", async () => {
    for (const seed of [3, 15, 44]) expect(await playSeed(seed)).toEqual(await playSeed(seed));
  });

  it.each(Object.entries(MUTATIONS))(
    "replays, and shrinks to the few events that show that %s",
    async (_, mutation) => {
      const schedule = makeSchedule((await firstFault(mutation)) as number);
      expect(await play(schedule, mutation)).toEqual(await play(schedule, mutation));
      const isFaulty = async (candidate: typeof schedule) => (await play(candidate, mutation)).faults.length > 0;

      const small = await shrink(schedule, isFaulty);

      expect(await isFaulty(small)).toBe(true);
      expect(await play(small, mutation)).toEqual(await play(small, mutation));
      expect(small.events.length).toBeLessThanOrEqual(4);
    },
  );
});

const searches = new Map<Mutation, Promise<number | undefined>>();

/** The first seed that shows a broken rule: searched once, since a schedule is the same life each time. */
function firstFault(mutation: Mutation): Promise<number | undefined> {
  const search = searches.get(mutation) ?? searchFault(mutation);
  searches.set(mutation, search);
  return search;
}

async function searchFault(mutation: Mutation): Promise<number | undefined> {
  for (let seed = 1; seed <= SEARCHED; seed++) {
    if ((await playSeed(seed, mutation)).faults.length > 0) return seed;
  }
  return undefined;
}
