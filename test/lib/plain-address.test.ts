import { describe, expect, it } from "vitest";
import { hostProblem, isLoopback, isPlainAddress } from "../../src/lib/plain-address.ts";

describe("an address that a browser's parser takes", () => {
  it.each([
    ["https://*.example.com/", "has a * in its host"],
    ["https://www.example.com./", "has a dot at the end of its host"],
    ["https://www.example.com:0/", "has port 0"],
  ])("is still refused where no page can be there: %s", (address, problem) => {
    expect(hostProblem(new URL(address))).toContain(problem);
  });

  it.each(["https://www.example.com/", "https://a.b/*", "https://a.b:80/", "https://a.b:10/x.", "http://[::1]:8080/"])(
    "is taken otherwise: %s",
    (address) => expect(hostProblem(new URL(address))).toBeUndefined(),
  );

  it.each([
    ["https://a.b/c", true],
    ["HTTP://a.b", true],
    ["ftp://a", true],
    ["https:a.b", false],
    ["https:/a.b", false],
    ["https:///a.b", false],
    ["https:\\\\a.b", false],
    ["https://\\a.b", false],
    ["https://a.b\\c", false],
    ["https://a.b/c\td", false],
    ["https://a\u00adb.c", false],
    ["https://a.b/\u2028", false],
    ["https://a.b/\u2029", false],
    ["see https://a.b", false],
    ["//a.b", false],
  ])("is plain or a typing error: %j %s", (text, plain) => expect(isPlainAddress(text)).toBe(plain));

  it.each([
    ["localhost", true],
    ["[::1]", true],
    ["127.0.0.1", true],
    ["127.255.1.200", true],
    ["127.0.0", false],
    ["127.0.0.1.example.com", false],
    ["x127.0.0.1", false],
    ["10.0.0.1", false],
    ["localhost.example.com", false],
    ["[::2]", false],
  ])("stands for this machine or not: %s %s", (host, loopback) => expect(isLoopback(host)).toBe(loopback));
});
