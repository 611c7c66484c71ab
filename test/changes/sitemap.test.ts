import { describe, expect, it } from "vitest";
import { parseSitemap } from "../../src/changes/sitemap/parse-sitemap.ts";

describe("a sitemap", () => {
  it("lists its pages, decoded, in order", () => {
    const text = `\ufeff<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE urlset>
<!-- <url><loc>https://example.com/comment</loc></url> -->
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" note="a > b">
  <url>
    <loc>
      https://example.com/?a=1&amp;b=2&#x26;c=&#51;
    </loc>
    <lastmod>2026-01-01</lastmod>
    <image:image><image:loc>https://example.com/image.png</image:loc></image:image>
    <xhtml:link rel="alternate" href="https://example.com/de/"/>
  </url>
  <url><loc><![CDATA[https://example.com/<b>&amp;]]></loc></url>
  <url><loc/></url>
  <url ><loc >https://example.com/c&unknown;&#x110000;</loc ></url >
</urlset>
`;
    expect(parseSitemap(text)).toEqual({
      pages: [
        "https://example.com/?a=1&b=2&c=3",
        "https://example.com/<b>&amp;",
        "https://example.com/c&unknown;&#x110000;",
      ],
      indexes: [],
      lastmods: new Map([["https://example.com/?a=1&b=2&c=3", "2026-01-01"]]),
    });
  });

  it("may be an index, may have prefixes, and may be empty", () => {
    const index = "<s:sitemapindex><s:sitemap><s:loc>https://example.com/1.xml</s:loc></s:sitemap></s:sitemapindex>";
    expect(parseSitemap(index)).toMatchObject({ pages: [], indexes: ["https://example.com/1.xml"] });
    expect(parseSitemap("<urlset></urlset>")).toMatchObject({ pages: [], indexes: [] });
    expect(parseSitemap("<urlset/>")).toMatchObject({ pages: [], indexes: [] });
  });

  it.each([
    ["nothing", ""],
    ["a page", "<!doctype html><html><body>404</body></html>"],
    ["a list", "https://example.com/\n"],
    ["JSON", '{"loc":"x"}'],
    ["cut", "<urlset><url><loc>https://example.com/</loc></url>"],
    ["cut in a tag", "<urlset><url><loc>https://example.com/</loc></url></urlse"],
    ["cut in a comment", "<urlset><!-- "],
    ["crossed", "<urlset><url></urlset></url>"],
    ["two", "<urlset></urlset><urlset></urlset>"],
    ["two empty ones", "<urlset/><urlset/>"],
    ["closed only", "</urlset>"],
    ["followed by text", "<urlset></urlset>x"],
    ["a nameless tag", "<urlset>< ></urlset>"],
  ])("is not %s", (_, text) => {
    expect(() => parseSitemap(text)).toThrow(/^purge: the sitemap cannot be read: .*sitemap:dist\/sitemap\.xml/);
  });

  it("of the largest size is read in one go, also when it is deep", () => {
    const pages = Array.from({ length: 50_000 }, (_, n) => `https://example.com/${n}`);
    const text = `<urlset>${pages.map((page) => `<url><loc>${page}</loc></url>`).join("")}</urlset>`;
    expect(parseSitemap(text).pages).toEqual(pages);
    const deep = `<urlset>${"<a>".repeat(50_000)}${"</a>".repeat(50_000)}</urlset>`;
    expect(parseSitemap(deep).pages).toEqual([]);
  });
});
