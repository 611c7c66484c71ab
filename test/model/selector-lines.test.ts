import { describe, expect, it } from "vitest";
import { eachSignificantLine, parseSelectorLine, severalSelectors } from "../../src/model/parse-selector.ts";

const SEVERAL =
  "holds several selectors: give one per line, with `|` behind the input's name. A blank in a path is %20, a comma %2C";
const SEPARATOR =
  "ends in a separator: give one selector per line and nothing behind it. A comma at the end of a path is %2C";
const JSON_LINE = "is no selector, and no JSON list on one line: a file may be JSON, purge: file:PATH";

describe("a line of purge", () => {
  it.each([
    ["/a /b", SEVERAL],
    ["/a, /b", SEVERAL],
    ["/a,/b", SEVERAL],
    ["/a;/b", SEVERAL],
    ["/a，/b", SEVERAL],
    ["/a；/b", SEVERAL],
    ["/a、/b", SEVERAL],
    ["/a https://www.example.com/b", SEVERAL],
    ["/a http://www.example.com/b", SEVERAL],
    ["/a all", SEVERAL],
    ["/a,all", SEVERAL],
    ["/a, all, /b", SEVERAL],
    ["all /a", SEVERAL],
    ["all,/a", SEVERAL],
    ["tag:a tag:b", SEVERAL],
    ["tag:a /b", SEVERAL],
    ["tag:a all", SEVERAL],
    ["tag:a all, b", SEVERAL],
    ["regex:^/a$ /b", SEVERAL],
    ["contains:a ends_with:b", SEVERAL],
    ["equals:/a equals:/b", SEVERAL],
    ["starts_with:/a regex:b", SEVERAL],
    ["ends_with:a contains:b", SEVERAL],
    ["file:a file:b", SEVERAL],
    ["sitemap:a sitemap:b", SEVERAL],
    ["prefix:/a prefix:/b", SEVERAL],
    ["prefix:/a,ext:css", SEVERAL],
    ["ext:css ext:js", SEVERAL],
    ["ext:css,host:h.example", SEVERAL],
    ["/a,", SEPARATOR],
    ["/a;", SEPARATOR],
    ["/a，", SEPARATOR],
    ["/a；", SEPARATOR],
    ["/a、", SEPARATOR],
    ["/a＊", "ends in a full-width star: the star of a prefix is *"],
    ["[/a, /b]", JSON_LINE],
    ["[a]", JSON_LINE],
    ["- /a", expect.stringMatching(/^starts with the dash of a YAML list/)],
    ['["/a"]', expect.stringMatching(/^looks like a JSON list/)],
    ['"/a"', expect.stringMatching(/^has quotation marks around it/)],
  ])("%s is not one selector", (line, message) => {
    expect(severalSelectors(line)).toEqual(message);
    expect(parseSelectorLine(line)).toEqual({ kind: "wrong", message });
  });

  it.each([
    "/a",
    "/a,b",
    "/a;b/c",
    "/a allow",
    "/call all-of-it",
    "/all",
    "/small",
    "all",
    "/a?b=c,d",
    "regex:^/(a|b),/c",
    "regex:a,",
    "contains:,/",
    "contains:a＊",
    "tag:a,all",
    "ends_with:;",
    "equals:/a,/b",
    "starts_with:/a;/b",
    "file:a,/b",
    "sitemap:a;/b",
    "file:overall list.txt",
    "ext:css",
    "prefix:/a",
    "host:h.example",
  ])("%s is one", (line) => {
    expect(severalSelectors(line)).toBeUndefined();
  });

  it("is parsed as a selector where it is one", () => {
    expect(parseSelectorLine("/a")).toEqual({ kind: "selector", selector: { by: "path", value: "/a" } });
    expect(parseSelectorLine("file:list.txt")).toEqual({ kind: "file", path: "list.txt" });
    expect(parseSelectorLine("nonsense:x")).toMatchObject({ kind: "wrong" });
  });
});

describe("the lines of a text", () => {
  it("are those that hold something, without comments and blanks at their ends", () => {
    const text = "\ufeff/a\n#b\r\n\t \n  /c#d # e\n\n/f\t#\n/g\ufeff";

    expect([...eachSignificantLine(text)]).toEqual(["/a", "/c#d", "/f", "/g"]);
    expect([...eachSignificantLine("")]).toEqual([]);
    expect([...eachSignificantLine("#")]).toEqual([]);
  });
});
