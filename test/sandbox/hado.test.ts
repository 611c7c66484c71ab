import { expect, onTestFinished, test } from "vitest";
import type { ExampleRequest } from "../../sandbox/sandbox.ts";
import { startSandbox } from "../../sandbox/start.ts";
import { type Bench, bench, PROPAGATION_MS } from "./support.ts";

const ENDPOINT = "/functions/v1/purge-cache";

function purge({ sandbox, send }: Bench, body: unknown, key = sandbox.api.account.apiKey) {
  return send(ENDPOINT, body, { authorization: `Bearer ${key}` });
}

test("the account has the form of a customer's", async () => {
  const { sandbox } = await bench("hado");
  expect(sandbox.api.account.apiKey).toMatch(/^hado_sk_[0-9a-f]{48}$/);
  expect(sandbox.api.account.site).toBe("127.0.0.1");
});

test("a purge renders the page anew from the origin, and keeps it", async () => {
  const lab = await bench("hado", { "about/index.html": "old" });
  await lab.fill("/about/");
  lab.sandbox.origin.deploy(new Map([["about/index.html", "new"]]));
  const { status, json } = await purge(lab, { domain: "127.0.0.1", path: "/about/" });
  expect([status, json]).toEqual([200, { queued: true, path: "/about/", message: "Re-render job queued" }]);
  expect((await lab.sandbox.edge.get("/about/")).body).toBe("old");
  lab.pass(PROPAGATION_MS);
  expect(await lab.sandbox.edge.get("/about/")).toEqual({ status: 200, body: "new", cache: "HIT" });
});

test("a page that was not cached is pre-warmed, on the named domain alone", async () => {
  const lab = await bench("hado");
  await purge(lab, { domain: "localhost", path: "/blog/a/" });
  lab.pass(PROPAGATION_MS);
  expect(lab.sandbox.edge.cached()).toEqual([`${lab.sandbox.edge.secondUrl}/blog/a/`]);
});

test("a deleted page becomes a cached 404; what is deployed after the rendering is not in it", async () => {
  const lab = await bench("hado");
  await lab.fill("/blog/a/");
  lab.sandbox.origin.deploy(new Map());
  await purge(lab, { domain: "127.0.0.1", path: "/blog/a/" });
  lab.pass(PROPAGATION_MS);
  lab.sandbox.origin.deploy(new Map([["blog/a/index.html", "again"]]));
  expect(await lab.sandbox.edge.get("/blog/a/")).toMatchObject({ status: 404, cache: "HIT" });
});

test.each([
  [{ domain: "127.0.0.1" }],
  [{ path: "/" }],
  [{ domain: "127.0.0.1", path: "about" }],
  [{ domain: "127.0.0.1", path: 1 }],
  [{ domain: "https://127.0.0.1", path: "/" }],
  [{ domain: "127.0.0.1:80", path: "/" }],
  [{ domain: "127.0.0.1", path: "/", paths: [] }],
  ["{"],
])("%j is an invalid request", async (body) => {
  const lab = await bench("hado");
  const { status, json } = await purge(lab, body);
  expect([status, json]).toEqual([400, { error: "invalid_request" }]);
  expect(lab.sandbox.api.purges()).toEqual([]);
});

test("who may do what", async () => {
  const lab = await bench("hado");
  const body = { domain: "127.0.0.1", path: "/" };
  expect(await lab.send(ENDPOINT, body)).toMatchObject({ status: 401, json: { error: "invalid_api_key" } });
  expect(await purge(lab, body, "hado_sk_wrong")).toMatchObject({ status: 401, json: { error: "invalid_api_key" } });
  const foreign = await purge(lab, { domain: "example.com", path: "/" });
  expect(foreign).toMatchObject({ status: 403, json: { error: "domain_not_authorized" } });
});

test("the 61st call within a minute is refused, the first after it is not", async () => {
  const lab = await bench("hado");
  const body = { domain: "127.0.0.1", path: "/" };
  for (let call = 0; call < 60; call++) expect((await purge(lab, body)).status).toBe(200);
  lab.pass(59_999);
  const { status, json } = await purge(lab, body);
  expect([status, json]).toEqual([429, { error: "rate_limit_exceeded", usage: 60, limit: 300 }]);
  lab.pass(1);
  expect((await purge(lab, body)).status).toBe(200);
});

test("timeScale shrinks the vendor's minute, and nothing else", async () => {
  let now = 0;
  const sandbox = await startSandbox({ provider: "hado", timeScale: 0.01, propagationMs: 700, now: () => now });
  onTestFinished(() => sandbox.close());
  const call = async (): Promise<number> => {
    const { url, method, headers, body } = sandbox.api.examples("/")[0] as ExampleRequest;
    return (await fetch(url, { method, headers, body })).status;
  };
  for (let count = 0; count < 60; count++) await call();
  now = 599;
  expect(await call()).toBe(429);
  now = 600;
  expect([await call(), sandbox.edge.cached()]).toEqual([200, []]);
  now = 700;
  expect(sandbox.edge.cached()).toHaveLength(1);
});

test("the monthly quota does not come back with the minute", async () => {
  const lab = await bench("hado");
  lab.sandbox.api.set({ monthlyLimit: 300, monthlyUsed: 299 });
  const body = { domain: "127.0.0.1", path: "/" };
  expect((await purge(lab, body)).status).toBe(200);
  lab.pass(61_000);
  const { status, json } = await purge(lab, body);
  expect([status, json]).toEqual([429, { error: "rate_limit_exceeded", usage: 300, limit: 300 }]);
});

test("notQueued: 200 that is no success", async () => {
  const lab = await bench("hado");
  await lab.fill("/");
  lab.sandbox.api.set({ notQueued: true });
  lab.sandbox.origin.deploy(new Map([["index.html", "new"]]));
  expect(await purge(lab, { domain: "127.0.0.1", path: "/" })).toMatchObject({ status: 200, json: { queued: false } });
  lab.pass(PROPAGATION_MS);
  expect((await lab.sandbox.edge.get("/")).body).toBe("home");
});
