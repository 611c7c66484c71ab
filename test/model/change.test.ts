import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Change,
  type ChangeSet,
  folderChange,
  hasUnknownBefore,
  isPageUrl,
  oldTree,
  shownPath,
  UNKNOWN_CONTENT,
} from "../../src/model/change.ts";

const FILES = fc
  .array(fc.tuple(fc.constantFrom("a", "b", "c/d", "e"), fc.constantFrom("1", "2")))
  .map((entries) => new Map(entries));

function changesBetween(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): Change[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((path): Change[] => {
    const [old, now] = [before.get(path), after.get(path)];
    if (old === now) return [];
    if (old === undefined) return [{ kind: "added", path, after: now as string }];
    if (now === undefined) return [{ kind: "deleted", path, before: old }];
    return [{ kind: "modified", path, before: old, after: now }];
  });
}

const setOf = (changes: readonly Change[], tree: ReadonlyMap<string, string>): ChangeSet => ({
  source: "build",
  changes,
  tree,
  ignored: 0,
  notes: [],
});

describe("the old build", () => {
  it("is the new one with every change taken back", () => {
    fc.assert(
      fc.property(FILES, FILES, (before, after) => {
        expect([...oldTree(setOf(changesBetween(before, after), after))].sort()).toEqual([...before].sort());
      }),
    );
  });

  it("has no file for a folder whose files are not known, and loses none of that name", () => {
    const tree = new Map([["docs", "1"]]);

    expect([...oldTree(setOf([folderChange("docs"), folderChange("blog")], tree))]).toEqual([["docs", "1"]]);
  });
});

describe("a change", () => {
  it("of a folder is of unknown content below it, and shown with a slash", () => {
    const change = folderChange("vendor/theme");

    expect(change).toEqual({ kind: "modified", path: "vendor/theme", before: UNKNOWN_CONTENT, isFolder: true });
    expect(shownPath(change)).toBe("vendor/theme/");
    expect(hasUnknownBefore(change)).toBe(true);
  });

  it("of a file is shown by its path, and its old content is known unless it is marked", () => {
    expect(shownPath({ kind: "deleted", path: "a/b.html", before: "1" })).toBe("a/b.html");
    expect(hasUnknownBefore({ kind: "deleted", path: "a", before: "1" })).toBe(false);
    expect(hasUnknownBefore({ kind: "added", path: "a", after: UNKNOWN_CONTENT })).toBe(false);
    expect(hasUnknownBefore({ kind: "modified", path: "a", before: UNKNOWN_CONTENT, after: "2" })).toBe(true);
  });

  it("of a page is told from a file's by the slash in front", () => {
    expect([isPageUrl("/blog/"), isPageUrl("blog/"), isPageUrl("blog/index.html")]).toEqual([true, false, false]);
  });
});
