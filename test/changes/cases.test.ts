import { describe, expect, test } from "vitest";
import { expectShown } from "../support/shown.ts";
import { CASES } from "./cases.ts";

/** How many cases there are of each letter. */
const COUNTS = { C: 25, D: 13, M: 14 };

describe("the edge cases of a diff", () => {
  test("are all on the list, each once", () => {
    const all = Object.entries(COUNTS).flatMap(([letter, count]) =>
      Array.from({ length: count }, (_, n) => letter + String(n + 1).padStart(2, "0")),
    );
    expect(CASES.map(({ id }) => id)).toEqual(all);
  });

  test.each(CASES)("$id, $fact", ({ id, where, butNot }) => {
    if (where.length === 0) expect(butNot, id).toMatch(/\.$/);
    expectShown(where);
  });

  test("are tested, but for what cannot be here", () => {
    expect(CASES.filter(({ where }) => where.length === 0).map(({ id }) => id)).toEqual(["M05", "M07"]);
  });
});
