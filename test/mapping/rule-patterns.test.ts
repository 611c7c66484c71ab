import { describe, expect, it } from "vitest";
import { compilePattern } from "../../src/mapping/host-rules/pattern.ts";

describe("a pattern of _redirects", () => {
  it.each([
    ["/:year-:month/x", "2026-11/x", { year: "2026", month: "11" }],
    ["/:year-:month/x", "2026/x", undefined],
    // Beyond the bounds it fits all that starts like it: more is covered, never less.
    ["/a/:b-:c/:d-:e", "a/anything", {}],
    ["/a/:b-:c/:d-:e", "b/anything", undefined],
  ])("%s on %s", (from, url, expected) => {
    expect(compilePattern(from, "cloudflare")(url)).toEqual(expected);
  });

  /** With a pattern that multiplies, this does not end: the runner's own limit ends the test then. */
  it.each(["/:a-:b/:c-:d/:e-:f/:g-:h/x", "/*/:a-:b/x", "/*-:a-:b/x", "/:a-:b*/:c/:d/:e/x"])(
    "%s is decided on the worst path that a disk can hold",
    (from) => {
      const worst = `${"-".repeat(255)}/`.repeat(15);
      expect(compilePattern(from, "cloudflare")(`${worst}y`)).toBeOneOf([undefined, {}]);
    },
  );
});
