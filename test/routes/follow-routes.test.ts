import { describe, expect, it } from "vitest";
import { type Change, type ChangeSet, folderChange } from "../../src/model/change.ts";
import { describeSelector } from "../../src/model/selector.ts";
import { followRoutes, matchesRoute } from "../../src/routes/follow-routes.ts";
import { parseRoutes } from "../../src/routes/parse-routes.ts";
import { compileRouteGlob } from "../../src/routes/route-glob.ts";
import { followTarget, targetProblem, usesCaptures } from "../../src/routes/route-target.ts";

const modified = (path: string): Change => ({ kind: "modified", path, before: "1", after: "2" });
const setOf = (more: Partial<ChangeSet>): ChangeSet => {
  return { source: "git", changes: [], ignored: 0, tree: new Map(), notes: [], ...more };
};

function follow(text: string, more: Partial<ChangeSet>) {
  const { routes, problems } = parseRoutes(text);
  expect(problems).toEqual([]);
  const followed = followRoutes(setOf(more), routes);
  return {
    ...followed,
    selectors: followed.selectors.map(({ selector, because, from }) => [
      describeSelector(selector),
      because.map(({ path }) => path).join(" "),
      from,
    ]),
    touched: followed.touched.map(({ path }) => path),
    lines: Array.from(followed.lines, ([{ path }, line]) => `${path}:${line}`),
  };
}

describe("routes over changes", () => {
  it("change nothing where there are none", () => {
    const changes = [modified("a")];

    expect(followRoutes(setOf({ changes, outside: [modified("b")], prefix: "dist" }), [])).toEqual({
      touched: changes,
      selectors: [],
      sitemaps: [],
      routed: [],
      unmatched: [],
      problems: [],
      lines: new Map(),
    });
  });

  it("match files of a build at the repository's root by their own paths", () => {
    for (const more of [{}, { prefix: "" }]) {
      const changes = [modified("a.html"), modified("b.html")];
      const followed = follow("a.html -> /x/", { changes, ...more });

      expect(followed).toMatchObject({ selectors: [["/x/", "a.html", "routes"]], touched: ["b.html"], unmatched: [] });
      expect(followed.lines).toEqual(["a.html:1"]);
    }
  });

  it("name the line of the first route that makes a selector, and every change behind a sitemap", () => {
    const outside = [modified("b"), modified("a")];
    const followed = follow("a -> /x/, sitemap:s.xml\nb -> /y/, /x/, sitemap:s.xml\na -> /never/", { outside });

    expect(followed.selectors).toEqual([
      ["/x/", "b a", "routes"],
      ["/y/", "b", "routes"],
    ]);
    expect(followed.sitemaps).toEqual([{ path: "s.xml", because: outside }]);
    expect(followed.lines).toEqual(["b:2", "a:1"]);
    expect(followed.routed).toEqual(outside);
  });

  it("leave a file and a folder that none matches among the unmatched, also where one is for files below that name", () => {
    const outside: readonly Change[] = [modified("b"), { ...folderChange("vendor"), isOutside: true }];
    const followed = follow("b/** -> /x/\nother/** -> /y/", { outside });

    expect([followed.selectors, followed.routed, followed.unmatched]).toEqual([[], [], outside]);
    expect(followed.lines).toEqual([]);
  });

  it("say of which input, line, file and selector a problem is", () => {
    const followed = follow("\n*.md -> tag:$1", { outside: [modified("a b.md")] });

    expect(followed.problems).toEqual([
      {
        input: "routes",
        message: expect.stringMatching(/^line 2: for "a b\.md", `tag:\$1` is no cache tag: /),
      },
    ]);
    expect(follow("a -> path", { outside: [modified("a")] }).problems).toEqual([
      {
        input: "routes",
        message: 'line 1: for "a", `path` is the file\'s own URL, but it is not among the deployed files of build-dir',
      },
    ]);
  });
});

describe("a deployed folder whose files are not known", () => {
  const changes = [folderChange("vendor")];

  it("follows the routes of its files, and keeps its own URLs, which some files may have no route for", () => {
    const followed = follow("dist/vendor/** -> /x/, path\ndist/*/a -> /y/\nother/** -> /z/", {
      changes,
      prefix: "dist",
    });

    expect(followed.selectors.map(([text]) => text)).toEqual(["/x/", "/y/"]);
    expect(followed.touched).toEqual(["vendor"]);
    expect([followed.problems, followed.everything]).toEqual([[], undefined]);
  });

  it("keeps its own URLs where no route is for it", () => {
    const followed = follow("other/** -> /z/", { changes });

    expect([followed.selectors, followed.touched, followed.lines]).toEqual([[], ["vendor"], []]);
  });

  it("is everything where a route needs the names of its files", () => {
    for (const target of ["/$1", "/${1}x", "tag:$1"]) {
      expect(follow(`vendor/** -> ${target}`, { changes }).everything).toBe(
        'the checkout does not say which files changed below "vendor", and routes, line 1, needs their names',
      );
    }
    expect(follow("vendor/** -> path", { outside: changes }).everything).toMatch(/ below "vendor"/);
    expect(follow("vendor/** -> path", { changes }).everything).toBeUndefined();
    expect(follow("vendor/** -> /a$$1/", { changes })).toMatchObject({
      everything: undefined,
      selectors: [["/a$1/", "vendor", "routes"]],
    });
  });
});

describe("whether a route is for a file", () => {
  const { routes } = parseRoutes("a/*.md -> /a/\nb/** -> none");

  it.each<[string, true | undefined, boolean]>([
    ["a/x.md", undefined, true],
    ["a/x.css", undefined, false],
    ["a", undefined, false],
    ["a", true, true],
    ["b/x/y", true, true],
    ["b", undefined, false],
    ["c", true, false],
  ])("%s, a folder: %s, is %s", (path, isFolder, expected) => {
    expect(matchesRoute({ path, ...(isFolder && { isFolder }) }, routes)).toBe(expected);
    expect(matchesRoute({ path, ...(isFolder && { isFolder }) }, [])).toBe(false);
  });

  it.each([
    ["a/b/c", "a", true],
    ["a/b/c", "a/b", true],
    ["a/b/c", "a/b/c", false],
    ["a/b/c", "a/x", false],
    ["a/b", "a/b/c", false],
    ["a/*/c", "a/x", true],
    ["**/c", "a/x", true],
    ["a/**", "a", true],
    ["a/**", "b", false],
    [".a/*", ".a", true],
    ["*/x", ".a", true],
    ["{a,b}/x", "b", true],
    ["a", "a", false],
  ])("%s, below %s, is %s", (glob, folder, expected) => {
    const compiled = compileRouteGlob(glob);

    expect("mayMatchBelow" in compiled && compiled.mayMatchBelow(folder)).toBe(expected);
  });

  it("has no more captures to use than each way through its braces has", () => {
    expect(parseRoutes("{a/*,b} -> /$1").problems).toHaveLength(1);
    expect(parseRoutes("{a/*,b/*} -> /$1").problems).toEqual([]);
  });
});

describe("a selector of a route", () => {
  it.each<[string, readonly string[], ReturnType<typeof followTarget>]>([
    ["path", [], { kind: "path" }],
    ["none", [], { kind: "none" }],
    ["/$1//$2/", ["", "b"], { kind: "selector", selector: { by: "path", value: "/b/" } }],
    ["/$1//$2/", ["a", "b"], { kind: "selector", selector: { by: "path", value: "/a//b/" } }],
    ["/${2}", ["a", "b"], { kind: "selector", selector: { by: "path", value: "/b" } }],
    ["/$3", ["a"], { kind: "selector", selector: { by: "path", value: "/" } }],
    ["/$0", ["a"], { kind: "selector", selector: { by: "path", value: "/$0" } }],
    [
      "https://h.example/$1//",
      [""],
      { kind: "selector", selector: { by: "path", value: "/", origin: "https://h.example" } },
    ],
    ["tag:a*$1", ["*é"], { kind: "selector", selector: { by: "tag", value: "a**é" } }],
    ["ext:$1", ["CSS"], { kind: "selector", selector: { by: "extension", value: "css" } }],
    ["host:$1.example", ["h"], { kind: "selector", selector: { by: "host", value: "h.example" } }],
    ["regex:tag:$1", ["a.b"], { kind: "selector", selector: { by: "regex", value: "tag:a\\.b" } }],
    ["contains:$1", ["a*é"], { kind: "selector", selector: { by: "contains", value: "a%2A%C3%A9" } }],
    ["sitemap:$1.xml", ["a\\b*?["], { kind: "sitemap", path: "a[\\\\]b[*][?][[].xml" }],
    ["file:x", [], { kind: "wrong", message: "is a file of selectors, which only purge reads" }],
  ])("%s with %j", (text, captures, expected) => {
    expect(followTarget(text, captures)).toEqual(expected);
  });

  it.each<[string, number, string | undefined]>([
    ["/$1", 0, "uses $1, but the glob has no star"],
    ["/$1$2", 1, "uses $2, but the glob has 1 star"],
    ["/${12}", 2, "uses $12, but the glob has 2 stars"],
    ["/$1$2", 2, undefined],
    ["/$$9", 0, undefined],
    ["path", 0, undefined],
    ["none", 0, undefined],
    ["sitemap:$1", 1, undefined],
    ["/a /b", 0, "holds several selectors: put a comma between them. A blank is %20"],
    ["blog", 0, expect.stringMatching(/^is no selector/)],
  ])("%s where the glob has %i stars", (text, captures, message) => {
    expect(targetProblem(text, captures)).toEqual(message);
  });

  it("needs the name of the file where it uses what a star stands for", () => {
    const needs = ["path", "/$1", "/${1}", "/$$$1"];
    const others = ["none", "/$$1", "/$0", "/a", "/$", "/${a}", "all"];

    expect([...needs, ...others].filter(usesCaptures)).toEqual(needs);
  });
});

describe("routes as they are written", () => {
  it("end in a comment, and start with a mark of byte order at most", () => {
    const { routes, problems } = parseRoutes("\ufeffa#b -> /a/ # why\n#x -> y\n\t\r\nb -> /b/\ufeff");

    expect(routes.map(({ line, glob, targets }) => [line, glob.text, targets])).toEqual([
      [1, "a#b", ["/a/"]],
      [4, "b", ["/b/"]],
    ]);
    expect(problems).toEqual([]);
    expect(parseRoutes("a\ufeffb -> /").routes[0]?.glob.text).toBe("a\ufeffb");
    expect(parseRoutes("a->/b/,/c/ , tag:d").routes[0]?.targets).toEqual(["/b/", "/c/", "tag:d"]);
  });

  it.each([
    [
      "- a -> /a/",
      0,
      "starts with the dash of a YAML list: give one route per line, with `|` behind routes and without a dash",
    ],
    ["a- b", 4, "has no ->: a route is `glob -> selector`, for example content/blog/*.md -> /blog/$1/, /blog/"],
    ["=> b", 0, "has another arrow: write ->"],
    ["a → b", 2, "has another arrow: write ->"],
    ["a -> /b/,  none", 11, "has none beside other selectors: none says that the file is harmless"],
    ["a ->   blog", 7, expect.stringMatching(/^`blog` is no selector/)],
    ["a -> /b/,", 9, "has an empty selector"],
  ])("show what is wrong in %s at %i", (line, at, message) => {
    const { problems } = parseRoutes(line);
    const [first = "", shown, caret] = problems[0]?.message.split("\n") ?? [];

    expect(problems[0]?.input).toBe("routes");
    expect(first.replace("line 1 ", "")).toEqual(message);
    expect([shown, caret]).toEqual([`    ${line}`, `    ${" ".repeat(at)}^`]);
  });

  it("show of a long line what lies around the fault", () => {
    const start = `a -> /${"b".repeat(300)}/, `;
    const [, shown = "", caret = ""] =
      parseRoutes(`${start}nonsense:x, /${"c".repeat(300)}/`).problems[0]?.message.split("\n") ?? [];

    expect(shown).toHaveLength(4 + 120);
    expect(shown.slice(caret.indexOf("^"))).toMatch(/^nonsense:x, \/c+$/);
    expect(caret.indexOf("^")).toBe(4 + 60);
    const atEnd = parseRoutes(`${start}nonsense:x`).problems[0]?.message.split("\n") ?? [];
    expect(atEnd[1]).toHaveLength(4 + 120);
    expect(atEnd[1]?.slice(atEnd[2]?.indexOf("^"))).toBe("nonsense:x");
  });
});
