import { describe, expect, it } from "vitest";
import { parseCloudflareRedirects } from "../../../src/mapping/host-rules/cloudflare-redirects.ts";
import { type RedirectRule, redirectsRead, rewriteTarget } from "../../../src/mapping/host-rules/host-rule.ts";
import { netlifyRedirect, parseNetlifyRedirects } from "../../../src/mapping/host-rules/netlify-redirects.ts";

type Short = readonly [from: string, to: string, status: number, flags?: string];

/** A rule in short: `!` where it wins over files, `?` where it may step aside. */
function short({ from, to, status, isForced, isConditional }: RedirectRule): Short {
  const flags = `${isForced ? "!" : ""}${isConditional ? "?" : ""}`;
  return flags === "" ? [from, to, status] : [from, to, status, flags];
}

describe("_redirects at Cloudflare Pages", () => {
  const read = (text: string) => {
    const { rules, isWhole } = parseCloudflareRedirects(text);
    return { rules: rules.map(short), isWhole };
  };

  it.each<[string, Short]>([
    ["/a /b", ["/a", "/b", 302, "!"]],
    ["/a /b 301", ["/a", "/b", 301, "!"]],
    ["/a\t/b   308", ["/a", "/b", 308, "!"]],
    ["/a /b 200", ["/a", "/b", 200, "!"]],
    ["/a https://www.example.com/b 303", ["/a", "https://www.example.com/b", 303, "!"]],
    ["/a%20b /c 307", ["/a b", "/c", 307, "!"]],
    ["/a/* /b/:splat 301", ["/a/*", "/b/:splat", 301, "!"]],
    ["/:x/:y /b/:y", ["/:x/:y", "/b/:y", 302, "!"]],
    // A placeholder that is there twice, or two stars, is read more broadly than the host reads it.
    ["/:x/:x /b", ["/:x/:x", "/b", 302, "!?"]],
    ["/*/* /b", ["/*/*", "/b", 302, "!?"]],
    ["/.well-known/x /b", ["/.well-known/x", "/b", 302, "!"]],
    ["/a.../b /c", ["/a.../b", "/c", 302, "!"]],
    ["/a..b /c", ["/a..b", "/c", 302, "!"]],
    ["/ /en/ 302", ["/", "/en/", 302, "!"]],
    ["/a/ /a/index.htm", ["/a/", "/a/index.htm", 302, "!"]],
    ["/a /index.html", ["/a", "/index.html", 302, "!"]],
    ["/ https://www.example.com/index.html", ["/", "https://www.example.com/index.html", 302, "!"]],
    ["/a/b /index.htmls", ["/a/b", "/index.htmls", 302, "!"]],
  ])("%s is a rule", (line, rule) => {
    expect(read(line)).toEqual({ rules: [rule], isWhole: true });
    expect(read(`# first\n\n  ${line}  \n#/x /y`)).toEqual({ rules: [rule], isWhole: true });
  });

  it.each([
    "/a",
    "/a /b 301 Country=de",
    "/a /b 404",
    "/a /b 301!",
    "/a /b c",
    "a /b",
    "//a /b",
    "https://www.example.com/a /b",
    "/a?x=1 /b",
    "/a#b /c",
    "/a\\b /c",
    "/a/../b /c",
    "/a/./b /c",
    "/a/.. /c",
    "/. /c",
    "/a b",
    "/a //b",
    "/a http://www.example.com/",
    "/a https:///b",
    "/a x/b",
    "/a xhttps://h/",
    "/a https://www.example.com/b 200",
    "/a%zz /b",
    `/${"a".repeat(2000)} /b`,
  ])("%s is none, so that no rule of the file is sure to answer", (line) => {
    expect(read(`/ok /yes\n${line}`)).toEqual({ rules: [["/ok", "/yes", 302, "!?"]], isWhole: false });
  });

  it("has lines of at most 2000 characters", () => {
    expect(read(`/${"a".repeat(1996)} /b`).isWhole).toBe(true);
    expect(read(`/${"a".repeat(1997)} /b`).isWhole).toBe(false);
  });

  it.each(["/* /index.html 200", "/ /index", "/a/* /index.html", "/a/ /a/index.html", "/* /a/index"])(
    "%s is left out: the host would lead it back to itself",
    (line) => {
      expect(read(`${line}\n/a /b`)).toEqual({ rules: [["/a", "/b", 302, "!"]], isWhole: true });
    },
  );

  it("has the first of two rules for a path", () => {
    expect(read("/a /b\n/a /c\n/d /e").rules.map(([from, to]) => [from, to])).toEqual([
      ["/a", "/b"],
      ["/d", "/e"],
    ]);
  });

  it("is the same with other blanks", () => {
    const [one, other] = ["/a /b 301", "  /a \t /b  301 "].map((text) => parseCloudflareRedirects(text).rules[0]?.line);

    expect(one).toBe("/a /b 301");
    expect(other).toBe(one);
  });

  it("has at most 2000 rules without a placeholder, and 100 with one", () => {
    const lines = (count: number, end: string) => Array.from({ length: count }, (_, n) => `/${n}${end} /x`);
    const isWhole = (statics: number, dynamics: number, end = "/*") =>
      read([...lines(statics, ""), ...lines(dynamics, end)].join("\n")).isWhole;

    expect(isWhole(2000, 100)).toBe(true);
    expect(isWhole(2001, 0)).toBe(false);
    expect(isWhole(0, 101)).toBe(false);
    expect(isWhole(0, 101, "/:id")).toBe(false);
  });
});

describe("_redirects at Netlify", () => {
  const read = (text: string) => {
    const { rules, isWhole } = parseNetlifyRedirects(text);
    return { rules: rules.map(short), isWhole };
  };

  it.each<[string, Short]>([
    ["/a /b", ["/a", "/b", 301]],
    ["/a\t/b   302", ["/a", "/b", 302]],
    ["/a /b 200!", ["/a", "/b", 200, "!"]],
    ["/a /b 302abc", ["/a", "/b", 302]],
    ["/a /b # /c", ["/a", "/b", 301]],
    ["/a https://www.example.com/b", ["/a", "https://www.example.com/b", 301]],
    ["/a http://www.example.com/b", ["/a", "http://www.example.com/b", 301]],
    ["/a id=:id /b", ["/a", "/b", 301, "?"]],
    ["/a id=:id x=:x /b 302", ["/a", "/b", 302, "?"]],
    ["/a /b 302 Country=de", ["/a", "/b", 302, "?"]],
    ["https://old.example.com/a /b", ["/a", "/b", 301, "?"]],
    ["http://old.example.com/a/b /c", ["/a/b", "/c", 301, "?"]],
    ["https://old.example.com https://new.example.com", ["/", "https://new.example.com", 301, "?"]],
    ["/a/* 200", ["/a/*", "/a/:splat", 200]],
    ["/a/* 299!", ["/a/*", "/a/:splat", 299, "!"]],
    // What lies where a redirect of a folder leads is not redirected again.
    ["/a/* /a/b/:splat", ["/a/*", "/a/b/:splat", 301, "?"]],
    ["/a/* https://www.example.com/:splat", ["/a/*", "https://www.example.com/:splat", 301, "?"]],
    ["/a/* /b/:splat", ["/a/*", "/b/:splat", 301]],
    ["/a/* /a/b 200", ["/a/*", "/a/b", 200]],
    ["/a/* /a/b 404", ["/a/*", "/a/b", 404]],
    ["/a/* /a/b 300", ["/a/*", "/a/b", 300, "?"]],
    ["/a/* /a/b 400", ["/a/*", "/a/b", 400]],
    ["/a/b /a/b/c", ["/a/b", "/a/b/c", 301]],
    ["/a*b /c", ["/a*b", "/c", 301, "?"]],
    ["/:x/:x /c", ["/:x/:x", "/c", 301, "?"]],
    ["/a /.netlify/functions/x 200", ["/a", "/.netlify/functions/x", 200]],
  ])("%s is a rule", (line, rule) => {
    expect(read(line)).toEqual({ rules: [rule], isWhole: true });
    expect(read(`# first\n\n  ${line}  \n#/x /y`)).toEqual({ rules: [rule], isWhole: true });
  });

  it.each([
    "/a",
    "a /b",
    "/a b",
    "/a id=:id",
    "/a /b Country=de",
    "/a /b !200",
    "/.netlify/x /b",
    "/a 301",
    "/a 200",
    "/a/* 301",
    "/a/* 300",
    "/a/* 199",
    "/a x/y",
    "ftp://h/a /b",
  ])("%s is none, so that no rule of the file is sure to answer", (line) => {
    expect(read(`/ok /yes\n${line}`)).toEqual({ rules: [["/ok", "/yes", 301, "?"]], isWhole: false });
  });

  it("has the last of two same rules, in its place, and both of two that differ", () => {
    expect(read("/a /b\n/c /d\n/a  /b").rules.map(([from, to]) => [from, to])).toEqual([
      ["/c", "/d"],
      ["/a", "/b"],
    ]);
    for (const other of [
      "/a /c",
      "/x /b",
      "/a /b 301",
      "/a /b 301!",
      "/a /b 301 Country=de",
      "/a id=:id /b",
      "https://h/a /b",
    ]) {
      expect(read(`/a /b\n${other}`).rules).toHaveLength(2);
    }
    expect(read("/a x=:x /b\n/a y=:y /b").rules).toHaveLength(2);
    expect(read("/a /b 301 Country=de\n/a /b 301 Country=fr").rules).toHaveLength(2);
    expect(read("/a x=:x /b 301 Country=de\n/a x=:x /b 301").rules).toHaveLength(2);
  });

  it("says in one text what a rule of the configuration says", () => {
    const [rule] = parseNetlifyRedirects("/a x=:x y=:y /b 302! Country=de Language=fr").rules;

    expect(rule?.line).toBe('["/a","/b",302,true,"x=:x y=:y Country=de Language=fr"]');
    expect(parseNetlifyRedirects("/a /b").rules[0]?.line).toBe('["/a","/b",null,false,""]');
    const plain = { from: "/a", to: "/b", isForced: false, isConditional: false, more: "" };
    expect(netlifyRedirect(plain)).toEqual(parseNetlifyRedirects("/a /b").rules[0]);
    expect(netlifyRedirect({ ...plain, to: undefined })).toBeUndefined();
  });
});

describe("rules of a file", () => {
  const rule: RedirectRule = {
    from: "/a",
    to: "/b",
    status: 301,
    isForced: false,
    isConditional: false,
    line: "/a /b",
  };

  it("may all step aside where one of them is not understood", () => {
    expect(redirectsRead([rule], true)).toEqual({ rules: [rule], isWhole: true });
    expect(redirectsRead([rule], false)).toEqual({ rules: [{ ...rule, isConditional: true }], isWhole: false });
  });

  it.each<[string, number, ReturnType<typeof rewriteTarget>]>([
    ["/app.html", 200, { url: "app.html", isOpen: false }],
    ["/app.html", 404, { url: "app.html", isOpen: false }],
    ["/app.html", 299, { url: "app.html", isOpen: false }],
    ["/app.html", 400, { url: "app.html", isOpen: false }],
    ["/app.html", 300, undefined],
    ["/app.html", 301, undefined],
    ["/app.html", 399, undefined],
    ["/", 200, { url: "", isOpen: false }],
    ["/a?x=:y#z", 200, { url: "a", isOpen: false }],
    ["/a#b?c", 200, { url: "a", isOpen: false }],
    ["/a%20b", 200, { url: "a b", isOpen: false }],
    ["/a%zz", 200, { url: "", isOpen: true }],
    ["/u/:id/x", 200, { url: "u/", isOpen: true }],
    ["/u/*", 200, { url: "u/", isOpen: true }],
    ["/$1", 200, { url: "", isOpen: true }],
    ["/:splat", 200, { url: "", isOpen: true }],
    ["https://www.example.com/a", 200, undefined],
    ["//www.example.com/a", 200, undefined],
    ["/a//", 200, { url: "a//", isOpen: false }],
  ])("lead, by %s with %i, to a file of the site or elsewhere", (to, status, target) => {
    expect(rewriteTarget({ ...rule, to, status })).toEqual(target);
  });
});
