import { describe, expect, test } from "vitest";
import { createFingerprint } from "../../src/adapters/files/fingerprint.ts";
import { holdsAllOf } from "../../src/verification/extended-content.ts";

const FILE = "<!doctype html>\n<title>Shop</title>\n<p class=a>New price: 5</p>\n";

function holds(page: string, file = FILE): boolean {
  const { update, finish } = createFingerprint();
  update(Buffer.from(file));
  return holdsAllOf(Buffer.from(page), finish());
}

describe("a page that holds all of a file", () => {
  test.each<[string, string, boolean]>([
    ["a script in its middle", FILE.replace("<p", "<script src=/x.js></script><p"), true],
    ["a script at its end", `${FILE}<script>1</script>`, true],
    ["a byte order mark", `\ufeff${FILE}`, true],
    ["other text", FILE.replace("5", "4"), false],
    ["another tag", FILE.replace("class=a", "class=b"), false],
    ["something taken away", FILE.replace("<title>Shop</title>", ""), false],
    ["its parts in another order", "<p class=a>New price: 5</p>\n<!doctype html>\n<title>Shop</title>\n", false],
    ["a maintenance page", "<!doctype html>\n<title>Back soon</title>\n<p>We are working on it</p>\n", false],
    ["nothing", "", false],
  ])("with %s: %s", (_name, page, expected) => {
    expect(holds(page)).toBe(expected);
  });

  test("up to 128 KiB, both ends of which overlap or meet", () => {
    for (const length of [10, 60_000, 70_000, 131_072]) {
      const file = "<b>x</b>".repeat(Math.ceil(length / 8)).slice(0, length);
      expect(holds(`${file}<i>`, file)).toBe(true);
    }
    const long = "<b>x</b>".repeat(20_000);
    expect(holds(`${long}<i>`, long)).toBe(false);
  });

  test("an empty file is in every page, which proves nothing", () => {
    expect(holds("<p>", "")).toBe(false);
  });
});
