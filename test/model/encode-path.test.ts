import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodePath, encodePath } from "../../src/model/encode-path.ts";
import { pathBytes, pathFromBytes } from "../../src/model/path.ts";
import { effort } from "../support/properties.ts";

/** What a link must hold encoded, or it would mean something else, or be trimmed. */
function isMeaningful(character: string): boolean {
  return character <= " " || "%\\?#".includes(character);
}

describe("encodePath", () => {
  it.each([
    ["a b.html", "a%20b.html"],
    ["tab\tnewline\n.html", "tab%09newline%0A.html"],
    ['q"uote.txt', "q%22uote.txt"],
    ["a?b#c.html", "a%3Fb%23c.html"],
    ["100%.html", "100%25.html"],
    ["%41.html", "%2541.html"],
    ["%2e%2e/x", "%252e%252e/x"],
    ["a\\b.html", "a%5Cb.html"],
    ["dir/##[add-mask]200", "dir/%23%23[add-mask]200"],
    ["-rf", "-rf"],
    ["café/日本.html", "caf%C3%A9/%E6%97%A5%E6%9C%AC.html"],
    ["logo@2x~(1)'!*$&+,;=:.png", "logo@2x~(1)'!*$&+,;=:.png"],
    ["{a}^`|.txt", "%7Ba%7D%5E%60|.txt"],
  ])("encodes %j once, as a browser would", (path, encoded) => {
    expect(encodePath(path)).toBe(encoded);
  });

  it("encodes bytes that are not UTF-8 as the bytes they are", () => {
    const path = pathFromBytes(Uint8Array.of(0x61, 0xff, 0xfe, 0xc3, 0xa9, 0xed, 0xa0, 0x80));

    expect(encodePath(path)).toBe("a%FF%FE%C3%A9%ED%A0%80");
  });

  it("is what a browser makes of the same name in a link", () => {
    // A link holds % as %25, and \ ? # encoded, or it would mean something else.
    const segment = fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => !/^\.{1,2}$|[/\0]/.test(text));
    fc.assert(
      fc.property(segment, (name) => {
        const link = Array.from(name, (character) =>
          isMeaningful(character) ? encodeURIComponent(character) : character,
        ).join("");
        const [path] = new URL(`http://h/x${link}x`).pathname.slice(2).split(/x$/);

        expect(encodePath(name)).toBe(path);
      }),
      effort(100),
    );
  });

  it("never makes one URL of two names, and gives the bytes back", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 12 }),
        fc.uint8Array({ minLength: 1, maxLength: 12 }),
        (a, b) => {
          const [first, second] = [pathFromBytes(a), pathFromBytes(b)];

          expect([...pathBytes(first)]).toEqual([...a]);
          expect(encodePath(first) === encodePath(second)).toBe(Buffer.compare(a, b) === 0);
        },
      ),
      effort(100),
    );
  });
});

describe("decodePath", () => {
  it.each([
    ["a/b.html", "a/b.html"],
    ["a%20b", "a b"],
    ["caf%C3%A9", "café"],
    ["caf%c3%a9", "café"],
    ["%2541", "%41"],
    ["100%", "100%"],
    ["%zz%2", "%zz%2"],
    ["a%2Fb", "a/b"],
  ])("reads %s as %s", (encoded, path) => {
    expect(decodePath(encoded)).toBe(path);
  });

  it("gives back the name that was encoded, whatever bytes it has", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 12 }), (bytes) => {
        const path = pathFromBytes(bytes);

        expect(decodePath(encodePath(path))).toBe(path);
      }),
    );
  });
});
