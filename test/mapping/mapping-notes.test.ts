import { describe, expect, it } from "vitest";
import { findStaleContent } from "../../src/mapping/find-stale.ts";
import { compileImmutable, looksFingerprinted, namedEarly, suggestImmutable } from "../../src/mapping/immutable.ts";
import { compileInclude } from "../../src/mapping/include.ts";
import { mappingNotes } from "../../src/mapping/mapping-notes.ts";
import { readHosting } from "../../src/mapping/read-hosting.ts";
import { serverSideNote } from "../../src/mapping/server-side-files.ts";
import { spellPage, spellUrl, urlsOfFiles } from "../../src/mapping/spell-url.ts";
import { deployedFiles, unusedGlobNotes, unusedGlobs } from "../../src/mapping/unused-globs.ts";
import { URL_STYLES } from "../../src/mapping/url-style.ts";
import type { Change, ChangeSet } from "../../src/model/change.ts";
import type { Immutable, NamedGlob } from "../../src/model/config.ts";

const modified = (path: string): Change => ({ kind: "modified", path, before: "1", after: "2" });
const added = (path: string): Change => ({ kind: "added", path, after: "1" });
const deleted = (path: string): Change => ({ kind: "deleted", path, before: "1" });
const setOf = (more: Partial<ChangeSet>): ChangeSet => {
  return { source: "git", changes: [], ignored: 0, tree: new Map(), notes: [], ...more };
};
const immutable = (...globs: readonly string[]): Immutable => {
  const compiled = compileImmutable(globs);
  if ("problems" in compiled) throw new Error(JSON.stringify(compiled.problems));
  return compiled;
};
const js = immutable("*.js");

describe("immutable", () => {
  it("names no file without a glob, and keeps the globs that it has", () => {
    expect(immutable().ok("a.js")).toBe(false);
    expect(immutable("*.js", "!b.js").globs?.map(({ text }) => text)).toEqual(["*.js", "!b.js"]);
    expect([js.ok("a.js"), js.ok("a.css"), js.ok("sw.js")]).toEqual([true, false, false]);
  });

  it("has globs whose faults are its own", () => {
    expect(compileImmutable(["[a"])).toEqual({
      problems: [{ input: "immutable", message: '"[a" has a [ that is never closed' }],
    });
  });

  it.each([
    ["a.html", false],
    ["a.HTM", false],
    ["robots.txt", false],
    ["x/robots.txt", false],
    ["sitemap-1.xml", false],
    ["feed.xml", false],
    ["rss.json", false],
    ["app.webmanifest", false],
    ["manifest.json", false],
    ["x/service-worker.js", false],
    ["firebase-messaging-sw.js", false],
    ["xrobots.txt", true],
    ["robots.txt.gz", true],
    ["myfeed.xml", true],
    ["feed.xsl", true],
    ["xsw.js", true],
    ["app-manifest.json", true],
  ])("is never %s: else it is %s", (path, expected) => {
    expect(immutable("**").ok(path)).toBe(expected);
  });

  it("tells of added files that something unchanged may have named, and of those alone", () => {
    const early = (more: Partial<ChangeSet>) => namedEarly(setOf(more), js);

    expect(early({ changes: [added("a.js"), added("b.js"), deleted("c.js")] })).toBe(2);
    expect(early({ changes: [deleted("c.js"), deleted("a.html")] })).toBe(0);
    expect(early({ changes: [added("a.js"), deleted("a.html")] })).toBe(1);
    expect(early({ changes: [added("a.js"), added("a.html")] })).toBe(0);
    expect(early({ changes: [added("a.js"), modified("a.html")] })).toBe(0);
    expect(early({ changes: [added("a.js"), modified("b.js")] })).toBe(0);
    expect(early({ changes: [added("a.js")], outside: [modified("x")] })).toBe(0);
    expect(early({ changes: [added("a.js")], pages: [modified("/x")] })).toBe(0);
    expect(early({ changes: [added("a.js")], pages: [], outside: [] })).toBe(1);
  });

  it.each([
    ["a.0a1b2c3d.js", true],
    ["a-0a1b2c3d.js", true],
    ["a_0a1b2c3d.js", true],
    ["a~0a1b2c3d.js", true],
    ["x/a.0a1b2c3d.js", true],
    ["a.0a1b2c3d.min.js", true],
    ["a.0a1b2c3d.bundle.css", true],
    ["0a1b2c3d.js", false],
    ["a.0a1b2c3.js", false],
    ["a.0a1b2c3d.javascript", false],
    ["a.0a1b2c3d.js.gz", false],
    ["x.0a1b2c3d.js/a.js", false],
    ["a.00000000.js", false],
    ["a.aaaaaaaa.js", false],
    ["a.0A1b2c3d.js", true],
    ["a.0A1b2c3dx.js", false],
    ["a.Abcdefgh.js", false],
    ["a.0bcdefgh.js", false],
    ["a.long-word-0a1b2c3d.js", true],
    ["a.0a1b2c3d-longer-word.js", false],
    ["a.xx0a1b2c3d.js", false],
    ["a.0a1b2c3dxx.js", false],
    [`a.${"0a".repeat(32)}.js`, true],
    [`a.${"0a".repeat(33)}.js`, false],
    ["a.js", false],
    ["sw.0a1b2c3d.html", false],
  ])("%s looks fingerprinted: %s", (path, expected) => {
    expect(looksFingerprinted(path)).toBe(expected);
  });

  it("is suggested by the folder with most of ten or more such files that came or went", () => {
    const hashed = (folder: string, count: number, make = added) =>
      Array.from({ length: count }, (_, n) => make(`${folder}c.0a1b2c3${n}.js`));
    const suggestion = (changes: readonly Change[], ...globs: readonly string[]) =>
      suggestImmutable(setOf({ changes }), immutable(...globs));
    const sentence = (count: number, first: string, glob: string) =>
      `${count} added or deleted files look fingerprinted (${first}). If their content never changes under one name, ` +
      `immutable: ${glob} spares their purges.`;

    expect(suggestion(hashed("a/", 9))).toBeUndefined();
    expect(suggestion(hashed("a/", 10))).toBe(sentence(10, "a/c.0a1b2c30.js", "a/*.js"));
    expect(suggestion(hashed("", 10, deleted))).toBe(sentence(10, "c.0a1b2c30.js", "*.js"));
    expect(suggestion(hashed("a/", 10, modified))).toBeUndefined();
    expect(suggestion([...hashed("a/", 9), added("b.js")])).toBeUndefined();
    expect(suggestion([...hashed("a/", 4), ...hashed("b/", 6)])).toBe(sentence(10, "a/c.0a1b2c30.js", "b/*.js"));
    expect(suggestion([...hashed("b/", 5), ...hashed("a/", 5)])).toBe(sentence(10, "b/c.0a1b2c30.js", "a/*.js"));
    expect(suggestion([...hashed("a/", 5), ...hashed("b/", 5)])).toBe(sentence(10, "a/c.0a1b2c30.js", "a/*.js"));
    expect(suggestion(hashed("a/", 10), "a/**")).toBeUndefined();
  });
});

describe("what the mapping tells", () => {
  const notes = (set: Partial<ChangeSet>, more: Partial<Parameters<typeof mappingNotes>[1]> = {}) =>
    mappingNotes(setOf(set), {
      style: URL_STYLES.netlify,
      immutable: js,
      touched: set.changes ?? [],
      spared: 0,
      early: 0,
      ...more,
    });

  it("is nothing where nothing is odd", () => {
    expect(notes({ changes: [modified("a.php"), modified("a.html")] })).toEqual([]);
  });

  it("names error pages, whose copies at other URLs expire by themselves", () => {
    expect(
      notes({ changes: [modified("404.html"), added("x/404.html")] }, { style: URL_STYLES["cloudflare-pages"] }),
    ).toEqual([
      "404.html, x/404.html changed: its own URLs are purged. Copies under URLs that do not exist expire with the time that " +
        "the CDN keeps errors; purge: all removes them at once.",
    ]);
    expect(notes({ changes: [modified("404.html")] }, { style: URL_STYLES.spa })).toEqual([]);
  });

  it("counts what immutable spares, or purges because it came too early", () => {
    const why =
      "nothing that could name them changed with them, so a page may have requested them before they were there";
    const few = (count: number) => `Added files that immutable names are purged this time (${count}): ${why}.`;

    expect(notes({}, { spared: 3 })).toEqual(["3 added or deleted files are named by immutable and need no purge."]);
    expect(notes({}, { early: 1 })).toEqual([few(1)]);
    expect(notes({}, { early: 50 })).toEqual([few(50)]);
    expect(notes({}, { early: 51 })).toEqual([
      `51 files that immutable names were added, and ${why}. They are too many to be purged for that; errors that a CDN ` +
        "keeps in front of them expire, or purge: with their folder removes them.",
    ]);
  });

  it("names files that a server runs where the host may be one, and rules that are not read", () => {
    const changes = [modified("a.php")];

    expect(notes({ changes }, { style: URL_STYLES.index })).toEqual([serverSideNote(changes)]);
    expect(notes({ changes: [modified("a.css")] }, { style: URL_STYLES.index })).toEqual([]);
    expect(notes({ unreadRules: ["web.config"] })).toEqual([
      expect.stringMatching(/^web\.config changed, and the rules/),
    ]);
  });

  it("ends with what would spare purges", () => {
    const changes = Array.from({ length: 10 }, (_, n) => added(`a/c.0a1b2c3${n}.css`));

    expect(notes({ changes }, { spared: 1 })).toEqual([
      expect.stringMatching(/^1 added/),
      expect.stringMatching(/^10 added or deleted files look fingerprinted/),
    ]);
  });
});

describe("files that a server runs", () => {
  it.each(["a.php", "a.php5", "a.PHTML", "x/a.aspx", "a.jsp", "a.cgi", "a.pl", "a.py", "a.rb", "a.cfm", "a.shtml"])(
    "are ones like %s",
    (path) => {
      const extension = path.slice(path.lastIndexOf("."));

      expect(serverSideNote([modified("a.html"), modified(path)])).toBe(
        `${path} changed and may be run by the server: what it makes of them, and at which other addresses, is not read. Their own ` +
          `addresses are purged; for the pages that hang on them give routes, for example **/*${extension} -> all.`,
      );
    },
  );

  it("are none that are sent", () => {
    expect(serverSideNote(["a.html", "a.phps", "a.py.txt", "php", "aphp", "a.php55"].map(modified))).toBeUndefined();
    expect(serverSideNote([])).toBeUndefined();
  });

  it("are named up to three, and counted beyond", () => {
    const paths = ["a", "b", "c", "d", "e"].map((name) => `${name}.php`);

    expect(serverSideNote(paths.map(modified))).toMatch(/^a\.php, b\.php, c\.php and 2 more changed/);
    expect(serverSideNote(paths.slice(0, 3).map(modified))).toMatch(/^a\.php, b\.php, c\.php changed/);
  });
});

describe("a URL as the provider spells it", () => {
  const own = { urls: "canonical", files: "all", address: "path" } as const;
  const strip = { ...own, trailingSlash: "strip", htmlSuffix: "strip" } as const;

  it.each<[string, Parameters<typeof spellPage>[1], string]>([
    ["/a.html", own, "/a.html"],
    ["/a/", own, "/a/"],
    ["/a.html", { ...strip, urls: "aliases" }, "/a.html"],
    ["/a/", { ...strip, urls: "aliases" }, "/a/"],
    ["/a.html", strip, "/a"],
    ["/a.htm", strip, "/a"],
    ["/a.html/b", strip, "/a.html/b"],
    ["/a.htmlx", strip, "/a.htmlx"],
    ["/a/", strip, "/a"],
    ["/a/b", strip, "/a/b"],
    ["/", strip, "/"],
    ["/a.html", { ...own, trailingSlash: "strip" }, "/a.html"],
    ["/a/", { ...own, htmlSuffix: "strip" }, "/a/"],
    ["/a/", { ...own, trailingSlash: "keep", htmlSuffix: "keep" }, "/a/"],
  ])("%s %#", (url, wants, expected) => {
    expect(spellPage(url, wants)).toBe(expected);
    expect(spellUrl(url.slice(1), wants)).toBe(expected);
  });

  it("is one for each page, or all of a file's, and none of rules or of what is not cached", () => {
    const paths = ["a/index.html", "b.HTM", "c.css", "_headers", "d.htmlx"];
    const urls = (wants: Parameters<typeof spellPage>[1]) => [
      ...urlsOfFiles(paths, URL_STYLES.index, new Set(["_headers"]), wants),
    ];

    expect(urls(own)).toEqual(["/a/", "/b.HTM", "/c.css", "/d.htmlx"]);
    expect(urls({ ...own, files: "pages" })).toEqual(["/a/", "/b.HTM"]);
    expect(urls({ ...own, urls: "aliases", files: "pages" })).toEqual(["/a/", "/a", "/a/index.html", "/b.HTM"]);
  });
});

describe("globs that match nothing", () => {
  const glob = (text: string, input = "include"): NamedGlob => ({ input, text, matches: (path) => path === text });

  it("are those left when every file was looked at", () => {
    const globs = [glob("a"), glob("b"), glob("c")];

    expect(unusedGlobs(globs, ["b", "x"]).map(({ text }) => text)).toEqual(["a", "c"]);
    expect(unusedGlobs([], ["a"])).toEqual([]);
    let looked = 0;
    const paths = (function* () {
      for (const path of ["a", "b", "c", "d"]) {
        looked += 1;
        yield path;
      }
    })();
    expect(unusedGlobs([glob("a"), glob("b")], paths)).toEqual([]);
    expect(looked).toBe(2);
  });

  it("are held against the files of both builds", () => {
    const set = setOf({
      changes: [deleted("old"), added("new"), modified("m")],
      tree: new Map([
        ["new", "1"],
        ["m", "2"],
      ]),
    });

    expect([...deployedFiles(set)]).toEqual(["new", "m", "old"]);
  });

  it("are named in one sentence an input, five at most", () => {
    const many = ["a", "b", "c", "d", "e", "f"].map((text) => glob(text));

    expect(unusedGlobNotes([...many, glob("x", "immutable")], "dist")).toEqual([
      'include: no file of the old or the new build matches "a", "b", "c", "d", "e" and 1 more. Globs are relative to dist.',
      'immutable: no file of the old or the new build matches "x". Globs are relative to dist.',
    ]);
    expect(unusedGlobNotes(many.slice(1), "dist")[0]).toMatch(/"b", "c", "d", "e", "f"\. Globs/);
  });
});

describe("old builds that there may have been", () => {
  const trees = (...changes: readonly Change[]) =>
    readHosting(
      setOf({ changes, tree: new Map([["index.html", "2"]]) }),
      URL_STYLES["cloudflare-pages"],
    ).possibleBefore.map((tree) => [...tree.keys()].sort().join(" "));
  const owed = (path: string): Change => ({ ...modified(path), before: "?" });

  it("are with and without each owed page that decides what answers everywhere", () => {
    expect(trees(modified("index.html"))).toEqual(["index.html"]);
    expect(trees(owed("index.html"))).toEqual(["index.html", ""]);
    expect(trees(owed("404.html"))).toEqual(["404.html index.html", "index.html"]);
    expect(trees(owed("a.html"))).toEqual(["a.html index.html"]);
    expect(trees(owed("index.html"), owed("404.html"))).toEqual(["404.html index.html", "index.html", "404.html", ""]);
  });

  it("make everything stale where they differ in it", () => {
    const set = setOf({
      changes: [owed("404.html")],
      tree: new Map([
        ["index.html", "2"],
        ["404.html", "4"],
      ]),
    });

    expect(
      findStaleContent(set, URL_STYLES["cloudflare-pages"], { urls: "aliases", files: "all", address: "path" }),
    ).toMatchObject({
      everything: "what answers at URLs that no file has changed: index.html before, an error page now",
    });
  });
});

describe("pages that only a sitemap knows", () => {
  const wants = { urls: "aliases", files: "all", address: "path" } as const;

  it("are stale by their URLs, and the root without its slash with the root alone", () => {
    const pages = [modified("/"), modified("/blog/")];
    const bareRoot = (changed: readonly Change[]) =>
      findStaleContent(setOf({ pages: changed }), URL_STYLES.index, wants).bareRoot;

    expect(bareRoot(pages)).toEqual(pages.slice(0, 1));
    expect(bareRoot(pages.slice(1))).toEqual([]);
    const found = findStaleContent(setOf({ pages, pageUrls: new Set(["/", "/a/"]) }), URL_STYLES.index, wants);
    expect(found.stale.map(({ url }) => url)).toEqual(["/", "/blog/"]);
    expect([[...found.inventory()], [...found.current()]]).toEqual([
      ["/", "/a/", "/blog/"],
      ["/", "/a/"],
    ]);
  });
});

describe("globs of include", () => {
  it("know whether they match, and those that exclude whether they ever did", () => {
    const include = compileInclude(["*.html", ".well-known/x", "!draft*"]);
    if ("problems" in include) throw new Error(JSON.stringify(include.problems));
    const [exclusion] = include.exclusions;

    expect(
      include.globs.map(({ input, text, matches }) => [input, text, matches("a.html"), matches(".a.html")]),
    ).toEqual([
      ["include", "*.html", true, false],
      ["include", ".well-known/x", false, false],
    ]);
    expect(include.globs[1]?.matches(".well-known/x")).toBe(true);
    expect(compileInclude(["well-known/*"])).toMatchObject({ globs: [{ text: "well-known/*" }] });
    expect([exclusion?.text, exclusion?.wasUsed()]).toEqual(["!draft*", false]);
    expect(include.ok("a.html")).toBe(true);
    expect(exclusion?.wasUsed()).toBe(false);
    expect(include.ok("draft.html")).toBe(false);
    expect(include.ok("b.html")).toBe(true);
    expect(exclusion?.wasUsed()).toBe(true);
  });
});
