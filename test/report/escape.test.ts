import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { code, escapeControlCharacters, markdown } from "../../src/lib/escape.ts";
import { pathFromBytes } from "../../src/model/path.ts";
import { parseCommand, splitLines } from "../e2e/commands.ts";
import { nastyText } from "./nasty.ts";

const RUNS = { numRuns: 5_000 };

describe("escapeControlCharacters", () => {
  it.each([
    ["plain text, ünïcode, 日本語 and 😀", "plain text, ünïcode, 日本語 and 😀"],
    ["a\nb\r\tc\u0000\u007f\u0085", "a\\u{a}b\\u{d}\\u{9}c\\u{0}\\u{7f}\\u{85}"],
    ["a\u2028b\u2029", "a\\u{2028}b\\u{2029}"],
    ["gpj.\u202etxt.exe", "gpj.\\u{202e}txt.exe"],
    ["zero\u200bwidth\ufeff", "zero\\u{200b}width\\u{feff}"],
    ["\u00a0nbsp inside\u00a0stays\u3000", "\\u{a0}nbsp inside\u00a0stays\\u{3000}"],
    ["  indented", "  indented"],
    ["::warning::x", "\\u{3a}:warning::x"],
    ["  ::warning::x", "  \\u{3a}:warning::x"],
    ["https://h/a::b", "https://h/a::b"],
    ["f ##[error]x ##[a]", "f ##\\u{5b}error]x ##\\u{5b}a]"],
    ["\ud800 alone", "\\u{d800} alone"],
    [pathFromBytes(Uint8Array.of(0x61, 0xff, 0xfe)), "a\\xff\\xfe"],
    [pathFromBytes(Uint8Array.of(0x80)), "\\x80"],
    ["\u3000", "\\u{3000}"],
  ])("shows %j as %j", (text, shown) => {
    expect(escapeControlCharacters(text)).toBe(shown);
  });

  it("leaves the runner no command in any line, alone or after blanks", () => {
    fc.assert(
      fc.property(nastyText, fc.constantFrom("", " ", "   "), (text, indent) => {
        const lines = splitLines(`${indent}${escapeControlCharacters(text)}`);
        expect(lines.length).toBeLessThanOrEqual(1);
        expect(lines.map((line) => parseCommand(line)).filter(Boolean)).toEqual([]);
      }),
      RUNS,
    );
  });

  it("changes nothing the second time, and keeps within its bound", () => {
    fc.assert(
      fc.property(nastyText, fc.integer({ min: 1, max: 60 }), (text, bound) => {
        const shown = escapeControlCharacters(text, bound);
        expect(shown.length).toBeLessThanOrEqual(bound);
        expect(shown.isWellFormed()).toBe(true);
        expect(escapeControlCharacters(shown, bound)).toBe(shown);
      }),
      RUNS,
    );
  });

  it.each([
    ["x".repeat(9), 0, ""],
    ["x".repeat(9), 1, "…"],
    ["x".repeat(29), 28, "xxxx… (29 characters in all)"],
    ["x".repeat(25), 24, "…"],
    ["x".repeat(26), 25, "x… (26 characters in all)"],
    [`${"x".repeat(5)}\u0000${"x".repeat(50)}`, 32, "xxxxx… (56 characters in all)"],
    [`${"x".repeat(5)}\u{1f600}${"x".repeat(50)}`, 30, "xxxxx… (57 characters in all)"],
  ])("cuts %j at %d characters without half of anything", (text, bound, shown) => {
    expect(escapeControlCharacters(text, bound)).toBe(shown);
  });

  it("says how long a cut text was", () => {
    expect(escapeControlCharacters("x".repeat(5_000_000), 50)).toBe(`${"x".repeat(21)}… (5000000 characters in all)`);
  });
});

describe("markdown", () => {
  it("lets no address without a scheme become a link", () => {
    expect(markdown("www.example.com WWW.b")).toBe("ww&#119;.example.com WW&#87;.b");
  });

  it("keeps a table cell one cell and shows structure as text", () => {
    expect(markdown("| a | `b` <i>*c*</i> [d](javascript:e) @you #1")).not.toMatch(/[|`<>*[\]()@]|#(?!\d+;)|:/);
  });

  it("gives the text back to a reader", () => {
    fc.assert(
      fc.property(nastyText, (text) => {
        const read = markdown(text).replace(/&#(\d+);/g, (_, point) => String.fromCodePoint(Number(point)));
        expect(read).toBe(escapeControlCharacters(text));
      }),
      RUNS,
    );
  });

  it("leaves nothing that GitHub makes a link of", () => {
    expect(markdown("https://evil.example www.evil.example mailto:a@b.example")).not.toMatch(/www\.|https?:|@|mailto:/);
  });

  it("cannot be left as inline code", () => {
    expect(code("</code><script>")).toBe("<code>&#60;/code&#62;&#60;script&#62;</code>");
  });
});
