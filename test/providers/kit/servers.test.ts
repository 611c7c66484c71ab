import { describe, expect, it } from "vitest";
import { plainHttpProblem, servers } from "../../../src/providers/kit/servers.ts";

function parse(value: unknown) {
  const { data, error } = servers().safeParse(value);
  return data ?? error?.issues.map(({ message }) => message).join("; ");
}

describe("servers", () => {
  it("are called by host and port, without a slash at the end", () => {
    expect(parse(["http://10.0.0.11:6081/", "https://cache.example.com/base/"])).toEqual([
      { url: "http://10.0.0.11:6081", name: "10.0.0.11:6081" },
      { url: "https://cache.example.com/base", name: "cache.example.com" },
    ]);
  });

  it.each([
    [undefined, "must be a list of URLs"],
    [[], "must be a list of URLs"],
    ["http://10.0.0.1", "must be a list of URLs"],
    [[6081], "must be a list of URLs"],
    [["10.0.0.1:6081"], "no http or https URL"],
    [["cache"], "no http or https URL"],
    [["ftp://10.0.0.1"], "no http or https URL"],
    [["http://10.0.0.1 http://10.0.0.2"], "no http or https URL"],
    [["http://user:pa55@10.0.0.1"], "user name or password"],
    [["http://10.0.0.1/?a"], "query or a fragment"],
    [["http://10.0.0.1", "http://10.0.0.1:80/"], "names 10.0.0.1 twice"],
    [Array.from({ length: 51 }, (_, n) => `http://10.0.0.${n}`), "more than 50"],
  ])("%j are refused: %s", (value, message) => {
    const problem = parse(value);
    expect(problem).toContain(message);
    expect(problem).not.toContain("pa55");
  });
});

describe("plain http", () => {
  const noteFor = (url: string, hasKey: boolean, isAllowed = false) =>
    plainHttpProblem([{ url, name: new URL(url).host }], hasKey, isAllowed);

  it.each([
    "http://10.1.2.3",
    "http://172.16.0.1",
    "http://172.31.255.1",
    "http://192.168.1.1:6081",
    "http://100.64.0.1",
    "http://[fd00::1]",
    "http://varnish",
    "http://varnish-1.internal",
    "http://127.0.0.1:6081",
    "https://cache.example.com",
  ])("is for private addresses: %s", (url) => {
    expect(noteFor(url, false)).toBeUndefined();
  });

  it.each([
    "http://172.32.0.1",
    "http://100.128.0.1",
    "http://203.0.113.7",
    "http://[2001:db8::1]",
    "http://cache.example.com",
    "http://10.example.com",
  ])("needs a word for what is public: %s", (url) => {
    expect(noteFor(url, false)).toContain("insecure: true");
    expect(noteFor(url, false, true)).toBeUndefined();
  });

  it("needs a word where a key travels, loopback apart", () => {
    expect(noteFor("http://10.1.2.3", true)).toContain("clear text");
    expect(noteFor("http://10.1.2.3", true, true)).toBeUndefined();
    expect(noteFor("http://localhost:6081", true)).toBeUndefined();
    expect(noteFor("https://10.1.2.3", true)).toBeUndefined();
  });
});
