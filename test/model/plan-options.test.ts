import { expect, it } from "vitest";
import { mayWiden, WIDEN_TO } from "../../src/model/plan-options.ts";

it("widens as far as it is allowed, and no further", () => {
  expect(WIDEN_TO).toEqual(["none", "prefix", "host", "all"]);
  expect(WIDEN_TO.map((bound) => (["prefix", "host", "all"] as const).filter((to) => mayWiden(bound, to)))).toEqual([
    [],
    ["prefix"],
    ["prefix", "host"],
    ["prefix", "host", "all"],
  ]);
});
