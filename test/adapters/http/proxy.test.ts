import { afterEach, expect, test } from "vitest";
import { createHttp } from "../../../src/adapters/http/http.ts";
import type { HttpLimits } from "../../../src/adapters/http/limits.ts";
import { systemClock } from "../../../src/adapters/runner/system-clock.ts";
import type { PurgeError } from "../../../src/model/errors.ts";
import { isNetworkFailure } from "../../../src/ports/http.ts";
import { answer, type Behaviour, FAULTS, type RawServer, raw, startRawServer } from "../../support/raw-server.ts";

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function serve(behaviour: Behaviour): Promise<RawServer> {
  const server = await startRawServer(behaviour);
  cleanups.push(() => server.close());
  return server;
}

/** The outcome of one request to `url` under these variables: status and text, or the failure. */
async function through(
  environment: NodeJS.ProcessEnv,
  url: string,
  { limits = {}, signal = new AbortController().signal }: { limits?: Partial<HttpLimits>; signal?: AbortSignal } = {},
): Promise<{ readonly text: string; readonly retryable?: boolean }> {
  const http = createHttp({ environment, clock: systemClock, limits });
  cleanups.push(() => http.close());
  try {
    const { status, text } = await http.send({ method: "GET", url, headers: {} }, signal);
    return { text: `${status} ${text}` };
  } catch (error) {
    if (!isNetworkFailure(error)) throw error;
    return { text: error.message, retryable: error.retryable };
  }
}

const TARGET = "https://api.invalid";

test("a plain request goes through the proxy of HTTP_PROXY", async () => {
  const proxy = await serve(answer("200 OK", [], "from the proxy"));
  expect(await through({ HTTP_PROXY: proxy.url }, "http://api.invalid/x")).toEqual({ text: "200 from the proxy" });
  expect(proxy.requests[0]).toMatch(/^GET http:\/\/api\.invalid\/x HTTP\/1\.1/);
});

test("NO_PROXY and an empty lower-case variable keep it away", async () => {
  const proxy = await serve(answer("200 OK", [], "proxy"));
  const server = await serve(answer("200 OK", [], "server"));
  expect((await through({ HTTP_PROXY: proxy.url, NO_PROXY: "127.0.0.1" }, server.url)).text).toBe("200 server");
  expect((await through({ HTTP_PROXY: proxy.url, http_proxy: "" }, server.url)).text).toBe("200 server");
  expect(proxy.connections()).toBe(0);
});

test("the environment that is handed in decides, not that of the process", async () => {
  const proxy = await serve(answer("200 OK", [], "proxy"));
  const server = await serve(answer("200 OK", [], "server"));
  process.env["HTTP_PROXY"] = proxy.url;
  cleanups.push(async () => {
    delete process.env["HTTP_PROXY"];
  });
  expect((await through({}, server.url)).text).toBe("200 server");
});

test.each<[string, Behaviour, { message: RegExp; retryable: boolean }]>([
  ["407", raw("HTTP/1.1 407 Who\r\n\r\n"), { message: /the proxy wants other credentials \(407\)/, retryable: false }],
  ["403", raw("HTTP/1.1 403 No\r\n\r\n"), { message: /the proxy refused.*403/, retryable: false }],
  ["502", raw("HTTP/1.1 502 Bad\r\n\r\n<html>"), { message: /the proxy refused.*502/, retryable: true }],
  ["a reset", FAULTS.reset, { message: /reset|closed/, retryable: true }],
])("CONNECT answered by %s", async (_name, behaviour, { message, retryable }) => {
  const proxy = await serve(behaviour);
  const environment = { HTTPS_PROXY: proxy.url.replace("//", "//user:passw0rd@") };
  const outcome = await through(environment, TARGET);
  expect(outcome.text).toMatch(message);
  expect(outcome.text).not.toContain("passw0rd");
  expect(outcome.retryable).toBe(retryable);
});

test("407 to a plain request is the proxy's, not the API's", async () => {
  const proxy = await serve(answer("407 Who"));
  const outcome = await through({ HTTP_PROXY: proxy.url }, "http://api.invalid/x");
  expect(outcome).toEqual({ text: expect.stringContaining("the proxy wants other credentials"), retryable: false });
});

test.each([
  ["401 by the proxy's own mark", "401 Who", "proxy-authenticate: Basic"],
  ["403 by the mark of its way", "403 No", "via: 1.1 tinyproxy"],
])("a page with %s is a value, which no provider takes for the API's", async (_name, status, header) => {
  const page = answer(status, ["content-type: text/html; charset=utf-8", header], "<html><title>Denied</title></html>");
  const proxy = await serve(page);
  const outcome = await through({ HTTP_PROXY: proxy.url }, "http://api.invalid/x");
  expect(outcome.text).toBe(`${status.slice(0, 3)} <html><title>Denied</title></html>`);
});

test("a 403 of the API itself is a value, whatever stands in between", async () => {
  const proxy = await serve(
    answer("403 No", ["content-type: application/json", "via: 1.1 tinyproxy"], '{"error":"no"}'),
  );
  expect((await through({ HTTP_PROXY: proxy.url }, "http://api.invalid/x")).text).toBe('403 {"error":"no"}');
});

test("a CONNECT that hangs ends with the attempt, and with the run", async () => {
  const proxy = await serve(FAULTS.hang);
  const limited = await through({ HTTPS_PROXY: proxy.url }, TARGET, { limits: { headersMs: 300, attemptMs: 2_000 } });
  expect(limited.retryable).toBe(true);
  await proxy.idle();

  const run = new AbortController();
  const second = await serve(FAULTS.hang);
  const limits = { connectMs: 600_000, headersMs: 600_000, attemptMs: 600_000 };
  const outcome = through({ HTTPS_PROXY: second.url }, TARGET, { limits, signal: run.signal });
  await second.connected();
  run.abort();
  expect((await outcome).retryable).toBe(false);
  await second.idle();
});

test.each(["127.0.0.1:3128", "socks5://user:passw0rd@proxy:1080", "http://", "user:passw0rd@proxy"])(
  "%s is no proxy: all variables are reported, without their values",
  (value) => {
    const start = (): unknown =>
      createHttp({ environment: { HTTP_PROXY: value, https_proxy: value }, clock: systemClock });
    expect(start).toThrowError(/2 problems:\n- HTTP_PROXY: .*\n- HTTPS_PROXY: /);
    try {
      start();
    } catch (error) {
      expect((error as PurgeError).code).toBe("E_CONFIG");
      expect((error as PurgeError).message).not.toContain("passw0rd");
    }
  },
);
