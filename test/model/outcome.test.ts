import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countReached, type Delivery, isPurgedByAll, type Outcome, unreachedTargets } from "../../src/model/outcome.ts";
import type { Item, StaleTarget } from "../../src/model/plan.ts";
import type { Selector } from "../../src/model/selector.ts";

const STATES = ["completed", "accepted", "failed", "unsent"] as const;
const LEVELS = ["accepted", "completed", "verified"] as const;

/** Which states are enough for which level, as the promise has it: only `accepted` is content with an acceptance. */
const ENOUGH: Readonly<Record<Delivery["level"], readonly Outcome["state"][]>> = {
  accepted: ["accepted", "completed"],
  completed: ["completed"],
  verified: ["completed"],
};

function itemOf(selector: Selector): Item {
  const target: StaleTarget = { selector, requested: "changes", because: [] };
  return { selector, targets: [target] };
}

const path = (value: string): Item => itemOf({ by: "path", value });
const ALL = itemOf({ by: "all", value: "" });

function outcome(state: Outcome["state"], items: readonly Item[], refused: readonly number[] = []): Outcome {
  return {
    batch: { index: 0, items },
    state,
    confirmed: state === "completed",
    refused: refused.map((item) => ({ item, why: "is not known" })),
    taskIds: [],
    attempts: 1,
  };
}

function delivery(level: Delivery["level"], outcomes: readonly Outcome[]): Delivery {
  return { level, outcomes, requests: outcomes.length, submitMs: 0, settleMs: 0 };
}

const OUTCOME = fc
  .record({
    state: fc.constantFrom(...STATES),
    count: fc.integer({ min: 1, max: 4 }),
    refused: fc.uniqueArray(fc.nat(3), { maxLength: 4 }),
  })
  .map(({ state, count, refused }) =>
    outcome(
      state,
      Array.from({ length: count }, (_, at) => path(`/${at}`)),
      refused.filter((item) => item < count),
    ),
  );
const OUTCOMES = fc.array(OUTCOME, { maxLength: 4 });
const total = (outcomes: readonly Outcome[]) => outcomes.reduce((sum, { batch }) => sum + batch.items.length, 0);

describe("what a delivery has reached", () => {
  it.each(LEVELS.flatMap((level) => STATES.map((state) => [level, state] as const)))(
    "at the level %s counts a batch that is %s only where that is enough",
    (level, state) => {
      const done = delivery(level, [outcome(state, [path("/a"), path("/b"), ALL], [1])]);
      const isEnough = ENOUGH[level].includes(state);

      expect(countReached(done)).toBe(isEnough ? 2 : 0);
      expect(unreachedTargets(done).map((target) => "selector" in target && target.selector.value)).toEqual(
        isEnough ? ["/b"] : ["/a", "/b", ""],
      );
      expect(isPurgedByAll(done)).toBe(isEnough);
    },
  );

  it("and what it has not are all that was planned, each instruction once", () => {
    fc.assert(
      fc.property(fc.constantFrom(...LEVELS), OUTCOMES, (level, outcomes) => {
        const done = delivery(level, outcomes);

        expect(countReached(done) + unreachedTargets(done).length).toBe(total(outcomes));
      }),
    );
  });

  it("is the sum of its parts, so that no success hides a failure of another batch", () => {
    fc.assert(
      fc.property(fc.constantFrom(...LEVELS), OUTCOMES, OUTCOMES, (level, some, others) => {
        const [one, other, both] = [some, others, [...some, ...others]].map((outcomes) =>
          delivery(level, outcomes),
        ) as [Delivery, Delivery, Delivery];

        expect(unreachedTargets(both)).toEqual([...unreachedTargets(one), ...unreachedTargets(other)]);
        expect(countReached(both)).toBe(countReached(one) + countReached(other));
      }),
    );
  });

  it("is never more at a higher level", () => {
    fc.assert(
      fc.property(OUTCOMES, (outcomes) => {
        const [accepted = 0, completed = 0, verified = 0] = LEVELS.map((level) => countReached({ level, outcomes }));

        expect(accepted).toBeGreaterThanOrEqual(completed);
        expect(completed).toBe(verified);
      }),
    );
  });

  it("is everything only by an all that was taken itself", () => {
    expect(isPurgedByAll(delivery("completed", [outcome("completed", [path("/a")])]))).toBe(false);
    expect(isPurgedByAll(delivery("completed", [outcome("completed", [path("/a"), ALL], [1])]))).toBe(false);
    expect(isPurgedByAll(delivery("completed", [outcome("failed", [path("/a")]), outcome("completed", [ALL])]))).toBe(
      true,
    );
    expect(isPurgedByAll(delivery("completed", []))).toBe(false);
  });
});
