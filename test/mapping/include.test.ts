import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileInclude } from "../../src/mapping/include.ts";
import { anyCharacter } from "../support/any-character.ts";
import { effort } from "../support/properties.ts";

function includes(lines: readonly string[], path: string): boolean {
  const compiled = compileInclude(lines);
  if ("problems" in compiled) throw new Error(JSON.stringify(compiled.problems));
  return compiled.ok(path);
}

function problem(line: string): string {
  const compiled = compileInclude([line]);
  return "problems" in compiled ? (compiled.problems[0]?.message ?? "") : "";
}

describe("what is deployed", () => {
  it.each([
    [[], "index.html", true],
    [[], "a/b/c.html", true],
    [[], ".htaccess", false],
    [[], "a/.git/config", false],
    [[], ".well-known/security.txt", true],
    [[], "a/.well-known/x/y", true],
    [[], ".well-known/.secret", false],
    [[], ".well-known-not/x", false],
    [[], "a\nb\u2028c.html", true],
    [[], "a\\b.html", true],
    [[], "\udcff\udcfe.bin", true],
    [["", "  ", "# all but maps", "!**/*.map"], "a.js", true],
    [["!**/*.map"], "a.js.map", false],
    [["!**/*.map"], "a/b.js.map", false],
    [["!**/*.map"], ".well-known/x.map", false],
    [["**/*.html", "**/*.css"], "a/b.css", true],
    [["**/*.html", "**/*.css"], "a/b.js", false],
    [["!blog/draft/**", "blog/**"], "blog/draft/x", false],
    [["!blog/draft/**", "blog/**"], "blog/x", true],
    [["blog/"], "blog/a/b", true],
    [["blog/"], "blogs/a", false],
    [["**", ".htaccess"], ".htaccess", true],
    [["**/.*"], "a/.htaccess", true],
    [["*.html"], "a/b.html", false],
    [["a+b.html"], "a+b.html", true],
    [["a+b.html"], "aab.html", false],
    [["[a]+.html"], "a+.html", true],
    [["[a]+.html"], "aa.html", false],
    [["img/{a,b}.png"], "img/b.png", true],
    [["**/*.{html,css,js,json,xml,svg,png,jpg,webp,woff2}"], "a/b.woff2", true],
    [["[0-9].html"], "7.html", true],
    [["\\(group\\)/page.html"], "(group)/page.html", true],
    [["-rf"], "-rf", true],
    [["??.txt"], "ab.txt", true],
    [[], "Thumbs.db", false],
    [["**"], "img/desktop.ini", false],
    [["**"], "__MACOSX/a/._b", false],
    [["**", "**/Thumbs.db"], "img/Thumbs.db", true],
    [[], "thumbs.db.html", true],
  ] as const)("%j for %j: %s", (lines, path, wanted) => {
    expect(includes(lines, path)).toBe(wanted);
  });

  it("is everything without a dot, whatever the name", () => {
    const segment = fc.string({ minLength: 1, unit: anyCharacter }).filter((name) => !/^\.|[/]/.test(name));
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 5 }), (segments) => {
        expect(includes([], segments.join("/"))).toBe(true);
      }),
      effort(100),
    );
  });
});

describe("a pattern is refused", () => {
  it.each([
    ["/index.html", /Did you mean purge\?/],
    ["!/index.html", /Did you mean purge\?/],
    ["https://example.com/", /Did you mean purge\?/],
    ["ext:css", /Did you mean purge\?/],
    ["!", /excludes nothing/],
    ["../x", /relative to build-dir/],
    ["a/./b", /relative to build-dir/],
    ["x".repeat(1001), /1000 are allowed/],
    ["{1..10000000}", /range in braces/],
    ["{a..z}", /range in braces/],
    ["{a,b}".repeat(22), /more than 256 combinations/],
    [`${"{a,a,a,a,a,a,a,a,a,a}".repeat(8)}b`, /more than 256 combinations/],
    ["{a,a,a,a,a,a,a,{a,a,a,a,a,{a,a,a,a,a,a,{a,a,a,a,a,a,a}}}}", /more than 256 combinations/],
    [`${"*a".repeat(30)}b`, /stars in one segment/],
    ["x/*a*b*c*d*e*f*g*h*i*j/x", /more than 9 stars in one segment/],
    ["**.html", /has \*\*\.: \*\* stands between slashes/],
    ["blog/a**/x", /has a\*\*: \*\* stands between slashes/],
    ["blog/[slug.html", /has a \[ that is never closed/],
    ["[z-a].html", /range whose end comes before its start/],
    ["**/a/**/b/**/c", /\*\*, which could take for ever/],
    ["+(a|aa)", /parentheses/],
    ["!(a)", /parentheses/],
    ["(a+)+", /parentheses/],
  ])("%s", (line, message) => {
    expect(problem(line)).toMatch(message);
    expect(problem(line).length).toBeLessThan(300);
  });

  it("with all the others at once", () => {
    const compiled = compileInclude(["/a", "ok", "../b"]);
    expect(compiled).toMatchObject({ problems: [{ input: "include" }, { input: "include" }] });
  });
});

describe("an accepted pattern", () => {
  /** Work that would not end with a pattern that backtracks: the runner's own limit ends the test then. */
  it("decides the worst names that a disk can hold", () => {
    const segments = ["*a*b", "a*a*b", "?*?*b", "[a-z]*[a-z]*b", "{a,aa}*{a,aa}*b", "{a,a}{a,a}{a,a}{a,a}*b", "*a"];
    const many = ["*a*/*a*/*a*/*a*/*a*/*a*/*a*/*a*/*a*/b", "**/*a*/*a*/**/*.*", "*a*b*c*d*/**/*a*a*a*a*b"];
    const patterns = segments.flatMap((segment) => [
      segment,
      `**/${segment}`,
      `**/${segment}/**/${segment}`,
      `**/x*/${segment}`,
      `${segment}/${segment}`,
    ]);
    const names = [
      "a".repeat(255),
      `${"a".repeat(254)}b`,
      Array(16).fill("a".repeat(255)).join("/"),
      "a/".repeat(2000),
    ];
    let decided = 0;
    for (const pattern of [...many, ...patterns]) {
      const compiled = compileInclude([pattern]);
      if ("problems" in compiled) continue;
      for (const name of names) {
        compiled.ok(name);
        decided += 1;
      }
    }
    expect(decided).toBeGreaterThan(100);
  });
});
