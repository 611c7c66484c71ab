import { expect, test } from "vitest";
import { type Bench, bench, PAGES, PROPAGATION_MS, without } from "./support.ts";

const ZONE = "023e105f4ecef8ad9ca31a8372d0c353";
const PURGE = `/client/v4/zones/${ZONE}/purge_cache`;

function purge(lab: Bench, body: unknown, path = PURGE) {
  return lab.send(path, body, { authorization: `Bearer ${lab.sandbox.api.account.apiKey}` });
}

test("each method evicts what it selects, and the others stay", async () => {
  const cases: [(host: string) => unknown, readonly string[]][] = [
    [
      (host) => ({ files: [`http://${host}/app.css`, { url: `http://${host}/blog/a/`, headers: {} }] }),
      ["/app.css", "/blog/a/"],
    ],
    [(host) => ({ files: [`http://${host}/app.css?v=1`] }), ["/app.css?v=1"]],
    [(host) => ({ files: [`http://${host}/blog/*`] }), []],
    [(host) => ({ prefixes: [`${host}/blog`] }), ["/blog/a/", "/blog/b/"]],
    [() => ({ hosts: ["localhost"] }), []],
    [() => ({ hosts: ["127.0.0.1"] }), PAGES],
    [() => ({ tags: ["SALE"] }), ["/blog/b/"]],
    [() => ({ purge_everything: true }), PAGES],
  ];
  for (const [body, gone] of cases) {
    const lab = await bench("cloudflare");
    lab.sandbox.origin.tag("blog/b/index.html", ["sale"]);
    await lab.fill(...PAGES);
    const { status, json } = await purge(lab, body(new URL(lab.sandbox.edge.url).host));
    expect([status, json]).toMatchObject([
      200,
      { success: true, result: { id: expect.stringMatching(/^[0-9a-f]{32}$/) } },
    ]);
    lab.pass(PROPAGATION_MS);
    expect(lab.held()).toEqual(without(...gone));
  }
});

test.each([
  [{}, 400, 1012],
  [{ purge_everything: false }, 400, 1012],
  [{ files: [] }, 400, 1012],
  [{ files: ["http://127.0.0.1/"], tags: ["a"] }, 400, 1012],
  [{ files: ["/a"] }, 400, 1015],
  [{ files: ["https://other.example/"] }, 400, 1082],
  [{ hosts: ["other.example"] }, 400, 1082],
  [{ prefixes: ["http://127.0.0.1/a"] }, 400, 1016],
  [{ prefixes: [`127.0.0.1${"/a".repeat(32)}`] }, 400, 1016],
  [{ tags: ["a b"] }, 400, 1017],
  [{ tags: Array.from({ length: 101 }, (_, n) => `t${n}`) }, 400, 1094],
])("%j is refused with its code, and nothing is accepted", async (body, status, code) => {
  const lab = await bench("cloudflare");
  expect(await purge(lab, body)).toMatchObject({ status, json: { success: false, errors: [{ code }] } });
  expect(lab.sandbox.api.purges()).toEqual([]);
});

test("a free account has 25 requests and then five a minute; URLs are counted apart", async () => {
  const lab = await bench("cloudflare");
  for (let n = 0; n < 25; n++) expect((await purge(lab, { tags: [`t${n}`] })).status).toBe(200);
  expect(await purge(lab, { tags: ["t"] })).toMatchObject({ status: 429, json: { errors: [{ code: 971 }] } });
  expect((await purge(lab, { files: ["http://127.0.0.1/a"] })).status).toBe(200);
  lab.pass(11_999);
  expect((await purge(lab, { tags: ["t"] })).status).toBe(429);
  lab.pass(1);
  expect((await purge(lab, { tags: ["t"] })).status).toBe(200);
});

test("a zone is found by its exact name, which is not the first of the list", async () => {
  const lab = await bench("cloudflare");
  const headers = { authorization: `Bearer ${lab.sandbox.api.account.apiKey}` };
  const { json } = await lab.send("/client/v4/zones?name=sandbox.example", undefined, headers, "GET");
  expect(json).toMatchObject({ result: [{ name: "www.sandbox.example" }, { id: ZONE, name: "sandbox.example" }] });
  expect(await lab.send("/client/v4/zones?name=x.example", undefined, headers, "GET")).toMatchObject({
    json: { result: [] },
  });
  expect(lab.sandbox.api.requests.map(({ kind }) => kind)).toEqual(["lookup", "lookup"]);
});

test("who may purge what: keys, the global key, another zone, an environment, a failure inside a 200", async () => {
  const lab = await bench("cloudflare");
  const body = { tags: ["a"] };
  expect((await lab.send(PURGE, body)).status).toBe(400);
  expect((await lab.send(PURGE, body, { authorization: "Bearer wrong" })).status).toBe(401);
  const global = { "x-auth-email": "owner@sandbox.example", "x-auth-key": "144c9defac04969c7bfad8efaa8ea194bb1f2" };
  expect((await lab.send(PURGE, body, global)).status).toBe(200);
  expect((await purge(lab, body, PURGE.replace("023e", "923e"))).status).toBe(404);
  const staged = PURGE.replace("/purge_cache", "/environments/e1/purge_cache");
  expect((await purge(lab, body, staged)).status).toBe(404);
  lab.sandbox.api.set({ environment: "e1", failure: [1134, "not today"] });
  expect(await purge(lab, body, staged)).toMatchObject({
    status: 200,
    json: { success: false, errors: [{ code: 1134 }] },
  });
});
