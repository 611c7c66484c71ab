import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "../tools/repository.ts";
import { ANSWERS, ROWS } from "./rows.ts";

describe("everything that can fail", () => {
  test("is on the list: 50 rows, each once", () => {
    expect(ROWS).toHaveLength(50);
    expect(new Set(ROWS.map(({ stage, fault }) => `${stage}: ${fault}`)).size).toBe(ROWS.length);
  });

  test.each([...ROWS, ...ANSWERS])("$stage, $fault: $then", ({ where }) => {
    expect(where.length).toBeGreaterThan(0);
    for (const place of where) {
      expect(readFileSync(join(ROOT, place.in), "utf8"), place.in).toContain(place.says);
    }
  });
});
