import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { UrlStyle } from "../../src/mapping/host-rules/host-rule.ts";
import { URL_STYLES } from "../../src/mapping/url-style.ts";
import type { UrlResponse } from "../../src/model/stale.ts";
import { effort } from "../support/properties.ts";

const COLUMNS = [
  "file",
  "file/",
  "file.html",
  "folder",
  "folder/",
  "folder/index.html",
  "both",
  "both/",
  "both.html",
  "both/index.html",
];

const TREE = new Map([
  ["file.html", "F"],
  ["folder/index.html", "D"],
  ["both.html", "B"],
  ["both/index.html", "I"],
]);

function configured(text: string): UrlStyle | undefined {
  return URL_STYLES.vercel.rules?.config?.read(text)?.style;
}

function vercelWith(text: string): UrlStyle {
  return configured(text) ?? URL_STYLES.vercel;
}

/** `S` served, a path where it redirects, 404. */
function short({ status, location }: UrlResponse): string {
  return location ?? (status === 200 ? "S" : String(status));
}

describe("what hosts answer", () => {
  // https://github.com/slorber/trailing-slash-guide/blob/137eac9/docs/Hosting-Providers.md, each host measured there.
  it.each<[string, UrlStyle, string]>([
    ["GitHub Pages", URL_STYLES["github-pages"], "S 404 S /folder/ S S S S S S"],
    ["Netlify", URL_STYLES.netlify, "S /file S /folder/ S S S /both S S"],
    ["Vercel", URL_STYLES.vercel, "404 404 S S S S S S S S"],
    [
      "Vercel, clean URLs without a slash",
      vercelWith('{"cleanUrls": true, "trailingSlash": false}'),
      "S /file /file S /folder /folder S /both /both /both",
    ],
    [
      "Vercel, clean URLs with a slash",
      vercelWith('{"cleanUrls": true, "trailingSlash": true}'),
      "/file/ S /file/ /folder/ S /folder/ /both/ S /both/ /both/",
    ],
    ["Cloudflare Pages", URL_STYLES["cloudflare-pages"], "S /file /file /folder/ S /folder/ S S /both /both/"],
  ])("%s", (_, style, row) => {
    // Without a 404 page Cloudflare would answer everything.
    const tree = new Map([...TREE, ["404.html", "404"]]);
    expect(COLUMNS.map((url) => short(style.resolve(tree, url))).join(" ")).toBe(row);
  });

  it.each<[keyof typeof URL_STYLES, string, UrlResponse]>([
    ["exact", "folder/", { status: 404 }],
    ["index", "folder", { status: 200, content: "D" }],
    ["index", "both", { status: 200, content: "I" }],
    ["index", "file", { status: 404, content: "404" }],
    ["spa", "any/thing", { status: 404 }],
    ["s3-website", "folder", { status: 302, location: "/folder/" }],
    ["s3-website", "both", { status: 302, location: "/both/" }],
    ["github-pages", "both", { status: 200, content: "B" }],
    ["github-pages", "both/", { status: 200, content: "I" }],
    ["netlify", "both", { status: 200, content: "B" }],
    ["cloudflare-pages", "both", { status: 200, content: "B" }],
  ])("%s at /%s", (style, url, answer) => {
    expect(URL_STYLES[style].resolve(new Map([...TREE, ["404.html", "404"]]), url)).toEqual(answer);
  });

  it("shows the nearest error page at Cloudflare, or the front page where the root has none", () => {
    const { resolve, fallback } = URL_STYLES["cloudflare-pages"];
    const tree = new Map([
      ["index.html", "front"],
      ["docs/404.html", "docs"],
    ]);

    expect(resolve(tree, "docs/a/b")).toEqual({ status: 404, content: "docs" });
    expect(resolve(tree, "other")).toEqual({ status: 200, content: "front" });
    expect(fallback?.(tree)).toBe("index.html");
    expect(fallback?.(new Map([...tree, ["404.html", "404"]]))).toBeUndefined();
  });

  it("cannot say more of vercel.json than it can read", () => {
    expect(configured("{")).toBeUndefined();
    expect(configured("null")).toBeUndefined();
    expect(vercelWith("{}").urlsOf("about.html")).toEqual(["about.html"]);
    expect(vercelWith('{"cleanUrls": true}').urlsOf("about.html")[0]).toBe("about");
    expect(vercelWith('{"cleanUrls": true, "trailingSlash": true}').urlsOf("about.html")[0]).toBe("about/");
    expect(vercelWith('{"cleanUrls": true}').urlsOf("docs/index.html")[0]).toBe("docs");
  });
});

describe("the URLs of a file", () => {
  const name = fc.constantFrom("a", "b", "index.html", "a.html", "b.html", "c.css", "404.html");
  const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/"));
  const trees = fc.uniqueArray(path, { maxLength: 6 });

  it("are all that can answer otherwise when the file comes or goes", () => {
    fc.assert(
      fc.property(trees, path, fc.constantFrom(...Object.values<UrlStyle>(URL_STYLES)), (paths, touched, style) => {
        const without = new Map(paths.filter((one) => one !== touched).map((one) => [one, `content of ${one}`]));
        const tree = new Map([...without, [touched, `content of ${touched}`]]);
        const known = new Set([...style.urlsOf(touched), ...(style.shadowedBy?.(touched) ?? [])]);
        const requested = [...tree.keys()].flatMap((one) => [
          ...style.urlsOf(one),
          one.replace(/\.html$/, ""),
          `${one}/`,
        ]);
        for (const url of requested) {
          const [before, after] = [style.resolve(without, url), style.resolve(tree, url)];
          const isUnlisted = before.status === 404 && after.status === 404;
          const isFallback = style.fallback?.(tree) !== style.fallback?.(without) || style.fallback?.(tree) === touched;
          // Below an error page that came or went, the whole folder is purged: see need.test.ts.
          const isBelow = style.isErrorPage?.(touched) === true && url.startsWith(touched.replace(/404\.html$/, ""));
          if (isUnlisted || isFallback || isBelow || known.has(url)) continue;
          expect(after, `${url} of ${[...tree.keys()].join(" ")}, touched ${touched}`).toEqual(before);
        }
      }),
      effort(1500),
    );
  });
});
