import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findStaleContent } from "../../src/mapping/find-stale.ts";
import type { UrlStyle } from "../../src/mapping/host-rules/host-rule.ts";
import { withReader } from "../../src/mapping/host-rules/read-rules.ts";
import { compileImmutable, looksFingerprinted } from "../../src/mapping/immutable.ts";
import { URL_STYLES } from "../../src/mapping/url-style.ts";
import type { ChangeSet } from "../../src/model/change.ts";
import type { UrlResponse } from "../../src/model/stale.ts";
import { changesBetween } from "../support/change-sets.ts";
import { effort } from "../support/properties.ts";

type Files = Readonly<Record<string, string>>;

const ALIASES = { urls: "aliases", files: "all", address: "path" } as const;
const PAGES = { urls: "canonical", files: "pages", address: "path" } as const;

/** A change set whose `_redirects`, `_headers` and `vercel.json` are read: their content is their text. */
function betweenRules(before: Files, after: Files): ChangeSet {
  const read = (files: Files) =>
    new Map(
      ["_redirects", "_headers", "netlify.toml", "vercel.json"].flatMap((name) => {
        const text = files[name];
        return text === undefined ? [] : [[name, { id: text, text }] as const];
      }),
    );
  return { ...changesBetween(before, after), rules: { before: read(before), after: read(after) } };
}

function staleContentOf(set: ChangeSet, style: keyof typeof URL_STYLES, immutable?: readonly string[]) {
  const compiled = compileImmutable(immutable ?? []);
  if ("problems" in compiled) throw new Error(JSON.stringify(compiled.problems));
  const staleContent = findStaleContent(set, READING[style], ALIASES, compiled);
  return {
    ...staleContent,
    urls: staleContent.stale.map(({ url }) => url).sort(),
    prefixes: staleContent.selectors.map(({ selector }) => selector.value),
  };
}

/** The same with the reader of its configuration file. */
const READING = {
  ...URL_STYLES,
  netlify: await withReader(URL_STYLES.netlify, betweenRules({}, { "netlify.toml": "" })),
};

function stale(
  before: Files,
  after: Files,
  style: keyof typeof URL_STYLES,
  wants: Parameters<typeof findStaleContent>[2] = ALIASES,
) {
  return findStaleContent(changesBetween(before, after), URL_STYLES[style], wants)
    .stale.map(({ url }) => url)
    .sort();
}

describe("findStaleContent", () => {
  it("purges every URL of a folder's index page", () => {
    expect(stale({ "blog/index.html": "1" }, { "blog/index.html": "2" }, "index")).toEqual([
      "/blog",
      "/blog/",
      "/blog/index.html",
    ]);
    expect(stale({ "index.html": "1" }, { "index.html": "2" }, "index")).toEqual(["/", "/index.html"]);
    expect(stale({ "old-index.html": "1" }, {}, "index")).toEqual(["/old-index.html"]);
  });

  it("purges a file at its own path only in the exact style", () => {
    expect(stale({ "blog/index.html": "1" }, { "blog/index.html": "2" }, "exact")).toEqual(["/blog/index.html"]);
  });

  it("purges old and new URL of a renamed file", () => {
    expect(stale({ "a.html": "1" }, { "b.html": "1" }, "index")).toEqual(["/a.html", "/b.html"]);
  });

  it("purges what a file answers that takes another's place", () => {
    expect(stale({ blog: "1" }, { "blog/index.html": "2" }, "index")).toEqual(["/blog", "/blog/", "/blog/index.html"]);
  });

  it("purges nothing where the answer stays the same", () => {
    const swapped = stale({ blog: "same" }, { "blog/index.html": "same" }, "index");

    expect(swapped).toEqual(["/blog/", "/blog/index.html"]);
  });

  it("gives a provider of pages one canonical URL per page, and counts the rest", () => {
    const set = changesBetween(
      { "a/index.html": "1", "app.css": "1", "b.html": "1" },
      { "a/index.html": "2", "app.css": "2" },
    );
    const staleContent = findStaleContent(set, URL_STYLES.index, PAGES);

    expect(staleContent.stale.map(({ url }) => url).sort()).toEqual(["/a/", "/b.html"]);
    expect(staleContent.assets).toBe(1);
    expect([...staleContent.inventory()].sort()).toEqual(["/a/", "/b.html"]);
    expect([...staleContent.current()]).toEqual(["/a/"]);
  });

  it("spells canonical URLs as the provider wants them, two files under one spelling once", () => {
    const wants = { ...PAGES, trailingSlash: "strip", htmlSuffix: "strip" } as const;
    const staleContent = findStaleContent(
      changesBetween({}, { "a/index.html": "1", "a.html": "2", "index.html": "3" }),
      URL_STYLES.index,
      wants,
    );

    expect(staleContent.stale.map(({ url, because }) => [url, because.length]).sort()).toEqual([
      ["/", 1],
      ["/a", 2],
    ]);
  });
});

describe("the root of a base path without its slash", () => {
  const [one, two] = [{ "index.html": "1" }, { "index.html": "2" }];
  const causes = (before: Files, after: Files, style: keyof typeof URL_STYLES) =>
    findStaleContent(changesBetween(before, after), URL_STYLES[style], ALIASES).bareRoot.map(({ path }) => path);

  it.each<[keyof typeof URL_STYLES, boolean]>([
    ["exact", false],
    ["index", true],
    ["spa", true],
    ["vercel", true],
    // These hosts redirect it to the slash, with whatever content.
    ["github-pages", false],
    ["netlify", false],
    ["cloudflare-pages", false],
    ["s3-website", false],
  ])("%s: is stale where it shows the page", (style, isStale) => {
    expect(causes(one, two, style)).toEqual(isStale ? ["index.html"] : []);
  });

  it.each(["index", "spa", "github-pages", "netlify", "vercel", "cloudflare-pages", "s3-website"] as const)(
    "%s: is stale when the page comes or goes, and when nobody knows what it was",
    (style) => {
      expect(causes({}, one, style)).toEqual(["index.html"]);
      expect(causes(one, {}, style)).toEqual(["index.html"]);
      const owed = {
        ...changesBetween(one, one),
        changes: [{ kind: "modified", path: "index.html", before: "?", after: "1" }],
      } as const;
      expect(findStaleContent(owed, URL_STYLES[style], ALIASES).bareRoot).toHaveLength(1);
    },
  );

  it("stays when another page changes, or the page only moves to the same answer", () => {
    expect(causes({ ...one, "a/index.html": "1" }, { ...one, "a/index.html": "2" }, "index")).toEqual([]);
  });
});

describe("what a sibling changes", () => {
  const alone = { "both.html": "B", "404.html": "404" };
  const withFolder = { ...alone, "both/index.html": "I" };

  it.each<[keyof typeof URL_STYLES, readonly string[]]>([
    ["exact", ["/both/index.html"]],
    ["index", ["/both", "/both/", "/both/index.html"]],
    // Of the page, /both stays; only what the folder adds is new.
    ["github-pages", ["/both/", "/both/index", "/both/index.html"]],
    ["netlify", ["/both/index", "/both/index.html"]],
    ["cloudflare-pages", ["/both/", "/both/index.html"]],
    ["s3-website", ["/both", "/both/", "/both/index.html"]],
  ])("%s: a folder beside a page of its name", (style, urls) => {
    expect(staleContentOf(changesBetween(alone, withFolder), style).urls).toEqual(urls);
    expect(staleContentOf(changesBetween(withFolder, alone), style).urls).toEqual(urls);
  });

  it("is the page's own .html at Cloudflare, which a file of its name keeps", () => {
    const staleContent = staleContentOf(
      changesBetween({ "a.html": "A", "404.html": "4" }, { "a.html": "A", a: "file", "404.html": "4" }),
      "cloudflare-pages",
    );

    expect(staleContent.urls).toEqual(["/a", "/a.html"]);
  });
});

describe("pages that answer where no file does", () => {
  it("make everything stale when they change, since nobody can list those URLs", () => {
    const set = changesBetween({ "index.html": "1", "a.css": "1" }, { "index.html": "2", "a.css": "1" });

    expect(staleContentOf(set, "spa").everything).toBe(
      "index.html changed, and it answers at every URL that no file has",
    );
    expect(staleContentOf(set, "cloudflare-pages").everything).toBeDefined();
    expect(staleContentOf(set, "index").everything).toBeUndefined();
  });

  it("make everything stale when an error page takes their place", () => {
    const set = changesBetween({ "index.html": "1" }, { "index.html": "1", "404.html": "4" });

    expect(staleContentOf(set, "cloudflare-pages").everything).toBe(
      "what answers at URLs that no file has changed: index.html before, an error page now",
    );
  });

  it("leave a folder to an error page of its own", () => {
    const set = changesBetween({ "index.html": "1" }, { "index.html": "1", "docs/404.html": "4" });

    expect(staleContentOf(set, "cloudflare-pages")).toMatchObject({ prefixes: ["/docs/"] });
  });

  it("stand in front of an added file, even a fingerprinted one", () => {
    const set = changesBetween({ "index.html": "1" }, { "index.html": "1", "app-0a1b2c3d.js": "new", "b.css": "b" });

    expect(staleContentOf(set, "spa", ["*.js"]).urls).toEqual(["/app-0a1b2c3d.js", "/b.css"]);
    expect(staleContentOf(set, "index", ["*.js"]).urls).toEqual(["/b.css"]);
  });

  it("are error pages, whose copies at other URLs are left to expire, with a note", () => {
    const staleContent = staleContentOf(changesBetween({ "404.html": "1" }, { "404.html": "2" }), "github-pages");

    expect(staleContent.urls).toEqual(["/404", "/404.html"]);
    expect(staleContent.everything).toBeUndefined();
    expect(staleContent.notes.join()).toContain("404.html changed: its own URLs are purged.");
  });
});

describe("_redirects", () => {
  const page = { "index.html": "1", "404.html": "4", "app.html": "1" };

  it.each<[string, string, string, readonly string[], readonly string[]]>([
    ["a rule that comes", "", "/old /new", ["/old", "/old/"], []],
    ["a rule that goes", "/old /new 301", "# none\n", ["/old", "/old/"], []],
    ["another status", "/a /b 301\n/c /d", "/a /b 302\n/c /d", ["/a", "/a/"], []],
    ["a splat", "", "/blog/* /news/:splat 301!", ["/blog"], ["/blog/"]],
    ["a placeholder", "/x /y", "/x /y\n/u/:id/edit /e?id=:id", [], ["/u/"]],
    ["a rule with parameters and conditions", "", "/s id=:id /p/:id 302 Country=de", ["/s", "/s/"], []],
    ["a rule for another host", "", "https://old.example.com/x https://www.example.com/y", ["/x", "/x/"], []],
    ["comments and blanks alone", "/a /b # now", "\n# then\n/a   /b", [], []],
    ["a move, which may let another rule win", "/a /b\n/a /c\n/d /e", "/a /c\n/a /b\n/d /e", ["/a", "/a/"], []],
  ])("%s", (_, before, after, urls, prefixes) => {
    const staleContent = staleContentOf(
      betweenRules({ ...page, _redirects: before }, { ...page, _redirects: after }),
      "netlify",
    );

    expect([...new Set(staleContent.urls)]).toEqual(urls);
    expect(staleContent.prefixes.filter((value, index, all) => all.indexOf(value) === index)).toEqual(prefixes);
    expect(staleContent.everything).toBeUndefined();
  });

  it("takes everything where it cannot be read, or where a rule is for everything", () => {
    const redirects = (before: string, after: string) =>
      staleContentOf(betweenRules({ ...page, _redirects: before }, { ...page, _redirects: after }), "netlify")
        .everything;

    expect(redirects("", "this is no rule")).toBe(
      "_redirects changed, and not all of its rules can be read in both versions",
    );
    expect(redirects("", "/* /index.html 200")).toBe(
      "_redirects changed, and a rule of the host takes it to every URL",
    );
    const unread = changesBetween({ ...page, _redirects: "1" }, { ...page, _redirects: "2" });
    expect(staleContentOf(unread, "netlify").everything).toContain("not all of its rules can be read");
    expect(staleContentOf(unread, "index").urls).toEqual(["/_redirects"]);
  });

  it("spreads a rewritten page over the rule's URLs when the page changes", () => {
    const rules = { _redirects: "/app/* /app.html 200" };
    const staleContent = staleContentOf(
      betweenRules({ ...page, ...rules }, { ...page, ...rules, "app.html": "2" }),
      "netlify",
    );

    expect(staleContent.prefixes).toEqual(["/app/"]);
    expect(staleContent.selectors[0]?.because).toMatchObject([{ path: "app.html" }]);
    expect(staleContent.urls).toEqual(["/app", "/app.html"]);
  });

  it("stands in front of files at Cloudflare, and behind them at Netlify", () => {
    const rules = { ...page, _redirects: "/a /b 301" };
    const set = betweenRules(rules, { ...rules, "a.html": "A" });

    expect(staleContentOf(set, "netlify").urls).toEqual(["/a", "/a.html", "/a/"]);
    // There a rule is for its own path to the letter.
    expect(staleContentOf(set, "cloudflare-pages").urls).toEqual(["/a.html", "/a/"]);
  });
});

describe("other rules of a host", () => {
  it("are headers, whose change makes their URLs stale", () => {
    const headers = (text: string) => ({ "404.html": "4", _headers: text });
    const set = betweenRules(
      headers("/a\n  X-A: 1\n/b/*\n  X-B: 1\n"),
      headers("/a\n  X-A: 1\n/b/*\n  X-B: 2\n/c\n  X-C: 1"),
    );
    const staleContent = staleContentOf(set, "cloudflare-pages");

    expect(staleContent.urls).toEqual(["/c"]);
    expect(staleContentOf(set, "netlify").urls).toEqual(["/b", "/c", "/c/"]);
    expect([...new Set(staleContent.prefixes)]).toEqual(["/b/"]);
    expect(staleContentOf(betweenRules(headers(""), headers("  X: 1")), "netlify").everything).toContain(
      "_headers changed",
    );
  });

  it("are headers of paths that are set in like their headers", () => {
    const headers = (value: string) => ({ "404.html": "4", _headers: `/a\n  X-A: 1\n  /b\n  X-B: ${value}\n` });

    expect(staleContentOf(betweenRules(headers("1"), headers("2")), "netlify").urls).toEqual(["/b", "/b/"]);
  });

  it("are configuration files, whose change makes everything stale", () => {
    expect(staleContentOf(betweenRules({}, { "vercel.json": '{"cleanUrls": true}' }), "vercel").everything).toBe(
      "vercel.json changed (cleanUrls), which says how the host answers",
    );
    expect(staleContentOf(betweenRules({}, { "vercel.json": "{" }), "vercel").everything).toBeDefined();
    expect(
      staleContentOf(betweenRules({}, { "vercel.json": '{"buildCommand": "x"}' }), "vercel").everything,
    ).toBeUndefined();
  });

  it.each<[keyof typeof URL_STYLES, string, string]>([
    ["vercel", "vercel.json", '{"rewrites": [{"source": "/(.*)", "destination": "/app.html"}]}'],
    ["vercel", "vercel.json", '{"routes": [{"src": "/.*", "dest": "/app.html?x"}]}'],
    ["netlify", "netlify.toml", '[[redirects]]\nfrom = "/*"\nto = "/app.html"\nstatus = 200\n'],
  ])("are rewrites in %s's %s, which take a changed page to URLs that nobody can list", (style, name, text) => {
    const before = { [name]: text, "app.html": "1", "404.html": "4", "b.html": "1" };

    expect(staleContentOf(betweenRules(before, { ...before, "app.html": "2" }), style).everything).toBe(
      "app.html changed, and a rule of the host takes it to every URL",
    );
    expect(staleContentOf(betweenRules(before, { ...before, "b.html": "2" }), style).everything).toBeUndefined();
  });

  it("are rewrites to a page that depends on the URL, whose rule is stale when one of those pages changes", () => {
    const vercel = { "vercel.json": '{"rewrites": [{"source": "/u/:id", "destination": "/users/:id.html"}]}' };
    const netlify = { _redirects: "/u/* /users/:splat 200" };
    const before = { ...vercel, ...netlify, "users/1.html": "1", "a.html": "1" };

    for (const style of ["vercel", "netlify"] as const) {
      expect(staleContentOf(betweenRules(before, { ...before, "users/1.html": "2" }), style).prefixes).toEqual(["/u/"]);
      expect(staleContentOf(betweenRules(before, { ...before, "a.html": "2" }), style).prefixes).toEqual([]);
    }
  });

  it("are rules of vercel.json, one by one", () => {
    const config = (more: object) => ({ "a.html": "1", "vercel.json": JSON.stringify(more) });
    const staleContent = (before: object, after: object) =>
      staleContentOf(betweenRules(config(before), config(after)), "vercel");
    const rule = (source: string) => ({ source, destination: "/b" });

    const redirects = staleContent(
      { redirects: [rule("/x"), rule("/y")] },
      { redirects: [rule("/x"), rule("/z/:path*")] },
    );
    expect([redirects.urls, redirects.prefixes]).toEqual([["/y", "/z"], ["/z/"]]);
    expect(staleContent({}, { headers: [{ source: "/fonts/(.*)", headers: [] }] }).prefixes).toEqual(["/fonts/"]);
    expect(staleContent({}, { rewrites: [rule("/(.*)")] }).everything).toContain("vercel.json changed");
    expect(staleContent({ crons: [] }, { buildCommand: "make" })).toMatchObject({ urls: [], prefixes: [] });
    expect(staleContent({}, { images: {} }).everything).toBe(
      "vercel.json changed (images), which says how the host answers",
    );
  });

  it.each<[string, string, string, readonly string[], readonly string[]]>([
    ["a redirect that comes", "", '[[redirects]]\nfrom = "/old/*"\nto = "/new/:splat"', ["/old"], ["/old/"]],
    [
      "one that changes",
      "redirects = [{from = '/x', to = '/y'}]",
      "[[redirects]]\nfrom='/x'\nto='/z'",
      ["/x", "/x/"],
      [],
    ],
    ["one in other words", "redirects = [{origin = '/x', to = '/y'}]", "[[redirects]]\nfrom='/x'\nto='/y'", [], []],
    ["headers", "", "[[headers]]\nfor = '/b/*'\n[headers.values]\nX-B = ['1', '2']", ["/b"], ["/b/"]],
    [
      "headers in another case",
      "",
      "[[headers]]\nfor = '/A*'\n[headers.values]\nX-A = '1'",
      ["/a", "/a.html", "/a/"],
      ["/A"],
    ],
    ["a build by another command", "[build]\ncommand = 'a'", "[build]\ncommand = 'b'\npublish = 'dist'", [], []],
    ["a build elsewhere", "", "[context.production]\ncommand = 'b'\n[context.a.environment]\nX = '1'", [], []],
    ["the server for development", "", "[dev]\nport = 80\n[template.environment]\nX = 'y'\n# no more", [], []],
  ])("are tables of netlify.toml: %s", (_, before, after, urls, prefixes) => {
    const site = { "404.html": "4", "a.html": "1" };
    const set = betweenRules({ ...site, "netlify.toml": before }, { ...site, "netlify.toml": after });

    expect(staleContentOf(set, "netlify")).toMatchObject({ urls, prefixes, notes: [] });
    expect(staleContentOf(set, "netlify").everything).toBeUndefined();
  });

  it.each([
    [
      "[build.processing]\nskip_processing = true",
      "netlify.toml changed (build.processing), which says how the host answers",
    ],
    [
      "[[edge_functions]]\npath = '/*'\nfunction = 'x'",
      "netlify.toml changed (edge_functions), which says how the host answers",
    ],
    [
      "[context.production.processing]\nskip_processing = true",
      "netlify.toml changed (context.production), which says how the host answers",
    ],
    ["[[redirects]]\nto = '/x'", "netlify.toml changed (redirects), which says how the host answers"],
    ["[[headers]]\nfor = 1", "netlify.toml changed (headers), which says how the host answers"],
    ["redirects = 1", "netlify.toml changed, and cannot be read in both versions"],
    ["= rubbish", "netlify.toml changed, and cannot be read in both versions"],
  ])("take everything and say why: %s", (text, why) => {
    const set = betweenRules({ "a.html": "1" }, { "a.html": "1", "netlify.toml": text });

    expect(staleContentOf(set, "netlify").everything).toBe(why);
  });

  it("take everything with every change where the file is no TOML, and name it", () => {
    const bad = { "netlify.toml": "= rubbish", "a.html": "1" };

    expect(staleContentOf(betweenRules(bad, { ...bad, "a.html": "2" }), "netlify")).toMatchObject({
      everything: "netlify.toml cannot be read, which says how the host answers",
      notes: ["netlify.toml cannot be read: the host's defaults are taken for granted."],
    });
    expect(staleContentOf(betweenRules(bad, bad), "netlify").everything).toBeUndefined();
  });

  it("come from _redirects first, then from netlify.toml", () => {
    const rules = {
      _redirects: "/a /b.html 200!",
      "netlify.toml": "[[redirects]]\nfrom='/a'\nto='/c.html'\nstatus=200\nforce=true",
    };
    const before = { ...rules, "b.html": "1", "c.html": "9", "404.html": "4" };
    const { hosting } = staleContentOf(betweenRules(before, { ...before, "b.html": "2" }), "netlify");

    expect([hosting.before("a").content, hosting.after("a").content]).toEqual(["1", "2"]);
    expect(hosting.after("a")).toEqual(hosting.after("b"));
  });

  it("that a host leaves out stand in front of nothing", () => {
    const rules = { _redirects: "/* /index.html 200" };
    const set = betweenRules({ ...rules, "404.html": "4", "a.css": "1" }, { ...rules, "404.html": "4", "a.css": "2" });

    expect(staleContentOf(set, "cloudflare-pages").urls).toEqual(["/a.css"]);
  });

  it("and rules for some visitors only leave the others the file", () => {
    const rules = { _redirects: "/a /b 301! Country=de\n" };
    const set = betweenRules({ ...rules, "a.html": "1" }, { ...rules, "a.html": "2" });

    expect(staleContentOf(set, "netlify").urls).toEqual(["/a", "/a.html"]);
  });

  it("are Vercel's clean URLs, read from vercel.json", () => {
    const config = { "vercel.json": '{"cleanUrls": true}' };
    const set = betweenRules({ "a.html": "1", ...config }, { "a.html": "2", ...config });

    expect(staleContentOf(set, "vercel").urls).toEqual(["/a", "/a/"]);
    expect(staleContentOf(changesBetween({ "a.html": "1" }, { "a.html": "2" }), "vercel").urls).toEqual(["/a.html"]);
  });
});

describe("immutable", () => {
  const before = { "js/a-11111111.js": "a", "js/b-22222222.js": "b", "sw.js": "1", "index.html": "1" };
  const after = { "js/c-33333333.js": "c", "js/b-22222222.js": "changed", "sw.js": "2", "index.html": "2" };

  it("spares added and deleted files, and purges and names modified ones", () => {
    const staleContent = staleContentOf(changesBetween(before, after), "index", ["js/**"]);

    expect(staleContent.urls).toEqual(["/", "/index.html", "/js/b-22222222.js", "/sw.js"]);
    expect(staleContent.violations).toEqual(["js/b-22222222.js"]);
    expect(staleContent.notes).toEqual(["2 added or deleted files are named by immutable and need no purge."]);
  });

  it("purges added files that came without anything that names them: a page may have requested them too early", () => {
    const page = { "index.html": "names c" };
    const late = staleContentOf(
      changesBetween({ ...page, "js/a-11111111.js": "a" }, { ...page, "js/c-3.js": "c" }),
      "index",
      ["js/**"],
    );
    const together = staleContentOf(changesBetween({}, { ...page, "js/c-3.js": "c" }), "index", ["js/**"]);

    expect(late.urls).toEqual(["/js/c-3.js"]);
    expect(late.notes.join()).toContain("Added files that immutable names are purged this time (1)");
    expect(together.urls).toEqual(["/", "/index.html"]);
  });

  it("spares them all the same where they are many, and says so", () => {
    const chunks = Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`js/${n}.js`, `${n}`]));
    const staleContent = staleContentOf(changesBetween({}, chunks), "netlify", ["js/**"]);

    expect(staleContent.urls).toEqual([]);
    expect(staleContent.notes.join()).toContain(
      "51 files that immutable names were added, and nothing that could name them",
    );
  });

  it("never holds for pages and service workers, whatever the globs say", () => {
    const staleContent = staleContentOf(changesBetween(before, after), "index", ["**"]);

    expect(staleContent.violations).toEqual(["js/b-22222222.js"]);
    expect(
      staleContentOf(changesBetween({}, { "sw.js": "1", "a.html": "1", "sitemap.xml": "1" }), "index", ["**"]).urls,
    ).toEqual(["/a.html", "/sitemap.xml", "/sw.js"]);
  });

  it("is suggested when many names seem to hold a fingerprint", () => {
    const chunks = Object.fromEntries(
      Array.from({ length: 12 }, (_, n) => [`assets/c${n}.0a1b2c3${n % 10}.js`, `${n}`]),
    );

    expect(staleContentOf(changesBetween({}, chunks), "index").notes.join()).toContain(
      "immutable: assets/*.js spares their purges",
    );
    expect(staleContentOf(changesBetween({}, chunks), "index", ["assets/*.js"]).notes.join()).not.toContain(
      "look fingerprinted",
    );
  });

  it.each([
    ["app.3f2a9c1b.js", true],
    ["assets/index-BX2k3_aQ.js", true],
    ["main.0123456789abcdef0123.chunk.css", true],
    ["jquery-3.7.1.min.js", false],
    ["2024-01-02-summary.png", false],
    ["deadbeef.js", false],
    ["photo-20240102.jpg", false],
    ["index-0a1b2c3d.html", false],
  ])("%s seems to hold a fingerprint: %s", (path, fetches) => {
    expect(looksFingerprinted(path)).toBe(fetches);
  });
});

describe("the need of any deploy", () => {
  const part = fc.constantFrom("a", "b", "index.html", "a.html", "b.html", "404.html", "c-0a1b2c3d.js");
  const path = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/"));
  const build = fc.dictionary(path, fc.constantFrom("1", "2"), { maxKeys: 6 });
  const style = fc.constantFrom(...(Object.keys(URL_STYLES) as (keyof typeof URL_STYLES)[]));

  it("covers every URL that answers otherwise, and names none that does not", () => {
    fc.assert(
      fc.property(build, build, style, (before, after, name) => {
        const { resolve, urlsOf, shadowedBy } = URL_STYLES[name] as UrlStyle;
        const staleContent = staleContentOf(changesBetween(before, after), name);
        const trees = [new Map(Object.entries(before)), new Map(Object.entries(after))] as const;
        const paths = [...Object.keys(before), ...Object.keys(after), "none/such"];
        const urls = paths.flatMap((one) => [...urlsOf(one), ...(shadowedBy?.(one) ?? []), `${one}/`, `${one}/x`]);
        const changed = new Set<string>();
        for (const url of urls) {
          const [old, now] = trees.map((tree) => resolve(tree, url)) as [UrlResponse, UrlResponse];
          const isSame = old.status === 404 ? now.status === 404 : JSON.stringify(old) === JSON.stringify(now);
          if (!isSame) changed.add(`/${url}`);
        }
        const isCovered = (url: string) =>
          staleContent.urls.includes(url) || staleContent.prefixes.some((prefix) => url.startsWith(prefix));
        if (staleContent.everything === undefined) expect([...changed].filter((url) => !isCovered(url))).toEqual([]);
        expect(staleContent.urls.filter((url) => !changed.has(url))).toEqual([]);
      }),
      effort(1500),
    );
  });
});
