import { describe, expect, it } from "vitest";
import { hideUserInfo, passwordsIn } from "../../src/lib/user-info.ts";

describe("an address in a message", () => {
  it.each([
    ["https://u:pw@h/x", "https://***@h/x", ["pw"]],
    ["https://u:p@w@h/x", "https://***@h/x", ["p@w"]],
    ["https://u:p/w@h/x", "https://***@h/x", ["p/w"]],
    ["https://u:p w#?@h/x", "https://***@h/x", ["p w#?"]],
    ["https://tokentoken@h", "https://***@h", ["tokentoken"]],
    ["https://admin@h", "https://***@h", []],
    ["u:pw@h.example/x", "***@h.example/x", ["pw"]],
    ["//u:p%40@h", "//***@h", ["p%40", "p@"]],
    ["two: https://a:b@c and ftp://d:e@f", "two: https://***@c and ftp://***@f", ["b", "e"]],
  ])("shows no user name and no password: %s", (text, shown, secrets) => {
    expect(hideUserInfo(text)).toBe(shown);
    expect(passwordsIn(text).toSorted()).toEqual(secrets.toSorted());
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
