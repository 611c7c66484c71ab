import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { retryAfterMs } from "../../src/lib/http-headers.ts";

/** The date of RFC 9110's own examples, one minute earlier. */
const NOW = new Date(Date.UTC(1994, 10, 6, 8, 48, 37));

describe("Retry-After", () => {
  test.each<[string, readonly string[], number | undefined]>([
    ["seconds", ["120"], 120_000],
    ["nought", ["0"], 0],
    ["leading noughts", ["007"], 7_000],
    ["ten digits", ["9999999999"], 9_999_999_999_000],
    ["eleven digits", ["10000000000"], undefined],
    ["blanks around", [" 1 "], 1_000],
    ["a fraction", ["1.5"], undefined],
    ["a sign", ["-1"], undefined],
    ["plus", ["+1"], undefined],
    ["empty", [""], undefined],
    ["no header", [], undefined],
    ["a word", ["abc"], undefined],
    ["an exponent", ["1e1"], undefined],
    ["hexadecimal", ["0x2"], undefined],
    ["a year is so many seconds, never a date", ["2026"], 2_026_000],
    ["an ISO date", ["1994-11-06T08:49:37Z"], undefined],
    ["several in one header: the largest", ["5, 10"], 10_000],
    ["several headers: the largest", ["10", "5"], 10_000],
    ["one of several is broken", ["5", "soon"], undefined],
    ["a comma at the end", ["5,"], undefined],
    ["only a comma", [","], undefined],
    ["IMF-fixdate", ["Sun, 06 Nov 1994 08:49:37 GMT"], 60_000],
    ["RFC 850", ["Sunday, 06-Nov-94 08:49:37 GMT"], 60_000],
    ["asctime", ["Sun Nov  6 08:49:37 1994"], 60_000],
    ["asctime with two digits", ["Wed Nov 16 08:48:37 1994"], 864_000_000],
    ["a date and seconds: the largest", ["Sun, 06 Nov 1994 08:49:37 GMT, 90"], 90_000],
    ["two dates in one header", ["Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:38 GMT"], 61_000],
    ["a past date", ["Sun, 06 Nov 1994 08:47:37 GMT"], 0],
    ["year 9999", ["Fri, 31 Dec 9999 23:59:59 GMT"], Date.UTC(9999, 11, 31, 23, 59, 59) - NOW.getTime()],
    ["another day's name", ["Mon, 06 Nov 1994 08:49:37 GMT"], 60_000],
    ["no such day", ["Thu, 31 Feb 1994 08:49:37 GMT"], undefined],
    ["no such hour", ["Sun, 06 Nov 1994 24:00:00 GMT"], undefined],
    ["a leap second", ["Sun, 06 Nov 1994 08:48:60 GMT"], 23_000],
    ["lower-case gmt", ["Sun, 06 Nov 1994 08:49:37 gmt"], undefined],
    ["another zone", ["Sun, 06 Nov 1994 08:49:37 CET"], undefined],
    ["a one-digit day", ["Sun, 6 Nov 1994 08:49:37 GMT"], undefined],
    ["two digits far ahead are the past century", ["Friday, 06-Nov-45 08:49:37 GMT"], 0],
    ["two digits near ahead are this century", ["Monday, 06-Nov-95 08:48:37 GMT"], 365 * 86_400_000],
    ["digits of another script", ["１２"], undefined],
  ])("%s", (_name, values, expected) => {
    expect(retryAfterMs(values, NOW)).toBe(expected);
  });

  test("every date in its own form comes back exactly", () => {
    fc.assert(
      fc.property(fc.date({ min: NOW, max: new Date(Date.UTC(9999, 0)), noInvalidDate: true }), (date) => {
        const whole = Math.floor(date.getTime() / 1000) * 1000;
        const wait = Math.max(0, whole - NOW.getTime());
        expect(retryAfterMs([new Date(whole).toUTCString()], NOW)).toBe(wait);
      }),
    );
  });

  test("no text makes it throw or return a negative wait", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (values) => {
        expect(retryAfterMs(values, NOW) ?? 0).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
