import { describe, expect, it } from "vitest";
import type { UrlStyle } from "../../src/mapping/host-rules/host-rule.ts";
import { isAnyErrorPage, isRootErrorPage, nearestErrorPage } from "../../src/mapping/styles/host.ts";
import { cleanName, folderUrls, indexFolder, isFolderUrl } from "../../src/mapping/styles/pages.ts";
import { URL_STYLES } from "../../src/mapping/url-style.ts";
import type { UrlStyleName } from "../../src/model/config.ts";

function vercelWith(text: string): UrlStyle {
  return URL_STYLES.vercel.rules?.config?.read(text)?.style as UrlStyle;
}

/** What a style answers in short: a status with its content, or with where it leads. */
function answer(style: UrlStyle, files: readonly string[], url: string): string {
  const { status, content, location } = style.resolve(new Map(files.map((path) => [path, path])), url);
  return [status, ...(content === undefined ? [] : [content]), ...(location === undefined ? [] : [location])].join(" ");
}

describe("names of pages", () => {
  it.each([
    ["index.html", "", undefined],
    ["blog/index.html", "blog/", undefined],
    ["old-index.html", undefined, "old-index"],
    ["about.html", undefined, "about"],
    ["a/b.html", undefined, "a/b"],
    [".html", undefined, undefined],
    ["a/.html", undefined, undefined],
    ["about.htm", undefined, undefined],
    ["about.html.gz", undefined, undefined],
  ])("%s", (path, folder, clean) => {
    expect([indexFolder(path), cleanName(path)]).toEqual([folder, clean]);
  });

  it("of a folder are with its slash, without, and the page's own", () => {
    expect(folderUrls("")).toEqual(["", "index.html"]);
    expect(folderUrls("a/b/")).toEqual(["a/b/", "a/b", "a/b/index.html"]);
    expect(["", "a/", "a", "/a"].map(isFolderUrl)).toEqual([true, true, false, false]);
  });

  it("of error pages are those of the root or of any folder", () => {
    const paths = ["404.html", "a/404.html", "a404.html", "404.html/a", "a/404"];

    expect(paths.filter(isRootErrorPage)).toEqual(["404.html"]);
    expect(paths.filter(isAnyErrorPage)).toEqual(["404.html", "a/404.html"]);
  });

  it("of the nearest error page are looked for from the folder up", () => {
    const tree = new Map(["404.html", "a/b/404.html"].map((path) => [path, path]));

    expect(nearestErrorPage(tree, "a/b/c/x")).toBe("a/b/404.html");
    expect(nearestErrorPage(tree, "a/b/")).toBe("a/b/404.html");
    expect(nearestErrorPage(tree, "a/b")).toBe("404.html");
    expect(nearestErrorPage(tree, "x")).toBe("404.html");
    expect(nearestErrorPage(new Map(), "a/b/c")).toBeUndefined();
  });
});

describe("what hosts answer", () => {
  it.each<[UrlStyleName, readonly string[], string, string]>([
    ["cloudflare-pages", ["a/index/index.html", "404.html"], "a/index/", "200 a/index/index.html"],
    ["cloudflare-pages", ["a/index.html", "404.html"], "a/index/", "308 /a/"],
    ["cloudflare-pages", ["index.html", "404.html"], "index/", "308 /"],
    ["cloudflare-pages", ["index.html", "404.html"], "index", "308 /"],
    ["cloudflare-pages", ["a/index.html", "404.html"], "a/index", "308 /a/"],
    ["cloudflare-pages", ["a/index.html", "404.html"], "a/index.html", "308 /a/"],
    ["cloudflare-pages", ["a/index.html", "404.html"], "a", "308 /a/"],
    ["cloudflare-pages", ["404.html"], "aindex", "404 404.html"],
    ["cloudflare-pages", ["404.html"], "index/a", "404 404.html"],
    ["cloudflare-pages", ["404.html"], "index/a/", "404 404.html"],
    ["cloudflare-pages", [".html", "404.html"], "", "404 404.html"],
    ["cloudflare-pages", ["a.html", "404.html"], "a/", "308 /a"],
    ["cloudflare-pages", ["a.html", "404.html"], "a.html", "308 /a"],
    ["cloudflare-pages", ["a.html", "a", "404.html"], "a.html", "200 a.html"],
    ["cloudflare-pages", [], "a", "404"],
    ["netlify", [".html", "404.html"], "", "404 404.html"],
    ["netlify", ["index.html"], "", "200 index.html"],
    ["netlify", ["a.html"], "a/", "301 /a"],
    ["netlify", ["a.html", "a/index.html"], "a/", "301 /a"],
    ["netlify", ["a/index.html"], "a/", "200 a/index.html"],
    ["netlify", ["a/index.html"], "a", "301 /a/"],
    ["netlify", [], "a/", "404"],
    ["netlify", ["404.html"], "a/", "404 404.html"],
    ["index", [], "a", "404"],
    ["s3-website", ["a/index.html", "404.html"], "a", "302 /a/"],
    ["s3-website", ["404.html"], "a", "404 404.html"],
    ["s3-website", ["404.html", "/index.html"], "", "404 404.html"],
    ["github-pages", ["/index.html", "404.html"], "", "404 404.html"],
    ["github-pages", ["a/index.html"], "a", "301 /a/"],
    ["spa", ["index.html"], "a/b", "200 index.html"],
  ])("%s with %j at /%s", (name, files, url, expected) => {
    expect(answer(URL_STYLES[name], files, url)).toBe(expected);
  });

  it.each<[string, readonly string[], string, string]>([
    ["{}", ["a.html"], "a", "404"],
    ["{}", ["a.html"], "a.html", "200 a.html"],
    ["{}", ["a/index.html"], "a", "200 a/index.html"],
    ["{}", ["a/index.html"], "a/", "200 a/index.html"],
    ['{"cleanUrls":true}', ["a.html"], "a", "200 a.html"],
    ['{"cleanUrls":true}', ["a.html"], "a/", "200 a.html"],
    ['{"cleanUrls":true}', ["a.html"], "a.html", "308 /a"],
    ['{"cleanUrls":true}', ["a.html"], "a.html/", "308 /a"],
    ['{"cleanUrls":true}', ["a/index.html"], "a/index.html", "308 /a"],
    ['{"cleanUrls":true}', ["a/index.html"], "a/index", "308 /a"],
    ['{"cleanUrls":true}', ["index.html"], "index.html", "308 /"],
    ['{"cleanUrls":true}', ["a.html", "a"], "a", "200 a"],
    ['{"cleanUrls":true}', [".html"], "", "404"],
    ['{"cleanUrls":true}', ["index.html", ".html"], "", "200 index.html"],
    ['{"cleanUrls":true}', ["a/b.html"], "a/b/", "200 a/b.html"],
    // Which of two files wins is not documented: a change of either counts.
    ['{"cleanUrls":true}', ["a.html", "a/index.html"], "a", "200 a.html a/index.html"],
    ['{"cleanUrls":true}', ["a.html", "a/index.html"], "a/", "200 a.html a/index.html"],
    ['{"trailingSlash":true}', ["a/index.html"], "a", "308 /a/"],
    ['{"trailingSlash":true}', ["a/index.html"], "a/", "200 a/index.html"],
    ['{"trailingSlash":true}', ["index.html"], "", "200 index.html"],
    ['{"trailingSlash":true}', ["a.css"], "a.css", "200 a.css"],
    ['{"trailingSlash":true}', ["a.css"], "a.css/", "308 /a.css"],
    ['{"trailingSlash":true}', [".well-known/x"], ".well-known/x", "200 .well-known/x"],
    ['{"trailingSlash":true}', [".well-known"], ".well-known", "200 .well-known"],
    ['{"trailingSlash":true}', [], "a/.well-known/x", "308 /a/.well-known/x/"],
    ['{"trailingSlash":true}', [], ".well-knownx/y", "308 /.well-knownx/y/"],
    ['{"trailingSlash":true,"cleanUrls":true}', ["a.html"], "a.html", "308 /a/"],
    ['{"trailingSlash":true,"cleanUrls":true}', ["index.html"], "index.html", "308 /"],
    ['{"trailingSlash":true,"cleanUrls":true}', ["a.html"], "a/", "200 a.html"],
    ['{"trailingSlash":false}', ["a/index.html"], "a/", "308 /a"],
    ['{"trailingSlash":false}', ["a/index.html"], "a", "200 a/index.html"],
    ['{"trailingSlash":false}', ["index.html"], "", "200 index.html"],
  ])("vercel as %s with %j at /%s", (text, files, url, expected) => {
    expect(answer(vercelWith(text), files, url)).toBe(expected);
  });

  it.each<[string, string, readonly string[]]>([
    ["{}", "a/index.html", ["a/", "a", "a/index.html"]],
    ["{}", "index.html", ["", "index.html"]],
    ["{}", "a.html", ["a.html"]],
    ['{"cleanUrls":true}', "a/index.html", ["a", "a/", "a/index.html"]],
    ['{"cleanUrls":true}', "index.html", ["", "index.html"]],
    ['{"trailingSlash":true}', "a/index.html", ["a/", "a", "a/index.html"]],
    ['{"trailingSlash":false}', "a/index.html", ["a", "a/", "a/index.html"]],
    ['{"trailingSlash":true,"cleanUrls":true}', "a/index.html", ["a/", "a", "a/index.html"]],
    ['{"trailingSlash":true,"cleanUrls":true}', "a.html", ["a/", "a", "a.html"]],
  ])("vercel as %s links to the file %s by", (text, path, urls) => {
    expect(vercelWith(text).urlsOf(path).slice(0, urls.length)).toEqual(urls);
  });
});
