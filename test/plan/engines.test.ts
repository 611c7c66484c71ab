import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { foldPaths, PAGES_PATTERN, patternOf } from "../../src/plan/patterns.ts";

/** Reads patterns and texts from stdin, and prints for each pattern the texts that it matches, in a linear engine. */
const LINEAR_MATCHER = `
const { patterns, texts } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const found = patterns.map((pattern) => {
  const compiled = new RegExp(pattern, "l");
  return texts.flatMap((text, index) => (compiled.test(text) ? [index] : []));
});
process.stdout.write(JSON.stringify(found));
`;

/** By V8's engine that never backtracks: a pattern that needs backtracking is refused by it. */
function linearMatches(patterns: readonly string[], texts: readonly string[]): number[][] {
  const output = execFileSync(process.execPath, ["--enable-experimental-regexp-engine", "-e", LINEAR_MATCHER], {
    input: JSON.stringify({ patterns, texts }),
    maxBuffer: 64e6,
  });
  return JSON.parse(output.toString());
}

function backtrackingMatches(patterns: readonly string[], texts: readonly string[]): number[][] {
  return patterns.map((pattern) => {
    const compiled = new RegExp(pattern);
    return texts.flatMap((text, index) => (compiled.test(text) ? [index] : []));
  });
}

/** A site with the names that make patterns go wrong: dots, brackets, pluses, one name inside another. */
function inventory(): readonly string[] {
  const names = [
    "a",
    "ab",
    "a.b",
    "a+b",
    "(a)",
    "[x]",
    "a|b",
    "$1",
    "^",
    "v1.0",
    "%C3%BC",
    "index.html",
    "app.min.js",
    "-",
    "aaaaaaaaaaaaaaaa",
  ];
  const folders = ["/", ...names.map((name) => `/${name}/`), "/docs/a/", "/docs/deep/er/"];
  return folders.flatMap((folder) => names.flatMap((name) => [`${folder}${name}`, `${folder}${name}/`]));
}

describe.each([
  ["path", 256],
  ["path", 1024],
  ["loose", 256],
] as const)("patterns anchored by %s of at most %i characters", (anchor, maxLength) => {
  const all = inventory();
  const changed = all.filter((_, index) => index % 3 !== 0);
  const folded = foldPaths(changed, anchor, maxLength);

  it("match over the whole inventory what they stand for, in two engines", () => {
    const patterns = folded.map(({ pattern }) => pattern);
    const texts = [...all, ...all.map((path) => `${path}?v=1`)];
    const linear = linearMatches(patterns, texts);

    expect(linear).toEqual(backtrackingMatches(patterns, texts));
    for (const [index, { paths }] of folded.entries()) {
      const found = new Set(linear[index]?.map((at) => texts[at]));
      for (const path of paths) for (const text of [path, `${path}?v=1`]) expect(found).toContain(text);
      const isMeant = (text: string) => paths.some((path) => (anchor === "path" ? text === path : text.endsWith(path)));
      for (const text of found) expect(isMeant((text as string).replace("?v=1", ""))).toBe(true);
    }
  });

  it("stand for every path once, within the length", () => {
    expect(folded.flatMap(({ paths }) => paths).toSorted()).toEqual([...new Set(changed)].toSorted());
    for (const { pattern } of folded) expect(pattern.length).toBeLessThanOrEqual(maxLength);
  });
});

it("has one meaning in both engines for prefixes, extensions and all pages", () => {
  const texts = inventory();
  const patterns = [
    PAGES_PATTERN,
    ...(["path", "loose"] as const).flatMap((anchor) => [
      patternOf({ by: "prefix", value: "/a+b/" }, anchor) as string,
      patternOf({ by: "extension", value: "js" }, anchor) as string,
      patternOf({ by: "path", value: "/(a)/a.b" }, anchor) as string,
    ]),
  ];

  expect(linearMatches(patterns, texts)).toEqual(backtrackingMatches(patterns, texts));
});
