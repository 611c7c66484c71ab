import { afterEach, describe, expect, test } from "vitest";
import { contentNames } from "../../../src/adapters/http/content-hashes.ts";
import { createSiteClient } from "../../../src/adapters/http/site-client.ts";
import { isNetworkFailure } from "../../../src/ports/http.ts";
import type { Page } from "../../../src/ports/site-client.ts";
import { answer, type Behaviour, FAULTS, type RawServer, startRawServer } from "../../support/raw-server.ts";

const QUICK = { connectMs: 500, headersMs: 300, bodyIdleMs: 300, attemptMs: 600, bodyBytes: 2_000_000 };
const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function visit(behaviour: Behaviour, path = "/"): Promise<{ page: Page; server: RawServer }> {
  const server = await startRawServer(behaviour);
  const siteClient = createSiteClient({ environment: {}, limits: QUICK });
  open.push(siteClient, server);
  const page = await siteClient.get(server.url + path, { signal: new AbortController().signal });
  return { page, server };
}

describe("visitor", () => {
  test("bytes as they came", async () => {
    const { page } = await visit(answer("200 OK", ["Age: 3", "X-Cache: HIT"], "<html>\u00e9"));
    expect([page.status, page.headers["age"], page.headers["x-cache"]]).toEqual([200, "3", "HIT"]);
    expect(page.contentNames).toEqual(contentNames(Buffer.from("<html>é")));
  });

  test("the request of a browser, the path as it is written", async () => {
    const { server } = await visit(answer("200 OK"), "/a%20b/%E4?x=1#f");
    const [request = ""] = server.requests;
    expect(request).toMatch(/^GET \/a%20b\/%E4\?x=1 HTTP\/1\.1\r\n/);
    expect(request).toMatch(/\r\nuser-agent: Mozilla\/5\.0 .*\r\n/);
    expect(request).toMatch(/\r\naccept-encoding: gzip, deflate, br(, zstd)?\r\n/);
    expect(request).not.toMatch(/authorization|cookie/i);
  });

  test("a redirect is an answer, and is not followed", async () => {
    const { page, server } = await visit(answer("301 Moved", ["Location: https://other.example/"]));
    expect([page.status, page.headers["location"], page.contentNames]).toEqual([
      301,
      "https://other.example/",
      undefined,
    ]);
    expect(server.connections()).toBe(1);
  });

  test.each(["404 Not Found", "503 Down"])("of a %s only the headers are read", async (status) => {
    const { page } = await visit(answer(status, [], "sorry"));
    expect([String(page.status), page.contentNames]).toEqual([status.slice(0, 3), undefined]);
  });

  test("a body that is too long is left", async () => {
    const { page } = await visit(FAULTS.endless);
    expect([page.status, page.contentNames]).toEqual([200, undefined]);
  });

  test("one that says that it is too long is not read at all", async () => {
    const { page } = await visit((socket) => socket.write("HTTP/1.1 200 OK\r\ncontent-length: 3000000\r\n\r\n"));
    expect([page.status, page.contentNames]).toEqual([200, undefined]);
  });

  test("a body without a length is compared, too", async () => {
    const { page } = await visit((socket) => {
      socket.write("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nnew\r\n0\r\n\r\n");
    });
    expect(page.contentNames).toEqual(contentNames(Buffer.from("new")));
  });

  test.each(["reset", "fin", "garbage", "half body", "hang", "drip", "headers, then hang"] as const)(
    "%s is a failure of the network, and ends",
    async (fault) => {
      const failure = await visit(FAULTS[fault]).catch((error: unknown) => error);
      expect(isNetworkFailure(failure)).toBe(true);
    },
  );

  test("the signal ends what hangs", async () => {
    const server = await startRawServer(FAULTS.hang);
    const siteClient = createSiteClient({ environment: {} });
    open.push(siteClient, server);
    const controller = new AbortController();
    const visiting = siteClient.get(server.url, { signal: controller.signal }).catch((error: unknown) => error);
    await server.connected();
    controller.abort();
    expect(isNetworkFailure(await visiting)).toBe(true);
    await server.idle();
  });
});
