import { describe, expect, test } from "vitest";
import { expectShown } from "../support/shown.ts";
import { LINES } from "./lines.ts";

/** How many lines there are of each letter. */
const COUNTS = { L: 11, P: 14, D: 10, T: 9, B: 7 };

describe("what is promised of plans", () => {
  test("is all on the list, each line once", () => {
    const all = Object.entries(COUNTS).flatMap(([letter, count]) =>
      Array.from({ length: count }, (_, n) => letter + String(n + 1).padStart(2, "0")),
    );
    expect(LINES.map(({ id }) => id)).toEqual(all);
  });

  test.each(LINES)("$id, $fact", ({ id, where, butNot }) => {
    expect(where.length, id).toBeGreaterThan(0);
    if (butNot !== undefined) expect(butNot, id).toMatch(/\.$/);
    expectShown(where);
  });
});
