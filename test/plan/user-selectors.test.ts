/** What the user wrote is sent as it is, in another form that means the same, or not at all: and then nothing is. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Selector } from "../../src/model/selector.ts";
import type { PlanOptions } from "../../src/plan/context.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import { effort } from "../support/properties.ts";
import { hit, planned, planOptions, requested, SHAPES, sent, stale } from "./plan-options.ts";

/** Patterns that are anchored loosely hit more by the vendor's silence, and are tested by themselves. */
const STRICT = [SHAPES.pathsOnly, SHAPES.typed, SHAPES.urls];

const segment = fc.constantFrom("a", "ab", "b", "docs", "x.css", "y.html", "v1.0");
const path = fc
  .tuple(fc.array(segment, { minLength: 1, maxLength: 3 }), fc.constantFrom("", "/"))
  .map(([parts, end]) => `/${parts.join("/")}${end}`);
const line = fc.oneof(
  path,
  ...["prefix", "starts_with", "equals"].map((by) => path.map((one) => `${by}:${one}`)),
  fc.constantFrom("ext:css", "ext:html", "contains:doc", "ends_with:.html", "all"),
);
const known = fc.uniqueArray(path, { minLength: 1, maxLength: 30 });

function selectorsOf(given: PlanOptions): readonly Selector[] | undefined {
  const result = makePlan(given);
  if ("problems" in result) return undefined;
  return result.plan.batches.flatMap(({ items }) => items.map(({ selector }) => selector));
}

describe("a selector that the user wrote", () => {
  it("hits the known URLs that it says and no others, or is an error", () => {
    const seen = { sent: 0, refused: 0 };
    fc.assert(
      fc.property(line, known, fc.constantFrom(...STRICT), (wish, urls, capabilities) => {
        const inventory = () => new Set(urls);
        const [selector] = requested(wish);
        const translated = selectorsOf(
          planOptions({ capabilities, requested: requested(wish), inventory, current: inventory }),
        );
        seen[translated === undefined ? "refused" : "sent"]++;
        if (translated === undefined) return;
        for (const url of urls) {
          const isMeant = hit(selector as Selector, url);
          expect(
            translated.some((one) => hit(one, url)),
            `${wish} and ${url}`,
          ).toBe(isMeant);
        }
        for (const { by, origin } of translated) {
          expect(capabilities.accepts[by], by).toBeDefined();
          expect(by === "tag" || origin !== undefined).toBe(capabilities.wants.address === "url");
        }
      }),
      effort(600),
    );
    expect(Math.min(seen.sent, seen.refused)).toBeGreaterThan(effort(20).numRuns);
  });

  it("is spelled out on every host of the site, where the provider takes URLs", () => {
    const siteUrls = [
      { origin: "https://www.example.com", basePath: "/loans/" },
      { origin: "https://example.com", basePath: "/loans/" },
    ];
    const given = { capabilities: SHAPES.urls, siteUrls, inventory: () => new Set(["/a.css", "/b/"]) };

    expect(sent(planned({ ...given, requested: requested("ext:css") }))).toEqual([
      "https://www.example.com/loans/a.css",
      "https://example.com/loans/a.css",
    ]);
  });

  it("changes nothing of what the planner is given, and the planner nothing of it", () => {
    const frozen = <T extends object>(value: T): T => {
      for (const one of Object.values(value)) if (typeof one === "object" && one !== null) frozen(one);
      return Object.freeze(value);
    };
    const changed = Array.from({ length: 40 }, (_, n) => `/docs/${n}`);
    for (const capabilities of [SHAPES.typed, SHAPES.urls, SHAPES.patterns]) {
      const inventory = () => new Set([...changed, "/docs/old", "/x.css"]);
      const given = frozen(
        planOptions({
          capabilities,
          purgeBy: "auto",
          maxPurges: 6,
          requested: requested("/x.css", "/y/*"),
          stale: stale(...changed),
          inventory,
        }),
      );

      const [once, again] = [selectorsOf(given), selectorsOf(given)];
      expect(once?.length).toBeGreaterThan(2);
      expect(again).toEqual(once);
    }
  });
});
