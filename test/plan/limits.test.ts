/** Limits of providers as data: values that are not taken, lists that travel in one header, pools, and tags alone. */
import { describe, expect, it } from "vitest";
import { capabilities, planned, problems, requested, sent, stale } from "./plan-options.ts";

const covered = { perRequest: 100, match: { query: "covered" } } as const;
const SITE_URLS = [{ origin: "https://www.example.com", basePath: "/" }];
const path = { perRequest: 100, match: { query: "separate" } } as const;

describe("a value that the provider does not take", () => {
  const fewSlashes = capabilities({
    accepts: {
      path: { ...path, allowed: /^[^\s"]*$/ },
      prefix: { ...covered, match: { prefix: "string", query: "covered" }, allowed: /^(?:\/[^/]*){1,3}$/ },
      tag: { ...covered, allowed: /^[!-~]+$/, maxTotalLength: 12 },
    },
    mix: "one-kind",
  });

  it("is never made by the planner, which takes the next best that is", () => {
    const changed = ["/a/b/y", ...Array.from({ length: 9 }, (_, n) => `/a/b/c/d/${String.fromCharCode(65 + n)}`)];
    const inventory = () => new Set([...changed, "/a/b/old", "/a/x", "/z"]);
    const plan = planned({
      capabilities: fewSlashes,
      stale: stale(...changed),
      purgeBy: "auto",
      maxPurges: 2,
      inventory,
    });

    expect(sent(plan)).toEqual(["prefix:/a/b/"]);
    expect(plan.collateral).toBe(1);
  });

  it("of the user is refused with the character that stands in the way, where one alone does", () => {
    const blanks = capabilities({
      accepts: { regex: { perRequest: 1, allowed: /^\S+$/, match: { query: "covered" } } },
    });

    expect(problems({ capabilities: blanks, requested: requested("regex:^/a b c$") })).toMatch(
      /holds a blank, which Example does not take in regex:/,
    );
  });

  it("of a kind that an option opens is refused with that option", () => {
    const { accepts } = fewSlashes;
    const closed = { host: "with provider-options hosts: true" };

    expect(
      problems({ capabilities: capabilities({ accepts, closed }), requested: requested("host:a.example") }),
    ).toMatch(/cannot be expressed at Example\. It takes .*, and host: with provider-options hosts: true$/);
  });

  it("of the user is spelled out over the known URLs, or refused in words", () => {
    const inventory = () => new Set(["/a/b/c/d/1", "/a/b/c/2"]);

    expect(sent(planned({ capabilities: fewSlashes, requested: requested("prefix:/a/b/c/d/"), inventory }))).toEqual([
      "/a/b/c/d/1",
    ]);
    expect(problems({ capabilities: fewSlashes, requested: requested("prefix:/x/b/c/d/"), inventory })).toMatch(
      /holds what Example does not take in prefix:/,
    );
    expect(problems({ capabilities: fewSlashes, requested: requested("tag:zürich") })).toMatch(
      /purge: `tag:zürich` holds the character ü, which Example does not take/,
    );
    expect(problems({ capabilities: fewSlashes, requested: requested("tag:thirteen-char") })).toMatch(
      /longer than the 12 characters/,
    );
  });

  it("of a changed page is kept back and named, and the rest is purged", () => {
    const plan = planned({ capabilities: fewSlashes, stale: stale('/a"b', "/c") });

    expect(sent(plan)).toEqual(["/c"]);
    expect(plan.unsendable).toMatchObject([
      { selector: { value: '/a"b' }, message: /does not take.*may still be served/ },
    ]);
  });

  it("is no pattern that is as long as it may be, whose host has a field of its own", () => {
    const regex = { perRequest: 1, maxLength: 40, match: { query: "covered", anchor: "path", host: "one" } } as const;
    const accepts = { path: { perRequest: 1, match: { query: "separate" } }, regex } as const;
    const own = capabilities({ accepts, wants: { urls: "aliases", files: "all", address: "url" } });
    const pattern = `^/${"x".repeat(38)}`;
    const plan = planned({ capabilities: own, requested: requested(`regex:${pattern}`), siteUrls: SITE_URLS });

    expect(sent(plan)).toEqual([`regex:${pattern} at https://www.example.com`]);
  });

  it("is no reason to cut a request before the list is full, separators included", () => {
    const tags = requested("tag:abcd", "tag:efgh", "tag:ij", "tag:k");
    const batches = planned({ capabilities: fewSlashes, requested: tags }).batches;

    expect(batches.map(({ items }) => items.map(({ selector }) => selector.value))).toEqual([
      ["abcd", "efgh", "ij"],
      ["k"],
    ]);
  });
});

describe("a pool of purges in progress", () => {
  const wildcards = capabilities({
    accepts: {
      path: { perRequest: 3000, match: { query: "separate" } },
      prefix: { perRequest: 3000, match: { prefix: "string", query: "covered" } },
    },
    mix: "any",
    pools: [
      { kinds: ["path"], inFlight: 3000 },
      { kinds: ["prefix"], inFlight: 15 },
    ],
    done: { by: "poll", firstMs: 5000, maxMs: 20_000 },
  });
  const folders = Array.from({ length: 40 }, (_, n) => `/${String.fromCodePoint(0x4e00 + n)}/`).map(encodeURI);

  it("bounds what one request holds of its kinds, and not of others", () => {
    const lines = [...folders.map((folder) => `prefix:${folder}`), ...Array.from({ length: 100 }, (_, n) => `/p${n}`)];
    const { batches } = planned({ capabilities: wildcards, requested: requested(...lines) });
    const counts = batches.map(({ items }) => items.filter(({ selector }) => selector.by === "prefix").length);

    expect(counts).toEqual([15, 15, 10]);
    expect(batches[0]?.items).toHaveLength(115);
  });

  it("bounds the prefixes of a plan by what is through within the timeout", () => {
    const changed = folders.flatMap((folder) => Array.from({ length: 9 }, (_, n) => `${folder}${n}`));
    const others = Array.from({ length: 500 }, (_, n) => `/other/${n}`);
    const inventory = () => new Set([...changed, ...others, ...folders.map((folder) => `${folder}old`)]);
    const prefixes = (timeoutMs: number) =>
      sent(
        planned({
          capabilities: wildcards,
          stale: stale(...changed),
          purgeBy: "auto",
          maxPurges: 100,
          inventory,
          timeoutMs,
        }),
      ).filter((line) => line.startsWith("prefix:")).length;

    expect(prefixes(1_800_000)).toBeGreaterThan(15);
    // Fifteen are too few here: everything goes by one.
    expect(prefixes(140_000)).toBe(1);
  });
});

describe("a provider of tags alone", () => {
  const tagsAlone = capabilities({
    accepts: { tag: covered },
    wants: { urls: "aliases", files: "all", address: "url" },
  });
  const tagsAndAll = capabilities({ accepts: { tag: covered, all: covered } });
  const changed = stale("/a", "/b");

  it.each(["auto", "path", "prefix", "regex", "extension"] as const)(
    "purges everything for changes that no route knows, says why and how routes do better: %s",
    (purgeBy) => {
      const inventory = () => new Set(["/a", "/b", "/c"]);
      const plan = planned({ capabilities: tagsAndAll, stale: changed, purgeBy, inventory });

      expect(sent(plan)).toEqual(["all"]);
      expect(plan.translations).toMatchObject([{ how: "widening", why: /no single URL.*no route/, collateral: 1 }]);
      expect(plan.notes.join()).toMatch(/content\/\*\* -> tag:NAME/);
    },
  );

  it.each([
    ["widen-to forbids it", { capabilities: tagsAndAll, widenTo: "host" }],
    ["there is no all", { capabilities: tagsAlone }],
  ] as const)("is an error that asks for routes where %s", (_, given) => {
    expect(problems({ ...given, stale: changed, purgeBy: "auto" })).toMatch(
      /^routes: pages changed.*takes tag.*tag:NAME/,
    );
  });

  it("needs no path below a base path either, and no word for copies with query strings", () => {
    const siteUrls = [{ origin: "https://www.example.com", basePath: "/nl/" }];
    const given = { capabilities: tagsAndAll, siteUrls, queryStrings: "cached" } as const;

    expect(sent(planned({ ...given, stale: changed, bareRoot: changed[0]?.because ?? [] }))).toEqual(["all"]);
    expect(sent(planned({ ...given, everything: "first" }))).toEqual(["all"]);
    expect(problems({ capabilities: tagsAlone, siteUrls, everything: "first" })).toMatch(/^routes: everything under/);
  });

  it("sends the tags of routes alone where routes know every change", () => {
    const because = changed[0]?.because ?? [];
    const selectors = [{ selector: { by: "tag", value: "news" }, from: "routes", because }] as const;

    expect(sent(planned({ capabilities: tagsAlone, selectors }))).toEqual(["tag:news"]);
  });
});
