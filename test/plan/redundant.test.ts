import { describe, expect, it } from "vitest";
import type { Capabilities } from "../../src/model/capabilities.ts";
import type { Target } from "../../src/model/plan.ts";
import { describeSelector, type Selector } from "../../src/model/selector.ts";
import { type CoverContext, coveredBy, dropCovered } from "../../src/plan/redundant.ts";
import { requested } from "./plan-options.ts";

const USER: Target = { requested: "user", because: [] };
const CHANGE: Target = { requested: "changes", because: [], selector: { by: "path", value: "/x" } };

const match = (query: "covered" | "separate", prefix?: "string" | "segment") => {
  return { perRequest: 1, match: { query, ...(prefix && { prefix }) } };
};
const STRINGS: Capabilities["accepts"] = {
  path: match("separate"),
  prefix: match("covered", "string"),
  starts_with: match("covered"),
  extension: match("covered"),
  host: match("separate"),
  all: match("separate"),
};
const context = (more: Partial<CoverContext> = {}): CoverContext => {
  return { hosts: ["www.example.com"], accepts: STRINGS, queryStrings: "ignored", ...more };
};
const one = (line: string): Selector => requested(line)[0] as Selector;
const instruction = (line: string, target: Target = CHANGE) => ({ selector: one(line), targets: [target] });

/** What covers a selector, as text. */
function cover(lines: readonly string[], selector: string, more: Partial<CoverContext> = {}): string | undefined {
  const found = coveredBy(
    lines.map((line) => instruction(line)),
    context(more),
  )(one(selector));
  return found === undefined ? undefined : describeSelector(found.selector);
}

const SEGMENTS = { accepts: { ...STRINGS, prefix: match("covered", "segment") } };
const SEPARATE = { accepts: { ...STRINGS, prefix: match("separate", "string"), extension: match("separate") } };

describe("a selector is purged anyway", () => {
  it.each<[readonly string[], string, string | undefined, Partial<CoverContext>?]>([
    [["all"], "/a", "all"],
    [["all"], "tag:t", "all"],
    [["all", "/*"], "regex:x", "all"],
    [["/b", "tag:t", "regex:.*", "contains:a"], "/a", undefined],
    [["host:www.example.com"], "/a", "host:www.example.com"],
    [["host:www.example.com"], "/a/*", "host:www.example.com"],
    [["host:www.example.com"], "ext:css", undefined],
    [["host:www.example.com"], "tag:t", undefined],
    [["host:other.example"], "/a", undefined],
    [["host:www.example.com"], "/a", undefined, { hosts: ["www.example.com", "shop.example.com"] }],
    [["host:www.example.com"], "https://www.example.com/a", "host:www.example.com", { hosts: ["a", "b"] }],
    [["host:www.example.com"], "/a", undefined, { hosts: [] }],
    [["prefix:/docs/"], "/docs/a", "prefix:/docs/"],
    [["prefix:/docs/"], "/docs/", "prefix:/docs/"],
    [["prefix:/docs/"], "equals:/docs/a", "prefix:/docs/"],
    [["prefix:/docs/"], "prefix:/docs/a", "prefix:/docs/"],
    [["prefix:/docs/"], "prefix:/docs/", undefined],
    [["prefix:/docs/"], "starts_with:/docs/a", "prefix:/docs/"],
    [["prefix:/docs/"], "ends_with:/docs/a", undefined],
    [["prefix:/docs/"], "/docs", undefined],
    [["prefix:/docs/a/"], "/docs/b", undefined],
    [["prefix:/d", "prefix:/docs/"], "/docs/a", "prefix:/d"],
    [["prefix:/docs/a", "prefix:/docs/"], "/docs/a", "prefix:/docs/"],
    [["starts_with:/do"], "/docs", "starts_with:/do"],
    [["prefix:/docs"], "/docsearch", "prefix:/docs"],
    [["prefix:/docs"], "/docsearch", undefined, SEGMENTS],
    [["prefix:/docs"], "/docs", "prefix:/docs", SEGMENTS],
    [["prefix:/docs"], "/docs/a", "prefix:/docs", SEGMENTS],
    [["prefix:/docs/"], "/docs/a", "prefix:/docs/", SEGMENTS],
    [["starts_with:/docs"], "/docsearch", "starts_with:/docs", SEGMENTS],
    [
      ["prefix:https://www.example.com/docs/"],
      "https://www.example.com/docs/a",
      "prefix:https://www.example.com/docs/",
    ],
    [["prefix:https://www.example.com/docs/"], "https://shop.example.com/docs/a", undefined],
    [["prefix:/docs/"], "https://www.example.com/docs/a", undefined],
    [["ext:css"], "/a.css", "ext:css"],
    [["ext:css"], "equals:/a.css", "ext:css"],
    [["ext:css"], "/a.b.css", "ext:css"],
    [["ext:b.css"], "/a.b.css", "ext:b.css"],
    [["ext:css"], "/a.CSS", undefined],
    [["ext:css"], "/.css", undefined],
    [["ext:css"], "/a.css/b", undefined],
    [["ext:css"], "/acss", undefined],
    [["ext:css"], "prefix:/a.css", undefined],
    [["ext:css"], "/a.css?x", undefined],
    [["ext:css"], "https://www.example.com/a.css", "ext:css"],
    // A copy with a query is one of its own.
    [["prefix:/docs/"], "/docs/a?x", "prefix:/docs/"],
    [["prefix:/docs/"], "/docs/a?x", undefined, SEPARATE],
    [["prefix:/docs/"], "/docs/a", "prefix:/docs/", SEPARATE],
    [["prefix:/docs/"], "/docs/a", undefined, { ...SEPARATE, queryStrings: "cached" }],
    [["prefix:/docs/"], "/docs/a", "prefix:/docs/", { queryStrings: "cached" }],
    [["ext:css"], "/a.css", undefined, { ...SEPARATE, queryStrings: "cached" }],
    [["host:www.example.com"], "/a", "host:www.example.com", { queryStrings: "cached" }],
    [["all"], "/a", "all", { queryStrings: "cached" }],
  ])("%j covers %s by %s", (lines, selector, expected, more = {}) => {
    expect(cover(lines, selector, more)).toBe(expected);
  });

  it("by an extension on its own host, or on all", () => {
    const css = { by: "extension", value: "css" } as const;
    const on = (origin?: string) =>
      coveredBy([{ selector: { ...css, ...(origin && { origin }) }, targets: [] }], context());

    expect(on("https://h")({ by: "path", value: "/a.css", origin: "https://h" })).toBeDefined();
    expect(on("https://h")({ by: "path", value: "/a.css", origin: "https://i" })).toBeUndefined();
    expect(on("https://h")({ by: "path", value: "/a.css" })).toBeUndefined();
    expect(on()({ by: "path", value: "/a.css", origin: "https://i" })).toBeDefined();
  });

  it("but not by itself", () => {
    const all = instruction("all");

    expect(coveredBy([all], context())(all.selector)).toBeUndefined();
  });
});

describe("instructions without what is purged anyway", () => {
  const kept = (...given: readonly (readonly [string, Target])[]) =>
    dropCovered(
      given.map(([line, target]) => instruction(line, target)),
      context(),
    ).map(({ selector, targets, causes }) => [describeSelector(selector), targets.length, causes].join(" "));

  it("give their targets to what covers them", () => {
    expect(kept(["/docs/a", CHANGE], ["/docs/b", CHANGE], ["prefix:/docs/", CHANGE], ["/c", CHANGE])).toEqual([
      "prefix:/docs/ 3 1",
      "/c 1 ",
    ]);
  });

  it("keep what the user wrote, but beside all", () => {
    expect(kept(["/docs/a", USER], ["prefix:/docs/", CHANGE])).toEqual(["/docs/a 1 ", "prefix:/docs/ 1 "]);
    expect(kept(["/docs/a", USER], ["prefix:/docs/", USER], ["all", CHANGE])).toEqual(["all 3 1"]);
    const mixed = dropCovered(
      [{ selector: one("/docs/a"), targets: [CHANGE, USER] }, instruction("prefix:/docs/")],
      context(),
    );
    expect(mixed).toHaveLength(2);
  });

  it("are the same where there are paths alone", () => {
    const paths = [instruction("/a"), instruction("/a/b")];

    expect(dropCovered(paths, context())).toBe(paths);
  });
});
