import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRedactor } from "../../../src/adapters/runner/redact.ts";

const SECRET = 'tK/9+Zq~"<ü&4w=Lm2';

/** Written by hand from the encoders' own rules, not from the redactor. */
const FORMS: readonly (readonly [string, string])[] = [
  ["plain", SECRET],
  ["upper case", SECRET.toUpperCase()],
  ["lower case", SECRET.toLowerCase()],
  ["hex", Buffer.from(SECRET).toString("hex")],
  ["hex, capitals", Buffer.from(SECRET).toString("hex").toUpperCase()],
  ["base64", Buffer.from(SECRET).toString("base64")],
  ["base64url", Buffer.from(SECRET).toString("base64url")],
  ["percent", encodeURIComponent(SECRET)],
  ["percent, small", encodeURIComponent(SECRET).replace(/%../g, (triplet) => triplet.toLowerCase())],
  ["percent, twice", encodeURIComponent(encodeURIComponent(SECRET))],
  ["percent, every byte", Buffer.from(SECRET).toString("hex").replace(/../g, "%$&")],
  ["form", new URLSearchParams({ k: SECRET }).toString().slice(2)],
  ["JSON", JSON.stringify(SECRET).slice(1, -1)],
  ["JSON of PHP", JSON.stringify(SECRET).slice(1, -1).replaceAll("/", "\\/")],
  ["unicode escapes", SECRET.replace("ü", "\\u00fc")],
  ["HTML", SECRET.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;")],
  ["first eight", SECRET.slice(0, 8)],
  ["last eight", SECRET.slice(-8)],
  ["all but one", SECRET.slice(0, -1)],
  ["cut base64", Buffer.from(SECRET).toString("base64").slice(0, 12)],
];

describe("redact", () => {
  it.each(FORMS)("hides the secret as %s", (_, form) => {
    const redactor = createRedactor();
    redactor.add(SECRET);
    expect(redactor.redact(`before ${form} after`)).toMatch(/^before \*\*\*={0,2} after$/);
  });

  it.each([0, 1, 2, 3, 4, 5])("hides it inside longer base64, %i bytes in", (offset) => {
    const redactor = createRedactor();
    redactor.add(SECRET);
    const text = Buffer.from(`${"x".repeat(offset)}${SECRET}:tail`).toString("base64");
    const left = redactor.redact(text).replace("***", "");
    // At most the digits that the secret shares with its neighbours stay.
    expect(left.length).toBeLessThanOrEqual(Math.ceil(((offset + 5) * 8) / 6) + 4);
    expect(redactor.redact(text)).toContain("***");
  });

  it("keeps what is no secret", () => {
    const redactor = createRedactor();
    redactor.add(SECRET);
    expect(redactor.redact("GET /purge?x=1 tK/9+Zq")).toBe("GET /purge?x=1 tK/9+Zq");
  });

  it("keeps what only has the hash of a secret's start", () => {
    const redactor = createRedactor();
    redactor.add("y8uejhfk-and-more");
    expect(redactor.redact("npr2aygk y8uejhfk")).toBe("npr2aygk ***");
  });

  it.each(["", "   ", "abc", "true", "Production", "password", "localhost"])("does not mask %j", (word) => {
    const redactor = createRedactor();
    expect(redactor.add(word)).toEqual([]);
    expect(redactor.redact(`is ${word} shown`)).toBe(`is ${word} shown`);
  });

  it("hides a secret that is given again, and gives the runner the same forms", () => {
    const redactor = createRedactor();
    const first = redactor.add(SECRET);
    expect(first).toContain(SECRET);
    expect(redactor.add(` ${SECRET}\n`)).toEqual(first);
    expect(redactor.redact(SECRET)).toBe("***");
  });

  it("takes a key file line by line, without its armour", () => {
    const redactor = createRedactor();
    const forms = redactor.add(
      "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkq\nhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----\n",
    );
    expect(forms).toContain("MIIEvQIBADANBgkq");
    expect(forms.join()).not.toContain("BEGIN");
    expect(redactor.redact("-----BEGIN PRIVATE KEY----- is missing")).toBe("-----BEGIN PRIVATE KEY----- is missing");
    expect(redactor.redact("line hkiG9w0BAQEFAASC here")).toBe("line *** here");
  });

  it("redacts every string of plain data", () => {
    const redactor = createRedactor();
    redactor.add(SECRET);
    const data = { list: [`a ${SECRET}`, 1, null], deep: { [SECRET]: true } };
    expect(redactor.redactAll(data)).toEqual({ list: ["a ***", 1, null], deep: { "***": true } });
    const clean = { list: ["a", 1, null], deep: { b: true } };
    expect(redactor.redactAll(clean)).toBe(clean);
  });

  it("redacts rows while they are gone through, each time", () => {
    const redactor = createRedactor();
    redactor.add(SECRET);
    let made = 0;
    const rows = {
      length: 2,
      *[Symbol.iterator]() {
        for (const text of ["a", `b ${SECRET}`]) {
          made += 1;
          yield { text };
        }
      },
    };
    const redacted = redactor.redactAll({ rows }).rows;
    expect(made).toBe(0);
    expect([redacted.length, ...redacted, ...redacted]).toEqual([
      2,
      ...[1, 2].flatMap(() => [{ text: "a" }, { text: "b ***" }]),
    ]);
  });

  it("shows no known secret, nor eight characters from its start or end, whatever stands around it", () => {
    const secret = fc.string({ unit: "grapheme-ascii", minLength: 4, maxLength: 24 });
    fc.assert(
      fc.property(
        fc.array(secret, { minLength: 1, maxLength: 3 }),
        fc.array(fc.string()),
        fc.nat(20),
        (secrets, texts, cut) => {
          const redactor = createRedactor();
          const known = secrets.filter((value) => redactor.add(value).length > 0).map((value) => value.trim());
          const text = texts
            .flatMap((around, at) => [around, secrets[at % secrets.length]?.slice(0, 8 + cut)])
            .join("");
          const shown = redactor.redact(text + known.join(""));
          for (const value of known) {
            expect(shown).not.toContain(value);
            if (value.length >= 8) expect(shown).not.toContain(value.slice(0, 8));
            if (value.length >= 8) expect(shown).not.toContain(value.slice(-8));
          }
          expect(redactor.redact(shown)).toBe(shown);
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
