import { describe, expect, test } from "vitest";
import { expectShown } from "../support/shown.ts";
import { BAD_INPUTS } from "./bad-inputs.ts";
import { SENTENCES } from "./sentences.ts";

describe("bad input", () => {
  test("is on the list: a hundred kinds, each once", () => {
    expect(BAD_INPUTS.map(({ id }) => id)).toEqual(Array.from({ length: 100 }, (_, at) => at + 1));
  });

  test.each(BAD_INPUTS)("$id, $input", ({ where, butNot }) => {
    if (where.length === 0) expect(butNot).toMatch(/\.$/);
    expectShown(where);
  });

  test("is shown, but for what cannot come here", () => {
    expect(BAD_INPUTS.filter(({ where }) => where.length === 0).map(({ id }) => id)).toEqual([40, 62, 63]);
  });
});

describe("what is promised", () => {
  test("is on the list once", () => {
    const all = SENTENCES.map(({ of, promise }) => `${of}: ${promise}`);
    expect(new Set(all).size).toBe(all.length);
  });

  test.each(SENTENCES)("$of: $promise", ({ where }) => {
    expect(where.length).toBeGreaterThan(0);
    expectShown(where);
  });
});
