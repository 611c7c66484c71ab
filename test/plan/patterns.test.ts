import { describe, expect, it } from "vitest";
import type { Capabilities } from "../../src/model/capabilities.ts";
import type { Selector } from "../../src/model/selector.ts";
import { atBase, basesOf, originsOf, reachesOneHost, siteSelectors, withReach } from "../../src/plan/addressing.ts";
import {
  expressible,
  isLoose,
  longest,
  patternLimit,
  prefixKind,
  takesPaths,
  translateExactly,
} from "../../src/plan/equivalents.ts";
import { endsLikePage, foldPaths, PAGES_PATTERN, patternOf } from "../../src/plan/patterns.ts";
import { capabilities, requested } from "./plan-options.ts";

const one = (line: string): Selector => requested(line)[0] as Selector;
const takes = (more: object = {}) => ({ perRequest: 1, match: { query: "unknown", ...more } }) as const;
const URLS = { urls: "aliases", files: "all", address: "url" } as const;
const WWW = "https://www.example.com";
const SHOP = "https://shop.example.com";

describe("a selector as a pattern", () => {
  it.each<[string, string | undefined, string | undefined]>([
    ["/a.b", "^/a\\.b(?:\\?|$)", "(?:^|/)a\\.b(?:\\?|$)"],
    ["equals:/a", "^/a(?:\\?|$)", "(?:^|/)a(?:\\?|$)"],
    ["equals:a", undefined, undefined],
    ["prefix:/a/", "^/a/", "(?:^|/)a/"],
    ["starts_with:/a", "^/a", "(?:^|/)a"],
    ["starts_with:a", undefined, undefined],
    ["ext:min.css", "\\.min\\.css(?:\\?|$)", "\\.min\\.css(?:\\?|$)"],
    ["ends_with:a.b", "a\\.b(?:\\?|$)", "a\\.b(?:\\?|$)"],
    ["contains:a.b", "a\\.b", "a\\.b"],
    ["regex:a", undefined, undefined],
    ["tag:a", undefined, undefined],
    ["all", undefined, undefined],
  ])("%s", (line, anchored, loose) => {
    expect(patternOf(one(line), "path")).toBe(anchored);
    expect(patternOf(one(line), "loose")).toBe(loose);
  });

  it.each([
    ["/", true],
    ["/a", true],
    ["/a/", true],
    ["/a.html", true],
    ["/a.htm", true],
    ["/.html", true],
    ["/a.b/c", true],
    ["/a.b/c.htm", true],
    ["/a.css", false],
    ["/a.html.gz", false],
    ["/a.b.html", false],
    ["/.css", false],
    ["/x.htm/a.css", false],
  ])("of pages: %s is one: %s", (path, expected) => {
    expect(endsLikePage(path)).toBe(expected);
    expect(new RegExp(PAGES_PATTERN).test(path)).toBe(expected);
    expect(new RegExp(PAGES_PATTERN).test(`${path}?x`)).toBe(expected);
  });

  it("folds paths, whatever their order, up to the length that is taken", () => {
    const fold = (most: number, ...paths: readonly string[]) =>
      foldPaths(paths, "path", most).map(({ pattern, paths: of }) => [pattern, of.join(" ")]);

    expect(fold(100, "/b", "/a")).toEqual([["^/(?:a|b)(?:\\?|$)", "/a /b"]]);
    expect(fold(100, "/a", "/ab", "/ac")).toEqual([["^/a(?:b|c)?(?:\\?|$)", "/a /ab /ac"]]);
    expect(fold(16, "/a", "/b", "/c")).toEqual([
      ["^/a(?:\\?|$)", "/a"],
      ["^/b(?:\\?|$)", "/b"],
      ["^/c(?:\\?|$)", "/c"],
    ]);
    expect(fold(17, "/a", "/b", "/c")).toEqual([
      ["^/(?:a|b)(?:\\?|$)", "/a /b"],
      ["^/c(?:\\?|$)", "/c"],
    ]);
    expect(fold(12, "/a", "/too-long", "/z")).toEqual([
      ["^/a(?:\\?|$)", "/a"],
      ["^/z(?:\\?|$)", "/z"],
    ]);
    expect(fold(3, "/a")).toEqual([]);
    expect(fold(99)).toEqual([]);
  });
});

describe("where a site lives", () => {
  const sites = [
    { origin: WWW, basePath: "/" },
    { origin: SHOP, basePath: "/" },
    { origin: WWW, basePath: "/nl/" },
  ];

  it("is each site URL for a provider of URLs, and each base path for the others", () => {
    const paths = { ...URLS, address: "path" } as const;

    expect(basesOf(sites, URLS)).toBe(sites);
    expect(basesOf(sites, paths)).toEqual([{ basePath: "/" }, { basePath: "/nl/" }]);
    expect(basesOf([], paths)).toEqual([{ basePath: "/" }]);
    expect(basesOf([], URLS)).toEqual([]);
    expect(originsOf(sites)).toEqual([WWW, SHOP]);
    expect(atBase("path", "/a/", { basePath: "/nl/" })).toEqual({ by: "path", value: "/nl/a/" });
    expect("origin" in atBase("path", "/a/", { basePath: "/nl/" })).toBe(false);
    expect(atBase("prefix", "/", { basePath: "/nl/", origin: WWW })).toEqual({
      by: "prefix",
      value: "/nl/",
      origin: WWW,
    });
  });

  it("is one host for a kind that is a path, unless the provider says otherwise", () => {
    const reach = (address: "path" | "url", host?: "one" | "all") =>
      (["path", "prefix", "equals", "starts_with", "regex", "extension", "tag"] as const).filter((by) =>
        reachesOneHost(by, { accepts: { [by]: takes({ ...(host && { host }) }) }, wants: { ...URLS, address } }),
      );

    expect(reach("url")).toEqual(["path", "prefix", "equals", "starts_with"]);
    expect(reach("path")).toEqual([]);
    expect(reach("path", "one")).toHaveLength(7);
    expect(reach("url", "all")).toEqual([]);
    const given = { accepts: { path: takes(), regex: takes() }, wants: URLS };
    expect(withReach({ by: "path", value: "/a", origin: WWW }, given).origin).toBe(WWW);
    expect(withReach({ by: "regex", value: "/a", origin: WWW }, given)).toEqual({ by: "regex", value: "/a" });
    const bare = { by: "regex", value: "a" } as const;
    expect(withReach(bare, given)).toBe(bare);
  });

  it.each<[string, "path" | "url", Capabilities["accepts"], readonly string[], unknown]>([
    ["/a", "url", { path: takes() }, [WWW], [{ by: "path", value: "/a" }]],
    [
      "https://other.example/a",
      "path",
      {},
      [WWW, SHOP],
      { message: `names https://other.example, which is no site-url of this step (${WWW}, ${SHOP})` },
    ],
    ["https://other.example/a", "path", {}, [], [{ by: "path", value: "/a", origin: "https://other.example" }]],
    ["all", "path", {}, [WWW], [{ by: "all", value: "" }]],
    ["all", "url", { all: takes() }, [WWW], [{ by: "all", value: "" }]],
    ["all", "url", {}, [WWW, SHOP], [WWW, SHOP].map((origin) => ({ by: "prefix", value: "/", origin }))],
    ["host:shop.example.com", "path", {}, [WWW], [{ by: "host", value: "shop.example.com" }]],
    ["host:shop.example.com", "url", { host: takes() }, [WWW], [{ by: "host", value: "shop.example.com" }]],
    ["host:shop.example.com", "url", {}, [WWW, SHOP], [{ by: "prefix", value: "/", origin: SHOP }]],
    ["host:shop.example.com", "url", {}, [WWW], { message: `is no host of site-url (${WWW})` }],
    ["host:a.example", "url", {}, [WWW, SHOP], { message: `is no host of site-url (${WWW}, ${SHOP})` }],
  ])("is what %s is for, where a provider takes a %s", (line, address, accepts, origins, expected) => {
    expect(siteSelectors(one(line), origins, { accepts, wants: { ...URLS, address } })).toEqual(expected);
  });
});

describe("a selector that a provider takes in another form", () => {
  const translated = (line: string, accepts: Capabilities["accepts"], address: "path" | "url" = "path") =>
    translateExactly(one(line), capabilities({ accepts, wants: { ...URLS, address } }));
  const strings = { prefix: takes({ prefix: "string" }) };

  it.each<[string, Capabilities["accepts"], Selector | undefined]>([
    ["/a", { path: takes() }, { by: "path", value: "/a" }],
    ["/a", { equals: takes(), regex: takes() }, { by: "equals", value: "/a" }],
    ["/a", { regex: takes({ anchor: "loose" }) }, { by: "regex", value: "(?:^|/)a(?:\\?|$)" }],
    ["/a", { regex: takes() }, { by: "regex", value: "^/a(?:\\?|$)" }],
    ["/a", { prefix: takes(), contains: takes() }, undefined],
    ["equals:/a", { path: takes() }, { by: "path", value: "/a" }],
    ["equals:a", { path: takes() }, undefined],
    ["equals:a", { path: takes(), regex: takes() }, undefined],
    ["starts_with:/a", strings, { by: "prefix", value: "/a" }],
    ["starts_with:a", strings, undefined],
    ["starts_with:/a", { prefix: takes({ prefix: "segment" }) }, undefined],
    ["starts_with:/a", { prefix: takes() }, undefined],
    ["starts_with:/a", { regex: takes() }, { by: "regex", value: "^/a" }],
    ["prefix:/a", { starts_with: takes() }, { by: "starts_with", value: "/a" }],
    ["ext:css", { regex: takes() }, { by: "regex", value: "\\.css(?:\\?|$)" }],
    ["tag:a", { regex: takes(), all: takes() }, undefined],
    ["regex:a", { path: takes() }, undefined],
    ["/abc", { path: { ...takes(), maxLength: 3 }, equals: takes() }, { by: "equals", value: "/abc" }],
    ["/abc", { path: { ...takes(), maxLength: 4 }, equals: takes() }, { by: "path", value: "/abc" }],
    ["/abc", { path: { ...takes(), maxTotalLength: 3 } }, undefined],
    [
      "/a",
      { path: { ...takes(), allowed: /^\/b/ }, equals: { ...takes(), allowed: /^\/a/ } },
      { by: "equals", value: "/a" },
    ],
    ["ext:css", { regex: { ...takes(), maxLength: 4 } }, undefined],
  ])("%s", (line, accepts, expected) => {
    expect(translated(line, accepts)).toEqual(expected);
  });

  it("keeps its host where a kind has one, and loses it where none has", () => {
    expect(translated(`${WWW}/a`, { path: takes(), equals: takes({ host: "one" }) })).toEqual({
      by: "equals",
      value: "/a",
      origin: WWW,
    });
    expect(translated(`${WWW}/a`, { path: takes() })).toEqual({ by: "path", value: "/a" });
    expect(translated(`${WWW}/a`, { path: takes() }, "url")).toEqual({ by: "path", value: "/a", origin: WWW });
    expect(translated(`${WWW}/a`, { equals: takes() })).toEqual({ by: "equals", value: "/a" });
  });

  it("is known by what the provider takes", () => {
    const given = (accepts: Capabilities["accepts"]) => capabilities({ accepts });

    expect(
      [{ path: takes() }, { regex: takes() }, { tag: takes() }].map((accepts) => takesPaths(given(accepts))),
    ).toEqual([true, true, false]);
    expect(prefixKind(given({ starts_with: takes() }))).toBe("starts_with");
    expect(prefixKind(given({ regex: takes() }))).toBe("regex");
    expect(prefixKind(given({ tag: takes() }))).toBe("prefix");
    expect(isLoose(given({ regex: takes({ anchor: "loose" }) }))).toBe(true);
    expect(isLoose(given({ regex: takes({ anchor: "path" }) }))).toBe(false);
    expect(isLoose(given({}))).toBe(false);
    expect(patternLimit({})).toBe(1024);
    expect(patternLimit({ regex: { ...takes(), maxLength: 256 } })).toBe(256);
    expect(longest({ ...takes(), maxLength: 5, maxTotalLength: 3 })).toBe(3);
    expect(longest(takes())).toBe(Number.POSITIVE_INFINITY);
    expect(expressible({ regex: takes(), tag: takes() })).toEqual([
      ...["path", "prefix", "extension", "equals", "starts_with", "ends_with", "contains", "regex", "tag"],
    ]);
    expect(expressible({ host: takes() })).toEqual(["host"]);
  });
});
