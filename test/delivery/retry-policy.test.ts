import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ATTEMPTS_PER_PASS, type Decision, decide, MAX_PASSES } from "../../src/delivery/retry-policy.ts";
import { formatSeconds } from "../../src/lib/format.ts";
import { type Then, VECTORS } from "./retry-policy.vectors.ts";

/** Longer than any delay of the policy. */
const PLENTY_MS = 3_600_000;

const SITUATION = { probe: false, answered: true, parts: false, remainingMs: PLENTY_MS, jitter: 1 } as const;

function inWords(decision: Decision): Then {
  switch (decision.kind) {
    case "again":
      return decision.delayMs;
    case "later":
      return { later: decision.delayMs };
    default:
      return decision.kind;
  }
}

describe("the retry policy", () => {
  test.each(VECTORS)("$name", ({ given = {}, steps, message }) => {
    let sentence = "";
    let attempts = 0;
    const outcomes = steps.map(({ failed, now = {} }, at) => {
      const { counted = true, ...situation } = { ...given, ...now };
      if (counted && situation.probe !== true) attempts += 1;
      const decision = decide(failed, { ...SITUATION, attempts, tries: at + 1, ...situation });
      if ("failure" in decision) {
        expect(decision.failure.fault).toBe(failed.fault);
        sentence = decision.failure.message;
      }
      return inWords(decision);
    });
    expect(outcomes).toEqual(steps.map(({ then }) => then));
    if (message !== undefined) expect(sentence).toContain(message);
    if (!/attempts\)/.test(message ?? "")) expect(sentence).not.toContain("(1 attempts)");
  });

  test("are sixty at least", () => {
    expect(VECTORS.length).toBeGreaterThanOrEqual(60);
    expect(new Set(VECTORS.map(({ name }) => name)).size).toBe(VECTORS.length);
  });

  test("no jitter makes it early, none makes it longer than the step, and it ends", () => {
    const failure = fc.record(
      {
        fault: fc.constantFrom("throttled", "unavailable", "unreadable"),
        message: fc.constant("x"),
        waitMs: fc.nat(100_000),
      },
      { requiredKeys: ["fault", "message"] },
    );
    fc.assert(
      fc.property(
        failure,
        fc.integer({ min: 1, max: 20 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (...given) => {
          const [failed, attempts, jitter] = given;
          const decision = decide(failed, { ...SITUATION, attempts, tries: attempts, jitter });
          const isLast = attempts >= ATTEMPTS_PER_PASS * MAX_PASSES;
          expect(decision.kind).toBe(isLast ? "give-up" : attempts % ATTEMPTS_PER_PASS === 0 ? "later" : "again");
          if (decision.kind !== "again" && decision.kind !== "later") return;
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
    expect(formatSeconds(ms)).toBe(text);
  });
});
