/** What an instruction reaches beyond what it is for is a widening, with the number of known objects that go with it. */
import { describe, expect, it } from "vitest";
import type { Capabilities } from "../../src/model/capabilities.ts";
import { capabilities, planned, problems, requested, SHAPES, sent, stale } from "./plan-options.ts";

const TWO_HOSTS = [
  { origin: "https://a.test", basePath: "/" },
  { origin: "https://b.test", basePath: "/" },
];
const KNOWN = ["/docs/", "/docs/x", "/old/docs/x", "/about", "/"];
const inventory = () => new Set(KNOWN);

/** Single patterns, loose or not, and URLs with their host: what F5 takes with `url-format: absolute`. */
function patternsAt(anchor: "path" | "loose", host?: "one" | "all"): Capabilities {
  const covered = { perRequest: 1, match: { query: "covered" } } as const;
  return capabilities({
    accepts: {
      path: { perRequest: 1, match: { query: "separate" } },
      regex: { perRequest: 1, maxLength: 256, match: { query: "covered", anchor, ...(host && { host }) } },
      host: covered,
      all: covered,
    },
    wants: { urls: "aliases", files: "all", address: "url" },
  });
}

describe("a selector for one host of two", () => {
  it.each([
    ["a pattern that reaches all hosts", patternsAt("path"), "prefix:https://b.test/docs/", ["regex:^/docs/"], 2],
    ["a loose one", patternsAt("loose"), "prefix:https://b.test/docs/", ["regex:(?:^|/)docs/"], 4],
    ["a path without its host", SHAPES.typed, "https://b.test/docs/x", ["/docs/x"], 1],
    ["a prefix without its host", SHAPES.typed, "prefix:https://b.test/docs/", ["starts_with:/docs/"], 2],
    ["a text match without its host", SHAPES.typed, "starts_with:https://b.test/docs/", ["starts_with:/docs/"], 2],
    ["an equal path without its host", SHAPES.typed, "equals:https://b.test/about", ["equals:/about"], 1],
    ["paths without their host", SHAPES.pathsOnly, "prefix:https://b.test/docs/", ["/docs/", "/docs/x"], 2],
  ] as const)("is a widening where it becomes %s", (_, shape, line, lines, collateral) => {
    const plan = planned({ capabilities: shape, siteUrls: TWO_HOSTS, requested: requested(line), inventory });

    expect(sent(plan)).toEqual(lines);
    expect(plan.translations).toMatchObject([{ how: "widening", from: line, collateral }]);
    expect(plan.collateral).toBe(collateral);
  });

  it("keeps its host where the provider's patterns have one", () => {
    const shape = patternsAt("path", "one");
    const line = requested("prefix:https://b.test/docs/");
    const plan = planned({ capabilities: shape, siteUrls: TWO_HOSTS, requested: line, inventory });

    expect(plan.batches.flatMap(({ items }) => items.map(({ selector }) => selector))).toEqual([
      { by: "regex", value: "^/docs/", origin: "https://b.test" },
    ]);
    expect(plan.translations).toMatchObject([{ how: "equivalent" }]);
    expect(plan.collateral).toBe(0);
  });

  it("takes the kind that keeps the host before one that loses it", () => {
    const accepts = {
      ...patternsAt("path", "one").accepts,
      prefix: { perRequest: 1, match: { query: "covered", host: "all" } },
    } as const;
    const shape = { ...patternsAt("path"), accepts };
    const line = requested("prefix:https://b.test/docs/");

    expect(sent(planned({ capabilities: shape, siteUrls: TWO_HOSTS, requested: line }))).toEqual([
      "regex:^/docs/ at https://b.test",
    ]);
  });

  it("is none where the site has one host, or where all hosts are meant", () => {
    const plan = (siteUrls: typeof TWO_HOSTS, line: string) =>
      planned({ capabilities: patternsAt("path"), siteUrls, requested: requested(line), inventory });

    expect(plan(TWO_HOSTS.slice(1), "prefix:https://b.test/docs/").translations).toMatchObject([{ how: "equivalent" }]);
    expect(plan(TWO_HOSTS, "prefix:/docs/").translations.map(({ how }) => how)).toEqual(["equivalent"]);
    expect(plan(TWO_HOSTS, "prefix:/docs/").collateral).toBe(0);
  });

  it("does not count what changed and is purged anyway", () => {
    const given = { capabilities: SHAPES.typed, siteUrls: TWO_HOSTS, stale: stale("/docs/x"), inventory } as const;

    expect(planned({ ...given, requested: requested("prefix:https://b.test/docs/") }).collateral).toBe(1);
  });
});

describe("a pattern of patterns that reach one host", () => {
  const shape = patternsAt("path", "one");
  const changed = stale("/docs/x", "/about");

  it("is made for each host", () => {
    const plan = planned({ capabilities: shape, siteUrls: TWO_HOSTS, stale: changed, purgeBy: "regex", inventory });
    const origins = plan.batches.flatMap(({ items }) => items.map(({ selector }) => selector.origin));

    expect(origins).toEqual(["https://a.test", "https://b.test"]);
  });

  it("is made for each host for extensions and all pages too, and counted so", () => {
    const pages = stale(...Array.from({ length: 30 }, (_, n) => `/${String.fromCharCode(65 + n)}${n}.css`));
    const given = { capabilities: shape, siteUrls: TWO_HOSTS, stale: pages, purgeBy: "auto", maxPurges: 2 } as const;
    const plan = planned({ ...given, inventory: () => new Set(pages.map(({ url }) => url)) });
    const selectors = plan.batches.flatMap(({ items }) => items.map(({ selector }) => selector));

    expect(plan.instructions).toBe(2);
    for (const { origin } of TWO_HOSTS)
      expect(selectors.some((one) => one.origin === origin || one.value === new URL(origin).host)).toBe(true);
  });
});

describe("a loosely anchored pattern", () => {
  const pages = ["/", "/a/", "/b/", "/c/", "/x/a/"];
  const known = () => new Set([...pages, "/z/b/"]);

  it.each([
    ["regex", {}],
    ["path", { queryStrings: "cached" }],
    ["auto", { queryStrings: "cached", maxPurges: 1, widenTo: "none" }],
  ] as const)("of the root page is a widening with purge-by %s", (purgeBy, more) => {
    const plan = planned({ capabilities: SHAPES.patterns, stale: stale("/"), purgeBy, inventory: known, ...more });

    expect(plan.collateral).toBe(5);
    expect(plan.translations).toMatchObject([{ how: "widening", collateral: 5 }]);
  });

  it.each([
    ["prefix:/a/", 1],
    ["starts_with:/b", 1],
    ["contains:www.example", 6],
    ["ends_with:/a/", 0],
    ["prefix:/c/", 0],
  ])("for %s that the user requests evicts %i known objects more, and says so", (line, beyond) => {
    const plan = planned({ capabilities: SHAPES.patterns, requested: requested(line), inventory: known });

    expect(plan.translations).toMatchObject([{ how: beyond === 0 ? "equivalent" : "widening" }]);
    expect(plan.collateral).toBe(beyond);
  });

  it("that hits what did not change needs widen-to: host where it is one of several for the changes", () => {
    const changed = stale("/a/", "/b/", "/y");
    const given = { capabilities: SHAPES.patterns, stale: changed, purgeBy: "auto", maxPurges: 1 } as const;
    const inventory = () => new Set([...pages, "/y", ...Array.from({ length: 20 }, (_, n) => `/other/${n}`)]);

    expect(problems({ ...given, inventory, widenTo: "none" })).toMatch(/max-purges: .*widen-to is none/);
    expect(planned({ ...given, inventory, widenTo: "host" })).toMatchObject({ instructions: 1, collateral: 1 });
    expect(planned({ ...given, widenTo: "none", inventory: () => new Set(["/a/", "/b/", "/y"]) }).instructions).toBe(1);
  });

  it("counts an object for each host that it reaches", () => {
    const given = { capabilities: patternsAt("loose"), stale: stale("/"), purgeBy: "regex", inventory: known } as const;

    expect(planned({ ...given, siteUrls: TWO_HOSTS }).collateral).toBe(10);
  });
});

describe("a pattern for a page of one base path", () => {
  it("counts the same path at another host with another base path", () => {
    const siteUrls = [
      { origin: "https://a.test", basePath: "/" },
      { origin: "https://b.test", basePath: "/docs/" },
    ];
    const plan = planned({
      capabilities: patternsAt("path"),
      siteUrls,
      stale: stale("/x"),
      purgeBy: "regex",
      inventory,
    });

    expect(plan.collateral).toBe(1);
    expect(plan.translations).toMatchObject([{ how: "widening" }]);
  });
});

describe("an extension at one host", () => {
  it("leaves what changed at the other to be purged", () => {
    const accepts = {
      path: { perRequest: 1, match: { query: "separate" } },
      extension: { perRequest: 1, match: { query: "covered", host: "one" } },
    } as const;
    const shape = capabilities({ accepts, wants: { urls: "aliases", files: "all", address: "url" } });
    const changed = stale("/a.css", "/b.css");
    const both = { capabilities: shape, siteUrls: TWO_HOSTS, stale: changed, purgeBy: "extension" } as const;

    expect(sent(planned(both))).toEqual(["ext:css at https://a.test", "ext:css at https://b.test"]);
    const requested = [{ by: "extension", value: "css", origin: "https://a.test" }] as const;
    expect(sent(planned({ ...both, purgeBy: "path", requested: requested }))).toEqual([
      "https://b.test/a.css",
      "https://b.test/b.css",
      "ext:css at https://a.test",
    ]);
  });
});

describe("everything under one host", () => {
  it("is purged by the host's name where a prefix would reach all of them", () => {
    const plan = planned({ capabilities: patternsAt("loose"), siteUrls: TWO_HOSTS.slice(0, 1), everything: "first" });

    expect(sent(plan)).toEqual(["host:a.test"]);
  });
});

describe("what changed and the user requested", () => {
  it("is no object that did not change", () => {
    const changed = stale("/a/1", "/a/2", "/a/3", "/b");
    const plan = planned({
      capabilities: SHAPES.urls,
      stale: changed,
      requested: requested("/a/1"),
      purgeBy: "auto",
      maxPurges: 3,
      inventory: () => new Set(["/c", ...changed.map(({ url }) => url)]),
    });

    expect(sent(plan)).toContain("prefix:https://www.example.com/a/");
    expect(plan.collateral).toBe(0);
  });
});
