import { expect, test } from "vitest";
import { type Bench, bench, PAGES, PROPAGATION_MS, without } from "./support.ts";

/** A bench whose edge holds every page, one of them under the tag `sale`. */
async function filled(provider: Parameters<typeof bench>[0]): Promise<Bench> {
  const lab = await bench(provider);
  lab.sandbox.origin.tag("blog/b/index.html", ["sale"]);
  await lab.fill(...PAGES);
  return lab;
}

async function goneAfter(lab: Bench): Promise<readonly string[]> {
  lab.pass(PROPAGATION_MS);
  const held = lab.held();
  return PAGES.filter((page) => !held.includes(page));
}

test.each([
  ["/purge/HOST/app.css", undefined, ["/app.css"]],
  ["/purge/HOST/app.css?v=1", undefined, ["/app.css?v=1"]],
  ["/service/SITE/purge/sale", undefined, ["/blog/b/"]],
  ["/service/SITE/purge", { surrogate_keys: ["sale", "none"] }, ["/blog/b/"]],
  ["/service/SITE/purge_all", undefined, PAGES],
])("fastly: POST %s %j", async (path, body, gone) => {
  const lab = await filled("fastly");
  const { account, purges } = lab.sandbox.api;
  const target = path.replace("HOST", new URL(lab.sandbox.edge.url).host).replace("SITE", String(account.site));
  expect((await lab.send(target, body, { "fastly-key": "wrong" })).status).toBe(401);
  const { status, json } = await lab.send(target, body, { "fastly-key": account.apiKey });
  expect([status, Object.keys(json as object)]).toEqual([
    200,
    body !== undefined ? ["sale", "none"] : path.endsWith("all") ? ["status"] : ["status", "id"],
  ]);
  expect(purges()).toHaveLength(1);
  expect(await goneAfter(lab)).toEqual(gone);
});

test("fastly: a soft purge lets one more visitor have the old page, and a purge of all is never soft", async () => {
  const lab = await filled("fastly");
  const { site, apiKey } = lab.sandbox.api.account;
  const headers = { "fastly-key": apiKey, "fastly-soft-purge": "1" };
  await lab.send(`/service/${site}/purge/sale`, undefined, headers);
  lab.sandbox.origin.deploy(new Map([["blog/b/index.html", "new"]]));
  lab.pass(PROPAGATION_MS);
  const seen = [await lab.sandbox.edge.get("/blog/b/"), await lab.sandbox.edge.get("/blog/b/")];
  expect(seen.map(({ body, cache }) => [body, cache])).toEqual([
    ["b", "HIT"],
    ["new", "HIT"],
  ]);
  await lab.send(`/service/${site}/purge_all`, undefined, headers);
  lab.pass(PROPAGATION_MS);
  expect(lab.sandbox.edge.cached()).toEqual([]);
});

test("fastly: 256 keys, another's service, another's host, an hour's purges, keys that the answer leaves out", async () => {
  const lab = await filled("fastly");
  const { site, apiKey } = lab.sandbox.api.account;
  const headers = { "fastly-key": apiKey };
  const keys = Array.from({ length: 257 }, (_, n) => `k${n}`);
  expect((await lab.send(`/service/${site}/purge`, { surrogate_keys: keys }, headers)).status).toBe(400);
  expect((await lab.send("/service/other/purge/a", undefined, headers)).json).toMatchObject({
    msg: "Record not found",
  });
  expect((await lab.send("/purge/other.example/a", undefined, headers)).status).toBe(404);
  lab.sandbox.api.set({ purgesLeft: 2, missing: ["sale"] });
  expect((await lab.send(`/service/${site}/purge`, { surrogate_keys: ["sale", "b"] }, headers)).json).toEqual({
    b: expect.any(String),
  });
  expect((await lab.send(`/service/${site}/purge/c`, undefined, headers)).status).toBe(429);
  expect(await goneAfter(lab)).toEqual([]);
});

test.each([
  ["/purge?url=URL%2Fapp.css&async=true&exactPath=true", undefined, 200, ["/app.css"]],
  ["/purge?url=URL%2Fblog%2F&async=true&exactPath=true", undefined, 200, []],
  ["/purge?url=URL%2Fblog%2F&async=true", undefined, 200, ["/blog/a/", "/blog/b/"]],
  ["/purge?url=URL%2Fblog*&async=true", undefined, 200, ["/blog-news.html", "/blog/a/", "/blog/b/"]],
  ["/pullzone/812345/purgeCache", { CacheTag: "sale" }, 204, ["/blog/b/"]],
  ["/pullzone/812345/purgeCache", undefined, 204, PAGES],
])("bunny: POST %s %j", async (path, body, success, gone) => {
  const lab = await filled("bunny");
  const target = path.replace("URL", encodeURIComponent(lab.sandbox.edge.url));
  expect((await lab.send(target, body, { accesskey: "wrong" })).json).toEqual({ Message: "Unauthorized" });
  const { status, text } = await lab.send(target, body, { accesskey: lab.sandbox.api.account.apiKey });
  expect([status, text]).toEqual([success, ""]);
  expect(await goneAfter(lab)).toEqual(gone);
});

test("bunny: with async=false the page is gone when the answer comes; 120 URLs at once, 20 prefixes, then slower", async () => {
  const lab = await filled("bunny");
  const headers = { accesskey: lab.sandbox.api.account.apiKey };
  const url = encodeURIComponent(`${lab.sandbox.edge.url}/app.css`);
  const exact = () => lab.send(`/purge?url=${url}&async=false&exactPath=true`, undefined, headers);
  expect((await exact()).status).toBe(200);
  expect(lab.held()).toEqual(without("/app.css"));
  const statuses = [];
  for (let n = 0; n < 120; n++) statuses.push((await exact()).status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(119);
  lab.pass(200);
  expect([(await exact()).status, (await exact()).status]).toEqual([200, 429]);
  const prefix = () => lab.send(`/purge?url=${url}*&async=true`, undefined, headers);
  for (let n = 0; n < 20; n++) expect((await prefix()).status).toBe(200);
  expect((await prefix()).status).toBe(429);
});

test.each([
  [{ cache_tags: ["sale"] }, ["/blog/b/"]],
  [{}, PAGES],
])("netlify: %j of a site is an empty 202", async (body, gone) => {
  const lab = await filled("netlify");
  const { site, apiKey } = lab.sandbox.api.account;
  const headers = { authorization: `Bearer ${apiKey}` };
  const { status, text } = await lab.send("/api/v1/purge", { site_id: site, ...body }, headers);
  expect([status, text]).toEqual([202, ""]);
  expect(await goneAfter(lab)).toEqual(gone);
});

test("netlify: two purges of a tag in five seconds, one scope a request, nobody else's site", async () => {
  const lab = await filled("netlify");
  const headers = { authorization: `Bearer ${lab.sandbox.api.account.apiKey}` };
  const purge = async (body: unknown) => (await lab.send("/api/v1/purge", body, headers)).status;
  const domain = "www.sandbox.example";
  expect([await purge({ domain, cache_tags: ["a"] }), await purge({ domain, cache_tags: ["a", "b"] })]).toEqual([
    202, 202,
  ]);
  expect([await purge({ domain, cache_tags: ["b", "a"] }), await purge({ domain, cache_tags: ["b"] })]).toEqual([
    429, 202,
  ]);
  lab.pass(5000);
  expect(await purge({ domain, cache_tags: ["a"] })).toBe(202);
  expect(await purge({ domain, site_id: "x" })).toBe(400);
  expect(await purge({ domain: "other.example" })).toBe(404);
});

test.each([
  ["dangerously-delete-by-tags", { tags: ["sale"] }, ["/blog/b/"]],
  ["dangerously-delete-by-tags", { tags: "none,sale" }, ["/blog/b/"]],
  ["purge-all", undefined, PAGES],
])("vercel: %s %j is an empty 200", async (action, body, gone) => {
  const lab = await filled("vercel");
  const { site, apiKey } = lab.sandbox.api.account;
  const target = `/v1/edge-cache/${action}?projectIdOrName=${site}`;
  const { status, text } = await lab.send(target, body, { authorization: `Bearer ${apiKey}` });
  expect([status, text]).toEqual([200, ""]);
  expect(await goneAfter(lab)).toEqual(gone);
});

test("vercel: soft is stale once; 16 tags; project and team", async () => {
  const lab = await filled("vercel");
  const { site, apiKey } = lab.sandbox.api.account;
  const headers = { authorization: `Bearer ${apiKey}` };
  const soft = (tags: unknown, query = `projectIdOrName=${site}`) =>
    lab.send(`/v1/edge-cache/invalidate-by-tags?${query}`, { tags }, headers);
  await soft(["sale"]);
  lab.sandbox.origin.deploy(new Map([["blog/b/index.html", "new"]]));
  lab.pass(PROPAGATION_MS);
  expect((await lab.sandbox.edge.get("/blog/b/")).body).toBe("b");
  expect((await lab.sandbox.edge.get("/blog/b/")).body).toBe("new");
  expect((await soft(Array.from({ length: 17 }, (_, n) => `t${n}`))).status).toBe(400);
  expect((await soft(["a"], "")).status).toBe(400);
  expect((await soft(["a"], "projectIdOrName=other")).status).toBe(404);
  lab.sandbox.api.set({ team: "team_1" });
  expect((await soft(["a"])).status).toBe(403);
  expect((await soft(["a"], `projectIdOrName=${site}&teamId=team_1`)).status).toBe(200);
});
