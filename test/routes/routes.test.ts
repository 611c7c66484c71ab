import fc from "fast-check";
import picomatch from "picomatch";
import { describe, expect, it } from "vitest";
import { compileInclude } from "../../src/mapping/include.ts";
import type { Change, ChangeSet } from "../../src/model/change.ts";
import { describeSelector } from "../../src/model/selector.ts";
import { followRoutes } from "../../src/routes/follow-routes.ts";
import { parseRoutes } from "../../src/routes/parse-routes.ts";
import { compileRouteGlob } from "../../src/routes/route-glob.ts";
import { effort } from "../support/properties.ts";

function captures(glob: string, path: string): readonly string[] | undefined {
  const compiled = compileRouteGlob(glob);
  if ("message" in compiled) throw new Error(compiled.message);
  return compiled.match(path);
}

function problem(text: string): string {
  return parseRoutes(text).problems[0]?.message ?? "";
}

function modified(path: string): Change {
  return { kind: "modified", path, before: "1", after: "2" };
}

/** What changed files come to by these routes: selectors, sitemaps, `path` with the file's name. */
function follow(routes: string, { outside = [], deployed = [] }: { outside?: string[]; deployed?: string[] }) {
  const parsed = parseRoutes(routes);
  if (parsed.problems.length > 0) throw new Error(JSON.stringify(parsed.problems));
  const set: ChangeSet = {
    source: "git",
    changes: deployed.map(modified),
    outside: outside.map(modified),
    prefix: "dist",
    ignored: outside.length,
    tree: new Map(),
    notes: [],
  };
  const followed = followRoutes(set, parsed.routes);
  return { ...followed, selected: followed.selectors.map(({ selector }) => describeSelector(selector)) };
}

describe("a route's glob", () => {
  it.each<[string, string, readonly string[] | undefined]>([
    ["content/blog/*.md", "content/blog/a b.md", ["a b"]],
    ["content/blog/*.md", "content/blog/a/b.md", undefined],
    ["content/**/index.md", "content/index.md", [""]],
    ["content/**/index.md", "content/a/b/index.md", ["a/b"]],
    ["content/**/index.md", "content/a/old-index.md", undefined],
    ["public/**", "public/a/b.css", ["a/b.css"]],
    ["public/**", "public", undefined],
    ["public/", "public/.well-known/x", [".well-known/x"]],
    ["**/*.md", "a.md", ["", "a"]],
    ["{docs,test}/**", "test/x", ["x"]],
    ["{a,b{c,d}}/*.{md,mdx}", "bd/x.mdx", ["x"]],
    ["i18n/*/docs/**/*.md", "i18n/fr/docs/a/b/x.md", ["fr", "a/b", "x"]],
    ["_posts/*-*-*-*.md", "_posts/2026-11-20-a-day-off.md", ["2026", "11", "20", "a-day-off"]],
    ["_posts/????-??-??-*.md", "_posts/2026-11-20-x.md", ["x"]],
    ["app/[[]slug]/page.tsx", "app/[slug]/page.tsx", []],
    ["app/\\[slug\\]/page.tsx", "app/[slug]/page.tsx", []],
    ["[a-c]/[!x]*.md", "b/yz.md", ["z"]],
    ["[a-c]/[!x]*.md", "b/xz.md", undefined],
    ["a.b+c/*", "a.b+c/d", ["d"]],
    ["a.b+c/*", "aXb+c/d", undefined],
    ["*", "a\nb", ["a\nb"]],
    ["**", "a/b", ["a/b"]],
  ])("%s on %s", (glob, path, expected) => {
    expect(captures(glob, path)).toEqual(expected);
  });

  it("matches what picomatch matches", () => {
    const piece = fc.constantFrom(
      "a",
      "b",
      "-",
      "*",
      "?",
      "ab",
      ".",
      ".md",
      "{a,b}",
      "{a,bb}",
      "{a,.b}",
      "[ab]",
      "[^a]",
    );
    const segment = fc.oneof(
      fc.constant("**"),
      fc.array(piece, { minLength: 1, maxLength: 4 }).map((all) => all.join("")),
    );
    const glob = fc.array(segment, { minLength: 1, maxLength: 4 }).map((all) => all.join("/"));
    const name = fc
      .array(fc.constantFrom("a", "b", "-", ".md"), { minLength: 1, maxLength: 4 })
      .map((all) => all.join(""))
      .filter((text) => !/^\.+$/.test(text));
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((all) => all.join("/"));
    fc.assert(
      fc.property(glob, path, (pattern, text) => {
        const compiled = compileRouteGlob(pattern);
        fc.pre(!("message" in compiled) && !pattern.endsWith("/**") && !/\*\*[^/]|[^/]\*\*/.test(pattern));
        const options = { noextglob: true, nonegate: true, windows: false, regex: false };
        const [all, visible] = [true, false].map((dot) => picomatch(pattern, { ...options, dot })(text));
        expect("match" in compiled && compiled.match(text) !== undefined, `${pattern} on ${text}`).toBe(all);
        const include = compileInclude([pattern]);
        expect("ok" in include && include.ok(text), `include ${pattern} on ${text}`).toBe(visible);
      }),
      effort(1200),
    );
  });

  it("compiles or is refused, whatever is in it", () => {
    const text = fc.array(fc.constantFrom(..."ab-*?[]{}!^\\/,.$(😀\n"), { maxLength: 14 }).map((all) => all.join(""));
    fc.assert(
      fc.property(text, text, (glob, path) => {
        const compiled = compileRouteGlob(glob);
        if ("match" in compiled) compiled.match(path);
        else expect(compiled.message).not.toBe("");
      }),
      { ...effort(2000), examples: [["[!-$]", "/"]] },
    );
  });

  it("is decided without trying every combination, however many stars and dashes there are", () => {
    const dashes = "-".repeat(255);
    let steps = 0;
    for (const glob of ["*-*-*-*-*-*-*-*x", "**/*-*-*x/**/*-*-*-*y"]) {
      expect(captures(glob, `${`${dashes}/`.repeat(15)}${dashes}`)).toBeUndefined();
      steps++;
    }
    expect(steps).toBe(2);
  });
});

describe("routes", () => {
  it("purge what the first one that matches says", () => {
    const routes = `
      # posts and their list
      content/blog/*.md -> /blog/$1/, /blog/
      data/products/*.json -> tag:product:$1   # by tag
      templates/** -> all
      {docs,test}/** -> none
      public/** -> /$1
      content/** -> /never/
    `;

    expect(follow(routes, { outside: ["content/blog/a.md"] }).selected).toEqual(["/blog/a/", "/blog/"]);
    expect(follow(routes, { outside: ["data/products/7.json"] }).selected).toEqual(["tag:product:7"]);
    expect(follow(routes, { outside: ["templates/x/y.html", "templates/z"] }).selected).toEqual(["all"]);
    expect(follow(routes, { outside: ["docs/a.md", "test/b"] })).toMatchObject({ selected: [], unmatched: [] });
    expect(follow(routes, { outside: ["public/a/b.css"] }).selected).toEqual(["/a/b.css"]);
    expect(follow(routes, { outside: ["package.json"] })).toMatchObject({
      selected: [],
      unmatched: [{ path: "package.json" }],
    });
  });

  it("give their selectors in the order of the routes, whatever the files are called", () => {
    const outside = ["a/x.md", "b/x.md", "c/x.md"];
    const routes = "c/** -> /first/\nb/** -> /second/, /third/\na/** -> /fourth/, /second/";

    expect(follow(routes, { outside }).selected).toEqual(["/first/", "/second/", "/third/", "/fourth/"]);
  });

  it("name every change behind a selector that several make", () => {
    const { selectors } = follow("content/*.md -> /list/", { outside: ["content/a.md", "content/b.md"] });

    expect(selectors.map(({ because }) => because.map(({ path }) => path))).toEqual([["content/a.md", "content/b.md"]]);
  });

  it("match deployed files by their path from the repository's root, and leave the others to their own URLs", () => {
    const routes = "dist/feed.xml -> /feed/, path\ndist/draft/** -> none";
    const followed = follow(routes, { deployed: ["feed.xml", "draft/a.html", "b.html"] });

    expect(followed.selected).toEqual(["/feed/"]);
    expect(followed.touched.map(({ path }) => path)).toEqual(["feed.xml", "b.html"]);
    expect(followed.unmatched).toEqual([]);
  });

  it("take file names as data: encoded in paths, escaped in patterns", () => {
    const outside = ["c/a b*?%#é.md"];

    expect(follow("c/*.md -> /x/$1/", { outside }).selected).toEqual(["/x/a%20b%2A%3F%25%23%C3%A9/"]);
    expect(follow("c/*.md -> regex:^/x/$1\\.html$", { outside: ["c/a.b+c.md"] }).selected).toEqual([
      "regex:^/x/a\\.b\\+c\\.html$",
    ]);
    expect(follow("c/*.md -> tag:$1", { outside: ["c/a b.md"] }).problems[0]?.message).toMatch(
      /^line 1: for "c\/a b.md", `tag:\$1` is no cache tag/,
    );
  });

  it("know further selectors", () => {
    const selected = (target: string) => follow(`a/*/** -> ${target}`, { outside: ["a/b/c.md"] }).selected;

    expect(selected("/x/*")).toEqual(["prefix:/x/"]);
    expect(selected("/${1}0/$2")).toEqual(["/b0/c.md"]);
    expect(selected("ext:css, host:www.example.com")).toEqual(["ext:css", "host:www.example.com"]);
    expect(selected("https://www.example.com/$1/")).toEqual(["https://www.example.com/b/"]);
    expect(selected("regex:^/a{1,2}/$$, /y")).toEqual(["regex:^/a{1,2}/$", "/y"]);
    expect(follow("a/** -> sitemap:dist/sitemap.xml", { outside: ["a/b"] }).sitemaps[0]?.path).toBe("dist/sitemap.xml");
    const named = follow("a/*.md -> sitemap:dist/$1.xml", { outside: ["a/[b]*.md"] });
    expect(named.sitemaps[0]?.path).toBe("dist/[[]b][*].xml");
    expect(follow("c/**/index.md -> /$1/", { outside: ["c/index.md"] }).selected).toEqual(["/"]);
  });

  it("have no file outside of the build whose own URL they could purge", () => {
    expect(follow("src/** -> path", { outside: ["src/a"] }).problems[0]?.message).toContain(
      "not among the deployed files",
    );
  });
});

describe("a wrong route", () => {
  it("is shown with its line and a caret", () => {
    expect(problem("# first\n\n  content/*.md => /blog/")).toBe(
      "line 3 has another arrow: write ->\n    content/*.md => /blog/\n                 ^",
    );
    expect(problem("content/*.md -> /a/, /b/$2")).toBe(
      "line 1 `/b/$2` uses $2, but the glob has 1 star\n    content/*.md -> /a/, /b/$2\n                         ^",
    );
    expect(problem("docs/[a -> none")).toBe(
      "line 1 `docs/[a` has a [ that is never closed\n    docs/[a -> none\n         ^",
    );
  });

  it.each([
    ["content/*.md", "has no ->: a route is"],
    ["-> /a/", "has no glob in front of ->"],
    ["a ->", "has nothing behind ->"],
    ["a -> /b/,", "has an empty selector"],
    ["a -> none, /b/", "has none beside other selectors"],
    ["a -> blog", "is no selector. Did you mean /blog?"],
    ["a -> file:list.txt", "is a file of selectors, which only purge reads"],
    ["a -> /x/$1", "uses $1, but the glob has no star"],
    ["a/** -> /x/${12}", "uses $12, but the glob has 1 star"],
    ["/content/* -> /a", "names files within the repository's root"],
    ["!content/* -> /a", "excludes: write a route to none above it instead"],
    ["../x/* -> /a", "has a . or .. segment"],
    ["[z-a]* -> /a", "has a range whose end comes before its start"],
    ["{a,b -> /a", "has a { that is never closed"],
    ["@(a|b) -> /a", "has parentheses, which routes does not know"],
    ["{1..10000000} -> /a", "has a range in braces"],
    [`${"{a,b}".repeat(22)} -> /a`, "combinations"],
    [`${"**/".repeat(3)}x -> /a`, "times **, which could take for ever"],
    [`${"*a".repeat(30)}b -> /a`, "stars in one segment"],
    [`${"a".repeat(70_000)} -> /a`, "is a pattern of 70000 characters"],
  ])("number %#", (line, message) => {
    expect(problem(line)).toContain(message);
  });

  it("does not hide another", () => {
    expect(parseRoutes("a\nb -> /x/\nc => d").problems).toHaveLength(2);
  });
});

describe("a submodule that points to another commit", () => {
  const followFolder = (routes: string) => {
    const outside: Change[] = [{ ...modified("themes/hugo"), isOutside: true, isFolder: true }];
    const set: ChangeSet = { source: "git", changes: [], outside, ignored: 1, tree: new Map(), notes: [] };
    const { selectors, unmatched, everything, routed } = followRoutes(set, parseRoutes(routes).routes);
    const selected = selectors.map(({ selector }) => describeSelector(selector));
    return { selected, unmatched: unmatched.length, routed: routed.length, everything };
  };

  it.each([
    ["themes/hugo -> /all/\nthemes/** -> /other/", ["/all/"]],
    ["themes/** -> /a/", ["/a/"]],
    ["**/*.css -> /a/\nthemes/*/x -> /b/\nthemes/hugo/assets/*.js -> /c/", ["/a/", "/b/", "/c/"]],
    ["themes/{a,hug?}/** -> /a/", ["/a/"]],
  ])("follows every route that could match below it: %s", (routes, selected) => {
    expect(followFolder(routes)).toEqual({ selected, unmatched: 0, routed: 1, everything: undefined });
  });

  it.each(["themes/* -> none\ndocs/** -> /x/", "themes/other/** -> /a/", "hugo/** -> /a/", "themes -> /a/"])(
    "follows none that could not: %s",
    (routes) => {
      expect(followFolder(routes)).toMatchObject({ selected: [], everything: undefined });
    },
  );

  it("is everything where a route needs the names of its files", () => {
    expect(followFolder("themes/**/*.html -> /$2/").everything).toMatch(/below "themes\/hugo", and routes, line 1,/);
  });
});
