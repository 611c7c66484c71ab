import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRedactor } from "../../../src/adapters/runner/redact.ts";

/** Encoders as they are met, written from their own rules: each takes bytes or text that has a secret in its middle. */
const utf8 = (text: string) => Buffer.from(text, "utf8");
const little = (text: string) => Buffer.from(text, "utf16le");
const big = (text: string) => little(text).swap16();
const hexBytes = (bytes: Buffer) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0"));
const json = (text: string) => JSON.stringify(text).slice(1, -1);
const ascii = (text: string) => text.replace(/[^ -~]/g, (unit) => unicodeEscape(unit));
const unicodeEscape = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
const dump = (bytes: Buffer) =>
  bytes
    .toString("hex")
    .match(/.{1,4}/g)
    ?.join(" ") ?? "";
const everyUnit = (text: string) => text.split("").map(unicodeEscape).join("");
const codePoints = (text: string) => [...text].map((character) => character.codePointAt(0) ?? 0);

type Encoder = (text: string) => string;

/** Where the secret's characters stay apart from their neighbours': nothing of it may be left. */
const EXACT: Readonly<Record<string, Encoder>> = {
  "JSON, twice": (text) => json(json(text)),
  "JSON, three times": (text) => json(json(json(text))),
  "JSON of Python, twice": (text) => json(ascii(json(text))),
  "JSON of PHP, twice": (text) => json(json(text).replaceAll("/", "\\/")).replaceAll("/", "\\/"),
  "JSON of Go": (text) => json(text).replace(/[<>&]/g, unicodeEscape),
  "JSON of .NET": (text) => text.replaceAll("\\", "\\\\").replace(/["&'+<>`]|[^ -~]/g, (unit) => unicodeEscape(unit)),
  "unicode escapes of all": everyUnit,
  "unicode escapes of all, capitals": (text) => everyUnit(text).toUpperCase().replaceAll("\\U", "\\u"),
  "unicode escapes of all, in JSON": (text) => json(everyUnit(text)),
  "decimal entities": (text) =>
    codePoints(text)
      .map((point) => `&#${point};`)
      .join(""),
  "hex entities": (text) =>
    codePoints(text)
      .map((point) => `&#x${point.toString(16)};`)
      .join(""),
  "hex with colons": (text) => hexBytes(utf8(text)).join(":"),
  "hex with colons, capitals": (text) => hexBytes(utf8(text)).join(":").toUpperCase(),
  "hex with blanks": (text) => hexBytes(utf8(text)).join(" "),
  "hex with dashes": (text) => hexBytes(utf8(text)).join("-").toUpperCase(),
  "hex as in C": (text) =>
    hexBytes(utf8(text))
      .map((byte) => `0x${byte}`)
      .join(", "),
  "hex as in Python": (text) =>
    hexBytes(utf8(text))
      .map((byte) => `\\x${byte}`)
      .join(""),
  "hex in pairs": (text) => dump(utf8(text)),
  "bytes in JSON": (text) => JSON.stringify([...utf8(text)]).slice(1, -1),
  "UTF-16, little end first": (text) => little(text).toString("utf8"),
  "UTF-16, big end first": (text) => big(text).toString("utf8"),
  "UTF-16 within JSON": (text) => json(little(text).toString("utf8")),
  "hex of UTF-16, little end first": (text) => little(text).toString("hex"),
  "hex of UTF-16, big end first": (text) => big(text).toString("hex").toUpperCase(),
  "hex of UTF-16 with blanks": (text) => hexBytes(little(text)).join(" "),
};

/** Where it shares digits with its neighbours: a few of those are left at either end. */
const SHARED: Readonly<Record<string, Encoder>> = {
  "base64 of base64": (text) => utf8(utf8(text).toString("base64")).toString("base64"),
  "base64url of base64url": (text) => utf8(utf8(text).toString("base64url")).toString("base64url"),
  "base64url of base64": (text) => utf8(utf8(text).toString("base64")).toString("base64url"),
  "base64 of UTF-16, little end first": (text) => little(text).toString("base64"),
  "base64 of UTF-16, big end first": (text) => big(text).toString("base64"),
};

const SECRET = "tK/9+Zq~\"<\\'4w=Lm2";

function masked(secret: string, text: string): string {
  const redactor = createRedactor();
  redactor.add(secret);
  return redactor.redact(text);
}

describe("a secret is hidden", () => {
  it.each(Object.entries(EXACT))("as %s", (_, encode) => {
    // What an encoder makes of the neighbours alone is all that may be left. A zero of UTF-16 and the first `0x` belong to nobody.
    const left = masked(SECRET, `(${encode(SECRET)})`).replace(
      /^\((?:00 ?|\0|\\u0000|0x|\\x)?|(?: ?00|\0|\\u0000)?\)$/g,
      "",
    );
    expect(left).toBe("***");
  });

  it.each(Object.entries(SHARED))("as %s", (_, encode) => {
    expect(masked(SECRET, `(${encode(SECRET)})`)).toMatch(/^\(.{0,2}\*\*\*.{0,4}\)$/);
  });

  it.each([64, 76])("as base64 in lines of %i", (length) => {
    const long = Array.from({ length: 40 }, (_, at) => `word${at}`).join("~");
    const lines =
      utf8(long)
        .toString("base64")
        .match(new RegExp(`.{1,${length}}`, "g")) ?? [];
    expect(masked(long, lines.join("\n"))).toMatch(/^\*\*\*={0,2}$/);
    expect(masked(long, lines.join("\r\n"))).toMatch(/^\*\*\*={0,2}$/);
  });

  const secret = fc.string({
    unit: fc.constantFrom(..."abcXYZ019 ~!\"'\\/<>&+=-_.:üé€"),
    minLength: 12,
    maxLength: 40,
  });
  const usable = secret.map((text) => `s${text.trim()}e`);
  const around = fc.string({ unit: fc.constantFrom(..."[]{}|^"), maxLength: 5 });

  it("in every such form, whatever stands around it", () => {
    fc.assert(
      fc.property(usable, around, around, fc.constantFrom(...Object.keys(EXACT)), (value, before, after, name) => {
        const encode = EXACT[name] as Encoder;
        const whole = encode(before + value + after);
        const alone = encode(before).length + encode(after).length;
        // Joints and zeros at the ends belong to nobody.
        const left = masked(value, whole);
        expect(left.replace("***", "").length).toBeLessThanOrEqual(alone + 14);
        expect(left).toContain("***");
      }),
      { numRuns: 1_500 },
    );
  });

  it("in every form that shares digits, at every offset", () => {
    fc.assert(
      fc.property(usable, around, around, fc.constantFrom(...Object.keys(SHARED)), (value, before, after, name) => {
        const encode = SHARED[name] as Encoder;
        const alone = encode(before).length + encode(after).length;
        expect(masked(value, encode(before + value + after)).replace("***", "").length).toBeLessThanOrEqual(alone + 14);
      }),
      { numRuns: 1_500 },
    );
  });
});

describe("signatures that each request makes anew", () => {
  it("are hidden in the usual forms, and thousands of them cost little memory", () => {
    const redactor = createRedactor();
    const before = process.memoryUsage().heapUsed;
    const made = Array.from({ length: 3_000 }, (_, at) => `${at}`.padStart(8, "0").repeat(8));
    for (const signature of made) redactor.add(signature);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(64 * 2 ** 20);
    expect(redactor.redact(`(${made.at(-1)})(${utf8(made.at(-1) ?? "").toString("base64")})`)).toBe("(***)(***)");
  });
});
