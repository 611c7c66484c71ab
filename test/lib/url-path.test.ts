import { describe, expect, it } from "vitest";
import { extensionAsWritten, extensionOf, folderOf } from "../../src/lib/url-path.ts";

describe("the path of a URL", () => {
  it.each([
    ["/blog/a.html", "/blog/"],
    ["/blog/x/", "/blog/x/"],
    ["/", "/"],
    ["/a", "/"],
  ])("%s lies in %s", (url, folder) => expect(folderOf(url)).toBe(folder));

  it.each([
    ["/a/b.css", "css", "css"],
    ["/a/b.CSS", "css", undefined],
    ["/a/b.min.js", "js", "js"],
    ["/a/b.tar_gz-1", "tar_gz-1", "tar_gz-1"],
    ["/a/b.%20x", "%20x", undefined],
    ["/a/b.x%20", "x%20", undefined],
    ["/a/b.", undefined, undefined],
    ["/a/.htaccess", undefined, undefined],
    ["/a/.b.c", "c", "c"],
    ["/a.b/c", undefined, undefined],
    ["/blog.d/x/", undefined, undefined],
    ["/", undefined, undefined],
  ])("%s has the extension %s, as written %s", (url, extension, written) => {
    expect(extensionOf(url)).toBe(extension);
    expect(extensionAsWritten(url)).toBe(written);
  });
});
