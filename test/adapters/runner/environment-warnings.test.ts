import { afterEach, describe, expect, test } from "vitest";
import { createHttp } from "../../../src/adapters/http/http.ts";
import { environmentWarnings } from "../../../src/adapters/runner/environment-warnings.ts";
import { systemClock } from "../../../src/adapters/runner/system-clock.ts";
import { answer, startRawServer } from "../../support/raw-server.ts";

const PROXY = { HTTPS_PROXY: "http://proxy.example:3128" };

function warned(noProxy: string): string {
  return environmentWarnings({ ...PROXY, NO_PROXY: noProxy }).join("\n");
}

describe("an entry of NO_PROXY that keeps nothing away from the proxy", () => {
  test.each([
    ["10.0.0.0/8", "a range of addresses"],
    ["[fd00::/8]", "a range of addresses"],
    ["fd00::/8", "a range of addresses"],
    ["192.168.", "a part of an address"],
    ["10", "a part of an address"],
    ["10.*", "a pattern"],
    ["api.*.example", "a pattern"],
    ["*example.com", "a pattern"],
    ["/^api\\./", "a pattern"],
    ["(api|www).example", "a pattern"],
    ["https://api.example", "no host name"],
    ["api.example/v1", "no host name"],
    ["a.example;b.example", "no host name"],
    ["api.example:https", "no host name"],
    ["api.example:80-90", "no host name"],
    ["<local>", "no host name"],
  ])("%s is named", (entry, what) => {
    expect(warned(`ok.example,${entry} ::1`)).toContain(`NO_PROXY: ${entry} (${what}): what is meant`);
  });

  test.each([
    "api.example",
    ".example",
    "*.example",
    "*",
    "*:443",
    "api.example:443",
    "localhost",
    "127.0.0.1",
    "127.0.0.1:8443",
    "::1",
    "[::1]",
    "[::1]:443",
    "api.example.",
    "münchen.example",
    "my_host",
    "",
    " , ",
  ])("%s is understood", (entry) => {
    expect(warned(entry)).toBe("");
  });

  test("three are named, the others counted, in one warning", () => {
    expect(warned("10.0.0.0/8,172.16.0.0/12 192.168.0.0/16,a*b,c*d").match(/and 2 more: what is meant/)).not.toBeNull();
  });

  test("without a proxy it does not matter", () => {
    expect(environmentWarnings({ NO_PROXY: "10.0.0.0/8" })).toEqual([]);
  });

  test("neither a credential nor a command of the runner is in it", () => {
    const text = warned("http://user:pass@host.example,##[error]x");
    expect(text).not.toMatch(/pass|##\[/);
  });
});

test("certificates are checked whatever NODE_TLS_REJECT_UNAUTHORIZED says, with a warning", () => {
  expect(environmentWarnings({ NODE_TLS_REJECT_UNAUTHORIZED: "0" })).toEqual([
    expect.stringContaining("NODE_EXTRA_CA_CERTS"),
  ]);
  expect(environmentWarnings({ NODE_TLS_REJECT_UNAUTHORIZED: "1" })).toEqual([]);
});

describe("what the warning says is what the client does", () => {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const one of open.splice(0)) await one.close();
  });

  test.each(["127.0.0.1", "127.0.0.1:PORT", "*:PORT", "127.0.0.0/8", "127.0.0.", "127.*", "localhost"])(
    "%s",
    async (entry) => {
      const proxy = await startRawServer(answer("200 OK", [], "proxy"));
      const server = await startRawServer(answer("200 OK", [], "server"));
      const environment = { HTTP_PROXY: proxy.url, NO_PROXY: entry.replace("PORT", String(server.port)) };
      const http = createHttp({ environment, clock: systemClock });
      open.push(http, proxy, server);
      const { text } = await http.send({ method: "GET", url: server.url, headers: {} }, new AbortController().signal);
      const isUseless = environmentWarnings(environment).length > 0;
      expect(text).toBe(isUseless || entry === "localhost" ? "proxy" : "server");
    },
  );
});
