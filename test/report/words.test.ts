import { describe, expect, it } from "vitest";
import { grouped } from "../../src/lib/format.ts";
import { pagesWords, seconds } from "../../src/report/messages.ts";

describe("numbers in words", () => {
  it("are grouped by thousands as a British reader expects", () => {
    for (const count of [0, 7, 999, 1000, 12_345, 100_000, 1_234_567, -1_000])
      expect(grouped(count)).toBe(count.toLocaleString("en-GB"));
  });

  it("have one decimal at most where they are seconds", () => {
    expect([0, 49, 50, 1_000, 1_240, 1_260, 1_234_500].map(seconds)).toEqual(
      [0, 0, 0.1, 1, 1.2, 1.3, 1_234.5].map((value) => `${value.toLocaleString("en-GB")} s`),
    );
  });
});

describe("pages that are known by their URL", () => {
  it("are changes of the sitemap, or owed by earlier runs", () => {
    expect(pagesWords(0, 0)).toEqual(["0 pages of the sitemap joined, left or changed"]);
    expect(pagesWords(3, 1)).toEqual([
      "2 pages of the sitemap joined, left or changed",
      "1 URL is owed by earlier runs",
    ]);
    expect(pagesWords(2, 2)).toEqual(["2 URLs are owed by earlier runs"]);
  });
});
