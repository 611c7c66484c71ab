import { expect, test } from "vitest";
import { httpDateMs } from "../../src/lib/http-headers.ts";

const NOW = new Date(Date.UTC(2026, 10, 20));
const EXPECTED = Date.UTC(1994, 10, 6, 8, 49, 37);

// RFC 9110 section 5.6.7 shows these three.
test.each(["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"])(
  "%s is a date",
  (text) => {
    expect(httpDateMs(text, NOW)).toBe(EXPECTED);
    expect(httpDateMs(`  ${text}\t`, NOW)).toBe(EXPECTED);
  },
);

test.each([
  undefined,
  "",
  "0",
  "784111777",
  "1994-11-06T08:49:37Z",
  "Sun, 06 Nov 1994 08:49:37 gmt",
  "Sun, 06 Nov 1994 08:49:37 +0000",
  "Sun, 31 Feb 1994 08:49:37 GMT",
  "Sun, 06 Nov 1994 25:49:37 GMT",
  "Sun, 06 Nov 1994 24:00:00 GMT",
  "Sun, 06 Nov 1994 08:60:37 GMT",
  "Sun, 06 Nov 1994 08:49:61 GMT",
  "Sun, 29 Feb 1995 08:49:37 GMT",
  "Sun, 00 Nov 1994 08:49:37 GMT",
  "Sun, 32 Jan 1994 08:49:37 GMT",
  "Sun, 06 Nov 10000 08:49:37 GMT",
  "Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT",
])("%s is none", (text) => {
  expect(httpDateMs(text, NOW)).toBeUndefined();
});
