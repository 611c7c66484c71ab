import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "../tools/repository.ts";
import { ANSWERS, ROWS } from "./rows.ts";

describe("everything that can fail", () => {
  test("is on the list: 49 rows, each once", () => {
    expect(ROWS).toHaveLength(49);
    expect(new Set(ROWS.map(({ stage, fault }) => `${stage}: ${fault}`)).size).toBe(ROWS.length);
  });

  test.each([...ROWS, ...ANSWERS])("$stage, $fault: $then", ({ where }) => {
    expect(where.length).toBeGreaterThan(0);
    for (const place of where) {
      if ("notYet" in place) expect(place.notYet).not.toBe("");
      else expect(readFileSync(join(ROOT, place.in), "utf8"), place.in).toContain(place.says);
    }
  });

  test("is tested, but for what this version does not have", () => {
    const untested = ROWS.filter(({ where }) => where.every((place) => "notYet" in place));
    expect(untested.map(({ stage, fault }) => `${stage}: ${fault}`)).toEqual([
      "state: a damaged or foreign record",
      "state: the store cannot be reached",
      "state: an older run again",
      "diff: a file vanishes while it is hashed",
      "state: saving fails",
      "signal: SIGKILL",
      "any: two runs at once",
    ]);
  });
});
