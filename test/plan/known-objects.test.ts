import { describe, expect, it } from "vitest";
import { describeSelector, type Selector } from "../../src/model/selector.ts";
import type { PlanContext } from "../../src/plan/context.ts";
import { countBeyond, knownBy, type Substitution } from "../../src/plan/known-objects.ts";
import { capabilities, planned, planOptions, problems, requested, SHAPES, sent, stale } from "./plan-options.ts";

const WWW = { origin: "https://www.example.com", basePath: "/" };
const SHOP = { origin: "https://shop.example.com", basePath: "/" };
const KNOWN = ["/b/x", "/a", "/docs/a", "/x.css", "/X.CSS", "/x.min.css", "/old/docs/a"];

function contextOf(given: Partial<PlanContext>): PlanContext {
  return {
    ...planOptions({ capabilities: SHAPES.pathsOnly, inventory: () => new Set(KNOWN), ...given }),
    bases: [{ basePath: "/" }],
    single: { form: "path" },
    limit: { most: 100, by: "max-purges" },
    ...given,
  };
}
const one = (line: string): Selector => requested(line)[0] as Selector;

describe("the known URLs of a selector", () => {
  const known = (line: string, given: Partial<PlanContext> = {}) =>
    knownBy(contextOf(given), one(line)).map(describeSelector);

  it.each<[string, readonly string[]]>([
    ["/a", ["/a"]],
    ["equals:/a", ["/a"]],
    ["equals:/b", []],
    ["prefix:/docs/", ["/docs/a"]],
    ["starts_with:/x", ["/x.css", "/x.min.css"]],
    ["ext:css", ["/X.CSS", "/x.css", "/x.min.css"]],
    ["ext:min.css", ["/x.min.css"]],
    ["ends_with:/a", ["/a", "/docs/a", "/old/docs/a"]],
    ["contains:ocs", ["/docs/a", "/old/docs/a"]],
    ["all", [...KNOWN].sort()],
    ["host:any.example", [...KNOWN].sort()],
    ["tag:a", []],
    ["regex:a", []],
  ])("%s are %j", (line, urls) => {
    expect(known(line)).toEqual(urls);
  });

  it("are those of its host, or of every one", () => {
    expect(known("/a", { bases: [WWW, SHOP] })).toEqual(["https://www.example.com/a", "https://shop.example.com/a"]);
    expect(known("https://shop.example.com/a", { bases: [WWW, SHOP] })).toEqual(["https://shop.example.com/a"]);
    expect(known("https://shop.example.com/a")).toEqual(["/a"]);
    expect(known("/nl/a", { bases: [{ basePath: "/nl/" }] })).toEqual(["/nl/a"]);
  });
});

describe("what a substitution evicts beyond what was meant", () => {
  const count = (
    substitution: Partial<Substitution> & { readonly meant: Selector },
    given: Partial<PlanContext> = {},
  ) => {
    const { meant, addressed = meant, sent: by = { by: "prefix", value: "" } } = substitution;
    const sites = { siteUrls: [WWW, SHOP] };
    return countBeyond(contextOf({ ...sites, ...given }), [{ meant, addressed, sent: by }])[0];
  };
  const onShop = (line: string): Selector => ({ ...one(line), origin: SHOP.origin });
  const loose = { capabilities: SHAPES.patterns };
  const pattern = { by: "regex", value: "" } as const;

  it("is the same on the other hosts", () => {
    expect(count({ meant: onShop("/a") })).toBe(1);
    expect(count({ meant: onShop("equals:/a") })).toBe(1);
    expect(count({ meant: onShop("prefix:/docs/") })).toBe(1);
    expect(count({ meant: onShop("ext:css") })).toBe(3);
    expect(count({ meant: onShop("/none") })).toBe(0);
    expect(count({ meant: one("/a") })).toBe(0);
    expect(count({ meant: onShop("/a") }, { siteUrls: [SHOP] })).toBe(0);
    expect(count({ meant: onShop("/a"), sent: { by: "path", value: "/a", origin: SHOP.origin } })).toBe(0);
  });

  it("is nothing of what changed, and nothing where nobody knows what did", () => {
    expect(count({ meant: onShop("prefix:/docs/") }, { stale: stale("/docs/a") })).toBe(0);
    expect(count({ meant: onShop("ext:css") }, { stale: stale("/x.css") })).toBe(2);
    expect(count({ meant: onShop("ext:css") }, { everything: "no base" })).toBe(0);
    expect(count({ meant: onShop("ext:css") }, { everything: "a rule", stale: stale("/x.css") })).toBe(2);
    expect(countBeyond(contextOf({}), [])).toEqual([]);
  });

  it("is what a loose pattern hits further on in a URL", () => {
    expect(count({ meant: one("/docs/a"), sent: pattern }, { ...loose, siteUrls: [WWW] })).toBe(1);
    expect(count({ meant: one("equals:/docs/a"), sent: pattern }, { ...loose, siteUrls: [WWW] })).toBe(1);
    expect(count({ meant: one("prefix:/docs/"), sent: pattern }, { ...loose, siteUrls: [WWW] })).toBe(1);
    expect(count({ meant: one("starts_with:/docs"), sent: pattern }, { ...loose, siteUrls: [WWW] })).toBe(1);
    expect(count({ meant: one("contains:example"), sent: pattern }, { ...loose, siteUrls: [WWW] })).toBe(KNOWN.length);
    expect(count({ meant: one("contains:ocs"), sent: pattern }, { ...loose, siteUrls: [WWW] })).toBe(0);
    expect(count({ meant: one("ext:css"), sent: pattern }, { ...loose, siteUrls: [WWW] })).toBe(0);
    // Anchored at the path's start, it hits nothing else; and no other form strays.
    expect(count({ meant: one("/docs/a"), sent: pattern }, { capabilities: SHAPES.typed, siteUrls: [WWW] })).toBe(0);
    expect(count({ meant: one("/docs/a") }, { ...loose, siteUrls: [WWW] })).toBe(0);
  });

  it("is all of the other hosts where a host was meant", () => {
    const meant = one("host:shop.example.com");
    const addressed: Selector = { by: "prefix", value: "/", origin: SHOP.origin };

    expect(count({ meant, addressed })).toBe(KNOWN.length);
    expect(count({ meant, addressed }, { siteUrls: [SHOP] })).toBe(0);
  });

  it("is counted at the bases of the site where no site is known", () => {
    expect(count({ meant: one("/docs/a"), sent: pattern }, { ...loose, siteUrls: [] })).toBe(1);
  });
});

describe("a plan beside what the user requests", () => {
  it("counts a changed URL once that the user names, too", () => {
    const given = {
      capabilities: SHAPES.urls,
      purgeBy: "auto",
      requested: requested("/a"),
      stale: stale("/a", "/b"),
      inventory: () => new Set(["/a", "/b", "/c"]),
    } as const;

    expect(sent(planned({ ...given, maxPurges: 2 }))).toEqual([
      "https://www.example.com/a",
      "https://www.example.com/b",
    ]);
    expect(planned({ ...given, maxPurges: 2 }).translations).toEqual([]);
    // At a prefix of the same name, it is not purged yet.
    expect(sent(planned({ ...given, requested: requested("tag:/a") }))).toHaveLength(3);
  });

  it("evicts nothing where the user's own selector purges all that changed around it", () => {
    const plan = planned({
      capabilities: SHAPES.urls,
      purgeBy: "prefix",
      requested: requested("prefix:/docs/"),
      stale: stale("/docs/a", "/blog/a"),
      inventory: () => new Set(["/docs/a", "/blog/a", "/blog/b"]),
    });

    expect([plan.instructions, plan.collateral]).toEqual([2, 1]);
  });

  it("has no word of copies with query strings where nothing changed", () => {
    const given = { capabilities: SHAPES.typed, queryStrings: "cached", requested: requested("/a") } as const;

    expect(planned(given).notes).toEqual([]);
    expect(planned({ ...given, stale: stale("/b") }).notes).toHaveLength(1);
  });

  it("keeps room for the root without its slash", () => {
    const given = {
      capabilities: SHAPES.urls,
      purgeBy: "auto",
      siteUrls: [{ ...WWW, basePath: "/nl/" }],
      stale: stale("/a", "/b"),
      bareRoot: [{ kind: "modified", path: "index.html", before: "1", after: "2" }],
      inventory: () => new Set(["/a", "/b", "/c"]),
    } as const;

    expect(sent(planned({ ...given, maxPurges: 3 }))).toHaveLength(3);
    expect(sent(planned({ ...given, maxPurges: 2 }))).toEqual([
      "https://www.example.com/nl",
      "prefix:https://www.example.com/nl/",
    ]);
  });

  it("has nothing kept back and nothing for later where all of it fits", () => {
    const plan = planned({
      capabilities: SHAPES.pathsOnly,
      stale: stale("/a", "/b"),
      maxPurges: 2,
      overLimit: "defer",
    });

    expect("deferred" in plan || "unsendable" in plan || "costs" in plan).toBe(false);
    expect(sent(plan)).toEqual(["/a", "/b"]);
  });

  it("sends in the order of names what is as shallow, and says at most what is later", () => {
    const given = { capabilities: SHAPES.pathsOnly, maxPurges: 2, overLimit: "defer" } as const;
    const plan = planned({ ...given, stale: stale("/c", "/a/", "/b/b", "/b") });

    expect(sent(plan)).toEqual(["/a/", "/b"]);
    expect(plan.deferred?.map(({ selector }) => selector.value)).toEqual(["/c", "/b/b"]);
    expect(problems({ ...given, overLimit: "fail", stale: stale("/a", "/b") })).toBe("");
  });

  it("measures the host of a URL and of a prefix with it, and of nothing else", () => {
    const most = (by: "path" | "prefix", maxLength: number, address: "path" | "url" = "url") =>
      planned({
        capabilities: capabilities({
          accepts: {
            path: { perRequest: 1, match: { query: "separate" } },
            [by]: { perRequest: 1, maxLength, match: { query: "covered" } },
          },
          wants: { urls: "aliases", files: "all", address },
        }),
        purgeBy: by,
        stale: stale("/docs/a"),
      }).unsendable?.length ?? 0;

    expect([most("path", 29), most("path", 30), most("prefix", 28), most("prefix", 29)]).toEqual([1, 0, 1, 0]);
    expect([most("path", 6, "path"), most("path", 7, "path")]).toEqual([1, 0]);
  });
});
