/** What a plan costs, where the vendor charges beyond a free amount or takes no more than so many. */
import { describe, expect, it } from "vitest";
import type { Budget, Capabilities } from "../../src/model/capabilities.ts";
import { costSentence } from "../../src/plan/budgets.ts";
import { capabilities, planned, problems, requested, sent, stale } from "./plan-options.ts";

/** 1,000 paths a month are free, then half a cent each; a wildcard counts as one path. */
const PER_PATH: Budget = { unit: "item", amount: 1000, per: "month", beyond: { usd: 0.005 } };

function charging(budget: Budget, more: Partial<Capabilities> = {}): Capabilities {
  return capabilities({
    accepts: {
      path: { perRequest: 3000, match: { query: "separate" } },
      prefix: { perRequest: 3000, match: { prefix: "segment", query: "covered" } },
      all: { perRequest: 1, match: { query: "covered" } },
    },
    mix: "any",
    budgets: [budget],
    ...more,
  });
}

const pages = (count: number, folder: string) => Array.from({ length: count }, (_, n) => `/${folder}/p${n}.html`);
const CHANGED = [...pages(620, "blog"), ...pages(620, "shop")];
const many = (count: number, folder: string) => Array.from({ length: count }, (_, n) => `/${folder}/old${n}`);

describe("what a plan costs", () => {
  it("is part of it, and a sentence that says what is not known", () => {
    const plan = planned({ capabilities: charging(PER_PATH), stale: stale(...CHANGED), purgeBy: "path" });

    expect(plan.costs).toMatchObject([
      { count: 1240, free: 1000, usd: expect.closeTo(1.2), atMostUsd: expect.closeTo(6.2) },
    ]);
    expect(plan.costs?.map(costSentence)).toEqual([
      "1,240 instructions cost about 1.20 USD beyond the free 1,000 of this month, and 6.20 USD where those are used up.",
    ]);
  });

  it("is nothing within what is free, and absent where the vendor charges nothing", () => {
    const few = planned({ capabilities: charging(PER_PATH), stale: stale("/a") });

    expect(few.costs?.map(costSentence)).toEqual([
      "1 instruction costs nothing within the free 1,000 of this month, and 0.005 USD where those are used up.",
    ]);
    expect(planned({ capabilities: capabilities({}), stale: stale("/a") }).costs).toBeUndefined();
    const refusing = charging({ unit: "item", amount: 10, per: "day", beyond: "refused" });
    expect(planned({ capabilities: refusing, stale: stale("/a") }).costs).toBeUndefined();
  });

  it("counts requests where the vendor does", () => {
    const budget: Budget = { unit: "request", amount: 2, per: "day", beyond: { usd: 0.1 } };
    const plan = planned({
      capabilities: charging(budget, { mix: "one-item" }),
      stale: stale("/a", "/b", "/c"),
      purgeBy: "path",
    });

    expect(plan.costs).toMatchObject([{ unit: "request", count: 3, usd: expect.closeTo(0.1) }]);
  });
});

describe("money against evicted objects", () => {
  const auto = (given: readonly string[], more: object = {}) =>
    planned({
      capabilities: charging(PER_PATH),
      stale: stale(...CHANGED),
      purgeBy: "auto",
      inventory: () => new Set([...CHANGED, ...given]),
      ...more,
    });

  it("takes the wildcard that saves money and evicts little, and says both", () => {
    const plan = auto([...many(30, "blog"), ...many(5000, "shop"), ...many(5000, "else")]);

    expect(sent(plan).filter((line) => line.startsWith("prefix:"))).toEqual(["prefix:/blog/"]);
    expect(plan.collateral).toBe(30);
    expect(plan.costs).toMatchObject([{ count: 621, usd: 0 }]);
    expect(plan.translations).toMatchObject([
      { how: "widening", why: /about 1\.20 USD beyond what is free; 1 USD is set against 1,000/ },
    ]);
    expect(plan.alternatives?.find(({ name }) => name === "paths")).toMatchObject({
      usd: expect.closeTo(1.2),
      why: /1 USD as 1,000 objects\) together: 1,200, the chosen one 31/,
    });
  });

  it("pays where a wildcard would evict more than the money is worth", () => {
    const plan = auto([...many(2000, "blog"), ...many(2000, "shop"), ...many(5000, "else")]);

    expect(plan.instructions).toBe(1240);
    expect(plan.collateral).toBe(0);
  });

  it("counts what the user's own selectors use of what is free", () => {
    const own = requested(...pages(500, "own"));
    const changed = stale(...pages(620, "blog"));
    const inventory = () => new Set([...pages(620, "blog"), ...many(30, "blog"), ...many(5000, "else")]);
    const plan = auto([], { stale: changed, requested: own, inventory });

    expect(sent(plan)).toContain("prefix:/blog/");
    expect(auto([], { stale: changed, inventory }).collateral).toBe(0);
  });

  it("finds it under a limit on prefixes too", () => {
    const accepts = {
      path: { perRequest: 3000, match: { query: "separate" } },
      prefix: { perRequest: 3000, perRun: 1, match: { prefix: "segment", query: "covered" } },
    } as const;
    const folders = [..."abcdefgh"].flatMap((name) => pages(155, name));
    const shape = charging(PER_PATH, { accepts });
    const inventory = () =>
      new Set([...folders, ...many(40, "c"), ...many(3000, "x"), ...[..."abdefgh"].flatMap((name) => many(900, name))]);
    const plan = planned({ capabilities: shape, stale: stale(...folders), purgeBy: "auto", inventory });

    expect(sent(plan).filter((line) => line.startsWith("prefix:"))).toEqual(["prefix:/c/"]);
    expect(plan.costs?.[0]?.usd).toBeCloseTo(0.43);
  });
});

describe("max-cost", () => {
  const given = { capabilities: charging(PER_PATH), stale: stale(...CHANGED), purgeBy: "path" } as const;

  it.each([0, 1, 1.19])("of %d USD refuses a plan of 1.20 before it is sent, and says what would do", (maxCostUsd) => {
    expect(problems({ ...given, maxCostUsd })).toMatch(
      new RegExp(
        `^max-cost: the plan has 1240 instructions.*about 1\\.20 USD.*max-cost is ${maxCostUsd.toFixed(2)} USD.*over-limit: defer`,
      ),
    );
  });

  it.each([1.2, 5, undefined])("of %s USD lets it go", (maxCostUsd) => {
    expect(planned({ ...given, maxCostUsd }).instructions).toBe(1240);
  });

  it("has the planner search for a plan within it, as far as widen-to allows", () => {
    const inventory = () => new Set([...CHANGED, ...many(2000, "blog"), ...many(3000, "shop"), ...many(9000, "else")]);
    const auto = { ...given, purgeBy: "auto", inventory, maxCostUsd: 0.5 } as const;
    const plan = planned(auto);

    expect(sent(plan)).toContain("prefix:/blog/");
    expect(plan.translations).toMatchObject([{ why: /that max-cost affords/ }]);
    expect(problems({ ...auto, widenTo: "none" })).toMatch(/^max-cost: .*widen-to is none/);
  });

  it("defers what it does not afford", () => {
    const plan = planned({ ...given, maxCostUsd: 0.5, overLimit: "defer" });

    expect(plan.instructions).toBe(1100);
    expect(plan.deferred).toHaveLength(140);
  });

  it("bounds what requests cost as well", () => {
    const budget: Budget = { unit: "request", amount: 0, per: "day", beyond: { usd: 0.1 } };
    const shape = charging(budget, { mix: "one-item" });

    expect(problems({ capabilities: shape, stale: stale("/a", "/b"), purgeBy: "path", maxCostUsd: 0.1 })).toMatch(
      /^max-cost: .*2 requests cost about 0\.20 USD\./,
    );
    expect(planned({ capabilities: shape, stale: stale("/a"), purgeBy: "path", maxCostUsd: 0.1 }).instructions).toBe(1);
  });
});

describe("a budget beyond which the vendor refuses", () => {
  it.each([
    ["item", /takes 2 in a day/],
    ["request", /needs 3 requests, and Example takes 2 in a day/],
  ] as const)("of %ss is a limit of the plan", (unit, message) => {
    const shape = charging({ unit, amount: 2, per: "day", beyond: "refused" }, { mix: "one-item" });

    expect(problems({ capabilities: shape, stale: stale("/a", "/b", "/c"), purgeBy: "path" })).toMatch(message);
    expect(planned({ capabilities: shape, stale: stale("/a", "/b"), purgeBy: "path" }).instructions).toBe(2);
  });

  it("says so where it is what is left of one", () => {
    const shape = charging({ unit: "item", amount: 2, per: "day", beyond: "refused", isLeft: true });

    expect(problems({ capabilities: shape, stale: stale("/a", "/b", "/c"), purgeBy: "path" })).toMatch(
      /has 2 left for this day\. Nothing was sent/,
    );
  });

  it("makes the planner broader", () => {
    const shape = charging({ unit: "item", amount: 2, per: "day", beyond: "refused" });
    const plan = planned({
      capabilities: shape,
      stale: stale("/a/1", "/a/2", "/a/3"),
      purgeBy: "auto",
      inventory: () => new Set(["/a/1", "/a/2", "/a/3", "/b", "/c"]),
    });

    expect(sent(plan)).toEqual(["prefix:/a/"]);
    expect(plan.translations).toMatchObject([{ why: /2 instructions that the provider takes in a day/ }]);
  });
});
