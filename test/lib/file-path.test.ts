import { describe, expect, it } from "vitest";
import { joinPath, normalPath, parentOf } from "../../src/lib/file-path.ts";

describe("a path as the system reads it", () => {
  it.each([
    ["./a//b/../c/", "a/c"],
    ["/a/./b/", "/a/b"],
    [".", ""],
    ["", ""],
    ["/", "/"],
    ["a/..", ""],
    ["a/../..", ".."],
    ["../../x", "../../x"],
    ["../a/../b", "../b"],
    ["a/...", "a/..."],
    ["/..hidden/.b", "/..hidden/.b"],
  ])("%s is %s", (given, path) => {
    expect(normalPath(given)).toBe(path);
    expect(normalPath(path)).toBe(path);
  });

  it.each([
    ["a/b/c", "a/b"],
    ["a", ""],
    ["/a", "/"],
    ["/a/b", "/a"],
  ])("%s lies in %s", (path, folder) => {
    expect(parentOf(path)).toBe(folder);
    expect(joinPath(folder, path.slice(path.lastIndexOf("/") + 1))).toBe(path);
  });
});
