import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSelector, significantLines } from "../../src/model/parse-selector.ts";
import { describeSelector, type Selector } from "../../src/model/selector.ts";

const RIGHT: readonly [line: string, selector: Selector][] = [
  ["/a/b", { by: "path", value: "/a/b" }],
  ["/", { by: "path", value: "/" }],
  ["/a?b=1&c", { by: "path", value: "/a?b=1&c" }],
  ["/a?b?c", { by: "path", value: "/a?b?c" }],
  ["/é b/日本.html", { by: "path", value: "/%C3%A9%20b/%E6%97%A5%E6%9C%AC.html" }],
  ["/already%20encoded", { by: "path", value: "/already%20encoded" }],
  ["/logo@2x.png", { by: "path", value: "/logo@2x.png" }],
  ["/a/*", { by: "prefix", value: "/a/" }],
  ["/*", { by: "prefix", value: "/" }],
  ["https://WWW.Example.com/a", { by: "path", value: "/a", origin: "https://www.example.com" }],
  ["https://www.example.com:443", { by: "path", value: "/", origin: "https://www.example.com" }],
  ["https://www.example.com/a/*", { by: "prefix", value: "/a/", origin: "https://www.example.com" }],
  ["prefix:/a", { by: "prefix", value: "/a" }],
  ["prefix:https://h.example/a/", { by: "prefix", value: "/a/", origin: "https://h.example" }],
  ["ext:.CSS", { by: "extension", value: "css" }],
  ["ext:tar.gz", { by: "extension", value: "tar.gz" }],
  ["regex:^/a/[0-9]+\\.css$", { by: "regex", value: "^/a/[0-9]+\\.css$" }],
  ["equals:/a", { by: "equals", value: "/a" }],
  ["contains:blog", { by: "contains", value: "blog" }],
  ["starts_with:/blog", { by: "starts_with", value: "/blog" }],
  ["ends_with:.css", { by: "ends_with", value: ".css" }],
  ["tag:product:42", { by: "tag", value: "product:42" }],
  ["host:Shop.Example.com", { by: "host", value: "shop.example.com" }],
  ["all", { by: "all", value: "" }],
  ["http://h.example/a", { by: "path", value: "/a", origin: "http://h.example" }],
  ["HTTPS://h.example?b=1", { by: "path", value: "/?b=1", origin: "https://h.example" }],
  ["https://h.example:8080", { by: "path", value: "/", origin: "https://h.example:8080" }],
  ["/é?", { by: "path", value: "/%C3%A9?" }],
  ["/é?ü=1?2", { by: "path", value: "/%C3%A9?%C3%BC=1?2" }],
  ["/a..b/...", { by: "path", value: "/a..b/..." }],
  ["/a?b=..", { by: "path", value: "/a?b=.." }],
  [`/${"a".repeat(8191)}`, { by: "path", value: `/${"a".repeat(8191)}` }],
  ["tag:  a", { by: "tag", value: "a" }],
  ["ext:*.css", { by: "extension", value: "css" }],
  ["prefix:HTTP://h.example/a", { by: "prefix", value: "/a", origin: "http://h.example" }],
  ["equals:http://h.example/a?b", { by: "equals", value: "/a?b", origin: "http://h.example" }],
  ["starts_with:HTTPS://h.example/a", { by: "starts_with", value: "/a", origin: "https://h.example" }],
  ["equals:xhttps://h.example/a", { by: "equals", value: "xhttps://h.example/a" }],
];

const WRONG: readonly [line: string, message: RegExp][] = [
  ["/a*", /prefix:.*ext:.*regex:/],
  ["/*/a", /\* that does not stand alone/],
  ["/a/../b", /\.\. segment/],
  ["/a/%2e%2E/b", /\.\. segment/],
  ["/100%", /%25/],
  ["/a#b", /fragment/],
  ["/a\\b", /backslash/],
  ["/a\u0000b", /control character/],
  ["*.css", /Did you mean ext:css/],
  ["blog/x", /Did you mean \/blog\/x/],
  ["www.example.com/a", /Did you mean https:\/\/www\.example\.com\/a/],
  ["https://user:secret@h.example/", /without a user name/],
  ["tag:a b", /neither blanks nor commas/],
  ["host:h/a", /no host name/],
  ["host:h\\a", /no host name/],
  ["host:*.example.com", /has a \* in its host/],
  ["host:www.example.com.", /dot at the end/],
  ["https://*.example.com/", /has a \* in its host/],
  ["https://www.example.com./a", /dot at the end/],
  ["https://www.example.com:0/a", /port 0/],
  ["https://www.exam\tple.com/a", /control character/],
  ["*", /Did you mean \/\*\?/],
  ["ext:a/b", /no file extension/],
  ["prefix:blog", /starts with \//],
  ["prefix:/a?b", /query in a prefix/],
  ["ext:", /nothing after ext:/],
  ["everything", /is no selector/],
  ["path", /is no selector/],
  [`/${"a".repeat(9000)}`, /longer than 8192/],
  [`/${"a".repeat(8192)}`, /^is longer than 8192 characters$/],
  ["/*/*", /\* that does not stand alone/],
  ["/a?b/*", /^has a query in a prefix$/],
  ["/a?*", /\* that does not stand alone/],
  ["prefix:xhttps://h.example/", /^is no prefix/],
  ["prefix:/a/../b", /\.\. segment/],
  ["equals:https://h.example/a#b", /fragment/],
  ["equals:https://h.example/a/*", /^has a \*, which stands for itself/],
  ["https://", /^is no URL with a host/],
  ["https://token@h.example/", /without a user name$/],
  ["https://:secret@h.example/", /without a user name$/],
  ["host:u:p@h.example", /no host name/],
  ["host:", /nothing after host:/],
  ["/%4", /% that is no %XX/],
  ["/%4g", /% that is no %XX/],
  ["/a%é", /% that is no %XX/],
  ["tagx", /^is no selector\. Did you mean \/tagx\? Selectors are a path \/about,/],
  ["ALL", /^is no selector\. Did you mean all\? Selectors/],
  ["xall", /^is no selector\. Did you mean \/xall\? Selectors/],
  ["allx", /^is no selector\. Did you mean \/allx\? Selectors/],
  ["／a", /^is no selector\. Did you mean \/a\? Selectors/],
  ["ｘ", /^is no selector\. Did you mean \/ｘ\? Selectors/],
  [".css", /^is no selector\. Did you mean ext:css\? Selectors/],
  ["x.css", /^is no selector\. Did you mean \/x\.css\? Selectors/],
  ["*.css,", /^is no selector\. Did you mean \/\*\.css,\? Selectors/],
  ["a b www.example.com/a", /^is no selector\. Selectors/],
  ["a b", /^is no selector\. Selectors/],
  ["b:a", /^is no selector\. Selectors/],
  ["", /^is no selector\. Selectors/],
];

describe("parseSelector", () => {
  it.each(RIGHT)("reads %s", (line, selector) => {
    expect(parseSelector(line)).toEqual({ kind: "selector", selector });
  });

  it.each(WRONG)("refuses %s and says what would be right", (line, message) => {
    const parsed = parseSelector(line);

    expect(parsed).toMatchObject({ kind: "wrong", message: expect.stringMatching(message) });
  });

  it("reads files that hold more", () => {
    expect(parseSelector("file:purge list.txt")).toEqual({ kind: "file", path: "purge list.txt" });
    expect(parseSelector("sitemap:dist/sitemap.xml")).toEqual({ kind: "sitemap", path: "dist/sitemap.xml" });
  });

  it("takes tags and names of hosts for no selectors where they hold more than one", () => {
    expect(parseSelector("tag:a,b")).toMatchObject({ kind: "wrong" });
    expect(parseSelector("host:a b")).toMatchObject({ kind: "wrong" });
  });

  it.each(RIGHT)("gives back as text what it read from %s, so that a report can be pasted", (_, selector) => {
    expect(parseSelector(describeSelector(selector))).toEqual({ kind: "selector", selector });
  });
});

describe("significantLines", () => {
  it("takes comments at the start of a line or after a blank, and no others", () => {
    const text = "\uFEFF# head\r\n/a # why\n/b#c\n\n  /d\t# tab\rext:css";

    expect(significantLines(text)).toEqual(["/a", "/b#c", "/d", "ext:css"]);
  });
});

describe("a path that needs no encoding", () => {
  it("is the same by the short way as by the browser's own", () => {
    const plain = fc.string({ unit: fc.constantFrom(..."/ab.-~!$&'()+,;=:@[]|_09"), maxLength: 20 });
    fc.assert(
      fc.property(plain, (rest) => {
        const parsed = parseSelector(`/${rest}`);
        fc.pre(parsed.kind === "selector");

        expect(parsed).toMatchObject({ selector: { value: new URL(`http://h/${rest}`).pathname } });
      }),
    );
  });
});
