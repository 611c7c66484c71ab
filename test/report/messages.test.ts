import { describe, expect, it } from "vitest";
import { formatCount } from "../../src/lib/format.ts";
import { ERROR_CODES } from "../../src/model/errors.ts";
import { nextStep, pagesWords } from "../../src/report/messages.ts";
import { textOf } from "../tools/repository.ts";

describe("an error code", () => {
  const page = textOf("docs/troubleshooting.md");

  it.each(Object.values(ERROR_CODES))("%s has a next step of its own, and a section that tells more", (code) => {
    expect(nextStep(code)).not.toBe(nextStep("E_NOTHING"));
    expect(page).toMatch(new RegExp(`^### ${code}: `, "m"));
  });
});

describe("numbers in words", () => {
  it("are grouped by thousands as a British reader expects", () => {
    for (const count of [0, 7, 999, 1000, 12_345, 100_000, 1_234_567, -1_000])
      expect(formatCount(count)).toBe(count.toLocaleString("en-GB"));
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
