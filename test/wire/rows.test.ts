import { describe, expect, test } from "vitest";
import { expectShown } from "../support/shown.ts";
import { ANSWERS, ROWS } from "./rows.ts";

describe("everything that can fail", () => {
  test("is on the list: 50 rows, each once", () => {
    expect(ROWS).toHaveLength(50);
    expect(new Set(ROWS.map(({ stage, fault }) => `${stage}: ${fault}`)).size).toBe(ROWS.length);
  });

  test.each([...ROWS, ...ANSWERS])("$stage, $fault: $then", ({ where }) => {
    expect(where.length).toBeGreaterThan(0);
    expectShown(where);
  });
});
