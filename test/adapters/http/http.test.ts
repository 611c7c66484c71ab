import { readFileSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import { createHttp } from "../../../src/adapters/http/http.ts";
import type { HttpLimits } from "../../../src/adapters/http/limits.ts";
import { systemClock } from "../../../src/adapters/runner/system-clock.ts";
import type { HttpRequest } from "../../../src/model/http.ts";
import { type Http, isNetworkFailure, type NetworkFailure } from "../../../src/ports/http.ts";
import {
  answer,
  type Behaviour,
  FAULTS,
  type RawServer,
  type RawServerOptions,
  startRawServer,
} from "../../support/raw-server.ts";
import { selfSigned } from "../../support/self-signed.ts";

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function serve(behaviour: Behaviour, options?: RawServerOptions): Promise<RawServer> {
  const server = await startRawServer(behaviour, options);
  cleanups.push(() => server.close());
  return server;
}

function client(limits: Partial<HttpLimits> = {}, environment: NodeJS.ProcessEnv = {}): Http {
  const http = createHttp({ environment, clock: systemClock, limits });
  cleanups.push(() => http.close());
  return http;
}

function post(url: string, more: Partial<HttpRequest> = {}): HttpRequest {
  return {
    method: "POST",
    url: `${url}/purge?x=secret-in-url`,
    headers: { authorization: "Bearer t0ken" },
    body: "{}",
    ...more,
  };
}

async function failureOf(exchange: Promise<unknown>): Promise<NetworkFailure> {
  const error = await exchange.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isNetworkFailure(error)) throw new Error(`no network failure but ${String(error)}`);
  expect(`${error.message}${error.stack}${String(error.cause)}`).not.toMatch(/t0ken|secret-in-url/);
  return error;
}

const never = (): AbortSignal => new AbortController().signal;

describe("a cache of one's own", () => {
  test.each(["PURGE", "BAN"] as const)("gets %s as it is, for the site that the host header names", async (method) => {
    const server = await serve(answer("200 Invalidated 2 objects"));
    const headers = { host: "www.example.com", "xkey-purge": "news sport" };
    const request = { method, url: `${server.url}/a?b=1`, headers };
    expect(await client().send(request, never())).toMatchObject({ status: 200, statusText: "Invalidated 2 objects" });
    expect(server.requests).toHaveLength(1);
    const [line, ...lines] = server.requests[0]?.split("\r\n") ?? [];
    expect(line).toBe(`${method} /a?b=1 HTTP/1.1`);
    expect(lines.filter((each) => /^host:/i.test(each))).toEqual(["host: www.example.com"]);
    expect(lines).toContain("xkey-purge: news sport");
  });

  test("that cuts the connection gets no second request where the provider knows why", async () => {
    const server = await serve(FAULTS.reset);
    const cutMeans = "Debian's nginx module crashes on this form";
    const request = { method: "PURGE", url: server.url, headers: {}, cutMeans } as const;
    const failure = await failureOf(client().send(request, never()));
    expect(failure).toMatchObject({ retryable: false, message: expect.stringContaining(cutMeans) });
    const { cutMeans: _, ...plain } = request;
    expect(await failureOf(client().send(plain, never()))).toMatchObject({ retryable: true });
    expect(server.requests).toHaveLength(2);
  });

  test("has to show the certificate of the site that the host header names", async () => {
    const requested: string[] = [];
    const { key, cert } = selfSigned("cache");
    const SNICallback = (name: string, done: (error: null) => void): void => {
      requested.push(name);
      done(null);
    };
    const server = await serve(answer("200 Purged"), { tls: { key, cert, SNICallback } });
    const headers = { host: "www.example.com:8443" };
    const failure = await failureOf(client().send({ method: "PURGE", url: server.url, headers }, never()));
    expect(failure.message).toContain("TLS cannot be trusted");
    expect(requested).toEqual(["www.example.com"]);
  });

  test("that cuts the connection within its answer has answered: the request may be repeated", async () => {
    const server = await serve((socket) => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
      setTimeout(() => socket.resetAndDestroy(), 20);
    });
    const request = { method: "PURGE", url: server.url, headers: {}, cutMeans: "it crashes" } as const;
    const failure = await failureOf(client().send(request, never()));
    expect(failure).toMatchObject({ retryable: true, message: expect.not.stringContaining("it crashes") });
  });
});

describe("an exchange", () => {
  test("sends method, path, headers and the very body, and requests identity encoding", async () => {
    const server = await serve(answer("202 Taken", ["X-One: a", "x-one: b", "retry-after: 7"], '{"id":1}'));
    const response = await client().send(post(server.url, { body: "ünï" }), never());
    expect(response).toMatchObject({ status: 202, statusText: "Taken", text: '{"id":1}', retryAfterMs: 7000 });
    expect(response.headers["x-one"]).toBe("a, b");
    const request = Buffer.from(server.requests[0] ?? "", "latin1").toString();
    expect(request).toMatch(/^POST \/purge\?x=secret-in-url HTTP\/1\.1\r\n/);
    expect(request).toMatch(/\r\nauthorization: Bearer t0ken\r\n/);
    expect(request).toMatch(/\r\naccept-encoding: identity\r\n/);
    expect(request).toMatch(/\r\n\r\nünï$/);
  });

  test("names itself by the version in package.json", async () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    const server = await serve(answer("200 OK"));
    await client().send(post(server.url), never());
    expect(server.requests[0]).toContain(`\r\nuser-agent: deploy-purge/${version}\r\n`);
  });

  test("keeps connections for the next exchange", async () => {
    const server = await serve(answer("200 OK"));
    const http = client();
    const signal = never();
    for (let n = 0; n < 5; n++) await http.send(post(server.url), signal);
    expect(server.connections()).toBeLessThan(5);
  });

  test("a 429 and a 500 are answers, not failures", async () => {
    for (const status of ["429 Too Many", "500 Broken", "404 None", "999 Odd"]) {
      const server = await serve(answer(status, [], "words"));
      const response = await client().send(post(server.url), never());
      expect(`${response.status} ${response.text}`).toBe(`${status.slice(0, 3)} words`);
    }
  });

  test("reads an error's body up to the cap and leaves the rest", async () => {
    const server = await serve(answer("500 Broken", [], "e".repeat(100_000)));
    const response = await client({ errorBodyBytes: 1000 }).send(post(server.url), never());
    expect(response.text).toBe("e".repeat(1000));
  });
});

describe("faults of the wire", () => {
  const limits = { connectMs: 400, headersMs: 300, bodyIdleMs: 300, attemptMs: 700, bodyBytes: 100_000 };

  test.each<[keyof typeof FAULTS, { retryable: boolean; maxAttempts?: number; message: RegExp }]>([
    ["reset", { retryable: true, message: /reset before a complete answer/ }],
    ["fin", { retryable: true, message: /closed before a complete answer/ }],
    ["garbage", { retryable: true, maxAttempts: 2, message: /not HTTP/ }],
    ["http 0.9", { retryable: true, maxAttempts: 2, message: /not HTTP/ }],
    ["bad chunk", { retryable: true, maxAttempts: 2, message: /not HTTP/ }],
    ["half body", { retryable: true, message: /closed before a complete answer/ }],
    ["half chunked body", { retryable: true, message: /closed before a complete answer/ }],
    ["two lengths", { retryable: true, message: /not HTTP|not as long/ }],
    ["status 099", { retryable: true, maxAttempts: 2, message: /not HTTP/ }],
    ["huge header", { retryable: false, message: /headers are too large/ }],
    ["gzip", { retryable: false, message: /compressed/ }],
    ["hang", { retryable: true, message: /no answer in time|no complete answer/ }],
    ["headers, then hang", { retryable: true, message: /stopped in the middle|no complete answer/ }],
    ["drip", { retryable: true, message: /no complete answer within 0\.7 s/ }],
    ["endless", { retryable: false, message: /longer than 100000 bytes/ }],
  ])("%s", async (name, { retryable, maxAttempts, message }) => {
    const server = await serve(FAULTS[name]);
    const failure = await failureOf(client(limits).send(post(server.url), never()));
    expect(failure.message).toMatch(message);
    expect(failure.message).toContain(`http://127.0.0.1:${server.port}: `);
    expect(failure).toMatchObject({ retryable, fault: "unavailable", code: "E_UNAVAILABLE" });
    expect(failure.maxAttempts).toBe(maxAttempts);
    await server.idle();
  });

  test("nobody listens", async () => {
    const server = await serve(FAULTS.fin);
    await server.close();
    cleanups.pop();
    const failure = await failureOf(client(limits).send(post(server.url), never()));
    expect(failure.message).toContain(`refused (ECONNREFUSED 127.0.0.1:${server.port})`);
    expect(failure.retryable).toBe(true);
  });

  test.each(["http", "https"])(
    "a dead proxy is named, without its password: nothing has left this machine (%s)",
    async (scheme) => {
      const server = await serve(FAULTS.fin);
      await server.close();
      cleanups.pop();
      const proxy = `http://user:pa55word@127.0.0.1:${server.port}`;
      const http = createHttp({ environment: { HTTP_PROXY: proxy, HTTPS_PROXY: proxy }, clock: systemClock });
      const failure = await failureOf(http.send(post(`${scheme}://api.invalid`), never()));
      await http.close();
      expect(failure.message).toContain(
        `${scheme.toUpperCase()}_PROXY (http://127.0.0.1:${server.port}): check the proxy too`,
      );
      expect(failure.message).not.toContain("pa55word");
      expect(failure).toMatchObject({ retryable: true, neverLeft: true });
    },
  );

  test("both addresses of a name refuse: each is named", async () => {
    const server = await serve(FAULTS.fin);
    await server.close();
    cleanups.pop();
    const failure = await failureOf(client(limits).send(post(`http://localhost:${server.port}`), never()));
    expect(failure.message).toMatch(/127\.0\.0\.1:\d+/);
    expect(failure.retryable).toBe(true);
  });

  test("a redirect is not followed, and only scheme and host of its target are shown", async () => {
    const other = await serve(answer("200 OK"));
    const server = await serve(answer("307 Moved", [`location: ${other.url}/taken?token=abc`]));
    const failure = await failureOf(client().send(post(server.url), never()));
    expect(failure.message).toContain(`points to ${other.url}. Redirects are not followed`);
    expect(failure.message).not.toContain("taken");
    expect(failure.retryable).toBe(false);
    expect(other.connections()).toBe(0);
  });

  test("a header value that HTTP does not allow is refused without being shown", async () => {
    const server = await serve(answer("200 OK"));
    const failure = await failureOf(
      client().send(post(server.url, { headers: { authorization: "Bearer t0ken\nx" } }), never()),
    );
    expect(failure.message).toContain("the authorization header holds characters");
    expect(server.connections()).toBe(0);
  });
});

describe("TLS", () => {
  test("a certificate that nobody vouches for is refused once and for all, with the remedy", async () => {
    const server = await serve(answer("200 OK"), { tls: selfSigned("stranger") });
    const failure = await failureOf(client().send(post(server.url), never()));
    expect(failure.message).toMatch(/TLS cannot be trusted \([A-Z_]+\).*NODE_EXTRA_CA_CERTS/);
    expect(failure.retryable).toBe(false);
    expect(server.requests).toEqual([]);
  });

  test("NODE_TLS_REJECT_UNAUTHORIZED=0 does not turn the check off", async () => {
    const before = process.env["NODE_TLS_REJECT_UNAUTHORIZED"];
    process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";
    cleanups.push(async () => {
      if (before === undefined) delete process.env["NODE_TLS_REJECT_UNAUTHORIZED"];
      else process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = before;
    });
    const server = await serve(answer("200 OK"), { tls: selfSigned("stranger") });
    await failureOf(client().send(post(server.url), never()));
    expect(server.requests).toEqual([]);
  });

  test("a plain port is distinguished from a bad certificate", async () => {
    const server = await serve(FAULTS.hang, { greeting: "HTTP/1.1 400 Bad Request\r\n\r\n", scheme: "https" });
    const failure = await failureOf(client().send(post(server.url), never()));
    expect(failure.message).toContain("does not speak TLS");
    expect(failure.retryable).toBe(false);
  });

  test("a handshake that hangs ends with the connection's limit", async () => {
    const server = await serve(FAULTS.hang, { greeting: "", scheme: "https" });
    const failure = await failureOf(client({ connectMs: 200 }).send(post(server.url), never()));
    expect(failure).toMatchObject({ retryable: true });
    await server.idle();
  });
});

describe("the end of the run", () => {
  test.each<[string, Behaviour, RawServerOptions]>([
    ["while the TLS handshake hangs", FAULTS.hang, { greeting: "", scheme: "https" }],
    ["while the answer is awaited", FAULTS.hang, {}],
    ["while the body drips", FAULTS.drip, {}],
  ])("rejects at once and closes every socket, %s", async (_name, behaviour, options) => {
    const server = await serve(behaviour, options);
    const run = new AbortController();
    // Limits far beyond the test's own: only the signal can end this.
    const http = client({ connectMs: 600_000, headersMs: 600_000, bodyIdleMs: 600_000, attemptMs: 600_000 });
    const exchange = failureOf(http.send(post(server.url), run.signal));
    await server.connected();
    run.abort();
    expect((await exchange).retryable).toBe(false);
    await server.idle();
  });

  test("leaves the connections of another signal alone", async () => {
    const held: (() => void)[] = [];
    const server = await serve((socket, head, request) => {
      held.push(() => answer("200 OK", [], "late")(socket, head, request));
      if (held.length === 2) run.abort();
    });
    const run = new AbortController();
    const http = client();
    const other = http.send(post(server.url), never());
    await failureOf(http.send(post(server.url), run.signal));
    for (const release of held) release();
    expect((await other).text).toBe("late");
  });

  test("nothing is sent for a signal that is aborted, or after close", async () => {
    const server = await serve(answer("200 OK"));
    const http = client();
    await failureOf(http.send(post(server.url), AbortSignal.abort()));
    await http.close();
    await failureOf(http.send(post(server.url), never()));
    expect(server.connections()).toBe(0);
  });

  test("close ends what is under way", async () => {
    const server = await serve(FAULTS.hang);
    const http = client();
    const exchange = failureOf(http.send(post(server.url), never()));
    await server.connected();
    await http.close();
    expect((await exchange).message).toContain("closed");
    await server.idle();
  });
});
