import { afterEach, describe, expect, test } from "vitest";
import type { ApiCall, ApiClient } from "../../../src/adapters/http/api-client.ts";
import type { Connecting } from "../../../src/adapters/http/connection-pool.ts";
import { createDirectClient } from "../../../src/adapters/http/direct-client.ts";
import { createDispatcher } from "../../../src/adapters/http/dispatcher.ts";
import { HTTP_LIMITS } from "../../../src/adapters/http/limits.ts";
import { failureFrom } from "../../../src/adapters/http/network-failure.ts";
import type { Method } from "../../../src/model/http.ts";
import {
  answer,
  type Behaviour,
  FAULTS,
  type RawServer,
  type RawServerOptions,
  startRawServer,
} from "../../support/raw-server.ts";
import { selfSigned } from "../../support/self-signed.ts";

/** Requests go by Node's client, and by undici where there is a proxy: here both of them go straight. */
const CLIENTS: readonly ((how: Connecting) => ApiClient)[] = [createDirectClient, createDispatcher];

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function serve(behaviour: Behaviour, options?: RawServerOptions): Promise<RawServer> {
  const server = await startRawServer(behaviour, options);
  cleanups.push(() => server.close());
  return server;
}

function connect(create: (how: Connecting) => ApiClient, ended = new AbortController().signal): ApiClient {
  const limits = { ...HTTP_LIMITS, connectMs: 300 };
  const client = create({ limits, proxy: undefined, certificate: undefined, ended });
  cleanups.push(() => client.destroy());
  return client;
}

function callTo({ url }: Pick<RawServer, "url">, more: Partial<ApiCall> = {}): ApiCall {
  return {
    origin: new URL(url).origin,
    path: "/purge?a=1",
    method: "POST",
    headers: { authorization: "Bearer t0ken", "accept-encoding": "identity" },
    body: Buffer.from("{}"),
    signal: new AbortController().signal,
    headersTimeout: 300,
    bodyTimeout: 300,
    ...more,
  };
}

/** What came of a request, as a run words it. */
async function outcome(client: ApiClient, call: ApiCall): Promise<unknown> {
  try {
    const { statusCode, statusText, headers, body } = await client.request(call);
    const chunks: Buffer[] = [];
    await new Promise<void>((resolve, reject) => {
      body.on("data", (chunk) => chunks.push(chunk));
      body.on("error", reject);
      body.on("end", resolve);
      if (body.destroyed) reject(body.errored);
    });
    const values = Object.entries(headers).map(([name, value]) => [name, [value].flat()]);
    return { statusCode, statusText, headers: values, text: Buffer.concat(chunks).toString() };
  } catch (error) {
    const { message, retryable, neverLeft, maxAttempts } = failureFrom(error, "origin");
    return { message, retryable, neverLeft, maxAttempts };
  }
}

const [viaNode, viaUndici] = CLIENTS as [(how: Connecting) => ApiClient, (how: Connecting) => ApiClient];

describe("with a proxy and without one a run says the same of", () => {
  // Those do not end by themselves.
  const isEndless = (name: string) => ["drip", "endless", "endless error"].includes(name);
  const names = (Object.keys(FAULTS) as (keyof typeof FAULTS)[]).filter((name) => !isEndless(name));

  test.each(names)("%s", async (name) => {
    const server = await serve(FAULTS[name]);
    const seen = await outcome(connect(viaNode), callTo(server));
    expect(seen).toEqual(await outcome(connect(viaUndici), callTo(server)));
  });

  test("a dead server, a name that does not exist, and a header that cannot be sent", async () => {
    const server = await serve(FAULTS.fin);
    await server.close();
    cleanups.pop();
    const calls = [
      callTo(server),
      callTo({ url: "http://nobody.invalid" }),
      callTo(server, { headers: { authorization: "Bearer t0ken\nx" } }),
      callTo(server, { headers: { "two words": "x" } }),
    ];
    for (const call of calls)
      expect(await outcome(connect(viaNode), call)).toEqual(await outcome(connect(viaUndici), call));
  });

  test.each<[string, Behaviour, RawServerOptions]>([
    ["a certificate that nobody vouches for", answer("200 OK"), { tls: selfSigned("stranger") }],
    ["a port that speaks no TLS", FAULTS.hang, { greeting: "HTTP/1.1 400 Bad Request\r\n\r\n", scheme: "https" }],
    ["a handshake that hangs", FAULTS.hang, { greeting: "", scheme: "https" }],
  ])("%s", async (_name, behaviour, options) => {
    const server = await serve(behaviour, options);
    const seen = await outcome(connect(viaNode), callTo(server));
    expect(seen).toEqual(await outcome(connect(viaUndici), callTo(server)));
  });
});

describe("with a proxy and without one", () => {
  test.each<[Method, string | null]>([
    ["GET", null],
    ["HEAD", null],
    ["POST", '{"ünï":1}'],
    ["POST", null],
    ["PUT", null],
    ["DELETE", "{}"],
    ["DELETE", null],
    ["PURGE", null],
    ["BAN", null],
  ])("a server gets the same bytes: %s %s", async (method, text) => {
    const server = await serve(answer("200 OK"));
    const body = text === null ? null : Buffer.from(text);
    for (const create of CLIENTS) await outcome(connect(create), callTo(server, { method, body }));
    const [byNode, byUndici] = server.requests;
    expect(byNode).toBe(byUndici);
  });

  test("the same is made of an answer, whatever stands twice in it", async () => {
    const lines = [
      "Date: one",
      "date: two",
      "Retry-After: 3",
      "retry-after: 4",
      "Set-Cookie: a",
      "__proto__: x",
      "x: \xfc",
    ];
    const server = await serve(answer("200 Invalidated 2 objects", lines, "words"));
    const seen = await outcome(connect(viaNode), callTo(server));
    expect(seen).toEqual(await outcome(connect(viaUndici), callTo(server)));
    expect(seen).toMatchObject({ statusText: "Invalidated 2 objects", text: "words" });
  });
});

test.each([
  ["204 No Content\r\nContent-Length: 2", "", "{}"],
  ["200 OK\r\nContent-Length: 2", "{}", "more"],
  ["200 OK\r\nTransfer-Encoding: chunked", "2\r\n{}\r\n0\r\n\r\n", "more"],
])("an answer that is there as a whole stays, whatever bytes come after it: %s", async (head, body, rest) => {
  const server = await serve((socket) => void socket.write(`HTTP/1.1 ${head}\r\n\r\n${body}${rest}`));
  const seen = await outcome(connect(viaNode), callTo(server, { method: "DELETE" }));
  expect(seen).toMatchObject({ statusCode: Number.parseInt(head, 10), text: body === "" ? "" : "{}" });
});

describe("connections", () => {
  test.each(["http", "https"])("are as many as allowed at one time, and used again (%s)", async (scheme) => {
    let open = 0;
    let most = 0;
    const own = selfSigned("127.0.0.1");
    const server = await serve(
      (socket, head, request) => {
        open += 1;
        most = Math.max(most, open);
        setTimeout(() => {
          open -= 1;
          answer("200 OK")(socket, head, request);
        }, 20);
      },
      scheme === "https" ? { tls: own } : {},
    );
    // Whom to trust goes to TLS on the way that the client's own certificate takes.
    const certificate = { cert: Buffer.from(own.cert), key: Buffer.from(own.key), ca: own.cert };
    const client = createDirectClient({
      limits: { ...HTTP_LIMITS, connections: 3 },
      proxy: undefined,
      certificate,
      ended: new AbortController().signal,
    });
    cleanups.push(() => client.destroy());
    await Promise.all(Array.from({ length: 12 }, () => outcome(client, callTo(server))));
    expect(server.requests).toHaveLength(12);
    expect(most).toBe(3);
    expect(server.connections()).toBe(3);
  });

  test("that are free are closed by the signal", async () => {
    const server = await serve(answer("200 OK"));
    const ended = new AbortController();
    await outcome(connect(viaNode, ended.signal), callTo(server));
    ended.abort();
    await server.idle();
  });
});
