import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  compareListings,
  type Listing,
  readListing,
  startListing,
  toListing,
} from "../../src/model/file-list/file-list.ts";
import { pathBytes, pathFromBytes } from "../../src/model/path.ts";

/** Names of few different bytes, so that many start alike: newline, backslash, `n`, slash, `é`, and one that is no UTF-8. */
const NAME = fc
  .array(fc.constantFrom([0x0a], [0x5c], [0x6e], [0x2f], [0xc3, 0xa9], [0xff], [0x61], [0xf0, 0x9f, 0x98, 0x80]), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => pathFromBytes(Uint8Array.from(parts.flat())));
const FILES = fc
  .array(fc.tuple(NAME, fc.constantFrom("h1", "h2", "link:h1")), { maxLength: 120 })
  .map((entries) => new Map(entries));

const lines = (listing: Listing) => Buffer.from(listing.lines).toString("latin1");
const listed = (text: string, count: number) => readListing(Buffer.from(text, "latin1"), count);
const inByteOrder = (files: ReadonlyMap<string, string>) =>
  [...files].sort(([a], [b]) => Buffer.compare(pathBytes(a), pathBytes(b)));

describe("a list of files", () => {
  it("holds what was put in, in the order of bytes, and finds nothing else", () => {
    fc.assert(
      fc.property(FILES, fc.array(NAME), (files, others) => {
        const listing = toListing(files);
        expect([...listing]).toEqual(inByteOrder(files));
        expect([...listing.keys()]).toEqual(inByteOrder(files).map(([name]) => name));
        expect([...listing.values()]).toEqual(inByteOrder(files).map(([, content]) => content));
        expect(listing.size).toBe(files.size);
        for (const name of [...others, ...files.keys(), ""]) {
          expect(listing.get(name)).toBe(files.get(name));
          expect(listing.has(name)).toBe(files.has(name));
        }
      }),
    );
  });

  it("finds a file whatever was looked up before it: in order, twice, backwards, or with names between that it has not", () => {
    fc.assert(
      fc.property(FILES, fc.array(NAME), (files, others) => {
        const listing = toListing(files);
        const names = [...listing.keys()];
        const all = inByteOrder(new Map([...names, ...others].map((name) => [name, ""]))).map(([name]) => name);
        for (const order of [names, names.flatMap((name) => [name, name]), names.toReversed(), all, all.toReversed()]) {
          expect(order.map((name) => listing.get(name))).toEqual(order.map((name) => files.get(name)));
        }
      }),
    );
  });

  it("comes back from its own lines, and leaves alone what follows them", () => {
    fc.assert(
      fc.property(FILES, (files) => {
        const { lines: bytes, size } = toListing(files);
        const back = readListing(Buffer.concat([bytes, Buffer.from("h1 0 zz\n")]), size);
        expect([...(back ?? [])]).toEqual(inByteOrder(files));
        expect(back?.lines.length).toBe(bytes.length);
      }),
    );
  });

  it("writes what names have in common once, and every sixteenth whole", () => {
    const names = Array.from({ length: 18 }, (_, n) => `blog/page-${String(n).padStart(2, "0")}`);
    const text = lines(toListing(new Map(names.map((name) => [name, "h"])))).split("\n");
    expect(text.slice(0, 3)).toEqual(["h 0 blog/page-00", "h 11 1", "h 11 2"]);
    expect(text.slice(15)).toEqual(["h 11 5", "h 0 blog/page-16", "h 11 7", ""]);
    expect(lines(toListing(new Map([["a\n\\", "h"]])))).toBe("h 0 a\\n\\\\\n");
  });

  it("is none when its lines are no lines of a list", () => {
    expect(listed("h 0 a\nh 1 b\n", 2)?.get("ab")).toBe("h");
    for (const text of [
      "",
      "h 0 a",
      "h 0 \n",
      "h 1 a\n",
      " 0 a\n",
      "h a\n",
      "h  a\n",
      "h 0 a\\x\n",
      "h 0\na\n",
      "\0 0 a\n",
    ])
      expect(listed(text, 1)).toBeUndefined();
    for (const second of ["h 0 a\n", "h 1 \n", "h 2 b\n", "h 0 A\n", "h 9999999 b\n", `${"h".repeat(101)} 0 b\n`])
      expect(listed(`h 0 a\n${second}`, 2)).toBeUndefined();
    const unwhole = `${Array.from({ length: 16 }, (_, n) => `h 0 ${"b".repeat(n + 1)}\n`).join("")}h 16 b\n`;
    expect(listed(unwhole, 16)?.size).toBe(16);
    expect(listed(unwhole, 17)).toBeUndefined();
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(4), (any, count) => void readListing(any, count)));
  });

  it("takes files in their order only: a defect of the caller throws", () => {
    const listing = startListing();
    listing.add("b", "h");
    for (const name of ["a", "b"]) expect(() => listing.add(name, "h")).toThrow(/not in order/);
  });
});

describe("two lists", () => {
  it("differ in exactly what was added, deleted or modified", () => {
    fc.assert(
      fc.property(FILES, FILES, (before, after) => {
        const names = [...new Set([...before.keys(), ...after.keys()])].filter(
          (name) => before.get(name) !== after.get(name),
        );
        const changes = compareListings(toListing(before), toListing(after));
        expect(changes.map(({ path }) => path).sort()).toEqual(names.sort());
        for (const { kind, path, before: old, after: now } of changes) {
          expect([old, now]).toEqual([before.get(path), after.get(path)]);
          expect(kind).toBe(old === undefined ? "added" : now === undefined ? "deleted" : "modified");
        }
      }),
    );
  });
});
