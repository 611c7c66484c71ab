import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PURGE_BY } from "../../src/model/plan-options.ts";
import { describeSelector } from "../../src/model/selector.ts";
import { effort } from "../support/properties.ts";
import { capabilities, hit, planned, problems, requested, SHAPES, sent, stale } from "./plan-options.ts";

describe("makePlan", () => {
  it("sends nothing for an empty change set", () => {
    for (const shape of Object.values(SHAPES)) expect(planned({ capabilities: shape }).batches).toEqual([]);
  });

  it("sends a URL once that is both requested and changed", () => {
    const plan = planned({ capabilities: SHAPES.pathsOnly, requested: requested("/a"), stale: stale("/a", "/b") });

    expect(sent(plan)).toEqual(["/a", "/b"]);
    expect(plan.batches[0]?.items[0]?.targets.map((target) => target.requested)).toEqual(["user", "changes"]);
  });

  it("cuts batches at the provider's limit and keeps kinds apart where it must", () => {
    const urls = stale(...Array.from({ length: 450 }, (_, index) => `/p${index}`));
    const plan = planned({ capabilities: SHAPES.urls, stale: urls, requested: requested("tag:a", "/x/*") });

    expect(plan.batches.map(({ items }) => items.length)).toEqual([200, 200, 50, 1, 1]);
  });

  it("puts base path and every host in front of a changed URL", () => {
    const siteUrls = [
      { origin: "https://www.example.com", basePath: "/loans/" },
      { origin: "https://example.com", basePath: "/loans/" },
    ];

    expect(sent(planned({ capabilities: SHAPES.urls, siteUrls, stale: stale("/", "/a") }))).toEqual([
      "https://www.example.com/loans/",
      "https://www.example.com/loans/a",
      "https://example.com/loans/",
      "https://example.com/loans/a",
    ]);
    expect(sent(planned({ capabilities: SHAPES.typed, siteUrls, stale: stale("/", "/a") }))).toEqual([
      "/loans/",
      "/loans/a",
    ]);
  });

  it("purges the root of each base path without its slash too, within max-purges, and not where something covers it", () => {
    const siteUrls = [
      { origin: "https://www.example.com", basePath: "/loans/" },
      { origin: "https://www.example.com", basePath: "/" },
    ];
    const changed = { siteUrls, stale: stale("/"), bareRoot: stale("/")[0]?.because ?? [] };

    expect(sent(planned({ capabilities: SHAPES.typed, ...changed }))).toEqual(["/loans/", "/", "/loans"]);
    expect(sent(planned({ capabilities: SHAPES.typed, ...changed, requested: requested("all") }))).toEqual(["all"]);
    expect(problems({ capabilities: SHAPES.typed, ...changed, maxPurges: 2, widenTo: "none" })).toMatch(/max-purges/);
    expect(sent(planned({ capabilities: SHAPES.typed, siteUrls, stale: stale("/a") }))).toEqual(["/loans/a", "/a"]);
  });

  it("does not add the base path to what the user wrote", () => {
    const siteUrls = [{ origin: "https://www.example.com", basePath: "/loans/" }];

    expect(sent(planned({ capabilities: SHAPES.urls, siteUrls, requested: requested("/a") }))).toEqual([
      "https://www.example.com/a",
    ]);
  });

  it.each([
    ["typed", "prefix:/blog/", "starts_with:/blog/"],
    ["typed", "ext:css", "ext:css"],
    ["patterns", "prefix:/blog/", "regex:(?:^|/)blog/"],
    ["patterns", "ext:css", "regex:\\.css(?:\\?|$)"],
    ["patterns", "ends_with:.min.js", "regex:\\.min\\.js(?:\\?|$)"],
    ["patterns", "contains:a+b", "regex:a\\+b"],
    ["patterns", "equals:/a", "/a"],
    ["patterns", "regex:^/a{2}$", "regex:^/a{2}$"],
    ["patterns", "host:other.example", "host:other.example"],
    ["urls", "starts_with:/blog", "prefix:https://www.example.com/blog"],
    ["urls", "host:www.example.com", "prefix:https://www.example.com/"],
    ["urls", "all", "prefix:https://www.example.com/"],
    ["typed", "all", "all"],
  ] as const)("sends at %s the selector %s as %s", (shape, line, expected) => {
    expect(sent(planned({ capabilities: SHAPES[shape], requested: requested(line) }))).toEqual([expected]);
  });

  it("spells out what the provider cannot say over the known URLs", () => {
    const inventory = () => new Set(["/a.css", "/b/c.CSS", "/b/d.js", "/b/"]);
    const plan = planned({ capabilities: SHAPES.pathsOnly, requested: requested("ext:css"), inventory });

    expect(sent(plan)).toEqual(["/a.css", "/b/c.CSS"]);
    expect(plan.translations).toMatchObject([{ how: "expansion", count: 2 }]);
  });

  it.each([
    ["pathsOnly", "tag:x"],
    ["pathsOnly", "regex:^/a"],
    ["pathsOnly", "ext:css"],
    ["typed", "tag:x"],
    ["urls", "regex:^/a"],
    ["pathsOnly", "all"],
  ] as const)("refuses at %s what it cannot express: %s, and says what it takes", (shape, line) => {
    expect(problems({ capabilities: SHAPES[shape], requested: requested(line) })).toMatch(
      /cannot be expressed at Example.*It takes paths/,
    );
  });

  it("refuses a URL of a host that is not the site's", () => {
    expect(problems({ capabilities: SHAPES.urls, requested: requested("https://other.example/a") })).toMatch(
      /no site-url of this step/,
    );
    expect(problems({ capabilities: SHAPES.typed, requested: requested("https://other.example/a") })).toMatch(
      /no site-url of this step/,
    );
  });

  it("refuses a pattern that is longer than the provider takes", () => {
    expect(problems({ capabilities: SHAPES.patterns, requested: requested(`regex:${"a".repeat(257)}`) })).toMatch(
      /256 characters/,
    );
  });

  it("refuses more instructions than one run may send, and what the rate does not let through in time", () => {
    const urls = stale("/a", "/b", "/c");
    const slow = capabilities({ rates: [{ unit: "request", amount: 1, perSeconds: 61, scope: "site" }] });

    expect(problems({ capabilities: SHAPES.pathsOnly, stale: urls, maxPurges: 2 })).toMatch(
      /max-purges: .*3 instructions.*2/,
    );
    expect(problems({ capabilities: slow, stale: urls, timeoutMs: 121_000 })).toMatch(
      /timeout: .*122 seconds.*timeout is 121/,
    );
    expect(planned({ capabilities: slow, stale: urls, timeoutMs: 122_000 }).floorMs).toBe(122_000);
  });

  describe("when there is nothing to compare with", () => {
    const everything = "the first push";

    it.each([
      ["typed", "/", ["all"]],
      ["typed", "/loans/", ["/loans", "starts_with:/loans/"]],
      ["patterns", "/", ["host:www.example.com"]],
      ["patterns", "/loans/", ["/loans", "regex:(?:^|/)loans/"]],
      ["urls", "/", ["prefix:https://www.example.com/"]],
      ["urls", "/loans/", ["https://www.example.com/loans", "prefix:https://www.example.com/loans/"]],
    ] as const)("purges at %s with the base path %s no more than the site", (shape, basePath, expected) => {
      const siteUrls = [{ origin: "https://www.example.com", basePath }];
      const plan = planned({ capabilities: SHAPES[shape], siteUrls, everything });

      expect(sent(plan)).toEqual(expected);
      expect(plan.translations).toMatchObject([{ how: "widening", why: everything }]);
    });

    it("names every known page where the provider has nothing broad, and says what it cannot know", () => {
      const plan = planned({ capabilities: SHAPES.pathsOnly, everything, current: () => new Set(["/b", "/a"]) });

      expect(sent(plan)).toEqual(["/a", "/b"]);
      expect(plan.notes.join()).toMatch(/not known to this run/);
    });

    it("is an error where not even a page is known", () => {
      expect(problems({ capabilities: SHAPES.pathsOnly, everything })).toMatch(/nor is any page known/);
    });
  });

  it("purges folders by prefix, but neither the whole site for one page nor siblings for a slashless name", () => {
    const urls = stale("/index.html", "/", "/blog", "/blog/", "/blog/index.html", "/css/a.css", "/css/deep/b.css");
    const plan = planned({
      capabilities: SHAPES.urls,
      stale: urls,
      purgeBy: "prefix",
      inventory: () => new Set(["/css/old.css", "/x"]),
    });

    expect(sent(plan).map((line) => line.replace("https://www.example.com", ""))).toEqual([
      "/",
      "/blog",
      "/index.html",
      "prefix:/blog/",
      "prefix:/css/",
    ]);
    expect(plan.collateral).toBe(1);
  });

  it("counts what an extension evicts besides, and keeps URLs without one as paths", () => {
    const plan = planned({
      capabilities: SHAPES.typed,
      stale: stale("/a.css", "/b/"),
      purgeBy: "extension",
      inventory: () => new Set(["/a.css", "/c.css", "/d.css", "/e.js"]),
    });

    expect(sent(plan)).toEqual(["/b/", "ext:css"]);
    expect(plan.collateral).toBe(2);
  });
});

describe("every plan", () => {
  const segment = fc.constantFrom(
    "a",
    "b",
    "blog",
    "x.css",
    "y.html",
    "app.min.js",
    "a+b",
    "(c)",
    "ü".normalize("NFC"),
    "",
  );
  const url = fc
    .array(segment, { minLength: 1, maxLength: 4 })
    .map((parts) => new URL(`http://h/${parts.join("/")}`).pathname.replace(/\/{2,}/g, "/"));
  const urls = fc.uniqueArray(url, { minLength: 1, maxLength: 40 });

  it("hits every changed URL under the provider's semantics, whatever it is purged by", () => {
    fc.assert(
      fc.property(
        urls,
        fc.constantFrom(...PURGE_BY),
        fc.constantFrom(...Object.values(SHAPES)),
        (changed, purgeBy, shape) => {
          const plan = planned({
            capabilities: shape,
            stale: stale(...changed),
            purgeBy,
            current: () => new Set(changed),
          });
          const selectors = plan.batches.flatMap(({ items }) => items.map(({ selector }) => selector));

          for (const path of changed) expect(selectors.some((selector) => hit(selector, path))).toBe(true);
          for (const { by, value } of selectors) {
            const acceptance = shape.accepts[by];
            expect(acceptance).toBeDefined();
            expect(value.length).toBeLessThanOrEqual(acceptance?.maxLength ?? Number.POSITIVE_INFINITY);
          }
          expect(new Set(selectors.map(describeSelector)).size).toBe(selectors.length);
        },
      ),
      effort(400),
    );
  });

  it("hits nothing else when it purges by path, or by pattern from the path's start", () => {
    fc.assert(
      fc.property(urls, urls, fc.constantFrom("path", "regex"), (changed, others, purgeBy) => {
        const plan = planned({
          capabilities: SHAPES.typed,
          stale: stale(...changed),
          purgeBy: purgeBy as "path" | "regex",
        });
        const selectors = plan.batches.flatMap(({ items }) => items.map(({ selector }) => selector));

        for (const path of others.filter((other) => !changed.includes(other))) {
          expect(selectors.some((selector) => hit(selector, path))).toBe(false);
        }
      }),
      effort(300),
    );
  });

  it("makes the same plan whatever the order of the input", () => {
    fc.assert(
      fc.property(
        urls,
        fc.constantFrom(...PURGE_BY),
        fc.constantFrom(...Object.values(SHAPES)),
        (changed, purgeBy, shape) => {
          const rest = { capabilities: shape, purgeBy, current: () => new Set(changed) };
          const plan = planned({ ...rest, stale: stale(...changed) });
          const other = planned({ ...rest, stale: stale(...changed.toReversed()) });

          expect(sent(other)).toEqual(sent(plan));
        },
      ),
      effort(200),
    );
  });
});
