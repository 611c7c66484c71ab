import { describe, expect, it } from "vitest";
import { formatCount, formatSeconds, formatUsd } from "../../src/lib/format.ts";

describe("a number in a sentence", () => {
  it.each([
    [0, "0"],
    [999, "999"],
    [1000, "1,000"],
    [123456, "123,456"],
    [1234567, "1,234,567"],
  ])("counts %d as %s", (count, text) => expect(formatCount(count)).toBe(text));

  it.each([
    [-5, "0 s"],
    [0, "0 s"],
    [340, "0.3 s"],
    [9_940, "9.9 s"],
    [9_999, "10 s"],
    [10_000, "10 s"],
    [12_400, "12 s"],
    [12_600, "13 s"],
  ])("gives %d milliseconds as %s", (ms, text) => expect(formatSeconds(ms)).toBe(text));

  it.each([
    [0, "0.00 USD"],
    [0.005, "0.005 USD"],
    [0.00123, "0.0012 USD"],
    [0.01, "0.01 USD"],
    [1.2, "1.20 USD"],
    [12.345, "12.35 USD"],
  ])("gives %d as %s", (usd, text) => expect(formatUsd(usd)).toBe(text));
});
