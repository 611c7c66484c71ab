import { describe, expect, it } from "vitest";
import { once } from "../../src/lib/once.ts";

describe("a value that is made once", () => {
  it("is made for the first who asks, even where it is nothing, and kept for the others", () => {
    let asked = 0;
    const value = once(() => {
      asked++;
      return undefined;
    });

    expect(asked).toBe(0);
    expect([value(), value(), asked]).toEqual([undefined, undefined, 1]);
  });

  it("is tried again after it could not be made", () => {
    let asked = 0;
    const value = once(() => {
      asked++;
      if (asked === 1) throw new Error("not yet");
      return asked;
    });

    expect(value).toThrow("not yet");
    expect([value(), value()]).toEqual([2, 2]);
  });
});
