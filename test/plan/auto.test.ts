import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Change } from "../../src/model/change.ts";
import type { PlanOptions } from "../../src/plan/context.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import { endsLikePage, PAGES_PATTERN } from "../../src/plan/patterns.ts";
import { effort } from "../support/properties.ts";
import { capabilities, hit, planned, planOptions, problems, requested, SHAPES, sent, stale } from "./plan-options.ts";

type Given = Partial<PlanOptions> & Pick<PlanOptions, "capabilities">;

/** A plan of `auto` for URLs that changed among others that did not. */
function auto(changed: readonly string[], others: readonly string[], given: Given): ReturnType<typeof planned> {
  return planned(autoOptions(changed, others, given));
}

function autoOptions(changed: readonly string[], others: readonly string[], given: Given): PlanOptions {
  const inventory = () => new Set([...changed, ...others]);
  return planOptions({ purgeBy: "auto", stale: stale(...changed), inventory, current: inventory, ...given });
}

function numbered<T>(count: number, name: (n: number) => T): T[] {
  return Array.from({ length: count }, (_, n) => name(n));
}

/** Takes paths, prefixes, extensions and everything, and no patterns. */
const BROAD = capabilities({
  accepts: Object.fromEntries(
    (["path", "prefix", "extension", "host", "all"] as const).map((kind) => [
      kind,
      { perRequest: 100, match: { prefix: "string", query: "covered" } },
    ]),
  ),
  mix: "any",
});

describe("purge-by: auto", () => {
  it.each(Object.entries(SHAPES))("sends one path each while they fit (%s)", (_, shape) => {
    const plan = auto(["/b/x", "/a"], ["/c"], { capabilities: shape, maxPurges: 2 });

    expect(sent(plan).map((line) => line.replace("https://www.example.com", ""))).toEqual(["/a", "/b/x"]);
    expect(plan).toMatchObject({ collateral: 0, translations: [] });
    expect(plan.alternatives).toMatchObject([{ name: "paths", instructions: 2, why: "" }]);
  });

  it("takes an extension where it evicts less than prefixes, and names the other candidates", () => {
    const changed = numbered(6, (n) => `/d${n}/site.css`);
    const others = numbered(6, (n) => `/d${n}/page`);
    const plan = auto([...changed, "/news/"], others, { capabilities: BROAD, maxPurges: 3 });

    expect(sent(plan)).toEqual(["/news/", "ext:css"]);
    expect(plan.collateral).toBe(0);
    expect(plan.alternatives?.map(({ name, collateral, broad }) => [name, collateral, broad])).toEqual([
      ["ext:css, paths", 0, 1],
      ["everything", 6, 1],
      ["paths and prefixes", 6, 1],
      ["paths", 0, 0],
    ]);
    expect(plan.alternatives?.map(({ why }) => why === "")).toEqual([true, false, false, false]);
  });

  it("takes prefixes where extensions would evict more, and keeps an upper-case one as a path", () => {
    const others = numbered(50, (n) => `/old/${n}.css`);
    const plan = auto(["/new/a.css", "/new/b.css", "/x.CSS"], others, { capabilities: BROAD, maxPurges: 2 });

    expect(sent(plan)).toEqual(["/x.CSS", "prefix:/new/"]);
  });

  it("takes all pages by one pattern where just the assets stayed", () => {
    const pages = ["/", "/index.html", ...numbered(40, (n) => `/s${n % 7}/p${n}/`), "/about", "/v1.0/"];
    const others = numbered(40, (n) => `/s${n % 7}/p${n}/img.png`);
    const long = { perRequest: 1, maxLength: 60, match: { query: "unknown", anchor: "path" } } as const;
    const shape = capabilities({ accepts: { path: long, regex: long } });
    const plan = auto(pages, others, { capabilities: shape, maxPurges: 2 });

    expect(sent(plan)).toEqual([`regex:${PAGES_PATTERN}`]);
    expect(plan.collateral).toBe(0);
  });

  it("folds paths into patterns where that is exact and fits", () => {
    const changed = numbered(300, (n) => `/docs/page-${n}.html`);
    const plan = auto(changed, ["/docs/page-300.html"], { capabilities: SHAPES.typed, maxPurges: 10 });

    expect(plan.instructions).toBeLessThanOrEqual(10);
    expect(plan).toMatchObject({ collateral: 0, alternatives: [{ name: "patterns", broad: 0 }, {}, {}, {}] });
  });

  it("lets a prefix take what patterns have no room for", () => {
    const changed = [
      ...numbered(200, (n) => `/docs/${n}/${n * 7919}.html`),
      ...numbered(40, (n) => `/blog/${n * 104_729}/`),
    ];
    const others = numbered(300, (n) => `/docs/${n}/old`);
    const given = { capabilities: SHAPES.patterns, maxPurges: 12, widenTo: "prefix" } as const;
    const plan = auto(changed, [...others, "/docs-old/x"], given);

    expect(plan.alternatives?.[0]?.name).toBe("prefixes and patterns");
    expect(plan.instructions).toBeLessThanOrEqual(12);
    expect(plan.collateral).toBeLessThan(
      plan.alternatives?.find(({ name }) => name === "paths and prefixes")?.collateral ?? 0,
    );
  });

  it("counts what loosely anchored patterns hit elsewhere, each object once", () => {
    const plan = auto(["/docs/a", "/docs/b", "/docs/c"], ["/old/docs/x", "/old/docs/docs/y", "/mydocs/z"], {
      capabilities: {
        ...SHAPES.patterns,
        accepts: {
          ...SHAPES.patterns.accepts,
          regex: { perRequest: 1, maxLength: 20, match: { query: "covered", anchor: "loose" } },
        },
      },
      maxPurges: 1,
      widenTo: "prefix",
    });

    expect(sent(plan)).toEqual(["regex:(?:^|/)docs/"]);
    expect(plan.collateral).toBe(2);
  });

  it("sends what a loose pattern would hit elsewhere as a path while there is room", () => {
    const changed = ["/", ...numbered(9, (n) => `/docs/${n}/`)];
    const plan = auto(changed, ["/other/", "/more/"], { capabilities: SHAPES.patterns, maxPurges: 3 });

    expect(sent(plan)[0]).toBe("/");
    expect(plan).toMatchObject({ instructions: 2, collateral: 0 });
  });

  it("leaves to the user's own selectors what they purge anyway", () => {
    const changed = numbered(20, (n) => `/blog/${n}`);
    const plan = auto([...changed, "/a.css", "/x"], [], {
      capabilities: BROAD,
      maxPurges: 3,
      requested: requested("/blog/*", "ext:css"),
    });

    expect(sent(plan)).toEqual(["/x", "prefix:/blog/", "ext:css"]);
    expect(plan.batches[0]?.items.map(({ targets }) => targets.length)).toEqual([1, 21, 2]);
  });

  it("splits one budget among several hosts", () => {
    const siteUrls = ["https://www.example.com", "https://example.com"].map((origin) => ({ origin, basePath: "/" }));
    const changed = numbered(30, (n) => `/blog/${n}`);
    const plan = auto(changed, ["/x"], { capabilities: SHAPES.urls, siteUrls, maxPurges: 29 });

    expect(sent(plan)).toHaveLength(2);
    expect(sent(plan).every((line) => line.startsWith("prefix:"))).toBe(true);
  });

  it("uses no more prefixes than their own rate lets through in time", () => {
    const shape = {
      ...SHAPES.urls,
      rates: [{ unit: "item", amount: 2, perSeconds: 100, kinds: ["prefix"], scope: "site" }] as const,
    };
    const changed = numbered(8, (s) => numbered(5, (n) => `/s${s}/${n}`)).flat();
    const others = numbered(8, (s) => `/s${s}/other`);
    const given = { capabilities: shape, maxPurges: 24, timeoutMs: 100_000 };

    expect(sent(auto(changed, others, given)).filter((line) => line.startsWith("prefix:"))).toHaveLength(1);
    expect(
      sent(auto(changed, others, { ...given, timeoutMs: 300_000 })).filter((line) => line.startsWith("prefix:")).length,
    ).toBe(4);
  });

  it("makes no more prefixes than the provider takes in one run, though it takes more URLs", () => {
    const prefix = { perRequest: 30, perRun: 2, match: { prefix: "string", query: "covered" } } as const;
    const shape = { ...SHAPES.urls, accepts: { ...SHAPES.urls.accepts, prefix } };
    const changed = numbered(8, (s) => numbered(5, (n) => `/s${s}/${n}`)).flat();
    const others = numbered(8, (s) => numbered(s, (n) => `/s${s}/other${n}`)).flat();
    const plan = auto(changed, others, { capabilities: shape, maxPurges: 32 });

    expect(sent(plan).filter((line) => line.startsWith("prefix:"))).toEqual([
      "prefix:https://www.example.com/s0/",
      "prefix:https://www.example.com/s1/",
    ]);
    expect(plan).toMatchObject({ instructions: 32, collateral: 1, notes: [] });
  });

  it("refuses what cannot fit, and names the three inputs that help", () => {
    const given = autoOptions(["/a", "/b", "/c"], [], { capabilities: SHAPES.pathsOnly, maxPurges: 2 });

    expect(problems(given)).toMatch(/^max-purges: .*3 instructions.*widen-to|^max-purges: .*over-limit/);
    expect(problems({ ...given, widenTo: "none", capabilities: BROAD })).toMatch(/widen-to is none.*over-limit: defer/);
  });
});

describe("widen-to", () => {
  const changed = numbered(10, (n) => `/p${n}`);

  it.each([
    ["all", "all"],
    ["host", "host:www.example.com"],
  ] as const)("%s lets the plan be that broad", (widenTo, expected) => {
    const broad = { perRequest: 1, match: { query: "covered" } } as const;
    const accepts = { path: broad, all: broad, ...(widenTo === "host" ? { host: broad } : {}) };

    expect(sent(auto(changed, [], { capabilities: capabilities({ accepts }), maxPurges: 1, widenTo }))).toEqual([
      expected,
    ]);
  });

  it("prefix takes prefixes, but not the whole host, and no extension", () => {
    const given = { capabilities: BROAD, maxPurges: 1, widenTo: "prefix" } as const;

    expect(sent(auto(["/a/1.css", "/a/2.css"], [], given))).toEqual(["prefix:/a/"]);
    expect(problems(autoOptions(["/a.css", "/b.css"], [], given))).toMatch(/widen-to is prefix/);
  });

  it("none takes exact forms only", () => {
    const given = { capabilities: SHAPES.typed, maxPurges: 1, widenTo: "none" } as const;

    expect(sent(auto(changed, [], given))).toEqual(["regex:^/p(?:0|1|2|3|4|5|6|7|8|9)(?:\\?|$)"]);
  });
});

describe("over-limit: defer", () => {
  it("sends what fits: what the user requests first, then shallow before deep, and owes the rest in order", () => {
    const given = { capabilities: SHAPES.pathsOnly, maxPurges: 3, overLimit: "defer" } as const;
    const plan = auto(["/a/b/c", "/z", "/a/b", "/b"], [], { ...given, requested: requested("/deep/er/still") });

    expect(sent(plan).toSorted()).toEqual(["/b", "/deep/er/still", "/z"]);
    expect(plan.deferred?.map(({ selector }) => selector.value)).toEqual(["/a/b", "/a/b/c"]);
  });

  it("counts folders and names, with a slash at the end or without", () => {
    const given = { capabilities: SHAPES.pathsOnly, maxPurges: 1, overLimit: "defer" } as const;
    const plan = auto(["/a/b", "/z/", "/a/b/", "/", "/c"], [], given);

    expect(sent(plan)).toEqual(["/"]);
    expect(plan.deferred?.map(({ selector }) => selector.value)).toEqual(["/c", "/z/", "/a/b", "/a/b/"]);
  });

  it("follows the order of the routes before the depth", () => {
    const changed = stale("/first/of/all", "/b", "/a");
    const routeLines = new Map(changed.map(({ because: [change] }, index) => [change as Change, index === 0 ? 1 : 2]));
    const given = { capabilities: SHAPES.pathsOnly, maxPurges: 1, overLimit: "defer" } as const;
    const plan = planned({ ...given, purgeBy: "auto", stale: changed, routeLines });

    expect(sent(plan)).toEqual(["/first/of/all"]);
    expect(plan.deferred?.map(({ selector }) => selector.value)).toEqual(["/a", "/b"]);
  });

  it("takes an instruction for any number of URLs, and a URL for any number of changes", () => {
    const changes = Array.from({ length: 140_000 }, (_, n) => ({ kind: "added" as const, path: `${n}`, after: "1" }));
    const many = Array.from({ length: 140_000 }, (_, n) => ({ url: `/${n}.css`, because: [] }));
    const given = { capabilities: SHAPES.typed, purgeBy: "extension", maxPurges: 1, overLimit: "defer" } as const;
    const routeLines = new Map(changes.map((change) => [change, 1] as const));
    const plan = planned({ ...given, routeLines, stale: [...many, { url: "/feed", because: changes }] });

    expect(sent(plan)).toEqual(["/feed"]);
    expect(plan.deferred).toHaveLength(140_000);
  });

  it("owes nothing where a broader plan fits", () => {
    const plan = auto(["/a", "/b"], [], { capabilities: SHAPES.typed, maxPurges: 1, overLimit: "defer" });

    expect(plan.deferred).toBeUndefined();
  });
});

describe("query-strings: cached", () => {
  const cached = { queryStrings: "cached" } as const;
  const path = { perRequest: 10, match: { query: "separate" } } as const;

  it("keeps a path that reaches copies with query strings", () => {
    const covered = { path: { perRequest: 10, match: { query: "covered" } } } as const;

    expect(sent(auto(["/a"], [], { ...cached, capabilities: capabilities({ accepts: covered }) }))).toEqual(["/a"]);
  });

  it("sends a pattern that lets a query follow, for single paths and for folded ones", () => {
    const accepts = { path, regex: { perRequest: 10, match: { query: "covered", anchor: "path" } } } as const;
    const given = { ...cached, capabilities: capabilities({ accepts }) };

    expect(sent(auto(["/a"], [], given))).toEqual(["regex:^/a(?:\\?|$)"]);
    expect(sent(auto(["/a", "/b"], [], { ...given, maxPurges: 1 }))).toEqual(["regex:^/(?:a|b)(?:\\?|$)"]);
  });

  it("sends prefixes where only they reach them, and counts what goes with them", () => {
    const plan = auto(["/a", "/b/", "/b/c"], ["/ab", "/b/d", "/x", "/y", "/z"], {
      ...cached,
      capabilities: SHAPES.urls,
    });

    expect(sent(plan).map((line) => line.replace("https://www.example.com", ""))).toEqual(["prefix:/a", "prefix:/b/"]);
    expect(plan.collateral).toBe(2);
  });

  it("sends no prefix that widen-to forbids, but says that it would have to", () => {
    const given = { ...cached, capabilities: SHAPES.urls } as const;

    expect(problems(autoOptions(["/a"], [], { ...given, widenTo: "none" }))).toMatch(
      /^widen-to: is none, and with query-/,
    );
    expect(problems(autoOptions(["/", "/a"], [], { ...given, widenTo: "prefix" }))).toMatch(/^widen-to: is prefix/);
    expect(sent(auto(["/", "/a"], [], given))).toEqual(["prefix:https://www.example.com/"]);
  });

  it("says so where nobody knows, and refuses where the vendor says that it cannot", () => {
    const doubtful = capabilities({ accepts: { path: { perRequest: 1, match: { query: "unknown" } } } });

    expect(auto(["/a"], [], { ...cached, capabilities: doubtful }).notes.join()).toMatch(/does not say whether/);
    expect(problems(autoOptions(["/a"], [], { ...cached, capabilities: SHAPES.pathsOnly }))).toMatch(
      /^query-strings: is cached, and Example purges no copy with a query string/,
    );
  });
});

describe("a URL that the provider does not take", () => {
  const short = capabilities({ accepts: { path: { perRequest: 10, maxLength: 12, match: { query: "separate" } } } });

  it("is kept back and named, and the rest is sent", () => {
    const plan = auto(["/short", "/much/too/long"], [], { capabilities: short });

    expect(sent(plan)).toEqual(["/short"]);
    expect(plan.unsendable).toMatchObject(
      [{ selector: { value: "/much/too/long" }, message: /14 characters.*takes 12/ }].map(({ selector }) => ({
        selector,
      })),
    );
    expect(plan.unsendable?.[0]?.message).toMatch(/14 characters, and Example takes 12/);
  });
});

describe("every plan of auto", () => {
  const segment = fc.constantFrom("a", "b", "ab", "x.css", "y.html", "v1.0", "a+b", "(c)", "%C3%BC");
  const url = fc
    .tuple(fc.array(segment, { minLength: 1, maxLength: 4 }), fc.constantFrom("", "/"))
    .map(([parts, end]) => `/${parts.join("/")}${end}`);
  const shape = fc.constantFrom(...Object.values(SHAPES), BROAD);

  it("hits every changed URL under the provider's semantics within the cap, whatever it chooses", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(url, { minLength: 1, maxLength: 60 }),
        fc.uniqueArray(url, { maxLength: 60 }),
        shape,
        fc.integer({ min: 1, max: 20 }),
        (changed, others, capabilitiesOf, maxPurges) => {
          const result = makePlan(autoOptions(changed, others, { capabilities: capabilitiesOf, maxPurges }));
          if ("problems" in result) {
            expect(capabilitiesOf).toBe(SHAPES.pathsOnly);
            return;
          }
          const selectors = result.plan.batches.flatMap(({ items }) => items.map(({ selector }) => selector));
          const evicted = others.filter((one) => !changed.includes(one) && selectors.some((by) => hit(by, one)));

          for (const one of changed) expect(selectors.some((by) => hit(by, one))).toBe(true);
          expect(selectors.length).toBeLessThanOrEqual(maxPurges);
          expect(result.plan.collateral).toBe(evicted.length);
        },
      ),
      effort(600),
    );
  });

  it("makes the same plan whatever the order of the input, at every shape of provider", () => {
    const urls = (maxLength: number) => fc.uniqueArray(url, { minLength: 1, maxLength });
    const shuffled = fc.tuple(urls(40), urls(40)).chain(([changed, others]) =>
      fc.record({
        changed: fc.constant(changed),
        others: fc.constant(others),
        changedAgain: fc.shuffledSubarray(changed, { minLength: changed.length }),
        othersAgain: fc.shuffledSubarray(others, { minLength: others.length }),
      }),
    );
    const limit = fc.constantFrom("fail", "defer") as fc.Arbitrary<PlanOptions["overLimit"]>;
    fc.assert(
      fc.property(
        shuffled,
        shape,
        limit,
        fc.integer({ min: 2, max: 20 }),
        (all, capabilitiesOf, overLimit, maxPurges) => {
          const given = { capabilities: capabilitiesOf, overLimit, maxPurges, requested: requested("/a/*", "/b") };
          const plan = makePlan(autoOptions(all.changed, all.others, given));
          const again = makePlan(autoOptions(all.changedAgain, all.othersAgain, given));

          expect(again).toEqual(plan);
        },
      ),
      effort(200),
    );
  });

  it("calls a page what its pattern matches, on the path and on the whole URL", () => {
    fc.assert(
      fc.property(url, (one) => {
        const pattern = new RegExp(PAGES_PATTERN);

        expect(pattern.test(one)).toBe(endsLikePage(one));
        expect(pattern.test(`https://www.example.com${one}?q=a/b.css`)).toBe(endsLikePage(one));
      }),
      effort(500),
    );
  });
});
