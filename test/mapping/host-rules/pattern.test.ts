import { describe, expect, it } from "vitest";
import { compilePattern, isPlain, type PatternLanguage, reachOf } from "../../../src/mapping/host-rules/pattern.ts";

describe("the URLs of a pattern", () => {
  it.each<[PatternLanguage, string, ReturnType<typeof reachOf>]>([
    ["netlify", "/a", { urls: ["a", "a/"] }],
    ["netlify", "/a/", { urls: ["a", "a/"] }],
    ["netlify", "/a/b/", { urls: ["a/b", "a/b/"] }],
    ["netlify", "/", { urls: [""] }],
    ["netlify", "/a%20b", { urls: ["a b", "a b/"] }],
    ["netlify", "/a%zz", { urls: ["a%zz", "a%zz/"] }],
    ["netlify", "//a?x=1#y", { urls: ["a", "a/"] }],
    ["netlify", "/a#y?x", { urls: ["a", "a/"] }],
    ["netlify", "/a/*", { urls: ["a"], prefix: "a/" }],
    ["netlify", "/*", { urls: [], prefix: "" }],
    ["netlify", "/a*", { urls: [], prefix: "a" }],
    ["netlify", "/a/:id", { urls: [], prefix: "a/" }],
    ["netlify", "/a/:id/*", { urls: [], prefix: "a/" }],
    ["netlify", "/a/:1", { urls: ["a/:1", "a/:1/"] }],
    ["cloudflare", "/a", { urls: ["a"] }],
    ["cloudflare", "/a/", { urls: ["a/"] }],
    ["cloudflare", "/", { urls: [""] }],
    ["cloudflare", "/a/*", { urls: [], prefix: "a/" }],
    ["cloudflare", "/a-:id", { urls: [], prefix: "a-" }],
  ])("at %s: %s", (language, from, reach) => {
    expect(reachOf(from, language)).toEqual(reach);
  });
});

describe("a pattern", () => {
  it.each<[PatternLanguage, string, boolean]>([
    ["netlify", "/a", true],
    ["netlify", "/a/:id", true],
    ["netlify", "/a/:i/b/:j/*", true],
    ["netlify", "/*", true],
    ["netlify", "/a/*/b", false],
    ["netlify", "/a*", false],
    ["netlify", "/a-:id", false],
    ["netlify", "/:id-a", false],
    ["netlify", "/a:", false],
    ["netlify", "/:id/:id", false],
    ["netlify", "/:i/:id", true],
    ["netlify", "/a%20b", false],
    ["netlify", "/a//b", false],
    ["netlify", "/%zz", false],
    ["cloudflare", "/a*", true],
    ["cloudflare", "/a/*/b", true],
    ["cloudflare", "/*/*", false],
    ["cloudflare", "/a-:id", true],
    ["cloudflare", "/a:", true],
    ["cloudflare", "/:splat", false],
    ["cloudflare", "/:id/:id", false],
    ["cloudflare", "/:a-:b/x", true],
    ["cloudflare", "/:a-:b/:c", true],
    ["cloudflare", "/:a-:b/:c-:d", false],
    ["cloudflare", "/:a-:b-:c", false],
    ["cloudflare", "/:a-*/x", true],
    ["cloudflare", "/:a-*-:b", false],
  ])("at %s can be matched as the host does it: %s %s", (language, from, expected) => {
    expect(isPlain(from, language)).toBe(expected);
  });

  it.each<[PatternLanguage, string, string, Readonly<Record<string, string>> | undefined]>([
    ["netlify", "/a", "a", {}],
    ["netlify", "/a", "a/", {}],
    ["netlify", "/a/", "a", {}],
    ["netlify", "/a", "ab", undefined],
    ["netlify", "/a", "b/a", undefined],
    ["netlify", "/a.b", "axb", undefined],
    ["netlify", "/a/*", "a", {}],
    ["netlify", "/a/*", "a/", { splat: "" }],
    ["netlify", "/a/*", "a/b/c", { splat: "b/c" }],
    ["netlify", "/a/*", "a/b\nc", { splat: "b\nc" }],
    ["netlify", "/a/*", "ab", undefined],
    ["netlify", "/*", "x", { splat: "x" }],
    ["netlify", "/u/:id/edit", "u/7/edit", { id: "7" }],
    ["netlify", "/u/:id/edit", "u/7/edit/", { id: "7" }],
    ["netlify", "/u/:id/edit", "u//edit", undefined],
    ["netlify", "/u/:id/edit", "u/7/8/edit", undefined],
    ["netlify", "/u/:id1", "u/7", { id1: "7" }],
    ["netlify", "/u/:i/*", "u/7/8", { i: "7", splat: "8" }],
    ["cloudflare", "/a", "a", {}],
    ["cloudflare", "/a", "a/", undefined],
    ["cloudflare", "/a/", "a", undefined],
    ["cloudflare", "/a/*", "a", undefined],
    ["cloudflare", "/a/*", "a/", { splat: "" }],
    ["cloudflare", "/a*z", "a/b/z", { splat: "/b/" }],
    ["cloudflare", "/a:/b", "a:/b", {}],
    ["cloudflare", "/:x-:y", "1-2", { x: "1", y: "2" }],
    // Where it is not plain, it fits all that starts like it.
    ["netlify", "/a/*/b", "a", {}],
    ["netlify", "/a/*/b", "a/x", {}],
    ["netlify", "/a/*/b", "b", undefined],
    ["netlify", "/a%20b", "a b", {}],
    ["netlify", "/a%20b", "a b/c", undefined],
    ["cloudflare", "/*/*", "anything", {}],
    ["cloudflare", "/a%20b", "a b", {}],
  ])("at %s: %s on %s", (language, from, url, captures) => {
    const found = compilePattern(from, language)(url);

    expect(found && Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined))).toEqual(
      captures,
    );
  });
});
