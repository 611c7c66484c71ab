import { describe, expect, test } from "vitest";
import { parseInputs, secretValues } from "../../src/inputs/parse.ts";

const GIVEN = { provider: "paradarum", site: "4711", "api-key": "k".repeat(20), purge: "/a", changes: "none" };

function parse(text: string) {
  return parseInputs(new Map(Object.entries({ ...GIVEN, "site-headers": text })), "push");
}

describe("site-headers", () => {
  test("are read one a line, whatever the value holds", async () => {
    const { destinations } = await parse("X-Bypass: a:b # c\n\n  Cookie:a=b; c=d  \r\nx-empty-space:\tz");
    expect(destinations[0]?.proof.siteHeaders).toEqual({
      "x-bypass": "a:b # c",
      cookie: "a=b; c=d",
      "x-empty-space": "z",
    });
    expect((await parse("")).destinations[0]?.proof.siteHeaders).toEqual({});
  });

  test.each([
    ["no name", "s3cr3t-value", "line 1 is no header"],
    ["a blank in the name", "X Bypass: s3cr3t-value", "line 1 is no header"],
    ["an empty value", "X-A: s3cr3t-value\nX-B:", "line 2 has a name and no value"],
    ["beyond ASCII", "X-A: s3cr3t-välue", "line 1 has a character"],
    ["the host", "Host: s3cr3t-value", "line 1 sets host"],
    ["a part", "Range: bytes=0-1", "line 1 sets range"],
    ["a condition", "If-None-Match: s3cr3t-value", "line 1 sets if-none-match"],
    ["past the caches", "Cache-Control: no-cache", "line 1 sets cache-control"],
    ["an encoding", "Accept-Encoding: identity", "line 1 sets accept-encoding"],
    ["a proxy's key", "Proxy-Authorization: s3cr3t-value", "line 1 sets proxy-authorization"],
    ["one twice", "X-A: s3cr3t-value\nx-a: s3cr3t-value", "line 2 sets a header again"],
    ["too long", `X-A: ${"s3cr3t-value".repeat(1_000)}`, "line 1 has 12000 characters"],
    [
      "too many",
      Array.from({ length: 21 }, (_, at) => `X-${at}: s3cr3t-value`).join("\n"),
      "line 21 is one header more",
    ],
  ])("%s is refused, and no value is shown", async (_name, text, message) => {
    const error = await parse(text).then(
      () => "nothing was wrong",
      (problem: Error) => problem.message,
    );
    expect(error).toContain(`site-headers: ${message}`);
    expect(error).not.toContain("s3cr3t-v");
  });

  test("are masked, with what is a secret in them by itself", () => {
    const basic = Buffer.from("staging:correct horse").toString("base64");
    const text = `X-Bypass: one-token\nAuthorization: Basic ${basic}\ncookie: a=first-value; b=second=value\nAuthorization: Bearer other-token`;
    expect(secretValues(new Map([["site-headers", text]]))).toEqual(
      expect.arrayContaining([
        "one-token",
        basic,
        "staging:correct horse",
        "correct horse",
        "first-value",
        "second=value",
        "other-token",
      ]),
    );
    expect(secretValues(new Map([["site-headers", "pasted-without-a-name"]]))).toContain("pasted-without-a-name");
  });
});
