import { describe, expect, it } from "vitest";
import { doneOf, levelOf, owedAgain, union, withoutOwed, withReached } from "../../src/memory/reached.ts";
import type { PendingPaths } from "../../src/model/memory.ts";
import type { Delivery, Outcome } from "../../src/model/outcome.ts";

const paths = (...names: string[]): PendingPaths => new Map(names.map((name) => [name, "modified"]));

describe("what went through at a lower level", () => {
  const reached = withReached(withReached({}, paths("a", "b"), "accepted"), paths("b", "c"), "completed");

  it("is owed again where more is required", () => {
    expect(owedAgain(reached, "accepted")).toEqual(paths());
    expect(owedAgain(reached, "completed")).toEqual(paths("a"));
    expect(owedAgain(reached, "verified")).toEqual(paths("a", "b", "c"));
  });

  it("is forgotten where it went through at the highest, and while it is owed", () => {
    expect(withReached(reached, paths("a", "b"), "verified")).toEqual({ completed: paths("c") });
    expect(withReached(reached, "all", "verified")).toEqual({});
    expect(withoutOwed(reached, paths("a"))).toEqual({ completed: paths("b", "c") });
  });

  it("is everything where everything went through", () => {
    const all = withReached(reached, "all", "accepted");
    expect(owedAgain(all, "completed")).toBe("all");
    expect(owedAgain(withReached(all, "all", "completed"), "completed")).toEqual(paths());
  });
});

it("what is done is what was owed and is not left", () => {
  expect(doneOf(paths("a", "b"), paths("b"))).toEqual(paths("a"));
  expect(doneOf("all", paths())).toBe("all");
  expect(doneOf("all", "all")).toEqual(paths());
  expect(union(paths("a"), "all")).toBe("all");
});

it("a delivery came as far as its least far outcome, where only acceptance was asked for", () => {
  const outcome = (state: Outcome["state"], refused: Outcome["refused"] = []): Outcome => ({
    batch: { index: 0, items: [] },
    state,
    refused,
    confirmed: true,
    taskIds: [],
    attempts: 1,
  });
  const levelReached = (level: Delivery["level"], ...outcomes: Outcome[]) =>
    levelOf({ level, outcomes, requests: 1, submitMs: 1, settleMs: 1 });

  expect(levelReached("accepted", outcome("completed"), outcome("completed"))).toBe("completed");
  expect(levelReached("accepted", outcome("completed"), outcome("accepted"))).toBe("accepted");
  expect(levelReached("accepted", outcome("completed", [{ item: 0, why: "unknown" }]))).toBe("accepted");
  expect(levelReached("verified", outcome("completed"))).toBe("verified");
});
