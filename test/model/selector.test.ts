import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSelector } from "../../src/model/parse-selector.ts";
import { describeSelector, KINDS, type Selector, selectorKey } from "../../src/model/selector.ts";

const ORIGIN = fc.constantFrom("https://h.co", "https://h.com", "http://h.com:8080");
const SITE = { origin: "https://www.example.com" };

describe("the key of a selector", () => {
  const selector: fc.Arbitrary<Selector> = fc
    .record({
      by: fc.constantFrom(...KINDS),
      value: fc.constantFrom("", "/a", "m/a", " /a", "//h.co/a", "https://h.co/a", "a"),
      origin: fc.option(ORIGIN, { nil: undefined }),
    })
    .map(({ by, value, origin }) => ({ by, value, ...(origin === undefined ? {} : { origin }) }));

  it("is shared by two selectors only when they select the same", () => {
    fc.assert(
      fc.property(selector, selector, (one, other) => {
        const isSame = one.by === other.by && one.value === other.value && one.origin === other.origin;

        expect(selectorKey(one) === selectorKey(other)).toBe(isSame);
      }),
      {
        examples: [
          [
            { by: "contains", value: "m/a", origin: "https://h.co" },
            { by: "contains", value: "/a", origin: "https://h.com" },
          ],
        ],
      },
    );
  });
});

describe("a selector as text", () => {
  it.each<[Selector, string]>([
    [{ by: "path", value: "/a" }, "/a"],
    [{ by: "path", value: "/a", ...SITE }, "https://www.example.com/a"],
    [{ by: "prefix", value: "/a/", ...SITE }, "prefix:https://www.example.com/a/"],
    [{ by: "equals", value: "/a", ...SITE }, "equals:https://www.example.com/a"],
    [{ by: "starts_with", value: "/a" }, "starts_with:/a"],
    [{ by: "extension", value: "css", ...SITE }, "ext:css at https://www.example.com"],
    [{ by: "regex", value: "^/a$", ...SITE }, "regex:^/a$ at https://www.example.com"],
    [{ by: "contains", value: "a" }, "contains:a"],
    [{ by: "ends_with", value: ".css", ...SITE }, "ends_with:.css at https://www.example.com"],
    [{ by: "tag", value: "product:42" }, "tag:product:42"],
    [{ by: "host", value: "shop.example.com" }, "host:shop.example.com"],
    [{ by: "all", value: "" }, "all"],
  ])("%j is %s", (selector, text) => {
    expect(describeSelector(selector)).toBe(text);
  });

  it("is read back as the same selector, of every kind and any value", () => {
    const path = fc
      .array(fc.constantFrom("/", "a", "é", "%20", "index.html", "~", "&", "日"), { maxLength: 6 })
      .map((parts) => new URL(`http://h/${parts.join("")}`).pathname)
      .filter((value) => !value.startsWith("//"));
    const text = fc.stringMatching(/^[!-~]{1,12}$/);
    const host = fc.option(
      ORIGIN.map((origin) => ({ origin })),
      { nil: {} },
    );
    const selector: fc.Arbitrary<Selector> = fc.oneof(
      fc
        .record({ by: fc.constantFrom("path", "prefix", "equals", "starts_with"), value: path, at: host })
        .map(({ at, by, value }) => ({ by, value, ...at }) as Selector),
      fc.record({ by: fc.constantFrom("regex", "contains", "ends_with"), value: text }),
      fc.record({ by: fc.constant("tag"), value: text.filter((value) => !value.includes(",")) }),
      fc.record({ by: fc.constant("extension"), value: fc.stringMatching(/^[a-z0-9_-]{1,4}(\.[a-z0-9]{1,3})?$/) }),
      fc.record({ by: fc.constant("host"), value: fc.constantFrom("h.com", "shop.example.com", "h.com:8080") }),
      fc.record({ by: fc.constant("all"), value: fc.constant("") }),
    );
    fc.assert(
      fc.property(selector, (one) => {
        expect(parseSelector(describeSelector(one))).toEqual({ kind: "selector", selector: one });
      }),
    );
  });
});
