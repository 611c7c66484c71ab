import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { followLinks, linkTarget } from "../../src/changes/git/follow-links.ts";
import type { Change } from "../../src/model/change.ts";

const modified = (path: string): Change => ({ kind: "modified", path, before: "1", after: "2" });

describe("where a link leads", () => {
  it.each([
    ["a/l", "b", "a/b"],
    ["l", "./b//c/", "b/c"],
    ["a/b/l", "../../c", "c"],
    ["a/l", "..", ""],
    ["l", "..", undefined],
    ["a/l", "../../c", undefined],
    ["l", "/etc/passwd", undefined],
    ["l", "", undefined],
  ])("%s -> %s", (link, text, target) => {
    expect(linkTarget(link, text)).toBe(target);
  });
});

describe("changes through links", () => {
  it("go through chains, and once round a loop", () => {
    const links = [
      { path: "one", text: "dir" },
      { path: "two", text: "one" },
      { path: "dir/back", text: ".." },
      { path: "root", text: "." },
      { path: "unread", text: undefined },
    ];
    const { changes, unknown } = followLinks(links, [modified("dir/x")]);
    const paths = changes?.map(({ path }) => path) ?? [];
    expect(paths).toEqual(expect.arrayContaining(["one/x", "two/x", "root/dir/x", "dir/back/dir/x"]));
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths).not.toContain("dir/x");
    expect(unknown).toBe(1);
  });

  it("do not take a name for a folder that it only begins with", () => {
    expect(followLinks([{ path: "l", text: "v1" }], [modified("v10/x"), modified("v1.html")]).changes).toEqual([]);
  });

  it("are too many to list where links multiply", () => {
    const links = Array.from({ length: 12 }, (_, index) => ({ path: `l${index}`, text: "." }));
    expect(followLinks(links, [modified("x")]).changes).toBeUndefined();
  });

  it("end for any links", () => {
    const name = fc.constantFrom("a", "b", "c", "d");
    const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join("/"));
    const text = fc.array(fc.constantFrom("a", "b", "c", "..", "."), { maxLength: 3 }).map((names) => names.join("/"));
    fc.assert(
      fc.property(
        fc.array(fc.record({ path, text }), { maxLength: 4 }),
        fc.array(path, { maxLength: 4 }),
        (links, paths) => {
          const { changes } = followLinks(links, paths.map(modified));
          expect(changes).toBeDefined();
          expect(changes?.some((change) => paths.includes(change.path))).toBe(false);
        },
      ),
    );
  });
});
