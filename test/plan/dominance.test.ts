/** An instruction that another one makes needless is not sent; where that is not certain, it is. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Acceptance } from "../../src/model/capabilities.ts";
import { describeSelector, type Kind, type Selector } from "../../src/model/selector.ts";
import type { ChangedSelector } from "../../src/model/stale.ts";
import type { PlanOptions } from "../../src/plan/context.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import { effort } from "../support/properties.ts";
import { capabilities, hit, planned, planOptions, requested, SHAPES, sent, stale } from "./plan-options.ts";

const KINDS = ["path", "prefix", "extension", "regex", "tag", "host", "all"] as const;

/** Takes every kind, and says the same of each. */
function taking(query: Acceptance["match"]["query"], prefix: "string" | "segment" = "string") {
  const accepts: Partial<Record<Kind, Acceptance>> = Object.fromEntries(
    KINDS.map((kind) => [kind, { perRequest: 100, match: { prefix, query } }]),
  );
  return capabilities({ accepts, mix: "any" });
}

const STRINGS = taking("covered");
const SEGMENTS = taking("covered", "segment");
const DOUBTFUL = taking("unknown");
const HOSTS = ["https://www.example.com", "https://example.com"].map((origin) => ({ origin, basePath: "/" }));

/** What a route makes of a change. */
function routed(...lines: readonly string[]): readonly ChangedSelector[] {
  return requested(...lines).map((selector) => ({ selector, from: "routes", because: [] }));
}

type Given = Parameters<typeof planned>[0];

/** What is sent, in one order, without the host that all share. */
function lines(given: Given): readonly string[] {
  return sent(planned(given))
    .map((line) => line.replace("https://www.example.com", ""))
    .toSorted();
}

describe("an instruction that another makes needless", () => {
  it("is any beside all", () => {
    const beside = { capabilities: STRINGS, stale: stale("/a", "/b.css"), selectors: routed("/c/*", "tag:x") };

    expect(lines({ ...beside, requested: requested("ext:css", "all", "regex:^/d") })).toEqual(["all"]);
    expect(lines({ ...beside, requested: requested("ext:css"), everything: "the first push", siteUrls: [] })).toEqual([
      "all",
    ]);
  });

  it("is a path or prefix on a host that goes as a whole, and on no other", () => {
    const beside = { capabilities: STRINGS, stale: stale("/a"), selectors: routed("/c/*", "tag:x", "regex:^/d") };

    expect(lines({ ...beside, requested: requested("host:www.example.com") })).toEqual([
      "host:www.example.com",
      "regex:^/d",
      "tag:x",
    ]);
    expect(lines({ ...beside, requested: requested("host:img.example.com") })).toContain("/a");
    expect(lines({ ...beside, requested: requested("host:www.example.com"), siteUrls: HOSTS })).toContain("/a");
  });

  it("is a prefix below another, by the letters or the segments that the provider compares", () => {
    const selectors = routed("prefix:/docs/a/", "prefix:/docsearch", "prefix:/doc");
    const given = { requested: requested("prefix:/docs"), selectors };

    expect(lines({ ...given, capabilities: STRINGS })).toEqual(["prefix:/doc", "prefix:/docs"]);
    expect(lines({ ...given, capabilities: SEGMENTS })).toEqual(["prefix:/doc", "prefix:/docs", "prefix:/docsearch"]);
  });

  it("is a URL below a prefix", () => {
    const given = {
      requested: requested("prefix:/docs"),
      stale: stale("/docs", "/docs/a", "/docsearch", "/doc", "/x"),
    };

    expect(lines({ ...given, capabilities: STRINGS })).toEqual(["/doc", "/x", "prefix:/docs"]);
    expect(lines({ ...given, capabilities: SEGMENTS })).toEqual(["/doc", "/docsearch", "/x", "prefix:/docs"]);
  });

  it("is no URL whose copies with query strings a prefix or an extension may leave", () => {
    const given = { requested: requested("/docs/*", "ext:css"), stale: stale("/docs/a", "/x.css") };
    const cached = { ...given, queryStrings: "cached" } as const;

    expect(lines({ ...given, capabilities: DOUBTFUL })).toEqual(["ext:css", "prefix:/docs/"]);
    expect(lines({ ...cached, capabilities: STRINGS })).toEqual(["ext:css", "prefix:/docs/"]);
    expect(lines({ ...cached, capabilities: DOUBTFUL })).toHaveLength(4);
  });

  it("is no URL that is written with a query, but for a prefix that takes copies with queries along", () => {
    const given = { requested: requested("/list/*", "ext:css"), selectors: routed("/list/?page=2", "/a.css?v=1") };

    expect(lines({ ...given, capabilities: DOUBTFUL })).toEqual([
      "/a.css?v=1",
      "/list/?page=2",
      "ext:css",
      "prefix:/list/",
    ]);
    expect(lines({ ...given, capabilities: STRINGS })).toEqual(["/a.css?v=1", "ext:css", "prefix:/list/"]);
  });

  it("is a URL that is requested as it is, but not one whose copies with query strings must go too", () => {
    const accepts = {
      path: { perRequest: 9, match: { query: "separate" as const } },
      regex: STRINGS.accepts.regex as Acceptance,
    };
    const given = { capabilities: capabilities({ accepts }), requested: requested("/a"), stale: stale("/a") } as const;

    expect(lines(given)).toEqual(["/a"]);
    expect(lines({ ...given, queryStrings: "cached" })).toEqual(["/a", "regex:^/a(?:\\?|$)"]);
  });

  it("is a URL that ends in an extension: of the URL as it is written, not of the file", () => {
    const changed = ["/a.css", "/b/app.min.css"];
    const others = ["/a.css.map", "/blog/x/", "/css", "/.css", "/d/.css", "/e.css/", "/X.CSS", "/xcss"];
    const given = { capabilities: STRINGS, requested: requested("ext:css"), stale: stale(...changed, ...others) };

    expect(lines(given)).toEqual([...others, "ext:css"].toSorted());
    expect(lines({ ...given, stale: [], selectors: routed("/theme/*", "ext:css") })).toEqual([
      "ext:css",
      "prefix:/theme/",
    ]);
  });

  it("is nothing that just a pattern or a tag takes along", () => {
    const given = { stale: stale("/docs/a"), selectors: routed("/docs/deep/*", "ext:css", "tag:y") };

    expect(lines({ ...given, capabilities: STRINGS, requested: requested("regex:^/", "tag:x") })).toHaveLength(6);
    expect(lines({ capabilities: SHAPES.patterns, requested: requested("/docs/*"), stale: stale("/docs/a") })).toEqual([
      "/docs/a",
      "regex:(?:^|/)docs/",
    ]);
  });

  it("is never what the user wrote, unless the same is written twice", () => {
    const wishes = ["/docs/*", "/docs/a", "prefix:/docs/deep/", "/a.css", "ext:css", "tag:x", "host:www.example.com"];

    expect(lines({ capabilities: STRINGS, requested: requested(...wishes, ...wishes) })).toHaveLength(wishes.length);
  });

  it("is nothing on another host", () => {
    const given = { capabilities: SHAPES.urls, siteUrls: HOSTS, stale: stale("/docs/a", "/docs/b", "/x") };

    expect(sent(planned({ ...given, requested: requested("https://www.example.com/docs/*") })).toSorted()).toEqual([
      "https://example.com/docs/a",
      "https://example.com/docs/b",
      "https://example.com/x",
      "https://www.example.com/x",
      "prefix:https://www.example.com/docs/",
    ]);
  });
});

/** Is the second needless beside the first? Written again here, from what vendors say of each kind. */
function dominates(one: Selector, other: Selector, { capabilities: { accepts }, queryStrings }: PlanOptions): boolean {
  if (one.by === "all") return true;
  const isPath = other.by === "path" || other.by === "equals";
  if (one.origin !== other.origin || (!isPath && !["prefix", "starts_with"].includes(other.by))) return false;
  const match = accepts[one.by]?.match;
  const needsQueries = queryStrings === "cached" || other.value.includes("?");
  if (needsQueries && match?.query !== "covered") return false;
  if (one.by === "host") return one.value === "www.example.com";
  if (one.by === "extension") return isPath && new RegExp(`[^/]\\.${one.value}$`).test(other.value);
  if (one.by !== "prefix" && one.by !== "starts_with") return false;
  const rest = other.value.slice(one.value.length);
  const isBelow =
    one.by === "starts_with" || match?.prefix !== "segment" || /\/$/.test(one.value) || /^(\/|$)/.test(rest);
  return other.value.startsWith(one.value) && isBelow;
}

describe("what another instruction covers", () => {
  const segment = fc.constantFrom("a", "ab", "b", "docs", "x.css", "y.html", "v1.0");
  const path = fc
    .tuple(fc.array(segment, { minLength: 1, maxLength: 3 }), fc.constantFrom("", "/"))
    .map(([parts, end]) => `/${parts.join("/")}${end}`);
  const line = fc.oneof(
    path,
    path.map((one) => `${one}?page=2`),
    path.map((one) => `prefix:${one}`),
    fc.constantFrom("ext:css", "ext:html"),
  );
  const given = fc.record({
    capabilities: fc.constantFrom(STRINGS, SEGMENTS, DOUBTFUL, SHAPES.typed, SHAPES.urls),
    requested: fc.uniqueArray(line, { maxLength: 4 }),
    selectors: fc.uniqueArray(line, { maxLength: 4 }),
    changed: fc.uniqueArray(path, { maxLength: 20 }),
    others: fc.uniqueArray(path, { maxLength: 20 }),
    queryStrings: fc.constantFrom("ignored", "cached") as fc.Arbitrary<PlanOptions["queryStrings"]>,
    purgeBy: fc.constantFrom("auto", "path", "prefix", "extension") as fc.Arbitrary<PlanOptions["purgeBy"]>,
    maxPurges: fc.integer({ min: 5, max: 30 }),
  });

  it("leaves nothing that another makes needless, all that the user wrote, and each changed URL purged", () => {
    let plans = 0;
    fc.assert(
      fc.property(given, ({ requested: wishes, selectors, changed, others, ...rest }) => {
        const known = new Set([...changed, ...others, "/known.css", "/known.html"]);
        const whole = planOptions({
          ...rest,
          requested: requested(...wishes),
          selectors: routed(...selectors),
          stale: stale(...changed),
          inventory: () => known,
          current: () => known,
        });
        const result = makePlan(whole);
        if ("problems" in result) return;
        plans++;
        const items = result.plan.batches.flatMap((batch) => batch.items);
        const own = items.filter(({ targets }) => !targets.some((target) => target.requested === "user"));

        for (const { selector } of own) {
          const rivals = items.filter((item) => item.selector !== selector);
          expect(
            rivals.filter((rival) => dominates(rival.selector, selector, whole)),
            describeSelector(selector),
          ).toEqual([]);
        }
        const alone = makePlan({ ...whole, selectors: [], stale: [], maxPurges: 1000 });
        const wanted = "plan" in alone ? sent(alone.plan) : [];
        const all = sent(result.plan);
        if (!all.includes("all")) for (const one of wanted) expect(all).toContain(one);
        for (const url of changed)
          expect(
            items.some(({ selector }) => hit(selector, url)),
            url,
          ).toBe(true);
      }),
      effort(600),
    );
    expect(plans).toBeGreaterThan(effort(300).numRuns);
  });
});
