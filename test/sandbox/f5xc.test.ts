import { expect, test } from "vitest";
import { type Bench, bench, PAGES, PROPAGATION_MS, without } from "./support.ts";

const BASE = "/api/cdn/namespaces/default/cdn_loadbalancer";
const PURGE = `${BASE}/www/cache-purge`;
const STATUS = `${BASE}/get-service-operation-status`;

function send({ sandbox, send: request }: Bench, path: string, body: unknown) {
  return request(path, body, { authorization: `APIToken ${sandbox.api.account.apiKey}` });
}

async function status(lab: Bench, id: string | number = 101): Promise<Status> {
  const { json } = await send(lab, STATUS, { name: "www", namespace: "default", service_op_id: id });
  return json as Status;
}

interface Status {
  readonly error: { readonly code: string };
  readonly items: readonly { status: string; purge: { site: string; finish_time?: string; bytes_purged: string } }[];
}

/** One letter a site: `r`unning, `s`uccess, `f`ailed. */
function letters({ items }: Status): string {
  return items.map((item) => (item.purge.finish_time === undefined ? "r" : item.status.slice(0, 1))).join("");
}

test.each([
  [{ url: "/app.css", hard_purge: {} }, ["/app.css"], true],
  [{ url: "/app.css" }, ["/app.css"], true],
  [{ pattern: "\\.css(?:\\?|$)", hard_purge: {} }, ["/app.css", "/app.css?v=1"], true],
  [{ pattern: "^/blog/", soft_purge: {} }, ["/blog/a/", "/blog/b/"], true],
  [{ hostname: "127.0.0.1", hard_purge: {} }, [...PAGES], true],
  [{ hostname: "localhost", hard_purge: {} }, [], false],
  [{ purge_all: {}, hard_purge: {} }, [...PAGES], false],
])("%j evicts what it selects, after the delay", async (body, gone, keepsSecondHost) => {
  const lab = await bench("f5xc");
  const second = `${lab.sandbox.edge.secondUrl}/app.js`;
  await lab.fill(...PAGES, second);
  const { status: http, json } = await send(lab, PURGE, body);
  expect([http, json]).toEqual([200, { purge_request_id: 101 }]);
  lab.pass(PROPAGATION_MS - 1);
  expect(lab.held()).toEqual(PAGES);
  lab.pass(1);
  expect(lab.held()).toEqual(without(...gone));
  expect(lab.sandbox.edge.cached().includes(second)).toBe(keepsSecondHost);
});

test.each([
  [{}],
  [{ hard_purge: {} }],
  [{ url: "/a", pattern: "a" }],
  [{ url: "/a", purge_all: {} }],
  [{ url: "/a", hard_purge: {}, soft_purge: {} }],
  [{ url: "https://127.0.0.1/a" }],
  [{ url: ["/a"] }],
  [{ pattern: "" }],
  [{ pattern: "a".repeat(257) }],
  [{ pattern: "(" }],
  [{ hostname: "other.example" }],
  [{ purge_all: true }],
  [{ url: "/a", soft: {} }],
  ["{"],
])("%j is refused in the gateway's words", async (body) => {
  const lab = await bench("f5xc");
  const { status: http, json } = await send(lab, PURGE, body);
  expect(http).toBe(400);
  expect(json).toEqual({ code: 3, details: [expect.anything()], message: expect.any(String) });
  expect(lab.sandbox.api.purges()).toEqual([]);
});

test("a pattern of 256 characters is taken", async () => {
  const lab = await bench("f5xc");
  expect((await send(lab, PURGE, { pattern: "a".repeat(256) })).status).toBe(200);
});

test("a soft purge keeps what is unchanged", async () => {
  const lab = await bench("f5xc", { "same.css": "same", "new.css": "old" });
  const { edge, origin } = lab.sandbox;
  await lab.fill("/same.css", "/new.css");
  origin.deploy(
    new Map([
      ["same.css", "same"],
      ["new.css", "new"],
    ]),
  );
  await send(lab, PURGE, { purge_all: {}, soft_purge: {} });
  lab.pass(PROPAGATION_MS);
  expect(lab.held()).toEqual([]);
  expect(await edge.get("/same.css")).toEqual({ status: 200, body: "same", cache: "HIT" });
  expect(await edge.get("/new.css")).toEqual({ status: 200, body: "new", cache: "MISS" });
});

test("sites report one after the other, and the last one is done when the copy is gone", async () => {
  const lab = await bench("f5xc");
  await lab.fill("/app.css");
  lab.sandbox.api.set({ sites: 2 });
  await send(lab, PURGE, { url: "/app.css", hard_purge: {} });
  const seen: string[] = [letters(await status(lab))];
  for (let step = 0; step < 10; step++) {
    lab.pass(PROPAGATION_MS / 10);
    seen.push(letters(await status(lab)));
    expect(lab.held()).toEqual(step < 9 ? ["/app.css"] : []);
  }
  expect(seen).toEqual(["", "r", "r", "r", "s", "s", "sr", "sr", "sr", "sr", "ss"]);
  const { error, items } = await status(lab);
  expect(error.code).toBe("EOK");
  expect(items.map(({ purge }) => [purge.site, purge.bytes_purged])).toEqual([
    ["site1-sandbox", "0"],
    ["site2-sandbox", "3"],
  ]);
});

test.each([
  [{ failSite: true }, "sf", "EOK"],
  [{ neverFinish: true, sites: 3 }, "ssr", "EOK"],
  [{ errorObject: "EPARTIAL" }, "ss", "EPARTIAL"],
])("%j: what is not done is still cached", async (switches, sites, code) => {
  const lab = await bench("f5xc");
  await lab.fill("/app.css");
  lab.sandbox.api.set(switches);
  await send(lab, PURGE, { url: "/app.css", hard_purge: {} });
  lab.pass(100 * PROPAGATION_MS);
  const answer = await status(lab);
  expect([letters(answer), answer.error.code]).toEqual([sites, code]);
  expect(lab.held()).toEqual(["/app.css"]);
});

test("bigIds: ids that a double cannot hold, as JSON numbers", async () => {
  const lab = await bench("f5xc");
  lab.sandbox.api.set({ bigIds: true });
  expect((await send(lab, PURGE, { url: "/a" })).text).toBe('{"purge_request_id":9007199254740993}');
  const ask = (id: string) => send(lab, STATUS, `{"name":"www","namespace":"default","service_op_id":${id}}`);
  lab.pass(PROPAGATION_MS);
  expect((await ask("9007199254740993")).text).toContain('"service_op_id":9007199254740993,');
  expect((await ask('"9007199254740993"')).text).toContain('"EOK"');
  expect((await ask("9007199254740992")).text).toContain('"ENOTFOUND"');
});

test("an unknown operation is an error behind HTTP 200; a malformed question is a 400", async () => {
  const lab = await bench("f5xc");
  expect(await status(lab, 7)).toMatchObject({ error: { code: "ENOTFOUND" }, items: [] });
  expect((await send(lab, STATUS, { name: "www", namespace: "default" })).status).toBe(400);
  expect((await send(lab, STATUS, { name: "www", namespace: "other", service_op_id: 1 })).status).toBe(400);
});

test("who may do what", async () => {
  const lab = await bench("f5xc");
  const { apiKey } = lab.sandbox.api.account;
  expect(await lab.send(PURGE, {})).toMatchObject({ status: 401, json: { code: 16 } });
  expect((await lab.send(PURGE, {}, { authorization: `Bearer ${apiKey}` })).status).toBe(401);
  const foreign = await send(lab, PURGE.replace("default", "other"), { purge_all: {} });
  expect(foreign).toMatchObject({ status: 403, json: { code: 7 } });
  const unknown = await send(lab, `${BASE}/nope/cache-purge`, { purge_all: {} });
  expect(unknown).toMatchObject({ status: 404, json: { code: 5 } });
  const artefact = `/api/v1/api/production/us-east-1/namespaces/default${PURGE}`;
  expect((await send(lab, artefact, { purge_all: {} })).status).toBe(404);
  // The twin for HTTP load balancers has the same schema.
  expect((await send(lab, PURGE.replace("cdn_load", "http_load"), { purge_all: {} })).status).toBe(200);
});

test("patternOn and urlFormat: the other readings of the documentation", async () => {
  const lab = await bench("f5xc");
  lab.sandbox.api.set({ patternOn: "url", urlFormat: "absolute" });
  await lab.fill(...PAGES);
  await send(lab, PURGE, { pattern: "^/blog/" });
  await send(lab, PURGE, { pattern: "(?:^|/)blog/a/" });
  await send(lab, PURGE, { url: `${lab.sandbox.edge.url}/app.js` });
  expect((await send(lab, PURGE, { url: "/app.js" })).status).toBe(400);
  lab.pass(PROPAGATION_MS);
  expect(lab.held()).toEqual(without("/blog/a/", "/app.js"));
});
