import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inFolder, overlay, type Tree } from "../../src/model/tree.ts";

const NAME = fc.constantFrom<string[]>("a", "b", "a/b", "a/c", "docs", "docs/a");
const CONTENT = fc.constantFrom<string[]>("1", "2", "3");
const FILES = fc.array(fc.tuple(NAME, CONTENT)).map((entries) => new Map(entries));
const CHANGED = fc
  .array(fc.tuple(NAME, fc.option(CONTENT, { nil: undefined })))
  .map((entries) => new Map<string, string | undefined>(entries));

/** Whatever is asked of the tree, a map of the same files says the same. */
function expectFiles(tree: Tree, files: ReadonlyMap<string, string>): void {
  const sorted = [...files].sort();
  const visited: [string, string][] = [];
  tree.forEach((content, path, whole) => {
    expect(whole).toBe(tree);
    visited.push([path, content]);
  });
  expect([...tree].sort()).toEqual(sorted);
  expect(visited.sort()).toEqual(sorted);
  expect([...tree.entries()].sort()).toEqual(sorted);
  expect([...tree.keys()].sort()).toEqual([...files.keys()].sort());
  expect([...tree.values()].sort()).toEqual([...files.values()].sort());
  expect(tree.size).toBe(files.size);
  for (const path of ["a", "b", "a/b", "a/c", "docs", "docs/a", "docs/a/b", "docs/docs/a", "xdocs/a", ""]) {
    expect(tree.get(path)).toBe(files.get(path));
    expect(tree.has(path)).toBe(files.has(path));
  }
}

describe("a tree with changes over it", () => {
  it("is the tree with each of them made", () => {
    fc.assert(
      fc.property(FILES, CHANGED, (files, changed) => {
        const expected = new Map(files);
        for (const [path, content] of changed) {
          if (content === undefined) expected.delete(path);
          else expected.set(path, content);
        }
        expectFiles(overlay(files, changed), expected);
      }),
    );
  });
});

describe("a tree in a folder", () => {
  it("has the same files below the folder, and nothing beside it", () => {
    fc.assert(
      fc.property(FILES, (files) => {
        expectFiles(
          inFolder(files, "docs"),
          new Map(Array.from(files, ([path, content]) => [`docs/${path}`, content])),
        );
      }),
    );
  });
});
