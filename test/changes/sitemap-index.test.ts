import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFiles } from "../../src/adapters/files/files.ts";
import type { SitemapSite } from "../../src/changes/sitemap/child-sitemap.ts";
import { readSitemap } from "../../src/changes/sitemap/read-sitemap.ts";
import { temporaryFolder } from "../support/repository.ts";
import { type Files, writeFiles } from "../support/write-files.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder[Symbol.asyncDispose]());

const index = (...urls: string[]) =>
  `<sitemapindex>${urls.map((url) => `<sitemap><loc>${url}</loc></sitemap>`).join("")}</sitemapindex>`;
const pages = (...urls: string[]) => `<urlset>${urls.map((url) => `<url><loc>${url}</loc></url>`).join("")}</urlset>`;
const SITE: SitemapSite = { buildDir: "dist", siteUrls: [{ origin: "https://example.com", basePath: "/docs/" }] };

async function write(files: Files): Promise<void> {
  writeFiles(folder.path, files);
}

async function read(path: string, site: SitemapSite = SITE): Promise<readonly string[]> {
  const files = createFiles({ workspace: folder.path });
  return [...(await readSitemap(path, site, { files })).keys()];
}

describe("a sitemap index", () => {
  it.each([
    ["the URL of the site", "https://example.com/docs/maps/a.xml", "dist/maps/a.xml", SITE],
    ["http for https", "http://example.com/docs/a.xml", "dist/a.xml", SITE],
    ["a path of any host", "/docs/a.xml", "dist/a.xml", SITE],
    ["escapes", "https://example.com/docs/%C3%BC%20b.xml", "dist/ü b.xml", SITE],
    ["a name, from its own folder", "a.xml", "dist/maps/a.xml", SITE],
    ["a URL of any host, where no site is named", "https://any.example/a.xml", "dist/a.xml", { ...SITE, siteUrls: [] }],
    [
      "a URL, where no folder is named",
      "https://example.com/docs/a.xml",
      "dist/maps/a.xml",
      { siteUrls: SITE.siteUrls },
    ],
    ["a URL that leads back", "https://example.com/docs/maps/a.xml", "dist/maps/a.xml", { siteUrls: SITE.siteUrls }],
    ["a URL, where another folder is deployed", "/docs/maps/a.xml", "dist/maps/a.xml", { ...SITE, buildDir: "public" }],
    ["a URL, where the workspace is deployed", "/docs/dist/a.xml", "dist/a.xml", { ...SITE, buildDir: "." }],
  ])("may name its sitemaps by %s", async (_, url, file, site) => {
    await write({ "dist/maps/index.xml": index(url), [file]: pages("https://example.com/docs/p") });
    expect(await read("dist/maps/index.xml", site)).toEqual(["https://example.com/docs/p"]);
  });

  it.each([
    ["of another host", "https://other.example/docs/a.xml", /does not lie below site-url/],
    ["above the site", "https://example.com/a.xml", /does not lie below site-url/],
    ["of another protocol", "file:///docs/a.xml", /does not lie below site-url/],
    ["that is not built", "https://example.com/docs/gone.xml", /not in the build \(no file dist\/gone\.xml\)/],
    ["that is a folder", "https://example.com/docs/maps", /not in the build \(no file dist\/maps\)/],
    ["that an API makes", "https://example.com/docs/a.xml?page=1", /which is not in the build\. /],
    ["that is nothing", "https://example.com/docs/", /which is not in the build\. /],
    ["that leaves the build", "https://example.com/docs/x/..%2f..%2fsecret", /which is not in the build\. /],
    ["with half an escape", "https://example.com/docs/%zz.xml", /which is not in the build\. /],
    ["that leaves its folder", "../secret.xml", /which is not in the build\. /],
  ])("is refused for a sitemap %s", async (_, url, why) => {
    await write({ "dist/maps/index.xml": index(url), "dist/secret.xml": pages("https://example.com/docs/s") });
    await expect(read("dist/maps/index.xml")).rejects.toThrow(why);
  });

  it("may name itself, and one sitemap twice", async () => {
    await write({
      "dist/index.xml": index("index.xml", "a.xml", "/docs/a.xml"),
      "dist/a.xml": pages("https://example.com/docs/p"),
    });
    expect(await read("dist/index.xml")).toEqual(["https://example.com/docs/p"]);
  });

  it("is refused where it names more sitemaps than any site has, and where no page is in them", async () => {
    const names = Array.from({ length: 501 }, (_, at) => `${at}.xml`);
    await write({
      "dist/index.xml": index(...names),
      ...Object.fromEntries(names.map((name) => [`dist/${name}`, pages()])),
    });
    await expect(read("dist/index.xml")).rejects.toThrow(/names more than 500 sitemaps/);
    await expect(read("dist/1.xml")).rejects.toThrow(/lists no page/);
  });

  it("names the sitemap that is broken, not the index", async () => {
    await write({ "dist/index.xml": index("a.xml"), "dist/a.xml": "<urlset>" });
    await expect(read("dist/index.xml")).rejects.toMatchObject({ problems: [{ input: "dist/a.xml" }] });
  });
});

describe("a gzipped sitemap", () => {
  it("is unpacked, but not beyond the size of any sitemap", async () => {
    await write({
      "a.xml.gz": gzipSync(pages("https://example.com/docs/p")),
      "bomb.xml.gz": gzipSync(Buffer.alloc(51 * 1024 * 1024)),
      "cut.xml.gz": gzipSync(pages("https://example.com/docs/p")).subarray(0, -4),
    });
    expect(await read("a.xml.gz")).toEqual(["https://example.com/docs/p"]);
    await expect(read("bomb.xml.gz")).rejects.toThrow(/bytes when it is unpacked/);
    await expect(read("cut.xml.gz")).rejects.toThrow(/is no whole gzip file/);
  });
});
