import fc from "fast-check";

/** Code points up to the highest one, without the halves of pairs, which are no characters. */
const [FIRST_HALF, HALVES, HIGHEST] = [0xd800, 0x800, 0x10ffff];

/** Any character of Unicode. The unit "binary" of fast-check is the same, and makes a table of all 1.1 million first. */
export const anyCharacter: fc.Arbitrary<string> = fc.nat(HIGHEST - HALVES).map(
  (at) => String.fromCodePoint(at < FIRST_HALF ? at : at + HALVES),
  (text) => {
    const point = typeof text === "string" ? (text.codePointAt(0) ?? -1) : -1;
    if (point < 0 || String.fromCodePoint(point) !== text || !text.isWellFormed()) throw new Error("no one character");
    return point < FIRST_HALF ? point : point - HALVES;
  },
);
