import { describe, expect, it } from "vitest";
import type { Change, ChangesRead } from "../../src/model/change.ts";
import { parseRoutes } from "../../src/routes/parse-routes.ts";
import { isRuleFile, sortOutside, type UndeployedOptions } from "../../src/routes/undeployed-files.ts";

const RULES = { inBuild: ["_redirects"], anywhere: ["netlify.toml"] };

function sorted(outside: readonly string[], options: Partial<UndeployedOptions> & { readonly text?: string }) {
  const { text = "", ...rest } = options;
  const read: ChangesRead = {
    source: "git",
    sources: ["git"],
    snapshots: [],
    changes: [],
    outside: outside.map((path): Change => ({ kind: "modified", path, before: "1", after: "2", isOutside: true })),
    prefix: "dist",
    ignored: outside.length,
    tree: new Map([["index.html", "1"]]),
    notes: ["read"],
  };
  const { routes } = parseRoutes(text);
  const left = sortOutside(read, { routes, unmatched: "warn", ruleNames: RULES, ...rest });
  return {
    kept: left.outside?.map(({ path }) => path),
    unmatched: left.unmatched,
    unread: left.unreadRules,
    whole: [left.ignored, left.prefix, left.notes, [...left.tree.keys()]],
  };
}

describe("changed files that are not deployed", () => {
  const outside = ["content/a.md", "netlify.toml", "package.json"];
  const whole = [3, "dist", ["read"], ["index.html"]];

  it("are forgotten without a route, but for those that say how the host answers", () => {
    expect(sorted(outside, {})).toEqual({ kept: ["netlify.toml"], unmatched: undefined, unread: undefined, whole });
    expect(sorted(outside, { unmatched: "all" }).kept).toEqual(["netlify.toml"]);
    expect(sorted(["a"], {}).kept).toBeUndefined();
  });

  it("are kept where a route matches, and the others named", () => {
    expect(sorted(outside, { text: "content/** -> /blog/" })).toEqual({
      kept: ["content/a.md", "netlify.toml"],
      unmatched: ["package.json"],
      unread: undefined,
      whole,
    });
  });

  it.each(["fail", "all"] as const)("are all kept where there are routes and unmatched is %s", (unmatched) => {
    const left = sorted(outside, { text: "content/** -> /blog/", unmatched });

    expect([left.kept, left.unmatched]).toEqual([outside, undefined]);
  });

  it("hold rules that nothing reads, unless a route says what they mean", () => {
    const files = ["nginx.conf", "dist/web.config"];

    expect(sorted(files, {}).unread).toEqual(files);
    expect(sorted(files, { text: "nginx.conf -> all" }).unread).toEqual(["dist/web.config"]);
    expect(sorted(files, { text: "** -> none" }).unread).toBeUndefined();
  });

  it("may be none at all", () => {
    const read: ChangesRead = {
      source: "none",
      sources: [],
      snapshots: [],
      changes: [],
      ignored: 0,
      tree: new Map(),
      notes: [],
    };

    expect(sortOutside(read, { routes: parseRoutes("a -> /a").routes, unmatched: "warn", ruleNames: RULES })).toEqual(
      read,
    );
  });
});

describe("a file with rules of the host", () => {
  it.each<[string, string | undefined, boolean]>([
    ["netlify.toml", "dist", true],
    ["dist/netlify.toml", "dist", true],
    ["dist/_redirects", "dist", true],
    ["_redirects", "dist", false],
    ["distx/_redirects", "dist", false],
    ["site/_redirects", "dist", false],
    ["dist/sub/_redirects", "dist", false],
    ["sub/netlify.toml", "dist", false],
    ["_redirects", undefined, true],
    ["_redirects", "", true],
    ["netlify.toml", "", true],
    ["index.html", "", false],
  ])("is %s, with the build in %s: %s", (path, prefix, expected) => {
    expect(isRuleFile(path, prefix, RULES)).toBe(expected);
  });
});
