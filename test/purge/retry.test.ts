import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decide, MOST_ATTEMPTS, seconds } from "../../src/purge/retry.ts";
import { VECTORS } from "./retry.vectors.ts";

/** Longer than any delay of the policy. */
const PLENTY_MS = 3_600_000;

describe("the retry policy", () => {
  test.each(VECTORS)("$name", ({ given = {}, steps, says }) => {
    let sentence = "";
    const outcomes = steps.map(({ failed }, at) => {
      const decision = decide(failed, { remainingMs: PLENTY_MS, ...given, attempts: at + 1, jitter: 1 });
      if (decision.is === "again") return decision.delayMs;
      expect(decision.failure.fault).toBe(failed.fault);
      sentence = decision.failure.says;
      return decision.is;
    });
    expect(outcomes).toEqual(steps.map(({ then }) => then));
    if (says !== undefined) expect(sentence).toContain(says);
    if (!/attempts\)/.test(says ?? "")) expect(sentence).not.toContain("(1 attempts)");
  });

  test("no jitter makes it early, none makes it longer than the step, and it ends", () => {
    const failure = fc.record(
      {
        fault: fc.constantFrom("throttled", "unavailable", "unreadable"),
        says: fc.constant("x"),
        waitMs: fc.nat(100_000),
      },
      { requiredKeys: ["fault", "says"] },
    );
    fc.assert(
      fc.property(
        failure,
        fc.integer({ min: 1, max: 20 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (...given) => {
          const [failed, attempts, jitter] = given;
          const decision = decide(failed, { attempts, jitter, remainingMs: PLENTY_MS });
          expect(decision.is).toBe(attempts < MOST_ATTEMPTS ? "again" : "give-up");
          if (decision.is !== "again") return;
          expect(decision.delayMs).toBeGreaterThanOrEqual(failed.waitMs ?? 0);
          expect(decision.delayMs).toBeLessThanOrEqual((failed.waitMs ?? 0) + 20_000);
        },
      ),
    );
  });

  test.each([
    [0, "0 s"],
    [-5, "0 s"],
    [260, "0.3 s"],
    [9_940, "9.9 s"],
    [12_400, "12 s"],
  ])("%d ms reads as %s", (ms, text) => {
    expect(seconds(ms)).toBe(text);
  });
});
