import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Plan } from "../../src/model/plan.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import { effort } from "../support/properties.ts";
import { capabilities, hit, planOptions, sent, stale } from "./plan-options.ts";

/** A prefix counts one object that nobody knows: said again here, not taken from the planner. */
const UNKNOWN = 1;

/** Takes paths and string prefixes, one a request, and nothing else. */
const PREFIXES = capabilities({
  accepts: {
    path: { perRequest: 1, match: { query: "separate" } },
    prefix: { perRequest: 1, match: { prefix: "string", query: "covered" } },
  },
});

interface Site {
  readonly changed: readonly string[];
  readonly others: readonly string[];
}

function plan(
  { changed, others }: Site,
  maxPurges: number,
  given: Parameters<typeof planOptions>[0] = { capabilities: PREFIXES },
) {
  const inventory = () => new Set([...changed, ...others]);
  const result = makePlan(planOptions({ purgeBy: "auto", stale: stale(...changed), inventory, maxPurges, ...given }));
  return "plan" in result ? result.plan : undefined;
}

/** What a set of prefixes costs, counted by matching strings: all that is sent beside them are paths. */
function costOf({ changed, others }: Site, prefixes: readonly string[]): { cost: number; instructions: number } {
  const isBelow = (url: string) => prefixes.some((prefix) => url.startsWith(prefix));
  return {
    cost: others.filter(isBelow).length + prefixes.length * UNKNOWN,
    instructions: prefixes.length + changed.filter((url) => !isBelow(url)).length,
  };
}

function costOfPlan(site: Site, made: Plan): number {
  return costOf(site, prefixesOf(made)).cost;
}

function prefixesOf(made: Plan): readonly string[] {
  return sent(made).flatMap((line) => (line.startsWith("prefix:") ? [line.slice("prefix:".length)] : []));
}

/** Every set of prefixes that could matter, tried. */
function bruteForce(site: Site, cap: number): number {
  const all = new Set(site.changed.flatMap((url) => Array.from(url, (_, end) => url.slice(0, end + 1))));
  const distinct = new Map<string, string>();
  for (const prefix of all) {
    const below = [...site.changed, ...site.others].filter((url) => url.startsWith(prefix)).join(" ");
    distinct.set(below, prefix);
  }
  const candidates = [...distinct.values()];
  let best = Number.POSITIVE_INFINITY;
  const search = (from: number, chosen: readonly string[]): void => {
    const { cost, instructions } = costOf(site, chosen);
    if (instructions <= cap) best = Math.min(best, cost);
    for (let next = from; next < candidates.length; next++) {
      const prefix = candidates[next] as string;
      // Nested prefixes never pay: the inner one only adds to the bill.
      if (chosen.some((other) => other.startsWith(prefix) || prefix.startsWith(other))) continue;
      search(next + 1, [...chosen, prefix]);
    }
  };
  search(0, []);
  return best;
}

/** Folds the folder that evicts least into one prefix, again and again, until it fits. */
function greedy(site: Site, cap: number): number {
  let prefixes: readonly string[] = [];
  while (costOf(site, prefixes).instructions > cap) {
    const next = folders(site.changed)
      .filter((folder) => !prefixes.some((prefix) => folder.startsWith(prefix)))
      .map((folder) => [...prefixes.filter((prefix) => !prefix.startsWith(folder)), folder])
      .filter((set) => costOf(site, set).instructions < costOf(site, prefixes).instructions)
      .sort((a, b) => costOf(site, a).cost - costOf(site, b).cost);
    if (next[0] === undefined) return Number.POSITIVE_INFINITY;
    prefixes = next[0];
  }
  return costOf(site, prefixes).cost;
}

/** As deploy tools do: everything below a level becomes the prefix of its folder; the level rises until it fits. */
function collapseUpward(site: Site, cap: number): number {
  for (let level = 12; level >= 1; level--) {
    const deep = site.changed.filter((url) => url.split("/").length - 1 > level);
    const prefixes = [
      ...new Set(
        deep.map(
          (url) =>
            `${url
              .split("/")
              .slice(0, level + 1)
              .join("/")}/`,
        ),
      ),
    ];
    const { cost, instructions } = costOf(site, prefixes);
    if (instructions <= cap) return cost;
  }
  return costOf(site, ["/"]).cost;
}

function folders(urls: readonly string[]): readonly string[] {
  const all = urls.flatMap((url) => [...url.matchAll(/\//g)].map(({ index }) => url.slice(0, index + 1)));
  return [...new Set(all)];
}

const segment = fc.constantFrom("a", "ab", "b", "blog", "c.css", "d.html", "caf%C3%A9", "x");
const url = fc
  .tuple(fc.array(segment, { maxLength: 3 }), segment, fc.constantFrom("", "/"))
  .map(([above, last, end]) => `/${[...above, last].join("/")}${end}`);

function sites(mostChanged: number, mostOthers: number): fc.Arbitrary<Site> {
  return fc
    .tuple(
      fc.uniqueArray(url, { minLength: 1, maxLength: mostChanged }),
      fc.uniqueArray(url, { maxLength: mostOthers }),
    )
    .map(([changed, others]) => ({ changed, others: others.filter((one) => !changed.includes(one)) }));
}

describe("the cover of paths and prefixes", () => {
  it("is the best there is, on random sites with names that begin alike", () => {
    fc.assert(
      fc.property(sites(8, 12), fc.integer({ min: 1, max: 8 }), (site, cap) => {
        const made = plan(site, cap);

        expect(made === undefined ? undefined : costOfPlan(site, made)).toBe(bruteForce(site, cap));
        expect(made?.instructions).toBeLessThanOrEqual(cap);
      }),
      effort(400),
    );
  });

  it("never evicts more than a greedy planner or one that collapses upward", () => {
    fc.assert(
      fc.property(sites(60, 60), fc.integer({ min: 1, max: 20 }), (site, cap) => {
        const made = plan(site, cap) as Plan;

        expect(costOfPlan(site, made)).toBeLessThanOrEqual(greedy(site, cap));
        expect(costOfPlan(site, made)).toBeLessThanOrEqual(collapseUpward(site, cap));
      }),
      effort(200),
    );
  });

  it("never costs more when it may use more instructions", () => {
    fc.assert(
      fc.property(sites(40, 40), fc.integer({ min: 1, max: 12 }), (site, cap) => {
        expect(costOfPlan(site, plan(site, cap + 1) as Plan)).toBeLessThanOrEqual(
          costOfPlan(site, plan(site, cap) as Plan),
        );
      }),
      effort(150),
    );
  });

  it("hits every changed URL, stays within the cap, sends nothing twice over, and counts what it evicts", () => {
    fc.assert(
      fc.property(sites(60, 60), fc.integer({ min: 1, max: 20 }), (site, cap) => {
        const made = plan(site, cap) as Plan;
        const selectors = made.batches.flatMap(({ items }) => items.map(({ selector }) => selector));

        for (const changed of site.changed) expect(selectors.filter((one) => hit(one, changed))).toHaveLength(1);
        expect(made.instructions).toBeLessThanOrEqual(cap);
        expect(made.collateral).toBe(site.others.filter((other) => selectors.some((one) => hit(one, other))).length);
        const named = made.batches.flatMap(({ items }) => items.flatMap(({ targets }) => targets));
        expect(named.flatMap((one) => (one.requested === "changes" ? one.selector.value : [])).sort()).toEqual(
          [...site.changed].sort(),
        );
      }),
      effort(200),
    );
  });

  it("is the same whatever the order of what changed and of what is known", () => {
    fc.assert(
      fc.property(
        sites(40, 40).chain((site) =>
          fc.record({
            site: fc.constant(site),
            changed: fc.shuffledSubarray([...site.changed], { minLength: site.changed.length }),
            others: fc.shuffledSubarray([...site.others], { minLength: site.others.length }),
          }),
        ),
        fc.integer({ min: 1, max: 12 }),
        ({ site, changed, others }, cap) => {
          const other = plan({ changed, others }, cap) as Plan;

          expect(sent(other)).toEqual(sent(plan(site, cap) as Plan));
          expect(other.alternatives).toEqual(plan(site, cap)?.alternatives);
        },
      ),
      effort(100),
    );
  });

  it("never ends a prefix inside an escaped character", () => {
    const changed = ["/caf%C3%A9/a", "/caf%C3%A8/b", "/caf%C3%AA/c"];

    const made = plan({ changed, others: ["/cafe", "/caf%C3%A2", "/caf", "/ca", "/x"] }, 1) as Plan;

    expect(prefixesOf(made)).toEqual(["/caf"]);
    expect(made.collateral).toBe(3);
  });

  it("ends a prefix after a slash where the provider compares segments", () => {
    const segments = capabilities({
      accepts: {
        path: { perRequest: 1, match: { query: "separate" } },
        prefix: { perRequest: 1, match: { prefix: "segment", query: "covered" } },
      },
    });
    const site = { changed: ["/docs/page-1", "/docs/page-2", "/docs/page-3"], others: ["/docs/other", "/d"] };

    const made = plan(site, 1, { capabilities: segments }) as Plan;

    expect(prefixesOf(made)).toEqual(["/docs/"]);
    expect(made.collateral).toBe(1);
    expect(prefixesOf(plan(site, 1) as Plan)).toEqual(["/docs/page-"]);
  });
});
