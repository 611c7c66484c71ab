import { describe, expect, it } from "vitest";
import { LAWS, proveEveryTrie } from "./every-trie.ts";
import { everyTrie } from "./tries.ts";

/** Tries with 1, 2, 3, 4 leaves, each changed or not: by the generating function of multisets. */
const COUNTS = [2, 7, 38, 242];

describe("every trie", () => {
  it("is made once", () => {
    for (const [index] of COUNTS.entries()) {
      const all = Array.from(everyTrie(index + 1, "ends"), (trie) => JSON.stringify(trie));

      expect(new Set(all).size).toBe(all.length);
      expect(all).toHaveLength(COUNTS.slice(0, index + 1).reduce((sum, one) => sum + one, 0));
    }
  });

  // Up to eight leaves it is a matter of minutes: node tools/prove-planner.ts.
  it.each(LAWS)("is planned as cheaply as any set of instructions can: $name", (law) => {
    expect(proveEveryTrie(4, "ends", law)).toMatchObject({ tries: 289, faults: [] });
    expect(proveEveryTrie(3, "tips", law)).toMatchObject({ tries: 77, faults: [] });
  });
});

it("with up to five leaves is planned as cheaply as any set of paths and prefixes can", () => {
  const [law] = LAWS;

  expect(law && proveEveryTrie(5, "ends", law)).toEqual({ tries: 1987, plans: 15_032, faults: [] });
});
