import { describe, expect, it } from "vitest";
import { annotationsOf } from "../../src/report/annotations.ts";
import { sampleDestination, sampleReport } from "./sample.ts";

describe("annotations", () => {
  it("are none when all is well", () => {
    expect(annotationsOf(sampleReport())).toEqual([]);
  });

  it("name one error for each reason, the broadest first", () => {
    const failures = [
      { code: "E_REJECTED", message: "no such path", instructions: 1 },
      { code: "E_TIMEOUT", message: "accepted, not completed after 300 s", instructions: 40 },
    ];
    const destinations = [sampleDestination({ verdict: "incomplete", confirmed: false, failures, owed: 41 })];
    const found = annotationsOf(sampleReport({ verdict: "incomplete", errorCode: "E_TIMEOUT", destinations }));
    expect(found.map(({ kind, title }) => `${kind} ${title}`)).toEqual([
      "error Batoff: E_TIMEOUT",
      "error Batoff: E_REJECTED",
    ]);
    expect(found[0]?.message).toMatch(
      /^40 instructions not purged: accepted, not completed after 300 s\. Run the step/,
    );
  });

  it("always have an error when the step is red", () => {
    const report = sampleReport({ verdict: "failed", errorCode: "E_DIFF", message: "git said no", destinations: [] });
    expect(annotationsOf(report)).toMatchObject([{ kind: "error", title: "deploy-purge: E_DIFF" }]);
    expect(annotationsOf(report)[0]?.message).toMatch(/^git said no\. Make both ends/);
  });

  it("warn of what was widened, and note what is unproven", () => {
    const widening = { how: "widening", from: "/a", to: "prefix:/", count: 1, why: "limit", collateral: 7 } as const;
    const plan = { ...sampleDestination().plan, translations: [widening, { ...widening, from: "/b" }] };
    const found = annotationsOf(sampleReport({ destinations: [sampleDestination({ plan, confirmed: false })] }));
    expect(found.map(({ kind }) => kind)).toEqual(["warning", "notice"]);
    expect(found[0]?.message).toBe(
      "/a became prefix:/; /b became prefix:/: limit. It evicts 14 known objects that did not change.",
    );
    expect(found[1]?.message).toContain("Completed, not confirmed");
  });

  it("say nothing of a widening whose reason is a warning already", () => {
    const { plan, changes } = sampleDestination();
    const why = "nothing is remembered yet";
    const widening = { how: "widening", from: "everything", to: "prefix:/", count: 1, why, collateral: 7 } as const;
    const all = { plan: { ...plan, translations: [widening] }, changes: { ...changes, everything: why } };
    expect(annotationsOf(sampleReport({ destinations: [sampleDestination(all)] }))).toEqual([]);
  });

  it("stay within what the runner keeps, and say how many there are more", () => {
    const problems = Array.from({ length: 30 }, (_, index) => ({ input: `in-${index}`, message: "x".repeat(9000) }));
    const found = annotationsOf(sampleReport({ verdict: "failed", errorCode: "E_CONFIG", problems, destinations: [] }));
    expect(found).toHaveLength(8);
    // A log shows no titles.
    expect(found[0]).toMatchObject({ title: "deploy-purge: E_CONFIG", message: expect.stringMatching(/^in-0: x/) });
    expect(found[7]?.message).toContain("23 more");
    for (const { message } of found) expect(message.length).toBeLessThanOrEqual(4000);
  });

  it("show untrusted text escaped", () => {
    const failures = [{ code: "E_REJECTED", message: "::error::a\n##[warning]b", instructions: 1 }];
    const found = annotationsOf(sampleReport({ destinations: [sampleDestination({ failures })] }));
    expect(found[0]?.message).toContain("\\u{3a}:error::a\\u{a}##\\u{5b}warning]b");
  });
});
