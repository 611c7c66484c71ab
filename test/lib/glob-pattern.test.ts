import { describe, expect, it } from "vitest";
import { bracketFault, type DotFiles, globsOf, patternsOf, translateGlob } from "../../src/lib/glob-pattern.ts";

/** What the stars of a glob stand for; undefined where it does not match. */
function captures(glob: string, path: string, dotFiles: DotFiles = "match"): readonly string[] | undefined {
  const [one] = patternsOf(glob, dotFiles);
  const found = one?.pattern.exec(path);
  return found === null || found === undefined ? undefined : found.slice(1).map((text) => text ?? "");
}

describe("a glob", () => {
  it.each<[string, string, readonly string[] | undefined]>([
    ["***", "a", ["a"]],
    ["***", "", undefined],
    ["a/***", "a/", undefined],
    ["**", "a\n/b", ["a\n/b"]],
    ["a**b", "axyb", ["xy"]],
    ["a*b**c", "a1b2c", ["1", "2"]],
    ["*", "a\nb", ["a\nb"]],
    ["a\\*b", "a*b", []],
    ["a\\*b", "axb", undefined],
    ["a\\", "a\\", []],
    ["a\\\\b", "a\\b", []],
    ["[\\]]", "\\]", []],
    ["[]]", "]", []],
    ["[!]]", "a", []],
    ["[!]]", "]", undefined],
    ["[^a]", "b", []],
    ["[^a]", "a", undefined],
    ["a[!b]c", "a/c", undefined],
    ["a[!b]c", "axc", []],
    ["[a!]", "!", []],
    ["[a^]", "^", []],
    ["[a\\]", "\\", []],
    ["[.]x", ".x", []],
    ["a?c", "abc", []],
    ["a?c", "a/c", undefined],
    ["*a*b", "1a2a3b", ["1", "2a3"]],
    ["*.b.*", "a.b.b.c", ["a", "b.c"]],
    ["a.c", "abc", undefined],
  ])("%s on %j", (glob, path, expected) => {
    expect(captures(glob, path)).toEqual(expected);
  });

  it.each<[string, string, boolean]>([
    ["*", ".a", false],
    ["?a", ".a", false],
    ["[.]a", ".a", false],
    [".*", ".a", true],
    [".a", ".a", true],
    ["a*", "a.b", true],
    ["**", "a/.b", false],
    ["**", ".a/b", false],
    ["**", "a/b.c/d", true],
    ["**/b", "a/b", true],
    ["**/b", ".a/b", false],
    ["**/b", "a/.c/b", false],
    ["**/.b", "a/.b", true],
    ["a/*", "a/.b", false],
  ])("that hides what starts with a dot: %s on %s is %s", (glob, path, expected) => {
    expect(captures(glob, path, "hide") !== undefined).toBe(expected);
    expect(captures(glob, path, "match") !== undefined).toBe(true);
  });

  it("has as many groups as it has stars", () => {
    const count = (glob: string) => translateGlob(glob, "match").captures;

    expect(["a", "*", "**", "**/*", "a*b*c", "a/**/b/*/c**d", "\\*", "[*]"].map(count)).toEqual([
      0, 1, 1, 2, 2, 3, 0, 0,
    ]);
  });

  it.each([
    ["a", ["a"]],
    ["a/", ["a/**"]],
    ["a//", ["a//**"]],
    ["a/b", ["a/b"]],
    ["{a,b}", ["a", "b"]],
    ["{a,b}/c", ["a/c", "b/c"]],
    ["x{a,b}y{c,d}", ["xayc", "xayd", "xbyc", "xbyd"]],
    ["{a,b{c,d}}", ["a", "bc", "bd"]],
    ["{a,{b,c}}d", ["ad", "bd", "cd"]],
    ["{,a}b", ["b", "ab"]],
    ["{a}", ["a"]],
    ["\\{a,b}", ["\\{a,b}"]],
    ["\\\\{a,b}", ["\\\\a", "\\\\b"]],
    ["{a\\,b,c}", ["a\\,b", "c"]],
    ["{a\\},b}", ["a\\}", "b"]],
    ["{a", ["{a"]],
    ["a,b", ["a,b"]],
    ["{a,b}{", ["a{", "b{"]],
  ])("%s stands for %j", (glob, globs) => {
    expect(globsOf(glob)).toEqual(globs);
  });

  it.each<[string, number, string]>([
    ["a[b", 1, "has a [ that is never closed"],
    ["[", 0, "has a [ that is never closed"],
    ["[]", 0, "has a [ that is never closed"],
    ["[!]", 0, "has a [ that is never closed"],
    ["a/[b/c]", 2, "has a [ that is never closed"],
    ["{a", 0, "has a { that is never closed"],
    ["{a}{b", 3, "has a { that is never closed"],
    ["{a{b}", 0, "has a { that is never closed"],
    ["\\\\{a", 2, "has a { that is never closed"],
    ["a[c-a]", 1, "has a range whose end comes before its start"],
    ["[a-z][9-0]", 5, "has a range whose end comes before its start"],
    ["[!z-a]", 0, "has a range whose end comes before its start"],
  ])("%s has a fault at %i: %s", (glob, at, message) => {
    expect(bracketFault(glob)).toEqual({ message, at });
  });

  it.each([
    "a",
    "[a-z]",
    "[a-a]",
    "[!-a]",
    "[]a]",
    "[a]/[b]",
    "{a,b}",
    "}",
    "\\[a",
    "\\{a",
    "[{]",
    "\\[z-a]",
    "z-a[b]",
  ])("%s has none", (glob) => {
    expect(bracketFault(glob)).toBeUndefined();
  });
});
