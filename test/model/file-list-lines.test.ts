import { describe, expect, it } from "vitest";
import { byBytes, compareListings, readListing, startListing, toListing } from "../../src/model/file-list/file-list.ts";
import { pathBytes, pathFromBytes } from "../../src/model/path.ts";

const read = (text: string, count: number) => readListing(Buffer.from(text, "latin1"), count);
const names = (text: string, count: number) => [...(read(text, count) ?? [])].map(([path]) => path);

describe("a line of a file list", () => {
  it("has a content of at most 100 bytes", () => {
    expect(names(`${"h".repeat(100)} 0 a\n`, 1)).toEqual(["a"]);
    expect(read(`${"h".repeat(101)} 0 a\n`, 1)).toBeUndefined();
  });

  it("has a number of shared bytes of at most six digits, each of them a digit", () => {
    const long = "a".repeat(99_999);

    expect(names(`h 0 ${long}\nh 099999 b\n`, 2)).toEqual([long, `${long}b`]);
    expect(read(`h 0 ${long}\nh 0099999 b\n`, 2)).toBeUndefined();
    expect(names("h 0 aaaaaaaaaa\nh 9 b\n", 2)).toEqual(["aaaaaaaaaa", "aaaaaaaaab"]);
    for (const other of [":", "/", "x", "-1", "+1", ""])
      expect(read(`h 0 aaaaaaaaaa\nh ${other} b\n`, 2)).toBeUndefined();
  });

  it("ends where the bytes do, and then it is none", () => {
    for (const text of ["h", "h ", "h 0", "h 0 ", "h 0 a", "h 0 a\\"]) expect(read(text, 1)).toBeUndefined();
    expect(read("h 0 a\n", 0)?.size).toBe(0);
    expect(names("h 0 a\nrubbish", 1)).toEqual(["a"]);
  });

  it("has names of at most 131,071 bytes", () => {
    const longest = "a".repeat((1 << 17) - 1);
    const listing = toListing(new Map([[longest, "h"]]));

    expect([...listing.keys()]).toEqual([longest]);
    expect(listing.get(longest)).toBe("h");
    const tooLong = startListing();
    expect(() => tooLong.add(`${longest}a`, "h")).toThrow("files are not in order");
    expect(read(`h 0 ${longest}aa\n`, 1)).toBeUndefined();
  });

  it("is read by bytes from the first that is none of ASCII, and as ASCII again from the next whole name", () => {
    const [first, second] = ["é", "\x7f"].map((name) => Buffer.from(name).toString("latin1"));

    expect(names(`h 0 ${second}\nh 0 ${first}\nh 1 \xaa\n`, 3)).toEqual(["\x7f", "é", "ê"]);
    const many = Array.from({ length: 40 }, (_, n) => `${n < 20 ? "a" : "é"}${String(n).padStart(2, "0")}`);
    const listing = toListing(new Map(many.map((name) => [name, "h"])));
    expect([...listing.keys()]).toEqual(many);
    for (const name of many) expect(listing.has(name)).toBe(true);
    const back = ["é1", "é2"].concat(Array.from({ length: 30 }, (_, n) => `ü${n + 10}`));
    expect([...toListing(new Map(back.map((name) => [name, "h"]))).keys()]).toEqual(back);
  });
});

describe("a list that grows", () => {
  it("holds names and contents of any length, whatever was written before", () => {
    const files = new Map<string, string>();
    for (let n = 0; n < 300; n++)
      files.set(`${String(n).padStart(3, "0")}${"\\".repeat(n)}${"\n".repeat(n % 7)}`, "h".repeat(1 + (n % 100)));

    expect([...toListing(files)]).toEqual([...files]);
    const long = new Map(["a", "b", "c"].map((name) => [name.repeat(60_000), "h".repeat(100)]));
    expect([...toListing(long)]).toEqual([...long]);
  });

  it("takes no file out of order, and says that this is a defect", () => {
    for (const [one, two] of [
      ["b", "a"],
      ["b", "b"],
      ["ab", "a"],
      ["a/b", "a!b"],
      ["é", "e"],
    ] as const) {
      const listing = startListing();
      listing.add(one, "h");
      expect(() => listing.add(two, "h")).toThrow(expect.objectContaining({ fault: "bug" }));
    }
    expect(() => startListing().add("", "h")).toThrow(/not in order/);
  });

  it("is itself when it is made a list again", () => {
    const listing = toListing(new Map([["a", "h"]]));

    expect(toListing(listing)).toBe(listing);
    const visited: unknown[] = [];
    listing.forEach((content, path, whole) => {
      visited.push(content, path, whole);
    });
    expect(visited).toEqual(["h", "a", listing]);
    expect([...listing.entries()]).toEqual([["a", "h"]]);
  });
});

describe("files of a list", () => {
  const many = Array.from({ length: 100 }, (_, n) => `f${String(n).padStart(2, "0")}`);
  const listing = toListing(new Map(many.map((name, n) => [name, `h${n}`])));

  it("are found in any order, and no others", () => {
    for (const step of [1, 7, 37, 99]) {
      for (let n = 0; n < 100; n++) {
        const at = (n * step) % 100;
        expect(listing.get(many[at] as string)).toBe(`h${at}`);
        expect(listing.has(`${many[at]}x`)).toBe(false);
        expect(listing.get(`f${at}.`)).toBeUndefined();
      }
    }
    for (const other of ["", "a", "f", "f0", "g", "f99x", "f15x", "f16", "f15~"]) {
      expect(listing.has(other)).toBe(many.includes(other));
    }
    expect(toListing(new Map()).get("a")).toBeUndefined();
  });

  it("are compared by name and content", () => {
    const list = (files: Record<string, string>) => toListing(new Map(Object.entries(files)));

    expect(compareListings(list({ a: "1", b: "1", d: "1" }), list({ b: "12", c: "1", d: "1" }))).toEqual([
      { kind: "deleted", path: "a", before: "1" },
      { kind: "modified", path: "b", before: "1", after: "12" },
      { kind: "added", path: "c", after: "1" },
    ]);
    expect(compareListings(list({}), list({}))).toEqual([]);
  });
});

describe("the order of bytes", () => {
  it.each([
    ["a", "b", -1],
    ["b", "a", 1],
    ["a", "a", 0],
    ["", "a", -1],
    ["a", "ab", -1],
    ["z", "é", -1],
    // As text, the first half of a pair would come before U+FFFD; as bytes, four come after three.
    ["\u{1f600}", "\ufffd", 1],
    ["\ufffd", "\u{1f600}", -1],
    ["\u{1f600}", "\u{1f600}", 0],
    ["a\u{1f600}", "b", -1],
    ["é", "\u{1f600}", -1],
  ])("of %j and %j is %i", (a, b, expected) => {
    expect(Math.sign(byBytes(a, b))).toBe(expected);
    expect(Math.sign(byBytes(a, b))).toBe(Math.sign(Buffer.compare(pathBytes(a), pathBytes(b))));
  });

  it("is that of names that are no text, too", () => {
    const [byte, text] = [pathFromBytes(Uint8Array.of(0xff)), "\u{1f600}"];

    expect(byBytes(byte, text)).toBeGreaterThan(0);
    expect(byBytes(text, byte)).toBeLessThan(0);
    expect([...pathBytes(`a${byte}${pathFromBytes(Uint8Array.of(0x80))}`)]).toEqual([0x61, 0xff, 0x80]);
    expect([...pathBytes("a\udc7f")]).toEqual([0x61, 0xef, 0xbf, 0xbd]);
  });
});
