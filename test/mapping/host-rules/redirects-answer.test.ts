import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withRedirects } from "../../../src/mapping/host-rules/apply-redirects.ts";
import { changedRules, type HostRule, type RedirectRule } from "../../../src/mapping/host-rules/host-rule.ts";
import { compilePattern } from "../../../src/mapping/host-rules/pattern.ts";
import type { UrlResponse } from "../../../src/model/stale.ts";

const FILES: Readonly<Record<string, string>> = { "app.html": "A", "users/7": "U", "a b": "B", here: "H", "": "I" };

const plain = (url: string): UrlResponse =>
  FILES[url] === undefined ? { status: 404, content: "E" } : { status: 200, content: FILES[url] };

type Given = Partial<RedirectRule> & Pick<RedirectRule, "from" | "to">;

/** What a site answers at a URL with these rules in front of its files. */
function answer(url: string, ...given: readonly Given[]): UrlResponse {
  const rules = given.map((one): RedirectRule => {
    return { status: 200, isForced: false, isConditional: false, line: `${one.from} ${one.to}`, ...one };
  });
  return withRedirects(plain, rules, { compile: (from) => compilePattern(from, "netlify") })(url);
}

describe("a redirect", () => {
  const redirect = { from: "/old/*", to: "/new/:splat", status: 301 };

  it.each([300, 301, 399])("with %i leads elsewhere, whatever lies there", (status) => {
    expect(answer("old/x", { ...redirect, status })).toEqual({ status, location: "/new/:splat" });
  });

  it("leaves other URLs to the files", () => {
    expect(answer("here", redirect)).toEqual({ status: 200, content: "H" });
    expect(answer("nowhere", redirect)).toEqual({ status: 404, content: "E" });
    expect(answer("nowhere")).toEqual({ status: 404, content: "E" });
  });

  it("stands behind a file at its URL, unless it is forced", () => {
    const at = { from: "/here", to: "/x", status: 302 };

    expect(answer("here", at)).toEqual({ status: 200, content: "H" });
    expect(answer("here", { ...at, isForced: true })).toEqual({ status: 302, location: "/x" });
  });

  it("is the first that fits", () => {
    const [one, two] = [
      { from: "/x", to: "/1", status: 301 },
      { from: "/*", to: "/2", status: 302 },
    ];

    expect(answer("x", one, two)).toEqual({ status: 301, location: "/1" });
    expect(answer("x", two, one)).toEqual({ status: 302, location: "/2" });
  });
});

describe("a rewrite", () => {
  it.each<[string, string, number, UrlResponse]>([
    ["/app.html", "x", 200, { status: 200, content: "A" }],
    ["/app.html?a=b#c", "x", 200, { status: 200, content: "A" }],
    ["/app.html#c?a", "x", 200, { status: 200, content: "A" }],
    ["/app.html", "x", 404, { status: 404, content: "A" }],
    ["/app.html", "x", 299, { status: 299, content: "A" }],
    ["/app.html", "x", 400, { status: 400, content: "A" }],
    ["/", "x", 200, { status: 200, content: "I" }],
    ["/a%20b", "x", 200, { status: 200, content: "B" }],
    ["/missing", "x", 200, { status: 404, content: "E" }],
    ["/users/:splat", "7", 200, { status: 200, content: "U" }],
    // What nobody can know is the rule's own: it stays the same for as long as the rule does.
    ["/users/:id", "7", 200, { status: 200, content: "one of the files of rule L" }],
    ["/users/*", "7", 200, { status: 200, content: "one of the files of rule L" }],
    ["/users/$1", "7", 200, { status: 200, content: "one of the files of rule L" }],
    ["https://www.example.com/app.html", "x", 200, { status: 200, content: "rule L" }],
    ["//www.example.com/app.html", "x", 200, { status: 200, content: "rule L" }],
    ["/a%zz", "x", 200, { status: 200, content: "rule L" }],
    ["app.html", "x", 200, { status: 200, content: "rule L" }],
  ])("to %s answers %s with %i", (to, url, status, expected) => {
    expect(answer(url, { from: "/*", to, status, line: "L" })).toEqual(expected);
  });

  it("fills in each placeholder by its whole name", () => {
    const users = (to: string) => answer("u/users/7", { from: "/u/:a/:b2", to, line: "L" });

    expect(users("/:a/:b2")).toEqual({ status: 200, content: "U" });
    expect(users("/:a/:b")).toEqual({ status: 200, content: "one of the files of rule L" });
  });
});

describe("a rule that may step aside", () => {
  const german = { from: "/x", to: "/de", status: 302, isConditional: true };
  const both = (...possible: readonly UrlResponse[]) =>
    `one of ${possible.map((one) => JSON.stringify(one)).join(" ")}`;
  const [toGerman, toApp, missing]: UrlResponse[] = [
    { status: 302, location: "/de" },
    { status: 200, content: "A" },
    { status: 404, content: "E" },
  ];

  it("leaves its URL to the file, so that a change of either counts", () => {
    expect(answer("x", german)).toEqual({
      status: 404,
      content: both(toGerman as UrlResponse, missing as UrlResponse),
    });
  });

  it("leaves it to the rule behind it, and that to the file", () => {
    const content = both(...([toGerman, toApp, missing] as UrlResponse[]));

    expect(answer("x", german, { from: "/x", to: "/app.html" })).toEqual({ status: 404, content });
    // What comes after the first rule that is sure is never reached.
    expect(answer("x", german, { from: "/x", to: "/app.html" }, { from: "/x", to: "/z", status: 301 })).toEqual({
      status: 404,
      content,
    });
  });

  it("makes no difference where all of them answer the same", () => {
    expect(answer("here", { ...german, from: "/here" })).toEqual({ status: 200, content: "H" });
    expect(answer("here", { from: "/here", to: "/here", isForced: true, isConditional: true })).toEqual({
      status: 200,
      content: "H",
    });
  });
});

describe("rules that changed", () => {
  const rules = (text: string): HostRule[] => Array.from(text, (line) => ({ from: `/${line}`, line }));
  const changed = (before: string, after: string) =>
    changedRules(rules(before), rules(after))
      .map(({ line }) => line)
      .join("");

  it.each([
    ["abc", "abc", ""],
    ["", "", ""],
    ["abc", "ac", "b"],
    ["ac", "abc", "b"],
    ["abc", "axc", "bx"],
    ["abc", "cba", "abccba"],
    ["abcd", "acbd", "bccb"],
    ["ab", "abab", "ab"],
    ["aa", "a", "a"],
    ["a", "aa", "a"],
    ["a", "", "a"],
    ["", "a", "a"],
    ["xab", "yab", "xy"],
    ["abx", "aby", "xy"],
  ])("from %s to %s are %s", (before, after, expected) => {
    expect(changed(before, after)).toBe(expected);
  });

  it("hold every rule that only one version has, and none where they are the same", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 6 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const found = changed(before, after);
        for (const line of `${before}${after}`) {
          if (!before.includes(line) || !after.includes(line)) expect(found).toContain(line);
        }
        expect(found === "").toBe(before === after);
        expect(found.length).toBeLessThanOrEqual(before.length + after.length);
      }),
    );
  });
});
