import { describe, expect, it } from "vitest";
import { hideUserInfo, MAX_QUOTED, passwordsIn, quoted } from "../../src/lib/user-info.ts";

describe("an address in a message", () => {
  it.each([
    ["https://u:pw@h/x", "https://***@h/x", ["pw"]],
    ["https://u:p@w@h/x", "https://***@h/x", ["p@w"]],
    ["https://u:p/w@h/x", "https://***@h/x", ["p/w"]],
    ["https://u:p w#?@h/x", "https://***@h/x", ["p w#?"]],
    ["https://tokentoken@h", "https://***@h", ["tokentoken"]],
    ["https://admin@h", "https://***@h", []],
    ["https://sevens7@h", "https://***@h", []],
    ["https://eights88@h", "https://***@h", ["eights88"]],
    ["https://u:@h", "https://***@h", []],
    ["https://u:50%@h", "https://***@h", ["50%"]],
    ["u:pw@h.example/x", "***@h.example/x", ["pw"]],
    ["//u:p%40@h", "//***@h", ["p%40", "p@"]],
    ["https://:pw@h/x", "https://***@h/x", ["pw"]],
    ["u:p@w@h.example", "***@h.example", ["p@w"]],
    ["https://a:b/c@d and u:pw@h.example", "https://***@d and ***@h.example", ["b/c", "pw"]],
    ["two: https://a:b@c and ftp://d:e@f", "two: https://***@c and ftp://***@f", ["b", "e"]],
  ])("shows no user name and no password: %s", (text, shown, secrets) => {
    expect(hideUserInfo(text)).toBe(shown);
    expect(passwordsIn(text).toSorted()).toEqual(secrets.toSorted());
  });

  it("quotes as much as is wanted of it, and no half of a password", () => {
    expect(quoted("https://u:password@h/x", 12)).toBe("https://***@");
    expect(quoted("https://u:password@h/x", 100)).toBe("https://***@h/x");
    expect(quoted("a".repeat(MAX_QUOTED + 1), MAX_QUOTED + 1)).toHaveLength(MAX_QUOTED);
  });

  it.each([
    "https://cdn.example/@scope/pkg@1.2.3/a.js",
    "https://h:8080/@me",
    "/@me/x",
    "tag:a@b.example",
    "mailto:x@y.example",
    "me@example.com",
    "git@github.com:o/r",
  ])("stays as it is without them: %s", (text) => {
    expect(hideUserInfo(text)).toBe(text);
    expect(passwordsIn(text)).toEqual([]);
  });
});
