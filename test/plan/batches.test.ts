import { describe, expect, it } from "vitest";
import type { Acceptance, Capabilities, Rate } from "../../src/model/capabilities.ts";
import type { Item } from "../../src/model/plan.ts";
import type { Kind } from "../../src/model/selector.ts";
import { cutBatches, rateFloorMs, requestsFor } from "../../src/plan/batches.ts";
import {
  costSentence,
  costsOf,
  instructionLimit,
  isTooDear,
  OBJECTS_PER_USD,
  totalUsd,
} from "../../src/plan/budgets.ts";
import { countPaths, kindOrder, mergeEqual, summariseTranslations } from "../../src/plan/instruction.ts";
import { capabilities } from "./plan-options.ts";

const takes = (perRequest: number, more: Partial<Acceptance> = {}): Acceptance => {
  return { perRequest, match: { query: "unknown" }, ...more };
};
const item = (by: Kind, value: string, origin?: string): Item => {
  return { selector: { by, value, ...(origin !== undefined && { origin }) }, targets: [] };
};
const paths = (...values: readonly string[]) => values.map((value) => item("path", value));

/** The values of each request. */
function cut(items: readonly Item[], given: Partial<Capabilities>): readonly string[] {
  const batches = cutBatches(items, capabilities({ mix: "any", ...given }));
  expect(batches.map(({ index }) => index)).toEqual([...batches.keys()]);
  return batches.map(({ items: of }) => of.map(({ selector }) => selector.value).join(" "));
}

describe("requests", () => {
  it("hold as many instructions as the provider takes of their kinds", () => {
    const accepts = { path: takes(3), tag: takes(2) };

    expect(cut(paths("/a", "/b", "/c", "/d"), { accepts })).toEqual(["/a /b /c", "/d"]);
    expect(cut([...paths("/a", "/b", "/c"), item("tag", "t")], { accepts })).toEqual(["/a /b", "/c t"]);
    expect(cut(paths("/a", "/b"), { accepts, mix: "one-item" })).toEqual(["/a", "/b"]);
    expect(cut([], { accepts })).toEqual([]);
  });

  it("hold one kind alone where the provider wants that", () => {
    const accepts = { path: takes(3), tag: takes(2) };
    const items = [item("path", "/a"), item("tag", "t"), item("path", "/b")];

    expect(cut(items, { accepts, mix: "one-kind" })).toEqual(["/a /b", "t"]);
    expect(cut(items, { accepts, mix: "any" })).toEqual(["/a t", "/b"]);
    expect(cut(paths("/a", "/b", "/c", "/d"), { accepts, mix: "one-kind" })).toEqual(["/a /b /c", "/d"]);
  });

  it("hold as many bytes as the provider takes: values, hosts, quotes and commas", () => {
    const bytes = (maxBytes: number, items: readonly Item[]) =>
      cut(items, { accepts: { path: takes(9, { maxBytes }) } }).length;

    // Five bytes each: two of the value, three of its quotes and comma.
    expect([9, 10, 14, 15].map((most) => bytes(most, paths("/a", "/b", "/c")))).toEqual([3, 2, 2, 1]);
    const hosted = ["/a", "/b"].map((value) => item("path", value, "https://h"));
    expect([27, 28].map((most) => bytes(most, hosted))).toEqual([2, 1]);
    // As JSON writes them: six bytes for é, four for a quote with its backslash.
    expect([11, 12].map((most) => bytes(most, paths("/é", "/é")))).toEqual([2, 1]);
    expect([11, 12].map((most) => bytes(most, paths('/"', '/"')))).toEqual([2, 1]);
    // A single one may be larger: the provider says so itself.
    expect(bytes(1, paths("/a"))).toBe(1);
    expect(cut(paths("/a", "/b"), { accepts: { path: takes(9, { maxBytes: 5 }), tag: takes(9) } })).toHaveLength(2);
    expect(cut(paths("/a", "/b"), { accepts: { path: takes(9), tag: takes(1, { maxBytes: 1 }) } })).toHaveLength(1);
  });

  it("hold lists of a kind as long as the provider takes them, separators included", () => {
    const lists = (most: number) =>
      cut([...paths("/aa", "/bb"), item("tag", "long-tag"), ...paths("/cc")], {
        accepts: { path: takes(9, { maxTotalLength: most }), tag: takes(9) },
      });

    expect(lists(11)).toEqual(["/aa /bb long-tag /cc"]);
    expect(lists(10)).toEqual(["/aa /bb long-tag", "/cc"]);
    expect(lists(6)).toEqual(["/aa", "/bb long-tag", "/cc"]);
    expect(lists(2)).toEqual(["/aa", "/bb long-tag", "/cc"]);
  });

  it("hold no more than may be unfinished at one time, of a kind or of several", () => {
    const items = [item("prefix", "/a/"), item("prefix", "/b/"), item("path", "/c"), item("host", "h")];
    const accepts = { path: takes(9), prefix: takes(9), host: takes(9) };

    expect(cut(items, { accepts: { ...accepts, prefix: takes(9, { inFlight: 1 }) } })).toEqual(["/a/", "/b/ /c h"]);
    expect(cut(items, { accepts, pools: [{ kinds: ["prefix", "host"], inFlight: 2 }] })).toEqual(["/a/ /b/ /c", "h"]);
    expect(cut(items, { accepts, pools: [{ kinds: ["prefix", "host"], inFlight: 3 }] })).toEqual(["/a/ /b/ /c h"]);
  });
});

describe("how many requests so many instructions take", () => {
  const needed = (mix: Capabilities["mix"], ...counts: readonly (readonly [Kind, number])[]) =>
    requestsFor(new Map(counts), capabilities({ mix, accepts: { path: takes(3), tag: takes(2) } }));

  it.each<[Capabilities["mix"], number, number, number]>([
    ["one-item", 4, 3, 7],
    ["any", 4, 3, 4],
    ["any", 4, 0, 2],
    ["one-kind", 4, 3, 4],
    ["one-kind", 6, 2, 3],
    ["one-kind", 0, 0, 0],
    ["any", 0, 0, 0],
  ])("%s: %i paths and %i tags", (mix, path, tag, expected) => {
    expect(
      needed(mix, ...(path > 0 ? [["path", path] as const] : []), ...(tag > 0 ? [["tag", tag] as const] : [])),
    ).toBe(expected);
  });

  it("is one each of a kind that the provider does not take", () => {
    expect(needed("one-kind", ["host", 2])).toBe(2);
    expect(needed("any", ["host", 2])).toBe(2);
  });
});

describe("the least time that the rates allow", () => {
  const floor = (items: readonly Item[], ...rates: readonly Partial<Rate>[]) => {
    const all = rates.map((rate): Rate => ({ unit: "item", amount: 2, perSeconds: 10, scope: "site", ...rate }));
    const given = capabilities({ mix: "any", accepts: { path: takes(2), tag: takes(2) }, rates: all });
    return rateFloorMs(cutBatches(items, given), given);
  };
  const five = paths("/a", "/b", "/c", "/d", "/e");

  it("is that of the windows after the first", () => {
    expect(floor(five)).toBe(0);
    expect([1, 2, 3, 4, 5].map((count) => floor(five.slice(0, count), {}))).toEqual([0, 0, 10_000, 10_000, 20_000]);
    expect(floor([], {})).toBe(0);
  });

  it("counts requests where the vendor does", () => {
    expect(floor(five, { unit: "request" })).toBe(10_000);
    expect(floor(five.slice(0, 4), { unit: "request" })).toBe(0);
  });

  it("counts the kinds that a rate is for", () => {
    const mixed = [...five.slice(0, 3), item("tag", "t"), item("tag", "u"), item("tag", "v")];

    expect(floor(mixed, { kinds: ["tag"] })).toBe(10_000);
    expect(floor(mixed, { kinds: ["host"] })).toBe(0);
    expect(floor(mixed, { unit: "request", kinds: ["tag"], amount: 1 })).toBe(10_000);
  });

  it("spaces evenly what is beyond a burst", () => {
    expect(floor(five, { burst: 1 })).toBe(20_000);
    expect(floor(five, { burst: 4 })).toBe(5_000);
    expect(floor(five, { burst: 5 })).toBe(0);
    expect(floor(five, { burst: 9 })).toBe(0);
  });

  it("is that of the slowest rate", () => {
    expect(floor(five, { amount: 1 }, {})).toBe(40_000);
    expect(floor(five, {}, { amount: 1 })).toBe(40_000);
  });
});

describe("what bounds a run", () => {
  const usd = { unit: "item", amount: 10, per: "month", beyond: { usd: 0.1 } } as const;
  const refused = { unit: "item", amount: 8, per: "day", beyond: "refused" } as const;

  it.each<[string, Parameters<typeof instructionLimit>, ReturnType<typeof instructionLimit>]>([
    ["max-purges", [5, undefined, {}], { most: 5, by: "max-purges" }],
    ["what the vendor takes", [50, undefined, { budgets: [refused] }], { most: 8, by: refused }],
    ["max-purges before an equal budget", [8, undefined, { budgets: [refused] }], { most: 8, by: "max-purges" }],
    ["no price without max-cost", [50, undefined, { budgets: [usd] }], { most: 50, by: "max-purges" }],
    ["what max-cost affords", [50, 0.5, { budgets: [usd] }], { most: 15, by: "max-cost" }],
    ["what is free where max-cost is nothing", [50, 0, { budgets: [usd] }], { most: 10, by: "max-cost" }],
    ["no budget of requests", [50, 0, { budgets: [{ ...usd, unit: "request" }] }], { most: 50, by: "max-purges" }],
    ["no price of nothing", [50, 0, { budgets: [{ ...usd, beyond: { usd: 0 } }] }], { most: 50, by: "max-purges" }],
    ["the least of them", [50, 0.5, { budgets: [usd, refused] }], { most: 8, by: refused }],
  ])("is %s", (_, given, expected) => {
    expect(instructionLimit(...given)).toEqual(expected);
  });

  it("is a cost at each price of the vendor", () => {
    const budgets = [
      usd,
      { ...usd, unit: "request", amount: 0, per: "day" } as const,
      refused,
      { ...usd, beyond: { usd: 0 } },
    ];
    const costs = costsOf(12, 3, { budgets });

    expect(costs).toEqual([
      { unit: "item", count: 12, free: 10, per: "month", usd: expect.closeTo(0.2), atMostUsd: expect.closeTo(1.2) },
      { unit: "request", count: 3, free: 0, per: "day", usd: expect.closeTo(0.3), atMostUsd: expect.closeTo(0.3) },
    ]);
    expect(totalUsd(costs)).toBeCloseTo(0.5);
    expect(costsOf(12, 3, {})).toEqual([]);
    expect(isTooDear(costs, undefined)).toBe(false);
    expect(isTooDear(costs, 0.5)).toBe(false);
    expect(isTooDear(costs, 0.49)).toBe(true);
    expect(OBJECTS_PER_USD).toBe(1000);
  });

  it("is said in a sentence", () => {
    const cost = { unit: "item", count: 12, free: 10, per: "month", usd: 0.2, atMostUsd: 1.2 } as const;

    expect(costSentence(cost)).toBe(
      "12 instructions cost about 0.20 USD beyond the free 10 of this month, and 1.20 USD where those are used up.",
    );
    expect(costSentence({ ...cost, unit: "request", count: 1, usd: 0 })).toBe(
      "1 request costs nothing within the free 10 of this month, and 1.20 USD where those are used up.",
    );
    expect(costSentence({ ...cost, free: 0 })).toBe("12 instructions cost about 0.20 USD.");
  });
});

describe("instructions", () => {
  it("that select the same are one, for the targets of all", () => {
    const target = (value: string) =>
      ({ selector: { by: "path", value } as const, requested: "changes", because: [] }) as const;
    const of = (one: Item, value: string): Item => ({ ...one, targets: [target(value)] });
    const merged = mergeEqual([
      of(item("path", "/a"), "1"),
      of(item("prefix", "/a"), "2"),
      of(item("path", "/a", "https://h"), "3"),
      of(item("path", "/a"), "4"),
      of(item("path", "/a"), "5"),
      of(item("path", "/a", "https://h"), "6"),
    ]);

    expect(merged.map(({ selector, targets }) => [selector.by, selector.origin, targets.length])).toEqual([
      ["path", undefined, 3],
      ["prefix", undefined, 1],
      ["path", "https://h", 2],
    ]);
    expect(merged[0]?.targets).toEqual(["1", "4", "5"].map(target));
    expect(mergeEqual([])).toEqual([]);
  });

  it("stand in the order of their kinds", () => {
    const kinds: readonly Kind[] = ["all", "tag", "path", "extension", "prefix"];

    expect(
      kinds
        .map((by) => item(by, ""))
        .sort(kindOrder)
        .map(({ selector }) => selector.by),
    ).toEqual(["path", "prefix", "extension", "tag", "all"]);
  });

  it("are counted in words", () => {
    expect([countPaths(1), countPaths(0), countPaths(2, "changed "), countPaths(1, "changed ")]).toEqual([
      "1 path",
      "0 paths",
      "2 changed paths",
      "1 changed path",
    ]);
  });

  it("are told one by one up to five of a sort, and as a sum beyond", () => {
    const one = (from: string, more = {}) => ({ how: "widening", from, to: "x", count: 2, why: "w", ...more }) as const;
    const some = (count: number, more = {}) => Array.from({ length: count }, (_, n) => one(`ext:${n}`, more));

    expect(summariseTranslations(some(5))).toEqual(some(5));
    expect(summariseTranslations(some(6))).toEqual([
      one("ext:0 and 5 more of its kind", { to: "12 instructions", count: 12 }),
    ]);
    expect(summariseTranslations(some(6, { collateral: 3 }))).toEqual([
      one("ext:0 and 5 more of its kind", { to: "12 instructions", count: 12, collateral: 18 }),
    ]);
    const others = [one("tag:1"), one("ext:x", { why: "v" }), one("ext:y", { how: "expansion" })];
    expect(summariseTranslations([...some(5), ...others])).toHaveLength(8);
  });
});
